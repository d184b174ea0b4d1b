//! The list: filters, order, search, and going through it.

use super::{act, answer, open, project, row};
use dce::app::filter::{Filter, Flag, Sort};
use dce::app::{Action, Command, Request, reduce};
use dce::project::{Found, ImageId, Status};

fn names(state: &dce::app::State) -> Vec<String> {
    state.images.iter_listed().map(dce::app::images::name).collect()
}

fn three() -> dce::app::State {
    let mut a = row(1, "b.jpg", Status::Approved);
    a.summary.labels = vec!["cat".into()];
    a.summary.disagreement = 0.2;
    let mut b = row(2, "a.jpg", Status::ToReview);
    b.summary.conflicts = 1;
    b.summary.disagreement = 0.9;
    project(vec![a, b, row(3, "c.jpg", Status::New)])
}

#[test]
fn filters_and_orders() {
    let mut state = three();
    assert_eq!(names(&state), ["b.jpg", "a.jpg", "c.jpg"]);
    reduce(&mut state, Action::Sort(Sort::Name));
    assert_eq!(names(&state), ["a.jpg", "b.jpg", "c.jpg"]);
    reduce(&mut state, Action::Sort(Sort::Disagreement));
    assert_eq!(names(&state), ["a.jpg", "b.jpg", "c.jpg"]);
    let status = Filter { status: Some(Status::New), ..Filter::default() };
    reduce(&mut state, Action::Filter(status));
    assert_eq!(names(&state), ["c.jpg"]);
    let label = Filter { label: Some("cat".into()), ..Filter::default() };
    reduce(&mut state, Action::Filter(label));
    assert_eq!(names(&state), ["b.jpg"]);
    let flag = Filter { flag: Some(Flag::Conflict), ..Filter::default() };
    reduce(&mut state, Action::Filter(flag));
    assert_eq!(names(&state), ["a.jpg"]);
}

#[test]
fn an_answer_to_an_older_search_is_dropped() {
    let mut state = three();
    let asked = act(&mut state, [Action::Search("ca".into()), Action::Search("cat".into())]);
    assert_eq!(asked.iter().filter(|r| matches!(r, Request::Search(_))).count(), 2);
    reduce(&mut state, Action::Found { search: "ca".into(), images: vec![ImageId(3)] });
    assert_eq!(state.images.listed(), 3);
    reduce(&mut state, Action::Found { search: "cat".into(), images: vec![ImageId(1)] });
    assert_eq!(names(&state), ["b.jpg"]);
    reduce(&mut state, Action::Search(String::new()));
    assert_eq!(state.images.listed(), 3);
}

#[test]
fn keys_faster_than_the_disk_count_from_where_they_lead() {
    let mut state = three();
    answer(&mut state, None);
    act(&mut state, [Action::Do(Command::Next), Action::Do(Command::Next)]);
    assert_eq!(state.opening, Some(ImageId(3)));
}

#[test]
fn an_image_that_is_no_longer_wanted_is_dropped() {
    let mut state = three();
    let late = state.images.get(ImageId(1)).expect("listed").clone();
    reduce(&mut state, Action::Go(ImageId(2)));
    reduce(&mut state, crate::given::on_disk(late, None, Found::AsBefore));
    assert!(state.open.is_none());
}

#[test]
fn approving_goes_to_the_next_that_waits() {
    let mut state = three();
    reduce(&mut state, Action::Go(ImageId(2)));
    answer(&mut state, None);
    let requests = reduce(&mut state, Action::Do(Command::Approve));
    assert_eq!(state.images.get(ImageId(2)).expect("listed").status, Status::Approved);
    assert_eq!(state.opening, Some(ImageId(3)));
    assert!(
        requests.iter().any(|r| matches!(
            r,
            Request::Review { image: ImageId(2), status: Status::Approved, .. }
        ))
    );
}

#[test]
fn review_steps_stop_where_something_waits() {
    let mut state = three();
    answer(&mut state, None);
    reduce(&mut state, Action::Do(Command::NextToReview));
    assert_eq!(state.opening, Some(ImageId(2)));
    answer(&mut state, None);
    reduce(&mut state, Action::Do(Command::NextUnreviewed));
    assert_eq!(state.opening, Some(ImageId(3)));
}

#[test]
fn notes_tags_and_time_are_stored_with_the_image() {
    let mut state = three();
    answer(&mut state, None);
    let requests = act(
        &mut state,
        [
            Action::SetNote("blurred".into()),
            Action::SetTags(vec!["night".into()]),
            Action::Spent(4.0),
            Action::Do(Command::Next),
        ],
    );
    let row = state.images.get(ImageId(1)).expect("listed");
    assert_eq!((row.note.as_str(), row.tags.len(), row.seconds), ("blurred", 1, 4.0));
    let spent =
        |r: &Request| matches!(r, Request::Spent { image: ImageId(1), seconds } if *seconds == 4.0);
    assert!(requests.iter().any(spent));
}

#[test]
fn time_is_not_measured_where_it_is_switched_off() {
    let mut state = three();
    answer(&mut state, None);
    state.view.measure_time = false;
    reduce(&mut state, Action::Spent(4.0));
    reduce(&mut state, Action::Do(Command::Next));
    assert_eq!(state.images.get(ImageId(1)).expect("listed").seconds, 0.0);
}

#[test]
fn the_review_goes_round_until_nothing_waits() {
    let mut state = three();
    reduce(&mut state, Action::Go(ImageId(3)));
    answer(&mut state, None);
    reduce(&mut state, Action::Do(Command::Approve));
    assert_eq!(state.opening, Some(ImageId(2)), "one before it waits");
    answer(&mut state, None);
    reduce(&mut state, Action::Do(Command::Approve));
    assert!(state.images.iter().all(|r| r.status == Status::Approved));
    assert!(state.notices.last().expect("told").text.contains("No further image waits"));
    reduce(&mut state, Action::Do(Command::NextUnreviewed));
    assert_eq!(state.opening, None);
}

#[test]
fn marking_as_needing_work_is_told_and_taken_back_by_the_same_key() {
    let mut state = three();
    answer(&mut state, None);
    let id = open(&state).id;
    let status = |state: &dce::app::State| state.images.get(id).expect("listed").status;
    reduce(&mut state, Action::Do(Command::NeedsWork));
    assert_eq!(status(&state), Status::NeedsWork);
    assert!(state.notices.last().expect("told").text.contains("needing work"));
    reduce(&mut state, Action::Do(Command::NeedsWork));
    assert_eq!(status(&state), Status::ToReview);
}
