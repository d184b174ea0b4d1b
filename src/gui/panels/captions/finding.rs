//! What was found of a word: why, what it rests on, and how to mend text or evidence. Opens when the pointer rests on
//! the word or clicks it; stays while the pointer is on word or box; a click keeps it until one clicks elsewhere.

use super::board::Board;
use super::marks;
use crate::app::{Action, Column, Command, Item, words};
use crate::domain::FactRef;
use crate::fusion::ground::finding::{ClaimKind, Finding, Mend, Verdict};
use egui::{Event, Id, Popup, PopupAnchor, PopupCloseBehavior, Rect, RectAlign, RichText, Ui};
use std::ops::Range;

/// Seconds until a box opens under a resting pointer, on words that are marked and on others, and until it closes behind
/// a pointer that left.
const OPENS: f64 = 0.35;
const OPENS_UNMARKED: f64 = 0.8;
const CLOSES: f64 = 0.25;
/// A pointer that last moved so many seconds ago lies where it was left.
const MOVED: f32 = 0.1;
/// Most findings of one word, and facts of one finding, that are listed.
const MOST: usize = 4;

/// The word whose findings are shown.
#[derive(Clone)]
struct Shows {
    column: Column,
    range: Range<usize>,
    word: Rect,
    since: f64,
    left: Option<f64>,
    pinned: bool,
}

fn key() -> Id {
    Id::unique("captions finding")
}

/// The pointer is on words that were judged.
pub fn offer(ui: &Ui, column: &Column, range: &Range<usize>, word: Rect, clicked: bool) {
    let (now, rests) = ui.input(|i| (i.time, i.pointer.time_since_last_movement() > MOVED));
    ui.data_mut(|d| {
        let shows = d.get_temp::<Shows>(key());
        match shows {
            Some(mut same) if same.column == *column && same.range == *range => {
                same.left = None;
                same.word = word;
                same.pinned |= clicked;
                d.insert_temp(key(), same);
            }
            Some(other) if other.pinned && !clicked => {}
            // Words that came under the pointer by typing were not pointed at.
            None if rests && !clicked => {}
            _ => {
                let (column, range) = (column.clone(), range.clone());
                let new = Shows { column, range, word, since: now, left: None, pinned: clicked };
                d.insert_temp(key(), new);
            }
        }
    });
}

/// Closes what is open: the text under it changes.
pub fn close(ui: &Ui) {
    ui.data_mut(|d| d.remove::<Shows>(key()));
}

/// Draws the box that is open.
pub fn show(board: &Board<'_>, ui: &Ui) {
    let Some(mut shows) = ui.data(|d| d.get_temp::<Shows>(key())) else { return };
    let now = ui.input(|i| i.time);
    let found = of_word(board, &shows);
    let is_typing = ui.input(|i| i.events.iter().any(|e| matches!(e, Event::Text(_))));
    if found.is_empty() || board.shown.asks(Command::LetGo) || (is_typing && !shows.pinned) {
        return close(ui);
    }
    let marked = found.iter().any(|(_, f)| marks::is_marked(f.verdict));
    let wait = if marked { OPENS } else { OPENS_UNMARKED } - (now - shows.since);
    if !shows.pinned && wait > 0.0 {
        ui.ctx().request_repaint_after_secs(wait as f32);
        let on_word = ui.ctx().pointer_hover_pos().is_some_and(|p| shows.word.contains(p));
        if !on_word {
            close(ui);
        }
        return;
    }
    let anchor = PopupAnchor::ParentRect(shows.word);
    let popup = Popup::new(key(), ui.ctx().clone(), anchor, ui.layer_id())
        .align(RectAlign::TOP_START)
        .gap(2.0)
        .width(360.0)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .accessible_name("What was found of these words");
    let mut done = false;
    let response = popup.show(|ui| {
        ui.set_max_width(360.0);
        done = contents(board, ui, &shows.column, &found);
    });
    let area = response.map_or(Rect::NOTHING, |r| r.response.rect);
    let inside = |p| area.expand(4.0).contains(p) || shows.word.expand(3.0).contains(p);
    let here = ui.ctx().pointer_hover_pos().is_some_and(inside);
    let pressed_elsewhere = ui.input(|i| i.pointer.any_pressed()) && !here;
    if done || (shows.pinned && pressed_elsewhere) {
        return close(ui);
    }
    board.over.set(board.over.get() || here);
    shows.left = if here || shows.pinned { None } else { shows.left.or(Some(now)) };
    match shows.left {
        Some(left) if now - left > CLOSES => close(ui),
        left => {
            if left.is_some() {
                ui.ctx().request_repaint_after_secs(CLOSES as f32);
            }
            ui.data_mut(|d| d.insert_temp(key(), shows));
        }
    }
}

/// The findings of the words, the gravest first.
fn of_word(board: &Board<'_>, shows: &Shows) -> Vec<(Range<usize>, Finding)> {
    let touches = |r: &Range<usize>| r.start < shows.range.end && r.end > shows.range.start;
    let mut found: Vec<(Range<usize>, Finding)> = marks::findings(board.open, &shows.column)
        .into_iter()
        .filter(|(range, _)| touches(range))
        .map(|(range, finding)| (range, finding.clone()))
        .collect();
    found.sort_by_key(|(range, f)| (std::cmp::Reverse(f.verdict), range.len()));
    found.truncate(MOST);
    found
}

/// True where something was chosen and the box has done its work.
fn contents(
    board: &Board<'_>,
    ui: &mut Ui,
    column: &Column,
    found: &[(Range<usize>, Finding)],
) -> bool {
    let mut done = false;
    for (nth, (range, finding)) in found.iter().enumerate() {
        if nth > 0 {
            ui.separator();
        }
        ui.push_id(nth, |ui| done |= one(board, ui, column, range, finding));
    }
    done
}

fn one(
    board: &Board<'_>,
    ui: &mut Ui,
    column: &Column,
    range: &Range<usize>,
    finding: &Finding,
) -> bool {
    let said = board.open.text(column).and_then(|t| t.get(range.clone()));
    let quotes = ['"', '“', '”'];
    let said = said.unwrap_or_default().trim().trim_matches(quotes).to_owned();
    let colour = board.shown.colours.verdict(finding.verdict);
    ui.horizontal_wrapped(|ui| {
        let verdict = format!("{} {}", sign(finding.verdict), finding.verdict.title());
        ui.label(RichText::new(verdict).strong().color(colour));
        ui.label(RichText::new(format!("“{said}”")).strong());
        let kind = if finding.hedged {
            format!("{}, said as possible", finding.kind.title())
        } else {
            finding.kind.title().to_owned()
        };
        ui.label(RichText::new(kind).small().color(board.shown.colours.quiet));
    });
    ui.label(words::sentence(&finding.why));
    let mut done = rests_on(board, ui, finding);
    if !marks::is_marked(finding.verdict) {
        return done;
    }
    if !board.shown.state.can_edit() {
        return done;
    }
    ui.horizontal_wrapped(|ui| {
        for mend in finding.mends.iter().take(MOST) {
            if ui.button(mend_words(mend, board.open.text(column).unwrap_or_default())).clicked() {
                board.ask(Action::MendText { column: column.clone(), mend: mend.clone() });
                done = true;
            }
        }
        if let Some(words) = evidence_words(board, finding, &said) {
            let hint = "Corrects what the specialists found, as a ruling of yours.";
            if ui.button(words).on_hover_text(hint).clicked() {
                let finding = Box::new(finding.clone());
                board.ask(Action::MendEvidence { column: column.clone(), finding });
                done = true;
            }
        }
        let hint = "Hides this mark in this column; text and evidence stay as they are.";
        if ui.button("Ignore here").on_hover_text(hint).clicked() {
            let text = board.open.text(column).and_then(|t| t.get(range.clone()));
            let words = text.unwrap_or_default().to_owned();
            board.ask(Action::Ignore { column: column.clone(), words });
            done = true;
        }
    });
    done
}

/// The facts that a finding rests on, each a way to it.
fn rests_on(board: &Board<'_>, ui: &mut Ui, finding: &Finding) -> bool {
    let Some(scene) = board.open.scene() else { return false };
    if finding.rests_on.is_empty() {
        return false;
    }
    let mut done = false;
    let quiet = board.shown.colours.quiet;
    let lead = if finding.verdict == Verdict::Contradicted { "against it:" } else { "rests on:" };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(lead).small().color(quiet));
        for fact in finding.rests_on.iter().take(MOST) {
            let text = RichText::new(words::of_fact(scene, &board.shown.state.rules, fact)).small();
            match item(fact) {
                Some(item) => {
                    let link = ui.link(text).on_hover_text("Select it");
                    if link.clicked() {
                        board.ask(Action::Select(Some(item)));
                        done = true;
                    }
                }
                None => {
                    ui.label(text);
                }
            }
        }
        let more = finding.rests_on.len().saturating_sub(MOST);
        if more > 0 {
            let rest = finding.rests_on.iter().skip(MOST);
            let rest: Vec<String> =
                rest.map(|f| words::of_fact(scene, &board.shown.state.rules, f)).collect();
            ui.label(RichText::new(format!("and {more} more")).small().color(quiet))
                .on_hover_text(rest.join("\n"));
        }
    });
    done
}

/// What stands for a fact elsewhere in the window.
fn item(fact: &FactRef) -> Option<Item> {
    Some(match fact {
        FactRef::Region(id) => Item::Region(*id),
        FactRef::Attribute(id, kind) => Item::Attribute(*id, *kind),
        FactRef::Relation(id) => Item::Relation(*id),
        FactRef::Text(id) => Item::Text(*id),
        FactRef::Scene => Item::SceneName,
        FactRef::Count(_) => return None,
    })
}

/// A verdict's sign, as it also stands in the text.
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "✔",
        Verdict::Weak => "…",
        Verdict::Unchecked => "–",
        Verdict::Missing => "+",
        Verdict::Unsupported => "?",
        Verdict::Contradicted => "✖",
    }
}

/// A mend as its button says it.
pub fn mend_words(mend: &Mend, text: &str) -> String {
    match mend {
        Mend::Add { sentence } => format!("Add “{sentence}”"),
        Mend::Replace { span, with } => {
            let old = text.get(span.clone()).unwrap_or_default().trim();
            match with.trim() {
                "" => format!("Take out “{old}”"),
                with => format!("Replace “{old}” with “{with}”"),
            }
        }
    }
}

/// What correcting the evidence would do; `None` where it has to be done elsewhere.
fn evidence_words(board: &Board<'_>, finding: &Finding, said: &str) -> Option<String> {
    let scene = board.open.scene()?;
    let rules = &board.shown.state.rules;
    let region = finding.rests_on.iter().find_map(|fact| match fact {
        FactRef::Region(id) | FactRef::Attribute(id, _) => Some(*id),
        _ => None,
    });
    let is_text = finding.rests_on.iter().any(|f| matches!(f, FactRef::Text(_)));
    let of = |what: &str, id| {
        let name = words::of_region(scene, rules, id);
        Some(format!("It is right: {what} of {name} is “{said}”"))
    };
    match (finding.kind, region) {
        (ClaimKind::Text, _) if is_text => Some(format!("It is right: the text reads “{said}”")),
        (ClaimKind::Object, None) => Some(format!("It is there: draw “{said}”")),
        (ClaimKind::Object, Some(id)) => of("label", id),
        (ClaimKind::Fine, Some(id)) => of("fine name", id),
        (ClaimKind::Colour, Some(id)) => of("colour", id),
        (ClaimKind::Size, Some(id)) => of("size", id),
        (ClaimKind::Emotion, Some(id)) => of("emotion", id),
        _ => None,
    }
}
