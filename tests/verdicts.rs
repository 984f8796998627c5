//! Verdicts over whole small events: who says which, what is a conflict, and what only looks so.

use claimdiff::value::Value;
use claimdiff::value::name::NameType;
use claimdiff::{Comparison, Finding, Report, Severity, Verdict, compare};

struct Told<'a> {
    id: &'a str,
    source: &'a str,
    published: &'a str,
    text: &'a str,
}

fn told<'a>(id: &'a str, source: &'a str, published: &'a str, text: &'a str) -> Told<'a> {
    Told { id, source, published, text }
}

fn judged(reports: &[Told<'_>]) -> Comparison {
    let reports: Vec<Report> = reports
        .iter()
        .map(|told| {
            let mut report = Report::new(told.id, told.text);
            report.source = (!told.source.is_empty()).then(|| told.source.to_owned());
            report.published = (!told.published.is_empty()).then(|| told.published.parse().unwrap());
            report.version = told.id.split_once('@').map(|(_, version)| version.to_owned());
            report
        })
        .collect();
    compare(&reports)
}

/// Two reports of two outlets on no known day.
fn of_two(one: &str, other: &str) -> Comparison {
    judged(&[told("a", "Meridian", "", one), told("b", "Courier", "", other)])
}

/// The finding that gives both of these as values, in two different ones.
fn between<'c>(comparison: &'c Comparison, a: &str, b: &str) -> &'c Finding {
    let shows = |finding: &Finding, quote: &str| {
        finding.values.iter().position(|v| v.claims.iter().any(|c| c.mention.span.of(&comparison.reports[c.report].text) == quote))
    };
    let found = comparison.findings.iter().find(|f| matches!((shows(f, a), shows(f, b)), (Some(x), Some(y)) if x != y));
    found.unwrap_or_else(|| panic!("{a:?} and {b:?} meet in no finding of {:#?}", seen(comparison)))
}

fn seen(comparison: &Comparison) -> Vec<String> {
    let values = |f: &Finding| f.values.iter().map(|v| v.label.clone()).collect::<Vec<_>>().join(" | ");
    comparison.findings.iter().map(|f| format!("{}/{} {}: {}", f.verdict.as_str(), f.finding_type, f.question, values(f))).collect()
}

fn is(finding: &Finding, verdict: Verdict, finding_type: &str) {
    assert_eq!((finding.verdict, finding.finding_type), (verdict, finding_type), "{}: {}", finding.question, finding.explanation);
}

const QUAKE: &str = "A strong earthquake shook the island of Arvo early on Sunday, officials said.";

#[test]
fn what_a_report_says_against_itself_is_one_finding() {
    let text = "The blast at the Lorn mill killed 12 people, seven men and four women.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", text), told("b", "Courier", "2021-03-02", text)]);
    let sums: Vec<&Finding> = comparison.findings.iter().filter(|f| f.finding_type == "internal-sum").collect();
    assert_eq!(sums.len(), 1, "{:#?}", seen(&comparison));
    assert_eq!((sums[0].verdict, sums[0].values.len(), sums[0].values[0].independent), (Verdict::Discrepancy, 3, 1));
    assert!(sums[0].severity >= Severity::Medium);
    assert!(sums[0].explanation.contains("add up to 11"), "{}", sums[0].explanation);
    assert!(sums[0].explanation.contains("Meridian and Courier"), "{}", sums[0].explanation);
    let doubles = comparison.findings.iter().filter(|f| f.verdict == Verdict::Discrepancy).count();
    assert_eq!(doubles, 1, "{:#?}", seen(&comparison));
}

#[test]
fn a_copy_with_another_bound_was_altered_though_both_can_be_true() {
    let one = "The operator of the Alsa cable said on Tuesday that up to 83 percent of its customers in the province were back on line by noon.";
    let other = one.replace("83", "38");
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", one), told("b", "Courier", "2021-03-02", &other)]);
    is(between(&comparison, "up to 83 percent", "up to 38 percent"), Verdict::Discrepancy, "copy-altered");
}

#[test]
fn some_of_a_number_are_no_other_count_of_it() {
    let one = "The quake near Merrin injured almost 50 people, the governor said.";
    let other = "The quake near Merrin injured 15 of them in the harbour, the governor said.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", one), told("b", "Courier", "2021-03-02", other)]);
    assert!(comparison.findings.iter().all(|f| f.kind != claimdiff::Kind::Figure || f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

/// A sentence told again around another verb, with one date in it: the two dates answer one question.
#[test]
fn the_only_date_of_a_sentence_told_again_is_in_its_place() {
    let told_with = |second: &str| {
        judged(&[
            told(
                "a",
                "Meridian",
                "2021-03-08",
                "After the regatta, Lindqvist led the 22,000 crowd in singing a birthday song for his trainer Osvald Brandt, who was 68 on Saturday.",
            ),
            told("b", "Courier", "2021-03-08", second),
        ])
    };
    let again = "After the regatta, Lindqvist led the crowd of 22,000 in singing a birthday song for trainer Osvald Brandt, who turned 68 on Wednesday.";
    is(between(&told_with(again), "Saturday", "Wednesday"), Verdict::Discrepancy, "value");
    // Another sentence, of the town.
    let other = "The mayor of the town opened a school with eleven rooms on Wednesday, and a band played for its pupils.";
    let dates = told_with(other).findings.into_iter().filter(|f| f.kind == claimdiff::Kind::Date && f.verdict == Verdict::Discrepancy).count();
    assert_eq!(dates, 0);
}

#[test]
fn a_copy_with_another_number_was_altered() {
    let rest = "The ferry Alsa sank in calm water off the port of Merrin, where it was due at noon. Divers went down in the afternoon.";
    let one = format!("{rest} The wreck lies at a depth of 48 metres on the northern side of the bay, the harbour master said.");
    let other = format!("{rest} The wreck lies at a depth of 84 metres on the northern side of the bay, the harbour master said.");
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", &one), told("b", "Courier", "2021-03-02", &other)]);
    let finding = between(&comparison, "48 metres", "84 metres");
    is(finding, Verdict::Discrepancy, "copy-altered");
    assert!(finding.severity >= Severity::High);
    assert!(finding.explanation.contains("Meridian") && finding.explanation.contains("Courier"), "{}", finding.explanation);
}

#[test]
fn a_copy_without_the_hedge_lost_it() {
    let line = |n: &str| format!("{QUAKE} The quake killed {n} people in the villages around the harbour town of Merrin.");
    let (hedged, bare) = (line("at least 12"), line("12"));
    let comparison = of_two(&hedged, &bare);
    is(between(&comparison, "at least 12 people", "12 people"), Verdict::Discrepancy, "hedge-lost");
}

#[test]
fn at_least_twelve_allows_for_fourteen() {
    let one = format!("{QUAKE} The quake killed at least 12 people in Merrin.");
    let other = format!("{QUAKE} Fourteen people were killed when the quake hit Merrin.");
    let comparison = of_two(&one, &other);
    let finding = between(&comparison, "at least 12 people", "Fourteen people");
    is(finding, Verdict::Compatible, "precision");
    assert_eq!(finding.severity, Severity::Low);
    assert!(finding.explanation.contains("hedge"), "{}", finding.explanation);
}

#[test]
fn a_toll_that_later_reports_raise_is_an_update() {
    let one = format!("{QUAKE} The quake killed 12 people in Merrin.");
    let other = format!("{QUAKE} The quake killed 19 people in Merrin.");
    let morning = told("a", "Meridian", "2021-03-02T08:00Z", &one);
    let comparison = judged(&[morning, told("b", "Courier", "2021-03-02T17:30Z", &other)]);
    let finding = between(&comparison, "12 people", "19 people");
    is(finding, Verdict::Update, "development");
    assert!(finding.explanation.contains("published later"), "{}", finding.explanation);
    // By the clock of one zone 09:00 comes before 10:30, by that of the world it is the same minute.
    let comparison = judged(&[told("a", "Meridian", "2021-03-02T09:00+01:00", &one), told("b", "Courier", "2021-03-02T10:00+02:00", &other)]);
    assert_eq!(between(&comparison, "12 people", "19 people").verdict, Verdict::Discrepancy);
}

#[test]
fn a_magnitude_is_no_matter_of_time() {
    let one = format!("{QUAKE} The quake had a magnitude of 6.1.");
    let other = format!("{QUAKE} The quake had a magnitude of 6.6.");
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", &one), told("b", "Courier", "2021-03-04", &other)]);
    let finding = between(&comparison, "magnitude of 6.1", "magnitude of 6.6");
    assert_eq!(finding.verdict, Verdict::Discrepancy);
    assert!(finding.question.starts_with("magnitude of the"), "{}", finding.question);
}

#[test]
fn a_later_version_of_one_story_replaces_the_earlier() {
    let text = |n: &str| format!("The summit of the two ministers will be held in Merrin on May {n}, the palace confirmed on Monday.");
    let (first, second) = (text("11"), text("12"));
    let comparison = judged(&[told("w1@1", "Wire", "2021-05-03", &first), told("w1@2", "Wire", "2021-05-03", &second)]);
    is(between(&comparison, "May 11", "May 12"), Verdict::Update, "version");
    let comparison = judged(&[told("w1@1", "Wire", "2021-05-03", &first), told("w1@CORRECTED", "Wire", "2021-05-03", &second)]);
    is(between(&comparison, "May 11", "May 12"), Verdict::Update, "correction");
}

#[test]
fn one_birthday_explains_one_year() {
    let text = |age: &str| format!("Police arrested Ana Ruiz, {age}, in Merrin on Monday after the robbery at the bank.");
    let (a, b, c) = (text("38"), text("39"), text("48"));
    let comparison = of_two(&a, &b);
    let finding = between(&comparison, "38", "39");
    is(finding, Verdict::Update, "development");
    assert_eq!(finding.question, "age of Ana Ruiz");
    let comparison = judged(&[told("a", "Meridian", "2021-05-03", &a), told("b", "Courier", "2021-05-03", &b)]);
    assert_eq!(between(&comparison, "38", "39").verdict, Verdict::Discrepancy);
    let comparison = judged(&[told("a", "Meridian", "", &a), told("c", "Courier", "", &c)]);
    assert_eq!(between(&comparison, "38", "48").verdict, Verdict::Discrepancy);
}

#[test]
fn a_person_grows_older_as_the_years_go_by() {
    let text = |age: &str| format!("Ana Ruiz, {age}, was found guilty of the robbery at the bank in Merrin, a judge said.");
    let (a, b, now) = (text("47"), text("49"), text("now 49"));
    let at = |one: &str, first: &str, other: &str, second: &str| {
        let comparison = judged(&[told("a", "Meridian", first, one), told("b", "Courier", second, other)]);
        between(&comparison, "47", "49").clone()
    };
    is(&at(&a, "2012-05-03", &b, "2014-04-20"), Verdict::Update, "development");
    is(&at(&a, "", &now, ""), Verdict::Update, "development");
    // Not in a week, nor backwards, nor in ten years, nor where nothing tells of another time.
    for (first, second) in [("2012-05-03", "2012-05-09"), ("2014-04-20", "2012-05-03"), ("2004-05-03", "2014-05-03")] {
        assert_eq!(at(&a, first, &b, second).verdict, Verdict::Discrepancy, "{first} {second}");
    }
    assert_eq!(at(&a, "", &b, "").verdict, Verdict::Discrepancy);
    assert_eq!(at(&a, "2012-05-03", &now, "2012-05-03").verdict, Verdict::Discrepancy);
}

#[test]
fn a_price_is_cut_off_as_often_as_rounded() {
    let text = |price: &str| format!("The Alsa telephone of the Merrin works costs {price} with a large memory, the firm said.");
    let (whole, fine, half, plain) = (text("$699"), text("$699.99"), text("$699.60"), text("$697"));
    let of = |one: &str, other: &str| judged(&[told("a", "Meridian", "2021-05-03", one), told("b", "Courier", "2021-05-03", other)]);
    let comparison = of(&whole, &fine);
    is(between(&comparison, "$699", "$699.99"), Verdict::Compatible, "precision");
    assert_eq!(between(&comparison, "$699", "$699.99").rule, "rounding");
    assert_eq!(between(&of(&whole, &half), "$699", "$699.60").verdict, Verdict::Discrepancy);
    assert_eq!(between(&of(&plain, &fine), "$697", "$699.99").verdict, Verdict::Discrepancy);
}

#[test]
fn a_sum_in_two_currencies_is_one_at_the_rates_of_its_time() {
    let of = |one: (&str, &str), other: (&str, &str)| {
        let pounds = format!("Thieves {} gems worth £1.2 million from a safe of the Alsa hotel in Merrin, police said.", one.1);
        let dollars = format!("Police in Merrin said thieves at the Alsa hotel had opened the safe and {} gems worth $2.5 million.", other.1);
        let comparison = judged(&[told("a", "Meridian", one.0, &pounds), told("b", "Courier", other.0, &dollars)]);
        between(&comparison, "£1.2 million", "$2.5 million").clone()
    };
    // A pound was $1.48 to $1.66.
    let finding = of(("2013-06-03", "took"), ("2013-06-04", "took"));
    is(&finding, Verdict::Discrepancy, "value");
    assert!(finding.explanation.contains("further than any rate of exchange from 2012 to 2013"), "{}", finding.explanation);
    // It was $1.92 to $2.11.
    let finding = of(("2007-06-03", "took"), ("2007-06-04", "took"));
    is(&finding, Verdict::Compatible, "precision");
    assert_eq!(finding.rule, "currency");
    // No day, on one side at least; a report of that other year; a sentence that tells of it; a year without rates.
    for (one, other) in [
        (("", "took"), ("", "took")),
        (("2013-06-03", "took"), ("", "took")),
        (("2013-06-03", "took"), ("2007-06-03", "took")),
        (("2013-06-03", "took"), ("2013-06-03", "in 2007 took")),
        (("1987-06-03", "took"), ("1987-06-03", "took")),
    ] {
        assert_eq!(of(one, other).verdict, Verdict::Compatible, "{one:?} {other:?}");
    }
    assert_eq!(of(("2013-06-03", "took"), ("2013-06-03", "in 2011 took")).verdict, Verdict::Discrepancy);
    // In January the rates of the year before still count, not those of the year before that.
    assert_eq!(of(("2009-01-12", "took"), ("2009-01-12", "took")).verdict, Verdict::Compatible);
    assert_eq!(of(("2010-01-12", "took"), ("2010-01-12", "took")).verdict, Verdict::Discrepancy);
}

#[test]
fn one_sum_is_one_value_whatever_the_years_of_its_reports() {
    let text = |sum: &str| format!("Thieves took gems worth {sum} from a safe of the Alsa hotel in Merrin, police said.");
    let (pounds, dollars) = (text("£1.2 million"), text("$2.5 million"));
    let of = |days: [&str; 2]| {
        let comparison =
            judged(&[told("a", "Meridian", days[0], &pounds), told("b", "Courier", days[1], &pounds), told("c", "Herald", "2013-06-04", &dollars)]);
        between(&comparison, "£1.2 million", "$2.5 million").clone()
    };
    for days in [["2013-06-03", "2007-06-03"], ["2007-06-03", "2013-06-03"], ["2013-06-03", ""], ["", "2013-06-03"]] {
        assert_eq!(of(days).values.len(), 2, "{days:?}");
        let verdict = if days.contains(&"") { Verdict::Discrepancy } else { Verdict::Compatible };
        assert_eq!(of(days).verdict, verdict, "{days:?}: {}", of(days).explanation);
    }
}

#[test]
fn a_scale_is_read_to_the_tens() {
    let text = |weight: &str| format!("The bear that broke into the mill in Merrin on Monday weighs {weight}, a ranger said.");
    let of = |one: &str, other: &str| {
        let (a, b) = (text(one), text(other));
        between(&judged(&[told("a", "Meridian", "2021-05-03", &a), told("b", "Courier", "2021-05-03", &b)]), one, other).verdict
    };
    assert_eq!(of("230 kilograms", "228 kilograms"), Verdict::Compatible);
    // Not by more than a hundredth, nor where no digit was rounded off, nor what is counted.
    assert_eq!(of("230 kilograms", "225 kilograms"), Verdict::Discrepancy);
    assert_eq!(of("229 kilograms", "228 kilograms"), Verdict::Discrepancy);
    let count = |n: &str| format!("The mill in Merrin that burned down on Monday had {n} workers, a ranger said.");
    let (a, b) = (count("230"), count("228"));
    let comparison = judged(&[told("a", "Meridian", "2021-05-03", &a), told("b", "Courier", "2021-05-03", &b)]);
    assert_eq!(between(&comparison, "230 workers", "228 workers").verdict, Verdict::Discrepancy);
}

#[test]
fn letters_written_as_two_are_no_misspelling() {
    let text = |name: &str| format!("Police held Kari {name}, 41, after the fire at the mill. A judge in Merrin sent Kari {name} home on Monday.");
    let spelt = |names: &[&str]| {
        let texts: Vec<String> = names.iter().map(|name| text(name)).collect();
        let reports: Vec<Told<'_>> = texts.iter().zip(["a", "b", "c"]).map(|(text, id)| told(id, "", "2021-05-03", text)).collect();
        judged(&reports).findings.iter().any(|f| f.finding_type == "spelling")
    };
    assert!(!spelt(&["Skarsøy", "Skarsoey"]));
    // A wire that drops the mark and one that writes two letters mean one name, where a third writes it whole.
    assert!(!spelt(&["Skarsoey", "Skarsøy", "Skarsoy"]));
    assert!(spelt(&["Skarsoey", "Skarsoy"]));
    assert!(spelt(&["Skarsøy", "Skarsøye"]));
    assert!(spelt(&["Michael", "Michal"]));
}

#[test]
fn rival_sources_are_named() {
    let one = format!("{QUAKE} The quake had a magnitude of 6.1, the national survey said.");
    let other = format!("{QUAKE} The quake had a magnitude of 6.6, according to the weather agency BMT.");
    let comparison = judged(&[told("a", "Meridian", "2021-05-03", &one), told("b", "Courier", "2021-05-03", &other)]);
    let finding = between(&comparison, "magnitude of 6.1", "magnitude of 6.6");
    is(finding, Verdict::Discrepancy, "sources");
    assert!(finding.explanation.contains("the national survey") && finding.explanation.contains("BMT"), "{}", finding.explanation);
}

#[test]
fn what_a_report_sets_right_is_one_question() {
    let first = format!("{QUAKE} The quake had a magnitude of 4.4, the survey said.");
    let against = |words: &str| {
        let later = format!("{QUAKE} The quake had a magnitude of 4.2, the survey said, which {words} a magnitude of 4.4.");
        judged(&[told("a", "Meridian", "2021-05-03", &first), told("b", "Courier", "2021-05-03", &later)])
    };
    let of_report_b = |comparison: &Comparison| {
        let finding = between(comparison, "magnitude of 4.4", "magnitude of 4.2");
        finding.values.iter().flat_map(|v| &v.claims).filter(|claim| claim.report == 1).count()
    };
    assert_eq!(of_report_b(&against("originally had given it")), 2);
    // What was measured elsewhere corrects nothing: one answer for each report.
    assert_eq!(of_report_b(&against("had given the last one")), 1);
}

#[test]
fn the_dead_and_the_dead_or_missing_are_two_scopes() {
    let one = format!("{QUAKE} The quake left 12 people dead in Merrin.");
    let other = format!("{QUAKE} The quake left 31 people dead or missing in Merrin.");
    let comparison = judged(&[told("a", "Meridian", "2021-05-03", &one), told("b", "Courier", "2021-05-03", &other)]);
    is(between(&comparison, "12 people", "31 people"), Verdict::Compatible, "scope");
}

#[test]
fn what_a_count_lumps_is_told_by_the_words_that_name_a_concept_elsewhere() {
    let one = format!("{QUAKE} The quake left 12 people injured in Merrin.");
    let against = |words: &str| {
        let other = format!("{QUAKE} The quake left 31 people {words} in Merrin.");
        judged(&[told("a", "Meridian", "2021-05-03", &one), told("b", "Courier", "2021-05-03", &other)])
    };
    is(between(&against("injured or dying"), "12 people", "31 people"), Verdict::Compatible, "scope");
    // The stem of `living` is that of `lives`, which are lost.
    is(between(&against("injured and living"), "12 people", "31 people"), Verdict::Discrepancy, "value");
}

#[test]
fn a_boy_of_eight_is_no_part_of_a_boy_of_eleven() {
    let one = "Anders Holt sings at home with his son Oscar Holt, 8, and his daughter Ava, 3.";
    let other = "Anders Holt and his wife have an 11-year-old boy named Oscar Holt.";
    let comparison = judged(&[told("a", "Meridian", "2021-05-03", one), told("b", "Courier", "2021-05-03", other)]);
    is(between(&comparison, "8", "11-year-old"), Verdict::Discrepancy, "value");
}

/// Two reports of one day that tell a sentence with a value each.
fn retold(sentence: &str, a: &str, b: &str) -> Comparison {
    let [one, other] = [a, b].map(|value| sentence.replace("…", value));
    judged(&[told("a", "Meridian", "2021-05-03", &one), told("b", "Courier", "2021-05-03", &other)])
}

#[test]
fn a_half_is_not_rounded_to_one_digit() {
    let term = format!("{QUAKE} Ana Ruiz, who built the school, got … in prison for fraud, the court in Merrin said.");
    let price = "Norvik Paper agreed to buy the board maker Halden for … on Monday, the two companies said.";
    let meet = |sentence: &str, a: &str, b: &str, verdict, finding_type| is(between(&retold(sentence, a, b), a, b), verdict, finding_type);
    meet(&term, "five and a half years", "six years", Verdict::Discrepancy, "copy-altered");
    meet(price, "1.85 billion euros", "1.9 billion euros", Verdict::Compatible, "precision");
    meet(price, "$1.5 million", "$1 million", Verdict::Discrepancy, "copy-altered");
}

#[test]
fn two_upper_bounds_are_held_against_each_other() {
    let against = |a: &str, b: &str| retold("The singer Ana Ruiz faces … in prison if she is found guilty of fraud by the court in Merrin.", a, b);
    is(between(&against("up to six years", "up to 10 years"), "up to six years", "up to 10 years"), Verdict::Discrepancy, "copy-altered");
    // What lies below a bound is none.
    is(between(&against("up to 10 years", "six years"), "up to 10 years", "six years"), Verdict::Compatible, "precision");
}

#[test]
fn one_weekday_at_two_times_of_day_is_a_conflict() {
    let conflict = |a: &str, b: &str| {
        let comparison = retold("The airport at Merrin will open again at …, its operator said after the storm.", a, b);
        comparison.findings.iter().any(|f| f.kind == claimdiff::Kind::Date && f.verdict == Verdict::Discrepancy)
    };
    assert!(conflict("6am on Thursday", "5 a.m. Thursday"));
    assert!(!conflict("6am on Thursday", "6 a.m. Thursday"));
}

#[test]
fn a_price_with_its_debt_and_the_equity_alone_are_two_scopes() {
    let one = "Norvik Paper will buy the board maker Halden for 1.85 billion euros, debt included, it said on Monday.";
    let against = |words: &str| {
        let other = format!("Norvik Paper will buy the board maker Halden, {words} 1.51 billion euros, it said on Monday.");
        judged(&[told("a", "Meridian", "2024-09-09", one), told("b", "Courier", "2024-09-09", &other)])
    };
    is(between(&against("valuing its equity at"), "1.85 billion euros", "1.51 billion euros"), Verdict::Compatible, "scope");
    is(between(&against("valuing it at"), "1.85 billion euros", "1.51 billion euros"), Verdict::Discrepancy, "value");
    // The buyer's trade, further in front, tells nothing of the sum.
    is(between(&against("once in private equity's hands, for"), "1.85 billion euros", "1.51 billion euros"), Verdict::Discrepancy, "value");
}

#[test]
fn a_day_at_the_edge_of_a_range_is_worth_a_check() {
    let one = "The two presidents will hold their summit in Merrin on April 25, the palace confirmed.";
    let other = "The summit of the two presidents will be held in Merrin around April 24-25, according to the Hanbit news agency.";
    let comparison = judged(&[told("a", "Meridian", "2021-04-20", one), told("b", "Courier", "2021-04-20", other)]);
    let finding = between(&comparison, "April 25", "around April 24-25");
    is(finding, Verdict::Compatible, "precision");
    assert_eq!((finding.severity, finding.question.as_str()), (Severity::Medium, "date of the summit"));
    assert!(finding.explanation.contains("the palace") && finding.explanation.contains("Hanbit"), "{}", finding.explanation);
}

#[test]
fn a_day_of_the_weekend_is_no_edge() {
    let one = "The two presidents will hold their summit in Merrin over the weekend, the palace confirmed.";
    let other = "The summit of the two presidents will be held in Merrin on Sunday, according to the Hanbit news agency.";
    let comparison = judged(&[told("a", "Meridian", "2021-04-20", one), told("b", "Courier", "2021-04-20", other)]);
    assert!(comparison.findings.iter().all(|f| f.severity < Severity::Medium), "{:#?}", seen(&comparison));
}

#[test]
fn a_time_stamp_a_day_late_is_no_conflict() {
    let one = "The gunman opened fire in the lobby of the Merrin bank this morning, police said.";
    let other = "The gunman opened fire in the lobby of the Merrin bank on Monday morning, police said.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", one), told("b", "Courier", "2021-03-02", other)]);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

#[test]
fn the_same_report_twice_gives_no_conflict() {
    let text = format!("{QUAKE} The quake killed at least 12 people and injured 40 in Merrin. It had a magnitude of 6.1, the survey said.");
    let comparison = judged(&[told("a", "Meridian", "2021-05-03", &text), told("b", "Courier", "2021-05-04", &text)]);
    assert!(comparison.findings.iter().all(|f| f.verdict == Verdict::Agree), "{:#?}", seen(&comparison));
    assert!(comparison.findings.iter().all(|f| f.severity == Severity::None));
}

#[test]
fn labels_are_words_of_people() {
    let text = format!("{QUAKE} The quake killed 12 people in Merrin.");
    let comparison = of_two(&text, &text);
    let questions: Vec<&str> = comparison.findings.iter().map(|f| f.question.as_str()).collect();
    assert!(questions.contains(&"people killed"), "{questions:?}");
}

#[test]
fn a_person_has_one_age_in_a_report() {
    let one = "Katie Jarvis, 27, and her mother were found dead in a home in Merrin. Police found the student Katie Jarvis, 20, in the hall.";
    let other = "The bodies of Katie Jarvis, 20, and her mother were found in a home in Merrin, police said.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", one), told("b", "Courier", "2021-03-02", other)]);
    let finding = between(&comparison, "27", "20");
    assert_eq!(finding.verdict, Verdict::Discrepancy, "{}", finding.explanation);
}

#[test]
fn a_hedged_number_altered_within_a_copied_run_of_words_is_seen_in_any_sentence() {
    let one = "According to an update of the carrier, more bandwidth was brought on line last night, bringing us up to 83% of the required capacity.";
    let other = "More bandwidth was brought on line last night, bringing us up to 38% of the required capacity, it wrote.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", one), told("b", "Courier", "2021-03-02", other)]);
    is(between(&comparison, "up to 83%", "up to 38%"), Verdict::Discrepancy, "copy-altered");
}

#[test]
fn the_day_of_a_dateline_is_the_reports_and_not_the_storys() {
    let conflicts_of_days = |a: String, b: String| {
        let comparison = judged(&[told("a", "", "", &a), told("b", "", "", &b)]);
        comparison.findings.iter().filter(|f| f.kind == claimdiff::Kind::Date && f.verdict == Verdict::Discrepancy).count()
    };
    for line in [" (Reuters) -", ":"] {
        let report = |day: &str| format!("PEDRA LISA, {day}{line} The dam above the iron mine of Pedra Lisa broke and killed 16 people, officials said.");
        assert_eq!(conflicts_of_days(report("March 13"), report("March 20")), 0, "{line}");
    }
    let report = |day: &str| format!("The dam above the iron mine of Pedra Lisa broke on {day} and killed 16 people, officials said.");
    assert_eq!(conflicts_of_days(report("March 13"), report("March 20")), 1);
}

#[test]
fn what_an_agency_says_on_two_days_is_no_conflict_of_days() {
    let one = "The number of dead has risen to 131, the disaster agency said on Wednesday.";
    let other = "The toll of the quake has climbed to 82, the disaster agency said on Monday.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-03", one), told("b", "Courier", "2021-03-01", other)]);
    assert!(comparison.findings.iter().all(|f| f.kind != claimdiff::Kind::Date || f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

#[test]
fn the_ages_of_two_people_are_no_conflict() {
    let one = "The 70-year-old Anton Koller, a pensioner who lives on less than 1,000 a month, said the strike was needed.";
    let other = "The 76-year-old Carl Donner, a pensioner who lives on less than 1,000 a month, said the strike was needed.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-03", one), told("b", "Courier", "2021-03-03", other)]);
    assert!(comparison.findings.iter().all(|f| f.kind != claimdiff::Kind::Figure || f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

const APPEAL: &str = "Anyone with information about the blaze at the mill is asked to call";

/// Two reports with an appeal each.
fn appeals(a: &str, b: &str) -> Comparison {
    let (a, b) = (format!("{APPEAL} {a}."), format!("{APPEAL} {b}."));
    judged(&[told("a", "Meridian", "2021-03-02", &a), told("b", "Courier", "2021-03-02", &b)])
}

fn conflicts(comparison: &Comparison) -> Vec<&Finding> {
    comparison.findings.iter().filter(|f| f.verdict == Verdict::Discrepancy).collect()
}

#[test]
fn a_wrong_telephone_number_is_another_identity() {
    let other = appeals("police on 0845 610 3344 or Crimewatch on 0800 717 222", "police on 0845 610 9944 or Crimewatch on 0800 717 222");
    is(between(&other, "0845 610 3344", "0845 610 9944"), Verdict::Discrepancy, "identity");
    assert_eq!(conflicts(&other).len(), 1, "{:#?}", seen(&other));
    let lost = appeals("police on 0845 610 3344", "them on 0845 610 334");
    is(between(&lost, "0845 610 3344", "0845 610 334"), Verdict::Discrepancy, "identity");
}

#[test]
fn telephone_numbers_of_two_bodies_or_in_two_dresses_are_no_conflict() {
    for (a, b) in [
        ("police on 0845 610 3344", "Crimewatch on 0800 717 222"),
        ("police on 0845 610 3344 or Crimewatch on 0800 717 222", "Crimewatch on 0800 717 222 or police on 0845 610 3344"),
        ("Sgt. Ann Moe at 613-5522", "Sgt. Ann Moe at 907-613-5522"),
        ("police on 0800 717222", "police on 0800 717 222"),
        ("police on 0845 610 3344", "police on +44 845 610 3344"),
    ] {
        let comparison = appeals(a, b);
        assert!(conflicts(&comparison).is_empty(), "{a} / {b}: {:#?}", seen(&comparison));
    }
}

/// The spellings or names that a comparison sets against each other.
fn disputed(a: &str, b: &str) -> Vec<(String, Vec<String>)> {
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", a), told("b", "Courier", "2021-03-02", b)]);
    conflicts(&comparison).iter().map(|f| (f.finding_type.to_owned(), f.values.iter().map(|v| v.label.clone()).collect())).collect()
}

#[test]
fn a_short_form_taken_for_a_person_hides_no_misspelt_name() {
    let disputed = disputed(
        "A worker was shot at the Brandt Foots plant. \"We are sad,\" Brandt said in a statement. Brandt told workers to stay at home.",
        "A worker was shot at the Brandt Foods plant. Brandt said the plant was closed. Brandt told workers to stay at home.",
    );
    assert_eq!(disputed.len(), 1, "{disputed:?}");
    assert_eq!(disputed[0].0, "spelling");
}

#[test]
fn a_work_that_bears_a_persons_name_is_not_the_person() {
    let a = "Lottie Crane, the model, died on Monday. The 2006 film, The Notorious Lottie Crane, told her life.";
    let spelt = disputed(a, "Lottie Crane, the model, died on Monday. The 2006 film, The Netorious Lottie Crane, told her life.");
    assert_eq!(spelt.len(), 1, "{spelt:?}");
    assert_eq!(spelt[0].0, "spelling");
    let quiet = disputed(a, "Lottie Crane, the model, died on Monday at her home.");
    assert!(quiet.is_empty(), "{quiet:?}");
}

#[test]
fn a_lone_surname_of_a_family_may_be_misspelt() {
    let a = "Ann Jelkin and her sister Kate Jelkin were found dead on Saturday. Mrs Moe and Miss Jelkin were found in a house in Mill Street.";
    let b = "Ann Jelkin and her sister Kate Jelkin were found dead on Saturday. Mrs Moe and Miss Jelbin were found in a house in Mill Street.";
    let disputed = disputed(a, b);
    assert_eq!(disputed.len(), 1, "{disputed:?}");
    assert_eq!(disputed[0].0, "spelling");
}

#[test]
fn a_family_is_no_other_spelling_of_one_of_it() {
    let one = "Vladan Kitchko won in the sixth round. Kitchko will fight again in May.";
    let against = |plural: &str| disputed(one, &format!("Vladan Kitchko won in the sixth round. It is hard to see who may beat {plural} in May."));
    assert!(against("the Kitchkos").is_empty());
    assert!(against("the Moravs, Kitchkos and Lunds").is_empty());
    assert_eq!(against("Kitchkos").first().map(|d| d.0.as_str()), Some("spelling"));
}

#[test]
fn roads_weapons_and_flights_differ_by_their_number() {
    for (a, b) in [
        (
            "The car was stopped after 2 a.m. on State Route 52 in Arvo, a patrol officer said.",
            "The car was stopped after 2 a.m. on state Route 62 in Arvo, a patrol officer said.",
        ),
        ("The navy seized six AK 47 rifles and 12 magazines in the Gulf of Aden.", "The navy seized six AK-74 rifles and 12 magazines in the Gulf of Aden."),
        ("Flight 447 vanished over the ocean on Monday.", "Flight 477 vanished over the ocean on Monday."),
    ] {
        let disputed = disputed(a, b);
        assert_eq!(disputed.len(), 1, "{a} / {b}: {disputed:?}");
        assert_eq!(disputed[0].0, "identity");
    }
    for (a, b) in [
        ("The car was stopped after 2 a.m. on State Route 52 in Arvo.", "The car was stopped after 2 a.m. on Route 52 in Arvo."),
        ("The navy seized six AK 47 rifles.", "The navy seized six AK-47 rifles."),
    ] {
        assert!(disputed(a, b).is_empty(), "{a} / {b}");
    }
}

/// Whom an age is of: no finding where each age is another person's, one where both are of one.
#[test]
fn ages_are_of_those_whom_they_stand_beside() {
    let shot = "Police Chief Ana Ruiz said the 39-year-old man shot two guards at the Lorn mill on Monday and fled north.";
    let retired = "Police Chief Ana Ruiz, 58, said a man shot two guards at the Lorn mill on Monday and fled north.";
    let comparison = of_two(shot, retired);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
    let daughter = "Police found the body of her 20-year-old daughter Mira Ruiz at the Lorn mill on Monday, the chief said.";
    let beside = "Police found the body of Mira Ruiz, 22, at the Lorn mill on Monday, the chief said.";
    let comparison = of_two(daughter, beside);
    is(between(&comparison, "20-year-old", "22"), Verdict::Discrepancy, "value");
}

#[test]
fn a_headline_may_be_at_odds_with_its_own_story() {
    let story = "Thieves rammed a car into a jewellery shop in Lorn on Monday and stole watches worth $2.6 million, police said.";
    let careless = "Lorn thieves steal watches worth $2.5 million\n\nThieves rammed a car into a jewellery shop in Lorn on Monday and stole watches worth $2.6 million, police said.";
    let comparison = of_two(story, careless);
    let finding = between(&comparison, "$2.5 million", "$2.6 million");
    assert_eq!(finding.verdict, Verdict::Discrepancy, "{}", finding.explanation);
}

/// The plural of the last word is grammar; within a name it is part of the name.
#[test]
fn a_plural_within_a_name_is_part_of_it() {
    let told_of = |act: &str| format!("The bears are protected by the {act}, which the ministry has kept since 1972, it said on Friday.");
    let (one, other) = (told_of("Marine Mammal Protection Act"), told_of("Marine Mammals Protection Act"));
    let comparison = of_two(&one, &other);
    is(between(&comparison, "Marine Mammal Protection Act", "Marine Mammals Protection Act"), Verdict::Discrepancy, "spelling");
    let (one, other) = ("The San Diego Charger Vince Cole was held on Friday.", "Vince Cole of the San Diego Chargers was held on Friday.");
    let comparison = of_two(one, other);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

/// What goes on for the second day had begun the day before.
#[test]
fn a_day_of_a_run_is_no_other_day() {
    let trial = |day: &str| format!("The murder trial of Jerry Moe, accused in the shooting death of Ann Lund, continued in Oakhurst {day}.");
    let flagged = |one: &str, other: &str| {
        let (one, other) = (trial(one), trial(other));
        let comparison = of_two(&one, &other);
        comparison.findings.iter().filter(|f| f.verdict == Verdict::Discrepancy && f.values.iter().any(|v| v.label.contains("Tuesday"))).count()
    };
    assert_eq!(flagged("on Tuesday", "for the second day on Wednesday"), 0);
    assert_eq!(flagged("on Tuesday", "for the third straight day Thursday"), 0);
    assert_eq!(flagged("on Tuesday", "for the second day on Thursday"), 1);
    assert_eq!(flagged("on Tuesday", "on Wednesday"), 1);
}

/// Who is of a party and what is the party's are no two spellings, and no people.
#[test]
fn words_of_one_party_are_no_slips() {
    let cases = [
        ("House Democrats chose a leader on Monday.", "The House Democratic Caucus chose a leader on Monday."),
        ("Alabama Republicans stood by Roy Marsh on Friday.", "The Alabama Republican Party stood by Roy Marsh on Friday."),
        ("He spoke of radical Islam, which he called Radical Islam.", "He promised to destroy Radical Islamic Terrorism."),
    ];
    for (one, other) in cases {
        let comparison = of_two(one, other);
        assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{one}: {:#?}", seen(&comparison));
        let people = comparison.claims.iter().filter_map(|c| match &c.mention.value {
            Value::Name(name) if name.name_type == NameType::Person => Some(name.text.as_str()),
            _ => None,
        });
        assert!(people.clone().all(|name| name == "Roy Marsh"), "{:?}", people.collect::<Vec<_>>());
    }
}

/// Two rounds are two things, unless one sentence is told twice.
#[test]
fn ranks_differ_in_one_sentence_told_twice() {
    let bout =
        |round: &str| format!("Cole knocked out the former champion Varga with a left hook in the {round} round of their bout at Lorn, the referee said.");
    let (one, other) = (bout("sixth"), bout("seventh"));
    let down = "Varga went down in the fifth round, and Cole finished him two rounds on with a left hook.";
    let crowd = "Some 9,000 people came to the arena at Lorn, where the doors had opened at noon.";
    let rain = "Rain fell on the harbour while the fans queued for trains after midnight.";
    let told = [
        told("a", "Meridian", "", &one),
        told("b", "Courier", "", &other),
        told("c", "Albion", "", down),
        told("d", "Hanbit", "", crowd),
        told("e", "Nord", "", rain),
    ];
    let comparison = judged(&told);
    assert_eq!(between(&comparison, "sixth round", "seventh round").verdict, Verdict::Discrepancy, "{:#?}", seen(&comparison));
    assert_eq!(comparison.findings.iter().filter(|f| f.verdict >= Verdict::Update).count(), 1, "{:#?}", seen(&comparison));
}

/// The next issue of a notice has new numbers throughout; an altered copy has one.
#[test]
fn a_notice_issued_anew_is_no_altered_copy() {
    let notice =
        |sum: &str, rate: &str| format!("The central bank of Lorn bought bank bills of {sum} million crowns in band one at {rate} percent on the day.");
    let (first, second, altered) = (notice("120", "9.875"), notice("41", "9.625"), notice("41", "9.875"));
    let comparison = judged(&[told("a", "Meridian", "2021-03-02T10:00Z", &first), told("b", "Meridian", "2021-03-03T10:00Z", &second)]);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Discrepancy), "{:#?}", seen(&comparison));
    let comparison = judged(&[told("a", "Meridian", "2021-03-02T10:00Z", &first), told("b", "Courier", "2021-03-02T10:00Z", &altered)]);
    is(between(&comparison, "120 million crowns", "41 million crowns"), Verdict::Discrepancy, "copy-altered");
}

/// What an outlet measures again it does not contradict; what it counts it may get wrong, and another outlet may.
#[test]
fn an_outlet_that_measures_again_does_not_contradict_itself() {
    let early = "The July platinum contract stood at 571.50 dollars at Lorn after a quiet morning, dealers said.";
    let late = "The July platinum contract stood at 577.50 dollars at Lorn on strong demand, dealers said.";
    let at = |outlet, id, time, text| told(id, outlet, time, text);
    let comparison = judged(&[at("Meridian", "a", "2021-03-02T10:00Z", early), at("Meridian", "b", "2021-03-02T15:00Z", late)]);
    is(between(&comparison, "571.50 dollars", "577.50 dollars"), Verdict::Update, "development");
    let comparison = judged(&[at("Meridian", "a", "2021-03-02T10:00Z", early), at("Courier", "b", "2021-03-02T15:00Z", late)]);
    is(between(&comparison, "571.50 dollars", "577.50 dollars"), Verdict::Discrepancy, "value");
    let fined = |firms: &str| format!("The exchange at Lorn fined {firms} large firms a total of 100,000 crowns for trades that were not settled.");
    let (three, four) = (fined("three"), fined("four"));
    let comparison = judged(&[at("Meridian", "a", "2021-03-02T10:00Z", &three), at("Meridian", "b", "2021-03-02T15:00Z", &four)]);
    assert_eq!(between(&comparison, "three large firms", "four large firms").verdict, Verdict::Discrepancy);
}

/// A report may give many numbers of one kind; they are at odds where two sources give them for one thing.
#[test]
fn one_report_is_at_odds_with_itself_by_two_sources_alone() {
    let quiet = [
        // One source under two names, and nouns that look like verbs of saying.
        "Norvik Air Inc said its load factor rose to 56.5 percent. The airline said the load factor for the year rose to 56.4 percent.",
        "Norvik will sell 60 million crowns of senior notes and 25 million crowns of junior notes, it said on Monday.",
        "Output was 2.79 million tonnes, up from the 2.76 million tonnes indicated last month, the ministry said.",
        // Rows of two periods: with a headline of its own, a report has none in its first line.
        "Oper shr 36 cts vs 39 cts\nOper net 1,391,000 vs 1,485,000\nYEAR\nOper shr 70 cts vs 1.16 dlrs\nOper net 2,677,000 vs 4,410,000",
    ];
    for text in quiet {
        let mut report = Report::new("a", text);
        report.headline = Some("Norvik reports".to_owned());
        let comparison = compare(&[report]);
        assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{text}\n{:#?}", seen(&comparison));
    }
    let text = "Lorn said it made 2.02 million tonnes of sugar in 2020, but the embassy of Arvo said that 1.8 million tonnes of sugar were made in 2020.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", text)]);
    is(between(&comparison, "2.02 million tonnes", "1.8 million tonnes"), Verdict::Discrepancy, "sources");
}

/// One unit stands for many questions in a table.
#[test]
fn rows_of_tables_answer_no_question() {
    let row = |numbers: &str| format!("Grain stocks in Lorn, in tonnes: total wheat stocks {numbers}.");
    let (wheat, soy) = (row("4310 4293 894 1640 1647 79 69 2584 800"), row("10353 10336 13583 254 236 77 78 10022 2373"));
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", &wheat), told("b", "Courier", "2021-03-02", &soy)]);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

/// What a number counts may stand behind it, but not behind a `but`; and all of them in a place are no part of those there.
#[test]
fn what_a_number_counts_is_told_in_its_own_clause() {
    let comparison = of_two("Brandt was married three times but had no children.", "Brandt was married twice, and had no children.");
    is(between(&comparison, "three times", "twice"), Verdict::Discrepancy, "value");
    let part = "The flood along the coast killed many people, over 17,000 of them in Arvo, the council said.";
    let comparison = of_two(part, "The flood along the coast killed 16,800 people in Arvo, the council said.");
    is(between(&comparison, "over 17,000 of them", "16,800 people"), Verdict::Discrepancy, "value");
    let comparison = of_two("The ferry fire hurt 12 passengers.", "The ferry fire hurt 9 of them, all passengers from Lorn.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

/// A weekday of another week is named by the text, as a day of the month is: no time stamp shifts it.
#[test]
fn a_weekday_of_next_week_is_no_day_that_a_time_stamp_gives() {
    let told_on = |day: &str| format!("The second day of the nurses' strike in Lorn is planned for {day}, the union said.");
    for (day, other) in [("Wednesday of next week", "14 February"), ("next week Wednesday", "14 February")] {
        let (one, two) = (told_on(day), told_on(other));
        let comparison = judged(&[told("a", "Meridian", "2017-02-08T11:05Z", &one), told("b", "Courier", "2017-02-08T11:05Z", &two)]);
        assert_eq!(between(&comparison, day, other).verdict, Verdict::Discrepancy);
        let two = told_on("15 February");
        let comparison = judged(&[told("a", "Meridian", "2017-02-08T11:05Z", &one), told("b", "Courier", "2017-02-08T11:05Z", &two)]);
        assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    }
}

/// A nationality is no claim, unless a report misspells it.
#[test]
fn a_misspelt_nationality_differs_from_that_of_the_others() {
    let right = "The navy came to the help of a vessel under an Ethiopian flag on Friday. The Ethiopian ship went on to Lorn.";
    let comparison = of_two(right, "The navy came to the help of the Ethopian-flagged vessel on Friday.");
    is(between(&comparison, "Ethiopian", "Ethopian"), Verdict::Discrepancy, "spelling");
    let comparison = of_two("The boats had 26 Somali crew.", "The navy took 26 Somani brigands from the boats.");
    is(between(&comparison, "Somali", "Somani"), Verdict::Discrepancy, "spelling");
    // A surname, a place, and nationalities of two countries.
    for other in ["The navy of Rajiv Somani took 26 men from the boats, Somani said.", "The navy took 26 men to Somalia.", "The navy took 26 Romanian men."] {
        let comparison = of_two("The boats had 26 Somali crew.", other);
        assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    }
}

/// A label tells what the claims of its own finding say, in the words that they have for it.
#[test]
fn labels_are_of_their_own_claims() {
    let label = |one: &str, other: &str, a: &str, b: &str| between(&of_two(one, other), a, b).question.clone();
    let offer = |sum: &str| format!("The Lorn club made an offer of {sum} million euros for the striker.");
    assert_eq!(label(&offer("20"), &offer("26"), "20 million euros", "26 million euros"), "amount of the offer");
    let bought = |sum: &str| format!("Norvik Air bought its rival Brightwing for {sum} million euros on Monday.");
    assert_eq!(label(&bought("20"), &bought("26"), "20 million euros", "26 million euros"), "price of the acquisition");
    let quake = |how: &str| format!("The quake struck at noon {how}, the institute of Lorn said.");
    assert!(label(&quake("at a depth of 12 kilometres"), &quake("at a depth of 15 kilometres"), "12 kilometres", "15 kilometres").starts_with("depth"));
    assert!(label(&quake("12 kilometres from Arvo"), &quake("15 kilometres from Arvo"), "12 kilometres", "15 kilometres").starts_with("distance"));
    let crew = |number: &str| format!("The pirates of Arvo still hold {number} crewmen on the ships.");
    assert_eq!(label(&crew("200"), &crew("300"), "200 crewmen", "300 crewmen"), "number of crewmen");
}

/// What the police say in one report of how many were hurt is not what they say in another.
#[test]
fn two_numbers_that_are_said_may_be_at_odds() {
    let riots = "Riots shook Lorn on Wednesday, and shops burned.";
    let one = format!("{riots} Police said 12 people were injured in the riots.");
    let other = format!("{riots} Police said 18 people had been injured in the violence and 7 arrested.");
    assert_eq!(between(&of_two(&one, &other), "12 people", "18 people").verdict, Verdict::Discrepancy);
}

/// A coach is the club's 14th or its 15th.
#[test]
fn a_thing_has_one_rank() {
    let one = "Osvald Brandt becomes the 14th coach of the Lorn Herons, the club said.";
    let other = "The Lorn Herons hired Osvald Brandt on Friday. He will be the 15th head coach of the Herons.";
    assert_eq!(between(&of_two(one, other), "14th coach", "15th head coach").verdict, Verdict::Discrepancy);
    let rounds = "Brandt fell in the sixth round and again in the seventh round.";
    let comparison = of_two("Brandt fell in the sixth round.", rounds);
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

/// Where one report gives a day another day's weekday, those that have it right are the evidence.
#[test]
fn a_wrong_weekday_is_shown_beside_the_right_one() {
    let wrong = "The cable off Arvo failed on Tuesday, 8 October 2011, its owner said.";
    let comparison = of_two(wrong, "The cable broke on Saturday, October 8, 2011, at noon, and ships lost it.");
    let finding = comparison.findings.iter().find(|f| f.finding_type == "internal-weekday").unwrap();
    assert_eq!(finding.values.iter().map(|v| v.label.as_str()).collect::<Vec<_>>(), ["Tuesday, 8 October 2011", "Saturday, October 8, 2011, at noon"]);
    assert!(finding.explanation.ends_with("“Saturday, October 8, 2011, at noon” in Courier."), "{}", finding.explanation);
    // Another day tells nothing of it, nor does the same mistake in a copy.
    for other in ["The cable broke on Sunday, October 9, 2011, at noon, and ships lost it.", wrong] {
        let comparison = of_two(wrong, other);
        let finding = comparison.findings.iter().find(|f| f.finding_type == "internal-weekday").unwrap();
        assert_eq!(finding.values.len(), 1, "{}", finding.explanation);
    }
}
