//! How two figures relate: an ordered list of levels over the sets of numbers that they allow.

use rust_decimal::Decimal;

use super::rates::{self, Years};
use super::{Comparator, Figure, FigureType, units};
use crate::value::{ComparisonLevel, Relation};

/// Numbers from which trailing zeros are taken for rounding: 14,000 may be 13,979, 50 is no 51.
const ROUND_FROM: Decimal = Decimal::ONE_THOUSAND;

/// How far the ends of a vague word such as `dozens` reach, as a share of its upper end.
const VAGUE: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

/// How far a part of one in words is from the number that it stands for, as a share of it.
const PART: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The dimension of parts of one, in words and in percent.
const SHARE: &str = "share";

/// The level of two figures, sums in two currencies at the rates of these years; the first that holds is the answer.
pub(super) fn level(a: &Figure, b: &Figure, years: Option<Years>) -> ComparisonLevel {
    if a.figure_type == FigureType::Score || b.figure_type == FigureType::Score {
        return scores(a, b);
    }
    let (x, y) = (Measured::of(a), Measured::of(b));
    match meeting(&x, &y, years) {
        Meeting::Holds(relation, rule) => ComparisonLevel::new(relation, rule),
        Meeting::Beyond(None) => ComparisonLevel::different("value", "further than any rate of exchange since 1995"),
        Meeting::Beyond(Some(years)) => ComparisonLevel::different("value", format!("further than any rate of exchange from {years}")),
        Meeting::Apart(p, q) => {
            let distance = difference(&x.on_scale_of(&y), &y.on_scale_of(&x), &p, &q);
            match (a.is_exact() && b.is_exact()).then(|| slip(&x, &y)).flatten() {
                Some(repair) => ComparisonLevel::different("slip", format!("{distance}; {repair}")),
                None => ComparisonLevel::different("value", distance),
            }
        }
    }
}

/// The relation alone, without the text of the difference, which costs more than all the rest.
pub(super) fn relation(a: &Figure, b: &Figure, years: Option<Years>) -> Relation {
    if a.figure_type == FigureType::Score || b.figure_type == FigureType::Score {
        return scores(a, b).relation;
    }
    match meeting(&Measured::of(a), &Measured::of(b), years) {
        Meeting::Holds(relation, _) => relation,
        Meeting::Apart(..) | Meeting::Beyond(_) => Relation::Different,
    }
}

/// How the numbers of two figures meet.
enum Meeting {
    /// This rule holds of them.
    Holds(Relation, &'static str),
    /// No number is in both.
    Apart(Set, Set),
    /// Money of two currencies, of which no rate of exchange of these years makes one the other, or none at all.
    Beyond(Option<Years>),
}

/// Figures whose scale is not told are apart only where they are on every scale.
fn meeting(x: &Measured<'_>, y: &Measured<'_>, years: Option<Years>) -> Meeting {
    if x.dimension != y.dimension {
        return in_two_currencies(x, y, years).unwrap_or(Meeting::Holds(Relation::Incomparable, "dimension"));
    }
    let (first, second) = (x.is_open(), y.is_open());
    if !(first || second) {
        return on_told_scales(x, y);
    }
    let likeliest = on_told_scales(&x.on_scale_of(y), &y.on_scale_of(x));
    match likeliest {
        Meeting::Holds(..) if first && second => likeliest,
        Meeting::Holds(..) => Meeting::Holds(Relation::Compatible, "unit"),
        Meeting::Apart(..) if x.readings().any(|x| y.readings().any(|y| matches!(on_told_scales(&x, &y), Meeting::Holds(..)))) => {
            Meeting::Holds(Relation::Compatible, "unit")
        }
        apart => apart,
    }
}

/// How two figures of one dimension meet.
fn on_told_scales(x: &Measured<'_>, y: &Measured<'_>) -> Meeting {
    let (a, b) = (x.figure, y.figure);
    // A share in words is rounded, not converted: half of the voters are no 60 % of them.
    let converted = x.code != y.code && x.dimension != SHARE;
    if x.key() == y.key() {
        return Meeting::Holds(Relation::Same, same_rule(a, b, x, y));
    }
    let (Some(p), Some(q)) = (x.set(), y.set()) else {
        return Meeting::Holds(Relation::Incomparable, "dimension");
    };
    // `Up to 10 percent` and `up to 12 percent`: the bound is what is told, and the two are held against each other.
    if bounded(a) && bounded(b) {
        let (a, b) = (Figure { comparator: None, ..a.clone() }, Figure { comparator: None, ..b.clone() });
        if let apart @ Meeting::Apart(..) = on_told_scales(&Measured { figure: &a, ..*x }, &Measured { figure: &b, ..*y }) {
            return apart;
        }
    }
    if p.meets(&q) {
        let hedged = a.comparator.is_some() || b.comparator.is_some();
        return Meeting::Holds(Relation::Compatible, if hedged { "inside-hedge" } else { "precision" });
    }
    // `A few` has no sharp end: ten minutes may be a few.
    let vague = |f: &Figure, m: &Measured<'_>| if f.approximate { f.high.checked_mul(VAGUE).and_then(|w| w.checked_mul(m.factor())) } else { None };
    if vague(a, x).and_then(|w| p.widened(w)).is_some_and(|p| p.meets(&q)) || vague(b, y).and_then(|w| q.widened(w)).is_some_and(|q| p.meets(&q)) {
        return Meeting::Holds(Relation::Compatible, "inside-hedge");
    }
    if converted {
        if let (Some(p), Some(q)) = (p.widened(x.style()), q.widened(y.style()))
            && p.meets(&q)
        {
            return Meeting::Holds(Relation::Compatible, "unit");
        }
    } else if p.widened(x.rounding(y)).is_some_and(|p| p.meets(&q)) || q.widened(y.rounding(x)).is_some_and(|q| p.meets(&q)) || price_point(a, b) {
        return Meeting::Holds(Relation::Compatible, "rounding");
    }
    Meeting::Apart(p, q)
}

/// True for what is told by how much it is at most.
fn bounded(figure: &Figure) -> bool {
    matches!(figure.comparator, Some(Comparator::AtMost | Comparator::LessThan))
}

/// Sums in two currencies: one is the other where some rate of these years makes it so, or of the last decades.
fn in_two_currencies(x: &Measured<'_>, y: &Measured<'_>, years: Option<Years>) -> Option<Meeting> {
    let (x, y) = if x.dimension <= y.dimension { (x, y) } else { (y, x) };
    let (bands, years) = rates::exchange(x.dimension, y.dimension, years)?;
    let (p, q) = (x.set()?, y.set()?);
    let rounded = q.widened(last_digit(y.figure.low).checked_div(Decimal::TWO)?.checked_mul(y.factor())?)?;
    for (a, b) in bands {
        // By what a dollar bought of the other's currency, equal sums are one number, and nothing is divided.
        if p.times(b)?.meets(&rounded.times(a)?) {
            return Some(Meeting::Holds(Relation::Compatible, "currency"));
        }
    }
    Some(Meeting::Beyond(years))
}

/// True for a price and its whole part: what ends in .90 or more is cut off where others are rounded, `$699`
/// for `$699.99`.
fn price_point(a: &Figure, b: &Figure) -> bool {
    let (whole, fine) = if a.step > b.step { (a, b) } else { (b, a) };
    let priced = |f: &Figure| f.figure_type == FigureType::Money && f.is_exact();
    priced(whole)
        && priced(fine)
        && whole.step == Decimal::ONE
        && fine.step == Decimal::new(1, 2)
        && fine.low.trunc() == whole.low
        && fine.low.fract() >= Decimal::new(90, 2)
}

/// Scores are the same whichever side is named first; a record of wins, losses and draws is compared part
/// by part, and one without its draws may be the same.
fn scores(a: &Figure, b: &Figure) -> ComparisonLevel {
    if a.figure_type != b.figure_type {
        return ComparisonLevel::new(Relation::Incomparable, "dimension");
    }
    let record = a.draws.is_some() || b.draws.is_some();
    let parts = |f: &Figure| if record { (f.low, f.high) } else { (f.low.max(f.high), f.low.min(f.high)) };
    if parts(a) == parts(b) {
        if a.draws == b.draws {
            return ComparisonLevel::new(Relation::Same, "words-digits");
        }
        if a.draws.is_none() || b.draws.is_none() {
            return ComparisonLevel::new(Relation::Compatible, "precision");
        }
    }
    let text = |f: &Figure| {
        let (first, second) = parts(f);
        let draws = f.draws.map_or_else(String::new, |d| format!("-{}", d.normalize()));
        format!("{}-{}{draws}", first.normalize(), second.normalize())
    };
    let order = |f: &Figure| (parts(f).1, parts(f).0, f.draws);
    let (first, second) = if order(a) < order(b) { (a, b) } else { (b, a) };
    ComparisonLevel::different("value", format!("{} against {}", text(first), text(second)))
}

fn same_rule(a: &Figure, b: &Figure, x: &Measured<'_>, y: &Measured<'_>) -> &'static str {
    if x.dimension == SHARE && (x.code == "%" || y.code == "%") {
        "percent-words"
    } else if x.code != y.code && x.unit.is_some() && y.unit.is_some() {
        "unit"
    } else if a.comparator.is_some() || b.comparator.is_some() {
        "hedge-words"
    } else {
        "words-digits"
    }
}

/// A figure in the base unit of its dimension.
struct Measured<'a> {
    figure: &'a Figure,
    /// Unit code; empty for numbers of things, whatever the thing.
    code: &'a str,
    dimension: &'a str,
    /// The row of the code, looked up once: pairs of figures are compared by the million.
    unit: Option<&'static units::Unit>,
    /// The ends in base units; `None` beyond the numbers that a decimal holds.
    base: Option<(Decimal, Decimal)>,
}

/// What leaves a half out, and next to nothing else.
const SHORT_OF: Decimal = Decimal::from_parts(999, 0, 0, false, 3);

impl<'a> Measured<'a> {
    fn of(figure: &'a Figure) -> Self {
        match figure.unit.as_deref().and_then(units::unit) {
            Some(unit) if unit.dimension != "number" => Measured::in_unit(figure, unit),
            unit => {
                // A bare half is a share, as 50 % is.
                let share = unit.is_none() && figure.unit.is_none() && figure.low > Decimal::ZERO && figure.low < Decimal::ONE && figure.high <= Decimal::ONE;
                Measured { figure, code: "", dimension: if share { SHARE } else { "number" }, unit: None, base: Some((figure.low, figure.high)) }
            }
        }
    }

    fn in_unit(figure: &'a Figure, unit: &'static units::Unit) -> Self {
        let base = |n: Decimal| n.checked_mul(unit.factor)?.checked_add(unit.offset);
        Measured { figure, code: unit.code, dimension: unit.dimension, unit: Some(unit), base: base(figure.low).zip(base(figure.high)) }
    }

    fn is_open(&self) -> bool {
        self.unit.is_some_and(|u| u.is_open())
    }

    /// The figure in each unit that it may be in.
    fn readings(&self) -> impl Iterator<Item = Measured<'a>> {
        let figure = self.figure;
        self.unit.into_iter().flat_map(|u| u.read_as()).map(move |unit| Measured::in_unit(figure, unit))
    }

    /// The figure in the other's unit, where its own scale is not told.
    fn on_scale_of(&self, other: &Measured<'_>) -> Measured<'a> {
        match other.unit {
            Some(unit) if self.is_open() && self.dimension == other.dimension => Measured::in_unit(self.figure, unit),
            _ => Measured { ..*self },
        }
    }

    /// What two figures that are the same share.
    fn key(&self) -> (&str, Decimal, Decimal, &'static str) {
        let sign = self.figure.comparator.map_or("", Comparator::as_str);
        match self.base {
            Some((low, high)) => ("", low, high, sign),
            None => (self.code, self.figure.low, self.figure.high, sign),
        }
    }

    /// The factor from the figure's unit to base units.
    fn factor(&self) -> Decimal {
        self.unit.map_or(Decimal::ONE, |u| u.factor)
    }

    /// The numbers that the figure allows, in base units.
    fn set(&self) -> Option<Set> {
        let (low, high) = self.base?;
        let margin = || {
            let share = self.figure.low.abs().checked_mul(Decimal::new(5, 2))?;
            last_digit(self.figure.low).max(share).checked_mul(self.factor())
        };
        Some(match self.figure.comparator {
            None => Set { low: Some(low), high: Some(high), strict: false },
            Some(Comparator::AtLeast) => Set { low: Some(low), high: None, strict: false },
            Some(Comparator::MoreThan) => Set { low: Some(low), high: None, strict: true },
            Some(Comparator::AtMost) => Set { low: None, high: Some(high), strict: false },
            Some(Comparator::LessThan) => Set { low: None, high: Some(high), strict: true },
            Some(Comparator::About) => {
                let margin = margin()?;
                Set { low: Some(low.checked_sub(margin)?), high: Some(high.checked_add(margin)?), strict: false }
            }
            // Nearly 20 degrees of frost are fewer than 20.
            Some(Comparator::Nearly) => {
                let margin = margin()?.checked_div(Decimal::TWO)?;
                let frost = self.figure.high < Decimal::ZERO;
                let (low, high) = if frost { (low, high.checked_add(margin)?) } else { (low.checked_sub(margin)?, high) };
                Set { low: Some(low), high: Some(high), strict: true }
            }
        })
    }

    /// How far the written digits let the number stray from a finer one, in base units. A bound does
    /// not stray: `more than 170,000` is no way to write 167,000.
    fn rounding(&self, other: &Measured<'_>) -> Decimal {
        if !matches!(self.figure.comparator, None | Some(Comparator::About)) {
            return Decimal::ZERO;
        }
        // A part of one in words is the nearest that has a name: a third for 32 %.
        if self.dimension == SHARE && self.figure.step.is_zero() {
            return self.figure.low.abs().checked_mul(PART).and_then(|n| n.checked_mul(self.factor())).unwrap_or(Decimal::ZERO);
        }
        let half = |n: Decimal| n.checked_div(Decimal::TWO).and_then(|h| h.checked_mul(self.factor())).unwrap_or(Decimal::ZERO);
        let written = if self.figure.step > other.figure.step { half(self.figure.step) } else { Decimal::ZERO };
        // Nobody rounds a half to one digit: `five and a half years` are not six, though 1.85 billion are 1.9.
        let one_digit = self.figure.step.checked_mul(Decimal::TEN).is_some_and(|ten| self.figure.low.abs() < ten);
        let written = if one_digit { written.checked_mul(SHORT_OF).unwrap_or(Decimal::ZERO) } else { written };
        let round = last_digit(self.figure.low);
        // Tens are a scale's rounding too, within a hundredth: 230 pounds for 228.
        let scale = self.figure.figure_type == FigureType::Measure && !matches!(self.dimension, "time" | "number") && round >= Decimal::TEN;
        let zeros = if (round >= ROUND_FROM || scale) && round > last_digit(other.figure.low) {
            let most = if round >= ROUND_FROM { Decimal::new(5, 2) } else { Decimal::new(1, 2) };
            let share = self.figure.low.abs().checked_mul(most).and_then(|n| n.checked_mul(self.factor())).unwrap_or(Decimal::ZERO);
            half(round).min(share)
        } else {
            Decimal::ZERO
        };
        written.max(zeros)
    }

    /// How far a conversion from or into the figure's unit is rounded, in base units.
    fn style(&self) -> Decimal {
        let number = self.figure.low.abs();
        let tolerance = self.unit.map_or(Decimal::ZERO, |u| u.tolerance);
        let share = |s: Decimal| number.checked_mul(s).unwrap_or(Decimal::ZERO);
        let half = |n: Decimal| n.checked_div(Decimal::TWO).unwrap_or(Decimal::ZERO);
        let round = half(last_digit(self.figure.low)).min(share(Decimal::new(1, 1)));
        share(tolerance).max(half(self.figure.step)).max(round).checked_mul(self.factor()).unwrap_or(Decimal::ZERO)
    }
}

/// An interval of numbers; an end that is `None` is open to infinity, a strict one leaves its end out.
struct Set {
    low: Option<Decimal>,
    high: Option<Decimal>,
    strict: bool,
}

impl Set {
    /// True where the two share a number. `more than 60` meets a plain 60, which is rounded as
    /// often as not, yet not `less than 60`.
    fn meets(&self, other: &Set) -> bool {
        let below = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low < high || low == high && !(self.strict && other.strict),
            _ => true,
        };
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// The numbers that these give by a factor from the least to the most.
    fn times(&self, (least, most): rates::Band) -> Option<Set> {
        let end = |end: Option<Decimal>, factor: Decimal| end.map_or(Some(None), |end| end.checked_mul(factor).map(Some));
        Some(Set { low: end(self.low, least)?, high: end(self.high, most)?, strict: false })
    }

    fn widened(&self, by: Decimal) -> Option<Set> {
        let low = match self.low {
            Some(low) => Some(low.checked_sub(by)?),
            None => None,
        };
        let high = match self.high {
            Some(high) => Some(high.checked_add(by)?),
            None => None,
        };
        Some(Set { low, high, strict: self.strict && by.is_zero() })
    }
}

/// One unit of the last digit that is not zero: 1,000 for 14,000, 0.1 for 7.6.
fn last_digit(number: Decimal) -> Decimal {
    // Most numbers of the news are whole and fit a machine word, whose division is cheap.
    if number.scale() == 0
        && let Ok(mut whole) = u64::try_from(number.mantissa().unsigned_abs())
    {
        let mut unit = 1u64;
        while whole != 0 && whole.is_multiple_of(10) {
            whole /= 10;
            unit *= 10;
        }
        return Decimal::from(unit);
    }
    let number = number.normalize();
    if number.scale() > 0 {
        return Decimal::new(1, number.scale());
    }
    let mut mantissa = number.mantissa();
    let mut unit = Decimal::ONE;
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        match unit.checked_mul(Decimal::TEN) {
            Some(next) => unit = next,
            None => break,
        }
    }
    unit
}

/// How far apart two figures are, as a person would say it: `5,000 (19 %)`.
fn difference(x: &Measured<'_>, y: &Measured<'_>, p: &Set, q: &Set) -> String {
    // The nearest ends, in the unit whose code comes first.
    let (left, right) = match (p.high, q.low) {
        (Some(high), Some(low)) if high <= low => (high, low),
        _ => match (q.high, p.low) {
            (Some(high), Some(low)) => (high, low),
            _ => (Decimal::ZERO, Decimal::ZERO),
        },
    };
    // Parts of one are told in percent where either side is.
    let first = if x.dimension == SHARE { x.code >= y.code } else { x.code <= y.code };
    let shown = if first { x } else { y };
    let gap = right.checked_sub(left).and_then(|gap| gap.checked_div(shown.factor())).unwrap_or(Decimal::ZERO).abs();
    let places = if gap >= Decimal::TEN { 1 } else { 3 };
    let mut text = grouped(gap.round_dp(places).normalize());
    if x.code != y.code && x.dimension != SHARE {
        text.push(' ');
        text.push_str(shown.code);
    }
    let least = left.abs().min(right.abs());
    let percent = right.checked_sub(left).and_then(|gap| gap.abs().checked_mul(Decimal::ONE_HUNDRED)).and_then(|gap| gap.checked_div(least));
    if let Some(percent) = percent {
        let places = u32::from(percent < Decimal::ONE);
        text.push_str(&format!(" ({} %)", grouped(percent.round_dp(places).normalize())));
    }
    text
}

/// A number with a comma between thousands.
fn grouped(number: Decimal) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(text.len() + text.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The slip of a hand that explains two numbers, as a repair.
fn slip(x: &Measured<'_>, y: &Measured<'_>) -> Option<String> {
    if x.code != y.code {
        return None;
    }
    let (a, b) = (x.figure.low, y.figure.low);
    let (small, large) = if a <= b { (a, b) } else { (b, a) };
    if small <= Decimal::ZERO {
        return None;
    }
    let ratio = large.checked_div(small)?;
    for power in [10, 100, 1_000, 1_000_000] {
        let factor = Decimal::from(power);
        // Of small counts every pair such as 2 and 20 is a power of ten apart.
        let telling = small >= Decimal::TEN || power >= 1_000 || small != small.trunc();
        if ratio == factor && telling {
            return Some(format!("a factor of {} apart", grouped(factor)));
        }
    }
    if transposed(small, large) {
        return Some("two digits swapped".to_owned());
    }
    if matches!(x.dimension, "length" | "speed") {
        let mile = Decimal::new(1_609_344, 6);
        let off = ratio.checked_sub(mile)?.abs().checked_div(mile)?;
        if off <= Decimal::new(1, 2) && small >= Decimal::TEN {
            return Some("miles and kilometres mixed up".to_owned());
        }
    }
    None
}

/// True where two neighbouring digits changed places.
fn transposed(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.normalize(), b.normalize());
    if a.scale() != b.scale() {
        return false;
    }
    let (a, b) = (a.mantissa().to_string(), b.mantissa().to_string());
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let differing: Vec<usize> = (0..a.len()).filter(|i| a.as_bytes()[*i] != b.as_bytes()[*i]).collect();
    match differing[..] {
        [i, j] => j == i + 1 && a.as_bytes()[i] == b.as_bytes()[j] && a.as_bytes()[j] == b.as_bytes()[i],
        _ => false,
    }
}
