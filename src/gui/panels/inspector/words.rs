//! Scene items in words, as the inspector and the dialogs say them.

use crate::domain::{
    Attribute, AttributeKind, BBox, Evidence, Place, Region, RegionId, Relation, Ruling, Scene,
    Source, TextLine, WitnessKind,
};

/// "person 3"; "dog? 4" where the name is not asserted; "region 5" where it has none.
pub(super) fn region(scene: &Scene, id: RegionId, assert: f32) -> String {
    let Some(region) = scene.regions.get(&id) else { return format!("region {}", id.0) };
    match (region.label(assert), likeliest(region)) {
        (Some(label), _) => format!("{label} {}", id.0),
        (None, Some(label)) => format!("{label}? {}", id.0),
        (None, None) => format!("region {}", id.0),
    }
}

/// The category that is likeliest, asserted or not.
fn likeliest(region: &Region) -> Option<String> {
    region
        .attributes
        .get(&AttributeKind::Label)
        .and_then(Attribute::effective)
        .map(|(v, _)| v.words())
}

/// "person 3 riding bicycle 1"; a rejected or unfit one by the words it was found with.
pub(super) fn relation(scene: &Scene, relation: &Relation, assert: f32) -> String {
    let subject = region(scene, relation.subject, assert);
    let object = region(scene, relation.object, assert);
    format!("{subject} {} {object}", predicate(relation))
}

/// The relation's words in force, else those it was found with.
pub(super) fn predicate(relation: &Relation) -> String {
    let predicate = relation.decided().unwrap_or_else(|| relation.predicate.clone());
    predicate.words().to_owned()
}

/// A line's words in force, else those that were read.
pub(super) fn line(text: &TextLine) -> String {
    match &text.ruling {
        Ruling::Corrected { value, .. } => value.words(),
        _ => text.text.clone(),
    }
}

/// "accepted", "corrected by Ada", "rejected"; nothing where nobody ruled.
pub(super) fn ruling(ruling: &Ruling) -> Option<String> {
    match ruling {
        Ruling::Unreviewed => None,
        Ruling::Accepted => Some("accepted".to_owned()),
        Ruling::Corrected { author, .. } => Some(format!("corrected by {author}")),
        Ruling::Rejected => Some("rejected".to_owned()),
    }
}

/// The ruling in one word, for narrow columns.
pub(super) fn ruled(ruling: &Ruling) -> Option<&'static str> {
    match ruling {
        Ruling::Unreviewed => None,
        Ruling::Accepted => Some("accepted"),
        Ruling::Corrected { .. } => Some("corrected"),
        Ruling::Rejected => Some("rejected"),
    }
}

/// A source in full: "specialist detector, model nanodet-…, card 3fa2c1d0".
pub(super) fn source(source: &Source) -> String {
    match source {
        Source::Specialist { id, model, card_hash } if card_hash.is_empty() => {
            format!("specialist {id}, {model}")
        }
        Source::Specialist { id, model, card_hash } => {
            format!("specialist {id}, model {model}, card {}", short_hash(card_hash))
        }
        Source::Rule { name } => format!("rule {name}"),
        Source::Model { name } => format!("model {name}"),
        Source::Person { author } => format!("{author}, a person"),
    }
}

/// One claim in full, in lines: value, score, who, where.
pub(super) fn evidence(evidence: &Evidence) -> String {
    let mut lines = vec![format!("{}  {:.2}", evidence.value.words(), evidence.score)];
    lines.push(source(&evidence.source));
    if let Some(place) = &evidence.place {
        lines.push(match place {
            Place::Box(b) => format!("at {}", bbox(b)),
            Place::Polygon(p) => format!("at {}", bbox(&p.bounds())),
            Place::Image => "over the whole image".to_owned(),
        });
    }
    lines.join("\n")
}

/// The first eight digits of a hash.
pub(super) fn short_hash(hash: &str) -> String {
    hash.chars().take(8).collect()
}

/// "120, 40 – 300, 500".
pub(super) fn bbox(b: &BBox) -> String {
    format!("{:.0}, {:.0} – {:.0}, {:.0}", b.x1, b.y1, b.x2, b.y2)
}

/// Who a witness is.
pub(super) fn witness(kind: WitnessKind) -> &'static str {
    match kind {
        WitnessKind::Detector => "detector's box",
        WitnessKind::Window => "classifier, window",
        WitnessKind::Crop => "classifier, crop",
        WitnessKind::WholeImage => "classifier, whole image",
        WitnessKind::Face => "face",
        WitnessKind::Pose => "body pose",
        WitnessKind::Gallery => "gallery",
    }
}
