//! Corrections and captions: what each does to the scene, what becomes stale, what is stored.

use super::{act, commits, open, street};
use dce::app::open::Draft;
use dce::app::selection::{Column, Item};
use dce::app::state::{Dialog, Tool};
use dce::app::{Action, Command, Request, State, reduce};
use dce::domain::{
    AttributeKind, BBox, CaptionOrigin, CaptionTarget, Predicate, RegionId, Ruling, Scene, TextId,
};
use dce::fusion::ground::finding::Verdict;

const BUS: RegionId = RegionId(1);
const PERSON: RegionId = RegionId(2);
const DOG: RegionId = RegionId(3);

fn scene(state: &State) -> &Scene {
    state.scene().expect("a scene")
}

fn words(state: &State, region: RegionId, kind: AttributeKind) -> String {
    scene(state).regions[&region].asserted_words(kind, 0.5).unwrap_or_default()
}

fn image_caption(state: &State) -> &str {
    open(state).text_in_force(CaptionTarget::Image).expect("a caption")
}

fn fused() -> Column {
    Column { target: CaptionTarget::Image, origin: CaptionOrigin::Fused("embedded".into()) }
}

fn correct(region: RegionId, kind: AttributeKind, words: &str) -> Action {
    Action::Correct { region, kind, words: words.into() }
}

fn stale(state: &State) -> Vec<CaptionTarget> {
    open(state).stale.iter().map(|s| s.target).collect()
}

#[test]
fn a_corrected_label_makes_its_captions_stale_and_no_others() {
    let mut state = street();
    assert_eq!(stale(&state), []);
    let requests = reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    assert_eq!(commits(&requests), 1);
    assert_eq!(words(&state, DOG, AttributeKind::Label), "cat");
    let stale = stale(&state);
    assert!(stale.contains(&CaptionTarget::Region(DOG)) && stale.contains(&CaptionTarget::Image));
    assert!(!stale.contains(&CaptionTarget::Region(BUS)));
    let why = &open(&state).stale_of(CaptionTarget::Region(DOG)).expect("stale").why;
    assert!(why.iter().any(|w| w.contains("label")), "{why:?}");
}

#[test]
fn refusing_proposes_and_accepting_rewrites() {
    let mut state = street();
    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    let before = image_caption(&state).to_owned();
    reduce(&mut state, Action::Do(Command::Refuse));
    assert_eq!(image_caption(&state), before, "nothing is rewritten without a yes");
    let targets: Vec<_> = open(&state).proposals.iter().map(|p| p.target).collect();
    assert_eq!(targets.last(), Some(&CaptionTarget::Image), "the image comes last: {targets:?}");
    for target in targets {
        reduce(&mut state, Action::AcceptProposal { target, pieces: None });
    }
    assert!(image_caption(&state).contains("cat") && !image_caption(&state).contains("dog"));
    assert_eq!(stale(&state), []);
}

#[test]
fn a_refused_proposal_leaves_the_caption_stale() {
    let mut state = street();
    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    reduce(&mut state, Action::Do(Command::Refuse));
    reduce(&mut state, Action::DeclineProposal(CaptionTarget::Image));
    assert!(image_caption(&state).contains("dog"));
    assert!(stale(&state).contains(&CaptionTarget::Image));
}

#[test]
fn no_piece_of_a_proposal_is_the_caption_as_it_was() {
    let mut state = street();
    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    reduce(&mut state, Action::Do(Command::Refuse));
    let before = image_caption(&state).to_owned();
    let none = Some(Default::default());
    reduce(&mut state, Action::AcceptProposal { target: CaptionTarget::Image, pieces: none });
    assert_eq!(image_caption(&state), before);
}

#[test]
fn with_automatic_refusing_one_undo_takes_both_back() {
    let mut state = street();
    state.view.auto_refuse = true;
    let before = scene(&state).clone();
    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    assert!(image_caption(&state).contains("cat"));
    assert_eq!(stale(&state), []);
    reduce(&mut state, Action::Do(Command::Undo));
    assert!(*scene(&state) == before);
    reduce(&mut state, Action::Do(Command::Redo));
    assert!(image_caption(&state).contains("cat"));
    assert_eq!(stale(&state), []);
}

#[test]
fn accept_reject_restore_of_every_kind_of_item() {
    let relation = scene(&street()).relations.first().expect("a relation").id;
    for item in [
        Item::Region(DOG),
        Item::Attribute(BUS, AttributeKind::Colour),
        Item::Relation(relation),
        Item::Text(TextId(1)),
    ] {
        let mut state = street();
        let text = scene(&state).texts.first().expect("a text").id;
        let item = if matches!(item, Item::Text(_)) { Item::Text(text) } else { item };
        let before = scene(&state).clone();
        for action in [Action::Accept(item.clone()), Action::Reject(item.clone())] {
            let requests = reduce(&mut state, action.clone());
            assert_eq!(commits(&requests), 1, "{action:?}");
            assert!(*scene(&state) != before, "{action:?}");
        }
        reduce(&mut state, Action::Restore(item.clone()));
        act(&mut state, (0..3).map(|_| Action::Do(Command::Undo)));
        assert!(*scene(&state) == before, "{item:?}");
    }
}

#[test]
fn a_rejected_region_leaves_the_caption_and_comes_back() {
    let mut state = street();
    state.view.auto_refuse = true;
    reduce(&mut state, Action::Reject(Item::Region(DOG)));
    assert!(!image_caption(&state).contains("dog"));
    reduce(&mut state, Action::Restore(Item::Region(DOG)));
    assert!(image_caption(&state).contains("dog"));
}

#[test]
fn accept_all_rules_on_what_is_asserted_in_one_step() {
    let mut state = street();
    let requests = reduce(&mut state, Action::Do(Command::AcceptAll));
    assert_eq!(commits(&requests), 1);
    assert_eq!(open(&state).history.done.len(), 1);
    let bus = &scene(&state).regions[&BUS];
    assert_eq!(bus.attributes[&AttributeKind::Colour].ruling, Ruling::Accepted);
    let bench = &scene(&state).regions[&RegionId(4)];
    assert_eq!(bench.attributes[&AttributeKind::Label].ruling, Ruling::Unreviewed);
}

#[test]
fn a_drawn_region_is_named_and_selected() {
    let mut state = street();
    reduce(&mut state, Action::Do(Command::DrawBox));
    assert!(matches!(state.tool, Tool::DrawBox { .. }));
    let bbox = BBox::new(700.0, 20.0, 800.0, 90.0);
    reduce(&mut state, Action::AddRegion { bbox, label: "bird".into() });
    let Some(Item::Region(id)) = state.selection.kept else { panic!("it is selected") };
    assert_eq!(words(&state, id, AttributeKind::Label), "bird");
    assert_eq!(state.tool, Tool::Point);
    reduce(&mut state, Action::Do(Command::Undo));
    assert!(!scene(&state).regions.contains_key(&id));
    assert_eq!(state.selection.kept, None, "what is gone is not selected");
}

#[test]
fn accepting_what_a_person_typed_takes_nothing_away() {
    let mut state = street();
    let bbox = BBox::new(700.0, 20.0, 800.0, 90.0);
    reduce(&mut state, Action::AddRegion { bbox, label: "bird".into() });
    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    let drawn = scene(&state).regions.keys().copied().max().expect("it was drawn");
    let steps = open(&state).history.done.len();
    for (region, label) in [(drawn, "bird"), (DOG, "cat")] {
        reduce(&mut state, Action::Accept(Item::Region(region)));
        assert_eq!(words(&state, region, AttributeKind::Label), label);
        assert!(state.notices.last().expect("told").text.contains("corrected"));
    }
    assert_eq!(open(&state).history.done.len(), steps, "no edit");
}

#[test]
fn proposals_follow_the_evidence_while_they_wait() {
    let mut state = street();
    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    reduce(&mut state, Action::Do(Command::Refuse));
    reduce(&mut state, Action::DeclineProposal(CaptionTarget::Region(DOG)));
    reduce(&mut state, correct(DOG, AttributeKind::Label, "horse"));
    let targets: Vec<_> = open(&state).proposals.iter().map(|p| p.target).collect();
    assert_eq!(targets, [CaptionTarget::Image], "what was refused does not come back");
    reduce(&mut state, Action::AcceptProposals);
    assert!(image_caption(&state).contains("horse"), "{}", image_caption(&state));
    assert!(!stale(&state).contains(&CaptionTarget::Image));
    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    reduce(&mut state, Action::Do(Command::Refuse));
    reduce(&mut state, Action::Do(Command::Undo));
    assert!(!open(&state).proposals.iter().any(|p| p.target == CaptionTarget::Image));
}

#[test]
fn boxes_move_merge_and_split() {
    let mut state = street();
    let bbox = BBox::new(0.0, 0.0, 100.0, 100.0);
    reduce(&mut state, Action::SetBox { region: DOG, bbox });
    assert_eq!(scene(&state).regions[&DOG].bbox, bbox);
    assert_eq!(words(&state, DOG, AttributeKind::Location), "top-left");
    reduce(&mut state, Action::Merge { keep: DOG, with: BUS });
    assert!(scene(&state).regions[&BUS].rejected);
    reduce(&mut state, Action::Split(DOG));
    assert_eq!(scene(&state).regions.len(), 5);
    act(&mut state, (0..3).map(|_| Action::Do(Command::Undo)));
    assert!(*scene(&state) == *scene(&street()));
}

#[test]
fn depth_order_has_one_direction() {
    let mut state = street();
    let behind = |state: &mut State, a, b| {
        let predicate = Predicate::Behind;
        reduce(state, Action::AddRelation { subject: a, predicate, object: b })
    };
    behind(&mut state, PERSON, BUS);
    let in_force: Vec<_> = scene(&state)
        .relations
        .iter()
        .filter(|r| [r.subject, r.object].contains(&PERSON) && [r.subject, r.object].contains(&BUS))
        .filter_map(|r| Some((r.subject, r.effective()?)))
        .filter(|(_, p)| matches!(p, Predicate::InFrontOf | Predicate::Behind))
        .collect();
    assert_eq!(in_force, [(BUS, Predicate::InFrontOf)]);
}

#[test]
fn a_text_is_corrected_where_it_stands() {
    let mut state = street();
    let text = scene(&state).texts[0].id;
    state.view.auto_refuse = true;
    reduce(&mut state, Action::CorrectText { text, words: "CITY TOURS 2".into() });
    assert!(image_caption(&state).contains("CITY TOURS 2"), "{}", image_caption(&state));
}

#[test]
fn an_unknown_word_is_refused_with_what_there_is() {
    let mut state = street();
    let requests = reduce(&mut state, correct(PERSON, AttributeKind::Emotion, "hangry"));
    assert_eq!(commits(&requests), 0);
    let told = &state.notices.last().expect("it is told").text;
    assert!(told.contains("hangry") && told.contains("happy"), "{told}");
}

#[test]
fn typing_is_kept_read_and_committed_as_one_step() {
    let mut state = street();
    reduce(&mut state, Action::StartTyping(fused()));
    let column = open(&state).draft.clone().expect("a draft").column;
    assert_eq!(column.origin, CaptionOrigin::Person("anna".into()), "a person's own");
    let text = "A blue bus and a dog.".to_owned();
    let requests = reduce(&mut state, Action::Type(Draft::new(column.clone(), text)));
    assert!(matches!(requests.as_slice(), [Request::Draft { draft: Some(_), .. }]), "durable");
    let report = &open(&state).reports[&column];
    assert!(report.findings.iter().any(|f| f.verdict == Verdict::Contradicted), "blue is wrong");
    assert_eq!(open(&state).history.done.len(), 0, "no edit yet");
    let requests = reduce(&mut state, Action::CommitDraft);
    assert_eq!(commits(&requests), 1);
    assert_eq!(image_caption(&state), "A blue bus and a dog.");
    reduce(&mut state, Action::Do(Command::Undo));
    assert_ne!(image_caption(&state), "A blue bus and a dog.");
}

#[test]
fn typing_nothing_new_is_no_edit() {
    let mut state = street();
    let column = Column { origin: CaptionOrigin::Baseline("glib".into()), ..fused() };
    reduce(&mut state, Action::SetColumn { column: column.clone(), text: "A bus.".into() });
    act(&mut state, [Action::StartTyping(column), Action::CommitDraft]);
    assert_eq!(open(&state).history.done.len(), 1);
}

#[test]
fn a_persons_caption_is_flagged_and_never_overwritten() {
    let mut state = street();
    let column = Column { origin: CaptionOrigin::Person("anna".into()), ..fused() };
    reduce(&mut state, Action::SetColumn { column, text: "My own words about a dog.".into() });
    state.view.auto_refuse = true;
    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    assert_eq!(image_caption(&state), "My own words about a dog.");
    assert!(stale(&state).contains(&CaptionTarget::Image), "it is flagged");
}

#[test]
fn locked_words_survive_refusing() {
    let mut state = street();
    let text = image_caption(&state).to_owned();
    let at = text.find("bus").expect("a bus");
    let range = at..at + 1;
    reduce(&mut state, Action::Select(Some(Item::Span { column: fused(), range })));
    reduce(&mut state, Action::Do(Command::LockWords));
    let caption = open(&state).caption(&fused()).expect("it").clone();
    assert_eq!(&caption.text[caption.locked[0].clone()], "bus", "whole words");
    state.view.auto_refuse = true;
    reduce(&mut state, correct(BUS, AttributeKind::Label, "truck"));
    let caption = open(&state).caption(&fused()).expect("it");
    assert_eq!(&caption.text[caption.locked[0].clone()], "bus", "{}", caption.text);
}

#[test]
fn mends_change_text_or_evidence() {
    let mut state = street();
    let column = Column { origin: CaptionOrigin::Baseline("glib".into()), ..fused() };
    let text = "A blue bus and a horse.".to_owned();
    reduce(&mut state, Action::SetColumn { column: column.clone(), text });
    let findings = open(&state).reports[&column].findings.clone();
    let blue = findings.iter().find(|f| f.verdict == Verdict::Contradicted).expect("blue");
    let evidence = Action::MendEvidence { column: column.clone(), finding: Box::new(blue.clone()) };
    reduce(&mut state, evidence);
    assert_eq!(words(&state, BUS, AttributeKind::Colour), "blue");
    let horse = findings.iter().find(|f| f.verdict == Verdict::Unsupported).expect("horse");
    let evidence =
        Action::MendEvidence { column: column.clone(), finding: Box::new(horse.clone()) };
    reduce(&mut state, evidence);
    assert_eq!(state.tool, Tool::DrawBox { label: Some("horse".into()) }, "it is drawn next");
    let mend = horse.mends[0].clone();
    reduce(&mut state, Action::MendText { column: column.clone(), mend });
    assert!(!open(&state).text(&column).expect("text").contains("horse"));
}

#[test]
fn a_project_to_be_read_alone_takes_no_edit() {
    let mut state = street();
    reduce(&mut state, Action::Lost { by: "another window".into() });
    let before = scene(&state).clone();
    let requests = act(
        &mut state,
        [
            correct(DOG, AttributeKind::Label, "cat"),
            Action::Reject(Item::Region(BUS)),
            Action::StartTyping(fused()),
            Action::Do(Command::Approve),
            Action::Do(Command::Analyse),
            Action::SetRules(Box::default()),
        ],
    );
    assert_eq!(commits(&requests), 0);
    assert!(*scene(&state) == before);
}

#[test]
fn correcting_asks_for_words_of_what_is_selected() {
    let mut state = street();
    let relation = scene(&state).relations[0].id;
    let text = scene(&state).texts[0].id;
    for (item, is_right) in [
        (
            Item::Region(DOG),
            (|d| matches!(d, Dialog::Correct { kind: AttributeKind::Label, .. }))
                as fn(&Dialog) -> bool,
        ),
        (Item::Attribute(BUS, AttributeKind::Colour), |d| {
            matches!(d, Dialog::Correct { kind: AttributeKind::Colour, .. })
        }),
        (Item::Relation(relation), |d| matches!(d, Dialog::Relate { relation: Some(_), .. })),
        (Item::Text(text), |d| matches!(d, Dialog::CorrectText { .. })),
    ] {
        state.dialog = None;
        act(&mut state, [Action::Select(Some(item.clone())), Action::Do(Command::Correct)]);
        assert!(state.dialog.as_ref().is_some_and(is_right), "{item:?}: {:?}", state.dialog);
    }
}

#[test]
fn ignored_findings_are_kept_with_the_caption_and_shown_again() {
    let mut state = street();
    let column = Column { origin: CaptionOrigin::Baseline("glib".into()), ..fused() };
    let text = "A blue bus and a horse.".to_owned();
    reduce(&mut state, Action::SetColumn { column: column.clone(), text });
    let ignore = |words: &str| Action::Ignore { column: column.clone(), words: words.into() };
    let requests = act(&mut state, [ignore("blue"), ignore("a horse"), ignore("blue")]);
    assert_eq!(commits(&requests), 2, "kept, each once");
    let caption = open(&state).caption(&column).expect("it");
    assert_eq!(caption.ignored, ["blue", "a horse"]);
    assert!(open(&state).is_ignored(&column, "blue") && !open(&state).is_ignored(&fused(), "blue"));
    // What is typed begins with them, and keeps what is ignored meanwhile.
    act(&mut state, [Action::StartTyping(column.clone()), ignore("bus")]);
    assert_eq!(open(&state).draft.as_ref().expect("a draft").ignored.len(), 3);
    let requests = reduce(&mut state, Action::CommitDraft);
    assert_eq!(commits(&requests), 1);
    assert_eq!(open(&state).ignored(&column).len(), 3);
    // A caption of one's own that is emptied before it is there is no edit.
    reduce(&mut state, Action::StartTyping(fused()));
    let column_typed = open(&state).draft.clone().expect("a draft").column;
    let ignored = vec!["x".to_owned()];
    let draft = Draft { ignored, ..Draft::new(column_typed, " ") };
    let requests = act(&mut state, [Action::Type(draft), Action::CommitDraft]);
    assert_eq!(commits(&requests), 0);
    reduce(&mut state, Action::ShowIgnored(column.clone()));
    assert!(open(&state).ignored(&column).is_empty());
    reduce(&mut state, Action::Do(Command::Undo));
    assert_eq!(open(&state).ignored(&column).len(), 3);
}

#[test]
fn a_fused_caption_keeps_what_is_ignored_in_it() {
    let mut state = street();
    let words = "dog".to_owned();
    reduce(&mut state, Action::Ignore { column: fused(), words });
    assert_eq!(stale(&state), [], "it still is what would be written");
    state.view.auto_refuse = true;
    reduce(&mut state, correct(BUS, AttributeKind::Colour, "green"));
    assert!(image_caption(&state).contains("green"));
    assert_eq!(open(&state).ignored(&fused()), ["dog"]);
}

#[test]
fn a_verb_from_something_that_is_no_person_is_kept_and_said() {
    let mut state = street();
    let riding = || Predicate::Verb("riding".into());
    let add = |subject, object| Action::AddRelation { subject, predicate: riding(), object };
    let requests = reduce(&mut state, add(DOG, BUS));
    assert_eq!(commits(&requests), 1, "kept");
    let told = state.notices.last().expect("told").text.clone();
    assert_eq!(told, "The dog is no person; the verb is kept and not told.");
    let verb = scene(&state).relations.iter().find(|r| r.predicate == riding()).expect("it");
    assert_eq!(verb.effective(), None);
    assert!(verb.unfit.as_ref().expect("why").contains("no person"));
    let id = verb.id;
    let notices = state.notices.len();
    reduce(&mut state, add(PERSON, BUS));
    assert_eq!(state.notices.len(), notices, "a person may");
    let predicate = Predicate::Verb("pulling".into());
    reduce(&mut state, Action::Reword { relation: id, predicate });
    assert_eq!(state.notices.len(), notices + 1, "other words, the same trouble");
}

#[test]
fn typing_begins_only_where_it_is_seen() {
    let mut state = street();
    state.view.diff = true;
    reduce(&mut state, Action::Do(Command::EditCaption));
    assert!(open(&state).draft.is_some() && !state.view.diff, "the columns are shown");
    // Nothing was typed: there is no caption of a person's.
    let before = scene(&state).captions.len();
    let requests = reduce(&mut state, Action::Do(Command::LetGo));
    assert_eq!((commits(&requests), scene(&state).captions.len()), (0, before));

    reduce(&mut state, correct(DOG, AttributeKind::Label, "cat"));
    reduce(&mut state, Action::Do(Command::Refuse));
    assert!(!open(&state).proposals.is_empty());
    reduce(&mut state, Action::Do(Command::EditCaption));
    assert!(open(&state).draft.is_none(), "new captions stand where the field would");
    assert!(state.notices.last().expect("told").text.contains("first"));
}

#[test]
fn merging_from_the_menu_waits_for_a_click() {
    let mut state = street();
    reduce(&mut state, Action::Select(Some(Item::Region(PERSON))));
    reduce(&mut state, Action::Do(Command::Merge));
    assert_eq!(state.tool, Tool::Merge);
    reduce(&mut state, Action::Do(Command::LetGo));
    assert_eq!(state.tool, Tool::Point);
    assert_eq!(commits(&reduce(&mut state, Action::Do(Command::Merge))), 0);
    let requests = reduce(&mut state, Action::Merge { keep: PERSON, with: DOG });
    assert_eq!((commits(&requests), &state.tool), (1, &Tool::Point));
}

#[test]
fn selected_words_are_let_go_when_other_words_stand_there() {
    let mut state = street();
    let baseline = CaptionOrigin::Baseline("GPT-4V".into());
    let column = Column { target: CaptionTarget::Image, origin: baseline };
    let set = |text: &str| Action::SetColumn { column: column.clone(), text: text.into() };
    reduce(&mut state, set("Two dogs and a bus."));
    reduce(&mut state, Action::Select(Some(Item::Span { column: column.clone(), range: 4..8 })));
    reduce(&mut state, set("Two dogs and a bus and a man."));
    assert!(state.selection.kept.is_some() && open(&state).is_edited(&column));
    reduce(&mut state, set("A dog and a bus."));
    assert_eq!(state.selection.kept, None);
    act(&mut state, [Action::Do(Command::Undo), Action::Do(Command::Undo)]);
    assert!(!open(&state).is_edited(&column), "its own words are back");
}
