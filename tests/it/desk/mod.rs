//! The desk without a window, with the real models on a real photograph: opened, analysed, corrected, re-fused, closed and
//! opened again.

mod following;

use crate::real;
use dce::app::open::Draft;
use dce::app::selection::{Column, Item};
use dce::app::{Action, Command, State};
use dce::desk::Desk;
use dce::domain::{AttributeKind, CaptionOrigin, CaptionTarget, RegionId};
use dce::project::{Access, Status};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn start() -> Desk {
    let mut state = State::default();
    state.view.author = "anna".into();
    Desk::start(real::own_store(), state, Arc::new(|| {})).unwrap()
}

/// Hears news until `done`; a desk that never gets there fails the test.
fn wait(desk: &mut Desk, what: &str, done: impl Fn(&State) -> bool) {
    let until = Instant::now() + Duration::from_secs(300);
    while !done(&desk.state) {
        assert!(Instant::now() < until, "{what}: {:?}", desk.state.notices);
        desk.hear();
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn text(desk: &Desk) -> String {
    let open = desk.state.open.as_ref().expect("an image is open");
    open.text_in_force(CaptionTarget::Image).unwrap_or_default().to_owned()
}

fn person(desk: &Desk) -> RegionId {
    let scene = desk.state.scene().expect("a scene");
    let found = scene.asserted_regions(0.5).find(|(_, label)| label == "person");
    found.expect("the astronaut is a person").0.id
}

fn project_of(photograph: &Path, folder: &Path) -> Desk {
    dce::project::Project::create(folder, "one").unwrap().add(&[photograph.to_owned()]).unwrap();
    open(folder)
}

fn open(folder: &Path) -> Desk {
    let mut desk = start();
    desk.act(Action::OpenProject { folder: folder.to_owned(), access: Access::Write });
    wait(&mut desk, "the project opens", |s| s.open.is_some());
    desk
}

#[test]
fn a_whole_review_with_real_models_and_everything_is_there_afterwards() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("project");
    let mut desk = project_of(&real::photograph("astronaut"), &folder);

    desk.act(Action::Do(Command::Analyse));
    wait(&mut desk, "it is analysed", |s| s.scene().is_some() && s.jobs.running.is_none());
    assert!(text(&desk).contains("smiling"), "{}", text(&desk));

    // A label and an emotion are corrected: the captions are stale, re-fused, and undone again.
    let region = person(&desk);
    let kind = AttributeKind::Emotion;
    desk.act(Action::Correct { region, kind, words: "sad".into() });
    let stale = desk.state.open.as_ref().unwrap().stale_of(CaptionTarget::Image).cloned();
    assert!(stale.expect("stale").why.iter().any(|w| w.contains("emotion")));
    desk.act(Action::Do(Command::Refuse));
    let proposals = desk.state.open.as_ref().unwrap().proposals.clone();
    for proposal in proposals {
        desk.act(Action::AcceptProposal { target: proposal.target, pieces: None });
    }
    let refused = text(&desk);
    assert!(!refused.contains("smiling") && refused.contains("sad"), "{refused}");
    desk.act(Action::Do(Command::Undo));
    assert!(text(&desk).contains("smiling"));
    desk.act(Action::Do(Command::Redo));
    assert_eq!(text(&desk), refused);

    // The classifier looks again at one region, a draft is begun, the image approved.
    desk.act(Action::Alone { specialist: "colour".into(), region: Some(region) });
    desk.act(Action::Do(Command::Approve));
    let column =
        Column { target: CaptionTarget::Image, origin: CaptionOrigin::Person("anna".into()) };
    desk.act(Action::Type(Draft::new(column.clone(), "An astronaut, unf")));
    desk.settle();
    assert_eq!((desk.state.saving.pending, &desk.state.saving.failed), (0, &None));
    let before = desk.state.open.as_ref().unwrap().clone();
    drop(desk);

    // Opened again: scene, history, draft, status.
    let mut desk = open(&folder);
    let after = desk.state.open.as_ref().unwrap();
    assert!(after.record.as_ref().unwrap().scene == before.record.as_ref().unwrap().scene);
    assert_eq!(after.history, before.history);
    assert_eq!(after.draft.as_ref().map(|d| d.text.as_str()), Some("An astronaut, unf"));
    assert_eq!(desk.state.images.nth(0).unwrap().status, Status::Approved);
    desk.act(Action::AbandonDraft);
    desk.act(Action::Do(Command::Undo));
    assert!(text(&desk).contains("smiling"), "undo works after a restart");

    // Analysed anew: what was ruled stays.
    let kept = desk.state.open.as_ref().unwrap().revision;
    desk.act(Action::Do(Command::Redo));
    desk.act(Action::Do(Command::Analyse));
    wait(&mut desk, "it is analysed again", |s| {
        s.open.as_ref().is_some_and(|o| o.revision > kept + 1 && o.history.done.is_empty())
    });
    let region = person(&desk);
    let scene = desk.state.scene().unwrap();
    let emotion = scene.regions[&region].asserted_words(AttributeKind::Emotion, 0.5);
    assert_eq!(emotion.as_deref(), Some("sad"));
}

#[test]
fn raw_outputs_come_with_the_inputs_as_they_were_seen() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = project_of(&real::photograph("astronaut"), &root.path().join("project"));
    // It is new, so it is analysed by itself first.
    wait(&mut desk, "it is analysed", |s| s.scene().is_some() && s.jobs.running.is_none());
    let before = desk.state.scene().cloned();
    desk.act(Action::Raw { specialist: "detector".into(), region: None });
    wait(&mut desk, "the detectors show", |s| !s.raw.is_empty());
    let raw = &desk.state.raw[0];
    assert_eq!(raw.members.len(), 2, "two detectors side by side");
    for member in &raw.members {
        assert!(member.findings.len() > 20, "{}: before any threshold", member.id);
        assert!(!member.inputs.is_empty() && member.timing.run_ms > 0.0, "{}", member.id);
        assert!(!member.models[0].licence.is_empty() && !member.models[0].provider.is_empty());
    }
    assert!(desk.state.scene().cloned() == before, "the record stays as it was");
}

#[test]
fn a_photograph_that_is_no_picture_fails_and_the_rest_goes_on() {
    let root = tempfile::tempdir().unwrap();
    let broken = root.path().join("broken.jpg");
    std::fs::write(&broken, "no picture").unwrap();
    let folder = root.path().join("project");
    let mut project = dce::project::Project::create(&folder, "two").unwrap();
    project.add(&[broken, real::photograph("chelsea")]).unwrap();
    drop(project);
    let mut desk = open(&folder);
    desk.act(Action::Do(Command::AnalyseNew));
    wait(&mut desk, "both were tried", |s| s.jobs.asked == 0 && s.jobs.running.is_none());
    desk.settle();
    let status = |desk: &Desk, n| desk.state.images.nth(n).unwrap().status;
    assert_eq!(status(&desk, 0), Status::Failed);
    assert!(desk.state.images.nth(0).unwrap().failure.as_ref().unwrap().contains("broken.jpg"));
    assert_eq!(status(&desk, 1), Status::ToReview);
    let cat = &desk.state.images.nth(1).unwrap().summary;
    assert!(cat.caption.contains("cat") || cat.labels.iter().any(|l| l == "cat"), "{cat:?}");
    desk.act(Action::Select(Some(Item::SceneName)));
    assert_eq!(desk.state.selection.kept, None, "a broken image has nothing to select");
}
