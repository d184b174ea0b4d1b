//! The status bar: what runs and its cancel, models that are missing, what is saved, the newest notice.

use crate::app::state::{State, Tone};
use crate::app::{Action, Command, words};
use crate::gui::Shown;
use crate::project::Access;
use egui::{ProgressBar, RichText, Ui};

/// Seconds after which a notice that is nothing bad goes by itself.
const NOTICE_SECS: i64 = 8;

/// The status bar.
pub fn status_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.horizontal(|ui| {
        actions.extend(running(shown, ui));
        actions.extend(waited(shown, ui));
        actions.extend(models(shown, ui));
        actions.extend(notice(shown, ui));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            actions.extend(saved(shown, ui));
            provider(shown, ui);
        });
    });
    actions
}

/// The analysis under way.
fn running(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let jobs = &shown.state.jobs;
    let Some(running) = &jobs.running else { return Vec::new() };
    let name = shown.state.images.get(running.image).map(crate::app::images::name);
    let asked = jobs.asked.max(1);
    let text = format!("{} of {asked}", (jobs.done + 1).min(asked));
    ui.add(ProgressBar::new(jobs.share()).desired_width(120.0).text(text));
    let what = if jobs.cancelling {
        "stopping…".to_owned()
    } else {
        format!("{}: {}", name.unwrap_or_default(), running.part)
    };
    ui.label(what);
    let cancel = ui.small_button("Cancel").on_hover_text(Command::CancelAll.help());
    if cancel.clicked() { vec![Action::Do(Command::CancelAll)] } else { Vec::new() }
}

/// What was to be analysed when the project was last closed: a photograph that ended the program is not met again
/// unasked.
fn waited(shown: &Shown<'_>, ui: &mut Ui) -> Option<Action> {
    let left = shown.state.jobs.left.len();
    if left == 0 {
        return None;
    }
    let what = words::counted(left, "image was", "images were");
    ui.label(format!("{what} to be analysed when this project was last closed."));
    let analyse = ui.small_button("Analyse").on_hover_text(Command::AnalyseWaited.help());
    let forget = ui.small_button("Forget").on_hover_text("The images stay as they are.");
    if analyse.clicked() {
        Some(Action::Do(Command::AnalyseWaited))
    } else {
        forget.clicked().then_some(Action::ForgetWaited)
    }
}

/// Models that are missing, or being fetched.
fn models(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let models = &shown.state.models;
    if let Some(fetching) = &models.fetching {
        ui.spinner();
        let step = fetching.iter().rev().find(|(_, (done, total))| Some(*done) != *total);
        ui.label(match step {
            Some((step, (done, _))) if *done > 0 => {
                format!("fetching {step} ({:.1} MB)", *done as f64 / 1e6)
            }
            Some((step, _)) => format!("fetching {step}"),
            None => "fetching models".to_owned(),
        });
        let stop = ui.small_button("Stop").on_hover_text("What is here already stays.");
        return if stop.clicked() { vec![Action::CancelFetch] } else { Vec::new() };
    }
    let absent = models.absent.as_deref().unwrap_or_default();
    if absent.is_empty() {
        return Vec::new();
    }
    let why = format!("Not here yet: {}.\n{}", absent.join(", "), models.failures.join("\n"));
    let missing = words::counted(absent.len(), "model is missing", "models are missing");
    ui.label(RichText::new(format!("⚠ {missing}")).color(shown.colours.warn)).on_hover_text(why);
    let fetch = ui.small_button("Fetch them").on_hover_text(Command::FetchModels.help());
    if fetch.clicked() { vec![Action::Do(Command::FetchModels)] } else { Vec::new() }
}

/// The newest notice.
fn notice(shown: &Shown<'_>, ui: &mut Ui) -> Option<Action> {
    let (at, notice) = shown.state.notices.iter().enumerate().next_back()?;
    let age = shown.state.now_ms.saturating_sub(notice.at_ms) / 1000;
    if notice.tone != Tone::Bad && age >= NOTICE_SECS {
        return None;
    }
    let (sign, colour) = match notice.tone {
        Tone::Good => ("✔", shown.colours.good),
        Tone::Plain => ("ℹ", shown.colours.quiet),
        Tone::Bad => ("⚠", shown.colours.bad),
    };
    ui.label(RichText::new(sign).color(colour));
    let room = (ui.available_width() - 260.0).max(80.0);
    let label = egui::Label::new(RichText::new(&notice.text).color(colour)).truncate();
    ui.add_sized([room.min(text_width(ui, &notice.text)), 18.0], label).on_hover_text(&notice.text);
    ui.small_button("×").on_hover_text("Close").clicked().then_some(Action::DismissNotice(at))
}

fn text_width(ui: &Ui, text: &str) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::WHITE).size().x + 4.0
}

/// What is on disk.
fn saved(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let state = shown.state;
    let Some(project) = &state.project else { return Vec::new() };
    if project.access == Access::ReadOnly {
        let why = project.why_read_only.clone().unwrap_or_default();
        let take = ui
            .small_button("Take over")
            .on_hover_text("Edit here; the other window becomes read-only.");
        ui.label(RichText::new("🔒 read-only").color(shown.colours.warn)).on_hover_text(why);
        if take.clicked() {
            let folder = project.folder.clone();
            return vec![Action::OpenProject { folder, access: Access::TakeOver }];
        }
        return Vec::new();
    }
    let (text, colour) = match (&state.saving.failed, state.saving.pending) {
        (Some(_), _) => ("✖ not saved", shown.colours.bad),
        (None, 0) => ("✔ saved", shown.colours.good),
        (None, _) => ("saving…", shown.colours.quiet),
    };
    let label = ui.label(RichText::new(text).color(colour));
    if let Some(why) = &state.saving.failed {
        label.on_hover_text(why);
    }
    Vec::new()
}

/// What really runs the models.
fn provider(shown: &Shown<'_>, ui: &mut Ui) {
    let words = provider_words(shown.state);
    // The least important of the bar: it goes where there is no room.
    let fits = |text: &String| text_width(ui, text) + 24.0 <= ui.available_width();
    if let Some(text) = words.filter(fits) {
        ui.label(RichText::new(text).color(shown.colours.quiet));
        ui.separator();
    }
}

fn provider_words(state: &State) -> Option<String> {
    let mut providers: Vec<&str> = state.models.open.iter().map(|m| m.provider.as_str()).collect();
    providers.sort_unstable();
    providers.dedup();
    (!providers.is_empty()).then(|| {
        format!(
            "{} · {}",
            providers.join(", "),
            words::counted(state.models.open.len(), "model", "models")
        )
    })
}
