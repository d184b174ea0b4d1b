//! Single operations against what TensorFlow.js gave for them (`tests/reference/record_tfjs_ops.js`).

use super::recorded::fixture;
use super::runtime::{run, values};
use super::tiny_model::TinyModel;
use dce::inference::Tensor;
use ndarray::ArrayD;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Graph {
    name: String,
    inputs: BTreeMap<String, Typed>,
    consts: serde_json::Map<String, Value>,
    nodes: Vec<Value>,
    outputs: BTreeMap<String, Expected>,
}

#[derive(Deserialize)]
struct Typed {
    dtype: String,
    shape: Vec<usize>,
}

#[derive(Deserialize)]
struct Expected {
    shape: Vec<usize>,
    values: Vec<f64>,
}

fn tf_type(dtype: &str) -> &'static str {
    if dtype == "int32" { "DT_INT32" } else { "DT_FLOAT" }
}

impl Graph {
    fn model(&self) -> TinyModel {
        let inputs = self.inputs.iter().map(|(name, input)| {
            let dims: Vec<Value> = input.shape.iter().map(|d| json!({"size": d.to_string()})).collect();
            let attr = json!({"dtype": {"type": tf_type(&input.dtype)}, "shape": {"shape": {"dim": dims}}});
            json!({"name": name, "op": "Placeholder", "attr": attr})
        });
        let consts = self.consts.keys().map(|name| json!({"name": name, "op": "Const"}));
        let nodes: Vec<Value> = self.nodes.iter().cloned().chain(inputs).chain(consts).collect();
        let specification = |(name, c): (&String, &Value)| {
            let mut one = json!({"name": name, "shape": c["shape"], "dtype": c["dtype"]});
            if c.get("quantization").is_some() {
                one["quantization"] = c["quantization"].clone();
            }
            one
        };
        let weights: Vec<Value> = self.consts.iter().map(specification).collect();
        let bytes: Vec<u8> = self.consts.values().flat_map(stored).collect();
        let outputs: Vec<&str> = self.outputs.keys().map(String::as_str).collect();
        let mut model = TinyModel::new(json!(nodes), json!(weights), bytes, &outputs);
        self.cut_in_two(&mut model);
        model
    }

    /// The weights in two files, cut in the middle of a number where there is one.
    fn cut_in_two(&self, model: &mut TinyModel) {
        let bytes = &model.shards[0].1;
        let (first, second) = bytes.split_at(bytes.len() / 2 - bytes.len() / 2 % 2 + bytes.len() % 2);
        model.shards = vec![("a.bin".to_owned(), first.to_vec()), ("b.bin".to_owned(), second.to_vec())];
        model.json["weightsManifest"][0]["paths"] = json!(["a.bin", "b.bin"]);
    }
}

/// A constant's bytes on disk.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the fixture holds what fits")]
fn stored(constant: &Value) -> Vec<u8> {
    let dtype = constant["quantization"]["dtype"].as_str().or(constant["dtype"].as_str()).unwrap();
    let numbers = constant["values"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap());
    match dtype {
        "float32" => numbers.flat_map(|v| (v as f32).to_le_bytes()).collect(),
        "int32" => numbers.flat_map(|v| (v as i32).to_le_bytes()).collect(),
        "uint16" => numbers.flat_map(|v| (v as u16).to_le_bytes()).collect(),
        "uint8" => numbers.map(|v| v as u8).collect(),
        other => panic!("{other}"),
    }
}

/// The input that the recorder used.
fn input(typed: &Typed) -> Tensor {
    let count: i32 = typed.shape.iter().product::<usize>().try_into().unwrap();
    let shape = typed.shape.as_slice();
    match typed.dtype.as_str() {
        "int32" => {
            Tensor::I32(ArrayD::from_shape_vec(shape, (0..count).map(|i| 5 * i % 7 - 3).collect()).unwrap())
        }
        _ => {
            let value = |i: i32| f32::from(i16::try_from(7 * i % 11 - 5).unwrap()) / 2.0;
            Tensor::F32(ArrayD::from_shape_vec(shape, (0..count).map(value).collect()).unwrap())
        }
    }
}

/// What is wrong with a case, if anything.
fn mistake(graph: &Graph) -> Option<String> {
    let onnx = match graph.model().convert() {
        Ok(onnx) => onnx,
        Err(e) => return Some(e.to_string()),
    };
    let inputs = graph.inputs.iter().map(|(name, typed)| (name.as_str(), input(typed))).collect();
    for (name, got) in run(&onnx, inputs) {
        let Some(expected) = graph.outputs.get(&name) else { return Some(format!("extra output {name}")) };
        let (shape, got) = values(&got);
        let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-5 * b.abs().max(1.0);
        if shape != expected.shape || !got.iter().zip(&expected.values).all(near) {
            return Some(format!(
                "{name}: {shape:?} {got:?} instead of {:?} {:?}",
                expected.shape, expected.values
            ));
        }
    }
    None
}

fn check(file: &str) {
    let text = std::fs::read_to_string(fixture(file)).unwrap();
    let graphs: Vec<Graph> = serde_json::from_str(&text).unwrap();
    assert!(graphs.len() > 15);
    let wrong: Vec<String> =
        graphs.iter().filter_map(|g| Some(format!("{}: {}", g.name, mistake(g)?))).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), graphs.len(), wrong.join("\n"));
}

#[test]
fn windows() {
    check("ops-windows.json");
}

#[test]
fn values_one_by_one() {
    check("ops-values.json");
}

#[test]
fn shapes_and_slices() {
    check("ops-shapes.json");
}
