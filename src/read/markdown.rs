//! Markdown: front matter as metadata, then the text without its marks; a file may hold several
//! articles, each under a level-one heading with bold metadata lines.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::content::{Content, Head};
use super::fields::{self, FIELDS};
use super::finish::{Out, Place, push_paragraph};
use super::{Report, dateline, loose, tree};
use crate::error::Error;

/// A fenced head, or the name, or at least two of heading, link, list and emphasis.
pub(super) fn is_markdown(head: &Head<'_>) -> bool {
    let named = matches!(head.extension, "md" | "markdown" | "mdx");
    let fence = head.text.lines().next().map(str::trim_end).filter(|l| matches!(*l, "---" | "+++"));
    let fenced = fence.is_some_and(|fence| {
        head.text.lines().skip(1).take(200).any(|l| l.trim_end() == fence) && head.text.lines().nth(1).is_some_and(|l| l.contains([':', '=']))
    });
    let heading = head.text.lines().any(|l| l.trim_start_matches('#').starts_with(' ') && l.starts_with('#') && l.len() < 200);
    let link = head.text.match_indices("](").any(|(at, _)| head.text[at..].contains(')'));
    let list = head.text.lines().filter(|l| l.starts_with("- ") || l.starts_with("* ")).count() >= 2;
    let strong = head.text.matches("**").count() >= 2;
    named || fenced || [heading, link, list, strong].iter().filter(|x| **x).count() >= 2 && (heading || link)
}

/// Reads the articles of a file.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let text = out.whole(content)?.replace("\r\n", "\n");
    let (front, body) = front_matter(text.trim_start_matches('\u{feff}').trim_start());
    let mut common = Report::default();
    for (key, value) in pairs(front) {
        set(&mut common, &key, &value);
    }
    let articles = split(body);
    let count = articles.len();
    for (index, article) in articles.into_iter().enumerate() {
        let mut report = common.clone();
        let mut outlet = None;
        let rest = bold_head(article, &mut report, &mut outlet);
        if count > 1 && report.id == common.id {
            report.id = String::new();
        }
        render(&rest, &mut report);
        out.report(report, Place::among(index, count), outlet);
    }
    Ok(())
}

/// The lines between the fences, and what follows.
fn front_matter(text: &str) -> (&str, &str) {
    for fence in ["---", "+++"] {
        if let Some(rest) = text.strip_prefix(fence).and_then(|r| r.strip_prefix('\n'))
            && let Some(at) = rest.find(&format!("\n{fence}\n")).or_else(|| rest.ends_with(&format!("\n{fence}")).then(|| rest.len() - 4))
        {
            return (&rest[..at], rest.get(at + 5..).unwrap_or(""));
        }
    }
    ("", text)
}

/// `key: value` of YAML and `key = "value"` of TOML; a list under a key is joined.
fn pairs(front: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut folded = false;
    for line in front.lines() {
        // A text that is folded over the next lines.
        if line.starts_with("  ")
            && !line.trim_start().starts_with("- ")
            && let Some((_, value)) = pairs.last_mut()
            && (value.is_empty() || value.starts_with(['>', '|']) || folded)
        {
            folded = true;
            if value.starts_with(['>', '|']) {
                value.clear();
            }
            value.push_str(if value.is_empty() { "" } else { " " });
            value.push_str(unquote(line));
            continue;
        }
        folded = false;
        if let Some(item) = line.trim_start().strip_prefix("- ")
            && let Some((_, value)) = pairs.last_mut()
        {
            if !value.is_empty() {
                value.push_str(", ");
            }
            value.push_str(unquote(item));
        } else if !line.starts_with([' ', '\t', '#', '['])
            && let Some((key, value)) = line.split_once([':', '='])
        {
            let value = value.trim().trim_start_matches('[').trim_end_matches(']');
            let items: Vec<&str> = if value.starts_with(['"', '\'']) { value.split("\", ").map(unquote).collect() } else { vec![value] };
            pairs.push((fields::fold(key), items.join(", ")));
        }
    }
    pairs
}

fn unquote(value: &str) -> &str {
    value.trim().trim_matches(['"', '\'']).trim()
}

fn set(report: &mut Report, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    // The address of a page can hold its day; no other key of that name is a time.
    if matches!(key, "path" | "slug" | "permalink") {
        let day = value.get(..10).and_then(|d| loose::parse(&d.replace('/', "-")));
        report.published = report.published.or(day);
        return;
    }
    match FIELDS.iter().find(|f| f.knows(key)).map(|f| f.name) {
        Some("id") if report.id.is_empty() => report.id = value.to_owned(),
        Some("source") => report.source = Some(value.split(" (").next().unwrap_or(value).to_owned()),
        Some("headline") => report.headline = Some(tree::unescape(value)),
        Some("byline") => report.byline = Some(dateline::byline(value).to_owned()),
        Some("location") => report.location = Some(value.to_owned()),
        Some("language") => report.language = Some(value.to_owned()),
        Some("event") => report.event = Some(value.to_owned()),
        Some("published") => report.published = loose::parse_cell(value).or(report.published),
        Some("updated") => report.updated = loose::parse_cell(value),
        _ => {}
    }
}

/// Parts a file at level-one headings that are followed by bold metadata lines.
fn split(body: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut offset = 0;
    for line in body.split_inclusive('\n') {
        if line.starts_with("# ") && body[offset + line.len()..].lines().find(|l| !l.trim().is_empty()).is_some_and(|l| bold_pair(l).is_some()) {
            starts.push(offset);
        }
        offset += line.len();
    }
    if starts.len() < 2 {
        return vec![body];
    }
    starts.iter().enumerate().map(|(i, start)| &body[*start..starts.get(i + 1).copied().unwrap_or(body.len())]).collect()
}

/// `**Published:** 2016-02-13`.
fn bold_pair(line: &str) -> Option<(String, &str)> {
    let rest = line.trim().strip_prefix("**")?;
    let (key, value) = rest.split_once(":**").or_else(|| rest.split_once("**:"))?;
    (key.len() < 30).then(|| (fields::fold(key), value.trim()))
}

/// Takes heading and bold metadata lines off an article; gives the rest.
fn bold_head(article: &str, report: &mut Report, outlet: &mut Option<String>) -> String {
    let mut rest = String::with_capacity(article.len());
    let mut in_head = true;
    for line in article.lines() {
        if in_head && let Some((key, value)) = bold_pair(line) {
            if key == "url" || key == "link" {
                report.id = value.to_owned();
                *outlet = fields::outlet(value);
            } else {
                set(report, &key, value);
            }
            continue;
        }
        if in_head
            && let Some(title) = line.strip_prefix("# ")
            && (report.headline.is_none() || article.starts_with("# "))
        {
            report.headline = Some(title.trim().to_owned());
            continue;
        }
        in_head &= line.trim().is_empty();
        // Shortcodes of site builders are no text.
        if !(line.trim_start().starts_with("{{") && line.trim_end().ends_with("}}")) {
            rest.push_str(line);
        }
        rest.push('\n');
    }
    rest
}

/// The text without its marks: links by their words, no pictures, no code, no HTML.
fn render(markdown: &str, report: &mut Report) {
    let mut open = String::new();
    let mut skipped = 0_usize;
    let mut title = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => skipped += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => skipped = skipped.saturating_sub(1),
            Event::Start(Tag::Heading { level, .. }) => title = level == HeadingLevel::H1 && report.headline.is_none(),
            Event::Text(text) if skipped == 0 => open.push_str(&tree::unescape(&text)),
            Event::Code(text) if skipped == 0 => open.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => open.push(' '),
            Event::Start(Tag::Item | Tag::Paragraph | Tag::List(_) | Tag::TableRow)
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableRow | TagEnd::TableHead) => {
                if title {
                    report.headline = super::finish::line(&open);
                    title = false;
                } else if !fields::is_address(&open) {
                    push_paragraph(&mut report.text, &open);
                }
                open.clear();
            }
            _ => {}
        }
    }
    push_paragraph(&mut report.text, &open);
}
