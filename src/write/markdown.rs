//! Markdown for tickets and notes: a table of what was found, then each finding with its sentences.
//!
//! What the reports say is escaped, so that no text of theirs becomes markup, in CommonMark and in
//! GitHub's extensions of it.

use std::io::{self, Write};

use super::View;
use super::quote::{self, Quote, Told, count, published};
use super::text::visible;
use crate::compare::{Comparison, Finding, Group};
use crate::extract::Claim;
use crate::read::Report;

/// A summary table, then a heading for each finding.
pub(super) fn comparison(result: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<&Finding> = view.findings(result).collect();
    let title = result.reports.iter().find_map(|r| r.event.as_deref()).map_or_else(|| "Comparison of reports".to_owned(), |event| escape(&visible(event)));
    writeln!(out, "# {title}\n")?;
    let inputs = if result.left_out > 0 { format!(" ({} left out)", count(result.left_out, "input")) } else { String::new() };
    let rest = match view.left_out(result).join(", ") {
        hidden if hidden.is_empty() => hidden,
        hidden => format!(". Not shown: {hidden}"),
    };
    writeln!(out, "{}{inputs}, {}{rest}.", count(result.reports.len(), "report"), count(shown.len(), "finding"))?;
    if shown.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| | severity | verdict | question | values |\n| ---: | --- | --- | --- | --- |")?;
    for (index, finding) in shown.iter().enumerate() {
        let values: Vec<String> = finding.values.iter().map(|group| format!("{} ({})", escape(&visible(&group.label)), group.reports)).collect();
        let question = escape(&visible(&finding.question));
        writeln!(out, "| {} | {} | {} | {question} | {} |", index + 1, finding.severity.as_str(), quote::verdict(finding, " / "), values.join("; "))?;
    }
    for (index, finding) in shown.iter().enumerate() {
        writeln!(out, "\n## {}. {}\n", index + 1, escape(&visible(&finding.question)))?;
        writeln!(out, "**{}**, {}", finding.severity.as_str(), quote::verdict(finding, " / "))?;
        for group in &finding.values {
            value(group, &result.reports, out)?;
        }
        if !finding.explanation.is_empty() {
            writeln!(out, "\n{}", escape(&visible(&finding.explanation)))?;
        }
        writeln!(out, "\nRule {}, score {:.2}, finding {}", escape(finding.rule), finding.score, escape(&visible(&finding.id)))?;
    }
    Ok(())
}

/// A value with who says it: a list item, its sentences quoted below.
fn value(group: &Group, reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n- **{}** ({})", escape(&visible(&group.label)), quote::support(group))?;
    let told = Told::of(group, reports, quote::SENTENCES);
    for claim in &told.quoted {
        let report = &reports[claim.report];
        writeln!(out, "\n  {}:\n", escape(&quote::origin(claim, report)))?;
        writeln!(out, "  > {}", marked(&Quote::new(claim, report)))?;
    }
    match quote::also(&told, reports) {
        also if also.is_empty() => Ok(()),
        also => writeln!(out, "\n  Also: {}", escape(&also)),
    }
}

/// A sentence with its words in bold.
fn marked(quote: &Quote) -> String {
    let [before, words, after] = [&quote.before, &quote.words, &quote.after].map(|part| escape(part));
    let words = words.trim();
    // Stars between two letters open nothing in some renderings; the words speak for themselves there.
    let inside = quote.before.ends_with(char::is_alphanumeric) || quote.after.starts_with(char::is_alphanumeric);
    let edges = |c: char| c.is_alphanumeric();
    let bold = !words.is_empty() && !inside && quote.words.trim().starts_with(edges) && quote.words.trim().ends_with(edges);
    let star = if bold { "**" } else { "" };
    let (left, right) = (if quote.before.ends_with(' ') { " " } else { "" }, if quote.after.starts_with(' ') { " " } else { "" });
    format!("{}{left}{star}{words}{star}{right}{}", before.trim(), after.trim()).trim().to_owned()
}

/// Mentions, one a row.
pub(super) fn mentions(reports: &[Report], claims: &[Claim], _: &View, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| report | kind | type | value | words |\n| --- | --- | --- | --- | --- |")?;
    for claim in claims {
        let (report, mention) = (&reports[claim.report], &claim.mention);
        let [id, value, words] = [report.id.as_str(), &mention.value.to_string(), mention.span.of(&report.text)].map(|text| escape(&visible(text)));
        writeln!(out, "| {id} | {} | {} | {value} | {words} |", mention.value.kind(), mention.value.type_name())?;
    }
    Ok(())
}

/// Reports as read, each under its id.
pub(super) fn reports(reports: &[Report], _: &View, out: &mut dyn Write) -> io::Result<()> {
    for (index, report) in reports.iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        writeln!(out, "{gap}## {}\n", escape(&visible(&report.id)))?;
        let parts: Vec<String> =
            [report.source.clone(), published(report), report.location.clone()].into_iter().flatten().map(|part| escape(&visible(&part))).collect();
        if !parts.is_empty() {
            writeln!(out, "{}\n", parts.join(", "))?;
        }
        if let Some(headline) = &report.headline {
            writeln!(out, "**{}**\n", escape(&visible(headline)))?;
        }
        let paragraphs: Vec<String> = report.text.split('\n').map(|line| escape(&visible(line))).filter(|line| !line.is_empty()).collect();
        writeln!(out, "{}", paragraphs.join("\n\n"))?;
    }
    Ok(())
}

/// One line of text that no renderer takes for markup. Runs of blanks become one, as they are shown.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut start = true;
    for word in text.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        let mut digits = start;
        for (at, c) in word.char_indices() {
            let special = match c {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$' | '^' | '{' | '}' | '@' | '!' => true,
                // A colon makes an address or an emoji of what surrounds it; a clock's does not.
                ':' => {
                    let next = word[at + 1..].chars().next();
                    let clock = word[..at].ends_with(|c: char| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
                    next.is_some_and(|c| c == '/' || c.is_alphanumeric()) && !clock || start || text.ends_with(':')
                }
                // `www.` is an address without a colon, `1.` begins a list.
                '.' => digits && at > 0 && at + 1 == word.len() || at == 0 && word.len() > 1 || word[..at].to_ascii_lowercase().ends_with("www"),
                ')' => digits && at > 0 && at + 1 == word.len(),
                '-' | '+' | '=' => start && at == 0,
                _ => false,
            };
            digits &= c.is_ascii_digit();
            if special {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        start = false;
    }
    escaped
}
