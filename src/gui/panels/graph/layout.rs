//! Where the nodes stand: at their regions' own places, or drawn together by relations and kept apart by room.
//! Plain arithmetic without chance: the same scene is laid out the same way.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Room that a node takes, with the gap to the next, in points.
pub const ROOM: Vec2 = vec2(152.0, 110.0);
/// Rounds in which nodes push each other apart.
const PUSHES: usize = 240;
/// A plane on which nodes find no room is made larger by so much, so many times at most.
const GROWTH: f32 = 1.12;
const GROWTHS: usize = 10;
/// Rounds of the forces.
const ROUNDS: usize = 200;

/// The plane's size for so many nodes, of the view's shape: smaller for few, so that fitted they are larger.
pub fn plane(view: Vec2, nodes: usize) -> Vec2 {
    let wanted = nodes as f32 * ROOM.x * ROOM.y * 1.6;
    let grow = (wanted / (view.x * view.y).max(1.0)).sqrt().max(0.6);
    (view * grow).max(ROOM * 2.0)
}

/// Nodes at their regions' places (each 0..1 over the image), pushed apart.
pub fn by_places(places: &[Vec2], plane: Vec2) -> Vec<Pos2> {
    let inner = Rect::from_min_size(Pos2::ZERO, plane).shrink2(ROOM / 2.0);
    let at =
        |p: &Vec2| pos2(inner.left() + p.x * inner.width(), inner.top() + p.y * inner.height());
    let mut nodes: Vec<Pos2> = places.iter().map(at).collect();
    push_apart(&mut nodes, inner);
    nodes
}

/// Nodes by forces (Fruchterman and Reingold, 1991), beginning at their places; `edges` are pairs of indices.
pub fn by_forces(places: &[Vec2], edges: &[(usize, usize)], plane: Vec2) -> Vec<Pos2> {
    let inner = Rect::from_min_size(Pos2::ZERO, plane).shrink2(ROOM / 2.0);
    let mut nodes = by_places(places, plane);
    let count = nodes.len();
    let ideal = (inner.area().max(1.0) / count.max(1) as f32).sqrt() * 0.75;
    for round in 0..ROUNDS {
        let mut by = vec![Vec2::ZERO; count];
        for i in 0..count {
            for j in i + 1..count {
                let (way, length) = apart(&nodes, i, j);
                let force = way * (ideal * ideal / length);
                add(&mut by, i, force);
                add(&mut by, j, -force);
            }
        }
        for (i, j) in edges.iter().copied().filter(|(i, j)| i != j && *i < count && *j < count) {
            let (way, length) = apart(&nodes, i, j);
            let force = way * (length * length / ideal);
            add(&mut by, i, -force);
            add(&mut by, j, force);
        }
        let most = inner.width().min(inner.height()) * 0.1 * (1.0 - round as f32 / ROUNDS as f32);
        for (node, by) in nodes.iter_mut().zip(&by) {
            let step = by.length().min(most);
            *node = inner.clamp(*node + by.normalized() * step);
        }
    }
    push_apart(&mut nodes, inner);
    nodes
}

/// Direction from j to i, and their distance; two at one place part along a direction of their own.
fn apart(nodes: &[Pos2], i: usize, j: usize) -> (Vec2, f32) {
    let at = |n: usize| nodes.get(n).copied().unwrap_or_default();
    let way = at(i) - at(j);
    let length = way.length();
    if length < 0.5 {
        return (Vec2::angled(i as f32 * 2.399 + j as f32), 0.5);
    }
    (way / length, length)
}

fn add(all: &mut [Vec2], at: usize, by: Vec2) {
    if let Some(v) = all.get_mut(at) {
        *v += by;
    }
}

/// Lays nodes out on the smallest plane on which each has its room.
pub fn roomy(view: Vec2, nodes: usize, lay: impl Fn(Vec2) -> Vec<Pos2>) -> (Vec2, Vec<Pos2>) {
    let mut plane = plane(view, nodes);
    let mut laid = lay(plane);
    for _ in 0..GROWTHS {
        if is_free(&laid) {
            break;
        }
        plane *= GROWTH;
        laid = lay(plane);
    }
    (plane, laid)
}

/// Whether every node has its room.
fn is_free(nodes: &[Pos2]) -> bool {
    let shares = |a: &Pos2, b: &Pos2| {
        let over = ROOM - (*a - *b).abs();
        over.x > 4.0 && over.y > 4.0
    };
    nodes.iter().enumerate().all(|(i, a)| nodes.iter().skip(i + 1).all(|b| !shares(a, b)))
}

/// Moves nodes that share room until none do, or the rounds are over, each along the shorter way out.
fn push_apart(nodes: &mut [Pos2], inner: Rect) {
    for _ in 0..PUSHES {
        let mut is_moved = false;
        for i in 0..nodes.len() {
            for j in i + 1..nodes.len() {
                let (Some(a), Some(b)) = (nodes.get(i).copied(), nodes.get(j).copied()) else {
                    continue;
                };
                let way = b - a;
                let over = ROOM - way.abs();
                if over.x <= 0.5 || over.y <= 0.5 {
                    continue;
                }
                is_moved = true;
                let sign = |v: f32| if v < 0.0 { -1.0 } else { 1.0 };
                let by = if over.x / ROOM.x < over.y / ROOM.y {
                    vec2(over.x * sign(way.x) * 0.52, 0.0)
                } else {
                    vec2(0.0, over.y * sign(way.y) * 0.52)
                };
                if let Some(a) = nodes.get_mut(i) {
                    *a = inner.clamp(*a - by);
                }
                if let Some(b) = nodes.get_mut(j) {
                    *b = inner.clamp(*b + by);
                }
            }
        }
        if !is_moved {
            return;
        }
    }
}
