//! What holds for dates in any text.

use claimdiff::extract::{Source, date};
use claimdiff::lang::Language;
use claimdiff::segment::Document;
use claimdiff::value::{Date, Relation, Value};
use claimdiff::{Mention, Report};
use proptest::prelude::*;

/// Text that looks like dates, with any text in between.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => (0u32..100_000).prop_map(|n| n.to_string()),
        1 => "\\PC{0,6}",
        1 => any::<String>(),
    ];
    let glue = prop::sample::select(&[" ", " ", " ", "", ", ", "-", "/", ":", ".", "\n", "’", " the ", " of "][..]);
    prop::collection::vec((piece, glue), 0..24).prop_map(|pieces| pieces.into_iter().map(|(p, g)| p + g).collect())
}

const PIECES: &[&str] = &[
    "April",
    "May",
    "Sept.",
    "February",
    "25",
    "29",
    "31",
    "2019",
    "1998",
    "0000",
    "9999",
    "Thursday",
    "Fri",
    "today",
    "tomorrow",
    "last",
    "next",
    "this",
    "the",
    "a",
    "week",
    "weeks",
    "month",
    "years",
    "century",
    "decade",
    "quarter",
    "second",
    "third",
    "first",
    "fifth",
    "ago",
    "later",
    "earlier",
    "before",
    "after",
    "from",
    "to",
    "between",
    "and",
    "or",
    "in",
    "on",
    "at",
    "by",
    "noon",
    "midnight",
    "a.m.",
    "pm",
    "GMT",
    "ET",
    "+",
    "o'clock",
    "half",
    "past",
    "morning",
    "night",
    "early",
    "late",
    "mid",
    "around",
    "shortly after",
    "the end of",
    "two",
    "twenty",
    "hundred",
    "thousand",
    "few",
    "couple",
    "of",
    "every",
    "daily",
    "Christmas",
    "Easter",
    "weekend",
    "summer",
    "fall",
    "fiscal",
    "Q3",
    "H1",
    "'90s",
    "1990s",
    "now",
    "recently",
    "will",
    "was",
    "old",
    "(",
    ")",
    "Z",
    "T14:30",
    "04/25/2019",
    "2019-04-25",
    "25.04.2019",
    "99999999",
    "12:30",
    "24:00",
    "3.15",
    "$",
    "%",
    "season",
    "hours",
    "minutes",
    "the early hours of",
];

fn report(text: String, published: Option<&str>) -> Report {
    let mut report = Report::new("r", text);
    report.published = published.map(|p| p.parse().unwrap());
    report
}

fn find(report: &Report) -> Vec<Mention> {
    let language = Language::of("en").unwrap();
    let document = Document::new(&report.text, language);
    date::find(Source { report, document: &document, language })
}

fn dates(report: &Report) -> Vec<Date> {
    find(report)
        .into_iter()
        .filter_map(|m| match m.value {
            Value::Date(date) => Some(date),
            _ => None,
        })
        .collect()
}

const PUBLISHED: &[Option<&str>] = &[None, Some("2019-04-23"), Some("2000-02-29T23:59+14:00"), Some("9999-12-31"), Some("0001-01-01")];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn mentions_stand_in_order_on_character_boundaries(text in text(), published in prop::sample::select(PUBLISHED)) {
        let report = report(text, published);
        let mut end = 0;
        for mention in find(&report) {
            prop_assert!(mention.span.start() >= end, "{:?} at {:?}", report.text, mention);
            prop_assert!(!mention.span.is_empty());
            prop_assert!(report.text.get(mention.span.range()).is_some());
            end = mention.span.end();
        }
    }

    #[test]
    fn normal_forms_read_back_to_the_same_interval(text in text(), published in prop::sample::select(PUBLISHED)) {
        for date in dates(&report(text, published)) {
            let back: Date = date.to_string().parse().unwrap();
            prop_assert_eq!(&back.iso, &date.iso);
            prop_assert_eq!((back.earliest, back.latest, back.granularity), (date.earliest, date.latest, date.granularity));
            if let (Some(earliest), Some(latest)) = (date.earliest, date.latest) {
                prop_assert!(earliest < latest, "{}", date.iso);
            }
        }
    }

    #[test]
    fn levels_are_symmetric_and_a_date_is_the_same_as_itself(text in text(), published in prop::sample::select(PUBLISHED)) {
        let dates = dates(&report(text, published));
        for a in dates.iter().take(12) {
            prop_assert_eq!(a.level(a).relation, Relation::Same, "{:?}", a);
            for b in dates.iter().take(12) {
                prop_assert_eq!(a.level(b), b.level(a), "{} and {}", a, b);
            }
        }
    }

    #[test]
    fn no_normal_form_is_read_from_nonsense_without_fail(text in "\\PC{0,12}") {
        let _ = text.parse::<Date>();
    }
}
