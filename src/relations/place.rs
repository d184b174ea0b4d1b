//! Size and absolute location of a region: the two attributes that follow from its box alone.

use super::salience::confidence;
use crate::domain::{
    AttributeKind, BBox, Evidence, Place, Region, RegionId, Rules, Scene, Size, Source, Value,
};

/// The nine places, row by row from the top.
const PLACES: [[&str; 3]; 3] = [
    ["top-left", "top", "top-right"],
    ["left", "center", "right"],
    ["bottom-left", "bottom", "bottom-right"],
];

/// BRIEF's absolute location: the cell of a 3×3 grid (cuts at 1/3 and 2/3 of each side) that holds the box's
/// centre. `bbox` in pixels of the image of `size`.
pub fn locate(bbox: &BBox, size: Size) -> &'static str {
    let center = bbox.center();
    let row = third(center.y, size.height);
    let column = third(center.x, size.width);
    PLACES[row][column]
}

/// Area of the box's part inside the image over the image's area, 0..1; 0 for an image without area.
pub fn area_ratio(bbox: &BBox, size: Size) -> f32 {
    let whole = size.area();
    if whole > 0.0 && bbox.is_proper() { bbox.clamp_to(size).area() / whole } else { 0.0 }
}

/// Size and location of one region, with the rule as evidence. They are as sure as the region is: the greater
/// of its own score and its label's confidence.
pub fn attributes_of(region: &Region, size: Size, rules: &Rules) -> [(AttributeKind, Evidence); 2] {
    let score = region.score.max(confidence(region, AttributeKind::Label)).clamp(0.0, 1.0);
    let number = area_ratio(&region.bbox, size);
    let word = rules.size.word(number).to_owned();
    let evidence = |rule: &str, value| Evidence {
        source: Source::rule(rule),
        value,
        score,
        place: Some(Place::Box(region.bbox)),
    };
    [
        (AttributeKind::Size, evidence("area ratio", Value::Graded { number, word })),
        (
            AttributeKind::Location,
            evidence("3x3 grid", Value::Word(locate(&region.bbox, size).to_owned())),
        ),
    ]
}

/// Size and location of every region of the scene, in the order of the regions' ids.
pub fn attributes(scene: &Scene, rules: &Rules) -> Vec<(RegionId, AttributeKind, Evidence)> {
    scene
        .regions
        .values()
        .flat_map(|region| {
            attributes_of(region, scene.image.size, rules)
                .map(|(kind, evidence)| (region.id, kind, evidence))
        })
        .collect()
}

/// 0, 1 or 2: the third of `side` pixels that `at` lies in. A coordinate that is no number counts as the middle.
fn third(at: f32, side: u32) -> usize {
    let share = at / side as f32;
    if share < 1.0 / 3.0 {
        0
    } else if share >= 2.0 / 3.0 {
        2
    } else {
        1
    }
}
