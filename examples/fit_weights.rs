//! Estimates the weights of `align::scoring` from annotated events and writes `data/weights.tsv`.
//!
//! ```text
//! cargo run --release --example fit_weights -- GOLD_DIR CLUSTERS_DIR data/weights.tsv [HELD_OUT_DIR]
//! ```
//!
//! A pair of claims of one kind is a positive where both stand in one annotated slot, a negative
//! where they stand in two, or where their values differ and no slot holds both: the annotators
//! were asked to list every slot whose values differ. Pairs of equal values outside the slots tell
//! nothing and are left out. Since a wrong value may stand in any context in which a right one
//! stands, the pairs of equal values inside slots also teach the models of differing values, with
//! as much weight together as the differing pairs. The estimate is a logistic regression with an L2 penalty, solved by
//! Newton steps, so it is the same on every run. It prints the leave-one-event-out figures and,
//! with HELD_OUT_DIR, writes there the weights that each event gets from all others.

use std::collections::BTreeMap;
use std::error::Error;

use claimdiff::align::blocking;
use claimdiff::align::context::Contexts;
use claimdiff::align::scoring::{COMPARISONS, KindWeights, Levels, Model, Pair, Partners, Weights, probability};
use claimdiff::entity;
use claimdiff::extract::extract;
use claimdiff::lang::Language;
use claimdiff::value::Kind;
use claimdiff::{Report, Span};

/// Strength of the pull towards no weight.
const PENALTY: f64 = 3.0;

/// Weight of all lent positives together, against the differing ones.
const LENT: f64 = 1.0;

struct Sample {
    event: usize,
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
    let mut names: Vec<String> =
        std::fs::read_dir(gold)?.filter_map(|f| f.ok()?.file_name().into_string().ok()?.strip_suffix(".json").map(str::to_owned)).collect();
    names.sort();
    let mut samples = Vec::new();
    for (event, name) in names.iter().enumerate() {
        read_event(event, &format!("{gold}/{name}.json"), &format!("{clusters}/{name}.jsonl"), &mut samples)?;
    }
    teach_across(&mut samples);
    let mut fitted = Weights::parse("");
    let mut held_out: Vec<Weights> = names.iter().map(|_| Weights::parse("")).collect();
    for model in Model::ALL {
        let of_kind: Vec<&Sample> = samples.iter().filter(|s| s.model == model).collect();
        println!("{model:?}: {} pairs, {} positive", of_kind.len(), of_kind.iter().filter(|s| s.positive).count());
        fitted.set(model, fit(&of_kind));
        let mut judged: Vec<(f32, bool)> = Vec::new();
        for (event, weights) in held_out.iter_mut().enumerate() {
            let others: Vec<&Sample> = of_kind.iter().copied().filter(|s| s.event != event).collect();
            let learned = fit(&others);
            judged.extend(of_kind.iter().filter(|s| s.event == event && s.weight == 1.0).map(|s| (learned.sum(&s.levels), s.positive)));
            weights.set(model, learned);
        }
        print_held_out(&judged);
    }
    let note = "# Written by examples/fit_weights.rs: kind, comparison, level, log-odds. Do not edit.\n";
    std::fs::write(out, format!("{note}{fitted}"))?;
    if let [folder] = rest {
        std::fs::create_dir_all(folder)?;
        for (name, weights) in names.iter().zip(&held_out) {
            std::fs::write(format!("{folder}/{name}.tsv"), weights.to_string())?;
        }
    }
    Ok(())
}

/// Adds the positives of equal values, lightly, to those of differing values.
fn teach_across(samples: &mut Vec<Sample>) {
    let mut lent = Vec::new();
    for kind in [Kind::Date, Kind::Figure] {
        let positives = |differ| samples.iter().filter(move |s| s.positive && s.model == Model { kind, differ });
        let weight = ratio(positives(true).count(), positives(false).count()) * LENT;
        // Equal values tell nothing of how far apart differing ones are: they take that of the
        // differing positives in turn.
        let distance = COMPARISONS.iter().position(|c| c.name == "distance").unwrap_or(0);
        let distances: Vec<u8> = positives(true).map(|s| s.levels[distance]).collect();
        lent.extend(positives(false).zip(distances.iter().cycle()).map(|(s, &apart)| {
            let mut levels = s.levels;
            levels[distance] = apart;
            Sample { event: s.event, model: Model { kind, differ: true }, levels, positive: true, weight }
        }));
    }
    samples.extend(lent);
}

fn print_held_out(judged: &[(f32, bool)]) {
    let loss: f64 = judged.iter().map(|&(x, y)| -f64::from(probability(if y { x } else { -x })).ln()).sum::<f64>() / judged.len() as f64;
    println!("  held out: log loss {loss:.4}");
    for threshold in [-2.0f32, -1.0, 0.0, 1.0, 2.0] {
        let hit = judged.iter().filter(|j| j.1 && j.0 >= threshold).count();
        let flagged = judged.iter().filter(|j| j.0 >= threshold).count();
        let positive = judged.iter().filter(|j| j.1).count();
        println!("  log-odds >= {threshold:4}: precision {hit}/{flagged} = {:.3}, recall {hit}/{positive} = {:.3}", ratio(hit, flagged), ratio(hit, positive));
    }
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

/// The slots that each claim of each report stands in, from an annotation file.
type Slots = BTreeMap<(usize, usize), Vec<usize>>;

fn read_event(event: usize, gold: &str, cluster: &str, samples: &mut Vec<Sample>) -> Result<(), Box<dyn Error>> {
    let reports = claimdiff::read::read(&[cluster.to_owned()]).reports;
    let extractions: Vec<_> = reports.iter().enumerate().map(|(i, r)| extract(r, i)).collect();
    let entities = entity::resolve(&extractions);
    let contexts = Contexts::new(&extractions, &entities, Language::fallback());
    let annotation: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(gold)?)?;
    let mut slots = Slots::new();
    for (slot, annotated) in annotation["slots"].as_array().into_iter().flatten().enumerate() {
        for claim in annotated["claims"].as_array().into_iter().flatten() {
            let Some((report, span)) = place(&reports, claim) else { continue };
            for (index, found) in extractions[report].claims.iter().enumerate() {
                if found.mention.span.overlaps(span) && Some(found.mention.value.kind().as_str()) == annotated["kind"].as_str() {
                    slots.entry((report, index)).or_default().push(slot);
                }
            }
        }
    }
    let candidates = blocking::candidates(&contexts, &extractions, &blocking::leaders(&contexts, &extractions));
    let partners = Partners::new(&contexts, &candidates);
    for (a, b) in candidates {
        let (a, b) = (&contexts.claims[a as usize], &contexts.claims[b as usize]);
        let pair = Pair { contexts: &contexts, extractions: &extractions, partners: &partners, a, b };
        let model = pair.model(pair.relation());
        let positive = match (slots.get(&(a.report, a.claim)), slots.get(&(b.report, b.claim))) {
            (Some(x), Some(y)) => x.iter().any(|s| y.contains(s)),
            _ if model.differ => false,
            _ => continue,
        };
        samples.push(Sample { event, model, levels: pair.levels(), positive, weight: 1.0 });
    }
    Ok(())
}

/// Report and span of an annotated claim.
fn place(reports: &[Report], claim: &serde_json::Value) -> Option<(usize, Span)> {
    let report = reports.iter().position(|r| Some(r.id.as_str()) == claim["report"].as_str())?;
    let (sentence, quote) = (claim["sentence"].as_str()?, claim["quote"].as_str()?);
    let start = reports[report].text.find(sentence)? + sentence.find(quote)?;
    Some((report, Span::new(start, start + quote.len())))
}

/// Logistic regression. A comparison without order has one indicator a level; an ordered one has an
/// indicator for each step that the level has reached, and a step that would lower the evidence is
/// taken out and the rest estimated again.
fn fit(samples: &[&Sample]) -> KindWeights {
    let starts: Vec<usize> = COMPARISONS
        .iter()
        .scan(1, |next, c| {
            let start = *next;
            *next += c.levels.len();
            Some(start)
        })
        .collect();
    let size = 1 + COMPARISONS.iter().map(|c| c.levels.len()).sum::<usize>();
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
    KindWeights { prior: weights[0] as f32, levels }
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
            std::iter::once(0).chain(levels.filter(|&i| !frozen[i])).collect()
        })
        .collect();
    let mut weights = vec![0.0f64; size];
    for _ in 0..12 {
        let mut gradient = vec![0.0f64; size];
        let mut hessian = vec![vec![0.0f64; size]; size];
        for i in 0..size {
            // The constant is free; the levels are pulled towards nothing.
            let penalty = if i == 0 { 1e-6 } else { PENALTY };
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
