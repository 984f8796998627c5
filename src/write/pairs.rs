//! Pairs of differing values: the rows of every format that is a table.

use super::View;
use crate::compare::{Comparison, Finding, Group};
use crate::read::Report;
use crate::value::figure::Years;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A text that is always there.
    Text,
    /// A text, where one is known.
    Known,
    /// A number of reports.
    Count,
    /// A number from 0 to 1, to three places.
    Score,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Of a [`Column::Text`].
    Text(String),
    /// Of a [`Column::Known`].
    Known(Option<String>),
    /// Of a [`Column::Count`].
    Count(usize),
    /// Of a [`Column::Score`].
    Score(f64),
}

/// The columns, in their order.
pub const COLUMNS: [(&str, Column); 28] = [
    ("event", Column::Known),
    ("finding", Column::Text),
    ("kind", Column::Text),
    ("verdict", Column::Text),
    ("type", Column::Text),
    ("severity", Column::Text),
    ("question", Column::Text),
    ("value_a", Column::Text),
    ("reports_a", Column::Count),
    ("independent_a", Column::Count),
    ("source_a", Column::Known),
    ("report_a", Column::Known),
    ("published_a", Column::Known),
    ("attribution_a", Column::Known),
    ("quote_a", Column::Known),
    ("sentence_a", Column::Known),
    ("value_b", Column::Text),
    ("reports_b", Column::Count),
    ("independent_b", Column::Count),
    ("source_b", Column::Known),
    ("report_b", Column::Known),
    ("published_b", Column::Known),
    ("attribution_b", Column::Known),
    ("quote_b", Column::Known),
    ("sentence_b", Column::Known),
    ("difference", Column::Known),
    ("score", Column::Score),
    ("explanation", Column::Text),
];

/// The cells of one row, one for each of [`COLUMNS`].
pub type Row = [Cell; COLUMNS.len()];

/// One row for each pair of differing values of a finding, best supported first.
pub fn rows<'a>(result: &'a Comparison, view: &'a View) -> impl Iterator<Item = Row> + 'a {
    view.findings(result).flat_map(|finding| {
        let pairs = finding.values.iter().enumerate().flat_map(|(i, a)| finding.values[i + 1..].iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| row(finding, a, b, &result.reports))
    })
}

/// How many [`rows`] a result has, without making them: they grow with the square of the values.
pub fn count(result: &Comparison, view: &View) -> usize {
    view.findings(result).map(|finding| finding.values.len() * finding.values.len().saturating_sub(1) / 2).sum()
}

fn row(finding: &Finding, a: &Group, b: &Group, reports: &[Report]) -> Row {
    let text = |text: &str| Cell::Text(text.to_owned());
    let [value_a, reports_a, independent_a, source_a, report_a, published_a, attribution_a, quote_a, sentence_a] = side(a, reports);
    let [value_b, reports_b, independent_b, source_b, report_b, published_b, attribution_b, quote_b, sentence_b] = side(b, reports);
    [
        Cell::Known(finding.event.clone()),
        text(&finding.id),
        text(finding.kind.as_str()),
        text(finding.verdict.as_str()),
        text(finding.finding_type),
        text(finding.severity.as_str()),
        text(&finding.question),
        value_a,
        reports_a,
        independent_a,
        source_a,
        report_a,
        published_a,
        attribution_a,
        quote_a,
        sentence_a,
        value_b,
        reports_b,
        independent_b,
        source_b,
        report_b,
        published_b,
        attribution_b,
        quote_b,
        sentence_b,
        Cell::Known(difference(finding, a, b)),
        Cell::Score((finding.score * 1000.0).round() / 1000.0),
        text(&finding.explanation),
    ]
}

/// The nine cells of one value: its first claim stands for it.
fn side(group: &Group, reports: &[Report]) -> [Cell; 9] {
    let claim = group.claims.first();
    let report = claim.map(|claim| &reports[claim.report]);
    let known = |text: Option<&str>| Cell::Known(text.map(str::to_owned));
    [
        Cell::Text(group.value.clone()),
        Cell::Count(group.reports),
        Cell::Count(group.independent),
        known(report.and_then(|r| r.source.as_deref())),
        known(report.map(|r| r.id.as_str())),
        Cell::Known(report.and_then(|r| r.published).map(|t| t.to_string())),
        known(claim.and_then(|c| c.attribution.as_ref()).map(|a| a.source.as_str())),
        known(claim.zip(report).map(|(c, r)| c.mention.span.of(&r.text))),
        known(claim.zip(report).map(|(c, r)| c.sentence.of(&r.text))),
    ]
}

/// How far the two values of a row are apart; the finding itself knows it where it has one pair.
fn difference(finding: &Finding, a: &Group, b: &Group) -> Option<String> {
    let own = if finding.values.len() == 2 { finding.difference.clone() } else { None };
    own.or_else(|| {
        let (a, b) = (a.claims.first()?, b.claims.first()?);
        a.mention.value.level_in(&b.mention.value, Years::of_both(a.years, b.years)).difference
    })
}
