//! Points in time of a report itself, as precise as its input says.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::error::Error;

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

impl FromStr for Timestamp {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        let fail = || Error::new(format!("expected a date such as 2019-04-23T10:00+07:00, found {s:?}"));
        let s = s.trim();
        let date: Date = s.get(..10).and_then(|d| d.parse().ok()).ok_or_else(fail)?;
        let rest = s[10..].trim_start_matches(['T', ' ']);
        if rest.is_empty() {
            return Ok(Timestamp { date, time: None, offset: None });
        }
        let end = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
        let time: Time = rest[..end].parse().map_err(|_| fail())?;
        let offset = match &rest[end..] {
            "" => None,
            "Z" => Some(0),
            zone => {
                let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
                let (hours, minutes) = digits.split_at_checked(2).ok_or_else(fail)?;
                let hours: i16 = hours.parse().map_err(|_| fail())?;
                let minutes: i16 = if minutes.is_empty() { 0 } else { minutes.parse().map_err(|_| fail())? };
                let size = hours * 60 + minutes;
                Some(if zone.starts_with('-') { -size } else { size })
            }
        };
        Ok(Timestamp { date, time: Some(time), offset })
    }
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
