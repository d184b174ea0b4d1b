//! Emits ONNX nodes for the handlers: constants stay constants as long as they can, turns cancel, clamps merge.

use super::super::Fault;
use super::super::constant::is_permutation;
use super::super::onnx::{Attribute, Constant, Element, Graph};
use super::attributes::Node;
use super::folding::FOLD_LIMIT;
use std::collections::HashMap;
use std::sync::Arc;

/// Most bytes of constants in a converted model: a file of protocol buffers ends at 2 GiB.
const MAX_CONSTANT_BYTES: usize = 1 << 30;
/// Most outputs of one node.
const MAX_OUTPUTS: usize = 1 << 12;

/// A value while converting.
#[derive(Debug, Clone)]
pub enum Value {
    Known(Arc<Constant>),
    /// The name of what an ONNX node or input gives; empty for an input left out.
    Computed(String),
}

impl Value {
    /// An optional input left out.
    pub fn absent() -> Self {
        Self::Computed(String::new())
    }

    pub fn constant(&self) -> Option<&Arc<Constant>> {
        match self {
            Self::Known(constant) => Some(constant),
            Self::Computed(_) => None,
        }
    }
}

impl<T: Into<Constant>> From<T> for Value {
    fn from(constant: T) -> Self {
        Self::Known(Arc::new(constant.into()))
    }
}

/// What a handler needs of `value` where only a constant will do.
pub fn known<'a>(node: &Node, value: &'a Value, what: &str) -> Result<&'a Constant, Fault> {
    let constant = value.constant().map(Arc::as_ref);
    constant.ok_or_else(|| node.unsupported(&format!("{what} must be constant, but is computed")))
}

/// A constant's whole numbers.
pub fn known_integers(node: &Node, value: &Value, what: &str) -> Result<Vec<i64>, Fault> {
    let integers = known(node, value, what)?.integers();
    integers.ok_or_else(|| node.damaged(&format!("{what} must be whole numbers")))
}

/// A constant whole number.
pub fn known_integer(node: &Node, value: &Value, what: &str) -> Result<i64, Fault> {
    let integer = known(node, value, what)?.integer();
    integer.ok_or_else(|| node.damaged(&format!("{what} must be one whole number")))
}

/// The graph being written, and what is remembered of its nodes.
#[derive(Debug)]
pub struct Emitter {
    pub graph: Graph,
    /// A turned value: what it was turned from, and how.
    turned: HashMap<String, (String, Vec<usize>)>,
    /// The reverse: turns that were emitted already.
    turns: HashMap<(String, Vec<usize>), String>,
    /// A clamped value: its source and bounds.
    clamped: HashMap<String, (Value, f32, f32)>,
}

impl Emitter {
    pub fn new(graph_name: &str) -> Self {
        let graph = Graph::new(graph_name);
        Self { graph, turned: HashMap::new(), turns: HashMap::new(), clamped: HashMap::new() }
    }

    /// The ONNX name of a value; a constant becomes an initializer.
    pub fn name(&mut self, value: &Value) -> Result<String, Fault> {
        let name = match value {
            Value::Computed(name) => name.clone(),
            Value::Known(constant) => self.graph.constant_ref(constant),
        };
        if self.graph.constant_bytes() > MAX_CONSTANT_BYTES {
            return Err(Fault::refused(format!(
                "its constants grow past {MAX_CONSTANT_BYTES} bytes"
            )));
        }
        Ok(name)
    }

    /// Emits a node with one output.
    pub fn node(
        &mut self,
        op: &str,
        inputs: &[Value],
        attributes: &[(&str, Attribute)],
    ) -> Result<Value, Fault> {
        let names = inputs.iter().map(|i| self.name(i)).collect::<Result<Vec<_>, _>>()?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Ok(Value::Computed(self.graph.node(op, &names, attributes)))
    }

    /// Emits a node with several outputs; their number comes from the file, so it has a limit.
    pub fn node_with_outputs(
        &mut self,
        op: &str,
        inputs: &[Value],
        attributes: &[(&str, Attribute)],
        outputs: i64,
    ) -> Result<Vec<Value>, Fault> {
        let outputs = usize::try_from(outputs).ok().filter(|n| (1..=MAX_OUTPUTS).contains(n));
        let outputs = outputs
            .ok_or_else(|| Fault::damaged(format!("{op} with a senseless number of outputs")))?;
        let names = inputs.iter().map(|i| self.name(i)).collect::<Result<Vec<_>, _>>()?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let made = self.graph.node_with_outputs(op, &names, attributes, outputs);
        Ok(made.into_iter().map(Value::Computed).collect())
    }

    /// Axes in another order; composed with the turn that made `x`, and nothing at all where the two cancel.
    pub fn transpose(&mut self, x: &Value, order: &[usize]) -> Result<Value, Fault> {
        let wrong = || Fault::damaged(format!("axes cannot be put into the order {order:?}"));
        let name = &match x {
            Value::Known(c) if c.len() <= FOLD_LIMIT => {
                return c.permuted(order).map(Value::from).ok_or_else(wrong);
            }
            _ => self.name(x)?,
        };
        if !is_permutation(order) {
            return Err(wrong());
        }
        let (source, whole) = match self.turned.get(name) {
            Some((source, first)) => {
                let whole: Option<Vec<usize>> =
                    order.iter().map(|i| first.get(*i).copied()).collect();
                (source.clone(), whole.filter(|w| w.len() == first.len()).ok_or_else(wrong)?)
            }
            None => (name.clone(), order.to_vec()),
        };
        if whole.iter().copied().eq(0..whole.len()) {
            return Ok(Value::Computed(source));
        }
        let turn = (source, whole);
        if let Some(done) = self.turns.get(&turn) {
            return Ok(Value::Computed(done.clone()));
        }
        #[expect(clippy::cast_possible_wrap, reason = "numbers of axes are small")]
        let perm: Vec<i64> = turn.1.iter().map(|axis| *axis as i64).collect();
        let name = self.graph.node("Transpose", &[&turn.0], &[("perm", perm.into())]);
        self.turns.insert(turn.clone(), name.clone());
        self.turned.insert(name.clone(), turn);
        Ok(Value::Computed(name))
    }

    /// A picture tensor with its channels second, as ONNX's convolutions want it.
    pub fn nchw(&mut self, x: &Value) -> Result<Value, Fault> {
        self.transpose(x, &[0, 3, 1, 2])
    }

    /// A picture tensor with its channels last again.
    pub fn nhwc(&mut self, x: &Value) -> Result<Value, Fault> {
        self.transpose(x, &[0, 2, 3, 1])
    }

    /// Another element type.
    pub fn cast(&mut self, x: &Value, to: Element) -> Result<Value, Fault> {
        match x {
            Value::Known(c) if c.len() <= FOLD_LIMIT => Ok(c.cast(to).into()),
            _ => self.node("Cast", std::slice::from_ref(x), &[("to", (to as i64).into())]),
        }
    }

    /// Shapes, repeats and indices: i32 in TensorFlow.js, i64 in ONNX.
    pub fn index(&mut self, x: &Value) -> Result<Value, Fault> {
        self.cast(x, Element::I64)
    }

    /// Values held between `low` and `high` (infinite: no bound). Clamps of clamps merge: `Maximum(Minimum(Relu(x), 6), 0)`,
    /// which is how faceres spells ReLU6, becomes one Clip. The runtime fuses a convolution with one Clip, but not with
    /// the three (10 % of faceres).
    pub fn clamp(&mut self, x: &Value, low: f32, high: f32) -> Result<Value, Fault> {
        if let Value::Computed(name) = x
            && let Some((source, inner_low, inner_high)) = self.clamped.get(name).cloned()
        {
            // clamp(clamp(v, a, b), c, d) is one clamp where the two ranges meet.
            if low <= inner_high && high >= inner_low {
                let (both_low, both_high) = (inner_low.max(low), inner_high.min(high));
                if (both_low, both_high) == (inner_low, inner_high) {
                    return Ok(x.clone());
                }
                return self.clamp_node(&source, both_low, both_high);
            }
        }
        self.clamp_node(x, low, high)
    }

    fn clamp_node(&mut self, x: &Value, low: f32, high: f32) -> Result<Value, Fault> {
        let bound = |v: f32| if v.is_infinite() { Value::absent() } else { v.into() };
        let y = if (low, high) == (0.0, f32::INFINITY) {
            self.node("Relu", std::slice::from_ref(x), &[])?
        } else {
            self.node("Clip", &[x.clone(), bound(low), bound(high)], &[])?
        };
        if let Value::Computed(name) = &y {
            self.clamped.insert(name.clone(), (x.clone(), low, high));
        }
        Ok(y)
    }
}
