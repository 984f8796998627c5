//! The short label of a finding's question, as a person would put it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::judge::Case;
use super::side::Side;
use super::words::{ARTICLE, HAPPENING, MANY_SIDED, WIDTH};
use crate::align::context::Stem;
use crate::lang::Language;
use crate::segment::TokenKind;
use crate::value::date::DateType;
use crate::value::figure::{FigureType, units};
use crate::value::name::NameType;
use crate::value::{Kind, Value};

/// Words of a sentence that stand for the question where no concept does.
const WORDS: usize = 4;
/// The longest mark behind a value, in tokens: `--`.
const MARKS: usize = 2;
/// Tokens of what stands in brackets behind a value.
const BRACKET: usize = 10;
/// How many words away from a date stands what happened on it.
const DATED: usize = 6;

/// `people killed`, `date of the summit`, `spelling of Jon Owen`, `age of Ana Ruiz`.
pub(super) fn label(case: &Case<'_>, sides: &[Side], finding_type: &str) -> String {
    // A slot may hold more than one question: what its other claims say is not asked here.
    let mut places: Vec<usize> = sides.iter().flat_map(|side| &side.places).copied().collect();
    places.sort_unstable();
    let asked = Asked { case, places };
    if let Some(entity) = case.slot.entity {
        let name = &case.court.entities.all[entity].canonical;
        return if finding_type == "spelling" { format!("spelling of {name}") } else { format!("name of {name}") };
    }
    match case.slot.kind {
        Kind::Name => asked.role(),
        Kind::Date => {
            let clock = asked.places().filter(|&p| matches!(case.value(p), Value::Date(d) if d.date_type == DateType::Time)).count();
            asked.of_happening(if clock * 2 > asked.places.len() { "time" } else { "date" })
        }
        Kind::Figure => asked.figure(),
    }
}

/// The claims of one finding, as places in its slot.
struct Asked<'c, 'a> {
    case: &'c Case<'a>,
    places: Vec<usize>,
}

impl Asked<'_, '_> {
    fn places(&self) -> impl Iterator<Item = usize> {
        self.places.iter().copied()
    }

    /// What most claims say; among equals the first in order.
    fn most<T: Ord>(&self, of: impl Fn(usize) -> Option<T>) -> Option<T> {
        let mut counts: BTreeMap<T, usize> = BTreeMap::new();
        for found in self.places().filter_map(of) {
            *counts.entry(found).or_default() += 1;
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(found, _)| found)
    }

    fn word(&self, stem: Stem) -> &str {
        self.case.court.contexts.vocabulary.word(stem)
    }

    fn role(&self) -> String {
        let Some(place) = self.places().find(|&p| !self.case.context(p).role.is_empty()) else { return self.quoting("name", self.places[0]) };
        let words: Vec<&str> = self.case.context(place).role.iter().rev().map(|&stem| self.as_written(place, stem)).collect();
        format!("name of the {}", words.join(" "))
    }

    /// A word of this stem as a claim's sentence writes it: `Rebel`, and not the `rebels` of another report.
    fn as_written(&self, place: usize, stem: Stem) -> &str {
        let (document, vocabulary) = (self.case.document(place), &self.case.court.contexts.vocabulary);
        let of_stem = |&t: &usize| vocabulary.stem_of(document.lower(t), Language::fallback()) == Some(stem);
        self.case.sentence_tokens(place).find(of_stem).map_or(self.word(stem), |t| document.tokens[t].span.of(document.text))
    }

    /// The concept word of a claim; what stands far from a date is dated by another.
    fn concept_word(&self, place: usize) -> Option<Stem> {
        let context = self.case.context(place);
        context.concept_word.filter(|_| self.case.slot.kind != Kind::Date || context.concept_gap <= DATED)
    }

    /// The word that tells what a claim is about, and those next to it.
    fn beside(&self, place: usize) -> impl Iterator<Item = &str> {
        let [before, after] = self.case.context(place).neighbours;
        [self.concept_word(place), before, after].into_iter().flatten().map(|s| self.word(s))
    }

    /// The noun for what happened: as the reports write it, else as its concept is called.
    fn happening(&self) -> Option<String> {
        let vocabulary = &self.case.court.contexts.vocabulary;
        let written = self.most(|p| self.beside(p).find(|w| self.case.court.words.is(HAPPENING, w)).map(str::to_owned));
        // `left holes`, `left for Arvo`: such a word does not tell by itself what happened.
        let sure = |&(place, stem): &(usize, Stem)| !self.case.court.words.is(MANY_SIDED, &self.as_written(place, stem).to_lowercase());
        let called = |p| self.case.court.words.noun(vocabulary.concepts(self.concept_word(p).map(|stem| (p, stem)).filter(sure)?.1));
        written.or_else(|| self.most(called).map(str::to_owned))
    }

    /// `date of the summit`, or the words in front of the value.
    fn of_happening(&self, what: &str) -> String {
        match self.happening() {
            Some(noun) => format!("{what} of the {noun}"),
            None => self.quoting(what, self.places[0]),
        }
    }

    /// The tokens of a value with the brackets in which it stands, or which stand behind it: `300 kilometers (185 miles)`.
    fn bracketed(&self, place: usize) -> Range<usize> {
        let (document, context) = (self.case.document(place), self.case.context(place));
        let (own, sentence) = (self.case.own_tokens(place), self.case.sentence_tokens(place));
        let claims = &self.case.court.extractions[context.report].claims;
        let start = context.restates.map_or(own.start, |claim| document.tokens_in(claims[claim].mention.span).start);
        let opened = context.restates.is_some() || own.end < sentence.end && document.word(own.end) == "(";
        let closed = (own.end..(own.end + BRACKET).min(sentence.end)).find(|&t| opened && document.word(t) == ")");
        start.min(own.start)..closed.map_or(own.end, |t| t + 1)
    }

    /// The tokens of a value's own clause in front of it and behind it, a few whole words.
    fn clause(&self, place: usize) -> [Range<usize>; 2] {
        let document = self.case.document(place);
        let (own, sentence) = (self.bracketed(place), self.case.sentence_tokens(place));
        let word = |t: &usize| matches!(document.tokens[*t].kind, TokenKind::Word | TokenKind::Number);
        let before = (own.start.saturating_sub(WORDS).max(sentence.start)..own.start).rev().take_while(word).count();
        let words = |from: usize| (from..(from + WORDS).min(sentence.end)).take_while(word).count();
        // `12:05 p.m. -- Airliner crashes`: where nothing else tells, what stands behind the mark does.
        let mark = |t: &usize| document.tokens[*t].kind == TokenKind::Symbol;
        let marks = if before == 0 { (own.end..(own.end + MARKS).min(sentence.end)).take_while(mark).count() } else { 0 };
        let from = own.end + marks;
        [own.start - before..own.start, from..from + words(from)]
    }

    /// `date in “waterways will be closed …”`: the words before a claim stand for its question.
    fn quoting(&self, what: &str, place: usize) -> String {
        let document = self.case.document(place);
        let [before, after] = self.clause(place);
        let text = |range: &Range<usize>| {
            let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else { return "" };
            document.tokens[range.start].span.cover(document.tokens[last].span).of(document.text)
        };
        // `in`, `by early` tell nothing.
        let short = before.len() < after.len().min(2);
        match (text(&before), text(&after)) {
            ("", "") => what.to_owned(),
            (before, after) if short || before.is_empty() => format!("{what} in “… {}”", line(after)),
            (before, _) => format!("{what} in “{} …”", line(before)),
        }
    }

    fn figure(&self) -> String {
        let figures = || self.places().filter_map(|p| if let Value::Figure(f) = self.case.value(p) { Some((p, f)) } else { None });
        let Some((first, figure)) = figures().next() else { return "figure".to_owned() };
        match figure.figure_type {
            FigureType::Age => match self.most(|p| self.case.context(p).holder) {
                Some(holder) => format!("age of {}", self.case.court.entities.all[holder].canonical),
                None => match self.most(|p| self.person_near(p)) {
                    Some(person) => format!("age of {person}"),
                    None => self.quoting("age", first),
                },
            },
            FigureType::Count | FigureType::Plain => self.count(first),
            FigureType::Money => self.amount().unwrap_or_else(|| self.quoting("amount", first)),
            FigureType::Percent => self.quoting("percentage", first),
            FigureType::Measure => match figure.unit.as_deref() {
                Some("magnitude") => self.of_happening("magnitude"),
                Some(unit) => match units::dimension(unit) {
                    Some("time") => self.quoting("length of time", first),
                    Some("length") => self.quoting(self.most(|p| self.extent(p)).unwrap_or("length"), first),
                    dimension => self.quoting(dimension.unwrap_or("measure"), first),
                },
                None => self.quoting("measure", first),
            },
            FigureType::Score => self.quoting("score", first),
            FigureType::Ordinal => self.quoting("rank", first),
        }
    }

    /// `price of the acquisition`, or `value of the contract`, where that is what the reports call it.
    fn amount(&self) -> Option<String> {
        let words = self.case.court.words;
        let (of_concept, noun) = self.most(|p| {
            let concept = self.case.context(p).concept;
            words.amount(concept).map(|amount| (amount, words.noun(concept)))
        })?;
        let called = |p| self.beside(p).find_map(|word| words.sum_of(word).map(|what| format!("{what} {word}")));
        let written = if noun.is_some_and(|noun| of_concept.ends_with(noun)) { self.most(called) } else { None };
        Some(written.unwrap_or_else(|| of_concept.to_owned()))
    }

    /// What a length is: `distance`, `depth`.
    fn extent(&self, place: usize) -> Option<&'static str> {
        let document = self.case.document(place);
        let [before, after] = self.clause(place);
        let words = self.case.court.words;
        // `ran 70 yards across the lawn`, where no article would make it as wide.
        let crosses = |token: usize| token + 1 < document.tokens.len() && words.is(ARTICLE, document.lower(token + 1));
        let extent = |token: usize| words.extent(document.lower(token)).filter(|&extent| extent != WIDTH || !crosses(token));
        after.chain(before.rev()).find_map(extent)
    }

    /// `people killed`, `houses damaged`, `number of limousines`.
    fn count(&self, first: usize) -> String {
        let concept = self.most(|p| Some(self.case.context(p).concept).filter(|c| *c != 0)).unwrap_or(0);
        let noun = self.most(|p| match self.case.value(p) {
            Value::Figure(figure) => figure.counted.clone(),
            _ => None,
        });
        let done = self.case.court.words.done(concept, noun.as_deref());
        let noun = noun.map(|noun| self.case.court.words.plural(&noun));
        match (noun, done) {
            (Some(noun), Some(done)) => format!("{noun} {done}"),
            (None, Some(done)) => format!("number {done}"),
            (Some(noun), None) => format!("number of {noun}"),
            (None, None) => self.quoting("number", first),
        }
    }

    /// The person named nearest to a claim.
    fn person_near(&self, place: usize) -> Option<String> {
        let entity = &self.case.court.entities.all[self.case.context(place).entity?];
        (entity.name_type == NameType::Person).then(|| entity.canonical.clone())
    }
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
