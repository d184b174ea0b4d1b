//! A decoded picture, upright, 8-bit RGBA in memory (the resizer's fastest layout), its crops and its reductions.

use super::file_kind::{jpeg_is_cut, kind_in_words};
use super::resize::{ResizeError, halve_rgba, resize_rgba};
use crate::domain::{BBox, Fingerprint, ImageInfo, Size, Warning};
use image::codecs::{gif::GifDecoder, png::PngDecoder, png::PngEncoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{
    AnimationDecoder, DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError,
    ImageFormat, ImageReader, Limits,
};
use std::io::Cursor;
use std::path::Path;
use std::sync::OnceLock;
use thiserror::Error;

/// Pictures with more pixels are refused before decoding: above every camera's (102 megapixels), and 512 MiB as RGBA.
pub const MAX_PIXELS: u64 = 1 << 27;

/// What a decoder may allocate: 8 bytes (16-bit RGBA) for each of `MAX_PIXELS`.
const MAX_DECODER_BYTES: u64 = 8 * MAX_PIXELS;

/// Larger files are not read at all: an uncompressed 16-bit RGBA file of `MAX_PIXELS` fits.
const MAX_FILE_BYTES: u64 = MAX_DECODER_BYTES + (1 << 20);

/// The half-size picture stands in for the whole where at least this many of its pixels fall on one of the target's,
/// in each direction: below, the two-step reduction would be visibly softer than a direct one.
const PIXELS_LEFT_PER_TARGET: f32 = 2.0;

/// An upright picture; RGBA, row-major, alpha always 255 (transparency is laid over white when decoding).
#[derive(Debug, Clone)]
pub struct Picture {
    pub size: Size,
    /// `4 * width * height` bytes.
    pub rgba: Vec<u8>,
    /// Made when first asked for: several models reduce the same photograph five- to tenfold.
    half: OnceLock<Box<Picture>>,
}

/// A picture read from a file, with what a scene records of it.
#[derive(Debug, Clone)]
pub struct OpenedPicture {
    pub picture: Picture,
    pub info: ImageInfo,
    /// `Warning::Reading` where something that matters was left out (frames after the first).
    pub warnings: Vec<Warning>,
}

/// Why a file could not be read as a picture. Each names the file and the mend.
#[derive(Debug, Error)]
pub enum PictureError {
    #[error("{path}: cannot be read ({message}); check that the file exists and may be read")]
    Unreadable { path: String, message: String },
    #[error("{path}: the file is empty; copy or download it again")]
    Empty { path: String },
    #[error("{path}: not a picture but {kind}; convert it to JPEG, PNG or WebP, or leave it out")]
    NotAPicture { path: String, kind: &'static str },
    #[error("{path}: the file ends before the picture does; copy or download it again")]
    Cut { path: String },
    #[error("{path}: damaged ({message}); copy it again, or save it anew from an image editor")]
    Damaged { path: String, message: String },
    #[error("{path}: {message}, which is not read here; save it as an 8-bit JPEG or PNG")]
    Unsupported { path: String, message: String },
    #[error("{path}: {what}, more than is safe to decode; reduce it below 128 megapixels")]
    TooLarge { path: String, what: String },
}

impl Picture {
    /// A picture from RGBA bytes; `None` where there are not `4 * width * height` of them, or none at all.
    pub fn new(size: Size, rgba: Vec<u8>) -> Option<Self> {
        let bytes = 4 * u64::from(size.width) * u64::from(size.height);
        let fits = bytes > 0 && u64::try_from(rgba.len()) == Ok(bytes);
        fits.then(|| Self { size, rgba, half: OnceLock::new() })
    }

    /// The picture as a PNG file's bytes.
    ///
    /// # Errors
    /// Where it is too large for the format.
    pub fn to_png(&self) -> Result<Vec<u8>, ImageError> {
        let rgb: Vec<u8> =
            self.rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3)).copied().collect();
        let mut png = Vec::new();
        let Size { width, height } = self.size;
        PngEncoder::new(&mut png).write_image(&rgb, width, height, ExtendedColorType::Rgb8)?;
        Ok(png)
    }

    /// A picture of one colour, as the ground that tests and fakes draw on; sides of 0 become 1.
    pub fn filled(size: Size, rgb: [u8; 3]) -> Self {
        let size = Size::new(size.width.max(1), size.height.max(1));
        let [r, g, b] = rgb;
        let rgba = [r, g, b, 255].repeat(size.width as usize * size.height as usize);
        Self { size, rgba, half: OnceLock::new() }
    }

    /// Reads and decodes a file, turned upright, its SHA-256 taken on the way.
    ///
    /// # Errors
    /// Where the file cannot be read, is no picture, is damaged, or is larger than is safe.
    pub fn open(path: &Path) -> Result<OpenedPicture, PictureError> {
        Self::from_bytes(&Self::read_file(path)?, &path.display().to_string())
    }

    /// The bytes of a file that may hold a picture.
    ///
    /// # Errors
    /// Where the file cannot be read, or is larger than any picture that is decoded.
    pub fn read_file(path: &Path) -> Result<Vec<u8>, PictureError> {
        let shown = path.display().to_string();
        let unreadable = |e: std::io::Error| PictureError::Unreadable {
            path: shown.clone(),
            message: e.to_string(),
        };
        let bytes_in_file = std::fs::metadata(path).map_err(unreadable)?.len();
        if bytes_in_file > MAX_FILE_BYTES {
            let what = format!("{} MiB", bytes_in_file >> 20);
            return Err(PictureError::TooLarge { path: shown, what });
        }
        std::fs::read(path).map_err(unreadable)
    }

    /// Decodes a file's bytes; `path` is named in errors and in the scene.
    ///
    /// # Errors
    /// Where the bytes are no picture, are damaged, or promise more pixels than is safe.
    pub fn from_bytes(bytes: &[u8], path: &str) -> Result<OpenedPicture, PictureError> {
        let (image, warnings) = decode_upright(bytes, path)?;
        let picture = over_white(image);
        let info = ImageInfo {
            path: path.to_owned(),
            sha256: Fingerprint::of_bytes(bytes).0,
            size: picture.size,
        };
        Ok(OpenedPicture { picture, info, warnings })
    }

    /// The part inside `crop` (in pixels; parts outside the picture are left out), brought to `to` with bilinear
    /// antialiased sampling: `4 * to.width * to.height` bytes of RGBA.
    ///
    /// # Errors
    /// Where no part of `crop` lies in the picture.
    pub fn resized(&self, crop: &BBox, to: Size) -> Result<Vec<u8>, ResizeError> {
        let crop = crop.clamp_to(self.size);
        let per_target =
            (crop.width() / to.width.max(1) as f32).min(crop.height() / to.height.max(1) as f32);
        if per_target >= 2.0 * PIXELS_LEFT_PER_TARGET {
            let BBox { x1, y1, x2, y2 } = crop;
            return self.half().resized(&BBox::new(x1 / 2.0, y1 / 2.0, x2 / 2.0, y2 / 2.0), to);
        }
        resize_rgba(&self.rgba, self.size, &crop, to)
    }

    /// Lets go of the reductions that were kept for models: a third of the picture's own memory.
    pub fn forget_reductions(&mut self) {
        self.half.take();
    }

    /// The whole picture with its longer side at `side` pixels, or as it is where that is shorter; `None` then.
    pub fn reduced_to(&self, side: u32) -> Option<Picture> {
        let longer = self.size.width.max(self.size.height);
        if longer <= side.max(1) {
            return None;
        }
        let scale = f64::from(side.max(1)) / f64::from(longer);
        let fit = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
        let to = Size::new(fit(self.size.width), fit(self.size.height));
        // It fails for crops outside the picture only.
        Picture::new(to, self.resized(&self.size.bounds(), to).ok()?)
    }

    /// The part inside `crop`, its sides rounded outwards to whole pixels, as a picture of its own.
    /// `None` where no part of `crop` lies in the picture.
    pub fn crop(&self, crop: &BBox) -> Option<Picture> {
        let part = crop.clamp_to(self.size);
        if !part.is_proper() {
            return None;
        }
        let (left, top) = (part.x1.floor() as usize, part.y1.floor() as usize);
        let (right, bottom) = (part.x2.ceil() as usize, part.y2.ceil() as usize);
        let row_bytes = 4 * self.size.width as usize;
        let rgba: Vec<u8> = self
            .rgba
            .chunks_exact(row_bytes)
            .skip(top)
            .take(bottom - top)
            .filter_map(|row| row.get(4 * left..4 * right))
            .flatten()
            .copied()
            .collect();
        Picture::new(Size::new((right - left) as u32, (bottom - top) as u32), rgba)
    }

    fn half(&self) -> &Picture {
        self.half.get_or_init(|| {
            let (rgba, size) = halve_rgba(&self.rgba, self.size);
            Box::new(Picture { size, rgba, half: OnceLock::new() })
        })
    }
}

/// Decodes after looking at the promised size, and turns upright.
fn decode_upright(bytes: &[u8], path: &str) -> Result<(DynamicImage, Vec<Warning>), PictureError> {
    let path = || path.to_owned();
    if bytes.is_empty() {
        return Err(PictureError::Empty { path: path() });
    }
    let format = image::guess_format(bytes)
        .map_err(|_| PictureError::NotAPicture { path: path(), kind: kind_in_words(bytes) })?;
    if format == ImageFormat::Jpeg && jpeg_is_cut(bytes) {
        return Err(PictureError::Cut { path: path() });
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_DECODER_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|e| refusal(e, bytes, path()))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        let what = format!("{width}×{height} pixels");
        return Err(PictureError::TooLarge { path: path(), what });
    }
    // A damaged EXIF block is no reason to refuse the pixels; upright is then as stored.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|e| refusal(e, bytes, path()))?;
    image.apply_orientation(orientation);
    let warnings = if has_more_frames(bytes, format) {
        let message = "the picture is animated: only its first frame was looked at".to_owned();
        vec![Warning::Reading { message }]
    } else {
        Vec::new()
    };
    Ok((image, warnings))
}

/// Whether frames follow the first. Called after the first was decoded, so that failures mean only "none".
fn has_more_frames(bytes: &[u8], format: ImageFormat) -> bool {
    match format {
        ImageFormat::Gif => GifDecoder::new(Cursor::new(bytes))
            .is_ok_and(|decoder| decoder.into_frames().nth(1).is_some_and(|frame| frame.is_ok())),
        ImageFormat::WebP => WebPDecoder::new(Cursor::new(bytes)).is_ok_and(|d| d.has_animation()),
        ImageFormat::Png => {
            PngDecoder::new(Cursor::new(bytes)).is_ok_and(|d| d.is_apng().unwrap_or(false))
        }
        _ => false,
    }
}

/// The decoder's refusal in the words of `PictureError`.
fn refusal(error: ImageError, bytes: &[u8], path: String) -> PictureError {
    match error {
        ImageError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            PictureError::Cut { path }
        }
        ImageError::Limits(_) => {
            PictureError::TooLarge { path, what: "more pixels than are decoded".to_owned() }
        }
        // The format was guessed but its decoder is not built in (AVIF, HDR, …).
        ImageError::Unsupported(e) => match kind_in_words(bytes) {
            "data of an unknown kind" => PictureError::Unsupported { path, message: e.to_string() },
            kind => PictureError::NotAPicture { path, kind },
        },
        other => PictureError::Damaged { path, message: other.to_string() },
    }
}

/// 8-bit RGBA with transparency laid over white.
fn over_white(image: DynamicImage) -> Picture {
    let size = Size::new(image.width(), image.height());
    let rgba = match image {
        // The common case, without the detour over `into_rgba8`, which converts pixel by pixel through colour types.
        DynamicImage::ImageRgb8(rgb) => {
            let mut rgba = vec![255; rgb.as_raw().len() / 3 * 4];
            for (to, from) in rgba.chunks_exact_mut(4).zip(rgb.as_raw().chunks_exact(3)) {
                if let ([r, g, b, _], [r0, g0, b0]) = (to, from) {
                    (*r, *g, *b) = (*r0, *g0, *b0);
                }
            }
            rgba
        }
        other => {
            let mut rgba = other.into_rgba8().into_raw();
            for pixel in rgba.chunks_exact_mut(4) {
                if let [colours @ .., alpha] = pixel
                    && *alpha < 255
                {
                    let opaque = u32::from(*alpha);
                    for colour in colours {
                        let mixed = u32::from(*colour) * opaque + 255 * (255 - opaque);
                        *colour = ((mixed + 127) / 255) as u8;
                    }
                    *alpha = 255;
                }
            }
            rgba
        }
    };
    Picture { size, rgba, half: OnceLock::new() }
}
