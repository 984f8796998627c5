//! Values, and how two of them relate. Nothing here knows a text or a language.

use std::fmt;

use serde::Serialize;

pub mod date;
pub mod figure;
pub mod name;

pub use date::Date;
pub use figure::Figure;
pub use name::Name;

use figure::Years;

/// What a mention states.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A date, a time, a duration or a set of times.
    Date(Date),
    /// A count, an amount, a measure, an age, a rank.
    Figure(Figure),
    /// A person, a place, an organisation.
    Name(Name),
}

/// The three kinds of value that reports are compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// [`Value::Date`]
    Date,
    /// [`Value::Figure`]
    Figure,
    /// [`Value::Name`]
    Name,
}

impl Kind {
    /// All kinds, in the order in which they are printed.
    pub const ALL: [Kind; 3] = [Kind::Date, Kind::Figure, Kind::Name];

    /// The word for it in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Figure => "figure",
            Kind::Name => "name",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How two values relate, and the rule that says so.
///
/// Each kind tries its levels in a fixed order and the first that holds is the answer, as the
/// comparison levels of record linkage do (Splink); the last level always holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonLevel {
    /// What follows for the verdict.
    pub relation: Relation,
    /// The rule that fired, by its id in the taxonomy: `words-digits`, `rounding`, `value` …
    pub rule: &'static str,
    /// How far apart the two are, as a person would say it: `5,000 (19 %)`, `1 day`.
    pub difference: Option<String>,
}

/// What a comparison level says about two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// One value, perhaps in another dress.
    Same,
    /// Not the same, yet both can be true at once.
    Compatible,
    /// Both cannot be true of one thing.
    Different,
    /// No common measure: nothing can be said.
    Incomparable,
}

impl ComparisonLevel {
    /// A level without a measure of distance.
    pub fn new(relation: Relation, rule: &'static str) -> Self {
        ComparisonLevel { relation, rule, difference: None }
    }

    /// The level of two values that cannot both be true.
    pub fn different(rule: &'static str, difference: impl Into<String>) -> Self {
        ComparisonLevel { relation: Relation::Different, rule, difference: Some(difference.into()) }
    }
}

impl Value {
    /// The kind of the value.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Date(_) => Kind::Date,
            Value::Figure(_) => Kind::Figure,
            Value::Name(_) => Kind::Name,
        }
    }

    /// True for the age of a person or thing.
    pub fn is_age(&self) -> bool {
        matches!(self, Value::Figure(figure) if figure.figure_type == figure::FigureType::Age)
    }

    /// The `type` of the value in the output: `date`, `count`, `person` …
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Date(date) => date.date_type.as_str(),
            Value::Figure(figure) => figure.figure_type.as_str(),
            Value::Name(name) => name.name_type.as_str(),
        }
    }

    /// How two values relate, sums in two currencies at the [rates of exchange of these years](Figure::level_in).
    /// Symmetric; values of different kinds are incomparable.
    pub fn level_in(&self, other: &Value, years: Option<Years>) -> ComparisonLevel {
        match (self, other) {
            (Value::Date(a), Value::Date(b)) => a.level(b),
            (Value::Figure(a), Value::Figure(b)) => a.level_in(b, years),
            (Value::Name(a), Value::Name(b)) => a.level(b),
            _ => ComparisonLevel::new(Relation::Incomparable, "kind"),
        }
    }

    /// The [`relation`](ComparisonLevel::relation) of [`level_in`](Value::level_in), at less cost: alignment asks for it a
    /// million times.
    pub fn relation_in(&self, other: &Value, years: Option<Years>) -> Relation {
        match (self, other) {
            (Value::Date(a), Value::Date(b)) => a.relation(b),
            (Value::Figure(a), Value::Figure(b)) => a.relation_in(b, years),
            _ => self.level_in(other, years).relation,
        }
    }
}

/// The normal form, as the output's `value`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Date(date) => date.fmt(f),
            Value::Figure(figure) => figure.fmt(f),
            Value::Name(name) => name.fmt(f),
        }
    }
}
