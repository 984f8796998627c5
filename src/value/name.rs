//! Names: a class of spellings, compared by parts.

use std::fmt;

use super::{ComparisonLevel, Relation};

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    /// A human being.
    Person,
    /// A country, a city, a street, a building.
    Place,
    /// A company, an agency, a team.
    Organisation,
    /// A ship, a law, a work, an event.
    Other,
}

impl NameType {
    /// The output's `type`.
    pub fn as_str(self) -> &'static str {
        match self {
            NameType::Person => "person",
            NameType::Place => "place",
            NameType::Organisation => "organisation",
            NameType::Other => "other",
        }
    }
}

/// The name of a person, a place or an organisation, as one report gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// What it names.
    pub name_type: NameType,
    /// The fullest form that the report itself gives, without title.
    pub text: String,
    /// Title or office in front or behind, as written: `Kremlin aide`.
    pub title: Option<String>,
    /// Family name of a person.
    pub surname: Option<String>,
}

impl Name {
    /// How two names relate.
    pub fn level(&self, other: &Name) -> ComparisonLevel {
        if self.text == other.text {
            return ComparisonLevel::new(Relation::Same, "name");
        }
        ComparisonLevel::new(Relation::Different, "identity")
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
