//! Ties the short forms of a report to its fullest: `Kim` to `Kim Jong Un`, `FEFU` to its expansion.

use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::Found;
use super::classify::Guess;
use super::form::Forms;
use super::lexicon::{Lexicon, Marks};
use crate::extract::Source;
use crate::segment::{Document, SOFT_HYPHEN};
use crate::span::Span;
use crate::value::name::{Name, NameForm, NameType, fold, is_another_word};

/// The names of a report with their fullest forms, in the text's order.
pub(super) fn resolve(source: Source<'_>, lexicon: &Lexicon, forms: &Forms<'_>, mut found: Vec<Found>) -> Vec<(Span, Name)> {
    let text = source.document.text;
    adopt_surnames(forms, &mut found);
    agree_on_types(forms, &mut found);
    let people = people(forms, &found);
    let mut index = Index::new(forms, &found, &people, source.document);
    let full: Vec<usize> = (0..found.len()).map(|at| index.fullest(at, source.document)).collect();
    // The first title that the text gives a form, and the first mention outside headlines: where
    // the fullest form stands only in a headline, its own look is kept.
    let mut titles: Vec<Option<Span>> = vec![None; forms.len()];
    let mut look: Vec<Option<usize>> = vec![None; forms.len()];
    for (at, f) in found.iter().enumerate() {
        let title = &mut titles[found[full[at]].form];
        *title = title.or(f.title);
        if !f.dressed {
            look[f.form].get_or_insert(at);
        }
    }
    let mut fulls: HashMap<(usize, NameType), Full> = HashMap::new();
    (0..found.len())
        .map(|at| {
            let f = &found[at];
            let fullest = &found[full[at]];
            let best = look[fullest.form].unwrap_or(full[at]);
            let name_type = if forms[fullest.form].words.len() > forms[f.form].words.len() { fullest.guess.name_type } else { f.guess.name_type };
            let person = name_type == NameType::Person;
            let full = fulls.entry((best, name_type)).or_insert_with(|| {
                let text = clean(found[best].span.of(text));
                Full { form: Arc::new(lexicon.form(&text, name_type)), surname: person.then(|| surname(&text, &found[best], forms, lexicon)), text }
            });
            let title = f.title.or(titles[fullest.form]).filter(|_| person).map(|t| clean(t.of(text)));
            let written = clean(f.span.of(text));
            (f.span, Name { name_type, text: full.text.clone(), written, title, surname: full.surname.clone(), form: Arc::clone(&full.form) })
        })
        .collect()
}

/// The fullest form of a name, made once for all its mentions.
struct Full {
    text: String,
    surname: Option<String>,
    form: Arc<NameForm>,
}

/// A name as written, its white space plain, without what nobody sees.
fn clean(name: &str) -> String {
    if name.contains(SOFT_HYPHEN) {
        return clean(&name.replace(SOFT_HYPHEN, ""));
    }
    if !name.contains(|c: char| c.is_whitespace() && c != ' ') && !name.contains("  ") && !name.starts_with(' ') && !name.ends_with(' ') {
        return name.to_owned();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Gives all mentions of one form the type that most evidence speaks for, the surest kept.
fn agree_on_types(forms: &Forms<'_>, found: &mut [Found]) {
    let mut votes: Vec<Option<[u32; 4]>> = vec![None; forms.len()];
    for f in found.iter().filter(|f| !f.dressed || f.guess.weight >= 3) {
        votes[f.form].get_or_insert_default()[f.guess.name_type as usize] += f.guess.weight * f.guess.weight;
    }
    for f in found.iter_mut().filter(|f| f.guess.weight < 4) {
        if let Some(vote) = votes[f.form] {
            let types = [NameType::Person, NameType::Place, NameType::Organisation, NameType::Other];
            let best = types.into_iter().max_by_key(|t| (vote[*t as usize], *t == f.guess.name_type)).unwrap_or(f.guess.name_type);
            f.guess = Guess { name_type: best, weight: f.guess.weight };
        }
    }
}

/// A nickname that no list has, before the surname of a person of the report: `Mo Cheeks`.
fn adopt_surnames(forms: &Forms<'_>, found: &mut [Found]) {
    let surnames: BTreeSet<&str> = people(forms, found).into_iter().map(|at| short_forms(forms, &found[at]).0).collect();
    // A slip leaves the first letter and all but one of the others, so few surnames are measured.
    let mut alike: HashMap<(u8, usize), Vec<&str>> = HashMap::new();
    for surname in &surnames {
        alike.entry((surname.as_bytes()[0], surname.len())).or_default().push(surname);
    }
    let mut slips: Vec<Option<bool>> = vec![None; forms.len()];
    let mut slip = |form: usize| {
        *slips[form].get_or_insert_with(|| {
            let word = &forms[form].key;
            let near = (word.len() - 1..=word.len() + 1).filter_map(|n| alike.get(&(word.as_bytes()[0], n))).flatten();
            near.into_iter().any(|s| strsim::osa_distance(s, word) <= 2 && !is_another_word(word, s))
        })
    };
    for f in found.iter_mut() {
        let words = &forms[f.form].words;
        // A surname that is misspelt where it stands alone.
        let alone = f.guess.weight == 1
            && f.guess.name_type == NameType::Organisation
            && words.len() == 1
            && !f.upper
            && !f.first.any(Marks::ORDINARY)
            && words[0].len() >= 6;
        if alone && slip(f.form) {
            f.guess = Guess { name_type: NameType::Person, weight: 2 };
        }
        let unsure = f.guess.weight <= 2 && f.guess.name_type != NameType::Person && words.len() == 2;
        if unsure && !f.first.any(Marks::HEAD | Marks::COMPASS | Marks::LISTED_PLACE | Marks::ORDINARY) && surnames.contains(words[1].as_str()) {
            f.guess = Guess { name_type: NameType::Person, weight: 2 };
        }
    }
}

/// Indices of the full names of people.
fn people(forms: &Forms<'_>, found: &[Found]) -> Vec<usize> {
    let person = |f: &Found| f.guess.name_type == NameType::Person && forms[f.form].words.len() >= 2 && f.guess.weight >= 2;
    (0..found.len()).filter(|&at| person(&found[at])).collect()
}

/// True where the family name stands first, as in `Kim Jong Un`.
fn family_first(words: &[String], found: &Found) -> bool {
    let count = words.len();
    found.first.any(Marks::FAMILY_FIRST) && (count == 3 && words[1..].iter().all(|w| w.len() <= 6) || count == 2 && !found.first.any(Marks::GIVEN))
}

fn surname(text: &str, found: &Found, forms: &Forms<'_>, lexicon: &Lexicon) -> String {
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() > 1 && family_first(&forms[found.form].words, found) {
        return parts[0].to_owned();
    }
    let row = |w: &str| lexicon.row(&fold::key(w));
    let mut end = parts.len();
    while end > 1 && row(parts[end - 1]).any(Marks::SUFFIX) {
        end -= 1;
    }
    let mut start = end.saturating_sub(1);
    while start > 1 && row(parts[start - 1]).any(Marks::PARTICLE) {
        start -= 1;
    }
    parts.get(start..end).map_or_else(|| text.to_owned(), |p| p.join(" ").trim_end_matches(',').to_owned())
}

/// The words of a full name that may stand for it alone: the surname, then the given name.
fn short_forms<'f>(forms: &'f Forms<'_>, found: &Found) -> (&'f str, &'f str) {
    let words = &forms[found.form].words;
    let last = if found.last.any(Marks::SUFFIX) && words.len() > 2 { words.len() - 2 } else { words.len() - 1 };
    if family_first(words, found) { (&words[0], &words[last]) } else { (&words[last], &words[0]) }
}

/// The names of a report by the words that may stand for them, so that no mention is held against
/// every other: a long report has tens of thousands.
struct Index<'a> {
    forms: &'a Forms<'a>,
    found: &'a [Found],
    /// Full names of people by surname and by given name, in the text's order.
    by_surname: HashMap<&'a str, Vec<usize>>,
    by_given: HashMap<&'a str, Vec<usize>>,
    /// The longest full name that ends with these words, and with this surname and given name.
    by_end: HashMap<&'a [String], usize>,
    by_ends: HashMap<(&'a str, &'a str), usize>,
    /// The first name that these initials spell: all of its words', and its capitals alone.
    spelled: HashMap<String, usize>,
    /// The longer names of things that begin and that end with these words.
    things_from: HashMap<&'a [String], Longer<'a>>,
    things_to: HashMap<&'a [String], Longer<'a>>,
    /// Whom a bare surname may mean, by the surname and the sex told.
    bare: HashMap<(&'a str, Marks), Bearers>,
}

/// The full names of a report that a bare surname fits, in the text's order.
struct Bearers {
    named: Vec<usize>,
    /// For each of them, the last of those up to it that name whom the report names most.
    chief: Vec<usize>,
    /// The first mention of the most named of all.
    first: Option<usize>,
}

impl Bearers {
    /// Whom a bare surname means at `at`: of those named in front of it, the one whom the report names most,
    /// as relatives have given names; where none is, as in a headline, the most named of all.
    fn at(&self, at: usize) -> Option<usize> {
        let before = self.named.partition_point(|&c| c < at);
        before.checked_sub(1).map(|last| self.chief[last]).or(self.first.filter(|&c| c != at))
    }
}

/// Names that begin or end with the same words.
#[derive(Clone, Copy)]
struct Longer<'a> {
    first: usize,
    words: &'a [String],
    /// True where two of them differ.
    several: bool,
}

impl<'a> Longer<'a> {
    fn add(entry: Option<Longer<'a>>, other: Longer<'a>) -> Longer<'a> {
        match entry {
            Some(e) => Longer { first: e.first.min(other.first), words: e.words, several: e.several || other.several || e.words != other.words },
            None => other,
        }
    }
}

/// The longest end of a name, in words, that is looked for as a name of its own.
const LONGEST_END: usize = 8;
/// How many words of a thing's name its short form has at most.
const SHORT_THING: usize = 2;

fn thing(found: &Found) -> bool {
    matches!(found.guess.name_type, NameType::Organisation | NameType::Other)
}

impl<'a> Index<'a> {
    fn new(forms: &'a Forms<'a>, found: &'a [Found], people: &[usize], document: &Document<'_>) -> Self {
        let mut index = Index {
            forms,
            found,
            by_surname: HashMap::new(),
            by_given: HashMap::new(),
            by_end: HashMap::new(),
            by_ends: HashMap::new(),
            spelled: HashMap::new(),
            things_from: HashMap::new(),
            things_to: HashMap::new(),
            bare: HashMap::new(),
        };
        for &at in people {
            let words = index.words(at);
            let (surname, given) = short_forms(forms, &found[at]);
            index.by_surname.entry(surname).or_default().push(at);
            index.by_given.entry(given).or_default().push(at);
            // The first of the longest: people come in the text's order.
            let longer = |best: &mut usize| {
                if forms[found[*best].form].words.len() < words.len() {
                    *best = at;
                }
            };
            index.by_ends.entry((surname, given)).and_modify(longer).or_insert(at);
            for start in words.len().saturating_sub(LONGEST_END)..words.len() - 1 {
                index.by_end.entry(&words[start..]).and_modify(longer).or_insert(at);
            }
        }
        for (at, f) in found.iter().enumerate().filter(|(_, f)| forms[f.form].words.len() >= 2) {
            let words = index.words(at);
            if f.guess.name_type != NameType::Person {
                let [all, capital] = initials(words, f.span, document);
                index.spelled.entry(all).or_insert(at);
                index.spelled.entry(capital).or_insert(at);
            }
            if thing(f) {
                let longer = Longer { first: at, words, several: false };
                for count in 1..=SHORT_THING.min(words.len() - 1) {
                    for (map, part) in [(&mut index.things_from, &words[..count]), (&mut index.things_to, &words[words.len() - count..])] {
                        let entry = map.get(part).copied();
                        map.insert(part, Longer::add(entry, longer));
                    }
                }
            }
        }
        index
    }

    /// The words of a mention.
    fn words(&self, at: usize) -> &'a [String] {
        &self.forms[self.found[at].form].words
    }

    /// The mention whose form is the fullest for the mention at `at`.
    fn fullest(&mut self, at: usize, document: &Document<'_>) -> usize {
        let (f, words) = (&self.found[at], self.words(at));
        if f.guess.name_type == NameType::Person && words.len() >= 2 {
            return self.longest_like(at);
        }
        let strong_place = f.guess.name_type == NameType::Place && f.guess.weight >= 3;
        if words.len() == 1 && !strong_place && !(f.upper && words[0].len() <= 3) || f.guess.name_type == NameType::Person {
            let word = words.last().map_or("", String::as_str);
            let full = self.bare_surname(word, f.sex, at).or_else(|| nearest(self.by_given.get(word).map_or(&[], Vec::as_slice), at));
            if let Some(full) = full {
                return self.longest_like(full);
            }
            if f.guess.name_type == NameType::Person {
                return at;
            }
        }
        if words.len() == 1 && f.upper {
            let letters = &words[0];
            if let Some(&full) = self.spelled.get(letters) {
                return full;
            }
            // `Wildlife Trust (RSWT)`: in brackets, whatever the letters.
            if let Some(before) = at.checked_sub(1).map(|b| &self.found[b])
                && self.words(at - 1).len() >= 2
                && before.guess.name_type == NameType::Organisation
                && document.text[before.span.end()..f.span.start()].trim() == "("
                && self.words(at - 1).iter().any(|w| w.as_bytes().first() == letters.as_bytes().first())
            {
                return at - 1;
            }
        }
        if thing(f) && !f.first.any(Marks::LISTED_PLACE) && words.len() <= SHORT_THING {
            let from = self.things_from.get(words).filter(|_| words.len() > 1 || !f.first.any(Marks::HEAD));
            let to = self.things_to.get(words).filter(|_| !f.last.any(Marks::HEAD));
            let longer = from.into_iter().chain(to).fold(None, |entry, &longer| Some(Longer::add(entry, longer)));
            // Two longer forms that differ leave the short one as it is.
            if let Some(Longer { first, several: false, .. }) = longer {
                return first;
            }
        }
        at
    }

    /// Whom a bare surname means, of the people whom the sex told fits.
    fn bare_surname(&mut self, word: &str, sex: Marks, at: usize) -> Option<usize> {
        let (found, (&surname, all)) = (self.found, self.by_surname.get_key_value(word)?);
        let bearers = self.bare.entry((surname, sex)).or_insert_with(|| {
            let fits = |c: usize| {
                let given = found[c].first & (Marks::MALE | Marks::FEMALE);
                sex == Marks::NONE || given == Marks::NONE || given.any(sex) || found[c].sex.any(sex)
            };
            let named: Vec<usize> = all.iter().copied().filter(|&c| fits(c)).collect();
            let mut counts: HashMap<usize, usize> = HashMap::new();
            for &c in &named {
                *counts.entry(found[c].form).or_default() += 1;
            }
            let count = |c: usize| counts[&found[c].form];
            let chief = named.iter().scan(None, |best: &mut Option<usize>, &c| {
                *best = best.filter(|&b| count(b) > count(c)).or(Some(c));
                *best
            });
            Bearers { chief: chief.collect(), first: named.iter().copied().rev().max_by_key(|&c| count(c)), named }
        });
        bearers.at(at)
    }

    /// The longest full name of the report with the same first and last words.
    fn longest_like(&self, at: usize) -> usize {
        let words = self.words(at);
        let alike = [self.by_ends.get(&short_forms(self.forms, &self.found[at])), self.by_end.get(words)];
        let longest = alike.into_iter().flatten().copied().max_by_key(|&c| (self.words(c).len(), std::cmp::Reverse(c)));
        longest.filter(|&c| self.words(c).len() > words.len()).unwrap_or(at)
    }
}

/// Of mentions in the text's order, the last one in front of `at`, else the first behind it.
fn nearest(candidates: &[usize], at: usize) -> Option<usize> {
    let behind = candidates.partition_point(|&c| c < at);
    behind.checked_sub(1).map(|before| candidates[before]).or_else(|| candidates[behind..].iter().copied().find(|&c| c > at))
}

/// The initials of a name in lower case: of all its words, and of those with a capital.
fn initials(words: &[String], span: Span, document: &Document<'_>) -> [String; 2] {
    let all = words.iter().filter_map(|w| w.chars().next()).collect();
    let words = span.of(document.text).split(|c: char| c.is_whitespace() || c == '-');
    let capital = words.filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
    [all, capital]
}
