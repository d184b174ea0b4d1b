//! An analysis comes to an image of a project that is not on screen: the same for the window and the headless worker, so
//! that their records are the same.

use crate::domain::Rules;
use crate::pipeline::carry::landed;
use crate::project::{Change, Commit, ImageId, Project, ProjectError, Record, summary};
use crate::specialists::DepthMap;
use std::sync::Arc;

/// Stores an analysis of an image.
///
/// # Errors
/// Where the project cannot be read or written.
pub fn land(
    project: &mut Project,
    image: ImageId,
    record: Record,
    depth: Option<&DepthMap>,
    rules: &Rules,
) -> Result<(), ProjectError> {
    let old = project.record(image)?;
    let waiting = project.waiting(image)?;
    let record = landed(old.as_ref().map(|r| &r.scene), &waiting, record, depth, rules);
    if let Some(map) = depth {
        project.put_depth(map)?;
    }
    let summary = summary::of(&record.scene, rules);
    let record = Arc::new(record);
    project.commit(&Commit { image, change: Change::Analysed, record, summary, status: None })
}
