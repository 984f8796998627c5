//! From marked-up text to paragraphs: the elements of HTML, NITF and their kin.

use super::finish::{line, push_paragraph};
use super::text;
use super::tree::{self, Element, Node};
use crate::error::Error;

/// Never part of the running text.
const SKIPPED: [&str; 37] = [
    "script",
    "style",
    "head",
    "title",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "picture",
    "canvas",
    "figure",
    "figcaption",
    "nav",
    "aside",
    "footer",
    "header",
    "form",
    "button",
    "select",
    "textarea",
    "dialog",
    "map",
    "math",
    "media",
    "media-caption",
    "media-producer",
    "media-metadata",
    "body.end",
    "tagline",
    "bibliography",
    "nitf-table-metadata",
    "legalese",
    "hr",
];
/// What a paragraph ends at.
const BLOCKS: [&str; 43] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "body",
    "html",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hl1",
    "hl2",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "bq",
    "block",
    "pre",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "caption",
    "address",
    "center",
    "details",
    "summary",
    "fieldset",
    "body.head",
    "body.content",
    "nitf",
    "content",
    "note",
    "fn",
    "credit",
];
/// Marks a forced line break within a paragraph.
pub(super) const BREAK: char = '\u{2028}';

/// True where an element never holds running text.
pub(super) fn is_skipped(name: &str) -> bool {
    SKIPPED.contains(&name)
}

/// True where an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// The paragraphs of an element, one a line, without those that `leave_out` names.
pub(super) fn text_of(element: &Element, leave_out: &dyn Fn(&Element) -> bool) -> String {
    let mut flow = Flow { out: String::new(), open: String::new(), leave_out };
    flow.walk(element);
    flow.close();
    flow.out
}

/// The paragraphs of a piece of HTML.
///
/// # Errors
/// Where it nests too deeply.
pub(super) fn of_html(html: &str, depth: usize) -> Result<String, Error> {
    Ok(text_of(&tree::html(html, depth)?, &|_| false))
}

/// True for a string that holds markup.
pub(super) fn is_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let name = text[at + 1..].trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let (name, rest) = name.split_at(end.min(10));
        rest.starts_with(['>', ' ', '/', '\n'])
            && (is_block(name) || matches!(name, "br" | "a" | "b" | "i" | "em" | "strong" | "span" | "img" | "font" | "u" | "sup"))
    })
}

struct Flow<'a> {
    out: String,
    open: String,
    leave_out: &'a dyn Fn(&Element) -> bool,
}

impl Flow<'_> {
    fn walk(&mut self, element: &Element) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.open.push_str(text),
                Node::Element(child) => self.element(child),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let name = element.name.as_str();
        if is_skipped(name) || (self.leave_out)(element) {
            // A picture between two paragraphs parts them, a script within one does not.
            if matches!(name, "figure" | "media" | "aside" | "hr") {
                self.close();
            }
        } else if name == "br" {
            self.open.push(BREAK);
        } else if matches!(name, "td" | "th") {
            self.walk(element);
            self.open.push(' ');
        } else if is_block(name) {
            self.close();
            self.walk(element);
            self.close();
        } else {
            self.walk(element);
        }
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        for paragraph in paragraphs(&open) {
            if !is_rule(&paragraph) {
                push_paragraph(&mut self.out, &tree::unescape_again(paragraph));
            }
        }
    }
}

/// The paragraphs in the text of one element: parted by two breaks, or by breaks that are not a
/// column's; or by the indents of wires that put a whole story into one element.
pub(super) fn paragraphs(open: &str) -> Vec<String> {
    if open.trim().is_empty() {
        return Vec::new();
    }
    if open.contains(BREAK) {
        let lines: Vec<&str> = open.split(BREAK).map(|l| l.strip_prefix('\n').unwrap_or(l)).collect();
        // Where nearly all lines are indented, that is the file's layout and no mark of a paragraph.
        let indented = lines.iter().filter(|l| is_indented(l)).count();
        let marks = indented * 2 < lines.len();
        let lines: Vec<String> =
            lines.iter().map(|raw| (if marks && is_indented(raw) { "   " } else { "" }).to_owned() + &line(raw).unwrap_or_default()).collect();
        return text::paragraphs(&lines.join("\n"));
    }
    let indented = open.lines().filter(|l| l.starts_with("    ") && !l.trim().is_empty()).count();
    let flush = open.lines().skip(1).filter(|l| l.starts_with(|c: char| !c.is_whitespace())).count();
    if indented > 0 && flush > indented {
        return text::indented(open);
    }
    // Blank lines part paragraphs where nothing else does.
    let parted = open.lines().filter(|l| l.len() > 80).count() > 1;
    let mut parts = Vec::new();
    let mut part = String::new();
    for l in open.lines() {
        if parted && l.trim().is_empty() && !part.trim().is_empty() {
            parts.push(std::mem::take(&mut part));
        }
        part.push_str(l);
        part.push('\n');
    }
    parts.push(part);
    parts
}

/// Two blanks or more at the start of a line that was broken by hand, which mean a new paragraph.
fn is_indented(raw: &str) -> bool {
    raw.chars().take_while(|c| matches!(c, ' ' | '\u{a0}' | '\t')).count() >= 2
}

/// `___`, `-----`, `* * *`: a line that says nothing.
pub(super) fn is_rule(paragraph: &str) -> bool {
    !paragraph.chars().any(char::is_alphanumeric)
}
