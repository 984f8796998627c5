//! How a text puts a number: as it is, as it was before, as somebody foretold it, as what it takes, as so many a day.
//!
//! Two numbers that are put in two ways answer two questions, however alike they are told: `fell to 473,000`,
//! `from a revised 507,000`, `economists had expected 475,000`.

use std::ops::Range;

use super::reader::{CHANGE, Reader};
use super::vocabulary::{
    AFTERSHOCK, AGE, AGO, AT, COMPARED, CONTRAST, EACH, FORECAST, FORECASTER, FORETELLS, FROM, JOIN, MAJORITY, MEAN, MOMENT, NEEDED, OF, ONE_OF, OVER, PAST,
    PERIOD, PREVIOUS, RELATIVE, REVISION, THEN, THRESHOLD, TO, TURN,
};
use crate::value::figure::{Figure, FigureType};

/// A set of ways to put a number, one bit each.
pub type Modality = u8;

/// What it was before: `up from 12`, `the previous total of 12`.
pub const FORMER: Modality = 1;
/// What those foretold whose trade it is: `economists had expected 475,000`.
pub const FORETOLD: Modality = 1 << 1;
/// What it takes: `the 60-vote threshold`, `the 218 votes needed to pass`.
pub const REQUIRED: Modality = 1 << 2;
/// So many in a stretch of time: `12 a day`.
pub const RATE: Modality = 1 << 3;
/// How a body is made up, and not how it voted: `its 6-3 conservative majority`.
pub const MADE_UP: Modality = 1 << 4;
/// The magnitude of what came after or before the quake: `one aftershock had a magnitude of 5.1`.
pub const AFTERSHOCK_OF: Modality = 1 << 5;

/// The unit of quakes.
const MAGNITUDE: &str = "magnitude";

/// How far behind a magnitude an aftershock stands that has it: `a 5.1-magnitude aftershock`.
const SHAKEN: usize = 2;
/// Small words between a number and the word that ties it to another: `from a revised 507,000`.
const TIED: usize = 3;
/// How far in front of a number the word stands that makes it one of that time: `when he was sixteen`.
const WHEN: usize = 3;
/// How far behind the words of a time its event is told: `at the time of her violent death`; and in front of an age.
const EVENT: usize = 5;
const LIFE: usize = 12;
/// How far behind a number a word tells that it is that of before: `6.6 million filed the prior week`.
const PRIOR: usize = 4;
/// How far in front of a number the one may stand who foretold it, and how far behind: `845,000 that analysts had forecast`.
const FORETOLD_REACH: usize = 24;
const FORETOLD_BEHIND: usize = 6;
/// How far a noun stands from the number that it foretells: `forecasts for a rise of 164,000`.
const FORECAST_OF: usize = 5;
/// How far behind a number stands what makes it one that is needed.
const NEEDED_BEHIND: usize = 3;
/// How far behind a number the stretch of time stands, and behind an article alone: `died on average each day`.
const RATE_BEHIND: usize = 6;
const RATE_ARTICLE: usize = 3;

impl Reader<'_> {
    /// How the text puts the figure at `place`.
    pub(super) fn modality(&self, place: &Range<usize>, figure: &Figure) -> Modality {
        let magnitude = figure.unit.as_deref() == Some(MAGNITUDE);
        let ways = [
            (FORMER, self.is_former(place) || figure.figure_type == FigureType::Age && self.is_of_then(place)),
            (FORETOLD, self.is_foretold(place)),
            (REQUIRED, self.is_required(place)),
            (RATE, self.is_rate(place)),
            (MADE_UP, self.is_made_up(place)),
            (AFTERSHOCK_OF, magnitude && self.is_of_aftershock(place)),
        ];
        ways.into_iter().fold(0, |all, (way, put)| if put { all | way } else { all })
    }

    fn is_former(&self, place: &Range<usize>) -> bool {
        // `6.6 million filed the prior week`, yet not `a rise of 12% over the previous month`
        let behind = self.clause_behind(place.end, PRIOR).take_while(|&t| !self.is(t, OVER | FROM | TO));
        if self.clause_before(place.start, CHANGE).chain(behind).any(|t| self.is(t, PREVIOUS)) {
            return true;
        }
        // `what he wrote when he was sixteen`, yet not `she was sixteen when she died`
        let told = place.start >= self.sentence.start + WHEN && self.is(place.start - 1, JOIN);
        if told && self.is(place.start - WHEN, THEN) {
            return true;
        }
        // `rose from a revised 12`, `dropped from an average 12`, `compared with 12`
        let small = |&t: &usize| self.stems[t].is_none() && !self.is(t, FROM | TO) || self.is(t, REVISION | MEAN);
        let tie = self.clause_before(place.start, TIED).find(|t| !small(t));
        let Some(tie) = tie.filter(|&t| self.is(t, FROM | TO | COMPARED)) else { return false };
        if self.is(tie, COMPARED) {
            return true;
        }
        let mut ahead = self.clause_before(tie, CHANGE);
        if self.is(tie, FROM) { ahead.any(|t| self.is(t, TURN)) } else { ahead.next().is_some_and(|t| self.is(t, COMPARED)) }
    }

    /// True for an age that somebody was, in a sentence of that time (`Pell was 14 at the time of the raid, while Orre was 16`),
    /// or in his life: `elected at age 78`, `at the age of 78`. At the time of what an event has one figure of he was as old as
    /// he is told to be: `was 54 at the time of his death`, `died at age 54`.
    fn is_of_then(&self, place: &Range<usize>) -> bool {
        let event = |t: usize| self.stems[t].is_some_and(|stem| self.vocabulary.one_an_event(self.vocabulary.concepts(stem)));
        let at_the_time = |t: usize| self.is(t, MOMENT) && self.is(t - 2, AT) && self.stems[t - 1].is_none() && !self.clause_behind(t, EVENT).any(event);
        let was = place.start > self.sentence.start && self.is(place.start - 1, PAST);
        let back = |n: usize, duty| place.start >= self.sentence.start + n && self.is(place.start - n, duty);
        let at_age = back(1, AGE) && back(2, AT) || back(1, OF) && back(2, AGE) && (back(3, AT) || back(4, AT));
        was && (self.sentence.start + 2..self.sentence.end).any(at_the_time) || at_age && !self.clause_before(place.start, LIFE).any(event)
    }

    fn is_foretold(&self, place: &Range<usize>) -> bool {
        if self.clause_before(place.start, FORECAST_OF).any(|t| self.is(t, FORECAST)) {
            return true;
        }
        let both =
            |tokens: &mut dyn Iterator<Item = usize>| tokens.fold(0, |found, t| found | self.duties(t)) & (FORECASTER | FORETELLS) == FORECASTER | FORETELLS;
        let before = (place.start.saturating_sub(FORETOLD_REACH).max(self.sentence.start)..place.start).rev();
        // `the 870,000 economists had expected`: they look like what is counted.
        let last = place.end - 1..place.end;
        let tied = usize::from(place.end < self.sentence.end && self.is(place.end, RELATIVE));
        both(&mut before.take_while(|&t| !self.is(t, CONTRAST))) || both(&mut last.chain(self.clause_behind(place.end + tied, FORETOLD_BEHIND)))
    }

    fn is_required(&self, place: &Range<usize>) -> bool {
        let threshold = |t: usize| self.is(t, THRESHOLD);
        // `the 218 votes needed to pass`, yet not `12 people needed help`
        let ends = |t: usize| t >= self.sentence.end || self.stems[t].is_none();
        let needed = self.clause_behind(place.end, NEEDED_BEHIND).any(|t| self.is(t, NEEDED) && ends(t + 1));
        needed || self.clause_behind(place.end, 1).any(threshold) || self.clause_before(place.start, 2).any(threshold)
    }

    fn is_rate(&self, place: &Range<usize>) -> bool {
        let word = |t: usize, duties| t < self.sentence.end && self.is(t, duties);
        // `12 a day`, yet not `12 a day earlier`
        let each = |t: usize| self.is(t, EACH) && word(t + 1, PERIOD) && !word(t + 2, AGO);
        let far = |t: usize| self.is(t, ONE_OF) && t >= place.end + RATE_ARTICLE;
        self.clause_behind(place.end, RATE_BEHIND).any(|t| each(t) && !far(t))
    }

    fn is_made_up(&self, place: &Range<usize>) -> bool {
        self.clause_behind(place.end, 2).nth(1).is_some_and(|t| self.is(t, MAJORITY))
    }

    /// `A 5.1 aftershock`, `one aftershock had a magnitude of 5.1`, yet not `a 6.2 quake and its aftershocks`.
    fn is_of_aftershock(&self, place: &Range<usize>) -> bool {
        let mut around = self.clause_behind(place.end, SHAKEN).chain(self.clause_before(place.start, CHANGE));
        around.any(|t| self.is(t, AFTERSHOCK))
    }
}
