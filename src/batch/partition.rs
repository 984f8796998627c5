//! A partition: a file of reports, one behind the other, and where those of each of its events lie. The
//! reports themselves stay on the disk until their event is at its turn.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::folder::{Folder, shown, unwritable};
use super::memory;
use crate::error::Error;
use crate::read::Report;

/// An event of a partition.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) name: String,
    /// Where each of its reports begins, and how many bytes it takes.
    places: Vec<(u64, u32)>,
    /// What its reports have of words that claims may begin with.
    marks: u64,
}

impl Event {
    /// Bytes of its reports on the disk.
    pub(super) fn bytes(&self) -> u64 {
        self.places.iter().map(|(_, length)| u64::from(*length)).sum()
    }

    /// Bytes of memory that comparing it takes.
    pub(super) fn memory(&self) -> u64 {
        memory::event(self.bytes(), self.marks)
    }

    /// How many reports it has.
    pub(super) fn reports(&self) -> u64 {
        self.places.len() as u64
    }

    /// Reads its reports.
    pub(super) fn load(&self, path: &Path) -> Result<Vec<Report>, Error> {
        let read = || -> io::Result<Vec<Report>> {
            let mut file = File::open(path)?;
            let mut bytes = Vec::new();
            self.places
                .iter()
                .map(|&(start, length)| {
                    bytes.resize(length as usize, 0);
                    file.seek(SeekFrom::Start(start))?;
                    file.read_exact(&mut bytes)?;
                    Ok(serde_json::from_slice(&bytes)?)
                })
                .collect()
        };
        read().map_err(|e| broken(path, &e))
    }
}

/// The file of a partition.
pub(super) fn path(folder: &Folder, number: usize) -> PathBuf {
    folder.partial("spill").join(format!("{number:05}"))
}

/// Appends a report: the lengths of its event and of its JSON, four bytes each, then these two.
pub(super) fn push(report: &Report, event: &str, buffer: &mut Vec<u8>) {
    let start = buffer.len();
    buffer.extend_from_slice(&[0; 8]);
    buffer.extend_from_slice(event.as_bytes());
    let body = buffer.len();
    // Strings and numbers always serialise.
    let _ = serde_json::to_writer(&mut *buffer, report);
    let lengths = [body - start - 8, buffer.len() - body].map(|n| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
    buffer[start..start + 4].copy_from_slice(&lengths[0]);
    buffer[start + 4..start + 8].copy_from_slice(&lengths[1]);
}

/// The events of a partition, by name.
pub(super) fn events(path: &Path) -> Result<Vec<Event>, Error> {
    let read = || -> io::Result<Vec<Event>> {
        let file = File::open(path)?;
        let end = file.metadata()?.len();
        let mut file = BufReader::with_capacity(256 << 10, file);
        let mut events: BTreeMap<String, Event> = BTreeMap::new();
        let mut report = Vec::new();
        let mut at = 0;
        while at < end {
            let (mut name, mut body) = ([0; 4], [0; 4]);
            file.read_exact(&mut name)?;
            file.read_exact(&mut body)?;
            let (name, body) = (u32::from_le_bytes(name), u32::from_le_bytes(body));
            let mut bytes = vec![0; name as usize];
            file.read_exact(&mut bytes)?;
            let start = at + 8 + u64::from(name);
            let name = String::from_utf8(bytes).map_err(io::Error::other)?;
            report.resize(body as usize, 0);
            file.read_exact(&mut report)?;
            let event = events.entry(name).or_insert_with_key(|name| Event { name: name.clone(), places: Vec::new(), marks: 0 });
            event.places.push((start, body));
            event.marks += memory::marks(&report);
            at = start + u64::from(body);
        }
        Ok(events.into_values().collect())
    };
    read().map_err(|e| broken(path, &e))
}

/// Takes a partition away whose findings are written.
pub(super) fn forget(folder: &Folder, number: usize) -> Result<(), Error> {
    let path = path(folder, number);
    match fs::remove_file(&path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(unwritable(&path, &e)),
        _ => Ok(()),
    }
}

fn broken(path: &Path, error: &io::Error) -> Error {
    Error::new(format!("cannot be read back ({error}): give another folder")).at_path(shown(path))
}
