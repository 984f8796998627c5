//! In how many reports a stem has stood, as far as the stream has been read.

use foldhash::HashMap;

use super::features::{Class, Key};

/// Stems that are counted: about 30 MB.
const KEPT: usize = 1 << 21;

/// Reports that the expectation of a share weighs as much as.
const PRIOR: f32 = 300.0;

/// Document frequencies, of a bounded number of stems.
///
/// Where there are more, all counts are halved and those of one go: as in lossy counting (Manku and
/// Motwani 2002) the frequent ones stay near their true share, and what was rare becomes new.
#[derive(Debug, Default)]
pub(super) struct Frequencies {
    reports: f32,
    of: HashMap<Key, u32>,
}

impl Frequencies {
    /// Counts the stems of a report.
    pub(super) fn add(&mut self, keys: impl Iterator<Item = Key>) {
        self.reports += 1.0;
        for key in keys {
            *self.of.entry(key).or_insert(0) += 1;
        }
        if self.of.len() > KEPT {
            self.reports /= 2.0;
            self.of.retain(|_, count| {
                *count /= 2;
                *count > 0
            });
        }
    }

    /// The inverse document frequency of a stem.
    pub(super) fn inverse(&self, key: Key, class: Class) -> f32 {
        let seen = self.of.get(&key).copied().unwrap_or(0) as f32;
        // The share of the reports that it is expected in before any is read.
        let share = match class {
            Class::Word => 0.02,
            Class::Name => 0.004,
            Class::Number => 0.01,
        };
        ((self.reports + PRIOR) / (seen + PRIOR * share)).ln().max(0.0)
    }
}
