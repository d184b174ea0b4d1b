//! What lights up: everything that the hovered or selected item rests on or touches.

use crate::app::{Item, Open, Selection};
use crate::domain::{FactRef, RegionId, RelationId, TextId};
use std::collections::HashSet;

/// Regions, relations and texts that light up.
#[derive(Debug, Clone, Default)]
pub struct Lit {
    /// What the item is, or rests on.
    pub regions: HashSet<RegionId>,
    /// What stands beside it: the other ends of its relations, the region of a text.
    pub beside: HashSet<RegionId>,
    pub relations: HashSet<RelationId>,
    pub texts: HashSet<TextId>,
    pub face: Option<usize>,
}

impl Lit {
    /// What lights up for the selection.
    pub fn of(selection: &Selection, open: &Open) -> Self {
        let mut lit = Self::default();
        for item in [selection.shown(), selection.kept.as_ref()].into_iter().flatten() {
            lit.add(item, open);
        }
        lit
    }

    fn add(&mut self, item: &Item, open: &Open) {
        let Some(scene) = open.scene() else { return };
        if let Item::Face(at) = item {
            self.face = Some(*at);
            self.beside.extend(item.region(scene));
        }
        for fact in item.facts(|column, range| open.facts_at(column, range)) {
            match fact {
                FactRef::Region(id) | FactRef::Attribute(id, _) => {
                    self.regions.insert(id);
                }
                FactRef::Relation(id) => {
                    self.relations.insert(id);
                }
                FactRef::Text(id) => {
                    self.texts.insert(id);
                }
                FactRef::Count(_) | FactRef::Scene => {}
            }
        }
        for relation in &scene.relations {
            let ends = [relation.subject, relation.object];
            if self.relations.contains(&relation.id) {
                self.beside.extend(ends);
            } else if matches!(item, Item::Region(id) if ends.contains(id)) {
                self.relations.insert(relation.id);
                self.beside.extend(ends);
            }
        }
        let on = scene.texts.iter().filter(|t| self.texts.contains(&t.id));
        self.beside.extend(on.filter_map(|t| t.region));
    }

    /// Whether anything is lit, so that the rest steps back.
    pub fn is_any(&self) -> bool {
        !self.regions.is_empty()
            || !self.relations.is_empty()
            || !self.texts.is_empty()
            || self.face.is_some()
    }
}
