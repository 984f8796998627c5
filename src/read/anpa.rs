//! ANPA 1312, the wire frame of American agencies: slug with version words, header lines that begin
//! with `^`, paragraphs that begin with a tab, and the time at the end.

use jiff::civil::{Date, Time};

use super::content::{Content, Head};
use super::finish::{Out, push_paragraph};
use super::frame::{self, Message};
use super::{Report, Timestamp, dateline, language, words};
use crate::error::Error;

/// Two synchronising bytes and "start of heading".
pub(super) fn is_anpa(head: &Head<'_>) -> bool {
    head.bytes.starts_with(&[0x16, 0x16, 0x01])
}

/// Reads each message of a file.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    frame::read(content, out, "wire", parse)
}

fn parse(message: &Message<'_>) -> Report {
    let mut report = Report::default();
    let mut lines = message.text.lines().peekable();
    let slug = lines.next().map(bare).unwrap_or_default();
    let notes = words::list("wire-note");
    let mut in_note = false;
    while let Some(line) = lines.next_if(|l| !l.starts_with([' ', '\t'])) {
        let text = bare(line);
        let lower = text.to_lowercase();
        if line.starts_with('^') {
            in_note = notes.iter().any(|n| lower.starts_with(n));
        }
        if in_note || text.is_empty() {
            continue;
        }
        if line.trim_end().ends_with('=') {
            if dateline::byline(&text) != text {
                report.byline = Some(dateline::byline(&text).to_owned());
            } else if let Some(agency) = dateline::agency(&text) {
                report.source = Some(agency.to_owned());
            }
        } else if report.headline.is_none() && text.chars().count() <= 160 {
            report.headline = Some(text);
        }
    }
    signature(message.end, &mut report);
    slugline(&slug, &mut report);
    let mut paragraph = String::new();
    for line in lines {
        let starts = line.starts_with(['\t', ' ']);
        if (starts || line.trim().is_empty()) && !paragraph.is_empty() {
            push(&mut report.text, &paragraph);
            paragraph.clear();
        }
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(line.trim_start().trim_start_matches('^').trim_end_matches('<'));
    }
    push(&mut report.text, &paragraph);
    // The frame is that of American agencies: an alert too short to tell is in English.
    report.language = language::detect(&report.text).or_else(|| language::code("en")).map(str::to_owned);
    report
}

/// A header line without its marks.
fn bare(line: &str) -> String {
    typeset(line.trim().trim_start_matches('^').trim_end_matches(['<', '=']).trim())
}

fn push(out: &mut String, paragraph: &str) {
    if paragraph.chars().any(char::is_alphanumeric) {
        push_paragraph(out, &typeset(paragraph));
    }
}

/// The typewriter's quotes, dashes and halves as type.
fn typeset(text: &str) -> String {
    text.replace("``", "“").replace("''", "”").replace(" _ ", " — ").replace('{', "½")
}

/// `BC-US--Giant Lobster Death, 1st Ld-Writethru,127`: the story, its version, its words.
fn slugline(slug: &str, report: &mut Report) {
    let parts: Vec<&str> = slug.split(',').map(str::trim).collect();
    let Some(story) = parts.first().filter(|s| !s.is_empty()) else { return };
    report.version = parts[1..].iter().find_map(|p| dateline::version(p));
    // Alerts share one slug and are no versions of each other.
    if report.version.is_some() || report.headline.is_some() {
        report.id = match report.published {
            Some(stamp) => format!("{story} {}", stamp.date),
            None => (*story).to_owned(),
        };
    }
}

/// `AP-WF-11-13-13 1509GMT`: agency, month, day, year and time of this version.
fn signature(line: &str, report: &mut Report) {
    let line = line.lines().next().unwrap_or("").trim().trim_end_matches('<');
    let Some((head, clock)) = line.split_once(' ') else { return };
    let parts: Vec<&str> = head.split('-').collect();
    if let Some(name) = parts.first().filter(|n| !n.is_empty()) {
        report.source = Some(dateline::agency(name).unwrap_or(name).to_owned());
    }
    let [.., month, day, year] = parts.as_slice() else { return };
    let number = |s: &str| s.parse::<i8>().ok();
    let date = (|| Date::new(2000 + i16::from(number(year)?), number(month)?, number(day)?).ok())();
    let clock = clock.trim();
    let time = clock.get(..4).and_then(|c| Time::new(number(&c[..2])?, number(&c[2..])?, 0, 0).ok());
    let offset = clock.get(4..).and_then(super::loose::offset);
    report.published = date.map(|date| Timestamp { date, time, offset: offset.filter(|_| time.is_some()) });
}
