#![doc = include_str!("../README.md")]
#![deny(clippy::print_stdout, clippy::print_stderr)]

// In the order of the pipeline: a module knows only those above it (tests/layers.rs).
pub mod error;
pub mod span;
pub mod value;
pub mod lang;
pub mod read;
pub mod segment;
pub mod extract;
pub mod entity;
pub mod align;
pub mod compare;
pub mod write;

pub use compare::{Comparison, Finding, Group, Severity, Verdict};
pub use error::Error;
pub use extract::{Claim, Mention};
pub use read::Report;
pub use span::Span;
pub use value::{ComparisonLevel, Kind, Value};

use rayon::prelude::*;

/// What a comparison is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Findings of these kinds alone; none stands for all.
    pub kinds: Option<Vec<Kind>>,
    /// Findings whose score, 0 to 1, is lower are left out.
    pub min_score: f64,
}

impl Options {
    /// True where values of this kind are asked for.
    pub fn wants(&self, kind: Kind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// Finds where reports of one event disagree.
///
/// The order of the reports and the number of threads change nothing in the result.
pub fn compare(reports: &[Report]) -> Comparison {
    compare_with(reports, &Options::default())
}

/// [`compare`], with a choice of what is wanted.
pub fn compare_with(reports: &[Report], options: &Options) -> Comparison {
    let mut reports = reports.to_vec();
    reports.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.text.cmp(&b.text)));
    let extractions: Vec<extract::Extraction<'_>> = reports.par_iter().enumerate().map(|(index, report)| extract::extract(report, index)).collect();
    let mut findings = placeholder(&reports, &extractions);
    findings.retain(|finding| options.wants(finding.kind) && finding.score >= options.min_score);
    drop(extractions);
    Comparison { reports, findings, silenced: std::collections::BTreeMap::new() }
}

/// Every claim of the reports that is asked for, in their order.
pub fn claims(reports: &[Report], options: &Options) -> Vec<Claim> {
    let claims = reports.par_iter().enumerate().flat_map_iter(|(index, report)| extract::extract(report, index).claims);
    claims.filter(|claim| options.wants(claim.mention.value.kind())).collect()
}

// Stands where align::slots and compare::judge will be called: a question for each kind and unit.
fn placeholder(reports: &[Report], extractions: &[extract::Extraction<'_>]) -> Vec<Finding> {
    use std::collections::{BTreeMap, BTreeSet};
    let mut slots: BTreeMap<(Kind, String), BTreeMap<String, Vec<Claim>>> = BTreeMap::new();
    for claim in extractions.iter().flat_map(|e| &e.claims) {
        let question = match &claim.mention.value {
            Value::Figure(figure) => figure.unit.clone().unwrap_or_default(),
            other => other.type_name().to_owned(),
        };
        let slot = slots.entry((claim.mention.value.kind(), question)).or_default();
        slot.entry(claim.mention.value.to_string()).or_default().push(claim.clone());
    }
    slots
        .into_iter()
        .map(|((kind, question), groups)| {
            let mut values: Vec<Group> = groups
                .into_iter()
                .map(|(value, claims)| {
                    let count = claims.iter().map(|c| c.report).collect::<BTreeSet<_>>().len();
                    let label = claims[0].mention.span.of(&reports[claims[0].report].text).to_owned();
                    Group { value, label, reports: count, independent: count, entities: vec![None; claims.len()], claims }
                })
                .collect();
            values.sort_by_key(|group| std::cmp::Reverse(group.reports));
            let differ = values.len() > 1;
            Finding {
                id: format!("{kind}-{question}"),
                event: None,
                kind,
                verdict: if differ { Verdict::Discrepancy } else { Verdict::Agree },
                finding_type: if differ { "value" } else { "" },
                severity: if differ { Severity::Medium } else { Severity::None },
                question,
                score: 0.5,
                rule: "value",
                values,
                difference: None,
                explanation: String::new(),
            }
        })
        .collect()
}
