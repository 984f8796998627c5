//! Figures: exact decimals with the digits, comparator and unit with which they were written.

use std::fmt;

use rust_decimal::Decimal;

use super::{ComparisonLevel, Relation};

/// What sort of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureType {
    /// A number of things.
    Count,
    /// An amount in a currency.
    Money,
    /// A share of a hundred.
    Percent,
    /// An amount in a unit of measure, time included.
    Measure,
    /// The age of a person or thing.
    Age,
    /// A rank.
    Ordinal,
    /// A result of a game or a vote.
    Score,
    /// A bare number.
    Plain,
}

impl FigureType {
    /// The output's `type`.
    pub fn as_str(self) -> &'static str {
        match self {
            FigureType::Count => "count",
            FigureType::Money => "money",
            FigureType::Percent => "percent",
            FigureType::Measure => "measure",
            FigureType::Age => "age",
            FigureType::Ordinal => "ordinal",
            FigureType::Score => "score",
            FigureType::Plain => "plain",
        }
    }
}

/// What words in front or behind make of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `at least`
    AtLeast,
    /// `more than`
    MoreThan,
    /// `up to`
    AtMost,
    /// `fewer than`, `nearly`
    LessThan,
    /// `about`
    About,
}

impl Comparator {
    /// The sign in front of the number in the normal form.
    pub fn as_str(self) -> &'static str {
        match self {
            Comparator::AtLeast => ">=",
            Comparator::MoreThan => ">",
            Comparator::AtMost => "<=",
            Comparator::LessThan => "<",
            Comparator::About => "~",
        }
    }
}

/// A number or a range of numbers of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What sort of figure it is.
    pub figure_type: FigureType,
    /// The number, or the lower end of a range.
    pub low: Decimal,
    /// The upper end of a range; the same as `low` for one number.
    pub high: Decimal,
    /// `at least`, `about` …
    pub comparator: Option<Comparator>,
    /// Unit code of `data/units.tsv`, ISO 4217 currency, `%`, or the counted noun's lemma.
    pub unit: Option<String>,
    /// Lemma of the head noun that is counted.
    pub counted: Option<String>,
    /// True for words that are no exact number: `dozens`, `several hundred`.
    pub approximate: bool,
    /// One unit of the last digit as written: 100,000,000 for `13.9 billion`.
    pub step: Decimal,
}

impl Figure {
    /// How two figures relate.
    pub fn level(&self, other: &Figure) -> ComparisonLevel {
        if self.figure_type != other.figure_type || self.unit != other.unit {
            return ComparisonLevel::new(Relation::Incomparable, "dimension");
        }
        if self.low == other.low && self.high == other.high {
            return ComparisonLevel::new(Relation::Same, "words-digits");
        }
        ComparisonLevel::different("value", (self.low - other.low).abs().to_string())
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.comparator.map_or("", Comparator::as_str))?;
        write!(f, "{}", self.low.normalize())?;
        if self.high != self.low {
            write!(f, "..{}", self.high.normalize())?;
        }
        match &self.unit {
            Some(unit) => write!(f, " {unit}"),
            None => Ok(()),
        }
    }
}
