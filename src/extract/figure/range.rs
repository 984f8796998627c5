//! Ranges of amounts: `10 to 15 people`, `between $24 and $26 million`.

use rust_decimal::Decimal;

use super::Scan;
use super::measure::Amount;
use super::numeral::{Form, Numeral};
use super::words::{self, NumberWord};
use crate::segment::TokenKind;
use crate::value::figure::units;

/// How far in front of two numbers the word may stand that says that one became the other; farther where `from` or `by`
/// stands between: `increasing the confirmed death toll from 14 to 31`.
const NEAR_REACH: usize = 4;
const TOLD_REACH: usize = 8;

/// The longest phrase that opens a range of ages, in words: `between the ages of`.
const AGES: usize = 4;

impl Scan<'_> {
    /// The range that starts with this amount, and its first token: `10 to 15 people`, `between
    /// $24 and $26`.
    pub(super) fn range(&self, amount: &Amount, start: usize, floor: usize) -> Option<(Amount, usize)> {
        let reader = &self.reader;
        let ages = reader.words.age_between.before(reader.document, start, floor.max(start.saturating_sub(AGES)));
        let between = ages.is_some() || start > floor && reader.roles(start - 1) & words::BETWEEN != 0;
        let from = start > floor && reader.roles(start - 1) & words::FROM != 0;
        // `24- to 30-foot`
        let hangs = reader.lower(amount.end) == "-" && !reader.glued(amount.end) && reader.roles(amount.end + 1) & (words::TO | words::OR) != 0;
        let tie = if hangs { amount.end + 1 } else { amount.end };
        let link = reader.roles(tie);
        let dash = matches!(reader.lower(tie), "-" | "–" | "—" | "~");
        let to = link & words::TO != 0 && reader.kind(tie) == Some(TokenKind::Word);
        let or = link & words::OR != 0;
        let linked = dash || to || or && !amount.numeral.approximate || (between && link & words::AND != 0);
        if !linked || amount.numeral.approximate {
            return None;
        }
        if reader.lower(tie) == "—" && !reader.glued(tie) {
            return None;
        }
        // `rose from 5 to 10` says two things.
        let head = ages.unwrap_or(if between || from { start - 1 } else { start });
        let compared = self.phrase_before(start, floor).is_some();
        let by = start > floor && reader.roles(start - 1) & words::SHARE_BEFORE != 0;
        let reach = if from || by && amount.unit.is_some() { TOLD_REACH } else { NEAR_REACH };
        let changed = to && !compared && (floor.max(head.saturating_sub(reach))..head).any(|t| reader.roles(t) & words::CHANGE != 0);
        let mut at = tie + 1;
        if (between || from) && reader.roles(at) & words::THE != 0 {
            at += 1;
        }
        let negative = reader.lower(at) == "-" && !reader.glued(at - 1) && reader.glued(at);
        let sign = at;
        if negative {
            at += 1;
        }
        // The second number may carry a currency of its own.
        let mut number = at;
        while number < reader.limit && number < at + 3 && !self.starts_number(number) {
            number += 1;
        }
        let article = reader.roles(at) & words::ARTICLE != 0 && number == at + 1;
        let numeral = reader.numeral(number, article)?;
        if numeral.form == Form::Ordinal || numeral.approximate {
            return None;
        }
        let mut other = self.measured(numeral, number, at);
        if other.start != at && !article {
            return None;
        }
        if negative {
            other.start = sign;
            other.negate();
        }
        let scale = self.shared_scale(amount, &other).filter(|_| !or);
        // `raised its output by 1 million barrels to 27 million barrels`, yet `by 10% to 15%`, `by $5 to $10 million`
        if by && to && scale.is_none() && amount.unit.is_some_and(|unit| unit != "%") {
            return None;
        }
        // `rose by 5 to 10 percent` says one.
        let span = by && if amount.unit.is_none() { other.unit == Some("%") } else { scale.is_some() };
        if changed && !span {
            return None;
        }
        let unit = match (amount.unit, other.unit) {
            (a, b) if a == b => a,
            (None, b) => b,
            (a, None) if amount.currency_first || or => a,
            _ => return None,
        };
        let (mut low, mut high) = (amount.numeral.low, other.numeral.high);
        if let Some(scale) = scale {
            low = low.checked_mul(scale)?;
        }
        if low > high && unit.is_some_and(|u| units::dimension(u) == Some("temperature")) {
            std::mem::swap(&mut low, &mut high);
        }
        if low >= high || (or && high > low.saturating_mul(Decimal::TEN)) {
            return None;
        }
        let numeral = Numeral { end: other.numeral.end, low, high, step: amount.numeral.step.max(other.numeral.step), ..other.numeral };
        Some((Amount { numeral, start: head, end: other.end, unit, currency_first: amount.currency_first }, head))
    }

    /// The multiplier of the second number where it is the first one's too: `$12 to $13 billion`, `1.5 to 2 million people`,
    /// yet not `$800 to $2 million`.
    fn shared_scale(&self, first: &Amount, second: &Amount) -> Option<Decimal> {
        let bare = first.numeral.form == Form::Digits && (first.unit.is_none() || first.currency_first);
        let scale = self.scale_of(second);
        let ascends = || second.numeral.high.checked_div(scale).is_some_and(|count| first.numeral.low < count);
        (bare && second.numeral.form == Form::Words && scale >= Decimal::ONE_THOUSAND && ascends()).then_some(scale)
    }

    /// The multiplier that ends an amount's number, 1 where none does.
    fn scale_of(&self, amount: &Amount) -> Decimal {
        let last = amount.numeral.end - 1;
        if self.reader.words.money_thousands.at(self.reader.document, last, amount.numeral.end).is_some() {
            return Decimal::ONE_THOUSAND;
        }
        match self.reader.words.numbers.get(self.reader.lower(last)) {
            Some(NumberWord::Multiplier(factor)) => *factor,
            _ => self.reader.words.suffixes.get(self.reader.lower(last)).copied().unwrap_or(Decimal::ONE),
        }
    }

    fn starts_number(&self, token: usize) -> bool {
        match self.reader.kind(token) {
            Some(TokenKind::Number) => true,
            Some(TokenKind::Word) => self.reader.roles(token) & words::NUMBER != 0,
            _ => false,
        }
    }
}
