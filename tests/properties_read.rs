//! Whatever the bytes, and whatever they are said to be: a report or an error, and no panic.

use std::path::Path;

use claimdiff::read::{FORMATS, ReadOptions, read_with};
use proptest::prelude::*;

/// Pieces that the formats are made of, so that random input gets past their first checks.
const PIECES: [&str; 40] = [
    "<nitf>",
    "<p>",
    "</p>",
    "<br/>",
    "&amp;",
    "&#8217;",
    "&#x110000;",
    "<rss><channel><item>",
    "<title>",
    "<html><body>",
    "<h1>",
    "<script type='application/ld+json'>{",
    "}</script>",
    "{\"text\":\"",
    "\"}",
    "[",
    "\n",
    "\r\n",
    ",",
    "\t",
    "id,text\n",
    "---\n",
    "# A\n",
    "**Published:** ",
    "\u{1}bdt0 1 pl 1  dpa 1\n",
    "\u{2}",
    "\u{3}",
    "\u{4}",
    "\u{16}\u{16}\u{1}",
    "^",
    "WARC/1.0\r\n",
    "Content-Length: 9\r\n\r\n",
    "OSLO (AP) - ",
    "（",
    "—",
    "2021-05-03",
    "11:34 PM EST",
    "Mai 99",
    "日本語。",
    "\u{0}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn any_bytes_give_a_report_or_an_error(
        pieces in prop::collection::vec(prop_oneof![prop::sample::select(&PIECES[..]).prop_map(|p| p.as_bytes().to_vec()), prop::collection::vec(any::<u8>(), 0..12)], 0..30),
    ) {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("property.bin");
        std::fs::write(&path, pieces.concat()).unwrap();
        let paths = [path.to_string_lossy().into_owned()];
        for format in FORMATS.iter().map(|f| Some(f.name)).chain([None]) {
            // The Parquet reader's own panics are caught, but they print.
            if format == Some("parquet") {
                continue;
            }
            let options = ReadOptions { from: format.map(str::to_owned), ..ReadOptions::default() };
            let inputs = read_with(&paths, &options);
            prop_assert!(!inputs.reports.is_empty() || !inputs.skipped.is_empty(), "{format:?}");
            for report in &inputs.reports {
                prop_assert!(!report.text.trim().is_empty());
                prop_assert!(report.text.chars().all(|c| c == '\n' || !c.is_control()), "{format:?}: {:?}", report.text);
            }
        }
    }
}
