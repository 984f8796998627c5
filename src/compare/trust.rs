//! Outlets that a house trusts more: their values are named first, and nothing else changes.

use std::cmp::Reverse;

use super::judge::Case;
use super::side::Side;

impl Case<'_> {
    /// True where an outlet gives a side that the house trusts more.
    pub(super) fn is_trusted(&self, side: &Side) -> bool {
        let trusts = |source: &str| self.court.policy.trusted.iter().any(|outlet| outlet.to_lowercase() == source.trim().to_lowercase());
        side.reports_of.iter().any(|&report| self.court.reports[report].source.as_deref().is_some_and(trusts))
    }

    /// The sides of trusted outlets in front, and where the two that decided now stand, the first of
    /// them first.
    pub(super) fn trusted_first(&self, sides: Vec<Side>, decided: (usize, usize)) -> (Vec<Side>, (usize, usize)) {
        let mut ranked: Vec<(usize, Side)> = sides.into_iter().enumerate().collect();
        ranked.sort_by_key(|(_, side)| Reverse(self.is_trusted(side)));
        let now = |was: usize| ranked.iter().position(|(at, _)| *at == was).unwrap_or(was);
        let (a, b) = (now(decided.0), now(decided.1));
        (ranked.into_iter().map(|(_, side)| side).collect(), (a.min(b), a.max(b)))
    }
}
