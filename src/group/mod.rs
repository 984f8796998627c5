//! Grouping: one pass over a stream of reports that gives each that names no event one.
//!
//! The method is that of topic detection and tracking (Allan et al. 1998), as Event Registry (Leban et
//! al. 2014) and newsLens (Laban and Hearst 2017) have it at work on the news: a report is a vector of
//! its stems, weighted by how rare they are in what has been read so far, names and numbers and the
//! lead counting more (Miranda et al. 2018 find that these tell events apart); it joins the cluster
//! whose centroid is nearest, by cosine, less the further apart they are in time, and opens a cluster
//! of its own where none is near enough. Clusters to look at come from an inverted index of their
//! stems. A copy of a text joins its original whatever the cosine.
//!
//! A report is given its event for good when it is read, so the order of the reports bears on the
//! result: a stream in the order of publication is grouped best. The threads that read them do not.
//!
//! # Bounds
//! Memory is bounded, whatever the length of the stream: [`Settings::clusters`] clusters of
//! 200 stems are open, about 3 kB each, and the one that no report has joined for the longest time is
//! closed for a new one. What that costs: a report whose event is closed opens it anew, under another id.

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

mod cluster;
mod copies;
mod features;
mod frequency;
mod id;
mod index;

use cluster::{Cluster, Vector};
use copies::Copies;
use features::{Class, Term};
pub use features::{Features, Reader};
use frequency::Frequencies;
use index::{Index, Slot};

use crate::read::Report;

/// What makes two texts alike. The values of [`Measure::default`] are estimated on annotated events
/// by `examples/score_groups.rs`, which tells how well they do on events that they were not estimated on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Weight of a name, where that of any other word is 1.
    pub names: f32,
    /// Weight of a number, a weekday or a month.
    pub numbers: f32,
    /// How many times a word counts that stands in the headline or the first two sentences.
    pub lead: f32,
    /// Share of the likeness that is lost where the cluster has none of the report's names: two quakes of
    /// one week are told in the same words but for these.
    pub strange: f32,
    /// Share of the likeness that is lost at the edge of the window. On the annotated events none does as
    /// well as this; where events of one kind follow each other from day to day, it keeps them apart.
    pub fade: f32,
    /// Cosine, 0 to 1, from which on a report joins a cluster.
    pub threshold: f32,
}

impl Default for Measure {
    fn default() -> Self {
        Measure { names: 1.0, numbers: 1.2, lead: 3.0, strange: 0.5, fade: 0.2, threshold: 0.18 }
    }
}

/// How reports are grouped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Days of publication, either side of the mean of an event's reports, that a further report of it
    /// may lie away. A report without a date may belong to any event.
    pub window: u16,
    /// Clusters that are open at one time.
    pub clusters: usize,
    /// What makes two texts alike.
    pub measure: Measure,
}

impl Default for Settings {
    /// A week either side, 30,000 open clusters (about 100 MB).
    fn default() -> Self {
        Settings { window: 7, clusters: 30_000, measure: Measure::default() }
    }
}

/// Heaviest stems of a report that count.
const TERMS: usize = 100;
/// Clusters that a report is held against in full.
const CANDIDATES: usize = 32;

/// Gives reports their events, one after the other.
///
/// Reports that name an event keep it, and others may join them there.
#[derive(Debug)]
pub struct Grouper {
    settings: Settings,
    /// One for each thread.
    readers: Vec<Reader>,
    frequencies: Frequencies,
    clusters: Vec<Cluster>,
    index: Index,
    copies: Copies,
    /// The open clusters by their ids.
    by_id: HashMap<String, Slot>,
    /// Reports, and events, so far.
    read: u64,
    opened: u64,
}

impl Grouper {
    /// Nothing has been read.
    pub fn new(settings: Settings) -> Self {
        let readers = (0..rayon::current_num_threads()).map(|_| Reader::new(settings.measure)).collect();
        Grouper {
            settings,
            readers,
            frequencies: Frequencies::default(),
            clusters: Vec::new(),
            index: Index::default(),
            copies: Copies::default(),
            by_id: HashMap::new(),
            read: 0,
            opened: 0,
        }
    }

    /// How many events it has told apart so far.
    pub fn events(&self) -> u64 {
        self.opened
    }

    /// Gives each of the next reports of the stream its event. They are read on all cores; where one call
    /// ends and the next begins changes nothing.
    pub fn group(&mut self, reports: &mut [&mut Report]) {
        let each = reports.len().div_ceil(self.readers.len()).max(1);
        let features: Vec<Vec<Features>> =
            reports.par_chunks(each).zip(&mut self.readers).map(|(reports, reader)| reports.iter().map(|report| reader.read(report)).collect()).collect();
        for (report, features) in reports.iter_mut().zip(features.iter().flatten()) {
            report.event = Some(self.assign(report, features).to_owned());
        }
    }

    /// The event of the next report of the stream: its own, else that of the cluster that it joins.
    pub fn assign(&mut self, report: &Report, features: &Features) -> &str {
        self.read += 1;
        self.frequencies.add(features.terms.iter().map(|term| term.key));
        let vector = self.vector(features);
        let given = report.event.as_deref().filter(|event| !event.trim().is_empty());
        let known = match given {
            Some(event) => self.by_id.get(event).copied(),
            None => self.copied(features).or_else(|| self.nearest(&vector, features.day)),
        };
        let slot = known.unwrap_or_else(|| {
            let id = given.map_or_else(|| id::new(report, features, &vector, |id| self.by_id.contains_key(id)), str::to_owned);
            self.open(id)
        });
        let cluster = &mut self.clusters[slot as usize];
        cluster.join(&vector, features.day, slot, &mut self.index);
        self.index.touch(slot, &mut cluster.touched, self.read);
        self.copies.add(features, slot, cluster.opened, self.read);
        &cluster.id
    }

    /// The heaviest stems of a report by their weights, the heaviest first; its length is 1.
    fn vector(&self, features: &Features) -> Vector {
        let measure = &self.settings.measure;
        let weight = |term: &Term| {
            let (factor, share) = match term.class {
                Class::Word => (1.0, 0.02),
                Class::Name => (measure.names, 0.004),
                Class::Number => (measure.numbers, 0.01),
            };
            factor * term.count.sqrt() * self.frequencies.inverse(term.key, share)
        };
        Vector::new(features.terms.iter().map(|term| (term.key, weight(term), term.class == Class::Name)), TERMS)
    }

    /// The cluster that holds a text of which this is a copy.
    fn copied(&self, features: &Features) -> Option<Slot> {
        let (slot, opened) = self.copies.original(features)?;
        let cluster = &self.clusters[slot as usize];
        (cluster.opened == opened && self.apart(cluster, features.day).is_some()).then_some(slot)
    }

    /// The cluster that a report is most like, where that is enough.
    fn nearest(&mut self, vector: &Vector, day: Option<i32>) -> Option<Slot> {
        let measure = self.settings.measure;
        let mut near = self.index.candidates(vector);
        near.retain(|&(_, slot)| self.apart(&self.clusters[slot as usize], day).is_some());
        let order = |a: &(f32, Slot), b: &(f32, Slot)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if near.len() > CANDIDATES {
            near.select_nth_unstable_by(CANDIDATES, order);
            near.truncate(CANDIDATES);
        }
        let by_key = vector.by_key();
        let likeness = |slot: Slot| {
            let cluster = &self.clusters[slot as usize];
            let (cosine, names) = cluster.cosine(&by_key);
            cosine * (1.0 - measure.strange * (1.0 - names)) * (1.0 - measure.fade * self.apart(cluster, day).unwrap_or(1.0))
        };
        let scored = near.into_iter().map(|(_, slot)| (likeness(slot), slot)).filter(|(likeness, _)| *likeness >= measure.threshold);
        // Of two that are equally near, the older one.
        scored
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| self.clusters[b.1 as usize].opened.cmp(&self.clusters[a.1 as usize].opened)))
            .map(|(_, slot)| slot)
    }

    /// How far a day is from a cluster, as a share of the window; none where that is more than all of it.
    fn apart(&self, cluster: &Cluster, day: Option<i32>) -> Option<f32> {
        let (Some(day), Some(mean)) = (day, cluster.day()) else { return Some(0.0) };
        let gap = (f64::from(day) - mean).abs();
        let window = f64::from(self.settings.window);
        // A window of no day is the day itself.
        (gap <= window).then(|| if window > 0.0 { (gap / window) as f32 } else { 0.0 })
    }

    /// Opens a cluster; where there are as many as may be, in the place of the one that was left alone longest.
    fn open(&mut self, id: String) -> Slot {
        self.opened += 1;
        let slot = if self.clusters.len() < self.settings.clusters.max(1) {
            self.clusters.push(Cluster::default());
            (self.clusters.len() - 1) as Slot
        } else {
            let slot = self.index.oldest();
            let closed = std::mem::take(&mut self.clusters[slot as usize]);
            self.by_id.remove(&closed.id);
            closed.leave(slot, &mut self.index);
            slot
        };
        self.by_id.insert(id.clone(), slot);
        self.clusters[slot as usize] = Cluster::new(id, self.read);
        slot
    }
}
