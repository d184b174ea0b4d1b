//! Places and directions that are told in pairs: "a cat on the left and a pillow on the right", "below and to the right of
//! it".

use super::context::Context;
use super::judge;
use super::stance;
use super::truth::{Answer, Truth};
use crate::domain::FactRef;
use crate::fusion::read::claim::{Body, Cells, Claim, Planar};

/// Of a left told beside another thing's right: it is farther left than that, and not at the right of the picture.
pub(super) fn sides(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Place(cells) = claim.body else { return None };
    let column = side(cells).filter(|_| !claim.negated)?;
    let own = only(claim, context)?;
    let others = context.reading.claims.iter().filter(|c| {
        let apart = c.sentence == claim.sentence && c.subjects != claim.subjects && !c.negated;
        apart && matches!(c.body, Body::Place(other) if side(other) == Some(2 - column))
    });
    let evidence = context.evidence;
    let opposite = judge::place(&evidence.seen[own], Cells::of(Some(2 - column), None), evidence);
    let planar = if column == 0 { Planar::LeftOf } else { Planar::RightOf };
    let mut others = others.filter_map(|c| only(c, context)).filter(|other| *other != own);
    let so = |other: usize| stance::planar(own, other, planar, evidence).answer == Answer::Holds;
    let facts = vec![FactRef::Region(evidence.seen[own].id)];
    (opposite.answer == Answer::Fails && others.any(so))
        .then(|| Truth::holds(evidence.seen[own].confidence, facts))
}

/// The one region that the claim is about.
fn only(claim: &Claim, context: &Context<'_>) -> Option<usize> {
    let [ix] = claim.subjects.first()?.as_slice() else { return None };
    match context.referents[*ix].chosen.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Nothing but left (0) or right (2).
fn side(cells: Cells) -> Option<usize> {
    match (cells.columns, cells.rows) {
        ([true, false, false], [true, true, true]) => Some(0),
        ([false, false, true], [true, true, true]) => Some(2),
        _ => None,
    }
}

/// The same is said to stand to the same in the other direction as well: then neither has to lead.
pub(super) fn is_diagonal(claim: &Claim, context: &Context<'_>) -> bool {
    let across = |body: &Body| match body {
        Body::Planar(Planar::LeftOf | Planar::RightOf) => Some(true),
        Body::Planar(Planar::Above | Planar::Below) => Some(false),
        _ => None,
    };
    let Some(own) = across(&claim.body) else { return false };
    context.reading.claims.iter().any(|c| {
        across(&c.body) == Some(!own)
            && c.sentence == claim.sentence
            && c.subjects.first() == claim.subjects.first()
            && c.objects == claim.objects
    })
}
