//! `dce project import`: captions from files become columns to compare, and what did not fit is said line by line.

use super::to_write;
use crate::cli::{Outcome, print_quietly};
use crate::desk::importing::{self, Taken};
use crate::import::Import;
use crate::project::{Access, ImageId, Project, now_ms};
use anyhow::bail;
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Arguments of `dce project import`.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// The project's folder
    folder: PathBuf,
    /// Files of captions: JSON, JSON lines, CSV (keys image, caption, model, region), LLaVA's and InternVL's layouts,
    /// and text files named after their image
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print what matches which image and what does not; take nothing
    #[arg(long)]
    dry_run: bool,
    /// Whose step it is [default: the project's author]
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
}

/// Carries out `dce project import`.
///
/// # Errors
/// Where the project cannot be read or written, or no row of any file could be read.
pub fn run(a: &ImportArguments) -> anyhow::Result<Outcome> {
    let (mut project, import) = if a.dry_run {
        let project = Project::open(&a.folder, Access::ReadOnly)?;
        let import = importing::read(&project, &a.files)?;
        (project, import)
    } else {
        let project = to_write(&a.folder)?;
        let import = importing::read(&project, &a.files)?;
        (project, import)
    };
    tell_problems(&import);
    if import.matched.is_empty() && import.unmatched.is_empty() {
        bail!("no caption could be read; nothing was taken");
    }
    tell_matched(&import, &project.paths()?, a.dry_run);
    let mut all_done = import.unmatched.is_empty() && import.malformed.is_empty();
    if !a.dry_run {
        let author = a.author.clone().map_or_else(|| project.author(), Ok)?;
        let author = if author.is_empty() { "import".to_owned() } else { author };
        let taken = importing::take(&mut project, &import, &author, now_ms())?;
        tell_taken(&taken);
        all_done &= taken.problems.is_empty();
        project.close()?;
    }
    Ok(if all_done { Outcome::AllDone } else { Outcome::SomeFailed })
}

/// "captions.jsonl, line 3"; the file alone where it is about the file.
fn place(file: &Path, line: u64) -> String {
    if line == 0 { file.display().to_string() } else { format!("{}, line {line}", file.display()) }
}

/// What found no image, and what could not be read.
fn tell_problems(import: &Import) {
    for row in &import.unmatched {
        eprintln!("no match: {}: {}: {}", place(&row.file, row.line), row.image, row.why);
    }
    for row in &import.malformed {
        eprintln!("skipped: {}: {}", place(&row.file, row.line), row.message);
    }
}

/// How many captions of whom found an image; each with its image where that is all that is wanted.
fn tell_matched(import: &Import, images: &[(ImageId, PathBuf)], each: bool) {
    let mut text = String::new();
    for row in import.matched.iter().filter(|_| each) {
        let image = images.get(row.image).map(|(_, path)| path.display().to_string());
        let region = row.region.as_ref().map(|r| format!(", region {r}")).unwrap_or_default();
        let (image, place) = (image.unwrap_or_default(), place(&row.file, row.line));
        text.push_str(&format!("{image}{region}  {}  ({place})\n", row.model));
    }
    let mut models: BTreeMap<&str, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for row in &import.matched {
        let (captions, images) = models.entry(&row.model).or_default();
        *captions += 1;
        images.insert(row.image);
    }
    for (model, (captions, images)) in models {
        let images = images.len();
        text.push_str(&format!(
            "{model}: {}, {}\n",
            count(captions, "caption"),
            count(images, "image")
        ));
    }
    print_quietly(&text);
    eprintln!(
        "{} matched, {} without a match, {} skipped",
        import.matched.len(),
        import.unmatched.len(),
        import.malformed.len()
    );
}

fn tell_taken(taken: &Taken) {
    for problem in &taken.problems {
        eprintln!("not taken: {problem}");
    }
    let (captions, images) = (count(taken.captions, "caption"), count(taken.images.len(), "image"));
    let waiting = match taken.waiting {
        0 => String::new(),
        n => format!("; {n} not analysed yet: they are read against the evidence then"),
    };
    eprintln!("{captions} taken for {images}{waiting}");
}

fn count(number: usize, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}
