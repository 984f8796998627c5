//! What holds for figures whatever the text, and whatever two figures are compared.

use claimdiff::extract::{Source, figure};
use claimdiff::lang::Language;
use claimdiff::segment::Document;
use claimdiff::value::figure::{Comparator, Figure, FigureType, Years};
use claimdiff::value::{Relation, Value};
use claimdiff::{Mention, Report};
use proptest::prelude::*;

fn find(text: &str) -> Vec<Mention> {
    let language = Language::fallback();
    let report = Report::new("r", text);
    let document = Document::new(&report.text, language);
    figure::find(Source { report: &report, document: &document, language })
}

fn value(mention: &Mention) -> &Figure {
    match &mention.value {
        Value::Figure(figure) => figure,
        other => panic!("a figure finder found {other:?}"),
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mentions = find(text);
    for pair in mentions.windows(2) {
        prop_assert!(pair[0].span.end() <= pair[1].span.start(), "{text:?}: {:?} overlaps {:?}", pair[0], pair[1]);
    }
    for mention in &mentions {
        prop_assert!(text.get(mention.span.range()).is_some_and(|quote| !quote.is_empty()));
        let figure = value(mention);
        let written = figure.to_string();
        let read: Figure = written.parse().map_err(|e| TestCaseError::fail(format!("{text:?}: {written:?}: {e}")))?;
        prop_assert_eq!(read.to_string(), written);
        prop_assert_eq!(figure.level(&read).relation, Relation::Same, "{:?}: {:?}", text, figure);
    }
    Ok(())
}

/// Words and marks that figures are made of, in any order.
fn figure_like_text() -> impl Strategy<Value = String> {
    let pieces = [
        "one",
        "two",
        "third",
        "half",
        "a",
        "hundred",
        "thousand",
        "million",
        "billion",
        "dozen",
        "dozens",
        "several",
        "few",
        "quarter",
        "and",
        "point",
        "minus",
        "in",
        "out",
        "of",
        "the",
        "or",
        "to",
        "from",
        "between",
        "more than",
        "at least",
        "nearly",
        "1",
        "12",
        "007",
        "3.5",
        "1,234",
        "2019",
        "999999999999999999",
        "1/2",
        "½",
        "9/11",
        "-",
        "–",
        "~",
        "$",
        "€",
        "US$",
        "Rs",
        "%",
        "percent",
        "dollars",
        "50 cents",
        "km",
        "feet",
        "2 in",
        "years",
        "year-old",
        "old",
        "aged",
        ",",
        ".",
        "(",
        ")",
        ":",
        "people",
        "men",
        "dead",
        "killed",
        "magnitude",
        "quake",
        "ago",
        "later",
        "'s",
        "s",
        "st",
        "k",
        "bn",
        "m",
        "°",
        "C",
        "+",
        "\n",
        "é",
        "Smith",
    ];
    prop::collection::vec((prop::sample::select(pieces.to_vec()), prop::bool::weighted(0.8)), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() }).collect())
}

/// Figures from a small pool, so that pairs often meet.
fn any_figure() -> impl Strategy<Value = Figure> {
    let number =
        prop::sample::select(vec!["0", "0.5", "1", "2", "20", "36", "57.936384", "58", "63", "1000", "13900000000", "9999999999999999999999999999", "-3"]);
    let unit = prop::sample::select(vec![
        "",
        "person",
        "victim",
        "%",
        "USD",
        "cent",
        "GBP",
        "EUR",
        "mile",
        "kilometre",
        "year",
        "month",
        "degree celsius",
        "degree fahrenheit",
        "degree",
        "degree of arc",
        "magnitude",
    ]);
    let comparator = prop::sample::select(vec![
        None,
        None,
        None,
        Some(Comparator::AtLeast),
        Some(Comparator::MoreThan),
        Some(Comparator::AtMost),
        Some(Comparator::LessThan),
        Some(Comparator::About),
        Some(Comparator::Nearly),
    ]);
    (number, unit, comparator, 0_u32..4, prop::bool::weighted(0.1)).prop_map(|(number, unit, comparator, width, score)| {
        let low: rust_decimal::Decimal = number.parse().unwrap();
        let mut figure: Figure = format!("{number} {unit}").trim().parse().unwrap();
        figure.high = low.checked_add(width.into()).unwrap_or(low);
        figure.comparator = comparator;
        if score {
            figure.figure_type = FigureType::Score;
            figure.unit = None;
            figure.draws = (width > 1).then(|| width.into());
        }
        figure
    })
}

/// Years of the table, before it and behind it; or none.
fn any_years() -> impl Strategy<Value = Option<Years>> {
    prop::option::of((1985_i16..2035, 0_i16..10).prop_map(|(year, back)| Years::of_report(year).since(year - back)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_gives_sorted_figures_whose_normal_form_reads_back(text in "\\PC{0,120}") {
        check(&text)?;
    }

    #[test]
    fn text_made_of_figure_words_does_too(text in figure_like_text()) {
        check(&text)?;
    }

    #[test]
    fn levels_are_symmetric_and_every_figure_is_the_same_as_itself(a in any_figure(), b in any_figure()) {
        prop_assert_eq!(a.level(&b), b.level(&a));
        prop_assert_eq!(a.level(&a).relation, Relation::Same);
    }

    #[test]
    fn level_and_relation_agree_in_all_years(a in any_figure(), b in any_figure(), years in any_years()) {
        let level = a.level_in(&b, years);
        prop_assert_eq!(&level, &b.level_in(&a, years));
        prop_assert_eq!(level.relation, a.relation_in(&b, years));
        // Years tell nothing of what is no money of two currencies.
        prop_assert!(level == a.level(&b) || a.unit != b.unit, "{} {} {:?}", a, b, years);
    }

    #[test]
    fn same_is_an_equivalence(a in any_figure(), b in any_figure(), c in any_figure()) {
        let same = |x: &Figure, y: &Figure| x.level(y).relation == Relation::Same;
        if same(&a, &b) && same(&b, &c) {
            prop_assert!(same(&a, &c), "{} {} {}", a, b, c);
        }
    }

    #[test]
    fn the_normal_form_reads_back(a in any_figure()) {
        let read: Figure = a.to_string().parse().unwrap();
        prop_assert_eq!(read.to_string(), a.to_string());
        prop_assert_eq!(read.level(&a).relation, Relation::Same);
    }
}

#[test]
fn long_chains_of_number_words_neither_overflow_nor_recurse() {
    for piece in ["one in ", "hundred point one ", "1 in ", "two out of ", "million and a quarter ", "1-", "9 ", "more than 1 and less than 2 and "] {
        find(&piece.repeat(20_000));
    }
}

/// Pairs as two reports may give them, and how they relate.
#[test]
fn pairs_have_their_level() {
    use Relation::{Compatible, Different, Incomparable, Same};
    let table = [
        ("nine people died", "9 people died", Same, "words-digits"),
        ("worth $1.2m", "worth 1,200,000 dollars", Same, "words-digits"),
        ("half of the city", "50 percent of the city", Same, "percent-words"),
        ("over 60 homes", "more than 60 homes", Same, "hedge-words"),
        ("about 60 homes", "around 60 homes", Same, "hedge-words"),
        ("26 cents", "$0.26", Same, "unit"),
        ("at least 40 people", "43 people", Compatible, "inside-hedge"),
        ("more than 60 homes", "60 homes", Compatible, "inside-hedge"),
        ("nearly 50 people", "48 people", Compatible, "inside-hedge"),
        ("nearly 300 crew", "300 crew", Compatible, "inside-hedge"),
        ("nearly 300 crew", "more than 300 crew", Different, "value"),
        ("dozens of people", "43 people", Compatible, "precision"),
        ("10 to 15 people", "12 people", Compatible, "precision"),
        ("$13.9 billion", "$13,879,000,000", Compatible, "rounding"),
        ("14,000 refugees", "13,979 refugees", Compatible, "rounding"),
        // Two currencies: at some rate of the last decades, or at none.
        ("$2.6 million", "2 million euros", Compatible, "currency"),
        ("$1.9 million", "£1.2 million", Compatible, "currency"),
        ("$2.7 million", "£1.2 million", Different, "value"),
        ("more than $2.7 million", "£2 million", Compatible, "currency"),
        ("$10 million", "700,000 roubles", Incomparable, "dimension"),
        ("36 miles", "58 km", Compatible, "unit"),
        ("75 kilometres", "50 miles", Compatible, "unit"),
        ("7 km", "four miles", Compatible, "unit"),
        ("16 Celsius", "61 Fahrenheit", Compatible, "unit"),
        // Degrees without a scale are apart only where they are on both.
        ("46 degrees", "46 degrees Celsius", Compatible, "unit"),
        ("46 degrees", "115 Fahrenheit", Compatible, "unit"),
        ("44 degrees", "111 degrees", Compatible, "unit"),
        ("46 degrees", "46-degree heat", Same, "words-digits"),
        ("46 degrees", "30 degrees Celsius", Different, "value"),
        ("46 degrees", "30 degrees", Different, "value"),
        ("46 degrees north", "46 degrees Celsius", Incomparable, "dimension"),
        ("a slope of 46 degrees", "46 degrees Celsius", Incomparable, "dimension"),
        ("an hour and a half", "90 minutes", Same, "unit"),
        ("three-quarters of an hour", "45 minutes", Same, "unit"),
        ("an hour and a half", "three hours", Different, "value"),
        ("110 gigabits a second", "110 gigabits per second", Same, "words-digits"),
        ("2 million barrels a day", "2 million barrels", Incomparable, "dimension"),
        ("2.4m cubic metres", "2,400,000 cubic metres", Same, "words-digits"),
        ("2.4Mm3", "2.4 million cubic metres", Same, "unit"),
        ("half of the voters", "60 percent of the voters", Different, "value"),
        ("half of the voters", "two-thirds of the voters", Different, "value"),
        ("a third of the voters", "33 percent of the voters", Compatible, "rounding"),
        ("about a third of the voters", "33 percent", Compatible, "inside-hedge"),
        ("one in five voters", "20 percent of voters", Same, "percent-words"),
        ("one in five voters", "35 percent of voters", Different, "value"),
        ("one in five voters", "five voters", Incomparable, "dimension"),
        ("20 centimetres", "12 inches", Different, "value"),
        ("26,000 people", "31,000 people", Different, "value"),
        ("50 people", "51 people", Different, "value"),
        ("nearly 50 people", "12 people", Different, "value"),
        ("more than 170,000 people", "160,000 people", Different, "value"),
        ("more than 170,000 people", "167,000 people", Different, "value"),
        ("almost 50 people", "40 people", Different, "value"),
        ("almost 50 people", "46 people", Compatible, "inside-hedge"),
        ("less than 58 miles", "more than 58 miles", Different, "value"),
        ("5,000 people", "50,000 people", Different, "slip"),
        ("$5 million", "$5 billion", Different, "slip"),
        ("63 people", "36 people", Different, "slip"),
        ("36 miles", "58 miles", Different, "slip"),
        ("a 38-year-old man", "a 39-year-old man", Different, "value"),
        ("won 3-1", "a 1-3 defeat", Same, "words-digits"),
        ("$5 million", "5 million euros", Compatible, "currency"),
        ("5 km", "5 people", Incomparable, "dimension"),
    ];
    for (left, right, relation, rule) in table {
        let (a, b) = (find(left), find(right));
        let level = value(&a[0]).level(value(&b[0]));
        assert_eq!(level, value(&b[0]).level(value(&a[0])), "{left:?} and {right:?}, the other way round");
        assert_eq!((level.relation, level.rule), (relation, rule), "{left:?} ({}) and {right:?} ({}): {level:?}", a[0].value, b[0].value);
    }
    let toll = value(&find("26,000 people")[0]).level(value(&find("31,000 people")[0]));
    assert_eq!(toll.difference.as_deref(), Some("5,000 (19 %)"));
}

/// Sums of reports of two years.
#[test]
fn sums_in_two_currencies_meet_at_the_rates_of_their_years() {
    use Relation::{Compatible, Different};
    let table = [
        // A pound was $1.48 to $1.66.
        ("£1.2m", 2013, "$2.5m", 2013, Different),
        ("£1.2m", 2013, "$1.9m", 2013, Compatible),
        // It was $1.92 to $2.11, and had been $1.73 the year before.
        ("£1.2m", 2007, "$2.5m", 2007, Compatible),
        ("£1.2m", 2007, "$1.9m", 2007, Different),
        ("£1.2m", 2007, "$2.5m", 2013, Compatible),
        ("£1.2m", 2009, "$2.3m", 2009, Compatible),
        ("£1.2m", 2010, "$2.3m", 2010, Different),
        ("more than £1.2m", 2013, "$2.5m", 2013, Compatible),
        ("less than £1.2m", 2013, "$2.5m", 2013, Different),
        // Neither is in dollars.
        ("£1.2m", 2009, "€1.4m", 2009, Compatible),
        ("£1.2m", 2000, "€1.4m", 2000, Different),
        // A currency with one band for all years, beside one with a band for each.
        ("£1.2m", 2013, "7.5m dirhams", 2013, Compatible),
        ("£1.2m", 2013, "9m dirhams", 2013, Different),
        ("£1.2m", 2007, "9m dirhams", 2007, Compatible),
        // Before there were euros, and when nothing is known yet, any rate will do.
        ("€1.2m", 1997, "$1.9m", 1997, Compatible),
        ("€1.2m", 2001, "$1.9m", 2001, Different),
        ("£1.2m", 1985, "$2.5m", 1985, Compatible),
        ("£1.2m", 2090, "$2.5m", 2090, Compatible),
    ];
    for (left, of_left, right, of_right, relation) in table {
        let (a, b) = (find(left), find(right));
        let years = Some(Years::of_report(of_left).with(Years::of_report(of_right)));
        let level = value(&a[0]).level_in(value(&b[0]), years);
        assert_eq!(level.relation, relation, "{left} in {of_left} and {right} in {of_right}: {level:?}");
    }
    let beyond = |years| value(&find("£1.2m")[0]).level_in(value(&find("$3.5m")[0]), years).difference;
    assert_eq!(beyond(Some(Years::of_report(2013))).as_deref(), Some("further than any rate of exchange from 2012 to 2013"));
    assert_eq!(beyond(Some(Years::of_report(1985))).as_deref(), Some("further than any rate of exchange since 1995"));
    assert_eq!(beyond(None).as_deref(), Some("further than any rate of exchange since 1995"));
}
