//! Weights of a TensorFlow.js model: a manifest of groups, each a stream of bytes cut into shard files.

use super::super::constant::count;
use super::super::onnx::Constant;
use super::super::{ConvertError, Fault, MAX_FILE_BYTES, length_of, read_capped};
use half::f16;
use ndarray::ArrayD;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Weights that share a stream.
#[derive(Debug, Deserialize)]
pub struct Group {
    paths: Vec<String>,
    weights: Vec<Weight>,
}

#[derive(Debug, Deserialize)]
struct Weight {
    name: String,
    shape: Vec<usize>,
    dtype: String,
    quantization: Option<Quantisation>,
}

/// Smaller numbers on disk. `float16` has neither scale nor minimum; for the others value = stored × scale + min.
#[derive(Debug, Deserialize)]
struct Quantisation {
    dtype: String,
    #[serde(default)]
    scale: f64,
    #[serde(default)]
    min: f64,
}

/// Reads the shards beside `model_json` and decodes every weight, by name.
///
/// The shards of a group are one stream: a weight may lie across two files, and there is no padding in between. Values
/// are exactly those that TensorFlow.js computes with, also where float16 has hurt a constant (1/6 is 0.16662598 in
/// CenterNet, a padding of −FLT_MAX is −∞ in NanoDet).
pub fn load(
    manifest: &[Group],
    model_json: &Path,
) -> Result<HashMap<String, Arc<Constant>>, ConvertError> {
    let mut weights = HashMap::new();
    let mut total = 0_u64; // groups may name the same shard again and again
    for group in manifest {
        let sizes: Vec<(usize, usize)> = group
            .weights
            .iter()
            .map(|w| w.size().map_err(|fault| fault.in_file(model_json)))
            .collect::<Result<_, _>>()?;
        let needed: usize = sizes.iter().map(|(_, bytes)| bytes).sum();
        total = total.saturating_add(needed as u64);
        if total > MAX_FILE_BYTES {
            let message = format!("its weights have more than {MAX_FILE_BYTES} bytes");
            return Err(Fault::refused(message).in_file(model_json));
        }
        let stream = read_stream(group, needed, model_json)?;
        let mut rest = stream.as_slice();
        for (weight, (elements, bytes)) in group.weights.iter().zip(sizes) {
            let (own, after) = rest.split_at_checked(bytes).unwrap_or((rest, &[]));
            rest = after;
            let value = weight.decode(own, elements).map_err(|fault| fault.in_file(model_json))?;
            weights.insert(weight.name.clone(), Arc::new(value));
        }
    }
    Ok(weights)
}

/// The shards of a group joined; refused unless their lengths add up to what the weights need.
fn read_stream(group: &Group, needed: usize, model_json: &Path) -> Result<Vec<u8>, ConvertError> {
    let mut paths = Vec::with_capacity(group.paths.len());
    let mut length = 0_u64;
    for name in &group.paths {
        let path = beside(model_json, name).map_err(|fault| fault.in_file(model_json))?;
        length = length.saturating_add(length_of(&path)?);
        paths.push(path);
    }
    if length != needed as u64 {
        let message =
            format!("{} bytes of weights, but {} needs {needed}", length, model_json.display());
        let shard = paths.last().map_or(model_json, PathBuf::as_path);
        return Err(Fault::damaged(message).in_file(shard));
    }
    let mut stream = Vec::with_capacity(needed);
    for path in paths {
        stream.extend(read_capped(&path, MAX_FILE_BYTES)?);
    }
    Ok(stream)
}

/// The path of a shard, which may not leave the model's folder.
fn beside(model_json: &Path, name: &str) -> Result<PathBuf, Fault> {
    let relative = Path::new(name);
    if relative.components().all(|c| matches!(c, Component::Normal(_))) && !name.is_empty() {
        Ok(model_json.with_file_name(relative))
    } else {
        Err(Fault::refused(format!("its weights would be read from {name:?}, outside its folder")))
    }
}

impl Weight {
    /// The type of the bytes on disk.
    fn stored(&self) -> &str {
        self.quantization.as_ref().map_or(&self.dtype, |q| &q.dtype)
    }

    /// Elements, and bytes on disk.
    fn size(&self) -> Result<(usize, usize), Fault> {
        let width = match self.stored() {
            "float32" | "int32" => 4,
            "float16" | "uint16" => 2,
            "uint8" | "bool" => 1,
            other => return Err(Fault::unsupported(format!("weight {}: type {other}", self.name))),
        };
        // Decoded, an element has up to four bytes: the limit holds for both forms.
        let elements = count(&self.shape).filter(|n| *n as u64 <= MAX_FILE_BYTES / 4);
        let elements = elements.ok_or_else(|| {
            Fault::refused(format!("weight {}: shape {:?} is too large", self.name, self.shape))
        })?;
        Ok((elements, elements * width))
    }

    fn decode(&self, bytes: &[u8], elements: usize) -> Result<Constant, Fault> {
        let stored: Vec<f64> = match self.stored() {
            // Never through another type: every bit of an f32 or i32 stays.
            "float32" if self.dtype == "float32" => {
                return self.shaped(chunks(bytes, f32::from_le_bytes), elements).map(Constant::F32);
            }
            "int32" if self.dtype == "int32" => {
                return self.shaped(chunks(bytes, i32::from_le_bytes), elements).map(Constant::I32);
            }
            "float16" => chunks(bytes, |b| f16::from_le_bytes(b).to_f64()),
            "uint16" => chunks(bytes, |b| f64::from(u16::from_le_bytes(b))),
            "uint8" | "bool" => bytes.iter().map(|b| f64::from(*b)).collect(),
            other => return Err(Fault::unsupported(format!("weight {}: type {other}", self.name))),
        };
        let (scale, min) = match &self.quantization {
            Some(q) if q.dtype != "float16" => (q.scale, q.min),
            _ => (1.0, 0.0),
        };
        let values = stored.into_iter().map(|v| v * scale + min);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "TensorFlow.js computes in double and rounds once"
        )]
        match self.dtype.as_str() {
            "float32" => {
                self.shaped(values.map(|v| v as f32).collect(), elements).map(Constant::F32)
            }
            // JavaScript's Math.round: halves go up. A plain uint8 is an i32 in TensorFlow.js.
            "int32" | "uint8" => self
                .shaped(values.map(|v| (v + 0.5).floor() as i32).collect(), elements)
                .map(Constant::I32),
            "bool" => self.shaped(values.map(|v| v != 0.0).collect(), elements).map(Constant::Bool),
            other => Err(Fault::unsupported(format!("weight {}: type {other}", self.name))),
        }
    }

    fn shaped<T>(&self, values: Vec<T>, elements: usize) -> Result<ArrayD<T>, Fault> {
        let found = values.len();
        ArrayD::from_shape_vec(self.shape.clone(), values).map_err(|_| {
            Fault::damaged(format!("weight {}: {found} values instead of {elements}", self.name))
        })
    }
}

fn chunks<const N: usize, T>(bytes: &[u8], read: impl Fn([u8; N]) -> T) -> Vec<T> {
    bytes.as_chunks::<N>().0.iter().map(|chunk| read(*chunk)).collect()
}
