//! Stage 1: the caption of one region, from its own attributes and the text on it alone.

use super::look::Look;
use super::phrase::Phrase;
use super::single::{noun_with_text, plain_form, trait_clauses};
use super::story::{Memory, Story};
use super::writer::Writer;
use crate::domain::{Caption, CaptionOrigin, CaptionTarget, FactRef, RegionId};
use crate::fusion::{EMBEDDED, facts, fingerprint};

/// The caption of the region `id`; `None` where it has no asserted name.
pub(super) fn caption(story: &mut Story<'_>, id: RegionId) -> Option<Caption> {
    let region = story.scene.regions.get(&id)?;
    let look = Look::of(region, story.rules.assert)?;
    let mut writer = Writer::new(&story.rules.caption);
    story.memory = Memory::default();
    let intro = introduction(story, &look);
    if writer.is_sentence(&intro) {
        writer.sentence(intro);
    } else {
        // A name longer than a sentence comes from a stranger's labels.
        let something = Phrase::pointing("something", [FactRef::Region(id)]);
        writer.sentence(something.then(" with a very long name can be seen"));
    }
    let noun = story.lexicon.singular(&look.label);
    for clause in trait_clauses(story, &look, true, writer.longest().saturating_sub(2)) {
        let subject = if look.is_person() { format!("the {noun}") } else { "it".to_owned() };
        let sentence = Phrase::pointing(subject, [FactRef::Region(id)]).then(" ").and(clause);
        if writer.fits(&sentence, 0) {
            writer.sentence(sentence);
        }
    }
    let mut asserted = facts::of_region(region, story.rules);
    asserted.extend(facts::texts_on(story.scene, id, story.rules));
    let (text, mentions, left_out) = writer.finish(asserted);
    let origin = CaptionOrigin::Fused(EMBEDDED.id.to_owned());
    let inputs = fingerprint::of_region(story.scene, region, story.rules, EMBEDDED);
    Some(Caption {
        inputs: inputs.fingerprint(),
        basis: inputs.basis(),
        mentions,
        left_out,
        ..Caption::plain(CaptionTarget::Region(id), text, origin)
    })
}

/// "A large red bus is on the left of the picture and close to the camera", "A cat fills much of the picture, in the
/// center".
fn introduction(story: &mut Story<'_>, look: &Look<'_>) -> Phrase {
    let noun = noun_with_text(story, look);
    let fills = look.size().is_some_and(|s| s.word == "dominant");
    story.memory.picture_named = fills;
    let parts = story.complements(look);
    if parts.clone().all().is_empty() {
        noun.then(" can be seen in the picture")
    } else {
        plain_form(0, fills, noun, parts, None)
    }
}
