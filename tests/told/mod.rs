//! Small events told in a few lines, and what is found in them.
#![allow(dead_code, reason = "every suite uses a part of it")]

use claimdiff::{Comparison, Finding, Report, Verdict, compare};

/// What many of them begin with.
pub(crate) const QUAKE: &str = "A strong earthquake shook the island of Arvo early on Sunday, officials said.";

/// A report.
pub(crate) struct Told<'a> {
    pub(crate) id: &'a str,
    pub(crate) source: &'a str,
    pub(crate) published: &'a str,
    pub(crate) text: &'a str,
}

/// A report in its parts.
pub(crate) fn told<'a>(id: &'a str, source: &'a str, published: &'a str, text: &'a str) -> Told<'a> {
    Told { id, source, published, text }
}

/// What is found in them; a version stands behind an `@` of the id.
pub(crate) fn judged(reports: &[Told<'_>]) -> Comparison {
    let reports: Vec<Report> = reports
        .iter()
        .map(|told| {
            let mut report = Report::new(told.id, told.text);
            report.source = (!told.source.is_empty()).then(|| told.source.to_owned());
            report.published = (!told.published.is_empty()).then(|| told.published.parse().unwrap());
            report.version = told.id.split_once('@').map(|(_, version)| version.to_owned());
            report
        })
        .collect();
    compare(&reports)
}

/// Two reports of two outlets on no known day.
pub(crate) fn of_two(one: &str, other: &str) -> Comparison {
    of_day("", one, other)
}

/// Two reports of two outlets on one day.
pub(crate) fn of_day(published: &str, one: &str, other: &str) -> Comparison {
    judged(&[told("a", "Meridian", published, one), told("b", "Courier", published, other)])
}

/// The finding that gives both of these as values, in two different ones.
pub(crate) fn between<'c>(comparison: &'c Comparison, a: &str, b: &str) -> &'c Finding {
    let shows = |finding: &Finding, quote: &str| {
        finding.values.iter().position(|v| v.claims.iter().any(|c| c.mention.span.of(&comparison.reports[c.report].text) == quote))
    };
    let found = comparison.findings.iter().find(|f| matches!((shows(f, a), shows(f, b)), (Some(x), Some(y)) if x != y));
    found.unwrap_or_else(|| panic!("{a:?} and {b:?} meet in no finding of {:#?}", seen(comparison)))
}

/// The findings in a line each.
pub(crate) fn seen(comparison: &Comparison) -> Vec<String> {
    let values = |f: &Finding| f.values.iter().map(|v| v.label.clone()).collect::<Vec<_>>().join(" | ");
    comparison.findings.iter().map(|f| format!("{}/{} {}: {}", f.verdict.as_str(), f.finding_type, f.question, values(f))).collect()
}

/// Holds a finding to its verdict and type.
pub(crate) fn is(finding: &Finding, verdict: Verdict, finding_type: &str) {
    assert_eq!((finding.verdict, finding.finding_type), (verdict, finding_type), "{}: {}", finding.question, finding.explanation);
}

/// The findings that are conflicts.
pub(crate) fn conflicts(comparison: &Comparison) -> Vec<&Finding> {
    comparison.findings.iter().filter(|f| f.verdict == Verdict::Discrepancy).collect()
}
