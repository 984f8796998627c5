//! Alignment: claims that answer one question come together in one [`Slot`].
//!
//! Names come together by the entity that they name. Dates and figures come together as record
//! linkage does it: blocking gives candidate pairs, comparison levels give each pair its evidence,
//! average-link clustering makes slots of them.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::entity::Entities;
use crate::extract::Extraction;
use crate::extract::attribution::one_source;
use crate::value::{Kind, Relation};

pub mod blocking;
pub mod cluster;
pub mod context;
mod roles;
pub mod scoring;

use cluster::{Best, Scored, Thresholds};
use context::{Context, Contexts, Prominence};
use scoring::{Evidence, Levels, Model, Pair, Partners, Weights};

/// Claims that answer one question about the event.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Kind of the values.
    pub kind: Kind,
    /// The claims, as indices into [`Contexts::claims`], sorted.
    pub claims: Vec<usize>,
    /// Log-odds of the scored pairs among them, as places in `claims`.
    pub pairs: Vec<(usize, usize, f32)>,
    /// For each of the pairs, what its score is made of.
    pub levels: Vec<(Model, Levels)>,
    /// The entity that the claims name, in a slot of names of one entity; none where they share a role.
    pub entity: Option<usize>,
}

/// Log-odds from which two clusters become one, and from which a claim answers a second question.
pub const THRESHOLD: f32 = 0.0;
/// The same for two clusters that only differ. A question that many pairs of values answer needs less
/// evidence of each, and how many there are is known once all have come together: the verdicts part
/// again what is too little then. Less than this is no evidence.
const IN_DOUBT: f32 = -5.0;
/// Added to the log-odds of values that differ: the annotated events hold few conflicts among many
/// pairs, and for an editor a miss weighs more than the odds alone say. Chosen on held-out events. A date less:
/// every report has its own `Friday`, and a flag that is false costs as much as one that is missed.
const DIFFERING: f32 = 1.5;
const DIFFERING_DATES: f32 = 1.0;
/// Taken from that where the two reports were published on two days, for dates that are of two days, or days apart, for
/// figures: a report of another day has news of its own. Most of the annotated news tells no time of publication;
/// chosen on fifty topics of 1998 that the wires told over weeks, where 3 of 54 flagged dates were conflicts.
const NEXT_DAY: f32 = 1.75;
const NEXT_NEWS: f32 = 1.0;
/// The same for a weekday of a report that does not tell its day, against another one or a day of the news: it may be of any
/// week. Chosen on held-out events, and on 3,500 events of short reports without a date: of 105 such weekdays that were
/// flagged there hardly one in ten was a conflict. Of 28 that stood against a day of a report with a date none was.
const ANY_WEEK: f32 = 1.0;
/// The same for two dates of reports of a few sentences: their dates are the only ones that they tell, so that neither
/// knows the other's says little, and the names that they share are those of the story. Chosen on held-out events, and on
/// 3,500 stories that the leads of two or three papers tell: of 112 dates that were flagged there 18 were conflicts.
const BRIEF: f32 = 1.0;

/// Sentences between two accounts that a report sets against each other.
const SIDE_BY_SIDE: usize = 2;
/// Log-odds of two claims that cannot share a question, less than any doubt.
const NEVER: f32 = -10.0;
/// Log-odds of two claims at one place of one sentence told twice, and between the same two values.
const COPIED: f32 = 3.0;
/// Log-odds of two days with one time of day to the minute.
const ONE_CLOCK: f32 = 2.0;

/// The rule of what a number was before, which answers no question of what is: `up from 12`.
const PAST_VALUE: &str = "past-value";

/// The claims brought together.
pub struct Alignment {
    /// In the order of their first claims.
    pub slots: Vec<Slot>,
    /// How many pairs of claims each rule kept apart that would share a question but for it.
    pub silenced: BTreeMap<&'static str, usize>,
}

/// Brings the claims together.
pub fn align(contexts: &Contexts, extractions: &[Extraction<'_>], entities: &Entities, weights: &Weights) -> Alignment {
    let leaders = blocking::leaders(contexts, extractions);
    let pairs = blocking::candidates(contexts, extractions, &leaders);
    let partners = Partners::new(contexts, &pairs);
    let past_values = AtomicUsize::new(0);
    let (scored, levels): (Vec<Scored>, Vec<(Model, Levels)>) = pairs
        .into_par_iter()
        .map(|(a, b, relation)| {
            let pair = Pair::new(contexts, extractions, &partners, (&contexts.claims[a as usize], &contexts.claims[b as usize]), relation);
            let model = pair.model();
            let levels = pair.levels();
            let score = log_odds(&pair, weights, model, &levels);
            if score <= NEVER && pair.is_of_past() && weighed(&pair, weights, model, &levels) >= THRESHOLD {
                past_values.fetch_add(1, Ordering::Relaxed);
            }
            (Scored { a, b, score, relation }, (model, levels))
        })
        .unzip();
    let reports: Vec<usize> = contexts.claims.iter().map(|c| c.report).collect();
    let thresholds = Thresholds { agreeing: THRESHOLD, differing: IN_DOUBT };
    let clusters = cluster::average_link(&reports, &scored, thresholds, |a, b| apart(&contexts.claims[a as usize], &contexts.claims[b as usize], extractions));
    let mut home = vec![usize::MAX; contexts.claims.len()];
    for (cluster, leading) in clusters.iter().enumerate() {
        leading.iter().for_each(|&claim| home[claim as usize] = cluster);
    }
    let mut members: Vec<Vec<usize>> = clusters.iter().map(|leading| leading.iter().map(|&c| c as usize).collect()).collect();
    for (claim, cluster) in guests(contexts, extractions, &clusters, &home, &scored) {
        members[cluster].push(claim);
    }
    // Claims that repeat a leading claim word for word follow it.
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); contexts.claims.len()];
    for (claim, leader) in leaders.into_iter().enumerate() {
        if leader as usize != claim {
            followers[leader as usize].push(claim);
        }
    }
    let mut slots: Vec<Slot> = members
        .into_iter()
        .map(|leading| {
            let first = &contexts.claims[leading[0]];
            let kind = extractions[first.report].claims[first.claim].mention.value.kind();
            let mut claims: Vec<usize> = leading.iter().flat_map(|&c| std::iter::once(c).chain(followers[c].iter().copied())).collect();
            claims.sort_unstable();
            Slot { kind, claims, pairs: Vec::new(), levels: Vec::new(), entity: None }
        })
        .collect();
    for (Scored { a, b, score, .. }, levels) in scored.into_iter().zip(levels) {
        let (a, b) = (a as usize, b as usize);
        let (one, other) = (home[a], home[b]);
        for slot in [Some(one), Some(other).filter(|_| one != other)].into_iter().flatten() {
            let slot = &mut slots[slot];
            if let (Ok(x), Ok(y)) = (slot.claims.binary_search(&a), slot.claims.binary_search(&b)) {
                slot.pairs.push((x, y, score));
                slot.levels.push(levels);
            }
        }
    }
    slots.retain(|slot| slot.claims.len() > 1);
    slots.extend(name_slots(contexts, entities));
    slots.extend(roles::slots(contexts, extractions, entities));
    slots.sort_by(|a, b| a.claims.cmp(&b.claims));
    let silenced = Some((PAST_VALUE, past_values.into_inner())).filter(|(_, pairs)| *pairs > 0);
    Alignment { slots, silenced: silenced.into_iter().collect() }
}

/// Claims that are of another cluster by what it states, and yet surely answer the question of one that
/// they differ from: they stand in both. `The raid on Wednesday`, where the others have it on Monday and the
/// trial began on Wednesday.
fn guests(contexts: &Contexts, extractions: &[Extraction<'_>], clusters: &[Vec<u32>], home: &[usize], scored: &[Scored]) -> Vec<(usize, usize)> {
    let mut best: BTreeMap<(usize, usize), Best<2>> = BTreeMap::new();
    for pair in scored.iter().filter(|pair| pair.relation == Relation::Different) {
        for (guest, host) in [(pair.a as usize, pair.b as usize), (pair.b as usize, pair.a as usize)] {
            if home[guest] != home[host] && clusters[home[guest]].len() > 1 && clusters[home[host]].len() > 1 {
                best.entry((guest, home[host])).or_insert(Best::NONE).add(pair.score);
            }
        }
    }
    let welcome = |&(guest, cluster): &(usize, usize)| {
        let guest = &contexts.claims[guest];
        // Members are in the order of their reports, and only those of its own can bar a claim.
        let hosts = clusters[cluster].iter().map(|&host| &contexts.claims[host as usize]);
        let before = clusters[cluster].partition_point(|&host| contexts.claims[host as usize].report < guest.report);
        !hosts.skip(before).take_while(|host| host.report == guest.report).any(|host| apart(host, guest, extractions))
    };
    let mut sure: Vec<((usize, usize), f32)> = best.into_iter().filter_map(|(place, best)| Some((place, best.mean()?))).collect();
    sure.retain(|(place, mean)| *mean >= THRESHOLD && welcome(place));
    sure.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    // Where two clusters would exchange claims, the surest says which is the host: one question, one finding.
    let mut hosts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    sure.retain(|&((guest, host), _)| *hosts.entry((home[guest].min(host), home[guest].max(host))).or_insert(host) == host);
    sure.into_iter().map(|(place, _)| place).collect()
}

/// What is added to the log-odds of values of a kind that differ.
fn differing(kind: Kind) -> f32 {
    if kind == Kind::Date { DIFFERING_DATES } else { DIFFERING }
}

/// What is taken from that where each of two reports has, or may have, news of its own, and the comparisons that show it.
fn of_other_news(pair: &Pair<'_>, kind: Kind) -> impl Iterator<Item = Evidence> {
    let own = "on two days, each with news of its own";
    let published = match (kind, pair.days_apart()) {
        (Kind::Date, Some(1..)) if pair.on_two_days() => Some((NEXT_DAY, own)),
        (Kind::Date, None) if pair.of_unknown_weeks() => Some((ANY_WEEK, "on days unknown, so that a weekday is of any week")),
        (Kind::Figure, Some(2..)) => Some((NEXT_NEWS, own)),
        _ => None,
    };
    let told = (kind == Kind::Date && pair.of_two_briefs()).then_some((BRIEF, "in a few sentences, with few dates"));
    let evidence = |comparison| move |(less, level): (f32, &'static str)| Evidence { comparison, level, weight: -less };
    published.map(evidence("published")).into_iter().chain(told.map(evidence("told")))
}

/// What the comparisons say for and against the two claims of a pair, summed.
fn weighed(pair: &Pair<'_>, weights: &Weights, model: Model, levels: &Levels) -> f32 {
    let news = || differing(model.kind) + of_other_news(pair, model.kind).map(|evidence| evidence.weight).sum::<f32>();
    weights.of(model).sum(levels) + if model.differ { news() } else { 0.0 }
}

/// Log-odds that the two claims of a pair answer one question.
fn log_odds(pair: &Pair<'_>, weights: &Weights, model: Model, levels: &Levels) -> f32 {
    let mut score = weighed(pair, weights, model, levels);
    // Five floors are no five buildings, while twelve that died are those of a toll that rose from twelve.
    if pair.of_two_things() || model.differ && pair.of_two_questions().is_some() {
        score = score.min(NEVER);
    }
    of_one_question(pair, model).map_or(score, |(least, ..)| score.max(least))
}

/// The least log-odds of two claims that answer one question whatever the weights say, and the comparison that shows it.
fn of_one_question(pair: &Pair<'_>, model: Model) -> Option<(f32, &'static str, &'static str)> {
    if pair.told_apart().is_some() {
        None
    } else if pair.copied() {
        Some((COPIED, "copy", "one sentence told twice"))
    } else if pair.flanked() {
        Some((COPIED, "values beside", "between the same two values"))
    } else {
        (model.differ && pair.one_clock()).then_some((ONE_CLOCK, "clock", "one time of day to the minute"))
    }
}

/// What the score of a pair is made of, and the log-odds that it comes to.
pub fn evidence(pair: &Pair<'_>, weights: &Weights) -> (Vec<Evidence>, f32) {
    let model = pair.model();
    let levels = pair.levels();
    let mut evidence = weights.of(model).evidence(&levels);
    let sum = log_odds(pair, weights, model, &levels);
    if model.differ {
        evidence.push(Evidence { comparison: "values", level: "differ, and a miss weighs more than the odds alone say", weight: differing(model.kind) });
        evidence.extend(of_other_news(pair, model.kind));
    }
    let rest = sum - evidence.iter().map(|e| e.weight).sum::<f32>();
    if rest > 0.5
        && let Some((_, comparison, level)) = of_one_question(pair, model)
    {
        evidence.push(Evidence { comparison, level, weight: rest });
    } else if rest < -0.5
        && let Some((comparison, level)) = pair.of_two_questions()
    {
        evidence.push(Evidence { comparison, level, weight: rest });
    }
    (evidence, sum)
}

/// One slot for each entity that more than one claim names.
fn name_slots(contexts: &Contexts, entities: &Entities) -> Vec<Slot> {
    let mut of_entity: Vec<Vec<usize>> = vec![Vec::new(); entities.all.len()];
    for (index, context) in contexts.claims.iter().enumerate().filter(|(_, context)| !context.denied) {
        if let Some(entity) = entities.of_claim[context.report][context.claim] {
            of_entity[entity].push(index);
        }
    }
    of_entity
        .into_iter()
        .enumerate()
        .filter(|(_, claims)| claims.len() > 1)
        .map(|(entity, claims)| Slot { kind: Kind::Name, claims, pairs: Vec::new(), levels: Vec::new(), entity: Some(entity) })
        .collect()
}

/// True for two claims that cannot answer one question: one report's two values, unless one stands in its
/// headline, or it gives them from two sources side by side.
fn apart(a: &Context, b: &Context, extractions: &[Extraction<'_>]) -> bool {
    if a.report != b.report {
        return false;
    }
    let claims = &extractions[a.report].claims;
    let (x, y) = (&claims[a.claim], &claims[b.claim]);
    match x.relation(y) {
        Relation::Same => false,
        Relation::Compatible => a.sentence == b.sentence,
        _ if (a.prominence == Prominence::Headline) != (b.prominence == Prominence::Headline) => false,
        // A person has one age, whatever the report says of it.
        _ if a.holder.is_some() && a.holder == b.holder && x.mention.value.is_age() && y.mention.value.is_age() => false,
        // `4.2, revised from 4.4`: the report corrects itself.
        Relation::Different if a.sentence == b.sentence && (a.revised || b.revised) => false,
        Relation::Different | Relation::Incomparable => match (&x.attribution, &y.attribution) {
            (Some(p), Some(q)) => a.sentence.abs_diff(b.sentence) > SIDE_BY_SIDE || one_source(&p.source, &q.source),
            _ => true,
        },
    }
}
