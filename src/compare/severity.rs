//! How much a finding matters: the base of its type, then steps up and down.

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
    pub(super) hedges: usize,
    /// A finer date stands at the edge of a coarser one.
    pub(super) edge: bool,
}

/// The severity of a finding of this type (taxonomy, "Severity").
///
/// What raises a discrepancy leaves the milder verdicts alone, the edge aside: an update of a toll
/// in a lead is no more of a conflict than one further down.
pub(super) fn of(verdict: Verdict, finding_type: &str, circumstances: Circumstances) -> Severity {
    let base: i32 = match (verdict, finding_type) {
        (Verdict::Agree, _) => return Severity::None,
        (_, "precision" | "scope" | "development" | "version" | "spelling") => 1,
        (_, "value" | "copy-altered" | "identity") => 3,
        _ => 2,
    };
    let mut level = base + i32::from(circumstances.edge);
    if verdict == Verdict::Discrepancy {
        // A name stands in nearly every lead, so that place says nothing of how it is spelled.
        level += i32::from(circumstances.prominent && finding_type != "spelling");
        level += i32::from(circumstances.grave) + i32::from(circumstances.both_supported);
        level -= i32::from(circumstances.lone_with_copies) + i32::try_from(circumstances.hedges).unwrap_or(0);
    }
    match level {
        ..=1 => Severity::Low,
        2 => Severity::Medium,
        3 => Severity::High,
        4.. => Severity::Critical,
    }
}
