//! Words, numbers and marks: one pass over the bytes of a line.

use std::ops::Range;

use super::words::SOFT_HYPHEN;
use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes and abbreviation points inside: `O'Brien`, `U.S.`, `a.m.`
    Word,
    /// Digits with separators between them: `1,353.5`.
    Number,
    /// An apostrophe ending split from its word: `'s`.
    Clitic,
    /// A web or mail address, whole.
    Address,
    /// One other character.
    Symbol,
}

/// The smallest piece of text that extractors look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Appends the tokens of the bytes `range` of `text`.
pub(super) fn tokenize(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = range.start;
    while at < range.end {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() || byte.is_ascii_control() {
            at += 1;
            continue;
        }
        let (end, kind) = if byte.is_ascii_digit() {
            (number_end(bytes, at, range.end), TokenKind::Number)
        } else if byte.is_ascii_alphabetic() {
            word(text, at, range.end)
        } else if byte.is_ascii() {
            match clitic_end(text, at, range.end) {
                Some(end) if !tokens.is_empty() && tokens[tokens.len() - 1].span.end() == at && tokens[tokens.len() - 1].kind == TokenKind::Word => {
                    (end, TokenKind::Clitic)
                }
                _ => (at + 1, TokenKind::Symbol),
            }
        } else {
            let c = char_at(text, at);
            if c.is_whitespace()
                || c.is_control()
                || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
            {
                at += c.len_utf8();
                continue;
            }
            if is_letter(c) {
                word(text, at, range.end)
            } else {
                match clitic_end(text, at, range.end) {
                    Some(end) if tokens.last().is_some_and(|t| t.span.end() == at && t.kind == TokenKind::Word) => (end, TokenKind::Clitic),
                    _ => (at + c.len_utf8(), TokenKind::Symbol),
                }
            }
        };
        tokens.push(Token { span: Span::new(at, end), kind });
        at = end;
    }
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// Letters of any script, and the marks that combine with them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

/// Digits, with single `,` or `.` between digits.
fn number_end(bytes: &[u8], start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit {
        if bytes[end].is_ascii_digit() {
            end += 1;
        } else if matches!(bytes[end], b',' | b'.') && end + 1 < limit && bytes[end + 1].is_ascii_digit() {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Length of an apostrophe at this byte: the straight one or its curly twin.
fn apostrophe(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    match rest {
        [b'\'', ..] => Some(1),
        [0xE2, 0x80, 0x99, ..] => Some(3),
        _ => None,
    }
}

/// The end of an `'s` at this byte, where no letter follows.
fn clitic_end(text: &str, at: usize, limit: usize) -> Option<usize> {
    let s = at + apostrophe(text, at)?;
    if s < limit && matches!(text.as_bytes()[s], b's' | b'S') && !(s + 1 < limit && is_letter(char_at(text, s + 1))) { Some(s + 1) } else { None }
}

#[inline]
fn letters_end(text: &str, start: usize, limit: usize) -> usize {
    let bytes = &text.as_bytes()[..limit];
    let mut end = start;
    loop {
        end += bytes[end..].iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(limit - end);
        if end == limit || bytes[end].is_ascii() {
            return end;
        }
        let c = char_at(text, end);
        // Where a line may break, `Vladi-mir` has a hyphen that nobody sees.
        let behind = end + c.len_utf8();
        let soft = c == SOFT_HYPHEN && behind < limit && is_letter(char_at(text, behind));
        if !is_letter(c) && !soft {
            return end;
        }
        end = behind;
    }
}

/// The word, abbreviation or address that starts at this letter.
fn word(text: &str, start: usize, limit: usize) -> (usize, TokenKind) {
    let bytes = text.as_bytes();
    let mut end = letters_end(text, start, limit);
    // Nearly every word ends here: asked by the byte behind it, which is that of `’` as well.
    if end == limit || !matches!(bytes[end], b'.' | b':' | b'@' | b'\'' | 0xE2) {
        return (end, TokenKind::Word);
    }
    let first = &text[start..end];
    // Letters with points between them: `U.S.`, `a.m`, `J.K.`
    if first.chars().count() == 1 {
        let mut at = end;
        let mut letters = 1;
        while at + 1 < limit && bytes[at] == b'.' && bytes[at + 1].is_ascii_alphabetic() && !(at + 2 < limit && is_letter(char_at(text, at + 2))) {
            at += 2;
            letters += 1;
        }
        if letters > 1 {
            if at < limit && bytes[at] == b'.' {
                at += 1;
            }
            return (at, TokenKind::Word);
        }
    }
    let address = matches!(first, "http" | "https" | "ftp") && text[end..limit].starts_with("://")
        || first.eq_ignore_ascii_case("www") && text[end..limit].starts_with('.');
    if address || (end < limit && bytes[end] == b'@') {
        let stop = text[start..limit].find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ')' | '”' | ',')).map_or(limit, |n| start + n);
        let stop = start + text[start..stop].trim_end_matches(['.', ';', ':', '!', '?']).len();
        return (stop.max(end), TokenKind::Address);
    }
    // Apostrophes inside a word stay: `O'Brien`, `don't`; a final `'s` does not.
    while end < limit && clitic_end(text, end, limit).is_none() {
        let Some(width) = apostrophe(text, end) else { break };
        let next = letters_end(text, end + width, limit);
        if next == end + width {
            break;
        }
        end = next;
    }
    (end, TokenKind::Word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_words_numbers_clitics_and_symbols() {
        let text = "Kim’s U.S. aide O'Brien paid $13.9bn at 10:30 a.m., see www.a.org/x. Don't";
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(
            words,
            ["Kim", "’s", "U.S.", "aide", "O'Brien", "paid", "$", "13.9", "bn", "at", "10", ":", "30", "a.m.", ",", "see", "www.a.org/x", ".", "Don't"]
        );
    }
}
