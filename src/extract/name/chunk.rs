//! Runs of capitalised words that can be one name, and where they must be cut.

use std::ops::Range;

use foldhash::HashMap;

use super::lexicon::{Lexicon, Marks};
use super::unit::Unit;
use crate::segment::{Document, TokenKind};

/// Cuts the units of a sentence into runs, each the indices of its units.
pub(super) fn chunks(document: &Document<'_>, units: &[Unit<'_>], lexicon: &Lexicon, joined: &HashMap<&str, u32>) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = 0;
    while start < units.len() {
        if breaks(units, start, lexicon) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < units.len() && !breaks(units, end, lexicon) && joins(document, units, start, end, lexicon, joined) {
            end += 1;
        }
        chunks.push(start..end);
        start = end;
    }
    chunks
}

/// True for a unit that is part of no name.
fn breaks(units: &[Unit<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let unit = &units[at];
    if unit.number {
        return false;
    }
    if unit.marks.any(Marks::NEVER) && !unit.initial {
        return !(unit.upper && unit.marks.any(Marks::PLACE | Marks::OUTLET) || is_given(units, at));
    }
    if unit.marks.any(Marks::CALENDAR) {
        // `April Jones`, `Theresa May`: months that are names of people.
        let next =
            units.get(at + 1).is_some_and(|u| u.tokens.start == unit.tokens.end && !u.number && u.marks.any(Marks::SURNAME) && !u.marks.any(Marks::CALENDAR));
        let before = at > 0
            && units[at - 1].tokens.end == unit.tokens.start
            && units[at - 1].marks.any(Marks::GIVEN)
            && !units[at - 1].marks.any(Marks::CALENDAR | Marks::NEVER);
        return !(unit.marks.any(Marks::GIVEN) && next || unit.marks.any(Marks::SURNAME) && before && unit.key.len() > 2)
            || lexicon.row(&unit.key).any(Marks::ARTICLE);
    }
    false
}

/// True for a small word that is a given name behind a word without a capital and in front of one that can be a surname: `his
/// brother Said Kouachi`, yet not `Police Said Kouachi`.
fn is_given(units: &[Unit<'_>], at: usize) -> bool {
    let unit = &units[at];
    let headline = at > 0 && units[at - 1].tokens.end == unit.tokens.start;
    let surname = |next: &Unit<'_>| {
        let plain = !next.marks.any(Marks::ORDINARY | Marks::LISTED_PLACE | Marks::TITLE | Marks::CALENDAR | Marks::DEMONYM);
        next.tokens.start == unit.tokens.end && !next.marks.any(Marks::NEVER) && (next.marks.any(Marks::SURNAME) || plain)
    };
    unit.marks.any(Marks::GIVEN_TOO) && !unit.opens && !unit.upper && !headline && units.get(at + 1).is_some_and(surname)
}

/// True where the unit at `end` goes on with the run that starts at `start`.
fn joins(document: &Document<'_>, units: &[Unit<'_>], start: usize, end: usize, lexicon: &Lexicon, joined: &HashMap<&str, u32>) -> bool {
    let (left, right) = (&units[end - 1], &units[end]);
    if left.ends || right.opens && document.tokens[right.tokens.start - 1].kind == TokenKind::Symbol && right.tokens.start > left.tokens.end {
        return false;
    }
    let gap = left.tokens.end..right.tokens.start;
    let run = &units[start..end];
    match gap.len() {
        0 => true,
        1 | 2 if gap.clone().all(|t| document.tokens[t].kind == TokenKind::Word) => {
            let words: Vec<&str> = gap.map(|t| document.lower(t)).collect();
            lower_joint(document, &words, units, start, end, lexicon, joined)
        }
        1 if document.tokens[gap.start].kind == TokenKind::Clitic => possessive(run, right),
        1 if document.word(gap.start) == "&" => true,
        // `Magistrates' Court`
        1 if matches!(document.word(gap.start), "'" | "’") && document.glued(gap.start - 1) => right.marks.any(Marks::ORGANISATION_WORD | Marks::PLACE_WORD),
        // `Davis, Jr.`
        1 if document.word(gap.start) == "," => right.marks.any(Marks::SUFFIX) && run.len() >= 2,
        _ => false,
    }
}

/// `Marshal's Office`, `St. Mary's Hospital`, `Children's Hospital`; not `Obama's Cabinet`.
fn possessive(run: &[Unit<'_>], right: &Unit<'_>) -> bool {
    let owner = &run[run.len() - 1];
    // `State Fire Marthal's Office`: an unknown word in the place of the office.
    let unknown = owner.marks == Marks::NONE
        && run.len() >= 2
        && run[run.len() - 2].tokens.end == owner.tokens.start
        && run.iter().all(|u| !u.marks.any(Marks::GIVEN | Marks::TITLE))
        && run[run.len() - 2].marks.any(Marks::ORDINARY)
        && !run[run.len() - 2].opens;
    let saint = run.len() >= 2 && run[run.len() - 2].marks.any(Marks::PLACE_BEFORE);
    right.marks.any(Marks::ORGANISATION_WORD)
        && (saint
            || unknown
            || owner.marks.any(Marks::TITLE | Marks::ROLE)
            || owner.marks.any(Marks::ORDINARY) && !owner.marks.any(Marks::GIVEN | Marks::SURE_PLACE))
}

fn lower_joint(document: &Document<'_>, words: &[&str], units: &[Unit<'_>], start: usize, end: usize, lexicon: &Lexicon, joined: &HashMap<&str, u32>) -> bool {
    let (left, right) = (&units[end - 1], &units[end]);
    let rows: Vec<Marks> = words.iter().map(|w| lexicon.row(w)).collect();
    let run = &units[start..end];
    let plain_ordinary = |u: &Unit<'_>| u.marks.any(Marks::ORDINARY) && !u.marks.any(Marks::GIVEN | Marks::SURE_PLACE) && !u.upper;
    // The words that follow the joint on end.
    let mut last = end;
    while last + 1 < units.len() && units[last + 1].tokens.start == units[last].tokens.end && !units[last].ends {
        last += 1;
    }
    let head_behind = last > end && units[last].marks.any(Marks::ORGANISATION_WORD | Marks::OTHER_WORD);
    if rows.iter().all(|r| r.any(Marks::PARTICLE)) && !rows.iter().any(|r| r.any(Marks::ARTICLE)) {
        return !plain_ordinary(left) || left.marks.any(Marks::PLACE_BEFORE | Marks::SURNAME);
    }
    if !rows[0].any(Marks::JOINER) || rows.len() == 2 && !rows[1].any(Marks::ARTICLE) || rows.len() == 1 && rows[0].any(Marks::ARTICLE) {
        return false;
    }
    // `Georgia Secretary of State` is no person of whom something is.
    let person =
        run.len() >= 2 && run[0].marks.any(Marks::GIVEN) && !run[0].marks.any(Marks::SURE_PLACE | Marks::DEMONYM) && !run[run.len() - 1].marks.any(Marks::HEAD);
    match lexicon.joiner(words[0]) {
        Joiner::Of
            if rows.len() == 1 && lexicon.row(&format!("{} {} {}", left.key, words[0], right.key)).any(Marks::LISTED_PLACE | Marks::LISTED_ORGANISATION) =>
        {
            true
        }
        Joiner::Of => {
            let place_head = left.marks.any(Marks::PLACE_BEFORE) || left.marks.any(Marks::HEAD) && !left.marks.any(Marks::SURE_PLACE);
            // `Mayor of London` is an office and a place, `Secretary of the Interior` is one office.
            let office = left.marks.any(Marks::TITLE);
            let lone_office = office && run.len() == 1 && !right.marks.any(Marks::TITLE | Marks::ORDINARY);
            let plain = plain_ordinary(left) && !left.opens && !left.marks.any(Marks::ROLE) && !lone_office;
            let field = office && right.marks.any(Marks::ORDINARY | Marks::DEMONYM) && !right.marks.any(Marks::LISTED_PLACE);
            !person && !left.marks.any(Marks::DEMONYM) && (place_head || plain || field)
        }
        Joiner::For => run.iter().any(|u| u.marks.any(Marks::ORGANISATION_WORD)) && !person && right.marks.any(Marks::ORDINARY),
        // `the United Nations and United Airlines`: the first is whole.
        Joiner::And if run.len() > 1 && lexicon.marks(&super::joined(document, run)).any(Marks::LISTED_ORGANISATION | Marks::LISTED_PLACE) => false,
        Joiner::And => {
            // `Department of Health and Human Services`, `Academy of Motion Picture Arts and Sciences`
            let joint = run.windows(2).rposition(|w| w[0].tokens.end < w[1].tokens.start);
            let after_of = joint.is_some_and(|j| {
                let of = matches!(lexicon.joiner(document.lower(run[j].tokens.end)), Joiner::Of | Joiner::For);
                of && run[j].marks.any(Marks::HEAD)
                    && run[j + 1..].iter().all(plain_ordinary)
                    && plain_ordinary(right)
                    && !left.marks.any(Marks::ORGANISATION_WORD)
            });
            after_of
                || written_together(document, left, right, joined)
                || head_behind && plain_ordinary(left) && !left.marks.any(Marks::HEAD) && units[end..last].iter().all(plain_ordinary)
                || run.len() == 1 && plain_ordinary(left) && plain_ordinary(right) && right.marks.any(Marks::ORGANISATION_WORD) && !left.opens
        }
        Joiner::Other => false,
    }
}

/// True where the text has two ordinary words joined more than once: `Fish and Wildlife` after
/// `Fish and Wildlife Service`.
fn written_together(document: &Document<'_>, left: &Unit<'_>, right: &Unit<'_>, joined: &HashMap<&str, u32>) -> bool {
    let ordinary =
        |u: &Unit<'_>| u.marks.any(Marks::ORDINARY) && !u.marks.any(Marks::GIVEN | Marks::SURE_PLACE | Marks::LISTED_ORGANISATION) && !u.upper && !u.opens;
    ordinary(left) && ordinary(right) && joined.get(left.span.cover(right.span).of(document.text)).is_some_and(|n| *n > 1)
}

/// The text of two units that an `and` joins.
pub(super) fn joined_by_and<'a>(document: &Document<'a>, left: &Unit<'_>, right: &Unit<'_>, lexicon: &Lexicon) -> Option<&'a str> {
    let gap = left.tokens.end..right.tokens.start;
    let and = (1..=2).contains(&gap.len()) && matches!(lexicon.joiner(document.lower(gap.start)), Joiner::And);
    and.then(|| left.span.cover(right.span).of(document.text))
}

/// The sense of a small word between two parts of a name.
pub(super) enum Joiner {
    /// `of`
    Of,
    /// `for`
    For,
    /// `and`
    And,
    /// Any other.
    Other,
}
