//! A decoded picture, upright, 8-bit RGBA in memory (the resizer's fastest layout), and its crops.

use crate::domain::Size;

/// An upright picture; RGBA, row-major, alpha always 255 (transparency is laid over white when decoding).
#[derive(Debug, Clone)]
pub struct Picture {
    pub size: Size,
    /// `4 * width * height` bytes.
    pub rgba: Vec<u8>,
}
