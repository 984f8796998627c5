//! What two names tell by themselves, wherever they stand.

use foldhash::{HashMap, HashMapExt};

use crate::lang::{Language, PerLanguage, rows};
use crate::value::Name;
use crate::value::name::{NameType, NameWord, WordRole, fold};

/// Likeness (Jaro-Winkler) from which two unlisted words may be two spellings of one name that is heard.
const HEARD: f64 = 0.7;
/// Letters of surnames, and their likeness (Jaro-Winkler), from which one may stand for the other.
const SURNAME: usize = 4;
const LIKE: f64 = 0.8;
/// Letters that are left of a word that is cut short.
const CUT: usize = 3;
/// Letters that a word cut short may leave out everywhere: `Mfg`.
const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];
/// Letters of a short form that spell more than chance.
const INITIALS: usize = 3;

/// The number of the government that a country's name or its seat stands for.
static GOVERNMENTS: PerLanguage<HashMap<&str, usize>> = PerLanguage::new(|language| {
    let mut governments = HashMap::new();
    for (number, row) in rows(language.concepts, "government").enumerate() {
        governments.extend(row.surfaces().map(|name| (name, number)));
    }
    governments
});

/// True for a country and the seat of its government: `Washington's allies`, `the allies of the United States`.
pub(super) fn one_government(a: &Name, b: &Name, language: &'static Language) -> bool {
    let governments = GOVERNMENTS.get(language);
    let of = |name: &Name| {
        let whole = fold::key(&name.text);
        governments.get(name.form.stands_for.map_or(whole.as_str(), |(listed, _)| listed)).copied()
    };
    of(a).is_some_and(|government| of(b) == Some(government))
}

/// True for two looks of one name: one has words of the other cut short or without their vowels, or all of them and more,
/// or a word of capitals that the other spells out: `United Auto Workers`, `United Automobile Workers`; `Butler Mfg`,
/// `Butler Manufacturing`; `E. Meyer Blvd`, `East Meyer Boulevard`; `U.S. Senate`, `Senate`; `EC Commission`, `European Commission`.
pub(super) fn shortened(a: &Name, b: &Name) -> bool {
    let (x, y) = (&a.form.words, &b.form.words);
    let cut = |(v, w): (&NameWord, &NameWord)| {
        let (short, long) = if v.folded.len() <= w.folded.len() { (&v.folded, &w.folded) } else { (&w.folded, &v.folded) };
        let in_short = || long.starts_with(short.as_str()) || !short.contains(VOWELS) && abbreviates(short, long);
        short == long || (short.len() == 1 || short.len() >= CUT) && !v.is_number() && !w.is_number() && in_short()
    };
    x.len() == y.len() && x.iter().zip(y).all(cut) || holds(x, y) || holds(y, x) || spelled_out(a, b) || spelled_out(b, a)
}

/// True for a name that has all words of the other and more, none of which makes another place of it: `West Papua`.
fn holds(more: &[NameWord], fewer: &[NameWord]) -> bool {
    let has = |words: &[NameWord], word: &NameWord| words.iter().any(|w| w.canonical() == word.canonical());
    more.len() > fewer.len() && fewer.iter().all(|w| has(more, w)) && more.iter().all(|w| w.role != WordRole::Distinguishing || has(fewer, w))
}

/// True where two words begin with one letter, and those of the short one stand in the other in their order.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.get(..1) == long.get(..1) && short.chars().all(|letter| rest.any(|other| other == letter))
}

/// True where one word of `short` is of capitals, which stand in their order in `long`, and `long` has the others too.
fn spelled_out(short: &Name, long: &Name) -> bool {
    let words = &long.form.words;
    let letters: String = words.iter().map(|w| w.folded.as_str()).collect();
    let capitals: Vec<&str> = short.written.split_whitespace().filter(|w| w.len() > 1 && w.chars().all(char::is_uppercase)).collect();
    let [capitals] = capitals[..] else { return false };
    let capitals = capitals.to_lowercase();
    words.len() > 1
        && abbreviates(&capitals, &letters)
        && short.form.words.iter().filter(|w| w.folded != capitals).all(|w| words.iter().any(|v| v.folded == w.folded))
}

/// True for two places that share a word, as two roads do, or for two unlisted words that sound alike.
pub(super) fn alike(a: &Name, b: &Name) -> bool {
    let (x, y) = (&a.form.words, &b.form.words);
    if let ([x], [y]) = (&x[..], &y[..]) {
        let listed = a.form.listed || b.form.listed || a.form.stands_for.is_some() || b.form.stands_for.is_some();
        return !listed && x.folded.bytes().next() == y.folded.bytes().next() && strsim::jaro_winkler(&x.folded, &y.folded) >= HEARD;
    }
    let places = a.name_type == NameType::Place && b.name_type == NameType::Place;
    places && x.len() == y.len() && x.len() > 1 && x.last().map(NameWord::canonical) == y.last().map(NameWord::canonical)
}

/// True for a place that contains towns, by its name or a short form: `North Carolina`, `N.C.`
pub(super) fn is_land(name: &Name) -> bool {
    name.name_type == NameType::Place && !name.form.town && (name.form.listed || name.form.stands_for.is_some())
}

/// True for two people of one given name.
pub(super) fn one_given(a: &Name, b: &Name) -> bool {
    let people = a.name_type == NameType::Person && b.name_type == NameType::Person;
    let (x, y) = (&a.form.words, &b.form.words);
    people && x.len() > 1 && y.len() > 1 && x.first().map(NameWord::canonical) == y.first().map(NameWord::canonical)
}

/// True for two people's names that are one but for a word behind the given name, which begins alike in both and is
/// alike; one of them may have more words.
pub(super) fn one_surname(a: &Name, b: &Name) -> bool {
    let (x, y) = (&a.form.words, &b.form.words);
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let lacks = |words: &[NameWord], word: &NameWord| words.iter().all(|w| w.canonical() != word.canonical());
    let mut unshared = short.iter().filter(|word| lacks(long, word));
    let (Some(misspelt), None) = (unshared.next(), unshared.next()) else { return false };
    let like = |word: &NameWord| {
        let (x, y) = (&word.folded, &misspelt.folded);
        x.get(..1) == y.get(..1) && x.len().min(y.len()) >= SURNAME && strsim::jaro_winkler(x, y) >= LIKE
    };
    one_given(a, b) && long.iter().any(|word| lacks(short, word) && like(word))
}

/// True for two people whose listed given names begin alike.
pub(super) fn one_initial(a: &Name, b: &Name) -> bool {
    let initial = |name: &Name| name.form.words.first().and_then(|w| w.folded.bytes().next());
    a.form.listed && b.form.listed && initial(a) == initial(b)
}

/// True for two telephone numbers one slip apart: a digit wrong, missing or out of place.
pub(super) fn one_digit_apart(a: &Name, b: &Name) -> bool {
    let digits = |name: &Name| name.form.words.iter().map(NameWord::canonical).collect::<String>();
    strsim::osa_distance(&digits(a), &digits(b)) == 1
}

/// The words of a name that may not be left out.
pub(super) fn told(name: &Name) -> impl Iterator<Item = &NameWord> {
    name.form.words.iter().filter(|w| w.role != WordRole::Silent)
}

/// True for a word of a body's own and a word for such bodies at the ends of its name.
pub(super) fn is_body(first: &NameWord, last: &NameWord, name: &Name) -> bool {
    name.name_type == NameType::Organisation && first.role == WordRole::Plain && last.role == WordRole::Generic && name.form.stands_for.is_none()
}

/// The first letters of a name's words that tell.
pub(super) fn initials(name: &Name) -> Option<String> {
    let letters: String = told(name).filter_map(|w| w.folded.chars().next()).collect();
    (letters.len() >= INITIALS && name.name_type != NameType::Person).then_some(letters)
}

/// The letters of a name that is a short form and nothing else: `WHO`.
pub(super) fn short_form(name: &Name) -> Option<String> {
    (name.written.chars().count() >= INITIALS && name.written.chars().all(char::is_uppercase)).then(|| name.written.to_lowercase())
}
