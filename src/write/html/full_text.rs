//! The full text of a report, with every claim in it marked and linked to its finding.

use std::collections::BTreeMap;

use crate::compare::{Comparison, Finding};
use crate::extract::Claim;
use crate::read::Report;
use crate::span::Span;
use crate::write::quote::{moment, outlet, published};
use crate::write::text::visible;

/// Where the claims of each report stand in its full text.
pub(super) struct Anchors {
    /// By report, then place; none overlaps another.
    marks: Vec<Vec<Placed>>,
}

struct Placed {
    span: Span,
    kind: &'static str,
    /// The first finding shown that it is evidence of.
    finding: Option<String>,
}

impl Anchors {
    pub(super) fn new(result: &Comparison, shown: &[&Finding]) -> Self {
        let mut finding_at: BTreeMap<(usize, Span), &str> = BTreeMap::new();
        for finding in shown {
            for claim in finding.values.iter().flat_map(|group| &group.claims) {
                finding_at.entry((claim.report, claim.mention.span)).or_insert(&finding.id);
            }
        }
        let evidence = result.findings.iter().flat_map(|f| &f.values).flat_map(|group| &group.claims);
        let mut claims: Vec<&Claim> = result.claims.iter().chain(evidence).collect();
        // Of two that overlap, the one of a finding is marked, then the longer.
        claims.sort_by_key(|claim| {
            let span = claim.mention.span;
            (claim.report, !finding_at.contains_key(&(claim.report, span)), std::cmp::Reverse(span.len()), span.start(), claim.mention.value.kind())
        });
        let mut marks: Vec<BTreeMap<usize, Placed>> = result.reports.iter().map(|_| BTreeMap::new()).collect();
        for claim in claims {
            let (places, span) = (&mut marks[claim.report], claim.mention.span);
            let before = places.range(..span.end()).next_back();
            if span.is_empty() || before.is_some_and(|(_, placed)| placed.span.overlaps(span)) {
                continue;
            }
            let finding = finding_at.get(&(claim.report, span)).map(|id| visible(id));
            places.insert(span.start(), Placed { span, kind: claim.mention.value.kind().as_str(), finding });
        }
        Anchors { marks: marks.into_iter().map(|places| places.into_values().collect()).collect() }
    }

    /// The id of the mark that shows a claim.
    pub(super) fn of(&self, claim: &Claim) -> String {
        let place = self.marks[claim.report].partition_point(|placed| placed.span.end() <= claim.mention.span.start());
        format!("c{}-{place}", claim.report)
    }
}

pub(super) struct FullText {
    pub(super) number: usize,
    pub(super) heading: String,
    pub(super) language: String,
    /// Name and text of what is known of the report.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) paragraphs: Vec<Vec<Piece>>,
}

/// A run of text; with an id where it is a claim.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) finding: Option<String>,
}

impl FullText {
    pub(super) fn new(index: usize, report: &Report, anchors: &Anchors) -> Self {
        let mut paragraphs = vec![Vec::new()];
        let plain = |text: &str, paragraphs: &mut Vec<Vec<Piece>>| {
            for (n, line) in text.split('\n').enumerate() {
                if n > 0 {
                    paragraphs.push(Vec::new());
                }
                if let (false, Some(paragraph)) = (line.is_empty(), paragraphs.last_mut()) {
                    paragraph.push(Piece { text: visible(line), id: String::new(), kind: "", finding: None });
                }
            }
        };
        let mut at = 0;
        for (place, placed) in anchors.marks[index].iter().enumerate() {
            plain(&report.text[at..placed.span.start()], &mut paragraphs);
            if let Some(paragraph) = paragraphs.last_mut() {
                let text = visible(placed.span.of(&report.text));
                paragraph.push(Piece { text, id: format!("c{index}-{place}"), kind: placed.kind, finding: placed.finding.clone() });
            }
            at = placed.span.end();
        }
        plain(&report.text[at..], &mut paragraphs);
        paragraphs.retain(|pieces| pieces.iter().any(|piece| !piece.text.trim().is_empty()));
        let facts = [
            ("published", published(report)),
            ("updated", report.updated.map(moment)),
            ("version", report.version.as_deref().map(visible)),
            ("byline", report.byline.as_deref().map(visible)),
            ("place", report.location.as_deref().map(visible)),
            ("id", Some(visible(&report.id))),
        ];
        let name = outlet(report);
        FullText {
            number: index,
            heading: report.headline.as_deref().map_or_else(|| name.clone(), |headline| format!("{name}: {}", visible(headline))),
            language: visible(report.language.as_deref().unwrap_or("")),
            facts: facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect(),
            paragraphs,
        }
    }
}
