//! The sides of a slot: its claims by value, what speaks for each, and how they relate.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt};
use rust_decimal::Decimal;

use super::history::{Times, instants, vague};
use super::independence::{Copies, independent};
use super::judge::Case;
use super::scope::Scope;
use crate::align::Slot;
use crate::align::cluster::Best;
use crate::value::date::Modifier;
use crate::value::figure::{Figure, Years, units};
use crate::value::{ComparisonLevel, Kind, Relation, Value};

/// The least log-odds of a pair of sides whose difference counts, however many pairs there are. Chosen on
/// held-out events.
const BOLDEST: f32 = -2.5;
/// So many groups of forms, the most frequent first, are tried for a form that means the same.
const GROUPS: usize = 64;
/// So many forms of a side stand for all of them.
pub(super) const FORMS: usize = 16;

/// Claims of a slot with one value, as places in the slot, and what they say together.
pub(super) struct Side {
    /// Its number among the slot's sides, whichever of them are kept.
    pub(super) id: usize,
    pub(super) places: Vec<usize>,
    /// One place for each normal form among them, the most frequent first.
    pub(super) forms: Vec<usize>,
    /// How many reports give it.
    pub(super) reports: usize,
    /// The reports, in their order.
    pub(super) reports_of: Vec<usize>,
    /// How many of them are no copies of another.
    pub(super) independent: usize,
    /// Story and report of each report, sorted.
    pub(super) stories: Vec<(usize, usize)>,
    /// Sources that the texts name, as written.
    pub(super) sources: BTreeSet<String>,
    /// True where at least half of its claims name a source.
    pub(super) sourced: bool,
    /// True where a good part of its texts say that the value changed.
    pub(super) changed: bool,
    /// When its reports were made, as far as they tell.
    pub(super) times: Option<Times>,
    /// What its claims count beside the bare value.
    pub(super) scopes: BTreeSet<Scope>,
    /// The only report that gives it.
    pub(super) only: Option<usize>,
    /// The years at whose rates of exchange it is told, where any of its claims tells its own.
    years: Option<Years>,
}

impl Case<'_> {
    /// The slot's claims by value, best supported first.
    pub(super) fn sides(&self) -> Vec<Side> {
        // Equal normal forms first, which is nearly all of them, then forms that mean the same.
        let mut forms: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for place in 0..self.slot.claims.len() {
            forms.entry(self.form(place)).or_default().push(place);
        }
        let mut forms: Vec<Vec<usize>> = forms.into_values().collect();
        forms.sort_by_key(|places| Reverse(places.len()));
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for places in forms {
            let form = places[0];
            let same = |(_, forms): &(Vec<usize>, Vec<usize>)| self.claim(forms[0]).relation(self.claim(form)) == Relation::Same;
            match groups.iter().take(GROUPS).position(same) {
                Some(found) => {
                    groups[found].0.extend(places);
                    groups[found].1.push(form);
                }
                None => groups.push((places, vec![form])),
            }
        }
        let mut sides: Vec<Side> = groups.into_iter().map(|(places, forms)| self.side(places, forms)).collect();
        sides.sort_by_key(|s| (Reverse(s.independent), Reverse(s.reports), Reverse(s.places.len()), s.places[0]));
        for (id, side) in sides.iter_mut().enumerate() {
            side.id = id;
        }
        sides
    }

    /// The normal form of a claim's value with its hedge, which that of a date leaves out.
    fn form(&self, place: usize) -> String {
        match self.value(place) {
            Value::Date(date) => {
                format!("{date} {} {} {} {:?}", date.modifier.map_or("", Modifier::as_str), date.inferred_day, date.half_open, date.reckoned)
            }
            value => value.to_string(),
        }
    }

    fn side(&self, mut places: Vec<usize>, forms: Vec<usize>) -> Side {
        places.sort_unstable();
        let mut reports: Vec<usize> = places.iter().map(|&p| self.context(p).report).collect();
        reports.dedup();
        let mut stories: Vec<(usize, usize)> = reports.iter().map(|&r| (self.court.stories.of_report[r], r)).collect();
        stories.sort_unstable();
        let attributed = || places.iter().filter_map(|&p| self.claim(p).attribution.as_ref());
        let changed = places.iter().filter(|&&p| self.context(p).changed).count();
        Side {
            id: 0,
            reports: reports.len(),
            independent: independent(&reports, self.court.origins),
            stories,
            sources: attributed().map(|a| a.source.clone()).collect(),
            sourced: attributed().count() * 2 >= places.len(),
            changed: changed > 0 && changed * 3 >= places.len(),
            times: Times::of(reports.iter().filter_map(|&r| instants(&self.court.reports[r]))),
            scopes: places.iter().map(|&p| self.scope(p)).collect(),
            only: (reports.len() == 1).then(|| reports[0]),
            years: places.iter().filter_map(|&p| self.claim(p).years).reduce(Years::with),
            reports_of: reports,
            forms,
            places,
        }
    }

    /// How two sides relate: different only where no pair of their forms can both be true.
    pub(super) fn between(&self, a: &Side, b: &Side) -> ComparisonLevel {
        let mut different = None;
        if self.slot.entity.is_some() {
            return self.spellings(a, b);
        }
        let years = Years::of_both(a.years, b.years);
        for x in self.firm(a) {
            for y in self.firm(b) {
                let mut level = self.claim(x).level_in(self.claim(y), years);
                if level.relation == Relation::Different
                    && let Some(rule) = self.one_after_all(x, y)
                {
                    level = ComparisonLevel::new(Relation::Compatible, rule);
                }
                match level.relation {
                    Relation::Same | Relation::Compatible => return ComparisonLevel { relation: Relation::Compatible, ..level },
                    Relation::Different => {
                        different.get_or_insert(level);
                    }
                    Relation::Incomparable => {}
                }
            }
        }
        match different {
            // What the report itself puts side by side is a finding of its own.
            Some(_) if self.one_inconsistency(a, b) => ComparisonLevel::new(Relation::Incomparable, "internal"),
            Some(level) => level,
            None => ComparisonLevel::new(Relation::Incomparable, "dimension"),
        }
    }

    /// The rule by which two values that differ are one.
    fn one_after_all(&self, x: usize, y: usize) -> Option<&'static str> {
        let currency = || self.one_conversion(x, y).then_some("currency");
        let size = || self.of_one_size(x, y).then_some("inside-hedge");
        self.one_day(x, y).or_else(currency).or_else(size)
    }

    /// The forms that speak for a side: days that a text names, before days that only a time stamp gives.
    fn firm(&self, side: &Side) -> Vec<usize> {
        let inferred = |&&place: &&usize| matches!(self.value(place), Value::Date(date) if date.inferred_day);
        let all = side.forms.iter().take(FORMS);
        let firm: Vec<usize> = all.clone().filter(|place| !inferred(place)).copied().collect();
        if firm.is_empty() { all.copied().collect() } else { firm }
    }

    /// True where a report itself sets one value of a sentence right by the other: `revised down from 2.3 million to 1.6 million`.
    pub(super) fn revises(&self, a: &Side, b: &Side) -> bool {
        let at = |place: usize| (self.context(place).report, self.context(place).sentence);
        let revised = |&place: &usize| self.context(place).revised;
        let beside = |&x: &usize, &y: &usize| at(x) == at(y) && (revised(&x) || revised(&y));
        a.places.iter().any(|x| b.places.iter().any(|y| beside(x, y)))
    }

    /// True where a number that only gives a size is of the other's size: `thousands` and 14,000.
    fn of_one_size(&self, x: usize, y: usize) -> bool {
        let (Value::Figure(a), Value::Figure(b)) = (self.value(x), self.value(y)) else { return false };
        let near = |small: Decimal, large: Decimal| small.checked_mul(Decimal::TWO).is_some_and(|double| large <= double);
        let code = |f: &Figure| f.unit.as_deref().and_then(units::unit).map(|u| u.code);
        (vague(a) || vague(b)) && code(a) == code(b) && if a.high < b.low { near(a.high, b.low) } else { near(b.high, a.low) }
    }

    fn one_inconsistency(&self, a: &Side, b: &Side) -> bool {
        let of = |place: &usize| {
            let context = self.context(*place);
            self.court.inconsistent.get(&(context.report, context.claim)).copied()
        };
        let first = a.places.first().and_then(of);
        first.is_some() && a.places.iter().chain(&b.places).all(|p| of(p) == first)
    }

    /// Parts the sides that differ from better supported ones, where of the reports that they were scored with not even
    /// half surely share their question: they answer another one of the same words. One sentence told twice
    /// asks one question, whatever else the slot holds. A side goes where most speaks for it.
    pub(super) fn by_question(&self, sides: Vec<Side>, scores: &Scores, copies: &Copies) -> Vec<Vec<Side>> {
        if self.slot.kind == Kind::Name {
            return vec![sides];
        }
        let mut questions: Vec<Vec<Side>> = Vec::new();
        for side in sides {
            let strength = |question: &[Side]| {
                let known = &question[..question.len().min(GROUPS)];
                let scored: Vec<(f32, usize)> = known.iter().filter_map(|better| Some((scores.between(better, &side)?, better.reports))).collect();
                // A value of many reports weighs more than those of few which differ from it themselves.
                let asked: usize = scored.iter().map(|&(_, reports)| reports).sum();
                let flagged: usize = scored.iter().filter(|&&(surplus, _)| surplus >= 0.0).map(|&(_, reports)| reports).sum();
                let agree = || known.iter().all(|better| self.between(better, &side).relation != Relation::Different);
                let fits = match flagged {
                    0 => scored.is_empty() && agree(),
                    _ => flagged * 2 >= asked || agree() || known.iter().any(|better| copies.of(better, &side).is_some()),
                };
                fits.then(|| scored.into_iter().map(|(surplus, _)| surplus).fold(f32::NEG_INFINITY, f32::max))
            };
            let fitting = questions.iter().enumerate().take(GROUPS).filter_map(|(index, question)| Some((strength(question)?, index)));
            let home = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
            match home {
                Some((_, index)) => questions[index].push(side),
                None => questions.push(vec![side]),
            }
        }
        questions
    }

    /// True for a claim whose value is open on a side: `at least 40`, `around April 24`.
    pub(super) fn hedged(&self, place: usize) -> bool {
        let context = self.context(place);
        // `about 35 miles (55 kilometers)` hedges both.
        let first = context.restates.map(|claim| &self.court.extractions[context.report].claims[claim].mention.value);
        match first.unwrap_or(self.value(place)) {
            Value::Figure(figure) => figure.comparator.is_some(),
            Value::Date(date) => date.modifier.is_some(),
            Value::Name(_) => false,
        }
    }
}

/// The scored pairs between the sides of a slot.
pub(super) struct Scores {
    /// The two best log-odds by the ids of two sides, the lower first.
    best: HashMap<(usize, usize), Best<2>>,
    /// The log-odds that a pair of sides needs before its difference counts. Where n pairs are scored, any of
    /// them may be the conflict: each needs the n-th part of the odds that a pair needs which stands alone.
    bar: f32,
}

impl Scores {
    /// Looks over the slot's pairs once.
    pub(super) fn new(slot: &Slot, sides: &[Side], report_of: impl Fn(usize) -> usize) -> Self {
        let mut home = vec![0; slot.claims.len()];
        for side in sides {
            for &place in &side.places {
                home[place] = side.id;
            }
        }
        let mut best: HashMap<(usize, usize), Best<2>> = HashMap::new();
        let mut of_one_report = Vec::new();
        for &(x, y, score) in &slot.pairs {
            let (a, b) = (home[x].min(home[y]), home[x].max(home[y]));
            if a == b {
                continue;
            }
            let between = best.entry((a, b)).or_insert(Best::NONE);
            if report_of(x) == report_of(y) { of_one_report.push(((a, b), score)) } else { between.add(score) }
        }
        let bar = (-(best.len().max(1) as f32).ln()).max(BOLDEST);
        // Who writes both values knows them for answers to two questions, unless much speaks for one.
        for (sides, score) in of_one_report {
            best.entry(sides).or_insert(Best::NONE).add(score + bar);
        }
        Scores { best, bar }
    }

    /// True where two sides answer one question so surely that a difference between them counts.
    pub(super) fn flags(&self, a: &Side, b: &Side) -> bool {
        self.between(a, b).is_some_and(|surplus| surplus >= 0.0)
    }

    /// How far the mean log-odds of the two best scored pairs between two sides lie above the bar; none where
    /// no pair was scored.
    pub(super) fn between(&self, a: &Side, b: &Side) -> Option<f32> {
        Some(self.best.get(&(a.id.min(b.id), a.id.max(b.id)))?.mean()? - self.bar)
    }
}
