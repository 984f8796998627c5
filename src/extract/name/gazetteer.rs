//! The names of the world: places, given names, surnames, and the ordinary words that they are told from.
//!
//! One table in the binary; on first use its lines are hashed into slots, 2 MB in 3 ms, and a
//! look-up reads one slot and one line. `scripts/gazetteer.py` makes the table and explains its marks.

use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use super::lexicon::Marks;

static TABLE: &str = include_str!("../../../data/gazetteer.tsv");

/// One more than the start of each line, in the first free slot from that of its name on; 0 elsewhere.
static SLOTS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let table = TABLE.as_bytes();
    // No line is shorter than four bytes and few are, so that most slots are free and most look-ups read one.
    let mut slots = vec![FREE; (TABLE.len() / 4).next_power_of_two()];
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', table) {
        let name = split(&table[start..end]).0;
        let mut slot = home(name, slots.len());
        while slots[slot] != FREE {
            slot = (slot + 1) & (slots.len() - 1);
        }
        slots[slot] = start as u32 + 1;
        start = end + 1;
    }
    slots
});

/// A slot without a line.
const FREE: u32 = 0;

/// Where the search for a name begins among `slots`, a power of two.
fn home(name: &[u8], slots: usize) -> usize {
    xxh3_64(name) as usize & (slots - 1)
}

/// A line's name and its marks. The marks are few, so the tab is nearest from the end.
fn split(line: &[u8]) -> (&[u8], &[u8]) {
    line.split_at(line.iter().rposition(|b| *b == b'\t').unwrap_or(line.len()))
}

/// What the table says of a folded name: nothing where it lacks it.
pub(super) fn marks(key: &str) -> Marks {
    let (table, slots, key) = (TABLE.as_bytes(), SLOTS.as_slice(), key.as_bytes());
    let mut slot = home(key, slots.len());
    while slots[slot] != FREE {
        let line = &table[slots[slot] as usize - 1..];
        if let Some([b'\t', marks @ ..]) = line.strip_prefix(key) {
            return marks.iter().take_while(|b| **b != b'\n').fold(Marks::NONE, |marks, letter| marks | mark(*letter));
        }
        slot = (slot + 1) & (slots.len() - 1);
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
