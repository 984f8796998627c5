//! Conflicts that are told twice: in the units that the reports speak of, and in those in brackets behind them. `300
//! kilometers (185 miles)` and `280 kilometers (175 miles)` are one conflict, and so are `200 kph (125 mph)` and `100mph
//! (160km/h)`, where each report has a unit of its own first.

use foldhash::{HashMap, HashMapExt};

use super::judge::Case;
use super::{Finding, Group, Verdict};
use crate::align::context::Contexts;
use crate::extract::Extraction;
use crate::value::figure::FigureType;
use crate::value::{Kind, Relation, Value};

/// How much more one sum in brackets may be than another, in parts of it, where both convert one sum on two days.
const DRIFT: f32 = 1.1;

/// A claim, by its report and where it starts.
type Place = (usize, usize);

impl Case<'_> {
    /// True for sums in brackets that convert one sum, at the rates of two days: `$130,000 (£95,650)`, `$130,000 (£92,000)`.
    pub(super) fn one_conversion(&self, x: usize, y: usize) -> bool {
        let converts = |place: usize| {
            let context = self.context(place);
            Some(&self.court.extractions[context.report].claims[context.restates?])
        };
        let (Value::Figure(a), Value::Figure(b)) = (self.value(x), self.value(y)) else { return false };
        let money = a.figure_type == FigureType::Money && a.unit == b.unit;
        let one = || converts(x).zip(converts(y)).is_some_and(|(x, y)| x.relation(y) == Relation::Same);
        money && one() && a.proportion(b).is_some_and(|times| times <= DRIFT)
    }
}

/// For each finding, whether another one tells its conflict in the units that the reports tell it in first, or as well as it
/// does, and matters as much.
pub(super) fn repeats<'f>(findings: impl Iterator<Item = &'f Finding>, contexts: &Contexts, extractions: &[Extraction<'_>]) -> Vec<bool> {
    let findings: Vec<&Finding> = findings.collect();
    let place = |report: usize, claim: usize| (report, extractions[report].claims[claim].mention.span.start());
    let restated = contexts.claims.iter().filter_map(|c| Some((place(c.report, c.claim), place(c.report, c.restates?))));
    let first_told: HashMap<Place, Place> = restated.collect();
    let mut told = Told { findings: &findings, first_told, homes: HashMap::new() };
    if !told.first_told.is_empty() {
        for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| is_conflict(finding)) {
            for (value, group) in finding.values.iter().enumerate() {
                places(group).for_each(|claim| told.homes.entry(told.first(claim)).or_default().push((index, value)));
            }
        }
    }
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
    /// For each claim of a conflict, or the one that it tells again, the findings that it stands in, and its value there.
    homes: HashMap<Place, Vec<(usize, usize)>>,
}

impl Told<'_> {
    /// The claim that this one tells again, or itself.
    fn first(&self, claim: Place) -> Place {
        self.first_told.get(&claim).copied().unwrap_or(claim)
    }

    fn is_repeat(&self, index: usize) -> bool {
        let finding = self.findings[index];
        let again = finding.values.iter().flat_map(places).find(|claim| self.first_told.contains_key(claim));
        let Some(again) = again.filter(|_| is_conflict(finding)) else { return false };
        let others = self.homes.get(&self.first(again)).into_iter().flatten().map(|&(other, _)| other).filter(|&other| other != index);
        others.into_iter().any(|other| self.tells(other, index) && !(self.tells(index, other) && self.is_better(index, other)))
    }

    /// True where one finding tells the conflict of another: all its claims stand there, in whatever units, the two values of
    /// it as two that differ.
    fn tells(&self, other: usize, index: usize) -> bool {
        let (by, finding) = (self.findings[other], self.findings[index]);
        let told = |value: &Group| -> Option<Vec<usize>> { places(value).map(|claim| self.value_in(other, claim)).collect() };
        let Some(told) = finding.values.iter().map(told).collect::<Option<Vec<_>>>() else { return false };
        let [a, b, ..] = &told[..] else { return false };
        let claim = |value: &[usize]| by.values[*value.first()?].claims.first();
        let differ = claim(a).zip(claim(b)).is_some_and(|(a, b)| a.relation(b) == Relation::Different);
        differ && by.verdict == finding.verdict && by.severity >= finding.severity
    }

    /// True for the better of two findings that tell one conflict: more of its claims are told first, or it is surer.
    fn is_better(&self, a: usize, b: usize) -> bool {
        let firsts = |index: usize| self.findings[index].values.iter().flat_map(places).filter(|claim| !self.first_told.contains_key(claim)).count();
        let score = |index: usize| self.findings[index].score;
        firsts(a).cmp(&firsts(b)).then_with(|| score(a).total_cmp(&score(b))).then(b.cmp(&a)).is_gt()
    }

    /// The value of a finding in which a claim stands, in whatever unit.
    fn value_in(&self, index: usize, claim: Place) -> Option<usize> {
        self.homes.get(&self.first(claim))?.iter().find(|(home, _)| *home == index).map(|&(_, value)| value)
    }
}
