//! The order of the modules in `src/lib.rs` is the order of knowledge: a file uses only those above.

use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The name that a path begins with.
fn first_name(path: &str) -> &str {
    path.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")
}

/// Every name right after `crate::`, in braces too.
fn uses(source: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, root) in source.match_indices("crate::") {
        let rest = &source[at + root.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(first_name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.push(first_name(&group[start..i]));
                    start = i + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Modules that bring reports to `compare_with` and keep what comes out.
const SHELLS: [&str; 1] = ["batch"];

#[test]
fn names_are_found_behind_crate_with_and_without_braces() {
    assert_eq!(uses("use crate::{read::{Report, Inputs}, span};\nuse crate::value::{Date};\n x: crate::lang::Row"), ["read", "span", "value", "lang"]);
}

#[test]
fn a_file_uses_only_modules_above_its_own() {
    let lib = std::fs::read_to_string("src/lib.rs").unwrap();
    let order: Vec<&str> = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let rank = |module: &str| order.iter().position(|m| *m == module);
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    paths.sort();
    assert!(paths.len() > order.len(), "{paths:?}");
    let mut wrong = Vec::new();
    for path in paths {
        let module = path.strip_prefix("src").unwrap().components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        // The command knows the library from outside.
        if matches!(module.as_str(), "lib" | "main" | "cli") {
            continue;
        }
        let own = rank(&module).unwrap_or_else(|| panic!("{} is not in lib.rs", path.display()));
        for name in uses(&std::fs::read_to_string(&path).unwrap()) {
            // A shell around the whole calls what stands in `lib.rs` itself.
            let allowed = rank(name).map_or(SHELLS.contains(&module.as_str()), |used| used <= own);
            if !allowed {
                wrong.push(format!("{} uses crate::{name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
