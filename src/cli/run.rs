//! One run: inputs read, results written, what was left out told.

use std::io::{self, IsTerminal, Write};

use claimdiff::read::{self, Inputs, ReadOptions};
use claimdiff::write::text::visible;
use claimdiff::write::{FORMATS, Format, View};
use claimdiff::{Error, Report, Severity};

use super::args::{Color, Input, Output};
use super::target::Target;
use crate::ExitStatus;

/// What `extract` and `reports` show.
pub(crate) const EVERYTHING: View = View { min_severity: Severity::None, color: false, explain: false };

/// Reads the inputs, has `write` make the output, and tells what was left out; with `understand`,
/// reports in a language without word tables are.
pub(crate) fn work(
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
    use_jobs(input)?;
    let mut inputs = read::read_with(&input.paths, &read_options(input)?);
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
