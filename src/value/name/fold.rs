//! Folding: the letters of a name without case, accents, points, apostrophes and hyphens.

use std::sync::LazyLock;

/// Letters that wires without them write as two others, with these.
static TWO_LETTERS: LazyLock<Vec<(char, &'static str)>> =
    LazyLock::new(|| letters("letter").filter_map(|(letter, two)| Some((letter.chars().next()?, two))).collect());

/// The letters that a category of the table lists, each with what it stands for.
pub(super) fn letters(category: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = include_str!("../../../data/letters.tsv").lines().filter_map(move |line| line.strip_prefix(category)?.strip_prefix('\t')?.split_once('\t'));
    rows.flat_map(|(stands_for, letters)| letters.split('|').map(move |letters| (letters, stands_for)))
}

/// The words of a name, folded: lower-case ASCII, cut at white space and hyphens, points and
/// apostrophes dropped, an ampersand kept as a word of its own.
pub fn words(name: &str) -> Vec<String> {
    cut(name, |_| None)
}

/// The words of a name whose letters may be written as two, each as it is folded and as it is with
/// them: `skarsoy` and `skarsoey` for `Skarsøy`.
pub fn respelt(name: &str) -> Vec<(String, String)> {
    if name.is_ascii() || !name.chars().any(|c| !c.is_ascii() && two_letters(c).is_some()) {
        return Vec::new();
    }
    words(name).into_iter().zip(cut(name, two_letters)).filter(|(folded, long)| folded != long).collect()
}

/// The two letters that stand for one.
fn two_letters(letter: char) -> Option<&'static str> {
    let small = letter.to_lowercase().next()?;
    TWO_LETTERS.iter().find(|(one, _)| *one == small).map(|(_, two)| *two)
}

fn cut(name: &str, two_letters: impl Fn(char) -> Option<&'static str>) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' => word.push(c),
            'A'..='Z' => word.push(c.to_ascii_lowercase()),
            '.' | '\'' | '’' | '‘' | '`' | 'ʻ' | 'ʿ' | 'ʾ' => {}
            '&' => {
                end(&mut words, &mut word);
                words.push("&".to_owned());
            }
            c if c.is_whitespace() || c.is_ascii() || matches!(c, '‐'..='―') => end(&mut words, &mut word),
            '\u{300}'..='\u{36F}' => {}
            c => {
                if let Some(plain) = two_letters(c).or_else(|| deunicode::deunicode_char(c)) {
                    word.extend(plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
                }
            }
        }
    }
    end(&mut words, &mut word);
    words
}

fn end(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// The words of a name, folded and joined by one space: the key that tables are asked with.
pub fn key(name: &str) -> String {
    if name.bytes().all(|b| b.is_ascii_lowercase()) {
        return name.to_owned();
    }
    words(name).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dress_is_folded_away() {
        for (a, b) in [("Kim Jong-un", "kim jong un"), ("Place Vendôme", "place vendome"), ("O’Brien", "obrien"), ("A.J. Smith", "aj smith"), ("C&G", "c & g")]
        {
            assert_eq!(key(a), b);
        }
    }

    #[test]
    fn letters_may_be_written_as_two() {
        for (name, folded, long) in [("Skarsøy", "skarsoy", "skarsoey"), ("ÅRDAL", "ardal", "aardal"), ("Müller", "muller", "mueller")] {
            assert_eq!(respelt(name), [(folded.to_owned(), long.to_owned())]);
        }
        // These fold to one spelling, or to one letter alone.
        for name in ["Weiß", "Ærne", "René", "Skarsoey"] {
            assert!(respelt(name).is_empty(), "{name}");
        }
    }
}
