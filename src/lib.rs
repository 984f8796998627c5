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
pub mod internal;
pub mod entity;
pub mod align;
pub mod compare;
pub mod write;
pub mod batch;

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
    /// Weights of the evidence, in place of those fitted on annotated events.
    pub weights: Option<align::scoring::Weights>,
}

impl Options {
    /// True where values of this kind are asked for.
    pub fn wants(&self, kind: Kind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// True where the report is in a language that we have word tables for, or names none.
///
/// A comparison leaves the others out: a report read with another language's words would be mangled.
pub fn understood(report: &Report) -> bool {
    report.language.as_deref().is_none_or(|code| lang::Language::of(code).is_some())
}

/// Finds where reports of one event disagree.
///
/// The order of the reports and the number of threads change nothing in the result. Reports that
/// are not [`understood`] are left out.
pub fn compare(reports: &[Report]) -> Comparison {
    compare_with(reports, &Options::default())
}

/// [`compare()`], with a choice of what is wanted.
pub fn compare_with(reports: &[Report], options: &Options) -> Comparison {
    let mut reports: Vec<Report> = reports.iter().filter(|r| understood(r)).cloned().collect();
    reports.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.text.cmp(&b.text)));
    let extractions: Vec<extract::Extraction<'_>> = reports.par_iter().enumerate().map(|(index, report)| extract::extract(report, index)).collect();
    let entities = entity::resolve(&extractions);
    let contexts = align::context::Contexts::new(&extractions, &entities, lang::Language::fallback());
    let weights = options.weights.as_ref().unwrap_or(align::scoring::Weights::fitted());
    let slots = align::align(&contexts, &extractions, &entities, weights);
    let mut comparison = compare::judge(&reports, &extractions, &entities, &contexts, &slots, weights);
    comparison.findings.retain(|finding| options.wants(finding.kind) && finding.score >= options.min_score);
    comparison.claims = extractions.into_iter().flat_map(|extraction| extraction.claims).filter(|claim| options.wants(claim.mention.value.kind())).collect();
    comparison
}

/// Every claim of the reports that is asked for, in their order.
pub fn claims(reports: &[Report], options: &Options) -> Vec<Claim> {
    let claims = reports.par_iter().enumerate().flat_map_iter(|(index, report)| extract::extract(report, index).claims);
    claims.filter(|claim| options.wants(claim.mention.value.kind())).collect()
}
