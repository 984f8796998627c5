//! One sentence for a person: who gives which value, and why that is, or is not, a discrepancy.

use super::decision::Decision;
use super::judge::Case;
use super::side::Side;
use super::{Group, Verdict};
use crate::read::Report;

/// So many outlets are named; the rest are counted.
const NAMED: usize = 2;

/// The explanation of a finding whose sides `main` decided it.
pub(super) fn sentence(decision: &Decision, case: &Case<'_>, sides: &[Side], values: &[Group], main: (usize, usize)) -> String {
    let told = |at: usize| tell(case.court.reports, &sides[at], &values[at]);
    if decision.verdict == Verdict::Agree {
        return agreed(case, &sides[0], &values[0]);
    }
    let (a, b) = (told(main.0), told(main.1));
    let by = decision.difference.as_deref().map(|d| format!(", {d} apart")).unwrap_or_default();
    let more = match values.len() {
        0..=2 => String::new(),
        3 => ", and one more value is given".to_owned(),
        n => format!(", and {} more values are given", n - 2),
    };
    match (decision.verdict, decision.finding_type) {
        (Verdict::Compatible, "scope") => format!("{a} and {b} count different things, one a part of the other or more than it, so both can be true{more}."),
        (Verdict::Compatible, _) if decision.edge => {
            format!("{a} and {b} can both be true, yet the one is the very edge of the other: worth a check before they are told as one date{more}.")
        }
        (Verdict::Compatible, _) => format!("{a} and {b} can both be true: {}{more}.", reason(decision.rule)),
        (Verdict::Update, "correction") => format!("{a} and {b} stand in versions of one story, one of which corrects the other{by}{more}."),
        (Verdict::Update, "version") => format!("{a} and {b} stand in versions of one story, the later of which replaces the earlier{by}{more}."),
        (Verdict::Update, _) => format!("{a} and {b} tell of different moments{by}: {}{more}.", moments(case, &sides[main.0], &sides[main.1])),
        (_, "sources") => format!("Two sources disagree{by}: {a}, {b}{more}."),
        (_, "spelling") => format!("One name is spelled in two ways{by}: {a}, {b}{more}."),
        (_, "identity") => format!("Different names stand in one role: {a}, {b}{more}."),
        (_, "copy-altered") => format!("One sentence is told with two values{by}: {a}, {b}; one of the copies was altered{more}."),
        (_, "hedge-lost") => format!("One sentence is told with and without its hedge: {a}, {b}{more}."),
        (_, "slip") => format!(
            "{a} and {b} cannot both be true, and a slip explains it{}{more}.",
            decision.difference.as_deref().map(|d| format!(": {d}")).unwrap_or_default()
        ),
        (_, "internal-repeat") => format!("One report gives two values{by}: {a}, {b}{more}."),
        _ => format!("{a} and {b} cannot both be true{by}, and nothing in the reports explains the difference{more}."),
    }
}

/// `230 people (Reuters and 3 more, from the Kremlin)`.
fn tell(reports: &[Report], side: &Side, value: &Group) -> String {
    let outlets = outlets(reports, side.reports_of.iter().copied());
    match side.sources.iter().next() {
        Some(source) if side.sources.len() == 1 => format!("{} ({outlets}, from {source})", value.label),
        Some(source) if side.sourced => format!("{} ({outlets}, from {source} and others)", value.label),
        _ => format!("{} ({outlets})", value.label),
    }
}

/// The outlets of reports, each once, the first of them by name.
pub(super) fn outlets(reports: &[Report], of: impl Iterator<Item = usize>) -> String {
    let mut named: Vec<&str> = Vec::new();
    let mut more = 0;
    for report in of {
        let name = reports[report].outlet();
        if named.contains(&name) {
            continue;
        }
        if named.len() < NAMED { named.push(name) } else { more += 1 }
    }
    match (&named[..], more) {
        ([a, b], 0) => format!("{a} and {b}"),
        (_, 0) => named.join(", "),
        (_, more) => format!("{} and {more} more", named.join(", ")),
    }
}

/// Why claims that are written in several ways agree.
fn agreed(case: &Case<'_>, side: &Side, value: &Group) -> String {
    let reports = match side.reports {
        1 => "One report gives".to_owned(),
        2 => "Both reports give".to_owned(),
        n => format!("All {n} reports give"),
    };
    let unlike = side.places.iter().find(|&&p| !case.quote(p).eq_ignore_ascii_case(&value.label));
    let dress = unlike.and_then(|&p| {
        let rule = case.claim(side.forms[0]).level(case.claim(p)).rule;
        let reason = reason(rule);
        (!reason.is_empty()).then(|| format!(", {} among them: {reason}", quoted(case.quote(p))))
    });
    let sentence = format!("{reports} {}{}", value.label, dress.unwrap_or_default());
    // `6:05 a.m.` brings its own.
    if sentence.ends_with('.') { sentence } else { sentence + "." }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// A rule of the taxonomy in words.
fn reason(rule: &str) -> &'static str {
    match rule {
        "words-digits" => "one number, written in two ways",
        "date-layout" => "one date, written in two ways",
        "weekday-date" => "the weekday stands for the date",
        "zone" => "one moment by clocks of two time zones, or by one that leaves out its zone",
        "unit" => "a conversion, within the rounding of such conversions",
        "currency" => "one sum in two currencies, at some rate of exchange of the years that the reports may be of",
        "rounding" => "one is the other rounded",
        "hedge-words" => "two hedges of one meaning",
        "percent-words" => "one percentage, written in two ways",
        "inside-hedge" => "the hedge of one allows for the other",
        "estimate" => "each is an estimate, of a source of its own",
        "title" | "name" | "name-variant" => "forms of one name",
        "renamed-place" => "two names of one place",
        "acronym" => "the short and the full form of one name",
        "name-order" => "one name, family name first or last",
        "dialect" => "one word in two dialects",
        "identity" => "two descriptions of one",
        "dimension" | "unanchored" => "they state different things of one happening",
        "internal" => "the report itself sets them side by side",
        _ => "one is finer than the other",
    }
}

/// What tells that two values are of different moments.
fn moments(case: &Case<'_>, a: &Side, b: &Side) -> &'static str {
    match (&a.times, &b.times) {
        (Some(x), Some(y)) if x.before(y) => "the second was published later and replaces the first",
        (Some(x), Some(y)) if y.before(x) => "the first was published later and replaces the second",
        _ if a.changed || b.changed => "the text says that the value changed",
        _ if case.develops() => "the number changes while the event goes on",
        _ => "time lies between the reports",
    }
}
