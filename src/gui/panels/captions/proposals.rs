//! Captions fused anew, before they are taken: the words that would change, each change to be switched off by a click,
//! taken whole or in part, or refused.

use super::board::Board;
use super::compare;
use super::text::{self, Change, Placed, Words};
use crate::app::{Action, Command, words};
use crate::domain::CaptionTarget;
use crate::fusion::diff::Piece;
use crate::fusion::plan::Proposal;
use egui::{Frame, Id, Margin, RichText, Role, ScrollArea, Sense, Sides, Ui, WidgetInfo};
use std::collections::BTreeSet;
use std::sync::Arc;

/// All proposals in a list.
pub fn show(board: &Board<'_>, ui: &mut Ui) {
    let open = board.open;
    if board.shown.asks(Command::Accept)
        && let Some(first) = open.proposals.first()
    {
        accept(board, ui, first);
    }
    Sides::new().show(
        ui,
        |ui| {
            let words = match open.proposals.len() {
                1 => "1 caption fused anew".to_owned(),
                n => format!("{n} captions fused anew, regions first"),
            };
            ui.label(RichText::new(words).strong());
            let hint = "Click a change to leave it out.";
            ui.label(RichText::new(hint).small().color(board.shown.colours.quiet));
        },
        |ui| {
            let many = open.proposals.len() > 1;
            if many
                && ui
                    .button("Refuse all")
                    .on_hover_text("Captions stay as they are, and stale.")
                    .clicked()
            {
                for proposal in &open.proposals {
                    board.ask(Action::DeclineProposal(proposal.target));
                }
            }
            let all = format!("Accept all {}", open.proposals.len());
            if many
                && ui
                    .button(all)
                    .on_hover_text("Takes every new caption whole, as one step.")
                    .clicked()
            {
                board.ask(Action::AcceptProposals);
            }
        },
    );
    let area = ScrollArea::vertical().id_salt("captions proposals").auto_shrink(false);
    area.show(ui, |ui| {
        for (nth, proposal) in open.proposals.iter().enumerate() {
            ui.push_id(("proposal", proposal.target), |ui| one(board, ui, proposal, nth == 0));
        }
    });
}

fn key(target: CaptionTarget) -> Id {
    Id::unique(("captions proposal", target))
}

/// Changes that are left out, with the new text that they are of: another proposal has none.
type Off = (String, BTreeSet<usize>);

fn pieces(ui: &Ui, proposal: &Proposal) -> Arc<Vec<Piece>> {
    compare::pieces(ui, key(proposal.target), before(proposal), &proposal.after.text)
}

fn before(proposal: &Proposal) -> &str {
    proposal.before.as_ref().map_or("", |c| c.text.as_str())
}

fn one(board: &Board<'_>, ui: &mut Ui, proposal: &Proposal, first: bool) {
    let frame = Frame::new()
        .fill(ui.visuals().faint_bg_color)
        .inner_margin(Margin::symmetric(10, 6))
        .corner_radius(4.0);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let scene = board.open.scene();
        let name = scene.map(|s| words::of_target(s, &board.shown.state.rules, proposal.target));
        let name = name.unwrap_or_default();
        let pieces = pieces(ui, proposal);
        let off = off(ui, proposal);
        Sides::new().shrink_left().truncate().show(
            ui,
            |ui| {
                ui.label(RichText::new(&name).strong());
                let is_same = proposal.before.is_some() && !pieces.iter().any(Piece::is_change);
                let same = if is_same { "the same words, up to date; " } else { "" };
                let why = format!("{same}because of: {}", proposal.why.join(", "));
                let quiet = RichText::new(&why).small().color(board.shown.colours.quiet);
                ui.add(egui::Label::new(quiet).truncate()).on_hover_text(why);
            },
            |ui| {
                let refuse = ui.small_button("Refuse");
                refuse.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("Refuse {name}"))
                });
                if refuse.on_hover_text("The caption stays as it is, and stale.").clicked() {
                    board.ask(Action::DeclineProposal(proposal.target));
                }
                let label = if off.is_empty() { "Accept" } else { "Accept part" };
                let mut button = egui::Button::new(label).small();
                if first {
                    button = button.shortcut_text(board.shown.key(Command::Accept));
                }
                let response = ui.add(button);
                response.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("{label} {name}"))
                });
                if response.on_hover_text("Takes the new caption as it is shown here.").clicked() {
                    accept(board, ui, proposal);
                }
            },
        );
        for stayed in &proposal.stayed {
            let words = format!("kept: “{stayed}”: the locked words had no place in the new text");
            ui.label(RichText::new(words).small().color(board.shown.colours.warn));
        }
        if proposal.before.is_none() {
            ui.label(&proposal.after.text);
        } else {
            changes(board, ui, proposal, &pieces, off);
        }
    });
    ui.add_space(4.0);
}

/// The pieces that are switched off.
fn off(ui: &Ui, proposal: &Proposal) -> BTreeSet<usize> {
    let off = ui.data(|d| d.get_temp::<Off>(key(proposal.target)));
    off.filter(|(text, _)| *text == proposal.after.text).map(|(_, off)| off).unwrap_or_default()
}

fn accept(board: &Board<'_>, ui: &Ui, proposal: &Proposal) {
    let pieces = pieces(ui, proposal);
    let off = off(ui, proposal);
    let taken =
        |(at, piece): (usize, &Piece)| (piece.is_change() && !off.contains(&at)).then_some(at);
    let taken = pieces.iter().enumerate().filter_map(taken).collect();
    let pieces = (!off.is_empty()).then_some(taken);
    board.ask(Action::AcceptProposal { target: proposal.target, pieces });
}

/// The pieces that belong together: what is removed and what is put in its place.
fn group(pieces: &[Piece], at: usize) -> BTreeSet<usize> {
    let mut group = BTreeSet::from([at]);
    match pieces.get(at) {
        Some(Piece::Removed(_)) if matches!(pieces.get(at + 1), Some(Piece::Added(_))) => {
            group.insert(at + 1);
        }
        Some(Piece::Added(_)) => {
            if let Some(before) = at.checked_sub(1)
                && matches!(pieces.get(before), Some(Piece::Removed(_)))
            {
                group.insert(before);
            }
        }
        _ => {}
    }
    group
}

/// The diff in one text; a click on a change switches it.
fn changes(
    board: &Board<'_>,
    ui: &mut Ui,
    proposal: &Proposal,
    pieces: &Arc<Vec<Piece>>,
    mut off: BTreeSet<usize>,
) {
    let (text, ranges) = compare::compare(pieces, |_| true);
    let change = |at: usize| match (pieces.get(at)?, off.contains(&at)) {
        (Piece::Same(_), _) => None,
        (Piece::Removed(_), false) => Some(Change::Removed),
        (Piece::Added(_), false) => Some(Change::Added),
        (Piece::Removed(_), true) => Some(Change::RemovedOff),
        (Piece::Added(_), true) => Some(Change::AddedOff),
    };
    let changes = ranges.iter().filter_map(|(at, r)| Some((r.clone(), change(*at)?))).collect();
    let words = Words { changes, ..Words::default() };
    let job = text::job(&text, &words, ui, board.shown.colours, ui.available_width());
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let placed = Placed::of(&galley);
    text::paint(ui, rect.min, (galley, &placed), &words, board.shown.colours);
    let mut switched = None;
    for (at, range) in &ranges {
        let Some(piece) = pieces.get(*at).filter(|p| p.is_change()) else { continue };
        let is_on = !off.contains(at);
        for (nth, stretch) in placed.stretches(range).iter().enumerate() {
            let area = stretch.rect.translate(rect.min.to_vec2());
            let response =
                ui.interact(area, ui.scope_id().with(("piece", at, nth)), Sense::click());
            let verb = if matches!(piece, Piece::Added(_)) { "added" } else { "removed" };
            let name = format!("{verb} “{}”", piece.text().trim());
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, &name));
            let hint = match is_on {
                true => format!("{name}: click to leave this change out"),
                false => format!("{name}: left out; click to take it"),
            };
            if response
                .on_hover_cursor(egui::CursorIcon::PointingHand)
                .on_hover_text(hint)
                .clicked()
            {
                switched = Some(*at);
            }
        }
    }
    if let Some(at) = switched {
        let group = group(pieces, at);
        if off.contains(&at) {
            off.retain(|o| !group.contains(o));
        } else {
            off.extend(group);
        }
        let off: Off = (proposal.after.text.clone(), off);
        ui.data_mut(|d| d.insert_temp(key(proposal.target), off));
    }
}
