//! The years at whose rates of exchange a report tells its sums of money.

use super::Mention;
use crate::read::Report;
use crate::segment::Document;
use crate::value::Value;
use crate::value::figure::{FigureType, Years};

/// For each mention of a report, in the text's order, the years at whose rates it may be told; none for what is no
/// money, and in a report that does not tell when it was made.
///
/// A sum is told at the rates of the report's own time. Where its sentence names an earlier one, `In 2005 thieves took
/// $2 million`, nobody knows whether it was changed then or now.
pub(super) fn years(report: &Report, document: &Document<'_>, mentions: &[Mention]) -> Vec<Option<Years>> {
    let own = of_report(report);
    let told = |mention: &Mention| {
        let own = own.filter(|_| matches!(&mention.value, Value::Figure(figure) if figure.figure_type == FigureType::Money))?;
        let sentence = document.sentences[document.sentence_at(mention.span.start())].span;
        let first = mentions.partition_point(|m| m.span.start() < sentence.start());
        let beside = mentions[first..].iter().take_while(|m| m.span.start() < sentence.end());
        let named = beside.filter_map(|m| match &m.value {
            Value::Date(date) => Some(date.earliest?.year()),
            _ => None,
        });
        Some(named.fold(own, Years::since))
    };
    mentions.iter().map(told).collect()
}

/// Those of a report: a later version may have sums from the first, and sums of its own.
fn of_report(report: &Report) -> Option<Years> {
    let made = [report.published, report.updated].into_iter().flatten();
    made.map(|time| Years::of_report(time.date.year())).reduce(Years::with)
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::read::Report;

    /// The years of each claim of a text that is published on a day, where it has some.
    fn told(published: &str, updated: &str, text: &str) -> Vec<String> {
        let mut report = Report::new("r", text);
        report.published = published.parse().ok();
        report.updated = updated.parse().ok();
        let claims = extract(&report, 0).claims;
        claims.iter().map(|claim| claim.years.map_or_else(String::new, |years| years.to_string())).collect()
    }

    #[test]
    fn a_sum_is_told_at_the_rates_of_its_report() {
        assert_eq!(told("2013-03-12", "", "They took $2 million."), ["2012 to 2013"]);
        assert_eq!(told("", "2013-03-12", "They took $2 million."), ["2012 to 2013"]);
        assert_eq!(told("2012-12-30", "2014-01-02", "They took $2 million."), ["2011 to 2014"]);
        assert_eq!(told("", "", "They took $2 million."), [""]);
        assert_eq!(told("", "", "In 2005 they took $2 million."), ["", ""]);
    }

    #[test]
    fn a_year_in_its_sentence_reaches_back() {
        assert_eq!(told("2013-03-12", "", "In 2005 thieves took $2 million. They left $3 million."), ["", "2005 to 2013", "2012 to 2013"]);
        assert_eq!(told("2013-03-12", "", "They took $2 million three years ago."), ["2010 to 2013", ""]);
        // What is to come, and what is of the report's own time.
        assert_eq!(told("2013-03-12", "", "They will pay $2 million by 2020."), ["2012 to 2013", ""]);
        assert_eq!(told("2013-03-12", "", "They took $2 million on Monday."), ["2012 to 2013", ""]);
        assert_eq!(told("2013-03-12", "", "They took $2 million in three years."), ["2012 to 2013", "", ""]);
    }

    #[test]
    fn what_is_no_money_has_no_years() {
        assert_eq!(told("2013-03-12", "", "They took 12 rings of 30 grams."), ["", ""]);
    }
}
