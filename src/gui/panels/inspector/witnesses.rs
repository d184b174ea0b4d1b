//! Who said what a region is: every witness with its readings and raw scores. Why it is called so.

use super::{At, Out, parts, words};
use crate::app::Item;
use crate::domain::{Reading, Region, Witness};
use egui::{
    Align, Align2, Layout, Rect, RichText, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

/// Readings of one witness that stand in the open; the rest are on hover.
const SHOWN: usize = 3;

/// The witnesses of a region.
pub(super) fn section(at: &At<'_>, region: &Region, ui: &mut Ui, out: &mut Out) {
    let title = format!("Witnesses ({})", region.witnesses.len());
    parts::section(ui, title, "witnesses", true, |ui| {
        if region.witnesses.is_empty() {
            let words = "No model saw it: a person drew it. Let the classifier look at it below.";
            parts::quiet(ui, at.shown, words);
        }
        ui.spacing_mut().item_spacing.y = 1.0;
        for one in region.witnesses.iter().chain(&region.repeats) {
            if witness(at, one, ui) {
                out.hovered = Some(Item::Region(region.id));
            }
        }
    });
}

/// The witnesses of the whole picture's name.
pub(super) fn of_image(at: &At<'_>, ui: &mut Ui) {
    for one in &at.scene.witnesses {
        witness(at, one, ui);
    }
}

/// One witness: who it is, then its best readings, each with a raw score. Whether the pointer is over it.
fn witness(at: &At<'_>, witness: &Witness, ui: &mut Ui) -> bool {
    let response = ui
        .scope(|ui| {
            ui.horizontal(|ui| {
                let who = words::witness(witness.kind);
                ui.label(RichText::new(who).small().strong());
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let model = RichText::new(witness.source.short()).small();
                    parts::cut(ui, model.color(at.shown.colours.quiet)).on_hover_text(format!(
                        "{}\nlooked at {}",
                        words::source(&witness.source),
                        words::bbox(&witness.bbox)
                    ));
                });
            });
            for reading in witness.readings.iter().take(SHOWN) {
                draw_reading(at, witness, reading, ui);
            }
            let rest = witness.readings.len().saturating_sub(SHOWN);
            if rest > 0 {
                let more: Vec<String> = witness
                    .readings
                    .iter()
                    .skip(SHOWN)
                    .map(|r| format!("{:.2}  {}", r.score, r.name))
                    .collect();
                parts::quiet(ui, at.shown, format!("and {rest} more"))
                    .on_hover_text(more.join("\n"));
            }
            ui.add_space(3.0);
        })
        .response;
    response.contains_pointer()
}

/// A name with its raw score as a thin bar.
fn draw_reading(at: &At<'_>, witness: &Witness, reading: &Reading, ui: &mut Ui) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 17.0), Sense::hover());
    let score = if reading.score.is_finite() { reading.score.clamp(0.0, 1.0) } else { 0.0 };
    let colours = at.shown.colours;
    let font = TextStyle::Small.resolve(ui.style());
    let ink = ui.visuals().text_color();
    let bar = Rect::from_min_size(pos2(rect.left() + 12.0, rect.center().y - 2.5), vec2(60.0, 5.0));
    ui.painter().rect_filled(bar, 2.0, ui.visuals().faint_bg_color);
    let filled = Rect::from_min_size(bar.min, vec2(bar.width() * score, bar.height()));
    ui.painter().rect_filled(filled, 2.0, colours.region);
    let number = format!("{:.2}", reading.score);
    let mono = egui::FontId::monospace(font.size);
    let at_number = pos2(bar.right() + 36.0, rect.center().y);
    ui.painter().text(at_number, Align2::RIGHT_CENTER, number, mono, ink);
    let room = Rect::from_min_max(pos2(at_number.x + 8.0, rect.top()), rect.max);
    ui.painter_at(room).text(room.left_center(), Align2::LEFT_CENTER, &reading.name, font, ink);
    let words = format!("{}: {} {:.2}", witness.source.short(), reading.name, reading.score);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response.on_hover_text(format!("{words}, raw score\ntaxonomy node {}", reading.node));
}
