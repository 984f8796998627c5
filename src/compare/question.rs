//! The short label of a finding's question, as a person would put it.

use std::collections::BTreeMap;

use super::judge::Case;
use crate::align::context::Stem;
use crate::segment::TokenKind;
use crate::value::date::DateType;
use crate::value::figure::{FigureType, units};
use crate::value::name::NameType;
use crate::value::{Kind, Value};

/// Words of a sentence that stand for the question where no concept does.
const WORDS: usize = 4;

/// `people killed`, `date of the summit`, `spelling of Jon Owen`, `age of Ana Ruiz`.
pub(super) fn label(case: &Case<'_>, finding_type: &str) -> String {
    if let Some(entity) = case.slot.entity {
        let name = &case.court.entities.all[entity].canonical;
        return if finding_type == "spelling" { format!("spelling of {name}") } else { format!("name of {name}") };
    }
    match case.slot.kind {
        Kind::Name => case.role(),
        Kind::Date => {
            let clock = case.places().filter(|&p| matches!(case.value(p), Value::Date(d) if d.date_type == DateType::Time)).count();
            case.of_happening(if clock * 2 > case.slot.claims.len() { "time" } else { "date" })
        }
        Kind::Figure => case.figure(),
    }
}

impl Case<'_> {
    fn places(&self) -> std::ops::Range<usize> {
        0..self.slot.claims.len()
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
        self.court.contexts.vocabulary.word(stem)
    }

    fn role(&self) -> String {
        let Some(place) = self.places().find(|&p| !self.context(p).role.is_empty()) else { return self.quoting("name", 0) };
        let words: Vec<&str> = self.context(place).role.iter().rev().map(|&s| self.as_written(place, self.word(s))).collect();
        format!("name of the {}", words.join(" "))
    }

    /// A word with the capitals that it has in a claim's sentence.
    fn as_written<'s>(&'s self, place: usize, lower: &'s str) -> &'s str {
        let claim = self.claim(place);
        let document = &self.court.extractions[claim.report].document;
        let tokens = document.sentences[self.context(place).sentence].tokens.clone();
        tokens.into_iter().find(|&t| document.lower(t) == lower).map_or(lower, |t| document.tokens[t].span.of(document.text))
    }

    /// The noun for what happened: as the reports write it, else as its concept is called.
    fn happening(&self) -> Option<String> {
        let written = self.most(|p| {
            let context = self.context(p);
            let near = [context.concept_word, context.neighbours[0], context.neighbours[1]];
            near.into_iter().flatten().map(|s| self.word(s)).find(|w| self.court.words.happening(w)).map(str::to_owned)
        });
        written.or_else(|| self.most(|p| self.court.words.noun(self.context(p).concept).map(str::to_owned)))
    }

    /// `date of the summit`, or the words in front of the value.
    fn of_happening(&self, what: &str) -> String {
        match self.happening() {
            Some(noun) => format!("{what} of the {noun}"),
            None => self.quoting(what, 0),
        }
    }

    /// `date in “waterways will be closed …”`: the words before a claim stand for its question.
    fn quoting(&self, what: &str, place: usize) -> String {
        let claim = self.claim(place);
        let document = &self.court.extractions[claim.report].document;
        let sentence = document.sentences[self.context(place).sentence].tokens.clone();
        let own = document.tokens_in(claim.mention.span);
        // Whole words of the value's own clause.
        let word = |t: &usize| matches!(document.tokens[*t].kind, TokenKind::Word | TokenKind::Number);
        let before = (own.start.saturating_sub(WORDS).max(sentence.start)..own.start).rev().take_while(word).count();
        let after = (own.end..(own.end + WORDS).min(sentence.end)).take_while(word).count();
        let (before, after) = (own.start - before..own.start, own.end..own.end + after);
        let text = |range: std::ops::Range<usize>| {
            let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else { return "" };
            document.tokens[range.start].span.cover(document.tokens[last].span).of(document.text)
        };
        match (text(before), text(after)) {
            ("", "") => what.to_owned(),
            ("", after) => format!("{what} in “… {}”", line(after)),
            (before, _) => format!("{what} in “{} …”", line(before)),
        }
    }

    fn figure(&self) -> String {
        let figures = || self.places().filter_map(|p| if let Value::Figure(f) = self.value(p) { Some((p, f)) } else { None });
        let Some((first, figure)) = figures().next() else { return "figure".to_owned() };
        match figure.figure_type {
            FigureType::Age => match self.most(|p| self.context(p).holder) {
                Some(holder) => format!("age of {}", self.court.entities.all[holder].canonical),
                None => match self.most(|p| self.person_near(p)) {
                    Some(person) => format!("age of {person}"),
                    None => self.quoting("age", first),
                },
            },
            FigureType::Count | FigureType::Plain => self.count(first),
            FigureType::Money => self.most(|p| self.court.words.amount(self.context(p).concept)).map_or_else(|| self.quoting("amount", first), str::to_owned),
            FigureType::Percent => self.quoting("percentage", first),
            FigureType::Measure => match figure.unit.as_deref() {
                Some("magnitude") => self.of_happening("magnitude"),
                Some(unit) => {
                    let dimension = units::dimension(unit).unwrap_or("measure");
                    self.quoting(if dimension == "time" { "length of time" } else { dimension }, first)
                }
                None => self.quoting("measure", first),
            },
            FigureType::Score => self.quoting("score", first),
            FigureType::Ordinal => self.quoting("rank", first),
        }
    }

    /// `people killed`, `houses damaged`, `number of limousines`.
    fn count(&self, first: usize) -> String {
        let concept = self.most(|p| Some(self.context(p).concept).filter(|c| *c != 0)).unwrap_or(0);
        let noun = self.most(|p| match self.value(p) {
            Value::Figure(figure) => figure.counted.clone(),
            _ => None,
        });
        let done = self.court.words.done(concept, noun.as_deref());
        let noun = noun.map(|noun| self.court.words.plural(&noun));
        match (noun, done) {
            (Some(noun), Some(done)) => format!("{noun} {done}"),
            (None, Some(done)) => format!("number {done}"),
            (Some(noun), None) => format!("number of {noun}"),
            (None, None) => self.quoting("number", first),
        }
    }

    /// The person named nearest to a claim.
    fn person_near(&self, place: usize) -> Option<String> {
        let entity = &self.court.entities.all[self.context(place).entity?];
        (entity.name_type == NameType::Person).then(|| entity.canonical.clone())
    }
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
