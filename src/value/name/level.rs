//! How the spellings of two names relate.

use std::sync::Arc;

use super::super::{ComparisonLevel, Relation};
use super::{Name, NameForm, NameType, NameWord, WordRole, fold, sound};

const NAME_VARIANT: &str = "name-variant";

/// The level of two names; see [`Name::level`].
pub(super) fn level(a: &Name, b: &Name) -> ComparisonLevel {
    let level = as_they_stand(a, b);
    if level.relation == Relation::Same {
        return level;
    }
    let same = |one: &Name, other: &Name| Some(as_they_stand(&turned(one)?, other)).filter(|level| level.relation == Relation::Same);
    same(a, b).or_else(|| same(b, a)).unwrap_or(level)
}

/// A body with its head in front: `Department of Justice` for `Justice Department`.
fn turned(name: &Name) -> Option<Name> {
    let words = name.form.turned.clone()?;
    Some(Name { form: Arc::new(NameForm { words, turned: None, ..(*name.form).clone() }), ..name.clone() })
}

fn as_they_stand(a: &Name, b: &Name) -> ComparisonLevel {
    match (written_as(a, b), written_as(b, a)) {
        (None, None) => written_alike(a, b),
        (one, two) => written_alike(one.as_ref().unwrap_or(a), two.as_ref().unwrap_or(b)),
    }
}

/// A name with each word that writes two letters for one of the other's written as that one is:
/// `Skarsoey` beside `Skarsøy`. None where it has no such word.
fn written_as(name: &Name, other: &Name) -> Option<Name> {
    let respelt = fold::respelt(&other.text);
    let short = |word: &NameWord| respelt.iter().find(|(_, long)| *long == word.folded).map(|(folded, _)| folded);
    if !name.form.words.iter().any(|word| short(word).is_some()) {
        return None;
    }
    let mut name = name.clone();
    for word in &mut Arc::make_mut(&mut name.form).words {
        if let Some(folded) = short(word) {
            *word = other.form.words.iter().find(|w| w.folded == *folded).unwrap_or(word).clone();
        }
    }
    Some(name)
}

fn written_alike(a: &Name, b: &Name) -> ComparisonLevel {
    let same = |rule| ComparisonLevel::new(Relation::Same, rule);
    if a.text == b.text {
        return same("name");
    }
    if let (Some((one, rule)), Some((two, other))) = (a.form.stands_for, b.form.stands_for) {
        return if one == two { same(rule.min(other)) } else { identity() };
    }
    if compact(&a.form).eq(compact(&b.form)) && a.form.suffix == b.form.suffix {
        return same(NAME_VARIANT);
    }
    if a.form.is_number() && b.form.is_number() {
        return numbers(&a.form, &b.form);
    }
    if is_acronym(a, b) || is_acronym(b, a) {
        return same("acronym");
    }
    if let (Some(one), Some(two)) = (&a.form.suffix, &b.form.suffix)
        && one != two
    {
        return identity();
    }
    let (one, two) = (telling(&a.form), telling(&b.form));
    if one.is_empty() || two.is_empty() {
        return identity();
    }
    let person = a.name_type == NameType::Person || b.name_type == NameType::Person;
    // The firm `Tommy Hale Corp` has no given name that would stand for another.
    let alike = |(x, y): (&&NameWord, &&NameWord)| x.may_be(y) || x.folded == y.folded;
    if one.len() == two.len() && one.iter().zip(&two).all(alike) {
        return match one.iter().zip(&two).filter_map(|(x, y)| of_two_spellings(x, y)).sum() {
            0 => same(listed_rule(&one, &two)),
            letters => spelling(letters),
        };
    }
    if compact_canonical(&one) == compact_canonical(&two) {
        return same(NAME_VARIANT);
    }
    let (short, long) = if (one.len(), compact_canonical(&one)) <= (two.len(), compact_canonical(&two)) { (&one, &two) } else { (&two, &one) };
    // A thing that is named after a person is another thing than he: `Kraft` and `Kraft Foods`. Its name of
    // several words may be taken for a person's by mistake, unless it is a work's.
    let longer = if std::ptr::eq(long, &one) { a } else { b };
    let named_after = a.name_type != b.name_type
        && short.len() < long.len()
        && (longer.name_type == NameType::Other || longer.name_type != NameType::Person && short.len() == 1);
    if person && !named_after {
        let level = people(short, long, if std::ptr::eq(short, &one) { (a, b) } else { (b, a) });
        // One of the two may be taken for a person by mistake.
        let doubtful = a.name_type != b.name_type && short.len() >= 2 && level.rule == "identity";
        if !doubtful {
            return level;
        }
    }
    let level = things(short, long, a.name_type == b.name_type && a.form.listed && b.form.listed);
    if person && named_after && level.rule == "spelling" { identity() } else { level }
}

fn identity() -> ComparisonLevel {
    ComparisonLevel::different("identity", "another name")
}

/// Digits that two telephone numbers share at least where one lacks its area code.
const LOCAL_DIGITS: usize = 6;

/// Two telephone numbers: one may have its area or country code in front, in the place of a 0.
fn numbers(a: &NameForm, b: &NameForm) -> ComparisonLevel {
    let digits = |form: &NameForm| form.words.iter().map(|w| w.folded.as_str()).collect::<String>().trim_start_matches('0').to_owned();
    let (one, two) = (digits(a), digits(b));
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    if short == long {
        return ComparisonLevel::new(Relation::Same, NAME_VARIANT);
    }
    if short.len() >= LOCAL_DIGITS && long.ends_with(&short) {
        return ComparisonLevel::new(Relation::Compatible, "precision");
    }
    ComparisonLevel::different("identity", "another number")
}

/// The letters of a name on end: `iran-nejad` and `irannejad` are one.
fn compact(form: &NameForm) -> impl Iterator<Item = u8> + '_ {
    form.words.iter().flat_map(|w| if w.folded == "&" || w.folded == "and" { b"&".iter() } else { w.folded.as_bytes().iter() }).copied()
}

fn compact_canonical(words: &[&NameWord]) -> String {
    words.iter().map(|w| w.canonical()).collect()
}

/// The words that tell; where all may be left out, all of them.
fn telling(form: &NameForm) -> Vec<&NameWord> {
    let words: Vec<&NameWord> = form.words.iter().filter(|w| w.role != WordRole::Silent).collect();
    if words.is_empty() { form.words.iter().collect() } else { words }
}

fn listed_rule(a: &[&NameWord], b: &[&NameWord]) -> &'static str {
    a.iter().zip(b).filter(|(x, y)| x.folded != y.folded).find_map(|(x, y)| x.stands_for.or(y.stands_for).map(|(_, rule)| rule)).unwrap_or(NAME_VARIANT)
}

/// True where `short` is written from the first letters of the words of `long`.
fn is_acronym(short: &Name, long: &Name) -> bool {
    let letters: Vec<u8> = short.text.bytes().filter(|b| b.is_ascii_alphabetic()).collect();
    // Two letters spell too much, and a listed short form stands for what its list says.
    if letters.len() < 3 || letters.len() > 8 || short.form.stands_for.is_some() || long.form.words.len() < 2 || short.text.contains(' ') {
        return false;
    }
    // `SAT-3`, `FEFU`, `UCSd`: mostly capitals.
    if letters.iter().filter(|b| b.is_ascii_uppercase()).count() * 3 < letters.len() * 2 {
        return false;
    }
    let spelled = |silent: bool| {
        let initials = long.form.words.iter().filter(|w| silent || w.role != WordRole::Silent).filter_map(|w| w.folded.bytes().next());
        initials.eq(letters.iter().map(u8::to_ascii_lowercase))
    };
    spelled(false) || spelled(true)
}

/// How far two unlike words are apart, where one may be a slip for the other.
pub(super) fn slip(a: &NameWord, b: &NameWord) -> Option<usize> {
    if a.role == WordRole::Distinguishing && b.role == WordRole::Distinguishing {
        return None;
    }
    let (a, b) = (a.folded.as_str(), b.folded.as_str());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < 3 || long < 4 || long - short > 2 || a.bytes().any(|c| c.is_ascii_digit()) || b.bytes().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let distance = strsim::osa_distance(a, b);
    let start = |n: usize| a.as_bytes()[..n] == b.as_bytes()[..n];
    match distance {
        1 => Some(1),
        2 if short >= 7 && start(1) || short >= 5 && start(2) => Some(2),
        3 if short >= 9 && start(2) => Some(3),
        _ => None,
    }
}

/// Letters of a word of which two may be wrong, where nothing shows it for a person's name.
const LONG: usize = 8;

/// True for a short word that is two letters off a surname, both folded: `mossad` is a word of its own beside `moussa`.
pub(crate) fn is_another_word(word: &str, surname: &str) -> bool {
    word.len() < LONG && strsim::osa_distance(word, surname) > 1
}

fn spelling(letters: usize) -> ComparisonLevel {
    ComparisonLevel::different("spelling", if letters == 1 { "1 letter".to_owned() } else { format!("{letters} letters") })
}

/// Letters from which a given name is no short form of one that has a letter more.
const GIVEN: usize = 4;

/// True where one word is the other's initial or the beginning of it: `J`, `Alex`.
fn abbreviates(a: &NameWord, b: &NameWord) -> bool {
    let (a, b) = (a.canonical(), b.canonical());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || (short.len() == 1 || short.len() >= 3) && long.starts_with(short)
}

fn people(short: &[&NameWord], long: &[&NameWord], (a, b): (&Name, &Name)) -> ComparisonLevel {
    let same = |rule| ComparisonLevel::new(Relation::Same, rule);
    let (last_short, last_long) = (short[short.len() - 1], long[long.len() - 1]);
    if short.len() == 1 {
        // A surname or a given name beside the full name.
        if long.iter().any(|w| w.canonical() == last_short.canonical()) {
            return same(NAME_VARIANT);
        }
        let surname = |n: &Name| n.surname.as_deref().map(fold::key);
        if (last_short.folded.len() >= 5 || long.len() > 1 && lost_letter(last_short, last_long))
            && let Some(letters) =
                slip(last_short, last_long).filter(|_| long.len() == 1 || surname(b).as_deref() == Some(&last_long.folded) || a.surname.is_none())
        {
            return spelling(letters);
        }
        return identity();
    }
    let mut sorted = [short.to_vec(), long.to_vec()];
    for words in &mut sorted {
        words.sort_by_key(|w| w.canonical());
    }
    if sorted[0].iter().map(|w| w.canonical()).eq(sorted[1].iter().map(|w| w.canonical())) {
        return same("name-order");
    }
    let middle = |words: &[&NameWord]| words[1..words.len() - 1].iter().map(|w| w.canonical().to_owned()).collect::<Vec<_>>();
    if last_short.canonical() == last_long.canonical() {
        if short[0].may_be(long[0]) || short[0].folded.len().min(long[0].folded.len()) <= 2 && abbreviates(short[0], long[0]) {
            let (one, two) = (middle(short), middle(long));
            // Middle names may be left out or be initials; two that differ are two people.
            let at_odds = !one.is_empty() && !two.is_empty() && one.iter().zip(&two).any(|(x, y)| !(x.starts_with(y.as_str()) || y.starts_with(x.as_str())));
            if !at_odds {
                return of_two_spellings(short[0], long[0]).map_or_else(|| same(NAME_VARIANT), spelling);
            }
            return match (short.len() == long.len()).then(|| slips(short, long)).flatten() {
                Some(letters) => spelling(letters),
                None => identity(),
            };
        }
        // `Jong` in `Kim Jong Un` is no given name of its own: only pairs compare by first and last.
        if abbreviates(short[0], long[0]) {
            return if lost_end(short[0], long[0]) { spelling(1) } else { same(NAME_VARIANT) };
        }
        // A middle name may stand for the first: `Arcade Joseph Comeaux`, `Jaseph Comeaux`.
        if short.len() == 2
            && !long[1..long.len() - 1].iter().any(|w| w.canonical() == short[0].canonical())
            && let Some(letters) = long[..long.len() - 1].iter().find_map(|w| slip(short[0], w))
        {
            return spelling(letters);
        }
    } else if let Some(letters) = slip(last_short, last_long).filter(|_| last_long.role != WordRole::Generic) {
        // `Tony` stands for `Anthony` in a person's name alone; the head of a body's is no surname: `Donald J Trump Trust`.
        if short.len() == 2 && (short[0].folded == long[0].folded || short[0].may_be(long[0]) || abbreviates(short[0], long[0])) {
            return spelling(letters);
        }
    } else if short.len() == 2 && short[0].canonical() == long[0].canonical() && part_of(last_short, last_long) {
        // `LaCalamita` and `Calamita`: a particle lost.
        return spelling(last_short.folded.len().abs_diff(last_long.folded.len()));
    }
    if short.len() == long.len()
        && let Some(letters) = slips(short, long).or_else(|| heard(short, long))
    {
        return spelling(letters);
    }
    // The family name in front, the given names behind, one of them left out.
    if short.len() >= 2 && short.iter().all(|w| long.iter().any(|v| v.canonical() == w.canonical())) {
        return same(NAME_VARIANT);
    }
    identity()
}

/// True for two unlisted given names of which one lacks the last letter: `Elliot`, `Elliott`. Who shortens a name
/// leaves out more.
fn lost_end(a: &NameWord, b: &NameWord) -> bool {
    let given = a.folded.len().min(b.folded.len()) >= GIVEN && a.stands_for.is_none() && b.stands_for.is_none();
    given && (lacks_last(a, b) || lacks_last(b, a))
}

/// True for a word of four letters that lacks the last one of the other: `Lock`, `Locke`. A letter more or less
/// inside makes another word of one so short.
fn lost_letter(short: &NameWord, long: &NameWord) -> bool {
    short.folded.len() == 4 && lacks_last(short, long)
}

/// True where one word is the other without its last letter.
fn lacks_last(short: &NameWord, long: &NameWord) -> bool {
    short.folded.len() + 1 == long.folded.len() && long.folded.starts_with(&short.folded)
}

/// True where one long word ends in the other.
fn part_of(a: &NameWord, b: &NameWord) -> bool {
    let (short, long) = if a.folded.len() <= b.folded.len() { (&a.folded, &b.folded) } else { (&b.folded, &a.folded) };
    short.len() >= 6 && long.len() - short.len() <= 3 && long.ends_with(short.as_str())
}

/// True for two words of which one is the other with an `s` behind: `Krafts Food`, `Kraft Foods`.
fn plural_of(a: &NameWord, b: &NameWord) -> bool {
    let (one, many) = if a.folded.len() < b.folded.len() { (a, b) } else { (b, a) };
    one.folded.len() >= 4 && many.folded.strip_suffix('s') == Some(one.folded.as_str())
}

/// True for two initials that stand the other way round: `C&G`, `G&C Accounting`.
fn turned_round(short: &[&NameWord], long: &[&NameWord]) -> bool {
    let joined = |words: &[&NameWord]| matches!(words, [a, and, b, ..] if a.folded.len() == 1 && and.folded == "&" && b.folded.len() == 1);
    joined(short) && joined(long) && short[0].folded == long[2].folded && short[2].folded == long[0].folded && short[0].folded != short[2].folded
}

/// The letters between two names that are alike but for one word.
fn slips(a: &[&NameWord], b: &[&NameWord]) -> Option<usize> {
    let mut found = None;
    let mut anchored = false;
    for (x, y) in a.iter().zip(b) {
        if x.canonical() == y.canonical() {
            anchored |= x.role != WordRole::Generic || x.folded.len() >= 3;
        } else if found.is_none() {
            found = Some(slip(x, y)?);
        } else {
            return None;
        }
    }
    found.filter(|_| anchored)
}

/// The letters between two listed spellings of one given name, of which a person has one.
fn of_two_spellings(a: &NameWord, b: &NameWord) -> Option<usize> {
    (a.one_of_several && b.one_of_several && a.folded != b.folded && a.canonical() == b.canonical()).then(|| strsim::osa_distance(&a.folded, &b.folded))
}

/// Letters of a name of which two words may be misspelt, and how many of them.
const LONG_NAME: usize = 11;
const FEW: usize = 4;

/// The letters between two people's names that are heard alike: one word is the other by its sound, `Gail Brenner`
/// and `Gayle Brenner`; or two are, or are slips, of a long name: `Apostolos Kyriakou`, `Apostolis Kiriakou`.
fn heard(a: &[&NameWord], b: &[&NameWord]) -> Option<usize> {
    let mut letters = 0;
    let mut unlike = 0;
    for (x, y) in a.iter().zip(b).filter(|(x, y)| x.canonical() != y.canonical()) {
        // `Benedict XV` is not heard for `Benedict XVI`.
        let counts = x.role == WordRole::Distinguishing && y.role == WordRole::Distinguishing;
        let heard = || (!counts && sound::alike(&x.folded, &y.folded)).then(|| strsim::osa_distance(&x.folded, &y.folded));
        letters += slip(x, y).or_else(heard)?;
        unlike += 1;
    }
    let long = || a.iter().map(|w| w.folded.len()).sum::<usize>() >= LONG_NAME && letters <= FEW;
    (unlike == 1 || unlike == 2 && long()).then_some(letters)
}

fn things(short: &[&NameWord], long: &[&NameWord], both_listed: bool) -> ComparisonLevel {
    if turned_round(short, long) {
        return spelling(2);
    }
    if short.len() == long.len() {
        if short.len() == 1 {
            let letters =
                slip(short[0], long[0]).filter(|_| !both_listed && !plural_of(short[0], long[0]) && short[0].folded.len().min(long[0].folded.len()) >= 5);
            return letters.map_or_else(identity, spelling);
        }
        let plural = || short.len() >= 2 && short.iter().zip(long).all(|(x, y)| x.canonical() == y.canonical() || plural_of(x, y));
        let letters = slips(short, long).or_else(|| plural().then_some(2)).filter(|_| !both_listed);
        return letters.map_or_else(identity, spelling);
    }
    // A part of the other: its words in the other's order.
    let mut rest = long.iter();
    let mut missing: Vec<&NameWord> = Vec::new();
    let inside = short.iter().all(|w| {
        for v in rest.by_ref() {
            if v.canonical() == w.canonical() {
                return true;
            }
            missing.push(v);
        }
        false
    });
    missing.extend(rest);
    let tells = short.iter().any(|w| w.role == WordRole::Plain) || short.len() >= 2;
    if inside && tells && !(both_listed && missing.iter().any(|w| w.role == WordRole::Distinguishing)) {
        return ComparisonLevel::new(Relation::Compatible, "precision");
    }
    // `Wildlife Servuce` beside `Fish and Wildlife Service`: a part of the longer one, with a letter wrong. `National
    // Security Council` is no part of `United Nations Security Council`.
    let (head, tail) = (&long[..short.len()], &long[long.len() - short.len()..]);
    let at_end = if short.len() >= 2 { slips(short, tail).or_else(|| slips(short, head)) } else { None };
    let in_part = at_end.or_else(|| if short.len() >= 3 { slip_in_part(short, long) } else { None });
    if in_part == Some(1) { spelling(1) } else { identity() }
}

/// The letters between a name and a part of a longer one that has its words in order, all but one
/// as they are.
fn slip_in_part(short: &[&NameWord], long: &[&NameWord]) -> Option<usize> {
    (0..short.len()).find_map(|misspelt| {
        let mut rest = long.iter();
        let mut letters = None;
        for (at, word) in short.iter().enumerate() {
            if at == misspelt {
                letters = Some(rest.by_ref().find_map(|v| slip(word, v))?);
            } else {
                rest.by_ref().find(|v| v.canonical() == word.canonical())?;
            }
        }
        letters
    })
}
