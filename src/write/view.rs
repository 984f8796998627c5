//! How a result is looked at: the same for every format.

use crate::compare::{Comparison, Finding, Severity};
use crate::hide::{Hide, Why};

/// What is shown of a result, and how.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Findings below it are left out.
    pub min_severity: Severity,
    /// Findings that need not be seen are left out.
    pub hide: Hide,
    /// The one finding to show, by the beginning of its id, whatever else would leave it out.
    pub only: Option<String>,
    /// How a table is laid out.
    pub layout: Layout,
    /// Whether the output may be coloured; what is meant for programs never is.
    pub color: bool,
    /// Whether the text format is sentences alone, without drawing, for a screen reader.
    pub plain: bool,
    /// Whether the text format shows what each score is made of; formats for programs always do.
    pub explain: bool,
}

/// How findings are laid out in CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One row for each pair of differing values.
    #[default]
    Pairs,
    /// One row for each claim.
    Claims,
    /// One row for each question, one column for each outlet.
    Matrix,
}

impl Layout {
    /// Every layout, its name, and one line of help.
    pub const ALL: [(&str, &str, Layout); 3] = [
        ("pairs", "one row for each pair of differing values", Layout::Pairs),
        ("claims", "one row for each claim (long form)", Layout::Claims),
        ("matrix", "one row for each question, one column for each outlet", Layout::Matrix),
    ];
}

/// Why findings of a result are not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hidden {
    Others,
    Known,
    Ignored,
    Milder,
}

impl View {
    /// The findings of a result to show, in its order.
    pub fn findings<'a>(&self, result: &'a Comparison) -> impl Iterator<Item = &'a Finding> {
        result.findings.iter().filter(|finding| self.hidden(finding).is_none())
    }

    fn hidden(&self, finding: &Finding) -> Option<Hidden> {
        if let Some(id) = &self.only {
            return (!finding.id.starts_with(id.as_str())).then_some(Hidden::Others);
        }
        if finding.severity < self.min_severity {
            return Some(Hidden::Milder);
        }
        self.hide.why(finding).map(|why| match why {
            Why::Ignored => Hidden::Ignored,
            Why::Known => Hidden::Known,
        })
    }

    /// How many findings are not shown for each reason, in words: `3 known from the baseline`.
    pub(super) fn left_out(&self, result: &Comparison) -> Vec<String> {
        let count = |why| result.findings.iter().filter(|finding| self.hidden(finding) == Some(why)).count();
        let reasons = [
            (Hidden::Others, "others".to_owned()),
            (Hidden::Known, "known from the baseline".to_owned()),
            (Hidden::Ignored, "on the ignore list".to_owned()),
            (Hidden::Milder, format!("below severity {}", self.min_severity.as_str())),
        ];
        reasons.into_iter().map(|(why, words)| (count(why), words)).filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect()
    }
}
