//! The writer's graphs load and compute in ONNX Runtime.

use super::runtime::{open, run, values};
use dce::inference::Tensor;
use dce::models::convert::onnx::{Attribute, Constant, Element, Graph};
use ndarray::{ArrayD, arr1, arr2};

/// A detector head in miniature: cells × (box, score), from a picture of any size.
fn head() -> Vec<u8> {
    let mut g = Graph::new("head");
    let x = g.input("images", Element::F32, &[-1, 3, -1, -1]);
    let kernel = ArrayD::from_elem(vec![5, 3, 2, 2], 0.25_f32);
    let kernel = g.constant(kernel);
    let cells = g.node("Conv", &[&x, &kernel], &[("strides", [2, 2].into())]);
    let flat = g.constant([0, 5, -1]);
    let flat = g.node("Reshape", &[&cells, &flat], &[]);
    let rows = g.node("Transpose", &[&flat], &[("perm", [0, 2, 1].into())]);
    let sizes = g.constant([4, 1]);
    let parts = g.node_with_outputs("Split", &[&rows, &sizes], &[("axis", Attribute::Int(-1))], 2);
    let scores = g.node("Sigmoid", &[&parts[1]], &[]);
    g.output("boxes", &parts[0], Element::F32, Some(&[-1, -1, 4]));
    g.output("scores", &scores, Element::F32, None);
    g.into_bytes()
}

#[test]
fn a_graph_with_free_sizes_runs() {
    let mut engine = open(&head());
    let signature = engine.signature();
    assert_eq!(signature.inputs[0].shape, [-1, 3, -1, -1]);
    assert_eq!(signature.outputs[0].shape, [-1, -1, 4]);
    for (batch, side, cells) in [(1, 4, 4), (2, 6, 9)] {
        let input = Tensor::F32(ArrayD::from_elem(vec![batch, 3, side, side], 1.0));
        let outputs = engine.run(vec![("images", input)]).unwrap();
        let (shape, boxes) = values(&outputs[0].1);
        assert_eq!(shape, [batch, cells, 4]);
        assert!(boxes.iter().all(|v| *v == 3.0));
        assert_eq!(values(&outputs[1].1).0, [batch, cells, 1]);
    }
}

#[test]
fn the_same_calls_give_the_same_bytes() {
    assert_eq!(head(), head());
}

/// Zero must be written: ONNX tells an attribute of 0 from one left out.
#[test]
fn attributes_of_zero_are_written() {
    let mut g = Graph::new("zero");
    let x = g.input("x", Element::F32, &[2, 3]);
    let y = g.node("ReduceMax", &[&x], &[("axes", [0].into()), ("keepdims", false.into())]);
    let z = g.node("Concat", &[&y, &y], &[("axis", 0.into())]);
    g.output("z", &z, Element::F32, Some(&[6]));
    let x = arr2(&[[1.0, 5.0, 3.0], [4.0, 2.0, 6.0]]).into_dyn();
    let outputs = run(&g.into_bytes(), vec![("x", Tensor::F32(x))]);
    assert_eq!(outputs[0].1, Tensor::F32(arr1(&[4.0, 5.0, 6.0, 4.0, 5.0, 6.0]).into_dyn()));
}

/// Equal constants are stored once, whatever made them; what no output needs is not stored at all.
#[test]
fn constants_are_shared_and_dead_ones_dropped() {
    let large = || Constant::F32(ArrayD::from_elem(vec![1000], 1.5));
    let size = |copies: usize, dead: bool| {
        let mut g = Graph::new("shared");
        let mut y = g.input("x", Element::F32, &[1000]);
        for _ in 0..copies {
            let c = g.constant(large());
            y = g.node("Add", &[&y, &c], &[]);
        }
        if dead {
            let c = g.constant(ArrayD::from_elem(vec![999], 2.5_f32));
            g.node("Neg", &[&c], &[]);
        }
        g.output("y", &y, Element::F32, None);
        g.into_bytes().len()
    };
    assert!(size(1, false) > 4000);
    assert!(size(8, false) < size(1, false) + 1000);
    assert_eq!(size(1, true), size(1, false));
}
