//! Operations that move, join, cut and repeat values without computing.

use super::super::Fault;
use super::super::onnx::{Constant, Element};
use super::attributes::Node;
use super::emit::{Emitter, Value, known, known_integer, known_integers};
use super::ops::inputs;
use ndarray::arr0;

/// Shape and Size: i64 in ONNX.
pub fn shape(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [_] = inputs(node, values)?;
    let y = e.node(&node.op, values, &[])?;
    Ok(vec![e.cast(&y, Element::I32)?])
}

pub fn reshape(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, shape] = inputs(node, values)?;
    if shape.constant().and_then(|c| c.integers()).is_some_and(|dims| dims.contains(&0)) {
        return Err(node.unsupported("an empty result (a 0 means \"copy\" in ONNX)"));
    }
    let shape = e.index(shape)?;
    Ok(vec![e.node("Reshape", &[x.clone(), shape], &[])?])
}

pub fn expand_dims(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, axis] = inputs(node, values)?;
    let axis = known_integer(node, axis, "the axis")?;
    Ok(vec![e.node("Unsqueeze", &[x.clone(), [axis].into()], &[])?])
}

/// Without axes, every axis of length 1 goes.
pub fn squeeze(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x] = inputs(node, values)?;
    let mut axes = node.ints("squeeze_dims");
    axes.extend(node.ints("axis"));
    let mut ins = vec![x.clone()];
    if !axes.is_empty() {
        ins.push(axes.as_slice().into());
    }
    Ok(vec![e.node("Squeeze", &ins, &[])?])
}

pub fn transpose(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, order] = inputs(node, values)?;
    let order = known_integers(node, order, "the order of axes")?;
    let order: Option<Vec<usize>> = order.iter().map(|axis| usize::try_from(*axis).ok()).collect();
    let order = order.ok_or_else(|| node.damaged("negative axes"))?;
    Ok(vec![e.transpose(x, &order)?])
}

pub fn concat(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [parts @ .., axis] = values else { return Err(node.damaged("no inputs")) };
    let axis = known_integer(node, axis, "the axis")?;
    Ok(vec![e.node("Concat", parts, &[("axis", axis.into())])?])
}

/// Split(axis, x) cuts evenly; SplitV(x, sizes, axis) has its inputs the other way round.
pub fn split(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let (ins, axis) = match (node.op.as_str(), values) {
        ("Split", [axis, x]) => (vec![x.clone()], axis),
        ("SplitV", [x, sizes, axis]) => {
            let sizes = known_integers(node, sizes, "the sizes")?;
            if sizes.iter().any(|s| *s < 0) {
                return Err(node.unsupported("a size of −1 (\"the rest\")"));
            }
            (vec![x.clone(), sizes.as_slice().into()], axis)
        }
        _ => return Err(node.damaged("a wrong number of inputs")),
    };
    let axis = known_integer(node, axis, "the axis")?;
    e.node_with_outputs("Split", &ins, &[("axis", axis.into())], node.int("num_split"))
}

pub fn pack(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let axis = node.int("axis");
    let parts = values
        .iter()
        .map(|x| e.node("Unsqueeze", &[x.clone(), [axis].into()], &[]))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(vec![e.node("Concat", &parts, &[("axis", axis.into())])?])
}

pub fn unpack(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [_] = inputs(node, values)?;
    let axis = node.int("axis");
    let parts = e.node_with_outputs("Split", values, &[("axis", axis.into())], node.int("num"))?;
    parts.into_iter().map(|part| e.node("Squeeze", &[part, [axis].into()], &[])).collect()
}

/// `Pad`, `PadV2` (with a value; NanoDet's is −∞) and `MirrorPad`.
pub fn pad(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, paddings, value @ ..] = values else { return Err(node.damaged("too few inputs")) };
    let paddings = known(node, paddings, "the paddings")?;
    // [[before, after], …] to all befores, then all afters.
    let (&[_, 2], Some(turned)) = (paddings.shape(), paddings.permuted(&[1, 0])) else {
        return Err(node.damaged("the paddings must be pairs"));
    };
    let pads =
        turned.integers().ok_or_else(|| node.damaged("the paddings must be whole numbers"))?;
    let mut ins = vec![x.clone(), pads.as_slice().into()];
    let mode = match (node.op.as_str(), node.text("mode")) {
        ("MirrorPad", "REFLECT") => "reflect",
        ("MirrorPad", other) => return Err(node.unsupported(&format!("mode {other}"))),
        _ => {
            let zero = || match node.element("T") {
                Ok(Some(Element::I32)) => Constant::I32(arr0(0).into_dyn()).into(),
                _ => 0.0_f32.into(),
            };
            ins.push(value.first().cloned().unwrap_or_else(zero));
            "constant"
        }
    };
    Ok(vec![e.node("Pad", &ins, &[("mode", mode.into())])?])
}

pub fn tile(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, repeats] = inputs(node, values)?;
    let repeats = e.index(repeats)?;
    Ok(vec![e.node("Tile", &[x.clone(), repeats], &[])?])
}

pub fn fill(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [shape, value] = inputs(node, values)?;
    let shape = e.index(shape)?;
    Ok(vec![e.node("Expand", &[value.clone(), shape], &[])?])
}

/// From start to before the limit; all three inputs are scalars.
pub fn range(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [_, _, _] = inputs(node, values)?;
    Ok(vec![e.node("Range", values, &[])?])
}
