//! Raw depth to nearness, means over boxes, the guided filter, the map's file.

use dce::domain::{BBox, Evidence, Size, Source, Value};
use dce::specialists::DepthMap;
use dce::specialists::depth::guided::{Plane, guided_filter};
use dce::specialists::depth::nearness::{DepthKind, RawDepth, mean_in_box, normalise};
use half::f16;
use proptest::prelude::*;

fn raw(kind: DepthKind, width: usize, values: Vec<f32>) -> RawDepth {
    RawDepth { width, height: values.len() / width, values, kind }
}

#[test]
fn all_kinds_agree_on_what_is_near() {
    // Distances 1, 2, 4 m from left to right.
    let image = Size::new(3, 1);
    let nearness = |kind, values: [f32; 3]| raw(kind, 3, values.to_vec()).nearness(image).unwrap().values;
    let metric = nearness(DepthKind::Metric, [1.0, 2.0, 4.0]);
    let inverse = nearness(DepthKind::Inverse, [11.0, 10.5, 10.25]); // any scale and shift
    let disparity = nearness(DepthKind::Disparity, [80.0, 40.0, 20.0]);
    for values in [&metric, &inverse, &disparity] {
        let expected = [1.0, 1.0 / 3.0, 0.0];
        for (v, e) in values.iter().zip(expected) {
            assert!((v - e).abs() < 1e-5, "{values:?}");
        }
    }
}

#[test]
fn unknown_values_take_after_their_neighbours() {
    let mut values: Vec<f32> = (0..100).map(|i| if i % 10 < 5 { 2.0 } else { 8.0 }).collect();
    values[0] = f32::NAN;
    values[11] = f32::INFINITY;
    values[25] = 0.0; // no distance is 0
    values[99] = f32::NEG_INFINITY;
    let near = raw(DepthKind::Metric, 10, values).nearness(Size::new(10, 10)).unwrap();
    assert!(near.values.iter().all(|v| (0.0..=1.0).contains(v)));
    assert_eq!((near.values[0], near.values[11], near.values[99]), (1.0, 1.0, 0.0));
    assert!(near.values[25] < 0.5, "mostly far neighbours: {}", near.values[25]);
}

#[test]
fn maps_of_other_pictures_and_maps_of_nothing_are_refused() {
    let map = raw(DepthKind::Metric, 40, vec![1.0; 800]);
    let message = map.nearness(Size::new(300, 400)).unwrap_err().to_string();
    assert!(message.contains("40 × 20") && message.contains("300 × 400"), "{message}");
    assert!(map.nearness(Size::new(1001, 500)).is_ok(), "half-size maps round");
    let nothing = raw(DepthKind::Metric, 4, vec![f32::NAN; 16]);
    assert!(nothing.nearness(Size::new(4, 4)).is_err());
    let cut = RawDepth { width: 4, height: 5, values: vec![1.0; 16], kind: DepthKind::Metric };
    assert!(cut.nearness(Size::new(4, 5)).is_err());
}

#[test]
fn a_large_map_is_averaged_down_to_512() {
    let values = (0..1024 * 600).map(|i| if (i % 1024) < 512 { 1.0 } else { 3.0 }).collect();
    let near = raw(DepthKind::Disparity, 1024, values).nearness(Size::new(1024, 600)).unwrap();
    assert_eq!((near.width, near.height), (512, 300));
    assert_eq!((near.values[10], near.values[500]), (0.0, 1.0));
}

#[test]
fn the_2nd_and_98th_percentile_become_0_and_1() {
    let mut values: Vec<f32> = (0..=100).map(|v| v as f32).collect();
    normalise(&mut values);
    assert_eq!((values[2], values[98], values[0], values[100]), (0.0, 1.0, 0.0, 1.0));
    assert!((values[50] - 0.5).abs() < 1e-6);
    let mut flat = vec![3.0; 9];
    normalise(&mut flat);
    assert_eq!(flat, vec![0.5; 9]);
    normalise(&mut []);
}

#[test]
fn the_mean_is_taken_over_the_box() {
    let map: Vec<f16> = (0..100).map(|i| f16::from_f32(if i % 10 >= 5 { 1.0 } else { 0.0 })).collect();
    let image = Size::new(100, 200);
    let mean = |x1, y1, x2, y2| mean_in_box(&map, (10, 10), &BBox::new(x1, y1, x2, y2), image);
    assert_eq!(mean(0.0, 0.0, 50.0, 200.0), Some(0.0));
    assert_eq!(mean(40.0, 0.0, 60.0, 200.0), Some(0.5));
    assert_eq!(mean(90.0, 90.0, 91.0, 91.0), Some(1.0), "smaller than a cell");
    assert_eq!(mean(-50.0, -50.0, 500.0, 500.0), Some(0.5), "cut to the image");
    assert_eq!(mean(200.0, 0.0, 300.0, 10.0), None, "outside");
}

#[test]
fn the_map_survives_its_png() {
    let evidence =
        Evidence { source: Source::rule("test"), value: Value::Word("map".into()), score: 0.7, place: None };
    let nearness = (0..12).map(|i| f16::from_f32(i as f32 / 11.0)).collect();
    let map = DepthMap { width: 4, height: 3, nearness, evidence: evidence.clone() };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.png");
    map.write_png(&path).unwrap();
    let back = DepthMap::read_png(&path, evidence.clone()).unwrap();
    assert_eq!((back.width, back.height, &back.evidence), (4, 3, &evidence));
    for (a, b) in map.nearness.iter().zip(&back.nearness) {
        assert!((a.to_f32() - b.to_f32()).abs() < 1e-3);
    }
    let missing = DepthMap::read_png(&folder.path().join("none.png"), evidence).unwrap_err().to_string();
    assert!(missing.contains("none.png"), "{missing}");
}

#[test]
fn the_guided_filter_keeps_the_guides_edges_and_only_those() {
    // The guide's edge is at 20, the input's at 24: the box is a little too wide.
    let plane = |edge: usize| (0..40 * 40).map(|i| if i % 40 < edge { 0.9f32 } else { 0.1 }).collect::<Vec<_>>();
    let guide = Plane { width: 40, height: 40, values: plane(20) };
    let mut input = plane(24);
    input.iter_mut().for_each(|v| *v = if *v > 0.5 { 1.0 } else { 0.0 });
    let out = guided_filter(&guide, &input, 8, 1e-3);
    let at = |x: usize| out[20 * 40 + x];
    assert!(at(19) - at(20) > 0.5, "the jump is at the guide's edge: {} {}", at(19), at(20));
    assert!((at(23) - at(24)).abs() < 0.1, "and not at the input's: {} {}", at(23), at(24));
}

proptest! {
    #[test]
    fn the_guided_filter_leaves_a_constant_alone(
        guide in prop::collection::vec(0f32..1.0, 35), level in 0f32..1.0, radius in 1usize..6,
    ) {
        let plane = Plane { width: 7, height: 5, values: guide };
        for v in guided_filter(&plane, &[level; 35], radius, 1e-3) {
            prop_assert!((v - level).abs() < 1e-3);
        }
    }

    #[test]
    fn nearness_is_always_0_to_1(values in prop::collection::vec(prop::num::f32::ANY, 24)) {
        let map = raw(DepthKind::Disparity, 6, values);
        if let Ok(near) = map.nearness(Size::new(6, 4)) {
            prop_assert!(near.values.iter().all(|v| (0.0..=1.0).contains(v)), "{:?}", near.values);
        }
    }
}
