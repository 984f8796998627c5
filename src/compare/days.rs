//! Days that differ as told and are one: by the time stamps of their reports, in a run of days, by the clock of the place.

use rust_decimal::Decimal;

use super::judge::Case;
use super::words::LOCAL;
use crate::value::date::Granularity;
use crate::value::figure::FigureType;
use crate::value::{Date, Value};

/// Hours of a day and of a week.
const DAY: i64 = 24;
const WEEK: i64 = 7 * DAY;
/// So many weeks off a weekday may be read: a report may bear the stamp of a later edition.
const REPUBLISHED: i64 = 4;
/// Tokens between the rank of a day and the day: `for the second day on Wednesday`.
const BEHIND_RANK: usize = 1;

impl Case<'_> {
    /// The rule by which two dates that differ are one.
    pub(super) fn one_day(&self, x: usize, y: usize) -> Option<&'static str> {
        if self.told_alike(x, y) || self.of_one_run(x, y) || self.of_one_run(y, x) {
            return Some("weekday-date");
        }
        self.in_two_zones(x, y).then_some("zone")
    }

    /// True for two dates that only the reports' time stamps set apart: both say `four days
    /// earlier`; one says `Monday` and the other means a Monday some weeks off; one says `today` and
    /// its stamp may be that of the day after.
    fn told_alike(&self, x: usize, y: usize) -> bool {
        let (Value::Date(a), Value::Date(b)) = (self.value(x), self.value(y)) else { return false };
        if self.quote(x).eq_ignore_ascii_case(self.quote(y)) {
            return true;
        }
        let (Some(from), Some(start)) = (a.earliest, b.earliest) else { return false };
        let weekday = |d: &Date| d.bare_weekday || d.inferred_day;
        let apart = from.date().duration_until(start.date()).as_hours().abs();
        if (weekday(a) || weekday(b)) && apart > 0 && apart <= REPUBLISHED * WEEK && apart % WEEK == 0 {
            return true;
        }
        // No weekday and no number: the day is the stamp's.
        let of_stamp =
            |d: &Date, place| d.stated_weekday.is_none() && d.granularity <= Granularity::Day && !self.quote(place).contains(|c: char| c.is_ascii_digit());
        (of_stamp(a, x) != of_stamp(b, y)) && apart == DAY
    }

    /// True for a day on which something went on `for the third day`, and one of the days before on which it did.
    fn of_one_run(&self, last: usize, day: usize) -> bool {
        let (Value::Date(a), Value::Date(b)) = (self.value(last), self.value(day)) else { return false };
        let context = self.context(last);
        let extraction = &self.court.extractions[context.report];
        let tokens = |claim: usize| extraction.document.tokens_in(extraction.claims[claim].mention.span);
        let nth = context.siblings.iter().find_map(|&sibling| match &extraction.claims[sibling].mention.value {
            Value::Figure(figure) if figure.figure_type == FigureType::Ordinal && figure.unit.as_deref() == Some("day") => {
                let (rank, own) = (tokens(sibling), tokens(context.claim));
                (rank.end <= own.start && own.start - rank.end <= BEHIND_RANK).then_some(figure.low)
            }
            _ => None,
        });
        days(b, a).is_some_and(|before| before > 0 && nth.is_some_and(|nth| Decimal::from(before) < nth))
    }

    /// True for two days that follow each other, one of which is told in the time of the place: `Saturday morning local
    /// time` in Seoul is Friday in New York.
    fn in_two_zones(&self, x: usize, y: usize) -> bool {
        let (Value::Date(a), Value::Date(b)) = (self.value(x), self.value(y)) else { return false };
        [days(a, b), days(b, a)].contains(&Some(1)) && self.told_locally(x) != self.told_locally(y)
    }

    /// True for a date with `local time` right behind it, between brackets or not.
    fn told_locally(&self, place: usize) -> bool {
        let document = self.document(place);
        let mut behind = (self.own_tokens(place).end..self.sentence_tokens(place).end).filter(|&t| document.word(t) != "(");
        behind.next().is_some_and(|t| self.court.words.is(LOCAL, document.lower(t)))
    }
}

/// Days from one date to the other, less than none where it came before; up to the next such weekday where that is all that
/// is known of them.
fn days(from: &Date, to: &Date) -> Option<i64> {
    match (from.earliest, to.earliest, from.stated_weekday, to.stated_weekday) {
        (Some(from), Some(to), ..) => Some(from.date().duration_until(to.date()).as_hours() / DAY),
        (_, _, Some(from), Some(to)) => Some(i64::from(from.until(to))),
        _ => None,
    }
}
