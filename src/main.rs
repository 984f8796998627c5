//! The command: arguments in, exit status out.

mod cli;

use std::io::{self, Write};
use std::process::ExitCode;

use claimdiff::write::View;
use claimdiff::write::json::LINES;
use claimdiff::{Comparison, Error, Options, Severity, Verdict};
use clap::{CommandFactory, Parser};

use cli::args::{Cli, Command};
use cli::run::{EVERYTHING, say, work};
use cli::target::Target;

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
        Command::Batch(args) => cli::batch::run(args),
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

fn shows_discrepancy(result: &Comparison, view: View) -> bool {
    result.findings.iter().any(|f| f.verdict == Verdict::Discrepancy && f.severity >= view.min_severity)
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
