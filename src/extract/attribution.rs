//! Who the text says a claim from, and how sure it is of it.
//!
//! A sentence is searched for cues: verbs of saying with a subject (`the Kremlin confirmed`), and
//! phrases that name a source (`according to Yonhap`, `citing two officials`). A claim belongs to
//! the cue nearest to it whose own words it is not part of. Precision first: where no plain noun
//! phrase stands at the cue, the claim stays the report's own.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::lang::{Language, PerLanguage, rows};
use crate::segment::{Document, TokenKind};
use crate::span::Span;

/// The source that a text names for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it: `Yonhap`, `the Kremlin`, `police`.
    pub source: String,
    /// The words that say so: `according to`, `confirmed`.
    pub cue: String,
}

/// Whether a claim is stated, hedged or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Stated as it is.
    Asserted,
    /// `likely`, `reportedly`, `expected`.
    Hedged,
    /// Stated not to be so.
    Denied,
}

impl Certainty {
    /// The word for it in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Asserted => "asserted",
            Certainty::Hedged => "hedged",
            Certainty::Denied => "denied",
        }
    }
}

/// The attribution and certainty of the mention at each of these spans, which are in the text's order.
pub fn annotate(document: &Document<'_>, spans: &[Span], language: &'static Language) -> Vec<(Option<Attribution>, Certainty)> {
    let words = WORDS.get(language);
    let mut out = Vec::with_capacity(spans.len());
    let mut cues = Vec::new();
    let mut cues_of = None;
    // What `he said` goes back to: the last source named in the text, two sentences at most.
    let mut antecedent: Option<(usize, String)> = None;
    for &span in spans {
        let sentence = document.sentence_at(span.start());
        if cues_of != Some(sentence) {
            let from = cues_of.map_or(sentence.saturating_sub(2), |last| (last + 1).max(sentence.saturating_sub(2)));
            for at in from..=sentence {
                cues =
                    cues_in(document, document.sentences[at].tokens.clone(), words, antecedent.as_ref().filter(|(s, _)| at - s <= 2).map(|(_, s)| s.as_str()));
                if let Some(cue) = cues.last() {
                    antecedent = Some((at, cue.attribution.source.clone()));
                }
            }
            cues_of = Some(sentence);
        }
        let tokens = document.tokens_in(span);
        let distance = |cue: &Cue| if cue.tokens.end <= tokens.start { tokens.start - cue.tokens.end } else { cue.tokens.start.saturating_sub(tokens.end) };
        let attribution = cues
            .iter()
            .filter(|cue| cue.tokens.end <= tokens.start || tokens.end <= cue.tokens.start)
            .min_by_key(|cue| (distance(cue), cue.tokens.start))
            .map(|cue| cue.attribution.clone());
        out.push((attribution, certainty(document, sentence, tokens, words)));
    }
    out
}

/// A place in a sentence that names a source.
struct Cue {
    attribution: Attribution,
    /// The cue and the source's own words.
    tokens: Range<usize>,
}

fn cues_in(document: &Document<'_>, sentence: Range<usize>, words: &Words, antecedent: Option<&str>) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut token = sentence.start;
    while token < sentence.end {
        let lower = document.lower(token);
        let mut next = token + 1;
        if let Some(&full) = words.citations.get(lower) {
            // `according to X`, `citing X`: the phrase may be two words.
            let second = full.split_once(' ').map(|(_, s)| s);
            if second.is_none_or(|s| next < sentence.end && document.lower(next) == s) {
                let start = if second.is_some() { next + 1 } else { next };
                let phrase = words.phrase_after(document, start..sentence.end);
                if !phrase.is_empty() {
                    next = phrase.end;
                    cues.push(Cue { attribution: Attribution { source: text_of(document, phrase), cue: full.to_owned() }, tokens: token..next });
                }
            }
        } else if words.saying.contains(lower) && document.tokens[token].kind == TokenKind::Word {
            let before = words.phrase_before(document, sentence.start..token);
            let pronoun = before.len() == 1 && words.pronouns.contains(document.lower(before.start));
            if pronoun || before.is_empty() {
                // Inverted: `, said Ushakov`; only straight after a comma or a quotation mark.
                let inverted = token > sentence.start && matches!(document.word(token - 1), "," | "\"" | "”" | "'" | "’");
                let phrase = if inverted { words.phrase_after(document, next..sentence.end) } else { 0..0 };
                if !phrase.is_empty() && document.word(phrase.start).chars().next().is_some_and(char::is_uppercase) {
                    next = phrase.end;
                    cues.push(Cue { attribution: Attribution { source: text_of(document, phrase), cue: lower.to_owned() }, tokens: token..next });
                } else if let (true, Some(source)) = (pronoun, antecedent) {
                    cues.push(Cue { attribution: Attribution { source: source.to_owned(), cue: lower.to_owned() }, tokens: before.start..next });
                }
            } else {
                cues.push(Cue { attribution: Attribution { source: text_of(document, before.clone()), cue: lower.to_owned() }, tokens: before.start..next });
            }
        }
        token = next;
    }
    cues
}

fn text_of(document: &Document<'_>, tokens: Range<usize>) -> String {
    document.tokens[tokens.start].span.cover(document.tokens[tokens.end - 1].span).of(document.text).to_owned()
}

/// How far a hedge reaches: words before the mention, words after it.
const REACH: (usize, usize) = (9, 4);

fn certainty(document: &Document<'_>, sentence: usize, mention: Range<usize>, words: &Words) -> Certainty {
    let sentence = document.sentences[sentence].tokens.clone();
    let mut hedged = false;
    let before = mention.start.saturating_sub(REACH.0).max(sentence.start)..mention.start;
    let after = mention.end..(mention.end + REACH.1).min(sentence.end);
    for token in before.clone().rev() {
        let lower = document.lower(token);
        if words.denials.contains(lower) {
            // Plain negation reaches a few words, a verb of denial the whole way.
            if mention.start - token <= 4 || words.saying.contains(lower) {
                return Certainty::Denied;
            }
        }
        hedged |= words.hedges.contains(lower);
    }
    for token in after {
        if matches!(document.word(token), "," | ";" | ":" | ".") {
            break;
        }
        hedged |= words.hedges.contains(document.lower(token));
    }
    if hedged { Certainty::Hedged } else { Certainty::Asserted }
}

struct Words {
    /// Verbs of saying, in every form that occurs with a subject.
    saying: HashSet<&'static str>,
    /// First word of a phrase that names a source, with the phrase.
    citations: HashMap<&'static str, &'static str>,
    pronouns: HashSet<&'static str>,
    hedges: HashSet<&'static str>,
    denials: HashSet<&'static str>,
    /// Words that cannot stand in a source's noun phrase.
    stops: HashSet<&'static str>,
    /// Words between a subject and its verb: `also`, `later`, `has`.
    between: HashSet<&'static str>,
    /// Prepositions that join two parts of one noun phrase: `ministry of defence`.
    joins: HashSet<&'static str>,
    articles: HashSet<&'static str>,
}

static WORDS: PerLanguage<Words> = PerLanguage::new(|language| {
    let set = |category| {
        let mut set = HashSet::new();
        set.extend(rows(language.sentences, category).flat_map(|r| r.surfaces().collect::<Vec<_>>()));
        set
    };
    let mut citations = HashMap::new();
    for phrase in rows(language.sentences, "citation").flat_map(|r| r.surfaces().collect::<Vec<_>>()) {
        citations.insert(phrase.split(' ').next().unwrap_or(phrase), phrase);
    }
    Words {
        saying: set("saying"),
        citations,
        pronouns: set("pronoun"),
        hedges: set("hedge"),
        denials: set("denial"),
        stops: set("phrase-stop"),
        between: set("between"),
        joins: set("phrase-join"),
        articles: set("article"),
    }
});

/// The longest source phrase, in tokens: a name with its office.
const LONGEST: usize = 9;

impl Words {
    /// The noun phrase that ends just before `range.end`: the subject of the verb that stands there.
    fn phrase_before(&self, document: &Document<'_>, range: Range<usize>) -> Range<usize> {
        let mut end = range.end;
        while end > range.start && self.between.contains(document.lower(end - 1)) {
            end -= 1;
        }
        let closed = end > range.start && document.word(end - 1) == ",";
        if closed {
            // `Ushakov, a Kremlin aide, said`: step over one apposition.
            let from = range.start.max(end.saturating_sub(LONGEST + 3));
            let Some(open) = (from..end - 1).rev().find(|&t| document.word(t) == ",") else { return 0..0 };
            end = open;
        }
        let mut start = end;
        while start > range.start && end - start < LONGEST && self.in_phrase(document, start - 1) {
            start -= 1;
        }
        self.trim(document, start..end)
    }

    /// The noun phrase that starts at `range.start`.
    fn phrase_after(&self, document: &Document<'_>, range: Range<usize>) -> Range<usize> {
        let mut end = range.start;
        while end < range.end && end - range.start < LONGEST && self.in_phrase(document, end) {
            end += 1;
        }
        self.trim(document, range.start..end)
    }

    fn in_phrase(&self, document: &Document<'_>, token: usize) -> bool {
        match document.tokens[token].kind {
            TokenKind::Word => !self.stops.contains(document.lower(token)) && !self.saying.contains(document.lower(token)),
            TokenKind::Clitic => true,
            TokenKind::Symbol => matches!(document.word(token), "-" | "&" | "."),
            TokenKind::Number | TokenKind::Address => false,
        }
    }

    /// Cuts what cannot begin or end a noun phrase.
    fn trim(&self, document: &Document<'_>, mut range: Range<usize>) -> Range<usize> {
        let dangling =
            |t: usize| document.tokens[t].kind != TokenKind::Word || self.joins.contains(document.lower(t)) || self.between.contains(document.lower(t));
        while !range.is_empty() && dangling(range.start) {
            range.start += 1;
        }
        while !range.is_empty() && (dangling(range.end - 1) || self.articles.contains(document.lower(range.end - 1))) {
            range.end -= 1;
        }
        range
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The attribution and certainty of `quote` in `text`.
    fn of(text: &str, quote: &str) -> (Option<(String, String)>, Certainty) {
        let language = Language::fallback();
        let document = Document::new(text, language);
        let start = text.find(quote).unwrap();
        let (attribution, certainty) = annotate(&document, &[Span::new(start, start + quote.len())], language).remove(0);
        (attribution.map(|a| (a.source, a.cue)), certainty)
    }

    fn source(text: &str, quote: &str) -> String {
        of(text, quote).0.map_or_else(|| "-".to_owned(), |(s, _)| s)
    }

    #[test]
    fn the_source_is_the_phrase_at_the_cue() {
        assert_eq!(source("They will meet on April 25, the Kremlin confirmed on Friday.", "April 25"), "the Kremlin");
        assert_eq!(source("Ten people died, according to the interior ministry.", "Ten people"), "the interior ministry");
        assert_eq!(source("The train comes with 230 people, the paper said, citing two officials.", "230 people"), "the paper");
        assert_eq!(source("\"We lost 12 men,\" said Colonel Rahimi.", "12 men"), "Colonel Rahimi");
        assert_eq!(source("Rahimi, a police colonel, said 12 men died.", "12 men"), "Rahimi");
        assert_eq!(source("Police in Lima said 12 men died.", "12 men"), "Police in Lima");
    }

    #[test]
    fn a_pronoun_goes_back_to_the_last_source() {
        let text = "The bridge fell at noon, mayor Ana Ruiz said. She said 12 people were hurt.";
        assert_eq!(source(text, "12 people"), "mayor Ana Ruiz");
    }

    #[test]
    fn a_report_without_a_cue_speaks_for_itself() {
        assert_eq!(source("A quake killed 10 people on Sunday.", "10 people"), "-");
        assert_eq!(source("The said amount was 10 dollars.", "10 dollars"), "-");
    }

    #[test]
    fn hedges_and_denials_reach_their_claim_alone() {
        assert_eq!(of("The summit is likely to be held on April 24.", "April 24").1, Certainty::Hedged);
        assert_eq!(of("He denied that 40 people were killed.", "40 people").1, Certainty::Denied);
        assert_eq!(of("The summit was held on April 24.", "April 24").1, Certainty::Asserted);
        assert_eq!(of("The ship, which may be lost, never came, but they found 12 of the boats in time.", "12").1, Certainty::Asserted);
    }
}
