//! Speed of the date finder alone, on an already cut text of our own sentences.

use claimdiff::Report;
use claimdiff::extract::{Source, date};
use claimdiff::lang::Language;
use claimdiff::segment::Document;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const STORY: &str = "\
A ferry with 214 people on board ran aground off the northern coast early on Tuesday, April 23, 2019, officials said.
The ship had left port at 9:40 p.m. on Monday and was due to arrive at noon the next day, according to the harbour master.
Rescue teams from two islands reached the wreck about 90 minutes later, and all passengers were brought ashore by 6 a.m. local time (0300 GMT).
The company, which has run the line for 27 years, said in a statement that the cause was not yet known and that its engineers would look at the hull this week.
It was the third accident on the route since March 2015. In the winter of 1998-99 a smaller vessel sank in heavy weather, and 31 of its crew died.
Minister Elena Marsh told reporters that a report would be published within three months, and that the older ships of the fleet would be taken out of service.
\"We do not want to speculate before the inquiry begins on May 6,\" she said, \"but the families have a right to an answer, and they will get one.\"
The port, built in the 1930s and enlarged twice, handles some 4,000 tonnes of goods a day; traffic there is expected to return to normal over the weekend.
Shares in the company fell 3.5 percent to 41.20 on the news and have lost a fifth of their value since the start of the year.
";

/// Bytes of text that one round reads.
const SIZE: usize = 1 << 20;

fn find(c: &mut Criterion) {
    let language = Language::of("en").unwrap();
    let mut report = Report::new("bench", STORY.repeat(SIZE / STORY.len()));
    report.published = Some("2019-04-24T08:00+03:00".parse().unwrap());
    let document = Document::new(&report.text, language);
    let source = Source { report: &report, document: &document, language };
    let per_story = date::find(source).len() / (SIZE / STORY.len());
    assert!((14..=20).contains(&per_story), "a story states {per_story} dates");
    let mut group = c.benchmark_group("extract/date");
    group.throughput(Throughput::Bytes(report.text.len() as u64));
    group.bench_function("find", |b| b.iter(|| date::find(source)));
    group.finish();
}

criterion_group!(benches, find);
criterion_main!(benches);
