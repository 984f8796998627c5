//! Batches as a user sees them: the same bytes for any order, any number of threads and any number
//! of interruptions, counts that add up, and one line for all that is left out.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

#[path = "../benches/generator/mod.rs"]
#[allow(dead_code, reason = "the benches use the rest of it")]
mod generator;
mod scratch;

use scratch::{Folder, tree};

fn batch(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    command.arg("batch").args(args).stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    batch(args).output().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Reports of many events, scattered over `files` files.
fn scattered(folder: &Folder, events: usize, files: usize) -> Vec<String> {
    let mut texts = vec![String::new(); files];
    for event in 0..events {
        for (at, report) in generator::event(event, 4 + event % 9, 900).into_iter().enumerate() {
            let text = &mut texts[(at * 7 + event) % files];
            text.push_str(&serde_json::to_string(&report).unwrap());
            text.push('\n');
        }
    }
    texts.iter().enumerate().map(|(n, text)| folder.file(&format!("in-{n}.jsonl"), text)).collect()
}

fn counts(folder: &str) -> BTreeMap<String, u64> {
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(Path::new(folder).join("manifest.json")).unwrap()).unwrap();
    manifest["counts"].as_object().unwrap().iter().filter_map(|(name, count)| Some((name.clone(), count.as_u64()?))).collect()
}

#[test]
fn the_order_of_the_inputs_and_the_threads_change_no_byte_of_the_findings() {
    let folder = Folder::new("order");
    let inputs = scattered(&folder, 60, 3);
    for format in ["csv", "jsonl", "parquet"] {
        let (one, two) = (folder.path(&format!("one-{format}")), folder.path(&format!("two-{format}")));
        assert!(run(&[&inputs[0], &inputs[1], &inputs[2], "-o", &one, "--format", format, "--jobs", "1"]).status.success());
        assert!(run(&[&inputs[2], &inputs[0], &inputs[1], "-o", &two, "--format", format, "--jobs", "2"]).status.success());
        let (one, two) = (tree(&one), tree(&two));
        assert!(one.len() >= 5, "{:?}", one.keys());
        for (name, bytes) in &one {
            assert!(Some(bytes) == two.get(name), "{format}: {name} differs");
        }
    }
}

#[test]
fn an_event_is_found_as_compare_finds_it_however_it_is_scattered() {
    let folder = Folder::new("as-compare");
    let inputs = scattered(&folder, 12, 3);
    let out = folder.path("out");
    assert!(run(&[&inputs[0], &inputs[1], &inputs[2], "-o", &out, "--format", "jsonl", "--all"]).status.success());
    let mut written: Vec<String> = Vec::new();
    for (name, bytes) in tree(&out) {
        if name.starts_with("findings") {
            written.extend(String::from_utf8(bytes).unwrap().lines().map(str::to_owned));
        }
    }
    let mut expected: Vec<String> = Vec::new();
    for event in 0..12 {
        let lines: Vec<String> = generator::event(event, 4 + event % 9, 900).iter().map(|r| serde_json::to_string(r).unwrap()).collect();
        let path = folder.file("one.jsonl", lines.join("\n"));
        let output = Command::new(env!("CARGO_BIN_EXE_claimdiff")).args(["compare", "--all", "--format", "jsonl", &path]).output().unwrap();
        expected.extend(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned));
    }
    written.sort();
    expected.sort();
    assert!(expected.len() > 100, "{}", expected.len());
    assert_eq!(written, expected);
}

#[test]
fn what_is_left_out_has_a_line_with_its_place_and_the_counts_add_up() {
    let folder = Folder::new("left-out");
    let input = folder.file(
        "in.jsonl",
        "{\"id\":\"a\",\"event\":\"e\",\"text\":\"The quake killed 12 people.\"}\n\
         {\"id\":\"b\",\"event\":\"e\",\"text\":\"The quake killed 15 people.\"}\n\
         {\"id\":\"broken\n\
         {\"id\":\"c\",\"text\":\"A report of no event.\"}\n",
    );
    let out = folder.path("out");
    let output = run(&[&input, "-o", &out, "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let counts = counts(&out);
    assert_eq!(counts["read"], counts["compared"] + counts["skipped"] + counts["errors"], "{counts:?}");
    assert_eq!((counts["compared"], counts["skipped"], counts["errors"]), (2, 1, 1), "{counts:?}");
    let lines = std::fs::read_to_string(Path::new(&out).join("errors.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(lines.contains("in.jsonl") && lines.contains("no-event") && lines.contains("unreadable"), "{lines}");
    assert!(errors(&output).contains("errors.jsonl"), "{}", errors(&output));
}

#[test]
fn a_run_that_is_killed_again_and_again_ends_with_the_same_bytes() {
    let folder = Folder::new("killed");
    let inputs = scattered(&folder, 240, 4);
    let (whole, killed) = (folder.path("whole"), folder.path("killed"));
    let args = |out: &str| {
        [inputs.iter().map(String::as_str).collect::<Vec<_>>(), vec!["-o", out, "--quiet"]].concat().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let start = Instant::now();
    let undisturbed = args(&whole);
    assert!(run(&undisturbed.iter().map(String::as_str).collect::<Vec<_>>()).status.success());
    let took = start.elapsed();
    let disturbed = args(&killed);
    let disturbed: Vec<&str> = disturbed.iter().map(String::as_str).collect();
    let mut random = generator::Random::new(1);
    let mut cut_off = 0;
    for _ in 0..20 {
        let mut child = batch(&disturbed).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(random.below(took.as_micros() as usize / 4 + 1) as u64));
        // SIGKILL, wherever it is: nothing can be tidied up.
        child.kill().unwrap();
        cut_off += usize::from(!child.wait().unwrap().success());
    }
    assert!(cut_off > 0, "every run was over before it was killed");
    let last = run(&disturbed);
    assert!(last.status.success(), "{}", errors(&last));
    let (whole, killed) = (tree(&whole), tree(&killed));
    assert_eq!(whole.keys().collect::<Vec<_>>(), killed.keys().collect::<Vec<_>>());
    for (name, bytes) in &whole {
        assert!(bytes == &killed[name], "{name} differs");
    }
}

/// No file may grow beyond a few blocks: what a full disk does to a run, without one.
#[cfg(unix)]
#[test]
fn a_run_that_cannot_write_says_so_and_goes_on_when_it_can() {
    let folder = Folder::new("full");
    let inputs = scattered(&folder, 120, 2);
    let (whole, cramped) = (folder.path("whole"), folder.path("cramped"));
    assert!(run(&[&inputs[0], &inputs[1], "-o", &whole, "--quiet"]).status.success());
    let script = "trap '' XFSZ; ulimit -f 16; exec \"$0\" batch \"$@\"";
    let stopped = Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_claimdiff"), &inputs[0], &inputs[1], "-o", &cramped, "--quiet"]).output().unwrap();
    assert_eq!(stopped.status.code(), Some(2), "{}", errors(&stopped));
    assert!(errors(&stopped).contains("cramped"), "{}", errors(&stopped));
    assert!(!Path::new(&cramped).join("manifest.json").exists());
    let resumed = run(&[&inputs[0], &inputs[1], "-o", &cramped, "--quiet"]);
    assert!(resumed.status.success(), "{}", errors(&resumed));
    assert!(tree(&whole) == tree(&cramped));
}

/// On a disk of 20 MB that is filled but for `ROOM` bytes: runs the command, enlarges the disk, runs it again.
#[cfg(target_os = "linux")]
const FULL_DISK: &str = r#"
mount -t tmpfs -o size=20m none "$DISK" || exit 77
head -c $((20 * 1048576 - ROOM)) /dev/zero > "$DISK/ballast"
"$@"; echo "cramped: $?"
mount -o remount,size=100m "$DISK"
"$@"; echo "roomy: $?"
cp -R "$DISK/out" "$KEEP"
"#;

#[cfg(target_os = "linux")]
#[test]
fn a_run_on_a_full_disk_says_so_and_goes_on_when_there_is_room() {
    let folder = Folder::new("disk");
    let inputs = scattered(&folder, 120, 2);
    let (whole, disk) = (folder.path("whole"), folder.path("disk"));
    std::fs::create_dir_all(&disk).unwrap();
    let args = [&inputs[0], &inputs[1], "--quiet", "--all", "--format", "jsonl"];
    assert!(run(&[&args[..], &["-o", &whole]].concat()).status.success());
    // The reports that wait on the disk do not fit; they do, and the findings do not.
    for room in [256 << 10, 2 << 20] {
        let kept = folder.path(&format!("kept-{room}"));
        let mut command = Command::new("unshare");
        command.env("DISK", &disk).env("KEEP", &kept).env("ROOM", room.to_string());
        command.args(["-rm", "sh", "-c", FULL_DISK, "sh", env!("CARGO_BIN_EXE_claimdiff"), "batch"]).args(args);
        let output = command.args(["-o", &format!("{disk}/out")]).output();
        let Some(output) = output.ok().filter(|output| String::from_utf8_lossy(&output.stdout).contains("cramped")) else {
            // Past the capture of the tests' output: a test that did less than it says must be seen to.
            let _ = writeln!(std::io::stderr(), "note: no disk can be mounted here: a full one was tried by a limit on the size of files alone");
            return;
        };
        assert_eq!(String::from_utf8_lossy(&output.stdout), "cramped: 2\nroomy: 0\n", "{room}: {}", errors(&output));
        assert!(errors(&output).lines().count() == 1 && errors(&output).contains("the disk is full: make room"), "{room}: {}", errors(&output));
        assert!(tree(&whole) == tree(&kept), "{room}");
    }
}

/// The most memory that a process took until now, in bytes; none once it has ended.
#[cfg(target_os = "linux")]
fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let kib = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?;
    Some(kib << 10)
}

/// Unrelated reports given as one event have thousands of values for one question.
#[cfg(all(target_os = "linux", feature = "parquet"))]
#[test]
fn an_event_of_very_many_pairs_keeps_to_the_memory_that_is_allowed() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    const ALLOWED: u64 = 210 << 20;
    let folder = Folder::new("memory");
    let mut text = String::new();
    for (number, mut report) in (0..1200).flat_map(|event| generator::event(event, 1, 700)).enumerate() {
        (report.id, report.event) = (format!("r{number}"), Some("all".to_owned()));
        text.push_str(&serde_json::to_string(&report).unwrap());
        text.push('\n');
    }
    let (input, out) = (folder.file("in.jsonl", &text), folder.path("out"));
    let mut child = batch(&[&input, "-o", &out, "--quiet", "--all", "--format", "parquet", "--max-memory", &ALLOWED.to_string()]).spawn().unwrap();
    let mut peak = 0;
    let status = loop {
        peak = peak.max(peak_memory(child.id()).unwrap_or(0));
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    assert!(status.success());
    assert_eq!(counts(&out)["compared"], 1200);
    let table = SerializedFileReader::new(std::fs::File::open(Path::new(&out).join("findings/part-00000.parquet")).unwrap()).unwrap();
    let rows = table.metadata().file_metadata().num_rows();
    // Held together, they would take twice the memory that is allowed.
    assert!(rows > 150_000, "{rows}");
    assert!(0 < peak && peak < ALLOWED, "{peak} bytes for {rows} rows");
}

#[test]
fn a_folder_of_another_run_is_not_mixed_with_this_one() {
    let folder = Folder::new("other");
    let inputs = scattered(&folder, 6, 1);
    let out = folder.path("out");
    assert!(run(&[&inputs[0], "-o", &out, "--format", "csv"]).status.success());
    let again = run(&[&inputs[0], "-o", &out, "--format", "csv"]);
    assert!(again.status.success() && errors(&again).contains("an earlier run did all of this"), "{}", errors(&again));
    let before = tree(&out);
    let other = run(&[&inputs[0], "-o", &out, "--format", "jsonl"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(errors(&other).lines().count() == 1 && errors(&other).contains("format"), "{}", errors(&other));
    std::fs::write(&inputs[0], "{\"id\":\"a\",\"event\":\"e\",\"text\":\"Another text.\"}\n").unwrap();
    assert_eq!(run(&[&inputs[0], "-o", &out, "--format", "csv"]).status.code(), Some(2));
    assert!(before == tree(&out));
    let theirs = folder.path("theirs");
    std::fs::create_dir_all(&theirs).unwrap();
    std::fs::write(Path::new(&theirs).join("letter.txt"), "Dear").unwrap();
    assert_eq!(run(&[&inputs[0], "-o", &theirs]).status.code(), Some(2));
}

#[test]
fn a_dry_run_lists_the_inputs_and_writes_nothing() {
    let folder = Folder::new("dry");
    let inputs = scattered(&folder, 3, 2);
    let out = folder.path("out");
    let output = run(&[&inputs[0], &inputs[1], "-o", &out, "--dry-run"]);
    assert!(output.status.success());
    let listed = String::from_utf8(output.stdout).unwrap();
    assert!(listed.contains("in-0.jsonl") && listed.contains("jsonl\t") && listed.lines().last().unwrap().contains("2 files"), "{listed}");
    assert!(!Path::new(&out).exists());
}
