//! Small things that all parts of the inspector draw: a confidence, a ruling, the four buttons, a section.

use super::{At, Out, words};
use crate::app::state::Dialog;
use crate::app::{Action, Command, Item};
use crate::domain::Ruling;
use crate::gui::Shown;
use crate::gui::theme::HAND;
use egui::{
    Align, Align2, Button, CollapsingHeader, Color32, Label, Layout, Rect, Response, RichText,
    Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

/// Width of a drawn confidence.
pub(super) const SCORE_WIDTH: f32 = 70.0;

const BAR: f32 = 28.0;

/// A confidence as bar and number. From `assert` on the bar is full; below it is only outlined and hatched, and the
/// number is doubted in so many words on hover.
pub(super) fn score(ui: &mut Ui, at: &At<'_>, score: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(SCORE_WIDTH, 18.0), Sense::hover());
    let assert = at.rules.assert;
    let is_sure = score >= assert;
    let colours = at.shown.colours;
    let colour = if is_sure { colours.good } else { colours.quiet };
    let middle = rect.center().y;
    let bar = Rect::from_min_size(pos2(rect.left(), middle - 3.5), vec2(BAR, 7.0));
    let share = if score.is_finite() { score.clamp(0.0, 1.0) } else { 0.0 };
    let filled = Rect::from_min_size(bar.min, vec2(BAR * share, bar.height()));
    ui.painter().rect_filled(bar, 2.0, ui.visuals().faint_bg_color);
    if is_sure {
        ui.painter().rect_filled(filled, 2.0, colour);
    } else {
        hatch(ui, filled, colour);
        ui.painter().rect_stroke(filled, 2.0, Stroke::new(1.0, colour), StrokeKind::Inside);
    }
    let tick = bar.left() + BAR * assert.clamp(0.0, 1.0);
    let stroke = Stroke::new(1.0, ui.visuals().text_color());
    ui.painter().vline(tick, bar.expand(1.5).y_range(), stroke);
    let words = if is_sure { format!("{score:.2}") } else { format!("{score:.2}?") };
    let font = TextStyle::Monospace.resolve(ui.style());
    let ink = if is_sure { ui.visuals().text_color() } else { colours.quiet };
    // The question mark hangs over, so that the digits stay in column.
    let digits = format!("{score:.2}");
    let end = pos2(rect.right() - 7.0, middle);
    let drawn = ui.painter().text(end, Align2::RIGHT_CENTER, digits, font.clone(), ink);
    if !is_sure {
        ui.painter().text(pos2(drawn.right(), middle), Align2::LEFT_CENTER, "?", font, ink);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, format!("confidence {words}")));
    let why = if is_sure {
        format!("{score:.3}: at or above “assert” ({assert:.2}), so captions may say it")
    } else {
        format!("{score:.3}: below “assert” ({assert:.2}), so captions do not say it")
    };
    response.on_hover_text(why)
}

/// A confidence as a number alone; a question mark where it is below `assert`.
pub(super) fn number(ui: &mut Ui, at: &At<'_>, score: f32) -> Response {
    let is_sure = score >= at.rules.assert;
    let words = if is_sure { format!("{score:.2}") } else { format!("{score:.2}?") };
    let ink = if is_sure { ui.visuals().text_color() } else { at.shown.colours.quiet };
    ui.add(Label::new(RichText::new(words).monospace().color(ink)).selectable(false))
}

fn hatch(ui: &Ui, rect: Rect, colour: Color32) {
    let painter = ui.painter_at(rect);
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let line = [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())];
        painter.line_segment(line, Stroke::new(1.0, colour));
        x += 4.0;
    }
}

/// Words that give way to nothing: cut only at the edge, with the whole on hover.
pub(super) fn cut(ui: &mut Ui, text: impl Into<egui::WidgetText>) -> Response {
    ui.add(Label::new(text).truncate().selectable(false))
}

/// Words that matter less.
pub(super) fn quiet(ui: &mut Ui, shown: &Shown<'_>, text: impl Into<String>) -> Response {
    ui.add(Label::new(RichText::new(text).small().color(shown.colours.quiet)).wrap())
}

/// The hand and the ruling's word, where a person ruled.
pub(super) fn ruled(ui: &mut Ui, at: &At<'_>, ruling: &Ruling) -> Option<Response> {
    let word = words::ruled(ruling)?;
    let text = RichText::new(format!("{HAND} {word}")).small().color(at.shown.colours.person);
    let hover = words::ruling(ruling).unwrap_or_default();
    Some(cut(ui, text).on_hover_text(format!("{hover}; a person's word outlives every analysis")))
}

/// Room for the four rulings.
const RULINGS: f32 = 104.0;

/// The four rulings in a box of fixed width, for rows that are laid out from the right.
pub(super) fn rulings_box(
    ui: &mut Ui,
    at: &At<'_>,
    item: &Item,
    ruling: &Ruling,
    correct: Dialog,
    out: &mut Out,
) {
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(RULINGS, 22.0), layout, |ui| {
        rulings(ui, at, item, ruling, correct, out);
    });
}

/// The four rulings on an item: accept, correct, reject, restore; the last only where there is something to restore.
pub(super) fn rulings(
    ui: &mut Ui,
    at: &At<'_>,
    item: &Item,
    ruling: &Ruling,
    correct: Dialog,
    out: &mut Out,
) {
    let shown = at.shown;
    ui.spacing_mut().item_spacing.x = 2.0;
    let is = |r: &Ruling| std::mem::discriminant(r) == std::mem::discriminant(ruling);
    let accept = Action::Accept(item.clone());
    let is_settled = matches!(ruling, Ruling::Accepted | Ruling::Corrected { .. });
    ruling_button(ui, shown, "✔", Command::Accept, !is_settled, accept, out);
    ruling_button(ui, shown, "✏", Command::Correct, true, Action::Open(correct), out);
    let reject = Action::Reject(item.clone());
    ruling_button(ui, shown, "✖", Command::Reject, !is(&Ruling::Rejected), reject, out);
    let restore = Action::Restore(item.clone());
    ruling_button(ui, shown, "↺", Command::Restore, !is(&Ruling::Unreviewed), restore, out);
}

/// One ruling as a small button with its key on hover.
pub(super) fn ruling_button(
    ui: &mut Ui,
    shown: &Shown<'_>,
    sign: &str,
    command: Command,
    is_useful: bool,
    action: Action,
    out: &mut Out,
) {
    let can = shown.state.can_edit();
    ui.spacing_mut().button_padding.x = 3.0;
    let button = Button::new(sign).min_size(vec2(25.0, 20.0)).small();
    let response = ui.add_enabled(can && is_useful, button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can && is_useful, command.label()));
    let hint = format!("{} ({})\n{}", command.label(), shown.key(command), command.help());
    let why_not = if can { "It is so already." } else { "This image cannot be edited now." };
    let response = response.on_hover_text(hint).on_disabled_hover_text(why_not);
    if response.clicked() {
        out.push(action);
    }
}

/// A part that can be folded; how it was left is remembered.
pub(super) fn section(ui: &mut Ui, title: String, id: &str, open: bool, add: impl FnOnce(&mut Ui)) {
    ui.add_space(4.0);
    CollapsingHeader::new(RichText::new(title).strong())
        .id_salt(("inspector", id))
        .default_open(open)
        .show_unindented(ui, add);
}

/// What is wrong here, in words, before everything else.
pub(super) fn troubles(ui: &mut Ui, shown: &Shown<'_>, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    egui::Frame::group(ui.style()).stroke(Stroke::new(1.0, shown.colours.warn)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        for line in lines {
            let sign = RichText::new("⚠").color(shown.colours.warn);
            ui.horizontal_top(|ui| {
                ui.label(sign);
                ui.add(Label::new(line).wrap());
            });
        }
    });
}

/// A name and its value, the value cut at the edge with the whole on hover.
pub(super) fn fact(ui: &mut Ui, shown: &Shown<'_>, name: &str, value: &str, hover: &str) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(64.0, 18.0), Sense::hover());
        let font = TextStyle::Small.resolve(ui.style());
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, name, font, shown.colours.quiet);
        let response = ui.add(Label::new(value).truncate());
        if !hover.is_empty() {
            response.on_hover_text(hover);
        }
    });
}

/// A row that is one button: hovering lights the item up, a click selects it. `add` draws what stands in it.
pub(super) fn item_row(
    ui: &mut Ui,
    at: &At<'_>,
    item: &Item,
    name: &str,
    out: &mut Out,
    add: impl FnOnce(&mut Ui, bool, &mut Out),
) {
    let size = vec2(ui.available_width(), 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_kept = at.is_kept(item);
    let is_over = ui.rect_contains_pointer(rect);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_kept, name));
    if is_kept {
        ui.painter().rect_filled(rect, 4.0, ui.visuals().selection.bg_fill.gamma_multiply(0.6));
    } else if is_over {
        ui.painter().rect_filled(rect, 4.0, ui.visuals().widgets.hovered.weak_bg_fill);
    }
    let inside = egui::UiBuilder::new()
        .max_rect(rect.shrink2(vec2(4.0, 1.0)))
        .layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(inside, |ui| add(ui, is_over || is_kept, out));
    if is_over {
        out.hovered = Some(item.clone());
    }
    if response.clicked() {
        out.select(item.clone());
    }
}
