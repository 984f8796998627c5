//! The words of a language's tables by number: a text's words are looked up once for all tables.

use std::ops::BitOrAssign;

use foldhash::{HashMap, HashMapExt};

use super::{Token, tokenize};
use crate::lang::{Language, PerLanguage, all_rows};

/// The number of a word that a table of the language has; 0 for every other.
pub type WordId = u16;

/// Surfaces whole, as most tables ask for them, and the tokens that they are cut into.
static IDS: PerLanguage<HashMap<&'static str, WordId>> = PerLanguage::new(|language| {
    let mut ids = HashMap::new();
    let mut add = |word| {
        let next = WordId::try_from(ids.len() + 1).expect("the tables of a language have fewer than 65,536 words");
        ids.entry(word).or_insert(next);
    };
    let mut tokens = Vec::new();
    for table in [language.dates, language.figures, language.names, language.sentences, language.concepts] {
        for (_, row) in all_rows(table) {
            for surface in row.surfaces() {
                tokens.clear();
                tokenize(surface, 0..surface.len(), &mut tokens);
                tokens.iter().for_each(|t| add(t.span.of(surface)));
                if !surface.contains(' ') {
                    add(surface);
                }
            }
        }
    }
    ids
});

/// Where a word may break at the end of a line: no part of it.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// The numbers of tokens, whose text is in lower case.
pub(super) fn ids(language: &'static Language, lower: &str, tokens: &[Token]) -> Vec<WordId> {
    if !lower.contains(SOFT_HYPHEN) {
        return tokens.iter().map(|t| word_id(language, t.span.of(lower))).collect();
    }
    tokens.iter().map(|t| word_id(language, &t.span.of(lower).replace(SOFT_HYPHEN, ""))).collect()
}

/// The number of a word; 0 where no table has it.
pub fn word_id(language: &'static Language, word: &str) -> WordId {
    IDS.get(language).get(word).copied().unwrap_or_default()
}

/// What a table says of single words.
#[derive(Debug)]
pub struct ByWord<T> {
    language: &'static Language,
    said: Vec<T>,
}

impl<T: Clone + Copy + Default> ByWord<T> {
    /// A table that says nothing yet.
    pub fn new(language: &'static Language) -> Self {
        ByWord { language, said: vec![T::default(); IDS.get(language).len() + 1] }
    }

    /// How many words there are, that of number 0 included.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.said.len()
    }

    /// What it says of a word.
    pub fn get(&self, word: WordId) -> T {
        self.said[usize::from(word)]
    }

    /// What it says of a word, to be changed.
    pub fn at(&mut self, word: WordId) -> &mut T {
        &mut self.said[usize::from(word)]
    }
}

impl<T: Clone + Copy + Default + BitOrAssign> ByWord<T> {
    /// A table of bits: what a row's category stands for is said of each of its surfaces.
    pub fn of_rows(language: &'static Language, table: &'static str, categories: &[(&str, T)]) -> Self {
        let mut said = ByWord::new(language);
        let bits: HashMap<&str, T> = categories.iter().copied().collect();
        for (category, row) in all_rows(table) {
            if let Some(bits) = bits.get(category) {
                row.surfaces().for_each(|surface| said.add(surface, *bits));
            }
        }
        said
    }

    /// Says more of a surface, where a token reads so.
    pub fn add(&mut self, surface: &str, bits: T) {
        match word_id(self.language, surface) {
            0 => {}
            word => *self.at(word) |= bits,
        }
    }
}
