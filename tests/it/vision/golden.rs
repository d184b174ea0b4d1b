//! The real models on real photographs, compared with `tests/reference/vision.py`'s numbers.
//! Renew them with that script, whose header says how.

use crate::real::{photographs, runtime, store};
use dce::domain::{BBox, Rules, Scene, Source, Witness};
use dce::inference::{OpenedPicture, Picture};
use dce::specialists::detect::Detector;
use dce::specialists::embed::{SharedEmbedder, View};
use dce::specialists::specialist::Trace;
use dce::specialists::windows::Windows;
use dce::specialists::{Finding, Look, Specialist};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

const PHOTOGRAPHS: [&str; 4] = ["chelsea", "coffee", "motorcycle", "scenetext05"];

#[derive(Deserialize)]
struct Said {
    size: [u32; 2],
    nanodet: Vec<SaidBox>,
    centernet: Vec<SaidBox>,
    classifier: SaidClasses,
}

#[derive(Debug, Deserialize)]
struct SaidBox {
    #[serde(rename = "box")]
    bbox: BBox,
    class: usize,
    score: f32,
}

#[derive(Deserialize)]
struct SaidClasses {
    best: Vec<SaidClass>,
    feature: Vec<f32>,
    feature_norm: f32,
}

#[derive(Deserialize)]
struct SaidClass {
    class: usize,
    probability: f32,
}

fn said() -> BTreeMap<String, Said> {
    serde_json::from_str(include_str!("../../fixtures/reference/vision.json")).unwrap()
}

fn pictures() -> Vec<(&'static str, OpenedPicture)> {
    let paths = photographs(&PHOTOGRAPHS);
    PHOTOGRAPHS.into_iter().zip(paths.iter().map(|path| Picture::open(path).unwrap())).collect()
}

fn source(id: &str) -> Source {
    Source::Specialist { id: id.to_owned(), model: id.to_owned(), card_hash: String::new() }
}

fn boxes(specialist: &mut dyn Specialist, opened: &OpenedPicture) -> (Vec<Witness>, Trace) {
    let (scene, rules, mut trace) =
        (Scene::new(opened.info.clone()), Rules::default(), Trace::default());
    let mut look = Look {
        picture: &opened.picture,
        path: Path::new(&opened.info.path),
        scene: &scene,
        rules: &rules,
        trace: &mut trace,
    };
    let witnesses = specialist.look(&mut look).unwrap().into_iter().map(|finding| match finding {
        Finding::Box(witness) => witness,
        other => panic!("boxes only, not {other:?}"),
    });
    (witnesses.collect(), trace)
}

/// Boxes within two pixels and scores within 0.02, both ways. Where several cells see one thing about equally well, another
/// may win: of scores under 0.4 an IoU of 0.85 will do. Those within 0.03 of a floor (the views', the tiles') may be on
/// either side of it.
fn compare(what: &str, found: &[Witness], said: &[SaidBox]) {
    let same = |w: &Witness, s: &SaidBox| {
        let reading = &w.readings[0];
        let off = <[f32; 4]>::from(w.bbox)
            .into_iter()
            .zip(<[f32; 4]>::from(s.bbox))
            .map(|(a, b)| (a - b).abs());
        reading.node == format!("coco80:{}", s.class)
            && (reading.score - s.score).abs() < 0.02
            && (off.fold(0.0, f32::max) < 2.0 || s.score < 0.4 && w.bbox.iou(&s.bbox) > 0.85)
    };
    let sure = |score: f32| [0.25, 0.35].iter().all(|floor| (score - floor).abs() > 0.03);
    for s in said.iter().filter(|s| sure(s.score)) {
        assert!(found.iter().any(|w| same(w, s)), "{what}: missed {s:?} among {found:#?}");
    }
    for w in found.iter().filter(|w| sure(w.readings[0].score)) {
        assert!(said.iter().any(|s| same(w, s)), "{what}: {w:?} is not in {said:#?}");
    }
}

#[test]
fn detectors_find_what_the_python_reference_finds() {
    let (store, said) = (store(), said());
    let runtime = runtime(2);
    let detector = |id: &str| {
        let ready = store.ready(id).unwrap();
        let engine = runtime.open(&ready).unwrap();
        Detector::new(ready.card, store.labels(id).unwrap(), source(id), engine).unwrap()
    };
    let (mut nanodet, mut centernet) = (detector("nanodet"), detector("centernet"));
    for (id, opened) in pictures() {
        let said = &said[id];
        assert_eq!([opened.picture.size.width, opened.picture.size.height], said.size);
        let (found, trace) = boxes(&mut nanodet, &opened);
        compare(&format!("nanodet, {id}"), &found, &said.nanodet);
        assert_eq!(trace.runs > 1, id == "scenetext05", "tiles on the large photograph only");
        let (found, _) = boxes(&mut centernet, &opened);
        compare(&format!("centernet, {id}"), &found, &said.centernet);
    }
}

#[test]
fn the_classifier_reads_what_the_python_reference_reads() {
    let (store, said) = (store(), said());
    let ready = store.ready("efficientnet-lite2").unwrap();
    let engine = runtime(2).open(&ready).unwrap();
    let embedder = SharedEmbedder::new(ready.card, engine).unwrap();
    for (id, opened) in pictures() {
        let seen =
            embedder.see(&opened.picture, id, &[View::Whole], &mut Trace::default()).unwrap();
        let (seen, said) = (&seen[0], &said[id].classifier);
        for best in &said.best {
            let off = (seen.probabilities[best.class] - best.probability).abs();
            assert!(off < 0.02, "{id}: class {} is off by {off}", best.class);
        }
        let norm = seen.feature.iter().map(|v| v * v).sum::<f32>().sqrt();
        assert!((norm / said.feature_norm - 1.0).abs() < 0.02, "{id}: norm {norm}");
        let off =
            seen.feature.iter().zip(&said.feature).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(off < 0.1, "{id}: the feature is off by {off}");
    }
}

#[test]
fn windows_name_and_place_what_they_know() {
    let store = store();
    let ready = store.ready("efficientnet-lite2").unwrap();
    let names = store.labels("efficientnet-lite2").unwrap();
    let engine = runtime(2).open(&ready).unwrap();
    let embedder = SharedEmbedder::new(ready.card.clone(), engine).unwrap();
    let mut windows = Windows::new(&ready.card, names, source("windows"), embedder);
    let pictures: BTreeMap<_, _> = pictures().into_iter().collect();
    for (id, name, around) in [
        ("chelsea", "Egyptian Mau", [120.0, 0.0, 400.0, 300.0]),
        ("coffee", "espresso", [170.0, 40.0, 420.0, 300.0]),
    ] {
        let (found, _) = boxes(&mut windows, &pictures[id]);
        let there =
            |w: &&Witness| w.readings[0].name == name && w.bbox.iou(&BBox::from(around)) > 0.3;
        assert!(found.iter().any(|w| there(&w)), "{id}: no {name} at {around:?} among {found:#?}");
    }
}
