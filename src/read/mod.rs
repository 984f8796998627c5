//! Reading: paths in, [`Report`]s out. The only stage that opens files.
//!
//! A path is opened, unpacked, recognised by its content (never by its name alone) and handed to
//! one reader of [`FORMATS`]; what the reader finds passes through one funnel, which cleans the text,
//! names the language, and reads dateline and credits. A format is one file here and one row there.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Error;

mod anpa;
mod blocks;
mod content;
pub mod dateline;
mod encoding;
mod feed;
mod fields;
mod finish;
mod flow;
mod frame;
mod html;
mod iptc_7901;
mod json;
mod language;
mod loose;
mod markdown;
mod masthead;
mod newsml_1;
mod newsml_g2;
mod ninjs;
mod nitf;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod table;
mod text;
pub mod timestamp;
mod tree;
mod walk;
mod warc;
mod words;

pub use blocks::{Block, Blocks, Position};
pub use content::Gauge;
use content::{Content, Head};
use finish::Out;
pub use finish::Place;
pub use timestamp::Timestamp;
pub use walk::{File, files};

/// One news text, as read from its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// Given by the input, else derived from the path; unique in a run.
    pub id: String,
    /// Outlet or agency.
    pub source: Option<String>,
    /// Headline, where it stands apart from the text.
    pub headline: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Place of the dateline.
    pub location: Option<String>,
    /// When it was first published, as precise as the input says.
    pub published: Option<Timestamp>,
    /// When this version was made.
    pub updated: Option<Timestamp>,
    /// Number or slug of the version: `3rd Ld-Writethru`.
    pub version: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The event that the report belongs to.
    pub event: Option<String>,
    /// Where it was read from.
    pub path: Option<String>,
    /// Name of the format that it was read as.
    pub format: Option<String>,
    /// The text that all offsets count in: one paragraph a line.
    pub text: String,
}

impl Default for Report {
    fn default() -> Self {
        Report::new("", "")
    }
}

impl Report {
    /// A report with a text and nothing else known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Report {
            id: id.into(),
            source: None,
            headline: None,
            byline: None,
            location: None,
            published: None,
            updated: None,
            version: None,
            language: None,
            event: None,
            path: None,
            format: None,
            text: text.into(),
        }
    }

    /// The end of its id, by which it is found again.
    pub fn short_id(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }

    /// Who published it: its outlet, else the end of its id.
    pub fn outlet(&self) -> &str {
        self.source.as_deref().unwrap_or_else(|| self.short_id())
    }

    /// The id of the story that this is a version of.
    ///
    /// Versions of one story carry one id in the input; [`read`] tells them apart by `id@version`.
    pub fn story(&self) -> &str {
        let story = self.version.as_deref().and_then(|v| self.id.strip_suffix(v)).and_then(|id| id.strip_suffix('@'));
        story.unwrap_or(&self.id)
    }
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The reports, sorted by id whatever the order of the paths.
    pub reports: Vec<Report>,
    /// One for each input, or part of one, that was left out.
    pub skipped: Vec<Error>,
    /// What was read, but with a caveat that a person should know: a guessed encoding, a teaser in
    /// place of the text.
    pub notes: Vec<Error>,
}

/// One thing that reading gives.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly every item is a report, and it is moved at once")]
pub enum Item {
    /// A report.
    Report(Report),
    /// An input, or part of one, that was left out.
    Skipped(Error),
    /// A caveat about something that was read.
    Note(Error),
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Name of the one format to read every input as, in place of recognising it.
    pub from: Option<String>,
    /// Field of the report, and the key or column of the input to take it from.
    pub fields: Vec<(String, String)>,
    /// What an input may cost.
    pub limits: Limits,
}

impl ReadOptions {
    /// Adds a field mapping as written on a command line: `text=body`.
    ///
    /// # Errors
    /// Where it is not `FIELD=KEY` with a field of a report.
    pub fn map_field(&mut self, mapping: &str) -> Result<(), Error> {
        let known = || fields::FIELDS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
        match mapping.split_once('=') {
            Some((field, key)) if !key.is_empty() && fields::FIELDS.iter().any(|f| f.name == field) => {
                self.fields.push((field.to_owned(), key.to_owned()));
                Ok(())
            }
            Some((field, _)) => Err(Error::new(format!("expected one of {} before the `=`, found {field:?}", known()))),
            None => Err(Error::new(format!("expected FIELD=KEY, such as text=body, found {mapping:?}"))),
        }
    }

    /// Sets a limit as written on a command line: `report-bytes=33554432`. [`Limits::NAMES`] lists them.
    ///
    /// # Errors
    /// Where it is not the name of a limit and a number above 0.
    pub fn set_limit(&mut self, limit: &str) -> Result<(), Error> {
        let known = Limits::NAMES.map(|(name, _)| name).join(", ");
        let fault = || Error::new(format!("expected LIMIT=NUMBER with one of {known}, found {limit:?}"));
        let (name, number) = limit.split_once('=').ok_or_else(fault)?;
        let number: usize = number.trim().replace('_', "").parse().ok().filter(|n| *n > 0).ok_or_else(fault)?;
        match name.trim() {
            "report-bytes" => self.limits.report_bytes = number,
            "file-bytes" => self.limits.file_bytes = number,
            "unpack-ratio" => self.limits.unpack_ratio = number as u64,
            "depth" => self.limits.depth = number,
            _ => return Err(fault()),
        }
        Ok(())
    }

    /// Fixes the format by its name.
    ///
    /// # Errors
    /// Where no format is called so.
    pub fn set_format(&mut self, name: &str) -> Result<(), Error> {
        if !FORMATS.iter().any(|f| f.name == name) {
            let known: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
            return Err(Error::new(format!("expected one of the formats {}, found {name:?}", known.join(", "))));
        }
        self.from = Some(name.to_owned());
        Ok(())
    }
}

/// What an input may cost, so that a hostile one cannot take the machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one report: a line of JSON Lines, a row, a page, a text. 16 MiB.
    pub report_bytes: usize,
    /// Bytes, unpacked, of one file in a format that must be held whole. 64 MiB. Formats that
    /// stream (JSON Lines, CSV, WARC) have no such limit.
    pub file_bytes: usize,
    /// How many times its packed size a file may unpack to, once past 64 MiB. 200.
    pub unpack_ratio: u64,
    /// How deep elements may nest; those of web pages four times as deep. 128. (Brackets of JSON may
    /// nest 128 deep whatever this says.)
    pub depth: usize,
}

impl Limits {
    /// The limits by name, as messages and options call them, and what each bounds.
    pub const NAMES: [(&'static str, &'static str); 4] = [
        ("report-bytes", "bytes of one report: a line, a row, a page, a text (16 MiB)"),
        ("file-bytes", "bytes, unpacked, of a file that is held whole (64 MiB)"),
        ("unpack-ratio", "how many times its packed size a file may unpack to (200)"),
        ("depth", "how deep elements may nest (128)"),
    ];
}

impl Default for Limits {
    fn default() -> Self {
        Limits { report_bytes: 16 << 20, file_bytes: 64 << 20, unpack_ratio: 200, depth: 128 }
    }
}

/// One input format.
pub struct Format {
    /// Its name, in `--from` and as the `format` of a report.
    pub name: &'static str,
    /// What it is, for help texts.
    pub about: &'static str,
    /// True where the first bytes of a file are of this format.
    recognise: fn(&Head<'_>) -> bool,
    read: fn(&mut Content, &mut Out<'_>) -> Result<(), Error>,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Every format, in the order in which they are tried; the last takes any text.
pub static FORMATS: &[Format] = &[
    Format { name: "warc", about: "WARC, one report a page", recognise: warc::is_warc, read: warc::read },
    #[cfg(feature = "parquet")]
    Format { name: "parquet", about: "Parquet tables, one report a row", recognise: parquet::is_parquet, read: parquet::read },
    Format { name: "anpa-1312", about: "ANPA 1312 wire frames", recognise: anpa::is_anpa, read: anpa::read },
    Format { name: "iptc-7901", about: "IPTC 7901 telex frames", recognise: iptc_7901::is_iptc_7901, read: iptc_7901::read },
    Format { name: "newsml-g2", about: "NewsML-G2 items and messages", recognise: newsml_g2::is_g2, read: newsml_g2::read },
    Format { name: "newsml", about: "NewsML 1.x", recognise: newsml_1::is_newsml, read: newsml_1::read },
    Format { name: "nitf", about: "NITF", recognise: nitf::is_nitf, read: nitf::read },
    Format { name: "feed", about: "RSS, Atom and RDF feeds", recognise: feed::is_feed, read: feed::read },
    Format { name: "json", about: "a JSON document: one report, an array, or a wrapper around one", recognise: json::is_json, read: json::read },
    Format { name: "jsonl", about: "JSON Lines: one report a line", recognise: json::is_lines, read: json::read_lines },
    Format { name: "html", about: "web pages", recognise: html::is_html, read: html::read },
    Format { name: "csv", about: "CSV, TSV and the like: a header, then one report a row", recognise: table::is_table, read: table::read },
    Format { name: "markdown", about: "Markdown, with or without front matter", recognise: markdown::is_markdown, read: markdown::read },
    Format { name: "text", about: "plain text", recognise: |_| true, read: text::read },
];

/// Reads every report under the paths: files, folders, globs, `-` for standard input.
pub fn read(paths: &[String]) -> Inputs {
    read_with(paths, &ReadOptions::default())
}

/// Reads every report under the paths, files side by side; the result is the same for any order of
/// the paths and any number of threads.
pub fn read_with(paths: &[String], options: &ReadOptions) -> Inputs {
    let mut items = Vec::new();
    let files = files(paths, &mut |item| items.push(item));
    let read: Vec<Vec<Item>> = files
        .par_iter()
        .map(|file| {
            let mut items = Vec::new();
            file_items(file, options, None, &mut |item, _| items.push(item));
            items
        })
        .collect();
    let mut inputs = Inputs::default();
    for item in items.into_iter().chain(read.into_iter().flatten()) {
        match item {
            Item::Report(report) => inputs.reports.push(report),
            Item::Skipped(error) => inputs.skipped.push(error),
            Item::Note(error) => inputs.notes.push(error),
        }
    }
    let (reports, taken) = with_unique_ids(inputs.reports);
    inputs.reports = reports;
    inputs.skipped.extend(taken);
    inputs
}

/// Hands over one report after the other, in the order of the files' names, and holds one at a time
/// where the format streams: for inputs larger than memory. Ids are as the input gives them; the
/// caller must bear that two can be equal.
pub fn each(paths: &[String], options: &ReadOptions, sink: &mut dyn FnMut(Item)) {
    for file in files(paths, sink) {
        file_items(&file, options, None, &mut |item, _| sink(item));
    }
}

/// The name of the format that a file is read as.
///
/// # Errors
/// Where the file cannot be opened, or is of no format that is known.
pub fn format_of(file: &File, options: &ReadOptions) -> Result<&'static str, Error> {
    Ok(chosen(&content::open(file, options.limits, None)?, options)?.name)
}

fn chosen(content: &Content, options: &ReadOptions) -> Result<&'static Format, Error> {
    match &options.from {
        Some(name) => FORMATS.iter().find(|f| f.name == name).ok_or_else(|| Error::new(format!("no format is called {name:?}"))),
        None => content.recognise(),
    }
}

/// Hands over what one file holds, as [`each`] does, and the place of each report in it (errors and
/// notes name their own).
pub fn file_items(file: &File, options: &ReadOptions, gauge: Option<&Arc<Gauge>>, sink: &mut dyn FnMut(Item, Place)) {
    let mut out = Out::new(&file.name, options, sink);
    let result = content::open(file, options.limits, gauge).and_then(|mut content| {
        let format = chosen(&content, options)?;
        out.format = format.name;
        (format.read)(&mut content, &mut out)
    });
    match result {
        Err(error) => out.skip(error),
        Ok(()) if out.is_silent() => out.skip(Error::new(format!("no report in it (read as {})", out.format))),
        Ok(()) => {}
    }
}

/// The reports sorted by id, versions of one story with ids of their own; and an error for each that
/// is left out since its id is taken. Their order on the way in changes nothing.
pub fn with_unique_ids(reports: Vec<Report>) -> (Vec<Report>, Vec<Error>) {
    let mut skipped = Vec::new();
    let mut by_id: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    for report in reports {
        by_id.entry(report.id.clone()).or_default().push(report);
    }
    let mut taken: BTreeMap<String, Report> = BTreeMap::new();
    let mut versions = Vec::new();
    for (id, mut reports) in by_id {
        // A total order, so that which of two stays does not depend on who was read first.
        reports.sort_by(|a, b| (&a.version, &a.path, &a.text).cmp(&(&b.version, &b.path, &b.text)));
        let several = reports.iter().any(|r| r.version != reports[0].version);
        for mut report in reports {
            if let (true, Some(version)) = (several, &report.version) {
                report.id = format!("{id}@{version}");
                versions.push(report);
            } else {
                keep_first(report, &mut taken, &mut skipped);
            }
        }
    }
    for report in versions {
        keep_first(report, &mut taken, &mut skipped);
    }
    (taken.into_values().collect(), skipped)
}

fn keep_first(report: Report, taken: &mut BTreeMap<String, Report>, skipped: &mut Vec<Error>) {
    let Some(first) = taken.get(&report.id) else {
        taken.insert(report.id.clone(), report);
        return;
    };
    let place = first.path.as_deref().unwrap_or("an earlier input");
    let what = if first.text == report.text { "the same report" } else { "another report" };
    let error = Error::new(format!("duplicate id {:?}: {what} in {place} has it, so this one is left out; give it an id of its own", report.id));
    skipped.push(match report.path {
        Some(path) => error.at_path(path),
        None => error,
    });
}
