//! The engine on tiny graphs: what it runs, what it refuses, and how it is stopped.

use super::data_card;
use crate::real::runtime;
use dce::inference::{EngineError, Tensor};
use dce::models::convert::onnx::{Element, Graph};
use dce::models::{Card, CardInput, CardOutput, PixelOrder, Resize};
use ndarray::{ArrayD, IxDyn};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// y = x / 2 and z = x · x, for x of any number of rows of four.
fn halves_and_squares(folder: &Path) -> PathBuf {
    let mut g = Graph::new("halves_and_squares");
    let x = g.input("x", Element::F32, &[-1, 4]);
    let half = g.constant(0.5_f32);
    let y = g.node("Mul", &[&x, &half], &[]);
    let z = g.node("Mul", &[&x, &x], &[]);
    g.output("y", &y, Element::F32, Some(&[-1, 4]));
    g.output("z", &z, Element::F32, Some(&[-1, 4]));
    let path = folder.join("tiny.onnx");
    std::fs::write(&path, g.into_bytes()).unwrap();
    path
}

fn card(inputs: &[(&str, &str, &[i64])], outputs: &[(&str, &[i64])]) -> Card {
    let inputs = inputs.iter().map(|(name, dtype, shape)| CardInput {
        name: (*name).to_owned(),
        dtype: (*dtype).to_owned(),
        shape: shape.to_vec(),
        layout: None,
        order: PixelOrder::Rgb,
        mean: Vec::new(),
        std: Vec::new(),
        resize: Resize::Stretch,
        pad: 0.0,
    });
    let outputs = outputs.iter().map(|(name, shape)| CardOutput {
        name: (*name).to_owned(),
        dtype: "f32".to_owned(),
        shape: shape.to_vec(),
    });
    Card {
        inputs: inputs.collect(),
        outputs: outputs.collect(),
        ..data_card("tiny", Path::new("."), "tiny.onnx", None)
    }
}

fn row(values: [f32; 4]) -> Tensor {
    Tensor::F32(ArrayD::from_shape_vec(IxDyn(&[1, 4]), values.to_vec()).unwrap())
}

#[test]
fn runs_and_brings_only_what_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let path = halves_and_squares(folder.path());
    let fitting = card(&[("x", "f32", &[-1, 4])], &[("z", &[-1, 4])]);
    let mut engine = runtime(2).open_file(&path, Some(&fitting)).unwrap();

    let all = engine.run(vec![("x", row([1.0, 2.0, 3.0, 4.0]))]).unwrap();
    let names: Vec<&str> = all.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(names, ["y", "z"]);
    let squares = row([1.0, 4.0, 9.0, 16.0]);
    let wanted = engine.run_for(vec![("x", row([1.0, 2.0, 3.0, 4.0]))], &["z"]).unwrap();
    assert_eq!(wanted, [("z".to_owned(), squares.clone())]);
    // An input by its place, and a permuted one: memory order is the engine's business.
    let permuted = ArrayD::from_shape_vec(IxDyn(&[4, 1]), vec![1.0, 2.0, 3.0, 4.0]).unwrap();
    let permuted = Tensor::F32(permuted.reversed_axes());
    assert_eq!(engine.run_for(vec![("", permuted)], &["z"]).unwrap()[0].1, squares);

    let error = engine.run_for(vec![("x", row([0.0; 4]))], &["w"]).unwrap_err().to_string();
    assert!(error.contains("tiny") && error.contains('w'), "{error}");
    let wrong = Tensor::F32(ArrayD::zeros(IxDyn(&[1, 5])));
    assert!(matches!(engine.run(vec![("x", wrong)]), Err(EngineError::Run { .. })));
}

/// Whatever differs, the card is refused with what it says and what the model says.
#[test]
fn a_card_that_does_not_fit_is_refused_with_both_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = halves_and_squares(folder.path());
    let runtime = runtime(2);
    let x: &[i64] = &[-1, 4];
    let misfits = [
        card(&[("x", "f32", &[-1, 5])], &[("y", x)]),
        card(&[("x", "i32", x)], &[("y", x)]),
        card(&[("image", "f32", x)], &[("y", x)]),
        card(&[("x", "f32", x), ("size", "f32", x)], &[("y", x)]),
        card(&[("x", "f32", x)], &[("boxes", x)]),
        card(&[("x", "f32", x)], &[("y", &[-1, 4, 1])]),
    ];
    for misfit in misfits {
        let Err(error) = runtime.open_file(&path, Some(&misfit)) else {
            panic!("accepted: {:?} {:?}", misfit.inputs, misfit.outputs);
        };
        assert!(matches!(error, EngineError::Mismatch { .. }), "{error}");
        assert!(
            error.to_string().contains("model: x f32[?,4] -> y f32[?,4], z f32[?,4]"),
            "{error}"
        );
    }
    // The card may know a dimension that the model leaves free, and leave a name to the model.
    let narrower = card(&[("", "f32", &[1, 4])], &[("y", &[1, 4])]);
    assert!(runtime.open_file(&path, Some(&narrower)).is_ok());
}

#[test]
fn a_damaged_model_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.onnx");
    std::fs::write(&path, b"no model").unwrap();
    let Err(error) = runtime(2).open_file(&path, None) else { panic!("accepted") };
    assert!(matches!(error, EngineError::Load { .. }), "{error}");
    assert!(error.to_string().contains("broken.onnx"), "{error}");
}

/// A chain of matrix products that takes seconds is stopped from another thread, and the engine runs again after.
#[test]
fn cancel_reaches_a_run_in_progress() {
    let folder = tempfile::tempdir().unwrap();
    let mut g = Graph::new("slow");
    let x = g.input("x", Element::F32, &[-1, 512]);
    let mut y = x;
    for _ in 0..4000 {
        y = g.node("MatMul", &[&y, &y], &[]);
        y = g.node("Tanh", &[&y], &[]);
    }
    g.output("y", &y, Element::F32, Some(&[-1, 512]));
    let path = folder.path().join("slow.onnx");
    std::fs::write(&path, g.into_bytes()).unwrap();
    let runtime = runtime(2);
    let mut engine = runtime.open_file(&path, None).unwrap();
    let square = || vec![("x", Tensor::F32(ArrayD::from_elem(IxDyn(&[512, 512]), 0.01)))];

    let token = runtime.cancel_token();
    let canceller = token.clone();
    let stop = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        canceller.cancel();
    });
    let started = Instant::now();
    let error = engine.run(square()).unwrap_err();
    assert!(matches!(error, EngineError::Cancelled { .. }), "{error}");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    stop.join().unwrap();

    assert!(matches!(engine.run(square()), Err(EngineError::Cancelled { .. })), "stays cancelled");
    token.reset();
    let mut quick = runtime.open_file(&halves_and_squares(folder.path()), None).unwrap();
    assert!(quick.run(vec![("x", row([1.0; 4]))]).is_ok());
}
