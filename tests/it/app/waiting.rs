//! Captions to compare that come before there is evidence: they are columns, wait, and are read once there is some.

use super::{STREET, act, answer, commits, open, project, record, row};
use crate::given;
use crate::scenes::scene;
use dce::app::selection::Column;
use dce::app::{Action, Command, Request, State, reduce};
use dce::domain::{Caption, CaptionOrigin, CaptionTarget, RegionId};
use dce::pipeline::job::{About, Happened, ImageKey, Job, JobId, WorkEvent};
use dce::project::{Found, ImageId, Opened, Status};

fn column(name: &str) -> Column {
    Column { target: CaptionTarget::Image, origin: CaptionOrigin::Baseline(name.into()) }
}

/// One image, on screen and not analysed.
fn new() -> State {
    let mut state = project(vec![row(1, "a.jpg", Status::New)]);
    answer(&mut state, None);
    state
}

fn paste(text: &str) -> Action {
    Action::SetColumn { column: column("GPT-4V"), text: text.into() }
}

#[test]
fn a_pasted_caption_waits_for_evidence_and_is_read_once_there_is_some() {
    let mut state = new();
    assert!(Command::PasteCaption.is_enabled(&state));
    let requests = act(&mut state, [paste("A zebra and a bus.")]);
    assert!(
        matches!(requests.as_slice(), [Request::Wait { image: ImageId(1), captions }] if captions.len() == 1),
        "{requests:?}"
    );
    assert_eq!(open(&state).text(&column("GPT-4V")), Some("A zebra and a bus."));
    assert_eq!(open(&state).columns(CaptionTarget::Image), [column("GPT-4V")]);
    assert!(open(&state).reports.is_empty(), "there is nothing to read it against");

    let about = About {
        job: JobId(1),
        title: Job::ANALYSE,
        image: Some(ImageKey(1)),
        path: "a.jpg".into(),
        sha256: None,
    };
    let record = Box::new(record(scene(STREET)));
    let landed = WorkEvent::Of(about, Happened::Analysed { record, depth: None });
    let requests = reduce(&mut state, Action::Work(Box::new(landed)));
    assert_eq!(commits(&requests), 1);
    assert!(open(&state).waiting.is_empty());
    assert_eq!(open(&state).text(&column("GPT-4V")), Some("A zebra and a bus."));
    let report = &open(&state).reports[&column("GPT-4V")];
    assert!(report.findings.iter().any(|f| f.why.contains("zebra")), "{:?}", report.findings);
}

#[test]
fn a_waiting_column_is_replaced_and_removed() {
    let mut state = new();
    act(&mut state, [paste("A cat."), paste("A dog.")]);
    assert_eq!(open(&state).waiting.len(), 1);
    assert_eq!(open(&state).text(&column("GPT-4V")), Some("A dog."));
    let requests = act(&mut state, [Action::RemoveColumn(column("GPT-4V"))]);
    assert!(matches!(requests.as_slice(), [Request::Wait { captions, .. }] if captions.is_empty()));
    assert!(open(&state).columns(CaptionTarget::Image).is_empty());
}

#[test]
fn what_waits_is_undone_and_redone() {
    let mut state = new();
    let text = |state: &State| open(state).text(&column("GPT-4V")).map(str::to_owned);
    act(&mut state, [paste("A cat."), paste("A dog.")]);
    assert!(act(&mut state, [paste("A dog.")]).is_empty(), "the same again is no step");
    let requests = act(&mut state, [Action::Do(Command::Undo)]);
    assert!(
        matches!(&requests[..], [Request::Wait { captions, .. }] if captions[0].text == "A cat.")
    );
    act(&mut state, [Action::Do(Command::Undo)]);
    assert_eq!((text(&state), Command::Undo.is_enabled(&state)), (None, false));
    act(&mut state, [Action::Do(Command::Redo), Action::Do(Command::Redo)]);
    assert_eq!(
        (text(&state).as_deref(), Command::Redo.is_enabled(&state)),
        (Some("A dog."), false)
    );
}

#[test]
fn only_captions_to_compare_of_the_image_wait() {
    let mut state = new();
    let person = Column { origin: CaptionOrigin::Person("anna".into()), ..column("x") };
    let region = Column { target: CaptionTarget::Region(RegionId(1)), ..column("x") };
    for column in [person, region] {
        let requests = act(&mut state, [Action::SetColumn { column, text: "A cat.".into() }]);
        assert!(requests.is_empty() && open(&state).waiting.is_empty());
        assert!(state.notices.pop().expect("told").text.contains("not analysed yet"));
    }
    reduce(&mut state, Action::Lost { by: "another window".into() });
    assert!(act(&mut state, [paste("A cat.")]).is_empty(), "read alone");
}

#[test]
fn what_waited_while_the_image_was_analysed_comes_in_when_it_is_opened() {
    let mut state = project(vec![row(1, "a.jpg", Status::ToReview)]);
    let caption = Caption::plain(CaptionTarget::Image, "A bus.", column("GPT-4V").origin);
    let image = Opened {
        row: row(1, "a.jpg", Status::ToReview),
        record: Some(record(scene(STREET))),
        waiting: vec![caption],
        history: Default::default(),
        depth: None,
        found: Found::AsBefore,
    };
    let opened = Action::Opened { image: Box::new(image), draft: None, namer: None };
    let requests = reduce(&mut state, opened);
    assert_eq!(commits(&requests), 1);
    assert_eq!(open(&state).text(&column("GPT-4V")), Some("A bus."));
    reduce(&mut state, Action::Do(Command::Undo));
    assert_eq!(open(&state).text(&column("GPT-4V")), None, "a step like any other");
}

#[test]
fn an_import_says_how_many_images_wait() {
    let mut state = new();
    let imported = Action::Imported { captions: 3, images: 2, waiting: 1 };
    let requests = reduce(&mut state, imported);
    let told = &state.notices.last().expect("told").text;
    assert!(told.contains("3 captions came to 2 images") && told.contains("1 are not analysed"));
    assert!(matches!(requests.as_slice(), [Request::OpenImage(ImageId(1))]), "it is shown");
    let row = state.images.get(ImageId(1)).expect("listed").clone();
    reduce(&mut state, given::on_disk(row, None, Found::AsBefore));
    assert!(state.open.is_some());
}
