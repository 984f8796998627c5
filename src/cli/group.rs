//! The `group` command: reports go out with their events while others still come in.

use claimdiff::group::Grouper;
use claimdiff::read::{Blocks, Item, Position, files};
use claimdiff::write::{Format, View};
use claimdiff::{Error, Report};

use super::args::Group;
use super::run::{left_out, read_options, say, use_jobs};
use super::target::Target;
use crate::ExitStatus;

pub(crate) fn run(args: Group) -> Result<ExitStatus, Error> {
    let Group { grouping, output, input } = args;
    let target = Target::open(output.as_deref())?;
    use_jobs(&input)?;
    let options = read_options(&input)?;
    let lines = Format::named("jsonl").ok_or_else(|| Error::new("no such format"))?;
    let mut skipped = 0;
    let mut report = |item| {
        match item {
            Item::Report(report) => return Some(report),
            Item::Note(note) if !input.quiet => say(&format!("note: {note}")),
            Item::Note(_) => {}
            Item::Skipped(error) => {
                skipped += 1;
                if !input.quiet {
                    say(&format!("warning: {error}"));
                }
            }
        }
        None
    };
    let files = files(&input.paths, &mut |item| drop(report(item)));
    let mut blocks = Blocks::read(files, options, None, Position::default());
    let mut grouper = Grouper::new(grouping.settings());
    let (mut grouped, mut given) = (0, 0);
    target.fill(|out| {
        for block in &mut blocks {
            let mut reports: Vec<Report> = block.items.into_iter().filter_map(|(item, _)| report(item)).collect();
            grouped += reports.len();
            given += reports.iter().filter(|report| report.event.is_some()).count();
            grouper.group(&mut reports.iter_mut().collect::<Vec<_>>());
            (lines.reports)(&reports, &View::default(), out)?;
            // Whoever waits at the other end of the pipe has something to do.
            out.flush()?;
        }
        Ok(())
    })?;
    blocks.end()?;
    if grouped == 0 {
        return Err(Error::new(format!("no report could be read, {}", left_out(skipped))));
    }
    if !input.quiet {
        say(&format!("{grouped} reports of {} events, {given} of them named by their reports", grouper.events()));
        if skipped > 0 {
            say(&format!("warning: {}, {grouped} reports read", left_out(skipped)));
        }
    }
    Ok(if input.strict && skipped > 0 { ExitStatus::Trouble } else { ExitStatus::Ran })
}
