//! The names of the world: places, given names, surnames, and the ordinary words that they are told from.
//!
//! One sorted table in the binary, searched by halves; nothing is built but the line starts, on
//! first use. `scripts/gazetteer.py` makes the table and explains its marks.

use std::sync::LazyLock;

use super::lexicon::Marks;

static TABLE: &str = include_str!("../../../data/gazetteer.tsv");

/// Where each line starts.
static LINES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut starts = Vec::with_capacity(TABLE.len() / 10);
    starts.push(0);
    starts.extend(TABLE.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at as u32 + 1));
    starts
});

/// What the table says of a folded name: nothing where it lacks it.
pub(super) fn marks(key: &str) -> Marks {
    let table = TABLE.as_bytes();
    // The marks are few, so the tab is nearest from the end.
    let line = |i: usize| {
        let line = &table[LINES[i] as usize..LINES[i + 1] as usize - 1];
        let tab = line.iter().rposition(|b| *b == b'\t').unwrap_or(line.len());
        line.split_at(tab)
    };
    // The last start is the table's end.
    let (mut low, mut high) = (0, LINES.len() - 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let (name, letters) = line(middle);
        match name.cmp(key.as_bytes()) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return letters.iter().fold(Marks::NONE, |marks, letter| marks | mark(*letter)),
        }
    }
    Marks::NONE
}

fn mark(letter: u8) -> Marks {
    match letter {
        b'c' => Marks::COUNTRY,
        b's' => Marks::SUBDIVISION,
        b'1' | b'2' => Marks::TOWN,
        b'3'..=b'5' => Marks::CITY,
        b'm' => Marks::MALE,
        b'f' => Marks::FEMALE,
        b'l' => Marks::SURNAME,
        b'L' => Marks::SURNAME | Marks::COMMON_SURNAME,
        b'w' => Marks::ORDINARY,
        _ => Marks::NONE,
    }
}
