//! Which pairs of forms are compared at all: those that share a word, or one that lacks a letter.

use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_64;

use super::Form;
use crate::value::name::{Name, NameType, WordRole, fold};

/// More forms than this under one key tell nothing: a word as common as that.
const LARGEST: usize = 60;

/// Letters of a word that is known again with one letter missing and two out of place: `Oriels`, `Orioles`.
const JUMBLED: usize = 6;

/// The letters of a name on end, its suffix included.
pub(super) fn letters(name: &Name) -> String {
    let mut key: String = name.form.words.iter().filter(|w| w.role != WordRole::Silent || name.form.words.len() < 3).map(|w| w.folded.as_str()).collect();
    if let Some(suffix) = &name.form.suffix {
        key.push('/');
        key.push_str(suffix);
    }
    key
}

/// Pairs of forms that may be one entity, each once, in order.
pub(super) fn pairs(forms: &[Form<'_>]) -> Vec<(usize, usize)> {
    let mut keys: Vec<(u64, usize)> = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        let words = &form.name.form.words;
        let mut own: BTreeSet<u64> = BTreeSet::new();
        if let Some((whole, _)) = form.name.form.stands_for {
            own.insert(key(b's', whole));
        }
        for word in words.iter().filter(|w| w.role != WordRole::Silent) {
            own.insert(key(b'w', word.canonical()));
            if word.folded.len() >= 4 {
                own.extend(deletions(&word.folded));
            }
            if word.folded.len() >= JUMBLED {
                let mut letters: Vec<char> = word.folded.chars().collect();
                letters.sort_unstable();
                own.extend(deletions(&letters.into_iter().collect::<String>()));
            }
        }
        own.extend(fold::respelt(&form.name.text).iter().map(|(_, long)| key(b'w', long)));
        // Hyphens and spaces are set at will: `Iran-Nejad`, `Irannejad`.
        let all: String = words.iter().filter(|w| w.role != WordRole::Silent).map(|w| w.canonical()).collect();
        own.insert(key(b'l', &all));
        if words.len() > 2 {
            let tail: String = words[1..].iter().map(|w| w.folded.as_str()).collect();
            own.extend(deletions(&tail));
        }
        if words.len() > 1 {
            for order in [Some(words), form.name.form.turned.as_ref()].into_iter().flatten() {
                let initials =
                    |silent: bool| order.iter().filter(|w| silent || w.role != WordRole::Silent).filter_map(|w| w.folded.chars().next()).collect::<String>();
                own.insert(key(b'a', &initials(false)));
                own.insert(key(b'a', &initials(true)));
            }
        } else if let [word] = &words[..] {
            own.insert(key(b'a', &word.folded));
        }
        keys.extend(own.into_iter().map(|k| (k, at)));
    }
    keys.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in keys.chunk_by(|a, b| a.0 == b.0) {
        if bucket.len() <= LARGEST {
            for (at, (_, a)) in bucket.iter().enumerate() {
                pairs.extend(bucket[at + 1..].iter().map(|(_, b)| (*a, *b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn key(kind: u8, text: &str) -> u64 {
    xxh3_64(text.as_bytes()) ^ u64::from(kind).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Keys of a word and of the word without any one of its letters: two words one slip apart share one.
pub(super) fn deletions(word: &str) -> Vec<u64> {
    let mut keys = vec![key(b'd', word)];
    let mut shorter = String::with_capacity(word.len());
    for (at, letter) in word.char_indices() {
        shorter.clear();
        shorter.push_str(&word[..at]);
        shorter.push_str(&word[at + letter.len_utf8()..]);
        keys.push(key(b'd', &shorter));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The words that may stand for a person alone: the surname, then the given name.
pub(super) fn short_forms(name: &Name) -> Vec<&str> {
    let words = &name.form.words;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if name.name_type != NameType::Person {
        return Vec::new();
    }
    let family_first = name.surname.as_deref().is_some_and(|s| fold::key(s) == first.folded);
    if family_first { vec![&first.folded] } else { vec![&last.folded, &first.folded] }
}
