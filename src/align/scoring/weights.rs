//! Weights of the levels: what each adds to the log-odds that two claims answer one question.

use std::sync::LazyLock;

use super::{COMPARISONS, Levels};
use crate::value::Kind;

/// Which weights judge a pair: values that differ need other evidence than values that agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Model {
    /// Kind of the two values.
    pub kind: Kind,
    /// True where the two values cannot both be true.
    pub differ: bool,
}

impl Model {
    /// All models, in the order of the weights file.
    pub const ALL: [Model; 4] = [
        Model { kind: Kind::Date, differ: false },
        Model { kind: Kind::Date, differ: true },
        Model { kind: Kind::Figure, differ: false },
        Model { kind: Kind::Figure, differ: true },
    ];

    fn name(self) -> &'static str {
        match (self.kind, self.differ) {
            (Kind::Date, false) => "date",
            (Kind::Date, true) => "date-differ",
            (Kind::Figure, false) => "figure",
            (Kind::Figure, true) => "figure-differ",
            (Kind::Name, _) => "name",
        }
    }
}

/// The weights of one kind of value.
#[derive(Clone, Debug, Default)]
pub struct KindWeights {
    /// Log-odds of any candidate pair.
    pub prior: f32,
    /// For each comparison, the log-odds that each level adds.
    pub levels: Vec<Vec<f32>>,
}

impl KindWeights {
    /// Log-odds of a pair with these levels.
    pub fn sum(&self, levels: &Levels) -> f32 {
        self.prior + levels.iter().zip(&self.levels).map(|(&level, weights)| weights.get(level as usize).copied().unwrap_or(0.0)).sum::<f32>()
    }
}

/// Log-odds below which a level tells nothing worth showing.
const TELLS: f32 = 0.005;

/// One step of the way to a pair's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What was compared; `prior` for the constant.
    pub comparison: &'static str,
    /// The level that was found.
    pub level: &'static str,
    /// What it adds to the log-odds.
    pub weight: f32,
}

impl KindWeights {
    /// What a pair with these levels gets its score from, what tells most first.
    pub fn evidence(&self, levels: &Levels) -> Vec<Evidence> {
        let told = COMPARISONS.iter().zip(levels).zip(&self.levels).map(|((comparison, &level), weights)| Evidence {
            comparison: comparison.name,
            level: comparison.levels.get(level as usize).copied().unwrap_or(""),
            weight: weights.get(level as usize).copied().unwrap_or(0.0),
        });
        let mut evidence: Vec<Evidence> = told.filter(|e| e.weight.abs() >= TELLS).collect();
        evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        evidence.insert(0, Evidence { comparison: "prior", level: "any two claims", weight: self.prior });
        evidence
    }
}

/// The weights of all kinds.
#[derive(Clone, Debug)]
pub struct Weights {
    models: [KindWeights; Model::ALL.len()],
}

impl Weights {
    /// The weights that were estimated from annotated events.
    pub fn fitted() -> &'static Weights {
        static FITTED: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("../../../data/weights.tsv")));
        &FITTED
    }

    /// The weights of one model; names are aligned by entity and have none.
    pub fn of(&self, model: Model) -> &KindWeights {
        &self.models[index(model)]
    }

    /// Sets the weights of one model.
    pub fn set(&mut self, model: Model, weights: KindWeights) {
        self.models[index(model)] = weights;
    }

    /// Reads a weights file: rows `kind`, `comparison`, `level`, weight; `prior` for the constant.
    /// A level that the file does not name adds nothing.
    pub fn parse(table: &str) -> Self {
        let none = KindWeights { prior: 0.0, levels: COMPARISONS.iter().map(|c| vec![0.0; c.levels.len()]).collect() };
        let mut weights = Weights { models: Model::ALL.map(|_| none.clone()) };
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [kind, comparison, level, weight] = cells[..] else { continue };
            let (Some(model), Ok(weight)) = (Model::ALL.iter().position(|m| m.name() == kind), weight.parse::<f32>()) else { continue };
            if comparison == "prior" {
                weights.models[model].prior = weight;
            } else if let Some(c) = COMPARISONS.iter().position(|c| c.name == comparison)
                && let Some(l) = COMPARISONS[c].levels.iter().position(|&l| l == level)
            {
                weights.models[model].levels[c][l] = weight;
            }
        }
        weights
    }
}

fn index(model: Model) -> usize {
    Model::ALL.iter().position(|&m| m == model).unwrap_or(0)
}

/// The rows of a weights file.
impl std::fmt::Display for Weights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for model in Model::ALL {
            let (weights, name) = (self.of(model), model.name());
            writeln!(f, "{name}\tprior\t\t{:.3}", weights.prior)?;
            for (comparison, levels) in COMPARISONS.iter().zip(&weights.levels) {
                for (level, weight) in comparison.levels.iter().zip(levels) {
                    writeln!(f, "{name}\t{}\t{level}\t{weight:.3}", comparison.name)?;
                }
            }
        }
        Ok(())
    }
}

/// The probability with these log-odds.
pub fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
