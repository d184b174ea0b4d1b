//! Tiny TensorFlow.js models, written as files: what the converter makes of odd, damaged and hostile ones.

use dce::models::convert::{self, ConvertError};
use serde_json::{Value, json};
use std::path::PathBuf;
use tempfile::TempDir;

/// A model in a folder of its own.
pub struct TinyModel {
    folder: TempDir,
    pub json: Value,
    /// Names and contents of the weight files.
    pub shards: Vec<(String, Vec<u8>)>,
}

impl TinyModel {
    /// A model of these nodes and weight specifications, all weights in one shard.
    pub fn new(nodes: Value, weights: Value, bytes: Vec<u8>, outputs: &[&str]) -> Self {
        let outputs: serde_json::Map<String, Value> =
            outputs.iter().map(|o| ((*o).to_owned(), json!({"name": o}))).collect();
        let json = json!({
            "format": "graph-model",
            "signature": {"outputs": outputs},
            "modelTopology": {"node": nodes},
            "weightsManifest": [{"paths": ["weights.bin"], "weights": weights}],
        });
        let shards = vec![("weights.bin".to_owned(), bytes)];
        Self { folder: tempfile::tempdir().unwrap(), json, shards }
    }

    /// `y = x + c` with four numbers.
    pub fn sum() -> Self {
        let nodes = json!([
            {"name": "y", "op": "AddV2", "input": ["x", "c"], "attr": {"T": {"type": "DT_FLOAT"}}},
            {"name": "x", "op": "Placeholder", "attr": {
                "dtype": {"type": "DT_FLOAT"}, "shape": {"shape": {"dim": [{"size": "-1"}, {"size": "4"}]}}}},
            {"name": "c", "op": "Const"},
        ]);
        let bytes = [1.0_f32, 2.0, 3.0, 4.0].iter().flat_map(|v| v.to_le_bytes()).collect();
        Self::new(nodes, json!([{"name": "c", "shape": [4], "dtype": "float32"}]), bytes, &["y"])
    }

    /// Writes the files and converts.
    pub fn convert(&self) -> Result<Vec<u8>, ConvertError> {
        for (name, bytes) in &self.shards {
            std::fs::write(self.folder.path().join(name), bytes).unwrap();
        }
        let path = self.path();
        std::fs::write(&path, self.json.to_string()).unwrap();
        convert::tfjs(&path)
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("model.json")
    }

    /// The error's text, which must name one of the model's files.
    fn refusal(&self) -> String {
        let text = self.convert().expect_err("this model must be refused").to_string();
        assert!(text.contains(&self.folder.path().display().to_string()), "no path in: {text}");
        text
    }
}

/// The model changed, and a part of the text with which it must be refused.
#[track_caller]
fn refused(change: impl FnOnce(&mut TinyModel), expected: &str) {
    let mut model = TinyModel::sum();
    change(&mut model);
    let text = model.refusal();
    assert!(text.contains(expected), "{expected:?} is not in: {text}");
}

#[test]
fn the_sum_itself_converts_and_always_to_the_same_bytes() {
    let model = TinyModel::sum();
    assert_eq!(model.convert().unwrap(), model.convert().unwrap());
}

#[test]
fn missing_and_cut_files() {
    refused(|m| m.shards.clear(), "weights.bin: cannot be read");
    refused(|m| m.shards[0].1.truncate(15), "15 bytes of weights");
    refused(|m| m.shards[0].1.push(0), "17 bytes of weights");
    let model = TinyModel::sum();
    assert!(model.convert().is_ok());
    std::fs::write(model.path(), &model.json.to_string()[..100]).unwrap();
    let text = convert::tfjs(&model.path()).unwrap_err().to_string();
    assert!(text.contains("model.json: damaged: not a TensorFlow.js graph model"), "{text}");
}

#[test]
fn weights_stay_in_the_models_folder() {
    for path in ["../weights.bin", "/etc/hostname", "a/../../b", ""] {
        refused(|m| m.json["weightsManifest"][0]["paths"][0] = json!(path), "outside its folder");
    }
}

#[test]
fn huge_shapes_take_no_memory() {
    let huge = json!([4_000_000_000_u64, 4_000_000_000_u64, 4_000_000_000_u64]);
    refused(|m| m.json["weightsManifest"][0]["weights"][0]["shape"] = huge, "too large");
    refused(
        |m| m.json["weightsManifest"][0]["weights"][0]["shape"] = json!([1 << 28]),
        "16 bytes of weights",
    );
    refused(|m| m.json["weightsManifest"][0]["weights"][0]["shape"] = json!([-1]), "damaged");
    // A Fill from two small constants, which must not be computed.
    let nodes = json!([
        {"name": "c", "op": "Const"}, {"name": "v", "op": "Const"},
        {"name": "y", "op": "Fill", "input": ["c", "v"], "attr": {"T": {"type": "DT_FLOAT"}}},
    ]);
    let weights = json!([
        {"name": "c", "shape": [2], "dtype": "int32"}, {"name": "v", "shape": [], "dtype": "float32"},
    ]);
    let bytes = [i32::MAX, i32::MAX, 1].iter().flat_map(|v| v.to_le_bytes()).collect();
    let model = TinyModel::new(nodes, weights, bytes, &["y"]);
    assert!(model.convert().unwrap().len() < 1000);
}

#[test]
fn broken_graphs() {
    refused(|m| m.json["modelTopology"]["node"][0]["input"][1] = json!("nobody"), "nobody, which does not exist");
    refused(|m| m.json["modelTopology"]["node"][0]["input"][1] = json!("x:7"), "x has no output 7");
    refused(|m| m.json["modelTopology"]["node"][0]["input"][1] = json!("y"), "y (AddV2) is in a loop");
    refused(|m| m.json["modelTopology"]["node"][2]["name"] = json!("x"), "two nodes are named x");
    refused(|m| m.json["modelTopology"]["node"][0]["op"] = json!("PyFunc"), "y (PyFunc): no translation");
    refused(|m| m.json["weightsManifest"][0]["weights"][0]["name"] = json!("d"), "c (Const): its values are missing");
    refused(|m| m.json["weightsManifest"][0]["weights"][0]["dtype"] = json!("string"), "weight c: type string");
    refused(|m| m.json["modelTopology"]["library"] = json!({"function": [{}]}), "functions");
    refused(
        |m| m.json["modelTopology"]["node"][1]["attr"]["shape"]["shape"] = json!({"unknownRank": true}),
        "x (Placeholder): the input's shape is unknown",
    );
    refused(|m| m.json["modelTopology"]["node"] = json!([]), "y, which does not exist");
}

/// A cycle through three nodes, and a chain far deeper than the stack.
#[test]
fn cycles_end_and_deep_graphs_do_not_recurse() {
    let link = |name: String, input: String| json!({"name": name, "op": "Neg", "input": [input]});
    refused(
        |m| {
            m.json["modelTopology"]["node"] = json!([
                {"name": "y", "op": "Neg", "input": ["a"]},
                {"name": "a", "op": "Neg", "input": ["b"]},
                {"name": "b", "op": "Neg", "input": ["y"]},
            ]);
        },
        "in a loop",
    );
    let mut deep = TinyModel::sum();
    let depth = 200_000;
    let nodes = deep.json["modelTopology"]["node"].as_array_mut().unwrap();
    nodes[0]["name"] = json!("n0");
    nodes.extend((1..depth).map(|i| link(format!("n{i}"), format!("n{}", i - 1))));
    deep.json["signature"]["outputs"] = json!({"y": {"name": format!("n{}", depth - 1)}});
    assert!(deep.convert().is_ok());
}

/// Inputs that are wrong for their operation end in a message, never in a panic.
#[test]
fn senseless_operations() {
    let ops = [
        "Conv2D", "DepthwiseConv2dNative", "MaxPool", "ResizeBilinear", "_FusedMatMul", "Relu", "Minimum", "Prelu",
        "FloorDiv", "Cast", "Select", "Mean", "ArgMax", "TopKV2", "Reshape", "ExpandDims", "Squeeze", "Transpose",
        "ConcatV2", "Split", "SplitV", "Pack", "Unpack", "PadV2", "MirrorPad", "Tile", "Fill", "Range", "StridedSlice",
        "GatherV2", "GatherNd", "SparseToDense", "AddN", "Shape", "Softmax",
    ];
    let nines = json!({"list": {"i": ["-9223372036854775808", "9223372036854775807", "99", "0"]}});
    let extreme = json!({
        "T": {"type": "DT_FLOAT"}, "strides": nines, "ksize": nines, "padding": {"s": "RVhQTElDSVQ="},
        "explicit_paddings": nines, "num_split": {"i": "9223372036854775807"}, "num": {"i": "-3"},
        "axis": {"i": "-9223372036854775808"}, "begin_mask": {"i": "-1"}, "ellipsis_mask": {"i": "-1"},
        "shrink_axis_mask": {"i": "9223372036854775807"}, "squeeze_dims": nines,
        "fused_ops": {"list": {"s": ["Qmlhc0FkZA==", "UmVsdQ=="]}},
    });
    for op in ops {
        for constant in ["c", "f"] {
            for count in 0..6 {
                for attr in [json!({}), extreme.clone()] {
                    let mut inputs = vec!["x"; count.min(1)];
                    inputs.extend(vec![constant; count.saturating_sub(1)]);
                    let all_constant = vec![constant; count];
                    for inputs in [inputs, all_constant] {
                        let nodes = json!([
                            {"name": "x", "op": "Placeholder", "attr": {"shape": {"shape": {}}}},
                            {"name": "c", "op": "Const"}, {"name": "f", "op": "Const"},
                            {"name": "y", "op": op, "input": inputs, "attr": attr},
                        ]);
                        let weights = json!([
                            {"name": "c", "shape": [3], "dtype": "int32"}, {"name": "f", "shape": [1, 2], "dtype": "float32"},
                        ]);
                        let bytes = [i32::MIN, -1, i32::MAX, 0, 0].iter().flat_map(|v| v.to_le_bytes()).collect();
                        let model = TinyModel::new(nodes, weights, bytes, &["y"]);
                        // Converted or refused: both are fine, as long as it is one of them.
                        if let Err(e) = model.convert() {
                            assert!(e.to_string().contains("model.json"), "{op}: {e}");
                        }
                    }
                }
            }
        }
    }
}
