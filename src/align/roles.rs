//! Who fills a role: names of different people, places or bodies that stand in one place.
//!
//! Two reports that give one office to two people, or tell one sentence with two names, disagree on
//! an identity. Precision comes first, since most names that look alike in their surroundings are
//! simply two names: a role must be one that a single person holds, and neither report may know
//! the other's name.

use foldhash::{HashSet, HashSetExt};

use super::Slot;
use super::context::{Context, Contexts, Stem};
use super::scoring::sentence_words;
use crate::entity::Entities;
use crate::extract::Extraction;
use crate::value::name::NameType;
use crate::value::{Kind, Value};

/// How many claims of one role are compared with each other, each with those that follow it.
const WINDOW: usize = 48;
/// Share of words from which two sentences are one sentence told twice.
const RETOLD: f32 = 0.45;

/// Slots of names that fill one role in different reports.
pub(super) fn slots(contexts: &Contexts, extractions: &[Extraction<'_>], entities: &Entities) -> Vec<Slot> {
    let mut known: HashSet<(usize, usize)> = HashSet::new();
    for (report, of_claim) in entities.of_claim.iter().enumerate() {
        known.extend(of_claim.iter().flatten().map(|&entity| (report, entity)));
    }
    let entity = |c: &Context| entities.of_claim[c.report][c.claim];
    let mut keys: Vec<(u64, usize)> = Vec::new();
    for (index, context) in contexts.claims.iter().enumerate() {
        let Value::Name(name) = &extractions[context.report].claims[context.claim].mention.value else { continue };
        if name.name_type == NameType::Person
            && let Some(role) = context.role.first()
        {
            keys.push((u64::from(*role), index));
        }
        if let [Some(left), Some(right)] = context.neighbours {
            keys.push((1 << 63 | u64::from(left) << 32 | u64::from(right), index));
        }
    }
    keys.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for bucket in keys.chunk_by(|a, b| a.0 == b.0) {
        let by_role = bucket[0].0 >> 63 == 0;
        for (place, &(_, x)) in bucket.iter().enumerate() {
            for &(_, y) in bucket[place + 1..].iter().take(WINDOW) {
                let (a, b) = (&contexts.claims[x], &contexts.claims[y]);
                let (Some(one), Some(other)) = (entity(a), entity(b)) else { continue };
                let strangers = a.report != b.report && one != other && !known.contains(&(a.report, other)) && !known.contains(&(b.report, one));
                if strangers
                    && entities.all[one].name_type == entities.all[other].name_type
                    && if by_role { one_role(&a.role, &b.role) } else { sentence_words(contexts, a, b).jaccard() >= RETOLD }
                {
                    pairs.push((x, y));
                }
            }
        }
    }
    merge(pairs)
}

/// True for two descriptions of one office: a word shared beside its head, or one that says no more
/// than the head; two that each name something of their own are two offices.
fn one_role(a: &[Stem], b: &[Stem]) -> bool {
    let (a, b) = (&a[1..], &b[1..]);
    let shared = a.iter().filter(|s| b.contains(s)).count();
    let (own_a, own_b) = (a.len() - shared, b.len() - shared);
    shared > 0 && (own_a == 0 || own_b == 0 || shared >= own_a.max(own_b))
}

/// Connected pairs become one slot each.
fn merge(pairs: Vec<(usize, usize)>) -> Vec<Slot> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (x, y) in pairs {
        let (mut joined, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g: &Vec<usize>| g.contains(&x) || g.contains(&y));
        groups = rest;
        let mut group: Vec<usize> = joined.drain(..).flatten().chain([x, y]).collect();
        group.sort_unstable();
        group.dedup();
        groups.push(group);
    }
    groups.into_iter().map(|claims| Slot { kind: Kind::Name, claims, pairs: Vec::new(), levels: Vec::new(), entity: None }).collect()
}
