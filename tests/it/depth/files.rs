//! Depth files in every format, found beside the image, with what their sidecar says.

use dce::specialists::depth::files::beside;
use dce::specialists::depth::formats::read;
use dce::specialists::depth::nearness::DepthKind;
use npyz::WriterBuilder;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// 3 × 2: the top row 1 2 3, the bottom row 4 5 6.
const VALUES: [f32; 6] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];

fn npy<T: npyz::AutoSerialize + npyz::Serialize>(values: &[T], order: npyz::Order) -> Vec<u8> {
    let mut out = Vec::new();
    let options = npyz::WriteOptions::new().default_dtype().shape(&[2, 3]).order(order);
    let mut writer = options.writer(&mut out).begin_nd().unwrap();
    writer.extend(values.iter()).unwrap();
    writer.finish().unwrap();
    out
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn pfm(scale: &str, bytes_of: fn(f32) -> [u8; 4]) -> Vec<u8> {
    let mut out = format!("Pf\n3 2\n{scale}\n").into_bytes();
    for v in [4.0, 5.0, 6.0, 1.0, 2.0, 3.0] {
        out.extend(bytes_of(v)); // bottom row first
    }
    out
}

fn tiff() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut out).unwrap();
    encoder.write_image::<tiff::encoder::colortype::Gray32Float>(3, 2, &VALUES).unwrap();
    out.into_inner()
}

fn png(picture: image::DynamicImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

fn grey16() -> Vec<u8> {
    let levels = VALUES.iter().map(|v| *v as u16).collect();
    png(image::DynamicImage::ImageLuma16(image::ImageBuffer::from_raw(3, 2, levels).unwrap()))
}

fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn image(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

#[test]
fn every_format_gives_the_same_values_from_the_top() {
    let c = npyz::Order::C;
    let files: [(&str, Vec<u8>); 9] = [
        ("f4.npy", npy(&VALUES, c)),
        ("f8.npy", npy(&VALUES.map(f64::from), c)),
        ("u2.npy", npy(&VALUES.map(|v| v as u16), c)),
        ("columns.npy", npy(&[1.0f32, 4.0, 2.0, 5.0, 3.0, 6.0], npyz::Order::Fortran)),
        ("one.npz", zipped(&[("arr_0.npy", &npy(&VALUES, c))])),
        ("named.npz", zipped(&[("a.npy", &npy(&[0.0f32; 6], c)), ("depth.npy", &npy(&VALUES, c))])),
        ("little.pfm", pfm("-1.0", f32::to_le_bytes)),
        ("big.pfm", pfm("1.0", f32::to_be_bytes)),
        ("float.tiff", tiff()),
    ];
    for (name, bytes) in files.iter().chain(&[("grey.png", grey16())]) {
        let folder = folder_with(&[(name, bytes)]);
        let found = read(&image(&folder, name)).unwrap();
        assert_eq!((found.width, found.height, &found.values[..]), (3, 2, &VALUES[..]), "{name}");
    }
}

#[test]
fn what_is_no_depth_file_is_refused_by_name() {
    let cut = &pfm("-1.0", f32::to_le_bytes)[..20];
    let coloured = png(image::DynamicImage::new_rgb8(3, 2));
    let cube = {
        let mut out = Vec::new();
        let options = npyz::WriteOptions::new().default_dtype().shape(&[2, 2, 2]);
        let mut writer = options.writer(&mut out).begin_nd().unwrap();
        writer.extend([0f32; 8].iter()).unwrap();
        writer.finish().unwrap();
        out
    };
    let two = zipped(&[("a.npy", b"x"), ("b.npy", b"y")]);
    let cases: [(&str, &[u8], &str); 8] = [
        ("cut.pfm", cut, "cut short"),
        ("text.pfm", b"no map at all", "portable float map"),
        ("huge.pfm", b"Pf\n999999999 999999999\n-1\n", "too large"),
        ("coloured.png", &coloured, "coloured"),
        ("cube.npy", &cube, "[2, 2, 2]"),
        ("two.npz", &two, "a.npy"),
        ("empty.tiff", b"", ""),
        ("depth.jpg", b"", "jpg"),
    ];
    for (name, bytes, says) in cases {
        let folder = folder_with(&[(name, bytes)]);
        let message = read(&image(&folder, name)).unwrap_err().to_string();
        assert!(message.contains(name) && message.contains(says), "{name}: {message}");
    }
}

#[test]
fn a_file_beside_the_image_is_found_and_its_name_tells_disparity() {
    let npz = zipped(&[("arr_0.npy", &npy(&VALUES, npyz::Order::C))]);
    let folder = folder_with(&[("motorcycle_left.png", b""), ("motorcycle_disp.npz", &npz)]);
    let found = beside(&image(&folder, "motorcycle_left.png")).unwrap().unwrap();
    assert_eq!((found.raw.kind, found.kind_is_said), (DepthKind::Disparity, true));
    assert_eq!(beside(Path::new("nowhere/at_all.png")).unwrap(), None);
    let folder = folder_with(&[("street_depth.png", &grey16())]);
    let found = beside(&image(&folder, "street.jpg")).unwrap().unwrap();
    assert_eq!((found.raw.kind, found.kind_is_said), (DepthKind::Metric, false), "a guess, and said to be one");
}

#[test]
fn the_sidecar_says_kind_scale_unknown_and_file() {
    let sidecar = br#"{"kind": "inverse", "scale": 0.5, "invalid": 2, "file": "anything.png"}"#;
    let folder = folder_with(&[("street.depth.json", sidecar), ("anything.png", &grey16())]);
    let found = beside(&image(&folder, "street.jpg")).unwrap().unwrap();
    assert_eq!((found.raw.kind, found.kind_is_said), (DepthKind::Inverse, true));
    assert_eq!(found.raw.values[0], 0.5);
    assert!(found.raw.values[1].is_nan());
}

#[test]
fn a_sidecar_that_cannot_be_meant_is_refused() {
    for (text, says) in [
        (r#"{"kind": "metric", "scale": 0}"#, "scale"),
        (r#"{"kind": "upside down"}"#, "upside down"),
        (r#"{"kind": "metric", "sclae": 2}"#, "sclae"),
        (r#"{"kind": "metric", "file": "gone.png"}"#, "gone.png"),
    ] {
        let folder = folder_with(&[("street.depth.json", text.as_bytes())]);
        let message = beside(&image(&folder, "street.jpg")).unwrap_err().to_string();
        assert!(message.contains(says), "{text}: {message}");
    }
}
