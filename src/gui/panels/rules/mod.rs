//! The Rules room: every threshold with its meaning, live on the image on screen, back to the default row by row.

pub mod rows;

use crate::app::Action;
use crate::domain::Rules;
use crate::domain::rules::Preset;
use crate::gui::Shown;
use crate::project::ImageId;
use egui::{
    Align, Button, Frame, Id, Label, Layout, Margin, RichText, ScrollArea, Slider, SliderClamping,
    Ui, vec2,
};
use rows::{Kind, Row, SECTIONS};

/// Seconds between two changes that are sent while a slider is dragged: each is derived and stored.
const EVERY: f64 = 0.08;

/// Width from which the meaning stands beside its threshold.
const WIDE: f32 = 620.0;
/// Width of a threshold's name and of its control where there is room.
const NAME: f32 = 170.0;
const CONTROL: f32 = 210.0;
/// Room for the reset and the gaps of a row.
const RESET: f32 = 52.0;

/// The Rules room.
pub fn rules_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let frame = Frame::new().inner_margin(Margin::symmetric(16, 10)).fill(ui.visuals().panel_fill);
    frame.show(ui, |ui| {
        let mut wanted = wanted(shown, ui);
        actions.extend(head(shown, ui, &mut wanted));
        ui.separator();
        let can = !shown.state.is_read_only();
        ScrollArea::vertical().id_salt("rules").auto_shrink(false).show(ui, |ui| {
            ui.add_enabled_ui(can, |ui| {
                for section in SECTIONS {
                    ui.add_space(6.0);
                    ui.label(RichText::new(section.title).strong().size(15.0));
                    for row in section.rows {
                        draw(shown, ui, row, &mut wanted);
                    }
                }
                ui.add_space(16.0);
            });
        });
        actions.extend(send(shown, ui, wanted));
    });
    actions
}

/// What is being dragged to: sent now and then, and in the end. Kept only while it differs from what is in force.
fn draft_id() -> Id {
    Id::unique("rules, dragged to")
}

fn sent_id() -> Id {
    Id::unique("rules, sent at")
}

fn wanted(shown: &Shown<'_>, ui: &Ui) -> Rules {
    ui.data_mut(|d| d.get_temp::<Rules>(draft_id())).unwrap_or_else(|| shown.state.rules.clone())
}

/// Sends the rules where they changed; while a slider is dragged, not with every pixel.
fn send(shown: &Shown<'_>, ui: &Ui, wanted: Rules) -> Option<Action> {
    if wanted == shown.state.rules {
        ui.data_mut(|d| d.remove_temp::<Rules>(draft_id()));
        return None;
    }
    let now = ui.input(|i| i.time);
    let last: f64 = ui.data_mut(|d| d.get_temp(sent_id())).unwrap_or(f64::NEG_INFINITY);
    if ui.input(|i| i.pointer.any_down()) && now - last < EVERY {
        ui.data_mut(|d| d.insert_temp(draft_id(), wanted));
        ui.ctx().request_repaint_after_secs((EVERY - (now - last)) as f32);
        return None;
    }
    ui.data_mut(|d| {
        d.remove_temp::<Rules>(draft_id());
        d.insert_temp(sent_id(), now);
    });
    Some(Action::SetRules(Box::new(wanted)))
}

/// What the room is, how many rules were changed, what that does to the image on screen.
fn head(shown: &Shown<'_>, ui: &mut Ui, wanted: &mut Rules) -> Option<Action> {
    let changed = rows::differing(wanted).len();
    ui.horizontal(|ui| {
        ui.label(RichText::new("Rules").heading());
        let words = match changed {
            0 => "all as by default".to_owned(),
            1 => "1 differs from the default".to_owned(),
            n => format!("{n} differ from the default"),
        };
        ui.label(RichText::new(words).color(shown.colours.quiet));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let can = changed > 0 && !shown.state.is_read_only();
            let reset = ui.add_enabled(can, Button::new("Reset all"));
            if reset.on_hover_text("Every rule back to its default.").clicked() {
                *wanted = Rules::default();
            }
        });
    });
    effect(shown, ui);
    None
}

/// What the rules make of the image on screen.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Effect {
    named: usize,
    regions: usize,
    relations: usize,
    stale: usize,
}

impl Effect {
    fn now(shown: &Shown<'_>) -> Option<(ImageId, Self)> {
        let open = shown.state.open.as_ref()?;
        let scene = open.scene()?;
        let assert = shown.state.rules.assert;
        let is_said = |r: &&crate::domain::Relation| r.confidence() >= assert;
        let effect = Self {
            named: scene.asserted_regions(assert).count(),
            regions: scene.regions.values().filter(|r| !r.rejected).count(),
            relations: scene.relations.iter().filter(is_said).count(),
            stale: open.stale.len(),
        };
        Some((open.id, effect))
    }
}

/// One line: the counts as they are, and as they were when the room was entered where that is another number.
fn effect(shown: &Shown<'_>, ui: &mut Ui) {
    let Some((image, now)) = Effect::now(shown) else {
        let words = "Open an analysed image to see what a change does to it.";
        ui.label(RichText::new(words).color(shown.colours.quiet));
        return;
    };
    let before = before(ui, image, now);
    ui.horizontal_wrapped(|ui| {
        ui.label("On this image:");
        let of = format!(" of {} regions named", now.regions);
        changed(shown, ui, before.named, now.named, &of);
        let many =
            |n: usize, one: &'static str, more: &'static str| if n == 1 { one } else { more };
        let relations = many(now.relations, " relation", " relations");
        changed(shown, ui, before.relations, now.relations, relations);
        let stale = many(now.stale, " stale caption", " stale captions");
        changed(shown, ui, before.stale, now.stale, stale);
        if before != now && ui.small_button("compare from here").clicked() {
            let frame = ui.ctx().cumulative_frame_nr();
            ui.data_mut(|d| d.insert_temp(Id::unique("rules, before"), (image, frame, now)));
        }
    });
}

/// The counts at the time the room was entered, or another image opened.
fn before(ui: &Ui, image: ImageId, now: Effect) -> Effect {
    let id = Id::unique("rules, before");
    let frame = ui.ctx().cumulative_frame_nr();
    let kept: Option<(ImageId, u64, Effect)> = ui.data_mut(|d| d.get_temp(id));
    let before = match kept {
        // Not drawn in the frame before: the room was left in between.
        Some((of, at, before)) if of == image && at + 2 >= frame => before,
        _ => now,
    };
    ui.data_mut(|d| d.insert_temp(id, (image, frame, before)));
    before
}

fn changed(shown: &Shown<'_>, ui: &mut Ui, before: usize, now: usize, what: &str) {
    if before == now {
        ui.label(format!("{now}{what}"));
        return;
    }
    let text = RichText::new(format!("{before} → {now}{what}")).strong();
    ui.label(text.color(shown.colours.warn));
}

/// One threshold: mark, name, control, reset, meaning; in a narrow room the meaning stands below.
fn draw(shown: &Shown<'_>, ui: &mut Ui, row: &Row, wanted: &mut Rules) {
    let is_wide = ui.available_width() >= WIDE;
    let mut means = row.means.to_owned();
    if row.at_analysis {
        means.push_str(" (at the next analysis)");
    }
    let means = || Label::new(RichText::new(&means).small().color(shown.colours.quiet)).wrap();
    let share = ((ui.available_width() - RESET) / (NAME + CONTROL)).min(1.0);
    ui.horizontal(|ui| {
        name(shown, ui, row, wanted, NAME * share);
        let (width, layout) = (CONTROL * share, Layout::left_to_right(Align::Center));
        ui.allocate_ui_with_layout(vec2(width, 24.0), layout, |ui| {
            ui.set_width(width);
            ui.spacing_mut().slider_width = width - 60.0;
            control(ui, row, wanted);
        });
        reset(ui, row, wanted);
        if is_wide {
            ui.add_space(8.0);
            ui.add(means());
        }
    });
    if !is_wide {
        ui.indent(row.path, |ui| ui.add(means()));
    }
}

/// The name, marked where the value is not the default.
fn name(shown: &Shown<'_>, ui: &mut Ui, row: &Row, wanted: &Rules, width: f32) {
    let differs = row.differs(wanted, &Rules::default());
    ui.allocate_ui_with_layout(vec2(width, 24.0), Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        let mark = RichText::new(if differs { "●" } else { "  " }).small();
        ui.label(mark.color(shown.colours.warn));
        let text = RichText::new(row.label);
        let text = if differs { text.strong() } else { text };
        ui.add(Label::new(text).truncate())
            .on_hover_text(format!("{}\n{} in a rules file", row.means, row.path));
    });
}

/// Back to the default.
fn reset(ui: &mut Ui, row: &Row, wanted: &mut Rules) {
    let defaults = Rules::default();
    let words = format!("default {}", row.shown(&defaults));
    let button = ui.add_enabled(row.differs(wanted, &defaults), Button::new("↺").small());
    let button = button.on_hover_text(format!("Back to the {words}")).on_disabled_hover_text(words);
    if button.accessible_name(format!("Reset {}", row.path)).clicked() {
        row.copy(&defaults, wanted);
    }
}

fn control(ui: &mut Ui, row: &Row, wanted: &mut Rules) {
    match row.kind {
        Kind::Real { get, set, most, fine } => {
            let mut value = get(wanted);
            let decimals = match (fine, most > 1.0) {
                (true, _) => 3,
                (_, true) => 0,
                _ => 2,
            };
            let step = if fine { 0.0 } else { f64::from(most) / 200.0 };
            let slider = Slider::new(&mut value, 0.0..=most)
                .logarithmic(fine)
                .smallest_positive(0.001)
                .clamping(SliderClamping::Edits)
                .step_by(step)
                .fixed_decimals(decimals);
            if ui.add(slider).accessible_name(row.path).changed() {
                set(wanted, value);
            }
        }
        Kind::Count { get, set, least, most } => {
            let mut value = get(wanted);
            let slider = Slider::new(&mut value, least..=most).clamping(SliderClamping::Edits);
            if ui.add(slider).accessible_name(row.path).changed() {
                set(wanted, value);
            }
        }
        Kind::Switch { get, set } => {
            let mut value = get(wanted);
            let words = if value { "on" } else { "off" };
            if ui.checkbox(&mut value, words).accessible_name(row.path).changed() {
                set(wanted, value);
            }
        }
        Kind::Preset => {
            ui.horizontal(|ui| {
                for preset in [Preset::Joint, Preset::Paper] {
                    let is_on = wanted.detection.preset == preset;
                    if ui.selectable_label(is_on, rows::preset(preset)).clicked() {
                        wanted.detection.preset = preset;
                    }
                }
            });
        }
    }
}
