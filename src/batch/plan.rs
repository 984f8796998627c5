//! What a run is to do: its inputs as they are and its settings. Two runs with one plan give the same
//! bytes, so a run that was cut off may go on under the same plan, and under no other.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::folder::shown;
use super::{Progress, Settings};
use crate::compare::severity::{Scale, Steps};
use crate::error::Error;
use crate::read::{self, File, Item, Report};
use crate::value::Kind;
use crate::write::json::SCHEMA;

/// The file that says what a finished run did.
pub(super) const MANIFEST: &str = "manifest.json";

/// Bytes of input for one partition, which one part of the findings comes from. By the input alone,
/// so that no machine gives other files than another.
const PARTITION: u64 = 64 << 20;
/// More files than this at a time are not open on every system.
const PARTITIONS: u64 = 256;

/// The files to read, and what could not be listed.
pub(super) struct Listing {
    pub(super) files: Vec<File>,
    pub(super) items: Vec<Item>,
    /// The folder that all files lie under, from which a report's folder is named.
    pub(super) common: PathBuf,
}

impl Listing {
    /// Lists all files under the paths but those of the run itself.
    pub(super) fn new(paths: &[String], output: &Path) -> Result<Self, Error> {
        if paths.iter().any(|p| p == "-") {
            return Err(Error::new("standard input cannot be read again where a run goes on: save it to a file").at_path("-"));
        }
        let mut items = Vec::new();
        let mut files = read::files(paths, &mut |item| items.push(item));
        if let Ok(own) = output.canonicalize() {
            let ours = |path: &str| Path::new(path).canonicalize().is_ok_and(|p| p.starts_with(&own));
            files.retain(|file| !file.path.as_ref().is_some_and(|path| path.starts_with(&own)));
            items.retain(|item| !matches!(item, Item::Note(e) | Item::Skipped(e) if e.path().is_some_and(ours)));
        }
        if files.is_empty() {
            let why = items.iter().find_map(|item| if let Item::Skipped(error) = item { Some(error.to_string()) } else { None });
            return Err(Error::new(why.unwrap_or_else(|| "no file to read".to_owned())));
        }
        for file in &files {
            if file.path.as_ref().is_some_and(|path| fs::metadata(path).is_ok_and(|m| !m.is_file())) {
                return Err(Error::new("a pipe or a device cannot be read again where a run goes on: save it to a file").at_path(&file.name));
            }
        }
        let parents = files.iter().map(|file| Path::new(&file.name).parent().unwrap_or(Path::new("")));
        let common = parents.map(Path::to_owned).reduce(|a, b| a.components().zip(b.components()).take_while(|(x, y)| x == y).map(|(x, _)| x).collect());
        Ok(Listing { files, items, common: common.unwrap_or_default() })
    }

    /// The event of a report that is a file of its own and names none: its folder, told from the
    /// folder that all inputs share; that one's own name where there is no other.
    pub(super) fn folder_of(&self, report: &Report) -> Option<String> {
        let parent = Path::new(report.path.as_deref()?).parent()?;
        let below = parent.strip_prefix(&self.common).ok()?;
        let name = if below.as_os_str().is_empty() { Path::new(parent.file_name()?) } else { below };
        Some(name.to_string_lossy().into_owned())
    }

    /// The bytes of each file, as they lie on the disk; 0 where that cannot be told.
    pub(super) fn sizes(&self) -> Vec<u64> {
        self.files.iter().map(|file| file.path.as_ref().and_then(|path| fs::metadata(path).ok()).map_or(0, |m| m.len())).collect()
    }
}

/// An input as it was when the run began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fingerprint {
    pub(super) path: String,
    pub(super) bytes: u64,
    /// XXH3-64 of the bytes, in hexadecimal; none where the file could not be read.
    pub(super) xxh3: Option<String>,
}

/// Inputs and settings, and the program that is to make results of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan {
    pub(super) claimdiff: String,
    pub(super) schema: u32,
    pub(super) settings: BTreeMap<String, String>,
    pub(super) partitions: usize,
    pub(super) inputs: Vec<Fingerprint>,
}

impl Plan {
    /// Reads all files once, for their fingerprints.
    pub(super) fn new(listing: &Listing, settings: &Settings, progress: &Progress) -> Result<Self, Error> {
        let inputs: Vec<Fingerprint> =
            listing.files.par_iter().map(|file| fingerprint(file, progress)).collect::<Option<_>>().ok_or_else(super::interrupted)?;
        let bytes: u64 = inputs.iter().map(|input| input.bytes).sum();
        Ok(Plan {
            claimdiff: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA,
            settings: settings_by_name(settings),
            partitions: bytes.div_ceil(PARTITION).next_power_of_two().clamp(1, PARTITIONS) as usize,
            inputs,
        })
    }

    /// The partition that an event belongs to: the top bits of its name's XXH3-64.
    pub(super) fn partition_of(&self, event: &str) -> usize {
        ((u128::from(xxh3_64(event.as_bytes())) * self.partitions as u128) >> 64) as usize
    }

    /// Holds the plan of an earlier run against this one.
    ///
    /// # Errors
    /// Where the earlier run was to do something else, with the first thing that differs.
    pub(super) fn same_as(&self, earlier: &Plan, folder: &Path) -> Result<(), Error> {
        match self.difference(earlier) {
            None => Ok(()),
            Some(what) => {
                Err(Error::new(format!("an earlier run here {what}: give that command again to go on with it, or another folder")).at_path(shown(folder)))
            }
        }
    }

    fn difference(&self, earlier: &Plan) -> Option<String> {
        if (&self.claimdiff, self.schema) != (&earlier.claimdiff, earlier.schema) {
            return Some(format!("was made by claimdiff {}, and this is {}", earlier.claimdiff, self.claimdiff));
        }
        let (old, new): (BTreeMap<&str, &Fingerprint>, BTreeMap<&str, &Fingerprint>) =
            (earlier.inputs.iter().map(|i| (i.path.as_str(), i)).collect(), self.inputs.iter().map(|i| (i.path.as_str(), i)).collect());
        let names = old.keys().chain(new.keys());
        let changed = names.copied().find(|name| old.get(name) != new.get(name));
        if let Some(name) = changed {
            return Some(match (old.get(name), new.get(name)) {
                (Some(_), Some(_)) => format!("read {name}, which has changed since"),
                (Some(_), None) => format!("read {name}, which is not among the inputs now"),
                _ => format!("did not read {name}"),
            });
        }
        let setting = self.settings.iter().find(|(name, value)| *name != DIGEST && earlier.settings.get(*name) != Some(value));
        if let Some((name, value)) = setting {
            let shown = |value: Option<&String>| value.map(String::as_str).filter(|value| !value.is_empty()).unwrap_or("none").to_owned();
            return Some(format!("had {name} {}, and now it is {}", shown(earlier.settings.get(name)), shown(Some(value))));
        }
        (self != earlier).then(|| "had other settings".to_owned())
    }
}

fn fingerprint(file: &File, progress: &Progress) -> Option<Fingerprint> {
    let mut print = Fingerprint { path: file.name.clone(), bytes: 0, xxh3: None };
    let opened = file.path.as_ref().and_then(|path| fs::File::open(path).ok());
    if let Some(mut opened) = opened {
        let mut hash = Xxh3::new();
        let mut buffer = vec![0; 256 << 10];
        loop {
            if progress.is_stopped() {
                return None;
            }
            match opened.read(&mut buffer) {
                Ok(0) => {
                    print.xxh3 = Some(format!("{:016x}", hash.digest()));
                    break;
                }
                Ok(read) => {
                    hash.update(&buffer[..read]);
                    print.bytes += read as u64;
                    progress.advance(read as u64);
                }
                // The reading that follows says what is wrong with it.
                Err(_) => break,
            }
        }
    }
    Some(print)
}

/// Stands for all settings, those without a name of their own too.
const DIGEST: &str = "digest";

/// What bears on the result, by the names that the command line and the settings file have for it. How
/// it is done (jobs, memory) does not.
fn settings_by_name(settings: &Settings) -> BTreeMap<String, String> {
    let Settings { read, group, options, view, format, max_memory: _ } = settings;
    let kinds: Vec<&str> = options.kinds.as_ref().map_or(Kind::ALL.to_vec(), Clone::clone).into_iter().map(Kind::as_str).collect();
    let fields: Vec<String> = read.fields.iter().map(|(field, key)| format!("{field}={key}")).collect();
    let limits = &read.limits;
    let aliases: Vec<String> = options.aliases.iter().map(|(name, stands_for)| format!("{name}={stands_for}")).collect();
    let Scale { types, steps } = &options.policy.severity;
    let types: Vec<String> = types.iter().map(|(name, start)| format!("{name}={}", start.as_str())).collect();
    let Steps { prominent, grave, both_supported, lone_with_copies, hedged, slight, edge } = steps;
    let baseline = &view.hide.baseline;
    [
        ("format", format.as_str().to_owned()),
        ("from", read.from.clone().unwrap_or_else(|| "content".to_owned())),
        ("field", fields.join(" ")),
        ("group", group.map_or_else(|| "off".to_owned(), |group| format!("within {} days", group.window))),
        ("limit", format!("report-bytes={} file-bytes={} unpack-ratio={} depth={}", limits.report_bytes, limits.file_bytes, limits.unpack_ratio, limits.depth)),
        ("kind", kinds.join(",")),
        ("min-severity", view.min_severity.as_str().to_owned()),
        ("min-score", options.min_score.to_string()),
        ("sensitivity", options.sensitivity.to_string()),
        ("aliases", aliases.join(", ")),
        ("trusted", options.policy.trusted.join(", ")),
        ("severity", types.join(" ")),
        (
            "severity-steps",
            format!("prominent={prominent} grave={grave} both-supported={both_supported} lone-with-copies={lone_with_copies} hedged={hedged} slight={slight} edge={edge}"),
        ),
        ("ignore", view.hide.ignored().collect::<Vec<_>>().join(", ")),
        ("baseline", if baseline.is_empty() { String::new() } else { digest(baseline) }),
        // Whatever else there is, without a name here: a setting that is added later is not forgotten.
        (DIGEST, digest(&(options, view, group))),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

fn digest(what: &impl std::fmt::Debug) -> String {
    format!("{:016x}", xxh3_64(format!("{what:?}").as_bytes()))
}
