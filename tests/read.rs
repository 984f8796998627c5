//! What the input side makes of files: reports, and one clear line for all that it leaves out.

use std::fs;
use std::path::{Path, PathBuf};

use claimdiff::Report;
use claimdiff::read::{Inputs, Item, ReadOptions, each, read, read_with};

/// A folder of this test's own, emptied first.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("read-{name}"));
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    fs::create_dir_all(&path).unwrap();
    path
}

fn read_all(paths: &[&Path]) -> Inputs {
    read(&paths.iter().map(|p| p.to_string_lossy().into_owned()).collect::<Vec<_>>())
}

/// Reads one file with this content.
fn file(test: &str, name: &str, content: impl AsRef<[u8]>) -> Inputs {
    let path = folder(test).join(name);
    fs::write(&path, content).unwrap();
    read_all(&[&path])
}

fn only(inputs: Inputs) -> Report {
    assert!(inputs.skipped.is_empty(), "{:?}", inputs.skipped);
    assert_eq!(inputs.reports.len(), 1, "{:?}", inputs.reports);
    inputs.reports.into_iter().next().unwrap()
}

/// The messages, each without the folder of the test.
fn messages(errors: &[claimdiff::Error]) -> Vec<String> {
    errors
        .iter()
        .map(|e| e.to_string())
        .map(|m| m.split_once("/read-").map_or(m.clone(), |(_, m)| m.split_once('/').map_or(m, |(_, m)| m).to_owned()))
        .collect()
}

#[test]
fn a_date_head_is_metadata_and_the_lead_stays() {
    let text = " date 2019-04-23 The two leaders are to meet on Thursday, the Kremlin said.\nThe talks are the first between them.\nReuters contributed reporting to this article.\n";
    let report = only(file("head", "a.txt", text));
    assert_eq!(report.published.unwrap().to_string(), "2019-04-23");
    assert_eq!(report.source.as_deref(), Some("Reuters"));
    assert!(report.text.starts_with("The two leaders are to meet"), "{}", report.text);
    assert!(report.text.ends_with("\nReuters contributed reporting to this article."), "{}", report.text);
    assert_eq!(report.format.as_deref(), Some("text"));
}

#[test]
fn a_dateline_gives_place_and_agency_and_stays_in_the_text() {
    let report = only(file("dateline", "a.txt", "OSLO, Norway, May 3, 2021 (AFP) - The ferry sank off the coast on Monday, and 40 people were saved.\n"));
    assert_eq!(report.location.as_deref(), Some("OSLO, Norway"));
    assert_eq!(report.source.as_deref(), Some("AFP"));
    assert_eq!(report.published.unwrap().to_string(), "2021-05-03");
    assert!(report.text.starts_with("OSLO, Norway, May 3, 2021 (AFP) - The ferry"));
}

#[test]
fn hard_wrapped_lines_are_joined_into_paragraphs() {
    let text = "Ferry sinks off Oslo\n\nA ferry with more than 200 passengers on board sank off the\ncoast of Norway on Monday, and 40 people were saved by a fishing\nboat.\n\nThe captain said that the weather had turned within minutes, and\nthat no call for help was made.\n";
    let report = only(file("wrapped", "a.txt", text));
    assert_eq!(report.headline.as_deref(), Some("Ferry sinks off Oslo"));
    let paragraphs: Vec<&str> = report.text.lines().collect();
    assert_eq!(paragraphs.len(), 2, "{paragraphs:#?}");
    assert!(paragraphs[0].ends_with("sank off the coast of Norway on Monday, and 40 people were saved by a fishing boat."));
}

#[test]
fn keyed_heads_and_date_lines_are_metadata() {
    let report = only(file("keyed", "a.txt", "Title: Ferry sinks\nDate: 3 May 2021\nSource: Example Wire\n\nA ferry sank on Monday.\n"));
    assert_eq!((report.headline.as_deref(), report.source.as_deref()), (Some("Ferry sinks"), Some("Example Wire")));
    assert_eq!(report.published.unwrap().to_string(), "2021-05-03");
    assert_eq!(report.text, "A ferry sank on Monday.");
    let report =
        only(file("keyed", "b.txt", "Ferry sinks\n[2021-05-03]\nhttps://www.example.com/a\n\nA ferry sank on Monday, and all of its passengers were saved.\n"));
    assert_eq!((report.headline.as_deref(), report.source.as_deref()), (Some("Ferry sinks"), Some("example.com")));
    assert_eq!(report.text, "A ferry sank on Monday, and all of its passengers were saved.");
}

#[test]
fn json_keys_of_many_houses_are_known() {
    let line = r#"{"url":"https://www.example.org/x","title":"Ferry sinks","publishedAt":"2021-05-03T10:00:00Z","author":["Ann Bee","Cy Dee"],"content":"A ferry sank.\n\nAll were saved.","lang":"eng"}"#;
    let report = only(file("keys", "a.json", line));
    assert_eq!(report.id, "https://www.example.org/x");
    assert_eq!(report.source.as_deref(), Some("example.org"));
    assert_eq!(report.byline.as_deref(), Some("Ann Bee, Cy Dee"));
    assert_eq!(report.language.as_deref(), Some("en"));
    assert_eq!(report.published.unwrap().to_string(), "2021-05-03T10:00Z");
    assert_eq!(report.text, "A ferry sank.\nAll were saved.");
    let wrapped = format!(r#"{{"total": 2, "articles": [{line}, {{"id":"b","text":"Another."}}]}}"#);
    assert_eq!(file("keys", "b.json", wrapped).reports.len(), 2);
}

#[test]
fn fields_can_be_mapped() {
    let path = folder("mapped").join("a.jsonl");
    fs::write(&path, r#"{"main":"A ferry sank.","when":"3 May 2021","text":"not this"}"#).unwrap();
    let mut options = ReadOptions::default();
    options.map_field("text=main").unwrap();
    options.map_field("published=when").unwrap();
    let report = only(read_with(&[path.to_string_lossy().into_owned()], &options));
    assert_eq!((report.text.as_str(), report.published.unwrap().to_string().as_str()), ("A ferry sank.", "2021-05-03"));
    assert!(options.map_field("body=text").unwrap_err().to_string().starts_with("expected one of id, source"));
    assert!(options.map_field("text").is_err());
}

#[test]
fn limits_can_be_set_by_name() {
    let path = folder("limits").join("a.txt");
    fs::write(&path, "A ferry sank off the coast.").unwrap();
    let mut options = ReadOptions::default();
    options.set_limit("report-bytes=10").unwrap();
    let inputs = read_with(&[path.to_string_lossy().into_owned()], &options);
    assert_eq!(messages(&inputs.skipped), ["a.txt: larger than 10 bytes, the limit `report-bytes`: split it, or raise it with --limit report-bytes=N"]);
    for wrong in ["report-bytes", "bytes=10", "depth=0", "depth=deep"] {
        assert!(options.set_limit(wrong).unwrap_err().to_string().starts_with("expected LIMIT=NUMBER with one of report-bytes"), "{wrong}");
    }
    assert!(options.set_format("docx").unwrap_err().to_string().contains("found \"docx\""));
    options.set_format("markdown").unwrap();
}

#[test]
fn our_own_output_reads_back_unchanged() {
    let mut report = Report::new("x", "One  “quoted” line.\n\nAnother\u{a0}line.");
    report.source = Some("Example Wire".into());
    report.published = Some("2021-05-03T10:00+02:00".parse().unwrap());
    report.path = Some("elsewhere/x.html".into());
    report.format = Some("html".into());
    let line = serde_json::to_string(&report).unwrap();
    assert_eq!(only(file("back", "a.jsonl", line)), report);
}

#[test]
fn offsets_into_a_given_text_still_hold() {
    let report = only(file("offsets", "a.jsonl", r#"{"id":"a","text":"One.\u0007 Two\u00a0three.\r\nFour."}"#));
    assert_eq!(report.text.chars().count(), "One.x Two three.x\nFour.".chars().count());
    assert!(!report.text.contains('\u{7}'));
}

#[test]
fn bad_input_is_named_and_the_rest_is_read() {
    let dir = folder("bad");
    fs::create_dir(dir.join("empty-folder")).unwrap();
    let long = format!(r#"{{"id":"long","text":"{}"}}"#, "word ".repeat(10 << 20));
    let files: [(&str, Vec<u8>); 9] = [
        ("binary.txt", (0..=255).cycle().take(5000).collect()),
        ("blank.txt", b"  \n\n ".to_vec()),
        ("empty.txt", Vec::new()),
        ("good.txt", b"A ferry sank off Oslo on Monday.".to_vec()),
        ("half.jsonl", b"{\"id\":\"one\",\"text\":\"First.\"}\n{\"id\":\"two\",\"te".to_vec()),
        ("latin.txt", b"The caf\xe9 in the old town was full on Monday, he said.".to_vec()),
        ("long.jsonl", format!("{long}\n{{\"id\":\"after\",\"text\":\"Still here.\"}}").into_bytes()),
        ("office.txt", b"PK\x03\x04rest".to_vec()),
        ("textless.json", br#"{"id":"a","headline":"Only a headline"}"#.to_vec()),
    ];
    for (name, content) in &files {
        fs::write(dir.join(name), content).unwrap();
    }
    let inputs = read_all(&[&dir, &dir.join("empty-folder"), &dir.join("missing.txt"), &dir.join("*.nothing")]);
    let expected = [
        "*.nothing: no file matches this pattern",
        "empty-folder: no file to read in this folder",
        "missing.txt: no such file or folder",
        "binary.txt: not text: the file holds binary data",
        "blank.txt: the report has no text",
        "empty.txt: the file is empty",
        "half.jsonl: line 2: expected a whole JSON value, found its end too early: half a line or a file cut off",
        "long.jsonl: line 1: larger than 16 MiB, the limit `report-bytes`: split it, or raise it with --limit report-bytes=N",
        "office.txt: a zip archive (or an office document): unpack it, and give the files in it",
        "textless.json: no text in it: none of its keys (headline, id) is one for a text; name it with text=KEY",
    ];
    assert_eq!(messages(&inputs.skipped), expected);
    assert_eq!(messages(&inputs.notes), ["latin.txt: not valid UTF-8 and no encoding declared: read as windows-1252"]);
    let mut texts: Vec<&str> = inputs.reports.iter().map(|r| r.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["A ferry sank off Oslo on Monday.", "First.", "Still here.", "The café in the old town was full on Monday, he said."]);
}

#[test]
fn duplicate_ids_are_named_and_versions_are_kept() {
    let lines = r#"{"id":"a","text":"One."}
{"id":"a","text":"Two."}
{"id":"v","version":"1","text":"First."}
{"id":"v","version":"2","text":"Second."}"#;
    let inputs = file("duplicates", "a.jsonl", lines);
    let ids: Vec<(&str, &str)> = inputs.reports.iter().map(|r| (r.id.as_str(), r.story())).collect();
    assert_eq!(ids, [("a", "a"), ("v@1", "v"), ("v@2", "v")]);
    assert_eq!(inputs.skipped.len(), 1);
    assert!(inputs.skipped[0].to_string().contains("duplicate id \"a\": another report in"), "{}", inputs.skipped[0]);
}

#[test]
fn the_order_of_paths_and_the_number_of_threads_do_not_matter() {
    let dir = folder("order");
    for n in 0..20 {
        fs::write(dir.join(format!("{n}.txt")), format!("Report {n} says that {n} people were saved.")).unwrap();
    }
    fs::write(dir.join("x.jsonl"), "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n{bad}\n").unwrap();
    let mut paths: Vec<String> = (0..20).map(|n| dir.join(format!("{n}.txt")).to_string_lossy().into_owned()).collect();
    paths.push(dir.join("x.jsonl").to_string_lossy().into_owned());
    let show = |inputs: Inputs| format!("{:?}{:?}{:?}", inputs.reports, inputs.skipped, inputs.notes);
    let forward = show(read(&paths));
    paths.reverse();
    paths.push(dir.to_string_lossy().into_owned());
    let single = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(show(single.install(|| read(&paths))), forward);
    let mut streamed = 0;
    each(&paths, &ReadOptions::default(), &mut |item| streamed += usize::from(matches!(item, Item::Report(_))));
    assert_eq!(streamed, 22);
}

#[test]
fn folders_globs_and_links_are_walked() {
    let dir = folder("walk");
    fs::create_dir_all(dir.join("sub/.hidden")).unwrap();
    for name in ["a.txt", "sub/b.txt", "sub/.hidden/c.txt"] {
        fs::write(dir.join(name), format!("The report {name} is here.")).unwrap();
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&dir, dir.join("sub/loop")).unwrap();
        std::os::unix::fs::symlink(dir.join("gone"), dir.join("dangling")).unwrap();
    }
    let inputs = read_all(&[&dir]);
    assert_eq!(inputs.reports.len(), 2);
    assert_eq!(messages(&inputs.notes), ["sub/.hidden/c.txt: hidden file, left out; name it to read it"]);
    #[cfg(unix)]
    {
        let skipped = messages(&inputs.skipped);
        assert_eq!(skipped.len(), 2, "{skipped:?}");
        assert!(skipped.iter().any(|m| m == "dangling: a link to a file that does not exist"), "{skipped:?}");
        assert!(skipped.iter().any(|m| m.contains("a link that leads back to")), "{skipped:?}");
    }
    assert_eq!(read_all(&[&dir.join("*.txt")]).reports.len(), 1);
    assert_eq!(read_all(&[&dir.join("**/*.txt")]).reports.len(), 2);
}

#[test]
fn packed_files_are_unpacked_and_bombs_are_not() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let gzip = |content: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    };
    let dir = folder("packed");
    let lines = b"{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n";
    let packed = gzip(lines);
    fs::write(dir.join("ok.jsonl.gz"), &packed).unwrap();
    fs::write(dir.join("cut.txt.gz"), &gzip(&b"A ferry sank. ".repeat(1000))[..60]).unwrap();
    fs::write(dir.join("bomb.txt.gz"), gzip(&vec![b' '; 100 << 20])).unwrap();
    fs::write(dir.join("bomb.jsonl.gz"), gzip(&[b"{}".to_vec(), vec![b'\n'; 100 << 20]].concat())).unwrap();
    fs::write(dir.join("z.txt.zst"), zstd::encode_all(&b"A ferry was saved."[..], 1).unwrap()).unwrap();
    let inputs = read_all(&[&dir]);
    let skipped = messages(&inputs.skipped);
    assert_eq!(inputs.reports.len(), 3, "{skipped:?}");
    assert!(skipped.iter().any(|m| m.starts_with("cut.txt.gz: the gzip data end too early")), "{skipped:?}");
    assert!(skipped.iter().any(|m| m.starts_with("bomb.txt.gz: larger than 16 MiB")), "{skipped:?}");
    assert!(skipped.iter().any(|m| m.contains("unpacks to more than 200 times its size")), "{skipped:?}");
}

#[test]
fn encodings_are_found_out() {
    let text = "The café was “full” on Monday, he said, and it was the first time since the war.";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let utf8 = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let western = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for (name, bytes) in [("utf16le.txt", utf16), ("utf16be.txt", bare), ("bom.txt", utf8), ("western.txt", western)] {
        assert_eq!(only(file("encodings", name, bytes)).text, text, "{name}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let inputs = file("deep", "a.json", "[".repeat(100_000));
    assert_eq!(messages(&inputs.skipped), ["a.json: line 1: nested too deeply: more than 128 levels"]);
}

#[test]
fn a_report_in_another_language_is_named_so() {
    let text = "Die beiden Regierungschefs wollen sich am Donnerstag in der Universität treffen, teilte die Regierung am Dienstag mit.";
    assert_eq!(only(file("german", "a.txt", text)).language.as_deref(), Some("de"));
}
