//! Thumbnails: found in the project's folder by the photograph's content, else made and kept there, so that they are made
//! once and not at each start.

use super::job::ImageKey;
use crate::domain::Size;
use crate::inference::Picture;
use crate::project::Thumbs;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageError};
use std::path::PathBuf;

/// JPEG quality of thumbnails: from here on the eye sees no gain at 256 pixels.
const QUALITY: u8 = 85;

/// An image whose thumbnail is wanted.
#[derive(Debug, Clone)]
pub struct ThumbnailWish {
    pub image: ImageKey,
    pub path: PathBuf,
    /// Of the photograph's content, where it is known: the file is then not read where its thumbnail is kept.
    pub sha256: Option<String>,
}

/// Where thumbnails are kept.
#[derive(Debug, Clone)]
pub struct Keeping {
    pub thumbs: Thumbs,
    /// Whether new ones are kept too: not in a project that is only read.
    pub writes: bool,
}

impl Keeping {
    /// Keeps a thumbnail that was just made.
    pub(super) fn put(&self, sha256: &str, jpeg: &[u8]) {
        if self.writes {
            // One that cannot be kept is made again at the next start: that is no news to anybody.
            drop(self.thumbs.put(sha256, jpeg));
        }
    }
}

/// The picture reduced to `side` pixels on its longer side, as JPEG.
pub(super) fn thumbnail_of(picture: &Picture, side: u32) -> Result<Vec<u8>, ImageError> {
    let reduced = picture.reduced_to(side);
    let small = reduced.as_ref().unwrap_or(picture);
    let rgb: Vec<u8> =
        small.rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3)).copied().collect();
    let mut jpeg = Vec::new();
    let Size { width, height } = small.size;
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    image::ImageEncoder::write_image(encoder, &rgb, width, height, ExtendedColorType::Rgb8)?;
    Ok(jpeg)
}
