//! Restoring the images of a damaged project, one by one: each from the damaged file where it can be read, else from the
//! backup with later edits made again.

use super::body;
use super::error::ProjectError;
use super::open::DATABASE;
use super::salvage::{Row, Source};
use super::tally::Tally;
use super::types::ImageId;
use super::{Record, listed, paths, summary};
use crate::domain::{Edit, Rules};
use rusqlite::types::Value;
use rusqlite::{Transaction, params, params_from_iter};
use std::collections::BTreeSet;
use std::path::Path;

/// One run of restoring.
pub(super) struct Restore<'a> {
    pub into: &'a Transaction<'a>,
    pub path: &'a Path,
    pub damaged: Option<&'a Source>,
    pub backup: Option<&'a Source>,
}

impl Restore<'_> {
    pub fn images(&self, tally: &mut Tally) -> Result<(), ProjectError> {
        let keys = |source: Option<&Source>, table: &str, key: &str| match source {
            Some(source) => source.keys(table, key),
            None => super::salvage::Keys { keys: Vec::new(), broken: true },
        };
        let (images, records) =
            (keys(self.damaged, "images", "id"), keys(self.damaged, "records", "image"));
        let mut ids: BTreeSet<i64> = images.keys.into_iter().chain(records.keys).collect();
        tally.list_broken = images.broken;
        if images.broken {
            // Only then: what a sound list does not name was removed by a person.
            ids.extend(keys(self.backup, "images", "id").keys);
        }
        let journal = keys(self.damaged, "journal", "id");
        tally.journal_broken = journal.broken;
        let mut journal: BTreeSet<i64> = journal.keys.into_iter().collect();
        if tally.journal_broken {
            journal.extend(keys(self.backup, "journal", "id").keys);
        }
        for id in &ids {
            self.image(*id, tally)?;
        }
        for id in journal {
            let mut taken = false;
            for row in self.rows("journal", "id", id) {
                // Of an image that is not there any more, or the row is not what was written.
                let Some(image) = integer(&row, "image") else { continue };
                if !taken && self.has_row(image)? {
                    self.put("journal", &row)?;
                    taken = true;
                }
            }
            tally.journal_broken |= !taken;
        }
        for id in &ids {
            self.mend(*id, tally)?;
        }
        Ok(())
    }

    /// The row as the damaged file has it, then as the backup has it.
    fn rows(&self, table: &str, key: &str, at: i64) -> impl Iterator<Item = Row> {
        let sources = self.damaged.into_iter().chain(self.backup);
        sources.filter_map(|s| s.row(table, key, at)).collect::<Vec<_>>().into_iter()
    }

    fn has_row(&self, id: i64) -> Result<bool, ProjectError> {
        Ok(self.query("SELECT count(*) FROM images WHERE id = ?1", id)? > 0)
    }

    /// The list's row of an image and its record, as far as the damaged file has them.
    fn image(&self, id: i64, tally: &mut Tally) -> Result<(), ProjectError> {
        let record = self.damaged.and_then(|s| s.row("records", "image", id));
        let record = record.filter(|row| unpacked(row).is_some());
        // A row may be readable and yet not be one that was written: the database then takes it for none.
        for row in self.rows("images", "id", id) {
            if !self.has_row(id)? {
                self.put("images", &row)?;
            }
        }
        if !self.has_row(id)?
            && let Some(found) = record.as_ref().and_then(unpacked)
        {
            self.row_of_record(id, &found)?;
            tally.without_row.push(found.scene.image.path);
        }
        if !self.has_row(id)? {
            return Ok(()); // nothing is left of it
        }
        match record {
            Some(row) => {
                self.put("records", &row)?;
                tally.whole += 1;
            }
            None if self.number("revision", id)? == 0 => tally.whole += 1, // it never had one
            None => {}
        }
        Ok(())
    }

    /// An image of which only the record is left: listed as analysed.
    fn row_of_record(&self, id: i64, record: &Record) -> Result<(), ProjectError> {
        let image = &record.scene.image;
        let path = paths::to_bytes(&paths::whole(Path::new(&image.path)));
        let add = "INSERT OR IGNORE INTO images(id, path, sha256, setup, status, revision, epoch)
            VALUES(?1, ?2, ?3, ?4, 'to_review', 1, 1)";
        self.execute(add, params![id, path, image.sha256, record.setup.0])?;
        self.summarise(id, record)
    }

    /// Gives an image without a readable record the backup's, with the later edits made again; and drops steps that
    /// can no longer be undone.
    fn mend(&self, id: i64, tally: &mut Tally) -> Result<(), ProjectError> {
        let has = "SELECT count(*) FROM records WHERE image = ?1";
        if self.query(has, id)? > 0 {
            return if tally.journal_broken { self.drop_broken_history(id) } else { Ok(()) };
        }
        if !self.has_row(id)? || self.number("revision", id)? == 0 {
            return Ok(());
        }
        let old = self.backup.and_then(|s| s.row("records", "image", id));
        let old_row = self.backup.and_then(|s| s.row("images", "id", id));
        let (Some(mut record), Some(old_row)) = (old.as_ref().and_then(unpacked), old_row) else {
            tally.without_record.push(self.name(id)?);
            let anew = "UPDATE images SET status = 'new', revision = 0, sha256 = NULL, setup = NULL, epoch = epoch + 1
                WHERE id = ?1";
            return self.execute(anew, params![id]);
        };
        tally.from_backup.push(self.name(id)?);
        if integer(&old_row, "epoch") == Some(self.number("epoch", id)?) {
            tally.made_again += self.make_again(id, &mut record)?;
        } else {
            let epoch = integer(&old_row, "epoch");
            self.execute("UPDATE images SET epoch = ?2 WHERE id = ?1", params![id, epoch])?;
        }
        let body = body::pack(&record, self.path)?;
        self.execute("INSERT INTO records(image, body) VALUES(?1, ?2)", params![id, body])?;
        self.summarise(id, &record)?;
        self.drop_broken_history(id)
    }

    /// Makes the edits that the backup does not have on its record. Returns how many there were.
    fn make_again(&self, id: i64, record: &mut Record) -> Result<usize, ProjectError> {
        let mut count = 0;
        for (row, edit, _) in self.steps(id)? {
            let in_backup = self.backup.and_then(|s| s.row("journal", "id", row));
            let was_done = in_backup
                .is_some_and(|r| r.contains(&("state".to_owned(), Value::Text("done".to_owned()))));
            // An edit that no longer applies is left out, as if it had been undone.
            if !was_done && edit.apply(&mut record.scene).is_ok() {
                count += 1;
            }
        }
        Ok(count)
    }

    /// Tries to undo all steps, newest first; from the first that fails on they are no longer offered.
    fn drop_broken_history(&self, id: i64) -> Result<(), ProjectError> {
        let Some(record) = self.packed(id)? else { return Ok(()) };
        let mut scene = record.scene;
        for (row, _, inverse) in self.steps(id)?.into_iter().rev() {
            if inverse.apply(&mut scene).is_err() {
                let drop = "UPDATE journal SET state = 'dropped' WHERE image = ?1 AND id <= ?2";
                return self.execute(drop, params![id, row]);
            }
        }
        Ok(())
    }

    /// The steps in force of the image's present history, oldest first: row, edit, inverse.
    fn steps(&self, id: i64) -> Result<Vec<(i64, Edit, Edit)>, ProjectError> {
        let sql = "SELECT journal.id, edit, inverse FROM journal
            JOIN images ON images.id = journal.image AND images.epoch = journal.epoch
            WHERE journal.image = ?1 AND state = 'done' ORDER BY journal.id";
        let mut query = self.into.prepare_cached(sql).map_err(|e| self.failed(e))?;
        let rows = query.query_map([id], |row| {
            let (edit, inverse): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, edit, inverse))
        });
        let rows =
            rows.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|e| self.failed(e))?;
        let parsed = rows.into_iter().filter_map(|(row, edit, inverse)| {
            Some((row, serde_json::from_str(&edit).ok()?, serde_json::from_str(&inverse).ok()?))
        });
        Ok(parsed.collect())
    }

    fn packed(&self, id: i64) -> Result<Option<Record>, ProjectError> {
        let sql = "SELECT body FROM records WHERE image = ?1";
        let mut query = self.into.prepare_cached(sql).map_err(|e| self.failed(e))?;
        let body = query.query_row([id], |row| row.get::<_, Vec<u8>>(0));
        Ok(body.ok().and_then(|body| body::unpack(&body, self.path).ok()))
    }

    fn summarise(&self, id: i64, record: &Record) -> Result<(), ProjectError> {
        let rules = self.rules();
        let s = summary::of(&record.scene, &rules);
        let size = record.scene.image.size;
        listed::put(self.into, ImageId(id), &s).map_err(|e| self.failed(e))?;
        let set = "UPDATE images SET width = ?2, height = ?3 WHERE id = ?1";
        self.execute(set, params![id, size.width, size.height])
    }

    /// The project's rules; the defaults where they were lost.
    fn rules(&self) -> Rules {
        let sql = "SELECT value FROM settings WHERE key = 'rules'";
        let json = self.into.query_row(sql, [], |row| row.get::<_, String>(0));
        json.ok().and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    fn name(&self, id: i64) -> Result<String, ProjectError> {
        let sql = "SELECT path FROM images WHERE id = ?1";
        let path: Vec<u8> =
            self.into.query_row(sql, [id], |row| row.get(0)).map_err(|e| self.failed(e))?;
        Ok(paths::from_bytes(&path).display().to_string())
    }

    fn number(&self, column: &str, id: i64) -> Result<i64, ProjectError> {
        self.query(&format!("SELECT {column} FROM images WHERE id = ?1"), id)
    }

    fn query(&self, sql: &str, id: i64) -> Result<i64, ProjectError> {
        let mut query = self.into.prepare_cached(sql).map_err(|e| self.failed(e))?;
        query.query_row([id], |row| row.get(0)).map_err(|e| self.failed(e))
    }

    fn execute(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), ProjectError> {
        let mut query = self.into.prepare_cached(sql).map_err(|e| self.failed(e))?;
        query.execute(values).map(drop).map_err(|e| self.failed(e))
    }

    fn put(&self, table: &str, row: &Row) -> Result<(), ProjectError> {
        let names: Vec<&str> = row.iter().map(|(name, _)| name.as_str()).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT OR IGNORE INTO {table}({}) VALUES({marks})", names.join(", "));
        self.execute(&sql, params_from_iter(row.iter().map(|(_, value)| value)))
    }

    fn failed(&self, error: rusqlite::Error) -> ProjectError {
        ProjectError::of_sqlite(self.path, error)
    }
}

fn unpacked(row: &Row) -> Option<Record> {
    row.iter().find_map(|(name, value)| match value {
        Value::Blob(body) if name == "body" => body::unpack(body, Path::new(DATABASE)).ok(),
        _ => None,
    })
}

fn integer(row: &Row, column: &str) -> Option<i64> {
    row.iter().find_map(|(name, value)| match value {
        Value::Integer(n) if name == column => Some(*n),
        _ => None,
    })
}
