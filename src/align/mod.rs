//! Alignment: claims that answer one question come together in one [`Slot`].
//!
//! Names come together by the entity that they name. Dates and figures come together as record
//! linkage does it: blocking gives candidate pairs, comparison levels give each pair its evidence,
//! average-link clustering makes slots of them.

use rayon::prelude::*;

use crate::entity::Entities;
use crate::extract::Extraction;
use crate::value::{Kind, Relation};

pub mod blocking;
pub mod cluster;
pub mod context;
mod roles;
pub mod scoring;

use context::{Context, Contexts};
use scoring::{Pair, Partners, Weights};

/// Claims that answer one question about the event.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Kind of the values.
    pub kind: Kind,
    /// The claims, as indices into [`Contexts::claims`], sorted.
    pub claims: Vec<usize>,
    /// Log-odds of the scored pairs among them, as places in `claims`.
    pub pairs: Vec<(usize, usize, f32)>,
    /// The entity that the claims name, in a slot of names of one entity; none where they share a role.
    pub entity: Option<usize>,
}

/// Log-odds from which two clusters become one.
const THRESHOLD: f32 = 0.0;

/// Brings the claims together; the slots come in the order of their first claims.
pub fn align(contexts: &Contexts, extractions: &[Extraction<'_>], entities: &Entities, weights: &Weights) -> Vec<Slot> {
    let pairs = blocking::candidates(contexts, extractions);
    let partners = Partners::new(contexts, &pairs);
    let scored: Vec<(u32, u32, f32)> = pairs
        .into_par_iter()
        .map(|(a, b)| {
            let pair = Pair { contexts, extractions, partners: &partners, a: &contexts.claims[a as usize], b: &contexts.claims[b as usize] };
            (a, b, pair.log_odds(weights) + if pair.model().differ { std::env::var("BB").ok().and_then(|x| x.parse().ok()).unwrap_or(0.0) } else { 0.0 })
        })
        .collect();
    let clusters =
        cluster::average_link(contexts.claims.len(), &scored, THRESHOLD, |a, b| apart(&contexts.claims[a as usize], &contexts.claims[b as usize], extractions));
    let mut home = vec![(0, 0); contexts.claims.len()];
    let mut slots: Vec<Slot> = clusters
        .into_iter()
        .filter(|members| members.len() > 1)
        .enumerate()
        .map(|(slot, members)| {
            for (place, &claim) in members.iter().enumerate() {
                home[claim as usize] = (slot + 1, place);
            }
            let first = &contexts.claims[members[0] as usize];
            let kind = extractions[first.report].claims[first.claim].mention.value.kind();
            Slot { kind, claims: members.into_iter().map(|c| c as usize).collect(), pairs: Vec::new(), entity: None }
        })
        .collect();
    for (a, b, score) in scored {
        let ((slot, x), (other, y)) = (home[a as usize], home[b as usize]);
        if slot != 0 && slot == other {
            slots[slot - 1].pairs.push((x, y, score));
        }
    }
    slots.extend(name_slots(contexts, entities));
    slots.extend(roles::slots(contexts, extractions, entities));
    slots.sort_by(|a, b| a.claims.cmp(&b.claims));
    slots
}

/// One slot for each entity that more than one claim names.
fn name_slots(contexts: &Contexts, entities: &Entities) -> Vec<Slot> {
    let mut of_entity: Vec<Vec<usize>> = vec![Vec::new(); entities.all.len()];
    for (index, context) in contexts.claims.iter().enumerate() {
        if let Some(entity) = entities.of_claim[context.report][context.claim] {
            of_entity[entity].push(index);
        }
    }
    of_entity
        .into_iter()
        .enumerate()
        .filter(|(_, claims)| claims.len() > 1)
        .map(|(entity, claims)| Slot { kind: Kind::Name, claims, pairs: Vec::new(), entity: Some(entity) })
        .collect()
}

/// True for two claims that cannot answer one question: one report's two values, unless it gives
/// them from two sources or says that one replaced the other.
fn apart(a: &Context, b: &Context, extractions: &[Extraction<'_>]) -> bool {
    if a.report != b.report {
        return false;
    }
    let claims = &extractions[a.report].claims;
    let (x, y) = (&claims[a.claim], &claims[b.claim]);
    match x.level(y).relation {
        Relation::Same => false,
        Relation::Compatible => a.sentence == b.sentence,
        _ if a.changed != b.changed => false,
        Relation::Different | Relation::Incomparable => match (&x.attribution, &y.attribution) {
            (Some(p), Some(q)) => p.source == q.source,
            _ => true,
        },
    }
}
