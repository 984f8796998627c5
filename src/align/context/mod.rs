//! What a claim is about: the words, concepts, entities and dates around its value.
//!
//! All words of an event are interned once, so that contexts compare as numbers. The value itself
//! is no part of its context, and neither is any other number.

use std::fmt::{Arguments, Write as _};
use std::ops::Range;

use foldhash::HashMap;
use rust_decimal::Decimal;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::entity::Entities;
use crate::extract::{Certainty, Extraction};
use crate::lang::Language;
use crate::read::dateline;
use crate::segment::{Document, Role, Sentence};
use crate::value::figure::FigureType;
use crate::value::figure::units::{self, dimension};
use crate::value::name::NameType;
use crate::value::{Date, Kind, Value};

mod beside;
pub mod modality;
mod reader;
mod vocabulary;

use beside::{Beside, Placed};
use modality::Modality;
use reader::Reader;
pub use vocabulary::{Concepts, Duties, Stem, Vocabulary, concept_named, concepts_of};
use vocabulary::{Interner, WORDS, Words};

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prominence {
    /// In the headline.
    Headline,
    /// In the first prose sentences.
    Lead,
    /// Further down.
    #[default]
    Body,
}

/// What one claim is about.
#[derive(Debug, Default)]
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
    /// How many words away it stands; a break counts for some.
    pub concept_gap: usize,
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
    /// The first entity of its sentence, where it stands before the value.
    pub subject: Option<usize>,
    /// True where the text speaks of what is to come.
    pub ahead: bool,
    /// The person that the value is a fact of: `Ana Ruiz, 61,`, `the 61-year-old Ana Ruiz`.
    pub holder: Option<usize>,
    /// Where it stands.
    pub prominence: Prominence,
    /// The office that a person is named with: its head, then its other words; empty for none.
    pub role: Vec<Stem>,
    /// Whose office it is, where he stands in front of it: `Britain's U.N. Ambassador`.
    pub owner: Option<Stem>,
    /// True in a line that is about the report itself, `Updated: 8 June, 10:15`, and in a row of a table.
    pub stamp: bool,
    /// True for what the text denies, or says no longer.
    pub denied: bool,
    /// True for a value, or a name, whose nearest verb is one of saying: `said on Tuesday`.
    pub saying: bool,
    /// True in front of a word that makes a length of time that between two events: `three days after the vote`.
    pub between: bool,
    /// The side of a thing that a length measures, where a word right beside it tells: `12m (40ft) wide`; else 0.
    pub side: Duties,
    /// True for a count that is a property of something: `an 11-story building`.
    pub attributive: bool,
    /// How the text puts a figure; nothing for one that it tells as it is.
    pub modality: Modality,
    /// True where the text says that the value replaced another, or was replaced: `rose to`, `originally`.
    pub changed: bool,
    /// True where it says so of a number that was set right: `originally`, `revised to`.
    pub revised: bool,
    /// The other dates and figures of its sentence, as claims of its report; the nearest few.
    pub siblings: Vec<usize>,
    /// The figure that it tells again in another unit, in brackets: `12 miles (20 km)`; as a claim of its report.
    pub restates: Option<usize>,
    /// A hash of the values right in front of it and right behind it in its sentence; none where one side has none.
    pub flanks: Option<u64>,
    /// The date that the sentence gives, for figures and names: index of the claim in its report.
    pub date: Option<usize>,
    /// The last day that the report named up to the claim, for figures and times without a day.
    pub day: Option<usize>,
}

impl Context {
    /// True for what answers no question of the event.
    pub fn is_aside(&self) -> bool {
        self.stamp || self.denied
    }
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
    /// For each [`Context::stated`], the reports that state it, sorted.
    stating: HashMap<u64, Vec<usize>>,
}

/// Prose sentences that make the lead.
const LEAD: usize = 2;

impl Contexts {
    /// Reads the contexts of all claims.
    pub fn new(extractions: &[Extraction<'_>], entities: &Entities, language: &'static Language) -> Self {
        let words = WORDS.get(language);
        let mut interner = Interner::new(words);
        // Per report, the stem of every token; tokens that say nothing have none.
        let stems: Vec<Vec<Option<Stem>>> = extractions.iter().map(|e| interner.report(e)).collect();
        let vocabulary = interner.finish();
        let mut contexts = Contexts { vocabulary, sentences: Vec::with_capacity(extractions.len()), ..Contexts::default() };
        for (report, extraction) in extractions.iter().enumerate() {
            contexts.add_report(report, extraction, &stems[report], &entities.of_claim[report], words);
        }
        contexts
    }

    fn add_report(&mut self, report: usize, extraction: &Extraction<'_>, stems: &[Option<Stem>], entities: &[Option<usize>], words: &Words) {
        let document = &extraction.document;
        let placed = Placed::new(extraction, entities);
        let sentences = self.sentences(document, stems, &placed);
        let prose = document.sentences.iter().enumerate().filter(|(_, s)| s.role == Role::Body);
        let lead_ends = prose.map(|(sentence, _)| sentence + 1).nth(LEAD - 1).unwrap_or(document.sentences.len());
        let dateline = dateline::span(document.text);
        let mut day = None;
        let mut beside = Beside::default();
        let mut text = String::new();
        let first = self.claims.len();
        for (claim, found) in extraction.claims.iter().enumerate() {
            let (value, home) = (&found.mention.value, placed.homes[claim]);
            let reader = Reader { document, stems, vocabulary: &self.vocabulary, words, sentence: document.sentences[home].tokens.clone() };
            let mut context = reader.read(placed.places[claim].clone());
            (context.report, context.claim, context.sentence) = (report, claim, home);
            context.prominence = match document.sentences[home].role {
                Role::Headline => Prominence::Headline,
                _ if home < lead_ends => Prominence::Lead,
                _ => Prominence::Body,
            };
            context.denied = found.certainty == Certainty::Denied;
            // The day that a dateline or the head of a note tells is the report's, and so is an instant that a machine wrote:
            // `2007-12-07 04:33:16 UTC`.
            let written = |day| found.mention.span.of(document.text).starts_with(day);
            let instant = matches!(value, Value::Date(date) if date.instant_day().is_some_and(written));
            let of_line = || dateline.is_some_and(|line| line.overlaps(found.mention.span)) || reader.written(&placed.places[claim]);
            context.stamp |= instant || value.kind() == Kind::Date && of_line();
            match value {
                Value::Date(date) if date.names_day() => {
                    if !context.is_aside() && !context.saying {
                        day = Some(claim);
                    }
                }
                Value::Date(_) | Value::Figure(_) => context.day = day,
                Value::Name(_) => {}
            }
            match value {
                Value::Figure(figure) => {
                    context.counted = figure.counted.as_deref().and_then(|noun| self.vocabulary.find(noun, words));
                    context.attributive = context.counted.is_some() && reader.attributive(&placed.places[claim]);
                    context.modality = reader.modality(&placed.places[claim], figure);
                }
                Value::Name(name) if name.name_type == NameType::Person => (context.role, context.owner) = reader.role(&placed.places[claim]),
                _ => {}
            }
            context.unit = self.unit(value, context.counted, &mut text);
            context.value = hash(&mut text, format_args!("{value}"));
            let about = if value.kind() == Kind::Figure { context.concept } else { 0 };
            context.stated = xxh3_64_with_seed(&about.to_le_bytes(), context.unit ^ context.value);
            beside.read(&placed, claim, &reader, &mut context);
            self.claims.push(context);
        }
        self.sentences.push(sentences);
        for claim in self.claims[first..].iter().filter(|c| !c.is_aside()) {
            let reports = self.stating.entry(claim.stated).or_default();
            if reports.last() != Some(&report) {
                reports.push(report);
            }
        }
        self.tell_flanks(first, extraction);
        self.tell_restated(first, extraction);
        self.count_rivals(first);
    }

    /// Tells each date and figure of a report between which two others it stands. What a flank of two digits counts may be
    /// left out: `121 RBIs`, `121`. There are two of many things.
    fn tell_flanks(&mut self, first: usize, extraction: &Extraction<'_>) {
        let mut text = String::new();
        let mut values: Vec<(usize, u64)> = Vec::new();
        for (index, context) in self.claims.iter().enumerate().skip(first) {
            let told = match &extraction.claims[context.claim].mention.value {
                Value::Name(_) => continue,
                Value::Figure(figure) if matches!(figure.figure_type, FigureType::Count | FigureType::Plain) && figure.low >= Decimal::TEN => {
                    hash(&mut text, format_args!("{}..{}", figure.low, figure.high))
                }
                _ => context.value,
            };
            values.push((index, told));
        }
        for three in values.windows(3) {
            let [(front, before), (own, _), (back, behind)] = [three[0], three[1], three[2]];
            if self.claims[front].sentence == self.claims[back].sentence {
                self.claims[own].flanks = Some(xxh3_64(&[before, behind].map(u64::to_le_bytes).concat()));
            }
        }
    }

    /// Tells each figure in brackets that it restates the one in front of them in another unit of its kind.
    fn tell_restated(&mut self, first: usize, extraction: &Extraction<'_>) {
        let figure = |index: usize| {
            let mention = &extraction.claims[self.claims[index].claim].mention;
            if let Value::Figure(figure) = &mention.value { Some((index, mention.span, figure)) } else { None }
        };
        let figures: Vec<_> = (first..self.claims.len()).filter_map(figure).collect();
        for pair in figures.windows(2) {
            let [(front, told, x), (index, again, y)] = [pair[0], pair[1]];
            let (front, own) = (&self.claims[front], &self.claims[index]);
            let one_kind = x.unit != y.unit && x.unit.as_deref().zip(y.unit.as_deref()).is_some_and(|(x, y)| units::of_one_kind(x, y));
            let gap = extraction.document.text.get(told.end()..again.start()).unwrap_or_default().trim();
            let restated = match gap {
                "(" => Some(front.claim),
                ";" => front.restates,
                _ => None,
            };
            if front.sentence == own.sentence && one_kind {
                self.claims[index].restates = restated;
            }
        }
    }

    /// The words of each sentence of a report, and whom it names.
    fn sentences(&self, document: &Document<'_>, stems: &[Option<Stem>], placed: &Placed<'_>) -> Vec<SentenceContext> {
        let mut bytes: Vec<u8> = Vec::new();
        let words_of = |sentence: &Sentence| {
            let mut found: Vec<Stem> = Vec::with_capacity(sentence.tokens.len());
            found.extend(stems[sentence.tokens.clone()].iter().flatten());
            bytes.clear();
            found.iter().for_each(|stem| bytes.extend_from_slice(&stem.to_le_bytes()));
            found.sort_unstable();
            found.dedup();
            let weight = found.iter().map(|&s| self.vocabulary.weight(s)).sum();
            SentenceContext { stems: found, weight, entities: Vec::new(), fingerprint: xxh3_64(&bytes) }
        };
        let mut sentences: Vec<SentenceContext> = document.sentences.iter().map(words_of).collect();
        for (&home, entity) in placed.homes.iter().zip(placed.entities) {
            sentences[home].entities.extend(entity);
        }
        for sentence in &mut sentences {
            sentence.entities.sort_unstable();
            sentence.entities.dedup();
        }
        sentences
    }

    /// What a value is measured in. Units of one dimension are one: miles and kilometres.
    fn unit(&self, value: &Value, counted: Option<Stem>, text: &mut String) -> u64 {
        match value {
            Value::Figure(figure) => match (figure.figure_type, counted) {
                (FigureType::Count | FigureType::Plain, Some(noun)) => hash(text, format_args!("count {}", self.vocabulary.class(noun))),
                (FigureType::Count | FigureType::Plain, None) => xxh3_64(b"count"),
                (FigureType::Measure, _) => hash(text, format_args!("measure {}", figure.unit.as_deref().and_then(dimension).unwrap_or_default())),
                (other, _) => xxh3_64(other.as_str().as_bytes()),
            },
            Value::Date(date) => hash(text, format_args!("{} {}", date.date_type.as_str(), date.granularity.as_str())),
            Value::Name(name) => xxh3_64(name.name_type.as_str().as_bytes()),
        }
    }

    /// Counts, for each claim of a report, the different values that share its unit and its frame.
    fn count_rivals(&mut self, first: usize) {
        let mut rows: Vec<(u64, Concepts, u64, usize)> = (first..self.claims.len())
            .filter(|&index| !self.claims[index].is_aside())
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
        self.stating(other).binary_search(&context.report).is_ok()
    }

    /// The reports that state the value of a claim, sorted; none for what is aside.
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

/// The hash of what is written, by way of `text`.
fn hash(text: &mut String, written: Arguments<'_>) -> u64 {
    text.clear();
    // A string takes all that is written.
    let _ = text.write_fmt(written);
    xxh3_64(text.as_bytes())
}

/// A date that a claim of the same report gives.
fn date<'e>(extractions: &'e [Extraction<'_>], context: &Context, claim: Option<usize>) -> Option<&'e Date> {
    match &extractions[context.report].claims[claim?].mention.value {
        Value::Date(date) => Some(date),
        _ => None,
    }
}

/// Tokens between two ranges; 0 where they touch or overlap.
pub(super) fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}
