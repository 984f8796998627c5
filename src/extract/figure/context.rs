//! What stands around a number: the names and dates in digits that are no figures.

use rust_decimal::Decimal;

use super::digits::parse_digits;
use super::measure::Amount;
use super::numeral::{Form, Numeral};
use super::words::{self, NumberWord, Roles};
use super::{Scan, noun};
use crate::segment::{Role, TokenKind};
use crate::value::figure::{Comparator, units};

/// How far in front of a share the word may stand that says what rose or fell by it.
const CHANGE_REACH: usize = 8;

/// Digits from which a number behind a name and in front of one thing is of its name: `the EgyptAir 990 crash`.
const DESIGNATION: usize = 3;

impl Scan<'_> {
    pub(super) fn is_number(&self, token: usize) -> bool {
        self.reader.kind(token) == Some(TokenKind::Number)
    }

    /// The roles of the word so many places in front of a token; none where the sentence begins behind it.
    pub(super) fn roles_before(&self, token: usize, by: usize) -> Roles {
        if token >= self.sentence.tokens.start + by { self.reader.roles(token - by) } else { 0 }
    }

    /// The end of a date, a time, a name or an address in digits that starts at this number.
    pub(super) fn name_end(&self, at: usize, floor: usize) -> Option<usize> {
        let reader = &self.reader;
        if !self.is_number(at) {
            return self.is_spelled_name(at).then_some(at + 1);
        }
        let digits = reader.lower(at);
        let first = at == self.sentence.tokens.start;
        let before = if first { None } else { Some(at - 1) };
        if self.is_magnitude(at) {
            return None;
        }
        // Letters against the digits: `A320`, `F-16`, `'08`; a currency or `magnitude-5.2` is none.
        if let Some(before) = before.filter(|b| reader.document.glued(*b)) {
            let word = reader.document.word(before);
            if reader.kind(before) == Some(TokenKind::Word) && self.currency_before(at, floor).is_none() {
                return Some(self.chain_end(at));
            }
            if matches!(word, "'" | "’" | "‘") && digits.len() == 2 || word == "#" || word == "/" || word == "_" || word == "@" {
                return Some(self.chain_end(at));
            }
            if matches!(word, "-" | "–") && before > self.sentence.tokens.start && reader.document.glued(before - 1) {
                let named = reader.kind(before - 1) == Some(TokenKind::Word);
                let unit = reader.words.units_before.at(reader.document, before - 1, at).is_some();
                let spelled = reader.roles(before - 1) & words::NUMBER != 0;
                let headline = self.is_capital(at + 1) && reader.kind(at + 1) == Some(TokenKind::Word);
                if named && !headline && !unit && !spelled && reader.roles(before - 1) & words::MINUS == 0 {
                    return Some(self.chain_end(at));
                }
            }
        }
        // Chains of numbers: clock times, phone numbers, dates, ratios such as 24/7.
        let chain = self.chain_end(at);
        let links = (at..chain).filter(|t| self.is_number(*t)).count();
        if links >= 2 {
            let mark = reader.lower(at + 1);
            let other = reader.lower(at + 2);
            let year = |d: &str| d.len() == 4 && d.as_bytes()[0].is_ascii_digit() && (d.starts_with("19") || d.starts_with("20") || d.starts_with("18"));
            let none = match mark {
                ":" => true,
                // `the 9-11 attacks`, yet `a 9-11 start`
                _ if digits == "9" && other == "11" && (mark == "/" || self.is_plain_word(chain)) => true,
                "/" => parse_digits(other).is_none_or(|(d, _)| d > Decimal::ONE_HUNDRED) || reader.numeral(at, false).is_none_or(|n| n.form != Form::Fraction),
                _ => {
                    links > 2
                        || year(digits) && (other.len() <= 2 || year(other)) && !self.unit_follows(chain)
                        || digits.len() == 3 && other.len() == 4 && !other.contains(',')
                        || parse_digits(digits).is_none()
                        || parse_digits(other).is_none()
                }
            };
            if none {
                return Some(chain);
            }
        }
        // `0845 125 2222`
        if digits.starts_with('0') && digits.len() > 2 && !digits.contains('.') {
            return Some((at + 1..reader.limit).find(|t| !self.is_number(*t)).unwrap_or(reader.limit));
        }
        // `1100 hours`, `the 90s`
        if digits.len() == 4
            && digits.bytes().all(|b| b.is_ascii_digit())
            && digits < "2400"
            && reader.words.units.at(reader.document, (at + 1).min(reader.limit - 1), reader.limit).is_some_and(|(_, s)| s.code == "hour")
        {
            return Some(at + 2);
        }
        if digits.len() == 2 && digits.ends_with('0') && reader.lower(at + 1) == "s" && reader.glued(at) && !self.is_decade_of_life(at) {
            return Some(at + 2);
        }
        // Letters behind the digits that are no unit: `3D`, `4x4`, `1990s`, `1B`, `5G`.
        if reader.glued(at) && reader.kind(at + 1) == Some(TokenKind::Word) && (!self.suffix_follows(at) || self.is_code(at, floor)) {
            return Some(at + 2);
        }
        if matches!(reader.lower(at + 1), "'s" | "’s") && digits.len() == 4 {
            return Some(at + 2);
        }
        let next = reader.roles(at + 1);
        if next & words::CLOCK != 0 && digits.len() <= 5 {
            return Some(at + 2);
        }
        // `27 or 28 April`, `between 3 and 12 of September`, `between 5 and 6 pm`
        let linked = next & (words::AND | words::OR | words::TO) != 0 || matches!(reader.lower(at + 1), "-" | "–" | ",");
        let paired = linked && digits.len() <= 2 && self.is_number(at + 2) && reader.lower(at + 2).len() <= 2;
        if paired && (reader.roles(at + 3) & words::CLOCK != 0 || self.month_behind(at + 3)) {
            return Some(at + 1);
        }
        // `2 x 4`; of `38 x 52 cm` the unit has the second.
        if matches!(reader.lower(at + 1), "x" | "×") && self.is_number(at + 2) {
            return Some(if self.unit_follows(at + 3) { at + 2 } else { at + 3 });
        }
        let small_day = digits.len() <= 2;
        if small_day && self.month_behind(at + 1) {
            return Some(at + 2);
        }
        if let Some(before) = before {
            // `Oct. 7`, `April 24-25`, `May 2008`
            let month = if reader.lower(before) == "." && before > self.sentence.tokens.start { before - 1 } else { before };
            // `last September 37 inmates fled`
            let counts = small_day && parse_digits(digits).is_some_and(|(n, _)| n > Decimal::from(31)) && noun::head(reader, at + 1, false).is_some();
            if reader.roles(month) & words::MONTH != 0 && (small_day || digits.len() == 4) && !counts && !self.unit_follows(at + 1) {
                return Some(chain.max(at + 1));
            }
            if self.is_label(before) && !self.unit_follows(at + 1) && !self.numbers_people(before) {
                return Some(chain.max(at + 1));
            }
        }
        if self.is_street(at) {
            return Some(at + 1);
        }
        // `the 1200 block of Quarry Street`
        if digits.len() > 2 && next & words::BLOCK != 0 && reader.roles(at + 2) & words::OF != 0 {
            return Some(at + 2);
        }
        // `Tampa Bay's 10 News reported`
        if next & words::PROGRAMME != 0 && self.sentence.role == Role::Body && self.is_capital(at + 1) && !first {
            return Some(at + 2);
        }
        // `a 911 call`
        let paid = || self.currency_before(at, floor).is_some();
        if reader.roles(at) & words::EMERGENCY != 0 && !paid() && (next & (words::EMERGENCY_AFTER | words::FUNCTION) != 0 || self.bare_follows(at)) {
            return Some(at + 1);
        }
        // A line of a diary: `16.30 Police arrive`
        if first && self.is_hour(digits) && self.is_capital(at + 1) && !self.unit_follows(at + 1) {
            return Some(at + 1);
        }
        // A list mark: `1. The …`, or `1.` on a line of its own.
        if first && digits.len() <= 2 && matches!(reader.lower(at + 1), "." | ")") && reader.glued(at) && !reader.glued(at + 1) {
            return Some(at + 2);
        }
        self.is_year(at).then_some(at + 1)
    }

    /// `16.30`
    fn is_hour(&self, digits: &str) -> bool {
        let two = |text: &str, below: u8| text.len() == 2 && text.parse::<u8>().is_ok_and(|n| n < below);
        digits.split_once('.').is_some_and(|(hour, minute)| two(hour, 24) && two(minute, 60))
    }

    /// One past the last of numbers that are tied by `-`, `/`, `:` or `.` without space.
    fn chain_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.reader.glued(end - 1) && matches!(self.reader.lower(end), "-" | "/" | ":" | "." | "–") && self.reader.glued(end) && self.is_number(end + 1)
        {
            end += 2;
        }
        end
    }

    /// True where a unit, currency, multiplier or percent follows.
    fn unit_follows(&self, at: usize) -> bool {
        let reader = &self.reader;
        let at = reader.past_hyphen(at);
        if at >= reader.limit {
            return false;
        }
        matches!(reader.words.numbers.get(reader.lower(at)), Some(NumberWord::Multiplier(_) | NumberWord::Dozen))
            || self.unit_at(at).is_some_and(|(_, s)| s.condition == words::Condition::Always)
            || reader.words.money_after.at(reader.document, at, reader.limit).is_some_and(|(_, s)| match s.condition {
                words::Condition::Always => true,
                words::Condition::Home => reader.words.at_home(s.code, reader.document).is_some(),
                _ => false,
            })
    }

    /// True for a word that speaks of no result and is none of the grammar's.
    fn is_plain_word(&self, at: usize) -> bool {
        let reader = &self.reader;
        reader.kind(at) == Some(TokenKind::Word) && reader.roles(at) & (words::FUNCTION | words::SCORE | words::RECORD) == 0
    }

    /// True for a whole number with a capital that would multiply a sum of money and belongs to none: `1B`, `5G`.
    fn is_code(&self, at: usize, floor: usize) -> bool {
        let reader = &self.reader;
        let letter = reader.document.word(at + 1);
        let large = reader.words.suffixes.get(reader.lower(at + 1)).is_some_and(|factor| *factor > Decimal::from(1_000_000));
        let money = || self.currency_before(at, floor).is_some() || self.currency_after(at + 2).is_some();
        large && letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase()) && !reader.lower(at).contains('.') && !money()
    }

    /// True where the letters against the digits multiply, measure or rank them.
    fn suffix_follows(&self, at: usize) -> bool {
        let reader = &self.reader;
        let word = reader.lower(at + 1);
        reader.words.suffixes.contains_key(word)
            || matches!(reader.words.numbers.get(word), Some(NumberWord::Multiplier(_) | NumberWord::Dozen))
            || reader.words.units.at(reader.document, at + 1, reader.limit).is_some()
            || reader.words.money_after.at(reader.document, at + 1, reader.limit).is_some()
            || reader.roles(at + 1) & words::ORDINAL_SUFFIX != 0
            || units::currency(reader.document.word(at + 1).trim_start_matches('M')).is_some()
    }

    pub(super) fn is_capital(&self, token: usize) -> bool {
        self.reader.document.word(token).starts_with(char::is_uppercase)
    }

    pub(super) fn is_shouted(&self, token: usize) -> bool {
        let word = self.reader.document.word(token);
        word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// True where a month stands at this token, or behind an `of` that does.
    fn month_behind(&self, token: usize) -> bool {
        let month = if self.reader.roles(token) & words::OF != 0 { token + 1 } else { token };
        self.reader.roles(month) & words::MONTH != 0 && self.is_month(month)
    }

    /// True where a word is a month, and not `may` or `march` as a verb.
    fn is_month(&self, token: usize) -> bool {
        self.reader.lower(token).len() > 4 || self.is_capital(token)
    }

    /// True where the word before a number makes it a name: `Flight 370`, `No. 5`, `Boeing 747`.
    fn is_label(&self, before: usize) -> bool {
        let reader = &self.reader;
        let word = if matches!(reader.lower(before), "." | "-") && before > self.sentence.tokens.start { before - 1 } else { before };
        // `Route 5`, `No. 10 jersey`, yet `in one area 30 people`.
        if reader.roles(word) & words::LABEL != 0
            && (reader.document.word(word).contains(char::is_uppercase) || word < before || noun::head(reader, before + 1, false).is_none())
        {
            return true;
        }
        if reader.roles(word) & words::LABEL_CAPITAL != 0 && self.is_capital(word) {
            return true;
        }
        // A bare number behind a capitalised word in prose is part of its name: `the EgyptAir 990 crash`, `Boeing's 767`.
        let owned = word == before && matches!(reader.lower(word), "'s" | "’s") && word > self.sentence.tokens.start + 1;
        let named = if owned { word - 1 } else { word };
        let digits = reader.lower(before + 1);
        // `Internet Explorer 6.0 has`, yet `a Tokyo 6.2 quake`, `Iguodala 14.9 points`, `Sweden 2.5-1.5`
        let version = || {
            let short = digits.find('.').is_some_and(|point| point <= 2) && !digits.starts_with('0');
            let next = before + 2;
            let counts = self.unit_follows(next) || noun::head(reader, next, false).is_some() || reader.roles(next) & words::QUAKE != 0;
            let tied = matches!(reader.lower(next), "-" | "–") && reader.glued(before + 1);
            short && !counts && !tied
        };
        let long = || digits.len() >= DESIGNATION && digits.bytes().all(|b| b.is_ascii_digit());
        word == before
            && self.sentence.role == Role::Body
            && named > self.sentence.tokens.start
            && reader.kind(named) == Some(TokenKind::Word)
            && self.is_capital(named)
            && (reader.roles(named) & (words::HARM | words::MONTH | words::WEEKDAY | words::FUNCTION | words::STATE) == 0 || self.is_shouted(named))
            && (!owned && self.bare_follows(before + 1) || long() && self.names_thing(before + 2) || !owned && version())
            && self.currency_before(before + 1, self.sentence.tokens.start).is_none()
    }

    /// True for a word that a number in front cannot count, and that is no state of people: `crash`, `airplane`.
    fn names_thing(&self, token: usize) -> bool {
        let reader = &self.reader;
        self.is_plain_word(token) && reader.roles(token) & (words::STATE | words::HARM | words::OTHERS) == 0 && noun::head(reader, token, false).is_none()
    }

    /// `the dead now number 41`: a verb behind those whom it counts.
    fn numbers_people(&self, verb: usize) -> bool {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        if reader.roles(verb) & words::NUMBERING == 0 || verb < opens + 2 {
            return false;
        }
        let who = if reader.roles(verb - 1) & words::NOW != 0 { verb - 2 } else { verb - 1 };
        let counted = reader.roles(who) & (words::TOLL | words::STATE) != 0 || reader.roles(who) & words::PERSON != 0 && noun::is_plural(reader, who);
        who >= opens && counted && !self.is_capital(verb)
    }

    /// True where nothing that a number could count follows it.
    pub(super) fn bare_follows(&self, number: usize) -> bool {
        let reader = &self.reader;
        let next = number + 1;
        next >= reader.limit || reader.kind(next) != Some(TokenKind::Word) && !matches!(reader.lower(next), "-" | "%" | "$" | "€" | "£" | "°")
    }

    /// `1600 Pennsylvania Avenue`
    pub(super) fn is_street(&self, at: usize) -> bool {
        let reader = &self.reader;
        let mut next = at + 1;
        while next < reader.limit && next < at + 5 && self.is_capital(next) && reader.kind(next) == Some(TokenKind::Word) {
            if reader.roles(next) & words::STREET != 0 {
                return true;
            }
            next += 1;
            if reader.lower(next) == "." && reader.lower(next - 1).len() <= 2 {
                next += 1;
            }
        }
        false
    }

    /// Four digits that are a year, in no company that would make them a number.
    fn is_year(&self, at: usize) -> bool {
        let reader = &self.reader;
        let digits = reader.lower(at);
        if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) || !("1500".."2101").contains(&digits) {
            return false;
        }
        if self.unit_follows(at + 1) || reader.lower(at + 1) == "/" {
            return false;
        }
        if self.currency_before(at, self.sentence.tokens.start).is_some() {
            return false;
        }
        let modern = digits >= "1900";
        let person = reader.roles(at + 1) & words::PERSON != 0;
        if modern {
            let compared = self.phrase_before(at, self.sentence.tokens.start).is_some_and(|(_, c)| c != Comparator::About && c != Comparator::AtMost);
            return !(person || compared && noun::head(reader, at + 1, false).is_some() || self.is_round_count(at));
        }
        noun::head(reader, at + 1, false).is_none() && self.phrase_before(at, self.sentence.tokens.start).is_none()
    }

    /// `1900 operations had to be postponed`: a round number of things to which something was done, where nothing
    /// in front speaks of a year.
    fn is_round_count(&self, at: usize) -> bool {
        let reader = &self.reader;
        let counted = self.reader.lower(at).ends_with("00") && noun::is_plural(reader, at + 1) && !self.is_capital(at + 1);
        let done = reader.roles(at + 2) & words::BE != 0;
        let first = at == self.sentence.tokens.start;
        let before = if first { 0 } else { reader.roles(at - 1) };
        let plain = first || reader.kind(at - 1) == Some(TokenKind::Word) && before & (words::FUNCTION | words::THE | words::MONTH | words::WEEKDAY) == 0;
        counted && done && plain
    }

    /// A number word inside a name or a longer word: `Air Force One`, `all-in-one`.
    fn is_spelled_name(&self, at: usize) -> bool {
        let reader = &self.reader;
        let opens = self.sentence.tokens.start;
        if at < opens + 2 || reader.kind(at) != Some(TokenKind::Word) {
            return false;
        }
        let tied = matches!(reader.lower(at - 1), "-" | "–") && reader.document.glued(at - 1) && reader.document.glued(at - 2);
        let headline = reader.kind(at + 1) == Some(TokenKind::Word) && self.is_capital(at + 1) && self.is_capital(at);
        if tied && !headline && reader.kind(at - 2) == Some(TokenKind::Word) {
            return !reader.words.numbers.contains_key(reader.lower(at - 2)) && reader.roles(at - 2) & words::MINUS == 0;
        }
        // `round three`, `Formula One drivers`, `the Big Ten`
        let spelled = self.sentence.role == Role::Body && self.is_capital(at) && !self.is_shouted(at);
        let closed = reader.kind(at + 1) != Some(TokenKind::Word) || reader.roles(at + 1) & words::FUNCTION != 0;
        let label = reader.roles(at - 1);
        if label & words::LABEL != 0 && closed || label & (words::LABEL | words::LABEL_CAPITAL) != 0 && spelled && self.is_capital(at - 1) {
            return true;
        }
        // `the Group of Five nations`
        if spelled && reader.roles(at - 1) & words::OF != 0 && self.is_capital(at - 2) {
            return true;
        }
        let named = reader.kind(at - 1) == Some(TokenKind::Word) && self.is_capital(at - 1);
        // `Air Force One`, `the BBC One show`
        self.sentence.role == Role::Body && self.is_capital(at) && named && (self.bare_follows(at) || self.is_shouted(at - 1) && !self.is_capital(at + 1))
    }

    /// True where a number without unit states nothing that a reader would compare: `one of the`,
    /// `the two`, `half an eye`.
    pub(super) fn is_no_count(&self, amount: &Amount, comparator: Option<Comparator>, counted: bool, start: usize, end: usize, signed: bool) -> bool {
        let reader = &self.reader;
        let numeral: &Numeral = &amount.numeral;
        let number = reader.lower(numeral.start);
        // `3-for-all`, `four-by-four`
        if !counted && reader.lower(end) == "-" && reader.glued(end) && reader.roles(end + 1) & words::FUNCTION != 0 {
            return true;
        }
        let before = self.roles_before(start, 1);
        let after = reader.roles(end);
        // `test scores`, `the scores were low`, yet `scores of fans`, `injuring scores`
        if reader.roles(numeral.start) & words::VAGUE_OF != 0 && numeral.end == numeral.start + 1 && after & words::OF == 0 {
            let noun = start > self.sentence.tokens.start && reader.kind(start - 1) == Some(TokenKind::Word) && before & (words::FUNCTION | words::HARM) == 0;
            if !counted || noun {
                return true;
            }
        }
        match numeral.form {
            Form::Digits | Form::Ordinal => {
                // `before 9`: an hour.
                let hour = numeral.low <= Decimal::from(12) && before & words::TIME_BEFORE != 0 && numeral.step == Decimal::ONE;
                // `put the number on board at 12`
                let put = || (self.sentence.tokens.start.max(start.saturating_sub(6))..start).any(|t| self.is_number_of(t));
                !counted && comparator.is_none() && hour && !put()
            }
            Form::Fraction => {
                // `half` and `a quarter` need something that they are half or a quarter of.
                let word = matches!(reader.words.numbers.get(number), Some(NumberWord::Half | NumberWord::Quarter));
                let alone = self.sentence.tokens.len() <= 4;
                let other = before & words::HALF_NOT_AFTER != 0;
                // `for three quarters`, `after three quarters of growth`: of a year.
                let last = numeral.end - 1;
                let quarters =
                    last > numeral.start && reader.lower(last - 1) != "-" && reader.words.numbers.get(reader.lower(last)) == Some(&NumberWord::Quarter);
                let whole = after & words::OF != 0 && (reader.roles(end + 1) & (words::THE | words::ARTICLE | words::OTHERS) != 0 || counted);
                let of_year = quarters && comparator.is_none() && before & words::LENGTH_BEFORE != 0 && !whole;
                // `cut by half`, `up by a quarter`
                let by = if start >= self.sentence.tokens.start + 2 && before & words::ARTICLE != 0 { reader.roles(start - 2) } else { before };
                let closed = reader.kind(end) != Some(TokenKind::Word) && !matches!(reader.lower(end), "-" | "–")
                    || after & words::FUNCTION != 0 && after & words::TO == 0;
                let share = by & words::SHARE_BEFORE != 0 && closed && self.is_changed(start);
                other
                    || of_year
                    || word
                        && comparator.is_none()
                        && !alone
                        && !share
                        && after & (words::OF | words::THE | words::ARTICLE) == 0
                        && !(counted && numeral.end == end && reader.lower(end) != "-")
            }
            Form::Words if amount.is_one() => {
                if signed || comparator.is_some() {
                    return false;
                }
                let harmed = before & words::HARM != 0;
                let state = after & words::STATE != 0;
                let multi = numeral.end > numeral.start + 1;
                !(harmed || state || multi || counted && after & words::ONE_NOT_BEFORE == 0 && before & words::ONE_NOT_AFTER == 0)
            }
            Form::Words => {
                let few = matches!(reader.words.numbers.get(number), Some(NumberWord::AfterArticle(..))) && numeral.end == numeral.start + 1;
                if few && !counted && reader.roles(end) & words::OF == 0 {
                    return true;
                }
                let pair = numeral.low < Decimal::TEN && numeral.low == numeral.high;
                if pair && !counted && !signed && comparator.is_none() && before & words::OR != 0 {
                    return true;
                }
                pair && !counted && !signed && comparator.is_none() && before & words::THE != 0 && reader.lower(end) != "of"
            }
        }
    }

    /// True where a word in front says that something rose or fell: `cut emissions by half`.
    fn is_changed(&self, start: usize) -> bool {
        let first = self.sentence.tokens.start.max(start.saturating_sub(CHANGE_REACH));
        (first..start).any(|t| self.reader.roles(t) & words::CHANGE != 0)
    }

    /// `the number`: of those who are counted behind it.
    fn is_number_of(&self, token: usize) -> bool {
        let reader = &self.reader;
        token > self.sentence.tokens.start
            && reader.roles(token) & words::NUMBERING != 0
            && reader.roles(token - 1) & words::THE != 0
            && reader.lower(token).len() > 2
    }
}
