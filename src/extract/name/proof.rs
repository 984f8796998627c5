//! What proves that a capitalised word is a name: how the text writes it elsewhere, and what else it names.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::classify::{Around, Guess};
use super::headline::Dress;
use super::lexicon::Marks;
use super::unit::Unit;
use super::{Found, Scan, chunk};
use crate::segment::TokenKind;
use crate::span::Span;
use crate::value::name::NameType;

/// How often a word stands in the text, by its case.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// In lower case.
    pub(super) lower: u32,
    /// With a capital inside a sentence, where a capital tells.
    pub(super) capital: u32,
}

impl<'a> Scan<'a> {
    /// Counts how each capitalised word of the text is written elsewhere in it.
    pub(super) fn count(&mut self, dressed: &[Dress]) {
        // A bit for each length by first letter: most words never stand with a capital, and few of those are looked up.
        let mut lengths = [0u64; 256];
        let length = |span: Span| 1 << span.len().min(63);
        for (units, dress) in self.units.iter().zip(dressed) {
            for unit in units {
                let word = unit.span.of(&self.document.lower);
                lengths[usize::from(word.as_bytes()[0])] |= length(unit.span);
                let seen = self.seen.entry(word).or_default();
                seen.capital += u32::from(!unit.opens && *dress == Dress::Plain);
            }
            for pair in units.windows(2) {
                if let Some(phrase) = chunk::joined_by_and(self.document, &pair[0], &pair[1], self.lexicon) {
                    *self.joined.entry(phrase).or_default() += 1;
                }
            }
        }
        for token in self.document.tokens.iter().filter(|t| t.kind == TokenKind::Word) {
            let first = self.document.text.as_bytes()[token.span.start()];
            if first.is_ascii_lowercase()
                && lengths[usize::from(first)] & length(token.span) != 0
                && let Some(seen) = self.seen.get_mut(token.span.of(&self.document.lower))
            {
                seen.lower += 1;
            }
        }
    }

    pub(super) fn seen(&self, unit: &Unit<'_>) -> Seen {
        self.seen.get(unit.span.of(&self.document.lower)).copied().unwrap_or_default()
    }

    /// True for a word whose capital its place explains, or which is ordinary and seen in lower case.
    pub(super) fn unproven(&self, run: &[Unit<'a>], around: &Around) -> bool {
        let first = &run[0];
        if run.len() > 1 {
            return first.opens
                && !around.quoted
                && run.iter().all(|u| u.marks.any(Marks::ORDINARY) && !u.marks.any(Marks::GIVEN | Marks::SURNAME))
                && !run[1..].iter().any(|u| u.marks.any(Marks::HEAD))
                && self.seen(first).capital == 0;
        }
        let seen = self.seen(first);
        if first.upper
            && (first.key.len() >= 4 || seen.lower > 0 || seen.capital == 0 && around.quoted)
            && first.marks.any(Marks::ORDINARY)
            && !first.marks.any(Marks::LISTED_ORGANISATION | Marks::SURE_PLACE)
        {
            return true;
        }
        if !first.opens
            && first.marks.any(Marks::ORDINARY)
            && seen.capital < 2
            && !first.marks.any(Marks::GIVEN | Marks::SURNAME | Marks::LISTED_PLACE | Marks::LISTED_ORGANISATION)
            && !around.locative
            && !around.aged
            && !around.quoted
            && !around.capital_article
        {
            return true;
        }
        if !first.opens {
            return first.marks.any(Marks::ORDINARY) && !first.upper && seen.lower > seen.capital && !first.marks.any(Marks::SURE_PLACE);
        }
        if first.upper && first.key.len() <= 5 && !first.marks.any(Marks::ORDINARY) {
            return false;
        }
        if first.marks.any(Marks::ORGANISATION) && around.role_behind {
            return false;
        }
        first.marks.any(Marks::ORDINARY) && !around.aged && !first.marks.any(Marks::SURE_PLACE) || seen.lower > 0
    }

    /// Keeps an unproven word only where the same word is proven elsewhere, or is part of a person's name.
    pub(super) fn drop_unproven(&mut self) {
        let mut proven: HashSet<usize> = HashSet::new();
        for found in self.found.iter().filter(|f| !f.unproven) {
            proven.insert(found.form);
            let count = self.forms[found.form].words.len();
            if found.guess.name_type == NameType::Person && count > 1 && found.guess.weight >= 2 {
                proven.extend((0..count).map(|word| self.forms.of_word(found.form, word)));
            }
            // `Chargers` beside `San Diego Chargers`
            if found.guess.name_type == NameType::Organisation && found.last.any(Marks::ORGANISATION) && count > 0 {
                proven.insert(self.forms.of_word(found.form, count - 1));
            }
        }
        for found in &mut self.found {
            if let Some(tail) = found.tail.filter(|_| found.guess.name_type == NameType::Person) {
                let form = self.forms.of(tail.of(self.document.text));
                if proven.contains(&form) {
                    found.first = self.lexicon.marks(&self.forms[form].words[0]);
                    (found.span, found.form) = (tail, form);
                }
            }
        }
        // An ordinary word at the start, which two letters in the other order make of a surname: `Marital` for `Martial`.
        let person = |f: &&Found| !f.unproven && f.guess.name_type == NameType::Person && f.guess.weight >= 2;
        let surnames: HashSet<&str> = self.found.iter().filter(person).filter_map(|f| Some(self.forms[f.form].words.get(1..)?.last()?.as_str())).collect();
        let slips: HashSet<usize> =
            self.found.iter().filter(|f| f.unproven && matches!(&self.forms[f.form].words[..], [word] if swapped(word, &surnames))).map(|f| f.form).collect();
        for found in self.found.iter_mut().filter(|f| f.unproven && slips.contains(&f.form)) {
            (found.guess, found.unproven) = (Guess { name_type: NameType::Person, weight: 2 }, false);
        }
        // `Wink and Titter`: one of a list of names.
        for at in 1..self.found.len() {
            let (before, found) = (&self.found[at - 1], &self.found[at]);
            if found.unproven && !before.unproven && self.listed(before, found) {
                let guess = Guess { name_type: before.guess.name_type, weight: 1 };
                let found = &mut self.found[at];
                (found.guess, found.unproven) = (guess, false);
            }
        }
        // Teams whose names are plain words, where the text names another one beyond doubt.
        let teams = self.found.iter().any(|f| !f.unproven && f.last.any(Marks::ORGANISATION));
        self.found.retain(|f| !f.unproven || teams && f.last.any(Marks::ORGANISATION) || proven.contains(&f.form));
    }

    /// True for two names of things with a comma or an `and` between them. `Organisation for Security and Cooperation` is
    /// one name.
    fn listed(&self, a: &Found, b: &Found) -> bool {
        let thing = |f: &Found| matches!(f.guess.name_type, NameType::Organisation | NameType::Other);
        let between = self.document.text.get(a.span.end()..b.span.start()).map(str::trim);
        let and = |words: &str| matches!(self.lexicon.joiner(words.trim_start_matches(',').trim()), chunk::Joiner::And);
        let whole = |f: &Found| !self.forms[f.form].words.iter().any(|w| self.lexicon.row(w).any(Marks::JOINER));
        thing(a) && thing(b) && whole(a) && between.is_some_and(|words| words == "," || and(words))
    }

    /// Every name of the prose by its form, surnames of people included.
    pub(super) fn known(&mut self) -> HashMap<usize, Guess> {
        let mut known = HashMap::new();
        for found in &self.found {
            let entry = known.entry(found.form).or_insert(found.guess);
            if found.guess.weight > entry.weight {
                *entry = found.guess;
            }
            let count = self.forms[found.form].words.len();
            if found.guess.name_type == NameType::Person && count > 1 {
                for word in 0..count {
                    known.entry(self.forms.of_word(found.form, word)).or_insert(Guess { name_type: NameType::Person, weight: 1 });
                }
            }
        }
        known
    }
}

/// Letters of a word in which two that changed places are a slip and no other word.
const SWAPPED: usize = 6;

/// True for a word that is one of `names` with two neighbouring letters inside it in the other order.
fn swapped(word: &str, names: &HashSet<&str>) -> bool {
    let mut letters: Vec<char> = word.chars().collect();
    letters.len() >= SWAPPED
        && (1..letters.len() - 2).any(|at| {
            letters.swap(at, at + 1);
            let found = names.contains(letters.iter().collect::<String>().as_str());
            letters.swap(at, at + 1);
            found && letters[at] != letters[at + 1]
        })
}
