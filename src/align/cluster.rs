//! Grouping scored pairs into slots: average link with cannot-links.
//!
//! Clusters merge best pair of clusters first, by the mean log-odds of the scored pairs between
//! them, so one chance resemblance cannot chain two questions together. The order depends on scores
//! and claim indices alone, which follow the reports' ids: the result is the same on every run.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Sum and number of the scored pairs between two clusters.
#[derive(Clone, Copy, Debug)]
struct Link {
    sum: f32,
    pairs: u32,
    /// The best scores, best first.
    best: [f32; BEST],
}

const BEST: usize = 3;

impl Link {
    fn one(score: f32) -> Self {
        let mut best = [f32::NEG_INFINITY; BEST];
        best[0] = score;
        Link { sum: score, pairs: 1, best }
    }

    fn join(&mut self, other: &Link) {
        self.sum += other.sum;
        self.pairs += other.pairs;
        for &score in other.best.iter().filter(|s| s.is_finite()) {
            let place = self.best.iter().position(|&b| score > b);
            if let Some(place) = place {
                self.best.copy_within(place..BEST - 1, place + 1);
                self.best[place] = score;
            }
        }
    }

    fn strength(&self, smaller: u32) -> f32 {
        let alpha: f32 = std::env::var("AL").ok().and_then(|x| x.parse().ok()).unwrap_or(0.0);
        let known = self.pairs.min(BEST as u32) as usize;
        let top = self.best[..known].iter().sum::<f32>() / known as f32;
        let mean = self.sum / self.pairs.max(smaller) as f32;
        alpha * top + (1.0 - alpha) * mean
    }
}

#[derive(Debug, PartialEq)]
struct Merge {
    mean: f32,
    a: u32,
    b: u32,
    /// Sizes when the merge was proposed: a stale proposal is passed over.
    stamp: (u32, u32),
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

/// Clusters `count` items. `scored` are pairs with their log-odds, each once; `cannot` says that two
/// items may never share a cluster. Returns the clusters, members sorted, in order of first member.
pub fn average_link(count: usize, scored: &[(u32, u32, f32)], threshold: f32, cannot: impl Fn(u32, u32) -> bool) -> Vec<Vec<u32>> {
    let mut links: Vec<BTreeMap<u32, Link>> = vec![BTreeMap::new(); count];
    let mut members: Vec<Vec<u32>> = (0..count as u32).map(|i| vec![i]).collect();
    let mut heap = BinaryHeap::new();
    for &(a, b, score) in scored {
        let link = Link::one(score);
        links[a as usize].insert(b, link);
        links[b as usize].insert(a, link);
        if score >= threshold {
            heap.push(Merge { mean: score, a: a.min(b), b: a.max(b), stamp: (1, 1) });
        }
    }
    while let Some(Merge { a, b, stamp, .. }) = heap.pop() {
        let (ia, ib) = (a as usize, b as usize);
        if (members[ia].len() as u32, members[ib].len() as u32) != stamp {
            continue;
        }
        if members[ia].iter().any(|&x| members[ib].iter().any(|&y| cannot(x, y))) {
            // Kept apart for good: neither will propose the other again.
            links[ia].remove(&b);
            links[ib].remove(&a);
            continue;
        }
        // The smaller moves into the larger; the name stays the lower index.
        let (keep, gone) = (a, b);
        let moved = std::mem::take(&mut members[gone as usize]);
        members[keep as usize].extend(moved);
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
        let size = members[keep as usize].len() as u32;
        for (&other, link) in &links[keep as usize] {
            let other_size = members[other as usize].len() as u32;
            // Unscored pairs share no key. As many scored pairs are asked for as the smaller side has
            // members, so that one bridge cannot join two large clusters.
            let mean = link.strength(size.min(other_size));
            if mean >= threshold {
                let (a, b) = (keep.min(other), keep.max(other));
                let stamp = if a == keep { (size, other_size) } else { (other_size, size) };
                heap.push(Merge { mean, a, b, stamp });
            }
        }
    }
    for cluster in &mut members {
        cluster.sort_unstable();
    }
    members.retain(|m| !m.is_empty());
    members.sort_unstable();
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bridge_does_not_chain_two_groups() {
        let scored = [(0, 1, 3.0), (2, 3, 3.0), (1, 2, 1.0), (0, 2, -4.0), (0, 3, -4.0), (1, 3, -4.0)];
        assert_eq!(average_link(4, &scored, 0.0, |_, _| false), vec![vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn cannot_links_hold_whatever_the_scores() {
        let scored = [(0, 1, 5.0), (1, 2, 4.0), (0, 2, 4.0)];
        assert_eq!(average_link(3, &scored, 0.0, |a, b| (a.min(b), a.max(b)) == (0, 2)), vec![vec![0, 1], vec![2]]);
    }

    #[test]
    fn the_order_of_the_pairs_does_not_matter() {
        let mut scored = vec![(0, 1, 2.0), (1, 2, 2.0), (2, 3, 2.0), (3, 4, 2.0), (0, 4, 1.0)];
        let once = average_link(5, &scored, 0.0, |_, _| false);
        scored.reverse();
        assert_eq!(once, average_link(5, &scored, 0.0, |_, _| false));
    }
}
