//! Amounts with a part of their unit behind it (`an hour and a half`), or with smaller units: `5 feet 2 inches`,
//! `6-foot-5`, `17st 3lb`, `four hours, 52 minutes and 17 seconds`.

use rust_decimal::Decimal;

use super::measure::{Amount, FRACTION_PLACES};
use super::numeral::{Form, Numeral};
use super::words::{self, Condition, NumberWord, Surface};
use super::{Found, Scan};
use crate::segment::TokenKind;
use crate::value::figure::{Comparator, Figure, FigureType, units};

/// The inches of a foot, and the feet of the shortest and the tallest whose inches may stand without a unit.
const TWELVE: Decimal = Decimal::from_parts(12, 0, 0, false, 0);
const SHORT: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
const TALL: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

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
        let ends = roles & (words::FUNCTION | words::SPAN_AFTER | words::RELATIVE) != 0 || reader.is_going(end);
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

    /// `5 feet 2 inches`, `1hr 4 mins`, `four hours, 52 minutes and 17 seconds`: what follows in smaller units, added in
    /// units of the first. A time which is no decimal there that ends is told in units of the last.
    pub(super) fn further_parts(&self, amount: &mut Amount, code: &'static str) {
        let numeral = amount.numeral;
        let (mut sum, mut step, mut last, mut end) = (numeral.low, numeral.step, code, amount.end);
        while step == Decimal::ONE
            && !numeral.approximate
            && let Some((small, next, after)) = self.part_behind(end, last).or_else(|| self.bare_inches(&numeral, end, last))
        {
            let scaled = units::ratio(last, next).and_then(|ratio| sum.checked_mul(ratio)).and_then(|sum| sum.checked_add(small.low));
            let Some(total) = scaled else { return };
            (sum, step, last, end) = (total, small.step, next, after);
        }
        let Some(ratio) = units::ratio(code, last).filter(|_| last != code) else { return };
        let Some((first, part)) = sum.checked_div(ratio).zip(step.checked_div(ratio)) else { return };
        let rounded = first.round_dp(FRACTION_PLACES);
        let ends = rounded.checked_mul(ratio) == Some(sum);
        let n = &mut amount.numeral;
        if is_of_clock(code) && !ends {
            amount.unit = Some(last);
            (n.low, n.high, n.step) = (sum, sum, step);
        } else {
            (n.low, n.high, n.step) = (rounded, rounded, part);
        }
        amount.end = end;
    }

    /// The part in a smaller unit that follows one in `unit`, its unit and where it ends.
    fn part_behind(&self, end: usize, unit: &'static str) -> Option<(Numeral, &'static str, usize)> {
        let reader = &self.reader;
        let mut at = end;
        let comma = reader.lower(at) == "," && (is_of_clock(unit) || matches!(unit, "foot" | "pound" | "stone"));
        if comma {
            at += 1;
        }
        if reader.roles(at) & words::AND != 0 {
            at += 1;
        }
        // `6-foot-5-inch`
        let at = if reader.glued(at) && at > 0 && reader.glued(at - 1) { reader.past_hyphen(at) } else { at };
        let small = reader.numeral(at, false).filter(|n| n.form != Form::Ordinal && !n.approximate && n.end < reader.limit)?;
        let named = reader.past_hyphen(small.end);
        let (after, surface) = reader.words.units.at(reader.document, named.min(reader.limit - 1), reader.limit)?;
        let ratio = units::ratio(surface.code, unit)?;
        let less = ratio < Decimal::ONE && small.low.checked_mul(ratio)? < Decimal::ONE;
        let written = surface.condition != Condition::Glued || reader.glued(small.end - 1);
        // `ran for three hours, 25 minutes over`
        let apart = comma && reader.roles(after) & words::PART_NOT_BEFORE != 0;
        (less && written && !apart).then_some((small, surface.code, after))
    }

    /// The inches of how tall somebody is without their unit: `6-foot-5`, `six-foot-five`, `is 6ft 2, and`.
    fn bare_inches(&self, feet: &Numeral, end: usize, unit: &'static str) -> Option<(Numeral, &'static str, usize)> {
        let reader = &self.reader;
        if unit != "foot" || !(SHORT..=TALL).contains(&feet.low) {
            return None;
        }
        let hyphen = reader.lower(end) == "-" && reader.glued(end - 1) && reader.glued(end);
        let number = if hyphen { end + 1 } else { end };
        let inches = reader.numeral(number, false).filter(|n| matches!(n.form, Form::Digits | Form::Words | Form::Fraction) && !n.approximate)?;
        let after = inches.end;
        let word = reader.kind(after) == Some(TokenKind::Word);
        let tied = reader.glued(after - 1) && !matches!(reader.lower(after), "," | "." | ";" | ":" | ")" | "\"" | "”" | "’" | "'");
        let closed = !tied && (hyphen || !word || reader.roles(after) & words::FUNCTION != 0 && reader.roles(after) & (words::TO | words::OF) == 0);
        // `10ft 2` and `6 feet 2 days later` are none.
        let written = hyphen || reader.kind(number) == Some(TokenKind::Number) && reader.glued(end - 2);
        (closed && written && inches.low < TWELVE).then_some((inches, "inch", after))
    }

    /// `5'8"`: feet and inches by their signs.
    pub(super) fn signed_inches(&self, at: usize) -> Option<Found> {
        let reader = &self.reader;
        if !matches!(reader.lower(at + 1), "'" | "’" | "′") || !reader.glued(at) {
            return None;
        }
        let digit = |token: usize| if reader.kind(token) == Some(TokenKind::Number) { reader.lower(token).parse::<Decimal>().ok() } else { None };
        let (feet, inches) = (digit(at)?, digit(at + 2)?);
        let seconds = matches!(reader.lower(at + 3), "\"" | "”" | "″") && reader.glued(at + 2);
        if !seconds || !(SHORT..=TALL).contains(&feet) || inches >= TWELVE {
            return None;
        }
        let height = feet.checked_add(inches.checked_div(TWELVE)?)?.round_dp(FRACTION_PLACES);
        let mut figure = Figure::new(FigureType::Measure, height, Some("foot".to_owned()));
        figure.step = Decimal::ONE.checked_div(TWELVE)?;
        Some(Found { start: at, end: at + 4, figure, number_end: at + 4 })
    }
}

/// True for hours, minutes and seconds, which are told together.
fn is_of_clock(unit: &str) -> bool {
    units::is_time(unit) && units::ratio(unit, "hour").is_some_and(|hours| hours <= Decimal::ONE)
}
