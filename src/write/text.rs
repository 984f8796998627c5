//! Text for a terminal of 80 columns: each value with who says it, and its words underlined.
//!
//! Drawn here and not by a crate for diagnostics: those show lines of source, so they cut a long sentence to
//! the width, or let labels and notes run past it, where a reader needs the whole sentence.

use std::io::{self, Write};

use super::View;
use super::quote::count;
use crate::compare::Comparison;
use crate::extract::Claim;
use crate::read::Report;
use crate::span::{CodePoints, Span};

mod explanation;
mod finding;
mod plain;
mod summary;
mod wrap;

pub use explanation::explanation;
use wrap::wrap;

const COLUMNS: usize = 80;

/// Findings as a compiler shows errors, or in plain sentences, then one summary.
pub(super) fn comparison(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, color: view.color && !view.plain };
    if view.plain {
        return plain::comparison(&mut page, result, view);
    }
    for finding in view.findings(result) {
        page.finding(finding, &result.reports, view.explain)?;
    }
    page.table(result)?;
    page.paragraph(0, &summary::sentences(result, view))
}

/// Mentions, one a line with its place in code points, under a line for their report.
pub(super) fn mentions(reports: &[Report], claims: &[Claim], view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, color: view.color };
    let points: Vec<CodePoints<'_>> = reports.iter().map(|r| CodePoints::new(&r.text)).collect();
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
        let place = format!("{}-{}", points[claim.report].at(mention.span.start()), points[claim.report].at(mention.span.end()));
        let quote = visible(mention.span.of(&report.text));
        page.line(&format!("  {place:<10} {kind:<18} {}  {}{from}", page.bold(&visible(&mention.value.to_string())), page.dim(&format!("\"{quote}\""))))?;
    }
    page.line("")?;
    page.paragraph(0, &format!("{} in {}.", count(claims.len(), "mention"), count(reports.len(), "report")))
}

/// Reports as read: what is known of each, and how its text begins.
pub(super) fn reports(reports: &[Report], view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, color: view.color };
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

struct Page<'a> {
    out: &'a mut dyn Write,
    color: bool,
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
    fn nothing_in_a_text_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\nd\u{9b}e"), "a\\u{1b}[31mb\\u{202e}c d\\u{9b}e");
    }
}
