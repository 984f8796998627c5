//! The one error type. Text never fails; inputs and containers do, with one clear line.

use std::fmt;

/// Why an input could not be read, or a result not written.
///
/// One opaque type, since a caller can do little but show it: the message names the place, what
/// was expected and what was found. [`Error::is_not_found`] and its like answer what a program
/// may want to know.
#[derive(Debug)]
pub struct Error {
    path: Option<String>,
    line: Option<u64>,
    message: String,
    source: Option<std::io::Error>,
}

impl Error {
    /// An error with a message alone: lower case, no full stop, what was expected and found.
    pub fn new(message: impl Into<String>) -> Self {
        Error { path: None, line: None, message: message.into(), source: None }
    }

    /// Names the file (or `-` for standard input) that the error is about.
    #[must_use]
    pub fn at_path(mut self, path: impl Into<String>) -> Self {
        self.path.get_or_insert(path.into());
        self
    }

    /// Names the line, counted from 1, that the error is about.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line.get_or_insert(line);
        self
    }

    /// The file that the error is about, where one is known.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The line of that file, counted from 1, where one is known.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// True where the file does not exist.
    pub fn is_not_found(&self) -> bool {
        self.source.as_ref().is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound)
    }

    /// True where the reader of our output went away, which ends a run quietly.
    pub fn is_broken_pipe(&self) -> bool {
        self.source.as_ref().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Self {
        let message = match source.kind() {
            std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "not allowed to read it".to_owned(),
            _ => source.to_string(),
        };
        Error { path: None, line: None, message, source: Some(source) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path}: ")?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}
