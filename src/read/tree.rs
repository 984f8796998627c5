//! One small tree for XML and HTML: elements by local name, and text.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Error;

/// An element. Names are without namespace prefix; those of HTML are lower case.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute's value, by local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// The elements right under this one.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|n| match n {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }

    /// The elements of one name right under this one; case does not count, since some wires get it wrong.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |e| e.name.eq_ignore_ascii_case(name))
    }

    /// The first element of that name right under this one.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// The element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// This element and all below it, in the order of the document.
    pub(super) fn walk(&self) -> impl Iterator<Item = &Element> {
        let mut stack = vec![self];
        std::iter::from_fn(move || {
            let element = stack.pop()?;
            let from = stack.len();
            stack.extend(element.elements());
            stack[from..].reverse();
            Some(element)
        })
    }

    /// The first of that name anywhere below.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.walk().skip(1).find(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// All text below, blanks squeezed; none where there is none.
    pub(super) fn text(&self) -> Option<String> {
        let mut text = String::new();
        self.push_text(&mut text);
        super::finish::line(&text)
    }

    /// The text of a child, blanks squeezed.
    pub(super) fn child_text(&self, name: &str) -> Option<String> {
        self.child(name).and_then(Element::text)
    }

    /// Appends all text below as it stands.
    pub(super) fn push_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(e) => e.push_text(out),
                Node::Text(t) => out.push_str(t),
            }
        }
    }
}

/// Parses XML, forgiving what feeds get wrong: unknown entities, bare ampersands, end tags that do
/// not match. Nothing outside the text is ever opened, and no entity of its own is expanded.
///
/// # Errors
/// Where it nests deeper than `depth`, declares entities, or is no XML beyond some point.
pub(super) fn xml(text: &str, depth: usize) -> Result<Element, Error> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut stack = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|e| Error::new(format!("broken XML: {e}")).at_line(line(text, reader.error_position())))?;
        match event {
            Event::Start(start) => {
                if stack.len() > depth {
                    return Err(Error::new(format!("nested too deeply: more than {depth} levels, the limit `depth`: raise it with --limit depth=N")));
                }
                stack.push(element(&start));
            }
            Event::Empty(start) => push(&mut stack, Node::Element(element(&start))),
            Event::End(end) => {
                // An end tag closes what it names; one that names nothing open is passed over.
                let name = name(end.name().as_ref());
                if let Some(at) = stack.iter().rposition(|e| e.name == name).filter(|at| *at > 0) {
                    while stack.len() > at {
                        close(&mut stack);
                    }
                }
            }
            Event::Text(text) => push_text(&mut stack, &text),
            Event::CData(text) => push_text(&mut stack, &text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => push_text(&mut stack, c.encode_utf8(&mut [0; 4])),
                _ => push_text(&mut stack, &entity(&reference)),
            },
            Event::DocType(doctype) => {
                if doctype.contains("<!ENTITY") {
                    return Err(Error::new("declares entities of its own, which are never expanded: replace them by their text"));
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    while stack.len() > 1 {
        close(&mut stack);
    }
    stack
        .pop()
        .and_then(|root| root.children.into_iter().find_map(|n| if let Node::Element(e) = n { Some(e) } else { None }))
        .ok_or_else(|| Error::new("no XML element in it"))
}

fn line(text: &str, offset: u64) -> u64 {
    let end = usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..end]).count() as u64
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.html_attributes();
    let attributes = attributes.with_checks(false).flatten();
    Element {
        name: name(start.name().as_ref()),
        attributes: attributes.map(|a| (a.key.local_name().as_ref().to_owned(), unescape(&a.value))).collect(),
        children: Vec::new(),
    }
}

/// An element's name without prefix; the words that feeds have for pictures keep theirs, so that a
/// picture's title is not taken for the report's.
fn name(qualified: &str) -> String {
    match qualified.split_once(':') {
        Some(("media" | "itunes", _)) | None => qualified.to_owned(),
        Some((_, local)) => local.to_owned(),
    }
}

/// The name of the root element, without prefix, past declaration, comments and document type.
pub(super) fn root_name(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = match rest {
            r if r.starts_with("<?") => r.find("?>")? + 2,
            r if r.starts_with("<!--") => r.find("-->")? + 3,
            // A document type may hold declarations between brackets.
            r if r.starts_with("<!") => {
                let close = r.find('>')?;
                match r[..close].find('[') {
                    Some(open) => open + r[open..].find(']').map_or(close - open, |at| at + r[open + at..].find('>').unwrap_or(0)) + 1,
                    None => close + 1,
                }
            }
            r => {
                let name = r.strip_prefix('<')?;
                let end = name.find(|c: char| !(c.is_alphanumeric() || "_-.:".contains(c)))?;
                let name = &name[..end];
                return Some(name.rsplit_once(':').map_or(name, |(_, local)| local)).filter(|n| !n.is_empty());
            }
        };
        rest = rest.get(end..)?;
    }
}

fn close(stack: &mut Vec<Element>) {
    if let Some(element) = stack.pop() {
        push(stack, Node::Element(element));
    }
}

fn push(stack: &mut [Element], node: Node) {
    if let Some(parent) = stack.last_mut() {
        parent.children.push(node);
    }
}

fn push_text(stack: &mut [Element], text: &str) {
    let Some(parent) = stack.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(last)) => last.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

/// The text of a named entity of HTML; others stay as they are written.
fn entity(name: &str) -> Cow<'_, str> {
    let text = format!("&{name};");
    Cow::Owned(unescape(&text))
}

/// Replaces the entities of HTML in a text.
pub(super) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let replaced = end.and_then(|end| Some((end, resolve(&rest[1..end])?)));
        match replaced {
            Some((end, text)) => {
                out.push_str(&text);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// As [`unescape`], once more where the result still holds entities: texts are escaped twice where
/// two programs each thought that it was theirs to do.
pub(super) fn unescape_again(text: String) -> String {
    let doubled = text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        rest.bytes().take(12).position(|b| b == b';').is_some_and(|end| end > 0 && resolve(&rest[..end]).is_some())
    });
    if doubled { unescape(&text) } else { text }
}

fn resolve(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Numbers 128 to 159 mean Windows-1252, as browsers read them.
        if (128..160).contains(&code) {
            let byte = [u8::try_from(code).ok()?];
            return Some(Cow::Owned(encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.into_owned()));
        }
        return char::from_u32(code).map(|c| Cow::Owned(c.to_string()));
    }
    quick_xml::escape::resolve_html5_entity(name).map(Cow::Borrowed)
}

/// Parses a page or a fragment of HTML as browsers do.
///
/// # Errors
/// Where it nests deeper than browsers bear, four times `depth`: the tree builder's cost grows with
/// the square of the depth, so this is found out beforehand.
pub(super) fn html(text: &str, depth: usize) -> Result<Element, Error> {
    if nesting(text) > 4 * depth {
        return Err(Error::new(format!("nested too deeply: more than {} levels, four times the limit `depth`", 4 * depth)));
    }
    let document = dom_query::Document::from(text);
    Ok(copy(&document.root(), 0))
}

/// The greatest number of tags open at once, of those whose end tag is no custom to leave out.
fn nesting(text: &str) -> usize {
    const LOOSE: [&[u8]; 26] = [
        b"p", b"li", b"br", b"hr", b"img", b"input", b"meta", b"link", b"td", b"th", b"tr", b"option", b"dt", b"dd", b"source", b"area", b"base", b"col",
        b"embed", b"param", b"track", b"wbr", b"tbody", b"thead", b"path", b"use",
    ];
    let bytes = text.as_bytes();
    let (mut open, mut deepest) = (0_usize, 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => {
                let name = tag(&bytes[at + 2..]);
                open = open.saturating_sub(usize::from(!LOOSE.iter().any(|l| l.eq_ignore_ascii_case(name))));
            }
            Some(c) if c.is_ascii_alphabetic() => {
                let name = tag(&bytes[at + 1..]);
                if !LOOSE.iter().any(|l| l.eq_ignore_ascii_case(name)) {
                    open += 1;
                    deepest = deepest.max(open);
                }
            }
            _ => {}
        }
    }
    deepest
}

fn tag(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().take(20).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(bytes.len().min(20));
    &bytes[..end]
}

fn copy(node: &dom_query::NodeRef<'_>, depth: usize) -> Element {
    let mut element = Element::default();
    if let Some(source) = node.element_ref() {
        element.name = source.name.local.to_ascii_lowercase().to_string();
        element.attributes = source.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
    }
    // Unclosed formatting can nest beyond what was counted; deeper is no text of a report.
    if depth > 1500 {
        return element;
    }
    for child in node.children_it(false) {
        if child.is_element() {
            element.children.push(Node::Element(copy(&child, depth + 1)));
        } else if child.is_text() {
            element.children.push(Node::Text(child.text().to_string()));
        }
    }
    element
}
