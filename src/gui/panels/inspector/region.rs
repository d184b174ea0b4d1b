//! A region: its picture and name, what is wrong, its attributes, and all parts that have to do with it.

use super::{At, Out, attributes, parts, relations, witnesses, words};
use crate::app::{Action, Command, Item};
use crate::domain::{AttributeKind, BBox, CaptionTarget, Region, RegionId};
use crate::fusion::plan;
use egui::{Align2, Button, Image, Rect, RichText, Sense, Ui, load::SizedTexture, pos2, vec2};

/// Side of the crop in the header.
const CROP: f32 = 92.0;

/// Specialists that can look at one region, with what each button says.
const ALONE: [(&str, &str, &str); 5] = [
    ("classifier", "name", "The classifier reads this region's crop."),
    ("emotion", "emotion", "Finds the face in this region and reads its emotion."),
    ("colour", "colour", "Names the dominant colour of this region."),
    ("ocr", "text", "Reads text in this region."),
    ("depth", "depth", "Estimates how near this region is."),
];

/// Everything about one region.
pub(super) fn region(at: &At<'_>, id: RegionId, ui: &mut Ui, out: &mut Out) {
    let Some(region) = at.scene.regions.get(&id) else { return };
    header(at, region, ui, out);
    ui.add_space(4.0);
    parts::troubles(ui, at.shown, &troubles(at, region));
    refuse(at, id, ui, out);
    ui.add_space(4.0);
    attributes::table(at, region, ui, out);
    relations::of_region(at, region, ui, out);
    relations::texts_of(at, id, ui, out);
    witnesses::section(at, region, ui, out);
    alone(at, region, ui, out);
}

fn header(at: &At<'_>, region: &Region, ui: &mut Ui, out: &mut Out) {
    let item = Item::Region(region.id);
    ui.horizontal_top(|ui| {
        crop(at, &region.bbox, ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            title(at, region, ui);
            ui.horizontal(|ui| {
                // Beside the label's own confidence a bare "score" would be taken for it.
                parts::quiet(ui, at.shown, "a thing is here");
                parts::score(ui, at, region.score)
                    .on_hover_text("How sure it is that there is one thing in this box, whatever its name. How sure the name is stands beside “label”.");
            });
            place(at, region, ui);
            alike(at, region, ui, out);
            ui.horizontal(|ui| {
                let label = region.attributes.get(&AttributeKind::Label);
                let ruling = label.map(|l| l.ruling.clone()).unwrap_or_default();
                region_rulings(at, region, &item, &ruling, ui, out);
            });
        });
    });
}

/// The name, and a hand where a person gave it.
fn title(at: &At<'_>, region: &Region, ui: &mut Ui) {
    let label = region.attributes.get(&AttributeKind::Label);
    let colours = at.shown.colours;
    ui.horizontal(|ui| {
        let mut text = RichText::new(at.name(region.id)).heading();
        if region.rejected {
            text = text.strikethrough().color(colours.quiet);
        }
        ui.add(egui::Label::new(text).truncate());
        if let Some(label) = label {
            parts::ruled(ui, at, &label.ruling);
        }
    });
    if let Some((kind, fine)) = region.fine_name(at.rules.assert) {
        parts::quiet(ui, at.shown, format!("{}: {fine}", kind.title()));
    }
    if region.rejected {
        ui.label(RichText::new("rejected: in no caption").color(colours.bad));
    }
}

fn place(at: &At<'_>, region: &Region, ui: &mut Ui) {
    let b = &region.bbox;
    let share = b.area() / at.scene.image.size.area().max(1.0) * 100.0;
    let size = format!("{:.0} × {:.0} px, {share:.1} % of the image", b.width(), b.height());
    parts::quiet(ui, at.shown, size).on_hover_text(format!("box {}", words::bbox(b)));
    if region.is_drawn() {
        parts::quiet(ui, at.shown, "drawn by hand");
    } else if let Some(found) = &region.found {
        parts::quiet(ui, at.shown, "box moved by hand")
            .on_hover_text(format!("found at {}", words::bbox(found)));
    }
}

/// "2 of 3 called person", with a way to the others.
fn alike(at: &At<'_>, region: &Region, ui: &mut Ui, out: &mut Out) {
    let assert = at.rules.assert;
    let Some(label) = region.label(assert) else { return };
    let counts = at.scene.counts(assert);
    let alike = counts.get(&label).map(Vec::as_slice).unwrap_or_default();
    let Some(place) = alike.iter().position(|id| *id == region.id) else { return };
    if alike.len() < 2 {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let mut step = |ui: &mut Ui, sign: &str, by: usize, hint: &str| {
            let response = ui.small_button(sign).on_hover_text(hint);
            let other = alike.get((place + by) % alike.len()).copied();
            if let Some(other) = other.filter(|_| response.clicked()) {
                out.select(Item::Region(other));
            }
        };
        step(ui, "‹", alike.len() - 1, "The one before of this label");
        parts::quiet(ui, at.shown, format!("{} of {} called {label}", place + 1, alike.len()));
        step(ui, "›", 1, "The next of this label");
    });
}

/// Accept and restore are about the label, or about the region where it is rejected; reject is about the region.
fn region_rulings(
    at: &At<'_>,
    region: &Region,
    item: &Item,
    ruling: &crate::domain::Ruling,
    ui: &mut Ui,
    out: &mut Out,
) {
    use crate::app::state::Dialog;
    use crate::domain::Ruling;
    let shown = at.shown;
    ui.spacing_mut().item_spacing.x = 2.0;
    let is_settled = matches!(ruling, Ruling::Accepted | Ruling::Corrected { .. });
    let is_open = !region.rejected && !is_settled;
    let accept = Action::Accept(item.clone());
    parts::ruling_button(ui, shown, "✔", Command::Accept, is_open, accept, out);
    let correct = Dialog::Correct { region: region.id, kind: AttributeKind::Label };
    parts::ruling_button(ui, shown, "✏", Command::Correct, true, Action::Open(correct), out);
    let reject = Action::Reject(item.clone());
    parts::ruling_button(ui, shown, "✖", Command::Reject, !region.rejected, reject, out);
    let is_ruled = region.rejected || *ruling != Ruling::Unreviewed;
    let restore = Action::Restore(item.clone());
    parts::ruling_button(ui, shown, "↺", Command::Restore, is_ruled, restore, out);
}

/// The region as the photograph shows it.
pub(super) fn crop(at: &At<'_>, bbox: &BBox, ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(CROP, CROP), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, ui.visuals().faint_bg_color);
    let Some(photograph) = at.photograph() else {
        let font = egui::TextStyle::Body.resolve(ui.style());
        let centre = Align2::CENTER_CENTER;
        ui.painter().text(rect.center(), centre, "…", font, at.shown.colours.quiet);
        return;
    };
    let size = at.scene.image.size;
    let (w, h) = (size.width.max(1) as f32, size.height.max(1) as f32);
    let scale = CROP / bbox.width().max(bbox.height()).max(1.0);
    let texture = photograph.texture_for(scale * ui.ctx().pixels_per_point(), ui.ctx());
    let uv = Rect::from_min_max(pos2(bbox.x1 / w, bbox.y1 / h), pos2(bbox.x2 / w, bbox.y2 / h));
    let inside = Rect::from_center_size(rect.center(), vec2(bbox.width(), bbox.height()) * scale);
    Image::from_texture(SizedTexture::from_handle(&texture))
        .uv(uv)
        .corner_radius(4)
        .paint_at(ui, inside);
}

/// What an annotator should know first.
fn troubles(at: &At<'_>, region: &Region) -> Vec<String> {
    let mut lines = region.conflicts.clone();
    let unfit = region.attributes.values().filter_map(|a| Some((a.kind, a.unfit.as_ref()?)));
    lines.extend(unfit.map(|(kind, why)| format!("{} is not in force: {why}", kind.title())));
    if let Some(stale) = at.open.stale_of(CaptionTarget::Region(region.id)) {
        let state = match stale.state {
            plan::State::Missing => "this region has no caption yet".to_owned(),
            plan::State::Stale => "its caption is stale".to_owned(),
            plan::State::Outdated => "a person's caption of it is outdated".to_owned(),
            plan::State::Orphaned => "its caption is of a name that it no longer has".to_owned(),
        };
        lines.push(match stale.why.is_empty() || stale.state == plan::State::Missing {
            true => state,
            false => format!("{state}: {}", stale.why.join(", ")),
        });
    }
    lines
}

fn refuse(at: &At<'_>, id: RegionId, ui: &mut Ui, out: &mut Out) {
    if at.open.stale_of(CaptionTarget::Region(id)).is_none() {
        return;
    }
    let command = Command::Refuse;
    let button = Button::new(command.label()).shortcut_text(at.shown.key(command)).small();
    let response = ui.add_enabled(command.is_enabled(at.shown.state), button);
    if response.on_hover_text(command.help()).clicked() {
        out.push(Action::Do(command));
    }
}

/// One specialist alone on this region.
fn alone(at: &At<'_>, region: &Region, ui: &mut Ui, out: &mut Out) {
    parts::section(ui, "Look again at this region".to_owned(), "alone", true, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (specialist, words, hint) in ALONE {
                let button = Button::new(words).small();
                let response = ui.add_enabled(at.shown.state.can_edit(), button);
                if response.on_hover_text(hint).clicked() {
                    let region = Some(region.id);
                    out.push(Action::Alone { specialist: specialist.to_owned(), region });
                }
            }
        });
    });
}
