//! Extraction: what one report states. A report in, its [`Mention`]s and [`Claim`]s out.

use jiff::civil::Date as Day;
use rust_decimal::Decimal;

use crate::lang::Language;
use crate::read::Report;
use crate::segment::Document;
use crate::span::Span;
use crate::value::date::{Date, DateType};
use crate::value::figure::Years;
use crate::value::{ComparisonLevel, Relation, Value};

pub mod attribution;
pub mod date;
mod exchange;
pub mod figure;
pub mod name;

pub use attribution::{Attribution, Certainty};

/// A span of text that states a date, a figure or a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its bytes in the report's text.
    pub span: Span,
    /// What it states.
    pub value: Value,
}

/// A mention with its context.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Index of the report in the run.
    pub report: usize,
    /// What is stated, and where.
    pub mention: Mention,
    /// Bytes of the sentence around it.
    pub sentence: Span,
    /// Who the text says it from.
    pub attribution: Option<Attribution>,
    /// Whether it is asserted, hedged or denied.
    pub certainty: Certainty,
    /// For a sum of money, the years at whose rates of exchange it may be told, as far as the report tells its own.
    pub years: Option<Years>,
}

impl Claim {
    /// How the values of two claims relate, as the texts tell them.
    ///
    /// A day that the report's time stamp gives is less sure than one that its text names: two reports
    /// that both say `Monday` agree whatever weeks their stamps make of it, and `today` may be off by one.
    ///
    /// Sums in two currencies meet at the rates of exchange of the years in which they are told.
    pub fn level(&self, other: &Claim) -> ComparisonLevel {
        self.level_in(other, Years::of_both(self.years, other.years))
    }

    /// The [`level`](Claim::level) at the rates of exchange of these years: a claim may stand for others that tell its
    /// value in theirs.
    pub fn level_in(&self, other: &Claim, years: Option<Years>) -> ComparisonLevel {
        let level = self.mention.value.level_in(&other.mention.value, years);
        match self.unsure_day(other, level.relation) {
            Some(rule) => ComparisonLevel::new(Relation::Compatible, rule),
            None => level,
        }
    }

    /// The [`relation`](ComparisonLevel::relation) of [`level`](Claim::level), at less cost.
    pub fn relation(&self, other: &Claim) -> Relation {
        let relation = self.mention.value.relation_in(&other.mention.value, Years::of_both(self.years, other.years));
        if self.unsure_day(other, relation).is_some() { Relation::Compatible } else { relation }
    }

    /// The rule by which two days that differ may be one all the same.
    fn unsure_day(&self, other: &Claim, relation: Relation) -> Option<&'static str> {
        match (relation, &self.mention.value, &other.mention.value) {
            (Relation::Different, Value::Date(a), Value::Date(b)) if a.same_bare_weekday(b) => Some("weekday-date"),
            (Relation::Different, Value::Date(a), Value::Date(b)) if a.may_be_one_day(b) => Some("zone"),
            _ => None,
        }
    }
}

/// What every finder is given.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The report: its publication time and dateline anchor relative dates.
    pub report: &'a Report,
    /// Its text, cut.
    pub document: &'a Document<'a>,
    /// The language of its text.
    pub language: &'static Language,
}

/// Finds the mentions of one kind, in the text's order, none overlapping another of its kind.
pub type Finder = fn(Source<'_>) -> Vec<Mention>;

/// Every finder, in the order that breaks ties between kinds. To add a kind: one entry.
pub const FINDERS: &[Finder] = &[name::phone::find, date::find, figure::find, name::find];

/// A report with all that its text states.
#[derive(Debug)]
pub struct Extraction<'a> {
    /// The text, cut.
    pub document: Document<'a>,
    /// Its claims in the text's order.
    pub claims: Vec<Claim>,
    /// The day on which it was published, on its own wall clock.
    pub published: Option<Day>,
}

impl Extraction<'_> {
    /// Adds names that only other reports of the event show to be claims, where no name stands; `index` is the
    /// report's place in the run.
    pub fn add_names(&mut self, index: usize, mut mentions: Vec<Mention>, language: &'static Language) {
        let named = |claim: &&Claim| matches!(claim.mention.value, Value::Name(_));
        mentions.retain(|mention| !self.claims.iter().filter(named).any(|claim| claim.mention.span.overlaps(mention.span)));
        let years = vec![None; mentions.len()];
        self.claims.extend(claims(&self.document, index, mentions, years, language));
        self.claims.sort_by_key(|claim| claim.mention.span.start());
    }
}

/// Extracts every claim of a report; `index` is the report's place in the run.
pub fn extract(report: &Report, index: usize) -> Extraction<'_> {
    let language = report.language.as_deref().and_then(Language::of).unwrap_or(Language::fallback());
    let mut document = Document::new(&report.text, language);
    let first_line = report.text.lines().next().unwrap_or_default().trim();
    if report.headline.as_deref().is_some_and(|headline| !headline.trim().eq_ignore_ascii_case(first_line)) {
        document = document.without_headline();
    }
    let source = Source { report, document: &document, language };
    let mut found: Vec<Vec<Mention>> = FINDERS.iter().map(|find| find(source)).collect();
    // In front of all others: what is a length is no time of the day.
    found.insert(0, found.iter().flatten().filter_map(|mention| length_of_lap(&report.text, mention)).collect());
    let mentions = without_overlaps(&report.text, found);
    let years = exchange::years(report, &document, &mentions);
    let claims = claims(&document, index, mentions, years, language);
    Extraction { document, claims, published: report.published.map(|stamp| stamp.date) }
}

/// Mentions in the text's order, with their context.
fn claims(document: &Document<'_>, index: usize, mentions: Vec<Mention>, years: Vec<Option<Years>>, language: &'static Language) -> Vec<Claim> {
    let said = attribution::annotate(document, &mentions, language);
    mentions
        .into_iter()
        .zip(said)
        .zip(years)
        .map(|((mention, (attribution, certainty)), years)| {
            let sentence = document.sentences[document.sentence_at(mention.span.start())].span;
            Claim { report: index, sentence, mention, attribution, certainty, years }
        })
        .collect()
}

/// The length that a figure in minutes and seconds states, as a date: `PT2M56S` for `2:56`.
fn length_of_lap(text: &str, mention: &Mention) -> Option<Mention> {
    let Value::Figure(figure) = &mention.value else { return None };
    if figure.unit.as_deref() != Some("second") {
        return None;
    }
    let marks = mention.span.of(text).rsplit(char::is_whitespace).next()?.matches(':').count();
    let units: &[(&str, i32)] = match marks {
        1 => &[("M", 60), ("S", 1)],
        2 => &[("H", 3600), ("M", 60), ("S", 1)],
        _ => return None,
    };
    let mut iso = "PT".to_owned();
    let mut rest = figure.low;
    for &(letter, seconds) in units {
        let size = Decimal::from(seconds);
        // Whole hours and minutes, and seconds with their fraction.
        let count = if seconds == 1 { rest } else { rest.checked_div(size)?.trunc() };
        rest = rest.checked_sub(count.checked_mul(size)?)?;
        iso.push_str(&format!("{}{letter}", count.normalize()));
    }
    Some(Mention { span: mention.span, value: Value::Date(Date::from_normal_form(iso)?) })
}

/// Of two mentions of different finders that overlap, keeps the longer, then the earlier finder's.
///
/// A duration is both a date (`P12W`) and a measure (`12 week`), so a date and a figure on the
/// very same span may both stay; and so may a name in the words for what is counted.
fn without_overlaps(text: &str, found: Vec<Vec<Mention>>) -> Vec<Mention> {
    let mut ranked: Vec<(usize, Mention)> = found.into_iter().enumerate().flat_map(|(order, ms)| ms.into_iter().map(move |m| (order, m))).collect();
    ranked.sort_by_key(|(order, m)| (m.span.start(), std::cmp::Reverse(m.span.end()), *order));
    let mut kept: Vec<Mention> = Vec::with_capacity(ranked.len());
    let mut inside: Vec<Mention> = Vec::new();
    for (_, mention) in ranked {
        let mut beaten = false;
        while let Some(last) = kept.last() {
            // `aged 24 years`: an age is no length of time.
            if last.span == mention.span && is_duration(&last.value) && mention.value.is_age() {
                kept.pop();
                continue;
            }
            if !last.span.overlaps(mention.span) || twins(last, &mention) {
                break;
            }
            if last.span.len() >= mention.span.len() || begins_with_unit(text, last, &mention) {
                beaten = true;
                break;
            }
            kept.pop();
        }
        if !beaten {
            kept.push(mention);
        } else if kept.last().is_some_and(|last| is_counted(last, &mention)) {
            inside.push(mention);
        }
    }
    // What the figure lost to a longer mention, the name in it loses too.
    inside.retain(|name| {
        let around = kept.partition_point(|m| m.span.start() < name.span.start());
        around > 0 && is_counted(&kept[around - 1], name)
    });
    kept.extend(inside);
    kept.sort_by_key(|m| m.span.start());
    kept
}

/// True for a name in the words for what a figure counts: `AK-47` in `seven AK-47 rifles`.
fn is_counted(figure: &Mention, name: &Mention) -> bool {
    use crate::value::figure::FigureType::{Count, Ordinal};
    matches!((&figure.value, &name.value), (Value::Figure(f), Value::Name(_)) if matches!(f.figure_type, Count | Ordinal))
        && figure.span.start() < name.span.start()
        && name.span.end() < figure.span.end()
}

/// True for what only looks like a name, as it begins with a measure's unit in two capitals: `GB RAM` in `3 GB RAM`.
fn begins_with_unit(text: &str, figure: &Mention, name: &Mention) -> bool {
    use crate::value::figure::FigureType::Measure;
    matches!((&figure.value, &name.value), (Value::Figure(f), Value::Name(_)) if f.figure_type == Measure)
        && figure.span.start() < name.span.start()
        && name.span.start() < figure.span.end()
        && text[name.span.start()..figure.span.end()].bytes().all(|b| b.is_ascii_uppercase())
        && figure.span.end() - name.span.start() == 2
}

/// True for a duration read as a date and as a measure.
fn twins(a: &Mention, b: &Mention) -> bool {
    match (&a.value, &b.value) {
        (date, Value::Figure(_)) | (Value::Figure(_), date) => is_duration(date),
        _ => false,
    }
}

fn is_duration(value: &Value) -> bool {
    matches!(value, Value::Date(date) if date.date_type == DateType::Duration)
}
