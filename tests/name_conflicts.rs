//! Names that differ: misspelt, of another, or the same in another dress.

mod told;

use claimdiff::value::Value;
use claimdiff::value::name::NameType;
use claimdiff::{Comparison, Verdict};
use told::{Told, between, conflicts, is, judged, of_day, of_two, seen, told};

#[test]
fn letters_written_as_two_are_no_misspelling() {
    let text = |name: &str| format!("Police held Kari {name}, 41, after the fire at the mill. A judge in Merrin sent Kari {name} home on Monday.");
    let spelt = |names: &[&str]| {
        let texts: Vec<String> = names.iter().map(|name| text(name)).collect();
        let reports: Vec<Told<'_>> = texts.iter().zip(["a", "b", "c"]).map(|(text, id)| told(id, "", "2021-05-03", text)).collect();
        judged(&reports).findings.iter().any(|f| f.finding_type == "spelling")
    };
    assert!(!spelt(&["Skarsøy", "Skarsoey"]));
    // A wire that drops the mark and one that writes two letters mean one name, where a third writes it whole.
    assert!(!spelt(&["Skarsoey", "Skarsøy", "Skarsoy"]));
    assert!(spelt(&["Skarsoey", "Skarsoy"]));
    assert!(spelt(&["Skarsøy", "Skarsøye"]));
    assert!(spelt(&["Michael", "Michal"]));
}

const APPEAL: &str = "Anyone with information about the blaze at the mill is asked to call";

/// Two reports with an appeal each.
fn appeals(a: &str, b: &str) -> Comparison {
    let (a, b) = (format!("{APPEAL} {a}."), format!("{APPEAL} {b}."));
    of_day("2021-03-02", &a, &b)
}

#[test]
fn a_wrong_telephone_number_is_another_identity() {
    let other = appeals("police on 0845 610 3344 or Crimewatch on 0800 717 222", "police on 0845 610 9944 or Crimewatch on 0800 717 222");
    is(between(&other, "0845 610 3344", "0845 610 9944"), Verdict::Discrepancy, "identity");
    assert_eq!(conflicts(&other).len(), 1, "{:#?}", seen(&other));
    let lost = appeals("police on 0845 610 3344", "them on 0845 610 334");
    is(between(&lost, "0845 610 3344", "0845 610 334"), Verdict::Discrepancy, "identity");
}

#[test]
fn telephone_numbers_of_two_bodies_or_in_two_dresses_are_no_conflict() {
    for (a, b) in [
        ("police on 0845 610 3344", "Crimewatch on 0800 717 222"),
        ("police on 0845 610 3344 or Crimewatch on 0800 717 222", "Crimewatch on 0800 717 222 or police on 0845 610 3344"),
        ("Sgt. Ann Moe at 613-5522", "Sgt. Ann Moe at 907-613-5522"),
        ("police on 0800 717222", "police on 0800 717 222"),
        ("police on 0845 610 3344", "police on +44 845 610 3344"),
    ] {
        let comparison = appeals(a, b);
        assert!(conflicts(&comparison).is_empty(), "{a} / {b}: {:#?}", seen(&comparison));
    }
}

/// The spellings or names that a comparison sets against each other.
fn disputed(a: &str, b: &str) -> Vec<(String, Vec<String>)> {
    let comparison = of_day("2021-03-02", a, b);
    conflicts(&comparison).iter().map(|f| (f.finding_type.to_owned(), f.values.iter().map(|v| v.label.clone()).collect())).collect()
}

#[test]
fn a_short_form_taken_for_a_person_hides_no_misspelt_name() {
    let disputed = disputed(
        "A worker was shot at the Brandt Foots plant. \"We are sad,\" Brandt said in a statement. Brandt told workers to stay at home.",
        "A worker was shot at the Brandt Foods plant. Brandt said the plant was closed. Brandt told workers to stay at home.",
    );
    assert_eq!(disputed.len(), 1, "{disputed:?}");
    assert_eq!(disputed[0].0, "spelling");
}

/// A body that is named beside a minister whose surname is two letters off, the plural of a thing, and who lives in a
/// region, are no slips.
#[test]
fn words_that_look_alike_are_no_slips() {
    let cases = [
        (
            "The two men are agents of the Mossat, the ministry said. Minister Amir Moussa met the guests.",
            "The ministry named the Mossat. Minister Amir Moussa left.",
        ),
        ("The Concorde will fly again, the airline said.", "The Concordes will fly again, the airline said."),
        ("The rebels fled into neighboring Dagestan.", "The rebels and Dagestani militants fled into neighboring Dagestan."),
    ];
    for (a, b) in cases {
        assert_eq!(disputed(a, b), [], "{a}");
    }
    let slip = disputed("Minister Amir Moussa met the guests. On Monday Moussa left.", "Minister Amir Moussa met the guests. On Monday Mouska left.");
    assert_eq!(slip.len(), 1, "{slip:?}");
}

/// Texts that have lost their apostrophes, and a firm that bears a given name which is short for another.
#[test]
fn what_belongs_to_a_name_is_no_slip_of_it() {
    let cases = [
        ("Sabine Harrow won the race on Friday.", "The true worth of Sabine Harrows stunning victory could be measured by who was left."),
        ("Dale Moe has quit as manager of Leicester City.", "The decision by Dale Moe to resign as Leicester Citys manager was explained."),
        ("Six die in a bomb blast in the Pakistani city of Quetta.", "A bomb killed six in southwestern Pakistans restive desert on Thursday."),
        ("US fashion company Tommy Harrower announced a deal.", "Tommy Harrower Corp., known for its clothing, agreed to a deal."),
    ];
    for (a, b) in cases {
        assert_eq!(disputed(a, b), [], "{a}");
    }
    let slips = [
        ("Sabine Harrow was held on Friday.", "Sabine Harrows was held on Friday."),
        ("The Hendry Motorsports plane crashed.", "The Hendrys Motorsport plane crashed."),
    ];
    for (a, b) in slips {
        assert_eq!(disputed(a, b).len(), 1, "{a}");
    }
}

/// A force by its land or by who lives there, a street by its short forms, a woman of two lands, and two channels that each
/// tell something.
#[test]
fn two_looks_of_a_name_are_no_conflict() {
    let cases = [
        ("Cumbria Police admit that it is unusual. Cumbria Police came.", "Cumbrian Police believe the man to be in his 50s."),
        ("She served for two years in the Israel Defense Forces.", "She served for two years in the Israeli Defense Forces."),
        (
            "A building in the 3600 block of E. Harrow Blvd was sealed off late on Saturday when a man fell ill.",
            "A building in the 3600 block of East Harrow Boulevard was sealed off late on Saturday when a man fell ill.",
        ),
        ("Gill Rosen, a Canadian-Israeli woman, left on Friday.", "Gill Rosen, an Israeli-Canadian woman, left on Friday."),
        ("The Argentinian president left.", "The Argentinean president left."),
        (
            "Her term was shortened and she was deported instead, Channel 10 reported.",
            "The minister told Channel 2 that he had no word of her term, and that she was deported.",
        ),
    ];
    for (a, b) in cases {
        assert_eq!(disputed(a, b), [], "{a}");
    }
    let streets = |street: &str| format!("A building in the 3600 block of {street} was sealed off late on Saturday when a man fell ill.");
    assert_eq!(disputed(&streets("East Harrow Boulevard"), &streets("West Harrow Boulevard")).len(), 1);
}

/// A country and the seat of its government stand for each other.
#[test]
fn a_government_has_two_names() {
    let told = |who: &str| format!("Militants piled more pressure on {who}'s military allies in Iraq on Thursday, seizing a woman and holding a man.");
    assert_eq!(disputed(&told("the United States"), &told("Washington")), []);
    assert_eq!(disputed(&told("Britain"), &told("London")), []);
    assert_eq!(disputed(&told("Britain"), &told("Washington")).len(), 1);
}

/// What one wire writes in one way and another in another is one place.
#[test]
fn known_spellings_of_a_place_are_no_conflict() {
    let pairs = [
        ("Cracow", "Krakow"),
        ("Salonika", "Thessaloniki"),
        ("Chisinau", "Kishinev"),
        ("Basra", "Basrah"),
        ("Tehran", "Teheran"),
        ("Kiev", "Kyiv"),
        ("Bombay", "Mumbai"),
    ];
    for (one, other) in pairs {
        let told = |place: &str| format!("Officials in {place} said on Monday that the talks had ended.");
        assert_eq!(disputed(&told(one), &told(other)), [], "{one} {other}");
    }
    let told = |place: &str| format!("Officials in {place} said on Monday that the talks had ended.");
    assert_eq!(disputed(&told("Basra"), &told("Baasra")).len(), 1);
}

#[test]
fn a_work_that_bears_a_persons_name_is_not_the_person() {
    let a = "Lottie Crane, the model, died on Monday. The 2006 film, The Notorious Lottie Crane, told her life.";
    let spelt = disputed(a, "Lottie Crane, the model, died on Monday. The 2006 film, The Netorious Lottie Crane, told her life.");
    assert_eq!(spelt.len(), 1, "{spelt:?}");
    assert_eq!(spelt[0].0, "spelling");
    let quiet = disputed(a, "Lottie Crane, the model, died on Monday at her home.");
    assert!(quiet.is_empty(), "{quiet:?}");
}

#[test]
fn a_lone_surname_of_a_family_may_be_misspelt() {
    let a = "Ann Jelkin and her sister Kate Jelkin were found dead on Saturday. Mrs Moe and Miss Jelkin were found in a house in Mill Street.";
    let b = "Ann Jelkin and her sister Kate Jelkin were found dead on Saturday. Mrs Moe and Miss Jelbin were found in a house in Mill Street.";
    let disputed = disputed(a, b);
    assert_eq!(disputed.len(), 1, "{disputed:?}");
    assert_eq!(disputed[0].0, "spelling");
}

#[test]
fn a_family_is_no_other_spelling_of_one_of_it() {
    let one = "Vladan Kitchko won in the sixth round. Kitchko will fight again in May.";
    let against = |plural: &str| disputed(one, &format!("Vladan Kitchko won in the sixth round. It is hard to see who may beat {plural} in May."));
    assert!(against("the Kitchkos").is_empty());
    assert!(against("the Moravs, Kitchkos and Lunds").is_empty());
    assert!(against("both Kitchkos").is_empty());
    assert!(against("a generation of Kitchkos").is_empty());
    assert!(against("many potential Vladan Kitchkos").is_empty());
    assert_eq!(against("Kitchkos").first().map(|d| d.0.as_str()), Some("spelling"));
    assert_eq!(against("champion Vladan Kitchkos").first().map(|d| d.0.as_str()), Some("spelling"));
    assert_eq!(against("the Kitchkos, or Kitchka,").first().map(|d| d.0.as_str()), Some("spelling"));
}

/// The plural of a thing's name is no misspelling of it, whichever of its words bears the ending.
#[test]
fn several_things_of_one_name_are_no_misspelling_of_it() {
    let cases = [
        ("Damage from Hurricanes Harlow, Irvin and Moe topped all that was known.", "It was set up after Hurricane Harlow hit the coast."),
        ("A Star of Harlow hung over the gate.", "Crosses and Stars of Harlow hung over the gates."),
        ("Bombs went off at Coptic Christian churches on Sunday.", "Two blasts aimed at Coptic Christians in Merrin killed ten on Sunday."),
    ];
    for (a, b) in cases {
        assert_eq!(disputed(a, b), [], "{a}");
    }
    let slips = [
        ("Damage from Hurricane Harlow topped all that was known.", "It was set up after Hurricane Harlaw hit the coast."),
        ("It was set up after Hurricanes Harlow hit the coast.", "It was set up after Hurricane Harlow hit the coast."),
        ("A Star of Harlow hung over the gate.", "A Star of Harlaw hung over the gate."),
        ("The National Institutes of Harlow paid for it.", "The National Institute of Harlow paid for it."),
    ];
    for (a, b) in slips {
        assert_eq!(disputed(a, b).len(), 1, "{a}");
    }
}

#[test]
fn roads_weapons_and_flights_differ_by_their_number() {
    for (a, b) in [
        (
            "The car was stopped after 2 a.m. on State Route 52 in Arvo, a patrol officer said.",
            "The car was stopped after 2 a.m. on state Route 62 in Arvo, a patrol officer said.",
        ),
        ("The navy seized six AK 47 rifles and 12 magazines in the Gulf of Aden.", "The navy seized six AK-74 rifles and 12 magazines in the Gulf of Aden."),
        ("Flight 447 vanished over the ocean on Monday.", "Flight 477 vanished over the ocean on Monday."),
        ("Merrin Air Flight 4U 9525 vanished over the ocean on Monday.", "Merrin Air Flight 4U 9552 vanished over the ocean on Monday."),
    ] {
        let disputed = disputed(a, b);
        assert_eq!(disputed.len(), 1, "{a} / {b}: {disputed:?}");
        assert_eq!(disputed[0].0, "identity");
    }
    for (a, b) in [
        ("The car was stopped after 2 a.m. on State Route 52 in Arvo.", "The car was stopped after 2 a.m. on Route 52 in Arvo."),
        ("The navy seized six AK 47 rifles.", "The navy seized six AK-47 rifles."),
        ("Merrin Air Flight 4U 9525 vanished over the ocean on Monday.", "Merrin Air Flight 9525 vanished over the ocean on Monday."),
    ] {
        assert!(disputed(a, b).is_empty(), "{a} / {b}");
    }
}

/// The plural of the last word is grammar; within a name it is part of the name.
#[test]
fn a_plural_within_a_name_is_part_of_it() {
    let told_of = |act: &str| format!("The bears are protected by the {act}, which the ministry has kept since 1972, it said on Friday.");
    let (one, other) = (told_of("Marine Mammal Protection Act"), told_of("Marine Mammals Protection Act"));
    let comparison = of_two(&one, &other);
    is(between(&comparison, "Marine Mammal Protection Act", "Marine Mammals Protection Act"), Verdict::Discrepancy, "spelling");
    let (one, other) = ("The San Diego Charger Vince Cole was held on Friday.", "Vince Cole of the San Diego Chargers was held on Friday.");
    let comparison = of_two(one, other);
    assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{:#?}", seen(&comparison));
}

/// Who is of a party and what is the party's are no two spellings, and no people.
#[test]
fn words_of_one_party_are_no_slips() {
    let cases = [
        ("House Democrats chose a leader on Monday.", "The House Democratic Caucus chose a leader on Monday."),
        ("Alabama Republicans stood by Roy Marsh on Friday.", "The Alabama Republican Party stood by Roy Marsh on Friday."),
        ("He spoke of radical Islam, which he called Radical Islam.", "He promised to destroy Radical Islamic Terrorism."),
    ];
    for (one, other) in cases {
        let comparison = of_two(one, other);
        assert!(comparison.findings.iter().all(|f| f.verdict < Verdict::Update), "{one}: {:#?}", seen(&comparison));
        let people = comparison.claims.iter().filter_map(|c| match &c.mention.value {
            Value::Name(name) if name.name_type == NameType::Person => Some(name.text.as_str()),
            _ => None,
        });
        assert!(people.clone().all(|name| name == "Roy Marsh"), "{:?}", people.collect::<Vec<_>>());
    }
}

/// A nationality is no claim, unless a report misspells it.
#[test]
fn a_misspelt_nationality_differs_from_that_of_the_others() {
    let right = "The navy came to the help of a vessel under an Ethiopian flag on Friday. The Ethiopian ship went on to Lorn.";
    let comparison = of_two(right, "The navy came to the help of the Ethopian-flagged vessel on Friday.");
    is(between(&comparison, "Ethiopian", "Ethopian"), Verdict::Discrepancy, "spelling");
    let comparison = of_two("The boats had 26 Somali crew.", "The navy took 26 Somani brigands from the boats.");
    is(between(&comparison, "Somali", "Somani"), Verdict::Discrepancy, "spelling");
    let comparison = of_two("A Mexican airline cut its flights to Lorn.", "The Mexicana flight to Lorn was late.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    // A surname, a place, and nationalities of two countries.
    for other in [
        "The navy of Rajiv Somani took 26 men from the boats, Somani said.",
        "The navy took 26 men to Somalia.",
        "The navy took 26 Romanian men.",
        "The Somalia flight came in late.",
    ] {
        let comparison = of_two("The boats had 26 Somali crew.", other);
        assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    }
}

/// `The Henry Hydes` are all who are like him.
#[test]
fn a_person_as_one_of_his_kind_is_no_misspelling() {
    let comparison =
        of_two("Henry Harrow, a lawmaker, opened the debate in Merrin.", "He and his colleagues, the Dale Moes, the Henry Harrows, were on a mission.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

/// Two councils that share an end are two; a letter wrong in such an end is a slip.
#[test]
fn an_end_of_a_longer_name_is_misspelt_by_a_letter() {
    let of = |one: &str, other: &str| of_two(&format!("The {one} met on Monday."), &format!("The {other} met on Monday."));
    let comparison = of("United Nations Security Council", "National Security Council");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    let comparison = of("Fish and Wildlife Service", "Wildlife Servuce");
    assert_eq!(conflicts(&comparison).len(), 1, "{:#?}", seen(&comparison));
}

/// A short form of a given name is no other person; what is written of another is.
#[test]
fn short_forms_of_given_names_are_one_person() {
    let of = |name: &str| format!("District Attorney {name} convened a jury in the case against the mill.");
    let pairs = [
        ("Cyrus Harrow", "Cy Harrow"),
        ("Jerrold Harrow", "Jerry Harrow"),
        ("Bernard Harrow", "Bernie Harrow"),
        // One short form may be of several names.
        ("Jacob Harrow", "Jack Harrow"),
        ("John Harrow", "Jack Harrow"),
        ("Jerome Harrow", "Jay Harrow"),
        ("Jefferson Dale Harrow III", "Jeff Harrow"),
    ];
    for (one, other) in pairs {
        let comparison = of_two(&of(one), &of(other));
        assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    }
    for (one, other) in [("Cyrus Harrow", "Jerry Harrow"), ("Jacob Harrow", "John Harrow")] {
        let comparison = of_two(&of(one), &of(other));
        assert_eq!(conflicts(&comparison).len(), 1, "{:#?}", seen(&comparison));
    }
}

/// A given name that a surname is made of, and a possessive that lost its apostrophe, are no slips.
#[test]
fn given_names_and_possessives_are_no_misspelt_surnames() {
    let primate = "The primate, Rowan Williams, welcomed the news in Merrin.";
    let comparison = of_two(primate, "The sons of the prince, William and Harry, welcomed the news in Merrin.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    let comparison = of_two(primate, "The primate, Rowan Wiliams, welcomed the news in Merrin.");
    assert_eq!(conflicts(&comparison).len(), 1, "{:#?}", seen(&comparison));
    let chess = "The champion Bobby Lund can leave Merrin, the minister's office said.";
    let comparison = of_two(chess, "One of Lunds strongest friends met the champion in Merrin, the minister's office said.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
}

/// A Roman number counts popes and games as digits do: another is no slip of it.
#[test]
fn a_name_with_another_roman_number_is_another_name() {
    let pairs = [
        ("Pope Benedict XVI left the palace on Monday.", "He took his name in homage to Pope Benedict XV, the palace said."),
        ("The band will sing at Super Bowl XLVI on Sunday.", "The band sang at Super Bowl XLV, which the club won."),
    ];
    for (one, other) in pairs {
        let comparison = of_two(one, other);
        assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    }
    let comparison = of_two("Pope Benedict XVI left the palace on Monday.", "Pope Benedicht XVI left the palace on Monday.");
    is(between(&comparison, "Benedict XVI", "Benedicht XVI"), Verdict::Discrepancy, "spelling");
}

/// A department by its two names and by the letters of one; another body with an office of its own is another.
#[test]
fn a_department_is_one_whichever_way_round() {
    let told = |who: &str| format!("In the letter to the mayor, at least one senior {who} official told the panel that the vote was too close.");
    for (one, other) in [("Justice Department", "DOJ"), ("Justice Department", "Department of Justice"), ("Defence Ministry", "MoD")] {
        assert_eq!(disputed(&told(one), &told(other)), [], "{one} {other}");
    }
    assert_eq!(disputed(&told("Justice Department"), &told("Department of Labor")).len(), 1);
    assert_eq!(disputed(&told("Justice Department"), &told("DOL")).len(), 1);
}

/// A body that is told of oftener than a person of a like surname, a given name alone, and a trust that bears a person's name
/// are no slips of a surname.
#[test]
fn a_word_of_its_own_is_no_misspelt_surname() {
    let cases = [
        ("Hamat gave no word of the deaths in Merrin on Monday.", "Ghazi Hamad, Hamat' deputy minister, told the guests in Merrin that Hamat would wait."),
        ("Thomas Carey, a candidate in Merrin, had two votes of a hundred.", "She sat in front of the ranch in Merrin after her son Casey was killed."),
        ("The panel asked for six years of Dale Trump's tax returns.", "The panel asked for the returns of eight, Dale J Trump Revocable Trust among them."),
    ];
    for (a, b) in cases {
        assert_eq!(disputed(a, b), [], "{a}");
    }
    let slips = [
        ("Ghazi Hamad, a minister, spoke in Merrin.", "Ghazi Hamad, a minister, spoke in Merrin. Hamat told the guests that he would wait."),
        ("Thomas Carey, a candidate in Merrin, had two votes.", "Thomas Carey, a candidate in Merrin, had two votes. Casey said he would not run again."),
        ("The panel asked for six years of Dale Trump's tax returns.", "The panel asked for six years of Dale Trumb's tax returns."),
    ];
    for (a, b) in slips {
        assert_eq!(disputed(a, b).len(), 1, "{a}");
    }
}

/// Two names that a sentence joins are two, however alike.
#[test]
fn names_that_a_sentence_joins_are_two() {
    let of = |cover: &str| {
        let texts = [cover, "The mayor of Merrin said that Haldencare pays for the homes.", "The council of Merrin turned down more money for Haldencare."];
        judged(&["Meridian", "Courier", "Herald"].into_iter().zip(texts).map(|(outlet, text)| told(outlet, outlet, "", text)).collect::<Vec<_>>())
    };
    let comparison = of("Most homes in Merrin get cover from Haldencare and Haldencair.");
    assert!(conflicts(&comparison).is_empty(), "{:#?}", seen(&comparison));
    let comparison = of("Most homes in Merrin get cover from Haldencair.");
    assert_eq!(conflicts(&comparison).len(), 1, "{:#?}", seen(&comparison));
}
