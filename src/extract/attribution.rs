//! Who the text says a claim from, and how sure it is of it.

use crate::lang::Language;
use crate::segment::Document;
use crate::span::Span;

/// The source that a text names for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it: `Yonhap`, `the Kremlin`, `police`.
    pub source: String,
    /// The words that say so: `according to`, `confirmed`.
    pub cue: String,
}

/// Whether a claim is stated, hedged or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Stated as it is.
    Asserted,
    /// `likely`, `reportedly`, `expected`.
    Hedged,
    /// Stated not to be so.
    Denied,
}

impl Certainty {
    /// The word for it in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Asserted => "asserted",
            Certainty::Hedged => "hedged",
            Certainty::Denied => "denied",
        }
    }
}

/// The attribution and certainty of the claim at `span` in a sentence.
pub fn of(_document: &Document<'_>, _sentence: usize, _span: Span, _language: &'static Language) -> (Option<Attribution>, Certainty) {
    (None, Certainty::Asserted)
}
