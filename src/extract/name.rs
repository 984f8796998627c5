//! Finds name mentions.

use super::{Mention, Source};

/// Every name that the text states.
pub fn find(_source: Source<'_>) -> Vec<Mention> {
    Vec::new()
}
