//! What a person means, to edits: accept, reject, restore, correct, draw, merge, split, relate.

use super::edits::{self, author};
use crate::app::request::Request;
use crate::app::selection::{Column, Item};
use crate::app::state::{State, Tone, Tool};
use crate::domain::{
    AttributeKind, BBox, Edit, FactRef, Predicate, RegionId, Relation, RelationId, Ruling, TextId,
};
use crate::fusion::ground::finding::{ClaimKind, Finding};
use crate::fusion::vocabulary::Vocabulary;
use crate::fusion::vocabulary::inflect::singulars;
use crate::pipeline::corrections::{CorrectionError, Corrector};

/// Makes the edit that `correct` gives for the scene on screen; says why where it gives none.
fn make(
    state: &mut State,
    correct: impl FnOnce(&Corrector<'_>) -> Result<Edit, CorrectionError>,
) -> Vec<Request> {
    let author = author(state);
    let Some(scene) = state.scene() else { return Vec::new() };
    let taxonomy = Vocabulary::embedded().taxonomy();
    match correct(&Corrector { scene, taxonomy, author: &author }) {
        Ok(edit) => {
            state.dialog = None;
            edits::make(state, edit)
        }
        Err(error) => {
            state.tell(Tone::Bad, error.to_string());
            Vec::new()
        }
    }
}

/// Confirms what is selected; of a region, its label. What a person typed stands: to confirm what the specialists say in
/// its place would take it away.
pub(super) fn accept(state: &mut State, item: &Item) -> Vec<Request> {
    let ruling = state.scene().and_then(|s| item.ruling(s));
    if let Some(Ruling::Corrected { author, .. }) = ruling {
        let text =
            format!("It stands as {author} corrected it; Restore goes back to the specialists.");
        state.tell(Tone::Plain, text);
        return Vec::new();
    }
    rule(state, item, &Ruling::Accepted)
}

/// Takes what is selected out; of a region, the region itself.
pub(super) fn reject(state: &mut State, item: &Item) -> Vec<Request> {
    match item {
        Item::Region(id) => make(state, |c| c.reject_region(*id, true)),
        _ => rule(state, item, &Ruling::Rejected),
    }
}

/// Forgets the ruling on what is selected; of a region, its rejection, else the ruling on its label.
pub(super) fn restore(state: &mut State, item: &Item) -> Vec<Request> {
    let is_rejected =
        |id| state.scene().and_then(|s| s.regions.get(id)).is_some_and(|r| r.rejected);
    match item {
        Item::Region(id) if is_rejected(id) => make(state, |c| c.reject_region(*id, false)),
        _ => rule(state, item, &Ruling::Unreviewed),
    }
}

fn rule(state: &mut State, item: &Item, ruling: &Ruling) -> Vec<Request> {
    let ruling = ruling.clone();
    match item {
        Item::Region(id) => make(state, |c| c.rule(*id, AttributeKind::Label, ruling)),
        Item::Attribute(id, kind) => make(state, |c| c.rule(*id, *kind, ruling)),
        Item::Relation(id) => make(state, |c| c.rule_relation(*id, ruling)),
        Item::Text(text) => make(state, |_| Ok(Edit::RuleText { text: *text, ruling })),
        Item::SceneName => make(state, |_| Ok(Edit::RuleSceneName { ruling })),
        Item::Face(_) => match state.scene().and_then(|s| item.region(s)) {
            Some(id) => make(state, |c| c.rule(id, AttributeKind::Emotion, ruling)),
            None => Vec::new(),
        },
        Item::Span { .. } => Vec::new(),
    }
}

/// Confirms every asserted attribute, relation and text that nobody ruled on, as one step.
pub(super) fn accept_all(state: &mut State) -> Vec<Request> {
    let assert = state.rules.assert;
    let Some(scene) = state.scene() else { return Vec::new() };
    let open = |r: &Ruling| *r == Ruling::Unreviewed;
    let mut all = Vec::new();
    for (region, _) in scene.asserted_regions(assert) {
        let asserted = region.attributes.values().filter(|a| a.asserted(assert).is_some());
        all.extend(asserted.filter(|a| open(&a.ruling)).map(|a| Edit::RuleAttribute {
            region: region.id,
            kind: a.kind,
            ruling: Ruling::Accepted,
        }));
    }
    let relations = scene.relations.iter().filter(|r| open(&r.ruling) && r.confidence() >= assert);
    all.extend(relations.map(|r| {
        let to = crate::domain::Relation { ruling: Ruling::Accepted, ..r.clone() };
        Edit::SetRelation { id: r.id, to: Some(Box::new(to)) }
    }));
    let texts = scene.texts.iter().filter(|t| open(&t.ruling) && t.score >= assert);
    all.extend(texts.map(|t| Edit::RuleText { text: t.id, ruling: Ruling::Accepted }));
    if all.is_empty() {
        state.tell(Tone::Plain, "Everything that is asserted was ruled on already.");
        return Vec::new();
    }
    let title = format!("accept all {}", all.len());
    edits::make(state, Edit::Together { title, edits: all })
}

/// Another value for an attribute, in words.
pub(super) fn correct(
    state: &mut State,
    region: RegionId,
    kind: AttributeKind,
    words: &str,
) -> Vec<Request> {
    make(state, |c| c.attribute(region, kind, words))
}

pub(super) fn scene_name(state: &mut State, words: &str) -> Vec<Request> {
    make(state, |c| c.scene_name(words))
}

pub(super) fn text(state: &mut State, text: TextId, words: &str) -> Vec<Request> {
    make(state, |c| c.text(text, words))
}

/// A region that every specialist missed; it is selected, and the classifier may be asked about it next.
pub(super) fn add_region(state: &mut State, bbox: BBox, label: &str) -> Vec<Request> {
    let label = Some(label.trim()).filter(|l| !l.is_empty());
    state.tool = Tool::Point;
    let before = state.scene().map(|s| s.regions.keys().copied().max());
    let requests = make(state, |c| c.add_region(bbox, label));
    let newest = state.scene().and_then(|s| s.regions.keys().copied().max());
    if newest.is_some() && before != Some(newest) {
        state.selection.kept = newest.map(Item::Region);
    }
    requests
}

pub(super) fn set_box(state: &mut State, region: RegionId, bbox: BBox) -> Vec<Request> {
    edits::make(state, Edit::SetBox { region, bbox })
}

pub(super) fn merge(state: &mut State, keep: RegionId, with: RegionId) -> Vec<Request> {
    let requests = make(state, |c| c.merge(keep, with));
    state.selection.kept = Some(Item::Region(keep));
    requests
}

/// Parts a region in two halves along its longer side; the boxes are then moved by hand.
pub(super) fn split(state: &mut State, region: RegionId) -> Vec<Request> {
    let Some(whole) = state.scene().and_then(|s| s.regions.get(&region)).map(|r| r.bbox) else {
        return Vec::new();
    };
    let middle = whole.center();
    let (rest, part) = if whole.width() >= whole.height() {
        (BBox { x2: middle.x, ..whole }, BBox { x1: middle.x, ..whole })
    } else {
        (BBox { y2: middle.y, ..whole }, BBox { y1: middle.y, ..whole })
    };
    make(state, |c| c.split(region, part, Some(rest)))
}

/// A relation that nothing found. Two things have one order in depth: the other way round is rejected with it.
pub(super) fn add_relation(
    state: &mut State,
    subject: RegionId,
    predicate: Predicate,
    object: RegionId,
) -> Vec<Request> {
    let requests = make(state, |c| match predicate {
        Predicate::InFrontOf => c.depth_order(subject, object),
        Predicate::Behind => c.depth_order(object, subject),
        predicate => c.add_relation(subject, predicate, object),
    });
    if !requests.is_empty() {
        tell_unfit(state, |r| r.subject == subject && r.object == object);
    }
    requests
}

/// Says of a relation that was just given why it is not told, where it is not.
fn tell_unfit(state: &mut State, given: impl Fn(&Relation) -> bool) {
    let relations = state.scene().map(|s| s.relations.as_slice()).unwrap_or_default();
    let why = relations.iter().filter(|r| given(r)).find_map(|r| r.unfit.clone());
    if let Some(why) = why {
        state.tell(Tone::Plain, crate::app::words::sentence(&why));
    }
}

pub(super) fn reword(
    state: &mut State,
    relation: RelationId,
    predicate: Predicate,
) -> Vec<Request> {
    let requests = make(state, |c| c.reword_relation(relation, predicate.words()));
    if !requests.is_empty() {
        tell_unfit(state, |r| r.id == relation);
    }
    requests
}

/// The caption is right and the evidence is not: the evidence is corrected as the words say. A thing that nothing shows
/// is drawn next, under that name.
pub(super) fn mend_evidence(state: &mut State, column: &Column, finding: &Finding) -> Vec<Request> {
    let Some(open) = &state.open else { return Vec::new() };
    let words = finding.span.clone().and_then(|span| open.text(column)?.get(span));
    let Some(words) = words.map(|w| w.trim().trim_matches('"').to_owned()) else {
        return Vec::new();
    };
    let region = finding.rests_on.iter().find_map(|fact| match fact {
        FactRef::Region(id) | FactRef::Attribute(id, _) => Some(*id),
        _ => None,
    });
    let line = finding.rests_on.iter().find_map(|fact| match fact {
        FactRef::Text(id) => Some(*id),
        _ => None,
    });
    match (kind_of(finding.kind), region, line) {
        (_, _, Some(line)) if finding.kind == ClaimKind::Text => text(state, line, &words),
        (Some(kind), Some(region), _) => correct(state, region, kind, &words),
        (None | Some(AttributeKind::Label), None, _) if finding.kind == ClaimKind::Object => {
            let label = label_of(&words);
            state.tell(Tone::Plain, format!("Draw a box around the {label}."));
            state.tool = Tool::DrawBox { label: Some(label) };
            state.view.room = crate::app::view::Room::Canvas;
            Vec::new()
        }
        _ => {
            state.tell(Tone::Plain, "Select what the words are about and correct it there.");
            Vec::new()
        }
    }
}

/// A caption's word for a thing as a label: the tree's own name, whatever its case and number.
fn label_of(words: &str) -> String {
    let vocabulary = Vocabulary::embedded();
    let taxonomy = vocabulary.taxonomy();
    let lower = words.to_lowercase();
    let forms = std::iter::once(lower.clone()).chain(singulars(&lower));
    let node = forms.into_iter().find_map(|form| taxonomy.lookup(&form));
    let noun = vocabulary.find_noun(&lower).map(|(noun, _)| vocabulary.noun(noun));
    let node = node.or(noun.and_then(|n| n.node.filter(|_| n.exact)));
    match (node, noun) {
        (Some(node), _) => taxonomy.node(node).name.clone(),
        (None, Some(noun)) => noun.word.clone(),
        (None, None) => lower,
    }
}

/// The attribute that a claim is about.
fn kind_of(claim: ClaimKind) -> Option<AttributeKind> {
    Some(match claim {
        ClaimKind::Object => AttributeKind::Label,
        ClaimKind::Fine => AttributeKind::FineName,
        ClaimKind::Colour => AttributeKind::Colour,
        ClaimKind::Size => AttributeKind::Size,
        ClaimKind::Emotion => AttributeKind::Emotion,
        ClaimKind::Text => AttributeKind::Text,
        _ => return None,
    })
}
