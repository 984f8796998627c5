//! How the forms of one entity are spelt: which differences are slips, and which are grammar.

use super::judge::Case;
use super::side::{FORMS, Side};
use super::words::{ARTICLE, BEFORE_PLURAL, FUNCTION, JOINS, LISTED_NATIVE_ENDING, NATIVE_ENDING, PLURAL_ENDING};
use crate::value::name::{NameType, NameWord, WordRole, fold};
use crate::value::{ComparisonLevel, Name, Relation, Value};

/// A spelling that stands so often is no slip.
const OFTEN: usize = 3;
/// Words from which a name tells one body.
const BODY: usize = 3;

impl Case<'_> {
    /// How two sets of forms of one entity relate: one pair of forms that differ in a letter is a
    /// difference of spelling, whatever short forms and descriptions stand beside them.
    pub(super) fn spellings(&self, a: &Side, b: &Side) -> ComparisonLevel {
        let mut other = ComparisonLevel::new(Relation::Compatible, "name-variant");
        if self.told_apart(a, b) {
            return other;
        }
        for &x in a.forms.iter().take(FORMS) {
            for &y in b.forms.iter().take(FORMS) {
                let level = self.claim(x).level(self.claim(y));
                if level.rule == "spelling"
                    && !self.inflected(x, y)
                    && !self.both_spell(a, b, x, y)
                    && !self.is_family(x)
                    && !self.is_family(y)
                    && !self.several(x, y)
                    && !self.lost_apostrophe(x, y)
                    && !self.given_name_of(x, y)
                {
                    return level;
                }
                if level.rule != "spelling" {
                    other = ComparisonLevel::new(Relation::Compatible, level.rule);
                }
            }
        }
        other
    }

    /// True for two names of things that differ in the ending of their last word alone: `Charger` and `Chargers`,
    /// `U.S. Marshal` and `U.S. Marshals Service`, `South Africa` and `South African Railway`, `New Zealand` and `New
    /// Zealanders`; or in words of one party: `House Democrats` and `House Democratic Caucus`. Within a name a plural is
    /// part of it: `Marine Mammal Protection Act`, `Marine Mammals Protection Act`; and so it is where it makes another
    /// body: `Coast Patrol Service`, `Coast Patrol Services`. People named Owen and Owens are two families.
    fn inflected(&self, x: usize, y: usize) -> bool {
        let (Value::Name(a), Value::Name(b)) = (self.value(x), self.value(y)) else { return false };
        let listed = [a, b].iter().any(|name| name.form.listed && name.name_type == NameType::Place);
        let person = |name: &Name| name.name_type == NameType::Person;
        let words = self.court.words;
        // `Coptic Christians` may be taken for people's name by mistake, and so may `Harrow Collector`.
        let faithful = |x: &NameWord, y: &NameWord| x.folded == y.folded || words.one_faith(&x.folded, &y.folded);
        let of_faith = || a.form.words.len() == b.form.words.len() && a.form.words.iter().zip(&b.form.words).all(|(x, y)| faithful(x, y));
        if !a.form.listed && !b.form.listed && of_faith() {
            return true;
        }
        let doubtful = a.name_type != b.name_type && a.form.words.len().min(b.form.words.len()) > 1;
        if !listed && !doubtful && (person(a) || person(b)) {
            return false;
        }
        let ends_in = |x: &NameWord, y: &NameWord, signs| y.folded.strip_prefix(x.folded.as_str()).is_some_and(|ending| words.is(signs, ending));
        let of_one = PLURAL_ENDING | NATIVE_ENDING | if listed { LISTED_NATIVE_ENDING } else { 0 };
        let ends = |x: &NameWord, y: &NameWord| ends_in(x, y, of_one);
        let last_ends = |x: &[NameWord], y: &[NameWord]| {
            let (Some((x, before)), Some((y, as_before))) = (x.split_last(), y.split_last()) else { return false };
            before.iter().zip(as_before).all(|(x, y)| x.folded == y.folded) && (ends(x, y) || ends(y, x))
        };
        // `Israel Defense Forces`, `Israeli Defense Forces`
        let native = |x: &NameWord, y: &NameWord| ends_in(x, y, NATIVE_ENDING | LISTED_NATIVE_ENDING);
        let of_one_land = |x: &[NameWord], y: &[NameWord]| x.iter().zip(y).all(|(x, y)| x.folded == y.folded || native(x, y) || native(y, x));
        let generic = |words: &[NameWord]| words.len() >= BODY && words.last().is_some_and(|w| w.role == WordRole::Generic);
        if a.form.words.len() == b.form.words.len() {
            if of_one_land(&a.form.words, &b.form.words) {
                return true;
            }
            if generic(&a.form.words) && generic(&b.form.words) {
                return false;
            }
        }
        let (short, long) = if a.form.words.len() <= b.form.words.len() { (&a.form.words, &b.form.words) } else { (&b.form.words, &a.form.words) };
        let of_one_faith = |x: &[NameWord], y: &[NameWord]| x.iter().zip(y).all(|(x, y)| faithful(x, y));
        let (head, tail) = (&long[..short.len()], &long[long.len() - short.len()..]);
        last_ends(short, head) || last_ends(short, tail) || of_one_faith(short, head) || of_one_faith(short, tail)
    }

    /// True for the plural of a name that the event has, where what stands in front shows it for one, an article or a word
    /// that counts: `the Kitchkos`, `the Obamas, Bidens and Pences`, `the Henry Hydes`, `both Flynns`, `many potential Ana
    /// Ruizs`. Such a family or kind is no misspelling of one of it, nor of what is a misspelling of one.
    fn is_family(&self, many: usize) -> bool {
        let words = self.court.words;
        let (document, own) = (self.document(many), self.own_tokens(many));
        let family = |token: usize| document.word(token).starts_with(char::is_uppercase) && words.is_plural(document.lower(token));
        let of_list = |&token: &usize| family(token) || document.word(token) == "," || words.is(JOINS, document.lower(token));
        let counts = |token: usize| {
            let in_front = || token.checked_sub(1).map(|before| format!("{} {}", document.lower(before), document.lower(token)));
            words.is(ARTICLE | BEFORE_PLURAL, document.lower(token)) || in_front().is_some_and(|two| words.is(BEFORE_PLURAL, &two))
        };
        let Some(last) = self.name_words(many).last().filter(|_| (0..own.start).rev().find(|token| !of_list(token)).is_some_and(counts)) else {
            return false;
        };
        let one_of = |one: usize| {
            let singular = self.name_words(one).last().and_then(|word| last.folded.strip_prefix(word.folded.as_str()));
            (own.len() == 1 || self.is_person(many) && self.is_person(one)) && singular.is_some_and(|ending| words.is(PLURAL_ENDING, ending))
        };
        (0..self.slot.claims.len()).any(one_of)
    }

    /// True where the first word of one is that of the other in its plural, and makes it a name of several: of the first things
    /// of a list, `Hurricanes Harvey, Irma and Maria`; of things of one kind, `Stars of David`. A plural further
    /// in is part of the name: `National Institutes of Health`.
    fn several(&self, x: usize, y: usize) -> bool {
        let words = self.court.words;
        let several_of = |many: usize, one: usize| {
            let ([kinds, of_many @ ..], [kind, of_one @ ..]) = (self.name_words(many), self.name_words(one)) else { return false };
            let plural = kinds.folded.strip_prefix(kind.folded.as_str()).is_some_and(|ending| words.is(PLURAL_ENDING, ending));
            let alike = || of_many.iter().map(|word| &word.folded).eq(of_one.iter().map(|word| &word.folded));
            let (document, end, limit) = (self.document(many), self.own_tokens(many).end, self.sentence_tokens(many).end);
            let joined = || end + 1 < limit && (document.word(end) == "," || words.is(JOINS, document.lower(end)));
            let of_list = || joined() && document.word(end + 1).starts_with(char::is_uppercase);
            let of_kind = |of: &NameWord| of.role == WordRole::Silent && !self.is_person(many);
            plural && alike() && of_many.first().is_some_and(|next| of_kind(next) || of_list())
        };
        several_of(x, y) || several_of(y, x)
    }

    /// True where one is a listed given name, and the other a person whose family is called after it: `William`, `Rowan
    /// Williams`.
    fn given_name_of(&self, x: usize, y: usize) -> bool {
        let words = self.court.words;
        let of = |given: &[NameWord], whole: &[NameWord]| {
            let ([given], [.., _, surname]) = (given, whole) else { return false };
            given.stands_for.is_some() && surname.folded.strip_prefix(given.folded.as_str()).is_some_and(|ending| words.is(PLURAL_ENDING, ending))
        };
        let (x, y) = (self.name_words(x), self.name_words(y));
        of(x, y) || of(y, x)
    }

    /// True where one is the possessive of the other person that has lost its apostrophe: `Anna Kitchkos trial`.
    fn lost_apostrophe(&self, x: usize, y: usize) -> bool {
        let possessive_of = |owner: usize, plain: usize| {
            let (document, end) = (self.document(owner), self.own_tokens(owner).end);
            let mut words = self.name_words(owner).iter().rev().zip(self.name_words(plain).iter().rev());
            let ends = words.next().and_then(|(owner, plain)| owner.folded.strip_prefix(plain.folded.as_str())) == Some("s");
            let owned = end < self.sentence_tokens(owner).end
                && document.word(end).starts_with(char::is_lowercase)
                && !self.court.words.is(FUNCTION, document.word(end));
            self.is_person(owner) && ends && words.all(|(owner, plain)| owner.folded == plain.folded) && owned
        };
        possessive_of(x, y) || possessive_of(y, x)
    }

    fn is_person(&self, place: usize) -> bool {
        matches!(self.value(place), Value::Name(name) if name.name_type == NameType::Person)
    }

    /// The words of a name; of another value none.
    fn name_words(&self, place: usize) -> &[NameWord] {
        match self.value(place) {
            Value::Name(name) => &name.form.words,
            _ => &[],
        }
    }

    /// True where a third form is one with both: `Skarsøy` with `Skarsoey` and with `Skarsoy`.
    fn both_spell(&self, a: &Side, b: &Side, x: usize, y: usize) -> bool {
        let spells = |z: usize, of: usize| self.claim(z).relation(self.claim(of)) == Relation::Same;
        let written = |&z: &usize| matches!(self.value(z), Value::Name(name) if !fold::respelt(&name.text).is_empty());
        let forms = |side: &Side| side.forms.iter().take(FORMS).copied().filter(written).collect::<Vec<_>>();
        forms(a).into_iter().chain(forms(b)).any(|z| spells(z, x) && spells(z, y))
    }

    /// True where one sentence tells names of both sides that differ in a letter from each other: it joins them (`Medicare and
    /// Medicaid`), or each side stands oftener than a slip does (`President Reagan's chief of staff Donald Regan`).
    fn told_apart(&self, a: &Side, b: &Side) -> bool {
        let (few, many) = if a.places.len() < b.places.len() { (a, b) } else { (b, a) };
        let often = few.places.len() >= OFTEN;
        let at = |place: usize| (self.context(place).report, self.context(place).sentence);
        let beside = |x: usize| {
            let from = many.places.partition_point(|&y| at(y) < at(x));
            many.places[from..].iter().copied().take_while(move |&y| at(y) == at(x))
        };
        let joined = |x: usize, y: usize| {
            let (front, behind) = (self.own_tokens(x.min(y)), self.own_tokens(x.max(y)));
            behind.start == front.end + 1 && self.court.words.is(JOINS, self.document(x).lower(front.end))
        };
        let apart = |x: usize, y: usize| self.claim(x).level(self.claim(y)).rule == "spelling";
        few.places.iter().any(|&x| beside(x).any(|y| (often || joined(x, y)) && apart(x, y)))
    }
}
