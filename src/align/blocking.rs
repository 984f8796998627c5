//! Which pairs of claims are scored at all: those that share a rare enough key.
//!
//! An inverted index from keys to claims. A key that too many claims share tells little, so only
//! the nearest claims in a fixed order meet there: the cost grows with the number of claims, not
//! with its square.

use foldhash::{HashMap, HashMapExt};

use super::context::{Context, Contexts, Prominence};
use super::scoring::{COPY, sentence_words};
use crate::extract::Extraction;
use crate::value::date::{DateType, Granularity};
use crate::value::figure::{FigureType, units};
use crate::value::{Kind, Relation, Value};

/// How many claims of one key are compared with each other, each with those that follow it, where
/// the key is rare, and where it is common: a common key tells little, and other keys bring the
/// claims together that belong together.
const WINDOW: (usize, usize) = (48, 8);
/// Pairs that one key may give before its window narrows.
const BUDGET: usize = 4_000;
/// Words a sentence needs for its wording to be told again and not met by chance.
const TELLING: usize = 4;
/// Steps of granularity from which two dates that differ are no two answers: a minute, next week.
const GRAIN: usize = 3;
/// How many rare words of a claim's surroundings are keys.
const RARE_WORDS: usize = 8;

/// For each claim, the first claim that states the same value in the same words, itself where none
/// does: wire copy is told a thousand times over, and one telling stands for all.
pub fn leaders(contexts: &Contexts, extractions: &[Extraction<'_>]) -> Vec<u32> {
    let mut first: HashMap<(u64, Kind, u64), u32> = HashMap::new();
    let mut leaders = Vec::with_capacity(contexts.claims.len());
    for (index, context) in contexts.claims.iter().enumerate() {
        let sentence = &contexts.sentences[context.report][context.sentence];
        let value = &extractions[context.report].claims[context.claim].mention.value;
        let own = index as u32;
        leaders.push(if sentence.stems.len() < TELLING || context.is_aside() || class(value).is_none() {
            own
        } else {
            *first.entry((sentence.fingerprint, value.kind(), context.value)).or_insert(own)
        });
    }
    leaders
}

/// Index pairs of leading claims in `contexts.claims` that are worth scoring, each once, sorted, and
/// how their values relate; `leaders` as [`leaders`] gives them.
pub fn candidates(contexts: &Contexts, extractions: &[Extraction<'_>], leaders: &[u32]) -> Vec<(u32, u32, Relation)> {
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for (index, context) in contexts.claims.iter().enumerate().filter(|(index, _)| leaders[*index] as usize == *index) {
        let value = &extractions[context.report].claims[context.claim].mention.value;
        let Some(class) = class(value).filter(|_| !context.is_aside()) else { continue };
        let mut key = |what: u64, which: u64| keys.push((mix(mix(class, what), which), index as u32));
        if context.concept != 0 {
            for bit in 0..u128::BITS {
                if context.concept >> bit & 1 == 1 {
                    key(1, u64::from(bit));
                }
            }
        }
        if let Some(counted) = context.counted {
            key(2, contexts.vocabulary.class_of_things(counted));
        }
        let mut rare: Vec<(f32, u32)> = context.near.iter().map(|&(stem, weight)| (weight, stem)).collect();
        rare.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for &(_, stem) in rare.iter().take(RARE_WORDS) {
            key(3, u64::from(stem));
        }
        if let Some(entity) = context.entity {
            key(4, entity as u64);
        }
        // A lead names whom the event is about, and need not name them beside the claim.
        if context.prominence != Prominence::Body {
            for &entity in contexts.sentences[context.report][context.sentence].entities.iter().filter(|e| Some(**e) != context.entity) {
                key(4, entity as u64);
            }
        }
        if let Some(unit) = unit(value) {
            key(5, unit);
        }
        if let Some(flanks) = context.flanks {
            key(6, flanks);
        }
    }
    keys.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in keys.chunk_by(|a, b| a.0 == b.0) {
        let window = (BUDGET / bucket.len()).clamp(WINDOW.1, WINDOW.0);
        for (place, &(_, a)) in bucket.iter().enumerate() {
            for &(_, b) in bucket[place + 1..].iter().take(window) {
                pairs.push((a, b));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let related = |(a, b)| Some((a, b, relation(contexts, &contexts.claims[a as usize], &contexts.claims[b as usize], extractions)?));
    pairs.into_iter().filter_map(related).collect()
}

/// What two values must share to be comparable at all; none for what is never aligned.
fn class(value: &Value) -> Option<u64> {
    match value {
        // Durations are aligned as measures.
        Value::Date(date) => matches!(date.date_type, DateType::Date | DateType::Time).then_some(1),
        Value::Figure(figure) => match figure.figure_type {
            FigureType::Ordinal => Some(8),
            FigureType::Count | FigureType::Plain => Some(2),
            FigureType::Money => Some(3),
            FigureType::Percent => Some(4),
            FigureType::Age => Some(5),
            FigureType::Score => Some(6),
            FigureType::Measure => Some(7),
        },
        Value::Name(_) => None,
    }
}

/// What a value is told in, where that is rare enough to tell: a clock time, a unit of measure. Money, shares and
/// lengths of time are told in few units, and every story has some.
fn unit(value: &Value) -> Option<u64> {
    match value {
        Value::Date(date) => (date.date_type == DateType::Time && date.granularity < Granularity::DayPart).then_some(0),
        Value::Figure(figure) if figure.figure_type == FigureType::Measure => {
            let code = figure.unit.as_deref().filter(|code| !units::is_time(code))?;
            Some(xxhash_rust::xxh3::xxh3_64(units::dimension(code)?.as_bytes()))
        }
        _ => None,
    }
}

/// How two values relate that may answer one question; none for two that cannot.
fn relation(contexts: &Contexts, a: &Context, b: &Context, extractions: &[Extraction<'_>]) -> Option<Relation> {
    let claim = |c: &Context| &extractions[c.report].claims[c.claim];
    let (x, y) = (&claim(a).mention.value, &claim(b).mention.value);
    let relation = claim(a).relation(claim(b));
    let question = match relation {
        Relation::Incomparable => false,
        Relation::Different => match (x, y) {
            // People say one thing today and the next tomorrow: `said on Tuesday`, `said on Wednesday`.
            (Value::Date(x), Value::Date(y)) => x.granularity.steps(y.granularity) <= GRAIN && (!(a.saying && b.saying) || retold(contexts, a, b)),
            _ => true,
        },
        Relation::Same | Relation::Compatible => true,
    };
    (question && x.kind() != Kind::Name && !super::apart(a, b, extractions)).then_some(relation)
}

/// True for one sentence told twice.
fn retold(contexts: &Contexts, a: &Context, b: &Context) -> bool {
    sentence_words(contexts, a, b).jaccard() >= COPY
}

/// Stable mixing of two numbers into one key.
fn mix(a: u64, b: u64) -> u64 {
    (a ^ b.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(29)
}
