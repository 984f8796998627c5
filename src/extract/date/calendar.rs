//! Stretches of the calendar, known or partly known, and their normal forms.

use std::fmt::Write as _;

use jiff::civil::{Date as Day, Weekday};

use crate::value::date::iso::{add_days, add_months};

use super::lexicon::{Holiday, Unit};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stretch {
    /// Nothing is known: `T03:33`.
    Unknown,
    /// A day that only its report could tell: `XXXX-XX-XX`.
    AnyDay,
    Century(i16),
    Decade(i16),
    Year(i16),
    Fiscal(i16),
    Half(Option<i16>, i8),
    Quarter(Option<i16>, i8),
    Season(Option<i16>, &'static str),
    Month(Option<i16>, i8),
    /// By its Monday.
    Week(Day),
    /// By the Monday in front.
    Weekend(Day),
    AnyYear,
    AnyMonth,
    AnyWeek,
    AnyWeekend,
    Day(Day),
    Weekday(i8),
    MonthDay(i8, i8),
    MonthsDay(i8),
}

impl Stretch {
    /// Appends the normal form.
    pub(super) fn write(self, out: &mut String) {
        let year = |y: Option<i16>| y.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
        // Writing to a String cannot fail.
        let _ = match self {
            Stretch::Unknown => Ok(()),
            Stretch::AnyDay => write!(out, "XXXX-XX-XX"),
            Stretch::Century(c) => write!(out, "{c:02}"),
            Stretch::Decade(d) => write!(out, "{d:03}"),
            Stretch::Year(y) => write!(out, "{y:04}"),
            Stretch::Fiscal(y) => write!(out, "FY{y:04}"),
            Stretch::Half(y, n) => write!(out, "{}-H{n}", year(y)),
            Stretch::Quarter(y, n) => write!(out, "{}-Q{n}", year(y)),
            Stretch::Season(y, s) => write!(out, "{}-{s}", year(y)),
            Stretch::Month(y, m) => write!(out, "{}-{m:02}", year(y)),
            Stretch::Week(day) | Stretch::Weekend(day) => {
                let week = day.iso_week_date();
                write!(out, "{:04}-W{:02}{}", week.year(), week.week(), if matches!(self, Stretch::Weekend(_)) { "-WE" } else { "" })
            }
            Stretch::AnyYear => write!(out, "XXXX"),
            Stretch::AnyMonth => write!(out, "XXXX-XX"),
            Stretch::AnyWeek => write!(out, "XXXX-WXX"),
            Stretch::AnyWeekend => write!(out, "XXXX-WXX-WE"),
            Stretch::Day(day) => write!(out, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Stretch::Weekday(w) => write!(out, "XXXX-WXX-{w}"),
            Stretch::MonthDay(m, d) => write!(out, "XXXX-{m:02}-{d:02}"),
            Stretch::MonthsDay(d) => write!(out, "XXXX-XX-{d:02}"),
        };
    }

    /// The same part of the year before; none for what is no part of a year.
    pub(super) fn year_before(self) -> Option<Stretch> {
        Some(match self {
            Stretch::Half(Some(year), nth) => Stretch::Half(Some(year - 1), nth),
            Stretch::Quarter(Some(year), nth) => Stretch::Quarter(Some(year - 1), nth),
            Stretch::Month(Some(year), month) => Stretch::Month(Some(year - 1), month),
            _ => return None,
        })
    }

    /// First day and first day after, where the calendar says.
    pub(super) fn bounds(self) -> Option<(Day, Day)> {
        let years = |from: i16, count: i16| Some((Day::new(from, 1, 1).ok()?, Day::new(from.checked_add(count)?, 1, 1).ok()?));
        let months = |y: Option<i16>, m: i8, count: i32| {
            let first = Day::new(y?, m, 1).ok()?;
            Some((first, add_months(first, count)?))
        };
        match self {
            Stretch::Century(c) => years(c.checked_mul(100)?, 100),
            Stretch::Decade(d) => years(d.checked_mul(10)?, 10),
            Stretch::Year(y) | Stretch::Fiscal(y) => years(y, 1),
            Stretch::Half(y, n) => months(y, n * 6 - 5, 6),
            Stretch::Quarter(y, n) => months(y, n * 3 - 2, 3),
            Stretch::Season(y, s) => months(y, season_month(s), 3),
            Stretch::Month(y, m) => months(y, m, 1),
            Stretch::Week(day) => Some((day, add_days(day, 7)?)),
            Stretch::Weekend(day) => Some((add_days(day, 5)?, add_days(day, 7)?)),
            Stretch::Day(day) => Some((day, add_days(day, 1)?)),
            _ => None,
        }
    }
}

/// The month in which a season begins.
pub(super) fn season_month(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// The Monday of the ISO week of `day`.
pub(super) fn monday_of(day: Day) -> Option<Day> {
    add_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// The stretch of this unit that holds `day`, moved by `by` units.
pub(super) fn unit_at(unit: Unit, day: Day, by: i64) -> Option<Stretch> {
    let months = |count: i64| add_months(day.first_of_month(), i32::try_from(by.checked_mul(count)?).ok()?);
    let year = |count: i64| i16::try_from(i64::from(day.year()).checked_add(by.checked_mul(count)?)?).ok().filter(|y| (1..=9999).contains(y));
    Some(match unit {
        Unit::Day => Stretch::Day(add_days(day, by)?),
        Unit::Week => Stretch::Week(add_days(monday_of(day)?, by.checked_mul(7)?)?),
        Unit::Fortnight => Stretch::Week(add_days(monday_of(day)?, by.checked_mul(14)?)?),
        Unit::Weekend => Stretch::Weekend(add_days(monday_of(day)?, by.checked_mul(7)?)?),
        Unit::Month => {
            let first = months(1)?;
            Stretch::Month(Some(first.year()), first.month())
        }
        Unit::Quarter => {
            let first = months(3)?;
            Stretch::Quarter(Some(first.year()), (first.month() + 2) / 3)
        }
        Unit::Year | Unit::Season => Stretch::Year(year(1)?),
        Unit::Decade => Stretch::Decade(year(10)?.div_euclid(10)),
        Unit::Century => Stretch::Century(year(100)?.div_euclid(100)),
        Unit::Second | Unit::Minute | Unit::Hour => return None,
    })
}

/// The day that is `by` units from `day`, to the day.
pub(super) fn day_at(unit: Unit, day: Day, by: i64) -> Option<Day> {
    match unit {
        Unit::Day => add_days(day, by),
        Unit::Week | Unit::Weekend => add_days(day, by.checked_mul(7)?),
        Unit::Fortnight => add_days(day, by.checked_mul(14)?),
        Unit::Month => add_months(day, i32::try_from(by).ok()?),
        Unit::Quarter => add_months(day, i32::try_from(by.checked_mul(3)?).ok()?),
        Unit::Year | Unit::Season => add_months(day, i32::try_from(by.checked_mul(12)?).ok()?),
        Unit::Decade => add_months(day, i32::try_from(by.checked_mul(120)?).ok()?),
        Unit::Century => add_months(day, i32::try_from(by.checked_mul(1200)?).ok()?),
        Unit::Second | Unit::Minute | Unit::Hour => None,
    }
}

/// The nth (negative or 5: the last) weekday of a month, 1 for Monday.
pub(super) fn nth_weekday(year: i16, month: i8, weekday: i8, nth: i8) -> Option<Day> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let first = Day::new(year, month, 1).ok()?;
    first.nth_weekday_of_month(if nth == 5 || nth < 0 { -1 } else { nth }, weekday).ok()
}

/// The day of a holiday in a year.
pub(super) fn holiday_in(holiday: Holiday, year: i16) -> Option<Day> {
    match holiday {
        Holiday::Fixed(month, day) => Day::new(year, month, day).ok(),
        Holiday::Nth { month, weekday, nth, after } => add_days(nth_weekday(year, month, weekday, nth)?, i64::from(after)),
        Holiday::Easter(days) => add_days(easter(year)?, i64::from(days)),
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm that Meeus printed
/// (Astronomical Algorithms, 1991, chapter 8).
fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Day::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}
