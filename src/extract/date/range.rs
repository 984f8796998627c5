//! Ranges of days and of clock times, each end filled from the other.

use super::calendar::Stretch;
use super::clock::Clock;
use super::dated;
use super::expression::Expression;
use super::lexicon::{Hedge, Role, Tense, Unit};
use super::numeric::full_year;
use super::phrase::{Phrases, is_day};
use super::point::{Days, Partial, Point};
use super::tense::tense;
use crate::value::date::iso::{add_days, add_months};
use jiff::civil::Date as Day;

impl Phrases<'_> {
    /// `24-25 April`, `from 4 to 22 January`, `between 3 and 12 of Sept`
    pub(super) fn led_by_day(&self, token: usize, point_end: usize) -> Option<(Point, Point, usize)> {
        let c = &self.cursor;
        let (first, at) = self.day_number(token)?;
        if !self.joins(token, at) {
            return None;
        }
        let (point, end) = self.days(at + 1).or_else(|| self.of_this_month(at + 1))?;
        let Days::Partial(partial @ Partial { month: Some(_), day: Some(day), .. }) = point.days else { return None };
        // `from 4 to January 22` needs its `from`.
        let led = c.is_number(at + 1) || c.senses(at + 1).ordinal.is_some() || c.senses(at + 1).number.is_some() || c.role_before(token, 1) == Some(Role::From);
        if end <= point_end || day <= first || !led || point.clock.is_some() {
            return None;
        }
        Some((Point::partial(Partial { day: Some(first), ..partial }), point, end))
    }

    /// `22 this month`
    fn of_this_month(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (day, at) = self.day_number(token)?;
        let toward = c.senses(at).toward?;
        (c.senses(at + 1).unit == Some(Unit::Month)).then_some(())?;
        let month = add_months(self.context.today?.first_of_month(), i32::from(toward))?;
        Some((Point::partial(Partial { year: Some(month.year()), month: Some(month.month()), day: Some(day), ..Partial::default() }), at + 2))
    }

    /// `5 to 6pm`, `from 3 to 5 on April 25`: the first hour has its half of the day from the last.
    pub(super) fn led_by_hour(&self, token: usize) -> Option<(Point, Point, usize)> {
        let c = &self.cursor;
        let (plain, at) = c.hour(token)?;
        // `at ten to five on Tuesday` is no range.
        let one = c.is_word(token) && c.clock(token).is_some_and(|(clock, end)| clock.certain && end > at + 1);
        if !self.joins(token, at) || one {
            return None;
        }
        let ranged = matches!(c.role_before(token, 1), Some(Role::From | Role::Between));
        let first = Point { clock: Some(plain), ..Point::of(Days::None) };
        let (second, end) = match self.point(at + 1, true) {
            Some((second, end)) if second.clock.is_some() => (second, end),
            // Two bare hours need their day.
            _ => self.bare_hour(at + 1, &first).filter(|(p, _)| ranged && p.days != Days::None || matches!(p.days, Days::Stretch(_)))?,
        };
        let clock = second.clock.filter(|k| k.half_known || second.days != Days::None || k.certain)?;
        let first = Point { clock: Some(same_half(plain, clock)), ..Point::of(second.days) };
        Some((first, second, end))
    }

    /// Two bare hours behind a day: `between 10 and 11`.
    fn led_by_hour_on(&self, token: usize) -> Option<(Point, Point, usize)> {
        let found = self.led_by_hour(token);
        if found.is_some() {
            return found;
        }
        let c = &self.cursor;
        let (clock, _) = c.hour(token).filter(|_| c.is_number(token))?;
        let first = Point { clock: Some(clock), ..Point::of(Days::None) };
        if !self.joins(token, token + 1) {
            return None;
        }
        let (second, end) = self.point(token + 2, true).filter(|(p, _)| p.clock.is_some()).or_else(|| self.bare_hour(token + 2, &first))?;
        Some((first, second, end))
    }

    /// True where the token joins the ends of a range that began at `start`.
    fn joins(&self, start: usize, token: usize) -> bool {
        let c = &self.cursor;
        match c.role(token) {
            Some(Role::To | Role::Until) => true,
            Some(Role::And) => c.role_before(start, 1) == Some(Role::Between),
            _ => c.mark(token) == b'-',
        }
    }

    /// The range that a point opens, with both ends filled from one another.
    pub(super) fn range(&self, first: Point, start: usize, end: usize) -> Option<(Point, Point, usize)> {
        let c = &self.cursor;
        // `Tuesday from 2pm to 4pm`, `next evening between 10:30 and 11:45`
        if first.clock.is_none() && is_day(&first) && matches!(c.role(end), Some(Role::From | Role::Between)) {
            let found = match self.point(end + 1, true).filter(|(p, _)| p.clock.is_some() && p.days == Days::None) {
                Some((from, after)) => self.range(from, end + 1, after),
                None => None,
            };
            let (mut a, mut b, after) = found.or_else(|| self.led_by_hour_on(end + 1))?;
            if a.clock.is_none() || b.clock.is_none() || !matches!(b.days, Days::None) {
                return None;
            }
            for point in [&mut a, &mut b] {
                point.days = first.days;
                if let Some(part) = first.part {
                    point.clock = point.clock.map(|k| k.in_part(part));
                }
            }
            return Some((a, b, after));
        }
        if let Days::Stretch(Stretch::Year(year)) = first.days
            && let Some((second, after)) = self.second_year(year, end)
        {
            return Some((first, Point::stretch(Stretch::Year(second)), after));
        }
        if !self.joins(start, end) {
            return None;
        }
        let at = end + 1;
        let dash = c.mark(end) == b'-';
        // `April 24-25[, 2019]`
        if let Days::Partial(partial) = first.days
            && let (Some(month), Some(day), None) = (partial.month, partial.day, first.clock)
            && let second_at = if c.has(at, Role::The) { at + 1 } else { at }
            && let Some((second, mut after)) = self.day_number(second_at)
            && second > day
            && !(c.mark(after) == b':' && c.glued(after - 1))
            && c.senses(after).meridiem.is_none()
            && c.senses(after).month.is_none_or(|_| !c.capital(after))
            && !c.has(after, Role::Of)
            && c.senses(after).unit.is_none()
            && (partial.year.is_none() || c.has(end, Role::Until) || c.has(end, Role::To))
        {
            let mut year = partial.year;
            let comma = if c.mark(after) == b',' { after + 1 } else { after };
            if let (None, Some((number, 4))) = (year, c.digits(comma)) {
                year = full_year(number, 4);
                after = if year.is_some() { comma + 1 } else { after };
            }
            let a = Point::partial(Partial { year, ..partial });
            let b = Point::partial(Partial { year, month: Some(month), day: Some(second), ..Partial::default() });
            return Some((a, b, after));
        }
        let (mut second, after) = self.point(at, true).or_else(|| self.bare_hour(at, &first)).or_else(|| self.now(at))?;
        let mut first = first;
        let kinds = |p: &Point| (p.clock.is_some(), matches!(p.days, Days::None));
        // A time and a day do not make a range, nor do two weekdays that a change leads from and to.
        if (first.clock.is_some()) != (second.clock.is_some()) && !kinds(&first).1 {
            return None;
        }
        if first.clock.is_none() && (first.part.is_some() || second.part.is_some()) {
            return None;
        }
        let weekday_only = |p: &Point| matches!(p.days, Days::Partial(Partial { day: None, month: None, year: None, .. }));
        let both = weekday_only(&first) && weekday_only(&second);
        let from = matches!(c.role_before(start, 1), Some(Role::From | Role::Between));
        let moved = || (start.saturating_sub(6).max(c.first)..start).any(|t| c.senses(t).moved);
        if first.clock.is_none() && weekday_only(&first) && !dash && !c.has(end, Role::Until) && (!from || both && moved()) {
            return None;
        }
        // A spaced dash sets a clause off.
        if dash
            && !c.glued(end)
            && !c.glued_before(end)
            && (c.mark_before(start) == 0 && first.clock.is_none() && !matches!(first.days, Days::Partial(Partial { year: Some(_), .. })))
        {
            return None;
        }
        if first.clock.is_some() && second.clock.is_some() {
            if matches!(first.days, Days::None) {
                first.days = second.days;
            } else if matches!(second.days, Days::None) {
                second.days = first.days;
            }
            if let (Some(a), Some(b)) = (first.clock, second.clock) {
                first.clock = Some(same_half(a, b));
                second.clock = Some(later_half(first.clock.unwrap_or(a), b));
            }
            return Some((first, second, after));
        }
        if second.clock.is_some() || first.clock.is_some() {
            return None;
        }
        // `from 1982 to 1986`: a beginning and an end, each told in full.
        if c.role_before(start, 1) == Some(Role::From) && !dash && whole(&first) && whole(&second) {
            return None;
        }
        let borrowed = matches!(first.days, Days::Partial(Partial { year: None, .. }));
        first.complete_from(&second);
        second.complete_from(&first);
        // `Nov-Feb 2017` began in 2016.
        if borrowed
            && let (Days::Partial(a), Days::Partial(b)) = (&mut first.days, &second.days)
            && let (Some(m), Some(n), Some(y)) = (a.month, b.month, a.year)
            && m > n
        {
            a.year = Some(y - 1);
        }
        Some((first, second, after))
    }

    /// The year that ends a stretch of years which a mark ties, from the mark on: `2013-14`, `1999-00`, `2008/09`.
    pub(super) fn second_year(&self, year: i16, mark: usize) -> Option<(i16, usize)> {
        let c = &self.cursor;
        let (slash, at) = (c.mark(mark) == b'/', mark + 1);
        if !(slash || c.mark(mark) == b'-') || !c.glued(mark) || c.glued(at) && (c.is_word(at + 1) || matches!(c.mark(at + 1), b'-' | b'/' | b'%')) {
            return None;
        }
        let (number, width) = c.digits(at)?;
        let number = i16::try_from(number).ok()?;
        let second = match width {
            2 if number > year % 100 => year - year % 100 + number,
            2 => year - year % 100 + 100 + number,
            1 if number == year % 10 + 1 => year + 1,
            // Years in full are told as any other ends of a range.
            4 if slash => number,
            _ => return None,
        };
        // A slash, and a turn of the century, are of seasons alone.
        let season = second == year + 1;
        let tied = c.glued_before(mark) && (season || !slash && width == 2 && number > year % 100);
        (tied || !slash && width == 2 && number > year % 100).then_some((second, at + 1))
    }

    /// The hour that ends a range of times: `8am-3`.
    fn bare_hour(&self, token: usize, first: &Point) -> Option<(Point, usize)> {
        let c = &self.cursor;
        first.clock?;
        let (clock, end) = c.hour(token)?;
        let date = self.date_behind(end);
        if date.is_none() && (!c.is_number(token) || c.is_word(end) && c.role(end).is_none()) {
            return None;
        }
        let (days, part, end) = match date {
            Some((point, end)) => {
                let (point, end) = self.with_clock(point, end);
                (point.days, point.part, end)
            }
            None => (Days::None, None, end),
        };
        Some((Point { clock: Some(part.map_or(clock, |p| clock.in_part(p))), ..Point::of(days) }, end))
    }

    /// `between April 4 and now`
    pub(super) fn now(&self, token: usize) -> Option<(Point, usize)> {
        let (value, end) = self.cursor.sense(token, |s| s.reference)?;
        (value == "PRESENT_REF").then_some((Point::stretch(Stretch::Day(self.context.today?)), end))
    }

    /// `Monday to Friday`: the week that is over, or the one to come.
    fn week_days(&self, a: &mut Point, b: &mut Point, start: usize, end: usize) {
        let weekday = |p: &Point| match p.days {
            Days::Partial(Partial { weekday: Some(weekday), day: None, month: None, toward: None, .. }) => Some(weekday),
            _ => None,
        };
        let (Some(first), Some(last)) = (weekday(a), weekday(b)) else { return };
        let length = i64::from((last - first).rem_euclid(7));
        let (anchor, other, sign) = if tense(&self.cursor, start, end) == Some(Tense::Future) { (a, b, 1) } else { (b, a, -1) };
        if let Some(Stretch::Day(day)) = self.anchored(anchor, start, end)
            && let Some(away) = add_days(day, sign * length)
        {
            anchor.days = Days::Stretch(Stretch::Day(day));
            other.days = Days::Stretch(Stretch::Day(away));
        }
    }

    pub(super) fn range_expression(&self, start: usize, a: Point, b: Point, end: usize, hedge: Option<Hedge>) -> Option<Expression> {
        let (mut first, mut second) = (String::new(), String::new());
        let (mut a, mut b) = (a, b);
        self.week_days(&mut a, &mut b, start, end);
        let stretch_a = self.write_days(&a, true, start, end, &mut first)?;
        // The last day is the first one of its name behind the first.
        if let Days::Partial(partial @ Partial { year: None, month: Some(month), .. }) = b.days
            && let Some((from, _)) = stretch_a.bounds()
        {
            let day = partial.day.unwrap_or(28);
            let same = Day::new(from.year(), month, day).ok()?;
            let year = if same < from { from.year() + 1 } else { from.year() };
            b.days = Days::Partial(Partial { year: Some(year), ..partial });
        }
        let stretch_b = self.write_days(&b, true, start, end, &mut second)?;
        // `from 2014 to May 2, 2018` begins on a day, too.
        if let (Stretch::Day(_), Stretch::Year(_) | Stretch::Month(..), Some((day, _))) = (stretch_b, stretch_a, stretch_a.bounds()) {
            first.clear();
            Stretch::Day(day).write(&mut first);
        }
        // Ends in the wrong order are no range: `2-1`, `10 to 9`.
        if let (Some((x, _)), Some((_, y))) = (stretch_a.bounds(), stretch_b.bounds())
            && (x > y || x == y && a.clock.is_none())
        {
            return None;
        }
        let modifier = match hedge {
            Some(Hedge::Point(modifier)) => Some(modifier),
            _ => None,
        };
        Some(Expression { start, end, date: Some(dated(format!("{first}/{second}"), None, modifier)?), stretch: stretch_b })
    }
}

/// True for a year, or a month with its year.
fn whole(point: &Point) -> bool {
    match point.days {
        Days::Stretch(stretch) => matches!(stretch, Stretch::Year(_)),
        Days::Partial(partial) => partial.year.is_some() && partial.day.is_none(),
        Days::None => false,
    }
}

/// The first time of `2:00 - 2:30 pm` shares the half of the day, where that keeps the order.
fn same_half(first: Clock, second: Clock) -> Clock {
    if first.half_known || !second.half_known {
        return first;
    }
    let moved = first.hour % 12 + if second.hour >= 12 { 12 } else { 0 };
    if (moved, first.minute) < (second.hour, second.minute) { Clock { hour: moved, half_known: true, ..first } } else { first }
}

/// The last time of `11 am to 3` is the next one that the hand points to.
fn later_half(first: Clock, second: Clock) -> Clock {
    let moved = Clock { hour: (second.hour + 12) % 24, half_known: true, ..second };
    let late = |c: &Clock| (c.hour, c.minute) > (first.hour, first.minute);
    if second.half_known || late(&second) || !late(&moved) { second } else { moved }
}
