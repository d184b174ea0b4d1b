//! Commands of the table, each to what it does.

use super::{captions, corrections, edits, jobs, review, rules};
use crate::app::command::Command;
use crate::app::images::needs_review;
use crate::app::request::Request;
use crate::app::selection::{Column, Item};
use crate::app::state::{Dialog, PathFor, State, Tone, Tool};
use crate::app::view::{Room, Theme};
use crate::domain::{CaptionOrigin, RegionId};
use crate::project::Status;

/// Carries out a command where it is enabled. Commands that only the window can carry out (zoom, focus, clipboard)
/// are its own business; they change nothing here.
pub(super) fn run(state: &mut State, command: Command) -> Vec<Request> {
    if !command.is_enabled(state) {
        state.tell(Tone::Plain, command.what_is_wanting(state));
        return Vec::new();
    }
    if let Some(overlay) = command.overlay() {
        if !state.view.overlays.remove(&overlay) {
            state.view.overlays.insert(overlay);
        }
        return Vec::new();
    }
    use Command::*;
    match command {
        OpenPhotographs => ask(state, PathFor::OpenPhotographs),
        OpenFolder => ask(state, PathFor::OpenFolder),
        OpenProject => ask(state, PathFor::OpenProject),
        SaveProject => ask(state, PathFor::SaveProject),
        ImportCaptions => ask(state, PathFor::ImportCaptions),
        ExportRecords => ask(state, PathFor::ExportRecords),
        Settings => open(state, Dialog::Settings),
        Palette => open(state, Dialog::Palette),
        Keys => open(state, Dialog::Keys),
        About => open(state, Dialog::About),
        Quit => vec![Request::Quit],

        Undo if state.view.room == Room::Rules => rules::undo(state),
        Redo if state.view.room == Room::Rules => rules::redo(state),
        Undo | Redo if state.open.as_ref().is_some_and(|o| o.record.is_none()) => {
            captions::step_waiting(state, command == Redo)
        }
        Undo => edits::undo(state),
        Redo => edits::redo(state),
        // New captions that wait for a yes are what is accepted; the panel knows which of their pieces are wanted.
        Accept if state.open.as_ref().is_some_and(|o| !o.proposals.is_empty()) => Vec::new(),
        Accept => on_kept(state, corrections::accept),
        Reject => on_kept(state, corrections::reject),
        Restore => on_kept(state, corrections::restore),
        Correct => correct(state),
        AcceptAll => corrections::accept_all(state),
        DrawBox => {
            state.tool = Tool::DrawBox { label: None };
            state.view.room = Room::Canvas;
            Vec::new()
        }
        Merge => merge(state),
        Split => match kept_region(state) {
            Some(region) => corrections::split(state, region),
            None => Vec::new(),
        },
        EditCaption => edit_caption(state),
        LockWords => lock(state),
        PasteCaption => {
            let target = state.caption_target();
            open(state, Dialog::Paste { target })
        }

        Canvas => toggle_room(state, Room::Graph),
        Specialists => toggle_room(state, Room::Specialists),
        Rules => toggle_room(state, Room::Rules),
        Diff => flip(&mut state.view.diff),
        ClearFilters => {
            review::filter(state, Default::default());
            review::search(state, String::new())
        }
        ToggleImages => flip(&mut state.view.show_images),
        ToggleInspector => flip(&mut state.view.show_inspector),
        ToggleCaptions => flip(&mut state.view.show_captions),
        Command::Theme => {
            state.view.theme = next_theme(state.view.theme);
            Vec::new()
        }

        Analyse => {
            let image = state.open.as_ref().map(|o| o.id);
            jobs::analyse(state, image.into_iter().collect())
        }
        AnalyseNew => {
            let new = |s: &Status| matches!(s, Status::New | Status::Failed);
            let listed = state.images.iter_listed().filter(|r| new(&r.status)).map(|r| r.id);
            let listed = listed.collect();
            jobs::analyse(state, listed)
        }
        AnalyseListed => {
            let listed = state.images.iter_listed().map(|r| r.id).collect();
            jobs::analyse(state, listed)
        }
        AnalyseWaited => {
            let left = std::mem::take(&mut state.jobs.left);
            jobs::analyse(state, left)
        }
        Refuse => captions::refuse(state),
        CancelAll => jobs::cancel_all(state),
        FetchModels => jobs::fetch_models(state),

        Next => review::step(state, true),
        Previous => review::step(state, false),
        NextToReview => review::next(state, needs_review),
        NextUnreviewed => review::next(state, |r| r.status != Status::Approved),
        NextRegion => step_region(state, 1),
        PreviousRegion => step_region(state, -1),
        NextConflict => next_conflict(state),
        Approve => review::approve(state),
        NeedsWork => review::needs_work(state),
        ToReview => review::set_status(state, Status::ToReview),
        LetGo => let_go(state),

        // Their fields are to be there when the window gives them the focus.
        Note => {
            state.view.show_inspector = true;
            state.selection.kept = None;
            Vec::new()
        }
        Search => {
            state.view.show_images = true;
            Vec::new()
        }

        Fit | ActualSize | ZoomIn | ZoomOut | SelectUnder | CopyCaption | PasteImage
        | ToggleBoxes | ToggleTexts | ToggleFaces | TogglePoses | ToggleDepth | ToggleRelations => {
            Vec::new()
        }
    }
}

fn open(state: &mut State, dialog: Dialog) -> Vec<Request> {
    state.dialog = Some(dialog);
    Vec::new()
}

/// A path: picked in the system's dialog, with a field to type it beside.
fn ask(state: &mut State, what: PathFor) -> Vec<Request> {
    state.dialog = Some(Dialog::Path(what));
    Vec::new()
}

fn flip(switch: &mut bool) -> Vec<Request> {
    *switch = !*switch;
    Vec::new()
}

fn toggle_room(state: &mut State, room: Room) -> Vec<Request> {
    state.view.room = if state.view.room == room { Room::Canvas } else { room };
    Vec::new()
}

fn next_theme(theme: Theme) -> Theme {
    match theme {
        Theme::System | Theme::Dark => Theme::Light,
        Theme::Light => Theme::Contrast,
        Theme::Contrast => Theme::Dark,
    }
}

fn on_kept(state: &mut State, act: impl Fn(&mut State, &Item) -> Vec<Request>) -> Vec<Request> {
    match state.selection.kept.clone() {
        Some(item) => act(state, &item),
        None => Vec::new(),
    }
}

fn kept_region(state: &State) -> Option<RegionId> {
    state.selection.kept.as_ref()?.region(state.scene()?)
}

/// Opens the field in which another value is typed.
fn correct(state: &mut State) -> Vec<Request> {
    use crate::domain::AttributeKind;
    let dialog = match &state.selection.kept {
        Some(Item::Attribute(region, kind)) => Dialog::Correct { region: *region, kind: *kind },
        Some(Item::Relation(id)) => {
            let relation = state.scene().and_then(|s| s.relations.iter().find(|r| r.id == *id));
            match relation {
                Some(r) => {
                    Dialog::Relate { subject: r.subject, object: r.object, relation: Some(r.id) }
                }
                None => return Vec::new(),
            }
        }
        Some(Item::Text(id)) => Dialog::CorrectText { text: *id },
        Some(Item::SceneName) => Dialog::CorrectScene,
        _ => match kept_region(state) {
            Some(region) => Dialog::Correct { region, kind: AttributeKind::Label },
            None => return Vec::new(),
        },
    };
    open(state, dialog)
}

fn merge(state: &mut State) -> Vec<Request> {
    let hovered = state.selection.hovered.as_ref().zip(state.scene());
    let with = hovered.and_then(|(item, scene)| item.region(scene));
    match (kept_region(state), with) {
        (Some(keep), Some(with)) if keep != with => corrections::merge(state, keep, with),
        (Some(_), _) => {
            state.tool = Tool::Merge;
            state.tell(Tone::Plain, "Click the region to merge with; Esc lets go.");
            Vec::new()
        }
        (None, _) => {
            state.tell(Tone::Plain, "Select the region that stays first.");
            Vec::new()
        }
    }
}

/// Types into the caption in force of what is selected.
fn edit_caption(state: &mut State) -> Vec<Request> {
    let target = state.caption_target();
    let author = edits::author(state);
    let column = state.open.as_ref().and_then(|o| o.columns(target).into_iter().next());
    let column = column.unwrap_or(Column { target, origin: CaptionOrigin::Person(author) });
    captions::start_typing(state, column)
}

/// Locks the selected words; unlocks them where all of them are locked.
fn lock(state: &mut State) -> Vec<Request> {
    let Some(Item::Span { column, range }) = state.selection.kept.clone() else {
        return Vec::new();
    };
    let caption = state.open.as_ref().and_then(|o| o.caption(&column));
    let is_locked = caption
        .is_some_and(|c| c.locked.iter().any(|l| l.start <= range.start && range.end <= l.end));
    captions::lock(state, &column, range, !is_locked)
}

fn step_region(state: &mut State, by: isize) -> Vec<Request> {
    let Some(open) = &state.open else { return Vec::new() };
    let order = open.regions_in_order(&state.rules);
    let count = order.len() as isize;
    if count == 0 {
        return Vec::new();
    }
    let at = kept_region(state).and_then(|id| order.iter().position(|r| *r == id));
    let to = match at {
        Some(at) => (at as isize + by).rem_euclid(count),
        None if by > 0 => 0,
        None => count - 1,
    };
    state.selection.kept = order.get(to as usize).map(|id| Item::Region(*id));
    Vec::new()
}

/// The next region, after the selected one, whose witnesses disagree.
fn next_conflict(state: &mut State) -> Vec<Request> {
    let Some(open) = &state.open else { return Vec::new() };
    let order = open.regions_in_order(&state.rules);
    let start = kept_region(state).and_then(|id| order.iter().position(|r| *r == id));
    let start = start.map_or(0, |at| at + 1);
    let conflicted = |id: &&RegionId| {
        open.scene().and_then(|s| s.regions.get(id)).is_some_and(|r| !r.conflicts.is_empty())
    };
    let next = order.iter().cycle().skip(start).take(order.len()).find(conflicted).copied();
    match next {
        Some(id) => state.selection.kept = Some(Item::Region(id)),
        None => state.tell(Tone::Plain, "No witnesses disagree in this image."),
    }
    Vec::new()
}

/// Closes what is open, from the innermost outwards: dialog, typing, tool, proposals, selection.
fn let_go(state: &mut State) -> Vec<Request> {
    if state.dialog.take().is_some() {
        return Vec::new();
    }
    if state.open.as_ref().is_some_and(|o| o.draft.is_some()) {
        return captions::commit_draft(state);
    }
    if state.tool != Tool::Point {
        state.tool = Tool::Point;
        return Vec::new();
    }
    match &state.selection.kept {
        // From a word or an attribute back to its region first would be one key more for nothing.
        Some(_) => state.selection.kept = None,
        None => {
            if let Some(open) = &mut state.open {
                open.proposals.clear();
            }
        }
    }
    Vec::new()
}
