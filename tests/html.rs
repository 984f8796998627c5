//! The HTML page as a file: what it may hold, how large it gets and how fast. What a browser makes of
//! it is tested under `tests/browser/`.

use std::time::Instant;

use claimdiff::extract::Certainty;
use claimdiff::value::Figure;
use claimdiff::value::figure::FigureType;
use claimdiff::write::{Format, View};
use claimdiff::{Claim, Comparison, Finding, Group, Kind, Mention, Report, Severity, Span, Value, Verdict, compare};

fn html(result: &Comparison) -> String {
    let mut bytes = Vec::new();
    (Format::named("html").unwrap().comparison)(result, &View::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// An event of 200 reports, 50 sentences each, and 500 findings in which every tenth report has a part.
fn large() -> Comparison {
    const SENTENCES: usize = 50;
    let sentence =
        |report: usize, n: usize| format!("In district {n} the storm flooded {} houses, the council said. ", 100 + n + usize::from(report.is_multiple_of(7)));
    let mut reports = Vec::new();
    let mut claims = Vec::new();
    for r in 0..200 {
        let mut report = Report::new(format!("r{r:03}"), "");
        report.source = Some(format!("Outlet {r}"));
        report.published = Some(format!("2019-04-{:02}T{:02}:00Z", 20 + r / 24, r % 24).parse().unwrap());
        for n in 0..SENTENCES {
            let start = report.text.len();
            report.text.push_str(&sentence(r, n));
            let words = report.text[start..].find("flooded ").unwrap() + start + "flooded ".len();
            let span = Span::new(words, words + report.text[words..].find(',').unwrap());
            let number: i64 = span.of(&report.text).split(' ').next().unwrap().parse().unwrap();
            let value = Value::Figure(Figure::new(FigureType::Count, number.into(), Some("house".to_owned())));
            let sentence = Span::new(start, report.text.len() - 1);
            claims.push(Claim { report: r, mention: Mention { span, value }, sentence, attribution: None, certainty: Certainty::Asserted, years: None });
        }
        reports.push(report);
    }
    let findings = (0..500).map(|f| {
        let of = |odd: bool| {
            let given = claims
                .iter()
                .enumerate()
                .filter(|(i, c)| i % SENTENCES == f % SENTENCES && c.report % 10 == f / SENTENCES && c.report.is_multiple_of(7) == odd);
            let claims: Vec<Claim> = given.map(|(_, c)| c.clone()).collect();
            let value = claims[0].mention.value.to_string();
            Group { label: value.clone(), value, reports: claims.len(), independent: claims.len(), trusted: false, entities: vec![None; claims.len()], claims }
        };
        Finding {
            id: format!("{f:016x}"),
            event: None,
            kind: Kind::Figure,
            verdict: if f % 3 == 0 { Verdict::Update } else { Verdict::Discrepancy },
            finding_type: "value",
            severity: Severity::ALL[1 + f % 4],
            question: format!("flooded · house {f}"),
            score: 0.9,
            rule: "value",
            values: vec![of(false), of(true)],
            difference: Some("1 (1 %)".to_owned()),
            explanation: "the two cannot both be true".to_owned(),
            evidence: Vec::new(),
        }
    });
    let findings = findings.collect();
    Comparison { reports, findings, claims, ..Comparison::default() }
}

#[test]
fn a_large_event_is_written_in_a_second_and_ten_megabytes() {
    let result = large();
    let start = Instant::now();
    let page = html(&result);
    let seconds = start.elapsed().as_secs_f64();
    println!("{} findings of {} reports: {} kB in {seconds:.3} s", result.findings.len(), result.reports.len(), page.len() / 1000);
    assert!(page.len() < 10_000_000, "{} bytes", page.len());
    // Ten times slower without optimisation.
    assert!(seconds < if cfg!(debug_assertions) { 10.0 } else { 1.0 }, "{seconds} s");
    assert_eq!(page, html(&large()), "the same bytes every time");
    // The browser tests open it.
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/large.html"), page).unwrap();
}

/// Text that tries to become markup, wherever text can stand.
fn hostile() -> Comparison {
    let reports = ["230", "180"].map(|n| {
        let mut report = Report::new(
            format!("\"><img src=x onerror=alert(1)>{n}"),
            format!("The Kremlin </p><script>alert(1)</script> said {n} people would travel to the summit with Kim Jong Un\u{202e} on Monday.\u{1b}[31m\u{0}"),
        );
        report.source = Some(format!("<b onclick='x'>Outlet & Co</b> {n}"));
        report.headline = Some("</article><style>*{display:none}</style>".to_owned());
        report.event = Some("</title><script>alert(2)</script>".to_owned());
        report
    });
    let mut result = compare(&reports);
    for report in &mut result.reports {
        report.language = Some("en\" onload=\"alert(1)".to_owned());
    }
    result
}

#[test]
fn no_text_of_a_report_becomes_markup() {
    let page = html(&hostile());
    let body = &page[page.find("<body>").unwrap()..page.find("\n<script>").unwrap()];
    for markup in ["<script", "<style", "<img", "<b ", "\" onload", "</article><", "\u{202e}", "\u{1b}", "\u{0}"] {
        assert!(!body.contains(markup), "{markup:?} in {body}");
    }
    assert!(body.contains("&#60;script&#62;alert(") && body.contains("\\u{202e}"), "{body}");
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    for page in [html(&hostile()), html(&large())] {
        assert!(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"), "a policy");
        for outside in ["src=\"", "http:", "https:", "<link", "@import", "<iframe", "style=\""] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert_eq!((page.matches("<script>").count(), page.matches("<style>").count()), (1, 1));
    }
}

#[test]
fn every_link_leads_somewhere_and_no_id_stands_twice() {
    for page in [html(&hostile()), html(&large())] {
        let all = |before: &str| -> Vec<String> { page.split(before).skip(1).map(|rest| rest[..rest.find('"').unwrap()].to_owned()).collect() };
        let mut ids = all(" id=\"");
        let number = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), number);
        for link in all("href=\"#") {
            assert!(ids.binary_search(&link).is_ok(), "#{link} leads nowhere");
        }
    }
}
