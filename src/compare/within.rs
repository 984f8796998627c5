//! What reports say against themselves, as findings.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use super::severity::Circumstances;
use super::{Finding, Group, Policy, Verdict, explain, independence, judge};
use crate::align::context::{Contexts, Prominence};
use crate::extract::{Claim, Extraction};
use crate::internal::{self, Inconsistency, WEEKDAY};
use crate::read::Report;
use crate::value::date::Granularity;
use crate::value::{Date, Kind, Value};

/// Confidence that claims which a text itself puts side by side belong together.
const SURE: f64 = 0.95;

/// The findings within reports, and which claims they are made of.
pub(super) struct Within {
    pub(super) findings: Vec<Finding>,
    /// By report and claim, the number of the finding.
    pub(super) claims: HashMap<(usize, usize), usize>,
}

/// Checks every report by itself. What copies of one text repeat is one finding.
pub(super) fn findings(reports: &[Report], extractions: &[Extraction<'_>], contexts: &Contexts, origins: &[usize], policy: &Policy) -> Within {
    let found: Vec<Vec<Inconsistency>> = reports.par_iter().zip(extractions).map(|(report, extraction)| internal::check(report, extraction)).collect();
    let mut alike: BTreeMap<(&'static str, &str), Vec<(usize, &Inconsistency)>> = BTreeMap::new();
    for (report, inconsistencies) in found.iter().enumerate() {
        for inconsistency in inconsistencies {
            alike.entry((inconsistency.rule, &inconsistency.explanation)).or_default().push((report, inconsistency));
        }
    }
    let mut within = Within { findings: Vec::new(), claims: HashMap::new() };
    for ((rule, what), told) in alike {
        for &(report, inconsistency) in &told {
            within.claims.extend(inconsistency.claims.iter().map(|&claim| ((report, claim), within.findings.len())));
        }
        let prominent = |&(report, inconsistency): &(usize, &Inconsistency)| {
            let lead = |context: &&crate::align::context::Context| context.report == report && inconsistency.claims.contains(&context.claim);
            let from = contexts.claims.partition_point(|c| c.report < report);
            contexts.claims[from..].iter().take_while(|c| c.report == report).filter(lead).any(|c| c.prominence != Prominence::Body)
        };
        let circumstances = Circumstances { prominent: told.iter().any(prominent), ..Circumstances::default() };
        let outlets = explain::outlets(reports, told.iter().map(|(report, _)| *report));
        let mut values = groups(reports, extractions, origins, &told);
        let mut explanation = format!("Within {outlets}: {what}");
        if rule == WEEKDAY
            && let Some(right) = values.first().and_then(|wrong| rightly_written(reports, extractions, origins, wrong))
        {
            let others = explain::outlets(reports, right.claims.iter().map(|claim| claim.report));
            explanation.push_str(&format!("; “{}” in {others}", right.label));
            values.push(right);
        }
        let figure = values.iter().any(|v| v.claims.iter().any(|c| matches!(c.mention.value, Value::Figure(_))));
        within.findings.push(Finding {
            id: judge::id(reports, values.iter().flat_map(|v| &v.claims)),
            event: reports[told[0].0].event.clone(),
            kind: if figure { Kind::Figure } else { Kind::Date },
            verdict: Verdict::Discrepancy,
            finding_type: rule,
            severity: policy.severity.of(Verdict::Discrepancy, rule, circumstances),
            question: question(rule, &values),
            score: SURE,
            rule,
            values,
            difference: None,
            explanation: explanation + ".",
            evidence: Vec::new(),
        });
    }
    within
}

/// One value for each claim of an inconsistency, with those of its copies.
fn groups(reports: &[Report], extractions: &[Extraction<'_>], origins: &[usize], told: &[(usize, &Inconsistency)]) -> Vec<Group> {
    let claims = |at: usize| told.iter().filter_map(move |(report, i)| i.claims.get(at).map(|&claim| extractions[*report].claims[claim].clone()));
    (0..told[0].1.claims.len()).filter_map(|at| group(reports, origins, claims(at).collect())).collect()
}

/// Claims of one value, by report.
fn group(reports: &[Report], origins: &[usize], claims: Vec<Claim>) -> Option<Group> {
    let first = claims.first()?;
    let mut sources: Vec<usize> = claims.iter().map(|claim| claim.report).collect();
    sources.dedup();
    Some(Group {
        value: first.mention.value.to_string(),
        label: first.mention.span.of(&reports[first.report].text).to_owned(),
        reports: sources.len(),
        independent: independence::independent(&sources, origins),
        trusted: false,
        entities: vec![None; claims.len()],
        claims,
    })
}

/// Who gives the day its own weekday, where one report gives it another one.
fn rightly_written(reports: &[Report], extractions: &[Extraction<'_>], origins: &[usize], wrong: &Group) -> Option<Group> {
    let Value::Date(wrong) = &wrong.claims.first()?.mention.value else { return None };
    let day = |date: &Date| date.earliest.map(|start| start.date());
    // A bare weekday tells no day of the month, whatever a time stamp makes of it.
    let told_in_full = |date: &Date| date.granularity <= Granularity::Day && date.stated_weekday.is_some() && !date.bare_weekday;
    let right = |claim: &&Claim| match &claim.mention.value {
        Value::Date(date) => told_in_full(date) && date.weekday_conflict().is_none() && day(date) == day(wrong),
        _ => false,
    };
    group(reports, origins, extractions.iter().flat_map(|e| &e.claims).filter(right).cloned().collect())
}

fn question(rule: &str, values: &[Group]) -> String {
    let first = values.first().map_or("", |v| v.label.as_str());
    match rule {
        WEEKDAY => format!("weekday of {first}"),
        "internal-conversion" => format!("conversion of {first}"),
        "internal-sum" => format!("{first} and their parts"),
        "internal-percent" => format!("percentage that {first} make"),
        _ => "age and date of birth".to_owned(),
    }
}
