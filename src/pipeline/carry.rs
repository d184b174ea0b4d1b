//! being built
/// Carries.
pub fn carry(_old: &crate::domain::Scene, new: crate::domain::Scene) -> crate::domain::Scene {
    new
}
