//! How far a run is: told while it works, to whoever watches from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use crate::read::Gauge;

/// What a run is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The inputs are listed and their fingerprints taken.
    Checking,
    /// Reports are read and brought together by event.
    Reading,
    /// Events are compared.
    Comparing,
    /// All is written.
    Done,
}

const PHASES: [Phase; 4] = [Phase::Checking, Phase::Reading, Phase::Comparing, Phase::Done];

/// The state of a run, and the handle to stop it by.
#[derive(Debug, Default)]
pub struct Progress {
    phase: AtomicUsize,
    gauge: Arc<Gauge>,
    total: AtomicU64,
    reports: AtomicU64,
    left_out: AtomicU64,
}

/// How far a run is at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot {
    /// What it is at.
    pub phase: Phase,
    /// Bytes done in this phase.
    pub bytes: u64,
    /// Bytes to do in this phase.
    pub total: u64,
    /// Reports read or compared in this phase, by this run and those before it.
    pub reports: u64,
    /// Lines that `errors.jsonl` will have by now, notes aside.
    pub left_out: u64,
}

impl Progress {
    /// Makes the run end at the next good moment, with all that it needs to go on.
    pub fn stop(&self) {
        self.gauge.stop.store(true, Ordering::Relaxed);
    }

    /// What [`Progress::stop`] sets, for a signal to set.
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        self.gauge.stop.clone()
    }

    /// True once it has been asked to end.
    pub fn is_stopped(&self) -> bool {
        self.gauge.stop.load(Ordering::Relaxed)
    }

    /// How far the run is.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            phase: PHASES[self.phase.load(Ordering::Relaxed).min(PHASES.len() - 1)],
            bytes: self.gauge.bytes.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
            reports: self.reports.load(Ordering::Relaxed),
            left_out: self.left_out.load(Ordering::Relaxed),
        }
    }

    pub(super) fn begin(&self, phase: Phase, bytes: u64, total: u64, reports: u64) {
        self.phase.store(phase as usize, Ordering::Relaxed);
        self.gauge.bytes.store(bytes, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.reports.store(reports, Ordering::Relaxed);
    }

    pub(super) fn advance(&self, bytes: u64) {
        self.gauge.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn reports(&self, more: u64) {
        self.reports.fetch_add(more, Ordering::Relaxed);
    }

    pub(super) fn left_out(&self, more: u64) {
        self.left_out.fetch_add(more, Ordering::Relaxed);
    }

    pub(super) fn gauge(&self) -> &Arc<Gauge> {
        &self.gauge
    }
}
