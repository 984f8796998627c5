//! Copies of one text: reports and sentences that are no independent witnesses.
//!
//! Two reports are copies where most of the shorter one's sentences stand in the other word for
//! word (values aside). Found through shared sentence fingerprints, so reports that share none
//! are never compared.

use foldhash::{HashMap, HashMapExt};

use crate::align::context::Contexts;

/// Words a sentence needs to tell a copy from a coincidence.
const LONG: usize = 5;
/// Share of the shorter report's long sentences that a copy shares.
const COPIED: f64 = 0.5;

/// For each report, the lowest index among the reports that are copies of one text with it.
pub(super) fn origins(contexts: &Contexts) -> Vec<usize> {
    let mut by_print: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut long = vec![0usize; contexts.sentences.len()];
    let mut prints: Vec<u64> = Vec::new();
    for (report, sentences) in contexts.sentences.iter().enumerate() {
        for sentence in sentences.iter().filter(|s| s.stems.len() >= LONG) {
            long[report] += 1;
            let reports = by_print.entry(sentence.fingerprint).or_default();
            if reports.is_empty() {
                prints.push(sentence.fingerprint);
            }
            if reports.last() != Some(&report) {
                reports.push(report);
            }
        }
    }
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    let mut met: Vec<(usize, usize)> = Vec::new();
    for print in prints {
        let reports = &by_print[&print];
        // Each with the next: copies of one text still chain, at a cost linear in their number.
        for pair in reports.windows(2) {
            let count = shared.entry((pair[0], pair[1])).or_insert(0);
            if *count == 0 {
                met.push((pair[0], pair[1]));
            }
            *count += 1;
        }
    }
    let mut origin: Vec<usize> = (0..long.len()).collect();
    for (a, b) in met {
        let shorter = long[a].min(long[b]);
        if shorter > 0 && shared[&(a, b)] as f64 >= COPIED * shorter as f64 {
            let (x, y) = (root(&origin, a), root(&origin, b));
            origin[x.max(y)] = x.min(y);
        }
    }
    (0..origin.len()).map(|r| root(&origin, r)).collect()
}

fn root(origin: &[usize], mut report: usize) -> usize {
    while origin[report] != report {
        report = origin[report];
    }
    report
}
