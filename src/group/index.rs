//! Which clusters a report may be like: an inverted index of their stems, and their order of age.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::cluster::Vector;
use super::features::Key;

/// The place of a cluster among those that are open.
pub(super) type Slot = u32;

/// Clusters that are listed for one stem: where there are more, the stem tells little and the
/// latest will do.
const LISTED: usize = 1024;
/// Entries that are looked at for one report.
const LOOKED_AT: usize = 8192;

/// Open clusters by stem and by age.
#[derive(Debug, Default)]
pub(super) struct Index {
    listed: HashMap<Key, Vec<Slot>>,
    by_age: BTreeMap<u64, Slot>,
    /// For each cluster the weight that it shares with the report at hand; 0 between two reports.
    shared: Vec<f32>,
}

impl Index {
    pub(super) fn add(&mut self, key: Key, slot: Slot) {
        let listed = self.listed.entry(key).or_default();
        if listed.len() == LISTED {
            listed.remove(0);
        }
        listed.push(slot);
    }

    pub(super) fn remove(&mut self, key: Key, slot: Slot) {
        let Some(listed) = self.listed.get_mut(&key) else { return };
        listed.retain(|other| *other != slot);
        if listed.is_empty() {
            self.listed.remove(&key);
        }
    }

    /// The clusters that share the heaviest stems of a report, each with the weight that it shares.
    pub(super) fn candidates(&mut self, vector: &Vector) -> Vec<(f32, Slot)> {
        let mut met = Vec::new();
        let mut left = LOOKED_AT;
        for w in &vector.weights {
            let Some(listed) = self.listed.get(&w.key) else { continue };
            for &slot in listed {
                let at = slot as usize;
                if at >= self.shared.len() {
                    self.shared.resize(at + 1, 0.0);
                }
                if self.shared[at] == 0.0 {
                    met.push(slot);
                }
                self.shared[at] += w.weight * w.weight;
            }
            left = left.saturating_sub(listed.len());
            if left == 0 {
                break;
            }
        }
        met.into_iter().map(|slot| (std::mem::take(&mut self.shared[slot as usize]), slot)).collect()
    }

    /// Makes a cluster the youngest.
    pub(super) fn touch(&mut self, slot: Slot, touched: &mut u64, now: u64) {
        self.by_age.remove(touched);
        self.by_age.insert(now, slot);
        *touched = now;
    }

    /// Takes out the cluster that was left alone longest.
    pub(super) fn oldest(&mut self) -> Slot {
        self.by_age.pop_first().map_or(0, |(_, slot)| slot)
    }
}
