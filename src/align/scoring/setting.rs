//! Levels of what the two values stand beside, and where.

use super::super::context::{Context, Prominence};
use super::Pair;
use crate::value::figure::FigureType;
use crate::value::{Date, Kind, Relation, Value};

pub(super) fn entities(pair: &Pair<'_>) -> usize {
    let (a, b) = (pair.a, pair.b);
    match (a.entity, b.entity) {
        (None, None) => 2,
        (None, _) | (_, None) => 1,
        (x, y) if x == y => 4,
        _ if a.entities.iter().any(|e| b.entities.binary_search(e).is_ok()) => 3,
        _ => 0,
    }
}

/// A distance, an amount or a share is that of something: `2 miles from Arica`, `IBM's revenue`.
pub(super) fn entity_measured(pair: &Pair<'_>) -> usize {
    let measured = |c: &Context| matches!(&pair.claim(c).mention.value, Value::Figure(f) if matches!(f.figure_type, FigureType::Money | FigureType::Percent | FigureType::Measure));
    if measured(pair.a) && measured(pair.b) { entities(pair) } else { 2 }
}

/// Where a report has one value of a unit, that value answers the one question there is.
pub(super) fn alone_in_unit(pair: &Pair<'_>) -> usize {
    if pair.a.unit != pair.b.unit { 0 } else { usize::from(pair.a.in_unit == 1) + usize::from(pair.b.in_unit == 1) }
}

/// The same for the values of a unit beside one concept: people killed, miles deep.
pub(super) fn alone_in_frame(pair: &Pair<'_>) -> usize {
    let (a, b) = (pair.a, pair.b);
    let same = a.unit == b.unit && (a.concept & b.concept != 0 || a.concept == 0 && b.concept == 0);
    if same { 1 + usize::from(a.in_frame == 1) + usize::from(b.in_frame == 1) } else { 0 }
}

/// Whose age it is tells more of an age than all the words around it.
pub(super) fn age_of(pair: &Pair<'_>) -> usize {
    match (pair.claim(pair.a).mention.value.is_age() && pair.claim(pair.b).mention.value.is_age(), pair.a.holder, pair.b.holder) {
        (false, ..) => 2,
        (true, Some(a), Some(b)) if a == b => 3,
        (true, Some(_), Some(_)) => 0,
        _ => 1,
    }
}

pub(super) fn date_beside(pair: &Pair<'_>) -> usize {
    let date = |context| pair.contexts.date(context, pair.extractions);
    dates(date(pair.a), date(pair.b))
}

/// The day that each report had named last: two quakes of one week are told with two days.
pub(super) fn day(pair: &Pair<'_>) -> usize {
    let day = |context| pair.contexts.day(context, pair.extractions);
    dates(day(pair.a), day(pair.b))
}

pub(super) fn dates(a: Option<&Date>, b: Option<&Date>) -> usize {
    match (a, b) {
        (None, None) => 2,
        (None, _) | (_, None) => 1,
        (Some(a), Some(b)) => match a.level(b).relation {
            Relation::Different => 0,
            Relation::Compatible => 3,
            Relation::Same => 4,
            Relation::Incomparable => 1,
        },
    }
}

pub(super) fn prominence(pair: &Pair<'_>) -> usize {
    use Prominence::{Body, Headline, Lead};
    match (pair.a.prominence.min(pair.b.prominence), pair.a.prominence.max(pair.b.prominence)) {
        (Headline, Headline) => 3,
        (Headline, Lead) => 4,
        (Lead, Lead) => 2,
        (Body, Body) => 1,
        _ => 0,
    }
}

/// Shares of a report's sentences between two places in one part of it, and in the next one.
const PARTS: [f32; 2] = [0.12, 0.35];

/// Reports of one event tell it in much the same order.
pub(super) fn part(pair: &Pair<'_>) -> usize {
    let place = |context: &Context| context.sentence as f32 / pair.extractions[context.report].document.sentences.len().max(1) as f32;
    let apart = (place(pair.a) - place(pair.b)).abs();
    PARTS.iter().filter(|&&edge| apart < edge).count()
}

/// Sentences from which the shorter report is no brief, and from which it is longer than most.
const LENGTHS: [usize; 3] = [4, 9, 18];

/// In a brief each value is the only one of its kind, which tells little.
pub(super) fn length(pair: &Pair<'_>) -> usize {
    let sentences = |context: &Context| pair.extractions[context.report].document.sentences.len();
    let shorter = sentences(pair.a).min(sentences(pair.b));
    LENGTHS.iter().filter(|&&from| shorter >= from).count()
}

pub(super) fn report(pair: &Pair<'_>) -> usize {
    match (pair.a.report == pair.b.report, pair.a.sentence == pair.b.sentence) {
        (true, true) => 2,
        (true, false) => 1,
        _ => 0,
    }
}

/// Which of two may be missing: another, on one side, none, the same.
fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> usize {
    match (a, b) {
        (None, None) => 2,
        (Some(a), Some(b)) if a == b => 3,
        (Some(_), Some(_)) => 0,
        _ => 1,
    }
}

/// Whom the sentences name nearest to the values: `he has worked there for 30 years`.
pub(super) fn person(pair: &Pair<'_>) -> usize {
    same(pair.a.person, pair.b.person)
}

/// What the sentences begin with: two bids are made by two clubs.
pub(super) fn subject(pair: &Pair<'_>) -> usize {
    same(pair.a.subject, pair.b.subject)
}

/// What is to come and what has been are two things, unless it was put off.
pub(super) fn ahead(pair: &Pair<'_>) -> usize {
    usize::from(pair.a.ahead) + usize::from(pair.b.ahead)
}

/// A date beside a verb of saying dates the saying: `said on Tuesday`.
pub(super) fn of_saying(pair: &Pair<'_>) -> usize {
    usize::from(pair.a.saying) + usize::from(pair.b.saying)
}

/// Whether the two figures are said by somebody: rival accounts are given with their sources. Of dates it tells
/// nothing.
pub(super) fn sources(pair: &Pair<'_>) -> usize {
    if pair.claim(pair.a).mention.value.kind() != Kind::Figure {
        return 3;
    }
    [pair.a, pair.b].into_iter().filter(|context| pair.claim(context).attribution.is_some()).count()
}
