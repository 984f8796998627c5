//! JSON and JSON Lines, as the contract fixes their fields.

use serde_json::json;

use crate::extract::Extraction;
use crate::read::Report;
use crate::span::CodePoints;

/// The mentions of one report, one JSON object a line.
pub fn mentions(report: &Report, extraction: &Extraction<'_>) -> String {
    let points = CodePoints::new(&report.text);
    extraction
        .claims
        .iter()
        .map(|claim| {
            let span = claim.mention.span;
            let line = json!({
                "report": report.id, "kind": claim.mention.value.kind(), "type": claim.mention.value.type_name(),
                "start": points.at(span.start()), "end": points.at(span.end()), "quote": span.of(&report.text),
                "value": claim.mention.value.to_string(), "detail": {},
                "sentence": {"start": points.at(claim.sentence.start()), "end": points.at(claim.sentence.end())},
                "attribution": claim.attribution.as_ref().map(|a| json!({"source": a.source, "cue": a.cue})),
                "certainty": claim.certainty.as_str(),
            });
            format!("{line}\n")
        })
        .collect()
}
