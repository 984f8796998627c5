//! The body of a web page: which of its blocks are the report.
//!
//! Blocks of text earn points for the element that holds them, as Readability does; the best holder
//! is the article. What the machine-readable copy of the text in the page (`articleBody`) confirms is
//! taken from wherever it stands. Then the usual losses are made good: a lead that stands outside,
//! parts that advertisements split off; and the usual strays are left out.

use std::sync::LazyLock;

use super::flow::{self, BREAK};
use super::tree::{Element, Node};
use super::{loose, words};

/// Words of class names of what is not the report.
static STRAY_CLASSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::list("stray-class"));
/// What lines begin with that are not the report.
static STRAY_LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::list("stray-line"));
/// Lines that are not the report, whole.
static LABELS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::list("label"));

/// Marks around the text of links while a block is open.
const LINK: char = '\u{e000}';
const LINK_END: char = '\u{e001}';
/// A part of the page that holds this much of its text is no stray, whatever its class says.
const SHARE: f64 = 0.35;

/// One run of text of a page.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: String,
    /// Weight of the text in code points; scripts that write a word in a character or two count double.
    weight: usize,
    /// Of which in links.
    links: usize,
    holder: usize,
    heading: bool,
    /// Part of a level-one heading, which is a headline or the site's name.
    title: bool,
    item: bool,
    hidden: bool,
}

#[derive(Debug, Default)]
struct Holder {
    parent: usize,
    stray: bool,
    /// Says itself that it holds the text.
    body: bool,
    score: f64,
    size: usize,
    links: usize,
}

/// A page as blocks, in reading order.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    holders: Vec<Holder>,
    /// Level-one headings, with the number of blocks before each.
    pub(super) headings: Vec<(String, usize)>,
    open: String,
}

impl Page {
    /// Splits a page into blocks.
    pub(super) fn new(root: &Element) -> Page {
        let mut page = Page::default();
        page.holders.push(Holder::default());
        page.walk(root, 0, State::default());
        page.close(0, State::default());
        page
    }

    fn walk(&mut self, element: &Element, holder: usize, state: State) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.open.push_str(text),
                Node::Element(child) => self.element(child, holder, state),
            }
        }
    }

    fn element(&mut self, element: &Element, holder: usize, state: State) {
        let name = element.name.as_str();
        match name {
            "head" | "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "object" | "select" | "textarea" | "math" | "map" => {}
            "br" => self.open.push(BREAK),
            "a" => {
                self.open.push(LINK);
                self.walk(element, holder, state);
                self.open.push(LINK_END);
            }
            "td" | "th" if !element.walk().any(|e| e.name == "p" || e.name == "div") => {
                self.walk(element, holder, state);
                self.open.push(' ');
            }
            _ if flow::is_block(name) || flow::is_skipped(name) || matches!(name, "td" | "th") => {
                self.close(holder, state);
                let stray = is_stray(element);
                let body = element.attribute("itemprop") == Some("articleBody");
                self.holders.push(Holder { parent: holder, stray, body, ..Holder::default() });
                let own = self.holders.len() - 1;
                // A page's own head is no text; that of the article can hold the lead.
                let hard = match name {
                    "header" => element.find("h1").is_none(),
                    _ => matches!(name, "nav" | "aside" | "footer" | "figure" | "figcaption" | "button" | "dialog" | "video" | "audio"),
                };
                let inner = State {
                    title: state.title || name == "h1",
                    heading: state.heading || matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"),
                    item: state.item || matches!(name, "li" | "dd" | "dt" | "td" | "th"),
                    hidden: state.hidden || hard,
                };
                let before = self.blocks.len();
                self.walk(element, own, inner);
                self.close(own, inner);
                if name == "h1" {
                    let text: Vec<&str> = self.blocks[before..].iter().map(|b| b.text.as_str()).collect();
                    if !text.is_empty() {
                        self.headings.push((text.join(" "), before));
                        // What holds the headline holds the article.
                        let around: Vec<usize> = self.chain(holder).collect();
                        around.into_iter().for_each(|h| self.holders[h].stray = false);
                    }
                }
            }
            _ => self.walk(element, holder, state),
        }
    }

    /// Ends the open text. The holder of a paragraph is the element around it, that of loose text
    /// the element itself; both are found by which of them `holder` names.
    fn close(&mut self, holder: usize, state: State) {
        let open = std::mem::take(&mut self.open);
        for raw in flow::paragraphs(&open) {
            let mut text = String::new();
            let mut links = 0;
            let mut within = false;
            let mut bare = String::with_capacity(raw.len());
            for c in raw.chars() {
                match c {
                    LINK => within = true,
                    LINK_END => within = false,
                    c => {
                        links += usize::from(within) * weight(c);
                        bare.push(c);
                    }
                }
            }
            super::finish::push_paragraph(&mut text, &bare);
            if text.is_empty() {
                continue;
            }
            let weight = text.chars().map(weight).sum();
            self.blocks.push(Block {
                text,
                weight,
                links: links.min(weight),
                holder,
                heading: state.heading,
                title: state.title,
                item: state.item,
                hidden: state.hidden,
            });
        }
    }

    /// The paragraphs of the report, given its headline and the machine-readable copy of its text.
    pub(super) fn body(&mut self, headline: Option<&str>, copy: Option<&str>) -> Vec<usize> {
        self.leave_out_strays();
        let after = self.headline_end(headline);
        let copy = copy.map(fold).filter(|c| c.len() >= 200);
        if let Some(copy) = &copy
            && let Some(chosen) = self.confirmed(copy)
        {
            return self.tidy(chosen, headline);
        }
        let Some(best) = self.best_holder() else { return Vec::new() };
        let inside = |page: &Page, block: usize, holder: usize| page.chain(page.blocks[block].holder).any(|h| h == holder);
        let first = (0..self.blocks.len()).find(|&b| inside(self, b, best)).unwrap_or(0);
        let parent = self.holders[best].parent;
        let chosen = (0..self.blocks.len())
            .filter(|&b| {
                let block = &self.blocks[b];
                if block.hidden {
                    return false;
                }
                if inside(self, b, best) {
                    return true;
                }
                // A lead between headline and body, or a part that stands beside the body.
                let lead = after > 0 && b >= after && b < first && first - after < 40;
                (lead || inside(self, b, parent)) && block.is_sentence() && (!block.heading || block.weight >= 80) && !block.item
            })
            .collect();
        self.tidy(chosen, headline)
    }

    /// Where the headline ends: blocks before it are not the report.
    fn headline_end(&self, headline: Option<&str>) -> usize {
        let wanted = headline.map(fold).unwrap_or_default();
        let same = |text: &str| !wanted.is_empty() && fold(text) == wanted;
        let heading = self.headings.iter().find(|(text, _)| same(text)).map(|(_, at)| *at);
        heading.or_else(|| self.blocks.iter().position(|b| same(&b.text))).map_or(0, |at| at + 1)
    }

    /// Hides what stands in parts with the class names of strays.
    fn leave_out_strays(&mut self) {
        let mut sizes = vec![0; self.holders.len()];
        let mut total = 0;
        for block in self.blocks.iter().filter(|b| b.is_sentence()) {
            total += block.weight;
            self.chain(block.holder).for_each(|holder| sizes[holder] += block.weight);
        }
        let strays: Vec<bool> = self.holders.iter().zip(&sizes).map(|(h, size)| h.stray && (*size as f64) < SHARE * total as f64).collect();
        let hidden: Vec<bool> = self.blocks.iter().map(|b| b.hidden || self.chain(b.holder).any(|h| strays[h])).collect();
        for (block, hidden) in self.blocks.iter_mut().zip(hidden) {
            block.hidden = hidden;
        }
    }

    /// A holder and those around it.
    fn chain(&self, holder: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(holder);
        std::iter::from_fn(move || {
            let at = next?;
            next = (at != 0).then(|| self.holders[at].parent);
            Some(at)
        })
    }

    /// The blocks whose text the copy confirms, where these are nearly all of it.
    fn confirmed(&self, copy: &str) -> Option<Vec<usize>> {
        let mut found = 0;
        let mut seen = std::collections::HashSet::<String, foldhash::fast::FixedState>::default();
        let chosen: Vec<usize> = (0..self.blocks.len())
            .filter(|&b| {
                let folded = fold(&self.blocks[b].text);
                let confirmed = !self.blocks[b].hidden && folded.len() >= 12 && copy.contains(&folded) && seen.insert(folded.clone());
                found += usize::from(confirmed) * folded.len();
                confirmed
            })
            .collect();
        (found * 100 >= copy.len() * 80).then_some(chosen)
    }

    fn best_holder(&mut self) -> Option<usize> {
        for block in self.blocks.iter().filter(|b| !b.hidden) {
            let mut sized = Some(block.holder);
            while let Some(holder) = sized {
                self.holders[holder].size += block.weight;
                self.holders[holder].links += block.links;
                sized = (holder != 0).then(|| self.holders[holder].parent);
            }
            if !block.is_running() || block.heading {
                continue;
            }
            let commas = block.text.chars().filter(|c| matches!(c, ',' | '，' | '、' | '،')).count().min(5);
            let points = 1.0 + commas as f64 * 0.5 + (block.weight as f64 / 100.0).min(4.0);
            // A paragraph's own element is no holder: the points go to what is around it.
            let mut holder = block.holder;
            for share in [0.25, 1.0, 0.5, 0.25, 0.1] {
                self.holders[holder].score += points * share;
                if holder == 0 {
                    break;
                }
                holder = self.holders[holder].parent;
            }
        }
        let density = |h: &Holder| 1.0 - h.links as f64 / h.size.max(1) as f64;
        let score = |h: &Holder| h.score * density(h) * if h.body { 2.0 } else { 1.0 };
        let best = (0..self.holders.len()).max_by(|&a, &b| score(&self.holders[a]).total_cmp(&score(&self.holders[b])).then(b.cmp(&a)))?;
        (self.holders[best].score > 0.0).then_some(best)
    }

    /// Leaves out the strays among the chosen blocks, and headings that nothing follows.
    fn tidy(&self, chosen: Vec<usize>, headline: Option<&str>) -> Vec<usize> {
        let headline = headline.map(fold).unwrap_or_default();
        let mut kept: Vec<usize> =
            chosen.into_iter().filter(|&b| !self.blocks[b].is_stray() && !self.blocks[b].title && fold(&self.blocks[b].text) != headline).collect();
        // The line with the time stands between headline and text.
        let start = kept.iter().position(|&b| self.blocks[b].is_sentence()).unwrap_or(0);
        let dated: Vec<usize> =
            kept[..start].iter().copied().filter(|&b| self.blocks[b].weight <= 80 && loose::parse(&self.blocks[b].text).is_some()).collect();
        kept.retain(|b| !dated.contains(b));
        kept.dedup_by(|b, a| self.blocks[*a].text == self.blocks[*b].text);
        let last = kept.iter().rposition(|&b| self.blocks[b].is_sentence() || self.blocks[b].item).map_or(0, |at| at + 1);
        // A closing line of credits is shorter than a paragraph and has its full stop.
        let end = kept.iter().rposition(|&b| self.blocks[b].ends_sentence() && !self.blocks[b].heading).map_or(last, |at| (at + 1).max(last));
        kept.truncate(end);
        let next: Vec<bool> = kept.windows(2).map(|w| self.blocks[w[1]].heading).chain([false]).collect();
        let mut rest = Vec::with_capacity(kept.len());
        for (at, &block) in kept.iter().enumerate() {
            // Of headings in a row, only the last heads anything.
            if !(self.blocks[block].heading && next[at]) {
                rest.push(block);
            }
        }
        rest
    }

    /// The text of these blocks, one a line.
    pub(super) fn text(&self, chosen: &[usize]) -> String {
        let lines: Vec<&str> = chosen.iter().map(|&b| self.blocks[b].text.as_str()).collect();
        lines.join("\n")
    }
}

#[derive(Clone, Copy, Default)]
struct State {
    heading: bool,
    title: bool,
    item: bool,
    hidden: bool,
}

impl Block {
    /// Enough text, and not mostly links.
    fn is_running(&self) -> bool {
        self.weight >= 25 && self.links * 10 <= self.weight * 4
    }

    /// Text that reads as a sentence, long enough to be no label.
    fn is_sentence(&self) -> bool {
        self.weight >= 60 && self.links * 10 <= self.weight * 3 && self.ends_sentence()
    }

    fn ends_sentence(&self) -> bool {
        if self.text.starts_with('(') && self.text.ends_with(')') {
            return true;
        }
        let text = self.text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“', '」', '』', ']']);
        text.ends_with(['.', '!', '?', ':', '。', '؟', '…', '．', '।'])
    }

    /// Links to other stories, captions, labels, notices of rights.
    fn is_stray(&self) -> bool {
        if flow::is_rule(&self.text) {
            return true;
        }
        if self.links * 10 >= self.weight * 8 && self.weight < 200 {
            return true;
        }
        if self.weight > 400 {
            return false;
        }
        let lower = self.text.to_lowercase();
        STRAY_LINES.iter().any(|l| lower.starts_with(l)) || LABELS.iter().any(|l| lower.trim_end_matches([':', '.', '…', '!']) == *l)
    }
}

/// True for an element that its class or id gives away, or that is not shown.
fn is_stray(element: &Element) -> bool {
    if element.attribute("hidden").is_some() || element.attribute("style").is_some_and(|s| s.replace(' ', "").contains("display:none")) {
        return true;
    }
    ["class", "id", "role"].iter().filter_map(|name| element.attribute(name)).any(|value| {
        value.split_whitespace().any(|class| {
            let lower = class.to_lowercase();
            // `has-sidebar`, `no-comments` describe the page, not the part.
            !lower.starts_with("has-") && !lower.starts_with("no-") && !lower.starts_with("with-") && STRAY_CLASSES.iter().any(|s| word_in(&lower, s))
        })
    })
}

/// True where a class name holds a word at its start, or after a mark.
fn word_in(class: &str, word: &str) -> bool {
    class.match_indices(word).any(|(at, _)| at == 0 || !class.as_bytes()[at - 1].is_ascii_alphanumeric())
}

fn weight(c: char) -> usize {
    if matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') { 2 } else { 1 }
}

/// Letters and digits alone, lower case: equal where two texts differ in typography.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
