//! Batches: any number of reports of many events, in any order, on one machine.
//!
//! A shell around [`compare_with`](crate::compare_with): it brings the reports of each event together
//! and keeps what comes out; it knows nothing of claims. A run reads its inputs once and puts each
//! report into the partition of its event on the disk, then compares the events partition by
//! partition. Memory is bounded by [`Settings::max_memory`] whatever the size of the inputs; one event
//! must fit. The same inputs and settings give the same bytes, however often the run was cut off on
//! the way, on any number of threads.
//!
//! A run writes into its folder
//! - `findings/part-*.parquet` (or `.jsonl`, `.csv`): the findings, events whole and by name in a part;
//! - `outlets.csv`: for each outlet and kind of value, how often it deviates, is alone, is corrected;
//! - `kinds.csv`: how many findings there are of each kind, verdict, type and severity;
//! - `errors.jsonl`: a line for each report, input or event that was left out, and each caveat;
//! - `manifest.json`: inputs, settings and counts, last of all.
//!
//! # Outlets
//! The tables count every finding, of any severity. Each question counts once for an outlet, which
//! - **deviates** where a value of its own conflicts with one that more independent reports give;
//! - is **disputed** where a value of its own conflicts with one that as many give, and none more;
//! - is **alone** in a discrepancy where no other outlet gives its value;
//! - is **corrected** where a later version or a correction of its own story gives another value;
//! - has an **internal** discrepancy where one report of its own contradicts itself.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Options;
use crate::compare::Severity;
use crate::error::Error;
use crate::group;
use crate::read::{self, ReadOptions};
use crate::write::View;

mod events;
mod findings;
mod folder;
mod ledger;
mod memory;
#[cfg(feature = "parquet")]
mod parquet;
mod partition;
mod plan;
mod progress;
mod spill;
mod tally;

pub use findings::Format;
pub use ledger::Counts;
pub use progress::{Phase, Progress, Snapshot};

use folder::{Folder, read_json};
use plan::{Fingerprint, Listing, MANIFEST, Plan};

/// How a batch is run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How inputs are read.
    pub read: ReadOptions,
    /// How reports that name no event are grouped; none leaves them out, but for those in a folder
    /// of their own.
    pub group: Option<group::Settings>,
    /// What a comparison is asked for.
    pub options: Options,
    /// Which findings are written.
    pub view: View,
    /// How they are written.
    pub format: Format,
    /// Bytes of memory that the run keeps to.
    pub max_memory: u64,
}

impl Default for Settings {
    /// Findings of severity `medium` and above, in the first of [`Format::ALL`], with a quarter of
    /// the machine's memory.
    fn default() -> Self {
        Settings {
            read: ReadOptions::default(),
            group: None,
            options: Options::default(),
            view: View { min_severity: Severity::Medium, ..View::default() },
            format: Format::ALL[0],
            max_memory: memory::quarter(),
        }
    }
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct Summary {
    /// What became of the reports.
    pub counts: Counts,
    /// True where an earlier run had done all of it.
    pub was_done: bool,
}

/// What the manifest says.
#[derive(Serialize, Deserialize)]
struct Manifest {
    claimdiff: String,
    schema: u32,
    settings: BTreeMap<String, String>,
    partitions: usize,
    counts: Counts,
    inputs: Vec<Fingerprint>,
}

/// Compares the reports under the paths event by event, and writes what is found into a folder: a
/// new or an empty one, or that of an earlier run with the same inputs and settings, which goes on.
///
/// # Errors
/// Where nothing can be read, the folder cannot be written or holds something else, or the run is
/// stopped; what is in the folder then is what the next run goes on from.
pub fn run(paths: &[String], folder: &Path, settings: &Settings, progress: &Progress) -> Result<Summary, Error> {
    let budget = memory::Budget::new(settings.max_memory)?;
    // What is no place to write is said before the inputs are read.
    folder::is_known(folder)?;
    let listing = Listing::new(paths, folder)?;
    progress.begin(Phase::Checking, 0, listing.sizes().iter().sum(), 0);
    let plan = Plan::new(&listing, settings, progress)?;
    let place = folder;
    let folder = Folder::open(place)?;
    if let Some(manifest) = read_json::<Manifest>(&folder.path(MANIFEST))? {
        let counts = manifest.counts.clone();
        let same = plan.same_as(&manifest.into_plan(), place);
        folder.clear()?;
        same?;
        return Ok(Summary { counts, was_done: true });
    }
    match read_json::<Plan>(&folder.partial("plan.json"))? {
        Some(earlier) => plan.same_as(&earlier, place)?,
        None => folder.publish_json(folder.partial("plan.json"), &plan)?,
    }
    let journal = spill::run(&folder, &plan, listing, settings, progress)?;
    let (done, open): (Vec<usize>, Vec<usize>) = (0..plan.partitions).partition(|&p| events::done(&folder, p).exists());
    let sizes = |partitions: &[usize]| partitions.iter().map(|&p| journal.spilled[p]).sum::<u64>();
    progress.begin(Phase::Comparing, sizes(&done), journal.spilled.iter().sum(), 0);
    events::run(&folder, &open, settings, budget, progress)?;
    let counts = finish(&folder, plan, journal.counts)?;
    folder.clear()?;
    progress.begin(Phase::Done, 0, 0, counts.read);
    Ok(Summary { counts, was_done: false })
}

/// Puts the tables together; the manifest comes last.
fn finish(folder: &Folder, plan: Plan, mut counts: Counts) -> Result<Counts, Error> {
    let mut tally = tally::Tally::default();
    for partition in 0..plan.partitions {
        let path = events::done(folder, partition);
        let done: events::Done = read_json(&path)?.ok_or_else(|| Error::new("no such file: give another folder").at_path(folder::shown(&path)))?;
        counts += done.counts;
        tally += done.tally;
    }
    folder.publish(folder.path("outlets.csv"), |out| tally.write_outlets(out))?;
    folder.publish(folder.path("kinds.csv"), |out| tally.write_kinds(out))?;
    folder.publish(folder.path("errors.jsonl"), |out| {
        let parts = (0..plan.partitions).map(|partition| events::lines(folder, partition));
        [folder.partial("errors.jsonl")].into_iter().chain(parts).try_for_each(|part| io::copy(&mut fs::File::open(part)?, out).map(drop))
    })?;
    let manifest = Manifest::new(plan, counts.clone());
    folder.publish(folder.path(MANIFEST), |out| {
        serde_json::to_writer_pretty(&mut *out, &manifest)?;
        out.write_all(b"\n")
    })?;
    Ok(counts)
}

impl Manifest {
    fn new(plan: Plan, counts: Counts) -> Self {
        let Plan { claimdiff, schema, settings, partitions, inputs } = plan;
        Manifest { claimdiff, schema, settings, partitions, counts, inputs }
    }

    fn into_plan(self) -> Plan {
        let Manifest { claimdiff, schema, settings, partitions, counts: _, inputs } = self;
        Plan { claimdiff, schema, settings, partitions, inputs }
    }
}

/// An input as a run would read it.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its name.
    pub path: String,
    /// Its size on the disk.
    pub bytes: u64,
    /// The format that it would be read as, or why it cannot be read.
    pub format: Result<&'static str, String>,
}

/// Lists what [`run`] would read, and writes nothing.
///
/// # Errors
/// Where there is no file to read, or the folder could not be used.
pub fn inputs(paths: &[String], folder: &Path, options: &ReadOptions) -> Result<Vec<Input>, Error> {
    folder::is_known(folder)?;
    let listing = Listing::new(paths, folder)?;
    let sizes = listing.sizes();
    let format = |file| read::format_of(file, options).map_err(|e| e.to_string());
    Ok(listing.files.iter().zip(sizes).map(|(file, bytes)| Input { path: file.name.clone(), bytes, format: format(file) }).collect())
}

fn interrupted() -> Error {
    Error::new("interrupted: give the same command again to go on where it was")
}
