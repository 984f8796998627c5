//! Estimates the weights of grouping on annotated events, and tells how well they group:
//! `cargo run --release --example score_groups -- CLUSTERS [STREAM]`, with a folder of one file for each event,
//! whose name begins with the number of its topic, if it has one (`12a.jsonl` and `12b.jsonl` are two events
//! of one kind). A stream of reports that name their events, such as generated ones, is scored in addition.
//!
//! The weights are those of a logistic regression, with an L2 penalty, over pairs of a report and a
//! cluster that is open when it is read, every report before it being in the cluster of its event. All
//! reports are mixed in five orders (by hash), and every figure is the mean of the five. B-cubed precision
//! and recall (Bagga and Baldwin 1998) are means over reports; pairwise ones over pairs. In the lines
//! "left out" the reports of each topic are grouped under weights and a threshold that are estimated
//! without it: its reports are in the stream, but in no pair and in no score. The threshold is the one that
//! is best by F0.5, which counts precision more, since reports that are wrongly held against each other
//! bring discrepancies that are none.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::AddAssign;

use claimdiff::group::{COMPARISONS, Features, Grouper, Levels, Measure, Reader, Settings};
use claimdiff::{Report, read};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Clusters, the likest by their words, that a report is paired with: the others teach little.
const HARD: usize = 6;
/// The lowest threshold of plain TF-IDF, in steps of 0.02.
const FIRST: u32 = 11;
/// Strength of the penalty on weights.
const PENALTY: f64 = 1.0;

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

/// The F measure of a precision and a recall that counts `beta` times as much.
fn f(beta: f64, precision: f64, recall: f64) -> f64 {
    let square = beta * beta;
    if precision + recall > 0.0 { (1.0 + square) * precision * recall / (square * precision + recall) } else { 0.0 }
}

impl Score {
    fn f(&self, beta: f64) -> f64 {
        f(beta, self.precision / self.reports, self.recall / self.reports)
    }

    fn line(&self) -> String {
        let (p, r) = (self.precision / self.reports, self.recall / self.reports);
        let (pairs_p, pairs_r) = (self.both / self.grouped.max(1.0), self.both / self.of_event.max(1.0));
        format!("B-cubed P {p:.3} R {r:.3} F1 {:.3}; pairs P {pairs_p:.3} R {pairs_r:.3} F1 {:.3}", f(1.0, p, r), f(1.0, pairs_p, pairs_r))
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

    fn features(&self) -> Vec<Features> {
        let mut reader = Reader::default();
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

/// A report and a cluster, by their topics.
struct Pair<'a> {
    topics: [&'a str; 2],
    levels: Levels,
    same: bool,
}

/// The pairs that a grouper meets which makes no mistake.
fn pairs<'a>(set: &'a Set, features: &[Features]) -> Vec<Pair<'a>> {
    let topic_of: HashMap<&str, &str> = set.events.iter().map(String::as_str).zip(set.topics.iter().map(String::as_str)).collect();
    let in_order = |order: &Vec<usize>| {
        let mut grouper = Grouper::new(Settings::default());
        let mut pairs = Vec::new();
        for &at in order {
            let mut compared = grouper.compare(&features[at]);
            compared.sort_by(|a, b| b.1[0].total_cmp(&a.1[0]));
            compared.truncate(HARD);
            pairs.extend(compared.into_iter().map(|(event, levels)| {
                let topics = [set.topics[at].as_str(), topic_of.get(event).copied().unwrap_or_default()];
                Pair { topics, levels, same: event == set.events[at] }
            }));
            let mut report = set.reports[at].clone();
            report.event = Some(set.events[at].clone());
            grouper.assign(&report, &features[at]);
        }
        pairs
    };
    set.orders.par_iter().flat_map_iter(in_order).collect()
}

/// Logistic regression by Newton's method, one weight after the other; the constant comes first.
fn fit(pairs: &[&Pair<'_>]) -> (f64, Levels) {
    let mut weights = [0.0f64; 1 + COMPARISONS.len()];
    let level = |pair: &Pair<'_>, i: usize| if i == 0 { 1.0 } else { f64::from(pair.levels[i - 1]) };
    let mut odds = vec![0.0f64; pairs.len()];
    for _ in 0..40 {
        for (i, weight) in weights.iter_mut().enumerate() {
            let penalty = if i == 0 { 1e-6 } else { PENALTY };
            let (mut slope, mut curve) = (-penalty * *weight, penalty);
            for (pair, odds) in pairs.iter().zip(&odds) {
                let p = 1.0 / (1.0 + (-odds).exp());
                let x = level(pair, i);
                slope += x * (f64::from(u8::from(pair.same)) - p);
                curve += x * x * p * (1.0 - p);
            }
            let step = slope / curve;
            *weight += step;
            for (pair, odds) in pairs.iter().zip(&mut odds) {
                *odds += step * level(pair, i);
            }
        }
    }
    (weights[0], std::array::from_fn(|i| weights[i + 1] as f32))
}

/// The score over all topics but one.
fn without(scores: &BTreeMap<&str, Score>, topic: Option<&str>) -> Score {
    sum(scores.iter().filter(|(other, _)| Some(**other) != topic).map(|(_, score)| score))
}

/// The scores of the best of several ways to group, as it is chosen without a topic.
fn best<'a, 'b>(tried: &'b [BTreeMap<&'a str, Score>], topic: Option<&str>, beta: f64) -> Option<(usize, &'b BTreeMap<&'a str, Score>)> {
    // Of equals the last, which joins less.
    tried.iter().enumerate().max_by(|a, b| without(a.1, topic).f(beta).total_cmp(&without(b.1, topic).f(beta)))
}

/// Plain TF-IDF: words in lower case, one pass, the cosine to the sum of a group's vectors, and the same window.
fn plain(reports: &[Report], order: &[usize], window: u16, threshold: f64) -> Vec<String> {
    let mut frequency: HashMap<String, f64> = HashMap::new();
    // The sum of the vectors; of the days, and how many have one.
    let mut groups: Vec<(BTreeMap<String, f64>, f64, f64)> = Vec::new();
    let length = |v: &BTreeMap<String, f64>| v.values().map(|w| w * w).sum::<f64>().sqrt();
    let window = f64::from(window);
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
            let day = reports[at].published.map(|p| f64::from(p.date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() as i32 / 24));
            let near = |days: f64, dated: f64| day.is_none_or(|day| dated == 0.0 || (day - days / dated).abs() <= window);
            let cosine =
                |group: &BTreeMap<String, f64>| vector.iter().filter_map(|(word, w)| Some(w * group.get(word)?)).sum::<f64>() / (own * length(group)).max(1e-9);
            let open = groups.iter().enumerate().filter(|(_, (_, days, dated))| near(*days, *dated));
            let best = open.map(|(n, group)| (cosine(&group.0), n)).max_by(|a, b| a.0.total_cmp(&b.0));
            let group = match best {
                Some((likeness, group)) if likeness >= threshold => group,
                _ => {
                    groups.push((BTreeMap::new(), 0.0, 0.0));
                    groups.len() - 1
                }
            };
            for (word, weight) in vector {
                *groups[group].0.entry(word).or_default() += weight / own.max(1e-9);
            }
            if let Some(day) = day {
                groups[group].1 += day;
                groups[group].2 += 1.0;
            }
            group.to_string()
        })
        .collect()
}

/// Scores of grouping under weights and each of the thresholds; the constant is a part of these.
fn tried<'a>(set: &'a Set, features: &[Features], constant: f64, weights: Levels, window: u16) -> Vec<(Measure, BTreeMap<&'a str, Score>)> {
    (-6..=10)
        .map(|n| {
            let measure = Measure { weights, threshold: 0.5 * n as f32 - constant as f32 };
            (measure, set.grouped(Settings { measure, window, ..Settings::default() }, features))
        })
        .collect()
}

fn stream(folder: &str, measure: Measure) -> Score {
    let set = Set::read(folder, true);
    let scores = set.score(|order| {
        let mut grouper = Grouper::new(Settings { measure, ..Settings::default() });
        let mut reader = Reader::default();
        order.iter().map(|&at| grouper.assign(&set.reports[at], &reader.read(&set.reports[at])).to_owned()).collect()
    });
    sum(scores.values())
}

/// All ways to group within so many days, each under what is best for all topics and for all others; the
/// measure that is best for all.
fn table(set: &Set, features: &[Features], pairs: &[Pair<'_>], window: u16) -> Option<Measure> {
    let plain: Vec<BTreeMap<&str, Score>> =
        (FIRST..FIRST + 10).into_par_iter().map(|n| set.score(|order| plain(&set.reports, order, window, f64::from(n) * 0.02))).collect();
    let topics: Vec<&str> = plain[0].keys().copied().collect();
    for beta in [1.0, 0.5] {
        if let Some((n, scores)) = best(&plain, None, beta) {
            println!("{:32}{}", format!("plain TF-IDF, F{beta}, all, {:.2}", 0.02 * (n as u32 + FIRST) as f64), sum(scores.values()).line());
        }
        let scores = topics.iter().filter_map(|topic| best(&plain, Some(topic), beta)?.1.get(topic));
        println!("{:32}{}", format!("plain TF-IDF, F{beta}, left out"), sum(scores).line());
    }
    let estimate = |topic: Option<&str>| {
        let kept: Vec<&Pair<'_>> = pairs.iter().filter(|pair| topic.is_none_or(|topic| !pair.topics.contains(&topic))).collect();
        let (constant, weights) = fit(&kept);
        tried(set, features, constant, weights, window)
    };
    let by_topic: Vec<_> = topics.par_iter().map(|topic| estimate(Some(topic))).collect();
    let split = |tried: Vec<(Measure, BTreeMap<_, Score>)>| -> (Vec<Measure>, Vec<BTreeMap<_, Score>>) { tried.into_iter().unzip() };
    let by_topic: Vec<_> = by_topic.into_iter().map(split).collect();
    for beta in [1.0, 0.5] {
        let scores = topics.iter().zip(&by_topic).filter_map(|(topic, (_, scores))| best(scores, Some(topic), beta)?.1.get(topic));
        println!("{:32}{}", format!("claimdiff, F{beta}, left out"), sum(scores).line());
    }
    let (measures, scores) = split(estimate(None));
    for (measure, scores) in measures.iter().zip(&scores) {
        println!("{:32}{}", format!("  threshold {:.2}", measure.threshold), sum(scores.values()).line());
    }
    best(&scores, None, 0.5).map(|(chosen, _)| measures[chosen])
}

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(folder) = args.next() else { return Err(io::Error::other("expected a folder of annotated events")) };
    let set = Set::read(&folder, false);
    println!("{} reports, {} with a day", set.reports.len(), set.reports.iter().filter(|report| report.published.is_some()).count());
    let features = set.features();
    let texts = sum(set.score(|order| order.iter().map(|&at| set.reports[at].text.clone()).collect()).values());
    println!("{:32}{}", "equal texts alone", texts.line());
    let pairs = pairs(&set, &features);
    println!("{} pairs, {} of one event", pairs.len(), pairs.iter().filter(|pair| pair.same).count());
    let mut chosen = None;
    for window in [3000, Settings::default().window] {
        println!("within {window} days");
        chosen = table(&set, &features, &pairs, window);
    }
    println!("{:32}{}", "standing weights", sum(set.grouped(Settings::default(), &features).values()).line());
    let Some(measure) = chosen else { return Ok(()) };
    for (name, weight) in COMPARISONS.iter().zip(measure.weights) {
        println!("  {name:30}{weight:7.2}");
    }
    println!("  {:30}{:7.2}", "threshold", measure.threshold);
    if let Some(folder) = args.next() {
        println!("{:32}{}", "stream, standing weights", stream(&folder, Settings::default().measure).line());
    }
    Ok(())
}
