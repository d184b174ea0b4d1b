//! Columns that scroll together: one offset for all, led by the column under the pointer.

use crate::app::Column;
use crate::domain::CaptionTarget;
use crate::project::ImageId;
use egui::{Id, ScrollArea, Ui};

/// Whether columns scroll together, and by which offset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Together {
    pub on: bool,
    /// Whose offset is shared.
    pub of: (ImageId, CaptionTarget),
}

fn switch() -> Id {
    Id::unique("captions scroll together")
}

/// Whether columns scroll together; they do unless somebody switched it off.
pub fn is_on(ui: &Ui) -> bool {
    ui.data_mut(|d| *d.get_persisted_mut_or(switch(), true))
}

/// Switches it.
pub fn set(ui: &Ui, on: bool) {
    ui.data_mut(|d| d.insert_persisted(switch(), on));
}

/// A column's scrolled part. `leads`: it moves the others wherever the pointer is.
pub fn vertical(
    ui: &mut Ui,
    column: &Column,
    height: f32,
    together: Together,
    leads: bool,
    contents: impl FnOnce(&mut Ui),
) {
    let (image, target) = together.of;
    let key = Id::unique(("captions offset", target));
    // Another image begins at its top.
    let known = ui.data(|d| d.get_temp::<(ImageId, f32)>(key)).filter(|(of, _)| *of == image);
    let shared = known.map_or(0.0, |(_, offset)| offset);
    let mut area = ScrollArea::vertical()
        .id_salt(("captions text", column))
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink(false);
    if together.on {
        area = area.vertical_scroll_offset(shared);
    }
    let out = area.show(ui, contents);
    let offset = out.state.clamped_offset().y;
    let most = (out.content_size.y - out.inner_rect.height()).max(0.0);
    let moved = (offset - shared.min(most)).abs() > 0.5;
    if together.on && moved && (leads || ui.rect_contains_pointer(out.inner_rect.expand(12.0))) {
        ui.data_mut(|d| d.insert_temp(key, (image, offset)));
        ui.ctx().request_repaint();
    }
}
