//! Where a value stands among the values of its finding: who deviates, and who merely disagrees.

use std::cmp::Reverse;

use super::{Finding, Verdict};
use crate::extract::Claim;
use crate::internal::WEEKDAY;
use crate::value::{Relation, Value};

/// So many claims stand for a value when it is held against another.
const PAIRED: usize = 8;

/// Where a value stands among the values of its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The best supported, or all agree.
    Best,
    /// In conflict with a better supported value.
    Deviates,
    /// In conflict with a value that is supported as well: nobody can say who is off.
    Disputed,
    /// An earlier or a later state.
    Changed,
    /// Another precision or scope.
    Fits,
}

impl Standing {
    /// That of a value of a finding, by its place among the values.
    pub fn of(finding: &Finding, value: usize) -> Self {
        // A day with another day's weekday is wrong, however many write it so.
        if finding.rule == WEEKDAY {
            let wrong = |claim: &Claim| matches!(&claim.mention.value, Value::Date(date) if date.weekday_conflict().is_some());
            return if finding.values[value].claims.iter().any(wrong) { Standing::Deviates } else { Standing::Best };
        }
        let conflict = |other: usize| {
            let some = |i: usize| finding.values[i].claims.iter().take(PAIRED);
            other != value && some(value).any(|a| some(other).any(|b| matches!(a.relation(b), Relation::Different | Relation::Incomparable)))
        };
        let support = |i: usize| finding.values[i].independent;
        // The first but for the values of trusted outlets, which stand before it.
        let best = (0..finding.values.len()).max_by_key(|&i| (support(i), Reverse(i))).unwrap_or(0);
        match finding.verdict {
            Verdict::Agree => Standing::Best,
            Verdict::Discrepancy if value == best => {
                let tied = (0..finding.values.len()).any(|other| support(other) >= support(best) && conflict(other));
                if tied { Standing::Disputed } else { Standing::Best }
            }
            _ if value == best => Standing::Best,
            Verdict::Discrepancy if conflict(best) => {
                if support(value) >= support(best) {
                    Standing::Disputed
                } else {
                    Standing::Deviates
                }
            }
            Verdict::Update if conflict(best) => Standing::Changed,
            _ => Standing::Fits,
        }
    }
}
