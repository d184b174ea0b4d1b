//! Dialogs about captions: one pasted or typed for comparison, many read from files.

use super::marks;
use super::text::{self, Mark, Words};
use super::{coverage, finding};
use crate::app::state::Dialog;
use crate::app::{Action, Column, Open, words};
use crate::domain::{CaptionOrigin, CaptionTarget};
use crate::fusion::check::{self, Report};
use crate::fusion::ground::finding::Verdict;
use crate::gui::Shown;
use crate::project::ImageId;
use egui::{Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, Window};
use std::sync::Arc;

/// Names that captions to compare often have.
const COMMON: [&str; 12] = [
    "InternVL2-26B",
    "LLaVA-NeXT-7B",
    "GPT-4V",
    "Qwen2-VL-7B",
    "InternVL2-8B",
    "LLaVA-1.5-7B",
    "ShareGPT4V",
    "BLIP-2",
    "CogVLM",
    "Florence-2",
    "COCO",
    "a person",
];

/// What is being pasted; lives until the dialog closes.
#[derive(Clone, Default)]
struct Pasted {
    name: String,
    text: String,
    report: Option<Arc<Report>>,
    /// What `report` is of.
    read: (String, Option<CaptionTarget>, u64),
    /// The image that it is pasted for, and the pass in which it was last shown: closed and opened again it is still
    /// there, for another image it is not.
    of: Option<ImageId>,
    pass: u64,
}

fn key() -> Id {
    Id::unique("captions paste")
}

/// The dialog that is open, where it is about captions.
pub fn caption_dialogs(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    match (&shown.state.dialog, &shown.state.open) {
        (Some(Dialog::Paste { target }), Some(open)) => paste(shown, ui, open, *target),
        (Some(Dialog::Import(import)), _) => super::import::import(shown, ui, import),
        _ => Vec::new(),
    }
}

fn paste(shown: &Shown<'_>, ui: &Ui, open: &Open, target: CaptionTarget) -> Vec<Action> {
    let mut actions = Vec::new();
    let of_this = Some(open.id);
    let pass = ui.ctx().cumulative_pass_nr();
    let known = ui.data(|d| d.get_temp::<Pasted>(key())).filter(|p| p.of == of_this);
    let mut pasted = known.unwrap_or_default();
    let began = pasted.of.is_none() || pasted.pass + 1 < pass;
    (pasted.of, pasted.pass) = (of_this, pass);
    Window::new(format!("Add a caption of {}", of_target(shown, target)))
        .id(Id::unique("captions paste window"))
        .collapsible(false)
        .resizable(true)
        .default_width(560.0)
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ui.ctx(), |ui| {
            actions.extend(whose(shown, ui, target));
            name(shown, ui, open, target, &mut pasted.name, began);
            ui.label("Its caption");
            let field = TextEdit::multiline(&mut pasted.text)
                .desired_width(f32::INFINITY)
                .desired_rows(6)
                .hint_text("Paste or type; it is read against the evidence as you go.");
            let response =
                ScrollArea::vertical().max_height(220.0).show(ui, |ui| ui.add(field)).inner;
            response.widget_info(|| {
                let mut info =
                    egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Caption text");
                info.current_text_value = Some(pasted.text.clone());
                info
            });
            read(shown, open, target, &mut pasted);
            preview(shown, ui, &pasted);
            actions.extend(buttons(ui, target, &pasted));
        });
    let goes_on = actions.iter().all(|a| matches!(a, Action::Open(_)));
    ui.data_mut(|d| match goes_on {
        true => {
            d.insert_temp(key(), pasted);
        }
        false => d.remove::<Pasted>(key()),
    });
    actions
}

fn of_target(shown: &Shown<'_>, target: CaptionTarget) -> String {
    match (shown.state.scene(), target) {
        (Some(scene), CaptionTarget::Region(id)) => words::of_region(scene, &shown.state.rules, id),
        _ => "the whole image".to_owned(),
    }
}

/// Of the image, or of the region that is selected.
fn whose(shown: &Shown<'_>, ui: &mut Ui, target: CaptionTarget) -> Option<Action> {
    let region = [target, shown.state.caption_target()]
        .into_iter()
        .find(|t| matches!(t, CaptionTarget::Region(_)))?;
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.label("Of");
        for choice in [CaptionTarget::Image, region] {
            let words = of_target(shown, choice);
            if ui.selectable_label(choice == target, words).clicked() && choice != target {
                chosen = Some(Action::Open(Dialog::Paste { target: choice }));
            }
        }
    });
    chosen
}

/// The column's name, with those that are common or known beside it.
fn name(
    shown: &Shown<'_>,
    ui: &mut Ui,
    open: &Open,
    target: CaptionTarget,
    name: &mut String,
    began: bool,
) {
    ui.horizontal(|ui| {
        let label = ui.label("Who wrote it");
        let field = TextEdit::singleline(name)
            .hint_text("a model's or a person's name")
            .desired_width(300.0);
        let response = ui.add(field).labelled_by(label.id);
        if began {
            response.request_focus();
        }
    });
    let typed = name.trim().to_lowercase();
    let fits = |n: &&&str| {
        typed.is_empty() || (n.to_lowercase().contains(&typed) && n.to_lowercase() != typed)
    };
    let common: Vec<&&str> = COMMON.iter().filter(fits).take(7).collect();
    // The row keeps its height, so that the field below does not jump while a name is typed.
    ui.horizontal(|ui| {
        ui.set_min_height(22.0);
        for common in common {
            if ui.small_button(*common).on_hover_text("Takes this name").clicked() {
                *name = (*common).to_owned();
            }
        }
    });
    let column = Column { target, origin: CaptionOrigin::Baseline(name.trim().to_owned()) };
    if open.caption(&column).is_some() {
        let warn = RichText::new("A column of that name is there; its text will be replaced.");
        ui.label(warn.color(shown.colours.warn));
    }
}

/// Reads the text against the evidence where it or the evidence changed.
fn read(shown: &Shown<'_>, open: &Open, target: CaptionTarget, pasted: &mut Pasted) {
    let (text, of, revision) = &pasted.read;
    let is_known = *text == pasted.text && *of == Some(target) && *revision == open.revision;
    if is_known && pasted.report.is_some() {
        return;
    }
    let Some(scene) = open.scene() else { return };
    pasted.report = Some(Arc::new(check::check(&pasted.text, target, scene, &shown.state.rules)));
    pasted.read = (pasted.text.clone(), Some(target), open.revision);
}

fn preview(shown: &Shown<'_>, ui: &mut Ui, pasted: &Pasted) {
    let Some(report) = pasted.report.as_ref().filter(|_| !pasted.text.trim().is_empty()) else {
        return;
    };
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("As it reads against the evidence:").color(shown.colours.quiet));
        ui.label(format!("{} words", marks::count_words(&pasted.text)));
        for verdict in [
            Verdict::Supported,
            Verdict::Weak,
            Verdict::Unsupported,
            Verdict::Contradicted,
            Verdict::Missing,
        ] {
            let count = report.count(verdict);
            if count > 0 {
                let words = format!("{} {count} {}", finding::sign(verdict), verdict.title());
                let words = RichText::new(words).color(shown.colours.verdict(verdict));
                ui.add(egui::Label::new(words).extend());
            }
        }
    });
    let found = report.findings.iter().filter(|f| marks::is_marked(f.verdict));
    let found = found.filter_map(|f| {
        Some(Mark { range: f.span.clone()?, verdict: f.verdict, hedged: f.hedged })
    });
    let words = Words { marks: found.collect(), ..Words::default() };
    ScrollArea::vertical().id_salt("captions preview").max_height(160.0).show(ui, |ui| {
        let job = text::job(&pasted.text, &words, ui, shown.colours, ui.available_width());
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
        let placed = text::Placed::of(&galley);
        text::paint(ui, rect.min, (galley, &placed), &words, shown.colours);
    });
    coverage::show(ui, report, shown.colours);
}

fn buttons(ui: &mut Ui, target: CaptionTarget, pasted: &Pasted) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let (name, text) = (pasted.name.trim(), pasted.text.trim());
        let can = !name.is_empty() && !text.is_empty();
        let why = match (name.is_empty(), text.is_empty()) {
            (true, _) => "Say who wrote it first.",
            (_, true) => "Paste or type the caption first.",
            _ => "Adds it beside the others; undo takes it away.",
        };
        let add = egui::Button::new("Add column").shortcut_text("Ctrl+Enter");
        let clicked =
            ui.add_enabled(can, add).on_hover_text(why).on_disabled_hover_text(why).clicked();
        let pressed = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        if can && (clicked || pressed) {
            let column = Column { target, origin: CaptionOrigin::Baseline(name.to_owned()) };
            actions.push(Action::SetColumn { column, text: text.to_owned() });
            actions.push(Action::CloseDialog);
        }
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
    actions
}
