//! The image's own facts: what it is, what is in it, what went wrong, who looked and for how long, what people say.

use super::{At, Out, parts, relations, review, witnesses, words};
use crate::app::state::Dialog;
use crate::app::view::{Room, View};
use crate::app::{Action, Command, Item, Open};
use crate::domain::{Attribute, RegionId};
use crate::gui::Shown;
use crate::gui::panels::rules::rows;
use crate::project::{Found, ImageRow};
use egui::{Align, Button, Grid, Layout, RichText, Ui};

/// An image that has no scene yet.
pub(super) fn unanalysed(shown: &Shown<'_>, open: &Open, ui: &mut Ui, out: &mut Out) {
    let Some(row) = shown.state.images.get(open.id) else { return };
    heading(row, ui);
    parts::troubles(ui, shown, &on_disk(open));
    let running = shown.state.jobs.running.as_ref().filter(|r| r.image == open.id);
    if let Some(running) = running {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(format!("The specialists look at it: {}", running.part));
        });
    } else if shown.state.jobs.queue.contains(&open.id) {
        ui.label("It waits to be analysed.");
    } else {
        ui.label("No specialist has looked at this image yet.");
        let command = Command::Analyse;
        let button = Button::new(command.label()).shortcut_text(shown.key(command));
        if ui.add(button).on_hover_text(command.help()).clicked() {
            out.push(Action::Do(command));
        }
    }
    if let Some(failure) = &row.failure {
        ui.label(
            RichText::new(format!("The last analysis failed: {failure}")).color(shown.colours.bad),
        );
    }
    ui.add_space(6.0);
    out.actions.extend(review::note_and_tags(shown, row, ui));
    facts(shown, open, row, ui);
}

/// An analysed image.
pub(super) fn image(at: &At<'_>, ui: &mut Ui, out: &mut Out) {
    let Some(row) = at.shown.state.images.get(at.open.id) else { return };
    heading(row, ui);
    out.actions.extend(review::status(at.shown, row, ui));
    let mut troubles = on_disk(at.open);
    troubles.extend(at.scene.warnings.iter().map(ToString::to_string));
    let stale = at.open.stale.len();
    if stale > 0 {
        let word = if stale == 1 { "caption is" } else { "captions are" };
        troubles.push(format!("{stale} {word} stale"));
    }
    parts::troubles(ui, at.shown, &troubles);
    if stale > 0 {
        refuse(at, ui, out);
    }
    scene_name(at, ui, out);
    counts(at, ui, out);
    texts(at, ui, out);
    parts::section(ui, "Note and tags".to_owned(), "note", true, |ui| {
        out.actions.extend(review::note_and_tags(at.shown, row, ui));
    });
    parts::section(ui, "File".to_owned(), "file", true, |ui| {
        facts(at.shown, at.open, row, ui);
    });
    differing(at, ui, out);
    timings(at, ui);
    models(at, ui);
}

fn heading(row: &ImageRow, ui: &mut Ui) {
    let name = crate::app::images::name(row);
    parts::cut(ui, RichText::new(name).heading()).on_hover_text(row.path.display().to_string());
}

fn refuse(at: &At<'_>, ui: &mut Ui, out: &mut Out) {
    let command = Command::Refuse;
    let button = Button::new(command.label()).shortcut_text(at.shown.key(command));
    let response = ui.add_enabled(command.is_enabled(at.shown.state), button);
    if response.on_hover_text(command.help()).clicked() {
        out.push(Action::Do(command));
    }
}

/// How the photograph was found on disk, where that is worth a word.
fn on_disk(open: &Open) -> Vec<String> {
    match &open.found {
        Found::AsBefore => Vec::new(),
        Found::MovedTo(path) => vec![format!("the photograph has moved to {}", path.display())],
        Found::Changed => vec![
            "the photograph on disk is another than the one that was analysed; your edits are kept. Analyse it anew."
                .to_owned(),
        ],
        Found::Vanished => vec![format!(
            "the photograph is no longer at {}; put it back, or add it where it is now",
            open.path.display()
        )],
    }
}

/// What the whole picture is, with all candidates.
fn scene_name(at: &At<'_>, ui: &mut Ui, out: &mut Out) {
    parts::section(ui, "What the picture is".to_owned(), "scene", true, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let Some(scene) = &at.scene.scene_name else {
            parts::quiet(ui, at.shown, "Nothing says what the whole picture is.");
            let can = at.shown.state.can_edit();
            if ui.add_enabled(can, Button::new("Give it a name…").small()).clicked() {
                out.push(Action::Open(Dialog::CorrectScene));
            }
            witnesses::of_image(at, ui);
            return;
        };
        scene_row(at, scene, ui, out);
        for candidate in scene.candidates.iter().skip(1) {
            ui.horizontal(|ui| {
                let name = candidate.value.words();
                let choose = ui.add_enabled(at.shown.state.can_edit(), Button::new(&name).small());
                let hint = format!("{}\n\nClick: this is what it is", words::evidence(candidate));
                if choose.on_hover_text(hint).clicked() {
                    out.push(Action::CorrectScene(name));
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    parts::score(ui, at, candidate.score);
                });
            });
        }
        witnesses::of_image(at, ui);
    });
}

fn scene_row(at: &At<'_>, scene: &Attribute, ui: &mut Ui, out: &mut Out) {
    let item = Item::SceneName;
    let value = scene.decided().map(|(v, _)| v.words());
    let first = scene.candidates.first().map(|e| e.value.words());
    let name = value.clone().or(first).unwrap_or_default();
    let label = format!("scene: {name}");
    parts::item_row(ui, at, &item, &label, out, |ui, is_lit, out| {
        if is_lit {
            parts::rulings_box(ui, at, &item, &scene.ruling, Dialog::CorrectScene, out);
        } else if parts::ruled(ui, at, &scene.ruling).is_none()
            && let Some((_, score)) = scene.effective()
        {
            parts::score(ui, at, score);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let is_sure = scene.asserted(at.rules.assert).is_some();
            let text = match (&value, is_sure) {
                (None, _) => RichText::new(&name).strikethrough().color(at.shown.colours.quiet),
                (_, false) => {
                    RichText::new(format!("{name}?")).italics().color(at.shown.colours.quiet)
                }
                _ => RichText::new(&name),
            };
            parts::cut(ui, text);
        });
    });
}

/// How many of each label; a click selects the next of them.
fn counts(at: &At<'_>, ui: &mut Ui, out: &mut Out) {
    let assert = at.rules.assert;
    let counts = at.scene.counts(assert);
    let named: usize = counts.values().map(Vec::len).sum();
    parts::section(ui, format!("Regions ({named} named)"), "counts", true, |ui| {
        let unnamed = |r: &&crate::domain::Region| !r.rejected && r.label(assert).is_none();
        let unnamed: Vec<RegionId> =
            at.scene.regions.values().filter(unnamed).map(|r| r.id).collect();
        let rejected: Vec<RegionId> =
            at.scene.regions.values().filter(|r| r.rejected).map(|r| r.id).collect();
        let conflicts =
            at.scene.regions.values().filter(|r| !r.rejected && !r.conflicts.is_empty());
        let conflicts: Vec<RegionId> = conflicts.map(|r| r.id).collect();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (label, regions) in &counts {
                chip(label, regions, ui, out);
            }
            chip("not named", &unnamed, ui, out);
            chip("⚡ conflict", &conflicts, ui, out);
            chip("rejected", &rejected, ui, out);
        });
        if at.scene.regions.is_empty() {
            let key = at.shown.key(Command::DrawBox);
            parts::quiet(ui, at.shown, format!("No region was found. Draw one with {key}."));
        }
    });
}

/// A word and a number; a click goes from one region of the kind to the next.
fn chip(label: &str, regions: &[RegionId], ui: &mut Ui, out: &mut Out) {
    let Some(first) = regions.first() else { return };
    let words =
        if regions.len() == 1 { label.to_owned() } else { format!("{label} × {}", regions.len()) };
    let response = ui.add(Button::new(words).small());
    if response.contains_pointer() {
        out.hovered = Some(Item::Region(*first));
    }
    if response.on_hover_text("Click: selects the next of them").clicked() {
        out.select(Item::Region(*first));
    }
}

/// The lines of text that stand on no region.
fn texts(at: &At<'_>, ui: &mut Ui, out: &mut Out) {
    let texts: Vec<_> = at.scene.texts.iter().filter(|t| t.region.is_none()).collect();
    if texts.is_empty() {
        return;
    }
    parts::section(ui, format!("Text on no region ({})", texts.len()), "free texts", true, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for text in texts {
            relations::text_row(at, text, ui, out);
        }
    });
}

/// The file and the time spent.
fn facts(shown: &Shown<'_>, open: &Open, row: &ImageRow, ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let path = open.path.display().to_string();
    parts::fact(ui, shown, "file", &path, &path);
    let size = open.scene().map(|s| s.image.size).or(row.size);
    if let Some(size) = size {
        let mega = size.area() / 1e6;
        let words = format!("{} × {} px ({mega:.1} MP)", size.width, size.height);
        parts::fact(ui, shown, "size", &words, "");
    }
    let hash = open.scene().map(|s| s.image.sha256.clone()).or_else(|| row.sha256.clone());
    if let Some(hash) = hash {
        parts::fact(ui, shown, "SHA-256", &words::short_hash(&hash), &hash);
    }
    if let Some(depth) = open.scene().and_then(|s| s.depth.as_ref()) {
        let by = format!("{} ({:.2})", depth.source.short(), depth.score);
        parts::fact(ui, shown, "depth by", &by, &words::source(&depth.source));
    }
    let seconds = row.seconds + open.seconds;
    parts::fact(ui, shown, "time spent", &duration(seconds), "With the window in use, by anybody.");
}

/// "1 min 20 s".
fn duration(seconds: f64) -> String {
    let whole = seconds.max(0.0).round() as u64;
    match (whole / 60, whole % 60) {
        (0, s) => format!("{s} s"),
        (m, s) if m < 60 => format!("{m} min {s} s"),
        (m, _) => format!("{} h {} min", m / 60, m % 60),
    }
}

/// Rules that are not the default's, with a way to the room of rules.
fn differing(at: &At<'_>, ui: &mut Ui, out: &mut Out) {
    let rows = rows::differing(at.rules);
    if rows.is_empty() {
        return;
    }
    let title = format!("Rules that differ ({})", rows.len());
    parts::section(ui, title, "rules", false, |ui| {
        let defaults = crate::domain::Rules::default();
        for row in rows {
            let words = format!("{} (default {})", row.shown(at.rules), row.shown(&defaults));
            parts::fact(ui, at.shown, row.label, &words, row.means);
        }
        if ui.link("to the Rules room").clicked() {
            let view = View { room: Room::Rules, ..at.shown.state.view.clone() };
            out.push(Action::Show(Box::new(view)));
        }
    });
}

/// How long each part of the analysis took.
fn timings(at: &At<'_>, ui: &mut Ui) {
    let Some(record) = &at.open.record else { return };
    if record.timings.is_empty() {
        return;
    }
    let total: f32 = record.timings.iter().map(|t| t.total_ms()).sum();
    parts::section(
        ui,
        format!("Time of the analysis ({:.1} s)", total / 1000.0),
        "timings",
        false,
        |ui| {
            Grid::new("timings").num_columns(3).spacing([16.0, 2.0]).show(ui, |ui| {
                for timing in &record.timings {
                    ui.label(&timing.part);
                    right(ui, 70.0, format!("{:.0} ms", timing.total_ms()));
                    let runs = match timing.runs {
                        0 => String::new(),
                        1 => "1 run".to_owned(),
                        n => format!("{n} runs"),
                    };
                    let hover = format!(
                        "prepare {:.0} ms, run {:.0} ms, read {:.0} ms",
                        timing.preprocess_ms, timing.run_ms, timing.postprocess_ms
                    );
                    ui.label(RichText::new(runs).small()).on_hover_text(hover);
                    ui.end_row();
                }
            });
        },
    );
}

fn right(ui: &mut Ui, width: f32, words: String) {
    ui.allocate_ui_with_layout(
        egui::vec2(width, 18.0),
        Layout::right_to_left(Align::Center),
        |ui| {
            ui.label(words);
        },
    );
}

/// The models that looked, with licence and provider.
fn models(at: &At<'_>, ui: &mut Ui) {
    let Some(record) = &at.open.record else { return };
    if record.models.is_empty() {
        return;
    }
    parts::section(ui, format!("Models ({})", record.models.len()), "models", false, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for model in &record.models {
            let line = format!("{} · {}", model.id, model.licence);
            let hover = format!(
                "{}\nlicence {}\nfrom {}\nrun by {}\ncard {}",
                model.id,
                model.licence,
                model.provenance,
                model.provider,
                words::short_hash(&model.card_hash)
            );
            parts::fact(ui, at.shown, &model.specialist, &line, &hover);
        }
    });
}
