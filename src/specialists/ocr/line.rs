//! A line's pixels for the recogniser: the quadrilateral straightened to a fixed height.

use crate::domain::Point;
use crate::inference::Picture;
use crate::models::{CardInput, PixelOrder};

/// Longest line that is read, in multiples of its height; a longer one is squeezed.
const MAX_ASPECT: f32 = 40.0;

/// Lines at least this much taller than wide are turned a quarter to the left before reading.
const TURN_ASPECT: f32 = 1.5;

/// Samples per output pixel and direction are capped here: beyond, averaging costs more than it clears up.
const MAX_SAMPLES: usize = 4;

/// A straightened line: RGB bytes as f32 0..255, row-major, three values a pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct LinePicture {
    pub width: usize,
    pub height: usize,
    pub rgb: Vec<f32>,
}

/// Cuts the quadrilateral out (corners clockwise from the text's top-left) and stretches it to `height` pixels,
/// width by its aspect. Each output pixel averages bilinear samples over the area that it covers, so that large
/// letters do not alias.
pub fn straightened(picture: &Picture, quad: &[Point; 4], height: usize) -> LinePicture {
    let [tl, tr, br, bl] = *quad;
    let across = tl.distance(tr).max(bl.distance(br));
    let down = tl.distance(bl).max(tr.distance(br));
    let (quad, across, down) = if down >= TURN_ASPECT * across {
        ([tr, br, bl, tl], down, across)
    } else {
        (*quad, across, down)
    };
    let aspect = (across / down.max(1.0)).min(MAX_ASPECT);
    let width = ((height as f32 * aspect).ceil() as usize).max(8);
    let samples = ((down / height as f32).ceil() as usize).clamp(1, MAX_SAMPLES);
    let mut rgb = Vec::with_capacity(width * height * 3);
    let share = 1.0 / (samples * samples) as f32;
    for y in 0..height {
        for x in 0..width {
            let mut sum = [0.0f32; 3];
            for j in 0..samples {
                let v = ((y * samples + j) as f32 + 0.5) / (height * samples) as f32;
                for i in 0..samples {
                    let u = ((x * samples + i) as f32 + 0.5) / (width * samples) as f32;
                    let colour = sample(picture, within(&quad, u, v));
                    for (s, c) in sum.iter_mut().zip(colour) {
                        *s += c;
                    }
                }
            }
            rgb.extend(sum.map(|s| s * share));
        }
    }
    LinePicture { width, height, rgb }
}

/// The point at shares `u` along and `v` down a quadrilateral.
fn within([tl, tr, br, bl]: &[Point; 4], u: f32, v: f32) -> Point {
    let mix = |a: f32, b: f32, c: f32, d: f32| {
        (1.0 - v) * ((1.0 - u) * a + u * b) + v * ((1.0 - u) * d + u * c)
    };
    Point::new(mix(tl.x, tr.x, br.x, bl.x), mix(tl.y, tr.y, br.y, bl.y))
}

/// Bilinear sample; pixel centres lie at halves, the border is repeated outwards.
fn sample(picture: &Picture, p: Point) -> [f32; 3] {
    let (w, h) = (picture.size.width as usize, picture.size.height as usize);
    if w == 0 || h == 0 {
        return [0.0; 3];
    }
    let x = (p.x - 0.5).clamp(0.0, (w - 1) as f32);
    let y = (p.y - 0.5).clamp(0.0, (h - 1) as f32);
    let (x0, y0) = (x as usize, y as usize);
    let (x1, y1) = ((x0 + 1).min(w - 1), (y0 + 1).min(h - 1));
    let (fx, fy) = (x - x0 as f32, y - y0 as f32);
    let at = |x: usize, y: usize| {
        let i = (y * w + x) * 4;
        picture.rgba.get(i..i + 3).unwrap_or(&[0, 0, 0])
    };
    let (a, b, c, d) = (at(x0, y0), at(x1, y0), at(x0, y1), at(x1, y1));
    std::array::from_fn(|k| {
        let top = f32::from(a[k]) * (1.0 - fx) + f32::from(b[k]) * fx;
        let bottom = f32::from(c[k]) * (1.0 - fx) + f32::from(d[k]) * fx;
        top * (1.0 - fy) + bottom * fy
    })
}

impl LinePicture {
    /// Writes the line into one NCHW image of a zero-filled batch whose images are `stride` pixels wide, as the
    /// card's input says (mean, std, channel order). What is right of the line stays 0, as in training.
    pub fn write_into(&self, image: &mut [f32], stride: usize, input: &CardInput) {
        let channels: [usize; 3] =
            if input.order == PixelOrder::Bgr { [2, 1, 0] } else { [0, 1, 2] };
        for (c, from) in channels.into_iter().enumerate() {
            // None given, one for all channels, or one per channel.
            let mean = input.mean.get(c).or(input.mean.first()).copied().unwrap_or(0.0);
            let scale = input.std.get(c).or(input.std.first()).map_or(1.0, |s| 1.0 / s);
            let rows = self.rgb.chunks_exact(self.width * 3).take(self.height);
            for (y, row) in rows.enumerate() {
                let begin = (c * self.height + y) * stride;
                let Some(out) = image.get_mut(begin..begin + self.width) else { return };
                for (value, pixel) in out.iter_mut().zip(row.chunks_exact(3)) {
                    *value = (pixel[from] - mean) * scale;
                }
            }
        }
    }
}
