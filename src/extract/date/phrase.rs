//! The grammar of calendar expressions: from words to a [`Point`].

use super::calendar::{Stretch, day_at, unit_at};
use super::context::Context;
use super::cursor::Cursor;
use super::lexicon::{Role, Tense, Unit, Years};
use super::point::{Days, Partial, Point};
use super::tense::tense;
use crate::value::date::iso::{add_days, add_months};

/// A sentence and the anchors of its report.
pub(super) struct Phrases<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) context: &'a Context,
}

impl Phrases<'_> {
    pub(super) fn tense(&self, from: usize, to: usize) -> Option<Tense> {
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
            return self.decade(token, false).or_else(|| self.short_year(token));
        }
        let senses = c.senses(token);
        if let Some(((shift, part), end)) = c.sense(token, |s| s.today) {
            let stretch = self.context.today.and_then(|t| add_days(t, shift)).map_or(Stretch::AnyDay, Stretch::Day);
            return Some((Point { part, ..Point::stretch(stretch) }, end));
        }
        if let Some((Years { shift, part, modifier }, end)) = c.sense(token, |s| s.year) {
            let compared = if part { self.context.last.and_then(Stretch::year_before) } else { None };
            // `year-end 1988`
            if let Some((year, after)) = self.plain_year(end).filter(|_| modifier.is_some()) {
                return Some((Point { modifier, ..Point::stretch(Stretch::Year(year)) }, after));
            }
            let year = || self.context.today.map_or(Stretch::AnyYear, |t| Stretch::Year(t.year() + shift));
            return Some((Point { modifier, ..Point::stretch(compared.unwrap_or_else(year)) }, end));
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
        // `week of April 22`
        if senses.unit == Some(Unit::Week) && !senses.plural && c.has(token + 1, Role::Of) {
            return self.the_unit(token);
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
        if let Some(part) = senses.part.filter(|part| senses.weak && *part == "NI") {
            return self.overnight(token, part);
        }
        if senses.number.is_some() {
            return self.spoken_decade(token).or_else(|| self.spoken_year(token)).or_else(|| self.spoken_day(token));
        }
        None
    }

    /// `it rained overnight`: the night that is over, or the coming one; an `overnight success` is none.
    fn overnight(&self, token: usize, part: super::lexicon::Part) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let closed = !c.is_word(token + 1) || c.role(token + 1).is_some() || c.senses(token + 1).cue.is_some();
        if !closed || c.mark(token + 1) == b'-' || c.mark_before(token) == b'-' {
            return None;
        }
        let back = if self.tense(token, token + 1) == Some(Tense::Future) { 0 } else { -1 };
        let day = self.context.today.and_then(|today| add_days(today, back));
        Some((Point { part: Some(part), ..Point::stretch(day.map_or(Stretch::AnyDay, Stretch::Day)) }, token + 1))
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
        if c.mark(at + 1) == b'-' {
            return None;
        }
        // `mid-afternoon Thursday`
        if (c.senses(at + 1).weekday.is_some() || c.has(at + 1, Role::On))
            && let Some((day, end)) = self.date_behind(at + 1)
        {
            return Some((Point { part: Some(part), ..day }, end));
        }
        Some((Point { part: Some(part), ..Point::stretch(self.story_day()) }, at + 1))
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
            .or_else(|| self.numbered_quarter(token))
            .or_else(|| self.decade(token, false))
            .or_else(|| self.fiscal_year(token))
            .or_else(|| self.year(token, false))
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
            return self.spoken_decade(token).or_else(|| self.ordinal_day(token, false));
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
        // `the night before`, `the morning after the attack`: next to the story's day
        let away = match c.role(token + 1) {
            Some(Role::Before) => -1,
            Some(Role::After) => 1,
            _ => 0,
        };
        if away != 0 && !c.is_number(token + 2) && c.senses(token + 2).month.is_none() {
            // Where no day is told yet, the event's day is not known either: a headline's `the night before`.
            let day = match self.context.story {
                Some(story) => Stretch::Day(add_days(story, away)?),
                None if !c.is_word(token + 2) || c.senses(token + 2).cue.is_some() => Stretch::AnyDay,
                None => return None,
            };
            return Some((Point { part: Some(part), ..Point::stretch(day) }, token + 2));
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
        // Where no verb tells, a date that something lasts until is still to come.
        let until = || matches!(self.cursor.role_before(from, 1), Some(Role::Until | Role::By)).then_some(Tense::Future);
        let tense = self.tense(from, to).or_else(until);
        match (partial.year, partial.month, partial.day, partial.weekday) {
            (Some(year), Some(month), Some(day), _) => jiff::civil::Date::new(year, month, day).ok().map(Stretch::Day),
            (Some(year), Some(month), None, _) => Some(Stretch::Month(Some(year), month)),
            (Some(year), None, ..) => Some(Stretch::Year(year)),
            (None, Some(month), Some(day), weekday) => {
                if let Some(day) = weekday.and_then(|weekday| self.year_by_weekday(month, day, weekday)) {
                    return Some(Stretch::Day(day));
                }
                jiff::civil::Date::new(2000, month, day).ok()?;
                // `due to testify about the Sept. 11 attack`: what is named by its day is over.
                let named = tense == Some(Tense::Future) && self.names_happening(from, to);
                let due = matches!(self.cursor.role_before(from, 1), Some(Role::Until | Role::By | Role::Before | Role::To | Role::For | Role::A));
                Some(self.context.month_day(month, day, due, tense.filter(|_| !named)))
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
                // `before the 26th` looks ahead, whatever was said of it.
                let ahead = matches!(self.cursor.role_before(from, 1), Some(Role::Before | Role::Until | Role::By)).then_some(Tense::Future);
                Some(self.context.months_day(day, ahead.or(tense)))
            }
            (None, None, None, Some(weekday)) => {
                let listed = || self.day_listed(from, weekday, tense).map(Stretch::Day);
                partial.toward.is_none().then(listed).flatten().or_else(|| Some(self.context.weekday(weekday, partial.toward, tense)))
            }
            (None, None, None, None) => None,
        }
    }

    /// The weekday of `Thursday and Friday` that stands behind another one: it follows it, where that one is still to come or
    /// nothing tells that both are over.
    fn day_listed(&self, from: usize, weekday: i8, tense: Option<Tense>) -> Option<jiff::civil::Date> {
        let c = &self.cursor;
        let joined = matches!(c.role_before(from, 1), Some(Role::And | Role::Or));
        let first = c.senses(from.checked_sub(2)?).weekday.filter(|_| joined)?;
        let day = self.context.story.filter(|day| day.weekday().to_monday_one_offset() == first)?;
        let open = tense != Some(Tense::Past) || self.context.is_ahead(day);
        add_days(day, i64::from((weekday - first).rem_euclid(7))).filter(|_| open && weekday != first)
    }

    /// The day of a year that its weekday tells, where the nearest years differ: of a day close by the nearest year is
    /// meant, whatever the weekday, else any of three, or the year that the text told last.
    fn year_by_weekday(&self, month: i8, day: i8, weekday: i8) -> Option<jiff::civil::Date> {
        let today = self.context.today?;
        let in_year = |year: i16| jiff::civil::Date::new(year, month, day).ok();
        let days = |date: &jiff::civil::Date| date.duration_since(today).abs().as_hours() / 24;
        let fits = |date: &jiff::civil::Date| date.weekday().to_monday_one_offset() == weekday;
        let near = || [0i16, -1, 1].into_iter().filter_map(|n| in_year(today.year() + n));
        let fit = near().filter(fits).min_by_key(days);
        if fit.is_some_and(|date| days(&date) < WEEKDAY_DAYS) {
            return fit;
        }
        let slip = near().any(|date| days(&date) <= SLIP_DAYS);
        let told = || self.context.last_day().and_then(|last| in_year(last.year())).filter(fits);
        if slip { None } else { told().or(fit) }
    }

    /// True for a day in front of what happened on it, behind a preposition: `about the Sept. 11 attack`.
    fn names_happening(&self, from: usize, to: usize) -> bool {
        let c = &self.cursor;
        let the = if c.has(from, Role::The) { from } else { from.saturating_sub(1) };
        let preposition = matches!(c.role_before(the, 1), Some(Role::After | Role::Since | Role::For | Role::Of | Role::In)) || c.before(the).hedge.is_some();
        c.has(the, Role::The) && preposition && c.is_word(to) && !c.closed(to)
    }

    /// A stretch so many units from an anchor; whole years and months stay years and months.
    pub(super) fn moved(&self, unit: Unit, anchor: jiff::civil::Date, by: i64, coarse: bool) -> Option<Stretch> {
        match unit {
            Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Season | Unit::Decade | Unit::Century if coarse => unit_at(unit, anchor, by),
            _ => day_at(unit, anchor, by).map(Stretch::Day),
        }
    }
}

/// Days within which a weekday that fits tells the year, and within which one that does not is the writer's slip.
const WEEKDAY_DAYS: i64 = 200;
const SLIP_DAYS: i64 = 50;

/// True for points that name one day.
pub(super) fn is_day(point: &Point) -> bool {
    match point.days {
        Days::Partial(partial) => partial.day.is_some() || partial.weekday.is_some(),
        Days::Stretch(stretch) => matches!(stretch, Stretch::Day(_) | Stretch::AnyDay | Stretch::Weekday(_) | Stretch::MonthDay(..)),
        Days::None => false,
    }
}
