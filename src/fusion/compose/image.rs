//! Stage 2: the paragraph on the whole image: setting, things from the most salient on, text, within the budget.

use super::cast::Entity;
use super::phrase::{Phrase, and_list};
use super::quote::{self, Line};
use super::story::{Detail, Entrance, Story};
use super::writer::Writer;
use super::{group, single};
use crate::domain::{
    AttributeKind, Caption, CaptionOrigin, CaptionTarget, FactRef, RegionId, RelationKind,
};
use crate::fusion::{EMBEDDED, facts, fingerprint};
use std::collections::BTreeSet;

/// Words that one more thing costs where it is only listed ("a small chair, ").
const LISTED: usize = 3;
/// Words that one more thing costs where it is introduced in a sentence of its own.
const INTRODUCED: usize = 12;

/// Writes the image's caption.
pub(super) fn caption(mut story: Story<'_>, region_captions: &[Caption]) -> Caption {
    let mut teller = Teller {
        writer: Writer::new(&story.rules.caption),
        camera_named: false,
        later: Vec::new(),
    };
    let named: BTreeSet<RegionId> = story.cast.entities.iter().flat_map(Entity::ids).collect();
    let own_texts = quote::lines(story.scene, story.rules, None, &named);
    teller.open(&story, !own_texts.is_empty());
    let reserve = reserve_for(&own_texts, story.rules.caption.max_words);
    teller.tell_things(&mut story, reserve);
    teller.tell_texts(&own_texts, named.is_empty());
    teller.tell_later();
    teller.own_up(&story);
    let asserted = facts::of_scene(story.scene, story.rules);
    let (text, mentions, left_out) = teller.writer.finish(asserted);
    Caption {
        target: CaptionTarget::Image,
        text,
        origin: CaptionOrigin::Fused(EMBEDDED.id.to_owned()),
        inputs: fingerprint::of_image(story.scene, region_captions, story.rules, EMBEDDED),
        mentions,
        left_out,
    }
}

/// Words kept for the image's own text while things are told: what it needs, up to a third of the budget.
fn reserve_for(texts: &[Line], budget: usize) -> usize {
    let needed: usize = texts.iter().map(|t| quote::quoted(t).words() + 1).sum();
    let frame = if texts.is_empty() { 0 } else { 6 };
    (needed + frame).min(budget / 3)
}

struct Teller {
    writer: Writer,
    /// Depth was said to be as the camera sees it.
    camera_named: bool,
    /// Details that had to wait until everything is introduced.
    later: Vec<Detail>,
}

impl Teller {
    /// The setting, or the honest word that nothing was made out.
    fn open(&mut self, story: &Story<'_>, has_text: bool) {
        let setting = story.scene.scene_name.as_ref().and_then(|a| a.effective());
        if let Some((value, confidence)) = setting.filter(|(_, c)| *c >= story.rules.assert) {
            let name = story.lexicon.singular(value.words().trim());
            let verb = if confidence >= super::look::SURE { "shows" } else { "appears to show" };
            let article = story.lexicon.article(&name, &name);
            let sentence = Phrase::glue(format!("the picture {verb} {article} "))
                .and(Phrase::telling(name, [FactRef::Scene]));
            if self.writer.is_sentence(&sentence) {
                self.writer.sentence(sentence);
            }
        }
        if !story.cast.entities.is_empty() {
            return;
        }
        let nothing = match (self.writer.is_empty(), has_text) {
            (false, _) => "nothing else in it could be named with confidence",
            (true, true) => {
                "apart from its text, nothing in the picture could be named with confidence"
            }
            (true, false) => "nothing in the picture could be named with confidence",
        };
        self.writer.sentence(Phrase::glue(nothing));
    }

    /// Introduces one entity after the other; when the budget runs short, lists the rest.
    fn tell_things(&mut self, story: &mut Story<'_>, reserve: usize) {
        for at in 0..story.cast.entities.len() {
            if story.is_introduced(&story.cast.entities[at]) {
                continue;
            }
            let before = story.memory.clone();
            let longest = self.writer.longest();
            let entrance = match story.cast.entities[at].members.len() {
                1 => single::enter(story, at, longest),
                _ => group::enter(story, at, longest),
            };
            let Some(entrance) = entrance else { continue };
            let waiting = waiting(story);
            if !self.writer.is_sentence(&entrance.intro) {
                story.memory = before; // Names longer than a sentence: listed as left out.
                continue;
            }
            if !self.writer.fits(&entrance.intro, waiting * LISTED + reserve) {
                story.memory = before;
                self.list_rest(story, reserve);
                return;
            }
            self.enter(entrance, waiting * INTRODUCED + reserve);
        }
    }

    /// Writes an introduction and as many of its details as leave `reserve` words for others.
    fn enter(&mut self, entrance: Entrance, reserve: usize) {
        self.writer.sentence(entrance.intro);
        let mut adjacent = true;
        for detail in entrance.details {
            let words = if adjacent { &detail.short } else { &detail.full };
            let sentence = self.in_camera_terms(words.clone(), detail.in_depth);
            if self.writer.fits(&sentence, reserve) {
                self.camera_named |= detail.in_depth;
                self.writer.sentence(sentence);
            } else {
                adjacent = false;
                self.later.push(detail);
            }
        }
    }

    /// The first sentence on depth says that it is so as seen from the camera.
    fn in_camera_terms(&self, sentence: Phrase, in_depth: bool) -> Phrase {
        if in_depth && !self.camera_named {
            sentence.then(", relative to the camera")
        } else {
            sentence
        }
    }

    /// "Also in view are two chairs, a clock and a vase", in as many sentences as it takes.
    fn list_rest(&mut self, story: &mut Story<'_>, reserve: usize) {
        let mut held: Vec<Phrase> = Vec::new();
        for at in 0..story.cast.entities.len() {
            let entity = &story.cast.entities[at];
            if story.is_introduced(entity) {
                continue;
            }
            let item = listed_item(story, entity);
            let mut longer = held.clone();
            longer.push(item.clone());
            if self.writer.fits(&listing(longer.clone(), self.writer.is_empty()), reserve) {
                held = longer;
            } else if !held.is_empty() {
                let sentence = listing(std::mem::take(&mut held), self.writer.is_empty());
                self.writer.sentence(sentence);
                if self.writer.fits(&listing(vec![item.clone()], false), reserve) {
                    held.push(item);
                }
            }
        }
        if !held.is_empty() {
            let sentence = listing(held, self.writer.is_empty());
            self.writer.sentence(sentence);
        }
    }

    /// The image's own text: quoted line by line, the rest counted.
    fn tell_texts(&mut self, lines: &[Line], alone: bool) {
        let mut rest = lines;
        let mut first = true;
        while !rest.is_empty() {
            let unsure = !rest[0].sure;
            let same = rest.iter().take_while(|l| l.sure != unsure).count();
            let verb = match (first, unsure, alone) {
                (true, false, true) => "the text reads ",
                (true, false, false) => "text in the picture reads ",
                (true, true, _) => "text in the picture seems to read ",
                (false, false, _) => "it goes on with ",
                (false, true, _) => "less clearly, it reads ",
            };
            let room = self.writer.longest().saturating_sub(Phrase::glue(verb).words());
            let (quotes, count) = quote::quoted_run(&rest[..same.max(1)], room);
            let sentence = Phrase::glue(verb).and(quotes);
            let tail = if rest.len() > count { 6 } else { 0 };
            if !self.writer.fits(&sentence, tail) {
                break;
            }
            self.writer.sentence(sentence);
            rest = &rest[count..];
            first = false;
        }
        if !rest.is_empty() {
            let sentence = if first {
                Phrase::glue("the picture also holds ")
                    .and(quote::more_lines(rest))
                    .then(" of text")
            } else {
                quote::more_lines(rest).then(" of text follow")
            };
            if self.writer.fits(&sentence, 0) {
                self.writer.sentence(sentence);
            }
        }
    }

    /// Details that had to wait, as far as they fit now.
    fn tell_later(&mut self) {
        for detail in std::mem::take(&mut self.later) {
            let sentence = self.in_camera_terms(detail.full, detail.in_depth);
            if self.writer.fits(&sentence, 0) {
                self.camera_named |= detail.in_depth;
                self.writer.sentence(sentence);
            }
        }
    }

    /// Depths of middling confidence are hedged once, for all of them.
    fn own_up(&mut self, story: &Story<'_>) {
        let unsure = unsure_depths(story);
        let sentence = Phrase::pointing("the distances", unsure.clone()).then(" are estimates");
        let told = unsure.iter().any(|f| self.writer.tells(f));
        if told && self.writer.fits(&sentence, 0) {
            self.writer.sentence(sentence);
        }
    }
}

/// Entities that are not introduced yet.
fn waiting(story: &Story<'_>) -> usize {
    story.cast.entities.iter().filter(|e| !story.is_introduced(e)).count()
}

fn listing(items: Vec<Phrase>, first: bool) -> Phrase {
    Phrase::glue(if first { "in view are " } else { "also in view are " }).and(and_list(items))
}

/// "a clock", "two chairs": the name and the number, nothing else.
fn listed_item(story: &Story<'_>, entity: &Entity<'_>) -> Phrase {
    match entity.members.as_slice() {
        [look] => {
            let name = look.name(story.lexicon);
            let hedge = if name.sure { "" } else { "perhaps " };
            let article = story.lexicon.article(&name.noun, &name.key);
            Phrase::glue(format!("{hedge}{article} ")).and(Phrase::telling(name.noun, name.facts))
        }
        _ => group::counted(story, entity, false),
    }
}

fn unsure_depths(story: &Story<'_>) -> Vec<FactRef> {
    let looks = story.cast.entities.iter().flat_map(|e| &e.members);
    let attributes =
        looks.filter_map(|l| l.attribute(AttributeKind::Depth)).filter(|d| !d.sure).map(|d| d.fact);
    let relations = story
        .relations
        .iter()
        .filter(|t| t.predicate.kind() == RelationKind::Depth)
        .filter(|t| t.confidence < super::look::SURE)
        .map(|t| FactRef::Relation(t.relation.id));
    attributes.chain(relations).collect()
}
