//! The cast: the named things of a scene, alike ones together, most salient first.

use super::Manner;
use super::look::Look;
use crate::domain::{RegionId, Rules, Scene, Size};
use crate::relations::salience::salience;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Alike things that are told together: all regions of one label, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Entity<'s> {
    pub label: String,
    pub members: Vec<Look<'s>>,
    /// Salience of the members' joint area.
    pub weight: f32,
}

impl Entity<'_> {
    pub fn ids(&self) -> Vec<RegionId> {
        self.members.iter().map(Look::id).collect()
    }
}

/// All entities, and where each region stands among them.
#[derive(Debug)]
pub(super) struct Cast<'s> {
    /// Most salient first.
    pub entities: Vec<Entity<'s>>,
    /// Of the picture.
    pub size: Size,
    pub manner: Manner,
    seat: BTreeMap<RegionId, (usize, usize)>,
}

impl<'s> Cast<'s> {
    pub fn of(scene: &'s Scene, rules: &Rules) -> Self {
        let mut by_label: BTreeMap<String, Vec<Look<'s>>> = BTreeMap::new();
        for (region, _) in scene.asserted_regions(rules.assert) {
            if let Some(look) = Look::of(region, rules.assert) {
                by_label.entry(look.label.clone()).or_default().push(look);
            }
        }
        let mut entities: Vec<Entity<'s>> = by_label
            .into_iter()
            .map(|(label, mut members)| {
                members.sort_by(left_to_right);
                let squares = members.iter().map(|m| salience(m.region, scene.image.size).powi(2));
                let weight = squares.sum::<f32>().sqrt();
                Entity { label, members, weight }
            })
            .collect();
        entities.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let seat = entities
            .iter()
            .enumerate()
            .flat_map(|(e, entity)| {
                entity.members.iter().enumerate().map(move |(m, look)| (look.id(), (e, m)))
            })
            .collect();
        Self { entities, size: scene.image.size, manner: Manner::default(), seat }
    }

    /// The index of the entity that a region belongs to, and the region's place in it from the left.
    pub fn seat(&self, id: RegionId) -> Option<(usize, usize)> {
        self.seat.get(&id).copied()
    }
}

fn left_to_right(a: &Look<'_>, b: &Look<'_>) -> Ordering {
    let (p, q) = (a.region.bbox.center(), b.region.bbox.center());
    p.x.total_cmp(&q.x).then(p.y.total_cmp(&q.y)).then(a.id().cmp(&b.id()))
}
