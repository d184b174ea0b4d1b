//! Edits: everything a person may change in a scene, each with its inverse. Undo is edits only.

use super::attribute::{Attribute, AttributeKind, Ruling};
use super::caption::{Caption, CaptionOrigin, CaptionTarget};
use super::geometry::BBox;
use super::relation::{Relation, RelationId};
use super::scene::{Face, Pose, Region, RegionId, Scene, TextId, TextLine};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One change of a scene. Edits that set a whole slot (`to: None` empties it) undo by setting it back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Rules on an attribute of a region; a kind that no specialist read is made by a correction.
    RuleAttribute { region: RegionId, kind: AttributeKind, ruling: Ruling },
    /// Rules on what the whole picture is.
    RuleSceneName { ruling: Ruling },
    /// Rules on a line of text.
    RuleText { text: TextId, ruling: Ruling },
    /// Moves or resizes a region; the box is in image pixels.
    SetBox { region: RegionId, bbox: BBox },
    /// Takes a region out of all that is derived, or back in.
    RejectRegion { region: RegionId, rejected: bool },
    /// Adds, replaces or removes a region.
    SetRegion { id: RegionId, to: Option<Box<Region>> },
    /// Adds, rules on, re-words or removes a relation.
    SetRelation { id: RelationId, to: Option<Box<Relation>> },
    /// Adds, replaces or removes a line of text.
    SetText { id: TextId, to: Option<Box<TextLine>> },
    /// Sets all faces: they have no ids, and are few.
    SetFaces { to: Vec<Face> },
    /// Sets all poses, likewise.
    SetPoses { to: Vec<Pose> },
    /// Sets the caption of a target that this origin wrote.
    SetCaption { target: CaptionTarget, origin: CaptionOrigin, to: Option<Box<Caption>> },
    /// Several at once, one step to undo; `title` says what they do together ("merge person 3 with person 5").
    Together { title: String, edits: Vec<Edit> },
}

/// Why an edit could not be made: the scene is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    #[error("region {} is not in this image any more; select it anew", .0.0)]
    NoRegion(RegionId),
    #[error("text {} is not in this image any more; select it anew", .0.0)]
    NoText(TextId),
    #[error("the image has no scene name to rule on; correct it to give it one")]
    NoSceneName,
    #[error("region {} has no {} to rule on; correct it to give it one", .0.0, .1.title())]
    NoAttribute(RegionId, AttributeKind),
    #[error("the box has no area inside the image; draw it over the picture")]
    EmptyBox,
}

impl Edit {
    /// Makes the change and returns the edit that undoes it.
    ///
    /// # Errors
    /// Where what it changes is not there; the scene is unchanged then.
    pub fn apply(&self, scene: &mut Scene) -> Result<Edit, EditError> {
        match self {
            Edit::RuleAttribute { region, kind, ruling } => {
                rule_attribute(scene, *region, *kind, ruling)
            }
            Edit::RuleSceneName { ruling } => rule_scene_name(scene, ruling),
            Edit::RuleText { text, ruling } => {
                let line = scene.texts.iter_mut().find(|t| t.id == *text);
                let line = line.ok_or(EditError::NoText(*text))?;
                let before = std::mem::replace(&mut line.ruling, ruling.clone());
                Ok(Edit::RuleText { text: *text, ruling: before })
            }
            Edit::SetBox { region, bbox } => {
                let inside = bbox.clamp_to(scene.image.size);
                if !inside.is_proper() {
                    return Err(EditError::EmptyBox);
                }
                let there = region_mut(scene, *region)?;
                let before = std::mem::replace(&mut there.bbox, inside);
                // Set back to where it was found, it is as if never moved.
                let found = there.found.unwrap_or(before);
                there.found = (found != inside).then_some(found);
                Ok(Edit::SetBox { region: *region, bbox: before })
            }
            Edit::RejectRegion { region, rejected } => {
                let there = region_mut(scene, *region)?;
                let before = std::mem::replace(&mut there.rejected, *rejected);
                Ok(Edit::RejectRegion { region: *region, rejected: before })
            }
            Edit::SetRegion { id, to } => {
                let before = match to {
                    Some(region) => {
                        scene.regions.insert(*id, Region { id: *id, ..(**region).clone() })
                    }
                    None => scene.regions.remove(id),
                };
                Ok(Edit::SetRegion { id: *id, to: before.map(Box::new) })
            }
            Edit::SetRelation { id, to } => {
                let to = to.as_deref().map(|r| Relation { id: *id, ..r.clone() });
                let before = set(&mut scene.relations, |r| r.id, id, to);
                Ok(Edit::SetRelation { id: *id, to: before.map(Box::new) })
            }
            Edit::SetText { id, to } => {
                let to = to.as_deref().map(|t| TextLine { id: *id, ..t.clone() });
                let before = set(&mut scene.texts, |t| t.id, id, to);
                Ok(Edit::SetText { id: *id, to: before.map(Box::new) })
            }
            Edit::SetFaces { to } => {
                Ok(Edit::SetFaces { to: std::mem::replace(&mut scene.faces, to.clone()) })
            }
            Edit::SetPoses { to } => {
                Ok(Edit::SetPoses { to: std::mem::replace(&mut scene.poses, to.clone()) })
            }
            Edit::SetCaption { target, origin, to } => {
                let slot = (*target, origin.clone());
                let to = to.as_deref().map(|c| Caption {
                    target: *target,
                    origin: origin.clone(),
                    ..c.clone()
                });
                let before = set(&mut scene.captions, Caption::slot, &slot, to);
                Ok(Edit::SetCaption { target: slot.0, origin: slot.1, to: before.map(Box::new) })
            }
            Edit::Together { title, edits } => together(scene, title, edits),
        }
    }

    /// Puts captions in, as one step.
    pub fn import(captions: Vec<Caption>) -> Edit {
        let title = match captions.len() {
            1 => "import a caption".to_owned(),
            n => format!("import {n} captions"),
        };
        let set = |c: Caption| {
            let (target, origin) = c.slot();
            Edit::SetCaption { target, origin, to: Some(Box::new(c)) }
        };
        Edit::Together { title, edits: captions.into_iter().map(set).collect() }
    }

    /// Whether only captions change, so that nothing needs to be derived anew.
    pub fn is_about_captions(&self) -> bool {
        match self {
            Edit::SetCaption { .. } => true,
            Edit::Together { edits, .. } => edits.iter().all(Edit::is_about_captions),
            _ => false,
        }
    }
}

/// All or none: what was made before a failing edit is undone.
fn together(scene: &mut Scene, title: &str, edits: &[Edit]) -> Result<Edit, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply(scene) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.iter().rev() {
                    inverse.apply(scene)?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Together { title: title.to_owned(), edits: inverses })
}

fn region_mut(scene: &mut Scene, id: RegionId) -> Result<&mut Region, EditError> {
    scene.regions.get_mut(&id).ok_or(EditError::NoRegion(id))
}

fn rule_attribute(
    scene: &mut Scene,
    id: RegionId,
    kind: AttributeKind,
    ruling: &Ruling,
) -> Result<Edit, EditError> {
    let region = region_mut(scene, id)?;
    let corrects = matches!(ruling, Ruling::Corrected { .. });
    if !corrects && !region.attributes.contains_key(&kind) {
        return Err(EditError::NoAttribute(id, kind));
    }
    let attribute = region.attributes.entry(kind).or_insert_with(|| empty(kind));
    let before = std::mem::replace(&mut attribute.ruling, ruling.clone());
    if is_nothing(attribute) {
        region.attributes.remove(&kind);
    }
    Ok(Edit::RuleAttribute { region: id, kind, ruling: before })
}

fn rule_scene_name(scene: &mut Scene, ruling: &Ruling) -> Result<Edit, EditError> {
    if scene.scene_name.is_none() && !matches!(ruling, Ruling::Corrected { .. }) {
        return Err(EditError::NoSceneName);
    }
    let name = scene.scene_name.get_or_insert_with(|| empty(AttributeKind::Scene));
    let before = std::mem::replace(&mut name.ruling, ruling.clone());
    if is_nothing(name) {
        scene.scene_name = None;
    }
    Ok(Edit::RuleSceneName { ruling: before })
}

/// An attribute that nobody read: in force only by its ruling.
fn empty(kind: AttributeKind) -> Attribute {
    Attribute::unreviewed(kind, Vec::new())
}

/// What a correction made goes with it when it is undone.
fn is_nothing(attribute: &Attribute) -> bool {
    attribute.candidates.is_empty() && attribute.ruling == Ruling::Unreviewed
}

/// Puts `to` where the one with this key stands, or before the first with a greater key: lists that are in the order of
/// their keys stay so, and what is taken out and put back stands where it stood. Returns what stood there.
fn set<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K, of: &K, to: Option<T>) -> Option<T> {
    match (list.iter().position(|t| key(t) == *of), to) {
        (Some(at), Some(to)) => list.get_mut(at).map(|t| std::mem::replace(t, to)),
        (Some(at), None) => Some(list.remove(at)),
        (None, Some(to)) => {
            let at = list.iter().position(|t| key(t) > *of).unwrap_or(list.len());
            list.insert(at, to);
            None
        }
        (None, None) => None,
    }
}
