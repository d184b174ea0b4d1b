//! What a model declares, compared with what its card says of it.

use super::engine::{EngineError, Signature, TensorInfo};
use crate::models::Card;

impl Signature {
    /// Compares the model's own inputs and outputs with the card's: names, element types and shapes, in any order.
    /// A dimension that is -1 on either side fits any, and so does a name that the card leaves empty. A card that names no inputs or outputs is not compared in them;
    /// outputs that the card does not name are allowed, since a specialist asks for those it reads.
    ///
    /// # Errors
    /// Where they differ, with both shown.
    pub fn check(&self, card: &Card) -> Result<(), EngineError> {
        let declared = Signature {
            inputs: card.inputs.iter().map(|i| info(&i.name, &i.dtype, &i.shape)).collect(),
            outputs: card.outputs.iter().map(|o| info(&o.name, &o.dtype, &o.shape)).collect(),
        };
        let inputs_fit = declared.inputs.is_empty()
            || declared.inputs.len() == self.inputs.len()
                && declared.inputs.iter().all(|i| found_in(i, &self.inputs));
        let outputs_fit = declared.outputs.iter().all(|o| found_in(o, &self.outputs));
        if inputs_fit && outputs_fit {
            return Ok(());
        }
        Err(EngineError::Mismatch {
            card: card.id.clone(),
            declared: declared.describe(),
            found: self.describe(),
        })
    }

    /// "x f32[1,3,416,416] -> y f32[1,?,80]".
    pub fn describe(&self) -> String {
        format!("{} -> {}", list(&self.inputs), list(&self.outputs))
    }
}

fn info(name: &str, dtype: &str, shape: &[i64]) -> TensorInfo {
    TensorInfo { name: name.to_owned(), dtype: dtype.to_owned(), shape: shape.to_vec() }
}

fn found_in(declared: &TensorInfo, model: &[TensorInfo]) -> bool {
    model.iter().any(|m| {
        (declared.name.is_empty() || m.name == declared.name)
            && m.dtype == declared.dtype
            && m.shape.len() == declared.shape.len()
            && m.shape.iter().zip(&declared.shape).all(|(a, b)| a == b || *a < 0 || *b < 0)
    })
}

fn list(infos: &[TensorInfo]) -> String {
    let shown = infos.iter().map(|info| {
        let dims: Vec<String> = info
            .shape
            .iter()
            .map(|d| if *d < 0 { "?".to_owned() } else { d.to_string() })
            .collect();
        format!("{} {}[{}]", info.name, info.dtype, dims.join(","))
    });
    shown.collect::<Vec<_>>().join(", ")
}
