//! NewsML-G2: news items with their metadata, in a message or alone.

use super::content::{Content, Head};
use super::finish::{Out, Place};
use super::tree::{self, Element};
use super::{Report, dateline, flow, loose, nitf};
use crate::error::Error;

/// Root elements, whose namespace may be missing.
const ROOTS: [&str; 7] = ["newsMessage", "newsItem", "packageItem", "catalogItem", "conceptItem", "knowledgeItem", "planningItem"];

/// A G2 item or message.
pub(super) fn is_g2(head: &Head<'_>) -> bool {
    tree::root_name(head.text).is_some_and(|root| ROOTS.contains(&root))
}

/// Reads every news item with a text.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let text = out.whole_file(content)?;
    let root = tree::xml(&text, content.limits.depth)?;
    let items: Vec<&Element> = root.walk().filter(|e| e.name.eq_ignore_ascii_case("newsItem")).collect();
    if items.is_empty() {
        return Err(Error::new(format!("a {} without a news item: no report", root.name)));
    }
    let count = items.len();
    for (index, item) in items.into_iter().enumerate() {
        take(item, Place::among(index, count), out)?;
    }
    Ok(())
}

fn take(item: &Element, place: Place, out: &mut Out<'_>) -> Result<(), Error> {
    let code =
        |path: &[&str]| item.at(path).and_then(|e| e.attribute("qcode").or_else(|| e.attribute("uri"))).map(|c| c.rsplit([':', '/']).next().unwrap_or(c));
    if let Some(class) = code(&["itemMeta", "itemClass"]).filter(|c| !matches!(*c, "text" | "composite")) {
        out.note(place.error(format!("an item of class {class}, no report: left out")));
        return Ok(());
    }
    if let Some(status) = code(&["itemMeta", "pubStatus"]).filter(|s| matches!(*s, "canceled" | "cancelled" | "withheld")) {
        out.skip(place.error(format!("the source says that this report is {status}: left out")));
        return Ok(());
    }
    let mut report = Report::new(item.attribute("guid").unwrap_or_default(), "");
    report.version = item.attribute("version").map(str::to_owned);
    metadata(item, &mut report);
    for content in item.all("contentSet").flat_map(Element::elements) {
        if !report.text.is_empty() {
            break;
        }
        match content.name.as_str() {
            "inlineXML" => inline_xml(content, &mut report),
            "inlineData" => {
                let mut data = String::new();
                content.push_text(&mut data);
                nitf::push_markup(&mut report.text, &tree::unescape_again(data), out.options.limits.depth)?;
            }
            _ => {}
        }
    }
    drop_repeats(&mut report);
    nitf::drop_initials(&mut report.text);
    out.report(report, place, None);
    Ok(())
}

fn metadata(item: &Element, report: &mut Report) {
    let meta = |name: &str| item.at(&["contentMeta", name]);
    let stamp = |name: &str| item.at(&["itemMeta", name]).and_then(Element::text).and_then(|t| loose::parse(&t));
    let version = stamp("versionCreated");
    report.published = stamp("firstCreated").or(version);
    report.updated = version.filter(|v| report.published != Some(*v));
    report.source = meta("creditline")
        .and_then(Element::text)
        .or_else(|| item.at(&["itemMeta", "provider"]).and_then(party))
        .or_else(|| meta("infoSource").and_then(party))
        .or_else(|| item.at(&["rightsInfo", "copyrightHolder"]).and_then(party));
    let content_meta = item.child("contentMeta");
    let headlines = content_meta.into_iter().flat_map(|m| m.all("headline"));
    report.headline = headlines.filter(|h| h.attribute("role").is_none_or(|r| !r.to_lowercase().contains("sub"))).find_map(Element::text);
    report.byline = meta("by").and_then(Element::text).map(|b| dateline::byline(&b).to_owned());
    report.language = meta("language").and_then(|l| l.attribute("tag")).or_else(|| item.attribute("lang")).map(str::to_owned);
    dateline::apart(meta("dateline").and_then(Element::text).as_deref(), report);
    if report.location.is_none() {
        report.location = meta("located").and_then(|l| l.child_text("name"));
    }
}

/// A name, a literal or the end of a code: `<name>dpa</name>`, `literal="reuters.com"`, `qcode="dnlprov:ap"`.
fn party(element: &Element) -> Option<String> {
    let named = element.child_text("name").or_else(|| element.attribute("literal").map(str::to_owned));
    let coded = || element.attribute("qcode").map(|c| c.rsplit(':').next().unwrap_or(c).to_owned());
    named.or_else(coded).or_else(|| element.text()).map(|n| dateline::agency(&n).map_or(n, str::to_owned))
}

fn inline_xml(content: &Element, report: &mut Report) {
    if let Some(story) = content.walk().find(|e| e.name.eq_ignore_ascii_case("nitf")) {
        nitf::fill(story, report);
        return;
    }
    let body = content.find("body").unwrap_or(content);
    report.text = flow::text_of(body, &|e| {
        let class = e.attribute("class").unwrap_or("");
        e.name == "h1" || class.split_whitespace().any(|c| c == "notepad" || c.starts_with("np-") || c == "byline" || c == "slugline")
    });
}

/// Takes the headline off the start of the text, with a credit before it.
pub(super) fn drop_repeats(report: &mut Report) {
    let Some(headline) = &report.headline else { return };
    let mut end = 0;
    for line in report.text.split('\n').take(2) {
        end += line.len() + 1;
        if line.trim() == headline.trim() {
            // A credit such as `Desk AGENCY` may stand under it.
            let credit = report.text.get(end..).and_then(|rest| rest.split('\n').next()).filter(|l| l.split_whitespace().count() <= 4);
            if let Some(credit) = credit.filter(|l| l.split_whitespace().last().is_some_and(|w| dateline::agency(w).is_some())) {
                end += credit.len() + 1;
            }
            report.text = report.text.get(end..).unwrap_or_default().to_owned();
            return;
        }
        if line.chars().count() > 60 {
            return;
        }
    }
}
