//! What a claim is about: the words, concepts, entities and dates around its value.
//!
//! All words of an event are interned once, so that contexts compare as numbers. The value itself
//! is no part of its context, and neither is any other number.

use std::cell::RefCell;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use rust_stemmers::{Algorithm, Stemmer};

use crate::entity::Entities;
use crate::extract::Extraction;
use crate::lang::{Language, PerLanguage, rows};
use crate::segment::{Document, Role, TokenKind};
use crate::value::figure::FigureType;
use crate::value::figure::units::dimension;
use crate::value::name::NameType;
use crate::value::{Date, Kind, Value};

/// A word stem of the event, as an index into [`Vocabulary`].
pub type Stem = u32;

/// A set of news concepts, one bit each.
pub type Concepts = u128;

/// Stems of an event with what is known of each.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// How many reports use the stem.
    document_frequency: Vec<u32>,
    concepts: Vec<Concepts>,
    qualifier: Vec<u32>,
    /// Class of a counted noun; 0 for none.
    noun: Vec<u32>,
    /// True for a word for an area of land: `province`.
    area: Vec<bool>,
    /// Concepts that have one figure an event.
    event_concepts: Concepts,
    /// A word of each stem as the event writes it: the first met.
    word: Vec<String>,
    of_stem: HashMap<String, Stem>,
    reports: usize,
}

impl Vocabulary {
    /// Weight of a stem: the rarer in the event, the more it tells (inverse document frequency,
    /// Spärck Jones 1972, smoothed so that a word of every report still counts a little).
    pub fn weight(&self, stem: Stem) -> f32 {
        let n = self.reports as f32;
        ((n + 1.0) / (self.document_frequency[stem as usize] as f32 + 0.5)).ln().max(0.1)
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
        self.area[stem as usize]
    }

    /// True for two counted nouns of one class: `people` and `villagers`.
    pub fn same_class(&self, a: Stem, b: Stem) -> bool {
        let class = |s: Stem| self.noun[s as usize];
        a == b || class(a) != 0 && class(a) == class(b)
    }

    /// A number for the class of a counted noun; a noun of no class stands for itself.
    fn class(&self, noun: Stem) -> u64 {
        match self.noun[noun as usize] {
            0 => u64::from(noun) << 32,
            class => u64::from(class),
        }
    }

    /// True where the concepts hold one that has one figure an event.
    pub fn one_an_event(&self, concepts: Concepts) -> bool {
        concepts & self.event_concepts != 0
    }

    /// The stem of a word, where the event uses it.
    fn find(&self, word: &str) -> Option<Stem> {
        self.of_stem.get(stemmer().stem(&word.to_lowercase()).as_ref()).copied()
    }
}

/// One sentence's words.
#[derive(Debug, Default)]
pub struct SentenceContext {
    /// Sorted, without repeats, without words that say nothing.
    pub stems: Vec<Stem>,
    /// Sum of the stems' weights.
    pub weight: f32,
    /// Entities named in it, sorted.
    pub entities: Vec<usize>,
    /// Hash of its words in order: copies of one sentence share it.
    pub fingerprint: u64,
}

/// Where in its report a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prominence {
    /// In the headline.
    Headline,
    /// In the first prose sentences.
    Lead,
    /// Further down.
    Body,
}

/// What one claim is about.
#[derive(Debug)]
pub struct Context {
    /// Index of the report.
    pub report: usize,
    /// Index of the claim in its report.
    pub claim: usize,
    /// Index of its sentence in the report.
    pub sentence: usize,
    /// Stems near the value with their weights (rarity by nearness), sorted by stem.
    pub near: Vec<(Stem, f32)>,
    /// Concepts of the nearest concept word.
    pub concept: Concepts,
    /// The nearest concept word.
    pub concept_word: Option<Stem>,
    /// Concepts of all concept words in reach.
    pub concepts: Concepts,
    /// Stem of the counted noun and its concepts.
    pub counted: Option<Stem>,
    /// What its value is measured in: a hash of the type and the unit or class of counted noun.
    pub unit: u64,
    /// A hash of its value.
    pub value: u64,
    /// A hash of its value, its unit and, for figures, its concept.
    pub stated: u64,
    /// Different values in this unit in its report, itself included.
    pub in_unit: usize,
    /// Those of them beside the same concept.
    pub in_frame: usize,
    /// Stem of the nearest content word on each side.
    pub neighbours: [Option<Stem>; 2],
    /// Qualifier classes beside the value: first, second, women, other …, sorted.
    pub qualifiers: Vec<u32>,
    /// The entity named nearest to the value.
    pub entity: Option<usize>,
    /// Entities within reach, sorted.
    pub entities: Vec<usize>,
    /// The person named nearest to the value in its sentence.
    pub person: Option<usize>,
    /// The person that the value is a fact of: `Ana Ruiz, 61,`, `the 61-year-old Ana Ruiz`.
    pub holder: Option<usize>,
    /// Where it stands.
    pub prominence: Prominence,
    /// The office that a person is named with: its head, then its other words; empty for none.
    pub role: Vec<Stem>,
    /// True in a line that is about the report itself: `Updated: 8 June, 10:15`.
    pub stamp: bool,
    /// True for a value whose nearest verb is one of saying: `said on Tuesday`.
    pub saying: bool,
    /// True where the text says that the value replaced another, or was replaced: `rose to`, `originally`.
    pub changed: bool,
    /// The other dates and figures of its sentence, as claims of its report; the nearest few.
    pub siblings: Vec<usize>,
    /// The date that the sentence gives, for figures and names: index of the claim in its report.
    pub date: Option<usize>,
    /// The last day that the report named up to the claim, for figures and times without a day.
    pub day: Option<usize>,
}

/// The contexts of all claims of an event.
#[derive(Debug, Default)]
pub struct Contexts {
    /// The event's words.
    pub vocabulary: Vocabulary,
    /// For each report, for each sentence.
    pub sentences: Vec<Vec<SentenceContext>>,
    /// All claims that can be aligned, by report, then place.
    pub claims: Vec<Context>,
    /// For each report, [`Context::stated`] of all its claims.
    stated: Vec<HashSet<u64>>,
    /// For each [`Context::stated`], the reports that state it, sorted.
    stating: HashMap<u64, Vec<usize>>,
}

/// How many words away a word still tells what a value is about.
const REACH: usize = 14;
/// How much farther a word is that stands behind a comma, a semicolon or a conjunction.
const BREAK: usize = 4;
/// How many other values of a sentence are looked at.
const SIBLINGS: usize = 6;
/// How many words an office may take.
const ROLE: usize = 5;
/// The longest line about the report itself, in tokens.
const STAMP: usize = 28;
/// How far before a date the verb stands that it dates.
const SAYING: usize = 3;
/// How far a person stands from a fact of his.
const HOLDER: usize = 2;
/// How far a word of change reaches.
const CHANGE: usize = 8;
/// Prose sentences that make the lead.
const LEAD: usize = 2;

impl Contexts {
    /// Reads the contexts of all claims.
    pub fn new(extractions: &[Extraction<'_>], entities: &Entities, language: &'static Language) -> Self {
        let words = WORDS.get(language);
        let mut interner = Interner::new(words);
        // Per report, the stem of every token; tokens that say nothing have none.
        let stems: Vec<Vec<Option<Stem>>> = extractions.iter().map(|e| interner.report(e)).collect();
        let vocabulary = interner.finish(extractions.len());
        let mut contexts = Contexts { vocabulary, sentences: Vec::with_capacity(extractions.len()), ..Contexts::default() };
        for (report, extraction) in extractions.iter().enumerate() {
            contexts.add_report(report, extraction, &stems[report], &entities.of_claim[report], words);
        }
        contexts
    }

    fn add_report(&mut self, report: usize, extraction: &Extraction<'_>, stems: &[Option<Stem>], entities: &[Option<usize>], words: &Words) {
        let document = &extraction.document;
        let places: Vec<Range<usize>> = extraction.claims.iter().map(|c| document.tokens_in(c.mention.span)).collect();
        let mut sentences: Vec<SentenceContext> = document
            .sentences
            .iter()
            .map(|sentence| {
                let mut found: Vec<Stem> = sentence.tokens.clone().filter_map(|t| stems[t]).collect();
                let bytes: Vec<u8> = found.iter().flat_map(|s| s.to_le_bytes()).collect();
                found.sort_unstable();
                found.dedup();
                let weight = found.iter().map(|&s| self.vocabulary.weight(s)).sum();
                SentenceContext { stems: found, weight, entities: Vec::new(), fingerprint: xxhash_rust::xxh3::xxh3_64(&bytes) }
            })
            .collect();
        let homes: Vec<usize> = extraction.claims.iter().map(|c| document.sentence_at(c.mention.span.start())).collect();
        for (claim, &home) in homes.iter().enumerate() {
            if let Some(entity) = entities[claim] {
                sentences[home].entities.push(entity);
            }
        }
        for sentence in &mut sentences {
            sentence.entities.sort_unstable();
            sentence.entities.dedup();
        }
        let lead_ends =
            document.sentences.iter().enumerate().filter(|(_, s)| s.role == Role::Body).nth(LEAD - 1).map_or(document.sentences.len(), |(i, _)| i + 1);
        let mut day = None;
        for (claim, found) in extraction.claims.iter().enumerate() {
            let home = homes[claim];
            let reader = Reader { document, stems, vocabulary: &self.vocabulary, words, sentence: document.sentences[home].tokens.clone() };
            let mut context = reader.read(places[claim].clone());
            context.report = report;
            context.claim = claim;
            match &found.mention.value {
                Value::Date(date) if date.names_day() => {
                    if !context.stamp && !context.saying {
                        day = Some(claim);
                    }
                }
                Value::Date(_) | Value::Figure(_) => context.day = day,
                Value::Name(_) => {}
            }
            context.sentence = home;
            context.prominence = match document.sentences[home].role {
                Role::Headline => Prominence::Headline,
                _ if home < lead_ends => Prominence::Lead,
                _ => Prominence::Body,
            };
            if let Value::Figure(figure) = &found.mention.value {
                context.counted = figure.counted.as_deref().and_then(|noun| self.vocabulary.find(noun));
            }
            if matches!(&found.mention.value, Value::Name(name) if name.name_type == NameType::Person) {
                context.role = reader.role(&places[claim]);
            }
            context.unit = self.unit(&found.mention.value, context.counted);
            context.value = xxhash_rust::xxh3::xxh3_64(found.mention.value.to_string().as_bytes());
            let about = if found.mention.value.kind() == Kind::Figure { context.concept } else { 0 };
            context.stated = xxhash_rust::xxh3::xxh3_64_with_seed(&about.to_le_bytes(), context.unit ^ context.value);
            let mut others: Vec<(usize, usize)> = Vec::new();
            let mut people: Vec<(usize, usize)> = Vec::new();
            let mut nearest: Option<(usize, usize)> = None;
            let mut siblings: Vec<(usize, usize)> = Vec::new();
            // Claims stand in the text's order, so those of one sentence stand together.
            let first = homes.partition_point(|&place| place < home);
            let beyond = homes.partition_point(|&place| place <= home);
            for other in (first..beyond).filter(|&other| other != claim) {
                let gap = gap(&places[claim], &places[other]);
                if extraction.claims[other].mention.value.kind() != Kind::Name && !extraction.claims[other].mention.span.overlaps(found.mention.span) {
                    siblings.push((gap, other));
                }
                match (&extraction.claims[other].mention.value, entities[other]) {
                    (Value::Name(name), Some(entity)) => {
                        others.push((gap, entity));
                        if name.name_type == NameType::Person && nearest.is_none_or(|known| (gap, entity) < known) {
                            nearest = Some((gap, entity));
                        }
                        if name.name_type == NameType::Person && gap <= HOLDER {
                            // `Ana Ruiz, 61` and `the 61-year-old Ana Ruiz`, not `Ana Ruiz, 61; Jan Moe`.
                            let before = places[other].end <= places[claim].start;
                            // `Ruiz's 16-year-old friend` tells the age of the friend.
                            let of_another = before && document.word(places[other].end).starts_with(['\'', '’']);
                            if (before || gap == 0) && !of_another {
                                people.push((usize::from(!before), entity));
                            }
                        }
                    }
                    (Value::Date(_), _) if found.mention.value.kind() != Kind::Date => context.date = context.date.or(Some(other)),
                    _ => {}
                }
            }
            context.person = nearest.map(|(_, entity)| entity);
            context.holder = people.into_iter().min().map(|(_, entity)| entity);
            siblings.sort_unstable();
            context.siblings = siblings.into_iter().take(SIBLINGS).map(|(_, other)| other).collect();
            others.sort_unstable();
            context.entity = others.first().map(|&(_, e)| e);
            context.entities = others.iter().map(|&(_, e)| e).collect();
            context.entities.sort_unstable();
            context.entities.dedup();
            self.claims.push(context);
        }
        self.sentences.push(sentences);
        let first = self.claims.len() - extraction.claims.len();
        self.stated.push(self.claims[first..].iter().filter(|c| !c.stamp).map(|c| c.stated).collect());
        for claim in self.claims[first..].iter().filter(|c| !c.stamp) {
            let reports = self.stating.entry(claim.stated).or_default();
            if reports.last() != Some(&report) {
                reports.push(report);
            }
        }
        self.count_rivals(first);
    }

    /// What a value is measured in. Units of one dimension are one: miles and kilometres.
    fn unit(&self, value: &Value, counted: Option<Stem>) -> u64 {
        let name = match value {
            Value::Figure(figure) => match (figure.figure_type, counted) {
                (FigureType::Count | FigureType::Plain, Some(noun)) => format!("count {}", self.vocabulary.class(noun)),
                (FigureType::Count | FigureType::Plain, None) => "count".to_owned(),
                (FigureType::Measure, _) => format!("measure {}", figure.unit.as_deref().and_then(dimension).unwrap_or_default()),
                (other, _) => other.as_str().to_owned(),
            },
            Value::Date(date) => format!("{} {}", date.date_type.as_str(), date.granularity.as_str()),
            Value::Name(name) => name.name_type.as_str().to_owned(),
        };
        xxhash_rust::xxh3::xxh3_64(name.as_bytes())
    }

    /// Counts, for each claim of a report, the different values that share its unit and its frame.
    fn count_rivals(&mut self, first: usize) {
        let mut rows: Vec<(u64, Concepts, u64, usize)> = (first..self.claims.len())
            .filter(|&index| !self.claims[index].stamp)
            .map(|index| {
                let context = &self.claims[index];
                (context.unit, context.concept, context.value, index)
            })
            .collect();
        rows.sort_unstable();
        for unit in rows.chunk_by(|a, b| a.0 == b.0) {
            let mut values: Vec<u64> = unit.iter().map(|r| r.2).collect();
            values.sort_unstable();
            values.dedup();
            for frame in unit.chunk_by(|a, b| a.1 == b.1) {
                // Sorted by value within a frame.
                let different = 1 + frame.windows(2).filter(|w| w[0].2 != w[1].2).count();
                for row in frame {
                    self.claims[row.3].in_unit = values.len();
                    self.claims[row.3].in_frame = different;
                }
            }
        }
    }

    /// True where the report of `context` states the value of `other` as well.
    pub fn knows(&self, context: &Context, other: &Context) -> bool {
        self.stated[context.report].contains(&other.stated)
    }

    /// The reports that state the value of a claim, sorted; none for a stamp.
    pub fn stating(&self, context: &Context) -> &[usize] {
        self.stating.get(&context.stated).map_or(&[], Vec::as_slice)
    }

    /// The date that a claim's sentence gives.
    pub fn date<'e>(&self, context: &Context, extractions: &'e [Extraction<'_>]) -> Option<&'e Date> {
        date(extractions, context, context.date)
    }

    /// The last day that the report named up to a claim.
    pub fn day<'e>(&self, context: &Context, extractions: &'e [Extraction<'_>]) -> Option<&'e Date> {
        date(extractions, context, context.day)
    }
}

/// A date that a claim of the same report gives.
fn date<'e>(extractions: &'e [Extraction<'_>], context: &Context, claim: Option<usize>) -> Option<&'e Date> {
    match &extractions[context.report].claims[claim?].mention.value {
        Value::Date(date) => Some(date),
        _ => None,
    }
}

/// Tokens between two ranges; 0 where they touch or overlap.
fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

/// Reads the words around one value.
struct Reader<'a> {
    document: &'a Document<'a>,
    stems: &'a [Option<Stem>],
    vocabulary: &'a Vocabulary,
    words: &'a Words,
    sentence: Range<usize>,
}

impl Reader<'_> {
    fn read(&self, place: Range<usize>) -> Context {
        let mut near: Vec<(Stem, f32)> = Vec::new();
        let mut nearest: Option<(usize, Stem)> = None;
        let mut concepts = 0;
        let mut qualifiers = Vec::new();
        let mut neighbours = [None, None];
        // The value's own words tell too: `death toll of 10`, `10 dead`.
        for token in place.clone() {
            if let Some(stem) = self.stems[token] {
                near.push((stem, self.vocabulary.weight(stem)));
                self.note(stem, 0, &mut nearest, &mut concepts, &mut qualifiers);
            }
        }
        for (side, neighbour) in neighbours.iter_mut().enumerate() {
            let mut distance = 0;
            let mut token = if side == 0 { place.start } else { place.end };
            loop {
                if side == 0 {
                    if token <= self.sentence.start {
                        break;
                    }
                    token -= 1;
                } else if token >= self.sentence.end {
                    break;
                }
                distance += 1;
                if self.words.breaks.contains(self.document.lower(token)) {
                    distance += BREAK;
                }
                if distance > REACH {
                    break;
                }
                if let Some(stem) = self.stems[token] {
                    neighbour.get_or_insert(stem);
                    near.push((stem, self.vocabulary.weight(stem) * (-(distance as f32) / 6.0).exp()));
                    self.note(stem, distance, &mut nearest, &mut concepts, &mut qualifiers);
                }
                if side == 1 {
                    token += 1;
                }
            }
        }
        near.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        near.dedup_by_key(|(stem, _)| *stem);
        qualifiers.sort_unstable();
        qualifiers.dedup();
        let concept_word = nearest.map(|(_, stem)| stem);
        Context {
            report: 0,
            claim: 0,
            sentence: 0,
            near,
            concept: concept_word.map_or(0, |s| self.vocabulary.concepts[s as usize]),
            concept_word,
            concepts,
            counted: None,
            unit: 0,
            value: 0,
            stated: 0,
            in_unit: 0,
            in_frame: 0,
            neighbours,
            qualifiers,
            entity: None,
            entities: Vec::new(),
            person: None,
            holder: None,
            prominence: Prominence::Body,
            role: Vec::new(),
            stamp: self.stamp(),
            saying: self.saying(&place),
            changed: self.changed(&place),
            siblings: Vec::new(),
            date: None,
            day: None,
        }
    }

    /// The office in front of a name (`Qeshm governor Ana Ruiz`) or behind it (`Ana Ruiz, the
    /// governor of Qeshm,`).
    fn role(&self, place: &Range<usize>) -> Vec<Stem> {
        let lower = |t: usize| self.document.lower(t);
        let before = (place.start.saturating_sub(ROLE).max(self.sentence.start)..place.start).rev();
        let before: Vec<usize> = before.take_while(|&t| !self.words.breaks.contains(lower(t)) && self.document.tokens[t].kind != TokenKind::Symbol).collect();
        let behind = place.end < self.sentence.end && matches!(self.document.word(place.end), "," | "/");
        let after = place.end + 1..(place.end + 1 + ROLE).min(self.sentence.end);
        let after: Vec<usize> = after.take_while(|&t| !self.words.breaks.contains(lower(t))).collect();
        let head = match before.first() {
            Some(&t) if self.words.offices.contains(lower(t)) => Some((t, before)),
            _ if behind => after.iter().find(|&&t| self.words.offices.contains(lower(t))).map(|&t| (t, after.clone())),
            _ => None,
        };
        let Some((head, around)) = head else { return Vec::new() };
        // The deputy of an office does not hold it.
        if around.iter().any(|&t| self.words.deputies.contains(lower(t))) {
            return Vec::new();
        }
        let Some(stem) = self.stems[head] else { return Vec::new() };
        let mut role = vec![stem];
        role.extend(around.into_iter().filter(|&t| t != head).filter_map(|t| self.stems[t]));
        role
    }

    /// A line without a final mark that opens with a word such as `updated`, or has no words beside
    /// the date.
    fn stamp(&self) -> bool {
        let closed = matches!(self.document.word(self.sentence.end - 1), "." | "!" | "?" | "\"" | "”");
        let opening = self.sentence.clone().take(2).any(|t| self.words.stamp.contains(self.document.lower(t)));
        let numbers = self.sentence.clone().filter(|&t| self.document.tokens[t].kind == TokenKind::Number).count();
        let bare = self.sentence.clone().filter(|&t| self.stems[t].is_some()).count() <= 2 || numbers * 3 >= self.sentence.len();
        !closed && self.sentence.len() <= STAMP && (opening || bare)
    }

    /// Looks for a verb of saying right beside the value: `on` and its like may stand between.
    fn saying(&self, place: &Range<usize>) -> bool {
        let before = (place.start.saturating_sub(SAYING).max(self.sentence.start)..place.start).rev();
        let after = place.end..(place.end + 1).min(self.sentence.end);
        let word = |token: usize| self.document.lower(token);
        before.take_while(|&t| !self.words.breaks.contains(word(t))).chain(after).any(|t| self.words.saying.contains(word(t)))
    }

    /// Looks for words of change in the value's own clause.
    fn changed(&self, place: &Range<usize>) -> bool {
        let open = |token: &usize| !self.words.breaks.contains(self.document.lower(*token));
        let before = (place.start.saturating_sub(CHANGE).max(self.sentence.start)..place.start).rev().take_while(open);
        let after = (place.end..(place.end + CHANGE).min(self.sentence.end)).take_while(open);
        before.chain(after).any(|token| self.words.change.contains(self.document.lower(token)))
    }

    fn note(&self, stem: Stem, distance: usize, nearest: &mut Option<(usize, Stem)>, concepts: &mut Concepts, qualifiers: &mut Vec<u32>) {
        let found = self.vocabulary.concepts[stem as usize];
        *concepts |= found;
        if found != 0 && nearest.is_none_or(|(d, _)| distance < d) {
            *nearest = Some((distance, stem));
        }
        let qualifier = self.vocabulary.qualifier[stem as usize];
        // The value's own words qualify nothing: `a third` is one more person.
        if qualifier != 0 && (1..=3).contains(&distance) {
            qualifiers.push(qualifier);
        }
    }
}

/// How many words each thread keeps the stems of: 2 MB.
const MOST_STEMS: usize = 16_384;

thread_local! {
    /// The stems of words, which follow from the words alone.
    static KNOWN_STEMS: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
}

/// Gives the words of an event their numbers.
struct Interner<'w> {
    words: &'w Words,
    stemmer: Stemmer,
    of_word: HashMap<String, Option<Stem>>,
    vocabulary: Vocabulary,
    seen: Vec<usize>,
}

impl<'w> Interner<'w> {
    fn new(words: &'w Words) -> Self {
        Interner { words, stemmer: stemmer(), of_word: HashMap::new(), vocabulary: Vocabulary::default(), seen: Vec::new() }
    }

    /// The stems of one report's tokens. The words of a date are its value, as digits are.
    fn report(&mut self, extraction: &Extraction<'_>) -> Vec<Option<Stem>> {
        let document = &extraction.document;
        self.vocabulary.reports += 1;
        let mut dates = vec![false; document.tokens.len()];
        for claim in extraction.claims.iter().filter(|c| c.mention.value.kind() == Kind::Date) {
            dates[document.tokens_in(claim.mention.span)].fill(true);
        }
        (0..document.tokens.len())
            .map(|token| {
                if document.tokens[token].kind != TokenKind::Word || dates[token] {
                    return None;
                }
                let stem = self.word(document.lower(token))?;
                let seen = &mut self.seen[stem as usize];
                if *seen != self.vocabulary.reports {
                    *seen = self.vocabulary.reports;
                    self.vocabulary.document_frequency[stem as usize] += 1;
                }
                Some(stem)
            })
            .collect()
    }

    fn word(&mut self, lower: &str) -> Option<Stem> {
        if let Some(&known) = self.of_word.get(lower) {
            return known;
        }
        let stem = if self.words.stop.contains(lower) || lower.chars().count() < 2 {
            None
        } else {
            let folded = lower.to_lowercase();
            let text = self.stem(&folded);
            Some(match self.vocabulary.of_stem.get(&text) {
                Some(&stem) => stem,
                None => {
                    let stem = self.vocabulary.word.len() as Stem;
                    self.vocabulary.document_frequency.push(0);
                    self.vocabulary.concepts.push(self.words.concepts.get(text.as_str()).copied().unwrap_or(0));
                    self.vocabulary.qualifier.push(self.words.qualifiers.get(text.as_str()).copied().unwrap_or(0));
                    self.vocabulary.noun.push(self.words.nouns.get(text.as_str()).copied().unwrap_or(0));
                    self.vocabulary.area.push(self.words.areas.contains(folded.as_str()));
                    self.seen.push(0);
                    self.vocabulary.of_stem.insert(text, stem);
                    self.vocabulary.word.push(folded);
                    stem
                }
            })
        };
        self.of_word.insert(lower.to_owned(), stem);
        stem
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
            let stem = self.stemmer.stem(folded).into_owned();
            known.insert(folded.to_owned(), stem.clone());
            stem
        })
    }

    fn finish(mut self, reports: usize) -> Vocabulary {
        self.vocabulary.reports = reports;
        self.vocabulary.event_concepts = self.words.event_concepts;
        self.vocabulary
    }
}

/// Porter's second algorithm (snowball English).
fn stemmer() -> Stemmer {
    Stemmer::create(Algorithm::English)
}

/// The rows of `concepts.tsv`; concepts and qualifiers by stem, so that one row serves all inflections.
struct Words {
    concepts: HashMap<String, Concepts>,
    event_concepts: Concepts,
    qualifiers: HashMap<String, u32>,
    nouns: HashMap<String, u32>,
    stop: HashSet<&'static str>,
    breaks: HashSet<&'static str>,
    change: HashSet<&'static str>,
    saying: HashSet<&'static str>,
    stamp: HashSet<&'static str>,
    offices: HashSet<&'static str>,
    deputies: HashSet<&'static str>,
    areas: HashSet<&'static str>,
}

static WORDS: PerLanguage<Words> = PerLanguage::new(|language| {
    let stemmer = stemmer();
    let set = |table, category| {
        let mut set = HashSet::new();
        set.extend(rows(table, category).flat_map(|r| r.surfaces().collect::<Vec<_>>()));
        set
    };
    let mut concepts: HashMap<String, Concepts> = HashMap::new();
    let mut event_concepts = 0;
    for (bit, row) in rows(language.concepts, "concept").enumerate() {
        let concept = 1 << (bit % Concepts::BITS as usize);
        for surface in row.surfaces() {
            *concepts.entry(stemmer.stem(surface).into_owned()).or_default() |= concept;
        }
        if row.cell(1) == "event" {
            event_concepts |= concept;
        }
    }
    let classes = |category| {
        let mut classes = HashMap::new();
        for (class, row) in rows(language.concepts, category).enumerate() {
            for surface in row.surfaces() {
                classes.insert(stemmer.stem(surface).into_owned(), class as u32 + 1);
            }
        }
        classes
    };
    let (qualifiers, nouns) = (classes("qualifier"), classes("noun"));
    Words {
        concepts,
        event_concepts,
        qualifiers,
        nouns,
        stop: set(language.concepts, "stop"),
        breaks: set(language.concepts, "break"),
        change: set(language.concepts, "change"),
        saying: set(language.concepts, "saying"),
        stamp: set(language.concepts, "stamp"),
        offices: set(language.concepts, "office"),
        deputies: set(language.concepts, "deputy"),
        areas: set(language.concepts, "area"),
    }
});
