//! What the evidence says of one region by itself: its look, size, place, depth and proper name.
//!
//! The bars are those of BRIEF's formulas where it has one. Where a person would forgive a near miss, so does this:
//! a thing a little past the border of "the left third" may still be called left.

use super::seen::{Evidence, Seen};
use super::stance;
use super::truth::{Answer, Truth};
use crate::domain::{AttributeKind, BBox, FactRef};
use crate::fusion::read::claim::{Band, Cells, SizeClass};
use crate::fusion::vocabulary::Vocabulary;
use std::cmp::Ordering;
use std::ops::Range;

/// So far past a cell's border, in shares of the side, a thing may still be said to be in the cell.
const BORDER: f32 = 0.07;

/// ... and in a half, which is half a cell more.
const TO_THE_MIDDLE: f32 = 1.0 / 6.0 + 0.02;

/// Whether the region has that colour.
pub fn colour(seen: &Seen, claimed: &[String], words: &Vocabulary) -> Truth {
    let Some((known, score)) = &seen.colour else { return Truth::unknown() };
    let fact = vec![FactRef::Attribute(seen.id, AttributeKind::Colour)];
    let terms = words.colour_terms(known);
    let near = |c: &String| terms.iter().any(|term| words.colours_are_neighbours(term, c));
    if claimed.iter().any(|c| terms.contains(c)) {
        Truth::holds(*score, fact)
    } else if claimed.iter().any(near) {
        Truth::unknown()
    } else {
        Truth::fails(*score, fact, known)
    }
}

/// Whether the region is of that size in the picture.
pub fn size(seen: &Seen, claimed: SizeClass, evidence: &Evidence<'_>) -> Truth {
    let steps = ["tiny", "small", "medium", "large", "dominant"];
    let word = evidence.rules.size.word(seen.area);
    let step = steps.iter().position(|s| *s == word).unwrap_or_default();
    let fact = vec![FactRef::Attribute(seen.id, AttributeKind::Size)];
    let (holds, fails) = match claimed {
        SizeClass::Tiny => (step <= 1, step >= 2),
        SizeClass::Small => (step <= 1, step >= 3),
        SizeClass::Medium => (step == 2, step == 0 || step == 4),
        SizeClass::Large => (step >= 3, step <= 1),
    };
    if holds {
        Truth::holds(seen.confidence, fact)
    } else if fails {
        Truth::fails(seen.confidence, fact, word)
    } else {
        Truth::between(seen.confidence.min(evidence.rules.assert), fact)
    }
}

/// Whether the person looks so.
pub fn emotion(seen: &Seen, claimed: &str, words: &Vocabulary) -> Truth {
    let Some((known, score)) = &seen.emotion else { return Truth::unknown() };
    let fact = vec![FactRef::Attribute(seen.id, AttributeKind::Emotion)];
    let shown = words.emotion_name(known);
    let among = |names: &[String], name: &str| names.iter().any(|n| n == name);
    let shade = |name: &str| words.shade(name);
    let says = shade(claimed).is_some_and(|s| among(&s.holds, shown))
        || shade(shown).is_some_and(|s| among(&s.holds, claimed));
    let open = shade(claimed).is_some_and(|s| among(&s.open, shown));
    if shown == claimed || says {
        Truth::holds(*score, fact)
    } else if open {
        Truth::unknown()
    } else {
        Truth::fails(*score, fact, known)
    }
}

/// Whether the region's centre lies in one of those cells.
pub fn place(seen: &Seen, cells: Cells, evidence: &Evidence<'_>) -> Truth {
    let fact = vec![FactRef::Attribute(seen.id, AttributeKind::Location)];
    placed(&seen.bbox, cells, (seen.confidence, fact), evidence)
}

/// The same of any box: how sure what it holds is, and the facts it rests on.
pub(super) fn placed(
    bbox: &BBox,
    cells: Cells,
    (score, facts): (f32, Vec<FactRef>),
    evidence: &Evidence<'_>,
) -> Truth {
    let (x, y) = place_of(bbox, evidence);
    let border = if cells.half { TO_THE_MIDDLE } else { BORDER };
    if in_thirds(x, cells.columns, border) && in_thirds(y, cells.rows, border) {
        Truth::holds(score, facts)
    } else {
        let cell = crate::relations::place::locate(bbox, evidence.size);
        Truth::fails(score, facts, cell)
    }
}

/// Whether its centre lies in the cells themselves, not only at their border.
pub fn is_within(seen: &Seen, cells: Cells, evidence: &Evidence<'_>) -> bool {
    let word = crate::relations::place::locate(&seen.bbox, evidence.size);
    let of = |allowed: [bool; 3], first: bool, last: bool| {
        if first {
            allowed[0]
        } else if last {
            allowed[2]
        } else {
            allowed[1]
        }
    };
    of(cells.columns, word.ends_with("left"), word.ends_with("right"))
        && of(cells.rows, word.starts_with("top"), word.starts_with("bottom"))
}

/// Whether it is at a side, or at the top or bottom, of which the cells say nothing.
pub fn is_aside(seen: &Seen, cells: Cells, evidence: &Evidence<'_>) -> bool {
    let word = crate::relations::place::locate(&seen.bbox, evidence.size);
    let (column, row) = (cells.columns == [true; 3], cells.rows == [true; 3]);
    let corner = word.contains('-');
    corner && (column != row)
}

/// Whether nothing of its kind lies farther towards the side that the cells are at.
pub fn is_outermost(at: usize, cells: Cells, evidence: &Evidence<'_>) -> bool {
    let x = |i: usize| evidence.seen[i].bbox.center().x;
    let others = others_of_its_kind(at, evidence);
    match cells.columns {
        [true, false, false] => others.iter().all(|o| x(*o) >= x(at)),
        [false, false, true] => others.iter().all(|o| x(*o) <= x(at)),
        _ => true,
    }
}

/// Whether of a group of things it is the one that lies farthest towards the side that the cells are.
pub fn is_at_end(at: usize, cells: Cells, group: &[usize], evidence: &Evidence<'_>) -> bool {
    let center = |i: usize| evidence.seen[i].bbox.center();
    let x = |i: usize| center(i).x;
    let y = |i: usize| center(i).y;
    let others = || group.iter().filter(|o| **o != at);
    let beyond = match (cells.columns, cells.rows) {
        ([true, false, false], [true, true, true]) => others().all(|o| x(at) < x(*o)),
        ([false, false, true], [true, true, true]) => others().all(|o| x(at) > x(*o)),
        ([true, true, true], [true, false, false]) => others().all(|o| y(at) < y(*o)),
        ([true, true, true], [false, false, true]) => others().all(|o| y(at) > y(*o)),
        _ => false,
    };
    beyond && !cells.utmost && !cells.rim && group.contains(&at) && group.len() > 1
}

/// How far towards the side that the cells are at, 0..1; for others nothing.
pub fn farness(at: usize, cells: Cells, evidence: &Evidence<'_>) -> f32 {
    let (x, y) = place_of(&evidence.seen[at].bbox, evidence);
    match (cells.columns, cells.rows) {
        ([true, false, false], [true, true, true]) => 1.0 - x,
        ([false, false, true], [true, true, true]) => x,
        ([true, true, true], [true, false, false]) => 1.0 - y,
        ([true, true, true], [false, false, true]) => y,
        _ => 0.0,
    }
}

/// That it is the one at the end of its group.
pub fn place_among(at: usize, evidence: &Evidence<'_>) -> Truth {
    let seen = &evidence.seen[at];
    Truth::holds(seen.confidence, vec![FactRef::Attribute(seen.id, AttributeKind::Location)])
}

/// Whether the region's centre lies in one of those cells, and not only near by.
pub fn is_well_within(seen: &Seen, cells: Cells, evidence: &Evidence<'_>) -> bool {
    let (x, y) = place_of(&seen.bbox, evidence);
    in_thirds(x, cells.columns, 0.0) && in_thirds(y, cells.rows, 0.0)
}

/// The region's centre in shares of the sides.
fn place_of(bbox: &BBox, evidence: &Evidence<'_>) -> (f32, f32) {
    let center = bbox.center();
    let x = (center.x / evidence.size.width.max(1) as f32).clamp(0.0, 1.0);
    let y = (center.y / evidence.size.height.max(1) as f32).clamp(0.0, 1.0);
    (x, y)
}

fn in_thirds(at: f32, allowed: [bool; 3], border: f32) -> bool {
    allowed.iter().enumerate().any(|(third, allowed)| {
        let third = third as f32;
        *allowed && at >= third / 3.0 - border && at <= (third + 1.0) / 3.0 + border
    })
}

/// Whether it is the largest (or smallest) of its kind in the picture; of two, the larger one.
pub fn extreme(at: usize, largest: bool, group: &[usize], evidence: &Evidence<'_>) -> Truth {
    let own = &evidence.seen[at];
    let fact = vec![FactRef::Attribute(own.id, AttributeKind::Size)];
    let others = others_in(group, at, evidence);
    if others.is_empty() {
        let class = if largest { SizeClass::Large } else { SizeClass::Small };
        return size(own, class, evidence);
    }
    let beats = |area: f32| if largest { own.area >= area } else { own.area <= area };
    let beaten = others.iter().filter(|o| beats(evidence.seen[**o].area)).count();
    if beaten == others.len() {
        Truth::holds(own.confidence, fact)
    } else if beaten == 0 {
        Truth::fails(own.confidence, fact, if largest { "the smallest" } else { "the largest" })
    } else {
        Truth::unknown()
    }
}

/// Whether it is the nearest (or farthest) of the group, or else of its kind; of one alone, whether it is near, or else so of all,
/// unless that picks it from others of which nothing is known.
pub fn foremost(
    at: usize,
    nearest: bool,
    picks: bool,
    group: &[usize],
    evidence: &Evidence<'_>,
) -> Truth {
    let others = others_in(group, at, evidence);
    if others.is_empty() {
        let band = if nearest { Band::Near } else { Band::Far };
        let near = depth(&evidence.seen[at], band, evidence);
        // "The chair nearest the camera", of several that nobody boxed: behind other things it may be.
        let all = (0..evidence.seen.len()).filter(|o| *o != at && evidence.asserted(*o));
        let each: Vec<Truth> = all.map(|o| stance::in_front(at, o, nearest, evidence)).collect();
        let first = near.answer == Answer::Unknown
            && each.iter().any(|t| t.answer == Answer::Holds)
            && each.iter().all(|t| t.answer != Answer::Fails);
        // "It is the zebra that is nearest": something else is nearer.
        let beaten = near.answer == Answer::Unknown
            && evidence.seen[at].nearness.is_some()
            && !picks
            && each.iter().any(|t| t.answer == Answer::Fails);
        return if first || beaten { Truth::of_all(each) } else { near };
    }
    let each: Vec<Truth> =
        others.iter().map(|o| stance::in_front(at, *o, nearest, evidence)).collect();
    let truth = Truth::of_all(each);
    match leads(at, nearest, &others, evidence) {
        Some(score) if truth.answer == Answer::Unknown => {
            let fact = FactRef::Attribute(evidence.seen[at].id, AttributeKind::Depth);
            Truth::holds(score, vec![fact])
        }
        _ => truth,
    }
}

/// It is the nearest (or farthest), if by little: how sure its own depth is.
fn leads(at: usize, nearest: bool, others: &[usize], evidence: &Evidence<'_>) -> Option<f32> {
    let depth = |i: usize| evidence.seen[i].nearness;
    let (own, score) = depth(at)?;
    let beyond = |other: f32| if nearest { other > own } else { other < own };
    let beaten = others.iter().filter_map(|o| depth(*o)).any(|(other, _)| beyond(other));
    (!beaten).then_some(score)
}

/// Whether it is one of those (numbered from 1) of its kind from the left or right.
pub fn nth(
    at: usize,
    wanted: Range<u32>,
    from_left: bool,
    group: &[usize],
    evidence: &Evidence<'_>,
) -> Truth {
    let own = &evidence.seen[at];
    let fact = vec![FactRef::Attribute(own.id, AttributeKind::Location)];
    // Of two at one height of the row, the upper one comes first.
    let order = |a: usize, b: usize| {
        let (p, q) = (evidence.seen[a].bbox.center(), evidence.seen[b].bbox.center());
        p.x.total_cmp(&q.x)
            .then(p.y.total_cmp(&q.y))
            .then(evidence.seen[a].id.cmp(&evidence.seen[b].id))
    };
    let earlier = |o: &usize| {
        let first = if from_left { order(*o, at) } else { order(at, *o) };
        first == Ordering::Less
    };
    let before = others_in(group, at, evidence).into_iter().filter(earlier);
    let place = before.count() as u32 + 1;
    if wanted.contains(&place) {
        Truth::holds(own.confidence, fact)
    } else {
        Truth::fails(own.confidence, fact, format!("number {place}"))
    }
}

/// The others of a group that are there, or else those of its kind.
fn others_in(group: &[usize], at: usize, evidence: &Evidence<'_>) -> Vec<usize> {
    match group {
        [] | [_] => others_of_its_kind(at, evidence),
        several => several.iter().copied().filter(|o| *o != at).collect(),
    }
}

fn others_of_its_kind(at: usize, evidence: &Evidence<'_>) -> Vec<usize> {
    let label = &evidence.seen[at].label;
    let alike = |i: &usize| *i != at && evidence.asserted(*i) && evidence.seen[*i].label == *label;
    (0..evidence.seen.len()).filter(alike).collect()
}

/// Whether the region is so near or far.
pub fn depth(seen: &Seen, band: Band, evidence: &Evidence<'_>) -> Truth {
    let Some((nearness, score)) = seen.nearness else { return Truth::unknown() };
    let rules = &evidence.rules.depth;
    let fact = vec![FactRef::Attribute(seen.id, AttributeKind::Depth)];
    let word = rules.word(nearness);
    let (holds, fails) = match band {
        Band::Near => (nearness > rules.near, nearness <= rules.mid),
        Band::Mid => (nearness > rules.mid && nearness <= rules.near, false),
        Band::Far => (nearness <= rules.mid, nearness > rules.near),
    };
    if holds {
        Truth::holds(score, fact)
    } else if fails {
        Truth::fails(score, fact, word)
    } else {
        Truth::unknown()
    }
}
