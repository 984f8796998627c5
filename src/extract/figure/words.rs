//! The typed tables of figures, from the rows of one language and of `data/units.tsv`.

use foldhash::{HashMap, HashMapExt};
use rust_decimal::Decimal;

use crate::lang::{Endings, Language, PerLanguage, pairs, rows};
use crate::segment::{ByWord, Document, WordId};
use crate::value::figure::{Comparator, units};

/// What a word adds to a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberWord {
    /// `seven`, `forty`
    Cardinal(u32),
    /// `hundred`, `million`
    Multiplier(Decimal),
    /// `dozen`, which multiplies only the word before it
    Dozen,
    /// `dozens`: a multiplier behind a number, else a range
    Vague { multiplier: Decimal, low: Decimal, high: Decimal },
    /// `several`
    Some(u32, u32),
    /// `few`, `couple`, after an article
    AfterArticle(u32, u32),
    /// `a`, which is one of a unit alone: `about an hour`
    Article,
    /// `minutes`, which may stand without a number: `minutes later`
    Span,
    /// `half`
    Half,
    /// `quarter`
    Quarter,
    /// `third`, a rank or one part of three
    Ordinal(u32),
    /// `thirds`
    Parts(u32),
    /// `twice`: so many of what the word counts
    Times(u32, &'static str),
}

/// What a word may be around a number; a set of these bits.
pub(super) type Roles = u128;

macro_rules! roles {
    ($($name:ident $category:literal),* $(,)?) => {
        roles!(@ 0; $($name $category,)*);
        const CATEGORIES: &[(&str, Roles)] = &[$(($category, $name)),*];
    };
    (@ $n:expr; $name:ident $category:literal, $($rest:tt)*) => {
        pub(super) const $name: Roles = 1 << ($n);
        roles!(@ $n + 1; $($rest)*);
    };
    (@ $n:expr;) => {};
}

roles! {
    ARTICLE "article", AND "and", OR "or", OF "of", TO "to", OUT "out", POINT "point", MINUS "minus", BETWEEN "between", FROM "from", THE "the",
    MONTH "month", CLOCK "clock", LABEL "label", LABEL_CAPITAL "label-capital", PROGRAMME "programme", STREET "street", SCORE "score-noun", RECORD "record", CHANGE "change", QUAKE "quake",
    STATE "state", HARM "harm", TOLL "toll", PERSON "person", OTHERS "pronoun-others", PLURAL "plural", FUNCTION "function", VERB "verb",
    AGED "age-before", NOW "age-now", ONE_NOT_BEFORE "one-not-before", ONE_NOT_AFTER "one-not-after", ORDINAL_NOT_BEFORE "ordinal-not-before",
    ORDINAL_SUFFIX "ordinal-suffix", RANK_VERB "rank-verb", WEEKDAY "weekday", THAN "than", RELATIVE "relative", RANKED "ranked", MORE "more", AGE_DEATH "age-death", AT "at", SHARE_BEFORE "share-before", LENGTH_BEFORE "length-before", IN "in", SPAN_AFTER "span-after", HALF_NOT_AFTER "half-not-after", AGE_AFTER "age-after", GERUND_NOUN "gerund-noun", TIME_BEFORE "time-before", UNRANKED "unranked",
    SUCH "rank-such", IDIOM "ordinal-idiom", IDIOM_THIRD "ordinal-idiom-third", RANK_LINK "rank-link", RANK_FIELD "rank-field", RANK_AFTER "rank-after",
    RATE "rate", BE "be", NUMBERING "numbering", SEED "seed",
    RACE "race", ANGLE "angle", WEIGHT "weight", PAID "paid", SUM "sum", GIVEN "given", EVERY "every",
    AGE_NOUN "age-noun", AGE_TOLD "age-told", AGE_PERSON "age-person", AGE_WORKER "age-worker", AGE_WHO "age-who", AGE_TURN "age-turn",
    AGE_TURN_AFTER "age-turn-after", WHEN "when", ON "on",
    TIMES_NOT_BEFORE "times-not-before", TIMES_NOT_AFTER "times-not-after", ONCE_AFTER "once-after", ONCE_BEFORE "once-before",
    RANK_OVERALL "rank-overall", CHART_VERB "chart-verb", BOUT "bout", LEFT "clock-left", LEFT_BEFORE "clock-left-before", MARK "clock-mark", INTO "into", PART_NOT_BEFORE "part-not-before",
    RACED "raced", CLOCKED "clocked", LAP_TIME "lap-time", LAP_NOT "lap-not", RACING "racing", LAP_BEHIND "lap-behind", HOURS_LONG "hours-long",
    BLOCK "block", EMERGENCY "emergency", EMERGENCY_AFTER "emergency-after", NO_PLURAL "no-plural", VAGUE_OF "vague-of", UNIT_FILLER "unit-filler", SPRINT "sprint", REFEREE "referee", BOUT_END "bout-end", THROUGH "through", HOUSEHOLD "household", PASSED "passed",
}

/// A word that [`Words::numbers`] has.
pub(super) const NUMBER: Roles = 1 << 127;

/// When a unit's surface counts as the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// Wherever it follows a number.
    Always,
    /// In small letters too, in front of a number: `dlrs 24 billion`.
    Word,
    /// Written against the digits.
    Glued,
    /// Written against the digits, and as a capital.
    GluedCapital,
    /// The last word of its sentence, against the digits, or behind another unit.
    Last,
    /// Behind a number of a hundred or more.
    Large,
    /// Written in capitals.
    Capital,
    /// Of a currency with a name of one or two letters: in a text that names its country.
    Home,
    /// Of a currency by one letter, which roads and rounds have too: in front of a sum, or in a text that names its
    /// country.
    Letter,
    /// With a capital, as an abbreviation: `Rs`.
    Title,
    /// Behind a part of one, where rates are spoken of: `half-point hike`.
    Rate,
}

/// A unit or currency as a text writes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surface {
    pub(super) code: &'static str,
    pub(super) condition: Condition,
}

/// Surfaces of several tokens, found by their first.
#[derive(Debug)]
pub(super) struct Sequences<T> {
    by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
    /// Words that stand for the first of them inside a surface: `litres a minute` for `litres per minute`.
    per: Vec<&'static str>,
}

impl<T: Copy> Sequences<T> {
    fn new() -> Self {
        Sequences { by_first: HashMap::new(), per: Vec::new() }
    }

    fn add(&mut self, language: &'static Language, surface: &'static str, value: T) {
        let document = Document::new(surface, language);
        let mut tokens = document.tokens.iter().map(|t| t.span.of(surface)).filter(|t| *t != "-");
        if let Some(first) = tokens.next() {
            let rest: Vec<&str> = tokens.collect();
            let entries = self.by_first.entry(first).or_default();
            // Longest first, the file's order among equals.
            let at = entries.partition_point(|(r, _)| r.len() >= rest.len());
            entries.insert(at, (rest, value));
        }
    }

    /// The first token of a surface that ends right in front of `end`, not before `floor`.
    pub(super) fn before(&self, document: &Document<'_>, end: usize, floor: usize) -> Option<usize> {
        (floor..end).find(|&token| self.at(document, token, end).is_some_and(|(behind, _)| behind == end))
    }

    /// The longest surface that starts at `token` and ends before `limit`, with the index behind
    /// it. Hyphens may stand between its words: `square-foot`.
    pub(super) fn at(&self, document: &Document<'_>, token: usize, limit: usize) -> Option<(usize, T)> {
        let entries = self.by_first.get(document.lower(token))?;
        entries.iter().find_map(|(rest, value)| {
            let mut next = token + 1;
            for word in rest {
                if next + 1 < limit && document.word(next) == "-" {
                    next += 1;
                }
                // `km2` is one word, `12 ft 2 in` is not.
                let tied = !word.starts_with(|c: char| c.is_ascii_digit()) || document.glued(next - 1);
                if next >= limit || !tied {
                    return None;
                }
                let written = document.lower(next);
                if written != *word && !(self.per.first() == Some(word) && self.per.contains(&written)) {
                    return None;
                }
                next += 1;
            }
            (next <= limit).then_some((next, *value))
        })
    }
}

/// All that the finder knows of one language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) numbers: HashMap<&'static str, NumberWord>,
    pub(super) suffixes: HashMap<&'static str, Decimal>,
    roles: ByWord<Roles>,
    pub(super) before: HashMap<&'static str, Comparator>,
    pub(super) after: Sequences<Comparator>,
    pub(super) or_equal: Sequences<()>,
    pub(super) units: Sequences<Surface>,
    pub(super) units_before: Sequences<Surface>,
    pub(super) money_before: Sequences<Surface>,
    pub(super) money_after: Sequences<Surface>,
    /// Names that money shares with a weight.
    pub(super) money_large: Sequences<Surface>,
    /// Names of a thousand of money.
    pub(super) money_thousands: Sequences<Surface>,
    /// Words behind what is a price: `pounds a share`.
    pub(super) priced: Sequences<()>,
    pub(super) below_zero: Sequences<()>,
    /// Words of two signs, which give a number none: `plus or minus`.
    pub(super) either_sign: Sequences<()>,
    /// What a text calls currencies in their own countries, between bars; each currency, and words that name its country.
    homes: Vec<(&'static str, &'static str, Vec<&'static str>)>,
    pub(super) ages: Sequences<&'static str>,
    pub(super) age_phrases: Sequences<()>,
    /// In front of the first of two ages: `between the ages of 18 and 64`.
    pub(super) age_between: Sequences<()>,
    pub(super) age_subjects: Sequences<()>,
    pub(super) decades: Sequences<()>,
    /// Words behind what is left of a game: `6:42 to go`.
    pub(super) to_go: Sequences<()>,
    /// Endings of regular forms: of the past and the participle, of what goes on, of adverbs.
    pub(super) past: Endings,
    pub(super) going: Endings,
    pub(super) adverb: Endings,
    /// Endings of irregular plurals, and of their singular.
    pub(super) plural_endings: Vec<(&'static str, &'static str)>,
    /// The same of regular plurals; endings of singulars that look like them.
    pub(super) regular_plurals: Vec<(&'static str, &'static str)>,
    pub(super) no_plural: Endings,
    pub(super) lemmas: HashMap<&'static str, &'static str>,
    /// Endings of ranks that are units too, by the last digit of the numbers that they rank: `21st`, not `17st`.
    pub(super) rank_digits: HashMap<&'static str, u32>,
}

impl Words {
    /// The roles of a word; none for most.
    pub(super) fn roles(&self, word: WordId) -> Roles {
        self.roles.get(word)
    }

    /// The currency that a text calls by this name; where no country of it is named, or two, the name itself if it
    /// is a currency's code.
    pub(super) fn at_home(&self, name: &str, document: &Document<'_>) -> Option<&'static str> {
        self.named_home(name, document).or_else(|| units::currency(name))
    }

    /// The currency that is called by this name in the one country of those which have it that a text names.
    pub(super) fn named_home(&self, name: &str, document: &Document<'_>) -> Option<&'static str> {
        let mut named =
            self.homes.iter().filter(|(by, _, country)| by.split('|').any(|by| by == name) && country.iter().any(|word| names(&document.lower, word)));
        let (_, code, _) = named.next()?;
        named.next().is_none().then_some(*code)
    }
}

/// True where a text has these words, and not within longer ones: `oman`, but not in `woman`.
fn names(text: &str, words: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    text.match_indices(words).any(|(at, _)| !letter(text[..at].chars().next_back()) && !letter(text[at + words.len()..].chars().next()))
}

/// The tables of a language, built on first use.
pub(super) static WORDS: PerLanguage<Words> = PerLanguage::new(build);

fn build(language: &'static Language) -> Words {
    let table = language.figures;
    let mut numbers = HashMap::new();
    let mut each = |category: &str, make: &dyn Fn(&crate::lang::Row) -> Option<NumberWord>| {
        for row in rows(table, category) {
            if let Some(word) = make(&row) {
                numbers.extend(row.surfaces().map(|s| (s, word)));
            }
        }
    };
    let int = |text: &str| text.parse::<u32>().ok();
    let decimal = |text: &str| text.parse::<Decimal>().ok();
    each("cardinal", &|r| Some(NumberWord::Cardinal(int(r.value())?)));
    each("multiplier", &|r| Some(NumberWord::Multiplier(decimal(r.value())?)));
    each("dozen", &|_| Some(NumberWord::Dozen));
    each("vague-multiplier", &|r| Some(NumberWord::Vague { multiplier: decimal(r.value())?, low: decimal(r.cell(1))?, high: decimal(r.cell(2))? }));
    each("vague", &|r| Some(NumberWord::Some(int(r.value())?, int(r.cell(1))?)));
    each("vague-article", &|r| Some(NumberWord::AfterArticle(int(r.value())?, int(r.cell(1))?)));
    each("article", &|_| Some(NumberWord::Article));
    each("span", &|_| Some(NumberWord::Span));
    each("half", &|_| Some(NumberWord::Half));
    each("quarter", &|_| Some(NumberWord::Quarter));
    each("ordinal", &|r| Some(NumberWord::Ordinal(int(r.value())?)));
    each("parts", &|r| Some(NumberWord::Parts(int(r.value())?)));
    each("times", &|r| Some(NumberWord::Times(int(r.value())?, r.cell(1))));

    let mut roles = ByWord::of_rows(language, table, CATEGORIES);
    numbers.keys().for_each(|word| roles.add(word, NUMBER));
    let surfaces = |category: &str| {
        let mut sequences = Sequences::new();
        for row in rows(table, category) {
            let condition = match row.cell(1) {
                "glued" => Condition::Glued,
                "glued-capital" => Condition::GluedCapital,
                "last" => Condition::Last,
                "large" => Condition::Large,
                "capital" => Condition::Capital,
                "home" => Condition::Home,
                "letter" => Condition::Letter,
                "title" => Condition::Title,
                "rate" => Condition::Rate,
                "word" => Condition::Word,
                _ => Condition::Always,
            };
            for surface in row.surfaces() {
                sequences.add(language, surface, Surface { code: row.value(), condition });
            }
        }
        sequences
    };
    let phrases = |category: &str| {
        let mut sequences = Sequences::new();
        for surface in rows(table, category).flat_map(|r| r.surfaces().collect::<Vec<_>>()) {
            sequences.add(language, surface, ());
        }
        sequences
    };
    let mut after = Sequences::new();
    for row in rows(table, "comparator-after") {
        for surface in row.surfaces() {
            if let Some(comparator) = comparator(row.value()) {
                after.add(language, surface, comparator);
            }
        }
    }
    let mut ages = Sequences::new();
    for row in rows(table, "age") {
        for surface in row.surfaces() {
            ages.add(language, surface, row.value());
        }
    }
    Words {
        numbers,
        suffixes: rows(table, "suffix").flat_map(|r| r.surfaces().filter_map(move |s| Some((s, decimal(r.value())?))).collect::<Vec<_>>()).collect(),
        roles,
        before: rows(table, "comparator").flat_map(|r| r.surfaces().filter_map(move |s| Some((s, comparator(r.value())?))).collect::<Vec<_>>()).collect(),
        after,
        or_equal: phrases("comparator-equal"),
        units: Sequences { per: rows(table, "per").flat_map(|r| r.surfaces().collect::<Vec<_>>()).collect(), ..surfaces("unit") },
        units_before: surfaces("unit-before"),
        money_before: surfaces("money-before"),
        money_after: surfaces("money-after"),
        money_large: surfaces("money-large"),
        money_thousands: surfaces("money-thousands"),
        priced: phrases("priced"),
        below_zero: phrases("below-zero"),
        either_sign: phrases("either-sign"),
        homes: rows(table, "home").map(|r| (r.cell(1), r.value(), r.surfaces().collect())).collect(),
        ages,
        age_phrases: phrases("age-phrase"),
        age_between: phrases("age-between"),
        age_subjects: phrases("age-subject"),
        decades: phrases("age-decade"),
        to_go: phrases("clock-to-go"),
        past: Endings::new(language.sentences, "past-ending"),
        going: Endings::new(table, "going-ending"),
        adverb: Endings::new(language.sentences, "adverb-ending"),
        plural_endings: pairs(table, "plural-ending").collect(),
        regular_plurals: pairs(table, "regular-plural").collect(),
        no_plural: Endings::new(table, "no-plural-ending"),
        rank_digits: rows(table, "ordinal-suffix").flat_map(|r| r.surfaces().filter_map(move |s| Some((s, int(r.value())?))).collect::<Vec<_>>()).collect(),
        lemmas: pairs(table, "irregular").collect(),
    }
}

fn comparator(sign: &str) -> Option<Comparator> {
    Some(match sign {
        ">" => Comparator::MoreThan,
        ">=" => Comparator::AtLeast,
        "<" => Comparator::LessThan,
        "<=" => Comparator::AtMost,
        "~" => Comparator::About,
        "nearly" => Comparator::Nearly,
        _ => return None,
    })
}
