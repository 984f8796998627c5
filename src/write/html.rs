//! One HTML file that opens from disk: findings with their sentences side by side, a matrix of
//! questions by outlets, and the full text of every report.
//!
//! The page is `html/page.html`, checked against the structs here when the crate is compiled; every
//! text in it is escaped by the template. Its policy (Content-Security-Policy) forbids whatever is not
//! the one style and the one script of the file, which are known by their hashes.

use std::io::{self, Write};

use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::View;
use super::quote::{self, count, outlet, published};
use super::text::visible;
use crate::compare::{Comparison, Severity, Verdict};
use crate::extract::Claim;
use crate::read::Report;
use crate::value::Kind;

mod finding;
mod full_text;
mod matrix;
mod outlets;
mod timeline;

use finding::FindingCard;
use full_text::{Anchors, FullText};
use matrix::Matrix;
use outlets::{Deviations, Outlets};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// The page of one event.
#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    head: Head,
    /// How many reports, outlets and days.
    scope: String,
    tally: Vec<Tally>,
    /// Findings by kind, a column a verdict.
    kinds: Vec<(&'static str, Vec<usize>)>,
    verdicts: Vec<&'static str>,
    /// What the view leaves out.
    hidden: String,
    silenced: Vec<(&'static str, usize)>,
    silenced_pairs: usize,
    filters: Vec<Filter>,
    outlets: Outlets,
    findings: Vec<FindingCard>,
    matrix: Matrix,
    deviations: Deviations,
    reports: Vec<FullText>,
}

/// A plain table: mentions or reports, which are read by programs rather than people.
#[derive(Template)]
#[template(path = "table.html")]
struct Table {
    head: Head,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// What stands in the head of a page.
struct Head {
    title: String,
    policy: String,
    style: &'static str,
    script: &'static str,
}

impl Head {
    fn new(title: String) -> Self {
        let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
        let policy = format!("default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'", hash(STYLE), hash(SCRIPT));
        Head { title, policy, style: STYLE, script: SCRIPT }
    }
}

/// How many findings have a verdict.
struct Tally {
    verdict: &'static str,
    number: usize,
    noun: &'static str,
}

/// One group of check boxes: the words that occur, each with its number of findings.
struct Filter {
    name: &'static str,
    words: Vec<(&'static str, usize)>,
}

/// The report of an event, for reading.
pub(super) fn comparison(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let outlets = Outlets::new(&result.reports);
    let shown: Vec<_> = view.findings(result).collect();
    let anchors = Anchors::new(result, &shown);
    let findings: Vec<FindingCard> = shown.iter().map(|finding| FindingCard::new(finding, &result.reports, &outlets, &anchors)).collect();
    let number = |verdict: Verdict| result.findings.iter().filter(|f| f.verdict == verdict).count();
    let tally = Verdict::ALL.into_iter().rev().map(|v| Tally { verdict: v.as_str(), number: number(v), noun: quote::noun(v, number(v)) }).collect();
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.as_str(), Verdict::ALL.into_iter().rev().map(|verdict| result.count(kind, verdict)).collect()));
    let page = Page {
        head: Head::new(title(result)),
        scope: scope(&result.reports, &outlets),
        tally,
        kinds: kinds.collect(),
        verdicts: Verdict::ALL.into_iter().rev().map(Verdict::as_str).collect(),
        hidden: hidden(result, view),
        silenced: result.silenced.iter().map(|(rule, n)| (*rule, *n)).collect(),
        silenced_pairs: result.silenced.values().sum(),
        filters: vec![
            Filter::new("severity", Severity::ALL.into_iter().rev().map(Severity::as_str), &findings, |f| f.severity),
            Filter::new("verdict", Verdict::ALL.into_iter().rev().map(Verdict::as_str), &findings, |f| f.verdict),
            Filter::new("kind", Kind::ALL.into_iter().map(Kind::as_str), &findings, |f| f.kind),
        ],
        matrix: Matrix::new(&shown, &outlets),
        deviations: Deviations::new(&shown, &outlets),
        reports: result.reports.iter().enumerate().map(|(index, report)| FullText::new(index, report, &anchors)).collect(),
        outlets,
        findings,
    };
    page.write_into(out)
}

/// `2 inputs left out. Findings left out of this file: 18 below severity medium.`
fn hidden(result: &Comparison, view: &View) -> String {
    let inputs = (result.left_out > 0).then(|| format!("{} left out.", count(result.left_out, "input")));
    let findings = view.left_out(result).join(", ");
    let findings = (!findings.is_empty()).then(|| format!("Findings left out of this file: {findings}."));
    inputs.into_iter().chain(findings).collect::<Vec<_>>().join(" ")
}

impl Filter {
    fn new(name: &'static str, words: impl Iterator<Item = &'static str>, findings: &[FindingCard], of: fn(&FindingCard) -> &'static str) -> Self {
        let counted = words.map(|word| (word, findings.iter().filter(|f| of(f) == word).count()));
        Filter { name, words: counted.filter(|(_, n)| *n > 0).collect() }
    }
}

/// The event where one is named, else what was done.
fn title(result: &Comparison) -> String {
    match result.reports.iter().find_map(|r| r.event.as_deref()) {
        Some(event) => visible(event),
        None => format!("Comparison of {}", count(result.reports.len(), "report")),
    }
}

/// `6 reports from 5 outlets, published 2019-04-22 to 2019-04-24.`
fn scope(reports: &[Report], outlets: &Outlets) -> String {
    let mut text = format!("{} from {}", count(reports.len(), "report"), count(outlets.names.len(), "outlet"));
    let days = || reports.iter().filter_map(|r| r.published).map(|p| p.date);
    if let (Some(first), Some(last)) = (days().min(), days().max()) {
        text += &if first == last { format!(", published {first}") } else { format!(", published {first} to {last}") };
    }
    text
}

/// Mentions, one a row.
pub(super) fn mentions(reports: &[Report], claims: &[Claim], _: &View, out: &mut dyn Write) -> io::Result<()> {
    let rows = claims.iter().map(|claim| {
        let (report, mention) = (&reports[claim.report], &claim.mention);
        vec![
            visible(&report.id),
            mention.value.kind().to_string(),
            mention.value.type_name().to_owned(),
            visible(&mention.value.to_string()),
            visible(mention.span.of(&report.text)),
            claim.attribution.as_ref().map(|a| visible(&a.source)).unwrap_or_default(),
            claim.certainty.as_str().to_owned(),
        ]
    });
    let title = format!("{} in {}", count(claims.len(), "mention"), count(reports.len(), "report"));
    let columns = &["report", "kind", "type", "value", "words", "from", "certainty"];
    Table { head: Head::new(title), columns, rows: rows.collect() }.write_into(out)
}

/// Reports as read, one a row.
pub(super) fn reports(reports: &[Report], _: &View, out: &mut dyn Write) -> io::Result<()> {
    let rows = reports.iter().map(|report| {
        let field = |field: &Option<String>| field.as_deref().map(visible).unwrap_or_default();
        vec![
            visible(&report.id),
            outlet(report),
            published(report).unwrap_or_default(),
            field(&report.location),
            field(&report.headline),
            visible(&report.text),
        ]
    });
    let title = count(reports.len(), "report");
    let columns = &["id", "outlet", "published", "location", "headline", "text"];
    Table { head: Head::new(title), columns, rows: rows.collect() }.write_into(out)
}
