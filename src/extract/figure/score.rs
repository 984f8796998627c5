//! Scores of games and votes, and records of wins, losses and draws.

use rust_decimal::Decimal;

use super::measure::Amount;
use super::numeral::Form;
use super::words;
use super::{Found, Scan, noun};
use crate::segment::TokenKind;
use crate::value::figure::{Figure, FigureType};

impl Scan<'_> {
    /// A result of a game or a vote: `3-1`, `a 52-48 vote`, `212 votes to 198`.
    pub(super) fn score(&self, amount: &Amount, start: usize) -> Option<Found> {
        let reader = &self.reader;
        let n = &amount.numeral;
        if amount.unit.is_some() || n.form == Form::Fraction || n.approximate || n.step != Decimal::ONE {
            return None;
        }
        let dash = matches!(reader.lower(amount.end), "-" | "–") && reader.glued(amount.end - 1) == reader.glued(amount.end);
        let from = start > self.sentence.tokens.start && reader.roles(start - 1) & words::FROM != 0;
        let counted = !from && reader.roles(amount.end) & words::SCORE != 0 && noun::is_plural(reader, amount.end);
        let end = amount.end + usize::from(counted);
        let to = reader.roles(end) & words::TO != 0;
        if !dash && !to {
            return None;
        }
        let other = reader.numeral(end + 1, false)?;
        if other.form == Form::Fraction || other.form == Form::Ordinal || other.step != Decimal::ONE || other.approximate {
            return None;
        }
        let near = |range: std::ops::Range<usize>| range.filter(|t| *t >= self.sentence.tokens.start).any(|t| reader.roles(t) & words::SCORE != 0);
        let named = counted || near(start.saturating_sub(4)..start) || near(other.end..other.end + 3);
        let unit = self.measured(other, other.start, other.start).unit.is_some();
        let plural = noun::is_plural(reader, other.end);
        let digits = n.form == Form::Digits && other.form == Form::Digits;
        let small = n.low < Decimal::from(1000) && other.low < Decimal::from(1000);
        let listed = start > self.sentence.tokens.start && reader.roles(start - 1) & (words::PERSON | words::AGED | words::BETWEEN) != 0;
        let compared = self.phrase_before(start, self.sentence.tokens.start).is_some();
        let plain = reader.lower(amount.end) == "-" && !listed && !compared;
        let is_score = !unit
            && small
            && if to { named && !plural && n.form == other.form } else { named && !plural || digits && (n.low >= other.low || plain && !plural) };
        if !is_score {
            return None;
        }
        let mut figure = Figure::new(FigureType::Score, n.low, None);
        figure.high = other.low;
        Some(Found { start, end: other.end, figure, number_end: other.end })
    }

    /// A record of wins, losses and draws: `Rahman (45-7-2, 36 KOs)`, `fell to 45-7-2`.
    pub(super) fn record(&self, at: usize) -> Option<Found> {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        let part = |token: usize| {
            let digits = reader.lower(token);
            let whole = reader.kind(token) == Some(TokenKind::Number) && digits.len() <= 3 && (digits == "0" || !digits.starts_with('0'));
            if whole && digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse::<Decimal>().ok() } else { None }
        };
        let tied = |token: usize| matches!(reader.lower(token), "-" | "–") && reader.glued(token - 1) && reader.glued(token);
        let end = at + 5;
        if end > reader.limit || !tied(at + 1) || !tied(at + 3) || reader.glued(end - 1) && matches!(reader.lower(end), "-" | "–" | "/") {
            return None;
        }
        let (wins, losses, draws) = (part(at)?, part(at + 2)?, part(at + 4)?);
        let before = |n: usize| at.checked_sub(n).filter(|t| *t >= opens);
        // Behind a name, in brackets or between commas; or where the words speak of a record.
        let mark = before(1).map_or("", |t| reader.lower(t));
        let named = before(2).is_some_and(|t| reader.kind(t) == Some(TokenKind::Word) && self.is_capital(t));
        let closed = matches!(reader.lower(end), ")" | "," | "." | ";") || end >= reader.limit;
        let listed = before(1).is_some_and(|t| reader.kind(t) == Some(TokenKind::Word) && self.is_capital(t)) && end >= reader.limit;
        let held = named && closed && (mark == "(" || mark == ",") || listed;
        let told =
            |range: std::ops::Range<usize>| range.filter(|t| *t >= opens && *t < reader.limit).any(|t| reader.roles(t) & (words::SCORE | words::RECORD) != 0);
        if !held && !told(at.saturating_sub(3)..at) && !told(end..end + 2) {
            return None;
        }
        let mut figure = Figure::new(FigureType::Score, wins, None);
        figure.high = losses;
        figure.draws = Some(draws);
        Some(Found { start: at, end, figure, number_end: end })
    }
}
