//! What may be meant by what is typed into a correction: the region's own candidates first, then words that the project
//! uses, then all that the tree of names knows.

use super::words;
use crate::app::State;
use crate::app::state::Dialog;
use crate::domain::{AttributeKind, Predicate, Region, RegionId, Ruling, Scene, TextId};
use crate::fusion::vocabulary::{NounKind, Vocabulary};
use crate::naming::Taxonomy;
use crate::pipeline::corrections::vocabulary;
use crate::specialists::interaction_rules::RULES;
use std::collections::BTreeSet;

/// Offers that are shown at most.
const MOST: usize = 60;

/// Words that may be meant, and where they come from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    pub words: String,
    /// "read here 0.62", "in this project", "animal".
    pub from: String,
    /// Lower comes first.
    rank: u8,
}

/// Everything that may be meant in a dialog.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    pub known: Vec<Known>,
    /// Only what is known may be chosen.
    pub is_closed: bool,
    /// Names that are written as they are typed: what is typed comes first.
    pub is_proper: bool,
}

const OWN: u8 = 0;
const USED: u8 = 1;
const TREE: u8 = 2;

/// What may be meant in a dialog; `kind` is that of [`Dialog::Correct`].
pub(super) fn choice(state: &State, scene: &Scene, dialog: &Dialog, kind: AttributeKind) -> Choice {
    let mut choice = Choice::default();
    match dialog {
        Dialog::Correct { region, .. } => of_attribute(state, scene, *region, kind, &mut choice),
        Dialog::NameBox { .. } => {
            used_labels(state, &mut choice);
            names(&mut choice, |_| true);
            nouns(&mut choice);
        }
        Dialog::CorrectScene => {
            let attribute = scene.scene_name.iter();
            let read = attribute.flat_map(|a| a.candidates.iter().skip(1));
            choice
                .add_all(read.map(|e| (e.value.words(), format!("read here {:.2}", e.score))), OWN);
            let readings = scene.witnesses.iter().flat_map(|w| &w.readings);
            let told =
                |r: &crate::domain::Reading| (r.name.clone(), format!("read here {:.2}", r.score));
            choice.add_all(readings.map(told), OWN);
            names(&mut choice, |node| node.place);
        }
        Dialog::CorrectText { text } => of_text(scene, *text, &mut choice),
        Dialog::Relate { subject, object, relation } => {
            let now = relation.and_then(|id| scene.relations.iter().find(|r| r.id == id));
            predicates(scene, *subject, *object, &mut choice);
            if let Some(now) = now.filter(|r| r.ruling != Ruling::Rejected) {
                let words = words::predicate(now);
                choice.known.retain(|k| k.words != words);
            }
        }
        _ => {}
    }
    choice
}

impl Choice {
    /// Adds words that are not there yet.
    fn add(&mut self, words: String, from: String, rank: u8) {
        let is_new = !words.is_empty() && !self.known.iter().any(|k| k.words == words);
        if is_new {
            self.known.push(Known { words, from, rank });
        }
    }

    fn add_all(&mut self, all: impl Iterator<Item = (String, String)>, rank: u8) {
        for (words, from) in all {
            self.add(words, from, rank);
        }
    }

    /// Words that fit what is typed, the likeliest first; what is typed itself stands second, or first where nothing
    /// better is known. Nothing typed: all, in their order.
    pub(super) fn fitting(&self, typed: &str) -> Vec<Known> {
        let wanted = typed.trim().to_lowercase();
        let mut found: Vec<(u8, &Known)> = self
            .known
            .iter()
            .filter_map(|k| Some((fit(&k.words.to_lowercase(), &wanted)?, k)))
            .collect();
        // Of names of the tree that fit alike the shorter is the plainer.
        let length = |k: &Known| if k.rank >= TREE { k.words.chars().count() } else { 0 };
        found.sort_by_key(|(fit, k)| (*fit > 0, k.rank, *fit, length(k)));
        let best = found.first().map(|(fit, _)| *fit);
        let mut out: Vec<Known> = found.into_iter().take(MOST).map(|(_, k)| k.clone()).collect();
        if !self.is_closed && !wanted.is_empty() && best != Some(0) {
            let words = typed.trim().to_owned();
            let as_typed = Known { words, from: "as typed".to_owned(), rank: OWN };
            let first = self.is_proper || best.is_none_or(|fit| fit > 2);
            out.insert(if first { 0 } else { 1 }, as_typed);
        }
        out
    }
}

/// How well words fit: 0 the same, 1 begin so, 2 a word begins so, 3 contain it.
fn fit(words: &str, wanted: &str) -> Option<u8> {
    if wanted.is_empty() || words.starts_with(wanted) {
        return Some(if words == wanted { 0 } else { 1 });
    }
    let inside = words.split([' ', '-']).any(|w| w.starts_with(wanted));
    if inside {
        return Some(2);
    }
    words.contains(wanted).then_some(3)
}

fn of_attribute(
    state: &State,
    scene: &Scene,
    region: RegionId,
    kind: AttributeKind,
    choice: &mut Choice,
) {
    let Some(there) = scene.regions.get(&region) else { return };
    own(there, kind, choice);
    choice.is_closed = vocabulary(kind).is_some();
    let closed = vocabulary(kind).unwrap_or_default().iter();
    choice.add_all(closed.map(|w| ((*w).to_owned(), String::new())), USED);
    use AttributeKind::*;
    match kind {
        Label => {
            used_labels(state, choice);
            names(choice, |_| true);
            nouns(choice);
        }
        Animal | Plant | Aircraft | Food => names(choice, |node| node.kind == Some(kind)),
        FineName => names(choice, |_| true),
        Landmark | Logo | Celebrity => {
            choice.is_proper = true;
            names(choice, |node| node.kind == Some(kind));
            used_values(scene, kind, choice);
        }
        Colour => {
            let colours = Vocabulary::embedded().colours().into_iter();
            choice.add_all(colours.map(|c| (c.to_owned(), "colour".to_owned())), USED);
        }
        Text => {
            choice.is_proper = true;
            let lines =
                scene.texts.iter().map(|t| (words::line(t), "text in this image".to_owned()));
            choice.add_all(lines, USED);
        }
        _ => {}
    }
}

/// What was read of this kind on the region besides the value in force; of names, also what any witness read.
fn own(region: &Region, kind: AttributeKind, choice: &mut Choice) {
    let attribute = region.attributes.get(&kind);
    let now = attribute.and_then(|a| a.decided()).map(|(v, _)| v.words());
    let read = attribute.into_iter().flat_map(|a| &a.candidates);
    let told = |words: String, score: f32| (words, format!("read here {score:.2}"));
    choice.add_all(read.map(|e| told(e.value.words(), e.score)), OWN);
    if kind == AttributeKind::Label || kind == AttributeKind::FineName {
        let mut readings: Vec<_> = region.witnesses.iter().flat_map(|w| &w.readings).collect();
        readings.sort_by(|a, b| b.score.total_cmp(&a.score));
        choice.add_all(readings.into_iter().map(|r| told(r.name.clone(), r.score)), OWN);
    }
    choice.known.retain(|k| Some(&k.words) != now.as_ref());
}

/// Labels that images of the project have.
fn used_labels(state: &State, choice: &mut Choice) {
    let labels = state.images.labels().into_iter();
    let told = |(label, n): (String, usize)| {
        let images = if n == 1 { "1 image".to_owned() } else { format!("{n} images") };
        (label, format!("in {images}"))
    };
    choice.add_all(labels.map(told), USED);
}

/// Values of this kind on other regions of the image.
fn used_values(scene: &Scene, kind: AttributeKind, choice: &mut Choice) {
    let attributes = scene.regions.values().filter_map(|r| r.attributes.get(&kind));
    let values = attributes.filter_map(|a| a.decided()).map(|(v, _)| v.words());
    choice.add_all(values.map(|v| (v, "in this image".to_owned())), USED);
}

/// Names of the tree that are said of things in pictures.
fn names(choice: &mut Choice, wanted: impl Fn(&crate::naming::taxonomy::Node) -> bool) {
    let taxonomy: &Taxonomy = Vocabulary::embedded().taxonomy();
    let mut seen: BTreeSet<String> = choice.known.iter().map(|k| k.words.clone()).collect();
    for at in taxonomy.indices() {
        let node = taxonomy.node(at);
        if node.unsaid || !wanted(node) || !seen.insert(node.name.clone()) {
            continue;
        }
        let above = node.parents.first().map(|p| taxonomy.node(*p).name.clone());
        let from = match (node.is_coco, above) {
            (false, Some(above)) => above,
            (true, _) => "category".to_owned(),
            (false, None) => String::new(),
        };
        // A category is meant more often than one of a thousand finer names.
        let rank = if node.is_coco { TREE } else { TREE + 1 };
        choice.known.push(Known { words: node.name.clone(), from, rank });
    }
}

/// Every noun that the reader knows and the tree has under another name: what is typed out is then taken as it stands, and
/// not for a longer name that begins with it.
fn nouns(choice: &mut Choice) {
    let lexicon = Vocabulary::embedded();
    let seen: BTreeSet<String> = choice.known.iter().map(|k| k.words.to_lowercase()).collect();
    for noun in lexicon.nouns() {
        if noun.kind == NounKind::Part || noun.implied.is_some() || seen.contains(&noun.word) {
            continue;
        }
        let from = noun.node.map_or_else(String::new, |n| lexicon.taxonomy().node(n).name.clone());
        choice.known.push(Known { words: noun.word.clone(), from, rank: TREE + 2 });
    }
}

fn of_text(scene: &Scene, text: TextId, choice: &mut Choice) {
    choice.is_proper = true;
    if let Some(line) = scene.texts.iter().find(|t| t.id == text) {
        choice.add(line.text.clone(), format!("read here {:.2}", line.score), OWN);
    }
}

/// What a subject can be or do with respect to an object: a person's verbs for this object first.
fn predicates(scene: &Scene, subject: RegionId, object: RegionId, choice: &mut Choice) {
    let label = |id| scene.regions.get(&id).and_then(|r: &Region| r.label(0.0)).unwrap_or_default();
    let (subject, object) = (label(subject), label(object));
    let lexicon = Vocabulary::embedded();
    let node = lexicon.taxonomy().lookup(&subject);
    let acts = node.is_some_and(|n| lexicon.is_person_node(n));
    if acts {
        let fitting = RULES.iter().filter(|r| r.objects.iter().any(|(o, _)| *o == object));
        choice.add_all(fitting.map(|r| (r.verb.to_owned(), format!("person and {object}"))), OWN);
    }
    use Predicate::*;
    let places =
        [LeftOf, RightOf, Above, Below, NextTo, CloseBy, Near, Inside, Overlapping].into_iter();
    choice.add_all(places.map(|p| (p.words().to_owned(), "place, 2D".to_owned())), USED);
    let depth = [InFrontOf, Behind].into_iter();
    choice.add_all(depth.map(|p| (p.words().to_owned(), "depth, 3D".to_owned())), USED);
    let rank = if acts { USED } else { TREE };
    choice.add_all(RULES.iter().map(|r| (r.verb.to_owned(), "person and object".to_owned())), rank);
}
