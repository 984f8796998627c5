//! Why two claims do, or do not, answer one question: every step of the way, whatever came of it.

use std::fmt;
use std::str::FromStr;

use crate::align::blocking;
use crate::align::context::{Context, Contexts};
use crate::align::scoring::{Evidence, Pair, Partners, Weights, probability};
use crate::entity::Entities;
use crate::error::Error;
use crate::extract::{Claim, Extraction};
use crate::read::Report;
use crate::span::{CodePoints, Span};
use crate::value::{ComparisonLevel, Kind, Relation};

/// Where a claim stands: a report, and code points of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Id of the report, or the end of it from a `/` on.
    pub report: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl FromStr for Place {
    type Err = Error;

    /// Reads `REPORT:START-END`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let place = || {
            let (report, range) = text.rsplit_once(':')?;
            let (start, end) = range.split_once('-')?;
            let (start, end) = (start.parse().ok()?, end.parse().ok()?);
            (start < end && !report.is_empty()).then(|| Place { report: report.to_owned(), start, end })
        };
        place()
            .ok_or_else(|| Error::new(format!("expected REPORT:START-END with code points as extract prints them, such as desk/a.txt:65-73, found {text:?}")))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}-{}", self.report, self.start, self.end)
    }
}

/// What there is to say of two claims.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The two claims.
    pub claims: [Claim; 2],
    /// How their values relate.
    pub level: ComparisonLevel,
    /// How far they came.
    pub meeting: Meeting,
    /// For names, the entity that each is taken for.
    pub entities: [Option<String>; 2],
}

/// How far two claims came on the way to one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Meeting {
    /// One is a date, the other a figure or a name: they are never held against each other.
    Kinds,
    /// Names, which come together by the entity that they name.
    Names {
        /// True where that is one entity.
        one: bool,
    },
    /// Values without a common measure, which cannot be compared.
    Incomparable,
    /// One sentence that was copied: one telling stands for both.
    Copies,
    /// A pair that was, or would have been, scored.
    Scored {
        /// Whether they share a key, so that they were a candidate pair at all.
        candidates: bool,
        /// What the score is made of.
        evidence: Vec<Evidence>,
        /// Log-odds that the two answer one question: the sum of the evidence.
        log_odds: f32,
        /// The same as a probability.
        score: f32,
    },
}

/// Holds the claims at two places against each other.
///
/// # Errors
/// Where there is no claim at a place; the nearest one is named.
pub fn explain(
    reports: &[Report],
    extractions: &[Extraction<'_>],
    entities: &Entities,
    contexts: &Contexts,
    weights: &Weights,
    places: [&Place; 2],
) -> Result<Explanation, Error> {
    let [a, b] = [find(reports, extractions, places[0])?, find(reports, extractions, places[1])?];
    let claim = |(report, claim): (usize, usize)| &extractions[report].claims[claim];
    let entity = |(report, claim): (usize, usize)| entities.of_claim[report][claim];
    let (x, y) = (claim(a), claim(b));
    let level = x.level(y);
    let kinds = (x.mention.value.kind(), y.mention.value.kind());
    let meeting = match kinds {
        (Kind::Name, Kind::Name) => Meeting::Names { one: entity(a).is_some() && entity(a) == entity(b) },
        (one, other) if one != other => Meeting::Kinds,
        _ if level.relation == Relation::Incomparable => Meeting::Incomparable,
        _ => scored(extractions, contexts, weights, (a, b), level.relation),
    };
    let name = |at| entity(at).map(|entity| entities.all[entity].canonical.clone());
    Ok(Explanation { claims: [x.clone(), y.clone()], level, meeting, entities: [name(a), name(b)] })
}

/// The claim that a place means: the one that overlaps it most.
fn find(reports: &[Report], extractions: &[Extraction<'_>], place: &Place) -> Result<(usize, usize), Error> {
    // What is printed for people is the end of an id, which tells nearly always.
    let ends = |id: &str| id.strip_suffix(&place.report).is_some_and(|front| front.ends_with('/'));
    let mut found = reports.iter().enumerate().filter(|(_, r)| ends(&r.id)).map(|(index, _)| index);
    let report = match (reports.iter().position(|r| r.id == place.report), found.next(), found.next()) {
        (Some(report), ..) | (None, Some(report), None) => report,
        (None, Some(_), Some(_)) => return Err(Error::new(format!("more than one report has an id that ends in {:?}: give all of it", place.report))),
        (None, None, _) => return Err(Error::new(format!("no report has the id {:?}; the command reports lists them", place.report))),
    };
    let points = CodePoints::new(&reports[report].text);
    let range = |span: Span| (points.at(span.start()), points.at(span.end()));
    let claims = || extractions[report].claims.iter().map(|claim| range(claim.mention.span)).enumerate();
    let shared = |(start, end): (usize, usize)| end.min(place.end).saturating_sub(start.max(place.start));
    let apart = |(start, end): (usize, usize)| start.saturating_sub(place.end) + place.start.saturating_sub(end);
    if let Some((claim, _)) = claims().filter(|(_, at)| shared(*at) > 0).max_by_key(|&(index, at)| (shared(at), std::cmp::Reverse(index))) {
        return Ok((report, claim));
    }
    let nearest = claims().min_by_key(|(_, at)| apart(*at)).map(|(claim, (start, end))| {
        let words = extractions[report].claims[claim].mention.span.of(&reports[report].text);
        format!("; the nearest is {words:?} at {start}-{end}")
    });
    Err(Error::new(format!("no claim is at {place}{}", nearest.unwrap_or_default())))
}

fn scored(extractions: &[Extraction<'_>], contexts: &Contexts, weights: &Weights, (a, b): ((usize, usize), (usize, usize)), relation: Relation) -> Meeting {
    let index = |(report, claim): (usize, usize)| contexts.claims.iter().position(|c: &Context| (c.report, c.claim) == (report, claim)).unwrap_or(0) as u32;
    let leaders = blocking::leaders(contexts, extractions);
    let [x, y] = [a, b].map(|at| leaders[index(at) as usize]);
    if x == y {
        return Meeting::Copies;
    }
    let (x, y) = (x.min(y), x.max(y));
    let mut pairs = blocking::candidates(contexts, extractions, &leaders);
    let place = pairs.binary_search_by_key(&(x, y), |&(a, b, _)| (a, b));
    if let Err(place) = place {
        pairs.insert(place, (x, y, relation));
    }
    let partners = Partners::new(contexts, &pairs);
    let pair = Pair::new(contexts, extractions, &partners, (&contexts.claims[x as usize], &contexts.claims[y as usize]), relation);
    let (evidence, log_odds) = crate::align::evidence(&pair, weights);
    Meeting::Scored { candidates: place.is_ok(), evidence, log_odds, score: probability(log_odds) }
}
