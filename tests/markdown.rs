//! Markdown: no text of a report becomes markup, in any of the dialects that a parser knows.

use claimdiff::write::markdown::escape;
use claimdiff::write::{Format, View};
use claimdiff::{Report, compare};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

/// The text that a renderer shows; fails where it shows anything but text and paragraphs.
fn shown(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::all() & !Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
            other => panic!("{markdown:?} has {other:?}"),
        }
    }
    text
}

#[test]
fn markup_in_a_text_is_shown_as_it_is() {
    for text in [
        "# a",
        "## a #",
        "- a",
        "-",
        "---",
        "+ a",
        "* a *b*",
        "1. a",
        "12) a",
        "a | b",
        "`a`",
        "``` a",
        "~~~",
        "~~a~~",
        "> a",
        "[a](b)",
        "![a](b)",
        "<b>a</b>",
        "<!-- a -->",
        "&amp; &#65;",
        "a\\",
        "\\*",
        "__a__",
        "$a$ $$b$$",
        "^a^",
        "[^1]: a",
        "[a]: b",
        ": a",
        "===",
        "{#id}",
        "https://a.example/",
        "www.a.example",
        "mailto:a@b.example",
        "| a |",
        "    a",
        "\ta",
        "[[a]]",
        "=1+1",
        "a  b",
        "2018-08-05",
        "7:46 p.m.",
    ] {
        let plain: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(shown(&escape(text)), plain.join(" "), "{text:?} written {:?}", escape(text));
    }
}

#[test]
fn plain_prose_is_written_as_it_is() {
    for text in ["At 7:46 p.m. on 2018-08-05, the U.S. agency (BMKG) said: \"31 km\" - not 15.", "3.5 million; 56 per cent"] {
        assert_eq!(escape(text), text);
    }
}

proptest! {
    #[test]
    fn any_text_is_shown_as_text(text in "[-a-c1-3.:/()\\[\\]<>*_`~#+=|!&;$^{}@\\\\ w\"']{0,24}") {
        let plain: Vec<&str> = text.split_whitespace().collect();
        prop_assert_eq!(shown(&escape(&text)), plain.join(" "));
    }
}

#[test]
fn a_hostile_report_adds_no_heading_link_or_cell() {
    let reports = ["230", "180"].map(|n| {
        let mut report = Report::new(
            n,
            format!("| x | **The Kremlin** said {n} people would travel to [the](http://a.example) summit with Kim Jong Un.\n# Not a heading\n<script>"),
        );
        report.source = Some("](javascript:x) | `Outlet`".to_owned());
        report
    });
    let mut bytes = Vec::new();
    (Format::named("markdown").unwrap().comparison)(&compare(&reports), &View::default(), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let events: Vec<Event<'_>> = Parser::new_ext(&text, Options::all()).collect();
    assert!(!events.iter().any(|e| matches!(e, Event::Html(_) | Event::InlineHtml(_) | Event::Code(_))), "{text}");
    assert!(!events.iter().any(|e| matches!(e, Event::Start(pulldown_cmark::Tag::Link { .. } | pulldown_cmark::Tag::Image { .. }))), "{text}");
    let headings = events.iter().filter(|e| matches!(e, Event::Start(pulldown_cmark::Tag::Heading { .. }))).count();
    assert_eq!(headings, 1 + compare(&reports).findings.len(), "{text}");
}
