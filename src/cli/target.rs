//! Where results go: standard output, a stream, or a file that is whole or not there.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use claimdiff::Error;

/// Where results go.
pub(crate) enum Target {
    Standard,
    /// A device or a pipe, which cannot be replaced.
    Stream(File, PathBuf),
    /// A new file beside its name, which it takes when it is complete: no one reads half a result.
    File {
        file: File,
        temporary: PathBuf,
        path: PathBuf,
    },
}

impl Target {
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Target::Standard) };
        let fail = |e: io::Error| Error::new(format!("cannot be written: {e}")).at_path(path.display().to_string());
        // A link stays a link: the file that it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        match path.metadata() {
            Ok(known) if known.is_dir() => Err(fail(io::ErrorKind::IsADirectory.into())),
            Ok(known) if !known.is_file() => {
                let file = File::options().write(true).open(&path).map_err(fail)?;
                Ok(Target::Stream(file, path))
            }
            _ => {
                let mut name = path.file_name().unwrap_or_default().to_owned();
                name.push(format!(".{}.tmp", std::process::id()));
                let temporary = path.with_file_name(name);
                let file = File::create_new(&temporary).map_err(fail)?;
                Ok(Target::File { file, temporary, path })
            }
        }
    }

    pub(crate) fn fill(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        fn through(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
            let mut out = BufWriter::new(out);
            write(&mut out)?;
            out.flush()
        }
        match &self {
            Target::Standard => Ok(through(io::stdout().lock(), write)?),
            Target::Stream(file, path) => through(file, write).map_err(|e| Error::from(e).at_path(path.display().to_string())),
            Target::File { file, temporary, path } => {
                through(file, write).and_then(|()| std::fs::rename(temporary, path)).map_err(|e| Error::from(e).at_path(path.display().to_string()))
            }
        }
    }
}

impl Drop for Target {
    /// Half a file is no result; a complete one no longer has this name.
    fn drop(&mut self) {
        if let Target::File { temporary, .. } = self {
            let _ = std::fs::remove_file(temporary);
        }
    }
}
