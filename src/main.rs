//! The command: arguments in, exit status out.

use std::io::Write;

fn main() {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let paths: Vec<String> = args.filter(|a| !a.starts_with("--") && a != "jsonl").collect();
    let inputs = claimdiff::read::read(&paths);
    let mut out = std::io::stdout().lock();
    if command == "extract" {
        for (index, report) in inputs.reports.iter().enumerate() {
            let extraction = claimdiff::extract::extract(report, index);
            if out.write_all(claimdiff::write::json::mentions(report, &extraction).as_bytes()).is_err() {
                return;
            }
        }
    }
    if command == "reports" {
        for report in &inputs.reports {
            let line = serde_json::to_string(report).expect("a report is plain data");
            if writeln!(out, "{line}").is_err() {
                return;
            }
        }
    }
    for note in &inputs.notes {
        let _ = writeln!(std::io::stderr(), "note: {note}");
    }
    for error in inputs.skipped {
        let _ = writeln!(std::io::stderr(), "warning: {error}");
    }
}
