//! The README shows what the tool really prints.
//!
//! `BLESS=1 cargo test --test readme` writes the output anew.

use std::process::Command;

const START: &str = "<!-- output -->\n```text\n";
const END: &str = "```\n";

#[test]
fn the_readme_shows_the_real_output() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let line = readme.lines().find_map(|l| l.strip_prefix("cargo run --release -- ")).expect("the README has one command that builds and runs");
    let output = Command::new(env!("CARGO_BIN_EXE_claimdiff")).args(line.split(' ')).args(["--format", "text", "--color", "never"]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let (before, rest) = readme.split_once(START).expect("the README marks where the output stands");
    let (shown, after) = rest.split_once(END).unwrap();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write("README.md", format!("{before}{START}{printed}{END}{after}")).unwrap();
    } else {
        assert!(shown == printed, "BLESS=1 cargo test --test readme updates README.md; the command prints:\n{printed}");
    }
}
