//! Finds date mentions.

use super::{Mention, Source};

/// Every date that the text states.
pub fn find(_source: Source<'_>) -> Vec<Mention> {
    Vec::new()
}
