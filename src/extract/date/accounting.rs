//! Periods of accounts: quarters and halves by letter or behind their year, fiscal years.

use super::calendar::Stretch;
use super::lexicon::{Role, Unit};
use super::numeric::full_year;
use super::phrase::Phrases;
use super::point::{Days, Point};

impl Phrases<'_> {
    /// The quarter or half behind the year that it is of: `1988 third quarter`, `last year's first half`.
    pub(super) fn part_of_year(&self, year: i16, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let at = if c.is_possessive(token) {
            token + 1
        } else if c.mark(token) == b'\'' && c.has(token + 1, Role::S) {
            token + 2
        } else {
            token
        };
        let nth = c.senses(at).ordinal?;
        // `last year's second half`
        if (1..=2).contains(&nth) && c.senses(at + 1).quantity == Some(Some(500)) {
            return Some((Point::stretch(Stretch::Half(Some(year), nth)), at + 2));
        }
        let (point, end) = self.nth(at, true)?;
        let part = match point.days {
            Days::Stretch(Stretch::Quarter(_, nth)) => Stretch::Quarter(Some(year), nth),
            Days::Stretch(Stretch::Half(_, nth)) => Stretch::Half(Some(year), nth),
            _ => return None,
        };
        Some((Point::stretch(part), end))
    }

    /// `Q3 2016`, `H2 2016`, `fiscal 1989`, `fiscal year 1989`
    pub(super) fn accounting(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let senses = c.senses(token);
        if senses.quarter || senses.half {
            let (nth, end) = self.lettered(token)?;
            let (year, end) = match self.parent_year(end) {
                Some((year, end)) => (Some(year), end),
                None => (None, end),
            };
            return Some(if senses.quarter {
                let year = year.or_else(|| self.context.year_of_part(nth * 3 - 2, self.tense(token, end)));
                (Point::stretch(Stretch::Quarter(year, nth)), end)
            } else {
                (Point::stretch(Stretch::Half(Some(year?), nth)), end)
            });
        }
        if !senses.fiscal {
            return None;
        }
        // `its fiscal third quarter`
        if c.senses(token + 1).ordinal.is_some() {
            return self.nth(token + 1, true);
        }
        let whole = c.senses(token + 1).unit == Some(Unit::Year);
        let at = if whole { token + 2 } else { token + 1 };
        if let Some((year, end)) = self.plain_year(at) {
            // `fiscal 2019-20`
            let stretch = if self.second_year(year, end).is_some() { Stretch::Year(year) } else { Stretch::Fiscal(year) };
            return Some((Point::stretch(stretch), end));
        }
        // `fiscal '90`
        if c.mark(at) == b'\''
            && let Some((year, 2)) = c.digits(at + 1)
        {
            return Some((Point::stretch(Stretch::Fiscal(full_year(year, 2)?)), at + 2));
        }
        // `the fiscal year ended June 30`
        let told = whole && matches!(c.role_before(token, 1), Some(Role::The | Role::Determiner));
        if told { Some((Point::stretch(Stretch::Fiscal(self.context.today?.year())), at)) } else { None }
    }

    /// `Q3`, `H2` at this token.
    pub(super) fn lettered(&self, token: usize) -> Option<(i8, usize)> {
        let c = &self.cursor;
        let limit = if c.senses(token).quarter { 4 } else { 2 };
        let (nth, 1) = c.digits(token + 1).filter(|_| c.glued(token) && c.upper(token))? else { return None };
        (1..=limit).contains(&nth).then_some((i8::try_from(nth).ok()?, token + 2))
    }

    /// `1Q15`, `3Q 2014`, `2Q profit`
    pub(super) fn numbered_quarter(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (nth @ 1..=4, 1) = c.digits(token)? else { return None };
        if !(c.glued(token) && c.senses(token + 1).quarter && c.upper(token + 1)) {
            return None;
        }
        let nth = i8::try_from(nth).ok()?;
        let at = token + 2;
        let tied = if c.glued(token + 1) { Some(c.digits(at).and_then(|(year, width)| full_year(year, width))?) } else { None };
        let (year, end) = match tied.map(|year| (year, at + 1)).or_else(|| self.plain_year(at)) {
            Some((year, end)) => (Some(year), end),
            None => (self.context.year_of_part(nth * 3 - 2, self.tense(token, at)), at),
        };
        Some((Point::stretch(Stretch::Quarter(year, nth)), end))
    }

    /// `1989 fiscal year`
    pub(super) fn fiscal_year(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (year, end) = self.plain_year(token)?;
        (c.senses(end).fiscal && c.senses(end + 1).unit == Some(Unit::Year)).then_some((Point::stretch(Stretch::Fiscal(year)), end + 2))
    }
}
