//! How two dates relate: first the parts that both state, then the hedges around them.

use std::fmt;

use jiff::civil::{Date as Day, DateTime};

use super::iso::{Clock, DAY, Days, Form, Length, Point, day_number, seconds};
use super::{Date, DateType, Granularity, Modifier};
use crate::value::{ComparisonLevel, Relation};

/// How far a clock time reaches on each side where it is `around`, and behind where it is `after`
/// or in front where it is `by`, in seconds. A report that rounds to the half hour does not say
/// `around`, so `around 10` and `10:30` stay apart.
const AROUND_CLOCK: i64 = 10 * 60;
const AFTER_CLOCK: i64 = 15 * 60;
const BEFORE_CLOCK: i64 = 30 * 60;
/// How far a date reaches on each side that was reckoned by weeks or by months.
const WEEK_MARGIN: i64 = 3 * DAY;
const MONTH_MARGIN: i64 = 15 * DAY;
/// Two lengths of which one is `about` are one where they differ by no more than this share.
const AROUND_LENGTH: f64 = 0.10;

/// True for two clock times of which one is the other, rounded: to five minutes (`8:40` for 8:39),
/// or to the half hour (`3:30` for 3:33).
fn rounded(a: i64, b: i64) -> bool {
    let apart = (a - b).abs();
    let on = |minutes: i64| (a % (minutes * 60) == 0) != (b % (minutes * 60) == 0);
    apart < 3 * 60 && on(5) || apart < 5 * 60 && on(30)
}

impl Date {
    /// How two dates relate. Symmetric. The first that holds:
    ///
    /// 1. `dimension`, `unanchored` (incomparable): a point and a length; a century and what lies
    ///    outside it; no part in common.
    /// 2. `date-layout`, `weekday-date`, `zone` (same): one interval in another dress.
    /// 3. `precision`, `rounding`, `zone` (compatible): the intervals overlap, hedges included; one clock
    ///    time is the other rounded; one leaves morning or afternoon open and the other half of the day
    ///    makes it fit; or one side gives no zone and a whole zone shift explains the difference.
    /// 4. `slip` (different): day and month swapped.
    /// 5. `value` (different).
    pub fn level(&self, other: &Date) -> ComparisonLevel {
        let Meeting { relation, rule, gap } = self.meeting(other);
        ComparisonLevel { relation, rule, difference: gap.map(|gap| gap.to_string()) }
    }

    /// The [`relation`](ComparisonLevel::relation) of [`level`](Date::level), at less cost.
    pub fn relation(&self, other: &Date) -> Relation {
        self.meeting(other).relation
    }

    fn meeting(&self, other: &Date) -> Meeting {
        let incomparable = |rule| Meeting::new(Relation::Incomparable, rule);
        let is_length = |d: &Date| matches!(d.date_type, DateType::Duration | DateType::Set);
        if is_length(self) != is_length(other) || (is_length(self) && self.date_type != other.date_type) {
            return incomparable("dimension");
        }
        let offsets_agree = self.offset.is_none() || other.offset.is_none() || self.offset == other.offset;
        let hedged_alike = self.modifier == other.modifier;
        if self.iso == other.iso && offsets_agree && hedged_alike {
            return Meeting::new(Relation::Same, self.layout_rule(other));
        }
        match (self.form, other.form) {
            (Form::Length(a), Form::Length(b)) => lengths(a, b, self.modifier.is_some() || other.modifier.is_some(), hedged_alike),
            (Form::Reference, _) | (_, Form::Reference) | (Form::Length(_), _) | (_, Form::Length(_)) => incomparable("unanchored"),
            (a, b) => match (self.interval(), other.interval()) {
                (Some(x), Some(y)) => self.intervals(other, x, y),
                _ => self.parts(other, a, b),
            },
        }
    }

    /// A weekday on one side alone is a rule of its own; all else is layout.
    fn layout_rule(&self, other: &Date) -> &'static str {
        if self.stated_weekday.is_some() == other.stated_weekday.is_some() { "date-layout" } else { "weekday-date" }
    }

    pub(super) fn interval(&self) -> Option<(DateTime, DateTime)> {
        self.earliest.zip(self.latest)
    }

    /// Both stand on the calendar.
    fn intervals(&self, other: &Date, a: (DateTime, DateTime), b: (DateTime, DateTime)) -> Meeting {
        let clocks = self.granularity < Granularity::Day && other.granularity < Granularity::Day;
        let (shift_a, shift_b) = match (self.offset, other.offset) {
            (Some(x), Some(y)) if clocks => (i64::from(x) * 60, i64::from(y) * 60),
            _ => (0, 0),
        };
        let (a0, a1) = (seconds(a.0) - shift_a, seconds(a.1) - shift_a);
        let (b0, b1) = (seconds(b.0) - shift_b, seconds(b.1) - shift_b);
        if (a0, a1) == (b0, b1) && self.modifier == other.modifier {
            let rule = if shift_a != shift_b { "zone" } else { self.layout_rule(other) };
            return Meeting::new(Relation::Same, rule);
        }
        let (wide_a, wide_b) = if self.bounds_alike(other) { ((a0, a1), (b0, b1)) } else { (self.widened(a0, a1), other.widened(b0, b1)) };
        if overlap(wide_a, wide_b) && !self.stretches_differ(other, (a0, a1), (b0, b1)) {
            return Meeting::new(Relation::Compatible, "precision");
        }
        if clocks && rounded(a0, b0) {
            return Meeting::new(Relation::Compatible, "rounding");
        }
        if clocks && self.other_half(other, (wide_a, a0), (wide_b, b0)) {
            return Meeting::new(Relation::Compatible, "precision");
        }
        if clocks && one_zone(self, other) && zone_shift(a0, b0) {
            return Meeting::new(Relation::Compatible, "zone");
        }
        // `the 19th-century building`, and a fire of 1997: the century tells of the thing, not of the event.
        if (self.granularity == Granularity::Century) != (other.granularity == Granularity::Century) {
            return Meeting::new(Relation::Incomparable, "dimension");
        }
        if self.granularity == Granularity::Day && other.granularity == Granularity::Day && swapped(a.0.date(), b.0.date()) {
            return Meeting::apart("slip", distance(a0, b0, Granularity::Day));
        }
        // Early and late in one year begin alike: the hedges are what sets them apart.
        let (from, to) = match a0 == b0 {
            true if (wide_a.0, wide_b.0) == (a0, b0) => (a1, b1),
            true => (wide_a.0, wide_b.0),
            false => (a0, b0),
        };
        Meeting::apart("value", distance(from, to, self.granularity.max(other.granularity)))
    }

    /// At least one lacks its day or its year: what both state is compared, part by part.
    fn parts(&self, other: &Date, a: Form, b: Form) -> Meeting {
        let (Some((a, a_end)), Some((b, b_end))) = (ends(a), ends(b)) else { return Meeting::new(Relation::Incomparable, "unanchored") };
        let days = days_level(a.days, b.days, self.modifier == Some(Modifier::Approx) || other.modifier == Some(Modifier::Approx));
        let clock = match (a.clock, b.clock) {
            (Some(x), Some(y)) => {
                let (x, y) = (spread(x, a_end.clock), spread(y, b_end.clock));
                let (shift_x, shift_y) = match (self.offset, other.offset) {
                    (Some(p), Some(q)) => (i64::from(p) * 60, i64::from(q) * 60),
                    _ => (0, 0),
                };
                let (x0, x1, y0, y1) = (x.0 - shift_x, x.1 - shift_x, y.0 - shift_y, y.1 - shift_y);
                let (wx, wy) = (self.widened(x0, x1), other.widened(y0, y1));
                // A day has no seam: 23:00 in one zone is 01:00 in the next.
                if (x0 - y0).rem_euclid(DAY) == 0 && x1 - x0 == y1 - y0 && self.modifier == other.modifier {
                    Part::Same(shift_x != shift_y)
                } else if [-DAY, 0, DAY].iter().any(|s| overlap((wx.0 + s, wx.1 + s), wy)) {
                    Part::Compatible("precision")
                } else if rounded(x0, y0) {
                    Part::Compatible("rounding")
                } else if self.other_half(other, (wx, x0), (wy, y0)) {
                    Part::Compatible("precision")
                } else if one_zone(self, other) && zone_shift((x0 - y0 + DAY / 2).rem_euclid(DAY) - DAY / 2 + y0, y0) {
                    Part::Compatible("zone")
                } else {
                    let gap = (x0 - y0).rem_euclid(DAY);
                    Part::Different(distance(0, gap.min(DAY - gap), Granularity::Minute))
                }
            }
            _ => Part::Unknown,
        };
        match (days, clock) {
            (Part::Unknown, Part::Unknown) => Meeting::new(Relation::Incomparable, "unanchored"),
            // Two clocks in two zones may stand on two days and still be one instant.
            (Part::Different(_), Part::Same(true)) => Meeting::new(Relation::Compatible, "zone"),
            (Part::Different(gap), _) | (_, Part::Different(gap)) => Meeting::apart("value", gap),
            (Part::Compatible(rule), _) | (_, Part::Compatible(rule)) => Meeting::new(Relation::Compatible, rule),
            (_, Part::Same(true)) => Meeting::new(Relation::Same, "zone"),
            (Part::Same(_), Part::Unknown) if a.clock.is_some() != b.clock.is_some() => Meeting::new(Relation::Compatible, "precision"),
            (Part::Unknown, Part::Same(_)) if a.days != b.days => Meeting::new(Relation::Compatible, "precision"),
            _ if self.modifier != other.modifier => Meeting::new(Relation::Compatible, "precision"),
            _ => Meeting::new(Relation::Same, self.layout_rule(other)),
        }
    }

    /// True where one date leaves morning or afternoon open, and the other half of the day makes it fit; each as its
    /// interval with its hedge, and its start.
    fn other_half(&self, other: &Date, (a, a0): ((i64, i64), i64), (b, b0): ((i64, i64), i64)) -> bool {
        (self.half_open || other.half_open) && [-DAY / 2, DAY / 2].iter().any(|s| overlap((a.0 + s, a.1 + s), b) || rounded(a0 + s, b0))
    }

    /// True for two dates that bound what they tell of on one side, `since 2003` and `since 2004`: each says where
    /// it began, and no hedge brings the two together.
    fn bounds_alike(&self, other: &Date) -> bool {
        let bound = matches!(self.modifier, Some(Modifier::Before | Modifier::After)) && self.modifier == other.modifier;
        bound && self.granularity >= Granularity::Day && other.granularity >= Granularity::Day
    }

    /// True for two stretches of days or years that begin or end apart: `from 2000 to 2006` and `from 2001 to 2007`,
    /// `May 5 to 7` and `May 5 to 9`. One that lies within the other may be a part of it.
    fn stretches_differ(&self, other: &Date, a: (i64, i64), b: (i64, i64)) -> bool {
        let stretch = |d: &Date| matches!(d.form, Form::Range(..)) && d.granularity >= Granularity::Day && d.modifier.is_none();
        let within = |a: (i64, i64), b: (i64, i64)| b.0 < a.0 && a.1 < b.1;
        stretch(self) && stretch(other) && a != b && !within(a, b) && !within(b, a)
    }

    /// The interval with its hedge: `around` reaches out on both sides, `early` keeps the first half;
    /// and with half of the unit by which it was reckoned.
    fn widened(&self, from: i64, to: i64) -> (i64, i64) {
        let margin = match self.reckoned {
            Some(Granularity::Week) => WEEK_MARGIN,
            Some(Granularity::Month) => MONTH_MARGIN,
            _ => 0,
        };
        let (from, to) = self.hedged(from, to);
        (from - margin, to + margin)
    }

    fn hedged(&self, from: i64, to: i64) -> (i64, i64) {
        let clock = self.granularity < Granularity::DayPart;
        let unit = to - from;
        match self.modifier {
            None => (from, to),
            Some(Modifier::Approx) if clock => (from - AROUND_CLOCK, to + AROUND_CLOCK),
            Some(Modifier::Approx) => (from - unit, to + unit),
            Some(Modifier::Before) if clock => (from - BEFORE_CLOCK, to),
            Some(Modifier::Before) => (from - unit, to),
            Some(Modifier::After) if clock => (from, to + AFTER_CLOCK),
            Some(Modifier::After) => (from, to + unit),
            Some(Modifier::Start) => (from, to - unit / 2),
            Some(Modifier::Mid) => (from + unit / 4, to - unit / 4),
            Some(Modifier::End) => (from + unit / 2, to),
        }
    }
}

/// How two dates meet. How far they are apart is put into words only where it is asked for: dates are compared by
/// the million.
struct Meeting {
    relation: Relation,
    rule: &'static str,
    gap: Option<Gap>,
}

impl Meeting {
    fn new(relation: Relation, rule: &'static str) -> Self {
        Meeting { relation, rule, gap: None }
    }

    fn apart(rule: &'static str, gap: Gap) -> Self {
        Meeting { relation: Relation::Different, rule, gap: Some(gap) }
    }
}

/// A distance as a person would say it: `1 day`, `6 days`.
#[derive(Clone, Copy)]
struct Gap {
    count: i64,
    unit: &'static str,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Gap { count, unit } = self;
        write!(f, "{count} {unit}{}", if *count == 1 { "" } else { "s" })
    }
}

/// How one part of two dates relates.
enum Part {
    /// Not stated on both sides.
    Unknown,
    /// Equal; true where only after a shift of zone.
    Same(bool),
    Compatible(&'static str),
    Different(Gap),
}

fn ends(form: Form) -> Option<(Point, Point)> {
    match form {
        Form::Point(point) => Some((point, point)),
        Form::Range(a, b) => Some((a, b)),
        Form::Length(_) | Form::Reference => None,
    }
}

/// Seconds from the start of the first clock to the end of the last.
fn spread(from: Clock, to: Option<Clock>) -> (i64, i64) {
    let end = to.map_or(from.to, |c| c.to);
    (from.from, if end <= from.from { end + DAY } else { end })
}

fn days_level(a: Days, b: Days, approx: bool) -> Part {
    let near = |difference: i8, cycle: i8| {
        let gap = difference.rem_euclid(cycle);
        gap.min(cycle - gap)
    };
    let days = |count| Part::Different(Gap { count, unit: "day" });
    match (a, b) {
        (Days::Unknown, _) | (_, Days::Unknown) => Part::Unknown,
        (a, b) if a == b => Part::Same(false),
        (Days::Weekday(x), Days::Weekday(y)) => match near(x - y, 7) {
            0 => Part::Same(false),
            1 if approx => Part::Compatible("precision"),
            gap => days(i64::from(gap)),
        },
        (Days::Weekday(x), Days::Known { first, granularity: Granularity::Day, .. })
        | (Days::Known { first, granularity: Granularity::Day, .. }, Days::Weekday(x)) => {
            days_level(Days::Weekday(x), Days::Weekday(first.weekday().to_monday_one_offset()), approx)
        }
        (Days::Month(x), Days::Month(y)) if x != y => Part::Different(Gap { count: i64::from(near(x - y, 12)), unit: "month" }),
        (Days::Month(x), Days::MonthDay(y, _)) | (Days::MonthDay(y, _), Days::Month(x)) if x == y => Part::Compatible("precision"),
        (Days::Month(x), Days::MonthDay(y, _)) | (Days::MonthDay(y, _), Days::Month(x)) => days_level(Days::Month(x), Days::Month(y), approx),
        (Days::MonthDay(m, d), Days::MonthDay(n, e)) => {
            // A leap year holds every day of a month.
            let (Ok(x), Ok(y)) = (Day::new(2000, m, d), Day::new(2000, n, e)) else { return Part::Unknown };
            let gap = (day_number(x) - day_number(y)).abs();
            if approx && gap == 1 { Part::Compatible("precision") } else { days(gap.min(366 - gap)) }
        }
        (known @ Days::Known { .. }, part) | (part, known @ Days::Known { .. }) => in_known(part, known, approx),
        _ => Part::Unknown,
    }
}

/// A part without its year beside a stretch of the calendar.
fn in_known(part: Days, known: Days, approx: bool) -> Part {
    let Days::Known { first, after, granularity } = known else { return Part::Unknown };
    match (part, granularity) {
        (Days::MonthDay(m, d), Granularity::Day) if (m, d) == (first.month(), first.day()) => Part::Same(false),
        (Days::MonthDay(m, d), Granularity::Day) => days_level(Days::MonthDay(m, d), Days::MonthDay(first.month(), first.day()), approx),
        (Days::MonthDay(m, _), Granularity::Month) => days_level(Days::MonthDay(m, 1), Days::Month(first.month()), approx),
        (Days::Month(m), Granularity::Day) => days_level(Days::Month(m), Days::MonthDay(first.month(), first.day()), approx),
        (Days::Month(m), Granularity::Month) => days_level(Days::Month(m), Days::Month(first.month()), approx),
        (Days::MonthsDay(d), Granularity::Day) if d == first.day() => Part::Same(false),
        (Days::MonthsDay(d), Granularity::Day) => Part::Different(Gap { count: i64::from((d - first.day()).abs()), unit: "day" }),
        (Days::MonthDay(m, d), _) => {
            let held = (first.year()..=after.year()).any(|y| Day::new(y, m, d).is_ok_and(|day| first <= day && day < after));
            if held { Part::Compatible("precision") } else { Part::Unknown }
        }
        _ => Part::Unknown,
    }
}

fn lengths(a: Length, b: Length, hedged: bool, alike: bool) -> Meeting {
    // A month has no fixed length in days; 30.44 is the mean, and good enough for a hedge.
    let size = |l: Length| l.months * 30.44 * DAY as f64 + l.seconds;
    let ratio = (size(a) - size(b)).abs() / size(a).max(size(b)).max(1.0);
    if a.vague || b.vague {
        let relation = if a.granularity == b.granularity { Relation::Compatible } else { Relation::Incomparable };
        return Meeting::new(relation, if relation == Relation::Compatible { "precision" } else { "unanchored" });
    }
    if ratio < 1e-9 && alike {
        return Meeting::new(Relation::Same, "date-layout");
    }
    if hedged && ratio <= AROUND_LENGTH {
        return Meeting::new(Relation::Compatible, "precision");
    }
    #[allow(clippy::cast_possible_truncation, reason = "a length of time is far below the limit, and the cast saturates")]
    let gap = (size(a) - size(b)).abs() as i64;
    Meeting::apart("value", distance(0, gap, a.granularity.max(b.granularity)))
}

fn overlap(a: (i64, i64), b: (i64, i64)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// True where exactly one of two clock times tells its zone.
fn one_zone(a: &Date, b: &Date) -> bool {
    a.offset.is_some() != b.offset.is_some()
}

/// True where a difference of zones, half hours up to 14 hours, makes one clock time the other, to
/// the minute or rounded: `08:30` local time is `06:31 GMT`.
fn zone_shift(a: i64, b: i64) -> bool {
    let shift = (a - b + 900).div_euclid(1800) * 1800;
    shift.abs() <= 14 * 3600 && (a == b + shift || shift != 0 && rounded(a, b + shift))
}

/// True where one is the other with day and month exchanged.
fn swapped(a: Day, b: Day) -> bool {
    a.year() == b.year() && a.month() == b.day() && a.day() == b.month()
}

/// A distance in the unit of the coarser side.
fn distance(a: i64, b: i64, granularity: Granularity) -> Gap {
    let gap = (a - b).abs();
    let say = |count, unit| Gap { count, unit };
    let rounded = |size: i64| (gap + size / 2) / size;
    match granularity {
        _ if gap < 60 => say(gap, "second"),
        _ if gap < 2 * 3600 && gap % 3600 != 0 => say(rounded(60), "minute"),
        _ if gap < DAY => say(rounded(3600), "hour"),
        Granularity::Month | Granularity::Season | Granularity::Quarter | Granularity::Half if (28 * DAY..700 * DAY).contains(&gap) => {
            say(rounded(2_630_016), "month")
        }
        Granularity::Week if (7 * DAY..100 * DAY).contains(&gap) => say(rounded(7 * DAY), "week"),
        _ if gap >= 360 * DAY => say(rounded(31_557_600), "year"),
        _ => say(rounded(DAY), "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left, right, relation, rule, difference; a leading sign is the hedge: `~` around, `>` after,
    /// `<` before, `[` early, `]` late, `?` half of the day open, `w` and `m` reckoned by weeks and months.
    const TABLE: &[(&str, &str, Relation, &str, &str)] = &[
        ("2019-04-25", "2019-04-25", Relation::Same, "date-layout", ""),
        ("2019-04-25", "2019-04-26", Relation::Different, "value", "1 day"),
        ("2019-04-25", "2019-04", Relation::Compatible, "precision", ""),
        ("2019-04-25", "2019-05", Relation::Different, "value", "6 days"),
        ("2019-04-25", "2019-W17", Relation::Compatible, "precision", ""),
        ("2019-04-25", "~2019-04-24", Relation::Compatible, "precision", ""),
        ("2019-04-25", "~2019-04-22", Relation::Different, "value", "3 days"),
        ("2019-04-24/2019-04-25", "2019-04-25", Relation::Compatible, "precision", ""),
        ("2019-04-24/2019-04-25", "2019-04-25/2019-04-26", Relation::Different, "value", "1 day"),
        ("2019-04-24/2019-04-25", "2019-04-24/2019-04-28", Relation::Different, "value", "3 days"),
        ("2019-04-24/2019-04-25", "2019-04-22/2019-04-28", Relation::Compatible, "precision", ""),
        ("2000/2006", "2001/2007", Relation::Different, "value", "1 year"),
        ("2000/2006", "~2001/2007", Relation::Compatible, "precision", ""),
        (">2003", ">2004", Relation::Different, "value", "1 year"),
        (">2003", "2004", Relation::Compatible, "precision", ""),
        ("<2019-04-25", "<2019-04-27", Relation::Different, "value", "2 days"),
        ("<2019-04-25", "<2019-04", Relation::Compatible, "precision", ""),
        ("2019-04-05", "2019-05-04", Relation::Different, "slip", "29 days"),
        ("1935", "193", Relation::Compatible, "precision", ""),
        ("[193", "]193", Relation::Different, "value", "5 years"),
        ("[193", "193", Relation::Compatible, "precision", ""),
        (">P6Y", "P6Y", Relation::Compatible, "precision", ""),
        ("2010", "2012", Relation::Different, "value", "2 years"),
        ("2019-04", "2019-06", Relation::Different, "value", "2 months"),
        ("2019-04-25T14:30+10:00", "2019-04-25T04:30Z", Relation::Same, "zone", ""),
        ("2019-04-25T14:30+10:00", "2019-04-25T05:30Z", Relation::Different, "value", "1 hour"),
        ("2019-04-25T14:30", "2019-04-25T04:30Z", Relation::Compatible, "zone", ""),
        ("2019-04-25T14:30", "2019-04-25T15:30", Relation::Different, "value", "1 hour"),
        ("2019-04-25T08:30", "2019-04-25T06:31Z", Relation::Compatible, "zone", ""),
        ("T08:30", "T06:31Z", Relation::Compatible, "zone", ""),
        ("2019-04-25T08:32", "2019-04-25T06:31Z", Relation::Different, "value", "2 hours"),
        ("2019-04-25T08:30", "2019-04-25T06:38Z", Relation::Different, "value", "112 minutes"),
        ("2019-04-25T02:30", "[2019-04-25", Relation::Compatible, "precision", ""),
        ("2019-04-25T02:30", "2019-04-25TMO", Relation::Compatible, "precision", ""),
        ("2019-04-25T22:30", "2019-04-25TMO", Relation::Different, "value", "23 hours"),
        ("T03:33", "T03:33", Relation::Same, "date-layout", ""),
        ("T03:33", "2019-04-25T03:33", Relation::Compatible, "precision", ""),
        ("T03:33", "2019-04-25T04:03", Relation::Different, "value", "30 minutes"),
        ("T03:33", "2019-04-25", Relation::Incomparable, "unanchored", ""),
        ("~T10:00", "~T10:30", Relation::Different, "value", "30 minutes"),
        ("~T09:30", "T09:27", Relation::Compatible, "precision", ""),
        (">T10:00", "T10:05", Relation::Compatible, "precision", ""),
        (">T02:00", "~T02:30", Relation::Different, "value", "30 minutes"),
        ("<T07:00", "<T06:40", Relation::Compatible, "precision", ""),
        ("T23:30-04:00", "T03:30Z", Relation::Same, "zone", ""),
        ("T07:48", "T22:48Z", Relation::Compatible, "zone", ""),
        ("XXXX-WXX-4", "XXXX-WXX-4", Relation::Same, "date-layout", ""),
        ("XXXX-WXX-4", "XXXX-WXX-6", Relation::Different, "value", "2 days"),
        ("XXXX-WXX-1", "XXXX-WXX-7", Relation::Different, "value", "1 day"),
        ("XXXX-WXX-4", "2019-04-25", Relation::Same, "date-layout", ""),
        ("XXXX-WXX-5", "2019-04-25", Relation::Different, "value", "1 day"),
        ("XXXX-WXX-2T10:00", "XXXX-WXX-2", Relation::Compatible, "precision", ""),
        ("XXXX-WXX-2T10:00", "XXXX-WXX-2TMO", Relation::Compatible, "precision", ""),
        ("XXXX-04-25", "2019-04-25", Relation::Same, "date-layout", ""),
        ("XXXX-04-25", "XXXX-04-28", Relation::Different, "value", "3 days"),
        ("XXXX-XX-04", "2019-04-25", Relation::Different, "value", "21 days"),
        ("XXXX-XX-24", "2019-04-25", Relation::Different, "value", "1 day"),
        ("XXXX-04-25", "XXXX-04", Relation::Compatible, "precision", ""),
        ("XXXX-04-25", "2019-W17", Relation::Compatible, "precision", ""),
        ("XXXX-04-25", "XXXX-WXX-4", Relation::Incomparable, "unanchored", ""),
        ("?T07:30", "T19:30", Relation::Compatible, "precision", ""),
        ("?T07:30", "T19:35", Relation::Different, "value", "12 hours"),
        ("?2019-04-25T07:30", "2019-04-25T19:30", Relation::Compatible, "precision", ""),
        ("?2019-04-25T07:30", "2019-04-25TEV", Relation::Compatible, "precision", ""),
        ("T07:30", "T19:30", Relation::Different, "value", "12 hours"),
        ("w2019-04-25", "2019-04-23", Relation::Compatible, "precision", ""),
        ("w2019-04-25", "2019-04-20", Relation::Different, "value", "5 days"),
        ("m2019-04", "2019-05-10", Relation::Compatible, "precision", ""),
        ("m2019-04", "2019-06-10", Relation::Different, "value", "2 months"),
        ("18", "1997", Relation::Incomparable, "dimension", ""),
        ("18", "1878", Relation::Compatible, "precision", ""),
        ("18", "19", Relation::Different, "value", "100 years"),
        ("P6Y", "P72M", Relation::Same, "date-layout", ""),
        ("P1W", "P7D", Relation::Same, "date-layout", ""),
        ("P6Y", "P7Y", Relation::Different, "value", "1 year"),
        ("~P10Y", "P11Y", Relation::Compatible, "precision", ""),
        ("PXD", "P3D", Relation::Compatible, "precision", ""),
        ("P6Y", "2019-04-25", Relation::Incomparable, "dimension", ""),
        ("PRESENT_REF", "2019-04-25", Relation::Incomparable, "unanchored", ""),
    ];

    fn date(text: &str) -> Date {
        let modifier = match text.as_bytes()[0] {
            b'~' => Some(Modifier::Approx),
            b'>' => Some(Modifier::After),
            b'<' => Some(Modifier::Before),
            b'[' => Some(Modifier::Start),
            b']' => Some(Modifier::End),
            _ => None,
        };
        let (flag, reckoned) = match text.as_bytes()[0] {
            b'w' => (true, Some(Granularity::Week)),
            b'm' => (true, Some(Granularity::Month)),
            first => (first == b'?', None),
        };
        let mut date: Date = text[usize::from(modifier.is_some() || flag)..].parse().unwrap();
        date.modifier = modifier;
        date.reckoned = reckoned;
        date.half_open = flag && reckoned.is_none();
        date
    }

    #[test]
    fn levels_hold_as_listed_both_ways() {
        for (left, right, relation, rule, difference) in TABLE {
            for (a, b) in [(left, right), (right, left)] {
                let level = date(a).level(&date(b));
                assert_eq!((level.relation, level.rule, level.difference.as_deref().unwrap_or("")), (*relation, *rule, *difference), "{a} and {b}");
            }
        }
    }

    #[test]
    fn a_weekday_beside_the_same_day_is_a_rule_of_its_own() {
        let mut told = date("2019-04-25");
        told.stated_weekday = Some(jiff::civil::Weekday::Thursday);
        assert_eq!(told.level(&date("2019-04-25")).rule, "weekday-date");
        assert_eq!(told.weekday_conflict(), None);
        told.stated_weekday = Some(jiff::civil::Weekday::Friday);
        assert_eq!(told.weekday_conflict(), Some(jiff::civil::Weekday::Friday));
    }
}
