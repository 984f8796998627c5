//! How names are heard: spellings of one sound, as a reporter writes down what the telephone says.

use std::sync::LazyLock;

use super::fold;

/// Letters that are heard as others, the longest first.
static SOUNDS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut sounds: Vec<(&str, &str)> = fold::letters("sound").collect();
    sounds.sort_by_key(|(written, _)| std::cmp::Reverse(written.len()));
    sounds
});

/// Likeness (Jaro-Winkler) from which two words with the same consonants are one name that is heard.
const HEARD: f64 = 0.82;

/// True for two folded words that are heard alike: `gail` and `gayle`, `kristian` and `christian`. They have
/// their consonants in common, and most letters.
pub(super) fn alike(a: &str, b: &str) -> bool {
    strsim::jaro_winkler(a, b) >= HEARD && consonants(a) == consonants(b)
}

/// The consonants of a folded word as they are heard, doubled ones once; a vowel in front is kept as one.
fn consonants(word: &str) -> String {
    let mut heard = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let (taken, sound) = match SOUNDS.iter().find(|(written, _)| rest.starts_with(written)) {
            Some((written, sound)) => (written.len(), *sound),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        let vowel = matches!(sound, "a" | "e" | "i" | "o" | "u" | "y");
        match (vowel, heard.is_empty()) {
            (true, true) => heard.push('a'),
            (true, false) => {}
            (false, _) if heard.ends_with(sound) => {}
            (false, _) => heard.push_str(sound),
        }
        rest = &rest[taken..];
    }
    heard
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_alike() {
        for (a, b) in [
            ("gail", "gayle"),
            ("graeme", "graham"),
            ("kristian", "christian"),
            ("kaylee", "kayleigh"),
            ("carrie", "carey"),
            ("lindqvist", "lindkvist"),
            ("bhuiyan", "bhuyan"),
            ("geoff", "geof"),
        ] {
            assert!(alike(a, b) && alike(b, a), "{a} and {b}: {} {}", consonants(a), consonants(b));
        }
        for (a, b) in [("erin", "aaron"), ("karl", "karin"), ("tina", "tony"), ("doreen", "maureen"), ("laura", "larry"), ("kim", "kem"), ("", "h")] {
            assert!(!alike(a, b), "{a} and {b}: {} {}", consonants(a), consonants(b));
        }
    }
}
