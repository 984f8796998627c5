//! NewsML 1.x: news items whose components nest, each with a role.

use super::content::{Content, Head};
use super::finish::{Out, Place};
use super::tree::{self, Element};
use super::{Report, dateline, flow, loose, nitf};
use crate::error::Error;

/// Root `NewsML`.
pub(super) fn is_newsml(head: &Head<'_>) -> bool {
    tree::root_name(head.text) == Some("NewsML")
}

/// Reads every news item with a text.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let text = out.whole_file(content)?;
    let root = tree::xml(&text, content.limits.depth)?;
    let sender = root.at(&["NewsEnvelope", "SentFrom", "Party"]).and_then(|p| p.attribute("FormalName"));
    let items: Vec<&Element> = root.all("NewsItem").collect();
    if items.is_empty() {
        return Err(Error::new("NewsML without a NewsItem: no report"));
    }
    let count = items.len();
    for (index, item) in items.into_iter().enumerate() {
        take(item, sender, Place::among(index, count), out)?;
    }
    Ok(())
}

fn take(item: &Element, sender: Option<&str>, place: Place, out: &mut Out<'_>) -> Result<(), Error> {
    let identifier = item.at(&["Identification", "NewsIdentifier"]);
    let part = |name: &str| identifier.and_then(|i| i.child_text(name));
    let mut report = Report::new(part("PublicIdentifier").or_else(|| part("NewsItemId")).unwrap_or_default(), "");
    report.version = part("RevisionId");
    // The public identifier ends in the revision; without it, it names the story.
    if let Some(version) = &report.version
        && let Some(id) = report.id.strip_suffix(version.as_str()).and_then(|id| id.strip_suffix(':'))
    {
        report.id = id.to_owned();
    }
    let managed = |name: &str| item.at(&["NewsManagement", name]).and_then(Element::text).and_then(|t| loose::parse(&t));
    let revision = managed("ThisRevisionCreated");
    report.published = managed("FirstCreated").or(revision).or_else(|| part("DateId").and_then(|d| loose::parse(&d)));
    report.updated = revision.filter(|r| report.published != Some(*r));
    let formal = |element: &Element| element.attribute("FormalName").map(str::to_owned);
    let provider = item.walk().find(|e| e.name == "Provider").and_then(|p| p.child("Party")).and_then(formal);
    report.source = provider.or_else(|| sender.map(str::to_owned)).or_else(|| part("ProviderId")).map(|s| dateline::agency(&s).map_or(s, str::to_owned));
    let line = |name: &str| item.walk().filter(|e| e.name == name).find_map(Element::text);
    // A picture's number stands where its headline would.
    report.headline = line("HeadLine").filter(|h| h.chars().any(char::is_alphabetic));
    report.byline = line("ByLine").map(|b| dateline::byline(&b).to_owned());
    report.language = item.walk().filter(|e| e.name == "Language").find_map(formal).filter(|l| super::language::code(l).is_some());
    report.language = report.language.or_else(|| item.attribute("lang").map(str::to_owned));
    dateline::apart(line("DateLine").as_deref(), &mut report);
    if report.location.is_none() {
        let city = item.walk().find(|e| e.name == "Property" && e.attribute("FormalName") == Some("City"));
        report.location = city.and_then(|c| c.attribute("Value")).map(str::to_owned);
    }
    let mut contents = Vec::new();
    let with_body = item.walk().any(|e| e.name == "Role" && e.attribute("FormalName").is_some_and(is_body));
    for component in item.all("NewsComponent") {
        collect(component, with_body, &mut contents);
    }
    for data in contents {
        if !report.text.is_empty() {
            break;
        }
        data_content(data, &mut report, out.options.limits.depth)?;
    }
    nitf::drop_initials(&mut report.text);
    if report.text.is_empty() && item.find("ContentItem").is_some() && item.find("DataContent").is_none() {
        out.note(place.error("an item whose content stands elsewhere (a picture?), no report: left out"));
        return Ok(());
    }
    out.report(report, place, None);
    Ok(())
}

fn is_body(role: &str) -> bool {
    role.eq_ignore_ascii_case("body")
}

/// The data of components that hold the story: those with the role of a body where there is one.
fn collect<'a>(component: &'a Element, with_body: bool, found: &mut Vec<&'a Element>) {
    const OTHERS: [&str; 12] =
        ["headline", "subheadline", "stylesheet", "logo", "contact", "caption", "photo", "picture", "thumbnail", "preview", "highres", "graphic"];
    let role = component.child("Role").and_then(|r| r.attribute("FormalName"));
    if role.is_some_and(|r| OTHERS.contains(&r.to_lowercase().as_str())) {
        return;
    }
    if !with_body || role.is_some_and(is_body) {
        for item in component.all("ContentItem") {
            let named = |name: &str| item.child(name).and_then(|e| e.attribute("FormalName")).unwrap_or("").to_lowercase();
            let (media, mime) = (named("MediaType"), named("MimeType"));
            if !mime.contains("css") && !mime.starts_with("image") && !matches!(media.as_str(), "photo" | "graphic" | "picture" | "video" | "audio") {
                found.extend(item.child("DataContent"));
                found.extend(item.at(&["Encoding", "DataContent"]));
            }
        }
    }
    let with_body = with_body && !role.is_some_and(is_body);
    for child in component.all("NewsComponent") {
        collect(child, with_body, found);
    }
}

fn data_content(data: &Element, report: &mut Report, depth: usize) -> Result<(), Error> {
    if let Some(story) = data.walk().find(|e| e.name.eq_ignore_ascii_case("nitf")) {
        let byline = report.byline.clone();
        nitf::fill(story, report);
        // Initials in place of a name.
        if byline.is_none() && report.byline.as_ref().is_some_and(|b| b.contains('/')) {
            report.byline = None;
        }
    } else if data.elements().next().is_some() {
        report.text = flow::text_of(data.find("body.content").or_else(|| data.find("body")).unwrap_or(data), &|_| false);
    } else {
        let mut text = String::new();
        data.push_text(&mut text);
        nitf::push_markup(&mut report.text, &tree::unescape_again(text), depth)?;
    }
    Ok(())
}
