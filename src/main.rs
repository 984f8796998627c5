//! The command: arguments in, exit status out. Nothing here knows what a claim is.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use claimdiff::read::{self, Inputs, Limits, ReadOptions};
use claimdiff::write::json::LINES;
use claimdiff::write::text::visible;
use claimdiff::write::{FORMATS, Format, View};
use claimdiff::{Comparison, Error, Kind, Options, Report, Severity, Verdict};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

/// What a run ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExitStatus {
    /// It ran, whatever it found.
    Ran = 0,
    /// With `--exit-code`: a discrepancy was printed.
    Discrepancy = 1,
    /// Bad usage, nothing could be read, no place to write, or an input left out under `--strict`.
    Trouble = 2,
}

/// Finds where many reports of one news event disagree: dates, figures and names, with the evidence.
#[derive(Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 ran, 1 with --exit-code when a discrepancy was printed, 2 bad usage or nothing could be read."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print where reports of one event disagree
    Compare(Compare),
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
struct Compare {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    kinds: Kinds,
    /// Print findings of this severity and above
    #[arg(long, value_name = "SEVERITY", default_value = "medium", value_parser = severity())]
    min_severity: Severity,
    /// Print every finding, those that agree included (the same as --min-severity none)
    #[arg(long, conflicts_with = "min_severity")]
    all: bool,
    /// Print findings whose score, 0 to 1, is at least this
    #[arg(long, value_name = "SCORE", default_value_t = 0.0, value_parser = score)]
    min_score: f64,
    /// Show what each score is made of (text format; JSON always does)
    #[arg(long)]
    explain: bool,
    /// Exit with 1 when a discrepancy was printed
    #[arg(long)]
    exit_code: bool,
}

#[derive(Args)]
struct Extract {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    kinds: Kinds,
}

#[derive(Args)]
struct Reports {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    output: Output,
}

#[derive(Args)]
struct Input {
    /// Files, folders, globs, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<String>,
    /// Read a field of the reports from this key or column; may be given more than once
    #[arg(long = "field", value_name = "FIELD=KEY")]
    fields: Vec<String>,
    /// Read the inputs as this format instead of telling it from their content
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(read::FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about))))]
    from: Option<String>,
    /// Change a limit on what is read; may be given more than once
    #[arg(long = "limit", value_name = "NAME=N", long_help = limits_help())]
    limits: Vec<String>,
    /// Work on this many threads [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    /// Exit with 2 when an input had to be left out
    #[arg(long)]
    strict: bool,
    /// Print no warnings
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Args)]
struct Output {
    /// How to print [default: text on a terminal, csv otherwise]
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    format: Option<&'static Format>,
    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Colour the text format; auto colours on a terminal where NO_COLOR is not set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Args)]
struct Kinds {
    /// Values of these kinds alone
    #[arg(long = "kind", value_name = "KIND,…", value_delimiter = ',', value_parser = kind())]
    kinds: Option<Vec<Kind>>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
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

fn limits_help() -> String {
    let limits = Limits::NAMES.map(|(name, about)| format!("  {name}: {about}"));
    format!("Change a limit on what is read; may be given more than once:\n{}", limits.join("\n"))
}

fn score(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|score| (0.0..=1.0).contains(score)).ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

fn main() -> ExitCode {
    let status = match run(Cli::parse().command) {
        Ok(status) => status,
        Err(error) if error.is_broken_pipe() => ExitStatus::Ran,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitStatus::Trouble
        }
    };
    ExitCode::from(status as u8)
}

fn run(command: Command) -> Result<ExitStatus, Error> {
    match command {
        Command::Compare(args) => {
            let min_severity = if args.all { Severity::None } else { args.min_severity };
            let options = Options { kinds: args.kinds.kinds, min_score: args.min_score, ..Options::default() };
            let mut found = false;
            let status = work(&args.input, &args.output, true, View { min_severity, color: false, explain: args.explain }, |inputs, format, view, out| {
                let result = claimdiff::compare_with(&inputs.reports, &options);
                found = shows_discrepancy(&result, view);
                (format.comparison)(&result, view, out)
            })?;
            Ok(if status == ExitStatus::Ran && args.exit_code && found { ExitStatus::Discrepancy } else { status })
        }
        Command::Extract(args) => {
            let options = Options { kinds: args.kinds.kinds, ..Options::default() };
            work(&args.input, &args.output, true, EVERYTHING, |inputs, format, view, out| {
                (format.mentions)(&inputs.reports, &claimdiff::claims(&inputs.reports, &options), view, out)
            })
        }
        Command::Reports(args) => work(&args.input, &args.output, false, EVERYTHING, |inputs, format, view, out| (format.reports)(&inputs.reports, view, out)),
        Command::Schema { line } => print(|out| match LINES.iter().find(|(name, _)| line.as_deref() == Some(*name)) {
            Some((_, schema)) => writeln!(out, "{:#}", schema().as_value()),
            None => writeln!(out, "{:#}", serde_json::Value::from_iter(LINES.iter().map(|(name, schema)| (*name, schema().to_value())))),
        }),
        Command::Completions { shell } => print(|out| {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "claimdiff", &mut script);
            out.write_all(&script)
        }),
        Command::Man => print(manual),
    }
}

/// What `extract` and `reports` show.
const EVERYTHING: View = View { min_severity: Severity::None, color: false, explain: false };

/// Reads the inputs, has `write` make the output, and tells what was left out; with `understand`,
/// reports in a language without word tables are.
fn work(
    input: &Input,
    output: &Output,
    understand: bool,
    view: View,
    write: impl FnOnce(&Inputs, &Format, View, &mut dyn Write) -> io::Result<()>,
) -> Result<ExitStatus, Error> {
    let terminal = output.output.is_none() && io::stdout().is_terminal();
    let format = output.format.unwrap_or(&FORMATS[if terminal { 0 } else { 1 }]);
    let color = match output.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && std::env::var_os("TERM").is_none_or(|t| t != "dumb"),
    };
    // A file that cannot be written is known before the work is done.
    let target = Target::open(output.output.as_deref())?;
    if let Some(jobs) = input.jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global().map_err(|e| Error::new(e.to_string()))?;
    }
    let mut options = ReadOptions::default();
    input.fields.iter().try_for_each(|mapping| options.map_field(mapping))?;
    input.limits.iter().try_for_each(|limit| options.set_limit(limit))?;
    input.from.iter().try_for_each(|format| options.set_format(format))?;
    let mut inputs = read::read_with(&input.paths, &options);
    if understand {
        let (reports, foreign) = inputs.reports.into_iter().partition(claimdiff::understood);
        inputs.reports = reports;
        inputs.skipped.extend(foreign.into_iter().map(|report: Report| {
            let language = report.language.unwrap_or_default();
            Error::new(format!("report {} is in {language:?}, and no word tables for it are here: left out", report.id))
                .at_path(report.path.unwrap_or_default())
        }));
    }
    if !input.quiet {
        for note in &inputs.notes {
            say(&format!("note: {note}"));
        }
        for error in &inputs.skipped {
            say(&format!("warning: {error}"));
        }
    }
    let skipped = match inputs.skipped.len() {
        1 => "1 input left out".to_owned(),
        n => format!("{n} inputs left out"),
    };
    if inputs.reports.is_empty() {
        return Err(Error::new(format!("no report could be read, {skipped}")));
    }
    target.fill(|out| write(&inputs, format, View { color, ..view }, out))?;
    if inputs.skipped.is_empty() {
        return Ok(ExitStatus::Ran);
    }
    if !input.quiet {
        say(&format!(
            "warning: {skipped}, {} read",
            match inputs.reports.len() {
                1 => "1 report".to_owned(),
                n => format!("{n} reports"),
            }
        ));
    }
    Ok(if input.strict { ExitStatus::Trouble } else { ExitStatus::Ran })
}

fn shows_discrepancy(result: &Comparison, view: View) -> bool {
    result.findings.iter().any(|f| f.verdict == Verdict::Discrepancy && f.severity >= view.min_severity)
}

/// One line on standard error. Nobody is left to tell where even that fails.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(line));
}

fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<ExitStatus, Error> {
    Target::Standard.fill(write)?;
    Ok(ExitStatus::Ran)
}

/// The page of the command, then what each subcommand takes.
fn manual(out: &mut dyn Write) -> io::Result<()> {
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
        writeln!(out, ".SH {}", sub.get_name().to_uppercase())?;
        let page = clap_mangen::Man::new(sub.clone());
        page.render_synopsis_section(out)?;
        page.render_description_section(out)?;
        page.render_options_section(out)?;
    }
    Ok(())
}

/// Where results go.
enum Target {
    Standard,
    /// A device or a pipe, which cannot be replaced.
    Stream(File, PathBuf),
    /// A new file beside its name, which it takes when it is complete: no one reads half a result.
    File {
        file: File,
        temporary: PathBuf,
        path: PathBuf,
    },
}

impl Target {
    fn open(path: Option<&Path>) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Target::Standard) };
        let fail = |e: io::Error| Error::new(format!("cannot be written: {e}")).at_path(path.display().to_string());
        // A link stays a link: the file that it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        match path.metadata() {
            Ok(known) if known.is_dir() => Err(fail(io::ErrorKind::IsADirectory.into())),
            Ok(known) if !known.is_file() => {
                let file = File::options().write(true).open(&path).map_err(fail)?;
                Ok(Target::Stream(file, path))
            }
            _ => {
                let mut name = path.file_name().unwrap_or_default().to_owned();
                name.push(format!(".{}.tmp", std::process::id()));
                let temporary = path.with_file_name(name);
                let file = File::create_new(&temporary).map_err(fail)?;
                Ok(Target::File { file, temporary, path })
            }
        }
    }

    fn fill(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        fn through(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
            let mut out = BufWriter::new(out);
            write(&mut out)?;
            out.flush()
        }
        match &self {
            Target::Standard => Ok(through(io::stdout().lock(), write)?),
            Target::Stream(file, path) => through(file, write).map_err(|e| Error::from(e).at_path(path.display().to_string())),
            Target::File { file, temporary, path } => {
                through(file, write).and_then(|()| std::fs::rename(temporary, path)).map_err(|e| Error::from(e).at_path(path.display().to_string()))
            }
        }
    }
}

impl Drop for Target {
    /// Half a file is no result; a complete one no longer has this name.
    fn drop(&mut self) {
        if let Target::File { temporary, .. } = self {
            let _ = std::fs::remove_file(temporary);
        }
    }
}
