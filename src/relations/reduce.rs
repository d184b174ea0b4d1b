//! Transitive reduction: of an order, only the steps from which the rest follows.

use super::Candidate;
use crate::domain::Predicate;

/// The candidates of one predicate: their indices, and their edges from subject to object.
type Order = (Vec<usize>, Vec<(usize, usize)>);

/// Drops every order candidate (left of, above, in front of) that follows from two or more others of the same
/// predicate; the rest stays in its order. `things` is the number of things that candidates refer to.
pub fn drop_transitive(things: usize, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut orders: [Order; 3] = Default::default();
    for (i, c) in candidates.iter().enumerate() {
        let (indices, edges) = match c.predicate {
            Predicate::LeftOf => &mut orders[0],
            Predicate::Above => &mut orders[1],
            Predicate::InFrontOf => &mut orders[2],
            _ => continue,
        };
        indices.push(i);
        edges.push((c.subject, c.object));
    }
    let mut keep = vec![true; candidates.len()];
    for (indices, edges) in orders {
        for (i, essential) in indices.into_iter().zip(essential(things, &edges)) {
            keep[i] = essential;
        }
    }
    candidates.into_iter().zip(keep).filter_map(|(c, kept)| kept.then_some(c)).collect()
}

/// For each edge of an acyclic graph on `nodes` nodes, whether it is essential: no longer path joins its ends.
/// Edges on a cycle, or past the last node, count as essential.
///
/// Nodes are closed under "reaches" from the sinks up; a node's successors are taken in topological order, so a
/// successor that an earlier one reaches already adds nothing (Aho, Garey, Ullman: The transitive reduction of a
/// directed graph, 1972). Reached sets are bit rows: edges × nodes / 64 word operations.
pub fn essential(nodes: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    let mut out: Vec<Vec<(usize, usize)>> = vec![Vec::new(); nodes]; // (successor, edge)
    for (e, (a, b)) in edges.iter().enumerate() {
        if *a < nodes && *b < nodes {
            out[*a].push((*b, e));
        }
    }
    let order = topological(nodes, &out);
    let mut rank = vec![usize::MAX; nodes];
    for (r, node) in order.iter().enumerate() {
        rank[*node] = r;
    }
    let words = nodes.div_ceil(64);
    let mut reached = vec![vec![0_u64; words]; nodes];
    let mut keep = vec![true; edges.len()];
    for &node in order.iter().rev() {
        let mut row = vec![0_u64; words];
        let mut successors = out[node].clone();
        successors.sort_unstable_by_key(|(to, edge)| (rank[*to], *edge));
        for (to, edge) in successors {
            if row[to / 64] & (1 << (to % 64)) != 0 {
                keep[edge] = false;
                continue;
            }
            row[to / 64] |= 1 << (to % 64);
            for (word, more) in row.iter_mut().zip(&reached[to]) {
                *word |= more;
            }
        }
        reached[node] = row;
    }
    keep
}

/// Kahn's order; nodes on a cycle are missing from it.
fn topological(nodes: usize, out: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut incoming = vec![0_usize; nodes];
    for (to, _) in out.iter().flatten() {
        incoming[*to] += 1;
    }
    let mut order: Vec<usize> = (0..nodes).filter(|n| incoming[*n] == 0).collect();
    let mut at = 0;
    while let Some(&node) = order.get(at) {
        at += 1;
        for (to, _) in &out[node] {
            incoming[*to] -= 1;
            if incoming[*to] == 0 {
                order.push(*to);
            }
        }
    }
    order
}
