//! `dce project records`: the records of a project as files, one an image.

use crate::cli::Outcome;
use crate::desk::following::{Namers, bring_up_to_date};
use crate::models::Store;
use crate::project::{Access, Project, Record};
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;

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
    let (rules, mut namers) = (project.rules()?, Namers::new(Arc::new(Store::open_default()?)));
    let (mut written, mut without, mut failed) = (0, 0, 0);
    for row in project.images()? {
        let up_to_date = |record: &mut Record| bring_up_to_date(record, &rules, &mut namers);
        match project.export_one(row.id, &a.out, up_to_date) {
            Ok(true) => written += 1,
            Ok(false) => without += 1,
            Err(error) => {
                failed += 1;
                eprintln!("dce: {}: {error}", row.path.display());
            }
        }
    }
    let mut parts = vec![format!("{written} records in {}", a.out.display())];
    parts.extend((without > 0).then(|| format!("{without} not analysed yet")));
    parts.extend((failed > 0).then(|| format!("{failed} failed")));
    eprintln!("{}", parts.join(", "));
    Ok(if failed > 0 { Outcome::SomeFailed } else { Outcome::AllDone })
}
