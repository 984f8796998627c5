//! What one report says against itself: before any two reports are compared.
//!
//! Few patterns, each one so narrow that a find is worth an editor's look: numbers that the text
//! itself puts side by side as one and the same, as a whole and its parts, or as a share.

use foldhash::HashSet;

use rust_decimal::Decimal;

use crate::extract::{Claim, Extraction};
use crate::lang::{self, Language, PerLanguage};
use crate::read::Report;
use crate::segment::Document;
use crate::value::figure::{Figure, FigureType, units};
use crate::value::{Relation, Value};

/// The rule for a day with the weekday of another one.
pub const WEEKDAY: &str = "internal-weekday";

/// Claims of one report that cannot all be true.
#[derive(Clone, Debug, PartialEq)]
pub struct Inconsistency {
    /// The rule of the taxonomy: `internal-sum`, `internal-percent`, `internal-age`,
    /// `internal-conversion` or `internal-weekday`.
    pub rule: &'static str,
    /// The claims, as indices into [`Extraction::claims`], in the text's order.
    pub claims: Vec<usize>,
    /// One sentence: what does not fit.
    pub explanation: String,
}

/// Every inconsistency of a report, in the text's order of its first claim.
pub fn check(report: &Report, extraction: &Extraction<'_>) -> Vec<Inconsistency> {
    let language = report.language.as_deref().and_then(Language::of).unwrap_or(Language::fallback());
    let reading = &Reading { report, document: &extraction.document, claims: &extraction.claims, words: WORDS.get(language) };
    let rules = [Reading::weekday, Reading::conversion, Reading::sum, Reading::percent, Reading::age];
    (0..extraction.claims.len()).flat_map(|at| rules.into_iter().filter_map(move |rule| rule(reading, at))).collect()
}

/// The words that tie numbers together.
struct Words {
    /// Nouns that part people by sex or age.
    parts: HashSet<&'static str>,
    /// Nouns for people of any sex and age.
    wholes: HashSet<&'static str>,
    /// What stands between a part and its whole: `of the`.
    of: HashSet<&'static str>,
    and: HashSet<&'static str>,
    born: HashSet<&'static str>,
}

static WORDS: PerLanguage<Words> = PerLanguage::new(|language| {
    let words = |category| lang::words(language.figures, category);
    Words { parts: words("person-part"), wholes: words("person-whole"), of: words("share-of"), and: words("and"), born: words("born") }
});

struct Reading<'a> {
    report: &'a Report,
    document: &'a Document<'a>,
    claims: &'a [Claim],
    words: &'static Words,
}

impl Reading<'_> {
    fn figure(&self, at: usize) -> Option<&Figure> {
        match &self.claims.get(at)?.mention.value {
            Value::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// A figure that is one exact number.
    fn exact(&self, at: usize) -> Option<&Figure> {
        self.figure(at).filter(|f| f.is_exact() && !f.approximate && f.figure_type != FigureType::Score)
    }

    fn quote(&self, at: usize) -> &str {
        self.claims[at].mention.span.of(self.document.text)
    }

    /// The next figure of the same sentence.
    fn next_figure(&self, at: usize) -> Option<usize> {
        let sentence = self.claims[at].sentence;
        let next = (at + 1..self.claims.len()).find(|i| matches!(self.claims[*i].mention.value, Value::Figure(_)))?;
        (self.claims[next].sentence == sentence).then_some(next)
    }

    /// The text between two claims, in lower case.
    fn gap(&self, first: usize, second: usize) -> &str {
        let (start, end) = (self.claims[first].mention.span.end(), self.claims[second].mention.span.start());
        self.document.lower.get(start..end).unwrap_or("?").trim()
    }

    /// The text right behind a claim, in lower case.
    fn behind(&self, at: usize) -> &str {
        self.document.lower[self.claims[at].mention.span.end()..].trim_start_matches(' ')
    }

    /// `Thursday, April 24, 2019`, which is a Wednesday.
    fn weekday(&self, at: usize) -> Option<Inconsistency> {
        let Value::Date(date) = &self.claims[at].mention.value else { return None };
        date.weekday_conflict()?;
        let explanation = format!("“{}”: that day is no such weekday", self.quote(at));
        Some(Inconsistency { rule: WEEKDAY, claims: vec![at], explanation })
    }

    /// `20 centimeters (12 inches)`
    fn conversion(&self, at: usize) -> Option<Inconsistency> {
        let first = self.figure(at)?;
        let next = self.next_figure(at)?;
        let second = self.figure(next)?;
        if self.gap(at, next) != "(" || !self.behind(next).starts_with(')') {
            return None;
        }
        let (from, to) = (first.unit.as_deref()?, second.unit.as_deref()?);
        let dimension = units::dimension(from)?;
        if from == to || units::is_money(from) || first.relation_in(second, None) != Relation::Different {
            return None;
        }
        let ratio = units::ratio(from, to)?;
        let step = first.low.checked_mul(ratio)?;
        // A rise of 5 °C is one of 9 °F, whatever their zeros.
        if dimension == "temperature" && second.low.checked_sub(step)?.abs() <= step.abs().checked_mul(Decimal::new(1, 1))? {
            return None;
        }
        let converted = first.converted(to)?;
        let explanation = format!("“{}” is {} {to}, not “{}”", self.quote(at), converted.round_dp(1).normalize(), self.quote(next));
        Some(Inconsistency { rule: "internal-conversion", claims: vec![at, next], explanation })
    }

    /// `12 people, seven men and four women`
    fn sum(&self, at: usize) -> Option<Inconsistency> {
        let whole = self.exact(at)?;
        if !whole.counted.as_deref().is_some_and(|noun| self.words.wholes.contains(noun)) {
            return None;
        }
        let mut parts = Vec::new();
        let mut total = Decimal::ZERO;
        let mut last = at;
        let mut closed = false;
        while let Some(next) = self.next_figure(last) {
            let gap = self.gap(last, next);
            let tie = if last == at { matches!(gap, "," | ":" | "(" | "—" | "–" | "-" | "--") } else { gap == "," || self.joins(gap) };
            let part = self.exact(next).filter(|f| tie && f.counted.as_deref().is_some_and(|noun| self.words.parts.contains(noun)));
            let Some(part) = part else { break };
            total = total.checked_add(part.low)?;
            closed = last != at && self.joins(gap);
            parts.push(next);
            last = next;
        }
        // An open list may go on with people whom no number counts: `and a child`.
        let goes_on = self.behind(last).split(|c: char| !c.is_alphanumeric() && c != '&').next().is_some_and(|word| self.words.and.contains(word));
        if parts.len() < 2 || !closed || goes_on || total == whole.low {
            return None;
        }
        let list: Vec<String> = parts.iter().map(|p| format!("“{}”", self.quote(*p))).collect();
        let explanation = format!("{} add up to {}, not “{}”", list.join(" and "), total.normalize(), self.quote(at));
        Some(Inconsistency { rule: "internal-sum", claims: std::iter::once(at).chain(parts).collect(), explanation })
    }

    /// True where a gap is `and`, or a comma and `and`.
    fn joins(&self, gap: &str) -> bool {
        self.words.and.contains(gap.trim_start_matches(',').trim_start())
    }

    /// `12 of 48 houses (20 percent)`
    fn percent(&self, at: usize) -> Option<Inconsistency> {
        let part = self.exact(at)?;
        let next = self.next_figure(at)?;
        // The share is one mention (`12 out of 48`) or two.
        let (share, last) =
            if part.figure_type == FigureType::Percent && part.unit.is_none() && part.low > Decimal::ZERO && part.low < Decimal::ONE && part.step.is_zero() {
                (part.low.checked_mul(Decimal::ONE_HUNDRED)?, at)
            } else {
                let whole = self.exact(next)?;
                let counts = |f: &Figure| matches!(f.figure_type, FigureType::Count | FigureType::Plain);
                if !counts(part) || !counts(whole) || part.low > whole.low || !self.words.of.contains(self.gap(at, next)) {
                    return None;
                }
                (part.low.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.low)?, next)
            };
        let stated = self.next_figure(last)?;
        let percent = self.exact(stated).filter(|f| f.figure_type == FigureType::Percent && f.unit.is_some())?;
        if self.gap(last, stated) != "(" || !self.behind(stated).starts_with(')') {
            return None;
        }
        if share.checked_sub(percent.low)?.abs() <= percent.step.max(Decimal::ONE) {
            return None;
        }
        let claims = if last == at { vec![at, stated] } else { vec![at, last, stated] };
        let quote = &self.document.text[self.claims[at].mention.span.start()..self.claims[last].mention.span.end()];
        let explanation = format!("“{quote}” is {} %, not “{}”", share.round_dp(1).normalize(), self.quote(stated));
        Some(Inconsistency { rule: "internal-percent", claims, explanation })
    }

    /// `Lopez, 61, born on May 3, 1970, …` in a report of 2019.
    fn age(&self, at: usize) -> Option<Inconsistency> {
        let age = self.exact(at).filter(|f| f.figure_type == FigureType::Age && f.unit.as_deref() == Some("year"))?;
        let claim = &self.claims[at];
        // Only an age told as of now: `Lopez, 61,` or `the 61-year-old`.
        let told = claim.mention.span.start().checked_sub(2).and_then(|from| self.document.text.get(from..claim.mention.span.start()));
        let quote = self.quote(at);
        if !quote.starts_with(|c: char| c.is_ascii_digit()) || quote.bytes().all(|b| b.is_ascii_digit()) && told != Some(", ") {
            return None;
        }
        let published = self.report.published?.date;
        let birth = (0..self.claims.len()).find(|i| self.claims[*i].sentence == claim.sentence && self.is_birth(*i))?;
        let Value::Date(born) = &self.claims[birth].mention.value else { return None };
        let (earliest, latest) = (born.earliest?.date(), born.latest?.yesterday().ok()?.date());
        let years = |from: jiff::civil::Date, to: jiff::civil::Date| {
            let before = (to.month(), to.day()) < (from.month(), from.day());
            i64::from(to.year()) - i64::from(from.year()) - i64::from(before)
        };
        // The story may be about a day of the year before.
        let (youngest, oldest) = (years(latest, published) - 1, years(earliest, published));
        let stated = i64::try_from(age.low.trunc().mantissa()).ok()?;
        if oldest < 0 || (youngest..=oldest).contains(&stated) {
            return None;
        }
        let explanation = format!("born “{}”, one is {oldest} in {}, not “{quote}”", self.quote(birth), published.year());
        let claims = vec![at.min(birth), at.max(birth)];
        Some(Inconsistency { rule: "internal-age", claims, explanation })
    }

    /// True for a date, known to the year at least, that a word of birth stands right in front of.
    fn is_birth(&self, at: usize) -> bool {
        let Value::Date(date) = &self.claims[at].mention.value else { return false };
        if date.earliest.is_none() || !date.iso.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let first = self.document.tokens_in(self.claims[at].mention.span).start;
        (first.saturating_sub(2)..first).any(|token| self.words.born.contains(self.document.lower(token)))
    }
}
