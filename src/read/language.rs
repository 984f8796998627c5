//! The language of a report: as its input says, else by its words.

use std::sync::LazyLock;

use super::words::{self, Words};

static CODES: LazyLock<Words> = LazyLock::new(|| words::map("language"));
static FUNCTION_WORDS: LazyLock<Words> = LazyLock::new(|| words::map("function-word"));

/// How much of a text is looked at for its function words, in bytes.
const GLANCE: usize = 400;
/// How much of a text is looked at for its trigrams, in bytes.
const SAMPLE: usize = 1000;
/// Letters below which trigrams guess: a name and a date pass for Welsh.
const SHORT: usize = 40;
/// Letters for each digit below which they guess as well: `Net loss 48.2 mln vs loss 4.6 mln` passes for French.
const NUMBERS: usize = 5;

/// The ISO 639-1 code of what an input gives as its language: `en_US`, `eng`, `English`, `en-Poly`;
/// none for what is no language (`GB`, `x-default`).
pub(super) fn code(tag: &str) -> Option<&'static str> {
    let primary = tag.trim().split(['-', '_', ',', ' ']).next()?.to_lowercase();
    CODES.get(primary.as_str()).copied()
}

/// The language of a text: as declared, unless it is declared to be in one whose words it does not
/// have and is clearly in another (systems fill in a default; Latin is no news but a typesetter's filler); else as its words tell.
pub(super) fn of(declared: Option<&str>, text: &str) -> Option<&'static str> {
    let Some(declared) = declared.and_then(code) else { return detect(text) };
    let known = FUNCTION_WORDS.values().any(|c| *c == declared);
    if !known || by_function_words(&text[..text.floor_char_boundary(GLANCE)]) == Some(declared) {
        return Some(declared);
    }
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let other = whatlang::detect(sample)
        .filter(|i| i.is_reliable() && i.lang() != whatlang::Lang::Lat && sample.len() > 200 && by_function_words(sample) != Some(declared));
    other.and_then(|i| CODES.get(i.lang().code()).copied()).or(Some(declared))
}

/// The language that a text is written in, where that is clear.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let glance = &text[..text.floor_char_boundary(GLANCE)];
    if let Some(code) = by_function_words(glance).or_else(|| by_function_words(sample)) {
        return Some(code);
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let digits = sample.chars().filter(char::is_ascii_digit).count();
    if letters < SHORT || letters < digits * NUMBERS {
        return None;
    }
    let info = whatlang::detect(sample)?;
    (info.confidence() > 0.5 || info.is_reliable()).then(|| CODES.get(info.lang().code()).copied())?
}

/// The language one word in six of which is a function word: true of nearly every English text, and
/// fifty times cheaper to find out than trigrams are to count.
fn by_function_words(sample: &str) -> Option<&'static str> {
    let (mut words, mut hits) = (0_u32, 0_u32);
    let mut code = None;
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        // None is longer, and most words are not worth a look.
        if word.len() <= 5
            && let Some(of) = FUNCTION_WORDS.get(word)
        {
            hits += u32::from(*code.get_or_insert(*of) == *of);
        }
    }
    (words >= 20 && hits * 6 >= words).then_some(code)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_codes() {
        let cases =
            [("en_US", Some("en")), ("en-Poly", Some("en")), ("GB", None), ("x-default", None), ("nor", Some("nb")), ("Deutsch", Some("de")), ("", None)];
        for (tag, expected) in cases {
            assert_eq!(code(tag), expected, "{tag}");
        }
    }

    #[test]
    fn languages_are_told_apart_and_short_texts_are_not_guessed() {
        let english = "The two leaders are to meet on Thursday at the university, the government said, and both of them have agreed to talk.";
        let german = "Die beiden Regierungschefs wollen sich am Donnerstag in der Universität treffen, teilte die Regierung am Dienstag mit.";
        assert_eq!(detect(english), Some("en"));
        assert_eq!(detect(german), Some("de"));
        assert_eq!(detect("24.04.2019"), None);
        let accounts =
            "Shr loss 4.95 dlrs vs loss 75 cts. Net loss 48.2 mln vs loss 4,644,000. Revs 133.4 mln vs 135.6 mln. Shr loss 6.28 dlrs vs profit 2.48 dlrs.";
        assert_eq!(detect(accounts), None);
    }
}
