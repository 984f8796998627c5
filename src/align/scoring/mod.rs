//! How likely two claims answer one question: comparison levels, each with its evidence.
//!
//! The model is that of record linkage (Fellegi and Sunter 1969, in the form that Splink gives it):
//! each [`Comparison`] looks at one thing and answers with one of its levels, each level has a
//! weight in log-odds, and the sum with the prior is the log-odds that the two claims answer one
//! question. The weights are estimated from annotated events by `examples/fit_weights.rs`, which writes
//! `data/weights.tsv`.

use foldhash::{HashMap, HashMapExt};

use super::context::modality::{self, Modality};
use super::context::{Context, Contexts};
use crate::extract::{Claim, Extraction};
use crate::value::figure::{FigureType, units};
use crate::value::{Date, Relation, Value};

mod setting;
mod values;
mod weights;
mod wording;

use setting::{
    age_of, ahead, alone_in_frame, alone_in_unit, date_beside, day, entities, entity_measured, length, of_saying, part, person, prominence, report, sources,
    subject,
};
use values::{distance, elsewhere, grain, known, value_type, values, values_beside};
pub use weights::{Evidence, KindWeights, Model, Weights, probability};
use wording::{Shared, concept, contained, counted, event_figure, frame, left, nearby, nearby_contained, qualifiers, right, sentence};
pub(super) use wording::{near_words, sentence_words};

/// One thing that is compared about two claims.
#[derive(Debug)]
pub struct Comparison {
    /// Its name in the weights file and in explanations.
    pub name: &'static str,
    /// Names of its levels; a pair has exactly one.
    pub levels: &'static [&'static str],
    /// True where each level is at least as much evidence as the one before it.
    pub ordered: bool,
    /// The level of a pair.
    level: fn(&Pair<'_>) -> usize,
}

/// Share of the words, around the value and of the sentence, from which a sentence is told again.
pub(super) const COPY: f32 = 0.6;

/// Hours of a day, and of a year, nearly.
const DAY: f32 = 24.0;
const WEEK: f32 = 7.0 * DAY;
const YEAR: f32 = 24.0 * 340.0;

/// How a number may be put, and what one says that is put so beside one that is not.
const WAYS: [(Modality, &str); 6] = [
    (modality::FORMER, "what it was before, and what it is"),
    (modality::FORETOLD, "what was foretold, and what is"),
    (modality::REQUIRED, "what it takes, and what there is"),
    (modality::RATE, "so many a day, and in all"),
    (modality::MADE_UP, "how a body is made up, and how it voted"),
    (modality::AFTERSHOCK_OF, "how strong an aftershock was, and the quake"),
];

/// Sentences from which a report tells more than a lead does.
const MORE: usize = 6;

/// Two claims of one kind and all that is known around them.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The event's contexts.
    pub contexts: &'a Contexts,
    /// The event's extractions.
    pub extractions: &'a [Extraction<'a>],
    /// One claim.
    pub a: &'a Context,
    /// The other.
    pub b: &'a Context,
    /// How the two values relate.
    relation: Relation,
    /// The words near the two values, which several comparisons look at.
    near: Shared,
    /// The words of the two sentences.
    words: Shared,
    /// The level of [`values_beside`], the dearest one.
    beside: usize,
    /// The level of [`better_partner`].
    unrivalled: usize,
}

/// The levels of a pair, one for each of [`COMPARISONS`].
pub type Levels = [u8; COMPARISONS.len()];

/// Everything that is compared, in the order in which it is explained.
pub const COMPARISONS: [Comparison; 37] = [
    Comparison {
        name: "concept",
        levels: &["differ", "one has none", "none", "shared in reach", "same nearest", "same nearest word"],
        ordered: true,
        level: concept,
    },
    Comparison { name: "counted", levels: &["differ", "one has none", "none", "same class", "same"], ordered: true, level: counted },
    Comparison { name: "frame", levels: &["no match", "concept alone", "counted alone", "both"], ordered: true, level: frame },
    Comparison { name: "event figure", levels: &["differ", "one", "neither", "same, apart in time", "same"], ordered: true, level: event_figure },
    Comparison { name: "nearby words", levels: &["0", "1-10 %", "10-20 %", "20-35 %", "35-50 %", "50-70 %", "70-100 %"], ordered: true, level: nearby },
    Comparison { name: "sentence words", levels: &["0-5 %", "5-12 %", "12-25 %", "25-40 %", "40-65 %", "65-100 %"], ordered: true, level: sentence },
    Comparison { name: "sentence contained", levels: &["0-15 %", "15-30 %", "30-45 %", "45-60 %", "60-80 %", "80-100 %"], ordered: true, level: contained },
    Comparison {
        name: "nearby contained",
        levels: &["0-15 %", "15-30 %", "30-45 %", "45-60 %", "60-80 %", "80-100 %"],
        ordered: true,
        level: nearby_contained,
    },
    Comparison { name: "left word", levels: &["differ", "none", "same concept", "same"], ordered: true, level: left },
    Comparison { name: "right word", levels: &["differ", "none", "same concept", "same"], ordered: true, level: right },
    Comparison { name: "qualifiers", levels: &["differ", "on one side", "none", "same"], ordered: true, level: qualifiers },
    Comparison { name: "entities", levels: &["differ", "one has none", "none", "some shared", "nearest shared"], ordered: true, level: entities },
    Comparison {
        name: "entity measured",
        levels: &["differ", "one has none", "none or no measure", "some shared", "nearest shared"],
        ordered: true,
        level: entity_measured,
    },
    Comparison { name: "age of", levels: &["another", "unknown", "no age", "the same"], ordered: true, level: age_of },
    Comparison { name: "date beside", levels: &["conflict", "on one side", "none", "compatible", "same"], ordered: true, level: date_beside },
    Comparison { name: "day of the account", levels: &["conflict", "on one side", "none", "compatible", "same"], ordered: true, level: day },
    Comparison {
        name: "type",
        levels: &["differ", "count or plain", "money", "percent", "measure", "age", "score", "time", "date", "rank"],
        ordered: false,
        level: value_type,
    },
    Comparison {
        name: "place in report",
        levels: &["apart", "both body", "both lead", "both headline", "headline and lead"],
        ordered: false,
        level: prominence,
    },
    Comparison { name: "part of report", levels: &["another", "the next", "the same"], ordered: true, level: part },
    Comparison { name: "report", levels: &["two", "one", "one sentence"], ordered: false, level: report },
    Comparison { name: "better partner", levels: &["both have", "one has", "neither"], ordered: true, level: |pair| pair.unrivalled },
    Comparison { name: "alone in its unit", levels: &["neither", "one", "both"], ordered: true, level: alone_in_unit },
    Comparison { name: "alone in its frame", levels: &["differ", "neither", "one", "both"], ordered: true, level: alone_in_frame },
    Comparison {
        name: "values beside",
        levels: &["conflict", "mixed", "nothing to compare", "one agrees", "more agree"],
        ordered: true,
        level: |pair| pair.beside,
    },
    Comparison { name: "values", levels: &["differ", "compatible", "the same"], ordered: true, level: values },
    Comparison { name: "distance", levels: &["out of sight", "very far", "far", "no measure", "some way", "near", "a hair"], ordered: false, level: distance },
    Comparison { name: "signals together", levels: &["0", "1", "2", "3", "4", "5", "6", "7", "8"], ordered: true, level: signals },
    Comparison { name: "other's value", levels: &["both state it too", "one states it too", "one report", "unknown to both"], ordered: true, level: known },
    Comparison { name: "elsewhere", levels: &["together", "apart", "one", "neither", "no figure"], ordered: false, level: elsewhere },
    Comparison { name: "person", levels: &["another", "on one side", "none", "the same"], ordered: true, level: person },
    Comparison { name: "subject", levels: &["another", "on one side", "none", "the same"], ordered: true, level: subject },
    Comparison { name: "ahead", levels: &["neither", "one", "both"], ordered: false, level: ahead },
    Comparison { name: "grain", levels: &["far apart", "apart", "no date", "the same"], ordered: true, level: grain },
    Comparison { name: "length of reports", levels: &["briefs", "short", "middling", "long"], ordered: false, level: length },
    Comparison { name: "sources", levels: &["neither", "one", "both", "no figure"], ordered: false, level: sources },
    Comparison { name: "told again", levels: &["no", "alike", "value in one place", "nearly copied"], ordered: true, level: told_again },
    Comparison { name: "of saying", levels: &["neither", "one", "both"], ordered: false, level: of_saying },
];

impl<'a> Pair<'a> {
    /// The two claims; what several comparisons look at is found once.
    pub fn new(
        contexts: &'a Contexts,
        extractions: &'a [Extraction<'a>],
        partners: &'a Partners,
        (a, b): (&'a Context, &'a Context),
        relation: Relation,
    ) -> Self {
        let (near, words) = (near_words(a, b), sentence_words(contexts, a, b));
        let own = resemblance(a, b, &near, &words);
        let beside = values_beside(extractions, a, b);
        Pair { contexts, extractions, a, b, relation, near, words, beside, unrivalled: better_partner(partners, a, b, own) }
    }
}

impl Pair<'_> {
    fn claim(&self, context: &Context) -> &Claim {
        &self.extractions[context.report].claims[context.claim]
    }

    /// The levels of this pair.
    pub fn levels(&self) -> Levels {
        COMPARISONS.each_ref().map(|c| (c.level)(self) as u8)
    }

    /// True for one sentence told again, with the two values at one place in it, or as the only ones of their kind.
    ///
    /// No weight is estimated for it, since annotated events hold too few altered copies: that a
    /// copy answers the question of its original needs no estimate.
    pub fn copied(&self) -> bool {
        let words = self.words;
        let [left, right] = [0, 1].map(|side| self.a.neighbours[side] == self.b.neighbours[side]);
        let in_place = || self.near.jaccard() >= COPY && (left || right);
        self.a.report != self.b.report && words.is_copy() && (in_place() || self.only(self.a) && self.only(self.b)) && self.unrivalled == 2
    }

    /// True for two values of one type that stand between the same two others, however their sentences are worded: `.308 with 33
    /// home runs and 121 RBI`, `.308 with 40 homers and 121 RBIs`. No weight is estimated for it either: of 16 such pairs
    /// in the annotated events that differ 13 share a slot, and the other three are told of one thing.
    pub fn flanked(&self) -> bool {
        let of_type = |context| self.claim(context).mention.value.type_name();
        self.a.report != self.b.report && self.a.flanks.is_some() && self.a.flanks == self.b.flanks && of_type(self.a) == of_type(self.b)
    }

    /// True for two named days of one week with one time of day to the minute: what happened twice hardly did so to the minute.
    pub fn one_clock(&self) -> bool {
        self.dates().is_some_and(|(a, b)| a.share_clock(b) && a.hours_apart(b).is_some_and(|hours| hours <= WEEK))
    }

    /// True for the only value of its type in its sentence.
    fn only(&self, context: &Context) -> bool {
        let of_type = |claim: usize| self.extractions[context.report].claims[claim].mention.value.type_name();
        !context.siblings.iter().any(|&other| of_type(other) == of_type(context.claim))
    }

    /// What makes two differing values two answers to two questions, however alike they are told: the comparison
    /// that shows it, and how.
    pub fn of_two_questions(&self) -> Option<(&'static str, &'static str)> {
        if age_of(self) == 0 {
            Some(("age of", "two people, whatever else is alike"))
        } else if self.of_news_and_background() {
            Some(("values", "a weekday of the news, and a date that is told with its year"))
        } else if self.of_two_ranks() {
            Some(("counted", "ranks among two kinds of things"))
        } else if self.of_two_lengths() {
            Some(("measure", "the time between two events, and how long one lasts"))
        } else {
            self.told_apart().or_else(|| self.of_two_times().then_some(("date beside", "years apart, and nothing else alike")))
        }
    }

    /// The same where words right beside the values say so, which a copy cannot undo: `fell from 507,000`, `fell to 473,000`.
    pub fn told_apart(&self) -> Option<(&'static str, &'static str)> {
        if self.of_two_sides() {
            Some(("measure", "two sides of a thing"))
        } else if self.of_two_things() {
            Some(("counted", "a property of one thing, and a number of others"))
        } else {
            self.put_in_two_ways().map(|way| ("modality", way))
        }
    }

    /// True for a weekday that tells the news of a week which is not known, and a date with its year, which tells what
    /// was before: `fired on Saturday`, `named coach on May 23, 2005`.
    fn of_news_and_background(&self) -> bool {
        let Some((a, b)) = self.dates() else { return false };
        // The year is the text's own, since its report tells no day to take one from.
        let background = |date: &Date, of: &Context| !date.bare_weekday && date.earliest.is_some() && self.extractions[of.report].published.is_none();
        of_unknown_week(a) && background(b, self.b) || of_unknown_week(b) && background(a, self.a)
    }

    /// True for two lengths of time of which one is that between two events: `three days after the vote`, `a
    /// two-day summit`.
    fn of_two_lengths(&self) -> bool {
        self.a.between != self.b.between && self.both_measure(units::is_time)
    }

    /// True for two lengths of which words right beside them say that one measures how wide a thing is, say, and one how deep.
    fn of_two_sides(&self) -> bool {
        self.a.side != 0 && self.b.side != 0 && self.a.side & self.b.side == 0 && self.both_measure(units::is_length)
    }

    /// True for ranks among things of two kinds: `the eighth senator to leave`, `a seventh term`.
    fn of_two_ranks(&self) -> bool {
        let ranks = |context| matches!(&self.claim(context).mention.value, Value::Figure(f) if f.figure_type == FigureType::Ordinal);
        let counted = self.a.counted.zip(self.b.counted);
        ranks(self.a) && ranks(self.b) && counted.is_some_and(|(a, b)| !self.contexts.vocabulary.same_class(a, b))
    }

    /// True for two figures in units of one kind.
    fn both_measure(&self, kind: fn(&str) -> bool) -> bool {
        let measures = |context| matches!(&self.claim(context).mention.value, Value::Figure(f) if f.unit.as_deref().is_some_and(kind));
        measures(self.a) && measures(self.b)
    }

    /// True where one count is a property of something, and the other counts other things: `an 11-story building`, `12 people`.
    pub fn of_two_things(&self) -> bool {
        let counted = self.a.counted.zip(self.b.counted);
        (self.a.attributive || self.b.attributive) && counted.is_some_and(|(a, b)| !self.contexts.vocabulary.same_class(a, b))
    }

    /// True for what a number was before, and what it is.
    pub fn is_of_past(&self) -> bool {
        self.put_apart() & modality::FORMER != 0
    }

    /// The ways in which one of two figures is put and the other is not.
    fn put_apart(&self) -> Modality {
        self.a.modality ^ self.b.modality
    }

    /// What sets two figures apart that two texts put in two ways: one as it is, one as it was before.
    fn put_in_two_ways(&self) -> Option<&'static str> {
        WAYS.into_iter().find(|(way, _)| self.put_apart() & way != 0).map(|(_, told)| told)
    }

    /// True for what two accounts of two times tell: years apart, and no other value of the two sentences is alike.
    /// `The 2010 quake of magnitude 8.8`, `the 9.5 quake of 1960`.
    fn of_two_times(&self) -> bool {
        let date = |context| match &self.claim(context).mention.value {
            Value::Date(date) => Some(date),
            _ => self.contexts.date(context, self.extractions),
        };
        let apart = || date(self.a)?.hours_apart(date(self.b)?);
        self.beside == 0 && apart().is_some_and(|hours| hours > YEAR)
    }

    /// True for two dates a day or more apart.
    pub fn on_two_days(&self) -> bool {
        self.dates().and_then(|(a, b)| a.hours_apart(b)).is_some_and(|hours| hours >= DAY)
    }

    /// True for a weekday of which nothing tells the week, against another or a day of the news.
    pub fn of_unknown_weeks(&self) -> bool {
        self.dates().is_some_and(|(a, b)| (of_unknown_week(a) || of_unknown_week(b)) && self.on_two_days())
    }

    /// True for two reports of a few sentences each.
    pub fn of_two_briefs(&self) -> bool {
        [self.a, self.b].iter().all(|context| self.extractions[context.report].document.sentences.len() < MORE)
    }

    /// The two values, where both are dates.
    fn dates(&self) -> Option<(&Date, &Date)> {
        match (&self.claim(self.a).mention.value, &self.claim(self.b).mention.value) {
            (Value::Date(a), Value::Date(b)) => Some((a, b)),
            _ => None,
        }
    }

    /// Days between the publication of the two reports; none where one does not tell its own.
    pub fn days_apart(&self) -> Option<u32> {
        let [a, b] = [self.a, self.b].map(|context| self.extractions[context.report].published);
        Some((a? - b?).get_days().unsigned_abs())
    }

    /// The model that judges this pair.
    pub fn model(&self) -> Model {
        Model { kind: self.claim(self.a).mention.value.kind(), differ: self.relation == Relation::Different }
    }
}

/// True for a weekday of which nothing tells the week.
fn of_unknown_week(date: &Date) -> bool {
    date.bare_weekday && date.earliest.is_none()
}

/// One question has one answer in a report: a claim that resembles another claim of the same
/// report better than this one hardly answers the same question as this one.
fn better_partner(partners: &Partners, a: &Context, b: &Context, own: f32) -> usize {
    let beaten = |of: &Context, other: &Context| partners.best(of, other.report) > own + 0.02;
    2 - usize::from(beaten(a, b)) - usize::from(beaten(b, a))
}

/// One sentence told twice, with no better place for either value in the other report.
fn told_again(pair: &Pair<'_>) -> usize {
    let words = pair.words;
    if pair.a.report == pair.b.report || pair.unrivalled < 2 || words.contained() < 0.45 || words.jaccard() < 0.12 {
        return 0;
    }
    let in_place = left(pair) == 3 || right(pair) == 3 || pair.near.jaccard() >= 0.35;
    1 + usize::from(in_place) + usize::from(in_place && words.jaccard() >= 0.4)
}

/// How many of the signals above hold at once: together they tell more than one by one, which a
/// sum of log-odds alone would miss.
fn signals(pair: &Pair<'_>) -> usize {
    let holds = [
        concept(pair) >= 4,
        counted(pair) >= 3,
        nearby(pair) >= 3,
        contained(pair) >= 3,
        left(pair) >= 2 || right(pair) >= 2,
        entities(pair) >= 3,
        pair.beside >= 3,
        pair.unrivalled == 2,
    ];
    holds.into_iter().filter(|&h| h).count()
}

/// How alike the surroundings of two values are, 0 to 1; no weights are needed for it.
fn resemblance(a: &Context, b: &Context, near: &Shared, words: &Shared) -> f32 {
    let concept = f32::from(u8::from(a.concept & b.concept != 0));
    let entity = f32::from(u8::from(a.entity.is_some() && a.entity == b.entity));
    0.4 * near.jaccard() + 0.3 * words.jaccard() + 0.2 * concept + 0.1 * entity
}

/// For each claim, how well its best partner in each other report resembles it.
#[derive(Debug, Default)]
pub struct Partners {
    best: HashMap<((usize, usize), usize), f32>,
}

impl Partners {
    /// Looks over all candidate pairs once.
    pub fn new(contexts: &Contexts, candidates: &[(u32, u32, Relation)]) -> Self {
        let mut best = HashMap::new();
        for &(a, b, _) in candidates {
            let (a, b) = (&contexts.claims[a as usize], &contexts.claims[b as usize]);
            if a.report != b.report {
                let found = resemblance(a, b, &near_words(a, b), &sentence_words(contexts, a, b));
                for (of, other) in [(a, b), (b, a)] {
                    let known: &mut f32 = best.entry(((of.report, of.claim), other.report)).or_default();
                    *known = known.max(found);
                }
            }
        }
        Partners { best }
    }

    fn best(&self, of: &Context, report: usize) -> f32 {
        self.best.get(&((of.report, of.claim), report)).copied().unwrap_or(0.0)
    }
}
