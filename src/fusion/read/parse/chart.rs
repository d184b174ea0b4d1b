//! The chart: the cheapest derivation of a row of symbols by the grammar.

use super::cat::{CATS, Cat, Flow};
use super::grammar::{BINARY, UNARY};
use super::symbol::Symbol;
use std::sync::LazyLock;

/// The best way to read some symbols as one.
#[derive(Debug, Clone, Copy)]
struct Entry {
    cost: u32,
    /// Of [`BINARY`]; from [`ONE`] on of [`UNARY`]; or [`SELF`].
    rule: u16,
    split: u8,
    /// The symbol that stands for all of it.
    head: u8,
}

const ONE: u16 = 10_000;
const SELF: u16 = u16::MAX;
const NONE: Entry = Entry { cost: u32::MAX, rule: SELF, split: 0, head: 0 };

/// All ways to read the symbols from one to another.
struct Cell {
    entries: [Entry; CATS],
    present: u128,
}

/// One step of a derivation; parents stand before their children.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) flow: Option<Flow>,
    /// The word, where it is one.
    pub(super) symbol: Option<usize>,
    pub(super) children: Vec<usize>,
    pub(super) cat: Cat,
}

/// Rules by their left symbol.
static BY_LEFT: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let mut by_left = vec![Vec::new(); CATS];
    for (rule, (_, left, ..)) in BINARY.iter().enumerate() {
        by_left[*left as usize].push(rule);
    }
    by_left
});

/// The cheapest derivation of symbols `from..to`; `None` where there is none.
pub(super) fn derive(
    symbols: &[Symbol],
    price: &dyn Fn(Flow, Cat, usize, usize) -> u32,
) -> Option<Vec<Node>> {
    let n = symbols.len();
    let mut cells: Vec<Cell> =
        (0..n * n).map(|_| Cell { entries: [NONE; CATS], present: 0 }).collect();
    for length in 1..=n {
        for from in 0..=n - length {
            let mut cell = Cell { entries: [NONE; CATS], present: 0 };
            if length == 1 {
                for (cat, cost) in &symbols[from].cats {
                    let entry = Entry { cost: *cost, rule: SELF, split: 0, head: from as u8 };
                    cell.offer(*cat, entry);
                }
            }
            for middle in 1..length {
                let left = &cells[from * n + middle - 1];
                let right = &cells[(from + middle) * n + length - middle - 1];
                combine(left, right, middle, &mut cell, price);
            }
            for (rule, (cat, of, cost)) in UNARY.iter().enumerate() {
                let entry = cell.entries[*of as usize];
                if entry.cost < u32::MAX {
                    let rule = ONE + rule as u16;
                    cell.offer(*cat, Entry { cost: entry.cost + cost, rule, ..entry });
                }
            }
            cells[from * n + length - 1] = cell;
        }
    }
    (n > 0 && cells[n - 1].entries[Cat::Top as usize].cost < u32::MAX).then(|| unfold(&cells, n))
}

impl Cell {
    fn offer(&mut self, cat: Cat, entry: Entry) {
        let own = &mut self.entries[cat as usize];
        if entry.cost < own.cost {
            *own = entry;
            self.present |= 1 << cat as u128;
        }
    }
}

fn combine(
    left: &Cell,
    right: &Cell,
    middle: usize,
    cell: &mut Cell,
    price: &dyn Fn(Flow, Cat, usize, usize) -> u32,
) {
    let mut lefts = left.present;
    while lefts != 0 {
        let l = lefts.trailing_zeros() as usize;
        lefts &= lefts - 1;
        for rule in &BY_LEFT[l] {
            let (cat, _, r, cost, flow) = BINARY[*rule];
            if right.present & 1 << r as u128 == 0 {
                continue;
            }
            let (a, b) = (left.entries[l], right.entries[r as usize]);
            let cost = a.cost + b.cost + cost;
            if cost >= cell.entries[cat as usize].cost {
                continue;
            }
            let cost = cost + price(flow, r, a.head.into(), b.head.into());
            let head = match flow {
                Flow::Right | Flow::Absolute | Flow::Prefix | Flow::Fronts | Flow::Is => b.head,
                Flow::Both if cat == Cat::Vp && r == Cat::Pred => b.head,
                _ => a.head,
            };
            let rule = *rule as u16;
            cell.offer(cat, Entry { cost, rule, split: middle as u8, head });
        }
    }
}

/// The best derivation of everything, parents before children.
fn unfold(cells: &[Cell], n: usize) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<(usize, usize, Cat, Option<usize>)> = vec![(0, n, Cat::Top, None)];
    while let Some((from, length, cat, parent)) = open.pop() {
        let entry = cells[from * n + length - 1].entries[cat as usize];
        let own = nodes.len();
        if let Some(parent) = parent {
            nodes[parent].children.push(own);
        }
        let mut node = Node { flow: None, symbol: None, children: Vec::new(), cat };
        match entry.rule {
            SELF => node.symbol = Some(from),
            rule if rule >= ONE => {
                open.push((from, length, UNARY[usize::from(rule - ONE)].1, Some(own)));
            }
            rule => {
                let (_, left, right, _, flow) = BINARY[usize::from(rule)];
                let split = usize::from(entry.split);
                node.flow = Some(flow);
                open.push((from + split, length - split, right, Some(own)));
                open.push((from, split, left, Some(own)));
            }
        }
        nodes.push(node);
    }
    nodes
}
