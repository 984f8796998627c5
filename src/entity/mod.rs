//! Entities: the name mentions of all reports that mean one person, place or organisation.

use crate::extract::Extraction;
use crate::value::name::NameType;

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
    Entities { all: Vec::new(), of_claim: extractions.iter().map(|e| vec![None; e.claims.len()]).collect() }
}
