//! What a surface of dates can mean, and the rows that say it.

use crate::value::date::Modifier;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    /// A season of sport, a year long.
    Season,
    Decade,
    Century,
    Weekend,
}

/// A part of the day, by its TIMEX3 code.
pub(super) type Part = &'static str;

/// Half of the day, or the word that replaces it in `12 noon`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meridiem {
    Am,
    Pm,
    Noon,
}

/// A time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Minutes east of UTC.
    Fixed(i16),
    /// A name of the tz database: the offset depends on the day.
    Named(&'static str),
    /// The place's own, whatever it is.
    Local,
}

/// A holiday's day in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// The nth (5: last) ISO weekday of a month, and days after it.
    Nth { month: i8, weekday: i8, nth: i8, after: i8 },
    /// Days after Easter Sunday.
    Easter(i16),
}

/// How a hedge word binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    /// It hedges a point, and `about` a length too.
    Point(Modifier),
    /// `more than` a length.
    Long,
    /// `less than`, `only` a length.
    Short,
    /// `exactly`: to the day.
    Exact,
}

/// From a length to a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) sign: i8,
    /// Counted from the day of publication, not from the last day told.
    pub(super) speech: bool,
}

/// A year told by the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Years {
    pub(super) shift: i16,
    /// Of the year, the part that was told last is meant: `the year-earlier period`.
    pub(super) part: bool,
    pub(super) modifier: Option<Modifier>,
}

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// A closed-class word of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    The,
    A,
    Of,
    On,
    In,
    At,
    By,
    For,
    To,
    Until,
    And,
    Or,
    From,
    Between,
    Before,
    After,
    Since,
    Every,
    /// `other` behind `every`.
    Other,
    All,
    Old,
    Past,
    Per,
    /// `th` behind a number.
    Suffix,
    /// `s` behind a number.
    S,
    Filler,
    /// `long` behind a length.
    Long,
    Be,
    Era,
    Bc,
    Determiner,
}

/// Every sense of one surface.
#[derive(Clone, Debug, Default)]
pub(super) struct Senses {
    pub(super) month: Option<i8>,
    pub(super) weekday: Option<i8>,
    pub(super) weak: bool,
    pub(super) number: Option<u32>,
    pub(super) ordinal: Option<i8>,
    pub(super) decade: Option<i16>,
    /// Thousandths; none where unknown.
    pub(super) quantity: Option<Option<u32>>,
    pub(super) unit: Option<Unit>,
    pub(super) plural: bool,
    pub(super) length: Option<&'static str>,
    pub(super) recurring: Option<&'static str>,
    pub(super) part: Option<Part>,
    pub(super) moment: Option<(i8, i8)>,
    pub(super) today: Option<(i64, Option<Part>)>,
    pub(super) toward: Option<i8>,
    pub(super) year: Option<Years>,
    pub(super) narrative: bool,
    pub(super) season: Option<&'static str>,
    pub(super) fiscal: bool,
    pub(super) half: bool,
    pub(super) quarter: bool,
    /// A part of the day that stands by itself, and how much of it.
    pub(super) hours: Option<(Part, Modifier)>,
    pub(super) holiday: Option<Holiday>,
    pub(super) reference: Option<&'static str>,
    /// Words of time that are no date together: to be passed over.
    pub(super) idiom: bool,
    pub(super) hedge: Option<Hedge>,
    pub(super) bound: Option<Modifier>,
    pub(super) meridiem: Option<Meridiem>,
    pub(super) oclock: bool,
    /// The decimals of its sentence are prices and measures.
    pub(super) measured: bool,
    /// What stands behind is read off a clock.
    pub(super) reads: bool,
    pub(super) zone: Option<(Zone, bool)>,
    pub(super) shift: Option<Shift>,
    pub(super) role: Option<Role>,
    pub(super) cue: Option<Tense>,
    /// A noun behind an article, though a cue elsewhere; within so many words behind it.
    pub(super) cue_noun: Option<usize>,
    /// A present form of `be` and its like.
    pub(super) present: bool,
    /// Right in front of a weekday it tells that the day is to come.
    pub(super) coming: bool,
    /// A verb behind it has no tense of its own.
    pub(super) modal: bool,
    pub(super) negative: bool,
    /// It ends as a verb of the past does, and is none.
    pub(super) no_verb: bool,
    pub(super) rest: bool,
    pub(super) moved: bool,
    /// `ended` behind a period, in front of its last day.
    pub(super) ended: bool,
    pub(super) label: bool,
    pub(super) span: bool,
    pub(super) often: bool,
    /// A number in front does not count it.
    pub(super) closes: bool,
    /// It opens a clause inside another one.
    pub(super) relative: bool,
    /// A year stands behind it.
    pub(super) dated: bool,
    /// It says that the number in front is a year.
    pub(super) as_year: bool,
    pub(super) counted: bool,
    pub(super) numbered: bool,
    pub(super) title: bool,
    /// An expression may begin with the word.
    pub(super) opens: bool,
    /// An expression may begin with an article in front of the word.
    pub(super) led: bool,
}

impl Senses {
    /// Adds the sense that a row of this category gives; `more` is the cell behind its value.
    pub(super) fn add(&mut self, category: &str, value: &'static str, more: &'static str) {
        let small = || value.parse::<i8>().ok();
        match category {
            "month" => self.month = small(),
            "weekday" => self.weekday = small(),
            "number" => self.number = value.parse().ok(),
            "ordinal" => self.ordinal = small(),
            "decade" => self.decade = value.parse().ok(),
            "quantity" => self.quantity = Some(value.parse().ok()),
            "unit" | "units" => {
                self.unit = unit(value);
                self.plural = category == "units";
            }
            "length" => self.length = Some(value),
            "recurring" => self.recurring = Some(value),
            "part" => self.part = Some(value),
            "moment" => self.moment = value.split_once(':').and_then(|(h, m)| Some((h.parse().ok()?, m.parse().ok()?))),
            "today" => self.today = value.parse().ok().map(|days| (days, Some(more).filter(|m| !m.is_empty()))),
            "toward" => self.toward = small(),
            "year" => {
                let modifier = match more {
                    "end" => Some(Modifier::End),
                    "mid" => Some(Modifier::Mid),
                    _ => None,
                };
                self.year = value.parse().ok().map(|shift| Years { shift, part: more == "part", modifier });
            }
            "narrative" => self.narrative = true,
            "season" => self.season = Some(value),
            "fiscal" => self.fiscal = true,
            "half-year" => self.half = true,
            "quarter" => self.quarter = true,
            "hours" => self.hours = Some((value, if more == "end" { Modifier::End } else { Modifier::Start })),
            "holiday" => self.holiday = holiday(value),
            "reference" => self.reference = Some(value),
            "idiom" => self.idiom = true,
            "modifier" => self.hedge = hedge(value),
            "bound" => self.bound = Some(if value == "before" { Modifier::Before } else { Modifier::After }),
            "meridiem" => self.meridiem = meridiem(value),
            "oclock" => self.oclock = true,
            "measured" => self.measured = true,
            "reads" => self.reads = true,
            "closes" => self.closes = true,
            "relative" => self.relative = true,
            "dated" => self.dated = true,
            "as-year" => self.as_year = true,
            "zone" => self.zone = Some((zone(value), more == "upper")),
            "shift" => self.shift = Some(Shift { sign: if value == "1" { 1 } else { -1 }, speech: more == "speech" }),
            "role" => self.role = role(value),
            "cue" => self.cue = Some(if value == "future" { Tense::Future } else { Tense::Past }),
            "cue-noun" => self.cue_noun = Some(if value == "bare" { 2 } else { 1 }),
            "present" => self.present = true,
            "coming" => self.coming = true,
            "modal" => self.modal = true,
            "negative" => self.negative = true,
            "no-verb" => self.no_verb = true,
            "rest" => self.rest = true,
            "moved" => self.moved = true,
            "ended" => self.ended = true,
            "label" => self.label = true,
            "span" => self.span = true,
            "often" => self.often = true,
            "counted" => self.counted = true,
            "numbered" => self.numbered = true,
            // No words, but what words end in: `Lexicon::tense`.
            "not-past-ending" | "future-ending" => {}
            "title" => self.title = true,
            _ => debug_assert!(false, "no such category of dates: {category}"),
        }
        self.weak |= more == "weak";
        self.plural |= more == "plural";
        let beside = matches!(
            category,
            "zone"
                | "label"
                | "numbered"
                | "title"
                | "cue"
                | "cue-noun"
                | "present"
                | "coming"
                | "modal"
                | "negative"
                | "no-verb"
                | "measured"
                | "reads"
                | "closes"
                | "relative"
                | "dated"
                | "as-year"
        );
        let within = matches!(category, "narrative" | "bound" | "meridiem" | "oclock" | "shift" | "moved" | "ended" | "span" | "often" | "counted" | "role");
        self.led |= !beside;
        self.opens |= !(beside || within) || matches!(self.role, Some(Role::The | Role::A | Role::Every | Role::All | Role::Determiner));
    }
}

fn unit(code: &str) -> Option<Unit> {
    Some(match code {
        "TS" => Unit::Second,
        "TM" => Unit::Minute,
        "TH" => Unit::Hour,
        "D" => Unit::Day,
        "W" => Unit::Week,
        "F" => Unit::Fortnight,
        "M" => Unit::Month,
        "Q" => Unit::Quarter,
        "Y" => Unit::Year,
        "N" => Unit::Season,
        "E" => Unit::Decade,
        "C" => Unit::Century,
        "K" => Unit::Weekend,
        _ => return None,
    })
}

/// `MM-DD`, `MM-wdn` (the nth weekday d), `MM-wdn+days`, `E+days`.
fn holiday(value: &str) -> Option<Holiday> {
    if let Some(days) = value.strip_prefix('E') {
        return days.parse().ok().map(Holiday::Easter);
    }
    let (month, rest) = value.split_once('-')?;
    let (rest, after) = rest.split_once('+').unwrap_or((rest, "0"));
    let month = month.parse().ok()?;
    if let Some(nth) = rest.strip_prefix('w') {
        let number: i8 = nth.parse().ok()?;
        return Some(Holiday::Nth { month, weekday: number / 10, nth: number % 10, after: after.parse().ok()? });
    }
    Some(Holiday::Fixed(month, rest.parse().ok()?))
}

fn hedge(value: &str) -> Option<Hedge> {
    Some(match value {
        "approx" => Hedge::Point(Modifier::Approx),
        "before" => Hedge::Point(Modifier::Before),
        "after" => Hedge::Point(Modifier::After),
        "start" => Hedge::Point(Modifier::Start),
        "mid" => Hedge::Point(Modifier::Mid),
        "end" => Hedge::Point(Modifier::End),
        "long" => Hedge::Long,
        "short" => Hedge::Short,
        "exact" => Hedge::Exact,
        _ => return None,
    })
}

fn meridiem(value: &str) -> Option<Meridiem> {
    Some(match value {
        "am" => Meridiem::Am,
        "pm" => Meridiem::Pm,
        "noon" => Meridiem::Noon,
        _ => return None,
    })
}

fn zone(value: &'static str) -> Zone {
    let minutes = value.split_once(':').and_then(|(h, m)| Some((h.parse::<i16>().ok()?, m.parse::<i16>().ok()?)));
    match minutes {
        Some((hours, minutes)) => Zone::Fixed(hours * 60 + if hours < 0 { -minutes } else { minutes }),
        None if value.contains('/') => Zone::Named(value),
        None => Zone::Local,
    }
}

fn role(value: &str) -> Option<Role> {
    Some(match value {
        "the" => Role::The,
        "a" => Role::A,
        "of" => Role::Of,
        "on" => Role::On,
        "in" => Role::In,
        "at" => Role::At,
        "by" => Role::By,
        "for" => Role::For,
        "to" => Role::To,
        "until" => Role::Until,
        "and" => Role::And,
        "or" => Role::Or,
        "from" => Role::From,
        "between" => Role::Between,
        "before" => Role::Before,
        "after" => Role::After,
        "since" => Role::Since,
        "every" => Role::Every,
        "other" => Role::Other,
        "all" => Role::All,
        "old" => Role::Old,
        "past" => Role::Past,
        "per" => Role::Per,
        "suffix" => Role::Suffix,
        "s" => Role::S,
        "filler" => Role::Filler,
        "long" => Role::Long,
        "be" => Role::Be,
        "era" => Role::Era,
        "bc" => Role::Bc,
        "determiner" => Role::Determiner,
        _ => return None,
    })
}
