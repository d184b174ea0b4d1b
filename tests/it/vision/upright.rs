//! EXIF orientation: all eight turn the same photograph upright, so boxes fall where people see the things.

use super::files::{encoded, with_orientation};
use dce::domain::Size;
use dce::inference::Picture;
use image::{ImageFormat, Rgb, RgbImage};

const SIZE: (u32, u32) = (48, 32);
const CORNERS: [[u8; 3]; 4] = [[230, 20, 20], [20, 230, 20], [20, 20, 230], [230, 230, 20]];

/// Four coloured quarters: top-left red, top-right green, bottom-left blue, bottom-right yellow.
fn upright() -> RgbImage {
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        Rgb(CORNERS[usize::from(x >= SIZE.0 / 2) + 2 * usize::from(y >= SIZE.1 / 2)])
    })
}

/// The picture as a camera stores it under an orientation: what the EXIF standard's table says of row 0 and column 0.
fn stored(orientation: u8) -> RgbImage {
    let (w, h) = SIZE;
    let turned = orientation >= 5;
    let mut image = if turned { RgbImage::new(h, w) } else { RgbImage::new(w, h) };
    for (x, y, pixel) in upright().enumerate_pixels() {
        let (right, below) = (w - 1 - x, h - 1 - y);
        let (column, row) = match orientation {
            1 => (x, y),
            2 => (right, y),
            3 => (right, below),
            4 => (x, below),
            5 => (y, x),
            6 => (y, right),
            7 => (below, right),
            _ => (below, x),
        };
        image.put_pixel(column, row, *pixel);
    }
    image
}

#[test]
fn all_eight_orientations_are_turned_upright() {
    for orientation in 1..=8 {
        let file = with_orientation(&encoded(stored(orientation), ImageFormat::Jpeg), orientation);
        let opened = Picture::from_bytes(&file, "p.jpg").unwrap();
        assert_eq!(opened.info.size, Size::new(SIZE.0, SIZE.1), "orientation {orientation}");
        for (i, colour) in CORNERS.iter().enumerate() {
            let (x, y) = (8 + 32 * (i % 2), 4 + 24 * (i / 2));
            let at = 4 * (y * SIZE.0 as usize + x);
            let pixel = &opened.picture.rgba[at..at + 3];
            let off = pixel.iter().zip(colour).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
            assert!(off < 40, "orientation {orientation}, corner {i}: {pixel:?}, not {colour:?}");
        }
    }
}

#[test]
fn a_senseless_orientation_leaves_the_picture_as_stored() {
    for orientation in [0, 9, 255] {
        let file = with_orientation(&encoded(stored(1), ImageFormat::Jpeg), orientation);
        let opened = Picture::from_bytes(&file, "p.jpg").unwrap();
        assert_eq!(opened.info.size, Size::new(SIZE.0, SIZE.1));
    }
}
