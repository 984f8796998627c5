//! The order of decision for two sides: the first rule that fires gives verdict, type and rule.

use super::Verdict;
use super::history::ordered;
use super::independence::{Copies, is_rewritten};
use super::judge::Case;
use super::side::Side;
use super::words::ESTIMATES;
use crate::extract::attribution::{Attribution, one_source};
use crate::value::date::{Granularity, Modifier};
use crate::value::{ComparisonLevel, Date, Kind, Relation, Value};

/// What was decided about two sides, and why.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub(super) verdict: Verdict,
    pub(super) finding_type: &'static str,
    pub(super) rule: &'static str,
    pub(super) difference: Option<String>,
    /// A finer date at the edge of a coarser one: `April 25` beside `around April 24-25`.
    pub(super) edge: bool,
}

impl Decision {
    fn new(verdict: Verdict, finding_type: &'static str, rule: &'static str) -> Self {
        Decision { verdict, finding_type, rule, difference: None, edge: false }
    }

    /// All claims give one value.
    pub(super) fn agree() -> Self {
        Decision::new(Verdict::Agree, "", "agree")
    }

    /// What a finding is named for first, among the pairs of its sides.
    pub(super) fn weight(&self) -> (Verdict, bool, bool, bool) {
        let measured = !matches!(self.rule, "dimension" | "unanchored" | "internal");
        (self.verdict, self.finding_type == "copy-altered", self.edge, measured)
    }
}

impl Case<'_> {
    /// Decides about two sides (taxonomy, "Order of decision").
    pub(super) fn decide(&self, a: &Side, b: &Side, copies: &Copies) -> Decision {
        let level = self.between(a, b);
        let mut decision = match level.relation {
            Relation::Incomparable => Decision::new(Verdict::Compatible, "precision", level.rule),
            Relation::Same | Relation::Compatible => self.compatible(a, b, &level, copies),
            Relation::Different => self.different(a, b, &level, copies),
        };
        decision.difference = level.difference;
        decision
    }

    fn compatible(&self, a: &Side, b: &Side, level: &ComparisonLevel, copies: &Copies) -> Decision {
        // Both can be true: what an outlet writes anew it did not copy.
        let copied = |x: usize, y: usize| !(self.one_outlet(a, b) && is_rewritten(self.document(x), self.document(y)));
        if copies.of(a, b).is_some_and(|(x, y)| self.hedge_lost(x, y) && copied(x, y)) {
            return Decision::new(Verdict::Discrepancy, "hedge-lost", "hedge-lost");
        }
        if matches!(level.rule, "inside-hedge" | "precision")
            && let Some((x, y)) = copies.hedged(a, b)
            && self.number_altered(x, y)
            && copied(x, y)
        {
            return Decision::new(Verdict::Discrepancy, "copy-altered", "copy-altered");
        }
        if self.scopes_differ(a, b) {
            return Decision::new(Verdict::Compatible, "scope", "scope");
        }
        let edge = a.forms.iter().any(|&x| b.forms.iter().any(|&y| at_edge(self.value(x), self.value(y))));
        Decision { edge, ..Decision::new(Verdict::Compatible, "precision", level.rule) }
    }

    /// True for a side of which every claim is somebody's estimate, by the verb of saying.
    fn estimates(&self, side: &Side) -> bool {
        let estimating = |attribution: &Attribution| attribution.cue.split(' ').any(|word| self.court.words.is(ESTIMATES, word));
        side.places.iter().all(|&place| self.claim(place).attribution.as_ref().is_some_and(estimating))
    }

    fn different(&self, a: &Side, b: &Side, level: &ComparisonLevel, copies: &Copies) -> Decision {
        let discrepancy = |rule| Decision::new(Verdict::Discrepancy, rule, rule);
        if self.slot.kind == Kind::Name {
            return discrepancy(if self.slot.entity.is_some() || level.rule == "spelling" { "spelling" } else { "identity" });
        }
        if let Some(rule) = self.version(a, b) {
            return Decision::new(Verdict::Update, rule, rule);
        }
        if self.scopes_differ(a, b) || self.adds_up(a, b) || self.one_threshold(a, b) {
            return Decision::new(Verdict::Compatible, "scope", "scope");
        }
        // Before rival sources: a toll that rose is told by other officials in the evening.
        if self.development(a, b) {
            return Decision::new(Verdict::Update, "development", "development");
        }
        if own_sources(a, b) {
            let estimates = [a, b].iter().all(|side| self.estimates(side));
            return if estimates { Decision::new(Verdict::Compatible, "precision", "estimate") } else { discrepancy("sources") };
        }
        if let Some((x, y)) = copies.of(a, b) {
            // The next issue of a daily notice has new numbers throughout, an altered copy one.
            if !self.issued_anew(x, y) {
                return discrepancy("copy-altered");
            }
            if ordered(a, b) {
                return Decision::new(Verdict::Update, "development", "development");
            }
        }
        if copies.hedged(a, b).is_some_and(|(x, y)| self.number_altered(x, y)) {
            return discrepancy("copy-altered");
        }
        if level.rule == "slip" {
            return discrepancy("slip");
        }
        if a.only.is_some() && a.only == b.only {
            return if self.revises(a, b) { Decision::new(Verdict::Update, "development", "development") } else { discrepancy("internal-repeat") };
        }
        discrepancy("value")
    }
}

/// True where both sides name sources for most of what they say, and no source stands on both.
fn own_sources(a: &Side, b: &Side) -> bool {
    !a.sources.is_empty() && !b.sources.is_empty() && a.sourced && b.sourced && !a.sources.iter().any(|s| b.sources.iter().any(|t| one_source(s, t)))
}

/// True where one date is finer than the other and its first or last day is the other's.
fn at_edge(a: &Value, b: &Value) -> bool {
    let (Value::Date(a), Value::Date(b)) = (a, b) else { return false };
    let (Some(from), Some(to), Some(start), Some(end)) = (a.earliest, a.latest, b.earliest, b.latest) else { return false };
    // Days beside a range of days: Sunday in its weekend is no edge in print.
    if a.granularity != Granularity::Day || b.granularity != Granularity::Day {
        return false;
    }
    let wide = |d: &Date| d.iso.contains('/') || d.modifier == Some(Modifier::Approx);
    let within = (start <= from && to <= end && (from, to) != (start, end) && wide(b)) || (from <= start && end <= to && (from, to) != (start, end) && wide(a));
    within && (from == start || to == end)
}
