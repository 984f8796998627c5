//! Finds name mentions.
//!
//! Prose first: there a capital tells. Then the lines whose capitals tell nothing (headlines in
//! Title Case, all capitals), read with what the prose taught. Last, every short form is tied to
//! the fullest form of the report.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::{Mention, Source};
use crate::lang::Language;
use crate::segment::{Document, Sentence};
use crate::span::Span;
use crate::value::Value;
use crate::value::name::{Name, NameType, WordRole, fold};

mod chunk;
mod classify;
mod form;
mod gazetteer;
mod headline;
mod lexicon;
pub mod phone;
mod proof;
mod refer;
mod trim;
mod unit;

use classify::{Guess, around, classify};
use form::{Form, Forms};
use headline::{Dress, dress};
use lexicon::{Lexicon, Marks};
use proof::Seen;
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
    refer::resolve(source, lexicon, &scan.forms, scan.found).into_iter().map(|(span, name)| Mention { span, value: Value::Name(name) }).collect()
}

/// True for a small word between a body and the town where it stands: `in`.
pub fn is_seat(word: &str, language: &'static Language) -> bool {
    Lexicon::of(language).row(word).any(Marks::SEAT)
}

/// True for the name of what stands in one town: `Oakhurst Clinic`. `General Hospital` and `Medical Center` are the
/// names of many.
pub fn has_one_seat(name: &Name, language: &'static Language) -> bool {
    let lexicon = Lexicon::of(language);
    let Some((head, own)) = name.form.words.split_last() else { return false };
    let telling = match own {
        [word] => !lexicon.marks(&word.folded).any(Marks::ORDINARY),
        words => words.iter().any(|word| word.role == WordRole::Plain),
    };
    name.name_type != NameType::Person && telling && lexicon.row(&head.folded).any(Marks::SEATED)
}

/// A name before it is tied to others.
#[derive(Clone, Debug)]
struct Found {
    span: Span,
    /// Its number among the [`Forms`].
    form: usize,
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
    forms: Forms<'a>,
    found: Vec<Found>,
    /// The last words of the people found.
    surnames: HashSet<String>,
}

impl<'a> Scan<'a> {
    fn new(document: &'a Document<'a>, lexicon: &'static Lexicon) -> Self {
        let bare = unit::bare_of_apostrophes(document);
        let units = document.sentences.iter().map(|s| unit::units(document, s, lexicon, bare)).collect();
        Scan { document, lexicon, units, seen: HashMap::new(), joined: HashMap::new(), forms: Forms::new(lexicon), found: Vec::new(), surnames: HashSet::new() }
    }

    /// The form of a run, small words between its units kept.
    fn form(&mut self, run: &[Unit<'a>]) -> &Form {
        let form = self.forms.of(run[0].span.cover(run[run.len() - 1].span).of(self.document.text));
        &self.forms[form]
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
        // A title of a work is whole between its quote marks.
        let tokens = run[0].tokens.start..run[run.len() - 1].tokens.end;
        let work = run.len() > 1 && classify::quoted(self.document, &tokens, &sentence.tokens, self.lexicon);
        let run = if work { run } else { self.trim(run) };
        if run.is_empty() {
            return;
        }
        if let Some((office, name)) = self.office_of(sentence, run) {
            if self.is_place(&run[..name]) {
                self.emit(sentence, &run[..name], None);
            }
            let span = self.document.tokens[office].span.cover(run[name - 1].span);
            self.emit(sentence, &run[name..], Some((span, self.lexicon.sex(self.document.lower(office)))));
            return;
        }
        let listed = run.len() > 1 && self.form(run).marks.any(Marks::LISTED_ORGANISATION | Marks::LISTED_PLACE);
        if !listed && let Some(title) = self.title(run, after) {
            let (before, rest) = (&run[..title.start], &run[title.end..]);
            if !before.is_empty() {
                self.run(sentence, before, Some(&run[title.start]));
            }
            match rest {
                [] => {}
                // `Former FBI Director Ana Ruiz`
                [body] if body.upper && body.marks.any(Marks::LISTED_ORGANISATION) => self.emit(sentence, rest, None),
                _ => {
                    let span = run[title.start].span.cover(run[title.end - 1].span);
                    self.emit(sentence, rest, Some((span, run[title].iter().fold(Marks::NONE, |m, u| m | self.lexicon.sex(&u.key)))));
                }
            }
            return;
        }
        self.emit(sentence, run, None);
    }

    /// Takes a run for a name.
    fn emit(&mut self, sentence: &Sentence, run: &[Unit<'a>], title: Option<(Span, Marks)>) {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        let tokens = first.tokens.start..last.tokens.end;
        let around = around(self.document, &tokens, &sentence.tokens, self.lexicon);
        // Letters that no table of letters knows.
        if self.form(run).key.is_empty() {
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
            // `Texans` are people, `the Texans` may be a team.
            if first.marks.any(Marks::DEMONYM) && first.marks.any(Marks::LISTED_ORGANISATION) && !around.article && !first.upper {
                return;
            }
            // `a 29-year-old Black man`
            let hued = tokens.end < sentence.tokens.end && self.lexicon.row_at(self.document, tokens.end).any(Marks::HUED);
            if first.marks.any(Marks::HUE) && hued && self.document.word(tokens.end) == self.document.lower(tokens.end) {
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
        let lexicon = self.lexicon;
        let guess = classify(run, self.form(run), title.is_some(), &around, lexicon);
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
                    found.form = self.forms.of(span.of(self.document.text));
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
        let form = self.forms.of(span.of(self.document.text));
        if let (NameType::Person, [_, .., last]) = (guess.name_type, self.forms[form].words.as_slice())
            && !self.surnames.contains(last)
        {
            self.surnames.insert(last.clone());
        }
        self.found.push(Found {
            span,
            form,
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
}

/// The folded words of a run, small words between them kept.
fn joined(document: &Document<'_>, run: &[Unit<'_>]) -> String {
    match run {
        [one] => one.key.to_string(),
        _ => fold::key(run[0].span.cover(run[run.len() - 1].span).of(document.text)),
    }
}
