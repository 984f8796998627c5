//! Wall time of every stage, in bytes of text.
fn main() {}
