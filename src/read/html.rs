//! Web pages: the article, without what stands around it.

use super::content::{Content, Head};
use super::finish::{Out, Place};
use super::masthead::Masthead;
use super::page::{Page, fold};
use super::{Report, flow, tree};
use crate::error::Error;

/// A page, or what looks like a part of one.
pub(super) fn is_html(head: &Head<'_>) -> bool {
    let start = &head.text[..head.text.floor_char_boundary(4096)];
    if !start.contains('<') {
        return false;
    }
    let lower = start.to_ascii_lowercase();
    if lower.contains("<!doctype html") || lower.contains("<html") {
        return true;
    }
    let elements = ["<head", "<body", "<div", "<p>", "<p ", "<meta ", "<article", "<title"];
    start.starts_with('<') && elements.iter().filter(|e| lower.contains(**e)).count() >= 2
}

/// Reads one page.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let text = out.whole(content)?;
    let (report, outlet) = parse(&text, None, content.limits.depth)?;
    out.report(report, Place::File, outlet);
    Ok(())
}

/// The report of a page that stands at `url`, and the outlet to name where nothing else does.
pub(super) fn parse(html: &str, url: Option<&str>, depth: usize) -> Result<(Report, Option<String>), Error> {
    let root = tree::html(html, depth)?;
    let masthead = Masthead::new(&root);
    let mut page = Page::new(&root);
    let headline = masthead.headline(&page);
    let copy = masthead.copy().map(|c| if flow::is_markup(&c) { flow::of_html(&c, depth).unwrap_or(c) } else { c });
    let body = page.body(headline.as_deref(), copy.as_deref());
    let mut report = Report::new(masthead.url().or(url).unwrap_or_default(), page.text(&body));
    // A page that builds its text by script still gives it to machines.
    if let Some(copy) = copy.filter(|c| fold(c).len() > 3 * fold(&report.text).len() / 2) {
        report.text = super::json::paragraphs(&copy);
    }
    report.published = masthead.published(&page, &body);
    report.updated = masthead.updated().filter(|u| report.published != Some(*u));
    report.source = masthead.source();
    report.byline = masthead.byline();
    report.language = masthead.declared_language();
    report.headline = headline.or_else(|| masthead.title().map(str::to_owned));
    Ok((report, url.and_then(super::fields::outlet)))
}
