//! The table of rules: every threshold with its name, meaning and range. A test walks [`Rules`] and misses none.

use crate::domain::Rules;
use crate::domain::rules::Preset;

/// How a threshold is set.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A number in a range; `fine`: small values matter most, so the slider is logarithmic.
    Real {
        get: fn(&Rules) -> f32,
        set: fn(&mut Rules, f32),
        most: f32,
        fine: bool,
    },
    Count {
        get: fn(&Rules) -> usize,
        set: fn(&mut Rules, usize),
        least: usize,
        most: usize,
    },
    Switch {
        get: fn(&Rules) -> bool,
        set: fn(&mut Rules, bool),
    },
    Preset,
}

/// One threshold.
pub struct Row {
    /// Where it stands in a rules file: "detection.floor".
    pub path: &'static str,
    /// As the room calls it.
    pub label: &'static str,
    /// One sentence.
    pub means: &'static str,
    pub kind: Kind,
    /// It decides which regions there are: seen only once the image is analysed anew.
    pub at_analysis: bool,
}

/// Rows that belong together.
pub struct Section {
    pub title: &'static str,
    pub rows: &'static [Row],
}

macro_rules! real {
    ($($field:ident).+, $most:expr, $fine:expr, $label:literal, $means:literal) => {
        Row {
            path: path!($($field).+), label: $label, means: $means, at_analysis: false,
            kind: Kind::Real { get: |r| r.$($field).+, set: |r, v| r.$($field).+ = v, most: $most, fine: $fine },
        }
    };
}

macro_rules! share {
    ($($field:ident).+, $label:literal, $means:literal) => { real!($($field).+, 1.0, false, $label, $means) };
}

macro_rules! count {
    ($($field:ident).+, $least:expr, $most:expr, $label:literal, $means:literal) => {
        Row {
            path: path!($($field).+), label: $label, means: $means, at_analysis: false,
            kind: Kind::Count { get: |r| r.$($field).+, set: |r, v| r.$($field).+ = v, least: $least, most: $most },
        }
    };
}

macro_rules! switch {
    ($($field:ident).+, $label:literal, $means:literal) => {
        Row {
            path: path!($($field).+), label: $label, means: $means, at_analysis: false,
            kind: Kind::Switch { get: |r| r.$($field).+, set: |r, v| r.$($field).+ = v },
        }
    };
}

macro_rules! path {
    ($one:ident) => {
        stringify!($one)
    };
    ($one:ident . $two:ident) => {
        concat!(stringify!($one), ".", stringify!($two))
    };
}

/// A row that takes hold at the next analysis.
const fn later(row: Row) -> Row {
    Row { at_analysis: true, ..row }
}

/// All sections, in the order of [`Rules`].
#[rustfmt::skip] // a table reads better one row a line
pub const SECTIONS: &[Section] = &[
    Section { title: "Asserting", rows: &[
        share!(assert, "assert", "Confidence from which a fact enters captions; what is below is kept and shown as doubtful."),
    ]},
    Section { title: "Regions", rows: &[
        Row { path: "detection.preset", label: "preset", means: "Joint weighs all witnesses together on the tree of names; Paper takes the detector's names above its score.", kind: Kind::Preset, at_analysis: true },
        later(share!(detection.floor, "floor", "Boxes below this raw score are not heard at all.")),
        later(share!(detection.group_iou, "one thing: IoU", "Boxes of any class and detector that overlap more than this are one region's.")),
        later(share!(detection.paper_score, "paper: score", "With the preset Paper, detections above this score become regions.")),
        later(share!(detection.paper_nms_iou, "paper: NMS IoU", "With the preset Paper, of two boxes of one class that overlap more than this the weaker goes.")),
        later(switch!(detection.tiles, "tiles", "Looks through overlapping tiles where the photograph is much larger than a detector's input.")),
        later(real!(detection.min_crop_px, 200.0, false, "smallest crop (px)", "Crops whose shorter side is below this are not given to the classifier.")),
    ]},
    Section { title: "Naming", rows: &[
        share!(naming.lone, "a lone detector", "A detector, face or pose alone is believed only where its measured reliability is at least this."),
        share!(naming.lone_classifier, "a lone classifier", "The classifier alone, over windows and crops, is believed only where it is at least this reliable."),
        share!(naming.together, "several together", "Several models must be this reliable together: one minus the chance that all are wrong."),
        share!(naming.fine, "fine name", "A finer name below its category needs a classifier's or gallery's reading of at least this raw score."),
        share!(naming.looks, "animal by its looks", "An animal's name above its species is also believed where crop, window and whole picture read it with this mean score."),
        share!(naming.species, "species", "A species, where a detector says the category alone, needs this raw score; else the category is asserted."),
        share!(naming.small_thing, "small things", "A thing too small for the classifier needs detectors that are this reliable together."),
        switch!(naming.silence, "silence counts", "A detector without a box speaks against the things that it knows."),
        switch!(naming.unread, "unread counts", "A classifier that does not name a class it knows speaks against it."),
        later(switch!(naming.fold_repeats, "fold repeats", "A region that only repeats another is folded into it.")),
    ]},
    Section { title: "Size words", rows: &[
        real!(size.tiny, 1.0, true, "tiny below", "Share of the image's area below which a region is tiny."),
        real!(size.small, 1.0, true, "small below", "Share of the image's area below which a region is small."),
        real!(size.medium, 1.0, true, "medium below", "Share of the image's area below which a region is medium."),
        real!(size.large, 1.0, true, "large below", "Share of the image's area below which a region is large; above it is dominant."),
    ]},
    Section { title: "Depth words", rows: &[
        share!(depth.near, "near above", "Nearness (0 far, 1 near) above which a region is near."),
        share!(depth.mid, "mid above", "Nearness above which a region is at mid distance; below it is far."),
        share!(depth.order, "in front from", "One region is in front of another where their nearness differs by more than this."),
    ]},
    Section { title: "Places between two regions", rows: &[
        real!(planar.next_to, 0.5, false, "next to within", "Gap between the nearest edges, over the image's diagonal, up to which two regions are next to each other."),
        real!(planar.close_by, 0.5, false, "close by within", "Gap, over the diagonal, up to which they are close by."),
        real!(planar.near, 0.5, false, "near within", "Gap, over the diagonal, up to which they are near."),
        share!(planar.inside, "inside from", "Share of the smaller box that must lie in the larger for it to be inside."),
        share!(planar.overlapping, "overlapping from", "IoU from which two boxes overlap."),
    ]},
    Section { title: "Which relations are kept", rows: &[
        count!(relations.per_region, 0, 20, "per region", "At most this many relations a region; what persons do is always kept."),
        share!(relations.min_salience, "least salience", "Regions below this share of the most salient one's salience take no part."),
        switch!(relations.drop_transitive, "drop what follows", "Relations that follow from others are dropped."),
        count!(relations.max_alike, 0, 50, "alike at most", "Regions of one label are related to each other only where there are at most this many."),
    ]},
    Section { title: "Text", rows: &[
        share!(text.inside, "on a region from", "Share of a text's outline that must lie in a region for the text to be on it."),
    ]},
    Section { title: "Captions", rows: &[
        count!(caption.max_words, 10, 600, "words at most", "Length budget of the image's caption; what is left out is listed."),
        count!(caption.max_sentence_words, 5, 80, "words in a sentence", "Longest sentence."),
    ]},
];

/// All rows.
pub fn all() -> impl Iterator<Item = &'static Row> {
    SECTIONS.iter().flat_map(|s| s.rows)
}

impl Row {
    /// The value as words: "0.50", "3", "on", "joint".
    pub fn shown(&self, rules: &Rules) -> String {
        match self.kind {
            Kind::Real { get, fine: true, .. } => format!("{:.3}", get(rules)),
            Kind::Real { get, most, .. } if most > 1.0 => format!("{:.0}", get(rules)),
            Kind::Real { get, .. } => format!("{:.2}", get(rules)),
            Kind::Count { get, .. } => get(rules).to_string(),
            Kind::Switch { get, .. } => if get(rules) { "on" } else { "off" }.to_owned(),
            Kind::Preset => preset(rules.detection.preset).to_owned(),
        }
    }

    /// Whether two sets of rules differ here.
    pub fn differs(&self, a: &Rules, b: &Rules) -> bool {
        match self.kind {
            Kind::Real { get, .. } => get(a) != get(b),
            Kind::Count { get, .. } => get(a) != get(b),
            Kind::Switch { get, .. } => get(a) != get(b),
            Kind::Preset => a.detection.preset != b.detection.preset,
        }
    }

    /// Sets the value to that of other rules.
    pub fn copy(&self, from: &Rules, to: &mut Rules) {
        match self.kind {
            Kind::Real { get, set, .. } => set(to, get(from)),
            Kind::Count { get, set, .. } => set(to, get(from)),
            Kind::Switch { get, set } => set(to, get(from)),
            Kind::Preset => to.detection.preset = from.detection.preset,
        }
    }
}

/// A preset's name.
pub fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::Joint => "joint",
        Preset::Paper => "paper",
    }
}

/// The rows in which rules differ from the defaults.
pub fn differing(rules: &Rules) -> Vec<&'static Row> {
    let defaults = Rules::default();
    all().filter(|row| row.differs(rules, &defaults)).collect()
}
