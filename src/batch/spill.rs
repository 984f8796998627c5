//! The first half of a run: reports are read once, in the order of the inputs, and each is put into
//! the partition of its event. What is on the disk is written down in a journal now and then; a run
//! that was cut off takes up at the last entry.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::folder::{Folder, read_json, unwritable};
use super::ledger::{Counts, Ledger, Reason};
use super::plan::{Listing, Plan};
use super::{Phase, Progress, Settings, interrupted, partition};
use crate::error::Error;
use crate::group::Grouper;
use crate::read::{Blocks, Item, Place, Position, Report};
use crate::{not_understood, understood};

/// Bytes of a partition that are written at once.
const BUFFER: usize = 64 << 10;
/// The journal is written this often; less often where that would take more than a twentieth of the time.
const JOURNAL_EVERY: Duration = Duration::from_millis(200);

/// What is on the disk for good.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    position: Position,
    /// The length of each partition.
    pub(super) spilled: Vec<u64>,
    /// The length of the lines about what was left out.
    lines: u64,
    pub(super) counts: Counts,
    /// True once all inputs are read.
    whole: bool,
}

/// Reads all inputs into partitions, from where an earlier run was.
///
/// What a grouper knows is not on the disk: a run that goes on reads from the start, and gives the
/// grouper again what it had, for it answers alike as long as it is asked alike.
pub(super) fn run(folder: &Folder, plan: &Plan, listing: Listing, settings: &Settings, progress: &Progress) -> Result<Journal, Error> {
    let earlier: Option<Journal> = read_json(&folder.partial("journal.json"))?;
    if let Some(journal) = earlier.as_ref().filter(|journal| journal.whole) {
        return Ok(journal.clone());
    }
    let fresh = earlier.is_none();
    let journal = earlier.unwrap_or_else(|| Journal { spilled: vec![0; plan.partitions], ..Journal::default() });
    let start = if settings.group.is_some() { Position::default() } else { journal.position };
    let sizes = listing.sizes();
    progress.begin(Phase::Reading, sizes[..start.file.min(sizes.len())].iter().sum(), sizes.iter().sum(), journal.counts.read);
    progress.left_out(journal.counts.skipped + journal.counts.errors);
    let mut spill = Spill::open(folder, plan, listing, journal, settings.group.map(Grouper::new))?;
    if fresh {
        for item in std::mem::take(&mut spill.listing.items) {
            spill.take(item, Place::File);
        }
    }
    let mut blocks = Blocks::read(spill.listing.files.clone(), settings.read.clone(), Some(progress.gauge().clone()), start);
    spill.all(&mut blocks, progress)?;
    blocks.end()?;
    Ok(spill.journal)
}

struct Spill<'a> {
    folder: &'a Folder,
    plan: &'a Plan,
    listing: Listing,
    partitions: Vec<Appended>,
    lines: Appended,
    ledger: Ledger,
    journal: Journal,
    grouper: Option<Grouper>,
}

impl<'a> Spill<'a> {
    fn open(folder: &'a Folder, plan: &'a Plan, listing: Listing, journal: Journal, grouper: Option<Grouper>) -> Result<Self, Error> {
        let partitions = journal.spilled.iter().enumerate().map(|(n, length)| Appended::open(partition::path(folder, n), *length)).collect::<Result<_, _>>()?;
        let lines = Appended::open(folder.partial("errors.jsonl"), journal.lines)?;
        let ledger = Ledger { counts: journal.counts.clone(), lines: Vec::new() };
        Ok(Spill { folder, plan, listing, partitions, lines, ledger, journal, grouper })
    }

    fn all(&mut self, blocks: &mut Blocks, progress: &Progress) -> Result<(), Error> {
        let mut due = Instant::now() + JOURNAL_EVERY;
        for mut block in blocks {
            // What was read after the stop may hold the error that the stop made.
            if progress.is_stopped() {
                break;
            }
            if let Some(grouper) = &mut self.grouper {
                let reports = block.items.iter_mut().filter_map(|(item, _)| if let Item::Report(report) = item { Some(report) } else { None });
                grouper.group(&mut reports.collect::<Vec<_>>());
                // A run that reads from the start again cuts the same blocks.
                if block.end <= self.journal.position {
                    continue;
                }
            }
            let before = self.ledger.counts.clone();
            for (item, place) in block.items {
                self.take(item, place);
            }
            let now = &self.ledger.counts;
            progress.reports(now.read - before.read);
            progress.left_out(now.skipped + now.errors - before.skipped - before.errors);
            self.lines.append(&std::mem::take(&mut self.ledger.lines))?;
            for partition in self.partitions.iter_mut().filter(|p| p.buffer.len() >= BUFFER) {
                partition.flush()?;
            }
            self.journal.position = block.end;
            if Instant::now() >= due {
                let began = Instant::now();
                self.checkpoint()?;
                due = Instant::now() + JOURNAL_EVERY.max(20 * began.elapsed());
            }
        }
        self.journal.whole = self.journal.position.file == self.listing.files.len();
        self.checkpoint()?;
        if self.journal.whole { Ok(()) } else { Err(interrupted()) }
    }

    /// Puts an item where it belongs.
    fn take(&mut self, item: Item, place: Place) {
        match item {
            Item::Note(note) => self.ledger.note(&note),
            Item::Skipped(error) => {
                self.ledger.counts.read += 1;
                self.ledger.leave_out(Reason::Unreadable, 1, &error, None, None);
            }
            Item::Report(mut report) => {
                self.ledger.counts.read += 1;
                report.event = event_of(&report, place, &self.listing);
                match &report.event {
                    None => {
                        let message = "the report names no event, and lies in no folder of its own that could be one";
                        self.leave_out(Reason::NoEvent, message, &report, place);
                    }
                    Some(_) if !understood(&report) => {
                        self.leave_out(Reason::Language, &not_understood(&report), &report, place);
                    }
                    Some(event) => {
                        let partition = self.plan.partition_of(event);
                        partition::push(&report, event, &mut self.partitions[partition].buffer);
                    }
                }
            }
        }
    }

    fn leave_out(&mut self, reason: Reason, message: &str, report: &Report, place: Place) {
        let error = place.error(message).at_path(report.path.as_deref().unwrap_or_default());
        self.ledger.leave_out(reason, 1, &error, Some(&report.id), report.event.as_deref());
    }

    /// Brings all to the disk, then says so in the journal.
    fn checkpoint(&mut self) -> Result<(), Error> {
        self.lines.sync()?;
        self.partitions.iter_mut().try_for_each(Appended::sync)?;
        self.journal.spilled = self.partitions.iter().map(|p| p.length).collect();
        self.journal.lines = self.lines.length;
        self.journal.counts = self.ledger.counts.clone();
        self.folder.publish_json(self.folder.partial("journal.json"), &self.journal)
    }
}

/// The event that a report belongs to: the one place where a report is given one.
///
/// It must answer alike for the same report, since a run that goes on asks again.
fn event_of(report: &Report, place: Place, listing: &Listing) -> Option<String> {
    report.event.clone().or_else(|| (place == Place::File).then(|| listing.folder_of(report))?)
}

/// A file that grows, of which what came after the last entry of the journal is forgotten.
struct Appended {
    file: File,
    path: PathBuf,
    buffer: Vec<u8>,
    /// Of what has been handed to the system.
    length: u64,
    /// Where it has been brought to the disk.
    synced: u64,
}

impl Appended {
    fn open(path: PathBuf, length: u64) -> Result<Self, Error> {
        let open = || -> io::Result<File> {
            let mut file = File::options().create(true).truncate(false).write(true).open(&path)?;
            let found = file.metadata()?.len();
            if found < length {
                return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{length} bytes expected, {found} found: give another folder")));
            }
            file.set_len(length)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        let file = open().map_err(|e| unwritable(&path, &e))?;
        Ok(Appended { file, path, buffer: Vec::new(), length, synced: length })
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.file.write_all(&self.buffer).map_err(|e| unwritable(&self.path, &e))?;
        self.length += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    fn sync(&mut self) -> Result<(), Error> {
        self.flush()?;
        if self.length > self.synced {
            self.file.sync_data().map_err(|e| unwritable(&self.path, &e))?;
            self.synced = self.length;
        }
        Ok(())
    }
}
