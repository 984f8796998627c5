//! RSS, Atom and RDF feeds: one item, one report.

use super::content::{Content, Head};
use super::finish::{Out, Place};
use super::tree::{self, Element};
use super::{Report, dateline, flow, loose, nitf};
use crate::error::Error;

/// Roots `rss`, `feed`, `RDF`.
pub(super) fn is_feed(head: &Head<'_>) -> bool {
    matches!(tree::root_name(head.text), Some("rss" | "feed" | "RDF"))
}

/// Reads every item.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let text = out.whole_file(content)?;
    let root = tree::xml(&text, content.limits.depth)?;
    let channel = root.child("channel").unwrap_or(&root);
    let outlet = channel.child_text("title").or_else(|| channel.child_text("publisher"));
    let language = channel.child_text("language").or_else(|| root.attribute("lang").map(str::to_owned));
    let items: Vec<&Element> = root.elements().chain(channel.elements()).filter(|e| matches!(e.name.as_str(), "item" | "entry")).collect();
    let mut seen: Vec<*const Element> = Vec::new();
    let mut number = 0;
    if items.is_empty() {
        return Err(Error::new("a feed without items: no report"));
    }
    for item in items {
        // An Atom feed is its own channel, so its entries come by twice.
        if seen.contains(&std::ptr::from_ref(item)) {
            continue;
        }
        seen.push(item);
        number += 1;
        take(item, Place::Item(number), outlet.as_deref(), language.as_deref(), out)?;
    }
    Ok(())
}

fn take(item: &Element, place: Place, outlet: Option<&str>, language: Option<&str>, out: &mut Out<'_>) -> Result<(), Error> {
    let text = |names: &[&str]| names.iter().find_map(|name| item.all(name).find_map(Element::text));
    let link = || item.all("link").find_map(|l| l.text().or_else(|| l.attribute("href").map(str::to_owned)));
    let mut report = Report::new(text(&["guid", "id"]).or_else(|| item.attribute("about").map(str::to_owned)).or_else(link).unwrap_or_default(), "");
    report.headline = text(&["title"]).map(tree::unescape_again);
    if let Some(headline) = report.headline.as_deref().filter(|h| flow::is_markup(h)) {
        report.headline = super::finish::line(&flow::of_html(headline, out.options.limits.depth)?);
    }
    let updated = text(&["updated", "modified"]).and_then(|t| loose::parse(&t));
    report.published = text(&["pubDate", "published", "date", "issued", "created"]).and_then(|t| loose::parse(&t)).or(updated);
    report.updated = updated.filter(|u| report.published != Some(*u));
    report.byline =
        text(&["creator"]).or_else(|| item.child("author").and_then(|a| a.child_text("name").or_else(|| a.text()))).map(|b| dateline::byline(&b).to_owned());
    let named = item.child("source").and_then(|s| s.child_text("title").or_else(|| s.text()));
    report.source = named.or_else(|| text(&["publisher"])).or_else(|| outlet.map(str::to_owned));
    report.language = item.attribute("lang").or(language).map(str::to_owned);
    let bodies: [&'static str; 6] = ["encoded", "content", "body", "description", "summary", "subtitle"];
    let body = |name: &&'static str| item.all(name).find(|e| e.text().is_some());
    // A stub beside a longer body is no body.
    let full = bodies[..3].iter().filter_map(body).max_by_key(|e| size(e));
    let teaser = bodies[3..].iter().filter_map(body).max_by_key(|e| size(e));
    let partial = match (full, teaser) {
        (Some(full), Some(teaser)) => size(full) < size(teaser),
        (full, _) => full.is_none(),
    };
    if let Some(body) = if partial { teaser } else { full } {
        if body.elements().next().is_some() {
            report.text = flow::text_of(body, &|_| false);
        } else {
            let mut markup = String::new();
            body.push_text(&mut markup);
            nitf::push_markup(&mut report.text, &tree::unescape_again(markup), out.options.limits.depth)?;
        }
        drop_promotion(&mut report.text);
        if partial && !report.text.is_empty() {
            out.note(place.error("the feed gives no full text: the report is its teaser alone"));
        }
    }
    out.report(report, place, None);
    Ok(())
}

fn size(element: &Element) -> usize {
    let mut text = String::new();
    element.push_text(&mut text);
    text.len()
}

/// Takes the line that sends readers to the site off the end.
fn drop_promotion(text: &mut String) {
    let words = super::words::list("promotion");
    while let Some((rest, last)) = text.rsplit_once('\n') {
        let lower = last.to_lowercase();
        if last.len() > 200 || !words.iter().any(|w| lower.starts_with(w)) {
            return;
        }
        text.truncate(rest.len());
    }
}
