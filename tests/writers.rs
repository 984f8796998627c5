//! One hand-made result in every output format, held to the files under `tests/writers/`.
//!
//! `BLESS=1 cargo test --test writers` writes them anew; what changed is then read in the diff.

use std::collections::BTreeMap;

use claimdiff::extract::{Attribution, Certainty};
use claimdiff::value::date::{Granularity, Modifier};
use claimdiff::value::figure::{Comparator, FigureType};
use claimdiff::value::name::NameType;
use claimdiff::value::{Date, Figure, Name};
use claimdiff::write::json::LINES;
use claimdiff::write::{FORMATS, Format, View};
use claimdiff::{Claim, Comparison, Finding, Group, Kind, Mention, Report, Severity, Span, Value, Verdict};

fn report(id: &str, source: Option<&str>, published: Option<&str>, text: &str) -> Report {
    let mut report = Report::new(id, text);
    report.source = source.map(str::to_owned);
    report.published = published.map(|t| t.parse().unwrap());
    report
}

/// The claim that `quote` makes, in the sentence that ends at the next full stop.
fn claim(reports: &[Report], report: usize, quote: &str, value: Value, from: Option<(&str, &str)>) -> Claim {
    let text = &reports[report].text;
    let start = text.find(quote).unwrap();
    let end = start + quote.len();
    let sentence = Span::new(text[..start].rfind(". ").map_or(0, |n| n + 2), text[end..].find('.').map_or(text.len(), |n| end + n + 1));
    let attribution = from.map(|(source, cue)| Attribution { source: source.to_owned(), cue: cue.to_owned() });
    let certainty = if quote.starts_with("around") { Certainty::Hedged } else { Certainty::Asserted };
    Claim { report, mention: Mention { span: Span::new(start, end), value }, sentence, attribution, certainty, years: None }
}

fn date(iso: &str, days: (&str, &str), modifier: Option<Modifier>) -> Value {
    let instant = |day: &str| Some(day.parse::<jiff::civil::Date>().unwrap().at(0, 0, 0, 0));
    let mut date: Date = iso.parse().unwrap();
    (date.earliest, date.latest, date.granularity) = (instant(days.0), instant(days.1), Granularity::Day);
    (date.modifier, date.offset) = (modifier, Some(600));
    Value::Date(date)
}

fn figure(low: i64, high: i64, comparator: Option<Comparator>, unit: &str) -> Value {
    Value::Figure(Figure {
        figure_type: FigureType::Count,
        low: low.into(),
        high: high.into(),
        draws: None,
        comparator,
        unit: Some(unit.to_owned()),
        counted: Some(unit.to_owned()),
        approximate: false,
        step: 1.into(),
    })
}

fn name(text: &str) -> Value {
    Value::Name(Name { title: Some("Kremlin aide".to_owned()), ..Name::new(NameType::Person, text) })
}

fn group(label: &str, claims: Vec<Claim>, independent: usize) -> Group {
    let mut reports: Vec<usize> = claims.iter().map(|c| c.report).collect();
    reports.dedup();
    let entities = claims.iter().map(|c| (c.mention.value.kind() == Kind::Name).then_some(3)).collect();
    Group { value: claims[0].mention.value.to_string(), label: label.to_owned(), reports: reports.len(), independent, trusted: false, claims, entities }
}

/// Three findings with all that is awkward: wide and hostile text, nulls, ranges, formulas, copies.
fn result() -> Comparison {
    let reports = vec![
        report(
            "a",
            Some("Agence Côté"),
            Some("2019-04-23T10:00+03:00"),
            "Summit – the Kremlin said it opens on April 25. Aide Yuri Ushakov counted 230 guests.",
        ),
        report("desk/b.txt", Some("Copy\u{202e}desk"), Some("2019-04-23"), "Summit – the Kremlin said it opens on April 25. More \u{1b}[31mtext."),
        report(
            "c",
            None,
            None,
            "The meeting of the two leaders, so the Yonhap agency reported from a place where many things are known, will be held around April 24-25. \"=1+1\", said Yury Ushakov, and 180-200 guests come.",
        ),
    ];
    let of = |report, quote, value, from| claim(&reports, report, quote, value, from);
    let day = || date("2019-04-25", ("2019-04-25", "2019-04-26"), None);
    let findings = vec![
        Finding {
            id: "d1".to_owned(),
            event: Some("summit".to_owned()),
            kind: Kind::Date,
            verdict: Verdict::Compatible,
            finding_type: "precision",
            severity: Severity::Medium,
            question: "summit · date".to_owned(),
            score: 0.91234,
            rule: "precision",
            values: vec![
                group("April 25", vec![of(0, "April 25", day(), Some(("the Kremlin", "said"))), of(1, "April 25", day(), Some(("the Kremlin", "said")))], 1),
                group(
                    "around April 24-25",
                    vec![of(
                        2,
                        "around April 24-25",
                        date("2019-04-24/2019-04-25", ("2019-04-24", "2019-04-26"), Some(Modifier::Approx)),
                        Some(("the Yonhap agency", "reported")),
                    )],
                    1,
                ),
            ],
            difference: Some("1 day".to_owned()),
            explanation:
                "The range holds the day, so both can be true; the day is the range's last, which is worth a second look before the two are told as one."
                    .to_owned(),
            evidence: Vec::new(),
        },
        Finding {
            id: "f1".to_owned(),
            event: None,
            kind: Kind::Figure,
            verdict: Verdict::Discrepancy,
            finding_type: "value",
            severity: Severity::High,
            question: "=guests · count".to_owned(),
            score: 0.5,
            rule: "value",
            values: vec![
                group("230 guests", vec![of(0, "230 guests", figure(230, 230, None, "guest"), None)], 1),
                group("180-200 guests", vec![of(2, "180-200 guests", figure(180, 200, Some(Comparator::About), "guest"), None)], 1),
            ],
            difference: Some("30 (13 %)".to_owned()),
            explanation: "230 guests is more than 180-200 guests.".to_owned(),
            evidence: Vec::new(),
        },
        Finding {
            id: "n1".to_owned(),
            event: None,
            kind: Kind::Name,
            verdict: Verdict::Agree,
            finding_type: "",
            severity: Severity::None,
            question: "Ushakov · name".to_owned(),
            score: 1.0,
            rule: "name-variant",
            values: vec![group("Yuri Ushakov", vec![of(0, "Yuri Ushakov", name("Yuri Ushakov"), None), of(2, "Yury Ushakov", name("Yury Ushakov"), None)], 2)],
            difference: None,
            explanation: String::new(),
            evidence: Vec::new(),
        },
    ];
    let silenced = BTreeMap::from([("rounding", 1), ("words-digits", 12)]);
    Comparison { reports, findings, silenced, ..Comparison::default() }
}

fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn comparison(format: &str, view: &View) -> String {
    written(|out| (Format::named(format).unwrap().comparison)(&result(), view, out))
}

fn all() -> View {
    View::default()
}

/// What a reader sees of a page: its style and script are held by other tests, and would make each change of
/// a colour one of every snapshot.
fn body(format: &str, text: String) -> String {
    if format != "html" {
        return text;
    }
    let (_, body) = text.split_once("<body>\n").unwrap();
    body.split_once("<script>").map_or(body, |(body, _)| body).to_owned()
}

#[test]
fn every_format_writes_what_its_file_shows() {
    let result = result();
    let claims: Vec<Claim> = result.findings.iter().flat_map(|f| f.values.iter().flat_map(|v| v.claims.clone())).collect();
    let mut differ = Vec::new();
    for format in FORMATS {
        for (what, text) in [
            ("comparison", written(|out| (format.comparison)(&result, &all(), out))),
            ("mentions", written(|out| (format.mentions)(&result.reports, &claims, &all(), out))),
            ("reports", written(|out| (format.reports)(&result.reports, &all(), out))),
        ] {
            let path = format!("tests/writers/{what}.{}", format.name);
            let text = body(format.name, text);
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, &text).unwrap();
            } else if std::fs::read_to_string(&path).unwrap_or_default() != text {
                differ.push(format!("{path} is now:\n{text}"));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn every_json_line_keeps_to_its_schema() {
    let result = result();
    let claims: Vec<Claim> = result.findings.iter().flat_map(|f| f.values.iter().flat_map(|v| v.claims.clone())).collect();
    let jsonl = Format::named("jsonl").unwrap();
    for (name, text) in [
        ("finding", written(|out| (jsonl.comparison)(&result, &all(), out))),
        ("mention", written(|out| (jsonl.mentions)(&result.reports, &claims, &all(), out))),
        ("report", written(|out| (jsonl.reports)(&result.reports, &all(), out))),
    ] {
        let (_, schema) = LINES.iter().find(|(line, _)| *line == name).unwrap();
        let schema = jsonschema::validator_for(&schema().to_value()).unwrap();
        assert!(text.lines().count() >= 3, "{text}");
        for line in text.lines() {
            let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
            if let Err(error) = schema.validate(&value) {
                panic!("{name}: {error}\n{line}");
            }
            // No field may be missing, unknown ones are null: so it must matter that one is there.
            let object = value.as_object_mut().unwrap();
            for field in object.keys().cloned().collect::<Vec<_>>() {
                let mut without = object.clone();
                without.remove(&field);
                assert!(!schema.is_valid(&without.into()), "{name}: the schema does not ask for {field}");
            }
        }
    }
}

#[test]
fn offsets_are_code_points_of_the_text() {
    let result = result();
    for line in comparison("jsonl", &all()).lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        for claim in finding["values"].as_array().unwrap().iter().flat_map(|v| v["claims"].as_array().unwrap()) {
            let report = result.reports.iter().find(|r| r.id == claim["report"]).unwrap();
            let slice = |range: &serde_json::Value| -> String {
                let at = |end: &str| usize::try_from(range[end].as_u64().unwrap()).unwrap();
                report.text.chars().skip(at("start")).take(at("end") - at("start")).collect()
            };
            assert_eq!(slice(claim), claim["quote"].as_str().unwrap());
            assert_eq!(slice(&claim["sentence"]), claim["sentence_text"].as_str().unwrap());
        }
    }
}

#[test]
fn csv_reads_back_and_no_cell_is_a_formula() {
    let text = comparison("csv", &all());
    let mut table = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(table.headers().unwrap().len(), 28);
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let questions: Vec<&str> = rows.iter().map(|r| r.get(6).unwrap()).collect();
    assert_eq!(questions, ["summit · date", "'=guests · count"], "one row a differing pair, none for what agrees");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{text}");
}

#[test]
fn text_fits_80_columns_and_has_no_control_characters() {
    let text = comparison("text", &all());
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
        assert!(!line.chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{line:?}");
    }
}

#[test]
fn color_changes_nothing_but_color() {
    let plain = comparison("text", &all());
    let mut colored = comparison("text", &View { color: true, ..all() });
    assert_ne!(plain, colored);
    while let Some(start) = colored.find("\u{1b}[") {
        let end = start + colored[start..].find('m').unwrap();
        colored.replace_range(start..=end, "");
    }
    assert_eq!(plain, colored);
    for format in FORMATS.iter().filter(|f| f.name != "text") {
        assert_eq!(comparison(format.name, &all()), comparison(format.name, &View { color: true, ..all() }), "{}", format.name);
    }
}

#[test]
fn a_view_leaves_out_what_is_milder_and_says_so() {
    let view = &View { min_severity: Severity::High, ..all() };
    assert_eq!(comparison("jsonl", view).lines().count(), 1);
    let text = comparison("text", view).replace('\n', " ");
    assert!(text.contains("guests") && !text.contains("April"), "{text}");
    assert!(text.contains("Not shown: 2 below severity high"), "{text}");
}

#[test]
fn json_is_one_array_of_the_lines() {
    let lines: Vec<serde_json::Value> = comparison("jsonl", &all()).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let array: Vec<serde_json::Value> = serde_json::from_str(&comparison("json", &all())).unwrap();
    assert_eq!(lines, array);
    let none = written(|out| (Format::named("json").unwrap().comparison)(&Comparison::default(), &all(), out));
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&none).unwrap(), Vec::<serde_json::Value>::new());
}
