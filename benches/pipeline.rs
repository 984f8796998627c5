//! Wall time of every stage and of the whole way, in bytes of text, on the sample events.
//!
//! Each bench asserts its answer, so that `cargo bench -- --test` is a test too.

use std::hint::black_box;

use claimdiff::align::context::Contexts;
use claimdiff::align::scoring::Weights;
use claimdiff::align::{self, Slot};
use claimdiff::compare::{Policy, judge};
use claimdiff::entity::{self, Entities};
use claimdiff::extract::{self, Extraction, FINDERS, Source};
use claimdiff::lang::Language;
use claimdiff::segment::Document;
use claimdiff::{Report, Verdict, compare, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unicode_segmentation::UnicodeSegmentation;

const EVENTS: [&str; 3] = ["halden-takeover", "lombok-quake", "vladivostok-summit"];

/// The reports of each sample event.
fn events() -> Vec<Vec<Report>> {
    let events: Vec<Vec<Report>> = EVENTS.iter().map(|event| read::read(&[format!("data/events/{event}")]).reports).collect();
    assert!(events.iter().all(|reports| reports.len() >= 4));
    events
}

fn bytes(events: &[Vec<Report>]) -> Throughput {
    Throughput::Bytes(events.iter().flatten().map(|r| r.text.len() as u64).sum())
}

/// What no reading of a text can do without: one plain pass of word segmentation over it.
fn floor(criterion: &mut Criterion) {
    let events = events();
    let mut group = criterion.benchmark_group("floor");
    group.throughput(bytes(&events));
    group.bench_function("words", |bencher| {
        bencher.iter(|| {
            let words: usize = events.iter().flatten().map(|r| black_box(&r.text).unicode_words().count()).sum();
            assert!((1_000..5_000).contains(&words), "{words}");
            words
        });
    });
    group.finish();
}

fn segment(criterion: &mut Criterion) {
    let events = events();
    let mut group = criterion.benchmark_group("segment");
    group.throughput(bytes(&events));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| {
            let sentences: usize = events.iter().flatten().map(|r| Document::new(black_box(&r.text), Language::fallback()).sentences.len()).sum();
            assert!((80..120).contains(&sentences), "{sentences}");
            sentences
        });
    });
    group.finish();
}

fn extract(criterion: &mut Criterion) {
    let events = events();
    let language = Language::fallback();
    let documents: Vec<(&Report, Document<'_>)> = events.iter().flatten().map(|r| (r, Document::new(&r.text, language))).collect();
    let mut group = criterion.benchmark_group("extract");
    group.throughput(bytes(&events));
    // The finders in their order, and what each finds at least: the sample events give no telephone numbers.
    let finders = [("telephone", 0), ("date", 30), ("figure", 30), ("name", 30)];
    assert_eq!(finders.len(), FINDERS.len());
    for ((what, least), find) in finders.into_iter().zip(FINDERS) {
        group.bench_function(what, |bencher| {
            bencher.iter(|| {
                let found: usize = documents.iter().map(|(report, document)| find(black_box(Source { report, document, language })).len()).sum();
                assert!(found >= least, "{found} of {what}");
                found
            });
        });
    }
    group.bench_function("claims", |bencher| {
        bencher.iter(|| {
            let claims: usize = events.iter().flatten().map(|r| extract::extract(black_box(r), 0).claims.len()).sum();
            assert!(claims >= 150, "{claims}");
            claims
        });
    });
    group.finish();
}

/// An event with all that the stage before has made of it.
struct Prepared<'a> {
    reports: &'a [Report],
    extractions: Vec<Extraction<'a>>,
    entities: Entities,
    contexts: Contexts,
    slots: Vec<Slot>,
}

fn prepare(reports: &[Report]) -> Prepared<'_> {
    let extractions: Vec<Extraction<'_>> = reports.iter().enumerate().map(|(index, report)| extract::extract(report, index)).collect();
    let entities = entity::resolve(&extractions);
    let contexts = Contexts::new(&extractions, &entities, Language::fallback());
    let slots = align::align(&contexts, &extractions, &entities, Weights::fitted()).slots;
    Prepared { reports, extractions, entities, contexts, slots }
}

fn align_and_judge(criterion: &mut Criterion) {
    let events = events();
    let prepared: Vec<Prepared<'_>> = events.iter().map(|reports| prepare(reports)).collect();
    let mut group = criterion.benchmark_group("align");
    group.throughput(bytes(&events));
    group.bench_function("entities", |bencher| {
        bencher.iter(|| {
            let entities: usize = prepared.iter().map(|p| entity::resolve(black_box(&p.extractions)).all.len()).sum();
            assert!(entities >= 20, "{entities}");
            entities
        });
    });
    group.bench_function("slots", |bencher| {
        bencher.iter(|| {
            let slots = prepared.iter().map(|p| {
                let contexts = Contexts::new(&p.extractions, &p.entities, Language::fallback());
                align::align(&contexts, black_box(&p.extractions), &p.entities, Weights::fitted()).slots.len()
            });
            let slots: usize = slots.sum();
            assert!(slots >= 10, "{slots}");
            slots
        });
    });
    group.finish();
    let mut group = criterion.benchmark_group("compare");
    group.throughput(bytes(&events));
    group.bench_function("judge", |bencher| {
        bencher.iter(|| {
            let judged = prepared
                .iter()
                .map(|p| judge(p.reports, black_box(&p.extractions), &p.entities, &p.contexts, &p.slots, Weights::fitted(), &Policy::default()).findings.len());
            let findings: usize = judged.sum();
            assert!(findings >= 10, "{findings}");
            findings
        });
    });
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    let events = events();
    let mut group = criterion.benchmark_group("whole");
    group.throughput(bytes(&events));
    group.bench_function("events", |bencher| {
        bencher.iter(|| {
            let found = events.iter().map(|reports| compare(black_box(reports)).findings.iter().filter(|f| f.verdict == Verdict::Discrepancy).count());
            let found: usize = found.sum();
            assert!(found >= 3, "{found} discrepancies");
            found
        });
    });
    group.finish();
}

criterion_group!(benches, floor, segment, extract, align_and_judge, whole);
criterion_main!(benches);
