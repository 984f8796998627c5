//! What holds of names whatever the text, and how pairs of names relate.

use claimdiff::extract::extract;
use claimdiff::value::name::NameType;
use claimdiff::value::{Kind, Name, Relation, Value};
use claimdiff::{ComparisonLevel, Report};
use proptest::prelude::*;

/// The first name of each text, compared.
fn level(a: &str, b: &str) -> ComparisonLevel {
    let name = |text: &str| {
        let report = Report::new("r", text);
        let extraction = extract(&report, 0);
        extraction
            .claims
            .iter()
            .find_map(|c| match &c.mention.value {
                Value::Name(name) => Some(name.clone()),
                _ => None,
            })
            .unwrap_or_else(|| panic!("no name in {text:?}"))
    };
    let (a, b) = (name(a), name(b));
    let one = a.level(&b);
    assert_eq!(one, b.level(&a), "level of {a} and {b} is not symmetric");
    one
}

#[test]
fn each_rule_has_its_pairs() {
    let table: &[(&str, &str, Relation, &str)] = &[
        ("Anna Lindqvist spoke.", "Anna Lindqvist left.", Relation::Same, "name"),
        ("We met Kim Jong Un.", "We met Kim Jong-un.", Relation::Same, "name-variant"),
        ("Governor Mehdi Irannejad spoke.", "Governor Mehdi Iran-Nejad spoke.", Relation::Same, "name-variant"),
        ("It is on Place Vendôme.", "It is on Place Vendome.", Relation::Same, "name-variant"),
        ("Seán O'Donnell spoke.", "Sean O’Donnell spoke.", Relation::Same, "name-variant"),
        ("Sheriff Robert J. Kessler spoke.", "Sheriff Robert Kessler spoke.", Relation::Same, "name-variant"),
        ("Tanya Renee Aldous spoke.", "Tanya Aldous spoke.", Relation::Same, "name-variant"),
        ("Bill Tarkington spoke.", "William Tarkington spoke.", Relation::Same, "name-variant"),
        ("Anna Lindqvist spoke.", "Mrs Lindqvist spoke.", Relation::Same, "name-variant"),
        ("Martin Hale spoke.", "Martin Hale Jr. spoke.", Relation::Same, "name-variant"),
        ("He fled to Kyiv.", "He fled to Kiev.", Relation::Same, "name-variant"),
        ("Colonel Muammar Gaddafi fled.", "Colonel Moammar Qaddafi fled.", Relation::Same, "name-variant"),
        ("He fled to Mumbai.", "He fled to Bombay.", Relation::Same, "renamed-place"),
        ("He fled to Ivory Coast.", "He fled to Côte d'Ivoire.", Relation::Same, "dialect"),
        ("The Defence Ministry said so.", "The Defense Ministry said so.", Relation::Same, "dialect"),
        ("The Harlow Technical University (HTU) closed.", "The HTU closed.", Relation::Same, "acronym"),
        ("He fled to the United States.", "He fled to the U.S.", Relation::Same, "name-variant"),
        ("He met Viktor Orban.", "He met Orban Viktor.", Relation::Same, "name-order"),
        ("Oakfield Petroleum Distributors burned.", "Oakfield Petroleum burned.", Relation::Compatible, "precision"),
        ("Karen Olsen spoke.", "Karen Olson spoke.", Relation::Different, "spelling"),
        ("Ms. Halvorsen spoke.", "Ms. Halvorson spoke.", Relation::Different, "spelling"),
        ("It hit Dargahan on Monday.", "It hit Dargehan on Monday.", Relation::Different, "spelling"),
        ("The Woodmere Police Department came.", "The Woodmere Pelice Department came.", Relation::Different, "spelling"),
        ("It is on Newton Street.", "It is on Newton Streut.", Relation::Different, "spelling"),
        // One spelling of a given name is a person's own; a nickname stands for any of them.
        ("Steven Brodsky spoke.", "Steve Brodsky spoke.", Relation::Same, "name-variant"),
        ("Stephen Brodsky spoke.", "Steve Brodsky spoke.", Relation::Same, "name-variant"),
        ("Kathryn Harlow spoke.", "Kate Harlow spoke.", Relation::Same, "name-variant"),
        ("Steven Brodsky spoke.", "Stephen Brodsky spoke.", Relation::Different, "spelling"),
        ("Philip J. Harlow spoke.", "Phillip Harlow spoke.", Relation::Different, "spelling"),
        ("Mohammed Rahim spoke.", "Muhammad Rahim spoke.", Relation::Same, "name-variant"),
        // Names as they are heard.
        ("Gail Brenner spoke.", "Gayle Brenner spoke.", Relation::Different, "spelling"),
        ("Graeme Tolley spoke.", "Graham Tolley spoke.", Relation::Different, "spelling"),
        ("Captain Christian Hauge spoke.", "Captain Kristian Hauge spoke.", Relation::Different, "spelling"),
        ("Mayor Apostolos Kyriakou spoke.", "Mayor Apostolis Kiriakou spoke.", Relation::Different, "spelling"),
        ("Carrie Lindqvist spoke.", "Carey Lindquist spoke.", Relation::Different, "spelling"),
        ("Erin Harlow spoke.", "Aaron Harlow spoke.", Relation::Different, "identity"),
        ("Doreen Aldous spoke.", "Maureen Aldous spoke.", Relation::Different, "identity"),
        ("Tina Harlow spoke.", "Tony Harlow spoke.", Relation::Different, "identity"),
        ("Karen Hall spoke.", "Maren Hale spoke.", Relation::Different, "identity"),
        ("Kim Jong Un spoke.", "Kim Jong Il spoke.", Relation::Different, "identity"),
        ("Kim Jong Un spoke.", "Kim Yo Jong spoke.", Relation::Different, "identity"),
        ("John Barlow spoke.", "Katie Barlow spoke.", Relation::Different, "identity"),
        ("Martin Hale Jr. spoke.", "Martin Hale Sr. spoke.", Relation::Different, "identity"),
        ("He fled to North Korea.", "He fled to South Korea.", Relation::Different, "identity"),
        ("It hit West Papua.", "It hit Papua.", Relation::Different, "identity"),
        ("He fled to Iran.", "He fled to Iraq.", Relation::Different, "identity"),
        ("He fled to Austria.", "He fled to Australia.", Relation::Different, "identity"),
        ("It sank in the Gulf of Aden.", "It sank in the Gulf of Oman.", Relation::Different, "identity"),
        ("He took Interstate 75.", "He took Interstate 95.", Relation::Different, "identity"),
    ];
    let mut wrong = Vec::new();
    for (a, b, relation, rule) in table {
        let level = level(a, b);
        if (level.relation, level.rule) != (*relation, *rule) {
            wrong.push(format!("{a} / {b}: expected {relation:?} {rule}, found {:?} {}", level.relation, level.rule));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_slip_tells_how_many_letters() {
    assert_eq!(level("Karen Olsen spoke.", "Karen Olson spoke.").difference.as_deref(), Some("1 letter"));
}

const TYPES: [NameType; 4] = [NameType::Person, NameType::Place, NameType::Organisation, NameType::Other];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn names_are_found_in_any_text_without_fault(text in "[ -~A-Zéü’“”–\n]{0,200}") {
        let report = Report::new("r", text.clone());
        let mut end = 0;
        for claim in extract(&report, 0).claims.iter().filter(|c| c.mention.value.kind() == Kind::Name) {
            let span = claim.mention.span;
            prop_assert!(span.start() >= end, "overlap in {text:?}");
            end = span.end();
            let Value::Name(name) = &claim.mention.value else { unreachable!() };
            let written: String = span.of(&text).split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(&name.written, &written);
            prop_assert!(!name.text.trim().is_empty());
        }
    }

    #[test]
    fn names_are_found_in_any_words(words in prop::collection::vec(prop::sample::select(vec![
        "Kim", "Jong-un", "Gov.", "the", "of", "and", "&", "'s", "Police", "Department", "New", "York", "Jr.", ",", ".", "\"", "(", ")", "J.", "A.J.", "van", "al-", "Secretary", "State",
        "-", "75", "Interstate", "May", "Russian", "said", "AP", "É", "1B", "McX", "Street", "Chief", "\n",
    ]), 0..25)) {
        let report = Report::new("r", words.join(" "));
        for claim in &extract(&report, 0).claims {
            prop_assert!(claim.mention.span.end() <= report.text.len());
        }
    }

    #[test]
    fn level_is_symmetric_and_same_of_itself(a in "[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}", b in "[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}", s in 0usize..4, t in 0usize..4) {
        let (a, b) = (Name::new(TYPES[s], a), Name::new(TYPES[t], b));
        prop_assert_eq!(a.level(&b), b.level(&a));
        prop_assert_eq!(a.level(&a).relation, Relation::Same);
    }

    #[test]
    fn one_letter_in_a_long_surname_is_a_slip(given in "[A-Z][a-z]{3,7}", surname in "[A-Z][a-z]{5,9}", at in 1usize..5, letter in "[b-y]") {
        let mut other = surname.clone();
        other.replace_range(at..=at, &letter);
        prop_assume!(other != surname);
        let (a, b) = (Name::new(NameType::Person, format!("{given} {surname}")), Name::new(NameType::Person, format!("{given} {other}")));
        prop_assert_eq!(a.level(&b).rule, "spelling");
    }
}
