//! The findings of a partition, in one of the formats that tools for tables and lines read.

use std::io::{self, Write};

use super::folder::{Draft, Folder, unwritable};
#[cfg(feature = "parquet")]
use super::parquet::Table;
use crate::compare::Comparison;
use crate::error::Error;
#[cfg(feature = "parquet")]
use crate::write::pairs::{Row, rows};
use crate::write::{View, csv, json, pairs};

/// Bytes of text for each pair of differing values of an event, from which on its pairs are few: as rows
/// they take 1 to 2 kB each, so that they stay small beside what comparing the event took.
const FEW: usize = 256;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The rows of `compare --format csv`, with typed columns.
    #[cfg(feature = "parquet")]
    Parquet,
    /// The lines of `compare --format jsonl`: whole findings, with every claim.
    Jsonl,
    /// The rows of `compare --format csv`.
    Csv,
}

impl Format {
    /// Every format, the usual one first.
    pub const ALL: &'static [Format] = &[
        #[cfg(feature = "parquet")]
        Format::Parquet,
        Format::Jsonl,
        Format::Csv,
    ];

    /// Its name, and the end of its files' names.
    pub fn as_str(self) -> &'static str {
        match self {
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
        }
    }

    /// The findings of one event, as a part of a file. Where their pairs are few, they are put into
    /// words here, on one of many threads; else where they are written, one after the other.
    pub(super) fn part(self, mut comparison: Comparison, view: &View) -> io::Result<Part> {
        let text: usize = comparison.reports.iter().map(|report| report.text.len()).sum();
        if pairs::count(&comparison, view) > text / FEW {
            comparison.claims = Vec::new();
            return Ok(Part::Whole(Box::new(comparison)));
        }
        #[cfg(feature = "parquet")]
        if self == Format::Parquet {
            return Ok(Part::Rows(rows(&comparison, view).collect()));
        }
        let mut lines = Vec::new();
        self.lines(&comparison, view, &mut lines)?;
        Ok(Part::Lines(lines))
    }

    /// The findings of one event in a format of lines.
    fn lines(self, comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
        if self == Format::Jsonl { json::comparison_lines(comparison, view, out) } else { csv::pair_rows(comparison, view, out) }
    }
}

/// The findings of one event.
#[derive(Debug)]
pub(super) enum Part {
    Lines(Vec<u8>),
    #[cfg(feature = "parquet")]
    Rows(Vec<Row>),
    /// Not yet put into words.
    Whole(Box<Comparison>),
}

impl Default for Part {
    fn default() -> Self {
        Part::Lines(Vec::new())
    }
}

/// A file of findings under way.
pub(super) enum File {
    Lines(Format, Draft),
    #[cfg(feature = "parquet")]
    Table(Box<Table>),
}

impl File {
    /// Begins the file of a partition.
    pub(super) fn create(folder: &Folder, format: Format, partition: usize) -> Result<Self, Error> {
        let mut draft = folder.draft(folder.path("findings").join(format!("part-{partition:05}.{}", format.as_str())))?;
        match format {
            #[cfg(feature = "parquet")]
            Format::Parquet => return Table::new(draft).map(|table| File::Table(Box::new(table))),
            Format::Jsonl => {}
            Format::Csv => csv::header(&mut draft).map_err(|e| unwritable(draft.target(), &e))?,
        }
        Ok(File::Lines(format, draft))
    }

    /// Adds the findings of an event.
    pub(super) fn write(&mut self, part: Part, view: &View) -> Result<(), Error> {
        match (self, part) {
            (File::Lines(_, draft), Part::Lines(lines)) => draft.write_all(&lines).map_err(|e| unwritable(draft.target(), &e)),
            (File::Lines(format, draft), Part::Whole(comparison)) => format.lines(&comparison, view, draft).map_err(|e| unwritable(draft.target(), &e)),
            #[cfg(feature = "parquet")]
            (File::Table(table), Part::Rows(rows)) => table.write(rows),
            #[cfg(feature = "parquet")]
            (File::Table(table), Part::Whole(comparison)) => table.write(rows(&comparison, view)),
            // An event that could not be compared has no findings in any format.
            #[cfg(feature = "parquet")]
            _ => Ok(()),
        }
    }

    /// Gives the file its name.
    pub(super) fn commit(self) -> Result<(), Error> {
        match self {
            File::Lines(_, draft) => draft.commit(),
            #[cfg(feature = "parquet")]
            File::Table(table) => table.finish()?.commit(),
        }
    }
}
