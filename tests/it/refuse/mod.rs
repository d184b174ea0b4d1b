//! Correcting and re-fusing: what follows from an edit, what it makes stale, what re-fusing writes.

mod carry;
mod corrections;
mod derive;
mod diff;
mod keep;
mod plan;

use crate::scenes::scene;
use dce::domain::{AttributeKind, BBox, Edit, RegionId, Rules, Ruling, Scene, TextId};
use dce::fusion::fuse_embedded;
use dce::naming::Taxonomy;
use dce::pipeline::corrections::Corrector;
use dce::pipeline::derive::rederive;
use proptest::prelude::*;
use std::sync::LazyLock;

pub static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(|| Taxonomy::embedded().unwrap());

/// Regions: 1 person, 2 dog, 3 bench, 4 person, 5 bus.
pub const PARK: &str = "image 1000x700
scene park 0.7
person 0.9 at 100,200,260,650: emotion=happy 0.8, depth=0.8 0.8, colour=red 0.7
dog 0.8 at 320,420,520,640: fine name=collie 0.8, depth=0.75 0.8
bench 0.9 at 560,380,820,640: depth=0.6 0.8
person 0.7 at 840,220,930,560: depth=0.4 0.8, emotion=sad 0.7
bus 0.95 at 20,20,600,190: colour=yellow 0.8, depth=0.1 0.8
text 0.9 on 5 at 60,60,260,110: CITY TOURS
text 0.8 at 700,20,900,60: SALE
verb 0.8: 1 holding 2
verb 0.7: 4 sitting on 3";

/// The scene as it stands after an analysis: derived and told.
pub fn told(notation: &str) -> Scene {
    let (mut scene, rules) = (scene(notation), Rules::default());
    rederive(&mut scene, &rules, None, None);
    fuse_embedded(&mut scene, &rules);
    scene
}

pub fn ann(scene: &Scene) -> Corrector<'_> {
    Corrector { scene, taxonomy: &TAXONOMY, author: "ann" }
}

/// Makes an edit and what follows from it; returns what undoes it.
pub fn make(scene: &mut Scene, edit: &Edit) -> Edit {
    let inverse = edit.apply(scene).unwrap();
    rederive(scene, &Rules::default(), None, None);
    inverse
}

/// Something that a person may do, by numbers that fit any scene.
pub fn an_edit() -> impl Strategy<Value = (u8, usize, usize, [f32; 4])> {
    let side = 0.0_f32..1000.0;
    (0..18_u8, 0..8_usize, 0..8_usize, [side.clone(), side.clone(), side.clone(), side])
}

const LABELS: [&str; 8] =
    ["dog", "person", "cat", "statue", "bicycle", "thingummy", "chair", "collie"];

/// The edit that the numbers mean on this scene; `None` where there is nothing to do it to.
pub fn edit_of(scene: &Scene, (what, a, b, sides): &(u8, usize, usize, [f32; 4])) -> Option<Edit> {
    let ids: Vec<RegionId> = scene.regions.keys().copied().collect();
    let (first, second) = (*ids.get(a % ids.len().max(1))?, *ids.get(b % ids.len().max(1))?);
    let relation = scene.relations.get(a % scene.relations.len().max(1)).map(|r| r.id);
    let [x, y, w, h] = *sides;
    let bbox = BBox::new(x, y * 0.7, x + w, y * 0.7 + h);
    let with = ann(scene);
    let emotion = ["happy", "sad", "fear"][b % 3];
    let verdict = [Ruling::Accepted, Ruling::Rejected, Ruling::Unreviewed][b % 3].clone();
    let kind = AttributeKind::ALL[(a + b) % 15];
    match what {
        0 | 1 => with.label(first, LABELS[*b]).ok(),
        2 => with.attribute(first, AttributeKind::Emotion, emotion).ok(),
        3 => with.attribute(first, AttributeKind::Colour, ["blue", "green"][b % 2]).ok(),
        4 => with.attribute(first, AttributeKind::Depth, ["near", "mid", "far"][b % 3]).ok(),
        5 => with.fine_name(first, ["collie", "tabby", "poodle", "Rex"][b % 4]).ok(),
        6 | 7 => Some(Edit::SetBox { region: first, bbox }),
        8 => with.reject_region(first, b % 2 == 0).ok(),
        9 => with.add_region(bbox, Some(LABELS[*b])).ok(),
        10 => with.merge(first, second).ok(),
        11 => with.split(first, bbox, None).ok(),
        12 => with.depth_order(first, second).ok(),
        13 => with.reword_relation(relation?, ["riding", "behind", "next to"][b % 3]).ok(),
        14 => with.rule_relation(relation?, verdict).ok(),
        15 => {
            let predicate = dce::domain::Predicate::from_words(["holding", "left of"][a % 2]);
            with.add_relation(first, predicate, second).ok()
        }
        16 => with.text(TextId(1 + *a as u32 % 2), ["SLOW", "Grüße 出口"][b % 2]).ok(),
        _ => with.rule(first, kind, verdict).ok(),
    }
}
