//! Whole expressions: hedges, points with their clock times, ranges, lengths and what shifts them.

use jiff::civil::Date as Day;

use crate::value::date::iso::{add_days, add_months};
use crate::value::date::{Date, DateType, Modifier};

use super::calendar::{Stretch, day_at};
use super::clock::Clock;
use super::context::{Context, tense};
use super::cursor::Cursor;
use super::dated;
use super::length::{Length, Reading};
use super::lexicon::{Hedge, Meridiem, Part, Role, Tense, Unit};
use super::numeric::full_year;
use super::phrase::{Phrases, is_day};
use super::point::{Days, Partial, Point};

/// What the tokens `start..end` state; no date where they are only to be passed over.
pub(super) struct Expression {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) date: Option<Date>,
    /// The day that the story has reached with it.
    pub(super) stretch: Stretch,
}

/// The expression that starts at this token.
pub(super) fn expression(cursor: Cursor<'_>, context: &Context, token: usize) -> Option<Expression> {
    let phrases = Phrases { cursor, context };
    let c = &cursor;
    // `in the past` but not `in the past year`
    let reference = c.sense(token, |s| s.reference).filter(|(_, end)| {
        let next = c.senses(*end);
        *end == token + 1 || next.unit.is_none() && next.quantity.is_none() && next.number.is_none() && next.season.is_none() && !c.is_number(*end)
    });
    if let Some((value, end)) = reference {
        if c.role_before(token, 1) == Some(Role::Between)
            && let Some((now, at)) = phrases.now(token)
            && let Some((a, b, end)) = phrases.range(now, token, at)
        {
            return phrases.range_expression(token, a, b, end, None);
        }
        return plain(token, end, value.to_owned(), None);
    }
    if c.has(token, Role::Every) {
        return phrases.every(token);
    }
    // `on Mondays`
    if let Some(weekday) = c.senses(token).weekday.filter(|_| c.senses(token).plural) {
        return plain(token, token + 1, format!("XXXX-WXX-{weekday}"), Some(DateType::Set));
    }
    if let Some(iso) = c.senses(token).recurring.filter(|_| !c.senses(token).weak) {
        return plain(token, token + 1, iso.to_owned(), Some(DateType::Set));
    }
    if let Some((point, end)) = phrases.hours(token) {
        return phrases.point_expression(token, token, point, end, None);
    }
    if let Some((a, b, end)) = phrases.rest(token) {
        return phrases.range_expression(token, a, b, end, None);
    }
    let moment = c.sense(token, |s| s.moment).is_some();
    let (hedge, at) = if moment { (None, token) } else { hedges(c, token) };
    // `walking around today`, `over the next three years`: no hedges.
    let relative = c.senses(at).today.is_some() || c.senses(at).toward.is_some();
    let loose = matches!(hedge, Some(Hedge::Long)) && c.has(at, Role::The);
    let hyphened = at > token && c.mark(at - 1) == b'-' && matches!(hedge, Some(Hedge::Point(Modifier::End))) && c.senses(at).part.is_some();
    if hyphened || loose || relative && matches!(hedge, Some(Hedge::Point(Modifier::Approx))) {
        return None;
    }
    let found = phrases.at(token, at, hedge);
    // `about the 1990s` failed as a hedge: the word may open something itself, as `late` does not.
    found.or_else(|| if at > token { phrases.at(token, token, None) } else { None })
}

fn plain(start: usize, end: usize, iso: String, date_type: Option<DateType>) -> Option<Expression> {
    Some(Expression { start, end, date: Some(dated(iso, date_type, None)?), stretch: Stretch::Unknown })
}

/// The hedges at this token and where they end: `shortly after`, `the early`, `mid-`.
fn hedges(c: &Cursor<'_>, token: usize) -> (Option<Hedge>, usize) {
    let mut at = token;
    let mut hedge = None;
    // `the early 1990s`, but not `the late president`.
    let inner = c.has(token, Role::The) && matches!(c.senses(token + 1).hedge, Some(Hedge::Point(Modifier::Start | Modifier::Mid | Modifier::End)));
    for _ in 0..3 {
        let from = if inner && at == token { token + 1 } else { at };
        let Some((found, end)) = c.sense(from, |s| s.hedge) else { break };
        // An earlier `around` gives way to the part that the later word names.
        hedge = Some(match (hedge, found) {
            (Some(first @ Hedge::Point(_)), Hedge::Long | Hedge::Short | Hedge::Exact) => first,
            _ => found,
        });
        at = if c.mark(end) == b'-' && c.glued_before(end) { end + 1 } else { end };
    }
    (hedge, at)
}

impl Phrases<'_> {
    /// The expression at `at`, behind hedges that began at `start`.
    fn at(&self, start: usize, at: usize, hedge: Option<Hedge>) -> Option<Expression> {
        let c = &self.cursor;
        let window = self.window(at);
        let windowed = window.is_some();
        let length = window.or_else(|| c.length(at));
        let point = self.point(at, hedge.is_some());
        let point_end = point.as_ref().map_or(0, |(_, e)| *e);
        if let Some((reading, end)) = length
            && (end > point_end || windowed && end == point_end)
        {
            return self.length_expression(start, at, reading, end, hedge);
        }
        if let Some((a, b, end)) = self.led_by_day(at, point_end).or_else(|| self.led_by_hour(at)) {
            return self.range_expression(start, a, b, end, hedge).or_else(|| point.and_then(|(p, e)| self.point_expression(start, at, p, e, hedge)));
        }
        let part = || match hedge {
            Some(Hedge::Point(Modifier::Start | Modifier::Mid | Modifier::End)) => self.hedged_part(at),
            _ => None,
        };
        let (point, end) = point.or_else(part)?;
        let (point, end) = self.with_gloss(point, end);
        if let Some((a, b, end)) = self.range(point, at, end)
            && let found @ Some(_) = self.range_expression(start, a, b, end, hedge)
        {
            return found;
        }
        self.point_expression(start, at, point, end, hedge)
    }

    /// `every Tuesday`, `every two weeks`, `each year`
    fn every(&self, token: usize) -> Option<Expression> {
        let c = &self.cursor;
        let at = token + 1;
        let senses = c.senses(at);
        if let Some(weekday) = senses.weekday {
            return plain(token, at + 1, format!("XXXX-WXX-{weekday}"), Some(DateType::Set));
        }
        if let Some(unit) = senses.unit.filter(|_| !senses.plural) {
            return plain(token, at + 1, Length::of(Some(1000), unit).iso(), Some(DateType::Set));
        }
        if let Some(part) = senses.part.filter(|_| !senses.weak) {
            return plain(token, at + 1, format!("XXXX-XX-XXT{part}"), Some(DateType::Set));
        }
        match c.length(at)? {
            (Reading::Length(length), end) => plain(token, end, length.iso(), Some(DateType::Set)),
            _ => None,
        }
    }

    /// `the past two weeks`, `next 3 months`, `5 upcoming years`, `first nine months`, `last hour`
    fn window(&self, token: usize) -> Option<(Reading, usize)> {
        let c = &self.cursor;
        let at = if c.has(token, Role::The) || c.has(token, Role::Determiner) { token + 1 } else { token };
        let senses = c.senses(at);
        if senses.toward.is_some() || senses.ordinal.is_some() {
            let second = if senses.toward == Some(0) && c.senses(at + 1).toward.is_some() { at + 2 } else { at + 1 };
            // `last week` is a point, `last weeks` hardly one; `last year's` too.
            if !c.has(second, Role::A)
                && let Some((reading @ Reading::Length(_), end)) = c.length(second)
            {
                return Some((reading, end));
            }
            let unit = c.senses(second);
            // `the past year`, `in the last month`: the length that ends today.
            let spanning =
                matches!(unit.unit, Some(Unit::Week | Unit::Month | Unit::Year | Unit::Decade)) && !unit.plural && at > token && !c.has(second + 1, Role::Of);
            let past = c.has(at, Role::Past);
            let led = matches!(c.role_before(token, 1), Some(Role::In | Role::For)) && senses.toward != Some(0) && unit.unit != Some(Unit::Decade);
            if spanning
                && c.has(token, Role::The)
                && (past || led && !c.senses(second + 1).month.is_some())
                && senses.toward.is_some()
                && senses.reference.is_none()
            {
                return Some((Reading::Length(Length::of(Some(1000), unit.unit?)), second + 1));
            }
            if senses.toward.is_some()
                && !unit.plural
                && let Some(unit @ (Unit::Minute | Unit::Hour)) = unit.unit
                && !(unit == Unit::Minute && (c.role_before(at, 1) == Some(Role::The) || c.is_word(second + 1) || c.mark(second + 1) == b'-'))
            {
                return Some((Reading::Length(Length::of(Some(1000), unit)), second + 1));
            }
            return None;
        }
        if c.has(token, Role::The)
            && let Some((reading @ Reading::Length(_), end)) = c.length(at)
            && !c.senses(at).plural
            && !c.has(at, Role::A)
        {
            return Some((reading, end));
        }
        // `5 upcoming years`
        if c.is_number(at)
            && c.senses(at + 1).toward.is_some()
            && c.senses(at + 2).plural
            && let Some((number, _)) = c.digits(at)
        {
            return Some((Reading::Length(Length::of(number.checked_mul(1000), c.senses(at + 2).unit?)), at + 3));
        }
        // `all day`, `full year`
        if c.has(at, Role::All) || c.has(at, Role::Filler) && token == at {
            let unit_at = if c.mark(at + 1) == b'-' { at + 2 } else { at + 1 };
            let unit = c.senses(unit_at);
            if let Some(unit) = unit.unit.filter(|u| !unit.plural && !matches!(u, Unit::Second | Unit::Weekend | Unit::Quarter)) {
                return Some((Reading::Length(Length::of(Some(1000), unit)), unit_at + 1));
            }
        }
        None
    }

    fn length_expression(&self, start: usize, at: usize, reading: Reading, end: usize, hedge: Option<Hedge>) -> Option<Expression> {
        let c = &self.cursor;
        let length = match reading {
            Reading::Age => return Some(Expression { start, end, date: None, stretch: Stretch::Unknown }),
            Reading::Rate(length) => return plain(start, end, length.iso(), Some(DateType::Set)),
            Reading::Length(length) => length,
        };
        let modifier = match hedge {
            Some(Hedge::Point(Modifier::Approx)) => Some(Modifier::Approx),
            Some(Hedge::Long) => Some(Modifier::After),
            Some(Hedge::Short | Hedge::Exact) => None,
            // `early two weeks` is no expression, `shortly after two weeks` one without its hedge.
            Some(Hedge::Point(Modifier::Before | Modifier::After)) | None => None,
            Some(Hedge::Point(_)) => return None,
        };
        if let Some((stretch, after)) = self.shifted(&length, start, at, end, hedge == Some(Hedge::Exact)) {
            return self.stretch_expression(start, after, stretch, modifier);
        }
        if let Some((shift, after)) = c.sense(end, |s| s.shift) {
            let vague = length.parts().any(|(count, _)| count.is_none());
            let iso = if vague && shift.speech { if shift.sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned() } else { length.iso() };
            return Some(Expression { start, end: after, date: Some(dated(iso, None, modifier)?), stretch: Stretch::Unknown });
        }
        Some(Expression { start, end, date: Some(dated(length.iso(), None, modifier)?), stretch: Stretch::Unknown })
    }

    /// The point that a length and the words around it make: `two years ago`, `3 weeks later`,
    /// `2 weeks before May 13`, `in two weeks` of what will be.
    fn shifted(&self, length: &Length, start: usize, at: usize, end: usize, exact: bool) -> Option<(Shifted, usize)> {
        let c = &self.cursor;
        let clocked = length.parts().any(|(_, u)| matches!(u, Unit::Second | Unit::Minute | Unit::Hour));
        if length.parts().any(|(count, _)| count.is_none_or(|n| n % 1000 != 0)) {
            return None;
        }
        if let Some((shift, after)) = c.sense(end, |s| s.shift) {
            // `4 years later`: the story's day; `a year earlier` compares years.
            let years = length.parts().all(|(_, u)| matches!(u, Unit::Year | Unit::Season | Unit::Month | Unit::Quarter));
            let anchor = match (shift.speech, years) {
                (true, _) => self.context.today,
                (false, true) if shift.sign > 0 => self.context.last_day().or(self.context.today),
                (false, _) => self.context.story.or(self.context.today),
            };
            // `two decades later` is too loose for a year.
            if !shift.speech && length.parts().any(|(_, u)| matches!(u, Unit::Decade | Unit::Century)) {
                return None;
            }
            if clocked {
                return if shift.speech { self.moved_clock(length, i64::from(shift.sign)).map(|s| (s, after)) } else { None };
            }
            let coarse = (shift.sign < 0 || years && !shift.speech) && !exact && length.single().is_some();
            let coarse = coarse && (shift.speech || !matches!(length.single(), Some((_, Unit::Week))));
            return self.moved_days(length, anchor?, i64::from(shift.sign), coarse).map(|s| (s, after));
        }
        let sign = match c.role(end) {
            Some(Role::After | Role::From) => 1,
            Some(Role::Before) => -1,
            Some(Role::Since) if c.role_before(at, 1) == Some(Role::In) => 1,
            _ => 0,
        };
        if sign != 0 && !clocked {
            if let Some((point, after)) = self.days(end + 1)
                && (is_day(&point) || c.has(end, Role::Since))
                && let Some(day) = self.day_of(&point, end + 1, after)
            {
                return self.moved_days(length, day, sign, false).map(|s| (s, after));
            }
            return None;
        }
        if sign == 1
            && c.has(end, Role::From)
            && let Some(("PRESENT_REF", after)) = c.sense(end + 1, |s| s.reference)
        {
            return self.moved_clock(length, 1).map(|s| (s, after));
        }
        // `in two weeks`
        if c.role_before(start, 1) == Some(Role::In) && start == at && !c.has(at, Role::The) && c.senses(at).ordinal.is_none() && c.mark(at + 1) != b'-' {
            // `for the first time in 30 years`
            if (start.saturating_sub(4).max(c.first)..start).any(|t| c.senses(t).span) {
                return None;
            }
            if tense(c, start.saturating_sub(1), start.saturating_sub(1)) != Some(Tense::Future) {
                return None;
            }
            let moved = if clocked { self.moved_clock(length, 1) } else { self.moved_days(length, self.context.today?, 1, false) };
            return moved.map(|s| (s, end));
        }
        None
    }

    fn moved_days(&self, length: &Length, anchor: Day, sign: i64, coarse: bool) -> Option<Shifted> {
        if let Some((count, unit)) = length.single().filter(|_| coarse) {
            return self.moved(unit, anchor, sign * i64::from(count? / 1000), true).map(Shifted::Days);
        }
        let mut day = anchor;
        // Months first: the order that keeps the day of the month.
        let mut parts: Vec<(u32, Unit)> = length.parts().filter_map(|(count, unit)| Some((count? / 1000, unit))).collect();
        parts.sort_by_key(|(_, unit)| matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight));
        for (count, unit) in parts {
            day = day_at(unit, day, sign * i64::from(count))?;
        }
        Some(Shifted::Days(Stretch::Day(day)))
    }

    /// Hours and minutes from the time of publication.
    fn moved_clock(&self, length: &Length, sign: i64) -> Option<Shifted> {
        let now = self.context.today?.to_datetime(self.context.now?);
        let mut minutes = 0i64;
        for (count, unit) in length.parts() {
            let count = i64::from(count? / 1000);
            minutes += match unit {
                Unit::Minute => count,
                Unit::Hour => count * 60,
                Unit::Day => count * 24 * 60,
                Unit::Week => count * 7 * 24 * 60,
                _ => return None,
            };
        }
        let moved = now.checked_add(jiff::Span::new().try_minutes(sign * minutes).ok()?).ok()?;
        Some(Shifted::Clock(moved.date(), moved.hour(), moved.minute()))
    }

    fn stretch_expression(&self, start: usize, end: usize, shifted: Shifted, modifier: Option<Modifier>) -> Option<Expression> {
        let mut iso = String::new();
        let stretch = match shifted {
            Shifted::Days(stretch) => {
                stretch.write(&mut iso);
                stretch
            }
            Shifted::Clock(day, hour, minute) => {
                Stretch::Day(day).write(&mut iso);
                iso.push_str(&format!("T{hour:02}:{minute:02}"));
                Stretch::Day(day)
            }
        };
        Some(Expression { start, end, date: Some(dated(iso, None, modifier)?), stretch })
    }

    /// A point with its parts in any order: `3:33 a.m. Tuesday`, `Tuesday morning at 7`.
    fn point(&self, token: usize, hedged: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        if let Some((clock, end)) = c.clock(token)
            && let Some(found) = self.clock_led(token, clock, end, hedged)
        {
            return Some(found);
        }
        if let Some((point, end)) = self.days(token) {
            return Some(self.with_clock(point, end));
        }
        self.hour_led(token).or_else(|| self.part_led(token))
    }

    /// `afternoon at 7`, `afternoon 7:00`
    fn part_led(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let part = c.senses(token).part.filter(|_| !c.senses(token).weak)?;
        let at = if c.has(token + 1, Role::At) { token + 2 } else { token + 1 };
        let (clock, end) = match c.clock(at) {
            Some(found) => found,
            None if at > token + 1 => {
                let (hour @ 1..=12, 1..=2) = c.digits(at)? else { return None };
                (Clock { hour: i8::try_from(hour).ok()?, minute: 0, second: None, half_known: false, zone: None, certain: false }, at + 1)
            }
            None => return None,
        };
        Some((Point { clock: Some(clock.in_part(part)), ..Point::of(Days::None) }, end))
    }

    /// A time of day, then its part of the day and its date.
    fn clock_led(&self, token: usize, clock: Clock, end: usize, hedged: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let mut point = Point { clock: Some(clock), ..Point::of(Days::None) };
        let mut end = end;
        let mut told = clock.certain
            || hedged
            || matches!(
                c.role_before(token, 1),
                Some(Role::At | Role::By | Role::From | Role::Until | Role::Between | Role::After | Role::Before | Role::Since | Role::To)
            );
        if let Some((part, after)) = self.part_behind(end) {
            point.clock = Some(clock.in_part(part));
            told = true;
            end = after;
        }
        if let Some((days, after)) = self.date_behind(end) {
            point.days = days.days;
            if let Some(part) = days.part {
                point.clock = point.clock.map(|k| k.in_part(part));
            }
            told = true;
            end = after;
            if let Some((part, after)) = self.part_behind(end) {
                point.clock = point.clock.map(|k| k.in_part(part));
                end = after;
            }
        }
        // `at 1353 (1023 GMT) on Sunday`: both times are Sunday's.
        if matches!(point.days, Days::None) {
            let close = (end..(end + 7).min(c.end)).find(|t| c.mark(*t) == b')').filter(|_| matches!(c.mark(end), b'(' | b')'));
            if let Some((days, _)) = close.and_then(|t| self.date_behind(t + 1)) {
                point.days = days.days;
            }
        }
        told.then_some((point, end))
    }

    /// `morning`, `in the morning`, `at night`, at this token.
    fn part_behind(&self, token: usize) -> Option<(Part, usize)> {
        let c = &self.cursor;
        let mut at = token;
        if c.has(at, Role::In) && c.has(at + 1, Role::The) {
            at += 2;
        } else if c.has(at, Role::At) {
            at += 1;
        }
        // `8:00 early morning`, `early in the morning`
        if let Some((Hedge::Point(Modifier::Start | Modifier::End), after)) = c.sense(at, |s| s.hedge) {
            at = if c.has(after, Role::The) { after + 1 } else { after };
        }
        let senses = c.senses(at);
        senses.part.filter(|part| !senses.weak || *part == "MI").map(|part| (part, at + 1))
    }

    /// A date behind a clock time: `, on Tuesday`.
    fn date_behind(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let mut at = token;
        if matches!(c.mark(at), b',' | b'|') {
            at += 1;
        }
        if matches!(c.role(at), Some(Role::On | Role::Of)) {
            at += 1;
        }
        let (point, end) = self.days(at)?;
        let fits = is_day(&point) && point.clock.is_none() && (point.part.is_none() || at == token || c.mark(token) == b',' || c.has(token, Role::On));
        // `at 3:33 a.m., Tuesday's fire` belongs to what follows.
        fits.then_some((point, end))
    }

    /// The clock time behind a date: `Tuesday morning at 7`, `April 25, 2019, 3:23 PM`.
    fn with_clock(&self, mut point: Point, end: usize) -> (Point, usize) {
        let c = &self.cursor;
        let mut end = end;
        if !is_day(&point) {
            return (point, end);
        }
        if point.part.is_none() {
            let plain = c.senses(end).part.filter(|_| !c.senses(end).weak).map(|part| (part, end + 1));
            let early = || {
                let (Hedge::Point(Modifier::Start | Modifier::End), after) = c.sense(end, |s| s.hedge)? else { return None };
                let after = if c.has(after, Role::In) { after + 1 } else { after };
                let after = if c.has(after, Role::The) { after + 1 } else { after };
                c.senses(after).part.map(|part| (part, after + 1))
            };
            let phrase = || if c.has(end, Role::In) && c.has(end + 1, Role::The) { self.part_behind(end) } else { None };
            let half = || {
                let meridiem = c.senses(end).meridiem.filter(|_| c.upper(end))?;
                Some((if meridiem == Meridiem::Am { "MO" } else { "AF" }, end + 1))
            };
            if let Some((part, after)) = plain.or_else(early).or_else(phrase).or_else(half) {
                point.part = Some(part);
                end = after;
            }
        }
        let mut at = end;
        if matches!(c.mark(at), b',' | b'|' | b'@') || c.mark(at) == b'-' && c.glued(at) || c.lower(at) == "t" && c.glued_before(at) {
            at += 1;
        }
        // `Sep 10, 2012 | Updated 9:01 AM`
        while at > end && c.senses(at).label && c.role(at).is_none() {
            at += 1;
        }
        let mut led = at > end;
        let mut bound = None;
        let mut asked = false;
        while c.role(at).is_some_and(|r| matches!(r, Role::At | Role::By | Role::Before | Role::After))
            || c.sense(at, |s| s.hedge).is_some_and(|(h, _)| matches!(h, Hedge::Point(Modifier::Approx | Modifier::After | Modifier::Before)))
        {
            let after = c.sense(at, |s| s.hedge).map_or(at + 1, |(_, e)| e);
            led |= c.has(at, Role::At) || point.part.is_some();
            asked = true;
            bound = c.senses(at).bound.or(match c.sense(at, |s| s.hedge) {
                Some((Hedge::Point(modifier), _)) => Some(modifier),
                _ => bound,
            });
            at = after;
        }
        if let Some((clock, after)) = c.clock(at) {
            // `April 25 1998` has its year, `Tuesday 10-6` a score: a clock needs `:` or a.m.
            let clock = point.part.map_or(clock, |part| clock.in_part(part));
            point.clock = Some(clock);
            point.modifier = point.modifier.or(bound);
            // `Oct 26 15:50:06 2016`
            if let Days::Partial(partial @ Partial { year: None, month: Some(_), .. }) = point.days
                && let Some((year, 4)) = c.digits(after)
                && let Some(year) = full_year(year, 4)
            {
                point.days = Days::Partial(Partial { year: Some(year), ..partial });
                return (point, after + 1);
            }
            if let Some((part, last)) = self.part_behind(after) {
                point.clock = Some(clock.in_part(part));
                return (point, last);
            }
            return (point, after);
        }
        // `tomorrow morning at 7`
        if led
            && asked
            && let Some((hour @ 1..=12, 1..=2)) = c.digits(at)
            && (!c.is_word(at + 1) || c.role(at + 1).is_some())
            && !matches!(c.mark(at + 1), b'%' | b'-' | b'$')
            && let Ok(hour) = i8::try_from(hour)
        {
            let clock = Clock { hour, minute: 0, second: None, half_known: false, zone: None, certain: true };
            point.clock = Some(point.part.map_or(clock, |part| clock.in_part(part)));
            point.modifier = point.modifier.or(bound);
            return (point, at + 1);
        }
        (point, end)
    }

    /// The calendar date that a report sets beside a relative day: `today (14 October 2011)`,
    /// `this morning, July 21`.
    fn with_gloss(&self, point: Point, end: usize) -> (Point, usize) {
        let c = &self.cursor;
        let open = matches!(c.mark(end), b'(' | b'[');
        let at = if open || c.mark(end) == b',' { end + 1 } else { end };
        let told = matches!(point.days, Days::Partial(Partial { day: Some(_), .. } | Partial { month: Some(_), .. }));
        if told || !is_day(&point) || point.clock.is_some() && at == end {
            return (point, end);
        }
        let Some((gloss, after)) = self.days(at) else { return (point, end) };
        let Days::Partial(date @ Partial { month: Some(_), day: Some(_), .. }) = gloss.days else { return (point, end) };
        if open && !matches!(c.mark(after), b')' | b']') {
            return (point, end);
        }
        let weekday = match point.days {
            Days::Partial(partial) => partial.weekday.or(date.weekday),
            _ => date.weekday,
        };
        (Point { days: Days::Partial(Partial { weekday, ..date }), ..point }, if open { after + 1 } else { after })
    }

    /// A bare hour whose date or part of day shows what it is: `8 in the morning`, `7 on Sunday`.
    fn hour_led(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (hour, end) = match c.digits(token) {
            Some((hour @ 1..=12, 1..=2)) => (hour, token + 1),
            Some(_) => return None,
            None => c.senses(token).number.filter(|n| (1..=12).contains(n)).map(|n| (n, token + 1))?,
        };
        let clock = Clock { hour: i8::try_from(hour).ok()?, minute: 0, second: None, half_known: false, zone: None, certain: false };
        if c.has(end, Role::In)
            && c.has(end + 1, Role::The)
            && let Some((part, after)) = self.part_behind(end)
        {
            return Some((Point { clock: Some(clock.in_part(part)), ..Point::of(Days::None) }, after));
        }
        let (days, after) = self.date_behind(end)?;
        let listed = c.mark(end) == b',' && days.part.is_some() && matches!(days.days, Days::Stretch(_));
        if c.role_before(token, 1) != Some(Role::At) && !listed {
            return None;
        }
        let clock = days.part.map_or(clock, |part| clock.in_part(part));
        let (clock, after) = match self.part_behind(after) {
            Some((part, last)) => (clock.in_part(part), last),
            None => (clock, after),
        };
        Some((Point { clock: Some(clock), ..Point::of(days.days) }, after))
    }

    /// `24-25 April`, `from 4 to 22 January`, `between 3 and 12 of Sept`
    fn led_by_day(&self, token: usize, point_end: usize) -> Option<(Point, Point, usize)> {
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
    fn led_by_hour(&self, token: usize) -> Option<(Point, Point, usize)> {
        let c = &self.cursor;
        let (hour, at) = match c.digits(token) {
            Some((hour @ 1..=12, 1..=2)) => (hour, token + 1),
            Some(_) => return None,
            None => c.senses(token).number.filter(|n| (1..=12).contains(n)).map(|n| (n, token + 1))?,
        };
        if !self.joins(token, at) {
            return None;
        }
        let plain = Clock { hour: i8::try_from(hour).ok()?, minute: 0, second: None, half_known: false, zone: None, certain: false };
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
    fn range(&self, first: Point, start: usize, end: usize) -> Option<(Point, Point, usize)> {
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
        if !self.joins(start, end) {
            return None;
        }
        let at = end + 1;
        let dash = c.mark(end) == b'-';
        // Two years in two digits: `2013-14`.
        if dash
            && c.glued(end)
            && let Days::Stretch(Stretch::Year(year)) = first.days
            && let Some((short, 2)) = c.digits(at)
            && i64::from(short) > i64::from(year % 100)
            && !(c.glued(at) && matches!(c.mark(at + 1), b'-' | b'/'))
            && let Ok(short) = i16::try_from(short)
        {
            return Some((first, Point::stretch(Stretch::Year(year - year % 100 + short)), at + 1));
        }
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

    /// The hour that ends a range of times: `8am-3`.
    fn bare_hour(&self, token: usize, first: &Point) -> Option<(Point, usize)> {
        let c = &self.cursor;
        first.clock?;
        let (hour @ 1..=12, 1..=2) = c.digits(token)? else { return None };
        if c.is_word(token + 1) && c.role(token + 1).is_none() && self.date_behind(token + 1).is_none() {
            return None;
        }
        let clock = Clock { hour: i8::try_from(hour).ok()?, minute: 0, second: None, half_known: false, zone: None, certain: false };
        let (days, part, end) = match self.date_behind(token + 1) {
            Some((point, end)) => {
                let (point, end) = self.with_clock(point, end);
                (point.days, point.part, end)
            }
            None => (Days::None, None, token + 1),
        };
        Some((Point { clock: Some(part.map_or(clock, |p| clock.in_part(p))), ..Point::of(days) }, end))
    }

    /// Two bare hours behind a day: `between 10 and 11`.
    fn led_by_hour_on(&self, token: usize) -> Option<(Point, Point, usize)> {
        let found = self.led_by_hour(token);
        if found.is_some() {
            return found;
        }
        let c = &self.cursor;
        let (hour @ 1..=12, 1..=2) = c.digits(token)? else { return None };
        let clock = Clock { hour: i8::try_from(hour).ok()?, minute: 0, second: None, half_known: false, zone: None, certain: false };
        let first = Point { clock: Some(clock), ..Point::of(Days::None) };
        if !self.joins(token, token + 1) {
            return None;
        }
        let (second, end) = self.point(token + 2, true).filter(|(p, _)| p.clock.is_some()).or_else(|| self.bare_hour(token + 2, &first))?;
        Some((first, second, end))
    }

    /// `between April 4 and now`
    fn now(&self, token: usize) -> Option<(Point, usize)> {
        let (value, end) = self.cursor.sense(token, |s| s.reference)?;
        (value == "PRESENT_REF").then_some((Point::stretch(Stretch::Day(self.context.today?)), end))
    }

    fn modifier(&self, start: usize, hedge: Option<Hedge>) -> Option<Modifier> {
        match hedge {
            Some(Hedge::Point(modifier)) => Some(modifier),
            _ => self.bound_in_front(start),
        }
    }

    /// `before`, `since` … in front of the mention.
    fn bound_in_front(&self, start: usize) -> Option<Modifier> {
        let c = &self.cursor;
        let from = start.saturating_sub(4).max(c.first);
        (from..start).find_map(|t| c.sense(t, |s| s.bound).filter(|(_, end)| *end == start).map(|(bound, _)| bound))
    }

    fn point_expression(&self, start: usize, at: usize, point: Point, end: usize, hedge: Option<Hedge>) -> Option<Expression> {
        let mut iso = String::new();
        let stretch = self.write(&point, at, end, &mut iso)?;
        let mut date = dated(iso, None, point.modifier.or_else(|| self.modifier(start, hedge)))?;
        date.stated_weekday = point.stated_weekday();
        date.bare_weekday = point.bare_weekday();
        Some(Expression { start, end, date: Some(date), stretch })
    }

    fn range_expression(&self, start: usize, a: Point, b: Point, end: usize, hedge: Option<Hedge>) -> Option<Expression> {
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

    /// Appends the normal form of a point, and tells the days that it has.
    fn write(&self, point: &Point, from: usize, to: usize, iso: &mut String) -> Option<Stretch> {
        self.write_days(point, false, from, to, iso)
    }

    /// As [`Self::write`]; opening hours, `from 7 a.m. to 8 p.m.`, are of no one day.
    fn write_days(&self, point: &Point, ranged: bool, from: usize, to: usize, iso: &mut String) -> Option<Stretch> {
        let mut stretch = self.anchored(point, from, to)?;
        if point.days == Days::None && !ranged {
            stretch = self.story_day();
        }
        stretch.write(iso);
        let day = match stretch {
            Stretch::Day(day) => Some(day),
            _ => None,
        };
        match (point.clock, point.part) {
            (Some(clock), _) => {
                iso.push_str(&format!("T{:02}:{:02}", clock.hour, clock.minute));
                if let Some(second) = clock.second.filter(|s| *s != 0) {
                    iso.push_str(&format!(":{second:02}"));
                }
                match clock.offset(day) {
                    Some(0) => iso.push('Z'),
                    Some(minutes) => iso.push_str(&format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)),
                    None => {}
                }
            }
            (None, Some(part)) => {
                iso.push('T');
                iso.push_str(part);
            }
            (None, None) => {}
        }
        Some(stretch)
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

/// Where a shift leads.
enum Shifted {
    Days(Stretch),
    Clock(Day, i8, i8),
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
