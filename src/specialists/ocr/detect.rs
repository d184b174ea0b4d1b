//! Text detection around the network: the size it sees, and quadrilaterals from its probability map.

use super::components::{components, dilated};
use super::rectangle::{Rectangle, mean_within};
use crate::domain::{Point, Size};
use crate::models::Card;
use ndarray::ArrayView2;

/// At most this many boxes are read, the largest first: a page of newsprint has about 300 lines.
const MAX_BOXES: usize = 500;

/// A component or box narrower than this many map pixels is a speck (the models' own configuration).
const MIN_SIDE: f32 = 3.0;

/// The detector's numbers; a card may set each by its name.
#[derive(Debug, Clone, PartialEq)]
pub struct DetectRules {
    /// Shorter side that the network sees, in pixels.
    pub short_side: f32,
    /// Cap on the longer side, for panoramas and page scans.
    pub long_side: f32,
    /// Cap on enlarging small pictures: beyond it nothing more is read, while icons become text-like and cost grows.
    pub max_upscale: f32,
    /// Probability from which a pixel is text.
    pub binary: f32,
    /// Mean probability from which a rectangle is text.
    pub box_score: f32,
    /// Growth of the shrunk text kernels, see [`Rectangle::unclipped`].
    pub unclip: f32,
}

impl Default for DetectRules {
    /// 736, 0.3, 0.5 and 1.6 are the models' own configuration; 1440 and 3 were chosen on about 90 pictures.
    fn default() -> Self {
        Self {
            short_side: 736.0,
            long_side: 1440.0,
            max_upscale: 3.0,
            binary: 0.3,
            box_score: 0.5,
            unclip: 1.6,
        }
    }
}

impl DetectRules {
    /// The card's numbers over the defaults.
    pub fn of_card(card: &Card) -> Self {
        let default = Self::default();
        Self {
            short_side: card.threshold("short_side", default.short_side),
            long_side: card.threshold("long_side", default.long_side),
            max_upscale: card.threshold("max_upscale", default.max_upscale),
            binary: card.threshold("binary", default.binary),
            box_score: card.threshold("box_score", default.box_score),
            unclip: card.threshold("unclip", default.unclip),
        }
    }

    /// The size at which the network sees a picture: both sides multiples of 32, at least 32.
    pub fn input_size(&self, picture: Size) -> Size {
        let (w, h) = (picture.width.max(1) as f32, picture.height.max(1) as f32);
        let scale =
            (self.short_side / w.min(h)).min(self.max_upscale).min(self.long_side / w.max(h));
        let side = |v: f32| ((v * scale / 32.0).round_ties_even() as u32 * 32).max(32);
        Size::new(side(w), side(h))
    }
}

/// A place that holds a line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// Corners clockwise from the text's own top-left, in pixels of the picture.
    pub quad: [Point; 4],
    /// Mean text probability inside, 0..1.
    pub score: f32,
}

/// The lines in a probability map (values 0..1, any size) of a picture of this size.
pub fn text_boxes(map: ArrayView2<'_, f32>, picture: Size, rules: &DetectRules) -> Vec<TextBox> {
    let (height, width) = map.dim();
    if width == 0 || height == 0 {
        return Vec::new();
    }
    let scale = (picture.width as f32 / width as f32, picture.height as f32 / height as f32);
    let to_picture = |p: Point| {
        Point::new(
            (p.x * scale.0).clamp(0.0, picture.width as f32),
            (p.y * scale.1).clamp(0.0, picture.height as f32),
        )
    };
    let mut rectangles: Vec<(Rectangle, f32)> = components(&dilated(map, rules.binary))
        .iter()
        .filter_map(|runs| {
            let ends: Vec<(i32, i32)> =
                runs.iter().flat_map(|r| [(r.first, r.y), (r.last, r.y)]).collect();
            let rectangle = Rectangle::around(&ends).filter(|r| r.shorter() >= MIN_SIDE)?;
            let score = mean_within(map, &rectangle.corners());
            (score >= rules.box_score).then(|| (rectangle.unclipped(rules.unclip), score))
        })
        .collect();
    rectangles.sort_by(|(a, _), (b, _)| (b.along * b.across).total_cmp(&(a.along * a.across)));
    rectangles.truncate(MAX_BOXES);
    rectangles
        .into_iter()
        .map(|(rectangle, score)| TextBox { quad: rectangle.corners().map(to_picture), score })
        .collect()
}
