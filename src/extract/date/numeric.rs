//! Dates in figures alone: `04/25/2019`, `2019-04-25`, `25.04.2019`, `20190425`.

use jiff::civil::Date as Day;

use super::cursor::Cursor;
use super::lexicon::Role;
use super::point::Partial;

impl Cursor<'_> {
    /// The date in figures that starts at this token, and where it ends.
    pub(super) fn numeric(&self, token: usize, day_first: bool) -> Option<(Partial, usize)> {
        if !self.is_number(token) || self.is_tail_of_code(token) {
            return None;
        }
        let text = self.lower(token);
        if text.contains('.') {
            let mut fields = text.split('.');
            let (a, b, c) = (fields.next()?, fields.next()?, fields.next()?);
            let fields = [number(a)?, number(b)?, number(c)?];
            // Only the year in full tells `08.07.2012` from a version number.
            return (text.split('.').count() == 3 && (a.len() == 4 || c.len() == 4))
                .then(|| order(fields, day_first || c.len() == 4))
                .flatten()
                .map(|p| (p, token + 1));
        }
        let a = number(text)?;
        if text.len() == 8 {
            let date = order([(a.0 / 10_000, 4), (a.0 / 100 % 100, 2), (a.0 % 100, 2)], day_first)?;
            return (1900..2100).contains(&date.year?).then_some((date, token + 1));
        }
        let mark = self.mark(token + 1);
        if !matches!(mark, b'/' | b'-') {
            return None;
        }
        let tight = self.glued(token) && self.glued(token + 1);
        let b = number(self.lower(token + 2)).filter(|_| self.is_number(token + 2));
        if tight
            && let Some(b) = b
            && self.mark(token + 3) == mark
            && self.glued(token + 2)
            && self.glued(token + 3)
            && self.is_number(token + 4)
            && let Some(c) = number(self.lower(token + 4))
        {
            if self.is_head_of_code(token + 4) || (mark == b'-' && a.1 != 4 && c.1 != 4 && !(a.1 == 2 && c.1 == 2 && (13..=31).contains(&b.0))) {
                return None;
            }
            return order([a, b, c], day_first).map(|p| (p, token + 5));
        }
        let b = b?;
        let open = !self.is_word(token + 3) && !self.is_number(token + 3) && !self.is_head_of_code(token + 2);
        if !(tight || open && a.1.max(b.1) == 4) {
            return None;
        }
        // `2019-04`, `04/2019`; `2003-05` and `2011-12` are ranges of years.
        let (year, month) = match (a.1, b.1) {
            // `1994-5` are two years.
            (4, 1) if mark == b'/' || b.0 != a.0 % 10 + 1 => (a.0, b.0),
            (4, 2) if mark == b'/' || b.0 <= a.0 % 100 => (a.0, b.0),
            (1 | 2, 4) => (b.0, a.0),
            _ => return None,
        };
        if !(1..=12).contains(&month) || !(1800..2200).contains(&year) || self.is_head_of_code(token + 2) {
            return None;
        }
        Some((Partial { year: i16::try_from(year).ok(), month: i8::try_from(month).ok(), ..Partial::default() }, token + 3))
    }

    /// True where a number or letter is tied to the front: `133-03-03-2020`.
    fn is_tail_of_code(&self, token: usize) -> bool {
        self.glued_before(token)
            && token >= 1
            && (matches!(self.mark(token - 1), b'/' | b'-' | b'.' | b'$' | b'#')
                && self.glued_before(token - 1)
                && token >= 2
                && self.is_number(token - 2)
                && self.digits(token - 2).is_none_or(|(_, w)| w != 4)
                || matches!(self.mark(token - 1), b'$' | b'#'))
    }

    /// True where the figures go on behind: `12-04-2019-7`.
    fn is_head_of_code(&self, token: usize) -> bool {
        self.glued(token)
            && (self.is_number(token + 1)
                || matches!(self.mark(token + 1), b'/') && self.glued(token + 1) && self.is_number(token + 2)
                || self.is_word(token + 1) && !self.has(token + 1, Role::Suffix) && self.lower(token + 1) != "t")
    }

    /// The order of day and month that the figures at this token prove, if they do.
    pub(super) fn proves_day_first(&self, token: usize) -> Option<bool> {
        let (a, b) = (self.digits(token)?.0, self.digits(token + 2)?.0);
        let slashed = self.mark(token + 1) == b'/' && self.mark(token + 3) == b'/' && self.is_number(token + 4);
        match (a, b) {
            (13..=31, 1..=12) if slashed => Some(true),
            (1..=12, 13..=31) if slashed => Some(false),
            _ => None,
        }
    }

    /// The order that puts the figures at this token close to the day of publication, where the
    /// other order does not.
    pub(super) fn fits_day_first(&self, token: usize, today: Day) -> Option<bool> {
        let near = |day_first| {
            let (partial, _) = self.numeric(token, day_first)?;
            let day = Day::new(partial.year?, partial.month?, partial.day?).ok()?;
            Some(day.duration_since(today).abs().as_hours() <= 3 * 24)
        };
        match (near(true)?, near(false)?) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }
}

/// The value and width of a field of digits.
fn number(text: &str) -> Option<(u32, usize)> {
    if text.len() > 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().map(|n| (n, text.len()))
}

/// A year of two digits lies within the century around the present.
pub(super) fn full_year(year: u32, width: usize) -> Option<i16> {
    i16::try_from(match width {
        4 => year,
        2 if year < 50 => 2000 + year,
        2 => 1900 + year,
        _ => return None,
    })
    .ok()
    .filter(|y| (1000..=2999).contains(y))
}

/// Gives three fields their meaning.
fn order(fields: [(u32, usize); 3], day_first: bool) -> Option<Partial> {
    let [a, b, c] = fields;
    let make = |year: (u32, usize), month: (u32, usize), day: (u32, usize)| {
        if !(1..=12).contains(&month.0) || !(1..=31).contains(&day.0) || month.1 > 2 || day.1 > 2 {
            return None;
        }
        Some(Partial { year: Some(full_year(year.0, year.1)?), month: i8::try_from(month.0).ok(), day: i8::try_from(day.0).ok(), ..Partial::default() })
    };
    if a.1 == 4 {
        return make(a, b, c).or_else(|| make(a, c, b));
    }
    if day_first { make(c, b, a).or_else(|| make(c, a, b)) } else { make(c, a, b).or_else(|| make(c, b, a)) }
}
