//! What an editor chooses: the settings file, and what it does to the findings of small events.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use claimdiff::Severity;
use claimdiff::compare::severity::{Steps, TYPES};
use claimdiff::settings::Settings;

/// The command in a folder of its own, with a settings file.
struct Desk(PathBuf);

impl Desk {
    fn new(test: &str, settings: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("settings-{test}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("desk/today")).unwrap();
        std::fs::write(folder.join("claimdiff.toml"), settings).unwrap();
        Desk(folder)
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        std::fs::write(self.0.join(name), text).unwrap();
        self
    }

    /// Runs two folders below the settings file.
    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_claimdiff")).current_dir(self.0.join("desk/today")).args(args).output().unwrap()
    }

    /// The findings of `../../event.jsonl` as JSON.
    fn findings(&self, args: &[&str]) -> Vec<serde_json::Value> {
        let output = self.run(&[&["compare", "../../event.jsonl", "--format", "jsonl"], args].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn text(&self, args: &[&str]) -> String {
        let output = self.run(&[&["compare", "../../event.jsonl", "--format", "text"], args].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A report a line: outlet, people on the way, and who leads them.
fn event(reports: &[(&str, u32, &str)]) -> String {
    let line = |(at, (outlet, people, minister)): (usize, &(&str, u32, &str))| {
        let text = format!("The Kremlin said that {people} people travel to the summit in Vladivostok. Foreign Minister {minister} leads them.");
        serde_json::json!({"id": format!("{at}-{outlet}"), "source": outlet, "published": "2019-04-23", "text": text}).to_string() + "\n"
    };
    reports.iter().enumerate().map(line).collect()
}

fn people() -> String {
    event(&[("Meridian", 230, "Anna Berg"), ("Albion", 230, "Anna Berg"), ("Hanbit", 180, "Astrid Lund")])
}

fn of_kind<'a>(findings: &'a [serde_json::Value], kind: &str, verdict: &str) -> Option<&'a serde_json::Value> {
    findings.iter().find(|f| f["kind"] == kind && f["verdict"] == verdict)
}

#[test]
fn an_error_names_line_and_key_and_what_is_allowed() {
    for (text, message) in [
        ("min-severty = 'low'", "line 1: min-severty: unknown field `min-severty`, expected one of `kinds`, `min-severity`, "),
        ("\nmin-severity = 'hgh'", "line 2: min-severity: expected one of none, low, medium, high, critical, found \"hgh\""),
        ("kinds = ['date', 'figur']", "line 1: kinds: expected one of date, figure, name, found \"figur\""),
        ("kinds = 'date'", "line 1: kinds: invalid type: string \"date\", expected a list: [\"…\", \"…\"]"),
        ("min-score = 2", "line 1: min-score: expected a number from 0 to 1, found 2"),
        ("min-score = nan", "line 1: min-score: expected a number from 0 to 1, found NaN"),
        ("min-score = 'a'", "line 1: min-score: invalid type: string \"a\", expected a number from 0 to 1"),
        ("sensitivity = 9", "line 1: sensitivity: expected a number from -5 to 5, found 9"),
        ("[severity]\nspelling = 'loud'", "line 2: severity.spelling: expected one of none, low, medium, high, critical, found \"loud\""),
        ("[severity]\n# so\nspel = 'low'", "line 3: severity.spel: expected one of precision, scope, "),
        ("[severity-steps]\ngrave = 300", "line 2: severity-steps.grave: expected a number from -4 to 4, found 300"),
        ("[severity-steps]\ngrave = 0.5", "line 2: severity-steps.grave: expected a whole number, found 0.5"),
        ("[ignore]\nquestions = ['age of [']", "line 2: ignore.questions: expected a question in which * stands for any words: "),
        ("[ignore]\nquestion = ['x']", "line 2: ignore.question: unknown field `question`, expected `names` or `questions`"),
        ("[aliases]\nBurma = 1", "line 2: aliases.Burma: invalid type: integer `1`, expected a string"),
        ("trusted = 'Meridian'", "line 1: trusted: invalid type: string \"Meridian\", expected a list: [\"…\", \"…\"]"),
        ("kinds = []\nkinds = []", "line 2: kinds = []: duplicate key"),
        ("[ignore", "line 1: [ignore: unclosed table, expected `]`"),
    ] {
        let found = Settings::parse(text).map(|_| ()).expect_err(text).to_string();
        assert!(found.starts_with(message), "{text:?} gives {found:?}, not {message:?}");
    }
}

#[test]
fn the_readme_has_a_file_with_every_key() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let example = rest.split_once("```").unwrap().0;
    let settings = Settings::parse(example).unwrap();
    // What it says of severities and thresholds is what holds without a file.
    let scale = settings.policy().severity;
    assert_eq!(scale.steps, Steps::default());
    assert_eq!(scale.types, TYPES.map(|(name, start)| (name.to_owned(), start)).into_iter().collect());
    let usual = Settings::default();
    assert_eq!((settings.min_score(), settings.sensitivity()), (usual.min_score(), usual.sensitivity()));
    assert!(example.contains("min-severity = \"medium\"") && usual.view(None).unwrap().min_severity == Severity::Medium);
    // The parser tells which keys there are.
    for (wrong, tables) in [("nonsense = 1", ""), ("[ignore]\nnonsense = 1", "ignore"), ("[severity-steps]\nnonsense = 1", "severity-steps")] {
        let message = Settings::parse(wrong).map(|_| ()).unwrap_err().to_string();
        let keys = message.split_once("expected ").unwrap().1;
        for key in keys.split('`').skip(1).step_by(2) {
            let written = [format!("{key} = "), format!("[{key}]")];
            assert!(example.lines().any(|line| written.iter().any(|w| line.starts_with(w))), "the example does not have {tables} {key}");
        }
    }
}

#[test]
fn a_file_further_up_is_found_and_said_and_flags_win() {
    let desk = Desk::new("found", "min-severity = 'critical'\nkinds = ['date']\n");
    desk.file("event.jsonl", &people());
    let output = desk.run(&["compare", "../../event.jsonl", "--format", "jsonl"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.stdout.is_empty() && stderr.starts_with("note: settings from ") && stderr.trim_end().ends_with("claimdiff.toml"), "{stderr}");
    assert!(of_kind(&desk.findings(&["--kind", "figure", "--min-severity", "low"]), "figure", "discrepancy").is_some());
    // A file that is named needs no note.
    assert_eq!(desk.run(&["compare", "../../event.jsonl", "--settings", "/dev/null"]).stderr, b"");
    assert!(of_kind(&desk.findings(&["--settings", "/dev/null"]), "figure", "discrepancy").is_some());
}

#[test]
fn a_faulty_file_is_trouble_before_anything_is_read() {
    let desk = Desk::new("faulty", "min-severity = 'hgh'\n");
    let output = desk.run(&["compare", "missing.txt"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr.starts_with("error: ") && stderr.contains("claimdiff.toml: line 1: min-severity: expected one of") && stderr.lines().count() == 1,
        "{stderr}"
    );
}

#[test]
fn an_alias_makes_two_names_one() {
    let without = Desk::new("alias-without", "");
    without.file("event.jsonl", &people());
    let found = without.findings(&["--all"]);
    assert!(of_kind(&found, "name", "discrepancy").is_some_and(|f| f["question"].as_str().unwrap().contains("Foreign Minister")), "{found:#?}");
    let with = Desk::new("alias", "[aliases]\n'astrid LUND' = 'Anna Berg'\n");
    with.file("event.jsonl", &people());
    let found = with.findings(&["--all", "--kind", "name"]);
    assert!(of_kind(&found, "name", "discrepancy").is_none(), "{found:#?}");
    let one = found.iter().find(|f| f["question"].as_str().unwrap().contains("Anna Berg")).unwrap();
    assert_eq!((one["verdict"].as_str(), one["values"][0]["reports"].as_u64()), (Some("agree"), Some(3)), "{one:#?}");
}

#[test]
fn what_is_ignored_is_counted() {
    for (name, ignore) in [("names", "names = ['astrid lund']"), ("questions", "questions = ['name of the foreign *']")] {
        let desk = Desk::new(&format!("ignore-{name}"), &format!("[ignore]\n{ignore}\n"));
        desk.file("event.jsonl", &people());
        let found = desk.findings(&["--all"]);
        assert!(of_kind(&found, "name", "discrepancy").is_none(), "{ignore}: {found:#?}");
        assert!(of_kind(&found, "figure", "discrepancy").is_some(), "{ignore}: {found:#?}");
        assert!(desk.text(&["--all"]).contains("Not shown: 1 on the ignore list."), "{}", desk.text(&["--all"]));
        let shown = desk.run(&["compare", "../../event.jsonl", "--format", "html"]).stdout;
        assert!(String::from_utf8(shown).unwrap().contains("1 on the ignore list"));
    }
}

#[test]
fn severity_starts_where_the_house_says() {
    let severity = |settings: &str| {
        let desk = Desk::new(&format!("severity-{}", settings.len()), settings);
        desk.file("event.jsonl", &people());
        let found = desk.findings(&["--all"]);
        of_kind(&found, "figure", "discrepancy").unwrap()["severity"].as_str().unwrap().to_owned()
    };
    let usual = severity("");
    let type_of = |settings: &str| settings.replace("TYPE", "copy-altered");
    assert_ne!(usual, "none");
    assert_eq!(severity(&type_of("[severity]\nTYPE = 'none'\n")), "none");
    assert_eq!(severity(&type_of("[severity]\nTYPE = 'low'\n[severity-steps]\nprominent = 0\ngrave = 0\n")), "low");
    assert_eq!(severity(&type_of("[severity]\nTYPE = 'critical'\n")), "critical");
}

#[test]
fn a_trusted_outlet_is_named_first_and_changes_no_verdict() {
    let desk = Desk::new("trusted", "trusted = ['HANBIT']\n");
    desk.file("event.jsonl", &people());
    let (usual, trusting) = (desk.findings(&["--settings", "/dev/null", "--kind", "figure"]), desk.findings(&["--kind", "figure"]));
    let values = |findings: &[serde_json::Value]| -> Vec<String> {
        findings[0]["values"].as_array().unwrap().iter().map(|v| v["value"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(values(&usual), ["230 person", "180 person"]);
    assert_eq!(values(&trusting), ["180 person", "230 person"]);
    for field in ["id", "verdict", "type", "severity", "score", "question"] {
        assert_eq!(usual[0][field], trusting[0][field], "{field}");
    }
    let text = desk.text(&["--kind", "figure"]);
    assert!(text.contains("180 people (1 report, trusted outlet)"), "{text}");
    // Trust does not make the better supported value one that deviates.
    let page = String::from_utf8(desk.run(&["compare", "../../event.jsonl", "--kind", "figure", "--format", "html"]).stdout).unwrap();
    let deviates = page.split("<h4>").skip(1).find(|value| value.contains("▲ deviates")).unwrap();
    assert!(deviates.contains("180 people"), "{deviates}");
}

#[test]
fn a_baseline_hides_what_was_looked_at_until_there_is_news() {
    let desk = Desk::new("baseline", "baseline = 'known.jsonl'\n");
    desk.file("event.jsonl", &people()).file("known.jsonl", "");
    let known = desk.run(&["compare", "../../event.jsonl", "--all", "--format", "jsonl"]).stdout;
    desk.file("known.jsonl", std::str::from_utf8(&known).unwrap());
    assert_eq!(desk.findings(&["--all"]), Vec::<serde_json::Value>::new());
    let text = desk.text(&["--all"]);
    let all = String::from_utf8(known).unwrap().lines().count();
    assert!(text.contains(&format!("Not shown: {all} known from the baseline.")), "{text}");
    assert_eq!(desk.run(&["compare", "../../event.jsonl", "--exit-code"]).status.code(), Some(0), "what is hidden does not count");
    // One more report with a value that is known is no news, though the finding has new evidence.
    let more = event(&[("Meridian", 230, "Anna Berg"), ("Albion", 230, "Anna Berg"), ("Hanbit", 180, "Astrid Lund"), ("Ledger", 230, "Anna Berg")]);
    desk.file("event.jsonl", &more);
    assert!(of_kind(&desk.findings(&["--all"]), "figure", "discrepancy").is_none());
    // A new value is.
    let news = event(&[("Meridian", 230, "Anna Berg"), ("Albion", 230, "Anna Berg"), ("Hanbit", 170, "Astrid Lund")]);
    desk.file("event.jsonl", &news);
    assert!(of_kind(&desk.findings(&[]), "figure", "discrepancy").is_some());
    // The flag takes the place of the file's baseline.
    desk.file("event.jsonl", &people()).file("none.jsonl", "");
    assert!(!desk.findings(&["--baseline", "../../none.jsonl"]).is_empty());
}

#[test]
fn a_baseline_that_is_none_is_trouble() {
    let desk = Desk::new("baseline-faulty", "baseline = 'known.jsonl'\n");
    desk.file("event.jsonl", &people()).file("known.jsonl", "\n{\"schema\": 1}\n");
    let output = desk.run(&["compare", "../../event.jsonl"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr.contains("known.jsonl: line 2: expected a finding as compare --format jsonl writes it: missing field `id`"), "{stderr}");
}

#[test]
fn sensitivity_finds_more_or_less() {
    let pairs = |sensitivity: &str| {
        let desk = Desk::new(&format!("sensitivity{sensitivity}"), &format!("sensitivity = {sensitivity}\n"));
        let event = std::env::current_dir().unwrap().join("data/events/halden-takeover");
        let output = desk.run(&["compare", event.to_str().unwrap(), "--all", "--kind", "figure", "--format", "jsonl"]);
        String::from_utf8(output.stdout).unwrap().lines().filter(|line| line.contains("\"verdict\":\"discrepancy\"")).count()
    };
    let (less, usual, more) = (pairs("-5"), pairs("0"), pairs("5"));
    assert!(less < usual && usual < more, "{less}, {usual}, {more}");
}

#[test]
fn a_batch_goes_by_the_settings_as_a_comparison_does() {
    let desk = Desk::new("batch", "kinds = ['figure']\nmin-severity = 'none'\n[aliases]\nAnn = 'Anna'\n");
    desk.file("event.jsonl", &people().replace("\"id\"", "\"event\":\"summit\",\"id\""));
    let batch = |folder: &str, args: &[&str]| {
        let output = desk.run(&[&["batch", "../../event.jsonl", "--format", "jsonl", "-o", folder], args].concat());
        let findings = std::fs::read_to_string(desk.0.join("desk/today").join(folder).join("findings/part-00000.jsonl"));
        (output.status.code(), String::from_utf8(output.stderr).unwrap(), findings.unwrap_or_default())
    };
    let compare = |args: &[&str]| String::from_utf8(desk.run(&[&["compare", "../../event.jsonl", "--format", "jsonl"], args].concat()).stdout).unwrap();
    let (status, told, findings) = batch("out", &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("note: settings from") && told.contains("claimdiff.toml"), "{told}");
    assert!(findings.contains("\"figure\"") && !findings.contains("\"kind\":\"name\""), "{findings}");
    assert_eq!(findings, compare(&[]));
    // Flags win over the file, and a file that is named over one that is found.
    let flags = ["--kind", "name", "--min-severity", "low"];
    assert_eq!(batch("flags", &flags).2, compare(&flags));
    let named = ["--settings", "/dev/null"];
    assert_eq!(batch("named", &named).2, compare(&named));
    assert!(batch("named", &named).2.contains("\"kind\":\"name\""));
    desk.file("known.jsonl", &compare(&["--all"]));
    assert_eq!(batch("known", &["--baseline", "../../known.jsonl"]).2, "");
}

#[test]
fn a_batch_does_not_go_on_under_other_settings() {
    let usual = "min-severity = 'low'\n";
    let desk = Desk::new("batch-resumed", usual);
    desk.file("event.jsonl", &people().replace("\"id\"", "\"event\":\"summit\",\"id\"")).file("known.jsonl", "");
    let batch = || desk.run(&["batch", "../../event.jsonl", "--quiet", "-o", "out"]);
    assert!(batch().status.success());
    for (settings, told) in [
        ("min-severity = 'high'", "had min-severity low, and now it is high"),
        ("min-severity = 'low'\nmin-score = 0.5", "had min-score 0, and now it is 0.5"),
        ("min-severity = 'low'\nkinds = ['date']", "had kind date,figure,name, and now it is date"),
        ("min-severity = 'low'\nsensitivity = 1", "had sensitivity 0, and now it is 1"),
        ("min-severity = 'low'\ntrusted = ['Hanbit', 'Albion']", "had trusted none, and now it is Hanbit, Albion"),
        ("min-severity = 'low'\n[aliases]\nBurma = 'Myanmar'", "had aliases none, and now it is Burma=Myanmar"),
        ("min-severity = 'low'\n[severity]\nspelling = 'high'", "had severity none, and now it is spelling=high"),
        ("min-severity = 'low'\n[severity-steps]\nedge = 0", "edge=0"),
        ("min-severity = 'low'\n[ignore]\nquestions = ['time of *']", "had ignore none, and now it is time of *"),
    ] {
        desk.file("claimdiff.toml", settings);
        let output = batch();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{settings}");
        assert!(stderr.lines().count() == 1 && stderr.contains(told), "{settings}: {stderr}");
    }
    // A file with nothing in it is as none, and one that says what holds without it changes nothing.
    for settings in [usual, "min-severity = 'low'\nbaseline = 'known.jsonl'\n", "min-severity = 'low'\nsensitivity = 0\ntrusted = []\n"] {
        desk.file("claimdiff.toml", settings);
        assert!(batch().status.success(), "{settings}");
    }
}
