//! ANPA 1312, the wire frame of American agencies: slug with version words, header lines that begin
//! with `^`, paragraphs that begin with a tab, and the time at the end.

use jiff::civil::{Date, Time};

use super::content::{Content, Head};
use super::finish::{Out, Place, push_paragraph};
use super::{Report, Timestamp, dateline, language, words};
use crate::error::Error;

const TEXT: char = '\u{2}';
const END_OF_TEXT: char = '\u{3}';
const END: char = '\u{4}';

/// Two synchronising bytes and "start of heading".
pub(super) fn is_anpa(head: &Head<'_>) -> bool {
    head.bytes.starts_with(&[0x16, 0x16, 0x01])
}

/// Reads each message of a file.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let all = out.whole_file(content)?.replace("\r\n", "\n").replace('\r', "\n");
    let messages: Vec<&str> = all.split(END).filter(|m| m.contains(TEXT)).collect();
    if messages.is_empty() {
        return Err(Error::new("a wire frame without a text in it"));
    }
    let several = messages.len() > 1;
    for (index, message) in messages.into_iter().enumerate() {
        let report = parse(message);
        out.report(report, if several { Place::Item(index + 1) } else { Place::File }, None);
    }
    Ok(())
}

fn parse(message: &str) -> Report {
    let rest = message.split_once(TEXT).map_or(message, |(_, rest)| rest);
    let (body, end) = rest.split_once(END_OF_TEXT).unwrap_or((rest, ""));
    let mut report = Report::default();
    let mut lines = body.lines().peekable();
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
    signature(end, &mut report);
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
