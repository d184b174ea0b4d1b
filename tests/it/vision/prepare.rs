//! Pictures into tensors: every layout, order, resize policy and number, and the way back into the image.

use dce::domain::{BBox, Point, Size};
use dce::inference::preprocess::{input_size, pictures_of, prepare_parts, prepare_whole};
use dce::inference::resize::halve_rgba;
use dce::inference::{Picture, Tensor};
use dce::models::{CardInput, Layout, PixelOrder, Resize};
use proptest::prelude::*;

fn input(width: i64, height: i64) -> CardInput {
    CardInput {
        name: "x".to_owned(),
        dtype: "f32".to_owned(),
        shape: vec![1, 3, height, width],
        layout: Some(Layout::Nchw),
        order: PixelOrder::Rgb,
        mean: vec![],
        std: vec![],
        resize: Resize::Stretch,
        pad: 0.0,
    }
}

/// A picture whose red is its column and whose green is its row.
fn coordinates(width: u32, height: u32) -> Picture {
    let rgba = (0..height)
        .flat_map(|y| (0..width).flat_map(move |x| [x as u8, y as u8, 7, 255]))
        .collect();
    Picture::new(Size::new(width, height), rgba).unwrap()
}

fn values(tensor: &Tensor) -> Vec<f32> {
    tensor.as_f32().unwrap().iter().copied().collect()
}

#[test]
fn channels_are_ordered_and_laid_out_as_the_card_says() {
    let picture = Picture::new(Size::new(2, 1), vec![10, 20, 30, 255, 40, 50, 60, 255]).unwrap();
    let planar = prepare_whole(&picture, &input(2, 1)).unwrap();
    assert_eq!(planar.tensor.shape(), [1, 3, 1, 2]);
    assert_eq!(values(&planar.tensor), [10.0, 40.0, 20.0, 50.0, 30.0, 60.0]);

    let bgr = CardInput { order: PixelOrder::Bgr, ..input(2, 1) };
    assert_eq!(
        values(&prepare_whole(&picture, &bgr).unwrap().tensor),
        [30.0, 60.0, 20.0, 50.0, 10.0, 40.0]
    );

    let nhwc = CardInput { layout: Some(Layout::Nhwc), shape: vec![1, 1, 2, 3], ..input(2, 1) };
    let interleaved = prepare_whole(&picture, &nhwc).unwrap();
    assert_eq!(interleaved.tensor.shape(), [1, 1, 2, 3]);
    assert_eq!(values(&interleaved.tensor), [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);

    let grey = CardInput {
        order: PixelOrder::Grey,
        shape: vec![1, 1, 2, 1],
        layout: Some(Layout::Nhwc),
        ..input(2, 1)
    };
    let grey = prepare_whole(&picture, &grey).unwrap();
    assert_eq!(grey.tensor.shape(), [1, 1, 2, 1]);
    assert!((values(&grey.tensor)[0] - 18.15).abs() < 1e-3);
}

#[test]
fn mean_and_std_are_per_channel_in_the_inputs_order() {
    let picture = Picture::filled(Size::new(4, 4), [100, 150, 200]);
    let normalised = CardInput {
        order: PixelOrder::Bgr,
        mean: vec![100.0, 50.0, 0.0],
        std: vec![10.0, 20.0, 50.0],
        ..input(1, 1)
    };
    assert_eq!(values(&prepare_whole(&picture, &normalised).unwrap().tensor), [10.0, 5.0, 2.0]);
    let one_for_all = CardInput { mean: vec![127.5], std: vec![127.5], ..input(1, 1) };
    let centred = values(&prepare_whole(&picture, &one_for_all).unwrap().tensor);
    assert!((centred[2] - 72.5 / 127.5).abs() < 1e-6);
}

#[test]
fn whole_numbers_are_rounded_and_other_types_refused() {
    let picture = Picture::filled(Size::new(4, 4), [100, 150, 200]);
    let whole = CardInput { dtype: "i32".to_owned(), mean: vec![0.4], ..input(1, 1) };
    let Tensor::I32(numbers) = prepare_whole(&picture, &whole).unwrap().tensor else {
        panic!("i32 was asked for")
    };
    assert_eq!(numbers.iter().copied().collect::<Vec<_>>(), [100, 150, 200]);
    for wrong in [
        CardInput { dtype: "f64".to_owned(), ..input(1, 1) },
        CardInput { std: vec![0.0], ..input(1, 1) },
        CardInput { mean: vec![1.0, 2.0], ..input(1, 1) },
        CardInput { layout: None, ..input(1, 1) },
        CardInput { shape: vec![1, 3, -1, 4], ..input(1, 1) },
    ] {
        let error = prepare_whole(&picture, &wrong).unwrap_err().to_string();
        assert!(error.contains("input x") && error.contains("card"), "{error}");
    }
}

#[test]
fn padding_has_the_cards_colour_and_lies_where_the_policy_says() {
    let picture = Picture::filled(Size::new(80, 40), [200, 200, 200]);
    let padded = |resize| {
        let card =
            CardInput { resize, pad: 114.0, mean: vec![14.0], std: vec![2.0], ..input(8, 8) };
        let prepared = prepare_whole(&picture, &card).unwrap();
        let column: Vec<f32> =
            values(&prepared.tensor).iter().take(64).step_by(8).copied().collect();
        (column, prepared.image_from_input[0])
    };
    let (column, way_back) = padded(Resize::PadCorner);
    assert_eq!(column, [93.0, 93.0, 93.0, 93.0, 50.0, 50.0, 50.0, 50.0]);
    assert_eq!(way_back.point(Point::new(8.0, 4.0)), Point::new(80.0, 40.0));
    let (column, way_back) = padded(Resize::Letterbox);
    assert_eq!(column, [50.0, 50.0, 93.0, 93.0, 93.0, 93.0, 50.0, 50.0]);
    assert_eq!(way_back.point(Point::new(0.0, 2.0)), Point::new(0.0, 0.0));
    assert_eq!(way_back.bbox(&BBox::new(4.0, 2.0, 8.0, 6.0)), BBox::new(40.0, 0.0, 80.0, 40.0));
}

#[test]
fn a_centre_crop_keeps_the_middle_seven_eighths_of_the_shorter_side() {
    let card = CardInput { resize: Resize::CentreCrop, ..input(7, 7) };
    let way_back = prepare_whole(&coordinates(160, 80), &card).unwrap().image_from_input[0];
    assert_eq!(way_back.bbox(&BBox::new(0.0, 0.0, 7.0, 7.0)), BBox::new(45.0, 5.0, 115.0, 75.0));
}

#[test]
fn a_batch_holds_each_part_with_its_own_way_back() {
    let parts = [BBox::new(0.0, 0.0, 64.0, 32.0), BBox::new(100.0, 50.0, 300.0, 90.0)];
    let prepared =
        prepare_parts(&coordinates(200, 100), &parts, &input(8, 4), Size::new(8, 4)).unwrap();
    assert_eq!(prepared.tensor.shape(), [2, 3, 4, 8]);
    // What hangs over the right edge is left out: the second part ends at column 200.
    let second = prepared.image_from_input[1].bbox(&BBox::new(0.0, 0.0, 8.0, 4.0));
    assert_eq!(second, BBox::new(100.0, 50.0, 200.0, 90.0));
    let outside = [BBox::new(200.0, 0.0, 240.0, 10.0)];
    assert!(
        prepare_parts(&coordinates(200, 100), &outside, &input(8, 4), Size::new(8, 4)).is_err()
    );
}

#[test]
fn sizes_are_read_in_the_layouts_order() {
    assert_eq!(input_size(&input(416, 320)).unwrap(), Size::new(416, 320));
    let nhwc =
        CardInput { layout: Some(Layout::Nhwc), shape: vec![-1, 320, 416, 3], ..input(1, 1) };
    assert_eq!(input_size(&nhwc).unwrap(), Size::new(416, 320));
}

#[test]
fn halving_means_two_by_two_and_keeps_the_odd_edge() {
    let pixels: Vec<u8> = [10, 20, 30, 30, 40, 50].iter().flat_map(|v| [*v, *v, *v, 255]).collect();
    let (half, size) = halve_rgba(&pixels, Size::new(3, 2));
    assert_eq!(size, Size::new(2, 1));
    assert_eq!(half, [25, 25, 25, 255, 40, 40, 40, 255]);
    let (half, size) = halve_rgba(&pixels, Size::new(2, 3));
    assert_eq!((half.len(), size), (8, Size::new(1, 2)));
    assert_eq!(half[4], 45); // 40 and 50, the last row standing for itself
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The picture tells where each of its pixels is, so the tensor shows whether the way back is true.
    #[test]
    fn the_way_back_leads_to_the_pixel_that_was_seen(
        x in 0f32..100.0, y in 0f32..100.0, w in 60f32..150.0, h in 60f32..150.0,
        resize in prop::sample::select(vec![Resize::Stretch, Resize::PadCorner, Resize::Letterbox, Resize::CentreCrop]),
        to_w in 6u32..40, to_h in 6u32..40,
    ) {
        let picture = coordinates(250, 250);
        let card = CardInput { resize, pad: -1.0, ..input(1, 1) };
        let to = Size::new(to_w, to_h);
        let prepared = prepare_parts(&picture, &[BBox::new(x, y, x + w, y + h)], &card, to).unwrap();
        let seen = values(&prepared.tensor);
        let plane = (to_w * to_h) as usize;
        for (i, (red, green)) in seen[..plane].iter().zip(&seen[plane..]).enumerate() {
            let (column, row) = (i as u32 % to_w, i as u32 / to_w);
            // At the rim the filter reaches for pixels that are not there.
            if *red < 0.0 || column < 1 || row < 1 || column + 1 >= to_w || row + 1 >= to_h {
                continue;
            }
            let at = prepared.image_from_input[0].point(Point::new(column as f32 + 0.5, row as f32 + 0.5));
            let near = |seen: f32, at: f32, scale: f32| (seen + 0.5 - at).abs() < 1.0 + scale / 2.0;
            prop_assert!(near(*red, at.x, prepared.image_from_input[0].scale_x), "column {column}: saw {red}, at {}", at.x);
            prop_assert!(near(*green, at.y, prepared.image_from_input[0].scale_y), "row {row}: saw {green}, at {}", at.y);
        }
    }
}

#[test]
fn the_half_size_picture_serves_large_reductions_without_a_shift() {
    // 4000 → 100 goes over the half (and its half); a ramp must come out as the same ramp.
    let rgba =
        (0..40u32).flat_map(|_| (0..4000u32).flat_map(|x| [(x / 16) as u8, 0, 0, 255])).collect();
    let picture = Picture::new(Size::new(4000, 40), rgba).unwrap();
    let small = picture.resized(&picture.size.bounds(), Size::new(100, 1)).unwrap();
    for (x, pixel) in small.chunks(4).enumerate() {
        let expected = (x as f32 * 40.0 + 20.0) / 16.0;
        assert!(
            (f32::from(pixel[0]) - expected).abs() < 1.5,
            "column {x}: {} for {expected}",
            pixel[0]
        );
    }
}

/// What a model saw can be shown: the pictures come back from the very tensor, whatever the card does to them.
#[test]
fn pictures_come_back_from_the_input() {
    let picture = coordinates(40, 30);
    let layouts = [(Layout::Nchw, [1, 3, 30, 40]), (Layout::Nhwc, [1, 30, 40, 3])];
    let numbers = [
        (vec![], vec![]),
        (vec![127.5], vec![127.5]),
        (vec![123.675, 116.28, 103.53], vec![58.395, 57.12, 57.375]),
    ];
    for (layout, shape) in layouts {
        for order in [PixelOrder::Rgb, PixelOrder::Bgr] {
            for (mean, std) in &numbers {
                for dtype in ["f32", "i32"] {
                    if dtype == "i32" && !mean.is_empty() {
                        continue; // such inputs are bytes in another type
                    }
                    let input = CardInput {
                        layout: Some(layout),
                        shape: shape.to_vec(),
                        order,
                        mean: mean.clone(),
                        std: std.clone(),
                        dtype: dtype.to_owned(),
                        ..input(40, 30)
                    };
                    let prepared = prepare_whole(&picture, &input).unwrap();
                    let back = pictures_of(&prepared.tensor, &input).unwrap();
                    assert_eq!(back.len(), 1);
                    assert_eq!(
                        (back[0].size, &back[0].rgba),
                        (picture.size, &picture.rgba),
                        "{input:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn grey_letterboxed_and_batched_inputs_come_back() {
    let picture = coordinates(40, 20);
    let grey = CardInput {
        order: PixelOrder::Grey,
        shape: vec![1, 20, 40, 1],
        layout: Some(Layout::Nhwc),
        mean: vec![127.5],
        std: vec![127.5],
        ..input(40, 20)
    };
    let prepared = prepare_whole(&picture, &grey).unwrap();
    let back = pictures_of(&prepared.tensor, &grey).unwrap().remove(0);
    let at = |x: usize, y: usize| back.rgba[4 * (40 * y + x)..][..4].to_vec();
    let luma = |x: f32, y: f32| (0.299 * x + 0.587 * y + 0.114 * 7.0).round() as u8;
    assert_eq!(at(30, 10), [luma(30.0, 10.0), luma(30.0, 10.0), luma(30.0, 10.0), 255]);

    let letterbox = CardInput { resize: Resize::Letterbox, pad: 114.0, ..input(40, 40) };
    let halves = [BBox::new(0.0, 0.0, 40.0, 20.0), BBox::new(20.0, 0.0, 40.0, 20.0)];
    let prepared = prepare_parts(&picture, &halves, &letterbox, Size::new(40, 40)).unwrap();
    let back = pictures_of(&prepared.tensor, &letterbox).unwrap();
    assert_eq!(back.len(), 2);
    assert_eq!(back[0].rgba[..4], [114, 114, 114, 255], "the padding is seen");
    assert_eq!(back[0].rgba[4 * 40 * 10..4 * 40 * 11], picture.rgba[..4 * 40]);
    assert_eq!(back[1].size, Size::new(40, 40));
    assert!(pictures_of(&prepared.tensor, &grey).is_none(), "three channels are not grey");
}
