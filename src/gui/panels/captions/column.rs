//! One caption: who wrote it and how it stands, its words with their marks, what it covers and what it leaves out.

use super::board::Board;
use super::scroll::{self, Together};
use super::text::{self, Placed};
use super::{coverage, finding, marks, missing, pointing, typing};
use crate::app::open::Draft;
use crate::app::{Action, Column, Command, words};
use crate::domain::CaptionOrigin;
use crate::fusion::ground::finding::Verdict;
use crate::fusion::plan;
use crate::gui::theme::HAND;
use egui::{
    Frame, Id, Label, Margin, Rect, RichText, Role, Sense, Sides, Ui, UiBuilder, WidgetInfo,
};

/// From this width on, counts stand beside the name.
const WIDE: f32 = 380.0;

/// How a column stands among the others.
#[derive(Clone, Copy)]
pub struct Place {
    /// The caption in force of its target.
    pub in_force: bool,
    /// Of a region, in the narrow shelf: no bars, no missing facts.
    pub brief: bool,
    /// Scrolls with its neighbours.
    pub together: Together,
}

/// Draws a column into a rectangle.
pub fn show(board: &Board<'_>, ui: &mut Ui, column: &Column, rect: Rect, place: Place) {
    let id = Id::unique(("captions column", column));
    let fill = match place.in_force {
        true => ui.visuals().faint_bg_color,
        false => ui.visuals().panel_fill,
    };
    let builder = UiBuilder::new().scope_id(id).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        let frame =
            Frame::new().fill(fill).inner_margin(Margin::symmetric(10, 4)).corner_radius(4.0);
        frame.show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            ui.spacing_mut().item_spacing.y = 3.0;
            header(board, ui, column, place);
            let lost = if place.brief { Vec::new() } else { missing::of(board, column) };
            let bars = if place.brief { 0.0 } else { coverage::HEIGHT + 3.0 };
            let line = if lost.is_empty() { 0.0 } else { missing::HEIGHT + 3.0 };
            let height = (ui.available_height() - bars - line).max(20.0);
            body(board, ui, column, height, place);
            if let Some(report) = board.open.reports.get(column).filter(|_| !place.brief) {
                coverage::show(ui, report, board.shown.colours);
            }
            missing::line(board, ui, column, &lost);
        });
    });
}

/// Name, counts, buttons; what made it stale.
fn header(board: &Board<'_>, ui: &mut Ui, column: &Column, place: Place) {
    let width = ui.available_width();
    let typed = board.open.draft.as_ref().is_some_and(|d| d.column == *column);
    Sides::new().shrink_left().truncate().show(
        ui,
        |ui| {
            let (name, hint) = title(board, column, place);
            let colour = match column.origin {
                CaptionOrigin::Person(_) => board.shown.colours.person,
                _ => ui.visuals().strong_text_color(),
            };
            ui.add(Label::new(RichText::new(name).strong().color(colour)).truncate())
                .on_hover_text(hint);
            if width >= WIDE {
                counts(board, ui, column);
            }
        },
        |ui| match typed {
            true => typing_buttons(board, ui),
            false => buttons(board, ui, column),
        },
    );
    if width < WIDE {
        ui.horizontal(|ui| counts(board, ui, column));
    }
    stale(board, ui, column);
}

fn title(board: &Board<'_>, column: &Column, place: Place) -> (String, String) {
    let name = words::of_origin(&column.origin);
    let mut hint = match &column.origin {
        CaptionOrigin::Fused(name) => format!("Written by the fuser “{name}” from the evidence"),
        CaptionOrigin::Person(name) => format!("Written by {name}"),
        CaptionOrigin::Reference(name) => format!("By {name}: input of the fusion"),
        CaptionOrigin::Baseline(name) => format!("By {name}: for comparison alone"),
    };
    let is_edited =
        matches!(column.origin, CaptionOrigin::Baseline(_)) && board.open.is_edited(column);
    let name = if is_edited { format!("{name}, edited") } else { name };
    if is_edited {
        hint += "; its words were changed here: Edit › Undo brings them back";
    }
    if place.in_force {
        hint += "; this is the caption in force";
    }
    let shown = match (&column.origin, place.brief) {
        (CaptionOrigin::Person(_), _) => format!("{HAND} {name}"),
        _ => name,
    };
    if !place.brief {
        return (shown, hint);
    }
    let scene = board.open.scene();
    let target = scene.map(|s| words::of_target(s, &board.shown.state.rules, column.target));
    (format!("{} · {shown}", target.unwrap_or_default()), hint)
}

/// "42 words · ? 3 · ✖ 1".
fn counts(board: &Board<'_>, ui: &mut Ui, column: &Column) {
    let quiet = board.shown.colours.quiet;
    let words = board.open.text(column).map_or(0, marks::count_words);
    let unit = if words == 1 { "word" } else { "words" };
    ui.label(RichText::new(format!("{words} {unit}")).small().color(quiet));
    let found = marks::findings(board.open, column);
    for verdict in [Verdict::Contradicted, Verdict::Unsupported, Verdict::Weak] {
        let count = found.iter().filter(|(_, f)| f.verdict == verdict).count();
        if count > 0 {
            let text = format!("{} {count}", finding::sign(verdict));
            let colour = board.shown.colours.verdict(verdict);
            ui.label(RichText::new(text).small().color(colour))
                .on_hover_text(format!("{count} {}", verdict.title()));
        }
    }
    ignored(board, ui, column);
}

/// "2 ignored": a click shows those findings again.
fn ignored(board: &Board<'_>, ui: &mut Ui, column: &Column) {
    let count = marks::hidden(board.open, column);
    if count == 0 {
        return;
    }
    let (text, name) = (format!("{count} ignored"), words::of_origin(&column.origin));
    let hint = "Findings that are not shown here; a click shows them again, undo hides them.";
    let can = board.shown.state.can_edit();
    if small(ui, &text, &format!("{text} of {name}"), hint, can) {
        board.ask(Action::ShowIgnored(column.clone()));
    }
}

/// A small button whose accessible name tells whose it is.
fn small(ui: &mut Ui, text: &str, name: &str, hint: &str, enabled: bool) -> bool {
    let response = ui.add_enabled(enabled, egui::Button::new(text).small());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response.on_hover_text(hint).clicked()
}

fn typing_buttons(board: &Board<'_>, ui: &mut Ui) {
    if small(ui, "Done", "Done typing", "Keeps what was typed (Esc, or click elsewhere)", true) {
        board.ask(Action::CommitDraft);
    }
    if small(
        ui,
        "Discard",
        "Discard typing",
        "Drops what was typed; the caption stays as it was",
        true,
    ) {
        board.ask(Action::AbandonDraft);
    }
}

fn buttons(board: &Board<'_>, ui: &mut Ui, column: &Column) {
    let name = words::of_origin(&column.origin);
    let can = board.shown.state.can_edit();
    ui.menu_button("⋯", |ui| menu(board, ui, column))
        .response
        .on_hover_text("More")
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("More of {name}")));
    if small(ui, "Copy", &format!("Copy {name}"), "Copies the text", true)
        && let Some(text) = board.open.text(column)
    {
        ui.ctx().copy_text(text.to_owned());
    }
    let key = board.shown.key(Command::EditCaption);
    let hint = match column.origin {
        CaptionOrigin::Fused(_) | CaptionOrigin::Reference(_) => {
            format!(
                "Types a caption of your own, beginning with this one ({key} for the caption in force)"
            )
        }
        _ => format!("Types into it (double click, or {key} for the caption in force)"),
    };
    if small(ui, "Edit", &format!("Edit {name}"), &hint, can) {
        board.ask(Action::StartTyping(column.clone()));
    }
}

fn menu(board: &Board<'_>, ui: &mut Ui, column: &Column) {
    let can = board.shown.state.can_edit();
    let draft = egui::Button::new("Use as draft of the caption");
    let hint =
        "Begins a caption of your own with this text; it is committed when you click elsewhere.";
    if ui.add_enabled(can, draft).on_hover_text(hint).clicked() {
        let text = board.open.text(column).unwrap_or_default().to_owned();
        let origin = CaptionOrigin::Person(board.shown.state.author().to_owned());
        let column = Column { target: column.target, origin };
        board.ask(Action::Type(Draft::new(column, text)));
        ui.close();
    }
    if ui.button("Compare words with the caption in force").clicked() {
        super::compare::choose(ui, board.open, column);
        if !board.shown.state.view.diff {
            board.ask(Action::Do(Command::Diff));
        }
        ui.close();
    }
    if matches!(column.origin, CaptionOrigin::Baseline(_) | CaptionOrigin::Person(_)) {
        let can = board.shown.state.can_compare();
        let remove = ui.add_enabled(can, egui::Button::new("Remove column"));
        if remove.on_hover_text("Undo brings it back.").clicked() {
            board.ask(Action::RemoveColumn(column.clone()));
            ui.close();
        }
    }
}

/// What made the caption stale, and the way out.
fn stale(board: &Board<'_>, ui: &mut Ui, column: &Column) {
    let Some(stale) = board.open.stale_column(column) else { return };
    let why = stale.why.join(", ");
    let (words, hint) = match stale.state {
        plan::State::Stale => {
            (format!("↻ stale: {why}"), "The evidence changed since this was written.")
        }
        plan::State::Outdated => (
            format!("↻ outdated: {why}"),
            "The evidence changed since a person wrote this. It is never overwritten: read it again, and edit it.",
        ),
        plan::State::Orphaned => {
            (format!("↻ to be removed: {why}"), "Re-fusing removes this caption.")
        }
        plan::State::Missing => ("↻ not written yet".to_owned(), "Fusing writes it."),
    };
    let can_refuse = stale.state != plan::State::Outdated;
    let warn = board.shown.colours.warn;
    Sides::new().shrink_left().truncate().show(
        ui,
        |ui| {
            ui.add(Label::new(RichText::new(&words).small().color(warn)).truncate())
                .on_hover_text(format!("{words}\n{hint}"));
        },
        |ui| {
            if can_refuse {
                refuse(board, ui);
            }
        },
    );
}

/// The button that writes stale captions anew.
pub fn refuse(board: &Board<'_>, ui: &mut Ui) {
    let key = board.shown.key(Command::Refuse);
    let can = Command::Refuse.is_enabled(board.shown.state);
    let button = egui::Button::new("Re-fuse").shortcut_text(key).small();
    let response = ui.add_enabled(can, button).on_hover_text(Command::Refuse.help());
    if response.clicked() {
        board.ask(Action::Do(Command::Refuse));
    }
}

/// The words: read and pointed at, or typed.
fn body(board: &Board<'_>, ui: &mut Ui, column: &Column, height: f32, place: Place) {
    let draft = board.open.draft.clone().filter(|d| d.column == *column);
    let typed = draft.is_some();
    scroll::vertical(ui, column, height, place.together, typed, |ui| match draft {
        Some(draft) => typing::field_ui(board, ui, &draft),
        None => read(board, ui, column),
    });
}

fn read(board: &Board<'_>, ui: &mut Ui, column: &Column) {
    let Some(text) = board.open.text(column) else { return };
    let selection = &board.shown.state.selection;
    let mut words = marks::words(board.open, column, &board.light, selection);
    let colours = board.shown.colours;
    let width = ui.available_width() - 8.0;
    // What is dragged over in this very frame is known only after layout: it is drawn as of the last frame.
    let drag = Id::unique(("captions dragged", column));
    if let Some(dragged) = ui.data(|d| d.get_temp::<std::ops::Range<usize>>(drag)) {
        words.kept = Some(dragged);
    }
    let job = text::job(text, &words, ui, colours, width);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let size = egui::vec2(ui.available_width(), galley.size().y.max(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let corner = rect.min;
    let placed = Placed::of(&galley);
    let at = (corner, &*galley, &placed);
    let pointed = pointing::point(board.shown, board.open, column, ui, &response, at);
    if ui.is_rect_visible(rect) {
        text::paint(ui, corner, (galley.clone(), &placed), &words, colours);
    }
    if let Some(range) = pointed.over.as_ref().filter(|_| pointed.dragged.is_none()) {
        board.over.set(true);
        let pos = response.hover_pos().map(|p| p - corner.to_vec2());
        if let Some(word) = placed.word(range, pos) {
            finding::offer(ui, column, range, word.translate(corner.to_vec2()), pointed.clicked);
        }
    }
    match pointed.dragged {
        Some(range) => {
            ui.data_mut(|d| d.insert_temp(drag, range));
        }
        None => ui.data_mut(|d| d.remove::<std::ops::Range<usize>>(drag)),
    }
    board.extend(pointed.actions);
    response.context_menu(|ui| word_menu(board, ui, column));
}

/// What can be done with the kept words.
fn word_menu(board: &Board<'_>, ui: &mut Ui, column: &Column) {
    for command in [Command::LockWords, Command::EditCaption] {
        let button = egui::Button::new(command.label()).shortcut_text(board.shown.key(command));
        let can = command.is_enabled(board.shown.state);
        if ui.add_enabled(can, button).on_hover_text(command.help()).clicked() {
            board.ask(Action::Do(command));
            ui.close();
        }
    }
    if ui.button("Copy caption").clicked()
        && let Some(text) = board.open.text(column)
    {
        ui.ctx().copy_text(text.to_owned());
        ui.close();
    }
}
