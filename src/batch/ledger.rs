//! What became of every report: counts that add up, and a line for each that was left out.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Counts over a run. `read = compared + skipped + errors`, always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Reports that the inputs hold, and inputs or parts of inputs that could not be read as one.
    pub read: u64,
    /// Reports that were compared with the others of their event.
    pub compared: u64,
    /// Reports that are sound and were left out: of no event, in another language, read before.
    pub skipped: u64,
    /// What could not be read or compared.
    pub errors: u64,
    /// Caveats about what was read.
    pub notes: u64,
    /// Events that were compared.
    pub events: u64,
    /// All findings.
    pub findings: u64,
    /// The findings that were asked for and written.
    pub written: u64,
    /// How many reports or inputs were left out, by reason.
    pub left_out: BTreeMap<String, u64>,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Counts) {
        self.read += more.read;
        self.compared += more.compared;
        self.skipped += more.skipped;
        self.errors += more.errors;
        self.notes += more.notes;
        self.events += more.events;
        self.findings += more.findings;
        self.written += more.written;
        for (reason, count) in more.left_out {
            *self.left_out.entry(reason).or_default() += count;
        }
    }
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Unreadable,
    NoEvent,
    Language,
    DuplicateId,
    TooLarge,
    Failed,
}

impl Reason {
    fn as_str(self) -> &'static str {
        match self {
            Reason::Unreadable => "unreadable",
            Reason::NoEvent => "no-event",
            Reason::Language => "language",
            Reason::DuplicateId => "duplicate-id",
            Reason::TooLarge => "too-large",
            Reason::Failed => "failed",
        }
    }

    /// True for what is sound, and no matter for this run.
    fn is_skipped(self) -> bool {
        matches!(self, Reason::NoEvent | Reason::Language | Reason::DuplicateId)
    }
}

/// A line of `errors.jsonl`.
#[derive(Serialize)]
struct Line<'a> {
    /// `error`, `skipped` or `note`.
    level: &'static str,
    reason: Option<&'static str>,
    path: Option<&'a str>,
    line: Option<u64>,
    report: Option<&'a str>,
    event: Option<&'a str>,
    /// How many reports it is about.
    reports: u64,
    message: &'a str,
}

/// Counts, and the lines of `errors.jsonl` that have not been written yet.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) counts: Counts,
    pub(super) lines: Vec<u8>,
}

impl Ledger {
    /// Books reports that are left out.
    pub(super) fn leave_out(&mut self, reason: Reason, reports: u64, error: &Error, report: Option<&str>, event: Option<&str>) {
        let level = if reason.is_skipped() {
            self.counts.skipped += reports;
            "skipped"
        } else {
            self.counts.errors += reports;
            "error"
        };
        *self.counts.left_out.entry(reason.as_str().to_owned()).or_default() += reports;
        self.line(&Line { level, reason: Some(reason.as_str()), path: error.path(), line: error.line(), report, event, reports, message: error.message() });
    }

    /// Books a caveat about something that was read.
    pub(super) fn note(&mut self, note: &Error) {
        self.counts.notes += 1;
        self.line(&Line { level: "note", reason: None, path: note.path(), line: note.line(), report: None, event: None, reports: 0, message: note.message() });
    }

    fn line(&mut self, line: &Line<'_>) {
        // Strings and numbers always serialise.
        if serde_json::to_writer(&mut self.lines, line).is_ok() {
            self.lines.push(b'\n');
        }
    }
}
