//! Estimates the weights of grouping on annotated events, and tells how well they group:
//! `cargo run --release --example score_groups -- CLUSTERS`, with a folder of one file for each event,
//! whose name begins with the number of its topic, if it has one (`12a.jsonl` and `12b.jsonl` are two events
//! of one kind).
//!
//! All reports are mixed in five orders (by hash), and every figure is the mean of the five. B-cubed
//! precision and recall (Bagga and Baldwin 1998) are means over reports; pairwise ones over pairs. In
//! the line "left out" the reports of each topic are scored under the weights that are best for all
//! other topics. With a second argument `once`, the standing weights alone are scored, in one order, and
//! events are those that the reports name: for generated reports.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::AddAssign;

use claimdiff::group::{Features, Grouper, Measure, Reader, Settings};
use claimdiff::{Report, read};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

const ORDERS: u64 = 5;

/// Sums over reports.
#[derive(Clone, Copy, Default)]
struct Score {
    reports: f64,
    precision: f64,
    recall: f64,
    /// Others in its group and of its event; others in its group; others of its event.
    both: f64,
    grouped: f64,
    of_event: f64,
}

impl AddAssign for Score {
    fn add_assign(&mut self, more: Score) {
        self.reports += more.reports;
        self.precision += more.precision;
        self.recall += more.recall;
        self.both += more.both;
        self.grouped += more.grouped;
        self.of_event += more.of_event;
    }
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

impl Score {
    fn f1(&self) -> f64 {
        harmonic(self.precision / self.reports, self.recall / self.reports)
    }

    fn line(&self) -> String {
        let (p, r) = (self.precision / self.reports, self.recall / self.reports);
        let (pairs_p, pairs_r) = (self.both / self.grouped.max(1.0), self.both / self.of_event.max(1.0));
        format!("B-cubed P {p:.3} R {r:.3} F1 {:.3}; pairs P {pairs_p:.3} R {pairs_r:.3} F1 {:.3}", harmonic(p, r), harmonic(pairs_p, pairs_r))
    }
}

/// The reports with their events and topics.
struct Set {
    reports: Vec<Report>,
    events: Vec<String>,
    topics: Vec<String>,
    orders: Vec<Vec<usize>>,
}

impl Set {
    fn read(folder: &str, named: bool) -> Set {
        let mut set = Set { reports: Vec::new(), events: Vec::new(), topics: Vec::new(), orders: Vec::new() };
        for mut report in read::read(&[folder.to_owned()]).reports {
            let file = report.path.as_deref().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
            let event = report.event.take();
            let event = if named { event.unwrap_or_default() } else { file };
            let topic: String = event.chars().take_while(char::is_ascii_digit).collect();
            set.topics.push(if topic.is_empty() { event.clone() } else { topic });
            set.events.push(event);
            set.reports.push(report);
        }
        let order = |seed| {
            let mut order: Vec<usize> = (0..set.reports.len()).collect();
            order.sort_by_key(|&i| xxh3_64_with_seed(set.reports[i].id.as_bytes(), seed));
            order
        };
        set.orders = (0..if named { 1 } else { ORDERS }).map(order).collect();
        set
    }

    /// The score of a way to group, by topic.
    fn score(&self, group: impl Fn(&[usize]) -> Vec<String>) -> BTreeMap<&str, Score> {
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        for order in &self.orders {
            let groups = group(order);
            let mut sizes: HashMap<(&str, &str), f64> = HashMap::new();
            for (at, group) in order.iter().zip(&groups) {
                let event = self.events[*at].as_str();
                for key in [(group.as_str(), event), (group.as_str(), ""), ("", event)] {
                    *sizes.entry(key).or_default() += 1.0;
                }
            }
            for (at, group) in order.iter().zip(&groups) {
                let event = self.events[*at].as_str();
                let [both, grouped, of_event] = [(group.as_str(), event), (group.as_str(), ""), ("", event)].map(|key| sizes[&key]);
                let one = Score {
                    reports: 1.0,
                    precision: both / grouped,
                    recall: both / of_event,
                    both: both - 1.0,
                    grouped: grouped - 1.0,
                    of_event: of_event - 1.0,
                };
                *scores.entry(&self.topics[*at]).or_default() += one;
            }
        }
        scores
    }

    fn features(&self, measure: Measure) -> Vec<Features> {
        let mut reader = Reader::new(measure);
        self.reports.iter().map(|report| reader.read(report)).collect()
    }

    fn grouped(&self, settings: Settings, features: &[Features]) -> BTreeMap<&str, Score> {
        self.score(|order| {
            let mut grouper = Grouper::new(settings);
            order.iter().map(|&at| grouper.assign(&self.reports[at], &features[at]).to_owned()).collect()
        })
    }
}

fn sum<'a>(scores: impl IntoIterator<Item = &'a Score>) -> Score {
    let mut all = Score::default();
    scores.into_iter().for_each(|score| all += *score);
    all
}

/// Plain TF-IDF: words in lower case, one pass, the cosine to the sum of a group's vectors.
fn plain(reports: &[Report], order: &[usize], threshold: f64) -> Vec<String> {
    let mut frequency: HashMap<String, f64> = HashMap::new();
    let mut groups: Vec<BTreeMap<String, f64>> = Vec::new();
    let length = |v: &BTreeMap<String, f64>| v.values().map(|w| w * w).sum::<f64>().sqrt();
    order
        .iter()
        .enumerate()
        .map(|(read, &at)| {
            let mut vector: BTreeMap<String, f64> = BTreeMap::new();
            for word in reports[at].text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                *vector.entry(word.to_lowercase()).or_default() += 1.0;
            }
            for (word, count) in &mut vector {
                let seen = frequency.entry(word.clone()).or_default();
                *seen += 1.0;
                *count *= ((read as f64 + 2.0) / *seen).ln();
            }
            let own = length(&vector);
            let cosine =
                |group: &BTreeMap<String, f64>| vector.iter().filter_map(|(word, w)| Some(w * group.get(word)?)).sum::<f64>() / (own * length(group)).max(1e-9);
            let best = groups.iter().enumerate().map(|(n, group)| (cosine(group), n)).max_by(|a, b| a.0.total_cmp(&b.0));
            let group = match best {
                Some((likeness, group)) if likeness >= threshold => group,
                _ => {
                    groups.push(BTreeMap::new());
                    groups.len() - 1
                }
            };
            for (word, weight) in vector {
                *groups[group].entry(word).or_default() += weight / own.max(1e-9);
            }
            group.to_string()
        })
        .collect()
}

/// Weights, and how they do by topic.
type Tried<'a> = (Measure, BTreeMap<&'a str, Score>);

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(folder) = args.next() else { return Err(io::Error::other("expected a folder of annotated events")) };
    let once = args.next().is_some_and(|word| word == "once");
    let set = Set::read(&folder, once);
    println!("{} reports", set.reports.len());
    let standing = Settings::default();
    let features = set.features(standing.measure);
    println!("standing weights:      {}", sum(set.grouped(standing, &features).values()).line());
    if once {
        return Ok(());
    }
    for window in [3, 30, 3000] {
        println!("window of {window:4} days:  {}", sum(set.grouped(Settings { window, ..standing }, &features).values()).line());
    }
    println!("equal texts alone:     {}", sum(set.score(|order| order.iter().map(|&at| set.reports[at].text.clone()).collect()).values()).line());
    let thresholds: Vec<f64> = (2..12).map(|n| f64::from(n) * 0.04).collect();
    let baselines: Vec<(Score, f64)> = thresholds.par_iter().map(|&t| (sum(set.score(|order| plain(&set.reports, order, t)).values()), t)).collect();
    if let Some((score, threshold)) = baselines.iter().max_by(|a, b| a.0.f1().total_cmp(&b.0.f1())) {
        println!("plain TF-IDF ({threshold:.2}):   {} (its best threshold for these reports)", score.line());
    }
    let mut measures = Vec::new();
    for lead in [1.0, 2.0, 3.0] {
        for names in [1.0, 1.5, 2.0] {
            for strange in [0.0, 0.25, 0.5, 0.75] {
                for fade in [0.0, 0.2] {
                    measures.push(Measure { names, lead, strange, fade, threshold: 0.0, ..standing.measure });
                }
            }
        }
    }
    let tried: Vec<Tried<'_>> = measures
        .par_iter()
        .flat_map_iter(|&measure| {
            let features = set.features(measure);
            let set = &set;
            (0..12).map(move |n| {
                let measure = Measure { threshold: 0.16 + 0.02 * n as f32, ..measure };
                (measure, set.grouped(Settings { measure, ..standing }, &features))
            })
        })
        .collect();
    let best = |without: Option<&str>| {
        let f1 = |scores: &BTreeMap<&str, Score>| sum(scores.iter().filter(|(topic, _)| Some(**topic) != without).map(|(_, score)| score)).f1();
        // Of equals the first.
        tried.iter().rev().max_by(|a, b| f1(&a.1).total_cmp(&f1(&b.1)))
    };
    let topics: Vec<&str> = tried[0].1.keys().copied().collect();
    let chosen: Vec<(&str, &Tried<'_>)> = topics.iter().filter_map(|topic| Some((*topic, best(Some(topic))?))).collect();
    println!("left out:              {}", sum(chosen.iter().map(|(topic, tried)| &tried.1[topic])).line());
    let mut votes: Vec<(usize, Measure)> = Vec::new();
    for (_, (measure, _)) in &chosen {
        match votes.iter_mut().find(|(_, known)| known == measure) {
            Some((count, _)) => *count += 1,
            None => votes.push((1, *measure)),
        }
    }
    votes.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    for (count, measure) in votes {
        println!("  chosen for {count} topics: {measure:?}");
    }
    if let Some((measure, scores)) = best(None) {
        println!("best for all:          {} {measure:?}", sum(scores.values()).line());
    }
    Ok(())
}
