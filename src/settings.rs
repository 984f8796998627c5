//! The settings file of a house, `claimdiff.toml`: which findings it wants to see, and how much they matter.
//!
//! What is not set is as without a file. A word that nobody knows is an error, since a misspelt setting
//! would change nothing and be missed.

use std::collections::BTreeMap;
use std::fmt;
use std::io::BufReader;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error as _, Expected, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::compare::severity::{Scale, Steps, TYPES};
use crate::compare::{Policy, Severity};
use crate::error::Error;
use crate::hide::{Baseline, Hide};
use crate::value::Kind;
use crate::write::View;

/// Name of the file.
pub const FILE: &str = "claimdiff.toml";

/// The settings of a house.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    kinds: Option<Vec<Word<Kind>>>,
    min_severity: Word<Severity>,
    min_score: Score,
    sensitivity: Sensitivity,
    trusted: Vec<String>,
    baseline: Option<PathBuf>,
    aliases: BTreeMap<String, String>,
    ignore: Ignore,
    severity: BTreeMap<FindingType, Word<Severity>>,
    #[serde(with = "SeveritySteps")]
    severity_steps: Steps,
}

#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Ignore {
    names: Vec<String>,
    questions: Vec<Question>,
}

/// How [`Steps`] are read: each within bounds.
#[derive(serde::Deserialize)]
#[serde(remote = "Steps", deny_unknown_fields, rename_all = "kebab-case", default = "Steps::default")]
struct SeveritySteps {
    #[serde(deserialize_with = "step")]
    prominent: i8,
    #[serde(deserialize_with = "step")]
    grave: i8,
    #[serde(deserialize_with = "step")]
    both_supported: i8,
    #[serde(deserialize_with = "step")]
    lone_with_copies: i8,
    #[serde(deserialize_with = "step")]
    hedged: i8,
    #[serde(deserialize_with = "step")]
    slight: i8,
    #[serde(deserialize_with = "step")]
    edge: i8,
}

/// One of the words that every output has too.
#[derive(Clone, Copy, Debug)]
struct Word<T>(T);

impl Default for Word<Severity> {
    fn default() -> Self {
        Word(Severity::Medium)
    }
}

impl<'de> Deserialize<'de> for Word<Severity> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        one_of(from, &Severity::ALL.map(|s| (s.as_str(), s))).map(Word)
    }
}

impl<'de> Deserialize<'de> for Word<Kind> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        one_of(from, &Kind::ALL.map(|k| (k.as_str(), k))).map(Word)
    }
}

/// A type of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FindingType(&'static str);

impl<'de> Deserialize<'de> for FindingType {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        one_of(from, &TYPES.map(|(name, _)| (name, name))).map(FindingType)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Score(f64);

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_f64(Number { low: 0.0, high: 1.0 }).map(Score)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Sensitivity(f64);

impl<'de> Deserialize<'de> for Sensitivity {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_f64(Number { low: -5.0, high: 5.0 }).map(Sensitivity)
    }
}

/// Levels of severity, up or down.
fn step<'de, D: Deserializer<'de>>(from: D) -> Result<i8, D::Error> {
    let number = from.deserialize_f64(Number { low: -4.0, high: 4.0 })?;
    if number.fract() == 0.0 { Ok(number as i8) } else { Err(D::Error::custom(format!("expected a whole number, found {number}"))) }
}

/// A number within bounds.
struct Number {
    low: f64,
    high: f64,
}

impl Visitor<'_> for Number {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number from {} to {}", self.low, self.high)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<f64, E> {
        if (self.low..=self.high).contains(&number) { Ok(number) } else { Err(E::custom(format!("expected {}, found {number}", &self as &dyn Expected))) }
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<f64, E> {
        self.visit_f64(number as f64)
    }
}

/// A question in which `*` stands for any words.
#[derive(Clone, Debug)]
struct Question(String);

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let pattern = String::deserialize(from)?;
        Hide::default().ignore_question(&pattern).map_err(D::Error::custom)?;
        Ok(Question(pattern))
    }
}

fn one_of<'de, D: Deserializer<'de>, T: Copy>(from: D, words: &[(&str, T)]) -> Result<T, D::Error> {
    let word = String::deserialize(from)?;
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(known, _)| *known).collect();
        D::Error::custom(format!("expected one of {}, found {word:?}", known.join(", ")))
    })
}

impl Settings {
    /// The settings file of a folder: in it, or in the nearest folder above it that has one.
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
    }

    /// Reads a settings file. The baseline that it names is sought from where the file stands.
    ///
    /// # Errors
    /// Where it cannot be read, or says what no setting is: with file, line, key, and what is allowed.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let at = |error: Error| error.at_path(path.display().to_string());
        let text = std::fs::read(path).map_err(|e| at(e.into()))?;
        let text = String::from_utf8(text).map_err(|_| at(Error::new("expected text in UTF-8")))?;
        let mut settings = Self::parse(&text).map_err(at)?;
        if let (Some(baseline), Some(folder)) = (&mut settings.baseline, path.parent()) {
            *baseline = folder.join(&baseline);
        }
        Ok(settings)
    }

    /// Reads settings as TOML.
    ///
    /// # Errors
    /// Where it says what no setting is: with line, key, and what is allowed.
    pub fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| {
            let message = error.message().trim().replace('\n', ", ").replace("expected a sequence", "expected a list: [\"…\", \"…\"]");
            let Some(span) = error.span() else { return Error::new(message) };
            let line = text[..text.floor_char_boundary(span.start)].matches('\n').count();
            let place = key(text, &span).or_else(|| text.lines().nth(line).map(|line| line.trim().to_owned()));
            Error::new(format!("{}: {message}", place.unwrap_or_default())).at_line(line as u64 + 1)
        })
    }

    /// Values of these kinds alone; none stands for all.
    pub fn kinds(&self) -> Option<Vec<Kind>> {
        self.kinds.as_ref().map(|kinds| kinds.iter().map(|word| word.0).collect())
    }

    /// Findings whose score is lower are left out.
    pub fn min_score(&self) -> f64 {
        self.min_score.0
    }

    /// How readily two values that differ are taken for answers to one question.
    pub fn sensitivity(&self) -> f64 {
        self.sensitivity.0
    }

    /// Names that stand for another.
    pub fn aliases(&self) -> &BTreeMap<String, String> {
        &self.aliases
    }

    /// How much findings matter, and whose values are named first.
    pub fn policy(&self) -> Policy {
        let types = self.severity.iter().map(|(name, start)| (name.0.to_owned(), start.0)).collect();
        Policy { severity: Scale { types, steps: self.severity_steps }, trusted: self.trusted.clone() }
    }

    /// What is shown of a result. `baseline` takes the place of the one that the file names.
    ///
    /// # Errors
    /// Where the baseline cannot be read.
    pub fn view(&self, baseline: Option<&Path>) -> Result<View, Error> {
        let mut hide = Hide::default();
        self.ignore.names.iter().for_each(|name| hide.ignore_name(name));
        self.ignore.questions.iter().try_for_each(|question| hide.ignore_question(&question.0))?;
        if let Some(path) = baseline.or(self.baseline.as_deref()) {
            let read = std::fs::File::open(path).map_err(Error::from).and_then(|file| Baseline::read(BufReader::new(file)));
            hide.baseline = read.map_err(|e| e.at_path(path.display().to_string()))?;
        }
        Ok(View { min_severity: self.min_severity.0, hide, ..View::default() })
    }
}

/// The key that a place in a TOML text belongs to, from the outermost table: `severity.spelling`.
fn key(text: &str, place: &Range<usize>) -> Option<String> {
    fn within(table: &DeTable<'_>, place: &Range<usize>, path: &mut Vec<String>) {
        let holds = |span: Range<usize>| span.start <= place.start && place.start < span.end.max(span.start + 1);
        let on_it = |(key, value): &(&Spanned<_>, &Spanned<DeValue<'_>>)| holds(key.span()) || holds(value.span()) || inner(value.get_ref(), place);
        let Some((key, value)) = table.iter().find(on_it) else { return };
        path.push(key.get_ref().to_string());
        if let DeValue::Table(table) = value.get_ref() {
            within(table, place, path);
        }
    }
    fn inner(value: &DeValue<'_>, place: &Range<usize>) -> bool {
        let DeValue::Table(table) = value else { return false };
        table.iter().any(|(key, value)| key.span().contains(&place.start) || value.span().contains(&place.start) || inner(value.get_ref(), place))
    }
    let table = DeTable::parse(text).ok()?;
    let mut path = Vec::new();
    within(table.get_ref(), place, &mut path);
    (!path.is_empty()).then(|| path.join("."))
}
