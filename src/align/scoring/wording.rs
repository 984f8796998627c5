//! Levels of the words around two values.

use super::super::context::{Context, Contexts, Stem};
use super::setting::date_beside;
use super::{COPY, Pair};

/// So many words no two sentences share by chance.
const COPY_WORDS: usize = 6;

pub(super) fn share(common: f32, all: f32) -> f32 {
    if all > 0.0 { common / all } else { 0.0 }
}

pub(super) fn bin(x: f32, edges: &[f32]) -> usize {
    edges.iter().filter(|&&edge| x >= edge).count()
}

pub(super) fn concept(pair: &Pair<'_>) -> usize {
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

pub(super) fn same_stem(pair: &Pair<'_>, a: Option<Stem>, b: Option<Stem>) -> Option<(bool, bool)> {
    let (a, b) = (a?, b?);
    let concepts = |s| pair.contexts.vocabulary.concepts(s);
    Some((a == b, concepts(a) & concepts(b) != 0))
}

pub(super) fn counted(pair: &Pair<'_>) -> usize {
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
pub(super) fn event_figure(pair: &Pair<'_>) -> usize {
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
pub(super) fn frame(pair: &Pair<'_>) -> usize {
    let concept = pair.a.concept & pair.b.concept != 0;
    let counted = pair.a.counted.zip(pair.b.counted).is_some_and(|(a, b)| pair.contexts.vocabulary.same_class(a, b));
    usize::from(concept) + 2 * usize::from(counted)
}

/// What two weighted sets of words have in common, and what each weighs.
#[derive(Clone, Copy, Debug)]
pub(in crate::align) struct Shared {
    pub(super) common: f32,
    /// How many words they have in common.
    count: usize,
    a: f32,
    b: f32,
}

impl Shared {
    /// Weighted Jaccard similarity.
    pub(in crate::align) fn jaccard(&self) -> f32 {
        share(self.common, self.a + self.b - self.common)
    }

    /// True for the words of one sentence told twice, and more of them than two sentences share by chance.
    pub(in crate::align) fn is_copy(&self) -> bool {
        self.count >= COPY_WORDS && self.jaccard() >= COPY
    }

    /// Share of the lighter set that the other contains: a short sentence told again in a long one.
    pub(super) fn contained(&self) -> f32 {
        share(self.common, self.a.min(self.b))
    }
}

/// The words near the two values; a word counts as much as where it is farther away.
pub(in crate::align) fn near_words(a: &Context, b: &Context) -> Shared {
    let weight = |c: &Context| c.near.iter().map(|w| w.1).sum();
    let (common, count) = common(&a.near, &b.near, |(stem, _)| *stem, |x, y| x.1.min(y.1));
    Shared { common, count, a: weight(a), b: weight(b) }
}

pub(super) fn nearby(pair: &Pair<'_>) -> usize {
    bin(pair.near.jaccard(), &[0.01, 0.1, 0.2, 0.35, 0.5, 0.7])
}

/// The words of two claims' sentences.
pub(in crate::align) fn sentence_words(contexts: &Contexts, x: &Context, y: &Context) -> Shared {
    let a = &contexts.sentences[x.report][x.sentence];
    let b = &contexts.sentences[y.report][y.sentence];
    let (common, count) = common(&a.stems, &b.stems, |stem| *stem, |stem, _| contexts.vocabulary.weight(*stem));
    Shared { common, count, a: a.weight, b: b.weight }
}

/// What the words weigh that stand in both of two lists, sorted by stem, and how many they are.
fn common<W>(a: &[W], b: &[W], stem: impl Fn(&W) -> Stem, weight: impl Fn(&W, &W) -> f32) -> (f32, usize) {
    let (mut i, mut j, mut common, mut count) = (0, 0, 0.0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let order = stem(x).cmp(&stem(y));
        if order.is_eq() {
            common += weight(x, y);
            count += 1;
        }
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    (common, count)
}

const CONTAINED: [f32; 5] = [0.15, 0.3, 0.45, 0.6, 0.8];

pub(super) fn contained(pair: &Pair<'_>) -> usize {
    bin(pair.words.contained(), &CONTAINED)
}

pub(super) fn nearby_contained(pair: &Pair<'_>) -> usize {
    bin(pair.near.contained(), &CONTAINED)
}

pub(super) fn sentence(pair: &Pair<'_>) -> usize {
    bin(pair.words.jaccard(), &[0.05, 0.12, 0.25, 0.4, 0.65])
}

pub(super) fn neighbour(pair: &Pair<'_>, side: usize) -> usize {
    match same_stem(pair, pair.a.neighbours[side], pair.b.neighbours[side]) {
        None => 1,
        Some((true, _)) => 3,
        Some((_, true)) => 2,
        Some(_) => 0,
    }
}

pub(super) fn left(pair: &Pair<'_>) -> usize {
    neighbour(pair, 0)
}

pub(super) fn right(pair: &Pair<'_>) -> usize {
    neighbour(pair, 1)
}

pub(super) fn qualifiers(pair: &Pair<'_>) -> usize {
    match (pair.a.qualifiers.is_empty(), pair.b.qualifiers.is_empty()) {
        (true, true) => 2,
        (true, false) | (false, true) => 1,
        _ if pair.a.qualifiers.iter().any(|q| pair.b.qualifiers.contains(q)) => 3,
        _ => 0,
    }
}
