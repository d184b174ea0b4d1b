//! Probability maps into quadrilaterals.

use dce::domain::{Point, Size};
use dce::specialists::ocr::components::{Run, components, dilated};
use dce::specialists::ocr::detect::{DetectRules, text_boxes};
use dce::specialists::ocr::rectangle::{Rectangle, mean_within};
use ndarray::Array2;
use proptest::prelude::*;

fn mask(rows: &[&str]) -> Vec<Vec<bool>> {
    rows.iter().map(|r| r.bytes().map(|b| b == b'#').collect()).collect()
}

/// A map that is `inside` within a rectangle at an angle (radians), 0 elsewhere.
fn bar(size: (usize, usize), centre: (f32, f32), along: f32, across: f32, angle: f32, inside: f32) -> Array2<f32> {
    Array2::from_shape_fn((size.1, size.0), |(y, x)| {
        let (dx, dy) = (x as f32 - centre.0, y as f32 - centre.1);
        let u = dx * angle.cos() + dy * angle.sin();
        let v = dy * angle.cos() - dx * angle.sin();
        if u.abs() <= along / 2.0 && v.abs() <= across / 2.0 { inside } else { 0.0 }
    })
}

#[test]
fn components_join_over_corners_and_detours() {
    let two = mask(&["##..#", "..#.#", "....#"]);
    let found = components(&two);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0], [Run { y: 0, first: 0, last: 1 }, Run { y: 1, first: 2, last: 2 }]);
    assert_eq!(components(&mask(&["#.#", "#.#", "###"])).len(), 1, "a U is one thing");
    assert_eq!(components(&mask(&["#.#.#", ".....", "#####"])).len(), 4);
    assert_eq!(components(&mask(&["...", "..."])).len(), 0);
}

/// Components by flooding, the slow and obvious way.
fn flooded(mask: &[Vec<bool>]) -> usize {
    let (h, w) = (mask.len(), mask[0].len());
    let mut seen = vec![vec![false; w]; h];
    let mut count = 0;
    for y in 0..h {
        for x in 0..w {
            if !mask[y][x] || seen[y][x] {
                continue;
            }
            count += 1;
            let mut stack = vec![(x, y)];
            while let Some((x, y)) = stack.pop() {
                if std::mem::replace(&mut seen[y][x], true) {
                    continue;
                }
                for ny in y.saturating_sub(1)..(y + 2).min(h) {
                    for nx in x.saturating_sub(1)..(x + 2).min(w) {
                        if mask[ny][nx] && !seen[ny][nx] {
                            stack.push((nx, ny));
                        }
                    }
                }
            }
        }
    }
    count
}

proptest! {
    #[test]
    fn components_are_those_of_a_flood(bits in prop::collection::vec(prop::bool::weighted(0.4), 12 * 9)) {
        let mask: Vec<Vec<bool>> = bits.chunks(12).map(<[bool]>::to_vec).collect();
        let found = components(&mask);
        prop_assert_eq!(found.len(), flooded(&mask));
        let pixels: i32 = found.iter().flatten().map(|r| r.last - r.first + 1).sum();
        prop_assert_eq!(pixels as usize, bits.iter().filter(|b| **b).count());
    }

    #[test]
    fn the_smallest_rectangle_holds_every_point(points in prop::collection::vec((-50i32..50, -50i32..50), 1..40)) {
        let rectangle = Rectangle::around(&points).unwrap();
        let (ax, ay) = (rectangle.axis.x, rectangle.axis.y);
        for (x, y) in points {
            let (dx, dy) = (x as f32 - rectangle.centre.x, y as f32 - rectangle.centre.y);
            prop_assert!((dx * ax + dy * ay).abs() <= rectangle.along / 2.0 + 0.01);
            prop_assert!((dy * ax - dx * ay).abs() <= rectangle.across / 2.0 + 0.01);
        }
    }
}

#[test]
fn dilation_grows_right_and_down_by_one() {
    let mut map = Array2::<f32>::zeros((4, 4));
    map[[1, 1]] = 0.9;
    map[[0, 3]] = 0.31;
    let grown = dilated(map.view(), 0.3);
    assert_eq!(grown, mask(&["...#", ".###", ".##.", "...."]));
}

#[test]
fn unclipping_moves_every_side_by_area_times_ratio_over_perimeter() {
    let rectangle = Rectangle::around(&[(0, 0), (100, 0), (100, 20), (0, 20)]).unwrap();
    let grown = rectangle.unclipped(1.6);
    let distance = 100.0 * 20.0 * 1.6 / 240.0;
    let (longer, shorter) = (grown.along.max(grown.across), grown.along.min(grown.across));
    assert!((longer - 100.0 - 2.0 * distance).abs() < 1e-3);
    assert!((shorter - 20.0 - 2.0 * distance).abs() < 1e-3);
    assert_eq!(grown.centre, rectangle.centre);
}

#[test]
fn corners_run_clockwise_from_the_top_left_at_any_tilt() {
    for degrees in [-40.0f32, -10.0, 0.0, 10.0, 40.0] {
        let map = bar((200, 200), (100.0, 100.0), 120.0, 20.0, degrees.to_radians(), 1.0);
        let found = text_boxes(map.view(), Size::new(200, 200), &DetectRules::default());
        assert_eq!(found.len(), 1, "{degrees}°");
        let [tl, tr, br, bl] = found[0].quad;
        let tilt = (tr.y - tl.y).atan2(tr.x - tl.x).to_degrees();
        assert!((tilt - degrees).abs() < 2.0, "{degrees}°: {tilt}");
        let cross = (tr.x - tl.x) * (br.y - tr.y) - (tr.y - tl.y) * (br.x - tr.x);
        assert!(cross > 0.0, "{degrees}°: not clockwise");
        assert!(bl.y > tl.y && tr.x > tl.x, "{degrees}°: {:?}", found[0].quad);
    }
}

#[test]
fn boxes_are_in_pixels_of_the_picture_and_stay_inside() {
    let map = bar((160, 96), (80.0, 90.0), 158.0, 12.0, 0.0, 0.8);
    let picture = Size::new(320, 288);
    let found = text_boxes(map.view(), picture, &DetectRules::default());
    assert_eq!(found.len(), 1);
    // The dilation adds an empty pixel row and column to what is measured, so the mean is a little below 0.8.
    assert!(found[0].score > 0.7 && found[0].score <= 0.8, "{}", found[0].score);
    for p in found[0].quad {
        assert!((0.0..=320.0).contains(&p.x) && (0.0..=288.0).contains(&p.y), "{p:?}");
    }
    let [tl, tr, _, bl] = found[0].quad;
    assert!(tl.x < 2.0 && tr.x > 318.0 && bl.y == 288.0 && tl.y < 84.0 * 3.0, "{:?}", found[0].quad);
}

#[test]
fn faint_and_tiny_places_are_no_text() {
    let size = Size::new(100, 100);
    let rules = DetectRules::default();
    let faint = bar((100, 100), (50.0, 50.0), 60.0, 16.0, 0.0, 0.4);
    assert!(text_boxes(faint.view(), size, &rules).is_empty());
    let speck = bar((100, 100), (50.0, 50.0), 1.0, 1.0, 0.0, 1.0);
    assert!(text_boxes(speck.view(), size, &rules).is_empty());
    let nothing = Array2::<f32>::zeros((0, 0));
    assert!(text_boxes(nothing.view(), size, &rules).is_empty());
}

#[test]
fn the_mean_within_a_quadrilateral_leaves_out_what_is_outside() {
    let mut map = Array2::<f32>::zeros((10, 10));
    map.slice_mut(ndarray::s![2..5, 2..8]).fill(0.5);
    let quad = |x1, y1, x2, y2| {
        [Point::new(x1, y1), Point::new(x2, y1), Point::new(x2, y2), Point::new(x1, y2)]
    };
    assert!((mean_within(map.view(), &quad(2.0, 2.0, 7.0, 4.0)) - 0.5).abs() < 1e-6);
    assert!(mean_within(map.view(), &quad(0.0, 0.0, 9.0, 9.0)) < 0.1);
    assert_eq!(mean_within(map.view(), &quad(-9.0, -9.0, -5.0, -5.0)), 0.0);
}

#[test]
fn the_network_sees_736_on_the_short_side_within_bounds() {
    let rules = DetectRules::default();
    let size = |w, h| {
        let s = rules.input_size(Size::new(w, h));
        (s.width, s.height)
    };
    assert_eq!(size(640, 480), (992, 736));
    assert_eq!(size(4000, 3000), (992, 736));
    assert_eq!(size(57, 66), (160, 192), "icons are enlarged three times, no more");
    assert_eq!(size(6000, 1000), (1440, 256), "panoramas are bounded by their length");
    assert_eq!(size(30_000, 1), (1440, 32));
    assert_eq!(size(1, 1), (32, 32));
}
