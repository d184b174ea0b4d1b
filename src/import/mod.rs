//! Captions from files: being built.
/// Captions read.
#[derive(Debug, Clone, Default)]
pub struct Import;
/// Reads.
pub fn read(_files: &[std::path::PathBuf], _images: &[std::path::PathBuf]) -> Import {
    Import
}
