//! Each detector's decoder on outputs made by hand: one thing of known place, class and score, found back.

use dce::domain::{BBox, Size};
use dce::inference::Tensor;
use dce::inference::postprocess::RawBox;
use dce::specialists::detect::{centernet, detr, nanodet, ssd, tiles, yolov8, yolox};
use ndarray::{Array, IxDyn};

type Outputs = Vec<(String, Tensor)>;

fn f32s(shape: &[usize], values: Vec<f32>) -> Tensor {
    Tensor::F32(Array::from_shape_vec(IxDyn(shape), values).unwrap())
}

fn zeros(shape: &[usize]) -> Array<f32, IxDyn> {
    Array::zeros(IxDyn(shape))
}

/// What every decoder is asked: exactly this box comes out.
fn check(found: &[RawBox], bbox: [f32; 4], class: usize, score: f32) {
    let [one] = found else { panic!("one box expected: {found:?}") };
    let off =
        <[f32; 4]>::from(one.bbox).iter().zip(bbox).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(off < 1e-2, "{one:?}, not {bbox:?}");
    assert_eq!(one.class, class);
    assert!((one.score - score).abs() < 1e-4, "{one:?}, not {score}");
}

/// NanoDet for an input of 64×32 and three classes; the outputs in any order, scores after `activation`.
fn nanodet_outputs(score: f32, background: f32) -> Outputs {
    let mut outputs = Vec::new();
    for (stride, cells) in [(8, 32), (16, 8), (32, 2)] {
        let mut scores = zeros(&[1, cells, 3]);
        scores.fill(background);
        let mut sides = zeros(&[1, cells, 44]);
        if stride == 16 {
            // Row 1, column 2: centre (40, 24). Distances 1, 0.5, 2, 0 strides.
            scores[[0, 6, 1]] = score;
            for (side, bins) in [&[1][..], &[0, 1], &[2], &[0]].iter().enumerate() {
                bins.iter().for_each(|bin| sides[[0, 6, 11 * side + bin]] = 60.0);
            }
        }
        outputs.push((format!("scores {stride}"), Tensor::F32(scores)));
        outputs.insert(0, (format!("sides {stride}"), Tensor::F32(sides)));
    }
    outputs
}

#[test]
fn nanodet_expects_distances_from_the_cells_centre() {
    let found = nanodet::decode(&nanodet_outputs(0.8, 0.0), Size::new(64, 32), 3, 0.3).unwrap();
    check(&found, [24.0, 16.0, 72.0, 24.0], 1, 0.8);
    let logits = nanodet_outputs(2.0, -6.0);
    let found = nanodet::decode(&logits, Size::new(64, 32), 3, 0.3).unwrap();
    check(&found, [24.0, 16.0, 72.0, 24.0], 1, 0.880_797);
}

#[test]
fn centernets_table_is_read_row_by_row() {
    let rows = vec![
        1.0,
        2.0,
        30.0,
        40.0,
        0.7,
        2.0, // the one
        1.0,
        2.0,
        30.0,
        40.0,
        0.2,
        1.0, // below the floor
        1.0,
        2.0,
        30.0,
        40.0,
        0.9,
        3.0, // no such class
        1.0,
        2.0,
        30.0,
        40.0,
        0.9,
        -1.0,
        1.0,
        2.0,
        30.0,
        40.0,
        f32::NAN,
        1.0,
    ];
    let outputs = vec![
        ("heat".to_owned(), f32s(&[1, 2, 2, 3], vec![0.0; 12])),
        ("table".to_owned(), f32s(&[1, 5, 6], rows)),
    ];
    check(&centernet::decode(&outputs, 3, 0.3).unwrap(), [1.0, 2.0, 30.0, 40.0], 2, 0.7);
}

#[test]
fn yolox_multiplies_objectness_and_scales_by_the_cells_stride() {
    // Input 64×64: 64 + 16 + 4 cells. The first of stride 32's second row is cell 64 + 16 + 2.
    let mut table = zeros(&[1, 84, 7]);
    for (column, value) in [0.5, 0.25, 0.0, (0.5f32).ln(), 0.8, 0.1, 0.9].into_iter().enumerate() {
        table[[0, 82, column]] = value;
    }
    let outputs = vec![("output".to_owned(), Tensor::F32(table))];
    let found = yolox::decode(&outputs, Size::new(64, 64), 2, 0.3).unwrap();
    check(&found, [0.0, 32.0, 32.0, 48.0], 1, 0.72);
}

#[test]
fn yolov8_is_read_by_field_or_by_row() {
    let mut fields = zeros(&[1, 6, 9]);
    for (field, value) in [50.0, 40.0, 20.0, 10.0, 0.05, 0.6].into_iter().enumerate() {
        fields[[0, field, 7]] = value;
    }
    let rows = fields.clone().permuted_axes(IxDyn(&[0, 2, 1])).as_standard_layout().into_owned();
    for output in [fields, rows] {
        let outputs = vec![("output0".to_owned(), Tensor::F32(output))];
        check(&yolov8::decode(&outputs, 2, 0.3).unwrap(), [40.0, 35.0, 60.0, 45.0], 1, 0.6);
    }
}

#[test]
fn detr_has_a_softmax_with_nothing_or_a_sigmoid_per_class() {
    let boxes = || {
        ("pred_boxes".to_owned(), f32s(&[1, 2, 4], vec![0.5, 0.5, 0.2, 0.4, 0.1, 0.1, 0.1, 0.1]))
    };
    let with_nothing = f32s(&[1, 2, 4], vec![0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 9.0]);
    let outputs = [("logits".to_owned(), with_nothing), boxes()];
    // Three classes and "nothing": of the two matrices of four columns one is the boxes, so names decide nothing here.
    let p = 3f32.exp() / (3f32.exp() + 3.0);
    let found = detr::decode(&[outputs[1].clone(), outputs[0].clone()], Size::new(100, 50), 3, 0.3)
        .unwrap();
    check(&found, [40.0, 15.0, 60.0, 35.0], 1, p);
    let sigmoids = f32s(&[1, 2, 2], vec![-5.0, 2.0, -5.0, -5.0]);
    let outputs = vec![("logits".to_owned(), sigmoids), boxes()];
    let found = detr::decode(&outputs, Size::new(100, 50), 2, 0.3).unwrap();
    check(&found, [40.0, 15.0, 60.0, 35.0], 1, 0.880_797);
}

#[test]
fn ssd_follows_the_convention_of_its_card() {
    let outputs = |corners: Vec<f32>, label: i64| {
        let labels =
            Tensor::I64(Array::from_shape_vec(IxDyn(&[1, 2]), vec![label, label]).unwrap());
        vec![
            ("detection_boxes".to_owned(), f32s(&[1, 2, 4], corners)),
            ("detection_classes".to_owned(), labels),
            ("detection_scores".to_owned(), f32s(&[1, 2], vec![0.9, 0.1])),
        ]
    };
    let input = Size::new(200, 100);
    let tensorflow = ssd::Convention { y_first: true, in_pixels: false, first_class: 1.0 };
    let found = ssd::decode(
        &outputs(vec![0.1, 0.2, 0.5, 0.6, 0.0, 0.0, 1.0, 1.0], 3),
        input,
        3,
        tensorflow,
        0.3,
    );
    check(&found.unwrap(), [40.0, 10.0, 120.0, 50.0], 2, 0.9);
    let torchvision = ssd::Convention { y_first: false, in_pixels: true, first_class: 0.0 };
    let found = ssd::decode(
        &outputs(vec![40.0, 10.0, 120.0, 50.0, 0.0, 0.0, 1.0, 1.0], 0),
        input,
        3,
        torchvision,
        0.3,
    );
    check(&found.unwrap(), [40.0, 10.0, 120.0, 50.0], 0, 0.9);
    // The background's number is no class.
    let found = ssd::decode(
        &outputs(vec![0.1, 0.2, 0.5, 0.6, 0.0, 0.0, 1.0, 1.0], 0),
        input,
        3,
        tensorflow,
        0.3,
    );
    assert!(found.unwrap().is_empty());
}

#[test]
fn a_missing_output_is_named() {
    let outputs = vec![("other".to_owned(), f32s(&[1, 3, 3], vec![0.0; 9]))];
    let size = Size::new(64, 64);
    let convention = ssd::Convention { y_first: false, in_pixels: false, first_class: 0.0 };
    for (missing, what) in [
        (nanodet::decode(&outputs, size, 80, 0.3), "scores [1, cells, 80]"),
        (centernet::decode(&outputs, 80, 0.3), "[1, n, 6]"),
        (yolox::decode(&outputs, size, 80, 0.3), "[1, 84, 85]"),
        (yolov8::decode(&outputs, 80, 0.3), "[1, 84, n]"),
        (detr::decode(&outputs, size, 80, 0.3), "boxes [1, queries, 4]"),
        (ssd::decode(&outputs, size, 80, convention, 0.3), "boxes [1, n, 4]"),
    ] {
        let message = missing.unwrap_err().to_string();
        assert!(message.contains(what), "{message}");
    }
}

#[test]
fn tiles_cover_the_image_overlap_and_stay_few() {
    let input = Size::new(416, 416);
    assert!(tiles::tiles(Size::new(900, 600), input, 4).is_empty());
    for (width, height, most) in
        [(1400, 900, 4), (4000, 3000, 4), (3000, 4000, 2), (30_000, 1, 4), (6000, 1000, 4)]
    {
        let image = Size::new(width, height);
        let tiles = tiles::tiles(image, input, most);
        assert!(tiles.len() <= most * most, "{} tiles", tiles.len());
        assert!(tiles.len() > 1);
        for step in 0..400u32 {
            let (x, y) = (
                (step % 20) as f32 / 19.0 * width as f32,
                (step / 20) as f32 / 19.0 * height as f32,
            );
            let small = BBox::new(x - 8.0, y - 8.0, x + 8.0, y + 8.0).clamp_to(image);
            let whole =
                |t: &tiles::Tile| small.share_inside(&t.in_image) > 0.999 && !t.cuts(&small, input);
            assert!(
                !small.is_proper() || tiles.iter().any(whole),
                "{width}×{height}: ({x}, {y}) is cut by every tile"
            );
        }
    }
    assert!(tiles::tiles(Size::new(4000, 3000), input, 0).is_empty());
}
