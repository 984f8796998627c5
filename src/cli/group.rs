//! The `group` command: reports go out with their events while others still come in.

use std::sync::mpsc::sync_channel;

use claimdiff::group::Grouper;
use claimdiff::read::{self, Item};
use claimdiff::write::{Format, View};
use claimdiff::{Error, Report};

use super::args::Group;
use super::run::{read_options, say, use_jobs};
use super::target::Target;
use crate::ExitStatus;

/// Items that are read, grouped and written at once, and bytes of their texts.
const BLOCK: (usize, usize) = (1024, 1 << 20);

pub(crate) fn run(args: Group) -> Result<ExitStatus, Error> {
    let Group { grouping, output, input } = args;
    let target = Target::open(output.as_deref())?;
    use_jobs(&input)?;
    let options = read_options(&input)?;
    let lines = Format::named("jsonl").ok_or_else(|| Error::new("no such format"))?;
    let paths = input.paths.clone();
    let (send, receive) = sync_channel(2);
    // Not waited for where nobody takes what it reads: it ends with the process.
    let reader = std::thread::spawn(move || {
        let (mut block, mut size) = (Vec::new(), 0);
        read::each(&paths, &options, &mut |item| {
            size += if let Item::Report(report) = &item { report.text.len() } else { 0 };
            block.push(item);
            if block.len() >= BLOCK.0 || size >= BLOCK.1 {
                size = 0;
                let _ = send.send(std::mem::take(&mut block));
            }
        });
        let _ = send.send(block);
    });
    let mut grouper = Grouper::new(grouping.settings());
    let (mut grouped, mut given, mut skipped) = (0, 0, 0);
    target.fill(|out| {
        for items in receive {
            let mut reports: Vec<Report> = Vec::with_capacity(items.len());
            for item in items {
                match item {
                    Item::Report(report) => reports.push(report),
                    Item::Note(note) if !input.quiet => say(&format!("note: {note}")),
                    Item::Note(_) => {}
                    Item::Skipped(error) => {
                        skipped += 1;
                        if !input.quiet {
                            say(&format!("warning: {error}"));
                        }
                    }
                }
            }
            grouped += reports.len();
            given += reports.iter().filter(|report| report.event.is_some()).count();
            grouper.group(&mut reports.iter_mut().collect::<Vec<_>>());
            (lines.reports)(&reports, &View::default(), out)?;
            // Whoever waits at the other end of the pipe has something to do.
            out.flush()?;
        }
        Ok(())
    })?;
    if reader.join().is_err() {
        return Err(Error::new("reading the inputs broke off"));
    }
    let left_out = if skipped == 1 { "1 input left out".to_owned() } else { format!("{skipped} inputs left out") };
    if grouped == 0 {
        return Err(Error::new(format!("no report could be read, {left_out}")));
    }
    if !input.quiet {
        say(&format!("{grouped} reports of {} events, {given} of them named by their reports", grouper.events()));
        if skipped > 0 {
            say(&format!("warning: {left_out}, {grouped} reports read"));
        }
    }
    Ok(if input.strict && skipped > 0 { ExitStatus::Trouble } else { ExitStatus::Ran })
}
