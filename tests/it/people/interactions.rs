//! The interaction rules on hand-made poses: each says its verb where it holds, and nothing in the nearby case where
//! it does not.

use super::{add_region, scene, source};
use dce::domain::{
    AttributeKind, Face, Joint, Keypoint, Point, Pose, RegionId, Ruling, Scene, Size, Value,
};
use dce::naming::fit;
use dce::specialists::interaction_rules::RULES;
use dce::specialists::interactions::derive;
use std::collections::BTreeSet;

/// A standing person 400 pixels tall, seen from the front: torso 110 pixels, hands beside the hips.
const STANDING: [(Joint, f32, f32); 17] = [
    (Joint::Nose, 200.0, 80.0),
    (Joint::LeftEye, 207.0, 74.0),
    (Joint::RightEye, 193.0, 74.0),
    (Joint::LeftEar, 216.0, 78.0),
    (Joint::RightEar, 184.0, 78.0),
    (Joint::LeftShoulder, 240.0, 130.0),
    (Joint::RightShoulder, 160.0, 130.0),
    (Joint::LeftElbow, 255.0, 190.0),
    (Joint::RightElbow, 145.0, 190.0),
    (Joint::LeftWrist, 258.0, 245.0),
    (Joint::RightWrist, 142.0, 245.0),
    (Joint::LeftHip, 222.0, 240.0),
    (Joint::RightHip, 178.0, 240.0),
    (Joint::LeftKnee, 222.0, 340.0),
    (Joint::RightKnee, 178.0, 340.0),
    (Joint::LeftAnkle, 222.0, 430.0),
    (Joint::RightAnkle, 178.0, 430.0),
];
const PERSON: [f32; 4] = [130.0, 40.0, 270.0, 450.0];

/// The standing pose with some joints moved.
fn pose(moved: &[(Joint, f32, f32)], score: f32) -> Pose {
    let keypoints = STANDING
        .iter()
        .map(|(joint, x, y)| {
            let (x, y) =
                moved.iter().find(|(j, ..)| j == joint).map_or((*x, *y), |(_, x, y)| (*x, *y));
            Keypoint { joint: *joint, point: Point::new(x, y), score: 0.8 }
        })
        .collect();
    Pose { bbox: PERSON.into(), score, keypoints, source: source(), region: Some(RegionId(0)) }
}

/// A scene of one person (region 0) in that pose and one object (region 1).
fn pair(moved: &[(Joint, f32, f32)], object: &str, bbox: [f32; 4]) -> Scene {
    let mut scene = scene(Size::new(600, 600));
    add_region(&mut scene, "person", PERSON);
    add_region(&mut scene, object, bbox);
    scene.poses.push(pose(moved, 0.6));
    scene
}

fn verbs(scene: &Scene) -> Vec<(&'static str, &'static str)> {
    derive(scene, 0.5).into_iter().map(|i| (i.verb, i.rule)).collect()
}

fn verb(moved: &[(Joint, f32, f32)], object: &str, bbox: [f32; 4]) -> Option<&'static str> {
    verbs(&pair(moved, object, bbox)).first().map(|(verb, _)| *verb)
}

/// The knees raised and the feet forward, as on a seat.
const SEATED: [(Joint, f32, f32); 4] = [
    (Joint::LeftKnee, 262.0, 262.0),
    (Joint::RightKnee, 218.0, 262.0),
    (Joint::LeftAnkle, 262.0, 350.0),
    (Joint::RightAnkle, 218.0, 350.0),
];

#[test]
fn every_rule_says_its_verb_where_it_holds_and_nothing_nearby() {
    let hand_at_mouth = [(Joint::RightElbow, 150.0, 170.0), (Joint::RightWrist, 185.0, 105.0)];
    let hand_at_ear = [(Joint::LeftElbow, 260.0, 160.0), (Joint::LeftWrist, 228.0, 100.0)];
    let hands_before_trunk = [
        (Joint::LeftElbow, 255.0, 180.0),
        (Joint::RightElbow, 145.0, 180.0),
        (Joint::LeftWrist, 225.0, 205.0),
        (Joint::RightWrist, 175.0, 205.0),
    ];
    let stride = [(Joint::RightAnkle, 120.0, 400.0), (Joint::RightKnee, 150.0, 330.0)];
    let lying: Vec<(Joint, f32, f32)> =
        STANDING.iter().map(|(j, x, y)| (*j, *y, 300.0 + (x - 200.0) / 4.0)).collect();
    type Case<'a> = (&'a str, &'a [(Joint, f32, f32)], [f32; 4], Option<&'a str>);
    let cases: Vec<Case> = vec![
        ("bicycle", &SEATED, [120.0, 230.0, 380.0, 400.0], Some("riding")),
        ("bicycle", &[], [120.0, 230.0, 380.0, 400.0], None), // stands before it
        ("bicycle", &SEATED, [420.0, 230.0, 590.0, 400.0], None), // sits beside it
        ("horse", &SEATED, [60.0, 200.0, 420.0, 480.0], Some("riding")),
        ("horse", &[], [60.0, 180.0, 420.0, 440.0], None), // leads it
        ("skateboard", &[], [140.0, 425.0, 260.0, 455.0], Some("riding")),
        ("skateboard", &[], [300.0, 425.0, 420.0, 455.0], None),
        ("skis", &[], [120.0, 430.0, 290.0, 450.0], Some("standing on")),
        ("chair", &SEATED, [150.0, 140.0, 280.0, 400.0], Some("sitting on")),
        ("chair", &[], [150.0, 140.0, 280.0, 440.0], None), // stands before it
        ("couch", &SEATED, [10.0, 150.0, 500.0, 400.0], Some("sitting on")),
        ("ball", &stride, [70.0, 390.0, 120.0, 440.0], Some("kicking")),
        ("ball", &[], [120.0, 410.0, 160.0, 450.0], None), // lies beside the feet
        ("ball", &stride, [70.0, 200.0, 120.0, 250.0], None), // flies by
        ("cup", &hand_at_mouth, [175.0, 88.0, 210.0, 125.0], Some("drinking from")),
        ("sandwich", &hand_at_mouth, [170.0, 88.0, 215.0, 120.0], Some("eating")),
        ("mobile phone", &hand_at_ear, [218.0, 65.0, 236.0, 105.0], Some("talking on")),
        ("laptop", &hands_before_trunk, [140.0, 195.0, 260.0, 270.0], Some("using")),
        ("laptop", &[], [320.0, 195.0, 440.0, 270.0], None),
        ("violin", &hands_before_trunk, [150.0, 180.0, 260.0, 230.0], Some("playing")),
        ("cup", &[], [250.0, 240.0, 285.0, 280.0], Some("holding")),
        ("cup", &[], [300.0, 240.0, 335.0, 280.0], None), // out of reach
        ("bottle", &[], [245.0, 60.0, 300.0, 280.0], None), // too large: before the person
        ("ball", &[], [245.0, 240.0, 300.0, 295.0], Some("holding")),
        ("surfboard", &[], [240.0, 60.0, 300.0, 390.0], Some("carrying")),
        ("backpack", &[], [150.0, 120.0, 250.0, 230.0], Some("carrying")),
        ("backpack", &[], [290.0, 350.0, 380.0, 450.0], None), // on the ground
        ("cat", &hands_before_trunk, [160.0, 150.0, 240.0, 230.0], Some("holding")),
        ("cat", &[], [280.0, 380.0, 380.0, 450.0], None),
        ("tie", &[], [190.0, 135.0, 212.0, 220.0], Some("wearing")),
        ("tie", &[], [400.0, 135.0, 422.0, 220.0], None),
        ("hat", &[], [165.0, 30.0, 235.0, 72.0], Some("wearing")),
        ("helmet", &[], [230.0, 330.0, 300.0, 400.0], None), // beside the knee
        ("sunglasses", &[], [180.0, 66.0, 220.0, 84.0], Some("wearing")),
        ("suit", &[], [140.0, 120.0, 262.0, 420.0], Some("wearing")),
        ("suit", &[], [300.0, 120.0, 420.0, 420.0], None),
        ("television", &[], [245.0, 240.0, 300.0, 295.0], None), // no rule for it
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(object, moved, bbox, expected)| {
            let said = verb(moved, object, *bbox);
            (said != *expected).then(|| format!("{object} {bbox:?}: {said:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");

    let mut lies = pair(&lying, "bed", [20.0, 220.0, 520.0, 400.0]);
    lies.regions.get_mut(&RegionId(0)).unwrap().bbox = [40.0, 270.0, 450.0, 330.0].into();
    lies.poses[0].bbox = [40.0, 270.0, 450.0, 330.0].into();
    assert_eq!(verbs(&lies), [("lying on", "body-along-seat: lying on")]);
}

#[test]
fn boxes_alone_say_less_and_are_believed_less() {
    let mut scene = scene(Size::new(600, 600));
    add_region(&mut scene, "person", [150.0, 40.0, 250.0, 330.0]);
    add_region(&mut scene, "horse", [60.0, 180.0, 380.0, 420.0]);
    let riding = derive(&scene, 0.5);
    assert_eq!(riding.len(), 1);
    assert_eq!(riding[0].verb, "riding");
    assert!(riding[0].score < 0.6);

    // Behind the horse, the person's box ends at its back.
    scene.regions.get_mut(&RegionId(0)).unwrap().bbox = [150.0, 40.0, 250.0, 220.0].into();
    assert_eq!(derive(&scene, 0.5), []);
}

#[test]
fn a_sort_of_person_acts_as_a_person_does() {
    let mut scene = scene(Size::new(600, 600));
    let rider = add_region(&mut scene, "person", [150.0, 40.0, 250.0, 330.0]);
    add_region(&mut scene, "horse", [60.0, 180.0, 380.0, 420.0]);
    let author = "anna".to_owned();
    let value = Value::Name { node: fit::PERSON.to_owned(), name: "goalkeeper".to_owned() };
    let region = scene.regions.get_mut(&rider).unwrap();
    let label = region.attributes.get_mut(&AttributeKind::Label).unwrap();
    label.ruling = Ruling::Corrected { value, author };
    assert_eq!(verbs(&scene).first().map(|(verb, _)| *verb), Some("riding"));
}

#[test]
fn a_face_is_head_enough_for_a_hat() {
    let mut scene = scene(Size::new(600, 600));
    let person = add_region(&mut scene, "person", [100.0, 40.0, 400.0, 590.0]);
    add_region(&mut scene, "cowboy hat", [150.0, 50.0, 350.0, 150.0]);
    let keypoints = [
        (230.0, 170.0),
        (270.0, 170.0),
        (250.0, 190.0),
        (250.0, 210.0),
        (205.0, 180.0),
        (295.0, 180.0),
    ]
    .map(|(x, y)| Point::new(x, y))
    .to_vec();
    scene.faces.push(Face {
        bbox: [200.0, 140.0, 300.0, 240.0].into(),
        score: 0.9,
        keypoints,
        source: source(),
        region: Some(person),
        emotions: Vec::new(),
    });
    assert_eq!(verbs(&scene), [("wearing", "headgear-on-head: wearing")]);
}

#[test]
fn a_thing_for_one_goes_to_the_person_who_has_it() {
    let mut scene = pair(&[], "cup", [250.0, 240.0, 285.0, 280.0]);
    // A second person whose weaker pose has a hand there as well.
    let second = add_region(&mut scene, "person", [260.0, 40.0, 400.0, 450.0]);
    let mut other = pose(&[], 0.25);
    for keypoint in &mut other.keypoints {
        keypoint.point.x += 130.0;
    }
    other.region = Some(second);
    scene.poses.push(other);
    let holders: Vec<RegionId> = derive(&scene, 0.5).iter().map(|i| i.subject).collect();
    assert_eq!(holders, [RegionId(0)]);
}

#[test]
fn nothing_is_said_of_what_is_not_asserted() {
    let mut scene = pair(&[], "cup", [250.0, 240.0, 285.0, 280.0]);
    assert_eq!(derive(&scene, 0.95), [], "the names' confidence is 0.9");
    scene.regions.get_mut(&RegionId(1)).unwrap().rejected = true;
    assert_eq!(derive(&scene, 0.5), []);
}

#[test]
fn a_weak_pose_takes_confidence_away() {
    let scored = |score| {
        let mut scene = pair(&[], "cup", [250.0, 240.0, 285.0, 280.0]);
        scene.poses[0].score = score;
        derive(&scene, 0.5)[0].score
    };
    assert!((scored(0.4) - 0.8).abs() < 1e-6);
    assert!((scored(0.2) - 0.72).abs() < 1e-6);
}

#[test]
fn the_table_is_well_formed() {
    let names: BTreeSet<&str> = RULES.iter().map(|r| r.name).collect();
    assert_eq!(names.len(), RULES.len(), "names are unique");
    for rule in RULES {
        assert!(rule.name.ends_with(rule.verb), "{}: the name ends in the verb", rule.name);
        assert!((0.5..1.0).contains(&rule.confidence), "{}", rule.name);
        let weaker = rule.by_boxes.is_none_or(|(_, c)| (0.5..rule.confidence).contains(&c));
        assert!(weaker, "{}: boxes alone are weaker", rule.name);
        let objects: BTreeSet<&str> = rule.objects.iter().map(|(o, _)| *o).collect();
        assert_eq!(objects.len(), rule.objects.len(), "{}: objects are unique", rule.name);
    }
}
