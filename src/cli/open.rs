//! `dce open`, and `dce` alone: the desk, in a window.

use super::Outcome;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `dce open`.
#[derive(Debug, Default, Args)]
pub struct OpenArguments {
    /// Photographs, folders of photographs, or one project's folder
    paths: Vec<PathBuf>,
}

/// Carries out `dce open`.
///
/// # Errors
/// Where no window can be opened.
pub fn run(arguments: OpenArguments) -> anyhow::Result<Outcome> {
    desk(arguments.paths)
}

/// Opens the desk with these paths.
///
/// # Errors
/// Where no window can be opened.
#[cfg(feature = "gui")]
pub fn desk(paths: Vec<PathBuf>) -> anyhow::Result<Outcome> {
    use crate::app::Action;
    let store = crate::models::Store::open_default()?;
    let first = match paths.as_slice() {
        [] => Vec::new(),
        [folder] if crate::project::is_project(folder) => {
            let access = crate::project::Access::Write;
            vec![Action::OpenProject { folder: folder.clone(), access }]
        }
        _ => vec![Action::Add(paths)],
    };
    crate::gui::run(store, first)?;
    Ok(Outcome::AllDone)
}

/// Says that this build has no desk.
///
/// # Errors
/// Always.
#[cfg(not(feature = "gui"))]
pub fn desk(_paths: Vec<PathBuf>) -> anyhow::Result<Outcome> {
    anyhow::bail!(
        "this dce was built without the desk; build it with the feature \"gui\", or use the subcommands (dce --help)"
    )
}
