//! Looks at the tokens of one sentence: their senses, their digits, their marks.

use crate::segment::{Document, TokenKind, WordId};

use super::lexicon::{Lexicon, Role, Senses};

/// One sentence under the parser. Indices are the document's; what lies outside has no sense.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexicon: &'static Lexicon,
    /// The lexicon entry of every token of the document.
    pub(super) ids: &'a [u16],
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Cursor<'_> {
    fn inside(&self, token: usize) -> bool {
        (self.first..self.end).contains(&token)
    }

    /// The senses of a token by itself.
    pub(super) fn senses(&self, token: usize) -> &'static Senses {
        let id = if self.inside(token) { self.ids[token] } else { 0 };
        &self.lexicon.entries[usize::from(id)].senses
    }

    /// The longest phrase from this token on that has a sense, and where it ends.
    pub(super) fn sense<T>(&self, token: usize, pick: impl Fn(&Senses) -> Option<T>) -> Option<(T, usize)> {
        if !self.inside(token) || self.ids[token] == 0 {
            return None;
        }
        let found = self.phrases(token).find_map(|(words, senses)| Some((pick(senses)?, token + 1 + words.len())));
        found.or_else(|| pick(self.senses(token)).map(|value| (value, token + 1)))
    }

    /// The surfaces of several words that begin with this token and stand here, the longest first.
    fn phrases(&self, token: usize) -> impl Iterator<Item = &'static (Vec<WordId>, Senses)> {
        let entry = &self.lexicon.entries[usize::from(self.ids[token])];
        let stands = move |words: &[WordId]| words.iter().enumerate().all(|(n, word)| self.word(token + 1 + n) == *word);
        let next = if entry.phrases.is_empty() { 0 } else { self.word(token + 1) };
        entry.phrases(next).filter(move |(words, _)| stands(words))
    }

    /// True where a surface of several words that begins with this token stands here.
    pub(super) fn opens_phrase(&self, token: usize) -> bool {
        self.phrases(token).next().is_some()
    }

    /// True where the article in front of a token can open a date.
    pub(super) fn led(&self, token: usize) -> bool {
        self.inside(token) && (!self.is_word(token) || self.senses(token).led || self.opens_phrase(token))
    }

    /// True where a token by itself can belong to a date.
    pub(super) fn known(&self, token: usize) -> bool {
        self.inside(token) && (self.ids[token] != 0 || self.document.tokens[token].kind != TokenKind::Word)
    }

    /// The number of a token's word, 0 outside the sentence; a curly apostrophe is a straight one.
    fn word(&self, token: usize) -> WordId {
        if !self.inside(token) {
            return 0;
        }
        match self.document.tokens[token].kind {
            TokenKind::Clitic => self.lexicon.clitic,
            TokenKind::Symbol if self.document.lower(token) == "’" => self.lexicon.apostrophe,
            _ => self.document.words[token],
        }
    }

    pub(super) fn role(&self, token: usize) -> Option<Role> {
        self.senses(token).role
    }

    pub(super) fn has(&self, token: usize, role: Role) -> bool {
        self.role(token) == Some(role)
    }

    /// The role of the token `back` places in front.
    pub(super) fn role_before(&self, token: usize, back: usize) -> Option<Role> {
        token.checked_sub(back).and_then(|t| self.role(t))
    }

    /// The senses of the token in front.
    pub(super) fn before(&self, token: usize) -> &'static Senses {
        match token.checked_sub(1) {
            Some(t) => self.senses(t),
            None => &self.lexicon.entries[0].senses,
        }
    }

    /// A mark of one ASCII character, with every dash as `-`; 0 for all else.
    pub(super) fn mark(&self, token: usize) -> u8 {
        if !self.inside(token) || self.document.tokens[token].kind != TokenKind::Symbol {
            return 0;
        }
        let span = self.document.tokens[token].span;
        match &self.document.text.as_bytes()[span.range()] {
            [byte] => *byte,
            // En and em dash, non-breaking hyphen, minus sign.
            [0xE2, 0x80, 0x93 | 0x94 | 0x91] | [0xE2, 0x88, 0x92] => b'-',
            // Curly quotes.
            [0xE2, 0x80, 0x98 | 0x99] => b'\'',
            _ => 0,
        }
    }

    pub(super) fn mark_before(&self, token: usize) -> u8 {
        token.checked_sub(1).map_or(0, |t| self.mark(t))
    }

    pub(super) fn is_number(&self, token: usize) -> bool {
        self.inside(token) && self.document.tokens[token].kind == TokenKind::Number
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.inside(token) && self.document.tokens[token].kind == TokenKind::Word
    }

    /// True for an apostrophe ending: `'s`.
    pub(super) fn is_possessive(&self, token: usize) -> bool {
        self.inside(token) && self.document.tokens[token].kind == TokenKind::Clitic
    }

    /// The text of a token in lower case; empty outside the sentence.
    pub(super) fn lower(&self, token: usize) -> &str {
        if self.inside(token) { self.document.lower(token) } else { "" }
    }

    /// The value and the count of digits of a number without separators, up to eight digits.
    pub(super) fn digits(&self, token: usize) -> Option<(u32, usize)> {
        if !self.is_number(token) {
            return None;
        }
        let text = &self.document.text.as_bytes()[self.document.tokens[token].span.range()];
        if text.len() > 8 || !text.iter().all(u8::is_ascii_digit) {
            return None;
        }
        Some((text.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')), text.len()))
    }

    /// True where the token begins with a capital letter.
    pub(super) fn capital(&self, token: usize) -> bool {
        self.inside(token) && self.document.word(token).starts_with(|c: char| c.is_uppercase())
    }

    /// True where nothing that a number in front could count stands here: the end, a mark, a verb or
    /// a word of the grammar.
    pub(super) fn closed(&self, token: usize) -> bool {
        let senses = self.senses(token);
        !self.is_word(token) || senses.role.is_some() || senses.cue.is_some() || senses.closes
    }

    /// True within `reach` words behind an article, an owner or a number: what stands here is a noun.
    pub(super) fn is_determined(&self, token: usize, reach: usize) -> bool {
        let front = |t: usize| matches!(self.role(t), Some(Role::The | Role::A | Role::Determiner)) || self.is_number(t) || self.is_possessive(t);
        let plain = |t: usize| self.is_word(t) && !self.closed(t);
        (self.first..token).rev().take(reach).find(|t| front(*t) || !plain(*t)).is_some_and(front)
    }

    /// The tokens between the marks of the quotation that the tokens `from..to` stand in; the sentence, where they stand in none.
    pub(super) fn quotation(&self, from: usize, to: usize) -> (usize, usize) {
        let quote = |t: &usize| self.is_quote(*t);
        let open = (self.first..from).rev().find(quote).filter(|t| self.glued(*t) && !self.glued_before(*t));
        let shut = (to..self.end).find(quote).filter(|t| self.glued_before(*t) && !self.glued(*t));
        (open.map_or(self.first, |t| t + 1), shut.unwrap_or(self.end))
    }

    /// True where a quotation of nothing but capitalised words ends with this one, a title: `told “Fox News Sunday” that`,
    /// `on NBC's "Today"`.
    pub(super) fn ends_title(&self, token: usize) -> bool {
        let end = if matches!(self.mark(token + 1), b',' | b'.') { token + 2 } else { token + 1 };
        let open = (self.first..=token).rev().find(|t| !self.capital(*t));
        self.capital(token) && self.is_quote(end) && self.glued_before(end) && open.is_some_and(|t| self.is_quote(t) && self.glued(t))
    }

    /// True for a mark of a quotation, of two strokes.
    pub(super) fn is_quote(&self, token: usize) -> bool {
        matches!(self.lower(token), "\"" | "“" | "”")
    }

    /// True where every letter of the token is a capital.
    pub(super) fn upper(&self, token: usize) -> bool {
        self.inside(token) && !self.document.word(token).bytes().any(|b| b.is_ascii_lowercase())
    }

    /// True where no white space stands between the token and the next one of the sentence.
    pub(super) fn glued(&self, token: usize) -> bool {
        self.inside(token) && token + 1 < self.end && self.document.glued(token)
    }

    /// True where no white space stands in front of the token.
    pub(super) fn glued_before(&self, token: usize) -> bool {
        token > self.first && self.glued(token - 1)
    }
}
