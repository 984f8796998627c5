//! A drawing of the values of a finding by the time at which they were published.
//!
//! A row a value, at a height in proportion to it where it has a size; two rows keep enough distance
//! for their labels. All coordinates are whole units of the drawing.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::finding::letter;
use super::full_text::Anchors;
use crate::compare::{Finding, Group, Standing, Verdict};
use crate::read::Report;
use crate::read::Timestamp;
use crate::value::Value;
use crate::value::date::iso::{DAY, seconds};
use crate::write::quote::{outlet, published};
use crate::write::text::visible;

/// Width of the drawing, and where its plot area begins and ends.
const WIDTH: i64 = 760;
const LEFT: i64 = 200;
const RIGHT: i64 = 740;
const TOP: i64 = 22;
/// Least distance of two rows.
const ROW: i64 = 28;
/// Characters of a label that fit left of the plot area.
const LABEL: usize = 27;
/// Most outlets that one dot names.
const NAMES: usize = 12;
const HOUR: i64 = 3600;
/// Distances of tick marks, finest first.
const STEPS: [i64; 14] = [HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 182 * DAY, 365 * DAY, 1826 * DAY];
const TICKS: i64 = 6;

pub(super) struct Timeline {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) left: i64,
    pub(super) right: i64,
    /// Where the axis is.
    pub(super) base: i64,
    /// Whether it is open at first: where the values are in conflict or change.
    pub(super) open: bool,
    pub(super) rows: Vec<Row>,
    pub(super) dots: Vec<Dot>,
    pub(super) ticks: Vec<Tick>,
}

pub(super) struct Row {
    pub(super) y: i64,
    pub(super) letter: String,
    pub(super) label: String,
    pub(super) standing: Standing,
}

/// The reports that give one value at one time: a dot, or a bar over the day where no time is known.
pub(super) struct Dot {
    pub(super) x: i64,
    pub(super) end: i64,
    pub(super) y: i64,
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) anchor: String,
    pub(super) standing: Standing,
}

impl Dot {
    /// True where the day alone is known.
    pub(super) fn is_day(&self) -> bool {
        self.end > self.x
    }

    /// Where the number of reports is written.
    pub(super) fn after(&self) -> i64 {
        self.end.max(self.x) + 10
    }
}

pub(super) struct Tick {
    pub(super) x: i64,
    pub(super) label: String,
}

impl Timeline {
    /// None for names, for one value, and where all was published at one time or no time is known.
    pub(super) fn new(finding: &Finding, reports: &[Report], anchors: &Anchors) -> Option<Self> {
        if finding.values.len() < 2 || finding.values.iter().any(|group| group.claims.first().is_none_or(|c| matches!(c.mention.value, Value::Name(_)))) {
            return None;
        }
        // By value, then time: who published it.
        let mut points: BTreeMap<(usize, i64, i64), Vec<&crate::extract::Claim>> = BTreeMap::new();
        for (value, group) in finding.values.iter().enumerate() {
            for claim in &group.claims {
                if let Some((from, to)) = reports[claim.report].published.map(Timestamp::seconds) {
                    points.entry((value, from, to)).or_default().push(claim);
                }
            }
        }
        let first = points.keys().map(|(_, from, _)| *from).min()?;
        let last = points.keys().map(|(_, _, to)| *to).max()?;
        let values = points.keys().map(|key| key.0).collect::<std::collections::BTreeSet<_>>();
        let times = points.keys().map(|key| key.1).collect::<std::collections::BTreeSet<_>>();
        if values.len() < 2 || times.len() < 2 {
            return None;
        }
        let across = (last - first).max(1);
        // Dots at the ends of the range stand a little inside of the plot area.
        let x = |at: i64| LEFT + 12 + (i128::from(at - first) * i128::from(RIGHT - LEFT - 48) / i128::from(across)) as i64;
        let heights = heights(&finding.values);
        let base = heights.iter().max().copied().unwrap_or(TOP) + ROW;
        let rows = finding.values.iter().enumerate().map(|(value, group)| {
            let label = visible(&group.label);
            let cut = label.chars().count() > LABEL;
            let label = if cut { label.chars().take(LABEL - 1).chain(['…']).collect() } else { label };
            Row { y: heights[value], letter: letter(value), label, standing: Standing::of(finding, value) }
        });
        let dots = points.iter().map(|(&(value, from, to), claims)| {
            let mut names: Vec<String> = claims.iter().map(|c| outlet(&reports[c.report])).collect();
            names.sort();
            names.dedup();
            let more = names.len().saturating_sub(NAMES);
            names.truncate(NAMES);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let when = published(&reports[claims[0].report]).unwrap_or_default();
            let mut giving: Vec<usize> = claims.iter().map(|c| c.report).collect();
            giving.sort_unstable();
            giving.dedup();
            Dot {
                x: x(from),
                end: x(to),
                y: heights[value],
                number: giving.len(),
                title: format!("{}: {}, {when}{more}", visible(&finding.values[value].label), names.join(", ")),
                anchor: anchors.of(claims[0]),
                standing: Standing::of(finding, value),
            }
        });
        let open = matches!(finding.verdict, Verdict::Discrepancy | Verdict::Update);
        Some(Timeline {
            width: WIDTH,
            height: base + ROW,
            left: LEFT,
            right: RIGHT,
            base,
            open,
            rows: rows.collect(),
            dots: dots.collect(),
            ticks: ticks(first, last).into_iter().map(|(at, label)| Tick { x: x(at), label }).collect(),
        })
    }
}

/// A height for each value: the larger, the higher.
fn heights(values: &[Group]) -> Vec<i64> {
    let sizes: Vec<Option<f64>> = values.iter().map(|group| size(group, &values[0])).collect();
    let known: Option<Vec<f64>> = sizes.iter().copied().collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    let Some(sizes) = known else { return order.iter().map(|&i| TOP + i as i64 * ROW).collect() };
    order.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]).then(a.cmp(&b)));
    let (highest, lowest) = (sizes[order[0]], sizes[order[order.len() - 1]]);
    let room = ROW as f64 * 1.5 * (values.len() - 1) as f64;
    let mut heights = vec![TOP; values.len()];
    let mut previous = TOP - ROW;
    for &value in &order {
        let share = if highest > lowest { (highest - sizes[value]) / (highest - lowest) } else { 0.0 };
        heights[value] = (TOP + (share * room).round() as i64).max(previous + ROW);
        previous = heights[value];
    }
    heights
}

/// How large a value is, in the unit of the first; for a date, when it begins.
fn size(group: &Group, first: &Group) -> Option<f64> {
    use rust_decimal::prelude::ToPrimitive;
    match (&group.claims.first()?.mention.value, &first.claims.first()?.mention.value) {
        (Value::Date(date), _) => date.earliest.map(|at| seconds(at) as f64),
        (Value::Figure(figure), Value::Figure(first)) => match (&figure.unit, &first.unit) {
            (own, other) if own == other => figure.low.to_f64(),
            (Some(_), Some(other)) => figure.converted(other)?.to_f64(),
            _ => figure.low.to_f64(),
        },
        _ => None,
    }
}

/// Round times within the range: days, and between them hours.
fn ticks(first: i64, last: i64) -> Vec<(i64, String)> {
    let step = STEPS.into_iter().find(|step| (last - first) / step < TICKS).unwrap_or((last - first) / TICKS + 1);
    let start = first.div_euclid(step) * step + if first.rem_euclid(step) == 0 { 0 } else { step };
    let epoch = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0);
    let at: Vec<i64> = (0..=TICKS).map(|n| start + n * step).take_while(|at| *at <= last).collect();
    let tells_a_day = at.iter().any(|at| at.rem_euclid(DAY) == 0);
    at.iter()
        .enumerate()
        .filter_map(|(n, &at)| {
            let time = epoch.checked_add(SignedDuration::from_secs(at)).ok()?;
            let label = match (at.rem_euclid(DAY) == 0, n == 0 && !tells_a_day) {
                (true, _) => time.date().to_string(),
                (false, true) => format!("{} {:02}:{:02}", time.date(), time.hour(), time.minute()),
                (false, false) => format!("{:02}:{:02}", time.hour(), time.minute()),
            };
            Some((at, label))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: &str, last: &str) -> Vec<String> {
        let at = |text: &str| text.parse::<Timestamp>().unwrap().seconds().0;
        ticks(at(first), at(last)).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_round_and_the_day_is_always_told() {
        assert_eq!(labels("2018-08-05T16:30Z", "2018-08-06T11:00Z"), ["18:00", "2018-08-06", "06:00"]);
        assert_eq!(labels("2018-08-05T08:10Z", "2018-08-05T11:00Z"), ["2018-08-05 09:00", "10:00", "11:00"]);
        assert_eq!(labels("2018-08-05", "2018-08-08"), ["2018-08-05", "2018-08-06", "2018-08-07", "2018-08-08"]);
    }

    #[test]
    fn ticks_of_any_range_are_few() {
        for (first, last) in [(0, 1), (0, 10_000_000_000), (-5_000_000_000, 250_000_000_000), (7, 8)] {
            assert!(ticks(first, last).len() <= TICKS as usize + 1);
        }
    }
}
