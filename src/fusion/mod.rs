//! Fusion: from evidence to captions, in the paper's two stages (regions, then the image), with the embedded fuser.
//! Floor 1: pure functions of the scene and the rules; knows no model, network, picture or file.

pub mod check;
pub mod compose;
pub mod diff;
pub mod facts;
pub mod fingerprint;
pub mod ground;
pub mod keep;
pub mod plan;
pub mod proof;
pub mod read;
pub mod vocabulary;
mod why;

use crate::domain::{Caption, CaptionOrigin, Rules, Scene};
use serde::Serialize;

/// Who writes captions: part of every fingerprint, so that a new version makes old captions stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fuser {
    pub id: &'static str,
    /// Raised whenever the same scene would be told in other words.
    pub version: u32,
}

/// The embedded fuser: no model, no network, the same words for the same scene.
pub const EMBEDDED: Fuser = Fuser { id: "embedded", version: 7 };

/// Writes both stages with the embedded fuser into the scene: a caption for every named region, then the image's.
/// Its own earlier captions are replaced; captions of other origins stay.
pub fn fuse_embedded(scene: &mut Scene, rules: &Rules) {
    let mut fused = compose::compose_regions(scene, rules);
    let image = proof::compose_image(scene, &fused, rules);
    fused.push(image);
    let own = CaptionOrigin::Fused(EMBEDDED.id.to_owned());
    scene.captions.retain(|c: &Caption| c.origin != own);
    scene.captions.extend(fused);
    scene.captions.sort_by_key(Caption::slot);
}
