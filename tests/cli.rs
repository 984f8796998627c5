//! The command as a user sees it: exit status, both streams, files.

use std::io::Write;
use std::process::{Command, Output, Stdio};

#[allow(dead_code, reason = "batches look at whole folders")]
mod scratch;

use scratch::Folder;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    command.args(args).env_remove("NO_COLOR");
    command
}

fn run(args: &[&str]) -> Output {
    command(args).stdin(Stdio::null()).output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

const TWO: &str = concat!(
    r#"{"id": "a", "source": "Meridian", "published": "2019-04-23", "text": "The Kremlin said that 230 people travel with Kim Jong Un to the summit on April 25."}"#,
    "\n",
    r#"{"id": "b", "source": "Albion", "published": "2019-04-23", "text": "The Kremlin said that 180 people travel with Kim Jong Un to the summit on April 26."}"#,
    "\n"
);

#[test]
fn results_go_to_standard_output_alone() {
    let folder = Folder::new("alone");
    let file = folder.file("two.jsonl", TWO);
    let output = run(&["reports", "--format", "jsonl", &file]);
    assert_eq!((status(&output), stderr(&output)), (0, ""));
    let ids: Vec<String> = stdout(&output).lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn a_pipe_gets_csv_without_color_and_text_is_there_for_the_asking() {
    let folder = Folder::new("pipe");
    let file = folder.file("two.jsonl", TWO);
    let csv = run(&["compare", "--all", &file]);
    assert!(stdout(&csv).starts_with("event,finding,kind,verdict,type,severity,question,value_a,"), "{}", stdout(&csv));
    let text = run(&["compare", "--all", "--format", "text", &file]);
    assert!(stdout(&text).contains("2 reports read") && !stdout(&text).contains('\u{1b}'), "{}", stdout(&text));
    let colored = run(&["extract", "--format", "text", "--color", "always", &file]);
    assert!(stdout(&colored).contains('\u{1b}'), "{}", stdout(&colored));
}

#[test]
fn exit_code_tells_of_a_printed_discrepancy() {
    let folder = Folder::new("exit-code");
    let file = folder.file("two.jsonl", TWO);
    assert_eq!(status(&run(&["compare", "--all", &file])), 0);
    let found = stdout(&run(&["compare", "--all", "--format", "jsonl", &file])).contains("\"verdict\":\"discrepancy\"");
    assert!(found, "230 and 180 people, April 25 and 26");
    assert_eq!(status(&run(&["compare", "--all", "--exit-code", &file])), 1);
    let same = folder.file("same.jsonl", TWO.lines().next().unwrap());
    assert_eq!(status(&run(&["compare", "--all", "--exit-code", &same])), 0);
}

#[test]
fn a_bad_input_is_named_and_counted_and_the_others_go_on() {
    let folder = Folder::new("bad-input");
    let good = folder.file("two.jsonl", TWO);
    let half = folder.file("half.jsonl", "{\"id\": \"c\", \"text\": \"It was calm.\"}\n{\"id\": \"d\", \"te");
    let missing = folder.path("missing.txt");
    let output = run(&["reports", "--format", "jsonl", &good, &missing, &half]);
    assert_eq!(status(&output), 0);
    assert_eq!(stdout(&output).lines().count(), 3);
    let lines: Vec<&str> = stderr(&output).lines().collect();
    assert!(lines.iter().all(|l| l.starts_with("warning: ")), "{lines:?}");
    assert!(lines.contains(&format!("warning: {missing}: no such file or folder").as_str()), "{lines:?}");
    assert!(lines.iter().any(|l| l.contains("half.jsonl: ")), "{lines:?}");
    assert!(lines.last().unwrap().starts_with("warning: 2 inputs left out, "), "{lines:?}");
    assert_eq!(status(&run(&["reports", "--strict", &good, &missing])), 2);
    let quiet = run(&["reports", "--quiet", &good, &missing]);
    assert_eq!((status(&quiet), stderr(&quiet)), (0, ""));
}

#[test]
fn nothing_to_read_is_trouble() {
    let folder = Folder::new("nothing");
    let empty = folder.path("empty");
    std::fs::create_dir(&empty).unwrap();
    for path in [empty, folder.path("missing"), folder.file("binary.txt", [0, 159, 146, 150, 0, 1, 2, 0]), folder.file("empty.txt", "")] {
        let output = run(&["compare", &path]);
        assert_eq!((status(&output), stdout(&output)), (2, ""), "{path}: {}", stderr(&output));
        assert!(stderr(&output).lines().last().is_some_and(|l| l.starts_with("error: no report could be read")), "{path}: {}", stderr(&output));
    }
}

#[test]
fn bad_usage_is_trouble_and_says_what_is_possible() {
    for args in [
        &["compare"][..],
        &["nonsense"],
        &["compare", "x", "--format", "yaml"],
        &["compare", "x", "--kind", "colour"],
        &["compare", "x", "--min-score", "2"],
        &["compare", "x", "--min-score", "NaN"],
        &["compare", "x", "--jobs", "0"],
        &["compare", "x", "--all", "--min-severity", "low"],
        &["schema", "nonsense"],
    ] {
        let output = run(args);
        assert_eq!((status(&output), stdout(&output)), (2, ""), "{args:?}");
        assert!(stderr(&output).starts_with("error: "), "{args:?}: {}", stderr(&output));
    }
    assert!(stderr(&run(&["compare", "x", "--format", "yaml"])).contains("text, csv, jsonl, json"));
}

#[test]
fn an_output_file_is_whole_or_not_there() {
    let folder = Folder::new("output");
    let file = folder.file("two.jsonl", TWO);
    let target = folder.file("result.jsonl", "old");
    let output = run(&["reports", "--format", "jsonl", "-o", &target, &file]);
    assert_eq!((status(&output), stdout(&output), stderr(&output)), (0, "", ""));
    assert_eq!(std::fs::read_to_string(&target).unwrap().lines().count(), 2);
    // What could not be made leaves what was there, and nothing beside it.
    assert_eq!(status(&run(&["reports", "-o", &target, &folder.path("missing")])), 2);
    assert_eq!(std::fs::read_to_string(&target).unwrap().lines().count(), 2);
    let mut names: Vec<_> = std::fs::read_dir(folder.path("")).unwrap().map(|f| f.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["result.jsonl", "two.jsonl"]);
    // A place that cannot be written is told before the work.
    let nowhere = run(&["reports", "-o", &folder.path("no/such/folder/x.csv"), &folder.path("missing")]);
    assert_eq!(status(&nowhere), 2);
    assert!(stderr(&nowhere).starts_with("error: ") && stderr(&nowhere).contains("cannot be written"), "{}", stderr(&nowhere));
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let folder = Folder::new("broken-pipe");
    let line = |n: usize| format!("{{\"id\": \"{n}\", \"text\": \"{}\"}}\n", "A sentence of many words. ".repeat(40));
    let file = folder.file("many.jsonl", (0..400).map(line).collect::<String>());
    let mut child = command(&["reports", "--format", "jsonl", &file]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((status(&output), stderr(&output)), (0, ""));
}

#[test]
fn standard_input_is_an_input() {
    let mut child = command(&["reports", "--format", "jsonl", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(TWO.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((status(&output), stdout(&output).lines().count()), (0, 2), "{}", stderr(&output));
}

#[test]
fn what_reports_writes_is_read_back_to_the_same() {
    let folder = Folder::new("read-back");
    for format in ["jsonl", "json"] {
        let first = run(&["reports", "--format", format, "data/events/halden-takeover"]);
        let copy = folder.file(&format!("copy.{format}"), &first.stdout);
        let second = run(&["reports", "--format", format, &copy]);
        // The path and format of a report are those of its first reading.
        assert_eq!(stdout(&first), stdout(&second), "{format}");
    }
}

#[test]
fn the_same_bytes_for_any_number_of_threads_and_any_order_of_paths() {
    let events = std::fs::read_dir("data/events").unwrap().map(|f| f.unwrap().path()).filter(|p| p.is_dir());
    for event in events {
        let mut files: Vec<String> = std::fs::read_dir(event).unwrap().map(|f| f.unwrap().path().display().to_string()).collect();
        files.sort();
        for format in claimdiff::write::FORMATS.iter().map(|f| f.name) {
            let of = |jobs: &str, files: &[String]| {
                let mut args = vec!["compare", "--all", "--format", format, "--jobs", jobs];
                args.extend(files.iter().map(String::as_str));
                let output = run(&args);
                assert_eq!(status(&output), 0, "{}", stderr(&output));
                output.stdout
            };
            let one = of("1", &files);
            assert!(one == of("4", &files), "{format}: 4 threads differ from one on {files:?}");
            files.reverse();
            assert!(one == of("4", &files), "{format}: reversed paths on 4 threads differ: {files:?}");
            files.rotate_left(2);
            assert!(one == of("1", &files), "{format}: rotated paths differ: {files:?}");
            files.sort();
        }
    }
}

#[test]
fn kind_and_score_choose_among_findings() {
    let folder = Folder::new("choose");
    let file = folder.file("two.jsonl", TWO);
    let of = |command: &str, more: &[&str]| -> Vec<String> {
        let mut args = vec![command, "--format", "jsonl", &file];
        args.extend(more);
        stdout(&run(&args)).lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["kind"].as_str().unwrap().to_owned()).collect()
    };
    for kind in ["date", "figure", "name"] {
        assert!(of("compare", &["--all", "--kind", kind]).iter().all(|k| k == kind));
        assert!(of("extract", &["--kind", kind]).iter().all(|k| k == kind));
    }
    assert!(of("extract", &["--kind", "date,figure"]).iter().all(|k| k != "name"));
    assert!(of("compare", &["--all", "--min-score", "1"]).len() <= of("compare", &["--all"]).len());
}

#[test]
fn explain_shows_what_a_score_is_made_of() {
    let plain = run(&["compare", "--format", "text", "data/events/vladivostok-summit"]);
    let explained = run(&["compare", "--format", "text", "--explain", "data/events/vladivostok-summit"]);
    assert!(!stdout(&plain).contains("prior: any two claims"));
    assert!(stdout(&explained).contains("prior: any two claims"), "{}", stdout(&explained));
    let lines = run(&["compare", "--format", "jsonl", "data/events/vladivostok-summit"]);
    assert!(stdout(&lines).contains(r#""evidence":[{"comparison":"prior""#), "{}", stdout(&lines));
}

#[test]
fn reports_of_several_events_are_compared_as_one_and_it_is_told() {
    let folder = Folder::new("several-events");
    let told = |events: [&str; 2]| {
        let line =
            |id: &str, event: &str, toll: &str| format!("{{\"id\": {id:?}, \"event\": {event:?}, \"text\": \"The quake in Lorn killed {toll} people.\"}}\n");
        let path = folder.file("events.jsonl", line("a", events[0], "12") + &line("b", events[1], "15"));
        let (output, quiet) = (run(&["compare", "--format", "jsonl", &path]), run(&["compare", "--quiet", "--format", "jsonl", &path]));
        assert_eq!((stdout(&output).lines().count(), stderr(&quiet)), (1, ""));
        stderr(&output).to_owned()
    };
    assert!(told(["quake", "storm"]).starts_with("note: the reports name 2 events and are compared as reports of one; claimdiff batch"));
    assert_eq!(told(["quake", "quake"]), "");
}

#[test]
fn a_report_in_another_language_is_named_and_left_out() {
    let folder = Folder::new("language");
    let german =
        "Die beiden Regierungschefs wollen sich am Donnerstag in der Stadt treffen, teilte die Regierung am Dienstag mit, und danach reisen sie weiter.";
    let path = folder.file("mixed.jsonl", format!("{TWO}\n{{\"id\": \"c\", \"text\": \"{german}\"}}\n"));
    let output = run(&["compare", "--all", "--format", "jsonl", &path]);
    assert_eq!(status(&output), 0);
    assert!(stderr(&output).contains("report c is in \"de\""), "{}", stderr(&output));
    assert!(stdout(&output).contains("\"report\":\"a\"") && !stdout(&output).contains("\"report\":\"c\""));
}

#[test]
fn hostile_reports_break_nothing() {
    let folder = Folder::new("hostile");
    folder.file("latin.txt", b"The caf\xe9 lost 1,200 euros on April 25, police said.\n");
    folder.file("controls.txt", "\u{feff}Police\u{1b}[2J said \u{202e}12 people\u{2066} died.\r\nTen more came\u{0c} later.\r\n");
    folder.file("long.txt", "On April 25 some 230 people met Kim Jong Un in Vladivostok, and ".repeat(400));
    folder.file("odd.jsonl", "{\"id\": \"x\", \"text\": \"=HYPERLINK(1) 12 people died\"}\n{\"id\": 7}\n[]\nnull\n{\"id\": \"y\", \"text\": null}\n");
    for format in ["text", "csv", "jsonl", "json"] {
        for command in ["reports", "extract", "compare"] {
            let output = run(&[command, "--format", format, &folder.path("")]);
            assert_eq!(status(&output), 0, "{command} {format}: {}", stderr(&output));
            if format == "text" {
                let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
                assert!(!stdout(&output).contains(steers), "{command}");
            }
        }
    }
}

#[test]
fn schema_completions_and_manual_are_printed() {
    for line in ["report", "mention", "finding"] {
        let schema: serde_json::Value = serde_json::from_slice(&run(&["schema", line]).stdout).unwrap();
        assert_eq!(schema["title"], line);
    }
    let all: serde_json::Value = serde_json::from_slice(&run(&["schema"]).stdout).unwrap();
    assert_eq!(all.as_object().unwrap().len(), 3);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]);
        assert!(status(&script) == 0 && stdout(&script).contains("min-severity"), "{shell}");
    }
    let manual = run(&["man"]);
    assert!(status(&manual) == 0 && stdout(&manual).starts_with(".ie") && stdout(&manual).contains("min\\-severity"));
}

#[test]
fn real_lines_keep_to_the_printed_schemas() {
    for (command, line) in [("reports", "report"), ("extract", "mention"), ("compare", "finding")] {
        let schema: serde_json::Value = serde_json::from_slice(&run(&["schema", line]).stdout).unwrap();
        let schema = jsonschema::validator_for(&schema).unwrap();
        for event in ["vladivostok-summit", "lombok-quake", "halden-takeover"] {
            let mut args = vec![command, "--format", "jsonl"];
            if command == "compare" {
                args.push("--all");
            }
            let path = format!("data/events/{event}");
            args.push(&path);
            for text in stdout(&run(&args)).lines() {
                let value = serde_json::from_str(text).unwrap();
                if let Err(error) = schema.validate(&value) {
                    panic!("{line}: {error}\n{text}");
                }
            }
        }
    }
}

#[test]
fn the_readme_lists_every_exit_status() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let source = std::fs::read_to_string("src/main.rs").unwrap();
    let statuses: Vec<&str> =
        source.split_once("enum ExitStatus {").unwrap().1.split_once('}').unwrap().0.lines().filter_map(|l| l.split_once(" = ")?.1.strip_suffix(',')).collect();
    assert_eq!(statuses, ["0", "1", "2"]);
    for status in statuses {
        assert!(readme.contains(&format!("\n| {status} | ")), "README.md has no row for exit status {status}");
    }
}
