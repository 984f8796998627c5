//! Finds figure mentions.

use super::{Mention, Source};

/// Every figure that the text states.
pub fn find(_source: Source<'_>) -> Vec<Mention> {
    Vec::new()
}
