//! Fractions and shares: `two-thirds`, `half a million`, `five and a quarter`, `one in ten`.

use rust_decimal::Decimal;

use super::digits::parse_digits;
use super::numeral::{Form, Numeral, Reader};
use super::words::{self, NumberWord};
use crate::segment::TokenKind;

/// How many a dozen is.
pub(super) const DOZEN: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

impl Reader<'_> {
    /// A fraction in digits: `1/40`, not a date such as `9/11`.
    pub(super) fn ratio(&self, token: usize) -> Option<Decimal> {
        if self.kind(token)? != TokenKind::Number || !self.glued(token) || self.lower(token + 1) != "/" || !self.glued(token + 1) {
            return None;
        }
        if self.kind(token + 2)? != TokenKind::Number || (self.glued(token + 2) && self.lower(token + 3) == "/") {
            return None;
        }
        let numerator: u32 = self.lower(token).parse().ok()?;
        let denominator: u32 = self.lower(token + 2).parse().ok()?;
        let usual = matches!(denominator, 2..=10 | 12 | 16 | 20 | 25 | 32 | 40 | 50 | 64 | 100);
        (0 < numerator && numerator < denominator && usual).then(|| Decimal::from(numerator) / Decimal::from(denominator))
    }

    /// A fraction behind `and`: `five and a quarter`, `3 million and a quarter`, `a dozen and a half`.
    pub(super) fn mixed(&self, numeral: Numeral, scale: Decimal) -> Option<Numeral> {
        // `13-and-a-half million`
        let and = self.past_hyphen(numeral.end);
        if numeral.form == Form::Fraction || numeral.approximate || self.roles(and) & words::AND == 0 {
            return Some(numeral);
        }
        let Some((end, part, named)) = self.part(self.past_hyphen(and + 1)) else { return Some(numeral) };
        let scale = if scale >= Decimal::ONE_THOUSAND || scale == DOZEN { scale } else { Decimal::ONE };
        // The multiplier behind the part is the whole number's: `one and a half million`; where that has one of its
        // own, the part's alone: `one billion and a quarter million`.
        let number = match named {
            Some(factor) if scale == Decimal::ONE => numeral.low.checked_add(part)?.checked_mul(factor)?,
            _ => numeral.low.checked_add(part.checked_mul(named.unwrap_or(scale))?)?,
        };
        let mixed = Numeral { end, low: number, high: number, step: Decimal::ZERO, form: Form::Fraction, ..numeral };
        match self.number_word(end) {
            Some(NumberWord::Multiplier(factor)) if scale == Decimal::ONE && named.is_none() => mixed.times(factor, end + 1),
            _ => Some(mixed),
        }
    }

    /// `a half`, `half years`, `a quarter million`, `three quarters`: the end, the share, and its own multiplier.
    fn part(&self, token: usize) -> Option<(usize, Decimal, Option<Decimal>)> {
        let (end, share) = if self.roles(token) & words::ARTICLE != 0 {
            let word = self.past_hyphen(token + 1);
            let denominator = match self.number_word(word)? {
                NumberWord::Half => 2,
                NumberWord::Quarter => 4,
                NumberWord::Ordinal(n) if n > 2 => n,
                _ => return None,
            };
            (word + 1, Decimal::ONE / Decimal::from(denominator))
        } else if self.number_word(token) == Some(NumberWord::Half) && self.scales(self.past_hyphen(token + 1)) {
            (token + 1, Decimal::ONE / Decimal::TWO)
        } else {
            let NumberWord::Cardinal(n) = self.number_word(token)? else { return None };
            let next = self.past_hyphen(token + 1);
            (next + 1, self.share_of(Decimal::from(n), next)?)
        };
        match self.number_word(end) {
            Some(NumberWord::Multiplier(factor)) => Some((end + 1, share, Some(factor))),
            _ => Some((end, share, None)),
        }
    }

    /// True for a unit or a multiplier, which a half without an article has behind it: `three and half years`, yet not `three
    /// and half the crew`.
    fn scales(&self, token: usize) -> bool {
        let multiplies = || matches!(self.number_word(token), Some(NumberWord::Multiplier(_)));
        token < self.limit && (multiplies() || self.words.units.at(self.document, token, self.limit).is_some())
    }

    /// `number` of the parts that the word at `token` names: 2 × `thirds`.
    pub(super) fn share_of(&self, number: Decimal, token: usize) -> Option<Decimal> {
        let denominator = match self.number_word(token)? {
            NumberWord::Parts(n) => n,
            NumberWord::Quarter => 4,
            NumberWord::Half => 2,
            NumberWord::Ordinal(n) if n > 2 && number == Decimal::ONE => n,
            _ => return None,
        };
        number.checked_div(Decimal::from(denominator))
    }

    /// `half`, `half a million`, `half-dozen`, `quarter million`; `parts` is 2 or 4.
    pub(super) fn half(&self, token: usize, parts: Decimal, article: bool) -> Option<Numeral> {
        let share = Decimal::ONE / parts;
        let mut next = self.past_hyphen(token + 1);
        if self.roles(next) & words::ARTICLE != 0 {
            next += 1;
        } else if self.roles(next) & words::OF != 0 && self.roles(next + 1) & words::ARTICLE != 0 {
            next += 2;
        }
        let factor = match self.number_word(next) {
            Some(NumberWord::Multiplier(factor)) => factor,
            Some(NumberWord::Dozen) => DOZEN,
            _ => {
                if !article && parts > Decimal::TWO && !self.is_point(token + 1) {
                    return None;
                }
                return Some(Numeral::exact(token, token + 1, share, Decimal::ZERO, Form::Fraction));
            }
        };
        let number = share.checked_mul(factor)?;
        Some(Numeral::exact(token, next + 1, number, Decimal::ONE.max(number.checked_div(Decimal::from(10))?), Form::Words))
    }

    /// True for the hyphen of `quarter-point`.
    fn is_point(&self, token: usize) -> bool {
        self.lower(token) == "-" && self.glued(token) && {
            let unit = self.words.units.at(self.document, token + 1, self.limit);
            unit.is_some_and(|(_, surface)| surface.condition == words::Condition::Rate)
        }
    }

    /// `two out of five`, `one in ten`, `three in every four`, `two in five children`: a share.
    pub(super) fn share(&self, numeral: Numeral) -> Option<Numeral> {
        let every = |t: usize| self.roles(t) & words::EVERY != 0;
        let (of, within) = (self.roles(numeral.end) & words::OF != 0, self.roles(numeral.end) & words::IN != 0);
        let out = self.roles(numeral.end) & words::OUT != 0 && self.roles(numeral.end + 1) & words::OF != 0;
        let tie = if out { numeral.end + 2 } else { numeral.end + 1 };
        // `118th out of 125` is a rank.
        if numeral.form == Form::Ordinal || !(out || within || of && every(tie)) {
            return Some(numeral);
        }
        let next = tie + usize::from(every(tie));
        let whole = match self.kind(next) {
            Some(TokenKind::Number) => parse_digits(self.lower(next)).map(|(n, step)| Numeral::exact(next, next + 1, n, step, Form::Digits)),
            Some(TokenKind::Word) => self.whole(next, Decimal::ZERO).map(|w| Numeral::exact(next, w.end, w.number, w.step, Form::Words)),
            _ => None,
        };
        // More than one in so many is a share of people: `two in five children`, not `three in four days`.
        let told = |whole: &Numeral| {
            let people = self.roles(whole.end) & words::PERSON != 0 && super::noun::is_plural(self, whole.end);
            // `23 of every 24 hours`
            let measured = self.words.units.at(self.document, whole.end.min(self.limit - 1), self.limit).is_some();
            !measured && (out || next > tie || numeral.low == Decimal::ONE || people && whole.low <= Decimal::TEN)
        };
        match whole.filter(|w| w.low > numeral.low && w.step >= Decimal::ONE && w.low < Decimal::from(1_500) && told(w)) {
            Some(whole) => Some(Numeral::exact(numeral.start, whole.end, numeral.low.checked_div(whole.low)?, Decimal::ZERO, Form::Fraction)),
            None => Some(numeral),
        }
    }
}
