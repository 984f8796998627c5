//! Who fills a role: names of different people, places or bodies that stand in one place.
//!
//! Two reports that give one office to two people, tell one sentence with two names, number one road in two
//! ways or write out one short form in two, disagree on an identity. Precision comes first, since most names
//! that look alike in their surroundings are simply two names: each [`Ground`] has its own proof, and
//! neither report may know the other's name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::Slot;
use super::context::{Context, Contexts, Stem, gap};
use super::scoring::{near_words, sentence_words};
use crate::disjoint::DisjointSets;
use crate::entity::Entities;
use crate::extract::Extraction;
use crate::extract::name::{has_one_seat, is_seat};
use crate::lang::Language;
use crate::value::name::{NameType, NameWord, WordRole};
use crate::value::{Kind, Name, Value};

mod names;

/// How many claims of one role are compared with each other, each with those that follow it.
const WINDOW: usize = 48;
/// Share of words from which two sentences are one sentence told twice.
const RETOLD: f32 = 0.45;
/// Share of words in the sentences of two numbered names from which they name one thing; and in those of two holders
/// of an office that many have.
const ABOUT: f32 = 0.25;
/// Tokens that may stand between two names of one pair: `Zeynab and Kuhi`, `Main Street, at Elm Road`.
const PAIRED: usize = 2;
/// Share of words near two people of one given name from which one name may stand for the other.
const BESIDE: f32 = 0.1;
/// Share of words from which two sentences may tell one thing of two namesakes.
const NAMED: f32 = 0.15;
/// Reports that may name a thing by which two people are known for one.
const RARE: usize = 3;
/// Words of an office that name it with its area: `Palmer County Judge`.
const POST: usize = 3;
/// Share of its weight that a word keeps within five words of a telephone number: so near it tells whom
/// the number reaches.
const CALLED: f32 = 0.43;
/// Letters of a small word in front of one.
const SMALL: usize = 2;
/// Reports that use a short name, of those that do not fill it out.
const SHORT: usize = 2;

/// Why two names are held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    /// They are named with one office.
    Office,
    /// They stand between the same two words of one sentence told twice.
    Between,
    /// They stand beside one other name, and are alike: `Zeynab and Kuhi`, `Zainab and Kavuhi`.
    Paired,
    /// Two people of one given name stand beside one third person: `Ana Ruiz and Robert Lund`, `Ana Ruiz and Robert Hale`.
    Couple,
    /// Two people of one surname whose given names begin alike, named with one rare thing: `Dale Harrow's
    /// comic The Lamplighter`, `David Harrow, who drew The Lamplighter`.
    Namesake,
    /// Two people of one given name have surnames that are alike, and one thing is told of them: `Gethin Mawr`,
    /// `Gethin Mower`.
    Surname,
    /// One building stands in two towns: `the Oakhurst Clinic in Palmer`, `in Wasilla`.
    Seat,
    /// They differ in a number alone: `Interstate 75`, `Interstate 90`; or are telephone numbers of one body.
    Numbered,
    /// They differ in a compass word alone, before or behind one word for an area: `West Papua province`.
    Area,
    /// One short form, which both reports use, spells both.
    Initials,
    /// They fill out in two ways the short name that others use: `Oakhurst Savings Bank`, `Oakhurst Rural Bank`.
    Filled,
}

/// Slots of names that fill one role in different reports.
pub(super) fn slots(contexts: &Contexts, extractions: &[Extraction<'_>], entities: &Entities) -> Vec<Slot> {
    let scene = Scene::new(contexts, extractions, entities);
    let mut keys: Vec<(Ground, u64, usize)> = Vec::new();
    for (index, context) in contexts.claims.iter().enumerate() {
        if let Some(name) = scene.name(context) {
            scene.keys(context, name, |ground, key| keys.push((ground, key, index)));
        }
    }
    keys.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for bucket in keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|bucket| scene.tells(bucket)) {
        for (place, &(ground, _, x)) in bucket.iter().enumerate() {
            let following = bucket[place + 1..].iter().take(WINDOW).map(|&(_, _, y)| y);
            pairs.extend(following.filter(|&y| scene.meet(ground, &contexts.claims[x], &contexts.claims[y])).map(|y| (x, y)));
        }
    }
    merge(pairs)
}

/// All that is known of who is named where.
struct Scene<'a> {
    contexts: &'a Contexts,
    extractions: &'a [Extraction<'a>],
    entities: &'a Entities,
    /// Report and entity, where the one names the other.
    known: HashSet<(usize, usize)>,
    /// How many reports name each entity.
    naming: Vec<usize>,
    /// The reports that use each short form.
    short_forms: HashMap<String, BTreeSet<usize>>,
}

impl<'a> Scene<'a> {
    fn new(contexts: &'a Contexts, extractions: &'a [Extraction<'a>], entities: &'a Entities) -> Self {
        let mut known = HashSet::new();
        for (report, of_claim) in entities.of_claim.iter().enumerate() {
            known.extend(of_claim.iter().flatten().map(|&entity| (report, entity)));
        }
        let mut naming = vec![0; entities.all.len()];
        known.iter().for_each(|&(_, entity)| naming[entity] += 1);
        let mut scene = Scene { contexts, extractions, entities, known, naming, short_forms: HashMap::new() };
        for context in &contexts.claims {
            if let Some(short) = scene.name(context).and_then(names::short_form) {
                scene.short_forms.entry(short).or_default().insert(context.report);
            }
        }
        scene
    }

    fn name(&self, context: &Context) -> Option<&'a Name> {
        match &self.extractions[context.report].claims[context.claim].mention.value {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    fn entity(&self, context: &Context) -> Option<usize> {
        self.entities.of_claim[context.report][context.claim]
    }

    /// The tokens of a claim of a report.
    fn tokens(&self, report: usize, claim: usize) -> Range<usize> {
        let extraction = &self.extractions[report];
        extraction.document.tokens_in(extraction.claims[claim].mention.span)
    }

    /// The last name in front of a claim, and the entity that it names.
    fn named_before(&self, context: &Context) -> Option<(usize, usize)> {
        let of_claim = &self.entities.of_claim[context.report];
        of_claim[..context.claim].iter().enumerate().rev().find_map(|(claim, entity)| Some((claim, (*entity)?)))
    }

    /// What a name shares with those that it is held against.
    fn keys(&self, context: &Context, name: &Name, mut key: impl FnMut(Ground, u64)) {
        if name.name_type == NameType::Person
            && let Some(&office) = context.role.first()
        {
            key(Ground::Office, u64::from(office));
        }
        let [left, right] = context.neighbours;
        if let (Some(left), Some(right)) = (left, right) {
            key(Ground::Between, u64::from(left) << 32 | u64::from(right));
        }
        for (claim, entity) in self.paired(context) {
            key(Ground::Paired, entity as u64);
            let people = name.name_type == NameType::Person && self.entities.all[entity].name_type == NameType::Person;
            if people && self.stand_together(context, claim) {
                key(Ground::Couple, entity as u64);
            }
        }
        if let Some(entity) = self.seated(context, name) {
            key(Ground::Seat, entity as u64);
        }
        let words = &name.form.words;
        if name.name_type == NameType::Person
            && let [given, .., surname] = &words[..]
            && given.folded.len() > 1
        {
            key(Ground::Namesake, print([surname.canonical()].into_iter()));
            let initials: BTreeSet<&str> = words[1..].iter().filter_map(|w| w.folded.get(..1)).collect();
            for initial in initials {
                key(Ground::Surname, print([given.canonical(), initial].into_iter()));
            }
        }
        // `State Route 52` and `Route 52` are one road: the word in front of the number tells what has it.
        if let Some(number) = words.iter().position(NameWord::is_number).filter(|&n| n > 0 || name.form.is_number()) {
            key(Ground::Numbered, print(words[..number].last().map(NameWord::canonical).into_iter()));
        }
        if name.name_type == NameType::Place {
            let unmarked = || words.iter().filter(|w| w.role != WordRole::Distinguishing).map(|w| w.canonical());
            for area in [left, right].into_iter().flatten().filter(|&stem| self.contexts.vocabulary.is_area(stem)) {
                key(Ground::Area, print(unmarked().chain([self.contexts.vocabulary.word(area)])));
            }
        }
        match &names::told(name).collect::<Vec<_>>()[..] {
            [first, last] | [first, _, last] if names::is_body(first, last, name) => {
                key(Ground::Filled, print([first.canonical(), last.canonical()].into_iter()))
            }
            _ => {}
        }
        if let Some(initials) = names::initials(name) {
            key(Ground::Initials, print([initials.as_str()].into_iter()));
        }
    }

    /// True where no noun hangs two names together: of `Ruiz adviser Robert Lund` there may be many, of `Ruiz's husband Robert Lund` one.
    fn stand_together(&self, context: &Context, claim: usize) -> bool {
        let behind = self.tokens(context.report, context.claim).end.min(self.tokens(context.report, claim).end);
        let document = &self.extractions[context.report].document;
        self.contexts.vocabulary.stem_of(document.lower(behind), Language::fallback()).is_none()
    }

    /// True where a town of its own, a road or a thing stands right beside both names; a country or a state has many
    /// counties and roads.
    fn beside_one(&self, a: &Context, b: &Context) -> bool {
        let land = |context: &Context, claim: usize| match &self.extractions[context.report].claims[claim].mention.value {
            Value::Name(name) => names::is_land(name),
            _ => false,
        };
        let beside = |context| self.paired(context).filter(|&(claim, _)| !land(context, claim)).map(|(_, entity)| entity);
        beside(a).any(|entity| beside(b).any(|other| other == entity))
    }

    /// The claims that stand right beside a name, with their entities.
    fn paired(&self, context: &Context) -> impl Iterator<Item = (usize, usize)> {
        let own = self.tokens(context.report, context.claim);
        let sentence = &self.extractions[context.report].document.sentences[context.sentence].tokens;
        let of_claim = &self.entities.of_claim[context.report];
        let after = of_claim.iter().enumerate().skip(context.claim + 1).find_map(|(claim, entity)| Some((claim, (*entity)?)));
        let beside = move |&(claim, _): &(usize, usize)| {
            let other = self.tokens(context.report, claim);
            sentence.contains(&other.start) && (1..=PAIRED).contains(&gap(&own, &other))
        };
        [self.named_before(context), after].into_iter().flatten().filter(beside)
    }

    /// True where the names of one key tell more than that many things have it.
    fn tells(&self, bucket: &[(Ground, u64, usize)]) -> bool {
        let claims = || bucket.iter().map(|&(_, _, claim)| &self.contexts.claims[claim]);
        match bucket[0].0 {
            // A surname of more than two people is a family's, a given name is a common one; what stands in more than two towns has branches.
            Ground::Namesake | Ground::Surname | Ground::Seat => claims().filter_map(|c| self.entity(c)).collect::<BTreeSet<_>>().len() == 2,
            // A report that has two of the names knows that they are two.
            Ground::Filled => {
                let mut fillings: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
                for claim in claims() {
                    if let Some(name) = self.name(claim) {
                        let words: Vec<&NameWord> = names::told(name).collect();
                        let filling = if words.len() > 2 { words[1].canonical() } else { "" };
                        fillings.entry(filling).or_default().insert(claim.report);
                    }
                }
                let short = fillings.remove("").unwrap_or_default();
                let [one, other] = &fillings.into_values().collect::<Vec<_>>()[..] else { return false };
                short.difference(&(one | other)).count() >= SHORT && one.is_disjoint(other)
            }
            _ => true,
        }
    }

    /// The building in front of a town that it stands in.
    fn seated(&self, context: &Context, name: &Name) -> Option<usize> {
        if !name.form.town {
            return None;
        }
        let extraction = &self.extractions[context.report];
        let document = &extraction.document;
        let (claim, entity) = self.named_before(context)?;
        let Value::Name(body) = &extraction.claims[claim].mention.value else { return None };
        let (own, other) = (self.tokens(context.report, context.claim), self.tokens(context.report, claim));
        if !document.sentences[context.sentence].tokens.contains(&other.start) || other.end >= own.start {
            return None;
        }
        let language = Language::fallback();
        let inside = own.start - other.end <= PAIRED && is_seat(document.lower(own.start - 1), language);
        (inside && has_one_seat(body, language)).then_some(entity)
    }

    /// True for names of two that fill one role.
    fn meet(&self, ground: Ground, a: &Context, b: &Context) -> bool {
        let (Some(one), Some(other), Some(x), Some(y)) = (self.entity(a), self.entity(b), self.name(a), self.name(b)) else { return false };
        // The short name makes one entity of those that fill it out.
        let filled = ground == Ground::Filled;
        if a.report == b.report || (one == other) != filled || self.entities.all[one].name_type != self.entities.all[other].name_type {
            return false;
        }
        let strangers =
            || filled || !self.known.contains(&(a.report, other)) && !self.known.contains(&(b.report, one)) || self.retold(ground, (a, one), (b, other));
        ground == Ground::Office && one_post((x, &a.role), (y, &b.role)) || strangers() && self.one_role(ground, (a, x), (b, y))
    }

    /// True for one sentence told twice with another number in one place of it, whatever else the reports name.
    fn retold(&self, ground: Ground, (a, one): (&Context, usize), (b, other): (&Context, usize)) -> bool {
        let names = |context: &Context, entity: usize| self.contexts.sentences[context.report][context.sentence].entities.binary_search(&entity).is_ok();
        let one_place = || (0..2).any(|side| a.neighbours[side].is_some() && a.neighbours[side] == b.neighbours[side]);
        let copy = || sentence_words(self.contexts, a, b).is_copy();
        // Asked of every two names of one key: what costs most comes last.
        ground == Ground::Numbered && one_place() && !names(a, other) && !names(b, one) && copy()
    }

    /// True where two sentences name a thing that few reports name.
    fn share_thing(&self, a: &Context, b: &Context) -> bool {
        let of = |context: &Context| &self.contexts.sentences[context.report][context.sentence].entities;
        let thing = |&&entity: &&usize| matches!(self.entities.all[entity].name_type, NameType::Organisation | NameType::Other);
        of(a).iter().filter(thing).any(|entity| of(b).binary_search(entity).is_ok() && self.naming[*entity] <= RARE)
    }

    /// True where two telephone numbers reach one body: the nearest word in front of one stands close to
    /// the other too. `call 745-4811` names nobody, and goes with another that names nobody.
    fn one_called(&self, a: &Context, b: &Context) -> bool {
        let close = |word: Option<Stem>, context: &Context| {
            let weight = |stem| self.contexts.vocabulary.weight(stem) * CALLED;
            word.is_some_and(|word| context.near.iter().any(|&(stem, near)| stem == word && near >= weight(stem)))
        };
        self.names_called(a) == self.names_called(b) && (close(a.neighbours[0], b) || close(b.neighbours[0], a))
    }

    /// True where a small word stands between a telephone number and whom it reaches: `police on`.
    fn names_called(&self, context: &Context) -> bool {
        let number = self.tokens(context.report, context.claim);
        number.start.checked_sub(1).is_some_and(|before| self.extractions[context.report].document.word(before).len() <= SMALL)
    }

    /// True for two descriptions of one office: a word shared beside its head, and one that says no more than
    /// the other; two that each name something of their own are two offices. Where what they share does not
    /// tell whose it is, or one body has several holders, the sentences must go on alike: two countries have two prime
    /// ministers, and of two spokesmen each says something.
    fn one_office(&self, a: &Context, b: &Context) -> bool {
        let vocabulary = &self.contexts.vocabulary;
        let words = |context: &Context| context.role[1..].iter().copied().collect::<BTreeSet<_>>();
        let (x, y) = (words(a), words(b));
        // A foreign minister is no minister of foreign trade.
        let portfolio = |words: &BTreeSet<Stem>| words.iter().copied().filter(|&stem| vocabulary.is_portfolio(stem)).collect::<BTreeSet<_>>();
        let one_portfolio = || {
            let (of_x, of_y) = (portfolio(&x), portfolio(&y));
            of_x == of_y || (of_x.is_empty() || of_y.is_empty()) && !vocabulary.goes_by_portfolio(a.role[0])
        };
        // A party has many presidents, but one of its own: `Republican National Committee chairman`.
        let own = |stem: Stem| !vocabulary.is_portfolio(stem) && (!vocabulary.is_party(stem) || x == y && x.len() > 1);
        let whose = || !vocabulary.has_several_holders(a.role[0]) && x.intersection(&y).any(|&stem| own(stem)) && one_portfolio();
        // An owner proves nothing, but sets two offices apart: `Britain's U.N. Ambassador`, `U.S. ambassador to the U.N.`
        let whole = |words: &BTreeSet<Stem>, context: &Context| words.iter().copied().chain(context.owner).collect::<BTreeSet<_>>();
        let (x_whole, y_whole) = (whole(&x, a), whole(&y, b));
        let one = !x_whole.is_disjoint(&y_whole) && (x_whole.is_subset(&y_whole) || y_whole.is_subset(&x_whole));
        let goes_on = || a.neighbours[1].is_some_and(|next| b.neighbours[1] == Some(next) && !vocabulary.is_saying(next));
        let alike = || sentence_words(self.contexts, a, b).jaccard() >= if goes_on() { BESIDE } else { ABOUT };
        one && (whose() || alike())
    }

    /// True where two sentences share a word that is of none of the names: who flew home with a namesake is another.
    fn share_word(&self, (a, x): (&Context, &Name), (b, y): (&Context, &Name)) -> bool {
        let beside = self.paired(a).chain(self.paired(b)).flat_map(|(_, other)| self.entities.all[other].canonical.split_whitespace());
        let names: BTreeSet<String> = beside.chain(x.written.split_whitespace()).chain(y.written.split_whitespace()).map(str::to_lowercase).collect();
        let stems = |context: &Context| &self.contexts.sentences[context.report][context.sentence].stems;
        let shared = |stem: &&Stem| stems(b).binary_search(stem).is_ok();
        stems(a).iter().filter(shared).any(|&stem| !names.contains(self.contexts.vocabulary.word(stem).to_lowercase().as_str()))
    }

    fn one_role(&self, ground: Ground, (a, x): (&Context, &Name), (b, y): (&Context, &Name)) -> bool {
        let sentences = || sentence_words(self.contexts, a, b).jaccard();
        let near = || near_words(a, b).jaccard();
        let one = match ground {
            Ground::Office => self.one_office(a, b),
            // Two outlets may each have a picture of one thing.
            Ground::Between if a.neighbours[0].is_some_and(|left| self.contexts.vocabulary.is_credit(left)) => false,
            Ground::Between => sentences() >= RETOLD && !names::one_government(x, y, Language::fallback()),
            Ground::Paired => names::alike(x, y) && (self.beside_one(a, b) || sentences() >= NAMED),
            Ground::Couple => names::one_given(x, y) && near() >= BESIDE && self.share_word((a, x), (b, y)),
            Ground::Namesake => names::one_initial(x, y) && sentences() >= NAMED && self.share_thing(a, b),
            Ground::Surname => names::one_surname(x, y) && (sentences() >= NAMED || near() >= BESIDE),
            Ground::Seat => true,
            Ground::Numbered if x.form.is_number() => sentences() >= ABOUT && (names::one_digit_apart(x, y) || self.one_called(a, b)),
            // Two channels may each have told something.
            Ground::Numbered => sentences() >= ABOUT && !(a.saying && b.saying),
            Ground::Area => x.form.words.len() != y.form.words.len(),
            Ground::Filled => names::told(x).count() == names::told(y).count() && names::told(x).count() > 2 && x.form != y.form,
            Ground::Initials => {
                let using = names::initials(x).and_then(|short| self.short_forms.get(&short));
                using.is_some_and(|reports| [a, b].iter().all(|context| reports.contains(&context.report)))
            }
        };
        one && !names::shortened(x, y)
    }
}

/// True for one office of one area that is held by two people of one given name: the surname is a slip.
fn one_post((x, a): (&Name, &[Stem]), (y, b): (&Name, &[Stem])) -> bool {
    let whole = |role: &[Stem]| role.iter().copied().collect::<BTreeSet<_>>();
    a.len() >= POST && a.first() == b.first() && names::one_given(x, y) && whole(a) == whole(b)
}

fn print<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    let mut hasher = xxhash_rust::xxh3::Xxh3Default::new();
    for word in words {
        hasher.update(word.as_bytes());
        hasher.update(b" ");
    }
    hasher.digest()
}

/// Connected pairs become one slot each, in the order of their first claims.
fn merge(pairs: Vec<(usize, usize)>) -> Vec<Slot> {
    let claims: BTreeSet<usize> = pairs.iter().flat_map(|&(x, y)| [x, y]).collect();
    let mut sets = DisjointSets::new(claims.last().map_or(0, |last| last + 1));
    for (x, y) in pairs {
        sets.join(x, y);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for claim in claims {
        groups.entry(sets.lowest(claim)).or_default().push(claim);
    }
    groups.into_values().map(|claims| Slot { kind: Kind::Name, claims, pairs: Vec::new(), levels: Vec::new(), entity: None }).collect()
}
