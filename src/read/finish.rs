//! What every report goes through, whatever format it came in: clean text, language, dateline,
//! credits, id; and the rules of one paragraph.

use std::borrow::Cow;

use super::content::{Content, too_large};
use super::encoding::{self, Decoded};
use super::fields::Keys;
use super::{Item, ReadOptions, Report, dateline, language};
use crate::error::Error;

/// Where a reader hands its reports over.
pub(super) struct Out<'a> {
    pub(super) path: &'a str,
    pub(super) format: &'static str,
    pub(super) options: &'a ReadOptions,
    /// Where tables and JSON keep the fields of a report.
    pub(super) keys: Keys,
    sink: &'a mut dyn FnMut(Item, Place),
    silent: bool,
    noted: bool,
}

/// Where in its file a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the file.
    File,
    /// On this line, from 1.
    Line(u64),
    /// It is this item of several, from 1.
    Item(usize),
}

impl Place {
    /// That of one of so many reports in a file, by its number from 0.
    pub(super) fn among(index: usize, count: usize) -> Self {
        if count > 1 { Place::Item(index + 1) } else { Place::File }
    }

    /// An error or note about this place.
    pub fn error(self, message: impl Into<String>) -> Error {
        match self {
            Place::File => Error::new(message),
            Place::Line(line) => Error::new(message).at_line(line),
            Place::Item(item) => Error::new(format!("item {item}: {}", message.into())),
        }
    }
}

impl<'a> Out<'a> {
    pub(super) fn new(path: &'a str, options: &'a ReadOptions, sink: &'a mut dyn FnMut(Item, Place)) -> Self {
        Out { path, format: "unknown", options, keys: Keys::new(options), sink, silent: true, noted: false }
    }

    /// True as long as neither a report nor an error has passed.
    pub(super) fn is_silent(&self) -> bool {
        self.silent
    }

    /// All of a file with one report, decoded; a guessed encoding is said.
    pub(super) fn whole(&mut self, content: &mut Content) -> Result<String, Error> {
        let decoded = content.report_text()?;
        Ok(self.said(decoded))
    }

    /// All of a file with many reports, decoded; a guessed encoding is said.
    pub(super) fn whole_file(&mut self, content: &mut Content) -> Result<String, Error> {
        let decoded = content.text()?;
        Ok(self.said(decoded))
    }

    fn said(&mut self, decoded: Decoded) -> String {
        if let Some(caveat) = decoded.caveat {
            self.note(Error::new(caveat));
        }
        decoded.text
    }

    /// Says that something was left out.
    pub(super) fn skip(&mut self, error: Error) {
        self.silent = false;
        (self.sink)(Item::Skipped(error.at_path(self.path)), Place::File);
    }

    /// Says what a person should know of something that was read.
    pub(super) fn note(&mut self, error: Error) {
        (self.sink)(Item::Note(error.at_path(self.path)), Place::File);
    }

    /// As [`Out::note`], for what would be said of every row: the first stands for all.
    pub(super) fn note_once(&mut self, error: Error) {
        if !std::mem::replace(&mut self.noted, true) {
            self.note(error);
        }
    }

    /// Takes a report: `text` with one paragraph a line, the other fields as the input gives them.
    /// `outlet` names the source where neither input nor text do.
    pub(super) fn report(&mut self, mut report: Report, place: Place, outlet: Option<String>) {
        clean(&mut report.text);
        if report.text.len() > self.options.limits.report_bytes {
            return self.skip(place.error(too_large(self.options.limits.report_bytes, "report-bytes").to_string()));
        }
        self.mend(&mut report, place);
        if report.text.trim().is_empty() {
            let what = if report.headline.is_some() { "the report has a headline and no text" } else { "the report has no text" };
            return self.skip(place.error(what));
        }
        for field in [&mut report.source, &mut report.headline, &mut report.byline, &mut report.location, &mut report.version, &mut report.event] {
            *field = field.take().and_then(|f| line(&f));
        }
        report.version = report.version.or_else(|| dateline::version_of_headline(report.headline.as_deref()?));
        report.language = language::of(report.language.as_deref(), &report.text).map(str::to_owned);
        if let Some(found) = dateline::find(&report.text) {
            let date = found.date;
            report.location = report.location.or_else(|| found.location.map(str::to_owned));
            report.source = report.source.or_else(|| found.source.map(|s| dateline::agency(s).unwrap_or(s).to_owned()));
            report.published = report.published.or(date.map(dateline::day));
        }
        if report.source.is_none() || report.byline.is_none() {
            let credit = dateline::credit(&report.text);
            report.source = report.source.or_else(|| credit.source.map(str::to_owned)).or(outlet);
            report.byline = report.byline.or_else(|| credit.byline.map(str::to_owned));
        }
        if report.id.is_empty() {
            report.id = match place {
                Place::File => self.path.to_owned(),
                Place::Line(n) => format!("{}#{n}", self.path),
                Place::Item(n) => format!("{}#{n}", self.path),
            };
        }
        report.path = Some(self.path.to_owned());
        report.format = Some(self.format.to_owned());
        self.pass(report, place);
    }

    /// Undoes UTF-8 that a program before us read as Windows-1252 (`worldâ€™s`), line by line, where
    /// that gives a valid text; it is said, since offsets change.
    fn mend(&mut self, report: &mut Report, place: Place) {
        if !report.text.contains(['â', 'Ã', 'Â']) {
            return;
        }
        let mended: Vec<Cow<'_, str>> = report.text.split('\n').map(|line| encoding::undo_mojibake(line).map_or(Cow::Borrowed(line), Cow::Owned)).collect();
        let mended = mended.join("\n");
        if mended != report.text {
            report.text = mended;
            // What was two letters may turn out to be a control character.
            clean(&mut report.text);
            self.note(place.error("some of the text had been decoded wrongly before it came here (as in `â€™` for `’`): mended"));
        }
    }

    /// Takes a report that is as it should be: one that this program printed.
    pub(super) fn pass(&mut self, report: Report, place: Place) {
        self.silent = false;
        (self.sink)(Item::Report(report), place);
    }
}

/// Replaces control characters by blanks, one for one, so that offsets counted by whoever made the
/// text still hold; a carriage return alone ends a line. Costs one look over the bytes where there
/// is nothing to do.
pub(super) fn clean(text: &mut String) {
    let odd = |b: u8| b < 0x20 && b != b'\n';
    // C1 controls are two bytes in UTF-8, the first of them 0xC2.
    if !text.bytes().any(|b| odd(b) || b == 0x7F || b == 0xC2) {
        return;
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        cleaned.push(match c {
            '\n' => c,
            '\r' if chars.peek() != Some(&'\n') => '\n',
            c if c.is_control() => ' ',
            c => c,
        });
    }
    *text = cleaned;
}

/// A text on one line: entities and blanks settled; none where nothing is left.
pub(super) fn line(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    push_paragraph(&mut out, text);
    let line = out.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// Appends a paragraph on a line of its own: blanks squeezed, invisible characters gone, ligatures
/// of old typesetting spelt out. Quotes and dashes stay as printed. Nothing is added for nothing.
pub(super) fn push_paragraph(out: &mut String, text: &str) {
    let start = out.len();
    let mut blank = false;
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => {}
            c if c.is_whitespace() || c.is_control() => blank = true,
            c => {
                if blank && out.len() > start {
                    out.push(' ');
                }
                blank = false;
                match c {
                    'ﬀ' => out.push_str("ff"),
                    'ﬁ' => out.push_str("fi"),
                    'ﬂ' => out.push_str("fl"),
                    'ﬃ' => out.push_str("ffi"),
                    'ﬄ' => out.push_str("ffl"),
                    c => out.push(c),
                }
            }
        }
    }
    if out.len() > start && start > 0 {
        out.insert(start, '\n');
    }
}
