//! Days of the calendar: months with their days and years, weekdays, days of the month.

use super::calendar::{Stretch, monday_of};
use super::length::Reading;
use super::lexicon::{Role, Tense, Unit};
use super::numeric::full_year;
use super::phrase::Phrases;
use super::point::{Days, Partial, Point};
use crate::value::date::iso::{add_days, add_months};

impl Phrases<'_> {
    /// `25 April 2019`, `25th of April`, `10 Nov 11`
    pub(super) fn day_led(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        if matches!(c.mark_before(token), b'$' | b'#' | b':') && c.glued_before(token) && c.mark_before(token) != b':' {
            return None;
        }
        let (day, mut at) = self.day_number(token)?;
        // `24 or 25 April`: two days of one month
        if matches!(c.role(at), Some(Role::And | Role::Or))
            && let Some((Point { days: Days::Partial(second @ Partial { day: Some(last), .. }), .. }, _)) = self.day_led(at + 1)
            && last > day
        {
            return Some((Point::partial(Partial { day: Some(day), ..second }), at));
        }
        if c.mark(at) == b'.' && c.glued_before(at) {
            at += 1;
        }
        if c.mark(at) == b'-' && c.glued(at) {
            at += 1;
        }
        if c.has(at, Role::Of) {
            at += 1;
        }
        if c.has(at, Role::The) {
            return None;
        }
        let month = c.senses(at).month?;
        if !c.capital(at) && c.senses(at).weak && !c.has(at - 1, Role::Of) {
            return None;
        }
        let dotted = if c.mark(at + 1) == b'.' && c.glued(at) && c.is_number(at + 2) { at + 2 } else { at + 1 };
        let (year, end) = self.year_behind(dotted, true);
        let end = if year.is_some() { end } else { at + 1 };
        Some((Point::partial(Partial { year, month: Some(month), day: Some(day), ..Partial::default() }), end))
    }

    /// `25` of `April 24 and 25`
    pub(super) fn listed_day(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (day, end) = self.day_number(token)?;
        let joins = |t: usize| matches!(c.role_before(t, 1), Some(Role::And | Role::Or)) || c.mark_before(t) == b',';
        let mut first = token.checked_sub(2).filter(|_| joins(token))?;
        while joins(first) && first >= 2 && c.is_number(first - 2) {
            first -= 2;
        }
        let first = if c.has(first, Role::Suffix) { first.checked_sub(1)? } else { first };
        let (before, 1..=2) = c.digits(first)? else { return None };
        let month = first.checked_sub(1).and_then(|m| if c.mark(m) == b'.' { m.checked_sub(1) } else { Some(m) })?;
        let open = c.is_word(end) && c.role(end).is_none()
            || matches!(c.mark(end), b':' | b'%' | b'$' | b'-')
            || c.senses(end).unit.is_some()
            || c.senses(end).month.is_some();
        let month = c.senses(month).month.filter(|_| !open && (1..i64::from(day)).contains(&i64::from(before)))?;
        let (year, after) = self.year_behind(end, false);
        Some((Point::partial(Partial { year, month: Some(month), day: Some(day), ..Partial::default() }), after))
    }

    /// A day of the month in digits or words, with its `th`, and where it ends.
    pub(super) fn day_number(&self, token: usize) -> Option<(i8, usize)> {
        let c = &self.cursor;
        if let Some((n @ 1..=31, 1..=2)) = c.digits(token) {
            let end = if c.has(token + 1, Role::Suffix) && c.glued(token) { token + 2 } else { token + 1 };
            return Some((i8::try_from(n).ok()?, end));
        }
        if let Some(n @ 1..=30) = c.senses(token).ordinal {
            return Some((n, token + 1));
        }
        let (number, end) = c.small_number(token)?;
        let tail = if c.mark(end) == b'-' { end + 1 } else { end };
        if matches!(number, 20 | 30)
            && let Some(unit @ 1..=9) = c.senses(tail).ordinal
        {
            return Some((i8::try_from(number).ok()? + unit, tail + 1)).filter(|(n, _)| *n <= 31);
        }
        None
    }

    /// `twenty five January`, `thirty one of May`
    pub(super) fn spoken_day(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        if let Some((_, end)) = self.day_number(token) {
            // `twenty-first of June`, `twenty second`
            return self.ordinal_day(token, false).filter(|(_, e)| *e > end);
        }
        let (number @ 1..=31, at) = c.small_number(token)? else { return None };
        c.senses(at).month.filter(|_| !c.senses(at).weak || c.capital(at))?;
        let (point, end) = self.month_led(at)?;
        match point.days {
            Days::Partial(p) if p.day.is_none() => Some((Point::partial(Partial { day: i8::try_from(number).ok(), ..p }), end)),
            _ => None,
        }
    }

    /// `April 25, 2019`, `April 2019`, `April`
    pub(super) fn month_led(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let senses = c.senses(token);
        let month = senses.month?;
        let mut at = token + 1;
        if c.mark(at) == b'.' && c.glued(token) && (c.lower(token).len() <= 4 || c.glued(at) && c.is_number(at + 1)) {
            at += 1;
        }
        let dotted = at;
        let hyphen = c.mark(at) == b'-' && c.glued(at) && c.glued_before(at);
        let day_at = if hyphen || c.has(at, Role::The) { at + 1 } else { at };
        // `April 25`, `April the twenty-fifth`; `May 5 percent` and `March 10:30` have no day.
        if let Some((day, end)) =
            self.day_number(day_at).filter(|(_, e)| !(c.mark(*e) == b':' && c.glued(*e)) && c.mark(*e) != b'%' && c.senses(*e).meridiem.is_none())
        {
            let words = !c.is_number(day_at);
            if !(words && !c.has(at, Role::The) && c.senses(end).unit.is_some()) && !(day_at == at && !c.capital(token) && senses.weak && words) {
                let (year, end) = self.year_behind(end, false);
                let year = year.or_else(|| self.year_of_list(month, end));
                return Some((Point::partial(Partial { year, month: Some(month), day: Some(day), ..Partial::default() }), end));
            }
        }
        // `September-2020-23`
        if hyphen && let Some((year, 4)) = c.digits(at + 1) {
            if c.mark(at + 2) == b'-'
                && let Some((day @ 1..=31, _)) = c.digits(at + 3)
            {
                return Some((
                    Point::partial(Partial { year: full_year(year, 4), month: Some(month), day: i8::try_from(day).ok(), ..Partial::default() }),
                    at + 4,
                ));
            }
            if let Some(year) = full_year(year, 4) {
                return Some((Point::partial(Partial { year: Some(year), month: Some(month), ..Partial::default() }), at + 2));
            }
        }
        let (year, end) = self.year_behind(at, false);
        if year.is_some() && (c.capital(token) || !senses.weak || c.has(at, Role::Of)) {
            return Some((Point::partial(Partial { year, month: Some(month), ..Partial::default() }), end));
        }
        // `June next year`
        if let Some((toward @ (-1..=1), k)) = self.of_toward_year(dotted) {
            let year = self.context.today.map(|t| t.year() + i16::from(toward));
            return Some((Point::partial(Partial { year, month: Some(month), ..Partial::default() }), k));
        }
        if !self.month_stands_alone(token, dotted) {
            return None;
        }
        if let Some((year, end)) = self.years_ago(dotted) {
            return Some((Point::partial(Partial { year: Some(year), month: Some(month), ..Partial::default() }), end));
        }
        let end = self.name_end(token, dotted);
        Some((Point::partial(Partial { year: self.year_of_list(month, end), month: Some(month), ..Partial::default() }), end))
    }

    /// The year of a month that stands in a list in front of one that has it: `July and August 2004`, `March, April and May
    /// 2003`, `December and January 2004`.
    fn year_of_list(&self, month: i8, end: usize) -> Option<i16> {
        let c = &self.cursor;
        let tied = matches!(c.role(end), Some(Role::And | Role::Or)) || c.mark(end) == b',';
        c.senses(end + 1).month.filter(|_| tied && c.capital(end + 1))?;
        let Days::Partial(Partial { year: Some(year), month: Some(last), .. }) = self.month_led(end + 1)?.0.days else { return None };
        Some(if month > last { year - 1 } else { year })
    }

    /// `[of] this|last|next year` at this token.
    pub(super) fn of_toward_year(&self, token: usize) -> Option<(i8, usize)> {
        let c = &self.cursor;
        let at = if c.has(token, Role::Of) || c.has(token, Role::In) { token + 1 } else { token };
        let toward = c.senses(at).toward?;
        (c.senses(at + 1).unit == Some(Unit::Year) && !c.senses(at + 1).plural).then_some((toward, at + 2))
    }

    /// `two years ago` of `in May two years ago`
    fn years_ago(&self, token: usize) -> Option<(i16, usize)> {
        let c = &self.cursor;
        let Some((Reading::Length(length), at)) = c.length(token) else { return None };
        let Some((Some(count), Unit::Year)) = length.single() else { return None };
        let (_, end) = c.sense(at, |s| s.shift).filter(|(shift, _)| shift.speech && shift.sign < 0)?;
        let years = i16::try_from(count / 1000).ok().filter(|_| count % 1000 == 0)?;
        Some((self.context.today?.year().checked_sub(years)?, end))
    }

    /// True where a month by itself is meant as one and not as a verb or a person.
    fn month_stands_alone(&self, token: usize, end: usize) -> bool {
        let c = &self.cursor;
        let senses = c.senses(token);
        let prepared = matches!(
            c.role_before(token, 1),
            Some(
                Role::In
                    | Role::Of
                    | Role::By
                    | Role::Since
                    | Role::From
                    | Role::Between
                    | Role::Until
                    | Role::To
                    | Role::Before
                    | Role::After
                    | Role::For
                    | Role::At
            )
        ) || c.before(token).toward.is_some()
            || c.before(token).hedge.is_some();
        let beside = if matches!(c.role(end), Some(Role::To | Role::Until)) || c.mark(end) == b'-' { end + 1 } else { end };
        let range_before = token >= 2
            && c.capital(token)
            && (matches!(c.role(token - 1), Some(Role::To | Role::Until | Role::And | Role::Or)) || matches!(c.mark(token - 1), b'-' | b','))
            && c.senses(token - 2).month.is_some()
            && c.capital(token - 2);
        if range_before {
            return true;
        }
        if beside > end && c.capital(token) && c.senses(beside).month.is_some() && c.capital(beside) {
            return true;
        }
        // `a March meeting`
        if c.role_before(token, 1) == Some(Role::A) && c.capital(token) && c.is_word(end) && !c.capital(end) && c.role(end).is_none() {
            return true;
        }
        if senses.weak {
            // `in may` of sloppy text, but never `to march` or `and may`.
            let bound =
                matches!(c.role_before(token, 1), Some(Role::In | Role::Of | Role::By | Role::Since | Role::From | Role::Until | Role::After | Role::Before))
                    || c.before(token).toward.is_some()
                    || c.before(token).hedge.is_some();
            return bound && (c.capital(token) || c.has(token - 1, Role::In)) && !c.senses(end).title;
        }
        if !c.capital(token) {
            return prepared;
        }
        // `April Jones said`, but `in April Jones said` and `April Fools`.
        let name_before = token > c.first && c.capital(token - 1) && !c.senses(token - 1).opens && c.is_word(token - 1) && !prepared && token - 1 > c.first;
        let name_behind = c.is_word(end) && c.capital(end) && !prepared && c.senses(end).weekday.is_none();
        !(name_before || name_behind || c.senses(end).title)
    }

    /// A year behind a day or a month, and where the date ends with or without it.
    pub(super) fn year_behind(&self, token: usize, two_digits: bool) -> (Option<i16>, usize) {
        let c = &self.cursor;
        let mut at = token;
        if c.mark(at) == b','
            || (c.mark(at) == b'-' && c.glued(at) && c.glued_before(at))
            || c.has(at, Role::Of)
            || c.has(at, Role::In) && self.plain_year(at + 1).is_some()
        {
            at += 1;
        } else if c.mark(at) == b'.' && c.mark(at + 1) == b',' {
            at += 2;
        }
        if let Some((year, end)) = self.plain_year(at) {
            return (Some(year), end);
        }
        // `'98`, and `10 Nov 11`
        let quoted = c.mark(at) == b'\'';
        let short = if quoted { at + 1 } else { at };
        if let Some((year, 2)) = c.digits(short)
            && (quoted || two_digits && at == token && !c.is_word(short + 1) && !matches!(c.mark(short + 1), b':' | b'-' | b'%'))
            && !c.has(short + 1, Role::S)
        {
            return (full_year(year, 2), short + 1);
        }
        if c.senses(at).number.is_some()
            && let Some((point, end)) = self.spoken_year(at)
            && let Days::Stretch(Stretch::Year(year)) = point.days
        {
            return (Some(year), end);
        }
        // `April 25 last year`
        if let Some((toward, end)) = self.of_toward_year(token)
            && let Some(today) = self.context.today
        {
            return (Some(today.year() + i16::from(toward)), end);
        }
        (None, token)
    }

    /// `Thursday`, `Thursday, April 25, 2019`, `Thursday the 25th`, `Friday next week`
    pub(super) fn weekday_led(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let senses = c.senses(token);
        let weekday = senses.weekday?;
        let mut at = token + 1;
        if c.mark(at) == b'.' && c.glued(token) && c.lower(token).len() <= 5 {
            at += 1;
        }
        let name_end = at;
        if c.mark(at) == b',' {
            at += 1;
        }
        if c.has(at, Role::The) || c.has(at, Role::On) {
            at += 1;
        }
        let date = if c.is_number(at) {
            c.numeric(at, self.context.day_first.unwrap_or(false))
                .map(|(p, e)| (Point::partial(p), e))
                .or_else(|| self.day_led(at))
                .or_else(|| self.suffixed_day(at))
                .or_else(|| self.first_of_two(at))
        } else if c.senses(at).month.is_some() {
            self.month_led(at).filter(|(p, _)| matches!(p.days, Days::Partial(Partial { day: Some(_), .. })))
        } else if c.has(at - 1, Role::The) || c.senses(at).ordinal.is_some() {
            self.ordinal_day(at, true)
        } else {
            None
        };
        if let Some((point, end)) = date
            && let Days::Partial(partial) = point.days
            && partial.day.is_some()
        {
            return Some((Point::partial(Partial { weekday: Some(weekday), ..partial }), end));
        }
        if senses.weak {
            // A clipped weekday by itself is a word: only a clock time, or a point behind it, shows.
            let clocked = c.capital(token) && c.is_number(name_end) && c.clock(name_end).is_some_and(|(k, _)| k.certain);
            if !(clocked || c.capital(token) && name_end > token + 1) {
                return None;
            }
        }
        if !c.capital(token) && senses.weak || c.senses(name_end).title && c.capital(name_end) {
            return None;
        }
        // British `Friday week`: a week from the coming Friday.
        if c.senses(name_end).unit == Some(Unit::Week) && !c.senses(name_end).plural && !senses.weak && c.closed(name_end + 1) && c.mark(name_end + 1) != b'-' {
            let coming = self.context.weekday(weekday, None, Some(Tense::Future));
            let day = if let Stretch::Day(day) = coming { Stretch::Day(add_days(day, 7)?) } else { coming };
            return Some((Point { weekday: Some(weekday), ..Point::stretch(day) }, name_end + 1));
        }
        // `Friday next week`, `Sunday of next week`
        let of = if c.has(name_end, Role::Of) { name_end + 1 } else { name_end };
        if let Some(toward) = c.senses(of).toward
            && c.senses(of + 1).unit == Some(Unit::Week)
            && !c.senses(of + 1).plural
        {
            return Some((self.weekday_of_week(weekday, i64::from(toward)), of + 2));
        }
        // `Tuesday last`
        Some((Point::partial(Partial { weekday: Some(weekday), ..Partial::default() }), self.name_end(token, name_end)))
    }

    /// The end of a name by itself: with the point of its abbreviation, without that of the sentence.
    fn name_end(&self, token: usize, end: usize) -> usize {
        if end < self.cursor.end { end } else { token + 1 }
    }

    pub(super) fn weekday_of_week(&self, weekday: i8, weeks: i64) -> Point {
        let day = self.context.today.and_then(monday_of).and_then(|monday| add_days(monday, weeks * 7 + i64::from(weekday) - 1));
        Point { weekday: Some(weekday), ..Point::stretch(day.map_or(Stretch::Weekday(weekday), Stretch::Day)) }
    }

    /// `14` of `Tuesday 14 and Thursday 16 February`
    fn first_of_two(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (day, end) = self.day_number(token)?;
        if !matches!(c.role(end), Some(Role::And | Role::Or | Role::To)) {
            return None;
        }
        c.senses(end + 1).weekday?;
        match self.weekday_led(end + 1)?.0.days {
            Days::Partial(Partial { year, month: month @ Some(_), day: Some(last), .. }) if last > day => {
                Some((Point::partial(Partial { year, month, day: Some(day), ..Partial::default() }), end))
            }
            _ => None,
        }
    }

    /// `25th` without a month, behind a weekday.
    fn suffixed_day(&self, token: usize) -> Option<(Point, usize)> {
        let (day, end) = self.day_number(token)?;
        (end == token + 2).then_some((Point::partial(Partial { day: Some(day), ..Partial::default() }), end))
    }

    /// `the 25th`, `the twenty-fifth of April`, `the 26th day of next month`
    pub(super) fn ordinal_day(&self, token: usize, certain: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (day, end) = self.day_number(token)?;
        // `for the 27.`, `on the 17 from 2pm`: bare digits need the place of a day.
        let suffixed = !c.is_number(token) || end == token + 2;
        let last = end == c.end || end + 1 == c.end && !c.is_word(end);
        let clocked = matches!(c.role(end), Some(Role::From | Role::At)) && c.clock(end + 1).is_some_and(|(clock, _)| clock.certain);
        let prepared = matches!(c.role_before(token, 2), Some(Role::On | Role::For | Role::By | Role::Until)) && c.has(token - 1, Role::The);
        if !suffixed && !(prepared && (last || clocked)) {
            return None;
        }
        let mut at = end;
        let days = c.senses(at).unit == Some(Unit::Day) && !c.senses(at).plural;
        if days {
            at += 1;
        }
        if c.has(at, Role::Of) || c.has(at, Role::In) {
            at += 1;
        }
        if c.senses(at).month.is_some() && (at > end || c.capital(at) || !c.senses(at).weak) {
            let (year, end) = self.year_behind(if c.mark(at + 1) == b'.' && c.glued(at) && c.lower(at).len() <= 4 { at + 2 } else { at + 1 }, true);
            return Some((Point::partial(Partial { year, month: c.senses(at).month, day: Some(day), ..Partial::default() }), end));
        }
        // `… day of the month`, `… day of next month`, `17th of this month`
        let toward = if c.has(at, Role::The) { Some(0) } else { c.senses(at).toward };
        if let Some(toward) = toward
            && c.senses(at + 1).unit == Some(Unit::Month)
            && at > end
        {
            let month = self.context.today.and_then(|t| add_months(t.first_of_month(), i32::from(toward)));
            return Some((
                Point::partial(Partial { year: month.map(|m| m.year()), month: month.map(|m| m.month()), day: Some(day), ..Partial::default() }),
                at + 2,
            ));
        }
        // By itself a rank or a fraction is far commoner: `on the 25th` needs its preposition, a
        // place at the end of its clause and digits or the weekday.
        let on = token >= 2
            && matches!(c.role_before(token, 2), Some(Role::On | Role::By | Role::Until | Role::Since | Role::Before | Role::After | Role::For | Role::To))
            && c.has(token - 1, Role::The);
        // `the evening of the 10th`
        let evening = token >= 3 && c.role_before(token, 2) == Some(Role::Of) && c.has(token - 1, Role::The) && c.senses(token - 3).part.is_some();
        let on = on || evening;
        let closed = !c.is_word(end)
            || c.senses(end).closes
            || c.role(end).is_some_and(|r| !matches!(r, Role::Of | Role::S | Role::Filler | Role::Old))
            || c.senses(end).cue.is_some()
            || certain && c.senses(end).number.is_some();
        let spelled = prepared && last && day > 20;
        ((certain || on && day > 3 && c.is_number(token) || spelled) && closed)
            .then_some((Point::partial(Partial { day: Some(day), ..Partial::default() }), end))
    }
}
