//! Reading: paths in, [`Report`]s out. The only stage that opens files.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Error;

pub mod timestamp;

pub use timestamp::Timestamp;

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
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The reports, sorted by id whatever the order of the paths.
    pub reports: Vec<Report>,
    /// One for each input, or part of one, that was left out.
    pub skipped: Vec<Error>,
}

/// Reads every report under the paths: files, folders, globs, `-` for standard input.
pub fn read(paths: &[String]) -> Inputs {
    let mut inputs = Inputs::default();
    for path in paths {
        match std::fs::read_to_string(Path::new(path)) {
            Ok(text) => {
                for line in text.lines().filter(|l| !l.trim().is_empty()) {
                    match serde_json::from_str::<Report>(line) {
                        Ok(report) => inputs.reports.push(report),
                        Err(error) => inputs.skipped.push(Error::new(error.to_string()).at_path(path)),
                    }
                }
            }
            Err(error) => inputs.skipped.push(Error::from(error).at_path(path)),
        }
    }
    inputs.reports.sort_by(|a, b| a.id.cmp(&b.id));
    inputs
}
