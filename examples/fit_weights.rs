//! Estimates the weights of `align::scoring` from annotated events and writes `data/weights.tsv`.
//! An event is annotated by a file in GOLD_DIR, else by our own in `data/annotations`. The invented events of
//! `data/stories` are read in addition.
//!
//! ```text
//! cargo run --release --example fit_weights -- GOLD_DIR CLUSTERS_DIR data/weights.tsv [HELD_OUT_DIR]
//! ```
//!
//! A pair of claims of one kind is a positive where both stand in one annotated slot, a negative
//! where they stand in two, or where their values differ and no slot holds both: the annotators
//! were asked to list every slot whose values differ. They listed the first mention of a value in a
//! report alone, so a later one may stand for it, and pairs that would then share a slot are left
//! out. Pairs of equal values outside the slots tell nothing and are left out. Since a wrong value
//! may stand in any context in which a right one stands, pairs of equal values teach the models of differing values as well: those inside slots,
//! and those of sentences told again in another report, annotated or not (distant supervision, Mintz
//! et al. 2009). Each of the two sources has its own weight against the differing pairs. The estimate
//! is a logistic regression with an L2 penalty, solved by Newton steps, so it is the same on every
//! run. The stories hold more conflicts than the news, and have a constant of their own. Every event is learnt from
//! whole, and again with its reports cut to their first sentences, as briefs and first takes are. It prints the
//! leave-one-topic-out figures and, with HELD_OUT_DIR, writes there the weights that each event gets from all
//! other topics, the stories in [`FOLDS`] parts.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use claimdiff::align::blocking;
use claimdiff::align::context::Contexts;
use claimdiff::align::scoring::{COMPARISONS, KindWeights, Levels, Model, Pair, Partners, Weights, probability};
use claimdiff::entity;
use claimdiff::extract::{Extraction, extract};
use claimdiff::lang::Language;
use claimdiff::segment::Document;
use claimdiff::value::{Kind, Relation};
use claimdiff::{Report, Span};
use rayon::prelude::*;

/// Strength of the pull towards no weight.
const PENALTY: f64 = 3.0;

/// Weight of all lent positives of one source together, against the differing ones. Chosen on
/// held-out topics.
const LENT: f64 = 6.0;
const RETOLD: f64 = 0.5;

/// Bytes at which, or at the end of the sentence there, the reports are cut once more each: a flash, a brief.
const CUTS: [usize; 2] = [150, 350];

/// The stories are left out of the estimate in so many parts.
const FOLDS: usize = 8;

/// Where a sample comes from.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    /// Two annotated claims, or two differing ones that no slot holds.
    Annotated,
    /// Equal values of one slot, lent to the model of differing values.
    Lent,
    /// Equal values of one sentence told twice, lent to it as well.
    Retold,
}

#[derive(Clone, Copy)]
struct Sample {
    topic: usize,
    /// Of a story.
    invented: bool,
    source: Source,
    model: Model,
    levels: Levels,
    positive: bool,
    weight: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [gold, clusters, out, rest @ ..] = &args[..] else {
        return Err("expected GOLD_DIR CLUSTERS_DIR OUT [HELD_OUT_DIR]".into());
    };
    let stories = concat!(env!("CARGO_MANIFEST_DIR"), "/data/stories");
    // Events of one topic, `37ecb` and `37ecbplus`, resemble each other: they are held out together.
    let topic = |name: &str| name.trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned();
    let real = names(clusters)?;
    let mut topics: Vec<String> = real.iter().map(|name| topic(name)).collect();
    topics.sort();
    topics.dedup();
    let event = |name: &str, folder: &str, topic| Event {
        name: name.to_owned(),
        topic,
        invented: folder == stories,
        gold: format!("{gold}/{name}.json"),
        reports: format!("{folder}/{name}.jsonl"),
    };
    let mut events: Vec<Event> = real.iter().map(|name| event(name, clusters, topics.binary_search(&topic(name)).unwrap_or(0))).collect();
    events.extend(names(stories)?.iter().enumerate().map(|(at, name)| event(name, stories, topics.len() + at % FOLDS)));
    let parts = topics.len() + FOLDS;
    let mut samples = Vec::new();
    for event in &events {
        let reports = claimdiff::read::read(std::slice::from_ref(&event.reports)).reports;
        let listed = listed(&event.gold, &event.reports, &reports)?;
        for bytes in CUTS {
            let (reports, listed) = cut(&reports, &listed, bytes);
            learn(event, &reports, &listed, &mut samples)?;
        }
        learn(event, &reports, &listed, &mut samples)?;
    }
    teach_across(&mut samples)?;
    let mut fitted = Weights::parse("");
    let mut held_out: Vec<Weights> = (0..parts).map(|_| Weights::parse("")).collect();
    for model in Model::ALL {
        let of_kind: Vec<&Sample> = samples.iter().filter(|s| s.model == model).collect();
        println!("{model:?}: {} pairs, {} positive", of_kind.len(), of_kind.iter().filter(|s| s.positive).count());
        fitted.set(model, fit(&of_kind));
        let learned: Vec<KindWeights> =
            (0..parts).into_par_iter().map(|topic| fit(&of_kind.iter().copied().filter(|s| s.topic != topic).collect::<Vec<_>>())).collect();
        for (invented, of) in [(false, "events"), (true, "stories")] {
            let annotated = of_kind.iter().filter(|s| s.invented == invented && s.source == Source::Annotated);
            let judged: Vec<(f32, bool)> = annotated.map(|s| (learned[s.topic].sum(&s.levels), s.positive)).collect();
            print_held_out(of, &judged);
        }
        for (weights, learned) in held_out.iter_mut().zip(learned) {
            weights.set(model, learned);
        }
    }
    let note = "# Written by examples/fit_weights.rs: kind, comparison, level, log-odds. Do not edit.\n";
    std::fs::write(out, format!("{note}{fitted}"))?;
    if let [folder] = rest {
        std::fs::create_dir_all(folder)?;
        for Event { name, topic, .. } in &events {
            std::fs::write(format!("{folder}/{name}.tsv"), held_out[*topic].to_string())?;
        }
    }
    Ok(())
}

/// The events of a folder, by the names of their files.
fn names(folder: &str) -> Result<Vec<String>, std::io::Error> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder)?.filter_map(|f| f.ok()?.file_name().into_string().ok()?.strip_suffix(".jsonl").map(str::to_owned)).collect();
    names.sort();
    Ok(names)
}

/// Lends the positives of equal values to the models of differing ones, each source with its weight.
fn teach_across(samples: &mut Vec<Sample>) -> Result<(), Box<dyn Error>> {
    let mut lent = Vec::new();
    // Equal values tell nothing of how far apart differing ones are, nor whether a report knows
    // both: they take that of the differing positives in turn.
    let of_values = [place_of("distance")?, place_of("other's value")?, place_of("elsewhere")?, place_of("grain")?, place_of("values")?];
    for kind in [Kind::Date, Kind::Figure] {
        let differ = Model { kind, differ: true };
        let differing: Vec<Levels> = samples.iter().filter(|s| s.positive && s.model == differ).map(|s| s.levels).collect();
        for (from, to, share) in [(Source::Annotated, Source::Lent, LENT), (Source::Retold, Source::Retold, RETOLD)] {
            let equal = || samples.iter().filter(|s| s.positive && s.source == from && s.model == Model { kind, differ: false });
            let weight = ratio(differing.len(), equal().count()) * share;
            lent.extend(equal().zip(differing.iter().cycle()).map(|(s, differing)| {
                let mut levels = s.levels;
                of_values.iter().for_each(|&c| levels[c] = differing[c]);
                Sample { source: to, model: differ, levels, weight, ..*s }
            }));
        }
    }
    // Sentences told twice are the plain cases: they would teach the models of equal values nothing.
    samples.retain(|s| s.source != Source::Retold);
    samples.extend(lent);
    Ok(())
}

/// Where a comparison stands among the levels.
fn place_of(name: &str) -> Result<usize, String> {
    COMPARISONS.iter().position(|c| c.name == name).ok_or_else(|| format!("no comparison is called {name:?}"))
}

fn print_held_out(of: &str, judged: &[(f32, bool)]) {
    let loss: f64 = judged.iter().map(|&(x, y)| -f64::from(probability(if y { x } else { -x })).ln()).sum::<f64>() / judged.len() as f64;
    println!("  {of} held out: log loss {loss:.4}, average precision {:.4}", average_precision(judged));
    for threshold in [-2.0f32, -1.0, 0.0, 1.0, 2.0] {
        let hit = judged.iter().filter(|j| j.1 && j.0 >= threshold).count();
        let flagged = judged.iter().filter(|j| j.0 >= threshold).count();
        let positive = judged.iter().filter(|j| j.1).count();
        println!("  log-odds >= {threshold:4}: precision {hit}/{flagged} = {:.3}, recall {hit}/{positive} = {:.3}", ratio(hit, flagged), ratio(hit, positive));
    }
}

/// Mean precision at each positive, the likeliest first: how well the order is, whatever the threshold.
fn average_precision(judged: &[(f32, bool)]) -> f64 {
    let mut ranked = judged.to_vec();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let hits = ranked.iter().enumerate().filter(|(_, pair)| pair.1).enumerate();
    let sum: f64 = hits.map(|(hit, (place, _))| ratio(hit + 1, place + 1)).sum();
    sum / ranked.iter().filter(|pair| pair.1).count().max(1) as f64
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

/// The slots that a claim stands in, with the group of its value there.
type Standing = Vec<(usize, String)>;

/// That of each claim of each report.
type Slots = BTreeMap<(usize, usize), Standing>;

/// True where two claims stand in one slot.
fn share_slot(a: &Standing, b: &Standing) -> bool {
    a.iter().any(|(slot, _)| b.iter().any(|(other, _)| slot == other))
}

/// An event, and where its reports are; `gold` is the path of a file that may not be there.
struct Event {
    name: String,
    topic: usize,
    invented: bool,
    gold: String,
    reports: String,
}

/// The reports of an event up to the end of the sentence or line at this byte, and the annotated claims that are left.
fn cut(reports: &[Report], listed: &[Listed], bytes: usize) -> (Vec<Report>, Vec<Listed>) {
    let reports: Vec<Report> = reports
        .iter()
        .map(|report| {
            let mut report = report.clone();
            let end = Document::new(&report.text, Language::fallback()).sentences.iter().map(|s| s.span.end()).find(|&end| end >= bytes);
            report.text.truncate(end.unwrap_or(report.text.len()));
            report
        })
        .collect();
    let left = listed.iter().filter(|claim| claim.span.end() <= reports[claim.report].text.len()).cloned().collect();
    (reports, left)
}

/// Takes an event's pairs; where nobody has annotated it, those of sentences told twice alone.
fn learn(event: &Event, reports: &[Report], listed: &[Listed], samples: &mut Vec<Sample>) -> Result<(), Box<dyn Error>> {
    let extractions: Vec<_> = reports.iter().enumerate().map(|(i, r)| extract(r, i)).collect();
    let entities = entity::resolve(&extractions);
    let contexts = Contexts::new(&extractions, &entities, Language::fallback());
    let annotated = !listed.is_empty();
    let mut slots = Slots::new();
    for Listed { slot, kind, group, report, span } in listed {
        for (index, found) in extractions[*report].claims.iter().enumerate() {
            if found.mention.span.overlaps(*span) && found.mention.value.kind().as_str() == kind {
                slots.entry((*report, index)).or_default().push((*slot, group.clone()));
            }
        }
    }
    let repeats = repeats(&extractions, &slots);
    let candidates = blocking::candidates(&contexts, &extractions, &blocking::leaders(&contexts, &extractions));
    let partners = Partners::new(&contexts, &candidates);
    let told_again = place_of("told again")?;
    for (a, b, relation) in candidates {
        let (a, b) = (&contexts.claims[a as usize], &contexts.claims[b as usize]);
        let pair = Pair::new(&contexts, &extractions, &partners, (a, b), relation);
        let (model, levels, &Event { topic, invented, .. }) = (pair.model(), pair.levels(), event);
        let mut sample = |source, positive| samples.push(Sample { topic, invented, source, model, levels, positive, weight: 1.0 });
        match (slots.get(&(a.report, a.claim)), slots.get(&(b.report, b.claim))) {
            (Some(x), Some(y)) => {
                let one_value = x.iter().any(|place| y.contains(place));
                if !(one_value && model.differ) {
                    sample(Source::Annotated, share_slot(x, y));
                }
            }
            (x, y) if annotated && model.differ => {
                let nowhere = Standing::new();
                let x = x.or(repeats.get(&(a.report, a.claim))).unwrap_or(&nowhere);
                let y = y.or(repeats.get(&(b.report, b.claim))).unwrap_or(&nowhere);
                if !share_slot(x, y) {
                    sample(Source::Annotated, false);
                }
            }
            _ if relation == Relation::Same && levels[told_again] > 0 => sample(Source::Retold, true),
            _ => {}
        }
    }
    Ok(())
}

/// The slots that an unlisted claim may stand in: those of the claims of its report with its value.
fn repeats(extractions: &[Extraction<'_>], slots: &Slots) -> Slots {
    let mut repeats = Slots::new();
    for (&(report, listed), of_listed) in slots {
        let claims = &extractions[report].claims;
        for (index, claim) in claims.iter().enumerate().filter(|&(index, _)| !slots.contains_key(&(report, index))) {
            if claim.relation(&claims[listed]) == Relation::Same {
                repeats.entry((report, index)).or_default().extend(of_listed.iter().cloned());
            }
        }
    }
    repeats
}

/// An annotated claim.
#[derive(Clone)]
struct Listed {
    slot: usize,
    kind: String,
    group: String,
    report: usize,
    span: Span,
}

/// The annotated claims of an event: those of the file in GOLD_DIR, else our own; none where there is neither.
fn listed(gold: &str, cluster: &str, reports: &[Report]) -> Result<Vec<Listed>, Box<dyn Error>> {
    let name = Path::new(cluster).with_extension("tsv");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/annotations").join(name.file_name().unwrap_or_default());
    if Path::new(gold).is_file() {
        by_quotes(gold, reports)
    } else if own.is_file() {
        by_places(&own, reports)
    } else {
        Ok(Vec::new())
    }
}

/// JSON that tells where a claim stands by its words.
fn by_quotes(gold: &str, reports: &[Report]) -> Result<Vec<Listed>, Box<dyn Error>> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let annotation: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(gold)?)?;
    let mut listed = Vec::new();
    for (slot, annotated) in annotation["slots"].as_array().into_iter().flatten().enumerate() {
        for claim in annotated["claims"].as_array().into_iter().flatten() {
            let report = of_id(reports, &text(&claim["report"]))?;
            let (sentence, quote) = (text(&claim["sentence"]), text(&claim["quote"]));
            let places = reports[report].text.find(&sentence).zip(sentence.find(&quote));
            let (line, within) = places.ok_or_else(|| format!("{gold}: the text of {} has no {sentence:?}", reports[report].id))?;
            let span = Span::new(line + within, line + within + quote.len());
            listed.push(Listed { slot, kind: text(&annotated["kind"]), group: text(&claim["group"]), report, span });
        }
    }
    Ok(listed)
}

/// A table that tells where a claim stands by the code points of its report's text.
fn by_places(own: &Path, reports: &[Report]) -> Result<Vec<Listed>, Box<dyn Error>> {
    let rows = std::fs::read_to_string(own)?;
    let mut slots: Vec<&str> = Vec::new();
    let mut listed = Vec::new();
    for row in rows.lines().skip(1) {
        let [slot, kind, _, _, group, report, start, end, _] = row.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("{}: expected nine cells, found {row:?}", own.display()).into());
        };
        let known = slots.iter().position(|&known| known == slot);
        let slot = known.unwrap_or_else(|| {
            slots.push(slot);
            slots.len() - 1
        });
        let report = of_id(reports, report)?;
        let text = &reports[report].text;
        let byte = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(byte, _)| byte);
        let span = Span::new(byte(start.parse()?), byte(end.parse()?));
        listed.push(Listed { slot, kind: kind.to_owned(), group: group.to_owned(), report, span });
    }
    Ok(listed)
}

fn of_id(reports: &[Report], id: &str) -> Result<usize, String> {
    reports.iter().position(|r| r.id == id).ok_or_else(|| format!("no report of the event has the id {id:?}"))
}

/// Logistic regression. A comparison without order has one indicator a level; an ordered one has an
/// indicator for each step that the level has reached, and a step that would lower the evidence is
/// taken out and the rest estimated again.
fn fit(samples: &[&Sample]) -> KindWeights {
    let starts: Vec<usize> = COMPARISONS
        .iter()
        .scan(2, |next, c| {
            let start = *next;
            *next += c.levels.len();
            Some(start)
        })
        .collect();
    // The constant, that of the stories, and the levels.
    let size = 2 + COMPARISONS.iter().map(|c| c.levels.len()).sum::<usize>();
    let mut frozen = vec![false; size];
    let steps = |comparison: usize| starts[comparison] + 1..starts[comparison] + COMPARISONS[comparison].levels.len();
    let weights = loop {
        let weights = estimate(samples, &starts, &frozen, size);
        let lower: Vec<usize> = (0..COMPARISONS.len()).filter(|&c| COMPARISONS[c].ordered).flat_map(steps).filter(|&i| weights[i] < 0.0).collect();
        if lower.is_empty() {
            break weights;
        }
        lower.into_iter().for_each(|i| frozen[i] = true);
    };
    let levels = COMPARISONS
        .iter()
        .zip(&starts)
        .map(|(c, &start)| {
            let own = &weights[start..start + c.levels.len()];
            let mut sum = 0.0;
            own.iter()
                .map(|&w| {
                    sum += w;
                    if c.ordered { sum as f32 } else { w as f32 }
                })
                .collect()
        })
        .collect();
    // The lent positives show what a shared question looks like, not how often there is one.
    let real = || samples.iter().filter(|s| s.positive && !s.invented);
    let positives = |lent| real().filter(|s| lent || s.source == Source::Annotated).map(|s| s.weight).sum::<f64>();
    let inflated = if positives(false) > 0.0 { positives(true) / positives(false) } else { 1.0 };
    KindWeights { prior: (weights[0] - inflated.ln()) as f32, levels }
}

/// Newton steps towards the penalised maximum of the likelihood, without the frozen indicators.
fn estimate(samples: &[&Sample], starts: &[usize], frozen: &[bool], size: usize) -> Vec<f64> {
    let active: Vec<Vec<usize>> = samples
        .iter()
        .map(|sample| {
            let levels = COMPARISONS.iter().zip(starts).zip(&sample.levels).flat_map(|((c, &start), &level)| {
                let level = start + level as usize;
                if c.ordered { start + 1..level + 1 } else { level..level + 1 }
            });
            let constants = if sample.invented { &[0, 1][..] } else { &[0] };
            constants.iter().copied().chain(levels.filter(|&i| !frozen[i])).collect()
        })
        .collect();
    let mut weights = vec![0.0f64; size];
    for _ in 0..12 {
        let mut gradient = vec![0.0f64; size];
        let mut hessian = vec![vec![0.0f64; size]; size];
        for i in 0..size {
            // The constants are free; the levels are pulled towards nothing.
            let penalty = if i < 2 { 1e-6 } else { PENALTY };
            gradient[i] = -penalty * weights[i];
            hessian[i][i] = penalty;
        }
        for (sample, active) in samples.iter().zip(&active) {
            let p = 1.0 / (1.0 + (-active.iter().map(|&i| weights[i]).sum::<f64>()).exp());
            let error = f64::from(u8::from(sample.positive)) - p;
            for &i in active {
                gradient[i] += sample.weight * error;
                for &j in active {
                    hessian[i][j] += sample.weight * p * (1.0 - p);
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(hessian, gradient)) {
            *weight += step;
        }
    }
    weights
}

/// Solves a positive definite system by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for i in 0..n {
        let row = matrix[i].clone();
        for k in i + 1..n {
            let factor = matrix[k][i] / row[i];
            if factor != 0.0 {
                for (cell, above) in matrix[k].iter_mut().zip(&row).skip(i) {
                    *cell -= factor * above;
                }
                right[k] -= factor * right[i];
            }
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right
}
