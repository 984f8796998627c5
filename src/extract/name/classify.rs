//! What a run of capitalised words is the name of, by its own words and by those around it.

use std::ops::Range;

use super::form::Form;
use super::lexicon::{Lexicon, Marks};
use super::unit::Unit;
use crate::segment::{Document, TokenKind};
use crate::value::name::NameType;

/// A type with the weight of the evidence for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) name_type: NameType,
    /// 1: nothing better is known. 2: the words' own look. 4: near certain.
    pub(super) weight: u32,
}

/// Letters to which a city in capitals may be a body's short form.
const CITY_LETTERS: usize = 4;

fn guess(name_type: NameType, weight: u32) -> Guess {
    Guess { name_type, weight }
}

/// What stands around a name.
pub(super) struct Around {
    /// A person's title or role in front, or kin.
    pub(super) person: bool,
    /// `in`, `near` in front.
    pub(super) locative: bool,
    /// `at` in front.
    pub(super) at: bool,
    /// An article in front.
    pub(super) article: bool,
    /// An article with a capital inside the sentence: `near The Geysers`.
    pub(super) capital_article: bool,
    /// A verb of saying, or of living and dying, behind.
    pub(super) acts: bool,
    /// What only people have behind their names: an age (`, 47,`), a `who`.
    pub(super) aged: bool,
    /// A place behind a comma: `Troy, Mich.`
    pub(super) inside_place: bool,
    /// Quote marks on both sides: the name of a work, most likely.
    pub(super) quoted: bool,
    /// A word behind that towns have: `Palmer police`.
    pub(super) town_behind: bool,
    /// One of the next words is a role: `Chargers wide receiver`.
    pub(super) role_behind: bool,
    /// The plain word behind heads a place or an organisation: `Qeshm island`, `Papua province`.
    pub(super) place_behind: bool,
}

/// Looks around the tokens of a name.
pub(super) fn around(document: &Document<'_>, tokens: &Range<usize>, sentence: &Range<usize>, lexicon: &Lexicon) -> Around {
    let before = |n: usize| tokens.start.checked_sub(n).filter(|t| *t >= sentence.start);
    let row_before = |n: usize| before(n).map_or(Marks::NONE, |t| lexicon.row_at(document, t));
    let behind = |n: usize| (tokens.end + n < sentence.end).then_some(tokens.end + n);
    let lower_behind = |n: usize| behind(n).map_or("", |t| document.lower(t));
    let row_behind = |n: usize| behind(n).map_or(Marks::NONE, |t| lexicon.row_at(document, t));
    let is_lower = |n: usize| before(n).is_some_and(|t| document.word(t).bytes().next().is_some_and(|b| b.is_ascii_lowercase()));
    let one = row_before(1);
    let comma_place = lower_behind(0) == ","
        && behind(1).is_some_and(|t| document.word(t).bytes().next().is_some_and(|b| b.is_ascii_uppercase()) && place_at(document, t, sentence.end, lexicon));
    let aged = lower_behind(0) == ","
        && behind(1).is_some_and(|t| document.tokens[t].kind == TokenKind::Number && document.word(t).len() <= 2)
        && matches!(lower_behind(2), "," | "." | "" | "and" | "who" | "of");
    Around {
        person: is_lower(1) && one.any(Marks::ROLE | Marks::KIN),
        locative: one.any(Marks::LOCATIVE),
        at: one.any(Marks::LOCATIVE_AT),
        article: one.any(Marks::ARTICLE),
        capital_article: one.any(Marks::ARTICLE) && !is_lower(1) && tokens.start - 1 > sentence.start,
        acts: row_behind(0).any(Marks::SPEECH | Marks::LIFE) || one.any(Marks::SPEECH) && is_lower(1),
        aged: aged || row_behind(if lower_behind(0) == "," { 1 } else { 0 }).any(Marks::PERSON_BEHIND),
        inside_place: comma_place,
        quoted: quoted(document, tokens, sentence, lexicon),
        town_behind: row_behind(0).any(Marks::PLACE_BEHIND),
        role_behind: (0..3).any(|n| row_behind(n).any(Marks::ROLE)),
        place_behind: behind(0).is_some_and(|t| {
            document.tokens[t].kind == TokenKind::Word
                && document.word(t).bytes().next().is_some_and(|b| b.is_ascii_lowercase())
                && row_behind(0).any(Marks::PLACE_WORD)
                && !row_behind(0).any(Marks::ORGANISATION_WORD)
        }),
    }
}

/// True for tokens between quote marks, but for an article in front and a point or comma behind.
pub(super) fn quoted(document: &Document<'_>, tokens: &Range<usize>, sentence: &Range<usize>, lexicon: &Lexicon) -> bool {
    let before = |n: usize| tokens.start.checked_sub(n).filter(|t| *t >= sentence.start);
    let article = before(1).is_some_and(|t| lexicon.row_at(document, t).any(Marks::ARTICLE));
    let opens = before(if article { 2 } else { 1 }).is_some_and(|t| matches!(document.word(t), "\"" | "“" | "'" | "‘"));
    let behind = |n: usize| if tokens.end + n < sentence.end { document.word(tokens.end + n) } else { "" };
    let point = usize::from(matches!(behind(0), "," | "."));
    // `"Thank God," he said`: somebody's words.
    let said = point == 1 && (2..5).any(|n| tokens.end + n < sentence.end && lexicon.row_at(document, tokens.end + n).any(Marks::SPEECH));
    opens && !said && matches!(behind(point), "\"" | "”" | "'" | "’")
}

/// True where a state or a country stands at this token.
fn place_at(document: &Document<'_>, token: usize, limit: usize, lexicon: &Lexicon) -> bool {
    let key = document.lower(token).replace('.', "");
    let sure = |key: &str| lexicon.marks(key).any(Marks::SURE_PLACE) || lexicon.stands_for_place(key);
    sure(&key) || token + 1 < limit && document.tokens[token + 1].kind == TokenKind::Word && sure(&format!("{key} {}", document.lower(token + 1)))
}

/// What the run names.
pub(super) fn classify(run: &[Unit<'_>], form: &Form, titled: bool, around: &Around, lexicon: &Lexicon) -> Guess {
    use NameType::{Organisation, Other, Person, Place};
    let (first, last, key) = (&run[0], &run[run.len() - 1], form.key.as_str());
    let count = run.len();
    if titled {
        return guess(Person, 4);
    }
    let whole = if count == 1 { first.marks } else { form.marks };
    let given_surname = count >= 2
        && first.marks.any(Marks::GIVEN)
        && !first.marks.any(Marks::SURE_PLACE | Marks::COMPASS)
        && !first.upper
        && !(first.marks.any(Marks::CITY) && last.marks.any(Marks::ORDINARY))
        && last.marks.any(Marks::SURNAME)
        && run.windows(2).all(|w| w[0].tokens.end == w[1].tokens.start);
    if count >= 2 {
        if last.marks.any(Marks::SUFFIX) {
            // `World War II`, yet `Elizabeth II`
            let words = run[..count - 1].iter().all(|unit| unit.marks.any(Marks::ORDINARY) && !unit.marks.any(Marks::GIVEN));
            return guess(if words && count > 2 { Other } else { Person }, 4);
        }
        if whole.any(Marks::LISTED_ORGANISATION) {
            return guess(Organisation, 4);
        }
        if key.contains('&') {
            return guess(Organisation, 4);
        }
        if whole.any(Marks::LISTED_PLACE) && !(given_surname && around.person) {
            return guess(Place, if whole.any(Marks::SURE_PLACE) || !given_surname { 4 } else { 2 });
        }
        // `San Diego Chargers`
        if last.marks.any(Marks::ORGANISATION)
            && !last.marks.any(Marks::PLACE_WORD)
            && (lexicon.marks(key.rsplit_once(' ').map_or("", |(place, _)| place)).any(Marks::LISTED_PLACE))
        {
            return guess(Organisation, 4);
        }
        if last.marks.any(Marks::ORGANISATION_ENDING) && !last.marks.any(Marks::GIVEN) {
            return guess(Organisation, 4);
        }
        // `Gulf of Aden`, `University of Utah`: the head stands in front of the joint.
        if let Some(joint) = run.windows(2).position(|w| w[0].tokens.end < w[1].tokens.start && w[1].tokens.start - w[0].tokens.end <= 2) {
            let head = &run[joint];
            let lower_joint = !head.marks.any(Marks::GIVEN | Marks::SURNAME) || head.marks.any(Marks::HEAD);
            if head.marks.any(Marks::ORGANISATION_WORD) || last.marks.any(Marks::ORGANISATION_WORD) && !last.marks.any(Marks::PLACE_WORD) {
                return guess(Organisation, 4);
            }
            if head.marks.any(Marks::PLACE_BEFORE | Marks::PLACE_WORD) {
                return guess(Place, 3);
            }
            if head.marks.any(Marks::OTHER_WORD) {
                return guess(Other, 3);
            }
            if lower_joint && head.marks.any(Marks::ORDINARY) && lexicon.row(&head.key) == Marks::NONE {
                return guess(Other, 2);
            }
        }
        if last.marks.any(Marks::COUNTRY | Marks::PLACE | Marks::SUBDIVISION)
            && first.marks.any(Marks::COMPASS | Marks::PLACE_BEFORE | Marks::ORDINARY)
            && !first.marks.any(Marks::GIVEN)
        {
            return guess(Place, 3);
        }
        // `Hurricane Katrina`, `Operation Dawn`
        if first.marks.any(Marks::OTHER_WORD) && !first.marks.any(Marks::GIVEN | Marks::ORGANISATION_WORD | Marks::PLACE_WORD) && !last.marks.any(Marks::HEAD) {
            return guess(Other, 3);
        }
        if around.quoted && !around.person && (!given_surname || last.marks.any(Marks::HEAD)) {
            return guess(Other, 3);
        }
        let head = last.marks.any(Marks::HEAD);
        let surname_head = !head || last.marks.any(Marks::SURNAME_TOO) && !around.article && !around.locative;
        if given_surname && (around.person || around.aged || surname_head) && (count == 2 || !head) {
            return guess(Person, if head { 2 } else { 3 });
        }
        if last.number {
            return if run.iter().any(|u| u.marks.any(Marks::PLACE_BEFORE | Marks::PLACE_WORD)) { guess(Place, 3) } else { guess(Other, 3) };
        }
        if last.marks.any(Marks::OTHER_WORD) && !last.marks.any(Marks::ORGANISATION_WORD | Marks::PLACE_WORD) {
            return guess(Other, 3);
        }
        if last.marks.any(Marks::ORGANISATION_WORD) && last.marks.any(Marks::PLACE_WORD) {
            return if (around.locative || around.at) && !around.acts { guess(Place, 2) } else { guess(Organisation, 2) };
        }
        if last.marks.any(Marks::ORGANISATION_WORD) {
            return guess(Organisation, 3);
        }
        if last.marks.any(Marks::PLACE_WORD) {
            return guess(Place, 3);
        }
        if around.person || around.aged {
            return guess(Person, 3);
        }
        if first.marks.any(Marks::FAMILY_FIRST) && !first.upper && count <= 3 && !last.marks.any(Marks::ORDINARY) {
            return guess(Person, 3);
        }
        if first.marks.any(Marks::PLACE_BEFORE) && (around.locative || !first.marks.any(Marks::GIVEN)) && !first.marks.any(Marks::PARTICLE) {
            return guess(Place, 2);
        }
        if first.marks.any(Marks::COMPASS) && !last.marks.any(Marks::GIVEN) {
            return guess(Place, 2);
        }
        if first.initial && !last.upper {
            return guess(Person, 3);
        }
        let placed = first.marks.any(Marks::SURE_PLACE) || first.marks.any(Marks::CITY) && !last.marks.any(Marks::SURNAME);
        if first.marks.any(Marks::GIVEN) && !first.upper && !last.upper && !placed && !last.marks.any(Marks::ORDINARY) && count <= 4 {
            return guess(Person, if around.locative { 2 } else { 3 });
        }
        // `the London Concorde`
        let of_place = placed && around.article;
        if first.marks.any(Marks::GIVEN) && !first.marks.any(Marks::ORDINARY) && !of_place && count == 2 {
            return guess(Person, 2);
        }
        if run[1..].iter().any(|u| u.initial) && count <= 4 {
            return guess(Person, 2);
        }
        if run.iter().any(|u| u.marks.any(Marks::ORGANISATION_WORD)) {
            return guess(Organisation, 2);
        }
        if around.locative || around.inside_place || around.place_behind {
            return guess(Place, 2);
        }
        if run.iter().all(|u| u.marks.any(Marks::ORDINARY)) {
            return guess(Other, 1);
        }
        let unknown = |u: &Unit<'_>| !u.marks.any(Marks::ORDINARY) && !u.upper;
        if last.marks.any(Marks::SURNAME) && !last.marks.any(Marks::ORDINARY) && unknown(first) && count <= 3 {
            return guess(Person, 2);
        }
        if count == 2 && last.marks.any(Marks::COMMON_SURNAME) && unknown(first) && !around.article && !last.upper {
            return guess(Person, 2);
        }
        if count <= 3 && run.iter().all(unknown) && (around.acts || !around.article) {
            return guess(Person, 1);
        }
        // `in The Notorious Bettie Page`
        return guess(if around.capital_article { Other } else { Organisation }, 1);
    }
    if whole.any(Marks::LISTED_ORGANISATION) && (first.upper || !whole.any(Marks::GIVEN)) {
        return guess(Organisation, 3);
    }
    if whole.any(Marks::SURE_PLACE) && !(around.person && whole.any(Marks::GIVEN)) {
        return guess(Place, if whole.any(Marks::GIVEN) { 2 } else { 4 });
    }
    if around.inside_place || lexicon.stands_for_place(key) && (first.upper || first.tokens.len() > 1 || key.len() > 4) {
        return guess(Place, 3);
    }
    if around.quoted && !around.person && !whole.any(Marks::CITY) {
        return guess(Other, 3);
    }
    // `AK-47`, `SAT-3`
    if first.upper && key.ends_with(|c: char| c.is_ascii_digit()) {
        return guess(Other, 2);
    }
    // `LONDON (AP)`; a short one may be letters: `NICE`.
    let shouted_city = whole.any(Marks::CITY) && key.len() > CITY_LETTERS;
    if first.upper && !around.place_behind && !shouted_city {
        return guess(Organisation, if first.key.len() <= 5 { 3 } else { 2 });
    }
    if whole.any(Marks::ORGANISATION_WORD) && whole.any(Marks::ORDINARY) && !whole.any(Marks::GIVEN | Marks::PLACE_WORD) {
        return guess(Organisation, 2);
    }
    if around.person || around.aged {
        return guess(Person, 3);
    }
    if around.place_behind {
        return guess(Place, 3);
    }
    if around.town_behind && whole.any(Marks::CITY | Marks::TOWN) && !around.person {
        return guess(Place, 3);
    }
    if whole.any(Marks::CITY) {
        return guess(Place, if whole.any(Marks::GIVEN | Marks::COMMON_SURNAME) && !around.locative { 1 } else { 3 });
    }
    if (around.locative || around.at && whole.any(Marks::TOWN)) && !around.article {
        return guess(Place, if whole.any(Marks::TOWN) { 3 } else { 2 });
    }
    if whole.any(Marks::GIVEN) && !whole.any(Marks::ORDINARY) && !around.article {
        return guess(Person, 2);
    }
    // `The Harriers said`: no person has an article in front.
    if around.article {
        return guess(Organisation, 1);
    }
    if around.acts {
        return guess(Person, 1);
    }
    if whole.any(Marks::SURNAME) && (!whole.any(Marks::ORDINARY) || whole.any(Marks::COMMON_SURNAME)) {
        return guess(Person, 1);
    }
    if whole.any(Marks::TOWN) {
        return guess(Place, 1);
    }
    guess(Organisation, 1)
}
