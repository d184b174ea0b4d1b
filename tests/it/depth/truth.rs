//! Against stereo photographs with measured disparity: files beside the image are read rightly, and the geometric
//! estimate is scored.

use dce::disk::write_atomically;
use dce::domain::{Attribute, AttributeKind, BBox, Region, RegionId, Rules, Scene, Source, Value};
use dce::inference::{OpenedPicture, Picture};
use dce::models::Silent;
use dce::models::photographs::Photograph;
use dce::specialists::depth::formats::read;
use dce::specialists::{Depth, DepthMap, Finding, Look, Specialist, Trace};
use std::path::{Path, PathBuf};

/// The garage: name and box by eye.
const MOTORCYCLE: [(&str, [f32; 4]); 6] = [
    ("motorcycle", [95.0, 75.0, 684.0, 452.0]),
    ("bench", [41.0, 105.0, 282.0, 305.0]),
    ("bicycle", [0.0, 90.0, 60.0, 230.0]),
    ("bottle", [400.0, 52.0, 420.0, 92.0]),
    ("", [613.0, 172.0, 684.0, 276.0]), // a carton on the lowest shelf
    ("", [528.0, 28.0, 594.0, 98.0]),   // a carton on the top shelf
];

/// The aloe, and patches of the cloth behind it.
const ALOE: [(&str, [f32; 4]); 3] = [
    ("", [500.0, 350.0, 800.0, 800.0]),
    ("", [20.0, 20.0, 220.0, 120.0]),
    ("", [1050.0, 20.0, 1250.0, 120.0]),
];

fn photograph(id: &str) -> (PathBuf, PathBuf) {
    let photographs = Photograph::named(&[id]).unwrap();
    let image = crate::real::photographs(&[id]).remove(0);
    let file = photographs[0].disparity().unwrap().unwrap();
    let disparity = crate::real::store().fetch_files(&[file], &Silent).unwrap().remove(0).unwrap();
    (image, disparity)
}

fn scene(opened: &OpenedPicture, boxes: &[(&str, [f32; 4])]) -> Scene {
    let mut scene = Scene::new(opened.info.clone());
    for (i, (name, bbox)) in boxes.iter().enumerate() {
        let id = RegionId(i as u32);
        let mut region = Region::new(id, BBox::from(*bbox), 0.9);
        if !name.is_empty() {
            let value = Value::Word((*name).to_owned());
            let label = Attribute::single(AttributeKind::Label, Source::rule("test"), value, 0.9);
            region.attributes.insert(AttributeKind::Label, label);
        }
        scene.regions.insert(id, region);
    }
    scene
}

/// Each region's nearness and confidence, and the map.
fn looked(image: &Path, boxes: &[(&str, [f32; 4])]) -> (Vec<(f32, f32)>, DepthMap) {
    let opened = Picture::open(image).unwrap();
    let scene = scene(&opened, boxes);
    let (rules, mut trace) = (Rules::default(), Trace::default());
    let mut look = Look {
        picture: &opened.picture,
        path: image,
        scene: &scene,
        rules: &rules,
        trace: &mut trace,
    };
    let findings = Depth::new(None).unwrap().look(&mut look).unwrap();
    println!("{}: {trace:?}", image.display());
    let (mut numbers, mut map) = (Vec::new(), None);
    for finding in findings {
        match finding {
            Finding::Attribute { evidence, .. } => match evidence.value {
                Value::Graded { number, .. } => numbers.push((number, evidence.score)),
                other => panic!("{other:?}"),
            },
            Finding::Depth(found) => map = Some(found),
            other => panic!("{other:?}"),
        }
    }
    (numbers, map.unwrap())
}

/// Mean disparity of a box in the raw file.
fn disparities(path: &Path, image: &Path, boxes: &[(&str, [f32; 4])]) -> Vec<f32> {
    let raw = read(path).unwrap();
    let scale = raw.width as f32 / Picture::open(image).unwrap().picture.size.width as f32;
    let mean = |b: &[f32; 4]| {
        let [x1, y1, x2, y2] = b.map(|v| (v * scale) as usize);
        let rows = raw.values.chunks_exact(raw.width).skip(y1).take(y2 - y1);
        let known: Vec<f32> =
            rows.flat_map(|r| &r[x1..x2]).copied().filter(|v| v.is_finite() && *v > 0.0).collect();
        known.iter().sum::<f32>() / known.len() as f32
    };
    boxes.iter().map(|(_, b)| mean(b)).collect()
}

/// Kendall's agreement: pairs in the same order, and all pairs.
fn agreement(a: &[f32], b: &[f32]) -> (usize, usize) {
    let pairs = (0..a.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    let same = pairs.clone().filter(|(i, j)| (a[*i] > a[*j]) == (b[*i] > b[*j])).count();
    (same, pairs.count())
}

/// Photo and disparity in a folder of their own, under names that the specialist looks for.
fn beside(
    id: &str,
    names: [&str; 2],
    sidecar: Option<&str>,
) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let (image, disparity) = photograph(id);
    let folder = tempfile::tempdir().unwrap();
    let [image_copy, disparity_copy] = names.map(|n| folder.path().join(n));
    std::fs::copy(image, &image_copy).unwrap();
    std::fs::copy(disparity, &disparity_copy).unwrap();
    if let Some(text) = sidecar {
        let stem = image_copy.file_stem().unwrap().to_string_lossy().into_owned();
        let sidecar = folder.path().join(format!("{stem}.depth.json"));
        write_atomically(&sidecar, text.as_bytes()).unwrap();
    }
    (folder, image_copy, disparity_copy)
}

#[test]
fn with_its_disparity_the_garages_nearness_is_right() {
    for (names, sidecar) in [
        (["motorcycle_left.png", "motorcycle_disp.npz"], None),
        (["garage.png", "measured.npz"], Some(r#"{"kind": "disparity", "file": "measured.npz"}"#)),
    ] {
        let (_folder, image, disparity) = beside("motorcycle", names, sidecar);
        let (found, map) = looked(&image, &MOTORCYCLE);
        let numbers: Vec<f32> = found.iter().map(|f| f.0).collect();
        let truth = disparities(&disparity, &image, &MOTORCYCLE);
        println!("nearness {numbers:?}\ndisparity {truth:?}");
        assert_eq!(agreement(&numbers, &truth), (15, 15));
        assert!(found.iter().all(|f| f.1 > 0.9), "measured depth is sure");
        assert!(map.evidence.source.short().contains("depth file"), "{:?}", map.evidence.source);
        assert!(numbers[0] > numbers[1] + 0.1, "the motorcycle is in front of the bench");
    }
}

#[test]
fn with_its_disparity_the_aloe_is_in_front_of_the_cloth() {
    let sidecar = Some(r#"{"kind": "disparity", "invalid": 0}"#);
    let (_folder, image, disparity) = beside("aloeL", ["aloe.jpg", "aloe_depth.png"], sidecar);
    let (found, _) = looked(&image, &ALOE);
    let numbers: Vec<f32> = found.iter().map(|f| f.0).collect();
    let truth = disparities(&disparity, &image, &ALOE);
    println!("nearness {numbers:?}\ndisparity {truth:?}");
    assert_eq!(agreement(&numbers, &truth), (3, 3));
    assert!(numbers[0] > numbers[1] + 0.1 && numbers[0] > numbers[2] + 0.1, "{numbers:?}");
}

#[test]
fn the_geometric_estimate_is_scored_against_the_garages_disparity() {
    let (image, disparity) = photograph("motorcycle");
    let folder = tempfile::tempdir().unwrap();
    let alone = folder.path().join("alone.png"); // without the disparity beside it
    std::fs::copy(&image, &alone).unwrap();
    let (found, map) = looked(&alone, &MOTORCYCLE);
    let numbers: Vec<f32> = found.iter().map(|f| f.0).collect();
    let truth = disparities(&disparity, &image, &MOTORCYCLE);
    let (same, all) = agreement(&numbers, &truth);
    let asserted: Vec<usize> = (0..found.len()).filter(|i| found[*i].1 >= 0.5).collect();
    let of_asserted = |v: &[f32]| asserted.iter().map(|i| v[*i]).collect::<Vec<f32>>();
    let (same_asserted, all_asserted) = agreement(&of_asserted(&numbers), &of_asserted(&truth));
    println!("geometry {found:?}\ndisparity {truth:?}");
    println!("{same} of {all} pairs; of those asserted {same_asserted} of {all_asserted}");
    assert!(map.evidence.source.short().contains("geometry"));
    assert_eq!((same_asserted, all_asserted), (6, 6), "motorcycle, bench, bottle, bicycle");
    // The cartons have no known size, stand on shelves, and one is seen past the motorcycle: they are not asserted.
    assert!(same >= 10, "{same} of {all}");
    assert!(found.iter().all(|f| f.1 < 0.7), "never as sure as a measured map");
}
