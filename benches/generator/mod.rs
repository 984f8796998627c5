//! Makes events of any number of reports, the same on every run: what the benches measure on.
//!
//! Each event has facts; each report tells some of them in one of several wordings, now and then
//! with a value of its own, in a body of a given length. One report in eight is a copy of another
//! with a changed head, as wire copy is.

use claimdiff::Report;

/// A small generator of numbers (splitmix64, Steele et al. 2014): no package, the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    /// Starts from a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

const FIRST: [&str; 16] =
    ["Ana", "Boris", "Carmen", "David", "Elena", "Farid", "Grace", "Hugo", "Irina", "Jonas", "Karim", "Lucia", "Marta", "Nadia", "Oscar", "Petra"];
const LAST: [&str; 16] = [
    "Almeida",
    "Borisov",
    "Castillo",
    "Dragomir",
    "Eriksen",
    "Fontaine",
    "Grigoryan",
    "Hoffmann",
    "Ivanova",
    "Jimenez",
    "Kowalski",
    "Lindqvist",
    "Moreau",
    "Novotny",
    "Okafor",
    "Petrenko",
];
const TOWNS: [&str; 12] = ["Arica", "Bistrita", "Cartago", "Durango", "Esquel", "Famagusta", "Gyumri", "Huaraz", "Izmir", "Jalapa", "Kutaisi", "Lorca"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const BUILDINGS: [&str; 4] = ["a school", "the old market hall", "a wing of the hospital", "the bus station"];
/// Openings, middles and ends that any sentence of the body is put together from, so that two
/// reports share few whole sentences.
const FILLER: [[&str; 12]; 3] = [
    [
        "Residents ran into the streets",
        "Schools and government offices stayed closed",
        "Power and telephone lines were cut in the older quarters",
        "Relief groups asked for tents and blankets",
        "Field kitchens were set up beside the stadium",
        "Hospitals called in staff from neighbouring districts",
        "Aftershocks kept families awake",
        "The football association put off its matches",
        "Insurers would not put a figure on the losses",
        "Neighbouring countries offered help",
        "Engineers looked for cracks in the walls",
        "Water had to be brought in by truck",
    ],
    [
        ", and shops in the centre did not open",
        " while drivers queued for fuel",
        ", though the roads were open again",
        " as clouds gathered over the valley",
        ", because weakened bridges had to be checked",
        ", and a team with search dogs was on its way",
        " even where houses had been built to the code",
        ", while the airport went on working",
        " and prayers were held outdoors",
        ", since the nights are cold at this height",
        " as the army cleared the main road",
        ", and volunteers handed out bread",
    ],
    [
        ".",
        " in most of the province.",
        ", local radio reported.",
        ", a shopkeeper said.",
        " for the time being.",
        ", as after earlier shocks.",
        " near the river.",
        ", according to witnesses.",
        " on the eastern side.",
        ", a teacher recalled.",
        " until further notice.",
        " in the surrounding villages.",
    ],
];

struct Facts {
    town: &'static str,
    mayor: String,
    day: usize,
    dead: usize,
    injured: usize,
    homes: usize,
    magnitude: usize,
    hour: usize,
    building: &'static str,
}

/// The reports of one event, named after its number, with texts of at least so many bytes.
pub(crate) fn event(number: usize, reports: usize, length: usize) -> Vec<Report> {
    let mut random = Random::new(number as u64);
    let facts = Facts {
        town: random.pick(&TOWNS),
        mayor: format!("{} {}", random.pick(&FIRST), random.pick(&LAST)),
        day: random.below(7),
        dead: 3 + random.below(90),
        injured: 100 + random.below(900),
        homes: 200 + random.below(4000),
        magnitude: 50 + random.below(30),
        hour: 1 + random.below(11),
        building: random.pick(&BUILDINGS),
    };
    let mut made: Vec<Report> = Vec::with_capacity(reports);
    for index in 0..reports {
        let text = if index > 0 && random.one_in(8) {
            let original = random.below(index);
            made[original].text.clone()
        } else {
            text(&facts, length, &mut random)
        };
        let mut report = Report::new(format!("event-{number:06}-{index:06}"), text);
        report.event = Some(format!("event-{number:06}"));
        report.source = Some(format!("Outlet {}", random.below(40)));
        report.published = format!("2024-03-{:02}T{:02}:{:02}Z", 11 + facts.day + random.below(3), random.below(24), random.below(60)).parse().ok();
        made.push(report);
    }
    made
}

/// The figure itself, or now and then one of the report's own.
fn about(random: &mut Random, value: usize) -> usize {
    if random.one_in(12) { value + 1 + random.below(value / 4 + 2) } else { value }
}

fn text(facts: &Facts, length: usize, random: &mut Random) -> String {
    let (dead, injured, homes) = (about(random, facts.dead), about(random, facts.injured), about(random, facts.homes));
    let magnitude = about(random, facts.magnitude);
    let (whole, tenth) = (magnitude / 10, magnitude % 10);
    let town = facts.town;
    let day = if random.one_in(20) { DAYS[(facts.day + 1) % 7] } else { DAYS[facts.day] };
    let mayor = &facts.mayor;
    let hour = facts.hour;
    let minute = 10 + random.below(3) * random.below(2);
    let lead = match random.below(3) {
        0 => format!("An earthquake with a magnitude of {whole}.{tenth} struck near {town} on {day}, killing at least {dead} people, officials said."),
        1 => format!(
            "At least {dead} people were killed on {day} when a {whole}.{tenth}-magnitude earthquake hit {town}, according to the civil defence agency."
        ),
        _ => format!("A magnitude {whole}.{tenth} earthquake shook {town} on {day} and left {dead} people dead, authorities said."),
    };
    let hurt = match random.below(3) {
        0 => format!("Another {injured} people were injured, mayor {mayor} told reporters."),
        1 => format!("Mayor {mayor} said {injured} people were hurt."),
        _ => format!("The number of injured stood at {injured}, {mayor} said."),
    };
    let damage = match random.below(3) {
        0 => format!("More than {homes} houses were destroyed, and {} collapsed.", facts.building),
        1 => format!("The quake damaged {homes} homes, the interior ministry said."),
        _ => format!("About {homes} houses were flattened, among them {} in the centre.", facts.building),
    };
    let time = match random.below(3) {
        0 => format!("The quake struck at {hour}:{minute} a.m. local time at a depth of {} kilometres.", 8 + random.below(4)),
        1 => format!("It hit at {hour}:{minute} a.m., the geological survey said."),
        _ => format!("The tremor was felt at about {hour}:{minute} a.m. across the region."),
    };
    let mut lines = vec![lead, hurt, damage, time];
    while lines.iter().map(String::len).sum::<usize>() < length {
        let sentence: String = FILLER.iter().map(|parts| random.pick(parts)).collect();
        lines.insert(1 + random.below(lines.len()), sentence);
    }
    lines.join("\n")
}
