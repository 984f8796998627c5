//! JSON and JSON Lines: the fields that the contract fixes, as structs of their own, so that no
//! change inside the program changes what other programs read.

use std::io::{self, Write};

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::View;
use crate::compare::{Comparison, Finding, Group, Severity, Verdict};
use crate::extract::{Certainty, Claim};
use crate::read::Report;
use crate::span::{CodePoints, Span};
use crate::value::figure::units;
use crate::value::{Date, Kind, Value};

/// Version of the output; a field changes its meaning only together with it.
pub const SCHEMA: u32 = 1;

/// An output line that has a JSON Schema: its name, and what makes the schema.
pub type Line = (&'static str, fn() -> Schema);

/// Every kind of output line.
pub const LINES: &[Line] = &[("report", schema_of::<ReportLine<'_>>), ("mention", schema_of::<MentionLine<'_>>), ("finding", schema_of::<FindingLine<'_>>)];

/// The schema of what is written, where no field is ever missing.
fn schema_of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// A report as read: one line of `reports --format jsonl`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "report")]
struct ReportLine<'a> {
    /// Given by the input, else derived from the path; unique in a run.
    id: &'a str,
    /// Outlet or agency.
    source: Option<&'a str>,
    headline: Option<&'a str>,
    byline: Option<&'a str>,
    /// Place of the dateline.
    location: Option<&'a str>,
    /// RFC 3339, as precise as the input says.
    published: Option<String>,
    /// RFC 3339, as precise as the input says.
    updated: Option<String>,
    /// Number or slug of the version, such as `3rd Ld-Writethru`.
    version: Option<&'a str>,
    /// ISO 639-1 code.
    language: Option<&'a str>,
    event: Option<&'a str>,
    path: Option<&'a str>,
    format: Option<&'a str>,
    /// What all offsets count in.
    text: &'a str,
}

impl<'a> ReportLine<'a> {
    fn new(report: &'a Report) -> Self {
        ReportLine {
            id: &report.id,
            source: report.source.as_deref(),
            headline: report.headline.as_deref(),
            byline: report.byline.as_deref(),
            location: report.location.as_deref(),
            published: report.published.map(|t| t.to_string()),
            updated: report.updated.map(|t| t.to_string()),
            version: report.version.as_deref(),
            language: report.language.as_deref(),
            event: report.event.as_deref(),
            path: report.path.as_deref(),
            format: report.format.as_deref(),
            text: &report.text,
        }
    }
}

/// A span of text that states a date, a figure or a name: one line of `extract --format jsonl`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "mention")]
struct MentionLine<'a> {
    /// Id of the report.
    report: &'a str,
    #[schemars(schema_with = "kinds")]
    kind: &'static str,
    /// `date`, `time`, `count`, `money`, `person` …
    #[serde(rename = "type")]
    type_name: &'static str,
    /// First code point of the mention in the report's text.
    start: usize,
    /// One past the last code point.
    end: usize,
    /// The text there.
    quote: &'a str,
    /// Normal form.
    value: String,
    detail: Detail<'a>,
    sentence: Range,
    /// Who the text says it from.
    attribution: Option<AttributionField<'a>>,
    #[schemars(schema_with = "certainties")]
    certainty: &'static str,
}

/// Code points of a text, end exclusive.
#[derive(Serialize, JsonSchema)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Serialize, JsonSchema)]
struct AttributionField<'a> {
    /// Who says it.
    source: &'a str,
    /// The words that say so.
    cue: &'a str,
}

/// What a kind of value knows beyond its normal form.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Detail<'a> {
    Date {
        /// First instant, in the wall clock that the text or dateline gives.
        earliest: Option<String>,
        /// First instant after it.
        latest: Option<String>,
        granularity: &'static str,
        /// `approx`, `before`, `after`, `start`, `mid` or `end`.
        modifier: Option<&'static str>,
    },
    Figure {
        /// The number; null for a range.
        number: Option<serde_json::Number>,
        /// Lower end of a range.
        low: Option<serde_json::Number>,
        /// Upper end of a range.
        high: Option<serde_json::Number>,
        /// `>=`, `>`, `<=`, `<` or `~`.
        comparator: Option<&'static str>,
        unit: Option<&'a str>,
        /// What the unit measures; a currency is a dimension of its own, and what is counted has none.
        dimension: Option<&'static str>,
        /// Lemma of the head noun that is counted.
        counted: Option<&'a str>,
        /// True for words that are no exact number, such as `dozens`.
        approximate: bool,
    },
    Name {
        title: Option<&'a str>,
        surname: Option<&'a str>,
        /// The entity that the mention belongs to across the reports; null in `extract`.
        entity: Option<usize>,
    },
}

impl<'a> Detail<'a> {
    fn new(value: &'a Value, entity: Option<usize>) -> Self {
        match value {
            Value::Date(date) => Detail::Date {
                earliest: date.earliest.map(|t| instant(t, date)),
                latest: date.latest.map(|t| instant(t, date)),
                granularity: date.granularity.as_str(),
                modifier: date.modifier.map(|m| m.as_str()),
            },
            Value::Figure(figure) => {
                let single = figure.low == figure.high;
                Detail::Figure {
                    number: single.then(|| number(figure.low)).flatten(),
                    low: (!single).then(|| number(figure.low)).flatten(),
                    high: (!single).then(|| number(figure.high)).flatten(),
                    comparator: figure.comparator.map(|c| c.as_str()),
                    unit: figure.unit.as_deref(),
                    dimension: figure.unit.as_deref().and_then(units::dimension),
                    counted: figure.counted.as_deref(),
                    approximate: figure.approximate,
                }
            }
            Value::Name(name) => Detail::Name { title: name.title.as_deref(), surname: name.surname.as_deref(), entity },
        }
    }
}

/// RFC 3339, without an offset where none is known.
fn instant(time: DateTime, date: &Date) -> String {
    match date.offset {
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{time}{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
        }
        None => time.to_string(),
    }
}

/// An integer stays one; the exact decimal stands in `value`.
fn number(decimal: Decimal) -> Option<serde_json::Number> {
    if decimal.is_integer()
        && let Some(integer) = decimal.to_i64()
    {
        return Some(integer.into());
    }
    decimal.to_f64().and_then(serde_json::Number::from_f64)
}

/// A claim in a finding: a mention with where it was published.
#[derive(Serialize, JsonSchema)]
struct ClaimLine<'a> {
    #[serde(flatten)]
    mention: MentionLine<'a>,
    /// Outlet or agency of the report.
    source: Option<&'a str>,
    /// When the report was published.
    published: Option<String>,
    /// The sentence of the mention.
    sentence_text: &'a str,
}

/// One value of a finding with everyone who gives it.
#[derive(Serialize, JsonSchema)]
struct ValueField<'a> {
    /// Normal form.
    value: &'a str,
    /// As a person would write it.
    label: &'a str,
    /// How many reports give it.
    reports: usize,
    /// How many, after copies of one text count once.
    independent: usize,
    claims: Vec<ClaimLine<'a>>,
}

/// One question about the event with the values given for it: one line of `compare --format jsonl`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "finding")]
struct FindingLine<'a> {
    /// Version of the output.
    schema: u32,
    event: Option<&'a str>,
    /// The same for the same evidence on every run.
    id: &'a str,
    #[schemars(schema_with = "kinds")]
    kind: &'static str,
    #[schemars(schema_with = "verdicts")]
    verdict: &'static str,
    /// Refines the verdict; empty for `agree`.
    #[serde(rename = "type")]
    finding_type: &'static str,
    #[schemars(schema_with = "severities")]
    severity: &'static str,
    /// A short label that a person understands.
    question: &'a str,
    /// Confidence that the claims answer one question.
    #[schemars(range(min = 0.0, max = 1.0))]
    score: f64,
    /// The rule that gave the verdict.
    rule: &'static str,
    /// Best supported first.
    values: Vec<ValueField<'a>>,
    /// Why it is, or is not, a discrepancy.
    explanation: &'a str,
    /// What the score is made of, what tells most first; empty where no pair was scored.
    evidence: Vec<EvidenceField>,
}

/// One comparison of the best pair of claims between two values.
#[derive(Serialize, JsonSchema)]
struct EvidenceField {
    /// What was compared; `prior` for what any two claims start from.
    comparison: &'static str,
    /// The level that was found.
    level: &'static str,
    /// What it adds to the log-odds that the claims answer one question.
    weight: f64,
}

fn words(words: impl IntoIterator<Item = &'static str>) -> Schema {
    json_schema!({ "type": "string", "enum": words.into_iter().collect::<Vec<_>>() })
}

fn kinds(_: &mut SchemaGenerator) -> Schema {
    words(Kind::ALL.map(Kind::as_str))
}

fn verdicts(_: &mut SchemaGenerator) -> Schema {
    words(Verdict::ALL.map(Verdict::as_str))
}

fn severities(_: &mut SchemaGenerator) -> Schema {
    words(Severity::ALL.map(Severity::as_str))
}

fn certainties(_: &mut SchemaGenerator) -> Schema {
    words([Certainty::Asserted, Certainty::Hedged, Certainty::Denied].map(Certainty::as_str))
}

/// Reports with the counts that turn byte offsets into code points, made once a text.
struct Texts<'a> {
    reports: &'a [Report],
    points: Vec<CodePoints<'a>>,
}

impl<'a> Texts<'a> {
    fn new(reports: &'a [Report]) -> Self {
        Texts { reports, points: reports.iter().map(|r| CodePoints::new(&r.text)).collect() }
    }

    fn mention(&self, claim: &'a Claim, entity: Option<usize>) -> MentionLine<'a> {
        let report = &self.reports[claim.report];
        let range = |span: Span| Range { start: self.points[claim.report].at(span.start()), end: self.points[claim.report].at(span.end()) };
        let Range { start, end } = range(claim.mention.span);
        MentionLine {
            report: &report.id,
            kind: claim.mention.value.kind().as_str(),
            type_name: claim.mention.value.type_name(),
            start,
            end,
            quote: claim.mention.span.of(&report.text),
            value: claim.mention.value.to_string(),
            detail: Detail::new(&claim.mention.value, entity),
            sentence: range(claim.sentence),
            attribution: claim.attribution.as_ref().map(|a| AttributionField { source: &a.source, cue: &a.cue }),
            certainty: claim.certainty.as_str(),
        }
    }

    fn claim(&self, claim: &'a Claim, entity: Option<usize>) -> ClaimLine<'a> {
        let report = &self.reports[claim.report];
        ClaimLine {
            mention: self.mention(claim, entity),
            source: report.source.as_deref(),
            published: report.published.map(|t| t.to_string()),
            sentence_text: claim.sentence.of(&report.text),
        }
    }

    fn value(&self, group: &'a Group) -> ValueField<'a> {
        ValueField {
            value: &group.value,
            label: &group.label,
            reports: group.reports,
            independent: group.independent,
            claims: group.claims.iter().enumerate().map(|(i, claim)| self.claim(claim, group.entities.get(i).copied().flatten())).collect(),
        }
    }

    fn finding(&self, finding: &'a Finding) -> FindingLine<'a> {
        FindingLine {
            schema: SCHEMA,
            event: finding.event.as_deref(),
            id: &finding.id,
            kind: finding.kind.as_str(),
            verdict: finding.verdict.as_str(),
            finding_type: finding.finding_type,
            severity: finding.severity.as_str(),
            question: &finding.question,
            score: (finding.score * 1000.0).round() / 1000.0,
            rule: finding.rule,
            values: finding.values.iter().map(|group| self.value(group)).collect(),
            explanation: &finding.explanation,
            evidence: finding
                .evidence
                .iter()
                .map(|e| EvidenceField { comparison: e.comparison, level: e.level, weight: (f64::from(e.weight) * 1000.0).round() / 1000.0 })
                .collect(),
        }
    }
}

/// Findings, one a line.
pub(crate) fn comparison_lines(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(&result.reports);
    lines(view.findings(result).map(|f| texts.finding(f)), out)
}

/// Findings in one array.
pub(super) fn comparison_array(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(&result.reports);
    array(view.findings(result).map(|f| texts.finding(f)), out)
}

/// Mentions, one a line.
pub(super) fn mention_lines(reports: &[Report], claims: &[Claim], _: &View, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(reports);
    lines(claims.iter().map(|c| texts.mention(c, None)), out)
}

/// Mentions in one array.
pub(super) fn mention_array(reports: &[Report], claims: &[Claim], _: &View, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(reports);
    array(claims.iter().map(|c| texts.mention(c, None)), out)
}

/// Reports, one a line.
pub(super) fn report_lines(reports: &[Report], _: &View, out: &mut dyn Write) -> io::Result<()> {
    lines(reports.iter().map(ReportLine::new), out)
}

/// Reports in one array.
pub(super) fn report_array(reports: &[Report], _: &View, out: &mut dyn Write) -> io::Result<()> {
    array(reports.iter().map(ReportLine::new), out)
}

/// The `detail` of a mention as JSON, for formats that have one cell for it.
pub(super) fn detail(value: &Value) -> String {
    serde_json::to_string(&Detail::new(value, None)).unwrap_or_default()
}

fn lines(items: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    for item in items {
        serde_json::to_writer(&mut *out, &item)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One object a line inside the array too, so that `diff` and `head` stay useful.
fn array(items: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, item) in items.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    out.write_all(b"\n]\n")
}
