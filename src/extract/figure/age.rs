//! Ages: `38-year-old`, `aged 61`, `Kirkpatrick, 61,`, `in his 60s`.

use rust_decimal::Decimal;

use super::measure::Amount;
use super::numeral::Form;
use super::words;
use super::{Found, Scan};
use crate::segment::TokenKind;
use crate::value::figure::{Comparator, Figure, FigureType};

impl Scan<'_> {
    /// The words that make the number in front of them an age: `years old`; with its unit.
    pub(super) fn age_behind(&self, end: usize) -> Option<(usize, &'static str)> {
        let reader = &self.reader;
        let at = if reader.lower(end) == "-" { end + 1 } else { end };
        if at < reader.limit { reader.words.ages.at(reader.document, at, reader.limit) } else { None }
    }

    /// An age: `38-year-old`, `aged 61`, `Kirkpatrick, 61,`, `in his 60s`.
    pub(super) fn age(&self, amount: &Amount, start: usize, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        let numeral = amount.numeral;
        if numeral.approximate || amount.currency_first || numeral.form == Form::Fraction && amount.unit.is_none() {
            return None;
        }
        let age = |start: usize, end: usize, unit: &str, comparator: Option<Comparator>| {
            let mut figure = amount.figure(comparator);
            figure.figure_type = FigureType::Age;
            figure.unit = Some(unit.to_owned());
            Some(Found { start, end, figure, number_end: numeral.end })
        };
        if let Some((end, unit)) = self.age_behind(numeral.end) {
            let compared = self.comparator_before(start, floor, amount);
            return age(compared.map_or(start, |c| c.0), end, unit, compared.map(|c| c.1));
        }
        if self.is_number(numeral.start) && reader.lower(numeral.end) == "s" && reader.glued(numeral.start) && self.is_decade_of_life(numeral.start) {
            let mut figure = Figure::new(FigureType::Age, numeral.low, Some("year".to_owned()));
            figure.high = numeral.low.checked_add(Decimal::from(9))?;
            figure.approximate = true;
            return Some(Found { start, end: numeral.end + 1, figure, number_end: numeral.end + 1 });
        }
        if amount.unit.is_some() || amount.end != numeral.end || numeral.step != Decimal::ONE || numeral.low < Decimal::ONE || numeral.low > Decimal::from(115)
        {
            return None;
        }
        let opens = self.sentence.tokens.start;
        if start == opens {
            return None;
        }
        // `aged 61`, `ages 47 and 48`
        let before = start - 1;
        let phrase =
            (opens.max(start.saturating_sub(2))..start).any(|t| reader.words.age_phrases.at(reader.document, t, start).is_some_and(|(end, ())| end == start));
        if reader.roles(before) & words::AGED != 0 || phrase {
            if let Some((range, _)) = self.range(amount, start, floor) {
                let mut figure = range.figure(None);
                figure.figure_type = FigureType::Age;
                figure.unit = Some("year".to_owned());
                return Some(Found { start, end: range.end, figure, number_end: range.end });
            }
            return age(start, numeral.end, "year", None);
        }
        let listed = reader.roles(before) & words::AND != 0 && before >= opens + 2 && self.is_number(before - 1) && reader.roles(before - 2) & words::AGED != 0;
        if listed {
            return age(start, numeral.end, "year", None);
        }
        if numeral.form != Form::Digits || numeral.low < Decimal::TWO {
            return None;
        }
        // `Kirkpatrick, 61,`; `Jenkin (23)`; `Timmons, now 16,`
        // `she was 85.`, `died on Thursday at 91`
        let ends = numeral.end >= reader.limit || reader.kind(numeral.end) != Some(TokenKind::Word) || reader.roles(numeral.end) & words::FUNCTION != 0;
        let tied = reader.glued(numeral.end - 1) && reader.glued(numeral.end);
        if ends && !tied && numeral.low > Decimal::TWO {
            let subject = (opens.max(start.saturating_sub(3))..start)
                .any(|t| reader.words.age_subjects.at(reader.document, t, start).is_some_and(|(end, ())| end == start));
            let death = reader.roles(before) & words::AT != 0 && (opens.max(start.saturating_sub(5))..before).any(|t| reader.roles(t) & words::AGE_DEATH != 0);
            if subject && numeral.low > Decimal::TEN || death && numeral.low > Decimal::from(13) {
                return age(start, numeral.end, "year", None);
            }
        }
        let now = reader.roles(before) & words::NOW != 0;
        let comma = if now && before > opens { before - 1 } else { before };
        let mark = reader.lower(comma);
        if mark != "," && mark != "(" || comma == opens {
            return None;
        }
        let name = if reader.kind(comma - 1) == Some(TokenKind::Clitic) && comma >= opens + 2 { comma - 2 } else { comma - 1 };
        let follows = reader.lower(numeral.end);
        let closes = if mark == "(" {
            follows == ")"
        } else {
            numeral.end >= reader.limit
                || matches!(follows, "," | ";" | "." | ")" | ":" | "—" | "-" | "–" | "\"" | "”")
                || reader.roles(numeral.end) & words::AGE_AFTER != 0
        };
        let person = reader.kind(name) == Some(TokenKind::Word)
            && (self.is_capital(name)
                || reader.roles(name) & words::PERSON != 0
                || (follows == "," && mark == "," && numeral.low > Decimal::TEN && reader.roles(name) & words::FUNCTION == 0))
            && reader.roles(name) & (words::MONTH | words::WEEKDAY) == 0
            || reader.lower(name) == "." && name > opens && reader.kind(name - 1) == Some(TokenKind::Word) && self.is_capital(name - 1);
        if !(closes && person && !tied) {
            return None;
        }
        age(start, numeral.end, "year", None)
    }

    /// True for the decade of a person's age: `in his 60s`.
    pub(super) fn is_decade_of_life(&self, at: usize) -> bool {
        let reader = &self.reader;
        let first = self.sentence.tokens.start.max(at.saturating_sub(3));
        (first..at).any(|t| reader.words.decades.at(reader.document, t, at).is_some_and(|(end, ())| end == at))
    }
}
