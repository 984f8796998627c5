//! Values that differ because time passed: versions of one story, corrections, numbers that grow.

use foldhash::{HashMap, HashMapExt};

use super::independence::is_rewritten;
use super::judge::Case;
use super::side::Side;
use super::words::{CORRECTS, GROWN, PRICED, PROGRESS, WORDS};
use crate::extract::Extraction;
use crate::lang::Language;
use crate::read::{Report, Timestamp};
use crate::segment::TokenKind;
use crate::value::date::iso::{DAY, seconds};
use crate::value::figure::{Figure, FigureType};
use crate::value::{Date, Value};

/// Seconds between two reports from which a birthday between them is no surprise.
const BIRTHDAY: i64 = 30 * DAY;

/// Seconds of a year.
const YEAR: i64 = 31_556_952;

/// Seconds around a report in which what it tells of is its own news.
const NEWS: i64 = 3 * DAY;

/// How far behind a share the word stands that tells how far something has come: `of the vote now counted`.
const HOW_FAR: usize = 5;

/// Which reports are versions of one story, and which of them are corrections.
pub(super) struct Stories {
    /// For each report, the lowest index among the versions of its story.
    pub(super) of_report: Vec<usize>,
    corrections: Vec<bool>,
}

impl Stories {
    /// Versions carry one id, or are near copies from one outlet, of which one names its version or which was written
    /// anew: who collects pages has the same one twice. Two papers may credit one agency, and one of them alter a value.
    pub(super) fn new(reports: &[Report], extractions: &[Extraction<'_>], origins: &[usize]) -> Self {
        let mut of_report: Vec<usize> = (0..reports.len()).collect();
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        let mut by_text: HashMap<(usize, &str), usize> = HashMap::new();
        let mut versioned = vec![false; reports.len()];
        let same_outlet = |index: usize| reports[index].source.as_deref().map(|source| (origins[index], source));
        for (index, report) in reports.iter().enumerate() {
            of_report[index] = *by_id.entry(report.story()).or_insert(index);
            if let Some(key) = same_outlet(index) {
                let first = *by_text.entry(key).or_insert(index);
                versioned[first] |= report.version.is_some();
            }
        }
        for index in 0..reports.len() {
            if let Some(first) = same_outlet(index).map(|key| by_text[&key])
                && of_report[index] == index
                && first < index
                && (versioned[first] || is_rewritten(&extractions[first].document, &extractions[index].document))
            {
                of_report[index] = of_report[first];
            }
        }
        let words = WORDS.get(Language::fallback());
        let corrects = |report: &Report| {
            let fields = [Some(report.id.as_str()), report.version.as_deref(), report.headline.as_deref()];
            // The slug stands in front of a headline, not in it.
            let slug = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(4).any(|w| words.is(CORRECTS, &w.to_lowercase()));
            fields.into_iter().flatten().any(slug)
        };
        Stories { of_report, corrections: reports.iter().map(corrects).collect() }
    }
}

/// When a report was made, as the first and last second that its time stamp allows.
pub(super) fn instants(report: &Report) -> Option<(i64, i64)> {
    report.updated.or(report.published).map(Timestamp::seconds)
}

/// The first and the last of the reports of a side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    first: (i64, i64),
    last: (i64, i64),
}

impl Times {
    /// Of those that tell their time; none where no report does.
    pub(super) fn of(instants: impl Iterator<Item = (i64, i64)>) -> Option<Times> {
        instants.fold(None, |known: Option<Times>, at| {
            Some(known.map_or(Times { first: at, last: at }, |t| Times { first: t.first.min(at), last: t.last.max(at) }))
        })
    }

    /// True where both the first and the last report of one side came before those of the other.
    pub(super) fn before(&self, other: &Times) -> bool {
        self.first.1 < other.first.0 && self.last.1 < other.last.0
    }
}

impl Case<'_> {
    /// `version` where one side's reports are versions of the other's stories, `correction` where
    /// one of them says that it corrects.
    pub(super) fn version(&self, a: &Side, b: &Side) -> Option<&'static str> {
        let (few, many) = if a.stories.len() < b.stories.len() { (a, b) } else { (b, a) };
        let mut corrected = false;
        for &(story, report) in &few.stories {
            let from = many.stories.partition_point(|&(s, _)| s < story);
            let other = many.stories[from..].iter().take_while(|&&(s, _)| s == story).find(|&&(_, r)| r != report)?;
            corrected |= self.court.stories.corrections[report] || self.court.stories.corrections[other.1];
        }
        Some(if corrected { "correction" } else { "version" })
    }

    /// True where the question's numbers change with time: people found dead, houses damaged. Looked for once.
    pub(super) fn develops(&self) -> bool {
        *self.develops.get_or_init(|| {
            (0..self.slot.claims.len()).any(|place| {
                let counts = matches!(self.value(place), Value::Figure(f) if matches!(f.figure_type, FigureType::Count | FigureType::Plain));
                counts && self.context(place).concept & self.court.words.develops != 0 || self.progresses(place)
            })
        })
    }

    /// True for how far a count or a fight has come, which every hour makes anew: `66% of the precincts reporting`, `75 percent
    /// contained`.
    fn progresses(&self, place: usize) -> bool {
        let document = self.document(place);
        let clause = self.behind(place, HOW_FAR).take_while(|&t| document.tokens[t].kind != TokenKind::Symbol);
        let share = matches!(self.value(place), Value::Figure(figure) if is_share(figure));
        share && clause.into_iter().any(|t| self.court.words.is(PROGRESS, document.lower(t)))
    }

    fn in_progress(&self, side: &Side) -> bool {
        side.places.iter().any(|&place| self.progresses(place))
    }

    /// True for a side of prices of the market, which every day makes anew.
    fn priced(&self, side: &Side) -> bool {
        side.places.iter().any(|&place| {
            let priced = matches!(self.value(place), Value::Figure(f) if matches!(f.figure_type, FigureType::Money | FigureType::Percent));
            let vocabulary = &self.court.contexts.vocabulary;
            priced && self.context(place).near.iter().any(|&(stem, _)| self.court.words.is(PRICED, vocabulary.word(stem)))
        })
    }

    /// True where one outlet made all reports of both sides.
    pub(super) fn one_outlet(&self, a: &Side, b: &Side) -> bool {
        let mut outlets = a.reports_of.iter().chain(&b.reports_of).map(|&report| self.court.reports[report].source.as_deref());
        let first = outlets.next().flatten();
        first.is_some() && outlets.all(|outlet| outlet == first)
    }

    /// True where one value replaced the other: a text says so, or the question is one whose
    /// answer changes and one side's reports came before the other's.
    pub(super) fn development(&self, a: &Side, b: &Side) -> bool {
        let ordered = ordered(a, b);
        match (self.value(a.forms[0]), self.value(b.forms[0])) {
            (Value::Figure(x), Value::Figure(y)) if x.figure_type == FigureType::Age && y.figure_type == FigureType::Age => {
                one_year(x, y) && birthday_between(a.times, b.times) || self.grown_older(x, y, a, b)
            }
            _ if a.changed != b.changed => true,
            (Value::Date(x), Value::Date(y)) => ordered && own_news(x, a.times) && own_news(y, b.times) && follows(x, y, a.times, b.times),
            // Whatever the stamps of the reports, which are seldom of the hour.
            (Value::Figure(x), Value::Figure(y)) if is_share(x) && is_share(y) && [a, b].iter().all(|side| self.in_progress(side)) => true,
            // `dozens` was said before anybody counted; and an outlet that does not tell when it wrote counted again.
            (Value::Figure(x), Value::Figure(y)) if self.develops() => {
                let undated = || (a.times.is_none() || b.times.is_none()) && self.one_outlet(a, b);
                ordered || a.changed || undated() || if x.low < y.low { vague(x) } else { vague(y) }
            }
            // Two closing prices are those of two days, unless the reports are of one.
            (Value::Figure(_), Value::Figure(_)) if self.priced(a) && self.priced(b) => ordered || a.times.is_none() || b.times.is_none(),
            // An outlet that measures again does not contradict itself. What it counts it may get wrong.
            (Value::Figure(x), Value::Figure(y)) => ordered && measured(x) && measured(y) && self.one_outlet(a, b),
            _ => false,
        }
    }

    /// True for the ages of one person in reports as many years apart, a birthday more or less. Where no report
    /// tells its time, a text may say that it speaks of another: `Whitby, now 49,`.
    fn grown_older(&self, x: &Figure, y: &Figure, a: &Side, b: &Side) -> bool {
        let ((young, before), (old, after)) = if x.low < y.low { ((x, a), (y, b)) } else { ((y, b), (x, a)) };
        let years = old.low.checked_sub(young.low).and_then(|gap| i64::try_from(gap).ok());
        let Some(years) = years.filter(|_| x.is_exact() && y.is_exact() && x.unit == y.unit && x.unit.as_deref() == Some("year")) else { return false };
        match (before.times, after.times) {
            (Some(before), Some(after)) => {
                let (least, most) = (after.first.0 - before.last.1, after.last.1 - before.first.0);
                let grown = years.saturating_mul(YEAR);
                years > 1 && least - YEAR <= grown && grown <= most + YEAR
            }
            (None, None) => after.places.iter().any(|&place| self.since_grown(place)),
            _ => false,
        }
    }

    /// True for an age with a `now` in front.
    fn since_grown(&self, place: usize) -> bool {
        let first = self.own_tokens(place).start;
        first > self.sentence_tokens(place).start && self.court.words.is(GROWN, self.document(place).lower(first - 1))
    }
}

/// True where the reports of one side were made before those of the other.
pub(super) fn ordered(a: &Side, b: &Side) -> bool {
    match (&a.times, &b.times) {
        (Some(x), Some(y)) => x.before(y) || y.before(x),
        _ => false,
    }
}

/// True where a date lies about when its reports were made.
fn own_news(date: &Date, times: Option<Times>) -> bool {
    let (Some(start), Some(times)) = (start(date), times) else { return false };
    start >= times.first.0 - NEWS && start <= times.last.1 + NEWS
}

/// True where the later date is that of the later reports: each tells the news of its day.
fn follows(x: &Date, y: &Date, a: Option<Times>, b: Option<Times>) -> bool {
    let (Some(x), Some(y), Some(a), Some(b)) = (start(x), start(y), a, b) else { return false };
    if a.before(&b) { x < y } else { y < x }
}

/// The first second of a date, as [`instants`] counts them.
fn start(date: &Date) -> Option<i64> {
    Some(seconds(date.earliest?) - i64::from(date.offset.unwrap_or(0)) * 60)
}

fn is_share(figure: &Figure) -> bool {
    figure.figure_type == FigureType::Percent
}

/// True for a quantity that is measured or priced, and not counted.
fn measured(figure: &Figure) -> bool {
    matches!(figure.figure_type, FigureType::Money | FigureType::Percent | FigureType::Measure)
        || figure.figure_type == FigureType::Plain && figure.counted.is_none()
}

/// True for a number that only gives a size: `dozens`, `several hundred`.
pub(super) fn vague(figure: &Figure) -> bool {
    figure.approximate && figure.low != figure.high
}

/// True for ages that one birthday makes of each other.
fn one_year(x: &Figure, y: &Figure) -> bool {
    x.is_exact() && y.is_exact() && x.unit == y.unit && x.low.checked_sub(y.low).is_some_and(|gap| gap.abs() == rust_decimal::Decimal::ONE)
}

fn birthday_between(a: Option<Times>, b: Option<Times>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    (a.first.0 - b.first.1).max(b.first.0 - a.first.1) >= BIRTHDAY
}
