//! BlazeFace's decoding, the views, the closer looks, and the matching of faces to persons.

use super::{add_region, card, engine, f32s, look, scene, source};
use dce::domain::{BBox, Face, RegionId, Size};
use dce::inference::{Picture, Tensor};
use dce::specialists::Finding;
use dce::specialists::blazeface::{RawFace, anchors, decode, suppress};
use dce::specialists::faces::{Faces, assign_faces, views};

const INPUT: &str = r#""inputs": [{"name": "input", "dtype": "f32", "shape": [1, 256, 256, 3], "layout": "nhwc", "order": "rgb", "mean": [127.5], "std": [127.5], "resize": "pad_corner"}]"#;

/// BlazeFace's four outputs with one face at an anchor: its logit and the 16 values of its row.
fn outputs(at: Option<(usize, f32, [f32; 16])>) -> Vec<(String, Tensor)> {
    let mut logits = vec![-20.0; 896];
    let mut boxes = vec![0.0; 896 * 16];
    if let Some((anchor, logit, row)) = at {
        logits[anchor] = logit;
        boxes[anchor * 16..][..16].copy_from_slice(&row);
    }
    // In an order that is not the model's: outputs are told apart by shape.
    vec![
        f32s("d", &[1, 384, 16], boxes[512 * 16..].to_vec()),
        f32s("a", &[1, 512, 1], logits[..512].to_vec()),
        f32s("c", &[1, 512, 16], boxes[..512 * 16].to_vec()),
        f32s("b", &[1, 384, 1], logits[512..].to_vec()),
    ]
}

#[test]
fn anchors_are_cell_centres_of_both_maps() {
    let anchors = anchors();
    assert_eq!(anchors.len(), 896);
    let at = |i: usize| (anchors[i].x, anchors[i].y);
    assert_eq!(at(0), (8.0, 8.0));
    assert_eq!(at(1), (8.0, 8.0));
    assert_eq!(at(2), (24.0, 8.0));
    assert_eq!(at(32), (8.0, 24.0));
    assert_eq!(at(511), (248.0, 248.0));
    assert_eq!(at(512), (16.0, 16.0));
    assert_eq!(at(518), (48.0, 16.0));
    assert_eq!(at(895), (240.0, 240.0));
}

#[test]
fn a_row_is_offsets_from_its_anchor() {
    let mut row = [0.0; 16];
    row[..4].copy_from_slice(&[4.0, -2.0, 40.0, 60.0]);
    row[4..6].copy_from_slice(&[-9.0, -11.0]); // right eye
    let faces = decode(&outputs(Some((518, 2.0, row))), &anchors(), 0.5, "x").unwrap();
    assert_eq!(faces.len(), 1);
    assert_eq!(faces[0].bbox, BBox::new(32.0, -16.0, 72.0, 44.0));
    assert_eq!((faces[0].keypoints[0].x, faces[0].keypoints[0].y), (39.0, 5.0));
    assert!((faces[0].score - 0.880_797).abs() < 1e-5);
}

#[test]
fn an_output_that_is_missing_is_named() {
    let error = decode(&outputs(None)[..3], &anchors(), 0.5, "blazeface-x").unwrap_err();
    let message = error.to_string();
    assert!(message.contains("blazeface-x") && message.contains("[1, 384, 1]"), "{message}");
}

#[test]
fn doubles_and_parts_of_a_face_fall() {
    let face = |bbox: [f32; 4], score| RawFace {
        bbox: bbox.into(),
        score,
        keypoints: [dce::domain::Point::new(0.0, 0.0); 6],
    };
    let kept = suppress(vec![
        face([0.0, 0.0, 100.0, 100.0], 0.8),
        face([10.0, 10.0, 110.0, 110.0], 0.9), // the better double
        face([30.0, 30.0, 60.0, 60.0], 0.7),   // inside
        face([90.0, 0.0, 190.0, 100.0], 0.6),  // the neighbour
    ]);
    let scores: Vec<f32> = kept.iter().map(|f| f.score).collect();
    assert_eq!(scores, [0.9, 0.6]);
}

#[test]
fn views_cover_the_picture_and_stay_inside() {
    for (width, height) in
        [(1, 1), (300, 200), (640, 480), (480, 640), (1280, 960), (4000, 3000), (30000, 1)]
    {
        let size = Size::new(width, height);
        let views = views(size);
        assert_eq!(views[0], size.bounds());
        for view in &views {
            assert!(
                view.is_proper() && view.share_inside(&size.bounds()) > 0.999,
                "{view:?} of {size:?}"
            );
        }
        if views.len() > 1 {
            let right = views[1..].iter().map(|v| v.x2).fold(0.0, f32::max);
            let bottom = views[1..].iter().map(|v| v.y2).fold(0.0, f32::max);
            assert!((right - width as f32).abs() < 0.5 && (bottom - height as f32).abs() < 0.5);
        }
    }
    assert_eq!(views(Size::new(300, 200)).len(), 1);
    assert_eq!(views(Size::new(640, 480)).len(), 1 + 4);
}

/// An engine that "sees" the white square of a black picture as a face: it measures it in the tensor.
/// `fade` lowers the logit where the square fills more than a fifth of the view, as an accident of pixels would.
fn sees_white_square(fade: bool) -> Box<dyn dce::inference::Engine> {
    engine(move |tensor| {
        let pixels = tensor.as_f32().unwrap();
        assert_eq!(pixels.shape(), [1, 256, 256, 3]);
        let mut bounds = (256usize, 256usize, 0usize, 0usize);
        let mut count = 0;
        for y in 0..256 {
            for x in 0..256 {
                if pixels[[0, y, x, 0]] > 0.5 {
                    bounds = (
                        bounds.0.min(x),
                        bounds.1.min(y),
                        bounds.2.max(x + 1),
                        bounds.3.max(y + 1),
                    );
                    count += 1;
                }
            }
        }
        if count < 30 {
            return Ok(outputs(None));
        }
        let [x1, y1, x2, y2] = [bounds.0, bounds.1, bounds.2, bounds.3].map(|v| v as f32);
        let mut row = [0.0; 16];
        let centre = ((x1 + x2) / 2.0, (y1 + y2) / 2.0);
        row[..4].copy_from_slice(&[centre.0 - 8.0, centre.1 - 8.0, x2 - x1, y2 - y1]);
        row[4] = x1 - 8.0; // the right eye at the square's left edge
        let large = x2 - x1 > 256.0 / 5.0;
        Ok(outputs(Some((0, if fade && large { -3.0 } else { 3.0 }, row))))
    })
}

fn white_square(size: Size, square: BBox) -> Picture {
    super::painted(size, |x, y| {
        let inside = square.contains(dce::domain::Point::new(x as f32 + 0.5, y as f32 + 0.5));
        if inside { [255; 3] } else { [0; 3] }
    })
}

#[test]
fn a_face_that_stays_is_brought_once_in_image_pixels() {
    let size = Size::new(640, 480);
    let square = BBox::new(300.0, 200.0, 360.0, 260.0);
    let picture = white_square(size, square);
    let mut faces = Faces::new(card(INPUT), source(), sees_white_square(false));
    let found = look(&mut faces, &picture, &scene(size));
    let [Finding::Face(face)] = &found[..] else { panic!("one face, not {found:?}") };
    assert!(face.bbox.iou(&square) > 0.93, "{:?}", face.bbox);
    assert!((face.score - 0.9526).abs() < 1e-3);
    assert_eq!(face.keypoints.len(), 6);
    // Seen in the mirror too, the right eye stays on its side: three looks in four put it at the left edge.
    assert!((face.keypoints[1].x - face.keypoints[0].x).abs() > 1.0);
}

#[test]
fn a_face_that_a_closer_look_does_not_confirm_is_no_face() {
    let size = Size::new(640, 480);
    let picture = white_square(size, BBox::new(300.0, 200.0, 360.0, 260.0));
    let mut faces = Faces::new(card(INPUT), source(), sees_white_square(true));
    assert!(look(&mut faces, &picture, &scene(size)).is_empty());
}

#[test]
fn a_picture_of_one_pixel_is_no_trouble() {
    let size = Size::new(1, 1);
    let mut faces = Faces::new(card(INPUT), source(), sees_white_square(false));
    assert!(look(&mut faces, &Picture::filled(size, [0; 3]), &scene(size)).is_empty());
}

fn face(bbox: [f32; 4], score: f32) -> Face {
    Face {
        bbox: bbox.into(),
        score,
        keypoints: Vec::new(),
        source: source(),
        region: None,
        emotions: Vec::new(),
    }
}

#[test]
fn faces_go_to_the_person_whose_head_they_are() {
    let mut scene = scene(Size::new(800, 600));
    let behind = add_region(&mut scene, "person", [100.0, 50.0, 300.0, 500.0]);
    // Smaller, and holds the face of the one behind in its lower half only if it held it at all.
    let before = add_region(&mut scene, "person", [120.0, 200.0, 280.0, 500.0]);
    let apart = add_region(&mut scene, "person", [500.0, 50.0, 600.0, 400.0]);
    let mut faces = vec![
        face([170.0, 70.0, 230.0, 130.0], 0.8),
        face([175.0, 220.0, 225.0, 270.0], 0.9),
        face([700.0, 100.0, 750.0, 150.0], 0.9), // in nobody
        face([520.0, 60.0, 570.0, 110.0], 0.7),
        face([530.0, 300.0, 560.0, 330.0], 0.95), // a face printed on a shirt: the head comes first by place
    ];
    assign_faces(&mut faces, scene.regions.values());
    let regions: Vec<Option<RegionId>> = faces.iter().map(|f| f.region).collect();
    assert_eq!(regions[..3], [Some(behind), Some(before), None]);
    assert_eq!(regions[3], Some(apart));
    assert_eq!(regions[4], None);
}
