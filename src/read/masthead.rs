//! What a web page says about itself: JSON-LD, meta elements, headings, visible dates.

use serde_json::Value;

use super::page::{Page, fold};
use super::tree::{self, Element};
use super::{Timestamp, fields, loose};

/// The machine-readable head of a page.
#[derive(Debug, Default)]
pub(super) struct Masthead {
    /// Names (or properties) in lower case, and contents of meta elements.
    metas: Vec<(String, String)>,
    article: Option<serde_json::Map<String, Value>>,
    title: Option<String>,
    canonical: Option<String>,
    pub(super) language: Option<String>,
    /// `<time>` elements and elements that say they hold a date: what of it, and its text.
    times: Vec<(bool, String)>,
}

impl Masthead {
    /// Collects all of it.
    pub(super) fn new(root: &Element) -> Masthead {
        let mut masthead = Masthead::default();
        for element in root.walk() {
            match element.name.as_str() {
                "html" => masthead.language = element.attribute("lang").map(str::to_owned),
                "meta" => {
                    let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|n| element.attribute(n));
                    if let (Some(name), Some(content)) = (name, element.attribute("content")) {
                        masthead.metas.push((name.to_lowercase(), tree::unescape_again(content.to_owned())));
                    }
                }
                "title" if masthead.title.is_none() => masthead.title = element.text().map(tree::unescape_again),
                "link" if element.attribute("rel") == Some("canonical") => masthead.canonical = element.attribute("href").map(str::to_owned),
                "script" if element.attribute("type").is_some_and(|t| t.contains("ld+json")) => {
                    let mut json = String::new();
                    element.push_text(&mut json);
                    masthead.take_json(&json);
                }
                _ => {}
            }
            let property = element.attribute("itemprop");
            let published = property.is_some_and(|p| p.split_whitespace().any(|p| p == "datePublished")) || element.attribute("pubdate").is_some();
            if published || element.name == "time" && property != Some("dateModified") {
                let value = element.attribute("datetime").or_else(|| element.attribute("content")).map(str::to_owned);
                if let Some(value) = value.filter(|v| loose::parse(v).is_some()).or_else(|| element.text()) {
                    masthead.times.push((published, value));
                }
            }
        }
        masthead
    }

    /// Keeps the first article of a block of JSON-LD; one that is no news article gives way.
    fn take_json(&mut self, json: &str) {
        let Some(value) = lenient(json) else { return };
        let mut articles = Vec::new();
        collect(value, &mut articles, 0);
        for article in articles {
            let rank = |a: &serde_json::Map<String, Value>| types(a).map(article_rank).max().unwrap_or(0);
            let headed = |a: &serde_json::Map<String, Value>| a.get("headline").and_then(Value::as_str).is_some_and(|h| !h.trim().is_empty());
            let better = self.article.as_ref().is_none_or(|old| (headed(&article), rank(&article)) > (headed(old), rank(old)));
            if better {
                self.article = Some(article);
            }
        }
    }

    fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas.iter().find(|(n, c)| n == name && !c.trim().is_empty())).map(|(_, c)| c.trim())
    }

    /// A text of the JSON-LD article.
    fn article(&self, key: &str) -> Option<String> {
        let text = fields::string(self.article.as_ref()?.get(key)?)?;
        super::finish::line(&tree::unescape_again(tree::unescape(&text)))
    }

    /// The article's text as the page gives it to machines.
    pub(super) fn copy(&self) -> Option<String> {
        let text = self.article.as_ref()?.get("articleBody").and_then(Value::as_str)?;
        Some(tree::unescape_again(tree::unescape(text)))
    }

    /// Where the page stands.
    pub(super) fn url(&self) -> Option<&str> {
        self.canonical.as_deref().filter(|u| u.contains("://")).or_else(|| self.meta(&["og:url", "twitter:url"]))
    }

    /// The outlet.
    pub(super) fn source(&self) -> Option<String> {
        let named = |name: &str| {
            let name = name.trim();
            if let Some(host) = fields::host(name) { host.to_owned() } else { name.trim_end_matches('/').to_owned() }
        };
        let publisher = || {
            let publisher = self.article.as_ref()?.get("publisher")?;
            fields::string(publisher).filter(|p| fields::host(p).is_none() || p.len() < 40)
        };
        let handle = || self.meta(&["twitter:site"]).map(|h| h.trim_start_matches('@').to_owned());
        self.meta(&["og:site_name"])
            .map(named)
            .or_else(|| publisher().map(|p| named(&p)))
            .or_else(|| self.meta(&["application-name", "publisher", "dc.publisher", "dcterms.publisher", "copyright-holder"]).map(named))
            .or_else(|| self.url().and_then(fields::outlet))
            .or_else(handle)
            .filter(|s| !s.is_empty())
    }

    /// The headline: what the page tells machines, else its heading, else its title; the site's name
    /// that pages hang on it is cut.
    pub(super) fn headline(&self, page: &Page) -> Option<String> {
        let heading = |text: &str| page.headings.iter().map(|(h, _)| h).find(|h| fold(h) == fold(text));
        let given = self.article("headline").or_else(|| self.article("name").filter(|n| heading(n).is_some()));
        if let Some(headline) = given {
            // Some cut it to the 110 letters that a search engine once asked for.
            let stem = fold(headline.trim_end_matches(['.', '…']));
            let whole = page.headings.iter().map(|(h, _)| h).find(|h| headline.ends_with(['.', '…']) && fold(h).starts_with(&stem) && fold(h) != stem);
            return Some(whole.cloned().unwrap_or_else(|| self.without_site(&headline, false)));
        }
        let offered = self.meta(&["og:title", "twitter:title", "dc.title", "dcterms.title", "title"]).and_then(super::finish::line);
        if let Some(offered) = offered {
            let bare = self.without_site(&offered, false);
            return Some(heading(&bare).cloned().unwrap_or(bare));
        }
        let title = self.title.as_deref().and_then(super::finish::line);
        let bare = title.as_deref().map(|t| self.without_site(t, true));
        // Of several headings, the one that the title repeats; a site's own name is a heading too.
        let repeated = title.as_deref().and_then(|t| page.headings.iter().map(|(h, _)| h).find(|h| fold(h).len() > 8 && fold(t).contains(&fold(h))));
        let longest = || page.headings.iter().map(|(h, _)| h).max_by_key(|h| h.chars().count()).filter(|h| h.split_whitespace().count() > 2);
        repeated.cloned().or(bare).or_else(|| longest().cloned()).filter(|h| !h.is_empty())
    }

    /// Cuts the name of the site, or a date, off either end of a title.
    fn without_site(&self, title: &str, is_page_title: bool) -> String {
        let site = self.source().map(|s| fold(&s)).unwrap_or_default();
        let host = self.url().and_then(fields::host).map(fold).unwrap_or_default();
        let mut title = title.trim().to_owned();
        for _ in 0..3 {
            let cut =
                [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " « ", " / "].iter().filter_map(|mark| title.rfind(mark).map(|at| (at, *mark))).max();
            let Some((at, mark)) = cut else { break };
            let last = title[at + mark.len()..].trim();
            let folded = fold(last);
            let known = !folded.is_empty()
                && (folded == site || !site.is_empty() && (site.contains(&folded) || folded.contains(&site)) || !host.is_empty() && host.contains(&folded));
            let words = last.split_whitespace().count();
            let apart =
                is_page_title && words <= 4 && (mark == " | " || mark == " :: " || words <= 3 && title[..at].chars().count() > 2 * last.chars().count());
            if known || apart || loose::parse(last).is_some() {
                title.truncate(at);
            } else {
                break;
            }
        }
        if let Some((first, rest)) = title.split_once(": ").or_else(|| title.split_once(" | "))
            && !site.is_empty()
            && fold(first) == site
        {
            title = rest.to_owned();
        }
        title.trim().to_owned()
    }

    /// Who wrote it.
    pub(super) fn byline(&self) -> Option<String> {
        let person = |name: &str| fields::host(name).is_none() && !name.contains('@') && name.len() < 200;
        let author = self.article("author").filter(|a| person(a));
        let author = author.or_else(|| {
            self.meta(&["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"]).filter(|a| person(a)).map(str::to_owned)
        });
        author.map(|a| super::dateline::byline(&a).to_owned()).filter(|a| !a.is_empty())
    }

    /// When the article came out: from the machine-readable head, else as a reader sees it.
    pub(super) fn published(&self, page: &Page, body: &[usize]) -> Option<Timestamp> {
        const NAMES: [&str; 26] = [
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "article:published",
            "datepublished",
            "publishdate",
            "publish-date",
            "publish_date",
            "pubdate",
            "publication_date",
            "parsely-pub-date",
            "sailthru.date",
            "cxenseparse:recs:publishtime",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date.created",
            "dc.date",
            "dcterms.date",
            "article_date_original",
            "originalpublicationdate",
            "datecreated",
            "article.published",
            "revision_date",
            "date",
            "ptime",
        ];
        let from_article = ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|k| loose::parse(&self.article(k)?));
        let from_meta = NAMES.iter().find_map(|n| loose::parse(self.meta(&[n])?));
        let marked = self.times.iter().find(|(published, _)| *published).and_then(|(_, t)| loose::parse(t));
        let stamp = from_article.or(from_meta).or(marked);
        // A day alone gives way to the same day with its time.
        if let Some(day) = stamp.filter(|s| s.time.is_none()) {
            let timed = [from_meta, marked].into_iter().flatten().find(|s| s.date == day.date && s.time.is_some());
            return timed.or(Some(day));
        }
        stamp.or_else(|| self.parsely()).or_else(|| self.visible(page, body)).or_else(|| self.url().and_then(in_address))
    }

    /// When this version was made.
    pub(super) fn updated(&self) -> Option<Timestamp> {
        const NAMES: [&str; 8] = [
            "article:modified_time",
            "og:updated_time",
            "article:modified",
            "datemodified",
            "last-modified",
            "lastmod",
            "dcterms.modified",
            "dc.date.modified",
        ];
        self.article("dateModified").and_then(|d| loose::parse(&d)).or_else(|| NAMES.iter().find_map(|n| loose::parse(self.meta(&[n])?)))
    }

    fn parsely(&self) -> Option<Timestamp> {
        let page: Value = serde_json::from_str(self.meta(&["parsely-page"])?).ok()?;
        loose::parse(page.get("pub_date")?.as_str()?)
    }

    /// A date in a short line above the text, else a `<time>` whose date stands there.
    fn visible(&self, page: &Page, body: &[usize]) -> Option<Timestamp> {
        let first = body.first().copied().unwrap_or(0);
        let start = page.headings.iter().map(|(_, at)| *at).filter(|at| *at <= first).max().unwrap_or(0).max(first.saturating_sub(25));
        let above = page.blocks.get(start..(first + 2).min(page.blocks.len()))?;
        let dated = above.iter().filter(|b| b.text.chars().count() <= 120).find_map(|b| loose::parse(&b.text));
        dated.or_else(|| {
            let mut stamps = self.times.iter().filter_map(|(_, t)| loose::parse(t));
            let only = stamps.next()?;
            // Several different ones are other stories' or a schedule's.
            stamps.all(|s| s.date == only.date).then_some(only)
        })
    }

    /// The declared language: of the article, of the page, of its card.
    pub(super) fn declared_language(&self) -> Option<String> {
        self.article("inLanguage")
            .or_else(|| self.language.clone())
            .or_else(|| self.meta(&["og:locale", "content-language", "language", "dc.language"]).map(str::to_owned))
    }

    /// The title that the page has in its window.
    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }
}

/// A day in an address: `/2019/11/20/`.
fn in_address(url: &str) -> Option<Timestamp> {
    let parts: Vec<&str> = url.split(['/', '-']).collect();
    parts.windows(3).find(|w| w[0].len() == 4 && w[1].len() <= 2 && w[2].len() <= 2).and_then(|w| loose::parse(&format!("{}-{:0>2}-{:0>2}", w[0], w[1], w[2])))
}

fn types(object: &serde_json::Map<String, Value>) -> impl Iterator<Item = &str> {
    let types = object.get("@type").map(|t| match t {
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect::<Vec<_>>(),
    });
    types.unwrap_or_default().into_iter()
}

fn article_rank(name: &str) -> u8 {
    match name.rsplit(['/', ':']).next().unwrap_or(name) {
        "NewsArticle" | "ReportageNewsArticle" | "AnalysisNewsArticle" | "BackgroundNewsArticle" | "OpinionNewsArticle" | "ReviewNewsArticle" => 4,
        "LiveBlogPosting" => 3,
        name if name.ends_with("Article") => 2,
        "BlogPosting" => 1,
        _ => 0,
    }
}

/// The articles of a JSON-LD value: itself, in lists, in `@graph`, or as what the page is about.
fn collect(value: Value, articles: &mut Vec<serde_json::Map<String, Value>>, depth: usize) {
    if depth > 4 {
        return;
    }
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| collect(item, articles, depth + 1)),
        Value::Object(mut object) => {
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = object.remove(key) {
                    collect(inner, articles, depth + 1);
                }
            }
            if types(&object).any(|t| article_rank(t) > 0) {
                articles.push(object);
            }
        }
        _ => {}
    }
}

/// Reads JSON that hand-made templates broke: control characters in strings, commas before a
/// closing bracket, text after the end, a comment around it. What is beyond that is passed over.
fn lenient(json: &str) -> Option<Value> {
    let json = json.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim();
    let first = |json: &str| serde_json::Deserializer::from_str(json).into_iter::<Value>().next()?.ok();
    first(json).or_else(|| {
        let mut mended = String::with_capacity(json.len());
        for c in json.chars().map(|c| if c.is_control() { ' ' } else { c }) {
            if matches!(c, '}' | ']') && mended.trim_end().ends_with(',') {
                mended.truncate(mended.trim_end().len() - 1);
            }
            mended.push(c);
        }
        first(&mended)
    })
}
