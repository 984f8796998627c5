//! A finding on the page: its values side by side, each with the sentences that say so.

use super::full_text::Anchors;
use super::outlets::Outlets;
use super::timeline::Timeline;
use crate::compare::{Finding, Severity, Standing};
use crate::extract::Certainty;
use crate::read::Report;
use crate::write::quote::{Quote, Told, outlet, published, support};
use crate::write::text::visible;

/// So many different sentences of a value are shown; who else gives it is named with a link.
const SENTENCES: usize = 3;
/// So many others are named; the matrix has them all.
const OTHERS: usize = 24;

pub(super) struct FindingCard {
    pub(super) id: String,
    pub(super) question: String,
    pub(super) kind: &'static str,
    pub(super) verdict: &'static str,
    pub(super) finding_type: &'static str,
    pub(super) severity: &'static str,
    /// 0 to 4, for the meter.
    pub(super) level: usize,
    pub(super) explanation: String,
    pub(super) difference: String,
    pub(super) rule: &'static str,
    pub(super) score: String,
    /// Numbers of the outlets that take part, for the filter.
    pub(super) outlets: String,
    pub(super) values: Vec<ValueCard>,
    pub(super) timeline: Option<Timeline>,
}

pub(super) struct ValueCard {
    pub(super) letter: String,
    pub(super) label: String,
    pub(super) normal: String,
    pub(super) support: String,
    pub(super) standing: Standing,
    pub(super) quotes: Vec<QuoteCard>,
    pub(super) others: Vec<Other>,
    /// How many more there are than are named.
    pub(super) unnamed: usize,
}

pub(super) struct QuoteCard {
    pub(super) quote: Quote,
    pub(super) anchor: String,
    pub(super) outlet: String,
    pub(super) published: String,
    pub(super) from: String,
    pub(super) certainty: &'static str,
}

/// A report that gives the value too.
pub(super) struct Other {
    pub(super) anchor: String,
    pub(super) outlet: String,
}

/// A, B … Z, then 27 and on: by which a value is known in card, matrix and timeline.
pub(super) fn letter(value: usize) -> String {
    match u8::try_from(value) {
        Ok(n) if n < 26 => char::from(b'A' + n).to_string(),
        _ => (value + 1).to_string(),
    }
}

impl FindingCard {
    pub(super) fn new(finding: &Finding, reports: &[Report], outlets: &Outlets, anchors: &Anchors) -> Self {
        let mut taking_part: Vec<usize> = (0..finding.values.len()).flat_map(|value| outlets.giving(finding, value)).collect();
        taking_part.sort_unstable();
        taking_part.dedup();
        let taking_part: Vec<String> = taking_part.iter().map(usize::to_string).collect();
        FindingCard {
            id: visible(&finding.id),
            question: visible(&finding.question),
            kind: finding.kind.as_str(),
            verdict: finding.verdict.as_str(),
            finding_type: finding.finding_type,
            severity: finding.severity.as_str(),
            level: Severity::ALL.iter().position(|s| *s == finding.severity).unwrap_or(0),
            explanation: visible(&finding.explanation),
            difference: finding.difference.as_deref().map(visible).unwrap_or_default(),
            rule: finding.rule,
            score: format!("{:.2}", finding.score),
            outlets: taking_part.join(" "),
            values: (0..finding.values.len()).map(|value| ValueCard::new(finding, value, reports, anchors)).collect(),
            timeline: Timeline::new(finding, reports, anchors),
        }
    }
}

impl ValueCard {
    fn new(finding: &Finding, value: usize, reports: &[Report], anchors: &Anchors) -> Self {
        let group = &finding.values[value];
        let told = Told::of(group, reports, SENTENCES);
        let quotes = told.quoted.iter().map(|claim| {
            let report = &reports[claim.report];
            QuoteCard {
                quote: Quote::new(claim, report),
                anchor: anchors.of(claim),
                outlet: outlet(report),
                published: published(report).unwrap_or_default(),
                from: claim.attribution.as_ref().map(|a| visible(&a.source)).unwrap_or_default(),
                certainty: if claim.certainty == Certainty::Asserted { "" } else { claim.certainty.as_str() },
            }
        });
        let others = told.others.iter().take(OTHERS).map(|claim| Other { anchor: anchors.of(claim), outlet: outlet(&reports[claim.report]) });
        ValueCard {
            letter: letter(value),
            label: visible(&group.label),
            normal: visible(&group.value),
            support: support(group),
            standing: Standing::of(finding, value),
            quotes: quotes.collect(),
            others: others.collect(),
            unnamed: told.others.len().saturating_sub(OTHERS),
        }
    }
}
