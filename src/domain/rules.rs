//! Every threshold that the paper leaves open, in one serialisable place: stored with the project, printed in the record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All thresholds. `Rules::default()` is BRIEF's choice; a rules file may name only what it changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Confidence from which a fact enters captions.
    pub assert: f32,
    pub detection: DetectionRules,
    pub naming: NamingRules,
    pub size: SizeRules,
    pub depth: DepthRules,
    pub planar: PlanarRules,
    pub relations: RelationRules,
    pub text: TextRules,
    pub caption: CaptionRules,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            assert: 0.5,
            detection: DetectionRules::default(),
            naming: NamingRules::default(),
            size: SizeRules::default(),
            depth: DepthRules::default(),
            planar: PlanarRules::default(),
            relations: RelationRules::default(),
            text: TextRules::default(),
            caption: CaptionRules::default(),
        }
    }
}

impl Rules {
    /// The paper's own detection rule: score > 0.5, class-wise NMS at IoU 0.75, names as detected.
    pub fn paper() -> Self {
        Self {
            detection: DetectionRules { preset: Preset::Paper, ..DetectionRules::default() },
            ..Self::default()
        }
    }
}

/// How regions and their names come from boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// All witnesses are weighed together on the taxonomy.
    Joint,
    /// The paper's: detections above `paper_score`, class-wise NMS at `paper_nms_iou`.
    Paper,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DetectionRules {
    pub preset: Preset,
    /// Boxes below this raw score are not heard at all.
    pub floor: f32,
    /// Boxes of any class and detector whose IoU is above this are one region's.
    pub group_iou: f32,
    pub paper_score: f32,
    pub paper_nms_iou: f32,
    /// Look through overlapping tiles where the photograph is much larger than a detector's input.
    pub tiles: bool,
    /// Crops whose shorter side is below this many pixels are not given to the classifier.
    pub min_crop_px: f32,
}

impl Default for DetectionRules {
    fn default() -> Self {
        Self {
            preset: Preset::Joint,
            floor: 0.25,
            group_iou: 0.5,
            paper_score: 0.5,
            paper_nms_iou: 0.75,
            tiles: true,
            min_crop_px: 40.0,
        }
    }
}

/// When a name may be asserted, beyond its posterior; `dce eval vision` measures each with it switched off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NamingRules {
    /// A detector, face or pose alone is asserted only where its measured reliability is at least this. On the
    /// tuning photographs two in nine of NanoDet's lone boxes at .5 to .6 were right, and 35 in 37 of its boxes at
    /// any score that CenterNet confirmed.
    pub lone: f32,
    /// The same for the classifier alone, over windows and crops.
    pub lone_classifier: f32,
    /// Several models must be this reliable together (one minus all being wrong).
    pub together: f32,
    /// A fine-grained name below its category is asserted only where a classifier or gallery reads it, or what is
    /// below it, with at least this raw score: below, one reading in three was right.
    pub fine: f32,
    /// Of an animal's name above its species the classifier is heard alone also where the raw scores that its crop, a
    /// window and the whole picture give it have at least this mean.
    pub looks: f32,
    /// An animal's or plant's narrowest name that the classifier reads where a detector says the category alone needs
    /// this raw score; else the category is asserted.
    pub species: f32,
    /// A thing too small for the classifier's look needs detectors that are this reliable together.
    pub small_thing: f32,
    /// A detector without a box speaks against the things that it knows.
    pub silence: bool,
    /// A classifier that does not name a class it knows speaks against it.
    pub unread: bool,
    /// A region that only repeats another is folded into it.
    pub fold_repeats: bool,
}

impl Default for NamingRules {
    fn default() -> Self {
        Self {
            lone: 0.8,
            lone_classifier: 0.75,
            together: 0.6,
            fine: 0.7,
            looks: 0.6,
            species: 0.8,
            small_thing: 0.9,
            silence: true,
            unread: true,
            fold_repeats: true,
        }
    }
}

/// Size words by box area over image area: each bound is the word's upper end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SizeRules {
    pub tiny: f32,
    pub small: f32,
    pub medium: f32,
    pub large: f32,
}

impl Default for SizeRules {
    fn default() -> Self {
        Self { tiny: 0.005, small: 0.03, medium: 0.12, large: 0.35 }
    }
}

impl SizeRules {
    /// tiny, small, medium, large or dominant.
    pub fn word(&self, area_ratio: f32) -> &'static str {
        match area_ratio {
            a if a < self.tiny => "tiny",
            a if a < self.small => "small",
            a if a < self.medium => "medium",
            a if a < self.large => "large",
            _ => "dominant",
        }
    }
}

/// Depth words by nearness (0 far .. 1 near), and the difference that makes a 3D relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DepthRules {
    pub near: f32,
    pub mid: f32,
    /// In front of / behind where nearness differs by more than this.
    pub order: f32,
}

impl Default for DepthRules {
    fn default() -> Self {
        Self { near: 0.66, mid: 0.33, order: 0.10 }
    }
}

impl DepthRules {
    /// near, mid or far.
    pub fn word(&self, nearness: f32) -> &'static str {
        match nearness {
            n if n > self.near => "near",
            n if n > self.mid => "mid",
            _ => "far",
        }
    }
}

/// 2D relative location.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlanarRules {
    /// Gap between nearest edges over the image's diagonal.
    pub next_to: f32,
    pub close_by: f32,
    pub near: f32,
    /// Share of the smaller box inside the larger.
    pub inside: f32,
    /// IoU from which boxes overlap.
    pub overlapping: f32,
}

impl Default for PlanarRules {
    fn default() -> Self {
        Self { next_to: 0.02, close_by: 0.06, near: 0.12, inside: 0.9, overlapping: 0.1 }
    }
}

/// Which relations are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RelationRules {
    /// At most this many relations per region (P2O relations are always kept).
    pub per_region: usize,
    /// Regions whose salience is below this share of the most salient's take no part.
    pub min_salience: f32,
    /// Drop relations that follow from others.
    pub drop_transitive: bool,
    /// Regions of one label are related to each other only where there are at most this many:
    /// nobody says which of twelve people is left of which.
    pub max_alike: usize,
}

impl Default for RelationRules {
    fn default() -> Self {
        Self { per_region: 3, min_salience: 0.15, drop_transitive: true, max_alike: 3 }
    }
}

/// How text is joined to regions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TextRules {
    /// Share of a text's polygon that must lie in a region.
    pub inside: f32,
}

impl Default for TextRules {
    fn default() -> Self {
        Self { inside: 0.6 }
    }
}

/// The embedded fuser's limits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CaptionRules {
    /// Length budget of the image caption, in words.
    pub max_words: usize,
    /// Longest sentence, in words.
    pub max_sentence_words: usize,
}

impl Default for CaptionRules {
    fn default() -> Self {
        Self { max_words: 180, max_sentence_words: 30 }
    }
}
