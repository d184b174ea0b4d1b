//! What things are called on the desk: regions, facts, captions' writers, each in the same words wherever they stand.

use crate::domain::{CaptionOrigin, CaptionTarget, FactRef, RegionId, RelationId, Rules, Scene};

/// "1 photograph", "3 photographs".
pub fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// How long ago something was, both in milliseconds since 1970: "just now", "3 hours ago", "yesterday", "5 days ago".
pub fn ago(then_ms: i64, now_ms: i64) -> String {
    let minutes = usize::try_from(now_ms.saturating_sub(then_ms) / 60_000).unwrap_or_default();
    let (hours, days) = (minutes / 60, minutes / (60 * 24));
    match (minutes, hours, days) {
        (0..5, ..) => "just now".to_owned(),
        (_, 0, _) => format!("{minutes} minutes ago"),
        (_, _, 0) => format!("{} ago", counted(hours, "hour", "hours")),
        (_, _, 1) => "yesterday".to_owned(),
        (_, _, 2..60) => format!("{days} days ago"),
        _ => format!("{} months ago", days / 30),
    }
}

/// "person 3", by its label in force; "region 3" where it has none.
pub fn of_region(scene: &Scene, rules: &Rules, id: RegionId) -> String {
    let label = scene.regions.get(&id).and_then(|r| r.label(rules.assert));
    format!("{} {}", label.unwrap_or_else(|| "region".to_owned()), id.0)
}

/// "whole image", or the region's name.
pub fn of_target(scene: &Scene, rules: &Rules, target: CaptionTarget) -> String {
    match target {
        CaptionTarget::Image => "whole image".to_owned(),
        CaptionTarget::Region(id) => of_region(scene, rules, id),
    }
}

/// Who wrote a caption: "Fused · embedded", "Maria", "LLaVA-NeXT (reference)", "GPT-4V".
pub fn of_origin(origin: &CaptionOrigin) -> String {
    match origin {
        CaptionOrigin::Fused(name) => format!("Fused · {name}"),
        CaptionOrigin::Person(name) | CaptionOrigin::Baseline(name) => name.clone(),
        CaptionOrigin::Reference(name) => format!("{name} (reference)"),
    }
}

/// A fact with its confidence: "colour of bus 2: red (0.77)", "person 1 riding bicycle 2 (0.80)".
pub fn of_fact(scene: &Scene, rules: &Rules, fact: &FactRef) -> String {
    match fact {
        FactRef::Region(id) => match scene.regions.get(id) {
            Some(region) => format!("{} ({:.2})", of_region(scene, rules, *id), region.score),
            None => format!("region {} (gone)", id.0),
        },
        FactRef::Attribute(id, kind) => {
            let name = of_region(scene, rules, *id);
            let attribute = scene.regions.get(id).and_then(|r| r.attributes.get(kind));
            // Whatever the bar: a doubtful value is what the reader wants to see here.
            match attribute.and_then(|a| a.effective()) {
                Some((value, sure)) => {
                    format!("{} of {name}: {} ({sure:.2})", kind.title(), value.words())
                }
                None => format!("{} of {name}", kind.title()),
            }
        }
        FactRef::Relation(id) => of_relation(scene, rules, *id),
        FactRef::Text(id) => match scene.texts.iter().find(|t| t.id == *id) {
            Some(line) => format!("text “{}” ({:.2})", line.text, line.score),
            None => format!("text {} (gone)", id.0),
        },
        FactRef::Count(label) => {
            let counted = scene.counts(rules.assert).get(label).map_or(0, Vec::len);
            format!("number of {label}: {counted}")
        }
        FactRef::Scene => {
            let name =
                scene.scene_name.as_ref().and_then(|a| a.effective()).map(|(v, _)| v.words());
            format!("scene: {}", name.unwrap_or_else(|| "not named".to_owned()))
        }
    }
}

fn of_relation(scene: &Scene, rules: &Rules, id: RelationId) -> String {
    let Some(relation) = scene.relations.iter().find(|r| r.id == id) else {
        return "a relation (gone)".to_owned();
    };
    let (subject, object) =
        (of_region(scene, rules, relation.subject), of_region(scene, rules, relation.object));
    let predicate = relation.effective();
    let words = predicate.as_ref().unwrap_or(&relation.predicate).words();
    format!("{subject} {words} {object} ({:.2})", relation.confidence())
}

/// A sentence with its capital and its stop.
pub fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let mut out: String = first.chain(chars).collect();
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}
