//! Attributes of a TensorFlow node in proto JSON, with TensorFlow's defaults for what is left out.
//!
//! Proto JSON drops zero values (`{}` is false, 0 or ""), writes 64-bit integers as strings, and bytes in base64 (some
//! writers as a list of numbers): both spellings are read.

use super::super::Fault;
use super::super::onnx::Element;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Deserializer, de::Error};

/// One attribute value; the field that a reader asks for decides its type.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Attribute {
    s: Text,
    i: Int,
    f: f32,
    b: bool,
    #[serde(rename = "type")]
    kind: Option<String>,
    shape: Option<Shape>,
    list: Option<List>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct List {
    s: Vec<Text>,
    i: Vec<Int>,
}

/// A shape; −1 is a free dimension.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Shape {
    dim: Vec<Dim>,
    #[serde(rename = "unknownRank")]
    unknown_rank: bool,
}

#[derive(Debug, Clone, Deserialize)]
struct Dim {
    #[serde(default)]
    size: Int,
}

impl Shape {
    /// The dimensions, or `None` where not even their number is known.
    pub fn dims(&self) -> Option<Vec<i64>> {
        (!self.unknown_rank).then(|| self.dim.iter().map(|d| d.size.0).collect())
    }
}

/// An integer, as a number or as a string of digits.
#[derive(Debug, Clone, Copy, Default)]
struct Int(i64);

impl<'de> Deserialize<'de> for Int {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelling {
            Number(i64),
            Digits(String),
        }
        match Spelling::deserialize(from)? {
            Spelling::Number(n) => Ok(Self(n)),
            Spelling::Digits(s) => s.parse().map(Self).map_err(D::Error::custom),
        }
    }
}

/// A string, in base64 or as a list of bytes.
#[derive(Debug, Clone, Default)]
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelling {
            Base64(String),
            Bytes(Vec<u8>),
        }
        let bytes = match Spelling::deserialize(from)? {
            Spelling::Base64(s) => BASE64_STANDARD.decode(s).map_err(D::Error::custom)?,
            Spelling::Bytes(b) => b,
        };
        String::from_utf8(bytes).map(Self).map_err(D::Error::custom)
    }
}

/// A node of the graph.
#[derive(Debug, Clone, Deserialize)]
pub struct Node {
    pub name: String,
    pub op: String,
    #[serde(default)]
    input: Vec<String>,
    #[serde(default)]
    attr: std::collections::BTreeMap<String, Attribute>,
}

impl Node {
    /// The names of the inputs that carry data: `^x` is a mere order of execution.
    pub fn inputs(&self) -> impl Iterator<Item = &str> {
        self.input.iter().map(String::as_str).filter(|i| !i.starts_with('^'))
    }

    pub fn has(&self, key: &str) -> bool {
        self.attr.contains_key(key)
    }

    pub fn int(&self, key: &str) -> i64 {
        self.attr.get(key).map_or(0, |a| a.i.0)
    }

    pub fn float(&self, key: &str, default: f32) -> f32 {
        self.attr.get(key).map_or(default, |a| a.f)
    }

    pub fn flag(&self, key: &str) -> bool {
        self.attr.get(key).is_some_and(|a| a.b)
    }

    pub fn text(&self, key: &str) -> &str {
        self.attr.get(key).map_or("", |a| a.s.0.as_str())
    }

    pub fn ints(&self, key: &str) -> Vec<i64> {
        let list = self.attr.get(key).and_then(|a| a.list.as_ref());
        list.map_or_else(Vec::new, |l| l.i.iter().map(|v| v.0).collect())
    }

    pub fn texts(&self, key: &str) -> Vec<&str> {
        let list = self.attr.get(key).and_then(|a| a.list.as_ref());
        list.map_or_else(Vec::new, |l| l.s.iter().map(|v| v.0.as_str()).collect())
    }

    /// The attribute `shape`, where it is given and known.
    pub fn shape(&self) -> Option<Vec<i64>> {
        self.attr.get("shape")?.shape.as_ref()?.dims()
    }

    /// The element type that an attribute names; `None` where the attribute is left out.
    pub fn element(&self, key: &str) -> Result<Option<Element>, Fault> {
        let kind = self.attr.get(key).and_then(|a| a.kind.as_deref());
        kind.map(|k| element(k).ok_or_else(|| self.unsupported(&format!("element type {k}"))))
            .transpose()
    }

    /// "node (op): what" as a fault of kind Unsupported.
    pub fn unsupported(&self, what: &str) -> Fault {
        Fault::unsupported(format!("{} ({}): {what}", self.name, self.op))
    }

    /// "node (op): what" as a fault of kind Damaged.
    pub fn damaged(&self, what: &str) -> Fault {
        Fault::damaged(format!("{} ({}): {what}", self.name, self.op))
    }
}

/// TensorFlow's name of an element type in the type that TensorFlow.js computes with: it has no i64 and no f64.
pub fn element(kind: &str) -> Option<Element> {
    match kind {
        "DT_FLOAT" | "DT_HALF" | "DT_DOUBLE" => Some(Element::F32),
        "DT_INT32" | "DT_INT64" | "DT_UINT8" => Some(Element::I32),
        "DT_BOOL" => Some(Element::Bool),
        _ => None,
    }
}
