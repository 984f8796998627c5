//! Plain text: a head of metadata, perhaps a headline, then paragraphs, wrapped or not.

use super::content::Content;
use super::fields::{self, FIELDS};
use super::finish::{Out, Place, push_paragraph};
use super::{Report, dateline, loose, words};
use crate::error::Error;

/// Lines up to this length, in code points, may be hard-wrapped; longer ones are paragraphs.
const WRAPPED: usize = 100;
/// A headline is no longer than this, in code points.
const HEADLINE: usize = 140;

/// Reads a plain text: one report.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let text = out.whole(content)?;
    let zeros = text.bytes().filter(|&b| b == 0).count();
    if zeros > 0 {
        out.note(Error::new(format!("{zeros} NUL bytes in the text, read as blanks")));
    }
    let mut report = Report::default();
    parse(&text, &mut report);
    out.report(report, Place::File, None);
    Ok(())
}

/// Splits a plain text into the fields of its head, its headline and its paragraphs.
pub(super) fn parse(text: &str, report: &mut Report) {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    let rest = head(&text, report);
    let rest = headline(rest, report);
    for paragraph in paragraphs(dated_line(rest, report)) {
        push_paragraph(&mut report.text, &paragraph);
    }
}

/// Takes the metadata at the start: ` date 2019-04-23 ` before the lead, or `Key: value` lines
/// before a blank one.
fn head<'a>(text: &'a str, report: &mut Report) -> &'a str {
    let start = text.trim_start();
    for word in words::list("head-date") {
        if let Some(rest) = start.get(..word.len()).filter(|w| w.eq_ignore_ascii_case(word)).map(|w| &start[w.len()..])
            && let Some(rest) = rest.strip_prefix([' ', '\t'])
            && let Some(stamp) = rest.get(..10).and_then(|d| d.parse().ok())
            && rest[10..].starts_with(char::is_whitespace)
        {
            report.published = Some(stamp);
            return &rest[10..];
        }
    }
    keyed_head(text, report).unwrap_or(text)
}

/// `Title: …`, `Date: …`: at least two lines of which each is a key and a value, one at least known.
fn keyed_head<'a>(text: &'a str, report: &mut Report) -> Option<&'a str> {
    let start = text.trim_start_matches('\n');
    let end = start.find("\n\n")?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in start[..end].lines() {
        if line.starts_with([' ', '\t'])
            && let Some((_, value)) = pairs.last_mut()
        {
            value.push(' ');
            value.push_str(line.trim());
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let word = !key.is_empty() && key.len() <= 30 && key.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c));
        if !word || key.split_whitespace().count() > 3 {
            return None;
        }
        pairs.push((fields::fold(key), value.trim().to_owned()));
    }
    let field = |key: &str| if key == "subject" { Some("headline") } else { FIELDS.iter().find(|f| f.knows(key)).map(|f| f.name) };
    if pairs.iter().filter(|(key, _)| field(key).is_some()).count() < 2.min(pairs.len()) || pairs.is_empty() {
        return None;
    }
    if pairs.len() == 1 && loose::parse(&pairs[0].1).is_none() {
        return None;
    }
    for (key, value) in pairs.into_iter().filter(|(_, v)| !v.is_empty()) {
        match field(&key) {
            Some("id") => report.id = value,
            Some("source") => report.source = Some(value),
            Some("headline") => report.headline = Some(value),
            Some("byline") => report.byline = Some(value),
            Some("location") => report.location = Some(value),
            Some("version") => report.version = Some(value),
            Some("language") => report.language = Some(value),
            Some("event") => report.event = Some(value),
            Some("published") => report.published = loose::parse(&value),
            Some("updated") => report.updated = loose::parse(&value),
            _ => {}
        }
    }
    Some(&start[end..])
}

/// Takes a first line that stands apart, is short and is no sentence.
pub(super) fn headline<'a>(text: &'a str, report: &mut Report) -> &'a str {
    let start = text.trim_start();
    let Some((first, rest)) = start.split_once('\n') else { return text };
    let first = first.trim();
    let sentence = first.ends_with(['.', '!', ';', ':', ',', '。', '"', '”']) || dateline::of_paragraph(first).is_some();
    let next = rest.lines().find(|l| !l.trim().is_empty()).unwrap_or("").trim();
    let apart = rest.starts_with('\n') || rest.trim_start_matches([' ', '\t']).starts_with('\n') || bare_date(next).is_some();
    if report.headline.is_some() || sentence || !apart || first.chars().count() > HEADLINE || next.is_empty() || bare_date(first).is_some() {
        return text;
    }
    // A first paragraph of a text with few is no headline: something must follow that is longer.
    if rest.trim().chars().count() < 2 * first.chars().count() {
        return text;
    }
    report.headline = Some(first.to_owned());
    rest
}

/// Takes lines that are a date or an address and nothing else, before the first paragraph.
pub(super) fn dated_line<'a>(text: &'a str, report: &mut Report) -> &'a str {
    let mut rest = text.trim_start_matches(['\n', ' ', '\t']);
    while let Some((first, tail)) = rest.split_once('\n') {
        let first = first.trim();
        if let Some(stamp) = bare_date(first) {
            report.published = report.published.or(Some(stamp));
        } else if fields::is_address(first) {
            report.source = report.source.take().or_else(|| fields::host(first).map(str::to_owned));
        } else {
            return rest;
        }
        rest = tail.trim_start_matches(['\n', ' ', '\t']);
    }
    rest
}

/// The date of a line that is nothing else: `[2016-02-13]`, `Friday, January 4, 2019`.
fn bare_date(line: &str) -> Option<super::Timestamp> {
    let line = line.trim().trim_matches(['[', ']', '(', ')']);
    // Two words beside a date (weekday, month) and its digits; more is a sentence.
    let words = line.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).count();
    (line.len() <= 48 && words <= 4 && !line.ends_with('.')).then(|| loose::parse(line))?
}

/// The paragraphs of a text: parted by blank lines, by indents, or a line each; lines that were
/// wrapped at a column are joined again.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let widest = lines.iter().map(|l| l.chars().count()).max().unwrap_or(0);
    let wrapped = is_wrapped(&lines, widest);
    join(lines, wrapped, widest)
}

/// The paragraphs of a text whose only mark of a paragraph is an indent.
pub(super) fn indented(text: &str) -> Vec<String> {
    join(text.lines().map(str::trim_end).collect(), true, 0)
}

fn join(lines: Vec<&str>, wrapped: bool, widest: usize) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    let mut last = 0;
    for line in lines {
        if line.is_empty() {
            open = false;
            continue;
        }
        let indented = line.starts_with([' ', '\t', '\u{3000}']);
        match paragraphs.last_mut() {
            // A line ends early where its paragraph does.
            Some(paragraph) if wrapped && open && !indented && !(last * 3 < widest * 2 && ends_sentence(paragraph)) => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            _ => paragraphs.push(line.trim_start().to_owned()),
        }
        open = true;
        last = line.chars().count();
    }
    paragraphs
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', '!', '?', ':', '。'])
}

/// True where the lines break at a column and not where a thought ends: none is long, and of those
/// that another follows at once, most reach near the widest.
fn is_wrapped(lines: &[&str], widest: usize) -> bool {
    let widths: Vec<usize> = lines.iter().map(|l| l.chars().count()).collect();
    if !(30..=WRAPPED).contains(&widest) {
        return false;
    }
    // The line before an indent ends its paragraph, wherever the column is.
    let followed: Vec<usize> =
        (1..lines.len()).filter(|&i| widths[i - 1] > 0 && widths[i] > 0 && !lines[i].starts_with([' ', '\t'])).map(|i| widths[i - 1]).collect();
    let full = followed.iter().filter(|&&w| w + 16 >= widest).count();
    // A list of short lines reaches its widest now and then; wrapped text does so nearly always.
    !followed.is_empty() && full * 10 >= followed.len() * 6
}
