//! The settings file of a house, `claimdiff.toml`: which findings it wants to see, and how much they matter.
//!
//! What is not set is as without a file. A word that nobody knows is an error, since a misspelt setting
//! would change nothing and be missed.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error as _};
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
    severity_steps: SeveritySteps,
}

#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Ignore {
    names: Vec<String>,
    questions: Vec<Question>,
}

#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct SeveritySteps {
    prominent: i8,
    grave: i8,
    both_supported: i8,
    lone_with_copies: i8,
    hedged: i8,
    edge: i8,
}

impl Default for SeveritySteps {
    fn default() -> Self {
        let Steps { prominent, grave, both_supported, lone_with_copies, hedged, edge } = Steps::default();
        SeveritySteps { prominent, grave, both_supported, lone_with_copies, hedged, edge }
    }
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
        within(from, 0.0, 1.0).map(Score)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Sensitivity(f64);

impl<'de> Deserialize<'de> for Sensitivity {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        within(from, -5.0, 5.0).map(Sensitivity)
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

fn within<'de, D: Deserializer<'de>>(from: D, low: f64, high: f64) -> Result<f64, D::Error> {
    let number = f64::deserialize(from)?;
    if (low..=high).contains(&number) { Ok(number) } else { Err(D::Error::custom(format!("expected a number from {low} to {high}, found {number}"))) }
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
        let text = std::fs::read_to_string(path).map_err(|e| at(e.into()))?;
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
            let message = error.message().trim().replace('\n', ", ");
            let Some(span) = error.span() else { return Error::new(message) };
            let line = text[..text.floor_char_boundary(span.start)].matches('\n').count() as u64 + 1;
            let message = match key(text, &span) {
                Some(key) => format!("{key}: {message}"),
                None => message,
            };
            Error::new(message).at_line(line)
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
        let SeveritySteps { prominent, grave, both_supported, lone_with_copies, hedged, edge } = self.severity_steps;
        let steps = Steps { prominent, grave, both_supported, lone_with_copies, hedged, edge };
        let types = self.severity.iter().map(|(name, start)| (name.0.to_owned(), start.0)).collect();
        Policy { severity: Scale { types, steps }, trusted: self.trusted.clone() }
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
