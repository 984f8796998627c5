//! The words of dates: every surface of the table with its senses, and the phrases that it opens.

use crate::lang::{Endings, Language, PerLanguage, all_rows};
use crate::segment::{ByWord, Document, WordId, word_id};

pub(super) use super::senses::{Hedge, Holiday, Meridiem, Part, Role, Senses, Tense, Unit, Years, Zone};

/// A surface: its own senses and the longer surfaces that begin with it, by their next word and longest first.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) senses: Senses,
    pub(super) phrases: Vec<(Vec<WordId>, Senses)>,
}

impl Entry {
    /// The longer surfaces that go on with this word.
    pub(super) fn phrases(&self, next: WordId) -> impl Iterator<Item = &(Vec<WordId>, Senses)> {
        let from = self.phrases.partition_point(|(words, _)| words[0] < next);
        self.phrases[from..].iter().take_while(move |(words, _)| words[0] == next)
    }
}

/// Letters of words that are no regular past, whatever their ending: `used`, `shed`.
const REGULAR: usize = 4;

/// The date words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    entry_of: ByWord<u16>,
    /// What an apostrophe ending and an apostrophe are in the phrases.
    pub(super) clitic: WordId,
    pub(super) apostrophe: WordId,
    /// Endings of the regular past, of words that only seem to have it, and of a verb of what is to come.
    past: Endings,
    not_past: Endings,
    future: Endings,
    /// The entry at 0 has no sense.
    pub(super) entries: Vec<Entry>,
}

pub(super) static LEXICON: PerLanguage<Lexicon> = PerLanguage::new(|language| {
    let (clitic, apostrophe) = (word_id(language, "'s"), word_id(language, "'"));
    let mut lexicon = Lexicon {
        entry_of: ByWord::new(language),
        clitic,
        apostrophe,
        past: Endings::new(language.sentences, "past-ending"),
        not_past: Endings::new(language.dates, "not-past-ending"),
        future: Endings::new(language.dates, "future-ending"),
        entries: vec![Entry::default()],
    };
    for (category, row) in all_rows(language.dates) {
        for surface in row.surfaces() {
            lexicon.add(language, surface, category, row.value(), row.cell(1));
        }
    }
    for entry in &mut lexicon.entries {
        entry.phrases.sort_by_key(|(words, _)| (words[0], std::cmp::Reverse(words.len())));
    }
    lexicon
});

impl Lexicon {
    /// The entry of a word; 0 where it has none.
    pub(super) fn id(&self, word: WordId) -> u16 {
        self.entry_of.get(word)
    }

    /// The tense of a verb that no list has, by its ending; nouns that end as the past does are few.
    pub(super) fn tense(&self, word: &str) -> Option<Tense> {
        if word.len() > REGULAR && self.is_past(word) && !self.not_past.end(word) {
            return Some(Tense::Past);
        }
        self.future.end(word).then_some(Tense::Future)
    }

    /// True for a regular past, or a participle.
    pub(super) fn is_past(&self, word: &str) -> bool {
        self.past.end(word)
    }

    fn add(&mut self, language: &'static Language, surface: &'static str, category: &str, value: &'static str, more: &'static str) {
        // The text's own tokenizer cuts the surfaces, so that both always agree.
        let document = Document::new(surface, language);
        let Some((first, rest)) = document.words.split_first() else { return };
        let id = self.entry_of.at(*first);
        if *id == 0 {
            *id = u16::try_from(self.entries.len()).expect("a word table has fewer than 65,536 surfaces");
            self.entries.push(Entry::default());
        }
        let entry = &mut self.entries[usize::from(*id)];
        let senses = if rest.is_empty() {
            &mut entry.senses
        } else {
            let at = entry.phrases.iter().position(|(words, _)| words == rest).unwrap_or_else(|| {
                entry.phrases.push((rest.to_vec(), Senses::default()));
                entry.phrases.len() - 1
            });
            &mut entry.phrases[at].1
        };
        senses.add(category, value, more);
    }
}
