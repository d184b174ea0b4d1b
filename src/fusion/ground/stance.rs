//! What the evidence says of how two regions stand to each other: in the plane, in depth, in size.
//!
//! The bars are those of BRIEF's formulas where it has one; between holding and failing lies what nobody can tell.

use super::seen::Evidence;
use super::truth::{Answer, Truth};
use crate::domain::{AttributeKind, BBox, FactRef, Predicate};
use crate::fusion::read::claim::{Cells, Planar};

/// One axis leads clearly where it is this many times the other: then the other's direction is not worth saying.
const LEADS: f32 = 2.0;
/// The opposite direction by so much of the side is wrong, whichever axis leads.
const AGAINST: f32 = 0.15;
/// Directions within this share of the side are no direction.
const SAME: f32 = 0.02;
/// Gaps over the diagonal: near up to the rule's value, and surely not near beyond this.
const FAR_APART: f32 = 0.25;
/// What lies off by so much of the way between two things is not between them.
const OFF_THE_LINE: f32 = 0.5;
/// Up to here from one end a thing is surely not at the other one, and up to there not in the middle.
const OTHER_SIDE: f32 = 0.36;
const OTHER_END: f32 = 0.18;
/// One thing is larger than another from this ratio of areas on.
const CLEARLY: f32 = 1.15;
/// Things touch up to this gap over the diagonal.
const TOUCH: f32 = 0.01;
/// This much of the smaller box in the larger is inside, this little is not; between, boxes cannot tell.
pub(super) const INSIDE: f32 = 0.85;

/// Whether `a` stands so to `b` in the plane.
pub fn planar(a: usize, b: usize, claimed: Planar, evidence: &Evidence<'_>) -> Truth {
    let predicate = match claimed {
        Planar::LeftOf => Some(Predicate::LeftOf),
        Planar::RightOf => Some(Predicate::RightOf),
        Planar::Above => Some(Predicate::Above),
        Planar::Below => Some(Predicate::Below),
        Planar::Near => Some(Predicate::NextTo),
        Planar::Inside => Some(Predicate::Inside),
        Planar::Overlapping => Some(Predicate::Overlapping),
        Planar::Contains | Planar::On | Planar::Under | Planar::Between | Planar::Flanking => None,
    };
    if let Some(ruled) = predicate.and_then(|p| ruled(a, b, &p, evidence)) {
        return ruled;
    }
    let truth = by_boxes(a, b, claimed, evidence);
    use Predicate::{Above, Below, CloseBy, Inside, LeftOf, Near, NextTo, Overlapping, RightOf};
    let says: &[Predicate] = match claimed {
        Planar::LeftOf => &[LeftOf],
        Planar::RightOf => &[RightOf],
        Planar::Above => &[Above],
        Planar::Below => &[Below],
        Planar::Near => &[NextTo, CloseBy, Near],
        Planar::Inside | Planar::Contains => &[Inside],
        Planar::On | Planar::Under | Planar::Overlapping => &[Overlapping, Inside],
        Planar::Between | Planar::Flanking => &[],
    };
    with_relations(truth, a, b, says, evidence)
}

/// Whether `a` is in front of (or, with `false`, behind) `b`, as seen by the camera.
pub fn in_front(a: usize, b: usize, claimed: bool, evidence: &Evidence<'_>) -> Truth {
    let truth = by_nearness(a, b, claimed, evidence);
    let says = if claimed { Predicate::InFrontOf } else { Predicate::Behind };
    with_relations(truth, a, b, &[says], evidence)
}

/// Whether the boxes stand over (or beside) each other: they share columns (or rows).
pub fn is_aligned(a: usize, b: usize, down: bool, evidence: &Evidence<'_>) -> bool {
    let (a, b) = (&evidence.seen[a].bbox, &evidence.seen[b].bbox);
    if down { a.x1 < b.x2 && b.x1 < a.x2 } else { a.y1 < b.y2 && b.y1 < a.y2 }
}

/// Whether `a` takes up clearly more (or less) of the picture than `b`.
pub fn larger(a: usize, b: usize, claimed: bool, evidence: &Evidence<'_>) -> Truth {
    let (score, _) = both(a, b, evidence);
    let (a, b) = (&evidence.seen[a], &evidence.seen[b]);
    let facts = [a, b].map(|s| FactRef::Attribute(s.id, AttributeKind::Size)).to_vec();
    let (more, less) = if claimed { (a.area, b.area) } else { (b.area, a.area) };
    if more > less * CLEARLY {
        Truth::holds(score, facts)
    } else if less > more * CLEARLY {
        Truth::fails(score, facts, if claimed { "smaller" } else { "larger" })
    } else {
        Truth::unknown()
    }
}

/// Whether `a` lies between `b` and `c`.
pub fn between(a: usize, b: usize, c: usize, evidence: &Evidence<'_>) -> Truth {
    let [one, first, second] = [a, b, c].map(|i| &evidence.seen[i].bbox);
    let (score, mut facts) = both(a, b, evidence);
    facts.extend(evidence.region(c));
    if lies_between(one, first, second, evidence) {
        Truth::holds(score.min(evidence.seen[c].confidence), facts)
    } else {
        Truth::fails(score, facts, "not between")
    }
}

/// Whether box `a` does: their centres in line along the axis on which `b` and `c` lie apart.
pub(super) fn lies_between(a: &BBox, b: &BBox, c: &BBox, evidence: &Evidence<'_>) -> bool {
    let [pa, pb, pc] = [a, b, c].map(|bbox| {
        let p = bbox.center();
        (p.x / evidence.size.width.max(1) as f32, p.y / evidence.size.height.max(1) as f32)
    });
    let across = (pb.0 - pc.0).abs() >= (pb.1 - pc.1).abs();
    let beside = beside_all(a, [b, c], across, evidence);
    let (x, from, to) = if across { (pa.0, pb.0, pc.0) } else { (pa.1, pb.1, pc.1) };
    let (low, high) = (from.min(to), from.max(to));
    x > low && x < high && beside <= (high - low) * OFF_THE_LINE
}

/// How far `a` lies above, below or beside all that the two of them span, in shares of the side.
fn beside_all(a: &BBox, two: [&BBox; 2], across: bool, evidence: &Evidence<'_>) -> f32 {
    let span = |b: &BBox| if across { (b.y1, b.y2) } else { (b.x1, b.x2) };
    let [b, c] = two.map(span);
    let (low, high) = (b.0.min(c.0), b.1.max(c.1));
    let (from, to) = span(a);
    let side = if across { evidence.size.height } else { evidence.size.width };
    (low - to).max(from - high).max(0.0) / side.max(1) as f32
}

/// What a person said of this relation, if anything.
fn ruled(a: usize, b: usize, predicate: &Predicate, evidence: &Evidence<'_>) -> Option<Truth> {
    evidence.ruled.iter().find_map(|r| {
        let same = (r.subject, r.object) == (a, b) && r.predicate == *predicate;
        let mirrored = (r.subject, r.object) == (b, a)
            && r.predicate.mirrored().is_some_and(|m| m == *predicate);
        let opposite = (r.subject, r.object) == (b, a)
            && r.predicate == *predicate
            && predicate.mirrored().is_some_and(|m| m != *predicate);
        let fact = vec![FactRef::Relation(r.id)];
        if same || mirrored {
            let says = format!("not {}", predicate.words());
            Some(if r.holds { Truth::holds(1.0, fact) } else { Truth::fails(1.0, fact, says) })
        } else if opposite && r.holds {
            Some(Truth::fails(1.0, fact, r.predicate.mirrored()?.words()))
        } else {
            None
        }
    })
}

/// What holds rests on the scene's own relations that say so, too.
fn with_relations(
    mut truth: Truth,
    a: usize,
    b: usize,
    says: &[Predicate],
    evidence: &Evidence<'_>,
) -> Truth {
    if truth.answer == Answer::Holds {
        let between =
            |subject, object| evidence.relations.get(&(subject, object)).into_iter().flatten();
        let direct = between(a, b).filter(|(_, p)| says.contains(p));
        let turned = between(b, a)
            .filter(|(_, p)| says.contains(p) || p.mirrored().is_some_and(|m| says.contains(&m)));
        truth.rests_on.extend(direct.chain(turned).map(|(id, _)| FactRef::Relation(*id)));
    }
    truth
}

fn by_nearness(a: usize, b: usize, claimed: bool, evidence: &Evidence<'_>) -> Truth {
    let predicate = if claimed { Predicate::InFrontOf } else { Predicate::Behind };
    if let Some(ruled) = ruled(a, b, &predicate, evidence) {
        return ruled;
    }
    let (a, b) = (&evidence.seen[a], &evidence.seen[b]);
    let (Some((near_a, score_a)), Some((near_b, score_b))) = (a.nearness, b.nearness) else {
        return Truth::unknown();
    };
    let lead = if claimed { near_a - near_b } else { near_b - near_a };
    let facts = [a, b].map(|s| FactRef::Attribute(s.id, AttributeKind::Depth)).to_vec();
    let score = score_a.min(score_b);
    if lead > evidence.rules.depth.order {
        Truth::holds(score, facts)
    } else if lead < -evidence.rules.depth.order {
        Truth::fails(score, facts, if claimed { "behind" } else { "in front of" })
    } else {
        Truth::unknown()
    }
}

fn by_boxes(a: usize, b: usize, claimed: Planar, evidence: &Evidence<'_>) -> Truth {
    match claimed {
        Planar::LeftOf => direction(a, b, Axis::Across, -1.0, evidence),
        Planar::RightOf => direction(a, b, Axis::Across, 1.0, evidence),
        Planar::Above => direction(a, b, Axis::Down, -1.0, evidence),
        Planar::Below => direction(a, b, Axis::Down, 1.0, evidence),
        Planar::Near => near(a, b, evidence),
        Planar::Inside => inside(a, b, evidence),
        Planar::Contains => inside(b, a, evidence),
        Planar::On => on(a, b, evidence),
        Planar::Under => on(b, a, evidence),
        Planar::Overlapping => overlapping(a, b, evidence),
        Planar::Between | Planar::Flanking => Truth::unknown(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Axis {
    Across,
    Down,
}

fn direction(a: usize, b: usize, axis: Axis, sign: f32, evidence: &Evidence<'_>) -> Truth {
    let (score, facts) = both(a, b, evidence);
    let (a, b) = (&evidence.seen[a].bbox, &evidence.seen[b].bbox);
    toward(a, b, axis, sign, evidence).truth(score, facts)
}

/// Whether box `a` stands so to box `b`, both so sure, on those facts; of what is no direction and not nearness, nothing.
pub(super) fn of_boxes(
    a: &BBox,
    b: &BBox,
    claimed: Planar,
    (score, facts): (f32, Vec<FactRef>),
    evidence: &Evidence<'_>,
) -> Truth {
    let way = match claimed {
        Planar::LeftOf => toward(a, b, Axis::Across, -1.0, evidence),
        Planar::RightOf => toward(a, b, Axis::Across, 1.0, evidence),
        Planar::Above => toward(a, b, Axis::Down, -1.0, evidence),
        Planar::Below => toward(a, b, Axis::Down, 1.0, evidence),
        Planar::Near => within_reach(a.gap(b) / evidence.size.diagonal().max(1.0), evidence),
        _ => Way::Open,
    };
    way.truth(score, facts)
}

/// How boxes answer.
enum Way {
    So,
    Otherwise(&'static str),
    Open,
}

impl Way {
    fn truth(self, score: f32, facts: Vec<FactRef>) -> Truth {
        match self {
            Way::So => Truth::holds(score, facts),
            Way::Otherwise(instead) => Truth::fails(score, facts, instead),
            Way::Open => Truth::unknown(),
        }
    }
}

fn toward(a: &BBox, b: &BBox, axis: Axis, sign: f32, evidence: &Evidence<'_>) -> Way {
    let (from, to) = (b.center(), a.center());
    let dx = (to.x - from.x) / evidence.size.width.max(1) as f32;
    let dy = (to.y - from.y) / evidence.size.height.max(1) as f32;
    let (along, across) = if axis == Axis::Across { (dx, dy) } else { (dy, dx) };
    let against = along * sign < 0.0 && along.abs() > AGAINST;
    if !against && across.abs() > LEADS * along.abs() || along.abs() < SAME {
        return Way::Open;
    }
    if along * sign > 0.0 {
        return Way::So;
    }
    Way::Otherwise(match (axis, along < 0.0) {
        (Axis::Across, true) => "to the left of",
        (Axis::Across, false) => "to the right of",
        (Axis::Down, true) => "above",
        (Axis::Down, false) => "below",
    })
}

fn within_reach(gap: f32, evidence: &Evidence<'_>) -> Way {
    match gap {
        g if g < evidence.rules.planar.near => Way::So,
        g if g > FAR_APART => Way::Otherwise("far from"),
        _ => Way::Open,
    }
}

fn gap(a: usize, b: usize, evidence: &Evidence<'_>) -> f32 {
    let (a, b) = (&evidence.seen[a].bbox, &evidence.seen[b].bbox);
    a.gap(b) / evidence.size.diagonal().max(1.0)
}

fn near(a: usize, b: usize, evidence: &Evidence<'_>) -> Truth {
    let (score, facts) = both(a, b, evidence);
    within_reach(gap(a, b, evidence), evidence).truth(score, facts)
}

fn inside(a: usize, b: usize, evidence: &Evidence<'_>) -> Truth {
    // "In bed", "in the boat": somebody who lies, sits, drives there.
    let there = evidence.done_with(a, b).find(|v| {
        let aboard = ["driving", "sailing", "rowing", "riding"].contains(&v.verb.as_str());
        v.confidence >= evidence.rules.assert
            && (aboard || v.verb.ends_with(" on") || v.verb.ends_with(" in"))
    });
    if let Some(verb) = there {
        return Truth::holds(verb.confidence, vec![FactRef::Relation(verb.id)]);
    }
    let (score, facts) = both(a, b, evidence);
    let (small, large) = (&evidence.seen[a].bbox, &evidence.seen[b].bbox);
    if small.area() <= large.area() && small.share_inside(large) >= INSIDE {
        Truth::holds(score, facts)
    } else if gap(a, b, evidence) > TOUCH {
        Truth::fails(score, facts, "outside")
    } else if small.area() > large.area() && large.share_inside(small) >= INSIDE {
        Truth::fails(score, facts, "around")
    } else {
        Truth::unknown()
    }
}

fn on(a: usize, b: usize, evidence: &Evidence<'_>) -> Truth {
    let (score, facts) = both(a, b, evidence);
    let carried = evidence.done_with(a, b).find(|v| {
        v.confidence >= evidence.rules.assert && (v.verb == "riding" || v.verb.ends_with(" on"))
    });
    if let Some(verb) = carried {
        return Truth::holds(verb.confidence, vec![FactRef::Relation(verb.id)]);
    }
    let higher = evidence.seen[a].bbox.center().y
        < evidence.seen[b].bbox.center().y + evidence.size.height as f32 * SAME;
    let within = evidence.seen[a].bbox.share_inside(&evidence.seen[b].bbox) >= INSIDE;
    if gap(a, b, evidence) > TOUCH {
        Truth::fails(score, facts, "apart from")
    } else if higher || within {
        Truth::holds(score, facts)
    } else {
        Truth::fails(score, facts, "under")
    }
}

fn overlapping(a: usize, b: usize, evidence: &Evidence<'_>) -> Truth {
    let (score, facts) = both(a, b, evidence);
    if evidence.seen[a].bbox.intersection(&evidence.seen[b].bbox).area() > 0.0 {
        Truth::holds(score, facts)
    } else {
        Truth::fails(score, facts, "apart from")
    }
}

/// Whether `a` is in that part of `b`: over it, and not at its other side.
pub fn part(a: usize, b: usize, cells: Cells, evidence: &Evidence<'_>) -> Truth {
    let over = overlapping(a, b, evidence);
    let (whole, x) = (&evidence.seen[b].bbox, evidence.seen[a].bbox.center().x);
    let along = (x - whole.x1) / (whole.x2 - whole.x1).max(1.0);
    let elsewhere = match cells.columns {
        [true, false, false] => along > 1.0 - OTHER_SIDE,
        [false, false, true] => along < OTHER_SIDE,
        [false, true, false] => !(OTHER_END..=1.0 - OTHER_END).contains(&along),
        _ => false,
    };
    if over.answer == Answer::Holds && elsewhere {
        Truth::fails(over.score, over.rests_on, "at another side of")
    } else {
        over
    }
}

fn both(a: usize, b: usize, evidence: &Evidence<'_>) -> (f32, Vec<FactRef>) {
    let (a, b) = (&evidence.seen[a], &evidence.seen[b]);
    (a.confidence.min(b.confidence), vec![FactRef::Region(a.id), FactRef::Region(b.id)])
}
