//! One specialist alone, with the real models: on a region that a person drew, on a whole image, and raw.

use super::fakes::{LONG, analyse, next};
use super::real::shared;
use crate::real::photographs;
use dce::domain::{
    AttributeKind, BBox, Edit, Region, RegionId, Rules, Ruling, Scene, Value, WitnessKind,
};
use dce::inference::Picture;
use dce::pipeline::alone::Found;
use dce::pipeline::raw::RawLook;
use dce::pipeline::{Happened, ImageKey, Job, Outcome, Worker};
use dce::specialists::{Finding, RAW_FLOOR};
use std::path::{Path, PathBuf};

const IMAGE: ImageKey = ImageKey(3);

fn photograph(id: &str) -> PathBuf {
    photographs(&[id]).remove(0)
}

fn scene_of(worker: &Worker, path: &Path) -> Scene {
    worker.send(analyse(IMAGE.0, path));
    match result(worker) {
        Happened::Analysed { record, .. } => record.scene,
        other => panic!("{other:?}"),
    }
}

/// A job's one result.
fn result(worker: &Worker) -> Happened {
    let mut result = None;
    loop {
        match next(worker).1 {
            Happened::Ended(Outcome::Done) => return result.expect("a result before the end"),
            Happened::Ended(outcome) => panic!("{outcome:?}"),
            Happened::Started => {}
            Happened::Warned(warning) => panic!("{warning}"),
            other => assert!(result.replace(other).is_none(), "one result"),
        }
    }
}

fn alone(
    worker: &Worker,
    path: &Path,
    specialist: &str,
    region: Option<RegionId>,
    scene: &Scene,
) -> Found {
    worker.send(Job::Alone {
        image: IMAGE,
        path: path.to_owned(),
        specialist: specialist.to_owned(),
        region,
        scene: Box::new(scene.clone()),
        rules: Box::new(Rules::default()),
    });
    match result(worker) {
        Happened::Alone(found) => *found,
        other => panic!("{other:?}"),
    }
}

fn raw(
    worker: &Worker,
    path: &Path,
    specialist: &str,
    bbox: Option<BBox>,
    scene: Option<&Scene>,
) -> RawLook {
    worker.send(Job::Raw {
        image: IMAGE,
        path: path.to_owned(),
        specialist: specialist.to_owned(),
        bbox,
        scene: scene.cloned().map(Box::new),
        rules: Box::new(Rules::default()),
    });
    match result(worker) {
        Happened::Raw(look) => *look,
        other => panic!("{other:?}"),
    }
}

/// A person draws a region and says what it is.
fn drawn(scene: &mut Scene, bbox: BBox, name: &str) -> RegionId {
    let id = RegionId(scene.regions.keys().next_back().map_or(0, |last| last.0 + 1));
    let region = Some(Box::new(Region::new(id, bbox, 1.0)));
    Edit::SetRegion { id, to: region }.apply(scene).unwrap();
    let value = Value::Word(name.to_owned());
    let ruling = Ruling::Corrected { value, author: "Ada".to_owned() };
    Edit::RuleAttribute { region: id, kind: AttributeKind::Label, ruling }.apply(scene).unwrap();
    id
}

/// Everybody missed the astronaut; a person draws her, and the specialists are asked one after the other.
#[test]
fn a_region_that_a_person_drew_is_looked_at() {
    let (worker, path) = (shared(), photograph("astronaut"));
    let mut scene = scene_of(&worker, &path);
    let bbox = scene.regions[&RegionId(1)].bbox;
    scene.regions.remove(&RegionId(1));
    scene.faces.clear();
    scene.poses.clear();
    let id = drawn(&mut scene, bbox, "person");
    let others: Vec<Region> = scene.regions.values().filter(|r| r.id != id).cloned().collect();

    for specialist in ["classifier", "faces", "pose", "emotion", "colour", "depth", "ocr"] {
        scene = alone(&worker, &path, specialist, Some(id), &scene).scene;
    }
    let region = &scene.regions[&id];
    assert!(region.witnesses.iter().any(|w| w.kind == WitnessKind::Crop && !w.readings.is_empty()));
    let [face] = scene.faces.as_slice() else { panic!("one face: {:?}", scene.faces) };
    assert_eq!(face.region, Some(id));
    assert!(face.bbox.iou(&BBox::new(172.0, 73.0, 278.0, 178.0)) > 0.6, "{:?}", face.bbox);
    assert_eq!(scene.poses.len(), 1);
    assert_eq!(scene.poses[0].region, Some(id));
    assert_eq!(region.asserted_words(AttributeKind::Emotion, 0.5).as_deref(), Some("happy"));
    assert!(region.attributes.contains_key(&AttributeKind::Depth));
    assert_eq!(region.label(0.5).as_deref(), Some("person"), "the ruling stands");
    let after: Vec<Region> = scene.regions.values().filter(|r| r.id != id).cloned().collect();
    assert_eq!(others, after, "no other region is touched");

    // Again: nothing stands twice.
    let again = ["classifier", "faces", "emotion", "depth"];
    let same = again.iter().fold(scene.clone(), |scene, specialist| {
        alone(&worker, &path, specialist, Some(id), &scene).scene
    });
    assert!(same == scene, "{:#?}", same.regions[&id]);
}

#[test]
fn a_detector_alone_repeats_nothing_and_finds_what_was_deleted() {
    let (worker, path) = (shared(), photograph("messi5"));
    let scene = scene_of(&worker, &path);
    let count = |scene: &Scene| -> usize {
        let witnesses = scene.regions.values().flat_map(|r| &r.witnesses);
        witnesses.filter(|w| w.kind == WitnessKind::Detector).count()
    };
    let again = alone(&worker, &path, "detector", None, &scene).scene;
    assert!(again.regions.len() >= scene.regions.len());
    assert!(count(&again) >= count(&scene));
    let twice = alone(&worker, &path, "detector", None, &again).scene;
    assert_eq!((twice.regions.len(), count(&twice)), (again.regions.len(), count(&again)));

    let (ball, _) = scene.asserted_regions(0.5).find(|(_, l)| l.contains("ball")).unwrap();
    let mut without = scene.clone();
    without.regions.remove(&ball.id);
    let found = alone(&worker, &path, "nanodet", None, &without).scene;
    let back = found.regions.values().find(|r| r.bbox.iou(&ball.bbox) > 0.5).expect("found anew");
    assert!(!without.regions.contains_key(&back.id), "under an id of its own");
}

#[test]
fn text_of_a_region_is_read_alone() {
    let (worker, path) = (shared(), photograph("scenetext01"));
    let mut scene = scene_of(&worker, &path);
    let line = scene.texts.iter().max_by(|a, b| a.score.total_cmp(&b.score)).unwrap().clone();
    scene.texts.clear();
    let id = drawn(&mut scene, line.polygon.bounds().widened(0.4), "sign");
    let texts = alone(&worker, &path, "ocr", Some(id), &scene).scene.texts;
    let read = texts.iter().find(|t| t.text == line.text);
    let read = read.unwrap_or_else(|| panic!("{:?} is not among {texts:?}", line.text));
    assert!(read.polygon.bounds().iou(&line.polygon.bounds()) > 0.6, "at its place in the image");
}

#[test]
fn who_is_not_there_is_said() {
    let (worker, path) = (shared(), photograph("astronaut"));
    let scene = scene_of(&worker, &path);
    let job = |specialist: &str, region, path: &Path| Job::Alone {
        image: IMAGE,
        path: path.to_owned(),
        specialist: specialist.to_owned(),
        region,
        scene: Box::new(scene.clone()),
        rules: Box::new(Rules::default()),
    };
    let cases = [
        (job("oracle", None, &path), "oracle"),
        (job("colour", Some(RegionId(900)), &path), "region 900"),
        (job("colour", None, &photograph("coffee")), "analyse it again"),
    ];
    for (job, expected) in cases {
        worker.send(job);
        let message = loop {
            if let (_, Happened::Ended(outcome)) = next(&worker) {
                let Outcome::Failed(message) = outcome else { panic!("{outcome:?}") };
                break message;
            }
        };
        assert!(message.contains(expected), "{message}");
    }
    assert!(worker.events().recv_timeout(LONG / 300).is_err(), "nothing comes after an end");
}

#[test]
fn both_detectors_show_every_box_and_what_they_saw() {
    let (worker, path) = (shared(), photograph("astronaut"));
    let scene = scene_of(&worker, &path);
    let look = raw(&worker, &path, "detector", None, None);
    assert_eq!(look.sha256, scene.image.sha256);
    let ids: Vec<&str> = look.members.iter().map(|m| m.id.as_str()).collect();
    assert_eq!(ids.len(), 2, "side by side: {ids:?}");
    for member in &look.members {
        let [model] = member.models.as_slice() else { panic!("{:?}", member.models) };
        assert_eq!(model.id, member.id);
        assert!(!model.licence.is_empty() && model.card_hash.len() == 64);
        assert_eq!(model.provider, "CPUExecutionProvider");
        assert!(member.timing.run_ms > 0.0 && member.timing.runs == member.inputs.len());
        let boxes: Vec<_> = member
            .findings
            .iter()
            .map(|f| match f {
                Finding::Box(witness) => witness,
                other => panic!("{other:?}"),
            })
            .collect();
        let least = boxes.iter().map(|w| w.readings[0].score).fold(1.0, f32::min);
        assert!((RAW_FLOOR..0.1).contains(&least), "{}: down to the floor: {least}", member.id);
        assert!(boxes.is_sorted_by(|a, b| a.readings[0].score >= b.readings[0].score));
        // What the record heard of this model is among it.
        let heard = scene
            .regions
            .values()
            .flat_map(|r| &r.witnesses)
            .filter(|w| w.kind == WitnessKind::Detector && w.source == boxes[0].source);
        let mut count = 0;
        for witness in heard {
            assert!(boxes.contains(&witness), "{}: {witness:?}", member.id);
            count += 1;
        }
        assert!(count > 0 && boxes.len() > 5 * count, "{}: {} of {count}", member.id, boxes.len());
    }
    // NanoDet takes the picture stretched to 416 pixels, in BGR less a mean: what comes back is that picture.
    let nanodet = look.members.iter().find(|m| m.id == "nanodet").unwrap();
    let picture = Picture::open(&path).unwrap().picture;
    let expected = picture.resized(&picture.size.bounds(), nanodet.inputs[0].picture.size).unwrap();
    assert!(nanodet.inputs[0].picture.rgba == expected, "the very pixels");

    // One model by its own id.
    let one = raw(&worker, &path, "nanodet", None, None);
    assert_eq!(one.members.len(), 1);
    // Looking raw leaves nothing behind: the next analysis is the same.
    assert!(scene_of(&worker, &path) == scene);
}

#[test]
fn raw_outputs_hold_what_the_thresholds_drop() {
    let (worker, path) = (shared(), photograph("astronaut"));
    let scene = scene_of(&worker, &path);
    let kinds = |look: &RawLook| -> Vec<f32> {
        let scores = look.members.iter().flat_map(|m| &m.findings).filter_map(|f| match f {
            Finding::Face(face) => Some(face.score),
            Finding::Pose(pose) => Some(pose.score),
            _ => None,
        });
        scores.collect()
    };
    let faces = kinds(&raw(&worker, &path, "faces", None, None));
    assert!(faces.len() > scene.faces.len() && faces[0] > 0.6, "{faces:?}");
    let poses = kinds(&raw(&worker, &path, "pose", None, None));
    assert!(poses.len() > scene.poses.len() && poses.iter().any(|s| *s < 0.2), "{poses:?}");

    // An emotion of a photograph that nobody analysed: its face is found first, and is seen grey.
    let emotion = raw(&worker, &path, "emotion", None, None);
    let member = &emotion.members[0];
    assert_eq!(member.failure, None);
    let [Finding::Emotions { emotions, .. }] = member.findings.as_slice() else {
        panic!("{:?}", member.findings)
    };
    assert_eq!((emotions.len(), emotions[0].name.as_str()), (7, "happy"));
    assert_eq!(member.inputs.len(), 6, "three margins, each as it is and mirrored");
    let grey = &member.inputs[0].picture;
    assert!(grey.rgba.chunks_exact(4).all(|p| p[0] == p[1] && p[1] == p[2]));
    let (first, mirrored) = (&grey.rgba, &member.inputs[3].picture.rgba);
    let width = 4 * grey.size.width as usize;
    let turned: Vec<u8> = first
        .chunks_exact(width)
        .flat_map(|row| row.chunks_exact(4).rev().flatten().copied())
        .collect();
    assert!(turned == *mirrored);
}

#[test]
fn a_crop_shows_its_best_classes() {
    let (worker, path) = (shared(), photograph("coffee"));
    let scene = scene_of(&worker, &path);
    let (cup, _) = scene.asserted_regions(0.5).find(|(_, label)| label == "cup").unwrap();
    let look = raw(&worker, &path, "classifier", Some(cup.bbox), Some(&scene));
    let member = &look.members[0];
    let [Finding::Reading { region: Some(id), witness }] = member.findings.as_slice() else {
        panic!("{:?}", member.findings)
    };
    assert_eq!((*id, witness.readings.len()), (cup.id, 20));
    let heard = cup.witnesses.iter().find(|w| w.kind == WitnessKind::Crop).unwrap();
    let names = |w: &dce::domain::Witness| -> Vec<String> {
        w.readings.iter().map(|r| r.name.clone()).collect()
    };
    assert_eq!(names(heard), names(witness)[..heard.readings.len()], "the same, and those below");
    assert!(!member.inputs.is_empty(), "it is run though it was remembered");

    // Where nobody drew anything yet: any box will do.
    let anywhere = raw(&worker, &path, "classifier", Some(BBox::new(10.0, 10.0, 90.0, 90.0)), None);
    assert!(matches!(anywhere.members[0].findings.as_slice(), [Finding::Reading { .. }]));
    let text = raw(&worker, &path, "ocr", None, None);
    assert!(text.members[0].models.iter().any(|m| m.specialist == "ocr-detector"));
    let inside = raw(&worker, &path, "depth", None, Some(&scene));
    assert!(inside.members[0].findings.iter().any(|f| matches!(f, Finding::Depth(_))));
}
