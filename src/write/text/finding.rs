//! A finding as a compiler shows an error.

use std::io;

use super::wrap::{excerpt, wrap};
use super::{COLUMNS, Page, visible};
use crate::compare::{Finding, Group, Severity};
use crate::extract::Claim;
use crate::read::Report;
use crate::span::Span;
use crate::write::quote::{self, Told};

impl Page<'_> {
    pub(super) fn finding(&mut self, finding: &Finding, reports: &[Report], explain: bool) -> io::Result<()> {
        let head = self.painted(shade(finding.severity), &format!("{}[{}]", finding.severity.as_str(), quote::verdict(finding, "/")));
        self.line(&format!("{head}{}", self.bold(&format!(": {}", visible(&finding.question)))))?;
        for group in &finding.values {
            self.group(group, reports)?;
        }
        if !finding.explanation.is_empty() {
            self.note(&finding.explanation)?;
        }
        let facts = format!("  = rule {}, score {:.2}, finding {}", finding.rule, finding.score, visible(&finding.id));
        self.line(&self.dim(&facts))?;
        if explain {
            if !finding.evidence.is_empty() {
                self.note("what makes the score: the log-odds that the best pair of claims answers one question")?;
            }
            for evidence in &finding.evidence {
                self.line(&format!("    {:+6.2}  {}: {}", evidence.weight, evidence.comparison, evidence.level))?;
            }
        }
        self.line("")
    }

    fn group(&mut self, group: &Group, reports: &[Report]) -> io::Result<()> {
        self.line(&format!("  {} ({})", self.bold(&visible(&group.label)), quote::support(group)))?;
        let told = Told::of(group, reports, quote::SENTENCES);
        for claim in &told.quoted {
            self.claim(claim, &reports[claim.report])?;
        }
        match quote::also(&told, reports) {
            also if also.is_empty() => Ok(()),
            also => self.paragraph(4, &format!("also: {also}")),
        }
    }

    /// Where a claim stands, then its sentence with the words underlined.
    pub(super) fn claim(&mut self, claim: &Claim, report: &Report) -> io::Result<()> {
        for line in wrap(&quote::origin(claim, report), Span::new(0, 0), COLUMNS - 4) {
            self.line(&format!("    {}", self.dim(&line.text)))?;
        }
        let (before, sentence, after) = excerpt(&report.text, claim.sentence, claim.mention.span);
        let shift = before.len();
        let text = format!("{before}{}{after}", sentence.of(&report.text));
        let marked = Span::new(claim.mention.span.start() - sentence.start() + shift, claim.mention.span.end() - sentence.start() + shift);
        for line in wrap(&text, marked, COLUMNS - 8) {
            self.line(&format!("    {} {}", self.dim("|"), line.text))?;
            if !line.marks.is_empty() {
                self.line(&format!("    {} {}", self.dim("|"), self.painted("1;33", &line.marks)))?;
            }
        }
        Ok(())
    }

    /// A remark on what stands above it.
    fn note(&mut self, text: &str) -> io::Result<()> {
        for (index, line) in wrap(text, Span::new(0, 0), COLUMNS - 4).iter().enumerate() {
            self.line(&format!("  {} {}", if index == 0 { "=" } else { " " }, line.text))?;
        }
        Ok(())
    }
}

fn shade(severity: Severity) -> &'static str {
    match severity {
        Severity::None => "1;32",
        Severity::Low => "1;36",
        Severity::Medium => "1;33",
        Severity::High | Severity::Critical => "1;31",
    }
}
