//! Who fills a role: names of different people, places or bodies that stand in one place.
//!
//! Two reports that give one office to two people, tell one sentence with two names, number one road in two
//! ways or write out one short form in two, disagree on an identity. Precision comes first, since most names
//! that look alike in their surroundings are simply two names: each [`Ground`] has its own proof, and
//! neither report may know the other's name.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashSet, HashSetExt};

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

/// How many claims of one role are compared with each other, each with those that follow it.
const WINDOW: usize = 48;
/// Share of words from which two sentences are one sentence told twice.
const RETOLD: f32 = 0.45;
/// Share of words, near two numbered names or in their sentences, from which they name one thing; and in the
/// sentences of two holders of an office that many have.
const ABOUT: f32 = 0.25;
/// Tokens that may stand between two names of one pair: `Zeynab and Kuhi`, `Main Street, at Elm Road`.
const PAIRED: usize = 2;
/// Share of words near two people of one given name from which one name may stand for the other.
const BESIDE: f32 = 0.1;
/// Letters of surnames, and their likeness (Jaro-Winkler), from which one may stand for the other.
const SURNAME: usize = 4;
const LIKE: f64 = 0.8;
/// Share of words from which two sentences may tell one thing of two namesakes.
const NAMED: f32 = 0.15;
/// Reports that may name a thing by which two people are known for one.
const RARE: usize = 3;
/// Words of an office that name it with its area: `Palmer County Judge`.
const POST: usize = 3;
/// Likeness (Jaro-Winkler) from which two unlisted words may be two spellings of one name that is heard.
const HEARD: f64 = 0.7;
/// Share of its weight that a word keeps within five words of a telephone number: so near it tells whom
/// the number reaches.
const CALLED: f32 = 0.43;
/// Letters of a small word in front of one.
const SMALL: usize = 2;
/// Reports that use a short name, of those that do not fill it out.
const SHORT: usize = 2;
/// Letters that are left of a word that is cut short.
const CUT: usize = 3;
/// Letters of a short form that spell more than chance.
const INITIALS: usize = 3;

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
    let mut known: HashSet<(usize, usize)> = HashSet::new();
    for (report, of_claim) in entities.of_claim.iter().enumerate() {
        known.extend(of_claim.iter().flatten().map(|&entity| (report, entity)));
    }
    let mut naming = vec![0; entities.all.len()];
    known.iter().for_each(|&(_, entity)| naming[entity] += 1);
    let scene = Scene { contexts, extractions, entities, naming };
    let mut keys: Vec<(Ground, u64, usize)> = Vec::new();
    let mut short_forms: HashSet<(usize, String)> = HashSet::new();
    for (index, context) in contexts.claims.iter().enumerate() {
        if let Some(name) = scene.name(context) {
            scene.keys(context, name, |ground, key| keys.push((ground, key, index)));
            if name.written.chars().count() >= INITIALS && name.written.chars().all(char::is_uppercase) {
                short_forms.insert((context.report, name.written.to_lowercase()));
            }
        }
    }
    keys.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for bucket in keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        if !scene.tells(bucket) {
            continue;
        }
        for (place, &(ground, _, x)) in bucket.iter().enumerate() {
            for &(_, _, y) in bucket[place + 1..].iter().take(WINDOW) {
                let (a, b) = (&contexts.claims[x], &contexts.claims[y]);
                let (Some(one), Some(other)) = (scene.entity(a), scene.entity(b)) else { continue };
                // The short name makes one entity of those that fill it out.
                if a.report == b.report || (one == other) != (ground == Ground::Filled) || entities.all[one].name_type != entities.all[other].name_type {
                    continue;
                }
                let strangers = || ground == Ground::Filled || !known.contains(&(a.report, other)) && !known.contains(&(b.report, one));
                if scene.one_post(ground, a, b) || strangers() && scene.one_role(ground, a, b, &short_forms) {
                    pairs.push((x, y));
                }
            }
        }
    }
    merge(pairs)
}

struct Scene<'a> {
    contexts: &'a Contexts,
    extractions: &'a [Extraction<'a>],
    entities: &'a Entities,
    /// How many reports name each entity.
    naming: Vec<usize>,
}

impl Scene<'_> {
    fn name(&self, context: &Context) -> Option<&Name> {
        match &self.extractions[context.report].claims[context.claim].mention.value {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    fn entity(&self, context: &Context) -> Option<usize> {
        self.entities.of_claim[context.report][context.claim]
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
        for entity in self.paired(context) {
            key(Ground::Paired, entity as u64);
            if name.name_type == NameType::Person && self.entities.all[entity].name_type == NameType::Person {
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
        match &told(name)[..] {
            [first, last] | [first, _, last] if is_body(first, last, name) => key(Ground::Filled, print([first.canonical(), last.canonical()].into_iter())),
            _ => {}
        }
        if let Some(initials) = initials(name) {
            key(Ground::Initials, print([initials.as_str()].into_iter()));
        }
    }

    /// The entities that stand right beside a name.
    fn paired(&self, context: &Context) -> Vec<usize> {
        let extraction = &self.extractions[context.report];
        let place = |claim: usize| extraction.document.tokens_in(extraction.claims[claim].mention.span);
        let own = place(context.claim);
        let sentence = extraction.document.sentences[context.sentence].tokens.clone();
        let of_claim = &self.entities.of_claim[context.report];
        let before = of_claim[..context.claim].iter().enumerate().rev().find_map(|(claim, entity)| Some((claim, (*entity)?)));
        let after = of_claim.iter().enumerate().skip(context.claim + 1).find_map(|(claim, entity)| Some((claim, (*entity)?)));
        let beside = |&(claim, _): &(usize, usize)| {
            let other = place(claim);
            sentence.contains(&other.start) && (1..=PAIRED).contains(&gap(&own, &other))
        };
        [before, after].into_iter().flatten().filter(beside).map(|(_, entity)| entity).collect()
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
                        let words = told(name);
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
        let place = |claim: usize| document.tokens_in(extraction.claims[claim].mention.span);
        let own = place(context.claim);
        let of_claim = &self.entities.of_claim[context.report];
        let (claim, entity) = of_claim[..context.claim].iter().enumerate().rev().find_map(|(claim, entity)| Some((claim, (*entity)?)))?;
        let (other, Value::Name(body)) = (place(claim), &extraction.claims[claim].mention.value) else { return None };
        if !document.sentences[context.sentence].tokens.contains(&other.start) || other.end >= own.start {
            return None;
        }
        let language = Language::fallback();
        let inside = own.start - other.end <= PAIRED && is_seat(document.lower(own.start - 1), language);
        (inside && has_one_seat(body, language)).then_some(entity)
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
        let extraction = &self.extractions[context.report];
        let number = extraction.document.tokens_in(extraction.claims[context.claim].mention.span);
        number.start.checked_sub(1).is_some_and(|before| extraction.document.word(before).len() <= SMALL)
    }

    fn one_post(&self, ground: Ground, a: &Context, b: &Context) -> bool {
        let (Some(x), Some(y)) = (self.name(a), self.name(b)) else { return false };
        ground == Ground::Office && one_post((x, &a.role), (y, &b.role))
    }

    /// True for two descriptions of one office: a word shared beside its head, and one that says no more than
    /// the other; two that each name something of their own are two offices. Where what they share does not
    /// tell whose it is, the sentences must go on alike: two countries have two prime ministers.
    fn one_office(&self, a: &Context, b: &Context) -> bool {
        let (x, y) = (&a.role[1..], &b.role[1..]);
        let shared: Vec<Stem> = x.iter().filter(|s| y.contains(s)).copied().collect();
        let whose = || shared.iter().any(|&stem| !self.contexts.vocabulary.is_portfolio(stem));
        let one = !shared.is_empty() && (shared.len() == x.len() || shared.len() == y.len());
        let alike = || a.neighbours[1].is_some() && a.neighbours[1] == b.neighbours[1] || sentence_words(self.contexts, a, b).jaccard() >= ABOUT;
        one && (whose() || alike())
    }

    fn one_role(&self, ground: Ground, a: &Context, b: &Context, short_forms: &HashSet<(usize, String)>) -> bool {
        let (Some(x), Some(y)) = (self.name(a), self.name(b)) else { return false };
        let one = match ground {
            Ground::Office => self.one_office(a, b),
            Ground::Between => sentence_words(self.contexts, a, b).jaccard() >= RETOLD,
            Ground::Paired => alike(x, y),
            Ground::Couple => one_given(x, y) && near_words(a, b).jaccard() >= BESIDE,
            Ground::Namesake => one_initial(x, y) && sentence_words(self.contexts, a, b).jaccard() >= NAMED && self.share_thing(a, b),
            Ground::Surname => one_surname(x, y) && (sentence_words(self.contexts, a, b).jaccard() >= NAMED || near_words(a, b).jaccard() >= BESIDE),
            Ground::Seat => true,
            Ground::Numbered if x.form.is_number() => {
                sentence_words(self.contexts, a, b).jaccard() >= ABOUT && (one_digit_apart(x, y) || self.one_called(a, b))
            }
            Ground::Numbered => near_words(a, b).jaccard() >= ABOUT || sentence_words(self.contexts, a, b).jaccard() >= ABOUT,
            Ground::Area => x.form.words.len() != y.form.words.len(),
            Ground::Filled => told(x).len() == told(y).len() && told(x).len() > 2 && x.form != y.form,
            Ground::Initials => initials(x).is_some_and(|short| [a, b].iter().all(|c| short_forms.contains(&(c.report, short.clone())))),
        };
        one && !shortened(x, y)
    }
}

/// True for two looks of one name: one has words of the other cut short, or a word of capitals that the other
/// spells out: `United Auto Workers`, `United Automobile Workers`; `EC Commission`, `European Commission`.
fn shortened(a: &Name, b: &Name) -> bool {
    let (x, y) = (&a.form.words, &b.form.words);
    let cut = |(v, w): (&NameWord, &NameWord)| {
        let (short, long) = if v.folded.len() <= w.folded.len() { (&v.folded, &w.folded) } else { (&w.folded, &v.folded) };
        short.len() >= CUT && !v.is_number() && !w.is_number() && long.starts_with(short.as_str()) || short == long
    };
    x.len() == y.len() && x.iter().zip(y).all(cut) || spelled_out(a, b) || spelled_out(b, a)
}

/// True where one word of `short` is of capitals, which stand in their order in `long`, and `long` has the others too.
fn spelled_out(short: &Name, long: &Name) -> bool {
    let words = &long.form.words;
    let letters: String = words.iter().map(|w| w.folded.as_str()).collect();
    let in_order = |capitals: &str| {
        let mut rest = letters.chars();
        letters.starts_with(|c| capitals.starts_with(c)) && capitals.chars().all(|c| rest.any(|l| l == c))
    };
    let capitals: Vec<&str> = short.written.split_whitespace().filter(|w| w.len() > 1 && w.chars().all(char::is_uppercase)).collect();
    let [capitals] = capitals[..] else { return false };
    let capitals = capitals.to_lowercase();
    words.len() > 1 && in_order(&capitals) && short.form.words.iter().filter(|w| w.folded != capitals).all(|w| words.iter().any(|v| v.folded == w.folded))
}

/// True for two places that share a word, as two roads do, or for two unlisted words that sound alike.
fn alike(a: &Name, b: &Name) -> bool {
    let (x, y) = (&a.form.words, &b.form.words);
    if let ([x], [y]) = (&x[..], &y[..]) {
        let listed = a.form.listed || b.form.listed || a.form.stands_for.is_some() || b.form.stands_for.is_some();
        return !listed && x.folded.bytes().next() == y.folded.bytes().next() && strsim::jaro_winkler(&x.folded, &y.folded) >= HEARD;
    }
    let places = a.name_type == NameType::Place && b.name_type == NameType::Place;
    places && x.len() == y.len() && x.len() > 1 && x.last().map(NameWord::canonical) == y.last().map(NameWord::canonical)
}

/// True for two people of one given name.
fn one_given(a: &Name, b: &Name) -> bool {
    let people = a.name_type == NameType::Person && b.name_type == NameType::Person;
    let (x, y) = (&a.form.words, &b.form.words);
    people && x.len() > 1 && y.len() > 1 && x.first().map(NameWord::canonical) == y.first().map(NameWord::canonical)
}

/// True for two people's names that are one but for a word behind the given name, which begins alike in both and is
/// alike; one of them may have more words.
fn one_surname(a: &Name, b: &Name) -> bool {
    let (x, y) = (&a.form.words, &b.form.words);
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let unknown = |words: &[NameWord], of: &[NameWord]| words.iter().filter(|w| of.iter().all(|v| v.canonical() != w.canonical())).cloned().collect::<Vec<_>>();
    let [misspelt] = &unknown(short, long)[..] else { return false };
    let like = |w: &NameWord| {
        w.folded.get(..1) == misspelt.folded.get(..1)
            && w.folded.len().min(misspelt.folded.len()) >= SURNAME
            && strsim::jaro_winkler(&w.folded, &misspelt.folded) >= LIKE
    };
    one_given(a, b) && unknown(long, short).iter().any(like)
}

/// True for two people whose listed given names begin alike.
fn one_initial(a: &Name, b: &Name) -> bool {
    let initial = |name: &Name| name.form.words.first().and_then(|w| w.folded.bytes().next());
    a.form.listed && b.form.listed && initial(a) == initial(b)
}

/// True for one office of one area that is held by two people of one given name: the surname is a slip.
fn one_post((x, a): (&Name, &[Stem]), (y, b): (&Name, &[Stem])) -> bool {
    let whole = |role: &[Stem]| role.iter().copied().collect::<BTreeSet<_>>();
    a.len() >= POST && a.first() == b.first() && whole(a) == whole(b) && one_given(x, y)
}

/// True for two telephone numbers one slip apart: a digit wrong, missing or out of place.
fn one_digit_apart(a: &Name, b: &Name) -> bool {
    let digits = |name: &Name| name.form.words.iter().map(NameWord::canonical).collect::<String>();
    strsim::osa_distance(&digits(a), &digits(b)) == 1
}

/// The words of a name that may not be left out.
fn told(name: &Name) -> Vec<&NameWord> {
    name.form.words.iter().filter(|w| w.role != WordRole::Silent).collect()
}

/// True for a word of a body's own and a word for such bodies at the ends of its name.
fn is_body(first: &NameWord, last: &NameWord, name: &Name) -> bool {
    name.name_type == NameType::Organisation && first.role == WordRole::Plain && last.role == WordRole::Generic && name.form.stands_for.is_none()
}

/// The first letters of a name's words that tell.
fn initials(name: &Name) -> Option<String> {
    let letters: String = name.form.words.iter().filter(|w| w.role != WordRole::Silent).filter_map(|w| w.folded.chars().next()).collect();
    (letters.len() >= INITIALS && name.name_type != NameType::Person).then_some(letters)
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
