//! Captions from files come to the images of a project: the same for the window and the command line.

use crate::domain::{Caption, CaptionOrigin, CaptionTarget, Edit, RegionId, Rules, Scene, Step};
use crate::import::{self, Import, Matched, Unmatched};
use crate::project::{
    Access, Change, Commit, ImageId, Lease, Project, ProjectError, Record, summary,
};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What became of an import.
#[derive(Debug, Default)]
pub struct Taken {
    /// Captions that were taken.
    pub captions: usize,
    /// The images that they came to.
    pub images: Vec<ImageId>,
    /// How many of those were not analysed yet: their captions wait for evidence.
    pub waiting: usize,
    /// What was not taken, and why.
    pub problems: Vec<String>,
}

/// Reads captions from files and finds the image of each in the project, and the region where a row names one.
///
/// # Errors
/// Where the project cannot be read.
pub fn read(project: &Project, files: &[PathBuf]) -> Result<Import, ProjectError> {
    let rules = project.rules()?;
    let (ids, paths): (Vec<ImageId>, Vec<PathBuf>) = project.paths()?.into_iter().unzip();
    let mut import = import::read(files, &paths);
    // Rows of one image mostly stand together: its record is read once then.
    let mut last: Option<(usize, Option<Record>)> = None;
    for row in std::mem::take(&mut import.matched) {
        let (Some(region), Some(id)) = (&row.region, ids.get(row.image)) else {
            import.matched.push(row);
            continue;
        };
        let known = last.take().filter(|(of, _)| *of == row.image);
        let record = known.map_or_else(|| project.peek(*id), |(_, record)| Ok(record))?;
        match region_named(record.as_ref().map(|r| &r.scene), &rules, region) {
            Ok(_) => import.matched.push(row.clone()),
            Err(why) => {
                let path = paths.get(row.image).map(|p| p.display().to_string());
                let image = format!("{}, region {region}", path.unwrap_or_default());
                let (file, line) = (row.file.clone(), row.line);
                import.unmatched.push(Unmatched { file, line, image, why });
            }
        }
        last = Some((row.image, record));
    }
    Ok(import)
}

/// The region that a file means: by its label, where one region alone has it, or by its number ("3", "person 3").
///
/// # Errors
/// In words, where there is none or more than one.
pub fn region_named(
    scene: Option<&Scene>,
    rules: &Rules,
    region: &str,
) -> Result<RegionId, String> {
    let Some(scene) = scene else {
        return Err("its regions are not known before it is analysed".to_owned());
    };
    let called = region.to_lowercase();
    let labelled: Vec<RegionId> = scene
        .asserted_regions(rules.assert)
        .filter(|(r, label)| {
            let fine = r.fine_name(rules.assert).map(|(_, name)| name.to_lowercase());
            label.to_lowercase() == called || fine.as_deref() == Some(&called)
        })
        .map(|(r, _)| r.id)
        .collect();
    match labelled.as_slice() {
        [one] => return Ok(*one),
        [] => {}
        several => {
            let numbers: Vec<String> = several.iter().map(|id| id.0.to_string()).collect();
            return Err(format!(
                "several regions are a {region}: name one of {}",
                numbers.join(", ")
            ));
        }
    }
    let digits = region.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = region.get(digits..).and_then(|n| n.parse().ok()).map(RegionId);
    let there = number.filter(|id| scene.regions.get(id).is_some_and(|r| !r.rejected));
    there.ok_or_else(|| "no region has this number or label".to_owned())
}

/// Puts imported captions to their images, each image one step to undo; with an image that was not analysed yet they
/// wait for evidence. An image that another session writes is left out, and said.
///
/// # Errors
/// Where the project cannot be read or written.
pub fn take(
    project: &mut Project,
    import: &Import,
    author: &str,
    now_ms: i64,
) -> Result<Taken, ProjectError> {
    let rules = project.rules()?;
    let images = project.paths()?;
    let mut by_image: BTreeMap<usize, Vec<&Matched>> = BTreeMap::new();
    for matched in &import.matched {
        by_image.entry(matched.image).or_default().push(matched);
    }
    let mut taken = Taken::default();
    // A window writes unless another has the image; a worker has to lease each.
    let leases = project.access() == Access::Worker;
    for (at, matched) in by_image {
        let Some((image, path)) = images.get(at) else { continue };
        if leases && let Lease::HeldBy(by) = project.lease(*image)? {
            let path = path.display();
            taken.problems.push(format!("{path}: {by} is writing it; import again afterwards"));
            continue;
        }
        let mut one = One { project, image: *image, rules: &rules, author, now_ms };
        let done = one.take(&matched, &mut taken);
        if leases {
            project.release(*image)?;
        }
        match done {
            Err(error) if error.is_of_one_image() => {
                taken.problems.push(format!("{}: {error}", path.display()));
            }
            other => other?,
        }
    }
    Ok(taken)
}

/// One image that captions come to.
struct One<'a> {
    project: &'a mut Project,
    image: ImageId,
    rules: &'a Rules,
    author: &'a str,
    now_ms: i64,
}

impl One<'_> {
    fn take(&mut self, matched: &[&Matched], taken: &mut Taken) -> Result<(), ProjectError> {
        let record = self.project.record(self.image)?;
        let mut captions = Vec::new();
        for row in matched {
            let scene = record.as_ref().map(|r| &r.scene);
            let region = row.region.as_ref().map(|name| region_named(scene, self.rules, name));
            match region.transpose() {
                Ok(region) => {
                    let target = region.map_or(CaptionTarget::Image, CaptionTarget::Region);
                    let origin = CaptionOrigin::Baseline(row.model.clone());
                    captions.push(Caption::plain(target, row.text.clone(), origin));
                }
                Err(why) => {
                    let file = row.file.display();
                    taken.problems.push(format!("{file}, line {}: {why}", row.line));
                }
            }
        }
        if captions.is_empty() {
            return Ok(());
        }
        let count = captions.len();
        match record {
            Some(record) => self.edit(record, captions)?,
            None => {
                self.wait(captions)?;
                taken.waiting += 1;
            }
        }
        taken.captions += count;
        taken.images.push(self.image);
        Ok(())
    }

    fn edit(&mut self, mut record: Record, captions: Vec<Caption>) -> Result<(), ProjectError> {
        let edit = Edit::import(captions);
        // Setting a caption finds its place in any scene.
        let Ok(inverse) = edit.apply(&mut record.scene) else { return Ok(()) };
        let (author, at_ms) = (self.author.to_owned(), self.now_ms);
        let change = Change::Edit(Step { edit, inverse, author, at_ms });
        let summary = summary::of(&record.scene, self.rules);
        let (image, record) = (self.image, Arc::new(record));
        self.project.commit(&Commit { image, change, record, summary, status: None })
    }

    fn wait(&mut self, captions: Vec<Caption>) -> Result<(), ProjectError> {
        let mut waiting = self.project.waiting(self.image)?;
        waiting.retain(|w| captions.iter().all(|c| c.slot() != w.slot()));
        waiting.extend(captions);
        self.project.set_waiting(self.image, &waiting)
    }
}
