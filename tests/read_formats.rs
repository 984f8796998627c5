//! One story in every format: the fields that each gives, and what is no part of the text.

use std::fs;
use std::path::Path;

use claimdiff::Report;
use claimdiff::read::{Inputs, read};

fn load(name: &str, content: impl AsRef<[u8]>) -> Inputs {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("read-formats");
    fs::create_dir_all(&dir).unwrap();
    let path = dir.join(name);
    fs::write(&path, content).unwrap();
    read(&[path.to_string_lossy().into_owned()])
}

fn only(inputs: Inputs) -> Report {
    assert!(inputs.skipped.is_empty(), "{:?}", inputs.skipped);
    assert_eq!(inputs.reports.len(), 1, "{:?}", inputs.reports);
    inputs.reports.into_iter().next().unwrap()
}

/// `format | source | published | location | language | headline`, an empty cell for none.
fn facts(report: &Report) -> String {
    let published = report.published.map(|t| t.to_string()).unwrap_or_default();
    let cells = [&report.format, &report.source, &Some(published), &report.location, &report.language, &report.headline];
    cells.map(|c| c.clone().unwrap_or_default()).join("|")
}

#[test]
fn web_page() {
    let report = only(load("page.html", include_str!("data/read/page.html")));
    assert_eq!(facts(&report), "html|Example Courier|2021-05-03T09:34+02:00|STAVANGER, Norway|en|Ferry with 212 on board sinks off Stavanger");
    assert_eq!(report.byline.as_deref(), Some("Ann Bee"));
    assert_eq!(report.updated.unwrap().to_string(), "2021-05-03T12:10+02:00");
    let expected = [
        "STAVANGER, Norway (AP) — A ferry with 212 people on board sank off the coast of Norway on Monday, the coast guard said.",
        "Rescuers pulled 40 people out of the water within the first hour, among them three children, and a fishing boat took in 22 more.",
        "“We heard a bang, and then the lights went out,” one of the passengers told the broadcaster, adding that the crew had handed out life jackets at once.",
        "Old ship",
        "The ferry was built in 1978, and its owner had planned to sell it this summer, according to the port’s harbour master.",
        "It was the second accident on the route this year.",
    ];
    assert_eq!(report.text.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn web_page_without_any_marks() {
    let page = "<html><head><title>Ferry sinks off Norway, 40 people saved - Courier</title></head><body><h1></h1><h1>Courier</h1>
        <div>May 3, 2021 - 11:28 CEST</div><div>A ferry sank off the coast of Norway on Monday, the coast guard said, and it was the second one this year.<br><br>
        All of those who were on board, among them three children, were saved within the first hour by a fishing boat.<br><br>The owner was not available.</div>
        <div><a href=/a>Snow is on its way to the north of the country</a> <a href=/b>Seven things to know about the vote</a></div></body></html>";
    let report = only(load("bare.html", page));
    assert_eq!(facts(&report), "html||2021-05-03T11:28+02:00||en|Ferry sinks off Norway, 40 people saved");
    assert_eq!(report.text.lines().count(), 3, "{}", report.text);
    assert!(report.text.starts_with("A ferry sank") && report.text.ends_with("The owner was not available."), "{}", report.text);
}

#[test]
fn the_lead_in_the_head_of_the_article_is_kept() {
    let page = "<html><head><title>Ferry sinks</title></head><body><header><p>Courier, the paper that everyone in the north reads, every day.</p></header><article class='paywall'>
        <header><h1>Ferry sinks</h1><p class='teaser'>A ferry with 212 people on board sank off the coast of Norway on Monday, officials said.</p></header>
        <section><p>Rescuers pulled 40 people out of the water within the first hour, among them three children.</p><p>The ferry was built in 1978, and its owner had planned to sell it.</p></section></article></body></html>";
    let report = only(load("lead.html", page));
    assert!(report.text.starts_with("A ferry with 212 people"), "{}", report.text);
    assert_eq!(report.text.lines().count(), 3);
}

#[test]
fn the_agency_of_a_page_that_names_no_outlet_is_called_as_in_any_other_format() {
    let page = |head: &str, agency: &str| {
        format!(
            "<html><head><title>Ferry sinks</title>{head}</head><body><article><p>STAVANGER, Norway ({agency}) - A ferry with 212 people on board sank on Monday, the coast guard said.</p></article></body></html>"
        )
    };
    let source = |page: String| only(load("wire.html", page)).source.unwrap();
    assert_eq!(source(page("", "Agence France-Presse")), "AFP");
    assert_eq!(source(page("", "Norvik Press")), "Norvik Press");
    assert_eq!(source(page("<meta property='og:site_name' content='Example Courier'>", "Agence France-Presse")), "Example Courier");
}

#[test]
fn web_page_that_gives_its_text_to_machines_alone() {
    let sentence = "A ferry sank off the coast of Norway on Monday, the coast guard said, and it was the second one this year. ";
    let page = format!(
        "<!doctype html><html lang=en><head><script type='application/ld+json'>[{{\"@type\":[\"NewsArticle\"],\"headline\":\"Ferry sinks &#8216;in minutes&#8217;\",\"datePublished\":\"3 May 2021 08:02 GMT\",\"articleBody\":\"{}\\n{sentence}\"}}]</script></head><body><div id=root></div></body></html>",
        sentence.repeat(3)
    );
    let report = only(load("script.html", page));
    assert_eq!(facts(&report), "html||2021-05-03T08:02Z||en|Ferry sinks ‘in minutes’");
    assert_eq!(report.text.lines().count(), 2);
}

#[test]
fn newsml_g2() {
    let item = |guid: &str, class: &str, body: &str| {
        format!(
            r#"<n:newsItem guid="{guid}" version="3" xml:lang="en"><n:itemMeta><n:itemClass qcode="ninat:{class}"/><n:provider qcode="nprov:REUTERS"/>
            <n:versionCreated>2021-05-03T12:00:00.000Z</n:versionCreated><n:firstCreated>2021-05-03T10:00:00+0200</n:firstCreated><n:edNote>Adds detail</n:edNote></n:itemMeta>
            <n:contentMeta><n:headline role="hld:subHeadline">Second line</n:headline><n:headline>Ferry sinks</n:headline><n:by>By Ann Bee</n:by></n:contentMeta>
            <n:contentSet><n:inlineXML contenttype="application/xhtml+xml">{body}</n:inlineXML></n:contentSet></n:newsItem>"#
        )
    };
    let body = r#"<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><header><h1>Ferry sinks</h1><ul><li>FERRY</li></ul></header><p>Ferry sinks</p><p>OSLO, May 3 (Reuters) - A ferry sank &amp;amp; was lost.</p><p/>
        <figure><figcaption>The ferry</figcaption></figure><p>All were saved.</p><section class="notepad"><p>Call the desk.</p></section><p>ann/fz</p></body></html>"#;
    let message = format!(
        r#"<?xml version="1.0"?><!-- a message --><n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:itemSet>{}{}</n:itemSet></n:newsMessage>"#,
        item("tag:a", "text", body),
        item("tag:b", "picture", "<p>A picture of the ferry.</p>")
    );
    let inputs = load("g2.xml", message);
    assert_eq!(inputs.notes.len(), 1);
    let report = only(inputs);
    assert_eq!(facts(&report), "newsml-g2|Reuters|2021-05-03T10:00+02:00|OSLO|en|Ferry sinks");
    assert_eq!((report.id.as_str(), report.version.as_deref(), report.byline.as_deref()), ("tag:a", Some("3"), Some("Ann Bee")));
    assert_eq!(report.updated.unwrap().to_string(), "2021-05-03T12:00Z");
    assert_eq!(report.text, "OSLO, May 3 (Reuters) - A ferry sank & was lost.\nAll were saved.");
    let withdrawn = load("g2-withdrawn.xml", r#"<newsItem guid="a" version="4"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>"#);
    assert!(withdrawn.skipped[0].to_string().ends_with("the source says that this report is canceled: left out"));
    let catalogue = load("g2-catalogue.xml", r#"<catalogItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"/>"#);
    assert!(catalogue.reports.is_empty() && catalogue.skipped[0].to_string().ends_with("a catalogItem without a news item: no report"));
}

#[test]
fn wire_paragraphs_by_indent_in_one_element() {
    let body = "<p>    OSLO, Jan 30 (Reuters) - A ferry sank off the coast of Norway\non Monday, the coast guard said, and 40 people were saved by a\nfishing boat.\n    The owner was not available for comment on\nMonday.</p>";
    let report =
        only(load("indent.xml", format!("<newsItem guid=\"a\"><contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>")));
    let paragraphs: Vec<&str> = report.text.lines().collect();
    assert_eq!(paragraphs.len(), 2, "{paragraphs:#?}");
    assert_eq!(paragraphs[1], "The owner was not available for comment on Monday.");
}

#[test]
fn newsml_1() {
    let xml = r#"
<NewsML Version="1.2"><NewsEnvelope><SentFrom><Party FormalName="Sender"/></SentFrom></NewsEnvelope>
<NewsItem xml:lang="x-default"><Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
<PublicIdentifier>urn:newsml:afp.com:20210503:ABC:2</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20210503T080000+0000</FirstCreated><ThisRevisionCreated>20210503T090000Z</ThisRevisionCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine/><CopyrightLine>All rights</CopyrightLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="GB"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="StyleSheet"/><ContentItem><MimeType FormalName="text/css"/><DataContent>p { color: red }</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="HeadLine"/><NewsLines><HeadLine>Ferry sinks</HeadLine></NewsLines><ContentItem><DataContent><p>Ferry sinks</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Body"/><ContentItem><DataContent><nitf><body><body.content><p>OSLO, May 3, 2021 (AFP) - A ferry sank on <chron>Monday</chron>, they said, and it was lost.</p><p>bur-ab/fz</p><p/></body.content></body></nitf></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Contact"/><ContentItem><DataContent><p>Call Ann Bee.</p></DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"#;
    let report = only(load("newsml.xml", xml));
    assert_eq!(facts(&report), "newsml|AFP|2021-05-03T08:00Z|OSLO||Ferry sinks");
    assert_eq!((report.id.as_str(), report.version.as_deref()), ("urn:newsml:afp.com:20210503:ABC", Some("2")));
    assert_eq!(report.text, "OSLO, May 3, 2021 (AFP) - A ferry sank on Monday, they said, and it was lost.");
}

#[test]
fn nitf() {
    let xml = br#"<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE nitf SYSTEM "http://example.org/nitf.dtd">
<nitf><head><docdata><doc-id id-string="x1" regsrc="Wire"/><du-key key="ferry" version="2"/><date.issue norm="20210503T100000+0200"/></docdata></head>
<body><body.head><headline><hl1>FERRY SINKS</hl1><hl2>More</hl2></headline><byline>By <person>Ann Bee</person></byline><dateline><location><city>Oslo</city></location><story.date>wrong</story.date></dateline><abstract><p>A ferry sank.</p></abstract></body.head>
<body.content><p lede="true">A ferry sank. The loss is put at \xa3300 and &#163;5.</p><media><media-caption>The ferry</media-caption></media><p>All were saved,<br/>
they said.</p><p>ends</p></body.content><body.end><tagline>a@example.org</tagline></body.end></body></nitf>"#;
    let xml: Vec<u8> = String::from_utf8_lossy(xml).replace("\\xa3", "\u{a3}").chars().map(|c| c as u8).collect();
    let inputs = load("nitf.xml", xml);
    assert!(inputs.notes.is_empty(), "{:?}", inputs.notes);
    let report = only(inputs);
    assert_eq!(facts(&report), "nitf|Wire|2021-05-03T10:00+02:00|Oslo|en|FERRY SINKS");
    assert_eq!((report.id.as_str(), report.version.as_deref(), report.byline.as_deref()), ("ferry", Some("2"), Some("Ann Bee")));
    assert!(report.text.starts_with("A ferry sank. The loss is put at £300 and £5.\nAll were saved"), "{}", report.text);
    assert!(!report.text.contains("ends") && !report.text.contains("The ferry"));
}

#[test]
fn feeds() {
    let rss = r#"<rss version="2.0" xmlns:content="x" xmlns:media="y" xmlns:dc="z"><channel><title>Example Courier</title><language>en-us</language>
<item><media:title>A picture</media:title><title>Ferry sinks</title><guid>a</guid><pubDate>lun, 3 mag 2021 10:00:00 +02:00</pubDate><dc:creator>Ann Bee</dc:creator><description>A ferry&nbsp;...</description>
<content:encoded><![CDATA[<p>A ferry sank on Monday.</p><p>All were saved &amp; well.</p><p>The post Ferry sinks appeared first on Courier.</p>]]></content:encoded></item>
<item><title>Only a teaser</title><guid>b</guid><description>&lt;b&gt;Snow&lt;/b&gt; is on its way.</description></item></channel></rss>"#;
    let inputs = load("rss.xml", rss);
    assert_eq!(inputs.notes.len(), 1, "{:?}", inputs.notes);
    assert_eq!(facts(&inputs.reports[0]), "feed|Example Courier|2021-05-03T10:00+02:00||en|Ferry sinks");
    assert_eq!(inputs.reports[0].text, "A ferry sank on Monday.\nAll were saved & well.");
    assert_eq!(inputs.reports[1].text, "Snow is on its way.");
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><entry><id>c</id><title type="html">Ferry &amp;amp; crew lost</title><updated>2021-05-03T08:00:00Z</updated>
<content type="xhtml"><div><p>A ferry sank.</p></div></content></entry></feed>"#;
    assert_eq!(facts(&only(load("atom.xml", atom))), "feed|Wire|2021-05-03T08:00Z||en|Ferry & crew lost");
}

#[test]
fn ninjs_of_every_version() {
    let one = r#"{"uri":"http://wire.example/1","type":"text","versioncreated":"2021-05-03T08:00:00Z","language":"en","headline":"Ferry sinks","located":"Oslo",
        "body_text":"A ferry sank. All were saved.","body_xhtml":"<p>A ferry sank.</p><p>All were saved.</p>","associations":{"main":{"type":"picture","headline":"The ferry"}}}"#;
    let report = only(load("one.json", one));
    assert_eq!(facts(&report), "json|wire.example|2021-05-03T08:00Z|Oslo|en|Ferry sinks");
    assert_eq!(report.text, "A ferry sank.\nAll were saved.");
    let three = r#"{"uri":"urn:x","versionCreated":"2021-05-03T08:00:00Z","firstCreated":"2021-05-03T07:00:00Z","copyrightHolder":"dpa","headlines":[{"role":"short","value":"Ferry"},{"role":"main","value":"Ferry sinks"}],
        "bodies":[{"role":"nitf","contentType":"text/vnd.IPTC.NITF","value":"<?xml version=\"1.0\"?><nitf><body><body.content><p>A ferry sank.</p></body.content></body></nitf>"}],"by":"Von Ann Bee"}"#;
    let report = only(load("three.json", three));
    assert_eq!(facts(&report), "json|dpa|2021-05-03T07:00Z|||Ferry sinks");
    assert_eq!((report.text.as_str(), report.byline.as_deref()), ("A ferry sank.", Some("Ann Bee")));
    let picture = load("picture.json", r#"{"uri":"urn:y","type":"picture","versioncreated":"2021-05-03T08:00:00Z","description_text":"A ferry."}"#);
    assert!(picture.reports.is_empty() && picture.skipped.len() == 1);
}

#[test]
fn tables() {
    let csv = "url,date,title,text\nhttps://www.example.org/a,2021-05-03,Ferry sinks,\"Monday, May 3, 2021\nA \"\"ferry\"\" sank.\nAll were saved.\"\n,,,\n";
    let report = only(load("table.csv", csv));
    assert_eq!(facts(&report), "csv|example.org|2021-05-03|||Ferry sinks");
    assert_eq!(report.text, "A \"ferry\" sank.\nAll were saved.");
    assert_eq!(load("table.tsv", "id\ttitle\tbody\n1\tOne\tA ferry sank.\n2\tTwo\tAll were saved.\n").reports.len(), 2);
    let bare = load("bodyless.csv", "id,title,url\n1,One,https://a.example\n");
    assert!(bare.skipped[0].to_string().ends_with("no column holds a text: found id, title, url; name it with text=COLUMN"), "{}", bare.skipped[0]);
    let open = load("open.csv", format!("id,text\n1,A ferry sank.\n2,\"{}", "word ".repeat(4 << 20)));
    assert_eq!(open.reports.len(), 1);
    assert!(open.skipped[0].to_string().contains("a quote that is never closed?"), "{}", open.skipped[0]);
}

#[test]
fn markdown() {
    let yaml = "---\ntitle: 'Ferry sinks'\ndate: 2021-05-03 10:00:00 +0200\nauthors:\n  - Ann Bee\n---\n\n## Overview\n\nA **ferry** [sank](https://example.org) on\nMonday.\n\n```sh\nls\n```\n\n- One &#8211; saved\n\n[ref]: https://example.org\n";
    let report = only(load("yaml.md", yaml));
    assert_eq!(facts(&report), "markdown||2021-05-03T10:00+02:00|||Ferry sinks");
    assert_eq!(report.text, "Overview\nA ferry sank on Monday.\nOne – saved");
    let toml = "+++\npath = \"2021/05/03/ferry\"\ntitle = \"Ferry sinks\"\n+++\nA ferry sank.\n";
    assert_eq!(facts(&only(load("toml.md", toml))), "markdown||2021-05-03|||Ferry sinks");
    let two = "---\nsource: \"Courier (courier.example)\"\n---\n\n# One\n\n**Published:** 2021-05-03\n\nA ferry sank.\n\n# Two\n\n**Published:** 2021-05-04\n\nAll were saved.\n";
    let inputs = load("two.md", two);
    assert_eq!(inputs.reports.iter().map(facts).collect::<Vec<_>>(), ["markdown|Courier|2021-05-03|||One", "markdown|Courier|2021-05-04|||Two"]);
}

#[test]
fn telex_frames() {
    let iptc = "\u{1}bdt0123 3 vm 120  dpa 0456\r\n\r\nSchiffe/Norwegen/\r\n\u{2}(Berichtigung: Im 2. Absatz wurde die Zahl\r\nkorrigiert)\r\nFähre sinkt vor Norwegen - 40 Menschen\r\ngerettet =\r\n\r\nOslo (dpa) - Vor der Küste von Norwegen ist am Montag eine Fähre\r\ngesunken. Alle wurden gerettet.\r\n\r\n# Notizblock\r\n\r\ndpa ab n1 cd\r\n\u{3}031000 Mai 21\r\n\u{7f}\u{4}\r\n";
    let report = only(load("telex.iptc", iptc));
    assert_eq!(facts(&report), "iptc-7901|dpa|2021-05-03T10:00|Oslo|de|Fähre sinkt vor Norwegen - 40 Menschen gerettet");
    assert_eq!(report.text, "Oslo (dpa) - Vor der Küste von Norwegen ist am Montag eine Fähre gesunken. Alle wurden gerettet.");
    let anpa = "\u{16}\u{16}\u{1}W1234\u{1f}asian\nf l\u{13}\u{11} BC-NY--Ferry  05-03 0100\n\u{2}^BC-NY--Ferry, 1st Ld-Writethru,127<\n^Ferry sinks<\n^Eds: Adds detail.<\n^By ANN BEE=\n^Associated Press=\n\t   OSLO, Norway (AP) _ A ferry sank, ``in minutes,'' they said.\n \n\t   ___\n\n\u{3}AP-WF-05-03-21 0800GMT<\n\u{c}\n\u{4}";
    let report = only(load("wire.tst", anpa));
    assert_eq!(facts(&report), "anpa-1312|AP|2021-05-03T08:00Z|OSLO, Norway|en|Ferry sinks");
    assert_eq!((report.version.as_deref(), report.byline.as_deref()), (Some("1st Ld-Writethru"), Some("ANN BEE")));
    assert_eq!(report.text, "OSLO, Norway (AP) — A ferry sank, “in minutes,” they said.");
}

#[test]
fn warc_as_a_crawl_leaves_it() {
    let page = "<html><head><title>Ferry sinks off Norway, 40 saved</title></head><body><h1>Ferry sinks off Norway, 40 saved</h1><p>A ferry sank off the coast of Norway on Monday, the coast guard said, and 40 people were saved.</p></body></html>";
    let record = |kind: &str, body: &str, length: usize| {
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://www.courier.example/{kind}>\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n")
    };
    let response = |status: &str, kind: &str, body: &str| format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        50,
        &page[..50],
        page.len() - 50,
        &page[50..]
    );
    let bodies = [
        ("request", "GET / HTTP/1.1\r\n\r\n".to_owned()),
        ("response", chunked),
        ("response", response("404 Not Found", "text/html", page)),
        ("response", response("200 OK", "image/png", "png")),
    ];
    let whole: String = bodies.iter().map(|(kind, body)| record(kind, body, body.len())).collect();
    let inputs = load("crawl.warc", &whole);
    assert!(
        inputs.notes[0].to_string().ends_with("records left out: 1 of another type than response, 1 not answered with 200, 1 not HTML"),
        "{}",
        inputs.notes[0]
    );
    assert_eq!(facts(&only(inputs)), "html|courier.example|||en|Ferry sinks off Norway, 40 saved".replace("html|", "warc|"));
    let cut = load("cut.warc", whole + &record("response", &response("200 OK", "text/html", page), 100_000));
    assert!(cut.skipped.iter().any(|e| e.to_string().contains("record 5: 100000 bytes expected, and the file ends before")), "{:?}", cut.skipped);
}

#[test]
fn hostile_input_is_answered() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><nitf><body><p>&b;</p></body></nitf>";
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><nitf><body><p>&x;</p></body></nitf>";
    let cases: [(&str, Vec<u8>, &str); 9] = [
        ("bomb.xml", bomb.into(), "declares entities of its own"),
        ("outside.xml", outside.into(), "declares entities of its own"),
        ("deep.xml", format!("<nitf>{}", "<p>".repeat(100_000)).into(), "nested too deeply"),
        ("deep.html", format!("<html><body>{}", "<div>".repeat(200_000)).into(), "nested too deeply"),
        ("deep.json", format!("{{\"text\":{}", "[".repeat(100_000)).into(), "nested too deeply"),
        ("line.html", format!("<html><body><p>{}", "x".repeat(20 << 20)).into(), "larger than 16 MiB, the limit `report-bytes`"),
        ("line.json", format!("[\"{}\"]", "x".repeat(70 << 20)).into(), "larger than 64 MiB, the limit `file-bytes`"),
        ("cut.xml", b"<nitf><body><p>A ferry <".to_vec(), "broken XML"),
        ("frame.tst", b"\x16\x16\x01W1".to_vec(), "without a text"),
    ];
    for (name, content, message) in cases {
        let inputs = load(name, content);
        assert!(inputs.reports.is_empty(), "{name}: {:?}", inputs.reports.iter().map(|r| r.text.len()).collect::<Vec<_>>());
        assert_eq!(inputs.skipped.len(), 1, "{name}: {:?}", inputs.skipped);
        let said = inputs.skipped[0].to_string();
        assert!(said.contains(message), "{name}: {said}");
    }
}

#[test]
fn text_that_was_decoded_wrongly_before_is_mended_and_said() {
    let inputs = load("mojibake.json", r#"{"id":"a","content":"The worldâ€™s oldest ferry sank."}"#);
    assert_eq!(inputs.reports[0].text, "The world’s oldest ferry sank.");
    assert_eq!(inputs.notes.len(), 1);
    // Two letters that turn out to be one control character (once printed as it was).
    let inputs = load("mojibake.json", "{\"id\":\"a\",\"content\":\"The ferry\u{c2}\u{201a} sank.\"}");
    assert!(!inputs.reports[0].text.contains(char::is_control), "{:?}", inputs.reports[0].text);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet() {
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    let schema =
        "message reports { REQUIRED BINARY id (UTF8); REQUIRED BINARY title (UTF8); REQUIRED INT64 date (TIMESTAMP_MILLIS); REQUIRED BINARY body (UTF8); }";
    let schema = std::sync::Arc::new(parquet::schema::parser::parse_message_type(schema).unwrap());
    let mut file = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut file, schema, std::sync::Arc::new(WriterProperties::builder().build())).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let columns: [&[&str]; 4] = [&["a", "b"], &["Ferry sinks", "All saved"], &[], &["A ferry sank on Monday.", "All were saved."]];
    for texts in columns {
        let mut column = group.next_column().unwrap().unwrap();
        if texts.is_empty() {
            column.typed::<Int64Type>().write_batch(&[1_620_028_800_000, 1_620_028_800_000], None, None).unwrap();
        } else {
            let values: Vec<ByteArray> = texts.iter().map(|t| ByteArray::from(*t)).collect();
            column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
        }
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    let inputs = load("table.parquet", &file);
    assert!(inputs.skipped.is_empty(), "{:?}", inputs.skipped);
    assert_eq!(inputs.reports.iter().map(facts).collect::<Vec<_>>(), ["parquet||2021-05-03T08:00Z|||Ferry sinks", "parquet||2021-05-03T08:00Z|||All saved"]);
    let cut = load("cut.parquet", &file[..file.len() / 2]);
    assert!(cut.reports.is_empty() && cut.skipped[0].to_string().contains("broken or cut Parquet"), "{:?}", cut.skipped);
}
