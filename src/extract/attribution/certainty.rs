//! How sure a text is of a claim: stated, hedged or denied.

use std::iter::successors;
use std::ops::Range;

use super::{
    ACCOUNT, ARTICLE, COMPLEMENT, DENIAL, DENIED_THING, Duties, FALSELY, FORMER, HEDGE, ITSELF, JOIN, NEGATION, NEGATION_ENDS, OF, Reading, SAYING, THAT,
    VERSION,
};
use crate::value::Kind;

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

/// How far a hedge reaches: words before the mention, words after it.
const REACH: (usize, usize) = (9, 4);

/// How many small words may stand between a negation and its value: `not on the 25th`.
const SMALL_WORDS: usize = 2;

impl Reading<'_> {
    /// Of a statement that is denied, the numbers and dates are denied, and not whom it is about.
    pub(super) fn certainty(&self, sentence: usize, mention: Range<usize>, kind: Kind) -> Certainty {
        let sentence = self.document.sentences[sentence].tokens.clone();
        let before = sentence.start..mention.start;
        if self.set_aside(before.clone()) || kind != Kind::Name && self.denied(before.clone()) || self.withdrawn(before.clone()) {
            return Certainty::Denied;
        }
        let after = mention.end..(mention.end + REACH.1).min(sentence.end);
        let mut near = before.start.max(mention.start.saturating_sub(REACH.0))..mention.start;
        let mut close = after.take_while(|&token| !matches!(self.document.word(token), "," | ";" | ":" | "."));
        if near.any(|token| self.is(token, HEDGE)) || close.any(|token| self.is(token, HEDGE)) { Certainty::Hedged } else { Certainty::Asserted }
    }

    /// True where a negation ends what stands in front of a value, or a small word behind one: `12, not 15`,
    /// `on Monday and not on Tuesday`, `12 rather than 15`. `If not thousands` says the contrary, and `did not kill 12`
    /// denies what happened to them and not how many they were.
    fn set_aside(&self, before: Range<usize>) -> bool {
        let words_end = |end: usize, words: &[&str]| {
            end >= before.start + words.len() && words.iter().zip(end - words.len()..).all(|(word, token)| self.document.lower(token) == *word)
        };
        let negated = |end: usize| self.behind(&before, end, 1, NEGATION) && !self.behind(&before, end, 2, NEGATION_ENDS);
        let past_small_word = |end: &usize| self.behind(&before, *end, 1, ARTICLE | JOIN | COMPLEMENT).then(|| end - 1);
        let mut ends = successors(Some(before.end), past_small_word).take(1 + SMALL_WORDS);
        ends.any(|end| negated(end) || self.words.set_aside.iter().any(|words| words_end(end, words)))
    }

    /// True where the `n`th token in front of the token `at` is one of these and has any of these duties.
    fn behind(&self, tokens: &Range<usize>, at: usize, n: usize, duties: Duties) -> bool {
        at >= tokens.start + n && self.is(at - n, duties)
    }

    /// True where a thing said is denied in front of a value: `denied reports that 40 died`, `falsely said 40 died`.
    /// `Dismissed in May` denies nothing.
    fn denied(&self, before: Range<usize>) -> bool {
        let mut within = before.start.max(before.end.saturating_sub(REACH.0))..before.end;
        within.any(|token| {
            let is = |t: usize, duties| t < before.end && self.is(t, duties);
            let object = token + 1 + usize::from(is(token + 1, ARTICLE));
            let of_statement = is(token + 1, THAT) || is(object, DENIED_THING) && is(object + 1, THAT | OF);
            let beside = || [token.wrapping_sub(1), token + 1].into_iter().any(|t| before.contains(&t) && self.is(t, SAYING));
            self.is(token, DENIAL) && of_statement || self.is(token, FALSELY) && beside()
        })
    }

    /// True where the words in front of a value tell what the report itself said before, and says no longer:
    /// `an earlier version of this story said 15 died`.
    fn withdrawn(&self, before: Range<usize>) -> bool {
        let of_itself = |token: usize| {
            let behind = |n, duties| self.behind(&before, token, n, duties);
            self.is(token, ACCOUNT) && (behind(1, ITSELF) || behind(1, ARTICLE) && behind(2, JOIN) && behind(3, VERSION))
        };
        let clause = before.clone().rev().take_while(|&token| self.document.word(token) != ";");
        let (former, itself) = clause.fold((false, false), |(former, itself), token| (former || self.is(token, FORMER), itself || of_itself(token)));
        former && itself
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::of;
    use super::*;

    #[test]
    fn hedges_and_denials_reach_their_claim_alone() {
        assert_eq!(of("The summit is likely to be held on April 24.", "April 24").1, Certainty::Hedged);
        assert_eq!(of("He denied that 40 people were killed.", "40 people").1, Certainty::Denied);
        assert_eq!(of("The summit was held on April 24.", "April 24").1, Certainty::Asserted);
        assert_eq!(of("The ship, which may be lost, never came, but they found 12 of the boats in time.", "12").1, Certainty::Asserted);
    }

    fn each_is(certainty: Certainty, cases: &[(&str, &str)]) {
        for (text, quote) in cases {
            assert_eq!(of(text, quote).1, certainty, "{text}");
        }
    }

    #[test]
    fn what_is_denied_is_the_value_and_not_what_happened() {
        each_is(
            Certainty::Denied,
            &[
                ("12 people died, not 15.", "15"),
                ("It opens on Monday and not on Tuesday.", "Tuesday"),
                ("It took 90 seconds rather than 70.", "70"),
                ("Police rejected claims that 15 people had died.", "15 people"),
                ("The ministry denied reports of 40 deaths.", "40 deaths"),
                ("The paper wrongly reported that 15 people had died.", "15 people"),
            ],
        );
        each_is(
            Certainty::Asserted,
            &[
                ("He was dismissed in November.", "November"),
                ("She denied on Wednesday that it was so.", "Wednesday"),
                ("He did not regret the four murders.", "four murders"),
                ("It had not been cleared since 19 January.", "19 January"),
                ("There were hundreds, if not thousands.", "thousands"),
                ("Not only 12 of them died.", "12"),
                ("She denied the allegations on Monday.", "Monday"),
            ],
        );
    }

    #[test]
    fn a_report_withdraws_what_an_earlier_version_said() {
        each_is(
            Certainty::Denied,
            &[
                ("An earlier version of this story said 15 people were killed.", "15 people"),
                ("This article originally gave the day as Monday.", "Monday"),
                ("A previous version of the report incorrectly put the toll at 15.", "15"),
            ],
        );
        each_is(
            Certainty::Asserted,
            &[
                ("This story has been corrected to show that 12 people died.", "12 people"),
                ("An earlier version of the bill cost 15 dollars.", "15 dollars"),
                ("This report by the ministry counts 12 deaths.", "12 deaths"),
                ("An earlier version of this story said 15 people died; there were 12.", "12"),
            ],
        );
    }
}
