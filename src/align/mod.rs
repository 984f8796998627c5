//! Alignment: claims that answer one question come together in one slot.

/// Claims that answer one question about the event.
#[derive(Clone, Debug)]
pub struct Slot {
    /// A short label of the question.
    pub question: String,
    /// Confidence that all claims answer it, 0 to 1.
    pub score: f64,
    /// The claims, as (report, claim) indices.
    pub claims: Vec<(usize, usize)>,
}
