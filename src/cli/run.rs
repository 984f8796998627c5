//! One run: inputs read, results written, what was left out told.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use claimdiff::read::{self, Inputs, ReadOptions};
use claimdiff::write::text::visible;
use claimdiff::write::{FORMATS, Format, View};
use claimdiff::{Error, Report};

use super::args::{Color, Input, Look, Output};
use super::target::Target;
use crate::ExitStatus;

/// The inputs of a run, read, and the place where its results go.
pub(crate) struct Run<'a> {
    input: &'a Input,
    target: Target,
    pub(crate) inputs: Inputs,
}

impl<'a> Run<'a> {
    /// Opens the place for the results, reads the inputs and tells what is to be told of them; with
    /// `understand`, reports in a language without word tables are left out.
    pub(crate) fn start(input: &'a Input, output: Option<&Path>, understand: bool) -> Result<Self, Error> {
        // A file that cannot be written is known before the work is done.
        let target = Target::open(output)?;
        use_jobs(input)?;
        let mut inputs = read::read_with(&input.paths, &read_options(input)?);
        if understand {
            let (reports, foreign) = inputs.reports.into_iter().partition(claimdiff::understood);
            inputs.reports = reports;
            inputs.skipped.extend(foreign.into_iter().map(|report: Report| {
                let message = claimdiff::not_understood(&report);
                Error::new(message).at_path(report.path.unwrap_or_default())
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
        if inputs.reports.is_empty() {
            return Err(Error::new(format!("no report could be read, {}", left_out(inputs.skipped.len()))));
        }
        Ok(Run { input, target, inputs })
    }

    /// Has the results written, and counts what was left out.
    pub(crate) fn finish(self, write: impl FnOnce(&[Report], &mut dyn Write) -> io::Result<()>) -> Result<ExitStatus, Error> {
        let Run { input, target, inputs } = self;
        target.fill(|out| write(&inputs.reports, out))?;
        if inputs.skipped.is_empty() {
            return Ok(ExitStatus::Ran);
        }
        if !input.quiet {
            let read = match inputs.reports.len() {
                1 => "1 report".to_owned(),
                n => format!("{n} reports"),
            };
            say(&format!("warning: {}, {read} read", left_out(inputs.skipped.len())));
        }
        Ok(if input.strict { ExitStatus::Trouble } else { ExitStatus::Ran })
    }
}

/// How many inputs were left out, in words.
pub(super) fn left_out(inputs: usize) -> String {
    match inputs {
        1 => "1 input left out".to_owned(),
        n => format!("{n} inputs left out"),
    }
}

fn on_terminal(output: Option<&Path>) -> bool {
    output.is_none() && io::stdout().is_terminal()
}

impl Output {
    /// The format that is asked for, else the one that suits where it goes.
    pub(crate) fn format(&self) -> &'static Format {
        self.format.unwrap_or(&FORMATS[if on_terminal(self.output.as_deref()) { 0 } else { 1 }])
    }
}

impl Look {
    /// A view that looks as it is asked to on the way to `output`.
    pub(crate) fn of(&self, view: View, output: Option<&Path>) -> View {
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let wanted = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && std::env::var_os("TERM").is_none_or(|t| t != "dumb");
                on_terminal(output) && wanted
            }
        };
        View { color, plain: self.plain, ..view }
    }
}

/// Sets the number of threads, where one is given.
pub(super) fn use_jobs(input: &Input) -> Result<(), Error> {
    let Some(jobs) = input.jobs else { return Ok(()) };
    rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global().map_err(|e| Error::new(e.to_string()))
}

/// How the inputs are to be read.
pub(super) fn read_options(input: &Input) -> Result<ReadOptions, Error> {
    let mut options = ReadOptions::default();
    input.fields.iter().try_for_each(|mapping| options.map_field(mapping))?;
    input.limits.iter().try_for_each(|limit| options.set_limit(limit))?;
    input.from.iter().try_for_each(|format| options.set_format(format))?;
    Ok(options)
}

/// One line on standard error. Nobody is left to tell where even that fails.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(line));
}
