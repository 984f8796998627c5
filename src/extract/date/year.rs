//! Years and decades, in figures and in words, and what only looks like one.

use super::calendar::Stretch;
use super::lexicon::{Hedge, Role, Unit};
use super::numeric::full_year;
use super::phrase::Phrases;
use super::point::{Days, Partial, Point};
use crate::value::date::Modifier;

impl Phrases<'_> {
    /// Four digits that can be a year: no time, no count, no decade.
    pub(super) fn plain_year(&self, token: usize) -> Option<(i16, usize)> {
        let c = &self.cursor;
        let (number, 4) = c.digits(token)? else { return None };
        let behind = c.mark(token + 1);
        // `2006: a spill` heads a line of a list, `2015:2` a law.
        let tied = behind == b':' && (c.glued(token + 1) || token + 2 >= c.end);
        if c.glued(token) && (c.has(token + 1, Role::S) || tied || behind == b'%') || c.senses(token + 1).meridiem.is_some() {
            return None;
        }
        if c.sense(token + 1, |s| s.zone).is_some_and(|((_, upper), end)| upper && c.upper(end - 1)) {
            return None;
        }
        full_year(number, 4).map(|year| (year, token + 1))
    }

    /// A year in four digits, where the text beside it shows that it is one.
    pub(super) fn year(&self, token: usize, determined: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (year, end) = self.plain_year(token)?;
        let behind = c.senses(end);
        if let found @ Some(_) = self.part_of_year(year, end) {
            return found;
        }
        // `2016-june-05`
        if c.mark(end) == b'-'
            && c.mark(end + 2) == b'-'
            && let (Some(month), Some((day @ 1..=31, _))) = (c.senses(end + 1).month, c.digits(end + 3))
        {
            return Some((Point::partial(Partial { year: Some(year), month: Some(month), day: i8::try_from(day).ok(), ..Partial::default() }), end + 4));
        }
        // `2016 Q3`, `2016 june`, `2016 the third quarter`
        let letters = behind.quarter || behind.half;
        if letters && let Some((nth, after)) = self.lettered(end) {
            return Some((Point::stretch(if behind.quarter { Stretch::Quarter(Some(year), nth) } else { Stretch::Half(Some(year), nth) }), after));
        }
        if let Some(month) = behind.month.filter(|_| !c.is_word(end + 1) && !c.is_number(end + 1) && c.mark(end + 1) != b'-') {
            return Some((Point::partial(Partial { year: Some(year), month: Some(month), ..Partial::default() }), end + 1));
        }
        if let Some(month) = behind.month.filter(|_| c.mark(end + 1) == 0 || !c.glued(end))
            && let Some((point, after)) = self.month_led(end)
            && let Days::Partial(Partial { day: Some(day), year: None, .. }) = point.days
        {
            return Some((Point::partial(Partial { year: Some(year), month: Some(month), day: Some(day), ..Partial::default() }), after));
        }
        if c.has(end, Role::The)
            && let Some((Point { days: Days::Stretch(Stretch::Quarter(_, nth)), .. }, after)) = self.nth(end + 1, true)
        {
            return Some((Point::stretch(Stretch::Quarter(Some(year), nth)), after));
        }
        // `by mid-1990`
        let front = if c.mark_before(token) == b'-' && c.glued_before(token) { c.before(token - 1) } else { c.before(token) };
        let prepared = matches!(
            c.role_before(token, 1),
            Some(Role::In | Role::Since | Role::By | Role::Until | Role::From | Role::Between | Role::Before | Role::After | Role::Of | Role::For | Role::To)
        ) || front.hedge.is_some() && !front.numbered
            || front.unit == Some(Unit::Year)
            || front.dated && !self.plural_noun(end);
        let counts = behind.counted
            || c.mark(end) == b'%'
            || front.numbered
            || c.mark_before(token) == b'$'
            || c.mark_before(token) == b'#'
            || c.mark_before(token) == b'.' && c.glued_before(token);
        if counts || c.glued(token) && c.is_word(end) {
            return None;
        }
        // `post-1989 Europe`
        let bounded = c.mark_before(token) == b'-' && token >= 2 && c.glued_before(token - 1) && c.senses(token - 2).bound.is_some();
        // `2012-13` goes with its hyphen, `747-2000` does not.
        let tied = c.glued_before(token) && matches!(c.mark_before(token), b'-' | b'/' | b',');
        let goes_on = token >= 2 && c.digits(token - 2).is_some_and(|(_, w)| w == 4) || c.senses(token.saturating_sub(2)).opens;
        if tied && !(goes_on || bounded || self.named_after(token)) {
            return None;
        }
        if self.titled(token, end) || c.sense(end, |s| s.as_year.then_some(())).is_some() {
            return (1400..2100).contains(&year).then_some((Point::stretch(Stretch::Year(year)), end));
        }
        let listed = matches!(c.role_before(token, 1), Some(Role::And | Role::Or)) || c.mark_before(token) == b',';
        let beside_year =
            listed && token >= 2 && (token.saturating_sub(4)..token).any(|t| c.digits(t).is_some_and(|(n, w)| w == 4 && (1000..2200).contains(&n)));
        let tied_to_year = c.mark_before(token) == b'-'
            && c.glued_before(token)
            && token >= 2
            && c.digits(token - 2).is_some_and(|(n, w)| w == 4 && (1900..2100).contains(&n));
        let believable = (1900..2100).contains(&year);
        let closed = c.closed(end);
        let alone = (1950..2050).contains(&year)
            && (closed || c.capital(end))
            && match token.checked_sub(1).filter(|t| *t >= c.first) {
                None => !(c.mark(end) == b'-' && c.is_number(end + 1)),
                Some(front) => matches!(c.mark(front), b'(' | b'[') || c.mark(front) == b'-' && c.glued(front) || c.capital(front),
            };
        // Prose writes `1,988 workers` and `1988 revenue`; round numbers may still be counts, and a
        // capital behind an address: `1988 Main Street`.
        let near = self.context.today.is_none_or(|today| (today.year() - 60..=today.year() + 60).contains(&year));
        let prose = (1950..2050).contains(&year)
            && near
            && year % 100 != 0
            && token > c.first
            && c.is_word(token - 1)
            && !c.capital(end)
            && !(c.mark(end) == b'-' && c.glued(token));
        // `an 1887 landscape`
        let old = (1600..1900).contains(&year) && year % 100 != 0 && !self.plural_noun(end);
        let stretch = || believable && !tied && self.is_stretch(token, year, end);
        let ok = if determined {
            believable || old
        } else if prepared {
            (1500..2100).contains(&year)
                && (believable || closed)
                && !(c.role_before(token, 1) == Some(Role::Of) && c.is_word(end) && !closed && self.plural_noun(end))
        } else {
            believable
                && (bounded
                    || beside_year
                    || tied_to_year
                    || alone
                    || prose
                    || near && self.set_beside(token, year, end)
                    || stretch()
                    || c.has(end, Role::Or) && matches!(c.role(end + 1), Some(Role::Before | Role::After)))
        };
        ok.then_some((Point::stretch(Stretch::Year(year)), end))
    }

    /// True for a year that another one behind it tells: two that follow one another are a season (`the Sixers' 1982-83
    /// team`); others need words around them that a count would not have: `coached there 1979-90, winning …`.
    fn is_stretch(&self, token: usize, year: i16, end: usize) -> bool {
        let c = &self.cursor;
        let full = || c.digits(end + 1).filter(|(n, w)| *w == 4 && c.mark(end) == b'-' && c.glued(end) && *n > u32::from(year.unsigned_abs()) && *n < 2100);
        let Some((second, after)) = self.second_year(year, end).or_else(|| full().and_then(|(n, _)| Some((i16::try_from(n).ok()?, end + 2)))) else {
            return false;
        };
        let behind = c.senses(after);
        let front = c.before(token);
        let led = token == c.first || c.is_word(token - 1) || c.is_possessive(token - 1) || matches!(c.mark_before(token), b',' | b'(' | b'\'' | b'"');
        if !c.glued(token) || !led || front.numbered || behind.counted || behind.unit.is_some_and(|_| behind.plural) {
            return false;
        }
        second == year + 1 || token > c.first && c.closed(after) && (c.mark_before(token) == b',' || c.is_word(token - 1) && !c.capital(token - 1))
    }

    /// True for the year of a work or a place behind its name: `"The Herring Packers" (1887)`,
    /// `(1614; oil on panel)`, `(Budapest, 2010)`, and at the end of a line of titles.
    fn titled(&self, token: usize, end: usize) -> bool {
        let c = &self.cursor;
        if token < c.first + 2 {
            return false;
        }
        let quoted = |t: usize| matches!(c.lower(t), "\"" | "”" | "’" | "'");
        let shut = matches!(c.mark(end), b')' | b']');
        match c.mark_before(token) {
            b'(' | b'[' => shut && quoted(token - 2) || matches!(c.mark(end), b';' | b',') && c.is_word(end + 1) && !c.capital(end + 1),
            b',' => (shut || end >= c.end) && (c.capital(token - 2) || quoted(token - 2)),
            _ => false,
        }
    }

    /// True behind the hyphen of a name: `Games-2006`; `747-2000` is none.
    fn named_after(&self, token: usize) -> bool {
        let c = &self.cursor;
        token >= c.first + 2 && c.mark_before(token) == b'-' && c.is_word(token - 2) && c.lower(token - 2).len() > 3 && !c.upper(token - 2)
    }

    /// True for a year of our time that stands beside what it dates, in commas (`one title, 2007, and
    /// no more`), at the head of a bracket (`(2009 surgery)`), behind an owner or in front of a make
    /// (`his 2012 car`, `a red 1998 Ford`).
    fn set_beside(&self, token: usize, year: i16, end: usize) -> bool {
        let c = &self.cursor;
        if !(1950..2050).contains(&year) || year % 100 == 0 || token == c.first || self.plural_noun(end) {
            return false;
        }
        let noun = c.is_word(end) && !c.closed(end) && !c.glued(token);
        // `Orre's 2016 campaign`, `the Barons' 1983 title`
        let plural = || c.mark_before(token) == b'\'' && token >= c.first + 2 && c.glued_before(token - 1) && self.plural_noun(token - 2);
        if c.is_possessive(token - 1) || plural() {
            return noun;
        }
        match c.mark_before(token) {
            b',' => c.is_word(token.saturating_sub(2)) && (end >= c.end || matches!(c.mark(end), b',' | b'.' | b')')),
            b'(' | b'[' => noun,
            0 if c.role_before(token, 1) == Some(Role::Determiner) => noun,
            0 => {
                let article = token >= c.first + 2 && matches!(c.role_before(token, 2), Some(Role::A | Role::The | Role::Determiner));
                let plain = c.is_word(token - 1) && !c.capital(token - 1) && c.role_before(token, 1).is_none();
                article && plain && c.capital(end)
            }
            _ => false,
        }
    }

    fn plural_noun(&self, token: usize) -> bool {
        self.cursor.lower(token).ends_with('s')
    }

    /// `nineteen ninety six`, `two thousand and fifteen`
    pub(super) fn spoken_year(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let first = c.senses(token).number?;
        let year = if first == 2 && c.senses(token + 1).number == Some(1000) {
            let next = if c.has(token + 2, Role::And) { token + 3 } else { token + 2 };
            match c.small_number(next) {
                Some((rest, end)) => (2000 + rest, end),
                None => (2000, token + 2),
            }
        } else if (13..=20).contains(&first) {
            let hundred = c.senses(token + 1).number == Some(100);
            let (rest, end) = c.small_number(token + 1 + usize::from(hundred))?;
            if rest < 10 && !hundred {
                return None;
            }
            (first * 100 + rest, end)
        } else {
            return None;
        };
        // A count of things would have its noun behind it.
        let (year, end) = year;
        if c.is_word(end) && c.role(end).is_none() && c.senses(end).meridiem.is_none() && c.senses(end).cue.is_none()
            || c.senses(end).unit.is_some()
            || c.mark(end) == b'-'
        {
            return None;
        }
        // `twenty thirty` needs a preposition or a month; a bare `two thousand` too.
        let led = matches!(c.role_before(token, 1), Some(Role::In | Role::Of | Role::Since | Role::From | Role::Until | Role::By))
            || token >= 1 && (c.mark_before(token) == b',' || c.before(token).month.is_some() || c.before(token).ordinal.is_some());
        led.then_some((Point::stretch(Stretch::Year(i16::try_from(year).ok()?)), end))
    }

    /// `the nineteen fifties`, `the twenty-tens`
    pub(super) fn spoken_decade(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let century = c.senses(token).number.filter(|n| (17..=20).contains(n))?;
        let at = if c.mark(token + 1) == b'-' { token + 2 } else { token + 1 };
        let decade = c.senses(at).decade.filter(|decade| *decade < 10)?;
        Some((Point::stretch(Stretch::Decade(i16::try_from(century).ok()? * 10 + decade)), at + 1))
    }

    /// `'87` of `in late '87`, `the class of '68`
    pub(super) fn short_year(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let (number, 2) = c.digits(token + 1).filter(|_| c.glued(token) && !c.glued_before(token))? else { return None };
        let front = c.before(token);
        let led = matches!(c.role_before(token, 1), Some(Role::In | Role::Of | Role::Since | Role::By | Role::From | Role::Until))
            || front.season.is_some()
            || front.unit == Some(Unit::Year)
            || matches!(front.hedge, Some(Hedge::Point(Modifier::Start | Modifier::Mid | Modifier::End)))
            || self.is_listed_year(token);
        let closed = !c.is_word(token + 2) || !c.glued(token + 1) && c.closed(token + 2);
        (led && closed).then_some((Point::stretch(Stretch::Year(full_year(number, 2)?)), token + 2))
    }

    /// True behind another year of a list: `(1983, '86, '87)`.
    fn is_listed_year(&self, token: usize) -> bool {
        let c = &self.cursor;
        let listed = token >= c.first + 2 && (c.mark_before(token) == b',' || matches!(c.role_before(token, 1), Some(Role::And | Role::Or)));
        listed
            && match c.digits(token - 2) {
                Some((year, 4)) => (1900..2100).contains(&year),
                Some((_, 2)) => c.mark_before(token - 2) == b'\'',
                _ => false,
            }
    }

    /// `1990s`, `1990's`, `'90s`, `90s`
    pub(super) fn decade(&self, token: usize, the: bool) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let quoted = c.mark(token) == b'\'';
        let at = token + usize::from(quoted);
        let (number, width) = c.digits(at)?;
        if number % 10 != 0 {
            return None;
        }
        let mut end = at + 1;
        let tied = c.glued(at);
        if c.mark(end) == b'\'' {
            end += 1;
        }
        if !c.has(end, Role::S) || !(tied || width == 4) {
            return None;
        }
        let decade = match width {
            // `the 1800s` are a century, the 2000s still a decade.
            4 if number % 100 == 0 && number < 2000 => return Some((Point::stretch(Stretch::Century(i16::try_from(number / 100).ok()?)), end + 1)),
            4 => i16::try_from(number / 10).ok()?,
            // `in his 40s` is an age.
            2 if number >= 20
                && (quoted || the || token > c.first)
                && !matches!(c.role_before(token, 1), Some(Role::Determiner))
                && self.decade_told(token, quoted || the) =>
            {
                190 + i16::try_from(number / 10).ok()?
            }
            _ => return None,
        };
        Some((Point::stretch(Stretch::Decade(decade)), end + 1))
    }

    /// Two digits are a decade behind an apostrophe or `the`, or beside another decade.
    fn decade_told(&self, token: usize, marked: bool) -> bool {
        let c = &self.cursor;
        let beside =
            matches!(c.role_before(token, 1), Some(Role::And | Role::In)) || c.has(token + 2, Role::And) && c.is_number(token + 3) && c.has(token + 4, Role::S);
        let at = if c.mark_before(token) == b'-' { token.saturating_sub(2) } else { token.saturating_sub(1) };
        let part = matches!(c.senses(at).hedge, Some(Hedge::Point(Modifier::Start | Modifier::Mid | Modifier::End)));
        marked || beside || part && c.role_before(at, 1) != Some(Role::Determiner)
    }

    /// `the nineties`
    pub(super) fn named_decade(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        // `tens` alone are a count.
        let decade = c.senses(token).decade.filter(|_| !c.senses(token).weak)?;
        // `in his fifties` is an age, `temperatures in the seventies` a measure.
        if c.role_before(token, 1) == Some(Role::Determiner) {
            return None;
        }
        Some((Point::stretch(Stretch::Decade(190 + decade)), token + 1))
    }
}
