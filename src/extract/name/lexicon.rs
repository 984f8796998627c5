//! The word tables of a language as marks on folded words, and the listed variants of names.

use std::ops::{BitOr, BitOrAssign};

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::chunk::Joiner;
use super::gazetteer;
use crate::lang::{Language, PerLanguage, all_rows};
use crate::segment::{ByWord, Document};
use crate::value::name::{NameForm, NameType, NameWord, WordRole, fold};

/// What tables say of a word or of a whole name; many marks can hold of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Marks(u64);

macro_rules! marks {
    (rows { $($name:ident = $bit:literal, $category:literal;)* } gazetteer { $($other:ident = $place:literal;)* }) => {
        impl Marks {
            $(pub(super) const $name: Marks = Marks(1 << $bit);)*
            $(pub(super) const $other: Marks = Marks(1 << $place);)*

            /// The mark of a category of the table; none for categories that hold variants.
            fn of_category(category: &str) -> Marks {
                match category {
                    $($category => Marks::$name,)*
                    _ => Marks::NONE,
                }
            }
        }
    };
}

marks! {
    rows {
        TITLE = 0, "title";
        ROLE = 1, "role";
        KIN = 2, "kin";
        ORGANISATION_WORD = 3, "organisation-word";
        ORGANISATION_ENDING = 4, "organisation-ending";
        OUTLET = 5, "outlet";
        PLACE_WORD = 6, "place-word";
        PLACE_BEFORE = 7, "place-before";
        OTHER_WORD = 8, "other-word";
        COMPASS = 9, "compass";
        PARTICLE = 10, "particle";
        PARTICLE_JOINED = 11, "particle-joined";
        SUFFIX = 12, "suffix";
        LOCATIVE = 13, "locative";
        SPEECH = 14, "speech";
        ARTICLE = 15, "article";
        JOINER = 16, "joiner";
        NEVER = 17, "never";
        CALENDAR = 18, "calendar";
        DEMONYM = 19, "demonym";
        FAMILY_FIRST = 20, "family-first";
        PLACE = 21, "place";
        ORGANISATION = 22, "organisation";
        LIFE = 23, "life";
        ALONE = 24, "alone";
        LOWER_HEAD = 25, "lower-head";
        SURNAME_TOO = 26, "surname-too";
        PERSON_BEHIND = 27, "person-behind";
        CONTRACTION = 28, "contraction";
        PLACE_BEHIND = 30, "place-behind";
        LOCATIVE_AT = 29, "locative-at";
        TELEPHONE = 31, "telephone";
        TELEPHONE_LINK = 41, "telephone-link";
        NUMBERED = 42, "numbered";
        SEAT = 43, "seat";
        SEATED = 44, "seated";
        DISTRICT = 45, "district";
        HUE = 46, "hue";
        HUED = 47, "hued";
        NUMERAL = 48, "numeral";
        GIVEN_TOO = 49, "given-too";
    }
    gazetteer {
        COUNTRY = 32;
        SUBDIVISION = 33;
        CITY = 34;
        TOWN = 35;
        MALE = 36;
        FEMALE = 37;
        SURNAME = 38;
        COMMON_SURNAME = 39;
        ORDINARY = 40;
    }
}

impl Marks {
    pub(super) const NONE: Marks = Marks(0);
    /// A given name.
    pub(super) const GIVEN: Marks = Marks(Marks::MALE.0 | Marks::FEMALE.0);
    /// A place that is listed as one.
    pub(super) const LISTED_PLACE: Marks = Marks(Marks::PLACE.0 | Marks::COUNTRY.0 | Marks::SUBDIVISION.0 | Marks::CITY.0 | Marks::TOWN.0);
    /// A place that everybody knows.
    pub(super) const SURE_PLACE: Marks = Marks(Marks::PLACE.0 | Marks::COUNTRY.0 | Marks::SUBDIVISION.0);
    /// An organisation that is listed as one.
    pub(super) const LISTED_ORGANISATION: Marks = Marks(Marks::OUTLET.0 | Marks::ORGANISATION.0);
    /// A word that makes a name of the words in front of it.
    pub(super) const HEAD: Marks = Marks(Marks::ORGANISATION_WORD.0 | Marks::PLACE_WORD.0 | Marks::OTHER_WORD.0 | Marks::ORGANISATION_ENDING.0);

    /// All marks but these.
    pub(super) fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }

    /// True where any of `other` holds.
    pub(super) fn any(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Marks {
    type Output = Marks;

    fn bitor(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

impl BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Marks) {
        self.0 |= other.0;
    }
}

/// A listed form and the rule that its list belongs to.
type Listed = (&'static str, &'static str);

/// The names table of one language.
pub(super) struct Lexicon {
    rows: HashMap<&'static str, Marks>,
    /// The same for single words of a text.
    by_word: ByWord<Marks>,
    /// Spellings of single words, for every type of name.
    spellings: HashMap<&'static str, Listed>,
    /// Short forms of given names.
    nicknames: HashMap<&'static str, Listed>,
    /// What else a short form stands for.
    short_for: HashMap<&'static str, Vec<&'static str>>,
    /// Spellings of one given name, of which a person has one.
    spelt: HashSet<&'static str>,
    /// `St` in front of a name and behind it.
    first: HashMap<&'static str, Listed>,
    last: HashMap<&'static str, Listed>,
    /// Whole names.
    whole: HashMap<&'static str, Listed>,
    /// The sense of small words inside names.
    joiners: HashMap<&'static str, &'static str>,
    /// Heads of bodies that may stand in front, with what stands behind them then: `Department of Justice`.
    turned: HashMap<&'static str, &'static str>,
    /// Titles and kin words of one sex.
    sexes: HashMap<&'static str, Marks>,
    /// The last words of titles of several words.
    title_ends: HashSet<&'static str>,
}

static LEXICON: PerLanguage<Lexicon> = PerLanguage::new(|language| {
    let mut lexicon = Lexicon {
        rows: HashMap::new(),
        by_word: ByWord::new(language),
        spellings: HashMap::new(),
        nicknames: HashMap::new(),
        short_for: HashMap::new(),
        spelt: HashSet::new(),
        first: HashMap::new(),
        last: HashMap::new(),
        whole: HashMap::new(),
        joiners: HashMap::new(),
        turned: HashMap::new(),
        sexes: HashMap::new(),
        title_ends: HashSet::new(),
    };
    for (category, row) in all_rows(language.names) {
        let mark = Marks::of_category(category);
        let rule = match category {
            "renamed" => "renamed-place",
            "dialect" | "dialect-first" | "dialect-last" => "dialect",
            _ => "name-variant",
        };
        let target = row.surfaces().next().unwrap_or("");
        for surface in row.surfaces() {
            if matches!(category, "male" | "female") {
                lexicon.sexes.insert(surface, if category == "male" { Marks::MALE } else { Marks::FEMALE });
                continue;
            }
            if mark == Marks::JOINER {
                lexicon.joiners.insert(surface, row.value());
            }
            if mark == Marks::TITLE
                && let Some((_, last)) = surface.rsplit_once(' ')
            {
                lexicon.title_ends.insert(last);
            }
            if mark != Marks::NONE {
                lexicon.mark(surface, mark);
                continue;
            }
            if category == "spelt" {
                lexicon.spelt.insert(surface);
                continue;
            }
            if category == "short-for" {
                lexicon.short_for.insert(surface, row.value().split('|').collect());
                continue;
            }
            if category == "turned" {
                lexicon.turned.insert(surface, row.value());
                continue;
            }
            if category == "nickname" {
                lexicon.mark(surface, Marks::MALE | Marks::FEMALE);
            }
            let map = match category {
                "nickname" => &mut lexicon.nicknames,
                "dialect-first" => &mut lexicon.first,
                "dialect-last" => &mut lexicon.last,
                "same" => &mut lexicon.whole,
                _ if row.surfaces().any(|s| s.contains(' ')) => &mut lexicon.whole,
                _ => &mut lexicon.spellings,
            };
            map.entry(surface).or_insert((target, rule));
        }
    }
    lexicon
});

impl Lexicon {
    /// The table of this language.
    pub(super) fn of(language: &'static Language) -> &'static Lexicon {
        LEXICON.get(language)
    }

    /// What the table's own rows say of a folded word or name.
    pub(super) fn row(&self, key: &str) -> Marks {
        self.rows.get(key).copied().unwrap_or_default()
    }

    /// What the table's own rows say of a token.
    pub(super) fn row_at(&self, document: &Document<'_>, token: usize) -> Marks {
        document.words.get(token).map_or(Marks::NONE, |word| self.by_word.get(*word))
    }

    fn mark(&mut self, surface: &'static str, mark: Marks) {
        *self.rows.entry(surface).or_default() |= mark;
        self.by_word.add(surface, mark);
    }

    /// What rows and gazetteer say of a folded word or name.
    pub(super) fn marks(&self, key: &str) -> Marks {
        self.row(key) | gazetteer::marks(key)
    }

    /// The sense of a small word between two parts of a name, by its row's value.
    pub(super) fn joiner(&self, word: &str) -> Joiner {
        match self.joiners.get(word).copied() {
            Some("of") => Joiner::Of,
            Some("for") => Joiner::For,
            Some("and") => Joiner::And,
            _ => Joiner::Other,
        }
    }

    /// True where a title of several words may end with this word, or with the last of these.
    pub(super) fn ends_title(&self, key: &str) -> bool {
        self.title_ends.contains(key.rsplit(' ').next().unwrap_or(key))
    }

    /// The sex that a title or a kin word tells.
    pub(super) fn sex(&self, word: &str) -> Marks {
        self.sexes.get(word).copied().unwrap_or_default()
    }

    /// True for a short form of a listed place: `Mich`.
    pub(super) fn stands_for_place(&self, key: &str) -> bool {
        self.whole.get(key).is_some_and(|(full, _)| self.marks(full).any(Marks::LISTED_PLACE))
    }

    /// True for a short form that is written with a point: `Mich.`, `Phila.`
    pub(super) fn listed_abbreviation(&self, key: &str) -> bool {
        self.whole.get(key).is_some_and(|(full, _)| full.starts_with(&key[..1]) && full.len() > key.len())
    }

    /// A name in parts.
    pub(super) fn form(&self, name: &str, name_type: NameType) -> NameForm {
        let mut folded = fold::words(name);
        if folded.is_empty() {
            folded.push(name.to_lowercase());
        }
        let mut suffix = None;
        if folded.len() > 1 && folded.last().is_some_and(|w| self.row(w).any(Marks::SUFFIX)) {
            suffix = folded.pop();
        }
        let key = folded.join(" ");
        let bare = if self.row(&folded[0]).any(Marks::ARTICLE) && folded.len() > 1 { folded[1..].join(" ") } else { key.clone() };
        let stands_for =
            if name_type == NameType::Person { None } else { self.whole.get(bare.as_str()).or_else(|| self.whole.get(folded.concat().as_str())).copied() };
        let listed = match name_type {
            NameType::Place => self.marks(&bare).any(Marks::LISTED_PLACE),
            NameType::Person => self.marks(&folded[0]).any(Marks::GIVEN),
            NameType::Organisation | NameType::Other => false,
        };
        let town = name_type == NameType::Place
            && self.marks(&bare).any(Marks::CITY | Marks::TOWN)
            && !self.marks(&bare).any(Marks::COUNTRY | Marks::SUBDIVISION | Marks::DISTRICT);
        let count = folded.len();
        let words: Vec<NameWord> = folded
            .into_iter()
            .enumerate()
            .map(|(at, word)| {
                let row = self.row(&word);
                let mut stands_for = self.spellings.get(word.as_str()).copied();
                let mut short_for = Vec::new();
                if name_type == NameType::Person && (at == 0 || at + 1 < count) {
                    stands_for = self.nicknames.get(word.as_str()).copied().or(stands_for);
                    short_for = self.short_for.get(word.as_str()).cloned().unwrap_or_default();
                }
                if name_type != NameType::Person && count > 1 {
                    let by_place = if at + 1 == count { &self.last } else { &self.first };
                    stands_for = by_place.get(word.as_str()).copied().or(stands_for);
                }
                let digits = word.bytes().all(|b| b.is_ascii_digit());
                let numeral = row.any(Marks::NUMERAL) && at > 0 && at + 1 == count;
                let role = if digits || numeral || name_type != NameType::Person && row.any(Marks::COMPASS) {
                    WordRole::Distinguishing
                } else if row.any(Marks::ARTICLE | Marks::PARTICLE_JOINED) && count > 1
                    || name_type != NameType::Person && row.any(Marks::JOINER | Marks::ORGANISATION_ENDING) && at > 0
                {
                    WordRole::Silent
                } else if name_type != NameType::Person && row.any(Marks::HEAD) {
                    WordRole::Generic
                } else {
                    WordRole::Plain
                };
                let one_of_several = self.spelt.contains(word.as_str());
                NameWord { folded: word, stands_for, short_for, one_of_several, role }
            })
            .collect();
        let turned = if name_type == NameType::Person { None } else { self.turned_round(&words) };
        NameForm { words, turned, suffix, stands_for, listed, town }
    }

    /// The words of a body with its head in front: `Department of Justice` for `Justice Department`.
    fn turned_round(&self, words: &[NameWord]) -> Option<Vec<NameWord>> {
        let (head, of_what) = words.split_last().filter(|(_, of_what)| !of_what.is_empty())?;
        let of = self.turned.get(head.canonical())?;
        let of = NameWord { role: WordRole::Silent, ..NameWord::plain((*of).to_owned()) };
        Some([head.clone(), of].into_iter().chain(of_what.iter().cloned()).collect())
    }
}

impl std::ops::BitAnd for Marks {
    type Output = Marks;

    fn bitand(self, other: Marks) -> Marks {
        Marks(self.0 & other.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lang::LANGUAGES;

    const VARIANTS: [&str; 12] =
        ["nickname", "short-for", "spelt", "turned", "variant", "renamed", "dialect", "dialect-first", "dialect-last", "same", "male", "female"];

    #[test]
    fn every_row_has_a_known_category_and_folded_surfaces() {
        for language in &LANGUAGES {
            for (category, row) in all_rows(language.names) {
                assert!(Marks::of_category(category) != Marks::NONE || VARIANTS.contains(&category), "unknown category {category:?}");
                let mut seen = BTreeSet::new();
                for surface in row.surfaces() {
                    assert_eq!(fold::key(surface), surface, "{category}: a surface is folded");
                    assert!(seen.insert(surface), "{category}: {surface:?} stands twice in a row");
                }
            }
        }
    }

    #[test]
    fn the_gazetteer_knows_places_people_and_plain_words() {
        let marks = gazetteer::marks;
        assert!(marks("indonesia").any(Marks::COUNTRY) && marks("los angeles").any(Marks::CITY) && marks("sonoma county").any(Marks::SUBDIVISION));
        assert!(marks("yvonne").any(Marks::FEMALE) && !marks("john").any(Marks::FEMALE) && marks("smith").any(Marks::COMMON_SURNAME));
        assert!(marks("firefighter").any(Marks::ORDINARY) && !marks("firefighter").any(Marks::GIVEN));
        assert_eq!(marks("qwxz"), Marks::NONE);
        assert_eq!(marks(""), Marks::NONE);
    }
}
