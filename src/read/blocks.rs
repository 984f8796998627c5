//! Items from a thread that reads ahead, handed over many at a time.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};

use super::{File, Gauge, Item, Place, ReadOptions, file_items};
use crate::error::Error;

/// Items of a block, and bytes of their texts, from which on it is full.
const FULL: (usize, usize) = (256, 256 << 10);
/// Full blocks that wait to be taken.
const WAITING: usize = 2;

/// How far files have been read: all before this one, and so many items of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Its place among the files; their number once all are read.
    pub file: usize,
    items: u64,
}

/// Items that are handed over at once. The same files give the same blocks.
#[derive(Debug)]
pub struct Block {
    /// What was read, and where in its file it stands.
    pub items: Vec<(Item, Place)>,
    /// Where the next block begins.
    pub end: Position,
}

/// The blocks of some files, in their order, as they are read.
///
/// Not waited for where they are dropped: a reader that nobody takes from ends at its next block, and one that
/// cannot be stopped, as of a pipe, ends with the process.
#[derive(Debug)]
pub struct Blocks {
    receive: Receiver<Block>,
    reader: JoinHandle<()>,
}

impl Blocks {
    /// Begins to read at a position.
    pub fn read(files: Vec<File>, options: ReadOptions, gauge: Option<Arc<Gauge>>, start: Position) -> Self {
        let (send, receive) = sync_channel(WAITING);
        let reader = std::thread::spawn(move || read_all(&files, &options, gauge.as_ref(), start, &send));
        Blocks { receive, reader }
    }

    /// Once all that was wanted has been taken.
    ///
    /// # Errors
    /// Where the thread that reads came to grief, so that blocks are missing.
    pub fn end(self) -> Result<(), Error> {
        let Blocks { receive, reader } = self;
        drop(receive);
        reader.join().map_err(|_| Error::new("reading the inputs broke off"))
    }
}

impl Iterator for Blocks {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        self.receive.recv().ok()
    }
}

fn read_all(files: &[File], options: &ReadOptions, gauge: Option<&Arc<Gauge>>, start: Position, send: &SyncSender<Block>) {
    let mut items = Vec::new();
    let mut size = 0;
    let mut open = true;
    for (number, file) in files.iter().enumerate().skip(start.file) {
        let mut known = if number == start.file { start.items } else { 0 };
        let mut end = Position { file: number, items: known };
        let mut sink = |item: Item, place| {
            if known > 0 || !open {
                known = known.saturating_sub(1);
                return;
            }
            end.items += 1;
            size += if let Item::Report(report) = &item { report.text.len() } else { 0 };
            items.push((item, place));
            if items.len() >= FULL.0 || size >= FULL.1 {
                size = 0;
                open = send.send(Block { items: std::mem::take(&mut items), end }).is_ok();
            }
        };
        // A reader that fails on a file in a way of its own must not end the run.
        let sound = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| file_items(file, options, gauge, &mut sink))).is_ok();
        if !sound {
            sink(Item::Skipped(Error::new("reading it failed: the rest of the file is left out").at_path(&file.name)), Place::File);
        }
        if !open {
            return;
        }
    }
    // Where nobody takes it, nobody wants it.
    let _ = send.send(Block { items, end: Position { file: files.len(), items: 0 } });
}
