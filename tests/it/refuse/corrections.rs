//! From intent to edit: what it does, what it refuses, and that it can be undone.

use super::{PARK, ann, make, told};
use dce::domain::{
    AttributeKind, BBox, CaptionTarget, Edit, Face, FactRef, Point, Polygon, Pose, Predicate,
    RegionId, RelationId, Rules, Ruling, Scene, Source, TextId, TextLine, Value,
};
use dce::pipeline::corrections::{CorrectionError, Corrector, next_region_id, vocabulary};

const PERSON: RegionId = RegionId(1);
const DOG: RegionId = RegionId(2);
const BENCH: RegionId = RegionId(3);
const NOBODY: RegionId = RegionId(99);

/// Makes the edit, lets `check` look, undoes it, and the scene is as before.
fn check(edit: Edit, check: impl Fn(&Scene)) {
    let start = told(PARK);
    let mut scene = start.clone();
    let undo = make(&mut scene, &edit);
    check(&scene);
    make(&mut scene, &undo);
    assert_eq!(scene, start, "{edit:?} undone");
}

fn words(scene: &Scene, id: RegionId, kind: AttributeKind) -> String {
    scene.regions[&id].asserted_words(kind, 1.0).unwrap_or_default()
}

#[test]
fn every_attribute_is_corrected_by_words() {
    use AttributeKind::*;
    let cases = [
        (PERSON, Label, " Statue ", "statue"),
        (PERSON, Emotion, "Fear", "fear"),
        (PERSON, Size, "tiny", "tiny"),
        (PERSON, Depth, "far", "far"),
        (PERSON, Location, "top-left", "top-left"),
        (PERSON, Colour, "Navy  blue", "navy blue"),
        (PERSON, Celebrity, "Ada Lovelace", "Ada Lovelace"),
        (BENCH, Logo, "ÖKO", "ÖKO"),
        (BENCH, Text, "NO PARKING", "NO PARKING"),
        (DOG, Animal, "poodle", "poodle"),
    ];
    let scene = told(PARK);
    for (id, kind, typed, expected) in cases {
        let edit = ann(&scene).attribute(id, kind, typed).unwrap();
        check(edit, |scene| {
            assert_eq!(words(scene, id, kind).to_lowercase(), expected.to_lowercase())
        });
    }
}

#[test]
fn a_known_word_is_a_name_of_the_tree_and_an_unknown_one_stays_a_word() {
    let scene = told(PARK);
    let value = |edit: Edit| match edit {
        Edit::RuleAttribute { kind, ruling: Ruling::Corrected { value, author }, .. } => {
            assert_eq!(author, "ann");
            (kind, value)
        }
        other => panic!("{other:?}"),
    };
    let cat = value(ann(&scene).label(DOG, "Cat").unwrap()).1;
    assert!(matches!(&cat, Value::Name { name, .. } if name == "cat"), "{cat:?}");
    let unknown = value(ann(&scene).label(DOG, "Thingummy").unwrap()).1;
    assert_eq!(unknown, Value::Word("Thingummy".into()));
    let (kind, _) = value(ann(&scene).fine_name(DOG, "collie").unwrap());
    assert_eq!(kind, AttributeKind::Animal);
}

#[test]
fn a_sort_of_person_that_the_tree_does_not_know_keeps_face_and_deeds() {
    let edit = ann(&told(PARK)).label(PERSON, "goalkeeper").unwrap();
    check(edit, |scene| {
        assert_eq!(words(scene, PERSON, AttributeKind::Label), "goalkeeper");
        let mut scene = scene.clone();
        dce::naming::fit::mark(&mut scene, dce::naming::fit::tree());
        let emotion = &scene.regions[&PERSON].attributes[&AttributeKind::Emotion];
        assert_eq!(emotion.unfit, None);
        assert!(scene.relations.iter().all(|r| r.unfit.is_none()));
    });
}

#[test]
fn nonsense_is_refused_with_what_to_do() {
    let scene = told(PARK);
    let with = ann(&scene);
    use CorrectionError as E;
    let cases = [
        (with.label(NOBODY, "cat"), E::NoRegion(NOBODY)),
        (with.label(DOG, "  "), E::Empty),
        (with.add_relation(DOG, Predicate::LeftOf, DOG), E::Itself),
        (with.add_relation(DOG, Predicate::LeftOf, NOBODY), E::NoRegion(NOBODY)),
        (with.merge(DOG, DOG), E::Itself),
        (with.text(TextId(9), "x"), E::NoText(TextId(9))),
        (with.text(TextId(1), ""), E::Empty),
        (with.reword_relation(RelationId(7), "riding"), E::NoRelation(RelationId(7))),
        (with.add_region(BBox::new(5.0, 5.0, 5.0, 90.0), None), E::EmptyBox),
        (with.add_region(BBox::new(f32::NAN, 5.0, 50.0, 90.0), None), E::EmptyBox),
        (with.split(DOG, BBox::new(2000.0, 0.0, 2100.0, 10.0), None), E::EmptyBox),
        (with.reject_region(NOBODY, true), E::NoRegion(NOBODY)),
    ];
    for (refused, error) in cases {
        assert_eq!(refused, Err(error));
    }
    let error = with.attribute(DOG, AttributeKind::Depth, "close").unwrap_err().to_string();
    assert_eq!(error, "close is no depth: write one of near, mid, far");
    for kind in [AttributeKind::Size, AttributeKind::Depth, AttributeKind::Emotion] {
        for word in vocabulary(kind).unwrap() {
            assert!(with.attribute(PERSON, kind, word).is_ok(), "{word}");
        }
    }
}

fn between(scene: &Scene, a: RegionId, b: RegionId) -> Vec<String> {
    let of_pair = scene
        .relations
        .iter()
        .filter(|r| [r.subject, r.object].contains(&a) && [r.subject, r.object].contains(&b));
    let mut told: Vec<String> = of_pair
        .filter_map(|r| Some(format!("{} {} {}", r.subject.0, r.effective()?.words(), r.object.0)))
        .collect();
    told.sort();
    told
}

#[test]
fn depth_order_is_set_between_two_regions() {
    let scene = told(PARK);
    assert_eq!(between(&scene, DOG, BENCH).iter().filter(|r| r.contains("front")).count(), 1);
    check(ann(&scene).depth_order(BENCH, DOG).unwrap(), |scene| {
        let told = between(scene, DOG, BENCH);
        let in_depth: Vec<&String> =
            told.iter().filter(|r| r.contains("front") || r.contains("behind")).collect();
        assert_eq!(in_depth, ["3 in front of 2"], "one order, the person's");
    });
    // Set one way and then the other: the last word holds.
    let mut scene = told(PARK);
    for (front, behind) in [(BENCH, DOG), (DOG, BENCH), (BENCH, DOG)] {
        let edit = ann(&scene).depth_order(front, behind).unwrap();
        make(&mut scene, &edit);
        let told = between(&scene, DOG, BENCH);
        let expected = format!("{} in front of {}", front.0, behind.0);
        assert!(told.contains(&expected), "{told:?}");
        assert_eq!(told.iter().filter(|r| r.contains("front") || r.contains("behind")).count(), 1);
    }
}

#[test]
fn relations_are_reworded_rejected_restored_and_added() {
    let scene = told(PARK);
    let holding = scene.relations.iter().find(|r| r.predicate.words() == "holding").unwrap().id;
    check(ann(&scene).reword_relation(holding, " Petting ").unwrap(), |scene| {
        assert!(between(scene, PERSON, DOG).contains(&"1 petting 2".to_owned()));
    });
    check(ann(&scene).rule_relation(holding, Ruling::Rejected).unwrap(), |scene| {
        assert!(!between(scene, PERSON, DOG).iter().any(|r| r.contains("holding")));
    });
    let washing = Predicate::Verb("washing".into());
    check(ann(&scene).add_relation(PERSON, washing, RegionId(5)).unwrap(), |scene| {
        assert!(between(scene, PERSON, RegionId(5)).contains(&"1 washing 5".to_owned()));
    });
    // What was found already is accepted and not said twice.
    check(
        ann(&scene).add_relation(PERSON, Predicate::Verb("holding".into()), DOG).unwrap(),
        |scene| {
            let told = between(scene, PERSON, DOG);
            assert_eq!(told.iter().filter(|r| r.contains("holding")).count(), 1);
            let ruled = scene.relations.iter().find(|r| r.id == holding).unwrap();
            assert_eq!(ruled.ruling, Ruling::Accepted);
        },
    );
}

#[test]
fn regions_are_added_split_merged_and_taken_out() {
    let scene = told(PARK);
    let bbox = BBox::new(-20.0, 5.0, 90.0, 60.0);
    check(ann(&scene).add_region(bbox, Some("kite")).unwrap(), |scene| {
        let added = &scene.regions[&RegionId(6)];
        assert_eq!(added.bbox, BBox::new(0.0, 5.0, 90.0, 60.0), "inside the image");
        assert_eq!(added.label(1.0).as_deref(), Some("kite"));
        assert!(added.is_drawn());
        assert_eq!(words(scene, RegionId(6), AttributeKind::Location), "top-left");
    });
    check(ann(&scene).merge(PERSON, RegionId(4)).unwrap(), |scene| {
        assert_eq!(scene.regions[&PERSON].bbox, BBox::new(100.0, 200.0, 930.0, 650.0));
        assert!(scene.regions[&RegionId(4)].rejected);
    });
    let part = BBox::new(420.0, 420.0, 520.0, 640.0);
    let rest = BBox::new(320.0, 420.0, 420.0, 640.0);
    check(ann(&scene).split(DOG, part, Some(rest)).unwrap(), |scene| {
        assert_eq!(scene.regions[&DOG].bbox, rest);
        assert_eq!(scene.regions[&RegionId(6)].bbox, part);
        assert_eq!(words(scene, RegionId(6), AttributeKind::Label), "dog");
    });
    check(ann(&scene).reject_region(DOG, true).unwrap(), |scene| {
        assert_eq!(scene.counts(0.5).get("dog"), None);
    });
}

#[test]
fn a_new_id_is_above_every_id_that_anything_names() {
    let mut scene = told(PARK);
    assert_eq!(next_region_id(&scene), Some(RegionId(6)));
    scene.captions[0].mentions[0].rests_on.push(FactRef::Region(RegionId(40)));
    assert_eq!(next_region_id(&scene), Some(RegionId(41)));
    scene.captions[0].target = CaptionTarget::Region(RegionId(50));
    assert_eq!(next_region_id(&scene), Some(RegionId(51)));
    let last = dce::domain::Region::new(RegionId(u32::MAX), BBox::new(0.0, 0.0, 9.0, 9.0), 1.0);
    scene.regions.insert(last.id, last);
    assert_eq!(next_region_id(&scene), None);
    let with: Corrector<'_> = ann(&scene);
    assert_eq!(
        with.add_region(BBox::new(0.0, 0.0, 9.0, 9.0), None),
        Err(CorrectionError::NoMoreIds)
    );
}

#[test]
fn a_merge_takes_faces_poses_and_texts_along_and_undoing_gives_them_back() {
    let mut start = told(PARK);
    let other = RegionId(4);
    let source = || Source::rule("by hand");
    let bbox = BBox::new(860.0, 230.0, 910.0, 290.0);
    let face = |region| Face {
        bbox,
        score: 0.9,
        keypoints: Vec::new(),
        source: source(),
        region,
        emotions: Vec::new(),
    };
    start.faces = vec![face(Some(other)), face(None), face(Some(DOG))];
    let keypoints = Vec::new();
    start.poses = vec![Pose { bbox, score: 0.9, keypoints, source: source(), region: Some(other) }];
    let corner = |x: f32, y: f32| Point::new(x, y);
    start.texts.push(TextLine {
        id: TextId(9),
        polygon: Polygon(vec![
            corner(850.0, 400.0),
            corner(920.0, 400.0),
            corner(920.0, 420.0),
            corner(850.0, 420.0),
        ]),
        text: "STAFF".into(),
        score: 0.9,
        source: source(),
        region: None,
        ruling: Ruling::Unreviewed,
    });
    dce::pipeline::derive::rederive(&mut start, &Rules::default(), None, None);
    let text = |s: &Scene| s.texts.iter().find(|t| t.id == TextId(9)).unwrap().region;
    assert_eq!(text(&start), Some(other));
    let mut scene = start.clone();
    let edit = ann(&scene).merge(PERSON, other).unwrap();
    let undo = make(&mut scene, &edit);
    let of_faces: Vec<_> = scene.faces.iter().map(|f| f.region).collect();
    assert_eq!(of_faces, [Some(PERSON), None, Some(DOG)]);
    assert_eq!(scene.poses[0].region, Some(PERSON));
    assert_eq!(text(&scene), Some(PERSON));
    // Another analysis gives them to the region that it finds; that one is rejected.
    let again = dce::pipeline::carry::carry(&scene, start.clone());
    assert!(again.regions[&other].rejected);
    assert_eq!((again.faces[0].region, again.faces[2].region), (Some(PERSON), Some(DOG)));
    assert_eq!(again.poses[0].region, Some(PERSON));
    make(&mut scene, &undo);
    assert_eq!(scene, start);
}
