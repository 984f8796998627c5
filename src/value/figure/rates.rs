//! Rates of exchange: how far apart the same money may be in two currencies.

use std::sync::LazyLock;

use foldhash::HashMap;
use rust_decimal::Decimal;

/// The least and the most that one dollar has bought of a currency, by its code.
static BANDS: LazyLock<HashMap<&'static str, (Decimal, Decimal)>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/rates.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
    };
    rows.filter_map(row).collect()
});

/// The least and the most units of the currency `to` that one unit of `from` may have bought; none where either
/// has no steady rate. A report seldom tells the day whose rate it took.
pub(super) fn band(from: &str, to: &str) -> Option<(Decimal, Decimal)> {
    let (from, to) = (BANDS.get(from)?, BANDS.get(to)?);
    Some((to.0.checked_div(from.1)?, to.1.checked_div(from.0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_currency_with_a_band() {
        let rows = include_str!("../../../data/rates.tsv").lines().filter(|line| !line.starts_with('#'));
        for code in rows.map(|row| row.split('\t').next().unwrap_or("")) {
            let (least, most) = BANDS.get(code).copied().unwrap_or_default();
            assert!(least > Decimal::ZERO && least <= most, "{code}: {least} to {most}");
            assert_eq!(super::super::units::currency(code), Some(code));
        }
    }
}
