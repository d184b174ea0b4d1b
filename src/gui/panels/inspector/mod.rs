//! The inspector: all that is known of what is selected, who says so, and the four rulings. With nothing selected, the
//! image's own facts.

mod attributes;
mod completion;
mod detail;
pub mod dialogs;
mod image;
mod parts;
mod region;
mod relations;
mod review;
mod span;
mod witnesses;
mod words;

use crate::app::{Action, Item, Open};
use crate::domain::{RegionId, Rules, Scene};
use crate::gui::Shown;
use egui::{Id, RichText, ScrollArea, Ui};

/// What the parts of the inspector hand up: what was asked for, and what the pointer is over.
#[derive(Default)]
struct Out {
    actions: Vec<Action>,
    hovered: Option<Item>,
}

impl Out {
    fn push(&mut self, action: Action) {
        self.actions.push(action);
    }

    fn select(&mut self, item: Item) {
        self.actions.push(Action::Select(Some(item)));
    }
}

/// What the parts look at: the image on screen with its scene.
#[derive(Clone, Copy)]
struct At<'a> {
    shown: &'a Shown<'a>,
    open: &'a Open,
    scene: &'a Scene,
    rules: &'a Rules,
}

impl At<'_> {
    /// "person 3"; a name that is not sure enough to be said carries a question mark.
    fn name(&self, region: RegionId) -> String {
        words::region(self.scene, region, self.rules.assert)
    }

    fn is_kept(&self, item: &Item) -> bool {
        self.shown.state.selection.kept.as_ref() == Some(item)
    }

    fn is_hovered(&self, item: &Item) -> bool {
        self.shown.state.selection.hovered.as_ref() == Some(item)
    }

    /// The texture that holds the photograph and the size of the photograph in pixels, once it is there.
    fn photograph(&self) -> Option<&crate::gui::textures::Photograph> {
        self.shown.textures.photograph(self.open.id)
    }
}

/// The inspector.
pub fn inspector_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut out = Out::default();
    let panel = ui.max_rect();
    let area = ScrollArea::vertical().id_salt("inspector").auto_shrink(false);
    area.show(ui, |ui| {
        ui.add_space(6.0);
        match (&shown.state.open, shown.state.opening) {
            (Some(open), _) => opened(shown, open, ui, &mut out),
            (None, Some(_)) => {
                ui.horizontal(|ui| {
                    ui.spinner();
                    ui.label("Opening…");
                });
            }
            (None, None) => {
                let words = "Choose an image in the list: what is known of it stands here.";
                ui.label(RichText::new(words).color(shown.colours.quiet));
            }
        }
        ui.add_space(12.0);
    });
    let hover = hover(shown, ui, panel, out.hovered);
    out.actions.extend(hover);
    out.actions
}

fn opened(shown: &Shown<'_>, open: &Open, ui: &mut Ui, out: &mut Out) {
    // Fields for the note stand below the image's own facts alone; what was typed there is not lost when those go.
    let is_image = matches!(shown.state.selection.kept, None | Some(Item::SceneName));
    if let Some(row) = shown.state.images.get(open.id)
        && !is_image
    {
        out.actions.extend(review::left_over(ui, row));
    }
    let Some(scene) = open.scene() else {
        image::unanalysed(shown, open, ui, out);
        return;
    };
    let at = At { shown, open, scene, rules: &shown.state.rules };
    match &shown.state.selection.kept {
        Some(Item::Region(id) | Item::Attribute(id, _)) => region::region(&at, *id, ui, out),
        Some(Item::Relation(id)) => detail::relation(&at, *id, ui, out),
        Some(Item::Text(id)) => detail::text(&at, *id, ui, out),
        Some(Item::Face(face)) => detail::face(&at, *face, ui, out),
        Some(Item::Span { column, range }) => span::span(&at, column, range, ui, out),
        Some(Item::SceneName) | None => image::image(&at, ui, out),
    }
}

/// What lights up elsewhere follows the pointer while it is over the inspector, and is let go once when it leaves.
fn hover(shown: &Shown<'_>, ui: &Ui, panel: egui::Rect, found: Option<Item>) -> Option<Action> {
    let id = Id::unique("inspector, pointed at");
    let is_over = ui.rect_contains_pointer(panel);
    let was_over: bool = ui.data_mut(|d| d.get_temp(id)).unwrap_or(false);
    ui.data_mut(|d| d.insert_temp(id, is_over));
    let now = &shown.state.selection.hovered;
    ((is_over || was_over) && *now != found).then_some(Action::Hover(found))
}
