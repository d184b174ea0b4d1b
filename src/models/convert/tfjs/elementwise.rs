//! Operations that work element by element, activations among them.

use super::super::Fault;
use super::super::onnx::Element;
use super::attributes::Node;
use super::emit::{Emitter, Value};
use super::ops::inputs;

/// ONNX's name of an operation that differs in nothing else.
pub fn same_in_onnx(op: &str) -> Option<&'static str> {
    Some(match op {
        "Elu" => "Elu",
        "Sigmoid" => "Sigmoid",
        "Tanh" => "Tanh",
        "Exp" => "Exp",
        "Log" => "Log",
        "Abs" => "Abs",
        "Neg" => "Neg",
        "Floor" => "Floor",
        "Ceil" => "Ceil",
        "Round" => "Round", // halves to even, in both
        "Sqrt" => "Sqrt",
        "Reciprocal" => "Reciprocal",
        "LogicalNot" => "Not",
        "Add" | "AddV2" | "BiasAdd" => "Add",
        "Sub" => "Sub",
        "Mul" => "Mul",
        "RealDiv" => "Div",
        "Pow" => "Pow",
        "Greater" => "Greater",
        "GreaterEqual" => "GreaterOrEqual",
        "Less" => "Less",
        "LessEqual" => "LessOrEqual",
        "Equal" => "Equal",
        "LogicalAnd" => "And",
        "LogicalOr" => "Or",
        "AddN" => "Sum",
        _ => return None,
    })
}

/// The operations of [`same_in_onnx`].
pub fn plain(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let op = same_in_onnx(&node.op).ok_or_else(|| node.unsupported("no translation for it"))?;
    if values.is_empty() {
        return Err(node.damaged("no inputs"));
    }
    Ok(vec![e.node(op, values, &[])?])
}

pub fn identity(_: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x] = inputs(node, values)?;
    Ok(vec![x.clone()])
}

pub fn relu(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x] = inputs(node, values)?;
    let high = if node.op == "Relu6" { 6.0 } else { f32::INFINITY };
    Ok(vec![e.clamp(x, 0.0, high)?])
}

/// Minimum and Maximum: a clamp where the second operand is a constant scalar.
pub fn bound(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [a, b] = inputs(node, values)?;
    let scalar = b.constant().and_then(|c| c.scalar()).filter(|v| v.is_finite());
    let y = match (scalar, node.op.as_str()) {
        (Some(high), "Minimum") => e.clamp(a, f32::NEG_INFINITY, high)?,
        (Some(low), _) => e.clamp(a, low, f32::INFINITY)?,
        (None, "Minimum") => e.node("Min", values, &[])?,
        (None, _) => e.node("Max", values, &[])?,
    };
    Ok(vec![y])
}

/// The slope is always stated: TensorFlow's default is 0.2, ONNX's 0.01.
pub fn leaky_relu(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [_] = inputs(node, values)?;
    Ok(vec![e.node("LeakyRelu", values, &[("alpha", node.float("alpha", 0.2).into())])?])
}

pub fn prelu(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [_, _] = inputs(node, values)?;
    Ok(vec![e.node("PRelu", values, &[])?])
}

pub fn squared_difference(
    e: &mut Emitter,
    node: &Node,
    values: &[Value],
) -> Result<Vec<Value>, Fault> {
    let [_, _] = inputs(node, values)?;
    let d = e.node("Sub", values, &[])?;
    Ok(vec![e.node("Mul", &[d.clone(), d], &[])?])
}

/// `FloorDiv` and `FloorMod`. ONNX's Div truncates whole numbers towards zero where TensorFlow floors; ONNX's Mod takes
/// the divisor's sign (as TensorFlow's does) for whole numbers only. (a − a mod b) / b is exact.
pub fn floor_division(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [a, b] = inputs(node, values)?;
    let divide = node.op == "FloorDiv";
    let y = if node.element("T")?.unwrap_or(Element::F32) == Element::F32 {
        let quotient = e.node("Div", values, &[])?;
        let quotient = e.node("Floor", &[quotient], &[])?;
        if divide {
            quotient
        } else {
            let whole = e.node("Mul", &[quotient, b.clone()], &[])?;
            e.node("Sub", &[a.clone(), whole], &[])?
        }
    } else {
        let rest = e.node("Mod", values, &[])?;
        if divide {
            let whole = e.node("Sub", &[a.clone(), rest], &[])?;
            e.node("Div", &[whole, b.clone()], &[])?
        } else {
            rest
        }
    };
    Ok(vec![y])
}

pub fn cast(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x] = inputs(node, values)?;
    let to = node.element("DstT")?.unwrap_or(Element::F32);
    Ok(vec![e.cast(x, to)?])
}

/// Select and `SelectV2`. The old Select with a condition of rank 1 and deeper branches picks whole rows, which ONNX's
/// broadcasting does not; in the known models both have the same shape.
pub fn select(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [_, _, _] = inputs(node, values)?;
    Ok(vec![e.node("Where", values, &[])?])
}

pub fn softmax(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [_] = inputs(node, values)?;
    Ok(vec![e.node("Softmax", values, &[("axis", (-1).into())])?])
}
