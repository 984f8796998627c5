//! Runs every phrase case under `tests/cases/`: a text, then the mentions that it must give.
//!
//! A case file is named after the kind that it tests (`dates.case`, `figures.case`, `names.case`;
//! a suffix such as `dates-ranges.case` is free). Its lines:
//!
//! ```text
//! # a comment; a bug that became a case is cited in one
//! == what the case shows
//! @ 2019-04-23T10:00+10:00        publication time (optional)
//! ~ MOSCOW                        dateline place (optional)
//! The summit is on April 25.      the text; several lines are several paragraphs
//! > April 25 => 2019-04-25        a mention of the kind, in the text's order: quote => normal form
//! > April 25 => 2019-04-25 ; type=date modifier=approx      further facts, by name
//! ! 24-25                         no mention of the kind may overlap this text
//! ```
//!
//! All mentions of the file's kind must be listed, so a case with no `>` line is a negative.

use std::fmt::Write as _;

use claimdiff::extract::extract;
use claimdiff::value::{Kind, Value};
use claimdiff::{Mention, Report};

#[derive(Default)]
struct Case {
    name: String,
    published: Option<String>,
    location: Option<String>,
    text: Vec<String>,
    expected: Vec<Expected>,
    forbidden: Vec<String>,
}

/// A line `> quote => value ; fact=value`.
struct Expected {
    quote: String,
    value: String,
    facts: Vec<(String, String)>,
}

fn parse(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
            continue;
        }
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let case = cases.last_mut().expect("a case file starts with a line `== name`");
        if let Some(rest) = line.strip_prefix("> ") {
            let (quote, rest) = rest.split_once(" => ").unwrap_or_else(|| panic!("{}: expected `> quote => value`, found {line:?}", case.name));
            let (value, facts) = rest.split_once(" ; ").unwrap_or((rest, ""));
            let facts = facts.split_whitespace().map(|f| f.split_once('=').expect("fact=value")).map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
            case.expected.push(Expected { quote: quote.to_owned(), value: value.trim().to_owned(), facts });
        } else if let Some(text) = line.strip_prefix("! ") {
            case.forbidden.push(text.to_owned());
        } else if let Some(time) = line.strip_prefix("@ ") {
            case.published = Some(time.to_owned());
        } else if let Some(place) = line.strip_prefix("~ ") {
            case.location = Some(place.to_owned());
        } else {
            case.text.push(line.to_owned());
        }
    }
    cases
}

/// The facts of a mention that a case may name.
fn fact(mention: &Mention, name: &str) -> String {
    let text = match (&mention.value, name) {
        (value, "type") => Some(value.type_name().to_owned()),
        (Value::Date(date), "modifier") => date.modifier.map(|m| m.as_str().to_owned()),
        (Value::Date(date), "granularity") => Some(date.granularity.as_str().to_owned()),
        (Value::Figure(figure), "counted") => figure.counted.clone(),
        (Value::Figure(figure), "approximate") => Some(figure.approximate.to_string()),
        (Value::Name(name), "title") => name.title.clone(),
        (Value::Name(name), "surname") => name.surname.clone(),
        (_, other) => panic!("no fact is called {other:?}"),
    };
    text.unwrap_or_else(|| "none".to_owned()).replace(' ', "_")
}

#[test]
fn every_case_gives_its_mentions() {
    let mut wrong = String::new();
    let mut run = 0;
    let mut files: Vec<_> = std::fs::read_dir("tests/cases").unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "case")) {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let kind = Kind::ALL.into_iter().find(|k| stem.starts_with(k.as_str())).unwrap_or_else(|| panic!("{stem}: a case file is named after a kind"));
        for case in parse(&std::fs::read_to_string(path).unwrap()) {
            run += 1;
            let mut report = Report::new("case", case.text.join("\n"));
            report.published = case.published.as_deref().map(|t| t.parse().unwrap());
            report.location = case.location.clone();
            let extraction = extract(&report, 0);
            let found: Vec<&Mention> = extraction.claims.iter().map(|c| &c.mention).filter(|m| m.value.kind() == kind).collect();
            let listed: Vec<(String, String)> = found.iter().map(|m| (m.span.of(&report.text).to_owned(), m.value.to_string())).collect();
            let expected: Vec<(String, String)> = case.expected.iter().map(|e| (e.quote.clone(), e.value.clone())).collect();
            if listed != expected {
                writeln!(wrong, "{stem}: {}\n    text      {:?}\n    expected  {expected:?}\n    found     {listed:?}", case.name, report.text).unwrap();
                continue;
            }
            for (mention, Expected { quote, facts, .. }) in found.iter().zip(&case.expected) {
                for (name, value) in facts {
                    let got = fact(mention, name);
                    if got != *value {
                        writeln!(wrong, "{stem}: {}: {name} of {quote:?}: expected {value}, found {got}", case.name).unwrap();
                    }
                }
            }
            for text in &case.forbidden {
                let start = report.text.find(text.as_str()).unwrap_or_else(|| panic!("{}: {text:?} is not in the text", case.name));
                let span = claimdiff::Span::new(start, start + text.len());
                if let Some(mention) = found.iter().find(|m| m.span.overlaps(span)) {
                    writeln!(wrong, "{stem}: {}: {text:?} is no {kind}, found {}", case.name, mention.value).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "of {run} cases, wrong:\n{wrong}");
}
