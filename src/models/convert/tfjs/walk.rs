//! Goes from a model's outputs through its graph, converting what each node depends on first.

use super::super::Fault;
use super::super::onnx::{Constant, Element};
use super::attributes::Node;
use super::emit::{Emitter, Value};
use super::folding::Folder;
use super::ops;
use super::topology::{Model, Output, split_reference};
use std::collections::HashMap;
use std::sync::Arc;

/// The conversion of one model.
pub struct Walk<'m> {
    nodes: &'m [Node],
    index: HashMap<&'m str, usize>,
    outputs: Vec<Output>,
    weights: HashMap<String, Arc<Constant>>,
    /// The outputs of each converted node.
    values: Vec<Option<Vec<Value>>>,
    /// Nodes whose dependencies have been put on the list of work.
    opened: Vec<bool>,
    emitter: Emitter,
    folder: Folder,
    /// An input's first dimension is free.
    free_batch: bool,
}

impl<'m> Walk<'m> {
    pub fn new(model: &'m Model, weights: HashMap<String, Arc<Constant>>) -> Result<Self, Fault> {
        let nodes = model.nodes();
        let mut index = HashMap::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            if index.insert(node.name.as_str(), at).is_some() {
                return Err(Fault::damaged(format!("two nodes are named {}", node.name)));
            }
        }
        Ok(Self {
            nodes,
            index,
            outputs: model.outputs(),
            weights,
            values: vec![None; nodes.len()],
            opened: vec![false; nodes.len()],
            emitter: Emitter::new("tfjs"),
            folder: Folder::default(),
            free_batch: false,
        })
    }

    /// Converts everything that the outputs need and gives the file.
    pub fn run(mut self) -> Result<Vec<u8>, Fault> {
        if self.outputs.is_empty() {
            return Err(Fault::damaged("it has no outputs"));
        }
        let outputs = std::mem::take(&mut self.outputs);
        let values: Vec<Value> =
            outputs.iter().map(|o| self.resolve(&o.name)).collect::<Result<_, _>>()?;
        self.emitter.graph.set_scope("output");
        // An output may be read inside the graph too, or be another value's alias: the writer gives it its own name.
        for (output, value) in outputs.iter().zip(values) {
            let element = output.element.map_or_else(|| self.element(&output.name), Ok)?;
            let dims = output.dims.as_ref().map(|d| self.output_dims(d));
            let name = self.emitter.name(&value)?;
            self.emitter.graph.output(&output.name, &name, element, dims.as_deref());
        }
        Ok(self.emitter.graph.into_bytes())
    }

    /// The signature says batch 1 even where the input's batch is free (faceres).
    fn output_dims(&self, declared: &[i64]) -> Vec<i64> {
        let mut dims = declared.to_vec();
        if let (true, Some(batch)) = (self.free_batch, dims.first_mut()) {
            *batch = -1;
        }
        dims
    }

    /// The element type of an output that the signature says nothing of.
    fn element(&self, reference: &str) -> Result<Element, Fault> {
        let (name, output) = split_reference(reference);
        let node = &self.nodes[self.find(name)?];
        let key = match node.op.as_str() {
            "TopKV2" if output == 1 => return Ok(Element::I32),
            "Shape" | "Size" => return Ok(Element::I32),
            "Greater" | "GreaterEqual" | "Less" | "LessEqual" | "Equal" | "NotEqual"
            | "LogicalAnd" | "LogicalOr" | "LogicalNot" => return Ok(Element::Bool),
            "ArgMax" => return Ok(Element::I32),
            "Cast" => "DstT",
            "Placeholder" | "Const" => "dtype",
            _ => "T",
        };
        Ok(node.element(key)?.unwrap_or(Element::F32))
    }

    fn find(&self, name: &str) -> Result<usize, Fault> {
        let found = self.index.get(name).copied();
        found.ok_or_else(|| Fault::damaged(format!("a node reads {name}, which does not exist")))
    }

    /// A tensor's value; what it depends on is converted first. The JSON's order is not one of dependence, and graphs
    /// can be deeper than the stack: hence the list of work instead of recursion.
    fn resolve(&mut self, reference: &str) -> Result<Value, Fault> {
        let mut work = vec![self.find(split_reference(reference).0)?];
        while let Some(&at) = work.last() {
            if self.values[at].is_some() {
                work.pop();
                continue;
            }
            let node = &self.nodes[at];
            let mut waiting = Vec::new();
            for input in node.inputs() {
                let dependency = self.find(split_reference(input).0)?;
                if self.values[dependency].is_none() {
                    waiting.push(dependency);
                }
            }
            if waiting.is_empty() {
                let outputs = self.convert(node)?;
                self.values[at] = Some(outputs);
            } else if self.opened[at] {
                // Everything it waited for has been worked on, and something waits for it in turn.
                return Err(Fault::unsupported(format!(
                    "{} ({}) is in a loop",
                    node.name, node.op
                )));
            } else {
                self.opened[at] = true;
                work.extend(waiting);
            }
        }
        self.value(reference)
    }

    /// The value of a tensor whose node is converted.
    fn value(&self, reference: &str) -> Result<Value, Fault> {
        let (name, output) = split_reference(reference);
        let outputs = self.values[self.find(name)?].as_ref();
        let value = outputs.and_then(|o| o.get(output)).cloned();
        value.ok_or_else(|| Fault::damaged(format!("{name} has no output {output}")))
    }

    fn convert(&mut self, node: &Node) -> Result<Vec<Value>, Fault> {
        let inputs = node.inputs().map(|i| self.value(i)).collect::<Result<Vec<_>, _>>()?;
        match node.op.as_str() {
            "Const" => {
                // The node has type and shape only; the values are in the manifest.
                let weight = self.weights.get(&node.name).cloned().map(Value::Known);
                return Ok(vec![weight.ok_or_else(|| node.damaged("its values are missing"))?]);
            }
            "Placeholder" => return Ok(vec![self.input(node)?]),
            _ => {}
        }
        let constants: Option<Vec<&Constant>> =
            inputs.iter().map(|v| v.constant().map(Arc::as_ref)).collect();
        if let Some(constants) = constants
            && let Some(folded) = self.folder.fold(node, &constants)?
        {
            return Ok(vec![folded.into()]);
        }
        let handler =
            ops::handler(&node.op).ok_or_else(|| node.unsupported("no translation for it"))?;
        self.emitter.graph.set_scope(&node.name);
        handler(&mut self.emitter, node, &inputs)
    }

    fn input(&mut self, node: &Node) -> Result<Value, Fault> {
        let dims = node.shape().ok_or_else(|| node.unsupported("the input's shape is unknown"))?;
        self.free_batch |= dims.first().is_some_and(|d| *d < 0);
        let element = node.element("dtype")?.unwrap_or(Element::F32);
        Ok(Value::Computed(self.emitter.graph.input(&node.name, element, &dims)))
    }
}
