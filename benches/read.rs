//! How fast files become reports, in MB of input a second, on one core.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use claimdiff::read::{Item, ReadOptions, each};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Writes a file for the bench under the build's folder, and gives its path.
fn file(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("the build's folder can be written");
    path
}

fn bench(c: &mut Criterion) {
    let story =
        "The two leaders are to meet on Thursday, the government said, and both of them have agreed to talk about the 1,200 men who were taken in March.\\n";
    let mut lines = String::new();
    for n in 0..4000 {
        writeln!(lines, "{{\"id\":\"r{n}\",\"source\":\"Example Wire\",\"published\":\"2019-04-23T10:00Z\",\"text\":\"OSLO (AP) - {}\"}}", story.repeat(14))
            .unwrap();
    }
    let page = include_str!("../tests/data/read/page.html");
    // A page of the web is mostly what stands around the article.
    let menu = "<div class=\"menu\"><ul><li><a href=\"/section\">Section</a></li><li><a href=\"/other\">Other section</a></li></ul></div>".repeat(400);
    let page = page.replace("</header>", &format!("{menu}</header>"));
    let inputs = [("read/jsonl", file("bench.jsonl", &lines), lines.len(), 4000), ("read/html", file("bench.html", &page), page.len(), 1)];
    for (name, path, size, expected) in inputs {
        let paths = [path.to_string_lossy().into_owned()];
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(size as u64));
        group.bench_function("each", |b| {
            b.iter(|| {
                let mut reports = 0;
                each(&paths, &ReadOptions::default(), &mut |item| reports += usize::from(matches!(black_box(item), Item::Report(_))));
                assert_eq!(reports, expected);
            });
        });
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
