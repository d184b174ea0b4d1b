//! What a pickle comes to: plain values, dictionaries, and descriptions of tensors whose data lies elsewhere.
//!
//! Objects live in arenas and refer to each other by index: no nesting, however deep, recurses.

use std::sync::Arc;

/// Most axes of a tensor, so that a file cannot make many large shapes out of one.
const MAX_AXES: usize = 16;

/// Element types of storages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageKind {
    Double,
    Float,
    Half,
    BFloat16,
    Long,
    Int,
    Short,
    Char,
    Byte,
    Bool,
}

impl StorageKind {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "DoubleStorage" => Self::Double,
            "FloatStorage" => Self::Float,
            "HalfStorage" => Self::Half,
            "BFloat16Storage" => Self::BFloat16,
            "LongStorage" => Self::Long,
            "IntStorage" => Self::Int,
            "ShortStorage" => Self::Short,
            "CharStorage" => Self::Char,
            "ByteStorage" => Self::Byte,
            "BoolStorage" => Self::Bool,
            _ => return None,
        })
    }

    /// Bytes of an element.
    pub fn width(self) -> usize {
        match self {
            Self::Double | Self::Long => 8,
            Self::Float | Self::Int => 4,
            Self::Half | Self::BFloat16 | Self::Short => 2,
            Self::Char | Self::Byte | Self::Bool => 1,
        }
    }
}

/// A run of elements that is kept outside the pickle, under `key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Storage {
    pub kind: StorageKind,
    pub key: Arc<str>,
    pub elements: usize,
}

/// A strided view of a storage; offset and strides in elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorView {
    pub storage: Storage,
    pub offset: usize,
    pub shape: Vec<usize>,
    pub strides: Vec<usize>,
}

/// A value; what has parts is an index into the arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    None,
    Bool(bool),
    Int(i64),
    Global(Global),
    Text(usize),
    Tuple(usize),
    List(usize),
    Dict(usize),
    Storage(usize),
    Tensor(usize),
}

/// The names that a pickle may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Global {
    OrderedDict,
    RebuildTensor,
    Storage(StorageKind),
}

/// What a pickle came to.
#[derive(Debug, Default)]
pub struct Unpickled {
    pub(super) texts: Vec<Arc<str>>,
    pub(super) tuples: Vec<Vec<Value>>,
    pub(super) lists: Vec<Vec<Value>>,
    pub(super) dicts: Vec<Vec<(Value, Value)>>,
    pub(super) storages: Vec<Storage>,
    pub(super) tensors: Vec<TensorView>,
    pub(super) top: Option<Value>,
}

impl Unpickled {
    /// The whole number that the pickle holds, if it is one.
    pub fn integer(&self) -> Option<i64> {
        match self.top {
            Some(Value::Int(v)) => Some(v),
            _ => None,
        }
    }

    /// The boolean under a key of the dictionary that the pickle holds.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.entries()?.find_map(|(k, v)| match v {
            Value::Bool(flag) if k == key => Some(flag),
            _ => None,
        })
    }

    /// The list of strings that the pickle holds.
    pub fn strings(&self) -> Option<Vec<&str>> {
        let Some(Value::List(list)) = self.top else { return None };
        self.lists.get(list)?.iter().map(|v| self.text(*v)).collect()
    }

    /// The tensors of the dictionary that the pickle holds, by name; other entries are left out.
    pub fn tensors(&self) -> Option<impl Iterator<Item = (&str, &TensorView)>> {
        Some(self.entries()?.filter_map(|(key, value)| match value {
            Value::Tensor(at) => Some((key, self.tensors.get(at)?)),
            _ => None,
        }))
    }

    fn entries(&self) -> Option<impl Iterator<Item = (&str, Value)>> {
        let Some(Value::Dict(dict)) = self.top else { return None };
        Some(self.dicts.get(dict)?.iter().filter_map(|(k, v)| Some((self.text(*k)?, *v))))
    }

    pub(super) fn text(&self, value: Value) -> Option<&str> {
        self.shared_text(value).map(Arc::as_ref)
    }

    pub(super) fn shared_text(&self, value: Value) -> Option<&Arc<str>> {
        match value {
            Value::Text(at) => self.texts.get(at),
            _ => None,
        }
    }

    pub(super) fn tuple(&self, value: Value) -> Option<&[Value]> {
        match value {
            Value::Tuple(at) => self.tuples.get(at).map(Vec::as_slice),
            _ => None,
        }
    }

    pub(super) fn sizes(&self, value: Value) -> Option<Vec<usize>> {
        let size = |v: &Value| match v {
            Value::Int(n) => usize::try_from(*n).ok(),
            _ => None,
        };
        self.tuple(value).filter(|t| t.len() <= MAX_AXES)?.iter().map(size).collect()
    }
}
