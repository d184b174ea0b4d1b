//! What need not be said because the places of things say it already.

use super::cast::Entity;
use super::group::common;
use super::story::Story;
use crate::domain::{AttributeKind, Predicate, RegionId, RelationId};

/// Relations between members, with their subjects, that the places of both say already: of one on the left and
/// one on the right nobody need say that the one is left of the other.
pub(super) fn implied_by_places(
    story: &Story<'_>,
    entity: &Entity<'_>,
) -> Vec<(RegionId, RelationId)> {
    if common(entity, AttributeKind::Location).is_some() {
        return Vec::new();
    }
    let place = |id: RegionId| {
        let look = entity.members.iter().find(|m| m.id() == id)?;
        look.attribute(AttributeKind::Location).map(|l| l.word)
    };
    let implied = story.relations.iter().filter_map(|told| {
        let (subject, object) = (told.relation.subject, told.relation.object);
        let said = places_tell(&told.predicate, &place(subject)?, &place(object)?);
        said.then_some((subject, told.relation.id))
    });
    implied.collect()
}

/// Whether the places of two things say already how the first stands to the second.
pub(in crate::fusion) fn places_tell(predicate: &Predicate, place: &str, other: &str) -> bool {
    let ((row, column), (other_row, other_column)) = (row_and_column(place), row_and_column(other));
    match predicate {
        Predicate::LeftOf => column < other_column,
        Predicate::RightOf => column > other_column,
        Predicate::Above => row < other_row,
        Predicate::Below => row > other_row,
        _ => false,
    }
}

/// The row and the column, 0..3, of an absolute location.
fn row_and_column(place: &str) -> (u8, u8) {
    let row = if place.starts_with("top") {
        0
    } else if place.starts_with("bottom") {
        2
    } else {
        1
    };
    let column = if place.ends_with("left") {
        0
    } else if place.ends_with("right") {
        2
    } else {
        1
    };
    (row, column)
}
