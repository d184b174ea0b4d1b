//! What became of the images of a damaged project, in words for whoever opens it.

use super::backup::made_at;
use std::path::Path;

/// So many images are named where something of theirs is lost.
const NAMED: usize = 5;

/// What became of the images.
#[derive(Default)]
pub(super) struct Tally {
    pub whole: usize,
    /// Records that came from the backup, by path.
    pub from_backup: Vec<String>,
    /// Edits since the backup that were made again on its records.
    pub made_again: usize,
    /// Images whose record is lost.
    pub without_record: Vec<String>,
    /// Images of which only the record was left.
    pub without_row: Vec<String>,
    /// Some edits could not be read: what they did is in the records, undoing may stop early.
    pub journal_broken: bool,
    /// Part of the list of images could not be read.
    pub list_broken: bool,
}

impl Tally {
    /// What was restored, from where, and what is lost; `kept` is the damaged file.
    pub fn words(&self, kept: &Path, backup: Option<&Path>) -> String {
        let name = kept.file_name().unwrap_or_default().to_string_lossy();
        let mut words = vec![format!(
            "The project's database was damaged and has been restored; the damaged file is kept as {name}."
        )];
        let of = backup.map(|b| format!(" of {} UTC", made_at(b))).unwrap_or_default();
        words.push(format!("{} read whole.", images(self.whole)));
        if !self.from_backup.is_empty() {
            let list = listed(&self.from_backup);
            let again = self.made_again;
            words
                .push(format!("From the backup{of}, with {again} later edits made again: {list}."));
        }
        if !self.without_row.is_empty() {
            let list = listed(&self.without_row);
            words.push(format!("Status, note and tags are lost of: {list}."));
        }
        if !self.without_record.is_empty() {
            let list = listed(&self.without_record);
            words.push(format!("The record is lost of: {list}; analyse again."));
        }
        if self.list_broken && self.whole + self.from_backup.len() + self.without_record.len() == 0
        {
            words.push(
                "Nothing could be read, and there was no backup: add the photographs again."
                    .to_owned(),
            );
        } else if self.list_broken {
            let since =
                if backup.is_some() { format!(" after the backup{of}") } else { String::new() };
            words.push(format!(
                "Part of the list of images could not be read: images added{since} may be missing."
            ));
        }
        if self.journal_broken {
            words.push("Some steps of undoing are lost; what they did is kept.".to_owned());
        }
        if self.from_backup.is_empty()
            && self.without_row.is_empty()
            && self.without_record.is_empty()
            && !self.list_broken
            && !self.journal_broken
        {
            words.push("Nothing was lost.".to_owned());
        }
        words.join(" ")
    }
}

fn images(count: usize) -> String {
    if count == 1 { "1 image was".to_owned() } else { format!("{count} images were") }
}

fn listed(names: &[String]) -> String {
    let mut list = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        list.push_str(&format!(" and {} more", names.len() - NAMED));
    }
    list
}
