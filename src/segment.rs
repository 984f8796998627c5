//! Words and sentences: spans into the text, nothing copied but one lower-case twin.
//!
//! One pass serves every extractor. A sentence never crosses a line end; inside a line it ends at
//! a full stop, question or exclamation mark unless the abbreviation rows of the language object,
//! and at [`LONGEST_SENTENCE`] in any case.

use std::ops::Range;

use foldhash::HashSet;

use crate::lang::{self, Language, PerLanguage};
use crate::span::Span;

mod boilerplate;
mod tokens;
mod words;

use boilerplate::is_boilerplate;
use tokens::tokenize;
pub use tokens::{Token, TokenKind};
pub use words::{ByWord, SOFT_HYPHEN, WordId, word_id};

/// What part a sentence plays in its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The headline, where it is the text's first line.
    Headline,
    /// A line that is no prose: a time stamp, a caption label, a list cell.
    Label,
    /// Prose.
    Body,
}

/// A sentence, or a line that has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the text, without surrounding white space.
    pub span: Span,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The line that it stands in, counted from 0 over lines that are not empty.
    pub paragraph: usize,
    /// What part it plays.
    pub role: Role,
}

/// A text cut into tokens and sentences.
#[derive(Debug)]
pub struct Document<'a> {
    /// The text itself.
    pub text: &'a str,
    /// The text with ASCII letters in lower case: the same bytes otherwise, so spans fit both.
    pub lower: String,
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// The number of every token among the words of the language's tables.
    pub words: Vec<WordId>,
    /// All sentences in order; every token lies in one.
    pub sentences: Vec<Sentence>,
}

/// The longest sentence, in tokens. Prose never comes near it, but a text whose full stops were
/// lost is one sentence from end to end, and every claim is shown with its sentence: the cost of a
/// claim must not grow with its text. What is longer is cut at its last clause mark, else anywhere.
pub const LONGEST_SENTENCE: usize = 1_000;

/// So many tokens make at most a label.
const LABEL: usize = 6;

impl<'a> Document<'a> {
    /// Cuts `text`. Never fails; linear in its length.
    pub fn new(text: &'a str, language: &'static Language) -> Self {
        let lower = text.to_ascii_lowercase();
        let mut document = Document { text, lower, tokens: Vec::with_capacity(text.len() / 4), words: Vec::new(), sentences: Vec::new() };
        let rules = RULES.get(language);
        let mut paragraph = 0;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let before = document.tokens.len();
            if !is_boilerplate(&document.lower[start..start + line.len()], paragraph == 0, language) {
                tokenize(text, start..start + line.len(), &mut document.tokens);
            }
            if document.tokens.len() > before {
                document.cut_line(before, paragraph, rules);
                paragraph += 1;
            }
            start += line.len();
        }
        document.words = words::ids(language, &document.lower, &document.tokens);
        document
    }

    /// The same text where its headline stands apart from it: the first line is none.
    pub fn without_headline(mut self) -> Self {
        if let Some(first) = self.sentences.first_mut().filter(|first| first.role == Role::Headline) {
            first.role = lone_role(first.tokens.len());
        }
        self
    }

    /// The text of a token as printed; empty past the last one, so that a look ahead needs no check.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.text))
    }

    /// The text of a token with ASCII letters in lower case; empty past the last one.
    pub fn lower(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.span.of(&self.lower))
    }

    /// True where no white space stands between this token and the next.
    pub fn glued(&self, token: usize) -> bool {
        match (self.tokens.get(token), self.tokens.get(token + 1)) {
            (Some(a), Some(b)) => a.span.end() == b.span.start(),
            _ => false,
        }
    }

    /// The index of the sentence that holds this byte.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|s| s.span.end() <= offset).min(self.sentences.len().saturating_sub(1))
    }

    /// The tokens that overlap a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.end() <= span.start());
        let last = self.tokens.partition_point(|t| t.span.start() < span.end());
        first..last.max(first)
    }

    /// Cuts the tokens from `first` on, which are one line, into sentences.
    fn cut_line(&mut self, first: usize, paragraph: usize, rules: &Rules) {
        let end = self.tokens.len();
        let mut begin = first;
        let mut token = first;
        while token < end {
            if let Some(after) = self.boundary(token, end, rules) {
                self.push_sentence(begin..after, paragraph);
                begin = after;
                token = after;
            } else if token - begin == LONGEST_SENTENCE {
                let after = self.forced_cut(begin, token);
                self.push_sentence(begin..after, paragraph);
                begin = after;
                token += 1;
            } else {
                token += 1;
            }
        }
        if begin < end {
            self.push_sentence(begin..end, paragraph);
        }
        // A lone first line without a final mark is the headline; such a line further down that
        // is short is a label.
        let lone = self.sentences.last().is_some_and(|s| s.tokens == (first..end));
        if lone && !self.closes(end - 1) {
            let role = if paragraph == 0 { Role::Headline } else { lone_role(end - first) };
            if let Some(sentence) = self.sentences.last_mut() {
                sentence.role = role;
            }
        }
    }

    /// Where the tokens `begin..end`, too long for a sentence, are cut: behind the last clause mark
    /// of their second half, else at their last white space, else at their end.
    fn forced_cut(&self, begin: usize, end: usize) -> usize {
        let half = begin + (end - begin) / 2;
        let mark = |token: &usize| matches!(self.word(*token), "," | ";" | ":" | "—" | "–") && !self.glued(*token);
        let space = |token: &usize| !self.glued(*token);
        (half..end).rev().find(mark).or_else(|| (half..end).rev().find(space)).map_or(end, |token| token + 1)
    }

    /// True where a sentence may end with this token.
    fn closes(&self, token: usize) -> bool {
        matches!(self.word(token), "." | "!" | "?" | "…" | "\"" | "”" | "’" | "'" | ")" | ":" | ";") || self.word(token).ends_with('.')
    }

    /// Where a sentence ends at this token, the index of the first token of the next.
    fn boundary(&self, token: usize, end: usize, rules: &Rules) -> Option<usize> {
        // Nearly every token ends here: asked by its last byte, which is that of `…` as well.
        if !matches!(self.text.as_bytes()[self.tokens[token].span.end() - 1], b'.' | b'!' | b'?' | 0xA6) {
            return None;
        }
        let word = self.word(token);
        let dotted = self.tokens[token].kind == TokenKind::Word && word.ends_with('.');
        if !dotted && !matches!(word, "." | "!" | "?" | "…") {
            return None;
        }
        // `(. 538)`, a decimal point that came off: nothing ends where a bracket opens.
        if token > 0 && matches!(self.word(token - 1), "(" | "[") {
            return None;
        }
        let mut last = token;
        while last + 1 < end && self.glued(last) && matches!(self.word(last + 1), "." | "!" | "?" | "…" | "\"" | "”" | "’" | "'" | ")" | "]") {
            last += 1;
        }
        // A closing quote may stand off by a space, as in text whose quotes were tokenised: `said. "`.
        if last + 1 >= end || self.glued(last) {
            return None;
        }
        let mut next = last + 1;
        while next < end && matches!(self.word(next), "\"" | "“" | "‘" | "'" | "(" | "[" | "—" | "-" | "–") {
            next += 1;
        }
        if next >= end {
            return None;
        }
        let opener = self.word(next).chars().next().unwrap_or(' ');
        if opener.is_lowercase() {
            return None;
        }
        let quoted = next > last + 1 || last > token;
        if dotted {
            // `U.S.`, `a.m.`: only a word that usually opens a sentence tells.
            let starter = rules.starters.contains(self.lower(next));
            // `10:35 a.m. (0735 GMT) Friday`: a figure in brackets belongs to what stands in front.
            let bracketed = matches!(self.word(last + 1), "(" | "[") && self.tokens[next].kind == TokenKind::Number;
            return (starter || quoted && !bracketed).then_some(last + 1);
        }
        if word == "." && token > 0 && self.glued(token - 1) && self.tokens[token - 1].kind == TokenKind::Word {
            let before = self.word(token - 1);
            let initial = before.chars().count() == 1 && before.chars().all(char::is_uppercase);
            if initial && !rules.starters.contains(self.lower(next)) {
                return None;
            }
            let lower = self.lower(token - 1);
            if rules.titles.contains(lower) {
                return None;
            }
            if rules.abbreviations.contains(lower) && (self.tokens[next].kind == TokenKind::Number || !rules.starters.contains(self.lower(next))) {
                return None;
            }
        }
        if word == "." && self.points_date(token, end, rules) {
            return None;
        }
        let lost = word == "?" && token > 0 && self.glued(token - 1) && self.tokens[next].kind == TokenKind::Number;
        if lost && rules.articles.contains(self.lower(token - 1)) {
            return None;
        }
        Some(last + 1)
    }

    /// True for the point inside `May. 3, 2013` and `16. Nov. 2016`.
    fn points_date(&self, token: usize, end: usize, rules: &Rules) -> bool {
        if token == 0 || token + 2 >= end || !self.glued(token - 1) {
            return false;
        }
        let number = |t: usize| t < end && self.tokens[t].kind == TokenKind::Number;
        let month = |t: usize| rules.months.contains(self.lower(t));
        let day = |t: usize| number(t) && self.word(t).len() <= 2;
        let year = |t: usize| number(t) && self.word(t).len() == 4;
        let year = |t: usize| year(t) || matches!(self.word(t), "." | ",") && year(t + 1);
        (month(token - 1) && day(token + 1) || day(token - 1) && month(token + 1)) && year(token + 2)
    }

    fn push_sentence(&mut self, tokens: Range<usize>, paragraph: usize) {
        let span = self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span);
        self.sentences.push(Sentence { span, tokens, paragraph, role: Role::Body });
    }
}

/// What a line of so many tokens is that is one sentence without a final mark, and no headline.
fn lone_role(tokens: usize) -> Role {
    if tokens <= LABEL { Role::Label } else { Role::Body }
}

/// The rows that decide where a full stop ends a sentence.
struct Rules {
    /// Abbreviations that a name or number follows: `Mr`, `Gen`.
    titles: HashSet<&'static str>,
    /// Abbreviations that may also end a sentence: `Inc`, `Jan`.
    abbreviations: HashSet<&'static str>,
    /// Words that open a sentence more often than they follow an abbreviation.
    starters: HashSet<&'static str>,
    /// Words that something must follow: `a? 110 billion`, where a character set lost the mark of a currency.
    articles: HashSet<&'static str>,
    /// The names of months, in full and clipped.
    months: HashSet<&'static str>,
}

static RULES: PerLanguage<Rules> = PerLanguage::new(|language| {
    let words = |category| lang::words(language.sentences, category);
    Rules {
        titles: words("title-abbreviation"),
        abbreviations: words("abbreviation"),
        starters: words("starter"),
        articles: words("article"),
        months: lang::words(language.dates, "month"),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document<'_> {
        Document::new(text, Language::fallback())
    }

    fn sentences(text: &str) -> Vec<&str> {
        let d = document(text);
        d.sentences.iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_eq!(sentences("Gen. A. Kim of the U.S. Army met Mr. Putin. They talked."), ["Gen. A. Kim of the U.S. Army met Mr. Putin.", "They talked."]);
        assert_eq!(sentences("It hit at 8 a.m. (0500 GMT) on Monday. It rained."), ["It hit at 8 a.m. (0500 GMT) on Monday.", "It rained."]);
        assert_eq!(sentences("It fell 3.5 percent in the U.S. The Kremlin was calm."), ["It fell 3.5 percent in the U.S.", "The Kremlin was calm."]);
        assert_eq!(
            sentences("\"Stop.\" He left at 2:09 a.m. Tuesday. \"Why?\" she asked."),
            ["\"Stop.\"", "He left at 2:09 a.m. Tuesday.", "\"Why?\" she asked."]
        );
    }

    #[test]
    fn a_mark_of_a_currency_that_became_a_question_mark_does_not_end_a_sentence() {
        assert_eq!(
            sentences("It agreed to a? 110-billion bailout. Which was a? Ten were."),
            ["It agreed to a? 110-billion bailout.", "Which was a?", "Ten were."]
        );
    }

    #[test]
    fn a_point_inside_a_date_does_not_end_a_sentence() {
        let text = "It opened on 16. Nov. 2016 and, by Fri., May. 3, 2013, was full. It closed in May. 12 people left. He is 16. May 5 was his day.";
        assert_eq!(
            sentences(text),
            ["It opened on 16. Nov. 2016 and, by Fri., May. 3, 2013, was full.", "It closed in May.", "12 people left.", "He is 16.", "May 5 was his day."]
        );
    }

    #[test]
    fn the_first_line_without_a_full_stop_is_the_headline() {
        let d = document("Quake kills 10\nIran, Monday\nA quake killed 10 people on Sunday.\n");
        let roles: Vec<Role> = d.sentences.iter().map(|s| s.role).collect();
        assert_eq!(roles, [Role::Headline, Role::Label, Role::Body]);
        assert_eq!(d.without_headline().sentences[0].role, Role::Label);
    }

    #[test]
    fn lines_of_the_page_that_tell_nothing_of_the_story_are_no_sentences() {
        let gallery = "The mayor speaks. Hide Caption 1 of 12 Photos: Riots A car burns on June 5. Hide Caption 2 of 12 Photos: Riots";
        for line in [
            "JUST WATCHED Mayor: 12 died Replay More Videos ... MUST WATCH Mayor: 12 died 02:33",
            "Image copyright Reuters Image caption The bridge fell on Monday.",
            "(Also on Ostmark Post: Ten things to know)",
            "FILE PHOTO: The bridge in 2009. Ann Bee/File Photo",
            gallery,
        ] {
            assert_eq!(sentences(&format!("The bridge fell.\n{line}\nIt was old.")), ["The bridge fell.", "It was old."], "{line}");
        }
        // What only begins like them, or goes on like a story, is the report's.
        let told = format!("Photos: {}", "the bridge fell and ".repeat(30));
        for line in ["Watch repairs cost 12 dollars.", "Photos show 12 dead.", "Write tomorrow.", "She said: hide caption.", told.trim()] {
            assert_eq!(sentences(&format!("The bridge fell.\n{line}")), ["The bridge fell.", line]);
        }
        // A label in front of the headline is the report's own.
        assert_eq!(sentences("Video: 12 die in Merrin\nVideo: The mayor speaks"), ["Video: 12 die in Merrin"]);
    }

    #[test]
    fn every_token_lies_in_one_sentence_whatever_the_text() {
        for text in ["", "\n\n", "a", "…", "'s 's ’s", "é’s\u{301} U.S.", "1,2.3,", "\u{0}\u{FEFF}x", "http://", "www.", "A.B"] {
            let d = document(text);
            let covered: usize = d.sentences.iter().map(|s| s.tokens.len()).sum();
            assert_eq!(covered, d.tokens.len(), "{text:?}");
        }
    }
}
