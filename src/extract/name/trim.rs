//! What of a run of capitalised words is no part of the name: titles, first words, demonyms.

use std::ops::Range;

use super::chunk::Joiner;
use super::lexicon::Marks;
use super::unit::Unit;
use super::{Scan, joined};
use crate::segment::{Sentence, TokenKind};
use crate::span::Span;

impl<'a> Scan<'a> {
    /// Drops first words that only stand first, demonyms in front of a name, and what is no end of one.
    pub(super) fn trim<'r>(&mut self, mut run: &'r [Unit<'a>]) -> &'r [Unit<'a>] {
        // `Latin American leaders`, `New Zealanders`
        if let [first, second, rest @ ..] = run
            && first.tokens.end == second.tokens.start
            && !rest.iter().any(|u| u.marks.any(Marks::HEAD))
            && self.lexicon.row(&joined(self.document, &run[..2])).any(Marks::DEMONYM)
        {
            run = rest;
        }
        while let [.., before, last] = run
            && last.marks.any(Marks::ALONE)
            && !last.marks.any(Marks::HEAD | Marks::SURNAME | Marks::GIVEN | Marks::LISTED_ORGANISATION | Marks::LISTED_PLACE)
            && !last.upper
            && before.tokens.end == last.tokens.start
        {
            run = &run[..run.len() - 1];
        }
        // `14 AK 47 Rifles`: what the model is.
        while let [.., model, last] = run
            && (model.number || model.upper && model.key.ends_with(|c: char| c.is_ascii_digit()))
            && last.marks.any(Marks::ORDINARY)
            && !last.marks.any(Marks::ORGANISATION_WORD | Marks::PLACE_WORD | Marks::OTHER_WORD)
            && model.tokens.end == last.tokens.start
        {
            run = &run[..run.len() - 1];
        }
        loop {
            let Some(first) = run.first() else { return run };
            let next = run.get(1);
            // `South Koreans`, `Central Asian`
            let people = run.iter().take_while(|u| u.marks.any(Marks::COMPASS)).count();
            if run.get(people).is_some_and(|u| u.marks.any(Marks::DEMONYM))
                && people > 0
                && (people + 1 == run.len() || !run[people + 1..].iter().any(|u| u.marks.any(Marks::HEAD)))
            {
                run = &run[people + 1..];
                continue;
            }
            if first.marks.any(Marks::DEMONYM) && !first.upper {
                let office = run[1..].iter().position(|u| u.marks.any(Marks::TITLE) && !u.marks.any(Marks::HEAD));
                // `Iraqi Parliament Speaker Ana Ruiz`: the speaker of a body.
                let of_body = office.is_some_and(|before| before > 0 && run[before].marks.any(Marks::ORGANISATION_WORD));
                let title = office.is_some() && !of_body;
                // `Indian Navy` is a name, `Indian President` none.
                let head = of_body
                    || run
                        .last()
                        .is_some_and(|l| l.marks.any(Marks::HEAD) && (!l.marks.any(Marks::TITLE) || l.marks.any(Marks::OTHER_WORD | Marks::PLACE_WORD)))
                    || run.len() == 2
                        && next.is_some_and(|n| {
                            !n.upper
                                && !n.marks.any(
                                    Marks::ORDINARY
                                        | Marks::TITLE
                                        | Marks::ROLE
                                        | Marks::GIVEN
                                        | Marks::SURNAME
                                        | Marks::LISTED_PLACE
                                        | Marks::LISTED_ORGANISATION
                                        | Marks::ALONE
                                        | Marks::DEMONYM,
                                )
                        });
                if next.is_some() && head && !title || self.form(run).marks.any(Marks::LISTED_ORGANISATION | Marks::LISTED_PLACE) {
                    return run;
                }
                run = &run[1..];
                continue;
            }
            // `Republican John McCain`
            if first.marks.any(Marks::ALONE)
                && !first.marks.any(Marks::COMPASS | Marks::PLACE_BEFORE)
                && !first.upper
                && run.len() >= 3
                && next.is_some_and(|n| n.marks.any(Marks::GIVEN) && n.tokens.start == first.tokens.end)
                && !run.iter().any(|u| u.marks.any(Marks::HEAD))
            {
                run = &run[1..];
                continue;
            }
            if first.opens
                && let Some(next) = next
                && first.tokens.end == next.tokens.start
                && first.marks.any(Marks::ORDINARY)
                && !first.marks.any(Marks::GIVEN | Marks::TITLE | Marks::SURE_PLACE | Marks::COMPASS)
                && (!first.marks.any(Marks::OTHER_WORD) || first.marks.any(Marks::ORGANISATION_WORD))
                && !first.upper
                && self.seen(first).capital == 0
                && !self.form(run).marks.any(Marks::LISTED_ORGANISATION)
            {
                let own = next.marks.any(Marks::HEAD) && !next.marks.any(Marks::GIVEN)
                    || first.marks.any(Marks::HEAD) && run.last().is_some_and(|l| l.marks.any(Marks::HEAD));
                if !own || self.seen(first).lower > 0 && !first.marks.any(Marks::HEAD) {
                    run = &run[1..];
                    continue;
                }
            }
            return run;
        }
    }

    /// The last title in a run, as a range of its units.
    pub(super) fn title(&self, run: &[Unit<'a>], after: Option<&Unit<'a>>) -> Option<Range<usize>> {
        for end in (1..=run.len()).rev() {
            let Some(length) = self.title_length(&run[..end]) else { continue };
            let start = end - length;
            let rest = &run[end..];
            if rest.is_empty() {
                // `U.S. Department of Justice`
                if start > 0 && run[start - 1].tokens.end < run[start].tokens.start {
                    continue;
                }
                // `Stephen King` keeps its last word, `Oregon Governor` does not.
                let surname = start > 0 && length == 1 && run[start].marks.any(Marks::SURNAME) && run[start - 1].marks.any(Marks::GIVEN) && after.is_none();
                if surname || start == 0 && length == 1 && run[0].marks.any(Marks::SURNAME | Marks::GIVEN) && !run[0].opens && self.proven_person(&run[0]) {
                    continue;
                }
                return Some(start..end);
            }
            let (head, last) = (&rest[0], &rest[rest.len() - 1]);
            // `Martin Luther King Jr.`
            if head.marks.any(Marks::SUFFIX) && start > 0 {
                continue;
            }
            // `Secretary of the Interior Dirk Kempthorne`: the office has its field behind it.
            if head.tokens.start > run[end - 1].tokens.end
                && let Some(name) = (1..rest.len()).find(|&n| {
                    rest[n].tokens.start == rest[n - 1].tokens.end
                        && rest[n].marks.any(Marks::GIVEN)
                        && !rest[n].marks.any(Marks::SURE_PLACE)
                        && n + 1 < rest.len()
                })
            {
                return Some(start..end + name);
            }
            let gap = run[end - 1].tokens.end != head.tokens.start;
            // `Sixers Director of Player Personnel`
            if gap
                && start > 0
                && rest.iter().all(|u| u.marks.any(Marks::ORDINARY) && !u.marks.any(Marks::LISTED_PLACE | Marks::GIVEN))
                && !run[start].marks.any(Marks::HEAD)
            {
                return Some(start..run.len());
            }
            let thing = head.marks.any(Marks::HEAD) && !head.marks.any(Marks::GIVEN)
                || last.marks.any(Marks::HEAD) && !(last.marks.any(Marks::SURNAME) && head.marks.any(Marks::GIVEN))
                || head.number;
            let place = head.marks.any(Marks::SURE_PLACE) && !head.marks.any(Marks::GIVEN);
            if gap || thing || place || head.marks.any(Marks::DEMONYM | Marks::TITLE) {
                continue;
            }
            return Some(start..end);
        }
        None
    }

    /// An office in front of a run that opens with where or of what it is, and the unit at which the person begins: `Mayor of
    /// London Ana Ruiz`, `Minister for Health Ana Ruiz`, `Secretary of State for Health Ana Ruiz`.
    pub(super) fn office_of(&self, sentence: &Sentence, run: &[Unit<'a>]) -> Option<(usize, usize)> {
        let title = |joint: usize| {
            let of = matches!(self.lexicon.joiner(self.document.lower(joint)), Joiner::Of | Joiner::For);
            let office = joint.checked_sub(1).filter(|t| of && *t >= sentence.tokens.start)?;
            self.document.word(office).starts_with(char::is_uppercase).then_some(office)
        };
        let is_title = |token: usize| self.lexicon.row_at(self.document, token).any(Marks::TITLE);
        let mut office = title(run[0].tokens.start.checked_sub(1)?)?;
        if !is_title(office) {
            office = title(office.checked_sub(1)?).filter(|t| is_title(*t))?;
        }
        let begins = |n: usize| {
            let (last, first) = (&run[n - 1], &run[n]);
            let field = || run[..n].iter().all(|u| u.marks.any(Marks::ORDINARY) && !u.marks.any(Marks::GIVEN));
            first.tokens.start == last.tokens.end
                && first.marks.any(Marks::GIVEN)
                && !first.marks.any(Marks::SURE_PLACE)
                && (self.is_place(&run[..n]) || field())
        };
        Some((office, (1..run.len() - 1).rev().find(|n| begins(*n))?))
    }

    /// True for a run that is the name of a place in the tables.
    pub(super) fn is_place(&self, run: &[Unit<'a>]) -> bool {
        self.lexicon.marks(&joined(self.document, run)).any(Marks::LISTED_PLACE)
    }

    /// How many of the last units of a run are one title.
    fn title_length(&self, run: &[Unit<'a>]) -> Option<usize> {
        let last = run.last()?;
        let longest = if self.lexicon.ends_title(&last.key) { 4.min(run.len()) } else { 1 };
        let long = (2..=longest).rev().find(|n| self.lexicon.row(&joined(self.document, &run[run.len() - n..])).any(Marks::TITLE));
        long.or_else(|| last.marks.any(Marks::TITLE).then_some(1))
    }

    /// True where a word that is also a title stands as a name elsewhere.
    pub(super) fn proven_person(&self, unit: &Unit<'a>) -> bool {
        self.surnames.contains(unit.key.as_ref())
    }

    /// A role or kin word in lower case in front, with the words that belong to it: `Kremlin aide`.
    pub(super) fn role_before(&self, tokens: &Range<usize>, sentence: &Sentence) -> (Option<Span>, Marks) {
        let Some(token) = tokens.start.checked_sub(1).filter(|t| *t >= sentence.tokens.start) else { return (None, Marks::NONE) };
        let row = self.lexicon.row_at(self.document, token);
        if self.document.tokens[token].kind != TokenKind::Word || !row.any(Marks::ROLE | Marks::KIN) {
            return (None, Marks::NONE);
        }
        let mut start = token;
        while start > sentence.tokens.start && token - start < 3 && self.document.tokens[start - 1].kind == TokenKind::Word {
            let marks = self.lexicon.row_at(self.document, start - 1);
            let word = self.document.word(start - 1);
            let name = word.bytes().next().is_some_and(|b| b.is_ascii_uppercase()) && !marks.any(Marks::NEVER);
            if !name && !marks.any(Marks::ROLE | Marks::TITLE | Marks::ORGANISATION_WORD) || marks.any(Marks::ARTICLE | Marks::JOINER) {
                break;
            }
            start -= 1;
        }
        (Some(self.document.tokens[start].span.cover(self.document.tokens[token].span)), self.lexicon.sex(self.document.lower(token)))
    }
}
