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
/// Words that one more thing costs where it is introduced in a sentence of its own, and a group in two.
const INTRODUCED: usize = 12;
const INTRODUCED_GROUP: usize = 24;

/// What is said where no thing has a name, word by word.
const NOTHING: [&str; 9] =
    ["nothing", "in", "the", "picture", "could", "be", "named", "with", "confidence"];
const NOTHING_ELSE: [&str; 9] =
    ["nothing", "else", "in", "it", "could", "be", "named", "with", "confidence"];

/// Words of "forty-two more lines of text follow".
const MORE_LINES: usize = 6;

/// Writes the image's caption.
pub(super) fn caption(mut story: Story<'_>, region_captions: &[Caption]) -> Caption {
    let mut teller = Teller {
        writer: Writer::new(&story.rules.caption),
        camera_named: false,
        later: Vec::new(),
    };
    let named: BTreeSet<RegionId> = story.cast.entities.iter().flat_map(Entity::ids).collect();
    let own_texts = quote::lines(story.scene, story.rules, None, &named);
    teller.open(&story);
    let reserve = reserve_for(&own_texts, story.rules.caption.max_words);
    teller.tell_things(&mut story, reserve);
    teller.tell_texts(&own_texts, if named.is_empty() { NOTHING_ELSE.len() } else { 0 });
    teller.tell_later();
    if named.is_empty() && !quote::fills_a_page(&own_texts) {
        teller.admit();
    } else if teller.writer.is_empty() {
        teller.tell_least(&story);
    }
    teller.own_up(&story);
    let asserted = facts::of_scene(story.scene, story.rules);
    let (text, mentions, left_out) = teller.writer.finish(asserted);
    let origin = CaptionOrigin::Fused(EMBEDDED.id.to_owned());
    let inputs = fingerprint::of_image(story.scene, region_captions, story.rules, EMBEDDED);
    Caption {
        inputs: inputs.fingerprint(),
        basis: inputs.basis(),
        mentions,
        left_out,
        ..Caption::plain(CaptionTarget::Image, text, origin)
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
    /// The setting, where the scene has a name.
    fn open(&mut self, story: &Story<'_>) {
        let setting = story.scene.scene_name.as_ref().and_then(|a| a.effective());
        let Some((value, confidence)) = setting.filter(|(_, c)| *c >= story.rules.assert) else {
            return;
        };
        let name = story.lexicon.singular(value.words().trim());
        let verb = if confidence >= super::look::SURE { "shows" } else { "appears to show" };
        let article = story.lexicon.article(&name, &name);
        let sentence = Phrase::glue(format!("the picture {verb} {article} "))
            .and(Phrase::telling(name, [FactRef::Scene]));
        if self.writer.fits(&sentence, 0) {
            self.writer.sentence(sentence);
        }
    }

    /// The honest word that nothing was made out, or nothing else.
    fn admit(&mut self) {
        let nothing = if self.writer.is_empty() { &NOTHING } else { &NOTHING_ELSE };
        let sentence = Phrase::glue(nothing.join(" "));
        if self.writer.is_empty() || self.writer.fits(&sentence, 0) {
            self.writer.sentence(sentence);
        }
    }

    /// One thing by its name, where the budget holds no more; a caption is never empty.
    fn tell_least(&mut self, story: &Story<'_>) {
        let first = story.cast.entities.first();
        let item = first.map(|e| (listed_item(story, e), e.members.len() > 1));
        let sentence = listing(item.into_iter().collect(), true);
        let fits = self.writer.is_sentence(&sentence);
        let more = "the picture holds more than can be told here";
        self.writer.sentence(if fits { sentence } else { Phrase::glue(more) });
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
            let (waiting, wanted) = waiting(story);
            if !self.writer.is_sentence(&entrance.intro) {
                story.memory = before; // Names longer than a sentence: listed as left out.
                continue;
            }
            if !self.writer.fits(&entrance.intro, waiting * LISTED + reserve) {
                story.memory = before;
                self.list_rest(story, reserve);
                return;
            }
            self.enter(entrance, wanted + reserve);
        }
    }

    /// Writes an introduction and as many of its details as leave `reserve` words for others.
    fn enter(&mut self, entrance: Entrance, reserve: usize) {
        self.writer.sentence(entrance.intro);
        // What the last sentence was on.
        let mut last: Option<Detail> = None;
        let mut details = entrance.details.into_iter().peekable();
        while let Some(mut detail) = details.next() {
            let mut adjacent = match &last {
                Some(last) => last.leads_to(&detail),
                None => detail.follows(entrance.about),
            };
            while let Some(both) = details.peek().and_then(|next| detail.joined(next)) {
                if !self.writer.fits(&self.in_camera_terms(&both, adjacent), reserve) {
                    break;
                }
                detail = both;
                details.next();
            }
            // What is minor waits unless the others may have twice their share.
            let wanted = if detail.minor { 2 * reserve } else { reserve };
            adjacent = self.tell(&detail, adjacent, wanted);
            if !adjacent {
                self.later.push(detail.clone());
            }
            last = Some(if adjacent { detail } else { Detail::default() });
        }
    }

    /// Writes a detail where it leaves `reserve` words; true where it did.
    fn tell(&mut self, detail: &Detail, after_its_subject: bool, reserve: usize) -> bool {
        let sentence = self.in_camera_terms(detail, after_its_subject);
        let fits = self.writer.fits(&sentence, reserve);
        if fits {
            self.camera_named |= detail.in_depth;
            self.writer.sentence(sentence);
        }
        fits
    }

    /// The first sentence on depth says that it is so as seen from the camera.
    fn in_camera_terms(&self, detail: &Detail, after_its_subject: bool) -> Phrase {
        let sentence = detail.sentence(after_its_subject);
        if detail.in_depth && !self.camera_named {
            sentence.then(", relative to the camera")
        } else {
            sentence
        }
    }

    /// "Also in view are two chairs, a clock and a vase", in as many sentences as it takes.
    fn list_rest(&mut self, story: &mut Story<'_>, reserve: usize) {
        let mut held: Vec<(Phrase, bool)> = Vec::new();
        for at in 0..story.cast.entities.len() {
            let entity = &story.cast.entities[at];
            if story.is_introduced(entity) {
                continue;
            }
            let item = (listed_item(story, entity), entity.members.len() > 1);
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

    /// The image's own text: quoted line by line, the rest counted. Leaves `reserve` words of the budget.
    fn tell_texts(&mut self, lines: &[Line], reserve: usize) {
        let mut rest = lines;
        let mut sentences = 0;
        let page = quote::fills_a_page(lines);
        while let Some(line) = rest.first() {
            let sure = line.sure;
            let same = rest.iter().take_while(|l| l.sure == sure).count();
            let opening = self.text_opening(sentences, sure, page);
            let room = self.writer.longest().saturating_sub(Phrase::glue(opening).words());
            let (quotes, count) = quote::quoted_run(rest.get(..same).unwrap_or(rest), room);
            let sentence = Phrase::glue(opening).and(quotes);
            let tail = if rest.len() > count { MORE_LINES } else { 0 };
            if !self.writer.fits(&sentence, tail + reserve) {
                break;
            }
            self.writer.sentence(sentence);
            rest = rest.get(count..).unwrap_or_default();
            sentences += 1;
        }
        if rest.is_empty() {
            return;
        }
        let more = quote::more_lines(rest).then(" of text");
        let sentence = match (sentences, quote::line_count(rest)) {
            (0, _) => Phrase::glue("the picture also holds ").and(more),
            (_, 1) => more.then(" follows"),
            (_, _) => more.then(" follow"),
        };
        if self.writer.fits(&sentence, reserve) {
            self.writer.sentence(sentence);
        }
    }

    /// How the next sentence of quotations begins.
    fn text_opening(&self, sentences: usize, sure: bool, page: bool) -> &'static str {
        match (sentences, sure) {
            (0, true) if self.writer.is_empty() && page => "the picture shows a page of text: ",
            (0, true) if self.writer.is_empty() => "the picture shows text that reads ",
            (0, true) => "text in the picture reads ",
            (0, false) => "text in the picture seems to read ",
            (_, false) => "text in the picture also seems to read ",
            (n, true) => {
                ["it goes on: ", "then it reads ", "it continues: ", "further on it reads "]
                    .get((n - 1) % 4)
                    .unwrap_or(&"it goes on: ")
            }
        }
    }

    /// Details that had to wait, as far as they fit now.
    fn tell_later(&mut self) {
        for detail in std::mem::take(&mut self.later) {
            self.tell(&detail, false, 0);
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

/// How many entities are not introduced yet, and the words that their introductions want.
fn waiting(story: &Story<'_>) -> (usize, usize) {
    let waiting = story.cast.entities.iter().filter(|e| !story.is_introduced(e));
    waiting.fold((0, 0), |(count, words), e| {
        let more = if e.members.len() > 1 { INTRODUCED_GROUP } else { INTRODUCED };
        (count + 1, words + more)
    })
}

fn listing(items: Vec<(Phrase, bool)>, first: bool) -> Phrase {
    // "Is a clock" or "are two chairs": the verb agrees with a list of more than one thing.
    let plural = items.len() > 1 || items.iter().any(|(_, plural)| *plural);
    let opening = match (first, plural) {
        (true, true) => "in view are ",
        (true, false) => "in view is ",
        (false, true) => "also in view are ",
        (false, false) => "also in view is ",
    };
    Phrase::glue(opening).and(and_list(items.into_iter().map(|(item, _)| item).collect()))
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

/// Depths below this confidence are said to be estimates: a map measured or reckoned by a network exceeds it, the
/// geometric estimate does not.
pub(in crate::fusion) const MEASURED: f32 = 0.75;

fn unsure_depths(story: &Story<'_>) -> Vec<FactRef> {
    let looks = story.cast.entities.iter().flat_map(|e| &e.members);
    let attributes = looks
        .filter_map(|l| l.attribute(AttributeKind::Depth))
        .filter(|d| d.confidence < MEASURED)
        .map(|d| d.fact);
    let relations = story
        .relations
        .iter()
        .filter(|t| t.predicate.kind() == RelationKind::Depth)
        .filter(|t| t.confidence < MEASURED)
        .map(|t| FactRef::Relation(t.relation.id));
    attributes.chain(relations).collect()
}
