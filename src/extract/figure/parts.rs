//! Amounts with a part of their unit behind it: `an hour and a half`. Smaller units behind one are in `lap`.

use rust_decimal::Decimal;

use super::measure::Amount;
use super::numeral::Numeral;
use super::words::{self, NumberWord, Surface};
use super::{Found, Scan};
use crate::segment::TokenKind;
use crate::value::figure::{Comparator, Figure, FigureType};

impl Scan<'_> {
    /// `two hours and a half`, `a mile and a quarter`, `an hour-and-a-half delay`: a part of the unit behind it.
    pub(super) fn and_part(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let and = reader.past_hyphen(amount.end);
        if amount.numeral.step != Decimal::ONE || amount.numeral.approximate || reader.roles(and) & words::AND == 0 {
            return;
        }
        let first = reader.past_hyphen(and + 1);
        let count = match reader.number_word(first) {
            Some(NumberWord::Article) => Decimal::ONE,
            Some(NumberWord::Cardinal(n)) => Decimal::from(n),
            _ => return,
        };
        let part = reader.past_hyphen(first + 1);
        let share = match reader.number_word(part) {
            Some(NumberWord::Half) if count == Decimal::ONE => Decimal::new(5, 1),
            Some(NumberWord::Quarter) => count * Decimal::new(25, 2),
            _ => return,
        };
        // `an hour and a quarter of the crew`, `a mile and a half marathon`, yet `an hour and a half later` and `a year
        // and a half of classes`.
        let end = part + 1;
        let roles = reader.roles(end);
        let tied = first != and + 1;
        let word = reader.kind(end) == Some(TokenKind::Word) && !tied;
        let ends = roles & (words::FUNCTION | words::SPAN_AFTER | words::RELATIVE) != 0 || reader.lower(end).ends_with("ing");
        let whole = roles & words::OF != 0 && reader.roles(end + 1) & (words::THE | words::ARTICLE | words::OTHERS) != 0;
        if share >= Decimal::ONE || whole || word && !ends {
            return;
        }
        let n = &mut amount.numeral;
        if let Some(sum) = n.low.checked_add(share) {
            (n.low, n.high, n.step) = (sum, sum, Decimal::ZERO);
            amount.end = end;
        }
    }

    /// One unit without a number, where a comparator or a second number says that it is measured:
    /// `about an hour`, `a minute or two`.
    pub(super) fn one_unit(&self, at: usize, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        if at + 1 >= reader.limit {
            return None;
        }
        if reader.roles(at) & words::NUMBER != 0 && reader.words.numbers.get(reader.lower(at)) == Some(&NumberWord::Span) {
            let bound = reader.roles(at + 1) & words::SPAN_AFTER != 0;
            let (end, surface) = reader.words.units.at(reader.document, at, reader.limit).filter(|_| bound)?;
            let mut figure = Figure::new(FigureType::Measure, Decimal::ONE, Some(surface.code.to_owned()));
            figure.comparator = Some(Comparator::MoreThan);
            figure.approximate = true;
            return Some(Found { start: at, end, figure, number_end: at });
        }
        if reader.roles(at) & words::ARTICLE == 0 {
            return None;
        }
        let (end, surface) = reader.words.units.at(reader.document, at + 1, reader.limit)?;
        if surface.condition != words::Condition::Always || self.is_relative(end) {
            return None;
        }
        if let Some(found) = self.one_and_part(at, end, floor, surface) {
            return Some(found);
        }
        let mut figure = Figure::new(FigureType::Measure, Decimal::ONE, Some(surface.code.to_owned()));
        if reader.roles(end) & words::OR != 0
            && let Some(other) = reader.numeral(end + 1, false)
            && other.low == Decimal::TWO
            && other.high == Decimal::TWO
        {
            figure.high = other.high;
            return Some(Found { start: at, end: other.end, figure, number_end: at + 1 });
        }
        let (start, sign) = self.phrase_before(at, floor)?;
        figure.comparator = Some(sign);
        Some(Found { start, end, figure, number_end: at + 1 })
    }

    /// `an hour and a half`, `a minute and 20 seconds`, where the article at `at` is no `per`: `60 miles an hour`.
    fn one_and_part(&self, at: usize, end: usize, floor: usize, surface: Surface) -> Option<Found> {
        let rate = at == floor && floor > self.sentence.tokens.start;
        if rate || self.reader.roles(self.reader.past_hyphen(end)) & words::AND == 0 {
            return None;
        }
        let mut amount = Amount { numeral: Numeral::one(at), start: at, end, unit: Some(surface.code), currency_first: false };
        self.further_parts(&mut amount, surface.code);
        self.and_part(&mut amount);
        if amount.end == end || self.is_relative(amount.end) {
            return None;
        }
        let before = self.phrase_before(at, floor);
        let figure = amount.figure(before.map(|(_, sign)| sign));
        Some(Found { start: before.map_or(at, |(first, _)| first), end: amount.end, figure, number_end: at + 1 })
    }
}
