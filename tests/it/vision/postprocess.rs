//! Suppression and the small formulas that decoders share.

use dce::domain::BBox;
use dce::inference::postprocess::{
    Classes, RawBox, are_probabilities, expected_bin, largest, nms, sigmoid, softmax,
};
use proptest::prelude::*;

fn raw(corners: [f32; 4], class: usize, score: f32) -> RawBox {
    RawBox { bbox: BBox::from(corners), class, score }
}

#[test]
fn the_better_of_two_boxes_on_one_thing_stays() {
    let boxes = [
        raw([0.0, 0.0, 10.0, 10.0], 1, 0.6),
        raw([1.0, 0.0, 11.0, 10.0], 1, 0.9), // IoU 9 / 11
        raw([1.0, 0.0, 11.0, 10.0], 2, 0.5),
        raw([40.0, 0.0, 50.0, 10.0], 1, 0.3),
    ];
    assert_eq!(nms(&boxes, 0.5, Classes::Apart), [1, 2, 3]);
    assert_eq!(nms(&boxes, 0.5, Classes::Together), [1, 3]);
    assert_eq!(nms(&boxes, 0.85, Classes::Together), [1, 0, 3]);
}

#[test]
fn what_is_no_box_or_has_no_score_falls() {
    let boxes = [
        raw([5.0, 5.0, 5.0, 9.0], 0, 0.9),
        raw([0.0, 0.0, f32::NAN, 9.0], 0, 0.9),
        raw([0.0, 0.0, f32::INFINITY, 9.0], 0, 0.9),
        raw([0.0, 0.0, 9.0, 9.0], 0, f32::NAN),
        raw([0.0, 0.0, 9.0, 9.0], 0, 0.1),
    ];
    assert_eq!(nms(&boxes, 0.5, Classes::Apart), [4]);
}

proptest! {
    #[test]
    fn of_any_boxes_those_kept_are_apart_and_those_dropped_are_covered(
        corners in prop::collection::vec((0f32..80.0, 0f32..80.0, 1f32..40.0, 1f32..40.0, 0usize..2, 0f32..1.0), 0..30),
    ) {
        let boxes: Vec<_> =
            corners.iter().map(|&(x, y, w, h, class, score)| raw([x, y, x + w, y + h], class, score)).collect();
        let kept = nms(&boxes, 0.5, Classes::Apart);
        let over = |a: usize, b: usize| boxes[a].class == boxes[b].class && boxes[a].bbox.iou(&boxes[b].bbox) > 0.5;
        for (n, &a) in kept.iter().enumerate() {
            prop_assert!(kept[..n].iter().all(|&b| boxes[b].score >= boxes[a].score && !over(a, b)));
        }
        for i in (0..boxes.len()).filter(|i| !kept.contains(i)) {
            prop_assert!(kept.iter().any(|&k| over(k, i) && boxes[k].score >= boxes[i].score));
        }
    }
}

#[test]
fn formulas_are_right_and_do_not_overflow() {
    let p = softmax(&[1000.0, 1000.0, 999.0]);
    assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-6);
    assert!((p[2] / p[0] - (-1f32).exp()).abs() < 1e-6);
    assert!(softmax(&[]).is_empty());
    assert!((sigmoid(0.0) - 0.5).abs() < 1e-7);
    assert!(sigmoid(-1000.0).abs() < 1e-7 && (sigmoid(1000.0) - 1.0).abs() < 1e-7);
    assert!((expected_bin(&[0.0, 50.0, 0.0]) - 1.0).abs() < 1e-6);
    assert!((expected_bin(&[3.0, 3.0, 3.0, 3.0]) - 1.5).abs() < 1e-6);
    assert!(expected_bin(&[]).abs() < 1e-7);
    assert_eq!(largest(&[f32::NAN, 1.0, 3.0, 3.0]), Some((2, 3.0)));
    assert_eq!(largest(&[]), None);
    assert!(are_probabilities(&[0.0, 1.0, 0.5]));
    assert!(!are_probabilities(&[0.0, -4.0]) && !are_probabilities(&[f32::NAN]));
}
