//! From a slot to its finding: groups of one value, and the first rule that fires.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::severity::Circumstances;
use super::{Comparison, Finding, Group, Verdict, independence, question, severity};
use crate::align::Slot;
use crate::align::context::{Context, Contexts, Prominence};
use crate::align::scoring::probability;
use crate::entity::Entities;
use crate::extract::{Certainty, Claim, Extraction};
use crate::read::Report;
use crate::value::{ComparisonLevel, Kind, Relation, Value};

/// Log-odds that two claims need before a difference between them counts: more than it takes to
/// bring equal values together, since a false alarm costs more than a missed agreement.
const FLAG: f32 = 0.0;

/// Judges every slot. Findings come gravest first.
pub fn judge(reports: &[Report], extractions: &[Extraction<'_>], entities: &Entities, contexts: &Contexts, slots: &[Slot]) -> Comparison {
    let origins = independence::origins(contexts);
    let court = Court { reports, extractions, entities, contexts, origins: &origins };
    let judged: Vec<(Finding, BTreeMap<&'static str, usize>)> = slots.par_iter().filter_map(|slot| court.finding(slot)).collect();
    let mut comparison = Comparison { reports: reports.to_vec(), ..Comparison::default() };
    for (finding, silenced) in judged {
        comparison.findings.push(finding);
        for (rule, count) in silenced {
            *comparison.silenced.entry(rule).or_default() += count;
        }
    }
    comparison.findings.sort_by(|a, b| {
        (Reverse(a.severity), Reverse(a.verdict))
            .cmp(&(Reverse(b.severity), Reverse(b.verdict)))
            .then(b.score.total_cmp(&a.score))
            .then_with(|| a.question.cmp(&b.question))
            .then_with(|| a.id.cmp(&b.id))
    });
    comparison
}

struct Court<'a> {
    reports: &'a [Report],
    extractions: &'a [Extraction<'a>],
    entities: &'a Entities,
    contexts: &'a Contexts,
    origins: &'a [usize],
}

/// Claims of a slot with one value, as places in the slot.
struct Side {
    places: Vec<usize>,
    /// One place for each normal form among them.
    forms: Vec<usize>,
    reports: usize,
    independent: usize,
}

impl Court<'_> {
    fn context(&self, slot: &Slot, place: usize) -> &Context {
        &self.contexts.claims[slot.claims[place]]
    }

    fn claim(&self, slot: &Slot, place: usize) -> &Claim {
        let context = self.context(slot, place);
        &self.extractions[context.report].claims[context.claim]
    }

    fn value(&self, slot: &Slot, place: usize) -> &Value {
        &self.claim(slot, place).mention.value
    }

    fn finding(&self, slot: &Slot) -> Option<(Finding, BTreeMap<&'static str, usize>)> {
        let mut sides = self.sides(slot);
        self.drop_weak(slot, &mut sides);
        if sides.iter().map(|s| s.places.len()).sum::<usize>() < 2 {
            return None;
        }
        let mut silenced = BTreeMap::new();
        let mut worst: Option<(Relation, usize, usize, ComparisonLevel)> = None;
        for a in 0..sides.len() {
            for b in a + 1..sides.len() {
                let level = self.between(slot, &sides[a], &sides[b]);
                if level.relation == Relation::Compatible {
                    *silenced.entry(level.rule).or_default() += sides[a].places.len() * sides[b].places.len();
                }
                // Incomparable ranks as nothing; Different beats Compatible; then the best supported pair.
                let rank = |r: Relation| match r {
                    Relation::Different => 2,
                    Relation::Compatible => 1,
                    _ => 0,
                };
                if worst.as_ref().is_none_or(|(r, ..)| rank(level.relation) > rank(*r)) {
                    worst = Some((level.relation, a, b, level));
                }
            }
        }
        for side in &sides {
            for pair in side.places.windows(2) {
                let level = self.claim(slot, pair[0]).level(self.claim(slot, pair[1]));
                *silenced.entry(level.rule).or_default() += 1;
            }
        }
        let mut main = (0, usize::from(sides.len() > 1));
        let (verdict, finding_type, rule, difference) = match worst {
            Some((Relation::Different, a, b, level)) => {
                main = (a, b);
                let (verdict, finding_type, rule) = self.conflict(slot, &sides[a], &sides[b], &level);
                (verdict, finding_type, rule, level.difference)
            }
            Some((Relation::Compatible, a, b, level)) => {
                main = (a, b);
                (Verdict::Compatible, "precision", level.rule, level.difference)
            }
            _ => (Verdict::Agree, "", "agree", None),
        };
        let score = self.score(slot, &sides, main, verdict);
        let severity = severity::of(verdict, finding_type, self.circumstances(slot, &sides[main.0], &sides[main.1]));
        let values: Vec<Group> = sides.iter().map(|side| self.group(slot, side)).collect();
        let question = question::label(slot, self.contexts, self.extractions, self.entities);
        let explanation = explain(verdict, finding_type, rule, &values[main.0], &values[main.1], difference.as_deref());
        let id = self.id(slot, &sides);
        let event = self.context(slot, 0).report;
        let finding = Finding {
            id,
            event: self.reports[event].event.clone(),
            kind: slot.kind,
            verdict,
            finding_type,
            severity,
            question,
            score: f64::from(score),
            rule,
            values,
            difference,
            explanation,
        };
        Some((finding, silenced))
    }

    /// The slot's claims by value, best supported first.
    fn sides(&self, slot: &Slot) -> Vec<Side> {
        // Equal normal forms first, which is nearly all of them, then forms that mean the same.
        let mut forms: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for place in 0..slot.claims.len() {
            forms.entry(self.value(slot, place).to_string()).or_default().push(place);
        }
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for places in forms.into_values() {
            let form = places[0];
            let same = |(_, forms): &(Vec<usize>, Vec<usize>)| self.claim(slot, forms[0]).level(self.claim(slot, form)).relation == Relation::Same;
            match groups.iter().position(same) {
                Some(found) => {
                    groups[found].0.extend(places);
                    groups[found].1.push(form);
                }
                None => groups.push((places, vec![form])),
            }
        }
        let mut sides: Vec<Side> = groups.into_iter().map(|(places, forms)| self.side(slot, places, forms)).collect();
        sides.sort_by_key(|s| (Reverse(s.independent), Reverse(s.reports), Reverse(s.places.len()), s.places[0]));
        sides
    }

    fn side(&self, slot: &Slot, mut places: Vec<usize>, forms: Vec<usize>) -> Side {
        places.sort_unstable();
        let mut reports: Vec<usize> = places.iter().map(|&p| self.context(slot, p).report).collect();
        reports.dedup();
        let mut origins: Vec<usize> = reports.iter().map(|&r| self.origins[r]).collect();
        origins.sort_unstable();
        origins.dedup();
        Side { reports: reports.len(), independent: origins.len(), places, forms }
    }

    /// How two sides relate: different only where no pair of their forms can both be true.
    fn between(&self, slot: &Slot, a: &Side, b: &Side) -> ComparisonLevel {
        let mut different = None;
        for &x in &a.forms {
            for &y in &b.forms {
                let mut level = self.claim(slot, x).level(self.claim(slot, y));
                if slot.entity.is_some() && level.rule != "spelling" {
                    // One entity goes by forms that share no spelling: a part, a description.
                    level = ComparisonLevel::new(Relation::Compatible, level.rule);
                }
                match level.relation {
                    Relation::Same | Relation::Compatible => return ComparisonLevel { relation: Relation::Compatible, ..level },
                    Relation::Different => {
                        different.get_or_insert(level);
                    }
                    Relation::Incomparable => {}
                }
            }
        }
        different.unwrap_or_else(|| ComparisonLevel::new(Relation::Incomparable, "dimension"))
    }

    /// Mean log-odds of the two best scored pairs between two sides; none where no pair was scored.
    fn evidence(&self, slot: &Slot, a: &Side, b: &Side) -> Option<f32> {
        let mut scores: Vec<f32> = Vec::new();
        for &(x, y, score) in &slot.pairs {
            let across = a.places.binary_search(&x).is_ok() && b.places.binary_search(&y).is_ok();
            if across || a.places.binary_search(&y).is_ok() && b.places.binary_search(&x).is_ok() {
                scores.push(score);
            }
        }
        scores.sort_unstable_by(|a, b| b.total_cmp(a));
        scores.truncate(2);
        (!scores.is_empty()).then(|| scores.iter().sum::<f32>() / scores.len() as f32)
    }

    /// Takes out the sides that differ from a better supported one on too little evidence.
    fn drop_weak(&self, slot: &Slot, sides: &mut Vec<Side>) {
        if slot.kind == Kind::Name {
            return;
        }
        let mut kept: Vec<Side> = Vec::new();
        for side in sides.drain(..) {
            let weak = kept
                .iter()
                .any(|better| self.between(slot, better, &side).relation == Relation::Different && self.evidence(slot, better, &side).is_none_or(|e| e < FLAG));
            if !weak {
                kept.push(side);
            }
        }
        *sides = kept;
    }

    /// The first rule that fires for two sides that cannot both be true.
    fn conflict(&self, slot: &Slot, a: &Side, b: &Side, level: &ComparisonLevel) -> (Verdict, &'static str, &'static str) {
        if slot.kind == Kind::Name {
            let rule = if slot.entity.is_some() { "spelling" } else { "identity" };
            return (Verdict::Discrepancy, rule, rule);
        }
        if self.own_sources(slot, a, b) {
            return (Verdict::Discrepancy, "sources", "sources");
        }
        if self.developed(slot, a, b) {
            return (Verdict::Update, "development", "development");
        }
        if level.rule == "slip" {
            return (Verdict::Discrepancy, "slip", "slip");
        }
        (Verdict::Discrepancy, "value", "value")
    }

    /// True where every claim of both sides names a source, and no source stands on both.
    fn own_sources(&self, slot: &Slot, a: &Side, b: &Side) -> bool {
        let sources = |side: &Side| -> Option<Vec<String>> {
            side.places.iter().map(|&p| self.claim(slot, p).attribution.as_ref().map(|s| s.source.to_lowercase())).collect()
        };
        match (sources(a), sources(b)) {
            (Some(x), Some(y)) => x.iter().all(|s| !y.contains(s)),
            _ => false,
        }
    }

    /// True where a text says that one value replaced the other, or all of one side was published
    /// before all of the other.
    fn developed(&self, slot: &Slot, a: &Side, b: &Side) -> bool {
        if a.places.iter().chain(&b.places).any(|&p| self.context(slot, p).changed) {
            return true;
        }
        let times = |side: &Side| -> Option<Vec<_>> {
            side.places
                .iter()
                .map(|&p| {
                    let published = self.reports[self.context(slot, p).report].published?;
                    Some((published.date, published.time))
                })
                .collect()
        };
        let (Some(x), Some(y)) = (times(a), times(b)) else { return false };
        let before = |x: &[(jiff::civil::Date, _)], y: &[(jiff::civil::Date, _)]| x.iter().map(|t| t.0).max() < y.iter().map(|t| t.0).min();
        before(&x, &y) || before(&y, &x)
    }

    fn score(&self, slot: &Slot, sides: &[Side], main: (usize, usize), verdict: Verdict) -> f32 {
        if slot.kind == Kind::Name {
            return if slot.entity.is_some() { 0.9 } else { 0.6 };
        }
        let mean = |pairs: &[(usize, usize, f32)]| pairs.iter().map(|p| p.2).sum::<f32>() / pairs.len().max(1) as f32;
        match verdict {
            Verdict::Discrepancy | Verdict::Update => probability(self.evidence(slot, &sides[main.0], &sides[main.1]).unwrap_or(0.0)),
            _ => probability(mean(&slot.pairs)),
        }
    }

    fn circumstances(&self, slot: &Slot, a: &Side, b: &Side) -> Circumstances {
        let places = || a.places.iter().chain(&b.places);
        Circumstances {
            prominent: places().any(|&p| self.context(slot, p).prominence != Prominence::Body),
            grave: false,
            both_supported: a.independent > 1 && b.independent > 1,
            one_deviates: a.independent > 2 && b.independent == 1,
            hedged: b.places.iter().all(|&p| self.claim(slot, p).certainty == Certainty::Hedged),
        }
    }

    fn group(&self, slot: &Slot, side: &Side) -> Group {
        let claims: Vec<Claim> = side.places.iter().map(|&p| self.claim(slot, p).clone()).collect();
        // The form that most claims give stands for all; among equals the first in order.
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        for claim in &claims {
            *forms.entry(claim.mention.value.to_string()).or_default() += 1;
        }
        let value = forms.iter().max_by_key(|(form, count)| (**count, form.len(), Reverse((*form).clone()))).map(|(form, _)| form.clone()).unwrap_or_default();
        let label = claims
            .iter()
            .find(|c| c.mention.value.to_string() == value)
            .map(|c| c.mention.span.of(&self.reports[c.report].text).to_owned())
            .unwrap_or_default();
        let entities = side.places.iter().map(|&p| {
            let context = self.context(slot, p);
            self.entities.of_claim[context.report][context.claim]
        });
        Group { value, label, reports: side.reports, independent: side.independent, entities: entities.collect(), claims }
    }

    /// A hash of where the claims stand: the same evidence gives the same id.
    fn id(&self, slot: &Slot, sides: &[Side]) -> String {
        let mut evidence = String::new();
        for &place in sides.iter().flat_map(|s| &s.places) {
            let claim = self.claim(slot, place);
            evidence.push_str(&format!("{}\u{1F}{}\u{1F}{}\u{1E}", self.reports[claim.report].id, claim.mention.span.start(), claim.mention.value));
        }
        format!("{:016x}", xxhash_rust::xxh3::xxh3_64(evidence.as_bytes()))
    }
}

fn explain(verdict: Verdict, finding_type: &str, rule: &str, a: &Group, b: &Group, difference: Option<&str>) -> String {
    let by = difference.map(|d| format!(", {d} apart")).unwrap_or_default();
    let (x, y) = (&a.label, &b.label);
    match (verdict, finding_type) {
        (Verdict::Agree, _) => format!("all give {x}"),
        (Verdict::Compatible, _) => format!("{x} and {y} can both be true ({rule})"),
        (Verdict::Update, _) => format!("{x} and {y} come from different times{by}: the later report supersedes the earlier"),
        (Verdict::Discrepancy, "sources") => format!("two sources give {x} and {y}{by}"),
        (Verdict::Discrepancy, "spelling") => format!("one name is spelled {x} and {y}{by}"),
        (Verdict::Discrepancy, _) => format!("{x} and {y} cannot both be true{by}, and nothing in the reports explains the difference"),
    }
}
