//! From what a person means to the edit that does it: corrections of names, looks, texts, depths, relations, regions.
//! Pure; an edit is made here and applied elsewhere, and what follows from it is `derive`'s to say.

use crate::domain::{
    Attribute, AttributeKind, BBox, CaptionTarget, Edit, Evidence, FactRef, Place, Predicate,
    Region, RegionId, Relation, RelationId, RelationKind, Ruling, Scene, Source, TextId, Value,
};
use crate::fusion::vocabulary::Vocabulary;
use crate::naming::Taxonomy;
use crate::naming::fit::PERSON;
use crate::relations::free_id;
use thiserror::Error;

/// Who corrects which scene.
#[derive(Clone, Copy)]
pub struct Corrector<'a> {
    pub scene: &'a Scene,
    pub taxonomy: &'a Taxonomy,
    pub author: &'a str,
}

/// Why a correction makes no sense on this scene.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CorrectionError {
    #[error("region {} is not in this image any more; select it anew", .0.0)]
    NoRegion(RegionId),
    #[error("the relation is not in this image any more; select it anew")]
    NoRelation(RelationId),
    #[error("text {} is not in this image any more; select it anew", .0.0)]
    NoText(TextId),
    #[error("nothing is written; type a word, or reject the value instead")]
    Empty,
    #[error("{given} is no {}: write one of {}", kind.title(), known.join(", "))]
    Unknown { kind: AttributeKind, given: String, known: Vec<&'static str> },
    #[error("a thing has no relation to itself; choose another region")]
    Itself,
    #[error("the box has no area inside the image; draw it over the picture")]
    EmptyBox,
    #[error("no more regions can be numbered in this image")]
    NoMoreIds,
}

type Corrected = Result<Edit, CorrectionError>;

/// The closed vocabularies: what may be typed for these kinds.
pub fn vocabulary(kind: AttributeKind) -> Option<&'static [&'static str]> {
    Some(match kind {
        AttributeKind::Size => &["tiny", "small", "medium", "large", "dominant"],
        AttributeKind::Depth => &["near", "mid", "far"],
        AttributeKind::Emotion => {
            &["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]
        }
        AttributeKind::Location => &[
            "top-left",
            "top",
            "top-right",
            "left",
            "center",
            "right",
            "bottom-left",
            "bottom",
            "bottom-right",
        ],
        _ => return None,
    })
}

impl Corrector<'_> {
    /// Any attribute of a region, by words: a name of the taxonomy where it knows them, a word of the closed
    /// vocabulary where the kind has one, else the words as they are.
    ///
    /// # Errors
    /// Where the region is not there, nothing is written, or the word is not of the kind's vocabulary.
    pub fn attribute(&self, region: RegionId, kind: AttributeKind, words: &str) -> Corrected {
        self.region(region)?;
        let value = self.value(kind, words)?;
        Ok(Edit::RuleAttribute { region, kind, ruling: self.corrected(value) })
    }

    /// The region's category.
    ///
    /// # Errors
    /// As [`Corrector::attribute`].
    pub fn label(&self, region: RegionId, words: &str) -> Corrected {
        self.attribute(region, AttributeKind::Label, words)
    }

    /// The region's fine name, of the kind that the taxonomy gives the words: "collie" is an animal.
    ///
    /// # Errors
    /// As [`Corrector::attribute`].
    pub fn fine_name(&self, region: RegionId, words: &str) -> Corrected {
        let node = self.taxonomy.lookup(words);
        let above = node.into_iter().flat_map(|n| self.taxonomy.line(n));
        let kind = above.filter_map(|n| self.taxonomy.node(n).kind).find(|k| k.is_fine());
        self.attribute(region, kind.unwrap_or(AttributeKind::FineName), words)
    }

    /// Accepts, rejects or restores (`Unreviewed`) what is there.
    ///
    /// # Errors
    /// Where the region is not there.
    pub fn rule(&self, region: RegionId, kind: AttributeKind, ruling: Ruling) -> Corrected {
        self.region(region)?;
        Ok(Edit::RuleAttribute { region, kind, ruling })
    }

    /// What a line of text really says; read on a region, it is that region's text.
    ///
    /// # Errors
    /// Where the line is not there, or nothing is written.
    pub fn text(&self, text: TextId, words: &str) -> Corrected {
        if !self.scene.texts.iter().any(|t| t.id == text) {
            return Err(CorrectionError::NoText(text));
        }
        let words = words.trim();
        if words.is_empty() {
            return Err(CorrectionError::Empty);
        }
        Ok(Edit::RuleText { text, ruling: self.corrected(Value::Text(words.to_owned())) })
    }

    /// What the whole picture is.
    ///
    /// # Errors
    /// Where nothing is written.
    pub fn scene_name(&self, words: &str) -> Corrected {
        let value = self.value(AttributeKind::Scene, words)?;
        Ok(Edit::RuleSceneName { ruling: self.corrected(value) })
    }

    /// `front` is nearer to the camera than `behind`: the one 3D relation of the two from now on.
    ///
    /// # Errors
    /// Where a region is not there, or both are the same.
    pub fn depth_order(&self, front: RegionId, behind: RegionId) -> Corrected {
        let add = self.add_relation(front, Predicate::InFrontOf, behind)?;
        let of_pair = |r: &&Relation| {
            r.predicate.kind() == RelationKind::Depth
                && [r.subject, r.object].contains(&front)
                && [r.subject, r.object].contains(&behind)
        };
        let id = match &add {
            Edit::SetRelation { id, .. } => Some(*id),
            _ => None,
        };
        // What says otherwise is rejected, not removed: it must not be derived again.
        let others = self.scene.relations.iter().filter(of_pair).filter(|r| Some(r.id) != id);
        let mut edits: Vec<Edit> = others.map(|r| ruled(r, Ruling::Rejected)).collect();
        edits.push(add);
        let title = format!("{} in front of {}", self.named(front), self.named(behind));
        Ok(Edit::Together { title, edits })
    }

    /// Other words for a relation: "riding" for "sitting on", "behind" for "left of".
    ///
    /// # Errors
    /// Where the relation is not there, or nothing is written.
    pub fn reword_relation(&self, id: RelationId, words: &str) -> Corrected {
        let words = words.trim().to_lowercase();
        if words.is_empty() {
            return Err(CorrectionError::Empty);
        }
        Ok(ruled(self.relation(id)?, self.corrected(Value::Word(words))))
    }

    /// Accepts, rejects or restores a relation.
    ///
    /// # Errors
    /// Where it is not there.
    pub fn rule_relation(&self, id: RelationId, ruling: Ruling) -> Corrected {
        Ok(ruled(self.relation(id)?, ruling))
    }

    /// A relation that nothing found; one that was found already is accepted.
    ///
    /// # Errors
    /// Where a region is not there, or both are the same.
    pub fn add_relation(
        &self,
        subject: RegionId,
        predicate: Predicate,
        object: RegionId,
    ) -> Corrected {
        let (a, b) = (self.region(subject)?, self.region(object)?);
        if subject == object {
            return Err(CorrectionError::Itself);
        }
        let known = self
            .scene
            .relations
            .iter()
            .find(|r| r.subject == subject && r.object == object && r.predicate == predicate);
        if let Some(known) = known {
            return Ok(ruled(known, Ruling::Accepted));
        }
        let id = free_id(subject, &predicate, object, &self.scene.relations);
        let evidence = Evidence {
            source: self.source(),
            value: Value::Word(predicate.words().to_owned()),
            score: 1.0,
            place: Some(Place::Box(a.bbox.union(&b.bbox))),
        };
        let ruling = Ruling::Accepted;
        let to = Relation { id, subject, predicate, object, evidence, ruling, unfit: None };
        Ok(Edit::SetRelation { id, to: Some(Box::new(to)) })
    }

    /// A region that every specialist missed, with its label where it is known; its id is in the edit.
    ///
    /// # Errors
    /// Where the box has no area inside the image.
    pub fn add_region(&self, bbox: BBox, label: Option<&str>) -> Corrected {
        let region = self.drawn(bbox, label)?;
        Ok(Edit::SetRegion { id: region.id, to: Some(Box::new(region)) })
    }

    /// Two regions that are one thing: `kept` takes the box around both, and the other's witnesses, faces and poses;
    /// the other is rejected. Lines of text follow the boxes.
    ///
    /// # Errors
    /// Where a region is not there, or both are the same.
    pub fn merge(&self, kept: RegionId, other: RegionId) -> Corrected {
        if kept == other {
            return Err(CorrectionError::Itself);
        }
        let (a, b) = (self.region(kept)?, self.region(other)?);
        let bbox = a.bbox.union(&b.bbox).clamp_to(self.scene.image.size);
        let mut whole = a.clone();
        whole.found = (bbox != a.bbox).then(|| a.found.unwrap_or(a.bbox));
        whole.bbox = bbox;
        whole.score = a.score.max(b.score);
        whole.witnesses.extend(b.witnesses.iter().cloned());
        for (kind, attribute) in &b.attributes {
            // What only the other had: an emotion, a text typed by hand.
            whole.attributes.entry(*kind).or_insert_with(|| attribute.clone());
        }
        let mut edits = vec![
            Edit::SetRegion { id: kept, to: Some(Box::new(whole)) },
            Edit::RejectRegion { region: other, rejected: true },
        ];
        let (mut faces, mut poses) = (self.scene.faces.clone(), self.scene.poses.clone());
        let of_faces = faces.iter_mut().map(|f| &mut f.region);
        if taken_along(of_faces, other, kept) {
            edits.push(Edit::SetFaces { to: faces });
        }
        let of_poses = poses.iter_mut().map(|p| &mut p.region);
        if taken_along(of_poses, other, kept) {
            edits.push(Edit::SetPoses { to: poses });
        }
        let title = format!("merge {} with {}", self.named(kept), self.named(other));
        Ok(Edit::Together { title, edits })
    }

    /// A part of a region that is a thing of its own: a new region of the same label in `part`; the old one takes
    /// `rest`, where given.
    ///
    /// # Errors
    /// Where the region is not there, or a box has no area inside the image.
    pub fn split(&self, region: RegionId, part: BBox, rest: Option<BBox>) -> Corrected {
        let whole = self.region(region)?;
        let mut new = self.drawn(part, None)?;
        if let Some((value, _)) =
            whole.attributes.get(&AttributeKind::Label).and_then(Attribute::effective)
        {
            self.give(&mut new, value.clone());
        }
        let mut edits = Vec::new();
        if let Some(rest) = rest {
            self.inside(rest)?;
            edits.push(Edit::SetBox { region, bbox: rest });
        }
        edits.push(Edit::SetRegion { id: new.id, to: Some(Box::new(new)) });
        Ok(Edit::Together { title: format!("split {}", self.named(region)), edits })
    }

    /// Takes a region out of everything, or back in.
    ///
    /// # Errors
    /// Where it is not there.
    pub fn reject_region(&self, region: RegionId, rejected: bool) -> Corrected {
        self.region(region)?;
        Ok(Edit::RejectRegion { region, rejected })
    }

    fn region(&self, id: RegionId) -> Result<&Region, CorrectionError> {
        self.scene.regions.get(&id).ok_or(CorrectionError::NoRegion(id))
    }

    fn relation(&self, id: RelationId) -> Result<&Relation, CorrectionError> {
        let found = self.scene.relations.iter().find(|r| r.id == id);
        found.ok_or(CorrectionError::NoRelation(id))
    }

    fn source(&self) -> Source {
        Source::Person { author: self.author.to_owned() }
    }

    fn corrected(&self, value: Value) -> Ruling {
        Ruling::Corrected { value, author: self.author.to_owned() }
    }

    fn value(&self, kind: AttributeKind, words: &str) -> Result<Value, CorrectionError> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return Err(CorrectionError::Empty);
        }
        if let Some(known) = vocabulary(kind) {
            let given = words.to_lowercase();
            return match known.contains(&given.as_str()) {
                true => Ok(Value::Word(given)),
                false => Err(CorrectionError::Unknown { kind, given, known: known.to_vec() }),
            };
        }
        Ok(match kind {
            AttributeKind::Text => Value::Text(words),
            // Proper names: the letters as typed, and no node of a like-sounding thing.
            AttributeKind::Logo | AttributeKind::Celebrity | AttributeKind::Landmark => {
                Value::Word(words)
            }
            AttributeKind::Colour => Value::Word(words.to_lowercase()),
            _ => match self.taxonomy.lookup(&words) {
                Some(node) => {
                    let node = self.taxonomy.node(node);
                    Value::Name { node: node.id.clone(), name: node.name.clone() }
                }
                // The tree has few sorts of people; a goalkeeper is one all the same, with a face and deeds.
                None if kind == AttributeKind::Label && names_a_person(&words) => {
                    Value::Name { node: PERSON.to_owned(), name: words }
                }
                None => Value::Word(words),
            },
        })
    }

    fn inside(&self, bbox: BBox) -> Result<BBox, CorrectionError> {
        let inside = bbox.clamp_to(self.scene.image.size);
        if inside.is_proper() { Ok(inside) } else { Err(CorrectionError::EmptyBox) }
    }

    fn drawn(&self, bbox: BBox, label: Option<&str>) -> Result<Region, CorrectionError> {
        let id = next_region_id(self.scene).ok_or(CorrectionError::NoMoreIds)?;
        let mut region = Region::new(id, self.inside(bbox)?, 1.0);
        if let Some(words) = label {
            self.give(&mut region, self.value(AttributeKind::Label, words)?);
        }
        Ok(region)
    }

    /// Gives a drawn region its label.
    fn give(&self, region: &mut Region, value: Value) {
        let mut label = Attribute::unreviewed(AttributeKind::Label, Vec::new());
        label.ruling = self.corrected(value);
        region.attributes.insert(AttributeKind::Label, label);
    }

    /// "person 3", "region 3" where it has no label.
    fn named(&self, id: RegionId) -> String {
        let label = self.scene.regions.get(&id).and_then(|r| r.label(0.0));
        format!("{} {}", label.unwrap_or_else(|| "region".to_owned()), id.0)
    }
}

/// Whether the reader's vocabulary knows the words as a sort of person.
fn names_a_person(words: &str) -> bool {
    let vocabulary = Vocabulary::embedded();
    let noun = vocabulary.find_noun(&words.to_lowercase());
    noun.is_some_and(|(noun, _)| vocabulary.is_person(noun))
}

/// Lets what belongs to one region belong to another; whether anything did.
fn taken_along<'a>(
    owners: impl Iterator<Item = &'a mut Option<RegionId>>,
    from: RegionId,
    to: RegionId,
) -> bool {
    let theirs: Vec<_> = owners.filter(|owner| **owner == Some(from)).collect();
    let any = !theirs.is_empty();
    theirs.into_iter().for_each(|owner| *owner = Some(to));
    any
}

/// An id above every one that the scene knows of, be it only in a caption or a relation; `None` where ids are used up.
pub fn next_region_id(scene: &Scene) -> Option<RegionId> {
    let of_fact = |f: &FactRef| match f {
        FactRef::Region(id) | FactRef::Attribute(id, _) => Some(*id),
        _ => None,
    };
    let regions = scene.regions.keys().copied();
    let ends = scene.relations.iter().flat_map(|r| [r.subject, r.object]);
    let bodies = scene.faces.iter().map(|f| f.region).chain(scene.poses.iter().map(|p| p.region));
    let texts = scene.texts.iter().map(|t| t.region);
    let captions = scene.captions.iter().flat_map(|c| {
        let target = match c.target {
            CaptionTarget::Region(id) => Some(id),
            CaptionTarget::Image => None,
        };
        target.into_iter().chain(c.mentions.iter().flat_map(|m| &m.rests_on).filter_map(of_fact))
    });
    let used = regions.chain(ends).chain(bodies.chain(texts).flatten()).chain(captions).max();
    used.map_or(Some(RegionId(1)), |id| id.0.checked_add(1).map(RegionId))
}

/// The relation under another ruling.
fn ruled(relation: &Relation, ruling: Ruling) -> Edit {
    let to = Relation { ruling, ..relation.clone() };
    Edit::SetRelation { id: relation.id, to: Some(Box::new(to)) }
}
