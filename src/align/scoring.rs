//! How likely two claims answer one question: comparison levels, each with its evidence.
//!
//! The model is that of record linkage (Fellegi and Sunter 1969, in the form that Splink gives it):
//! each [`Comparison`] looks at one thing and answers with one of its levels, each level has a
//! weight in log-odds, and the sum with the prior is the log-odds that the two claims answer one
//! question. The weights are estimated from annotated events by `examples/fit.rs`, which writes
//! `data/weights.tsv`.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use super::context::{Context, Contexts, Prominence, Stem};
use crate::extract::{Claim, Extraction};
use crate::value::date::{DateType, Granularity};
use crate::value::figure::FigureType;
use crate::value::{Date, Kind, Relation, Value};

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
const COPY: f32 = 0.6;
/// Weight of the shared words that no two sentences share by chance: three or four rare ones.
const COPY_WEIGHT: f32 = 4.0;

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
pub const COMPARISONS: [Comparison; 32] = [
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
        levels: &["differ", "count or plain", "money", "percent", "measure", "age", "score", "time", "date"],
        ordered: false,
        level: value_type,
    },
    Comparison {
        name: "place in report",
        levels: &["apart", "both body", "both lead", "both headline", "headline and lead"],
        ordered: false,
        level: prominence,
    },
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
    Comparison { name: "grain", levels: &["far apart", "apart", "no date", "the same"], ordered: true, level: grain },
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

    /// True for one sentence told again, with the two values at one place in it.
    ///
    /// No weight is estimated for it, since annotated events hold too few altered copies: that a
    /// copy answers the question of its original needs no estimate.
    pub fn copied(&self) -> bool {
        let words = self.words;
        let [left, right] = [0, 1].map(|side| self.a.neighbours[side] == self.b.neighbours[side]);
        self.a.report != self.b.report
            && words.common > COPY_WEIGHT
            && words.jaccard() >= COPY
            && self.near.jaccard() >= COPY
            && (left || right)
            && self.unrivalled == 2
    }

    /// The model that judges this pair.
    pub fn model(&self) -> Model {
        Model { kind: self.claim(self.a).mention.value.kind(), differ: self.relation == Relation::Different }
    }
}

fn share(common: f32, all: f32) -> f32 {
    if all > 0.0 { common / all } else { 0.0 }
}

fn bin(x: f32, edges: &[f32]) -> usize {
    edges.iter().filter(|&&edge| x >= edge).count()
}

fn concept(pair: &Pair<'_>) -> usize {
    let (a, b) = (pair.a, pair.b);
    match (a.concept, b.concept) {
        (0, 0) => 2,
        (0, _) | (_, 0) => 1,
        _ if a.concept_word == b.concept_word => 5,
        (x, y) if x & y != 0 => 4,
        _ if a.concepts & b.concepts != 0 => 3,
        _ => 0,
    }
}

fn same_stem(pair: &Pair<'_>, a: Option<Stem>, b: Option<Stem>) -> Option<(bool, bool)> {
    let (a, b) = (a?, b?);
    let concepts = |s| pair.contexts.vocabulary.concepts(s);
    Some((a == b, concepts(a) & concepts(b) != 0))
}

fn counted(pair: &Pair<'_>) -> usize {
    match (pair.a.counted, pair.b.counted) {
        (None, None) => 2,
        (None, _) | (_, None) => 1,
        (Some(a), Some(b)) if a == b => 4,
        (Some(a), Some(b)) if pair.contexts.vocabulary.same_class(a, b) => 3,
        _ => 0,
    }
}

/// How many died, were hurt, are missing: an event has one such figure, however it is worded, but a
/// story may also tell that of another event, at another time.
fn event_figure(pair: &Pair<'_>) -> usize {
    let vocabulary = &pair.contexts.vocabulary;
    match (vocabulary.one_an_event(pair.a.concept), vocabulary.one_an_event(pair.b.concept)) {
        (false, false) => 2,
        (true, false) | (false, true) => 1,
        _ if pair.a.concept & pair.b.concept == 0 => 0,
        _ if date_beside(pair) == 0 => 3,
        _ => 4,
    }
}

/// What happens and whom it happens to, taken together: `killed` of `people`.
fn frame(pair: &Pair<'_>) -> usize {
    let concept = pair.a.concept & pair.b.concept != 0;
    let counted = pair.a.counted.zip(pair.b.counted).is_some_and(|(a, b)| pair.contexts.vocabulary.same_class(a, b));
    usize::from(concept) + 2 * usize::from(counted)
}

/// What two weighted sets of words have in common, and what each weighs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    common: f32,
    a: f32,
    b: f32,
}

impl Shared {
    /// Weighted Jaccard similarity.
    pub(super) fn jaccard(&self) -> f32 {
        share(self.common, self.a + self.b - self.common)
    }

    /// Share of the lighter set that the other contains: a short sentence told again in a long one.
    fn contained(&self) -> f32 {
        share(self.common, self.a.min(self.b))
    }
}

/// The words near the two values; a word counts as much as where it is farther away.
pub(super) fn near_words(a: &Context, b: &Context) -> Shared {
    let (mut i, mut j, mut common) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.near.get(i), b.near.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Equal => {
                common += x.1.min(y.1);
                i += 1;
                j += 1;
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    let weight = |c: &Context| c.near.iter().map(|w| w.1).sum();
    Shared { common, a: weight(a), b: weight(b) }
}

fn nearby(pair: &Pair<'_>) -> usize {
    bin(pair.near.jaccard(), &[0.01, 0.1, 0.2, 0.35, 0.5, 0.7])
}

/// The words of two claims' sentences.
pub(super) fn sentence_words(contexts: &Contexts, x: &Context, y: &Context) -> Shared {
    let a = &contexts.sentences[x.report][x.sentence];
    let b = &contexts.sentences[y.report][y.sentence];
    let (mut i, mut j, mut common) = (0, 0, 0.0);
    while i < a.stems.len() && j < b.stems.len() {
        match a.stems[i].cmp(&b.stems[j]) {
            std::cmp::Ordering::Equal => {
                common += contexts.vocabulary.weight(a.stems[i]);
                i += 1;
                j += 1;
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    Shared { common, a: a.weight, b: b.weight }
}

const CONTAINED: [f32; 5] = [0.15, 0.3, 0.45, 0.6, 0.8];

fn contained(pair: &Pair<'_>) -> usize {
    bin(pair.words.contained(), &CONTAINED)
}

fn nearby_contained(pair: &Pair<'_>) -> usize {
    bin(pair.near.contained(), &CONTAINED)
}

fn sentence(pair: &Pair<'_>) -> usize {
    bin(pair.words.jaccard(), &[0.05, 0.12, 0.25, 0.4, 0.65])
}

fn neighbour(pair: &Pair<'_>, side: usize) -> usize {
    match same_stem(pair, pair.a.neighbours[side], pair.b.neighbours[side]) {
        None => 1,
        Some((true, _)) => 3,
        Some((_, true)) => 2,
        Some(_) => 0,
    }
}

fn left(pair: &Pair<'_>) -> usize {
    neighbour(pair, 0)
}

fn right(pair: &Pair<'_>) -> usize {
    neighbour(pair, 1)
}

fn qualifiers(pair: &Pair<'_>) -> usize {
    match (pair.a.qualifiers.is_empty(), pair.b.qualifiers.is_empty()) {
        (true, true) => 2,
        (true, false) | (false, true) => 1,
        _ if pair.a.qualifiers.iter().any(|q| pair.b.qualifiers.contains(q)) => 3,
        _ => 0,
    }
}

fn entities(pair: &Pair<'_>) -> usize {
    let (a, b) = (pair.a, pair.b);
    match (a.entity, b.entity) {
        (None, None) => 2,
        (None, _) | (_, None) => 1,
        (x, y) if x == y => 4,
        _ if a.entities.iter().any(|e| b.entities.binary_search(e).is_ok()) => 3,
        _ => 0,
    }
}

/// A distance, an amount or a share is that of something: `2 miles from Arica`, `IBM's revenue`.
fn entity_measured(pair: &Pair<'_>) -> usize {
    let measured = |c: &Context| matches!(&pair.claim(c).mention.value, Value::Figure(f) if matches!(f.figure_type, FigureType::Money | FigureType::Percent | FigureType::Measure));
    if measured(pair.a) && measured(pair.b) { entities(pair) } else { 2 }
}

/// Where a report has one value of a unit, that value answers the one question there is.
fn alone_in_unit(pair: &Pair<'_>) -> usize {
    if pair.a.unit != pair.b.unit { 0 } else { usize::from(pair.a.in_unit == 1) + usize::from(pair.b.in_unit == 1) }
}

/// The same for the values of a unit beside one concept: people killed, miles deep.
fn alone_in_frame(pair: &Pair<'_>) -> usize {
    let (a, b) = (pair.a, pair.b);
    let same = a.unit == b.unit && (a.concept & b.concept != 0 || a.concept == 0 && b.concept == 0);
    if same { 1 + usize::from(a.in_frame == 1) + usize::from(b.in_frame == 1) } else { 0 }
}

/// Whose age it is tells more of an age than all the words around it.
fn age_of(pair: &Pair<'_>) -> usize {
    let is_age = |c: &Context| matches!(&pair.claim(c).mention.value, Value::Figure(f) if f.figure_type == FigureType::Age);
    match (is_age(pair.a) && is_age(pair.b), pair.a.holder, pair.b.holder) {
        (false, ..) => 2,
        (true, Some(a), Some(b)) if a == b => 3,
        (true, Some(_), Some(_)) => 0,
        _ => 1,
    }
}

fn date_beside(pair: &Pair<'_>) -> usize {
    let date = |context| pair.contexts.date(context, pair.extractions);
    dates(date(pair.a), date(pair.b))
}

/// The day that each report had named last: two quakes of one week are told with two days.
fn day(pair: &Pair<'_>) -> usize {
    let day = |context| pair.contexts.day(context, pair.extractions);
    dates(day(pair.a), day(pair.b))
}

fn dates(a: Option<&Date>, b: Option<&Date>) -> usize {
    match (a, b) {
        (None, None) => 2,
        (None, _) | (_, None) => 1,
        (Some(a), Some(b)) => match a.level(b).relation {
            Relation::Different => 0,
            Relation::Compatible => 3,
            Relation::Same => 4,
            Relation::Incomparable => 1,
        },
    }
}

fn value_type(pair: &Pair<'_>) -> usize {
    let class = |c: &Context| match &pair.claim(c).mention.value {
        Value::Figure(figure) => match figure.figure_type {
            FigureType::Money => 2,
            FigureType::Percent => 3,
            FigureType::Measure => 4,
            FigureType::Age => 5,
            FigureType::Score => 6,
            FigureType::Count | FigureType::Plain | FigureType::Ordinal => 1,
        },
        Value::Date(date) if date.date_type == DateType::Time => 7,
        Value::Date(_) => 8,
        Value::Name(_) => 0,
    };
    match (class(pair.a), class(pair.b)) {
        (a, b) if a == b => a,
        // `8:40 a.m. on Sunday`, `on Saturday`: both tell a day.
        (7, 8) if names_day(pair, pair.a) => 8,
        (8, 7) if names_day(pair, pair.b) => 8,
        _ => 0,
    }
}

/// True for a time whose day is known as well.
fn names_day(pair: &Pair<'_>, context: &Context) -> bool {
    matches!(&pair.claim(context).mention.value, Value::Date(date) if date.names_day())
}

fn prominence(pair: &Pair<'_>) -> usize {
    use Prominence::{Body, Headline, Lead};
    match (pair.a.prominence.min(pair.b.prominence), pair.a.prominence.max(pair.b.prominence)) {
        (Headline, Headline) => 3,
        (Headline, Lead) => 4,
        (Lead, Lead) => 2,
        (Body, Body) => 1,
        _ => 0,
    }
}

fn report(pair: &Pair<'_>) -> usize {
    match (pair.a.report == pair.b.report, pair.a.sentence == pair.b.sentence) {
        (true, true) => 2,
        (true, false) => 1,
        _ => 0,
    }
}

/// One question has one answer in a report: a claim that resembles another claim of the same
/// report better than this one hardly answers the same question as this one.
fn better_partner(partners: &Partners, a: &Context, b: &Context, own: f32) -> usize {
    let beaten = |of: &Context, other: &Context| partners.best(of, other.report) > own + 0.02;
    2 - usize::from(beaten(a, b)) - usize::from(beaten(b, a))
}

/// A report that also states the other's value has another answer to the question which that one answers.
fn known(pair: &Pair<'_>) -> usize {
    if pair.a.report == pair.b.report {
        return 2;
    }
    match (pair.contexts.knows(pair.a, pair.b), pair.contexts.knows(pair.b, pair.a)) {
        (true, true) => 0,
        (false, false) => 3,
        _ => 1,
    }
}

/// Whether other reports state the two figures. Where one states both, they answer two questions;
/// one that nobody else gives may be a slip. Of dates it tells nothing: every report has its `Tuesday`.
fn elsewhere(pair: &Pair<'_>) -> usize {
    if pair.claim(pair.a).mention.value.kind() != Kind::Figure {
        return 4;
    }
    let others = |context| pair.contexts.stating(context).iter().filter(|&&report| report != pair.a.report && report != pair.b.report);
    let (a, b) = (others(pair.a).count(), others(pair.b).count());
    let theirs = pair.contexts.stating(pair.b);
    match (a > 0, b > 0) {
        (true, true) if others(pair.a).any(|report| theirs.binary_search(report).is_ok()) => 0,
        (true, true) => 1,
        (false, false) => 3,
        _ => 2,
    }
}

/// Whom the sentences name nearest to the values: `he has worked there for 30 years`.
fn person(pair: &Pair<'_>) -> usize {
    match (pair.a.person, pair.b.person) {
        (None, None) => 2,
        (Some(a), Some(b)) if a == b => 3,
        (Some(_), Some(_)) => 0,
        _ => 1,
    }
}

/// How finely the two dates are told: a minute and a week seldom answer one question.
fn grain(pair: &Pair<'_>) -> usize {
    match (&pair.claim(pair.a).mention.value, &pair.claim(pair.b).mention.value) {
        (Value::Date(a), Value::Date(b)) => match a.granularity.steps(b.granularity) {
            0 => 3,
            1 | 2 => 1,
            _ => 0,
        },
        _ => 2,
    }
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

/// What else the two sentences state: one account told twice agrees in the rest, two accounts of
/// two things differ there as well.
fn values_beside(extractions: &[Extraction<'_>], a: &Context, b: &Context) -> usize {
    let claims = |c: &Context| &extractions[c.report].claims;
    let (mut agree, mut conflict) = (0, 0);
    for &x in &a.siblings {
        let mut met = None;
        for &y in &b.siblings {
            let (x, y) = (&claims(a)[x], &claims(b)[y]);
            if x.mention.value.type_name() != y.mention.value.type_name() {
                continue;
            }
            match x.relation(y) {
                Relation::Same => met = Some(true),
                Relation::Different => met = met.or(Some(false)),
                _ => {}
            }
        }
        match met {
            Some(true) => agree += 1,
            Some(false) => conflict += 1,
            None => {}
        }
    }
    match (agree, conflict) {
        (0, 0) => 2,
        (0, _) => 0,
        (_, c) if c > 0 => 1,
        (1, _) => 3,
        _ => 4,
    }
}

/// Two values that can both be true may be of two questions sooner than one value told twice.
fn values(pair: &Pair<'_>) -> usize {
    match pair.relation {
        Relation::Different | Relation::Incomparable => 0,
        Relation::Compatible => 1,
        Relation::Same => 2,
    }
}

/// The levels of values that have no distance, and of those that have, the nearest first.
const NO_MEASURE: usize = 3;
const DISTANCES: [usize; 6] = [6, 5, 4, 2, 1, 0];

/// How far apart the values are. One level among many, never enough by itself: two numbers of one
/// size are not therefore about one thing, but two accounts of one thing are seldom of two sizes.
fn distance(pair: &Pair<'_>) -> usize {
    match (&pair.claim(pair.a).mention.value, &pair.claim(pair.b).mention.value) {
        (Value::Figure(a), Value::Figure(b)) => match a.proportion(b) {
            None => NO_MEASURE,
            Some(x) => DISTANCES[bin(x, &[1.05, 1.25, 1.6, 2.5, 6.0])],
        },
        (Value::Date(a), Value::Date(b)) => match a.hours_apart(b) {
            None => NO_MEASURE,
            Some(x) => DISTANCES[bin(x, &[1.5, 13.0, 49.0, 24.0 * 8.0, 24.0 * 70.0])],
        },
        _ => NO_MEASURE,
    }
}

/// A date beside a verb of saying dates the saying: `said on Tuesday`.
fn of_saying(pair: &Pair<'_>) -> usize {
    usize::from(pair.a.saying) + usize::from(pair.b.saying)
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

/// Which weights judge a pair: values that differ need other evidence than values that agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Model {
    /// Kind of the two values.
    pub kind: Kind,
    /// True where the two values cannot both be true.
    pub differ: bool,
}

impl Model {
    /// All models, in the order of the weights file.
    pub const ALL: [Model; 4] = [
        Model { kind: Kind::Date, differ: false },
        Model { kind: Kind::Date, differ: true },
        Model { kind: Kind::Figure, differ: false },
        Model { kind: Kind::Figure, differ: true },
    ];

    fn name(self) -> &'static str {
        match (self.kind, self.differ) {
            (Kind::Date, false) => "date",
            (Kind::Date, true) => "date-differ",
            (Kind::Figure, false) => "figure",
            (Kind::Figure, true) => "figure-differ",
            (Kind::Name, _) => "name",
        }
    }
}

/// The weights of one kind of value.
#[derive(Clone, Debug, Default)]
pub struct KindWeights {
    /// Log-odds of any candidate pair.
    pub prior: f32,
    /// For each comparison, the log-odds that each level adds.
    pub levels: Vec<Vec<f32>>,
}

impl KindWeights {
    /// Log-odds of a pair with these levels.
    pub fn sum(&self, levels: &Levels) -> f32 {
        self.prior + levels.iter().zip(&self.levels).map(|(&level, weights)| weights.get(level as usize).copied().unwrap_or(0.0)).sum::<f32>()
    }
}

/// Log-odds below which a level tells nothing worth showing.
const TELLS: f32 = 0.005;

/// One step of the way to a pair's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What was compared; `prior` for the constant.
    pub comparison: &'static str,
    /// The level that was found.
    pub level: &'static str,
    /// What it adds to the log-odds.
    pub weight: f32,
}

impl KindWeights {
    /// What a pair with these levels gets its score from, what tells most first.
    pub fn evidence(&self, levels: &Levels) -> Vec<Evidence> {
        let told = COMPARISONS.iter().zip(levels).zip(&self.levels).map(|((comparison, &level), weights)| Evidence {
            comparison: comparison.name,
            level: comparison.levels.get(level as usize).copied().unwrap_or(""),
            weight: weights.get(level as usize).copied().unwrap_or(0.0),
        });
        let mut evidence: Vec<Evidence> = told.filter(|e| e.weight.abs() >= TELLS).collect();
        evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        evidence.insert(0, Evidence { comparison: "prior", level: "any two claims", weight: self.prior });
        evidence
    }
}

/// The weights of all kinds.
#[derive(Clone, Debug)]
pub struct Weights {
    models: [KindWeights; Model::ALL.len()],
}

impl Weights {
    /// The weights that were estimated from annotated events.
    pub fn fitted() -> &'static Weights {
        static FITTED: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("../../data/weights.tsv")));
        &FITTED
    }

    /// The weights of one model; names are aligned by entity and have none.
    pub fn of(&self, model: Model) -> &KindWeights {
        &self.models[index(model)]
    }

    /// Sets the weights of one model.
    pub fn set(&mut self, model: Model, weights: KindWeights) {
        self.models[index(model)] = weights;
    }

    /// Reads a weights file: rows `kind`, `comparison`, `level`, weight; `prior` for the constant.
    /// A level that the file does not name adds nothing.
    pub fn parse(table: &str) -> Self {
        let none = KindWeights { prior: 0.0, levels: COMPARISONS.iter().map(|c| vec![0.0; c.levels.len()]).collect() };
        let mut weights = Weights { models: Model::ALL.map(|_| none.clone()) };
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [kind, comparison, level, weight] = cells[..] else { continue };
            let (Some(model), Ok(weight)) = (Model::ALL.iter().position(|m| m.name() == kind), weight.parse::<f32>()) else { continue };
            if comparison == "prior" {
                weights.models[model].prior = weight;
            } else if let Some(c) = COMPARISONS.iter().position(|c| c.name == comparison)
                && let Some(l) = COMPARISONS[c].levels.iter().position(|&l| l == level)
            {
                weights.models[model].levels[c][l] = weight;
            }
        }
        weights
    }
}

fn index(model: Model) -> usize {
    Model::ALL.iter().position(|&m| m == model).unwrap_or(0)
}

/// The rows of a weights file.
impl std::fmt::Display for Weights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for model in Model::ALL {
            let (weights, name) = (self.of(model), model.name());
            writeln!(f, "{name}\tprior\t\t{:.3}", weights.prior)?;
            for (comparison, levels) in COMPARISONS.iter().zip(&weights.levels) {
                for (level, weight) in comparison.levels.iter().zip(levels) {
                    writeln!(f, "{name}\t{}\t{level}\t{weight:.3}", comparison.name)?;
                }
            }
        }
        Ok(())
    }
}

/// The probability with these log-odds.
pub fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
