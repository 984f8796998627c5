//! The invented events and what is annotated in them are data that people edit: a place that slipped would teach an error.

use std::collections::{BTreeMap, BTreeSet};

use claimdiff::{Kind, read};

/// What the rows of one slot say.
#[derive(Default)]
struct Slot {
    kinds: BTreeSet<String>,
    verdicts: BTreeSet<String>,
    claims: usize,
    /// The values of each group.
    groups: BTreeMap<String, BTreeSet<String>>,
}

#[test]
fn every_story_is_annotated_and_every_annotation_stands_in_its_text() {
    let mut stories = 0;
    for entry in std::fs::read_dir("data/stories").unwrap() {
        let path = entry.unwrap().path();
        stories += 1;
        let reports = read::read(&[path.display().to_string()]).reports;
        let texts: BTreeMap<&str, Vec<char>> = reports.iter().map(|r| (r.id.as_str(), r.text.chars().collect())).collect();
        let table = std::path::Path::new("data/annotations").join(path.file_name().unwrap()).with_extension("tsv");
        let rows = std::fs::read_to_string(&table).unwrap();
        let mut slots: BTreeMap<&str, Slot> = BTreeMap::new();
        for row in rows.lines().skip(1) {
            let [slot, kind, verdict, _, group, report, start, end, value] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{table:?}: {row}") };
            let place: std::ops::Range<usize> = start.parse().unwrap()..end.parse().unwrap();
            let quote: String = texts.get(report).unwrap_or_else(|| panic!("{table:?}: no report {report}"))[place].iter().collect();
            // A slip of one letter would begin or end within a word or with a space.
            assert!(!quote.is_empty() && quote.trim() == quote && !quote.contains('\n'), "{table:?}: {row}: {quote:?}");
            assert!([Kind::Date, Kind::Figure, Kind::Name].iter().any(|known| known.as_str() == kind), "{table:?}: {row}");
            let of = slots.entry(slot).or_default();
            of.kinds.insert(kind.to_owned());
            of.verdicts.insert(verdict.to_owned());
            of.claims += 1;
            of.groups.entry(group.to_owned()).or_default().insert(value.to_owned());
        }
        for (name, slot) in slots {
            let one = |set: &BTreeSet<String>| set.len() == 1;
            assert!(one(&slot.kinds) && one(&slot.verdicts) && slot.claims > 1 && slot.groups.values().all(one), "{table:?}: {name}");
            assert_eq!(slot.verdicts.contains("agree"), slot.groups.len() == 1, "{table:?}: {name}");
        }
    }
    assert!(stories >= 40, "{stories} stories");
}
