//! Reading a damaged database row by row: what can be read is, what cannot is skipped.

use super::error::ProjectError;
use super::open::DATABASE;
use super::schema;
use crate::disk::{self, DiskError};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// SQLite's page size here, and what its first page says of the whole file (sqlite.org/fileformat.html).
const PAGE: usize = 4096;
const FORMAT_BYTES: std::ops::Range<usize> = 18..20;
const PAGE_COUNT: std::ops::Range<usize> = 28..32;
const FREE_PAGES: std::ops::Range<usize> = 32..40;

/// Keys between two readable ones are tried one by one up to this many.
const MOST_TRIED: i64 = 1_000_000;

/// A row: names of columns and their values.
pub(super) type Row = Vec<(String, Value)>;

/// A database that is read as far as it goes.
pub(super) struct Source {
    db: Connection,
    /// The patched copy that is read in place of the file itself, where there is one.
    _copy: Option<TempDir>,
}

/// The keys of a table.
pub(super) struct Keys {
    pub keys: Vec<i64>,
    /// Some could not be read.
    pub broken: bool,
}

impl Source {
    /// Opens a damaged database; where its first page is gone, a copy with the first page of `donor` (a backup), or of
    /// a new project. `None` where nothing can be read.
    ///
    /// # Errors
    /// Where the copy cannot be made.
    pub fn open(path: &Path, donor: Option<&Path>) -> Result<Option<Self>, ProjectError> {
        if let Some(db) = readable(path) {
            return Ok(Some(Self { db, _copy: None }));
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        let written = |source| DiskError::Write { path: folder.to_owned(), source };
        let copy = tempfile::tempdir_in(folder).map_err(written)?;
        let patched = copy.path().join(DATABASE);
        for donor in
            [donor.map(Path::to_owned), Some(new_project(copy.path())?)].into_iter().flatten()
        {
            patch(path, &donor, &patched)?;
            if let Some(db) = readable(&patched) {
                return Ok(Some(Self { db, _copy: Some(copy) }));
            }
        }
        Ok(None)
    }

    /// The keys of a table's rows: from the front, from the back, and what can be found between.
    pub fn keys(&self, table: &str, key: &str) -> Keys {
        let (mut keys, broken) = self.scan(table, key, "ASC");
        if !broken {
            return Keys { keys, broken };
        }
        let (mut back, _) = self.scan(table, key, "DESC");
        let from = keys.last().copied().unwrap_or(0) + 1;
        let to = back.last().copied().unwrap_or_else(|| from.saturating_add(MOST_TRIED / 100));
        let between = from..to.min(from.saturating_add(MOST_TRIED));
        keys.extend(between.filter(|k| self.has(table, key, *k)));
        back.retain(|k| keys.last().is_none_or(|last| k > last));
        back.reverse();
        keys.extend(back);
        Keys { keys, broken }
    }

    /// One row, where it can be read.
    pub fn row(&self, table: &str, key: &str, at: i64) -> Option<Row> {
        self.read_row(&format!("SELECT * FROM {table} NOT INDEXED WHERE {key} = ?1"), at)
            .ok()
            .flatten()
    }

    /// Names and values of the settings, as far as they can be read.
    pub fn settings(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for order in ["ASC", "DESC"] {
            let sql = format!("SELECT key, value FROM settings ORDER BY key {order}");
            let Ok(mut query) = self.db.prepare(&sql) else { continue };
            let Ok(rows) = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))) else {
                continue;
            };
            all.extend(rows.map_while(Result::ok));
        }
        all
    }

    fn scan(&self, table: &str, key: &str, order: &str) -> (Vec<i64>, bool) {
        let sql = format!("SELECT {key} FROM {table} NOT INDEXED ORDER BY {key} {order}");
        let mut keys = Vec::new();
        let Ok(mut query) = self.db.prepare(&sql) else { return (keys, true) };
        let Ok(mut rows) = query.query([]) else { return (keys, true) };
        loop {
            match rows.next().and_then(|row| row.map(|r| r.get(0)).transpose()) {
                Ok(Some(key)) => keys.push(key),
                Ok(None) => return (keys, false),
                Err(_) => return (keys, true),
            }
        }
    }

    fn has(&self, table: &str, key: &str, at: i64) -> bool {
        let sql = format!("SELECT 1 FROM {table} NOT INDEXED WHERE {key} = ?1");
        let found = self.db.prepare_cached(&sql).and_then(|mut q| q.exists([at]));
        found.unwrap_or(false)
    }

    fn read_row(&self, sql: &str, at: i64) -> rusqlite::Result<Option<Row>> {
        let mut query = self.db.prepare_cached(sql)?;
        let names: Vec<String> = query.column_names().map(str::to_owned).collect();
        let read = query.query_row([at], |row| {
            let all = names.iter().enumerate();
            all.map(|(i, name)| Ok((name.clone(), row.get::<_, Value>(i)?))).collect()
        });
        read.optional()
    }
}

/// The database read-only, where its schema and the beginnings of its tables can be read and are what they should be.
fn readable(path: &Path) -> Option<Connection> {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    schema::version(&db, path).ok().filter(|v| *v > 0)?;
    for (table, column, kind) in
        [("images", "path", "blob"), ("records", "body", "blob"), ("journal", "edit", "text")]
    {
        let sql = format!("SELECT typeof({column}) FROM {table} NOT INDEXED LIMIT 1");
        let found: rusqlite::Result<Option<String>> =
            db.query_row(&sql, [], |row| row.get(0)).optional();
        // A row of another table has another form; a page that cannot be read is what is expected here.
        if matches!(found, Ok(Some(other)) if other != kind) {
            return None;
        }
    }
    Some(db)
}

/// A database of a new project, whose tables begin where those of every project that was made at once begin.
fn new_project(folder: &Path) -> Result<PathBuf, ProjectError> {
    let path = folder.join("new.sqlite");
    let mut db = Connection::open(&path).map_err(|e| ProjectError::of_sqlite(&path, e))?;
    schema::bring_up_to_date(&mut db, &path)?;
    Ok(path)
}

/// Copies `damaged` with the first page of `donor`, made to fit its length.
fn patch(damaged: &Path, donor: &Path, to: &Path) -> Result<(), ProjectError> {
    let mut bytes = disk::read(damaged)?;
    let donor = disk::read(donor)?;
    let pages = u32::try_from(bytes.len() / PAGE).unwrap_or(u32::MAX);
    let log = with_suffix(damaged, "-wal");
    if let (Some(first), Some(new)) = (bytes.get_mut(..PAGE), donor.get(..PAGE)) {
        first.copy_from_slice(new);
        let logged = std::fs::metadata(&log).is_ok_and(|m| m.len() > 0);
        set(first, FORMAT_BYTES, &[if logged { 2 } else { 1 }; 2]);
        set(first, PAGE_COUNT, &pages.to_be_bytes());
        set(first, FREE_PAGES, &[0; 8]);
    }
    disk::write_atomically(to, &bytes)?;
    let log_of_copy = with_suffix(to, "-wal");
    drop(std::fs::remove_file(with_suffix(to, "-shm"))); // of an earlier try
    if log.exists() {
        disk::write_atomically(&log_of_copy, &disk::read(&log)?)?;
    }
    Ok(())
}

fn set(page: &mut [u8], at: std::ops::Range<usize>, to: &[u8]) {
    if let Some(bytes) = page.get_mut(at) {
        bytes.copy_from_slice(to);
    }
}

/// "project.sqlite-wal" of "project.sqlite".
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
