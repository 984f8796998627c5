//! Findings in sentences alone, for a screen reader: no drawing, no columns, no signs that are read aloud.

use std::io;

use super::wrap::excerpt;
use super::{Page, summary, visible};
use crate::compare::{Comparison, Finding, Group};
use crate::extract::Claim;
use crate::read::Report;
use crate::write::View;
use crate::write::quote::{self, Told};

pub(super) fn comparison(page: &mut Page<'_>, result: &Comparison, view: &View) -> io::Result<()> {
    let shown: Vec<&Finding> = view.findings(result).collect();
    for (index, finding) in shown.iter().enumerate() {
        let place = format!("Finding {} of {}.", index + 1, shown.len());
        page.paragraph(0, &format!("{place} Severity {}, {}.", finding.severity.as_str(), quote::verdict(finding, ", type ")))?;
        page.paragraph(0, &format!("Question: {}.", visible(&finding.question)))?;
        for (at, group) in finding.values.iter().enumerate() {
            page.paragraph(0, &format!("Value {} of {}: {}. {}.", at + 1, finding.values.len(), visible(&group.label), quote::support(group)))?;
            page.sayings(group, &result.reports)?;
        }
        if !finding.explanation.is_empty() {
            page.paragraph(0, &format!("Explanation: {}", visible(&finding.explanation)))?;
        }
        page.paragraph(0, &format!("Rule {}. Score {:.2}. Finding {}.", finding.rule, finding.score, visible(&finding.id)))?;
        if view.explain {
            for evidence in &finding.evidence {
                page.paragraph(0, &format!("Evidence: {}, {}: {:+.2}.", evidence.comparison, evidence.level, evidence.weight))?;
            }
        }
        page.line("")?;
    }
    for line in summary::by_kind(result) {
        page.paragraph(0, &line)?;
    }
    page.paragraph(0, &summary::sentences(result, view))
}

impl Page<'_> {
    fn sayings(&mut self, group: &Group, reports: &[Report]) -> io::Result<()> {
        let told = Told::of(group, reports, quote::SENTENCES);
        for claim in &told.quoted {
            self.saying(claim, &reports[claim.report])?;
        }
        match quote::also(&told, reports) {
            also if also.is_empty() => Ok(()),
            also => self.paragraph(0, &format!("Also given by {also}.")),
        }
    }

    /// Who says it, the words, then the sentence.
    pub(super) fn saying(&mut self, claim: &Claim, report: &Report) -> io::Result<()> {
        let (before, sentence, after) = excerpt(&report.text, claim.sentence, claim.mention.span);
        let words = visible(claim.mention.span.of(&report.text));
        self.paragraph(0, &format!("{}: \"{words}\", in the sentence:", quote::origin(claim, report)))?;
        self.paragraph(0, &format!("{before}{}{after}", visible(sentence.of(&report.text))))
    }
}
