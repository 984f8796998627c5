//! What one report says against itself, and what only looks so.

use claimdiff::Report;
use claimdiff::extract::extract;
use claimdiff::internal::check;

/// The rules that fire on a text, with the quotes that they point at.
fn found(text: &str) -> Vec<(&'static str, Vec<String>)> {
    let mut report = Report::new("r", text);
    report.published = Some("2019-04-25".parse().unwrap());
    let extraction = extract(&report, 0);
    let quote = |i: &usize| extraction.claims[*i].mention.span.of(&report.text).to_owned();
    check(&report, &extraction).into_iter().map(|i| (i.rule, i.claims.iter().map(quote).collect())).collect()
}

fn fires(text: &str, rule: &str, quotes: &[&str]) {
    let all = found(text);
    assert_eq!(all.len(), 1, "{text:?}: {all:?}");
    assert_eq!((all[0].0, all[0].1.iter().map(String::as_str).collect::<Vec<_>>()), (rule, quotes.to_vec()), "{text:?}");
}

fn quiet(text: &str) {
    assert_eq!(found(text), [], "{text:?}");
}

#[test]
fn a_conversion_in_brackets_must_fit() {
    fires("The snow lay 20 centimetres (12 inches) deep.", "internal-conversion", &["20 centimetres", "12 inches"]);
    fires("It fell 100 miles (100 km) off the coast.", "internal-conversion", &["100 miles", "100 km"]);
    quiet("It fell 75 kilometres (50 miles) west of the port, 7 km (4 miles) from land, at 120 km/h (75 mph).");
    quiet("It was 35 degrees Celsius (95 Fahrenheit), a rise of 5 degrees Celsius (9 degrees Fahrenheit).");
    quiet("They took 2 million euros ($2.6 million) over 10 to 15 km (6 to 9 miles).");
}

#[test]
fn parts_must_add_up_to_their_whole() {
    fires("The blast killed 12 people, seven men and four women.", "internal-sum", &["12 people", "seven men", "four women"]);
    quiet("The blast killed 12 people, seven men and five women.");
    quiet("The blast killed 12 people, seven men, four women and a child.");
    quiet("The blast killed 12 people, including seven men and four women.");
    quiet("The blast killed at least 12 people, seven men and four women.");
    quiet("The fund bought 12 houses, seven cars and four boats.");
}

#[test]
fn a_percentage_must_fit_its_two_numbers() {
    fires("Inspectors closed 12 of 48 farms (35 percent).", "internal-percent", &["12", "48 farms", "35 percent"]);
    quiet("Inspectors closed 12 of 48 farms (25 percent), 16 of the 48 barns (33 %).");
    quiet("Of 48 farms, 12 were closed and prices rose 35 percent.");
}

#[test]
fn an_age_must_fit_the_birth_date() {
    fires("Ana Lopez, 61, was born on May 3, 1970, in Lima.", "internal-age", &["61", "May 3, 1970"]);
    quiet("Ana Lopez, 48, was born on May 3, 1970, in Lima.");
    quiet("Ana Lopez, 47, was born on May 3, 1970, in Lima.");
    quiet("Born in 1970, she sang at the age of 18.");
}

#[test]
fn a_weekday_must_fit_its_date() {
    fires("They met on Friday, April 25, 2019, in Lima.", "internal-weekday", &["Friday, April 25, 2019"]);
    quiet("They met on Thursday, April 25, 2019, in Lima.");
    // A midnight that ends its day.
    quiet("LIMA, April 28, 2019 - The fire broke out shortly before midnight on Saturday.");
    // A part of a day is of its own day, whatever must happen before it.
    quiet("LIMA, April 28, 2019 - The storm will reach the coast by Monday morning.");
    quiet("LIMA, April 30, 2019 - Before Monday morning's trial the lawyer saw his client once.");
}
