//! Constant tensors: a model's weights, and what folding makes of them.

use ndarray::{ArrayD, IxDyn, arr0};

/// Element types that the converters use, with ONNX's numbers for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Element {
    F32 = 1,
    I32 = 6,
    I64 = 7,
    Bool = 9,
}

/// A dense constant of one of the four element types.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    F32(ArrayD<f32>),
    I32(ArrayD<i32>),
    I64(ArrayD<i64>),
    Bool(ArrayD<bool>),
}

/// The same expression for each element type; the result has the same type.
macro_rules! same_type {
    ($constant:expr, $array:ident => $result:expr) => {
        match $constant {
            Constant::F32($array) => Constant::F32($result),
            Constant::I32($array) => Constant::I32($result),
            Constant::I64($array) => Constant::I64($result),
            Constant::Bool($array) => Constant::Bool($result),
        }
    };
}
pub(super) use same_type;

impl Constant {
    pub fn element(&self) -> Element {
        match self {
            Self::F32(_) => Element::F32,
            Self::I32(_) => Element::I32,
            Self::I64(_) => Element::I64,
            Self::Bool(_) => Element::Bool,
        }
    }

    pub fn shape(&self) -> &[usize] {
        match self {
            Self::F32(a) => a.shape(),
            Self::I32(a) => a.shape(),
            Self::I64(a) => a.shape(),
            Self::Bool(a) => a.shape(),
        }
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.shape().iter().product()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The elements in row-major order, little-endian: ONNX's `raw_data`.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::F32(a) => a.iter().flat_map(|v| v.to_le_bytes()).collect(),
            Self::I32(a) => a.iter().flat_map(|v| v.to_le_bytes()).collect(),
            Self::I64(a) => a.iter().flat_map(|v| v.to_le_bytes()).collect(),
            Self::Bool(a) => a.iter().map(|v| u8::from(*v)).collect(),
        }
    }

    /// The values in row-major order, where they are whole numbers (i32, i64).
    pub fn integers(&self) -> Option<Vec<i64>> {
        match self {
            Self::I32(a) => Some(a.iter().map(|v| i64::from(*v)).collect()),
            Self::I64(a) => Some(a.iter().copied().collect()),
            _ => None,
        }
    }

    /// The value of a whole number, rank 0 or one element.
    pub fn integer(&self) -> Option<i64> {
        self.integers().filter(|v| v.len() == 1)?.first().copied()
    }

    /// The value of a rank-0 f32.
    pub fn scalar(&self) -> Option<f32> {
        match self {
            Self::F32(a) if a.ndim() == 0 => a.first().copied(),
            _ => None,
        }
    }

    /// The values as another type, as C casts them (towards zero, saturating at the ends).
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a cast is what is asked for"
    )]
    #[must_use]
    pub fn cast(&self, to: Element) -> Self {
        macro_rules! from {
            ($a:expr, $number:expr) => {
                match to {
                    Element::F32 => Self::F32($a.mapv(|v| $number(v) as f32)),
                    Element::I32 => Self::I32($a.mapv(|v| $number(v) as i32)),
                    Element::I64 => Self::I64($a.mapv(|v| $number(v) as i64)),
                    Element::Bool => Self::Bool($a.mapv(|v| $number(v) as f64 != 0.0)),
                }
            };
        }
        match self {
            Self::F32(a) => from!(a, |v: f32| v),
            Self::I32(a) => from!(a, |v: i32| v),
            Self::I64(a) => from!(a, |v: i64| v),
            Self::Bool(a) => from!(a, |v: bool| u8::from(v)),
        }
    }

    /// Axes in another order; `None` where `order` is no permutation of this constant's axes.
    pub fn permuted(&self, order: &[usize]) -> Option<Self> {
        if order.len() != self.shape().len() || !is_permutation(order) {
            return None;
        }
        Some(
            same_type!(self, a => a.clone().permuted_axes(IxDyn(order)).as_standard_layout().into_owned()),
        )
    }

    /// Another shape with as many elements, or `None`.
    pub fn reshaped(&self, shape: &[usize]) -> Option<Self> {
        if count(shape) != Some(self.len()) {
            return None;
        }
        Some(
            same_type!(self, a => a.as_standard_layout().into_owned().into_shape_with_order(shape.to_vec()).ok()?),
        )
    }
}

/// Number of elements of a shape, or `None` where it does not fit: shapes come from files.
pub fn count(shape: &[usize]) -> Option<usize> {
    shape.iter().try_fold(1_usize, |n, d| n.checked_mul(*d))
}

/// Whether these are the numbers 0..n, each once.
pub fn is_permutation(order: &[usize]) -> bool {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    sorted.into_iter().eq(0..order.len())
}

impl From<ArrayD<f32>> for Constant {
    fn from(a: ArrayD<f32>) -> Self {
        Self::F32(a)
    }
}

impl From<ArrayD<i32>> for Constant {
    fn from(a: ArrayD<i32>) -> Self {
        Self::I32(a)
    }
}

impl From<f32> for Constant {
    fn from(v: f32) -> Self {
        Self::F32(arr0(v).into_dyn())
    }
}

/// A list of 64-bit numbers, as ONNX wants axes, shapes and bounds.
impl From<&[i64]> for Constant {
    fn from(v: &[i64]) -> Self {
        Self::I64(ndarray::aview1(v).into_owned().into_dyn())
    }
}

impl<const N: usize> From<[i64; N]> for Constant {
    fn from(v: [i64; N]) -> Self {
        Self::from(v.as_slice())
    }
}
