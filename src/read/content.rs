//! The bytes of an input: opened, unpacked, capped; and its first bytes, to recognise it by.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::walk::File;
use super::{FORMATS, Format, Limits, encoding};
use crate::error::Error;

/// How much of a file is looked at to recognise it.
const HEAD: u64 = 64 << 10;
/// Packed files may unpack to this much, whatever the ratio.
const FREE: u64 = 64 << 20;

/// An opened input.
pub(super) struct Content {
    head: Vec<u8>,
    rest: Box<dyn BufRead>,
    extension: String,
    /// Where the content lies on disk as it is.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only Parquet is read from its end"))]
    path: Option<std::path::PathBuf>,
    pub(super) limits: Limits,
}

/// The first bytes of an input.
pub(super) struct Head<'a> {
    pub(super) bytes: &'a [u8],
    /// The same as text, without byte order mark and leading blanks.
    pub(super) text: &'a str,
    /// Lower case, without compression suffix.
    pub(super) extension: &'a str,
    /// True where the file goes on after these bytes.
    pub(super) cut: bool,
}

/// What a long reading tells of itself, and what ends it early.
#[derive(Debug, Default)]
pub struct Gauge {
    /// Bytes taken from the disk so far, packed as they lie there.
    pub bytes: AtomicU64,
    /// Once true, what is being read ends with an error at its next block.
    pub stop: Arc<AtomicBool>,
}

struct Gauged<R> {
    inner: R,
    gauge: Arc<Gauge>,
}

impl<R: Read> Read for Gauged<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.gauge.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("stopped"));
        }
        let read = self.inner.read(buffer)?;
        self.gauge.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Opens a file, or standard input, and takes gzip and zstd off.
pub(super) fn open(file: &File, limits: Limits, gauge: Option<&Arc<Gauge>>) -> Result<Content, Error> {
    let mut raw: Box<dyn Read> = match &file.path {
        Some(path) => Box::new(std::fs::File::open(path)?),
        None => Box::new(io::stdin()),
    };
    if let Some(gauge) = gauge {
        raw = Box::new(Gauged { inner: raw, gauge: gauge.clone() });
    }
    let mut name = file.name.to_ascii_lowercase();
    let mut rest: Box<dyn BufRead> = Box::new(BufReader::with_capacity(256 << 10, raw));
    let mut path = file.path.clone();
    // Two layers: a `.warc.gz` that was packed once more. Deeper is no one's habit.
    for _ in 0..3 {
        let mut head = Vec::new();
        rest.by_ref().take(HEAD).read_to_end(&mut head)?;
        let packed = Packing::of(&head);
        let Some(packing) = packed else {
            let extension = name.rsplit(['/', '\\']).next().and_then(|n| n.rsplit_once('.')).map_or("", |(_, e)| e).to_owned();
            return Ok(Content { head, rest, extension, path, limits });
        };
        path = None;
        for suffix in [".gz", ".zst"] {
            name = name.strip_suffix(suffix).map(str::to_owned).unwrap_or(name);
        }
        let packed = Rc::new(Cell::new(0));
        let input = Counted { inner: Cursor::new(head).chain(rest), count: packed.clone() };
        let unpacked: Box<dyn Read> = match packing {
            Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(input))),
            Packing::Zstd => Box::new(zstd::stream::read::Decoder::new(input)?),
        };
        let guard = Guard { inner: unpacked, packing, packed, unpacked: 0, ratio: limits.unpack_ratio };
        rest = Box::new(BufReader::with_capacity(256 << 10, guard));
    }
    Err(Error::new("packed more than twice over: unpack it first"))
}

impl Content {
    /// The format of the content.
    pub(super) fn recognise(&self) -> Result<&'static Format, Error> {
        if self.head.is_empty() {
            return Err(Error::new("the file is empty"));
        }
        if let Some(what) = foreign(&self.head) {
            return Err(Error::new(what));
        }
        let decoded = encoding::decode_head(&self.head);
        let text = decoded.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let cut = self.head.len() as u64 == HEAD;
        let head = Head { bytes: &self.head, text, extension: &self.extension, cut };
        let format = FORMATS.iter().find(|f| (f.recognise)(&head));
        let format = format.ok_or_else(|| Error::new("of no format that is known"))?;
        // The wire formats of the telex age are framed in control bytes; all others are text.
        let framed = [&[1][..], &[0x16, 0x16], b"PAR1"].iter().any(|start| self.head.starts_with(start));
        if !framed && encoding::is_binary(&self.head) {
            return Err(Error::new("not text: the file holds binary data"));
        }
        Ok(format)
    }

    /// The file on disk, for a format that is not read from its start to its end; none for what was
    /// packed or came through a pipe.
    #[cfg(feature = "parquet")]
    pub(super) fn file(&self) -> Option<Result<std::fs::File, Error>> {
        self.path.as_ref().filter(|p| p.is_file()).map(|path| std::fs::File::open(path).map_err(Error::from))
    }

    /// All bytes, at most `limit`.
    pub(super) fn bytes(&mut self, limit: usize, name: &str) -> Result<Vec<u8>, Error> {
        let mut bytes = std::mem::take(&mut self.head);
        (&mut self.rest).take((limit as u64 + 1).saturating_sub(bytes.len() as u64)).read_to_end(&mut bytes)?;
        if bytes.len() > limit {
            return Err(too_large(limit, name));
        }
        Ok(bytes)
    }

    /// All content as text, decoded by what it says of itself; for a format with many reports a file.
    pub(super) fn text(&mut self) -> Result<encoding::Decoded, Error> {
        Ok(encoding::decode(self.bytes(self.limits.file_bytes, "file-bytes")?, None))
    }

    /// All content as text, for a format with one report a file.
    pub(super) fn report_text(&mut self) -> Result<encoding::Decoded, Error> {
        Ok(encoding::decode(self.bytes(self.limits.report_bytes, "report-bytes")?, None))
    }

    /// The content as a stream, for formats that are read record by record. UTF-16 is turned into
    /// UTF-8 first, which needs it whole.
    pub(super) fn stream(&mut self) -> Result<Box<dyn BufRead>, Error> {
        if encoding::is_utf16(&self.head) {
            return Ok(Box::new(Cursor::new(self.text()?.text.into_bytes())));
        }
        let mut head = std::mem::take(&mut self.head);
        if head.starts_with(b"\xEF\xBB\xBF") {
            head.drain(..3);
        }
        let rest = std::mem::replace(&mut self.rest, Box::new(io::empty()));
        Ok(Box::new(BufReader::with_capacity(1 << 20, Cursor::new(head).chain(rest))))
    }
}

/// The error of something larger than a limit.
pub(super) fn too_large(limit: usize, name: &str) -> Error {
    let size = if limit >= 1 << 20 { format!("{} MiB", limit >> 20) } else { format!("{limit} bytes") };
    Error::new(format!("larger than {size}, the limit `{name}`: split it, or raise it with --limit {name}=N"))
}

/// What a file of another trade is, and what to do about it.
fn foreign(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(usize, &[u8], &str); 17] = [
        (0, b"PK\x03\x04", "a zip archive (or an office document): unpack it, and give the files in it"),
        (0, b"PK\x05\x06", "an empty zip archive"),
        (0, b"%PDF", "a PDF: save its text first"),
        (0, b"\xFF\xD8\xFF", "a JPEG picture, no text"),
        (0, b"\x89PNG", "a PNG picture, no text"),
        (0, b"GIF8", "a GIF picture, no text"),
        (0, b"RIFF", "a picture or sound file, no text"),
        (0, b"ID3", "an MP3 sound file, no text"),
        (0, b"\xFF\xFB", "an MP3 sound file, no text"),
        (0, b"OggS", "a sound or video file, no text"),
        (4, b"ftyp", "a video file, no text"),
        (0, b"\x7FELF", "a program, no text"),
        (0, b"\xD0\xCF\x11\xE0", "an old office document: save it as plain text first"),
        (0, b"7z\xBC\xAF\x27\x1C", "a 7z archive: unpack it first"),
        (0, b"Rar!", "a rar archive: unpack it first"),
        (0, b"\xFD7zXZ", "packed with xz: unpack it first"),
        (257, b"ustar", "a tar archive: unpack it, and give the files in it"),
    ];
    #[cfg(not(feature = "parquet"))]
    if head.starts_with(b"PAR1") {
        return Some("a Parquet table, which this build leaves out: build with the feature `parquet`");
    }
    if head.starts_with(b"BZh") && head.get(4..10) == Some(b"1AY&SY") {
        return Some("packed with bzip2: unpack it first");
    }
    KINDS.iter().find(|(at, magic, _)| head.get(*at..).is_some_and(|h| h.starts_with(magic))).map(|(_, _, what)| *what)
}

#[derive(Clone, Copy)]
enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    fn of(head: &[u8]) -> Option<Packing> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Packing::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstd),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }
}

struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Stops a decompression bomb, and says what is wrong with packed data.
struct Guard {
    inner: Box<dyn Read>,
    packing: Packing,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
    ratio: u64,
}

impl Read for Guard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => io::Error::new(e.kind(), format!("the {} data end too early: the file was cut off", self.packing.name())),
            _ => io::Error::new(e.kind(), format!("broken {} data: {e}", self.packing.name())),
        })?;
        self.unpacked += read as u64;
        if self.unpacked > FREE && self.unpacked / self.ratio.max(1) > self.packed.get() {
            return Err(io::Error::other(format!(
                "unpacks to more than {} times its size, the limit `unpack-ratio`: not read further; where it may be trusted, raise it with --limit unpack-ratio=N",
                self.ratio
            )));
        }
        Ok(read)
    }
}
