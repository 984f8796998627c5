//! Times of day whose figures could as well be a price, a measure or a score: `5.42`, `04:40`, the
//! times at the head of a log's lines. What stands around them tells.

use crate::segment::{Document, TokenKind};

use super::clock::Clock;
use super::cursor::Cursor;
use super::lexicon::Role;
use super::phrase::Phrases;
use super::point::Point;

/// How many lines of a log begin with a time, at least.
const LOG_LINES: usize = 2;

/// How many hours the lines of a log span, at least: the results of a race lie closer.
const LOG_HOURS: u32 = 2;

/// True where lines of the text begin with times of the day: `10.42 Contact is lost.`
pub(super) fn is_log(document: &Document<'_>) -> bool {
    let mut hours: Option<(u32, u32)> = None;
    let mut lines = 0;
    let mut paragraph = None;
    for sentence in &document.sentences {
        if paragraph.replace(sentence.paragraph) == Some(sentence.paragraph) {
            continue;
        }
        let first = sentence.tokens.start;
        if document.tokens.get(first).is_none_or(|token| token.kind != TokenKind::Number) {
            continue;
        }
        let line = &document.text[sentence.span.range()];
        let Some(hour) = line.get(..5).and_then(head_of_line) else { continue };
        lines += 1;
        hours = Some(hours.map_or((hour, hour), |(least, most)| (least.min(hour), most.max(hour))));
    }
    lines >= LOG_LINES && hours.is_some_and(|(least, most)| most - least >= LOG_HOURS)
}

/// How many tokens in front, and how many behind, may hold a word of prices or measures.
const IN_FRONT: usize = 12;
const BEHIND: usize = 6;

/// The hour of `10.42` or `10:42`.
fn head_of_line(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(['.', ':'])?;
    (hour.len() == 2 && minute.len() == 2 && minute.parse::<u32>().ok()? < 60).then_some(())?;
    hour.parse().ok().filter(|hour| *hour < 24)
}

impl Cursor<'_> {
    /// The fields of `5.42` and `17.00`.
    pub(super) fn dotted(&self, token: usize) -> Option<Clock> {
        if !self.is_number(token) {
            return None;
        }
        let (hour, minute) = self.lower(token).split_once('.')?;
        if hour.len() > 2 || minute.len() != 2 {
            return None;
        }
        let clock = Clock::new(hour.parse().ok()?, minute.parse().ok()?)?;
        Some(if self.leading_zero(token) { Clock { half_known: true, ..clock } } else { clock })
    }

    /// `04` of `04:40`, `07.00`: only a clock writes it.
    pub(super) fn leading_zero(&self, token: usize) -> bool {
        self.lower(token).as_bytes().first_chunk().is_some_and(|[a, b]| *a == b'0' && b.is_ascii_digit())
    }

    /// True where the words near a number are of prices and measures.
    pub(super) fn speaks_of_prices(&self, token: usize) -> bool {
        let mut near = token.saturating_sub(IN_FRONT).max(self.first)..(token + 1 + BEHIND).min(self.end);
        near.any(|t| self.sense(t, |s| s.measured.then_some(())).is_some())
    }

    /// True where the line begins with this time and a statement behind it.
    fn heads_line(&self, token: usize, end: usize) -> bool {
        token == self.first && (self.capital(end) || self.mark(end) == b'-' && !self.glued_before(end) || self.is_number(end) && !self.glued_before(end))
    }
}

impl Phrases<'_> {
    /// True for a time at the head of a log's line.
    pub(super) fn heads_log(&self, token: usize) -> bool {
        self.context.log && token == self.cursor.first && self.cursor.is_number(token)
    }

    /// A dotted time of day: `at 5.42`, `from 07.00 to 17.00`, `until 6.30 tomorrow morning`.
    pub(super) fn dotted_led(&self, token: usize) -> Option<(Point, usize)> {
        let c = &self.cursor;
        let clock = c.dotted(token)?;
        let end = token + 1;
        let zero = c.leading_zero(token);
        // `from 07.00 to 17.00`
        let paired = || token >= c.first + 2 && c.leading_zero(token - 2) && c.dotted(token - 2).is_some();
        let led = match c.role_before(token, 1) {
            Some(Role::At | Role::Until | Role::After | Role::Before | Role::Since) => true,
            Some(Role::From | Role::By | Role::Between) => zero,
            Some(Role::To | Role::And) => paired(),
            // `it was 9.20 on Thursday night`
            _ if c.read_off(token) => self.part_behind(end).is_some() || self.date_behind(end).is_some(),
            _ => c.mark_before(token) == b'-' && paired(),
        };
        // `open 07.00-17.00`
        let opens = zero && c.mark(end) == b'-' && c.dotted(end + 1).is_some();
        let told = opens || led && self.bare_of_measure(token, end) || self.context.log && c.heads_line(token, end);
        if !told {
            return None;
        }
        self.clock_led(token, Clock { certain: true, ..clock }, end, false)
    }

    /// True where nothing shows the number to be a price or a measure.
    fn bare_of_measure(&self, token: usize, end: usize) -> bool {
        let c = &self.cursor;
        let senses = c.senses(end);
        let shut =
            self.shut(end) || senses.part.is_some() || senses.today.is_some() || senses.toward.is_some() || senses.weekday.is_some() || senses.hedge.is_some();
        let marked = matches!(c.mark(end), b'%' | b'/' | b'$') || c.glued(token) && c.mark(end) == b'-' || c.is_number(end);
        shut && !marked && (!c.glued_before(token) || c.mark_before(token) == b'-') && (self.part_behind(end).is_some() || !c.speaks_of_prices(token))
    }

    /// True where no noun and no measure goes on behind a number.
    fn shut(&self, end: usize) -> bool {
        let c = &self.cursor;
        c.closed(end) && !matches!(c.role(end), Some(Role::Of | Role::S | Role::Suffix | Role::Filler | Role::Old | Role::Long | Role::Per))
    }

    /// True for a time with a colon that nothing in front announces: `has 04:40.`, behind a word of saying, and
    /// at the head of a log's line.
    pub(super) fn told_by_figures(&self, token: usize, end: usize) -> bool {
        let c = &self.cursor;
        if self.context.log && c.heads_line(token, end) {
            return true;
        }
        let free = !c.glued_before(token) && !matches!(c.role_before(token, 1), Some(Role::In)) && !matches!(c.mark(end), b':' | b'%');
        // `police say 3:12`
        let shown = c.leading_zero(token) || c.before(token).reads && !c.is_word(end);
        shown && c.is_number(token) && free && self.shut(end) && !(c.mark(end) == b'-' && c.glued_before(end))
    }
}
