//! Whether what a region is called is true of what it shows.

use super::truth::{Truth, TruthObject};
use crate::domain::BBox;
use crate::naming::{NodeIx, Taxonomy};

/// Overlap from which a region shows an object …
const IOU: f32 = 0.3;
/// … or the share of the one inside the other, where the smaller is no less than `PART` of the larger.
const INSIDE: f32 = 0.7;
const PART: f32 = 0.15;
/// Share of a region inside a crowd's box from which it is one of the crowd.
const IN_CROWD: f32 = 0.5;

/// How true a name is of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Not a name of it.
    Wrong,
    /// True and broader than the object's general name ("animal" on a cat).
    Unspecific,
    /// One of the object's names.
    Right,
}

/// True where a region's box shows the object.
pub fn shows(region: &BBox, object: &TruthObject) -> bool {
    let inside = |a: &BBox, b: &BBox| {
        a.share_inside(b) >= INSIDE && a.area() >= PART * b.area()
    };
    (object.crowd && region.share_inside(&object.bbox) >= IN_CROWD)
        || region.iou(&object.bbox) >= IOU
        || inside(region, &object.bbox)
        || inside(&object.bbox, region)
}

/// Whether a name (as words, and as a node where the taxonomy has it) is true of an object.
pub fn judge(
    name: &str,
    node: Option<NodeIx>,
    truth: &Truth,
    object: &TruthObject,
    taxonomy: &Taxonomy,
) -> Verdict {
    truth
        .names(object)
        .map(|word| judge_word(name, node, word, taxonomy))
        .max()
        .unwrap_or(Verdict::Wrong)
}

/// Whether a name is true of what `word` truly names.
pub fn judge_word(name: &str, node: Option<NodeIx>, word: &str, taxonomy: &Taxonomy) -> Verdict {
    let spoken = |n: NodeIx| {
        let entry = taxonomy.node(n);
        std::iter::once(&entry.name).chain(&entry.synonyms).any(|w| same(w, word))
    };
    if same(name, word) || node.is_some_and(spoken) {
        return Verdict::Right;
    }
    let Some(true_node) = known(word, taxonomy) else { return Verdict::Wrong };
    match node {
        Some(n) if n == true_node => Verdict::Right,
        Some(n) if taxonomy.is_a(true_node, n) => Verdict::Unspecific,
        _ => Verdict::Wrong,
    }
}

/// The node of a true name; of "coffee cup" that of "cup" where the whole phrase is unknown.
fn known(word: &str, taxonomy: &Taxonomy) -> Option<NodeIx> {
    taxonomy.lookup(word).or_else(|| taxonomy.lookup(word.rsplit(' ').next()?))
}

/// Equal but for case, separators and a plural s.
fn same(a: &str, b: &str) -> bool {
    let fold = |w: &str| {
        let w = w.trim().to_lowercase().replace(['-', '_'], " ");
        w.strip_suffix('s').map_or(w.clone(), str::to_owned)
    };
    fold(a) == fold(b)
}
