//! Points in time as the text puts them, before they are anchored.

use jiff::civil::Weekday;

use crate::value::date::Modifier;

use super::calendar::Stretch;
use super::clock::Clock;
use super::lexicon::Part;

/// The fields of a calendar date that the text gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Partial {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) weekday: Option<i8>,
    /// -1 for `last`, 0 for `this`, 1 for `next`.
    pub(super) toward: Option<i8>,
}

/// What a point says of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Days {
    None,
    Partial(Partial),
    Stretch(Stretch),
}

/// A point in time: days, a part of the day, a time of day; each may lack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) days: Days,
    /// The weekday by which the text names a day that it counts: `Friday next week`.
    pub(super) weekday: Option<i8>,
    pub(super) part: Option<Part>,
    pub(super) clock: Option<Clock>,
    /// A hedge inside the expression: `Tuesday around 8`, `early hours of Monday`.
    pub(super) modifier: Option<Modifier>,
}

impl Point {
    pub(super) fn of(days: Days) -> Point {
        Point { days, weekday: None, part: None, clock: None, modifier: None }
    }

    pub(super) fn stretch(stretch: Stretch) -> Point {
        Point::of(Days::Stretch(stretch))
    }

    pub(super) fn partial(partial: Partial) -> Point {
        Point::of(Days::Partial(partial))
    }

    /// The weekday that the text names beside a day or by itself.
    pub(super) fn stated_weekday(&self) -> Option<Weekday> {
        let weekday = if let Days::Partial(partial) = self.days { partial.weekday } else { self.weekday };
        weekday.and_then(|w| Weekday::from_monday_one_offset(w).ok())
    }

    /// True where the text names the weekday and no other part of the calendar day.
    pub(super) fn bare_weekday(&self) -> bool {
        matches!(self.days, Days::Partial(partial) if partial.weekday.is_some() && partial.day.is_none() && partial.month.is_none())
    }

    /// True where the text names no day of its own.
    pub(super) fn inferred_day(&self) -> bool {
        self.stated_weekday().is_none() && !matches!(self.days, Days::Partial(partial) if partial.day.is_some())
    }

    /// Gives this end of a range the fields that only the other end tells: `24` of `24-25 April`.
    pub(super) fn complete_from(&mut self, other: &Point) {
        match (&mut self.days, other.days) {
            (Days::Partial(own), Days::Partial(other)) => {
                let day_only = own.month.is_none() && own.weekday.is_none() && own.year.is_none();
                if day_only {
                    own.month = other.month;
                }
                // A range that would run backwards reaches over the turn of the year.
                if own.year.is_none() && (own.month.is_some() || day_only) && own.weekday.is_none() {
                    own.year = other.year;
                }
                if own.toward.is_none() && own.month.is_some() {
                    own.toward = other.toward;
                }
            }
            (own @ Days::None, other) => *own = other,
            _ => {}
        }
    }
}
