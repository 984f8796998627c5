//! Entities across reports: who is one, who is not, and how well that agrees with annotated events.

use std::collections::BTreeSet;
use std::path::Path;

use claimdiff::entity::{Entities, resolve};
use claimdiff::extract::{Extraction, extract};
use claimdiff::value::Value;
use claimdiff::{Report, Span};

/// The entity of the first name mention that overlaps `quote` in report `at`.
fn entity_of(extractions: &[Extraction<'_>], entities: &Entities, at: usize, span: Span) -> Option<usize> {
    let claims = &extractions[at].claims;
    let overlap = |s: Span| s.end().min(span.end()).saturating_sub(s.start().max(span.start()));
    (0..claims.len())
        .filter(|&c| matches!(claims[c].mention.value, Value::Name(_)) && claims[c].mention.span.overlaps(span))
        .max_by_key(|&c| (overlap(claims[c].mention.span), std::cmp::Reverse(c)))
        .and_then(|c| entities.of_claim[at][c])
}

fn extract_all(reports: &[Report]) -> Vec<Extraction<'_>> {
    reports.iter().enumerate().map(|(at, r)| extract(r, at)).collect()
}

/// The entity names of quotes, one a report; `None` where a quote is no name.
fn entities_of(texts: &[(&str, &str)]) -> Vec<Option<usize>> {
    let reports: Vec<Report> = texts.iter().enumerate().map(|(at, (text, _))| Report::new(format!("r{at}"), *text)).collect();
    let extractions = extract_all(&reports);
    let entities = resolve(&extractions);
    texts
        .iter()
        .enumerate()
        .map(|(at, (text, quote))| {
            let start = text.find(quote).unwrap_or_else(|| panic!("{quote:?} is not in {text:?}"));
            entity_of(&extractions, &entities, at, Span::new(start, start + quote.len()))
        })
        .collect()
}

fn assert_one(texts: &[(&str, &str)]) {
    let found = entities_of(texts);
    assert!(found.iter().all(|f| f.is_some() && *f == found[0]), "one entity expected: {:?} gives {found:?}", texts.iter().map(|t| t.1).collect::<Vec<_>>());
}

fn assert_apart(texts: &[(&str, &str)]) {
    let found = entities_of(texts);
    let distinct: BTreeSet<_> = found.iter().flatten().collect();
    assert!(distinct.len() == texts.len(), "entities apart expected: {:?} gives {found:?}", texts.iter().map(|t| t.1).collect::<Vec<_>>());
}

#[test]
fn spellings_of_one_person_are_one() {
    assert_one(&[("The governor, Kim Jong-un, spoke.", "Kim Jong-un"), ("A visit by Kim Jong Un is planned.", "Kim Jong Un")]);
    assert_one(&[("Police held Karen Halvorsen, 41.", "Karen Halvorsen"), ("Officers said Karen Halvorson, 41, was held.", "Karen Halvorson")]);
    assert_one(&[("Police chief Jon Barlow spoke.", "Jon Barlow"), ("Police chief John Barlow spoke.", "John Barlow")]);
    assert_one(&[("Owner Bill Tarkington wept.", "Bill Tarkington"), ("The owner, William Tarkington, wept.", "William Tarkington")]);
    assert_one(&[("Sheriff Robert J. Kessler said so.", "Robert J. Kessler"), ("Sheriff Robert Kessler said so.", "Robert Kessler")]);
    assert_one(&[("Muammar Gaddafi fled.", "Muammar Gaddafi"), ("Moammar Qaddafi fled.", "Moammar Qaddafi")]);
}

#[test]
fn letters_written_as_two_are_no_other_name() {
    for (one, other) in
        [("Kari Skarsøy", "Kari Skarsoey"), ("Jens Håkonsen", "Jens Haakonsen"), ("Jürgen Weiß", "Juergen Weiss"), ("Ole Brærød", "Ole Braeroed")]
    {
        let texts = [format!("Police held {one}, 41."), format!("Police held {other}, 41."), format!("Officers released {one} later.")];
        assert_one(&[(&texts[0], one), (&texts[1], other), (&texts[2], one)]);
    }
    assert_one(&[("It fell into Lake Grånesvatnet.", "Lake Grånesvatnet"), ("It fell into Lake Graanesvatnet.", "Lake Graanesvatnet")]);
    assert_one(&[("Mr. Skarsoey was held.", "Skarsoey"), ("Police held Kari Skarsøy, 41.", "Kari Skarsøy")]);
    // Other letters more or less still make another name.
    assert_apart(&[("Police held Jo Harlø, 41.", "Jo Harlø"), ("Police held Joe Barlee, 41.", "Joe Barlee")]);
}

#[test]
fn a_lone_surname_joins_the_person_whom_other_reports_name() {
    assert_one(&[("Ms. Halvorsen was held.", "Halvorsen"), ("Police held Karen Halvorsen, 41.", "Karen Halvorsen")]);
    assert_one(&[("Ms. Halvorson was held.", "Halvorson"), ("Police held Karen Halvorsen, 41.", "Karen Halvorsen")]);
}

#[test]
fn people_who_share_a_surname_stay_apart() {
    assert_apart(&[("Kim Jong Un spoke.", "Kim Jong Un"), ("Kim Jong Il spoke.", "Kim Jong Il"), ("Kim Yo Jong spoke.", "Kim Yo Jong")]);
    assert_apart(&[("John Barlow, 23, was held.", "John Barlow"), ("Katie Barlow, 20, was killed.", "Katie Barlow")]);
    assert_apart(&[("Martin Hale Jr. voted.", "Martin Hale Jr"), ("Martin Hale Sr. voted.", "Martin Hale Sr")]);
}

#[test]
fn like_named_places_stay_apart() {
    assert_apart(&[("It sank in the Gulf of Aden.", "Gulf of Aden"), ("It sank in the Gulf of Oman.", "Gulf of Oman")]);
    assert_apart(&[("A missile flew over North Korea.", "North Korea"), ("A missile flew over South Korea.", "South Korea")]);
    assert_apart(&[("A quake struck West Papua.", "West Papua"), ("A quake struck Papua.", "Papua"), ("A quake struck East Papua.", "East Papua")]);
    assert_apart(&[("He fled to Iran.", "Iran"), ("He fled to Iraq.", "Iraq")]);
}

#[test]
fn short_and_long_forms_of_an_organisation_are_one() {
    assert_one(&[("The U.S. Geological Survey measured it.", "U.S. Geological Survey"), ("The USGS measured it.", "USGS")]);
    assert_one(&[("The Interior Ministry denied it.", "Interior Ministry"), ("The Interior Minestry denied it.", "Interior Minestry")]);
    assert_one(&[("The Defence Ministry denied it.", "Defence Ministry"), ("The Defense Ministry denied it.", "Defense Ministry")]);
}

#[test]
fn entities_do_not_depend_on_the_order_of_the_reports() {
    let texts = ["Karen Halvorsen met Kim Jong Un in Geneva.", "Ms. Halvorson met Kim Jong-un.", "The USGS and the U.S. Geological Survey met Mr. Kim."];
    let grouping = |order: &[usize]| {
        let reports: Vec<Report> = order.iter().map(|&at| Report::new(format!("r{at}"), texts[at])).collect();
        let extractions = extract_all(&reports);
        let entities = resolve(&extractions);
        let mut seen: Vec<(String, usize, usize)> = Vec::new();
        for (at, extraction) in extractions.iter().enumerate() {
            for (c, claim) in extraction.claims.iter().enumerate() {
                if let Some(id) = entities.of_claim[at][c] {
                    seen.push((reports[at].id.clone(), claim.mention.span.start(), id));
                }
            }
        }
        seen.sort();
        (seen, entities.all)
    };
    assert_eq!(grouping(&[0, 1, 2]), grouping(&[2, 0, 1]));
}

/// An annotated claim and what the program makes of it.
struct GoldClaim {
    slot: usize,
    group: String,
    /// Whether the slot's groups are `one` entity, `apart`, or `open`.
    sort: &'static str,
    value: String,
    label: String,
    entity: Option<usize>,
}

/// Pairs of gold name claims against the entity ids that the program gives them.
#[test]
fn entity_pairs_agree_with_the_annotated_events() {
    let gold = Path::new("../shared/gold");
    if !gold.is_dir() {
        eprintln!("NOT RUN: no annotated events beside the checkout (../shared/gold); entity pairs were not scored");
        return;
    }
    let mut names: Vec<String> =
        std::fs::read_dir(gold).unwrap().filter_map(|f| f.unwrap().file_name().to_str().and_then(|n| n.strip_suffix(".json")).map(str::to_owned)).collect();
    names.sort();
    let (mut both, mut only_gold, mut only_found, mut claims_seen, mut claims_found) = (0, 0, 0, 0, 0);
    for name in names {
        let lines = std::fs::read_to_string(format!("../shared/clusters/{name}.jsonl")).unwrap();
        let reports: Vec<Report> = lines
            .lines()
            .map(|line| {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                Report::new(value["id"].as_str().unwrap(), value["text"].as_str().unwrap())
            })
            .collect();
        let extractions = extract_all(&reports);
        let entities = resolve(&extractions);
        let slots: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(gold.join(format!("{name}.json"))).unwrap()).unwrap();
        let mut claims: Vec<GoldClaim> = Vec::new();
        for (slot, s) in slots["slots"].as_array().unwrap().iter().enumerate().filter(|(_, s)| s["kind"] == "name") {
            let sort = match (s["verdict"].as_str().unwrap(), s["subtype"].as_str().unwrap_or("")) {
                ("agree", _) | (_, "spelling") => "one",
                ("compatible", _) => "open",
                _ => "apart",
            };
            for c in s["claims"].as_array().unwrap() {
                let text = |key: &str| c[key].as_str().unwrap();
                let at = reports.iter().position(|r| r.id == text("report")).unwrap();
                let start = reports[at].text.find(text("sentence")).unwrap() + text("sentence").find(text("quote")).unwrap();
                let entity = entity_of(&extractions, &entities, at, Span::new(start, start + text("quote").len()));
                claims_seen += 1;
                claims_found += usize::from(entity.is_some());
                claims.push(GoldClaim {
                    slot,
                    group: text("group").to_owned(),
                    sort,
                    value: text("value").to_lowercase(),
                    label: format!("{} {:?} {}", text("report"), text("quote"), s["id"]),
                    entity,
                });
            }
        }
        for (at, a) in claims.iter().enumerate() {
            for b in &claims[at + 1..] {
                let same = if a.slot == b.slot {
                    match a.sort {
                        _ if a.group == b.group => true,
                        "one" => true,
                        "apart" => false,
                        _ => continue,
                    }
                } else {
                    // Two slots may ask for one entity; names without a word in common are two.
                    let words = |v: &str| v.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 2).map(str::to_owned).collect::<BTreeSet<_>>();
                    if words(&a.value).is_disjoint(&words(&b.value)) { false } else { continue }
                };
                let found = a.entity.is_some() && a.entity == b.entity;
                match (same, found) {
                    (true, true) => both += 1,
                    (true, false) => only_gold += 1,
                    (false, true) => only_found += 1,
                    (false, false) => continue,
                }
                if same != found {
                    println!("{name}: {} {} | {}", if same { "torn" } else { "mixed" }, a.label, b.label);
                }
            }
        }
    }
    let (precision, recall) = (f64::from(both) / f64::from(both + only_found), f64::from(both) / f64::from(both + only_gold));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("mention recall {claims_found}/{claims_seen}; entity pairs: precision {precision:.3} recall {recall:.3} F1 {f1:.3}");
    assert!(f1 >= 0.90, "pairwise F1 {f1:.3} is below 0.90");
}

/// Candidates come from blocks, so a large event costs no more than its mentions.
#[test]
fn a_hundred_thousand_mentions_are_grouped_in_little_time() {
    // Made-up people: ten given names, 500 surnames of like letters, each named in many reports.
    let given = ["James", "Mary", "Robert", "Linda", "Hassan", "Fatima", "Carlos", "Ingrid", "Dmitri", "Yuki"];
    let syllables = ["ba", "den", "kor", "lim", "mas", "nor", "pel", "rud", "sten", "vik"];
    let surname = |i: usize| {
        let mut s = format!("{}{}{}", syllables[i % 10], syllables[i / 10 % 10], syllables[i / 100 % 10]);
        s[..1].make_ascii_uppercase();
        s
    };
    let reports: Vec<Report> = (0..400)
        .map(|r| {
            let text: String = (0..250).map(|m| format!("He met Mr. {} {} there.\n", given[(r + m) % 10], surname((r * 7 + m * 3) % 500))).collect();
            Report::new(format!("r{r}"), text)
        })
        .collect();
    let extractions = extract_all(&reports);
    let mentions: usize = extractions.iter().map(|e| e.claims.iter().filter(|c| matches!(c.mention.value, Value::Name(_))).count()).sum();
    assert!(mentions >= 90_000, "{mentions} mentions");
    let start = std::time::Instant::now();
    let entities = resolve(&extractions);
    let time = start.elapsed();
    println!("{mentions} mentions, {} entities in {time:?}", entities.all.len());
    // Two seconds in the optimised build; the bound leaves room for a loaded machine.
    let bound = if cfg!(debug_assertions) { 60 } else { 8 };
    assert!(time.as_secs() < bound, "{mentions} mentions took {time:?}");
}
