//! Writing: results to bytes. Writers know results, never files or flags.

use std::io::{self, Write};

use crate::compare::Comparison;
use crate::extract::Claim;
use crate::read::Report;

pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
pub mod pairs;
mod quote;
pub mod text;
mod view;

pub use view::{Layout, View};

/// Writes the findings of an event.
pub type WriteComparison = fn(&Comparison, &View, &mut dyn Write) -> io::Result<()>;
/// Writes claims alone; a claim refers to its report by index.
pub type WriteMentions = fn(&[Report], &[Claim], &View, &mut dyn Write) -> io::Result<()>;
/// Writes the reports as read.
pub type WriteReports = fn(&[Report], &View, &mut dyn Write) -> io::Result<()>;

/// One way to write results.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// One line of help.
    pub about: &'static str,
    /// Writes findings.
    pub comparison: WriteComparison,
    /// Writes mentions.
    pub mentions: WriteMentions,
    /// Writes reports.
    pub reports: WriteReports,
}

/// Every output format. To add one: a file and an entry.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        about: "for reading: each value with who says it and the words underlined",
        comparison: text::comparison,
        mentions: text::mentions,
        reports: text::reports,
    },
    Format {
        name: "csv",
        about: "for spreadsheets: one row for each pair of differing values",
        comparison: csv::comparison,
        mentions: csv::mentions,
        reports: csv::reports,
    },
    Format {
        name: "jsonl",
        about: "for programs: one JSON object a line",
        comparison: json::comparison_lines,
        mentions: json::mention_lines,
        reports: json::report_lines,
    },
    Format {
        name: "json",
        about: "for programs: the same objects in one array",
        comparison: json::comparison_array,
        mentions: json::mention_array,
        reports: json::report_array,
    },
    Format {
        name: "html",
        about: "for reading and sharing: one file that opens in any browser, with the full texts",
        comparison: html::comparison,
        mentions: html::mentions,
        reports: html::reports,
    },
    Format {
        name: "markdown",
        about: "for tickets and notes: a table, then each finding with its sentences",
        comparison: markdown::comparison,
        mentions: markdown::mentions,
        reports: markdown::reports,
    },
];

impl Format {
    /// The format with this name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|f| f.name == name)
    }
}
