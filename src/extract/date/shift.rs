//! Lengths of time, and the points that they make: `two years ago`, `the past year`.

use super::calendar::{Stretch, day_at};
use super::dated;
use super::expression::{Expression, plain};
use super::length::{Length, Reading};
use super::lexicon::{Hedge, Role, Tense, Unit};
use super::phrase::{Phrases, is_day};
use super::tense::tense;
use crate::value::date::{DateType, Granularity, Modifier};
use jiff::civil::Date as Day;

impl Phrases<'_> {
    /// `the past two weeks`, `next 3 months`, `5 upcoming years`, `first nine months`, `last hour`
    pub(super) fn window(&self, token: usize) -> Option<(Reading, usize)> {
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
            // `over the next day`
            let day = unit.unit == Some(Unit::Day) && !unit.plural && c.has(token, Role::The) && c.role_before(token, 1) == Some(Role::For);
            if day && senses.toward == Some(1) && senses.reference.is_none() {
                return Some((Reading::Length(Length::of(Some(1000), Unit::Day)), second + 1));
            }
            if spanning
                && c.has(token, Role::The)
                && (past || led && c.senses(second + 1).month.is_none())
                && senses.toward.is_some()
                && !senses.narrative
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

    pub(super) fn length_expression(&self, start: usize, at: usize, reading: Reading, end: usize, hedge: Option<Hedge>) -> Option<Expression> {
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
            let reckoned = c.sense(end, |s| s.shift).filter(|(_, shifted)| *shifted == after && hedge != Some(Hedge::Exact));
            let mut expression = self.stretch_expression(start, after, stretch, modifier)?;
            if let Some(date) = &mut expression.date {
                date.reckoned = reckoned.and(length.single()).and_then(|(_, unit)| match unit {
                    Unit::Week | Unit::Fortnight => Some(Granularity::Week),
                    Unit::Month => Some(Granularity::Month),
                    _ => None,
                });
            }
            return Some(expression);
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
        // `a year and a half ago` is told to the month.
        let months = match length.single() {
            Some((Some(count), Unit::Year)) if count % 1000 == 500 => Some(Length::of(count.checked_mul(12), Unit::Month)),
            _ => None,
        };
        let length = months.as_ref().unwrap_or(length);
        if length.parts().any(|(count, _)| count.is_none_or(|n| n % 1000 != 0)) {
            return None;
        }
        if let Some((shift, after)) = c.sense(end, |s| s.shift) {
            // `twenty years ago today`
            if shift.speech
                && !clocked
                && let Some(((0, None), last)) = c.sense(after, |s| s.today)
            {
                return self.moved_days(length, self.context.today?, i64::from(shift.sign), false).map(|s| (s, last));
            }
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
                let speech = shift.speech || shift.sign > 0 && self.tense(start, after) == Some(Tense::Future);
                return if speech { self.moved_clock(length, i64::from(shift.sign)).map(|s| (s, after)) } else { None };
            }
            if shift.sign < 0
                && !exact
                && let Some(stretch) = self.comparable(length, shift.speech)
            {
                return Some((Shifted::Days(stretch), after));
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
            // `for the first time in 30 years`, `the fifth coach in four years`
            if (start.saturating_sub(4).max(c.first)..start).any(|t| c.senses(t).span || c.senses(t).ordinal.is_some()) {
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

    /// The quarter or the half that is compared with the one told last: `from $5 million a year earlier`.
    /// A month only where the text says `earlier`, not `ago`.
    fn comparable(&self, length: &Length, speech: bool) -> Option<Stretch> {
        let Some((Some(1000), Unit::Year)) = length.single() else { return None };
        self.context.last.and_then(|last| if speech && matches!(last, Stretch::Month(..)) { None } else { last.year_before() })
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
}

/// Where a shift leads.
enum Shifted {
    Days(Stretch),
    Clock(Day, i8, i8),
}
