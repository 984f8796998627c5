//! Counts of an event in one word: `floored twice`, `struck him once in the mouth`.

use rust_decimal::Decimal;

use super::words::{self, NumberWord};
use super::{Found, Scan};
use crate::segment::TokenKind;
use crate::value::figure::{Figure, FigureType, units};

/// How far behind its verb `once` may stand: `struck him there once`.
const REACH: usize = 3;

impl Scan<'_> {
    /// The count of an event in one word, where it counts one.
    pub(super) fn repeated(&self, at: usize, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        if reader.kind(at) != Some(TokenKind::Word) || reader.roles(at) & words::NUMBER == 0 {
            return None;
        }
        let Some(NumberWord::Times(number, noun)) = reader.words.numbers.get(reader.lower(at)).copied() else { return None };
        let next = reader.roles(at + 1);
        let hyphen = |token: usize| matches!(reader.lower(token), "-" | "–");
        // `twice as many`, `twice the size`, `twice £5,000`, yet `twice that week`.
        let timed = at + 2 < reader.limit && reader.words.units.at(reader.document, at + 2, reader.limit).is_some_and(|(_, s)| units::is_time(s.code));
        let compares = next & (words::TIMES_NOT_BEFORE | words::THE) != 0 && !timed;
        let amount = self.is_number(at + 1) || next & words::NUMBER != 0 || self.currency_before(at + 2, at + 1).is_some();
        if compares || amount || hyphen(at + 1) {
            return None;
        }
        let before = self.roles_before(at, 1);
        if before & words::TIMES_NOT_AFTER != 0 || at > self.sentence.tokens.start && hyphen(at - 1) {
            return None;
        }
        if number == 1 && !self.is_once(at, floor) {
            return None;
        }
        let mut figure = Figure::new(FigureType::Count, Decimal::from(number), Some(noun.to_owned()));
        figure.counted = Some(noun.to_owned());
        // `once` behind a comparator is `more than once`, which counts nothing.
        let compared = if number > 1 { self.phrase_before(at, floor) } else { None };
        figure.comparator = compared.map(|(_, sign)| sign);
        Some(Found { start: compared.map_or(at, |(first, _)| first), end: at + 1, figure, number_end: at + 1 })
    }

    /// True for `once` that tells how often: not `at once`, `she once said`, `once he came`.
    fn is_once(&self, at: usize, floor: usize) -> bool {
        let reader = &self.reader;
        let first = floor.max(self.sentence.tokens.start).max(at.saturating_sub(REACH));
        let done = (first..at).any(|t| reader.roles(t) & words::ONCE_AFTER != 0);
        let ends = at + 1 >= reader.limit || matches!(reader.lower(at + 1), "." | "," | ";" | ")") || reader.roles(at + 1) & words::ONCE_BEFORE != 0;
        done && ends && reader.roles(at - 1) & (words::AT | words::THAN | words::BE) == 0
    }
}
