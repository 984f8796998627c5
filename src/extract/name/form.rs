//! The names of a text, each spelling folded once: from here on a name is a number.

use foldhash::{HashMap, HashMapExt};

use super::lexicon::{Lexicon, Marks};
use crate::value::name::fold;

/// A name folded; spellings that fold alike share it.
#[derive(Debug)]
pub(super) struct Form {
    /// Its words.
    pub(super) words: Vec<String>,
    /// Its words on end: what the tables are asked with.
    pub(super) key: String,
    /// What the tables say of the whole.
    pub(super) marks: Marks,
}

/// The forms of a text by number.
pub(super) struct Forms<'a> {
    all: Vec<Form>,
    of_text: HashMap<&'a str, usize>,
    of_key: HashMap<String, usize>,
    lexicon: &'static Lexicon,
}

impl<'a> Forms<'a> {
    pub(super) fn new(lexicon: &'static Lexicon) -> Self {
        Forms { all: Vec::new(), of_text: HashMap::new(), of_key: HashMap::new(), lexicon }
    }

    /// The form of a name as the text spells it.
    pub(super) fn of(&mut self, text: &'a str) -> usize {
        if let Some(&known) = self.of_text.get(text) {
            return known;
        }
        let form = self.add(fold::words(text));
        self.of_text.insert(text, form);
        form
    }

    /// The form of one word of a form.
    pub(super) fn of_word(&mut self, form: usize, word: usize) -> usize {
        let word = &self.all[form].words[word];
        match self.of_key.get(word.as_str()) {
            Some(&known) => known,
            None => self.add(vec![word.clone()]),
        }
    }

    fn add(&mut self, words: Vec<String>) -> usize {
        let key = words.join(" ");
        if let Some(&known) = self.of_key.get(key.as_str()) {
            return known;
        }
        let form = self.all.len();
        self.of_key.insert(key.clone(), form);
        self.all.push(Form { marks: self.lexicon.marks(&key), words, key });
        form
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }
}

impl std::ops::Index<usize> for Forms<'_> {
    type Output = Form;

    fn index(&self, form: usize) -> &Form {
        &self.all[form]
    }
}
