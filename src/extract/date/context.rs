//! What a report says about its own time: the day that `yesterday` counts from, and the day its story
//! has reached.

use jiff::civil::{Date as Day, DateTime, Time, Weekday};

use crate::segment::TokenKind;
use crate::value::date::iso::{add_days, add_months};
use crate::value::date::{Date, DateType, Granularity};

use super::calendar::{Stretch, monday_of, season_month};
use super::cursor::Cursor;
use super::lexicon::Tense;

/// The anchors of relative dates. The day of publication is fixed; the story moves with each
/// mention.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Day of publication, on the report's own wall clock.
    pub(super) today: Option<Day>,
    pub(super) now: Option<Time>,
    /// The day of publication is of a feed's UTC, so late that the writer's may be the next.
    pub(super) late: bool,
    /// The last day that the text told.
    pub(super) story: Option<Day>,
    /// The last day that the text told of those which are over or are the day of publication.
    pub(super) past: Option<Day>,
    /// The last stretch that the text told, of whatever length.
    pub(super) last: Option<Stretch>,
    /// The last time of day told.
    pub(super) clock: Option<ToldClock>,
    /// The last quarter told.
    pub(super) story_quarter: Option<(i16, i8)>,
    /// The report is a log: its lines begin with times of day.
    pub(super) log: bool,
    /// True where the report writes `25/04`, false for `04/25`; none where nothing tells.
    pub(super) day_first: Option<bool>,
}

/// A time of day on a known day.
#[derive(Clone, Copy, Debug)]
pub(super) struct ToldClock {
    /// The token behind it.
    pub(super) end: usize,
    pub(super) at: DateTime,
    /// Minutes east of UTC, where told.
    pub(super) offset: Option<i16>,
}

impl ToldClock {
    /// The day on which a clock of another zone, `offset` minutes east of UTC, reads `time` at this
    /// instant. Where this clock's own zone is not told, any zone of the world will do, and `day` if
    /// it does.
    pub(super) fn day_elsewhere(&self, day: Day, time: Time, offset: i16) -> Option<Day> {
        let unlikely = |candidate: &Day| {
            let zone = i64::from(offset) + candidate.to_datetime(time).duration_until(self.at).as_mins();
            match self.offset {
                Some(told) => (zone - i64::from(told)).abs(),
                None => i64::from(!(-12 * 60..=14 * 60).contains(&zone)),
            }
        };
        [0, -1, 1].into_iter().filter_map(|days| add_days(day, days)).min_by_key(unlikely)
    }
}

/// Days by which a date without a year may lie ahead in a clause that looks back (`it began on March 5`, `gave them until
/// March 5`), and behind in one that looks ahead (`will be asked of the August 21 attack`), before the year next to it is
/// taken instead.
const NEAR_AHEAD: i64 = 20;
const NEAR_AHEAD_DUE: i64 = 45;
const NEAR_BEHIND: i64 = 120;
const YEAR: i64 = 365;

/// Hours for which a day that the story told still gives `the 25th` its month: a year.
const STORY_HOURS: i64 = 366 * 24;

/// Months by which a month without a year or a verb may lie ahead.
const CLOSE: i8 = 2;

/// Months for which a month of this year is so fresh that `last May` is that of the year before.
const RECENT: i8 = 2;

impl Context {
    /// True for a day that is still to come, on the writer's clock.
    pub(super) fn is_ahead(&self, day: Day) -> bool {
        self.today.and_then(|today| add_days(today, i64::from(self.late))).is_some_and(|today| day > today)
    }

    /// A weekday by itself: the latest one for the past, the coming one for the future; the day of
    /// publication is both.
    pub(super) fn weekday(&self, weekday: i8, toward: Option<i8>, tense: Option<Tense>) -> Stretch {
        let resolve = || {
            let today = self.today?;
            let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
            let back = i64::from(today.weekday().since(wanted));
            let ahead = i64::from(today.weekday().until(wanted));
            let shift = match (toward, tense) {
                // `last Monday`, on a Tuesday: that of yesterday would be `Monday`.
                (Some(-1), _) => -if back <= 1 { back + 7 } else { back },
                (Some(0), _) => i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset()),
                (Some(_), _) => i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset()) + 7,
                (None, Some(Tense::Future)) => ahead,
                // `he said early on Monday`, sent on Sunday at 23:15 UTC from the east
                (None, _) if self.late && ahead == 1 => ahead,
                (None, _) => -back,
            };
            add_days(today, shift)
        };
        resolve().map_or(Stretch::Weekday(weekday), Stretch::Day)
    }

    /// `this past Monday`: the latest that is over, be it yesterday.
    pub(super) fn past_weekday(&self, weekday: i8) -> Stretch {
        match self.weekday(weekday, None, Some(Tense::Past)) {
            Stretch::Day(day) if Some(day) == self.today => add_days(day, -7).map_or(Stretch::Weekday(weekday), Stretch::Day),
            found => found,
        }
    }

    /// The year of a month that is told without one.
    pub(super) fn year_of_month(&self, month: i8, toward: Option<i8>, tense: Option<Tense>) -> Option<i16> {
        let today = self.today?;
        let (year, now) = (today.year(), today.month());
        Some(match (toward, tense) {
            (Some(-1), _) => year - i16::from(month + RECENT >= now),
            (Some(0), _) => year,
            (Some(_), _) => year + i16::from(month <= now),
            // `They expect to report November's numbers`, in December: the month just over is told of, whatever is to come of it.
            (None, Some(Tense::Future)) if (now - month).rem_euclid(12) == 1 => year - i16::from(month > now),
            (None, Some(Tense::Future)) => year + i16::from(month < now),
            (None, Some(Tense::Past)) => year - i16::from(month > now),
            // Where no verb tells, a month close ahead is the one to come.
            (None, None) if (month - now).rem_euclid(12) <= CLOSE => year + i16::from(month < now),
            (None, None) => year - i16::from(month > now),
        })
    }

    /// A month and day without a year: the nearest, unless the clause looks the other way; what is `due` by it may yet come.
    pub(super) fn month_day(&self, month: i8, day: i8, due: bool, tense: Option<Tense>) -> Stretch {
        let unknown = Stretch::MonthDay(month, day);
        let Some(today) = self.today else { return unknown };
        let candidates = [-1i16, 0, 1].into_iter().filter_map(|n| Day::new(today.year() + n, month, day).ok());
        let distance = |d: Day| (d.duration_since(today).as_hours() / 24, d);
        let best = candidates.map(distance).min_by_key(|(days, _)| {
            let farther = match tense {
                Some(Tense::Past) if *days > 0 => YEAR - 2 * if due { NEAR_AHEAD_DUE } else { NEAR_AHEAD },
                Some(Tense::Future) if *days < 0 => YEAR - 2 * NEAR_BEHIND,
                _ => 0,
            };
            days.abs() + farther
        });
        best.map_or(unknown, |(_, d)| Stretch::Day(d))
    }

    /// A day of the month by itself: `the 25th`. What is over is of the month that the story has
    /// reached.
    pub(super) fn months_day(&self, day: i8, tense: Option<Tense>) -> Stretch {
        let resolve = || {
            let today = self.today?;
            let ahead = tense == Some(Tense::Future);
            let anchor = if ahead { today } else { self.past.filter(|story| today.duration_since(*story).as_hours() < STORY_HOURS).unwrap_or(today) };
            let months = [0, -1, 1].into_iter().filter_map(|shift| add_months(anchor.first_of_month(), shift));
            let mut days = months.filter_map(|month| Day::new(month.year(), month.month(), day).ok());
            days.find(|candidate| if ahead { *candidate >= today } else { *candidate <= today })
        };
        resolve().map_or(Stretch::MonthsDay(day), Stretch::Day)
    }

    /// A season without a year.
    pub(super) fn season(&self, season: &'static str, toward: Option<i8>, tense: Option<Tense>) -> Stretch {
        let year = self.today.map(|today| {
            let month = season_month(season);
            // A winter is named after the year in which it begins.
            let current = if today.month() < 3 && season == "WI" { today.year() - 1 } else { today.year() };
            let over = today.month() >= month + 3;
            let begun = today.month() >= month || current < today.year();
            match (toward, tense) {
                (Some(0), _) => current,
                (Some(-1), _) => current - i16::from(!over),
                (Some(_), _) => current + i16::from(begun),
                (None, Some(Tense::Future)) => current + i16::from(over),
                (None, _) => current - i16::from(!begun),
            }
        });
        Stretch::Season(year, season)
    }

    /// True on the two days behind a weekend, on which one speaks of that which is just over.
    pub(super) fn follows_weekend(&self) -> bool {
        self.today.is_some_and(|today| today.weekday().to_monday_zero_offset() < 2)
    }

    /// The weekend: the coming one, or the one just over where the clause looks back.
    pub(super) fn weekend(&self, tense: Option<Tense>) -> Stretch {
        let resolve = || {
            let today = self.today?;
            let monday = monday_of(today)?;
            let over = tense == Some(Tense::Past) && today.weekday().to_monday_zero_offset() < 5;
            add_days(monday, if over { -7 } else { 0 })
        };
        resolve().map_or(Stretch::AnyWeekend, Stretch::Weekend)
    }

    /// A quarter or a half of a year without the year: the latest one that has begun.
    pub(super) fn year_of_part(&self, first_month: i8, tense: Option<Tense>) -> Option<i16> {
        let today = self.today?;
        Some(match tense {
            Some(Tense::Future) => today.year() + i16::from(first_month + 2 < today.month()),
            _ => today.year() - i16::from(first_month > today.month()),
        })
    }

    /// The first day of what the text told last, where it told anything.
    pub(super) fn last_day(&self) -> Option<Day> {
        self.last.and_then(Stretch::bounds).map(|(first, _)| first)
    }

    /// Remembers a time of day that the text told.
    pub(super) fn tell_clock(&mut self, end: usize, date: &Date) {
        if date.date_type == DateType::Time && date.granularity < Granularity::DayPart {
            self.clock = date.earliest.map(|at| ToldClock { end, at, offset: date.offset });
        }
    }

    /// Remembers a stretch that the text told.
    pub(super) fn tell(&mut self, stretch: Stretch) {
        // `the third quarter ended Sept. 30`: its last day is no period of its own.
        let ends = matches!(stretch, Stretch::Day(day) if day.last_of_month() == day) && self.last.and_then(Stretch::year_before).is_some();
        // Nor does `a year earlier` lead away from the period that it is compared with.
        let compared = self.last.and_then(Stretch::year_before) == Some(stretch);
        if compared {
            return;
        }
        if stretch.bounds().is_some() && !ends {
            self.last = Some(stretch);
        }
        match stretch {
            Stretch::Day(day) => {
                self.story = Some(day);
                if !self.is_ahead(day) {
                    self.past = Some(day);
                }
            }
            Stretch::Quarter(Some(year), quarter) => self.story_quarter = Some((year, quarter)),
            _ => {}
        }
    }
}

/// True for lines of a report's own time stamp: the tokens besides the date are labels.
pub(super) fn is_label_line(cursor: &Cursor<'_>, from: usize, to: usize) -> bool {
    let others = (cursor.first..from).chain(to..cursor.end);
    let mut words = 0;
    for token in others {
        match cursor.document.tokens[token].kind {
            TokenKind::Word if cursor.senses(token).label || cursor.senses(token).zone.is_some() => {}
            TokenKind::Word => words += 1,
            _ => {}
        }
    }
    words == 0
}
