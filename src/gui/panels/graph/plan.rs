//! Which regions and relations the graph shows, and where: made once per revision, filter and view size.

use super::{layout, nodes, route};
use crate::app::Open;
use crate::app::view::{GraphLayout, View};
use crate::domain::{RegionId, Scene};
use crate::gui::panels::canvas::arrows::Curve;
use crate::gui::panels::canvas::sheet::{Look, Sheet, cached};
use crate::relations::salience::salience;
use egui::{Context, Id, Pos2, Rect, Vec2, vec2};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Views within so many points of each other have one layout: a dragged border lays out anew only now and then.
const STEP: f32 = 48.0;

/// The graph as it is drawn.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Nodes and the middle of each on the plane.
    pub nodes: Vec<(RegionId, Pos2)>,
    /// Indices into the sheet's relations, and the way of each on the plane.
    pub edges: Vec<(usize, Curve)>,
    /// Size of the plane in points at zoom 1.
    pub plane: Vec2,
    /// Regions that the filters leave out.
    pub left_out: usize,
}

impl Plan {
    /// The graph of the image on screen for a view of this size.
    pub fn of(ctx: &Context, open: &Open, sheet: &Sheet, view: &View, room: Vec2) -> Arc<Plan> {
        let room = vec2((room.x / STEP).floor() * STEP, (room.y / STEP).floor() * STEP);
        let key = (
            (open.id, open.revision),
            (view.relation_kinds.clone(), view.graph_salience.to_bits(), view.graph_layout),
            (view.show_rejected, view.show_unnamed, view.least_doubt.to_bits()),
            (room.x as u32, room.y as u32),
        );
        cached(ctx, Id::unique("graph plan"), key, || {
            open.scene().map(|s| Plan::new(s, sheet, view, room)).unwrap_or_default()
        })
    }

    /// The graph of a scene.
    pub fn new(scene: &Scene, sheet: &Sheet, view: &View, room: Vec2) -> Self {
        let salient = salient(scene, view.graph_salience);
        let is_wanted = |id: &RegionId| salient.contains(id) && sheet.shows(*id, view);
        let edges: Vec<usize> = sheet
            .relations
            .iter()
            .enumerate()
            .filter(|(_, r)| r.is_shown(view) && is_wanted(&r.subject) && is_wanted(&r.object))
            .map(|(i, _)| i)
            .collect();
        let ends = edges.iter().filter_map(|i| sheet.relations.get(*i));
        let related: HashSet<RegionId> = ends.flat_map(|r| [r.subject, r.object]).collect();
        // A doubtful region that nothing relates to says nothing in a graph.
        let mut ids: Vec<RegionId> = sheet
            .regions
            .iter()
            .filter(|r| is_wanted(&r.id) && (r.look != Look::Doubtful || related.contains(&r.id)))
            .map(|r| r.id)
            .collect();
        ids.sort();
        let left_out =
            scene.regions.values().filter(|r| !r.rejected && !ids.contains(&r.id)).count();
        let places: Vec<Vec2> = ids.iter().map(|id| place(scene, *id)).collect();
        let at: HashMap<RegionId, usize> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let ends = edges.iter().filter_map(|i| sheet.relations.get(*i));
        let pairs = ends.filter_map(|r| Some((*at.get(&r.subject)?, *at.get(&r.object)?)));
        let pairs: Vec<(usize, usize)> = pairs.collect();
        let lay = |plane: Vec2| match view.graph_layout {
            GraphLayout::Places => layout::by_places(&places, plane),
            GraphLayout::Forces => layout::by_forces(&places, &pairs, plane),
        };
        let (plane, middles) = layout::roomy(room, ids.len(), lay);
        let cards: Vec<Rect> = middles.iter().map(|at| nodes::card(*at, 1.0)).collect();
        let edges = edges.into_iter().filter_map(|i| {
            let relation = sheet.relations.get(i)?;
            let (from, to) = (*at.get(&relation.subject)?, *at.get(&relation.object)?);
            let others = cards.iter().enumerate().filter(|(n, _)| *n != from && *n != to);
            let others: Vec<Rect> = others.map(|(_, card)| *card).collect();
            let (from, to) = (*cards.get(from)?, *cards.get(to)?);
            Some((i, route::around(from, to, relation.lane, &others, plane)?))
        });
        let edges = edges.collect();
        Self { nodes: ids.into_iter().zip(middles).collect(), edges, plane, left_out }
    }
}

/// Regions of at least this share of the most salient one's salience.
fn salient(scene: &Scene, share: f32) -> HashSet<RegionId> {
    let size = scene.image.size;
    let all = scene.regions.values().map(|r| (r.id, salience(r, size)));
    let most = all.clone().map(|(_, s)| s).fold(0.0, f32::max);
    all.filter(|(_, s)| *s >= share * most).map(|(id, _)| id).collect()
}

/// The middle of a region, 0..1 over the image.
fn place(scene: &Scene, id: RegionId) -> Vec2 {
    let Some(region) = scene.regions.get(&id) else { return vec2(0.5, 0.5) };
    let (middle, size) = (region.bbox.center(), scene.image.size);
    let share = |v: f32, side: u32| (v / side.max(1) as f32).clamp(0.0, 1.0);
    vec2(share(middle.x, size.width), share(middle.y, size.height))
}
