//! Ages: `38-year-old`, `aged 61`, `Kirkpatrick, 61,`, `Rudd, nine,`, `a woman of 67`, `turned three`, `in his 60s`.

use rust_decimal::Decimal;

use super::measure::Amount;
use super::numeral::Form;
use super::words;
use super::{Found, Scan, noun};
use crate::segment::TokenKind;
use crate::value::figure::{Comparator, Figure, FigureType};

/// Units in which people's ages are told.
const LIVED: [&str; 4] = ["year", "month", "week", "day"];

/// No number above this is an age. Nobody lived beyond 122; what is told of a slip is worth to be seen.
const OLDEST: Decimal = Decimal::from_parts(130, 0, 0, false, 0);

/// How far in front of a person of an age the article may stand: `a young customs officer of 48`.
const ARTICLE_REACH: usize = 4;

/// How many words a list of ages may have: `aged nine, ten, 12 and 15`.
const LISTED: usize = 24;

/// How many words may stand between `age` and its number: `whose age was given as 46`.
const TOLD: usize = 4;

impl Scan<'_> {
    /// The words that make the number in front of them an age: `years old`; with its unit.
    pub(super) fn age_behind(&self, end: usize) -> Option<(usize, &'static str)> {
        let reader = &self.reader;
        let at = reader.past_hyphen(end);
        if at < reader.limit { reader.words.ages.at(reader.document, at, reader.limit) } else { None }
    }

    /// An age: `38-year-old`, `aged 61`, `Kirkpatrick, 61,`, `in his 60s`.
    pub(super) fn age(&self, amount: &Amount, start: usize, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        let numeral = amount.numeral;
        if numeral.approximate || amount.currency_first || numeral.form == Form::Fraction && amount.unit.is_none() {
            return None;
        }
        // `ages 16 and up`, `65 years old and older`
        let age = |start: usize, end: usize, unit: &str, comparator: Option<Comparator>| {
            let after = if comparator.is_none() { self.comparator_after(end) } else { None };
            let (end, comparator) = after.map_or((end, comparator), |(end, sign)| (end, Some(sign)));
            let mut figure = amount.figure(comparator);
            figure.figure_type = FigureType::Age;
            figure.unit = Some(unit.to_owned());
            Some(Found { start, end, figure, number_end: numeral.end })
        };
        if let Some((end, unit)) = self.age_behind(numeral.end) {
            let compared = self.comparator_before(start, floor, amount);
            return age(compared.map_or(start, |c| c.0), end, unit, compared.map(|c| c.1));
        }
        if self.is_number(numeral.start) && reader.lower(numeral.end) == "s" && reader.glued(numeral.start) && self.is_decade_of_life(numeral.start) {
            let mut figure = Figure::new(FigureType::Age, numeral.low, Some("year".to_owned()));
            figure.high = numeral.low.checked_add(Decimal::from(9))?;
            figure.approximate = true;
            return Some(Found { start, end: numeral.end + 1, figure, number_end: numeral.end + 1 });
        }
        if let Some(unit) = amount.unit.filter(|unit| LIVED.contains(unit)) {
            return if self.is_lived(amount, start) { age(start, amount.end, unit, None) } else { None };
        }
        if amount.unit.is_some() || amount.end != numeral.end || numeral.step != Decimal::ONE || numeral.low < Decimal::ONE || numeral.low > OLDEST {
            return None;
        }
        let opens = self.sentence.tokens.start;
        if start == opens {
            return None;
        }
        // `aged 61`, `ages 47 and 48`
        let before = start - 1;
        if reader.roles(before) & words::AGED != 0 || self.is_age_phrase(start) {
            if let Some((range, _)) = self.range(amount, start, floor) {
                let mut figure = range.figure(None);
                figure.figure_type = FigureType::Age;
                figure.unit = Some("year".to_owned());
                return Some(Found { start, end: range.end, figure, number_end: range.end });
            }
            // `under the age of 21`
            let compared = self.comparator_before(start, floor, amount);
            return age(compared.map_or(start, |c| c.0), numeral.end, "year", compared.map(|c| c.1));
        }
        if self.is_listed_age(start, numeral.end) {
            return age(start, numeral.end, "year", None);
        }
        let spelled = numeral.form == Form::Words;
        if numeral.low < Decimal::TWO || !spelled && numeral.form != Form::Digits {
            return None;
        }
        // `she was 85.`, `died on Thursday at 91`, not `was only 50 to 100 metres deep`
        let after = reader.roles(numeral.end);
        let ends = numeral.end >= reader.limit || reader.kind(numeral.end) != Some(TokenKind::Word) || after & words::FUNCTION != 0 && after & words::TO == 0;
        let tied = reader.glued(numeral.end - 1) && reader.glued(numeral.end);
        if tied {
            return None;
        }
        let told = self.is_person_of(start, numeral.end, true)
            || self.is_told_age(start, ends)
            || self.is_age_when(start, numeral.end)
            || self.is_turned(start, numeral.end);
        if told {
            return age(start, numeral.end, "year", None);
        }
        if ends && numeral.low > Decimal::TWO {
            let subject = reader.words.age_subjects.before(reader.document, start, opens.max(start.saturating_sub(3))).is_some();
            let death = reader.roles(before) & words::AT != 0 && (opens.max(start.saturating_sub(5))..before).any(|t| reader.roles(t) & words::AGE_DEATH != 0);
            // `he was twenty minutes late`, `and then twelve`
            let closed = !spelled || reader.roles(before) & words::NOW == 0 && self.bare_follows(numeral.end - 1);
            if closed && (subject && numeral.low > Decimal::TEN || !spelled && death && numeral.low > Decimal::from(13)) {
                return age(start, numeral.end, "year", None);
            }
        }
        if self.is_apposed(start, numeral.end, numeral.low, spelled) { age(start, numeral.end, "year", None) } else { None }
    }

    /// True for a number between marks behind a person: `Kirkpatrick, 61,`; `Jenkin (23)`; `Timmons, now 16,`; `girl, three,`.
    fn is_apposed(&self, start: usize, end: usize, number: Decimal, spelled: bool) -> bool {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        let before = start - 1;
        let now = reader.roles(before) & words::NOW != 0;
        let comma = if now && before > opens { before - 1 } else { before };
        let mark = reader.lower(comma);
        if mark != "," && mark != "(" || comma == opens {
            return false;
        }
        let name = if reader.kind(comma - 1) == Some(TokenKind::Clitic) && comma >= opens + 2 { comma - 2 } else { comma - 1 };
        let follows = reader.lower(end);
        let closes = if mark == "(" {
            follows == ")"
        } else {
            let marked = end >= reader.limit || matches!(follows, "," | ";" | "." | ")" | ":" | "—" | "-" | "–" | "\"" | "”");
            // `Isla, six and Theo, four`, yet not `Coopers, two of them`
            let named = spelled && reader.roles(end) & words::AND != 0 && self.is_capital(end + 1);
            marked || named || !spelled && reader.roles(end) & words::AGE_AFTER != 0
        };
        // `the greatest number of women, 102, and`
        let many = name >= opens + 2 && reader.roles(name - 1) & words::OF != 0 && reader.roles(name - 2) & words::NUMBERING != 0;
        let person = reader.kind(name) == Some(TokenKind::Word)
            && !many
            && (self.is_capital(name)
                || reader.roles(name) & (words::PERSON | words::AGE_PERSON) != 0
                || (!spelled && follows == "," && mark == "," && number > Decimal::TEN && reader.roles(name) & words::FUNCTION == 0))
            && reader.roles(name) & (words::MONTH | words::WEEKDAY) == 0
            || reader.lower(name) == "." && name > opens && reader.kind(name - 1) == Some(TokenKind::Word) && self.is_capital(name - 1);
        // `In Merrin, two, perhaps three shops`, `Four, five, six hours`
        let counts = spelled
            && (reader.roles(name) & (words::NUMBER | words::FUNCTION) != 0
                || (end..reader.limit.min(end + 3))
                    .any(|t| self.is_number(t) || reader.roles(t) & words::ARTICLE == 0 && reader.roles(t) & (words::NUMBER | words::OR) != 0));
        closes && person && !counts
    }

    /// `aged 24 years`, `a girl of 6 years`, `Cuervo, of 29 years,`
    fn is_lived(&self, amount: &Amount, start: usize) -> bool {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        let (numeral, end) = (&amount.numeral, amount.end);
        let whole = numeral.step == Decimal::ONE && numeral.low >= Decimal::ONE && numeral.low <= OLDEST;
        // `a driver of eight years' standing`, `the boy of five years ago`
        let closed = !matches!(reader.lower(end), "'" | "’") && reader.roles(end) & (words::RELATIVE | words::SPAN_AFTER | words::OF) == 0;
        if !whole || !closed || start == opens || reader.lower(numeral.end) == "-" {
            return false;
        }
        let of = reader.roles(start - 1) & words::OF != 0;
        let first = if of && start > opens + 1 { start - 1 } else { start };
        let named = || {
            let comma = first.checked_sub(2).filter(|name| of && *name >= opens && reader.lower(first - 1) == ",");
            let named = comma.is_some_and(|name| {
                let person = self.is_capital(name) && name > opens || reader.roles(name) & words::AGE_PERSON != 0;
                person && reader.roles(name) & (words::MONTH | words::WEEKDAY | words::FUNCTION) == 0
            });
            named && (reader.lower(end) == "," || reader.roles(end) & words::AND != 0)
        };
        // `I aged about nine years`
        let aged = (opens.max(start.saturating_sub(3))..start).find(|t| reader.roles(*t) & words::AGED != 0);
        if aged.is_some_and(|t| t > opens && reader.roles(t - 1) & words::AGE_WHO != 0) {
            return false;
        }
        reader.roles(first - 1) & words::AGED != 0 || self.is_age_phrase(start) || self.is_person_of(start, end, false) || named()
    }

    /// `aged nine, 12 and 15`; `two men, 19 and 45,`
    fn is_listed_age(&self, start: usize, end: usize) -> bool {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        let number = |t: usize| reader.kind(t) == Some(TokenKind::Number) || reader.roles(t) & words::NUMBER != 0 && reader.roles(t) & words::ARTICLE == 0;
        let tie = |t: usize| reader.lower(t) == "," || reader.roles(t) & words::AND != 0;
        let mut at = start;
        while at > opens && tie(at - 1) {
            let last = if at >= opens + 2 && tie(at - 2) { at - 2 } else { at - 1 };
            if last == opens || start - last > LISTED {
                return false;
            }
            let people = reader.roles(last - 1) & (words::PERSON | words::AGE_PERSON | words::AGE_WORKER) != 0 && noun::is_plural(reader, last - 1);
            if at < start && people && reader.lower(last) == "," {
                return noun::head(reader, end, false).is_none() && reader.lower(end) != "-";
            }
            if !number(last - 1) {
                return false;
            }
            at = last - 1;
        }
        let aged = at < start && at > opens && reader.roles(at - 1) & words::AGED != 0;
        // `13, two aged 14`
        let closed = reader.kind(end) != Some(TokenKind::Word) || reader.roles(end) & words::AGED == 0 && noun::head(reader, end, false).is_none();
        aged && closed
    }

    /// True behind `age of`, `died at`.
    fn is_age_phrase(&self, start: usize) -> bool {
        let reader = &self.reader;
        let first = self.sentence.tokens.start.max(start.saturating_sub(2));
        reader.words.age_phrases.before(reader.document, start, first).is_some()
    }

    /// `a woman of 67`, and where the number has no unit `a customs officer of 48`.
    fn is_person_of(&self, start: usize, end: usize, bare: bool) -> bool {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        if start < opens + 2 || reader.roles(start - 1) & words::OF == 0 {
            return false;
        }
        let who = start - 2;
        let kinds = if bare { words::AGE_PERSON | words::AGE_WORKER } else { words::AGE_PERSON };
        let article = (opens.max(who.saturating_sub(ARTICLE_REACH))..who).any(|t| reader.roles(t) & (words::ARTICLE | words::THE) != 0);
        let counts = bare && (noun::head(reader, end, false).is_some() || reader.roles(end) & words::OF != 0);
        reader.roles(who) & kinds != 0 && (article || who == opens) && !counts
    }

    /// `whose age was given as 46`, `gave his age as 16`
    fn is_told_age(&self, start: usize, ends: bool) -> bool {
        let reader = &self.reader;
        let first = self.sentence.tokens.start.max(start.saturating_sub(TOLD + 1));
        let noun = (first..start).rev().find(|t| reader.roles(*t) & words::AGE_TOLD == 0);
        ends && noun.is_some_and(|t| t + 1 < start && reader.roles(t) & words::AGE_NOUN != 0)
    }

    /// `was 67 when the wall fell on her`
    fn is_age_when(&self, start: usize, end: usize) -> bool {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        if reader.roles(end) & words::WHEN == 0 || start < opens + 2 || reader.roles(start - 1) & words::BE == 0 {
            return false;
        }
        let who = start - 2;
        let roles = reader.roles(who);
        // The first word of a sentence is a name where a person goes on.
        let named = reader.kind(who) == Some(TokenKind::Word) && self.is_capital(who) && roles & words::FUNCTION == 0;
        let person = who > opens || reader.roles(end + 1) & words::AGE_WHO != 0;
        roles & (words::AGE_WHO | words::AGE_PERSON | words::AGE_WORKER) != 0 || named && person
    }

    /// `turned three in July`, `turned 30 last month`
    fn is_turned(&self, start: usize, end: usize) -> bool {
        let reader = &self.reader;
        let month = |t: usize| reader.roles(t) & (words::MONTH | words::WEEKDAY) != 0 || self.is_number(t);
        let timed = reader.roles(end) & words::AGE_TURN_AFTER != 0 || reader.roles(end) & (words::IN | words::ON) != 0 && month(end + 1);
        let closed = end >= reader.limit || matches!(reader.lower(end), "," | "." | ";" | ")");
        reader.roles(start - 1) & words::AGE_TURN != 0 && (timed || closed)
    }

    /// True for the decade of a person's age: `in his 60s`.
    pub(super) fn is_decade_of_life(&self, at: usize) -> bool {
        let reader = &self.reader;
        let first = self.sentence.tokens.start.max(at.saturating_sub(3));
        reader.words.decades.before(reader.document, at, first).is_some()
    }
}
