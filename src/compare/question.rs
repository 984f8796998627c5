//! The short label of a finding's question.

use crate::align::Slot;
use crate::align::context::{Contexts, Stem};
use crate::entity::Entities;
use crate::extract::Extraction;
use crate::value::figure::FigureType;
use crate::value::{Kind, Value};

/// `killed · person`, `quake · date`, `Jon Owen · name`.
pub(super) fn label(slot: &Slot, contexts: &Contexts, extractions: &[Extraction<'_>], entities: &Entities) -> String {
    if let Some(entity) = slot.entity {
        return format!("{} · name", entities.all[entity].canonical);
    }
    let claims = slot.claims.iter().map(|&c| &contexts.claims[c]);
    if let Some(role) = claims.clone().map(|c| &c.role).find(|r| !r.is_empty()) {
        let words: Vec<&str> = role.iter().rev().map(|&s| contexts.vocabulary.word(s)).collect();
        return format!("{} · name", words.join(" "));
    }
    let is_age = |value: &Value| matches!(value, Value::Figure(f) if f.figure_type == FigureType::Age);
    if claims.clone().all(|c| is_age(&extractions[c.report].claims[c.claim].mention.value))
        && let Some(holder) = claims.clone().find_map(|c| c.holder)
    {
        return format!("{} · age", entities.all[holder].canonical);
    }
    let about = most_common(claims.clone().filter_map(|c| c.concept_word.or(c.neighbours[0]).or(c.neighbours[1])));
    let about = about.map(|stem| contexts.vocabulary.word(stem).to_owned());
    let what = claims
        .filter_map(|c| match &extractions[c.report].claims[c.claim].mention.value {
            Value::Figure(figure) => Some(figure.counted.clone().or(figure.unit.clone()).unwrap_or_else(|| figure.figure_type.as_str().to_owned())),
            Value::Date(date) => Some(date.date_type.as_str().to_owned()),
            Value::Name(_) => None,
        })
        .next();
    match (about, what) {
        (Some(about), Some(what)) => format!("{about} · {what}"),
        (Some(about), None) => about,
        (None, Some(what)) => what,
        (None, None) => match slot.kind {
            Kind::Date => "date".to_owned(),
            Kind::Figure => "figure".to_owned(),
            Kind::Name => "name".to_owned(),
        },
    }
}

/// The most common stem; among equals the lowest.
fn most_common(stems: impl Iterator<Item = Stem>) -> Option<Stem> {
    let mut sorted: Vec<Stem> = stems.collect();
    sorted.sort_unstable();
    sorted.chunk_by(|a, b| a == b).max_by_key(|c| (c.len(), std::cmp::Reverse(c[0]))).map(|c| c[0])
}
