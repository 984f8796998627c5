//! Telephone numbers: groups of digits in the shape of one, where the text speaks of calling.
//!
//! A number names whom it reaches, so it is a name and no figure: `745-4811` beside `745-4812` is
//! another number, not a close one.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::lexicon::{Lexicon, Marks};
use crate::extract::{Mention, Source};
use crate::segment::{Document, Sentence, TokenKind};
use crate::span::Span;
use crate::value::Value;
use crate::value::name::{Name, NameForm, NameType, NameWord, fold};

/// Digits of a number with its country code at most (ITU-T E.164), and without its area code at least.
const DIGITS: RangeInclusive<usize> = 6..=15;
/// How many tokens in front of a number a word of calling tells, and how many behind it.
const CUE_BEFORE: usize = 14;
const CUE_BEHIND: usize = 3;

/// Every telephone number that the text states.
pub fn find(source: Source<'_>) -> Vec<Mention> {
    let lexicon = Lexicon::of(source.language);
    let document = source.document;
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        // One past the number found last: a number behind it needs no word of calling of its own.
        let mut floor = at;
        let mut listed = false;
        while at < sentence.tokens.end {
            if document.tokens[at].kind != TokenKind::Number {
                at += 1;
                continue;
            }
            let shape = Shape::at(document, sentence, at);
            if shape.is_telephone(document, sentence, lexicon) && shape.is_called(document, sentence, lexicon, floor, listed) {
                found.push(shape.mention(document));
                listed = true;
                floor = shape.tokens.end;
            }
            at = shape.tokens.end;
        }
    }
    found
}

/// Groups of digits on end, and what stands between them.
struct Shape {
    /// All tokens, a plus or a bracket in front included.
    tokens: Range<usize>,
    groups: Vec<usize>,
    /// White space alone stands between the groups.
    spaced: bool,
}

impl Shape {
    /// The longest run of groups that starts with the number at `first`.
    fn at(document: &Document<'_>, sentence: &Sentence, first: usize) -> Shape {
        let (mut groups, mut end, mut spaced) = (vec![first], first + 1, true);
        let is = |token: usize, marks: &[&str]| token < sentence.tokens.end && marks.contains(&document.word(token));
        while end < sentence.tokens.end {
            let mut next = end;
            // `(907) 745-4811`, `907-745`, `907.745.4811`
            next += usize::from(is(next, &[")"]));
            next += usize::from(is(next, &["-", "–", "‑", "."]) && document.glued(next));
            let number = next < sentence.tokens.end && document.tokens[next].kind == TokenKind::Number;
            let gap = document.text[document.tokens[end - 1].span.end()..].chars().next();
            if !number || gap == Some('\n') {
                break;
            }
            spaced &= next == end;
            groups.push(next);
            end = next + 1;
        }
        let mut start = first;
        for mark in ["(", "+"] {
            if start > sentence.tokens.start && document.glued(start - 1) && document.word(start - 1) == mark {
                start -= 1;
            }
        }
        // A bracket is part of the number only where it closes inside.
        if document.word(start) == "(" && (end == first + 1 || document.word(first + 1) != ")") {
            start = first;
        }
        Shape { tokens: start..end, groups, spaced }
    }

    fn lengths(&self, document: &Document<'_>) -> Vec<usize> {
        self.groups.iter().map(|&g| document.word(g).len()).collect()
    }

    /// True for digits grouped as telephone numbers are: no date, no span of years, no book number, no
    /// score, no amount.
    fn is_telephone(&self, document: &Document<'_>, sentence: &Sentence, lexicon: &Lexicon) -> bool {
        let word = |group: usize| document.word(group);
        if !self.groups.iter().all(|&g| word(g).bytes().all(|b| b.is_ascii_digit())) {
            return false;
        }
        let lengths = self.lengths(document);
        // Six digits in groups are a score: `162-139`.
        let count: usize = lengths.iter().sum();
        if !DIGITS.contains(&count) || count == *DIGITS.start() && lengths.len() > 1 {
            return false;
        }
        let bytes = document.text.as_bytes();
        let span = self.span(document);
        let before = document.text[..span.start()].chars().next_back();
        let behind = document.text[span.end()..].chars().next();
        let follows = bytes.get(span.end() + 1).is_some_and(u8::is_ascii_digit);
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '£' | '€' | '¥' | '#' | '.' | ',' | '/' | '-' | '_' | '@'))
            || behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '°' | '$' | '£' | '€' | '/' | '_' | '@'))
            || behind.is_some_and(|c| matches!(c, ',' | ':' | '-' | '.')) && follows
        {
            return false;
        }
        let year = |g: usize| word(g).len() == 4 && ("1800".."2100").contains(&word(g));
        let (first, last) = (self.groups[0], self.groups[self.groups.len() - 1]);
        if self.groups.iter().all(|&g| year(g)) || self.groups.len() == 3 && (year(first) || year(last)) && lengths.iter().filter(|n| **n <= 2).count() == 2 {
            return false;
        }
        // A lone 1 is a country code; other single digits stand in the numbers of books.
        if lengths[1..].contains(&1) || lengths[0] == 1 && !matches!(word(first), "1" | "7") {
            return false;
        }
        let pairs = lengths[1..].iter().all(|n| *n == 2) && lengths.len() >= 4;
        if lengths.len() > 1 && lengths[lengths.len() - 1] < 3 && !pairs {
            return false;
        }
        !(self.is_thousands(document) && self.counts(document, sentence, lexicon))
    }

    /// True for what may be an amount with its thousands apart: `60 000`.
    fn is_thousands(&self, document: &Document<'_>) -> bool {
        let lengths = self.lengths(document);
        self.spaced && !document.word(self.groups[0]).starts_with('0') && lengths[0] <= 3 && lengths[1..].iter().all(|n| *n == 3)
    }

    /// True where a plain word follows that the number could count.
    fn counts(&self, document: &Document<'_>, sentence: &Sentence, lexicon: &Lexicon) -> bool {
        let next = self.tokens.end;
        next < sentence.tokens.end
            && document.tokens[next].kind == TokenKind::Word
            && !lexicon.row_at(document, next).any(Marks::NEVER | Marks::JOINER | Marks::ARTICLE)
    }

    /// True where a word of calling stands near.
    fn is_called(&self, document: &Document<'_>, sentence: &Sentence, lexicon: &Lexicon, floor: usize, listed: bool) -> bool {
        let cue = |token: usize| lexicon.row_at(document, token).any(Marks::TELEPHONE);
        let link = |token: usize| lexicon.row_at(document, token).any(Marks::TELEPHONE_LINK) || document.word(token) == ":";
        let before = floor.max(self.tokens.start.saturating_sub(CUE_BEFORE))..self.tokens.start;
        let linked = before.clone().next_back().is_some_and(link);
        // Digits without groups, or in threes, are as often an amount: they need the link itself.
        if (self.groups.len() == 1 || self.is_thousands(document)) && !linked {
            return false;
        }
        let behind = self.tokens.end..sentence.tokens.end.min(self.tokens.end + CUE_BEHIND);
        before.clone().any(cue) || behind.into_iter().any(cue) || listed && linked && before.len() < CUE_BEFORE
    }

    fn span(&self, document: &Document<'_>) -> Span {
        document.tokens[self.tokens.start].span.cover(document.tokens[self.tokens.end - 1].span)
    }

    fn mention(&self, document: &Document<'_>) -> Mention {
        let span = self.span(document);
        let text = span.of(document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let words = fold::words(&text).into_iter().map(NameWord::plain).collect();
        let mut name = Name::new(NameType::Other, text);
        name.form = Arc::new(NameForm { words, ..NameForm::default() });
        Mention { span, value: Value::Name(name) }
    }
}
