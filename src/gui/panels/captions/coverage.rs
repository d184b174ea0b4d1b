//! How much of the evidence a caption tells, as in the paper's Figure 1b: six tiny bars with their words.

use crate::fusion::check::Report;
use crate::fusion::check::coverage::Row;
use crate::gui::theme::Colours;
use egui::{Align2, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of the row of bars.
pub const HEIGHT: f32 = 26.0;

/// A bar: rows of the report taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    pub title: &'static str,
    pub long: &'static str,
    pub right: usize,
    pub wrong: usize,
    pub not_said: usize,
}

impl Bar {
    fn total(&self) -> usize {
        self.right + self.wrong + self.not_said
    }

    /// As its hover says it.
    pub fn words(&self) -> String {
        match self.total() {
            0 => format!("{}: nothing to say, and nothing said", self.long),
            _ => format!(
                "{}: {} said and right, {} said and wrong, {} not said",
                self.long, self.right, self.wrong, self.not_said
            ),
        }
    }
}

/// The six bars of a report.
pub fn bars(report: &Report) -> [Bar; 6] {
    let sum = |title, long, wanted: fn(Row) -> bool| {
        let rows = || report.coverage.iter().filter(|c| wanted(c.row));
        Bar {
            title,
            long,
            right: rows().map(|c| c.said_and_right).sum(),
            wrong: rows().map(|c| c.said_and_wrong).sum(),
            not_said: rows().map(|c| c.not_said).sum(),
        }
    };
    [
        sum("objects", "The most salient objects", |r| matches!(r, Row::Object(_))),
        sum("attributes", "What objects are like", |r| r == Row::ObjectAttributes),
        sum("text", "Lines of text", |r| r == Row::Text),
        sum("p-o", "What persons do with things", |r| r == Row::PersonObject),
        sum("2D", "Places to each other in the plane", |r| r == Row::Planar),
        sum("3D", "Places to each other in depth", |r| r == Row::Depth),
    ]
}

/// Draws the bars over the width that there is.
pub fn show(ui: &mut Ui, report: &Report, colours: &Colours) {
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let bars = bars(report);
    let width = area.width() / bars.len() as f32;
    for (nth, bar) in bars.iter().enumerate() {
        let left = area.left() + width * nth as f32;
        let cell = Rect::from_min_size(pos2(left, area.top()), vec2(width - 8.0, HEIGHT));
        let response = ui.interact(cell, ui.scope_id().with(("coverage", nth)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, bar.words()));
        draw(ui, cell, bar, colours);
        response.on_hover_text(bar.words());
    }
}

/// Right is full, wrong is hatched, not said is empty: told apart without colour.
fn draw(ui: &Ui, cell: Rect, bar: &Bar, colours: &Colours) {
    let painter = ui.painter();
    let font = FontId::proportional(11.0);
    let narrow = cell.width() < 90.0 && bar.title == "attributes";
    let title = if narrow { "attr." } else { bar.title };
    painter.text(cell.left_top(), Align2::LEFT_TOP, title, font.clone(), colours.quiet);
    let total = bar.total();
    let y = cell.bottom() - 7.0;
    if total == 0 {
        painter.hline(cell.x_range(), y, Stroke::new(1.0, colours.quiet.gamma_multiply(0.4)));
        return;
    }
    let share = format!("{}/{total}", bar.right);
    if cell.width() > 70.0 {
        painter.text(cell.right_top(), Align2::RIGHT_TOP, share, font, colours.quiet);
    }
    let track = Rect::from_min_max(pos2(cell.left(), y - 3.0), pos2(cell.right(), y + 3.0));
    let at = |n: usize| track.left() + track.width() * n as f32 / total as f32;
    let right = Rect::from_min_max(track.min, pos2(at(bar.right), track.bottom()));
    let wrong = Rect::from_min_max(
        pos2(right.right(), track.top()),
        pos2(at(bar.right + bar.wrong), track.bottom()),
    );
    painter.rect_filled(right, 1.0, colours.good);
    let clipped = painter.with_clip_rect(wrong.intersect(painter.clip_rect()));
    let mut x = wrong.left() - wrong.height();
    while x < wrong.right() {
        let line = [pos2(x, wrong.bottom()), pos2(x + wrong.height(), wrong.top())];
        clipped.line_segment(line, Stroke::new(1.5, colours.bad));
        x += 3.5;
    }
    let stroke = Stroke::new(1.0, colours.quiet.gamma_multiply(0.7));
    painter.rect_stroke(track, 1.0, stroke, egui::StrokeKind::Inside);
}
