//! How much a finding matters: the base of its type, then steps up and down.

use super::{Severity, Verdict};

/// What raises or lowers a finding beside its type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Circumstances {
    /// A value stands in a headline or a lead.
    pub(super) prominent: bool,
    /// A toll, a price, a vote, a sentence, a name of somebody accused, killed or quoted.
    pub(super) grave: bool,
    /// Two or more independent origins stand on each side.
    pub(super) both_supported: bool,
    /// One origin alone deviates.
    pub(super) one_deviates: bool,
    /// The weaker side is hedged.
    pub(super) hedged: bool,
}

/// The severity of a finding of this type (taxonomy, "Severity").
pub(super) fn of(verdict: Verdict, finding_type: &str, circumstances: Circumstances) -> Severity {
    let base = match (verdict, finding_type) {
        (Verdict::Agree, _) => return Severity::None,
        (_, "precision" | "scope" | "development" | "version" | "spelling") => 1,
        (_, "value" | "copy-altered" | "identity") => 3,
        _ => 2,
    };
    let mut level: i32 = base;
    if matches!(verdict, Verdict::Discrepancy) {
        level += i32::from(circumstances.prominent || circumstances.grave) + i32::from(circumstances.both_supported);
        level -= i32::from(circumstances.one_deviates) + i32::from(circumstances.hedged);
    }
    match level {
        ..=1 => Severity::Low,
        2 => Severity::Medium,
        3 => Severity::High,
        4.. => Severity::Critical,
    }
}
