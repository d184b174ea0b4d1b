//! Batches, CTC, straightening and confidence.

use dce::domain::{Point, Size};
use dce::inference::Picture;
use dce::models::{Calibration, CardInput, Layout, PixelOrder, Resize};
use dce::specialists::ocr::line::straightened;
use dce::specialists::ocr::recognise::{
    Line, batch_data, batches, confidence, decode, dictionary,
};
use ndarray::Array2;
use proptest::prelude::*;

fn steps(best: &[(usize, f32)], classes: usize) -> Array2<f32> {
    Array2::from_shape_fn((best.len(), classes), |(step, class)| {
        if best[step].0 == class { best[step].1 } else { 0.0 }
    })
}

#[test]
fn repeats_join_and_blanks_part_them() {
    let names = dictionary("a\nb");
    assert_eq!(names, ["", "a", "b", " "]);
    let read = |best: &[(usize, f32)]| decode(steps(best, 4).view(), &names);
    let line = read(&[(0, 1.0), (1, 0.9), (1, 0.5), (0, 0.9), (1, 0.7), (3, 0.8), (2, 1.0), (0, 1.0)]);
    assert_eq!(line.text, "aa b");
    assert!((line.mean - (0.9 + 0.7 + 0.8 + 1.0) / 4.0).abs() < 1e-6, "first of each run: {}", line.mean);
    assert_eq!(read(&[(0, 1.0), (0, 1.0)]), Line { text: String::new(), mean: 0.0 });
}

proptest! {
    #[test]
    fn every_line_is_in_one_batch_wide_enough(widths in prop::collection::vec(8usize..1930, 0..60)) {
        let all = batches(&widths);
        let mut seen: Vec<usize> = all.iter().flat_map(|b| b.lines.clone()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..widths.len()).collect::<Vec<_>>());
        for batch in all {
            prop_assert!(batch.width % 32 == 0 && batch.lines.len() <= 8);
            for line in batch.lines {
                let needed = widths[line].max(160) as f32;
                prop_assert!(widths[line] <= batch.width);
                prop_assert!((needed + 31.0) / batch.width as f32 >= 0.7);
            }
        }
    }
}

fn said(text: &str, mean: f32) -> f32 {
    confidence(&Line { text: text.to_owned(), mean }, None)
}

#[test]
fn readings_of_textures_are_not_asserted_and_those_of_text_are() {
    // As the models read them on photographs without text (below 0.5) and with text (above).
    let textures = [("8", 0.932), ("1", 0.989), ("g", 0.797), ("O", 0.916), ("OH", 0.623), ("AAA", 0.623),
        ("***", 0.942), ("。", 0.987), ("0000", 0.799), ("C000", 0.84), ("日日日", 0.313), ("—", 0.934)];
    for (text, mean) in textures {
        assert!(said(text, mean) < 0.5, "{text}: {}", said(text, mean));
    }
    let texts = [("4", 1.0), ("C6", 0.997), ("R68", 1.0), ("NOTICE", 0.999), ("unicef", 0.99), ("BASMATI", 0.997),
        ("AT ALL TIMES", 0.986), ("Post", 0.965), ("中文", 0.995)];
    for (text, mean) in texts {
        assert!(said(text, mean) >= 0.5, "{text}: {}", said(text, mean));
    }
}

#[test]
fn a_measured_curve_of_the_card_replaces_ours() {
    let line = Line { text: "STOP".to_owned(), mean: 0.9 };
    let curve = Calibration {
        scores: vec![0.8, 1.0],
        precision: vec![0.2, 1.0],
        measured_on: "the test".to_owned(),
    };
    assert!((confidence(&line, Some(&curve)) - 0.6).abs() < 1e-5);
    let empty = Calibration { scores: Vec::new(), precision: Vec::new(), ..curve };
    assert_eq!(confidence(&line, Some(&empty)), 0.0);
}

/// A picture whose red is x and green is y.
fn ramp(width: u32, height: u32) -> Picture {
    let rgba = (0..height)
        .flat_map(|y| (0..width).flat_map(move |x| [x as u8, y as u8, 7, 255]))
        .collect();
    Picture::new(Size::new(width, height), rgba).unwrap()
}

#[test]
fn a_straight_line_is_cut_out_where_it_lies() {
    let picture = ramp(200, 100);
    let quad = [(20.0, 10.0), (116.0, 10.0), (116.0, 58.0), (20.0, 58.0)].map(|(x, y)| Point::new(x, y));
    let line = straightened(&picture, &quad, 48);
    assert_eq!((line.width, line.height), (96, 48));
    let at = |x: usize, y: usize| &line.rgb[(y * 96 + x) * 3..(y * 96 + x) * 3 + 3];
    assert_eq!(at(0, 0), [20.0, 10.0, 7.0]);
    assert_eq!(at(95, 47), [115.0, 57.0, 7.0]);
}

#[test]
fn large_letters_are_averaged_and_upright_lines_turned_left() {
    let picture = ramp(250, 250);
    let quad = [(50.0, 10.0), (98.0, 10.0), (98.0, 202.0), (50.0, 202.0)].map(|(x, y)| Point::new(x, y));
    let line = straightened(&picture, &quad, 24);
    assert_eq!((line.width, line.height), (96, 24));
    // The text's left is the picture's top right corner turned: x runs down, the text's top is on the right.
    let first = &line.rgb[..3];
    assert!((first[0] - 96.5).abs() < 0.01 && (first[1] - 10.5).abs() < 0.01, "{first:?}");
}

#[test]
fn batches_hold_each_line_normalised_and_zero_elsewhere() {
    let picture = ramp(64, 48);
    let quad = [(0.0, 0.0), (64.0, 0.0), (64.0, 48.0), (0.0, 48.0)].map(|(x, y)| Point::new(x, y));
    let lines = [straightened(&picture, &quad, 48)];
    let input = CardInput {
        name: "x".to_owned(),
        dtype: "f32".to_owned(),
        shape: vec![-1, 3, 48, -1],
        layout: Some(Layout::Nchw),
        order: PixelOrder::Bgr,
        mean: vec![127.5],
        std: vec![127.5],
        resize: Resize::Stretch,
        pad: 0.0,
    };
    let batch = &batches(&[64])[0];
    let data = batch_data(batch, &lines, 48, &input);
    assert_eq!(data.len(), 3 * 48 * 160);
    let at = |c: usize, y: usize, x: usize| data[(c * 48 + y) * 160 + x];
    assert!((at(0, 5, 9) - (7.0 - 127.5) / 127.5).abs() < 1e-6, "blue first");
    assert!((at(2, 5, 9) - (9.0 - 127.5) / 127.5).abs() < 1e-6, "red last");
    assert_eq!(at(1, 20, 64), 0.0, "right of the line");
}
