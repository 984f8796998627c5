//! Names: a class of spellings, compared by parts.

use std::fmt;
use std::sync::Arc;

use super::ComparisonLevel;

pub mod fold;
mod level;
mod sound;

pub(crate) use level::is_another_word;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    /// A human being.
    Person,
    /// A country, a city, a street, a building.
    Place,
    /// A company, an agency, a team.
    Organisation,
    /// A ship, a law, a work, an event.
    Other,
}

impl NameType {
    /// The output's `type`.
    pub fn as_str(self) -> &'static str {
        match self {
            NameType::Person => "person",
            NameType::Place => "place",
            NameType::Organisation => "organisation",
            NameType::Other => "other",
        }
    }
}

/// What a word does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordRole {
    /// It tells this name from others: `Kirkpatrick`, `Vendome`.
    Plain,
    /// It sets two like-named things apart: `West`, `4`, `XVI`.
    Distinguishing,
    /// Many names have it: `Police`, `Street`.
    Generic,
    /// It may be left out: `of`, `al`, `Inc`.
    Silent,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NameWord {
    /// As written, folded.
    pub folded: String,
    /// The listed form that this spelling or nickname stands for, and the rule that its list
    /// belongs to: `name-variant`, `renamed-place`, `dialect`.
    pub stands_for: Option<(&'static str, &'static str)>,
    /// The listed forms of the other given names that it is short for: `Jack` is John, and Jacob.
    pub short_for: Vec<&'static str>,
    /// True for one of several spellings of a given name of which a person has one: `Steven`, `Stephen`.
    pub one_of_several: bool,
    /// What it does in the name.
    pub role: WordRole,
}

impl NameWord {
    /// A word that no table knows.
    pub fn plain(folded: String) -> Self {
        let mut word = NameWord { folded, stands_for: None, short_for: Vec::new(), one_of_several: false, role: WordRole::Plain };
        if word.is_number() {
            word.role = WordRole::Distinguishing;
        }
        word
    }

    /// True for digits alone.
    pub fn is_number(&self) -> bool {
        !self.folded.is_empty() && self.folded.bytes().all(|b| b.is_ascii_digit())
    }

    /// The listed form, or the word itself.
    pub fn canonical(&self) -> &str {
        self.stands_for.map_or(self.folded.as_str(), |(form, _)| form)
    }

    /// True for two words that may stand for one given name.
    pub fn may_be(&self, other: &NameWord) -> bool {
        let (one, two) = (self.canonical(), other.canonical());
        one == two || self.short_for.contains(&two) || other.short_for.contains(&one)
    }
}

/// A name in parts, as the tables of its language see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct NameForm {
    /// Its words in order, without suffix.
    pub words: Vec<NameWord>,
    /// Those of a body with its head in front, where it stands behind: `Department of Justice` for `Justice Department`.
    pub turned: Option<Vec<NameWord>>,
    /// `jr`, `sr`, `iii`.
    pub suffix: Option<String>,
    /// The listed name that the whole stands for (`us` for `united states`), and the list's rule.
    pub stands_for: Option<(&'static str, &'static str)>,
    /// True where the gazetteer lists the whole name of a place, or the given name of a person:
    /// it is no misspelling of another.
    pub listed: bool,
    /// True for a place that the gazetteer lists as a town or city, and as nothing that contains one.
    pub town: bool,
}

impl NameForm {
    /// True for a number that is the whole name, as a telephone number is.
    pub fn is_number(&self) -> bool {
        !self.words.is_empty() && self.words.iter().all(NameWord::is_number)
    }
}

/// The name of a person, a place or an organisation, as one report gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// What it names.
    pub name_type: NameType,
    /// The fullest form that the report itself gives, without title.
    pub text: String,
    /// The form at this very place, without title.
    pub written: String,
    /// Title or office in front or behind, as written: `Kremlin aide`.
    pub title: Option<String>,
    /// Family name of a person.
    pub surname: Option<String>,
    /// `text` in parts; the mentions of one name share it.
    pub form: Arc<NameForm>,
}

impl Name {
    /// A name that no table knows: every word is plain, the last one of a person the surname.
    pub fn new(name_type: NameType, text: impl Into<String>) -> Self {
        let text = text.into();
        let words = fold::words(&text).into_iter().map(NameWord::plain).collect();
        let surname = (name_type == NameType::Person).then(|| text.split_whitespace().next_back().unwrap_or("").to_owned());
        Name { name_type, written: text.clone(), title: None, surname, form: Arc::new(NameForm { words, ..NameForm::default() }), text }
    }

    /// How two names relate: the first that holds of one name, one name in another dress
    /// (`name-variant`, `renamed-place`, `dialect`, `acronym`, `name-order`), one a part of the
    /// other (`precision`), one spelling of it unknown (`spelling`), two names (`identity`).
    pub fn level(&self, other: &Name) -> ComparisonLevel {
        level::level(self, other)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
