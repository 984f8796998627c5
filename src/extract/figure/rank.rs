//! Ranks: `second floor`, `81st`, `finished fifth`, `21st in the table`, `in the ninth`, `No. 4 seed`.

use rust_decimal::Decimal;

use super::numeral::{Form, Numeral};
use super::words::{self, NumberWord};
use super::{Found, Scan, measure, noun};
use crate::segment::{Role, TokenKind};
use crate::value::figure::{Figure, FigureType};

/// How far behind a rank the word may stand for what it is a rank in: `in the world rankings`.
const FIELD: usize = 4;

/// How many words may stand between a verb and its rank: `finished only third`.
const LINKS: usize = 2;

/// How many words may stand between a verb and a place on a chart: `moved him up to No. 2`.
const CHART: usize = 4;

/// How far behind its number the noun of what is ranked may stand: `No. 5 PC brand`.
const SEEDED: usize = 3;

impl Scan<'_> {
    /// A rank: `second floor`, `81st`; or one more person: `a third co-worker`.
    pub(super) fn ordinal(&self, numeral: Numeral, article: bool, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        let (start, end) = (numeral.start, numeral.end);
        let hyphen = reader.lower(end) == "-";
        // `seventh through 12th grades` is no rank, and `51st Street` the name of one.
        let street = reader.roles(end) & words::STREET != 0 && self.is_capital(end);
        if street || start > floor && reader.roles(start - 1) & words::THROUGH != 0 {
            return None;
        }
        // `the fifth such strike`
        let next = if hyphen || reader.roles(end) & words::SUCH != 0 { end + 1 } else { end };
        let roles = reader.roles(next);
        if article && numeral.low > Decimal::TWO {
            let harmed = (start.saturating_sub(3)..start - 1).any(|t| t >= floor && reader.roles(t) & words::HARM != 0);
            let head = noun::compound_end(reader, next);
            let person = reader.roles(head - 1) & words::PERSON != 0;
            if person || harmed && (roles & words::FUNCTION != 0 || !self.is_noun_like(next)) {
                let lemma = if person { noun::lemma(reader, head - 1) } else { noun::person(reader) };
                let mut figure = Figure::new(FigureType::Count, Decimal::ONE, Some(lemma.clone()));
                figure.counted = Some(lemma);
                let end = if person { head } else { end };
                return Some(Found { start: start - 1, end, figure, number_end: numeral.end });
            }
        }
        // `cut by a third`, `nearly a fifth`: a share, where nothing follows that it could rank.
        let compared = if article { self.phrase_before(start - 1, floor) } else { None };
        let shared = compared.is_some() || start >= floor + 2 && reader.roles(start - 2) & words::SHARE_BEFORE != 0;
        if article && numeral.low > Decimal::TWO && shared && (roles & words::FUNCTION != 0 || !self.is_noun_like(next)) {
            let share = Decimal::ONE.checked_div(numeral.low)?.round_dp(measure::FRACTION_PLACES);
            let mut figure = Figure::new(FigureType::Percent, share, None);
            figure.step = Decimal::ZERO;
            figure.comparator = compared.map(|(_, sign)| sign);
            return Some(Found { start: compared.map_or(start - 1, |(first, _)| first), end, figure, number_end: end });
        }
        let mut figure = Figure::new(FigureType::Ordinal, numeral.low, None);
        let digits = reader.kind(start) == Some(TokenKind::Number);
        let unlike = words::ORDINAL_NOT_BEFORE | words::FUNCTION | words::VERB | words::MONTH | words::WEEKDAY;
        let idiom =
            !digits && (numeral.low < Decimal::from(3) && roles & words::IDIOM != 0 || numeral.low < Decimal::from(4) && roles & words::IDIOM_THIRD != 0);
        // `fourth by-election`, `31st one-day international`: of words that hyphens tie the last is the noun.
        let compound = noun::compound_end(reader, next);
        let tied = compound > next + 1;
        let measured = tied && reader.roles(next) & words::NUMBER != 0;
        let participle = hyphen && self.is_participle(next);
        let noun = (roles & unlike == 0 || tied) && !idiom && self.is_noun_like(next) && !participle && !self.is_manner(next);
        // `first` and `second` tell one from another more often than they rank.
        let few = !measured && reader.roles(compound - 1) & words::RANKED != 0 || self.sentence.tokens.len() <= 6;
        let ranks = digits || numeral.low > Decimal::TWO || few;
        if noun && ranks && (tied || reader.roles(next) & words::NUMBER == 0) {
            let ranked = roles & words::RANKED != 0 || hyphen;
            let (head, lemma) = match noun::head(reader, next, true) {
                Some(phrase) if !ranked => phrase,
                _ => (compound, noun::lemma(reader, compound - 1)),
            };
            // `sixth consecutive quarter`
            let part = reader.roles(head - 1) & words::UNRANKED != 0 && matches!(reader.number_word(head), Some(NumberWord::Quarter | NumberWord::Half));
            let (head, lemma) = if part { (head + 1, noun::lemma(reader, head)) } else { (head, lemma) };
            // `fifth NBA coach`, `81st annual Academy Awards`: a name is no part of the figure, nor its noun.
            let name = |token: usize| !ranked && self.is_name_like(start, token);
            // `the fifth straight 30-homer season`
            let number = head == next && roles & words::UNRANKED != 0;
            if name(head - 1) && name(next) || roles & words::UNRANKED != 0 && self.is_capital(head) && reader.roles(head) & words::WEEKDAY == 0 || number {
                return Some(Found { start, end, figure, number_end: end });
            }
            // What is measured inside the phrase is a claim of its own: `third one-year contract`.
            let head = if name(next) || measured { end } else { head };
            figure.unit = Some(lemma.clone());
            figure.counted = Some(lemma);
            return Some(Found { start, end: head, figure, number_end: end });
        }
        let told = digits || numeral.low > Decimal::TWO;
        let ranked = self.is_of_verb(start, end, floor, told)
            || self.is_of_field(start, end, told)
            || told && (self.is_round(start, end) || self.is_told(start, end) || self.is_of_number(end));
        let alone = self.sentence.tokens.len() <= 3;
        (ranked || alone || told && participle).then_some(Found { start, end, figure, number_end: end })
    }

    /// `third-placed`, `fourth-seeded`, `third-ranking`
    fn is_participle(&self, token: usize) -> bool {
        (self.reader.is_past(token) || self.reader.is_going(token)) && self.reader.roles(token) & (words::STATE | words::GERUND_NOUN) == 0
    }

    /// True for what is no noun behind a rank: `sixth globally`, `41st overall`, `the fourth suspected in`.
    fn is_manner(&self, next: usize) -> bool {
        let reader = &self.reader;
        let word = reader.lower(next);
        let alone = || noun::head(reader, next, true).is_none_or(|(head, _)| head == next + 1);
        if reader.roles(next) & words::RANK_OVERALL != 0 || word.len() > 4 && reader.is_adverb(next) {
            return alone();
        }
        // `the seventh ended Orre's run`
        let behind = reader.roles(next + 1) & words::FUNCTION != 0 || reader.kind(next + 1) != Some(TokenKind::Word) || self.is_name_like(next, next + 1);
        behind && reader.is_past(next) && self.is_participle(next)
    }

    /// True where no noun follows that a rank could belong to: the sentence ends, a mark or a small word stands there.
    fn stands_alone(&self, end: usize) -> bool {
        let reader = &self.reader;
        let roles = reader.roles(end);
        // `the third and fourth floors`
        let list = roles & (words::AND | words::OR | words::TO) != 0 || reader.lower(end) == ",";
        let listed = list && reader.numeral(end + 1, false).is_some_and(|n| n.form == Form::Ordinal);
        let word = reader.kind(end) == Some(TokenKind::Word) && roles & words::FUNCTION == 0;
        !(word || listed || reader.lower(end) == "-" || roles & (words::OF | words::MONTH | words::WEEKDAY) != 0)
    }

    /// `finished fifth`, `ranked joint 41st`, `climbed to 18th`, `is now sixth`.
    fn is_of_verb(&self, start: usize, end: usize, floor: usize, told: bool) -> bool {
        let reader = &self.reader;
        let mut at = start;
        while at > floor && start - at < LINKS && reader.roles(at - 1) & words::RANK_LINK != 0 {
            at -= 1;
        }
        if at <= floor {
            return false;
        }
        let verb = reader.roles(at - 1);
        let to = verb & words::TO != 0 && self.roles_before(at, 2) & (words::CHANGE | words::RANK_VERB) != 0;
        verb & words::RANK_VERB != 0 && (told || at == start) || told && (to || verb & words::BE != 0) && self.stands_alone(end)
    }

    /// `21st in the table`, `third in the world rankings`.
    fn is_of_field(&self, start: usize, end: usize, told: bool) -> bool {
        let reader = &self.reader;
        let first = self.roles_before(start, 1) & (words::THE | words::ARTICLE) != 0;
        (told || !first)
            && reader.roles(end) & (words::IN | words::AT | words::ON | words::OF) != 0
            && (end + 1..end + 1 + FIELD).any(|t| reader.roles(t) & words::RANK_FIELD != 0)
    }

    /// `stopped him in the 11th`, `down in the fourth, the ninth and the eleventh`.
    fn is_round(&self, start: usize, end: usize) -> bool {
        let the = self.roles_before(start, 1) & words::THE != 0;
        let before = self.roles_before(start, if the { 2 } else { 1 });
        let opens = self.sentence.tokens.start;
        let listed = the
            && start >= opens + 3
            && (before & words::AND != 0 || self.reader.lower(start - 2) == ",")
            && matches!(self.reader.words.numbers.get(self.reader.lower(start - 3)), Some(NumberWord::Ordinal(_)));
        (listed || before & words::IN != 0) && self.stands_alone(end)
    }

    /// `28th of 30 teams`, `the fifth of eight children`.
    fn is_of_number(&self, end: usize) -> bool {
        let reader = &self.reader;
        let number = || reader.numeral(end + 1, false).filter(|n| n.form != Form::Ordinal && n.form != Form::Fraction);
        reader.roles(end) & words::OF != 0 && number().is_some_and(|n| reader.roles(n.end) & words::MONTH == 0)
    }

    /// `the fifth since May`, `the eleventh to die`, `41st overall`.
    fn is_told(&self, start: usize, end: usize) -> bool {
        let reader = &self.reader;
        let verb = reader.roles(end) & words::TO != 0
            && reader.kind(end + 1) == Some(TokenKind::Word)
            && reader.roles(end + 1) & (words::FUNCTION | words::NUMBER | words::THE | words::ARTICLE | words::MONTH | words::WEEKDAY) == 0
            && !self.is_capital(end + 1);
        let from = self.roles_before(start, 2) & words::FROM != 0;
        reader.roles(end) & words::RANK_OVERALL != 0
            || self.roles_before(start, 1) & words::THE != 0 && (verb && !from || reader.roles(end) & words::RANK_AFTER != 0)
    }

    /// A rank by its number: `No. 4 seed`, `number four in the world`, `ranked No. 2`, `number 20 of 24`.
    pub(super) fn numbered(&self, at: usize, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        let point = at > floor && reader.lower(at - 1) == ".";
        let sign = at.checked_sub(if point { 2 } else { 1 }).filter(|t| *t >= floor)?;
        if reader.roles(sign) & words::NUMBERING == 0 || !(point || self.is_capital(sign) || reader.lower(sign).len() > 2) {
            return None;
        }
        let numeral = reader.numeral(at, false)?;
        let whole = numeral.step == Decimal::ONE && numeral.low == numeral.high && numeral.low >= Decimal::ONE && numeral.low < Decimal::ONE_THOUSAND;
        if numeral.form == Form::Fraction || numeral.form == Form::Ordinal || !whole {
            return None;
        }
        let end = numeral.end;
        let seed = self.seeded(end).filter(|_| !self.is_street(at));
        let before = self.roles_before(sign, 1);
        let verb = before & words::RANK_VERB != 0 || before & words::RANK_LINK != 0 && self.roles_before(sign, 2) & words::RANK_VERB != 0;
        // `peaked at No. 6`, `climbed to No 12`, `reached No. 4`
        let charted = if before & (words::AT | words::TO) != 0 {
            (2..=CHART).any(|by| self.roles_before(sign, by) & (words::CHART_VERB | words::CHANGE) != 0)
        } else {
            before & words::CHART_VERB != 0
        };
        let placed = (verb || charted || before & words::RANK_FIELD != 0) && (self.stands_alone(end) || reader.roles(end) & words::OF != 0);
        let listed = reader.roles(end) & words::OF != 0 && (reader.kind(end + 1) == Some(TokenKind::Number) || reader.roles(end + 1) & words::NUMBER != 0);
        // `the number two of the country`
        let place = before & words::THE != 0 && reader.roles(end) & words::OF != 0 && reader.roles(end + 1) & words::THE != 0 && numeral.form == Form::Words;
        if !(seed.is_some() || placed || listed || place || self.is_of_field(sign, end, true)) {
            return None;
        }
        let mut figure = Figure::new(FigureType::Ordinal, numeral.low, None);
        if let Some(noun) = seed {
            let lemma = noun::lemma(reader, noun);
            figure.unit = Some(lemma.clone());
            figure.counted = Some(lemma);
        }
        Some(Found { start: sign, end: seed.map_or(end, |noun| noun + 1), figure, number_end: end })
    }

    /// The noun of what is ranked by number behind one that ends here: `No. 4 seed`, `No. 5 PC brand`.
    fn seeded(&self, end: usize) -> Option<usize> {
        let reader = &self.reader;
        let next = reader.past_hyphen(end);
        let phrase =
            (next..reader.limit.min(next + SEEDED)).take_while(|t| reader.kind(*t) == Some(TokenKind::Word) && reader.roles(*t) & words::FUNCTION == 0);
        phrase.into_iter().find(|t| reader.roles(*t) & words::SEED != 0)
    }

    /// True for a capitalised word of prose behind the rank at `start`.
    fn is_name_like(&self, start: usize, token: usize) -> bool {
        let plain = !self.is_capital(start) || start == self.sentence.tokens.start;
        plain && self.sentence.role == Role::Body && self.is_noun_like(token) && self.is_capital(token)
    }

    /// True where the token may be a noun: a lower-case word, or one in a headline.
    fn is_noun_like(&self, token: usize) -> bool {
        self.reader.kind(token) == Some(TokenKind::Word)
    }
}
