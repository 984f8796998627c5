//! CSV and its kin: a header with known names, then one report a row.

use std::cell::Cell;
use std::io::{BufRead, Read};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::content::{Content, Head, too_large};
use super::fields::{self, FIELDS, Keyed, TEASERS};
use super::finish::{Out, Place};
use super::{encoding, json};
use crate::error::Error;

const MARKS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// A first line of at least two cells, of which two are names of fields; or the file's name says so.
pub(super) fn is_table(head: &Head<'_>) -> bool {
    let first = head.text.lines().next().unwrap_or("");
    let mark = separator(first);
    let cells = first.split(char::from(mark)).map(|c| fields::fold(c.trim_matches('"')));
    let known = cells.filter(|c| FIELDS.iter().any(|f| f.knows(c)) || TEASERS.contains(&c.as_str())).count();
    let named = matches!(head.extension, "csv" | "tsv");
    first.len() < 4096 && (known >= 2 && head.text.lines().nth(1).is_some() || named && first.as_bytes().contains(&mark))
}

/// The mark that parts most cells of the header.
fn separator(header: &str) -> u8 {
    MARKS.into_iter().max_by_key(|mark| (memchr::memchr_iter(*mark, header.as_bytes()).count(), *mark == b',')).unwrap_or(b',')
}

/// Stops where a record does not end: one quote too many swallows the rest of the file.
struct Bounded {
    inner: Box<dyn BufRead>,
    since_record: Rc<Cell<usize>>,
    limit: usize,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.since_record.set(self.since_record.get() + read);
        if self.since_record.get() > self.limit {
            return Err(std::io::Error::other("a row"));
        }
        Ok(read)
    }
}

/// Reads the rows as a stream.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let limit = content.limits.report_bytes;
    let mut stream = content.stream()?;
    let first = stream.fill_buf()?;
    let line = &first[..memchr::memchr(b'\n', first).unwrap_or(first.len())];
    let mark = separator(&String::from_utf8_lossy(line));
    let since_record = Rc::new(Cell::new(0));
    let bounded = Bounded { inner: stream, since_record: since_record.clone(), limit: limit + (1 << 20) };
    let mut reader = csv::ReaderBuilder::new().delimiter(mark).flexible(true).from_reader(bounded);
    let fault = |error: csv::Error, line: u64| match error.into_kind() {
        csv::ErrorKind::Io(e) if e.to_string() == "a row" => {
            Error::new(format!("a row that is {}; a quote that is never closed?", too_large(limit, "report-bytes"))).at_line(line)
        }
        csv::ErrorKind::Io(e) => Error::from(e).at_line(line),
        other => Error::new(format!("{other:?}")).at_line(line),
    };
    let header: Vec<String> = reader.byte_headers().map_err(|e| fault(e, 1))?.iter().map(|cell| decode(cell, out)).collect();
    let folded: Vec<String> = header.iter().map(|h| fields::fold(h)).collect();
    if !folded.iter().any(|f| out.keys.of("text").contains(f) || TEASERS.contains(&f.as_str())) {
        return Err(Error::new(format!("no column holds a text: found {}; name it with text=COLUMN", header.join(", "))));
    }
    let mut record = csv::ByteRecord::new();
    let mut line = 1;
    loop {
        since_record.set(0);
        match reader.read_byte_record(&mut record) {
            Ok(false) => return Ok(()),
            Err(error) => return Err(fault(error, line + 1)),
            Ok(true) => {}
        }
        line = record.position().map_or(line + 1, csv::Position::line);
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        let mut row = Map::new();
        for (name, cell) in header.iter().zip(&record) {
            row.insert(name.clone(), Value::String(decode(cell, out)));
        }
        json::row(&Keyed::new(&row), Place::Line(line), None, out);
    }
}

fn decode(cell: &[u8], out: &mut Out<'_>) -> String {
    match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let decoded = encoding::decode(cell.to_vec(), None);
            if let Some(caveat) = decoded.caveat {
                out.note_once(Error::new(caveat));
            }
            decoded.text
        }
    }
}
