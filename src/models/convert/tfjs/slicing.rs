//! Parts of a value: Python's slices, and gathering by index.

use super::super::Fault;
use super::attributes::Node;
use super::emit::{Emitter, Value, known_integer, known_integers};
use super::ops::inputs;

/// Entries of a slice expression; as many axes as NumPy allows.
const MAX_ENTRIES: usize = 32;

/// `x[a:b:c, …, None, 3]`: begin, end and step per entry, and masks that are sets of *entries*, not axes.
///
/// new-axis beats shrink; both ignore begin and end masks. It becomes Slice, then Squeeze, then Unsqueeze.
pub fn strided_slice(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, begin, end, step] = inputs(node, values)?;
    let begin = known_integers(node, begin, "begin")?;
    let end = known_integers(node, end, "end")?;
    let step = known_integers(node, step, "the strides")?;
    let count = begin.len();
    if count > MAX_ENTRIES || end.len() != count || step.len() != count || step.contains(&0) {
        return Err(node.damaged("begin, end and strides do not fit together"));
    }
    let entries = Entries::of(node, count);
    let mut cut = Cut::default();
    for (at, ((begin, end), step)) in begin.into_iter().zip(end).zip(step).enumerate() {
        match entries.kind(at) {
            Kind::Ellipsis => {}
            Kind::NewAxis => cut.add.push(entries.axis_of_result(at)),
            Kind::Index => {
                let axis = entries.axis_of_input(at);
                // x[-1]: the end is behind the last, not at 0.
                cut.slice(
                    axis,
                    begin,
                    if begin == -1 { i64::MAX } else { begin.saturating_add(1) },
                    1,
                );
                cut.drop.push(axis);
            }
            Kind::Range { from_start, to_end } => {
                let forward = step > 0;
                let begin = match (from_start, forward) {
                    (true, true) => 0,
                    (true, false) => i64::MAX,
                    (false, _) => begin,
                };
                let end = match (to_end, forward) {
                    (true, true) => i64::MAX,
                    (true, false) => i64::MIN,
                    (false, _) => end,
                };
                if (begin, end, step) != (0, i64::MAX, 1) {
                    cut.slice(entries.axis_of_input(at), begin, end, step);
                }
            }
        }
    }
    cut.emit(e, x.clone()).map(|y| vec![y])
}

/// What an entry of a slice expression is.
enum Kind {
    Ellipsis,
    NewAxis,
    Index,
    Range { from_start: bool, to_end: bool },
}

/// The masks of a slice expression.
struct Entries {
    count: usize,
    /// The entry of the ellipsis, or `count`.
    ellipsis: usize,
    begin: i64,
    end: i64,
    new_axis: i64,
    shrink: i64,
}

impl Entries {
    fn of(node: &Node, count: usize) -> Self {
        let ellipsis = node.int("ellipsis_mask");
        Self {
            count,
            ellipsis: (0..count).find(|at| has(ellipsis, *at)).unwrap_or(count),
            begin: node.int("begin_mask"),
            end: node.int("end_mask"),
            new_axis: node.int("new_axis_mask"),
            shrink: node.int("shrink_axis_mask"),
        }
    }

    fn kind(&self, at: usize) -> Kind {
        if at == self.ellipsis {
            Kind::Ellipsis
        } else if has(self.new_axis, at) {
            Kind::NewAxis
        } else if has(self.shrink, at) {
            Kind::Index
        } else {
            Kind::Range { from_start: has(self.begin, at), to_end: has(self.end, at) }
        }
    }

    fn axis_of_input(&self, at: usize) -> i64 {
        self.place(at, |entry| !matches!(self.kind(entry), Kind::NewAxis))
    }

    fn axis_of_result(&self, at: usize) -> i64 {
        self.place(at, |entry| !matches!(self.kind(entry), Kind::Index))
    }

    /// The axis that an entry stands for: counted from the front, or from the end once the ellipsis has been passed.
    fn place(&self, at: usize, counts: impl Fn(usize) -> bool) -> i64 {
        let number = |entries: std::ops::Range<usize>| {
            entries.filter(|e| counts(*e)).map(|_| 1_i64).sum::<i64>()
        };
        if at < self.ellipsis { number(0..at) } else { -number(at..self.count) }
    }
}

fn has(mask: i64, entry: usize) -> bool {
    mask >> entry & 1 == 1
}

/// A slice expression in ONNX's terms.
#[derive(Default)]
struct Cut {
    starts: Vec<i64>,
    ends: Vec<i64>,
    axes: Vec<i64>,
    steps: Vec<i64>,
    drop: Vec<i64>,
    add: Vec<i64>,
}

impl Cut {
    fn slice(&mut self, axis: i64, start: i64, end: i64, step: i64) {
        self.axes.push(axis);
        self.starts.push(start);
        self.ends.push(end);
        self.steps.push(step);
    }

    fn emit(&self, e: &mut Emitter, x: Value) -> Result<Value, Fault> {
        let mut x = x;
        if !self.axes.is_empty() {
            let lists = [&self.starts, &self.ends, &self.axes, &self.steps];
            let mut ins = vec![x];
            ins.extend(lists.map(|l| Value::from(l.as_slice())));
            x = e.node("Slice", &ins, &[])?;
        }
        if !self.drop.is_empty() {
            x = e.node("Squeeze", &[x, self.drop.as_slice().into()], &[])?;
        }
        if !self.add.is_empty() {
            x = e.node("Unsqueeze", &[x, self.add.as_slice().into()], &[])?;
        }
        Ok(x)
    }
}

/// Slices along an axis by a list of places; i32 places are fine in ONNX.
pub fn gather(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, places, axis] = inputs(node, values)?;
    if node.int("batch_dims") != 0 {
        return Err(node.unsupported("batch_dims"));
    }
    let axis = known_integer(node, axis, "the axis")?;
    Ok(vec![e.node("Gather", &[x.clone(), places.clone()], &[("axis", axis.into())])?])
}

/// Slices by lists of coordinates, which must be i64 in ONNX.
pub fn gather_nd(e: &mut Emitter, node: &Node, values: &[Value]) -> Result<Vec<Value>, Fault> {
    let [x, places] = inputs(node, values)?;
    let places = e.index(places)?;
    Ok(vec![e.node("GatherND", &[x.clone(), places], &[])?])
}
