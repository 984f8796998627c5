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
        } else if !self.thousands(&mut amount, numeral.end) {
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

    /// A multiplier written against the digits: `13.9bn`, `100k`, `£1.7m`, `$136M`, `48.5 MGBP`.
    fn suffix(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let at = amount.end;
        if amount.numeral.form != Form::Digits || reader.kind(at) != Some(TokenKind::Word) {
            return;
        }
        let word = reader.lower(at);
        let Some(&factor) = reader.words.suffixes.get(word) else { return };
        // `2.4Mm3`
        if word.len() > 1 && reader.words.units.at(reader.document, at, reader.limit).is_some_and(|(end, _)| end > at + 1 && reader.glued(at)) {
            return;
        }
        let glued = reader.glued(at - 1);
        let capital = reader.document.word(at).starts_with(|c: char| c.is_ascii_uppercase());
        let metres = word == "m" && !capital;
        let money = amount.unit.is_some() || self.currency_after(at + 1).is_some();
        let counts = reader.kind(at + 1) == Some(TokenKind::Word)
            && reader.roles(at + 1) & words::RACE == 0
            && match reader.words.units.at(reader.document, at + 1, reader.limit) {
                Some((end, surface)) => self.is_counted_unit(at + 1, end, surface),
                None => super::noun::is_plural(reader, at + 1),
            };
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
        if let Some(scaled) = amount.numeral.times(factor, at + 1) {
            amount.numeral = scaled;
            amount.end = at + 1;
        }
    }

    /// True where a letter in front of a unit multiplies: `2.4m cubic metres`, `2m tonnes`, `3m kg`. `She won the 400m
    /// minutes later` has metres.
    fn is_counted_unit(&self, at: usize, end: usize, surface: Surface) -> bool {
        let reader = &self.reader;
        let later = units::is_time(surface.code) && reader.roles(end) & words::SPAN_AFTER != 0;
        // `kg` and `km` have no plural of their own.
        let short = reader.lower(at).bytes().all(|b| b.is_ascii_alphabetic() && !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u'));
        // `a 40m gallon tank`, not `the 400m cup`
        let filled = reader.lower(at).len() > 3 && matches!(units::dimension(surface.code), Some("volume" | "area"));
        surface.condition == Condition::Always && !later && (end > at + 1 || short || filled || super::noun::is_plural(reader, at))
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
            // `21 consecutive years`, `several more days`
            end if reader.roles(end) & words::UNIT_FILLER != 0 && self.is_time_at(end + 1) => end + 1,
            end => end,
        };
        if at >= reader.limit {
            return;
        }
        if self.money_behind(amount, at, hyphen) {
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
            Condition::Last => glued || end >= reader.limit || reader.lower(end) == "." && end + 1 >= reader.limit,
            Condition::Capital => self.is_shouted(at) && !self.is_capital(end),
            Condition::Rate => amount.numeral.form == Form::Fraction && amount.numeral.low < Decimal::ONE && self.of_rates(),
            _ => true,
        };
        let bare_m = reader.lower(at) == "m" && amount.numeral.form != Form::Digits;
        if !fits || bare_m {
            return;
        }
        if surface.code == "degree" && self.is_angle(amount.start, end) {
            amount.unit = Some("degree of arc");
            amount.end = end;
            return;
        }
        if surface.code == "calibre" {
            self.calibre(amount);
        }
        amount.unit = Some(surface.code);
        amount.end = end;
        self.further_parts(amount, surface.code);
        self.and_part(amount);
    }

    /// True where units of time stand at the token.
    fn is_time_at(&self, at: usize) -> bool {
        let unit = if at < self.reader.limit { self.unit_at(at) } else { None };
        super::noun::is_plural(&self.reader, at) && unit.is_some_and(|(_, surface)| units::is_time(surface.code))
    }

    /// True where degrees turn or lean and do not warm: `bent the knee 30 degrees`, `a 360-degree view`.
    fn is_angle(&self, start: usize, end: usize) -> bool {
        let first = self.sentence.tokens.start.max(start.saturating_sub(5));
        (first..start).chain(end..end + 2).any(|t| self.reader.roles(t) & words::ANGLE != 0)
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
        let next = reader.past_hyphen(end);
        let rank = matches!(number(at), Some(NumberWord::Ordinal(_))) && matches!(number(next), Some(NumberWord::Half | NumberWord::Quarter));
        (!rank).then_some((end, surface))
    }

    pub(super) fn multiply(&self, amount: &mut Amount, factor: Decimal, end: usize) {
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
            let next = reader.past_hyphen(amount.end);
            let follows = reader.roles(next) & words::QUAKE != 0;
            if follows
                || self.sentence.tokens.len() < 80 && tokens.into_iter().any(|t| reader.roles(t) & words::QUAKE != 0) && !super::noun::is_plural(reader, next)
            {
                amount.unit = Some("magnitude");
            }
        }
    }
}
