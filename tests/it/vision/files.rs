//! Picture files made byte by byte, for what no encoder writes: wrong sizes, palettes, CMYK, EXIF.

use flate2::{Compression, Crc, write::ZlibEncoder};
use image::{DynamicImage, ImageFormat};
use std::io::{Cursor, Write};

/// A file as the `image` crate writes it.
pub fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A PNG with this header; `rows` are its scan lines with their filter bytes, `before_data` whole chunks.
pub fn png(
    size: (u32, u32),
    bit_depth: u8,
    colour_type: u8,
    before_data: &[Vec<u8>],
    rows: &[u8],
) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend(size.0.to_be_bytes());
    header.extend(size.1.to_be_bytes());
    header.extend([bit_depth, colour_type, 0, 0, 0]);
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(rows).unwrap();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(png_chunk(b"IHDR", &header));
    file.extend(before_data.concat());
    file.extend(png_chunk(b"IDAT", &zlib.finish().unwrap()));
    file.extend(png_chunk(b"IEND", &[]));
    file
}

pub fn png_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(kind);
    chunk.extend(data);
    chunk.extend(crc.sum().to_be_bytes());
    chunk
}

/// The JPEG with an EXIF block that says no more than its orientation, 1 to 8.
pub fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
    exif.extend(b"\0\x01\x01\x12\0\x03\0\0\0\x01\0"); // one entry: tag 0x0112, a short, one of it
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let length = u16::try_from(exif.len() + 2).unwrap();
    let mut file = jpeg[..2].to_vec();
    file.extend([0xff, 0xe1]);
    file.extend(length.to_be_bytes());
    file.extend(exif);
    file.extend(&jpeg[2..]);
    file
}

/// A baseline JPEG of 8×8 pixels, all of one colour: a value for each of its components (four for CMYK, with Adobe's
/// marker, which means that 255 is no ink). Only the DC coefficient is coded: `8 * (value - 128)`.
pub fn one_colour_jpeg(components: &[u8]) -> Vec<u8> {
    let n = u8::try_from(components.len()).unwrap();
    let mut file = vec![0xff, 0xd8];
    let mut segment = |code: u8, body: &[u8]| {
        file.extend([0xff, code]);
        file.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
        file.extend(body);
    };
    segment(0xee, b"Adobe\0\x64\0\0\0\0\0"); // transform 0: as stored
    segment(0xdb, &[&[0][..], &[1; 64]].concat());
    let mut frame = vec![8, 0, 8, 0, 8, n];
    (1..=n).for_each(|id| frame.extend([id, 0x11, 0]));
    segment(0xc0, &frame);
    // DC: twelve codes of four bits, 0000 to 1011, for the categories 0 to 11. AC: one code of one bit, end of block.
    let dc: Vec<u8> = (0..12).collect();
    segment(0xc4, &[&[0x00, 0, 0, 0, 12][..], &[0; 12], &dc].concat());
    segment(0xc4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
    let mut scan = vec![n];
    (1..=n).for_each(|id| scan.extend([id, 0x00]));
    scan.extend([0, 63, 0]);
    segment(0xda, &scan);
    let mut bits = String::new();
    for value in components {
        let dc = 8 * (i32::from(*value) - 128);
        let category = 32 - dc.unsigned_abs().leading_zeros();
        bits += &format!("{category:04b}");
        // Negative values are coded as value + 2^category - 1.
        let code = if dc < 0 { dc + (1 << category) - 1 } else { dc };
        if category > 0 {
            bits += &format!("{code:0width$b}", width = category as usize);
        }
        bits.push('0');
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    for byte in bits.as_bytes().chunks(8) {
        let byte = byte.iter().fold(0u8, |b, bit| b << 1 | (bit - b'0'));
        file.push(byte);
        if byte == 0xff {
            file.push(0);
        }
    }
    file.extend([0xff, 0xd9]);
    file
}
