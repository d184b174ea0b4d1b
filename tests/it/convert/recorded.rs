//! The fixtures that `tests/reference/record_tfjs.js` and `record_effnet.py` wrote, and the inputs they describe.

use serde::Deserialize;

/// A model's recorded runs.
#[derive(Debug, Deserialize)]
pub struct Recorded {
    pub model: String,
    pub input: String,
    pub dtype: String,
    pub cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
pub struct Case {
    pub input: Input,
    pub outputs: Vec<Output>,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Input {
    Random {
        shape: Vec<usize>,
        scale: f64,
        offset: f64,
    },
    Photo {
        shape: Vec<usize>,
        scale: f64,
        offset: f64,
        layout: String,
        order: String,
        /// Left, top, width, height in the photograph.
        crop: [u32; 4],
    },
}

#[derive(Debug, Deserialize)]
pub struct Output {
    pub name: String,
    pub shape: Vec<usize>,
    pub min: f64,
    pub max: f64,
    pub mean: f64,
    /// Places of `values` in the flattened output.
    pub at: Vec<usize>,
    pub values: Vec<f64>,
}

impl Recorded {
    pub fn read(model: &str) -> Self {
        let path = fixture(&format!("{model}.json"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }
}

/// A file in the folder of the fixtures.
pub fn fixture(name: &str) -> std::path::PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", "conversion", name].iter().collect()
}

impl Input {
    pub fn shape(&self) -> &[usize] {
        match self {
            Input::Random { shape, .. } | Input::Photo { shape, .. } => shape,
        }
    }

    /// The values that the original was given, in double precision.
    pub fn values(&self, photo: &image::RgbImage) -> Vec<f64> {
        match self {
            Input::Random { shape, scale, offset } => {
                let mut state = 1_u32;
                let mut next = || {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    f64::from(state >> 8) / f64::from(1 << 24)
                };
                (0..shape.iter().product()).map(|_| next() * scale + offset).collect()
            }
            Input::Photo { shape, scale, offset, layout, order, crop } => {
                let planar = layout == "nchw";
                let (channels, h, w) =
                    if planar { (shape[1], shape[2], shape[3]) } else { (shape[3], shape[1], shape[2]) };
                let mut values = vec![0.0; channels * h * w];
                for y in 0..h {
                    for x in 0..w {
                        let pixel = pixel(photo, *crop, (x, w), (y, h), order);
                        for (c, v) in pixel.iter().enumerate().take(channels) {
                            let at = if planar { (c * h + y) * w + x } else { (y * w + x) * channels + c };
                            values[at] = v * scale + offset;
                        }
                    }
                }
                values
            }
        }
    }
}

/// The pixel of column `x.0` of `x.1` and row `y.0` of `y.1` in the crop.
fn pixel(photo: &image::RgbImage, crop: [u32; 4], x: (usize, usize), y: (usize, usize), order: &str) -> [f64; 3] {
    let [left, top, width, height] = crop;
    let column = left + (x.0 * width as usize / x.1) as u32;
    let row = top + (y.0 * height as usize / y.1) as u32;
    let [r, g, b] = photo.get_pixel(column, row).0.map(f64::from);
    match order {
        "rgb" => [r, g, b],
        "bgr" => [b, g, r],
        "grey" => [(r * 299.0 + g * 587.0 + b * 114.0) / 1000.0; 3],
        other => panic!("order {other}"),
    }
}

/// Fixtures stay small: what they say must be readable in a review.
#[test]
fn fixtures_have_at_most_20_kib() {
    for entry in std::fs::read_dir(fixture("")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = path.metadata().unwrap().len();
        assert!(bytes <= 20 << 10, "{}: {bytes} bytes", path.display());
    }
}
