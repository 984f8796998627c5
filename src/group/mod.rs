//! Grouping: one pass over a stream of reports that gives each that names no event one.
//!
//! The method is that of topic detection and tracking (Allan et al. 1998), as Event Registry (Leban et
//! al. 2014) and newsLens (Laban and Hearst 2017) have it at work on the news: a report is a vector of
//! its stems, weighted by how rare they are in what has been read so far, and a cluster the sum of its
//! reports' vectors. They are compared by [`COMPARISONS`], the names and the numbers beside the words
//! (Miranda et al. 2018 find that these tell events apart), which a logistic model makes into log-odds;
//! the report joins the likeliest cluster, and opens one of its own where none is likely enough. The more
//! clusters it may belong to, the likelier one has to be: where quakes follow each other, likeness tells
//! little. Clusters to look at come from an inverted index of their stems. A copy of a text joins its
//! original whatever the model says.
//!
//! A report is given its event for good when it is read, so the order of the reports bears on the
//! result: a stream in the order of publication is grouped best. The threads that read them do not.
//!
//! # Bounds
//! Memory is bounded, whatever the length of the stream: [`Settings::clusters`] clusters of
//! 200 stems are open, about 5 kB each, and the one that no report has joined for the longest time is
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
pub use features::{Features, Reader};
use frequency::Frequencies;
use index::{Index, Slot};

use crate::read::Report;

/// What a report and a cluster are compared by; each comparison is a number from 0 to 1.
pub const COMPARISONS: [&str; 10] = [
    "cosine of all words",
    "cosine of names",
    "no names",
    "cosine of numbers",
    "no numbers",
    "names of the lead known",
    "no names in the lead",
    "words and names",
    "names and numbers",
    "one report so far",
];

/// How a report and a cluster compare, by [`COMPARISONS`].
pub type Levels = [f32; COMPARISONS.len()];

/// What makes a report part of an event. The values of [`Measure::default`] are estimated on annotated
/// events by `examples/score_groups.rs`, which tells how well they do on events that they were not estimated on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Log-odds that a report is about the event of a cluster, for each comparison.
    pub weights: Levels,
    /// Log-odds from which on a report joins a cluster.
    pub threshold: f32,
}

impl Default for Measure {
    fn default() -> Self {
        Measure { weights: [6.44, 4.09, 2.08, 1.39, 1.55, 0.91, 1.92, 4.09, 3.66, 1.72], threshold: 10.61 }
    }
}

impl Measure {
    /// The log-odds for a comparison, without a constant.
    fn score(&self, levels: &Levels) -> f32 {
        self.weights.iter().zip(levels).map(|(weight, level)| weight * level).sum()
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
    /// A week either side, 30,000 open clusters (about 150 MB).
    fn default() -> Self {
        Settings { window: 7, clusters: 30_000, measure: Measure::default() }
    }
}

/// Log-odds that are lost at the edge of the window. Not estimated: the annotated events of one kind lie
/// years apart or have no day.
const APART: f32 = 2.0;
/// Log-odds below the threshold from which on a cluster is one that the report may belong to.
/// Not estimated either: of 2 and 4 this does better on generated quakes, and a little worse on the annotated events.
const CROWD: f32 = 4.0;
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
        let readers = (0..rayon::current_num_threads()).map(|_| Reader::default()).collect();
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
        let vector = Vector::new(features, &self.frequencies);
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
        self.frequencies.add(features.terms.iter().map(|term| term.key));
        &cluster.id
    }

    /// The open clusters that the next report of the stream may belong to, by the ids of their events, and
    /// how it compares with them.
    pub fn compare(&mut self, features: &Features) -> Vec<(&str, Levels)> {
        let compared = self.compared(&Vector::new(features, &self.frequencies), features.day);
        compared.into_iter().map(|(slot, levels, _)| (self.clusters[slot as usize].id.as_str(), levels)).collect()
    }

    /// The cluster that holds a text of which this is a copy.
    fn copied(&self, features: &Features) -> Option<Slot> {
        let (slot, opened) = self.copies.original(features)?;
        let cluster = &self.clusters[slot as usize];
        (cluster.opened == opened && self.apart(cluster, features.day).is_some()).then_some(slot)
    }

    /// The cluster whose event a report is likeliest about, where that is likely enough.
    fn nearest(&mut self, vector: &Vector, day: Option<i32>) -> Option<Slot> {
        let measure = self.settings.measure;
        let scored: Vec<(f32, Slot)> =
            self.compared(vector, day).into_iter().map(|(slot, levels, apart)| (measure.score(&levels) - APART * apart, slot)).collect();
        // A report that may belong to any of so many events belongs to each that much less likely.
        let crowd = scored.iter().filter(|(score, _)| *score >= measure.threshold - CROWD).count().max(1);
        let enough = measure.threshold + (crowd as f32).ln();
        // Of two that are equally near, the older one.
        scored
            .into_iter()
            .filter(|(score, _)| *score >= enough)
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| self.clusters[b.1 as usize].opened.cmp(&self.clusters[a.1 as usize].opened)))
            .map(|(_, slot)| slot)
    }

    /// The clusters that share most with a report, and how it compares with each.
    fn compared(&mut self, vector: &Vector, day: Option<i32>) -> Vec<(Slot, Levels, f32)> {
        let mut near = self.index.candidates(vector);
        near.retain(|&(_, slot)| self.apart(&self.clusters[slot as usize], day).is_some());
        let order = |a: &(f32, Slot), b: &(f32, Slot)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if near.len() > CANDIDATES {
            near.select_nth_unstable_by(CANDIDATES, order);
            near.truncate(CANDIDATES);
        }
        let by_key = vector.by_key();
        near.into_iter()
            .map(|(_, slot)| {
                let (levels, apart) = self.levels(slot, &by_key, day);
                (slot, levels, apart)
            })
            .collect()
    }

    fn levels(&self, slot: Slot, by_key: &Vector, day: Option<i32>) -> (Levels, f32) {
        let cluster = &self.clusters[slot as usize];
        let common = cluster.common(by_key);
        let none = |share: Option<f32>| f32::from(u8::from(share.is_none()));
        let (all, names) = (common.all.sqrt(), common.names.unwrap_or(0.0).sqrt());
        let numbers = common.numbers.unwrap_or(0.0).sqrt();
        let levels = [
            all,
            names,
            none(common.names),
            numbers,
            none(common.numbers),
            common.lead_names.unwrap_or(0.0),
            none(common.lead_names),
            all * names,
            names * numbers,
            1.0 / cluster.reports.max(1) as f32,
        ];
        (levels, self.apart(cluster, day).unwrap_or(1.0))
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
