//! The folder of a run: who works in it, what is whole and what is not.
//!
//! Whatever has its final name is whole: it was written under another name in `partial/`, brought to
//! the disk and renamed. What a run needs to go on lies in `partial/` too, which goes when all is done.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

const PARTIAL: &str = "partial";

/// A folder that this run alone works in.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Held as long as the run lasts; the system lets go of it however the run ends.
    _lock: File,
}

impl Folder {
    /// Takes an empty or a new folder, or one that a run has worked in.
    pub(super) fn open(root: &Path) -> Result<Self, Error> {
        let partial = root.join(PARTIAL);
        let known = is_known(root)?;
        fs::create_dir_all(&partial).map_err(|e| unwritable(root, &e))?;
        let path = partial.join("lock");
        let lock = File::create(&path).map_err(|e| unwritable(&path, &e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::new("another run works in this folder: wait for it, or give another folder").at_path(shown(root)));
            }
            Err(TryLockError::Error(e)) => return Err(unwritable(&path, &e)),
        }
        let folder = Folder { root: root.to_owned(), _lock: lock };
        if !known {
            sync_folder(root).map_err(|e| unwritable(root, &e))?;
        }
        for name in ["spill", "done"] {
            let path = partial.join(name);
            fs::create_dir_all(&path).map_err(|e| unwritable(&path, &e))?;
        }
        let findings = root.join("findings");
        fs::create_dir_all(&findings).map_err(|e| unwritable(&findings, &e))?;
        Ok(folder)
    }

    /// A path below the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// A path below the part of the folder that goes when all is done.
    pub(super) fn partial(&self, name: &str) -> PathBuf {
        self.root.join(PARTIAL).join(name)
    }

    /// Begins a file that takes its name when it is committed.
    pub(super) fn draft(&self, target: PathBuf) -> Result<Draft, Error> {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let temporary = self.root.join(PARTIAL).join(name);
        let file = File::create(&temporary).map_err(|e| unwritable(&temporary, &e))?;
        Ok(Draft { out: BufWriter::with_capacity(256 << 10, file), temporary, target })
    }

    /// Writes a whole file.
    pub(super) fn publish(&self, target: PathBuf, write: impl FnOnce(&mut Draft) -> io::Result<()>) -> Result<(), Error> {
        let mut draft = self.draft(target)?;
        write(&mut draft).map_err(|e| unwritable(&draft.target, &e))?;
        draft.commit()
    }

    /// Writes a whole file of JSON.
    pub(super) fn publish_json(&self, target: PathBuf, content: &impl Serialize) -> Result<(), Error> {
        self.publish(target, |out| {
            serde_json::to_writer(&mut *out, content)?;
            out.write_all(b"\n")
        })
    }

    /// Takes away what only a run that goes on would need.
    pub(super) fn clear(self) -> Result<(), Error> {
        let partial = self.root.join(PARTIAL);
        fs::remove_dir_all(&partial).map_err(|e| unwritable(&partial, &e))
    }
}

/// Reads a file of JSON that this program wrote; none where there is no such file.
pub(super) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Error> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(Error::from(e).at_path(shown(path))),
    };
    let fault = |e| Error::new(format!("expected what an earlier run wrote, found something else ({e}): give another folder")).at_path(shown(path));
    serde_json::from_slice(&text).map(Some).map_err(fault)
}

/// True where a run has worked in the folder, false where there is nothing; what is there and of no
/// run is left alone.
pub(super) fn is_known(root: &Path) -> Result<bool, Error> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => return Err(Error::new("expected a folder, found a file").at_path(shown(root))),
        Err(e) => return Err(Error::from(e).at_path(shown(root))),
    };
    let mut empty = true;
    for entry in entries {
        let name = entry.map_err(|e| Error::from(e).at_path(shown(root)))?.file_name();
        if name == PARTIAL || name == super::plan::MANIFEST {
            return Ok(true);
        }
        empty = false;
    }
    if empty {
        Ok(false)
    } else {
        Err(Error::new("expected an empty folder or one of an earlier run, found other files: give another folder").at_path(shown(root)))
    }
}

/// A file under way to its name.
#[derive(Debug)]
pub(super) struct Draft {
    out: BufWriter<File>,
    temporary: PathBuf,
    target: PathBuf,
}

impl Draft {
    /// The path that it will have.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// Gives it its name, once all of it is on the disk.
    pub(super) fn commit(mut self) -> Result<(), Error> {
        let all = |draft: &mut Draft| {
            draft.out.flush()?;
            draft.out.get_ref().sync_all()?;
            fs::rename(&draft.temporary, &draft.target)?;
            draft.target.parent().map_or(Ok(()), sync_folder)
        };
        all(&mut self).map_err(|e| unwritable(&self.target, &e))
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Brings the names in a folder to the disk; where folders cannot be opened, the system does it in
/// its own time.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Why something could not be written, and what to do about it.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> Error {
    Error::new(match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full: make room and give the same command again, which goes on where this run was".to_owned()
        }
        io::ErrorKind::PermissionDenied => "not allowed to write it".to_owned(),
        _ => format!("cannot be written: {error}"),
    })
    .at_path(shown(path))
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
