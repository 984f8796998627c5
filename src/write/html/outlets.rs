//! Outlets: who published which report, where each stands in a finding, and how often it deviates.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::compare::{Finding, Standing, Verdict};
use crate::read::Report;
use crate::write::quote::outlet;

/// The outlets of a run by name; a report without one is an outlet of its own.
pub(super) struct Outlets {
    pub(super) names: Vec<String>,
    of_report: Vec<usize>,
}

impl Outlets {
    pub(super) fn new(reports: &[Report]) -> Self {
        let key = |report: &Report| (outlet(report).to_lowercase(), outlet(report), if report.source.is_none() { report.id.clone() } else { String::new() });
        let numbers: BTreeMap<_, usize> = reports.iter().map(|r| (key(r), 0)).collect();
        let names = numbers.keys().map(|(_, name, _)| name.clone()).collect();
        let places: BTreeMap<_, usize> = numbers.into_keys().enumerate().map(|(place, key)| (key, place)).collect();
        Outlets { names, of_report: reports.iter().map(|r| places[&key(r)]).collect() }
    }

    /// The outlet of a report.
    fn of(&self, report: usize) -> usize {
        self.of_report[report]
    }

    /// The outlets that give a value of a finding, each once.
    pub(super) fn giving(&self, finding: &Finding, value: usize) -> Vec<usize> {
        let mut giving: Vec<usize> = finding.values[value].claims.iter().map(|c| self.of(c.report)).collect();
        giving.sort_unstable();
        giving.dedup();
        giving
    }
}

impl Standing {
    /// The class by which the style sheet knows it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Standing::Best => "best",
            Standing::Deviates => "deviates",
            Standing::Disputed => "disputed",
            Standing::Changed => "changed",
            Standing::Fits => "fits",
        }
    }

    /// A sign beside it, so that nothing is told by colour alone.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Standing::Best => "",
            Standing::Deviates => "▲",
            Standing::Disputed => "◆",
            Standing::Changed => "→",
            Standing::Fits => "≈",
        }
    }

    /// What a person says of it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Standing::Best => "best supported",
            Standing::Deviates => "deviates",
            Standing::Disputed => "disputed, equal support",
            Standing::Changed => "earlier or later state",
            Standing::Fits => "can also be true",
        }
    }
}

/// Which outlet deviates how often, over the discrepancies shown.
pub(super) struct Deviations {
    pub(super) rows: Vec<Deviation>,
    /// Outlets that answer a disputed question and always stand with the best supported value.
    pub(super) in_line: usize,
}

/// The disputed questions that one outlet answers.
pub(super) struct Deviation {
    pub(super) name: String,
    pub(super) answered: usize,
    pub(super) deviates: usize,
    pub(super) disputed: usize,
    /// Lengths of the three, in units of the drawing.
    pub(super) bar: [usize; 3],
}

/// Width of the longest bar.
const BAR: usize = 240;

impl Deviations {
    pub(super) fn new(findings: &[&Finding], outlets: &Outlets) -> Self {
        let mut counts = vec![(0, 0, 0); outlets.names.len()];
        for finding in findings.iter().filter(|f| f.verdict == Verdict::Discrepancy) {
            // An outlet that gives two values counts once, by the gravest.
            let mut standing: BTreeMap<usize, usize> = BTreeMap::new();
            for value in 0..finding.values.len() {
                let grave = match Standing::of(finding, value) {
                    Standing::Deviates => 2,
                    Standing::Disputed => 1,
                    _ => 0,
                };
                for outlet in outlets.giving(finding, value) {
                    let gravest = standing.entry(outlet).or_default();
                    *gravest = grave.max(*gravest);
                }
            }
            for (outlet, grave) in standing {
                counts[outlet].0 += 1;
                counts[outlet].1 += usize::from(grave == 2);
                counts[outlet].2 += usize::from(grave == 1);
            }
        }
        let most = counts.iter().map(|c| c.0).max().unwrap_or(0).max(1);
        let in_line = counts.iter().filter(|c| c.0 > 0 && c.1 + c.2 == 0).count();
        let mut rows: Vec<Deviation> = counts
            .iter()
            .zip(&outlets.names)
            .filter(|((_, deviates, disputed), _)| deviates + disputed > 0)
            .map(|(&(answered, deviates, disputed), name)| {
                let bar = [deviates, disputed, answered].map(|n| n * BAR / most);
                Deviation { name: name.clone(), answered, deviates, disputed, bar }
            })
            .collect();
        rows.sort_by_key(|row| (Reverse((row.deviates, row.disputed)), row.answered));
        Deviations { rows, in_line }
    }
}
