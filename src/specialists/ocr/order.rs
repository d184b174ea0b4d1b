//! Reading order of text lines: top to bottom, rows from the left, columns one after the other.
//!
//! After Breuel (High Performance Document Layout Analysis, 2003): line a comes before b where they share
//! columns and a is above, or where a is wholly left of b and no line lies between them that reaches over both
//! (a heading, say). Words of one row are joined first, so that short labels and tables are read row by row.

use crate::domain::BBox;

/// Lines this many times longer than high are prose: only beside those does a column begin.
const PROSE_ASPECT: f32 = 6.0;

/// Boxes on one row with a gap below this many line heights belong together, prose or not.
const WORD_GAP: f32 = 1.5;

/// A row of lines, left to right.
struct Row {
    bbox: BBox,
    lines: Vec<usize>,
}

/// The order in which boxes (bounds of text lines) are read, as indices into them.
pub fn reading_order(boxes: &[BBox]) -> Vec<usize> {
    let rows = rows(boxes);
    let all = 0..rows.len();
    let followers: Vec<Vec<usize>> = all
        .clone()
        .map(|a| all.clone().filter(|b| a != *b && precedes(&rows[a], &rows[*b], &rows)).collect())
        .collect();
    let mut awaited = vec![0usize; rows.len()];
    for b in followers.iter().flatten() {
        awaited[*b] += 1;
    }
    let mut waiting: Vec<usize> = all.collect();
    let mut order = Vec::with_capacity(boxes.len());
    while !waiting.is_empty() {
        // The topmost row that awaits no other. On skewed text the rules may contradict each other; then simply the
        // topmost goes next, so that every line is read once.
        let at = waiting.iter().position(|row| awaited[*row] == 0).unwrap_or(0);
        let next = waiting.remove(at);
        for b in &followers[next] {
            awaited[*b] = awaited[*b].saturating_sub(1);
        }
        order.extend(&rows[next].lines);
    }
    order
}

/// Joins boxes of one row; rows come sorted from the top, then from the left.
fn rows(boxes: &[BBox]) -> Vec<Row> {
    let mut sorted: Vec<usize> = (0..boxes.len()).collect();
    sorted.sort_by(|a, b| boxes[*a].x1.total_cmp(&boxes[*b].x1).then(a.cmp(b)));
    let mut rows: Vec<Row> = Vec::new();
    for index in sorted {
        let bbox = boxes[index];
        let home = rows
            .iter_mut()
            .find(|row| row.lines.last().is_some_and(|last| one_row(&boxes[*last], &bbox)));
        match home {
            Some(row) => {
                row.bbox = row.bbox.union(&bbox);
                row.lines.push(index);
            }
            None => rows.push(Row { bbox, lines: vec![index] }),
        }
    }
    rows.sort_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1).then(a.bbox.x1.total_cmp(&b.bbox.x1)));
    rows
}

/// True where `right` continues the row of `left`.
fn one_row(left: &BBox, right: &BBox) -> bool {
    let height = left.height().min(right.height());
    let common = left.y2.min(right.y2) - left.y1.max(right.y1);
    let alike = height > 0.5 * left.height().max(right.height());
    if !alike || common < 0.5 * height {
        return false;
    }
    let gap = right.x1 - left.x2;
    let prose = |b: &BBox| b.width() > PROSE_ASPECT * b.height();
    gap > -height && (gap < WORD_GAP * height || !(prose(left) || prose(right)))
}

/// True where row `a` is read before row `b`, `rows` being the whole page.
fn precedes(a: &Row, b: &Row, rows: &[Row]) -> bool {
    let (a, b) = (&a.bbox, &b.bbox);
    let share_columns = |p: &BBox, q: &BBox| p.x1.max(q.x1) < p.x2.min(q.x2);
    if share_columns(a, b) {
        return a.center().y < b.center().y;
    }
    let (top, bottom) = (a.y1.min(b.y1), a.y2.max(b.y2));
    let bridged = || {
        rows.iter().any(|c| {
            let y = c.bbox.center().y;
            y > top && y < bottom && share_columns(&c.bbox, a) && share_columns(&c.bbox, b)
        })
    };
    a.x2 <= b.x1 && !bridged()
}
