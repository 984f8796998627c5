//! Currencies and units around a number, two-part amounts and ranges.

use rust_decimal::Decimal;

use super::Scan;
use super::numeral::{Form, Numeral};
use super::words::{self, Condition, NumberWord, Surface};
use crate::segment::TokenKind;
use crate::value::figure::units;
use crate::value::figure::{Comparator, Figure, FigureType};

/// A number with its unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) numeral: Numeral,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) unit: Option<&'static str>,
    pub(super) currency_first: bool,
}

impl Amount {
    pub(super) fn negate(&mut self) {
        let (low, high) = (self.numeral.low, self.numeral.high);
        self.numeral.low = -high;
        self.numeral.high = -low;
    }

    pub(super) fn is_one(&self) -> bool {
        self.numeral.low == Decimal::ONE && self.numeral.high == Decimal::ONE
    }

    pub(super) fn figure(&self, comparator: Option<Comparator>) -> Figure {
        let figure_type = match self.unit {
            None => FigureType::Plain,
            Some("%") => FigureType::Percent,
            Some(code) if units::is_money(code) => FigureType::Money,
            Some(_) => FigureType::Measure,
        };
        Figure {
            draws: None,
            figure_type,
            low: rounded(&self.numeral, self.numeral.low),
            high: rounded(&self.numeral, self.numeral.high),
            comparator,
            unit: self.unit.map(str::to_owned),
            counted: None,
            approximate: self.numeral.approximate,
            step: self.numeral.step,
        }
    }
}

/// Decimal places kept of a fraction whose digits never end.
pub(super) const FRACTION_PLACES: u32 = 10;

fn rounded(numeral: &Numeral, number: Decimal) -> Decimal {
    if numeral.step.is_zero() { number.round_dp(FRACTION_PLACES) } else { number }
}

impl Scan<'_> {
    /// The numeral with the currency in front and the unit behind it.
    pub(super) fn measured(&self, numeral: Numeral, start: usize, floor: usize) -> Amount {
        let mut amount = Amount { numeral, start, end: numeral.end, unit: None, currency_first: false };
        if let Some((first, code)) = self.currency_before(start, floor) {
            amount.start = first;
            amount.unit = Some(code);
            amount.currency_first = true;
        }
        self.suffix(&mut amount);
        if amount.unit.is_none() {
            self.unit_after(&mut amount);
        } else {
            // `US$5 million dollars` says its currency twice; `$-5` and `75 USD million` are odd but clear.
            if let Some((end, surface)) = self.reader.words.money_after.at(self.reader.document, amount.end.min(self.reader.limit - 1), self.reader.limit)
                && amount.end < self.reader.limit
                && surface.condition == Condition::Always
                && (Some(surface.code) == amount.unit)
                && self.reader.kind(amount.end) == Some(TokenKind::Word)
            {
                amount.end = end;
            }
            self.hundredths(&mut amount);
        }
        if amount.unit.is_none() && amount.start > floor {
            self.unit_before(&mut amount, floor);
        }
        amount
    }

    /// `$`, `US$`, `c $`, `EUR` right in front of a number.
    pub(super) fn currency_before(&self, start: usize, floor: usize) -> Option<(usize, &'static str)> {
        let reader = &self.reader;
        // `$-5`: the sign is inside.
        (floor.max(start.saturating_sub(4))..start).find_map(|first| {
            let (end, surface) = reader.words.money_before.at(reader.document, first, start)?;
            if end != start {
                return None;
            }
            let word = reader.kind(first) == Some(TokenKind::Word);
            let printed = reader.document.word(first);
            let code = word && end == first + 1;
            // Letters alone are a currency in capitals (`EUR 125`, `R26`), or as `Rs`.
            let shouted = printed.bytes().all(|b| b.is_ascii_uppercase());
            let odd = surface.condition == Condition::Capital && !(reader.glued(first) || shouted && printed.len() > 1);
            let odd = odd || surface.condition == Condition::Glued && !reader.glued(first);
            let capital = printed.starts_with(|c: char| c.is_ascii_uppercase());
            if surface.condition == Condition::Home {
                // `P112 million`, yet not `P3`.
                let large = reader.lower(start).contains(',') || matches!(reader.words.numbers.get(reader.lower(start + 1)), Some(NumberWord::Multiplier(_)));
                let code = reader.words.at_home(surface.code, reader.document).filter(|_| capital && large && reader.glued(first))?;
                return Some((first, code));
            }
            let written = printed.len() > 2 && reader.glued(first) && (capital || surface.condition == Condition::Glued);
            if code && !written && !(shouted || printed.starts_with("Rs") || printed == "Rp" || printed == "Ksh") || odd {
                return None;
            }
            Some((first, surface.code))
        })
    }

    /// A multiplier written against the digits: `13.9bn`, `100k`, `£1.7m`, `$136M`, `48.5 MGBP`.
    fn suffix(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let at = amount.end;
        if amount.numeral.form != Form::Digits || reader.kind(at) != Some(TokenKind::Word) {
            return;
        }
        let word = reader.lower(at);
        let Some(&factor) = reader.words.suffixes.get(word) else { return };
        let glued = reader.glued(at - 1);
        let capital = reader.document.word(at).starts_with(|c: char| c.is_ascii_uppercase());
        let metres = word == "m" && !capital;
        let money = amount.unit.is_some() || self.currency_after(at + 1).is_some();
        let counts = reader.kind(at + 1) == Some(TokenKind::Word)
            && super::noun::is_plural(reader, at + 1)
            && reader.words.units.at(reader.document, at + 1, reader.limit).is_none();
        let takes = match word {
            "k" => glued || capital || amount.start == self.sentence.tokens.start,
            "m" | "mm" => money || (capital && (glued || at + 1 >= reader.limit)) || (metres && counts),
            "t" => money && (glued || capital),
            "g" => capital && amount.unit.is_none() && !glued,
            // `3B` without a currency is a name.
            _ => money || glued && !capital,
        };
        let is_unit = word == "m" && !money && !(capital || counts);
        if !takes || is_unit {
            return;
        }
        let n = &mut amount.numeral;
        if let (Some(low), Some(high), Some(step)) = (n.low.checked_mul(factor), n.high.checked_mul(factor), n.step.checked_mul(factor)) {
            (n.low, n.high, n.step, n.form) = (low, high, step, Form::Words);
            n.end = at + 1;
            amount.end = at + 1;
        }
    }

    /// A currency behind a number; a hyphen may stand between: `two-million-euro`.
    fn currency_after(&self, token: usize) -> Option<(usize, Surface)> {
        let reader = &self.reader;
        let at = if reader.lower(token) == "-" { token + 1 } else { token };
        if at >= reader.limit {
            return None;
        }
        reader.words.money_after.at(reader.document, at, reader.limit)
    }

    /// The unit behind the number, and a second part in a smaller unit: `5 ft 2 in`.
    fn unit_after(&self, amount: &mut Amount) {
        let reader = &self.reader;
        // `a couple of days`, `millions of dollars`
        let vague = |t: usize| matches!(reader.words.numbers.get(reader.lower(t)), Some(NumberWord::Vague { .. }));
        let of = (amount.numeral.approximate || vague(amount.end - 1)) && reader.roles(amount.end) & words::OF != 0;
        let hyphen = of || reader.lower(amount.end) == "-" || (reader.lower(amount.end) == "–" && reader.glued(amount.end));
        // `half a mile`, `two-tenths of a mile`
        let article = |t: usize| amount.numeral.form == Form::Fraction && reader.roles(t) & words::ARTICLE != 0;
        let at = match amount.end {
            end if hyphen => end + 1,
            end if article(end) => end + 1,
            end if reader.roles(end) & words::OF != 0 && article(end + 1) => end + 2,
            end => end,
        };
        if at >= reader.limit {
            return;
        }
        let large = amount.numeral.low >= Decimal::ONE_HUNDRED;
        let millions = amount.numeral.step >= Decimal::ONE_THOUSAND && amount.numeral.low >= Decimal::from(100_000);
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
                return;
            }
        }
        // `38.50 pounds a share`, `38.50 pound-a-share`
        let priced = |end: usize| reader.words.priced.at(reader.document, end + usize::from(reader.lower(end) == "-"), reader.limit).is_some();
        if let Some((end, surface)) = reader.words.money_large.at(reader.document, at, reader.limit)
            && (millions || priced(end))
        {
            amount.unit = Some(surface.code);
            amount.end = end;
            return;
        }
        // `48.5 MGBP`
        if amount.numeral.form == Form::Digits
            && let Some(code) = reader.document.word(at).strip_prefix('M').and_then(units::currency)
        {
            amount.unit = Some(code);
            self.multiply(amount, Decimal::from(1_000_000), at + 1);
            return;
        }
        // `20 degrees of frost`
        if let Some((end, ())) = reader.words.below_zero.at(reader.document, at, reader.limit)
            && amount.numeral.low >= Decimal::ZERO
        {
            amount.unit = Some("degree");
            amount.end = end;
            amount.negate();
            return;
        }
        let Some((end, surface)) = self.unit_at(at) else { return };
        let glued = !hyphen && reader.glued(at - 1) && reader.kind(at - 1) == Some(TokenKind::Number);
        let capital = reader.document.word(at).starts_with(|c: char| c.is_ascii_uppercase());
        let fits = match surface.condition {
            Condition::Glued => glued,
            Condition::GluedCapital => glued && capital && reader.lower(end) != "/",
            Condition::Last => end >= reader.limit || reader.lower(end) == "." && end + 1 >= reader.limit,
            Condition::Capital => self.is_shouted(at) && !self.is_capital(end),
            Condition::Rate => amount.numeral.form == Form::Fraction && amount.numeral.low < Decimal::ONE && self.of_rates(),
            _ => true,
        };
        let bare_m = reader.lower(at) == "m" && amount.numeral.form != Form::Digits;
        if !fits || bare_m {
            return;
        }
        if surface.code == "calibre" {
            self.calibre(amount);
        }
        amount.unit = Some(surface.code);
        amount.end = end;
        self.further_parts(amount, surface.code);
    }

    /// True where the sentence speaks of rates of interest.
    fn of_rates(&self) -> bool {
        self.sentence.tokens.clone().any(|t| self.reader.roles(t) & words::RATE != 0)
    }

    /// `M6.6` and `M 6.6` in a text about a quake.
    pub(super) fn is_magnitude(&self, at: usize) -> bool {
        let reader = &self.reader;
        // Few numbers are written so: the cheapest test comes first.
        if !matches!(reader.lower(at).as_bytes(), [b'1'..=b'9', b'.', b'0'..=b'9']) {
            return false;
        }
        let Some(before) = at.checked_sub(1).filter(|b| *b >= self.sentence.tokens.start) else { return false };
        let letter = reader.words.units_before.at(reader.document, before, at).is_some_and(|(_, s)| s.condition == Condition::Capital);
        letter && self.is_capital(before) && reader.document.words.iter().any(|word| reader.words.roles(*word) & words::QUAKE != 0)
    }

    /// The unit that starts at a token; `second` in `2008 second quarter` is none.
    pub(super) fn unit_at(&self, at: usize) -> Option<(usize, Surface)> {
        let reader = &self.reader;
        let (end, surface) = reader.words.units.at(reader.document, at, reader.limit)?;
        let number = |token| reader.words.numbers.get(reader.lower(token));
        let next = if reader.lower(end) == "-" { end + 1 } else { end };
        let rank = matches!(number(at), Some(NumberWord::Ordinal(_))) && matches!(number(next), Some(NumberWord::Half | NumberWord::Quarter));
        (!rank).then_some((end, surface))
    }

    fn multiply(&self, amount: &mut Amount, factor: Decimal, end: usize) {
        let n = &mut amount.numeral;
        if let (Some(low), Some(high), Some(step)) = (n.low.checked_mul(factor), n.high.checked_mul(factor), n.step.checked_mul(factor)) {
            (n.low, n.high, n.step) = (low, high, step);
            amount.end = end;
        }
    }

    /// A calibre is a fraction of an inch whose point may have come off: `a. 357 Magnum`.
    fn calibre(&self, amount: &mut Amount) {
        let before = amount.start.checked_sub(1).map(|t| self.reader.document.lower(t));
        if before == Some(".") && amount.numeral.low > Decimal::ONE && amount.numeral.step == Decimal::ONE && amount.numeral.low < Decimal::ONE_THOUSAND {
            let places = if amount.numeral.low < Decimal::ONE_HUNDRED { 2 } else { 3 };
            let unit = Decimal::new(1, places);
            if let Some(value) = amount.numeral.low.checked_mul(unit) {
                (amount.numeral.low, amount.numeral.high, amount.numeral.step) = (value, value, unit);
            }
        }
    }

    /// `15 dollars 50`, `10 $ 30 cent`, `c $ 100 and fifty`.
    fn hundredths(&self, amount: &mut Amount) {
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

    /// `magnitude 6.1`, `magnitude-5.2`, `measuring 7.6 on …`.
    fn unit_before(&self, amount: &mut Amount, floor: usize) {
        let reader = &self.reader;
        let start = if reader.lower(amount.start - 1) == "-" { amount.start - 1 } else { amount.start };
        let first = floor.max(start.saturating_sub(4));
        for at in first..start {
            if let Some((end, surface)) = reader.words.units_before.at(reader.document, at, start)
                && end == start
                && (surface.condition != Condition::Capital || self.is_magnitude(start))
            {
                amount.unit = Some(surface.code);
                amount.start = at;
                return;
            }
        }
        // A number such as 7.6 in a sentence about a quake.
        let n = &amount.numeral;
        if n.form == Form::Digits && n.step == Decimal::new(1, 1) && n.low > Decimal::ONE && n.low < Decimal::TEN {
            let tokens = self.sentence.tokens.clone();
            let next = if reader.lower(amount.end) == "-" { amount.end + 1 } else { amount.end };
            let follows = reader.roles(next) & words::QUAKE != 0;
            if follows
                || self.sentence.tokens.len() < 80 && tokens.into_iter().any(|t| reader.roles(t) & words::QUAKE != 0) && !super::noun::is_plural(reader, next)
            {
                amount.unit = Some("magnitude");
            }
        }
    }

    /// The range that starts with this amount, and its first token: `10 to 15 people`, `between
    /// $24 and $26`.
    pub(super) fn range(&self, amount: &Amount, start: usize, floor: usize) -> Option<(Amount, usize)> {
        let reader = &self.reader;
        let between = start > floor && reader.roles(start - 1) & words::BETWEEN != 0;
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
        let head = if between || from { start - 1 } else { start };
        let compared = self.phrase_before(start, floor).is_some();
        if to && !compared && (floor.max(head.saturating_sub(4))..head).any(|t| reader.roles(t) & words::CHANGE != 0) {
            return None;
        }
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
        let unit = match (amount.unit, other.unit) {
            (a, b) if a == b => a,
            (None, b) => b,
            (a, None) if amount.currency_first || or => a,
            _ => return None,
        };
        let (mut low, mut high) = (amount.numeral.low, other.numeral.high);
        // `$12 to $13 billion`, `1.5 to 2 million people`: the first is in millions too.
        if low < high && other.numeral.form == Form::Words && amount.numeral.form == Form::Digits && (amount.unit.is_none() || amount.currency_first) && !or {
            let scale = self.scale_of(&other);
            let count = other.numeral.high.checked_div(scale)?;
            if scale >= Decimal::ONE_THOUSAND && low < count {
                low = low.checked_mul(scale)?;
            }
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

    /// The multiplier that ends an amount's number, 1 where none does.
    fn scale_of(&self, amount: &Amount) -> Decimal {
        match self.reader.words.numbers.get(self.reader.lower(amount.numeral.end - 1)) {
            Some(NumberWord::Multiplier(factor)) => *factor,
            _ => self.reader.words.suffixes.get(self.reader.lower(amount.numeral.end - 1)).copied().unwrap_or(Decimal::ONE),
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

/// True for three capitals, as currency codes are.
fn printed_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}
