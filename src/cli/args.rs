//! What the command line may say; checked here, carried out elsewhere.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use claimdiff::explain::Place;
use claimdiff::group;
use claimdiff::read::{self, Limits};
use claimdiff::write::json::LINES;
use claimdiff::write::{FORMATS, Format, Layout};
use claimdiff::{Kind, Severity};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Finds where many reports of one news event disagree: dates, figures and names, with the evidence.
#[derive(Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 ran, 1 with --exit-code when a discrepancy was printed, 2 bad usage or nothing could be read."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const COMPARE: &str = "\
Examples:
  claimdiff compare reports/                               on a terminal: to read
  claimdiff compare reports/ --format html -o report.html  to read and share in a browser
  claimdiff compare reports/ --format csv -o findings.csv  for a spreadsheet
  claimdiff compare a.txt b.txt --kind figure --min-severity high
  claimdiff compare reports/ --all --format jsonl -o known.jsonl
  claimdiff compare reports/ --baseline known.jsonl        what is new since then
  claimdiff compare reports/ --explain 2c0f                one finding, and its score step by step";

const EXPLAIN: &str = "\
Examples:
  claimdiff extract reports/ --format text                 every claim with its place
  claimdiff explain albion-0806:65-73 nusantara-0808.txt:63-76 reports/";

const EXTRACT: &str = "\
Examples:
  claimdiff extract report.txt --format text
  claimdiff extract reports/ --kind figure --format jsonl -o figures.jsonl";

const GROUP: &str = "\
Examples:
  claimdiff group archive/ -o grouped.jsonl
  claimdiff batch grouped.jsonl -o results/
  claimdiff batch archive/ -o results/ --group             both in one";

const REPORTS: &str = "\
Examples:
  claimdiff reports wire.nitf.xml --format text            what was made of a file
  claimdiff reports archive/ --format jsonl -o reports.jsonl";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Print where reports of one event disagree
    #[command(after_help = COMPARE)]
    Compare(Compare),
    /// Print why two claims do, or do not, answer one question
    #[command(after_help = EXPLAIN)]
    Explain(Explain),
    /// Compare the reports of many events, and write what is found into a folder
    Batch(super::batch::Batch),
    /// Print the reports with an event for each, by what they tell and when
    #[command(after_help = GROUP)]
    Group(Group),
    /// Print the dates, figures and names that reports state
    #[command(after_help = EXTRACT)]
    Extract(Extract),
    /// Print the reports as they were read
    #[command(after_help = REPORTS)]
    Reports(Reports),
    /// Print the JSON Schema of an output line
    Schema {
        /// The kind of line; one object of all of them where none is given
        #[arg(value_parser = PossibleValuesParser::new(LINES.iter().map(|(name, _)| *name)))]
        line: Option<String>,
    },
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// Show what the scores are made of; with the id of a finding, or its beginning, that finding alone
    #[arg(long, value_name = "FINDING", num_args = 0..=1, require_equals = true, help_heading = "Output")]
    pub(crate) explain: Option<Option<String>>,
    /// Lay out the rows of the csv format [default: pairs]
    #[arg(long, value_name = "LAYOUT", value_parser = layout(), help_heading = "Output")]
    pub(crate) layout: Option<Layout>,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Exit with 1 when a discrepancy was printed
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) input: Input,
}

/// What is looked for and shown. Each flag wins over the settings file.
#[derive(Args)]
#[command(next_help_heading = "Choice")]
pub(crate) struct Choice {
    #[command(flatten)]
    pub(crate) kinds: Kinds,
    /// Report findings of this severity and above [default: medium]
    #[arg(long, value_name = "SEVERITY", value_parser = severity())]
    pub(crate) min_severity: Option<Severity>,
    /// Report every finding, those that agree included (the same as --min-severity none)
    #[arg(long, conflicts_with = "min_severity")]
    pub(crate) all: bool,
    /// Report findings whose score, 0 to 1, is at least this [default: 0]
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(crate) min_score: Option<f64>,
    /// Hide the findings that this output of an earlier run has (--format jsonl)
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingsFile,
}

#[derive(Args)]
#[command(next_help_heading = "Choice")]
pub(crate) struct SettingsFile {
    /// Read settings from this file [default: claimdiff.toml here or in a folder above]
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// A claim: the report's id and the code points of the words, as `extract` prints them
    #[arg(value_name = "REPORT:START-END")]
    pub(crate) first: Place,
    /// The claim to hold it against
    #[arg(value_name = "REPORT:START-END")]
    pub(crate) second: Place,
    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) look: Look,
    #[command(flatten)]
    pub(crate) settings: SettingsFile,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) kinds: Kinds,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Reports {
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Group {
    #[command(flatten)]
    pub(crate) grouping: Grouping,
    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Grouping {
    /// Group reports that were published at most so many days from the middle of their event [default: 7]
    #[arg(long, value_name = "DAYS")]
    pub(super) window: Option<u16>,
}

impl Grouping {
    /// How reports are grouped.
    pub(super) fn settings(&self) -> group::Settings {
        let standing = group::Settings::default();
        group::Settings { window: self.window.unwrap_or(standing.window), ..standing }
    }
}

#[derive(Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// Files, folders, globs, or - for standard input
    #[arg(value_name = "PATH", required = true, help_heading = None::<&str>)]
    pub(crate) paths: Vec<String>,
    /// Read a field of the reports from this key or column; may be given more than once
    #[arg(long = "field", value_name = "FIELD=KEY")]
    pub(crate) fields: Vec<String>,
    /// Read the inputs as this format instead of telling it from their content
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(read::FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about))))]
    pub(crate) from: Option<String>,
    /// Change a limit on what is read; may be given more than once
    #[arg(long = "limit", value_name = "NAME=N", long_help = limits_help())]
    pub(crate) limits: Vec<String>,
    /// Work on this many threads [default: one for each core]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Exit with 2 when an input had to be left out
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print no warnings
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// How to print [default: text on a terminal, csv otherwise]
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub(crate) format: Option<&'static Format>,
    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) look: Look,
}

/// How text looks on a terminal.
#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Look {
    /// Colour the text format; auto colours on a terminal where NO_COLOR is not set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Write the text format in sentences alone, without drawing or colour, for a screen reader
    #[arg(long)]
    pub(crate) plain: bool,
}

#[derive(Args)]
#[command(next_help_heading = "Choice")]
pub(crate) struct Kinds {
    /// Values of these kinds alone
    #[arg(long = "kind", value_name = "KIND,…", value_delimiter = ',', value_parser = kind())]
    pub(crate) kinds: Option<Vec<Kind>>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

// Words on the command line come from the slices of the library, so the two cannot drift apart.

fn kind() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::as_str)).try_map(|word| Kind::ALL.into_iter().find(|k| k.as_str() == word).ok_or("no such kind"))
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::as_str))
        .try_map(|word| Severity::ALL.into_iter().find(|s| s.as_str() == word).ok_or("no such severity"))
}

fn format() -> impl TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about))).try_map(|word| Format::named(&word).ok_or("no such format"))
}

fn layout() -> impl TypedValueParser<Value = Layout> {
    PossibleValuesParser::new(Layout::ALL.map(|(name, about, _)| PossibleValue::new(name).help(about)))
        .try_map(|word| Layout::ALL.into_iter().find(|(name, ..)| *name == word).map(|(.., layout)| layout).ok_or("no such layout"))
}

fn limits_help() -> String {
    let limits = Limits::NAMES.map(|(name, about)| format!("  {name}: {about}"));
    format!("Change a limit on what is read; may be given more than once:\n{}", limits.join("\n"))
}

fn score(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|score| (0.0..=1.0).contains(score)).ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

/// The arguments, with `--explain FINDING` as `--explain=FINDING`: the flag may also stand alone in front of a
/// path, so what follows it is a finding only where it looks like the id of one and no such file is there.
pub(crate) fn arguments() -> Vec<OsString> {
    let is_id = |text: &str| (ID_START..=ID).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit()) && !Path::new(text).exists();
    let mut arguments: Vec<OsString> = Vec::new();
    for argument in std::env::args_os() {
        match (arguments.last_mut(), argument.to_str()) {
            (Some(flag), Some(id)) if flag == "--explain" && is_id(id) => {
                flag.push("=");
                flag.push(id);
            }
            _ => arguments.push(argument),
        }
    }
    arguments
}

/// Digits of a finding's id, and how many of them tell it.
const ID: usize = 16;
const ID_START: usize = 4;
