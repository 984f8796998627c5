//! NITF: a story as agencies mark it up, alone or inside NewsML and ninjs.

use super::content::{Content, Head};
use super::finish::{Out, Place, push_paragraph};
use super::tree::{self, Element};
use super::{Report, dateline, flow, loose};
use crate::error::Error;

/// Root `nitf`, in any namespace or none.
pub(super) fn is_nitf(head: &Head<'_>) -> bool {
    tree::root_name(head.text) == Some("nitf")
}

/// Reads one story.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let text = out.whole(content)?;
    let root = tree::xml(&text, content.limits.depth)?;
    let mut report = Report::default();
    fill(&root, &mut report);
    out.report(report, Place::File, None);
    Ok(())
}

/// Takes from a story what the report does not have yet; the text always.
pub(super) fn fill(nitf: &Element, report: &mut Report) {
    let docdata = nitf.at(&["head", "docdata"]);
    let body_head = nitf.at(&["body", "body.head"]);
    let attribute = |element: &str, name: &str| docdata.and_then(|d| d.child(element)).and_then(|e| e.attribute(name)).map(str::to_owned);
    if report.id.is_empty() {
        // A key that stays the same while its version counts up names the story; the document's own
        // id changes with each version.
        let key = attribute("du-key", "version").and_then(|_| attribute("du-key", "key"));
        report.id = key.or_else(|| attribute("doc-id", "id-string")).unwrap_or_default();
        report.version = report.version.take().or_else(|| attribute("du-key", "version"));
    }
    let or = |field: &mut Option<String>, value: &mut dyn FnMut() -> Option<String>| {
        if field.is_none() {
            *field = value();
        }
    };
    or(&mut report.source, &mut || {
        let head = |name: &str| body_head.and_then(|h| h.child_text(name));
        head("distributor")
            .or_else(|| attribute("doc-id", "regsrc"))
            .or_else(|| attribute("doc.copyright", "holder"))
            .or_else(|| nitf.at(&["head", "pubdata"])?.attribute("name").map(str::to_owned))
            .or_else(|| body_head?.at(&["rights", "rights.owner"])?.text())
            .or_else(|| nitf.find("from-src")?.attribute("src-name").map(str::to_owned))
    });
    or(&mut report.headline, &mut || {
        let headline = body_head.and_then(|h| h.child("hedline").or_else(|| h.child("headline")));
        let line = headline.and_then(|h| h.all("hl1").find(|l| l.attribute("id").is_none_or(|id| id == "headline")).or(h.child("hl1")));
        let line = line.and_then(Element::text).or_else(|| headline?.text());
        line.or_else(|| nitf.at(&["head", "title"])?.text())
    });
    or(&mut report.byline, &mut || body_head.and_then(|h| h.child_text("byline")).map(|b| dateline::byline(&b).to_owned()));
    or(&mut report.language, &mut || nitf.attribute("baselang").or_else(|| nitf.attribute("lang")).map(str::to_owned));
    if report.published.is_none() {
        let date = |name: &str| docdata.and_then(|d| d.child(name)?.attribute("norm")).and_then(loose::parse);
        report.published = date("date.issue")
            .or_else(|| date("date.release"))
            .or_else(|| loose::parse(nitf.at(&["head", "pubdata"])?.attribute("date.publication")?))
            .or_else(|| loose::parse(body_head?.at(&["dateline", "story.date"])?.attribute("norm")?));
    }
    if let Some(line) = body_head.and_then(|h| h.child("dateline")) {
        let place = line.find("city").or_else(|| line.find("location")).and_then(Element::text);
        // Beside a place, the text of `story.date` is said to be wrong by those who write it.
        dateline::apart(place.or_else(|| if line.child("story.date").is_some() { None } else { line.text() }).as_deref(), report);
    }
    let content = nitf.at(&["body", "body.content"]).or_else(|| nitf.child("body")).unwrap_or(nitf);
    report.text = flow::text_of(content, &|e| e.name == "body.head");
    if report.text.is_empty()
        && let Some(text) = body_head.and_then(|h| h.child("abstract"))
    {
        report.text = flow::text_of(text, &|_| false);
    }
    drop_initials(&mut report.text);
}

/// Takes the desk's mark off the end: initials (`bur-dar-gl/fz`: one to three short words with a
/// stroke), or the word that a wire ends its copy with.
pub(super) fn drop_initials(text: &mut String) {
    let Some((rest, last)) = text.rsplit_once('\n') else { return };
    let words = last.split_whitespace().count();
    let initials = (1..=3).contains(&words) && last.chars().count() <= 24 && last.contains('/') && last.chars().all(|c| c.is_alphabetic() || "/- ".contains(c));
    let bare = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if initials || words == 1 && super::words::list("closing").contains(&bare.as_str()) {
        text.truncate(rest.len());
    }
}

/// Appends the paragraphs of a text that may be markup.
pub(super) fn push_markup(out: &mut String, text: &str, depth: usize) -> Result<(), Error> {
    let text = if flow::is_markup(text) { flow::of_html(text, depth)? } else { text.to_owned() };
    for paragraph in super::text::paragraphs(&text) {
        push_paragraph(out, &paragraph);
    }
    Ok(())
}
