//! ninjs 1.x to 3.x, the agencies' JSON: told by its shape, since the `standard` block is optional.

use serde_json::{Map, Value};

use super::fields::{self, Keyed};
use super::finish::{Out, Place, push_paragraph};
use super::{Report, dateline, flow, loose, newsml_g2, nitf, text, tree};

/// True for an object that holds bodies or headlines as ninjs does, or names an item of it.
pub(super) fn is_ninjs(object: &Map<String, Value>) -> bool {
    let list = |key: &str| object.get(key).is_some_and(|v| v.as_array().is_some_and(|a| a.iter().all(Value::is_object) && !a.is_empty()));
    let bodied = object.keys().any(|k| k.starts_with("body_")) && (object.contains_key("uri") || object.contains_key("guid"));
    let item = object.contains_key("uri")
        && ["versioncreated", "versionCreated", "pubstatus", "pubStatus", "associations", "renditions"].iter().any(|k| object.contains_key(*k));
    list("bodies") || list("headlines") || bodied || item
}

/// Reads one item; what it is associated with (pictures, sidebars) is not its text.
pub(super) fn take(object: &Map<String, Value>, place: Place, out: &mut Out<'_>) {
    let keyed = Keyed::new(object);
    let get = |names: &[&str]| names.iter().find_map(|name| fields::string(keyed.get(name)?));
    if let Some(kind) = get(&["type"]).filter(|k| !matches!(k.as_str(), "text" | "composite" | "article" | "story")) {
        return out.note(place.error(format!("an item of type {kind}, no report: left out")));
    }
    if let Some(status) = get(&["pubstatus"]).filter(|s| matches!(s.as_str(), "canceled" | "cancelled" | "withheld")) {
        return out.skip(place.error(format!("the source says that this report is {status}: left out")));
    }
    let mut report = Report::new(get(&["uri", "guid", "id"]).unwrap_or_default(), "");
    report.version = get(&["version"]);
    report.headline = in_role(keyed.get("headlines")).or_else(|| get(&["headline", "headlinemain", "title"])).and_then(|h| super::finish::line(&plain(&h)));
    let stamp = |names: &[&str]| names.iter().find_map(|name| loose::parse(keyed.get(name)?.as_str()?));
    let version = stamp(&["versioncreated"]);
    report.published = stamp(&["firstcreated"]).or(version).or_else(|| stamp(&["contentcreated"]));
    report.updated = version.filter(|v| report.published != Some(*v));
    let named = get(&["source", "provider", "infosource", "infosources", "creditline", "copyrightholder"]);
    report.source = named.map(|s| dateline::agency(&s).map_or(s, str::to_owned));
    report.byline = get(&["byline", "by", "authors"]).map(|b| dateline::byline(&b).to_owned());
    report.language = get(&["language"]);
    dateline::apart(get(&["dateline"]).as_deref(), &mut report);
    report.location = report.location.take().or_else(|| get(&["located"]));
    if let Some((label, body)) = best_body(&bodies(object)) {
        fill(&label, body, &mut report, out.options.limits.depth);
        newsml_g2::drop_repeats(&mut report);
    }
    if report.text.is_empty()
        && let Some(description) = in_role(keyed.get("descriptions")).or_else(|| get(&["descriptiontext", "description", "summary"]))
    {
        push(&mut report.text, &description, out.options.limits.depth);
        out.note(place.error("no full text: the report is its description alone"));
    }
    let outlet = get(&["uri"]).and_then(|u| fields::outlet(&u));
    out.report(report, place, outlet);
}

/// The value of the main entry of a list of `{role, value}`, else of the first.
fn in_role(list: Option<&Value>) -> Option<String> {
    let list = list?.as_array()?;
    let main = list.iter().find(|e| e.get("role").and_then(Value::as_str) == Some("main"));
    main.into_iter().chain(list).find_map(|e| fields::string(e.get("value")?))
}

/// Every body: content type or key, and value. All are one text.
fn bodies(object: &Map<String, Value>) -> Vec<(String, &str)> {
    let listed = object.get("bodies").and_then(Value::as_array).into_iter().flatten().filter_map(|body| {
        let label = ["contentType", "contenttype", "role"].iter().filter_map(|k| body.get(*k)?.as_str()).collect::<Vec<_>>().join(" ");
        Some((label.to_lowercase(), body.get("value")?.as_str()?))
    });
    let keyed =
        object.iter().filter(|(key, _)| key.starts_with("body_") || *key == "body").filter_map(|(key, value)| Some((key.to_lowercase(), value.as_str()?)));
    listed.chain(keyed).filter(|(_, value)| !value.trim().is_empty()).collect()
}

/// The body with paragraphs rather than the one without.
fn best_body<'a>(bodies: &[(String, &'a str)]) -> Option<(String, &'a str)> {
    let rank = |(label, value): &(String, &str)| {
        if is_nitf(value) {
            1
        } else if flow::is_markup(value) {
            2
        } else {
            usize::from(!label.contains("html") && !label.contains("rich")) / 2
        }
    };
    bodies.iter().rev().max_by_key(|b| rank(b)).cloned()
}

fn is_nitf(value: &str) -> bool {
    value.trim_start().starts_with('<') && tree::root_name(value) == Some("nitf")
}

fn fill(label: &str, body: &str, report: &mut Report, depth: usize) {
    if is_nitf(body)
        && let Ok(story) = tree::xml(body, depth)
    {
        // What the item says of itself goes before what the embedded document says.
        let byline = report.byline.clone();
        nitf::fill(&story, report);
        report.byline = byline.or(report.byline.take());
        return;
    }
    // Line ends in what calls itself markup are blanks, even where it holds no element.
    if label.contains("html") && !flow::is_markup(body) {
        flow::paragraphs(body).iter().for_each(|p| push_paragraph(&mut report.text, p));
    } else {
        push(&mut report.text, body, depth);
    }
}

fn push(out: &mut String, body: &str, depth: usize) {
    if flow::is_markup(body)
        && let Ok(text) = flow::of_html(body, depth)
    {
        *out = text;
        return;
    }
    for paragraph in text::paragraphs(&tree::unescape_again(body.to_owned())) {
        push_paragraph(out, &paragraph);
    }
}

/// A headline's text: some hold markup or entities.
fn plain(headline: &str) -> String {
    let text = tree::unescape_again(headline.to_owned());
    if flow::is_markup(&text) { flow::of_html(&text, 16).unwrap_or(text) } else { text }
}
