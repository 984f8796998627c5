//! Dates: an interval of civil time with the granularity at which it was told.

use std::fmt;

use jiff::civil::DateTime;

use super::{ComparisonLevel, Relation};

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
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Granularity {
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
}

impl Date {
    /// How two dates relate.
    pub fn level(&self, other: &Date) -> ComparisonLevel {
        if self.iso == other.iso {
            return ComparisonLevel::new(Relation::Same, "date-layout");
        }
        match (self.earliest, self.latest, other.earliest, other.latest) {
            (Some(a), Some(b), Some(c), Some(d)) if a < d && c < b => ComparisonLevel::new(Relation::Compatible, "precision"),
            (Some(_), Some(_), Some(_), Some(_)) => ComparisonLevel::new(Relation::Different, "value"),
            _ => ComparisonLevel::new(Relation::Incomparable, "unanchored"),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso)
    }
}
