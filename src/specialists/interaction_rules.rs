//! The table of interaction rules: which verb holds between a person and an object, by pose and boxes.
//! Every rule would rather say nothing than something false: what it asserts goes into captions.

use super::interaction_geometry::{
    Pair, bag_hangs_on, both_hands_on, box_ends_on_board, box_holds_bag, box_holds_garment,
    box_holds_tie, box_rises_from_mount, box_tops_person, box_under_umbrella, carries_board,
    covers_eyes, covers_torso, cradles, hand_and_ear_at, hand_and_mouth_at, hand_at, hangs_at_neck,
    kicks, lies_on, sits_astride, sits_on, sits_on_animal, sits_on_head, stands_on, works_at,
};

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
#[rustfmt::skip] // a vocabulary reads better in lines than one word a line
pub const RULES: &[InteractionRule] = &[
    InteractionRule {
        name: "hips-over-vehicle: riding",
        verb: "riding",
        objects: &[
            ("bicycle", 5.0), ("mountain bike", 5.0), ("tandem bicycle", 6.0), ("tricycle", 4.0),
            ("motorcycle", 6.0), ("motor scooter", 5.0), ("moped", 5.0), ("unicycle", 3.0),
        ],
        by_pose: sits_astride,
        confidence: 0.9,
        by_boxes: Some((box_rises_from_mount, 0.55)),
        one_person: false,
    },
    InteractionRule {
        name: "hips-over-animal: riding",
        verb: "riding",
        objects: &[
            ("horse", 7.0), ("sorrel horse", 7.0), ("camel", 7.0), ("elephant", 12.0), ("zebra", 6.0),
        ],
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
        objects: &[("skis", 5.0)],
        by_pose: stands_on,
        confidence: 0.85,
        by_boxes: Some((box_ends_on_board, 0.55)),
        one_person: true,
    },
    InteractionRule {
        name: "body-along-seat: lying on",
        verb: "lying on",
        objects: &[("bed", 8.0), ("couch", 8.0), ("bench", 8.0), ("park bench", 8.0)],
        by_pose: lies_on,
        confidence: 0.8,
        by_boxes: None,
        one_person: false,
    },
    InteractionRule {
        name: "hips-in-seat: sitting on",
        verb: "sitting on",
        objects: &[
            ("chair", 4.0), ("folding chair", 4.0), ("rocking chair", 4.0), ("barber chair", 4.0),
            ("throne", 5.0), ("toilet", 3.0),
        ],
        by_pose: sits_on,
        confidence: 0.85,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "hips-in-long-seat: sitting on",
        verb: "sitting on",
        objects: &[("couch", 10.0), ("bench", 12.0), ("park bench", 12.0), ("bed", 8.0)],
        by_pose: sits_on,
        confidence: 0.85,
        by_boxes: None,
        one_person: false,
    },
    InteractionRule {
        name: "ball-at-striding-foot: kicking",
        verb: "kicking",
        objects: &[("ball", 0.9), ("soccer ball", 0.9), ("rugby ball", 0.9)],
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
            ("cup", 0.8), ("coffee mug", 0.8), ("teacup", 0.7), ("wine glass", 0.9),
            ("beer glass", 0.9), ("bottle", 1.0), ("water bottle", 1.0), ("beer bottle", 1.0),
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
            ("sandwich", 0.8), ("hot dog", 0.8), ("pizza", 1.0), ("doughnut", 0.6), ("apple", 0.5),
            ("banana", 0.8), ("carrot", 0.8), ("ice cream", 0.6), ("cheeseburger", 0.7),
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
        objects: &[("mobile phone", 0.6), ("telephone", 0.8), ("dial telephone", 0.8)],
        by_pose: hand_and_ear_at,
        confidence: 0.82,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "wrist-at-keys: using",
        verb: "using",
        objects: &[
            ("laptop", 2.0), ("notebook computer", 2.0), ("hand-held computer", 1.0),
            ("keyboard", 2.0), ("computer mouse", 0.6),
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
            ("guitar", 2.6), ("acoustic guitar", 2.6), ("electric guitar", 2.6), ("violin", 1.6),
            ("cello", 3.0), ("saxophone", 2.0), ("trombone", 3.0), ("flute", 2.0), ("accordion", 1.6),
            ("banjo", 2.2), ("harmonica", 0.6), ("oboe", 1.6), ("bassoon", 2.6), ("French horn", 1.6),
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
            ("cup", 0.8), ("coffee mug", 0.8), ("teacup", 0.7), ("bottle", 1.0), ("water bottle", 1.0),
            ("beer bottle", 1.0), ("wine glass", 0.9), ("beer glass", 0.9), ("mobile phone", 0.7),
            ("remote control", 0.7), ("book", 1.2), ("knife", 1.2), ("fork", 0.8), ("spoon", 0.8),
            ("scissors", 0.8), ("toothbrush", 0.8), ("hair dryer", 1.0), ("ball", 1.0),
            ("basketball", 0.9), ("volleyball", 0.9), ("soccer ball", 0.9), ("rugby ball", 0.9),
            ("tennis ball", 0.3), ("baseball", 0.4), ("golf ball", 0.2), ("ping-pong ball", 0.2),
            ("frisbee", 0.9), ("baseball bat", 2.5), ("baseball glove", 1.0), ("tennis racket", 2.2),
            ("umbrella", 4.0), ("teddy bear", 2.5), ("banana", 0.8), ("apple", 0.5), ("orange", 0.5),
            ("sandwich", 0.8), ("hot dog", 0.8), ("pizza", 1.2), ("doughnut", 0.6), ("ice cream", 0.6),
            ("suitcase", 2.0), ("clock", 1.6), ("camera", 1.2), ("reflex camera", 1.0),
            ("Polaroid camera", 0.8), ("microphone", 0.8), ("paddle", 4.0), ("dumbbell", 1.2),
            ("balloon", 1.5), ("hunting bow", 4.0), ("guitar", 2.6), ("violin", 1.6),
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
        objects: &[("backpack", 2.2), ("handbag", 1.8), ("purse", 1.8), ("messenger bag", 2.0)],
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
            ("tie", 2.0), ("bow tie", 0.8), ("Windsor tie", 2.0), ("bolo tie", 1.6), ("necklace", 1.2),
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
            ("headgear", 2.4), ("hat", 1.6), ("cowboy hat", 1.4), ("sombrero", 2.4), ("cap", 1.2),
            ("helmet", 1.2), ("crash helmet", 1.2), ("football helmet", 1.2), ("pickelhaube", 1.4),
            ("swimming cap", 1.0), ("shower cap", 1.0), ("graduation cap", 1.4), ("poke bonnet", 1.4),
            ("bearskin hat", 1.6),
        ],
        by_pose: sits_on_head,
        confidence: 0.88,
        by_boxes: Some((box_tops_person, 0.6)),
        one_person: true,
    },
    InteractionRule {
        name: "glasses-at-eyes: wearing",
        verb: "wearing",
        objects: &[("sunglasses", 0.8)],
        by_pose: covers_eyes,
        confidence: 0.9,
        by_boxes: None,
        one_person: true,
    },
    InteractionRule {
        name: "garment-on-torso: wearing",
        verb: "wearing",
        objects: &[
            ("T-shirt", 2.2), ("suit", 4.0), ("coat", 3.6), ("trench coat", 3.6), ("fur coat", 3.6),
            ("lab coat", 3.6), ("cardigan", 2.4), ("sweatshirt", 2.2), ("kimono", 4.0), ("gown", 4.0),
            ("academic gown", 4.0), ("poncho", 2.6), ("uniform", 4.0), ("military uniform", 4.0),
            ("bulletproof vest", 2.0), ("apron", 3.0), ("abaya", 4.0),
        ],
        by_pose: covers_torso,
        confidence: 0.85,
        by_boxes: Some((box_holds_garment, 0.65)),
        one_person: true,
    },
];
