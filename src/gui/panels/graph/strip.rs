//! The strip below the graph: kinds of relation with their lines, salience, layout, zoom.

use super::plan::Plan;
use crate::app::view::{GraphLayout, View};
use crate::app::{Action, Command};
use crate::domain::RelationKind;
use crate::gui::Shown;
use crate::gui::panels::canvas::ink::{Dash, Ink};
use crate::gui::panels::canvas::sheet::Sheet;
use crate::gui::panels::canvas::{KINDS, arrows, changed};
use egui::{Button, Color32, RichText, Role, Slider, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Width from which kinds of relation have their whole names.
const WIDE: f32 = 860.0;

/// The strip.
pub fn strip(shown: &Shown<'_>, ui: &mut Ui, sheet: &Sheet, plan: &Plan) -> Vec<Action> {
    let before = &shown.state.view;
    let mut view = before.clone();
    let mut actions = Vec::new();
    let is_wide = ui.available_width() >= WIDE;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (kind, title) in KINDS {
            let many = sheet.relations.iter().filter(|r| r.kind == kind).count();
            toggle(shown, ui, &mut view, (kind, title, many), is_wide);
        }
        ui.separator();
        salience(ui, &mut view);
        ui.separator();
        let layouts = [
            (
                GraphLayout::Places,
                "by place",
                "Nodes stand where their regions are in the photograph.",
            ),
            (GraphLayout::Forces, "by relations", "Nodes that are related stand together."),
        ];
        for (layout, title, help) in layouts {
            ui.selectable_value(&mut view.graph_layout, layout, title).on_hover_text(help);
        }
        ui.separator();
        let fit = ui.button("fit");
        if fit
            .on_hover_text(format!("Shows the whole graph ({})", shown.key(Command::Fit)))
            .clicked()
        {
            actions.push(Action::Do(Command::Fit));
        }
        left_out(shown, ui, plan);
    });
    actions.extend(changed(before, view));
    actions
}

/// A kind of relation: its line, its name, how many there are.
fn toggle(
    shown: &Shown<'_>,
    ui: &mut Ui,
    view: &mut View,
    (kind, title, many): (RelationKind, &str, usize),
    is_wide: bool,
) {
    let is_on = view.relation_kinds.contains(&kind);
    let words = if is_on { ui.visuals().selection.stroke.color } else { ui.visuals().text_color() };
    // The blanks leave room for the line.
    let name = if is_wide { title } else { short(kind) };
    let (blanks, length) = if is_wide { ("         ", 26.0) } else { ("      ", 15.0) };
    let label = RichText::new(format!("{blanks}{name} {many}")).color(words);
    let button = ui.add(Button::new(label).selected(is_on).min_size(vec2(0.0, 22.0)));
    let left = button.rect.left_center() + vec2(8.0, 0.0);
    let mut ink = Ink::new(ui.painter(), button.rect, Color32::TRANSPARENT);
    let stroke = Stroke::new(2.5, shown.colours.relation(kind));
    ink.line(&[left, pos2(left.x + length, left.y)], stroke, arrows::dash(kind));
    ui.painter().add(ink.into_shape());
    button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, title));
    let line = match arrows::dash(kind) {
        Dash::Solid => "whole lines",
        Dash::Dashed => "dashed lines",
        Dash::Dotted => "dotted lines",
    };
    let help = format!("Relations of {title}: {many} in this image, {line}");
    if button.on_hover_text(help).clicked() && !view.relation_kinds.remove(&kind) {
        view.relation_kinds.insert(kind);
    }
}

/// As the bars below a caption call it.
fn short(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::P2o => "p–o",
        RelationKind::Planar => "2D",
        RelationKind::Depth => "3D",
    }
}

fn salience(ui: &mut Ui, view: &mut View) {
    ui.label("salience").on_hover_text("Large, sure regions are salient.");
    // A slider does not go to the next row by itself.
    let room = ui.available_size_before_wrap().x - 8.0;
    ui.spacing_mut().slider_width = room.clamp(30.0, 70.0);
    let value = f64::from(view.graph_salience);
    let slider = ui.add(Slider::new(&mut view.graph_salience, 0.0..=1.0).show_value(false));
    slider
        .widget_info(|| WidgetInfo::slider(true, value, "least salience of regions in the graph"));
    slider.on_hover_text("Leaves out regions below this share of the most salient one's salience.");
}

fn left_out(shown: &Shown<'_>, ui: &mut Ui, plan: &Plan) {
    if plan.left_out > 0 {
        let words = RichText::new(format!("{} left out", plan.left_out)).color(shown.colours.quiet);
        ui.label(words)
            .on_hover_text("Regions below the salience, or doubtful ones that nothing relates to.");
    }
}
