//! The whole way over one event of 100, 1,000 and 10,000 reports: the time per report must not grow.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

mod generator;

fn events(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("event");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for reports in [100, 1_000, 10_000] {
        let event = generator::event(1, reports, 1700);
        group.throughput(Throughput::Bytes(event.iter().map(|r| r.text.len() as u64).sum()));
        group.bench_function(format!("{reports} reports"), |bencher| {
            bencher.iter(|| {
                let found = claimdiff::compare(black_box(&event)).findings.len();
                assert!(found > 0);
                found
            });
        });
    }
    group.finish();
}

criterion_group!(benches, events);
criterion_main!(benches);
