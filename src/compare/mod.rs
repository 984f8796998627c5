//! Verdicts: slots in, [`Finding`]s out.

use std::collections::BTreeMap;

use crate::align::scoring::Evidence;
use crate::extract::Claim;
use crate::read::Report;
use crate::value::Kind;

mod days;
mod decision;
mod explain;
mod history;
mod independence;
mod judge;
mod question;
mod restated;
mod scope;
pub mod severity;
mod side;
mod spelling;
mod standing;
mod trust;
mod within;
mod words;

pub use judge::judge;
pub use standing::Standing;

/// How the values of a finding relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// All the same.
    Agree,
    /// They differ in precision or scope, and all can be true at once.
    Compatible,
    /// A later report supersedes an earlier one.
    Update,
    /// Two of them cannot both be true of the same thing.
    Discrepancy,
}

impl Verdict {
    /// All verdicts, mildest first.
    pub const ALL: [Verdict; 4] = [Verdict::Agree, Verdict::Compatible, Verdict::Update, Verdict::Discrepancy];

    /// The word for it in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Agree => "agree",
            Verdict::Compatible => "compatible",
            Verdict::Update => "update",
            Verdict::Discrepancy => "discrepancy",
        }
    }
}

/// How much a finding matters to an editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// All agree.
    #[default]
    None,
    /// A note.
    Low,
    /// Check it.
    Medium,
    /// A conflict.
    High,
    /// Stop the story.
    Critical,
}

impl Severity {
    /// All severities, mildest first.
    pub const ALL: [Severity; 5] = [Severity::None, Severity::Low, Severity::Medium, Severity::High, Severity::Critical];

    /// The word for it in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::None => "none",
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
            Severity::Critical => "critical",
        }
    }
}

/// What a house makes of findings, beside what the reports say.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// How much each type of finding matters.
    pub severity: severity::Scale,
    /// Outlets whose values are named first, by name, in any case. They change no verdict.
    pub trusted: Vec<String>,
}

/// One value of a finding, with everyone who gives it.
#[derive(Clone, Debug)]
pub struct Group {
    /// Normal form.
    pub value: String,
    /// As a person would write it.
    pub label: String,
    /// How many reports give it.
    pub reports: usize,
    /// How many, after copies of one text count once.
    pub independent: usize,
    /// True where an outlet gives it that the house trusts more.
    pub trusted: bool,
    /// The claims that give it, by report, then place.
    pub claims: Vec<Claim>,
    /// For names, the entity of each claim.
    pub entities: Vec<Option<usize>>,
}

/// One question about the event with the values that the reports give for it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The same for the same evidence on every run.
    pub id: String,
    /// Event that the reports name.
    pub event: Option<String>,
    /// Kind of the values.
    pub kind: Kind,
    /// How the values relate.
    pub verdict: Verdict,
    /// Refines the verdict: `value`, `spelling`, `sources` …; empty for `agree`.
    pub finding_type: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// A short label that a person understands.
    pub question: String,
    /// Confidence that the claims answer one question, 0 to 1.
    pub score: f64,
    /// The rule that gave the verdict.
    pub rule: &'static str,
    /// The values, those of trusted outlets first, then best supported first.
    pub values: Vec<Group>,
    /// How far the first differing pair is apart.
    pub difference: Option<String>,
    /// One sentence: why it is, or is not, a discrepancy.
    pub explanation: String,
    /// What the score is made of: the levels of the best pair of claims between the two values that
    /// the verdict is about, what tells most first; empty for names, which are one entity.
    pub evidence: Vec<Evidence>,
}

/// The whole result of one event.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The reports that were compared, sorted by id; claims refer to them by index.
    pub reports: Vec<Report>,
    /// How many reports or inputs were left out: what a reader of the result does not see.
    pub left_out: usize,
    /// All findings, gravest first.
    pub findings: Vec<Finding>,
    /// How many pairs of claims each rule silenced.
    pub silenced: BTreeMap<&'static str, usize>,
    /// Every claim that the reports make, in their order, whether a finding has it or not.
    pub claims: Vec<Claim>,
}

impl Comparison {
    /// How many findings have a kind and a verdict.
    pub fn count(&self, kind: Kind, verdict: Verdict) -> usize {
        self.findings.iter().filter(|f| f.kind == kind && f.verdict == verdict).count()
    }
}
