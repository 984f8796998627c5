//! Vectors of stems, and the clusters that they make up.

use super::features::Key;
use super::index::{Index, Slot};

/// Heaviest stems of a centroid that are kept.
const KEPT: usize = 200;

/// A stem of a report, with its weight in the report, and whether it is a name there.
pub(super) type Weight = (Key, f32, bool);

/// Stems of a report with their weights, the heaviest first; of length 1.
#[derive(Debug)]
pub(super) struct Vector(pub(super) Vec<Weight>);

impl Vector {
    /// Of the heaviest of these weights.
    pub(super) fn new(weights: impl Iterator<Item = Weight>, most: usize) -> Self {
        let mut weights: Vec<Weight> = weights.filter(|(_, weight, _)| *weight > 0.0).collect();
        weights.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        weights.truncate(most);
        let length = weights.iter().map(|(_, weight, _)| weight * weight).sum::<f32>().sqrt();
        weights.iter_mut().for_each(|(_, weight, _)| *weight /= length);
        Vector(weights)
    }

    /// The same stems, by key.
    pub(super) fn by_key(&self) -> Vec<Weight> {
        let mut weights = self.0.clone();
        weights.sort_unstable_by_key(|(key, ..)| *key);
        weights
    }
}

/// Leaves the heaviest; the rest comes back.
fn heaviest(weights: &mut Vec<(Key, f32)>, most: usize) -> Vec<(Key, f32)> {
    if weights.len() <= most {
        return Vec::new();
    }
    weights.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weights.split_off(most)
}

fn length(weights: &[(Key, f32)]) -> f32 {
    weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
}

/// Reports that are taken to be about one event.
#[derive(Debug, Default)]
pub(super) struct Cluster {
    pub(super) id: String,
    /// The sum of its reports' vectors, by key.
    centroid: Vec<(Key, f32)>,
    length: f32,
    /// The sum of its reports' days, and how many have one.
    days: (f64, f64),
    /// The number, in the stream, of the report that opened it, and of the last that joined it.
    pub(super) opened: u64,
    pub(super) touched: u64,
}

impl Cluster {
    pub(super) fn new(id: String, opened: u64) -> Self {
        Cluster { id, opened, ..Cluster::default() }
    }

    /// The mean day of its reports.
    pub(super) fn day(&self) -> Option<f64> {
        (self.days.1 > 0.0).then(|| self.days.0 / self.days.1)
    }

    /// The cosine of the centroid and a vector of length 1 that is sorted by key, and the share of the
    /// vector's names that the centroid has, 1 where there are none.
    pub(super) fn cosine(&self, vector: &[Weight]) -> (f32, f32) {
        let mut at = 0;
        let mut product = 0.0;
        let (mut names, mut shared) = (0.0, 0.0);
        for &(key, weight, name) in vector {
            while self.centroid.get(at).is_some_and(|(known, _)| *known < key) {
                at += 1;
            }
            let centre = self.centroid.get(at).filter(|(known, _)| *known == key).map_or(0.0, |(_, centre)| *centre);
            product += weight * centre;
            if name {
                names += weight * weight;
                shared += if centre > 0.0 { weight * weight } else { 0.0 };
            }
        }
        let cosine = if self.length > 0.0 { product / self.length } else { 0.0 };
        (cosine, if names > 0.0 { shared / names } else { 1.0 })
    }

    /// Takes a report in.
    pub(super) fn join(&mut self, vector: &Vector, day: Option<i32>, slot: Slot, index: &mut Index) {
        if let Some(day) = day {
            self.days = (self.days.0 + f64::from(day), self.days.1 + 1.0);
        }
        let known = self.centroid.len();
        for &(key, weight, _) in &vector.0 {
            match self.centroid[..known].binary_search_by_key(&key, |(key, _)| *key) {
                Ok(at) => self.centroid[at].1 += weight,
                Err(_) => {
                    self.centroid.push((key, weight));
                    index.add(key, slot);
                }
            }
        }
        for (key, _) in heaviest(&mut self.centroid, KEPT) {
            index.remove(key, slot);
        }
        self.centroid.sort_unstable_by_key(|(key, _)| *key);
        self.length = length(&self.centroid);
    }

    /// Takes its stems out of the index.
    pub(super) fn leave(self, slot: Slot, index: &mut Index) {
        for (key, _) in self.centroid {
            index.remove(key, slot);
        }
    }
}
