//! The app without a window: every command and action, and what must hold whatever is done.

mod actions;
mod commands;
mod images;
mod invariants;
mod news;
mod rules;
mod waiting;

use crate::given;
use crate::scenes::scene;
use dce::app::{Action, Open, Request, State, reduce};
use dce::domain::{Rules, Scene};
use dce::project::{Found, ImageId, ImageRow, Record, Status};

pub use crate::given::row;

/// A street: three things that are sure, one that is not, a line of text.
pub const STREET: &str = "
    image 1000x700
    bus 0.92 at 300,150,900,600: colour=red 0.8, depth=0.55 0.7
    person 0.90 at 100,250,220,640: depth=0.80 0.7, emotion=happy 0.8
    dog 0.85 at 500,550,620,690: colour=brown 0.8, depth=0.9 0.7
    bench 0.35 at 10,500,90,600
    text 0.95 on 1 at 400,180,600,220: CITY TOURS
";

/// A record of a scene, fused.
pub fn record(mut scene: Scene) -> Record {
    let rules = Rules::default();
    dce::pipeline::derive::rederive(&mut scene, &rules, None, None);
    dce::fusion::fuse_embedded(&mut scene, &rules);
    given::record(scene)
}

/// A project of these images, open for writing.
pub fn project(rows: Vec<ImageRow>) -> State {
    let mut state = given::project(rows);
    state.view.author = "anna".into();
    state
}

/// The answer of the disk to the image that is being opened.
pub fn answer(state: &mut State, record: Option<Record>) -> Vec<Request> {
    given::answer(state, record, Found::AsBefore)
}

/// The street on screen, second of three images.
pub fn street() -> State {
    let rows = vec![
        row(1, "a.jpg", Status::ToReview),
        row(2, "street.jpg", Status::ToReview),
        row(3, "c.jpg", Status::New),
    ];
    let mut state = project(rows);
    answer(&mut state, Some(record(scene(STREET))));
    reduce(&mut state, Action::Go(ImageId(2)));
    answer(&mut state, Some(record(scene(STREET))));
    state
}

pub fn open(state: &State) -> &Open {
    state.open.as_ref().expect("an image is open")
}

/// Does several actions; returns what they asked of the world.
pub fn act(state: &mut State, actions: impl IntoIterator<Item = Action>) -> Vec<Request> {
    actions.into_iter().flat_map(|a| reduce(state, a)).collect()
}

/// How many commits were asked for.
pub fn commits(requests: &[Request]) -> usize {
    requests.iter().filter(|r| matches!(r, Request::Commit(_))).count()
}
