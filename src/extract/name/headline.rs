//! Lines whose capitals tell nothing: headlines in Title Case, lines of capitals.
//!
//! They are read with what the prose of the report taught; a word that neither the prose nor the
//! tables know for a name is none.

use foldhash::HashMap;

use super::Scan;
use super::classify::{Guess, around, classify};
use super::lexicon::{Lexicon, Marks};
use super::unit::Unit;
use crate::segment::{Document, Role, Sentence, TokenKind};
use crate::value::name::NameType;

/// What the capitals of a sentence tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    /// Names and first words have capitals.
    Plain,
    /// Nearly every word has one.
    TitleCase,
    /// Nearly every letter is one.
    AllCapitals,
}

/// Tells what the capitals of a sentence are worth.
pub(super) fn dress(document: &Document<'_>, sentence: &Sentence, units: &[Unit<'_>], lexicon: &Lexicon) -> Dress {
    if units.len() < 2 {
        return Dress::Plain;
    }
    let (mut lower, mut capital, mut upper) = (0usize, 0usize, 0usize);
    for token in sentence.tokens.clone() {
        let word = document.word(token);
        // Small words stay small in Title Case; other short ones do not.
        if document.tokens[token].kind != TokenKind::Word
            || word.len() < 3
            || word.len() == 3 && lexicon.row_at(document, token).any(Marks::NEVER | Marks::JOINER)
        {
            continue;
        }
        match word.as_bytes() {
            [a, rest @ ..] if a.is_ascii_uppercase() => {
                capital += 1;
                upper += usize::from(!rest.iter().any(u8::is_ascii_lowercase));
            }
            _ => lower += 1,
        }
    }
    let ordinary = units
        .iter()
        .filter(|u| {
            u.marks.any(Marks::ORDINARY) && !u.opens && !u.marks.any(Marks::HEAD | Marks::TITLE | Marks::GIVEN | Marks::COMMON_SURNAME | Marks::COMPASS)
        })
        .count();
    // Prose that names many has few small words too; a full stop tells it from a headline.
    let closed = sentence.tokens.clone().next_back().is_some_and(|t| document.word(t) == ".");
    if upper >= 3 && upper * 4 >= (lower + capital) * 3 {
        Dress::AllCapitals
    } else if capital >= 3 && ordinary >= 1 && lower * 5 <= capital && (sentence.role != Role::Body || ordinary >= 2) && !(closed && lower > 0) {
        Dress::TitleCase
    } else {
        Dress::Plain
    }
}

impl Scan<'_> {
    /// Reads a line whose capitals tell nothing.
    pub(super) fn dressed(&mut self, at: usize, sentence: &Sentence, dress: Dress, known: &HashMap<usize, Guess>) {
        let units = std::mem::take(&mut self.units[at]);
        let mut start = 0;
        while start < units.len() {
            // The longest stretch that the prose has for a name.
            let mut end = start;
            let mut hit = None;
            while end < units.len() && end - start < 8 {
                if end > start {
                    let gap = units[end - 1].tokens.end..units[end].tokens.start;
                    if gap.len() > 2 || gap.clone().any(|t| self.document.tokens[t].kind == TokenKind::Symbol && self.document.word(t) != "&") {
                        break;
                    }
                }
                end += 1;
                let form = self.forms.of(units[start].span.cover(units[end - 1].span).of(self.document.text));
                if let Some(guess) = known.get(&form) {
                    hit = Some((end, *guess));
                }
            }
            // `Tara Reod`: a known given name before an unknown surname is no short form.
            let unknown_behind = units.get(start + 1).is_some_and(|u| {
                u.tokens.start == units[start].tokens.end && u.marks == Marks::NONE && !u.upper && self.seen(u).lower == 0 && !units[start].ends
            });
            if let Some((end, guess)) = hit
                && !(end == start + 1 && guess.name_type == NameType::Person && units[start].marks.any(Marks::GIVEN) && unknown_behind)
                && !(end == start + 1 && units[start].marks.any(Marks::NEVER | Marks::CALENDAR))
                && !(end == start + 1
                    && guess.name_type == NameType::Person
                    && guess.weight == 1
                    && units[start].marks.any(Marks::ORDINARY)
                    && self.seen(&units[start]).capital == 0)
            {
                self.push(&units[start..end], guess, None, Marks::NONE, false, true);
                start = end;
                continue;
            }
            // A stretch of words that no dictionary has in lower case.
            let first = &units[start];
            let listed_pair = start + 1 < units.len() && units[start + 1].tokens.start == first.tokens.end && {
                self.form(&units[start..start + 2]).marks.any(Marks::LISTED_PLACE | Marks::LISTED_ORGANISATION)
            };
            if !listed_pair && (first.marks.any(Marks::NEVER) || !self.strange(first, dress)) {
                start += 1;
                continue;
            }
            let mut end = start + if listed_pair { 2 } else { 1 };
            while !listed_pair && end < units.len() && units[end].tokens.start == units[end - 1].tokens.end && !units[end - 1].ends {
                let unit = &units[end];
                let surname = end == start + 1
                    && first.marks.any(Marks::GIVEN)
                    && unit.marks.any(Marks::SURNAME)
                    && !unit.marks.any(Marks::SPEECH | Marks::LIFE | Marks::NEVER | Marks::HEAD);
                let head = unit.marks.any(Marks::ORGANISATION_WORD | Marks::PLACE_WORD) && unit.marks.any(Marks::ORDINARY) && self.seen(unit).capital > 0;
                if unit.marks.any(Marks::ALONE) || !self.strange(unit, dress) && !surname && !head && !unit.initial {
                    break;
                }
                end += 1;
            }
            let run = &units[start..end];
            let tokens = run[0].tokens.start..run[run.len() - 1].tokens.end;
            let around = around(self.document, &tokens, &sentence.tokens, self.lexicon);
            let lexicon = self.lexicon;
            let mut guess = classify(run, self.form(run), false, &around, lexicon);
            if dress == Dress::AllCapitals && run.len() == 1 && !first.marks.any(Marks::LISTED_ORGANISATION) {
                let marks = first.marks;
                guess =
                    Guess { name_type: if marks.any(Marks::LISTED_PLACE) && !marks.any(Marks::GIVEN) { NameType::Place } else { NameType::Person }, weight: 1 };
            }
            self.push(run, guess, None, Marks::NONE, false, true);
            start = end;
        }
        self.units[at] = units;
    }

    /// True for a word that no dictionary has in lower case.
    fn strange(&self, unit: &Unit<'_>, dress: Dress) -> bool {
        !unit.marks.any(Marks::NEVER | Marks::ALONE | Marks::CALENDAR | Marks::DEMONYM | Marks::TITLE | Marks::ROLE | Marks::SUFFIX)
            && !unit.number
            && unit.key.len() > 1
            && (unit.marks.any(Marks::SURE_PLACE) || !unit.marks.any(Marks::ORDINARY) && self.seen(unit).lower == 0)
            && (dress != Dress::AllCapitals || unit.marks.any(Marks::LISTED_PLACE | Marks::GIVEN | Marks::SURNAME | Marks::LISTED_ORGANISATION))
    }
}
