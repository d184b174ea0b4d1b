//! Pictures into tensors, as a model card's input says: cut, resized, padded, ordered, normalised; and the way back.

use super::engine::Tensor;
use super::picture::Picture;
use super::resize::ResizeError;
use crate::domain::{BBox, Point, Size};
use crate::models::{CardInput, Layout, PixelOrder, Resize};
use ndarray::{Array, IxDyn};
use thiserror::Error;

/// Share of the shorter side that a centre crop keeps: ImageNet's convention (EfficientNet's `crop_pct`).
const CENTRE_SHARE: f32 = 0.875;

/// From pixels of a model's input to pixels of the upright image: `image = input * scale + offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImageFromInput {
    pub scale_x: f32,
    pub scale_y: f32,
    pub offset_x: f32,
    pub offset_y: f32,
}

impl ImageFromInput {
    pub fn point(&self, in_input: Point) -> Point {
        Point::new(
            in_input.x * self.scale_x + self.offset_x,
            in_input.y * self.scale_y + self.offset_y,
        )
    }

    pub fn bbox(&self, in_input: &BBox) -> BBox {
        BBox::new(
            in_input.x1 * self.scale_x + self.offset_x,
            in_input.y1 * self.scale_y + self.offset_y,
            in_input.x2 * self.scale_x + self.offset_x,
            in_input.y2 * self.scale_y + self.offset_y,
        )
    }

    /// The other way: where a box of the image lies in the input.
    pub fn bbox_in_input(&self, in_image: &BBox) -> BBox {
        BBox::new(
            (in_image.x1 - self.offset_x) / self.scale_x,
            (in_image.y1 - self.offset_y) / self.scale_y,
            (in_image.x2 - self.offset_x) / self.scale_x,
            (in_image.y2 - self.offset_y) / self.scale_y,
        )
    }
}

/// A model's picture input: one or more parts of a picture, and for each the way back.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// `[parts, channels, height, width]` or `[parts, height, width, channels]`, as the card's layout says.
    pub tensor: Tensor,
    pub image_from_input: Vec<ImageFromInput>,
}

/// Why a picture could not be brought to a model's input.
#[derive(Debug, Error)]
pub enum PreprocessError {
    #[error("input {input}: {message}; mend the model's card")]
    Card { input: String, message: String },
    #[error("the box {0:?} has no part in the picture")]
    Outside([f32; 4]),
    #[error(transparent)]
    Resize(#[from] ResizeError),
}

/// The input's width and height, as its shape and layout say.
///
/// # Errors
/// Where the card gives no layout, not four dimensions, or leaves width or height free.
pub fn input_size(input: &CardInput) -> Result<Size, PreprocessError> {
    let side = |v: i64| u32::try_from(v).ok().filter(|v| *v > 0);
    let sides = match (input.layout, input.shape.as_slice()) {
        (Some(Layout::Nchw), [_, _, h, w]) | (Some(Layout::Nhwc), [_, h, w, _]) => {
            side(*w).zip(side(*h))
        }
        _ => None,
    };
    sides.map(|(width, height)| Size::new(width, height)).ok_or_else(|| PreprocessError::Card {
        input: input.name.clone(),
        message: "a picture needs a layout and a shape whose width and height are fixed".to_owned(),
    })
}

/// The whole picture as the input's fixed size.
///
/// # Errors
/// As [`prepare_parts`] and [`input_size`].
pub fn prepare_whole(picture: &Picture, input: &CardInput) -> Result<Prepared, PreprocessError> {
    prepare_parts(picture, &[picture.size.bounds()], input, input_size(input)?)
}

/// Parts of the picture as one batch of the size `to`. What of a part lies outside the picture is left out.
///
/// # Errors
/// Where a part lies outside the picture, or the card's element type, mean or std cannot be used.
pub fn prepare_parts(
    picture: &Picture,
    parts_in_image: &[BBox],
    input: &CardInput,
    to: Size,
) -> Result<Prepared, PreprocessError> {
    let pixels = PixelValues::of(input)?;
    let channels = pixels.scale_bias.len();
    let plane = to.width as usize * to.height as usize;
    let mut values = vec![0.0f32; parts_in_image.len() * channels * plane];
    let mut image_from_input = Vec::with_capacity(parts_in_image.len());
    for (part, sample) in
        parts_in_image.iter().zip(values.chunks_exact_mut((channels * plane).max(1)))
    {
        let fit = Fit::of(part, picture.size, input.resize, to)?;
        let rgba = picture.resized(&fit.source, fit.inner)?;
        if fit.inner != to {
            pixels.fill_with_padding(sample, input.pad, plane);
        }
        pixels.write(&rgba, &fit, to, sample);
        image_from_input.push(fit.image_from_input());
    }
    let (w, h) = (to.width as usize, to.height as usize);
    let shape = match pixels.layout {
        Layout::Nchw => [parts_in_image.len(), channels, h, w],
        Layout::Nhwc => [parts_in_image.len(), h, w, channels],
    };
    Ok(Prepared { tensor: tensor(input, &shape, values)?, image_from_input })
}

/// The pictures that a model's picture input shows, one for each part of its batch: what [`prepare_parts`] did, undone,
/// but for the rounding of values to bytes. Grey inputs come back grey. `None` where the tensor is no such input.
pub fn pictures_of(tensor: &Tensor, input: &CardInput) -> Option<Vec<Picture>> {
    let pixels = PixelValues::of(input).ok()?;
    let channels = pixels.scale_bias.len();
    let sides = match (pixels.layout, tensor.shape()) {
        (Layout::Nchw, &[_, c, h, w]) | (Layout::Nhwc, &[_, h, w, c]) if c == channels => (w, h),
        _ => return None,
    };
    let size = Size::new(u32::try_from(sides.0).ok()?, u32::try_from(sides.1).ok()?);
    let plane = sides.0 * sides.1;
    let values: Vec<f32> = match tensor {
        Tensor::F32(a) => a.iter().copied().collect(),
        Tensor::I32(a) => a.iter().map(|v| *v as f32).collect(),
        Tensor::U8(a) => a.iter().map(|v| f32::from(*v)).collect(),
        Tensor::I64(_) => return None,
    };
    let (step, apart) = match pixels.layout {
        Layout::Nchw => (1, plane),
        Layout::Nhwc => (channels, 1),
    };
    let byte = |sample: &[f32], pixel: usize, channel: usize| {
        let (scale, bias) = pixels.scale_bias.get(channel)?;
        let value = sample.get(pixel * step + channel * apart)?;
        Some(((value - bias) / scale).round().clamp(0.0, 255.0) as u8)
    };
    let order: [usize; 3] = match pixels.order {
        PixelOrder::Rgb => [0, 1, 2],
        PixelOrder::Bgr => [2, 1, 0],
        PixelOrder::Grey => [0; 3],
    };
    values
        .chunks_exact((channels * plane).max(1))
        .map(|sample| {
            let mut rgba = Vec::with_capacity(4 * plane);
            for pixel in 0..plane {
                for channel in order {
                    rgba.push(byte(sample, pixel, channel)?);
                }
                rgba.push(255);
            }
            Picture::new(size, rgba)
        })
        .collect()
}

/// Which part of the picture is resized to which size, and where that lies in the input.
struct Fit {
    source: BBox,
    inner: Size,
    left: u32,
    top: u32,
}

impl Fit {
    fn of(part: &BBox, picture: Size, resize: Resize, to: Size) -> Result<Self, PreprocessError> {
        let part_in_picture = part.clamp_to(picture);
        if !part_in_picture.is_proper() {
            return Err(PreprocessError::Outside((*part).into()));
        }
        let part = part_in_picture;
        let (to_w, to_h) = (to.width as f32, to.height as f32);
        // Image pixels per input pixel.
        let (across, down) = (part.width() / to_w, part.height() / to_h);
        let whole = Fit { source: part, inner: to, left: 0, top: 0 };
        Ok(match resize {
            Resize::Stretch => whole,
            Resize::PadCorner | Resize::Letterbox => {
                let scale = across.max(down);
                let side =
                    |length: f32, limit: u32| ((length / scale).round() as u32).clamp(1, limit);
                let inner = Size::new(side(part.width(), to.width), side(part.height(), to.height));
                let centred = resize == Resize::Letterbox;
                let left = if centred { (to.width - inner.width) / 2 } else { 0 };
                let top = if centred { (to.height - inner.height) / 2 } else { 0 };
                Fit { inner, left, top, ..whole }
            }
            Resize::CentreCrop => {
                let scale = across.min(down) * CENTRE_SHARE;
                let (half_w, half_h) = (to_w * scale / 2.0, to_h * scale / 2.0);
                let c = part.center();
                let source = BBox::new(c.x - half_w, c.y - half_h, c.x + half_w, c.y + half_h);
                Fit { source, ..whole }
            }
        })
    }

    fn image_from_input(&self) -> ImageFromInput {
        let scale_x = self.source.width() / self.inner.width as f32;
        let scale_y = self.source.height() / self.inner.height as f32;
        ImageFromInput {
            scale_x,
            scale_y,
            offset_x: self.source.x1 - self.left as f32 * scale_x,
            offset_y: self.source.y1 - self.top as f32 * scale_y,
        }
    }
}

/// How bytes become values: per channel of the input, `value = byte * scale + bias`.
struct PixelValues {
    layout: Layout,
    order: PixelOrder,
    scale_bias: Vec<(f32, f32)>,
}

impl PixelValues {
    fn of(input: &CardInput) -> Result<Self, PreprocessError> {
        let refuse = |message: &str| PreprocessError::Card {
            input: input.name.clone(),
            message: message.to_owned(),
        };
        let layout = input.layout.ok_or_else(|| refuse("a picture needs a layout"))?;
        let channels = if input.order == PixelOrder::Grey { 1 } else { 3 };
        // None given, one for all channels, or one per channel.
        let per_channel = |given: &[f32], default: f32| match given {
            [] => Some(vec![default; channels]),
            [one] => Some(vec![*one; channels]),
            many => (many.len() == channels).then(|| many.to_vec()),
        };
        let mean = per_channel(&input.mean, 0.0)
            .ok_or_else(|| refuse("mean needs one number, or one per channel"))?;
        let std = per_channel(&input.std, 1.0)
            .filter(|std| std.iter().all(|s| *s != 0.0))
            .ok_or_else(|| refuse("std needs one number that is not 0, or one per channel"))?;
        let scale_bias = mean.iter().zip(&std).map(|(m, s)| (1.0 / s, -m / s)).collect();
        Ok(Self { layout, order: input.order, scale_bias })
    }

    fn fill_with_padding(&self, sample: &mut [f32], pad: f32, plane: usize) {
        let values: Vec<f32> =
            self.scale_bias.iter().map(|(scale, bias)| pad * scale + bias).collect();
        match self.layout {
            Layout::Nchw => {
                for (channel, value) in sample.chunks_exact_mut(plane.max(1)).zip(values) {
                    channel.fill(value);
                }
            }
            Layout::Nhwc => {
                for pixel in sample.chunks_exact_mut(values.len().max(1)) {
                    pixel.copy_from_slice(&values);
                }
            }
        }
    }

    /// Writes the resized part's pixels to their place in one sample of the batch.
    fn write(&self, rgba: &[u8], fit: &Fit, to: Size, sample: &mut [f32]) {
        let (to_width, plane) = (to.width as usize, to.width as usize * to.height as usize);
        let (inner_width, left) = (fit.inner.width as usize, fit.left as usize);
        let rows = rgba.chunks_exact((4 * inner_width).max(1)).zip(fit.top as usize..);
        for (row, y) in rows {
            let start = y * to_width + left;
            match self.layout {
                Layout::Nchw => {
                    let mut rest = &mut *sample;
                    for channel in 0..self.scale_bias.len() {
                        let (this, others) = rest.split_at_mut(plane.min(rest.len()));
                        if let Some(target) = this.get_mut(start..start + inner_width) {
                            self.write_channel(row, channel, target, 1);
                        }
                        rest = others;
                    }
                }
                Layout::Nhwc => {
                    let channels = self.scale_bias.len();
                    let span = channels * start..channels * (start + inner_width);
                    if let Some(target) = sample.get_mut(span) {
                        for channel in 0..channels {
                            self.write_channel(row, channel, target, channels);
                        }
                    }
                }
            }
        }
    }

    /// One channel of one row: every `step`-th value of `target`, from the channel's own place on.
    fn write_channel(&self, row: &[u8], channel: usize, target: &mut [f32], step: usize) {
        let Some(&(scale, bias)) = self.scale_bias.get(channel) else { return };
        let source = match self.order {
            PixelOrder::Rgb => channel,
            PixelOrder::Bgr => 2 - channel.min(2),
            PixelOrder::Grey => return write_grey(row, target, scale, bias),
        };
        let from = row.iter().skip(source).step_by(4);
        // Planar and interleaved apart: the compiler vectorises the first where the step is known to be 1.
        if step == 1 {
            for (value, byte) in target.iter_mut().zip(from) {
                *value = f32::from(*byte) * scale + bias;
            }
        } else {
            for (value, byte) in target.iter_mut().skip(channel).step_by(step).zip(from) {
                *value = f32::from(*byte) * scale + bias;
            }
        }
    }
}

/// Luma of ITU-R BT.601, as Pillow's `L`.
fn write_grey(row: &[u8], target: &mut [f32], scale: f32, bias: f32) {
    for (value, pixel) in target.iter_mut().zip(row.chunks_exact(4)) {
        if let [r, g, b, _] = pixel {
            let luma = 0.299 * f32::from(*r) + 0.587 * f32::from(*g) + 0.114 * f32::from(*b);
            *value = luma * scale + bias;
        }
    }
}

fn tensor(input: &CardInput, shape: &[usize], values: Vec<f32>) -> Result<Tensor, PreprocessError> {
    let refuse = |message: String| PreprocessError::Card { input: input.name.clone(), message };
    let array = Array::from_shape_vec(IxDyn(shape), values).map_err(|e| refuse(e.to_string()))?;
    match input.dtype.as_str() {
        "f32" => Ok(Tensor::F32(array)),
        "i32" => Ok(Tensor::I32(array.mapv(|v| v.round() as i32))),
        other => Err(refuse(format!("pictures are given as f32 or i32, not as {other}"))),
    }
}
