//! Lines of a web page that came along with its report: teasers of videos and of other stories, captions of
//! pictures with their credit, requests of the site. What they state is of other pages or of other days, and the
//! same ones stand under many reports. (The field's word is boilerplate, as in Kohlschütter, Fankhauser and Nejdl,
//! "Boilerplate Detection using Shallow Text Features", WSDM 2010.)

use crate::lang::{Language, PerLanguage, Row, rows};

/// So many words at most; what is longer lost its line ends, and a story goes on behind the teaser.
const LONGEST: usize = 100;

/// The rows that tell such lines, in lower case.
struct Marks {
    openings: Vec<&'static str>,
    galleries: Vec<&'static str>,
}

static MARKS: PerLanguage<Marks> = PerLanguage::new(|language| {
    let list = |category| rows(language.sentences, category).flat_map(Row::surfaces).collect();
    Marks { openings: list("boilerplate"), galleries: list("gallery") }
});

/// True for a line, in lower case, that is no part of its report. A label such as `Video:` in front of the first one is
/// that of the report itself.
pub(super) fn is_boilerplate(line: &str, first: bool, language: &'static Language) -> bool {
    let marks = MARKS.get(language);
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || "([".contains(c));
    let opens = |mark: &&str| {
        let ends = |rest: &str| !(mark.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric));
        line.strip_prefix(*mark).is_some_and(ends) && !(first && mark.ends_with(':'))
    };
    let gallery = || marks.galleries.iter().any(|mark| line.matches(mark).nth(1).is_some());
    marks.openings.iter().any(opens) && line.split_whitespace().nth(LONGEST).is_none() || gallery()
}
