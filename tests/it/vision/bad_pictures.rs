//! Files that are damaged, odd, dangerous or no pictures: a message with the name and the mend, or the right pixels.

use super::files::{encoded, one_colour_jpeg, png, png_chunk};
use dce::domain::{BBox, Size, Warning};
use dce::inference::{Picture, PictureError};
use image::codecs::gif::GifEncoder;
use image::{Frame, ImageBuffer, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use std::path::Path;

fn refused(bytes: &[u8]) -> PictureError {
    let error = Picture::from_bytes(bytes, "shelf/photo.jpg").unwrap_err();
    assert!(error.to_string().starts_with("shelf/photo.jpg: "), "{error}");
    error
}

fn photograph() -> RgbImage {
    RgbImage::from_fn(96, 64, |x, y| Rgb([(x * 2) as u8, (y * 3) as u8, (x ^ y) as u8]))
}

fn first_pixel(bytes: &[u8]) -> [u8; 4] {
    let picture = Picture::from_bytes(bytes, "p").unwrap().picture;
    picture.rgba[..4].try_into().unwrap()
}

#[test]
fn an_empty_file_is_called_empty() {
    assert!(matches!(refused(b""), PictureError::Empty { .. }));
}

#[test]
fn a_file_of_another_kind_is_called_what_it_is() {
    for (bytes, kind) in [
        (&b"Dear diary, today the picture was lost."[..], "text"),
        ("写真ではありません".as_bytes(), "text"),
        (b"<!DOCTYPE html><html>404</html>", "a web page"),
        (b"<?xml version='1.0'?><svg/>", "an SVG drawing"),
        (b"%PDF-1.7 ", "a PDF document"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "a HEIC picture"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "an AVIF picture"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "a video"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08", "data of an unknown kind"),
    ] {
        let error = refused(bytes).to_string();
        assert!(error.contains(&format!("not a picture but {kind};")), "{error}");
        assert!(error.contains("convert it to JPEG"), "{error}");
    }
}

#[test]
fn a_long_text_that_is_cut_inside_a_character_is_still_text() {
    let text = "a".to_owned() + &"é".repeat(2000);
    assert!(refused(text.as_bytes()).to_string().contains("but text;"));
}

#[test]
fn a_cut_file_is_called_cut_wherever_the_cut_is() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let whole = encoded(photograph(), format);
        assert!(Picture::from_bytes(&whole, "p").is_ok(), "{format:?}");
        for part in [3, 5, 8, 9] {
            let error = refused(&whole[..whole.len() * part / 10]);
            assert!(matches!(error, PictureError::Cut { .. }), "{format:?} {part}/10: {error}");
        }
    }
}

#[test]
fn a_jpeg_with_a_whole_thumbnail_inside_is_still_seen_to_be_cut() {
    let whole = encoded(photograph(), ImageFormat::Jpeg);
    let mut file = whole[..2].to_vec();
    file.extend([0xff, 0xe1]);
    file.extend(u16::try_from(whole.len() + 2).unwrap().to_be_bytes());
    file.extend(&whole);
    file.extend(&whole[2..]);
    assert!(Picture::from_bytes(&file, "p").is_ok());
    file.truncate(file.len() - 40);
    assert!(matches!(refused(&file), PictureError::Cut { .. }));
}

#[test]
fn bytes_after_the_end_of_a_jpeg_do_no_harm() {
    let mut file = encoded(photograph(), ImageFormat::Jpeg);
    file.extend(b"a phone's motion video or a second view");
    assert!(Picture::from_bytes(&file, "p").is_ok());
}

#[test]
fn damaged_data_is_refused() {
    let mut file = encoded(photograph(), ImageFormat::Png);
    let middle = file.len() / 2;
    file[middle] ^= 0x55;
    assert!(matches!(refused(&file), PictureError::Damaged { .. }));
}

#[test]
fn a_decompression_bomb_is_refused_before_it_is_decoded() {
    // 3.6 gigapixels of zeros in a few bytes: were one row decoded, memory and time would show.
    let bomb = png((60_000, 60_000), 8, 6, &[], &[0; 64]);
    let begun = std::time::Instant::now();
    let error = refused(&bomb);
    assert!(matches!(error, PictureError::TooLarge { .. }), "{error}");
    assert!(error.to_string().contains("60000×60000"), "{error}");
    assert!(begun.elapsed().as_millis() < 500);

    let mut jpeg = encoded(photograph(), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xff);
    assert!(matches!(refused(&jpeg), PictureError::TooLarge { .. }));
}

#[test]
fn the_smallest_and_the_thinnest_pictures_are_read() {
    for (width, height) in [(1, 1), (30_000, 1), (1, 30_000)] {
        let file = encoded(RgbImage::from_pixel(width, height, Rgb([9, 8, 7])), ImageFormat::Png);
        let opened = Picture::from_bytes(&file, "p").unwrap();
        assert_eq!(opened.picture.size, Size::new(width, height));
        assert_eq!(opened.info.size, opened.picture.size);
        let small = opened.picture.resized(&opened.picture.size.bounds(), Size::new(8, 8)).unwrap();
        assert!(small.chunks(4).all(|p| p == [9, 8, 7, 255]));
    }
}

#[test]
fn transparency_is_laid_over_white() {
    let file = encoded(RgbaImage::from_pixel(2, 2, Rgba([200, 0, 0, 0])), ImageFormat::Png);
    assert_eq!(first_pixel(&file), [255, 255, 255, 255]);
    let file = encoded(RgbaImage::from_pixel(2, 2, Rgba([200, 0, 100, 51])), ImageFormat::Png);
    assert_eq!(first_pixel(&file), [244, 204, 224, 255]); // a fifth of the colour, four fifths of white
}

#[test]
fn sixteen_bits_and_grey_become_eight_bits_and_colour() {
    let deep = ImageBuffer::from_pixel(2, 2, Rgb([65535u16, 32896, 0]));
    assert_eq!(first_pixel(&encoded(deep, ImageFormat::Png)), [255, 128, 0, 255]);
    let grey = ImageBuffer::from_pixel(2, 2, Luma([77u8]));
    assert_eq!(first_pixel(&encoded(grey, ImageFormat::Png)), [77, 77, 77, 255]);
}

#[test]
fn a_palette_is_looked_up_with_its_transparency() {
    let palette = png_chunk(b"PLTE", &[10, 20, 30, 40, 50, 60]);
    let see_through = png_chunk(b"tRNS", &[255, 0]);
    // One row: a filter byte, then two pixels of one bit: entry 0, entry 1.
    let file = png((2, 1), 1, 3, &[palette, see_through], &[0, 0b0100_0000]);
    let picture = Picture::from_bytes(&file, "p").unwrap().picture;
    assert_eq!(picture.rgba, [10, 20, 30, 255, 255, 255, 255, 255]);
}

#[test]
fn cmyk_becomes_the_colour_that_is_printed() {
    for (no_ink, expected) in [
        ([255, 255, 255, 255], [255, 255, 255]),
        ([255, 255, 255, 0], [0, 0, 0]),
        ([0, 255, 255, 255], [0, 255, 255]), // cyan alone
        ([255, 0, 0, 255], [255, 0, 0]),     // magenta and yellow: red
        ([255, 255, 128, 255], [255, 255, 128]),
    ] {
        let pixel = first_pixel(&one_colour_jpeg(&no_ink));
        let off = pixel.iter().zip(expected).map(|(a, b)| a.abs_diff(b)).max().unwrap();
        assert!(off <= 3, "{no_ink:?}: {pixel:?}, not {expected:?}");
    }
}

#[test]
fn of_an_animation_the_first_frame_is_read_and_the_rest_is_said_to_be_left_out() {
    let mut file = Vec::new();
    let frames = [[200, 0, 0, 255], [0, 0, 200, 255]]
        .map(|colour| Frame::new(RgbaImage::from_pixel(4, 4, Rgba(colour))));
    GifEncoder::new(&mut file).encode_frames(frames).unwrap();
    let opened = Picture::from_bytes(&file, "p").unwrap();
    assert_eq!(opened.picture.rgba[..3], [200, 0, 0]);
    assert!(matches!(opened.warnings.as_slice(), [Warning::Reading { .. }]));

    let control = png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let file = png((1, 1), 8, 2, &[control], &[0, 1, 2, 3]);
    let opened = Picture::from_bytes(&file, "p").unwrap();
    assert_eq!(opened.picture.rgba[..3], [1, 2, 3]);
    assert_eq!(opened.warnings.len(), 1);
}

#[test]
fn a_still_gif_gives_no_warning() {
    let file = encoded(photograph(), ImageFormat::Gif);
    assert!(Picture::from_bytes(&file, "p").unwrap().warnings.is_empty());
}

#[test]
fn what_cannot_be_opened_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("absent.jpg"), folder.path().to_owned()] {
        let error = Picture::open(&path).unwrap_err();
        assert!(matches!(error, PictureError::Unreadable { .. }), "{error}");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    }
}

#[test]
#[cfg(unix)]
fn a_file_name_that_is_not_utf8_is_opened_and_shown() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(Path::new(std::ffi::OsStr::from_bytes(b"caf\xe9.png")));
    image::DynamicImage::from(photograph()).save(&path).unwrap();
    let opened = Picture::open(&path).unwrap();
    assert_eq!(opened.picture.size, Size::new(96, 64));
    assert!(opened.info.path.ends_with("caf\u{fffd}.png"), "{}", opened.info.path);
    assert_eq!(opened.info.sha256.len(), 64);
}

#[test]
fn a_crop_takes_whole_pixels_and_only_what_is_there() {
    let picture =
        Picture::from_bytes(&encoded(photograph(), ImageFormat::Png), "p").unwrap().picture;
    let crop = picture.crop(&BBox::new(89.5, -7.0, 200.0, 2.2)).unwrap();
    assert_eq!(crop.size, Size::new(7, 3));
    assert_eq!(crop.rgba[..4], [178, 0, 89, 255]);
    assert!(picture.crop(&BBox::new(96.0, 0.0, 120.0, 9.0)).is_none());
    assert!(picture.crop(&BBox::new(f32::NAN, 0.0, 9.0, 9.0)).is_none());
}
