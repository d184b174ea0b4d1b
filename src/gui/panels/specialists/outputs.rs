//! Findings of any kind as rows: what, how sure, where.

use crate::domain::{BBox, Place, Witness};
use crate::specialists::Finding;

/// One output of a specialist.
pub struct Output {
    pub what: String,
    /// 0..1; `None` where it has none.
    pub score: Option<f32>,
    /// In pixels of the image.
    pub place: Option<BBox>,
}

/// The findings as outputs, in their order.
pub fn of(findings: &[Finding]) -> Vec<Output> {
    findings.iter().flat_map(rows).collect()
}

fn rows(finding: &Finding) -> Vec<Output> {
    let one = |what: String, score, place| vec![Output { what, score, place }];
    match finding {
        Finding::Box(witness) => readings(witness, ""),
        Finding::Reading { region, witness } => {
            let of = region.map_or("image: ".to_owned(), |id| format!("region {}: ", id.0));
            readings(witness, &of)
        }
        Finding::Face(face) => one("face".to_owned(), Some(face.score), Some(face.bbox)),
        Finding::Pose(pose) => one("pose".to_owned(), Some(pose.score), Some(pose.bbox)),
        Finding::Text(line) => {
            one(format!("“{}”", line.text), Some(line.score), Some(line.polygon.bounds()))
        }
        Finding::Attribute { region, kind, evidence } => {
            let place = match &evidence.place {
                Some(Place::Box(b)) => Some(*b),
                Some(Place::Polygon(p)) => Some(p.bounds()),
                _ => None,
            };
            let what = format!("region {}: {} {}", region.0, kind.title(), evidence.value.words());
            one(what, Some(evidence.score), place)
        }
        Finding::Emotions { face, emotions, .. } => emotions
            .iter()
            .map(|e| Output {
                what: format!("face {}: {}", face + 1, e.name),
                score: Some(e.score),
                place: None,
            })
            .collect(),
        Finding::Interaction { subject, object, evidence } => {
            let what = format!("{} {} {}", subject.0, evidence.value.words(), object.0);
            one(what, Some(evidence.score), None)
        }
        Finding::Depth(map) => {
            let what = format!("depth map of {}×{}", map.width, map.height);
            one(what, Some(map.evidence.score), None)
        }
        Finding::Warning(warning) => one(format!("⚠ {warning}"), None, None),
    }
}

fn readings(witness: &Witness, of: &str) -> Vec<Output> {
    let row = |r: &crate::domain::Reading| Output {
        what: format!("{of}{}", r.name),
        score: Some(r.score),
        place: Some(witness.bbox),
    };
    witness.readings.iter().map(row).collect()
}
