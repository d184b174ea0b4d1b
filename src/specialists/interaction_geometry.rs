//! The geometric tests behind the interaction rules: does this pose stand so to this box? Pure; pixels of the image,
//! y grows downwards; all distances in torso lengths of the person, so that they hold at any distance to the camera.

use super::body::{Body, point_gap};
use crate::domain::{BBox, Joint, Point};

/// A person and an object, as a rule sees them.
pub struct Pair<'a> {
    pub body: Body<'a>,
    pub object: BBox,
    /// The longest side that the object can have at the person's distance, in torso lengths (about half a metre):
    /// a bottle longer than a torso stands nearer to the camera, out of the person's reach.
    pub longest: f32,
}

impl Pair<'_> {
    /// The unit of distances, in pixels.
    fn torso(&self) -> f32 {
        self.body.torso()
    }

    /// The object's longer side is possible at the person's distance.
    fn has_possible_size(&self) -> bool {
        self.object.width().max(self.object.height()) <= self.longest * self.torso()
    }

    /// The share of the object that lies in the person's box.
    fn share_on_person(&self) -> f32 {
        self.object.share_inside(&self.body.bbox)
    }
}

/// Hips over the seat of a vehicle with wheels, a thigh raised, nothing of the person below the wheels.
pub fn sits_astride(p: &Pair<'_>) -> bool {
    let Some(hips) = p.body.hips() else { return false };
    let (o, torso) = (&p.object, p.torso());
    p.has_possible_size()
        && o.width().max(o.height()) >= torso
        && within(hips.x, o.x1, o.x2)
        && within(hips.y, o.y1 - 0.8 * torso, o.y1 + 0.65 * o.height())
        && p.body.is_seated() == Some(true)
        && p.body.ankles().all(|a| a.y < o.y2)
}

/// Hips at an animal's back and the feet off the ground: who leads a horse stands as low as its hooves.
pub fn sits_on_animal(p: &Pair<'_>) -> bool {
    let Some(hips) = p.body.hips() else { return false };
    let o = &p.object;
    let lowest = p.body.ankles().map(|a| a.y).max_by(f32::total_cmp).unwrap_or(p.body.bbox.y2);
    p.has_possible_size()
        && o.height() >= p.torso()
        && within(hips.x, o.x1, o.x2)
        && within(hips.y, o.y1 - 0.5 * p.torso(), o.y1 + 0.5 * o.height())
        && lowest < o.y1 + 0.85 * o.height()
}

/// A rider without a pose: the person rises from the middle of the mount, and ends well inside it. Who stands behind
/// a horse ends at its back, who stands before it ends below its hooves.
pub fn box_rises_from_mount(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    within(b.center().x, o.x1 + 0.15 * o.width(), o.x2 - 0.15 * o.width())
        && within(b.y2, o.y1 + 0.5 * o.height(), o.y2 - 0.08 * o.height())
        && b.y1 < o.y1 - 0.2 * b.height()
        && within(o.width().max(o.height()), 0.5 * b.height(), 2.5 * b.height())
}

/// Every foot that was seen is on the board, and the board is under the hips.
pub fn stands_on(p: &Pair<'_>) -> bool {
    let torso = p.torso();
    let mut feet = p.body.ankles().peekable();
    p.has_possible_size()
        && feet.peek().is_some()
        && feet
            .all(|a| point_gap(a, &p.object) <= 0.35 * torso && a.y <= p.object.y2 + 0.05 * torso)
        && p.body.hips().is_none_or(|h| p.object.center().y > h.y + 0.8 * torso)
}

/// The person's box ends on the board and stands over it.
pub fn box_ends_on_board(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    within(b.center().x, o.x1, o.x2)
        && within(b.y2, o.y1 - 0.02 * b.height(), o.y2 + 0.02 * b.height())
        && o.height() < 0.35 * b.height()
        && o.width() < 2.5 * b.height()
}

/// Shoulders and hips side by side rather than one above the other, most of the person on the furniture.
pub fn lies_on(p: &Pair<'_>) -> bool {
    let Some((s, h)) = p.body.shoulders().zip(p.body.hips()) else { return false };
    p.has_possible_size()
        && (s.y - h.y).abs() < 0.5 * (s.x - h.x).abs()
        && p.body.bbox.share_inside(&p.object.widened(0.1)) > 0.7
}

/// Hips on the seat, the trunk upright, a thigh raised.
pub fn sits_on(p: &Pair<'_>) -> bool {
    let Some((s, h)) = p.body.shoulders().zip(p.body.hips()) else { return false };
    let o = &p.object;
    p.has_possible_size()
        && o.width() >= 0.5 * p.torso()
        && within(h.x, o.x1, o.x2)
        && within(h.y, o.y1 + 0.1 * o.height(), o.y2)
        && h.y - s.y > (h.x - s.x).abs()
        && p.body.is_seated() == Some(true)
}

/// A ball below the knees, near a foot, the legs apart as in a stride.
pub fn kicks(p: &Pair<'_>) -> bool {
    let torso = p.torso();
    let (Some(left), Some(right)) =
        (p.body.joint(Joint::LeftAnkle), p.body.joint(Joint::RightAnkle))
    else {
        return false;
    };
    let strides = (left.x - right.x).abs() > 0.6 * torso || (left.y - right.y).abs() > 0.35 * torso;
    let gap = point_gap(left, &p.object).min(point_gap(right, &p.object));
    let lowest_knee = p.body.knees().map(|k| k.y).max_by(f32::total_cmp);
    p.has_possible_size()
        && strides
        && gap <= 0.6 * torso
        && lowest_knee.is_some_and(|y| p.object.center().y > y)
}

/// A hand at the thing, and the thing at the mouth.
pub fn hand_and_mouth_at(p: &Pair<'_>) -> bool {
    hand_at(p)
        && p.body.head().is_some_and(|head| point_gap(head.mouth, &p.object) <= 0.25 * head.width)
}

/// A hand at the phone, and the phone at the side of the head.
pub fn hand_and_ear_at(p: &Pair<'_>) -> bool {
    let near_ear = p.body.head().is_some_and(|head| {
        let side = (p.object.center().x - head.center.x).abs();
        within(side, 0.3 * head.width, 1.0 * head.width)
            && (p.object.center().y - head.center.y).abs() <= 0.6 * head.width
    });
    near_ear && hand_at(p)
}

/// A hand at the thing and the thing below the shoulders.
pub fn works_at(p: &Pair<'_>) -> bool {
    p.has_possible_size()
        && p.body.hands_at(&p.object, 0.15 * p.torso()) > 0
        && p.body.shoulders().is_some_and(|s| p.object.center().y > s.y)
}

/// Both hands on it, before the trunk.
pub fn both_hands_on(p: &Pair<'_>) -> bool {
    p.has_possible_size()
        && p.body.hands_at(&p.object, 0.15 * p.torso()) == 2
        && p.share_on_person() > 0.4
}

/// A hand at the thing, which is of a size to be held and meets the person's box.
pub fn hand_at(p: &Pair<'_>) -> bool {
    p.has_possible_size()
        && p.body.bbox.gap(&p.object) == 0.0
        && p.body.hand_gap(&p.object).is_some_and(|gap| gap <= 0.12 * p.torso())
}

/// The umbrella spreads over the person's head and reaches down to the person.
pub fn box_under_umbrella(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    within(o.center().x, b.x1, b.x2)
        && o.y1 < b.y1
        && within(o.y2, b.y1, b.y1 + 0.6 * b.height())
        && within(o.width(), 0.5 * b.width(), 3.0 * b.width())
}

/// A board at a hand, its middle above the feet.
pub fn carries_board(p: &Pair<'_>) -> bool {
    hand_at(p)
        && p.body.hips().is_some_and(|h| p.object.center().y < h.y + 0.8 * p.torso())
        && p.body.ankles().all(|a| point_gap(a, &p.object) > 0.3 * p.torso())
}

/// A bag mostly before or behind the person, at a hand or a shoulder.
pub fn bag_hangs_on(p: &Pair<'_>) -> bool {
    let reach = 0.25 * p.torso();
    let at_shoulder = [Joint::LeftShoulder, Joint::RightShoulder]
        .into_iter()
        .filter_map(|j| p.body.joint(j))
        .any(|s| point_gap(s, &p.object) <= reach);
    p.has_possible_size()
        && (at_shoulder && p.share_on_person() > 0.5 || hand_at(p) && p.share_on_person() > 0.3)
}

/// A bag of plausible size inside the person's box, off the ground.
pub fn box_holds_bag(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    p.share_on_person() > 0.75 && o.height() < 0.45 * b.height() && o.y2 < b.y2 - 0.2 * b.height()
}

/// A pet within the person's outline, at a hand, above the knees.
pub fn cradles(p: &Pair<'_>) -> bool {
    hand_at(p)
        && p.share_on_person() > 0.7
        && p.body.hips().is_some_and(|h| p.object.center().y < h.y)
}

/// The thing begins near the neck and hangs before the person.
pub fn hangs_at_neck(p: &Pair<'_>) -> bool {
    let Some(neck) = p.body.shoulders() else { return box_holds_tie(p) };
    let (o, torso) = (&p.object, p.torso());
    p.has_possible_size()
        && p.share_on_person() > 0.8
        && (o.center().x - neck.x).abs() < 0.4 * torso
        && (o.y1 - neck.y).abs() < 0.5 * torso
}

/// A narrow thing in the middle of the person's box.
pub fn box_holds_tie(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    p.share_on_person() > 0.9
        && o.width() < 0.4 * b.width()
        && within(o.center().x, b.x1 + 0.2 * b.width(), b.x2 - 0.2 * b.width())
}

/// The thing covers the head's top and ends about the eyes or the chin.
pub fn sits_on_head(p: &Pair<'_>) -> bool {
    let Some(head) = p.body.head() else { return box_tops_person(p) };
    let o = &p.object;
    (o.center().x - head.center.x).abs() < 0.6 * head.width
        && within(o.width(), 0.6 * head.width, 3.0 * head.width)
        && o.y1 < head.eyes_y - 0.3 * head.width
        && within(o.y2, head.eyes_y - 0.6 * head.width, head.eyes_y + 1.0 * head.width)
}

/// The thing tops the person's box in the middle.
pub fn box_tops_person(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    within(o.center().x, b.x1 + 0.2 * b.width(), b.x2 - 0.2 * b.width())
        && within(o.y1, b.y1 - 0.1 * b.height(), b.y1 + 0.05 * b.height())
        && o.y2 < b.y1 + 0.35 * b.height()
        && o.width() < 0.9 * b.width()
}

/// The box holds the eyes and is not much wider than the face.
pub fn covers_eyes(p: &Pair<'_>) -> bool {
    p.body.head().is_some_and(|head| {
        within(head.eyes_y, p.object.y1, p.object.y2)
            && within(head.center.x, p.object.x1, p.object.x2)
            && within(p.object.width(), 0.4 * head.width, 1.6 * head.width)
            && p.object.height() < head.width
    })
}

/// The garment lies on the person and covers the middle of the trunk.
pub fn covers_torso(p: &Pair<'_>) -> bool {
    let Some(neck) = p.body.shoulders() else { return box_holds_garment(p) };
    let torso = p.torso();
    let chest = Point::new(neck.x, neck.y + 0.4 * torso);
    p.has_possible_size()
        && p.share_on_person() > 0.75
        && p.object.contains(chest)
        && p.object.height() > 0.5 * torso
}

/// The garment lies within the person and is no small part of them.
pub fn box_holds_garment(p: &Pair<'_>) -> bool {
    let share = p.object.area() / p.body.bbox.area().max(1.0);
    p.share_on_person() > 0.85 && within(share, 0.15, 1.0)
}

fn within(value: f32, low: f32, high: f32) -> bool {
    value >= low && value <= high
}
