//! Vectors of stems, and the clusters that they make up.

use super::features::{Class, Features, Key};
use super::frequency::Frequencies;
use super::index::{Index, Slot};

/// Heaviest stems of a report that count, and of a centroid that are kept.
const TERMS: usize = 100;
const KEPT: usize = 200;

/// A stem of a report or a centroid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weight {
    pub(super) key: Key,
    pub(super) class: Class,
    /// Whether it stands in the report's lead.
    lead: bool,
    pub(super) weight: f32,
}

/// Stems of a report with their weights, the heaviest first; of length 1.
#[derive(Debug)]
pub(super) struct Vector {
    pub(super) weights: Vec<Weight>,
    lengths: Lengths,
}

impl Vector {
    /// The heaviest stems of a report.
    pub(super) fn new(features: &Features, frequencies: &Frequencies) -> Self {
        let weighted = features.terms.iter().map(|term| {
            let weight = term.count.sqrt() * frequencies.inverse(term.key, term.class);
            Weight { key: term.key, class: term.class, lead: term.lead, weight }
        });
        let mut weights: Vec<Weight> = weighted.filter(|w| w.weight > 0.0).collect();
        heaviest(&mut weights, TERMS);
        weights.sort_unstable_by(heavier);
        let length = Lengths::new(&weights).all;
        weights.iter_mut().for_each(|w| w.weight /= length);
        let lengths = Lengths::new(&weights);
        Vector { weights, lengths }
    }

    /// The same stems, by key.
    pub(super) fn by_key(&self) -> Self {
        let mut weights = self.weights.clone();
        weights.sort_unstable_by_key(|w| w.key);
        Vector { weights, lengths: self.lengths }
    }
}

/// Lengths of a vector: of all its stems, of its names, of its numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Lengths {
    all: f32,
    names: f32,
    numbers: f32,
}

impl Lengths {
    fn new(weights: &[Weight]) -> Self {
        let mut squares = Lengths::default();
        for w in weights {
            squares.add(w.class, w.weight * w.weight);
        }
        Lengths { all: squares.all.sqrt(), names: squares.names.sqrt(), numbers: squares.numbers.sqrt() }
    }

    fn add(&mut self, class: Class, more: f32) {
        self.all += more;
        match class {
            Class::Word => {}
            Class::Name => self.names += more,
            Class::Number => self.numbers += more,
        }
    }
}

fn heavier(a: &Weight, b: &Weight) -> std::cmp::Ordering {
    b.weight.total_cmp(&a.weight).then(a.key.cmp(&b.key))
}

/// Leaves the heaviest; the rest comes back.
fn heaviest(weights: &mut Vec<Weight>, most: usize) -> Vec<Weight> {
    if weights.len() <= most {
        return Vec::new();
    }
    weights.select_nth_unstable_by(most, heavier);
    weights.split_off(most)
}

/// What a report and a cluster have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Common {
    /// Cosines of all stems, of the names and of the numbers; none where one of the two has no such stem.
    pub(super) all: f32,
    pub(super) names: Option<f32>,
    pub(super) numbers: Option<f32>,
    /// Share of the names of the lead that the cluster knows; none where there is none.
    pub(super) lead_names: Option<f32>,
}

/// Reports that are taken to be about one event.
#[derive(Debug, Default)]
pub(super) struct Cluster {
    pub(super) id: String,
    pub(super) reports: u32,
    /// The sum of its reports' vectors, by key.
    centroid: Vec<Weight>,
    lengths: Lengths,
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

    /// What it and a vector that is sorted by key have in common.
    pub(super) fn common(&self, vector: &Vector) -> Common {
        let mut at = 0;
        let mut product = Lengths::default();
        let mut lead_names = (0.0, 0.0);
        for w in &vector.weights {
            while self.centroid.get(at).is_some_and(|known| known.key < w.key) {
                at += 1;
            }
            let centre = self.centroid.get(at).filter(|known| known.key == w.key).map_or(0.0, |known| known.weight);
            product.add(w.class, w.weight * centre);
            if w.lead && w.class == Class::Name {
                let square = w.weight * w.weight;
                lead_names.0 += if centre > 0.0 { square } else { 0.0 };
                lead_names.1 += square;
            }
        }
        let share = |part: f32, whole: f32| (whole > 0.0).then(|| part / whole);
        let (own, its) = (vector.lengths, self.lengths);
        Common {
            all: share(product.all, own.all * its.all).unwrap_or(0.0),
            names: share(product.names, own.names * its.names),
            numbers: share(product.numbers, own.numbers * its.numbers),
            lead_names: share(lead_names.0, lead_names.1),
        }
    }

    /// Takes a report in.
    pub(super) fn join(&mut self, vector: &Vector, day: Option<i32>, slot: Slot, index: &mut Index) {
        if let Some(day) = day {
            self.days = (self.days.0 + f64::from(day), self.days.1 + 1.0);
        }
        self.reports += 1;
        let known = self.centroid.len();
        for &w in &vector.weights {
            match self.centroid[..known].binary_search_by_key(&w.key, |w| w.key) {
                Ok(at) => self.centroid[at].weight += w.weight,
                Err(_) => {
                    self.centroid.push(w);
                    index.add(w.key, slot);
                }
            }
        }
        for w in heaviest(&mut self.centroid, KEPT) {
            index.remove(w.key, slot);
        }
        self.centroid.sort_unstable_by_key(|w| w.key);
        self.lengths = Lengths::new(&self.centroid);
    }

    /// Takes its stems out of the index.
    pub(super) fn leave(self, slot: Slot, index: &mut Index) {
        for w in self.centroid {
            index.remove(w.key, slot);
        }
    }
}
