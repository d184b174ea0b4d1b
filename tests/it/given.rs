//! A desk's state made by hand: a project, images in it, one of them on screen as if it came from the disk. Shared by
//! tests and benches.
#![allow(clippy::expect_used, reason = "in tests and benches a panic is the report")]

use dce::app::{Action, Request, State, reduce};
use dce::domain::{Fingerprint, History, Rules, Scene};
use dce::project::record::VERSION;
use dce::project::{
    Access, Found, ImageId, ImageRow, Opened, ProjectInfo, Record, Status, Summary,
};
use std::path::Path;

/// The record of a scene as it is.
pub fn record(scene: Scene) -> Record {
    Record {
        version: VERSION,
        software: "by hand".into(),
        setup: Fingerprint::default(),
        scene,
        rules: Rules::default(),
        models: Vec::new(),
        timings: Vec::new(),
    }
}

/// One image of a list.
pub fn row(id: i64, name: &str, status: Status) -> ImageRow {
    ImageRow {
        id: ImageId(id),
        path: Path::new("/photographs").join(name),
        sha256: None,
        size: None,
        status,
        failure: None,
        summary: Summary::default(),
        note: String::new(),
        tags: Vec::new(),
        seconds: 0.0,
        edited_at_ms: None,
    }
}

/// A project of these images, open for writing; the first of them is being opened.
pub fn project(images: Vec<ImageRow>) -> State {
    let mut state = State { now_ms: 1_000, ..State::default() };
    let info = ProjectInfo {
        folder: "/projects/street".into(),
        title: "street".into(),
        scratch: false,
        access: Access::Write,
        why_read_only: None,
        schema: 1,
        recovered: None,
    };
    let rules = Box::new(Rules::default());
    reduce(
        &mut state,
        Action::Opening { project: Box::new(info), rules, images, last: None, waited: Vec::new() },
    );
    state
}

/// What the disk has of an image.
pub fn on_disk(row: ImageRow, record: Option<Record>, found: Found) -> Action {
    let (history, waiting) = (History::default(), Vec::new());
    let image = Opened { row, record, waiting, history, depth: None, found };
    Action::Opened { image: Box::new(image), draft: None, namer: None }
}

/// The answer of the disk to the image that is being opened.
pub fn answer(state: &mut State, record: Option<Record>, found: Found) -> Vec<Request> {
    let id = state.opening.expect("an image is being opened");
    let row = state.images.get(id).expect("it is listed").clone();
    reduce(state, on_disk(row, record, found))
}
