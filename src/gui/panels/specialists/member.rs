//! One member of a specialist (a detector's model, say): who it is, how long it took, its outputs, its inputs.

use super::outputs::{self, Output};
use crate::app::{Action, words};
use crate::gui::Shown;
use crate::pipeline::raw::{RawLook, RawMember, SeenInput};
use egui::{
    Button, CollapsingHeader, ColorImage, Id, Rect, RichText, Role, ScrollArea, Sense, Slider,
    Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// Width from which the outputs stand beside the photograph.
const WIDE: f32 = 1000.0;

/// The member's column in a room of this size; what of it is to be kept.
pub fn member(
    shown: &Shown<'_>,
    ui: &mut Ui,
    raw: &RawLook,
    member: &RawMember,
    size: Vec2,
) -> Option<Action> {
    ui.set_width(size.x);
    ui.strong(&member.id);
    who(shown, ui, member);
    if let Some(failure) = &member.failure {
        ui.label(RichText::new(format!("⚠ {failure}")).color(shown.colours.bad));
        return None;
    }
    let id = Id::unique(("raw threshold", &raw.sha256, &member.id));
    let mut threshold: f32 = ui.data(|d| d.get_temp(id)).unwrap_or(0.3);
    let mut keep = None;
    let all = outputs::of(&member.findings);
    if all.iter().any(|o| o.score.is_some()) {
        ui.horizontal_wrapped(|ui| {
            ui.add(Slider::new(&mut threshold, 0.0..=1.0).text("score from").fixed_decimals(2))
                .on_hover_text("Changes this view only, not the record.");
            let button = ui.add_enabled(shown.state.can_edit(), Button::new("Keep these"));
            button.widget_info(|| {
                let name = format!("Keep what {} sees", member.id);
                WidgetInfo::labeled(Role::Button, shown.state.can_edit(), name)
            });
            let hint =
                "What is shown from this score on goes into the record, as one step to undo.";
            if button.on_hover_text(hint).clicked() {
                let (specialist, member) = (raw.specialist.clone(), member.id.clone());
                keep = Some(Action::Keep { specialist, member, least: threshold });
            }
        });
        ui.data_mut(|d| d.insert_temp(id, threshold));
    }
    let shows = |o: &&Output| o.score.is_none_or(|s| s >= threshold);
    let visible: Vec<&Output> = all.iter().filter(shows).collect();
    ui.label(
        RichText::new(format!("{} of {} outputs", visible.len(), all.len()))
            .color(shown.colours.quiet),
    );
    let tall = (size.y * 0.55).max(180.0);
    let lists = |ui: &mut Ui, height: f32| {
        list(shown, ui, &member.id, &visible, height);
        inputs(ui, raw, member);
    };
    if size.x < WIDE {
        over_photograph(shown, ui, &visible, vec2(size.x, tall));
        lists(ui, (size.y * 0.3).max(220.0));
    } else {
        ui.horizontal_top(|ui| {
            over_photograph(shown, ui, &visible, vec2(size.x * 0.6, (size.y * 0.8).max(180.0)));
            ui.vertical(|ui| lists(ui, tall));
        });
    }
    keep
}

/// Models with licence and provider, and the time it took.
fn who(shown: &Shown<'_>, ui: &mut Ui, member: &RawMember) {
    for model in &member.models {
        let hash: String = model.card_hash.chars().take(8).collect();
        let line = format!("{} · {} · {} · card {hash}", model.id, model.licence, model.provider);
        ui.label(RichText::new(line).small()).on_hover_text(&model.provenance);
    }
    let t = &member.timing;
    let line = format!(
        "preprocess {:.1} ms · run {:.1} ms ({} runs) · postprocess {:.1} ms",
        t.preprocess_ms, t.run_ms, t.runs, t.postprocess_ms
    );
    ui.label(RichText::new(line).small().color(shown.colours.quiet));
}

/// The photograph, as large as fits, with the outputs that have a place.
fn over_photograph(shown: &Shown<'_>, ui: &mut Ui, outputs: &[&Output], room: Vec2) {
    let photograph = shown.state.open.as_ref().and_then(|o| shown.textures.photograph(o.id));
    let Some(photograph) = photograph else { return };
    let size = photograph.picture.full.size;
    let (w, h) = (size.width.max(1) as f32, size.height.max(1) as f32);
    let scale = (room.x / w).min(room.y / h);
    let (rect, response) = ui.allocate_exact_size(vec2(w * scale, h * scale), Sense::hover());
    let painter = ui.painter_at(rect);
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    painter.image(photograph.texture.id(), rect, whole, egui::Color32::WHITE);
    let pointer = response.hover_pos();
    let mut named = None;
    for output in outputs {
        let Some(b) = output.place else { continue };
        let at = |x: f32, y: f32| rect.min + vec2(x, y) * scale;
        let outline = Rect::from_min_max(at(b.x1, b.y1), at(b.x2, b.y2));
        let strength = output.score.unwrap_or(1.0).clamp(0.15, 1.0);
        painter.rect_stroke(
            outline,
            0.0,
            Stroke::new(2.5, shown.colours.halo.gamma_multiply(strength)),
            StrokeKind::Middle,
        );
        painter.rect_stroke(
            outline,
            0.0,
            Stroke::new(1.2, shown.colours.region.gamma_multiply(strength)),
            StrokeKind::Middle,
        );
        if pointer.is_some_and(|p| outline.contains(p)) {
            named = Some(output);
        }
    }
    if let Some(output) = named {
        response.on_hover_text(format!("{} {}", output.what, score(output)));
    }
}

fn score(output: &Output) -> String {
    output.score.map(|s| format!("{s:.2}")).unwrap_or_default()
}

/// The outputs in words, the strongest first.
fn list(shown: &Shown<'_>, ui: &mut Ui, id: &str, outputs: &[&Output], most: f32) {
    let height = ui.text_style_height(&egui::TextStyle::Body) + 2.0;
    let area =
        ScrollArea::vertical().id_salt(("outputs", id)).max_height(most).auto_shrink([false, true]);
    area.show_rows(ui, height, outputs.len(), |ui, rows| {
        for output in outputs.get(rows).unwrap_or_default() {
            ui.horizontal(|ui| {
                ui.monospace(format!("{:>5}", score(output)));
                ui.label(&output.what);
                if let Some(b) = output.place {
                    let place =
                        format!("{:.0},{:.0} {:.0}×{:.0}", b.x1, b.y1, b.width(), b.height());
                    ui.label(RichText::new(place).small().color(shown.colours.quiet));
                }
            });
        }
    });
}

/// Its inputs as it saw them: cut, resized, padded, grey.
fn inputs(ui: &mut Ui, raw: &RawLook, member: &RawMember) {
    if member.inputs.is_empty() {
        return;
    }
    let title = words::counted(member.inputs.len(), "input as it saw it", "inputs as it saw them");
    CollapsingHeader::new(title).id_salt(("inputs", &member.id)).default_open(true).show(
        ui,
        |ui| {
            ui.horizontal_wrapped(|ui| {
                for (at, seen) in member.inputs.iter().enumerate() {
                    let texture = texture(ui, raw, member, at, seen);
                    let size = texture.size_vec2();
                    let shrink = (110.0 / size.x.max(size.y)).min(1.0);
                    ui.image((texture.id(), size * shrink)).on_hover_ui(|ui| {
                        ui.label(format!(
                            "{}, run {}: {}×{}",
                            seen.model, seen.run, size.x, size.y
                        ));
                        ui.image((texture.id(), size * (320.0 / size.x.max(size.y))));
                    });
                }
            });
        },
    );
}

/// An input's texture, kept as long as the window remembers it.
fn texture(
    ui: &Ui,
    raw: &RawLook,
    member: &RawMember,
    at: usize,
    seen: &SeenInput,
) -> TextureHandle {
    let bbox = raw.bbox.map(|b| [b.x1 as i32, b.y1 as i32, b.x2 as i32, b.y2 as i32]);
    let id = Id::unique(("raw input", &raw.sha256, bbox, &member.id, at));
    if let Some(known) = ui.data(|d| d.get_temp::<TextureHandle>(id)) {
        return known;
    }
    let size = [seen.picture.size.width as usize, seen.picture.size.height as usize];
    let image = ColorImage::from_rgba_premultiplied(size, &seen.picture.rgba);
    let texture = ui.ctx().load_texture("raw input", image, TextureOptions::NEAREST);
    ui.data_mut(|d| d.insert_temp(id, texture.clone()));
    texture
}
