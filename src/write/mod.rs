//! Writing: results to bytes. Writers know results, never files or flags.

pub mod json;
