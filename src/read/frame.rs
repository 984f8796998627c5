//! The frame of a wire message in control bytes, as ANPA 1312 and IPTC 7901 have it: heading, text, end.

use super::Report;
use super::content::Content;
use super::finish::{Out, Place};
use crate::error::Error;

const TEXT: char = '\u{2}';
const END_OF_TEXT: char = '\u{3}';
const END: char = '\u{4}';

/// The parts of a message.
pub(super) struct Message<'a> {
    pub(super) heading: &'a str,
    pub(super) text: &'a str,
    /// What stands behind the text: the time at which it was sent.
    pub(super) end: &'a str,
}

impl<'a> Message<'a> {
    fn of(message: &'a str) -> Self {
        let (heading, rest) = message.split_once(TEXT).unwrap_or(("", message));
        let (text, end) = rest.split_once(END_OF_TEXT).unwrap_or((rest, ""));
        Message { heading, text, end }
    }
}

/// True where a text begins within what is looked at.
pub(super) fn holds_text(head: &str) -> bool {
    head.contains(TEXT)
}

/// Reads each message of a file; `kind` is what the frame is called.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>, kind: &str, parse: fn(&Message<'_>) -> Report) -> Result<(), Error> {
    let all = out.whole_file(content)?.replace("\r\n", "\n").replace('\r', "\n");
    let messages: Vec<&str> = all.split(END).filter(|message| holds_text(message)).collect();
    if messages.is_empty() {
        return Err(Error::new(format!("a {kind} frame without a text in it")));
    }
    let count = messages.len();
    for (index, message) in messages.into_iter().enumerate() {
        out.report(parse(&Message::of(message)), Place::among(index, count), None);
    }
    Ok(())
}
