//! Conflicts that are told twice: in the units that the reports speak of, and in those in brackets behind them. `300
//! kilometers (185 miles)` and `280 kilometers (175 miles)` are one conflict.

use foldhash::{HashMap, HashMapExt};

use super::{Finding, Group, Verdict};
use crate::align::context::Contexts;
use crate::extract::Extraction;
use crate::value::{Kind, Relation};

/// A claim, by its report and where it starts.
type Place = (usize, usize);

/// For each finding, whether another one tells its conflict in the units that the reports tell it in first, and matters as
/// much.
pub(super) fn repeats<'f>(findings: impl Iterator<Item = &'f Finding>, contexts: &Contexts, extractions: &[Extraction<'_>]) -> Vec<bool> {
    let findings: Vec<&Finding> = findings.collect();
    let place = |report: usize, claim: usize| (report, extractions[report].claims[claim].mention.span.start());
    let restated = contexts.claims.iter().filter_map(|c| Some((place(c.report, c.claim), place(c.report, c.restates?))));
    let first_told: HashMap<Place, Place> = restated.collect();
    let mut homes: HashMap<Place, Vec<(usize, usize)>> = HashMap::new();
    if !first_told.is_empty() {
        for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| is_conflict(finding)) {
            for (value, group) in finding.values.iter().enumerate() {
                places(group).for_each(|claim| homes.entry(claim).or_default().push((index, value)));
            }
        }
    }
    let told = Told { findings: &findings, first_told, homes };
    (0..findings.len()).map(|index| told.is_repeat(index)).collect()
}

fn is_conflict(finding: &Finding) -> bool {
    finding.kind == Kind::Figure && finding.verdict >= Verdict::Update
}

fn places(value: &Group) -> impl Iterator<Item = Place> {
    value.claims.iter().map(|claim| (claim.report, claim.mention.span.start()))
}

/// What is told where.
struct Told<'a> {
    findings: &'a [&'a Finding],
    /// For each claim in brackets, the one that it tells again.
    first_told: HashMap<Place, Place>,
    /// For each claim of a conflict, the findings that it stands in, and its value there.
    homes: HashMap<Place, Vec<(usize, usize)>>,
}

impl Told<'_> {
    fn is_repeat(&self, index: usize) -> bool {
        let finding = self.findings[index];
        let mut again = finding.values.iter().flat_map(places).filter_map(|claim| self.first_told.get(&claim));
        let Some(first) = again.next().filter(|_| is_conflict(finding)) else { return false };
        let homes = self.homes.get(first).into_iter().flatten();
        homes.filter(|&&(other, _)| other != index).any(|&(other, _)| self.tells(other, finding))
    }

    /// True where one finding tells the conflict of another: all its claims stand there in their first units, the two
    /// values of it as two that differ.
    fn tells(&self, other: usize, finding: &Finding) -> bool {
        let by = self.findings[other];
        let told = |value: &Group| -> Option<Vec<usize>> { places(value).map(|claim| self.value_in(other, &claim)).collect() };
        let Some(told) = finding.values.iter().map(told).collect::<Option<Vec<_>>>() else { return false };
        let [a, b, ..] = &told[..] else { return false };
        let claim = |value: &[usize]| by.values[*value.first()?].claims.first();
        let differ = claim(a).zip(claim(b)).is_some_and(|(a, b)| a.relation(b) == Relation::Different);
        differ && by.verdict == finding.verdict && by.severity >= finding.severity
    }

    /// The value of a finding in which a claim stands, or the one that it tells again.
    fn value_in(&self, index: usize, claim: &Place) -> Option<usize> {
        let told = self.first_told.get(claim).unwrap_or(claim);
        self.homes.get(told)?.iter().find(|(home, _)| *home == index).map(|&(_, value)| value)
    }
}
