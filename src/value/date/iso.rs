//! The normal form of a date, taken apart: ISO 8601 with the additions of TIMEX3.
//!
//! The form is the value: the interval, the granularity and the type of a [`super::Date`] all
//! follow from it here, so that a form that is read back means what was written.

use jiff::ToSpan;
use jiff::civil::{Date as Day, DateTime, Time};

use super::Granularity;

/// What a normal form states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// `PRESENT_REF` and its like: a time that only the speaker knows.
    Reference,
    /// `P3D`
    Length(Length),
    /// `2019-04`, `XXXX-WXX-4`, `T03:33`
    Point(Point),
    /// `2019-04-24/2019-04-25`, both ends included.
    Range(Point, Point),
}

/// A length of time. Months and days have no common measure, so both are kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    pub(super) months: f64,
    pub(super) seconds: f64,
    /// The count is unknown: `PXD`.
    pub(super) vague: bool,
    pub(super) granularity: Granularity,
}

/// A day or longer, a time of day, or both; each may be unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) days: Days,
    pub(super) clock: Option<Clock>,
    /// Minutes east of UTC, where written.
    pub(super) offset: Option<i16>,
}

/// What is known of the calendar days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Days {
    /// Nothing: `T03:33`, `XXXX-XX-XX`.
    Unknown,
    /// `first` up to and without `after`.
    Known { first: Day, after: Day, granularity: Granularity },
    /// `XXXX-WXX-4`, 1 for Monday.
    Weekday(i8),
    /// `XXXX-04-25`
    MonthDay(i8, i8),
    /// `XXXX-04`
    Month(i8),
    /// `XXXX-XX-25`
    MonthsDay(i8),
    /// `XXXX-SP`, `XXXX-Q3`, `XXXX-WXX-WE`: only equal to itself.
    Recurring(Granularity),
}

/// A time of day in seconds, `from` up to and without `to`; a night ends on the next day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) granularity: Granularity,
}

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// Takes a normal form apart; none where it is not one.
pub(super) fn parse(iso: &str) -> Option<Form> {
    if matches!(iso, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF") {
        return Some(Form::Reference);
    }
    if let Some(rest) = iso.strip_prefix('P') {
        return length(rest).map(Form::Length);
    }
    match iso.split_once('/') {
        Some((a, b)) => Some(Form::Range(point(a)?, point(b)?)),
        None => Some(Form::Point(point(iso)?)),
    }
}

fn length(rest: &str) -> Option<Length> {
    let mut out = Length { months: 0.0, seconds: 0.0, vague: false, granularity: Granularity::Century };
    let mut in_time = false;
    let mut at = rest;
    let mut parts = 0;
    while !at.is_empty() {
        if let Some(after) = at.strip_prefix('T') {
            in_time = true;
            at = after;
            continue;
        }
        let digits = at.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?;
        let number = &at[..digits];
        let unit_end = at[digits..].find(|c: char| !c.is_ascii_alphabetic() || c == 'T').map_or(at.len(), |n| digits + n);
        // `PXTH`-like mixtures of old corpora are not ours to read.
        let unit = &at[digits..unit_end];
        let (unit, taken) = if unit.starts_with("DE") || unit.starts_with("CE") { (&unit[..2], digits + 2) } else { (unit.get(..1)?, digits + 1) };
        at = &at[taken..];
        let count: f64 = if number == "X" {
            out.vague = true;
            1.0
        } else {
            number.parse().ok()?
        };
        let (months, seconds, granularity) = match (unit, in_time) {
            ("CE", false) => (1200.0, 0.0, Granularity::Century),
            ("DE", false) => (120.0, 0.0, Granularity::Decade),
            ("Y", false) => (12.0, 0.0, Granularity::Year),
            ("Q", false) => (3.0, 0.0, Granularity::Quarter),
            ("M", false) => (1.0, 0.0, Granularity::Month),
            ("W", false) => (0.0, 7.0 * DAY as f64, Granularity::Week),
            ("D", false) => (0.0, DAY as f64, Granularity::Day),
            ("H", true) => (0.0, 3600.0, Granularity::Hour),
            ("M", true) => (0.0, 60.0, Granularity::Minute),
            ("S", true) => (0.0, 1.0, Granularity::Second),
            _ => return None,
        };
        out.months += count * months;
        out.seconds += count * seconds;
        out.granularity = out.granularity.min(granularity);
        parts += 1;
    }
    (parts > 0).then_some(out)
}

fn point(text: &str) -> Option<Point> {
    let (days, clock) = match text.find('T') {
        Some(t) => (&text[..t], Some(&text[t + 1..])),
        None => (text, None),
    };
    let (clock, offset) = match clock {
        Some(c) => {
            let (clock, offset) = clock_and_offset(c)?;
            (Some(clock), offset)
        }
        None => (None, None),
    };
    let days = match (days, clock) {
        ("", None) => return None,
        ("", Some(_)) => Days::Unknown,
        _ => calendar(days)?,
    };
    Some(Point { days, clock, offset })
}

fn clock_and_offset(text: &str) -> Option<(Clock, Option<i16>)> {
    let part = |from: i64, to: i64| Some((Clock { from: from * 3600, to: to * 3600, granularity: Granularity::DayPart }, None));
    match text {
        "MO" => return part(0, 12),
        "MI" => return part(11, 14),
        "AF" => return part(12, 18),
        "EV" => return part(17, 24),
        "NI" => return part(18, 30),
        "DT" => return part(6, 18),
        _ => {}
    }
    let end = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let mut fields = text[..end].split(':');
    let field = |f: Option<&str>, limit: i64| -> Option<Option<i64>> {
        match f {
            None => Some(None),
            Some(f) if f.len() == 2 => f.parse().ok().filter(|n| (0..limit).contains(n)).map(Some),
            Some(_) => None,
        }
    };
    let hour = field(fields.next(), 25)??;
    let minute = field(fields.next(), 60)?;
    let second = field(fields.next(), 60)?;
    if fields.next().is_some() {
        return None;
    }
    let from = hour * 3600 + minute.unwrap_or(0) * 60 + second.unwrap_or(0);
    let (width, granularity) = match (minute, second) {
        (None, _) => (3600, Granularity::Hour),
        (_, None) => (60, Granularity::Minute),
        _ => (1, Granularity::Second),
    };
    let offset = match &text[end..] {
        "" => None,
        "Z" => Some(0),
        zone => {
            let (hours, minutes) = zone[1..].split_once(':')?;
            let size: i16 = hours.parse::<i16>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
            Some(if zone.starts_with('-') { -size } else { size })
        }
    };
    Some((Clock { from, to: from + width, granularity }, offset))
}

fn calendar(text: &str) -> Option<Days> {
    let digits = |s: &str| -> Option<i16> { if s.bytes().all(|b| b.is_ascii_digit()) { s.parse().ok() } else { None } };
    let year_text = text.strip_prefix("FY").unwrap_or(text);
    let (head, rest) = match year_text.split_once('-') {
        Some((head, rest)) => (head, Some(rest)),
        None => (year_text, None),
    };
    if head == "XXXX" {
        return rest.map_or(Some(Days::Recurring(Granularity::Year)), recurring);
    }
    let number = digits(head)?;
    let known = |first: Day, after: Day, granularity| Some(Days::Known { first, after, granularity });
    let first_of = |year: i16| Day::new(year, 1, 1).ok();
    let Some(rest) = rest else {
        let (years, granularity) = match head.len() {
            4 => (1, Granularity::Year),
            3 => (10, Granularity::Decade),
            2 => (100, Granularity::Century),
            _ => return None,
        };
        return known(first_of(number.checked_mul(years)?)?, first_of(number.checked_add(1)?.checked_mul(years)?)?, granularity);
    };
    if head.len() != 4 {
        return None;
    }
    let year = number;
    let months = |first: i8, count: i32, granularity| {
        let first = Day::new(year, first, 1).ok()?;
        known(first, add_months(first, count)?, granularity)
    };
    match rest {
        "SP" => return months(3, 3, Granularity::Season),
        "SU" => return months(6, 3, Granularity::Season),
        "FA" => return months(9, 3, Granularity::Season),
        "WI" => return months(12, 3, Granularity::Season),
        "H1" => return months(1, 6, Granularity::Half),
        "H2" => return months(7, 6, Granularity::Half),
        "Q1" => return months(1, 3, Granularity::Quarter),
        "Q2" => return months(4, 3, Granularity::Quarter),
        "Q3" => return months(7, 3, Granularity::Quarter),
        "Q4" => return months(10, 3, Granularity::Quarter),
        _ => {}
    }
    if let Some(week) = rest.strip_prefix('W') {
        let (week, tail) = week.split_once('-').map_or((week, None), |(w, t)| (w, Some(t)));
        let monday = monday(year, i8::try_from(digits(week)?).ok()?)?;
        return match tail {
            None => known(monday, add_days(monday, 7)?, Granularity::Week),
            Some("WE") => known(add_days(monday, 5)?, add_days(monday, 7)?, Granularity::Weekend),
            Some(_) => None,
        };
    }
    let (month, day) = rest.split_once('-').map_or((rest, None), |(m, d)| (m, Some(d)));
    let month = i8::try_from(digits(month)?).ok()?;
    match day {
        None => months(month, 1, Granularity::Month),
        // `2016-11-W03`: a week counted within its month.
        Some(week) if week.starts_with('W') => {
            let nth = i64::from(digits(&week[1..])?);
            let first = Day::new(year, month, 1).ok()?;
            let monday = add_days(first, (nth - 1) * 7 - i64::from(first.weekday().to_monday_zero_offset()))?;
            known(monday, add_days(monday, 7)?, Granularity::Week)
        }
        Some(day) => {
            let day = Day::new(year, month, i8::try_from(digits(day)?).ok()?).ok()?;
            known(day, add_days(day, 1)?, Granularity::Day)
        }
    }
}

/// The part of a form after `XXXX-`.
fn recurring(rest: &str) -> Option<Days> {
    let small = |s: &str, limit: i8| s.parse::<i8>().ok().filter(|n| (1..=limit).contains(n));
    match rest {
        "XX-XX" => return Some(Days::Unknown),
        "SP" | "SU" | "FA" | "WI" => return Some(Days::Recurring(Granularity::Season)),
        "H1" | "H2" => return Some(Days::Recurring(Granularity::Half)),
        "Q1" | "Q2" | "Q3" | "Q4" => return Some(Days::Recurring(Granularity::Quarter)),
        "WXX" => return Some(Days::Recurring(Granularity::Week)),
        "WXX-WE" => return Some(Days::Recurring(Granularity::Weekend)),
        "XX" => return Some(Days::Recurring(Granularity::Month)),
        _ => {}
    }
    if let Some(weekday) = rest.strip_prefix("WXX-") {
        return small(weekday, 7).map(Days::Weekday);
    }
    if let Some(day) = rest.strip_prefix("XX-") {
        return small(day, 31).map(Days::MonthsDay);
    }
    match rest.split_once('-') {
        Some((month, day)) => Some(Days::MonthDay(small(month, 12)?, small(day, 31)?)),
        None => small(rest, 12).map(Days::Month),
    }
}

/// Days from 1970 on.
pub(crate) fn day_number(day: Day) -> i64 {
    day.duration_since(Day::constant(1970, 1, 1)).as_hours() / 24
}

/// Seconds from 1970 on, on the wall clock.
pub(crate) fn seconds(at: DateTime) -> i64 {
    day_number(at.date()) * DAY + i64::from(at.hour()) * 3600 + i64::from(at.minute()) * 60 + i64::from(at.second())
}

/// The Monday of an ISO week.
fn monday(year: i16, week: i8) -> Option<Day> {
    jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok().map(Day::from_iso_week_date)
}

/// `day` and `days` later; none past the end of the calendar.
pub(crate) fn add_days(day: Day, days: i64) -> Option<Day> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// `day` and `months` later, on the last day of a month that is too short.
pub(crate) fn add_months(day: Day, months: i32) -> Option<Day> {
    day.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

impl Point {
    /// First instant and first instant after, on the point's own wall clock.
    pub(super) fn interval(&self) -> Option<(DateTime, DateTime)> {
        let Days::Known { first, after, .. } = self.days else { return None };
        match self.clock {
            None => Some((first.to_datetime(Time::midnight()), after.to_datetime(Time::midnight()))),
            Some(clock) => {
                let midnight = first.to_datetime(Time::midnight());
                Some((midnight.checked_add(clock.from.seconds()).ok()?, midnight.checked_add(clock.to.seconds()).ok()?))
            }
        }
    }

    pub(super) fn granularity(&self) -> Granularity {
        match (self.clock, self.days) {
            (Some(clock), _) => clock.granularity,
            (None, Days::Known { granularity, .. } | Days::Recurring(granularity)) => granularity,
            (None, Days::Month(_)) => Granularity::Month,
            (None, _) => Granularity::Day,
        }
    }
}
