//! The matrix: a row a question, a column an outlet, in each cell what the outlet says.

use super::finding::letter;
use super::outlets::Outlets;
use crate::compare::{Finding, Severity, Standing};
use crate::write::text::visible;

/// With more outlets a cell shows the letter of its value instead of the value.
const WORDY: usize = 8;
/// Rows of one table: a browser lays out what is on the screen, table by table.
const ROWS: usize = 40;

pub(super) struct Matrix {
    /// Whether cells show values; letters otherwise.
    pub(super) wordy: bool,
    pub(super) tables: Vec<Vec<Row>>,
}

pub(super) struct Row {
    /// Number of the finding on the page.
    pub(super) number: usize,
    pub(super) question: String,
    pub(super) severity: &'static str,
    pub(super) cells: Vec<Vec<Entry>>,
}

/// A value that an outlet gives.
pub(super) struct Entry {
    pub(super) letter: String,
    pub(super) label: String,
    pub(super) standing: Standing,
}

impl Matrix {
    pub(super) fn new(findings: &[&Finding], outlets: &Outlets) -> Self {
        let wordy = outlets.names.len() <= WORDY;
        // What agrees has nothing to mark, and would bury what differs.
        let rows: Vec<Row> = findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| finding.severity > Severity::None)
            .map(|(index, finding)| {
                let mut cells: Vec<Vec<Entry>> = outlets.names.iter().map(|_| Vec::new()).collect();
                for (value, group) in finding.values.iter().enumerate() {
                    for outlet in outlets.giving(finding, value) {
                        let label = if wordy { visible(&group.label) } else { String::new() };
                        cells[outlet].push(Entry { letter: letter(value), label, standing: Standing::of(finding, value) });
                    }
                }
                Row { number: index + 1, question: visible(&finding.question), severity: finding.severity.as_str(), cells }
            })
            .collect();
        let mut tables: Vec<Vec<Row>> = Vec::new();
        for row in rows {
            match tables.last_mut() {
                Some(table) if table.len() < ROWS => table.push(row),
                _ => tables.push(vec![row]),
            }
        }
        Matrix { wordy, tables }
    }
}
