//! Capitalised words of a sentence, whole: `Al-Masry`, `A.J.`, `C&G`, `SAT-3`, `Co.`

use std::borrow::Cow;
use std::ops::Range;

use super::lexicon::{Lexicon, Marks};
use crate::segment::{Document, Sentence, Token, TokenKind};
use crate::span::Span;
use crate::value::name::fold;

/// A capitalised word with what hangs on it.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    /// Its tokens, a point of abbreviation included.
    pub(super) tokens: Range<usize>,
    /// Its bytes without that point.
    pub(super) span: Span,
    /// Folded.
    pub(super) key: Cow<'a, str>,
    /// What the tables say of the key.
    pub(super) marks: Marks,
    /// Two letters or more, all capital.
    pub(super) upper: bool,
    /// First word of a sentence, a line or a quotation, so that its capital tells nothing.
    pub(super) opens: bool,
    /// One letter, or letters with points: `J.`, `A.J.`
    pub(super) initial: bool,
    /// Digits behind a name: `Route 52`.
    pub(super) number: bool,
    /// The first part of an adjective: `Moscow-based`. Nothing may follow it in one name.
    pub(super) ends: bool,
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn all_capital(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// True where nothing stands in front of this token that a sentence could have begun with.
fn opens(document: &Document<'_>, sentence: &Sentence, token: usize) -> bool {
    token == sentence.tokens.start
        || document.tokens[token - 1].kind == TokenKind::Symbol
            && matches!(document.word(token - 1), "\"" | "“" | "‘" | ":" | "`" | "*" | "•" | "?" | "!" | "." | "…" | "|")
        || document.tokens[token - 1].kind == TokenKind::Symbol && token - 1 == sentence.tokens.start
}

/// True for a text without a single apostrophe: where it was cleaned of them, `Syrias Aleppo` is Aleppo in Syria.
pub(super) fn bare_of_apostrophes(document: &Document<'_>) -> bool {
    !document.text.contains(['\'', '’'])
}

/// The end of a country's possessive that has lost its apostrophe; none for a word that the tables have as it stands, and
/// for `the Koreas`. A surname may well end so: `Amess`.
fn bare_possessive(document: &Document<'_>, sentence: &Sentence, lexicon: &Lexicon, token: usize) -> Option<usize> {
    let owner = document.lower(token).strip_suffix('s')?;
    let article = token > sentence.tokens.start && lexicon.row_at(document, token - 1).any(Marks::ARTICLE);
    let owns = token + 1 < sentence.tokens.end && document.tokens[token + 1].kind == TokenKind::Word;
    let known = || lexicon.marks(owner).any(Marks::SURE_PLACE) && lexicon.marks(document.lower(token)) == Marks::NONE;
    (owns && !article && known()).then(|| document.tokens[token].span.end() - 1)
}

/// The capitalised words of a sentence in order; `bare` for a text without apostrophes.
pub(super) fn units<'a>(document: &'a Document<'_>, sentence: &Sentence, lexicon: &Lexicon, bare: bool) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'a>> = Vec::new();
    let limit = sentence.tokens.end;
    let mut token = sentence.tokens.start;
    while token < limit {
        if let Some(end) = designator(document, &units, token).filter(|end| *end <= limit) {
            push(document, sentence, lexicon, &mut units, token..end, document.tokens[end - 1].span.end(), false);
            token = end;
            continue;
        }
        let Token { span, kind } = document.tokens[token];
        let letters = &document.text.as_bytes()[span.range()];
        let candidate = kind == TokenKind::Word
            && (letters[0].is_ascii_uppercase()
                || !letters[0].is_ascii() && capital(document.word(token))
                || letters[0].is_ascii_lowercase() && has_inner_capital(letters)
                || joined_particle(document, token, limit, lexicon, units.last()));
        if !candidate {
            if kind == TokenKind::Number && follows_name(document, &units, token) {
                push(document, sentence, lexicon, &mut units, token..token + 1, document.tokens[token].span.end(), false);
            }
            token += 1;
            continue;
        }
        let word = document.word(token);
        let begin = token;
        let mut end = token + 1;
        let mut bytes = document.tokens[token].span.end();
        let mut ends = false;
        // Parts that hang on by hyphens and ampersands.
        while end + 1 < limit && document.glued(end - 1) && document.glued(end) && matches!(document.word(end), "-" | "‐" | "‑" | "&") {
            let part = document.word(end + 1);
            let taken = match document.tokens[end + 1].kind {
                TokenKind::Number => true,
                TokenKind::Word => {
                    let syllable = part.len() <= 5
                        && !capital(part)
                        && (lexicon.row_at(document, begin).any(Marks::FAMILY_FIRST)
                            || adjacent_family_name(&units, begin)
                            || !lexicon.marks(document.lower(end + 1)).any(Marks::ORDINARY | Marks::SPEECH));
                    capital(part) && !lexicon.row_at(document, begin).any(Marks::NEVER) || syllable && document.word(end) != "&"
                }
                _ => false,
            };
            if !taken {
                ends = true;
                // The rest of the adjective is skipped.
                end += 2;
                while end + 1 < limit && document.glued(end - 1) && document.glued(end) && document.word(end) == "-" {
                    end += 2;
                }
                break;
            }
            bytes = document.tokens[end + 1].span.end();
            end += 2;
        }
        // `You'll`, `@handle`, `#tag`
        let contracted = word.rsplit_once(['\'', '’']).is_some_and(|(_, rest)| lexicon.row(rest).any(Marks::CONTRACTION));
        let tagged = begin > 0 && document.glued(begin - 1) && matches!(document.word(begin - 1), "@" | "#");
        // `1B`, `KOs`, the end of `W.Va.`
        let glued = begin > 0 && document.glued(begin - 1);
        let counted = glued && document.tokens[begin - 1].kind == TokenKind::Number && word.len() <= 2;
        let plural = word.len() <= 4 && word.ends_with('s') && word.len() > 1 && word.bytes().rev().skip(1).all(|b| b.is_ascii_uppercase());
        let pointed = glued && begin > 1 && document.word(begin - 1) == "." && document.word(begin - 2).len() == 1;
        if contracted || tagged || counted || plural && !(word.len() == 2 && document.word(end.min(limit - 1)) == ".") || pointed {
            token = end;
            continue;
        }
        // `(D-Wash.)`: a party and its state.
        if begin > 0 && matches!(document.word(begin - 1), "(" | ",") && word.len() == 1 && end > begin + 1 {
            token = end;
            continue;
        }
        if let Some(owner) = Some(begin).filter(|_| bare && end == begin + 1).and_then(|token| bare_possessive(document, sentence, lexicon, token)) {
            (bytes, ends) = (owner, true);
        }
        push(document, sentence, lexicon, &mut units, begin..end, bytes, ends);
        let unit = units.last_mut().expect("one was pushed");
        if unit.marks.any(Marks::GIVEN)
            && !ends
            && let Some(after) = behind_nickname(document, end, limit)
        {
            end = after;
            unit.tokens.end = end;
        }
        // A point that abbreviates, where the sentence goes on.
        if end + 1 < limit && document.word(end) == "." && document.glued(end - 1) && !ends {
            let short = unit.key.len() == 1
                || unit.marks.any(Marks::TITLE | Marks::SUFFIX | Marks::ORGANISATION_ENDING | Marks::PLACE_BEFORE | Marks::PLACE_WORD)
                || lexicon.listed_abbreviation(&unit.key);
            if short {
                end += 1;
                unit.tokens.end = end;
                unit.initial |= unit.key.len() == 1;
            }
        }
        token = end;
    }
    units
}

fn push<'a>(document: &'a Document<'_>, sentence: &Sentence, lexicon: &Lexicon, units: &mut Vec<Unit<'a>>, tokens: Range<usize>, end: usize, ends: bool) {
    let span = Span::new(document.tokens[tokens.start].span.start(), end);
    let text = span.of(document.text);
    let key = if text.bytes().all(|b| b.is_ascii_alphanumeric()) { Cow::Borrowed(span.of(&document.lower)) } else { Cow::Owned(fold::key(text)) };
    let mut marks = lexicon.marks(&key);
    if marks == Marks::NONE && key.contains(' ') && key.len() > 6 {
        // `Co-operation`
        marks = lexicon.marks(&key.replace(' ', "")) & Marks::ORDINARY;
        // `a Canadian-Israeli woman`, `a U.S.-Russian deal`
        if let Some((lands, last)) = key.rsplit_once(' ')
            && lexicon.marks(last).any(Marks::DEMONYM)
            && lands.split(' ').all(|land| lexicon.marks(land).any(Marks::DEMONYM | Marks::SURE_PLACE))
        {
            marks |= Marks::DEMONYM;
        }
    }
    // `J.R.` is no `Jr.`
    if text.contains('.') {
        marks = marks.without(Marks::SUFFIX);
    }
    // `US`, `U.S.`: `us` is a given name somewhere.
    if marks.any(Marks::SURE_PLACE) && all_capital(text) {
        marks = marks.without(Marks::GIVEN);
    }
    let number = document.tokens[tokens.start].kind == TokenKind::Number;
    units.push(Unit {
        opens: opens(document, sentence, tokens.start),
        upper: all_capital(text),
        initial: text.contains('.') && text.len() <= 6 && !text.contains('-') && !marks.any(Marks::SURE_PLACE),
        number,
        ends,
        tokens,
        span,
        key,
        marks,
    });
}

/// `eBay`, `LaCalamita`: a capital behind a small letter.
fn has_inner_capital(word: &[u8]) -> bool {
    word[1..].iter().any(u8::is_ascii_uppercase)
}

/// `al-Goweiny`, and `iran-Nejad` behind a given name.
fn joined_particle(document: &Document<'_>, token: usize, limit: usize, lexicon: &Lexicon, before: Option<&Unit<'_>>) -> bool {
    token + 2 < limit
        && document.glued(token)
        && document.glued(token + 1)
        && document.word(token + 1) == "-"
        && capital(document.word(token + 2))
        && (lexicon.row_at(document, token).any(Marks::PARTICLE_JOINED)
            || before.is_some_and(|u| {
                u.tokens.end == token && u.marks.any(Marks::GIVEN) && !u.ends && !lexicon.marks(document.lower(token)).any(Marks::JOINER | Marks::ORDINARY)
            }))
}

/// Words that a nickname may take.
const NICKNAME: usize = 3;

/// One past the nickname between quote marks behind a given name, where the surname follows: `Robert "Bob" Hale`.
fn behind_nickname(document: &Document<'_>, open: usize, limit: usize) -> Option<usize> {
    let shut = match document.word(open) {
        "\"" => "\"",
        "“" => "”",
        "‘" => "’",
        "'" => "'",
        _ => return None,
    };
    let proper = |token: usize| token < limit && document.tokens[token].kind == TokenKind::Word && capital(document.word(token));
    let set_off = !document.glued(open - 1) && document.glued(open) && proper(open + 1);
    let end = (open + 2..(open + 2 + NICKNAME).min(limit)).find(|t| document.word(*t) == shut)?;
    let surname = document.glued(end - 1) && !document.glued(end) && proper(end + 1);
    (set_off && surname && (open + 1..end).all(|t| document.tokens[t].kind == TokenKind::Word)).then_some(end + 1)
}

/// True where the unit in front is a family name that stands first: `Kim` before `Jong-un`.
fn adjacent_family_name(units: &[Unit<'_>], token: usize) -> bool {
    units.last().is_some_and(|u| u.tokens.end == token && u.marks.any(Marks::FAMILY_FIRST))
}

/// The end of an airline's letter and digit with the number behind them: `4U 9525` in `Flight 4U 9525`.
fn designator(document: &Document<'_>, units: &[Unit<'_>], token: usize) -> Option<usize> {
    let number = document.tokens.get(token + 2).is_some_and(|behind| behind.kind == TokenKind::Number);
    if !number || !document.glued(token) || !units.last().is_some_and(|unit| unit.marks.any(Marks::NUMBERED)) || !follows_name(document, units, token) {
        return None;
    }
    let of_airline = |letter: &str, digit: &str| {
        letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase()) && digit.len() == 1 && digit.bytes().all(|b| b.is_ascii_digit())
    };
    let (one, two) = (document.word(token), document.word(token + 1));
    (of_airline(one, two) || of_airline(two, one)).then_some(token + 3)
}

/// `Interstate 75`, `Section 7`, `Flight 370`.
fn follows_name(document: &Document<'_>, units: &[Unit<'_>], token: usize) -> bool {
    units.last().is_some_and(|u| {
        u.tokens.end == token
            && !u.ends
            && !u.number
            && u.marks.any(Marks::PLACE_BEFORE | Marks::PLACE_WORD | Marks::OTHER_WORD | Marks::NUMBERED)
            && !u.marks.any(Marks::CALENDAR)
            && !document.word(token).contains(',')
    })
}
