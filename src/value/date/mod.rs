//! Dates: an interval of civil time with the granularity at which it was told.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{DateTime, Time, Weekday};

use crate::error::Error;

pub(crate) mod iso;
mod level;

use iso::Form;

/// What sort of time expression a date is, as TIMEX3 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateType {
    /// A day or anything longer.
    Date,
    /// A time of day, or a part of one.
    Time,
    /// A length of time.
    Duration,
    /// Times that recur.
    Set,
}

impl DateType {
    /// The output's `type`.
    pub fn as_str(self) -> &'static str {
        match self {
            DateType::Date => "date",
            DateType::Time => "time",
            DateType::Duration => "duration",
            DateType::Set => "set",
        }
    }
}

/// The unit of time at which a date was told, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A morning, an evening.
    DayPart,
    /// A calendar day.
    Day,
    /// A weekend.
    Weekend,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A season of the year.
    Season,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Granularity {
    /// How many steps lie between two: one from a minute to an hour.
    pub fn steps(self, other: Granularity) -> usize {
        (self as usize).abs_diff(other as usize)
    }

    /// The output's `granularity`.
    pub fn as_str(self) -> &'static str {
        match self {
            Granularity::Second => "second",
            Granularity::Minute => "minute",
            Granularity::Hour => "hour",
            Granularity::DayPart => "daypart",
            Granularity::Day => "day",
            Granularity::Weekend => "weekend",
            Granularity::Week => "week",
            Granularity::Month => "month",
            Granularity::Season => "season",
            Granularity::Quarter => "quarter",
            Granularity::Half => "half",
            Granularity::Year => "year",
            Granularity::Decade => "decade",
            Granularity::Century => "century",
        }
    }
}

/// What a word in front makes of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// `around`, `about`
    Approx,
    /// `before`, `by`
    Before,
    /// `after`, `since`
    After,
    /// `early`
    Start,
    /// `mid-`
    Mid,
    /// `late`
    End,
}

impl Modifier {
    /// The output's `modifier`.
    pub fn as_str(self) -> &'static str {
        match self {
            Modifier::Approx => "approx",
            Modifier::Before => "before",
            Modifier::After => "after",
            Modifier::Start => "start",
            Modifier::Mid => "mid",
            Modifier::End => "end",
        }
    }
}

/// A date, a time, a duration or a set of times.
///
/// Made from its normal form, from which type, interval and granularity follow:
///
/// ```
/// use claimdiff::value::Date;
/// let date: Date = "2019-04-25T14:30+10:00".parse().unwrap();
/// assert_eq!(date.to_string(), "2019-04-25T14:30+10:00");
/// assert_eq!(date.offset, Some(600));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Date {
    /// What sort of expression it is.
    pub date_type: DateType,
    /// Normal form: ISO 8601 as in TIMEX3.
    pub iso: String,
    /// First instant, in the wall clock of `offset`; none where no day is known.
    pub earliest: Option<DateTime>,
    /// First instant after it.
    pub latest: Option<DateTime>,
    /// The unit at which it was told.
    pub granularity: Granularity,
    /// `around`, `before`, `early` …
    pub modifier: Option<Modifier>,
    /// Minutes east of UTC, where the text or the dateline gives them.
    pub offset: Option<i16>,
    /// The weekday that the text names, alone or beside a calendar date.
    pub stated_weekday: Option<Weekday>,
    /// True where the weekday alone tells the day: `on Monday`, `Monday morning`.
    pub bare_weekday: bool,
    /// True where neither a calendar day nor a weekday is told and the report's own date gives the
    /// day: `today`, `this morning`, `3:33 a.m.`
    pub inferred_day: bool,
    /// The unit by whose count the date was reckoned from another one: `three weeks earlier` is not
    /// known to the day.
    pub reckoned: Option<Granularity>,
    /// True for a time of day in figures or words that leave morning or afternoon open: `7:30`.
    pub half_open: bool,
    /// The normal form, taken apart: dates are compared by the million.
    form: Form,
}

/// Less than a minute, in hours.
const MINUTE: f32 = 0.01;

impl Date {
    /// True where a day, or at least a weekday, is known: not of a bare `3:33 a.m.` or `this morning`.
    pub fn names_day(&self) -> bool {
        self.granularity <= Granularity::Day && !self.iso.starts_with('T') && !self.iso.starts_with("XXXX-XX-XX")
    }

    /// The day of the calendar, in ISO 8601, of a date that tells the second: of `2007-12-07T04:33:16Z`.
    pub fn instant_day(&self) -> Option<&str> {
        let (day, clock) = self.iso.split_once('T')?;
        let to_the_second = clock.as_bytes().get(5) == Some(&b':');
        (day.len() == "2007-12-07".len() && !day.contains('X') && to_the_second).then_some(day)
    }

    /// True for two named days at one time of day that is told to the minute: `8:40 a.m. on Saturday`, `8:40 a.m. on Sunday`.
    pub fn share_clock(&self, other: &Date) -> bool {
        let named = |date: &Date| date.names_day() && !date.inferred_day;
        let to_the_minute = |date: &Date| date.iso.split_once('T').is_some_and(|(_, clock)| clock.get(2..5).is_some_and(|minutes| minutes != ":00"));
        named(self) && named(other) && to_the_minute(self) && self.clocks_apart(other).is_some_and(|hours| hours < MINUTE)
    }

    /// Hours between the starts of the two or between their ends, whichever is less, read on their own clocks:
    /// `April 24-25` is as near to its last day as to its first. Between the weekdays or the times of day where that
    /// is all that is known; none where nothing can be measured.
    pub fn hours_apart(&self, other: &Date) -> Option<f32> {
        if let (Some((a_starts, a_ends)), Some((b_starts, b_ends))) = (self.interval(), other.interval()) {
            let apart = |a: DateTime, b: DateTime| (a.duration_until(b).as_secs() as f32 / 3600.0).abs();
            return Some(apart(a_starts, b_starts).min(apart(a_ends, b_ends)));
        }
        if let (Some(a), Some(b)) = (self.stated_weekday, other.stated_weekday)
            && a != b
        {
            let days = i32::from(a.to_monday_zero_offset()) - i32::from(b.to_monday_zero_offset());
            return Some(days.rem_euclid(7).min((-days).rem_euclid(7)) as f32 * 24.0);
        }
        self.clocks_apart(other)
    }

    /// Hours between the times of day of two dates, whatever their days; none where one has no time of day.
    fn clocks_apart(&self, other: &Date) -> Option<f32> {
        let clock = |d: &Date| -> Option<f32> {
            let (_, time) = d.iso.split_once('T')?;
            let (hour, minute) = (time.get(..2)?.parse::<f32>().ok()?, time.get(3..5)?.parse::<f32>().ok()?);
            Some(hour + minute / 60.0)
        };
        Some((clock(self)? - clock(other)?).abs())
    }

    /// True for two dates that one and the same bare weekday tells, at no two times of day.
    pub fn same_bare_weekday(&self, other: &Date) -> bool {
        let one_time = || self.clocks_apart(other).is_none_or(|hours| hours < MINUTE);
        self.bare_weekday && other.bare_weekday && self.stated_weekday == other.stated_weekday && one_time()
    }

    /// True for two days in a row of which at least one is only inferred: a time stamp of another
    /// zone, or of a version made after midnight, shifts `today` by one.
    pub fn may_be_one_day(&self, other: &Date) -> bool {
        let fine = |d: &Date| d.granularity <= Granularity::Day;
        (self.inferred_day || other.inferred_day) && fine(self) && fine(other) && self.hours_apart(other).is_some_and(|hours| (hours - 24.0).abs() < MINUTE)
    }

    /// The date of a normal form; none where `iso` is not one.
    pub fn from_normal_form(iso: String) -> Option<Date> {
        let form = iso::parse(&iso)?;
        let (date_type, interval, granularity, offset) = match form {
            Form::Reference => (DateType::Date, None, Granularity::Day, None),
            Form::Length(length) => (DateType::Duration, None, length.granularity, None),
            Form::Point(point) => {
                let date_type = if point.clock.is_some() { DateType::Time } else { DateType::Date };
                (date_type, point.interval(), point.granularity(), point.offset)
            }
            Form::Range(a, b) => {
                let date_type = if a.clock.is_some() || b.clock.is_some() { DateType::Time } else { DateType::Date };
                let interval = a.interval().zip(b.interval()).map(|((first, _), (_, after))| (first.min(after), after.max(first)));
                (date_type, interval, a.granularity().min(b.granularity()), a.offset.or(b.offset))
            }
        };
        let (earliest, latest) = interval.unzip();
        Some(Date {
            date_type,
            iso,
            earliest,
            latest,
            granularity,
            modifier: None,
            offset,
            stated_weekday: None,
            bare_weekday: false,
            inferred_day: false,
            reckoned: None,
            half_open: false,
            form,
        })
    }

    /// The weekday that the text gives to a calendar day which falls on another one.
    pub fn weekday_conflict(&self) -> Option<Weekday> {
        let start = self.earliest.filter(|_| self.granularity <= Granularity::Day)?;
        // `Shortly before midnight on Saturday` is of the evening, and its midnight of the next day.
        let ends = self.modifier == Some(Modifier::Before) && self.granularity < Granularity::DayPart && start.time() == Time::midnight();
        let day = if ends { start.date().yesterday().ok()? } else { start.date() };
        self.stated_weekday.filter(|stated| *stated != day.weekday())
    }
}

/// The normal form.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso)
    }
}

/// Reads a normal form back; hedges and weekdays beside it are no part of the form.
impl FromStr for Date {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        Date::from_normal_form(s.to_owned()).ok_or_else(|| Error::new(format!("expected a date such as 2019-04-25, XXXX-WXX-4 or P3D, found {s:?}")))
    }
}
