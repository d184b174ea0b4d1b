//! The whole window with the real models, driven by keys and accessible names alone: a photograph is opened, analysed,
//! corrected, re-fused, approved; the window is closed, and what was done is there when it is opened again.

use super::driven::Driven;
use crate::real;
use dce::app::Item;
use dce::domain::{CaptionTarget, RegionId};
use dce::project::Status;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

#[test]
fn a_whole_pass_through_the_window_with_real_models() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("project");
    dce::project::Project::create(&folder, "one").unwrap().close().unwrap();

    // The project is opened by its path, the photograph too; the models look at it.
    let mut desk = Driven::start(real::own_store());
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
    let mut desk = Driven::start(real::own_store());
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
