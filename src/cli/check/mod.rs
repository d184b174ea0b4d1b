//! `dce check`: any caption against a record's evidence, word by word; or many captions of many models at once.

mod batch;
mod marks;
mod rows;
mod single;

use super::Outcome;
use crate::domain::Rules;
use crate::fusion::check::Report;
use crate::fusion::ground::finding::Verdict;
use anyhow::bail;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `dce check`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("which").required(true))]
pub struct CheckArguments {
    /// The record to check against; with --captions records, or folders of records
    #[arg(required = true, value_name = "RECORD")]
    records: Vec<PathBuf>,
    /// Check this text
    #[arg(long, group = "which", value_name = "TEXT")]
    text: Option<String>,
    /// Check the text of this file; "-" for standard input
    #[arg(long, group = "which", value_name = "FILE")]
    file: Option<PathBuf>,
    /// Check a caption of the record: "embedded", or the name of a fuser, a model, a person
    #[arg(long, group = "which", value_name = "NAME")]
    caption: Option<String>,
    /// The caption of this region, or the text as one of it, not of the image
    #[arg(long, conflicts_with = "captions", value_name = "N")]
    region: Option<u32>,
    /// Check every caption of a JSON Lines file, rows {"image", "model", "text"}, and print a table per model
    #[arg(long, group = "which", value_name = "FILE")]
    captions: Option<PathBuf>,
    /// With --captions: write the figures as CSV
    #[arg(long, conflicts_with_all = ["text", "file", "caption"], value_name = "FILE")]
    csv: Option<PathBuf>,
    /// With --captions: write each caption's report, one JSON line a caption
    #[arg(long, conflicts_with_all = ["text", "file", "caption"], value_name = "FILE")]
    each: Option<PathBuf>,
    /// With --captions: threads [default: the cores]
    #[arg(long, conflicts_with_all = ["text", "file", "caption"], value_name = "N")]
    threads: Option<usize>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Exit with 1 where a finding is as bad as this, or worse [default: contradicted; with --captions none is]
    #[arg(long, value_name = "VERDICT")]
    fail_on: Option<FailOn>,
    /// Rules as JSON: only what differs from the defaults; "paper" for the paper's [default: the record's own]
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
}

/// The mildest verdict that a caption fails by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Contradicted,
    Unsupported,
    Missing,
}

impl FailOn {
    fn verdict(self) -> Verdict {
        match self {
            FailOn::Contradicted => Verdict::Contradicted,
            FailOn::Unsupported => Verdict::Unsupported,
            FailOn::Missing => Verdict::Missing,
        }
    }

    /// Whether a report has a finding as bad as this.
    fn is_reached(self, report: &Report) -> bool {
        report.findings.iter().any(|f| f.verdict >= self.verdict())
    }
}

/// Carries out `dce check`.
///
/// # Errors
/// Where a record, text or rules cannot be read, or the record has no such caption.
pub fn run(arguments: CheckArguments) -> anyhow::Result<Outcome> {
    let rules: Option<Rules> = match &arguments.rules {
        Some(path) => Some(super::caption::read_rules(Some(path))?),
        None => None,
    };
    if let Some(captions) = &arguments.captions {
        return batch::run(captions, &arguments, rules);
    }
    match arguments.records.as_slice() {
        [record] => single::run(record, &arguments, rules),
        _ => bail!("one record at a time; --captions FILE.jsonl checks against many"),
    }
}
