//! From paths to the files under them: folders, globs, links, standard input.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;

use super::Item;
use crate::error::Error;

/// A file to read, and the name that messages and reports give it.
#[derive(Clone, Debug)]
pub struct File {
    /// Its real place; none for standard input.
    pub path: Option<PathBuf>,
    /// Its name as given, or as found under a folder that was given; `-` for standard input.
    pub name: String,
}

/// All files under the paths, each once, sorted by name; what cannot be listed goes to `sink`.
pub fn files(paths: &[String], sink: &mut dyn FnMut(Item)) -> Vec<File> {
    let mut sorted: Vec<&String> = paths.iter().collect();
    sorted.sort();
    sorted.dedup();
    // Keyed by the real place, so that a file named twice is read once, under its first name.
    let mut found: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut input = None;
    for path in sorted {
        if path == "-" {
            input = Some(File { path: None, name: "-".to_owned() });
        } else if let Err(error) = expand(path, &mut found, sink) {
            sink(Item::Skipped(error.at_path(path)));
        }
    }
    let mut files: Vec<File> = found.into_iter().map(|(path, name)| File { path: Some(path), name }).collect();
    files.extend(input);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn expand(path: &str, found: &mut BTreeMap<PathBuf, String>, sink: &mut dyn FnMut(Item)) -> Result<(), Error> {
    match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => {
            let mut any = false;
            walk(Path::new(path), sink, &mut |file| {
                any = true;
                keep(file, found);
            });
            if any { Ok(()) } else { Err(Error::new("no file to read in this folder")) }
        }
        Ok(_) => {
            keep(Path::new(path), found);
            Ok(())
        }
        Err(error) if path.contains(['*', '?', '[', '{']) && error.kind() == std::io::ErrorKind::NotFound => glob(path, found, sink),
        Err(error) => Err(error.into()),
    }
}

fn keep(path: &Path, found: &mut BTreeMap<PathBuf, String>) {
    let name = path.to_string_lossy().into_owned();
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known = found.entry(real).or_insert_with(|| name.clone());
    if name < *known {
        *known = name;
    }
}

/// Every regular file under a folder; links are followed, a link that leads back is an error.
fn walk(folder: &Path, sink: &mut dyn FnMut(Item), file: &mut dyn FnMut(&Path)) {
    // No ignore files: a report must not vanish because of a `.gitignore` above it.
    for entry in WalkBuilder::new(folder).standard_filters(false).follow_links(true).sort_by_file_name(std::ffi::OsStr::cmp).build() {
        match entry {
            Ok(entry) if entry.depth() > 0 && hidden_below(entry.path(), folder) => {
                if entry.file_type().is_some_and(|t| t.is_file()) {
                    sink(Item::Note(Error::new("hidden file, left out; name it to read it").at_path(entry.path().to_string_lossy())));
                }
            }
            Ok(entry) => match entry.file_type() {
                Some(kind) if kind.is_file() => file(entry.path()),
                Some(kind) if kind.is_dir() => {}
                _ => sink(Item::Skipped(Error::new("not a regular file; name it to read it").at_path(entry.path().to_string_lossy()))),
            },
            Err(error) => sink(Item::Skipped(walk_error(&error, folder))),
        }
    }
}

fn hidden_below(path: &Path, folder: &Path) -> bool {
    path.strip_prefix(folder).is_ok_and(|p| p.components().any(|c| c.as_os_str().as_encoded_bytes().starts_with(b".")))
}

fn walk_error(error: &ignore::Error, folder: &Path) -> Error {
    let mut path = folder.to_string_lossy().into_owned();
    let mut inner = error;
    loop {
        match inner {
            ignore::Error::WithPath { path: p, err } => {
                path = p.to_string_lossy().into_owned();
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Loop { child, ancestor } => {
                let message = format!("a link that leads back to {}: not followed", ancestor.to_string_lossy());
                return Error::new(message).at_path(child.to_string_lossy());
            }
            ignore::Error::Io(io) if io.kind() == std::io::ErrorKind::NotFound => {
                return Error::new("a link to a file that does not exist").at_path(path);
            }
            ignore::Error::Io(io) if io.kind() == std::io::ErrorKind::PermissionDenied => {
                return Error::new("not allowed to read it").at_path(path);
            }
            other => return Error::new(other.to_string()).at_path(path),
        }
    }
}

fn glob(pattern: &str, found: &mut BTreeMap<PathBuf, String>, sink: &mut dyn FnMut(Item)) -> Result<(), Error> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build().map_err(|e| Error::new(format!("expected a file or a glob: {}", e.kind())))?;
    let matcher = glob.compile_matcher();
    let base: PathBuf = Path::new(pattern).components().take_while(|c| !c.as_os_str().to_string_lossy().contains(['*', '?', '[', '{'])).collect();
    let here = base.as_os_str().is_empty();
    let folder = if here { Path::new(".") } else { &base };
    if !folder.is_dir() {
        return Err(Error::new(format!("no folder {} to look for it in", folder.display())));
    }
    let mut any = false;
    let mut ignored = |item: Item| {
        // What lies beside the pattern is not the user's business, unless it could not be listed.
        if let Item::Skipped(error) = item {
            sink(Item::Skipped(error));
        }
    };
    walk(folder, &mut ignored, &mut |file| {
        let shown = if here { file.strip_prefix(".").unwrap_or(file) } else { file };
        // A pattern may name a folder, as a shell would expand it.
        if shown.ancestors().any(|a| matcher.is_match(a)) {
            any = true;
            keep(shown, found);
        }
    });
    if any { Ok(()) } else { Err(Error::new("no file matches this pattern")) }
}
