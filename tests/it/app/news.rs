//! News from the threads: what lands where, the queue, what is told.

use super::{STREET, act, answer, commits, open, project, record, row, street};
use crate::given;
use crate::scenes::scene;
use dce::app::state::{Jobs, Running};
use dce::app::{Action, Column, Command, Request, State, reduce};
use dce::domain::{
    AttributeKind, BBox, CaptionOrigin, CaptionTarget, Evidence, Face, Point, Polygon, Pose,
    Predicate, RegionId, Relation, Ruling, Source, TextId, TextLine, Value,
};
use dce::naming::Namer;
use dce::pipeline::alone::Found;
use dce::pipeline::job::{About, Happened, ImageKey, Job, JobId, Outcome, WorkEvent};
use dce::pipeline::raw::{RawLook, RawMember};
use dce::project::record::Timing;
use dce::project::{ImageId, Status};
use dce::specialists::Finding;
use std::sync::Arc;

fn of(image: i64, happened: Happened) -> Action {
    let about = About {
        job: JobId(1),
        title: Job::ANALYSE,
        image: Some(ImageKey(image)),
        path: "x.jpg".into(),
        sha256: None,
    };
    Action::Work(Box::new(WorkEvent::Of(about, happened)))
}

fn analysed(image: i64) -> Action {
    of(image, Happened::Analysed { record: Box::new(record(scene(STREET))), depth: None })
}

fn ended(image: i64, outcome: Outcome) -> Action {
    of(image, Happened::Ended(outcome))
}

fn running(state: &State) -> Option<ImageId> {
    state.jobs.running.as_ref().map(|r| r.image)
}

#[test]
fn an_analysis_keeps_what_a_person_ruled() {
    let mut state = street();
    let correct =
        Action::Correct { region: RegionId(3), kind: AttributeKind::Label, words: "cat".into() };
    reduce(&mut state, correct);
    let requests = reduce(&mut state, analysed(2));
    assert_eq!(commits(&requests), 1);
    let labels: Vec<_> =
        state.scene().expect("a scene").asserted_regions(0.5).map(|(_, l)| l).collect();
    assert!(
        labels.contains(&"cat".to_owned()) && !labels.contains(&"dog".to_owned()),
        "{labels:?}"
    );
    assert!(open(&state).history.done.is_empty(), "nothing before an analysis is undone");
}

#[test]
fn a_result_never_lands_on_another_image() {
    let mut state = street();
    let before = open(&state).record.clone();
    let requests = reduce(&mut state, analysed(3));
    assert_eq!(open(&state).record, before);
    assert!(matches!(requests.as_slice(), [Request::Landed { image: ImageId(3), .. }]));
}

#[test]
fn the_queue_goes_on_whatever_happens_and_the_image_on_screen_goes_first() {
    let rows = (1..=4).map(|i| row(i, &format!("{i}.jpg"), Status::New)).collect();
    let mut state = project(rows);
    answer(&mut state, None);
    reduce(&mut state, Action::Do(Command::AnalyseNew));
    assert_eq!(running(&state), Some(ImageId(1)));
    reduce(&mut state, Action::Go(ImageId(3)));
    answer(&mut state, None);
    reduce(&mut state, ended(1, Outcome::Failed("1.jpg: cut; copy it again".into())));
    assert_eq!(running(&state), Some(ImageId(3)), "what is on screen");
    assert_eq!(state.images.get(ImageId(1)).expect("listed").status, Status::Failed);
    assert!(state.notices.last().expect("told").text.contains("copy it again"));
    reduce(&mut state, ended(3, Outcome::Done));
    reduce(&mut state, ended(2, Outcome::Cancelled));
    assert_eq!(running(&state), Some(ImageId(4)));
    reduce(&mut state, ended(4, Outcome::Done));
    assert_eq!((running(&state), state.jobs.asked), (None, 0));
}

#[test]
fn cancelling_empties_the_queue() {
    let rows = (1..=3).map(|i| row(i, &format!("{i}.jpg"), Status::New)).collect();
    let mut state = project(rows);
    answer(&mut state, None);
    let requests =
        act(&mut state, [Action::Do(Command::AnalyseNew), Action::Do(Command::CancelAll)]);
    assert!(requests.iter().any(|r| matches!(r, Request::CancelAll)));
    reduce(&mut state, ended(1, Outcome::Cancelled));
    assert_eq!(running(&state), None);
    assert_eq!(state.images.get(ImageId(1)).expect("listed").status, Status::New);
}

#[test]
fn what_is_not_saved_is_said_until_it_is() {
    let mut state = street();
    let correct =
        Action::Correct { region: RegionId(3), kind: AttributeKind::Label, words: "cat".into() };
    reduce(&mut state, correct);
    assert_eq!(state.saving.pending, 1);
    let message = "the disk is full; free some space".to_owned();
    reduce(&mut state, Action::SaveFailed { image: Some(ImageId(2)), message });
    assert!(state.saving.failed.as_ref().is_some_and(|m| m.contains("full")));
    reduce(&mut state, Action::Saved { image: ImageId(2) });
    assert_eq!(state.saving.failed, None);
}

#[test]
fn a_project_that_cannot_be_opened_is_told_and_forgotten() {
    let mut state = State { recent: vec!["/gone".into()], ..State::default() };
    let message = "/gone: there is no project here".to_owned();
    reduce(&mut state, Action::OpenFailed { folder: "/gone".into(), message });
    assert!(state.recent.is_empty() && state.project.is_none());
    assert!(state.notices[0].text.contains("/gone"));
}

#[test]
fn a_new_image_on_screen_is_analysed_by_itself_once_models_are_known() {
    let known = || Action::ModelsKnown { absent: Vec::new(), namer: None };
    let rows = || vec![row(1, "1.jpg", Status::New)];
    // Models are known before the image is there, or after.
    let mut state = project(rows());
    reduce(&mut state, known());
    answer(&mut state, None);
    assert_eq!(running(&state), Some(ImageId(1)));
    let mut state = project(rows());
    answer(&mut state, None);
    assert_eq!(running(&state), None);
    reduce(&mut state, known());
    assert_eq!(running(&state), Some(ImageId(1)));
    // Where some are missing, it waits for a key.
    let mut state = project(rows());
    reduce(&mut state, Action::ModelsKnown { absent: vec!["ocr".into()], namer: None });
    answer(&mut state, None);
    assert_eq!(running(&state), None);
}

#[test]
fn what_a_specialist_found_alone_is_one_step_with_faces_poses_and_verbs() {
    let mut state = street();
    let models: [&dce::models::Card; 0] = [];
    state.namer = Some(Arc::new(Namer::new(models).expect("a namer")));
    let before = state.scene().expect("a scene").clone();
    let bbox = BBox::new(130.0, 260.0, 190.0, 330.0);
    let source = Source::rule("by hand");
    let face = Face {
        bbox,
        score: 0.9,
        keypoints: Vec::new(),
        source: source.clone(),
        region: None,
        emotions: Vec::new(),
    };
    let keypoints = Vec::new();
    let pose = Pose { bbox, score: 0.9, keypoints, source: source.clone(), region: None };
    let evidence =
        Evidence { source, value: Value::Word("walking".into()), score: 0.9, place: None };
    let verb = Finding::Interaction { subject: RegionId(2), object: RegionId(3), evidence };
    let findings = vec![Finding::Face(face), Finding::Pose(pose), verb];
    let found = Found { scene: before.clone(), findings, depth: None, timings: Vec::new() };
    let requests = reduce(&mut state, of(2, Happened::Alone(Box::new(found))));
    assert_eq!(commits(&requests), 1, "one step");
    let now = state.scene().expect("a scene").clone();
    assert_eq!((now.faces.len(), now.poses.len()), (1, 1));
    assert_eq!(now.faces[0].region, Some(RegionId(2)));
    let walks = |r: &Relation| r.effective() == Some(Predicate::Verb("walking".into()));
    assert!(now.relations.iter().any(walks), "{:?}", now.relations);
    reduce(&mut state, Action::Do(Command::Undo));
    assert!(*state.scene().expect("a scene") == before);
    reduce(&mut state, Action::Do(Command::Redo));
    assert!(*state.scene().expect("a scene") == now);
}

#[test]
fn of_what_a_specialist_shows_only_what_is_over_the_threshold_is_kept() {
    let mut state = street();
    let models: [&dce::models::Card; 0] = [];
    state.namer = Some(Arc::new(Namer::new(models).expect("a namer")));
    let before = state.scene().expect("a scene").clone();
    let line = |id, x, score| TextLine {
        id: TextId(id),
        polygon: Polygon(vec![
            Point::new(x, 10.0),
            Point::new(x + 40.0, 10.0),
            Point::new(x + 40.0, 20.0),
            Point::new(x, 20.0),
        ]),
        text: format!("LINE {id}"),
        score,
        source: Source::rule("by hand"),
        region: None,
        ruling: Ruling::Unreviewed,
    };
    let (part, runs) = ("ocr".to_owned(), 1);
    let timing = Timing { part, preprocess_ms: 0.0, run_ms: 0.0, postprocess_ms: 0.0, runs };
    let findings = vec![Finding::Text(line(7, 10.0, 0.9)), Finding::Text(line(8, 100.0, 0.2))];
    let (models, inputs, failure) = (Vec::new(), Vec::new(), None);
    let member = RawMember { id: "ocr".into(), models, findings, inputs, timing, failure };
    let (specialist, sha256) = ("ocr".to_owned(), String::new());
    let raw = RawLook { specialist, bbox: None, sha256, members: vec![member] };
    reduce(&mut state, of(2, Happened::Raw(Box::new(raw))));
    assert!(*state.scene().expect("a scene") == before, "looking changes nothing");
    let keep = Action::Keep { specialist: "ocr".into(), member: "ocr".into(), least: 0.5 };
    let requests = reduce(&mut state, keep);
    assert_eq!(commits(&requests), 1, "one step");
    let texts = |state: &State| {
        let scene = state.scene().expect("a scene");
        scene.texts.iter().map(|t| t.text.clone()).collect::<Vec<_>>()
    };
    assert!(texts(&state).contains(&"LINE 7".to_owned()), "{:?}", texts(&state));
    assert!(!texts(&state).contains(&"LINE 8".to_owned()), "{:?}", texts(&state));
    reduce(&mut state, Action::Do(Command::Undo));
    assert!(*state.scene().expect("a scene") == before);
}

#[test]
fn what_is_ignored_survives_an_analysis() {
    let mut state = street();
    let target = CaptionTarget::Image;
    let columns = [CaptionOrigin::Fused("embedded".into()), CaptionOrigin::Baseline("glib".into())]
        .map(|origin| Column { target, origin });
    let text = "A bus.".to_owned();
    reduce(&mut state, Action::SetColumn { column: columns[1].clone(), text });
    for column in columns.clone() {
        reduce(&mut state, Action::Ignore { column, words: "bus".into() });
    }
    reduce(&mut state, analysed(2));
    for column in &columns {
        assert_eq!(open(&state).ignored(column), ["bus"], "{column:?}");
    }
}

#[test]
fn what_is_wrong_with_one_image_is_said_as_long_as_it_is_on_screen() {
    let mut state = street();
    reduce(&mut state, Action::Go(ImageId(3)));
    given::answer(&mut state, None, dce::project::Found::Vanished);
    reduce(
        &mut state,
        Action::OpenFailed { folder: "/gone".into(), message: "/gone: not there".into() },
    );
    assert_eq!(state.notices.len(), 2);
    reduce(&mut state, Action::Go(ImageId(2)));
    answer(&mut state, Some(record(scene(STREET))));
    let left: Vec<_> = state.notices.iter().map(|n| n.text.as_str()).collect();
    assert_eq!(left, ["/gone: not there"]);
}

#[test]
fn progress_is_of_all_images_that_were_asked_for() {
    let mut state = street();
    state.jobs = Jobs { done: 1, asked: 4, ..Jobs::default() };
    assert_eq!(state.jobs.share(), 0.25);
    let running = Running { image: ImageId(2), part: "ocr".into(), done: 6, total: 12 };
    state.jobs.running = Some(running);
    assert_eq!(state.jobs.share(), 0.375);
    assert_eq!(Jobs::default().share(), 0.0);
}

/// What is kept of the queue, as the requests of these actions change it.
fn kept(requests: &[Request]) -> Vec<i64> {
    let mut kept = Vec::new();
    for request in requests {
        match request {
            Request::Queued { images, waits: true } => kept.extend(images.iter().map(|i| i.0)),
            Request::Failed { image, .. } => kept.retain(|k| *k != image.0),
            Request::Queued { images, waits: false } => {
                kept.retain(|k| !images.contains(&ImageId(*k)))
            }
            _ => {}
        }
    }
    kept
}

#[test]
fn what_waits_is_kept_until_it_failed_or_was_cancelled() {
    let rows = (1..=4).map(|i| row(i, &format!("{i}.jpg"), Status::New)).collect();
    let mut state = project(rows);
    answer(&mut state, None);
    let mut requests = reduce(&mut state, Action::Do(Command::AnalyseNew));
    requests.extend(reduce(&mut state, Action::Do(Command::AnalyseNew)));
    assert_eq!(kept(&requests), [1, 2, 3, 4], "each once");
    requests.extend(reduce(&mut state, ended(1, Outcome::Failed("no picture".into()))));
    requests.extend(reduce(&mut state, Action::Cancel(ImageId(4))));
    assert_eq!(kept(&requests), [2, 3]);
    requests.extend(reduce(&mut state, Action::Do(Command::CancelAll)));
    assert!(kept(&requests).is_empty(), "what runs too");
}

#[test]
fn what_waited_when_the_project_was_closed_is_asked_about() {
    let opening = |waited: &[i64]| {
        let mut state = project(Vec::new());
        let rows = (1..=3).map(|i| row(i, &format!("{i}.jpg"), Status::New)).collect();
        let info = state.project.clone().expect("a project");
        let opening = Action::Opening {
            project: Box::new(info),
            rules: Box::default(),
            images: rows,
            last: None,
            waited: waited.iter().copied().map(ImageId).collect(),
        };
        reduce(&mut state, opening);
        state
    };
    let mut state = opening(&[2, 3]);
    assert_eq!(running(&state), None, "nothing begins unasked");
    let requests = reduce(&mut state, Action::Do(Command::AnalyseWaited));
    assert_eq!((running(&state), &state.jobs.queue[..]), (Some(ImageId(2)), &[ImageId(3)][..]));
    assert_eq!((kept(&requests), state.jobs.left.len()), (vec![2, 3], 0));

    let mut state = opening(&[2, 3]);
    reduce(&mut state, Action::Analyse(vec![ImageId(3)]));
    assert_eq!(state.jobs.left, [ImageId(2)], "what is asked for anyway waits no more");
    let requests = reduce(&mut state, Action::ForgetWaited);
    assert!(
        matches!(&requests[..], [Request::Queued { images, waits: false }] if *images == [ImageId(2)])
    );
    assert!(!Command::AnalyseWaited.is_enabled(&state));
}
