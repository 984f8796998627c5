//! Times of races and of rounds, which are lengths: `2:19.41`, `at 2:56 of the sixth round`, `6:42 to go`; and lengths
//! in several units: `5 feet 2 inches`, `four hours, 52 minutes and 17 seconds`.

use rust_decimal::Decimal;

use super::measure::{Amount, FRACTION_PLACES};
use super::numeral::{Form, Numeral};
use super::words::{self, Condition};
use super::{Found, Scan};
use crate::segment::TokenKind;
use crate::value::figure::units;

/// What a part of a time that is no first one counts at most.
const SIXTY: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// How many words may stand between `of` and what is played: `of the second overtime period`.
const BOUT_REACH: usize = 3;

/// The last round that is told by its rank alone: `at 1:31 of the sixth`.
const LAST_ROUND: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

impl Scan<'_> {
    /// A length in minutes and seconds, which a mark ties: with a fraction of a second, or where what stands around
    /// it says that something runs. A time of the day is none.
    pub(super) fn lap(&self, at: usize, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        if !self.is_number(at) || reader.lower(at + 1) != ":" || !reader.glued(at) || !reader.glued(at + 1) || !self.is_number(at + 2) {
            return None;
        }
        let tied = at > self.sentence.tokens.start && reader.document.glued(at - 1) && !matches!(reader.lower(at - 1), "(" | "[" | "\"" | "“" | "‘" | "—");
        let three = reader.glued(at + 2) && reader.lower(at + 3) == ":" && reader.glued(at + 3) && self.is_number(at + 4);
        let end = if three { at + 5 } else { at + 3 };
        let runs_on = reader.glued(end - 1) && (reader.kind(end) == Some(TokenKind::Word) || reader.lower(end) == ":");
        if tied || runs_on || reader.roles(end) & words::CLOCK != 0 {
            return None;
        }
        let whole = |token: usize, most: usize| {
            let digits = reader.lower(token);
            let plain = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            if plain { digits.parse::<Decimal>().ok() } else { None }
        };
        let (last, fraction) = reader.lower(end - 1).split_once('.').map_or((reader.lower(end - 1), ""), |(last, fraction)| (last, fraction));
        let two = |digits: &str| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        if !two(last) || three && !two(reader.lower(at + 2)) || fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let places = u32::try_from(fraction.len()).ok()?;
        let mut seconds = reader.lower(end - 1).parse::<Decimal>().ok()?;
        let minutes = whole(if three { at + 2 } else { at }, 2)?;
        if seconds >= SIXTY || three && minutes >= SIXTY {
            return None;
        }
        if places == 0 && (three || !self.is_of_bout(at, end)) {
            return None;
        }
        seconds = seconds.checked_add(minutes.checked_mul(SIXTY)?)?;
        if three {
            seconds = seconds.checked_add(whole(at, 2)?.checked_mul(SIXTY)?.checked_mul(SIXTY)?)?;
        }
        let numeral = Numeral { start: at, end, low: seconds, high: seconds, step: Decimal::new(1, places), approximate: false, form: Form::Digits };
        let amount = Amount { numeral, start: at, end, unit: Some("second"), currency_first: false };
        let compared = self.comparator_before(at, floor, &amount);
        Some(Found { start: compared.map_or(at, |(first, _)| first), end, figure: amount.figure(compared.map(|(_, sign)| sign)), number_end: end })
    }

    /// `2:48 of the 11th round`, `1:31 of the sixth`, `14:27 into overtime`, `6:42 left`, `1:14 to go`, `the 2:15 mark`.
    fn is_of_bout(&self, start: usize, end: usize) -> bool {
        let reader = &self.reader;
        let roles = reader.roles(end);
        let before = if start > self.sentence.tokens.start { reader.roles(start - 1) } else { 0 };
        // `with 6:42 left`, not `the 6:42 left without them`
        let runs = roles & words::LEFT != 0 || end < reader.limit && reader.words.to_go.at(reader.document, end, reader.limit).is_some();
        if runs && before & words::LEFT_BEFORE != 0 {
            return true;
        }
        let the = before & words::THE != 0;
        if roles & words::MARK != 0 && the {
            return true;
        }
        if roles & (words::OF | words::INTO | words::IN) == 0 {
            return false;
        }
        let mut first = end + 1;
        while reader.roles(first) & words::THE != 0 {
            first += 1;
        }
        let bout =
            (first..reader.limit.min(first + BOUT_REACH)).take_while(|t| reader.roles(*t) & words::FUNCTION == 0).any(|t| reader.roles(t) & words::BOUT != 0);
        // `1:31 of the sixth`, not `9:30 of the 4th of July`
        let rank = || {
            let numeral = reader.numeral(first, false).filter(|n| n.form == Form::Ordinal && n.low <= LAST_ROUND);
            numeral.is_some_and(|n| {
                let closed = reader.kind(n.end) != Some(TokenKind::Word) || reader.roles(n.end) & words::FUNCTION != 0;
                closed && reader.roles(n.end) & (words::OF | words::MONTH) == 0
            })
        };
        bout || roles & words::OF != 0 && rank()
    }

    /// `5 feet 2 inches`, `1hr 4 mins`, `four hours, 52 minutes and 17 seconds`: what follows in smaller units, added in
    /// units of the first. A time which is no decimal there that ends is told in units of the last.
    pub(super) fn further_parts(&self, amount: &mut Amount, code: &'static str) {
        let numeral = amount.numeral;
        let (mut sum, mut step, mut last, mut end) = (numeral.low, numeral.step, code, amount.end);
        while step == Decimal::ONE
            && !numeral.approximate
            && let Some((small, next, after)) = self.part_behind(end, last)
        {
            let scaled = units::ratio(last, next).and_then(|ratio| sum.checked_mul(ratio)).and_then(|sum| sum.checked_add(small.low));
            let Some(total) = scaled else { return };
            (sum, step, last, end) = (total, small.step, next, after);
        }
        let Some(ratio) = units::ratio(code, last).filter(|_| last != code) else { return };
        let Some((first, part)) = sum.checked_div(ratio).zip(step.checked_div(ratio)) else { return };
        let rounded = first.round_dp(FRACTION_PLACES);
        let ends = rounded.checked_mul(ratio) == Some(sum);
        let n = &mut amount.numeral;
        if is_of_clock(code) && !ends {
            amount.unit = Some(last);
            (n.low, n.high, n.step) = (sum, sum, step);
        } else {
            (n.low, n.high, n.step) = (rounded, rounded, part);
        }
        amount.end = end;
    }

    /// The part in a smaller unit that follows one in `unit`, its unit and where it ends.
    fn part_behind(&self, end: usize, unit: &'static str) -> Option<(Numeral, &'static str, usize)> {
        let reader = &self.reader;
        let mut at = end;
        let comma = reader.lower(at) == "," && (is_of_clock(unit) || unit == "foot");
        if comma {
            at += 1;
        }
        if reader.roles(at) & words::AND != 0 {
            at += 1;
        }
        let small = reader.numeral(at, false).filter(|n| n.form != Form::Ordinal && !n.approximate && n.end < reader.limit)?;
        let (after, surface) = reader.words.units.at(reader.document, small.end, reader.limit)?;
        let ratio = units::ratio(surface.code, unit)?;
        let less = ratio < Decimal::ONE && small.low.checked_mul(ratio)? < Decimal::ONE;
        let written = surface.condition != Condition::Glued || reader.glued(small.end - 1);
        // `ran for three hours, 25 minutes over`
        let apart = comma && reader.roles(after) & words::PART_NOT_BEFORE != 0;
        (less && written && !apart).then_some((small, surface.code, after))
    }
}

/// True for hours, minutes and seconds, which are told together.
fn is_of_clock(unit: &str) -> bool {
    units::is_time(unit) && units::ratio(unit, "hour").is_some_and(|hours| hours <= Decimal::ONE)
}
