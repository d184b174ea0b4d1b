//! `dce project`: a project without a window: made, filled, analysed, compared, listed, written out.

mod analyse;
mod import;
mod list;
mod records;

use super::{Outcome, print_quietly};
use crate::project::{Access, Project};
use anyhow::bail;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// Arguments of `dce project`.
#[derive(Debug, Args)]
pub struct ProjectArguments {
    #[command(subcommand)]
    command: ProjectCommand,
}

#[derive(Debug, Subcommand)]
enum ProjectCommand {
    /// Make a project in a folder, with photographs where they are named
    Create(CreateArguments),
    /// Add photographs to a project
    Add(AddArguments),
    /// Analyse what is new, changed, or was analysed in another way; also while a window has the project open
    Analyse(analyse::AnalyseArguments),
    /// Take captions of other models or people from files, to compare; images need not be analysed yet
    Import(import::ImportArguments),
    /// List the images with their status
    List(list::ListArguments),
    /// Write one JSON record for each analysed image, as `dce caption` does, with all that people ruled
    Records(records::RecordsArguments),
}

#[derive(Debug, Args)]
struct CreateArguments {
    /// The project's folder
    folder: PathBuf,
    /// Photographs: files, folders (with those inside), globs
    photographs: Vec<PathBuf>,
    /// The project's title [default: the folder's name]
    #[arg(long)]
    title: Option<String>,
}

#[derive(Debug, Args)]
struct AddArguments {
    /// The project's folder
    folder: PathBuf,
    /// Photographs: files, folders (with those inside), globs
    #[arg(required = true)]
    photographs: Vec<PathBuf>,
}

/// Carries out `dce project`.
///
/// # Errors
/// Where the project cannot be opened or made, or nothing could be done.
pub fn run(arguments: ProjectArguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        ProjectCommand::Create(a) => create(&a),
        ProjectCommand::Add(a) => {
            let mut project = to_write(&a.folder)?;
            let done = add(&mut project, &a.photographs)?;
            project.close()?;
            Ok(done)
        }
        ProjectCommand::Analyse(a) => analyse::run(&a),
        ProjectCommand::Import(a) => import::run(&a),
        ProjectCommand::List(a) => list::run(&a),
        ProjectCommand::Records(a) => records::run(&a),
    }
}

fn create(a: &CreateArguments) -> anyhow::Result<Outcome> {
    let whole = std::path::absolute(&a.folder)?;
    let named = whole.file_name().map(|n| n.to_string_lossy().into_owned());
    let title = a.title.clone().or(named).unwrap_or_default();
    let mut project = Project::create(&a.folder, &title)?;
    let done = add(&mut project, &a.photographs)?;
    project.close()?;
    Ok(done)
}

/// Adds what the paths mean, and says how many there are now.
fn add(project: &mut Project, paths: &[PathBuf]) -> anyhow::Result<Outcome> {
    let (photographs, unusable) = crate::pipeline::gather::gather(paths);
    for message in &unusable {
        eprintln!("dce: {message}");
    }
    let before = project.images()?.len();
    project.add(&photographs)?;
    let after = project.images()?.len();
    let folder = project.info()?.folder;
    print_quietly(&format!(
        "{} added, {after} photographs in {}\n",
        after.saturating_sub(before),
        folder.display()
    ));
    Ok(if unusable.is_empty() { Outcome::AllDone } else { Outcome::SomeFailed })
}

/// The project beside whatever window has it open. A damaged one is first restored, as a window would.
fn to_write(folder: &Path) -> anyhow::Result<Project> {
    let opened = match Project::open(folder, Access::Worker) {
        Err(error) if error.is_damage() => {
            let restored = Project::open(folder, Access::Write)?;
            tell_recovery(&restored)?;
            restored.close()?;
            Project::open(folder, Access::Worker)?
        }
        other => other?,
    };
    if let Some(why) = opened.info()?.why_read_only {
        bail!("{why}");
    }
    Ok(opened)
}

fn tell_recovery(project: &Project) -> anyhow::Result<()> {
    if let Some(words) = project.info()?.recovered {
        eprintln!("dce: {words}");
    }
    Ok(())
}
