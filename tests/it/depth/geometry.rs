//! The geometric estimate on scenes made by a pinhole camera, where the truth is known.

use dce::domain::{
    Attribute, AttributeKind, BBox, Face, ImageInfo, Region, RegionId, Rules, Scene, Size, Source, Value,
};
use dce::inference::Picture;
use dce::specialists::depth::geometry::{Layout, layout, spread};
use dce::specialists::depth::ground::{Contact, Ground, STANDING};
use dce::specialists::depth::sizes::{Sizes, Stands};
use dce::specialists::{Depth, Finding, Look, Specialist, Trace};
use std::path::Path;

/// 4:3; the camera's focal length is 900 pixels.
const SIZE: Size = Size { width: 1000, height: 750 };
const FOCAL: f32 = 900.0;

/// A thing on level ground: name, real width and height, distance, metres to the right.
type Thing = (&'static str, f32, f32, f32, f32);

/// What a camera at `height` with its horizon at row `horizon` sees of things on the ground.
fn seen(height: f32, horizon: f32, things: &[Thing]) -> Scene {
    let boxes = things.iter().map(|(name, width, tall, distance, right)| {
        let scale = FOCAL / distance;
        let (x, foot) = (500.0 + right * scale, horizon + height * scale);
        let half = width * scale / 2.0;
        (*name, BBox::new(x - half, foot - tall * scale, x + half, foot).clamp_to(SIZE))
    });
    scene(boxes)
}

fn scene(boxes: impl Iterator<Item = (&'static str, BBox)>) -> Scene {
    let info = ImageInfo { path: String::new(), sha256: String::new(), size: SIZE };
    let mut scene = Scene::new(info);
    for (i, (name, bbox)) in boxes.enumerate() {
        let id = RegionId(i as u32);
        let mut region = Region::new(id, bbox, 0.9);
        if !name.is_empty() {
            let value = Value::Word(name.to_owned());
            let label = Attribute::single(AttributeKind::Label, Source::rule("test"), value, 0.9);
            region.attributes.insert(AttributeKind::Label, label);
        }
        scene.regions.insert(id, region);
    }
    scene
}

fn estimated(scene: &Scene) -> Layout {
    layout(scene, &Sizes::embedded().unwrap(), 0.5)
}

/// Share of the pairs, of things whose distances differ by more than a quarter, that are ordered rightly.
fn agreement(things: &[Thing], layout: &Layout) -> (usize, usize) {
    let q = |i: usize| layout.things.iter().find(|t| t.region.0 == i as u32).unwrap().q;
    let (mut right, mut all) = (0, 0);
    for i in 0..things.len() {
        for j in 0..i {
            let (a, b) = (things[i].3, things[j].3);
            if a.max(b) / a.min(b) > 1.25 {
                all += 1;
                right += usize::from((q(i) > q(j)) == (a < b));
            }
        }
    }
    (right, all)
}

/// Scenes with their cameras. Real sizes stray from the table's: children, a van called car, a seated person.
fn scenes() -> Vec<(&'static str, f32, f32, Vec<Thing>)> {
    vec![
        ("street", 1.6, 320.0, vec![
            ("person", 0.5, 1.75, 5.0, -1.5), ("person", 0.5, 1.2, 7.0, 0.5), ("car", 1.8, 1.45, 12.0, 3.0),
            ("bus", 2.5, 3.0, 25.0, -4.0), ("person", 0.5, 1.7, 18.0, -2.0), ("bicycle", 1.7, 1.05, 9.0, 3.0),
        ]),
        ("crossing from a bridge", 6.0, 100.0, vec![
            ("car", 4.2, 1.5, 14.0, -2.0), ("car", 1.8, 1.9, 30.0, 4.0), ("truck", 2.5, 3.4, 40.0, 0.0),
            ("person", 0.5, 1.7, 22.0, -5.0), ("person", 0.5, 1.6, 11.0, 3.0),
        ]),
        ("pasture", 1.5, 300.0, vec![
            ("sheep", 1.2, 0.8, 6.0, -2.0), ("sheep", 1.2, 0.9, 10.0, 2.0), ("cow", 2.2, 1.4, 20.0, -3.0),
            ("horse", 2.4, 1.7, 30.0, 6.0), ("dog", 0.9, 0.6, 8.0, 0.5),
        ]),
        ("living room", 1.4, 250.0, vec![
            ("couch", 2.0, 0.85, 4.0, 0.0), ("chair", 0.5, 0.95, 2.6, -1.0), ("person", 0.6, 1.25, 4.1, 0.3),
            ("dog", 0.7, 0.45, 3.0, 1.2), ("tv", 1.0, 0.6, 5.0, 1.5),
        ]),
        ("station", 1.7, 380.0, vec![
            ("suitcase", 0.4, 0.65, 4.0, 0.0), ("person", 0.5, 1.8, 4.5, -0.8), ("person", 0.5, 1.65, 9.0, 1.5),
            ("train", 3.0, 3.9, 20.0, 4.0), ("bench", 1.6, 0.8, 7.0, -2.0), ("", 1.0, 1.0, 14.0, -4.0),
        ]),
        ("table", 0.45, -150.0, vec![
            ("cup", 0.09, 0.1, 0.6, -0.1), ("bottle", 0.08, 0.3, 0.9, 0.15), ("bowl", 0.17, 0.08, 0.75, 0.1),
            ("wine glass", 0.08, 0.19, 1.1, -0.2),
        ]),
    ]
}

#[test]
fn the_order_of_hand_made_scenes_is_mostly_right() {
    let (mut right, mut all) = (0, 0);
    for (name, height, horizon, things) in scenes() {
        let layout = estimated(&seen(height, horizon, &things));
        let (r, a) = agreement(&things, &layout);
        println!("{name}: {r} of {a} pairs; {:?}", layout.ground);
        right += r;
        all += a;
    }
    println!("hand-made scenes: {right} of {all} pairs");
    assert!(right as f32 >= 0.93 * all as f32, "{right} of {all}");
}

#[test]
fn the_ground_is_found_from_what_stands_on_it() {
    // Camera at 2.5 m, horizon at 0.3.
    let contacts: Vec<Contact> = [0.4f32, 0.5, 0.6, 0.7, 0.9]
        .iter()
        .map(|row| Contact { row: *row, q: (row - 0.3) / 2.5, spread: 0.15 })
        .collect();
    let ground = Ground::fitted(&contacts, STANDING);
    let (height, horizon) = (1.0 / ground.slope, -ground.offset / ground.slope);
    assert!((height - 2.5).abs() < 0.3 && (horizon - 0.3).abs() < 0.03, "{height} {horizon}");
    let mut with_a_toy = contacts.clone();
    with_a_toy.push(Contact { row: 0.8, q: 3.0, spread: 0.15 }); // a toy car, fifteen times too near
    let robust = Ground::fitted(&with_a_toy, STANDING);
    assert!((robust.q(0.6) / ground.q(0.6) - 1.0).abs() < 0.25, "{robust:?} {ground:?}");
    let alone = Ground::fitted(&[], STANDING);
    assert!(alone.spread > ground.spread && (1.0 / alone.slope - 1.5).abs() < 1e-3);
    assert_eq!(ground.q(0.1), 0.0, "above the horizon");
}

#[test]
fn nothing_is_asserted_where_nothing_supports_it() {
    let lone = scene([("", BBox::new(300.0, 300.0, 600.0, 600.0))].into_iter());
    assert!(estimated(&lone).things[0].confidence() < 0.5, "{:?}", estimated(&lone));
    let clock = scene([("clock", BBox::new(300.0, 100.0, 400.0, 200.0))].into_iter());
    assert!(estimated(&clock).things[0].confidence() < 0.5, "sizes of clocks vary");
    let (_, height, horizon, things) = scenes().swap_remove(0);
    let street = estimated(&seen(height, horizon, &things));
    assert!(street.things.iter().all(|t| t.confidence() > 0.5), "{street:?}");
    assert!(street.things.iter().all(|t| t.confidence() < 0.7), "never as sure as a measured map");
}

#[test]
fn a_face_measures_a_person_whom_the_border_cuts() {
    // A portrait at 1 m beside a person at 6 m: the boxes are about as high.
    let mut scene = scene(
        [("person", BBox::new(100.0, 350.0, 400.0, 750.0)), ("person", BBox::new(600.0, 300.0, 720.0, 555.0))]
            .into_iter(),
    );
    scene.faces.push(Face {
        bbox: BBox::new(180.0, 380.0, 330.0, 578.0),
        score: 0.9,
        keypoints: Vec::new(),
        source: Source::rule("test"),
        region: None,
        emotions: Vec::new(),
    });
    let layout = estimated(&scene);
    assert_eq!(layout.things[0].region, RegionId(0));
    assert!(layout.things[0].q > 3.0 * layout.things[1].q, "{layout:?}");
}

#[test]
fn what_lies_in_a_things_box_is_not_behind_it() {
    let layout = estimated(&scene(
        [("person", BBox::new(300.0, 200.0, 500.0, 700.0)), ("", BBox::new(350.0, 250.0, 400.0, 330.0))].into_iter(),
    ));
    assert_eq!(layout.things[0].region, RegionId(1), "{layout:?}");
}

#[test]
fn every_box_of_the_map_is_its_things_own() {
    let (_, height, horizon, things) = scenes().swap_remove(0);
    let scene = seen(height, horizon, &things);
    let mut specialist = Depth::new(None).unwrap();
    let picture = Picture::filled(SIZE, [120, 130, 110]);
    let (rules, mut trace) = (Rules::default(), Trace::default());
    let path = Path::new("nowhere/street.jpg");
    let mut look = Look { picture: &picture, path, scene: &scene, rules: &rules, trace: &mut trace };
    let findings = specialist.look(&mut look).unwrap();
    let numbers: Vec<f32> = findings
        .iter()
        .filter_map(|f| match f {
            Finding::Attribute { kind: AttributeKind::Depth, evidence, .. } => match &evidence.value {
                Value::Graded { number, .. } => Some(*number),
                other => panic!("{other:?}"),
            },
            _ => None,
        })
        .collect();
    let maps = findings.iter().filter(|f| matches!(f, Finding::Depth(_))).count();
    assert_eq!((numbers.len(), maps), (things.len(), 1));
    let mut order: Vec<usize> = (0..things.len()).collect();
    order.sort_by(|a, b| numbers[*b].total_cmp(&numbers[*a]));
    assert_eq!(order[0], 0, "the nearest person: {numbers:?}");
    assert_eq!(*order.last().unwrap(), 3, "the bus: {numbers:?}");
}

#[test]
fn a_picture_without_things_has_a_map_all_the_same() {
    let layout = estimated(&scene(std::iter::empty()));
    let map = spread(&layout, &Picture::filled(SIZE, [9; 3])).unwrap();
    assert_eq!((map.width, map.height), (192, 144));
    assert!(map.values[0] < map.values[map.values.len() - 1], "the ground comes nearer downwards");
}

#[test]
fn the_table_of_sizes_is_sane() {
    let sizes = Sizes::embedded().unwrap();
    for label in sizes.labels() {
        let known = sizes.of(label).unwrap();
        assert!(known.size > 0.02 && known.size < 20.0 && known.spread >= 0.1 && known.spread <= 0.6, "{label}");
    }
    assert_eq!(sizes.of("person").unwrap().stands, Stands::Floor);
    assert!(sizes.of("bus").unwrap().size > sizes.of("car").unwrap().size);
    assert_eq!(sizes.of("prime number"), None);
}
