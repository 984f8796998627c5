//! Languages are data: the word tables under `data/<code>/`, one file a concern.
//!
//! A table is rows of tab-separated cells, `category`, `surface|surface…`, `value`, more cells
//! where a category wants them; `#` starts a comment line. Surfaces are lower case and a text is
//! folded before it is looked up, so no row is needed twice. This module knows rows and nothing of
//! their meaning: each extractor gives its own categories a type, once, on first use.

use std::sync::OnceLock;

use foldhash::HashSet;

/// One language and the text of its word tables.
#[derive(Debug)]
pub struct Language {
    /// ISO 639-1 code, as in `Report::language`.
    pub code: &'static str,
    index: usize,
    /// Months, weekdays, relative days, parts of day, granularity words, date patterns.
    pub dates: &'static str,
    /// Number words, unit and currency surfaces, comparators, counted nouns.
    pub figures: &'static str,
    /// Titles, demonyms, organisation endings, place words, nicknames.
    pub names: &'static str,
    /// Abbreviations, sentence starters, verbs of saying, hedges, sources.
    pub sentences: &'static str,
    /// News concepts: words that name one kind of happening or role.
    pub concepts: &'static str,
}

/// Every language that can be compared. To add one: a folder under `data/` and an entry here.
pub static LANGUAGES: [Language; 1] = [Language {
    code: "en",
    index: 0,
    dates: include_str!("../data/en/dates.tsv"),
    figures: include_str!("../data/en/figures.tsv"),
    names: include_str!("../data/en/names.tsv"),
    sentences: include_str!("../data/en/sentences.tsv"),
    concepts: include_str!("../data/en/concepts.tsv"),
}];

impl Language {
    /// The language with this code (`en`, `en-GB`), where we have its tables.
    pub fn of(code: &str) -> Option<&'static Language> {
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        LANGUAGES.iter().find(|l| l.code.eq_ignore_ascii_case(primary))
    }

    /// The language that a report without one is taken for.
    pub fn fallback() -> &'static Language {
        &LANGUAGES[0]
    }
}

/// One row of a word table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    surfaces: &'static str,
    cells: &'static str,
}

impl Row {
    /// The spellings that the row is about, lower case.
    pub fn surfaces(self) -> impl Iterator<Item = &'static str> {
        self.surfaces.split('|').map(str::trim).filter(|s| !s.is_empty())
    }

    /// The cell at `index` after the surfaces (0 is the value); empty where the row is shorter.
    pub fn cell(self, index: usize) -> &'static str {
        self.cells.split('\t').nth(index).unwrap_or("").trim()
    }

    /// The first cell after the surfaces.
    pub fn value(self) -> &'static str {
        self.cell(0)
    }
}

/// The rows of one category of a table, in the file's order.
pub fn rows(table: &'static str, category: &str) -> impl Iterator<Item = Row> {
    // A table is read once for each of its categories, so that a line of another is told by its beginning.
    table.lines().filter(move |line| line.starts_with(category)).filter_map(row).filter(move |(c, _)| *c == category).map(|(_, row)| row)
}

/// The surfaces of one category of a table, to look words up.
pub fn words(table: &'static str, category: &str) -> HashSet<&'static str> {
    rows(table, category).flat_map(Row::surfaces).collect()
}

/// The surfaces of one category of a table, each with its row's value, in the file's order.
pub fn pairs(table: &'static str, category: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(table, category).flat_map(|row| row.surfaces().map(move |surface| (surface, row.value())))
}

/// Endings of words that show one thing: the surfaces of one category of a table.
#[derive(Debug)]
pub struct Endings(Vec<&'static str>);

impl Endings {
    /// Those of this category.
    pub fn new(table: &'static str, category: &str) -> Self {
        Endings(rows(table, category).flat_map(Row::surfaces).collect())
    }

    /// True for a word, in lower case, that ends in one of them.
    pub fn end(&self, word: &str) -> bool {
        self.0.iter().any(|ending| word.ends_with(ending))
    }
}

/// Every row of a table with its category, in the file's order.
pub fn all_rows(table: &'static str) -> impl Iterator<Item = (&'static str, Row)> {
    table.lines().filter(|l| !l.starts_with('#')).filter_map(row)
}

/// A line of a table: its category and its row.
fn row(line: &'static str) -> Option<(&'static str, Row)> {
    let (category, rest) = line.split_once('\t')?;
    let (surfaces, cells) = rest.split_once('\t').unwrap_or((rest, ""));
    Some((category.trim(), Row { surfaces, cells }))
}

/// A value for each language, made on first use: an extractor's typed tables.
pub struct PerLanguage<T> {
    cells: [OnceLock<T>; LANGUAGES.len()],
    make: fn(&'static Language) -> T,
}

impl<T> PerLanguage<T> {
    /// Nothing is made yet; `make` builds one language's tables.
    pub const fn new(make: fn(&'static Language) -> T) -> Self {
        PerLanguage { cells: [const { OnceLock::new() }; LANGUAGES.len()], make }
    }

    /// The tables of this language.
    pub fn get(&self, language: &'static Language) -> &T {
        self.cells[language.index].get_or_init(|| (self.make)(language))
    }
}

impl<T> std::fmt::Debug for PerLanguage<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PerLanguage")
    }
}
