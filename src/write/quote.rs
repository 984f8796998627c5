//! The words of a claim as a reader is shown them: its mention within its sentence.

use std::collections::BTreeSet;

use super::text::visible;
use crate::compare::{Finding, Group, Verdict};
use crate::extract::{Certainty, Claim};
use crate::read::{Report, Timestamp};

/// A sentence is cut so many bytes before and behind its mention: a line of a broken file may be
/// megabytes long.
const CONTEXT: usize = 400;

/// A sentence around its mention, harmless to show, not yet escaped for any format.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) before: String,
    pub(super) words: String,
    pub(super) after: String,
}

impl Quote {
    pub(super) fn new(claim: &Claim, report: &Report) -> Self {
        let (text, mention) = (&report.text, claim.mention.span);
        let start = claim.sentence.start().min(mention.start());
        let end = claim.sentence.end().max(mention.end());
        let near = text.ceil_char_boundary(mention.start().saturating_sub(CONTEXT)).max(start);
        let far = text.floor_char_boundary(mention.end() + CONTEXT).min(end);
        let mut before = visible(&text[near..mention.start()]);
        let mut after = visible(&text[mention.end()..far]);
        if near > start {
            before = format!("… {before}");
        }
        if far < end {
            after.push_str(" …");
        }
        Quote { before, words: visible(mention.of(text)), after }
    }
}

/// Who published a report.
pub(super) fn outlet(report: &Report) -> String {
    visible(report.outlet())
}

/// When a report was published.
pub(super) fn published(report: &Report) -> Option<String> {
    report.published.map(moment)
}

/// A time stamp as a person would write it: `2019-04-23 10:00+03:00`.
pub(super) fn moment(at: Timestamp) -> String {
    at.to_string().replacen('T', " ", 1)
}

/// `1 report`, `2 reports`.
pub(super) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// `3 reports, 2 independent, trusted outlet`: how many give a value, how many after copies count once, and
/// whether one of them has the trust of the house.
pub(super) fn support(group: &Group) -> String {
    let mut text = count(group.reports, "report");
    if group.independent != group.reports {
        text += &format!(", {} independent", group.independent);
    }
    if group.trusted {
        text += ", trusted outlet";
    }
    text
}

/// The verdict with what refines it: `discrepancy/value`.
pub(super) fn verdict(finding: &Finding, between: &str) -> String {
    match finding.finding_type {
        "" => finding.verdict.as_str().to_owned(),
        of_type => format!("{}{between}{of_type}", finding.verdict.as_str()),
    }
}

/// What so many findings of a verdict are called: `discrepancies`, `update`, `agreed`.
pub(super) fn noun(verdict: Verdict, n: usize) -> &'static str {
    match (verdict, n) {
        (Verdict::Discrepancy, 1) => "discrepancy",
        (Verdict::Discrepancy, _) => "discrepancies",
        (Verdict::Update, 1) => "update",
        (Verdict::Update, _) => "updates",
        (Verdict::Compatible, _) => "compatible",
        (Verdict::Agree, _) => "agreed",
    }
}

/// So many claims of a value are shown with their sentence where room is short.
pub(super) const SENTENCES: usize = 2;
/// So many outlets are named beside them.
const NAMED: usize = 12;

/// Who gives a value: whose sentences are shown, and who else says so.
pub(super) struct Told<'a> {
    pub(super) quoted: Vec<&'a Claim>,
    /// The first claim of each other report.
    pub(super) others: Vec<&'a Claim>,
}

impl<'a> Told<'a> {
    /// Chooses `sentences` of them: a sentence that a copy repeats says nothing new, and two outlets tell more
    /// than one of them twice.
    pub(super) fn of(group: &'a Group, reports: &[Report], sentences: usize) -> Self {
        let sentence = |claim: &Claim| claim.sentence.of(&reports[claim.report].text);
        let mut quoted: Vec<(usize, &Claim)> = Vec::new();
        for voices_apart in [true, false] {
            for (place, claim) in group.claims.iter().enumerate() {
                if quoted.len() == sentences {
                    break;
                }
                let told = |(_, other): &(usize, &Claim)| {
                    sentence(other) == sentence(claim) || voices_apart && outlet(&reports[other.report]) == outlet(&reports[claim.report])
                };
                if !quoted.iter().any(told) {
                    quoted.push((place, claim));
                }
            }
        }
        quoted.sort_unstable_by_key(|(place, _)| *place);
        let mut named: BTreeSet<usize> = quoted.iter().map(|(_, claim)| claim.report).collect();
        let others = group.claims.iter().filter(|claim| named.insert(claim.report)).collect();
        Told { quoted: quoted.into_iter().map(|(_, claim)| claim).collect(), others }
    }
}

/// Who else gives a value, each outlet once: `Albion Press, Meridian (2 reports) and 3 more`.
pub(super) fn also(told: &Told<'_>, reports: &[Report]) -> String {
    let mut outlets: Vec<(String, usize)> = Vec::new();
    for claim in &told.others {
        let name = outlet(&reports[claim.report]);
        match outlets.iter_mut().find(|(known, _)| *known == name) {
            Some((_, n)) => *n += 1,
            None => outlets.push((name, 1)),
        }
    }
    let more = outlets.len().saturating_sub(NAMED);
    outlets.truncate(NAMED);
    let names: Vec<String> = outlets.into_iter().map(|(name, n)| if n == 1 { name } else { format!("{name} ({n} reports)") }).collect();
    if more == 0 { names.join(", ") } else { format!("{} and {more} more", names.join(", ")) }
}

/// Where a claim stands: outlet, time, the end of the report's id by which it is found again, from whom the
/// outlet has it, and how sure it is.
pub(super) fn origin(claim: &Claim, report: &Report) -> String {
    let mut parts: Vec<String> = [report.source.as_deref(), published(report).as_deref(), Some(report.short_id())].into_iter().flatten().map(visible).collect();
    parts.extend(claim.attribution.as_ref().map(|a| format!("from {}", visible(&a.source))));
    parts.extend((claim.certainty != Certainty::Asserted).then(|| claim.certainty.as_str().to_owned()));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Certainty, Mention};
    use crate::span::Span;
    use crate::value::name::NameType;
    use crate::value::{Name, Value};

    #[test]
    fn a_sentence_without_end_is_cut_around_its_words() {
        let report = Report::new("a", format!("{} 42 {}", "é ".repeat(5000), "è ".repeat(5000)));
        let at = report.text.find("42").unwrap();
        let mention = Mention { span: Span::new(at, at + 2), value: Value::Name(Name::new(NameType::Other, "42")) };
        let claim = Claim { report: 0, mention, sentence: Span::new(0, report.text.len()), attribution: None, certainty: Certainty::Asserted, years: None };
        let quote = Quote::new(&claim, &report);
        assert_eq!(quote.words, "42");
        assert!(quote.before.starts_with("… ") && quote.after.ends_with(" …"));
        assert!(quote.before.len() + quote.after.len() < 3 * CONTEXT);
    }
}
