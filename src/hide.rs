//! Findings that an editor need not see: about names and questions of no interest, or looked at before.
//! They are counted wherever results are written, never silently gone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;

use crate::compare::{Finding, Severity, Verdict};
use crate::error::Error;
use crate::value::Kind;
use crate::value::name::fold;

/// Why a finding is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its name or question is to be ignored.
    Ignored,
    /// The baseline has it.
    Known,
}

/// What is not to be shown.
#[derive(Clone, Debug, Default)]
pub struct Hide {
    names: BTreeSet<String>,
    questions: Vec<GlobMatcher>,
    /// Findings that were looked at before.
    pub baseline: Baseline,
}

impl Hide {
    /// Ignores what is said of a name: how it is spelt, and in which role it stands.
    pub fn ignore_name(&mut self, name: &str) {
        self.names.insert(fold::key(name));
    }

    /// Ignores questions that read so; `*` stands for any words, and case does not matter.
    ///
    /// # Errors
    /// Where it is no pattern: an open bracket, say.
    pub fn ignore_question(&mut self, pattern: &str) -> Result<(), Error> {
        let glob = GlobBuilder::new(pattern).case_insensitive(true).build();
        self.questions.push(glob.map_err(|e| Error::new(format!("expected a question in which * stands for any words: {e}")))?.compile_matcher());
        Ok(())
    }

    /// The names, folded, and the questions that are ignored.
    pub fn ignored(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).chain(self.questions.iter().map(|question| question.glob().glob()))
    }

    /// Why a finding is not shown; none where it is.
    pub fn why(&self, finding: &Finding) -> Option<Why> {
        let named = || {
            let values = finding.values.iter().flat_map(|group| [&group.value, &group.label]);
            finding.kind == Kind::Name && !self.names.is_empty() && values.into_iter().any(|name| self.names.contains(&fold::key(name)))
        };
        if named() || self.questions.iter().any(|glob| glob.is_match(&finding.question)) {
            return Some(Why::Ignored);
        }
        self.baseline.has(finding).then_some(Why::Known)
    }
}

/// Findings that were looked at before, as an earlier run wrote them.
///
/// A finding is known by its id, which is that of its evidence. Each new report adds evidence, so a finding
/// is known too where the baseline has one of the same event, kind and question, no milder in verdict and
/// severity, that has all of its values: a new value, or a graver verdict, is news.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    ids: BTreeSet<String>,
    known: BTreeMap<(Option<String>, String, String), Vec<Known>>,
}

#[derive(Clone, Debug)]
struct Known {
    verdict: Option<Verdict>,
    severity: Option<Severity>,
    values: BTreeSet<String>,
}

/// What of a line of `compare --format jsonl` is needed to know it again.
#[derive(Deserialize)]
struct Line {
    event: Option<String>,
    id: String,
    kind: String,
    verdict: String,
    severity: String,
    question: String,
    values: Vec<LineValue>,
}

#[derive(Deserialize)]
struct LineValue {
    value: String,
}

impl Baseline {
    /// Reads findings as `compare --format jsonl` writes them, one a line.
    ///
    /// # Errors
    /// Where it cannot be read, or a line is no finding.
    pub fn read(lines: impl BufRead) -> Result<Self, Error> {
        let mut baseline = Baseline::default();
        for (index, line) in lines.lines().enumerate() {
            let line = line?;
            if line.trim().is_empty() {
                continue;
            }
            let finding: Line = serde_json::from_str(&line).map_err(|e| {
                let what = e.to_string();
                let what = what.split(" at line ").next().unwrap_or("");
                Error::new(format!("expected a finding as compare --format jsonl writes it: {what}")).at_line(index as u64 + 1)
            })?;
            baseline.ids.insert(finding.id);
            baseline.known.entry((finding.event, finding.kind, finding.question)).or_default().push(Known {
                verdict: Verdict::ALL.into_iter().find(|v| v.as_str() == finding.verdict),
                severity: Severity::ALL.into_iter().find(|s| s.as_str() == finding.severity),
                values: finding.values.into_iter().map(|v| v.value).collect(),
            });
        }
        Ok(baseline)
    }

    /// True where it has no finding.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    fn has(&self, finding: &Finding) -> bool {
        let key = || (finding.event.clone(), finding.kind.as_str().to_owned(), finding.question.clone());
        let covers = |known: &Known| {
            known.verdict.is_some_and(|v| v >= finding.verdict)
                && known.severity.is_some_and(|s| s >= finding.severity)
                && finding.values.iter().all(|group| known.values.contains(&group.value))
        };
        self.ids.contains(&finding.id) || !self.known.is_empty() && self.known.get(&key()).is_some_and(|all| all.iter().any(covers))
    }
}
