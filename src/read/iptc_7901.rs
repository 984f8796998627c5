//! IPTC 7901, the telex frame that dpa still sends: header, text and time between control bytes.

use jiff::civil::{Date, Time};

use super::content::{Content, Head};
use super::finish::{Out, push_paragraph};
use super::frame::{self, Message};
use super::{Report, Timestamp, dateline, loose, text, words};
use crate::error::Error;

const START: char = '\u{1}';

/// Begins with the byte for "start of heading", and a service and number after it.
pub(super) fn is_iptc_7901(head: &Head<'_>) -> bool {
    head.text.strip_prefix(START).is_some_and(|rest| frame::holds_text(rest) && rest.starts_with(char::is_alphabetic))
}

/// Reads each message of a file.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    frame::read(content, out, "telex", parse)
}

fn parse(message: &Message<'_>) -> Report {
    let mut report = Report::default();
    // `eca062 4 i 211 ccccb   dpa 061`: the agency stands before the last number.
    let header: Vec<&str> = message.heading.trim_start_matches(START).lines().next().unwrap_or("").split_whitespace().collect();
    report.source = header.iter().rev().skip(1).find(|w| w.chars().all(char::is_alphabetic)).filter(|_| header.len() > 3).map(|w| (*w).to_owned());
    report.published = time(message.end);
    let body = head(message.text, &mut report);
    let stops = words::list("notebook");
    let kept: Vec<&str> = body.lines().take_while(|l| !ends_story(l, &stops)).collect();
    let closing = |line: &str| {
        report.source.as_deref().is_some_and(|s| line.split_whitespace().next() == Some(s)) && line.len() < 30 && line.split_whitespace().count() > 1
    };
    let end = kept.iter().rposition(|l| !l.trim().is_empty() && !closing(l)).map_or(0, |at| at + 1);
    for paragraph in text::paragraphs(&kept[..end].join("\n")) {
        push_paragraph(&mut report.text, &paragraph);
    }
    report
}

/// The desk's notes begin: a heading that says so, or a rule of stars.
fn ends_story(line: &str, stops: &[&str]) -> bool {
    let bare = line.trim().trim_start_matches('#').trim().to_lowercase();
    line.trim().starts_with("* * *") || line.starts_with('#') && stops.iter().any(|s| bare.starts_with(s))
}

/// Takes the lines up to the first that ends in ` =`: notes in parentheses, version, headline, byline.
fn head<'a>(body: &'a str, report: &mut Report) -> &'a str {
    let mut offset = 0;
    let mut end = None;
    for line in body.split_inclusive('\n').take(15) {
        offset += line.len();
        if line.trim_end().ends_with('=') {
            end = Some(offset);
            break;
        }
    }
    let Some(end) = end else { return text::headline(body, report) };
    let lines = body[..end].trim_end().trim_end_matches('=').replace('\u{7}', "");
    let mut headline: Vec<&str> = Vec::new();
    let mut open = 0_i32;
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let note = open > 0 || line.starts_with('(');
        if note {
            open += i32::try_from(line.matches('(').count()).unwrap_or(0) - i32::try_from(line.matches(')').count()).unwrap_or(0);
            report.version = report.version.take().or_else(|| dateline::version(line));
        } else if dateline::byline(line) != line && line.chars().count() < 80 && !headline.is_empty() {
            report.byline = Some(dateline::byline(line).to_owned());
        } else if let Some(version) = dateline::version(line).filter(|v| v.chars().count() + 4 >= line.chars().count()) {
            report.version = Some(version);
        } else {
            headline.push(line);
        }
    }
    report.headline = Some(headline.join(" ")).filter(|h| !h.is_empty());
    &body[end..]
}

/// `131137 GMT Nov 13`: day, hour, minute, perhaps a zone, month, year. The German service writes
/// local time and no zone.
fn time(line: &str) -> Option<Timestamp> {
    let mut parts = line.split_whitespace();
    let digits = parts.next().filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |at: usize| digits[at..at + 2].parse::<i8>().ok();
    let mut rest: Vec<&str> = parts.collect();
    let year: i16 = rest.iter().rev().find_map(|w| w.parse().ok())?;
    let month = rest.iter().find_map(|w| loose::month(w))?;
    let date = Date::new(if year < 100 { 2000 + year } else { year }, month, number(0)?).ok()?;
    let time = Time::new(number(2)?, number(4)?, 0, 0).ok()?;
    rest.retain(|w| loose::month(w).is_none());
    let offset = rest.first().and_then(|zone| loose::offset(zone));
    Some(Timestamp { date, time: Some(time), offset })
}
