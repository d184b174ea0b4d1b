//! EfficientNet-Lite2 as an ONNX graph, from the weights of its PyTorch port.
//!
//! The network: Tan & Le, *EfficientNet* (ICML 2019), in the Lite form of Google's tensorflow/tpu repository: no
//! squeeze-and-excitation, ReLU6 instead of swish, stem, head and the first and last stage not scaled. The weights were
//! born in TensorFlow: padding is TensorFlow's SAME, batch normalisation has ε = 1e-3.

use super::Fault;
use super::onnx::{Attribute, Element, Graph};
use super::torch::Checkpoint;

/// Height and width of the input, in pixels.
const SIDE: i64 = 260;
/// Height and width of the last feature map: the side halved five times, rounded up.
const MAP_SIDE: i64 = 9;
const STEM: usize = 32;
const FEATURES: usize = 1280;
const CLASSES: usize = 1000;
/// Class activation maps are given for so many classes, the most probable ones.
const TOP: i64 = 5;
/// ε of the batch normalisation.
const EPSILON: f64 = 1e-3;

/// A run of equal blocks: width 1.1 and depth 1.2 times EfficientNet-B0's, channels rounded to multiples of 8.
struct Stage {
    blocks: usize,
    kernel: usize,
    /// Of the first block; the others keep the size.
    stride: i64,
    expansion: usize,
    channels: usize,
}

const fn stage(
    blocks: usize,
    kernel: usize,
    stride: i64,
    expansion: usize,
    channels: usize,
) -> Stage {
    Stage { blocks, kernel, stride, expansion, channels }
}

const STAGES: [Stage; 7] = [
    stage(1, 3, 1, 1, 16),
    stage(3, 3, 2, 6, 24),
    stage(3, 5, 2, 6, 48),
    stage(4, 3, 2, 6, 88),
    stage(4, 5, 1, 6, 120),
    stage(5, 5, 2, 6, 208),
    stage(1, 3, 1, 6, 352),
];

/// Builds the graph; see [`super::efficientnet_lite2`] for its outputs.
pub(super) fn lite2(checkpoint: &Checkpoint) -> Result<Vec<u8>, Fault> {
    let mut net = Network::new(checkpoint);
    let images = net.graph.input("images", Element::F32, &[-1, 3, SIDE, SIDE]);
    let stem = Conv { kernel: 3, stride: 2, inward: 3, outward: STEM, depthwise: false };
    let mut x = net.convolution(&images, "_conv_stem", "_bn0", &stem)?;
    x = net.relu6(&x);
    let (mut channels, mut number) = (STEM, 0);
    for stage in &STAGES {
        for nth in 0..stage.blocks {
            let stride = if nth == 0 { stage.stride } else { 1 };
            x = net.block(&x, &format!("_blocks.{number}"), stage, stride, channels)?;
            channels = stage.channels;
            number += 1;
        }
    }
    let head = Conv { kernel: 1, stride: 1, inward: channels, outward: FEATURES, depthwise: false };
    let map = net.convolution(&x, "_conv_head", "_bn1", &head)?;
    let map = net.relu6(&map);
    net.classify(&map)?;
    Ok(net.graph.into_bytes())
}

/// Size of a convolution.
struct Conv {
    kernel: usize,
    stride: i64,
    inward: usize,
    outward: usize,
    depthwise: bool,
}

struct Network<'c> {
    graph: Graph,
    checkpoint: &'c Checkpoint,
    zero: String,
    six: String,
}

impl<'c> Network<'c> {
    fn new(checkpoint: &'c Checkpoint) -> Self {
        let mut graph = Graph::new("efficientnet-lite2");
        let (zero, six) = (graph.constant(0.0), graph.constant(6.0));
        Self { graph, checkpoint, zero, six }
    }

    /// An inverted residual: widened, filtered per channel, narrowed; added to its input where the size stays.
    fn block(
        &mut self,
        x: &str,
        name: &str,
        stage: &Stage,
        stride: i64,
        channels: usize,
    ) -> Result<String, Fault> {
        let wide = channels * stage.expansion;
        let mut y = x.to_owned();
        if stage.expansion > 1 {
            let expand =
                Conv { kernel: 1, stride: 1, inward: channels, outward: wide, depthwise: false };
            y = self.convolution(
                &y,
                &format!("{name}._expand_conv"),
                &format!("{name}._bn0"),
                &expand,
            )?;
            y = self.relu6(&y);
        }
        let filter =
            Conv { kernel: stage.kernel, stride, inward: 1, outward: wide, depthwise: true };
        y = self.convolution(
            &y,
            &format!("{name}._depthwise_conv"),
            &format!("{name}._bn1"),
            &filter,
        )?;
        y = self.relu6(&y);
        let project =
            Conv { kernel: 1, stride: 1, inward: wide, outward: stage.channels, depthwise: false };
        y = self.convolution(
            &y,
            &format!("{name}._project_conv"),
            &format!("{name}._bn2"),
            &project,
        )?;
        if stride == 1 && channels == stage.channels {
            y = self.graph.node("Add", &[x, &y], &[]);
        }
        Ok(y)
    }

    /// A convolution with its batch normalisation γ (y − mean) / √(variance + ε) + β folded into weights and bias.
    fn convolution(
        &mut self,
        x: &str,
        weights: &str,
        norm: &str,
        size: &Conv,
    ) -> Result<String, Fault> {
        let Conv { kernel, stride, inward, outward, depthwise } = *size;
        let weights_name = format!("{weights}.weight");
        let mut kernels =
            self.checkpoint.tensor(&weights_name, &[outward, inward, kernel, kernel])?;
        let part = |part: &str| self.checkpoint.tensor(&format!("{norm}.{part}"), &[outward]);
        let (gamma, beta) = (part("weight")?, part("bias")?);
        let (mean, variance) = (part("running_mean")?, part("running_var")?);
        let mut bias = beta.clone();
        let facts = gamma.iter().zip(&mean).zip(&variance);
        for ((filter, bias), ((gamma, mean), variance)) in
            kernels.outer_iter_mut().zip(&mut bias).zip(facts)
        {
            let scale = f64::from(*gamma) / (f64::from(*variance) + EPSILON).sqrt();
            let mut filter = filter;
            filter.mapv_inplace(|w| narrow(f64::from(w) * scale));
            *bias = narrow(f64::from(*bias) - f64::from(*mean) * scale);
        }
        let (kernels, bias) = (self.graph.constant(kernels), self.graph.constant(bias));
        let side = i64::try_from(kernel).unwrap_or_default();
        let group = if depthwise { i64::try_from(outward).unwrap_or_default() } else { 1 };
        let attributes: [(&str, Attribute); 4] = [
            ("auto_pad", "SAME_UPPER".into()), // TensorFlow's SAME: the odd row and column below and right
            ("group", group.into()),
            ("kernel_shape", [side, side].into()),
            ("strides", [stride, stride].into()),
        ];
        Ok(self.graph.node("Conv", &[x, &kernels, &bias], &attributes))
    }

    fn relu6(&mut self, x: &str) -> String {
        self.graph.node("Clip", &[x, &self.zero, &self.six], &[])
    }

    /// The classifier, and class activation maps (Zhou et al., CVPR 2016): since the feature is the mean of the map, a
    /// class's logit is its bias plus the mean of Σ weight · map over the places. They are computed for the top classes
    /// only, from the rows of the weights that these need: 0.5 million operations instead of a hundred.
    fn classify(&mut self, map: &str) -> Result<(), Fault> {
        let weights = self.checkpoint.tensor("_fc.weight", &[CLASSES, FEATURES])?;
        let bias = self.checkpoint.tensor("_fc.bias", &[CLASSES])?;
        let g = &mut self.graph;
        let (weights, bias) = (g.constant(weights), g.constant(bias));
        let pooled = g.node("GlobalAveragePool", &[map], &[]);
        let feature = g.node("Flatten", &[&pooled], &[("axis", 1.into())]);
        let logits = g.node("Gemm", &[&feature, &weights, &bias], &[("transB", true.into())]);
        let probs = g.node("Softmax", &[&logits], &[("axis", (-1).into())]);
        let k = g.constant([TOP]);
        let top = g.node_with_outputs("TopK", &[&logits, &k], &[("axis", (-1).into())], 2);
        let top = top.last().map_or("", String::as_str);
        let rows = g.node("Gather", &[&weights, top], &[("axis", 0.into())]); // [N, 5, 1280]
        let (flat, places) = (g.constant([0, 0, -1]), g.constant([0, 0, MAP_SIDE, MAP_SIDE]));
        let columns = g.node("Reshape", &[map, &flat], &[]); // [N, 1280, 81]; a 0 keeps the dimension
        let product = g.node("MatMul", &[&rows, &columns], &[]);
        let cam = g.node("Reshape", &[&product, &places], &[]);
        let outputs: [(&str, &str, Element, &[i64]); 4] = [
            ("probs", &probs, Element::F32, &[-1, 1000]),
            ("feature", &feature, Element::F32, &[-1, 1280]),
            ("top", top, Element::I64, &[-1, TOP]),
            ("cam", &cam, Element::F32, &[-1, TOP, MAP_SIDE, MAP_SIDE]),
        ];
        for (name, value, element, dims) in outputs {
            g.output(name, value, element, Some(dims));
        }
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "folded in double precision, stored in single")]
fn narrow(v: f64) -> f32 {
    v as f32
}
