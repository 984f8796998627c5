//! Two claims held against each other, step by step.

use std::io::{self, Write};

use super::{Page, visible};
use crate::align::THRESHOLD;
use crate::align::scoring::probability;
use crate::compare::{Comparison, Finding};
use crate::explain::{Explanation, Meeting};
use crate::extract::Claim;
use crate::value::Relation;
use crate::write::{View, quote};

/// Writes why two claims of a comparison do, or do not, answer one question.
///
/// # Errors
/// Where the output cannot be written.
pub fn explanation(result: &Comparison, explanation: &Explanation, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, color: view.color && !view.plain };
    for (name, claim) in ["A", "B"].into_iter().zip(&explanation.claims) {
        let value = &claim.mention.value;
        let head = format!("{name}: {} ({} {})", visible(&value.to_string()), value.kind(), value.type_name());
        let report = &result.reports[claim.report];
        if view.plain {
            page.paragraph(0, &format!("{head}."))?;
            page.saying(claim, report)?;
        } else {
            page.line(&page.bold(&head))?;
            page.claim(claim, report)?;
        }
    }
    page.line("")?;
    page.paragraph(0, &values(explanation))?;
    meeting(&mut page, explanation, view)?;
    page.paragraph(0, &ending(result, explanation))
}

/// How the two values relate.
fn values(explanation: &Explanation) -> String {
    let level = &explanation.level;
    let by = level.difference.as_deref().map(|d| format!(" ({d})")).unwrap_or_default();
    let relation = match level.relation {
        Relation::Same => "the same value",
        Relation::Compatible => "not the same, yet both can be true",
        Relation::Different => "cannot both be true of one thing",
        Relation::Incomparable => "without a common measure",
    };
    format!("Values: {relation}, by rule {}{by}.", level.rule)
}

fn meeting(page: &mut Page<'_>, explanation: &Explanation, view: &View) -> io::Result<()> {
    let text = match &explanation.meeting {
        Meeting::Kinds => "Question: never one. A date, a figure and a name are not held against each other.".to_owned(),
        Meeting::Incomparable => "Question: never one. Values without a common measure are not held against each other.".to_owned(),
        Meeting::Copies => "Question: one. The sentence is told twice with the same value, so one telling stands for both.".to_owned(),
        Meeting::Names { one } => {
            let [a, b] = explanation.entities.each_ref().map(|name| visible(name.as_deref().unwrap_or("no entity")));
            if *one { format!("Question: one. Both are taken for the entity {a}.") } else { format!("Question: two. A is taken for {a}, B for {b}.") }
        }
        Meeting::Scored { candidates, evidence, log_odds, score } => {
            let met = if *candidates {
                "Candidates: yes. They share a word, a concept, an entity or what is counted, so they were scored."
            } else {
                "Candidates: no. They share no rare word, concept, entity or thing counted, or are the two values of one report, so they were not scored. \
                 As a pair they would have come to this."
            };
            page.paragraph(0, met)?;
            page.paragraph(0, "Evidence, in log-odds that the two answer one question:")?;
            for step in evidence {
                match view.plain {
                    true => page.paragraph(0, &format!("{}, {}: {:+.2}.", step.comparison, step.level, step.weight))?,
                    false => page.line(&format!("  {:+6.2}  {}: {}", step.weight, step.comparison, step.level))?,
                }
            }
            let meets = if *log_odds >= THRESHOLD { "enough" } else { "too little" };
            format!("Sum {log_odds:+.2}, score {score:.2}: {meets}, since it takes {:.2} to meet.", probability(THRESHOLD))
        }
    };
    page.paragraph(0, &text)
}

/// The findings that the two ended in.
fn ending(result: &Comparison, explanation: &Explanation) -> String {
    let of = |claim: &Claim| -> Vec<&Finding> {
        let has = |finding: &&Finding| {
            finding.values.iter().flat_map(|group| &group.claims).any(|c| (c.report, c.mention.span) == (claim.report, claim.mention.span))
        };
        result.findings.iter().filter(has).collect()
    };
    let [a, b] = explanation.claims.each_ref().map(of);
    let name = |finding: &Finding| format!("{} \"{}\" ({})", visible(&finding.id), visible(&finding.question), quote::verdict(finding, "/"));
    let list = |findings: &[&Finding]| match findings {
        [] => "no finding: no claim of another report answers its question".to_owned(),
        all => all.iter().map(|finding| name(finding)).collect::<Vec<_>>().join(", "),
    };
    let shared: Vec<&Finding> = a.iter().copied().filter(|finding| b.iter().any(|other| other.id == finding.id)).collect();
    let enough = match &explanation.meeting {
        Meeting::Scored { candidates: true, log_odds, .. } => Some(*log_odds >= THRESHOLD),
        _ => None,
    };
    if shared.is_empty() {
        let why = if enough == Some(true) { ", since the other claims that they stand with speak against it" } else { "" };
        format!("Outcome: they did not meet{why}. A is in {}; B is in {}.", list(&a), list(&b))
    } else {
        let how = if enough == Some(false) { ", brought together by the other claims in it" } else { "" };
        format!("Outcome: they met in {}{how}.", list(&shared))
    }
}
