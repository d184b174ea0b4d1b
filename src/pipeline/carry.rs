//! A person's work carried from a scene to the same image analysed anew: rulings, boxes, drawn and rejected regions,
//! relations, texts, captions. Pure; nothing that a person did is lost, and no id means another thing than before.

use super::derive;
use crate::domain::{
    Attribute, AttributeKind, BBox, Caption, CaptionOrigin, FactRef, Region, RegionId, Relation,
    RelationId, Rules, Ruling, Scene, TextId, TextLine,
};
use crate::fusion::plan;
use crate::naming::settle::replace;
use crate::project::{Record, depth_file_name};
use crate::relations::free_id;
use crate::specialists::DepthMap;
use std::collections::{BTreeMap, BTreeSet};

/// IoU from which a region found anew is the one that there was.
const SAME_REGION: f32 = 0.5;
/// The same for lines of text, whose boxes are thin.
const SAME_LINE: f32 = 0.3;

/// What an analysis makes of an image that was known before: `old` is its scene so far, `waiting` are captions that came
/// before there was one. Names the depth map by which the project keeps it.
pub fn landed(
    old: Option<&Scene>,
    waiting: &[Caption],
    mut record: Record,
    depth: Option<&DepthMap>,
    rules: &Rules,
) -> Record {
    if let (Some(map), Some(info)) = (depth, &mut record.scene.depth) {
        info.file = Some(depth_file_name(map));
    }
    if let Some(old) = old {
        record.scene = carry(old, record.scene);
        // Names were just given and stay; what was ruled may change all that follows from them.
        derive::rederive(&mut record.scene, rules, None, depth);
        // The fuser told the scene before anything was carried over; it tells it anew, locked words kept.
        let fused = plan::accept(&record.scene, rules, &plan::refuse(&record.scene, rules));
        // Captions alone are set: that finds its place in any scene.
        let _undo = fused.apply(&mut record.scene);
        for caption in &mut record.scene.captions {
            let before = old.captions.iter().find(|c| c.slot() == caption.slot());
            caption.ignored = before.map_or_else(Vec::new, |c| c.ignored.clone());
        }
    }
    for caption in waiting {
        record.scene.captions.retain(|c| c.slot() != caption.slot());
        record.scene.captions.push(caption.clone());
    }
    record.scene.captions.sort_by_key(Caption::slot);
    rules.clone_into(&mut record.rules);
    record
}

/// The scene `new` under the ids of `old` and with everything in it that a person did there. `rederive` brings what is
/// derived up to date afterwards.
///
/// Regions found again keep their ids, others get ids above all that were ever used. A region that a person ruled on,
/// drew, moved or rejected stays even where nothing finds it any more.
pub fn carry(old: &Scene, new: Scene) -> Scene {
    let mut scene = renumber(old, new);
    for region in old.regions.values().filter(|r| is_ruled(r) || is_talked_of(old, r.id)) {
        match scene.regions.get_mut(&region.id) {
            Some(found) => carry_region(region, found),
            None => {
                scene.regions.insert(region.id, region.clone());
            }
        }
    }
    if let Some(ruled) = old.scene_name.as_ref().filter(|a| a.ruling != Ruling::Unreviewed) {
        match &mut scene.scene_name {
            Some(found) => carry_attribute(ruled, found),
            None => scene.scene_name = Some(ruled.clone()),
        }
    }
    carry_owners(old, &mut scene);
    carry_texts(old, &mut scene);
    carry_relations(old, &mut scene);
    carry_captions(old, &mut scene);
    scene
}

/// A merge gave faces and poses of the rejected region to the one that was kept: those found again are that one's, too.
fn carry_owners(old: &Scene, scene: &mut Scene) {
    let stands = |id: RegionId| scene.regions.get(&id).is_some_and(|r| !r.rejected);
    let before = |owned: Vec<(BBox, Option<RegionId>)>| {
        move |place: BBox, owner: Option<RegionId>| {
            let lost = owner.is_none_or(|id| !stands(id));
            let same = owned.iter().find(|(b, _)| lost && b.iou(&place) >= SAME_REGION);
            same.and_then(|(_, owner)| *owner).filter(|id| stands(*id)).or(owner)
        }
    };
    let of_face = before(old.faces.iter().map(|f| (f.bbox, f.region)).collect());
    let of_pose = before(old.poses.iter().map(|p| (p.bbox, p.region)).collect());
    let faces: Vec<_> = scene.faces.iter().map(|f| of_face(f.bbox, f.region)).collect();
    let poses: Vec<_> = scene.poses.iter().map(|p| of_pose(p.bbox, p.region)).collect();
    scene.faces.iter_mut().zip(faces).for_each(|(face, owner)| face.region = owner);
    scene.poses.iter_mut().zip(poses).for_each(|(pose, owner)| pose.region = owner);
}

/// True where a person did anything to the region.
fn is_ruled(region: &Region) -> bool {
    region.rejected
        || region.found.is_some()
        || region.is_drawn()
        || region.attributes.values().any(|a| a.ruling != Ruling::Unreviewed)
}

/// True where a person related the region to another.
fn is_talked_of(scene: &Scene, id: RegionId) -> bool {
    scene.relations.iter().any(|r| is_kept(r) && (r.subject == id || r.object == id))
}

/// Gives the regions found again their former ids, and the others ids never used.
fn renumber(old: &Scene, new: Scene) -> Scene {
    let (before, after) = (seen(old), seen(&new));
    let mut ids: BTreeMap<RegionId, RegionId> =
        pairs(&before, &after, SAME_REGION).into_iter().map(|(o, n)| (n, o)).collect();
    let mut next = above_all(old);
    for one in &after {
        ids.entry(one.id).or_insert_with(|| {
            next = next.saturating_add(1);
            RegionId(next - 1)
        });
    }
    with_ids(new, &ids)
}

/// Something that may be found again: its id, where it was found, what was read there and how surely.
struct Seen<K> {
    id: K,
    place: BBox,
    reads: Option<String>,
    score: f32,
}

fn seen(scene: &Scene) -> Vec<Seen<RegionId>> {
    let label = |r: &Region| {
        let first = r.attributes.get(&AttributeKind::Label)?.candidates.first()?;
        Some(first.value.words())
    };
    let regions = scene.regions.values();
    regions
        .map(|r| Seen { id: r.id, place: where_found(r), reads: label(r), score: r.score })
        .collect()
}

/// Where the analysis put the region, before a person moved it.
fn where_found(region: &Region) -> BBox {
    region.found.unwrap_or(region.bbox)
}

/// Pairs what overlaps most, greedily; of equals what reads the same, as surely, then the first. Each stands in one pair at most.
fn pairs<K: Copy + Ord>(old: &[Seen<K>], new: &[Seen<K>], least: f32) -> Vec<(K, K)> {
    let mut fits: Vec<(f32, bool, f32, K, K)> = old
        .iter()
        .flat_map(|o| new.iter().map(move |n| (o, n)))
        .map(|(o, n)| {
            let apart = (o.score - n.score).abs();
            (o.place.iou(&n.place), o.reads == n.reads, apart, o.id, n.id)
        })
        .filter(|(iou, ..)| *iou >= least)
        .collect();
    fits.sort_by(|x, y| {
        let by_iou = y.0.total_cmp(&x.0);
        let by_reading = by_iou.then(y.1.cmp(&x.1)).then(x.2.total_cmp(&y.2));
        by_reading.then(x.3.cmp(&y.3)).then(x.4.cmp(&y.4))
    });
    let (mut taken_old, mut taken_new) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for (_, _, _, o, n) in fits {
        if !taken_old.contains(&o) && !taken_new.contains(&n) {
            taken_old.insert(o);
            taken_new.insert(n);
            found.push((o, n));
        }
    }
    found
}

/// The first number above every region id that the scene names.
fn above_all(scene: &Scene) -> u32 {
    super::corrections::next_region_id(scene).map_or(u32::MAX, |id| id.0)
}

/// The scene with its regions under other ids, wherever they are named.
fn with_ids(mut scene: Scene, ids: &BTreeMap<RegionId, RegionId>) -> Scene {
    let of = |id: RegionId| ids.get(&id).copied().unwrap_or(id);
    let regions = std::mem::take(&mut scene.regions);
    for mut region in regions.into_values() {
        region.id = of(region.id);
        scene.regions.insert(region.id, region);
    }
    scene.faces.iter_mut().for_each(|f| f.region = f.region.map(of));
    scene.poses.iter_mut().for_each(|p| p.region = p.region.map(of));
    scene.texts.iter_mut().for_each(|t| t.region = t.region.map(of));
    let mut relations: Vec<Relation> = Vec::new();
    for mut relation in std::mem::take(&mut scene.relations) {
        (relation.subject, relation.object) = (of(relation.subject), of(relation.object));
        relation.id = free_id(relation.subject, &relation.predicate, relation.object, &relations);
        relations.push(relation);
    }
    scene.relations = relations;
    // The fuser writes its captions anew under the new ids.
    scene.captions.retain(|c| !matches!(c.origin, CaptionOrigin::Fused(_)));
    scene
}

/// What a person did to a region, on the same region found anew.
fn carry_region(old: &Region, found: &mut Region) {
    found.rejected = old.rejected;
    let by_person = old.found.is_some() || old.is_drawn();
    if by_person && old.bbox != found.bbox {
        found.found = Some(found.bbox);
        found.bbox = old.bbox;
    }
    for ruled in old.attributes.values().filter(|a| a.ruling != Ruling::Unreviewed) {
        match found.attributes.get_mut(&ruled.kind) {
            Some(read) => carry_attribute(ruled, read),
            None => {
                found.attributes.insert(ruled.kind, ruled.clone());
            }
        }
    }
}

/// A ruling, and the value that it accepted.
fn carry_attribute(ruled: &Attribute, read: &mut Attribute) {
    let fresh = std::mem::replace(&mut read.candidates, ruled.candidates.clone());
    read.ruling = ruled.ruling.clone();
    replace(read, fresh, |_| true);
}

/// Rulings on lines that are read again, and the lines that a person ruled on or wrote where they are not.
fn carry_texts(old: &Scene, scene: &mut Scene) {
    let seen = |lines: &[TextLine]| -> Vec<Seen<TextId>> {
        let of_line = |t: &TextLine| Seen {
            id: t.id,
            place: t.polygon.bounds(),
            reads: Some(t.text.clone()),
            score: t.score,
        };
        lines.iter().map(of_line).collect()
    };
    let again = pairs(&seen(&old.texts), &seen(&scene.texts), SAME_LINE);
    let again: BTreeMap<TextId, TextId> = again.into_iter().map(|(o, n)| (n, o)).collect();
    let highest = old.texts.iter().map(|t| t.id.0).max().unwrap_or(0);
    let mut next = highest.saturating_add(1);
    for line in &mut scene.texts {
        line.id = again.get(&line.id).copied().unwrap_or_else(|| {
            next = next.saturating_add(1);
            TextId(next - 1)
        });
    }
    for ruled in old.texts.iter().filter(|t| t.ruling != Ruling::Unreviewed) {
        match scene.texts.iter_mut().find(|t| t.id == ruled.id) {
            // Accepted was what it read then.
            Some(line) if ruled.ruling == Ruling::Accepted => {
                let region = line.region;
                *line = TextLine { region, ..ruled.clone() };
            }
            Some(line) => line.ruling = ruled.ruling.clone(),
            None => scene.texts.push(ruled.clone()),
        }
    }
    scene.texts.sort_by_key(|t| t.id);
}

/// A relation that a person ruled on or added.
fn is_kept(relation: &Relation) -> bool {
    relation.ruling != Ruling::Unreviewed
}

fn carry_relations(old: &Scene, scene: &mut Scene) {
    let ruled: Vec<&Relation> = old.relations.iter().filter(|r| is_kept(r)).collect();
    let same = |a: &Relation, b: &Relation| {
        a.subject == b.subject && a.object == b.object && a.predicate == b.predicate
    };
    scene.relations.retain(|r| !ruled.iter().any(|k| same(k, r)));
    // Ruled ones keep the id under which captions mention them; others make room.
    let mut relations: Vec<Relation> = ruled.into_iter().cloned().collect();
    for mut found in std::mem::take(&mut scene.relations) {
        found.id = free_id(found.subject, &found.predicate, found.object, &relations);
        relations.push(found);
    }
    relations.sort_by_key(|r| r.id);
    scene.relations = relations;
}

/// Captions of persons, references and baselines go over as they are; the fuser's go over where words in them are
/// locked, so that re-fusing keeps those.
fn carry_captions(old: &Scene, scene: &mut Scene) {
    let facts = Known::of(scene);
    for caption in &old.captions {
        let fused = matches!(caption.origin, CaptionOrigin::Fused(_));
        let known = scene.captions.iter().any(|c| c.slot() == caption.slot());
        if (fused && caption.locked.is_empty()) || (known && !fused) {
            continue;
        }
        scene.captions.retain(|c| c.slot() != caption.slot());
        scene.captions.push(facts.only(caption));
    }
    scene.captions.sort_by_key(Caption::slot);
}

/// What may be mentioned in a scene.
struct Known {
    regions: BTreeSet<RegionId>,
    attributes: BTreeSet<(RegionId, AttributeKind)>,
    relations: BTreeSet<RelationId>,
    texts: BTreeSet<TextId>,
}

impl Known {
    fn of(scene: &Scene) -> Self {
        let attributes =
            scene.regions.values().flat_map(|r| r.attributes.keys().map(|k| (r.id, *k)));
        Self {
            regions: scene.regions.keys().copied().collect(),
            attributes: attributes.collect(),
            relations: scene.relations.iter().map(|r| r.id).collect(),
            texts: scene.texts.iter().map(|t| t.id).collect(),
        }
    }

    /// The caption, resting on nothing that is gone.
    fn only(&self, caption: &Caption) -> Caption {
        let mut caption = caption.clone();
        let there = |f: &FactRef| match f {
            FactRef::Region(id) => self.regions.contains(id),
            FactRef::Attribute(id, kind) => self.attributes.contains(&(*id, *kind)),
            FactRef::Relation(id) => self.relations.contains(id),
            FactRef::Text(id) => self.texts.contains(id),
            FactRef::Count(_) | FactRef::Scene => true,
        };
        for mention in &mut caption.mentions {
            mention.rests_on.retain(there);
        }
        caption.mentions.retain(|m| !m.rests_on.is_empty());
        caption.left_out.retain(there);
        caption
    }
}
