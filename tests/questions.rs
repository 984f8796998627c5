//! Which claims of a small event answer one question, and what it is called.

mod told;

use claimdiff::{Comparison, Kind, Verdict};
use told::{QUAKE, between, conflicts, is, judged, of_day, of_two, seen, told};

/// A sentence told again around another verb, with one date in it: the two dates answer one question.
#[test]
fn the_only_date_of_a_sentence_told_again_is_in_its_place() {
    let told_with = |second: &str| {
        judged(&[
            told(
                "a",
                "Meridian",
                "2021-03-08",
                "After the regatta, Lindqvist led the 22,000 crowd in singing a birthday song for his trainer Osvald Brandt, who was 68 on Saturday.",
            ),
            told("b", "Courier", "2021-03-08", second),
        ])
    };
    let again = "After the regatta, Lindqvist led the crowd of 22,000 in singing a birthday song for trainer Osvald Brandt, who turned 68 on Wednesday.";
    is(between(&told_with(again), "Saturday", "Wednesday"), Verdict::Discrepancy, "value");
    // Another sentence, of the town.
    let other = "The mayor of the town opened a school with eleven rooms on Wednesday, and a band played for its pupils.";
    let dates = told_with(other).findings.into_iter().filter(|f| f.kind == Kind::Date && f.verdict == Verdict::Discrepancy).count();
    assert_eq!(dates, 0);
}

#[test]
fn what_a_report_sets_right_is_one_question() {
    let first = format!("{QUAKE} The quake had a magnitude of 4.4, the survey said.");
    let against = |words: &str| {
        let later = format!("{QUAKE} The quake had a magnitude of 4.2, the survey said, which {words} a magnitude of 4.4.");
        of_day("2021-05-03", &first, &later)
    };
    let of_report_b = |comparison: &Comparison| {
        let finding = between(comparison, "magnitude of 4.4", "magnitude of 4.2");
        finding.values.iter().flat_map(|v| &v.claims).filter(|claim| claim.report == 1).count()
    };
    assert_eq!(of_report_b(&against("originally had given it")), 2);
    // What was measured elsewhere corrects nothing: one answer for each report.
    assert_eq!(of_report_b(&against("had given the last one")), 1);
}

/// What was lowered from a revised number of the month before is told in one sentence, and sets nothing right.
#[test]
fn a_revised_number_of_before_is_none_that_was_set_right() {
    let first = "Crude stocks in Lorn rose 700,000 barrels to 329.4 million from a revised 328.7 million in the week, the institute said.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", first), told("b", "Courier", "2021-03-02", "The institute will tell more next week.")]);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Discrepancy), "{:#?}", seen(&comparison));
}

/// What happened at 8:40 in two accounts happened once, whatever the day; what did so at eight may have happened twice.
#[test]
fn one_time_of_day_to_the_minute_is_of_one_happening() {
    let told = |first: &str, second: &str| {
        let bodies = format!("Police were called to the family's terraced house in Lorn at {first} and found the bodies of two women, the coroner heard.");
        let arrest = format!("A neighbour of Ana Whitlow rang the operator at {second}, alarmed by the smoke that hung over the yard.");
        let comparison = of_two(&bodies, &arrest);
        comparison.findings.iter().filter(|f| f.kind == Kind::Date && f.verdict == Verdict::Discrepancy).count()
    };
    assert_eq!(told("8.40am on Saturday", "8.40am on Sunday"), 1);
    assert_eq!(told("8am on Saturday", "8am on Sunday"), 0);
    assert_eq!(told("8.40am on Saturday", "9.15am on Sunday"), 0);
}

/// A rank is one among its own kind.
#[test]
fn ranks_among_two_kinds_of_things_are_two_questions() {
    let first = "Senator Ana Ruiz of Merrin will not run again, becoming the eighth senator to step down next year.";
    let against = |rank: &str| {
        let comparison = of_two(first, &format!("Senator Ana Ruiz of Merrin will not run again, becoming the {rank} next year."));
        conflicts(&comparison).len()
    };
    assert_eq!((against("seventh senator to step down"), against("seventh member to step down")), (1, 1));
    let term = of_two(first, "Ana Ruiz, who led the reform of the tax code of Merrin, won't run again for a seventh term in the senate.");
    assert!(conflicts(&term).is_empty(), "{:#?}", seen(&term));
}

/// A value between two that both reports give answers their question, however the sentences are worded.
#[test]
fn what_stands_between_the_same_two_values_is_one_question() {
    let told = |first: &str, second: &str| {
        let comparison = of_two(
            &format!("Whitlow hit .308 with {first} and 121 RBIs for Lorn."),
            &format!("Split between the Badgers and the Owls, the batter managed .308, {second} and 121 batted in."),
        );
        conflicts(&comparison).len()
    };
    assert_eq!((told("40 homers", "33 home runs"), told("40 homers", "40 home runs")), (1, 0));
    let apart =
        of_two("Whitlow hit .308 with 40 homers for Lorn.", "Split between the Badgers and the Owls, the batter managed 33 home runs and 121 batted in.");
    assert_eq!(conflicts(&apart).len(), 0);
}

/// A date is that of what stands near it, and not of whatever its sentence goes on to name.
#[test]
fn the_label_of_a_date_names_what_stands_near_it() {
    let label = |text: &str| {
        let comparison = of_two(text, text);
        comparison.findings.iter().find(|f| f.kind == Kind::Date).map(|f| f.question.clone())
    };
    assert_eq!(label("The summit in Lorn was held on Tuesday, officials said.").as_deref(), Some("date of the summit"));
    let far = label("Officials spoke on Tuesday at length with the widow of a guard who was at the door of the old clinic in the bombing.");
    assert_eq!(far.as_deref(), Some("date in “Officials spoke on …”"));
}

#[test]
fn labels_are_words_of_people() {
    let text = format!("{QUAKE} The quake killed 12 people in Merrin.");
    let comparison = of_two(&text, &text);
    let questions: Vec<&str> = comparison.findings.iter().map(|f| f.question.as_str()).collect();
    assert!(questions.contains(&"people killed"), "{questions:?}");
}

#[test]
fn a_person_has_one_age_in_a_report() {
    let one = "Katie Jarvis, 27, and her mother were found dead in a home in Merrin. Police found the student Katie Jarvis, 20, in the hall.";
    let other = "The bodies of Katie Jarvis, 20, and her mother were found in a home in Merrin, police said.";
    let comparison = of_day("2021-03-02", one, other);
    let finding = between(&comparison, "27", "20");
    assert_eq!(finding.verdict, Verdict::Discrepancy, "{}", finding.explanation);
}

#[test]
fn the_day_of_a_dateline_is_the_reports_and_not_the_storys() {
    let conflicts_of_days = |a: String, b: String| {
        let comparison = judged(&[told("a", "", "", &a), told("b", "", "", &b)]);
        comparison.findings.iter().filter(|f| f.kind == Kind::Date && f.verdict == Verdict::Discrepancy).count()
    };
    for line in [" (Reuters) -", ":"] {
        let report = |day: &str| format!("PEDRA LISA, {day}{line} The dam above the iron mine of Pedra Lisa broke and killed 16 people, officials said.");
        assert_eq!(conflicts_of_days(report("March 13"), report("March 20")), 0, "{line}");
    }
    let report = |day: &str| format!("The dam above the iron mine of Pedra Lisa broke on {day} and killed 16 people, officials said.");
    assert_eq!(conflicts_of_days(report("March 13"), report("March 20")), 1);
}

#[test]
fn what_an_agency_says_on_two_days_is_no_conflict_of_days() {
    let one = "The number of dead has risen to 131, the disaster agency said on Wednesday.";
    let other = "The toll of the quake has climbed to 82, the disaster agency said on Monday.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-03", one), told("b", "Courier", "2021-03-01", other)]);
    assert!(comparison.findings.iter().all(|f| f.kind != Kind::Date || f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

/// An age is that of whom it is told of, whoever stands nearer.
#[test]
fn an_age_is_not_that_of_the_next_person_in_its_sentence() {
    let brother = "Koch and his 83-year-old brother, Charles, ran the mill in Merrin.";
    let died = |age: u32| format!("David Koch has died at age {age}, his older brother Charles Koch said of the owner of the Merrin mill.");
    let apart = of_day("2021-03-03", &died(79), brother);
    assert!(conflicts(&apart).is_empty(), "{:#?}", seen(&apart));
    is(between(&of_day("2021-03-03", &died(79), &died(78)), "79", "78"), Verdict::Discrepancy, "copy-altered");
    let children = "His 23-year-old daughter, Mia, and 19-year-old son, Jake, wept as the judge in Merrin spoke.";
    let wept = of_day("2021-03-03", children, children);
    assert!(conflicts(&wept).is_empty(), "{:#?}", seen(&wept));
    let banker = "Prince Ruiz knew Edgar Pell, a 66-year-old banker of Merrin who took his own life.";
    let with = |opening: &str| of_day("2021-03-03", banker, &format!("{opening} is a son of the Queen, and knew the banker of Merrin."));
    assert!(conflicts(&with("Now 59 years old, Prince Ruiz")).is_empty(), "{:#?}", seen(&with("Now 59 years old, Prince Ruiz")));
    is(between(&with("Edgar Pell, 59,"), "66-year-old", "59"), Verdict::Discrepancy, "value");
}

/// A verb of saying may be a given name: his age is none of his brother's.
#[test]
fn a_brother_who_is_called_as_a_verb_has_an_age_of_his_own() {
    let first = "Police named Dale Kuhani, 32, and his brother Said Kuhani, 34, who are suspected of the raid in Merrin.";
    let with = |age: u32| of_day("2021-03-03", first, &format!("Dale Kuhani, 32, and Said Kuhani, {age}, fled from the raid in Merrin in a grey car."));
    assert!(conflicts(&with(34)).is_empty(), "{:#?}", seen(&with(34)));
    is(between(&with(38), "34", "38"), Verdict::Discrepancy, "value");
}

#[test]
fn the_ages_of_two_people_are_no_conflict() {
    let one = "The 70-year-old Anton Koller, a pensioner who lives on less than 1,000 a month, said the strike was needed.";
    let other = "The 76-year-old Carl Donner, a pensioner who lives on less than 1,000 a month, said the strike was needed.";
    let comparison = of_day("2021-03-03", one, other);
    assert!(comparison.findings.iter().all(|f| f.kind != Kind::Figure || f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

/// Where two people of a report have one surname, it does not tell whose age stands beside it.
#[test]
fn a_shared_surname_tells_no_age() {
    let account = |rest: &str| format!("The wife of Brandon Whitlow hopes for an answer. Ana Whitlow, 48, said so. Ana Whitlow met the judge. {rest}");
    let first = account("Lawyers for Whitlow, 56, said that he will answer.");
    let comparison = of_day("2021-03-02", &first, &account("The judge will rule in May."));
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Discrepancy), "{:#?}", seen(&comparison));
    // Where one of them alone is named, it does.
    let alone = |age: u8| format!("The wife of Brandon Whitlow hopes for an answer. Lawyers for Whitlow, {age}, said that he will answer.");
    assert_eq!(between(&of_day("2021-03-02", &alone(56), &alone(58)), "56", "58").verdict, Verdict::Discrepancy);
}

/// Whom an age is of: no finding where each age is another person's, one where both are of one.
#[test]
fn ages_are_of_those_whom_they_stand_beside() {
    let shot = "Police Chief Ana Ruiz said the 39-year-old man shot two guards at the Lorn mill on Monday and fled north.";
    let retired = "Police Chief Ana Ruiz, 58, said a man shot two guards at the Lorn mill on Monday and fled north.";
    let comparison = of_two(shot, retired);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
    let daughter = "Police found the body of her 20-year-old daughter Mira Ruiz at the Lorn mill on Monday, the chief said.";
    let beside = "Police found the body of Mira Ruiz, 22, at the Lorn mill on Monday, the chief said.";
    let comparison = of_two(daughter, beside);
    is(between(&comparison, "20-year-old", "22"), Verdict::Discrepancy, "value");
}

/// Two rounds are two things, unless one sentence is told twice.
#[test]
fn ranks_differ_in_one_sentence_told_twice() {
    let bout =
        |round: &str| format!("Cole knocked out the former champion Varga with a left hook in the {round} round of their bout at Lorn, the referee said.");
    let (one, other) = (bout("sixth"), bout("seventh"));
    let down = "Varga went down in the fifth round, and Cole finished him two rounds on with a left hook.";
    let crowd = "Some 9,000 people came to the arena at Lorn, where the doors had opened at noon.";
    let rain = "Rain fell on the harbour while the fans queued for trains after midnight.";
    let told = [
        told("a", "Meridian", "", &one),
        told("b", "Courier", "", &other),
        told("c", "Albion", "", down),
        told("d", "Hanbit", "", crowd),
        told("e", "Nord", "", rain),
    ];
    let comparison = judged(&told);
    assert_eq!(between(&comparison, "sixth round", "seventh round").verdict, Verdict::Discrepancy, "{:#?}", seen(&comparison));
    assert_eq!(comparison.findings.iter().filter(|f| f.verdict >= Verdict::Update).count(), 1, "{:#?}", seen(&comparison));
}

/// One unit stands for many questions in a table.
#[test]
fn rows_of_tables_answer_no_question() {
    let row = |numbers: &str| format!("Grain stocks in Lorn, in tonnes: total wheat stocks {numbers}.");
    let (wheat, soy) = (row("4310 4293 894 1640 1647 79 69 2584 800"), row("10353 10336 13583 254 236 77 78 10022 2373"));
    let comparison = of_day("2021-03-02", &wheat, &soy);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

/// A label tells what the claims of its own finding say, in the words that they have for it.
#[test]
fn labels_are_of_their_own_claims() {
    let label = |one: &str, other: &str, a: &str, b: &str| between(&of_two(one, other), a, b).question.clone();
    let offer = |sum: &str| format!("The Lorn club made an offer of {sum} million euros for the striker.");
    assert_eq!(label(&offer("20"), &offer("26"), "20 million euros", "26 million euros"), "amount of the offer");
    let bought = |sum: &str| format!("Norvik Air bought its rival Brightwing for {sum} million euros on Monday.");
    assert_eq!(label(&bought("20"), &bought("26"), "20 million euros", "26 million euros"), "price of the acquisition");
    let quake = |how: &str| format!("The quake struck at noon {how}, the institute of Lorn said.");
    assert!(label(&quake("at a depth of 12 kilometres"), &quake("at a depth of 15 kilometres"), "12 kilometres", "15 kilometres").starts_with("depth"));
    assert!(label(&quake("12 kilometres from Arvo"), &quake("15 kilometres from Arvo"), "12 kilometres", "15 kilometres").starts_with("distance"));
    let lawn = |yards: &str| format!("The man ran unobstructed for {yards} yards across the front lawn of the house.");
    assert!(label(&lawn("70"), &lawn("100"), "70 yards", "100 yards").starts_with("distance"));
    let wives = |number: &str| format!("Al-Harrow has {number} wives, two of them from Iraq, sources said.");
    assert_eq!(label(&wives("three"), &wives("four"), "three wives", "four wives"), "number of wives");
    let crew = |number: &str| format!("The pirates of Arvo still hold {number} crewmen on the ships.");
    assert_eq!(label(&crew("200"), &crew("300"), "200 crewmen", "300 crewmen"), "number of crewmen");
}

/// What the police say in one report of how many were hurt is not what they say in another.
#[test]
fn two_numbers_that_are_said_may_be_at_odds() {
    let riots = "Riots shook Lorn on Wednesday, and shops burned.";
    let one = format!("{riots} Police said 12 people were injured in the riots.");
    let other = format!("{riots} Police said 18 people had been injured in the violence and 7 arrested.");
    assert_eq!(between(&of_two(&one, &other), "12 people", "18 people").verdict, Verdict::Discrepancy);
}

/// A coach is the club's 14th or its 15th.
#[test]
fn a_thing_has_one_rank() {
    let one = "Osvald Brandt becomes the 14th coach of the Lorn Herons, the club said.";
    let other = "The Lorn Herons hired Osvald Brandt on Friday. He will be the 15th head coach of the Herons.";
    assert_eq!(between(&of_two(one, other), "14th coach", "15th head coach").verdict, Verdict::Discrepancy);
    let rounds = "Brandt fell in the sixth round and again in the seventh round.";
    let comparison = of_two("Brandt fell in the sixth round.", rounds);
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

/// An office is called by its own words, and not by those of the clause in front of it.
#[test]
fn an_office_is_called_by_its_own_words() {
    let of = |name: &str| format!("The court threw out the case brought by Merrin District Attorney {name} on Monday.");
    let comparison = of_two(&of("Cyrus Harrow"), &of("Jerry Pell"));
    let asked: Vec<&str> = comparison.findings.iter().filter(|f| f.kind == Kind::Name).map(|f| f.question.as_str()).collect();
    assert!(asked.contains(&"name of the Merrin District Attorney"), "{asked:?}");
}

/// What a blow left is holes, and no town.
#[test]
fn a_word_of_two_meanings_names_no_happening() {
    let of = |time: &str| format!("The blow at {time} on Friday left holes in the tanker off Merrin.");
    let comparison = of_two(&of("7:30 a.m."), &of("8:45 a.m."));
    let asked: Vec<&str> = comparison.findings.iter().filter(|f| f.kind == Kind::Date).map(|f| f.question.as_str()).collect();
    assert!(!asked.is_empty() && asked.iter().all(|question| !question.contains("departure")), "{asked:?}");
}

/// The words behind a mark put the question where no others stand beside a value.
#[test]
fn words_behind_a_mark_put_the_question() {
    let of = |time: &str| format!("The plane was late.\n\n{time} -- Airliner hits a hill near the coastal town of Merrin.");
    let comparison = of_two(&of("March 4"), &of("March 6"));
    let asked: Vec<&str> = comparison.findings.iter().filter(|f| f.kind == Kind::Date).map(|f| f.question.as_str()).collect();
    assert_eq!(asked, ["date in “… Airliner hits a hill”"]);
}
