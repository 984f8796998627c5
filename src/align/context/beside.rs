//! Reads the other claims of one sentence: the names and the values that a claim stands beside.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::reader::Reader;
use super::{Context, gap};
use crate::extract::{Claim, Extraction};
use crate::value::name::NameType;
use crate::value::{Kind, Name, Value};

/// How many other values of a sentence are looked at.
const SIBLINGS: usize = 6;

/// The claims of a report, in the text's order, and where they stand.
pub(super) struct Placed<'a> {
    pub(super) claims: &'a [Claim],
    /// The entity that each names.
    pub(super) entities: &'a [Option<usize>],
    /// The tokens of each.
    pub(super) places: Vec<Range<usize>>,
    /// The sentence of each.
    pub(super) homes: Vec<usize>,
    /// Surnames that the report gives to more than one person.
    pub(super) families: HashSet<&'a str>,
}

impl<'a> Placed<'a> {
    pub(super) fn new(extraction: &'a Extraction<'a>, entities: &'a [Option<usize>]) -> Self {
        let (document, claims) = (&extraction.document, &extraction.claims[..]);
        let mut bearers: HashMap<&str, usize> = HashMap::new();
        let mut families = HashSet::new();
        for (claim, &entity) in claims.iter().zip(entities) {
            if let (Value::Name(Name { surname: Some(surname), .. }), Some(entity)) = (&claim.mention.value, entity)
                && *bearers.entry(surname).or_insert(entity) != entity
            {
                families.insert(surname.as_str());
            }
        }
        Placed {
            claims,
            entities,
            places: claims.iter().map(|c| document.tokens_in(c.mention.span)).collect(),
            homes: claims.iter().map(|c| document.sentence_at(c.mention.span.start())).collect(),
            families,
        }
    }

    /// True for a bare surname that more than one person of the report has: whose fact stands beside it is a guess.
    fn is_guess(&self, name: &Name) -> bool {
        self.families.contains(name.written.as_str())
    }
}

/// What stands beside a claim, each with its distance: the names, the people whose fact it may be, the other values.
/// Filled for one claim after the other, so that a report costs no list a claim.
#[derive(Debug, Default)]
pub(super) struct Beside {
    names: Vec<(usize, usize)>,
    people: Vec<(usize, usize)>,
    siblings: Vec<(usize, usize)>,
}

impl Beside {
    /// Tells a context what stands beside its claim.
    pub(super) fn read(&mut self, placed: &Placed<'_>, claim: usize, reader: &Reader<'_>, context: &mut Context) {
        let Beside { names, people, siblings } = self;
        names.clear();
        people.clear();
        siblings.clear();
        let own = &placed.claims[claim].mention;
        let home = placed.homes[claim];
        let mut nearest: Option<(usize, usize)> = None;
        // Claims stand in the text's order, so those of one sentence stand together.
        let first = placed.homes.partition_point(|&place| place < home);
        let beyond = placed.homes.partition_point(|&place| place <= home);
        for other in (first..beyond).filter(|&other| other != claim) {
            let gap = gap(&placed.places[claim], &placed.places[other]);
            let mention = &placed.claims[other].mention;
            if mention.value.kind() != Kind::Name && !mention.span.overlaps(own.span) {
                siblings.push((gap, other));
            }
            match (&mention.value, placed.entities[other]) {
                (Value::Name(name), Some(entity)) => {
                    names.push((gap, entity));
                    if other < claim && context.subject.is_none() {
                        context.subject = Some(entity);
                    }
                    if name.name_type == NameType::Person {
                        nearest = Some(nearest.map_or((gap, entity), |known| known.min((gap, entity))));
                        let held = reader.holds(&placed.places[other], &placed.places[claim]).filter(|_| !placed.is_guess(name));
                        people.extend(held.map(|distance| (distance, entity)));
                    }
                }
                (Value::Date(_), _) if own.value.kind() != Kind::Date => context.date = context.date.or(Some(other)),
                _ => {}
            }
        }
        context.person = nearest.map(|(_, entity)| entity);
        context.holder = people.iter().min().map(|&(_, entity)| entity);
        siblings.sort_unstable();
        context.siblings = siblings.iter().take(SIBLINGS).map(|&(_, other)| other).collect();
        names.sort_unstable();
        context.entity = names.first().map(|&(_, entity)| entity);
        context.entities = names.iter().map(|&(_, entity)| entity).collect();
        context.entities.sort_unstable();
        context.entities.dedup();
    }
}
