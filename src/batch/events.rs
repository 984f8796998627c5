//! The second half of a run: partition by partition, the events are compared on all cores and their
//! findings written. A partition whose findings have their name is not touched again.
//!
//! Three hands work side by side: one looks where the reports of the next events lie, all cores
//! compare a wave of events, and one writes what the wave before gave. A wave is as large as the
//! memory allows; where it ends changes nothing in the files.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::findings::{self, Part};
use super::folder::Folder;
use super::ledger::{Counts, Ledger, Reason};
use super::memory::Budget;
use super::partition::{self, Event};
use super::tally::Tally;
use super::{Progress, Settings, interrupted};
use crate::compare::Comparison;
use crate::error::Error;
use crate::read::{Report, with_unique_ids};

/// What a partition gave, beside its findings.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Done {
    pub(super) counts: Counts,
    pub(super) tally: Tally,
}

/// Events that are compared at one time.
struct Wave {
    partition: usize,
    path: PathBuf,
    events: Vec<Event>,
    /// True for the last of its partition.
    last: bool,
}

/// What a wave gave, in the order of its events.
struct Written {
    partition: usize,
    outcomes: Vec<Outcome>,
    last: bool,
}

/// What one event gave.
#[derive(Debug, Default)]
struct Outcome {
    part: Part,
    tally: Tally,
    ledger: Ledger,
}

/// Where the record of a done partition lies.
pub(super) fn done(folder: &Folder, partition: usize) -> PathBuf {
    folder.partial("done").join(format!("{partition:05}.json"))
}

/// Where the lines about what a done partition left out lie.
pub(super) fn lines(folder: &Folder, partition: usize) -> PathBuf {
    folder.partial("done").join(format!("{partition:05}.errors.jsonl"))
}

/// Compares the events of these partitions.
pub(super) fn run(folder: &Folder, partitions: &[usize], settings: &Settings, budget: Budget, progress: &Progress) -> Result<(), Error> {
    let (send_wave, waves) = sync_channel(1);
    // No wave waits to be written: one is written while the next is compared, and the memory holds two.
    let (send_written, written) = sync_channel(0);
    std::thread::scope(|scope| {
        let cutter = scope.spawn(move || partitions.iter().try_for_each(|&p| cut(folder, p, budget, &send_wave)));
        let writer = scope.spawn(move || write_all(folder, settings, &written, progress));
        let mut result = Ok(());
        for wave in waves {
            let Wave { partition, path, events, last } = wave;
            let outcomes = match events.par_iter().map(|event| work(event, &path, settings, budget, progress)).collect() {
                Ok(outcomes) => outcomes,
                Err(error) => {
                    result = Err(error);
                    break;
                }
            };
            // Where it is not taken, the writer says why.
            if send_written.send(Written { partition, outcomes, last }).is_err() {
                break;
            }
        }
        drop(send_written);
        let broke_off = |_| Err(Error::new("writing the findings broke off"));
        let written = writer.join().unwrap_or_else(broke_off);
        // The waves are dropped by now, so that the cutter ends too.
        result.and(written).and(cutter.join().unwrap_or_else(broke_off))
    })
}

/// Cuts a partition into waves.
fn cut(folder: &Folder, partition: usize, budget: Budget, waves: &SyncSender<Wave>) -> Result<(), Error> {
    let path = partition::path(folder, partition);
    let mut events = partition::events(&path)?.into_iter().peekable();
    loop {
        let mut wave = Vec::new();
        let mut memory = 0;
        while let Some(event) = events.next_if(|event| wave.is_empty() || memory + event.memory() <= budget.wave()) {
            memory += event.memory();
            wave.push(event);
        }
        let last = events.peek().is_none();
        // Where it is not taken, the run has ended.
        if waves.send(Wave { partition, path: path.clone(), events: wave, last }).is_err() || last {
            return Ok(());
        }
    }
}

/// Compares one event.
fn work(event: &Event, path: &Path, settings: &Settings, budget: Budget, progress: &Progress) -> Result<Outcome, Error> {
    if progress.is_stopped() {
        return Err(interrupted());
    }
    let mut outcome = Outcome::default();
    if event.memory() > budget.wave() {
        let message = format!(
            "the event's {} reports take {} to compare, and --max-memory allows {}: allow more, and give another folder",
            event.reports(),
            super::memory::shown(budget.needed(event.memory())),
            super::memory::shown(budget.total),
        );
        outcome.ledger.leave_out(Reason::TooLarge, event.reports(), &Error::new(message), None, Some(&event.name));
    } else {
        compare(&event.name, event.load(path)?, settings, |reports| crate::compare_with(reports, &settings.options), &mut outcome);
    }
    progress.reports(event.reports());
    progress.left_out(outcome.ledger.counts.skipped + outcome.ledger.counts.errors);
    progress.advance(event.bytes());
    Ok(outcome)
}

fn compare(event: &str, reports: Vec<Report>, settings: &Settings, compare: impl FnOnce(&[Report]) -> Comparison, outcome: &mut Outcome) {
    let (reports, taken) = with_unique_ids(reports);
    for error in &taken {
        outcome.ledger.leave_out(Reason::DuplicateId, 1, error, None, Some(event));
    }
    // No text makes it panic that is known of; one that does must not cost the other events.
    let rendered = catch_unwind(AssertUnwindSafe(|| {
        let comparison = compare(&reports);
        let (tally, findings) = (Tally::of(&comparison), comparison.findings.len());
        let written = settings.view.findings(&comparison).count();
        Ok::<_, std::io::Error>((settings.format.part(comparison, &settings.view)?, tally, findings, written))
    }));
    match rendered {
        Ok(Ok((part, tally, findings, written))) => {
            outcome.part = part;
            outcome.tally = tally;
            let counts = &mut outcome.ledger.counts;
            counts.events = 1;
            counts.compared = reports.len() as u64;
            counts.findings = findings as u64;
            counts.written = written as u64;
        }
        Ok(Err(error)) => fail(event, reports.len(), &error.to_string(), outcome),
        Err(_) => fail(event, reports.len(), "a fault of this program", outcome),
    }
}

fn fail(event: &str, reports: usize, why: &str, outcome: &mut Outcome) {
    let error = Error::new(format!("comparing the event failed ({why}): its reports are left out"));
    outcome.ledger.leave_out(Reason::Failed, reports as u64, &error, None, Some(event));
}

/// Writes what the waves gave, a file a partition.
fn write_all(folder: &Folder, settings: &Settings, written: &Receiver<Written>, progress: &Progress) -> Result<(), Error> {
    let mut open: Option<(findings::File, Done, Vec<u8>)> = None;
    for wave in written {
        let (mut file, mut sums, mut left_out) = match open.take() {
            Some(open) => open,
            None => (findings::File::create(folder, settings.format, wave.partition)?, Done::default(), Vec::new()),
        };
        for outcome in wave.outcomes {
            file.write(outcome.part, &settings.view)?;
            sums.counts += outcome.ledger.counts;
            sums.tally += outcome.tally;
            left_out.extend(outcome.ledger.lines);
        }
        if !wave.last {
            open = Some((file, sums, left_out));
            continue;
        }
        if progress.is_stopped() {
            return Err(interrupted());
        }
        // In this order: findings without the record are made again, to the same bytes.
        file.commit()?;
        folder.publish(lines(folder, wave.partition), |out| out.write_all(&left_out))?;
        folder.publish_json(done(folder, wave.partition), &sums)?;
        partition::forget(folder, wave.partition)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_that_makes_the_comparison_panic_is_one_line() {
        let settings = Settings::default();
        let mut outcome = Outcome::default();
        let reports = vec![Report::new("a", "One."), Report::new("b", "Two.")];
        compare("quake", reports, &settings, |_| panic!("as planned"), &mut outcome);
        let counts = &outcome.ledger.counts;
        assert_eq!((counts.compared, counts.errors, counts.events), (0, 2, 0));
        let line: serde_json::Value = serde_json::from_slice(&outcome.ledger.lines).unwrap();
        assert_eq!((line["event"].as_str(), line["reason"].as_str(), line["reports"].as_u64()), (Some("quake"), Some("failed"), Some(2)));
    }
}
