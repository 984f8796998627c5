//! What judging needs of a language: which questions are grave, which answers change with time,
//! how a question is put.

use foldhash::{HashMap, HashMapExt};

use crate::align::context::{Concepts, Context, concept_named, concepts_of};
use crate::lang::{self, Endings, Language, PerLanguage, Row, rows};
use crate::value::Kind;

/// What a length may be, by the category of its words.
const EXTENTS: [&str; 5] = ["distance", "depth", "height", WIDTH, "length"];
pub(super) const WIDTH: &str = "width";

/// What a word tells of the claim that it stands beside, one bit each.
pub(super) type Signs = u32;

/// Behind it nothing tells what was counted: `married three times but had no children`.
pub(super) const SCOPE_BREAK: Signs = 1;
/// A word of the grammar, which names nothing that could belong to somebody: `in`, `said`.
pub(super) const FUNCTION: Signs = 1 << 1;
/// The whole of which a number is a part: `nine of them`.
pub(super) const WHOLE: Signs = 1 << 2;
/// Those that a count leaves one out of: `15 other nations`, `three fellow gymnasts`.
pub(super) const OTHERS: Signs = 1 << 3;
/// Ties them to the one who is left out, where no `and` does: `along with 38 other senators`.
pub(super) const ACCOMPANIES: Signs = 1 << 4;
/// Who did it: `gunman`.
pub(super) const ATTACKER: Signs = 1 << 5;
/// Counts somebody in: `including`.
pub(super) const COUNTING: Signs = 1 << 6;
/// Somebody's own end: `himself`, `own life`.
pub(super) const OWN_END: Signs = 1 << 7;
/// Adds a count to what there was: `43 more flights`.
pub(super) const ADDS: Signs = 1 << 8;
/// Makes a bound of what was measured: `just over`.
pub(super) const CLOSES_IN: Signs = 1 << 9;
/// People, as a counted noun.
const PEOPLE: Signs = 1 << 10;
/// Lumps what stands on its two sides.
pub(super) const JOINS: Signs = 1 << 11;
/// Says in a slug that a story corrects another.
pub(super) const CORRECTS: Signs = 1 << 12;
/// Is of a concept and has other meanings as often: `left`.
pub(super) const MANY_SIDED: Signs = 1 << 13;
/// Names a happening: `summit`, `quake`.
pub(super) const HAPPENING: Signs = 1 << 14;
/// Makes a time that of the place: `local`.
pub(super) const LOCAL: Signs = 1 << 15;
/// `The` and its kin.
pub(super) const ARTICLE: Signs = 1 << 16;
/// What the plural of a name has behind it: `Chargers`.
pub(super) const PLURAL_ENDING: Signs = 1 << 17;
/// A verb of saying by which somebody estimates: `estimated`.
pub(super) const ESTIMATES: Signs = 1 << 18;
/// Shows that a name behind it is a plural: `both`, `generation of`.
pub(super) const BEFORE_PLURAL: Signs = 1 << 19;
/// What stands behind the name of a place in the word for who lives there: `South African`.
pub(super) const NATIVE_ENDING: Signs = 1 << 20;
/// The same where the place is listed: `Kazakhstani`.
pub(super) const LISTED_NATIVE_ENDING: Signs = 1 << 21;
/// Of a market that makes its prices anew every day.
pub(super) const PRICED: Signs = 1 << 22;
/// Of what has come so far: `75 percent contained`.
pub(super) const PROGRESS: Signs = 1 << 23;
/// In front of an age says that it was another before.
pub(super) const GROWN: Signs = 1 << 24;

/// The signs by their categories in `concepts.tsv`.
const SIGNS: [(&str, Signs); 21] = [
    ("scope-break", SCOPE_BREAK),
    ("stop", FUNCTION),
    ("companion", OTHERS),
    ("accompanies", ACCOMPANIES),
    ("attacker", ATTACKER),
    ("counting", COUNTING),
    ("own-end", OWN_END),
    ("adds", ADDS),
    ("closes-in", CLOSES_IN),
    ("lump-join", JOINS),
    ("corrects", CORRECTS),
    ("many-sided", MANY_SIDED),
    ("happening", HAPPENING),
    ("plural-ending", PLURAL_ENDING),
    ("estimating", ESTIMATES),
    ("before-plural", BEFORE_PLURAL),
    ("native-ending", NATIVE_ENDING),
    ("listed-native-ending", LISTED_NATIVE_ENDING),
    ("priced", PRICED),
    ("progress", PROGRESS),
    ("grown", GROWN),
];

/// The rows of `concepts.tsv` that judging reads.
pub(super) struct Words {
    language: &'static Language,
    signs: HashMap<&'static str, Signs>,
    /// Concepts of questions whose answers change with time.
    pub(super) develops: Concepts,
    /// Concepts that are grave for a date, a figure, a name.
    grave: [Concepts; 3],
    /// Concepts that a count may lump together.
    lumps: Concepts,
    /// Words that make a count a part of a larger one, and those that make a sum a part of a price, with their classes.
    parts: HashMap<&'static str, u32>,
    sum_parts: HashMap<&'static str, u32>,
    /// The country of a word for who or what is of it: `Briton`.
    nations: HashMap<&'static str, &'static str>,
    /// Nouns for what a price is paid for, with what its price is called; words beside a length, with what it is.
    sums: HashMap<&'static str, &'static str>,
    extents: HashMap<&'static str, &'static str>,
    /// What the plural of a name may end in.
    plural_endings: Endings,
    /// The party or faith of a word.
    adherents: HashMap<&'static str, usize>,
    plurals: HashMap<&'static str, &'static str>,
    /// What the end of a noun becomes in the plural, the first that fits.
    plurals_by_ending: Vec<(&'static str, &'static str)>,
    /// The rows that put a question, by concept.
    asked: Vec<(Concepts, Row)>,
}

/// The tables of each language.
pub(super) static WORDS: PerLanguage<Words> = PerLanguage::new(|language| {
    let named = |category| -> Concepts { rows(language.concepts, category).flat_map(Row::surfaces).fold(0, |bits, name| bits | concept_named(language, name)) };
    let parts = |category| -> HashMap<&'static str, u32> {
        let scopes = lang::words(language.concepts, category);
        let classes = (1..).zip(rows(language.concepts, "qualifier")).filter(|(_, row)| scopes.contains(row.value()));
        classes.flat_map(|(class, row)| row.surfaces().map(move |surface| (surface, class))).collect()
    };
    let asked = rows(language.concepts, "asked").flat_map(|row| row.surfaces().map(move |name| (concept_named(language, name), row)));
    Words {
        language,
        signs: signs(language),
        develops: named("develops"),
        grave: [named("grave-date"), named("grave-figure"), named("grave-name")],
        lumps: named("lumps"),
        parts: parts("scope"),
        sum_parts: parts("sum-scope"),
        nations: lang::pairs(language.names, "demonym").collect(),
        sums: lang::pairs(language.concepts, "sum-of").collect(),
        extents: EXTENTS.into_iter().flat_map(|extent| lang::words(language.concepts, extent).into_iter().map(move |word| (word, extent))).collect(),
        plural_endings: Endings::new(language.concepts, "plural-ending"),
        adherents: rows(language.concepts, "adherent").enumerate().flat_map(|(row, words)| words.surfaces().map(move |surface| (surface, row))).collect(),
        plurals: lang::pairs(language.concepts, "plural").collect(),
        plurals_by_ending: lang::pairs(language.concepts, "plural-by-ending").collect(),
        asked: asked.collect(),
    }
});

/// The signs of all words: those of their categories, and those of the rows that other tables and stages read too.
fn signs(language: &'static Language) -> HashMap<&'static str, Signs> {
    let of_value = |table, category, value| rows(table, category).filter(move |row| row.value() == value);
    let by_category = SIGNS.into_iter().flat_map(|(category, sign)| rows(language.concepts, category).map(move |row| (row, sign)));
    let others = [
        (of_value(language.concepts, "qualifier", "of-them"), WHOLE),
        (of_value(language.concepts, "qualifier", "other"), OTHERS),
        (of_value(language.concepts, "noun", "person"), PEOPLE),
        (of_value(language.dates, "zone", "-"), LOCAL),
    ];
    let articles = rows(language.sentences, "article").map(|row| (row, ARTICLE));
    let mut signs: HashMap<&'static str, Signs> = HashMap::new();
    for (row, sign) in by_category.chain(others.into_iter().flat_map(|(rows, sign)| rows.map(move |row| (row, sign)))).chain(articles) {
        row.surfaces().for_each(|surface| *signs.entry(surface).or_default() |= sign);
    }
    signs
}

impl Words {
    /// True for a word with one of these signs.
    pub(super) fn is(&self, signs: Signs, word: &str) -> bool {
        self.signs.get(word).is_some_and(|own| own & signs != 0)
    }

    /// True for a toll, a price, a vote; the date of an appointment; the name of a victim or suspect.
    pub(super) fn grave(&self, context: &Context, kind: Kind) -> bool {
        match kind {
            Kind::Date => context.concept & self.grave[0] != 0,
            Kind::Figure => context.concept & self.grave[1] != 0,
            Kind::Name => context.concept & self.grave[2] != 0,
        }
    }

    /// The class of a word that makes a count a part of another: women, others, the seriously hurt.
    pub(super) fn part(&self, word: &str) -> Option<u32> {
        // As written, and not by stem, which `several` and `severe` share.
        self.parts.get(word).copied()
    }

    /// The class of a word that makes a sum a part of a price: the equity of a bid.
    pub(super) fn sum_part(&self, word: &str) -> Option<u32> {
        self.sum_parts.get(word).copied()
    }

    /// The country of a word for who or what is of it: that of `Briton`, of `French`.
    pub(super) fn nation(&self, word: &str) -> Option<&'static str> {
        self.nations.get(word).copied()
    }

    /// The concepts of a word that counts lump together.
    pub(super) fn lumps(&self, word: &str) -> Concepts {
        concepts_of(self.language, word) & self.lumps
    }

    /// The concepts that counts lump together.
    pub(super) fn lumped(&self) -> Concepts {
        self.lumps
    }

    /// What the money for something is called: `value of the` for a contract.
    pub(super) fn sum_of(&self, word: &str) -> Option<&'static str> {
        self.sums.get(word).copied()
    }

    /// What a length is beside a word: a distance, a depth.
    pub(super) fn extent(&self, word: &str) -> Option<&'static str> {
        self.extents.get(word).copied()
    }

    /// True for two words of one party or faith: `Democrats`, `Democratic`.
    pub(super) fn one_faith(&self, a: &str, b: &str) -> bool {
        self.adherents.get(a).is_some_and(|faith| self.adherents.get(b) == Some(faith))
    }

    /// True for a word that may be a name in its plural.
    pub(super) fn is_plural(&self, word: &str) -> bool {
        self.plural_endings.end(word)
    }

    /// The plural of a counted noun.
    pub(super) fn plural(&self, noun: &str) -> String {
        if let Some(plural) = self.plurals.get(noun) {
            return (*plural).to_owned();
        }
        match self.plurals_by_ending.iter().find_map(|(ending, plural)| Some((noun.strip_suffix(ending)?, plural))) {
            Some((stem, plural)) => format!("{stem}{plural}"),
            None => format!("{noun}s"),
        }
    }

    /// What was done to those who are counted, people where no noun is given: `killed`.
    pub(super) fn done(&self, concepts: Concepts, noun: Option<&str>) -> Option<&'static str> {
        let people = noun.is_none_or(|noun| self.is(PEOPLE, noun));
        let row = self.asked.iter().find(|(concept, row)| concept & concepts != 0 && !row.cell(0).is_empty())?.1;
        (people || row.cell(3) == "any").then(|| row.cell(0))
    }

    /// The noun for what happened: `meeting`.
    pub(super) fn noun(&self, concepts: Concepts) -> Option<&'static str> {
        self.asked(concepts, 1)
    }

    /// What an amount of money is: `price of the acquisition`.
    pub(super) fn amount(&self, concepts: Concepts) -> Option<&'static str> {
        self.asked(concepts, 2)
    }

    fn asked(&self, concepts: Concepts, cell: usize) -> Option<&'static str> {
        self.asked.iter().filter(|(concept, _)| concept & concepts != 0).map(|(_, row)| row.cell(cell)).find(|text| !text.is_empty())
    }
}
