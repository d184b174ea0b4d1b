//! The graph as TensorFlow.js writes it: nodes, weights manifest, signature.

use super::super::Fault;
use super::super::onnx::Element;
use super::attributes::{Node, Shape, element};
use super::weights::Group;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// A model's JSON.
#[derive(Debug, Deserialize)]
pub struct Model {
    #[serde(rename = "modelTopology")]
    topology: Topology,
    #[serde(rename = "weightsManifest")]
    pub manifest: Vec<Group>,
    signature: Option<Signature>,
    #[serde(rename = "userDefinedMetadata")]
    metadata: Option<Metadata>,
}

#[derive(Debug, Deserialize)]
struct Topology {
    node: Vec<Node>,
    library: Option<Library>,
}

#[derive(Debug, Deserialize)]
struct Library {
    #[serde(default)]
    function: Vec<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    signature: Option<Signature>,
}

#[derive(Debug, Deserialize)]
struct Signature {
    #[serde(default)]
    outputs: BTreeMap<String, Port>,
}

#[derive(Debug, Deserialize)]
struct Port {
    name: String,
    dtype: Option<String>,
    #[serde(rename = "tensorShape")]
    shape: Option<Shape>,
}

/// An output to convert for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The tensor "node" or "node:k"; also the output's name in ONNX.
    pub name: String,
    pub element: Option<Element>,
    /// As the signature has it; −1 is free.
    pub dims: Option<Vec<i64>>,
}

impl Model {
    pub fn from_json(text: &[u8]) -> Result<Self, Fault> {
        let model: Self = serde_json::from_slice(text)
            .map_err(|e| Fault::damaged(format!("not a TensorFlow.js graph model: {e}")))?;
        match &model.topology.library {
            Some(library) if !library.function.is_empty() => {
                Err(Fault::unsupported("it has functions (control flow)"))
            }
            _ => Ok(model),
        }
    }

    pub fn nodes(&self) -> &[Node] {
        &self.topology.node
    }

    /// The outputs in natural order of their names (`Identity_10` follows `Identity_9`): the signature is a map whose
    /// order means nothing. Without a signature, the nodes that nobody reads.
    pub fn outputs(&self) -> Vec<Output> {
        let signature = self.signature.as_ref().filter(|s| !s.outputs.is_empty());
        let signature = signature.or_else(|| self.metadata.as_ref()?.signature.as_ref());
        let mut outputs: Vec<Output> = match signature.filter(|s| !s.outputs.is_empty()) {
            Some(signature) => signature.outputs.values().map(declared).collect(),
            None => self.unread(),
        };
        outputs.sort_by_key(|o| natural(&o.name));
        outputs.dedup_by(|a, b| a.name == b.name);
        outputs
    }

    fn unread(&self) -> Vec<Output> {
        let read: HashSet<&str> =
            self.nodes().iter().flat_map(Node::inputs).map(|i| split_reference(i).0).collect();
        let names = self.nodes().iter().map(|n| &n.name).filter(|n| !read.contains(n.as_str()));
        names.map(|n| Output { name: n.clone(), element: None, dims: None }).collect()
    }
}

fn declared(port: &Port) -> Output {
    let name = port.name.strip_suffix(":0").unwrap_or(&port.name).to_owned();
    let element = port.dtype.as_deref().and_then(element);
    Output { name, element, dims: port.shape.as_ref().and_then(Shape::dims) }
}

/// "node:k" as node and k; "node" is its output 0.
pub fn split_reference(reference: &str) -> (&str, usize) {
    match reference.rsplit_once(':') {
        Some((node, k)) => k.parse().map_or((reference, 0), |k| (node, k)),
        None => (reference, 0),
    }
}

/// A key that sorts runs of digits by their value.
fn natural(name: &str) -> Vec<(bool, usize, String)> {
    let mut parts: Vec<(bool, usize, String)> = Vec::new();
    for c in name.chars() {
        let text = !c.is_ascii_digit();
        match parts.last_mut() {
            Some((kind, length, part)) if *kind == text => {
                part.push(c);
                *length += usize::from(!text); // the longer number is the larger one
            }
            _ => parts.push((text, usize::from(!text), c.to_string())),
        }
    }
    parts
}
