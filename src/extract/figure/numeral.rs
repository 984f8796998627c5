//! Number expressions: digits, words and both mixed, to one exact decimal or a range.

use rust_decimal::Decimal;

use super::digits::{parse_digits, vulgar};
use super::fraction::DOZEN;
use super::words::{self, NumberWord, Words};
use crate::segment::{Document, TokenKind};
use crate::value::figure::units;

/// A number as written, without unit, sign or comparator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// The number, or the lower end of a range.
    pub(super) low: Decimal,
    /// The upper end; the same as `low` for one number.
    pub(super) high: Decimal,
    /// One unit of the last digit as written; zero for fractions, whose digits never end.
    pub(super) step: Decimal,
    /// True for `dozens`, `several hundred`.
    pub(super) approximate: bool,
    /// What it is made of.
    pub(super) form: Form,
}

/// What a numeral is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits alone.
    Digits,
    /// Words, or digits with words.
    Words,
    /// A fraction: `two-thirds`, `1/2`, `half`.
    Fraction,
    /// A rank: `third`, `81st`.
    Ordinal,
}

impl Numeral {
    /// The article at `token`, as the number that it is in front of a unit.
    pub(super) fn one(token: usize) -> Self {
        Numeral::exact(token, token + 1, Decimal::ONE, Decimal::ONE, Form::Words)
    }

    pub(super) fn exact(start: usize, end: usize, number: Decimal, step: Decimal, form: Form) -> Self {
        Numeral { start, end, low: number, high: number, step, approximate: false, form }
    }

    fn range(start: usize, end: usize, low: Decimal, high: Decimal) -> Self {
        Numeral { start, end, low, high, step: Decimal::ONE, approximate: true, form: Form::Words }
    }

    /// Multiplies all parts; `None` beyond the numbers that a decimal holds.
    pub(super) fn times(self, factor: Decimal, end: usize) -> Option<Self> {
        Some(Numeral {
            end,
            low: self.low.checked_mul(factor)?,
            high: self.high.checked_mul(factor)?,
            step: self.step.checked_mul(factor)?,
            form: if self.form == Form::Digits { Form::Words } else { self.form },
            ..self
        })
    }
}

/// A whole number in words.
pub(super) struct Whole {
    pub(super) end: usize,
    pub(super) number: Decimal,
    pub(super) step: Decimal,
    /// Its last multiplier.
    scale: Decimal,
    /// The word added last.
    last: Decimal,
}

/// Reads number expressions out of the tokens of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) words: &'static Words,
    /// One past the last token of the sentence.
    pub(super) limit: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn lower(&self, token: usize) -> &'a str {
        if token < self.limit { self.document.lower(token) } else { "" }
    }

    pub(super) fn kind(&self, token: usize) -> Option<TokenKind> {
        if token < self.limit { Some(self.document.tokens[token].kind) } else { None }
    }

    pub(super) fn roles(&self, token: usize) -> words::Roles {
        if token < self.limit { self.words.roles(self.document.words[token]) } else { 0 }
    }

    /// True for the regular past of a verb, or a participle: `wounded`.
    pub(super) fn is_past(&self, token: usize) -> bool {
        self.words.past.end(self.lower(token))
    }

    /// True for what goes on: `killing`.
    pub(super) fn is_going(&self, token: usize) -> bool {
        self.words.going.end(self.lower(token))
    }

    /// True for a word with the ending of an adverb: `seriously`.
    pub(super) fn is_adverb(&self, token: usize) -> bool {
        self.words.adverb.end(self.lower(token))
    }

    /// True where no white space stands between this token and the next of the sentence.
    pub(super) fn glued(&self, token: usize) -> bool {
        token + 1 < self.limit && self.document.glued(token)
    }

    pub(super) fn number_word(&self, token: usize) -> Option<NumberWord> {
        if self.kind(token)? != TokenKind::Word || self.roles(token) & words::NUMBER == 0 {
            return None;
        }
        self.words.numbers.get(self.lower(token)).copied()
    }

    /// Behind a hyphen, where one stands.
    pub(super) fn past_hyphen(&self, token: usize) -> usize {
        if self.lower(token) == "-" { token + 1 } else { token }
    }

    /// The number expression that starts at `token`; `article` where the word before it is one.
    pub(super) fn numeral(&self, token: usize, article: bool) -> Option<Numeral> {
        match self.kind(token)? {
            TokenKind::Number => self.digits(token).and_then(|n| self.share(n)),
            TokenKind::Symbol if self.lower(token) == "." => {
                let digits = self.lower(token + 1);
                let places = u32::try_from(digits.len()).ok().filter(|p| *p <= 12)?;
                let number = digits.parse::<i64>().ok()?;
                self.scaled(Numeral::exact(token, token + 2, Decimal::new(number, places), Decimal::new(1, places), Form::Digits))
            }
            TokenKind::Symbol => {
                let value = vulgar(self.lower(token))?;
                self.scaled(Numeral::exact(token, token + 1, value, Decimal::ZERO, Form::Fraction))
            }
            TokenKind::Word => self.spelled(token, article).and_then(|n| self.share(n)),
            _ => None,
        }
    }

    /// Digits, then what mixes with them: `2 1/4`, `1.5 million`, `3 hundred and 21`.
    fn digits(&self, token: usize) -> Option<Numeral> {
        let (number, step) = parse_digits(self.lower(token))?;
        let end = token + 1;
        if self.glued(token) && self.roles(end) & words::ORDINAL_SUFFIX != 0 && self.ranks(number, end) {
            return (step == Decimal::ONE).then_some(Numeral::exact(token, end + 1, number, step, Form::Ordinal));
        }
        // A decimal point that lost its digits' company: `6 . 2 %`.
        if self.lower(end) == "." && !self.glued(token) && !self.glued(end) && self.kind(end + 1) == Some(TokenKind::Number) {
            let tail = self.lower(end + 1);
            if step == Decimal::ONE && tail.len() <= 2 && tail.bytes().all(|b| b.is_ascii_digit()) {
                let fraction = Decimal::new(tail.parse().ok()?, tail.len() as u32);
                return self.scaled(Numeral::exact(token, end + 2, number.checked_add(fraction)?, Decimal::new(1, tail.len() as u32), Form::Digits));
            }
        }
        // `1 234 567`
        if let Some(numeral) = self.spaced(token) {
            return self.scaled(numeral);
        }
        if let Some(value) = self.ratio(token) {
            return self.scaled(Numeral::exact(token, token + 3, value, Decimal::ZERO, Form::Fraction));
        }
        if step == Decimal::ONE
            && !self.glued(token)
            && let Some(value) = self.ratio(end)
        {
            return self.scaled(Numeral::exact(token, end + 3, number.checked_add(value)?, Decimal::ZERO, Form::Fraction));
        }
        if self.kind(end) == Some(TokenKind::Symbol)
            && let Some(value) = vulgar(self.lower(end))
        {
            return self.scaled(Numeral::exact(token, end + 1, number.checked_add(value)?, Decimal::ZERO, Form::Fraction));
        }
        self.scaled(Numeral::exact(token, end, number, step, Form::Digits))
    }

    /// True where letters behind digits rank them: `21st`, but not `17st` or `21st 4lb`, which weigh.
    fn ranks(&self, number: Decimal, letters: usize) -> bool {
        let Some(digit) = self.words.rank_digits.get(self.lower(letters)) else { return true };
        let teen = number.checked_rem(Decimal::ONE_HUNDRED).is_some_and(|rest| rest > Decimal::TEN && rest < Decimal::from(20));
        let last = number.checked_rem(Decimal::TEN) == Some(Decimal::from(*digit));
        let smaller = letters + 2 < self.limit && self.kind(letters + 1) == Some(TokenKind::Number) && {
            let unit = self.words.units.at(self.document, letters + 2, self.limit);
            unit.is_some_and(|(_, surface)| units::dimension(surface.code) == Some("mass"))
        };
        last && !teen && !smaller
    }

    /// Digits whose thousands stand apart: `10 000`.
    fn spaced(&self, token: usize) -> Option<Numeral> {
        let plain = |t: usize| self.kind(t) == Some(TokenKind::Number) && self.lower(t).bytes().all(|b| b.is_ascii_digit());
        let group = |t: usize| plain(t) && self.lower(t).len() == 3 && self.document.tokens[t].span.start() == self.document.tokens[t - 1].span.end() + 1;
        if !plain(token) || self.lower(token).len() > 3 || !group(token + 1) {
            return None;
        }
        let mut number: u64 = self.lower(token).parse().ok()?;
        let mut end = token + 1;
        while group(end) {
            number = number.checked_mul(1000)?.checked_add(self.lower(end).parse().ok()?)?;
            end += 1;
        }
        // `38 737 MAX jets`, yet `28 100 Euro`
        let name = end == token + 2 && end < self.limit && self.document.word(end).starts_with(char::is_uppercase);
        if name && self.words.money_after.at(self.document, end, self.limit).is_none() {
            return None;
        }
        Some(Numeral::exact(token, end, Decimal::from(number), Decimal::ONE, Form::Digits))
    }

    /// What multiplies or extends a number that ends here.
    fn scaled(&self, first: Numeral) -> Option<Numeral> {
        let mut numeral = first;
        let mut scale = Decimal::ONE;
        loop {
            let next = self.past_hyphen(numeral.end);
            match self.number_word(next) {
                Some(NumberWord::Multiplier(factor)) => {
                    numeral = numeral.times(factor, next + 1)?;
                    scale = factor;
                }
                Some(NumberWord::Dozen) => numeral = numeral.times(DOZEN, next + 1)?,
                Some(NumberWord::Vague { multiplier, .. }) if next == numeral.end => {
                    numeral = numeral.times(multiplier, next + 1)?;
                    scale = multiplier;
                }
                _ => break,
            }
        }
        // `3 hundred and 21`
        if scale == Decimal::ONE_HUNDRED
            && self.roles(numeral.end) & words::AND != 0
            && self.kind(numeral.end + 1) == Some(TokenKind::Number)
            && let Some((small, step)) = parse_digits(self.lower(numeral.end + 1))
            && small < Decimal::ONE_HUNDRED
            && step == Decimal::ONE
        {
            return Some(Numeral { end: numeral.end + 2, low: numeral.low.checked_add(small)?, high: numeral.high.checked_add(small)?, step, ..numeral });
        }
        self.mixed(numeral, scale)
    }

    /// A number in words.
    fn spelled(&self, token: usize, article: bool) -> Option<Numeral> {
        match self.words.numbers.get(self.lower(token)).copied()? {
            NumberWord::Cardinal(_) => self.cardinal(token, Decimal::ZERO),
            NumberWord::Multiplier(factor) if article => {
                let one = self.cardinal(token, Decimal::ONE)?;
                Some(Numeral { step: one.step.min(factor), ..one })
            }
            NumberWord::Multiplier(_) => None,
            NumberWord::Dozen if article => self.mixed(Numeral::exact(token, token + 1, DOZEN, Decimal::ONE, Form::Words), DOZEN),
            NumberWord::Dozen => None,
            NumberWord::Vague { low, high, .. } => self.vague(token, low, high),
            NumberWord::Some(low, high) => self.several(token, low, high),
            NumberWord::AfterArticle(low, high) if article => self.several(token, low, high),
            NumberWord::AfterArticle(..) => None,
            NumberWord::Half => self.half(token, Decimal::from(2), article),
            NumberWord::Quarter if self.lower(token).ends_with('s') => None,
            NumberWord::Quarter => self.half(token, Decimal::from(4), article),
            NumberWord::Ordinal(n) => {
                if n > 2 && article && (self.roles(token + 1) & words::OF != 0) {
                    return Some(Numeral::exact(token, token + 1, Decimal::ONE / Decimal::from(n), Decimal::ZERO, Form::Fraction));
                }
                Some(Numeral::exact(token, token + 1, Decimal::from(n), Decimal::ONE, Form::Ordinal))
            }
            NumberWord::Parts(_) | NumberWord::Article | NumberWord::Span | NumberWord::Times(..) => None,
        }
    }

    /// `dozens`, `hundreds of thousands`
    fn vague(&self, token: usize, low: Decimal, high: Decimal) -> Option<Numeral> {
        if self.roles(token + 1) & words::OF != 0
            && let Some(NumberWord::Vague { multiplier, .. }) = self.number_word(token + 2)
        {
            let high = high.checked_add(Decimal::ONE)?.checked_mul(multiplier)?.checked_sub(Decimal::ONE)?;
            return Some(Numeral::range(token, token + 3, low.checked_mul(multiplier)?, high));
        }
        Some(Numeral::range(token, token + 1, low, high))
    }

    /// `several hundred`, `a few`, `a couple of dozen`
    fn several(&self, token: usize, low: u32, high: u32) -> Option<Numeral> {
        let base = Numeral::range(token, token + 1, Decimal::from(low), Decimal::from(high));
        let next = if self.roles(token + 1) & words::OF != 0 { token + 2 } else { token + 1 };
        match self.number_word(next) {
            Some(NumberWord::Multiplier(factor)) => {
                let scaled = base.times(factor, next + 1)?;
                match self.number_word(next + 1) {
                    Some(NumberWord::Multiplier(factor)) => scaled.times(factor, next + 2),
                    _ => Some(scaled),
                }
            }
            Some(NumberWord::Dozen) => base.times(DOZEN, next + 1),
            _ => Some(base),
        }
    }

    /// The grammar of whole numbers in words, from a group of hundreds that may already hold a one
    /// (`a hundred`).
    pub(super) fn whole(&self, start: usize, group: Decimal) -> Option<Whole> {
        let (mut total, mut group) = (Decimal::ZERO, group);
        // The word added last, which alone a dozen multiplies, and the last multiplier.
        let (mut last, mut scale) = (group, Decimal::ONE);
        let mut step = Decimal::ONE;
        let mut at = start;
        let mut end = start;
        let mut joined = false;
        loop {
            match self.number_word(at) {
                Some(NumberWord::Cardinal(n)) => {
                    let n = Decimal::from(n);
                    if !fits(group, n) {
                        break;
                    }
                    // `and three quarters` is a fraction beside the number.
                    if joined && self.share_of(n, self.past_hyphen(at + 1)).is_some() && n != Decimal::ONE {
                        break;
                    }
                    group = group.checked_add(n)?;
                    last = n;
                    step = Decimal::ONE;
                }
                Some(NumberWord::Vague { multiplier, .. }) if !last.is_zero() && multiplier < Decimal::ONE_HUNDRED => {
                    group = group.checked_add(last.checked_mul(multiplier.checked_sub(Decimal::ONE)?)?)?;
                    last = Decimal::ZERO;
                }
                Some(NumberWord::Multiplier(factor)) | Some(NumberWord::Vague { multiplier: factor, .. }) if end > start || !group.is_zero() => {
                    if factor == Decimal::ONE_HUNDRED {
                        if group >= Decimal::ONE_HUNDRED || group.is_zero() {
                            break;
                        }
                        group = group.checked_mul(factor)?;
                    } else if group.is_zero() {
                        total = total.checked_mul(factor)?;
                        step = step.checked_mul(factor)?;
                    } else {
                        total = total.checked_add(group.checked_mul(factor)?)?;
                        group = Decimal::ZERO;
                        step = factor;
                    }
                    scale = factor;
                    last = Decimal::ZERO;
                }
                Some(NumberWord::Dozen) if !last.is_zero() => {
                    group = group.checked_add(last.checked_mul(Decimal::from(11))?)?;
                    last = Decimal::ZERO;
                }
                _ => break,
            }
            end = at + 1;
            at = self.past_hyphen(end);
            joined = false;
            let join = self.lower(end);
            if scale > Decimal::ONE && (self.roles(end) & words::AND != 0 || (join == "," && scale >= Decimal::ONE_THOUSAND && self.counts_on(end + 1))) {
                at = end + 1;
                joined = true;
            }
        }
        if end == start {
            return None;
        }
        Some(Whole { end, number: total.checked_add(group)?, step, scale, last })
    }

    /// A whole number in words, and what may follow it: decimals, parts, a rank.
    fn cardinal(&self, start: usize, group: Decimal) -> Option<Numeral> {
        let Whole { end, number, step, scale, last } = self.whole(start, group)?;
        // `two hundred point seventy-one`
        if self.roles(end) & words::POINT != 0
            && let Some(NumberWord::Cardinal(_)) = self.number_word(end + 1)
            && let Some(tail) = self.whole(end + 1, Decimal::ZERO)
            && tail.number < Decimal::ONE_THOUSAND
        {
            let places = tail.number.normalize().to_string().len() as u32;
            let fraction = tail.number.checked_mul(Decimal::new(1, places))?;
            return self.scaled(Numeral::exact(start, tail.end, number.checked_add(fraction)?, Decimal::new(1, places), Form::Words));
        }
        let next = self.past_hyphen(end);
        if let Some(share) = self.share_of(number, next) {
            let part = Numeral::exact(start, next + 1, share, Decimal::ZERO, Form::Fraction);
            // `three quarters billion`, `three-quarters of a million`
            let skip = if self.roles(next + 1) & words::OF != 0 && self.roles(next + 2) & words::ARTICLE != 0 { next + 3 } else { next + 1 };
            return match self.number_word(skip) {
                Some(NumberWord::Multiplier(factor)) => part.times(factor, skip + 1),
                _ => Some(part),
            };
        }
        // `twenty-first` is a rank.
        if last >= Decimal::from(20)
            && let Some(NumberWord::Ordinal(n)) = self.number_word(next)
            && n < 10
        {
            return Some(Numeral::exact(start, next + 1, number.checked_add(Decimal::from(n))?, Decimal::ONE, Form::Ordinal));
        }
        self.mixed(Numeral::exact(start, end, number, step, Form::Words), scale)
    }

    /// True where the words from here on are a smaller group of the same number: `two hundred …`.
    fn counts_on(&self, token: usize) -> bool {
        matches!(self.number_word(token), Some(NumberWord::Cardinal(_))) && matches!(self.number_word(token + 1), Some(NumberWord::Multiplier(_)))
    }
}

/// True where a cardinal may follow inside a group below a thousand: `forty` + `two`, not `two` + `three`.
fn fits(group: Decimal, n: Decimal) -> bool {
    let Some(rest) = group.checked_rem(Decimal::ONE_HUNDRED) else { return false };
    if rest.is_zero() {
        return true;
    }
    rest >= Decimal::from(20) && rest.checked_rem(Decimal::TEN).is_some_and(|r| r.is_zero()) && n < Decimal::TEN && !n.is_zero()
}
