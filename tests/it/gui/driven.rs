//! The real window without a display: driven by keys and accessible names, its threads at work behind it.

use dce::app::{Open, State};
use dce::domain::CaptionTarget;
use dce::gui::Window;
use dce::models::{Store, StoreOptions};
use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, Queryable};
use std::path::Path;
use std::time::{Duration, Instant};

/// A store in a folder of the test's own, without models: nothing is analysed, scratch projects lie there.
pub fn bare_store(home: &Path) -> Store {
    Store::open(home, StoreOptions { offline: true, ..StoreOptions::default() }).unwrap()
}

/// A window with its threads, a frame at a time.
pub struct Driven(pub Harness<'static, Window>);

impl Driven {
    pub fn start(store: Store) -> Self {
        let harness = Harness::builder()
            .with_size(vec2(1440.0, 900.0))
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(120)
            .allow_missing_glyphs() // signs are looked at elsewhere
            .build_eframe(|cc| Window::new(&cc.egui_ctx, None, store, Vec::new()).unwrap());
        Self(harness)
    }

    pub fn state(&self) -> &State {
        self.0.state().state()
    }

    pub fn open(&self) -> &Open {
        self.state().open.as_ref().expect("an image is on screen")
    }

    pub fn caption(&self) -> String {
        self.open().text_in_force(CaptionTarget::Image).unwrap_or_default().to_owned()
    }

    /// Frames until `done`; a window that never gets there fails the test.
    pub fn wait(&mut self, what: &str, done: impl Fn(&State) -> bool) {
        let until = Instant::now() + Duration::from_secs(300);
        while !done(self.state()) {
            assert!(Instant::now() < until, "{what}: {:?}", self.state().notices);
            self.0.step();
            std::thread::sleep(Duration::from_millis(5));
        }
        self.0.run_steps(3);
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.0.key_press_modifiers(modifiers, key);
        self.0.run_steps(4);
    }

    pub fn plain(&mut self, key: Key) {
        self.key(Modifiers::NONE, key);
    }

    /// Types into the field that has the keys.
    pub fn types(&mut self, text: &str) {
        self.0.event(Event::Text(text.to_owned()));
        self.0.run_steps(2);
    }

    /// Types a path into the dialog that a key opens, and takes it.
    pub fn path(&mut self, key: Key, path: &Path) {
        self.key(Modifiers::COMMAND, key);
        self.types(path.to_str().unwrap());
        self.plain(Key::Enter);
    }

    /// Whether there is a node whose name begins so.
    pub fn names(&self, beginning: &str) -> bool {
        // What a label says is its value.
        let begins = |n: &AccessKitNode<'_>| {
            n.label().or_else(|| n.value()).is_some_and(|words| words.starts_with(beginning))
        };
        self.0.query_all_by(begins).count() > 0
    }

    /// Waits until all is on the disk, then leaves.
    pub fn close(mut self) {
        self.key(Modifiers::COMMAND, Key::Q);
        self.0.state_mut().settle();
        assert_eq!((self.state().saving.pending, &self.state().saving.failed), (0, &None));
    }
}
