//! The words of wires, mastheads and timestamps, by category: rows of `data/reading.tsv`.

use std::collections::HashMap;

use crate::lang;

static TABLE: &str = include_str!("../../data/reading.tsv");

/// Words of a category and what they mean.
pub(super) type Words = HashMap<&'static str, &'static str, foldhash::fast::FixedState>;

/// The words of a category, to look up.
pub(super) fn map(category: &str) -> Words {
    let mut words = Words::default();
    for row in lang::rows(TABLE, category) {
        words.extend(row.surfaces().map(|word| (word, row.value())));
    }
    words
}

/// The words of a category, in the file's order.
pub(super) fn list(category: &str) -> Vec<&'static str> {
    let mut words = Vec::new();
    for row in lang::rows(TABLE, category) {
        words.extend(row.surfaces());
    }
    words
}
