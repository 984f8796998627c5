//! What holds of the whole way for any text: no panic, the same result for any order of the
//! reports, quotes that are slices of their texts, and a cost that grows with the text.

use std::time::{Duration, Instant};

use claimdiff::extract::extract;
use claimdiff::segment::{Document, LONGEST_SENTENCE};
use claimdiff::write::View;
use claimdiff::{Report, compare, lang, write};
use proptest::prelude::*;

/// Pieces that a careless reader of text falls over, beside pieces of plain wire copy.
const PIECES: &[&str] = &[
    "At least 12 people were killed on Monday, police said.",
    "Mayor Ana Ruiz, 61, paid $13.9 million",
    "on April 25",
    "Kim Jong Un",
    "according to the Kremlin",
    "\n",
    "\n\n",
    ". ",
    ", ",
    " and ",
    " of ",
    " to ",
    " between ",
    "10000000000000000000000000000000000000000 km",
    "$99999999999999999999999999999999 trillion",
    "0.0000000000000000000000000000000001 mm",
    "79228162514264337593543950335 people",
    "99.999999999999999999999999999999999999 percent",
    "1/0",
    "0/0/0000",
    "1 1/2 3/0",
    "1,2,3,4,5",
    "1.2.3.4",
    "5-4-3-2-1",
    "-40 C to -40 F",
    "February 31",
    "31 February 2019",
    "29 Feb 1900",
    "the 99th of May",
    "year 99999",
    "in 10000 years",
    "9999999 centuries ago",
    "24:61",
    "12:60 p.m.",
    "2019-02-30T25:61:61+99:99",
    "two hundred thousand million billion trillion quadrillion",
    "half a dozen dozen",
    "no fewer than no more than 5",
    "aged 999",
    "((([[[{{{",
    "\"'\u{201d}\u{2019}",
    "'s's's",
    "Mr. Mr. Mr.",
    "President President",
    "Jr. III Jr.",
    "A.B.C.D.",
    "--\u{2014}\u{2013}--",
    "\u{301}",
    "e\u{301}\u{301}",
    "\u{200f}5 kg\u{202e}",
    "\u{2066}12\u{2069} people",
    "\u{feff}\0\u{1b}[2J",
    "\u{130}\u{df}\u{fb00}\u{149}",
    "\u{661}\u{662} people",
    "\u{ff11}\u{ff12} people",
    "\u{1d7d9} \u{bd} \u{2167}",
    "\u{65e5}\u{672c} 2019\u{5e74}",
    "\u{de}\u{f3}rr \u{c6}r\u{f8} \u{110}\u{1eb7}ng",
    "\u{12400}\u{12401} \u{1e900}\u{1e901}",
    "www.x.org/1/2/2019",
    "http://",
    "@5 #6 $ % \u{20ac}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[0-9]{1,40}[-/:.,]?[0-9]{0,8}",
        1 => "\\PC{1,6}",
    ];
    prop::collection::vec((piece, prop::sample::select(&[" ", " ", " ", ""][..])), 0..24)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(a, b)| [a, b.to_owned()]).collect())
}

fn report() -> impl Strategy<Value = (String, Option<&'static str>)> {
    (text(), prop::option::of(prop::sample::select(&["2019-04-23", "0001-01-01", "9999-12-31", "2012-02-29T23:59:59Z"][..])))
}

fn lines(reports: &[Report]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let comparison = compare(reports);
    for format in write::FORMATS {
        (format.comparison)(&comparison, &View { color: true, ..View::default() }, &mut bytes).unwrap();
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_reports_are_compared_the_same_in_any_order(texts in prop::collection::vec(report(), 2..4)) {
        let mut reports: Vec<Report> = texts
            .into_iter()
            .enumerate()
            .map(|(at, (text, published))| {
                let mut report = Report::new(format!("r{at}"), text);
                report.published = published.map(|p| p.parse().unwrap());
                report
            })
            .collect();
        for (index, report) in reports.iter().enumerate() {
            for claim in extract(report, index).claims {
                prop_assert!(report.text.get(claim.mention.span.start()..claim.mention.span.end()).is_some_and(|quote| !quote.is_empty()));
                prop_assert!(claim.sentence.start() <= claim.mention.span.start());
            }
        }
        let one = lines(&reports);
        reports.reverse();
        prop_assert!(one == lines(&reports));
    }

    /// What was cut off in the middle of a word, a number or a mark is a text too.
    #[test]
    fn every_beginning_and_end_of_a_text_is_read(text in text(), at in any::<prop::sample::Index>()) {
        let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let cut = cuts[at.index(cuts.len())];
        extract(&Report::new("start", &text[..cut]), 0);
        extract(&Report::new("end", &text[cut..]), 0);
    }
}

/// Copy that names, counts and dates in every sentence, none like another; `stop` ends a sentence.
fn copy(bytes: usize, stop: &str) -> String {
    let given = ["Ana", "John", "Kim", "Omar", "Elena", "Peter"];
    let mut text = String::new();
    let mut seed = 1_u64;
    let mut next = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    while text.len() < bytes {
        let surname: String = (0..3).flat_map(|_| [b"bdfgklmnprst"[next(12) as usize] as char, b"aeiou"[next(5) as usize] as char]).collect();
        let surname = surname[..1].to_uppercase() + &surname[1..];
        let name = given[next(6) as usize];
        match next(4) {
            0 => text += &format!("{name} {surname} said on Monday that {} people were killed near {surname}town{stop} ", next(900)),
            1 => text += &format!("{surname} paid the Harbour Trust of {surname} ${}.{} million on {} March 2019{stop} ", next(99), next(9), next(28) + 1),
            2 => text += &format!("President {surname} met {name} {surname} of ABC and the Fish and Wildlife Service two days later{stop} "),
            _ => text += &format!("About {} percent of the workers, according to {surname}, {}, left by 10:30 a.m.{stop} ", next(80), next(60) + 18),
        }
    }
    text
}

fn time(text: String) -> Duration {
    let report = Report::new("long", text);
    let start = Instant::now();
    let claims = extract(&report, 0).claims.len();
    assert!(claims > report.text.len() / 200, "{claims} claims");
    start.elapsed()
}

#[test]
fn extraction_takes_time_in_proportion_to_the_text() {
    for stop in [".", ","] {
        // The tables are built on first use.
        time(copy(10_000, stop));
        let (small, large) = (time(copy(100_000, stop)), time(copy(800_000, stop)));
        // Eight times the text: 64 times the time where any step is quadratic and matters.
        assert!(large < small * 24 + Duration::from_millis(200), "{small:?} for 100 kB, {large:?} for 800 kB, stop {stop:?}");
    }
}

#[test]
fn a_text_without_full_stops_is_cut_at_its_clauses() {
    let text = copy(200_000, ",");
    let document = Document::new(&text, lang::Language::fallback());
    assert!(document.sentences.len() > 20);
    for (sentence, next) in document.sentences.iter().zip(&document.sentences[1..]) {
        assert!(sentence.tokens.len() <= LONGEST_SENTENCE);
        assert!(sentence.span.of(&text).ends_with(','), "{:?}", sentence.span.of(&text));
        assert_eq!(sentence.tokens.end, next.tokens.start);
    }
    // Nothing to cut at, and nothing to hold on to.
    for text in ["word ".repeat(5_000), "1".repeat(100_000), "-".repeat(5_000), "a-".repeat(5_000), "President ".repeat(5_000)] {
        let document = Document::new(&text, lang::Language::fallback());
        assert!(document.sentences.iter().all(|s| s.tokens.len() <= LONGEST_SENTENCE));
        compare(&[Report::new("a", text.as_str()), Report::new("b", text.as_str())]);
    }
}
