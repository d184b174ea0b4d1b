//! `dce demo`: the whole job on sample photographs, from fetching the models to captions.

use super::Outcome;
use super::caption::{How, caption};
use super::models::progress;
use crate::models::photographs::{self, Photograph, SAMPLES};
use crate::models::{Store, StoreOptions};
use anyhow::{Context, bail};
use clap::Args;

/// Arguments of `dce demo`.
#[derive(Debug, Args)]
pub struct DemoArguments {
    /// Fetch nothing: use what the store holds
    #[arg(long)]
    offline: bool,
    /// Open the desk with the photographs
    #[arg(long)]
    desk: bool,
    #[command(flatten)]
    how: How,
}

/// Carries out `dce demo`.
///
/// # Errors
/// Where a model or photograph cannot be fetched, or nothing can be analysed.
pub fn run(arguments: DemoArguments) -> anyhow::Result<Outcome> {
    let options = StoreOptions { offline: arguments.offline, ..StoreOptions::default() };
    let store = Store::open_default_with(options)?;
    let progress = progress();
    let failed: Vec<String> = store
        .fetch(&[], &*progress)?
        .into_iter()
        .filter_map(|f| f.outcome.err().map(|e| format!("{}: {e}", f.id)))
        .collect();
    if !failed.is_empty() {
        bail!("not all models could be had:\n  {}", failed.join("\n  "));
    }
    let samples = photographs::fetch(&store, &Photograph::named(SAMPLES)?, &*progress)
        .context("the sample photographs could not be had")?;
    drop(progress);
    if arguments.desk {
        return super::open::desk(samples);
    }
    caption(&store, samples, &arguments.how)
}
