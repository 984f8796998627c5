//! Times of races and of rounds, which are lengths: `2:19.41`, `at 2:56 of the sixth round`, `6:42 to go`, `won in
//! 2:05`, `clocked 9.79`.

use rust_decimal::Decimal;

use super::measure::Amount;
use super::numeral::{Form, Numeral};
use super::words::{self, Roles};
use super::{Found, Scan};
use crate::segment::TokenKind;

/// What a part of a time that is no first one counts at most.
const SIXTY: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// How many words may stand between `of` and what is played: `of the second overtime period`.
const BOUT_REACH: usize = 3;

/// The last round that is told by its rank alone: `at 1:31 of the sixth`.
const LAST_ROUND: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

/// The minutes that a round lasts at most, and the seconds of the fastest sprint.
const ROUND: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
const FASTEST: Decimal = ROUND;

/// How far in front of its time the verb of a race may stand, and the words that say what the time is.
const RACE_REACH: usize = 16;
const TIME_REACH: usize = 6;

impl Scan<'_> {
    /// A length in minutes and seconds, which a mark ties: with a fraction of a second, or where what stands around
    /// it says that something runs. A time of the day is none.
    pub(super) fn lap(&self, at: usize, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        if !self.is_number(at) {
            return None;
        }
        if reader.lower(at + 1) != ":" || !reader.glued(at) || !reader.glued(at + 1) || !self.is_number(at + 2) {
            return self.sprint(at, floor);
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
        let runs = || !three && (self.is_of_bout(at, end) || self.is_end_of_bout(at, minutes)) || self.is_race_time(at, end, three);
        if places == 0 && !runs() {
            return None;
        }
        seconds = seconds.checked_add(minutes.checked_mul(SIXTY)?)?;
        if three {
            seconds = seconds.checked_add(whole(at, 2)?.checked_mul(SIXTY)?.checked_mul(SIXTY)?)?;
        }
        self.seconds(at, end, floor, seconds, Decimal::new(1, places))
    }

    fn seconds(&self, at: usize, end: usize, floor: usize, seconds: Decimal, step: Decimal) -> Option<Found> {
        let numeral = Numeral { start: at, end, low: seconds, high: seconds, step, approximate: false, form: Form::Digits };
        let amount = Amount { numeral, start: at, end, unit: Some("second"), currency_first: false };
        let compared = self.comparator_before(at, floor, &amount);
        Some(Found { start: compared.map_or(at, |(first, _)| first), end, figure: amount.figure(compared.map(|(_, sign)| sign)), number_end: end })
    }

    /// The seconds of a sprint, which have two decimals: `clocked 9.79`, `won the 100m in 9.58`.
    fn sprint(&self, at: usize, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        let digits = reader.lower(at);
        if digits.split_once('.').is_none_or(|(_, places)| places.len() != 2) || !self.is_closed(at + 1) {
            return None;
        }
        let before = self.roles_before(at, 1);
        let raced = before & words::IN != 0 && self.is_raced(at) && self.speaks_of(words::SPRINT);
        if before & words::CLOCKED == 0 && !raced {
            return None;
        }
        let seconds = digits.parse::<Decimal>().ok().filter(|s| (FASTEST..SIXTY).contains(s))?;
        self.seconds(at, at + 1, floor, seconds, Decimal::new(1, 2))
    }

    /// True where nothing stands at the token that a number in front could count or be a part of.
    fn is_closed(&self, token: usize) -> bool {
        let reader = &self.reader;
        let roles = reader.roles(token);
        let word = reader.kind(token) == Some(TokenKind::Word);
        let tied = reader.glued(token - 1) && reader.glued(token) || matches!(reader.lower(token), "%" | "-" | "–" | "/" | "$" | "€" | "£");
        !tied && (!word || roles & words::FUNCTION != 0) && roles & (words::TO | words::OF | words::CLOCK) == 0
    }

    fn speaks_of(&self, roles: Roles) -> bool {
        self.sentence.tokens.clone().any(|t| self.reader.roles(t) & roles != 0)
    }

    /// True where a verb of winning or running stands in front.
    fn is_raced(&self, at: usize) -> bool {
        (self.sentence.tokens.start.max(at.saturating_sub(RACE_REACH))..at).any(|t| self.reader.roles(t) & words::RACED != 0)
    }

    /// `won in 2:05`, `clocked 2:05:11`, `a time of 3:43`, `2:05 behind the leader`, `leads him by 1:11`.
    fn is_race_time(&self, at: usize, end: usize, three: bool) -> bool {
        let reader = &self.reader;
        // `ran the marathon in 3:45`: hours, or minutes.
        if !three && self.speaks_of(words::HOURS_LONG) {
            return false;
        }
        let before = self.roles_before(at, 1);
        if reader.roles(end) & words::LAP_BEHIND != 0 {
            return before & (words::THE | words::AT | words::TO | words::FROM | words::TIME_BEFORE) == 0;
        }
        if !self.is_closed(end) {
            return false;
        }
        if before & words::CLOCKED != 0 || before & words::IN != 0 && self.is_raced(at) {
            return true;
        }
        let near = |role: Roles| (1..=TIME_REACH).any(|by| self.roles_before(at, by) & role != 0);
        let of = before & words::OF != 0 && self.roles_before(at, 2) & words::LAP_TIME != 0;
        let led = before & words::SHARE_BEFORE != 0 && near(words::SCORE);
        of && !near(words::LAP_NOT) && self.speaks_of(words::RACING) || led
    }

    /// `2:48 of the 11th round`, `1:31 of the sixth`, `14:27 into overtime`, `6:42 left`, `1:14 to go`, `the 2:15 mark`.
    fn is_of_bout(&self, start: usize, end: usize) -> bool {
        let reader = &self.reader;
        let roles = reader.roles(end);
        let before = self.roles_before(start, 1);
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
        // `meet at 7:30 in the first round`
        if roles & (words::OF | words::INTO) == 0 && before & words::AT != 0 && !self.speaks_of(words::BOUT_END | words::REFEREE) {
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

    /// `the referee stopped it at 2:56`, `knocked out in the sixth round, at 2:56`, where something ends or is scored.
    fn is_end_of_bout(&self, at: usize, minutes: Decimal) -> bool {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        if self.roles_before(at, 1) & words::AT == 0 || !self.speaks_of(words::BOUT_END) {
            return false;
        }
        if minutes < ROUND && self.speaks_of(words::REFEREE) {
            return true;
        }
        let comma = at >= opens + 2 && reader.lower(at - 2) == ",";
        let last = if comma { 3 } else { 2 };
        let number = |by: usize| self.roles_before(at, by) & words::NUMBER != 0 || at >= opens + by && self.is_number(at - by);
        // `the sixth round`, `the 11th round`, `round three`
        let ranked = number(last + 1) || self.roles_before(at, last + 1) & words::ORDINAL_SUFFIX != 0;
        self.roles_before(at, last) & words::BOUT != 0 && ranked || number(last) && self.roles_before(at, last + 1) & words::BOUT != 0
    }
}
