//! Ties the short forms of a report to its fullest: `Kim` to `Kim Jong Un`, `FEFU` to its expansion.

use foldhash::{HashMap, HashMapExt};

use super::Found;
use super::classify::Guess;
use super::lexicon::{Lexicon, Marks};
use crate::extract::Source;
use crate::segment::Document;
use crate::span::Span;
use crate::value::name::{Name, NameForm, NameType, fold};

/// The names of a report with their fullest forms, in the text's order.
pub(super) fn resolve(source: Source<'_>, lexicon: &Lexicon, mut found: Vec<Found>) -> Vec<(Span, Name)> {
    let text = source.document.text;
    adopt_surnames(&mut found);
    agree_on_types(&mut found);
    let people = people(&found);
    let full: Vec<usize> = (0..found.len()).map(|at| fullest(&found, &people, at, source.document)).collect();
    // Where the fullest form stands only in a headline, its own look is kept.
    let mut forms: HashMap<(String, NameType), NameForm> = HashMap::new();
    let mut titles: HashMap<String, Span> = HashMap::new();
    for (at, f) in found.iter().enumerate() {
        if let Some(title) = f.title {
            titles.entry(found[full[at]].words.join(" ")).or_insert(title);
        }
    }
    let look: HashMap<String, usize> = found.iter().enumerate().rev().filter(|(_, f)| !f.dressed).map(|(at, f)| (f.words.join(" "), at)).collect();
    (0..found.len())
        .map(|at| {
            let f = &found[at];
            let key = found[full[at]].words.join(" ");
            let best = look.get(&key).copied().unwrap_or(full[at]);
            let name_type = if found[full[at]].words.len() > f.words.len() { found[full[at]].guess.name_type } else { f.guess.name_type };
            let full_text = clean(found[best].span.of(text));
            let form = forms.entry((full_text.clone(), name_type)).or_insert_with(|| lexicon.form(&full_text, name_type)).clone();
            let surname = (name_type == NameType::Person).then(|| surname(&full_text, &found[best], lexicon));
            let title = f.title.or(titles.get(&key).copied()).filter(|_| name_type == NameType::Person).map(|t| clean(t.of(text)));
            (f.span, Name { name_type, text: full_text, written: clean(f.span.of(text)), title, surname, form })
        })
        .collect()
}

/// A name as written, its white space plain.
fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Gives all mentions of one form the type that most evidence speaks for, the surest kept.
fn agree_on_types(found: &mut [Found]) {
    let mut votes: HashMap<String, [u32; 4]> = HashMap::new();
    for f in found.iter().filter(|f| !f.dressed || f.guess.weight >= 3) {
        votes.entry(f.words.join(" ")).or_default()[f.guess.name_type as usize] += f.guess.weight * f.guess.weight;
    }
    for f in found.iter_mut().filter(|f| f.guess.weight < 4) {
        if let Some(vote) = votes.get(&f.words.join(" ")) {
            let types = [NameType::Person, NameType::Place, NameType::Organisation, NameType::Other];
            let best = types.into_iter().max_by_key(|t| (vote[*t as usize], *t == f.guess.name_type)).unwrap_or(f.guess.name_type);
            f.guess = Guess { name_type: best, weight: f.guess.weight };
        }
    }
}

/// A nickname that no list has, before the surname of a person of the report: `Mo Cheeks`.
fn adopt_surnames(found: &mut [Found]) {
    let surnames: std::collections::BTreeSet<String> = people(found).into_iter().map(|at| short_forms(&found[at]).0.to_owned()).collect();
    for f in found.iter_mut() {
        // A surname that is misspelt where it stands alone.
        let alone = f.guess.weight == 1
            && f.guess.name_type == NameType::Organisation
            && f.words.len() == 1
            && !f.upper
            && !f.first.any(Marks::ORDINARY)
            && f.words[0].len() >= 6;
        if alone && surnames.iter().any(|s| s.len().abs_diff(f.words[0].len()) <= 1 && s[..1] == f.words[0][..1] && strsim::osa_distance(s, &f.words[0]) <= 2) {
            f.guess = Guess { name_type: NameType::Person, weight: 2 };
        }
        let unsure = f.guess.weight <= 2 && f.guess.name_type != NameType::Person && f.words.len() == 2;
        if unsure && !f.first.any(Marks::HEAD | Marks::COMPASS | Marks::LISTED_PLACE | Marks::ORDINARY) && surnames.contains(&f.words[1]) {
            f.guess = Guess { name_type: NameType::Person, weight: 2 };
        }
    }
}

/// Indices of the full names of people.
fn people(found: &[Found]) -> Vec<usize> {
    (0..found.len()).filter(|&at| found[at].guess.name_type == NameType::Person && found[at].words.len() >= 2 && found[at].guess.weight >= 2).collect()
}

/// True where the family name stands first, as in `Kim Jong Un`.
pub(super) fn family_first(found: &Found) -> bool {
    let count = found.words.len();
    found.first.any(Marks::FAMILY_FIRST) && (count == 3 && found.words[1..].iter().all(|w| w.len() <= 6) || count == 2 && !found.first.any(Marks::GIVEN))
}

fn surname(text: &str, found: &Found, lexicon: &Lexicon) -> String {
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() > 1 && family_first(found) {
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
fn short_forms(found: &Found) -> (&str, &str) {
    let words = &found.words;
    let last = if found.last.any(Marks::SUFFIX) && words.len() > 2 { words.len() - 2 } else { words.len() - 1 };
    if family_first(found) { (&words[0], &words[last]) } else { (&words[last], &words[0]) }
}

/// The mention whose form is the fullest for the mention at `at`.
fn fullest(found: &[Found], people: &[usize], at: usize, document: &Document<'_>) -> usize {
    let f = &found[at];
    let nearest = |candidates: &[usize]| {
        let before = candidates.iter().copied().filter(|&c| c < at).max();
        before.or_else(|| candidates.iter().copied().find(|&c| c > at))
    };
    if f.guess.name_type == NameType::Person && f.words.len() >= 2 {
        return longest_like(found, people, at);
    }
    let strong_place = f.guess.name_type == NameType::Place && f.guess.weight >= 3;
    if f.words.len() == 1 && !strong_place && !(f.upper && f.words[0].len() <= 3) || f.guess.name_type == NameType::Person {
        let word = f.words.last().map_or("", String::as_str);
        let sex_fits = |c: usize| {
            let given = found[c].first & (Marks::MALE | Marks::FEMALE);
            let told = f.sex | found[c].sex;
            f.sex == Marks::NONE || given == Marks::NONE || given.any(f.sex) || found[c].sex.any(told & f.sex)
        };
        let by_surname: Vec<usize> = people.iter().copied().filter(|&c| short_forms(&found[c]).0 == word && sex_fits(c)).collect();
        let by_given: Vec<usize> = people.iter().copied().filter(|&c| short_forms(&found[c]).1 == word).collect();
        // A bare surname is the one whom the report names most; its relatives have given names.
        let full_names = |&c: &usize| by_surname.iter().filter(|&&d| found[d].words == found[c].words).count();
        let most = by_surname.iter().map(full_names).max().unwrap_or(0);
        let main: Vec<usize> = by_surname.iter().copied().filter(|c| full_names(c) == most).collect();
        if let Some(full) = nearest(&main).or_else(|| nearest(&by_given)) {
            return longest_like(found, people, full);
        }
        if f.guess.name_type == NameType::Person {
            return at;
        }
    }
    if f.words.len() == 1 && f.upper {
        let letters = &f.words[0];
        let spelled = |c: &Found| {
            c.words.len() >= 2 && c.guess.name_type != NameType::Person && {
                let all: String = c.words.iter().filter_map(|w| w.chars().next()).collect();
                let capital: String = clean(c.span.of(document.text))
                    .split([' ', '-'])
                    .filter_map(|w| w.chars().next())
                    .filter(|x| x.is_uppercase())
                    .flat_map(char::to_lowercase)
                    .collect();
                all == *letters || capital == *letters
            }
        };
        if let Some(full) = found.iter().position(spelled) {
            return full;
        }
        // `Wildlife Trust (RSWT)`: in brackets, whatever the letters.
        if at > 0
            && found[at - 1].words.len() >= 2
            && found[at - 1].guess.name_type == NameType::Organisation
            && document.text[found[at - 1].span.end()..f.span.start()].trim() == "("
            && found[at - 1].words.iter().any(|w| w.as_bytes().first() == letters.as_bytes().first())
        {
            return at - 1;
        }
    }
    if f.guess.name_type == NameType::Organisation && !f.first.any(Marks::LISTED_PLACE) && f.words.len() <= 2 {
        let longer: Vec<usize> = (0..found.len())
            .filter(|&c| {
                let long = &found[c];
                long.guess.name_type == NameType::Organisation
                    && long.words.len() > f.words.len()
                    && (long.words.starts_with(&f.words) && (f.words.len() > 1 || !f.first.any(Marks::HEAD))
                        || long.words.ends_with(&f.words) && !f.last.any(Marks::HEAD))
            })
            .collect();
        // Two longer forms that differ leave the short one as it is.
        let mut distinct: Vec<&[String]> = longer.iter().map(|&c| found[c].words.as_slice()).collect();
        distinct.sort();
        distinct.dedup();
        if distinct.len() == 1 {
            return longer[0];
        }
    }
    at
}

/// The longest full name of the report with the same first and last words.
fn longest_like(found: &[Found], people: &[usize], at: usize) -> usize {
    let (surname, given) = short_forms(&found[at]);
    people
        .iter()
        .copied()
        .filter(|&c| found[c].words.len() > found[at].words.len() && (short_forms(&found[c]) == (surname, given) || found[c].words.ends_with(&found[at].words)))
        .max_by_key(|&c| (found[c].words.len(), std::cmp::Reverse(c)))
        .unwrap_or(at)
}
