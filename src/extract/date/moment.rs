//! Points with a time of day: `3:33 a.m. Tuesday`, `Tuesday morning at 7`, `8 in the morning`.

use super::clock::Clock;
use super::lexicon::{Hedge, Meridiem, Part, Role};
use super::numeric::full_year;
use super::phrase::{Phrases, is_day};
use super::point::{Days, Partial, Point};
use crate::value::date::Modifier;

/// How many tokens the brackets behind a time may hold: `(3:35 a.m. EDT, 0735 GMT)`.
const BRACKET: usize = 14;

impl Phrases<'_> {
    /// A point with its parts in any order: `3:33 a.m. Tuesday`, `Tuesday morning at 7`.
    pub(super) fn point(&self, token: usize, hedged: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        if let Some((clock, end)) = c.clock(token)
            && let Some(found) = self.clock_led(token, clock, end, hedged || self.told_by_figures(token, end))
        {
            return Some(found);
        }
        if let found @ Some(_) = self.dotted_led(token) {
            return found;
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
            None if at > token + 1 => c.hour(at).filter(|_| c.is_number(at))?,
            None => return None,
        };
        Some((Point { clock: Some(clock.in_part(part)), ..Point::of(Days::None) }, end))
    }

    /// A time of day, then its part of the day and its date.
    pub(super) fn clock_led(&self, token: usize, clock: Clock, end: usize, told: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let mut point = Point { clock: Some(clock), ..Point::of(Days::None) };
        let mut end = end;
        let mut told = clock.certain
            || told
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
        // `at 2:48 of the 11th round`
        if !clock.certain && c.has(end, Role::Of) {
            return None;
        }
        // `at 1353 (1023 GMT) on Sunday`: both times are Sunday's, unless the zones tell better.
        let glossed = self.context.clock.is_some_and(|told| told.end + 1 == token);
        if matches!(point.days, Days::None) && !glossed {
            // Behind the point of `a.m.`
            let open = if c.mark(end) == b'.' { end + 1 } else { end };
            let close = (open..(open + BRACKET).min(c.end)).find(|t| c.mark(*t) == b')').filter(|_| matches!(c.mark(open), b'(' | b')'));
            if let Some((days, _)) = close.and_then(|t| self.date_behind(t + 1)) {
                point.days = days.days;
            }
        }
        told.then_some((point, end))
    }

    /// `morning`, `in the morning`, `at night`, at this token.
    pub(super) fn part_behind(&self, token: usize) -> Option<(Part, usize)> {
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
    pub(super) fn date_behind(&self, token: usize) -> Option<(Point, usize)> {
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
    pub(super) fn with_clock(&self, mut point: Point, end: usize) -> (Point, usize) {
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
        let dotted = || self.dotted_led(at).filter(|(p, _)| asked && p.days == Days::None).and_then(|(p, after)| Some((p.clock?, after)));
        if let Some((clock, after)) = c.clock(at).or_else(dotted) {
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
            && (!c.is_word(at + 1) || c.role(at + 1).is_some() && !c.glued(at))
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
    pub(super) fn with_gloss(&self, point: Point, end: usize) -> (Point, usize) {
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
        let (clock, end) = c.hour(token)?;
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
}
