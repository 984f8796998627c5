//! Figures: exact decimals with the digits, comparator and unit with which they were written.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::{ComparisonLevel, Relation};
use crate::error::Error;

mod level;
mod rates;
pub mod units;

pub use rates::Years;

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
    /// `fewer than`
    LessThan,
    /// `about`
    About,
    /// `nearly`: just below the number. Written as `about` is, which it resembles more than `fewer than`.
    Nearly,
}

impl Comparator {
    /// The sign in front of the number in the normal form.
    pub fn as_str(self) -> &'static str {
        match self {
            Comparator::AtLeast => ">=",
            Comparator::MoreThan => ">",
            Comparator::AtMost => "<=",
            Comparator::LessThan => "<",
            Comparator::About | Comparator::Nearly => "~",
        }
    }

    /// Whether it bounds a number from below; none for one that bounds it from no side.
    pub fn is_floor(self) -> Option<bool> {
        match self {
            Comparator::AtLeast | Comparator::MoreThan => Some(true),
            Comparator::AtMost | Comparator::LessThan => Some(false),
            Comparator::About | Comparator::Nearly => None,
        }
    }
}

/// A number or a range of numbers of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What sort of figure it is.
    pub figure_type: FigureType,
    /// The number, or the lower end of a range; the first number of a score.
    pub low: Decimal,
    /// The upper end of a range, the same as `low` for one number; the second number of a score.
    pub high: Decimal,
    /// The third number of a record: draws, behind wins and losses.
    pub draws: Option<Decimal>,
    /// `at least`, `about` …
    pub comparator: Option<Comparator>,
    /// Unit code of `data/units.tsv`, ISO 4217 currency, `%`, or the counted noun's lemma.
    pub unit: Option<String>,
    /// Lemma of the head noun that is counted.
    pub counted: Option<String>,
    /// True for words that are no exact number: `dozens`, `several hundred`.
    pub approximate: bool,
    /// One unit of the last digit as written: 100,000,000 for `13.9 billion`. Zero for a fraction
    /// in words, whose digits never end.
    pub step: Decimal,
}

impl Figure {
    /// The larger of the two middles in terms of the smaller, at least 1; none where the units have
    /// no common measure or a middle is not above zero.
    pub fn proportion(&self, other: &Figure) -> Option<f32> {
        use rust_decimal::prelude::ToPrimitive;
        let factor = match (self.unit.as_deref(), other.unit.as_deref()) {
            (Some(a), Some(b)) if a != b => units::ratio(a, b).and_then(|r| r.to_f32()).unwrap_or(1.0),
            // A part of one in words beside a percentage: 0.5 is 50 %.
            (None, Some("%")) if self.figure_type == FigureType::Percent => 100.0,
            (Some("%"), None) if other.figure_type == FigureType::Percent => 0.01,
            _ => 1.0,
        };
        let middle = |f: &Figure| Some((f.low.to_f32()? + f.high.to_f32()?) / 2.0);
        let (a, b) = (middle(self)? * factor, middle(other)?);
        (a > 0.0 && b > 0.0).then(|| (a / b).max(b / a))
    }

    /// One exact number.
    pub fn new(figure_type: FigureType, number: Decimal, unit: Option<String>) -> Self {
        let step = Decimal::new(1, number.normalize().scale());
        Figure { figure_type, low: number, high: number, draws: None, comparator: None, unit, counted: None, approximate: false, step }
    }

    /// True for one number without a hedge.
    pub fn is_exact(&self) -> bool {
        self.low == self.high && self.comparator.is_none()
    }

    /// The number (of a range the lower end) in another unit of the same dimension.
    pub fn converted(&self, to: &str) -> Option<Decimal> {
        let (from, to) = (units::unit(self.unit.as_deref()?)?, units::unit(to)?);
        if from.dimension != to.dimension || from.is_open() || to.is_open() {
            return None;
        }
        self.low.checked_mul(from.factor)?.checked_add(from.offset)?.checked_sub(to.offset)?.checked_div(to.factor)
    }

    /// How two figures relate, sums in two currencies at any rate of exchange since 1995. Symmetric, and
    /// [`Same`](super::Relation::Same) is an equivalence.
    pub fn level(&self, other: &Figure) -> ComparisonLevel {
        self.level_in(other, None)
    }

    /// How two figures relate, sums in two currencies at the rates of exchange of these years. Where none are told, or
    /// a currency has no rate in one of them, as the euro has none before 1999, any rate since 1995 will do.
    pub fn level_in(&self, other: &Figure, years: Option<Years>) -> ComparisonLevel {
        level::level(self, other, years)
    }

    /// The [`relation`](ComparisonLevel::relation) of [`level_in`](Figure::level_in), without the text of the difference.
    pub fn relation_in(&self, other: &Figure, years: Option<Years>) -> Relation {
        level::relation(self, other, years)
    }
}

/// The normal form: `>=230 person`, `10..15 km`, `3-1` for a score, `14-13-2` for a record with draws.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.comparator.map_or("", Comparator::as_str))?;
        write!(f, "{}", self.low.normalize())?;
        if self.figure_type == FigureType::Score {
            write!(f, "-{}", self.high.normalize())?;
            if let Some(draws) = self.draws {
                write!(f, "-{}", draws.normalize())?;
            }
        } else if self.high != self.low {
            write!(f, "..{}", self.high.normalize())?;
        }
        match &self.unit {
            Some(unit) => write!(f, " {unit}"),
            None => Ok(()),
        }
    }
}

/// Reads the normal form back. What it does not carry is guessed: the type from the unit, the
/// digits as written from the number; `nearly` comes back as `about`.
impl FromStr for Figure {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let fail = || Error::new(format!("expected a figure such as `>=230 person`, found {text:?}"));
        let (number, unit) = match text.split_once(' ') {
            Some((_, "")) => return Err(fail()),
            Some((number, unit)) => (number, Some(unit.to_owned())),
            None => (text, None),
        };
        let signs = [Comparator::AtLeast, Comparator::AtMost, Comparator::MoreThan, Comparator::LessThan, Comparator::About];
        let comparator = signs.into_iter().find(|c| number.starts_with(c.as_str()));
        let number = number.strip_prefix(comparator.map_or("", Comparator::as_str)).unwrap_or(number);
        let decimal = |text: &str| text.parse::<Decimal>().map_err(|_| fail());
        let dash = number.char_indices().skip(1).find(|(_, c)| *c == '-').map(|(i, _)| i);
        if let Some(dash) = dash.filter(|_| !number.contains("..")) {
            let mut score = Figure::new(FigureType::Score, decimal(&number[..dash])?, unit);
            let rest = &number[dash + 1..];
            let second = rest.char_indices().skip(1).find(|(_, c)| *c == '-').map(|(i, _)| i);
            score.high = decimal(&rest[..second.unwrap_or(rest.len())])?;
            score.draws = second.map(|at| decimal(&rest[at + 1..])).transpose()?;
            score.comparator = comparator;
            return Ok(score);
        }
        let (low, high) = match number.split_once("..") {
            Some((low, high)) => (decimal(low)?, decimal(high)?),
            None => (decimal(number)?, decimal(number)?),
        };
        let figure_type = match unit.as_deref() {
            None => FigureType::Plain,
            Some("%") => FigureType::Percent,
            Some(code) => match units::unit(code) {
                Some(u) if u.money => FigureType::Money,
                Some(_) => FigureType::Measure,
                None => FigureType::Count,
            },
        };
        let mut figure = Figure::new(figure_type, low, unit);
        figure.high = high;
        figure.comparator = comparator;
        if figure_type == FigureType::Count {
            figure.counted.clone_from(&figure.unit);
        }
        Ok(figure)
    }
}
