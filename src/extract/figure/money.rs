//! Money: signs and codes in front of a number, names behind it, and what tells pounds that are paid from pounds
//! that weigh.

use rust_decimal::Decimal;

use super::Scan;
use super::measure::Amount;
use super::numeral::{Form, Reader};
use super::words::{self, Condition, NumberWord, Surface};
use crate::segment::TokenKind;
use crate::value::figure::units;

/// What `home` rows of the language's figures call money that a report writes with a sign for pounds, and pounds in a
/// report from where they are the money.
const STERLING: &str = "sterling";
const BRITISH: &str = "pounds";

/// How many words in front of pounds may say that they are paid; fewer where the pounds are few, and a body may weigh
/// them.
const CUE_REACH: usize = 12;
const SMALL_CUE_REACH: usize = 4;

impl Scan<'_> {
    /// `$`, `US$`, `c $`, `EUR` right in front of a number.
    pub(super) fn currency_before(&self, start: usize, floor: usize) -> Option<(usize, &'static str)> {
        let reader = &self.reader;
        // `$-5`: the sign is inside.
        (floor.max(start.saturating_sub(4))..start).find_map(|first| {
            let (end, surface) = reader.words.money_before.at(reader.document, first, start)?;
            if end != start {
                return None;
            }
            let printed = reader.document.word(first);
            let glued = reader.glued(first);
            let capital = printed.starts_with(|c: char| c.is_ascii_uppercase());
            let shouted = printed.bytes().all(|b| b.is_ascii_uppercase());
            let code = reader.kind(first) == Some(TokenKind::Word) && end == first + 1;
            // Letters alone are a currency in capitals or against the digits: `EUR 125`, `Euro50`.
            let letters = !code || shouted || printed.len() > 2 && glued && (capital || surface.condition == Condition::Glued);
            let home = || reader.words.at_home(surface.code, reader.document);
            let found = match surface.condition {
                Condition::Title => home().filter(|_| capital),
                // `P112 million`, yet not `P3`.
                Condition::Home => home().filter(|_| capital && (glued || printed.len() > 1) && self.is_sum(start)),
                Condition::Letter if !capital || !glued => None,
                Condition::Letter if self.is_sum(start) => home(),
                Condition::Letter if self.is_road(first, start) => None,
                Condition::Letter => reader.words.named_home(surface.code, reader.document).or_else(|| home().filter(|_| self.writes_sums(printed))),
                Condition::Capital => (letters && (glued || shouted && printed.len() > 1)).then_some(surface.code),
                Condition::Word => Some(surface.code),
                Condition::Glued => (letters && glued).then_some(surface.code),
                _ => (letters && !self.is_other_sign(first)).then_some(surface.code),
            };
            Some((first, found?))
        })
    }

    /// True for a number that is written as a sum of money may be: `1,500`, `15m`, `2 billion`, `40-million`, `20 000`.
    fn is_sum(&self, number: usize) -> bool {
        let reader = &self.reader;
        let next = reader.past_hyphen(number + 1);
        let digits = reader.lower(number);
        digits.contains(',')
            || digits.split_once('.').is_some_and(|(_, cents)| cents.len() == 2)
            || matches!(reader.words.numbers.get(reader.lower(next)), Some(NumberWord::Multiplier(_)))
            || reader.glued(number) && reader.words.suffixes.contains_key(reader.lower(next))
            || reader.numeral(number, false).is_some_and(|n| n.end == number + 2 && n.form == Form::Digits)
    }

    /// True where the report writes sums of money with this letter: `R55` beside `R20 000`.
    fn writes_sums(&self, letter: &str) -> bool {
        let document = self.reader.document;
        let whole = Scan { reader: Reader { limit: document.tokens.len(), ..self.reader }, sentence: self.sentence };
        (1..document.tokens.len())
            .any(|t| document.tokens[t].kind == TokenKind::Number && document.word(t - 1) == letter && document.glued(t - 1) && whole.is_sum(t))
    }

    /// True for a letter and a number that name a road, a round or a place on a grid: `the R62`, `R1`, `P3`.
    fn is_road(&self, letter: usize, number: usize) -> bool {
        let reader = &self.reader;
        let the = letter > self.sentence.tokens.start && reader.roles(letter - 1) & words::THE != 0;
        the || reader.lower(number).len() < 2 || reader.roles(number + 1) & words::STREET != 0
    }

    /// True for a sign that capitals in front make another country's, one that no table has: `B$20`, `C£5`.
    fn is_other_sign(&self, sign: usize) -> bool {
        let reader = &self.reader;
        let before = sign.checked_sub(1).filter(|t| *t >= self.sentence.tokens.start && reader.glued(*t));
        before.is_some_and(|letters| {
            let printed = reader.document.word(letters);
            reader.kind(sign) == Some(TokenKind::Symbol)
                && reader.kind(letters) == Some(TokenKind::Word)
                && printed.len() <= 3
                && printed.bytes().all(|b| b.is_ascii_uppercase())
        })
    }

    /// A currency behind a number; a hyphen may stand between: `two-million-euro`.
    pub(super) fn currency_after(&self, token: usize) -> Option<(usize, Surface)> {
        let reader = &self.reader;
        let at = reader.past_hyphen(token);
        if at >= reader.limit {
            return None;
        }
        reader.words.money_after.at(reader.document, at, reader.limit)
    }

    /// A currency behind the number, where one stands at `at`; `hyphen` where a hyphen or `of` ties it.
    pub(super) fn money_behind(&self, amount: &mut Amount, at: usize, hyphen: bool) -> bool {
        let reader = &self.reader;
        let large = amount.numeral.low >= Decimal::ONE_HUNDRED;
        if let Some((end, surface)) = reader.words.money_after.at(reader.document, at, reader.limit) {
            let symbol = reader.kind(at) == Some(TokenKind::Symbol);
            // A symbol may belong to the next number: `5 $10 notes`.
            let next = (symbol || printed_code(reader.document.word(at)))
                && reader.kind(end) == Some(TokenKind::Number)
                && !reader.glued(at - 1)
                && reader.glued(end - 1);
            // A code in lower case is a word: `all`, `try`.
            let printed = reader.document.word(at);
            let code = printed.len() == 3 && printed.eq_ignore_ascii_case(surface.code) && !printed.bytes().all(|b| b.is_ascii_uppercase());
            let fits = match surface.condition {
                Condition::Glued => reader.glued(at - 1) && !hyphen,
                Condition::Large => large,
                _ => true,
            };
            let currency = match surface.condition {
                // Two crowns may be worn.
                Condition::Home if amount.numeral.high < Decimal::TEN && units::currency(surface.code).is_none() => None,
                Condition::Home => reader.words.at_home(surface.code, reader.document),
                _ => Some(surface.code),
            };
            if fits && !next && !code && currency.is_some() {
                amount.unit = currency;
                amount.end = end;
                // `75 USD million`
                if let Some(NumberWord::Multiplier(factor)) = reader.words.numbers.get(reader.lower(end)).copied() {
                    self.multiply(amount, factor, end + 1);
                }
                self.hundredths(amount);
                return true;
            }
        }
        if let Some((end, surface)) = reader.words.money_large.at(reader.document, at, reader.limit)
            && self.is_paid(amount, at, end)
        {
            amount.unit = Some(surface.code);
            amount.end = end;
            return true;
        }
        if self.thousands(amount, at) {
            return true;
        }
        // `48.5 MGBP`
        if amount.numeral.form == Form::Digits
            && let Some(code) = reader.document.word(at).strip_prefix('M').and_then(units::currency)
        {
            amount.unit = Some(code);
            self.multiply(amount, Decimal::from(1_000_000), at + 1);
            return true;
        }
        false
    }

    /// `45 grand`: so many thousands of the money that the report speaks of. A noun behind makes it a word of praise:
    /// `two grand pianos`.
    pub(super) fn thousands(&self, amount: &mut Amount, at: usize) -> bool {
        let reader = &self.reader;
        let Some((end, surface)) = reader.words.money_thousands.at(reader.document, at, reader.limit) else { return false };
        let noun = reader.kind(end) == Some(TokenKind::Word) && reader.roles(end) & (words::FUNCTION | words::SUM) == 0;
        if noun || self.is_capital(at) || reader.lower(end) == "-" {
            return false;
        }
        if amount.unit.is_none() {
            amount.unit = reader.words.at_home(STERLING, reader.document).or(Some(surface.code));
        }
        self.multiply(amount, Decimal::ONE_THOUSAND, end);
        amount.numeral.end = end;
        amount.numeral.form = Form::Words;
        true
    }

    /// True where pounds from `at` to `end` are money: what stands next to them says so, else the nearest word in
    /// front that speaks of paying or of weight, else whether the report writes sums in pounds.
    fn is_paid(&self, amount: &Amount, at: usize, end: usize) -> bool {
        let reader = &self.reader;
        let n = &amount.numeral;
        let millions = n.step >= Decimal::ONE_THOUSAND && n.low >= Decimal::from(100_000);
        let past_hyphen = reader.past_hyphen(end);
        // `38.50 pounds a share`, `38.50 pound-a-share`
        if reader.words.priced.at(reader.document, past_hyphen, reader.limit).is_some() {
            return true;
        }
        let home = |name: &str| reader.words.at_home(name, reader.document).is_some();
        let role = |token: usize, role: words::Roles| reader.roles(token) & role != 0;
        // `a 400-pound fine`, `pounds of damage`, yet `a 400-pound bear` and `8 million pounds of beef`
        let sum_behind = |from: usize| (from..from + 3).take_while(|t| reader.kind(*t) == Some(TokenKind::Word)).any(|t| role(t, words::SUM));
        if role(end, words::OF) {
            return sum_behind(end + 1) || millions && (home(STERLING) || home(BRITISH));
        }
        let single = !super::noun::is_plural(reader, at);
        // No weight is written with two decimals, the last a nought.
        let cents = n.step == Decimal::new(1, 2) && (n.low.normalize().scale() < 2 || home(BRITISH));
        if millions || single {
            return millions || cents || sum_behind(past_hyphen);
        }
        if let Some(money) = self.converted(amount.start, end) {
            return money;
        }
        if role(end, words::WEIGHT) {
            return false;
        }
        let large = n.high >= Decimal::ONE_THOUSAND;
        let sterling = home(STERLING);
        let paid = |t: usize, distance: usize| {
            let near = distance <= if large { CUE_REACH } else { SMALL_CUE_REACH };
            near && role(t, words::PAID | words::SUM) || (large || sterling) && role(t, words::GIVEN)
        };
        let mut passed = false;
        let first = self.sentence.tokens.start.max(amount.start.saturating_sub(CUE_REACH));
        for t in (first..amount.start).rev() {
            // Other pounds in front may be money themselves.
            if role(t, words::WEIGHT) || self.weighs(t) && reader.words.money_large.at(reader.document, t, reader.limit).is_none() {
                return false;
            }
            if !passed && paid(t, amount.start - t) {
                return true;
            }
            // A word of paying belongs to the number next to it.
            passed = passed || reader.kind(t) == Some(TokenKind::Number);
        }
        let reach = if large { SMALL_CUE_REACH } else { 2 };
        let behind = (end..reader.limit.min(end + reach)).take_while(|t| reader.kind(*t) == Some(TokenKind::Word));
        for t in behind {
            if role(t, words::WEIGHT) {
                return false;
            }
            if role(t, words::SUM) || (large || sterling) && role(t, words::GIVEN) {
                return true;
            }
        }
        cents || sterling && n.low >= Decimal::from(500) || large && home(BRITISH)
    }

    /// What a conversion in brackets says of pounds: money beside another currency, weight beside another unit of it.
    fn converted(&self, start: usize, end: usize) -> Option<bool> {
        let reader = &self.reader;
        if reader.lower(end) == "(" {
            let number = (end + 1..end + 4).find(|t| self.is_number(*t))?;
            if self.currency_before(number, end + 1).is_some() {
                return Some(true);
            }
            let behind = reader.numeral(number, false)?.end;
            return if self.currency_after(behind).is_some() { Some(true) } else { self.weighs(behind).then_some(false) };
        }
        let before = start.checked_sub(2).filter(|t| *t >= self.sentence.tokens.start && reader.lower(start - 1) == "(")?;
        if self.currency_after(before).is_some() { Some(true) } else { self.weighs(before).then_some(false) }
    }

    /// True where a unit of weight begins.
    fn weighs(&self, at: usize) -> bool {
        self.unit_at(at).is_some_and(|(_, surface)| units::dimension(surface.code) == Some("mass"))
    }

    /// `15 dollars 50`, `10 $ 30 cent`, `c $ 100 and fifty`.
    pub(super) fn hundredths(&self, amount: &mut Amount) {
        let reader = &self.reader;
        if amount.numeral.step != Decimal::ONE || amount.numeral.approximate || (amount.currency_first && reader.roles(amount.end) & words::AND == 0) {
            return;
        }
        let Some(code) = amount.unit else { return };
        if units::currency(code).is_none() {
            return;
        }
        let joined = reader.roles(amount.end) & words::AND != 0;
        let at = if joined { amount.end + 1 } else { amount.end };
        let Some(small) = reader.numeral(at, false) else { return };
        if small.low >= Decimal::ONE_HUNDRED || small.step != Decimal::ONE || small.form == Form::Ordinal || small.low < Decimal::ONE {
            return;
        }
        let cents = self.currency_after(small.end).filter(|(_, s)| units::currency(s.code).is_none());
        let ends = small.end >= reader.limit || reader.lower(small.end) == "." && small.end + 1 >= reader.limit;
        let end = match cents {
            Some((end, _)) => end,
            None if ends && small.low >= Decimal::TEN => small.end,
            None => return,
        };
        let n = &mut amount.numeral;
        if let Some(sum) = small.low.checked_mul(Decimal::new(1, 2)).and_then(|part| n.low.checked_add(part)) {
            (n.low, n.high, n.step) = (sum, sum, Decimal::new(1, 2));
            amount.end = end;
        }
    }
}

/// True for three capitals, as currency codes are.
fn printed_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}
