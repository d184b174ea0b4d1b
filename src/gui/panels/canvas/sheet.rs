//! What is drawn of a scene, in words and places: made once per revision of the record, not once per frame.

use crate::app::Open;
use crate::app::view::View;
use crate::domain::{
    AttributeKind, BBox, Region, RegionId, Relation, RelationId, RelationKind, Rules, Ruling, Scene,
};
use crate::project::ImageId;
use egui::{Context, Id};
use std::collections::HashMap;
use std::sync::Arc;

/// How sure a region, relation or text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Sure,
    /// Below the threshold, or without a name.
    Doubtful,
    /// A person took it out.
    Rejected,
}

/// A region as it is drawn.
#[derive(Debug, Clone)]
pub struct DrawnRegion {
    pub id: RegionId,
    pub bbox: BBox,
    /// "dog", "dog?" where it is doubtful, "unnamed".
    pub words: String,
    /// Confidence of the label in 0..1, where there is one; `None` too where a person said so.
    pub score: Option<f32>,
    pub look: Look,
    /// A person ruled on it, drew it or moved it.
    pub by_person: bool,
    pub has_conflict: bool,
}

/// A relation as it is drawn.
#[derive(Debug, Clone)]
pub struct DrawnRelation {
    pub id: RelationId,
    pub subject: RegionId,
    pub object: RegionId,
    pub kind: RelationKind,
    pub words: String,
    pub look: Look,
    pub by_person: bool,
    /// How many relations lead from this subject to this object before it: each bends farther.
    pub lane: usize,
}

/// Everything that is drawn over one photograph.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The largest first: the smaller are drawn over them.
    pub regions: Vec<DrawnRegion>,
    pub relations: Vec<DrawnRelation>,
    at: HashMap<RegionId, usize>,
}

impl Sheet {
    /// The sheet of the image on screen.
    pub fn of(ctx: &Context, open: &Open, rules: &Rules) -> Arc<Sheet> {
        let key = (open.id, open.revision, rules.assert.to_bits());
        cached(ctx, Id::unique("canvas sheet"), key, || {
            open.scene().map(|s| Sheet::new(s, rules.assert)).unwrap_or_default()
        })
    }

    /// The sheet of a scene.
    pub fn new(scene: &Scene, assert: f32) -> Self {
        let mut regions: Vec<DrawnRegion> =
            scene.regions.values().map(|r| drawn(r, assert)).collect();
        regions.sort_by(|a, b| b.bbox.area().total_cmp(&a.bbox.area()).then(a.id.cmp(&b.id)));
        let at = regions.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
        let mut lanes: HashMap<(RegionId, RegionId), usize> = HashMap::new();
        let relations = scene
            .relations
            .iter()
            .filter_map(|r| drawn_relation(r, assert))
            .map(|r| {
                let lane = lanes.entry((r.subject, r.object)).or_default();
                let drawn = DrawnRelation { lane: *lane, ..r };
                *lane += 1;
                drawn
            })
            .collect();
        Self { regions, relations, at }
    }

    /// One region.
    pub fn region(&self, id: RegionId) -> Option<&DrawnRegion> {
        self.regions.get(*self.at.get(&id)?)
    }

    /// Whether the view shows a region.
    pub fn shows(&self, id: RegionId, view: &View) -> bool {
        self.region(id).is_some_and(|r| r.is_shown(view))
    }
}

impl DrawnRegion {
    /// Whether the view shows it.
    pub fn is_shown(&self, view: &View) -> bool {
        match self.look {
            Look::Sure => true,
            Look::Doubtful => {
                view.show_unnamed
                    && (self.by_person || self.score.is_none_or(|s| s >= view.least_doubt))
            }
            Look::Rejected => view.show_rejected,
        }
    }

    /// As menus and hovers say it: "dog 3".
    pub fn title(&self) -> String {
        format!("{} {}", self.words, self.id.0)
    }
}

impl DrawnRelation {
    /// Whether the view shows it.
    pub fn is_shown(&self, view: &View) -> bool {
        view.relation_kinds.contains(&self.kind)
            && (self.look != Look::Rejected || view.show_rejected)
    }
}

fn drawn(region: &Region, assert: f32) -> DrawnRegion {
    let label = region.attributes.get(&AttributeKind::Label);
    let effective = label.and_then(|l| l.effective());
    let (words, score) = match effective {
        Some((value, score)) if score >= assert => (value.words(), Some(score)),
        Some((value, score)) => (format!("{}?", value.words()), Some(score)),
        None => ("unnamed".to_owned(), None),
    };
    let named = effective.is_some_and(|(_, score)| score >= assert);
    let look = match (region.rejected, named) {
        (true, _) => Look::Rejected,
        (false, true) => Look::Sure,
        (false, false) => Look::Doubtful,
    };
    let ruled = |r: &Ruling| *r != Ruling::Unreviewed;
    let said = label.is_some_and(|l| ruled(&l.ruling));
    let by_person = region.rejected
        || region.found.is_some()
        || region.attributes.values().any(|a| ruled(&a.ruling));
    DrawnRegion {
        id: region.id,
        bbox: region.bbox,
        words,
        score: score.filter(|_| !said),
        look,
        by_person,
        has_conflict: !region.conflicts.is_empty(),
    }
}

fn drawn_relation(relation: &Relation, assert: f32) -> Option<DrawnRelation> {
    if relation.unfit.is_some() {
        return None;
    }
    let effective = relation.effective();
    let look = match &effective {
        None => Look::Rejected,
        Some(_) if relation.confidence() < assert => Look::Doubtful,
        Some(_) => Look::Sure,
    };
    let predicate = effective.unwrap_or_else(|| relation.predicate.clone());
    Some(DrawnRelation {
        id: relation.id,
        subject: relation.subject,
        object: relation.object,
        kind: predicate.kind(),
        words: predicate.words().to_owned(),
        look,
        by_person: relation.ruling != Ruling::Unreviewed,
        lane: 0,
    })
}

/// A value made once per key and kept in the window's memory.
pub fn cached<K, T>(ctx: &Context, id: Id, key: K, make: impl FnOnce() -> T) -> Arc<T>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let kept = ctx.data(|d| d.get_temp::<(K, Arc<T>)>(id));
    if let Some((k, value)) = kept
        && k == key
    {
        return value;
    }
    let value = Arc::new(make());
    ctx.data_mut(|d| d.insert_temp(id, (key, Arc::clone(&value))));
    value
}

/// The key under which things of the image on screen are cached.
pub type Revision = (ImageId, u64);
