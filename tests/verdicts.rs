//! Verdicts over whole small events: what is a conflict, and what only looks so.

mod told;

use claimdiff::compare::Standing;
use claimdiff::{Comparison, Finding, Kind, Report, Severity, Verdict, compare};
use told::{QUAKE, between, conflicts, is, judged, of_day, of_two, seen, told};

/// Reports of two days have each their own news, unless they plainly tell one thing.
#[test]
fn days_of_two_days_reports_are_held_against_each_other_less_boldly() {
    let score = |published, one: &str, other: &str| {
        let comparison = judged(&[told("a", "Meridian", "2021-03-01", one), told("b", "Courier", published, other)]);
        let dates = comparison.findings.iter().filter(|f| f.kind == Kind::Date && f.verdict >= Verdict::Update);
        dates.map(|f| f.score).fold(0.0, f64::max)
    };
    let (one, other) = ("Rebels shelled the port of Merrin on February 25.", "The army shelled the airfield of Merrin on February 27.");
    assert!(score("2021-03-01", one, other) > score("2021-03-02", one, other));
    let plain = ("The summit of the league will open in Merrin on May 4.", "The summit of the league will open in Merrin on May 5.");
    assert!(score("2021-03-02", plain.0, plain.1) > 0.8);
}

/// Counts that come to the other count, or that leave one out, and what comes on top, are no conflict.
#[test]
fn counts_that_add_up_are_one_account() {
    let aboard = "All 259 people aboard the jet and 11 people on the ground were killed at Merrin.";
    let toll = |n: u32| format!("The crash of the jet at Merrin killed {n} people.");
    let nations = "The island and 15 other nations will build the station.";
    let built = |n: u32| format!("The station will be built by {n} nations.");
    let arrested = "Police arrested 12 men on Friday over the raid in Merrin and five more on Sunday.";
    let held = |n: u32| format!("Police have arrested {n} men over the raid in Merrin.");
    let cases = [
        (aboard, toll(270), false),
        (aboard, toll(280), true),
        (nations, built(16), false),
        (nations, built(18), true),
        (arrested, held(17), false),
        (arrested, held(19), true),
        // Of what no table names a class, what was done to both tells.
        ("A boy shot and killed eight students and two teachers at the Merrin school.", "A gunman killed 10 people at the Merrin school.".to_owned(), false),
        ("A boy shot and killed eight students and two teachers at the Merrin school.", "A gunman killed 11 people at the Merrin school.".to_owned(), true),
        // Of two kinds of harm there is no sum.
        ("The fire at the Merrin mill killed three people and injured two.", "The fire at the Merrin mill killed five people.".to_owned(), true),
        ("One more spacewalk is planned for the flight of the shuttle.", "Three spacewalks are planned for the flight of the shuttle.".to_owned(), false),
        ("One spacewalk is planned for the flight of the shuttle.", "Three spacewalks are planned for the flight of the shuttle.".to_owned(), true),
    ];
    for (one, other, conflict) in &cases {
        let comparison = of_two(one, other);
        assert_eq!(!conflicts(&comparison).is_empty(), *conflict, "{one}\n{other}\n{:#?}", seen(&comparison));
    }
}

/// Who did it is counted among the dead by some, and whom a text names beside the others is one more.
#[test]
fn a_count_that_leaves_one_out_is_no_conflict() {
    let depot = |n: u32, rest: &str| format!("A gunman opened fire at the Merrin depot, and {n} people were killed{rest}.");
    let gymnasts = "Ana Ruiz and three fellow gymnasts testified before the Merrin council.";
    let testified = |n: u32| format!("The council of Merrin heard {n} gymnasts who testified.");
    let signed = |who: &str| format!("{who} signed the pledge in Merrin against new taxes.");
    let cases = [
        (depot(9, ", including the gunman"), depot(8, ""), false),
        (depot(9, ", including a dog"), depot(8, ""), true),
        (depot(10, ", including the gunman"), depot(8, ""), true),
        ("A gunman killed eight people at the Merrin depot before taking his own life.".to_owned(), depot(9, ""), false),
        ("A gunman killed eight people at the Merrin depot.".to_owned(), depot(9, ""), true),
        (gymnasts.to_owned(), testified(4), false),
        (gymnasts.to_owned(), testified(6), true),
        (signed("Ruiz, along with 38 other senators,"), signed("39 senators, including Ruiz,"), false),
        (signed("Ruiz, along with 37 other senators,"), signed("39 senators, including Ruiz,"), true),
        (signed("38 senators"), signed("39 senators, including Ruiz,"), true),
    ];
    for (one, other, conflict) in &cases {
        let comparison = of_two(one, other);
        assert_eq!(!conflicts(&comparison).is_empty(), *conflict, "{one}\n{other}\n{:#?}", seen(&comparison));
    }
}

/// What a sum comes to in another currency changes from day to day, by less than a tenth.
#[test]
fn one_sum_is_converted_at_the_rates_of_two_days() {
    let paid = |told: &str| format!("The lawyer paid her {told} in the last weeks of the campaign, the court in Merrin heard.");
    let cases = [
        ("$130,000 (£95,650)", "$130,000 (£92,000)", false),
        ("$130,000 (£95,650)", "$130,000 (£59,650)", true),
        ("$130,000 (£95,650)", "$125,000 (£92,000)", true),
    ];
    for (one, other, conflict) in cases {
        let comparison = of_two(&paid(one), &paid(other));
        assert_eq!(!conflicts(&comparison).is_empty(), conflict, "{one}\n{other}\n{:#?}", seen(&comparison));
    }
}

/// How much is counted so far is a matter of the hour, with or without a stamp; what it came to is not.
#[test]
fn how_far_a_count_has_come_is_news_of_the_hour() {
    let count = |told: &str| format!("Ana Ruiz led the mayor of Merrin with {told}, officials said on Tuesday.");
    let cases = [
        ("66% of the precincts reporting", "94 percent of precincts reporting", Verdict::Update),
        ("63% of votes counted", "over 90 percent of the vote now counted", Verdict::Update),
        ("63% of votes cast for her", "90 percent of votes cast for her", Verdict::Discrepancy),
    ];
    for (one, other, verdict) in cases {
        for published in ["", "2021-05-03"] {
            let comparison = of_day(published, &count(one), &count(other));
            let figures = comparison.findings.iter().filter(|f| f.kind == Kind::Figure).map(|f| f.verdict).max();
            assert_eq!(figures, Some(verdict), "{one}\n{other}\n{:#?}", seen(&comparison));
        }
    }
}

/// What a number was before is silenced by name.
#[test]
fn a_past_value_is_silenced_by_its_rule() {
    let claims = |told: &str| format!("Jobless claims in Merrin fell {told}, the labour office said on Friday.");
    let comparison = of_two(&claims("from 507,000"), &claims("to 473,000"));
    assert_eq!(comparison.silenced.get("past-value"), Some(&1), "{:?}", comparison.silenced);
    let comparison = of_two(&claims("to 507,000"), &claims("to 473,000"));
    assert_eq!(comparison.silenced.get("past-value"), None, "{:?}", comparison.silenced);
}

/// An aftershock has a magnitude of its own.
#[test]
fn an_aftershock_is_no_other_magnitude_of_the_quake() {
    let quake = format!("{QUAKE} The quake had a magnitude of 6.2, the survey said.");
    let cases = [
        ("One aftershock had a magnitude of 5.1, the survey said.", false),
        ("The survey said that a magnitude 5.1 aftershock followed.", false),
        ("The quake had a magnitude of 5.1, the survey said, and aftershocks followed.", true),
    ];
    for (other, conflict) in cases {
        let comparison = of_day("2021-05-03", &quake, &format!("{QUAKE} {other}"));
        assert_eq!(!conflicts(&comparison).is_empty(), conflict, "{other}\n{:#?}", seen(&comparison));
    }
}

/// So many of one nation and so many of another are no conflict; so many of one, or of none that is told, are.
#[test]
fn the_people_of_two_nations_are_two_counts() {
    let aboard = |who: &str| format!("The ferry that sank off Merrin on Monday had {who} aboard, the owner said.");
    let cases = [("one Briton", "15 French citizens", false), ("one French citizen", "15 French citizens", true), ("one citizen", "15 French citizens", true)];
    for (one, other, conflict) in cases {
        let comparison = of_two(&aboard(one), &aboard(other));
        assert_eq!(!conflicts(&comparison).is_empty(), conflict, "{one}\n{other}\n{:#?}", seen(&comparison));
    }
}

/// One number that is bounded from two sides is a threshold, unless something was measured or counted that lies on one of them.
#[test]
fn the_two_sides_of_a_threshold_are_no_conflict() {
    let loans = |bound: &str| format!("Loans of the Merrin bank were for firms with {bound} workers, the mayor said.");
    let large = |bound: &str| format!("Firms with {bound} workers could not have loans of the Merrin bank, the mayor said.");
    let dead = |bound: &str| format!("The quake in Merrin killed {bound} people, the mayor said.");
    let cases = [
        (loans("fewer than 500"), large("more than 500"), false),
        (loans("fewer than 500"), large("more than 600"), true),
        (loans("just under 500"), loans("just over 500"), true),
        (dead("fewer than 500"), dead("more than 500"), true),
    ];
    for (one, other, conflict) in &cases {
        let comparison = of_two(one, other);
        assert_eq!(!conflicts(&comparison).is_empty(), *conflict, "{one}\n{other}\n{:#?}", seen(&comparison));
    }
}

/// A number of before, one that was foretold, one that is needed, a rate, and how a body is made up are no answers to
/// what is.
#[test]
fn numbers_that_are_put_in_two_ways_are_no_conflict() {
    let jobs = |told: &str| format!("Employers in Merrin added {told} jobs in April.");
    let posts = |who: &str| format!("{who} of Merrin lost his place at the college for posts that he wrote at school.");
    let claims = |told: &str| format!("Jobless claims in Merrin fell {told}, the labour office said on Friday.");
    let cases = [
        (claims("from 507,000"), claims("to 473,000"), false),
        (claims("to 507,000"), claims("to 473,000"), true),
        (claims("from an average 507,000"), claims("from 473,000"), true),
        (
            "Thefts in Merrin passed the previous record of 7,120 last year.".to_owned(),
            "Thefts in Merrin passed the record with 7,314 last year.".to_owned(),
            false,
        ),
        (jobs("164,000"), "Economists had expected that employers in Merrin added 175,000 jobs in April.".to_owned(), false),
        (jobs("164,000"), "Employers in Merrin added more than the 175,000 jobs that economists had forecast in April.".to_owned(), false),
        (jobs("164,000"), "Economists in Merrin met while employers added 175,000 jobs in April.".to_owned(), true),
        (
            "The petition in Merrin has the 1,495 signatures needed to force a vote.".to_owned(),
            "The petition in Merrin has 1,626 signatures to force a vote.".to_owned(),
            false,
        ),
        (
            "The petition in Merrin has the 1,495 signatures to force a vote.".to_owned(),
            "The petition in Merrin has 1,626 signatures to force a vote.".to_owned(),
            true,
        ),
        ("The fever in Merrin killed 140 people a day in May.".to_owned(), "The fever in Merrin killed 9,000 people in May.".to_owned(), false),
        ("The fever in Merrin killed 140 people in May.".to_owned(), "The fever in Merrin killed 9,000 people in May.".to_owned(), true),
        (
            "The court of Merrin, with a 6-3 conservative majority, let the law stand.".to_owned(),
            "The court of Merrin, with a 5-4 ruling, let the law stand.".to_owned(),
            false,
        ),
        (
            "The court of Merrin, with a 6-3 ruling, let the law stand.".to_owned(),
            "The court of Merrin, with a 5-4 ruling, let the law stand.".to_owned(),
            true,
        ),
        (posts("Kyle Pell, 18,"), "Kyle Pell of Merrin lost his place at the college for posts that he wrote when he was sixteen years old.".to_owned(), false),
        (posts("Kyle Pell, 85,"), posts("Kyle Pell, who was elected mayor at age 78,"), false),
        (posts("Kyle Pell, 85,"), posts("Kyle Pell, who was elected mayor at the age of 78,"), false),
        (posts("Kyle Pell, who was elected mayor at age 76,"), posts("Kyle Pell, who was elected mayor at the age of 78,"), true),
        ("Ana Pell vanished at age 20 in 2002.".to_owned(), "Ana Pell vanished in August 2002 at the age of 17.".to_owned(), true),
        (posts("Kyle Pell, 18,"), posts("Kyle Pell, 16,"), true),
        (
            "Ana Ruiz, 32, spoke as the court of Merrin sent her captor to prison.".to_owned(),
            "Mia Orre was 16 at the time of the kidnapping and Ana Ruiz was 20 years old, the court of Merrin heard.".to_owned(),
            false,
        ),
        (
            "Ana Ruiz, 32, spoke as the court of Merrin sent her captor to prison.".to_owned(),
            "Mia Orre was 16 and Ana Ruiz was 20 years old, the court of Merrin heard as it sent her captor to prison.".to_owned(),
            true,
        ),
        // What a rise is measured against says nothing of the rise.
        (
            "Arrests in Merrin rose in July, a 12% increase over the previous month.".to_owned(),
            "Arrests in Merrin rose in July, a 13% increase over June.".to_owned(),
            true,
        ),
    ];
    for (one, other, conflict) in &cases {
        let comparison = of_two(one, other);
        assert_eq!(!conflicts(&comparison).is_empty(), *conflict, "{one}\n{other}\n{:#?}", seen(&comparison));
    }
}

/// How many storeys a house has is no number of people.
#[test]
fn a_property_of_a_thing_is_held_against_no_number_of_others() {
    let comparison =
        of_two("An airstrike on Merrin destroyed the 11-storey Arvo tower.", "An airstrike on Merrin destroyed the Arvo tower, killing 10 people.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    let comparison = of_two("The crane destroyed the five-storey Arvo tower.", "The crane destroyed the Arvo tower and five buildings.");
    assert!(comparison.findings.iter().all(|f| f.kind != Kind::Figure), "{:#?}", seen(&comparison));
    let comparison = of_two("An airstrike on Merrin destroyed the 11-storey Arvo tower.", "An airstrike on Merrin destroyed the 12-storey Arvo tower.");
    assert_eq!(conflicts(&comparison).len(), 1, "{:#?}", seen(&comparison));
}

/// The dates of two leads are held against each other less boldly than those of two full reports: each tells its own only one.
#[test]
fn dates_of_briefs_need_more_in_common() {
    let cases = [
        (
            "Mayor Ana Ruiz on Friday laid into the papers after a draft report of the Merrin audit.",
            "The draft report of the Merrin audit shows that Mayor Ana Ruiz was right, a paper first reported Thursday.",
            false,
        ),
        ("The mayor of Merrin sued the mill on Friday over the fire.", "The mill was sued by the mayor of Merrin on Thursday over the fire.", true),
    ];
    for (one, other, conflict) in cases {
        let comparison = of_two(one, other);
        assert_eq!(!conflicts(&comparison).is_empty(), conflict, "{one}\n{other}\n{:#?}", seen(&comparison));
    }
}

/// Two figures that lie close to each other matter less.
#[test]
fn figures_close_to_each_other_matter_less() {
    let of = |sum: &str| format!("The governor of Merrin on Tuesday committed {sum} to stop the rise of shootings in the town.");
    let severity = |other: &str| {
        let comparison = of_two(&of("$138 million"), &of(other));
        conflicts(&comparison).iter().map(|f| f.severity).max()
    };
    assert!(severity("$138.7 million") < severity("$148.7 million"));
    assert!(severity("$138.7 million").is_some());
}

/// What is told in two units is one conflict.
#[test]
fn a_conflict_told_in_two_units_is_one_finding() {
    let of = |told: &str| format!("Troops fired rockets at a base on the outskirts of Merrin, {told} southeast of Arvo, on Friday.");
    let comparison = of_two(&of("300 kilometers (185 miles)"), &of("280 kilometers (175 miles)"));
    assert_eq!(conflicts(&comparison).len(), 1, "{:#?}", seen(&comparison));
    let conflict = between(&comparison, "300 kilometers", "280 kilometers");
    is(conflict, Verdict::Discrepancy, "value");
    assert!(conflict.question.starts_with("distance"), "{}", conflict.question);
    // Each report has its own unit first.
    let storm = "Packing winds of 200 kph (125 mph) at its peak, the storm battered the port of Merrin on Sunday.";
    let comparison = of_two(storm, "The storm battered the port of Merrin on Sunday afternoon with 100mph (160km/h) winds.");
    assert_eq!(conflicts(&comparison).len(), 1, "{:#?}", seen(&comparison));
    // Where the first agree, the others are news.
    let comparison = of_two(&of("300 kilometers (185 miles)"), &of("300 kilometers (158 miles)"));
    assert!(!conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

/// The instant that a machine wrote over a text is no claim.
#[test]
fn an_instant_that_a_machine_wrote_is_no_claim() {
    let of = |stamp: &str| format!("MERRIN, South Arvo {stamp}\n\nA tanker spilled oil off Merrin after a barge holed it.");
    let comparison = of_two(&of("2007-12-07 04:33:16 UTC"), &of("2007-12-07 06:01:38 UTC"));
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

/// A weekday of a week that nobody knows is news; a date with its year tells what was before.
#[test]
fn when_a_line_was_written_is_no_claim() {
    let of = |time: &str, told: &str| format!("Gunmen hold a hotel in Merrin.\nUpdate at {time} ET. Gunmen seized the Arvo hotel {told}.");
    let comparison = of_two(&of("8:11 a.m.", "at 6:05 a.m."), &of("7:40 a.m.", "at 6:05 a.m."));
    assert!(conflicts(&comparison).is_empty(), "{:?}", seen(&comparison));
    let comparison = of_two(&of("8:11 a.m.", "at 6:05 a.m."), &of("8:11 a.m.", "at 5:06 a.m."));
    assert_eq!(conflicts(&comparison).len(), 1, "{:?}", seen(&comparison));
    // Nor is the day beside whoever signs a message.
    let of = |day: &str| format!("The governor of Merrin wrote: \"The bridge is a disgrace!\" — Dale Harrow (@daleharrow) {day}, 2018");
    let comparison = of_two(&of("March 22"), &of("March 23"));
    assert!(conflicts(&comparison).is_empty(), "{:?}", seen(&comparison));
}

#[test]
fn a_weekday_of_the_news_is_held_against_no_date_with_its_year() {
    let fired = "The club fired coach Dale Harrow on Saturday after its third loss.";
    let comparison = of_two(fired, "Coach Dale Harrow of the club was fired after its third loss. The club named Harrow coach on May 23, 2005.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    let comparison = of_two(fired, "The club fired coach Dale Harrow on Friday after its third loss.");
    assert_eq!(conflicts(&comparison).len(), 1, "{:#?}", seen(&comparison));
}

/// `Saturday (local time)` in the east is Friday elsewhere; it is no Thursday.
#[test]
fn the_next_day_in_the_time_of_the_place_is_no_other_day() {
    let told = |day: &str| format!("The leader of Lorn suspended all tests of his rockets in a speech {day}, the news agency of the country reported.");
    let between_days = |other: &str| {
        let comparison = of_day("2021-03-07", &told("on Saturday (local time)"), &told(other));
        comparison.findings.into_iter().find(|f| f.kind == Kind::Date).map(|f| (f.verdict, f.rule))
    };
    assert_eq!(between_days("on Friday"), Some((Verdict::Compatible, "zone")));
    assert_eq!(between_days("on Thursday").map(|(verdict, _)| verdict), Some(Verdict::Discrepancy));
}

#[test]
fn the_time_between_two_events_is_not_how_long_one_lasts() {
    let comparison =
        of_two("The pullback is due three days after the summit of the league in Merrin.", "The two-day summit of the league in Merrin ended on Friday.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    let comparison = of_two(
        "The pullback is due three days after the summit of the league in Merrin.",
        "The pullback came two days after the summit of the league in Merrin.",
    );
    assert!(!conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

#[test]
fn what_a_report_says_against_itself_is_one_finding() {
    let text = "The blast at the Lorn mill killed 12 people, seven men and four women.";
    let comparison = of_day("2021-03-02", text, text);
    let sums: Vec<&Finding> = comparison.findings.iter().filter(|f| f.finding_type == "internal-sum").collect();
    assert_eq!(sums.len(), 1, "{:#?}", seen(&comparison));
    assert_eq!((sums[0].verdict, sums[0].values.len(), sums[0].values[0].independent), (Verdict::Discrepancy, 3, 1));
    assert!(sums[0].severity >= Severity::Medium);
    assert!(sums[0].explanation.contains("add up to 11"), "{}", sums[0].explanation);
    assert!(sums[0].explanation.contains("Meridian and Courier"), "{}", sums[0].explanation);
    let doubles = comparison.findings.iter().filter(|f| f.verdict == Verdict::Discrepancy).count();
    assert_eq!(doubles, 1, "{:#?}", seen(&comparison));
}

#[test]
fn a_copy_with_another_bound_was_altered_though_both_can_be_true() {
    let one = "The operator of the Alsa cable said on Tuesday that up to 83 percent of its customers in the province were back on line by noon.";
    let other = one.replace("83", "38");
    let comparison = of_day("2021-03-02", one, &other);
    is(between(&comparison, "up to 83 percent", "up to 38 percent"), Verdict::Discrepancy, "copy-altered");
}

#[test]
fn some_of_a_number_are_no_other_count_of_it() {
    let one = "The quake near Merrin injured almost 50 people, the governor said.";
    let other = "The quake near Merrin injured 15 of them in the harbour, the governor said.";
    let comparison = of_day("2021-03-02", one, other);
    assert!(comparison.findings.iter().all(|f| f.kind != Kind::Figure || f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

#[test]
fn a_copy_with_another_number_was_altered() {
    let rest = "The ferry Alsa sank in calm water off the port of Merrin, where it was due at noon. Divers went down in the afternoon.";
    let one = format!("{rest} The wreck lies at a depth of 48 metres on the northern side of the bay, the harbour master said.");
    let other = format!("{rest} The wreck lies at a depth of 84 metres on the northern side of the bay, the harbour master said.");
    let comparison = of_day("2021-03-02", &one, &other);
    let finding = between(&comparison, "48 metres", "84 metres");
    is(finding, Verdict::Discrepancy, "copy-altered");
    assert!(finding.severity >= Severity::High);
    assert!(finding.explanation.contains("Meridian") && finding.explanation.contains("Courier"), "{}", finding.explanation);
}

/// What an outlet puts anew on its page is no copy of what stood there.
#[test]
fn an_outlet_that_writes_its_page_anew_alters_no_copy() {
    let rest = "The ferry Alsa sank in calm water off the port of Merrin, where it was due at noon. Divers went down in the afternoon. The mayor of Merrin came to the port at once. Two tugs lay beside the buoy of the wreck.";
    let (first, later) = (
        "Nobody knows yet why the ship went down. Relatives wait at the gate of the port. A priest is with them.",
        "An open door let the water in, divers say. Relatives have been taken to a hotel in town. Flags fly at half mast.",
    );
    let of = |told: &str, more: &str| format!("{rest} The wreck lies on the northern side of the bay, where {told}, the harbour master said. {more}");
    let cases = [
        ("it lies at a depth of 48 metres", "it lies at a depth of 84 metres", "version"),
        ("at least 15 people were killed in the cold water", "at least nine people were killed in the cold water", "precision"),
        ("at least 15 people were killed in the cold water", "15 people were killed in the cold water", "precision"),
    ];
    for (one, other, finding_type) in cases {
        let page = |outlet: &'static str, more: &str| judged(&[told("a", "Meridian", "", &of(one, first)), told("b", outlet, "", &of(other, more))]);
        let comparison = page("Meridian", later);
        assert!(conflicts(&comparison).is_empty(), "{one}\n{other}\n{:#?}", seen(&comparison));
        assert!(comparison.findings.iter().any(|f| f.finding_type == finding_type), "{one}\n{other}\n{:#?}", seen(&comparison));
        assert_eq!(conflicts(&page("Courier", later)).len(), 1, "{one}\n{other}\n{:#?}", seen(&page("Courier", later)));
        // Two papers may credit one agency: the same text with one value altered, whether its end was cut off or not.
        for more in [first, "Nobody knows yet why the ship went down."] {
            assert_eq!(conflicts(&page("Meridian", more)).len(), 1, "{one}\n{other}\n{:#?}", seen(&page("Meridian", more)));
        }
    }
    // Nor does it contradict itself where it counts the dead again in a text of its own.
    let counted = |outlet: &'static str| {
        let other = "Rescuers in Merrin say that 15 people were killed as the ferry Alsa sank.";
        judged(&[told("a", "Meridian", "", "The ferry Alsa sank off Merrin and nine people were killed, rescuers say."), told("b", outlet, "", other)])
    };
    assert!(conflicts(&counted("Meridian")).is_empty(), "{:#?}", seen(&counted("Meridian")));
    assert_eq!(conflicts(&counted("Courier")).len(), 1, "{:#?}", seen(&counted("Courier")));
}

#[test]
fn a_copy_without_the_hedge_lost_it() {
    let line = |n: &str| format!("{QUAKE} The quake killed {n} people in the villages around the harbour town of Merrin.");
    let (hedged, bare) = (line("at least 12"), line("12"));
    let comparison = of_two(&hedged, &bare);
    is(between(&comparison, "at least 12 people", "12 people"), Verdict::Discrepancy, "hedge-lost");
}

#[test]
fn at_least_twelve_allows_for_fourteen() {
    let one = format!("{QUAKE} The quake killed at least 12 people in Merrin.");
    let other = format!("{QUAKE} Fourteen people were killed when the quake hit Merrin.");
    let comparison = of_two(&one, &other);
    let finding = between(&comparison, "at least 12 people", "Fourteen people");
    is(finding, Verdict::Compatible, "precision");
    assert_eq!(finding.severity, Severity::Low);
    assert!(finding.explanation.contains("hedge"), "{}", finding.explanation);
}

#[test]
fn a_toll_that_later_reports_raise_is_an_update() {
    let one = format!("{QUAKE} The quake killed 12 people in Merrin.");
    let other = format!("{QUAKE} The quake killed 19 people in Merrin.");
    let morning = told("a", "Meridian", "2021-03-02T08:00Z", &one);
    let comparison = judged(&[morning, told("b", "Courier", "2021-03-02T17:30Z", &other)]);
    let finding = between(&comparison, "12 people", "19 people");
    is(finding, Verdict::Update, "development");
    assert!(finding.explanation.contains("published later"), "{}", finding.explanation);
    // By the clock of one zone 09:00 comes before 10:30, by that of the world it is the same minute.
    let comparison = judged(&[told("a", "Meridian", "2021-03-02T09:00+01:00", &one), told("b", "Courier", "2021-03-02T10:00+02:00", &other)]);
    assert_eq!(between(&comparison, "12 people", "19 people").verdict, Verdict::Discrepancy);
}

#[test]
fn a_magnitude_is_no_matter_of_time() {
    let one = format!("{QUAKE} The quake had a magnitude of 6.1.");
    let other = format!("{QUAKE} The quake had a magnitude of 6.6.");
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", &one), told("b", "Courier", "2021-03-04", &other)]);
    let finding = between(&comparison, "magnitude of 6.1", "magnitude of 6.6");
    assert_eq!(finding.verdict, Verdict::Discrepancy);
    assert!(finding.question.starts_with("magnitude of the"), "{}", finding.question);
}

#[test]
fn a_later_version_of_one_story_replaces_the_earlier() {
    let text = |n: &str| format!("The summit of the two ministers will be held in Merrin on May {n}, the palace confirmed on Monday.");
    let (first, second) = (text("11"), text("12"));
    let comparison = judged(&[told("w1@1", "Wire", "2021-05-03", &first), told("w1@2", "Wire", "2021-05-03", &second)]);
    is(between(&comparison, "May 11", "May 12"), Verdict::Update, "version");
    let comparison = judged(&[told("w1@1", "Wire", "2021-05-03", &first), told("w1@CORRECTED", "Wire", "2021-05-03", &second)]);
    is(between(&comparison, "May 11", "May 12"), Verdict::Update, "correction");
}

#[test]
fn one_birthday_explains_one_year() {
    let text = |age: &str| format!("Police arrested Ana Ruiz, {age}, in Merrin on Monday after the robbery at the bank.");
    let (a, b, c) = (text("38"), text("39"), text("48"));
    let comparison = of_two(&a, &b);
    let finding = between(&comparison, "38", "39");
    is(finding, Verdict::Update, "development");
    assert_eq!(finding.question, "age of Ana Ruiz");
    let comparison = of_day("2021-05-03", &a, &b);
    assert_eq!(between(&comparison, "38", "39").verdict, Verdict::Discrepancy);
    let comparison = judged(&[told("a", "Meridian", "", &a), told("c", "Courier", "", &c)]);
    assert_eq!(between(&comparison, "38", "48").verdict, Verdict::Discrepancy);
}

#[test]
fn a_person_grows_older_as_the_years_go_by() {
    let text = |age: &str| format!("Ana Ruiz, {age}, was found guilty of the robbery at the bank in Merrin, a judge said.");
    let (a, b, now) = (text("47"), text("49"), text("now 49"));
    let at = |one: &str, first: &str, other: &str, second: &str| {
        let comparison = judged(&[told("a", "Meridian", first, one), told("b", "Courier", second, other)]);
        between(&comparison, "47", "49").clone()
    };
    is(&at(&a, "2012-05-03", &b, "2014-04-20"), Verdict::Update, "development");
    is(&at(&a, "", &now, ""), Verdict::Update, "development");
    // Not in a week, nor backwards, nor in ten years, nor where nothing tells of another time.
    for (first, second) in [("2012-05-03", "2012-05-09"), ("2014-04-20", "2012-05-03"), ("2004-05-03", "2014-05-03")] {
        assert_eq!(at(&a, first, &b, second).verdict, Verdict::Discrepancy, "{first} {second}");
    }
    assert_eq!(at(&a, "", &b, "").verdict, Verdict::Discrepancy);
    assert_eq!(at(&a, "2012-05-03", &now, "2012-05-03").verdict, Verdict::Discrepancy);
}

#[test]
fn a_price_is_cut_off_as_often_as_rounded() {
    let text = |price: &str| format!("The Alsa telephone of the Merrin works costs {price} with a large memory, the firm said.");
    let (whole, fine, half, plain) = (text("$699"), text("$699.99"), text("$699.60"), text("$697"));
    let of = |one: &str, other: &str| of_day("2021-05-03", one, other);
    let comparison = of(&whole, &fine);
    is(between(&comparison, "$699", "$699.99"), Verdict::Compatible, "precision");
    assert_eq!(between(&comparison, "$699", "$699.99").rule, "rounding");
    assert_eq!(between(&of(&whole, &half), "$699", "$699.60").verdict, Verdict::Discrepancy);
    assert_eq!(between(&of(&plain, &fine), "$697", "$699.99").verdict, Verdict::Discrepancy);
}

#[test]
fn a_sum_in_two_currencies_is_one_at_the_rates_of_its_time() {
    let of = |one: (&str, &str), other: (&str, &str)| {
        let pounds = format!("Thieves {} gems worth £1.2 million from a safe of the Alsa hotel in Merrin, police said.", one.1);
        let dollars = format!("Police in Merrin said thieves at the Alsa hotel had opened the safe and {} gems worth $2.5 million.", other.1);
        let comparison = judged(&[told("a", "Meridian", one.0, &pounds), told("b", "Courier", other.0, &dollars)]);
        between(&comparison, "£1.2 million", "$2.5 million").clone()
    };
    // A pound was $1.48 to $1.66.
    let finding = of(("2013-06-03", "took"), ("2013-06-04", "took"));
    is(&finding, Verdict::Discrepancy, "value");
    assert!(finding.explanation.contains("further than any rate of exchange from 2012 to 2013"), "{}", finding.explanation);
    // It was $1.92 to $2.11.
    let finding = of(("2007-06-03", "took"), ("2007-06-04", "took"));
    is(&finding, Verdict::Compatible, "precision");
    assert_eq!(finding.rule, "currency");
    // No day, on one side at least; a report of that other year; a sentence that tells of it; a year without rates.
    for (one, other) in [
        (("", "took"), ("", "took")),
        (("2013-06-03", "took"), ("", "took")),
        (("2013-06-03", "took"), ("2007-06-03", "took")),
        (("2013-06-03", "took"), ("2013-06-03", "in 2007 took")),
        (("1987-06-03", "took"), ("1987-06-03", "took")),
    ] {
        assert_eq!(of(one, other).verdict, Verdict::Compatible, "{one:?} {other:?}");
    }
    assert_eq!(of(("2013-06-03", "took"), ("2013-06-03", "in 2011 took")).verdict, Verdict::Discrepancy);
    // In January the rates of the year before still count, not those of the year before that.
    assert_eq!(of(("2009-01-12", "took"), ("2009-01-12", "took")).verdict, Verdict::Compatible);
    assert_eq!(of(("2010-01-12", "took"), ("2010-01-12", "took")).verdict, Verdict::Discrepancy);
}

#[test]
fn one_sum_is_one_value_whatever_the_years_of_its_reports() {
    let text = |sum: &str| format!("Thieves took gems worth {sum} from a safe of the Alsa hotel in Merrin, police said.");
    let (pounds, dollars) = (text("£1.2 million"), text("$2.5 million"));
    let of = |days: [&str; 2]| {
        let comparison =
            judged(&[told("a", "Meridian", days[0], &pounds), told("b", "Courier", days[1], &pounds), told("c", "Herald", "2013-06-04", &dollars)]);
        between(&comparison, "£1.2 million", "$2.5 million").clone()
    };
    for days in [["2013-06-03", "2007-06-03"], ["2007-06-03", "2013-06-03"], ["2013-06-03", ""], ["", "2013-06-03"]] {
        assert_eq!(of(days).values.len(), 2, "{days:?}");
        let verdict = if days.contains(&"") { Verdict::Discrepancy } else { Verdict::Compatible };
        assert_eq!(of(days).verdict, verdict, "{days:?}: {}", of(days).explanation);
    }
}

#[test]
fn a_scale_is_read_to_the_tens() {
    let text = |weight: &str| format!("The bear that broke into the mill in Merrin on Monday weighs {weight}, a ranger said.");
    let of = |one: &str, other: &str| {
        let (a, b) = (text(one), text(other));
        between(&of_day("2021-05-03", &a, &b), one, other).verdict
    };
    assert_eq!(of("230 kilograms", "228 kilograms"), Verdict::Compatible);
    // Not by more than a hundredth, nor where no digit was rounded off, nor what is counted.
    assert_eq!(of("230 kilograms", "225 kilograms"), Verdict::Discrepancy);
    assert_eq!(of("229 kilograms", "228 kilograms"), Verdict::Discrepancy);
    let count = |n: &str| format!("The mill in Merrin that burned down on Monday had {n} workers, a ranger said.");
    let (a, b) = (count("230"), count("228"));
    let comparison = of_day("2021-05-03", &a, &b);
    assert_eq!(between(&comparison, "230 workers", "228 workers").verdict, Verdict::Discrepancy);
}

/// Two sources that each estimate something are shown side by side.
#[test]
fn rival_estimates_are_no_conflict() {
    let of =
        |who: &str, says: &str, sum: &str| format!("The fire at the Lorn mill did great damage. {who} {says} the damage to the mill at {sum} million dollars.");
    for (says, verdict, rule) in [("estimated", Verdict::Compatible, "estimate"), ("put", Verdict::Discrepancy, "sources")] {
        let comparison = of_day("2021-03-02", &of("Insurers", says, "12"), &of("Officials", says, "31"));
        let finding = between(&comparison, "12 million dollars", "31 million dollars");
        assert_eq!((finding.verdict, finding.rule), (verdict, rule), "{says}: {:#?}", seen(&comparison));
    }
}

#[test]
fn rival_sources_are_named() {
    let one = format!("{QUAKE} The quake had a magnitude of 6.1, the national survey said.");
    let other = format!("{QUAKE} The quake had a magnitude of 6.6, according to the weather agency BMT.");
    let comparison = of_day("2021-05-03", &one, &other);
    let finding = between(&comparison, "magnitude of 6.1", "magnitude of 6.6");
    is(finding, Verdict::Discrepancy, "sources");
    assert!(finding.explanation.contains("the national survey") && finding.explanation.contains("BMT"), "{}", finding.explanation);
}

#[test]
fn the_dead_and_the_dead_or_missing_are_two_scopes() {
    let one = format!("{QUAKE} The quake left 12 people dead in Merrin.");
    let other = format!("{QUAKE} The quake left 31 people dead or missing in Merrin.");
    let comparison = of_day("2021-05-03", &one, &other);
    is(between(&comparison, "12 people", "31 people"), Verdict::Compatible, "scope");
}

#[test]
fn what_a_count_lumps_is_told_by_the_words_that_name_a_concept_elsewhere() {
    let one = format!("{QUAKE} The quake left 12 people injured in Merrin.");
    let against = |words: &str| {
        let other = format!("{QUAKE} The quake left 31 people {words} in Merrin.");
        of_day("2021-05-03", &one, &other)
    };
    is(between(&against("injured or dying"), "12 people", "31 people"), Verdict::Compatible, "scope");
    // The stem of `living` is that of `lives`, which are lost.
    is(between(&against("injured and living"), "12 people", "31 people"), Verdict::Discrepancy, "value");
}

#[test]
fn a_boy_of_eight_is_no_part_of_a_boy_of_eleven() {
    let one = "Anders Holt sings at home with his son Oscar Holt, 8, and his daughter Ava, 3.";
    let other = "Anders Holt and his wife have an 11-year-old boy named Oscar Holt.";
    let comparison = of_day("2021-05-03", one, other);
    is(between(&comparison, "8", "11-year-old"), Verdict::Discrepancy, "value");
}

/// Two reports of one day that tell a sentence with a value each.
fn retold(sentence: &str, a: &str, b: &str) -> Comparison {
    let [one, other] = [a, b].map(|value| sentence.replace("…", value));
    of_day("2021-05-03", &one, &other)
}

#[test]
fn a_half_is_not_rounded_to_one_digit() {
    let term = format!("{QUAKE} Ana Ruiz, who built the school, got … in prison for fraud, the court in Merrin said.");
    let price = "Norvik Paper agreed to buy the board maker Halden for … on Monday, the two companies said.";
    let meet = |sentence: &str, a: &str, b: &str, verdict, finding_type| is(between(&retold(sentence, a, b), a, b), verdict, finding_type);
    meet(&term, "five and a half years", "six years", Verdict::Discrepancy, "copy-altered");
    meet(price, "1.85 billion euros", "1.9 billion euros", Verdict::Compatible, "precision");
    meet(price, "$1.5 million", "$1 million", Verdict::Discrepancy, "copy-altered");
}

#[test]
fn two_upper_bounds_are_held_against_each_other() {
    let against = |a: &str, b: &str| retold("The singer Ana Ruiz faces … in prison if she is found guilty of fraud by the court in Merrin.", a, b);
    is(between(&against("up to six years", "up to 10 years"), "up to six years", "up to 10 years"), Verdict::Discrepancy, "copy-altered");
    // What lies below a bound is none.
    is(between(&against("up to 10 years", "six years"), "up to 10 years", "six years"), Verdict::Compatible, "precision");
}

#[test]
fn one_weekday_at_two_times_of_day_is_a_conflict() {
    let conflict = |a: &str, b: &str| {
        let comparison = retold("The airport at Merrin will open again at …, its operator said after the storm.", a, b);
        comparison.findings.iter().any(|f| f.kind == Kind::Date && f.verdict == Verdict::Discrepancy)
    };
    assert!(conflict("6am on Thursday", "5 a.m. Thursday"));
    assert!(!conflict("6am on Thursday", "6 a.m. Thursday"));
}

#[test]
fn a_price_with_its_debt_and_the_equity_alone_are_two_scopes() {
    let one = "Norvik Paper will buy the board maker Halden for 1.85 billion euros, debt included, it said on Monday.";
    let against = |words: &str| {
        let other = format!("Norvik Paper will buy the board maker Halden, {words} 1.51 billion euros, it said on Monday.");
        of_day("2024-09-09", one, &other)
    };
    is(between(&against("valuing its equity at"), "1.85 billion euros", "1.51 billion euros"), Verdict::Compatible, "scope");
    is(between(&against("valuing it at"), "1.85 billion euros", "1.51 billion euros"), Verdict::Discrepancy, "value");
    // The buyer's trade, further in front, tells nothing of the sum.
    is(between(&against("once in private equity's hands, for"), "1.85 billion euros", "1.51 billion euros"), Verdict::Discrepancy, "value");
}

#[test]
fn a_day_at_the_edge_of_a_range_is_worth_a_check() {
    let one = "The two presidents will hold their summit in Merrin on April 25, the palace confirmed.";
    let other = "The summit of the two presidents will be held in Merrin around April 24-25, according to the Hanbit news agency.";
    let comparison = of_day("2021-04-20", one, other);
    let finding = between(&comparison, "April 25", "around April 24-25");
    is(finding, Verdict::Compatible, "precision");
    assert_eq!((finding.severity, finding.question.as_str()), (Severity::Medium, "date of the summit"));
    assert!(finding.explanation.contains("the palace") && finding.explanation.contains("Hanbit"), "{}", finding.explanation);
}

#[test]
fn a_day_of_the_weekend_is_no_edge() {
    let one = "The two presidents will hold their summit in Merrin over the weekend, the palace confirmed.";
    let other = "The summit of the two presidents will be held in Merrin on Sunday, according to the Hanbit news agency.";
    let comparison = of_day("2021-04-20", one, other);
    assert!(comparison.findings.iter().all(|f| f.severity < Severity::Medium), "{:#?}", seen(&comparison));
}

#[test]
fn a_time_stamp_a_day_late_is_no_conflict() {
    let one = "The gunman opened fire in the lobby of the Merrin bank this morning, police said.";
    let other = "The gunman opened fire in the lobby of the Merrin bank on Monday morning, police said.";
    let comparison = of_day("2021-03-02", one, other);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

#[test]
fn the_same_report_twice_gives_no_conflict() {
    let text = format!("{QUAKE} The quake killed at least 12 people and injured 40 in Merrin. It had a magnitude of 6.1, the survey said.");
    let comparison = judged(&[told("a", "Meridian", "2021-05-03", &text), told("b", "Courier", "2021-05-04", &text)]);
    assert!(comparison.findings.iter().all(|f| f.verdict == Verdict::Agree), "{:#?}", seen(&comparison));
    assert!(comparison.findings.iter().all(|f| f.severity == Severity::None));
}

#[test]
fn a_hedged_number_altered_within_a_copied_run_of_words_is_seen_in_any_sentence() {
    let one = "According to an update of the carrier, more bandwidth was brought on line last night, bringing us up to 83% of the required capacity.";
    let other = "More bandwidth was brought on line last night, bringing us up to 38% of the required capacity, it wrote.";
    let comparison = of_day("2021-03-02", one, other);
    is(between(&comparison, "up to 83%", "up to 38%"), Verdict::Discrepancy, "copy-altered");
}

#[test]
fn a_headline_may_be_at_odds_with_its_own_story() {
    let story = "Thieves rammed a car into a jewellery shop in Lorn on Monday and stole watches worth $2.6 million, police said.";
    let careless = "Lorn thieves steal watches worth $2.5 million\n\nThieves rammed a car into a jewellery shop in Lorn on Monday and stole watches worth $2.6 million, police said.";
    let comparison = of_two(story, careless);
    let finding = between(&comparison, "$2.5 million", "$2.6 million");
    assert_eq!(finding.verdict, Verdict::Discrepancy, "{}", finding.explanation);
}

/// What goes on for the second day had begun the day before.
#[test]
fn a_day_of_a_run_is_no_other_day() {
    let trial = |day: &str| format!("The murder trial of Jerry Moe, accused in the shooting death of Ann Lund, continued in Oakhurst {day}.");
    let flagged = |one: &str, other: &str| {
        let (one, other) = (trial(one), trial(other));
        let comparison = of_two(&one, &other);
        comparison.findings.iter().filter(|f| f.verdict == Verdict::Discrepancy && f.values.iter().any(|v| v.label.contains("Tuesday"))).count()
    };
    assert_eq!(flagged("on Tuesday", "for the second day on Wednesday"), 0);
    assert_eq!(flagged("on Tuesday", "for the third straight day Thursday"), 0);
    assert_eq!(flagged("on Tuesday", "for the second day on Thursday"), 1);
    assert_eq!(flagged("on Tuesday", "on Wednesday"), 1);
}

/// The next issue of a notice has new numbers throughout; an altered copy has one.
#[test]
fn a_notice_issued_anew_is_no_altered_copy() {
    let notice =
        |sum: &str, rate: &str| format!("The central bank of Lorn bought bank bills of {sum} million crowns in band one at {rate} percent on the day.");
    let (first, second, altered) = (notice("120", "9.875"), notice("41", "9.625"), notice("41", "9.875"));
    let comparison = judged(&[told("a", "Meridian", "2021-03-02T10:00Z", &first), told("b", "Meridian", "2021-03-03T10:00Z", &second)]);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Discrepancy), "{:#?}", seen(&comparison));
    let comparison = of_day("2021-03-02T10:00Z", &first, &altered);
    is(between(&comparison, "120 million crowns", "41 million crowns"), Verdict::Discrepancy, "copy-altered");
}

/// What an outlet measures again it does not contradict; what it counts it may get wrong, and another outlet may.
#[test]
fn an_outlet_that_measures_again_does_not_contradict_itself() {
    let early = "The July platinum contract stood at 571.50 dollars at Lorn after a quiet morning, dealers said.";
    let late = "The July platinum contract stood at 577.50 dollars at Lorn on strong demand, dealers said.";
    let at = |outlet, id, time, text| told(id, outlet, time, text);
    let comparison = judged(&[at("Meridian", "a", "2021-03-02T10:00Z", early), at("Meridian", "b", "2021-03-02T15:00Z", late)]);
    is(between(&comparison, "571.50 dollars", "577.50 dollars"), Verdict::Update, "development");
    let comparison = judged(&[at("Meridian", "a", "2021-03-02T10:00Z", early), at("Courier", "b", "2021-03-02T15:00Z", late)]);
    is(between(&comparison, "571.50 dollars", "577.50 dollars"), Verdict::Discrepancy, "value");
    let fined = |firms: &str| format!("The exchange at Lorn fined {firms} large firms a total of 100,000 crowns for trades that were not settled.");
    let (three, four) = (fined("three"), fined("four"));
    let comparison = judged(&[at("Meridian", "a", "2021-03-02T10:00Z", &three), at("Meridian", "b", "2021-03-02T15:00Z", &four)]);
    assert_eq!(between(&comparison, "three large firms", "four large firms").verdict, Verdict::Discrepancy);
}

/// A report may give many numbers of one kind; they are at odds where two sources give them for one thing.
#[test]
fn one_report_is_at_odds_with_itself_by_two_sources_alone() {
    let quiet = [
        // One source under two names, and nouns that look like verbs of saying.
        "Norvik Air Inc said its load factor rose to 56.5 percent. The airline said the load factor for the year rose to 56.4 percent.",
        "Norvik will sell 60 million crowns of senior notes and 25 million crowns of junior notes, it said on Monday.",
        "Output was 2.79 million tonnes, up from the 2.76 million tonnes indicated last month, the ministry said.",
        // Rows of two periods: with a headline of its own, a report has none in its first line.
        "Oper shr 36 cts vs 39 cts\nOper net 1,391,000 vs 1,485,000\nYEAR\nOper shr 70 cts vs 1.16 dlrs\nOper net 2,677,000 vs 4,410,000",
    ];
    for text in quiet {
        let mut report = Report::new("a", text);
        report.headline = Some("Norvik reports".to_owned());
        let comparison = compare(&[report]);
        assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{text}\n{:#?}", seen(&comparison));
    }
    let text = "Lorn said it made 2.02 million tonnes of sugar in 2020, but the embassy of Arvo said that 1.8 million tonnes of sugar were made in 2020.";
    let comparison = judged(&[told("a", "Meridian", "2021-03-02", text)]);
    is(between(&comparison, "2.02 million tonnes", "1.8 million tonnes"), Verdict::Discrepancy, "sources");
}

/// What a number counts may stand behind it, but not behind a `but`; and all of them in a place are no part of those there.
#[test]
fn what_a_number_counts_is_told_in_its_own_clause() {
    let comparison = of_two("Brandt was married three times but had no children.", "Brandt was married twice, and had no children.");
    is(between(&comparison, "three times", "twice"), Verdict::Discrepancy, "value");
    let part = "The flood along the coast killed many people, over 17,000 of them in Arvo, the council said.";
    let comparison = of_two(part, "The flood along the coast killed 16,800 people in Arvo, the council said.");
    is(between(&comparison, "over 17,000 of them", "16,800 people"), Verdict::Discrepancy, "value");
    let comparison = of_two("The ferry fire hurt 12 passengers.", "The ferry fire hurt 9 of them, all passengers from Lorn.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

/// A weekday of another week is named by the text, as a day of the month is: no time stamp shifts it.
#[test]
fn a_weekday_of_next_week_is_no_day_that_a_time_stamp_gives() {
    let told_on = |day: &str| format!("The second day of the nurses' strike in Lorn is planned for {day}, the union said.");
    for (day, other) in [("Wednesday of next week", "14 February"), ("next week Wednesday", "14 February")] {
        let (one, two) = (told_on(day), told_on(other));
        let comparison = of_day("2017-02-08T11:05Z", &one, &two);
        assert_eq!(between(&comparison, day, other).verdict, Verdict::Discrepancy);
        let two = told_on("15 February");
        let comparison = of_day("2017-02-08T11:05Z", &one, &two);
        assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    }
}

/// Where one report gives a day another day's weekday, those that have it right are the evidence.
#[test]
fn a_wrong_weekday_is_shown_beside_the_right_one() {
    let wrong = "The cable off Arvo failed on Tuesday, 8 October 2011, its owner said.";
    let comparison = of_two(wrong, "The cable broke on Saturday, October 8, 2011, at noon, and ships lost it.");
    let finding = comparison.findings.iter().find(|f| f.finding_type == "internal-weekday").unwrap();
    assert_eq!(finding.values.iter().map(|v| v.label.as_str()).collect::<Vec<_>>(), ["Tuesday, 8 October 2011", "Saturday, October 8, 2011, at noon"]);
    assert_eq!([0, 1].map(|value| Standing::of(finding, value)), [Standing::Deviates, Standing::Best]);
    assert!(finding.explanation.ends_with("“Saturday, October 8, 2011, at noon” in Courier."), "{}", finding.explanation);
    // Another day tells nothing of it, nor does the same mistake in a copy.
    for other in ["The cable broke on Sunday, October 9, 2011, at noon, and ships lost it.", wrong] {
        let comparison = of_two(wrong, other);
        let finding = comparison.findings.iter().find(|f| f.finding_type == "internal-weekday").unwrap();
        assert_eq!(finding.values.len(), 1, "{}", finding.explanation);
    }
}

#[test]
fn an_age_is_one_scope_however_the_boy_is_named() {
    let comparison = of_day("2021-05-03", "The 4-year-old boy was found in a well.", "The boy, 5, was pulled from a well.");
    is(between(&comparison, "4-year-old", "5"), Verdict::Discrepancy, "value");
}

#[test]
fn what_stands_beside_the_next_number_is_no_scope_of_this_one() {
    let comparison =
        of_day("2021-05-03", "Crash of Flight 302. Passengers: 149. Crew: 8.", "Flight 302 carried 157 passengers and eight crew when it crashed.");
    is(between(&comparison, "149", "157 passengers"), Verdict::Discrepancy, "value");
}

#[test]
fn what_another_clause_tells_of_is_no_scope_of_this_one() {
    let comparison = of_day(
        "2021-05-03",
        "A train derailed in the north early Friday, killing six people and injuring 50 others, police said.",
        "Five people were killed and 48 others injured when a passenger train derailed in the north early Friday, a broadcaster reported.",
    );
    assert_eq!(between(&comparison, "50 others", "48 others").verdict, Verdict::Discrepancy);
}

/// A value that is at odds with that of most reports is flagged, whatever two others give that resemble it less.
#[test]
fn one_report_is_at_odds_with_most_though_not_with_all() {
    let texts = [
        "Moe predicts that Harrow will ship 2.8 million Harrow Watch units in Q1 2015, and his estimate for a March launch falls in line with reports.",
        "Other key components are expected to see a low production rate, Moe believes. A total of 2.8 million Harrow Watch units are expected in Q1.",
        "Assuming a March launch, Harrow Watch is expected to sell 2.8 million units in the first quarter.",
        "The company is expected to ship 2.8 million units in the first quarter of 2015, according to Moe.",
        "The Harrow Watch may hit shelves in March, claims the analyst Dale Moe, who also predicts 5 million sales in its first quarter.",
        "The Harrow Watch will go on sale in March, and though shortages may be an issue, about 5 million of the devices are likely to be sold in the first quarter, according to the analyst Dale Moe.",
        "Harrow will ship 2.5 million Harrow Watch units, he expects.",
    ];
    let ids = ["a", "b", "c", "d", "e", "f", "g"];
    let reports: Vec<_> = ids.iter().zip(texts).map(|(id, text)| told(id, id, "", text)).collect();
    let comparison = judged(&reports);
    is(between(&comparison, "2.8 million units", "2.5 million Harrow Watch units"), Verdict::Discrepancy, "value");
}

/// Where no report tells its day, each weekday is of any week.
#[test]
fn weekdays_of_unknown_weeks_need_more_in_common() {
    let (found, broken) = (
        "Mexican police entered the hills outside Iguara, where a mass grave was found Saturday.",
        "On Monday protesters who ask for the missing broke windows in the state capital of Iguara, near the mass grave.",
    );
    let comparison = of_two(found, broken);
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    let retold = |day: &str| format!("Mexican police entered the hills outside Iguara on {day}, where a mass grave was found.");
    assert_eq!(conflicts(&of_two(&retold("Saturday"), &retold("Monday"))).len(), 1);
    // Nor does it help that one of the two reports tells its own day.
    let more = " Rain fell in the valley. Roads were closed. Schools stayed shut. Buses did not run. Shops were open.";
    let half_dated = |one: &str, other: &str| judged(&[told("a", "Meridian", "2014-10-07", &(one.to_owned() + more)), told("b", "Courier", "", other)]);
    let comparison = half_dated(found, &(broken.to_owned() + &more.replace("Rain", "Snow")));
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    assert_eq!(conflicts(&half_dated(&retold("Saturday"), &retold("Monday"))).len(), 1);
}

#[test]
fn a_crater_is_not_at_odds_with_its_depth() {
    let one = "Residents reported hearing a boom that left a crater 12m (40ft) wide and 5m deep near the airport.";
    let against = |other: &str| of_two(one, &format!("Residents reported hearing a boom that left a {other} crater near the airport."));
    assert!(conflicts(&against("16-foot deep")).is_empty());
    assert_eq!(conflicts(&against("30-foot deep")).len(), 1);
    let felt = |side: &str| format!("Residents heard a loud bang and felt the impact, which left a crater {side}.");
    for (wide, deep) in [("12m wide", "16 feet deep"), ("12 metres wide", "5 metres deep")] {
        assert!(conflicts(&of_two(&felt(wide), &felt(deep))).is_empty(), "{wide}, {deep}");
    }
    assert_eq!(conflicts(&of_two(&felt("12 metres wide"), &felt("5 metres wide"))).len(), 1);
}

#[test]
fn what_a_report_revises_is_no_inconsistency_of_it() {
    let forecast = "Shipment forecasts for Harrow devices have been revised down from 2.3 million units to 1.6 million units for the third quarter.";
    let comparison = of_two(forecast, "The share of Harrow devices fell in the third quarter.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

#[test]
fn a_short_headline_tells_news() {
    let one = "Summit set for May 4\n\nThe two leaders will meet in Geneva, officials said.";
    let comparison = of_day("2021-04-20", one, "Geneva summit on May 6\n\nThe leaders are to meet in the Swiss city.");
    is(between(&comparison, "May 4", "May 6"), Verdict::Discrepancy, "value");
}

#[test]
fn what_a_report_denies_or_withdraws_is_no_claim_of_its_own() {
    let fire = "A fire at a warehouse in Leeds killed 15 people on Tuesday, police said.";
    for note in [
        "An earlier version of this story said 15 people were killed.",
        "Police rejected claims that 15 people were killed.",
        "The dead were 12, and not 15 people.",
    ] {
        let other = format!("Twelve people were killed in a fire at a Leeds warehouse on Tuesday, police said.\n\n{note}");
        let finding = between(&of_day("2021-05-03", fire, &other), "15 people", "Twelve people").clone();
        let fifteen = finding.values.iter().find(|v| v.label == "15 people").map(|v| v.claims.len());
        assert_eq!(fifteen, Some(1), "{note}");
    }
}

#[test]
fn two_accounts_of_two_years_are_no_conflict() {
    let one = "A magnitude 6.1 quake struck off Chile on Monday. An 8.8 quake in 2010 killed 525 people.";
    let other = "Monday's 6.1 quake off Chile did no damage. A 1960 quake of magnitude 9.5 killed 1,655 people.";
    let apart = of_day("2026-03-03", one, other);
    assert!(conflicts(&apart).is_empty(), "{:#?}", seen(&apart));
    // A year that is wrong stands beside what is right.
    let slip = other.replace("1,655", "525").replace("9.5", "8.8");
    is(between(&of_day("2026-03-03", one, &slip), "2010", "A 1960"), Verdict::Discrepancy, "value");
}
