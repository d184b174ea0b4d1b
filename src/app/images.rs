//! The list of the project's images: all rows, and those that filter, search and order leave, as indices.

use super::filter::{Filter, Sort};
use crate::project::{ImageId, ImageRow, Status};
use std::collections::{BTreeMap, HashMap, HashSet};

/// All images of the project and what of them is listed.
#[derive(Debug, Clone, Default)]
pub struct Images {
    rows: Vec<ImageRow>,
    at: HashMap<ImageId, usize>,
    pub filter: Filter,
    pub sort: Sort,
    /// What is typed into the search field.
    pub search: String,
    /// What the project found for `search`; `None` while nothing is searched for.
    found: Option<HashSet<ImageId>>,
    visible: Vec<usize>,
    revision: u64,
}

impl Images {
    /// Rises with every change of rows or list: what caches of counts are keyed by.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes the whole list anew.
    pub fn set(&mut self, rows: Vec<ImageRow>) {
        self.at = rows.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
        self.rows = rows;
        self.list();
    }

    /// Replaces one row, or adds it at the end.
    pub fn put(&mut self, row: ImageRow) {
        match self.at.get(&row.id) {
            Some(&at) => {
                if let Some(there) = self.rows.get_mut(at) {
                    *there = row;
                }
            }
            None => {
                self.at.insert(row.id, self.rows.len());
                self.rows.push(row);
            }
        }
        self.list();
    }

    /// Adds rows at the end; those that are known are replaced.
    pub fn extend(&mut self, rows: Vec<ImageRow>) {
        for row in rows {
            match self.at.get(&row.id).and_then(|at| self.rows.get_mut(*at)) {
                Some(there) => *there = row,
                None => {
                    self.at.insert(row.id, self.rows.len());
                    self.rows.push(row);
                }
            }
        }
        self.list();
    }

    /// Changes one row in place. The list keeps its order and members until it is listed anew, so that an image does
    /// not vanish from under the reviewer's hands.
    pub fn change(&mut self, id: ImageId, change: impl FnOnce(&mut ImageRow)) {
        if let Some(row) = self.at.get(&id).and_then(|at| self.rows.get_mut(*at)) {
            change(row);
            self.revision += 1;
        }
    }

    /// Takes images off the list.
    pub fn remove(&mut self, ids: &[ImageId]) {
        self.rows.retain(|r| !ids.contains(&r.id));
        self.at = self.rows.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
        self.list();
    }

    /// What the project found for the search field; `None`: nothing is searched for.
    pub fn set_found(&mut self, found: Option<Vec<ImageId>>) {
        self.found = found.map(|ids| ids.into_iter().collect());
        self.list();
    }

    /// Applies filter, search and order anew.
    pub fn list(&mut self) {
        let found = self.found.as_ref();
        let lets = |r: &ImageRow| self.filter.lets(r) && found.is_none_or(|f| f.contains(&r.id));
        let mut visible: Vec<usize> =
            self.rows.iter().enumerate().filter(|(_, r)| lets(r)).map(|(i, _)| i).collect();
        let rows = &self.rows;
        match self.sort {
            Sort::Added => {}
            Sort::Name => visible.sort_by_cached_key(|i| rows.get(*i).map(name)),
            Sort::Status => visible.sort_by_key(|i| rows.get(*i).map(|r| r.status as u8)),
            Sort::Disagreement => visible.sort_by(|a, b| {
                let of = |i: &usize| rows.get(*i).map_or(0.0, |r| r.summary.disagreement);
                of(b).total_cmp(&of(a))
            }),
            Sort::Edited => {
                visible
                    .sort_by_key(|i| std::cmp::Reverse(rows.get(*i).and_then(|r| r.edited_at_ms)));
            }
        }
        self.visible = visible;
        self.revision += 1;
    }

    /// Images in the project.
    pub fn total(&self) -> usize {
        self.rows.len()
    }

    /// Images in the list.
    pub fn listed(&self) -> usize {
        self.visible.len()
    }

    /// The n-th image of the list.
    pub fn nth(&self, n: usize) -> Option<&ImageRow> {
        self.rows.get(*self.visible.get(n)?)
    }

    /// All images of the list, in its order.
    pub fn iter_listed(&self) -> impl Iterator<Item = &ImageRow> {
        self.visible.iter().filter_map(|i| self.rows.get(*i))
    }

    /// All images of the project, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &ImageRow> {
        self.rows.iter()
    }

    /// One image.
    pub fn get(&self, id: ImageId) -> Option<&ImageRow> {
        self.rows.get(*self.at.get(&id)?)
    }

    /// Where an image stands in the list.
    pub fn place(&self, id: ImageId) -> Option<usize> {
        let at = *self.at.get(&id)?;
        self.visible.iter().position(|i| *i == at)
    }

    /// The next (or, `forward` false, previous) image of the list after `from` that `wanted` accepts. From an image
    /// that is not listed, the list is searched from its beginning.
    pub fn step(
        &self,
        from: Option<ImageId>,
        forward: bool,
        wanted: impl Fn(&ImageRow) -> bool,
    ) -> Option<ImageId> {
        let place = from.and_then(|id| self.place(id));
        let rows: Box<dyn Iterator<Item = usize>> = match (place, forward) {
            (Some(at), true) => Box::new(at + 1..self.listed()),
            (Some(at), false) => Box::new((0..at).rev()),
            (None, true) => Box::new(0..self.listed()),
            (None, false) => Box::new((0..self.listed()).rev()),
        };
        rows.into_iter().filter_map(|n| self.nth(n)).find(|r| wanted(r)).map(|r| r.id)
    }

    /// How many images have each status.
    pub fn counts(&self) -> BTreeMap<u8, usize> {
        let mut counts = BTreeMap::new();
        for row in &self.rows {
            *counts.entry(row.status as u8).or_insert(0) += 1;
        }
        counts
    }

    /// Tags of the project's images with how many have each, in alphabetical order.
    pub fn tags(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for tag in self.rows.iter().flat_map(|r| &r.tags) {
            *counts.entry(tag.clone()).or_insert(0) += 1;
        }
        counts
    }

    /// Labels of the project's images with how many have each, most frequent first.
    pub fn labels(&self) -> Vec<(String, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for label in self.rows.iter().flat_map(|r| &r.summary.labels) {
            *counts.entry(label).or_insert(0) += 1;
        }
        let mut labels: Vec<_> = counts.into_iter().map(|(l, n)| (l.to_owned(), n)).collect();
        labels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        labels
    }
}

/// The photograph's file name.
pub fn name(row: &ImageRow) -> String {
    row.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether an image still waits for a person.
pub fn needs_review(row: &ImageRow) -> bool {
    !matches!(row.status, Status::Approved)
        && (row.status == Status::ToReview
            || row.summary.conflicts > 0
            || row.summary.stale > 0
            || row.summary.unsupported > 0)
}
