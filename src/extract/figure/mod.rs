//! Finds figure mentions: counts, money, percentages, measures, ages, ranks, scores.
//!
//! One pass over the tokens of a sentence. Where a number expression starts (`numeral`), what
//! stands around it decides what it is (`context`): a name or a date in digits is none; else its
//! currency or unit, the other end of its range, its comparator, and the noun that it counts.

use rust_decimal::Decimal;

use super::{Mention, Source};
use crate::segment::{Document, Sentence, TokenKind};
use crate::span::Span;
use crate::value::Value;
use crate::value::figure::{Comparator, Figure, FigureType};

mod age;
mod comparator;
mod context;
mod digits;
mod fraction;
mod lap;
mod measure;
mod money;
mod noun;
mod numeral;
mod parts;
mod range;
mod rank;
mod repeat;
mod score;
mod words;

use numeral::{Form, Numeral, Reader};
use words::{NumberWord, WORDS};

/// How far in front of `minus` the words may begin that have both signs: `plus-or-minus`.
const EITHER_SIGN: usize = 4;

/// Every figure that the text states.
pub fn find(source: Source<'_>) -> Vec<Mention> {
    let words = WORDS.get(source.language);
    let mut mentions = Vec::new();
    let mut found = Vec::new();
    let sentences = &source.document.sentences;
    let mut at = 0;
    while at < sentences.len() {
        let mut sentence = sentences[at].clone();
        at += 1;
        while at < sentences.len() && splits_decimal(source.document, &sentence, &sentences[at]) {
            sentence.tokens.end = sentences[at].tokens.end;
            at += 1;
        }
        let reader = Reader { document: source.document, words, limit: sentence.tokens.end };
        Scan { reader, sentence: &sentence }.run(&mut found);
        drop_torn(&reader, &mut found);
        share_units(&reader, &mut found);
        mentions.extend(found.drain(..).map(|f: Found| f.mention(&reader)));
    }
    mentions
}

/// True where a cut fell into a decimal whose point stands apart: `up 6 . 2 %`.
fn splits_decimal(document: &Document<'_>, first: &Sentence, second: &Sentence) -> bool {
    let (last, next) = (first.tokens.end - 1, second.tokens.start);
    first.paragraph == second.paragraph
        && first.tokens.len() > 1
        && document.word(last) == "."
        && !document.glued(last - 1)
        && !document.glued(last)
        && document.tokens[last - 1].kind == TokenKind::Number
        && document.tokens[next].kind == TokenKind::Number
}

/// A figure and the tokens that state it.
#[derive(Clone, Debug)]
struct Found {
    start: usize,
    end: usize,
    figure: Figure,
    /// Where the number itself ends, before unit and noun.
    number_end: usize,
}

impl Found {
    fn mention(self, reader: &Reader<'_>) -> Mention {
        let tokens = &reader.document.tokens;
        let span = Span::new(tokens[self.start].span.start(), tokens[self.end - 1].span.end());
        Mention { span, value: Value::Figure(self.figure) }
    }

    /// True where nothing says what the number counts or measures.
    fn is_bare(&self) -> bool {
        self.figure.figure_type == FigureType::Plain && self.end == self.number_end
    }
}

/// The walk over one sentence.
struct Scan<'a> {
    reader: Reader<'a>,
    sentence: &'a Sentence,
}

impl<'a> Scan<'a> {
    fn run(&self, found: &mut Vec<Found>) {
        let reader = &self.reader;
        let mut at = self.sentence.tokens.start;
        // Tokens before it belong to earlier mentions.
        let mut floor = at;
        while at < reader.limit {
            let starts = match reader.document.tokens[at].kind {
                TokenKind::Number => true,
                TokenKind::Word => reader.roles(at) & words::NUMBER != 0,
                TokenKind::Symbol => reader.document.tokens[at].span.len() > 1 || self.opens_decimal(at),
                _ => false,
            };
            if !starts {
                at += 1;
                continue;
            }
            if let Some(one) = self
                .record(at)
                .or_else(|| self.signed_inches(at))
                .or_else(|| self.lap(at, floor))
                .or_else(|| self.repeated(at, floor))
                .or_else(|| self.numbered(at, floor))
            {
                at = one.end;
                floor = at;
                found.push(one);
                continue;
            }
            if let Some(end) = self.name_end(at, floor) {
                at = end.max(at + 1);
                floor = at;
                continue;
            }
            let article = at > floor && reader.roles(at - 1) & words::ARTICLE != 0;
            // `more than thousand`, as those write to whom English is foreign.
            let led = article || self.is_multiplier(at) && self.phrase_before(at, floor).is_some();
            let Some(numeral) = reader.numeral(at, led) else {
                match self.one_unit(at, floor) {
                    Some(one) => {
                        at = one.end;
                        floor = at;
                        found.push(one);
                    }
                    None => at += 1,
                }
                continue;
            };
            let next = numeral.end;
            if let Some(one) = self.figure(numeral, article, floor) {
                at = one.end.max(next);
                floor = at;
                found.push(one);
            } else {
                at = next;
            }
        }
    }

    /// True where a point opens a decimal: `.45`, `(.454)`, `(. 454)`.
    fn opens_decimal(&self, at: usize) -> bool {
        let reader = &self.reader;
        if reader.lower(at) != "." || reader.kind(at + 1) != Some(TokenKind::Number) {
            return false;
        }
        let first = at == self.sentence.tokens.start;
        let bracket = !first && matches!(reader.lower(at - 1), "(" | "[");
        bracket || reader.glued(at) && (first || !reader.document.glued(at - 1))
    }

    /// The figure that a numeral states in its place, if it states one.
    fn figure(&self, numeral: Numeral, article: bool, floor: usize) -> Option<Found> {
        let reader = &self.reader;
        if numeral.form == Form::Ordinal {
            return self.ordinal(numeral, article, floor);
        }
        let number = reader.lower(numeral.start);
        let opens = numeral.form != Form::Digits && article && !matches!(reader.words.numbers.get(number), Some(NumberWord::Cardinal(_)));
        let mut start = if opens { numeral.start - 1 } else { numeral.start };
        let negative = self.sign(start, floor);
        start = negative.unwrap_or(start);
        let mut amount = self.measured(numeral, start, floor);
        start = amount.start;
        if negative.is_none() && amount.currency_first {
            // `-$5`
            if let Some(sign) = self.sign(start, floor) {
                start = sign;
                amount.negate();
            }
        } else if negative.is_some() && amount.numeral.high > Decimal::ZERO {
            amount.negate();
        }
        if let Some(found) = self.age(&amount, start, floor) {
            return Some(found);
        }
        let mut end = amount.end;
        let mut comparator = None;
        if let Some(score) = self.score(&amount, start) {
            return Some(score);
        }
        if let Some((range, first)) = self.range(&amount, start, floor) {
            amount = range;
            start = first;
            end = amount.end;
        }
        // What stands in front of the number.
        if let Some((first, sign)) = self.comparator_before(start, floor, &amount) {
            start = first;
            comparator = Some(sign);
        }
        // `5,000 or more`, `50-plus`
        if comparator.is_none()
            && let Some((after, sign)) = self.comparator_after(end)
        {
            end = after;
            comparator = Some(sign);
        }
        if let Some(after) = comparator.is_some_and(|c| c == Comparator::MoreThan || c == Comparator::LessThan).then(|| self.or_equal(end)).flatten() {
            end = after;
            comparator = comparator.map(|c| if c == Comparator::MoreThan { Comparator::AtLeast } else { Comparator::AtMost });
        }
        let number_end = end;
        let mut figure = amount.figure(comparator);
        // `between 30 and 40 years old`
        if let Some((after, unit)) = self.age_behind(amount.numeral.end) {
            figure.figure_type = FigureType::Age;
            figure.unit = Some(unit.to_owned());
            end = after;
        }
        if figure.unit.is_none() {
            let noun = self.counted(&amount, start, end, floor);
            if self.is_no_count(&amount, comparator, noun.is_some(), start, end, negative.is_some()) {
                return None;
            }
            // `two-thirds of voters` is a share, as 67 % is.
            let share = amount.numeral.form == Form::Fraction && amount.numeral.low > Decimal::ZERO && amount.numeral.high < Decimal::ONE;
            if share {
                figure.figure_type = FigureType::Percent;
                figure.counted = noun.map(|noun| noun.lemma);
            } else if let Some(noun) = noun {
                figure.figure_type = FigureType::Count;
                figure.unit = Some(noun.lemma.clone());
                figure.counted = Some(noun.lemma);
                end = noun.end.max(end);
            }
        } else if figure.figure_type == FigureType::Measure && (self.is_relative(end) || comparator.is_none() && self.is_some_day(&amount, start)) {
            return None;
        }
        if comparator.is_none()
            && end > number_end
            && let Some((after, sign)) = self.comparator_after(end)
        {
            end = after;
            figure.comparator = Some(sign);
        }
        Some(Found { start, end, figure, number_end })
    }

    fn is_multiplier(&self, token: usize) -> bool {
        self.reader.kind(token) == Some(TokenKind::Word) && matches!(self.reader.words.numbers.get(self.reader.lower(token)), Some(NumberWord::Multiplier(_)))
    }

    /// `one day` without a preposition is no length of time: `he would one day return`.
    fn is_some_day(&self, amount: &measure::Amount, start: usize) -> bool {
        let reader = &self.reader;
        let bare = amount.is_one() && amount.unit == Some("day") && reader.lower(amount.numeral.end) != "-" && amount.numeral.form == Form::Words;
        bare && self.roles_before(start, 1) & words::LENGTH_BEFORE == 0
            && reader.kind(amount.end) == Some(TokenKind::Word)
            && reader.roles(amount.end) & words::SPAN_AFTER == 0
    }

    /// True where a time is counted back from the text's own day, which makes it a date.
    fn is_relative(&self, end: usize) -> bool {
        self.reader.roles(end) & words::RELATIVE != 0
    }

    /// The start of a minus sign or word in front of `start`.
    fn sign(&self, start: usize, floor: usize) -> Option<usize> {
        let reader = &self.reader;
        if start <= floor {
            return None;
        }
        let before = start - 1;
        let sign = matches!(reader.lower(before), "-" | "−" | "–");
        // A margin of plus or minus 4 points is no sum below zero.
        let minus = |word: usize| {
            let either = || reader.words.either_sign.before(reader.document, word + 1, floor.max(word.saturating_sub(EITHER_SIGN)));
            reader.roles(word) & words::MINUS != 0 && either().is_none()
        };
        // `minus-20 degrees`
        if sign && before > floor && minus(before - 1) && reader.glued(before - 1) && reader.glued(before) {
            return Some(before - 1);
        }
        let apart = before == self.sentence.tokens.start || !reader.glued(before - 1) || matches!(reader.lower(before - 1), "(" | "$");
        if sign && apart && reader.glued(before) {
            return Some(before);
        }
        minus(before).then_some(before)
    }
}

/// True where a capitalised word and `and` stand in front of a count whose noun has such a word of its own.
fn is_listed_kind(reader: &Reader<'_>, right: &Found, word: usize) -> bool {
    let counts = right.figure.figure_type == FigureType::Count && right.end > right.number_end + 1;
    counts && noun::is_name(reader, word) && reader.roles(word + 1) & words::AND != 0 && noun::is_name(reader, right.number_end)
}

/// Drops numbers in digits of which one stands right behind another that counts nothing: a row of a table or a number
/// that was torn, `245 23 yen`. A noun that the last one counts shows that a mark is missing: `Of 245 23 people fled`.
fn drop_torn(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let digits = |f: &Found| f.number_end == f.start + 1 && reader.kind(f.start) == Some(TokenKind::Number);
    let plain = |f: &Found| f.is_bare() && digits(f);
    let torn = |a: &Found, b: &Found| a.end == b.start && plain(a) && reader.kind(b.start) == Some(TokenKind::Number);
    if !found.windows(2).any(|pair| torn(&pair[0], &pair[1])) {
        return;
    }
    let mut drop = vec![false; found.len()];
    for at in 1..found.len() {
        if torn(&found[at - 1], &found[at]) {
            drop[at - 1] = true;
            drop[at] = found[at].figure.figure_type != FigureType::Count;
        }
    }
    let mut drop = drop.into_iter();
    found.retain(|_| !drop.next().unwrap_or_default());
}

/// Gives a bare number the unit or noun of the number that it is listed with: `7.6 and 7.5
/// magnitude`, `45 and 50 cases`; and joins `more than 10 and less than 20` to one range.
fn share_units(reader: &Reader<'_>, found: &mut Vec<Found>) {
    for at in (1..found.len()).rev() {
        let gap = found[at - 1].end..found[at].start;
        // `12 Somali and 11 Yemeni pirates`
        if gap.len() == 2 && found[at - 1].is_bare() && is_listed_kind(reader, &found[at], gap.start) {
            share_unit(found, at);
            continue;
        }
        let joined = (gap.len() == 1 || gap.len() == 2 && reader.lower(gap.start) == ",") && {
            let last = gap.end - 1;
            reader.roles(last) & (words::AND | words::OR) != 0 || (gap.len() == 1 && reader.lower(last) == ",")
        };
        if !joined {
            continue;
        }
        let (left, right) = (&found[at - 1], &found[at]);
        if left.is_bare() && right.is_bare() {
            use Comparator::{AtLeast, AtMost, LessThan, MoreThan};
            let (lower, upper) = match (left.figure.comparator, right.figure.comparator) {
                (Some(MoreThan | AtLeast), Some(LessThan | AtMost)) => (left.figure.low, right.figure.high),
                (Some(LessThan | AtMost), Some(MoreThan | AtLeast)) => (right.figure.low, left.figure.high),
                _ => continue,
            };
            if lower < upper && reader.roles(gap.start) & words::AND != 0 {
                let end = right.end;
                let joint = &mut found[at - 1];
                joint.figure.low = lower;
                joint.figure.high = upper;
                joint.figure.comparator = None;
                joint.end = end;
                joint.number_end = end;
                found.remove(at);
            }
            continue;
        }
        // `7,194 or 18 percent`, `3,500, or 10 percent`: one amount, told again as a share.
        let or = reader.roles(gap.end - 1) & words::OR != 0;
        if or && right.figure.figure_type == FigureType::Percent && (gap.len() == 2 || left.figure.low >= right.figure.low) {
            continue;
        }
        let comma_only = reader.lower(gap.start) == "," && gap.len() == 1;
        // `14, 16 and 20 years old`: the second has its unit from the third.
        let of_ages = right.figure.figure_type == FigureType::Age && right.end == right.number_end;
        if left.is_bare()
            && !right.is_bare()
            && (!comma_only || of_ages)
            && !matches!(right.figure.figure_type, FigureType::Ordinal | FigureType::Score | FigureType::Money)
        {
            share_unit(found, at);
        }
    }
}

/// Gives the figure in front of the one at `at` what that counts or measures.
fn share_unit(found: &mut [Found], at: usize) {
    let right = &found[at].figure;
    let (figure_type, unit, counted) = (right.figure_type, right.unit.clone(), right.counted.clone());
    let left = &mut found[at - 1].figure;
    (left.figure_type, left.unit, left.counted) = (figure_type, unit, counted);
}
