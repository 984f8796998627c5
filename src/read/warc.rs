//! WARC, as CC-NEWS and other crawls are kept: one page a response record, read one at a time.

use std::io::{BufRead, Read};

use flate2::read::GzDecoder;

use super::content::{Content, Head};
use super::finish::{Out, Place};
use super::{encoding, html};
use crate::error::Error;

/// The version line of the first record.
pub(super) fn is_warc(head: &Head<'_>) -> bool {
    head.text.starts_with("WARC/") || head.text.starts_with("filedesc://")
}

/// What was not read, by reason, in the order of this list.
const REASONS: [&str; 5] =
    ["of another type than response", "not answered with 200", "not HTML", "with no article on the page", "over the limit `report-bytes`"];

/// Reads the pages as a stream.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let limits = content.limits;
    let mut stream = content.stream()?;
    let mut left_out = [0_usize; REASONS.len()];
    let mut number = 0;
    while let Some(head) = record_head(&mut stream).map_err(|e| Error::new(format!("record {}: {e}", number + 1)))? {
        number += 1;
        if head.is_empty() {
            return Err(Error::new("an ARC file, the format before WARC: convert it first"));
        }
        let get = |name: &str| head.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str());
        let length: u64 = get("content-length").and_then(|l| l.parse().ok()).ok_or_else(|| Error::new(format!("record {number}: no Content-Length")))?;
        let kind = get("warc-type").unwrap_or("");
        let wanted = matches!(kind, "response" | "resource" | "conversion");
        let mut body = Vec::new();
        let fits = length <= limits.report_bytes as u64;
        let mut record = stream.by_ref().take(length);
        let read = if wanted && fits { record.read_to_end(&mut body).map(|n| n as u64) } else { std::io::copy(&mut record, &mut std::io::sink()) };
        let cut = match read {
            Ok(n) => n < length,
            Err(error) => return Err(Error::new(format!("record {number}: {error}"))),
        };
        if !wanted || !fits {
            left_out[if wanted { 4 } else { 0 }] += 1;
        } else {
            let url = get("warc-target-uri").unwrap_or("").trim_matches(['<', '>']).to_owned();
            let typed = get("content-type").unwrap_or("").to_ascii_lowercase();
            if kind == "resource" && !typed.is_empty() && !typed.contains("html") {
                left_out[2] += 1;
            } else if let Err(reason) = page(kind, &body, &url, number, limits.report_bytes, limits.depth, out) {
                left_out[reason] += 1;
            }
        }
        if cut {
            return Err(Error::new(format!("record {number}: {length} bytes expected, and the file ends before")));
        }
    }
    let parts: Vec<String> = REASONS.iter().zip(left_out).filter(|(_, n)| *n > 0).map(|(reason, n)| format!("{n} {reason}")).collect();
    if !parts.is_empty() {
        out.note(Error::new(format!("records left out: {}", parts.join(", "))));
    }
    Ok(())
}

/// The header fields of the next record; none at the end. What stands between two records (a
/// missing or a doubled blank line, the rest of a record that lied about its length) is passed over.
fn record_head(stream: &mut dyn BufRead) -> std::io::Result<Option<Vec<(String, String)>>> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if limited_line(stream, &mut line)? == 0 {
            return Ok(None);
        }
        if line.starts_with(b"filedesc://") {
            return Ok(Some(Vec::new()));
        }
        if line.starts_with(b"WARC/") {
            break;
        }
    }
    let mut fields: Vec<(String, String)> = Vec::new();
    loop {
        line.clear();
        if limited_line(stream, &mut line)? == 0 || line.trim_ascii().is_empty() {
            return Ok(Some(fields));
        }
        if let Some((name, value)) = String::from_utf8_lossy(&line).split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
}

/// A line of at most 64 kB; a longer one comes in pieces, which no header field needs.
fn limited_line(stream: &mut dyn BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    stream.take(64 << 10).read_until(b'\n', line)
}

/// Reads one page; what it gives in error is an index into [`REASONS`].
fn page(kind: &str, record: &[u8], url: &str, number: usize, limit: usize, depth: usize, out: &mut Out<'_>) -> Result<(), usize> {
    if kind == "conversion" {
        let mut report = super::Report::new(url, "");
        super::text::parse(&encoding::decode(record.to_vec(), None).text, &mut report);
        out.report(report, Place::Item(number), super::fields::outlet(url));
        return Ok(());
    }
    let (status, fields, body) = http(record);
    let get = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    if status != 200 {
        return Err(1);
    }
    let content_type = get("content-type").unwrap_or("text/html").to_ascii_lowercase();
    if !content_type.contains("html") {
        return Err(2);
    }
    let body = if get("transfer-encoding").is_some_and(|t| t.contains("chunked")) { dechunk(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let body = match unpack(body, limit) {
        Ok(body) => body,
        Err(error) => {
            out.skip(Error::new(format!("record {number} ({url}): {error}")));
            return Ok(());
        }
    };
    if get("content-encoding").is_some_and(|e| e.contains("br")) && encoding::is_binary(&body) {
        out.skip(Error::new(format!("record {number} ({url}): packed with brotli, which is not read")));
        return Ok(());
    }
    let charset = content_type.split("charset=").nth(1).map(|c| c.trim_matches(['"', '\'', ' ', ';']));
    let decoded = encoding::decode(body, charset);
    match html::parse(&decoded.text, Some(url), depth) {
        Ok((report, outlet)) => {
            if report.headline.is_none() || report.text.chars().count() < 80 {
                return Err(3);
            }
            out.report(report, Place::Item(number), outlet);
        }
        Err(error) => out.skip(Error::new(format!("record {number} ({url}): {error}"))),
    }
    Ok(())
}

/// Status, header fields with names in lower case, and body of a response; a resource is a body alone.
fn http(record: &[u8]) -> (u16, Vec<(String, String)>, &[u8]) {
    if !record.starts_with(b"HTTP/") {
        return (200, Vec::new(), record);
    }
    let end = memchr::memmem::find(record, b"\r\n\r\n").map(|at| (at, at + 4)).or_else(|| memchr::memmem::find(record, b"\n\n").map(|at| (at, at + 2)));
    let (head, body) = end.map_or((record, &record[record.len()..]), |(at, next)| (&record[..at], &record[next..]));
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|l| l.split_whitespace().nth(1)).and_then(|s| s.parse().ok()).unwrap_or(0);
    let fields = lines.filter_map(|l| l.split_once(':')).map(|(n, v)| (n.trim().to_ascii_lowercase(), v.trim().to_owned())).collect();
    (status, fields, body)
}

/// Joins the chunks of a body; none where they have been joined already.
fn dechunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let size = std::str::from_utf8(&body[..end]).ok()?.trim().split(';').next()?.trim().to_owned();
        let size = usize::from_str_radix(&size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(&body[..size.min(body.len())]);
        // A record that was cut ends within a chunk.
        let Some(rest) = body.get(size..) else { return Some(out) };
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if body.is_empty() {
            return Some(out);
        }
    }
}

/// Takes gzip off a body, whatever its header says.
fn unpack(body: Vec<u8>, limit: usize) -> Result<Vec<u8>, Error> {
    if !body.starts_with(&[0x1F, 0x8B, 8]) {
        return Ok(body);
    }
    let mut out = Vec::new();
    let read = GzDecoder::new(body.as_slice()).take(limit as u64 + 1).read_to_end(&mut out);
    if out.len() > limit {
        return Err(super::content::too_large(limit, "report-bytes"));
    }
    // A page that was cut still has its beginning.
    if out.is_empty() { read.map(|_| out).map_err(Error::from) } else { Ok(out) }
}
