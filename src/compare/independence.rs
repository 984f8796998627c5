//! Copies of one text: reports and sentences that are no independent witnesses.
//!
//! Two reports are copies by [`is_copy`], values aside. Found through shared sentence fingerprints, so
//! reports that share none are never compared.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt, HashSet};

use super::judge::Case;
use super::side::Side;
use crate::align::context::Contexts;
use crate::copy::{LONG, is_copy};
use crate::disjoint::DisjointSets;
use crate::segment::{Document, TokenKind};
use crate::value::{Kind, Relation, Value};

/// For each report, the lowest index among the reports that are copies of one text with it.
pub(super) fn origins(contexts: &Contexts) -> Vec<usize> {
    let mut by_print: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut long = vec![0usize; contexts.sentences.len()];
    let mut prints: Vec<u64> = Vec::new();
    for (report, sentences) in contexts.sentences.iter().enumerate() {
        for sentence in sentences.iter().filter(|s| s.stems.len() >= LONG) {
            long[report] += 1;
            let reports = by_print.entry(sentence.fingerprint).or_default();
            if reports.is_empty() {
                prints.push(sentence.fingerprint);
            }
            if reports.last() != Some(&report) {
                reports.push(report);
            }
        }
    }
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    let mut met: Vec<(usize, usize)> = Vec::new();
    for print in prints {
        let reports = &by_print[&print];
        // Each with the next: copies of one text still chain, at a cost linear in their number.
        for pair in reports.windows(2) {
            let count = shared.entry((pair[0], pair[1])).or_insert(0);
            if *count == 0 {
                met.push((pair[0], pair[1]));
            }
            *count += 1;
        }
    }
    let mut texts = DisjointSets::new(long.len());
    for (a, b) in met {
        if is_copy(shared[&(a, b)], long[a], long[b]) {
            texts.join(a, b);
        }
    }
    (0..long.len()).map(|report| texts.lowest(report)).collect()
}

/// How many of some reports are no copies of another of them.
pub(super) fn independent(reports: &[usize], origins: &[usize]) -> usize {
    reports.iter().map(|&report| origins[report]).collect::<BTreeSet<_>>().len()
}

/// So many sentences of near copies differ where one value was altered: the one that tells it, and the headline.
const ALTERED: usize = 2;

/// True for two texts of which each has more sentences than that which the other does not have, to the digit: a page that was
/// written anew, or the next issue of a notice, and no copy with a value altered or its end cut off.
pub(super) fn is_rewritten(a: &Document<'_>, b: &Document<'_>) -> bool {
    let prints = |document: &Document<'_>| -> HashSet<u64> {
        let long = document.sentences.iter().filter(|sentence| sentence.tokens.len() > LONG);
        long.map(|sentence| xxhash_rust::xxh3::xxh3_64(sentence.span.of(&document.lower).as_bytes())).collect()
    };
    let (x, y) = (prints(a), prints(b));
    x.difference(&y).nth(ALTERED).is_some() && y.difference(&x).nth(ALTERED).is_some()
}

/// Words around a value from which a sentence, or a run of words, that two reports share was copied.
const RETOLD: usize = 7;
/// So many sides that share one sentence are held against each other.
const SHARING: usize = 8;

/// A place of each side, by the ids of two sides, the lower first.
type Pairs = HashMap<(usize, usize), (usize, usize)>;

/// Pairs of sides that two reports give in the same words, the value aside.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// In a sentence of the same words.
    sentences: Pairs,
    /// Within a run of the same words: of hedged values alone, whose hedges would let both be true.
    runs: Pairs,
}

impl Copies {
    /// A claim of each of two sides that one sentence gives.
    pub(super) fn of(&self, a: &Side, b: &Side) -> Option<(usize, usize)> {
        of(&self.sentences, a, b)
    }

    /// A hedged claim of each of two sides that one run of words gives.
    pub(super) fn hedged(&self, a: &Side, b: &Side) -> Option<(usize, usize)> {
        of(&self.runs, a, b)
    }
}

fn of(pairs: &Pairs, a: &Side, b: &Side) -> Option<(usize, usize)> {
    let (x, y) = *pairs.get(&(a.id.min(b.id), a.id.max(b.id)))?;
    Some(if a.id <= b.id { (x, y) } else { (y, x) })
}

impl Case<'_> {
    /// Looks for sentences, and runs of words, that several sides share.
    pub(super) fn copies(&self, sides: &[Side]) -> Copies {
        if sides.len() < 2 || self.slot.kind == Kind::Name {
            return Copies::default();
        }
        Copies { sentences: self.sharing(sides, |place| self.frame(place).into_iter().collect()), runs: self.sharing(sides, |place| self.runs(place)) }
    }

    /// The pairs of sides that share a print.
    fn sharing(&self, sides: &[Side], prints: impl Fn(usize) -> Vec<u64>) -> Pairs {
        // By print: each side once, with its first claim.
        let mut sharing: BTreeMap<u64, Vec<(usize, usize)>> = BTreeMap::new();
        for side in sides {
            for &place in &side.places {
                for print in prints(place) {
                    let known = sharing.entry(print).or_default();
                    if known.len() < SHARING && known.last().is_none_or(|&(id, _)| id != side.id) {
                        known.push((side.id, place));
                    }
                }
            }
        }
        let mut pairs = HashMap::new();
        for known in sharing.into_values() {
            for (at, &(a, x)) in known.iter().enumerate() {
                for &(b, y) in &known[at + 1..] {
                    if self.claim(x).report != self.claim(y).report {
                        pairs.entry((a, b)).or_insert((x, y));
                    }
                }
            }
        }
        pairs
    }

    /// A hash of a sentence's words without the claim's own; none where they are too few to tell.
    fn frame(&self, place: usize) -> Option<u64> {
        let (document, own) = (self.document(place), self.own_tokens(place));
        let mut words = String::new();
        let mut count = 0;
        for token in self.sentence_tokens(place) {
            if own.contains(&token) {
                // Of any length: `one`, `twenty-one`.
                if token == own.start {
                    words.push('\u{1F}');
                }
            } else if document.tokens[token].kind == TokenKind::Word {
                words.push_str(document.lower(token));
                words.push(' ');
                count += 1;
            }
        }
        (count >= RETOLD).then(|| xxhash_rust::xxh3::xxh3_64(words.as_bytes()))
    }

    /// Hashes of the runs of [`RETOLD`] words that a hedged claim stands in, its own words aside.
    fn runs(&self, place: usize) -> Vec<u64> {
        if !self.hedged(place) {
            return Vec::new();
        }
        let document = self.document(place);
        let (own, sentence) = (self.own_tokens(place), self.sentence_tokens(place));
        let words =
            |tokens: std::ops::Range<usize>| tokens.filter(|&t| document.tokens[t].kind == TokenKind::Word).map(|t| document.lower(t)).collect::<Vec<_>>();
        let (before, after) = (words(sentence.start..own.start.max(sentence.start)), words(own.end.min(sentence.end)..sentence.end));
        let reach = (0..=RETOLD).filter(|&left| left <= before.len() && RETOLD - left <= after.len());
        reach
            .map(|left| {
                let run = [&before[before.len() - left..], &["\u{1F}"], &after[..RETOLD - left]].concat().join(" ");
                xxhash_rust::xxh3::xxh3_64(run.as_bytes())
            })
            .collect()
    }

    /// True where other dates and figures differ as well between two claims' sentences, which are of the same
    /// words: its values stand in the same order in both.
    pub(super) fn issued_anew(&self, x: usize, y: usize) -> bool {
        let beside = |place: usize| {
            let (own, report) = (self.claim(place), &self.court.extractions[self.claim(place).report]);
            let first = report.claims.partition_point(|c| c.mention.span.end() <= own.sentence.start());
            let of_sentence = report.claims[first..].iter().take_while(|c| c.mention.span.start() < own.sentence.end());
            of_sentence.filter(|c| c.mention.value.kind() != Kind::Name && c.mention.span != own.mention.span)
        };
        beside(x).zip(beside(y)).any(|(a, b)| a.relation(b) == Relation::Different)
    }

    /// True for two values in the same words with one hedge, which lets both be true:
    /// `up to 83 percent`, `up to 88 percent`.
    pub(super) fn number_altered(&self, x: usize, y: usize) -> bool {
        match (self.value(x), self.value(y)) {
            (Value::Figure(a), Value::Figure(b)) => a.low == a.high && b.low == b.high && a.low != b.low && a.unit == b.unit && a.comparator == b.comparator,
            (Value::Date(a), Value::Date(b)) => {
                a.iso != b.iso && a.iso.len() == b.iso.len() && a.granularity == b.granularity && a.offset == b.offset && a.modifier == b.modifier
            }
            _ => false,
        }
    }

    /// True for one number in one sentence, hedged in one report and not in the other.
    pub(super) fn hedge_lost(&self, x: usize, y: usize) -> bool {
        match (self.value(x), self.value(y)) {
            (Value::Figure(a), Value::Figure(b)) => a.low == b.low && a.high == b.high && a.unit == b.unit && a.comparator.is_some() != b.comparator.is_some(),
            (Value::Date(a), Value::Date(b)) => a.iso == b.iso && a.modifier.is_some() != b.modifier.is_some(),
            _ => false,
        }
    }
}
