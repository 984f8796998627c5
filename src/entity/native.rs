//! Words for who belongs to a country, where one is misspelt: `Ethopian` beside the `Ethiopian` of the others.
//!
//! Such a word is no claim, since nearly every sentence has one; misspelt, it is taken for a name that no table knows.
//! So only what the event as a whole shows for a misspelling is made a claim, with the right spelling beside it.

use std::collections::BTreeMap;

use foldhash::HashSet;

use crate::extract::{Extraction, Mention};
use crate::lang::{self, Language, PerLanguage, Row};
use crate::segment::{Document, TokenKind};
use crate::value::Value;
use crate::value::name::{Name, NameType, fold};

/// Letters from which a word that is one letter off hardly is another word.
const LONG: usize = 6;

/// The words for who belongs to a country, long enough to be told from others, and those that are no nouns.
struct Words {
    natives: Vec<&'static str>,
    no_nouns: HashSet<&'static str>,
}

static WORDS: PerLanguage<Words> = PerLanguage::new(|language| Words {
    natives: lang::rows(language.names, "demonym").flat_map(Row::surfaces).filter(|word| word.len() >= LONG).collect(),
    no_nouns: lang::words(language.concepts, "stop").into_iter().chain(lang::words(language.sentences, "saying")).collect(),
});

/// Adds a claim for each time that the texts have a word of which one of their names is a misspelling.
pub fn claim_misspelt(extractions: &mut [Extraction<'_>], language: &'static Language) {
    let Words { natives, no_nouns } = WORDS.get(language);
    let mut meant: BTreeMap<&str, NameType> = BTreeMap::new();
    for Extraction { document, claims, .. } in &*extractions {
        for claim in claims {
            let Value::Name(name) = &claim.mention.value else { continue };
            let [word] = &name.form.words[..] else { continue };
            if name.form.listed || word.folded.len() < LONG || !in_front_of_noun(document, claim.mention.span.end(), no_nouns) {
                continue;
            }
            meant.extend(natives.iter().find(|native| misspells(&word.folded, native)).map(|&native| (native, name.name_type)));
        }
    }
    if meant.is_empty() {
        return;
    }
    for (index, extraction) in extractions.iter_mut().enumerate() {
        let document = &extraction.document;
        let words = document.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
        let found = words.filter_map(|(at, token)| {
            let name_type = *meant.get(fold::key(document.word(at)).as_str())?;
            Some(Mention { span: token.span, value: Value::Name(Name::new(name_type, document.word(at))) })
        });
        let found: Vec<Mention> = found.collect();
        extraction.add_names(index, found, language);
    }
}

/// True where a letter is wrong within a word, and none at its end: `Mexicana`, `Americana` are words of their own, and
/// `Bosnia`, `Pakistans` name the country.
fn misspells(word: &str, native: &str) -> bool {
    let same_end = word.chars().next_back() == native.chars().next_back();
    word.get(..1) == native.get(..1) && same_end && strsim::osa_distance(word, native) == 1
}

/// True where an ordinary word follows, or a hyphen: `Ethopian vessel`, `Ethopian-flagged`; and not `Somani said`.
fn in_front_of_noun(document: &Document<'_>, end: usize, no_nouns: &HashSet<&str>) -> bool {
    let next = document.tokens.partition_point(|token| token.span.start() < end);
    document.tokens.get(next).is_some_and(|token| {
        let word = document.word(next);
        let ordinary = token.kind == TokenKind::Word && word.starts_with(char::is_lowercase) && !no_nouns.contains(word);
        ordinary || word == "-" && token.span.start() == end
    })
}
