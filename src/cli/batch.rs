//! The `batch` command: its arguments, how it is watched and how it is interrupted.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use claimdiff::Error;
use claimdiff::batch::{self, Format, Phase, Progress, Settings, Snapshot};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::args::{Choice, Grouping, Input};
use super::run::{read_options, say, use_jobs};
use crate::ExitStatus;

/// How often a terminal is told how far the run is, and how often a log.
const TERMINAL: Duration = Duration::from_millis(200);
const LOG: Duration = Duration::from_secs(30);

#[derive(clap::Args)]
pub(crate) struct Batch {
    #[command(flatten)]
    input: Input,
    /// The folder for the results: a new or an empty one, or that of a run to go on with
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// How to write the findings
    #[arg(long, value_name = "FORMAT", default_value = Format::ALL[0].as_str(), value_parser = format())]
    format: Format,
    /// Give reports that name no event one, as the group command does; folders then name none
    #[arg(long)]
    group: bool,
    #[command(flatten)]
    grouping: Grouping,
    #[command(flatten)]
    choice: Choice,
    /// Keep to this much memory, such as 512M or 8G [default: a quarter of the machine's]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_memory: Option<u64>,
    /// Print what would be read, and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn format() -> impl TypedValueParser<Value = Format> {
    let named = |word: String| Format::ALL.iter().copied().find(|f| f.as_str() == word).ok_or("no such format");
    PossibleValuesParser::new(Format::ALL.iter().map(|f| f.as_str())).try_map(named)
}

/// Bytes, or KiB, MiB and GiB by their first letters.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" => 0,
        "k" | "kib" => 10,
        "m" | "mib" => 20,
        "g" | "gib" => 30,
        _ => 64,
    };
    let bytes = digits.parse::<u64>().ok().and_then(|n| n.checked_mul(1_u64.checked_shl(shift)?));
    bytes.ok_or_else(|| "expected a size such as 512M or 8G".to_owned())
}

pub(crate) fn run(args: Batch) -> Result<ExitStatus, Error> {
    let Batch { input, output, format, group, grouping, choice, max_memory, dry_run } = args;
    if grouping.window.is_some() && !group {
        return Err(Error::new("--window is for reports that are grouped: add --group"));
    }
    let read = read_options(&input)?;
    if dry_run {
        return list(&batch::inputs(&input.paths, &output, &read)?);
    }
    use_jobs(&input)?;
    let (options, view) = choice.settle(input.quiet)?;
    let group = group.then(|| grouping.settings());
    let mut settings = Settings { read, group, format, options, view, ..Settings::default() };
    settings.max_memory = max_memory.unwrap_or(settings.max_memory);
    let progress = Arc::new(Progress::default());
    stop_on_signals(&progress)?;
    let summary = if input.quiet {
        batch::run(&input.paths, &output, &settings, &progress)?
    } else {
        watched(&progress, || batch::run(&input.paths, &output, &settings, &progress))?
    };
    let counts = &summary.counts;
    if counts.compared == 0 {
        return Err(Error::new(format!("no report could be compared: {}", output.join("errors.jsonl").display())));
    }
    if !input.quiet {
        let before = if summary.was_done { "an earlier run did all of this: " } else { "" };
        say(&format!("{before}{} reports of {} events compared, {} findings written", counts.compared, counts.events, counts.written));
        if counts.skipped + counts.errors > 0 {
            let place = output.join("errors.jsonl");
            say(&format!("warning: {} reports skipped, {} in error, named in {}", counts.skipped, counts.errors, place.display()));
        }
    }
    Ok(if input.strict && counts.skipped + counts.errors > 0 { ExitStatus::Trouble } else { ExitStatus::Ran })
}

/// Prints the inputs, one a line: size, format, name.
fn list(inputs: &[batch::Input]) -> Result<ExitStatus, Error> {
    let mut out = io::stdout().lock();
    let mut total = 0;
    for input in inputs {
        total += input.bytes;
        let format = input.format.as_ref().map_or_else(|why| format!("not read: {why}"), |format| (*format).to_owned());
        writeln!(out, "{}\t{format}\t{}", input.bytes, claimdiff::write::text::visible(&input.path))?;
    }
    writeln!(out, "{total}\ttotal\t{} files", inputs.len())?;
    Ok(ExitStatus::Ran)
}

/// Ctrl-C and a request to end stop the run at the next good moment; the second time, at once.
fn stop_on_signals(progress: &Arc<Progress>) -> Result<(), Error> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag;
    let stop = progress.stop_flag();
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal finds the flag down, sets it, and does not end the process.
        flag::register_conditional_shutdown(signal, ExitStatus::Trouble as i32, stop.clone())
            .and_then(|_| flag::register(signal, stop.clone()))
            .map_err(|e| Error::new(format!("signals cannot be received: {e}")))?;
    }
    Ok(())
}

/// Runs while a second thread says how far it is.
fn watched<T>(progress: &Progress, run: impl FnOnce() -> T) -> T {
    let (done, wait) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let terminal = io::stderr().is_terminal();
            let mut watch = Watch::new(progress.snapshot());
            let every = if terminal { TERMINAL } else { LOG };
            while wait.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                let line = watch.line(progress.snapshot());
                if terminal {
                    // Over the line before, whose rest is cleared.
                    let _ = write!(io::stderr(), "\r{line}\x1b[K");
                } else {
                    say(&line);
                }
            }
            if terminal {
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        });
        let result = run();
        drop(done);
        result
    })
}

/// Where a phase began, to tell its speed from.
struct Watch {
    start: Snapshot,
    since: Instant,
}

impl Watch {
    fn new(start: Snapshot) -> Self {
        Watch { start, since: Instant::now() }
    }

    /// `comparing: 12,345 reports, 34 %, 9.1 MB/s, 4 min left, 2 left out`.
    fn line(&mut self, now: Snapshot) -> String {
        if now.phase != self.start.phase {
            *self = Watch::new(now);
        }
        let what = match now.phase {
            Phase::Checking => "looking at the inputs",
            Phase::Reading => "reading",
            Phase::Comparing => "comparing",
            Phase::Done => return "done".to_owned(),
        };
        let speed = now.bytes.saturating_sub(self.start.bytes) as f64 / self.since.elapsed().as_secs_f64().max(1e-3);
        let percent = (100 * now.bytes).checked_div(now.total).unwrap_or(0).min(100);
        let mut line = format!("{what}: {} reports, {percent} %, {:.1} MB/s", now.reports, speed / 1e6);
        if speed > 0.0 {
            line.push_str(&format!(", {} left", duration(now.total.saturating_sub(now.bytes) as f64 / speed)));
        }
        if now.left_out > 0 {
            line.push_str(&format!(", {} left out", now.left_out));
        }
        line
    }
}

fn duration(seconds: f64) -> String {
    match seconds as u64 {
        s @ 0..90 => format!("{s} s"),
        s @ 90..5400 => format!("{} min", s.div_ceil(60)),
        s => format!("{:.1} h", s as f64 / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_units() {
        for (text, bytes) in [("1048576", 1 << 20), ("512M", 512 << 20), ("2g", 2 << 30), ("4GiB", 4 << 30), ("64k", 64 << 10)] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "M", "12T", "-5", "1.5G", "99999999999999G", "5 G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_line_tells_speed_and_time_left() {
        let at = |bytes| Snapshot { phase: Phase::Comparing, bytes, total: 4_000_000, reports: 20, left_out: 2 };
        let mut watch = Watch { start: at(1_000_000), since: Instant::now() - Duration::from_secs(2) };
        assert_eq!(watch.line(at(2_000_000)), "comparing: 20 reports, 50 %, 0.5 MB/s, 4 s left, 2 left out");
        assert_eq!([0.0, 89.9, 90.0, 5400.0].map(duration), ["0 s", "89 s", "2 min", "1.5 h"]);
    }
}
