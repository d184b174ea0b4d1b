//! Computes nodes whose inputs are all constant, as TensorFlow.js would: in f32 and i32.
//!
//! Only what known models need is folded; the rest becomes ONNX nodes, which the runtime folds when it loads. Results
//! have a limit, so that a small Fill does not become a large weight, and so has their sum.

use super::super::Fault;
use super::super::constant::{Constant, count, same_type};
use super::super::onnx::Element;
use super::attributes::Node;
use ndarray::{Array1, ArrayD, Axis};

/// Elements of one folded constant.
pub const FOLD_LIMIT: usize = 1 << 20;
/// Elements of all folded constants of a model.
const TOTAL_LIMIT: usize = 1 << 25;

/// Folds nodes and keeps the account.
#[derive(Debug, Default)]
pub struct Folder {
    spent: usize,
}

impl Folder {
    /// The node's value, or `None` where it is left to ONNX.
    pub fn fold(&mut self, node: &Node, inputs: &[&Constant]) -> Result<Option<Constant>, Fault> {
        let folded = fold(node, inputs)?;
        self.spent = self.spent.saturating_add(folded.as_ref().map_or(0, Constant::len));
        if self.spent > TOTAL_LIMIT {
            return Err(Fault::refused(format!("its constants grow past {TOTAL_LIMIT} elements")));
        }
        Ok(folded)
    }
}

fn fold(node: &Node, inputs: &[&Constant]) -> Result<Option<Constant>, Fault> {
    Ok(match (node.op.as_str(), inputs) {
        ("SparseToDense", [places, shape, values, default]) => {
            let dense = sparse_to_dense(places, shape, values, default);
            return dense.map(Some).ok_or_else(|| node.damaged("its inputs do not fit together"));
        }
        ("Shape", [x]) => shape_of(x),
        ("Cast", [x]) if small(x) => Some(x.cast(node.element("DstT")?.unwrap_or(Element::F32))),
        ("Reshape", [x, shape]) if small(x) => reshape(x, shape),
        ("Transpose", [x, order]) if small(x) => {
            let order = order.integers().unwrap_or_default();
            let order: Option<Vec<usize>> =
                order.iter().map(|o| usize::try_from(*o).ok()).collect();
            order.and_then(|o| x.permuted(&o))
        }
        ("ExpandDims", [x, axis]) if small(x) => expand_dims(x, axis),
        ("Fill", [shape, value]) => fill(shape, value),
        ("Range", [start, limit, step]) => range(start, limit, step),
        ("Pack", parts) => join(parts, node.int("axis"), true),
        ("ConcatV2", [parts @ .., axis]) => {
            axis.integer().and_then(|axis| join(parts, axis, false))
        }
        (op, [a, b]) => arithmetic(op, a, b),
        _ => None,
    })
}

fn small(x: &Constant) -> bool {
    x.len() <= FOLD_LIMIT
}

/// A shape from a file, where it is one and its elements are not too many.
fn dimensions(shape: &Constant) -> Option<Vec<usize>> {
    let dims: Option<Vec<usize>> =
        shape.integers()?.iter().map(|d| usize::try_from(*d).ok()).collect();
    dims.filter(|d| count(d).is_some_and(|n| n <= FOLD_LIMIT))
}

fn shape_of(x: &Constant) -> Option<Constant> {
    let dims: Result<Vec<i32>, _> = x.shape().iter().map(|d| i32::try_from(*d)).collect();
    dims.ok().map(|d| Constant::I32(Array1::from(d).into_dyn()))
}

/// One dimension may be −1: as many as are left.
fn reshape(x: &Constant, shape: &Constant) -> Option<Constant> {
    let wanted = shape.integers()?;
    let given: Option<Vec<usize>> =
        wanted.iter().filter(|d| **d != -1).map(|d| usize::try_from(*d).ok()).collect();
    let rest = x.len().checked_div(count(&given?)?).unwrap_or(0);
    let dims: Option<Vec<usize>> = wanted
        .iter()
        .map(|d| if *d == -1 { Some(rest) } else { usize::try_from(*d).ok() })
        .collect();
    x.reshaped(&dims?)
}

fn expand_dims(x: &Constant, axis: &Constant) -> Option<Constant> {
    let mut dims = x.shape().to_vec();
    let at = place(axis.integer()?, dims.len() + 1)?;
    dims.insert(at, 1);
    x.reshaped(&dims)
}

/// An axis among `rank`; negative ones count from the end.
fn place(axis: i64, rank: usize) -> Option<usize> {
    let from_start = if axis < 0 { axis.checked_add(i64::try_from(rank).ok()?)? } else { axis };
    usize::try_from(from_start).ok().filter(|a| *a < rank)
}

fn fill(shape: &Constant, value: &Constant) -> Option<Constant> {
    let dims = dimensions(shape)?;
    Some(same_type!(value, v => ArrayD::from_elem(dims, *v.first()?)))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the number of steps is checked against the limit"
)]
fn range(start: &Constant, limit: &Constant, step: &Constant) -> Option<Constant> {
    let steps = |from: f64, to: f64, by: f64| {
        let n = ((to - from) / by).ceil();
        (n.is_finite() && n <= FOLD_LIMIT as f64).then_some(n.max(0.0) as usize)
    };
    match (start, limit, step) {
        (Constant::I32(a), Constant::I32(b), Constant::I32(s)) => {
            let (a, b, s) = (*a.first()?, *b.first()?, *s.first()?);
            let n = steps(f64::from(a), f64::from(b), f64::from(s))?;
            let value = |k: usize| a.wrapping_add(s.wrapping_mul(k as i32));
            Some(Constant::I32(Array1::from_shape_fn(n, value).into_dyn()))
        }
        (Constant::F32(a), Constant::F32(b), Constant::F32(s)) => {
            let (a, b, s) = (*a.first()?, *b.first()?, *s.first()?);
            let n = steps(f64::from(a), f64::from(b), f64::from(s))?;
            Some(Constant::F32(Array1::from_shape_fn(n, |k| a + s * k as f32).into_dyn()))
        }
        _ => None,
    }
}

/// `Concat` along an axis, or `Pack` along a new one.
fn join(parts: &[&Constant], axis: i64, stack: bool) -> Option<Constant> {
    let first = parts.first()?;
    let elements = parts.iter().try_fold(0_usize, |n, p| n.checked_add(p.len()))?;
    let axis = Axis(place(axis, first.shape().len() + usize::from(stack))?);
    if elements > FOLD_LIMIT {
        return None;
    }
    macro_rules! joined {
        ($kind:path) => {{
            let mut views = Vec::with_capacity(parts.len());
            for part in parts {
                let $kind(array) = part else { return None };
                views.push(array.view());
            }
            let whole = if stack {
                ndarray::stack(axis, &views)
            } else {
                ndarray::concatenate(axis, &views)
            };
            whole.ok().map($kind)
        }};
    }
    match first {
        Constant::F32(_) => joined!(Constant::F32),
        Constant::I32(_) => joined!(Constant::I32),
        Constant::I64(_) => joined!(Constant::I64),
        Constant::Bool(_) => joined!(Constant::Bool),
    }
}

/// A dense constant from places and values. Where there are no places (NanoDet) all is the default. It has no ONNX
/// counterpart short of `ScatterND`, and is constant wherever it occurs.
fn sparse_to_dense(
    places: &Constant,
    shape: &Constant,
    values: &Constant,
    default: &Constant,
) -> Option<Constant> {
    let dims = dimensions(shape)?;
    let places = places.integers()?;
    let rows: Vec<&[i64]> =
        if dims.is_empty() { Vec::new() } else { places.chunks(dims.len()).collect() };
    macro_rules! dense {
        ($kind:path, $values:expr, $default:expr) => {{
            let mut dense = ArrayD::from_elem(dims, *$default.first()?);
            for (row, place) in rows.into_iter().enumerate() {
                let at: Option<Vec<usize>> =
                    place.iter().map(|p| usize::try_from(*p).ok()).collect();
                let row = if $values.len() == 1 { 0 } else { row }; // one value for all places
                *dense.get_mut(at?.as_slice())? = *$values.iter().nth(row)?;
            }
            Some($kind(dense))
        }};
    }
    match (values, default) {
        (Constant::F32(v), Constant::F32(d)) => dense!(Constant::F32, v, d),
        (Constant::I32(v), Constant::I32(d)) => dense!(Constant::I32, v, d),
        _ => None,
    }
}

fn arithmetic(op: &str, a: &Constant, b: &Constant) -> Option<Constant> {
    match (a, b) {
        (Constant::F32(a), Constant::F32(b)) => {
            let f: fn(f32, f32) -> f32 = match op {
                "Add" | "AddV2" => |a, b| a + b,
                "Sub" => |a, b| a - b,
                "Mul" => |a, b| a * b,
                "RealDiv" => |a, b| a / b,
                "FloorDiv" => |a, b| (a / b).floor(),
                "Maximum" => f32::max,
                "Minimum" => f32::min,
                _ => return None,
            };
            each(a, b, |a, b| Some(f(a, b))).map(Constant::F32)
        }
        (Constant::I32(a), Constant::I32(b)) => {
            let f: fn(i32, i32) -> Option<i32> = match op {
                "Add" | "AddV2" => |a, b| Some(a.wrapping_add(b)),
                "Sub" => |a, b| Some(a.wrapping_sub(b)),
                "Mul" => |a, b| Some(a.wrapping_mul(b)),
                "FloorDiv" => floor_division,
                "Maximum" => |a, b| Some(a.max(b)),
                "Minimum" => |a, b| Some(a.min(b)),
                _ => return None,
            };
            each(a, b, f).map(Constant::I32)
        }
        _ => None,
    }
}

/// Rounded towards −∞.
fn floor_division(a: i32, b: i32) -> Option<i32> {
    let quotient = a.checked_div(b)?;
    let down = a.checked_rem(b)? != 0 && (a < 0) != (b < 0);
    Some(quotient - i32::from(down))
}

/// Applies `f` to pairs, the smaller operand repeated as NumPy does.
fn each<T: Copy>(a: &ArrayD<T>, b: &ArrayD<T>, f: impl Fn(T, T) -> Option<T>) -> Option<ArrayD<T>> {
    let shape = common_shape(a.shape(), b.shape())?;
    let (a, b) = (a.broadcast(shape.as_slice())?, b.broadcast(shape.as_slice())?);
    let values: Option<Vec<T>> = a.iter().zip(b.iter()).map(|(a, b)| f(*a, *b)).collect();
    ArrayD::from_shape_vec(shape, values?).ok()
}

/// The shape that both broadcast to, within the limit.
fn common_shape(a: &[usize], b: &[usize]) -> Option<Vec<usize>> {
    let rank = a.len().max(b.len());
    let from_end = |shape: &[usize], axis: usize| {
        shape.len().checked_sub(axis + 1).and_then(|at| shape.get(at)).copied().unwrap_or(1)
    };
    let mut shape = Vec::with_capacity(rank);
    for axis in (0..rank).rev() {
        shape.push(match (from_end(a, axis), from_end(b, axis)) {
            (x, y) if x == y => x,
            (1, other) | (other, 1) => other,
            _ => return None,
        });
    }
    Some(shape).filter(|s| count(s).is_some_and(|n| n <= FOLD_LIMIT))
}
