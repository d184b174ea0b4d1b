//! Widths of the columns: equal, until somebody drags the line between two; kept by how many columns there are.

use egui::{CursorIcon, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Columns are at least so wide while all are equal.
const NARROWEST: f32 = 300.0;
/// And at least so wide when dragged.
const LEAST: f32 = 140.0;
/// Between two columns.
const GAP: f32 = 6.0;

/// How wide each column is, as a share of what it would have if all were equal.
#[derive(Debug, Clone)]
pub struct Widths {
    key: Id,
    equal: f32,
    shares: Vec<f32>,
}

impl Widths {
    /// Of so many columns of a shelf in this room, in points.
    pub fn of(ui: &Ui, shelf: &'static str, count: usize, room: f32) -> Self {
        let key = Id::unique(("captions widths", shelf, count));
        let gaps = GAP * count.saturating_sub(1) as f32;
        let equal = ((room - gaps) / count.max(1) as f32).max(NARROWEST).floor();
        let kept: Option<Vec<f32>> = ui.data_mut(|d| d.get_persisted(key));
        let shares = kept.filter(|s| s.len() == count).unwrap_or_else(|| vec![1.0; count]);
        Self { key, equal, shares }
    }

    /// All columns and what lies between them.
    pub fn whole(&self) -> f32 {
        self.shares.iter().sum::<f32>() * self.equal + GAP * (self.shares.len().max(1) - 1) as f32
    }

    /// The columns' places in a row.
    pub fn cells(&self, row: Rect) -> Vec<Rect> {
        let mut left = row.left();
        let cell = |share: &f32| {
            let width = share * self.equal;
            let cell = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
            left += width + GAP;
            cell
        };
        self.shares.iter().map(cell).collect()
    }

    /// The lines between columns: dragged, or made equal again by a double click.
    pub fn drag(mut self, ui: &Ui, cells: &[Rect]) {
        let mut changed = false;
        for (at, cell) in cells.iter().enumerate().take(cells.len().saturating_sub(1)) {
            let corner = pos2(cell.right() + GAP, cell.bottom());
            let line = Rect::from_min_max(cell.right_top(), corner);
            let response = ui.interact(line, self.key.with(at), Sense::click_and_drag());
            let name = format!("Width of column {}", at + 1);
            response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &name));
            if response.hovered() || response.dragged() {
                let stroke = ui.visuals().widgets.hovered.fg_stroke;
                ui.painter().vline(line.center().x, line.y_range(), stroke);
            }
            changed |= response.double_clicked() || response.dragged();
            if response.double_clicked() {
                self.shares.fill(1.0);
            } else if response.dragged() {
                self.pull(at, response.drag_delta().x);
            }
            response.on_hover_cursor(CursorIcon::ResizeHorizontal);
        }
        if changed {
            ui.data_mut(|d| d.insert_persisted(self.key, self.shares));
        }
    }

    /// Moves the line after a column; what one gains the other gives.
    fn pull(&mut self, at: usize, by: f32) {
        let least = LEAST / self.equal;
        if let Some([left, right]) = self.shares.get_mut(at..at + 2) {
            let both = *left + *right;
            *left = (*left + by / self.equal).clamp(least, (both - least).max(least));
            *right = both - *left;
        }
    }
}
