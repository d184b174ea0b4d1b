//! `dce project records`: the records of a project as files, one an image.

use crate::cli::Outcome;
use crate::disk;
use crate::project::{Access, ImageId, Project, Record};
use anyhow::Context;
use clap::Args;
use std::path::{Path, PathBuf};

/// Arguments of `dce project records`.
#[derive(Debug, Args)]
pub struct RecordsArguments {
    /// The project's folder
    folder: PathBuf,
    /// Folder of the records
    #[arg(long)]
    out: PathBuf,
}

/// Carries out `dce project records`.
///
/// # Errors
/// Where the project cannot be read, or no record written.
pub fn run(a: &RecordsArguments) -> anyhow::Result<Outcome> {
    let mut project = Project::open(&a.folder, Access::ReadOnly)?;
    let (mut written, mut without, mut failed) = (0, 0, 0);
    for row in project.images()? {
        match write(&mut project, row.id, &a.out) {
            Ok(true) => written += 1,
            Ok(false) => without += 1,
            Err(error) => {
                failed += 1;
                eprintln!("dce: {}: {error:#}", row.path.display());
            }
        }
    }
    let mut parts = vec![format!("{written} records in {}", a.out.display())];
    parts.extend((without > 0).then(|| format!("{without} not analysed yet")));
    parts.extend((failed > 0).then(|| format!("{failed} failed")));
    eprintln!("{}", parts.join(", "));
    Ok(if failed > 0 { Outcome::SomeFailed } else { Outcome::AllDone })
}

/// Writes the record and, before it, the depth map that it names; `false` where there is no record.
fn write(project: &mut Project, id: ImageId, out: &Path) -> anyhow::Result<bool> {
    let Some(mut record) = project.record(id)? else { return Ok(false) };
    let image = &record.scene.image;
    let place = out.join(Record::file_name(Path::new(&image.path), &image.sha256));
    if let Some(depth) = &mut record.scene.depth
        && let Some(map) = depth.file.as_deref().and_then(|file| project.depth(file))
    {
        let beside = place.with_extension("depth.png");
        disk::write_atomically(&beside, &disk::read(&map)?)?;
        depth.file = beside.file_name().map(|n| n.to_string_lossy().into_owned());
    }
    record.write(&place).context("its record was not written")?;
    Ok(true)
}
