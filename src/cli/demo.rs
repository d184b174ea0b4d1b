//! `dce demo`: the whole job on sample photographs, from fetching the models to captions.

use super::Outcome;
use super::caption::{How, caption};
use crate::models::{Store, StoreOptions, photographs};
use anyhow::Context;
use clap::Args;

/// Arguments of `dce demo`.
#[derive(Debug, Args)]
pub struct DemoArguments {
    /// Fetch nothing: use what the store holds
    #[arg(long)]
    offline: bool,
    #[command(flatten)]
    how: How,
}

/// Carries out `dce demo`.
///
/// # Errors
/// Where a model or photograph cannot be fetched, or nothing can be analysed.
pub fn run(arguments: DemoArguments) -> anyhow::Result<Outcome> {
    let store = Store::open_default(StoreOptions { offline: arguments.offline })?;
    let progress = super::models::progress();
    store.fetch_defaults(&*progress).context("the models could not all be had")?;
    let samples = photographs::samples(&store, &*progress)
        .context("the sample photographs could not be had")?;
    caption(&store, samples, &arguments.how)
}
