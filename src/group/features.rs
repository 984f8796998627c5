//! What grouping looks at in a report: its words, told apart by what they are, and its day.

use deunicode::deunicode;
use foldhash::{HashMap, HashMapExt, HashSet};
use rust_stemmers::{Algorithm, Stemmer};
use xxhash_rust::xxh3::xxh3_64;

use crate::copy::LONG;
use crate::lang::{self, Language, PerLanguage};
use crate::read::Report;
use crate::segment::{Document, Role, TokenKind};
use crate::span::Span;
use crate::value::date::iso::day_number;

/// A stem, by its hash: two of them share one in four thousand million, which costs a grain of accuracy
/// and saves all strings.
pub(super) type Key = u32;

/// What a word is in its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Word,
    /// Written with a capital inside of sentences, and in no other way; also two words with capitals in a
    /// row, since a first and a second name tell a person where neither alone does.
    Name,
    /// A number, a weekday or a month: it counts, and is no name for an event.
    Number,
}

/// A stem of a report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) key: Key,
    pub(super) class: Class,
    /// How often it stands in the text, the lead counting more.
    pub(super) count: f32,
    /// Whether it stands in the headline or the lead.
    pub(super) lead: bool,
    /// Where it stands first: in the headline that is apart from the text, or in the text.
    pub(super) apart: bool,
    pub(super) first: Span,
}

/// What grouping looks at in a report.
#[derive(Clone, Debug)]
pub struct Features {
    /// Its day of publication, counted from 1970.
    pub(super) day: Option<i32>,
    /// Its stems, by key.
    pub(super) terms: Vec<Term>,
    /// Hashes of its long sentences, each once, in order.
    pub(super) sentences: Vec<u64>,
}

/// Reads reports for [`Features`]; words that it has met are not stemmed again.
#[derive(Debug, Default)]
pub struct Reader {
    stems: HashMap<String, Option<Key>>,
}

/// Sentences of prose that lead a report, and how many times a word of them counts.
const LEAD: usize = 2;
const LEAD_COUNTS: f32 = 3.0;
/// Words that a reader keeps: 10 MB.
const KNOWN: usize = 100_000;

impl Reader {
    /// What grouping looks at in a report. Linear in its length; fails on no text.
    pub fn read(&mut self, report: &Report) -> Features {
        if self.stems.len() > KNOWN {
            self.stems.clear();
        }
        // Words of another language keep their endings, and are told apart by how rare they are alone.
        let known = report.language.as_deref().map_or(Some(Language::fallback()), Language::of);
        let language = known.unwrap_or(Language::fallback());
        let words = known.map(|language| WORDS.get(language));
        let mut found: HashMap<Key, Found> = HashMap::new();
        if let Some(headline) = &report.headline {
            self.collect(&Document::new(headline, language), true, words, &mut found);
        }
        let document = Document::new(&report.text, language);
        self.collect(&document, false, words, &mut found);
        let mut terms: Vec<Term> = found.into_iter().map(|(key, found)| found.term(key)).collect();
        terms.sort_unstable_by_key(|term| term.key);
        Features { day: report.published.map(|published| day_number(published.date) as i32), terms, sentences: sentences(&document) }
    }

    fn collect(&mut self, document: &Document<'_>, apart: bool, words: Option<&Words>, found: &mut HashMap<Key, Found>) {
        let mut prose = 0;
        for sentence in &document.sentences {
            let body = sentence.role == Role::Body;
            let lead = apart || sentence.role == Role::Headline || body && prose < LEAD;
            prose += usize::from(body);
            let mut opens = true;
            // The word with a capital right before.
            let mut before: Option<(Key, Span)> = None;
            for token in sentence.tokens.clone() {
                let kind = document.tokens[token].kind;
                let first = opens && kind == TokenKind::Word;
                opens &= !first;
                let lower = document.lower(token);
                let key = match kind {
                    TokenKind::Word => self.stem(lower, words),
                    TokenKind::Number if lower.len() > 1 => Some(xxh3_64(lower.replace(',', "").as_bytes()) as Key),
                    _ => None,
                };
                let Some(key) = key else {
                    before = None;
                    continue;
                };
                let number = kind == TokenKind::Number || words.is_some_and(|words| words.calendar.contains(lower));
                let span = document.tokens[token].span;
                let new = |number, capital, span| Found { count: 0.0, number, capital, small: false, lead: false, apart, first: span };
                let entry = found.entry(key).or_insert(new(number, false, span));
                entry.add(lead);
                let capital = document.word(token).starts_with(char::is_uppercase);
                // A headline may have capitals everywhere; a sentence has one in front in any case.
                if body && !first && !apart {
                    entry.capital |= capital;
                }
                entry.small |= !capital;
                if !capital || number {
                    before = None;
                } else if let Some((other, start)) = before.replace((key, span))
                    && span.start() == start.end() + 1
                {
                    let pair = (u64::from(other) << 32) | u64::from(key);
                    found.entry(xxh3_64(&pair.to_le_bytes()) as Key).or_insert(new(false, true, Span::new(start.start(), span.end()))).add(lead);
                }
            }
        }
    }

    fn stem(&mut self, lower: &str, words: Option<&Words>) -> Option<Key> {
        let Some(words) = words else {
            return (lower.len() > 1).then(|| xxh3_64(lower.to_lowercase().as_bytes()) as Key);
        };
        if let Some(known) = self.stems.get(lower) {
            return *known;
        }
        let key = if words.stop.contains(lower) || lower.len() < 2 { None } else { Some(xxh3_64(words.stemmer.stem(&folded(lower)).as_bytes()) as Key) };
        self.stems.insert(lower.to_owned(), key);
        key
    }
}

/// A word without accents, which wires write or leave out.
fn folded(lower: &str) -> String {
    if lower.is_ascii() { lower.to_owned() } else { deunicode(lower).to_ascii_lowercase() }
}

/// A stem while its report is read.
struct Found {
    count: f32,
    number: bool,
    capital: bool,
    small: bool,
    lead: bool,
    apart: bool,
    first: Span,
}

impl Found {
    fn add(&mut self, lead: bool) {
        self.count += if lead { LEAD_COUNTS } else { 1.0 };
        self.lead |= lead;
    }

    fn term(self, key: Key) -> Term {
        let class = match self {
            Found { number: true, .. } => Class::Number,
            Found { capital: true, small: false, .. } => Class::Name,
            _ => Class::Word,
        };
        Term { key, class, count: self.count, lead: self.lead, apart: self.apart, first: self.first }
    }
}

/// Hashes of the sentences that are long enough to tell a copy from a coincidence.
fn sentences(document: &Document<'_>) -> Vec<u64> {
    let mut words = String::new();
    let mut prints = Vec::new();
    for sentence in &document.sentences {
        words.clear();
        let mut count = 0;
        for token in sentence.tokens.clone() {
            let kind = document.tokens[token].kind;
            if matches!(kind, TokenKind::Word | TokenKind::Number) {
                words.push_str(document.lower(token));
                words.push(' ');
                count += usize::from(kind == TokenKind::Word);
            }
        }
        if count >= LONG {
            prints.push(xxh3_64(words.as_bytes()));
        }
    }
    prints.sort_unstable();
    prints.dedup();
    prints
}

/// Words that tell nothing, and how endings are cut.
struct Words {
    stop: HashSet<&'static str>,
    calendar: HashSet<&'static str>,
    stemmer: Stemmer,
}

static WORDS: PerLanguage<Words> = PerLanguage::new(|language| Words {
    stop: lang::words(language.concepts, "stop"),
    calendar: ["weekday", "month"].iter().flat_map(|category| lang::words(language.dates, category)).collect(),
    stemmer: Stemmer::create(Algorithm::English),
});
