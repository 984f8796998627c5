//! From bytes to text: the order that works on real files, where declarations often lie.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text and how sure its encoding is.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// What a person should know, where the encoding had to be guessed.
    pub(super) caveat: Option<String>,
}

/// Decodes by byte order mark, else as UTF-8 where the bytes are valid, else as declared (by the
/// transport, or in the first bytes), else by a guess.
///
/// UTF-8 goes before a declaration because pages that were converted once keep the old one, and no
/// other text happens to be valid UTF-8.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Decoded {
    if let Some(encoding) = marked(&bytes) {
        let (text, _) = encoding.decode_with_bom_removal(&bytes);
        return Decoded { text: text.into_owned(), caveat: None };
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text, caveat: None },
        Err(error) => error.into_bytes(),
    };
    let label = declared.map(Cow::Borrowed).or_else(|| declaration(&bytes));
    // A text declared as UTF-8 that is not is treated as undeclared.
    if let Some(encoding) = label.as_deref().and_then(|l| Encoding::for_label(l.trim().as_bytes())).filter(|e| *e != UTF_8 && !is_wide(e)) {
        let (text, _, wrong) = encoding.decode(&bytes);
        let caveat = wrong.then(|| format!("some bytes are not {}, as declared", encoding.name()));
        return Decoded { text: text.into_owned(), caveat };
    }
    let encoding = guess(&bytes);
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    Decoded { text: text.into_owned(), caveat: Some(format!("not valid UTF-8 and no encoding declared: read as {}", encoding.name())) }
}

/// The start of a file as text, good enough to recognise a format by.
pub(super) fn decode_head(bytes: &[u8]) -> Cow<'_, str> {
    match marked(bytes) {
        Some(encoding) => encoding.decode_with_bom_removal(bytes).0,
        None => String::from_utf8_lossy(bytes),
    }
}

/// True for UTF-16, with or without byte order mark.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    marked(bytes).is_some_and(|e| is_wide(&e))
}

fn is_wide(encoding: &&'static Encoding) -> bool {
    *encoding == UTF_16LE || *encoding == UTF_16BE
}

/// True for bytes that are no text in any encoding that we read.
pub(super) fn is_binary(head: &[u8]) -> bool {
    if is_utf16(head) {
        return false;
    }
    let odd = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x07 | 0x1B)).count();
    odd * 50 > head.len()
}

/// The encoding that a byte order mark gives, or the pattern of zero bytes of bare UTF-16.
fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let start = &bytes[..bytes.len().min(256) & !1];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let half = start.len() / 2;
    match (zeros(0), zeros(1)) {
        _ if half < 2 => None,
        (0, high) if high * 2 > half => Some(UTF_16LE),
        (low, 0) if low * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding's name in an XML declaration or a `<meta>` of the first bytes.
fn declaration(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let head = &bytes[..bytes.len().min(4096)];
    let lower = head.to_ascii_lowercase();
    let find = |needle: &[u8]| lower.windows(needle.len()).position(|w| w == needle).map(|at| at + needle.len());
    let at = match lower.trim_ascii_start().starts_with(b"<?xml") {
        true => find(b"encoding=").or_else(|| find(b"charset=")),
        false => find(b"charset="),
    }?;
    let label: Vec<u8> =
        head[at..].iter().copied().skip_while(|b| b"\"' ".contains(b)).take_while(|b| b.is_ascii_alphanumeric() || b"-_:".contains(b)).collect();
    String::from_utf8(label).ok().filter(|l| !l.is_empty()).map(Cow::Owned)
}

/// The text that a line was before its UTF-8 was read as Windows-1252; none where it was not.
pub(super) fn undo_mojibake(line: &str) -> Option<String> {
    if !line.contains(['â', 'Ã', 'Â']) {
        return None;
    }
    let (bytes, _, lossy) = WINDOWS_1252.encode(line);
    if lossy { None } else { String::from_utf8(bytes.into_owned()).ok() }
}

/// Windows-1252, of which ISO-8859-1 is a part, unless so much of the text is beyond ASCII that it
/// cannot be of a Western language.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    if high < letters {
        return WINDOWS_1252;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(64 << 10)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}
