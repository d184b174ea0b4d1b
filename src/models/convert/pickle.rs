//! Reads pickles that hold tensors, ordered dictionaries and plain values, and executes nothing.
//!
//! A pickle is a program for a small stack machine whose REDUCE may call any function by name. Here the names are three:
//! `collections.OrderedDict` (without arguments), `torch._utils._rebuild_tensor_v2` (becomes a description of a tensor)
//! and PyTorch's storage types. Everything else is refused by its name before anything happens. Opcodes: those of
//! protocol 2, which `torch.save` writes, as far as these values need them (`pickletools.py` of CPython defines them).
//!
//! What it makes is in `unpickled`.

use super::constant::count;
use super::unpickled::{Global, Storage, StorageKind, TensorView, Unpickled, Value};
use std::collections::HashMap;
use thiserror::Error;

/// Largest pickle, without the tensors' data: EfficientNet-Lite2's has 60 KB.
pub const MAX_PICKLE_BYTES: usize = 16 << 20;

/// Why a pickle was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PickleError {
    /// A function or class other than the three.
    #[error("the pickle wants to use {0}")]
    ForbiddenName(String),
    /// An opcode that no plain state dictionary needs.
    #[error("the pickle has opcode 0x{0:02x} at byte {1}, which weights do not need")]
    ForbiddenOpcode(u8, usize),
    /// An allowed function with other arguments than a tensor's.
    #[error("the pickle uses {0} in an unknown way")]
    ForbiddenUse(&'static str),
    #[error("the pickle ends early")]
    Truncated,
    #[error("the pickle is malformed at byte {0}")]
    Malformed(usize),
    #[error("the pickle has more than {MAX_PICKLE_BYTES} bytes")]
    TooLarge,
}

/// Reads the pickle at the start of `bytes`; gives its value and the number of bytes it took.
///
/// # Errors
/// Where it is damaged, too large, or wants anything but tensors and dictionaries.
pub fn read(bytes: &[u8]) -> Result<(Unpickled, usize), PickleError> {
    let capped = bytes.get(..MAX_PICKLE_BYTES).unwrap_or(bytes);
    let mut machine = Machine {
        code: capped,
        at: 0,
        stack: Vec::new(),
        marks: Vec::new(),
        memo: HashMap::new(),
        heap: Unpickled::default(),
    };
    match machine.run() {
        Ok(()) => Ok((machine.heap, machine.at)),
        Err(PickleError::Truncated) if capped.len() < bytes.len() => Err(PickleError::TooLarge),
        Err(e) => Err(e),
    }
}

/// The stack machine.
struct Machine<'b> {
    code: &'b [u8],
    at: usize,
    stack: Vec<Value>,
    /// Heights of the stack at the marks.
    marks: Vec<usize>,
    memo: HashMap<u32, Value>,
    heap: Unpickled,
}

impl<'b> Machine<'b> {
    fn run(&mut self) -> Result<(), PickleError> {
        loop {
            let at = self.at;
            let [opcode] = self.take()?;
            if opcode == b'.' {
                self.heap.top = Some(self.pop()?);
                return Ok(());
            }
            if !(self.step_plain(opcode)?
                || self.step_memo(opcode)?
                || self.step_container(opcode)?)
            {
                match opcode {
                    b'c' => self.global()?,
                    b'R' => self.reduce()?,
                    b'b' => self.build()?,
                    b'Q' => self.persistent()?,
                    other => return Err(PickleError::ForbiddenOpcode(other, at)),
                }
            }
        }
    }

    /// PROTO, numbers, strings, None and booleans. Whether the opcode was one of them.
    fn step_plain(&mut self, opcode: u8) -> Result<bool, PickleError> {
        let value = match opcode {
            0x80 => {
                let [_protocol] = self.take()?;
                return Ok(true);
            }
            b'N' => Value::None,
            0x88 => Value::Bool(true),
            0x89 => Value::Bool(false),
            b'K' => Value::Int(i64::from(u8::from_le_bytes(self.take()?))),
            b'M' => Value::Int(i64::from(u16::from_le_bytes(self.take()?))),
            b'J' => Value::Int(i64::from(i32::from_le_bytes(self.take()?))),
            0x8a => Value::Int(self.long()?),
            b'X' => {
                let length = u32::from_le_bytes(self.take()?);
                let bytes =
                    self.slice(usize::try_from(length).map_err(|_| PickleError::Truncated)?)?;
                let text = std::str::from_utf8(bytes).map_err(|_| self.malformed())?;
                Value::Text(store(&mut self.heap.texts, text.into()))
            }
            _ => return Ok(false),
        };
        self.stack.push(value);
        Ok(true)
    }

    /// Putting values aside and getting them back. Whether the opcode was one of them.
    fn step_memo(&mut self, opcode: u8) -> Result<bool, PickleError> {
        let (slot, get) = match opcode {
            b'q' => (u32::from(u8::from_le_bytes(self.take()?)), false),
            b'r' => (u32::from_le_bytes(self.take()?), false),
            b'h' => (u32::from(u8::from_le_bytes(self.take()?)), true),
            b'j' => (u32::from_le_bytes(self.take()?), true),
            _ => return Ok(false),
        };
        if get {
            let value = self.memo.get(&slot).copied().ok_or_else(|| self.malformed())?;
            self.stack.push(value);
        } else {
            let value = self.stack.last().copied().ok_or_else(|| self.malformed())?;
            self.memo.insert(slot, value);
        }
        Ok(true)
    }

    /// Tuples, lists, dictionaries. Whether the opcode was one of them.
    fn step_container(&mut self, opcode: u8) -> Result<bool, PickleError> {
        let value = match opcode {
            b'(' => {
                self.marks.push(self.stack.len());
                return Ok(true);
            }
            b')' => Value::Tuple(store(&mut self.heap.tuples, Vec::new())),
            b't' => {
                let parts = self.since_mark()?;
                Value::Tuple(store(&mut self.heap.tuples, parts))
            }
            0x85..=0x87 => {
                let from = self.stack.len().checked_sub(usize::from(opcode - 0x84));
                let parts = self.stack.split_off(from.ok_or_else(|| self.malformed())?);
                Value::Tuple(store(&mut self.heap.tuples, parts))
            }
            b']' => Value::List(store(&mut self.heap.lists, Vec::new())),
            b'}' => Value::Dict(store(&mut self.heap.dicts, Vec::new())),
            b'a' | b'e' => {
                let parts = if opcode == b'a' { vec![self.pop()?] } else { self.since_mark()? };
                self.extend_list(parts)?;
                return Ok(true);
            }
            b's' | b'u' => {
                let parts = if opcode == b's' {
                    let value = self.pop()?;
                    vec![self.pop()?, value]
                } else {
                    self.since_mark()?
                };
                self.extend_dict(&parts)?;
                return Ok(true);
            }
            _ => return Ok(false),
        };
        self.stack.push(value);
        Ok(true)
    }

    fn extend_list(&mut self, parts: Vec<Value>) -> Result<(), PickleError> {
        let list = match self.stack.last() {
            Some(Value::List(at)) => self.heap.lists.get_mut(*at),
            _ => None,
        };
        list.ok_or(PickleError::Malformed(self.at))?.extend(parts);
        Ok(())
    }

    fn extend_dict(&mut self, parts: &[Value]) -> Result<(), PickleError> {
        let dict = match self.stack.last() {
            Some(Value::Dict(at)) => self.heap.dicts.get_mut(*at),
            _ => None,
        };
        let (pairs, []) = parts.as_chunks::<2>() else { return Err(self.malformed()) };
        dict.ok_or(PickleError::Malformed(self.at))?.extend(pairs.iter().map(|[k, v]| (*k, *v)));
        Ok(())
    }

    /// A name of a function or class: one of ours, or the end.
    fn global(&mut self) -> Result<(), PickleError> {
        let module = self.line()?;
        let name = self.line()?;
        let global = match (module, name) {
            ("collections", "OrderedDict") => Global::OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2") => Global::RebuildTensor,
            ("torch", name) if StorageKind::from_name(name).is_some() => {
                StorageKind::from_name(name).map(Global::Storage).ok_or_else(|| self.malformed())?
            }
            _ => {
                let shown = format!("{module}.{name}").escape_debug().take(100).collect();
                return Err(PickleError::ForbiddenName(shown));
            }
        };
        self.stack.push(Value::Global(global));
        Ok(())
    }

    /// A call: of the two functions whose effect is known, with the arguments that PyTorch writes.
    fn reduce(&mut self) -> Result<(), PickleError> {
        let arguments = self.pop()?;
        let value = match self.pop()? {
            Value::Global(Global::OrderedDict) => match self.heap.tuple(arguments) {
                Some([]) => Value::Dict(store(&mut self.heap.dicts, Vec::new())),
                _ => return Err(PickleError::ForbiddenUse("collections.OrderedDict")),
            },
            Value::Global(Global::RebuildTensor) => {
                let view = self.tensor_view(arguments);
                let view =
                    view.ok_or(PickleError::ForbiddenUse("torch._utils._rebuild_tensor_v2"))?;
                Value::Tensor(store(&mut self.heap.tensors, view))
            }
            Value::Global(Global::Storage(_)) => {
                return Err(PickleError::ForbiddenUse("a storage type"));
            }
            _ => return Err(PickleError::ForbiddenUse("REDUCE")),
        };
        self.stack.push(value);
        Ok(())
    }

    /// (storage, offset, size, stride, `requires_grad`, `backward_hooks`, …).
    fn tensor_view(&self, arguments: Value) -> Option<TensorView> {
        let [Value::Storage(storage), Value::Int(offset), shape, strides, ..] =
            self.heap.tuple(arguments)?
        else {
            return None;
        };
        let view = TensorView {
            storage: self.heap.storages.get(*storage)?.clone(),
            offset: usize::try_from(*offset).ok()?,
            shape: self.heap.sizes(*shape)?,
            strides: self.heap.sizes(*strides)?,
        };
        (view.shape.len() == view.strides.len() && count(&view.shape).is_some()).then_some(view)
    }

    /// Attributes of an object: PyTorch sets `_metadata` on a state dictionary, which means nothing here.
    fn build(&mut self) -> Result<(), PickleError> {
        match (self.pop()?, self.stack.last()) {
            (Value::Dict(_), Some(Value::Dict(_))) => Ok(()),
            _ => Err(PickleError::ForbiddenUse("BUILD")),
        }
    }

    /// A reference to what lies outside: ("storage", type, key, device, elements, no view).
    fn persistent(&mut self) -> Result<(), PickleError> {
        let id = self.pop()?;
        let wrong = PickleError::ForbiddenUse("a persistent id");
        let (Some("storage"), Some(storage)) = (
            self.heap.tuple(id).and_then(|t| t.first()).and_then(|v| self.heap.text(*v)),
            self.storage(id),
        ) else {
            return Err(wrong);
        };
        self.stack.push(Value::Storage(store(&mut self.heap.storages, storage)));
        Ok(())
    }

    fn storage(&self, id: Value) -> Option<Storage> {
        let (kind, key, elements) = match self.heap.tuple(id)? {
            [_, Value::Global(Global::Storage(kind)), key, _device, Value::Int(elements)]
            | [
                _,
                Value::Global(Global::Storage(kind)),
                key,
                _device,
                Value::Int(elements),
                Value::None,
            ] => (*kind, *key, *elements),
            _ => return None,
        };
        let key = self.heap.shared_text(key)?.clone();
        Some(Storage { kind, key, elements: usize::try_from(elements).ok()? })
    }

    fn pop(&mut self) -> Result<Value, PickleError> {
        self.stack.pop().ok_or(PickleError::Malformed(self.at))
    }

    fn since_mark(&mut self) -> Result<Vec<Value>, PickleError> {
        let height = self.marks.pop().filter(|h| *h <= self.stack.len());
        Ok(self.stack.split_off(height.ok_or(PickleError::Malformed(self.at))?))
    }

    fn slice(&mut self, length: usize) -> Result<&'b [u8], PickleError> {
        let end = self.at.checked_add(length).ok_or(PickleError::Truncated)?;
        let bytes = self.code.get(self.at..end).ok_or(PickleError::Truncated)?;
        self.at = end;
        Ok(bytes)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], PickleError> {
        self.slice(N)?.try_into().map_err(|_| PickleError::Truncated)
    }

    /// A little-endian two's-complement number of at most eight bytes.
    fn long(&mut self) -> Result<i64, PickleError> {
        let [length] = self.take()?;
        let bytes = self.slice(usize::from(length))?;
        let negative = bytes.last().is_some_and(|b| b & 0x80 != 0);
        let mut whole = [if negative { 0xff } else { 0 }; 8];
        whole.get_mut(..bytes.len()).ok_or(PickleError::Malformed(self.at))?.copy_from_slice(bytes);
        Ok(i64::from_le_bytes(whole))
    }

    fn line(&mut self) -> Result<&'b str, PickleError> {
        let rest = self.code.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|b| *b == b'\n').ok_or(PickleError::Truncated)?;
        let line = self.slice(length)?;
        self.at += 1;
        std::str::from_utf8(line).map_err(|_| self.malformed())
    }

    fn malformed(&self) -> PickleError {
        PickleError::Malformed(self.at)
    }
}

/// Puts an object into its arena and gives its index.
fn store<T>(arena: &mut Vec<T>, object: T) -> usize {
    arena.push(object);
    arena.len() - 1
}
