//! The guided filter (He, Sun, Tang, ECCV 2010): smooths a map but keeps the edges of a guide picture.

/// A map or a grey picture on a grid, row-major.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
}

impl Plane {
    /// The part `columns` × `rows`, which must lie inside.
    pub fn part(&self, columns: &std::ops::Range<usize>, rows: &std::ops::Range<usize>) -> Plane {
        let lines = self.values.chunks_exact(self.width.max(1));
        let values = lines
            .skip(rows.start)
            .take(rows.len())
            .flat_map(|row| row.get(columns.clone()).unwrap_or_default())
            .copied()
            .collect();
        Plane { width: columns.len(), height: rows.len(), values }
    }
}

/// Filters `input` under `guide` (same size, values 0..1). In each window of `2 × radius + 1` cells the output is
/// a line in the guide, `a × guide + b`, fitted to the input; `epsilon` is the guide's variance below which it is
/// taken for flat.
pub fn guided_filter(guide: &Plane, input: &[f32], radius: usize, epsilon: f32) -> Vec<f32> {
    let (w, h) = (guide.width, guide.height);
    let mean = |values: Vec<f32>| box_mean(values, w, h, radius);
    let g = &guide.values;
    let mean_g = mean(g.clone());
    let mean_i = mean(input.to_vec());
    let mean_gg = mean(g.iter().map(|v| v * v).collect());
    let mean_gi = mean(g.iter().zip(input).map(|(g, i)| g * i).collect());
    let (mut a, mut b) = (Vec::with_capacity(g.len()), Vec::with_capacity(g.len()));
    for (((mg, mi), mgg), mgi) in mean_g.iter().zip(&mean_i).zip(&mean_gg).zip(&mean_gi) {
        let slope = (mgi - mg * mi) / (mgg - mg * mg + epsilon);
        a.push(slope);
        b.push(mi - slope * mg);
    }
    let (a, b) = (mean(a), mean(b));
    g.iter().zip(a.iter().zip(&b)).map(|(g, (a, b))| a * g + b).collect()
}

/// The mean over square windows, cut at the borders: rows, then columns, with running sums.
fn box_mean(mut values: Vec<f32>, width: usize, height: usize, radius: usize) -> Vec<f32> {
    if width == 0 || height == 0 {
        return values;
    }
    let mut line = Vec::with_capacity(width.max(height));
    for row in values.chunks_exact_mut(width) {
        line.clear();
        line.extend_from_slice(row);
        for (out, mean) in row.iter_mut().zip(running_means(&line, radius)) {
            *out = mean;
        }
    }
    for x in 0..width {
        line.clear();
        line.extend(values.iter().skip(x).step_by(width));
        let means = running_means(&line, radius);
        for (out, mean) in values.iter_mut().skip(x).step_by(width).zip(means) {
            *out = mean;
        }
    }
    values
}

/// Means over `2 × radius + 1` neighbours, fewer at the ends. f64, so that nothing drifts.
fn running_means(line: &[f32], radius: usize) -> impl Iterator<Item = f32> + '_ {
    let mut sum: f64 = line.iter().take(radius).map(|v| f64::from(*v)).sum();
    (0..line.len()).map(move |i| {
        if let Some(entering) = line.get(i + radius) {
            sum += f64::from(*entering);
        }
        if i > radius
            && let Some(leaving) = line.get(i - radius - 1)
        {
            sum -= f64::from(*leaving);
        }
        let count = (i + radius + 1).min(line.len()) - i.saturating_sub(radius);
        (sum / count as f64) as f32
    })
}
