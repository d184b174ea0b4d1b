//! The rows of the list: only those in sight are made, so that 100,000 scroll as one does.

use super::row;
use crate::app::Action;
use crate::app::filter::{Filter, Sort};
use crate::gui::Shown;
use crate::project::ImageId;
use egui::{Id, Rect, ScrollArea, Ui, pos2};
use std::collections::HashSet;
use std::sync::Arc;

/// The list.
pub(super) fn rows(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let images = &shown.state.images;
    let on_screen = shown.state.opening.or(shown.state.open.as_ref().map(|o| o.id));
    let waiting = waiting(shown, ui);
    let to_show = newly_on_screen(shown, ui, on_screen);
    let mut actions = Vec::new();
    ui.spacing_mut().item_spacing.y = 2.0;
    let step = row::HEIGHT + ui.spacing().item_spacing.y;
    let area = ScrollArea::vertical().id_salt("images, rows").auto_shrink(false).animated(false);
    area.show_rows(ui, row::HEIGHT, images.listed(), |ui, range| {
        if let Some(place) = to_show {
            let top = ui.max_rect().top() + (place as f32 - range.start as f32) * step;
            let left = ui.max_rect().left();
            let rect = Rect::from_min_max(pos2(left, top), pos2(left + 1.0, top + row::HEIGHT));
            ui.scroll_to_rect(rect, None);
        }
        for image in range.filter_map(|n| images.nth(n)) {
            let is_on_screen = on_screen == Some(image.id);
            actions.extend(row::row(shown, ui, image, is_on_screen, waiting.contains(&image.id)));
        }
    });
    actions
}

/// Where the image on screen stands in the list, in the frame in which it comes there or another list is made: the list
/// then scrolls to it, and is free again.
fn newly_on_screen(shown: &Shown<'_>, ui: &Ui, on_screen: Option<ImageId>) -> Option<usize> {
    let id = Id::unique("images, scrolled to");
    type Key = (Option<ImageId>, Filter, Sort, String);
    let images = &shown.state.images;
    let now: Key = (on_screen, images.filter.clone(), images.sort, images.search.clone());
    let before: Option<Key> = ui.data_mut(|d| d.get_temp(id));
    if before.as_ref() == Some(&now) {
        return None;
    }
    ui.data_mut(|d| d.insert_temp(id, now));
    images.place(on_screen?)
}

/// Images that wait for analysis, as a set: the queue may be as long as the list.
fn waiting(shown: &Shown<'_>, ui: &Ui) -> Arc<HashSet<ImageId>> {
    type Key = (usize, Option<ImageId>, Option<ImageId>);
    let queue = &shown.state.jobs.queue;
    let id = Id::unique("images, waiting");
    let key: Key = (queue.len(), queue.first().copied(), queue.last().copied());
    let kept: Option<(Key, Arc<HashSet<ImageId>>)> = ui.data_mut(|d| d.get_temp(id));
    if let Some((_, waiting)) = kept.filter(|(of, _)| *of == key) {
        return waiting;
    }
    let waiting: Arc<HashSet<ImageId>> = Arc::new(queue.iter().copied().collect());
    ui.data_mut(|d| d.insert_temp(id, (key, waiting.clone())));
    waiting
}
