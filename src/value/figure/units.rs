//! Units and currencies: code, dimension, exact factor, style tolerance. Knows no language.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};
use rust_decimal::Decimal;

/// One unit of `data/units.tsv`.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// The output's `unit`.
    pub code: &'static str,
    /// What it measures; a currency is a dimension of its own.
    pub dimension: &'static str,
    /// How many base units of the dimension it is.
    pub factor: Decimal,
    /// What is added after the factor, for scales whose zero lies elsewhere.
    pub offset: Decimal,
    /// The share by which wire style rounds a conversion from or into it.
    pub tolerance: Decimal,
    /// True for currencies and their parts.
    pub money: bool,
    /// The units that one without a scale of its own may be: `46 degrees` of heat.
    pub readings: &'static str,
}

impl Unit {
    /// True where its scale is not told.
    pub fn is_open(&self) -> bool {
        !self.readings.is_empty()
    }

    /// The units that it may be: itself, where its scale is told.
    pub fn read_as(&'static self) -> impl Iterator<Item = &'static Unit> + Clone {
        let told = if self.is_open() { self.readings } else { self.code };
        told.split('|').filter_map(unit)
    }
}

static TABLE: &str = include_str!("../../../data/units.tsv");
static UNITS: OnceLock<HashMap<&'static str, Unit>> = OnceLock::new();

/// The unit with this code.
pub fn unit(code: &str) -> Option<&'static Unit> {
    UNITS
        .get_or_init(|| {
            let mut units = HashMap::new();
            for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
                let cells: Vec<&'static str> = line.split('\t').collect();
                let number = |index: usize| cells.get(index).and_then(|c| c.parse::<Decimal>().ok());
                match cells[..] {
                    ["currency", codes, ..] => {
                        for code in codes.split('|') {
                            units.insert(
                                code,
                                Unit {
                                    code,
                                    dimension: code,
                                    factor: Decimal::ONE,
                                    offset: Decimal::ZERO,
                                    tolerance: Decimal::ZERO,
                                    money: true,
                                    readings: "",
                                },
                            );
                        }
                    }
                    [category @ ("unit" | "part"), code, dimension, ..] => {
                        let zero = Decimal::ZERO;
                        let unit = Unit {
                            code,
                            dimension,
                            factor: number(3).unwrap_or(Decimal::ONE),
                            offset: number(5).unwrap_or(zero),
                            tolerance: number(4).unwrap_or(zero),
                            money: category == "part",
                            readings: cells.get(6).copied().unwrap_or_default(),
                        };
                        units.insert(code, unit);
                    }
                    _ => {}
                }
            }
            units
        })
        .get(code)
}

/// True for a currency or a part of one.
pub fn is_money(code: &str) -> bool {
    unit(code).is_some_and(|u| u.money)
}

/// The table's own copy of an ISO 4217 code, where it is one.
pub fn currency(code: &str) -> Option<&'static str> {
    unit(code).filter(|u| u.money && u.code == u.dimension).map(|u| u.code)
}

/// True for units of time.
pub fn is_time(code: &str) -> bool {
    dimension(code) == Some("time")
}

/// True for units of length.
pub fn is_length(code: &str) -> bool {
    dimension(code) == Some("length")
}

/// What a unit measures.
pub fn dimension(code: &str) -> Option<&'static str> {
    unit(code).map(|u| u.dimension)
}

/// True for two units of one dimension, and for two currencies.
pub fn of_one_kind(a: &str, b: &str) -> bool {
    unit(a).zip(unit(b)).is_some_and(|(a, b)| a.dimension == b.dimension || a.money && b.money)
}

/// How many units `to` one `from` is, where both measure the same.
pub fn ratio(from: &str, to: &str) -> Option<Decimal> {
    let (from, to) = (unit(from)?, unit(to)?);
    if from.dimension != to.dimension || from.money != to.money || from.is_open() || to.is_open() {
        return None;
    }
    from.factor.checked_div(to.factor)
}
