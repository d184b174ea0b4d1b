//! MoveNet's decoding, doubles of one person, and the matching of poses to persons.

use super::{add_region, card, engine, f32s, look, scene, source};
use dce::domain::{Joint, Point, Pose, Size};
use dce::inference::{Picture, Tensor};
use dce::specialists::Finding;
use dce::specialists::pose::{Poses, assign_poses, decode, one_per_person};

const INPUT: &str = r#""inputs": [{"name": "input", "dtype": "i32", "shape": [1, -1, -1, 3], "layout": "nhwc", "order": "rgb", "resize": "pad_corner"}]"#;

/// A row of MoveNet: joints along a diagonal of the box, in shares of the input.
fn row([x1, y1, x2, y2]: [f32; 4], score: f32) -> Vec<f32> {
    let mut row: Vec<f32> = (0..17)
        .flat_map(|i| {
            let t = i as f32 / 16.0;
            [y1 + t * (y2 - y1), x1 + t * (x2 - x1), 0.5]
        })
        .collect();
    row.extend([y1, x1, y2, x2, score]);
    row
}

fn output(rows: &[Vec<f32>]) -> Vec<(String, Tensor)> {
    let mut values: Vec<f32> = rows.concat();
    values.resize(6 * 56, 0.0);
    vec![f32s("Identity", &[1, 6, 56], values)]
}

#[test]
fn rows_become_poses_in_image_pixels() {
    let out = output(&[row([0.1, 0.2, 0.3, 0.6], 0.5), row([0.5, 0.1, 0.7, 0.4], 0.7)]);
    let to_image = |p: Point| Point::new(p.x * 1000.0, p.y * 1000.0);
    let poses = decode(&out, to_image, Size::new(1000, 500), &source(), "x").unwrap();
    assert_eq!(poses.len(), 2, "rows without a box are no people");
    assert_eq!(poses[0].score, 0.7);
    assert_eq!(poses[0].bbox, [500.0, 100.0, 700.0, 400.0].into());
    assert_eq!(poses[1].bbox.y2, 500.0, "cut to the image");
    let nose = poses[0].joint(Joint::Nose, 0.4).unwrap();
    let ankle = poses[0].joint(Joint::RightAnkle, 0.4).unwrap();
    assert_eq!((nose.x.round(), nose.y.round()), (500.0, 100.0));
    assert_eq!((ankle.x.round(), ankle.y.round()), (700.0, 400.0));
}

#[test]
fn a_wrong_output_is_named() {
    let wrong = vec![f32s("Identity", &[1, 17, 3], vec![0.0; 51])];
    let error = decode(&wrong, |p| p, Size::new(9, 9), &source(), "movenet-x").unwrap_err();
    assert!(error.to_string().contains("movenet-x"), "{error}");
}

#[test]
fn two_scales_give_one_pose_a_person() {
    // The engine sees one person, in pixels that shrink with the picture: the same share of any input.
    let sides = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = sides.clone();
    let sees = engine(move |tensor| {
        let Tensor::I32(pixels) = tensor else { panic!("MoveNet takes int32") };
        seen.lock().unwrap().push(pixels.shape().to_vec());
        let score = if pixels.shape()[1] == 256 { 0.5 } else { 0.6 };
        Ok(output(&[row([0.1, 0.1, 0.4, 0.7], score), row([0.1, 0.1, 0.4, 0.7], 0.1)]))
    });
    let size = Size::new(600, 400);
    let mut poses = Poses::new(card(INPUT), source(), sees);
    let found = look(&mut poses, &Picture::filled(size, [90, 120, 30]), &scene(size));
    let [Finding::Pose(pose)] = &found[..] else { panic!("one pose, not {found:?}") };
    assert_eq!(pose.score, 0.6);
    assert!((pose.bbox.x2 - 240.0).abs() < 1.0 && (pose.bbox.y2 - 400.0).abs() < 25.0);
    assert_eq!(*sides.lock().unwrap(), [vec![1, 256, 256, 3], vec![1, 512, 512, 3]]);
}

#[test]
fn where_nobody_is_the_second_look_is_saved() {
    let runs = std::sync::Arc::new(std::sync::Mutex::new(0));
    let counted = runs.clone();
    let sees_nobody = engine(move |_| {
        *counted.lock().unwrap() += 1;
        Ok(output(&[row([0.1, 0.1, 0.4, 0.7], 0.02)]))
    });
    let size = Size::new(600, 400);
    let mut poses = Poses::new(card(INPUT), source(), sees_nobody);
    assert!(look(&mut poses, &Picture::filled(size, [90, 120, 30]), &scene(size)).is_empty());
    assert_eq!(*runs.lock().unwrap(), 1);
}

fn pose(bbox: [f32; 4], score: f32) -> Pose {
    let out = output(&[row(bbox, score)]);
    decode(&out, |p| Point::new(p.x * 100.0, p.y * 100.0), Size::new(100, 100), &source(), "x")
        .unwrap()
        .remove(0)
}

#[test]
fn neighbours_stay_two_people() {
    let kept = one_per_person(vec![
        pose([0.1, 0.1, 0.4, 0.9], 0.6),
        pose([0.12, 0.1, 0.42, 0.92], 0.5), // the same person, seen again
        pose([0.3, 0.1, 0.6, 0.9], 0.4),    // the neighbour
    ]);
    assert_eq!(kept.iter().map(|p| p.score).collect::<Vec<_>>(), [0.6, 0.4]);
}

#[test]
fn poses_go_to_persons_each_once() {
    let mut scene = scene(Size::new(100, 100));
    let left = add_region(&mut scene, "person", [8.0, 5.0, 44.0, 95.0]);
    let right = add_region(&mut scene, "person", [40.0, 5.0, 75.0, 95.0]);
    let mut poses = [
        pose([0.1, 0.1, 0.4, 0.9], 0.4),
        pose([0.42, 0.1, 0.72, 0.9], 0.6),
        pose([0.8, 0.8, 0.9, 0.9], 0.9),
    ];
    assign_poses(&mut poses, scene.regions.values());
    assert_eq!(poses.map(|p| p.region), [Some(left), Some(right), None]);
}
