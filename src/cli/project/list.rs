//! `dce project list`: one line an image.

use crate::cli::{Outcome, print_quietly};
use crate::project::{Access, ImageRow, Project, Status};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `dce project list`.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// The project's folder
    folder: PathBuf,
    /// Only those with this status: new, to_review, approved, needs_work, failed
    #[arg(long, value_parser = status)]
    status: Option<Status>,
    /// Only those with these words in labels, texts, caption, path, note or tags
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// Print JSON, one image a line
    #[arg(long)]
    json: bool,
}

/// Carries out `dce project list`.
///
/// # Errors
/// Where the project cannot be read.
pub fn run(a: &ListArguments) -> anyhow::Result<Outcome> {
    let mut project = Project::open(&a.folder, Access::ReadOnly)?;
    let mut rows = project.images()?;
    if let Some(words) = &a.search {
        let found: std::collections::BTreeSet<_> = project.search(words)?.into_iter().collect();
        rows.retain(|row| found.contains(&row.id));
    }
    rows.retain(|row| a.status.is_none_or(|s| row.status == s));
    let mut text = String::new();
    for row in &rows {
        text.push_str(&if a.json { serde_json::to_string(row)? } else { line(row) });
        text.push('\n');
    }
    print_quietly(&text);
    eprintln!("{} images", rows.len());
    Ok(Outcome::AllDone)
}

fn status(id: &str) -> Result<Status, String> {
    let ids = Status::ALL.map(Status::id).join(", ");
    Status::named(id).ok_or_else(|| format!("not a status; there are {ids}"))
}

/// "  12  to review   photographs/bus.jpg  person, bus  (2 stale, 1 unsupported)".
fn line(row: &ImageRow) -> String {
    let s = &row.summary;
    let mut words = format!("{:>6}  {:<10}  {}", row.id.0, row.status.title(), row.path.display());
    if !s.labels.is_empty() {
        words.push_str("  ");
        words.push_str(&s.labels.join(", "));
    }
    let counts = [
        (s.stale, "stale"),
        (s.conflicts, "conflicts"),
        (s.unsupported, "unsupported"),
        (s.warnings, "warnings"),
    ];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let counts: Vec<String> = counts.chain(row.failure.clone()).collect();
    if !counts.is_empty() {
        words.push_str(&format!("  ({})", counts.join(", ")));
    }
    words
}
