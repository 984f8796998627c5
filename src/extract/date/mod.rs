//! Finds date mentions: calendar dates, times of day, relative days, lengths of time.
//!
//! One pass over the tokens: every word is looked up once, and an expression is tried only where a
//! word or a number can open one. The grammar stands here and in the files beside; the words are
//! rows of `data/<language>/dates.tsv`.

use jiff::civil::Date as Day;

use crate::segment::{Document, Role as Line, TokenKind};
use crate::span::Span;
use crate::value::Value;
use crate::value::date::{Date, DateType, Modifier};

use super::{Mention, Source};

mod accounting;
mod calendar;
mod clock;
mod context;
mod cursor;
mod day;
mod dotted;
mod expression;
mod length;
mod lexicon;
mod moment;
mod numeric;
mod period;
mod phrase;
mod point;
mod range;
mod senses;
mod shift;
mod tense;
mod year;

use calendar::Stretch;
use context::Context;
use cursor::Cursor;
use expression::{Expression, expression};
use lexicon::{LEXICON, Lexicon, Role};

/// Every date that the text states.
pub fn find(source: Source<'_>) -> Vec<Mention> {
    let document = source.document;
    let lexicon = LEXICON.get(source.language);
    let ids: Vec<u16> = (0..document.tokens.len())
        .map(|token| match document.tokens[token].kind {
            TokenKind::Word | TokenKind::Clitic | TokenKind::Symbol => lexicon.id(document.words[token]),
            TokenKind::Number | TokenKind::Address => 0,
        })
        .collect();
    let mut context = Context::default();
    if let Some(published) = source.report.published {
        context.today = Some(published.date);
        context.now = published.time;
        // East of UTC the next day begins at the earliest at 10:00 UTC.
        context.late = published.offset == Some(0) && published.time.is_some_and(|time| time.hour() >= 10);
    }
    context.day_first = day_order(document, lexicon, &ids, context.today);
    context.log = dotted::is_log(document);
    stamp(document, lexicon, &ids, &mut context);
    let mut mentions = Vec::new();
    for sentence in &document.sentences {
        let cursor = Cursor { document, lexicon, ids: &ids, first: sentence.tokens.start, end: sentence.tokens.end };
        let mut token = cursor.first;
        while token < cursor.end {
            let next = if opens(&cursor, token) { expression(cursor, &context, token) } else { None };
            let Some(found) = next else {
                token += 1;
                continue;
            };
            token = found.end.max(token + 1);
            if let Some(date) = found.date {
                // The report's own time stamp is no part of its story.
                let stamped = sentence.paragraph < STAMP_LINES && context::is_label_line(&cursor, found.start, found.end);
                if !stamped {
                    context.tell(found.stretch);
                }
                context.tell_clock(found.end, &date);
                mentions.push(mention(document, found.start, found.end, date));
            }
        }
    }
    mentions
}

fn mention(document: &Document<'_>, start: usize, end: usize, date: Date) -> Mention {
    Mention { span: Span::new(document.tokens[start].span.start(), document.tokens[end - 1].span.end()), value: Value::Date(date) }
}

/// True where an expression may begin: a number, a word that opens one, an article in front of
/// either, or the first word of a phrase that stands here.
fn opens(cursor: &Cursor<'_>, token: usize) -> bool {
    // Most words have no sense at all.
    if cursor.ids[token] == 0 && cursor.is_word(token) {
        return false;
    }
    if cursor.is_number(token) {
        return !cursor.glued_before(token) || !cursor.is_word(token - 1) || cursor.senses(token - 1).month.is_some();
    }
    // The mark may open a surface of the table, too: `'ll`.
    if cursor.ids[token] == 0 || cursor.mark(token) == b'\'' {
        return cursor.mark(token) == b'\'' && cursor.is_number(token + 1);
    }
    let senses = cursor.senses(token);
    match senses.role {
        Some(Role::The | Role::A | Role::Determiner) => cursor.led(token + 1) || cursor.opens_phrase(token),
        Some(Role::Every | Role::All) => cursor.known(token + 1) || cursor.opens_phrase(token),
        // `for full year`
        Some(Role::Filler) if cursor.role_before(token, 1) == Some(Role::For) => cursor.known(token + 1),
        _ => senses.opens || cursor.opens_phrase(token),
    }
}

/// How many lines at the top of a text may hold its own time stamp.
const STAMP_LINES: usize = 8;

/// Takes the day of publication from a time stamp in the text itself: a line that holds a full
/// date and else only labels. It is closer to the writer's wall clock than a feed's time in UTC,
/// and stands where the feed gives none.
fn stamp(document: &Document<'_>, lexicon: &'static Lexicon, ids: &[u16], context: &mut Context) {
    for sentence in document.sentences.iter().take_while(|s| s.paragraph < STAMP_LINES) {
        let cursor = Cursor { document, lexicon, ids, first: sentence.tokens.start, end: sentence.tokens.end };
        if sentence.tokens.len() > 24 || sentence.role == Line::Body && sentence.tokens.len() > 16 {
            continue;
        }
        for token in sentence.tokens.clone() {
            if !opens(&cursor, token) {
                continue;
            }
            // Without anchors only a date in full has a day; `Monday` by itself is the story's.
            let unanchored = Context { day_first: context.day_first, ..Context::default() };
            let Some(Expression { end, stretch: Stretch::Day(day), .. }) = expression(cursor, &unanchored, token) else { continue };
            if context::is_label_line(&cursor, token, end) {
                context.today = Some(day);
                context.late = false;
                return;
            }
        }
    }
}

/// Whether the report writes the day in front of the month, as its own figures prove: by a field
/// above 12, else by the order that gives the day of publication.
fn day_order(document: &Document<'_>, lexicon: &'static Lexicon, ids: &[u16], today: Option<Day>) -> Option<bool> {
    let cursor = Cursor { document, lexicon, ids, first: 0, end: document.tokens.len() };
    let mut near = None;
    for token in 0..document.tokens.len() {
        if document.tokens[token].kind != TokenKind::Number || cursor.mark(token + 1) != b'/' {
            continue;
        }
        if let proof @ Some(_) = cursor.proves_day_first(token) {
            return proof;
        }
        near = near.or_else(|| cursor.fits_day_first(token, today?));
    }
    near
}

/// The date of a normal form with what the form leaves out.
fn dated(iso: String, date_type: Option<DateType>, modifier: Option<Modifier>) -> Option<Date> {
    let mut date = Date::from_normal_form(iso)?;
    date.modifier = modifier;
    if let Some(date_type) = date_type {
        date.date_type = date_type;
    }
    Some(date)
}
