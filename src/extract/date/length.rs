//! Lengths of time: `six years`, `a few minutes`, `90-day`, `1 hr 4 mins`.

use std::fmt::Write as _;

use super::cursor::Cursor;
use super::lexicon::{Role, Unit};

/// A count in thousandths; none where it is unknown.
pub(super) type Count = Option<u32>;

/// A length of time as written: at most four counts of units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Length {
    parts: [Option<(Count, Unit)>; 4],
}

/// What stands where a length may.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading {
    Length(Length),
    /// `36-year-old`: a figure's business, to be passed over whole.
    Age,
    /// `a year` of `$50 a year`.
    Rate(Length),
}

impl Length {
    pub(super) fn of(count: Count, unit: Unit) -> Length {
        Length { parts: [Some(simplest(count, unit)), None, None, None] }
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = (Count, Unit)> {
        self.parts.into_iter().flatten()
    }

    fn push(&mut self, count: Count, unit: Unit) {
        if let Some(free) = self.parts.iter_mut().find(|p| p.is_none()) {
            *free = Some(simplest(count, unit));
        }
    }

    /// The only part, where there is one.
    pub(super) fn single(&self) -> Option<(Count, Unit)> {
        if self.parts[1].is_none() { self.parts[0] } else { None }
    }

    /// The normal form, largest unit first.
    pub(super) fn iso(&self) -> String {
        let mut out = String::from("P");
        let mut clock = String::new();
        let mut parts: Vec<(Count, Unit)> = self.parts().collect();
        parts.sort_by_key(|(_, unit)| std::cmp::Reverse(rank(*unit)));
        for (count, unit) in parts {
            let (letter, factor, target) = match unit {
                Unit::Second => ("S", 1, &mut clock),
                Unit::Minute => ("M", 1, &mut clock),
                Unit::Hour => ("H", 1, &mut clock),
                Unit::Day | Unit::Weekend => ("D", if unit == Unit::Day { 1 } else { 2 }, &mut out),
                Unit::Week => ("W", 1, &mut out),
                Unit::Fortnight => ("W", 2, &mut out),
                Unit::Month => ("M", 1, &mut out),
                Unit::Quarter => ("Q", 1, &mut out),
                Unit::Year | Unit::Season => ("Y", 1, &mut out),
                Unit::Decade if count.is_none() => ("DE", 1, &mut out),
                Unit::Century if count.is_none() => ("CE", 1, &mut out),
                Unit::Decade => ("Y", 10, &mut out),
                Unit::Century => ("Y", 100, &mut out),
            };
            // Writing to a String cannot fail.
            let _ = match count.map(|c| u64::from(c) * factor) {
                None => write!(target, "X{letter}"),
                Some(c) if c % 1000 == 0 => write!(target, "{}{letter}", c / 1000),
                Some(c) => write!(target, "{}.{}{letter}", c / 1000, format!("{:03}", c % 1000).trim_end_matches('0')),
            };
        }
        if !clock.is_empty() {
            out.push('T');
            out.push_str(&clock);
        }
        out
    }
}

fn rank(unit: Unit) -> u8 {
    match unit {
        Unit::Second => 0,
        Unit::Minute => 1,
        Unit::Hour => 2,
        Unit::Day => 3,
        Unit::Weekend => 4,
        Unit::Week | Unit::Fortnight => 5,
        Unit::Month => 6,
        Unit::Quarter => 7,
        Unit::Year | Unit::Season => 8,
        Unit::Decade => 9,
        Unit::Century => 10,
    }
}

/// Half an hour is 30 minutes, half a century 50 years: whole units can be counted back to a date.
fn simplest(count: Count, unit: Unit) -> (Count, Unit) {
    match (count, unit) {
        (Some(c), Unit::Hour) if c % 1000 != 0 && c * 60 % 1000 == 0 => (Some(c * 60), Unit::Minute),
        (Some(500), Unit::Day) => (Some(12_000), Unit::Hour),
        (Some(500), Unit::Year) => (Some(6_000), Unit::Month),
        (Some(c), Unit::Decade) if c % 1000 != 0 && c < 1_000_000 => (Some(c * 10), Unit::Year),
        (Some(c), Unit::Century) if c % 1000 != 0 && c < 1_000_000 => (Some(c * 100), Unit::Year),
        _ => (count, unit),
    }
}

impl Cursor<'_> {
    /// The length of time, the age or the rate that starts at this token, and where it ends.
    pub(super) fn length(&self, token: usize) -> Option<(Reading, usize)> {
        if let Some(found) = self.word_length(token) {
            return Some(found);
        }
        let (mut length, mut end) = self.single_length(token)?;
        if self.is_age(end) {
            return Some((Reading::Age, self.age_end(end)));
        }
        // `1 hour 4 minutes`, `one year and two months`
        for _ in 0..3 {
            let next = match self.role(end) {
                Some(Role::And) => end + 1,
                _ if self.mark(end) == b',' => end + 1,
                _ => end,
            };
            let smaller = self.single_length(next).filter(|(l, e)| {
                let last = length.parts().last().map(|(_, u)| rank(u));
                let own = l.single().map(|(_, u)| rank(u));
                let exact = length.parts().chain(l.parts()).all(|(count, _)| count.is_some());
                exact && own != last && !self.has(next, Role::A) && (next == end || own < last) && !self.is_age(*e)
            });
            let Some((more, after)) = smaller else { break };
            if let Some((count, unit)) = more.single() {
                length.push(count, unit);
            }
            end = after;
        }
        // `left 15 dead a day after the visit` tells when, not how often.
        let leads = self.sense(end, |s| s.shift).is_some() || matches!(self.role(end), Some(Role::After | Role::Before));
        if self.has(token, Role::A) && self.is_rate(token) && !leads || self.role_before(token, 1) == Some(Role::Per) {
            return Some((Reading::Rate(length), end));
        }
        Some((Reading::Length(length), end))
    }

    /// `weeklong`
    fn word_length(&self, token: usize) -> Option<(Reading, usize)> {
        let iso = self.senses(token).length?;
        let unit = match iso {
            "P1D" => Unit::Day,
            "P1W" => Unit::Week,
            "P1M" => Unit::Month,
            "P1Y" => Unit::Year,
            "PT1H" => Unit::Hour,
            _ => Unit::Decade,
        };
        Some((Reading::Length(Length::of(Some(1000), unit)), token + 1))
    }

    fn single_length(&self, token: usize) -> Option<(Length, usize)> {
        let bare = self.senses(token);
        // `years`, `within minutes`
        let tied = bare.unit == Some(Unit::Quarter) && (self.glued_before(token) || self.before(token).number == Some(3));
        if bare.plural && self.is_word(token) && self.lower(token).len() > 3 && bare.unit != Some(Unit::Weekend) && !tied {
            // `the years 1978 through 1982`; and `a corner, Weeks called`, who is a referee.
            let named = self.capital(token) && token > self.first && (self.mark_before(token) == b',' || self.is_word(token - 1) && !self.capital(token - 1));
            if named || self.digits(token + 1).is_some_and(|(n, w)| w == 4 && (1000..2200).contains(&n)) {
                return None;
            }
            return bare.unit.map(|unit| (Length::of(None, unit), token + 1));
        }
        let (count, mut at) = self.count(token)?;
        for _ in 0..2 {
            if self.has(at, Role::Filler) {
                at += 1;
            }
        }
        let hyphen = self.mark(at) == b'-' && (self.glued_before(at) || self.glued(at));
        if hyphen {
            at += 1;
        }
        let senses = self.senses(at);
        let unit = senses.unit?;
        // `three-quarters` of something are no quarters of a year, nor are `three quarters of the firms`.
        let whole = || {
            let of = self.has(at + 1, Role::Of) && self.is_word(at + 2);
            of && (matches!(self.role(at + 2), Some(Role::The | Role::Determiner | Role::All)) || self.capital(at + 2) || self.lower(at + 2).ends_with('s'))
        };
        if unit == Unit::Quarter && senses.plural && (hyphen || count == Some(3000) && whole()) {
            return None;
        }
        // `203 HR` are home runs.
        if senses.plural && self.upper(at) && self.lower(at).len() <= 3 {
            return None;
        }
        // `in recent weeks`, but no `most recent quarter`
        if count.is_none() && !senses.plural && !hyphen {
            return None;
        }
        let article = self.has(token, Role::A) && at == token + 1;
        let mut end = at + 1;
        // `the 2009 season`, `the 1989 quarter`, `the twenty second`
        let dated = !senses.plural && !hyphen && self.digits(token).is_some_and(|(n, w)| w == 4 && (1900..2100).contains(&n));
        if dated || unit == Unit::Second && !senses.plural && !hyphen && count != Some(1000) || self.glued(at) && self.is_number(at + 1) {
            return None;
        }
        // `a second man`, `a quarter of`: no lengths. `a weekend` names no length either.
        if article && matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend) {
            return None;
        }
        let mut count = count;
        if unit == Unit::Weekend && !senses.plural {
            return None;
        }
        // `a year and a half`
        if let Some(after) = self.and_a_half(end) {
            count = count.and_then(|c| c.checked_add(500));
            end = after;
        }
        // `-long`
        let long = if self.mark(end) == b'-' { end + 1 } else { end };
        if self.has(long, Role::Long) {
            end = long + 1;
        }
        Some((Length::of(count, unit), end))
    }

    /// A count in thousandths, and where it ends.
    fn count(&self, token: usize) -> Option<(Count, usize)> {
        let senses = self.senses(token);
        if let Some((quarters, end)) = self.quarters(token) {
            return Some((Some(quarters * 250), end));
        }
        if self.is_number(token) {
            let count = thousandths(self.lower(token))?;
            let half = self.half_fraction(token + 1).or_else(|| self.and_a_half(token + 1));
            return Some((count.checked_add(if half.is_some() { 500 } else { 0 }), half.unwrap_or(token + 1)));
        }
        if let Some(quantity) = senses.quantity {
            // `half an hour`, `half-hour`, `several`, `couple of`, `dozens of`
            let next = token + 1;
            let next = if quantity == Some(500) && self.has(next, Role::A) { next + 1 } else { next };
            let next = if self.has(next, Role::Of) { next + 1 } else { next };
            return Some((quantity, next));
        }
        if self.has(token, Role::A) {
            if self.is_tied(token) {
                return None;
            }
            let next = token + 1;
            if let Some(quantity) = self.senses(next).quantity {
                let after = if self.has(next + 1, Role::Of) { next + 2 } else { next + 1 };
                // `a half dozen`, `a couple dozen` are rare; `a half hour` is not.
                return Some((quantity, after));
            }
            if matches!(self.senses(next).number, Some(100 | 1000)) {
                return self.number(next).map(|(n, end)| (n.checked_mul(1000), end));
            }
            return Some((Some(1000), next));
        }
        let (number, end) = self.number(token)?;
        let mut thousandths = number.checked_mul(1000)?;
        let mut end = end;
        if let Some(after) = self.and_a_half(end) {
            thousandths = thousandths.checked_add(500)?;
            end = after;
        }
        Some((Some(thousandths), end))
    }

    /// The end of `and a half`, `-and-a-half` at this token.
    fn and_a_half(&self, token: usize) -> Option<usize> {
        let past = |t: usize| if self.mark(t) == b'-' { t + 1 } else { t };
        let and = past(token);
        let a = past(and + 1);
        let half = past(a + 1);
        (self.has(and, Role::And) && self.has(a, Role::A) && self.senses(half).quantity == Some(Some(500))).then_some(half + 1)
    }

    /// The end of `1/2` at this token.
    fn half_fraction(&self, token: usize) -> Option<usize> {
        let digit = |t: usize| self.digits(t).map(|(n, _)| n);
        (digit(token) == Some(1) && self.mark(token + 1) == b'/' && self.glued(token) && self.glued(token + 1) && digit(token + 2) == Some(2))
            .then_some(token + 3)
    }

    /// How many quarters of a unit, and where the unit stands: `a quarter of a century`,
    /// `a quarter-century`, `three-quarters of an hour`.
    fn quarters(&self, token: usize) -> Option<(u32, usize)> {
        let (count, at) = if self.has(token, Role::A) { (1, token + 1) } else { (self.senses(token).number.filter(|n| (1..=3).contains(n))?, token + 1) };
        let at = if self.mark(at) == b'-' { at + 1 } else { at };
        (self.senses(at).unit == Some(Unit::Quarter)).then_some(())?;
        let end = match self.role(at + 1) {
            Some(Role::Of) if self.has(at + 2, Role::A) => at + 3,
            _ if self.mark(at + 1) == b'-' => at + 2,
            _ => at + 1,
        };
        let unit = self.senses(end);
        (!unit.plural && matches!(unit.unit, Some(Unit::Hour | Unit::Century))).then_some((count, end))
    }

    /// A number in words: `twenty-five`, `two hundred and fifty`.
    fn number(&self, token: usize) -> Option<(u32, usize)> {
        let (mut number, mut end) = match self.senses(token).number? {
            n @ (100 | 1000) => (n, token + 1),
            _ => self.small_number(token)?,
        };
        for scale in [100, 1000] {
            if number < scale && self.senses(end).number == Some(scale) {
                number *= scale;
                end += 1;
            }
        }
        if number >= 100 {
            let next = if self.has(end, Role::And) { end + 1 } else { end };
            if let Some((rest, after)) = self.small_number(next) {
                return Some((number + rest, after));
            }
        }
        Some((number, end))
    }

    /// True where `old` makes an age of the length in front.
    fn is_age(&self, end: usize) -> bool {
        let next = if self.mark(end) == b'-' { end + 1 } else { end };
        self.has(next, Role::Old)
    }

    fn age_end(&self, end: usize) -> usize {
        if self.mark(end) == b'-' { end + 2 } else { end + 1 }
    }

    /// True for an article that a hyphen ties to what is in front: `$80,000-a-year`.
    fn is_tied(&self, token: usize) -> bool {
        self.mark_before(token) == b'-' && self.glued_before(token)
    }

    /// True where a number close in front makes `a year` a rate.
    fn is_rate(&self, token: usize) -> bool {
        (token.saturating_sub(3).max(self.first)..token).rev().take_while(|t| !matches!(self.mark(*t), b',' | b'.' | b';')).any(|t| {
            let senses = self.senses(t);
            self.is_number(t) || self.mark(t) == b'%' || senses.number.is_some() || senses.often
        }) && !matches!(
            self.role_before(token, 1),
            Some(Role::For | Role::In | Role::After | Role::Before | Role::Of | Role::Since | Role::From | Role::At | Role::And | Role::Or | Role::To)
        )
    }
}

/// The value of `1,250.5` in thousandths; none where it has more than three decimals or two points.
fn thousandths(number: &str) -> Option<u32> {
    let mut value: u32 = 0;
    let mut decimals = None;
    for byte in number.bytes() {
        match (byte, decimals) {
            (b',', None) => {}
            (b'.', None) => decimals = Some(0),
            (b'0'..=b'9', _) => {
                value = value.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
                decimals = decimals.map(|d| d + 1);
            }
            _ => return None,
        }
    }
    value.checked_mul(10u32.pow(3u32.checked_sub(decimals.unwrap_or(0))?))
}
