//! Boxes of all detectors and windows, with faces and poses, grouped whatever their class: each group is a region.

use super::Namer;
use super::weigh::best_reading;
use crate::domain::{
    BBox, Face, Pose, Reading, Region, RegionId, Rules, Scene, Size, Source, Witness, WitnessKind,
};

/// Boxes whose shorter side is below this many pixels, or this share of the image's longer side, are specks:
/// CenterNet calls them birds.
const SPECK_PX: f32 = 6.0;
const SPECK_SHARE: f32 = 0.009;
/// A window's box is rough: it joins a region that it covers this far, if it is no more than so many times larger.
const WINDOW_COVERS: f32 = 0.8;
const WINDOW_LARGER: f32 = 3.0;
/// A pose joins the region that its box overlaps this much, or lies in, not being a small part of it.
const POSE_IOU: f32 = 0.4;
const POSE_INSIDE: f32 = 0.7;
const POSE_PART: f32 = 0.3;
/// A face belongs to a region that holds this share of it …
const FACE_INSIDE: f32 = 0.8;
/// … in whose upper part its centre lies …
const FACE_UPPER: f32 = 0.6;
/// … and whose height is at most so many times its own (a standing person is about eight faces tall).
const FACE_TALLEST: f32 = 12.0;
/// A face or pose without any detector's box makes a region of its own from these scores on.
const LONE_FACE: f32 = 0.6;
const LONE_POSE: f32 = 0.3;
/// Of the boxes of a group, those this close to the best in reliability may lend the region its extent.
const EXTENT_RELIABILITY: f32 = 0.7;

/// A group in the making.
struct Group {
    /// The most reliable box, which others are compared with.
    seed: BBox,
    witnesses: Vec<Witness>,
}

/// Fills `scene.regions`, and `region` of each face and pose. The outcome does not depend on the boxes' order.
pub fn joint(namer: &Namer, scene: &mut Scene, boxes: Vec<Witness>, rules: &Rules) {
    let size = scene.image.size;
    let mut groups = Vec::new();
    for witness in in_order(namer, boxes, rules, size) {
        join_box(&mut groups, witness, rules.detection.group_iou);
    }
    let pose_groups: Vec<Option<usize>> =
        scene.poses.iter().map(|p| join_pose(&mut groups, p, size)).collect();
    let face_groups: Vec<Option<usize>> =
        scene.faces.iter().map(|f| join_face(namer, &mut groups, f, size)).collect();
    // People read these numbers: they begin with 1.
    let numbered = |at: usize| RegionId(at as u32 + 1);
    for (at, group) in groups.into_iter().enumerate() {
        let id = numbered(at);
        let mut region = Region::new(id, extent(namer, &group), 0.0);
        region.score = group
            .witnesses
            .iter()
            .filter_map(|w| best_reading(w, &namer.taxonomy, &namer.calibrations))
            .map(|(_, worth)| worth)
            .fold(0.0, f32::max);
        region.witnesses = group.witnesses;
        scene.regions.insert(id, region);
    }
    let id = |at: Option<usize>| at.map(numbered);
    scene.poses.iter_mut().zip(pose_groups).for_each(|(p, at)| p.region = id(at));
    scene.faces.iter_mut().zip(face_groups).for_each(|(f, at)| f.region = id(at));
}

/// The boxes worth hearing: detectors' before windows', the most reliable first.
fn in_order(namer: &Namer, boxes: Vec<Witness>, rules: &Rules, size: Size) -> Vec<Witness> {
    let mut kept: Vec<(f32, Witness)> = boxes
        .into_iter()
        .filter(|w| w.bbox.is_proper())
        .map(|mut w| {
            w.bbox = w.bbox.clamp_to(size);
            w
        })
        .filter(|w| w.bbox.is_proper() && !is_speck(&w.bbox, size))
        .filter(|w| w.readings.iter().any(|r| r.score >= rules.detection.floor))
        .map(|w| {
            let worth = best_reading(&w, &namer.taxonomy, &namer.calibrations);
            (worth.map_or(0.0, |(_, worth)| worth), w)
        })
        .collect();
    kept.sort_by(|(x, a), (y, b)| {
        let window = |w: &Witness| w.kind == WitnessKind::Window;
        window(a)
            .cmp(&window(b))
            .then(y.total_cmp(x))
            .then_with(|| a.source.short().cmp(b.source.short()))
            .then_with(|| {
                sides(&a.bbox).partial_cmp(&sides(&b.bbox)).unwrap_or(std::cmp::Ordering::Equal)
            })
            .then_with(|| node(a).cmp(node(b)))
    });
    kept.into_iter().map(|(_, w)| w).collect()
}

/// Too small for any model to see what it is.
fn is_speck(bbox: &BBox, size: Size) -> bool {
    let side = bbox.width().min(bbox.height());
    side < SPECK_PX || side < SPECK_SHARE * size.width.max(size.height) as f32
}

fn sides(b: &BBox) -> [f32; 4] {
    (*b).into()
}

fn node(w: &Witness) -> &str {
    w.readings.first().map_or("", |r| &r.node)
}

/// Joins a box to the group whose seed it overlaps most, or opens a new one.
fn join_box(groups: &mut Vec<Group>, witness: Witness, group_iou: f32) {
    let fit = |g: &Group| {
        let iou = g.seed.iou(&witness.bbox);
        let larger = witness.bbox.area() / g.seed.area().max(1.0);
        let covers = witness.kind == WitnessKind::Window
            && g.seed.share_inside(&witness.bbox) >= WINDOW_COVERS
            && larger <= WINDOW_LARGER;
        (iou > group_iou || covers).then_some(iou)
    };
    let best = groups
        .iter_mut()
        .filter_map(|g| fit(g).map(|iou| (iou, g)))
        // The first of equals: groups stand in order of reliability.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    match best {
        Some((_, group)) => group.witnesses.push(witness),
        None => groups.push(Group { seed: witness.bbox, witnesses: vec![witness] }),
    }
}

/// The group that a pose belongs to; opened where none fits and the pose is sure enough.
fn join_pose(groups: &mut Vec<Group>, pose: &Pose, size: Size) -> Option<usize> {
    let bbox = pose.bbox.is_proper().then(|| pose.bbox.clamp_to(size))?;
    let witness = person(WitnessKind::Pose, &pose.source, bbox, pose.score);
    let fit = |g: &Group| {
        let iou = g.seed.iou(&bbox);
        let part = bbox.area() / g.seed.area().max(1.0);
        let inside = bbox.share_inside(&g.seed) >= POSE_INSIDE && part >= POSE_PART;
        (iou >= POSE_IOU || inside).then_some(iou)
    };
    join(groups, fit, witness, pose.score >= LONE_POSE && bbox.is_proper(), bbox)
}

/// The group that a face belongs to: of those that could be its person, the one that reads as a person, then the
/// tightest. A sure face on its own becomes a region of head and shoulders.
fn join_face(namer: &Namer, groups: &mut Vec<Group>, face: &Face, size: Size) -> Option<usize> {
    let bbox = face.bbox.is_proper().then(|| face.bbox.clamp_to(size))?;
    let witness = person(WitnessKind::Face, &face.source, bbox, face.score);
    let person_node = namer.taxonomy.find("coco80:0");
    let fit = |g: &Group| {
        let tall = g.seed.height() / bbox.height().max(1.0);
        let upper = g.seed.y1 + FACE_UPPER * g.seed.height();
        let holds = bbox.share_inside(&g.seed) >= FACE_INSIDE
            && bbox.center().y <= upper
            && tall <= FACE_TALLEST;
        let is_person = g
            .witnesses
            .iter()
            .any(|w| w.readings.iter().any(|r| namer.taxonomy.find(&r.node) == person_node));
        let tightness = bbox.area() / g.seed.area().max(1.0);
        holds.then_some(tightness + if is_person { 1.0 } else { 0.0 })
    };
    let shoulders = BBox::new(
        bbox.x1 - 0.6 * bbox.width(),
        bbox.y1 - 0.4 * bbox.height(),
        bbox.x2 + 0.6 * bbox.width(),
        bbox.y2 + 1.2 * bbox.height(),
    );
    let lone = face.score >= LONE_FACE && bbox.is_proper();
    join(groups, fit, witness, lone, shoulders.clamp_to(size))
}

/// Joins a witness to the group that fits best, or opens one with `seed` where it may stand alone.
fn join(
    groups: &mut Vec<Group>,
    fit: impl Fn(&Group) -> Option<f32>,
    witness: Witness,
    may_stand_alone: bool,
    seed: BBox,
) -> Option<usize> {
    let best = groups
        .iter()
        .enumerate()
        .filter_map(|(at, g)| fit(g).map(|f| (at, f)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    if let Some(group) = best.and_then(|(at, _)| groups.get_mut(at)) {
        group.witnesses.push(witness);
        return best.map(|(at, _)| at);
    }
    if !may_stand_alone {
        return None;
    }
    groups.push(Group { seed, witnesses: vec![witness] });
    Some(groups.len() - 1)
}

/// A face or pose as a witness for a person.
fn person(kind: WitnessKind, source: &Source, bbox: BBox, score: f32) -> Witness {
    let reading = Reading { node: "coco80:0".into(), name: "person".into(), score };
    Witness { kind, source: source.clone(), bbox, readings: vec![reading] }
}

/// The region's box: of the boxes that name what the best one names and are nearly as reliable, the largest, so that
/// a box around a part (cut by a tile, say) does not stand for the whole.
fn extent(namer: &Namer, group: &Group) -> BBox {
    let read = |w: &Witness| best_reading(w, &namer.taxonomy, &namer.calibrations);
    let Some((name, worth)) = group.witnesses.first().and_then(read) else { return group.seed };
    group
        .witnesses
        .iter()
        .filter(|w| w.kind == WitnessKind::Detector)
        .filter(|w| read(w).is_some_and(|(n, x)| n == name && x >= EXTENT_RELIABILITY * worth))
        .map(|w| w.bbox)
        .reduce(|best, next| if next.area() > best.area() { next } else { best })
        .unwrap_or(group.seed)
}
