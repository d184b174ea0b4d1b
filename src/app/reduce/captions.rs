//! Captions: typed, locked, mended, compared; fused anew and taken or refused.

use super::edits::{self, author};
use crate::app::open::{Draft, Open};
use crate::app::request::Request;
use crate::app::selection::Column;
use crate::app::state::{State, Tone};
use crate::domain::{Caption, CaptionOrigin, CaptionTarget, Edit, Rules, Scene};
use crate::fusion::ground::finding::Mend;
use crate::fusion::{diff, plan};
use std::collections::BTreeSet;
use std::ops::Range;

/// Begins to type: a fused or reference caption becomes a person's of its own, others are typed in place.
pub(super) fn start_typing(state: &mut State, column: Column) -> Vec<Request> {
    if !state.can_edit() {
        return Vec::new();
    }
    let author = author(state);
    let Some(open) = &state.open else { return Vec::new() };
    if !open.proposals.is_empty() {
        state.tell(Tone::Plain, "Accept or refuse the new captions first.");
        return Vec::new();
    }
    let draft = draft(open, &column);
    // The field is a column's: it must be seen before it takes the keys.
    state.view.show_captions = true;
    state.view.diff = false;
    let draft = Draft { column: typed_column(column, &author), ..draft };
    type_into(state, draft)
}

/// The column that typing into this one changes.
fn typed_column(column: Column, author: &str) -> Column {
    match column.origin {
        CaptionOrigin::Fused(_) | CaptionOrigin::Reference(_) => {
            Column { origin: CaptionOrigin::Person(author.to_owned()), ..column }
        }
        _ => column,
    }
}

/// A keystroke: read against the evidence at once, and kept.
pub(super) fn type_text(state: &mut State, draft: Draft) -> Vec<Request> {
    if state.can_edit() { type_into(state, draft) } else { Vec::new() }
}

fn type_into(state: &mut State, draft: Draft) -> Vec<Request> {
    let Some(open) = &mut state.open else { return Vec::new() };
    open.draft = Some(draft.clone());
    open.refresh_draft(&state.rules);
    vec![Request::Draft { image: open.id, draft: Some(draft) }]
}

/// What was typed becomes the caption, as one step.
pub(super) fn commit_draft(state: &mut State) -> Vec<Request> {
    let Some(open) = &mut state.open else { return Vec::new() };
    let Some(draft) = open.draft.take() else { return Vec::new() };
    let mut requests = vec![Request::Draft { image: open.id, draft: None }];
    if is_untouched(open, &draft) {
        open.refresh(&state.rules);
        return requests;
    }
    requests.extend(write_column(state, draft));
    requests
}

/// True where a fuser's caption was opened to be typed over, and nothing was typed.
fn is_untouched(open: &Open, draft: &Draft) -> bool {
    let fused = |c: &&Caption| {
        c.target == draft.column.target && matches!(c.origin, CaptionOrigin::Fused(_))
    };
    open.caption(&draft.column).is_none()
        && open.captions().iter().filter(fused).any(|c| c.text == draft.text)
}

/// What was typed is dropped.
pub(super) fn abandon_draft(state: &mut State) -> Vec<Request> {
    let Some(open) = &mut state.open else { return Vec::new() };
    if open.draft.take().is_none() {
        return Vec::new();
    }
    open.refresh(&state.rules);
    vec![Request::Draft { image: open.id, draft: None }]
}

/// Sets a column's text: a new column, a typed one, a mended one. Unchanged text is no edit, empty text removes it.
pub(super) fn set_column(state: &mut State, column: Column, text: &str) -> Vec<Request> {
    let ignored = state.open.as_ref().map_or_else(Vec::new, |o| o.ignored(&column).to_vec());
    write_column(state, Draft { column, text: text.to_owned(), ignored })
}

fn write_column(state: &mut State, written: Draft) -> Vec<Request> {
    let (column, text, ignored) = (written.column, written.text.trim(), written.ignored);
    let author = author(state);
    let Some(open) = &mut state.open else { return Vec::new() };
    let before = open.caption(&column).cloned();
    let Some(scene) = open.scene() else { return wait(state, column, text) };
    let is_as_before = match &before {
        Some(caption) => caption.text == text && caption.ignored == ignored,
        None => text.is_empty(),
    };
    if is_as_before {
        open.refresh(&state.rules);
        return Vec::new();
    }
    let to = (!text.is_empty()).then(|| {
        let written = match &column.origin {
            CaptionOrigin::Person(_) => {
                plan::by_person(scene, &state.rules, column.target, text, &author)
            }
            origin => Caption::plain(column.target, text, origin.clone()),
        };
        let locked = before.iter().flat_map(|c| still_locked(c, text)).collect();
        Box::new(Caption { locked, ignored, origin: column.origin.clone(), ..written })
    });
    edits::make(state, Edit::SetCaption { target: column.target, origin: column.origin, to })
}

/// A caption to compare, for an image that was not analysed yet: it waits for evidence.
fn wait(state: &mut State, column: Column, text: &str) -> Vec<Request> {
    let compares = matches!(column.origin, CaptionOrigin::Baseline(_));
    if !compares || column.target != CaptionTarget::Image || !state.can_compare() {
        return edits::refuse(state);
    }
    let Some(open) = &mut state.open else { return Vec::new() };
    let caption = Caption::plain(column.target, text, column.origin);
    let mut captions = open.waiting.clone();
    captions.retain(|c| c.slot() != caption.slot());
    if !text.is_empty() {
        captions.push(caption);
    }
    if captions == open.waiting {
        return Vec::new();
    }
    open.waiting_steps.make(open.waiting.clone());
    set_waiting(state, Some(captions))
}

/// Takes the last change of the captions that wait back, or makes it again.
pub(super) fn step_waiting(state: &mut State, forth: bool) -> Vec<Request> {
    let Some(open) = &mut state.open else { return Vec::new() };
    let (steps, now) = (&mut open.waiting_steps, open.waiting.clone());
    let captions = if forth { steps.redo(now) } else { steps.undo(now) };
    set_waiting(state, captions)
}

fn set_waiting(state: &mut State, captions: Option<Vec<Caption>>) -> Vec<Request> {
    let (Some(open), Some(captions)) = (&mut state.open, captions) else { return Vec::new() };
    open.waiting.clone_from(&captions);
    open.revision += 1;
    state.saving.pending += 1;
    vec![Request::Wait { image: open.id, captions }]
}

/// Locked words that the new text still holds, in order.
fn still_locked(before: &Caption, text: &str) -> Vec<Range<usize>> {
    let mut from = 0;
    let mut kept = Vec::new();
    for range in &before.locked {
        let Some(words) = before.text.get(range.clone()).filter(|w| !w.is_empty()) else {
            continue;
        };
        if let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
            kept.push(from + at..from + at + words.len());
            from += at + words.len();
        }
    }
    kept
}

/// Takes a column away.
pub(super) fn remove_column(state: &mut State, column: Column) -> Vec<Request> {
    if state.scene().is_none() {
        return wait(state, column, "");
    }
    let edit = Edit::SetCaption { target: column.target, origin: column.origin, to: None };
    edits::make(state, edit)
}

/// Makes a finding's edit of the text: in the draft where it is being typed, else as a step of its own.
pub(super) fn mend_text(state: &mut State, column: &Column, mend: &Mend) -> Vec<Request> {
    let author = author(state);
    let Some(open) = &state.open else { return Vec::new() };
    let Some(text) = open.text(column) else { return Vec::new() };
    let mended = mend.apply(text);
    if open.draft.as_ref().is_some_and(|d| d.column == *column) {
        return type_text(state, Draft { text: mended, ..draft(open, column) });
    }
    let ignored = open.ignored(column).to_vec();
    let column = typed_column(column.clone(), &author);
    write_column(state, Draft { column, text: mended, ignored })
}

/// A column as it is being typed, or would be.
fn draft(open: &Open, column: &Column) -> Draft {
    let text = open.text(column).unwrap_or_default().to_owned();
    Draft { column: column.clone(), text, ignored: open.ignored(column).to_vec() }
}

/// Locks or unlocks the words that a range touches.
pub(super) fn lock(
    state: &mut State,
    column: &Column,
    range: Range<usize>,
    locks: bool,
) -> Vec<Request> {
    let Some(caption) = state.open.as_ref().and_then(|o| o.caption(column)) else {
        return Vec::new();
    };
    let mut locked = caption.locked.clone();
    if locks {
        locked.push(whole_words(&caption.text, range));
        locked = joined(locked);
    } else {
        locked.retain(|l| l.end <= range.start || l.start >= range.end);
    }
    let to = Some(Box::new(Caption { locked, ..caption.clone() }));
    let edit = Edit::SetCaption { target: column.target, origin: column.origin.clone(), to };
    edits::make_one(state, edit)
}

/// A range widened to whole words and without blanks at its ends.
pub fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '-';
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let before = text[..start].char_indices().rev().take_while(|(_, c)| is_word(*c)).last();
    let starts_word = text[start..].chars().next().is_some_and(is_word);
    if let (Some((at, _)), true) = (before, starts_word) {
        start = at;
    }
    if end > 0 && text[..end].chars().next_back().is_some_and(is_word) {
        end += text[end..].chars().take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
    }
    let words = &text[start..end];
    let blanks = words.len() - words.trim_start().len();
    start + blanks..start + blanks + words.trim().len()
}

/// Ranges in order, those that touch made one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|r| r.start < r.end);
    ranges.sort_by_key(|r| r.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Hides findings on these words of a column, kept with its caption; without words, shows all of them again.
pub(super) fn ignore(state: &mut State, column: &Column, words: Option<String>) -> Vec<Request> {
    let Some(open) = &state.open else { return Vec::new() };
    let mut ignored = open.ignored(column).to_vec();
    match words {
        Some(words) if ignored.contains(&words) => return Vec::new(),
        Some(words) => ignored.push(words),
        None => ignored.clear(),
    }
    if open.draft.as_ref().is_some_and(|d| d.column == *column) {
        return type_text(state, Draft { ignored, ..draft(open, column) });
    }
    let Some(caption) = open.caption(column) else { return Vec::new() };
    let to = Some(Box::new(Caption { ignored, ..caption.clone() }));
    let edit = Edit::SetCaption { target: column.target, origin: column.origin.clone(), to };
    edits::make_one(state, edit)
}

/// Writes what is stale anew; each new caption waits for a yes or no.
pub(super) fn refuse(state: &mut State) -> Vec<Request> {
    let Some(open) = &mut state.open else { return Vec::new() };
    let Some(scene) = open.scene() else { return Vec::new() };
    let proposals = plan::refuse(scene, &state.rules);
    let gone = with_gone(scene, &state.rules, &[]);
    if let (true, Some(gone)) = (proposals.is_empty(), gone) {
        // Nothing to read before it goes: what it tells of is not there.
        return edits::make_one(state, gone);
    }
    if proposals.is_empty() {
        state.tell(Tone::Plain, "Every caption is up to date.");
        return Vec::new();
    }
    open.proposals = proposals;
    state.view.show_captions = true;
    Vec::new()
}

/// Captions put in force, and those of regions that are gone taken out with them; `None` where there is neither.
fn with_gone(scene: &Scene, rules: &Rules, captions: &[Caption]) -> Option<Edit> {
    let mut edits = match plan::accept(scene, rules, &[]) {
        Edit::Together { edits, .. } => edits,
        other => vec![other],
    };
    edits.extend(captions.iter().cloned().map(set_caption));
    let title = match captions {
        [] => "remove captions of what is gone",
        _ => "accept re-fused captions",
    };
    match edits.len() {
        0 => None,
        1 => edits.pop(),
        _ => Some(Edit::Together { title: title.to_owned(), edits }),
    }
}

/// Writes what is stale anew and takes it: the embedded fuser's own captions alone, never a person's.
pub(super) fn refuse_at_once(state: &mut State) -> Vec<Request> {
    let Some(scene) = state.scene() else { return Vec::new() };
    let edit = plan::accept(scene, &state.rules, &plan::refuse(scene, &state.rules));
    match &edit {
        Edit::Together { edits, .. } if edits.is_empty() => Vec::new(),
        _ => edits::make_one(state, edit),
    }
}

fn set_caption(caption: Caption) -> Edit {
    let (target, origin) = (caption.target, caption.origin.clone());
    Edit::SetCaption { target, origin, to: Some(Box::new(caption)) }
}

/// Takes a proposal, whole or in the pieces that are named.
pub(super) fn accept(
    state: &mut State,
    target: CaptionTarget,
    pieces: Option<BTreeSet<usize>>,
) -> Vec<Request> {
    let Some(open) = &mut state.open else { return Vec::new() };
    let Some(at) = open.proposals.iter().position(|p| p.target == target) else {
        return Vec::new();
    };
    let proposal = open.proposals.remove(at);
    let mut caption = proposal.after;
    if let Some(pieces) = pieces {
        let before = proposal.before.as_ref().map_or("", |c| c.text.as_str());
        let taken = diff::take(&diff::words(before, &caption.text), &pieces);
        if taken != caption.text {
            caption = in_part(state, caption, taken);
        }
    }
    put_in_force(state, &[caption])
}

fn put_in_force(state: &mut State, captions: &[Caption]) -> Vec<Request> {
    let edit = state.scene().and_then(|scene| with_gone(scene, &state.rules, captions));
    edit.map_or_else(Vec::new, |edit| edits::make_one(state, edit))
}

/// Takes every proposal whole, as one step.
pub(super) fn accept_all(state: &mut State) -> Vec<Request> {
    let Some(open) = &mut state.open else { return Vec::new() };
    let proposals = std::mem::take(&mut open.proposals);
    let captions: Vec<Caption> = proposals.into_iter().map(|p| p.after).collect();
    if captions.is_empty() { Vec::new() } else { put_in_force(state, &captions) }
}

/// A new caption of which only parts were taken: its mentions are read anew, for the fuser's own no longer fit.
fn in_part(state: &State, whole: Caption, text: String) -> Caption {
    let mentions = state.scene().map_or_else(Vec::new, |scene| {
        crate::fusion::ground::ground(&text, whole.target, scene, &state.rules).mentions
    });
    let locked = still_locked(&whole, &text);
    Caption { text, mentions, locked, ..whole }
}

/// Refuses a proposal: the caption stays as it was, and stale.
pub(super) fn decline(state: &mut State, target: CaptionTarget) -> Vec<Request> {
    if let Some(open) = &mut state.open {
        open.proposals.retain(|p| p.target != target);
    }
    Vec::new()
}
