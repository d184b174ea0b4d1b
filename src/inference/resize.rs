//! Cropping and resizing 8-bit RGBA: the only file that calls `fast_image_resize`, behind functions without generics
//! (its generics take over a minute to compile in every crate that names them).
//!
//! One filter serves all models: bilinear with antialiasing (the kernel widens with the reduction), as Pillow's
//! `BILINEAR`, which the Python references use. Upstream NanoDet and YOLOX resize without antialiasing (OpenCV's
//! `INTER_LINEAR`); on photographs reduced five- to tenfold that skips most pixels and only adds noise.

use crate::domain::{BBox, Size};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use thiserror::Error;

/// Why pixels could not be resized.
#[derive(Debug, Error)]
pub enum ResizeError {
    #[error("{bytes} bytes are not an RGBA picture of {}×{}", size.width, size.height)]
    WrongLength { bytes: usize, size: Size },
    #[error("the box {crop:?} does not lie inside a picture of {}×{}: {message}", size.width, size.height)]
    Crop { crop: [f32; 4], size: Size, message: String },
}

/// The part `crop` (in pixels of the source, whole or not) of `rgba`, brought to `to` × RGBA bytes.
///
/// `rgba` holds `4 * size.width * size.height` bytes; alpha is resized like a colour, so opaque stays opaque.
///
/// # Errors
/// Where `rgba` has another length than `size` asks for, or `crop` is empty or leaves the picture.
pub fn resize_rgba(rgba: &[u8], size: Size, crop: &BBox, to: Size) -> Result<Vec<u8>, ResizeError> {
    let source = ImageRef::new(size.width, size.height, rgba, PixelType::U8x4)
        .map_err(|_| ResizeError::WrongLength { bytes: rgba.len(), size })?;
    let mut target = Image::new(to.width, to.height, PixelType::U8x4);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Bilinear))
        .crop(
            f64::from(crop.x1),
            f64::from(crop.y1),
            f64::from(crop.width()),
            f64::from(crop.height()),
        )
        .use_alpha(false);
    Resizer::new().resize(&source, &mut target, &options).map_err(|e| ResizeError::Crop {
        crop: (*crop).into(),
        size,
        message: e.to_string(),
    })?;
    Ok(target.into_vec())
}

/// The picture at half its size (odd sides are rounded up, the last row or column standing for itself):
/// every pixel the rounded mean of 2×2. `rgba` must hold `4 * size.width * size.height` bytes.
pub fn halve_rgba(rgba: &[u8], size: Size) -> (Vec<u8>, Size) {
    let half = Size::new(size.width.div_ceil(2), size.height.div_ceil(2));
    let row_bytes = 4 * size.width as usize;
    let mut out = Vec::with_capacity(4 * half.width as usize * half.height as usize);
    for rows in rgba.chunks(2 * row_bytes) {
        let (upper, lower) = rows.split_at(row_bytes.min(rows.len()));
        let lower = if lower.len() == upper.len() { lower } else { upper };
        for (a, b) in upper.chunks_exact(8).zip(lower.chunks_exact(8)) {
            out.extend_from_slice(&mean_of_2x2(a, b));
        }
        if let ([.., r, g, b, a], [.., r2, g2, b2, a2]) = (upper, lower)
            && size.width % 2 == 1
        {
            let mean = |x: u8, y: u8| (u16::from(x) + u16::from(y)).div_ceil(2) as u8;
            out.extend_from_slice(&[mean(*r, *r2), mean(*g, *g2), mean(*b, *b2), mean(*a, *a2)]);
        }
    }
    (out, half)
}

/// Two RGBA pixels of one row and the two below them, as one.
fn mean_of_2x2(upper: &[u8], lower: &[u8]) -> [u8; 4] {
    let mut mean = [0; 4];
    if let ([a @ .., _, _, _, _], [c @ .., _, _, _, _]) = (upper, lower)
        && let ([_, _, _, _, b @ ..], [_, _, _, _, d @ ..]) = (upper, lower)
    {
        for (m, (((a, b), c), d)) in mean.iter_mut().zip(a.iter().zip(b).zip(c).zip(d)) {
            *m = ((u16::from(*a) + u16::from(*b) + u16::from(*c) + u16::from(*d) + 2) / 4) as u8;
        }
    }
    mean
}
