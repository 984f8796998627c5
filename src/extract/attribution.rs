//! Who the text says a claim from, and how sure it is of it.
//!
//! A sentence is searched for cues: verbs of saying with a subject (`the Kremlin confirmed`), and
//! phrases that name a source (`according to Yonhap`, `citing two officials`). A claim belongs to
//! the cue nearest to it whose own words it is not part of. Precision first: where no plain noun
//! phrase stands at the cue, the claim stays the report's own. How sure it is: [`Certainty`].

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use crate::lang::{Endings, Language, PerLanguage, Row, rows};
use crate::segment::{ByWord, Document, TokenKind};

use super::Mention;

mod certainty;

pub use certainty::Certainty;

/// The source that a text names for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it: `Yonhap`, `the Kremlin`, `police`.
    pub source: String,
    /// The words that say so: `according to`, `confirmed`.
    pub cue: String,
}

/// True where two phrases may name one source: `Yonhap`, `South Korea's Yonhap news agency`.
pub fn one_source(a: &str, b: &str) -> bool {
    let names = |s: &str| s.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).map(str::to_lowercase).collect::<Vec<_>>();
    let (x, y) = (names(a), names(b));
    x == y || x.iter().all(|w| y.contains(w)) || y.iter().all(|w| x.contains(w))
}

/// The attribution and certainty of these mentions, which are in the text's order.
pub fn annotate(document: &Document<'_>, mentions: &[Mention], language: &'static Language) -> Vec<(Option<Attribution>, Certainty)> {
    let reading = Reading::new(document, language);
    let mut out = Vec::with_capacity(mentions.len());
    let mut cues = Vec::new();
    let mut cues_of = None;
    // What `he said` goes back to: the last source named in the text, two sentences at most.
    let mut antecedent: Option<(usize, &str)> = None;
    for Mention { span, value } in mentions {
        let sentence = document.sentence_at(span.start());
        if cues_of != Some(sentence) {
            let from = cues_of.map_or(sentence.saturating_sub(2), |last| (last + 1).max(sentence.saturating_sub(2)));
            for at in from..=sentence {
                cues = reading.cues(document.sentences[at].tokens.clone(), antecedent.filter(|(s, _)| at - s <= 2).map(|(_, s)| s));
                if let Some(cue) = cues.last() {
                    antecedent = Some((at, cue.source));
                }
            }
            cues_of = Some(sentence);
        }
        let tokens = document.tokens_in(*span);
        let distance = |cue: &Cue<'_>| if cue.tokens.end <= tokens.start { tokens.start - cue.tokens.end } else { cue.tokens.start.saturating_sub(tokens.end) };
        let attribution = cues
            .iter()
            .filter(|cue| cue.tokens.end <= tokens.start || tokens.end <= cue.tokens.start && !reading.opens_clause(cue.tokens.start))
            .min_by_key(|cue| (distance(cue), cue.tokens.start))
            .map(|cue| Attribution { source: cue.source.to_owned(), cue: cue.words.to_owned() });
        out.push((attribution, reading.certainty(sentence, tokens, value.kind())));
    }
    out
}

/// A place in a sentence that names a source.
struct Cue<'a> {
    source: &'a str,
    /// The words that name it.
    words: &'a str,
    /// The cue and the source's own words.
    tokens: Range<usize>,
}

/// What a word does around a claim, one bit each.
type Duties = u32;

/// A verb of saying, in every form that occurs with a subject.
const SAYING: Duties = 1;
const PRONOUN: Duties = 1 << 1;
const HEDGE: Duties = 1 << 2;
const DENIAL: Duties = 1 << 3;
/// Cannot stand in a source's noun phrase.
const STOP: Duties = 1 << 4;
/// Stands between a subject and its verb: `also`, `later`, `has`.
const BETWEEN: Duties = 1 << 5;
/// Joins two parts of one noun phrase: `ministry of defence`.
const JOIN: Duties = 1 << 6;
const ARTICLE: Duties = 1 << 7;
/// Opens a phrase that names a source.
const CITATION: Duties = 1 << 8;
/// Stands, with an article, for a source that the text has named: `the company`.
const STAND_IN: Duties = 1 << 9;
/// A verb of saying that is a noun or a participle as often: `notes`, `reported`.
const PERHAPS: Duties = 1 << 10;
/// Stands behind a verb of saying and no noun: `that`, `on Friday`.
const COMPLEMENT: Duties = 1 << 11;
/// Names a source without an article: `police`.
const SOURCE: Duties = 1 << 12;
/// Makes a verb of saying behind it none: `declined to say`.
const INFINITIVE: Duties = 1 << 13;
/// A noun that ends as adverbs do: `family`.
const NO_ADVERB: Duties = 1 << 14;
/// Makes the value right behind it none: `not 15`.
const NEGATION: Duties = 1 << 15;
/// In front of a negation, makes it none: `if not thousands`.
const NEGATION_ENDS: Duties = 1 << 16;
/// What can be denied: `denied reports that`, `rejected claims of`.
const DENIED_THING: Duties = 1 << 17;
const THAT: Duties = 1 << 18;
const OF: Duties = 1 << 19;
/// Denies what the verb of saying beside it says: `falsely claimed`.
const FALSELY: Duties = 1 << 20;
/// Of what a report once said: `originally`, `an earlier version`.
const FORMER: Duties = 1 << 21;
const VERSION: Duties = 1 << 22;
/// Points at the report itself, with [`ACCOUNT`]: `this story`.
const ITSELF: Duties = 1 << 23;
const ACCOUNT: Duties = 1 << 24;
/// Opens a clause whose source says nothing of what stands in front: `12 died, but police said`.
const OPENS: Duties = 1 << 25;
/// Right behind a verb of saying, makes it a participle: `the four confirmed dead`.
const UNDERGONE: Duties = 1 << 26;

struct Words {
    duties: ByWord<Duties>,
    /// First word of a phrase that names a source, with the phrase.
    citations: HashMap<&'static str, &'static str>,
    /// Words that set aside what is behind them: `rather than`.
    set_aside: Vec<Vec<&'static str>>,
    adverbs: Endings,
}

static WORDS: PerLanguage<Words> = PerLanguage::new(|language| {
    let sets = [
        ("saying", SAYING),
        ("pronoun", PRONOUN),
        ("hedge", HEDGE),
        ("denial", DENIAL),
        ("phrase-stop", STOP),
        ("between", BETWEEN),
        ("phrase-join", JOIN),
        ("article", ARTICLE),
        ("stand-in", STAND_IN),
        ("saying-perhaps", SAYING | PERHAPS),
        ("complement", COMPLEMENT),
        ("source", SOURCE),
        ("infinitive", INFINITIVE),
        ("no-adverb", NO_ADVERB),
        ("negation", NEGATION),
        ("negation-ends", NEGATION_ENDS),
        ("denied-thing", DENIED_THING),
        ("that", THAT),
        ("of", OF),
        ("falsely", FALSELY),
        ("former", FORMER),
        ("version", VERSION),
        ("itself", ITSELF),
        ("account", ACCOUNT),
        ("clause-opens", OPENS),
        ("undergone", UNDERGONE),
    ];
    let mut words = Words {
        duties: ByWord::of_rows(language, language.sentences, &sets),
        citations: HashMap::new(),
        set_aside: rows(language.sentences, "set-aside").flat_map(Row::surfaces).map(|words| words.split(' ').collect()).collect(),
        adverbs: Endings::new(language.sentences, "adverb-ending"),
    };
    for phrase in rows(language.sentences, "citation").flat_map(Row::surfaces) {
        let first = phrase.split(' ').next().unwrap_or(phrase);
        words.citations.insert(first, phrase);
        words.duties.add(first, CITATION);
    }
    words
});

/// The longest source phrase, in tokens: a name with its office.
const LONGEST: usize = 9;

/// A text with the duties of its words.
struct Reading<'a> {
    document: &'a Document<'a>,
    words: &'static Words,
}

impl<'a> Reading<'a> {
    fn new(document: &'a Document<'a>, language: &'static Language) -> Self {
        Reading { document, words: WORDS.get(language) }
    }

    /// True where a word has any of these duties.
    fn is(&self, token: usize, duties: Duties) -> bool {
        self.words.duties.get(self.document.words[token]) & duties != 0
    }

    /// True behind a word that opens a clause: `held after the Cypriots said`.
    fn opens_clause(&self, token: usize) -> bool {
        token > 0 && self.is(token - 1, OPENS)
    }

    /// The places in a sentence that name a source.
    fn cues(&self, sentence: Range<usize>, antecedent: Option<&'a str>) -> Vec<Cue<'a>> {
        let document = self.document;
        let mut cues = Vec::new();
        let mut token = sentence.start;
        while token < sentence.end {
            let lower = document.lower(token);
            let mut next = token + 1;
            if self.is(token, CITATION)
                && let Some(&full) = self.words.citations.get(lower)
            {
                // `according to X`, `citing X`: the phrase may be two words.
                let second = full.split_once(' ').map(|(_, s)| s);
                if second.is_none_or(|s| next < sentence.end && document.lower(next) == s) {
                    let start = if second.is_some() { next + 1 } else { next };
                    let phrase = self.phrase_after(start..sentence.end);
                    if !phrase.is_empty() {
                        next = phrase.end;
                        cues.push(Cue { source: self.text_of(phrase), words: full, tokens: token..next });
                    }
                }
            } else if self.is(token, SAYING) && document.tokens[token].kind == TokenKind::Word && !self.is_named(token, &sentence) {
                let before = self.phrase_before(sentence.start..token);
                let unsaid = token > sentence.start && self.is(token - 1, INFINITIVE);
                let undergone = next < sentence.end && self.is(next, UNDERGONE);
                let speaks = !unsaid && !undergone && (!self.is(token, PERHAPS) || self.speaks(before.clone(), next));
                let pronoun = before.len() == 1 && self.is(before.start, PRONOUN);
                let stand_in = before.len() == 2 && self.is(before.start, ARTICLE) && self.is(before.start + 1, STAND_IN);
                if !speaks {
                    // A noun, a participle or an infinitive.
                } else if let (true, Some(source)) = (stand_in, antecedent) {
                    cues.push(Cue { source, words: lower, tokens: before.start..next });
                } else if pronoun || before.is_empty() {
                    // Inverted: `, said Ushakov`; only straight after a comma or a quotation mark.
                    let inverted = token > sentence.start && matches!(document.word(token - 1), "," | "\"" | "”" | "'" | "’");
                    let phrase = if inverted { self.phrase_after(next..sentence.end) } else { 0..0 };
                    if !phrase.is_empty() && self.capital(phrase.start) {
                        next = phrase.end;
                        cues.push(Cue { source: self.text_of(phrase), words: lower, tokens: token..next });
                    } else if let (true, Some(source)) = (pronoun, antecedent) {
                        cues.push(Cue { source, words: lower, tokens: before.start..next });
                    }
                } else {
                    cues.push(Cue { source: self.text_of(before.clone()), words: lower, tokens: before.start..next });
                }
            }
            token = next;
        }
        cues
    }

    /// True where a noun or participle between its subject and the token `next` is a verb of saying after
    /// all: `senior notes and shares` and `the 24 million tonnes indicated last month` say nothing.
    fn speaks(&self, subject: Range<usize>, next: usize) -> bool {
        if subject.is_empty() || self.capital(next - 1) {
            return false;
        }
        let named = self.capital(subject.start) || self.is(subject.start, ARTICLE | PRONOUN) || self.is(subject.end - 1, SOURCE);
        let goes_on = next < self.document.tokens.len() && self.is(next, STOP | JOIN | BETWEEN) && !self.is(next, COMPLEMENT);
        named && !goes_on
    }

    /// True for a verb that is a given name: `his brother Said Kouachi`, yet not `Police Said Kouachi`.
    fn is_named(&self, token: usize, sentence: &Range<usize>) -> bool {
        let behind_small = token > sentence.start && self.document.tokens[token - 1].kind == TokenKind::Word && !self.capital(token - 1);
        self.capital(token) && behind_small && token + 1 < sentence.end && self.capital(token + 1)
    }

    fn capital(&self, token: usize) -> bool {
        self.document.word(token).starts_with(char::is_uppercase)
    }

    fn text_of(&self, tokens: Range<usize>) -> &'a str {
        let document = self.document;
        document.tokens[tokens.start].span.cover(document.tokens[tokens.end - 1].span).of(document.text)
    }

    /// The noun phrase that ends just before `range.end`: the subject of the verb that stands there.
    fn phrase_before(&self, range: Range<usize>) -> Range<usize> {
        let mut end = range.end;
        while end > range.start && self.is_between(end - 1) {
            end -= 1;
        }
        let closed = end > range.start && self.document.word(end - 1) == ",";
        if closed {
            // `Ushakov, a Kremlin aide, said`: step over one apposition.
            let from = range.start.max(end.saturating_sub(LONGEST + 3));
            let Some(open) = (from..end - 1).rev().find(|&t| self.document.word(t) == ",") else { return 0..0 };
            end = open;
            // `Lazio, R-N.Y., chairman of the panel, said`: and over the party and state in front of it.
            let party = |comma: &usize| self.document.word(comma + 1).len() == 1 && self.capital(comma + 1) && self.document.word(comma + 2) == "-";
            let before = (range.start..end).rev().take(LONGEST).find(|&t| self.document.word(t) == ",");
            end = before.filter(party).unwrap_or(end);
        }
        let mut start = end;
        while start > range.start && end - start < LONGEST && self.in_phrase(start - 1) {
            start -= 1;
        }
        let phrase = self.trim(start..end);
        // `the debt it says is owed`, `he used`: of a clause before, and none.
        match phrase.clone().rev().find(|&token| self.is(token, PRONOUN)) {
            Some(pronoun) if pronoun + 1 == phrase.end => pronoun..phrase.end,
            Some(_) => 0..0,
            None => phrase,
        }
    }

    /// True for a word that may stand between a subject and its verb.
    fn is_between(&self, token: usize) -> bool {
        let lower = self.document.lower(token);
        self.is(token, BETWEEN) || !self.capital(token) && self.words.adverbs.end(lower) && !self.is(token, NO_ADVERB)
    }

    /// The noun phrase that starts at `range.start`.
    fn phrase_after(&self, range: Range<usize>) -> Range<usize> {
        let mut end = range.start;
        while end < range.end && end - range.start < LONGEST && self.in_phrase(end) {
            end += 1;
        }
        self.trim(range.start..end)
    }

    fn in_phrase(&self, token: usize) -> bool {
        match self.document.tokens[token].kind {
            TokenKind::Word => !self.is(token, STOP | SAYING | DENIAL) || self.is(token, PERHAPS) && self.capital(token),
            TokenKind::Clitic => true,
            TokenKind::Symbol => matches!(self.document.word(token), "-" | "&" | "."),
            TokenKind::Number => self.is_compound(token),
            TokenKind::Address => false,
        }
    }

    /// True for a number that a hyphen ties to the word behind it: `25-year-old`, not `UPDATE 2-Norvik`.
    fn is_compound(&self, token: usize) -> bool {
        let document = self.document;
        document.tokens[token].kind == TokenKind::Number
            && document.glued(token)
            && document.word(token + 1) == "-"
            && document.glued(token + 1)
            && !self.capital(token + 2)
    }

    /// Cuts what cannot begin or end a noun phrase.
    fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let dangling = |t: usize| self.document.tokens[t].kind != TokenKind::Word || self.is(t, JOIN | BETWEEN);
        while !range.is_empty() && dangling(range.start) && !self.is_compound(range.start) {
            range.start += 1;
        }
        while !range.is_empty() && (dangling(range.end - 1) || self.is(range.end - 1, ARTICLE)) {
            range.end -= 1;
        }
        range
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::value::Value;
    use crate::value::figure::{Figure, FigureType};

    /// The attribution and certainty of `quote` in `text`.
    pub(super) fn of(text: &str, quote: &str) -> (Option<(String, String)>, Certainty) {
        let language = Language::fallback();
        let document = Document::new(text, language);
        let start = text.find(quote).unwrap();
        let span = Span::new(start, start + quote.len());
        let value = Value::Figure(Figure::new(FigureType::Plain, 1.into(), None));
        let (attribution, certainty) = annotate(&document, &[Mention { span, value }], language).remove(0);
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
        assert_eq!(source("Rahimi, R-N.Y., chairman of the panel, said 12 men died.", "12 men"), "Rahimi");
        assert_eq!(source("Rahimi, R-N.Y., said 12 men died.", "12 men"), "Rahimi");
        assert_eq!(source("Police in Lima said 12 men died.", "12 men"), "Police in Lima");
        assert_eq!(source("The 25-year-old said 12 men died.", "12 men"), "The 25-year-old");
        assert_eq!(source("The family now says 12 men died.", "12 men"), "The family");
        assert_eq!(source("Rahimi emphatically denied that 12 men died.", "12 men"), "Rahimi");
    }

    #[test]
    fn who_does_not_say_it_is_no_source() {
        assert_eq!(source("A witness identified 12 men and twice admitted a lie.", "12 men"), "-");
        assert_eq!(source("The police declined to say whether 12 men died.", "12 men"), "-");
        assert_eq!(source("The company hasn't said when the 12 men will return.", "12 men"), "-");
        assert_eq!(source("He never admitted that 12 men died.", "12 men"), "-");
        // A given name.
        assert_eq!(source("A clerk and his brother Said Kuhani shot 12 men.", "12 men"), "-");
        assert_eq!(source("He defended his recent claims on 12 men.", "12 men"), "-");
    }

    #[test]
    fn the_source_of_a_clause_says_nothing_of_what_stands_in_front() {
        assert_eq!(source("The two men, 27 and 49, were held after the Cypriots said that they had been found at sea.", "27"), "-");
        assert_eq!(source("Residents counted 12 dead, but police said 15 died.", "12 dead"), "-");
        assert_eq!(source("Residents counted 12 dead, but police said 15 died.", "15"), "police");
        assert_eq!(source("The bridge fell after 12 men crossed it, police said.", "12 men"), "police");
    }

    #[test]
    fn a_noun_or_participle_says_nothing() {
        assert_eq!(source("It will issue 60 million dollars of senior notes and 31 million shares.", "60 million dollars"), "-");
        assert_eq!(source("Output was 24.2 million tonnes, the 24.3 million tonnes reported last month aside.", "24.2 million tonnes"), "-");
        assert_eq!(source("The United States Geological Survey put it at magnitude 6.1.", "magnitude 6.1"), "The United States Geological Survey");
        assert_eq!(source("The East South Central states posted a rise to 298 branches.", "298 branches"), "-");
        assert_eq!(source("It was long, though police put the crowd at 20,000.", "20,000"), "police");
        assert_eq!(source("The four confirmed killed were among 12 men on the bridge.", "12 men"), "-");
        assert_eq!(source("Two officers reported dead left 12 children.", "12 children"), "-");
        assert_eq!(source("The bank noted that 12 branches had closed.", "12 branches"), "The bank");
    }

    #[test]
    fn a_pronoun_goes_back_to_the_last_source() {
        let text = "The bridge fell at noon, mayor Ana Ruiz said. She said 12 people were hurt.";
        assert_eq!(source(text, "12 people"), "mayor Ana Ruiz");
    }

    #[test]
    fn a_description_goes_back_to_the_last_source() {
        let text = "Fares rose 5 percent, Norvik Air Inc said. The airline said 12 jets were sold. The governor said 40 were.";
        assert_eq!(source(text, "12 jets"), "Norvik Air Inc");
        assert_eq!(source(text, "40"), "The governor");
        assert_eq!(source("The airline said 12 jets were sold.", "12 jets"), "The airline");
    }

    #[test]
    fn a_report_without_a_cue_speaks_for_itself() {
        assert_eq!(source("A quake killed 10 people on Sunday.", "10 people"), "-");
        assert_eq!(source("The said amount was 10 dollars.", "10 dollars"), "-");
    }
}
