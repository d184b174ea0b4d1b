//! The captions panel: what it shows of each column, what pointing, typing and clicking ask for.

use crate::app::{act, answer, open, project, row, street};
use dce::app::open::Draft;
use dce::app::state::Dialog;
use dce::app::{Action, Column, Command, Item, State, reduce};
use dce::domain::{CaptionOrigin, CaptionTarget, FactRef, RegionId};
use dce::fusion::ground::finding::Verdict;
use dce::gui::panels::captions::{bars, caption_dialogs, captions_panel};
use dce::gui::theme::Colours;
use dce::gui::{Shown, Textures};
use dce::import::{Import, Malformed, Matched, Unmatched};
use dce::project::Status;
use egui::{Role, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

struct Desk {
    state: State,
    actions: Vec<Action>,
    textures: Textures,
}

/// The panel and its dialogs over a state; what they ask for is done at once, as in the window.
fn harness(state: State) -> Harness<'static, Desk> {
    let desk = Desk { state, actions: Vec::new(), textures: Textures::default() };
    let frame = |ui: &mut Ui, desk: &mut Desk| {
        let colours = Colours::of(desk.state.view.theme, true);
        let (state, textures) = (&desk.state, &desk.textures);
        let shown = Shown { state, textures, colours: &colours, asked: None };
        let mut actions = captions_panel(&shown, ui);
        actions.extend(caption_dialogs(&shown, ui));
        for action in actions {
            desk.actions.push(action.clone());
            reduce(&mut desk.state, action);
        }
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1400.0, 420.0))
        .with_max_steps(40)
        .allow_missing_glyphs()
        .build_ui_state(frame, desk);
    harness.run_ok();
    harness.state_mut().actions.clear();
    harness
}

fn baseline(name: &str) -> Column {
    Column { target: CaptionTarget::Image, origin: CaptionOrigin::Baseline(name.into()) }
}

fn with(text: &str) -> State {
    let mut state = street();
    act(&mut state, [Action::SetColumn { column: baseline("GPT-4V"), text: text.into() }]);
    state
}

fn asked(harness: &mut Harness<'_, Desk>) -> Vec<String> {
    let taken = std::mem::take(&mut harness.state_mut().actions);
    let told = taken.iter().filter(|a| !matches!(a, Action::Hover(_)));
    told.map(|a| format!("{a:?}")).collect()
}

/// Rests the pointer on the first word of a text until its box is open.
fn rest_on(harness: &mut Harness<'_, Desk>, text: &str) {
    let corner = harness.get_by_label(text).rect().left_top();
    for _ in 0..8 {
        harness.hover_at(corner + vec2(12.0, 11.0));
        harness.run_steps(2);
    }
}

#[test]
fn an_image_that_was_not_analysed_says_what_to_do() {
    let mut state = project(vec![row(1, "a.jpg", Status::New)]);
    answer(&mut state, None);
    let mut harness = harness(state);
    harness.get_by_label("This image was not analysed yet.");
    harness.get_by_label_contains("Analyse this image").click();
    harness.run_ok();
    assert_eq!(asked(&mut harness), ["Do(Analyse)"]);
}

#[test]
fn without_columns_to_compare_it_says_how_they_come() {
    let mut harness = harness(street());
    harness.get_by_label("Fused · embedded");
    harness.get_by_label("Paste a caption, or import a file (Ctrl+I).");
    harness.get_by_label("Paste…").click();
    harness.run_ok();
    assert_eq!(asked(&mut harness), ["Open(Paste { target: Image })"]);
}

#[test]
fn every_column_says_who_wrote_it_how_it_stands_and_what_it_covers() {
    let mut harness = harness(with("A zebra near a red bus."));
    harness.get_by_label("GPT-4V");
    harness.get_by_label("6 words");
    let report = open(&harness.state().state).reports[&baseline("GPT-4V")].clone();
    for bar in bars(&report) {
        assert!(harness.get_all_by_label(&bar.words()).count() >= 1, "{}", bar.words());
    }
    assert_eq!(bars(&report)[0].right, 1, "the bus, and neither person nor dog");
    harness.get_by_label("Edit GPT-4V").click();
    harness.run_ok();
    assert_eq!(open(&harness.state().state).draft.as_ref().unwrap().column, baseline("GPT-4V"));
    harness.get_by_label("Discard typing").click();
    harness.run_ok();
    assert!(open(&harness.state().state).draft.is_none());
    assert!(asked(&mut harness).contains(&"AbandonDraft".to_owned()));
}

#[test]
fn pointing_at_a_word_lights_what_it_rests_on_and_leaving_lets_go() {
    let text = "Dogs lie before a bus.";
    let mut harness = harness(with(text));
    rest_on(&mut harness, text);
    let hovered = harness.state().state.selection.hovered.clone();
    let Some(Item::Span { column, range }) = hovered else { panic!("{hovered:?}") };
    assert_eq!((column.clone(), &text[range.clone()]), (baseline("GPT-4V"), "Dogs"));
    assert!(
        open(&harness.state().state)
            .facts_at(&column, &range)
            .contains(&FactRef::Region(RegionId(3)))
    );
    harness.hover_at(egui::pos2(4.0, 415.0));
    harness.run_steps(12);
    assert_eq!(harness.state().state.selection.hovered, None);
}

#[test]
fn a_region_lights_its_words_and_beside_them_what_is_about_it() {
    let state = with("A red bus stands in the street, and a dog lies before the bus.");
    let open = open(&state);
    let light = open.light(&Item::Region(RegionId(1)));
    let text = open.text(&baseline("GPT-4V")).unwrap();
    let lit = open.words_on(&baseline("GPT-4V"), &light.on);
    let words: Vec<&str> = lit.iter().map(|r| &text[r.clone()]).collect();
    assert!(
        words.iter().any(|w| w.contains("bus")) && words.iter().any(|w| w.contains("red")),
        "{words:?}"
    );
    assert!(!words.iter().any(|w| w.contains("dog")), "{words:?}");
    assert!(
        light.beside.iter().any(|f| matches!(f, FactRef::Text(_))),
        "the text on the bus is about it"
    );
}

#[test]
fn the_box_of_an_unsupported_word_says_why_and_ignores_or_draws() {
    let text = "Zebras stand in the street.";
    let mut first = harness(with(text));
    rest_on(&mut first, text);
    first.get_by_label("? unsupported");
    first.get_by_label("It is there: draw “Zebras”");
    first.get_by_label("Ignore here").click();
    first.run_ok();
    assert!(open(&first.state().state).is_ignored(&baseline("GPT-4V"), "Zebras"));
    let mut second = harness(with(text));
    rest_on(&mut second, text);
    second.get_by_label("It is there: draw “Zebras”").click();
    second.run_ok();
    let tool = format!("{:?}", second.state().state.tool);
    assert!(tool.contains("DrawBox") && tool.contains("\"zebra\""), "{tool}");
}

#[test]
fn typing_is_read_at_every_keystroke_in_any_script() {
    let mut harness = harness(street());
    harness.get_by_label("Edit Fused · embedded").click();
    harness.run_ok();
    let field = harness.get_by_role(Role::MultilineTextInput);
    assert!(field.is_focused(), "typing may begin at once");
    field.type_text(" 赤いバス 🚌 A zebra sleeps.");
    harness.run_ok();
    let state = &harness.state().state;
    let draft = open(state).draft.clone().unwrap();
    assert!(draft.text.ends_with("赤いバス 🚌 A zebra sleeps."), "{}", draft.text);
    assert!(matches!(draft.column.origin, CaptionOrigin::Person(_)), "the fused caption stays");
    let report = &open(state).reports[&draft.column];
    let zebra = draft.text.find("zebra").unwrap();
    let found =
        report.findings.iter().find(|f| f.span.as_ref().is_some_and(|s| s.contains(&zebra)));
    assert_eq!(found.unwrap().verdict, Verdict::Unsupported);
    harness.get_by_label("Done typing").click();
    harness.run_ok();
    assert_eq!(
        open(&harness.state().state).text_in_force(CaptionTarget::Image),
        Some(draft.text.as_str())
    );
}

#[test]
fn what_is_missing_is_inserted_by_a_click() {
    let mut state = street();
    let origin = CaptionOrigin::Person("anna".into());
    let column = Column { target: CaptionTarget::Image, origin };
    let text = "A dog lies here.".to_owned();
    act(&mut state, [Action::Type(Draft::new(column.clone(), text)), Action::CommitDraft]);
    let mut harness = harness(state);
    harness.get_by_label("insert A bus is in the picture.").click();
    harness.run_ok();
    let text = open(&harness.state().state).text(&column).unwrap().to_owned();
    assert_eq!(text, "A dog lies here. A bus is in the picture.");
}

#[test]
fn captions_fused_anew_are_taken_in_part_or_refused() {
    let mut state = street();
    act(&mut state, [Action::Reject(Item::Region(RegionId(3)))]);
    let mut harness = harness(state);
    assert!(harness.get_all_by_label_contains("stale: ").count() >= 1);
    harness.get_all_by_label_contains("Re-fuse").next().unwrap().click();
    harness.run_ok();
    let before = open(&harness.state().state).proposals.len();
    assert!(before >= 1);
    let change = harness.get_all_by_role(Role::CheckBox).find(|n| {
        n.accesskit_node()
            .label()
            .is_some_and(|l| l.starts_with("removed “") || l.starts_with("added “"))
    });
    change.unwrap().click();
    harness.run_ok();
    harness.get_by_label("Accept part whole image").click();
    harness.run_ok();
    let told = asked(&mut harness);
    let accepted = told.iter().find(|a| a.starts_with("AcceptProposal")).unwrap();
    assert!(accepted.contains("pieces: Some("), "{accepted}");
    assert_eq!(open(&harness.state().state).proposals.len(), before - 1);
}

#[test]
fn all_at_once_is_one_step_and_captions_of_what_is_gone_go() {
    let mut state = street();
    act(&mut state, [Action::Reject(Item::Region(RegionId(3))), Action::Do(Command::Refuse)]);
    let steps = open(&state).history.done.len();
    act(&mut state, [Action::AcceptProposals]);
    assert_eq!(open(&state).history.done.len(), steps + 1);
    assert!(open(&state).stale.is_empty(), "{:?}", open(&state).stale);
    let gone = Column {
        target: CaptionTarget::Region(RegionId(3)),
        origin: CaptionOrigin::Fused("embedded".into()),
    };
    assert!(open(&state).caption(&gone).is_none());
    act(&mut state, [Action::Do(Command::Undo)]);
    assert!(open(&state).caption(&gone).is_some(), "one undo brings all of it back");
    assert!(open(&state).scene().unwrap().regions[&RegionId(3)].rejected, "and nothing more");
}

#[test]
fn two_columns_are_compared_word_by_word() {
    let mut state = with("A red bus.");
    act(&mut state, [Action::Do(Command::Diff)]);
    let harness = harness(state);
    assert_eq!(harness.get_all_by_label_contains("words in both").count(), 1);
    harness.get_by_label("Compare Fused · embedded");
    harness.get_by_label("With GPT-4V");
    let mut alone = street();
    act(&mut alone, [Action::Do(Command::Diff)]);
    self::harness(alone).get_by_label("There is no second caption to compare with.");
}

#[test]
fn a_pasted_caption_becomes_a_column() {
    let mut state = street();
    let target = CaptionTarget::Image;
    act(&mut state, [Action::Open(Dialog::Paste { target })]);
    let mut harness = harness(state);
    harness.get_by_label("InternVL2-26B").click();
    harness.run_ok();
    let field = harness.get_by_label("Caption text");
    field.focus();
    harness.run_ok();
    harness.get_by_label("Caption text").type_text("A zebra and a bus.");
    harness.run_ok();
    assert!(harness.get_all_by_label_contains("unsupported").count() >= 1, "read as it is typed");
    harness.get_by_label_contains("Add column").click();
    harness.run_ok();
    let state = &harness.state().state;
    assert_eq!(open(state).text(&baseline("InternVL2-26B")), Some("A zebra and a bus."));
    assert!(state.dialog.is_none());
}

#[test]
fn an_import_shows_what_matched_and_every_bad_row_by_its_line() {
    let mut state = street();
    let (file, model) = (std::path::PathBuf::from("/files/all.jsonl"), "LLaVA".to_owned());
    let import = Import {
        matched: vec![Matched {
            image: 1,
            model,
            region: None,
            text: "A bus.".into(),
            file: file.clone(),
            line: 1,
        }],
        unmatched: vec![Unmatched {
            file: file.clone(),
            line: 2,
            image: "x.jpg".into(),
            why: "not here".into(),
        }],
        malformed: vec![Malformed { file, line: 7, message: "no caption".into() }],
    };
    act(&mut state, [Action::ImportRead(Arc::new(import))]);
    let mut harness = harness(state);
    harness.get_by_label("1 caption for 1 image found");
    harness.get_by_label("street.jpg · LLaVA");
    harness.get_by_label("all.jsonl, line 2");
    harness.get_by_label("all.jsonl, line 7");
    harness.get_by_label("no caption");
    harness.get_by_label("Take 1 caption").click();
    harness.run_ok();
    assert_eq!(asked(&mut harness), ["TakeImport"]);
}

#[test]
fn many_columns_and_a_region_fit_the_panel() {
    let mut state = street();
    for nth in 0..12 {
        let column = baseline(&format!("model {nth}"));
        act(&mut state, [Action::SetColumn { column, text: "A bus and a dog. ".repeat(60) }]);
    }
    act(&mut state, [Action::Select(Some(Item::Region(RegionId(2))))]);
    let harness = harness(state);
    harness.get_by_label_contains("person 2 · Fused");
    assert!(harness.get_all_by_label_contains("model ").count() >= 2);
}

#[test]
fn ignored_findings_are_counted_and_a_click_shows_them_again() {
    let mut state = street();
    act(&mut state, [Action::SetColumn { column: baseline("GPT-4V"), text: "Zebras run.".into() }]);
    act(&mut state, [Action::Ignore { column: baseline("GPT-4V"), words: "Zebras".into() }]);
    let mut harness = harness(state);
    harness.get_by_label("1 ignored of GPT-4V").click();
    harness.run_ok();
    assert!(!open(&harness.state().state).is_ignored(&baseline("GPT-4V"), "Zebras"));
    assert!(harness.query_by_label("1 ignored of GPT-4V").is_none());
}

#[test]
fn columns_of_an_image_that_is_not_analysed_stand_with_the_way_to_evidence() {
    let mut state = project(vec![row(1, "a.jpg", Status::New)]);
    answer(&mut state, None);
    act(&mut state, [Action::SetColumn { column: baseline("GPT-4V"), text: "A zebra.".into() }]);
    let mut harness = harness(state);
    harness.get_by_label_contains("Not analysed yet");
    harness.get_by_label("A zebra.");
    harness.get_by_label("Copy GPT-4V");
    harness.get_by_label_contains("Analyse this image").click();
    harness.run_ok();
    assert_eq!(asked(&mut harness), ["Do(Analyse)"]);
    // The analysis that was asked for is under way: nothing says any more that there is none.
    harness.get_by_label_contains("The specialists are looking");
    assert!(harness.query_by_label_contains("Analyse this image").is_none());
}

#[test]
fn a_pasted_caption_can_be_of_the_selected_region_or_of_the_image() {
    let mut state = street();
    act(&mut state, [Action::Select(Some(Item::Region(RegionId(2))))]);
    act(&mut state, [Action::Do(Command::PasteCaption)]);
    let mut harness = harness(state);
    harness.get_by_label("Add a caption of person 2");
    harness.get_by_label("the whole image").click();
    harness.run_ok();
    harness.get_by_label("Add a caption of the whole image");
    harness.get_by_label("person 2").click();
    harness.run_ok();
    let target = CaptionTarget::Region(RegionId(2));
    assert!(
        matches!(harness.state().state.dialog, Some(Dialog::Paste { target: t }) if t == target)
    );
}

#[test]
fn a_proposal_says_what_stayed_for_its_locked_words() {
    let mut state = street();
    let column =
        Column { target: CaptionTarget::Image, origin: CaptionOrigin::Person("anna".into()) };
    let text = "It is my birthday.".to_owned();
    act(
        &mut state,
        [
            Action::SetColumn { column: column.clone(), text },
            Action::Lock { column, range: 0..18 },
            Action::Correct {
                region: RegionId(3),
                kind: dce::domain::AttributeKind::Label,
                words: "cat".into(),
            },
            Action::Do(Command::Refuse),
        ],
    );
    let harness = harness(state);
    harness.get_by_label_contains("the locked words had no place in the new text");
}

#[test]
fn the_line_between_two_columns_is_dragged_and_a_double_click_evens_them() {
    let mut state = street();
    let column = baseline("GPT-4V");
    act(&mut state, [Action::SetColumn { column, text: "A bus.".into() }]);
    let mut harness = harness(state);
    let line = |harness: &Harness<'_, _>| harness.get_by_label("Width of column 1").rect().center();
    let start = line(&harness);
    harness.drag_at(start);
    harness.step();
    harness.hover_at(start - egui::vec2(40.0, 0.0));
    harness.step();
    harness.drop_at(start - egui::vec2(40.0, 0.0));
    harness.run_ok();
    assert!((line(&harness).x - (start.x - 40.0)).abs() < 2.0, "{start:?} {:?}", line(&harness));
    // Both clicks in one frame: the harness's frames are longer than a double click may last.
    let pos = line(&harness);
    let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
    for pressed in [true, false, true, false] {
        let event = egui::Event::PointerButton { pos, button, pressed, modifiers };
        harness.input_mut().events.push(event);
    }
    harness.run_ok();
    assert!((line(&harness).x - start.x).abs() < 1.0);
}
