//! Reading straightened lines: batches of similar width, greedy CTC decoding, and what a reading is worth.

use super::line::LinePicture;
use crate::models::Calibration;
use ndarray::ArrayView2;

/// Batches are as wide as their widest line; widths are rounded up to this, so that the engine meets few shapes.
const WIDTH_STEP: usize = 32;

/// Narrowest batch. Of 237 readings, 187 are the same whether a line is padded to 160 or to 320 pixels (as in
/// training), and the rest are misread either way; unpadded, lone digits lose certainty ("1": 0.98 for 1.00).
const MIN_WIDTH: usize = 160;

/// Lines read at once.
const MAX_BATCH: usize = 8;

/// Widths of a batch's lines together, in pixels: lines gain nothing from being read side by side (8 lines of 320 pixels
/// take as long as 8 times one), while the engine's memory grows by 50 MiB for each 1,000 pixels.
const MAX_BATCH_WIDTH: usize = 2560;

/// A batch takes no line narrower than this share of its widest: padding is computed like ink.
const MIN_FILL: f32 = 0.7;

/// Indices of the lines that are read together, and the width of their batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub lines: Vec<usize>,
    pub width: usize,
}

/// Groups lines of these widths (pixels) into batches, widest first.
pub fn batches(widths: &[usize]) -> Vec<Batch> {
    let padded = |w: usize| w.max(MIN_WIDTH).div_ceil(WIDTH_STEP) * WIDTH_STEP;
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(widths[*i]));
    let mut out: Vec<Batch> = Vec::new();
    for index in order {
        let width = padded(widths[index]);
        match out.last_mut() {
            Some(batch)
                if batch.lines.len() < MAX_BATCH
                    && (batch.lines.len() + 1) * batch.width <= MAX_BATCH_WIDTH
                    && width as f32 >= MIN_FILL * batch.width as f32 =>
            {
                batch.lines.push(index);
            }
            _ => out.push(Batch { lines: vec![index], width }),
        }
    }
    out
}

/// The characters of a recogniser: index 0 is the blank, the last the space, as the model's authors add them
/// to the list (a character a line) in the model's metadata.
pub fn dictionary(list: &str) -> Vec<&str> {
    std::iter::once("").chain(list.split('\n')).chain(std::iter::once(" ")).collect()
}

/// A line as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub text: String,
    /// Mean probability of the characters, 0..1; 0 without any.
    pub mean: f32,
}

/// Greedy CTC: the best class of every step, repeats joined, blanks dropped. `steps` holds probabilities,
/// a row a step, a column a class.
pub fn decode(steps: ArrayView2<'_, f32>, dictionary: &[impl AsRef<str>]) -> Line {
    let mut text = String::new();
    let (mut sum, mut count, mut before) = (0.0f32, 0u32, 0usize);
    for row in steps.rows() {
        let (best, most) = row.as_slice().map_or_else(|| best_class(&row.to_vec()), best_class);
        if best != 0 && best != before {
            text.push_str(dictionary.get(best).map_or("", AsRef::as_ref));
            sum += most;
            count += 1;
        }
        before = best;
    }
    Line { text, mean: if count > 0 { sum / count as f32 } else { 0.0 } }
}

/// The most probable class of a step (the first of equals) and its probability.
///
/// Maxima are kept in lanes, which the compiler turns into vector instructions: one step has 18,710 classes, and a page
/// thousands of steps.
fn best_class(step: &[f32]) -> (usize, f32) {
    let larger = |a: f32, b: f32| if b > a { b } else { a };
    let mut lanes = [f32::NEG_INFINITY; 16];
    let (chunks, rest) = step.as_chunks::<16>();
    for chunk in chunks {
        for (lane, probability) in lanes.iter_mut().zip(chunk) {
            *lane = larger(*lane, *probability);
        }
    }
    let most = lanes.iter().chain(rest).copied().fold(f32::NEG_INFINITY, larger);
    (step.iter().position(|p| *p == most).unwrap_or(0), most)
}

/// How often a line with this mean is read without a wrong letter: (mean, share). Drawn by eye through 237 readings
/// of 100 pictures with and without text; readings between 0.94 and 0.945 ("Wivennoe Park", "DEVICES, DIRCUITS")
/// were still wrong, those from 0.95 on nearly all right.
const SHARE_RIGHT: [(f32, f32); 7] =
    [(0.5, 0.0), (0.8, 0.15), (0.88, 0.3), (0.945, 0.48), (0.96, 0.72), (0.99, 0.92), (1.0, 0.97)];

/// Confidence 0..1 that the line says what is written there.
///
/// The mean probability of the characters overstates it: "YALAHA" reads YAMAHA with 0.89, a cup's ear reads
/// "8" with 0.93. One or two characters are the shapes that textures take most, so the doubt about them is
/// multiplied before the curve is read (10 and 3 times: every false lone character of the pictures stayed
/// below 0.99, every true one but two above). A reading without a letter or digit says nothing.
pub fn confidence(line: &Line, calibration: Option<&Calibration>) -> f32 {
    let characters = line.text.chars().filter(|c| c.is_alphanumeric()).count();
    let doubt = match characters {
        0 => return 0.0,
        1 => 10.0,
        2 => 3.0,
        _ => 1.0,
    };
    let mean = 1.0 - (1.0 - line.mean) * doubt;
    match calibration {
        Some(c) => interpolated(c.scores.iter().copied().zip(c.precision.iter().copied()), mean),
        None => interpolated(SHARE_RIGHT.iter().copied(), mean),
    }
}

/// Linear interpolation on ascending points; constant beyond the ends, 0 without points.
fn interpolated(points: impl Iterator<Item = (f32, f32)>, at: f32) -> f32 {
    let mut before: Option<(f32, f32)> = None;
    for (x, y) in points {
        if at < x {
            return match before {
                Some((x0, y0)) if x > x0 => y0 + (y - y0) * (at - x0) / (x - x0),
                _ => y,
            };
        }
        before = Some((x, y));
    }
    before.map_or(0.0, |(_, y)| y)
}

/// The batch's input tensor data, NCHW, zero where nothing is written.
pub fn batch_data(
    batch: &Batch,
    lines: &[LinePicture],
    height: usize,
    input: &crate::models::CardInput,
) -> Vec<f32> {
    let image = 3 * height * batch.width;
    let mut data = vec![0.0f32; image * batch.lines.len()];
    for (out, index) in data.chunks_exact_mut(image).zip(&batch.lines) {
        if let Some(line) = lines.get(*index) {
            line.write_into(out, batch.width, input);
        }
    }
    data
}
