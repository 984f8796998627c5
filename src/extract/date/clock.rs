//! Times of day: `3:33 a.m.`, `0300 GMT`, `half past seven`, `noon`.

use jiff::civil::{Date as Day, DateTime, Time};
use jiff::tz::TimeZone;

use super::cursor::Cursor;
use super::lexicon::{Meridiem, Part, Role, Unit, Zone};

/// A time of day as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: Option<i8>,
    /// Morning or afternoon is told, by `a.m.` or by an hour past 12.
    pub(super) half_known: bool,
    pub(super) zone: Option<Zone>,
    /// The words can mean nothing else: `10:30` by itself may be a score.
    pub(super) certain: bool,
}

impl Clock {
    pub(super) fn new(hour: i8, minute: i8) -> Option<Clock> {
        ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(Clock {
            hour: hour % 24,
            minute,
            second: None,
            half_known: hour > 12 || hour == 0,
            zone: None,
            certain: false,
        })
    }

    /// The time with the half of the day that `meridiem` names.
    fn with_meridiem(mut self, meridiem: Meridiem) -> Clock {
        // `13:30 pm` is a slip of the pen and still clear.
        self.hour = match meridiem {
            Meridiem::Am if self.hour == 12 => 0,
            Meridiem::Pm if self.hour < 12 => self.hour + 12,
            Meridiem::Noon => 12,
            _ => self.hour,
        };
        self.half_known = true;
        self.certain = true;
        self
    }

    /// The time so many minutes away; the words for it can mean nothing else.
    fn moved(self, minutes: i64) -> Option<Clock> {
        let total = (i64::from(self.hour) * 60 + minutes).rem_euclid(24 * 60);
        Some(Clock { hour: i8::try_from(total / 60).ok()?, minute: i8::try_from(total % 60).ok()?, certain: true, ..self })
    }

    /// The time in the part of the day that stands beside it.
    pub(super) fn in_part(mut self, part: Part) -> Clock {
        if !self.half_known {
            match part {
                "AF" | "EV" if self.hour < 12 => self.hour += 12,
                "MI" if self.hour < 6 => self.hour += 12,
                // Five in the night is taken for the evening's side, three for the morning's.
                "NI" if (5..12).contains(&self.hour) => self.hour += 12,
                "NI" | "MO" if self.hour == 12 => self.hour = 0,
                _ => {}
            }
            self.half_known = true;
        }
        self.certain = true;
        self
    }

    /// Minutes east of UTC on a day; none where the zone is not told.
    pub(super) fn offset(&self, day: Option<Day>) -> Option<i16> {
        match self.zone? {
            Zone::Fixed(minutes) => Some(minutes),
            Zone::Local => None,
            Zone::Named(name) => offset_in(name, day?.to_datetime(Time::new(self.hour, self.minute, 0, 0).ok()?)),
        }
    }
}

/// Minutes east of UTC of a zone of the tz database at a wall-clock time.
fn offset_in(zone: &str, at: DateTime) -> Option<i16> {
    let zone = TimeZone::get(zone).ok()?;
    let seconds = zone.to_ambiguous_zoned_datetime(at).compatible().ok()?.offset().seconds();
    i16::try_from(seconds / 60).ok()
}

impl Cursor<'_> {
    /// The time of day that starts at this token, with its zone, and where it ends.
    pub(super) fn clock(&self, token: usize) -> Option<(Clock, usize)> {
        let (clock, end) = self.moment(token).or_else(|| self.figures(token)).or_else(|| self.spoken(token))?;
        Some(self.with_zone(clock, end))
    }

    fn moment(&self, token: usize) -> Option<(Clock, usize)> {
        // `12 noon`, `12 midnight`
        let at = if matches!(self.digits(token), Some((12, 2))) { token + 1 } else { token };
        let ((hour, minute), end) = self.sense(at, |s| s.moment)?;
        // `midnight rules` are no time.
        let prepared = at > token
            || self.before(token).hedge.is_some()
            || matches!(
                self.role_before(token, 1),
                Some(
                    Role::At | Role::By | Role::Until | Role::Before | Role::After | Role::From | Role::To | Role::Since | Role::And | Role::Between | Role::A
                )
            );
        let next = self.senses(end);
        if !prepared
            && self.is_word(end)
            && next.role.is_none()
            && next.weekday.is_none()
            && next.today.is_none()
            && next.month.is_none()
            && next.zone.is_none()
        {
            return None;
        }
        let clock = Clock::new(hour, minute)?;
        Some((Clock { half_known: true, certain: true, ..clock }, end))
    }

    fn figures(&self, token: usize) -> Option<(Clock, usize)> {
        if !self.is_number(token) {
            return None;
        }
        if let Some((number, width)) = self.digits(token) {
            let hour = i8::try_from(number).ok();
            if width <= 2
                && self.mark(token + 1) == b':'
                && self.glued(token)
                && self.glued(token + 1)
                && let Some((minute, 2)) = self.digits(token + 2)
            {
                let mut clock = Clock::new(hour?, i8::try_from(minute).ok()?)?;
                clock.half_known |= self.leading_zero(token);
                let mut end = token + 3;
                if self.mark(end) == b':'
                    && self.glued(end - 1)
                    && let Some((second @ 0..60, 2)) = self.digits(end + 1)
                {
                    clock.second = i8::try_from(second).ok();
                    clock.certain = width == 2;
                    end += 2;
                }
                return Some(self.meridiem(clock, end).unwrap_or((clock, end)));
            }
            if width <= 2 {
                if let Some(found) = self.past_or_to(i64::from(number), token + 1) {
                    return Some(found);
                }
                let clock = Clock::new(hour?, 0)?;
                if let Some(found) = self.meridiem(clock, token + 1) {
                    return (1..=12).contains(&clock.hour).then_some(found);
                }
                let oclock = token + 1;
                if self.senses(oclock).oclock {
                    let clock = Clock { certain: true, ..clock };
                    return Some(self.meridiem(clock, oclock + 1).unwrap_or((clock, oclock + 1)));
                }
                return None;
            }
            // `1140 a.m.`, `0300 GMT`, `1353 hours`
            if width <= 4 {
                let clock = Clock::new(i8::try_from(number / 100).ok()?, i8::try_from(number % 100).ok()?)?;
                if let Some(found) = self.meridiem(clock, token + 1) {
                    return (1..=12).contains(&clock.hour).then_some(found);
                }
                // `1353 (1023 GMT)`
                if width == 4
                    && self.mark(token + 1) == b'('
                    && self.digits(token + 2).is_some_and(|(_, w)| w == 4)
                    && self.clock(token + 2).is_some_and(|(k, _)| k.zone.is_some())
                {
                    return Some((Clock { half_known: true, certain: true, ..clock }, token + 1));
                }
                // `0730-0930`
                let military = |t: usize| self.digits(t).is_some_and(|(n, w)| w == 4 && n < 2400) && self.lower(t).starts_with(['0', '1', '2']);
                let paired = self.mark(token + 1) == b'-' && military(token + 2) || self.mark_before(token) == b'-' && token >= 2 && military(token - 2);
                if width == 4 && paired && (self.lower(token).starts_with('0') || token >= 2 && self.lower(token - 2).starts_with('0')) {
                    return Some((Clock { certain: true, ..clock }, token + 1));
                }
                let word = self.is_word(token + 1) || self.mark(token + 1) == b'(';
                self.zone(token + 1).filter(|_| word)?;
                return (width == 4).then_some((Clock { half_known: true, certain: true, ..clock }, token + 1));
            }
            return None;
        }
        // `8.40am`, `09.25 hrs`
        let clock = self.dotted(token)?;
        let certain = Clock { certain: true, ..clock };
        if self.senses(token + 1).oclock {
            return Some((certain, token + 2));
        }
        self.meridiem(clock, token + 1).or_else(|| self.zone(token + 1).map(|_| (certain, token + 1)))
    }

    /// The time with the `a.m.` behind it.
    fn meridiem(&self, clock: Clock, at: usize) -> Option<(Clock, usize)> {
        // `9.am`
        let word = if self.mark(at) == b'.' && self.glued_before(at) && self.glued(at) { at + 1 } else { at };
        if let Some(meridiem) = self.senses(word).meridiem {
            return Some((clock.with_meridiem(meridiem), word + 1));
        }
        // `5:55p`, and `5 p . m .` of text whose points were tokenised.
        let meridiem = match self.lower(at) {
            "a" => Meridiem::Am,
            "p" => Meridiem::Pm,
            _ => return None,
        };
        if self.mark(at + 1) == b'.' && self.lower(at + 2) == "m" {
            let end = if self.mark(at + 3) == b'.' { at + 4 } else { at + 3 };
            return Some((clock.with_meridiem(meridiem), end));
        }
        // `5:55p` and `at 7p`; `a 5p tax` is of pence, and so are shares that close `at 742p`.
        let told = at >= 2 && (matches!(self.mark(at - 2), b':' | b'.') || self.has(at - 2, Role::At) && !self.speaks_of_prices(at));
        (told && self.glued_before(at) && !(self.glued(at) && self.is_word(at + 1))).then(|| (clock.with_meridiem(meridiem), at + 1))
    }

    /// `seven o'clock`, `five-thirty pm`, `half past seven`, `a quarter to 8`.
    fn spoken(&self, token: usize) -> Option<(Clock, usize)> {
        let senses = self.senses(token);
        if self.has(token, Role::A) && self.senses(token + 1).unit == Some(Unit::Quarter) {
            return self.past_or_to(15, token + 2);
        }
        if senses.quantity == Some(Some(500)) {
            return self.past_or_to(30, token + 1).or_else(|| self.half_of(token));
        }
        if senses.unit == Some(Unit::Quarter) && !senses.plural {
            return self.past_or_to(15, token + 1);
        }
        let (number, end) = self.small_number(token)?;
        if let Some(found) = self.past_or_to(i64::from(number), end).or_else(|| self.minutes_to(token, i64::from(number), end)) {
            return Some(found);
        }
        let (hour, end) = senses.number.filter(|n| (1..=12).contains(n)).map(|n| (n, token + 1))?;
        let plain = Clock::new(i8::try_from(hour).ok()?, 0)?;
        if self.senses(end).oclock {
            let clock = Clock { certain: true, ..plain };
            return Some(self.meridiem(clock, end + 1).unwrap_or((clock, end + 1)));
        }
        if let Some(found) = self.meridiem(plain, end) {
            return Some(found);
        }
        let hyphened = self.mark(end) == b'-';
        let minutes = if hyphened { end + 1 } else { end };
        let (minute, after) = self.small_number(minutes)?;
        let clock = Clock::new(plain.hour, i8::try_from(minute).ok().filter(|m| *m >= 5)?)?;
        // `it was nine-fifty`
        let certain = hyphened && !self.is_word(after) && self.read_off(token);
        self.meridiem(clock, after).or(Some((Clock { certain, ..clock }, after)))
    }

    /// True where the words in front say that a clock is read.
    pub(super) fn read_off(&self, token: usize) -> bool {
        token >= self.first + 2 && self.sense(token - 2, |s| s.reads.then_some(())).is_some_and(|(_, end)| end == token)
    }

    /// True in front of a time of day in words which could as well be a count.
    fn asked(&self, token: usize) -> bool {
        matches!(self.role_before(token, 1), Some(Role::At | Role::By | Role::Until | Role::Before | Role::Since)) || self.read_off(token)
    }

    /// True where nothing stands behind that a number could count.
    fn uncounted(&self, end: usize) -> bool {
        let senses = self.senses(end);
        let part = senses.part.is_some() || senses.weekday.is_some() || senses.today.is_some() || senses.toward.is_some();
        (self.closed(end) || self.capital(end) || part) && !matches!(self.mark(end), b'-' | b'%') && !matches!(self.role(end), Some(Role::Of | Role::Old))
    }

    /// British `half six`: half past six.
    fn half_of(&self, token: usize) -> Option<(Clock, usize)> {
        let hour = self.senses(token + 1).number.filter(|hour| (1..=12).contains(hour))?;
        let clock = Clock::new(i8::try_from(hour).ok()?, 30)?;
        let half = Clock { certain: true, ..clock };
        let (told, end) = self.meridiem(half, token + 2).unwrap_or((half, token + 2));
        (self.asked(token) && self.uncounted(end)).then_some((told, end))
    }

    /// `at ten to twelve`, `at ten after three`: a multiple of five behind a preposition of time,
    /// with nothing that it could count.
    fn minutes_to(&self, token: usize, minutes: i64, at: usize) -> Option<(Clock, usize)> {
        let before = match self.role(at)? {
            Role::To => true,
            Role::After => false,
            _ => return None,
        };
        let hour = self.senses(at + 1).number.filter(|hour| (1..=12).contains(hour))?;
        let plain = Clock::new(i8::try_from(hour).ok()?, 0)?;
        let (clock, end) = self.meridiem(plain, at + 2).unwrap_or((plain, at + 2));
        if minutes % 5 != 0 || minutes > 25 || !self.asked(token) || !self.uncounted(end) {
            return None;
        }
        Some((clock.moved(if before { -minutes } else { minutes })?, end))
    }

    /// `… minutes past eight`, `… to five thirty`, from the word behind the count on.
    fn past_or_to(&self, minutes: i64, at: usize) -> Option<(Clock, usize)> {
        if !(1..60).contains(&minutes) {
            return None;
        }
        let named = self.senses(at).unit == Some(Unit::Minute);
        let at = if named { at + 1 } else { at };
        let before = match self.role(at)? {
            Role::Past => false,
            Role::To => true,
            _ => return None,
        };
        let (clock, mut end) = self.hour(at + 1)?;
        let mut known = self.meridiem(clock, end);
        if known.is_none() && self.senses(end).oclock {
            end += 1;
            known = Some((Clock { certain: true, ..clock }, end));
        }
        // `5 to 8` is a range or a score; `past eight` is a time.
        if before && !named && minutes != 15 {
            return None;
        }
        let (clock, end) = known.unwrap_or((clock, end));
        Some((clock.moved(if before { -minutes } else { minutes })?, end))
    }

    /// A zone at this token: `GMT`, `local time`, `(EDT)`, `GMT+01:00`, `+0530`.
    fn zone(&self, token: usize) -> Option<(Zone, usize)> {
        if self.mark(token) == b'(' {
            let (zone, end) = self.zone(token + 1)?;
            return (self.mark(end) == b')').then_some((zone, end + 1));
        }
        if matches!(self.mark(token), b'+' | b'-') && self.glued_before(token) {
            return self.shift(token, 0);
        }
        let ((zone, upper), end) = self.sense(token, |s| s.zone)?;
        if upper && !(token..end).all(|t| self.upper(t)) && end == token + 1 {
            return None;
        }
        match zone {
            Zone::Fixed(base) if matches!(self.mark(end), b'+' | b'-') && self.glued_before(end) => Some(self.shift(end, base).unwrap_or((zone, end))),
            _ => Some((zone, end)),
        }
    }

    /// `+01:00`, `-0500`, `+2` at a sign.
    fn shift(&self, sign: usize, base: i16) -> Option<(Zone, usize)> {
        if !self.glued(sign) {
            return None;
        }
        let (number, width) = self.digits(sign + 1)?;
        let number = i16::try_from(number).ok()?;
        let (minutes, mut end) = match width {
            1 | 2 => (number * 60, sign + 2),
            4 => (number / 100 * 60 + number % 100, sign + 2),
            _ => return None,
        };
        let mut minutes = minutes;
        if self.mark(end) == b':'
            && width <= 2
            && let Some((more @ 0..60, _)) = self.digits(end + 1)
        {
            minutes += i16::try_from(more).ok()?;
            end += 2;
        }
        if minutes > 14 * 60 {
            return None;
        }
        Some((Zone::Fixed(base + if self.mark(sign) == b'-' { -minutes } else { minutes }), end))
    }

    fn with_zone(&self, clock: Clock, end: usize) -> (Clock, usize) {
        match self.zone(end) {
            // `10:30-11:30` is a range.
            Some((Zone::Fixed(_), _)) if self.mark(end) == b'-' => (clock, end),
            Some((zone, after)) => {
                // `07:05 PM ET EDT`, `1100 hrs IST`
                let (zone, end) = match self.zone(after) {
                    Some((second @ (Zone::Fixed(_) | Zone::Named(_)), last)) if self.is_word(after) => (if zone == Zone::Local { second } else { zone }, last),
                    _ => (zone, after),
                };
                (Clock { zone: Some(zone), certain: true, ..clock }, end)
            }
            None => (clock, end),
        }
    }

    /// An hour of the dial, in figures or in a word, and where it ends: `8`, `eight`.
    pub(super) fn hour(&self, token: usize) -> Option<(Clock, usize)> {
        let hour = match self.digits(token) {
            Some((hour, 1..=2)) => hour,
            _ => self.senses(token).number?,
        };
        let clock = Clock::new(i8::try_from(hour).ok()?, 0)?;
        (1..=12).contains(&hour).then_some((clock, token + 1))
    }

    /// A number word below a hundred, of one or two words.
    pub(super) fn small_number(&self, token: usize) -> Option<(u32, usize)> {
        let first = self.senses(token).number.filter(|n| *n < 100)?;
        if first >= 20 {
            let next = if self.mark(token + 1) == b'-' { token + 2 } else { token + 1 };
            if let Some(unit @ 1..10) = self.senses(next).number {
                return Some((first + unit, next + 1));
            }
        }
        Some((first, token + 1))
    }
}
