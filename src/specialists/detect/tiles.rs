//! Overlapping tiles over photographs much larger than a detector's input: small things become large enough to see.

use crate::domain::{BBox, Size};

/// A tile's longer way in pixels of the image, in units of the detector's input: with NanoDet's 416 a tile of about
/// 700 pixels, which found 39 of about 55 persons and vehicles at a street corner where the whole view found 21.
const TILE_IN_INPUTS: f32 = 1.68;

/// Share of a tile that its neighbour sees as well, so that what one cuts the other sees whole.
const OVERLAP: f32 = 0.2;

/// A box that ends this close to a tile's inner border, in pixels of the input, is taken to be cut by it.
const CUT_WITHIN_INPUT_PX: f32 = 3.0;

/// One tile, and which of its sides lie inside the image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tile {
    pub in_image: BBox,
    /// Left, top, right, bottom: true where the image goes on beyond.
    pub inner: [bool; 4],
}

impl Tile {
    /// True where a box (in image pixels) ends at an inner border: a part of something that a neighbour, or the whole
    /// view, sees whole.
    pub fn cuts(&self, bbox: &BBox, input: Size) -> bool {
        let near_x = CUT_WITHIN_INPUT_PX * self.in_image.width() / input.width.max(1) as f32;
        let near_y = CUT_WITHIN_INPUT_PX * self.in_image.height() / input.height.max(1) as f32;
        let [left, top, right, bottom] = self.inner;
        left && bbox.x1 - self.in_image.x1 < near_x
            || top && bbox.y1 - self.in_image.y1 < near_y
            || right && self.in_image.x2 - bbox.x2 < near_x
            || bottom && self.in_image.y2 - bbox.y2 < near_y
    }
}

/// The tiles of an image, row by row; none where the whole view is fine enough. At most `most` along the longer side:
/// beyond, tiles grow with the image, so that the cost stays bounded.
pub fn tiles(image: Size, input: Size, most: usize) -> Vec<Tile> {
    let (width, height) = (image.width as f32, image.height as f32);
    let side = TILE_IN_INPUTS * input.width.max(input.height) as f32;
    let along = (width.max(height) / side).round().clamp(1.0, most.max(1) as f32);
    let count = |length: f32| ((along * length / width.max(height)).round() as usize).max(1);
    let (columns, rows) = (count(width), count(height));
    if columns * rows < 2 {
        return Vec::new();
    }
    let tile_side = |length: f32, n: usize| length / (n as f32 - (n as f32 - 1.0) * OVERLAP);
    let (tile_w, tile_h) = (tile_side(width, columns), tile_side(height, rows));
    let step = 1.0 - OVERLAP;
    (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (row, column)))
        .map(|(row, column)| {
            let (x, y) = (column as f32 * step * tile_w, row as f32 * step * tile_h);
            Tile {
                in_image: BBox::new(x, y, x + tile_w, y + tile_h).clamp_to(image),
                inner: [column > 0, row > 0, column + 1 < columns, row + 1 < rows],
            }
        })
        .collect()
}
