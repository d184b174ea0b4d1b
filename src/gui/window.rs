//! The frame around the panels: news in, panels drawn, their actions carried out, keys heard, files dropped.

use super::panels;
use super::paste::Paste;
use super::roam::Roam;
use super::shown::Shown;
use super::textures::Textures;
use super::theme::{self, Colours};
use super::{keys, pick};
use crate::app::view::{Theme, View};
use crate::app::{Action, Command, State};
use crate::desk::{Desk, DeskError, ForWindow, Wake};
use crate::models::Store;
use crate::pipeline::pictures::{PictureEvent, Wish};
use crate::project::ImageId;
use crossbeam_channel::{Receiver, Sender, unbounded};
use egui::{Context, Ui};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// Key of what is kept between runs, besides what egui keeps.
const KEPT: &str = "dce";

/// What is kept between runs.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    view: View,
    recent: Vec<PathBuf>,
}

/// The window.
pub struct Window {
    desk: Desk,
    textures: Textures,
    picked: (Sender<Action>, Receiver<Action>),
    /// How the window is dressed: theme, whether the system is dark, scale.
    dressed: Option<(Theme, bool, f32)>,
    asked: Option<Command>,
    paste: Paste,
    /// The project whose pictures are on the card.
    project: Option<PathBuf>,
    /// The image whose photograph was asked for.
    shows: Option<ImageId>,
    title: String,
    /// Recent projects as they are kept on disk.
    kept_recent: Vec<PathBuf>,
}

impl Window {
    /// Sets up the desk behind a window; `first` is done at once.
    ///
    /// # Errors
    /// Where the desk cannot be set up.
    pub fn new(
        ctx: &Context,
        storage: Option<&dyn eframe::Storage>,
        store: Store,
        first: Vec<Action>,
    ) -> Result<Self, DeskError> {
        // Settings of another version that cannot be read are given up for the defaults.
        let kept = storage.and_then(|s| s.get_string(KEPT));
        let Kept { mut view, recent } =
            kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        if view.author.is_empty() {
            view.author =
                std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
        }
        Roam::start(ctx);
        ctx.set_fonts(theme::fonts());
        let woken = ctx.clone();
        let wake: Wake = Arc::new(move || woken.request_repaint());
        let kept_recent = recent.clone();
        let desk = Desk::start(store, State { view, recent, ..State::default() }, wake)?;
        let mut window = Self {
            desk,
            textures: Textures::default(),
            picked: unbounded(),
            dressed: None,
            asked: None,
            paste: Paste::default(),
            project: None,
            shows: None,
            title: String::new(),
            kept_recent,
        };
        for action in first {
            window.act(ctx, action);
        }
        Ok(window)
    }

    /// The state, for tests.
    pub fn state(&self) -> &State {
        &self.desk.state
    }

    /// Waits until everything is stored, for tests.
    pub fn settle(&mut self) {
        self.desk.settle();
    }

    fn act(&mut self, ctx: &Context, action: Action) {
        if let Action::Do(command) = action {
            self.asked = Some(command).filter(|c| c.is_enabled(&self.desk.state));
            if command == Command::PasteImage {
                self.paste.ask(ctx);
            }
            let state = &self.desk.state;
            let target = state.caption_target();
            if command == Command::CopyCaption
                && let Some(text) = state.open.as_ref().and_then(|o| o.text_in_force(target))
            {
                ctx.copy_text(text.to_owned());
            }
        }
        if !matches!(action, Action::Spent(_)) {
            // What is drawn already is drawn of what was before: a field that is gone would keep the keys, for one.
            ctx.request_repaint();
        }
        let covered = self.desk.state.dialog.is_some();
        let for_window = self.desk.act(action);
        self.uncover(ctx, covered);
        self.carry_out(ctx, for_window);
    }

    /// The field of a dialog that was closed gives the keys back at once: the next is the desk's.
    fn uncover(&self, ctx: &Context, covered: bool) {
        if covered && self.desk.state.dialog.is_none() {
            ctx.memory_mut(|m| m.focused().map(|field| m.surrender_focus(field)));
        }
    }

    fn carry_out(&mut self, ctx: &Context, asked: Vec<ForWindow>) {
        for asked in asked {
            match asked {
                ForWindow::Pick(what) => pick::pick(what, &self.picked.0, ctx),
                ForWindow::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            }
        }
    }

    /// Takes in what the threads tell.
    fn hear(&mut self, ctx: &Context) {
        let covered = self.desk.state.dialog.is_some();
        let (pictures, for_window) = self.desk.hear();
        self.uncover(ctx, covered);
        self.carry_out(ctx, for_window);
        let picked: Vec<Action> = self.picked.1.try_iter().collect();
        for action in picked {
            self.act(ctx, action);
        }
        let folder = self.desk.state.project.as_ref().map(|p| p.folder.clone());
        if folder != self.project {
            // Numbers of images are a project's own: no picture of another may show under them.
            self.textures.clear();
            self.shows = None;
            self.project = folder;
        }
        for event in pictures {
            self.take_picture(ctx, event);
        }
        let on_screen = self.desk.state.open.as_ref().map(|o| o.id);
        if on_screen != self.shows {
            self.shows = on_screen;
            if let (Some(id), Some(picture)) = (on_screen, self.desk.show_picture()) {
                self.textures.set_photograph(ctx, id, picture);
            }
        }
        self.textures.keep_depth(ctx, &self.desk.state);
    }

    fn take_picture(&mut self, ctx: &Context, event: PictureEvent) {
        match event {
            PictureEvent::Shown { image, picture, .. } => {
                self.textures.set_photograph(ctx, image.into(), picture);
            }
            PictureEvent::Thumbnail { image, jpeg, .. } => {
                self.textures.set_thumbnail(ctx, image.into(), Some(&jpeg));
            }
            PictureEvent::Failed { image, wanted: Wish::Thumbnail, .. } => {
                self.textures.set_thumbnail(ctx, image.into(), None);
            }
            PictureEvent::Failed { image, wanted: Wish::Show, message, .. } => {
                self.act(ctx, Action::ImageFailed { image: image.into(), message });
            }
            // What fails ahead of time is said when it is opened.
            PictureEvent::Failed { wanted: Wish::Ahead, .. } => {}
        }
    }

    fn dress(&mut self, ctx: &Context) {
        let view = &self.desk.state.view;
        let system_dark = ctx.input(|i| i.raw.system_theme) != Some(egui::Theme::Light);
        let dress = (view.theme, system_dark, view.scale);
        if self.dressed != Some(dress) {
            theme::dress(ctx, view.theme, system_dark);
            ctx.set_zoom_factor(view.scale.clamp(0.5, 3.0));
            self.dressed = Some(dress);
        }
    }

    /// All panels, and what they want.
    fn panels(&self, ui: &mut Ui, asked: Option<Command>) -> Vec<Action> {
        let state = &self.desk.state;
        let (_, system_dark, _) = self.dressed.unwrap_or((state.view.theme, true, 1.0));
        let colours = Colours::of(state.view.theme, system_dark);
        panels::all(&Shown { state, textures: &self.textures, colours: &colours, asked }, ui)
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.hear(ctx);
        if ctx.input(|i| i.viewport().close_requested()) {
            self.act(ctx, Action::CommitDraft);
            self.desk.settle();
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        super::fit::onto_a_screen(&ctx, frame);
        self.dress(&ctx);
        self.paste.hear(&ctx, self.desk.state.dialog.is_some(), &self.picked.0);
        if let Some(nudge) = panels::canvas::finish_nudge(&ctx, &self.desk.state) {
            self.act(&ctx, nudge);
        }
        let steps = Roam::steps(&ctx);
        for command in steps.into_iter().chain(keys::pressed(&ctx, &self.desk.state)) {
            self.act(&ctx, Action::Do(command));
        }
        let dropped: Vec<PathBuf> = ctx.input(|i| {
            i.raw
                .dropped_files
                .iter()
                .map(|f| f.path().to_owned())
                .filter(|p| !p.as_os_str().is_empty())
                .collect()
        });
        if !dropped.is_empty() {
            self.act(&ctx, Action::Add(dropped));
        }
        let asked = self.asked.take();
        for action in self.panels(ui, asked) {
            self.act(&ctx, action);
        }
        Roam::follow(&ctx, &self.desk.state);
        if let Some(wanted) = self.textures.take_wanted() {
            self.desk.want_thumbnails(wanted);
        }
        let time = ctx.input(|i| i.stable_dt.min(1.0));
        if ctx.input(|i| i.focused && (i.pointer.is_moving() || !i.events.is_empty())) {
            self.act(&ctx, Action::Spent(f64::from(time)));
        }
        let title = panels::menu::window_title(&self.desk.state);
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        // At once: a window that is killed must not forget where its project is.
        if self.kept_recent != self.desk.state.recent
            && let Some(storage) = frame.storage_mut()
        {
            self.kept_recent.clone_from(&self.desk.state.recent);
            eframe::App::save(self, storage);
            storage.flush();
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        let state = &self.desk.state;
        let kept = Kept { view: state.view.clone(), recent: state.recent.clone() };
        // Plain values: writing them cannot fail; were it ever to, the next start has the defaults.
        if let Ok(text) = serde_json::to_string(&kept) {
            storage.set_string(KEPT, text);
        }
    }
}
