//! How much memory a run may take, and what fits into it.

use std::fs;

use crate::error::Error;

// Measured as the peak of the whole process on two cores, in MB; what is estimated, or the least that is
// allowed, follows in brackets. Short news as one event: 429 reports of 0.84 MB 121 (160). Unrelated generated
// reports as one event: 1,200 of 3 MB 208 (209). Measured when the estimate was a sixteenth lower: 100,000 generated
// reports in events of 1.5 MB and less 125 (136); unrelated ones as one event, 8,000 of 20.4 MB 713 (982); nothing but
// dates, figures and names, one every 12 bytes, two reports of 0.4 MB 166 (490), of 1.5 MB 270 (1784). Not covered:
// numbers in words begin with no mark, and a text of nothing else takes twice the estimate.

/// What the program takes before any event: word tables, threads, buffers of the files, a row group.
const FIXED: u64 = 60 << 20;
/// What comparing an event takes for each byte of its reports on the disk.
const PER_BYTE: u64 = 22;
/// What it takes for each word of them that begins with a digit or a capital, as most claims do: the
/// claims, and the pairs of them that are looked at.
const PER_MARK: u64 = 3400;
/// The least that does any work.
const LEAST: u64 = FIXED + (30 << 20);

/// What a run may take, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    pub(super) total: u64,
}

impl Budget {
    pub(super) fn new(total: u64) -> Result<Self, Error> {
        if total < LEAST {
            return Err(Error::new(format!("expected a --max-memory of {} or more, found {}", shown(LEAST), shown(total))));
        }
        Ok(Budget { total })
    }

    /// What the events that are compared at one time may take.
    pub(super) fn wave(self) -> u64 {
        self.total - FIXED
    }

    /// What a run takes that compares an event which takes so much.
    pub(super) fn needed(self, event: u64) -> u64 {
        FIXED + event
    }
}

/// What comparing reports takes, from their bytes on the disk and [`marks`].
pub(super) fn event(bytes: u64, marks: u64) -> u64 {
    bytes * PER_BYTE + marks * PER_MARK
}

/// Words that begin with a digit or a capital.
pub(super) fn marks(text: &[u8]) -> u64 {
    let begins = |(before, first): (&u8, &u8)| !before.is_ascii_alphanumeric() & (first.is_ascii_digit() | first.is_ascii_uppercase());
    text.iter().zip(text.iter().skip(1)).map(|pair| u64::from(begins(pair))).sum()
}

/// A number of bytes as a person writes it: `512 MiB`.
pub(super) fn shown(bytes: u64) -> String {
    if bytes >= 10 << 30 { format!("{} GiB", bytes >> 30) } else { format!("{} MiB", bytes.div_ceil(1 << 20)) }
}

/// A quarter of the memory that the machine, or the group of processes that we are in, has; 1 GiB
/// where neither is told.
pub(super) fn quarter() -> u64 {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
        line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kib| kib << 10)
    });
    let group = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];
    let group = group.iter().find_map(|path| fs::read_to_string(path).ok()?.trim().parse::<u64>().ok());
    let known = machine.into_iter().chain(group).min();
    known.map_or(1 << 30, |bytes| (bytes / 4).max(LEAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_where_a_word_begins_with_a_digit_or_a_capital() {
        for (text, count) in [("", 0), ("\"On May 12, 2019, at 7:30", 6), ("\"a4 iPhone x-Ray", 1), ("\"twelve people", 0)] {
            assert_eq!(marks(text.as_bytes()), count, "{text}");
        }
    }

    /// 30 bytes for each byte of text once refused events of 400 reports, of which the program takes 80 MB.
    #[test]
    fn little_memory_is_enough_for_an_event_of_hundreds_of_reports() -> Result<(), Error> {
        let (reports, bytes, marks) = (600, 2_600, 19);
        assert!(event(reports * bytes, reports * marks) <= Budget::new(130 << 20)?.wave());
        Ok(())
    }
}
