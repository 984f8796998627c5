//! Stretches longer than a day: weeks, quarters, seasons, holidays, and how they are counted and
//! pointed at.

use super::calendar::{Stretch, holiday_in, monday_of, nth_weekday, unit_at};
use super::lexicon::{Hedge, Role, Tense, Unit};
use super::phrase::{Phrases, is_day};
use super::point::{Days, Partial, Point};
use crate::value::date::Modifier;
use crate::value::date::iso::{add_days, add_months};

impl Phrases<'_> {
    /// `third quarter`, `first week of 2021`, `second Monday of next month`, `first nine months`
    pub(super) fn nth(&self, token: usize, the: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (nth, at) = match c.senses(token).ordinal {
            Some(n) => (n, token + 1),
            None if c.senses(token).toward == Some(-1) => (-1, token + 1),
            None => self.day_number(token)?,
        };
        self.nth_of(nth, at, the)
    }

    /// `3rd quarter`
    pub(super) fn ordinal_nth(&self, token: usize) -> Option<(Point, usize)> {
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
        // `the final quarter of 1996`
        let nth = if nth < 0 && senses.unit == Some(Unit::Quarter) && c.has(end, Role::Of) && self.parent_year(end).is_some() { 4 } else { nth };
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
    pub(super) fn parent_year(&self, token: usize) -> Option<(i16, usize)> {
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
        if c.mark(token) == b',' && self.plain_year(at).is_some_and(|(_, e)| c.is_word(e) || c.is_possessive(e)) {
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
    pub(super) fn toward(&self, token: usize, the: bool) -> Option<(Point, usize)> {
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
            if c.has(at - 1, Role::Past) {
                return Some((Point { weekday: Some(weekday), ..Point::stretch(self.context.past_weekday(weekday)) }, at + 1));
            }
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
                return Some((self.weekday_of_week(weekday, i64::from(toward)), next + 1));
            }
        }
        let Some(anchor) = anchor else {
            return Some((Point::stretch(unanchored(unit)?), end));
        };
        if unit == Unit::Year
            && fiscal == 0
            && let found @ Some(_) = self.part_of_year(anchor.year() + i16::from(toward), end)
        {
            return found;
        }
        if unit == Unit::Weekend && toward == 0 {
            // Later in the week the past tense does not put it back: `he announced a march this weekend`.
            let tense = self.tense(token, end).filter(|_| self.context.follows_weekend());
            return Some((Point::stretch(self.context.weekend(tense)), end));
        }
        // `she died the next day`: of what is over, the next day is not that after publication.
        if unit == Unit::Day && toward > 0 && the && !story && self.tense(token, end) == Some(Tense::Past) {
            return Some((Point::stretch(Stretch::AnyDay), end));
        }
        let stretch = match (unit, fiscal) {
            (Unit::Year, 1) => Stretch::Fiscal(anchor.year() + i16::from(toward)),
            _ => unit_at(unit, anchor, i64::from(toward))?,
        };
        Some((Point::stretch(stretch), end))
    }

    /// `the weekend`, `the week of April 22`, `the day before yesterday`, `the year 2000`
    pub(super) fn the_unit(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let unit = c.senses(token).unit?;
        let end = token + 1;
        // `the year before`, `the day after`: next to the story's own
        let sign = match c.role(end) {
            Some(Role::Before) => -1,
            Some(Role::After) => 1,
            _ => 0,
        };
        if sign != 0 && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) && !c.is_number(end + 1) && c.senses(end + 1).toward.is_none() {
            // `the day after Christmas`
            if let Some((point, after)) = self.days(end + 1).filter(|(point, _)| is_day(point)) {
                let day = self.day_of(&point, end + 1, after)?;
                return Some((Point::stretch(unit_at(unit, day, sign)?), after));
            }
            let anchor = if unit == Unit::Day || unit == Unit::Week { self.context.story } else { self.context.last_day() };
            // `the day after the bombing`: the story's day is the best guess at the event's.
            let event = c.is_word(end + 1) && c.senses(end + 1).cue.is_none();
            if event && !matches!(c.role(end + 1), Some(Role::The | Role::Determiner)) {
                return None;
            }
            // `on Jan. 30, the day after the bombing`: the day is told already.
            let told = token.saturating_sub(3);
            if event && c.mark(told + 1) == b',' && (c.is_number(told) || c.senses(told).weekday.is_some()) {
                return None;
            }
            // The event of a news report lies close to its publication: good enough for a week.
            let anchor = if event && unit == Unit::Day { anchor } else { anchor.or(self.context.today) };
            return Some((Point::stretch(unit_at(unit, anchor?, sign)?), end + 1));
        }
        // `the quarter ended Sept. 30`
        if c.senses(end).ended
            && matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)
            && let Some((point, after)) = self.days(end + 1).filter(|(point, _)| is_day(point))
        {
            return Some((Point::stretch(unit_at(unit, self.day_of(&point, end + 1, after)?, 0)?), end));
        }
        // `from the year earlier`
        if let Some((shift, after)) = c.sense(end, |s| s.shift).filter(|(shift, after)| shift.sign < 0 && !shift.speech && *after == end + 1)
            && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)
        {
            let compared = if unit == Unit::Year { self.context.last.and_then(Stretch::year_before) } else { None };
            let moved = || unit_at(unit, self.context.story.or(self.context.today)?, i64::from(shift.sign));
            return Some((Point::stretch(compared.or_else(moved)?), after));
        }
        // `the week before last`
        if sign < 0 && c.senses(end + 1).toward == Some(-1) && c.senses(end + 2).unit.is_none() && matches!(unit, Unit::Week | Unit::Weekend | Unit::Month) {
            return Some((Point::stretch(unit_at(unit, self.context.today?, -2)?), end + 2));
        }
        // `the week after next`
        if c.has(end, Role::After) && matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year) {
            let next = if c.has(end + 1, Role::The) { end + 2 } else { end + 1 };
            if c.senses(next).toward == Some(1) && c.senses(next + 1).unit.is_none() {
                return Some((Point::stretch(unit_at(unit, self.context.today?, 2)?), next + 1));
            }
        }
        // `the end of the year`: in front of anything, `the year rates fell` too
        let front = token.saturating_sub(3);
        let hedged = c.role_before(token, 2) == Some(Role::Of)
            && (front.saturating_sub(3)..=front).any(|t| c.sense(t, |s| s.hedge).is_some_and(|(_, end)| end + 1 == token));
        let preposition = match c.role_before(token, 2) {
            // `most of the year`, but no `man of the year`
            Some(Role::Of) if unit == Unit::Year => hedged || c.has(front, Role::All) || c.senses(front).span,
            role => matches!(role, Some(Role::In | Role::For | Role::Of | Role::At | Role::By | Role::On | Role::Until | Role::Since)),
        };
        match unit {
            Unit::Weekend => {
                let tense = match self.tense(token - 1, end) {
                    // `the fire at the weekend` dates the fire, whatever follows from it.
                    Some(Tense::Future) if c.role_before(token, 2) != Some(Role::At) => Some(Tense::Future),
                    _ if self.context.follows_weekend() => Some(Tense::Past),
                    tense => tense,
                };
                Some((Point::stretch(self.context.weekend(tense)), end))
            }
            Unit::Year => {
                if let Some((year, end)) = self.plain_year(end) {
                    return Some((Point::stretch(Stretch::Year(year)), end));
                }
                let closed = !c.is_word(end) || c.role(end).is_some_and(|r| matches!(r, Role::And | Role::To | Role::In | Role::For | Role::At));
                if hedged || preposition && closed { Some((Point::stretch(Stretch::Year(self.context.today?.year())), end)) } else { None }
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
                        None => match self.context.month_day(month, day, false, self.tense(token, after)) {
                            Stretch::Day(day) => day,
                            _ => return None,
                        },
                    };
                    return Some((Point::stretch(unit_at(unit, day, 0)?), after));
                }
                let closed = !c.is_word(end);
                if hedged || preposition && closed { Some((Point::stretch(unit_at(unit, self.context.today?, 0)?), end)) } else { None }
            }
            // `later in the day`
            Unit::Day if c.role_before(token, 2) == Some(Role::In) && token >= 3 => {
                let hedged = c.sense(token - 3, |s| s.hedge).is_some_and(|(hedge, _)| matches!(hedge, Hedge::Point(Modifier::Start | Modifier::End)));
                match self.story_day() {
                    // `it was earlier in the day` is of no day that is still to come.
                    Stretch::Day(day) if hedged && self.context.is_ahead(day) && self.tense(token, end) == Some(Tense::Past) => {
                        Some((Point::stretch(Stretch::Day(self.context.today?)), end))
                    }
                    day @ Stretch::Day(_) if hedged => Some((Point::stretch(day), end)),
                    _ => None,
                }
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

    /// `summer 2019`, `the fall of 1989`, `this spring` is led by its `this`.
    pub(super) fn season(&self, token: usize, the: bool) -> Option<(Point, usize)> {
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

    pub(super) fn holiday(&self, token: usize, toward: Option<i8>) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (holiday, end) = c.sense(token, |s| s.holiday)?;
        let noun = c.is_word(end) && c.role(end).is_none() && !c.capital(end) && c.senses(end).unit.is_none() && c.senses(end).cue.is_none();
        // `a Mass of thanksgiving`
        if end == token + 1 && c.senses(token).weak && !c.capital(token) {
            return None;
        }
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
                    // A weekend that has begun is not over.
                    Some(Tense::Past) => all.filter(|d| away(d) <= if c.senses(end).unit == Some(Unit::Weekend) { BEGUN } else { 0 }).max_by_key(away),
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
}

/// Days by which the holiday of a weekend may lie ahead that has begun.
const BEGUN: i64 = 3;

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
