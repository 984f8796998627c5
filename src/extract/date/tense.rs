//! Where a clause looks: whether a bare weekday or month in it is over, or still to come.

use super::cursor::Cursor;
use super::lexicon::{Role, Tense};

/// How many tokens around a date are searched for a verb.
const REACH: usize = 14;

/// How many tokens behind a date may lie the verb of a clause that begins with it.
const NEXT_VERB: usize = 5;

/// The longest phrase in front of a weekday that tells that it is to come: `as soon as`.
const COMING: usize = 3;

/// Where the clause around the tokens `from..to` looks: the nearest cue in front, else behind. Where
/// a comma or an `and` shuts off what stands in front, the verb close behind tells first: `he was
/// freed, and on Friday he will appear`.
pub(super) fn tense(cursor: &Cursor<'_>, from: usize, to: usize) -> Option<Tense> {
    // `Wednesday is the anniversary`: a clause that begins with its day.
    let led = from == cursor.first || cursor.mark_before(from) != 0;
    if led && cursor.senses(to).present {
        return Some(Tense::Future);
    }
    // `by a March 31 deadline`, but `the Wednesday vote`
    let event = cursor.senses(to);
    if matches!(cursor.role_before(from, 1), Some(Role::A | Role::The)) && event.cue == Some(Tense::Future) && event.cue_noun.is_none() {
        return Some(Tense::Future);
    }
    if is_coming(cursor, from, to) {
        return Some(Tense::Future);
    }
    // What is said of a quotation tells nothing of when it looks to.
    let (open, shut) = cursor.quotation(from, to);
    let start = from.saturating_sub(REACH).max(cursor.first).max(open);
    let front = (start..from).rev().take_while(|t| cursor.mark(*t) != b';').find_map(|t| Some((cue(cursor, t)?, t)));
    let Some((tense, at)) = front else { return behind(cursor, to, REACH, shut, b";") };
    let set_off = (at..from).any(|t| cursor.mark(t) == b',' || cursor.has(t, Role::And));
    Some(if set_off { behind(cursor, to, NEXT_VERB, shut, b";,").unwrap_or(tense) } else { tense })
}

/// True for a weekday that what stands right in front tells to be still to come: `a vote for Friday`, `as soon as
/// Friday`. What is `for Friday's attack` is for one that is over.
fn is_coming(cursor: &Cursor<'_>, from: usize, to: usize) -> bool {
    let ends_here = |token: usize| cursor.sense(token, |s| s.coming.then_some(())).is_some_and(|((), end)| end == from);
    cursor.senses(from).weekday.is_some() && !cursor.is_possessive(to) && (from.saturating_sub(COMING).max(cursor.first)..from).any(ends_here)
}

/// The first cue from the token `from` on, within so many tokens, up to `shut` and to one of the marks.
fn behind(cursor: &Cursor<'_>, from: usize, reach: usize, shut: usize, stops: &[u8]) -> Option<Tense> {
    let mut token = from;
    let mut last = from + reach;
    let mut inner = None;
    while token < last.min(shut) && !stops.contains(&cursor.mark(token)) {
        // `From Thursday members, most of whom voted for it, will work`: the clause inside tells
        // only where the other one has no verb.
        if cursor.senses(token).relative {
            let end = (token + REACH).min(cursor.end);
            let set_off = (from..token).any(|t| cursor.mark(t) == b',');
            let shut = (token + 1..end).find(|t| if set_off { cursor.mark(*t) == b',' } else { cue(cursor, *t).is_some() });
            // `who were called will march`
            let verbs = |from: usize| (from..end).find(|t| cue(cursor, *t) != Some(Tense::Past)).unwrap_or(end);
            let after = shut.map_or(token + 1, |t| if set_off { t + 1 } else { verbs(t + 1) });
            inner = inner.or_else(|| (token..after).find_map(|t| cue(cursor, t)));
            last += after - token;
            token = after;
            continue;
        }
        if let found @ Some(_) = cue(cursor, token) {
            return found;
        }
        token += 1;
    }
    inner
}

/// What a word, or a phrase that begins with it, tells by itself.
fn cue(cursor: &Cursor<'_>, token: usize) -> Option<Tense> {
    let senses = cursor.senses(token);
    // `approved the plan`, but `the plan to meet on Friday`
    if senses.cue_noun.is_some_and(|reach| cursor.is_determined(token, reach)) && !cursor.has(token + 1, Role::To) {
        return None;
    }
    // `since May 12` is no `may`.
    if senses.month.is_some() && cursor.capital(token) && token > cursor.first {
        return None;
    }
    // `to appear in court on …`, `would not comment on …`
    if let Some((tense, end)) = cursor.sense(token, |s| s.cue)
        && end > token + 1
    {
        return Some(tense);
    }
    // `will be held`, `to be formally charged`: the participle tells nothing by itself.
    let passive = |back| cursor.role_before(token, back) == Some(Role::Be);
    // `measures to be voted on`
    if passive(1) && cursor.role_before(token, 2) == Some(Role::To) && cursor.lexicon.is_past(cursor.lower(token)) {
        return Some(Tense::Future);
    }
    match senses.cue {
        Some(Tense::Past) if passive(1) || governor(cursor, token).is_some() => return None,
        // `did not begin`; `get-out-the-vote`
        Some(Tense::Future) if governor(cursor, token).is_some_and(|t| cursor.senses(t).cue == Some(Tense::Past)) => return None,
        Some(Tense::Future) if cursor.mark_before(token) == b'-' && cursor.glued_before(token) => return None,
        Some(tense) => return Some(tense),
        None => {}
    }
    // `a closed hearing`, `in closed session` and `the United States` have no verb.
    let attribute = matches!(cursor.role_before(token, 1), Some(Role::The | Role::A | Role::Of | Role::In | Role::At | Role::For | Role::From | Role::By));
    let verb = cursor.is_word(token) && !attribute && !senses.no_verb;
    if verb && !(passive(1) || passive(2)) { cursor.lexicon.tense(cursor.lower(token)) } else { None }
}

/// The word in front of a verb that takes its tense: `to hit`, `will not have a result`, `did not begin`; but in `would have
/// called` it is of the past.
fn governor(cursor: &Cursor<'_>, token: usize) -> Option<usize> {
    let perfect = cursor.senses(token + 1).cue == Some(Tense::Past) || cursor.lexicon.is_past(cursor.lower(token + 1));
    let before = |t: usize| t.checked_sub(1).filter(|t| *t >= cursor.first);
    let front = before(token)?;
    let front = if cursor.senses(front).negative { before(front)? } else { front };
    (!perfect && (cursor.has(front, Role::To) || cursor.senses(front).modal)).then_some(front)
}
