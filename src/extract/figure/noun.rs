//! The noun that a number counts.

use super::Scan;
use super::measure::Amount;
use super::numeral::Reader;
use super::words::{self, NumberWord};
use crate::segment::TokenKind;

/// What is counted.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// Singular of the head noun.
    pub(super) lemma: String,
    /// One past the noun, or the end of the number where the noun stands elsewhere.
    pub(super) end: usize,
}

/// How many words may stand between a number and the noun that it counts.
const REACH: usize = 6;

impl Scan<'_> {
    /// The noun that an amount counts: behind it (`31 separate pieces`), or understood from what
    /// happened (`killed 10`, `death toll of 10`, `10 dead`).
    pub(super) fn counted(&self, amount: &Amount, start: usize, end: usize, floor: usize) -> Option<Counted> {
        let reader = &self.reader;
        let one = amount.is_one();
        if let Some((after, lemma)) = head(reader, end, one) {
            return Some(Counted { lemma, end: after });
        }
        let people = || Some(Counted { lemma: person(reader), end });
        // `10 dead`, `five were hurt`
        let mut at = end;
        while at < reader.limit && at < end + 4 {
            let roles = reader.roles(at);
            if roles & words::STATE != 0 {
                let after = if at == end { at + 1 } else { end };
                return Some(Counted { lemma: person(reader), end: after });
            }
            if roles & words::FUNCTION == 0 && !reader.is_adverb(at) {
                break;
            }
            at += 1;
        }
        // `killing at least 10`, yet `shot a 67`
        let first = floor.max(start.saturating_sub(2));
        let article = start > floor && reader.roles(start - 1) & words::ARTICLE != 0;
        if !article && (first..start).any(|t| reader.roles(t) & words::HARM != 0) && amount.numeral.low == amount.numeral.low.trunc() {
            return people();
        }
        // `a family of 10`
        if start > floor + 1 && reader.roles(start - 1) & words::OF != 0 && reader.roles(start - 2) & words::HOUSEHOLD != 0 && !is_name(reader, start - 2) {
            return people();
        }
        // `Passengers: 149`
        let opens = self.sentence.tokens.start;
        if start == opens + 2 && reader.lower(start - 1) == ":" && reader.roles(opens) & (words::PERSON | words::STATE | words::TOLL) != 0 {
            let told = reader.roles(opens) & words::PERSON != 0;
            return if told { Some(Counted { lemma: lemma(reader, opens), end }) } else { people() };
        }
        // `the death toll rose to 10`
        let first = self.sentence.tokens.start.max(start.saturating_sub(6));
        if (first..start).any(|t| reader.roles(t) & words::TOLL != 0) && !one {
            return people();
        }
        None
    }
}

/// One past the last of the words that hyphens tie to the one at `token`: `co-worker`.
pub(super) fn compound_end(reader: &Reader<'_>, token: usize) -> usize {
    let mut end = token + 1;
    while reader.lower(end) == "-" && reader.document.glued(end - 1) && reader.glued(end) && reader.kind(end + 1) == Some(TokenKind::Word) {
        end += 2;
    }
    end
}

/// The lemma of people whom a text does not name.
pub(super) fn person(reader: &Reader<'_>) -> String {
    reader.words.lemmas.get("people").copied().unwrap_or("person").to_owned()
}

/// The singular of the word at `token`, with the words that hyphens tie in front of it.
pub(super) fn lemma(reader: &Reader<'_>, token: usize) -> String {
    let lower = reader.lower(token);
    let mut lemma = singular(reader, lower);
    if token >= 2
        && reader.lower(token - 1) == "-"
        && reader.document.glued(token - 2)
        && reader.document.glued(token - 1)
        && reader.kind(token - 2) == Some(TokenKind::Word)
        && reader.roles(token - 2) & (words::NUMBER | words::ORDINAL_SUFFIX) == 0
    {
        lemma.insert(0, '-');
        lemma.insert_str(0, reader.lower(token - 2));
    }
    lemma
}

fn singular(reader: &Reader<'_>, word: &str) -> String {
    if let Some(lemma) = reader.words.lemmas.get(word) {
        return (*lemma).to_owned();
    }
    if let Some((stem, singular)) = reader.words.plural_endings.iter().find_map(|(ending, singular)| Some((word.strip_suffix(ending)?, singular))) {
        return format!("{stem}{singular}");
    }
    if reader.words.no_plural.end(word) {
        return word.to_owned();
    }
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 1);
    match reader.words.regular_plurals.iter().find_map(|(ending, singular)| Some((stem(ending)?, singular))) {
        Some((stem, singular)) => format!("{stem}{singular}"),
        None => word.to_owned(),
    }
}

/// True where the word may be a plural noun.
pub(super) fn is_plural(reader: &Reader<'_>, token: usize) -> bool {
    if reader.kind(token) != Some(TokenKind::Word) {
        return false;
    }
    let word = reader.lower(token);
    let roles = reader.roles(token);
    if roles & (words::FUNCTION | words::VERB | words::NO_PLURAL) != 0 && roles & words::OTHERS == 0 {
        return false;
    }
    if roles & words::PLURAL != 0 {
        return true;
    }
    if reader.words.lemmas.contains_key(word) {
        return true;
    }
    if reader.words.plural_endings.iter().any(|(ending, _)| word.len() > ending.len() && word.ends_with(ending)) {
        return true;
    }
    // `Yemenis`, not `crisis`
    let is = word.ends_with("is") && !reader.document.word(token).starts_with(char::is_uppercase);
    let regular = || reader.words.regular_plurals.iter().any(|(ending, _)| word.ends_with(ending)) && !reader.words.no_plural.end(word);
    word.len() > 3 && regular() && !is && !word.contains(['\'', '’'])
}

/// True where the number at `token` belongs to a name in front of it: `AK 47`, `AK-47`.
fn is_of_name(reader: &Reader<'_>, token: usize) -> bool {
    let capital = |t: usize| reader.document.word(t).starts_with(char::is_uppercase);
    let tied = || token >= 2 && reader.lower(token - 1) == "-" && reader.document.glued(token - 1) && reader.document.glued(token - 2) && capital(token - 2);
    reader.roles(token - 1) & words::LABEL != 0 && capital(token - 1) || tied()
}

/// True where the words on both sides of `or` tell what kind of people is counted behind them.
fn described(reader: &Reader<'_>, or: usize, limit: usize) -> bool {
    let word = |t: usize| reader.kind(t) == Some(TokenKind::Word) && reader.roles(t) & (words::FUNCTION | words::NUMBER) == 0;
    let head = (or + 1..limit).take_while(|&t| word(t)).find(|&t| is_plural(reader, t));
    reader.is_past(or - 1) && head.is_some_and(|t| t > or + 1 && reader.roles(t) & words::PERSON != 0)
}

/// True for a capitalised word that may tell where those are from who are counted: `Somali`.
pub(super) fn is_name(reader: &Reader<'_>, token: usize) -> bool {
    let other = words::FUNCTION | words::NUMBER | words::MONTH | words::WEEKDAY | words::STATE;
    reader.kind(token) == Some(TokenKind::Word) && reader.document.word(token).starts_with(char::is_uppercase) && reader.roles(token) & other == 0
}

/// True for capitalised words on both sides of `and` that tell where those are from who are counted behind it.
fn is_of_two_names(reader: &Reader<'_>, and: usize, limit: usize) -> bool {
    let lower = |t: usize| {
        reader.kind(t) == Some(TokenKind::Word)
            && reader.document.word(t).starts_with(char::is_lowercase)
            && reader.roles(t) & (words::FUNCTION | words::VERB) == 0
    };
    let head = (and + 2..limit).take_while(|t| lower(*t)).find(|t| is_plural(reader, *t));
    is_name(reader, and - 1) && is_name(reader, and + 1) && head.is_some()
}

/// True for a collective in front of the noun that tells of it: `one Thai crew member`.
fn is_collective_of(reader: &Reader<'_>, at: usize) -> bool {
    let next = at + 1;
    let noun = reader.kind(next) == Some(TokenKind::Word) && reader.document.word(next).starts_with(char::is_lowercase);
    reader.roles(at) & words::PLURAL != 0
        && noun
        && reader.roles(next) & (words::FUNCTION | words::VERB | words::CHANGE | words::HARM | words::STATE) == 0
        && !reader.is_past(next)
}

/// True for a name that looks like a plural in front of what is counted: `three Texas counties`, `two United States
/// service members`.
fn is_place_of(reader: &Reader<'_>, name: usize, limit: usize) -> bool {
    let lower = |t: usize| reader.document.word(t).starts_with(char::is_lowercase);
    let noun = |t: usize| {
        reader.kind(t) == Some(TokenKind::Word)
            && lower(t)
            && reader.roles(t) & (words::FUNCTION | words::VERB | words::STATE | words::HARM | words::CHANGE | words::NUMBER) == 0
    };
    if lower(name) || !noun(name + 1) || reader.is_past(name + 1) {
        return false;
    }
    let head = (name + 1..limit).take_while(|t| noun(*t)).find(|t| is_plural(reader, *t));
    head.is_some_and(|head| reader.roles(name) & words::PERSON == 0 && head <= name + 2)
}

/// The end and lemma of the noun phrase's head behind a number; of its singular head where
/// `one` is counted.
pub(super) fn head(reader: &Reader<'_>, from: usize, one: bool) -> Option<(usize, String)> {
    let mut at = from;
    if reader.lower(at) == "-" && at > 0 && reader.document.glued(at - 1) {
        // `three-story`, `12-team`
        let next = at + 1;
        let word = reader.glued(at) && reader.kind(next) == Some(TokenKind::Word) && reader.roles(next) & words::FUNCTION == 0;
        return (word && !one && reader.roles(next) & words::NUMBER == 0).then(|| (next + 1, singular(reader, reader.lower(next))));
    }
    // `two of the three victims`: the noun stands behind another number, which has its own mention.
    let mut behind_number = false;
    if reader.roles(at) & words::OF != 0 {
        at += 1;
        while reader.roles(at) & words::THE != 0 {
            at += 1;
        }
        if one {
            return None;
        }
    }
    let first = at;
    let listed = first > from;
    let limit = reader.limit.min(at + REACH);
    let mut candidate: Option<usize> = None;
    let mut previous_word = false;
    while at < limit {
        let word = reader.lower(at);
        match reader.kind(at) {
            Some(TokenKind::Word) => {}
            // `six AK 47 rifles`, `seven AK-47 rifles`: the number of a name.
            Some(TokenKind::Number) if at > first && is_of_name(reader, at) => {
                at += 1;
                continue;
            }
            // An inner measure: `two 40-foot containers`, or another number: `two of the 12 victims`.
            Some(TokenKind::Number) if listed && at == first || reader.lower(at + 1) == "-" && reader.glued(at) => {
                behind_number = true;
                at += 1;
                continue;
            }
            Some(TokenKind::Symbol) if word == "-" && reader.document.glued(at - 1) => {
                at += 1;
                continue;
            }
            Some(TokenKind::Symbol) if matches!(word, "\"" | "“" | "”" | "'") && candidate.is_none() => {
                at += 1;
                continue;
            }
            _ => break,
        }
        let roles = reader.roles(at);
        let number = roles & words::NUMBER != 0;
        if number && at > from {
            let rank = matches!(reader.words.numbers.get(word), Some(NumberWord::Ordinal(_)));
            let inner = listed && at == first || reader.lower(at + 1) == "-" || rank;
            if !inner {
                break;
            }
            behind_number = true;
        }
        if roles & words::MORE != 0 && at == first {
            at += 1;
            continue;
        }
        if roles & words::FUNCTION != 0 && roles & words::OTHERS == 0 {
            if candidate.is_none() && previous_word && listed && at == first + 1 && roles & words::AND != 0 && !one {
                at += 1;
                continue;
            }
            // `17 ventilated or otherwise critical patients`, `23 Somali and Yemeni pirates`
            if candidate.is_none()
                && previous_word
                && !one
                && roles & (words::OR | words::AND) != 0
                && (described(reader, at, limit) || is_of_two_names(reader, at, limit))
            {
                at += 1;
                continue;
            }
            break;
        }
        if one {
            // `third baseman Mike Lowell`: a name follows.
            let capital = |token: usize| reader.document.word(token).starts_with(char::is_uppercase);
            if candidate.is_some_and(|c| !capital(c)) && capital(at) {
                break;
            }
            if roles & words::PERSON != 0 {
                candidate = Some(at);
                break;
            }
            if candidate.is_some()
                && (reader.is_past(at)
                    || reader.is_going(at) && roles & words::GERUND_NOUN == 0
                    || roles & (words::STATE | words::VERB | words::HARM) != 0
                    || is_plural(reader, at) && !is_collective_of(reader, at))
            {
                break;
            }
            if candidate.is_some_and(|c| at >= c + 3) {
                break;
            }
            // `one remembers`, `one expects 18,000`: no noun, where none follows that it could belong to.
            let follows = reader.kind(at + 1) == Some(TokenKind::Word) && reader.roles(at + 1) & words::FUNCTION == 0;
            if at == first && !follows && word.ends_with('s') && is_plural(reader, at) && !reader.words.lemmas.contains_key(word) {
                break;
            }
            candidate = Some(at);
        } else if roles & words::CHANGE != 0 && !word.ends_with('s') {
            // `the S&P 500 lost 12 points`
            break;
        } else if is_plural(reader, at) {
            candidate = Some(at);
            // `two wounded men`, `three sports cars`: the next word may be the head.
            let next = at + 1;
            let capital = |token: usize| reader.document.word(token).starts_with(char::is_uppercase);
            let state = roles & (words::STATE | words::OTHERS | words::PLURAL) != 0;
            let more = next < limit && is_plural(reader, next) && reader.roles(next) & words::STATE == 0;
            // `three of them children`, yet `hundreds of them lined streets`
            let through = state
                && roles & words::FUNCTION == 0
                && next + 1 < limit
                && reader.roles(next) & words::FUNCTION == 0
                && is_plural(reader, next + 1)
                && !is_plural(reader, next);
            if !(more && (state || (capital(at) && capital(next))) || through || is_place_of(reader, at, limit)) {
                break;
            }
        }
        previous_word = true;
        at += 1;
    }
    let head = candidate?;
    if one && reader.roles(head) & (words::GERUND_NOUN | words::PERSON) == 0 && (reader.is_past(head) || reader.is_going(head)) {
        return None;
    }
    let lemma = lemma(reader, head);
    if behind_number {
        return Some((from, lemma));
    }
    Some((head + 1, lemma))
}
