//! A user's own detector, by a card alone: each output format through real ONNX Runtime on a graph so small that the
//! right box is known, and one of them through the whole program.

use crate::real::{runtime, store};
use dce::domain::{AttributeKind, BBox, Rules, Scene, Size, Source, Warning, Witness};
use dce::inference::Picture;
use dce::models::Card;
use dce::models::convert::onnx::{Element, Graph};
use dce::project::Record;
use dce::specialists::detect::Detector;
use dce::specialists::specialist::Trace;
use dce::specialists::{Finding, Look, Specialist};
use ndarray::ArrayD;
use std::path::Path;
use std::process::Command;

/// Side of the graphs' input in pixels.
const SIDE: usize = 64;

/// What every graph says of a picture of 128×64: a lighthouse here.
const BOX_IN_IMAGE: [f32; 4] = [32.0, 16.0, 96.0, 48.0];

/// The same box in the input: the picture is stretched to a square.
const BOX_IN_INPUT: [f32; 4] = [16.0, 16.0, 48.0, 48.0];

fn tensor(shape: &[usize], set: &[(&[usize], f32)]) -> ArrayD<f32> {
    let mut values = ArrayD::zeros(shape);
    for (at, value) in set {
        values[*at] = *value;
    }
    values
}

/// A graph that gives these outputs for any picture; the picture takes part with factor zero.
fn graph(outputs: &[(&str, ArrayD<f32>)]) -> Vec<u8> {
    let mut g = Graph::new("detector");
    let side = SIDE as i64;
    let x = g.input("images", Element::F32, &[1, 3, side, side]);
    let zero = g.constant(0.0_f32);
    let all = g.constant([0_i64, 1, 2, 3].as_slice());
    let sum = g.node("ReduceSum", &[&x, &all], &[("keepdims", false.into())]);
    let nothing = g.node("Mul", &[&sum, &zero], &[]);
    for (name, values) in outputs {
        let dims: Vec<i64> = values.shape().iter().map(|d| *d as i64).collect();
        let constant = g.constant(values.clone());
        let output = g.node("Add", &[&constant, &nothing], &[]);
        g.output(name, &output, Element::F32, Some(&dims));
    }
    g.into_bytes()
}

fn card(decoder: &str, thresholds: &str) -> String {
    format!(
        r#"{{"id": "lighthouses", "specialist": "detector", "title": "Lighthouses", "licence": "MIT",
            "sources": [], "files": [{{"name": "lighthouses.onnx"}}],
            "inputs": [{{"name": "images", "dtype": "f32", "shape": [1, 3, {SIDE}, {SIDE}], "layout": "nchw"}}],
            "decoder": "{decoder}", "labels": ["dog", "lighthouse"], "thresholds": {{{thresholds}}}}}"#
    )
}

fn yolov8() -> Vec<u8> {
    let fields = [(0, 32.0), (1, 32.0), (2, 32.0), (3, 32.0), (5, 0.93)];
    let set: Vec<([usize; 3], f32)> = fields.map(|(field, v)| ([0, field, 7], v)).to_vec();
    let set: Vec<(&[usize], f32)> = set.iter().map(|(at, v)| (at.as_slice(), *v)).collect();
    graph(&[("output0", tensor(&[1, 6, 84], &set))])
}

/// Cell 82 is the first of stride 32's second row: its corner is (0, 32).
fn yolox() -> Vec<u8> {
    let fields = [(0, 1.0), (1, 0.0), (2, 0.0), (3, 0.0), (4, 0.93), (6, 1.0)];
    let set: Vec<([usize; 3], f32)> = fields.map(|(field, v)| ([0, 82, field], v)).to_vec();
    let set: Vec<(&[usize], f32)> = set.iter().map(|(at, v)| (at.as_slice(), *v)).collect();
    graph(&[("output", tensor(&[1, 84, 7], &set))])
}

fn detr() -> Vec<u8> {
    let logits = tensor(&[1, 3, 3], &[(&[0, 1, 1], 4.0), (&[0, 0, 2], 9.0), (&[0, 2, 2], 9.0)]);
    let mut boxes = ArrayD::from_elem(vec![1, 3, 4], 0.1);
    for (at, value) in [0.5, 0.5, 0.5, 0.5].into_iter().enumerate() {
        boxes[[0, 1, at]] = value;
    }
    graph(&[("logits", logits), ("pred_boxes", boxes)])
}

fn ssd() -> Vec<u8> {
    let boxes = [16.0, 16.0, 48.0, 48.0];
    let set: Vec<([usize; 3], f32)> =
        boxes.into_iter().enumerate().map(|(i, v)| ([0, 0, i], v)).collect();
    let set: Vec<(&[usize], f32)> = set.iter().map(|(at, v)| (at.as_slice(), *v)).collect();
    graph(&[
        ("boxes", tensor(&[1, 2, 4], &set)),
        ("scores", tensor(&[1, 2], &[(&[0, 0], 0.93)])),
        ("labels", tensor(&[1, 2], &[(&[0, 0], 1.0)])),
    ])
}

/// What the detector of this card and graph boxes in a plain picture of 128×64.
fn found(card: &str, onnx: &[u8]) -> Vec<Witness> {
    let card = Card::from_json(card, "test").unwrap();
    let file = tempfile::NamedTempFile::with_suffix(".onnx").unwrap();
    std::fs::write(file.path(), onnx).unwrap();
    let engine = runtime(1).open_file(file.path(), Some(&card)).unwrap_or_else(|e| panic!("{e}"));
    let names = vec!["dog".to_owned(), "lighthouse".to_owned()];
    let mut detector = Detector::new(card, names, Source::rule("test"), engine).unwrap();
    let picture = Picture::filled(Size::new(128, 64), [90, 120, 200]);
    let scene = Scene::new(dce::domain::ImageInfo {
        path: String::new(),
        sha256: String::new(),
        size: picture.size,
    });
    let (rules, mut trace) = (Rules::default(), Trace::default());
    let path = Path::new("");
    let mut look =
        Look { picture: &picture, path, scene: &scene, rules: &rules, trace: &mut trace };
    let findings = detector.look(&mut look).unwrap();
    findings
        .into_iter()
        .map(|f| match f {
            Finding::Box(witness) => witness,
            other => panic!("boxes only, not {other:?}"),
        })
        .collect()
}

#[test]
fn every_output_format_is_read_through_the_engine() {
    let pixels = r#""boxes_in_pixels": {"value": 1.0, "why": "corners in the input's pixels"}"#;
    let half = [0.0, 16.0, 64.0, 48.0]; // YOLOX's cell of stride 32 is 32 wide: centre (32, 32)
    let cases = [
        ("yolov8", card("yolov8", ""), yolov8(), BOX_IN_IMAGE),
        ("yolox", card("yolox", ""), yolox(), [half[0] + 32.0, 16.0, half[2] + 32.0, 48.0]),
        ("detr", card("detr", ""), detr(), BOX_IN_IMAGE),
        ("ssd", card("ssd", pixels), ssd(), BOX_IN_IMAGE),
    ];
    assert_eq!(BOX_IN_INPUT[0] * 2.0, BOX_IN_IMAGE[0], "the picture is twice as wide as the input");
    for (decoder, card, onnx, expected) in cases {
        let boxes = found(&card, &onnx);
        let [one] = boxes.as_slice() else { panic!("{decoder}: one box, not {boxes:?}") };
        assert!(one.bbox.iou(&BBox::from(expected)) > 0.98, "{decoder}: {:?}", one.bbox);
        let reading = &one.readings[0];
        assert_eq!((reading.node.as_str(), reading.name.as_str()), ("lighthouses:1", "lighthouse"));
        assert!((reading.score - 0.93).abs() < 0.06, "{decoder}: {}", reading.score);
    }
}

/// In a store with nothing but ONNX Runtime and this card: the detector is used, taken at its word, named in the
/// record, and every default model that is missing is a warning and no failure.
#[test]
fn a_detector_is_added_by_its_card_alone() {
    let library = store().runtime().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    std::fs::write(f.join("lighthouses.onnx"), yolov8()).unwrap();
    std::fs::write(f.join("card.json"), card("yolov8", "")).unwrap();
    image::RgbImage::from_pixel(128, 64, image::Rgb([90, 120, 200])).save(f.join("a.png")).unwrap();
    let dce = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_dce"))
            .current_dir(f)
            .args(arguments)
            .env("DCE_HOME", f.join("home"))
            .env("ORT_DYLIB_PATH", &library)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {text}");
    };
    dce(&["models", "import", "lighthouses.onnx", "--card", "card.json"]);
    dce(&["caption", "a.png"]);
    let entries = std::fs::read_dir(f.join("dce-out")).unwrap();
    let path = entries
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "json"))
        .unwrap();
    let record = Record::read(&path).unwrap();
    // What was read back is what was written, byte for byte.
    assert_eq!(record.to_json().unwrap(), std::fs::read_to_string(&path).unwrap());
    let names: Vec<_> = record
        .scene
        .regions
        .values()
        .filter_map(|r| r.fine_name(0.5).map(|(_, n)| n).or_else(|| r.label(0.5)))
        .collect();
    assert_eq!(names, ["lighthouse"]);
    assert!(record.models.iter().any(|m| m.id == "lighthouses" && m.licence == "MIT"));
    let missing =
        record.scene.warnings.iter().filter(|w| matches!(w, Warning::ModelMissing { .. }));
    assert!(missing.count() >= 5, "{:?}", record.scene.warnings);
    let region = record.scene.regions.values().next().unwrap();
    assert!(region.attributes.contains_key(&AttributeKind::Label));
}
