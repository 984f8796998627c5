//! Whole expressions: hedges, points with their clock times, ranges, lengths and what shifts them.

use crate::value::date::iso::add_days;
use crate::value::date::{Date, DateType, Modifier};

use jiff::civil::{Date as Day, Time};

use super::calendar::Stretch;
use super::clock::Clock;
use super::context::Context;
use super::cursor::Cursor;
use super::dated;
use super::length::{Length, Reading};
use super::lexicon::{Hedge, Role, Tense};
use super::phrase::{Phrases, is_day};
use super::point::{Days, Point};

/// What the tokens `start..end` state; no date where they are only to be passed over.
pub(super) struct Expression {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) date: Option<Date>,
    /// The day that the story has reached with it.
    pub(super) stretch: Stretch,
}

/// Hours for which a day that is over is still the day of what the report tells: a week.
const RECENT_HOURS: i64 = 7 * 24;

/// The expression that starts at this token.
pub(super) fn expression(cursor: Cursor<'_>, context: &Context, token: usize) -> Option<Expression> {
    let phrases = Phrases { cursor, context };
    let c = &cursor;
    // `in the past` but not `in the past year`, `soon` but not `soon after noon`
    let hedged = c.sense(token, |s| s.hedge).map_or(0, |(_, end)| end);
    let reference = c.sense(token, |s| s.reference).filter(|(_, end)| *end > hedged).filter(|(_, end)| {
        let next = c.senses(*end);
        *end == token + 1 || next.unit.is_none() && next.quantity.is_none() && next.number.is_none() && next.season.is_none() && !c.is_number(*end)
    });
    let idiom = c.sense(token, |s| s.idiom.then_some(())).map(|(_, end)| end).filter(|end| reference.is_none_or(|(_, to)| to < *end));
    let title = || ((c.senses(token).weekday.is_some() || c.senses(token).today.is_some()) && c.ends_title(token)).then_some(token + 1);
    if let Some(end) = idiom.or_else(title) {
        return Some(Expression { start: token, end, date: None, stretch: Stretch::Unknown });
    }
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
    // `Saturday nights`
    if let (Some(weekday), Some(part)) = (c.senses(token).weekday, c.senses(token + 1).part.filter(|_| c.senses(token + 1).plural)) {
        return plain(token, token + 2, format!("XXXX-WXX-{weekday}T{part}"), Some(DateType::Set));
    }
    // `in the mornings`
    let article = usize::from(c.has(token, Role::The));
    if let Some(part) = c.senses(token + article).part.filter(|_| c.senses(token + article).plural && c.role_before(token, 1) == Some(Role::In)) {
        return plain(token, token + article + 1, format!("XXXX-XX-XXT{part}"), Some(DateType::Set));
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

pub(super) fn plain(start: usize, end: usize, iso: String, date_type: Option<DateType>) -> Option<Expression> {
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
        // `over Thanksgiving`, `only on Monday`: words that hedge lengths alone.
        let (start, hedge) = if matches!(hedge, Some(Hedge::Long | Hedge::Short)) { (at, None) } else { (start, hedge) };
        if let Some((a, b, end)) = self.range(point, at, end)
            && let found @ Some(_) = self.range_expression(start, a, b, end, hedge)
        {
            return found;
        }
        self.point_expression(start, at, point, end, hedge)
    }

    /// `every Tuesday`, `every two weeks`, `each year`, `every other week`, `every second Friday`
    fn every(&self, token: usize) -> Option<Expression> {
        let c = &self.cursor;
        // `every third year`, but `every second` by itself
        let nth = c.senses(token + 1).ordinal.filter(|n| *n > 1 && c.known(token + 2) && c.is_word(token + 2));
        let nth = if c.has(token + 1, Role::Other) { Some(2) } else { nth };
        let at = token + 1 + usize::from(nth.is_some());
        let senses = c.senses(at);
        if let Some(weekday) = senses.weekday {
            return plain(token, at + 1, format!("XXXX-WXX-{weekday}"), Some(DateType::Set));
        }
        if let Some(unit) = senses.unit.filter(|_| !senses.plural) {
            let count = u32::from(nth.unwrap_or(1).unsigned_abs()) * 1000;
            return plain(token, at + 1, Length::of(Some(count), unit).iso(), Some(DateType::Set));
        }
        if let Some(part) = senses.part.filter(|_| !senses.weak) {
            return plain(token, at + 1, format!("XXXX-XX-XXT{part}"), Some(DateType::Set));
        }
        match c.length(at)? {
            (Reading::Length(length), end) => plain(token, end, length.iso(), Some(DateType::Set)),
            _ => None,
        }
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
        // `post-1989`
        let stands = |end: usize| end == start || end + 1 == start && c.mark(end) == b'-';
        (from..start).find_map(|t| c.sense(t, |s| s.bound).filter(|(_, end)| stands(*end)).map(|(bound, _)| bound))
    }

    fn point_expression(&self, start: usize, at: usize, point: Point, end: usize, hedge: Option<Hedge>) -> Option<Expression> {
        let mut iso = String::new();
        let modifier = point.modifier.or_else(|| self.modifier(start, hedge));
        let stretch = self.write(&point, at, end, &mut iso)?;
        // `shortly before midnight on Sunday`: the midnight that ends the day.
        if let (Some(Modifier::Before), Some(Clock { hour: 0, minute: 0, .. }), Stretch::Day(day)) = (modifier, point.clock, stretch)
            && is_day(&point)
        {
            iso.clear();
            let next = Stretch::Day(add_days(day, 1)?);
            self.write(&Point { days: Days::Stretch(next), ..point }, at, end, &mut iso)?;
        }
        let mut date = dated(iso, None, modifier)?;
        date.stated_weekday = point.stated_weekday();
        date.bare_weekday = point.bare_weekday();
        date.inferred_day = point.inferred_day();
        // `04:40` is written for the whole day.
        let zero = |t: usize| self.cursor.leading_zero(t) && self.cursor.mark_before(t) != b':';
        date.half_open = point.clock.is_some_and(|clock| !clock.half_known) && !(at..end).any(zero);
        Some(Expression { start, end, date: Some(date), stretch })
    }

    /// The day of a time in brackets that says the time in front in another zone: `4:30 a.m. local
    /// time (11:30 p.m. ET)` is of the evening before.
    fn day_of_gloss(&self, clock: Clock, day: Day, from: usize) -> Option<Day> {
        let told = self.context.clock.filter(|told| told.end + 1 == from && self.cursor.mark(told.end) == b'(')?;
        told.day_elsewhere(day, Time::new(clock.hour, clock.minute, 0, 0).ok()?, clock.offset(Some(day))?)
    }

    /// Appends the normal form of a point, and tells the days that it has.
    fn write(&self, point: &Point, from: usize, to: usize, iso: &mut String) -> Option<Stretch> {
        self.write_days(point, false, from, to, iso)
    }

    /// As [`Self::write`]; opening hours, `from 7 a.m. to 8 p.m.`, are of no one day.
    pub(super) fn write_days(&self, point: &Point, ranged: bool, from: usize, to: usize, iso: &mut String) -> Option<Stretch> {
        let mut stretch = self.anchored(point, from, to)?;
        if point.days == Days::None && !ranged {
            stretch = self.story_day();
            // What was at that hour was not on a day that is still to come; and a log is of its own day.
            if let (Stretch::Day(day), Some(today)) = (stretch, self.context.today) {
                if self.heads_log(from) {
                    stretch = Stretch::Day(today);
                } else if self.context.is_ahead(day) && self.tense(from, to) == Some(Tense::Past) {
                    stretch = Stretch::Day(self.context.past.filter(|past| today.duration_since(*past).as_hours() < RECENT_HOURS).unwrap_or(today));
                }
            }
            if let (Stretch::Day(day), Some(clock)) = (stretch, point.clock)
                && let Some(away) = self.day_of_gloss(clock, day, from)
            {
                stretch = Stretch::Day(away);
            }
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
