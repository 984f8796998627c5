//! When one text is a copy of another: at least half of the shorter one's long sentences stand in the other word
//! for word. With or without their values is for the caller to say: reports of one event that differ in a value
//! alone are copies, and reports of two events of one kind may be told in one form of words.

/// Words that a sentence has which tells a copy from a coincidence.
pub const LONG: usize = 5;

/// Whether so many sentences in common make two texts with so many long sentences copies.
pub fn is_copy(shared: usize, own: usize, other: usize) -> bool {
    shared > 0 && 2 * shared >= own.min(other)
}
