//! The grammar of calendar expressions: from words to a [`Point`].

use super::calendar::{Stretch, day_at, holiday_in, monday_of, nth_weekday, unit_at};
use super::context::{Context, tense};
use super::cursor::Cursor;
use super::lexicon::{Role, Tense, Unit};
use super::numeric::full_year;
use super::point::{Days, Partial, Point};
use crate::value::date::Modifier;
use crate::value::date::iso::{add_days, add_months};

/// A sentence and the anchors of its report.
pub(super) struct Phrases<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) context: &'a Context,
}

impl Phrases<'_> {
    fn tense(&self, from: usize, to: usize) -> Option<Tense> {
        tense(&self.cursor, from, to)
    }

    /// The calendar expression that starts at this token, and where it ends. No clock times.
    pub(super) fn days(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        match c.role(token) {
            Some(Role::The | Role::A) if c.sense(token, |s| s.year).is_some() => {}
            Some(Role::The) => return self.behind_the(token + 1),
            Some(Role::A) => return self.behind_a(token + 1),
            Some(Role::Determiner) => return self.behind_determiner(token + 1),
            _ => {}
        }
        if c.is_number(token) {
            return self.led_by_number(token);
        }
        if c.mark(token) == b'\'' {
            return self.decade(token, false);
        }
        let senses = c.senses(token);
        if let Some(((shift, part), end)) = c.sense(token, |s| s.today) {
            let stretch = self.context.today.and_then(|t| add_days(t, shift)).map_or(Stretch::AnyDay, Stretch::Day);
            return Some((Point { part, ..Point::stretch(stretch) }, end));
        }
        if let Some(((years, modifier), end)) = c.sense(token, |s| s.year) {
            let stretch = self.context.today.map_or(Stretch::AnyYear, |t| Stretch::Year(t.year() + years));
            return Some((Point { modifier, ..Point::stretch(stretch) }, end));
        }
        if let Some(found) = self.holiday(token, None) {
            return Some(found);
        }
        if senses.month.is_some() {
            return self.month_led(token);
        }
        if senses.weekday.is_some() {
            return self.weekday_led(token);
        }
        if senses.ordinal.is_some() {
            return self.nth(token, false).or_else(|| self.ordinal_day(token, false));
        }
        if senses.toward.is_some() {
            return self.toward(token, false);
        }
        // `end of month`
        if let Some(unit @ (Unit::Week | Unit::Month | Unit::Year)) = senses.unit.filter(|_| !senses.plural && c.role_before(token, 1) == Some(Role::Of))
            && !c.is_word(token + 1)
            && token >= 2
            && c.senses(token - 2).hedge.is_none()
            && c.sense(token - 2, |s| s.hedge).is_some()
        {
            return Some((Point::stretch(unit_at(unit, self.context.today?, 0)?), token + 1));
        }
        if senses.season.is_some() {
            return self.season(token, false);
        }
        if senses.fiscal || senses.half || senses.quarter {
            return self.accounting(token);
        }
        if senses.decade.is_some() {
            return self.named_decade(token);
        }
        // `at dawn`, `by nightfall`
        if let Some(part) = senses.part.filter(|part| senses.weak && matches!(*part, "MO" | "EV"))
            && matches!(c.role_before(token, 1), Some(Role::At | Role::By | Role::Before | Role::After | Role::Until | Role::Since))
        {
            return Some((Point { part: Some(part), ..Point::stretch(self.story_day()) }, token + 1));
        }
        if senses.number.is_some() {
            return self.spoken_year(token).or_else(|| self.spoken_day(token));
        }
        None
    }

    /// `the early hours of Monday`, `in the small hours`
    pub(super) fn hours(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let ((part, modifier), end) = c.sense(token, |s| s.hours)?;
        if c.has(end, Role::Of) || c.has(end, Role::On) {
            let at = if c.has(end + 1, Role::The) && c.senses(end + 2).part.is_some() { end + 2 } else { end + 1 };
            // `the early hours of the morning`
            if c.senses(at).part.is_some() {
                return Some((Point { part: Some(part), modifier: Some(modifier), ..Point::stretch(self.story_day()) }, at + 1));
            }
            if let Some((point, after)) = self.days(at).filter(|(p, _)| is_day(p)) {
                let after = if c.senses(after).part.is_some() { after + 1 } else { after };
                return Some((Point { part: Some(part), modifier: Some(modifier), ..point }, after));
            }
        }
        Some((Point { part: Some(part), modifier: Some(modifier), ..Point::stretch(self.story_day()) }, end))
    }

    /// A bare `early morning`, `in the late afternoon`: its hedge stands in front already.
    pub(super) fn hedged_part(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let at = if c.has(token, Role::The) { token + 1 } else { token };
        let part = c.senses(at).part.filter(|_| !c.senses(at).weak && !c.senses(at).plural)?;
        (c.mark(at + 1) != b'-').then_some((Point { part: Some(part), ..Point::stretch(self.story_day()) }, at + 1))
    }

    fn led_by_number(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        if let Some((partial, end)) = c.numeric(token, self.context.day_first.unwrap_or(false)) {
            return Some((Point::partial(partial), end));
        }
        if c.role_before(token, 1) == Some(Role::On)
            && let Some((day @ 1..=31, 1..=2)) = c.digits(token)
            && (c.has(token + 1, Role::At) || c.mark(token + 1) == b',')
            && c.clock(token + 2).is_some_and(|(k, _)| k.certain || c.has(token + 1, Role::At))
        {
            return Some((Point::partial(Partial { day: i8::try_from(day).ok(), ..Partial::default() }), token + 1));
        }
        self.day_led(token)
            .or_else(|| self.listed_day(token))
            .or_else(|| self.ordinal_nth(token))
            .or_else(|| self.decade(token, false))
            .or_else(|| self.year(token, false))
    }

    /// `25` of `April 24 and 25`
    fn listed_day(&self, token: usize) -> Option<(Point, usize)> {
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

    /// `25 April 2019`, `25th of April`, `10 Nov 11`
    fn day_led(&self, token: usize) -> Option<(Point, usize)> {
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
        let (year, end) = self.year_behind(at + 1, true);
        Some((Point::partial(Partial { year, month: Some(month), day: Some(day), ..Partial::default() }), end))
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
    fn spoken_day(&self, token: usize) -> Option<(Point, usize)> {
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
    fn month_led(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let senses = c.senses(token);
        let month = senses.month?;
        let mut at = token + 1;
        if c.mark(at) == b'.' && c.glued(token) && c.lower(token).len() <= 4 {
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
        Some((Point::partial(Partial { month: Some(month), ..Partial::default() }), self.name_end(token, dotted)))
    }

    /// `[of] this|last|next year` at this token.
    fn of_toward_year(&self, token: usize) -> Option<(i8, usize)> {
        let c = &self.cursor;
        let at = if c.has(token, Role::Of) || c.has(token, Role::In) { token + 1 } else { token };
        let toward = c.senses(at).toward?;
        (c.senses(at + 1).unit == Some(Unit::Year) && !c.senses(at + 1).plural).then_some((toward, at + 2))
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
            && (matches!(c.role(token - 1), Some(Role::To | Role::Until)) || c.mark(token - 1) == b'-')
            && c.senses(token - 2).month.is_some()
            && c.capital(token - 2);
        if range_before {
            return true;
        }
        if beside > end && c.capital(token) && c.senses(beside).month.is_some() && c.capital(beside) {
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
    fn year_behind(&self, token: usize, two_digits: bool) -> (Option<i16>, usize) {
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

    /// Four digits that can be a year: no time, no count, no decade.
    fn plain_year(&self, token: usize) -> Option<(i16, usize)> {
        let c = &self.cursor;
        let (number, 4) = c.digits(token)? else { return None };
        let behind = c.mark(token + 1);
        if c.glued(token) && (c.has(token + 1, Role::S) || behind == b':' || behind == b'%') || c.senses(token + 1).meridiem.is_some() {
            return None;
        }
        if c.sense(token + 1, |s| s.zone).is_some_and(|((_, upper), end)| upper && c.upper(end - 1)) {
            return None;
        }
        full_year(number, 4).map(|year| (year, token + 1))
    }

    /// `Thursday`, `Thursday, April 25, 2019`, `Thursday the 25th`, `Friday next week`
    fn weekday_led(&self, token: usize) -> Option<(Point, usize)> {
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
        // `Friday next week`, `Sunday of next week`
        let of = if c.has(name_end, Role::Of) { name_end + 1 } else { name_end };
        if let Some(toward) = c.senses(of).toward
            && c.senses(of + 1).unit == Some(Unit::Week)
            && !c.senses(of + 1).plural
        {
            return Some((Point::stretch(self.weekday_of_week(weekday, i64::from(toward))), of + 2));
        }
        // `Tuesday last`
        Some((Point::partial(Partial { weekday: Some(weekday), ..Partial::default() }), self.name_end(token, name_end)))
    }

    /// The end of a name by itself: with the point of its abbreviation, without that of the sentence.
    fn name_end(&self, token: usize, end: usize) -> usize {
        if end < self.cursor.end { end } else { token + 1 }
    }

    fn weekday_of_week(&self, weekday: i8, weeks: i64) -> Stretch {
        let day = self.context.today.and_then(monday_of).and_then(|monday| add_days(monday, weeks * 7 + i64::from(weekday) - 1));
        day.map_or(Stretch::Weekday(weekday), Stretch::Day)
    }

    /// `25th` without a month, behind a weekday.
    fn suffixed_day(&self, token: usize) -> Option<(Point, usize)> {
        let (day, end) = self.day_number(token)?;
        (end == token + 2).then_some((Point::partial(Partial { day: Some(day), ..Partial::default() }), end))
    }

    /// `the 25th`, `the twenty-fifth of April`, `the 26th day of next month`
    fn ordinal_day(&self, token: usize, certain: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (day, end) = self.day_number(token)?;
        let suffixed = !c.is_number(token) || end == token + 2;
        if !suffixed {
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
        let closed = !c.is_word(end)
            || c.role(end).is_some_and(|r| !matches!(r, Role::Of | Role::S | Role::Filler | Role::Old))
            || c.senses(end).cue.is_some()
            || certain && c.senses(end).number.is_some();
        ((certain || on && c.is_number(token) && day > 3) && closed).then_some((Point::partial(Partial { day: Some(day), ..Partial::default() }), end))
    }

    /// `third quarter`, `first week of 2021`, `second Monday of next month`, `first nine months`
    fn nth(&self, token: usize, the: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (nth, at) = match c.senses(token).ordinal {
            Some(n) => (n, token + 1),
            None if c.senses(token).toward == Some(-1) => (-1, token + 1),
            None => self.day_number(token)?,
        };
        self.nth_of(nth, at, the)
    }

    /// `3rd quarter`
    fn ordinal_nth(&self, token: usize) -> Option<(Point, usize)> {
        let (nth, at) = self.day_number(token)?;
        if at == token + 2 { self.nth_of(nth, at, false) } else { None }
    }

    fn nth_of(&self, nth: i8, at: usize, the: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        // `third-quarter profit`
        let hyphened = c.mark(at) == b'-' && c.glued(at) && c.glued_before(at);
        let at = at + usize::from(hyphened);
        let fiscal = usize::from(c.senses(at).fiscal);
        let senses = c.senses(at + fiscal);
        let half = senses.quantity == Some(Some(500));
        let end = at + fiscal + 1;
        if let Some(weekday) = senses.weekday {
            let (year, month, end) = self.parent_month(end)?;
            return Some((Point::stretch(nth_weekday(year, month, weekday, nth).map_or(Stretch::Weekday(weekday), Stretch::Day)), end));
        }
        if senses.plural {
            return None;
        }
        // `second half of April`
        if half
            && (1..=2).contains(&nth)
            && let Some((year, month, end)) = self.parent_month(end)
        {
            let modifier = Some(if nth == 1 { Modifier::Start } else { Modifier::End });
            return Some((Point { modifier, ..Point::stretch(Stretch::Month(Some(year), month)) }, end));
        }
        let quarter = senses.unit == Some(Unit::Quarter) && (1..=4).contains(&nth);
        if quarter || half && (1..=2).contains(&nth) {
            let first_month = if quarter { nth * 3 - 2 } else { nth * 6 - 5 };
            let (year, end) = match self.parent_year(end) {
                Some((year, end)) => (Some(year), end),
                None if half || c.has(end, Role::Of) || !the && !hyphened && c.is_word(end) && c.role(end).is_none() => return None,
                None => (self.context.year_of_part(first_month, self.tense(at, end)), end),
            };
            return Some((Point::stretch(if quarter { Stretch::Quarter(year, nth) } else { Stretch::Half(year, nth) }), end));
        }
        match senses.unit {
            _ if half => None,
            Some(Unit::Week) => {
                if let Some((year, end)) = self.parent_year(end) {
                    let first = jiff::civil::Date::new(year, 1, 4).ok().and_then(monday_of)?;
                    let monday =
                        if nth < 0 { jiff::civil::Date::new(year, 12, 31).ok().and_then(monday_of)? } else { add_days(first, 7 * (i64::from(nth) - 1))? };
                    return Some((Point::stretch(Stretch::Week(monday)), end));
                }
                let (year, month, end) = self.parent_month(end)?;
                // A week belongs to the month of its Thursday, as ISO weeks to their year.
                Some((Point::stretch(Stretch::Week(monday_of(nth_weekday(year, month, 4, nth)?)?)), end))
            }
            Some(Unit::Month) if (1..=12).contains(&nth) => {
                let (year, end) = self.parent_year(end)?;
                Some((Point::stretch(Stretch::Month(Some(year), nth)), end))
            }
            Some(Unit::Day) if nth < 0 || (1..=31).contains(&nth) => {
                let (year, month, end) = self.parent_month(end)?;
                let first = jiff::civil::Date::new(year, month, 1).ok()?;
                let day = if nth < 0 { first.last_of_month() } else { add_days(first, i64::from(nth) - 1)? };
                Some((Point::stretch(Stretch::Day(day)), end))
            }
            // `the 20th century`
            Some(Unit::Century) if (1..=30).contains(&nth) && !(c.capital(at) && c.capital(end)) => {
                Some((Point::stretch(Stretch::Century(i16::from(nth) - 1)), end))
            }
            _ => None,
        }
    }

    /// `of 2016`, `this year`, `in fiscal 1989` at this token.
    fn parent_year(&self, token: usize) -> Option<(i16, usize)> {
        let c = &self.cursor;
        if let Some((toward, end)) = self.of_toward_year(token) {
            return Some((self.context.today?.year() + i16::from(toward), end));
        }
        let mut at = token;
        while c.has(at, Role::Of) || c.has(at, Role::In) || c.has(at, Role::The) || c.senses(at).fiscal || c.mark(at) == b',' {
            at += 1;
        }
        if c.senses(at).unit == Some(Unit::Year) && at > token {
            return match self.plain_year(at + 1) {
                Some((year, end)) => Some((year, end)),
                // `of the year`
                None if c.has(at - 1, Role::The) => Some((self.context.today?.year(), at + 1)),
                None => None,
            };
        }
        if c.mark(token) == b',' && self.plain_year(at).is_some_and(|(_, e)| c.is_word(e)) {
            return None;
        }
        let closed = |t: usize| !c.is_word(t) || c.role(t).is_some() || c.senses(t).cue.is_some();
        self.plain_year(at).filter(|_| at > token || closed(at + 1)).or_else(|| {
            let (point, end) = self.spoken_year(at)?;
            match point.days {
                Days::Stretch(Stretch::Year(year)) => Some((year, end)),
                _ => None,
            }
        })
    }

    /// `of april 2019`, `of next month`, `in this month`, `last april` at this token.
    fn parent_month(&self, token: usize) -> Option<(i16, i8, usize)> {
        let c = &self.cursor;
        let mut at = token;
        while c.has(at, Role::Of) || c.has(at, Role::In) || c.has(at, Role::The) {
            at += 1;
        }
        let toward = c.senses(at).toward;
        let unit = at + usize::from(toward.is_some());
        if c.senses(unit).unit == Some(Unit::Month) && at > token {
            let month = add_months(self.context.today?.first_of_month(), i32::from(toward.unwrap_or(0)))?;
            return Some((month.year(), month.month(), unit + 1));
        }
        let month = c.senses(unit).month.filter(|_| at > token || !c.senses(unit).weak)?;
        let (year, end) = self.year_behind(unit + 1, false);
        let year = year.or_else(|| self.context.year_of_month(month, toward, self.tense(token, end)))?;
        Some((year, month, end))
    }

    /// `last week`, `this Friday`, `next May`, `the past two years` is a length and not here.
    fn toward(&self, token: usize, the: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let mut toward = c.senses(token).toward?;
        let mut at = token + 1;
        // `this past Wednesday`, `this coming week`
        if toward == 0
            && let Some(second) = c.senses(at).toward
            && second != 0
        {
            toward = second;
            at += 1;
        }
        let story = c.senses(token).narrative && the && self.context.story.is_some();
        let anchor = if story { self.context.story } else { self.context.today };
        let senses = c.senses(at);
        if let Some(month) = senses.month.filter(|_| c.capital(at) || !senses.weak || toward != 0) {
            // `this May 10`
            if let Some((point, end)) = self.month_led(at)
                && let Days::Partial(partial) = point.days
                && (partial.day.is_some() || partial.year.is_some())
            {
                return Some((point, end));
            }
            return Some((Point::partial(Partial { month: Some(month), toward: Some(toward), ..Partial::default() }), at + 1));
        }
        if let Some(weekday) = senses.weekday.filter(|_| !senses.weak) {
            return Some((Point::partial(Partial { weekday: Some(weekday), toward: Some(toward), ..Partial::default() }), at + 1));
        }
        if let Some(season) = senses.season {
            return Some((Point::stretch(self.context.season(season, Some(toward), None)), at + 1));
        }
        if let Some(found) = self.holiday(at, Some(toward)) {
            return Some(found);
        }
        if let Some(part) = senses.part {
            // `last night` is yesterday's, `next morning` tomorrow's; `the next morning` the story's.
            let day = anchor.and_then(|t| add_days(t, i64::from(toward)));
            return Some((Point { part: Some(part), ..Point::stretch(day.map_or(Stretch::AnyDay, Stretch::Day)) }, at + 1));
        }
        let fiscal = usize::from(senses.fiscal);
        let at = at + fiscal;
        let senses = c.senses(at);
        let unit = senses.unit.filter(|_| !senses.plural)?;
        let end = at + 1;
        if toward == -1
            && (c.has(end, Role::Of) || the && c.senses(end).month.is_some())
            && let Some(found) = self.nth_of(-1, at, true)
        {
            return Some(found);
        }
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        let anchor = match unit {
            Unit::Year | Unit::Season | Unit::Month if c.senses(token).narrative && the => self.context.last_day().or(anchor),
            _ => anchor,
        };
        // `last week Sunday`, `next week Friday`
        if unit == Unit::Week {
            let next = if c.mark(end) == b'-' { end + 1 } else { end };
            if let Some(weekday) = c.senses(next).weekday.filter(|_| !c.senses(next).weak && !c.has(next + 1, Role::S)) {
                return Some((Point::stretch(self.weekday_of_week(weekday, i64::from(toward))), next + 1));
            }
        }
        let Some(anchor) = anchor else {
            return Some((Point::stretch(unanchored(unit)?), end));
        };
        if unit == Unit::Weekend && toward == -1 {
            let back = i64::from(anchor.weekday().to_monday_zero_offset() < 7);
            return Some((Point::stretch(unit_at(unit, anchor, -back)?), end));
        }
        let stretch = match (unit, fiscal) {
            (Unit::Year, 1) => Stretch::Fiscal(anchor.year() + i16::from(toward)),
            _ => unit_at(unit, anchor, i64::from(toward))?,
        };
        Some((Point::stretch(stretch), end))
    }

    fn behind_the(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let senses = c.senses(token);
        if let Some(found) = self.holiday(token, None) {
            return Some(found);
        }
        if let Some(((shift, part), end)) = c.sense(token, |s| s.today) {
            if end == token + 1 {
                return None;
            }
            let stretch = self.context.today.and_then(|t| add_days(t, shift)).map_or(Stretch::AnyDay, Stretch::Day);
            return Some((Point { part, ..Point::stretch(stretch) }, end));
        }
        if c.is_number(token) || c.mark(token) == b'\'' {
            return self
                .decade(token, true)
                .or_else(|| self.day_led(token).filter(|(p, e)| *e > token + 1 || p.clock.is_none()))
                .or_else(|| self.ordinal_nth(token))
                .or_else(|| self.ordinal_day(token, false))
                .or_else(|| self.fiscal_year(token))
                .or_else(|| self.year(token, true));
        }
        if senses.ordinal.is_some() {
            return self.nth(token, true).or_else(|| self.ordinal_day(token, false));
        }
        if senses.number.is_some() {
            return self.ordinal_day(token, false);
        }
        if senses.toward.is_some() {
            return self.toward(token, true).or_else(|| self.nth(token, true));
        }
        if senses.season.is_some() {
            return self.season(token, true);
        }
        if senses.decade.is_some() {
            return self.named_decade(token);
        }
        if senses.fiscal || senses.quarter || senses.half {
            return self.accounting(token);
        }
        if let Some(part) = senses.part.filter(|_| !senses.weak) {
            return self.part_of_day(token, part);
        }
        if senses.unit.is_some() && !senses.plural {
            return self.the_unit(token);
        }
        None
    }

    /// `rest of the week`: the days from today to the last of it.
    pub(super) fn rest(&self, token: usize) -> Option<(Point, Point, usize)> {
        let c = &self.cursor;
        let (_, at) = c.sense(token, |s| s.rest.then_some(()))?;
        let article = c.has(at, Role::The) || c.has(at, Role::Determiner) || c.senses(at).toward == Some(0);
        let unit = c.senses(at + usize::from(article));
        let unit = unit.unit.filter(|u| article && !unit.plural && matches!(u, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))?;
        let today = self.context.today?;
        let (_, after) = unit_at(unit, today, 0)?.bounds()?;
        Some((Point::stretch(Stretch::Day(today)), Point::stretch(Stretch::Day(add_days(after, -1)?)), at + 2))
    }

    /// `the weekend`, `the week of April 22`, `the day before yesterday`, `the year 2000`
    fn the_unit(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let unit = c.senses(token).unit?;
        let end = token + 1;
        // `the year before`, `the day after`: next to the story's own
        let sign = match c.role(end) {
            Some(Role::Before) => -1,
            Some(Role::After) => 1,
            _ => 0,
        };
        if sign != 0 && !c.is_word(end + 1) && !c.is_number(end + 1) && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) {
            let anchor = if unit == Unit::Day || unit == Unit::Week { self.context.story } else { self.context.last_day() };
            return Some((Point::stretch(unit_at(unit, anchor.or(self.context.today)?, sign)?), end + 1));
        }
        // `the week after next`
        if c.has(end, Role::After) && matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year) {
            let next = if c.has(end + 1, Role::The) { end + 2 } else { end + 1 };
            if c.senses(next).toward == Some(1) && c.senses(next + 1).unit.is_none() {
                return Some((Point::stretch(unit_at(unit, self.context.today?, 2)?), next + 1));
            }
        }
        let preposition = matches!(c.role_before(token, 2), Some(Role::In | Role::For | Role::Of | Role::At | Role::By | Role::On | Role::Until | Role::Since));
        match unit {
            Unit::Weekend => Some((Point::stretch(self.context.weekend(self.tense(token - 1, end))), end)),
            Unit::Year => {
                if let Some((year, end)) = self.plain_year(end) {
                    return Some((Point::stretch(Stretch::Year(year)), end));
                }
                let closed = !c.is_word(end) || c.role(end).is_some_and(|r| matches!(r, Role::And | Role::To | Role::In | Role::For | Role::At));
                if preposition && closed { Some((Point::stretch(Stretch::Year(self.context.today?.year())), end)) } else { None }
            }
            Unit::Week | Unit::Month => {
                // `the week of April 22`
                if c.has(end, Role::Of)
                    && let Some((point, after)) = self.days(end + 1)
                    && let Days::Partial(Partial { month: Some(month), day, year, .. }) = point.days
                {
                    let day = day.unwrap_or(1);
                    let day = match year {
                        Some(year) => jiff::civil::Date::new(year, month, day).ok()?,
                        None => match self.context.month_day(month, day, self.tense(token, after)) {
                            Stretch::Day(day) => day,
                            _ => return None,
                        },
                    };
                    return Some((Point::stretch(unit_at(unit, day, 0)?), after));
                }
                let closed = !c.is_word(end);
                if preposition && closed { Some((Point::stretch(unit_at(unit, self.context.today?, 0)?), end)) } else { None }
            }
            Unit::Quarter => {
                if !preposition || c.has(end, Role::Of) {
                    return None;
                }
                let stretch = match self.context.story_quarter {
                    Some((year, quarter)) => Stretch::Quarter(Some(year), quarter),
                    // Results are told when the quarter is over.
                    None => unit_at(Unit::Quarter, self.context.today?, -1)?,
                };
                Some((Point::stretch(stretch), end))
            }
            _ => None,
        }
    }

    /// `the morning of May 5`, `the night`, where the story's day is told or can be.
    fn part_of_day(&self, token: usize, part: super::lexicon::Part) -> Option<(Point, usize)> {
        let c = &self.cursor;
        if c.has(token + 1, Role::Of)
            && let Some((point, end)) = self.days(token + 2)
            && point.part.is_none()
            && is_day(&point)
        {
            return Some((Point { part: Some(part), ..point }, end));
        }
        let preposition = matches!(c.role_before(token, 2), Some(Role::In | Role::For | Role::By | Role::At));
        if !preposition || c.mark(token + 1) == b'-' {
            return None;
        }
        Some((Point { part: Some(part), ..Point::stretch(self.story_day()) }, token + 1))
    }

    /// The day that the story has reached.
    pub(super) fn story_day(&self) -> Stretch {
        // A day of long ago is history: the clock times behind it are of the day of the news.
        let news = |day: &jiff::civil::Date| self.context.today.is_none_or(|t| day.duration_since(t).abs().as_hours() < 24 * 366);
        self.context.story.filter(news).or(self.context.today).map_or(Stretch::Unknown, Stretch::Day)
    }

    /// `a 2012 crash`, `a Tuesday hearing`, `a March 2003 fire`
    fn behind_a(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        if c.is_number(token) {
            return self.year(token, true);
        }
        None
    }

    /// `that night`, `that day`, `these days` is a reference and not here; `my birthday` is none.
    fn behind_determiner(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let senses = c.senses(token);
        if senses.unit == Some(Unit::Weekend) && !senses.plural {
            return Some((Point::stretch(self.context.weekend(self.tense(token, token + 1))), token + 1));
        }
        let story = self.context.story.is_some();
        if let Some(part) = senses.part.filter(|_| !senses.weak && story && !senses.plural) {
            return Some((Point { part: Some(part), ..Point::stretch(self.story_day()) }, token + 1));
        }
        if senses.unit == Some(Unit::Day) && !senses.plural && story && !c.is_word(token + 1) {
            return Some((Point::stretch(self.story_day()), token + 1));
        }
        if let Some(anchor) = self.context.story
            && matches!(senses.unit, Some(Unit::Week | Unit::Month | Unit::Year))
            && !senses.plural
            && !c.is_word(token + 1)
        {
            return Some((Point::stretch(unit_at(senses.unit?, anchor, 0)?), token + 1));
        }
        None
    }

    /// `summer 2019`, `the fall of 1989`, `this spring` is led by its `this`.
    fn season(&self, token: usize, the: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let senses = c.senses(token);
        let season = senses.season?;
        if let Some((year, end)) = self.parent_year(token + 1) {
            return Some((Point::stretch(Stretch::Season(Some(year), season)), end));
        }
        let prepared =
            matches!(c.role_before(token, if the { 2 } else { 1 }), Some(Role::In | Role::By | Role::For | Role::Since | Role::Until | Role::At | Role::Of))
                || c.before(token).hedge.is_some();
        let closed = !c.is_word(token + 1) || c.role(token + 1).is_some_and(|r| !matches!(r, Role::Of)) || c.senses(token + 1).cue.is_some();
        if !prepared || !closed || senses.weak && !the || c.senses(token + 1).title {
            return None;
        }
        Some((Point::stretch(self.context.season(season, None, self.tense(token, token + 1))), token + 1))
    }

    fn holiday(&self, token: usize, toward: Option<i8>) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (holiday, end) = c.sense(token, |s| s.holiday)?;
        let noun = c.is_word(end) && c.role(end).is_none() && !c.capital(end) && c.senses(end).unit.is_none() && c.senses(end).cue.is_none();
        if noun && (!c.capital(token) && end == token + 1 || c.has(token.saturating_sub(1), Role::The)) {
            return None;
        }
        let (year, after) = match self.parent_year(end) {
            Some((year, after)) => (Some(year), after),
            None => match self.plain_year(end) {
                Some((year, after)) => (Some(year), after),
                None => (None, end),
            },
        };
        let end = after;
        let stretch = match (year, self.context.today) {
            (Some(year), _) => Stretch::Day(holiday_in(holiday, year)?),
            (None, Some(today)) => {
                let all = [-1i16, 0, 1].into_iter().filter_map(|n| holiday_in(holiday, today.year() + n));
                let away = |d: &jiff::civil::Date| d.duration_since(today).as_hours() / 24;
                let tense = match toward {
                    Some(-1) => Some(Tense::Past),
                    Some(1) => Some(Tense::Future),
                    _ => self.tense(token, end),
                };
                let day = match tense {
                    Some(Tense::Future) => all.filter(|d| away(d) >= 0).min_by_key(away),
                    Some(Tense::Past) => all.filter(|d| away(d) <= 0).max_by_key(away),
                    None => all.min_by_key(|d| away(d).abs()),
                };
                Stretch::Day(day?)
            }
            (None, None) => match holiday {
                super::lexicon::Holiday::Fixed(month, day) => Stretch::MonthDay(month, day),
                _ => Stretch::AnyDay,
            },
        };
        // `Labor Day weekend`
        if c.senses(end).unit == Some(Unit::Weekend)
            && let Stretch::Day(day) = stretch
        {
            let near = if day.weekday().to_monday_zero_offset() < 2 { -7 } else { 0 };
            return Some((Point::stretch(Stretch::Weekend(add_days(monday_of(day)?, near)?)), end + 1));
        }
        Some((Point::stretch(stretch), end))
    }

    /// `Q3 2016`, `H2 2016`, `fiscal 1989`, `fiscal year 1989`
    fn accounting(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let senses = c.senses(token);
        if senses.quarter || senses.half {
            let (nth, end) = self.lettered(token)?;
            let (year, end) = match self.parent_year(end) {
                Some((year, end)) => (Some(year), end),
                None => (None, end),
            };
            return Some(if senses.quarter {
                let year = year.or_else(|| self.context.year_of_part(nth * 3 - 2, self.tense(token, end)));
                (Point::stretch(Stretch::Quarter(year, nth)), end)
            } else {
                (Point::stretch(Stretch::Half(Some(year?), nth)), end)
            });
        }
        if !senses.fiscal {
            return None;
        }
        let at = if c.senses(token + 1).unit == Some(Unit::Year) { token + 2 } else { token + 1 };
        let (year, end) = self.plain_year(at)?;
        Some((Point::stretch(Stretch::Fiscal(year)), end))
    }

    /// `Q3`, `H2` at this token.
    fn lettered(&self, token: usize) -> Option<(i8, usize)> {
        let c = &self.cursor;
        let limit = if c.senses(token).quarter { 4 } else { 2 };
        let (nth, 1) = c.digits(token + 1).filter(|_| c.glued(token) && c.upper(token))? else { return None };
        (1..=limit).contains(&nth).then_some((i8::try_from(nth).ok()?, token + 2))
    }

    /// `1989 fiscal year`
    fn fiscal_year(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (year, end) = self.plain_year(token)?;
        (c.senses(end).fiscal && c.senses(end + 1).unit == Some(Unit::Year)).then_some((Point::stretch(Stretch::Fiscal(year)), end + 2))
    }

    /// `1990s`, `1990's`, `'90s`, `90s`
    fn decade(&self, token: usize, the: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let quoted = c.mark(token) == b'\'';
        let at = token + usize::from(quoted);
        let (number, width) = c.digits(at)?;
        if number % 10 != 0 {
            return None;
        }
        let mut end = at + 1;
        let tied = c.glued(at);
        if c.mark(end) == b'\'' {
            end += 1;
        }
        if !c.has(end, Role::S) || !(tied || width == 4) {
            return None;
        }
        let decade = match width {
            4 => i16::try_from(number / 10).ok()?,
            // `in his 40s` is an age.
            2 if number >= 20
                && (quoted || the || token > c.first)
                && !matches!(c.role_before(token, 1), Some(Role::Determiner))
                && self.decade_told(token, quoted || the) =>
            {
                190 + i16::try_from(number / 10).ok()?
            }
            _ => return None,
        };
        Some((Point::stretch(Stretch::Decade(decade)), end + 1))
    }

    /// Two digits are a decade behind an apostrophe or `the`, or beside another decade.
    fn decade_told(&self, token: usize, marked: bool) -> bool {
        let c = &self.cursor;
        let beside =
            matches!(c.role_before(token, 1), Some(Role::And | Role::In)) || c.has(token + 2, Role::And) && c.is_number(token + 3) && c.has(token + 4, Role::S);
        marked || beside
    }

    /// `the nineties`
    fn named_decade(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let decade = c.senses(token).decade?;
        // `in his fifties` is an age, `temperatures in the seventies` a measure.
        if c.has(token, Role::Determiner) || c.role_before(token, 1) == Some(Role::Determiner) {
            return None;
        }
        Some((Point::stretch(Stretch::Decade(190 + decade)), token + 1))
    }

    /// A year in four digits, where the text beside it shows that it is one.
    fn year(&self, token: usize, determined: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (year, end) = self.plain_year(token)?;
        let behind = c.senses(end);
        // `2016 Q3`, `2016 the third quarter`, `2016 june`
        if c.mark(end) == b'-'
            && c.mark(end + 2) == b'-'
            && let (Some(month), Some((day @ 1..=31, _))) = (c.senses(end + 1).month, c.digits(end + 3))
        {
            return Some((Point::partial(Partial { year: Some(year), month: Some(month), day: i8::try_from(day).ok(), ..Partial::default() }), end + 4));
        }
        let letters = behind.quarter || behind.half;
        if letters && let Some((nth, after)) = self.lettered(end) {
            return Some((Point::stretch(if behind.quarter { Stretch::Quarter(Some(year), nth) } else { Stretch::Half(Some(year), nth) }), after));
        }
        if let Some(month) = behind.month.filter(|_| !c.is_word(end + 1) && !c.is_number(end + 1) && c.mark(end + 1) != b'-') {
            return Some((Point::partial(Partial { year: Some(year), month: Some(month), ..Partial::default() }), end + 1));
        }
        if let Some(month) = behind.month.filter(|_| c.mark(end + 1) == 0 || !c.glued(end))
            && let Some((point, after)) = self.month_led(end)
            && let Days::Partial(Partial { day: Some(day), year: None, .. }) = point.days
        {
            return Some((Point::partial(Partial { year: Some(year), month: Some(month), day: Some(day), ..Partial::default() }), after));
        }
        if c.has(end, Role::The)
            && let Some((Point { days: Days::Stretch(Stretch::Quarter(_, nth)), .. }, after)) = self.nth(end + 1, true)
        {
            return Some((Point::stretch(Stretch::Quarter(Some(year), nth)), after));
        }
        let front = c.before(token);
        let prepared = matches!(
            c.role_before(token, 1),
            Some(Role::In | Role::Since | Role::By | Role::Until | Role::From | Role::Between | Role::Before | Role::After | Role::Of | Role::For | Role::To)
        ) || front.hedge.is_some() && !front.numbered
            || front.unit == Some(Unit::Year);
        let counts = behind.counted
            || c.mark(end) == b'%'
            || front.numbered
            || c.mark_before(token) == b'$'
            || c.mark_before(token) == b'#'
            || c.mark_before(token) == b'.' && c.glued_before(token);
        if counts || c.glued(token) && c.is_word(end) {
            return None;
        }
        // `2012-13` goes with its hyphen, `747-2000` does not.
        if c.glued_before(token)
            && matches!(c.mark_before(token), b'-' | b'/' | b',')
            && !(token >= 2 && c.digits(token - 2).is_some_and(|(_, w)| w == 4))
            && !c.senses(token.saturating_sub(2)).opens
        {
            return None;
        }
        let listed = matches!(c.role_before(token, 1), Some(Role::And | Role::Or)) || c.mark_before(token) == b',';
        let beside_year =
            listed && token >= 2 && (token.saturating_sub(4)..token).any(|t| c.digits(t).is_some_and(|(n, w)| w == 4 && (1000..2200).contains(&n)));
        let believable = (1900..2100).contains(&year);
        let closed = !c.is_word(end) || behind.role.is_some() || behind.cue.is_some();
        let alone = (1950..2050).contains(&year)
            && (closed || c.capital(end))
            && (token == c.first
                || (matches!(c.mark_before(token), b'(' | b'[') || c.mark_before(token) == b'-' && c.glued_before(token))
                || c.capital(token - 1));
        let ok = if determined {
            believable
        } else if prepared {
            (1500..2100).contains(&year)
                && (believable || closed)
                && !(c.role_before(token, 1) == Some(Role::Of) && c.is_word(end) && !closed && self.plural_noun(end))
        } else {
            believable && (beside_year || alone)
        };
        ok.then_some((Point::stretch(Stretch::Year(year)), end))
    }

    fn plural_noun(&self, token: usize) -> bool {
        self.cursor.lower(token).ends_with('s')
    }

    /// `nineteen ninety six`, `two thousand and fifteen`
    fn spoken_year(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let first = c.senses(token).number?;
        let year = if first == 2 && c.senses(token + 1).number == Some(1000) {
            let next = if c.has(token + 2, Role::And) { token + 3 } else { token + 2 };
            match c.small_number(next) {
                Some((rest, end)) => (2000 + rest, end),
                None => (2000, token + 2),
            }
        } else if (13..=20).contains(&first) {
            let hundred = c.senses(token + 1).number == Some(100);
            let (rest, end) = c.small_number(token + 1 + usize::from(hundred))?;
            if rest < 10 && !hundred {
                return None;
            }
            (first * 100 + rest, end)
        } else {
            return None;
        };
        // A count of things would have its noun behind it.
        let (year, end) = year;
        if c.is_word(end) && c.role(end).is_none() && c.senses(end).meridiem.is_none() && c.senses(end).cue.is_none()
            || c.senses(end).unit.is_some()
            || c.mark(end) == b'-'
        {
            return None;
        }
        // `twenty thirty` needs a preposition or a month; a bare `two thousand` too.
        let led = matches!(c.role_before(token, 1), Some(Role::In | Role::Of | Role::Since | Role::From | Role::Until | Role::By))
            || token >= 1 && (c.mark_before(token) == b',' || c.before(token).month.is_some() || c.before(token).ordinal.is_some());
        led.then_some((Point::stretch(Stretch::Year(i16::try_from(year).ok()?)), end))
    }

    /// The point that lies a length before or after a day: `two weeks before May 13, 1999`.
    pub(super) fn day_of(&self, point: &Point, from: usize, to: usize) -> Option<jiff::civil::Date> {
        match self.anchored(point, from, to)? {
            Stretch::Day(day) => Some(day),
            other => other.bounds().map(|(first, _)| first),
        }
    }

    /// Gives a point its place in the calendar, as far as the report tells it.
    pub(super) fn anchored(&self, point: &Point, from: usize, to: usize) -> Option<Stretch> {
        let partial = match point.days {
            Days::None => return Some(Stretch::Unknown),
            Days::Stretch(stretch) => return Some(stretch),
            Days::Partial(partial) => partial,
        };
        let tense = self.tense(from, to);
        match (partial.year, partial.month, partial.day, partial.weekday) {
            (Some(year), Some(month), Some(day), _) => jiff::civil::Date::new(year, month, day).ok().map(Stretch::Day),
            (Some(year), Some(month), None, _) => Some(Stretch::Month(Some(year), month)),
            (Some(year), None, ..) => Some(Stretch::Year(year)),
            (None, Some(month), Some(day), weekday) => {
                // A weekday tells the year, where the nearest years differ.
                if let (Some(weekday), Some(today)) = (weekday, self.context.today) {
                    let fits = [0i16, -1, 1].into_iter().filter_map(|n| jiff::civil::Date::new(today.year() + n, month, day).ok());
                    let fit = fits.filter(|d| d.weekday().to_monday_one_offset() == weekday).min_by_key(|d| d.duration_since(today).abs());
                    if let Some(day) = fit.filter(|d| d.duration_since(today).abs().as_hours() < 24 * 200) {
                        return Some(Stretch::Day(day));
                    }
                }
                jiff::civil::Date::new(2000, month, day).ok()?;
                Some(self.context.month_day(month, day, tense))
            }
            (None, Some(month), None, _) => Some(Stretch::Month(self.context.year_of_month(month, partial.toward, tense), month)),
            (None, None, Some(day), weekday) => {
                if let (Some(weekday), Some(today)) = (weekday, self.context.today) {
                    let months = (-6..=6).filter_map(|n| add_months(today.first_of_month(), n));
                    let fits = months.filter_map(|m| jiff::civil::Date::new(m.year(), m.month(), day).ok());
                    if let Some(day) = fits.filter(|d| d.weekday().to_monday_one_offset() == weekday).min_by_key(|d| d.duration_since(today).abs()) {
                        return Some(Stretch::Day(day));
                    }
                }
                Some(self.context.months_day(day, tense))
            }
            (None, None, None, Some(weekday)) => Some(self.context.weekday(weekday, partial.toward, tense)),
            (None, None, None, None) => None,
        }
    }

    /// A stretch so many units from an anchor; whole years and months stay years and months.
    pub(super) fn moved(&self, unit: Unit, anchor: jiff::civil::Date, by: i64, coarse: bool) -> Option<Stretch> {
        match unit {
            Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Season | Unit::Decade | Unit::Century if coarse => unit_at(unit, anchor, by),
            _ => day_at(unit, anchor, by).map(Stretch::Day),
        }
    }
}

/// The stretch of a unit that only its report could place.
fn unanchored(unit: Unit) -> Option<Stretch> {
    Some(match unit {
        Unit::Day => Stretch::AnyDay,
        Unit::Week | Unit::Fortnight => Stretch::AnyWeek,
        Unit::Weekend => Stretch::AnyWeekend,
        Unit::Month => Stretch::AnyMonth,
        Unit::Year | Unit::Season => Stretch::AnyYear,
        _ => return None,
    })
}

/// True for points that name one day.
pub(super) fn is_day(point: &Point) -> bool {
    match point.days {
        Days::Partial(partial) => partial.day.is_some() || partial.weekday.is_some(),
        Days::Stretch(stretch) => matches!(stretch, Stretch::Day(_) | Stretch::AnyDay | Stretch::Weekday(_) | Stretch::MonthDay(..)),
        Days::None => false,
    }
}
