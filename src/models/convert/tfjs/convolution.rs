//! Convolutions, pools, resizing and matrix products, with the activations fused into them.

use super::super::Fault;
use super::super::onnx::Attribute;
use super::attributes::Node;
use super::emit::{Emitter, Value, known};
use super::ops::inputs;

type Attributes = Vec<(&'static str, Attribute)>;

/// Where height and width stand among a picture's four axes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Channels {
    Last,
    Second,
}

impl Channels {
    fn of(node: &Node) -> Result<Self, Fault> {
        match node.text("data_format") {
            "" | "NHWC" => Ok(Self::Last),
            "NCHW" => Ok(Self::Second),
            other => Err(node.unsupported(&format!("data format {other}"))),
        }
    }

    /// The entries for height and width of a list with one entry per axis.
    fn pick(self, node: &Node, list: &[i64]) -> Result<[i64; 2], Fault> {
        match (self, list) {
            (_, []) => Ok([1, 1]),
            (Self::Last, [_, h, w, _]) | (Self::Second, [_, _, h, w]) => Ok([*h, *w]),
            _ => Err(node.damaged("a list of four numbers is wanted, one per axis")),
        }
    }

    fn to_nchw(self, e: &mut Emitter, x: &Value) -> Result<Value, Fault> {
        if self == Self::Last { e.nchw(x) } else { Ok(x.clone()) }
    }

    fn back(self, e: &mut Emitter, x: &Value) -> Result<Value, Fault> {
        if self == Self::Last { e.nhwc(x) } else { Ok(x.clone()) }
    }
}

/// Conv2D and its depthwise form, plain and fused with a bias and an activation.
pub fn convolution(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, kernel, extra @ ..] = values else { return Err(node.damaged("too few inputs")) };
    let channels = Channels::of(node)?;
    let kernel = known(node, kernel, "the kernel")?;
    let &[height, width, inward, outward] = kernel.shape() else {
        return Err(node.damaged("the kernel must have four axes"));
    };
    let mut attributes = window(node, channels)?;
    attributes.push(("kernel_shape", [as_i64(height), as_i64(width)].into()));
    let kernel = if node.op.contains("Depthwise") {
        attributes.push(("group", as_i64(inward).into()));
        // [h, w, in, m] to [in · m, 1, h, w]: output channel in · M + m, in both.
        let turned = kernel.permuted(&[2, 3, 0, 1]);
        turned.and_then(|k| k.reshaped(&[inward.checked_mul(outward)?, 1, height, width]))
    } else {
        kernel.permuted(&[3, 2, 0, 1]) // HWIO to OIHW
    };
    let kernel = kernel.ok_or_else(|| node.damaged("the kernel has a senseless shape"))?;
    let mut ins = vec![channels.to_nchw(e, x)?, kernel.into()];
    let mut tail = Tail::new(node, extra);
    if let Some(bias) = tail.take_bias()? {
        let bias = known(node, &bias, "the bias")?;
        let flat = bias.reshaped(&[bias.len()]);
        ins.push(flat.ok_or_else(|| node.damaged("the bias has a senseless shape"))?.into());
    }
    let y = e.node("Conv", &ins, &attributes)?;
    let y = channels.back(e, &y)?;
    tail.activate(e, y).map(|y| vec![y])
}

/// Strides, dilations and padding of a window.
fn window(node: &Node, channels: Channels) -> Result<Attributes, Fault> {
    let mut attributes: Attributes =
        vec![("strides", channels.pick(node, &node.ints("strides"))?.into())];
    if node.has("dilations") {
        attributes.push(("dilations", channels.pick(node, &node.ints("dilations"))?.into()));
    }
    match node.text("padding") {
        // TensorFlow: out = ⌈in / stride⌉, padding max((out − 1) · stride + (k − 1) · dilation + 1 − in, 0), the odd one
        // below and right. ONNX's SAME_UPPER is exactly this and needs no knowledge of the input's size.
        "SAME" => attributes.push(("auto_pad", "SAME_UPPER".into())),
        "VALID" => {}
        "EXPLICIT" => {
            let list = node.ints("explicit_paddings"); // before and after, per axis
            let (pairs, rest) = list.as_chunks::<2>();
            let spatial = match (channels, pairs) {
                (Channels::Last, [_, h, w, _]) | (Channels::Second, [_, _, h, w])
                    if rest.is_empty() =>
                {
                    (h, w)
                }
                _ => return Err(node.damaged("eight explicit paddings are wanted")),
            };
            let ([top, bottom], [left, right]) = spatial;
            attributes.push(("pads", [*top, *left, *bottom, *right].into()));
        }
        other => return Err(node.unsupported(&format!("padding {other}"))),
    }
    Ok(attributes)
}

/// `MaxPool` (padded with −∞, in both) and `AvgPool` (the padding is not counted, in both).
pub fn pool(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x] = inputs(node, values)?;
    let channels = Channels::of(node)?;
    let mut attributes = window(node, channels)?;
    attributes.push(("kernel_shape", channels.pick(node, &node.ints("ksize"))?.into()));
    let op = if node.op == "MaxPool" {
        "MaxPool"
    } else {
        attributes.push(("count_include_pad", false.into()));
        "AveragePool"
    };
    let x = channels.to_nchw(e, x)?;
    let y = e.node(op, &[x], &attributes)?;
    Ok(vec![channels.back(e, &y)?])
}

/// Bilinear and nearest resizing, in the three grids that TensorFlow knows.
pub fn resize(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, size] = inputs(node, values)?;
    let grid = match (node.flag("align_corners"), node.flag("half_pixel_centers")) {
        (true, _) => "align_corners",
        (false, true) => "half_pixel",
        (false, false) => "asymmetric", // TensorFlow 1
    };
    let mut attributes: Attributes = vec![("coordinate_transformation_mode", grid.into())];
    if node.op == "ResizeBilinear" {
        attributes.push(("mode", "linear".into()));
    } else {
        attributes.push(("mode", "nearest".into()));
        let nearest = if grid == "asymmetric" { "floor" } else { "round_prefer_ceil" };
        attributes.push(("nearest_mode", nearest.into()));
    }
    let x = e.nchw(x)?;
    // Below opset 18 the sizes cover all four axes; batch and channels are not known here, so they are asked of x.
    let shape = e.node("Shape", std::slice::from_ref(&x), &[])?;
    let kept = e.node("Slice", &[shape, [0_i64].into(), [2_i64].into()], &[])?;
    let size = e.index(size)?;
    let sizes = e.node("Concat", &[kept, size], &[("axis", 0.into())])?;
    let y = e.node("Resize", &[x, Value::absent(), Value::absent(), sizes], &attributes)?;
    Ok(vec![e.nhwc(&y)?])
}

/// The product of two matrices, plain and fused with a bias and an activation.
pub fn matrix_product(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [a, b, extra @ ..] = values else { return Err(node.damaged("too few inputs")) };
    let mut ins = vec![a.clone(), b.clone()];
    let mut tail = Tail::new(node, extra);
    ins.extend(tail.take_bias()?);
    let attributes =
        [("transA", node.flag("transpose_a").into()), ("transB", node.flag("transpose_b").into())];
    let y = e.node("Gemm", &ins, &attributes)?;
    tail.activate(e, y).map(|y| vec![y])
}

/// What is fused into a node after its main operation, and the further inputs that it uses up in order.
struct Tail<'a> {
    node: &'a Node,
    ops: Vec<&'a str>,
    extra: std::slice::Iter<'a, Value>,
}

impl<'a> Tail<'a> {
    fn new(node: &'a Node, extra: &'a [Value]) -> Self {
        Self { node, ops: node.texts("fused_ops"), extra: extra.iter() }
    }

    fn next_input(&mut self) -> Result<Value, Fault> {
        self.extra
            .next()
            .cloned()
            .ok_or_else(|| self.node.damaged("an input of its fused part is missing"))
    }

    fn take_bias(&mut self) -> Result<Option<Value>, Fault> {
        if self.ops.first() != Some(&"BiasAdd") {
            return Ok(None);
        }
        self.ops.remove(0);
        self.next_input().map(Some)
    }

    /// The activation, on a value with TensorFlow's layout.
    fn activate(mut self, e: &mut Emitter, y: Value) -> Result<Value, Fault> {
        let mut y = y;
        for op in std::mem::take(&mut self.ops) {
            y = match op {
                "Relu" => e.clamp(&y, 0.0, f32::INFINITY)?,
                "Relu6" => e.clamp(&y, 0.0, 6.0)?,
                // TensorFlow's default is 0.2, ONNX's 0.01: always stated. Fused nodes have their own name for it.
                "LeakyRelu" => {
                    let alpha = self.node.float("leakyrelu_alpha", 0.2);
                    e.node("LeakyRelu", &[y], &[("alpha", alpha.into())])?
                }
                // The slope is [C] or [1,1,C], which broadcasts where the channels are last.
                "Prelu" => e.node("PRelu", &[y, self.next_input()?], &[])?,
                "Elu" | "Sigmoid" | "Tanh" => e.node(op, &[y], &[])?,
                other => return Err(self.node.unsupported(&format!("fused activation {other}"))),
            };
        }
        Ok(y)
    }
}

/// Dimensions of a constant in memory.
fn as_i64(dimension: usize) -> i64 {
    i64::try_from(dimension).unwrap_or(i64::MAX)
}
