//! Names: the taxonomy's integrity, real cases as data, and properties that hold for any witnesses.

mod cases;
mod grouping;
mod properties;
mod taxonomy;

use dce::domain::{BBox, Reading, Region, RegionId, Source, Witness, WitnessKind};
use dce::naming::{Curve, Namer};

/// A namer with the reliabilities of the default models, as their cards had them when the cases were written.
pub fn namer() -> Namer {
    let mut namer = Namer::new([]).expect("the embedded taxonomy is sound");
    let mut set = |model: &str, kind, scores: &[f32], precision: &[f32]| {
        let curve = Curve::new(scores.to_vec(), precision.to_vec()).expect("a rising curve");
        namer.calibrations.set(model, kind, curve);
    };
    use WitnessKind::*;
    set(
        "nanodet",
        Detector,
        &[0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85],
        &[0.14, 0.17, 0.27, 0.45, 0.68, 0.87, 0.96],
    );
    set("centernet", Detector, &[0.2, 0.3, 0.4, 0.5, 0.6], &[0.28, 0.42, 0.62, 0.8, 0.92]);
    set("classifier", Crop, &[0.1, 0.2, 0.3, 0.5, 0.7, 0.85], &[0.1, 0.2, 0.34, 0.55, 0.66, 0.88]);
    set("classifier", Window, &[0.2, 0.3, 0.5, 0.7, 0.85], &[0.1, 0.12, 0.25, 0.35, 0.75]);
    set("classifier", WholeImage, &[0.15, 0.3, 0.5, 0.7, 0.85], &[0.05, 0.15, 0.35, 0.5, 0.75]);
    set("blazeface", Face, &[0.4, 0.6, 0.7, 0.8, 0.9], &[0.1, 0.2, 0.5, 0.8, 0.9]);
    set("movenet", Pose, &[0.15, 0.2, 0.3, 0.5], &[0.1, 0.4, 0.75, 0.9]);
    namer
}

/// A witness of "model/kind" with readings "key score", in a box of 200 × 200 pixels.
fn witness(model: &str, kind: WitnessKind, readings: &[(&str, f32)]) -> Witness {
    Witness {
        kind,
        source: Source::Specialist {
            id: model.into(),
            model: model.into(),
            card_hash: String::new(),
        },
        bbox: BBox::new(0.0, 0.0, 200.0, 200.0),
        readings: readings
            .iter()
            .map(|(key, score)| Reading { node: (*key).into(), name: String::new(), score: *score })
            .collect(),
    }
}

pub fn nanodet(readings: &[(&str, f32)]) -> Witness {
    witness("nanodet", WitnessKind::Detector, readings)
}

pub fn centernet(readings: &[(&str, f32)]) -> Witness {
    witness("centernet", WitnessKind::Detector, readings)
}

pub fn crop(readings: &[(&str, f32)]) -> Witness {
    witness("classifier", WitnessKind::Crop, readings)
}

fn region(witnesses: Vec<Witness>) -> Region {
    let mut region = Region::new(RegionId(0), BBox::new(0.0, 0.0, 200.0, 200.0), 1.0);
    region.witnesses = witnesses;
    region
}
