//! Grouping as a user sees it: reports of one event get one id, those of two get two, whatever the
//! threads, and however often a batch that groups is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use claimdiff::Report;
use claimdiff::group::{Grouper, Settings};
use proptest::prelude::*;

#[path = "../benches/generator/mod.rs"]
#[allow(dead_code, reason = "the benches use the rest of it")]
mod generator;
mod scratch;

use scratch::{Folder, tree};

fn claimdiff(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    command.args(args).stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    claimdiff(args).output().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The event of each report of a run, by the report's id.
fn events(output: &Output) -> BTreeMap<String, String> {
    assert!(output.status.success(), "{}", errors(output));
    let lines = std::str::from_utf8(&output.stdout).unwrap().lines();
    let reports = lines.map(|line| serde_json::from_str::<Report>(line).unwrap());
    reports.map(|report| (report.id, report.event.unwrap())).collect()
}

/// A report: day, headline and event, each empty where there is none, then the text.
type Told<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The events that reports get.
fn grouped(settings: Settings, reports: &[Told<'_>]) -> Vec<String> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut reports: Vec<Report> = reports
        .iter()
        .enumerate()
        .map(|(at, (day, headline, event, text))| {
            let mut report = Report::new(format!("r{at}"), *text);
            report.published = some(day).map(|day| day.parse().unwrap());
            report.headline = some(headline);
            report.event = some(event);
            report
        })
        .collect();
    Grouper::new(settings).group(&mut reports.iter_mut().collect::<Vec<_>>());
    reports.into_iter().map(|report| report.event.unwrap()).collect()
}

const LOMBOK: &str = "A magnitude 6.9 earthquake struck the Indonesian island of Lombok on Sunday, killing at least 91 people.\n\
    The quake damaged thousands of homes in Mataram, and tremors were felt on Bali, the disaster agency said.";
const LOMBOK_RETOLD: &str = "At least 91 people were killed when an earthquake of magnitude 6.9 hit Lombok, Indonesia's disaster agency said on Monday.\n\
    Thousands of buildings in the city of Mataram were damaged. On neighbouring Bali people ran out of their hotels.";
const KERMANSHAH: &str = "An earthquake in the Iranian province of Kermanshah killed 61 people on Sunday, state television said.\n\
    Rescue teams from Tehran were on their way to Sarpol-e Zahab, where a hospital collapsed. The Red Crescent asked for blood donors.";
const VOTE: &str = "Senators in Montevideo approved the pension bill by 17 votes to 14 after a debate of nine hours.\n\
    The unions of Uruguay called a strike for Friday.";

/// A quake told in one form of words, in a place, with a day, figures and an official.
fn quake(town: &str, province: &str, official: &str, [dead, hurt, homes]: [&str; 3], magnitude: &str) -> String {
    format!(
        "An earthquake of magnitude {magnitude} struck near {town} in the province of {province} on Sunday, killing at least {dead} people, officials said.\n\
         Another {hurt} people were injured, governor {official} told reporters. The quake damaged {homes} homes in {town}, the interior ministry said.\n\
         Residents ran into the streets, and hospitals called in staff from neighbouring districts."
    )
}

/// The complaint that a false merge brings: their figures would be held against each other.
#[test]
fn two_quakes_of_one_day_in_nearly_the_same_sentences_stay_apart() {
    let first = quake("Huaraz", "Ancash", "Carmen Castillo", ["45", "312", "1,840"], "6.9");
    let second = quake("Gyumri", "Shirak", "Armen Grigoryan", ["61", "540", "2,310"], "5.8");
    let events = grouped(Settings::default(), &[("2018-08-05", "", "", &first), ("2018-08-05", "", "", &second), ("2018-08-05", "", "", &first)]);
    assert!(events[0] != events[1] && events[0] == events[2], "{events:?}");
}

/// Which of the reports belong together; each is named by its place, the same letter for the same event.
#[test]
fn reports_of_one_event_meet_and_those_of_two_do_not() {
    let first_half = LOMBOK.split('\n').next().unwrap();
    let cases: [(&str, &[Told<'_>], &str); 11] = [
        ("an event retold", &[("2018-08-05", "", "", LOMBOK), ("2018-08-06", "", "", LOMBOK_RETOLD)], "aa"),
        ("two quakes of one day", &[("2018-08-05", "", "", LOMBOK), ("2018-08-05", "", "", KERMANSHAH)], "ab"),
        (
            "a quake and a vote, and the quake again",
            &[("2018-08-05", "", "", LOMBOK), ("2018-08-05", "", "", VOTE), ("2018-08-06", "", "", LOMBOK_RETOLD)],
            "aba",
        ),
        ("one place, a year apart", &[("2018-08-05", "", "", LOMBOK), ("2019-08-05", "", "", LOMBOK_RETOLD)], "ab"),
        ("the same words a year later", &[("2018-08-05", "", "", LOMBOK), ("2019-08-05", "", "", LOMBOK)], "ab"),
        ("no day", &[("", "", "", LOMBOK), ("", "", "", KERMANSHAH), ("", "", "", LOMBOK_RETOLD)], "aba"),
        ("no day among dated ones", &[("2018-08-05", "", "", LOMBOK), ("", "", "", LOMBOK_RETOLD)], "aa"),
        ("a copy", &[("2018-08-05", "", "", LOMBOK), ("2018-08-05", "Quake", "", LOMBOK)], "aa"),
        ("a copy cut short", &[("2018-08-05", "", "", LOMBOK), ("2018-08-05", "", "", first_half)], "aa"),
        ("a headline that is apart", &[("2018-08-05", "Lombok earthquake kills 91 in Indonesia", "", LOMBOK_RETOLD), ("2018-08-05", "", "", LOMBOK)], "aa"),
        ("a headline alone", &[("2018-08-05", "Lombok earthquake kills 91", "", ""), ("2018-08-05", "Senate of Uruguay votes on pensions", "", "")], "ab"),
    ];
    for (name, reports, expected) in cases {
        let events = grouped(Settings::default(), reports);
        let order: Vec<&String> = events.iter().fold(Vec::new(), |mut known, event| {
            if !known.contains(&event) {
                known.push(event);
            }
            known
        });
        let letters: String = events.iter().map(|event| char::from(b'a' + order.iter().position(|known| *known == event).unwrap() as u8)).collect();
        assert_eq!(letters, expected, "{name}: {events:?}");
    }
}

#[test]
fn a_given_event_is_kept_and_draws_others_to_it() {
    let events = grouped(
        Settings::default(),
        &[
            ("2018-08-05", "", "lombok", LOMBOK),
            ("2018-08-06", "", "", LOMBOK_RETOLD),
            ("2018-08-06", "", "other", LOMBOK_RETOLD),
            ("2018-08-06", "", "lombok", VOTE),
        ],
    );
    assert_eq!(events, ["lombok", "lombok", "other", "lombok"]);
}

#[test]
fn an_id_tells_day_and_words_and_no_event_that_is_open_has_it_twice() {
    let events = grouped(Settings::default(), &[("2018-08-05T10:00Z", "", "", LOMBOK), ("", "", "", VOTE)]);
    let words: Vec<&str> = events[0].split('-').collect();
    assert_eq!(words[..3], ["2018", "08", "05"], "{events:?}");
    assert!(words.contains(&"lombok"), "{events:?}");
    assert!(events[1].starts_with("undated-"), "{events:?}");
    // An input that names an event as another would be called.
    let taken = events[0].as_str();
    let again = grouped(Settings::default(), &[("2018-08-05T10:00Z", "", "", LOMBOK), ("", "", taken, VOTE)]);
    assert_eq!(again[0], events[0]);
    let given_first = grouped(Settings { window: 0, ..Settings::default() }, &[("2018-08-04", "", taken, VOTE), ("2018-08-05T10:00Z", "", "", LOMBOK)]);
    assert!(given_first[1] != given_first[0], "{given_first:?}");
}

#[test]
fn the_window_is_that_of_the_setting() {
    let apart = [("2018-08-05", "", "", LOMBOK), ("2018-08-15", "", "", LOMBOK_RETOLD)];
    let same = |window| {
        let events = grouped(Settings { window, ..Settings::default() }, &apart);
        events[0] == events[1]
    };
    assert_eq!([0, 9, 20].map(same), [false, false, true]);
    assert_eq!(grouped(Settings { window: 0, ..Settings::default() }, &[apart[0], apart[0]]).iter().collect::<BTreeSet<_>>().len(), 1);
}

#[test]
fn no_more_clusters_are_open_than_may_be_and_the_oldest_is_closed() {
    let settings = Settings { clusters: 2, ..Settings::default() };
    let day = "2018-08-05";
    let events =
        grouped(settings, &[(day, "", "", LOMBOK), (day, "", "", KERMANSHAH), (day, "", "", LOMBOK_RETOLD), (day, "", "", VOTE), (day, "", "", LOMBOK_RETOLD)]);
    assert!(events[0] == events[2] && events[2] == events[4], "the vote closes Kermanshah, which was left alone longest: {events:?}");
    let one = grouped(Settings { clusters: 1, ..settings }, &[(day, "", "", LOMBOK), (day, "", "", VOTE), (day, "", "", LOMBOK_RETOLD)]);
    assert!(one[0] != one[2], "{one:?}");
    // Nothing is left of a closed cluster that could be found, however many there were.
    let mut grouper = Grouper::new(Settings { clusters: 8, ..Settings::default() });
    for number in 0..300 {
        let mut reports = generator::event(number, 3, 300);
        reports.iter_mut().for_each(|report| report.event = None);
        grouper.group(&mut reports.iter_mut().collect::<Vec<_>>());
        assert!(reports.iter().all(|report| report.event.is_some()));
    }
}

/// JSON Lines of generated events, without the events' names.
fn lines(numbers: std::ops::Range<usize>) -> String {
    let mut all: Vec<String> = Vec::new();
    for number in numbers {
        for mut report in generator::event(number, 3 + number % 5, 400) {
            report.event = None;
            all.push(serde_json::to_string(&report).unwrap());
        }
    }
    all.sort_by_key(|line| xxhash_rust::xxh3::xxh3_64(line.as_bytes()));
    all.join("\n") + "\n"
}

#[test]
fn neither_threads_nor_the_order_of_the_paths_change_a_byte() {
    let folder = Folder::new("order");
    let (a, b) = (folder.file("a.jsonl", lines(0..60)), folder.file("b.jsonl", lines(60..120)));
    let one = run(&["group", &a, &b, "--jobs", "1"]);
    let two = run(&["group", &b, &a, "--jobs", "2"]);
    assert!(one.status.success() && one.stdout == two.stdout);
    let events = events(&one);
    let (reports, groups) = (events.len(), events.values().collect::<BTreeSet<_>>().len());
    assert!(errors(&one).contains(&format!("{reports} reports of {groups} events")), "{}", errors(&one));
}

#[test]
fn all_fields_go_through_and_what_comes_out_can_be_compared() {
    let folder = Folder::new("fields");
    let line = r#"{"id": "a", "source": "Meridian", "headline": "Quake", "byline": "Ana Ruiz", "location": "MATARAM", "published": "2018-08-05T10:00Z", "updated": "2018-08-05T12:00Z", "version": "2", "language": "en", "text": "A quake struck Lombok."}"#;
    let input = folder.file("in.jsonl", line);
    let read = run(&["reports", &input, "--format", "jsonl"]);
    let out = folder.path("out.jsonl");
    let output = run(&["group", &input, "-o", &out]);
    assert!(output.status.success() && output.stdout.is_empty(), "{}", errors(&output));
    let mut before: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    let after: serde_json::Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    before["event"] = after["event"].clone();
    assert!(after["event"].is_string());
    assert_eq!(before, after);
    assert!(run(&["compare", &out]).status.success());
}

#[test]
fn reports_go_out_while_others_still_come_in() {
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_claimdiff")).args(["group", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(lines(0..100).as_bytes()).unwrap();
    let mut first = String::new();
    // The input is still open.
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.contains("\"event\":\""), "{first}");
    drop(input);
    child.wait().unwrap();
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_to_read_is_an_error() {
    let folder = Folder::new("unreadable");
    let input = folder.file("in.jsonl", "{\"id\":\"a\",\"text\":\"A quake struck Lombok.\"}\n{\"id\":\"broken\n");
    let output = run(&["group", &input]);
    assert_eq!((output.status.code(), events(&output).len()), (Some(0), 1));
    assert!(errors(&output).lines().last().unwrap().contains("1 input left out"), "{}", errors(&output));
    assert_eq!(run(&["group", &input, "--strict", "-q"]).status.code(), Some(2));
    assert!(run(&["group", &input, "-q"]).stderr.is_empty());
    let none = run(&["group", &folder.file("none.txt", " \n")]);
    assert_eq!(none.status.code(), Some(2));
    assert!(errors(&none).contains("no report could be read"), "{}", errors(&none));
}

#[test]
fn a_batch_that_groups_finds_what_a_batch_of_grouped_reports_finds() {
    let folder = Folder::new("batch");
    let inputs = folder.path("in");
    std::fs::create_dir_all(&inputs).unwrap();
    folder.file("in/a.jsonl", lines(0..40));
    folder.file("in/b.jsonl", lines(40..80));
    folder.file("in/lombok.txt", LOMBOK);
    folder.file("in/vote.txt", VOTE);
    let grouped = folder.path("grouped.jsonl");
    assert!(run(&["group", &inputs, "-o", &grouped, "--quiet"]).status.success());
    let (at_once, after) = (folder.path("at-once"), folder.path("after"));
    let output = run(&["batch", &inputs, "-o", &at_once, "--group", "--format", "csv", "--all"]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(run(&["batch", &grouped, "-o", &after, "--format", "csv", "--all"]).status.success());
    let findings = |folder: &str| tree(folder).into_iter().filter(|(name, _)| name.starts_with("findings") || name == "outlets.csv").collect::<Vec<_>>();
    assert!(findings(&at_once).len() > 1);
    assert_eq!(findings(&at_once), findings(&after));
    let manifest: serde_json::Value = serde_json::from_slice(&tree(&at_once)["manifest.json"]).unwrap();
    assert_eq!((&manifest["counts"]["skipped"], &manifest["counts"]["errors"]), (&0.into(), &0.into()), "{manifest}");
    let other = run(&["batch", &inputs, "-o", &at_once, "--group", "--window", "3", "--format", "csv", "--all"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(errors(&other).contains("group"), "{}", errors(&other));
    assert_eq!(run(&["batch", &inputs, "-o", &folder.path("x"), "--window", "3"]).status.code(), Some(2));
    assert!(run(&["batch", &inputs, "-o", &folder.path("dry"), "--group", "--dry-run"]).status.success());
    assert!(!Path::new(&folder.path("dry")).exists());
}

#[test]
fn a_batch_that_groups_and_is_killed_again_and_again_ends_with_the_same_bytes() {
    let folder = Folder::new("killed");
    let inputs: Vec<String> = (0..3).map(|n| folder.file(&format!("in-{n}.jsonl"), lines(n * 80..n * 80 + 80))).collect();
    let (whole, killed) = (folder.path("whole"), folder.path("killed"));
    let command = |out: &str| {
        let mut command = claimdiff(&["batch", "--group", "--quiet", "-o", out]);
        command.args(&inputs).stderr(Stdio::null());
        command
    };
    let start = Instant::now();
    assert!(command(&whole).status().unwrap().success());
    let took = start.elapsed();
    let mut random = generator::Random::new(2);
    let mut cut_off = 0;
    for _ in 0..20 {
        let mut child = command(&killed).spawn().unwrap();
        // Within the reading more often than not.
        std::thread::sleep(Duration::from_micros(random.below(took.as_micros() as usize / 2 + 1) as u64));
        child.kill().unwrap();
        cut_off += usize::from(!child.wait().unwrap().success());
    }
    assert!(cut_off > 0, "every run was over before it was killed");
    assert!(command(&killed).status().unwrap().success());
    let (whole, killed) = (tree(&whole), tree(&killed));
    assert_eq!(whole.keys().collect::<Vec<_>>(), killed.keys().collect::<Vec<_>>());
    for (name, bytes) in &whole {
        assert!(bytes == &killed[name], "{name} differs");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_reports_are_grouped(reports in proptest::collection::vec((".{0,40}", "(?s).{0,300}", proptest::option::of(0..60_i64), proptest::option::of("[a-z ]{0,3}"), proptest::option::of("en|de|zh|xx")), 1..12)) {
        let epoch: jiff::civil::Date = "2019-12-01".parse().unwrap();
        let mut reports: Vec<Report> = reports.into_iter().enumerate().map(|(at, (headline, text, day, event, language))| {
            let mut report = Report::new(at.to_string(), text);
            report.headline = Some(headline);
            report.published = day.map(|day| (epoch + jiff::Span::new().days(day)).to_string().parse().unwrap());
            report.event = event;
            report.language = language;
            report
        }).collect();
        let given: Vec<Option<String>> = reports.iter().map(|report| report.event.clone()).collect();
        Grouper::new(Settings { clusters: 3, ..Settings::default() }).group(&mut reports.iter_mut().collect::<Vec<_>>());
        for (report, given) in reports.iter().zip(given) {
            let event = report.event.clone().unwrap();
            prop_assert!(!event.trim().is_empty());
            if let Some(given) = given.filter(|given| !given.trim().is_empty()) {
                prop_assert_eq!(event, given);
            }
        }
    }
}
