//! What judging needs of a language: which questions are grave, which answers change with time,
//! how a question is put.

use foldhash::{HashMap, HashSet};

use crate::align::context::{Concepts, Context, concept_named, concepts_of};
use crate::lang::{self, Language, PerLanguage, Row, rows};
use crate::value::Kind;

/// What a length may be, by the category of its words.
const EXTENTS: [&str; 5] = ["distance", "depth", "height", WIDTH, "length"];
pub(super) const WIDTH: &str = "width";

/// The rows of `concepts.tsv` that judging reads.
pub(super) struct Words {
    language: &'static Language,
    /// Concepts of questions whose answers change with time.
    pub(super) develops: Concepts,
    /// Concepts that are grave for a date, a figure, a name.
    grave: [Concepts; 3],
    /// Concepts that a count may lump together.
    lumps: Concepts,
    /// Words that make a count a part of a larger one, and those that make a sum a part of a price, with their classes.
    parts: HashMap<&'static str, u32>,
    sum_parts: HashMap<&'static str, u32>,
    /// Words behind which nothing tells what was counted.
    scope_breaks: HashSet<&'static str>,
    /// Words that name nothing that could belong to somebody.
    function: HashSet<&'static str>,
    /// Words for the whole of which a number is a part: `nine of them`.
    wholes: HashSet<&'static str>,
    /// Words for those that a count leaves one out of: `15 other nations`, `three fellow gymnasts`.
    others: HashSet<&'static str>,
    /// What ties them to the one who is left out, where no `and` does: `along with 38 other senators`.
    accompanies: HashSet<&'static str>,
    /// Words for who did it, those that count him in, and those for his own end.
    attackers: HashSet<&'static str>,
    counting: HashSet<&'static str>,
    own_end: HashSet<&'static str>,
    /// The country of a word for who or what is of it: `Briton`.
    nations: HashMap<&'static str, &'static str>,
    /// Words that add a count to what there was: `43 more flights`.
    adds: HashSet<&'static str>,
    /// Words that make a bound of what was measured: `just over`.
    closes_in: HashSet<&'static str>,
    people: HashSet<&'static str>,
    joins: HashSet<&'static str>,
    corrects: HashSet<&'static str>,
    many_sided: HashSet<&'static str>,
    happenings: HashSet<&'static str>,
    /// Words for the time of a place that is not named.
    local: HashSet<&'static str>,
    /// Nouns for what a price is paid for, with what its price is called; words beside a length, with what it is.
    sums: HashMap<&'static str, &'static str>,
    extents: HashMap<&'static str, &'static str>,
    articles: HashSet<&'static str>,
    /// What the plural of a name has behind it, a word for who lives there, and that of listed places alone.
    plural_endings: HashSet<&'static str>,
    /// Verbs of saying by which somebody estimates.
    estimating: HashSet<&'static str>,
    /// What shows that a name behind it is a plural.
    before_plural: HashSet<&'static str>,
    native_endings: HashSet<&'static str>,
    listed_native_endings: HashSet<&'static str>,
    /// The party or faith of a word.
    adherents: HashMap<&'static str, usize>,
    plurals: HashMap<&'static str, &'static str>,
    /// What the end of a noun becomes in the plural, the first that fits.
    plurals_by_ending: Vec<(&'static str, &'static str)>,
    /// Words of a market that makes its prices anew every day.
    priced: HashSet<&'static str>,
    /// Words of what has come so far: `75 percent contained`.
    progress: HashSet<&'static str>,
    grown: HashSet<&'static str>,
    /// The rows that put a question, by concept.
    asked: Vec<(Concepts, Row)>,
}

/// The tables of each language.
pub(super) static WORDS: PerLanguage<Words> = PerLanguage::new(|language| {
    let named = |category| -> Concepts { rows(language.concepts, category).flat_map(Row::surfaces).fold(0, |bits, name| bits | concept_named(language, name)) };
    let set = |category| lang::words(language.concepts, category);
    let parts = |category| -> HashMap<&'static str, u32> {
        let scopes = set(category);
        let classes = (1..).zip(rows(language.concepts, "qualifier")).filter(|(_, row)| scopes.contains(row.value()));
        classes.flat_map(|(class, row)| row.surfaces().map(move |surface| (surface, class))).collect()
    };
    let class = |category, name| rows(language.concepts, category).filter(move |row| row.value() == name).flat_map(Row::surfaces).collect();
    let asked = rows(language.concepts, "asked").flat_map(|row| row.surfaces().map(move |name| (concept_named(language, name), row)));
    Words {
        language,
        develops: named("develops"),
        grave: [named("grave-date"), named("grave-figure"), named("grave-name")],
        lumps: named("lumps"),
        parts: parts("scope"),
        sum_parts: parts("sum-scope"),
        scope_breaks: set("scope-break"),
        function: set("stop"),
        wholes: class("qualifier", "of-them"),
        others: class("qualifier", "other").into_iter().chain(set("companion")).collect(),
        accompanies: set("accompanies"),
        attackers: set("attacker"),
        counting: set("counting"),
        own_end: set("own-end"),
        nations: lang::pairs(language.names, "demonym").collect(),
        adds: set("adds"),
        closes_in: set("closes-in"),
        people: class("noun", "person"),
        priced: set("priced"),
        progress: set("progress"),
        grown: set("grown"),
        joins: set("lump-join"),
        corrects: set("corrects"),
        many_sided: set("many-sided"),
        happenings: set("happening"),
        local: rows(language.dates, "zone").filter(|row| row.value() == "-").flat_map(Row::surfaces).collect(),
        sums: lang::pairs(language.concepts, "sum-of").collect(),
        extents: EXTENTS.into_iter().flat_map(|extent| lang::words(language.concepts, extent).into_iter().map(move |word| (word, extent))).collect(),
        articles: lang::words(language.sentences, "article"),
        plural_endings: set("plural-ending"),
        estimating: set("estimating"),
        before_plural: set("before-plural"),
        native_endings: set("native-ending"),
        listed_native_endings: set("listed-native-ending"),
        adherents: rows(language.concepts, "adherent").enumerate().flat_map(|(row, words)| words.surfaces().map(move |surface| (surface, row))).collect(),
        plurals: lang::pairs(language.concepts, "plural").collect(),
        plurals_by_ending: lang::pairs(language.concepts, "plural-by-ending").collect(),
        asked: asked.collect(),
    }
});

impl Words {
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

    /// True for a word behind which nothing tells what was counted: `married three times but had no children`.
    pub(super) fn ends_scope(&self, word: &str) -> bool {
        self.scope_breaks.contains(word)
    }

    /// True for a word for the whole of which a number is a part: `nine of them`.
    pub(super) fn whole(&self, word: &str) -> bool {
        self.wholes.contains(word)
    }

    /// True for a word for those that a count leaves one out of: `15 other nations`.
    pub(super) fn others(&self, word: &str) -> bool {
        self.others.contains(word)
    }

    /// True for what ties others to the one whom a count leaves out: `along with 38 other senators`.
    pub(super) fn accompanies(&self, word: &str) -> bool {
        self.accompanies.contains(word)
    }

    /// True for a word for who did it: `gunman`.
    pub(super) fn attacker(&self, word: &str) -> bool {
        self.attackers.contains(word)
    }

    /// True for a word that counts somebody in: `including`.
    pub(super) fn counting(&self, word: &str) -> bool {
        self.counting.contains(word)
    }

    /// True for the words of somebody's own end: `himself`, `own life`.
    pub(super) fn own_end(&self, words: &str) -> bool {
        self.own_end.contains(words)
    }

    /// The country of a word for who or what is of it: that of `Briton`, of `French`.
    pub(super) fn nation(&self, word: &str) -> Option<&'static str> {
        self.nations.get(word).copied()
    }

    /// True for a word that adds a count to what there was: `43 more flights`.
    pub(super) fn adds(&self, word: &str) -> bool {
        self.adds.contains(word)
    }

    /// True for a word that makes a bound of what was measured: `just over`.
    pub(super) fn closes_in(&self, word: &str) -> bool {
        self.closes_in.contains(word)
    }

    /// The concepts of a word that counts lump together.
    pub(super) fn lumps(&self, word: &str) -> Concepts {
        concepts_of(self.language, word) & self.lumps
    }

    /// The concepts that counts lump together.
    pub(super) fn lumped(&self) -> Concepts {
        self.lumps
    }

    /// True for a word that lumps what stands on its two sides.
    pub(super) fn joins(&self, word: &str) -> bool {
        self.joins.contains(word)
    }

    /// True for a word of a slug that says a story corrects another.
    pub(super) fn corrects(&self, word: &str) -> bool {
        self.corrects.contains(word.to_lowercase().as_str())
    }

    /// True for a word that makes a time that of the place: `local`.
    pub(super) fn local(&self, word: &str) -> bool {
        self.local.contains(word)
    }

    /// True for a word of a concept that has other meanings as often: `left`.
    pub(super) fn many_sided(&self, word: &str) -> bool {
        self.many_sided.contains(word)
    }

    /// True for a noun that names a happening: `summit`, `quake`.
    pub(super) fn happening(&self, word: &str) -> bool {
        self.happenings.contains(word)
    }

    /// What the money for something is called: `value of the` for a contract.
    pub(super) fn sum_of(&self, word: &str) -> Option<&'static str> {
        self.sums.get(word).copied()
    }

    /// What a length is beside a word: a distance, a depth.
    pub(super) fn extent(&self, word: &str) -> Option<&'static str> {
        self.extents.get(word).copied()
    }

    /// True for `the` and its kin.
    pub(super) fn article(&self, word: &str) -> bool {
        self.articles.contains(word)
    }

    /// True for two words of one party or faith: `Democrats`, `Democratic`.
    pub(super) fn one_faith(&self, a: &str, b: &str) -> bool {
        self.adherents.get(a).is_some_and(|faith| self.adherents.get(b) == Some(faith))
    }

    /// True for a word that may be a name in its plural.
    pub(super) fn is_plural(&self, word: &str) -> bool {
        self.plural_endings.iter().any(|ending| word.ends_with(ending))
    }

    /// True for what stands behind a name in its plural: `Chargers`.
    pub(super) fn plural_ending(&self, ending: &str) -> bool {
        self.plural_endings.contains(ending)
    }

    /// True for a word by which somebody estimates: `estimated`.
    pub(super) fn estimates(&self, word: &str) -> bool {
        self.estimating.contains(word)
    }

    /// True for what shows that a name behind it is a plural: `both`, `generation of`.
    pub(super) fn before_plural(&self, words: &str) -> bool {
        self.before_plural.contains(words)
    }

    /// True for a word of the grammar: `in`, `said`.
    pub(super) fn is_function(&self, word: &str) -> bool {
        self.function.contains(word)
    }

    /// True for what stands behind the name of a place in the word for who lives there: `South African`, and where
    /// the place is listed `Kazakhstani`.
    pub(super) fn native_ending(&self, ending: &str, listed: bool) -> bool {
        self.native_endings.contains(ending) || listed && self.listed_native_endings.contains(ending)
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

    /// True for a word of a market that makes its prices anew every day.
    pub(super) fn priced(&self, word: &str) -> bool {
        self.priced.contains(word)
    }

    /// True for a word of what has come so far: `75 percent contained`.
    pub(super) fn progress(&self, word: &str) -> bool {
        self.progress.contains(word)
    }

    /// True for a word in front of an age that says that it was another before.
    pub(super) fn grown(&self, word: &str) -> bool {
        self.grown.contains(word)
    }

    /// What was done to those who are counted, people where no noun is given: `killed`.
    pub(super) fn done(&self, concepts: Concepts, noun: Option<&str>) -> Option<&'static str> {
        let people = noun.is_none_or(|noun| self.people.contains(noun));
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
