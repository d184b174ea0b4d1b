//! Class activation maps of overlapping windows laid over each other on one grid of the image, and boxes drawn around
//! where a class shows: what one window sees the head of and the next the tail becomes one thing.

use super::embed::Activation;
use crate::domain::{BBox, Size};
use crate::inference::postprocess::{RawBox, largest};
use crate::inference::preprocess::ImageFromInput;

/// Cells along the image's longer side: a seventh of a window's cell in the finer windows.
const CELLS_ALONG: f32 = 64.0;

/// A cell belongs to the thing where it is at least this share of the peak. Zhou et al. (CVPR 2016) use 0.2 on maps of
/// 14×14; on 9×9 that spreads over the whole window. Lower joins neighbours, higher boxes heads without bodies.
const SHARE_OF_PEAK: f32 = 0.45;

/// What one window says of one class, and how its input lies in the image.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    pub activation: &'a Activation,
    pub image_from_input: ImageFromInput,
    /// Width and height of the window's input in pixels.
    pub input: Size,
}

/// Boxes in image pixels of one class's connected hot places, hottest first. A cell's heat is the window's probability,
/// weighed by its activation there (1 at the window's peak), the most of all windows; boxes whose peak is below `floor`
/// are left out.
pub fn hot_boxes(class: usize, sights: &[Sight<'_>], image: Size, floor: f32) -> Vec<RawBox> {
    let mut heat = Heat::new(image);
    for sight in sights {
        heat.add(sight);
    }
    let mut boxes = Vec::new();
    while let Some(peak) = heat.next_peak(floor) {
        let score = heat.at(peak);
        if let Some(bbox) = heat.take_around(peak) {
            boxes.push(RawBox { bbox, class, score });
        }
    }
    boxes
}

struct Heat {
    columns: usize,
    rows: usize,
    /// Width and height of a cell in image pixels.
    cell: (f32, f32),
    values: Vec<f32>,
    /// Cells that belong to a box already.
    taken: Vec<bool>,
}

impl Heat {
    fn new(image: Size) -> Self {
        let (width, height) = (image.width as f32, image.height as f32);
        let step = width.max(height) / CELLS_ALONG;
        let cells = |length: f32| (length / step).round().max(1.0);
        let (columns, rows) = (cells(width), cells(height));
        let count = columns as usize * rows as usize;
        Self {
            columns: columns as usize,
            rows: rows as usize,
            cell: (width / columns, height / rows),
            values: vec![0.0; count],
            taken: vec![false; count],
        }
    }

    fn at(&self, cell: usize) -> f32 {
        self.values.get(cell).copied().unwrap_or(0.0)
    }

    /// Lays a window's map over the cells that it sees; maps that speak for the class nowhere change nothing.
    fn add(&mut self, sight: &Sight<'_>) {
        let activation = sight.activation;
        let Some((_, peak)) = largest(&activation.map).filter(|(_, peak)| *peak > 0.0) else {
            return;
        };
        let (across, down) = activation.cells;
        let way = &sight.image_from_input;
        let (cell_w, cell_h) = self.cell;
        // Of a map's cells, from image pixels; a map's cell 0 has its centre at 0.
        let map_x = |x: f32| {
            (x - way.offset_x) / way.scale_x * across as f32 / sight.input.width as f32 - 0.5
        };
        let map_y = |y: f32| {
            (y - way.offset_y) / way.scale_y * down as f32 / sight.input.height as f32 - 0.5
        };
        let inside = |at: f32, n: usize| at >= -0.5 && at <= n as f32 - 0.5;
        for (i, value) in self.values.iter_mut().enumerate() {
            let x = map_x(((i % self.columns) as f32 + 0.5) * cell_w);
            let y = map_y(((i / self.columns) as f32 + 0.5) * cell_h);
            if inside(x, across) && inside(y, down) {
                let seen = interpolated(&activation.map, activation.cells, x, y);
                *value = value.max(activation.score * seen / peak);
            }
        }
    }

    /// The hottest cell that no box has yet, where it is at least `floor`.
    fn next_peak(&self, floor: f32) -> Option<usize> {
        let free: Vec<f32> = self
            .values
            .iter()
            .zip(&self.taken)
            .map(|(value, taken)| if *taken { f32::NEG_INFINITY } else { *value })
            .collect();
        largest(&free).filter(|(_, value)| *value >= floor).map(|(cell, _)| cell)
    }

    /// Takes the connected cells around a peak and boxes them; `None` where they border on an earlier box: they are its
    /// rim, and no thing of their own.
    fn take_around(&mut self, peak: usize) -> Option<BBox> {
        let least = SHARE_OF_PEAK * self.at(peak);
        let earlier = self.taken.clone();
        let (mut left, mut top, mut right, mut bottom) = (self.columns, self.rows, 0, 0);
        let mut borders_on_earlier = false;
        let mut open = vec![peak];
        while let Some(cell) = open.pop() {
            borders_on_earlier |= earlier.get(cell) == Some(&true);
            if self.at(cell) < least {
                continue;
            }
            match self.taken.get_mut(cell) {
                Some(taken) if !*taken => *taken = true,
                _ => continue,
            }
            let (x, y) = (cell % self.columns, cell / self.columns);
            (left, top) = (left.min(x), top.min(y));
            (right, bottom) = (right.max(x + 1), bottom.max(y + 1));
            open.extend((x > 0).then(|| cell - 1));
            open.extend((x + 1 < self.columns).then(|| cell + 1));
            open.extend((y > 0).then(|| cell - self.columns));
            open.extend((y + 1 < self.rows).then(|| cell + self.columns));
        }
        let (w, h) = self.cell;
        let bbox = BBox::new(left as f32 * w, top as f32 * h, right as f32 * w, bottom as f32 * h);
        (!borders_on_earlier).then_some(bbox)
    }
}

/// A map's value at (x, y) in cells, linear between the cells' centres, constant beyond the outermost.
fn interpolated(map: &[f32], (columns, rows): (usize, usize), x: f32, y: f32) -> f32 {
    let at = |x: usize, y: usize| map.get(y * columns + x).copied().unwrap_or(0.0);
    let between = |v: f32, n: usize| {
        let last = n.saturating_sub(1);
        let v = v.clamp(0.0, last as f32);
        (v as usize, (v as usize + 1).min(last), v.fract())
    };
    let ((x0, x1, across), (y0, y1, down)) = (between(x, columns), between(y, rows));
    let upper = at(x0, y0) + (at(x1, y0) - at(x0, y0)) * across;
    let lower = at(x0, y1) + (at(x1, y1) - at(x0, y1)) * across;
    upper + (lower - upper) * down
}
