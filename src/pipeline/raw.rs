//! being built
/// Raw.
#[derive(Debug, Clone, Default)]
pub struct RawLook;
