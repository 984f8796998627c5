//! How often outlets deviate, are alone and are corrected; how many findings there are of each kind.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::compare::{Comparison, Finding, Standing, Verdict};
use crate::value::Kind;
use crate::write::csv::Table;

/// How an outlet stands in the questions of one kind; each question counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Stands {
    /// Questions that it answers: findings, those that agree included, with a value of its own.
    questions: u64,
    /// Discrepancies in which a value of its own conflicts with a better supported one.
    deviates: u64,
    /// Discrepancies in which a value of its own conflicts with one that is supported as well, and
    /// none is better.
    disputed: u64,
    /// Discrepancies in which no other outlet gives one of its values.
    alone: u64,
    /// Updates that a later version or a correction of its own story makes.
    corrected: u64,
    /// Discrepancies within one report of its own.
    internal: u64,
}

/// What is known of one outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Outlet {
    reports: u64,
    events: u64,
    /// In the order of [`Kind::ALL`].
    kinds: [Stands; Kind::ALL.len()],
}

/// The tables of a run, or of a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    /// By name; reports that name none are those of the outlet without a name.
    outlets: BTreeMap<String, Outlet>,
    /// Findings by `kind/verdict/type/severity`.
    kinds: BTreeMap<String, u64>,
}

impl Tally {
    /// The tables of one event.
    pub(super) fn of(comparison: &Comparison) -> Self {
        let mut tally = Tally::default();
        let source = |report: usize| comparison.reports[report].source.as_deref().unwrap_or_default();
        for report in 0..comparison.reports.len() {
            let outlet = tally.outlets.entry(source(report).to_owned()).or_default();
            outlet.reports += 1;
            outlet.events = 1;
        }
        for finding in &comparison.findings {
            let kind = Kind::ALL.iter().position(|k| *k == finding.kind).unwrap_or_default();
            let standing: Vec<Standing> = (0..finding.values.len()).map(|value| Standing::of(finding, value)).collect();
            for (outlet, values) in values_by_outlet(finding, source) {
                let stands = stands(finding, &values, &standing, |value| is_alone(finding, value, outlet, source));
                tally.outlets.entry(outlet.to_owned()).or_default().kinds[kind] += stands;
            }
            let words = [finding.kind.as_str(), finding.verdict.as_str(), finding.finding_type, finding.severity.as_str()];
            *tally.kinds.entry(words.join("/")).or_default() += 1;
        }
        tally
    }

    /// One row for each outlet and kind: `outlets.csv`.
    pub(super) fn write_outlets(&self, out: &mut dyn Write) -> io::Result<()> {
        let header = ["outlet", "kind", "reports", "events", "questions", "deviates", "disputed", "alone", "corrected", "internal"];
        let mut table = Table::new(out, &header)?;
        for (name, outlet) in &self.outlets {
            for (kind, stands) in Kind::ALL.into_iter().zip(&outlet.kinds) {
                let Stands { questions, deviates, disputed, alone, corrected, internal } = *stands;
                let counts = [outlet.reports, outlet.events, questions, deviates, disputed, alone, corrected, internal].map(|n| n.to_string());
                table.row([name.clone(), kind.as_str().to_owned()].into_iter().chain(counts))?;
            }
        }
        table.end()
    }

    /// One row for each kind, verdict, type and severity that there is: `kinds.csv`.
    pub(super) fn write_kinds(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new(out, &["kind", "verdict", "type", "severity", "findings"])?;
        for (words, findings) in &self.kinds {
            table.row(words.split('/').map(str::to_owned).chain([findings.to_string()]))?;
        }
        table.end()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Tally) {
        for (name, outlet) in more.outlets {
            let known = self.outlets.entry(name).or_default();
            known.reports += outlet.reports;
            known.events += outlet.events;
            for (stands, more) in known.kinds.iter_mut().zip(outlet.kinds) {
                *stands += more;
            }
        }
        for (words, findings) in more.kinds {
            *self.kinds.entry(words).or_default() += findings;
        }
    }
}

impl AddAssign for Stands {
    fn add_assign(&mut self, more: Stands) {
        self.questions += more.questions;
        self.deviates += more.deviates;
        self.disputed += more.disputed;
        self.alone += more.alone;
        self.corrected += more.corrected;
        self.internal += more.internal;
    }
}

/// The outlets that answer a question, with the values that each gives.
fn values_by_outlet<'a>(finding: &Finding, source: impl Fn(usize) -> &'a str) -> BTreeMap<&'a str, Vec<usize>> {
    let mut outlets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (value, group) in finding.values.iter().enumerate() {
        for claim in &group.claims {
            let values = outlets.entry(source(claim.report)).or_default();
            if values.last() != Some(&value) {
                values.push(value);
            }
        }
    }
    outlets
}

/// True where no other outlet gives the value.
fn is_alone<'a>(finding: &Finding, value: usize, outlet: &str, source: impl Fn(usize) -> &'a str) -> bool {
    finding.values[value].claims.iter().all(|claim| source(claim.report) == outlet)
}

/// How an outlet that gives these values stands in one question; `standing` is that of all its values.
fn stands(finding: &Finding, values: &[usize], standing: &[Standing], alone: impl Fn(usize) -> bool) -> Stands {
    let mut stands = Stands { questions: 1, ..Stands::default() };
    match finding.verdict {
        Verdict::Discrepancy if finding.finding_type.starts_with("internal-") => stands.internal = 1,
        Verdict::Discrepancy => {
            let has = |what| values.iter().any(|&value| standing[value] == what);
            if has(Standing::Deviates) {
                stands.deviates = 1;
            } else if has(Standing::Disputed) {
                stands.disputed = 1;
            }
            stands.alone = u64::from(values.iter().any(|&value| alone(value)));
        }
        Verdict::Update if values.len() > 1 && matches!(finding.finding_type, "version" | "correction") => stands.corrected = 1,
        _ => {}
    }
    stands
}
