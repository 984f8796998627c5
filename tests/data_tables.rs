//! The word tables are data that people edit: what the program would not notice is caught here.

use std::collections::{BTreeMap, BTreeSet};

use claimdiff::lang::{LANGUAGES, all_rows};

/// Every table of every language, by the name of its file.
fn tables() -> Vec<(String, &'static str)> {
    let mut tables = Vec::new();
    for language in &LANGUAGES {
        for (name, text) in [
            ("dates", language.dates),
            ("figures", language.figures),
            ("names", language.names),
            ("sentences", language.sentences),
            ("concepts", language.concepts),
        ] {
            tables.push((format!("data/{}/{name}.tsv", language.code), text));
        }
    }
    tables
}

/// All that the source says, tests aside.
fn source() -> String {
    let mut text = String::new();
    let mut folders = vec![std::path::PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { text += &std::fs::read_to_string(path).unwrap() }
        }
    }
    text
}

#[test]
fn every_category_is_asked_for_by_the_program() {
    let source = source();
    let mut unknown = Vec::new();
    for (file, table) in tables() {
        let categories: BTreeSet<&str> = all_rows(table).map(|(category, _)| category).collect();
        unknown.extend(categories.into_iter().filter(|c| !source.contains(&format!("\"{c}\""))).map(|c| format!("{file}: {c}")));
    }
    assert!(unknown.is_empty(), "rows that nothing reads: {unknown:#?}");
}

#[test]
fn every_line_is_a_row_or_a_comment() {
    for (file, table) in tables() {
        for (number, line) in table.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let category = cells.next().unwrap_or("");
            assert!(!category.is_empty() && category.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{file}:{}: {line:?}", number + 1);
            assert!(cells.next().is_some_and(|surfaces| !surfaces.trim().is_empty()), "{file}:{}: no surface in {line:?}", number + 1);
        }
    }
}

#[test]
fn surfaces_are_lower_case_and_stand_once_in_a_category() {
    // A row is a concept there, and a word may name two of them: `fire` burns and sacks.
    const MANY: &str = "concept";
    let mut wrong = Vec::new();
    for (file, table) in tables() {
        let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (category, row) in all_rows(table) {
            for surface in row.surfaces() {
                *seen.entry((category, surface)).or_default() += 1;
                if surface.to_lowercase() != surface {
                    wrong.push(format!("{file}: {category}: {surface:?} is not lower case"));
                }
            }
        }
        wrong.extend(
            seen.into_iter()
                .filter(|((category, _), n)| *n > 1 && *category != MANY)
                .map(|((category, surface), n)| format!("{file}: {category}: {surface:?} stands {n} times")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
