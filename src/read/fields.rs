//! The names that tables and JSON give the fields of a report.

use serde_json::{Map, Value};

use super::ReadOptions;

/// A field of a report and the keys it goes by, best first; compared without case, `_`, `-`, blanks.
pub(super) struct Field {
    pub(super) name: &'static str,
    keys: &'static [&'static str],
}

impl Field {
    /// True where a folded key is one of the field's.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.keys.contains(&key)
    }
}

/// Every field that an input can give.
pub(super) static FIELDS: [Field; 11] = [
    Field { name: "id", keys: &["id", "guid", "uri", "urn", "docid", "articleid", "url", "entryid", "link", "permalink"] },
    Field {
        name: "source",
        keys: &[
            "source",
            "publisher",
            "creditline",
            "medianame",
            "outlet",
            "agency",
            "provider",
            "sitename",
            "sourcename",
            "domain",
            "newspaper",
            "publication",
        ],
    },
    Field { name: "headline", keys: &["headline", "title", "articletitle", "name", "heading"] },
    Field { name: "byline", keys: &["byline", "author", "authors", "creator", "writer", "by"] },
    Field { name: "location", keys: &["location", "dateline", "located", "place"] },
    Field {
        name: "published",
        keys: &[
            "published",
            "publishedat",
            "publishedon",
            "publishdate",
            "publicationdate",
            "pubdate",
            "datepublished",
            "firstcreated",
            "versioncreated",
            "publishtime",
            "releasedate",
            "date",
            "datetime",
            "timestamp",
            "created",
            "createdat",
        ],
    },
    Field { name: "updated", keys: &["updated", "updatedat", "modified", "datemodified", "lastmodified", "versioncreated"] },
    Field { name: "version", keys: &["version", "revision", "edition"] },
    Field { name: "language", keys: &["language", "lang", "inlanguage", "locale"] },
    Field { name: "event", keys: &["event", "eventid"] },
    Field {
        name: "text",
        keys: &[
            "text",
            "body",
            "bodytext",
            "fulltext",
            "articletext",
            "articlebody",
            "contenttext",
            "content",
            "story",
            "article",
            "articlehtml",
            "bodyhtml",
            "contenthtml",
            "html",
            "bodyxhtml",
            "maintext",
            "cleanedtext",
        ],
    },
];

/// Keys whose text is a shortened form of the report's, for want of a better one.
pub(super) static TEASERS: [&str; 6] = ["description", "summary", "abstract", "teaser", "lead", "snippet"];

/// A key in the form in which keys are compared.
pub(super) fn fold(key: &str) -> String {
    key.trim().chars().filter(|c| !matches!(c, '_' | '-' | ' ' | '.' | ':')).flat_map(char::to_lowercase).collect()
}

/// The keys to try for each field, best first: those that the user mapped, else the known ones.
#[derive(Debug)]
pub(super) struct Keys(Vec<(&'static str, Vec<String>)>);

impl Keys {
    pub(super) fn new(options: &ReadOptions) -> Keys {
        let of = |field: &Field| {
            let mapped: Vec<String> = options.fields.iter().filter(|(f, _)| f == field.name).map(|(_, key)| fold(key)).collect();
            if mapped.is_empty() { field.keys.iter().map(|k| (*k).to_owned()).collect() } else { mapped }
        };
        Keys(FIELDS.iter().map(|field| (field.name, of(field))).collect())
    }

    /// The keys of one field.
    pub(super) fn of(&self, field: &str) -> &[String] {
        self.0.iter().find(|(name, _)| *name == field).map_or(&[], |(_, keys)| keys)
    }
}

/// Looks a JSON object's values up by folded key.
pub(super) struct Keyed<'a>(Vec<(String, &'a str, &'a Value)>);

impl<'a> Keyed<'a> {
    pub(super) fn new(object: &'a Map<String, Value>) -> Self {
        Keyed(object.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (fold(k), k.as_str(), v)).collect())
    }

    /// The value of a folded key.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.0.iter().find(|(k, _, _)| k == key).map(|(_, _, v)| *v)
    }

    /// The keys as written.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|(_, k, _)| *k)
    }

    /// The text of the first of these keys that holds some.
    pub(super) fn first(&self, keys: &[String]) -> Option<String> {
        keys.iter().find_map(|key| string(self.get(key)?))
    }
}

/// The text of a value: a string, a number, the names of an object or the items of an array.
pub(super) fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()).filter(|s| !s.trim().is_empty()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().filter_map(string).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        Value::Object(object) => ["name", "title", "value", "literal", "text", "id"].iter().find_map(|k| string(object.get(*k)?)),
        Value::Null | Value::Bool(_) => None,
    }
}

/// True where [`string`] gives something.
pub(super) fn has_text(value: &Value) -> bool {
    match value {
        Value::String(s) => !s.trim_start().is_empty(),
        other => string(other).is_some(),
    }
}

/// True for a line that is an address and nothing else.
pub(super) fn is_address(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("http") && !line.contains(char::is_whitespace)
}

/// The outlet that an address belongs to: the agency whose site it is, else the host.
pub(super) fn outlet(url: &str) -> Option<String> {
    let host = host(url)?;
    let site = host.rmatch_indices('.').nth(1).map_or(host, |(at, _)| &host[at + 1..]);
    Some(super::dateline::agency(site).unwrap_or(host).to_owned())
}

/// The host of an address, as the name of the outlet: `https://www.example.com/a` gives `example.com`.
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}
