//! Aliases that a house gives: a name in a report that stands for another name.

use std::collections::BTreeMap;

use foldhash::HashMap;

use crate::extract::Extraction;
use crate::value::Value;
use crate::value::name::{Name, fold};

/// Gives each name that is an alias the parts of the name that it stands for, so that the two are one name
/// in two dresses to all that follows. The text of the name stays as its report has it.
pub fn rename(extractions: &mut [Extraction<'_>], aliases: &BTreeMap<String, String>) {
    let key = |name: &str| fold::words(name).join(" ");
    let aliases: HashMap<String, &str> = aliases.iter().map(|(alias, name)| (key(alias), name.as_str())).collect();
    if aliases.is_empty() {
        return;
    }
    for claim in extractions.iter_mut().flat_map(|extraction| &mut extraction.claims) {
        if let Value::Name(name) = &mut claim.mention.value
            && let Some(&stands_for) = aliases.get(&key(&name.text))
        {
            let Name { form, surname, .. } = Name::new(name.name_type, stands_for);
            (name.form, name.surname) = (form, surname);
        }
    }
}
