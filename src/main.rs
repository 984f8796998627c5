//! The command: arguments in, exit status out.

mod cli;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::process::ExitCode;

use claimdiff::write::json::LINES;
use claimdiff::write::{View, text};
use claimdiff::{Error, Options, Report, Verdict};
use clap::{CommandFactory, Parser};

use cli::args::{Cli, Command, Compare, Explain, arguments};
use cli::choice::options;
use cli::run::{Run, say};
use cli::target::Target;

/// Many small allocations on all cores are what it is made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    let status = match run(Cli::parse_from(arguments()).command) {
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
        Command::Compare(args) => compare(&args),
        Command::Explain(args) => explain(&args),
        Command::Batch(args) => cli::batch::run(args),
        Command::Group(args) => cli::group::run(args),
        Command::Extract(args) => {
            let output = &args.output;
            let run = Run::start(&args.input, output.output.as_deref(), true)?;
            let claims = claimdiff::claims(&run.inputs.reports, &Options { kinds: args.kinds.kinds, ..Options::default() });
            run.finish(|reports, out| (output.format().mentions)(reports, &claims, &output.look.of(View::default(), output.output.as_deref()), out))
        }
        Command::Reports(args) => {
            let output = &args.output;
            let run = Run::start(&args.input, output.output.as_deref(), false)?;
            run.finish(|reports, out| (output.format().reports)(reports, &output.look.of(View::default(), output.output.as_deref()), out))
        }
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

fn compare(args: &Compare) -> Result<ExitStatus, Error> {
    let (format, target) = (args.output.format(), args.output.output.as_deref());
    if args.layout.is_some() && format.name != "csv" {
        return Err(Error::new(format!("--layout lays out csv, and the format is {}: add --format csv", format.name)));
    }
    let (options, view) = args.choice.settle(args.input.quiet)?;
    let view = View { layout: args.layout.unwrap_or_default(), explain: args.explain.is_some(), only: args.explain.clone().flatten(), ..view };
    let view = args.output.look.of(view, target);
    let run = Run::start(&args.input, target, true)?;
    if !args.input.quiet
        && let Some(note) = several_events(&run.inputs.reports)
    {
        say(&note);
    }
    let mut result = claimdiff::compare_with(&run.inputs.reports, &options);
    result.left_out += run.inputs.skipped.len();
    if let (Some(id), None) = (&view.only, view.findings(&result).next()) {
        return Err(Error::new(format!("no finding has an id that begins with {id:?}; compare --all lists every finding with its id")));
    }
    let found = view.findings(&result).any(|finding| finding.verdict == Verdict::Discrepancy);
    let status = run.finish(|_, out| (format.comparison)(&result, &view, out))?;
    Ok(if status == ExitStatus::Ran && args.exit_code && found { ExitStatus::Discrepancy } else { status })
}

/// What is to be told of reports that name more than one event: they are taken for reports of one all the same.
fn several_events(reports: &[Report]) -> Option<String> {
    let events: BTreeSet<&str> = reports.iter().filter_map(|report| report.event.as_deref()).collect();
    let many = events.len() > 1;
    many.then(|| format!("note: the reports name {} events and are compared as reports of one; claimdiff batch compares each event by itself", events.len()))
}

fn explain(args: &Explain) -> Result<ExitStatus, Error> {
    let options = Options { kinds: None, min_score: 0.0, ..options(&args.settings.read(args.input.quiet)?) };
    let target = args.output.as_deref();
    let view = args.look.of(View::default(), target);
    let run = Run::start(&args.input, target, true)?;
    let (result, explanation) = claimdiff::explain(&run.inputs.reports, &options, [&args.first, &args.second])?;
    run.finish(|_, out| text::explanation(&result, &explanation, &view, out))
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
