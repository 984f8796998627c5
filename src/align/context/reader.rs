//! Reads the words around one value.

use std::ops::Range;

use super::Context;
use super::vocabulary::{self, Concepts, Duties, Stem, Vocabulary, Words};
use crate::segment::{Document, TokenKind};

/// How many words away a word still tells what a value is about.
const REACH: usize = 14;

/// How much farther a word is that stands behind a comma, a semicolon or a conjunction.
const BREAK: usize = 4;

/// How many words an office may take.
const ROLE: usize = 5;

/// The longest line about the report itself, in tokens.
const STAMP: usize = 28;
/// Tokens of a label in front of a date, and of a signature.
const LABEL: usize = 4;

/// So many numbers, and one token in three, make a row of a table of a sentence.
const TABLE: usize = 8;

/// How far before a date the verb stands that it dates.
const SAYING: usize = 3;

/// Tokens between a person and a fact of his.
const HOLDER: usize = 2;

/// Tokens between them where words of the age stand there with small ones: `has died at the age of`.
const TOLD: usize = 6;

/// Tokens between an age that opens a sentence and whose it is: `Now 59, Prince Ruiz`.
const OPENING: usize = 3;

/// How far a word of change reaches.
pub(super) const CHANGE: usize = 8;

/// How far in front of a word of revision the article stands that makes it describe a number: `an upwardly revised`.
const DESCRIBED: usize = 2;

/// Reads the words around one value.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) stems: &'a [Option<Stem>],
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) words: &'a Words,
    pub(super) sentence: Range<usize>,
}

impl Reader<'_> {
    /// True where a word has any of these duties.
    pub(super) fn is(&self, token: usize, duties: Duties) -> bool {
        self.duties(token) & duties != 0
    }

    pub(super) fn duties(&self, token: usize) -> Duties {
        self.words.duties.get(self.document.words[token])
    }

    /// The tokens in front of the token `first` and in its clause, the nearest first, at most `reach` of them.
    pub(super) fn clause_before(&self, first: usize, reach: usize) -> impl Iterator<Item = usize> {
        (first.saturating_sub(reach).max(self.sentence.start)..first).rev().take_while(|&t| !self.is(t, vocabulary::BREAK))
    }

    /// Those from the token `end` on.
    pub(super) fn clause_behind(&self, end: usize, reach: usize) -> impl Iterator<Item = usize> {
        (end..(end + reach).min(self.sentence.end)).take_while(|&t| !self.is(t, vocabulary::BREAK))
    }

    /// What the words around a value tell of it; the rest is as for one that stands alone.
    pub(super) fn read(&self, place: Range<usize>) -> Context {
        let mut near: Vec<(Stem, f32)> = Vec::with_capacity(2 * REACH);
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
        let (mut before, mut behind) = ((self.sentence.start..place.start).rev(), place.end..self.sentence.end);
        let sides: [&mut dyn Iterator<Item = usize>; 2] = [&mut before, &mut behind];
        for (side, neighbour) in sides.into_iter().zip(&mut neighbours) {
            let mut distance = 0;
            for token in side {
                distance += 1;
                if self.is(token, vocabulary::BREAK) {
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
            }
        }
        near.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        near.dedup_by_key(|(stem, _)| *stem);
        qualifiers.sort_unstable();
        qualifiers.dedup();
        let concept_word = nearest.map(|(_, stem)| stem);
        let change = self.change(&place);
        Context {
            near,
            concept: concept_word.map_or(0, |s| self.vocabulary.concepts[s as usize]),
            concept_word,
            concept_gap: nearest.map_or(0, |(gap, _)| gap),
            concepts,
            neighbours,
            qualifiers,
            ahead: self.ahead(&place),
            stamp: self.stamp(),
            saying: self.saying(&place),
            between: place.end < self.sentence.end && self.is(place.end, vocabulary::BETWEEN),
            side: self.side(&place),
            changed: change & vocabulary::CHANGE != 0,
            revised: change & vocabulary::REVISION != 0,
            ..Context::default()
        }
    }

    /// True for a count that a hyphen makes a property of what stands behind: `an 11-story building`.
    pub(super) fn attributive(&self, place: &Range<usize>) -> bool {
        place.clone().any(|t| self.document.word(t) == "-" && self.document.glued(t))
    }

    /// The office in front of a name (`Qeshm governor Ana Ruiz`) or behind it (`Ana Ruiz, the
    /// governor of Qeshm,`): its head, then its other words, the last one first; and whose it is, where he owns it (`Qeshm's governor`).
    pub(super) fn role(&self, place: &Range<usize>) -> (Vec<Stem>, Option<Stem>) {
        let before = (place.start.saturating_sub(ROLE).max(self.sentence.start)..place.start).rev();
        // A small word ends it: `a letter to committee chairman Ana Ruiz`.
        let before: Vec<usize> = before.take_while(|&t| self.stems[t].is_some() && !self.is(t, vocabulary::BREAK)).collect();
        let behind = place.end < self.sentence.end && matches!(self.document.word(place.end), "," | "/");
        let mut words = 0;
        // What has no stem is a small word: `police chief of the Lund Unified School District`.
        let after: Vec<usize> = (place.end + 1..self.sentence.end)
            .take_while(|&t| {
                words += usize::from(self.stems[t].is_some());
                words <= ROLE && !self.is(t, vocabulary::BREAK)
            })
            .collect();
        let owner = before.last().and_then(|first| first.checked_sub(2)).filter(|&owner| owner >= self.sentence.start);
        let owner = owner.filter(|owner| self.document.tokens[owner + 1].kind == TokenKind::Clitic).and_then(|owner| self.stems[owner]);
        let head = match before.first() {
            Some(&t) if self.is(t, vocabulary::OFFICE) => Some((t, before, owner)),
            _ if behind => after.iter().find(|&&t| self.is(t, vocabulary::OFFICE)).map(|&t| (t, after.iter().rev().copied().collect(), None)),
            _ => None,
        };
        let Some((head, around, owner)) = head else { return (Vec::new(), None) };
        // The deputy of an office does not hold it, and `a clinic director` is one of many.
        if around.iter().any(|&t| self.is(t, vocabulary::DEPUTY | vocabulary::ONE_OF)) {
            return (Vec::new(), None);
        }
        let Some(stem) = self.stems[head] else { return (Vec::new(), None) };
        // In front of a title no word in small letters is part of it: `to watch President Ana Ruiz`.
        let proper = |t: usize| self.document.word(t).starts_with(char::is_uppercase);
        let titled = proper(head) && head < place.start;
        let of_title = |&t: &usize| !titled || proper(t);
        let mut role = vec![stem];
        role.extend(around.into_iter().take_while(of_title).filter(|&t| t != head).filter_map(|t| self.stems[t]));
        (role, owner)
    }

    /// How far a person stands from a fact of his: right behind it (`the 61-year-old Ana Ruiz`), in front of it
    /// with a mark or a joining word between (`Ana Ruiz, 61`, `Ana Ruiz has died at the age of 61`), behind it with what he is
    /// between (`her 20-year-old daughter Ana Ruiz`, `his 20-year-old brother, Ben,`), or behind an opening one (`Now 59,
    /// Prince Ruiz is`). `Ruiz said the 61-year-old` and `Ruiz's 16-year-old friend` tell facts of others.
    pub(super) fn holds(&self, person: &Range<usize>, fact: &Range<usize>) -> Option<usize> {
        let kind = |t: usize| self.document.tokens[t].kind;
        if person.end <= fact.start {
            let between = person.end..fact.start;
            let marked = between.clone().next().is_none_or(|t| kind(t) == TokenKind::Symbol && !self.document.word(t).starts_with(['\'', '’']));
            let joined = || between.clone().all(|t| self.is(t, vocabulary::JOIN));
            // `Ana Ruiz, and her 19-year-old son`
            let goes_on = between.clone().next_back().is_some_and(|t| kind(t) == TokenKind::Word && self.is(t, vocabulary::BREAK));
            let near = between.len() <= HOLDER && (marked && !goes_on || joined());
            return (near || between.len() <= TOLD && self.tells_age(between)).then_some(1);
        }
        let between = fact.end..person.start.max(fact.end);
        let comma = |t: usize| self.document.word(t) == ",";
        let word = |t: usize| kind(t) == TokenKind::Word && !self.is(t, vocabulary::BREAK);
        let titled = |mut words: Range<usize>| words.all(|t| self.document.word(t).starts_with(char::is_uppercase));
        if between.is_empty() {
            return Some(0);
        }
        let what = between.len() <= HOLDER && between.clone().all(word);
        let kin = between.len() == 2 && self.is(fact.end, vocabulary::KIN) && comma(fact.end + 1);
        let opening = between.len() <= OPENING && fact.start <= self.sentence.start + 1 && comma(fact.end) && titled(fact.end + 1..person.start);
        (what || kin || opening).then_some(2)
    }

    /// True for words that join a person to his age, with small ones in front of them: `has died at the age of`.
    fn tells_age(&self, words: Range<usize>) -> bool {
        let join = |t: usize| self.is(t, vocabulary::JOIN);
        let small = |t: usize| self.stems[t].is_none() && !self.is(t, vocabulary::BREAK) && t + 1 < words.end && join(t + 1);
        words.clone().any(join) && words.clone().all(|t| join(t) || small(t))
    }

    /// A line without a final mark that opens with a word such as `updated`, or has no words of news beside
    /// the date; and rows of a table, in which one unit stands for many questions. `Quake kills 12` is none.
    fn stamp(&self) -> bool {
        let closed = matches!(self.document.word(self.sentence.end - 1), "." | "!" | "?" | "\"" | "”");
        let opening = self.sentence.clone().take(2).any(|t| self.is(t, vocabulary::STAMP));
        let numbers = self.sentence.clone().filter(|&t| self.document.tokens[t].kind == TokenKind::Number).count();
        let told = || self.sentence.clone().filter_map(|t| self.stems[t]).any(|stem| self.vocabulary.concepts(stem) != 0);
        let bare = (self.sentence.clone().filter(|&t| self.stems[t].is_some()).count() <= 2 || numbers * 3 >= self.sentence.len()) && !told();
        let table = numbers >= TABLE && numbers * 3 >= self.sentence.len();
        table || !closed && self.sentence.len() <= STAMP && (opening || bare)
    }

    /// True for a date that tells when its own line was written: at the head of a note (`Update at 8:11 a.m. ET:`), or behind
    /// whoever signs it (`(@handle) March 22, 2018`).
    pub(super) fn written(&self, place: &Range<usize>) -> bool {
        let label = self.sentence.start..place.start;
        let heads = label.len() <= LABEL && label.clone().any(|t| self.is(t, vocabulary::WRITTEN));
        let bare = || label.clone().all(|t| self.is(t, vocabulary::WRITTEN) || self.stems[t].is_none());
        let shut = || place.end >= self.sentence.end || matches!(self.document.word(place.end), "." | ":" | "|" | "—" | "–" | "-");
        let bracket = || (self.sentence.start..place.start - 1).rev().take(LABEL).find(|t| self.document.word(*t) == "(");
        let signed = place.start > self.sentence.start && self.document.word(place.start - 1) == ")";
        heads && bare() && shut() || signed && bracket().is_some_and(|t| self.document.word(t + 1).starts_with('@'))
    }

    /// Looks for a verb of saying right beside the value: `on` and its like may stand between.
    fn saying(&self, place: &Range<usize>) -> bool {
        let after = place.end..(place.end + 1).min(self.sentence.end);
        self.clause_before(place.start, SAYING).chain(after).any(|t| self.is(t, vocabulary::SAYING))
    }

    /// What the words near the value in its own clause do: those of change and of revision among them. `from a revised
    /// 4.4` tells of a number of before, and sets none right.
    fn change(&self, place: &Range<usize>) -> Duties {
        let described = |token: usize| (1..=DESCRIBED).any(|back| token >= self.sentence.start + back && self.is(token - back, vocabulary::ONE_OF));
        let duties = |token: usize| match self.duties(token) {
            revised if revised & vocabulary::REVISION != 0 && described(token) => revised & !vocabulary::REVISION,
            duties => duties,
        };
        self.clause_before(place.start, CHANGE).chain(self.clause_behind(place.end, CHANGE)).fold(0, |found, token| found | duties(token))
    }

    /// The word behind a length, or behind what stands in brackets beside it, or in front with a small word between, tells its
    /// side: `5m deep`, `39-foot-wide`, `a depth of 16 feet`.
    fn side(&self, place: &Range<usize>) -> Duties {
        let mut at = place.end;
        if at < self.sentence.end && self.document.word(at) == "(" {
            at = (at..self.sentence.end).find(|&t| self.document.word(t) == ")").unwrap_or(at);
        }
        while at < self.sentence.end && matches!(self.document.word(at), ")" | "-") {
            at += 1;
        }
        let behind = if at < self.sentence.end { self.duties(at) & vocabulary::SIDES } else { 0 };
        // `of` has no stem.
        let of = place.start >= self.sentence.start + 2 && self.stems[place.start - 1].is_none();
        if behind == 0 && of { self.duties(place.start - 2) & vocabulary::SIDES } else { behind }
    }

    /// Looks for words of what is to come around the value: `is due to appear on Monday`.
    fn ahead(&self, place: &Range<usize>) -> bool {
        let mut around = place.start.saturating_sub(REACH).max(self.sentence.start)..(place.end + CHANGE).min(self.sentence.end);
        around.any(|token| self.is(token, vocabulary::AHEAD))
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
