//! CSV after RFC 4180, safe to open in a spreadsheet.

use std::collections::BTreeMap;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::pairs::{COLUMNS, Cell, rows};
use super::quote::outlet;
use super::{Layout, View, json};
use crate::compare::{Comparison, Finding};
use crate::extract::Claim;
use crate::read::Report;
use crate::span::CodePoints;

#[rustfmt::skip]
const MENTION_COLUMNS: [&str; 13] = [
    "report", "kind", "type", "start", "end", "quote", "value", "detail",
    "sentence_start", "sentence_end", "attribution", "cue", "certainty",
];

#[rustfmt::skip]
const REPORT_COLUMNS: [&str; 13] = [
    "id", "source", "headline", "byline", "location", "published", "updated", "version", "language", "event", "path", "format", "text",
];

#[rustfmt::skip]
const CLAIM_COLUMNS: [&str; 24] = [
    "event", "finding", "kind", "verdict", "type", "severity", "question", "score",
    "rank", "value", "label", "reports", "independent",
    "source", "report", "published", "start", "end", "quote", "claim_value", "attribution", "cue", "certainty", "sentence",
];

const MATRIX_COLUMNS: [&str; 7] = ["event", "finding", "kind", "verdict", "type", "severity", "question"];

/// Findings in the layout that is asked for.
pub(super) fn comparison(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    match view.layout {
        Layout::Pairs => pairs(result, view, out),
        Layout::Claims => claims(result, view, out),
        Layout::Matrix => matrix(result, view, out),
    }
}

/// One row for each pair of differing values of a finding, best supported first.
fn pairs(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    header(out)?;
    pair_rows(result, view, out)
}

/// The header above [`pair_rows`].
pub fn header(out: &mut dyn Write) -> io::Result<()> {
    Table::new(out, &COLUMNS.map(|(name, _)| name))?.end()
}

/// The rows of [`pairs`](super::pairs) alone, for a table that is written in parts.
pub fn pair_rows(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::below(out);
    for row in rows(result, view) {
        table.row(row.map(|cell| match cell {
            Cell::Text(text) => text,
            Cell::Known(text) => text.unwrap_or_default(),
            Cell::Count(count) => count.to_string(),
            Cell::Score(score) => format!("{score:.3}"),
        }))?;
    }
    table.end()
}

/// One row for each claim of a finding: the long form that programs for statistics ask for.
fn claims(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let points: Vec<CodePoints<'_>> = result.reports.iter().map(|r| CodePoints::new(&r.text)).collect();
    let mut table = Table::new(out, &CLAIM_COLUMNS)?;
    for finding in view.findings(result) {
        for (rank, group) in finding.values.iter().enumerate() {
            for claim in &group.claims {
                let (report, points, span) = (&result.reports[claim.report], &points[claim.report], claim.mention.span);
                let (attribution, cue) = claim.attribution.as_ref().map(|a| (a.source.clone(), a.cue.clone())).unwrap_or_default();
                let mut row = head(finding);
                row.extend([
                    format!("{:.3}", finding.score),
                    (rank + 1).to_string(),
                    group.value.clone(),
                    group.label.clone(),
                    group.reports.to_string(),
                    group.independent.to_string(),
                    report.source.clone().unwrap_or_default(),
                    report.id.clone(),
                    report.published.map(|t| t.to_string()).unwrap_or_default(),
                    points.at(span.start()).to_string(),
                    points.at(span.end()).to_string(),
                    span.of(&report.text).to_owned(),
                    claim.mention.value.to_string(),
                    attribution,
                    cue,
                    claim.certainty.as_str().to_owned(),
                    claim.sentence.of(&report.text).to_owned(),
                ]);
                table.row(row)?;
            }
        }
    }
    table.end()
}

/// One row for each question, one column for each outlet: what it says, `; ` between two values.
fn matrix(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut outlets: BTreeMap<String, usize> = result.reports.iter().map(|report| (outlet(report), 0)).collect();
    for (column, place) in outlets.values_mut().enumerate() {
        *place = column;
    }
    let header: Vec<String> = MATRIX_COLUMNS.into_iter().map(str::to_owned).chain(outlets.keys().cloned().map(harmless)).collect();
    let mut table = Table::new(out, &header)?;
    for finding in view.findings(result) {
        let mut cells: Vec<Vec<&str>> = vec![Vec::new(); outlets.len()];
        for group in &finding.values {
            for claim in &group.claims {
                let cell = &mut cells[outlets[&outlet(&result.reports[claim.report])]];
                if !cell.contains(&group.label.as_str()) {
                    cell.push(&group.label);
                }
            }
        }
        let mut row = head(finding);
        row.extend(cells.into_iter().map(|values| values.join("; ")));
        table.row(row)?;
    }
    table.end()
}

/// The cells by which a finding is known in every layout.
fn head(finding: &Finding) -> Vec<String> {
    vec![
        finding.event.clone().unwrap_or_default(),
        finding.id.clone(),
        finding.kind.to_string(),
        finding.verdict.as_str().to_owned(),
        finding.finding_type.to_owned(),
        finding.severity.as_str().to_owned(),
        finding.question.clone(),
    ]
}

/// One row a mention.
pub(super) fn mentions(reports: &[Report], claims: &[Claim], _: &View, out: &mut dyn Write) -> io::Result<()> {
    let points: Vec<CodePoints<'_>> = reports.iter().map(|r| CodePoints::new(&r.text)).collect();
    let mut table = Table::new(out, &MENTION_COLUMNS)?;
    for claim in claims {
        let (report, points, mention) = (&reports[claim.report], &points[claim.report], &claim.mention);
        let (source, cue) = claim.attribution.as_ref().map(|a| (a.source.clone(), a.cue.clone())).unwrap_or_default();
        table.row([
            report.id.clone(),
            mention.value.kind().to_string(),
            mention.value.type_name().to_owned(),
            points.at(mention.span.start()).to_string(),
            points.at(mention.span.end()).to_string(),
            mention.span.of(&report.text).to_owned(),
            mention.value.to_string(),
            json::detail(&mention.value),
            points.at(claim.sentence.start()).to_string(),
            points.at(claim.sentence.end()).to_string(),
            source,
            cue,
            claim.certainty.as_str().to_owned(),
        ])?;
    }
    table.end()
}

/// One row a report.
pub(super) fn reports(reports: &[Report], _: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, &REPORT_COLUMNS)?;
    for r in reports {
        let cell = |field: &Option<String>| field.clone().unwrap_or_default();
        table.row([
            r.id.clone(),
            cell(&r.source),
            cell(&r.headline),
            cell(&r.byline),
            cell(&r.location),
            r.published.map(|t| t.to_string()).unwrap_or_default(),
            r.updated.map(|t| t.to_string()).unwrap_or_default(),
            cell(&r.version),
            cell(&r.language),
            cell(&r.event),
            cell(&r.path),
            cell(&r.format),
            r.text.clone(),
        ])?;
    }
    table.end()
}

/// Rows of safe cells below a header.
pub(crate) struct Table<'a>(csv::Writer<&'a mut dyn Write>);

impl<'a> Table<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, header: &[impl AsRef<[u8]>]) -> io::Result<Self> {
        let mut table = Table::below(out);
        table.0.write_record(header)?;
        Ok(table)
    }

    /// Rows whose header has been written.
    fn below(out: &'a mut dyn Write) -> Self {
        Table(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out))
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        Ok(self.0.write_record(cells.into_iter().map(harmless))?)
    }

    pub(crate) fn end(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Keeps a spreadsheet from running a cell as a formula: a leading `'` makes it text.
fn harmless(cell: String) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && !is_plain_number(&cell) { format!("'{cell}") } else { cell }
}

/// `-5`, `+1.5e3`: a sign and then digits only, which no spreadsheet runs.
fn is_plain_number(cell: &str) -> bool {
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') && unsigned.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_run_gets_an_apostrophe() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("-inf", "'-inf"),
            ("--1", "'--1"),
            ("-5", "-5"),
            ("+1.5", "+1.5"),
            ("-1e3", "-1e3"),
            ("5 = 5", "5 = 5"),
            ("", ""),
            ("- Reuters", "'- Reuters"),
        ] {
            assert_eq!(harmless(cell.to_owned()), written, "{cell:?}");
        }
    }
}
