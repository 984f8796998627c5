//! From slots to findings: the sides of a slot, the first rule that fires between them, and what
//! it matters.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::HashMap;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::decision::Decision;
use super::history::Stories;
use super::independence::Copies;
use super::severity::Circumstances;
use super::side::{Scores, Side};
use super::words::{WORDS, Words};
use super::{Comparison, Finding, Group, Policy, Verdict, explain, independence, question, restated, within};
use crate::align::Slot;
use crate::align::context::{Context, Contexts, Prominence};
use crate::align::scoring::{self, Weights, probability};
use crate::entity::Entities;
use crate::extract::{Certainty, Claim, Extraction};
use crate::lang::Language;
use crate::read::Report;
use crate::segment::Document;
use crate::value::{Kind, Value};

/// So many sides, the best supported first, are held against all the others: a slot may have
/// thousands of values, and what few support decides nothing.
const FRONT: usize = 24;

/// Judges every slot, and each report by itself. Findings come gravest first. The comparison leaves the
/// reports to who has them.
pub fn judge(
    reports: &[Report],
    extractions: &[Extraction<'_>],
    entities: &Entities,
    contexts: &Contexts,
    slots: &[Slot],
    weights: &Weights,
    policy: &Policy,
) -> Comparison {
    let origins = independence::origins(contexts);
    let stories = Stories::new(reports, extractions, &origins);
    let within = within::findings(reports, extractions, contexts, &origins, policy);
    let court = Court {
        reports,
        extractions,
        entities,
        contexts,
        origins: &origins,
        stories: &stories,
        words: WORDS.get(Language::fallback()),
        weights,
        policy,
        inconsistent: within.claims,
    };
    let mut judged: Vec<(Finding, Silenced)> =
        slots.par_iter().flat_map_iter(|slot| Case { court: &court, slot, develops: OnceCell::new() }.findings()).collect();
    let repeats = restated::repeats(judged.iter().map(|(finding, _)| finding), contexts, extractions);
    let mut repeats = repeats.into_iter();
    judged.retain(|_| !repeats.next().unwrap_or_default());
    let mut comparison = Comparison { findings: within.findings, ..Comparison::default() };
    for (finding, silenced) in judged {
        comparison.findings.push(finding);
        for (rule, count) in silenced {
            *comparison.silenced.entry(rule).or_default() += count;
        }
    }
    comparison.findings.sort_by(|a, b| {
        (Reverse(a.severity), Reverse(a.verdict))
            .cmp(&(Reverse(b.severity), Reverse(b.verdict)))
            .then(b.score.total_cmp(&a.score))
            .then_with(|| a.question.cmp(&b.question))
            .then_with(|| a.id.cmp(&b.id))
    });
    comparison
}

/// How many pairs of claims each rule silenced.
type Silenced = BTreeMap<&'static str, usize>;

/// All that is known of the event.
pub(super) struct Court<'a> {
    pub(super) reports: &'a [Report],
    pub(super) extractions: &'a [Extraction<'a>],
    pub(super) entities: &'a Entities,
    pub(super) contexts: &'a Contexts,
    /// For each report, the first of the reports that are copies of one text with it.
    pub(super) origins: &'a [usize],
    pub(super) stories: &'a Stories,
    pub(super) words: &'a Words,
    weights: &'a Weights,
    pub(super) policy: &'a Policy,
    /// By report and claim, the inconsistency within its report that a claim is part of.
    pub(super) inconsistent: HashMap<(usize, usize), usize>,
}

/// One slot before the court.
pub(super) struct Case<'a> {
    pub(super) court: &'a Court<'a>,
    pub(super) slot: &'a Slot,
    /// Whether its numbers change with time.
    pub(super) develops: OnceCell<bool>,
}

impl Case<'_> {
    pub(super) fn context(&self, place: usize) -> &Context {
        &self.court.contexts.claims[self.slot.claims[place]]
    }

    pub(super) fn claim(&self, place: usize) -> &Claim {
        let context = self.context(place);
        &self.court.extractions[context.report].claims[context.claim]
    }

    /// The text of a claim's report, cut.
    pub(super) fn document(&self, place: usize) -> &Document<'_> {
        &self.court.extractions[self.context(place).report].document
    }

    /// The tokens of a claim's words.
    pub(super) fn own_tokens(&self, place: usize) -> Range<usize> {
        self.document(place).tokens_in(self.claim(place).mention.span)
    }

    /// The tokens of the dates and figures nearest to a claim in its sentence.
    pub(super) fn siblings(&self, place: usize) -> impl Iterator<Item = Range<usize>> {
        let (document, context) = (self.document(place), self.context(place));
        let claims = &self.court.extractions[context.report].claims;
        context.siblings.iter().map(move |&claim| document.tokens_in(claims[claim].mention.span))
    }

    /// The tokens of a claim's sentence.
    pub(super) fn sentence_tokens(&self, place: usize) -> Range<usize> {
        self.document(place).sentences[self.context(place).sentence].tokens.clone()
    }

    pub(super) fn value(&self, place: usize) -> &Value {
        &self.claim(place).mention.value
    }

    pub(super) fn quote(&self, place: usize) -> &str {
        let claim = self.claim(place);
        claim.mention.span.of(&self.court.reports[claim.report].text)
    }

    fn findings(&self) -> Vec<(Finding, Silenced)> {
        let sides = self.sides();
        let scores = Scores::new(self.slot, &sides, |place| self.context(place).report);
        let copies = self.copies(&sides);
        let of_questions = self.by_question(sides, &scores, &copies);
        let told = |sides: &Vec<Side>| sides.iter().map(|s| s.places.len()).sum::<usize>() > 1;
        of_questions.into_iter().filter(told).map(|sides| self.finding(sides, &scores, &copies)).collect()
    }

    fn finding(&self, sides: Vec<Side>, scores: &Scores, copies: &Copies) -> (Finding, Silenced) {
        let mut silenced = BTreeMap::new();
        for side in &sides {
            for pair in side.places.windows(2).filter(|p| !self.quote(p[0]).eq_ignore_ascii_case(self.quote(p[1]))) {
                *silenced.entry(self.claim(pair[0]).level(self.claim(pair[1])).rule).or_default() += 1;
            }
        }
        let mut main: Option<(Decision, usize, usize)> = None;
        let mut superseded = false;
        for a in 0..sides.len().min(FRONT) {
            for b in a + 1..sides.len() {
                let decision = self.decide(&sides[a], &sides[b], copies);
                // Both may stand in the slot by a third side that each of them resembles.
                if decision.verdict >= Verdict::Update && self.slot.kind != Kind::Name && !scores.flags(&sides[a], &sides[b]) {
                    continue;
                }
                if decision.verdict < Verdict::Discrepancy {
                    *silenced.entry(decision.rule).or_default() += sides[a].places.len() * sides[b].places.len();
                }
                superseded |= decision.finding_type == "development";
                if main.as_ref().is_none_or(|(best, ..)| decision.weight() > best.weight()) {
                    main = Some((decision, a, b));
                }
            }
        }
        let (mut decision, a, b) = main.unwrap_or((Decision::agree(), 0, 0));
        // Of numbers that change with time, one pair that time explains explains the others too:
        // not every report tells when it was written.
        if superseded && matches!(decision.finding_type, "value" | "sources" | "slip") && self.develops() {
            decision = Decision { verdict: Verdict::Update, finding_type: "development", rule: "development", ..decision };
        }
        let severity = self.court.policy.severity.of(decision.verdict, decision.finding_type, self.circumstances(&sides[a], &sides[b], &decision));
        let id = self.id(&sides);
        let (sides, (a, b)) = self.trusted_first(sides, (a, b));
        let values: Vec<Group> = sides.iter().map(|side| self.group(side)).collect();
        let explanation = explain::sentence(&decision, self, &sides, &values, (a, b));
        let finding = Finding {
            id,
            event: self.court.reports[self.context(0).report].event.clone(),
            kind: self.slot.kind,
            verdict: decision.verdict,
            finding_type: decision.finding_type,
            severity,
            question: question::label(self, &sides, decision.finding_type),
            score: f64::from(self.score(scores, &sides, (a, b), decision.verdict)),
            rule: decision.rule,
            values,
            difference: decision.difference,
            explanation,
            evidence: self.breakdown(&sides[a], &sides[b]),
        };
        (finding, silenced)
    }

    /// The levels of the best pair between two sides, or within one where there is no other.
    fn breakdown(&self, a: &Side, b: &Side) -> Vec<scoring::Evidence> {
        let on = |side: &Side, place: usize| side.places.binary_search(&place).is_ok();
        let across = |x: usize, y: usize| on(a, x) && on(b, y) || on(a, y) && on(b, x);
        let pairs = self.slot.pairs.iter().zip(&self.slot.levels).filter(|((x, y, _), _)| across(*x, *y));
        let best = pairs.max_by(|a, b| a.0.2.total_cmp(&b.0.2).then_with(|| (b.0.0, b.0.1).cmp(&(a.0.0, a.0.1))));
        best.map(|(_, (model, levels))| self.court.weights.of(*model).evidence(levels)).unwrap_or_default()
    }

    /// Of two sides that differ, how surely they answer one question; else how surely all do, on the mean.
    fn score(&self, scores: &Scores, sides: &[Side], (a, b): (usize, usize), verdict: Verdict) -> f32 {
        if self.slot.kind == Kind::Name {
            return if self.slot.entity.is_some() { 0.9 } else { 0.6 };
        }
        let mean = || {
            // Of a slot that was parted, the rest tells nothing of this question.
            let mut here = vec![false; self.slot.claims.len()];
            sides.iter().flat_map(|side| &side.places).for_each(|&place| here[place] = true);
            let all = || self.slot.pairs.iter().filter(|&&(x, y, _)| here[x] && here[y]).map(|pair| pair.2);
            all().sum::<f32>() / all().count().max(1) as f32
        };
        probability(if verdict >= Verdict::Update { scores.between(&sides[a], &sides[b]).unwrap_or(0.0) } else { mean() })
    }

    fn circumstances(&self, a: &Side, b: &Side, decision: &Decision) -> Circumstances {
        let places = || a.places.iter().chain(&b.places);
        let hedged = |side: &Side| side.places.iter().all(|&p| self.claim(p).certainty == Certainty::Hedged || self.hedged(p));
        Circumstances {
            prominent: places().any(|&p| self.context(p).prominence != Prominence::Body),
            grave: places().any(|&p| self.court.words.grave(self.context(p), self.slot.kind)),
            both_supported: a.independent > 1 && b.independent > 1,
            lone_with_copies: b.independent == 1 && b.reports > 1,
            hedges: i32::from(hedged(a)) + i32::from(hedged(b)),
            slight: slight(self.value(a.forms[0]), self.value(b.forms[0])),
            edge: decision.edge,
        }
    }

    fn group(&self, side: &Side) -> Group {
        // The form that most claims give stands for all; among equals the longest, then the first in order.
        let mut forms: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for &place in &side.places {
            forms.entry(self.value(place).to_string()).or_insert((0, place)).0 += 1;
        }
        let best = forms.iter().max_by_key(|(form, (count, _))| (*count, form.len(), Reverse(*form)));
        let (value, label) = best.map_or_else(Default::default, |(form, &(_, place))| (form.clone(), self.quote(place).to_owned()));
        let entities = side.places.iter().map(|&p| {
            let context = self.context(p);
            self.court.entities.of_claim[context.report][context.claim]
        });
        Group {
            value,
            label,
            reports: side.reports,
            independent: side.independent,
            trusted: self.is_trusted(side),
            entities: entities.collect(),
            claims: side.places.iter().map(|&p| self.claim(p).clone()).collect(),
        }
    }

    /// A hash of where the claims stand: the same evidence gives the same id.
    fn id(&self, sides: &[Side]) -> String {
        id(self.court.reports, sides.iter().flat_map(|s| &s.places).map(|&p| self.claim(p)))
    }
}

/// True for two figures in one unit less than a hundredth apart: `$138.7 million`, `$138 million`.
fn slight(a: &Value, b: &Value) -> bool {
    let (Value::Figure(a), Value::Figure(b)) = (a, b) else { return false };
    let apart = || a.low.checked_sub(b.low)?.abs().checked_mul(Decimal::ONE_HUNDRED);
    a.unit == b.unit && apart().is_some_and(|apart| apart < a.low.abs().max(b.low.abs()))
}

/// A hash of where claims stand.
pub(super) fn id<'c>(reports: &[Report], claims: impl Iterator<Item = &'c Claim>) -> String {
    let mut evidence = String::new();
    for claim in claims {
        evidence.push_str(&format!("{}\u{1F}{}\u{1F}{}\u{1E}", reports[claim.report].id, claim.mention.span.start(), claim.mention.value));
    }
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(evidence.as_bytes()))
}
