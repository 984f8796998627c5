//! The words of an event: stems by number, with what tables and counts tell of each.

use std::borrow::Cow;
use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt, HashSet};
use rust_stemmers::{Algorithm, Stemmer};

use crate::extract::Extraction;
use crate::lang::{self, Language, PerLanguage, rows};
use crate::segment::{ByWord, TokenKind};
use crate::value::Kind;

/// A word stem of the event, as an index into [`Vocabulary`].
pub type Stem = u32;

/// A set of news concepts, one bit each.
pub type Concepts = u128;

/// Stems of an event with what is known of each.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// What a stem tells.
    weight: Vec<f32>,
    pub(super) concepts: Vec<Concepts>,
    pub(super) qualifier: Vec<u32>,
    /// Class of a counted noun; 0 for none.
    noun: Vec<u32>,
    /// The class of people.
    people: u32,
    /// What the tables say of a word by itself, one bit each.
    traits: Vec<Traits>,
    /// Concepts that have one figure an event.
    event_concepts: Concepts,
    /// A word of each stem as the event writes it: the first met.
    word: Vec<String>,
    of_stem: HashMap<String, Stem>,
}

/// So many reports an event is taken for at least: of two reports every shared word stands in all, and would
/// tell less than any that one of them has alone.
const FEWEST: usize = 5;

impl Vocabulary {
    /// Weight of a stem: the rarer in the event, the more it tells (inverse document frequency,
    /// Spärck Jones 1972, smoothed so that a word of every report still counts a little).
    pub fn weight(&self, stem: Stem) -> f32 {
        self.weight[stem as usize]
    }

    /// A word with this stem, as the event writes it.
    pub fn word(&self, stem: Stem) -> &str {
        &self.word[stem as usize]
    }

    /// Concepts that a stem names.
    pub fn concepts(&self, stem: Stem) -> Concepts {
        self.concepts[stem as usize]
    }

    /// True for a word for an area of land: `province`.
    pub fn is_area(&self, stem: Stem) -> bool {
        self.traits[stem as usize] & AREA != 0
    }

    /// True for a word of an office that does not tell whose it is: `foreign`.
    pub fn is_portfolio(&self, stem: Stem) -> bool {
        self.traits[stem as usize] & PORTFOLIO != 0
    }

    /// True for an office of which one body has more than one holder: `spokesman`.
    pub fn has_several_holders(&self, office: Stem) -> bool {
        self.traits[office as usize] & SEVERAL != 0
    }

    /// True for an office that is another one with each thing that it is about: a minister is no prime minister.
    pub fn goes_by_portfolio(&self, office: Stem) -> bool {
        self.traits[office as usize] & BY_PORTFOLIO != 0
    }

    /// True for a word of a party or faith: `Republican`.
    pub fn is_party(&self, stem: Stem) -> bool {
        self.traits[stem as usize] & PARTY != 0
    }

    /// True for a word in front of who made a picture: `copyright`.
    pub fn is_credit(&self, stem: Stem) -> bool {
        self.traits[stem as usize] & CREDIT != 0
    }

    /// True for a verb of saying: `said`.
    pub fn is_saying(&self, stem: Stem) -> bool {
        self.traits[stem as usize] & SAYS != 0
    }

    /// True for two counted nouns of one class: `people` and `villagers`.
    pub fn same_class(&self, a: Stem, b: Stem) -> bool {
        let class = |s: Stem| self.noun[s as usize];
        a == b || class(a) != 0 && class(a) == class(b)
    }

    /// A number for the class of a counted noun; a noun of no class stands for itself.
    pub(super) fn class(&self, noun: Stem) -> u64 {
        match self.noun[noun as usize] {
            0 => u64::from(noun) << 32,
            class => u64::from(class),
        }
    }

    /// The same, where people of every kind stand for themselves: each story counts many.
    pub(in crate::align) fn class_of_things(&self, noun: Stem) -> u64 {
        let class = self.class(noun);
        if class == u64::from(self.people) { u64::from(noun) << 32 } else { class }
    }

    /// True where the concepts hold one that has one figure an event.
    pub fn one_an_event(&self, concepts: Concepts) -> bool {
        concepts & self.event_concepts != 0
    }

    /// The stem of a word in lower case, where the event uses it.
    pub fn stem_of(&self, lower: &str, language: &'static Language) -> Option<Stem> {
        self.find(lower, WORDS.get(language))
    }

    /// The stem of a word, where the event uses it.
    pub(super) fn find(&self, word: &str, words: &Words) -> Option<Stem> {
        self.of_stem.get(words.stem(&word.to_lowercase()).as_ref()).copied()
    }
}

/// How many words each thread keeps the stems of: 2 MB.
const MOST_STEMS: usize = 16_384;

thread_local! {
    /// The stems of words, which follow from the words alone.
    static KNOWN_STEMS: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
}

/// Gives the words of an event their numbers.
pub(super) struct Interner<'w> {
    words: &'w Words,
    /// The stems of words that the tables have, by number, and of all others; none for what says nothing.
    of_table: Vec<Option<Option<Stem>>>,
    of_word: HashMap<String, Option<Stem>>,
    vocabulary: Vocabulary,
    /// How many reports use each stem, and the last that did.
    document_frequency: Vec<u32>,
    seen: Vec<usize>,
    reports: usize,
}

impl<'w> Interner<'w> {
    pub(super) fn new(words: &'w Words) -> Self {
        Interner {
            words,
            of_table: vec![None; words.duties.len()],
            of_word: HashMap::new(),
            vocabulary: Vocabulary::default(),
            document_frequency: Vec::new(),
            seen: Vec::new(),
            reports: 0,
        }
    }

    /// The stems of one report's tokens. The words of a date are its value, as digits are.
    pub(super) fn report(&mut self, extraction: &Extraction<'_>) -> Vec<Option<Stem>> {
        let document = &extraction.document;
        self.reports += 1;
        let mut dates = vec![false; document.tokens.len()];
        for claim in extraction.claims.iter().filter(|c| c.mention.value.kind() == Kind::Date) {
            dates[document.tokens_in(claim.mention.span)].fill(true);
        }
        (0..document.tokens.len())
            .map(|token| {
                if document.tokens[token].kind != TokenKind::Word || dates[token] {
                    return None;
                }
                let lower = document.lower(token);
                let number = usize::from(document.words[token]);
                let met = if number == 0 { self.of_word.get(lower).copied() } else { self.of_table[number] };
                let stem = met.unwrap_or_else(|| {
                    let stem = self.intern(lower);
                    if number == 0 {
                        self.of_word.insert(lower.to_owned(), stem);
                    } else {
                        self.of_table[number] = Some(stem);
                    }
                    stem
                })?;
                let seen = &mut self.seen[stem as usize];
                if *seen != self.reports {
                    *seen = self.reports;
                    self.document_frequency[stem as usize] += 1;
                }
                Some(stem)
            })
            .collect()
    }

    /// The number of a word's stem, a new one where the event has not used it yet.
    fn intern(&mut self, lower: &str) -> Option<Stem> {
        if self.words.stop.contains(lower) || lower.chars().count() < 2 {
            return None;
        }
        let folded = lower.to_lowercase();
        let text = self.stem(&folded);
        let vocabulary = &mut self.vocabulary;
        if let Some(&stem) = vocabulary.of_stem.get(&text) {
            return Some(stem);
        }
        let stem = vocabulary.word.len() as Stem;
        vocabulary.concepts.push(self.words.concepts.get(text.as_str()).copied().unwrap_or(0));
        vocabulary.qualifier.push(self.words.qualifiers.get(text.as_str()).copied().unwrap_or(0));
        vocabulary.noun.push(self.words.nouns.get(text.as_str()).copied().unwrap_or(0));
        vocabulary.traits.push(self.words.traits.get(folded.as_str()).copied().unwrap_or(0));
        vocabulary.of_stem.insert(text, stem);
        vocabulary.word.push(folded);
        self.document_frequency.push(0);
        self.seen.push(0);
        Some(stem)
    }

    /// The stem of a word; a batch meets the words of one event in the next again.
    fn stem(&self, folded: &str) -> String {
        KNOWN_STEMS.with_borrow_mut(|known| {
            if let Some(stem) = known.get(folded) {
                return stem.clone();
            }
            if known.len() == MOST_STEMS {
                known.clear();
            }
            let stem = self.words.stem(folded).into_owned();
            known.insert(folded.to_owned(), stem.clone());
            stem
        })
    }

    pub(super) fn finish(mut self) -> Vocabulary {
        let n = self.reports.max(FEWEST) as f32;
        self.vocabulary.weight = self.document_frequency.iter().map(|&reports| ((n + 1.0) / (reports as f32 + 0.5)).ln().max(0.1)).collect();
        self.vocabulary.event_concepts = self.words.event_concepts;
        self.vocabulary.people = self.words.people;
        self.vocabulary
    }
}

/// What a word is by itself, as it is written, one bit each.
type Traits = u8;

/// A word for an area of land: `province`.
const AREA: Traits = 1;
/// A word of an office that many countries and bodies have: `foreign`.
const PORTFOLIO: Traits = 1 << 1;
/// An office of which one body has more than one holder: `spokesman`.
const SEVERAL: Traits = 1 << 2;
/// A verb of saying.
const SAYS: Traits = 1 << 3;

/// An office that is another one with each thing that it is about: `minister`.
const BY_PORTFOLIO: Traits = 1 << 4;
/// A word of a party or faith.
const PARTY: Traits = 1 << 5;
/// Stands in front of who made a picture.
const CREDIT: Traits = 1 << 6;

/// The traits by their categories.
const TRAITS: [(&str, Traits); 7] =
    [("area", AREA), ("portfolio", PORTFOLIO), ("several", SEVERAL), ("saying", SAYS), ("by-portfolio", BY_PORTFOLIO), ("adherent", PARTY), ("credit", CREDIT)];

/// What a word does around a value, one bit each.
pub type Duties = u64;

/// Ends the value's own clause.
pub(super) const BREAK: Duties = 1;
pub(super) const CHANGE: Duties = 1 << 1;
pub(super) const SAYING: Duties = 1 << 2;
/// Opens a line about the report itself.
pub(super) const STAMP: Duties = 1 << 3;
/// May stand between a person and a fact of his.
pub(super) const JOIN: Duties = 1 << 4;
pub(super) const OFFICE: Duties = 1 << 5;
pub(super) const DEPUTY: Duties = 1 << 6;
/// Tells of what is to come.
pub(super) const AHEAD: Duties = 1 << 7;
/// Sets a number right.
pub(super) const REVISION: Duties = 1 << 8;
/// Makes the holder of an office one of several.
pub(super) const ONE_OF: Duties = 1 << 9;
/// Makes the length of time in front of it that between two events.
pub(super) const BETWEEN: Duties = 1 << 10;
/// Tell which side of a thing a length in front of them measures.
const DEPTH: Duties = 1 << 11;
const HEIGHT: Duties = 1 << 12;
const WIDTH: Duties = 1 << 13;
const LENGTH: Duties = 1 << 14;
pub(super) const SIDES: Duties = DEPTH | HEIGHT | WIDTH | LENGTH;
/// How a number is put: ties it to another, says that one became the other, sets them against each other.
pub(super) const FROM: Duties = 1 << 15;
pub(super) const TO: Duties = 1 << 16;
pub(super) const TURN: Duties = 1 << 17;
pub(super) const COMPARED: Duties = 1 << 18;
pub(super) const PREVIOUS: Duties = 1 << 19;
/// Who foretells numbers, and how.
pub(super) const FORECASTER: Duties = 1 << 20;
pub(super) const FORETELLS: Duties = 1 << 21;
/// What is foretold.
pub(super) const FORECAST: Duties = 1 << 22;
/// Ends what somebody foretells.
pub(super) const CONTRAST: Duties = 1 << 23;
pub(super) const NEEDED: Duties = 1 << 24;
pub(super) const THRESHOLD: Duties = 1 << 25;
/// In front of a stretch of time make a number a rate.
pub(super) const EACH: Duties = 1 << 26;
pub(super) const PERIOD: Duties = 1 << 27;
/// Behind a stretch of time tell when, and not how often.
pub(super) const AGO: Duties = 1 << 28;
pub(super) const MAJORITY: Duties = 1 << 29;
/// Ties a change to what it is measured against.
pub(super) const OVER: Duties = 1 << 30;
/// Ties a clause to the number in front of it.
pub(super) const RELATIVE: Duties = 1 << 31;
/// May stand between what ties a number and the number: `from an average 20,000`.
pub(super) const MEAN: Duties = 1 << 32;
/// Opens a clause of another time: `when he was sixteen`.
pub(super) const THEN: Duties = 1 << 33;
/// Names a quake that follows the one that is told of.
pub(super) const AFTERSHOCK: Duties = 1 << 34;
/// What was, and the words of a time of before: `was 14 at the time of her abduction`.
pub(super) const PAST: Duties = 1 << 35;
pub(super) const AT: Duties = 1 << 36;
pub(super) const MOMENT: Duties = 1 << 37;
/// In front of an age and behind `age`: `at the age of 61`.
pub(super) const OF: Duties = 1 << 38;
/// In front of an age: `at age 61`.
pub(super) const AGE: Duties = 1 << 39;
/// What a person is to another: `brother`.
pub(super) const KIN: Duties = 1 << 40;
/// Opens a line by telling when it was written.
pub(super) const WRITTEN: Duties = 1 << 41;

/// The duties by their categories.
const DUTIES: [(&str, Duties); 41] = [
    ("break", BREAK),
    ("change", CHANGE),
    ("revision", REVISION),
    ("saying", SAYING),
    ("stamp", STAMP),
    ("written", WRITTEN),
    ("join", JOIN),
    ("office", OFFICE),
    ("deputy", DEPUTY),
    ("one-of", ONE_OF),
    ("between", BETWEEN),
    ("ahead", AHEAD),
    ("depth", DEPTH),
    ("height", HEIGHT),
    ("width", WIDTH),
    ("length", LENGTH),
    ("from", FROM),
    ("to", TO),
    ("turn", TURN),
    ("compared", COMPARED),
    ("previous", PREVIOUS),
    ("forecaster", FORECASTER),
    ("foretells", FORETELLS),
    ("forecast", FORECAST),
    ("contrast", CONTRAST),
    ("needed", NEEDED),
    ("threshold", THRESHOLD),
    ("each", EACH),
    ("period", PERIOD),
    ("ago", AGO),
    ("majority", MAJORITY),
    ("over", OVER),
    ("relative", RELATIVE),
    ("mean", MEAN),
    ("then", THEN),
    ("aftershock", AFTERSHOCK),
    ("past", PAST),
    ("at", AT),
    ("moment", MOMENT),
    ("of", OF),
    ("age", AGE),
];

/// The rows of `concepts.tsv`; concepts and qualifiers by stem, so that one row serves all inflections.
pub(super) struct Words {
    /// Porter's second algorithm (snowball English).
    stemmer: Stemmer,
    /// For forms that it would take for those of another word, or for a word of their own, what stands for them.
    forms: HashMap<&'static str, Cow<'static, str>>,
    pub(super) concepts: HashMap<String, Concepts>,
    pub(super) event_concepts: Concepts,
    pub(super) qualifiers: HashMap<String, u32>,
    pub(super) nouns: HashMap<String, u32>,
    /// The class of people among them; 0 for none.
    people: u32,
    pub(super) stop: HashSet<&'static str>,
    pub(super) duties: ByWord<Duties>,
    traits: HashMap<&'static str, Traits>,
}

impl Words {
    /// The stem of a word in lower case.
    fn stem<'a>(&'a self, folded: &'a str) -> Cow<'a, str> {
        stem(&self.stemmer, &self.forms, folded)
    }
}

/// The concept of a row, by its number among those of concepts.
fn concept(row: usize) -> Concepts {
    1 << (row % Concepts::BITS as usize)
}

/// The concept that has this name in its row; none where no row has it.
pub fn concept_named(language: &'static Language, name: &str) -> Concepts {
    rows(language.concepts, "concept").position(|row| row.value() == name).map_or(0, concept)
}

/// The concepts that a word in lower case names.
pub fn concepts_of(language: &'static Language, word: &str) -> Concepts {
    let words = WORDS.get(language);
    words.concepts.get(words.stem(word).as_ref()).copied().unwrap_or(0)
}

fn stem<'a>(stemmer: &Stemmer, forms: &'a HashMap<&'static str, Cow<'static, str>>, folded: &'a str) -> Cow<'a, str> {
    match forms.get(folded) {
        Some(form) => Cow::Borrowed(form.as_ref()),
        None => stemmer.stem(folded),
    }
}

pub(super) static WORDS: PerLanguage<Words> = PerLanguage::new(|language| {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut forms = HashMap::new();
    for row in rows(language.concepts, "form") {
        // The mark keeps it from being a stem: that of `missing` is `miss`.
        let first = Cow::from(format!("{}.", row.surfaces().next().unwrap_or_default()));
        forms.extend(row.surfaces().map(|surface| (surface, first.clone())));
    }
    for row in rows(language.concepts, "irregular") {
        let first = stemmer.stem(row.surfaces().next().unwrap_or_default());
        forms.extend(row.surfaces().map(|surface| (surface, first.clone())));
    }
    let stem = |surface| stem(&stemmer, &forms, surface).into_owned();
    let mut concepts: HashMap<String, Concepts> = HashMap::new();
    let mut event_concepts = 0;
    for (bit, row) in rows(language.concepts, "concept").enumerate() {
        for surface in row.surfaces() {
            *concepts.entry(stem(surface)).or_default() |= concept(bit);
        }
        if row.cell(1) == "event" {
            event_concepts |= concept(bit);
        }
    }
    let classes = |category| {
        let mut classes = HashMap::new();
        for (class, row) in rows(language.concepts, category).enumerate() {
            for surface in row.surfaces() {
                classes.insert(stem(surface), class as u32 + 1);
            }
        }
        classes
    };
    let people = rows(language.concepts, "noun").position(|row| row.value() == "person").map_or(0, |class| class as u32 + 1);
    let mut duties = ByWord::of_rows(language, language.concepts, &DUTIES);
    lang::words(language.names, "kin").into_iter().for_each(|word| duties.add(word, KIN));
    let (qualifiers, nouns) = (classes("qualifier"), classes("noun"));
    let stop = lang::words(language.concepts, "stop");
    let mut traits = HashMap::new();
    for (category, bit) in TRAITS {
        lang::words(language.concepts, category).into_iter().for_each(|word| *traits.entry(word).or_default() |= bit);
    }
    Words { stemmer, forms, concepts, event_concepts, qualifiers, nouns, people, stop, duties, traits }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    #[test]
    fn forms_of_one_word_share_a_stem_and_those_of_two_do_not() {
        let words = WORDS.get(Language::fallback());
        let one = |a, b| words.stem(a) == words.stem(b);
        for (a, b) in [("sank", "sunk"), ("sinks", "sunk"), ("people", "person"), ("women", "woman"), ("killed", "killing"), ("departments", "department")] {
            assert!(one(a, b), "{a} {b}");
        }
        for (a, b) in
            [("executive", "executed"), ("department", "departed"), ("fired", "fire"), ("several", "severed"), ("miss", "missing"), ("nationals", "nations")]
        {
            assert!(!one(a, b), "{a} {b}");
        }
    }
}
