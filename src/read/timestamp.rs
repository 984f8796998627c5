//! Points in time of a report itself, as precise as its input says.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::value::date::iso::{DAY, seconds};

/// A date, with a time of day and an offset from UTC where the input gives them.
///
/// Printed as RFC 3339 cut to what is known: `2019-04-23`, `2019-04-23T10:00`, `2019-04-23T10:00+07:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp {
    /// Calendar day, in the wall clock of `offset`.
    pub date: Date,
    /// Time of day.
    pub time: Option<Time>,
    /// Minutes east of UTC.
    pub offset: Option<i16>,
}

impl Timestamp {
    /// The first and the last second that it allows, from 1970 on: of UTC, or of the clock that it names no offset of.
    pub(crate) fn seconds(self) -> (i64, i64) {
        let first = seconds(self.date.to_datetime(self.time.unwrap_or(Time::midnight()))) - i64::from(self.offset.unwrap_or(0)) * 60;
        (first, first + if self.time.is_some() { 0 } else { DAY - 1 })
    }
}

/// Reads ISO 8601 in the forms that feeds and wires write: `2019-04-23`, `2019-04-23 10:00`,
/// `2019-04-23T10:00:05.123+0700`, `20190423T100005Z`.
impl FromStr for Timestamp {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        iso(s.trim()).ok_or_else(|| Error::new(format!("expected a date such as 2019-04-23T10:00+07:00, found {s:?}")))
    }
}

fn iso(s: &str) -> Option<Timestamp> {
    let (year, rest) = digits(s, 4)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let (month, rest) = digits(rest, 2)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let (day, rest) = digits(rest, 2)?;
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let only = Timestamp { date, time: None, offset: None };
    if rest.is_empty() {
        return Some(only);
    }
    // A day with an offset alone (`20080219+0100`) says no more than the day.
    if rest.starts_with(['Z', '+', '-']) {
        return offset(rest).map(|_| only);
    }
    let (hour, rest) = digits(rest.strip_prefix(['T', 't', ' '])?.trim_start(), 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2)?;
    let (second, rest) = match digits(rest.strip_prefix(':').unwrap_or(rest), 2) {
        Some((second, rest)) => (second, rest.strip_prefix(['.', ',']).map_or(rest, |f| f.trim_start_matches(|c: char| c.is_ascii_digit()))),
        None => (0, rest),
    };
    // Leap seconds are written by some clocks and known to no calendar.
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second.min(59)).ok()?, 0).ok()?;
    let rest = rest.trim();
    let offset = if rest.is_empty() { None } else { Some(offset(rest)?) };
    Some(Timestamp { date, time: Some(time), offset })
}

/// Exactly `n` digits at the start, and what follows.
fn digits(s: &str, n: usize) -> Option<(u32, &str)> {
    let head = s.get(..n)?;
    if !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((head.parse().ok()?, &s[n..]))
}

/// `Z`, `UTC`, `GMT`, `+07`, `+0700`, `+07:00`, alone or as `GMT+07:00`, in minutes east.
fn offset(s: &str) -> Option<i16> {
    let rest = ["UTC", "GMT", "Z", "z"].iter().find_map(|z| s.strip_prefix(z)).unwrap_or(s).trim_start();
    if rest.is_empty() {
        return Some(0);
    }
    let (sign, rest) = match rest.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, rest.strip_prefix('+')?),
    };
    let (hours, rest) = digits(rest, 2)?;
    let minutes = if rest.is_empty() { 0 } else { digits(rest.strip_prefix(':').unwrap_or(rest), 2).filter(|(_, r)| r.is_empty())?.0 };
    (hours <= 14 && minutes < 60).then(|| sign * i16::try_from(hours * 60 + minutes).unwrap_or(0))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
            if time.second() != 0 {
                write!(f, ":{:02}", time.second())?;
            }
            match self.offset {
                Some(0) => f.write_str("Z")?,
                Some(minutes) => {
                    let sign = if minutes < 0 { '-' } else { '+' };
                    write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)?;
                }
                None => {}
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for Timestamp {
    type Error = Error;

    fn try_from(s: String) -> Result<Self, Error> {
        s.parse()
    }
}

impl From<Timestamp> for String {
    fn from(t: Timestamp) -> String {
        t.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_forms_of_feeds_and_wires() {
        for (input, expected) in [
            ("2019-04-23", "2019-04-23"),
            ("2019-04-23T10:00", "2019-04-23T10:00"),
            ("2019-04-23 10:04:06+00:00", "2019-04-23T10:04:06Z"),
            ("2019-04-23T10:00:05.123+0700", "2019-04-23T10:00:05+07:00"),
            ("20131020T192751+1100", "2013-10-20T19:27:51+11:00"),
            ("20151210T191044Z", "2015-12-10T19:10:44Z"),
            ("20080219+0100", "2008-02-19"),
            ("2014-07-16 13:00:03 GMT+00:00", "2014-07-16T13:00:03Z"),
        ] {
            assert_eq!(input.parse::<Timestamp>().unwrap().to_string(), expected, "{input}");
        }
        for input in ["", "yesterday", "2019-13-01", "2019-02-30", "2019-04-23Tnoon", "2019-04-23T25:00", "2019-04-23T10:00+99:99", "2019-04-2é"] {
            assert!(input.parse::<Timestamp>().is_err(), "{input}");
        }
    }

    #[test]
    fn what_is_printed_reads_back() {
        for input in ["2019-04-23", "2019-04-23T10:00", "2019-04-23T10:00:05Z", "2019-04-23T10:00-03:30"] {
            assert_eq!(input.parse::<Timestamp>().unwrap().to_string(), input);
        }
    }
}
