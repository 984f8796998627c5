//! Entities: the name mentions of all reports that mean one person, place or organisation.
//!
//! Mentions are first gathered into forms (one spelling, whatever its dress). Forms that share a
//! blocking key are compared ([`Name::level`]), and pairs that can be one entity are joined, the
//! surest first, unless that would put two names at odds into one entity. A lone surname joins
//! last: where a report gives no full name, the event's other reports decide.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};

use crate::disjoint::DisjointSets;
use crate::extract::{Claim, Extraction};
use crate::value::name::{Name, NameType, fold, is_another_word};
use crate::value::{ComparisonLevel, Relation, Value};

mod alias;
mod blocking;
mod native;

pub use alias::rename;
pub use native::claim_misspelt;

/// One person, place or organisation across the reports of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub name_type: NameType,
    /// The form that most reports give, the fullest among equals.
    pub canonical: String,
}

/// The entities of an event and which claim means which.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// All entities; an entity's id is its index.
    pub all: Vec<Entity>,
    /// For each report, for each claim, the entity that it names; none for dates and figures.
    pub of_claim: Vec<Vec<Option<usize>>>,
}

/// Groups the name claims of all reports into entities. Independent of the reports' order.
pub fn resolve(extractions: &[Extraction<'_>]) -> Entities {
    let (forms, form_of) = gather(extractions);
    let mut sets = Sets::new(forms.len());
    let mut edges: Vec<(Reverse<u32>, usize, usize)> = Vec::new();
    for (a, b) in blocking::pairs(&forms) {
        if let Some(weight) = weight(&forms[a], &forms[b]) {
            edges.push((Reverse(weight), a, b));
        }
    }
    edges.sort_unstable();
    for (Reverse(weight), a, b) in edges {
        sets.join(&forms, a, b, weight);
    }
    let short = short_people(&forms, &mut sets);
    let mut ids: Vec<Option<usize>> = vec![None; forms.len()];
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (form, full) in short.into_iter().enumerate() {
        let set = sets.lowest(full.unwrap_or(form));
        members.entry(set).or_default().push(form);
    }
    let mut all: Vec<(Entity, Vec<usize>)> = members.into_values().map(|forms_of| (describe(&forms, &forms_of), forms_of)).collect();
    all.sort_by(|(a, fa), (b, fb)| (&a.canonical, a.name_type, &forms[fa[0]].key).cmp(&(&b.canonical, b.name_type, &forms[fb[0]].key)));
    for (id, (_, forms_of)) in all.iter().enumerate() {
        for form in forms_of {
            ids[*form] = Some(id);
        }
    }
    Entities {
        all: all.into_iter().map(|(entity, _)| entity).collect(),
        of_claim: form_of.into_iter().map(|claims| claims.into_iter().map(|form| form.and_then(|f| ids[f])).collect()).collect(),
    }
}

/// One spelling of a name, whatever its dress.
struct Form<'a> {
    /// The letters on end: what makes the form.
    key: String,
    /// The first of its looks in order.
    name: &'a Name,
    /// How many mentions have each type.
    types: [usize; 4],
    /// How many mentions have each look.
    looks: BTreeMap<&'a str, usize>,
    /// The reports that have it, ascending.
    reports: Vec<usize>,
    mentions: usize,
}

impl Form<'_> {
    fn is_person(&self) -> bool {
        self.types[NameType::Person as usize] * 2 >= self.mentions
    }

    /// A person's name of one word: a surname or a given name that stands alone.
    fn is_short(&self) -> bool {
        self.name.form.words.len() == 1
    }

    fn shares_report(&self, other: &Form<'_>) -> bool {
        let (few, many) = if self.reports.len() <= other.reports.len() { (self, other) } else { (other, self) };
        few.reports.iter().any(|r| many.reports.binary_search(r).is_ok())
    }
}

/// Every form in the order of its letters, and the form of each claim.
fn gather<'a>(extractions: &'a [Extraction<'_>]) -> (Vec<Form<'a>>, Vec<Vec<Option<usize>>>) {
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut forms: Vec<Form<'a>> = Vec::new();
    let mut form_of: Vec<Vec<Option<usize>>> = Vec::with_capacity(extractions.len());
    // Most mentions repeat a text that was seen before: its form is kept.
    let mut by_text: HashMap<&'a str, usize> = HashMap::new();
    for (report, Extraction { claims, .. }) in extractions.iter().enumerate() {
        let form_of_claim = |claim: &'a Claim| {
            let Value::Name(name) = &claim.mention.value else { return None };
            let at = *by_text.entry(&name.text).or_insert_with(|| {
                let key = blocking::letters(name);
                *index.entry(key.clone()).or_insert_with(|| {
                    forms.push(Form { key, name, types: [0; 4], looks: BTreeMap::new(), reports: Vec::new(), mentions: 0 });
                    forms.len() - 1
                })
            });
            let form = &mut forms[at];
            form.types[name.name_type as usize] += 1;
            form.mentions += 1;
            *form.looks.entry(&name.text).or_default() += 1;
            if form.reports.last() != Some(&report) {
                form.reports.push(report);
            }
            if (&name.text, name.name_type) < (&form.name.text, form.name.name_type) {
                form.name = name;
            }
            Some(at)
        };
        form_of.push(claims.iter().map(form_of_claim).collect());
    }
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by(|a, b| forms[*a].key.cmp(&forms[*b].key));
    let mut rank = vec![0; forms.len()];
    for (new, old) in order.iter().enumerate() {
        rank[*old] = new;
    }
    for form in form_of.iter_mut().flatten().flatten() {
        *form = rank[*form];
    }
    forms.sort_by(|a, b| a.key.cmp(&b.key));
    (forms, form_of)
}

/// From this weight on two forms are one name beyond doubt.
const SURE: u32 = 80;
/// The weight of two forms that differ by an unknown spelling.
const SLIP: u32 = 40;

/// How surely two forms are one entity; none where they are not.
fn weight(a: &Form<'_>, b: &Form<'_>) -> Option<u32> {
    let (person_a, person_b) = (a.is_person(), b.is_person());
    let level = a.name.level(b.name);
    let short = a.is_short() || b.is_short();
    match (level.relation, level.rule) {
        (Relation::Same, "acronym") => Some(70),
        (Relation::Same, _) if (person_a || person_b) && short && !(a.is_short() && b.is_short()) => None,
        (Relation::Same, _) => Some(90),
        (Relation::Compatible, _) if person_a || person_b || unlike(a, b) || a.name.form.listed && b.name.form.listed => None,
        (Relation::Compatible, _) if distinguished(a.name, b.name) || names_another(a.name, b.name) || inside(a.name, b.name) => None,
        (Relation::Compatible, _) => Some(50),
        (Relation::Different, "spelling") => {
            if short && !(a.is_short() && b.is_short()) {
                return None;
            }
            if short && (person_a != person_b || a.name.name_type != b.name.name_type && a.shares_report(b)) && !garbled(a, b) {
                return None;
            }
            // Two known given names before one surname, in one report: two people of a family.
            if person_a && person_b && a.name.form.listed && b.name.form.listed && given(a.name) != given(b.name) && a.shares_report(b) {
                return None;
            }
            Some(SLIP)
        }
        _ => None,
    }
}

/// Letters of a word that is a slip of a listed one and nothing else: `Turkeminstan`.
const LONG: usize = 8;

/// True for a long word that no list knows beside a listed one; what it was taken for tells nothing.
fn garbled(a: &Form<'_>, b: &Form<'_>) -> bool {
    a.name.form.listed != b.name.form.listed && a.key.len().min(b.key.len()) >= LONG
}

/// True where the shorter name is a listed one by itself, which a longer one only mentions:
/// `U.N.` in `U.N. Security Council`, `Egypt` in `Daily News Egypt`.
fn names_another(a: &Name, b: &Name) -> bool {
    use crate::value::name::WordRole::{Generic, Silent};
    let (short, long) = if a.form.words.len() <= b.form.words.len() { (a, b) } else { (b, a) };
    let own = short.form.stands_for.is_some() || short.form.listed;
    own && long.form.words.iter().any(|w| !matches!(w.role, Generic | Silent) && !short.form.words.iter().any(|v| v.canonical() == w.canonical()))
}

/// True where the shorter name is one word out of the middle of the longer: `Angeles` in `Los Angeles Superior Court`.
fn inside(a: &Name, b: &Name) -> bool {
    let (short, long) = if a.form.words.len() <= b.form.words.len() { (a, b) } else { (b, a) };
    let ([word], [first, .., last]) = (&short.form.words[..], &long.form.words[..]) else { return false };
    word.canonical() != first.canonical() && word.canonical() != last.canonical()
}

/// True for names of two types, where neither is taken for a person's in a few places alone.
fn unlike(a: &Form<'_>, b: &Form<'_>) -> bool {
    let doubtful = |form: &Form<'_>| form.name.name_type == NameType::Person && !form.is_person();
    a.name.name_type != b.name.name_type && !doubtful(a) && !doubtful(b)
}

fn given(name: &Name) -> &str {
    name.form.words.first().map_or("", |w| w.canonical())
}

/// True where one has a compass word or number that the other lacks.
fn distinguished(a: &Name, b: &Name) -> bool {
    use crate::value::name::WordRole::Distinguishing;
    let marks = |n: &Name| n.form.words.iter().filter(|w| w.role == Distinguishing).count();
    // A telephone number is all digits, and may lack its area code.
    marks(a) != marks(b) && !(a.form.is_number() && b.form.is_number())
}

/// Gives lone surnames and given names to a full name: of the event's people that they fit, the
/// one that clearly most reports name.
fn short_people(forms: &[Form<'_>], sets: &mut Sets) -> Vec<Option<usize>> {
    let people = People::new(forms);
    let full_name = |form: &Form<'_>| {
        // A word that no list knows, and nothing shows for a person's name, may still be a slip of one.
        let unknown = !form.is_person();
        if !form.is_short() || unknown && form.name.form.listed {
            return None;
        }
        let candidates = people.by_word.get(form.name.form.words[0].folded.as_str());
        match candidates {
            Some(_) if unknown => None,
            Some(candidates) => best_supported(forms, sets, candidates, false),
            None => best_supported(forms, sets, &people.misspelt_by(form, unknown), true),
        }
    };
    forms.iter().map(full_name).collect()
}

/// The full names of an event's people, by what may stand for them alone.
struct People<'f> {
    forms: &'f [Form<'f>],
    by_word: HashMap<&'f str, Vec<usize>>,
    /// By the keys of surnames one slip apart.
    slips: HashMap<u64, Vec<usize>>,
}

impl<'f> People<'f> {
    fn new(forms: &'f [Form<'f>]) -> Self {
        let mut people = People { forms, by_word: HashMap::new(), slips: HashMap::new() };
        for (at, form) in forms.iter().enumerate().filter(|(_, form)| form.is_person() && !form.is_short()) {
            let words = blocking::short_forms(form.name);
            for &word in &words {
                people.by_word.entry(word).or_default().push(at);
            }
            if let Some(surname) = words.first() {
                for key in blocking::deletions(surname) {
                    people.slips.entry(key).or_default().push(at);
                }
            }
        }
        people
    }

    /// Those whose surname a lone word may misspell.
    fn misspelt_by(&self, form: &Form<'_>, unknown: bool) -> Vec<usize> {
        let word = form.name.form.words[0].folded.as_str();
        // So few letters are a slip of a name that the same report has, and of no plural or other name.
        let few = word.len() == 4 && form.is_person();
        if word.len() < 5 && !few {
            return Vec::new();
        }
        let another = |full: &Name| is_another_word(word, &full.surname.as_deref().map(fold::key).unwrap_or_default());
        let fits = |full: &Form<'_>| match form.name.level(full.name) {
            // The same letters written in another way are no slip.
            ComparisonLevel { relation: Relation::Same, .. } => !unknown,
            // What is told of oftener than the person is a thing of its own, `Hamas` beside a minister Hamad; a given name
            // alone is hardly a slip of a surname that its own report does not have.
            _ if unknown && form.reports.len() > full.reports.len() || form.name.form.listed && !form.shares_report(full) => false,
            level => level.rule == "spelling" && (!(unknown || few) || form.shares_report(full) && !another(full.name)),
        };
        let mut candidates: Vec<usize> = blocking::deletions(word).iter().filter_map(|k| self.slips.get(k)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|&c| fits(&self.forms[c]));
        candidates
    }
}

/// Of the people that a lone name fits, the one that clearly most reports name.
fn best_supported(forms: &[Form<'_>], sets: &mut Sets, candidates: &[usize], misspelt: bool) -> Option<usize> {
    let mut support: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for &candidate in candidates {
        support.entry(sets.lowest(candidate)).or_insert((0, candidate)).0 += forms[candidate].reports.len();
    }
    let mut ranked: Vec<(usize, usize)> = support.into_values().collect();
    ranked.sort_by_key(|(reports, candidate)| (Reverse(*reports), *candidate));
    match ranked[..] {
        [(_, only)] => Some(only),
        [(most, best), (next, _), ..] if most >= next * 2 => Some(best),
        // Of a family, whoever is meant: that the surname is misspelt holds of each.
        [(_, best), ..] if misspelt && candidates.iter().all(|&c| forms[c].name.surname == forms[best].name.surname) => Some(best),
        _ => None,
    }
}

/// The type that most mentions have, and the look that most reports give.
fn describe(forms: &[Form<'_>], members: &[usize]) -> Entity {
    let mut types = [0; 4];
    let mut looks: BTreeMap<&str, usize> = BTreeMap::new();
    for &member in members {
        for (sum, count) in types.iter_mut().zip(forms[member].types) {
            *sum += count;
        }
        for (look, count) in &forms[member].looks {
            *looks.entry(look).or_default() += count;
        }
    }
    let all = [NameType::Person, NameType::Place, NameType::Organisation, NameType::Other];
    let name_type = all.into_iter().max_by_key(|t| (types[*t as usize], Reverse(*t))).unwrap_or(NameType::Other);
    // A dateline's capitals are no way to write a town.
    let small = |look: &str| name_type != NameType::Place || look.contains(char::is_lowercase);
    let canonical = looks.into_iter().max_by_key(|(look, count)| (small(look), *count, look.len(), Reverse(*look))).map_or("", |(look, _)| look);
    Entity { name_type, canonical: canonical.to_owned() }
}

/// Sets of forms that are joined one pair at a time.
struct Sets {
    sets: DisjointSets,
    /// The forms of each set, under its lowest, best supported first.
    members: Vec<Vec<usize>>,
}

impl Sets {
    fn new(count: usize) -> Self {
        Sets { sets: DisjointSets::new(count), members: (0..count).map(|at| vec![at]).collect() }
    }

    /// The form that stands for the set of one.
    fn lowest(&mut self, form: usize) -> usize {
        self.sets.lowest(form)
    }

    /// Joins the sets of two forms, unless they hold names at odds.
    fn join(&mut self, forms: &[Form<'_>], a: usize, b: usize, weight: u32) {
        let (a, b) = (self.lowest(a), self.lowest(b));
        // A single form that is a slip from one of a set need not be one from all.
        let lone = weight == SLIP && (self.members[a].len() == 1 || self.members[b].len() == 1);
        if a == b || weight < SURE && !lone && self.at_odds(forms, a, b) {
            return;
        }
        let (low, high) = (a.min(b), a.max(b));
        self.sets.join(low, high);
        let moved = std::mem::take(&mut self.members[high]);
        self.members[low].extend(moved);
        self.members[low].sort_unstable_by_key(|&m| (Reverse(forms[m].reports.len()), Reverse(forms[m].mentions), m));
    }

    /// True where the best-supported names of two sets are two names.
    fn at_odds(&self, forms: &[Form<'_>], a: usize, b: usize) -> bool {
        let (x, y) = (&forms[self.members[a][0]], &forms[self.members[b][0]]);
        let like_long = x.name.form.words.len() == y.name.form.words.len() && !x.is_short();
        like_long && x.name.level(y.name).rule == "identity"
    }
}
