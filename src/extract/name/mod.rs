//! Finds name mentions.
//!
//! Prose first: there a capital tells. Then the lines whose capitals tell nothing (headlines in
//! Title Case, all capitals), read with what the prose taught. Last, every short form is tied to
//! the fullest form of the report.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::{Mention, Source};
use crate::segment::{Document, Sentence, TokenKind};
use crate::span::Span;
use crate::value::Value;
use crate::value::name::{NameType, fold};

mod chunk;
mod classify;
mod gazetteer;
mod headline;
mod lexicon;
mod refer;
mod unit;

use classify::{Around, Guess, around, classify};
use headline::{Dress, dress};
use lexicon::{Lexicon, Marks};
use unit::Unit;

/// Every name that the text states.
pub fn find(source: Source<'_>) -> Vec<Mention> {
    let lexicon = Lexicon::of(source.language);
    let mut scan = Scan::new(source.document, lexicon);
    let sentences = &source.document.sentences;
    let dressed: Vec<Dress> = sentences.iter().zip(&scan.units).map(|(s, units)| dress(source.document, s, units, lexicon)).collect();
    scan.count(&dressed);
    for (at, sentence) in sentences.iter().enumerate() {
        if dressed[at] == Dress::Plain && !scan.units[at].is_empty() {
            scan.prose(at, sentence);
        }
    }
    scan.drop_unproven();
    if dressed.iter().any(|d| *d != Dress::Plain) {
        let known = scan.known();
        for (at, sentence) in sentences.iter().enumerate() {
            if dressed[at] != Dress::Plain {
                scan.dressed(at, sentence, dressed[at], &known);
            }
        }
    }
    scan.found.sort_by_key(|f| (f.span.start(), f.span.end()));
    scan.found.dedup_by(|b, a| a.span.overlaps(b.span));
    refer::resolve(source, lexicon, scan.found).into_iter().map(|(span, name)| Mention { span, value: Value::Name(name) }).collect()
}

/// How often a word stands in the text, by its case.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    lower: u32,
    /// With a capital inside a sentence, where a capital tells.
    capital: u32,
}

/// A name before it is tied to others.
#[derive(Clone, Debug)]
struct Found {
    span: Span,
    /// Its words, folded.
    words: Vec<String>,
    /// What the tables say of the first unit and of the last.
    first: Marks,
    last: Marks,
    guess: Guess,
    title: Option<Span>,
    /// The sex that a title or a kin word in front tells.
    sex: Marks,
    /// A first word whose capital tells nothing, and which nothing else proves.
    unproven: bool,
    /// All but a first word whose capital tells nothing: `Moviemaker Ann Lee Smith`.
    tail: Option<Span>,
    upper: bool,
    /// Stands in a headline or the like.
    dressed: bool,
}

struct Scan<'a> {
    document: &'a Document<'a>,
    lexicon: &'static Lexicon,
    /// The capitalised words of each sentence.
    units: Vec<Vec<Unit<'a>>>,
    seen: HashMap<&'a str, Seen>,
    /// How often two words stand joined by an `and`: `Fish and Wildlife`.
    joined: HashMap<&'a str, u32>,
    found: Vec<Found>,
    /// The last words of the people found.
    surnames: HashSet<String>,
}

impl<'a> Scan<'a> {
    fn new(document: &'a Document<'a>, lexicon: &'static Lexicon) -> Self {
        let units = document.sentences.iter().map(|s| unit::units(document, s, lexicon)).collect();
        Scan { document, lexicon, units, seen: HashMap::new(), joined: HashMap::new(), found: Vec::new(), surnames: HashSet::new() }
    }

    /// Counts how each capitalised word of the text is written elsewhere in it.
    fn count(&mut self, dressed: &[Dress]) {
        for (units, dress) in self.units.iter().zip(dressed) {
            for unit in units {
                let seen = self.seen.entry(unit.span.of(&self.document.lower)).or_default();
                seen.capital += u32::from(!unit.opens && *dress == Dress::Plain);
            }
            for pair in units.windows(2) {
                if let Some(phrase) = chunk::joined_by_and(self.document, &pair[0], &pair[1], self.lexicon) {
                    *self.joined.entry(phrase).or_default() += 1;
                }
            }
        }
        for (token, t) in self.document.tokens.iter().enumerate() {
            if t.kind == TokenKind::Word
                && self.document.text.as_bytes()[t.span.start()].is_ascii_lowercase()
                && let Some(seen) = self.seen.get_mut(self.document.lower(token))
            {
                seen.lower += 1;
            }
        }
    }

    fn seen(&self, unit: &Unit<'_>) -> Seen {
        self.seen.get(unit.span.of(&self.document.lower)).copied().unwrap_or_default()
    }

    /// Reads a sentence whose capitals tell.
    fn prose(&mut self, at: usize, sentence: &Sentence) {
        let units = std::mem::take(&mut self.units[at]);
        for run in chunk::chunks(self.document, &units, self.lexicon, &self.joined) {
            self.run(sentence, &units[run], None);
        }
        self.units[at] = units;
    }

    /// Cuts a run at its titles and takes what is left for names.
    fn run(&mut self, sentence: &Sentence, run: &[Unit<'a>], after: Option<&Unit<'a>>) {
        let run = self.trim(run);
        if run.is_empty() {
            return;
        }
        let key = joined(self.document, run);
        let whole = if run.len() > 1 { self.lexicon.marks(&key) } else { run[0].marks };
        let listed = run.len() > 1 && whole.any(Marks::LISTED_ORGANISATION | Marks::LISTED_PLACE);
        if !listed && let Some(title) = self.title(run, after) {
            let (before, rest) = (&run[..title.start], &run[title.end..]);
            if !before.is_empty() {
                self.run(sentence, before, Some(&run[title.start]));
            }
            if !rest.is_empty() {
                let span = run[title.start].span.cover(run[title.end - 1].span);
                self.emit(sentence, rest, Some((span, run[title].iter().fold(Marks::NONE, |m, u| m | self.sex(&u.key)))));
            }
            return;
        }
        self.emit(sentence, run, None);
    }

    /// Drops first words that only stand first, demonyms in front of a name, and what is no end of one.
    fn trim<'r>(&self, mut run: &'r [Unit<'a>]) -> &'r [Unit<'a>] {
        while let [.., before, last] = run
            && last.marks.any(Marks::ALONE)
            && !last.marks.any(Marks::HEAD | Marks::SURNAME | Marks::GIVEN | Marks::LISTED_ORGANISATION | Marks::LISTED_PLACE)
            && !last.upper
            && before.tokens.end == last.tokens.start
        {
            run = &run[..run.len() - 1];
        }
        loop {
            let Some(first) = run.first() else { return run };
            let next = run.get(1);
            let seen = self.seen(first);
            // `South Koreans`, `Central Asian`
            let people = run.iter().take_while(|u| u.marks.any(Marks::COMPASS)).count();
            if run.get(people).is_some_and(|u| u.marks.any(Marks::DEMONYM))
                && people > 0
                && (people + 1 == run.len() || !run[people + 1..].iter().any(|u| u.marks.any(Marks::HEAD)))
            {
                run = &run[people + 1..];
                continue;
            }
            if first.marks.any(Marks::DEMONYM) && !first.upper {
                let head =
                    run.last().is_some_and(|l| l.marks.any(Marks::HEAD) && (!l.marks.any(Marks::TITLE) || l.marks.any(Marks::OTHER_WORD | Marks::PLACE_WORD)));
                let title = run.iter().skip(1).any(|u| u.marks.any(Marks::TITLE) && !u.marks.any(Marks::HEAD));
                // `Indian Navy` is a name, `Indian President` none.
                let head = head
                    || run.len() == 2
                        && next.is_some_and(|n| {
                            !n.upper
                                && !n.marks.any(
                                    Marks::ORDINARY
                                        | Marks::TITLE
                                        | Marks::ROLE
                                        | Marks::GIVEN
                                        | Marks::SURNAME
                                        | Marks::LISTED_PLACE
                                        | Marks::LISTED_ORGANISATION
                                        | Marks::ALONE
                                        | Marks::DEMONYM,
                                )
                        });
                if next.is_some() && head && !title || self.lexicon.marks(&joined(self.document, run)).any(Marks::LISTED_ORGANISATION | Marks::LISTED_PLACE) {
                    return run;
                }
                run = &run[1..];
                continue;
            }
            // `Republican John McCain`
            if first.marks.any(Marks::ALONE)
                && !first.marks.any(Marks::COMPASS | Marks::PLACE_BEFORE)
                && !first.upper
                && run.len() >= 3
                && next.is_some_and(|n| n.marks.any(Marks::GIVEN) && n.tokens.start == first.tokens.end)
                && !run.iter().any(|u| u.marks.any(Marks::HEAD))
            {
                run = &run[1..];
                continue;
            }
            if first.opens
                && let Some(next) = next
                && first.tokens.end == next.tokens.start
                && first.marks.any(Marks::ORDINARY)
                && !first.marks.any(Marks::GIVEN | Marks::TITLE | Marks::SURE_PLACE | Marks::COMPASS)
                && (!first.marks.any(Marks::OTHER_WORD) || first.marks.any(Marks::ORGANISATION_WORD))
                && !first.upper
                && seen.capital == 0
            {
                let own = next.marks.any(Marks::HEAD) && !next.marks.any(Marks::GIVEN)
                    || first.marks.any(Marks::HEAD) && run.last().is_some_and(|l| l.marks.any(Marks::HEAD));
                if !own || seen.lower > 0 && !first.marks.any(Marks::HEAD) {
                    run = &run[1..];
                    continue;
                }
            }
            return run;
        }
    }

    /// The last title in a run, as a range of its units.
    fn title(&self, run: &[Unit<'a>], after: Option<&Unit<'a>>) -> Option<Range<usize>> {
        for end in (1..=run.len()).rev() {
            let Some(length) = (1..=4.min(end)).rev().find(|n| {
                let part = &run[end - n..end];
                let marks = if *n == 1 { part[0].marks } else { self.lexicon.row(&joined(self.document, part)) };
                marks.any(Marks::TITLE)
            }) else {
                continue;
            };
            let start = end - length;
            let rest = &run[end..];
            if rest.is_empty() {
                // `Stephen King` keeps its last word, `Oregon Governor` does not.
                let surname = start > 0 && length == 1 && run[start].marks.any(Marks::SURNAME) && run[start - 1].marks.any(Marks::GIVEN) && after.is_none();
                if surname || start == 0 && length == 1 && run[0].marks.any(Marks::SURNAME | Marks::GIVEN) && !run[0].opens && self.proven_person(&run[0]) {
                    continue;
                }
                return Some(start..end);
            }
            let (head, last) = (&rest[0], &rest[rest.len() - 1]);
            // `Secretary of the Interior Dirk Kempthorne`: the office has its field behind it.
            if head.tokens.start > run[end - 1].tokens.end
                && let Some(name) = (1..rest.len()).find(|&n| {
                    rest[n].tokens.start == rest[n - 1].tokens.end
                        && rest[n].marks.any(Marks::GIVEN)
                        && !rest[n].marks.any(Marks::SURE_PLACE)
                        && n + 1 < rest.len()
                })
            {
                return Some(start..end + name);
            }
            let gap = run[end - 1].tokens.end != head.tokens.start;
            // `Sixers Director of Player Personnel`
            if gap
                && start > 0
                && rest.iter().all(|u| u.marks.any(Marks::ORDINARY) && !u.marks.any(Marks::LISTED_PLACE | Marks::GIVEN))
                && !run[start].marks.any(Marks::HEAD)
            {
                return Some(start..run.len());
            }
            let thing = head.marks.any(Marks::HEAD) && !head.marks.any(Marks::GIVEN)
                || last.marks.any(Marks::HEAD) && !(last.marks.any(Marks::SURNAME) && head.marks.any(Marks::GIVEN))
                || head.number;
            let place = head.marks.any(Marks::SURE_PLACE) && !head.marks.any(Marks::GIVEN);
            if gap || thing || place || head.marks.any(Marks::DEMONYM | Marks::TITLE) {
                continue;
            }
            return Some(start..end);
        }
        None
    }

    /// True where a word that is also a title stands as a name elsewhere.
    fn proven_person(&self, unit: &Unit<'a>) -> bool {
        self.surnames.contains(unit.key.as_ref())
    }

    /// The sex that a title or kin word tells.
    fn sex(&self, key: &str) -> Marks {
        self.lexicon.sex(key)
    }

    /// Takes a run for a name.
    fn emit(&mut self, sentence: &Sentence, run: &[Unit<'a>], title: Option<(Span, Marks)>) {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        let tokens = first.tokens.start..last.tokens.end;
        let around = around(self.document, &tokens, &sentence.tokens, self.lexicon);
        let key = joined(self.document, run);
        // Letters that no table of letters knows.
        if key.is_empty() {
            return;
        }
        let single = run.len() == 1;
        if single && title.is_none() {
            if first.marks.any(Marks::COMPASS) && !first.upper && !self.proven_person(first) {
                return;
            }
            if first.marks.any(Marks::ALONE) && !(first.upper && first.marks.any(Marks::LISTED_ORGANISATION)) {
                return;
            }
            let only_common = first
                .marks
                .any(Marks::HEAD | Marks::COMPASS | Marks::TITLE | Marks::ROLE | Marks::KIN | Marks::DEMONYM | Marks::SUFFIX | Marks::ORGANISATION_ENDING)
                && !first.marks.any(Marks::GIVEN | Marks::SURNAME | Marks::LISTED_ORGANISATION | Marks::LISTED_PLACE);
            if only_common && (!first.upper || first.marks.any(Marks::ORGANISATION_ENDING))
                || first.number
                || first.initial && first.key.len() == 1
                || first.key.len() < 2
            {
                return;
            }
        }
        // `$US1 million`, `US$5`: a currency.
        if single
            && (first.tokens.start > 0 && self.document.glued(first.tokens.start - 1) && self.document.word(first.tokens.start - 1) == "$"
                || self.document.glued(last.tokens.end - 1) && matches!(self.document.word(last.tokens.end), "$" | "€" | "£"))
        {
            return;
        }
        if run.iter().all(|u| u.marks.any(Marks::ALONE)) && !single {
            return;
        }
        if !single
            && title.is_none()
            && run.iter().all(|u| u.marks.any(Marks::HEAD | Marks::COMPASS | Marks::TITLE | Marks::PLACE_BEFORE) && u.marks.any(Marks::ORDINARY) && u.opens)
        {
            return;
        }
        let guess = classify(run, &key, title.is_some(), &around, self.lexicon);
        // `Carlton hotel`: the head goes along in lower case, but for a place that has many.
        if title.is_none()
            && guess.name_type != NameType::Person
            && !first.marks.any(Marks::SURE_PLACE | Marks::CITY | Marks::ORDINARY | Marks::DEMONYM)
            && !last.marks.any(Marks::HEAD)
            && !last.ends
            && tokens.end < sentence.tokens.end
        {
            let head = self.document.lower(tokens.end);
            if self.document.word(tokens.end) == head && self.lexicon.row(head).any(Marks::LOWER_HEAD) && around.article {
                let name_type = if self.lexicon.row(head).any(Marks::ORGANISATION_WORD) { NameType::Organisation } else { NameType::Place };
                self.push(run, Guess { name_type, weight: 3 }, None, Marks::NONE, false, false);
                let span = self.found.last().map_or(first.span, |f| f.span).cover(self.document.tokens[tokens.end].span);
                if let Some(found) = self.found.last_mut() {
                    found.span = span;
                    found.words.push(head.to_owned());
                    found.last = self.lexicon.marks(head);
                }
                return;
            }
        }
        let unproven = title.is_none() && self.unproven(run, &around);
        let (before, sex) = self.role_before(&tokens, sentence);
        let (title, sex) = match title {
            Some((span, sex)) => (Some(span), sex),
            None if guess.name_type == NameType::Person => (before, sex),
            None => (None, Marks::NONE),
        };
        self.push(run, guess, title, sex, unproven, false);
    }

    fn push(&mut self, run: &[Unit<'a>], guess: Guess, title: Option<Span>, sex: Marks, unproven: bool, dressed: bool) {
        let span = run[0].span.cover(run[run.len() - 1].span);
        let words = fold::words(span.of(self.document.text));
        if let (NameType::Person, [_, .., last]) = (guess.name_type, words.as_slice())
            && !self.surnames.contains(last)
        {
            self.surnames.insert(last.clone());
        }
        self.found.push(Found {
            span,
            words,
            first: run[0].marks,
            last: run[run.len() - 1].marks,
            guess,
            title,
            sex,
            unproven,
            tail: (run.len() >= 3 && run[0].opens).then(|| run[1].span.cover(run[run.len() - 1].span)),
            upper: run.iter().all(|u| u.upper),
            dressed,
        });
    }

    /// True for a word whose capital its place explains, or which is ordinary and seen in lower case.
    fn unproven(&self, run: &[Unit<'a>], around: &Around) -> bool {
        let first = &run[0];
        if run.len() > 1 {
            return first.opens
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

    /// A role or kin word in lower case in front, with the words that belong to it: `Kremlin aide`.
    fn role_before(&self, tokens: &Range<usize>, sentence: &Sentence) -> (Option<Span>, Marks) {
        let Some(token) = tokens.start.checked_sub(1).filter(|t| *t >= sentence.tokens.start) else { return (None, Marks::NONE) };
        let row = self.lexicon.row(self.document.lower(token));
        if self.document.tokens[token].kind != TokenKind::Word || !row.any(Marks::ROLE | Marks::KIN) {
            return (None, Marks::NONE);
        }
        let mut start = token;
        while start > sentence.tokens.start && token - start < 3 && self.document.tokens[start - 1].kind == TokenKind::Word {
            let marks = self.lexicon.row(self.document.lower(start - 1));
            let word = self.document.word(start - 1);
            let name = word.bytes().next().is_some_and(|b| b.is_ascii_uppercase()) && !marks.any(Marks::NEVER);
            if !name && !marks.any(Marks::ROLE | Marks::TITLE | Marks::ORGANISATION_WORD) || marks.any(Marks::ARTICLE | Marks::JOINER) {
                break;
            }
            start -= 1;
        }
        (Some(self.document.tokens[start].span.cover(self.document.tokens[token].span)), self.sex(self.document.lower(token)))
    }

    /// Keeps an unproven word only where the same word is proven elsewhere, or is part of a person's name.
    fn drop_unproven(&mut self) {
        let mut proven: HashMap<String, ()> = HashMap::new();
        for found in self.found.iter().filter(|f| !f.unproven) {
            proven.insert(found.words.join(" "), ());
            if found.guess.name_type == NameType::Person && found.words.len() > 1 && found.guess.weight >= 2 {
                for word in &found.words {
                    proven.insert(word.clone(), ());
                }
            }
            // `Chargers` beside `San Diego Chargers`
            if found.guess.name_type == NameType::Organisation
                && found.last.any(Marks::ORGANISATION)
                && let Some(word) = found.words.last()
            {
                proven.insert(word.clone(), ());
            }
        }
        for found in &mut self.found {
            if let Some(tail) = found.tail.filter(|_| found.guess.name_type == NameType::Person) {
                let words = fold::words(tail.of(self.document.text));
                if proven.contains_key(&words.join(" ")) {
                    found.first = self.lexicon.marks(&words[0]);
                    (found.span, found.words) = (tail, words);
                }
            }
        }
        // Teams whose names are plain words, where the text names another one beyond doubt.
        let teams = self.found.iter().any(|f| !f.unproven && f.last.any(Marks::ORGANISATION));
        self.found.retain(|f| !f.unproven || teams && f.last.any(Marks::ORGANISATION) || proven.contains_key(&f.words.join(" ")));
    }

    /// Every name of the prose by its folded words, surnames of people included.
    fn known(&self) -> HashMap<String, Guess> {
        let mut known = HashMap::new();
        for found in &self.found {
            let key = found.words.join(" ");
            let entry = known.entry(key).or_insert(found.guess);
            if found.guess.weight > entry.weight {
                *entry = found.guess;
            }
            if found.guess.name_type == NameType::Person && found.words.len() > 1 {
                for word in &found.words {
                    known.entry(word.clone()).or_insert(Guess { name_type: NameType::Person, weight: 1 });
                }
            }
        }
        known
    }
}

/// The folded words of a run, small words between them kept.
fn joined(document: &Document<'_>, run: &[Unit<'_>]) -> String {
    match run {
        [one] => one.key.to_string(),
        _ => fold::key(run[0].span.cover(run[run.len() - 1].span).of(document.text)),
    }
}
