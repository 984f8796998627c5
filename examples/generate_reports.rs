//! Writes generated reports of many events, for trying batches on any number of them:
//! `cargo run --release --example generate_reports -- 1000000 FOLDER`.
//!
//! Each report takes about 2.5 kB as a line of one of eight files; an event has 2 to 600 reports,
//! about 20 on average, which are scattered over all files. The same number gives the same bytes.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

#[path = "../benches/generator/mod.rs"]
mod generator;

use generator::Random;

const FILES: usize = 8;
/// Bytes of a text; its line of JSON has 250 more.
const LENGTH: usize = 2250;
/// Lines that are held back, each until a later one takes its place: 50 MB.
const HELD: usize = 20_000;

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(reports), Some(folder)) = (args.next().and_then(|n| n.parse::<usize>().ok()), args.next()) else {
        return Err(io::Error::other("expected a number of reports and a folder"));
    };
    std::fs::create_dir_all(&folder)?;
    let file = |n| File::create(Path::new(&folder).join(format!("reports-{n}.jsonl"))).map(BufWriter::new);
    let mut files = (0..FILES).map(file).collect::<io::Result<Vec<_>>>()?;
    let mut random = Random::new(0);
    let mut held: Vec<Vec<u8>> = Vec::new();
    let (mut made, mut number) = (0, 0);
    while made < reports {
        let size = match random.below(100) {
            0 => 200 + random.below(400),
            1..10 => 40 + random.below(80),
            _ => 2 + random.below(18),
        };
        for report in generator::event(number, size.min(reports - made), LENGTH) {
            let mut line = serde_json::to_vec(&report)?;
            line.push(b'\n');
            made += 1;
            if held.len() < HELD {
                held.push(line);
            } else {
                let earlier = std::mem::replace(&mut held[random.below(HELD)], line);
                files[random.below(FILES)].write_all(&earlier)?;
            }
        }
        number += 1;
    }
    for line in held {
        files[random.below(FILES)].write_all(&line)?;
    }
    files.iter_mut().try_for_each(Write::flush)
}
