//! Reading depth values: NPY, NPZ, PFM, TIFF and grey PNG; and nearness maps to and from 16-bit PNG.

use super::DepthError;
use crate::domain::Evidence;
use crate::specialists::specialist::DepthMap;
use half::f16;
use npyz::{NpyFile, Order, TypeStr};
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;
use tiff::decoder::{Decoder, DecodingResult};

/// Larger maps are refused before they are decoded: a photograph's depth has no 200 million values.
const MAX_VALUES: u64 = 200_000_000;

/// Values as a file holds them, row-major from the top.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
}

/// Reads a depth file by its extension.
///
/// # Errors
/// Where the file is unreadable, of another format than its name says, not one value per pixel, or too large.
pub fn read(path: &Path) -> Result<Values, DepthError> {
    let refused = |message: String| DepthError::Unusable { path: path.to_owned(), message };
    let bytes = std::fs::read(path).map_err(|e| refused(e.to_string()))?;
    let extension =
        path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "npy" => npy(bytes.as_slice()),
        "npz" => npz(&bytes),
        "pfm" => pfm(&bytes),
        "tif" | "tiff" => tiff(&bytes),
        "png" => grey_png(&bytes),
        other => Err(format!("depth files are npy, npz, pfm, tiff or png, not {other}")),
    }
    .map_err(refused)
}

/// Width and height within the limit.
fn checked(width: u64, height: u64) -> Result<(usize, usize), String> {
    match width.checked_mul(height) {
        Some(n) if n > 0 && n <= MAX_VALUES => Ok((width as usize, height as usize)),
        _ => Err(format!("a map of {width} × {height} is empty or too large")),
    }
}

fn npy(reader: impl Read) -> Result<Values, String> {
    let file = NpyFile::new(reader).map_err(|e| e.to_string())?;
    // [height, width], with dimensions of 1 before or after tolerated.
    let sides: Vec<u64> = file.shape().iter().copied().filter(|n| *n != 1).collect();
    let [height, width] = sides[..] else {
        return Err(format!("its shape is {:?}, not [height, width]", file.shape()));
    };
    let (width, height) = checked(width, height)?;
    let column_major = file.order() == Order::Fortran;
    let values = npy_values(file)?;
    if values.len() != width * height {
        return Err("it holds fewer values than its header says".to_owned());
    }
    let values = if column_major {
        (0..width * height).map(|i| values[i % width * height + i / width]).collect()
    } else {
        values
    };
    Ok(Values { width, height, values })
}

/// The element types that depth comes in.
fn npy_values<R: Read>(file: NpyFile<R>) -> Result<Vec<f32>, String> {
    fn all<R: Read, T: npyz::Deserialize>(
        file: NpyFile<R>,
        to_f32: impl Fn(T) -> f32,
    ) -> Result<Vec<f32>, String> {
        let data = file.data::<T>().map_err(|e| e.to_string())?;
        data.map(|v| v.map(&to_f32).map_err(|e| e.to_string())).collect()
    }
    let kind = match file.dtype() {
        npyz::DType::Plain(kind) => type_name(&kind),
        other => return Err(format!("its element type is {}", other.descr())),
    };
    match kind.as_str() {
        "f4" => all(file, |v: f32| v),
        "f8" => all(file, |v: f64| v as f32),
        "u1" => all(file, |v: u8| f32::from(v)),
        "u2" => all(file, |v: u16| f32::from(v)),
        "i2" => all(file, |v: i16| f32::from(v)),
        "u4" => all(file, |v: u32| v as f32),
        "i4" => all(file, |v: i32| v as f32),
        other => Err(format!("its element type {other} is not f4, f8, u1, u2, u4, i2 or i4")),
    }
}

/// Kind and size without the byte order: "f4".
fn type_name(kind: &TypeStr) -> String {
    kind.to_string().trim_start_matches(['<', '>', '|', '=']).to_owned()
}

/// The array named `depth` or `disp`, or the only one.
fn npz(bytes: &[u8]) -> Result<Values, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|n| n.into_owned()).map_err(|e| e.to_string()))
        .collect::<Result<_, _>>()?;
    let known = ["depth.npy", "disp.npy", "disparity.npy"];
    let name = match names.as_slice() {
        [only] => only,
        many => many.iter().find(|n| known.contains(&n.as_str())).ok_or_else(|| {
            format!(
                "it holds {}; one array, or one named depth or disp, is needed",
                names.join(", ")
            )
        })?,
    };
    let member = archive.by_name(name).map_err(|e| e.to_string())?;
    // No more than the largest map in f64, whatever the archive claims.
    npy(member.take(MAX_VALUES * 8 + 4096))
}

/// Portable float map: `Pf`, width and height, a scale whose sign tells the byte order, rows from the bottom.
fn pfm(bytes: &[u8]) -> Result<Values, String> {
    let malformed = || "it is no grey portable float map (Pf)".to_owned();
    let mut rest = bytes;
    let mut word = || -> Option<String> {
        let begin = rest.iter().position(|b| !b.is_ascii_whitespace())?;
        let (_, tail) = rest.split_at(begin);
        let end = tail.iter().position(u8::is_ascii_whitespace)?;
        let (word, tail) = tail.split_at(end);
        rest = tail.get(1..)?; // exactly one white space ends the header
        Some(String::from_utf8_lossy(word).into_owned())
    };
    if word().as_deref() != Some("Pf") {
        return Err(malformed());
    }
    let mut number = || word()?.parse::<f64>().ok();
    let (width, height, scale) = match (number(), number(), number()) {
        (Some(w), Some(h), Some(s)) => (w, h, s),
        _ => return Err(malformed()),
    };
    let (width, height) = checked(width as u64, height as u64)?;
    let data = rest.get(..width * height * 4).ok_or("it is cut short")?;
    let value = |b: &[u8]| {
        let b = [b[0], b[1], b[2], b[3]];
        if scale < 0.0 { f32::from_le_bytes(b) } else { f32::from_be_bytes(b) }
    };
    let values =
        data.chunks_exact(width * 4).rev().flat_map(|row| row.chunks_exact(4).map(value)).collect();
    Ok(Values { width, height, values })
}

fn tiff(bytes: &[u8]) -> Result<Values, String> {
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let (width, height) = decoder.dimensions().map_err(|e| e.to_string())?;
    let (width, height) = checked(u64::from(width), u64::from(height))?;
    let values: Vec<f32> = match decoder.read_image().map_err(|e| e.to_string())? {
        DecodingResult::F16(v) => v.into_iter().map(f16::to_f32).collect(),
        DecodingResult::F32(v) => v,
        DecodingResult::F64(v) => v.into_iter().map(|v| v as f32).collect(),
        DecodingResult::U8(v) => v.into_iter().map(f32::from).collect(),
        DecodingResult::U16(v) => v.into_iter().map(f32::from).collect(),
        DecodingResult::U32(v) => v.into_iter().map(|v| v as f32).collect(),
        _ => return Err("its values are neither floating-point nor unsigned integers".to_owned()),
    };
    if values.len() != width * height {
        return Err("it has more than one channel: a depth map has one".to_owned());
    }
    Ok(Values { width, height, values })
}

/// 8- or 16-bit grey. (0 is unknown where the values are distances or disparities; where they are inverse depth
/// it is the farthest, so nothing is decided here.)
fn grey_png(bytes: &[u8]) -> Result<Values, String> {
    let reader = image::ImageReader::with_format(
        BufReader::new(Cursor::new(bytes)),
        image::ImageFormat::Png,
    );
    let picture = reader.decode().map_err(|e| e.to_string())?;
    let (width, height) = checked(u64::from(picture.width()), u64::from(picture.height()))?;
    let values: Vec<f32> = match picture {
        image::DynamicImage::ImageLuma16(p) => p.into_raw().into_iter().map(f32::from).collect(),
        image::DynamicImage::ImageLuma8(p) => p.into_raw().into_iter().map(f32::from).collect(),
        _ => return Err("it is coloured: a depth map is grey, 16-bit if possible".to_owned()),
    };
    Ok(Values { width, height, values })
}

impl DepthMap {
    /// Writes the map as 16-bit grey PNG: 0 is nearness 0, 65535 is nearness 1.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write_png(&self, path: &Path) -> Result<(), DepthError> {
        let refused = |message: String| DepthError::Unusable { path: path.to_owned(), message };
        let level = |v: &f16| (v.to_f32().clamp(0.0, 1.0) * f32::from(u16::MAX)).round() as u16;
        let levels: Vec<u16> = self.nearness.iter().map(level).collect();
        let (width, height) = (self.width as u32, self.height as u32);
        let picture = image::ImageBuffer::<image::Luma<u16>, _>::from_raw(width, height, levels)
            .ok_or_else(|| refused("the map's values are not width × height".to_owned()))?;
        let mut bytes = Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .map_err(|e| refused(e.to_string()))?;
        std::fs::write(path, bytes.into_inner()).map_err(|e| refused(e.to_string()))
    }

    /// Reads back what [`DepthMap::write_png`] wrote, to a 65535th and half precision; `evidence` is the record's.
    ///
    /// # Errors
    /// Where the file is missing or no 16-bit grey PNG.
    pub fn read_png(path: &Path, evidence: Evidence) -> Result<DepthMap, DepthError> {
        let refused = |message: String| DepthError::Unusable { path: path.to_owned(), message };
        let file = File::open(path).map_err(|e| refused(e.to_string()))?;
        let reader = image::ImageReader::with_format(BufReader::new(file), image::ImageFormat::Png);
        match reader.decode().map_err(|e| refused(e.to_string()))? {
            image::DynamicImage::ImageLuma16(picture) => Ok(DepthMap {
                width: picture.width() as usize,
                height: picture.height() as usize,
                nearness: picture
                    .into_raw()
                    .into_iter()
                    .map(|v| f16::from_f32(f32::from(v) / f32::from(u16::MAX)))
                    .collect(),
                evidence,
            }),
            _ => Err(refused("it is no 16-bit grey PNG".to_owned())),
        }
    }
}
