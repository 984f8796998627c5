//! JSON and JSON Lines: our own reports, tables of articles, and the wrappers around them.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::content::{Content, Head, too_large};
use super::fields::{self, Keyed, TEASERS};
use super::finish::{Out, Place, push_paragraph};
use super::{Report, dateline, encoding, flow, loose, ninjs, text, tree};
use crate::error::Error;

/// One JSON document.
pub(super) fn is_json(head: &Head<'_>) -> bool {
    head.text.starts_with('[') || head.text.starts_with('{') && !is_lines(head)
}

/// More than one object, each on a line, or the name says so.
pub(super) fn is_lines(head: &Head<'_>) -> bool {
    if !head.text.starts_with('{') {
        return false;
    }
    if matches!(head.extension, "jsonl" | "ndjson") {
        return true;
    }
    let mut lines = head.text.lines().filter(|l| !l.trim().is_empty());
    let first = lines.next().unwrap_or("");
    match lines.next() {
        Some(second) => second.starts_with('{') || serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok(),
        // One line that is longer than what we see: streaming costs less.
        None => head.cut && head.extension != "json",
    }
}

/// Reads one JSON document.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let text = out.whole_file(content)?;
    let value: Value = serde_json::from_str(&text).map_err(|e| json_error(&e, true))?;
    match value {
        Value::Array(items) => {
            if items.is_empty() {
                return Err(Error::new("an empty array: no report in it"));
            }
            for (index, item) in items.into_iter().enumerate() {
                take(item, Place::Item(index + 1), None, out);
            }
        }
        value => take(value, Place::File, None, out),
    }
    Ok(())
}

/// Reads JSON Lines as a stream: a bad line is one error, and the next is read.
pub(super) fn read_lines(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let limit = content.limits.report_bytes;
    let mut stream = content.stream()?;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        number += 1;
        match bounded_line(&mut stream, &mut line, limit) {
            Ok(Line::End) => return Ok(()),
            Ok(Line::TooLong) => out.skip(too_large(limit, "report-bytes").at_line(number)),
            Ok(Line::Whole) if line.trim_ascii().is_empty() => {}
            Ok(Line::Whole) => take_line(&mut line, number, out),
            // What was read before a cut stays; the cut is said.
            Err(error) => return Err(Error::from(error).at_line(number)),
        }
    }
}

fn take_line(line: &mut Vec<u8>, number: u64, out: &mut Out<'_>) {
    let parsed = match std::str::from_utf8(line) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => {
            let decoded = encoding::decode(std::mem::take(line), None);
            if let Some(caveat) = decoded.caveat {
                out.note(Error::new(caveat).at_line(number));
            }
            serde_json::from_str(&decoded.text)
        }
    };
    match parsed {
        Ok(value @ (Value::Object(_) | Value::Array(_))) => take(value, Place::Line(number), None, out),
        Ok(_) => out.skip(Error::new("expected a JSON object, found a bare value").at_line(number)),
        Err(error) => out.skip(json_error(&error, false).at_line(number)),
    }
}

enum Line {
    End,
    Whole,
    TooLong,
}

/// Reads up to the next line feed; of a line over the limit, nothing is kept.
fn bounded_line(stream: &mut dyn BufRead, line: &mut Vec<u8>, limit: usize) -> std::io::Result<Line> {
    let mut any = false;
    let mut long = false;
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok(match (any, long) {
                (false, _) => Line::End,
                (_, true) => Line::TooLong,
                _ => Line::Whole,
            });
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        long |= line.len() + part.len() > limit;
        if !long {
            line.extend_from_slice(part);
        }
        let used = end.map_or(buffer.len(), |e| e + 1);
        stream.consume(used);
        if end.is_some() {
            return Ok(if long { Line::TooLong } else { Line::Whole });
        }
    }
}

/// serde_json's message in our words; of a document, with the line.
fn json_error(error: &serde_json::Error, document: bool) -> Error {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    let message = if error.is_eof() {
        "expected a whole JSON value, found its end too early: half a line or a file cut off".to_owned()
    } else if what.starts_with("recursion limit") {
        "nested too deeply: more than 128 levels".to_owned()
    } else {
        format!("expected JSON, found a fault at column {}: {what}", error.column())
    };
    if document && error.line() > 0 { Error::new(message).at_line(error.line() as u64) } else { Error::new(message) }
}

/// The reports in a JSON value: itself, or those that it wraps.
fn take(value: Value, place: Place, outlet: Option<&str>, out: &mut Out<'_>) {
    match value {
        Value::Object(object) if is_ours(&object) => match serde_json::from_value::<Report>(Value::Object(object)) {
            Ok(mut report) => {
                super::finish::clean(&mut report.text);
                if report.text.trim().is_empty() { out.report(report, place, None) } else { out.pass(report, place) }
            }
            Err(error) => out.skip(place.error(error.to_string())),
        },
        Value::Object(object) => take_object(&object, place, outlet, out),
        Value::Array(items) => items.into_iter().for_each(|item| take(item, place, outlet, out)),
        _ => out.skip(place.error("expected a report as a JSON object, found a bare value")),
    }
}

/// True for a line that `claimdiff reports` wrote, which has every field, known or not.
fn is_ours(object: &Map<String, Value>) -> bool {
    const ALL: [&str; 13] =
        ["id", "source", "headline", "byline", "location", "published", "updated", "version", "language", "event", "path", "format", "text"];
    object.len() == ALL.len() && ALL.iter().all(|key| object.contains_key(*key)) && object["path"].is_string() && object["format"].is_string()
}

fn take_object(object: &Map<String, Value>, place: Place, outlet: Option<&str>, out: &mut Out<'_>) {
    if object.contains_key("$schema") && (object.contains_key("properties") || object.contains_key("$defs") || object.contains_key("allOf")) {
        return out.skip(place.error("a JSON schema, no report"));
    }
    if ninjs::is_ninjs(object) && out.options.fields.is_empty() {
        return ninjs::take(object, place, out);
    }
    let keyed = Keyed::new(object);
    if out.keys.of("text").iter().all(|key| !keyed.get(key).is_some_and(fields::has_text))
        && let Some(items) = wrapped(object)
    {
        let whole = matches!(place, Place::File);
        // A JSON feed is titled after its outlet.
        let feed = object.get("version").and_then(Value::as_str).is_some_and(|v| v.contains("jsonfeed"));
        let outlet = outlet.or(object.get("title").and_then(Value::as_str).filter(|_| feed));
        for (index, item) in items.iter().enumerate() {
            let place = if whole && items.len() > 1 { Place::Item(index + 1) } else { place };
            take(item.clone(), place, outlet, out);
        }
        return;
    }
    row(&keyed, place, outlet, out);
}

/// The items of `{"articles": [...]}`, `{"data": {"item": {...}}}`, `{"hits": {"hits": [{"_source": ...}]}}`.
fn wrapped(object: &Map<String, Value>) -> Option<&[Value]> {
    const WRAPPERS: [&str; 11] = ["reports", "articles", "items", "item", "data", "results", "hits", "documents", "response", "news", "_source"];
    WRAPPERS.iter().find_map(|key| match object.get(*key)? {
        Value::Array(items) if items.iter().any(Value::is_object) => Some(items.as_slice()),
        inner @ Value::Object(_) => Some(std::slice::from_ref(inner)),
        _ => None,
    })
}

/// A report whose fields stand under the names that tables use.
pub(super) fn row(keyed: &Keyed<'_>, place: Place, outlet: Option<&str>, out: &mut Out<'_>) {
    let options = out.options;
    let get = |field| keyed.first(out.keys.of(field));
    let mut report = Report::new(get("id").unwrap_or_default(), "");
    report.source = get("source");
    report.headline = get("headline");
    report.byline = get("byline").map(|b| dateline::byline(&b).to_owned());
    let line = get("location");
    dateline::apart(line.as_deref(), &mut report);
    report.location = report.location.take().or(line.filter(|l| l.chars().count() <= 60 && !l.contains(['(', ')'])));
    report.version = get("version");
    report.language = get("language");
    report.event = get("event");
    report.published = time(keyed, "published", place, out);
    // Beside a version's own time, dpa's `updated` is that of a technical re-send.
    report.updated = match keyed.get("versioncreated").and_then(Value::as_str) {
        Some(version) => loose::parse(version).filter(|v| report.published != Some(*v)),
        None => time(keyed, "updated", place, out),
    };
    match out.keys.of("text").iter().find_map(|key| Some((keyed.get(key)?, key)).filter(|(v, _)| fields::has_text(v))) {
        // A text under the contract's own name keeps its offsets.
        Some((Value::String(text), key)) if key == "text" && out.format != "csv" && !flow::is_markup(text) => report.text.clone_from(text),
        Some((Value::Array(parts), _)) => parts.iter().filter_map(fields::string).for_each(|p| push_paragraph(&mut report.text, &p)),
        Some((value, _)) => {
            if let Err(error) = fill(&fields::string(value).unwrap_or_default(), &mut report, options.limits.depth) {
                return out.skip(place.error(error.to_string()));
            }
        }
        None => match TEASERS.iter().find_map(|key| fields::string(keyed.get(key)?)) {
            Some(teaser) if report.headline.is_some() => {
                if let Err(error) = fill(&teaser, &mut report, options.limits.depth) {
                    return out.skip(place.error(error.to_string()));
                }
                out.note(place.error("no full text: the report is its teaser alone"));
            }
            _ => {
                let known: Vec<&str> = keyed.names().take(8).collect();
                return out.skip(place.error(format!("no text in it: none of its keys ({}) is one for a text; name it with text=KEY", known.join(", "))));
            }
        },
    }
    let outlet = outlet.map(str::to_owned).or_else(|| ["url", "link", "uri"].iter().find_map(|k| fields::outlet(keyed.get(k)?.as_str()?)));
    out.report(report, place, outlet);
}

/// Takes a text that may be markup, or begin with the line of its date.
fn fill(text: &str, report: &mut Report, depth: usize) -> Result<(), Error> {
    if flow::is_markup(text) {
        report.text = flow::of_html(text, depth)?;
    } else {
        let text = tree::unescape_again(text.to_owned());
        report.text = paragraphs(text::dated_line(&text, report));
    }
    Ok(())
}

/// A point in time, however written; one that cannot be read is said.
fn time(keyed: &Keyed<'_>, field: &str, place: Place, out: &mut Out<'_>) -> Option<super::Timestamp> {
    let mut unread = None;
    for key in out.keys.of(field) {
        let stamp = match keyed.get(key) {
            Some(Value::Number(n)) => n.as_f64().and_then(|n| loose::from_epoch(n as i64)),
            Some(Value::String(s)) if !s.trim().is_empty() => {
                let stamp = loose::parse_cell(s);
                if stamp.is_none() {
                    unread.get_or_insert_with(|| s.clone());
                }
                stamp
            }
            _ => None,
        };
        if stamp.is_some() {
            return stamp;
        }
    }
    if let Some(text) = unread {
        let start: String = text.chars().take(60).collect();
        out.note(place.error(format!("{field}: {start:?} is no date that could be read")));
    }
    None
}

/// A text from a field: its lines as paragraphs.
pub(super) fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        // The address of a picture or a player stands where it was.
        let bare = line.trim().strip_prefix("[Embed]").unwrap_or(line).trim();
        if !fields::is_address(bare) {
            push_paragraph(&mut out, line);
        }
    }
    out
}
