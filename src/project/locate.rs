//! Photographs that moved, changed or vanished: found again by their place beside the project, and by their content.

use super::error::ProjectError;
use super::images::CHANGED;
use super::open::Project;
use super::paths;
use super::types::{Found, ImageId};
use crate::models::place::sha256_of_file;
use rusqlite::{OptionalExtension, params};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Files that are looked at when a photograph is searched by content; those of another length are not read.
const MOST_FILES: usize = 50_000;

/// Folders below the nearest one that is left of the old path.
const DEEPEST: usize = 5;

/// The file as it was when it last had the record's SHA-256: a file with the same stamp is not read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    bytes: i64,
    modified_ns: i64,
}

/// What the database knows of where a photograph is.
struct Known {
    path: PathBuf,
    relative: Option<PathBuf>,
    sha256: Option<String>,
    stamp: Option<Stamp>,
}

impl Project {
    /// Finds the photograph of an image and compares it with what was analysed. Where it moved, the new place is kept.
    ///
    /// # Errors
    /// Where the database cannot be read or written.
    pub fn find(&mut self, id: ImageId) -> Result<Found, ProjectError> {
        let known = self.known(id)?;
        if known.path.is_file() {
            return self.compare(id, &known);
        }
        let Some(now) = self.elsewhere(&known)? else { return Ok(Found::Vanished) };
        if self.writable().is_ok() {
            self.moved(id, &now)?;
        }
        Ok(Found::MovedTo(now))
    }

    fn known(&self, id: ImageId) -> Result<Known, ProjectError> {
        let sql = "SELECT path, relative, sha256, bytes, modified_ns FROM images WHERE id = ?1";
        let known = self.db.prepare_cached(sql).and_then(|mut query| {
            let found = query.query_row([id.0], |row| {
                let relative: Option<Vec<u8>> = row.get(1)?;
                let (bytes, modified): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
                Ok(Known {
                    path: paths::from_bytes(row.get_ref(0)?.as_bytes()?),
                    relative: relative.map(|r| paths::from_bytes(&r)),
                    sha256: row.get(2)?,
                    stamp: bytes
                        .zip(modified)
                        .map(|(bytes, modified_ns)| Stamp { bytes, modified_ns }),
                })
            });
            found.optional()
        });
        known.map_err(|e| self.failed(e))?.ok_or(ProjectError::NoImage(id))
    }

    /// The file where it always was: the same, or another content?
    fn compare(&mut self, id: ImageId, known: &Known) -> Result<Found, ProjectError> {
        let (Some(sha256), Some(stamp)) = (&known.sha256, stamp(&known.path)) else {
            return Ok(Found::AsBefore); // nothing was analysed that it could differ from
        };
        if known.stamp == Some(stamp) {
            return Ok(Found::AsBefore);
        }
        match sha256_of_file(&known.path) {
            Ok(now) if now == *sha256 => {
                // Written between the stamp and the reading, it would not have that content.
                if self.writable().is_ok() {
                    self.keep_stamp(id, stamp)?;
                }
                Ok(Found::AsBefore)
            }
            Ok(_) => Ok(Found::Changed),
            Err(_) => Ok(Found::Vanished), // it is there and cannot be read: showing it says why
        }
    }

    /// Where else the photograph may be: at its place relative to the project; where its neighbours moved to; or
    /// anywhere below the nearest folder that is left, with the same content.
    fn elsewhere(&self, known: &Known) -> Result<Option<PathBuf>, ProjectError> {
        let beside = known.relative.as_ref().map(|r| paths::whole(&self.folder.join(r)));
        let with_neighbours = self
            .moves
            .iter()
            .filter_map(|(from, to)| known.path.strip_prefix(from).ok().map(|rest| to.join(rest)));
        for candidate in beside.into_iter().chain(with_neighbours) {
            if candidate.is_file() && self.is_it(&candidate, known)? {
                return Ok(Some(candidate));
            }
        }
        let Some(root) = known.path.ancestors().skip(1).find(|a| a.is_dir()) else {
            return Ok(None);
        };
        if known.sha256.is_none() || root.parent().is_none() {
            return Ok(None); // without its content it cannot be told; and the whole disk is too much to look through
        }
        let files = walkdir::WalkDir::new(root).max_depth(DEEPEST).into_iter();
        let files = files.filter_map(Result::ok).filter(|e| e.file_type().is_file());
        for entry in files.take(MOST_FILES) {
            let same_length = known.stamp.is_none_or(|s| {
                entry.metadata().is_ok_and(|m| i64::try_from(m.len()) == Ok(s.bytes))
            });
            if same_length && may_be(entry.path(), known) && self.is_it(entry.path(), known)? {
                return Ok(Some(entry.into_path()));
            }
        }
        Ok(None)
    }

    /// Whether that file is the photograph: its content, and no other image's own.
    fn is_it(&self, candidate: &Path, known: &Known) -> Result<bool, ProjectError> {
        let sql = "SELECT 1 FROM images WHERE path = ?1";
        let taken = self.db.prepare_cached(sql).and_then(|mut query| {
            query.query_row([paths::to_bytes(candidate)], |_| Ok(())).optional()
        });
        if taken.map_err(|e| self.failed(e))?.is_some() {
            return Ok(false);
        }
        Ok(match &known.sha256 {
            Some(sha256) => sha256_of_file(candidate).is_ok_and(|now| now == *sha256),
            None => true, // never analysed: its place is all that is known
        })
    }

    fn moved(&mut self, id: ImageId, now: &Path) -> Result<(), ProjectError> {
        let old = self.known(id)?.path;
        if let Some(step) = renamed(&old, now)
            && !self.moves.contains(&step)
        {
            self.moves.push(step);
        }
        let relative = paths::relative_to(now, &self.folder).map(|p| paths::to_bytes(&p));
        let sql = format!(
            "UPDATE images SET path = ?2, relative = ?3, bytes = ?4, modified_ns = ?5, {CHANGED} WHERE id = ?1"
        );
        let stamp = stamp(now);
        let (bytes, modified) = (stamp.map(|s| s.bytes), stamp.map(|s| s.modified_ns));
        self.write(None, |db| {
            db.execute(&sql, params![id.0, paths::to_bytes(now), relative, bytes, modified])?;
            Ok(())
        })
    }

    fn keep_stamp(&mut self, id: ImageId, stamp: Stamp) -> Result<(), ProjectError> {
        let sql = "UPDATE images SET bytes = ?2, modified_ns = ?3 WHERE id = ?1";
        self.write(None, |db| {
            db.prepare_cached(sql)?.execute(params![id.0, stamp.bytes, stamp.modified_ns])?;
            Ok(())
        })
    }
}

/// Without a known length every file would have to be read: then only those of the same extension are.
fn may_be(candidate: &Path, known: &Known) -> bool {
    known.stamp.is_some() || candidate.extension() == known.path.extension()
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok()?;
    let since = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Stamp {
        bytes: i64::try_from(about.len()).ok()?,
        modified_ns: i64::try_from(since.as_nanos()).ok()?,
    })
}

/// "/a/old/x/1.jpg" to "/a/new/x/1.jpg": "/a/old" became "/a/new". What is the same at the end is dropped.
fn renamed(old: &Path, now: &Path) -> Option<(PathBuf, PathBuf)> {
    let (mut from, mut to) = (old, now);
    while from.file_name() == to.file_name() && from.file_name().is_some() {
        (from, to) = (from.parent()?, to.parent()?);
    }
    (from != old).then(|| (from.to_owned(), to.to_owned()))
}
