//! How much memory a run may take, and what fits into it.

use std::fs;

use crate::error::Error;

/// What the program takes before any report: word tables, threads, buffers of the files.
const FIXED: u64 = 100 << 20;
/// What comparing an event takes for each byte of its reports on the disk; 24 were seen with whole
/// findings. Tables take more where an event has thousands of values for one question: their rows
/// are pairs of values, and an event's are held together.
const FACTOR: u64 = 30;
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

    /// Bytes of reports that can be worked on at one time.
    pub(super) fn wave(self) -> u64 {
        (self.total - FIXED) / FACTOR
    }

    /// What a run takes that works on so many bytes at one time.
    pub(super) fn needed(self, bytes: u64) -> u64 {
        FIXED + bytes * FACTOR
    }
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
