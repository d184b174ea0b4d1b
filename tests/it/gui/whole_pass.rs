//! The whole window with the real models, driven by keys and accessible names alone: a photograph is opened, analysed,
//! corrected, re-fused, approved; the window is closed, and what was done is there when it is opened again.

use crate::real;
use dce::app::{Item, Open, State};
use dce::domain::{CaptionTarget, RegionId};
use dce::gui::Window;
use dce::project::Status;
use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, Queryable};
use std::path::Path;
use std::time::{Duration, Instant};

struct Desk(Harness<'static, Window>);

impl Desk {
    fn start() -> Self {
        let harness = Harness::builder()
            .with_size(vec2(1440.0, 900.0))
            .with_step_dt(1.0 / 60.0)
            .allow_missing_glyphs() // signs are looked at elsewhere
            .build_eframe(|cc| {
                Window::new(&cc.egui_ctx, None, real::own_store(), Vec::new()).unwrap()
            });
        Self(harness)
    }

    fn state(&self) -> &State {
        self.0.state().state()
    }

    fn open(&self) -> &Open {
        self.state().open.as_ref().expect("an image is on screen")
    }

    fn caption(&self) -> String {
        self.open().text_in_force(CaptionTarget::Image).unwrap_or_default().to_owned()
    }

    /// Frames until `done`; a window that never gets there fails the test.
    fn wait(&mut self, what: &str, done: impl Fn(&State) -> bool) {
        let until = Instant::now() + Duration::from_secs(300);
        while !done(self.state()) {
            assert!(Instant::now() < until, "{what}: {:?}", self.state().notices);
            self.0.step();
            std::thread::sleep(Duration::from_millis(5));
        }
        self.0.run_steps(3);
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.0.key_press_modifiers(modifiers, key);
        self.0.run_steps(4);
    }

    fn plain(&mut self, key: Key) {
        self.key(Modifiers::NONE, key);
    }

    /// Types into the field that has the keys.
    fn types(&mut self, text: &str) {
        self.0.event(Event::Text(text.to_owned()));
        self.0.run_steps(2);
    }

    /// Types a path into the dialog that a key opens, and takes it.
    fn path(&mut self, key: Key, path: &Path) {
        self.key(Modifiers::COMMAND, key);
        self.types(path.to_str().unwrap());
        self.plain(Key::Enter);
    }

    /// Whether there is a node whose name begins so.
    fn names(&self, beginning: &str) -> bool {
        // What a label says is its value.
        let begins = |n: &AccessKitNode<'_>| {
            n.label().or_else(|| n.value()).is_some_and(|words| words.starts_with(beginning))
        };
        self.0.query_all_by(begins).count() > 0
    }

    /// Waits until all is on the disk, then leaves.
    fn close(mut self) {
        self.key(Modifiers::COMMAND, Key::Q);
        self.0.state_mut().settle();
        assert_eq!((self.state().saving.pending, &self.state().saving.failed), (0, &None));
    }
}

#[test]
fn a_whole_pass_through_the_window_with_real_models() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("project");
    dce::project::Project::create(&folder, "one").unwrap().close().unwrap();

    // The project is opened by its path, the photograph too; the models look at it.
    let mut desk = Desk::start();
    desk.0.get_by_label_contains("Open photographs…");
    desk.path(Key::P, &folder);
    desk.wait("the project opens", |s| s.project.is_some());
    desk.path(Key::O, &real::photograph("chelsea"));
    desk.wait("the photograph opens", |s| s.open.is_some());
    desk.plain(Key::A);
    desk.wait("it is analysed", |s| s.scene().is_some() && s.jobs.running.is_none());
    assert!(desk.caption().contains("cat"), "{}", desk.caption());
    assert!(desk.0.query_by_label_contains("caption is stale").is_none());

    // The label of what Tab selects is corrected: the full caption is stale, and the window says so.
    desk.plain(Key::Tab);
    let Some(Item::Region(RegionId(cat))) = desk.state().selection.kept else {
        panic!("Tab selects the most salient region");
    };
    assert!(desk.names(&format!("cat {cat}, ")));
    desk.plain(Key::C);
    desk.types("dog");
    desk.plain(Key::Enter);
    let dog = format!("dog {cat}, ruled by a person");
    assert!(desk.names(&dog));
    assert!(desk.open().stale_of(CaptionTarget::Image).is_some());
    assert!(desk.names("1 caption is stale") || desk.names("2 captions are stale"));
    assert!(desk.caption().contains("cat"), "nothing is rewritten without being asked");

    // Re-fused: each new caption is read as a diff, and taken.
    desk.plain(Key::R);
    let proposals = desk.open().proposals.len();
    assert!(proposals > 0);
    assert!(desk.names("removed “") && desk.names("added “"));
    for _ in 0..proposals {
        desk.plain(Key::Enter);
    }
    let fused = desk.caption();
    assert!(fused.contains("dog") && !fused.contains("cat"), "{fused}");
    assert!(desk.open().stale.is_empty());

    // Undone to the start, and made again.
    let steps = desk.open().history.done.len();
    assert_eq!(steps, 1 + proposals);
    for _ in 0..steps {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert!(desk.caption().contains("cat") && desk.open().history.done.is_empty());
    assert!(desk.names(&format!("cat {cat}, ")));
    for _ in 0..steps {
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    }
    assert_eq!(desk.caption(), fused);

    // Approved and closed.
    desk.plain(Key::Space);
    let image = desk.open().id;
    assert_eq!(desk.state().images.get(image).unwrap().status, Status::Approved);
    let before = desk.open().clone();
    desk.close();

    // Opened again: the scene, its history, the caption, the approval.
    let mut desk = Desk::start();
    desk.path(Key::P, &folder);
    desk.wait("the image is there", |s| s.scene().is_some());
    let after = desk.open();
    assert!(after.record.as_ref().unwrap().scene == before.record.as_ref().unwrap().scene);
    assert_eq!(after.history, before.history);
    assert_eq!(desk.caption(), fused);
    assert!(desk.names(&dog));
    assert!(desk.names("chelsea.png, approved"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_ne!(desk.caption(), fused, "and it can be undone still");
    desk.close();
}
