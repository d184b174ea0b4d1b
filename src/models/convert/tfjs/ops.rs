//! Which handler translates which TensorFlow operation.

use super::super::Fault;
use super::attributes::Node;
use super::emit::{Emitter, Value};
use super::{convolution, elementwise, layout, reduction, slicing};

/// Emits the ONNX nodes of one TensorFlow node and gives its outputs.
pub type Handler = fn(&mut Emitter, &Node, &[Value]) -> Result<Vec<Value>, Fault>;

/// The handler of an operation, or `None` where it has no translation.
pub fn handler(op: &str) -> Option<Handler> {
    Some(match op {
        "Conv2D" | "_FusedConv2D" | "DepthwiseConv2dNative" | "FusedDepthwiseConv2dNative" => {
            convolution::convolution
        }
        "MaxPool" | "AvgPool" => convolution::pool,
        "ResizeBilinear" | "ResizeNearestNeighbor" => convolution::resize,
        "MatMul" | "_FusedMatMul" => convolution::matrix_product,
        "Relu" | "Relu6" => elementwise::relu,
        "Minimum" | "Maximum" => elementwise::bound,
        "LeakyRelu" => elementwise::leaky_relu,
        "Prelu" => elementwise::prelu,
        "SquaredDifference" => elementwise::squared_difference,
        "FloorDiv" | "FloorMod" => elementwise::floor_division,
        "Cast" => elementwise::cast,
        "Select" | "SelectV2" => elementwise::select,
        "Softmax" => elementwise::softmax,
        "Identity" | "StopGradient" | "Snapshot" => elementwise::identity,
        "Mean" | "Max" | "Min" | "Sum" | "Prod" => reduction::reduce,
        "ArgMax" => reduction::arg_max,
        "TopKV2" => reduction::top_k,
        "Shape" | "Size" => layout::shape,
        "Reshape" => layout::reshape,
        "ExpandDims" => layout::expand_dims,
        "Squeeze" => layout::squeeze,
        "Transpose" => layout::transpose,
        "ConcatV2" => layout::concat,
        "Split" | "SplitV" => layout::split,
        "Pack" => layout::pack,
        "Unpack" => layout::unpack,
        "Pad" | "PadV2" | "MirrorPad" => layout::pad,
        "Tile" => layout::tile,
        "Fill" => layout::fill,
        "Range" => layout::range,
        "StridedSlice" => slicing::strided_slice,
        "GatherV2" => slicing::gather,
        "GatherNd" => slicing::gather_nd,
        _ if elementwise::same_in_onnx(op).is_some() => elementwise::plain,
        _ => return None,
    })
}

/// The inputs of a node whose number is fixed.
pub fn inputs<'v, const N: usize>(
    node: &Node,
    values: &'v [Value],
) -> Result<&'v [Value; N], Fault> {
    let wrong = || node.damaged(&format!("{} inputs instead of {N}", values.len()));
    values.try_into().map_err(|_| wrong())
}
