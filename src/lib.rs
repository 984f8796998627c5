#![doc = include_str!("../README.md")]
#![deny(clippy::print_stdout, clippy::print_stderr)]

// In the order of the pipeline: a module knows only those above it (tests/layers.rs).
pub mod error;
pub mod span;
pub mod disjoint;
pub mod copy;
pub mod value;
pub mod lang;
pub mod read;
pub mod segment;
pub mod group;
pub mod extract;
pub mod internal;
pub mod entity;
pub mod align;
pub mod compare;
pub mod explain;
pub mod hide;
pub mod write;
pub mod batch;
#[cfg(feature = "cli")]
pub mod settings;

pub use compare::{Comparison, Finding, Group, Severity, Verdict};
pub use error::Error;
pub use extract::{Claim, Mention};
pub use read::Report;
pub use span::Span;
pub use value::{ComparisonLevel, Kind, Value};

use std::borrow::Cow;
use std::collections::BTreeMap;

use align::scoring::{Model, Weights};
use rayon::prelude::*;

/// What a comparison is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Findings of these kinds alone; none stands for all.
    pub kinds: Option<Vec<Kind>>,
    /// Findings whose score, 0 to 1, is lower are left out.
    pub min_score: f64,
    /// Weights of the evidence, in place of those fitted on annotated events.
    pub weights: Option<Weights>,
    /// Added to the log-odds that two values that differ answer one question: with 1 more is found, and more
    /// of it is none; with -1 the other way round.
    pub sensitivity: f64,
    /// Names that stand for another: `Burma` for `Myanmar`.
    pub aliases: BTreeMap<String, String>,
    /// How much findings matter, and whose values are named first.
    pub policy: compare::Policy,
}

impl Options {
    /// The weights of the evidence at the sensitivity that is asked for.
    fn evidence(&self) -> Cow<'_, Weights> {
        let mut weights = Cow::Borrowed(self.weights.as_ref().unwrap_or(Weights::fitted()));
        // A batch asks for each of its events.
        if self.sensitivity != 0.0 {
            for model in Model::ALL.into_iter().filter(|model| model.differ) {
                let mut of_model = weights.of(model).clone();
                of_model.prior += self.sensitivity as f32;
                weights.to_mut().set(model, of_model);
            }
        }
        weights
    }

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

/// What to say of a report that is not [`understood`].
pub fn not_understood(report: &Report) -> String {
    let language = report.language.as_deref().unwrap_or_default();
    format!("report {} is in {language:?}, and no word tables for it are here: left out", report.id)
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
    let sorted = sorted(reports);
    let comparison = Event::new(&sorted, options).judged(options);
    Comparison { left_out: reports.len() - sorted.len(), reports: sorted, ..comparison }
}

/// Why two claims do, or do not, answer one question, and the whole comparison, to see where they ended.
///
/// # Errors
/// Where there is no claim at a place.
pub fn explain(reports: &[Report], options: &Options, places: [&explain::Place; 2]) -> Result<(Comparison, explain::Explanation), Error> {
    let sorted = sorted(reports);
    let event = Event::new(&sorted, options);
    let explanation = explain::explain(&sorted, &event.extractions, &event.entities, &event.contexts, &event.weights, places)?;
    let comparison = event.judged(options);
    Ok((Comparison { reports: sorted, ..comparison }, explanation))
}

/// The reports that can be compared, by id.
fn sorted(reports: &[Report]) -> Vec<Report> {
    let mut reports: Vec<Report> = reports.iter().filter(|r| understood(r)).cloned().collect();
    reports.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.text.cmp(&b.text)));
    reports
}

/// All that is known of an event before its claims are judged.
struct Event<'a> {
    reports: &'a [Report],
    extractions: Vec<extract::Extraction<'a>>,
    entities: entity::Entities,
    contexts: align::context::Contexts,
    weights: Cow<'a, Weights>,
}

impl<'a> Event<'a> {
    fn new(reports: &'a [Report], options: &'a Options) -> Self {
        let mut extractions: Vec<extract::Extraction<'_>> = reports.par_iter().enumerate().map(|(index, report)| extract::extract(report, index)).collect();
        entity::claim_misspelt(&mut extractions, lang::Language::fallback());
        entity::rename(&mut extractions, &options.aliases);
        let entities = entity::resolve(&extractions);
        let contexts = align::context::Contexts::new(&extractions, &entities, lang::Language::fallback());
        Event { reports, extractions, entities, contexts, weights: options.evidence() }
    }

    fn judged(self, options: &Options) -> Comparison {
        let Event { reports, extractions, entities, contexts, weights } = self;
        let alignment = align::align(&contexts, &extractions, &entities, &weights);
        let mut comparison = compare::judge(reports, &extractions, &entities, &contexts, &alignment.slots, &weights, &options.policy);
        comparison.silenced.extend(alignment.silenced);
        comparison.findings.retain(|finding| options.wants(finding.kind) && finding.score >= options.min_score);
        comparison.claims =
            extractions.into_iter().flat_map(|extraction| extraction.claims).filter(|claim| options.wants(claim.mention.value.kind())).collect();
        comparison
    }
}

/// Every claim of the reports that is asked for, in their order.
pub fn claims(reports: &[Report], options: &Options) -> Vec<Claim> {
    let claims = reports.par_iter().enumerate().flat_map_iter(|(index, report)| extract::extract(report, index).claims);
    claims.filter(|claim| options.wants(claim.mention.value.kind())).collect()
}
