//! Datelines and credits: who sent a report from where, as its own first and last lines say.
//!
//! The words stay in the text; only what they tell is taken.

use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem::Finder;

use super::words::{self, Words};
use super::{Report, Timestamp, loose};
use crate::span::Span;

static AGENCIES: LazyLock<Words> = LazyLock::new(|| words::map("agency"));
static NO_AGENCIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::list("no-agency"));
static CREDITS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| words::list("credit").into_iter().map(Finder::new).collect());
static BYLINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::list("byline"));
static VERSIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::list("version"));
static REPORTING: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::list("reporting"));

/// How far into a paragraph a dateline can reach, in bytes.
const REACH: usize = 160;
/// How many paragraphs may stand before the dateline: a caption, a teaser.
const BEFORE: usize = 4;

/// What may stand in the place of the dash, and how many of them are tried: a rubric ends in one.
const COLON: &str = ": ";
const BEFORE_COLON: usize = 2;

/// Bytes from which what follows a dateline in mixed case is a sentence and no title.
const LEAD: usize = 40;

/// What a dateline says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Dateline<'a> {
    pub(super) location: Option<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) date: Option<Date>,
    /// Bytes of the paragraph that it takes, with dash and blanks.
    pub(super) length: usize,
}

/// The canonical name of an agency, where it is one that we know.
pub(super) fn agency(name: &str) -> Option<&'static str> {
    AGENCIES.get(name.trim().to_lowercase().as_str()).copied()
}

/// Takes place, agency and date from a dateline that stands apart from the text.
pub(super) fn apart(line: Option<&str>, report: &mut Report) {
    let Some(line) = line.map(str::trim).filter(|l| !l.is_empty()) else { return };
    let dashed = if line.ends_with(['-', '–', '—', '_']) { format!("{line} ") } else { format!("{line} - ") };
    let found = with_agency(&dashed).or_else(|| place(line));
    let Some(found) = found else { return };
    report.location = report.location.take().or_else(|| found.location.map(str::to_owned));
    report.source = report.source.take().or_else(|| found.source.map(|s| agency(s).unwrap_or(s).to_owned()));
    report.published = report.published.or(found.date.map(day));
}

/// A byline without the word that begins it: `By Ann Bee` gives `Ann Bee`.
pub(super) fn byline(line: &str) -> &str {
    let line = line.trim();
    // `desk@example.org (Ann Bee)`, as RSS has it.
    if let Some((address, name)) = line.split_once(" (")
        && address.contains('@')
        && !address.contains(' ')
    {
        return name.trim_end_matches(')');
    }
    match line.split_once(char::is_whitespace) {
        Some((first, rest)) if BYLINES.iter().any(|w| w.eq_ignore_ascii_case(first)) => rest.trim_start(),
        _ => line,
    }
}

/// The words in a slug, a note or a headline that name a version: `1st Ld-Writethru`, `UPDATE 2`,
/// `CORRECTED`. Anything else on the line is no part of it.
pub(super) fn version(line: &str) -> Option<String> {
    let bare = line.trim().trim_matches(['(', ')', ':', '-', '/']).trim();
    let mut found: Vec<&str> = Vec::new();
    for word in bare.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | ':')).filter(|w| !w.is_empty()) {
        let lower = word.trim_end_matches(['.', '-']).to_lowercase();
        let named = VERSIONS.iter().any(|v| *v == lower)
            || VERSIONS.iter().any(|v| lower.strip_prefix(v).is_some_and(|r| r.starts_with('-') || r.starts_with(char::is_numeric)));
        let number = word.starts_with(|c: char| c.is_ascii_digit()) && word.trim_end_matches(['-', '.']).len() <= 4;
        if named || number && (found.is_empty() || found.len() == 1) {
            found.push(word.trim_end_matches(['.', '-']));
        } else {
            break;
        }
    }
    found.iter().any(|w| w.chars().any(char::is_alphabetic) && !w.starts_with(|c: char| c.is_ascii_digit())).then(|| found.join(" "))
}

/// The version that a headline begins with: `UPDATE 2-`, `CORRECTED-`, `AMP.-`.
pub(super) fn version_of_headline(headline: &str) -> Option<String> {
    let (prefix, rest) = headline.split_once('-')?;
    let whole = prefix.trim_end_matches('.');
    let tight = prefix.len() <= 24 && !prefix.ends_with(' ') && prefix.starts_with(char::is_uppercase) && !rest.is_empty();
    version(whole).filter(|v| tight && v.len() == whole.len())
}

/// The dateline of a text: the first of its first paragraphs that has one.
pub(super) fn find(text: &str) -> Option<Dateline<'_>> {
    placed(text).map(|(_, line)| line)
}

/// The bytes of a text that its dateline takes.
pub fn span(text: &str) -> Option<Span> {
    placed(text).map(|(start, line)| Span::new(start, start + line.length))
}

/// The dateline of a text, and where its paragraph starts.
fn placed(text: &str) -> Option<(usize, Dateline<'_>)> {
    text.split('\n').take(BEFORE).find_map(|paragraph| Some((paragraph.as_ptr() as usize - text.as_ptr() as usize, of_paragraph(paragraph)?)))
}

/// The dateline at the start of a paragraph: `MUMBAI (Reuters) - `, `SEOUL, Aug. 20 (Yonhap) -- `,
/// `(ANSA) - Rome, October 11 - `, `SIOUX FALLS, S.D. – `.
pub(super) fn of_paragraph(paragraph: &str) -> Option<Dateline<'_>> {
    let start = paragraph.len() - paragraph.trim_start().len();
    let head = &paragraph[start..paragraph.floor_char_boundary(start + REACH)];
    if !head.contains(['(', '（', '-', '–', '—', '_', '―', ':']) {
        return None;
    }
    let line = with_agency(head).or_else(|| sentence_of_agency(head)).or_else(|| without_agency(head)).or_else(|| before_colon(head))?;
    Some(Dateline { length: line.length + start, ..line })
}

fn with_agency(head: &str) -> Option<Dateline<'_>> {
    let open = head.find(['(', '（'])?;
    let (before, inside) = head.split_at(open);
    let close = inside.find([')', '）'])?;
    let mark = inside.chars().next()?.len_utf8();
    let agency_name = inside[mark..close].trim();
    let after = &inside[close + inside[close..].chars().next()?.len_utf8()..];
    let place = place(before.trim_end())?;
    // `KABUL, August 30 (Online): `
    let dash = dash(after.trim_start_matches('.')).or_else(|| after.strip_prefix(COLON).filter(|_| dated(before)));
    let known = agency(agency_name).is_some() || agency_name.split('/').next().and_then(agency).is_some();
    let named = known || (is_name(agency_name) && !NO_AGENCIES.iter().any(|w| agency_name.to_lowercase().starts_with(w)));
    let mut line = match dash {
        // Some agencies write no dash; then only a known agency after a place is one.
        None if known && place.location.is_some() && after.starts_with(' ') => place,
        Some(_) if named => place,
        _ => return None,
    };
    line.source = Some(agency_name);
    line.length = head.len() - dash.unwrap_or(after).trim_start().len();
    if line.location.is_none() {
        // `(ANSA) - Rome, October 11 - `: the place follows.
        let rest = &head[line.length..];
        if let Some((first, tail)) = first_dash(rest).filter(|(first, _)| first.contains(|c: char| c.is_ascii_digit()))
            && let Some(second) = self::place(first)
        {
            return Some(Dateline { source: line.source, length: head.len() - tail.trim_start().len(), ..second });
        }
    }
    Some(line)
}

/// `PanARMENIAN.Net - `: a site that names itself.
fn sentence_of_agency(head: &str) -> Option<Dateline<'_>> {
    let (name, rest) = first_dash(head)?;
    let (stem, domain) = name.rsplit_once('.')?;
    let site = !name.contains(char::is_whitespace) && stem.len() > 2 && domain.len() >= 2 && name.chars().all(|c| c.is_alphanumeric() || c == '.');
    let lettered = domain.chars().all(char::is_alphabetic) && stem.chars().any(char::is_lowercase);
    (site && lettered).then(|| Dateline { source: Some(name), length: head.len() - rest.trim_start().len(), ..Dateline::default() })
}

fn without_agency(head: &str) -> Option<Dateline<'_>> {
    let (before, rest) = first_dash(head)?;
    let dash = head[before.len()..].trim_start().chars().next()?;
    let line = place(before)?;
    let location = line.location?;
    let city = location.split([',', '/']).next().unwrap_or(location);
    let capitals = city.chars().filter(|c| c.is_uppercase()).count() >= 3 && !city.chars().any(char::is_lowercase);
    // In mixed case a short title looks the same; a long dash and a sentence after it tell.
    let sentence =
        matches!(dash, '–' | '—') && location.split_whitespace().count() <= 3 && rest.trim_start().starts_with(char::is_uppercase) && rest.len() > 60;
    (capitals && rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'$€£".contains(c)) || sentence)
        .then(|| Dateline { length: head.len() - rest.trim_start().len(), ..line })
}

/// `BHIMKOT, Sept 25: `, `Mumbai, Nov. 26: `: a place and a day; a rubric may stand in front, `World News: `.
fn before_colon(head: &str) -> Option<Dateline<'_>> {
    let mut from = 0;
    head.match_indices(COLON).take(BEFORE_COLON).find_map(|(at, _)| {
        let (before, rest) = (&head[from..at], &head[at + COLON.len()..]);
        from = at + COLON.len();
        let line = place(before).filter(|_| dated(before))?;
        // In mixed case a title looks the same: `Merrin, Sept 25: what we know`.
        let capitals = line.location?.chars().all(|c| !c.is_lowercase());
        let sentence = rest.starts_with(char::is_uppercase) && rest.len() > LEAD;
        (capitals || sentence).then(|| Dateline { length: head.len() - rest.trim_start().len(), ..line })
    })
}

/// True where a day stands among the parts of a dateline.
fn dated(line: &str) -> bool {
    line.split(',').any(|part| is_day(part.trim()))
}

/// What follows a dash at the start, with the blanks that a dash has about it.
fn dash(s: &str) -> Option<&str> {
    let s = s.trim_start();
    let s = s.strip_prefix('.').filter(|r| r.starts_with(['-', '–', '—'])).unwrap_or(s);
    let rest = s.trim_start_matches(['-', '–', '—', '_', '―']);
    (rest.len() < s.len()).then_some(rest)
}

/// The text before the first dash that stands between blanks, and the text after it.
fn first_dash(head: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(at) = head[from..].find([' ', '\u{a0}']).map(|at| from + at) {
        if let Some(rest) = dash(&head[at..]).filter(|r| r.starts_with([' ', '\u{a0}'])) {
            return Some((&head[..at], rest));
        }
        from = at + head[at..].chars().next()?.len_utf8();
    }
    None
}

/// Reads `SEOUL, South Korea, Aug. 20, 2014` into place and date; none where it is neither.
fn place(s: &str) -> Option<Dateline<'_>> {
    let s = s.trim().trim_end_matches([',', '،', ':']);
    if s.is_empty() {
        return Some(Dateline::default());
    }
    let mut parts = s.split([',', '،']).map(str::trim).peekable();
    let (mut end, mut date) = (0, None);
    let mut dated = false;
    while let Some(part) = parts.next() {
        if is_day(part) {
            dated = true;
            let year = parts.peek().copied().filter(|p| p.len() == 4 && p.bytes().all(|b| b.is_ascii_digit()));
            let whole = year.map_or_else(|| part.to_owned(), |y| format!("{part} {y}"));
            date = loose::parse(&whole).map(|t| t.date);
            if year.is_some() {
                parts.next();
            }
        } else if dated || !is_place(part) {
            return None;
        } else {
            end = part.as_ptr() as usize - s.as_ptr() as usize + part.len();
        }
    }
    let location = Some(&s[..end]).filter(|l| !l.is_empty());
    // `Jan 30 (Reuters) - `: a date may stand alone.
    (location.is_some() || dated).then(|| Dateline { location, date, ..Dateline::default() })
}

/// `Aug. 20`, `16 ene`, `21 Nov. 2024`, `26-11-2023`.
fn is_day(part: &str) -> bool {
    let words: Vec<&str> = part.split([' ', '\u{a0}', '-', '/']).filter(|w| !w.is_empty()).collect();
    let number = |w: &&str| w.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit());
    (2..=3).contains(&words.len()) && words.iter().any(number) && words.iter().all(|w| number(w) || loose::month(w).is_some())
}

/// One to five capitalised words (`Ho Chi Minh City`, `S.D.`, `Rio de Janeiro`), or words of a
/// script that has no capitals.
fn is_place(part: &str) -> bool {
    let words: Vec<&str> = part.split([' ', '\u{a0}', '/']).filter(|w| !w.is_empty()).collect();
    let lettered = |w: &str| w.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c));
    let capital = |w: &str| w.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    (1..=5).contains(&words.len()) && words.iter().all(|w| lettered(w)) && words.first().is_some_and(|w| capital(w)) && words.last().is_some_and(|w| capital(w))
}

/// `HawaiiNewsNow`, `Europa Press`, `dpa/lni`, `أ ف ب`: what an agency may be called.
fn is_name(s: &str) -> bool {
    let words = s.split_whitespace().count();
    (1..=4).contains(&words) && s.chars().count() <= 40 && s.chars().all(|c| c.is_alphabetic() || " /.-&'’".contains(c))
}

/// What the last paragraphs say of who wrote the report.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Credit<'a> {
    pub(super) source: Option<&'static str>,
    pub(super) byline: Option<&'a str>,
}

/// Reads `Reuters contributed reporting to this article.` and `(Reporting by A and B; Editing by C)`.
pub(super) fn credit(text: &str) -> Credit<'_> {
    let mut credit = Credit::default();
    for line in text.trim_end().rsplit('\n').take(3).filter(|l| l.len() < 1000) {
        if credit.source.is_none()
            && let Some(at) = CREDITS.iter().find_map(|c| c.find(line.as_bytes()))
        {
            // The agency is what the line begins with: `CNN's A and B`, `AP writers A and B`.
            let before = line[..at].trim_start_matches(['(', ' ', '—', '-']).trim_end();
            credit.source = before.match_indices([' ', '\'', '’']).map(|(i, _)| i).chain([before.len()]).rev().find_map(|end| agency(&before[..end]));
        }
        if credit.byline.is_none()
            && let Some(open) = line.rfind('(')
            && let Some(cue) = REPORTING.iter().find(|cue| line.get(open + 1..open + 1 + cue.len()).is_some_and(|l| l.eq_ignore_ascii_case(cue)))
        {
            let names = &line[open + 1 + cue.len()..];
            let end = names.find([';', ')']).unwrap_or(names.len());
            credit.byline = Some(names[..end].trim()).filter(|n| !n.is_empty());
        }
    }
    credit
}

/// A day as a report's publication time.
pub(super) fn day(date: Date) -> Timestamp {
    Timestamp { date, time: None, offset: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `location | source | date`, an empty cell for none.
    fn read(paragraph: &str) -> Option<String> {
        let line = of_paragraph(paragraph)?;
        let date = line.date.map(|d| d.to_string()).unwrap_or_default();
        Some(format!("{}|{}|{date}|{}", line.location.unwrap_or(""), line.source.unwrap_or(""), &paragraph[line.length..]))
    }

    #[test]
    fn datelines_of_the_wires() {
        for (text, expected) in [
            ("MUMBAI (Reuters) - Shares fell.", "MUMBAI|Reuters||Shares fell."),
            ("SURABAYA, Indonesia/JAKARTA (Reuters) - Ships left.", "SURABAYA, Indonesia/JAKARTA|Reuters||Ships left."),
            ("WASHINGTON (CNN) — Laws.", "WASHINGTON|CNN||Laws."),
            ("(CNN) -- Laws.", "|CNN||Laws."),
            ("SEOUL, Aug. 20 (Yonhap) -- Laws.", "SEOUL|Yonhap||Laws."),
            ("Jan 30 (Reuters) - Laws.", "|Reuters||Laws."),
            ("BUENOS AIRES, Argentina (AP) _ Laws.", "BUENOS AIRES, Argentina|AP||Laws."),
            ("Peine (dpa/lni) - Ein Baum.", "Peine|dpa/lni||Ein Baum."),
            ("Bruselas, 16 ene (EFE).- La Unión.", "Bruselas|EFE||La Unión."),
            ("MADRID, 21 Nov. 2024 (Europa Press) - El primer.", "MADRID|Europa Press|2024-11-21|El primer."),
            ("(ANSA) - Rome, October 11 - A court.", "Rome|ANSA||A court."),
            ("STOCKHOLM, Aug 29, 2014 (AFP) - Laws.", "STOCKHOLM|AFP|2014-08-29|Laws."),
            ("Gaza City, Palestinian Territories, May 16, 2021 (AFP) - Laws.", "Gaza City, Palestinian Territories|AFP|2021-05-16|Laws."),
            ("Taipei, Nov. 17 (CNA) The mayor.", "Taipei|CNA||The mayor."),
            ("SIOUX FALLS, S.D. – Laws.", "SIOUX FALLS, S.D.|||Laws."),
            ("VIENNA — Laws.", "VIENNA|||Laws."),
            ("BHIMKOT, Sept 25: Flights resumed.", "BHIMKOT|||Flights resumed."),
            (
                "Mumbai, Nov. 26: Flights that had been halted for a week resumed on Friday.",
                "Mumbai|||Flights that had been halted for a week resumed on Friday.",
            ),
            (
                "World News: Mumbai, Nov. 26: Flights that had been halted for a week resumed on Friday.",
                "Mumbai|||Flights that had been halted for a week resumed on Friday.",
            ),
            ("BHIMKOT, August 30 (Online): Flights resumed.", "BHIMKOT|Online||Flights resumed."),
            ("BHIMKOT, Sept 25, 2016: Flights resumed.", "BHIMKOT||2016-09-25|Flights resumed."),
            (
                "Indianapolis – Several thousand people in red walked round the house of the state on Tuesday.",
                "Indianapolis|||Several thousand people in red walked round the house of the state on Tuesday.",
            ),
            ("PanARMENIAN.Net - Amnesty said.", "|PanARMENIAN.Net||Amnesty said."),
            ("HONOLULU, Hawaii (HawaiiNewsNow) - Laws.", "HONOLULU, Hawaii|HawaiiNewsNow||Laws."),
            ("دمشق، سوريا (CNN) -- أكدت", "دمشق، سوريا|CNN||أكدت"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "The company (Reuters) - said so.",
            "He won gold (again) - a record.",
            "Angela Merkel - the chancellor - said so.",
            "The NATO - the alliance - met.",
            "Shares rose 5 percent - the most in a year.",
            "Brexit – what now",
            "Paris (Texas) has a tower.",
            "Bhimkot, Sept 25: what we know",
            "BHIMKOT: Flights resumed.",
            "SEPT 25: Flights resumed.",
            "London (updated) - A man.",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn credits_name_agency_or_reporters() {
        let source = |text| credit(text).source;
        assert_eq!(source("A.\nReuters contributed reporting to this article."), Some("Reuters"));
        assert_eq!(source("A.\nCNN's Ann Bee and Cy Dee contributed to this report."), Some("CNN"));
        assert_eq!(source("A.\nAP writers Ann Bee in Oslo and Cy Dee contributed to this report."), Some("AP"));
        assert_eq!(source("A.\nThe Associated Press contributed to this report."), Some("AP"));
        assert_eq!(source("A.\nAnn Bee contributed to this report."), None);
        assert_eq!(credit("A.\n(Reporting by Ann Bee in Oslo; Editing by Cy Dee)").byline, Some("Ann Bee in Oslo"));
    }
}
