//! The words of a claim as a reader is shown them: its mention within its sentence.

use super::text::visible;
use crate::extract::Claim;
use crate::read::Report;

/// A sentence is cut so many bytes before and behind its mention: a line of a broken file may be
/// megabytes long.
const CONTEXT: usize = 400;

/// A sentence around its mention, harmless to show, not yet escaped for any format.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) before: String,
    pub(super) words: String,
    pub(super) after: String,
}

impl Quote {
    pub(super) fn new(claim: &Claim, report: &Report) -> Self {
        let (text, mention) = (&report.text, claim.mention.span);
        let start = claim.sentence.start().min(mention.start());
        let end = claim.sentence.end().max(mention.end());
        let near = text.ceil_char_boundary(mention.start().saturating_sub(CONTEXT)).max(start);
        let far = text.floor_char_boundary(mention.end() + CONTEXT).min(end);
        let mut before = visible(&text[near..mention.start()]);
        let mut after = visible(&text[mention.end()..far]);
        if near > start {
            before = format!("… {before}");
        }
        if far < end {
            after.push_str(" …");
        }
        Quote { before, words: visible(mention.of(text)), after }
    }
}

/// Who published a report: its outlet, else the end of its id, by which it is found again.
pub(super) fn outlet(report: &Report) -> String {
    visible(report.source.as_deref().unwrap_or_else(|| report.id.rsplit('/').next().unwrap_or(&report.id)))
}

/// When a report was published: `2019-04-23 10:00+03:00`.
pub(super) fn published(report: &Report) -> Option<String> {
    report.published.map(|t| t.to_string().replacen('T', " ", 1))
}

/// `1 report`, `2 reports`.
pub(super) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// `3 reports, 2 independent`: how many give a value, and how many after copies count once.
pub(super) fn support(reports: usize, independent: usize) -> String {
    let all = count(reports, "report");
    if independent == reports { all } else { format!("{all}, {independent} independent") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Certainty, Mention};
    use crate::span::Span;
    use crate::value::name::NameType;
    use crate::value::{Name, Value};

    #[test]
    fn a_sentence_without_end_is_cut_around_its_words() {
        let report = Report::new("a", format!("{} 42 {}", "é ".repeat(5000), "è ".repeat(5000)));
        let at = report.text.find("42").unwrap();
        let mention = Mention { span: Span::new(at, at + 2), value: Value::Name(Name::new(NameType::Other, "42")) };
        let claim = Claim { report: 0, mention, sentence: Span::new(0, report.text.len()), attribution: None, certainty: Certainty::Asserted };
        let quote = Quote::new(&claim, &report);
        assert_eq!(quote.words, "42");
        assert!(quote.before.starts_with("… ") && quote.after.ends_with(" …"));
        assert!(quote.before.len() + quote.after.len() < 3 * CONTEXT);
    }
}
