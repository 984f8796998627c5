//! Copies of one text, by [`is_copy`], here with the values.

use std::collections::VecDeque;

use foldhash::{HashMap, HashMapExt};

use super::features::Features;
use super::index::Slot;
use crate::copy::is_copy;

/// Sentences that are remembered, the latest: 15 MB.
const REMEMBERED: usize = 200_000;

/// Where a sentence stood last.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// The number of the report in the stream, and how many long sentences it has.
    report: u64,
    sentences: u32,
    slot: Slot,
    /// Tells the cluster from a later one in its place.
    opened: u64,
}

/// Sentences of the latest reports.
#[derive(Debug, Default)]
pub(super) struct Copies {
    seen: HashMap<u64, Seen>,
    by_age: VecDeque<(u64, u64)>,
}

impl Copies {
    /// Remembers the sentences of a report.
    pub(super) fn add(&mut self, features: &Features, slot: Slot, opened: u64, report: u64) {
        let sentences = features.sentences.len() as u32;
        for &print in &features.sentences {
            self.seen.insert(print, Seen { report, sentences, slot, opened });
            self.by_age.push_back((print, report));
        }
        while self.by_age.len() > REMEMBERED {
            if let Some((print, report)) = self.by_age.pop_front()
                && self.seen.get(&print).is_some_and(|seen| seen.report == report)
            {
                self.seen.remove(&print);
            }
        }
    }

    /// The cluster of the report that this one is a copy of, or that is a copy of this one, and when
    /// it was opened.
    pub(super) fn original(&self, features: &Features) -> Option<(Slot, u64)> {
        let mut shared: HashMap<u64, usize> = HashMap::new();
        let mut best: Option<(usize, Seen)> = None;
        for seen in features.sentences.iter().filter_map(|print| self.seen.get(print)) {
            let count = shared.entry(seen.report).or_insert(0);
            *count += 1;
            if best.is_none_or(|(most, _)| *count > most) {
                best = Some((*count, *seen));
            }
        }
        let (shared, seen) = best?;
        let (own, other) = (features.sentences.len(), seen.sentences as usize);
        // One sentence alone may be a stock phrase, unless there is no other in either.
        let enough = shared > 1 || own == 1 && other == 1;
        (enough && is_copy(shared, own, other)).then_some((seen.slot, seen.opened))
    }
}
