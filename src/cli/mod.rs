//! The shell around the library: nothing here knows what a claim is.

pub(crate) mod args;
pub(crate) mod batch;
pub(crate) mod choice;
pub(crate) mod group;
pub(crate) mod run;
pub(crate) mod target;
