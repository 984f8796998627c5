//! Comparators in front of an amount and behind it: `more than 200`, `200 or more`, `50+`.

use rust_decimal::Decimal;

use super::Scan;
use super::measure::Amount;
use super::words;
use crate::value::figure::{Comparator, units};

/// The longest comparator phrase in words.
const LONGEST_COMPARATOR: usize = 6;

impl Scan<'_> {
    /// The comparator phrase that ends right in front of a token, and its first token.
    pub(super) fn phrase_before(&self, start: usize, floor: usize) -> Option<(usize, Comparator)> {
        let reader = &self.reader;
        let longest = LONGEST_COMPARATOR.min(start - floor);
        let tokens = &reader.document.tokens;
        (1..=longest).rev().find_map(|length| {
            let first = start - length;
            let text = &reader.document.lower[tokens[first].span.start()..tokens[start - 1].span.end()];
            reader.words.before.get(text).map(|sign| (first, *sign))
        })
    }

    /// The comparator in front of an amount, and the first token of its phrase.
    pub(super) fn comparator_before(&self, start: usize, floor: usize, amount: &Amount) -> Option<(usize, Comparator)> {
        let reader = &self.reader;
        let mut from = start;
        // `more than the 12`, not `around the 12`
        if from > floor && reader.roles(from - 1) & words::THE != 0 && self.phrase_before(from - 1, floor).is_some_and(|(first, _)| first + 2 < from) {
            from -= 1;
        }
        let Some((first, sign)) = self.phrase_before(from, floor) else {
            let passed = from > floor && reader.roles(from - 1) & words::PASSED != 0 && amount.numeral.low >= Decimal::ONE_THOUSAND;
            return passed.then(|| (from - 1, Comparator::MoreThan));
        };
        // `a three-under 67`
        if first > floor && reader.lower(first - 1) == "-" && reader.document.glued(first - 1) {
            return None;
        }
        let phrase = reader.lower(first);
        let single = from == first + 1;
        let time = amount.unit.is_some_and(units::is_time);
        if single && time {
            // `over three days` and `within 24 hours`: a stretch, and a bound.
            if sign == Comparator::MoreThan && phrase.len() == 4 && amount.numeral.low <= Decimal::TEN {
                return None;
            }
        } else if single && phrase == "within" && amount.unit.is_none() {
            return None;
        }
        Some((first, sign))
    }

    /// A comparator behind an amount: `200 or more`, `50+`.
    pub(super) fn comparator_after(&self, end: usize) -> Option<(usize, Comparator)> {
        let reader = &self.reader;
        let at = if reader.lower(end) == "-" && reader.glued(end) { end + 1 } else { end };
        if at >= reader.limit {
            return None;
        }
        let (after, sign) = reader.words.after.at(reader.document, at, reader.limit)?;
        let mark = after == at + 1;
        // `3 + 4`, `10 plus 20`: only a mark against the digits compares.
        if mark && !(reader.glued(at - 1)) {
            return None;
        }
        let numbers = after < reader.limit && (self.is_number(after) || reader.roles(after) & words::NUMBER != 0);
        (!numbers && reader.roles(after) & words::THAN == 0).then_some((after, sign))
    }

    /// `more than 5000 or equal to it`
    pub(super) fn or_equal(&self, end: usize) -> Option<usize> {
        if end >= self.reader.limit {
            return None;
        }
        self.reader.words.or_equal.at(self.reader.document, end, self.reader.limit).map(|(after, ())| after)
    }
}
