//! Two names in one role: which are a conflict of two reports, and which are simply two names.

use claimdiff::{Comparison, Kind, Report, Verdict, compare};

/// Texts of two reports, and the values and type of the conflict of names between them.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a str);

fn compared(texts: [&str; 2]) -> Comparison {
    compare(&[Report::new("a", texts[0]), Report::new("b", texts[1])])
}

fn conflicts(comparison: &Comparison) -> Vec<(Vec<&str>, &'static str)> {
    let names = comparison.findings.iter().filter(|f| f.kind == Kind::Name && f.verdict == Verdict::Discrepancy);
    names.map(|f| (f.values.iter().map(|v| v.value.as_str()).collect(), f.finding_type)).collect()
}

#[test]
fn names_in_one_role_are_a_conflict() {
    let cases: &[Case<'_>] = &[
        // Beside one other name, and alike.
        (
            "Walls fell in the villages of Zarnabad and Kuhani, the governor said.",
            "Houses were damaged in the villages Kavuhani and Zarnabad, the governor said.",
            &["Kuhani", "Kavuhani"],
            "identity",
        ),
        (
            "The plant stands at Lincoln Boulevard and Weaver Road, the police said.",
            "Fire engines came to the corner of Lincoln Boulevard at Harrow Road.",
            &["Weaver Road", "Harrow Road"],
            "identity",
        ),
        // They differ in a number alone.
        (
            "The lorry overturned on Interstate 75 north of the bridge, troopers said.",
            "The lorry overturned on Interstate 90 north of the bridge, state troopers said.",
            &["Interstate 75", "Interstate 90"],
            "identity",
        ),
        // One of two areas.
        (
            "A quake shook Indonesia's West Papua province on Sunday, killing four people.",
            "A quake shook the remote province of Papua on Sunday and killed four people.",
            &["West Papua", "Papua"],
            "identity",
        ),
        // One short form, written out in two ways.
        (
            "The dairy owes the Harvest Rural Lending Fund (HRLF) 2 million dollars. The HRLF declined to comment.",
            "The indictment says that the Hillside Rural Lending Fund was deceived. The HRLF lost its money.",
            &["Harvest Rural Lending Fund", "Hillside Rural Lending Fund"],
            "identity",
        ),
        // A lone surname one letter from that of a person of the same report.
        (
            "The chief executive, Karen Tolson, signed the letter. Much seems to depend on what Tolsen has to say.",
            "Karen Tolson runs the dairy.",
            &["Karen Tolson", "Tolsen"],
            "spelling",
        ),
    ];
    for (one, other, values, kind) in cases {
        let comparison = compared([one, other]);
        let found = conflicts(&comparison);
        assert!(
            found.iter().any(|(names, finding_type)| finding_type == kind && values.iter().all(|v| names.contains(v))),
            "{values:?} {kind}: {found:?}\n{one}\n{other}"
        );
    }
}

#[test]
fn two_names_are_mostly_two_names() {
    let cases = [
        // Two clubs have two managers.
        ("Angels general manager Tony Reyes made an offer.", "Yankees general manager Brian Cole met the player on Tuesday."),
        // Cities that the gazetteer knows are no two hearings of one name.
        ("The minister flew to Paris and London on Monday.", "The minister flew to Paris and Lyon on Monday."),
        // A report that names both roads knows that they are two.
        (
            "The plant stands at Lincoln Boulevard and Weaver Road. Traffic on Harrow Road was stopped.",
            "Fire engines came to the corner of Lincoln Boulevard at Harrow Road.",
        ),
        // Two numbered roads of two stories.
        ("The lorry overturned on Interstate 75 north of the bridge.", "The governor promised to widen Interstate 90 by the summer."),
        // The country is often called so for short.
        ("South Korea said the launch failed.", "Korea said the launch failed."),
        // Two dialects.
        (
            "The convoy sailed in the Internationally Recognised Transit Corridor on Friday.",
            "The convoy sailed in the Internationally Recognized Transit Corridor on Friday.",
        ),
        // A place that is listed is no slip of a surname.
        ("The chief executive, Karen Austen, signed the letter. The plant in Austin is closed.", "Karen Austen runs the dairy."),
    ];
    for (one, other) in cases {
        let comparison = compared([one, other]);
        assert_eq!(conflicts(&comparison), [], "{one}\n{other}");
    }
}
