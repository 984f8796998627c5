//! What the command line may say; checked here, carried out elsewhere.

use std::path::PathBuf;

use claimdiff::read::{self, Limits};
use claimdiff::write::json::LINES;
use claimdiff::write::{FORMATS, Format};
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

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Print where reports of one event disagree
    Compare(Compare),
    /// Compare the reports of many events, and write what is found into a folder
    Batch(super::batch::Batch),
    /// Print the dates, figures and names that reports state
    Extract(Extract),
    /// Print the reports as they were read
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
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) kinds: Kinds,
    /// Print findings of this severity and above
    #[arg(long, value_name = "SEVERITY", default_value = "medium", value_parser = severity())]
    pub(crate) min_severity: Severity,
    /// Print every finding, those that agree included (the same as --min-severity none)
    #[arg(long, conflicts_with = "min_severity")]
    pub(crate) all: bool,
    /// Print findings whose score, 0 to 1, is at least this
    #[arg(long, value_name = "SCORE", default_value_t = 0.0, value_parser = score)]
    pub(crate) min_score: f64,
    /// Show what each score is made of (text format; JSON always does)
    #[arg(long)]
    pub(crate) explain: bool,
    /// Exit with 1 when a discrepancy was printed
    #[arg(long)]
    pub(crate) exit_code: bool,
}

#[derive(Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) kinds: Kinds,
}

#[derive(Args)]
pub(crate) struct Reports {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Args)]
pub(crate) struct Input {
    /// Files, folders, globs, or - for standard input
    #[arg(value_name = "PATH", required = true)]
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
pub(crate) struct Output {
    /// How to print [default: text on a terminal, csv otherwise]
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub(crate) format: Option<&'static Format>,
    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Colour the text format; auto colours on a terminal where NO_COLOR is not set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

#[derive(Args)]
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

pub(super) fn severity() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::as_str))
        .try_map(|word| Severity::ALL.into_iter().find(|s| s.as_str() == word).ok_or("no such severity"))
}

fn format() -> impl TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about))).try_map(|word| Format::named(&word).ok_or("no such format"))
}

fn limits_help() -> String {
    let limits = Limits::NAMES.map(|(name, about)| format!("  {name}: {about}"));
    format!("Change a limit on what is read; may be given more than once:\n{}", limits.join("\n"))
}

pub(super) fn score(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|score| (0.0..=1.0).contains(score)).ok_or_else(|| "expected a number from 0 to 1".to_owned())
}
