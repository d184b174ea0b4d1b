//! The table of interaction rules: which verb holds between a person and an object, by pose and boxes.
//! Every rule would rather say nothing than something false: what it asserts goes into captions.

use super::body::{Body, point_gap};
use crate::domain::{BBox, Joint};

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

/// A geometric test on a pair.
pub type Test = fn(&Pair<'_>) -> bool;

/// One row of the table.
pub struct InteractionRule {
    /// What the rule looks at, and its verb: "wrist-at-object: holding".
    pub name: &'static str,
    /// In the -ing form, with its preposition.
    pub verb: &'static str,
    /// Names of the objects (categories and fine names), each with its longest side in torso lengths.
    pub objects: &'static [(&'static str, f32)],
    /// With a pose or a face.
    pub by_pose: Test,
    /// Confidence of `by_pose`, given that both names are right. Set by hand from what can go wrong: see each rule.
    pub confidence: f32,
    /// From the boxes alone, where the person has no pose; weaker.
    pub by_boxes: Option<(Test, f32)>,
    /// At most one person does this with one object (nobody shares a cup's handle, several share a couch).
    pub one_person: bool,
}

/// All rules. The order decides between rules of equal confidence for one pair.
pub const RULES: &[InteractionRule] = &[
    InteractionRule {
        name: "hips-over-vehicle: riding",
        verb: "riding",
        objects: &[
            ("bicycle", 5.0),
            ("mountain bike", 5.0),
            ("tricycle", 4.0),
            ("motorcycle", 6.0),
            ("motor scooter", 5.0),
            ("moped", 5.0),
            ("unicycle", 3.0),
        ],
        by_pose: sits_astride,
        confidence: 0.9,
        by_boxes: Some((box_rises_from_mount, 0.55)),
        one_person: false,
    },
    InteractionRule {
        name: "hips-over-animal: riding",
        verb: "riding",
        objects: &[("horse", 7.0), ("camel", 7.0), ("elephant", 12.0), ("zebra", 6.0)],
        by_pose: sits_on_animal,
        confidence: 0.9,
        by_boxes: Some((box_rises_from_mount, 0.55)),
        one_person: false,
    },
    InteractionRule {
        name: "feet-on-board: riding",
        verb: "riding",
        objects: &[("skateboard", 2.5), ("snowboard", 4.0), ("surfboard", 6.0)],
        by_pose: stands_on,
        confidence: 0.85,
        by_boxes: Some((box_ends_on_board, 0.55)),
        one_person: true,
    },
    InteractionRule {
        name: "feet-on-skis: standing on",
        verb: "standing on",
        objects: &[("skis", 5.0), ("ski", 5.0)],
        by_pose: stands_on,
        confidence: 0.85,
        by_boxes: Some((box_ends_on_board, 0.55)),
        one_person: true,
    },
    InteractionRule {
        name: "body-along-seat: lying on",
        verb: "lying on",
        objects: &[
            ("bed", 8.0),
            ("couch", 8.0),
            ("sofa", 8.0),
            ("bench", 8.0),
            ("studio couch", 8.0),
        ],
        by_pose: lies_on,
        confidence: 0.8,
        by_boxes: None,
        one_person: false,
    },
    InteractionRule {
        name: "hips-in-seat: sitting on",
        verb: "sitting on",
        objects: &[
            ("chair", 4.0),
            ("folding chair", 4.0),
            ("rocking chair", 4.0),
            ("barber chair", 4.0),
            ("throne", 5.0),
            ("toilet", 3.0),
            ("toilet seat", 3.0),
        ],
        by_pose: sits_on,
        confidence: 0.85,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "hips-in-long-seat: sitting on",
        verb: "sitting on",
        objects: &[
            ("couch", 10.0),
            ("sofa", 10.0),
            ("studio couch", 10.0),
            ("bench", 12.0),
            ("park bench", 12.0),
            ("bed", 8.0),
        ],
        by_pose: sits_on,
        confidence: 0.85,
        by_boxes: None,
        one_person: false,
    },
    InteractionRule {
        name: "ball-at-striding-foot: kicking",
        verb: "kicking",
        objects: &[
            ("sports ball", 0.9),
            ("ball", 0.9),
            ("soccer ball", 0.9),
            ("rugby ball", 0.9),
            ("football", 0.9),
        ],
        by_pose: kicks,
        // A runner who passes a ball looks the same.
        confidence: 0.75,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "vessel-at-mouth: drinking from",
        verb: "drinking from",
        objects: &[
            ("cup", 0.8),
            ("wine glass", 0.9),
            ("bottle", 1.0),
            ("coffee mug", 0.8),
            ("mug", 0.8),
            ("beer glass", 0.9),
            ("water bottle", 1.0),
            ("beer bottle", 1.0),
            ("glass", 0.8),
        ],
        by_pose: hand_and_mouth_at,
        confidence: 0.82,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "food-at-mouth: eating",
        verb: "eating",
        objects: &[
            ("sandwich", 0.8),
            ("hot dog", 0.8),
            ("pizza", 1.0),
            ("donut", 0.6),
            ("apple", 0.5),
            ("banana", 0.8),
            ("carrot", 0.8),
            ("ice cream", 0.6),
            ("hamburger", 0.7),
            ("cheeseburger", 0.7),
            ("bagel", 0.6),
        ],
        by_pose: hand_and_mouth_at,
        confidence: 0.82,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "phone-at-ear: talking on",
        verb: "talking on",
        objects: &[
            ("cell phone", 0.6),
            ("cellular telephone", 0.6),
            ("mobile phone", 0.6),
            ("telephone", 0.8),
        ],
        by_pose: hand_and_ear_at,
        confidence: 0.82,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "wrist-at-keys: using",
        verb: "using",
        objects: &[
            ("laptop", 2.0),
            ("notebook computer", 2.0),
            ("keyboard", 2.0),
            ("computer keyboard", 2.0),
            ("mouse", 0.6),
            ("computer mouse", 0.6),
            ("typewriter", 2.0),
            ("typewriter keyboard", 2.0),
        ],
        by_pose: works_at,
        confidence: 0.82,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "hands-on-instrument: playing",
        verb: "playing",
        objects: &[
            ("guitar", 2.6),
            ("acoustic guitar", 2.6),
            ("electric guitar", 2.6),
            ("violin", 1.6),
            ("cello", 3.0),
            ("saxophone", 2.0),
            ("sax", 2.0),
            ("trombone", 3.0),
            ("flute", 2.0),
            ("accordion", 1.6),
            ("banjo", 2.2),
            ("harmonica", 0.6),
            ("oboe", 1.6),
            ("French horn", 1.6),
            ("cornet", 1.4),
        ],
        by_pose: both_hands_on,
        // Carrying it looks the same.
        confidence: 0.7,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "wrist-at-object: holding",
        verb: "holding",
        objects: &[
            ("cup", 0.8),
            ("coffee mug", 0.8),
            ("mug", 0.8),
            ("bottle", 1.0),
            ("water bottle", 1.0),
            ("beer bottle", 1.0),
            ("wine glass", 0.9),
            ("glass", 0.8),
            ("beer glass", 0.9),
            ("cell phone", 0.7),
            ("cellular telephone", 0.7),
            ("mobile phone", 0.7),
            ("remote", 0.7),
            ("remote control", 0.7),
            ("book", 1.2),
            ("knife", 1.2),
            ("fork", 0.8),
            ("spoon", 0.8),
            ("scissors", 0.8),
            ("toothbrush", 0.8),
            ("hair drier", 1.0),
            ("hair dryer", 1.0),
            ("sports ball", 1.0),
            ("ball", 1.0),
            ("basketball", 0.9),
            ("volleyball", 0.9),
            ("soccer ball", 0.9),
            ("rugby ball", 0.9),
            ("tennis ball", 0.3),
            ("baseball", 0.4),
            ("frisbee", 0.9),
            ("baseball bat", 2.5),
            ("baseball glove", 1.0),
            ("tennis racket", 2.2),
            ("racket", 2.2),
            ("umbrella", 4.0),
            ("teddy bear", 2.5),
            ("teddy", 2.5),
            ("banana", 0.8),
            ("apple", 0.5),
            ("orange", 0.5),
            ("sandwich", 0.8),
            ("hot dog", 0.8),
            ("pizza", 1.2),
            ("donut", 0.6),
            ("ice cream", 0.6),
            ("suitcase", 2.0),
            ("clock", 1.6),
            ("analog clock", 1.6),
            ("wall clock", 1.6),
            ("camera", 1.2),
            ("reflex camera", 1.0),
            ("Polaroid camera", 0.8),
            ("microphone", 0.8),
            ("paddle", 4.0),
            ("ping-pong ball", 0.2),
            ("golf ball", 0.2),
            ("dumbbell", 1.2),
            ("bow", 4.0),
            ("balloon", 1.5),
        ],
        by_pose: hand_at,
        // A thing on a table behind or before the hand looks the same.
        confidence: 0.8,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "under-umbrella: holding",
        verb: "holding",
        objects: &[("umbrella", 4.0)],
        by_pose: hand_at,
        confidence: 0.85,
        by_boxes: Some((box_under_umbrella, 0.55)),
        one_person: true,
    },
    InteractionRule {
        name: "board-at-wrist: carrying",
        verb: "carrying",
        objects: &[("surfboard", 6.0), ("skateboard", 2.5), ("snowboard", 4.0), ("skis", 5.0)],
        by_pose: carries_board,
        confidence: 0.75,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "bag-on-person: carrying",
        verb: "carrying",
        objects: &[("backpack", 2.2), ("handbag", 1.8), ("purse", 1.8), ("mailbag", 2.0)],
        by_pose: bag_hangs_on,
        confidence: 0.78,
        by_boxes: Some((box_holds_bag, 0.6)),
        one_person: true,
    },
    InteractionRule {
        name: "pet-in-arms: holding",
        verb: "holding",
        objects: &[("cat", 2.0), ("dog", 2.0), ("bird", 1.2), ("rabbit", 1.2)],
        by_pose: cradles,
        confidence: 0.75,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "tie-below-neck: wearing",
        verb: "wearing",
        objects: &[
            ("tie", 2.0),
            ("bow tie", 0.8),
            ("Windsor tie", 2.0),
            ("bolo tie", 1.6),
            ("necktie", 2.0),
            ("necklace", 1.2),
        ],
        by_pose: hangs_at_neck,
        confidence: 0.92,
        by_boxes: Some((box_holds_tie, 0.8)),
        one_person: true,
    },
    InteractionRule {
        name: "headgear-on-head: wearing",
        verb: "wearing",
        objects: &[
            ("hat", 1.6),
            ("cowboy hat", 1.4),
            ("sombrero", 2.4),
            ("helmet", 1.2),
            ("crash helmet", 1.2),
            ("football helmet", 1.2),
            ("cap", 1.2),
            ("bathing cap", 1.0),
            ("shower cap", 1.0),
            ("mortarboard", 1.4),
            ("bonnet", 1.4),
            ("bearskin", 1.6),
            ("wig", 1.4),
            ("military hat", 1.4),
        ],
        by_pose: sits_on_head,
        confidence: 0.88,
        by_boxes: Some((box_tops_person, 0.6)),
        one_person: true,
    },
    InteractionRule {
        name: "glasses-at-eyes: wearing",
        verb: "wearing",
        objects: &[("sunglasses", 0.8), ("sunglass", 0.8), ("glasses", 0.8), ("goggles", 0.8)],
        by_pose: covers_eyes,
        confidence: 0.9,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "garment-on-torso: wearing",
        verb: "wearing",
        objects: &[
            ("jersey", 2.2),
            ("T-shirt", 2.2),
            ("shirt", 2.2),
            ("suit", 4.0),
            ("jacket", 2.4),
            ("coat", 3.6),
            ("trench coat", 3.6),
            ("fur coat", 3.6),
            ("lab coat", 3.6),
            ("cardigan", 2.4),
            ("sweatshirt", 2.2),
            ("kimono", 4.0),
            ("gown", 4.0),
            ("academic gown", 4.0),
            ("poncho", 2.6),
            ("uniform", 4.0),
            ("military uniform", 4.0),
            ("bulletproof vest", 2.0),
            ("apron", 3.0),
            ("dress", 4.0),
            ("abaya", 4.0),
        ],
        by_pose: covers_torso,
        confidence: 0.85,
        by_boxes: Some((box_holds_garment, 0.65)),
        one_person: true,
    },
];

/// Hips over the seat of a vehicle with wheels, a thigh raised, nothing of the person below the wheels.
fn sits_astride(p: &Pair<'_>) -> bool {
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
fn sits_on_animal(p: &Pair<'_>) -> bool {
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
fn box_rises_from_mount(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    within(b.center().x, o.x1 + 0.15 * o.width(), o.x2 - 0.15 * o.width())
        && within(b.y2, o.y1 + 0.5 * o.height(), o.y2 - 0.08 * o.height())
        && b.y1 < o.y1 - 0.2 * b.height()
        && within(o.width().max(o.height()), 0.5 * b.height(), 2.5 * b.height())
}

/// Every foot that was seen is on the board, and the board is under the hips.
fn stands_on(p: &Pair<'_>) -> bool {
    let torso = p.torso();
    let mut feet = p.body.ankles().peekable();
    p.has_possible_size()
        && feet.peek().is_some()
        && feet
            .all(|a| point_gap(a, &p.object) <= 0.35 * torso && a.y <= p.object.y2 + 0.05 * torso)
        && p.body.hips().is_none_or(|h| p.object.center().y > h.y + 0.8 * torso)
}

/// The person's box ends on the board and stands over it.
fn box_ends_on_board(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    within(b.center().x, o.x1, o.x2)
        && within(b.y2, o.y1 - 0.02 * b.height(), o.y2 + 0.02 * b.height())
        && o.height() < 0.35 * b.height()
        && o.width() < 2.5 * b.height()
}

/// Shoulders and hips side by side rather than one above the other, most of the person on the furniture.
fn lies_on(p: &Pair<'_>) -> bool {
    let Some((s, h)) = p.body.shoulders().zip(p.body.hips()) else { return false };
    p.has_possible_size()
        && (s.y - h.y).abs() < 0.5 * (s.x - h.x).abs()
        && p.body.bbox.share_inside(&p.object.widened(0.1)) > 0.7
}

/// Hips on the seat, the trunk upright, a thigh raised.
fn sits_on(p: &Pair<'_>) -> bool {
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
fn kicks(p: &Pair<'_>) -> bool {
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
fn hand_and_mouth_at(p: &Pair<'_>) -> bool {
    hand_at(p)
        && p.body.head().is_some_and(|head| point_gap(head.mouth, &p.object) <= 0.25 * head.width)
}

/// A hand at the phone, and the phone at the side of the head.
fn hand_and_ear_at(p: &Pair<'_>) -> bool {
    let near_ear = p.body.head().is_some_and(|head| {
        let side = (p.object.center().x - head.center.x).abs();
        within(side, 0.3 * head.width, 1.0 * head.width)
            && (p.object.center().y - head.center.y).abs() <= 0.6 * head.width
    });
    near_ear && hand_at(p)
}

/// A hand at the thing and the thing below the shoulders.
fn works_at(p: &Pair<'_>) -> bool {
    p.has_possible_size()
        && p.body.hands_at(&p.object, 0.15 * p.torso()) > 0
        && p.body.shoulders().is_some_and(|s| p.object.center().y > s.y)
}

/// Both hands on it, before the trunk.
fn both_hands_on(p: &Pair<'_>) -> bool {
    p.has_possible_size()
        && p.body.hands_at(&p.object, 0.15 * p.torso()) == 2
        && p.share_on_person() > 0.4
}

/// A hand at the thing, which is of a size to be held and meets the person's box.
fn hand_at(p: &Pair<'_>) -> bool {
    p.has_possible_size()
        && p.body.bbox.gap(&p.object) == 0.0
        && p.body.hand_gap(&p.object).is_some_and(|gap| gap <= 0.12 * p.torso())
}

/// The umbrella spreads over the person's head and reaches down to the person.
fn box_under_umbrella(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    within(o.center().x, b.x1, b.x2)
        && o.y1 < b.y1
        && within(o.y2, b.y1, b.y1 + 0.6 * b.height())
        && within(o.width(), 0.5 * b.width(), 3.0 * b.width())
}

/// A board at a hand, its middle above the feet.
fn carries_board(p: &Pair<'_>) -> bool {
    hand_at(p)
        && p.body.hips().is_some_and(|h| p.object.center().y < h.y + 0.8 * p.torso())
        && p.body.ankles().all(|a| point_gap(a, &p.object) > 0.3 * p.torso())
}

/// A bag mostly before or behind the person, at a hand or a shoulder.
fn bag_hangs_on(p: &Pair<'_>) -> bool {
    let reach = 0.25 * p.torso();
    let at_shoulder = [Joint::LeftShoulder, Joint::RightShoulder]
        .into_iter()
        .filter_map(|j| p.body.joint(j))
        .any(|s| point_gap(s, &p.object) <= reach);
    p.has_possible_size()
        && (at_shoulder && p.share_on_person() > 0.5 || hand_at(p) && p.share_on_person() > 0.3)
}

/// A bag of plausible size inside the person's box, off the ground.
fn box_holds_bag(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    p.share_on_person() > 0.75 && o.height() < 0.45 * b.height() && o.y2 < b.y2 - 0.2 * b.height()
}

/// A pet within the person's outline, at a hand, above the knees.
fn cradles(p: &Pair<'_>) -> bool {
    hand_at(p)
        && p.share_on_person() > 0.7
        && p.body.hips().is_some_and(|h| p.object.center().y < h.y)
}

/// The thing begins near the neck and hangs before the person.
fn hangs_at_neck(p: &Pair<'_>) -> bool {
    let Some(neck) = p.body.shoulders() else { return box_holds_tie(p) };
    let (o, torso) = (&p.object, p.torso());
    p.has_possible_size()
        && p.share_on_person() > 0.8
        && (o.center().x - neck.x).abs() < 0.4 * torso
        && (o.y1 - neck.y).abs() < 0.5 * torso
}

/// A narrow thing in the middle of the person's box.
fn box_holds_tie(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    p.share_on_person() > 0.9
        && o.width() < 0.4 * b.width()
        && within(o.center().x, b.x1 + 0.2 * b.width(), b.x2 - 0.2 * b.width())
}

/// The thing covers the head's top and ends about the eyes or the chin.
fn sits_on_head(p: &Pair<'_>) -> bool {
    let Some(head) = p.body.head() else { return box_tops_person(p) };
    let o = &p.object;
    (o.center().x - head.center.x).abs() < 0.6 * head.width
        && within(o.width(), 0.6 * head.width, 3.0 * head.width)
        && o.y1 < head.eyes_y - 0.3 * head.width
        && within(o.y2, head.eyes_y - 0.6 * head.width, head.eyes_y + 1.0 * head.width)
}

/// The thing tops the person's box in the middle.
fn box_tops_person(p: &Pair<'_>) -> bool {
    let (b, o) = (&p.body.bbox, &p.object);
    within(o.center().x, b.x1 + 0.2 * b.width(), b.x2 - 0.2 * b.width())
        && within(o.y1, b.y1 - 0.1 * b.height(), b.y1 + 0.05 * b.height())
        && o.y2 < b.y1 + 0.35 * b.height()
        && o.width() < 0.9 * b.width()
}

/// The box holds the eyes and is not much wider than the face.
fn covers_eyes(p: &Pair<'_>) -> bool {
    p.body.head().is_some_and(|head| {
        within(head.eyes_y, p.object.y1, p.object.y2)
            && within(head.center.x, p.object.x1, p.object.x2)
            && within(p.object.width(), 0.4 * head.width, 1.6 * head.width)
            && p.object.height() < head.width
    })
}

/// The garment lies on the person and covers the middle of the trunk.
fn covers_torso(p: &Pair<'_>) -> bool {
    let Some(neck) = p.body.shoulders() else { return box_holds_garment(p) };
    let torso = p.torso();
    let chest = crate::domain::Point::new(neck.x, neck.y + 0.4 * torso);
    p.has_possible_size()
        && p.share_on_person() > 0.75
        && p.object.contains(chest)
        && p.object.height() > 0.5 * torso
}

/// The garment lies within the person and is no small part of them.
fn box_holds_garment(p: &Pair<'_>) -> bool {
    let share = p.object.area() / p.body.bbox.area().max(1.0);
    p.share_on_person() > 0.85 && within(share, 0.15, 1.0)
}

fn within(value: f32, low: f32, high: f32) -> bool {
    value >= low && value <= high
}
