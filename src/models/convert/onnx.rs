//! Writes ONNX: a graph is built node by node and becomes the bytes of a file.
//!
//! ```
//! use dce::models::convert::onnx::{Element, Graph};
//! let mut g = Graph::new("halves");
//! let x = g.input("x", Element::F32, &[-1, 4]);
//! let half = g.constant(0.5_f32);
//! let y = g.node("Mul", &[&x, &half], &[]);
//! g.output("y", &y, Element::F32, Some(&[-1, 4]));
//! let bytes = g.into_bytes();
//! # assert!(!bytes.is_empty());
//! ```

use super::onnx_proto::{
    AttributeProto, Dimension, DimensionProto, GraphProto, ModelProto, NodeProto,
    OperatorSetIdProto, ShapeProto, TensorProto, TensorTypeProto, TypeProto, ValueInfoProto,
};
use prost::Message;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

pub use super::constant::{Constant, Element};

/// Operator set of every file: from 13 on Squeeze, Split and ReduceSum take their axes as inputs, the other
/// reductions still as attributes.
const OPSET: i64 = 13;
/// File format that goes with it.
const IR_VERSION: i64 = 7;

/// A setting of a node.
#[derive(Debug, Clone, PartialEq)]
pub enum Attribute {
    Int(i64),
    Ints(Vec<i64>),
    Float(f32),
    Text(String),
}

impl From<i64> for Attribute {
    fn from(v: i64) -> Self {
        Self::Int(v)
    }
}

impl From<bool> for Attribute {
    fn from(v: bool) -> Self {
        Self::Int(i64::from(v))
    }
}

impl From<Vec<i64>> for Attribute {
    fn from(v: Vec<i64>) -> Self {
        Self::Ints(v)
    }
}

impl<const N: usize> From<[i64; N]> for Attribute {
    fn from(v: [i64; N]) -> Self {
        Self::Ints(v.to_vec())
    }
}

impl From<f32> for Attribute {
    fn from(v: f32) -> Self {
        Self::Float(v)
    }
}

impl From<&str> for Attribute {
    fn from(v: &str) -> Self {
        Self::Text(v.to_owned())
    }
}

/// A graph under construction. Values are known by their names; nodes must be added in the order of their
/// dependencies, which happens by itself since a name is only had from the call that made it.
#[derive(Debug, Default)]
pub struct Graph {
    proto: GraphProto,
    /// Prefix of the names of new nodes, so that a converted node can be traced to its origin.
    scope: String,
    made: usize,
    /// Initializers by hash of their content: equal ones are stored once.
    pool: HashMap<u64, Vec<usize>>,
    constant_bytes: usize,
}

impl Graph {
    pub fn new(name: &str) -> Self {
        Self {
            proto: GraphProto { name: name.to_owned(), ..Default::default() },
            ..Self::default()
        }
    }

    /// Sets the prefix of the names that the next nodes get.
    pub fn set_scope(&mut self, scope: &str) {
        scope.clone_into(&mut self.scope);
    }

    /// Bytes of all constants so far.
    pub fn constant_bytes(&self) -> usize {
        self.constant_bytes
    }

    /// Declares an input and gives its name back. −1 is a free dimension; a free first one is the batch, "N".
    pub fn input(&mut self, name: &str, element: Element, dims: &[i64]) -> String {
        self.proto.input.push(value_info(name, element, Some(dims)));
        name.to_owned()
    }

    /// Stores a constant, or finds the equal one that is stored, and gives its name.
    pub fn constant(&mut self, value: impl Into<Constant>) -> String {
        self.constant_ref(&value.into())
    }

    /// As [`Graph::constant`], for a constant that the caller keeps.
    pub fn constant_ref(&mut self, value: &Constant) -> String {
        #[expect(clippy::cast_possible_wrap, reason = "sizes of arrays in memory fit 63 bits")]
        let dims: Vec<i64> = value.shape().iter().map(|d| *d as i64).collect();
        let mut tensor = TensorProto {
            dims,
            data_type: value.element() as i32,
            name: String::new(),
            raw_data: Some(value.to_bytes()),
        };
        let mut hasher = DefaultHasher::new();
        (&tensor.dims, tensor.data_type, &tensor.raw_data).hash(&mut hasher);
        let bucket = self.pool.entry(hasher.finish()).or_default();
        let same = |t: &&TensorProto| {
            t.data_type == tensor.data_type
                && t.dims == tensor.dims
                && t.raw_data == tensor.raw_data
        };
        let stored = &mut self.proto.initializer;
        if let Some(found) = bucket.iter().filter_map(|i| stored.get(*i)).find(same) {
            return found.name.clone();
        }
        bucket.push(stored.len());
        self.constant_bytes += tensor.raw_data.as_ref().map_or(0, Vec::len);
        tensor.name = format!("const_{}", stored.len());
        let name = tensor.name.clone();
        stored.push(tensor);
        name
    }

    /// Adds a node with one output and gives the output's name. An empty input name leaves an input out.
    pub fn node(&mut self, op: &str, inputs: &[&str], attributes: &[(&str, Attribute)]) -> String {
        let name = self.next_name(op);
        self.push(op, inputs, vec![name.clone()], attributes);
        name
    }

    /// Adds a node with several outputs and gives their names.
    pub fn node_with_outputs(
        &mut self,
        op: &str,
        inputs: &[&str],
        attributes: &[(&str, Attribute)],
        outputs: usize,
    ) -> Vec<String> {
        let name = self.next_name(op);
        let names: Vec<String> = (0..outputs).map(|k| format!("{name}:{k}")).collect();
        self.push(op, inputs, names.clone(), attributes);
        names
    }

    /// Declares an output: `value` under the name `name`. Without `dims` the shape is left to the runtime.
    pub fn output(&mut self, name: &str, value: &str, element: Element, dims: Option<&[i64]>) {
        self.push("Identity", &[value], vec![name.to_owned()], &[]);
        self.proto.output.push(value_info(name, element, dims));
    }

    /// The file. Nodes and constants that no output needs are left out; the same calls give the same bytes.
    pub fn into_bytes(mut self) -> Vec<u8> {
        let mut live: HashSet<String> = self.proto.output.iter().map(|o| o.name.clone()).collect();
        let mut kept: Vec<NodeProto> = Vec::with_capacity(self.proto.node.len());
        for node in self.proto.node.into_iter().rev() {
            if node.output.iter().any(|o| live.contains(o)) {
                live.extend(node.input.iter().cloned());
                kept.push(node);
            }
        }
        kept.reverse();
        self.proto.node = kept;
        self.proto.initializer.retain(|t| live.contains(&t.name));
        ModelProto {
            ir_version: IR_VERSION,
            producer_name: "dce".to_owned(),
            graph: Some(self.proto),
            opset_import: vec![OperatorSetIdProto { domain: Some(String::new()), version: OPSET }],
        }
        .encode_to_vec()
    }

    fn next_name(&mut self, op: &str) -> String {
        self.made += 1;
        let separator = if self.scope.is_empty() { "" } else { "/" };
        format!("{}{separator}{op}_{}", self.scope, self.made)
    }

    fn push(
        &mut self,
        op: &str,
        inputs: &[&str],
        output: Vec<String>,
        attributes: &[(&str, Attribute)],
    ) {
        self.proto.node.push(NodeProto {
            input: inputs.iter().map(|i| (*i).to_owned()).collect(),
            name: output.first().cloned().unwrap_or_default(),
            output,
            op_type: op.to_owned(),
            attribute: attributes.iter().map(|(name, value)| attribute(name, value)).collect(),
        });
    }
}

/// ONNX's numbers of the attribute types: FLOAT 1, INT 2, STRING 3, INTS 7.
fn attribute(name: &str, value: &Attribute) -> AttributeProto {
    let mut proto = AttributeProto { name: name.to_owned(), ..Default::default() };
    match value {
        Attribute::Float(v) => (proto.kind, proto.f) = (1, Some(*v)),
        Attribute::Int(v) => (proto.kind, proto.i) = (2, Some(*v)),
        Attribute::Text(v) => (proto.kind, proto.s) = (3, Some(v.clone().into_bytes())),
        Attribute::Ints(v) => (proto.kind, proto.ints) = (7, v.clone()),
    }
    proto
}

fn value_info(name: &str, element: Element, dims: Option<&[i64]>) -> ValueInfoProto {
    let dimension = |(axis, size): (usize, &i64)| DimensionProto {
        value: match (axis, *size) {
            (_, 0..) => Some(Dimension::Size(*size)),
            (0, _) => Some(Dimension::Name("N".to_owned())),
            _ => None, // unnamed: two free dimensions of one name would have to be equal
        },
    };
    let shape = dims.map(|d| ShapeProto { dim: d.iter().enumerate().map(dimension).collect() });
    let tensor_type = Some(TensorTypeProto { elem_type: element as i32, shape });
    ValueInfoProto { name: name.to_owned(), r#type: Some(TypeProto { tensor_type }) }
}
