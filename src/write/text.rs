//! Text for a terminal of 80 columns: each value with who says it, and its words underlined.

use std::collections::BTreeMap;
use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use super::View;
use crate::compare::{Comparison, Finding, Group, Severity, Verdict};
use crate::extract::Claim;
use crate::read::Report;
use crate::span::{CodePoints, Span};

const COLUMNS: usize = 80;
/// So many claims of a value are shown with their sentence; the rest by outlet alone.
const SENTENCES: usize = 2;
/// A sentence is cut so many bytes before and behind its mention: a line of a broken file may be
/// megabytes long.
const CONTEXT: usize = 240;

/// Findings as a compiler shows errors, then one summary.
pub(super) fn comparison(result: &Comparison, view: View, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, color: view.color, explain: view.explain };
    let mut shown = 0;
    for finding in view.findings(result) {
        page.finding(finding, &result.reports)?;
        shown += 1;
    }
    page.paragraph(0, &summary(result, shown, view.min_severity))
}

/// Mentions, one a line, under a line for their report.
pub(super) fn mentions(reports: &[Report], claims: &[Claim], view: View, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, color: view.color, explain: view.explain };
    let mut last = None;
    for claim in claims {
        let report = &reports[claim.report];
        if last != Some(claim.report) {
            if last.is_some() {
                page.line("")?;
            }
            last = Some(claim.report);
            page.line(&page.bold(&visible(&report.id)))?;
        }
        let mention = &claim.mention;
        let from = claim.attribution.as_ref().map(|a| format!(", from {}", visible(&a.source))).unwrap_or_default();
        let kind = format!("{} {}", mention.value.kind(), mention.value.type_name());
        let quote = visible(mention.span.of(&report.text));
        page.line(&format!("  {kind:<18} {}  {}{from}", page.bold(&visible(&mention.value.to_string())), page.dim(&format!("\"{quote}\""))))?;
    }
    page.line("")?;
    page.paragraph(0, &format!("{} in {}.", count(claims.len(), "mention"), count(reports.len(), "report")))
}

/// Reports as read: what is known of each, and how its text begins.
pub(super) fn reports(reports: &[Report], view: View, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, color: view.color, explain: view.explain };
    for report in reports {
        page.line(&page.bold(&visible(&report.id)))?;
        let published = report.published.map(|t| t.to_string());
        let updated = report.updated.map(|t| t.to_string());
        for (name, value) in [
            ("source", &report.source),
            ("headline", &report.headline),
            ("byline", &report.byline),
            ("location", &report.location),
            ("published", &published),
            ("updated", &updated),
            ("version", &report.version),
            ("language", &report.language),
            ("event", &report.event),
            ("path", &report.path),
            ("format", &report.format),
        ] {
            if let Some(value) = value {
                page.line(&format!("  {name:<10} {}", visible(value)))?;
            }
        }
        let length = CodePoints::new(&report.text).at(report.text.len());
        let start: String = report.text.chars().take(COLUMNS - 20).collect();
        let more = if start.len() < report.text.len() { " …" } else { "" };
        page.line(&format!("  {:<10} {}{more}", "text", visible(&start)))?;
        page.line(&format!("  {:<10} {}", "", page.dim(&count(length, "character"))))?;
    }
    page.paragraph(0, &format!("{}.", count(reports.len(), "report")))
}

/// What was read, found, hidden and silenced, in one sentence each.
fn summary(result: &Comparison, shown: usize, min: Severity) -> String {
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for finding in &result.findings {
        *verdicts.entry(finding.verdict).or_default() += 1;
    }
    let found: Vec<String> = verdicts.iter().rev().map(|(verdict, n)| tally(*verdict, *n)).collect();
    let mut text =
        format!("{} read: {}.", count(result.reports.len(), "report"), if found.is_empty() { "nothing to compare".to_owned() } else { found.join(", ") });
    let hidden = result.findings.len() - shown;
    if hidden > 0 {
        text += &format!(" {hidden} below severity {} not shown (--all shows them).", min.as_str());
    }
    let silenced: usize = result.silenced.values().sum();
    if silenced > 0 {
        let rules: Vec<String> = result.silenced.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
        text += &format!(" Silenced {}: {}.", count(silenced, "pair"), rules.join(", "));
    }
    text
}

/// `2 discrepancies`, `1 update`, `3 compatible`, `4 agreements`.
fn tally(verdict: Verdict, n: usize) -> String {
    match (verdict, n) {
        (Verdict::Discrepancy, 1) => "1 discrepancy".to_owned(),
        (Verdict::Discrepancy, n) => format!("{n} discrepancies"),
        (Verdict::Update, n) => count(n, "update"),
        (Verdict::Compatible, n) => format!("{n} compatible"),
        (Verdict::Agree, n) => format!("{n} agreed"),
    }
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

struct Page<'a> {
    out: &'a mut dyn Write,
    color: bool,
    explain: bool,
}

impl Page<'_> {
    fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", line.trim_end())
    }

    fn painted(&self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn bold(&self, text: &str) -> String {
        self.painted("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.painted("2", text)
    }

    /// Text over as many lines as it takes.
    fn paragraph(&mut self, indent: usize, text: &str) -> io::Result<()> {
        for line in wrap(text, Span::new(0, 0), COLUMNS - indent) {
            self.line(&format!("{:indent$}{}", "", line.text))?;
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

    fn finding(&mut self, finding: &Finding, reports: &[Report]) -> io::Result<()> {
        let verdict = match finding.finding_type {
            "" => finding.verdict.as_str().to_owned(),
            of_type => format!("{}/{of_type}", finding.verdict.as_str()),
        };
        let head = self.painted(shade(finding.severity), &format!("{}[{verdict}]", finding.severity.as_str()));
        self.line(&format!("{head}{}", self.bold(&format!(": {}", visible(&finding.question)))))?;
        for group in &finding.values {
            self.group(group, reports)?;
        }
        if !finding.explanation.is_empty() {
            self.note(&finding.explanation)?;
        }
        let facts = format!("  = rule {}, score {:.2}, finding {}", finding.rule, finding.score, visible(&finding.id));
        self.line(&self.dim(&facts))?;
        if self.explain {
            for evidence in &finding.evidence {
                self.line(&format!("    {:+6.2}  {}: {}", evidence.weight, evidence.comparison, evidence.level))?;
            }
        }
        self.line("")
    }

    fn group(&mut self, group: &Group, reports: &[Report]) -> io::Result<()> {
        let mut support = count(group.reports, "report");
        if group.independent != group.reports {
            support += &format!(", {} independent", group.independent);
        }
        self.line(&format!("  {} ({support})", self.bold(&visible(&group.label))))?;
        // A sentence that a copy repeats says nothing new, and one outlet need not be named twice.
        let mut sentences: Vec<&str> = Vec::new();
        let mut others: Vec<String> = Vec::new();
        let mut named: Vec<usize> = Vec::new();
        for claim in &group.claims {
            let report = &reports[claim.report];
            let sentence = claim.sentence.of(&report.text);
            if sentences.len() < SENTENCES && !sentences.contains(&sentence) {
                sentences.push(sentence);
                named.push(claim.report);
                self.claim(claim, report)?;
            } else if !named.contains(&claim.report) {
                named.push(claim.report);
                others.push(report.source.as_deref().map_or_else(|| origin(report), visible));
            }
        }
        if others.is_empty() { Ok(()) } else { self.paragraph(4, &format!("also: {}", others.join(", "))) }
    }

    fn claim(&mut self, claim: &Claim, report: &Report) -> io::Result<()> {
        let from = claim.attribution.as_ref().map(|a| format!(", from {}", visible(&a.source))).unwrap_or_default();
        for line in wrap(&format!("{}{from}", origin(report)), Span::new(0, 0), COLUMNS - 4) {
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
}

/// Who published a report, when, and the end of its id, by which it is found again.
fn origin(report: &Report) -> String {
    let id = report.id.rsplit('/').next().unwrap_or(&report.id);
    let published = report.published.map(|t| t.to_string().replacen('T', " ", 1));
    let parts: Vec<String> = [report.source.as_deref(), published.as_deref(), Some(id)].into_iter().flatten().map(visible).collect();
    parts.join(", ")
}

fn shade(severity: Severity) -> &'static str {
    match severity {
        Severity::None => "1;32",
        Severity::Low => "1;36",
        Severity::Medium => "1;33",
        Severity::High | Severity::Critical => "1;31",
    }
}

/// The part of a sentence around a mention, with what stands for the parts that were cut.
fn excerpt(text: &str, sentence: Span, mention: Span) -> (&'static str, Span, &'static str) {
    let mut start = sentence.start();
    let mut end = sentence.end();
    let (mut before, mut after) = ("", "");
    if mention.start().saturating_sub(start) > CONTEXT {
        start = cut(text, mention.start() - CONTEXT);
        before = "… ";
    }
    if end.saturating_sub(mention.end()) > CONTEXT {
        end = cut(text, mention.end() + CONTEXT);
        after = " …";
    }
    (before, Span::new(start.min(mention.start()), end.max(mention.end())), after)
}

/// A place to cut at or shortly before `offset`: a word end where one is near.
fn cut(text: &str, offset: usize) -> usize {
    let offset = text.floor_char_boundary(offset);
    let near = text.floor_char_boundary(offset.saturating_sub(30));
    text[near..offset].rfind(' ').map_or(offset, |space| near + space)
}

/// One printed line of a wrapped text and what marks the words in it.
struct Wrapped {
    text: String,
    marks: String,
}

/// Breaks a text between words into lines of `columns`, with `^` under the bytes of `marked`.
fn wrap(text: &str, marked: Span, columns: usize) -> Vec<Wrapped> {
    struct Cell {
        text: String,
        width: usize,
        marked: bool,
        space: bool,
    }
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len());
    for (offset, c) in text.char_indices() {
        let space = c.is_whitespace();
        if space && cells.last().is_none_or(|cell| cell.space) {
            continue;
        }
        let shown = if space { " ".to_owned() } else { visible(c.encode_utf8(&mut [0; 4])) };
        let width = shown.chars().map(|c| c.width().unwrap_or(0)).sum();
        cells.push(Cell { text: shown, width, marked: marked.start() <= offset && offset < marked.end(), space });
    }
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let mut end = start;
        let mut width = 0;
        let mut break_at = None;
        while end < cells.len() && width + cells[end].width <= columns {
            if cells[end].space {
                break_at = Some(end);
            }
            width += cells[end].width;
            end += 1;
        }
        if end < cells.len() && !cells[end].space {
            end = break_at.filter(|&at| at > start).unwrap_or(end.max(start + 1));
        }
        let line = &cells[start..end];
        let marks: String = line.iter().map(|cell| if cell.marked { "^" } else { " " }.repeat(cell.width)).collect();
        lines.push(Wrapped { text: line.iter().map(|cell| cell.text.as_str()).collect(), marks: marks.trim_end().to_owned() });
        start = end;
        while cells.get(start).is_some_and(|cell| cell.space) {
            start += 1;
        }
    }
    lines
}

/// Text that cannot steer a terminal: white space is a space, and control characters and those
/// that reorder a line (Trojan Source) are shown by their code.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => shown.extend(c.escape_unicode()),
            c if c.is_control() => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_under_the_words_in_wide_and_combining_script() {
        let text = "李克强 met Kim e\u{301} on April 25 at noon";
        let start = text.find("April").unwrap();
        let lines = wrap(text, Span::new(start, start + 8), 20);
        let shown: Vec<(&str, &str)> = lines.iter().map(|l| (l.text.as_str(), l.marks.as_str())).collect();
        assert_eq!(shown, [("李克强 met Kim e\u{301} on", ""), ("April 25 at noon", "^^^^^^^^")]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_nothing_is_lost() {
        let lines = wrap(&"x".repeat(25), Span::new(0, 0), 10);
        let widths: Vec<usize> = lines.iter().map(|l| l.text.len()).collect();
        assert_eq!(widths, [10, 10, 5]);
    }

    #[test]
    fn nothing_in_a_text_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\nd\u{9b}e"), "a\\u{1b}[31mb\\u{202e}c d\\u{9b}e");
    }

    #[test]
    fn a_sentence_without_end_is_cut_around_its_mention() {
        let text = format!("{} 42 {}", "é ".repeat(5000), "è ".repeat(5000));
        let at = text.find("42").unwrap();
        let (before, span, after) = excerpt(&text, Span::new(0, text.len()), Span::new(at, at + 2));
        assert_eq!((before, after), ("… ", " …"));
        assert!(span.len() < 3 * CONTEXT && span.contains(Span::new(at, at + 2)));
    }
}
