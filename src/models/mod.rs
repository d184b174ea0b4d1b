//! Models as files: cards that describe them, the store that fetches and verifies them, conversion to ONNX.
//! Floor 1: knows nothing of running a model, of specialists or of scenes.

pub mod archive;
pub mod card;
mod conversion;
pub mod convert;
pub mod error;
pub mod fetch;
mod import;
pub mod labels;
mod ledger;
pub mod packages;
pub mod photographs;
pub mod place;
pub mod progress;
pub mod registry;
pub mod runtime;
mod staging;
pub mod store;

#[cfg(feature = "http")]
mod https;
/// The same names in a build without the feature `http`: a download explains what is missing.
#[cfg(not(feature = "http"))]
#[path = "https_off.rs"]
mod https;

pub use card::{
    Calibration, Card, CardError, CardFile, CardInput, CardOutput, Conversion, Decoder, Labels,
    Layout, ModelSource, PixelOrder, Resize, Threshold, Wheel,
};
pub use error::{SourceError, StoreError};
pub use fetch::{FetchOutcome, Fetched, PackageFile};
pub use packages::Package;
pub use progress::{Progress, Silent};
pub use registry::{CardOrigin, LoadedCard};
pub use store::{Health, ReadyModel, Store, StoreOptions};
