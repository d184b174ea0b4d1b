//! Captions: side by side, every word read against the evidence, fused anew, compared.

mod board;
mod column;
mod compare;
mod coverage;
pub mod dialogs;
mod finding;
mod import;
mod marks;
mod missing;
mod pointing;
mod proposals;
mod scroll;
mod shelf;
mod text;
mod toolbar;
mod typing;
mod widths;

pub use compare::compare;
pub use coverage::{Bar, bars};
pub use dialogs::caption_dialogs;

use crate::app::{Action, Command, Item, State};
use crate::domain::{CaptionTarget, RegionId};
use crate::gui::Shown;
use board::Board;
use egui::{RichText, Ui};

/// Captions to compare, of an image without evidence to read them against.
fn waiting(board: &Board<'_>, ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Captions").strong());
        let quiet = |words: String| RichText::new(words).color(board.shown.colours.quiet);
        if let Some((what, _)) = under_way(board.shown) {
            let words = format!("{what} These are then read against the evidence.");
            ui.add(egui::Label::new(quiet(words)).truncate());
            return;
        }
        let words = "Not analysed yet: these are read against the evidence once there is some.";
        ui.label(quiet(words.to_owned()));
        board.extend(analyse(board.shown, ui).into_iter().collect());
    });
    let rest = ui.available_rect_before_wrap();
    shelf::show(board, ui, CaptionTarget::Image, rest, false);
}

/// The captions of the image on screen, and of the selected region.
pub fn captions_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    // The panel keeps its height whatever stands in it.
    ui.set_min_height(ui.available_height());
    let Some(open) = &shown.state.open else {
        hint(shown, ui, "No image is open.", "Choose one in the list on the left.");
        return Vec::new();
    };
    let board = Board::new(shown, open);
    if open.scene().is_none() {
        if open.waiting.is_empty() {
            return not_analysed(shown, ui);
        }
        waiting(&board, ui);
        return board.into_actions();
    }
    toolbar::show(&board, ui);
    let mut typed = None;
    let instead = !open.proposals.is_empty() || shown.state.view.diff;
    if instead {
        finding::close(ui);
    }
    if !open.proposals.is_empty() {
        proposals::show(&board, ui);
    } else if shown.state.view.diff {
        compare::show(&board, ui);
    } else {
        typed = shelves(&board, ui);
    }
    typing::keep(&board, ui, typed);
    finding::show(&board, ui);
    let mine = matches!(shown.state.selection.hovered, Some(Item::Span { .. }));
    if mine && !board.over.get() {
        board.ask(Action::Hover(None));
    }
    board.into_actions()
}

/// The image's columns, and below them those of the selected region. Returns where the typed column is.
fn shelves(board: &Board<'_>, ui: &mut Ui) -> Option<egui::Rect> {
    let all = ui.available_rect_before_wrap();
    let region = region(board.shown.state);
    let Some(region) = region else {
        return shelf::show(board, ui, CaptionTarget::Image, all, false);
    };
    let target = CaptionTarget::Region(region);
    let typed = board.open.draft.as_ref().is_some_and(|d| d.column.target == target);
    let height = match (typed, board.open.columns(target).is_empty()) {
        (true, _) => (all.height() * 0.55).clamp(64.0, 400.0),
        (false, true) => 34.0,
        (false, false) => (all.height() * 0.36).clamp(64.0, 130.0),
    };
    let split = (all.bottom() - height).max(all.top() + 60.0);
    let (above, below) = all.split_top_bottom_at_y(split);
    let image = shelf::show(board, ui, CaptionTarget::Image, above, false);
    ui.painter().hline(all.x_range(), split, ui.visuals().widgets.noninteractive.bg_stroke);
    let below = below.with_min_y(split + 3.0);
    shelf::show(board, ui, target, below, true).or(image)
}

/// The region whose captions are shown beside the image's: the one that is typed of, else the selected one's.
fn region(state: &State) -> Option<RegionId> {
    let open = state.open.as_ref()?;
    let typed = open.draft.as_ref().map(|d| d.column.target);
    let target = match typed {
        Some(CaptionTarget::Region(id)) => CaptionTarget::Region(id),
        _ => state.caption_target(),
    };
    match target {
        CaptionTarget::Region(id) if open.scene()?.regions.contains_key(&id) => Some(id),
        _ => None,
    }
}

/// A line in the middle, and what to do next below it.
fn hint(shown: &Shown<'_>, ui: &mut Ui, what: &str, next: &str) {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(8.0));
        ui.label(RichText::new(what).strong());
        ui.label(RichText::new(next).color(shown.colours.quiet));
    });
}

fn not_analysed(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let image = shown.state.open.as_ref().map(|o| o.id);
    if let Some((what, next)) = under_way(shown) {
        hint(shown, ui, &what, next);
        return actions;
    }
    let failure = image.and_then(|i| shown.state.images.get(i)).and_then(|r| r.failure.clone());
    let (what, next) = match &failure {
        Some(why) => ("The analysis came to nothing.", why.as_str()),
        None => (
            "This image was not analysed yet.",
            "Captions are fused from what the specialists find; pasted ones are read against it.",
        ),
    };
    hint(shown, ui, what, next);
    ui.vertical_centered(|ui| actions.extend(analyse(shown, ui)));
    actions
}

/// How far the analysis of the image on screen is, and what comes then; `None` where none was asked for.
fn under_way(shown: &Shown<'_>) -> Option<(String, &'static str)> {
    let image = shown.state.open.as_ref()?.id;
    let jobs = &shown.state.jobs;
    if let Some(running) = jobs.running.as_ref().filter(|r| r.image == image) {
        let (part, done, total) = (&running.part, running.done, running.total);
        let what = format!("The specialists are looking: {part} ({done} of {total}).");
        return Some((what, "Captions come when they are done."));
    }
    let waits = jobs.queue.contains(&image);
    waits.then(|| ("This image waits for analysis.".to_owned(), "Captions come when it is done."))
}

/// The way to evidence.
fn analyse(shown: &Shown<'_>, ui: &mut Ui) -> Option<Action> {
    let key = shown.key(Command::Analyse);
    let button = egui::Button::new("Analyse this image").shortcut_text(key);
    let can = Command::Analyse.is_enabled(shown.state);
    let clicked = ui.add_enabled(can, button).on_hover_text(Command::Analyse.help()).clicked();
    clicked.then_some(Action::Do(Command::Analyse))
}
