//! Connected components of a binary map, as runs of pixels along the rows.
//!
//! Written here because the image crate's contour tracer visits every border of a 0.7-megapixel map pixel by
//! pixel, holes included, while the row ends of the runs are all that the enclosing rectangle needs.

use ndarray::ArrayView2;

/// Pixels `first..=last` of row `y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub y: i32,
    pub first: i32,
    pub last: i32,
}

/// The map above `threshold`, each pixel grown by one to the right and below (the 2×2 dilation that the text
/// detector's authors apply, which closes hairline gaps between letters); true where text.
pub fn dilated(map: ArrayView2<'_, f32>, threshold: f32) -> Vec<Vec<bool>> {
    let mut above: Vec<bool> = vec![false; map.ncols()];
    map.rows()
        .into_iter()
        .map(|row| {
            let raw: Vec<bool> = row.iter().map(|v| *v > threshold).collect();
            let mut grown = Vec::with_capacity(raw.len());
            let mut left = false;
            for (now, up) in raw.iter().zip(&above) {
                let here = *now || *up;
                grown.push(here || left);
                left = here;
            }
            above = raw;
            grown
        })
        .collect()
}

/// The 8-connected components of a mask, each as its runs from top to bottom, in the order of their first run.
pub fn components(mask: &[Vec<bool>]) -> Vec<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut forest = Forest::default();
    let mut above = 0..0; // the previous row's runs
    for (y, row) in mask.iter().enumerate() {
        let begin = runs.len();
        let mut candidate = above.start;
        for (first, last) in row_runs(row) {
            let index = runs.len();
            runs.push(Run { y: y as i32, first, last });
            forest.add();
            // Runs of the row above that end before this one begins (diagonally, too) touch no later run either.
            while candidate < above.end && runs[candidate].last < first - 1 {
                candidate += 1;
            }
            let mut touching = candidate;
            while touching < above.end && runs[touching].first <= last + 1 {
                forest.join(index, touching);
                touching += 1;
            }
        }
        above = begin..runs.len();
    }
    let mut group_of_root = vec![usize::MAX; runs.len()];
    let mut groups: Vec<Vec<Run>> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let root = forest.root(index);
        if group_of_root[root] == usize::MAX {
            group_of_root[root] = groups.len();
            groups.push(Vec::new());
        }
        groups[group_of_root[root]].push(*run);
    }
    groups
}

/// First and last pixel of each run of a row.
fn row_runs(row: &[bool]) -> impl Iterator<Item = (i32, i32)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = at + row.get(at..)?.iter().position(|on| *on)?;
        let length = row[first..].iter().position(|on| !*on).unwrap_or(row.len() - first);
        at = first + length;
        Some((first as i32, at as i32 - 1))
    })
}

/// Union-find with path halving; the lower index is the root.
#[derive(Default)]
struct Forest {
    parent: Vec<usize>,
}

impl Forest {
    fn add(&mut self) {
        self.parent.push(self.parent.len());
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
