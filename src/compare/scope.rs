//! What a count counts beside its noun: the dead alone or the dead and missing, women or people, and what of a price
//! a sum is.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::judge::Case;
use super::side::Side;
use super::words::{ACCOMPANIES, ADDS, ATTACKER, CLOSES_IN, COUNTING, JOINS, OTHERS, OWN_END, SCOPE_BREAK, WHOLE};
use crate::align::context::Concepts;
use crate::extract::Claim;
use crate::segment::TokenKind;
use crate::value::figure::FigureType;
use crate::value::{Kind, Value};

/// The scope of a figure: classes of words that make it a part of a larger count, the concepts that it lumps
/// together, and whether it adds to a count; nothing of these for a plain one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scope {
    parts: Vec<u32>,
    lumped: Concepts,
    /// True for what comes on top of what there was: `43 more flights`.
    added: bool,
}

/// How many words behind a count may tell what it counts: `10 people dead or missing`, `10 of them women`.
const BEHIND: usize = 5;
/// How far behind a count the words stand that count somebody in, how far behind those he stands himself, and how far
/// behind a count a sentence may tell of his end.
const COUNTED_IN: usize = 12;
const WHO: usize = 4;
const OWN: usize = 16;
/// How many words in front of a sum may tell what of a price it is, and in front of an age whose it is:
/// `its equity at 1.5 billion euros`, `the boy, 5`.
const AHEAD: usize = 3;

impl Case<'_> {
    /// True for figures that count different things. An age is no part of another: of two that nobody is told to be
    /// of by name, one told of a boy and one of nobody are of one scope.
    pub(super) fn scopes_differ(&self, a: &Side, b: &Side) -> bool {
        let nobody = |side: &Side| self.value(side.forms[0]).is_age() && side.places.iter().all(|&place| self.context(place).holder.is_none());
        let plain = |side: &Side| side.scopes.contains(&Scope::default());
        let open = nobody(a) && nobody(b) && (plain(a) || plain(b));
        self.slot.kind == Kind::Figure && (a.scopes.is_disjoint(&b.scopes) && !open || self.of_two_nations(a, b))
    }

    /// True for counts of people of two nations: `one Briton`, `15 French citizens`. Who is counted without one may be of any.
    fn of_two_nations(&self, a: &Side, b: &Side) -> bool {
        let nation = |&place: &usize| self.own_tokens(place).find_map(|t| self.court.words.nation(self.document(place).lower(t)));
        let nations = |side: &Side| side.places.iter().map(nation).collect::<Option<BTreeSet<_>>>();
        nations(a).zip(nations(b)).is_some_and(|(a, b)| a.is_disjoint(&b))
    }

    /// True where one count and others of its sentence come to the other count: `259 people aboard and 11 on the ground
    /// were killed`, `270 killed`; or one counts all others but one that stands beside it: `the United States and 15
    /// other nations`, `16 nations`.
    ///
    /// Of the dead, one count may leave out who did it: `killed eight before taking his own life`, `nine dead, including
    /// the gunman`.
    pub(super) fn adds_up(&self, a: &Side, b: &Side) -> bool {
        let sum = |whole: &Side, part: &Side| {
            let Some(whole) = self.exact_count(self.claim(whole.forms[0])) else { return false };
            part.places.iter().any(|&place| {
                let rest = self.exact_count(self.claim(place)).and_then(|part| whole.checked_sub(part)).unwrap_or(Decimal::ZERO);
                rest == Decimal::ONE && self.is_of_others(place) || rest > Decimal::ZERO && self.counted_beside(place).any(|other| other == rest)
            })
        };
        self.slot.kind == Kind::Figure && (sum(a, b) || sum(b, a) || self.one_more(a, b) || self.one_more(b, a))
    }

    /// True for one number that two texts bound from its two sides, as a law does: those with fewer than 500 workers may
    /// apply, those with more than 500 may not. What an event has one figure of lies on one side of it, and so does what was
    /// measured to be `just over`.
    pub(super) fn one_threshold(&self, a: &Side, b: &Side) -> bool {
        let bound = |side: &Side| match self.value(side.forms[0]) {
            Value::Figure(figure) => Some((figure.low, figure.comparator?.is_floor()?)),
            _ => None,
        };
        let close = |place: usize| self.own_tokens(place).any(|t| self.court.words.is(CLOSES_IN, self.document(place).lower(t)));
        let of_rule = |&place: &usize| !self.court.contexts.vocabulary.one_an_event(self.context(place).concept) && !close(place);
        let opposite = bound(a).zip(bound(b)).is_some_and(|((x, floor), (y, other))| x == y && floor != other);
        opposite && a.places.iter().chain(&b.places).all(of_rule)
    }

    /// True where one count is of one more than the other, and a text says that this one is who did it.
    fn one_more(&self, whole: &Side, part: &Side) -> bool {
        let least = |side: &Side| match self.value(side.forms[0]) {
            Value::Figure(figure) if matches!(figure.figure_type, FigureType::Count | FigureType::Plain) => Some(figure.low),
            _ => None,
        };
        let more = least(whole).zip(least(part)).and_then(|(whole, part)| whole.checked_sub(part));
        more == Some(Decimal::ONE) && (whole.places.iter().any(|&place| self.counts_attacker(place)) || part.places.iter().any(|&place| self.own_end(place)))
    }

    /// True where `including the gunman` stands behind a count.
    fn counts_attacker(&self, place: usize) -> bool {
        let (document, words) = (self.document(place), self.court.words);
        let mut behind = self.behind(place, COUNTED_IN);
        let Some(counting) = behind.find(|&t| words.is(COUNTING, document.lower(t))) else { return false };
        behind.take_while(|&t| t <= counting + WHO).any(|t| words.is(ATTACKER, document.lower(t)))
    }

    /// True where a sentence tells, behind a count, of somebody's own end: `before taking his own life`.
    fn own_end(&self, place: usize) -> bool {
        let document = self.document(place);
        let own = |t: usize| {
            self.court.words.is(OWN_END, document.lower(t)) || self.court.words.is(OWN_END, &format!("{} {}", document.lower(t), document.lower(t + 1)))
        };
        self.behind(place, OWN).any(own)
    }

    /// The tokens behind a claim in its sentence, at most so many.
    pub(super) fn behind(&self, place: usize, most: usize) -> Range<usize> {
        let end = self.own_tokens(place).end;
        end..(end + most).min(self.sentence_tokens(place).end)
    }

    /// The number of a count that no word makes less sure.
    fn exact_count(&self, claim: &Claim) -> Option<Decimal> {
        let Value::Figure(figure) = &claim.mention.value else { return None };
        let count = matches!(figure.figure_type, FigureType::Count | FigureType::Plain);
        (count && figure.is_exact() && !figure.approximate).then_some(figure.low)
    }

    /// The counts that `and` ties to a claim's, of which no other harm is told: `killing three and injuring two` are no five.
    fn counted_beside(&self, place: usize) -> impl Iterator<Item = Decimal> {
        let (own, contexts, document) = (self.context(place), self.court.contexts, self.document(place));
        let claims = &self.court.extractions[own.report].claims;
        let first = self.slot.claims[place] - own.claim;
        let told = move |&claim: &usize| {
            let other = &contexts.claims[first + claim];
            let alike = own.counted.zip(other.counted).is_none_or(|(a, b)| contexts.vocabulary.same_class(a, b));
            let harms = [own, other].map(|context| context.concept & self.court.words.lumped());
            let (here, there) = (self.own_tokens(place), document.tokens_in(claims[claim].mention.span));
            let mut between = here.end.min(there.end)..here.start.max(there.start);
            // Eight students and two teachers are of no class in the tables, and were killed together.
            (harms[0] & harms[1] != 0 || alike && harms.contains(&0)) && between.any(|t| self.court.words.is(JOINS, document.lower(t)))
        };
        own.siblings.iter().copied().filter(told).filter_map(move |claim| self.exact_count(&claims[claim]))
    }

    /// True for `and 15 other nations`, `and three of her colleagues`, `along with 38 other senators`.
    fn is_of_others(&self, place: usize) -> bool {
        let (document, own, words) = (self.document(place), self.own_tokens(place), self.court.words);
        let ties = |word: &str| words.is(JOINS | ACCOMPANIES, word);
        let joined = own.start > self.sentence_tokens(place).start && ties(document.lower(own.start - 1));
        joined && own.clone().any(|t| words.is(OTHERS, document.lower(t)))
    }

    /// The scope of a claim; names and dates have none.
    pub(super) fn scope(&self, place: usize) -> Scope {
        let Value::Figure(figure) = self.value(place) else { return Scope::default() };
        // A boy of eight is no part of a boy of eleven, where it is told who he is.
        if self.slot.kind != Kind::Figure || figure.figure_type == FigureType::Age && self.context(place).holder.is_some() {
            return Scope::default();
        }
        let document = self.document(place);
        let (own, sentence) = (self.own_tokens(place), self.sentence_tokens(place));
        let words = self.court.words;
        // What stands beside the next number tells of that one: `157 passengers and eight crew`.
        let next = self.siblings(place).map(|tokens| tokens.start).filter(|&start| start >= own.end).min();
        let after = own.end..(own.end + BEHIND).min(next.unwrap_or(sentence.end));
        // A sum for the women is no part of one for the men.
        let sum = figure.figure_type == FigureType::Money;
        let part = |word: &str| if sum { words.sum_part(word) } else { words.part(word) };
        let age = figure.figure_type == FigureType::Age;
        let ahead = if sum || age { AHEAD } else { 0 };
        let mut parts: Vec<u32> = figure.counted.as_deref().and_then(part).into_iter().collect();
        let before = own.start.saturating_sub(ahead).max(sentence.start)..own.start;
        let in_clause = |&t: &usize| {
            own.contains(&t) || age && document.word(t) == "," || document.tokens[t].kind != TokenKind::Symbol && !words.is(SCOPE_BREAK, document.lower(t))
        };
        let clause = (own.start..after.end).take_while(in_clause).chain(before.rev().take_while(in_clause));
        // `Nine of them in Lagos` are all that there were in Lagos: the place is compared as such.
        let by_place = |t: usize| {
            let named = |place: usize| place < sentence.end && document.word(place).starts_with(char::is_uppercase);
            words.is(WHOLE, document.lower(t)) && !named(t + 1) && named(t + 2)
        };
        parts.extend(clause.filter(|&t| !by_place(t)).filter_map(|t| part(document.lower(t))));
        parts.sort_unstable();
        parts.dedup();
        // `dead or missing`: two concepts with nothing but a joining word between them.
        let from = own.start.max(sentence.start);
        let mut lumped = 0;
        for token in from..after.end {
            if words.is(JOINS, document.lower(token)) && token > from && token + 1 < after.end {
                let (left, right) = (words.lumps(document.lower(token - 1)), words.lumps(document.lower(token + 1)));
                if left != 0 && right != 0 && left & right == 0 {
                    lumped |= left | right;
                }
            }
        }
        // Behind another count `more` says that these are others: `10 died and 20 more were hurt`.
        let first = self.siblings(place).all(|tokens| tokens.start >= own.end);
        let added = figure.comparator.is_none() && first && own.clone().any(|t| words.is(ADDS, document.lower(t)));
        Scope { parts, lumped, added }
    }
}
