//! How much a finding matters: the base of its type, then steps up and down.

use std::collections::BTreeMap;

use super::{Severity, Verdict};

/// What raises or lowers a finding beside its type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Circumstances {
    /// A value stands in a headline or a lead.
    pub(super) prominent: bool,
    /// A toll, a price, a vote, the date of an appointment, the name of a victim or suspect.
    pub(super) grave: bool,
    /// Two or more independent origins stand on each side.
    pub(super) both_supported: bool,
    /// The weaker side is one origin and its copies.
    pub(super) lone_with_copies: bool,
    /// How many of the two sides are hedged throughout.
    pub(super) hedges: i32,
    /// Two figures lie close to each other.
    pub(super) slight: bool,
    /// A finer date stands at the edge of a coarser one.
    pub(super) edge: bool,
}

/// Where each type of finding starts before its circumstances step it up or down.
pub const TYPES: [(&str, Severity); 18] = [
    ("precision", Severity::Low),
    ("scope", Severity::Low),
    ("development", Severity::Low),
    ("version", Severity::Low),
    ("correction", Severity::Medium),
    ("value", Severity::High),
    ("sources", Severity::Medium),
    ("copy-altered", Severity::High),
    ("hedge-lost", Severity::Medium),
    ("slip", Severity::Medium),
    ("identity", Severity::High),
    ("spelling", Severity::Low),
    ("internal-repeat", Severity::Medium),
    ("internal-sum", Severity::Medium),
    ("internal-percent", Severity::Medium),
    ("internal-age", Severity::Medium),
    ("internal-conversion", Severity::Medium),
    ("internal-weekday", Severity::Medium),
];

/// How much findings matter to a house.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// Types of finding that start elsewhere than [`TYPES`] says. One that starts at `none` stays there.
    pub types: BTreeMap<String, Severity>,
    /// What steps them up or down.
    pub steps: Steps,
}

/// So many levels up, or down where negative, for each circumstance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// A value stands in a headline or a lead.
    pub prominent: i8,
    /// A toll, a price, a vote, the date of an appointment, the name of a victim or suspect.
    pub grave: i8,
    /// Two or more independent origins stand on each side.
    pub both_supported: i8,
    /// The weaker side is one origin and its copies.
    pub lone_with_copies: i8,
    /// Each side that is hedged throughout.
    pub hedged: i8,
    /// Two figures less than a hundredth apart.
    pub slight: i8,
    /// A finer date stands at the edge of a coarser one.
    pub edge: i8,
}

impl Default for Steps {
    fn default() -> Self {
        Steps { prominent: 1, grave: 1, both_supported: 1, lone_with_copies: -1, hedged: -1, slight: -1, edge: 1 }
    }
}

impl Scale {
    fn start(&self, finding_type: &str) -> Severity {
        let usual = || TYPES.iter().find(|(name, _)| *name == finding_type).map_or(Severity::Medium, |(_, start)| *start);
        self.types.get(finding_type).copied().unwrap_or_else(usual)
    }

    /// The severity of a finding of this type (taxonomy, "Severity").
    ///
    /// What raises a discrepancy leaves the milder verdicts alone, the edge aside: an update of a toll
    /// in a lead is no more of a conflict than one further down.
    pub(super) fn of(&self, verdict: Verdict, finding_type: &str, circumstances: Circumstances) -> Severity {
        let start = self.start(finding_type);
        if verdict == Verdict::Agree || start == Severity::None {
            return Severity::None;
        }
        let steps = &self.steps;
        let step = |holds: bool, by: i8| if holds { i32::from(by) } else { 0 };
        let mut level = start as i32 + step(circumstances.edge, steps.edge);
        if verdict == Verdict::Discrepancy {
            // A name stands in nearly every lead, so that place says nothing of how it is spelled.
            level += step(circumstances.prominent && finding_type != "spelling", steps.prominent);
            level += step(circumstances.grave, steps.grave) + step(circumstances.both_supported, steps.both_supported);
            level += step(circumstances.lone_with_copies, steps.lone_with_copies) + circumstances.hedges * i32::from(steps.hedged);
            level += step(circumstances.slight, steps.slight);
        }
        match level {
            ..=1 => Severity::Low,
            2 => Severity::Medium,
            3 => Severity::High,
            4.. => Severity::Critical,
        }
    }
}
