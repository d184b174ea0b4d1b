//! Boxes into regions, and a scene named as a whole.

use super::{namer, witness};
use dce::domain::{BBox, Face, ImageInfo, Rules, Scene, Size, Source, Witness, WitnessKind};

const PERSON: &str = "coco80:0";
const CAT: &str = "coco80:15";
const DOG: &str = "coco80:16";

fn scene() -> Scene {
    Scene::new(ImageInfo { path: "x".into(), sha256: String::new(), size: Size::new(640, 480) })
}

fn boxed(model: &str, class: &str, score: f32, sides: [f32; 4]) -> Witness {
    let mut w = witness(model, WitnessKind::Detector, &[(class, score)]);
    w.bbox = BBox::from(sides);
    w
}

fn face(score: f32, sides: [f32; 4]) -> Face {
    Face {
        bbox: BBox::from(sides),
        score,
        keypoints: Vec::new(),
        source: Source::rule("test"),
        region: None,
        emotions: Vec::new(),
    }
}

fn grouped(boxes: Vec<Witness>, rules: &Rules) -> Scene {
    let mut scene = scene();
    namer().group(&mut scene, boxes, rules);
    scene
}

#[test]
fn boxes_of_any_class_on_one_thing_are_one_region() {
    let scene = grouped(
        vec![
            boxed("nanodet", CAT, 0.4, [100.0, 100.0, 300.0, 300.0]),
            boxed("nanodet", DOG, 0.5, [105.0, 95.0, 300.0, 305.0]),
            boxed("centernet", DOG, 0.4, [110.0, 110.0, 290.0, 300.0]),
            boxed("nanodet", PERSON, 0.6, [400.0, 100.0, 500.0, 400.0]),
        ],
        &Rules::default(),
    );
    let sizes: Vec<usize> = scene.regions.values().map(|r| r.witnesses.len()).collect();
    assert_eq!(scene.regions.len(), 2, "{sizes:?}");
    assert_eq!(sizes.iter().sum::<usize>(), 4, "every box stays as a witness");
}

#[test]
fn regions_do_not_depend_on_the_order_of_boxes() {
    let boxes = vec![
        boxed("nanodet", CAT, 0.4, [100.0, 100.0, 300.0, 300.0]),
        boxed("centernet", CAT, 0.4, [130.0, 120.0, 310.0, 320.0]),
        boxed("nanodet", DOG, 0.5, [150.0, 130.0, 330.0, 330.0]),
        boxed("nanodet", PERSON, 0.6, [400.0, 100.0, 500.0, 400.0]),
    ];
    let mut reversed = boxes.clone();
    reversed.reverse();
    let rules = Rules::default();
    assert_eq!(grouped(boxes, &rules).regions, grouped(reversed, &rules).regions);
}

#[test]
fn a_box_cut_by_a_tile_does_not_stand_for_the_whole() {
    let whole = [100.0, 100.0, 300.0, 400.0];
    let scene = grouped(
        vec![
            boxed("nanodet", PERSON, 0.70, [100.0, 100.0, 300.0, 290.0]),
            boxed("nanodet", PERSON, 0.65, whole),
        ],
        &Rules::default(),
    );
    let boxes: Vec<BBox> = scene.regions.values().map(|r| r.bbox).collect();
    assert_eq!(boxes, vec![BBox::from(whole)]);
}

#[test]
fn boxes_that_are_no_boxes_and_specks_are_not_heard() {
    let scene = grouped(
        vec![
            boxed("nanodet", CAT, 0.9, [f32::NAN, 0.0, 10.0, 10.0]),
            boxed("nanodet", CAT, 0.9, [50.0, 50.0, 50.0, 80.0]),
            boxed("centernet", CAT, 0.9, [50.0, 50.0, 54.0, 54.0]),
            boxed("nanodet", CAT, 0.1, [50.0, 50.0, 150.0, 150.0]),
        ],
        &Rules::default(),
    );
    assert!(scene.regions.is_empty(), "{:?}", scene.regions);
}

#[test]
fn a_face_joins_its_person_and_a_sure_lone_face_makes_one() {
    let mut scene = scene();
    scene.faces = vec![
        face(0.9, [130.0, 110.0, 170.0, 160.0]),
        face(0.9, [500.0, 100.0, 540.0, 150.0]),
        face(0.3, [20.0, 400.0, 40.0, 420.0]),
    ];
    let person = boxed("nanodet", PERSON, 0.6, [100.0, 100.0, 200.0, 400.0]);
    namer().group(&mut scene, vec![person], &Rules::default());
    let joined: Vec<bool> = scene.faces.iter().map(|f| f.region.is_some()).collect();
    assert_eq!(joined, [true, true, false]);
    assert_ne!(scene.faces[0].region, scene.faces[1].region);
    assert_eq!(scene.regions.len(), 2);
}

#[test]
fn a_region_that_repeats_another_is_folded_into_it() {
    let rules = Rules::default();
    let boxes = vec![
        boxed("nanodet", PERSON, 0.9, [100.0, 50.0, 300.0, 450.0]),
        boxed("nanodet", PERSON, 0.85, [110.0, 60.0, 290.0, 200.0]),
    ];
    let named = |rules: &Rules| {
        let mut scene = grouped(boxes.clone(), rules);
        namer().name(&mut scene, rules);
        scene
    };
    assert_eq!(named(&rules).asserted_regions(rules.assert).count(), 1);
    // Named anew under the same rules: what was folded in does not count twice.
    let folded = named(&rules);
    let mut anew = folded.clone();
    namer().rename(&mut anew, &rules);
    assert_eq!(anew, folded);
    assert!(folded.regions.values().any(|r| !r.repeats.is_empty()), "kept as evidence");
    let mut unfolded = rules.clone();
    unfolded.naming.fold_repeats = false;
    assert_eq!(named(&unfolded).asserted_regions(rules.assert).count(), 2);
}

#[test]
fn the_papers_preset_keeps_what_is_above_its_score_under_its_own_name() {
    let rules = Rules::paper();
    let mut scene = grouped(
        vec![
            boxed("nanodet", CAT, 0.4, [100.0, 100.0, 300.0, 300.0]),
            boxed("nanodet", DOG, 0.7, [105.0, 95.0, 300.0, 305.0]),
            boxed("centernet", DOG, 0.6, [105.0, 97.0, 300.0, 303.0]),
            boxed("centernet", PERSON, 0.55, [100.0, 100.0, 300.0, 300.0]),
        ],
        &rules,
    );
    namer().name(&mut scene, &rules);
    let labels: Vec<String> = scene.asserted_regions(rules.assert).map(|(_, l)| l).collect();
    assert_eq!(labels, ["dog", "person"]);
}

#[test]
fn a_place_names_the_picture_and_other_things_do_not_where_regions_have_names() {
    let rules = Rules::default();
    let whole = |class: &str| {
        let mut w = witness("classifier", WitnessKind::WholeImage, &[(class, 0.97)]);
        w.bbox = BBox::new(0.0, 0.0, 640.0, 480.0);
        w
    };
    let named = |class: &str, boxes: Vec<Witness>| {
        let mut namer = namer();
        let curve = dce::naming::Curve::new(vec![0.9], vec![0.95]).expect("a curve");
        namer.calibrations.set("classifier", WitnessKind::WholeImage, curve);
        let mut scene = scene();
        scene.witnesses.push(whole(class));
        namer.group(&mut scene, boxes, &rules);
        namer.name(&mut scene, &rules);
        scene.scene_name.and_then(|a| a.asserted(rules.assert).map(|v| v.words()))
    };
    let person = || vec![boxed("nanodet", PERSON, 0.9, [100.0, 100.0, 200.0, 400.0])];
    assert!(named("imagenet1k:975", Vec::new()).is_some(), "lakeshore, with nobody there");
    assert!(named("imagenet1k:975", person()).is_some(), "lakeshore, with a person");
    assert_eq!(named("imagenet1k:608", person()), None, "jeans are no place");
}
