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
        (
            "Full name is Nationale Oakhurst NV <NTNN.AS>",
            "The largest insurer Nationale Oakhurst NV <NTTN.AS> (NatOak) said it expected higher profits in 1987.",
            &["NTNN", "NTTN"],
            "identity",
        ),
        // They differ in a number alone.
        (
            "The lorry overturned on Interstate 75 north of the bridge, troopers said.",
            "The lorry overturned on Interstate 90 north of the bridge, state troopers said.",
            &["Interstate 75", "Interstate 90"],
            "identity",
        ),
        // Of one sentence told twice, though one report names the other road too.
        (
            "Troopers said they had found the overturned lorry of Dale Harrow on Interstate 90, north of the old toll bridge at Oakhurst. Interstate 75 stayed open.",
            "Troopers said they had found the overturned lorry of Dale Harrow on Interstate 75, north of the old toll bridge at Oakhurst.",
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
        // Two people of one given name beside one third person.
        (
            "The second film will star Anders Holt and Lucia Marsh, who play the lovers, the studio said.",
            "Fans queued for the film, in which Anders Holt and Lucia Penrose play the lovers.",
            &["Lucia Marsh", "Lucia Penrose"],
            "identity",
        ),
        // Two namesakes of one thing.
        (
            "She was the model for a character in Dale Harrow's comic series The Lamplighter.",
            "David Harrow drew her as a character in the comic series The Lamplighter.",
            &["Dale Harrow", "David Harrow"],
            "identity",
        ),
        // One building in two towns.
        (
            "The singer is at the Oakhurst Clinic in Oceanside, her agent said.",
            "A judge sent the singer to the Oakhurst Clinic in Carlsbad.",
            &["Oceanside", "Carlsbad"],
            "identity",
        ),
        // One office of one area, held by two people of one given name.
        (
            "Harlow County District Attorney David Soames opened the trial. Assistant prosecutor David Rusk sat beside him.",
            "Harlow County District Attorney Dave Rusk left the court. David Soames, who leads the office, did not.",
            &["David Soames", "Dave Rusk"],
            "identity",
        ),
        // A lone office of one country; of a title that small words stand in front of; of one owner.
        (
            "Israeli Prime Minister Ana Ruiz thanked the guests.",
            "The guests were thanked by Israeli Prime Minister Jan Moe.",
            &["Ana Ruiz", "Jan Moe"],
            "identity",
        ),
        ("The guests came to watch Arvo Mayor Ana Ruiz take the oath.", "Arvo Mayor Jan Moe took the oath.", &["Ana Ruiz", "Jan Moe"], "identity"),
        (
            "A draft was read by Britain's U.N. Ambassador Ana Ruiz.",
            "Jan Moe, Britain's ambassador to the U.N., read a draft.",
            &["Ana Ruiz", "Jan Moe"],
            "identity",
        ),
        // Two counties beside one state, of one happening.
        (
            "The water broke the dam in Harlow County, North Carolina, on Friday night.",
            "The water broke the dam in Merton County, North Carolina, on Friday night.",
            &["Harlow County", "Merton County"],
            "identity",
        ),
        // Initials turned round.
        (
            "The house holds the offices of P&K Accounting, the police said.",
            "An accountant for P&K's rival fled. He works for K&P, a small firm.",
            &["P&K Accounting", "K&P"],
            "spelling",
        ),
        // A surname of four letters that lost its last one.
        (
            "The secretary, Karen Rolfe, signed the rule. It was the right thing, Oakhurst and Rolf said.",
            "Karen Rolfe signed the rule.",
            &["Karen Rolfe", "Rolf"],
            "spelling",
        ),
        // An ordinary word at the start that two letters in the other order make of a surname.
        (
            "The club's manager, Anthony Martial, made an offer. Marital did not say how much.",
            "The manager, Anthony Martial, made an offer.",
            &["Anthony Martial", "Marital"],
            "spelling",
        ),
        // A given name that lost its last letter.
        (
            "The mill's manager, Elliott Rusk, opened the gates.",
            "The gates of the mill were opened by its manager, Elliot Rusk.",
            &["Elliott Rusk", "Elliot Rusk"],
            "spelling",
        ),
        // A body of one service, or of several.
        (
            "The National Coastal Rescue Service sent two boats.",
            "Two boats of the National Coastal Rescue Services came.",
            &["National Coastal Rescue Service", "National Coastal Rescue Services"],
            "spelling",
        ),
        // One given name, two surnames that are alike, one thing told of both.
        (
            "Olga Lucia Berrio, the mayor of the town, told the radio that eighty were missing.",
            "The town's mayor, Olga Lucia Barrios, said eighty people were missing.",
            &["Olga Lucia Berrio", "Olga Lucia Barrios"],
            "identity",
        ),
        // A second surname that one report leaves out; a courtesy in another language.
        (
            "Among the dead was the parish priest, Jaime Orellano, 58, who had blessed the passengers.",
            "The parish lost its priest, Jaime Orellana Paz (58), who had blessed the passengers.",
            &["Jaime Orellano", "Jaime Orellana Paz"],
            "identity",
        ),
        (
            "The mayor, Cosimo Semeraro, had married them in the town hall.",
            "The tourists were, in the judgment of Signor Cosimo Semerano, the mayor, a gift.",
            &["Cosimo Semeraro", "Cosimo Semerano"],
            "spelling",
        ),
        // A sentence with the given name beside the misspelt surname tells nobody from anybody.
        (
            "They mourn Gerald Ohlsen, 59. The Ohlsens' pastor said Gerald was kind. Ohlsen leaves a wife.",
            "The dead man, Gerald Ohlson, was 59. Ohlson leaves a wife, and Gerald leaves two sons.",
            &["Gerald Ohlsen", "Gerald Ohlson"],
            "spelling",
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

/// Reports that call a bank by its short name, and two that fill it out.
#[test]
fn a_short_name_filled_out_in_two_ways_is_a_conflict() {
    let texts = |filled: [&str; 2]| {
        [
            format!("The fire broke out at a branch of {}.", filled[0]),
            format!("{} mourns its three employees.", filled[1]),
            "Three people died in Oakhurst Bank during the march.".to_owned(),
            "The owner of Oakhurst Bank spoke of murder.".to_owned(),
        ]
    };
    let of = |filled: [&str; 2]| {
        let texts = texts(filled);
        let reports: Vec<Report> = texts.iter().enumerate().map(|(at, text)| Report::new(format!("r{at}"), text.as_str())).collect();
        conflicts(&compare(&reports)).into_iter().map(|(names, kind)| (names.join("/"), kind)).collect::<Vec<_>>()
    };
    assert_eq!(of(["the Oakhurst Savings Bank", "Oakhurst Rural Bank"]), [("Oakhurst Savings Bank/Oakhurst Rural Bank".to_owned(), "identity")]);
    assert_eq!(of(["the Oakhurst Savings Bank", "Oakhurst Savings Bank"]), []);
    assert_eq!(of(["the Oakhurst Savings Bank", "Oakhurst Bank"]), []);
    // A report that has both knows that they are two.
    assert_eq!(of(["the Oakhurst Savings Bank, and not of Oakhurst Rural Bank", "Oakhurst Rural Bank"]), []);
}

#[test]
fn two_names_are_mostly_two_names() {
    let cases = [
        // Two clubs have two managers.
        ("Angels general manager Tony Reyes made an offer.", "Yankees general manager Brian Cole met the player on Tuesday."),
        // An ambassador of each country; a minister, and the first of them; a house, and housing.
        ("The statement came from Ana Ruiz, U.S. ambassador to the U.N.", "A draft was read by Britain's U.N. Ambassador Jan Moe."),
        ("Israeli minister Ana Ruiz rebuffed him.", "Israeli Prime Minister Jan Moe thanked the guests."),
        ("White House press secretary Ana Ruiz called it unfortunate.", "The guests were joined by Housing Secretary Jan Moe."),
        // A verb in front of a title; a party's name within that of a club; an adviser is one of many.
        ("He may be right, Judicial Watch President Ana Ruiz told a reporter.", "They bore it, only to watch President Jan Moe wait for days."),
        ("Ana Ruiz, president of Log Cabin Republicans, wrote the letter.", "Republican President Jan Moe took the side of the baker."),
        ("Former Obama adviser David Ruiz wrote on Wednesday that he was right.", "And former Obama adviser David Moe wrote that the letters were proper."),
        // Two counties of one state; who made two pictures.
        (
            "Tom Moe, emergency management director in Harlow County, North Carolina, says the woman had stayed in her house by the river.",
            "North Carolina's Merton County declared a mandatory evacuation on Tuesday, and schools, courts and banks were shut.",
        ),
        (
            "Image copyright Getty Images Image caption Ana Ruiz is one of the four members who wrote the letter.",
            "Image copyright EPA Image caption Ana Ruiz is one of the four members who wrote the letter.",
        ),
        // Two towns have two police chiefs, whatever words stand in between; a foreign minister is no minister of trade.
        (
            "They do not know what they are doing, said Jack Moran, chief of police for the Palmer public schools.",
            "The attack was an aberration, as Wesley Tarn, police chief of the Lund Unified School District, put it.",
        ),
        (
            "Mongolian Foreign Minister Ana Ruiz said today that her country holds to its policy.",
            "Ben Cole, Mongolian Minister of Foreign Trade and Industry, met the guests here today.",
        ),
        // One body with more or fewer words of its name, or one of them cut short.
        (
            "Members of the Senate approved a bill that requires the ministry to report on Monday.",
            "Members of the U.S. Senate approved a bill that requires the ministry to report on Monday.",
        ),
        (
            "Shares of Harrow Mfg Co rose after it signed a letter of intent to buy the mill.",
            "Shares of Harrow Manufacturing Co rose after it signed a letter of intent to buy the mill.",
        ),
        // So have two bodies of what an office is about.
        (
            "Lawmakers caved in, the Oakhurst Fund's political director Brian Cole said.",
            "Tony Reyes, political director of the Rural League, called it a retreat.",
        ),
        (
            "Marcus Hale, Penrose's policy director at the time, recalled the attack.",
            "It saves the fund, said Ann Lund, the policy director for the Holt campaign.",
        ),
        // A name and its short form.
        (
            "The premier of Israel, Benjamin Netanyahu, made an appearance on the programme on Sunday to speak of Iran.",
            "The premier of Israel, Bibi Netanyahu, made an appearance on the programme on Sunday to speak of Iran.",
        ),
        // Cities that the gazetteer knows are no two hearings of one name.
        ("The minister flew to Paris and London on Monday.", "The minister flew to Paris and Lyon on Monday."),
        // A report that names both roads knows that they are two.
        (
            "The plant stands at Lincoln Boulevard and Weaver Road. Traffic on Harrow Road was stopped.",
            "Fire engines came to the corner of Lincoln Boulevard at Harrow Road.",
        ),
        // Both roads in one sentence.
        (
            "Troopers found the overturned lorry of Dale Harrow on Interstate 75 and Interstate 90 near the old toll bridge at Oakhurst.",
            "Troopers found the overturned lorry of Dale Harrow on Interstate 90 near the old toll bridge at Oakhurst.",
        ),
        // Two numbered roads of two stories.
        ("The lorry overturned on Interstate 75 north of the bridge.", "The governor promised to widen Interstate 90 by the summer."),
        // The country is often called so for short.
        ("South Korea said the launch failed.", "Korea said the launch failed."),
        // Two people of one given name beside a body, or far from each other's story.
        ("The case went to Superior Court Judge James Holt on Monday.", "Superior Court Judge James Penrose put off the trial of the dairy."),
        ("Ministers met. Anders Holt and John Marsh flew home.", "The film has Anders Holt and John Penrose as thieves."),
        // A family.
        ("She sang in Dale Harrow's musical The Lamplighter with Donna Harrow.", "David Harrow sang a song from the musical The Lamplighter."),
        // A town and what contains it, and a part of a city; a body with many seats.
        ("The singer is at the Oakhurst Clinic in Oceanside.", "A judge sent the singer to the Oakhurst Clinic in California."),
        ("The prizes are given at the Oakhurst Theatre in Hollywood.", "The prizes are given at the Oakhurst Theatre in Los Angeles."),
        ("He was fined by the Oakhurst Bank in Oceanside.", "He was fined by the Oakhurst Bank in Carlsbad."),
        ("He was taken to the General Hospital in Oceanside.", "The victim died in the General Hospital in Carlsbad."),
        // A report that knows both towns.
        ("The singer is at the Oakhurst Clinic in Oceanside. She flew to Carlsbad.", "A judge sent the singer to the Oakhurst Clinic in Carlsbad."),
        // Offices of two areas.
        ("Harlow County District Attorney David Soames opened the trial.", "Merton County District Attorney David Rusk left the court."),
        // Four letters and a plural; a word that is another name of the report.
        ("The secretary, Karen Rolfe, met John Rolf. It was the right thing, Rolf said.", "Karen Rolfe signed the rule."),
        // Ministries have two spokesmen, armies two commanders, and `a manager` is one of many.
        ("Talks will go on, government spokesman Dale Harrow said.", "Government spokesman Jan Moe said no account was frozen."),
        ("Rebel commander Dale Harrow said the shelling of the port went on.", "Shells had kept the army away, rebel commander Jan Moe said on Sunday."),
        ("Dale Harrow, a Penrose general manager, wrote the letter.", "Jan Moe, a Penrose general manager, is quoted in the book."),
        ("There is sadness, said Ann Lund, director of a clinic in Oakhurst.", "The protesters change, said Karen Moe, director of the Carlsbad clinic."),
        // One of the two tells whose minister he is, and the sentences go on with one small word.
        ("The bank's head met Prime Minister Dale Harrow and other officials.", "British Prime Minister Jan Moe and other leaders joined the debate late."),
        // Who lives in a place of two words.
        ("Leaders from Latin America met in Saudi Arabia.", "Latin American leaders met, and Saudi Arabians watched."),
        // Two dialects.
        (
            "The convoy sailed in the Internationally Recognised Transit Corridor on Friday.",
            "The convoy sailed in the Internationally Recognized Transit Corridor on Friday.",
        ),
        // Ministers of two countries; what their office has in common tells nothing.
        ("Prime Minister Ana Ruiz withdrew the request on Friday.", "Prime Minister Jan Moe came back on Friday."),
        // A short form, and a word cut short.
        (
            "He asked for a spread of 5/8 percent over London Interbank Offered Rates for the debts of the mills.",
            "He asked for a spread of 5/8 percent over LIBOR for the debts of the mills.",
        ),
        ("Ministers called on the EC Commission to report on trade by July.", "Ministers called on the European Commission to report on trade by July."),
        ("Talks with the United Auto Workers broke down over the weekend.", "Talks with the United Automobile Workers broke down over the weekend."),
        // Two people of one given name of whom different things are told, or whom one report knows both.
        ("Mark Holloway won the vote in the first ward.", "The bridge was drawn by Mark Holbrook of Oakhurst."),
        ("Mark Mercer, the mayor, spoke with Mark Merton, the mayor of the next town.", "Mark Merton, the mayor of the town, said eighty were missing."),
        // A short form of a given name.
        ("The mill's manager, Alexandra Rusk, opened the gates.", "The gates of the mill were opened by its manager, Alex Rusk."),
        // The people of a country, and whose it is.
        ("Kazakhstan sent three boxers to the games.", "The Kazakhstani boxers left the games on Sunday."),
        ("New Zealand won the series in Dunedin.", "The New Zealanders won the series in Dunedin."),
        // One player of a team.
        ("The Oakhurst Valley Rattlers won on Sunday.", "Carl Moe, a Oakhurst Valley Rattler, was hurt."),
        // The people of a country.
        ("South Africa's largest union called for a strike.", "The South African Railway sacked the strikers of the largest union."),
        // A place that is listed is no slip of a surname.
        ("The chief executive, Karen Austen, signed the letter. The plant in Austin is closed.", "Karen Austen runs the dairy."),
    ];
    for (one, other) in cases {
        let comparison = compared([one, other]);
        assert_eq!(conflicts(&comparison), [], "{one}\n{other}");
    }
}

/// Two like names that one sentence tells from each other, each of them often, are two people.
#[test]
fn two_people_of_like_names_are_told_apart_by_one_sentence() {
    let text = "President Carl Ragen kept his chief of staff, Donald Regen, on Monday. Ragen said Regen had done well. \
                Regen said nothing. Ragen flew home. Regen will speak on Friday.";
    let comparison = compared([text, "The chief of staff may resign, a newspaper said."]);
    assert_eq!(conflicts(&comparison), []);
}

/// The words of an office stand in their order, and are those of its sentence, not those of another report that
/// share their stems.
#[test]
fn an_office_is_told_in_its_own_words_and_in_their_order() {
    let cases = [
        (
            "Ana Ruiz, the Palmer County district attorney, said on Monday that the trial would go on.",
            "Palmer County district attorney Jan Moe said on Monday that the trial would go on.",
            "name of the Palmer County district attorney",
        ),
        (
            "The mayors of the islands met. Arvo Mayor Ana Ruiz said on Monday that the harbours would stay closed.",
            "Arvo Mayor Jan Moe said on Monday that the harbour would stay closed.",
            "name of the Arvo Mayor",
        ),
    ];
    for (one, other, question) in cases {
        let comparison = compared([one, other]);
        let conflict = comparison.findings.iter().find(|f| f.verdict == Verdict::Discrepancy).expect("one office, two people");
        assert_eq!(conflict.question, question);
    }
}
