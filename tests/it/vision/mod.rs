//! Pictures in, boxes and names out: decoding, preparing, detectors, classifier, windows.

mod bad_pictures;
mod decoders;
mod files;
mod golden;
mod postprocess;
mod prepare;
mod specialists;
mod upright;
