//! The embedded fuser: evidence in, English out, by rules alone; the same words for the same scene.
//!
//! `cast` gathers alike things, `look` puts attributes into words, `single`, `group` and `share` introduce things,
//! `relate`, `referring` and `implied` tie them together, `passage` and `quote` quote text, `writer` records
//! mentions, `region` and `image` are the two stages.

mod cast;
mod group;
mod image;
mod implied;
mod look;
mod passage;
mod phrase;
mod quote;
mod referring;
mod region;
mod relate;
mod share;
mod single;
mod story;
pub mod words;
mod writer;

use crate::domain::{Caption, Rules, Scene};
pub(in crate::fusion) use image::MEASURED;
pub(in crate::fusion) use implied::places_tell;
pub(in crate::fusion) use look::{SURE, depth_phrase, location_phrase};
pub(crate) use phrase::number_word;
use story::Story;

/// Stage 1: a caption for every region with an asserted name, in the order of their ids.
pub fn compose_regions(scene: &Scene, rules: &Rules) -> Vec<Caption> {
    let mut story = Story::new(scene, rules);
    let named = scene.asserted_regions(rules.assert).map(|(region, _)| region.id);
    named.collect::<Vec<_>>().iter().filter_map(|id| region::caption(&mut story, *id)).collect()
}

/// How things are worded where there is a choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Manner {
    /// Every thing by its name: neither "it" nor "the red one", nor "each next to one of the cars"; what several or a few
    /// share, and text on things, in sentences of its own.
    pub in_full: bool,
    /// One of several alike by its rank from the left, whatever else would tell it.
    pub by_rank: bool,
    /// Which of the forms that take turns comes first.
    pub turn: usize,
}

/// Stage 2: the caption of the image. It tells the evidence anew, so that things are linked, and rests on the
/// region captions by its fingerprint.
pub fn compose_image(
    scene: &Scene,
    region_captions: &[Caption],
    manner: Manner,
    rules: &Rules,
) -> Caption {
    let mut story = Story::new(scene, rules);
    story.cast.manner = manner;
    story.memory.turn = manner.turn;
    image::caption(story, region_captions)
}
