//! Levels of the two values themselves, and of who else states them.

use super::super::context::Context;
use super::Pair;
use super::wording::{bin, event_figure};
use crate::extract::Extraction;
use crate::value::date::DateType;
use crate::value::figure::FigureType;
use crate::value::{Kind, Relation, Value};

pub(super) fn value_type(pair: &Pair<'_>) -> usize {
    let class = |c: &Context| match &pair.claim(c).mention.value {
        Value::Figure(figure) => match figure.figure_type {
            FigureType::Money => 2,
            FigureType::Percent => 3,
            FigureType::Measure => 4,
            FigureType::Age => 5,
            FigureType::Score => 6,
            FigureType::Count | FigureType::Plain => 1,
            FigureType::Ordinal => 9,
        },
        Value::Date(date) if date.date_type == DateType::Time => 7,
        Value::Date(_) => 8,
        Value::Name(_) => 0,
    };
    match (class(pair.a), class(pair.b)) {
        (a, b) if a == b => a,
        // `8:40 a.m. on Sunday`, `on Saturday`: both tell a day.
        (7, 8) if names_day(pair, pair.a) => 8,
        (8, 7) if names_day(pair, pair.b) => 8,
        _ => 0,
    }
}

/// True for a time whose day is known as well.
pub(super) fn names_day(pair: &Pair<'_>, context: &Context) -> bool {
    matches!(&pair.claim(context).mention.value, Value::Date(date) if date.names_day())
}

/// A report that also states the other's value has another answer to the question which that one answers.
pub(super) fn known(pair: &Pair<'_>) -> usize {
    if pair.a.report == pair.b.report {
        return 2;
    }
    match (pair.contexts.knows(pair.a, pair.b), pair.contexts.knows(pair.b, pair.a)) {
        (true, true) => 0,
        (false, false) => 3,
        _ => 1,
    }
}

/// So many reports that state a figure are looked through for another: a large event has thousands.
const LOOKED: usize = 64;

/// Whether other reports state the two figures. Where one states both, they answer two questions;
/// one that nobody else gives may be a slip. Of dates it tells nothing: every report has its `Tuesday`.
pub(super) fn elsewhere(pair: &Pair<'_>) -> usize {
    if pair.claim(pair.a).mention.value.kind() != Kind::Figure {
        return 4;
    }
    let [a, b] = [pair.a, pair.b].map(|context| pair.contexts.stating(context));
    let of_pair = |report: &usize| *report == pair.a.report || *report == pair.b.report;
    let others = |reports: &[usize]| reports.iter().any(|report| !of_pair(report));
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let together = || few.iter().take(LOOKED).any(|report| !of_pair(report) && many.binary_search(report).is_ok());
    match (others(a), others(b)) {
        (true, true) if together() => 0,
        (true, true) => 1,
        (false, false) => 3,
        _ => 2,
    }
}

/// How finely the two dates are told: a minute and a week seldom answer one question.
pub(super) fn grain(pair: &Pair<'_>) -> usize {
    pair.dates().map_or(2, |(a, b)| match a.granularity.steps(b.granularity) {
        0 => 3,
        1 | 2 => 1,
        _ => 0,
    })
}

/// What else the two sentences state: one account told twice agrees in the rest, two accounts of
/// two things differ there as well.
pub(super) fn values_beside(extractions: &[Extraction<'_>], a: &Context, b: &Context) -> usize {
    let claims = |c: &Context| &extractions[c.report].claims;
    let (mut agree, mut conflict) = (0, 0);
    for &x in &a.siblings {
        let mut met = None;
        for &y in &b.siblings {
            let (x, y) = (&claims(a)[x], &claims(b)[y]);
            if x.mention.value.type_name() != y.mention.value.type_name() {
                continue;
            }
            match x.relation(y) {
                Relation::Same => met = Some(true),
                Relation::Different => met = met.or(Some(false)),
                _ => {}
            }
        }
        match met {
            Some(true) => agree += 1,
            Some(false) => conflict += 1,
            None => {}
        }
    }
    match (agree, conflict) {
        (0, 0) => 2,
        (0, _) => 0,
        (_, c) if c > 0 => 1,
        (1, _) => 3,
        _ => 4,
    }
}

/// Two values that can both be true may be of two questions sooner than one value told twice.
pub(super) fn values(pair: &Pair<'_>) -> usize {
    match pair.relation {
        Relation::Different | Relation::Incomparable => 0,
        Relation::Compatible => 1,
        Relation::Same => 2,
    }
}

/// The levels of values that have no distance, and of those that have, the nearest first.
const NO_MEASURE: usize = 3;

const DISTANCES: [usize; 6] = [6, 5, 4, 2, 1, 0];

/// The level of [`event_figure`] from which both count one thing of an event.
const ONE_EVENT: usize = 3;

/// How far apart the values are. One level among many, never enough by itself: two numbers of one
/// size are not therefore about one thing, but two accounts of one thing are seldom of two sizes.
pub(super) fn distance(pair: &Pair<'_>) -> usize {
    match (&pair.claim(pair.a).mention.value, &pair.claim(pair.b).mention.value) {
        (Value::Figure(a), Value::Figure(b)) => match a.proportion(b) {
            // A toll grows tenfold in a day.
            Some(x) if x < 2.5 || event_figure(pair) < ONE_EVENT => DISTANCES[bin(x, &[1.05, 1.25, 1.6, 2.5, 6.0])],
            _ => NO_MEASURE,
        },
        (Value::Date(a), Value::Date(b)) => match a.hours_apart(b) {
            None => NO_MEASURE,
            Some(x) => DISTANCES[bin(x, &[1.5, 13.0, 49.0, 24.0 * 8.0, 24.0 * 70.0])],
        },
        _ => NO_MEASURE,
    }
}
