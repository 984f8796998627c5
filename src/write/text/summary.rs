//! What was read and found, left out and silenced.

use std::io;

use super::Page;
use crate::compare::{Comparison, Verdict};
use crate::value::Kind;
use crate::write::View;
use crate::write::quote::{self, count};

/// The kinds that have findings.
fn kinds(result: &Comparison) -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| result.findings.iter().any(|f| f.kind == *kind))
}

impl Page<'_> {
    /// Findings by kind and verdict, those included that are not shown.
    pub(super) fn table(&mut self, result: &Comparison) -> io::Result<()> {
        let heads: Vec<&str> = Verdict::ALL.into_iter().rev().map(Verdict::as_str).collect();
        if result.findings.is_empty() {
            return Ok(());
        }
        self.line(&self.bold(&format!("{:<10}  {}", "findings", heads.join("  "))))?;
        for kind in kinds(result) {
            let cells: Vec<String> =
                Verdict::ALL.into_iter().rev().map(|verdict| format!("{:>width$}", result.count(kind, verdict), width = verdict.as_str().len())).collect();
            self.line(&format!("  {:<8}  {}", kind.as_str(), cells.join("  ")))?;
        }
        self.line("")
    }
}

/// The table in sentences: `Date: 1 discrepancy, 2 agreed.`
pub(super) fn by_kind(result: &Comparison) -> Vec<String> {
    let told = |kind: Kind| {
        let tallies = Verdict::ALL.into_iter().rev().map(|verdict| (verdict, result.count(kind, verdict))).filter(|(_, n)| *n > 0);
        format!("Findings about {}s: {}.", kind.as_str(), tallies.map(|(verdict, n)| format!("{n} {}", quote::noun(verdict, n))).collect::<Vec<_>>().join(", "))
    };
    kinds(result).map(told).collect()
}

/// What was read, is not shown and was silenced, in one sentence each.
pub(super) fn sentences(result: &Comparison, view: &View) -> String {
    let mut text = format!("{} read", count(result.reports.len(), "report"));
    if result.left_out > 0 {
        text += &format!(", {} left out", count(result.left_out, "input"));
    }
    text += if result.findings.is_empty() { ": nothing that two of them state, so nothing to compare." } else { "." };
    let left_out = view.left_out(result);
    if !left_out.is_empty() {
        let milder = view.only.is_none() && result.findings.iter().any(|f| f.severity < view.min_severity);
        text += &format!(" Not shown: {}{}.", left_out.join(", "), if milder { " (--all shows them)" } else { "" });
    }
    let silenced: usize = result.silenced.values().sum();
    if silenced > 0 {
        let rules: Vec<String> = result.silenced.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
        text += &format!(" Silenced {}: {}.", count(silenced, "pair"), rules.join(", "));
    }
    text
}
