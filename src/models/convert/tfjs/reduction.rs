//! Reductions along axes, and the largest values along one.

use super::super::Fault;
use super::super::onnx::Element;
use super::attributes::Node;
use super::emit::{Emitter, Value, known_integer, known_integers};
use super::ops::inputs;

/// Mean, Max, Min, Sum and Prod. Axes are kept by default in ONNX and dropped in TensorFlow, so it is always stated;
/// at opset 13 only the sum takes its axes as an input.
pub fn reduce(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, axes] = inputs(node, values)?;
    let axes = known_integers(node, axes, "the axes")?;
    let keep = ("keepdims", node.flag("keep_dims").into());
    let op = match node.op.as_str() {
        "Sum" => {
            return Ok(vec![e.node("ReduceSum", &[x.clone(), axes.as_slice().into()], &[keep])?]);
        }
        "Mean" => "ReduceMean",
        "Max" => "ReduceMax",
        "Min" => "ReduceMin",
        _ => "ReduceProd",
    };
    Ok(vec![e.node(op, std::slice::from_ref(x), &[("axes", axes.into()), keep])?])
}

/// The place of the largest value; the first of equals, in both.
pub fn arg_max(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, axis] = inputs(node, values)?;
    let axis = known_integer(node, axis, "the axis")?;
    let attributes = [("axis", axis.into()), ("keepdims", false.into())];
    let y = e.node("ArgMax", std::slice::from_ref(x), &attributes)?;
    Ok(vec![e.cast(&y, Element::I32)?])
}

/// The k largest along the last axis, sorted; among equals the lower index comes first, in both.
pub fn top_k(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, k] = inputs(node, values)?;
    let k = match k.constant() {
        Some(_) => [known_integer(node, k, "k")?].into(),
        None => {
            let k = e.index(k)?;
            e.node("Reshape", &[k, [1_i64].into()], &[])?
        }
    };
    let attributes = [("axis", (-1).into()), ("largest", true.into()), ("sorted", true.into())];
    let outputs = e.node_with_outputs("TopK", &[x.clone(), k], &attributes, 2)?;
    let [values, places] = inputs(node, &outputs)?;
    Ok(vec![values.clone(), e.cast(places, Element::I32)?])
}
