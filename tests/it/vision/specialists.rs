//! Detectors, classifier and windows over engines that compute: they look at the tensor they are given, so that what is
//! before and after the model truly runs.

use dce::domain::rules::{DetectionRules, Preset};
use dce::domain::{
    BBox, ImageInfo, Region, RegionId, Rules, Scene, Size, Source, Witness, WitnessKind,
};
use dce::inference::{Engine, EngineError, Picture, Signature, Tensor};
use dce::models::Card;
use dce::specialists::classify::Classifier;
use dce::specialists::detect::Detector;
use dce::specialists::embed::{SharedEmbedder, View};
use dce::specialists::specialist::Trace;
use dce::specialists::windows::{Windows, windows};
use dce::specialists::{Finding, Look, Specialist};
use ndarray::{Array, IxDyn};
use std::path::Path;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

type Ran = Result<Vec<(String, Tensor)>, EngineError>;

/// An engine that is a function of its input.
struct Computed<F>(Signature, F);

impl<F: FnMut(&Tensor) -> Ran + Send> Engine for Computed<F> {
    fn signature(&self) -> &Signature {
        &self.0
    }

    fn run(&mut self, inputs: Vec<(&str, Tensor)>) -> Ran {
        assert_eq!(inputs.len(), 1);
        assert_eq!(inputs[0].0, "image");
        (self.1)(&inputs[0].1)
    }
}

fn engine(run: impl FnMut(&Tensor) -> Ran + Send + 'static) -> Box<dyn Engine> {
    Box::new(Computed(Signature::default(), run))
}

fn f32s(shape: &[usize], values: Vec<f32>) -> Tensor {
    Tensor::F32(Array::from_shape_vec(IxDyn(shape), values).unwrap())
}

fn card(extra: &str) -> Card {
    Card::from_json(
        &format!(
            r#"{{"id": "model-x", "specialist": "detector", "title": "X", "licence": "MIT", "sources": [], "files": [], {extra}}}"#
        ),
        "model-x.json",
    )
    .unwrap()
}

fn source() -> Source {
    Source::Specialist {
        id: "x".to_owned(),
        model: "model-x".to_owned(),
        card_hash: "0".to_owned(),
    }
}

fn scene(picture: &Picture) -> Scene {
    Scene::new(ImageInfo { path: "p.png".to_owned(), sha256: "p".to_owned(), size: picture.size })
}

/// A black picture with red boxes.
fn with_red(size: Size, boxes: &[[usize; 4]]) -> Picture {
    let mut picture = Picture::filled(size, [0, 0, 0]);
    for [x1, y1, x2, y2] in boxes {
        for y in *y1..*y2 {
            for x in *x1..*x2 {
                picture.rgba[4 * (y * size.width as usize + x)] = 255;
            }
        }
    }
    picture
}

/// Finds the red pixels' box in a 64×64 picture and calls it class 1, provided it is large enough to see and is not the
/// whole view; its score is the share of it that is red.
fn red_detector(image: &Tensor) -> Ran {
    let image = image.as_f32().unwrap();
    assert_eq!(image.shape(), [1, 64, 64, 3]);
    let red = |x: usize, y: usize| image[[0, y, x, 0]] > 127.0;
    let found: Vec<(usize, usize)> =
        (0..64 * 64).map(|i| (i % 64, i / 64)).filter(|(x, y)| red(*x, *y)).collect();
    let mut row = vec![0.0; 6];
    if found.len() >= 16 {
        let x = || found.iter().map(|p| p.0 as f32);
        let y = || found.iter().map(|p| p.1 as f32);
        let (x1, x2) = (x().fold(64.0, f32::min), x().fold(0.0, f32::max) + 1.0);
        let (y1, y2) = (y().fold(64.0, f32::min), y().fold(0.0, f32::max) + 1.0);
        row = vec![x1, y1, x2, y2, found.len() as f32 / ((x2 - x1) * (y2 - y1)), 1.0];
    }
    Ok(vec![("table".to_owned(), f32s(&[1, 1, 6], row))])
}

fn red_detector_card(thresholds: &str) -> Card {
    card(&format!(
        r#""inputs": [{{"name": "image", "dtype": "f32", "shape": [1, 64, 64, 3], "layout": "nhwc"}}],
           "decoder": "centernet", "labels": "coco80", "thresholds": {{{thresholds}}}"#
    ))
}

fn detect(card: Card, picture: &Picture, rules: &Rules) -> (Vec<Witness>, Trace) {
    let names = vec!["person".to_owned(), "bicycle".to_owned()];
    let mut detector = Detector::new(card, names, source(), engine(red_detector)).unwrap();
    let (scene, mut trace) = (scene(picture), Trace::default());
    let mut look =
        Look { picture, path: Path::new("p.png"), scene: &scene, rules, trace: &mut trace };
    let findings = detector.look(&mut look).unwrap();
    let boxes = findings.into_iter().map(|f| match f {
        Finding::Box(witness) => witness,
        other => panic!("a detector gives boxes, not {other:?}"),
    });
    (boxes.collect(), trace)
}

#[test]
fn a_detectors_box_is_in_image_pixels_and_says_list_and_index() {
    let picture = with_red(Size::new(100, 80), &[[20, 30, 60, 70]]);
    let (boxes, trace) = detect(red_detector_card(""), &picture, &Rules::default());
    let [one] = boxes.as_slice() else { panic!("{boxes:?}") };
    assert!(one.bbox.iou(&BBox::new(20.0, 30.0, 60.0, 70.0)) > 0.93, "{:?}", one.bbox);
    assert_eq!((one.kind, &one.source), (WitnessKind::Detector, &source()));
    assert_eq!(
        (one.readings[0].node.as_str(), one.readings[0].name.as_str()),
        ("coco80:1", "bicycle")
    );
    assert!(one.readings[0].score > 0.9);
    assert_eq!(trace.runs, 1);
}

#[test]
fn tiles_find_what_the_whole_view_is_too_coarse_for() {
    let small = [300, 150, 316, 166];
    let picture = with_red(Size::new(640, 320), &[small]);
    let (boxes, trace) = detect(red_detector_card(""), &picture, &Rules::default());
    let [one] = boxes.as_slice() else { panic!("{boxes:?}") };
    assert!(one.bbox.iou(&BBox::new(300.0, 150.0, 316.0, 166.0)) > 0.7, "{:?}", one.bbox);
    assert_eq!(trace.runs, 1 + 4 * 2);

    let untiled = Rules {
        detection: DetectionRules { tiles: false, ..Default::default() },
        ..Default::default()
    };
    let (boxes, trace) = detect(red_detector_card(""), &picture, &untiled);
    assert!(boxes.is_empty());
    assert_eq!(trace.runs, 1);
    let by_card = red_detector_card(r#""tiles_along": {"value": 1, "why": "a test"}"#);
    assert_eq!(detect(by_card, &picture, &Rules::default()).1.runs, 1);
}

#[test]
fn what_an_inner_border_cuts_is_left_to_the_view_that_sees_it_whole() {
    // The large box is cut by every tile: only the whole view may report it, once.
    let picture = with_red(Size::new(640, 320), &[[100, 40, 560, 290]]);
    let (boxes, _) = detect(red_detector_card(""), &picture, &Rules::default());
    let [one] = boxes.as_slice() else { panic!("{boxes:?}") };
    assert!(one.bbox.iou(&BBox::new(100.0, 40.0, 560.0, 290.0)) > 0.95, "{:?}", one.bbox);
}

#[test]
fn the_floor_is_the_rules_or_the_cards_whichever_is_higher() {
    let picture = with_red(Size::new(64, 64), &[[10, 10, 20, 40], [40, 10, 50, 40]]); // two thirds of the box are red
    let found = |card, floor| {
        let rules = Rules {
            detection: DetectionRules { floor, ..Default::default() },
            ..Default::default()
        };
        detect(card, &picture, &rules).0.len()
    };
    assert_eq!(found(red_detector_card(""), 0.4), 1);
    assert_eq!(found(red_detector_card(""), 0.6), 0);
    assert_eq!(found(red_detector_card(r#""floor": {"value": 0.6, "why": "a test"}"#), 0.4), 0);
}

#[test]
fn a_card_that_a_detector_cannot_work_with_is_refused_by_name() {
    let no_input = card(r#""decoder": "centernet""#);
    let no_decoder = card(
        r#""inputs": [{"name": "image", "dtype": "f32", "shape": [1, 8, 8, 3], "layout": "nhwc"}]"#,
    );
    let free_size = card(
        r#""inputs": [{"name": "image", "dtype": "f32", "shape": [1, -1, -1, 3], "layout": "nhwc"}], "decoder": "ssd""#,
    );
    for (card, names) in [
        (no_input, vec!["a".to_owned()]),
        (no_decoder, vec!["a".to_owned()]),
        (free_size, vec!["a".to_owned()]),
        (red_detector_card(""), vec![]),
    ] {
        let refused = Detector::new(card, names, source(), engine(red_detector)).err();
        assert!(refused.is_some_and(|e| e.to_string().contains("card")));
    }
}

#[test]
fn a_model_that_gives_no_numbers_gives_no_boxes() {
    let nonsense = |_: &Tensor| -> Ran {
        let rows = vec![
            f32::NAN,
            0.0,
            9.0,
            9.0,
            0.9,
            0.0, //
            0.0,
            f32::NAN,
            f32::INFINITY,
            9.0,
            0.9,
            0.0, //
            0.0,
            0.0,
            9.0,
            9.0,
            f32::NAN,
            0.0, //
            9.0,
            9.0,
            0.0,
            0.0,
            0.9,
            0.0, //
            0.0,
            0.0,
            9.0,
            9.0,
            0.9,
            f32::NAN,
        ];
        Ok(vec![("table".to_owned(), f32s(&[1, 5, 6], rows))])
    };
    let picture = Picture::filled(Size::new(640, 320), [0, 0, 0]);
    let names = vec!["a".to_owned()];
    let mut detector =
        Detector::new(red_detector_card(""), names, source(), engine(nonsense)).unwrap();
    let (scene, rules, mut trace) = (scene(&picture), Rules::default(), Trace::default());
    let mut look = Look {
        picture: &picture,
        path: Path::new("p"),
        scene: &scene,
        rules: &rules,
        trace: &mut trace,
    };
    assert!(detector.look(&mut look).unwrap().is_empty());
}

#[test]
fn the_papers_preset_suppresses_at_the_papers_iou() {
    // Two rows for one thing, IoU 0.67: the default keeps one, the paper's 0.75 both.
    let twice = |_: &Tensor| -> Ran {
        let rows = vec![0.0, 0.0, 40.0, 40.0, 0.9, 0.0, 8.0, 0.0, 48.0, 40.0, 0.8, 0.0];
        Ok(vec![("table".to_owned(), f32s(&[1, 2, 6], rows))])
    };
    let picture = Picture::filled(Size::new(64, 64), [0, 0, 0]);
    for (preset, expected) in [(Preset::Joint, 1), (Preset::Paper, 2)] {
        let rules = Rules {
            detection: DetectionRules { preset, ..Default::default() },
            ..Default::default()
        };
        let mut detector =
            Detector::new(red_detector_card(""), vec!["a".to_owned()], source(), engine(twice))
                .unwrap();
        let (scene, mut trace) = (scene(&picture), Trace::default());
        let mut look = Look {
            picture: &picture,
            path: Path::new("p"),
            scene: &scene,
            rules: &rules,
            trace: &mut trace,
        };
        assert_eq!(detector.look(&mut look).unwrap().len(), expected, "{preset:?}");
    }
}

/// A classifier of 8×8 pictures into dark, red, bright; feature: the mean red; activation maps: the red of a 4×4 grid.
fn colour_classifier(image: &Tensor) -> Ran {
    let image = image.as_f32().unwrap();
    let n = image.shape()[0];
    assert_eq!(image.shape()[1..], [3, 8, 8]);
    let (mut probs, mut feature, mut top, mut cam) = (vec![], vec![], vec![], vec![]);
    for i in 0..n {
        let mean =
            |c: usize| (0..64).map(|p| image[[i, c, p / 8, p % 8]]).sum::<f32>() / 64.0 / 255.0;
        let (red, green) = (mean(0), mean(1));
        let sums = [1.0 - red.max(green), red - green.min(red), green];
        let total: f32 = sums.iter().sum();
        probs.extend(sums.map(|s| s / total));
        feature.push(red);
        top.push(1i64);
        cam.extend((0..16).map(|cell| image[[i, 0, cell / 4 * 2, cell % 4 * 2]]));
    }
    Ok(vec![
        ("cam".to_owned(), f32s(&[n, 1, 4, 4], cam)),
        ("probs".to_owned(), f32s(&[n, 3], probs)),
        ("feature".to_owned(), f32s(&[n, 1], feature)),
        ("top".to_owned(), Tensor::I64(Array::from_shape_vec(IxDyn(&[n, 1]), top).unwrap())),
    ])
}

fn classifier_card() -> Card {
    let output = |name: &str| format!(r#"{{"name": "{name}", "dtype": "f32", "shape": [-1]}}"#);
    let outputs = ["probs", "feature", "top", "cam"].map(output).join(", ");
    card(&format!(
        r#""inputs": [{{"name": "image", "dtype": "f32", "shape": [-1, 3, 8, 8], "layout": "nchw", "resize": "centre_crop"}}],
           "outputs": [{outputs}], "decoder": "classes", "labels": ["dark", "red", "bright"]"#
    ))
}

fn colours() -> Vec<String> {
    ["dark", "red", "bright"].map(str::to_owned).to_vec()
}

/// The embedder of `colour_classifier`, and the count of pictures it was given.
fn counted_embedder() -> (SharedEmbedder, Arc<AtomicUsize>) {
    let pictures = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&pictures);
    let run = move |image: &Tensor| {
        counter.fetch_add(image.shape()[0], Ordering::Relaxed);
        colour_classifier(image)
    };
    (SharedEmbedder::new(classifier_card(), engine(run)).unwrap(), pictures)
}

#[test]
fn regions_and_the_whole_are_read_but_not_specks() {
    let picture = with_red(Size::new(200, 100), &[[100, 0, 200, 100]]);
    let mut scene = scene(&picture);
    let boxes = [[110.0, 10.0, 190.0, 90.0], [10.0, 10.0, 80.0, 80.0], [0.0, 0.0, 39.0, 90.0]];
    for (id, corners) in (0..).zip(boxes) {
        scene.regions.insert(RegionId(id), Region::new(RegionId(id), BBox::from(corners), 0.5));
    }
    let (embedder, _) = counted_embedder();
    let mut classifier = Classifier::new(&classifier_card(), colours(), source(), embedder);
    let (rules, mut trace) = (Rules::default(), Trace::default());
    let mut look = Look {
        picture: &picture,
        path: Path::new("p"),
        scene: &scene,
        rules: &rules,
        trace: &mut trace,
    };
    let mut read: Vec<(Option<RegionId>, WitnessKind, String, f32)> = Vec::new();
    for finding in classifier.look(&mut look).unwrap() {
        let Finding::Reading { region, witness } = finding else { panic!("readings only") };
        let best = &witness.readings[0];
        assert!(witness.readings.iter().all(|r| r.score >= 0.01));
        assert!(witness.readings.windows(2).all(|w| w[0].score >= w[1].score));
        read.push((region, witness.kind, best.node.clone(), best.score));
    }
    // The third region's shorter side is under 40 pixels. A user's own list goes by the card's id.
    assert_eq!(read.len(), 3);
    assert_eq!((read[0].0, read[0].1), (None, WitnessKind::WholeImage));
    assert!((read[0].3 - 0.5).abs() < 0.1, "half of the centre is red: {}", read[0].3);
    for (id, node) in [(0, "model-x:1"), (1, "model-x:0")] {
        let of = read.iter().find(|r| r.0 == Some(RegionId(id))).unwrap();
        assert_eq!((of.1, of.2.as_str()), (WitnessKind::Crop, node));
        assert!(of.3 > 0.95);
    }
}

#[test]
fn a_view_that_was_seen_is_not_run_again_until_the_image_changes() {
    let picture = with_red(Size::new(100, 100), &[[0, 0, 50, 100]]);
    let (embedder, pictures) = counted_embedder();
    let views: Vec<View> =
        (0..10).map(|i| View::Region(BBox::new(i as f32, 0.0, 60.0, 60.0))).collect();
    let mut trace = Trace::default();
    let first = embedder.see(&picture, "a", &views, &mut trace).unwrap();
    assert_eq!(
        (first.len(), pictures.load(Ordering::Relaxed), trace.runs),
        (10, 10, 10),
        "one view a run is fastest"
    );
    let again = embedder
        .clone()
        .see(&picture, "a", &[views[3], View::Whole, views[9]], &mut trace)
        .unwrap();
    assert_eq!(pictures.load(Ordering::Relaxed), 11);
    assert_eq!((&again[0], &again[2]), (&first[3], &first[9]));
    assert!((again[1].feature[0] - 0.5).abs() < 0.1);
    embedder.see(&picture, "b", &views[..1], &mut trace).unwrap();
    assert_eq!(pictures.load(Ordering::Relaxed), 12);
}

#[test]
fn windows_box_what_their_map_shows() {
    let thing = [130, 60, 230, 160];
    let picture = with_red(Size::new(300, 200), &[thing]);
    let (embedder, _) = counted_embedder();
    let mut looker = Windows::new(&classifier_card(), colours(), source(), embedder);
    let (scene, rules, mut trace) = (scene(&picture), Rules::default(), Trace::default());
    let mut look = Look {
        picture: &picture,
        path: Path::new("p"),
        scene: &scene,
        rules: &rules,
        trace: &mut trace,
    };
    let findings = looker.look(&mut look).unwrap();
    let boxes: Vec<&Witness> = findings
        .iter()
        .map(|f| match f {
            Finding::Box(w) => w,
            other => panic!("boxes only, not {other:?}"),
        })
        .collect();
    assert!(!boxes.is_empty());
    let truth = BBox::new(130.0, 60.0, 230.0, 160.0);
    for witness in boxes {
        assert_eq!((witness.kind, witness.readings[0].name.as_str()), (WitnessKind::Window, "red"));
        assert!(witness.bbox.iou(&truth) > 0.5, "{:?}", witness.bbox);
    }
    assert_eq!(trace.runs, 7, "a run for each window");
}

#[test]
fn windows_cover_the_image_and_the_whole_is_among_them() {
    for (width, height) in [(300, 200), (200, 300), (640, 640), (4000, 1000), (1, 1), (30_000, 1)] {
        let image = Size::new(width, height);
        let all = windows(image);
        assert!(all.iter().all(|w| w.is_proper() && w.share_inside(&image.bounds()) > 0.999));
        let covered = all.iter().fold(all[0], |a, b| a.union(b));
        assert!(covered.iou(&image.bounds()) > 0.999, "{width}×{height}: {covered:?}");
        if width < 1000 {
            assert!((5..=8).contains(&all.len()), "{width}×{height}: {} windows", all.len());
        }
    }
}
