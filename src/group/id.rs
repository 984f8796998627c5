//! Names of events: the day of the first report, its heaviest words, and a hash of it.

use deunicode::deunicode;
use xxhash_rust::xxh3::Xxh3;

use super::cluster::Vector;
use super::features::{Class, Features};
use crate::read::Report;

/// Words of a name, and letters of each.
const WORDS: usize = 3;
const LETTERS: usize = 16;
/// Letters of the hash, five bits each: two events of one day and with the same three words have
/// one name once in a million million pairs.
const HASH: usize = 8;
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// The id of the event that a report opens, such as `2019-04-25-vladivostok-kim-putin-c4u2mz7e`; the same for the
/// same report on every run, so long as no other open event has it.
pub(super) fn new(report: &Report, features: &Features, vector: &Vector, taken: impl Fn(&str) -> bool) -> String {
    let day = report.published.map_or_else(|| "undated".to_owned(), |published| published.date.to_string());
    let words = vector.weights.iter().filter_map(|w| {
        let term = &features.terms[features.terms.binary_search_by_key(&w.key, |term| term.key).ok()?];
        let text = if term.apart { report.headline.as_deref()? } else { report.text.as_str() };
        let written = term.first.of(text);
        // Both words of a pair are there on their own.
        if written.contains(char::is_whitespace) {
            return None;
        }
        let word: String = deunicode(written).chars().filter(char::is_ascii_alphanumeric).take(LETTERS).collect();
        (term.class != Class::Number && !word.is_empty()).then(|| word.to_ascii_lowercase())
    });
    let mut name = day;
    for word in words.take(WORDS) {
        name.push('-');
        name.push_str(&word);
    }
    (0..).map(|salt| format!("{name}-{}", hash(report, salt))).find(|id| !taken(id)).unwrap_or_default()
}

fn hash(report: &Report, salt: u64) -> String {
    let mut hash = Xxh3::with_seed(salt);
    hash.update(report.id.as_bytes());
    hash.update(&[0]);
    hash.update(report.text.as_bytes());
    let digest = hash.digest();
    (0..HASH).map(|at| char::from(ALPHABET[(digest >> (5 * at)) as usize % ALPHABET.len()])).collect()
}
