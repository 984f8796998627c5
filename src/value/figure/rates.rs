//! Rates of exchange: how far apart one sum may be in two currencies, in the years that it is told in.

use std::fmt;
use std::slice;
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};
use rust_decimal::Decimal;

static TABLE: &str = include_str!("../../../data/rates.tsv");

/// Years at whose rates of exchange a sum of money may be told, from the first to the last.
///
/// ```
/// use claimdiff::value::figure::Years;
/// let told = Years::of_report(2013);
/// assert_eq!(told.to_string(), "2012 to 2013");
/// assert_eq!(told.since(2005).to_string(), "2005 to 2013");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    first: i16,
    last: i16,
}

impl Years {
    /// Those of a report that was made in this year: in January people speak of sums of the year before, and a sum
    /// lives on at the rate at which it was first told.
    pub fn of_report(year: i16) -> Self {
        Years { first: year.saturating_sub(1), last: year }
    }

    /// With those back to an earlier year. What is still to come has no rates: a later one changes nothing.
    #[must_use]
    pub fn since(self, year: i16) -> Self {
        Years { first: self.first.min(year), ..self }
    }

    /// From the earlier to the later of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Years { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Those of two sums that are compared; none where one does not tell its own.
    pub fn of_both(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        Some(a?.with(b?))
    }
}

/// `2012 to 2013`
impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}

/// The least and the most units of a currency that one dollar bought.
pub(super) type Band = (Decimal, Decimal);

/// What is known of one currency.
#[derive(Default)]
struct Rates {
    /// The band of all years.
    all: Band,
    /// The year of the first of `yearly`.
    first: i16,
    /// The band of each year, without a gap; empty where only that of all years is known.
    yearly: Vec<Band>,
}

impl Rates {
    /// The bands of these years; none where one of them is not known.
    fn of(&self, years: Years) -> Option<&[Band]> {
        if self.yearly.is_empty() {
            return Some(slice::from_ref(&self.all));
        }
        let place = |year: i16| usize::try_from(i32::from(year) - i32::from(self.first)).ok();
        self.yearly.get(place(years.first)?..=place(years.last)?)
    }
}

static RATES: LazyLock<HashMap<&'static str, Rates>> = LazyLock::new(|| {
    let mut rates: HashMap<&'static str, Rates> = HashMap::new();
    for (code, year, band) in rows() {
        let of_code = rates.entry(code).or_default();
        match year {
            None => of_code.all = band,
            Some(year) => {
                if of_code.yearly.is_empty() {
                    of_code.first = year;
                }
                of_code.yearly.push(band);
            }
        }
    }
    rates
});

/// The table's rows: code, year or none for all years, band.
fn rows() -> impl Iterator<Item = (&'static str, Option<i16>, Band)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let (code, year) = (cells.next()?, cells.next()?);
        let year = if year == "*" { None } else { Some(year.parse().ok()?) };
        Some((code, year, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
    })
}

/// For each of these years, what one dollar bought of two currencies; the same of all years in one, and no years with
/// it, where none are told or the table lacks a rate of one of them. None where either currency has no steady rate. A
/// report seldom tells the day whose rate it took.
pub(super) fn exchange(a: &str, b: &str, years: Option<Years>) -> Option<(impl Iterator<Item = (Band, Band)>, Option<Years>)> {
    let (a, b) = (RATES.get(a)?, RATES.get(b)?);
    let told = years.and_then(|years| Some((a.of(years)?, b.of(years)?)));
    let years = years.filter(|_| told.is_some());
    let (a, b) = told.unwrap_or((slice::from_ref(&a.all), slice::from_ref(&b.all)));
    // A currency with one band for all years has it in each of them.
    let bands = a.iter().copied().cycle().zip(b.iter().copied().cycle());
    Some((bands.take(a.len().max(b.len())), years))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// The larger of two numbers in terms of the smaller.
    fn times(a: Decimal, b: Decimal) -> Decimal {
        (a / b).max(b / a)
    }

    #[test]
    fn every_line_is_a_row_of_a_currency_in_order() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        let rows: Vec<(&str, Option<i16>, Band)> = rows().collect();
        assert_eq!(rows.len(), lines.len());
        for (code, year, (least, most)) in &rows {
            assert_eq!(super::super::units::currency(code), Some(*code));
            assert!(*least > Decimal::ZERO && least <= most, "{code} {year:?}: {least} to {most}");
        }
        for of_code in rows.chunk_by(|a, b| a.0 == b.0) {
            let code = of_code[0].0;
            assert!(of_code[0].1.is_none(), "{code}: the row of all years comes first");
            assert!(of_code[1..].iter().all(|row| row.1.is_some()), "{code}: one row of all years");
            for pair in of_code[1..].windows(2) {
                assert_eq!(pair[0].1.map(|year| year + 1), pair[1].1, "{code}: a year is left out or stands twice");
            }
        }
        assert!(rows.windows(2).all(|pair| pair[0].0 <= pair[1].0), "codes in order");
    }

    /// A slip of the pen stands out among its neighbours. The bounds are those of the worst years: the won and the baht
    /// fell by half in 1997.
    #[test]
    fn no_year_is_out_of_line() {
        let (meet, wide, leap, beyond) = (decimal("1.02"), decimal("2.7"), decimal("2.6"), decimal("1.25"));
        let codes: std::collections::BTreeSet<&str> = rows().map(|(code, _, _)| code).collect();
        for code in codes {
            let rates = &RATES[code];
            for (place, &(least, most)) in rates.yearly.iter().enumerate() {
                let year = rates.first + place as i16;
                let width = most / least;
                assert!(width >= decimal("1.05") && width <= wide, "{code} {year}: {least} to {most}");
                if (1995..=2025).contains(&year) {
                    assert!(least * beyond >= rates.all.0 && most <= rates.all.1 * beyond, "{code} {year}: {least} to {most} beside all years");
                }
                if let Some(&(next_least, next_most)) = rates.yearly.get(place + 1) {
                    assert!(most.min(next_most) / least.max(next_least) >= meet, "{code}: {year} and the year after do not meet");
                    assert!(times(least, next_least) <= leap && times(most, next_most) <= leap, "{code}: {year} and the year after are far apart");
                }
            }
        }
    }

    /// The least and the most units of `to` that one unit of `from` bought, and in which years.
    fn bought(from: &str, to: &str, years: Option<Years>) -> Option<(Decimal, Decimal, Option<Years>)> {
        let (bands, years) = exchange(from, to, years)?;
        let crossed = bands.map(|(from, to)| (to.0 / from.1, to.1 / from.0));
        let (least, most) = crossed.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        Some((least.round_dp(2), most.round_dp(2), years))
    }

    #[test]
    fn a_pound_bought_less_in_2013_than_in_2007() {
        let dollars = |years| bought("GBP", "USD", Some(years)).unwrap();
        let (least, most, years) = dollars(Years::of_report(2013));
        assert!(least <= decimal("1.48") && most >= decimal("1.66") && most < decimal("1.75"), "{least} to {most}");
        assert_eq!(years, Some(Years::of_report(2013)));
        let (least, most, _) = dollars(Years::of_report(2007));
        assert!(least <= decimal("1.73") && most >= decimal("2.11") && most < decimal("2.2"), "{least} to {most}");
        // From the earlier to the later.
        let (least, most, _) = dollars(Years::of_report(2007).with(Years::of_report(2013)));
        assert!(least <= decimal("1.40") && most >= decimal("2.11"), "{least} to {most}");
    }

    #[test]
    fn years_without_a_rate_have_that_of_all_years() {
        let all = bought("EUR", "USD", None);
        for year in [1989, 1998, 1999, 2050, i16::MIN, i16::MAX] {
            assert_eq!(bought("EUR", "USD", Some(Years::of_report(year))), all, "{year}");
        }
        // A currency with one band for all years does not widen that of the other.
        let (_, most, years) = bought("GBP", "PLN", Some(Years::of_report(2013))).unwrap();
        assert!(years.is_some() && most < bought("GBP", "PLN", None).unwrap().1);
        assert_eq!(bought("GBP", "RUB", Some(Years::of_report(2013))), None);
    }

    #[test]
    fn years_reach_back_and_never_ahead() {
        let told = Years::of_report(2013);
        assert_eq!(told.since(2005).to_string(), "2005 to 2013");
        assert_eq!(told.since(2012), told);
        assert_eq!(told.since(2020), told);
        assert_eq!(Years::of_both(Some(Years::of_report(2007)), Some(told)), Some(told.since(2006)));
        assert_eq!(Years::of_both(Some(told), None), None);
    }
}
