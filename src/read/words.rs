//! The words of wires, mastheads and timestamps, by category: rows of `data/reading.tsv`.

use std::collections::HashMap;

use crate::lang;

static TABLE: &str = include_str!("../../data/reading.tsv");

/// Words of a category and what they mean.
pub(super) type Words = HashMap<&'static str, &'static str, foldhash::fast::FixedState>;

/// The words of a category, to look up.
pub(super) fn map(category: &str) -> Words {
    lang::rows(TABLE, category).flat_map(|row| row.surfaces().map(move |word| (word, row.value()))).collect()
}

/// The words of a category, in the file's order.
pub(super) fn list(category: &str) -> Vec<&'static str> {
    lang::rows(TABLE, category).flat_map(lang::Row::surfaces).collect()
}
