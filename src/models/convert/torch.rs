//! Reads PyTorch checkpoints (`.pth`): a state dictionary of tensors, in the old format and in the zip format.
//!
//! *Old*: a magic number, the protocol, facts about the system, the state dictionary and the list of storage keys, each
//! a pickle, then per key the number of elements and the data. *Zip* (since PyTorch 1.6): an uncompressed archive with
//! the dictionary in `NAME/data.pkl` and each storage in `NAME/data/KEY`.

use super::pickle::{self, MAX_PICKLE_BYTES, PickleError};
use super::unpickled::{StorageKind, TensorView, Unpickled};
use super::{ConvertError, Fault, MAX_FILE_BYTES, read_capped};
use ndarray::ArrayD;
use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use zip::{CompressionMethod, ZipArchive};

/// The pickled number 0x1950a86a20f9469cfc6c with which the old format starts.
const MAGIC: [u8; 15] =
    [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, b'.'];
/// Version of the old format.
const PROTOCOL: i64 = 1001;
const ZIP_MAGIC: &[u8] = b"PK\x03\x04";

/// Tensors by name, and the storages that they view.
#[derive(Debug)]
pub struct Checkpoint {
    tensors: BTreeMap<String, TensorView>,
    storages: HashMap<Arc<str>, Vec<u8>>,
}

impl Checkpoint {
    /// Reads a checkpoint.
    ///
    /// # Errors
    /// Where the file is missing, damaged, too large, or its pickle wants anything but tensors and dictionaries.
    pub fn read(path: &Path) -> Result<Self, ConvertError> {
        let bytes = read_capped(path, MAX_FILE_BYTES)?;
        let read = if bytes.starts_with(ZIP_MAGIC) { read_zip(&bytes) } else { read_old(&bytes) };
        read.map_err(|fault| fault.in_file(path))
    }

    /// Names of the tensors, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// A tensor of f32 of this name and shape, in row-major order; `None` where there is none that can be read.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Option<ArrayD<f32>> {
        self.tensor(name, shape).ok()
    }

    /// A tensor of f32 in row-major order. Its shape is stated, so that a file cannot ask for more memory than the
    /// model has; views may be strided (weights that came from TensorFlow are).
    pub(super) fn tensor(&self, name: &str, shape: &[usize]) -> Result<ArrayD<f32>, Fault> {
        let view = self
            .tensors
            .get(name)
            .ok_or_else(|| Fault::damaged(format!("tensor {name} is missing")))?;
        if view.shape != shape {
            return Err(Fault::damaged(format!(
                "tensor {name} is {:?} instead of {shape:?}",
                view.shape
            )));
        }
        if view.storage.kind != StorageKind::Float {
            return Err(Fault::unsupported(format!("tensor {name} is not of 32-bit floats")));
        }
        let outside = || Fault::damaged(format!("tensor {name} reaches outside its data"));
        let storage = self.storages.get(&view.storage.key).ok_or_else(outside)?;
        let (floats, _) = storage.as_chunks::<4>();
        let element = |at: usize| floats.get(at).map(|b| f32::from_le_bytes(*b));
        let values: Option<Vec<f32>> = Places::of(view).map(|at| element(at?)).collect();
        ArrayD::from_shape_vec(shape.to_vec(), values.ok_or_else(outside)?).map_err(|_| outside())
    }
}

/// Places of a view's elements in its storage, in row-major order; `None` where one does not fit.
struct Places<'v> {
    view: &'v TensorView,
    index: Vec<usize>,
    left: usize,
}

impl<'v> Places<'v> {
    fn of(view: &'v TensorView) -> Self {
        Self { view, index: vec![0; view.shape.len()], left: view.shape.iter().product() }
    }
}

impl Iterator for Places<'_> {
    type Item = Option<usize>;

    fn next(&mut self) -> Option<Option<usize>> {
        self.left = self.left.checked_sub(1)?;
        let pairs = self.index.iter().zip(&self.view.strides);
        let place = pairs
            .map(|(i, s)| i.checked_mul(*s))
            .try_fold(self.view.offset, |at, step| at.checked_add(step?));
        for (index, size) in self.index.iter_mut().zip(&self.view.shape).rev() {
            *index += 1;
            if *index < *size {
                break;
            }
            *index = 0;
        }
        Some(place)
    }
}

impl From<PickleError> for Fault {
    fn from(error: PickleError) -> Self {
        let message = error.to_string();
        match error {
            PickleError::Truncated | PickleError::Malformed(_) => Self::Damaged(message),
            PickleError::ForbiddenName(_)
            | PickleError::ForbiddenOpcode(..)
            | PickleError::ForbiddenUse(_)
            | PickleError::TooLarge => Self::Refused(message),
        }
    }
}

/// The tensors of a state dictionary, and the storages that they need: element type and number by key.
type Described = (BTreeMap<String, TensorView>, BTreeMap<Arc<str>, (StorageKind, usize)>);

fn describe(dictionary: &Unpickled) -> Result<Described, Fault> {
    let tensors =
        dictionary.tensors().ok_or_else(|| Fault::damaged("it holds no state dictionary"))?;
    let tensors: BTreeMap<String, TensorView> =
        tensors.map(|(k, v)| (k.to_owned(), v.clone())).collect();
    let mut storages = BTreeMap::new();
    for TensorView { storage, .. } in tensors.values() {
        let facts = (storage.kind, storage.elements);
        if storages.insert(storage.key.clone(), facts).is_some_and(|before| before != facts) {
            return Err(Fault::damaged(format!(
                "storage {} is described in two ways",
                storage.key
            )));
        }
    }
    Ok((tensors, storages))
}

fn read_old(bytes: &[u8]) -> Result<Checkpoint, Fault> {
    let rest =
        bytes.strip_prefix(&MAGIC).ok_or_else(|| Fault::damaged("not a PyTorch checkpoint"))?;
    let (protocol, rest) = next_pickle(rest)?;
    if protocol.integer() != Some(PROTOCOL) {
        return Err(Fault::unsupported("a format version that is not known"));
    }
    let (system, rest) = next_pickle(rest)?;
    if system.flag("little_endian") != Some(true) {
        return Err(Fault::unsupported("its numbers are not little-endian"));
    }
    let (dictionary, rest) = next_pickle(rest)?;
    let (tensors, described) = describe(&dictionary)?;
    let (keys, mut rest) = next_pickle(rest)?;
    let keys = keys.strings().ok_or_else(|| Fault::damaged("the list of storages is missing"))?;
    let mut storages = HashMap::new();
    for key in keys {
        let cut = || Fault::damaged(format!("the data of storage {key} is cut off"));
        let (number, after) = rest.split_first_chunk::<8>().ok_or_else(cut)?;
        // Storages of tensors outside the dictionary cannot be skipped: their element type is unknown.
        let (kind, elements) = *described
            .get(key)
            .ok_or_else(|| Fault::damaged(format!("storage {key} belongs to no tensor")))?;
        if usize::try_from(u64::from_le_bytes(*number)).ok() != Some(elements) {
            return Err(Fault::damaged(format!(
                "storage {key} has another length than its tensors say"
            )));
        }
        let length = elements.checked_mul(kind.width()).ok_or_else(cut)?;
        let (data, after) = after.split_at_checked(length).ok_or_else(cut)?;
        storages.insert(key.into(), data.to_vec());
        rest = after;
    }
    Ok(Checkpoint { tensors, storages })
}

fn next_pickle(bytes: &[u8]) -> Result<(Unpickled, &[u8]), Fault> {
    let (value, length) = pickle::read(bytes)?;
    Ok((value, bytes.get(length..).unwrap_or_default()))
}

fn read_zip(bytes: &[u8]) -> Result<Checkpoint, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|e| Fault::damaged(format!("a broken archive: {e}")))?;
    let suffix = "/data.pkl";
    let names = archive.file_names().filter_map(Result::ok);
    let root = names.filter_map(|n| n.strip_suffix(suffix).map(str::to_owned)).next();
    let root = root.ok_or_else(|| Fault::damaged("the archive has no data.pkl"))?;
    let order = format!("{root}/byteorder");
    if archive.index_for_name(&order).is_some() && entry(&mut archive, &order, 16)? != b"little" {
        return Err(Fault::unsupported("its numbers are not little-endian"));
    }
    let (dictionary, _) =
        pickle::read(&entry(&mut archive, &format!("{root}{suffix}"), MAX_PICKLE_BYTES)?)?;
    let (tensors, described) = describe(&dictionary)?;
    let mut storages = HashMap::new();
    let mut budget = bytes.len(); // entries may overlap in the file, but not to more than the file
    for (key, (kind, elements)) in described {
        let name = format!("{root}/data/{key}");
        let wanted = elements.checked_mul(kind.width()).filter(|n| *n <= budget);
        let wanted = wanted
            .ok_or_else(|| Fault::damaged(format!("{name} would be larger than the file")))?;
        let data = entry(&mut archive, &name, wanted)?;
        if data.len() != wanted {
            return Err(Fault::damaged(format!(
                "{name} has {} bytes instead of {wanted}",
                data.len()
            )));
        }
        budget -= wanted;
        storages.insert(key, data);
    }
    Ok(Checkpoint { tensors, storages })
}

/// An entry of the archive, of at most `limit` bytes. PyTorch never compresses: so neither does a file that we trust,
/// and nothing can swell.
fn entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    limit: usize,
) -> Result<Vec<u8>, Fault> {
    let broken = |e: &dyn std::fmt::Display| Fault::damaged(format!("{name} in the archive: {e}"));
    let file = archive.by_name(name).map_err(|e| broken(&e))?;
    if file.compression() != CompressionMethod::Stored {
        return Err(Fault::refused(format!("{name} in the archive is compressed")));
    }
    if file.size() > limit as u64 {
        return Err(Fault::damaged(format!("{name} in the archive has more than {limit} bytes")));
    }
    let mut data = Vec::new();
    file.take(limit as u64).read_to_end(&mut data).map_err(|e| broken(&e))?;
    Ok(data)
}
