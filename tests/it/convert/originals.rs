//! Each converted model computes what the original computes: 10⁻⁴ of the output's range at most, where a wrong padding,
//! resizing grid, slope or order of axes is off by far more. A few 10⁻⁶ are usual.

use super::recorded::{Case, Output, Recorded};
use super::runtime::{open, values};
use crate::real::{fetch, photographs, store};
use dce::inference::{Engine, Tensor};
use dce::models::convert;
use ndarray::ArrayD;
use std::sync::OnceLock;

/// Largest difference, as a share of the output's range.
const TOLERANCE: f64 = 1e-4;

fn photo() -> &'static image::RgbImage {
    static PHOTO: OnceLock<image::RgbImage> = OnceLock::new();
    PHOTO.get_or_init(|| image::open(&photographs(&["astronaut"])[0]).unwrap().into_rgb8())
}

/// Converts the store's original, twice: both must be the same bytes.
fn converted(id: &str) -> Vec<u8> {
    fetch(id);
    let original = &store().ready(id).unwrap().files[0];
    let convert = || match id {
        "efficientnet-lite2" => convert::efficientnet_lite2(original),
        _ => convert::tfjs(original),
    };
    let onnx = convert().unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(onnx, convert().unwrap(), "{id}: two conversions differ");
    onnx
}

#[expect(clippy::cast_possible_truncation, reason = "rounded once, as the recorder did")]
fn tensor(dtype: &str, shape: &[usize], values: &[f64]) -> Tensor {
    match dtype {
        "int32" => Tensor::I32(
            ArrayD::from_shape_vec(shape, values.iter().map(|v| v.floor() as i32).collect())
                .unwrap(),
        ),
        _ => Tensor::F32(
            ArrayD::from_shape_vec(shape, values.iter().map(|v| *v as f32).collect()).unwrap(),
        ),
    }
}

/// Largest difference of an output from the recorded one, as a share of its range; an infinity for another shape.
fn difference(output: &Output, got: &Tensor) -> f64 {
    let (shape, got) = values(got);
    if shape != output.shape {
        return f64::INFINITY;
    }
    // An output of one value has no range of its own; in these models it is a probability.
    let range = if got.len() == 1 { 1.0 } else { output.max - output.min };
    let largest = got.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let smallest = got.iter().copied().fold(f64::INFINITY, f64::min);
    let mean = got.iter().sum::<f64>() / got.len() as f64;
    let of_all = [largest - output.max, smallest - output.min, mean - output.mean];
    let of_each = output.at.iter().zip(&output.values).map(|(at, v)| got[*at] - v);
    // NaN anywhere must not pass for small.
    let worst = |worst: f64, d: f64| if d.is_nan() { f64::INFINITY } else { worst.max(d.abs()) };
    of_all.into_iter().chain(of_each).fold(0.0, worst) / range
}

fn run(engine: &mut dyn Engine, recorded: &Recorded, case: &Case) -> Vec<(String, Tensor)> {
    let input = tensor(&recorded.dtype, case.input.shape(), &case.input.values(photo()));
    engine.run(vec![(&recorded.input, input)]).unwrap()
}

/// Compares all cases of a model and tells every output that is off, not the first.
fn check(id: &str) {
    let recorded = Recorded::read(id);
    assert_eq!(recorded.model, id);
    let mut engine = open(&converted(id));
    let names: Vec<&str> = recorded.cases[0].outputs.iter().map(|o| o.name.as_str()).collect();
    let found: Vec<&str> = engine.signature().outputs.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(found, names, "{id}: outputs");
    let mut wrong = Vec::new();
    for (number, case) in recorded.cases.iter().enumerate() {
        let got = run(engine.as_mut(), &recorded, case);
        for (output, (_, tensor)) in case.outputs.iter().zip(&got) {
            let off = difference(output, tensor);
            println!("{id} case {number} {}: {off:.1e} of the range", output.name);
            if off > TOLERANCE {
                wrong.push(format!("case {number} {}: {off:e} of the range", output.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{id}: {wrong:#?}");
}

#[test]
fn nanodet() {
    check("nanodet");
}

#[test]
fn centernet() {
    check("centernet");
}

#[test]
fn blazeface_back() {
    check("blazeface-back");
}

#[test]
fn emotion() {
    check("emotion");
}

#[test]
fn faceres() {
    check("faceres");
}

#[test]
fn handlandmark_full() {
    check("handlandmark-full");
}

#[test]
fn movenet_multipose() {
    check("movenet-multipose");
}

#[test]
fn efficientnet_lite2() {
    check("efficientnet-lite2");
}

/// Models whose batch is free give for two pictures at once what they give for each alone.
#[test]
fn batches() {
    for id in ["emotion", "faceres", "efficientnet-lite2"] {
        let recorded = Recorded::read(id);
        let mut engine = open(&converted(id));
        let inputs: Vec<Vec<f64>> =
            recorded.cases.iter().map(|c| c.input.values(photo())).collect();
        let mut shape = recorded.cases[0].input.shape().to_vec();
        shape[0] = inputs.len();
        let batch = tensor(&recorded.dtype, &shape, &inputs.concat());
        let got = engine.run(vec![(&recorded.input, batch)]).unwrap();
        for (place, case) in recorded.cases.iter().enumerate() {
            for (output, (_, tensor)) in case.outputs.iter().zip(&got) {
                let (mut shape, all) = values(tensor);
                assert_eq!(shape[0], inputs.len(), "{id} {}", output.name);
                shape[0] = 1;
                let each = all.len() / inputs.len();
                let own = &all[place * each..(place + 1) * each];
                let off = difference(output, &self::tensor("float32", &shape, own));
                assert!(off <= TOLERANCE, "{id} {} of picture {place}: {off:e}", output.name);
            }
        }
    }
}

/// A class's logit is its bias plus the mean of its activation map: so the maps' means must order the top classes much
/// as the probabilities do, and the map must be where the class is. Here: the logit differences, exactly.
#[test]
fn activation_maps_explain_the_logits() {
    let mut engine = open(&converted("efficientnet-lite2"));
    let recorded = Recorded::read("efficientnet-lite2");
    let outputs = run(engine.as_mut(), &recorded, &recorded.cases[1]);
    let named = |name: &str| values(&outputs.iter().find(|(n, _)| n == name).unwrap().1).1;
    let (probs, top, cam) = (named("probs"), named("top"), named("cam"));
    let original = &store().ready("efficientnet-lite2").unwrap().files[0];
    let bias =
        convert::torch::Checkpoint::read(original).unwrap().floats("_fc.bias", &[1000]).unwrap();
    let logits: Vec<f64> = top
        .iter()
        .zip(cam.chunks(81))
        .map(|(class, map)| map.iter().sum::<f64>() / 81.0 + f64::from(bias[*class as usize]))
        .collect();
    for (class, logit) in top.iter().zip(&logits) {
        let expected = (probs[*class as usize] / probs[top[0] as usize]).ln();
        assert!(
            (logit - logits[0] - expected).abs() < 1e-4,
            "class {class}: {logit} of {logits:?}"
        );
    }
}
