//! Dates as people and old programs write them: RFC 822, mastheads, content systems.
//!
//! Month and zone names are rows of `data/reading.tsv`. What is not sure is not read: a day and a
//! month that could be each other give no date.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::Timestamp;
use super::words::{self, Words};

static MONTHS: LazyLock<HashMap<&'static str, i8, foldhash::fast::FixedState>> =
    LazyLock::new(|| words::map("month").into_iter().filter_map(|(word, n)| Some((word, n.parse().ok()?))).collect());
static ZONES: LazyLock<Words> = LazyLock::new(|| words::map("zone"));
static MERIDIEMS: LazyLock<Words> = LazyLock::new(|| words::map("meridiem"));

/// The number of the month that a word names.
pub(super) fn month(word: &str) -> Option<i8> {
    MONTHS.get(word.trim_end_matches('.').to_lowercase().as_str()).copied()
}

/// The minutes east of UTC that a zone's letters mean; none where that depends on the day.
pub(super) fn offset(zone: &str) -> Option<i16> {
    ZONES.get(zone.trim().to_lowercase().as_str())?.parse().ok()
}

/// Days from which computers count, which content systems write for "none".
const EPOCHS: [Date; 4] = [Date::constant(1900, 1, 1), Date::constant(1969, 12, 31), Date::constant(1970, 1, 1), Date::constant(1980, 1, 1)];

/// A date anywhere in a short text, with the time and zone that stand beside it. The day from which
/// a computer counts is a content system's way to say "none"; no newspaper is older than 1600.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let stamp = match text.parse::<Timestamp>() {
        Ok(stamp) => stamp,
        Err(_) => Reading::of(text).stamp()?,
    };
    ((1600..2100).contains(&stamp.date.year()) && !EPOCHS.contains(&stamp.date)).then_some(stamp)
}

/// As [`parse`], for tables whose columns know no dates without a time: midnight without a zone
/// means the day.
pub(super) fn parse_cell(text: &str) -> Option<Timestamp> {
    let mut stamp = parse(text)?;
    if stamp.offset.is_none() && stamp.time == Some(Time::midnight()) {
        stamp.time = None;
    }
    Some(stamp)
}

/// Seconds, or milliseconds, since 1970.
pub(super) fn from_epoch(number: i64) -> Option<Timestamp> {
    let seconds = if number.unsigned_abs() > 100_000_000_000 { number / 1000 } else { number };
    let utc = jiff::Timestamp::from_second(seconds).ok()?.to_zoned_datetime(TimeZone::UTC);
    let stamp = Timestamp { date: utc.date(), time: Some(utc.time()), offset: Some(0) };
    (1990..2100).contains(&stamp.date.year()).then_some(stamp)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Number(u32, usize),
    Word(&'a str),
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    // A masthead date stands in the first few words; a long text is not searched.
    while let Some(first) = rest.chars().next().filter(|_| tokens.len() < 60) {
        let end = |same: fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let length = end(|c| c.is_ascii_digit());
            // Ten digits are no part of a date.
            tokens.push(Token::Number(rest[..length].parse().unwrap_or(u32::MAX), length));
            length
        } else if first.is_alphabetic() && !matches!(first, '年' | '月' | '日') {
            let length = end(char::is_alphabetic);
            tokens.push(Token::Word(&rest[..length]));
            length
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Mark(first));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

#[derive(Debug, Default)]
struct Reading {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<(u32, u32, u32)>,
    zone: Option<Zone>,
}

#[derive(Debug)]
enum Zone {
    Offset(i16),
    Named(TimeZone),
}

impl Reading {
    fn of(text: &str) -> Reading {
        let lower = text.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
        let tokens = tokens(&lower);
        let mut reading = Reading::default();
        let mut at = 0;
        while at < tokens.len() {
            let dated = reading.year.is_some() && reading.month.is_some() && reading.day.is_some();
            at += match &tokens[at..] {
                // The next date of the line belongs to something else.
                [Token::Word(word), ..] if dated && MONTHS.contains_key(word) => break,
                [Token::Number(y, 4), Token::Mark('年'), Token::Number(m, _), Token::Mark('月'), Token::Number(d, _), ..] if !dated => {
                    reading.set(*y, *m, *d);
                    6
                }
                [Token::Number(h, 1..=2), Token::Mark(':'), Token::Number(m, 2), Token::Mark(':'), Token::Number(s, 2), rest @ ..] => {
                    5 + reading.clock(*h, *m, *s, rest)
                }
                [Token::Number(h, 1..=2), Token::Mark(':'), Token::Number(m, 2), rest @ ..] => 3 + reading.clock(*h, *m, 0, rest),
                [Token::Number(h, 1..=2), Token::Word("h"), Token::Number(m, 2), rest @ ..] => 3 + reading.clock(*h, *m, 0, rest),
                [Token::Number(h, 1..=2), Token::Word(word), ..] if MERIDIEMS.contains_key(word) => 1 + reading.clock(*h, 0, 0, &tokens[at + 1..]),
                [Token::Number(a, la), Token::Mark(s), Token::Number(b, 1..=2), Token::Mark(t), Token::Number(c, lc), ..]
                    if !dated && s == t && matches!(s, '/' | '.' | '-') && (*la == 4 || *lc == 4) =>
                {
                    let american = tokens.iter().any(|t| matches!(t, Token::Word(w) if MERIDIEMS.contains_key(w)));
                    reading.numeric(*a, *b, *c, *s, american);
                    5
                }
                [Token::Mark(sign @ ('+' | '-')), Token::Number(n, 4), ..] if reading.time.is_some() && *n <= 1400 && n % 100 < 60 => {
                    reading.offset(*sign, n / 100 * 60 + n % 100);
                    2
                }
                [Token::Mark(sign @ ('+' | '-')), Token::Number(h, 2), Token::Mark(':'), Token::Number(m, 2), ..] if reading.time.is_some() && *h <= 14 => {
                    reading.offset(*sign, h * 60 + m);
                    4
                }
                [Token::Number(y, 4), ..] if reading.year.is_none() && (1900..2100).contains(y) => {
                    reading.year = i16::try_from(*y).ok();
                    1
                }
                [Token::Number(d, 1..=2), ..] if reading.day.is_none() && (1..=31).contains(d) => {
                    reading.day = i8::try_from(*d).ok();
                    1
                }
                [Token::Word(word), ..] => {
                    if let Some(month) = MONTHS.get(word) {
                        // "mar, 15 nov": the word nearer to the year is the month.
                        reading.month = Some(*month);
                    } else if let (true, None, Some(zone)) = (reading.time.is_some(), &reading.zone, ZONES.get(word)) {
                        reading.zone = match zone.parse() {
                            Ok(minutes) => Some(Zone::Offset(minutes)),
                            Err(_) => TimeZone::get(zone).ok().map(Zone::Named),
                        };
                    }
                    1
                }
                _ => 1,
            };
        }
        reading
    }

    fn set(&mut self, year: u32, month: u32, day: u32) {
        self.year = i16::try_from(year).ok();
        self.month = i8::try_from(month).ok();
        self.day = i8::try_from(day).ok();
    }

    /// `2019/04/23`, `23.04.2019`, `11/17/2023`.
    fn numeric(&mut self, a: u32, b: u32, c: u32, mark: char, american: bool) {
        match (mark, a, b) {
            _ if a > 31 => self.set(a, b, c),
            ('.', ..) => self.set(c, b, a),
            (_, 13.., 1..=12) => self.set(c, b, a),
            (_, 1..=12, 13..) => self.set(c, a, b),
            ('/', ..) if american => self.set(c, a, b),
            _ if a == b => self.set(c, a, b),
            // Either could be the month.
            _ => {}
        }
    }

    /// Takes a time of day and the meridiem after it; gives how many tokens that was.
    fn clock(&mut self, hour: u32, minute: u32, second: u32, rest: &[Token<'_>]) -> usize {
        if self.time.is_some() || hour > 24 || minute > 59 {
            return 0;
        }
        let meridiem = match rest.first() {
            Some(Token::Word(word)) => MERIDIEMS.get(word).copied(),
            _ => None,
        };
        let hour = match meridiem {
            Some("pm") if hour < 12 => hour + 12,
            Some("am") if hour == 12 => 0,
            _ => hour,
        };
        self.time = Some((hour % 24, minute, second.min(59)));
        usize::from(meridiem.is_some())
    }

    fn offset(&mut self, sign: char, minutes: u32) {
        let minutes = i16::try_from(minutes).unwrap_or(0);
        self.zone = Some(Zone::Offset(if sign == '-' { -minutes } else { minutes }));
    }

    fn stamp(self) -> Option<Timestamp> {
        let date = Date::new(self.year?, self.month?, self.day?).ok()?;
        let time = self.time.and_then(|(h, m, s)| Time::new(i8::try_from(h).ok()?, i8::try_from(m).ok()?, i8::try_from(s).ok()?, 0).ok());
        let offset = match (self.zone, time) {
            (Some(Zone::Offset(minutes)), Some(_)) => Some(minutes),
            (Some(Zone::Named(zone)), Some(time)) => offset_on(&zone, date.to_datetime(time)),
            _ => None,
        };
        Some(Timestamp { date, time, offset })
    }
}

fn offset_on(zone: &TimeZone, local: DateTime) -> Option<i16> {
    let instant = zone.to_ambiguous_timestamp(local).compatible().ok()?;
    i16::try_from(zone.to_offset(instant).seconds() / 60).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_they_are_written() {
        for (text, expected) in [
            ("20 Nov 2019 08:02 GMT", "2019-11-20T08:02Z"),
            ("Mon, 18 Nov 2019 16:07:38 -0600", "2019-11-18T16:07:38-06:00"),
            ("Tue Dec 30 03:51:13 UTC 2014", "2014-12-30T03:51:13Z"),
            ("Fri Mar 13 21:30:09 EST 2015", "2015-03-13T21:30:09-05:00"),
            ("Wed Nov 20 2019 08:00:58 GMT+0000", "2019-11-20T08:00:58Z"),
            ("Published 11:34 PM EST Nov 19, 2019 | Updated 12:04 AM EST Nov 20, 2019", "2019-11-19T23:34-05:00"),
            ("Updated 3:05 p.m. ET, July 4, 2021", "2021-07-04T15:05-04:00"),
            ("November 20, 2019 - 11:28 AMT", "2019-11-20T11:28"),
            ("11/17/2023 05:40 PM", "2023-11-17T17:40"),
            ("04.05.2015 à 13h36", "2015-05-04T13:36"),
            ("jueves, 09 enero 2014 10:21", "2014-01-09T10:21"),
            ("mar, 15 nov 2022 00:38:15 +0100", "2022-11-15T00:38:15+01:00"),
            ("Thu, 13 Aug 2020 06:57:55 -03:00", "2020-08-13T06:57:55-03:00"),
            ("Friday, January 4, 2019", "2019-01-04"),
            ("2019年4月24日 10:05", "2019-04-24T10:05"),
            ("26-11-2023", "2023-11-26"),
            ("2024/04/09", "2024-04-09"),
            ("1989-11-02", "1989-11-02"),
        ] {
            assert_eq!(parse(text).map(|t| t.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "05/04/2019",
            "0001-01-01T00:00:00Z",
            "d41d8cd98f00b204e9800998ecf8427e",
            "May",
            "12 April",
            "1970-01-01",
            "31 February 2019",
            "99999999999999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse_cell("2016-06-23 00:00:00").unwrap().to_string(), "2016-06-23");
        assert_eq!(from_epoch(1_556_000_000_000).unwrap().to_string(), "2019-04-23T06:13:20Z");
    }
}
