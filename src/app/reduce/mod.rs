//! The only writer of the state: an action comes in, the state changes, requests to the world go out.
//! This file only routes; each area has a file of its own.

mod captions;
mod commands;
mod corrections;
mod edits;
mod jobs;
mod news;
mod review;
mod rules;
mod work;

use super::action::Action;
use super::request::Request;
use super::state::{Dialog, State};

/// Carries out one action.
pub fn reduce(state: &mut State, action: Action) -> Vec<Request> {
    let selected = state.selected_words();
    let requests = route(state, action);
    if selected.is_some() && state.selected_words() != selected {
        state.selection.kept = None; // the words that were selected are no longer there
    }
    let scene = state.open.as_ref().and_then(|o| o.record.as_ref()).map(|r| &r.scene);
    state.selection.keep_valid(scene);
    requests
}

fn route(state: &mut State, action: Action) -> Vec<Request> {
    use Action::*;
    match action {
        Do(command) => commands::run(state, command),

        OpenProject { folder, access } => vec![Request::OpenProject { folder, access }],
        Add(paths) => review::add(state, paths),
        PastePicture(png) => review::paste(state, png),
        Discard(folder) => vec![Request::Discard(folder)],
        SaveProjectAs(folder) => vec![Request::SaveProjectAs(folder)],
        ExportRecords(folder) => vec![Request::ExportRecords(folder)],
        Go(image) => review::go(state, image),
        Filter(filter) => review::filter(state, filter),
        Sort(sort) => review::sort(state, sort),
        Search(text) => review::search(state, text),
        SetStatus(status) => review::set_status(state, status),
        Judge { image, status } => review::judge(state, Some(image), |row| row.status = status),
        SetNote(note) => review::set_note(state, note),
        SetTags(tags) => review::set_tags(state, tags),
        Spent(seconds) => review::spent(state, seconds),

        Select(item) => set(&mut state.selection.kept, item),
        Hover(item) => set(&mut state.selection.hovered, item),
        Show(view) => set(&mut state.view, *view),
        Open(dialog) => set(&mut state.dialog, Some(dialog)),
        Pick(what) => vec![Request::Pick(what)],
        CloseDialog => set(&mut state.dialog, None),
        DismissNotice(at) => {
            if at < state.notices.len() {
                state.notices.remove(at);
            }
            Vec::new()
        }

        Edit(edit) => edits::make(state, *edit),
        Accept(item) => corrections::accept(state, &item),
        Reject(item) => corrections::reject(state, &item),
        Restore(item) => corrections::restore(state, &item),
        Correct { region, kind, words } => corrections::correct(state, region, kind, &words),
        CorrectScene(words) => corrections::scene_name(state, &words),
        CorrectText { text, words } => corrections::text(state, text, &words),
        AddRegion { bbox, label } => corrections::add_region(state, bbox, &label),
        SetBox { region, bbox } => corrections::set_box(state, region, bbox),
        Merge { keep, with } => {
            state.tool = Default::default();
            corrections::merge(state, keep, with)
        }
        Split(region) => corrections::split(state, region),
        AddRelation { subject, predicate, object } => {
            corrections::add_relation(state, subject, predicate, object)
        }
        Reword { relation, predicate } => corrections::reword(state, relation, predicate),

        StartTyping(column) => captions::start_typing(state, column),
        Type(draft) => captions::type_text(state, draft),
        CommitDraft => captions::commit_draft(state),
        AbandonDraft => captions::abandon_draft(state),
        Lock { column, range } => captions::lock(state, &column, range, true),
        Unlock { column, range } => captions::lock(state, &column, range, false),
        SetColumn { column, text } => captions::set_column(state, column, &text),
        RemoveColumn(column) => captions::remove_column(state, column),
        MendText { column, mend } => captions::mend_text(state, &column, &mend),
        MendEvidence { column, finding } => corrections::mend_evidence(state, &column, &finding),
        Ignore { column, words } => captions::ignore(state, &column, Some(words)),
        ShowIgnored(column) => captions::ignore(state, &column, None),
        AcceptProposal { target, pieces } => captions::accept(state, target, pieces),
        AcceptProposals => captions::accept_all(state),
        DeclineProposal(target) => captions::decline(state, target),
        ReadImport(files) => vec![Request::ReadImport(files)],
        TakeImport => match state.dialog.take() {
            Some(Dialog::Import(import)) => {
                let author = state.author().to_owned();
                vec![Request::TakeImport { import, author }]
            }
            other => set(&mut state.dialog, other),
        },

        Analyse(images) => jobs::analyse(state, images),
        Alone { specialist, region } => jobs::alone(state, specialist, region),
        Keep { specialist, member, least } => work::keep(state, &specialist, &member, least),
        Raw { specialist, region } => jobs::raw(state, specialist, region),
        Cancel(image) => jobs::cancel(state, image),
        ForgetWaited => jobs::forget(state),
        FetchModels => jobs::fetch_models(state),
        Samples => jobs::samples(state),
        CancelFetch => vec![Request::CancelFetch],
        SetRules(rules) => rules::set(state, *rules),

        news => news::hear(state, news),
    }
}

/// Sets a slot that asks nothing of the world.
fn set<T>(slot: &mut T, to: T) -> Vec<Request> {
    *slot = to;
    Vec::new()
}
