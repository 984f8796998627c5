//! Lines of a width, with marks under some of their words.

use unicode_width::UnicodeWidthChar;

use super::visible;
use crate::span::Span;

/// A sentence is cut so many bytes before and behind its mention: a line of a broken file may be
/// megabytes long.
const CONTEXT: usize = 240;

/// The part of a sentence around a mention, with what stands for the parts that were cut.
pub(super) fn excerpt(text: &str, sentence: Span, mention: Span) -> (&'static str, Span, &'static str) {
    let mut start = sentence.start();
    let mut end = sentence.end();
    let (mut before, mut after) = ("", "");
    if mention.start().saturating_sub(start) > CONTEXT {
        start = cut(text, mention.start() - CONTEXT);
        before = "… ";
    }
    if end.saturating_sub(mention.end()) > CONTEXT {
        end = cut(text, mention.end() + CONTEXT);
        after = " …";
    }
    (before, Span::new(start.min(mention.start()), end.max(mention.end())), after)
}

/// A place to cut at or shortly before `offset`: a word end where one is near.
fn cut(text: &str, offset: usize) -> usize {
    let offset = text.floor_char_boundary(offset);
    let near = text.floor_char_boundary(offset.saturating_sub(30));
    text[near..offset].rfind(' ').map_or(offset, |space| near + space)
}

/// One printed line of a wrapped text and what marks the words in it.
pub(super) struct Wrapped {
    pub(super) text: String,
    pub(super) marks: String,
}

/// Breaks a text between words into lines of `columns`, with `^` under the bytes of `marked`.
pub(super) fn wrap(text: &str, marked: Span, columns: usize) -> Vec<Wrapped> {
    struct Cell {
        text: String,
        width: usize,
        marked: bool,
        space: bool,
    }
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len());
    for (offset, c) in text.char_indices() {
        let space = c.is_whitespace();
        if space && cells.last().is_none_or(|cell| cell.space) {
            continue;
        }
        let shown = if space { " ".to_owned() } else { visible(c.encode_utf8(&mut [0; 4])) };
        let width = shown.chars().map(|c| c.width().unwrap_or(0)).sum();
        cells.push(Cell { text: shown, width, marked: marked.start() <= offset && offset < marked.end(), space });
    }
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let mut end = start;
        let mut width = 0;
        let mut break_at = None;
        while end < cells.len() && width + cells[end].width <= columns {
            if cells[end].space {
                break_at = Some(end);
            }
            width += cells[end].width;
            end += 1;
        }
        if end < cells.len() && !cells[end].space {
            end = break_at.filter(|&at| at > start).unwrap_or(end.max(start + 1));
        }
        let line = &cells[start..end];
        let marks: String = line.iter().map(|cell| if cell.marked { "^" } else { " " }.repeat(cell.width)).collect();
        lines.push(Wrapped { text: line.iter().map(|cell| cell.text.as_str()).collect(), marks: marks.trim_end().to_owned() });
        start = end;
        while cells.get(start).is_some_and(|cell| cell.space) {
            start += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_under_the_words_in_wide_and_combining_script() {
        let text = "李克强 met Kim e\u{301} on April 25 at noon";
        let start = text.find("April").unwrap();
        let lines = wrap(text, Span::new(start, start + 8), 20);
        let shown: Vec<(&str, &str)> = lines.iter().map(|l| (l.text.as_str(), l.marks.as_str())).collect();
        assert_eq!(shown, [("李克强 met Kim e\u{301} on", ""), ("April 25 at noon", "^^^^^^^^")]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_nothing_is_lost() {
        let lines = wrap(&"x".repeat(25), Span::new(0, 0), 10);
        let widths: Vec<usize> = lines.iter().map(|l| l.text.len()).collect();
        assert_eq!(widths, [10, 10, 5]);
    }

    #[test]
    fn a_sentence_without_end_is_cut_around_its_mention() {
        let text = format!("{} 42 {}", "é ".repeat(5000), "è ".repeat(5000));
        let at = text.find("42").unwrap();
        let (before, span, after) = excerpt(&text, Span::new(0, text.len()), Span::new(at, at + 2));
        assert_eq!((before, after), ("… ", " …"));
        assert!(span.len() < 3 * CONTEXT && span.contains(Span::new(at, at + 2)));
    }
}
