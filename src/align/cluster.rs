//! Grouping scored pairs into slots: average link with cannot-links.
//!
//! Clusters merge best pair of clusters first, by the mean log-odds of the scored pairs between
//! them, so one chance resemblance cannot chain two questions together. The order depends on scores
//! and claim indices alone, which follow the reports' ids: the result is the same on every run.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use crate::value::Relation;

/// A scored pair of items.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    /// The lower item.
    pub a: u32,
    /// The higher item.
    pub b: u32,
    /// Log-odds that the two answer one question.
    pub score: f32,
    /// How their values relate.
    pub relation: Relation,
}

/// The highest of some scores, best first; what is missing is minus infinity.
#[derive(Clone, Copy, Debug)]
pub struct Best<const N: usize>([f32; N]);

impl<const N: usize> Best<N> {
    /// No score yet.
    pub const NONE: Self = Best([f32::NEG_INFINITY; N]);

    /// Takes one more score into account.
    pub fn add(&mut self, score: f32) {
        let place = self.0.partition_point(|&known| known >= score);
        if place < N {
            self.0.copy_within(place..N - 1, place + 1);
            self.0[place] = score;
        }
    }

    fn join(&mut self, other: &Self) {
        other.0.into_iter().for_each(|score| self.add(score));
    }

    /// Sum and number of the scores.
    fn sum(&self) -> (f32, usize) {
        let known = self.0.iter().take_while(|score| score.is_finite());
        (known.clone().sum(), known.count())
    }

    /// The log of the sum of their odds: how likely it is that one of them holds. Each more adds a little.
    fn any(&self) -> f32 {
        let best = self.0[0];
        if best.is_finite() { best + self.0.iter().map(|score| (score - best).exp()).sum::<f32>().ln() } else { best }
    }

    /// Their mean; none where there is none.
    pub fn mean(&self) -> Option<f32> {
        let (sum, count) = self.sum();
        (count > 0).then(|| sum / count as f32)
    }
}

/// The scored pairs between two clusters.
#[derive(Clone, Copy, Debug)]
struct Link {
    sum: f32,
    pairs: u32,
    /// Pairs whose values are the same.
    same: Best<3>,
    /// Pairs whose values can both be true.
    compatible: Best<2>,
    /// Pairs whose values differ: two must speak for clusters that share no value.
    differing: Best<2>,
}

impl Link {
    /// No pair yet.
    const NONE: Self = Link { sum: 0.0, pairs: 0, same: Best::NONE, compatible: Best::NONE, differing: Best::NONE };

    fn new(pair: &Scored) -> Self {
        let mut link = Link { sum: pair.score, pairs: 1, ..Link::NONE };
        match pair.relation {
            Relation::Same => link.same.add(pair.score),
            Relation::Different => link.differing.add(pair.score),
            Relation::Compatible | Relation::Incomparable => link.compatible.add(pair.score),
        }
        link
    }

    fn join(&mut self, other: &Link) {
        self.sum += other.sum;
        self.pairs += other.pairs;
        self.same.join(&other.same);
        self.compatible.join(&other.compatible);
        self.differing.join(&other.differing);
    }

    /// How strongly the two clusters belong together.
    ///
    /// Between clusters that share a value, halfway from the mean log-odds of all pairs to that of
    /// the best three of that value: a story tells one thing in many ways, and not every telling resembles
    /// every other. Unscored pairs share no key, so as many scored pairs are asked for as the
    /// smaller side has members, and one bridge cannot join two large clusters. Where no pair
    /// is of one value, the best pairs speak: claims of one value gather more than one question (`Friday`),
    /// and a deviating claim need resemble only those that it deviates from. Where there are such, they
    /// speak alone: a day that lies in a range of days has not therefore the question of the other days in it.
    fn strength(&self, sizes: (usize, usize)) -> f32 {
        let (sum, known) = self.same.sum();
        if known > 0 {
            let mean = self.sum / (self.pairs as usize).max(sizes.0.min(sizes.1)) as f32;
            let best = sum / sizes.0.max(sizes.1).min(3) as f32;
            return mean.midpoint(best.max(mean));
        }
        self.differing.mean().unwrap_or_else(|| self.compatible.any())
    }

    /// True where all that is known of two clusters is values that differ, and perhaps some that can both be true.
    fn only_differs(&self) -> bool {
        self.same.mean().is_none() && self.differing.mean().is_some()
    }

    /// How strongly one item belongs to a cluster of this size that it differs from in nothing; minus infinity where it does.
    fn agreement(&self, size: usize) -> f32 {
        if self.differing.mean().is_some() { f32::NEG_INFINITY } else { self.strength((1, size)) }
    }
}

/// Strength from which two clusters become one.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Where they share a value, or have some that can both be true.
    pub agreeing: f32,
    /// Where all that is known is values that differ.
    pub differing: f32,
}

impl Thresholds {
    /// Whether a link is strong enough, by its strength.
    fn reached(&self, link: &Link, strength: f32) -> bool {
        strength >= if link.only_differs() { self.differing } else { self.agreeing }
    }
}

#[derive(Debug, PartialEq)]
struct Merge {
    mean: f32,
    a: u32,
    b: u32,
    /// Sizes when the merge was proposed: a stale proposal is passed over.
    stamp: (usize, usize),
}

impl Eq for Merge {}

impl Ord for Merge {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One part in so many of a cluster may stay behind where it joins another.
const LEFT_BEHIND: usize = 3;

/// Clusters the items, of which `groups` tells the group that each belongs to, in rising order.
/// `scored` holds each pair once; `cannot` says that two items of one group may
/// never share a cluster. Where few items bar two clusters from becoming one, they stay behind by themselves.
/// Returns the clusters, members sorted, in order of first member.
pub fn average_link(groups: &[usize], scored: &[Scored], thresholds: Thresholds, cannot: impl Fn(u32, u32) -> bool) -> Vec<Vec<u32>> {
    let count = groups.len();
    let mut links: Vec<BTreeMap<u32, Link>> = vec![BTreeMap::new(); count];
    let mut members: Vec<Vec<u32>> = (0..count as u32).map(|i| vec![i]).collect();
    let mut heap = BinaryHeap::new();
    let mut barred = Vec::new();
    for pair in scored {
        let (a, b, score) = (pair.a, pair.b, pair.score);
        let link = Link::new(pair);
        links[a as usize].insert(b, link);
        links[b as usize].insert(a, link);
        if thresholds.reached(&link, score) {
            heap.push(Merge { mean: score, a: a.min(b), b: a.max(b), stamp: (1, 1) });
        }
    }
    while let Some(Merge { mean, a, b, stamp }) = heap.pop() {
        let (ia, ib) = (a as usize, b as usize);
        if (members[ia].len(), members[ib].len()) != stamp {
            continue;
        }
        // Who has more in common with those that agree with it does not differ from others, though it may join neither.
        let differ = links[ia].get(&b).is_some_and(Link::only_differs);
        let agrees_elsewhere =
            |item: usize| members[item].len() == 1 && links[item].iter().any(|(&other, link)| link.agreement(members[other as usize].len()) > mean);
        if differ && (agrees_elsewhere(ia) || agrees_elsewhere(ib)) {
            continue;
        }
        if conflicts(&members[ia], &members[ib], groups, &cannot).next().is_some() {
            // Neither will propose the other again.
            links[ia].remove(&b);
            links[ib].remove(&a);
            barred.push((a, b));
            continue;
        }
        // The smaller moves into the larger; the name stays the lower index.
        let (keep, gone) = (a, b);
        let moved = std::mem::take(&mut members[gone as usize]);
        members[keep as usize] = merge_sorted(std::mem::take(&mut members[keep as usize]), moved);
        let gone_links = std::mem::take(&mut links[gone as usize]);
        for (other, link) in gone_links {
            links[other as usize].remove(&gone);
            if other == keep {
                continue;
            }
            let joint = *links[keep as usize].entry(other).and_modify(|known| known.join(&link)).or_insert(link);
            links[other as usize].insert(keep, joint);
        }
        links[keep as usize].remove(&gone);
        let size = members[keep as usize].len();
        for (&other, link) in &links[keep as usize] {
            let other_size = members[other as usize].len();
            let mean = link.strength((size, other_size));
            if thresholds.reached(link, mean) {
                let stamp = if keep < other { (size, other_size) } else { (other_size, size) };
                heap.push(Merge { mean, a: keep.min(other), b: keep.max(other), stamp });
            }
        }
    }
    members.retain(|m| !m.is_empty());
    reunite(&mut members, &barred, groups, scored, thresholds, cannot);
    members.sort_unstable();
    members
}

/// Joins the clusters, named by one member of each, that few items keep apart though they share a value and belong
/// together, the strongest first.
fn reunite(
    clusters: &mut Vec<Vec<u32>>,
    barred: &[(u32, u32)],
    groups: &[usize],
    scored: &[Scored],
    thresholds: Thresholds,
    cannot: impl Fn(u32, u32) -> bool,
) {
    let mut home = vec![0; groups.len()];
    for (cluster, members) in clusters.iter().enumerate() {
        members.iter().for_each(|&item| home[item as usize] = cluster);
    }
    let homes = |a: u32, b: u32| (home[a as usize].min(home[b as usize]), home[a as usize].max(home[b as usize]));
    let mut links: BTreeMap<(usize, usize), Link> = barred.iter().map(|&(a, b)| (homes(a, b), Link::NONE)).filter(|((a, b), _)| a != b).collect();
    for pair in scored {
        if let Some(link) = links.get_mut(&homes(pair.a, pair.b)) {
            link.join(&Link::new(pair));
        }
    }
    let strength = |((a, b), link): ((usize, usize), Link)| {
        let strength = link.strength((clusters[a].len(), clusters[b].len()));
        (link.same.mean().is_some() && thresholds.reached(&link, strength)).then_some((strength, a, b))
    };
    let mut ranked: Vec<(f32, usize, usize)> = links.into_iter().filter_map(strength).collect();
    ranked.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for (_, a, b) in ranked {
        let (mut of_a, mut of_b): (Vec<u32>, Vec<u32>) = conflicts(&clusters[a], &clusters[b], groups, &cannot).unzip();
        for behind in [&mut of_a, &mut of_b] {
            behind.sort_unstable();
            behind.dedup();
        }
        let (from, behind) = if of_a.len() < of_b.len() { (a, of_a) } else { (b, of_b) };
        // A cluster that has gone into another one is empty.
        if behind.len() * LEFT_BEHIND <= clusters[a].len().min(clusters[b].len()) && !clusters[b].is_empty() {
            clusters[from].retain(|item| behind.binary_search(item).is_err());
            let moved = std::mem::take(&mut clusters[b]);
            clusters[a] = merge_sorted(std::mem::take(&mut clusters[a]), moved);
            clusters.push(behind);
        }
    }
    clusters.retain(|cluster| !cluster.is_empty());
}

/// The members of one that may not stand beside a member of the other, each with that. Members are sorted, and
/// so are their groups, so those of one group stand together.
fn conflicts<'a>(a: &'a [u32], b: &'a [u32], groups: &'a [usize], cannot: &'a impl Fn(u32, u32) -> bool) -> impl Iterator<Item = (u32, u32)> + 'a {
    let group = |item: u32| groups[item as usize];
    a.iter().flat_map(move |&x| {
        let first = b.partition_point(|&y| group(y) < group(x));
        b[first..].iter().take_while(move |&&y| group(y) == group(x)).filter(move |&&y| cannot(x, y)).map(move |&y| (x, y))
    })
}

fn merge_sorted(mut a: Vec<u32>, b: Vec<u32>) -> Vec<u32> {
    a.extend(b);
    a.sort_unstable();
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: Thresholds = Thresholds { agreeing: 0.0, differing: 0.0 };

    fn scored(pairs: &[(u32, u32, f32)]) -> Vec<Scored> {
        pairs.iter().map(|&(a, b, score)| Scored { a, b, score, relation: Relation::Same }).collect()
    }

    #[test]
    fn one_bridge_does_not_chain_two_groups() {
        let scored = scored(&[(0, 1, 3.0), (2, 3, 3.0), (1, 2, 1.0), (0, 2, -4.0), (0, 3, -4.0), (1, 3, -4.0)]);
        assert_eq!(average_link(&[0, 1, 2, 3], &scored, ZERO, |_, _| false), vec![vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn cannot_links_hold_whatever_the_scores() {
        assert_eq!(average_link(&[0, 0, 1], &scored(&[(0, 2, 5.0), (1, 2, 4.0)]), ZERO, |_, _| true), vec![vec![0, 2], vec![1]]);
    }

    #[test]
    fn who_agrees_elsewhere_does_not_differ() {
        // The first agrees with the second too weakly to join it, and differs from the third.
        let thresholds = Thresholds { agreeing: 0.0, differing: -5.0 };
        let pairs = |agreeing: f32| {
            [(1, Relation::Compatible, agreeing), (2, Relation::Different, -2.0)].map(|(b, relation, score)| Scored { a: 0, b, score, relation })
        };
        let clusters = |agreeing| average_link(&[0, 1, 2], &pairs(agreeing), thresholds, |_, _| false).len();
        assert_eq!([-1.0, -3.0].map(clusters), [3, 2]);
    }

    #[test]
    fn few_items_that_bar_two_clusters_stay_behind() {
        // Two questions of four claims each; two reports have a claim of both.
        let first = |item: u32| [0, 1, 2, 4].contains(&item);
        let pairs: Vec<(u32, u32, f32)> = (0..8).flat_map(|a| (a + 1..8).map(move |b| (a, b, if first(a) == first(b) { 3.0 } else { 1.0 }))).collect();
        let clusters = |barred: &[(u32, u32)]| average_link(&[0, 1, 2, 2, 3, 3, 5, 6], &scored(&pairs), ZERO, |a, b| barred.contains(&(a, b)));
        assert_eq!(clusters(&[(2, 3)]), vec![vec![0, 1, 2, 4, 5, 6, 7], vec![3]]);
        assert_eq!(clusters(&[(2, 3), (4, 5)]), vec![vec![0, 1, 2, 4], vec![3, 5, 6, 7]], "half of a cluster are not few");
    }

    #[test]
    fn clusters_that_only_differ_have_a_threshold_of_their_own() {
        let thresholds = Thresholds { agreeing: 0.0, differing: -2.0 };
        let pair = |relation| average_link(&[0, 1], &[Scored { a: 0, b: 1, score: -1.0, relation }], thresholds, |_, _| false).len();
        assert_eq!([Relation::Different, Relation::Same, Relation::Compatible].map(pair), [1, 2, 2]);
    }

    #[test]
    fn the_order_of_the_pairs_does_not_matter() {
        let mut scored = scored(&[(0, 1, 2.0), (1, 2, 2.0), (2, 3, 2.0), (3, 4, 2.0), (0, 4, 1.0)]);
        let once = average_link(&[0, 1, 2, 3, 4], &scored, ZERO, |_, _| false);
        scored.reverse();
        assert_eq!(once, average_link(&[0, 1, 2, 3, 4], &scored, ZERO, |_, _| false));
    }
}
