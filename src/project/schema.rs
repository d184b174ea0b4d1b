//! The form of `project.sqlite`: its version, and the steps from each version to the next.

use super::error::ProjectError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Version of the form that this program writes; older ones are brought up to it.
pub const NEWEST: u32 = STEPS.len() as u32;

/// "DCEP": tells a project from any other SQLite file.
const APPLICATION_ID: i32 = 0x4443_4550;

/// Step `n` makes form `n + 1` of form `n`; the first makes all of nothing.
const STEPS: &[&str] = &[FORM_1, FORM_2, FORM_3, FORM_4];

/// Listing reads `images` alone: it holds summaries, never records. Lists of words are joined by U+001F.
const FORM_1: &str = "
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE images(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    relative BLOB,
    sha256 TEXT,
    width INTEGER,
    height INTEGER,
    bytes INTEGER,
    modified_ns INTEGER,
    status TEXT NOT NULL DEFAULT 'new',
    failure TEXT,
    labels TEXT NOT NULL DEFAULT '',
    texts TEXT NOT NULL DEFAULT '',
    caption TEXT NOT NULL DEFAULT '',
    warnings INTEGER NOT NULL DEFAULT 0,
    conflicts INTEGER NOT NULL DEFAULT 0,
    stale INTEGER NOT NULL DEFAULT 0,
    unsupported INTEGER NOT NULL DEFAULT 0,
    disagreement REAL NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '',
    seconds REAL NOT NULL DEFAULT 0,
    edited_at_ms INTEGER,
    setup TEXT,
    epoch INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX images_by_sha256 ON images(sha256);
CREATE TABLE records(
    image INTEGER PRIMARY KEY REFERENCES images(id) ON DELETE CASCADE,
    body BLOB NOT NULL
);
CREATE TABLE journal(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    image INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    edit TEXT NOT NULL,
    inverse TEXT NOT NULL
);
CREATE INDEX journal_by_image ON journal(image, epoch, id);
";

/// Who works on it: sessions, the window that holds it, leases of images; and in which order images changed, so that
/// what another session wrote is found without reading all.
const FORM_2: &str = "
CREATE TABLE sessions(
    token TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    machine TEXT NOT NULL,
    pid INTEGER NOT NULL,
    beat_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE holder(one INTEGER PRIMARY KEY CHECK(one = 1), token TEXT NOT NULL);
CREATE TABLE leases(
    image INTEGER PRIMARY KEY REFERENCES images(id) ON DELETE CASCADE,
    token TEXT NOT NULL,
    until_ms INTEGER NOT NULL
);
ALTER TABLE images ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX images_by_changed ON images(changed);
";

/// Captions of images that were not analysed yet, as JSON; empty where there are none.
const FORM_3: &str = "ALTER TABLE images ADD COLUMN waiting TEXT NOT NULL DEFAULT '';";

/// Images that wait to be analysed, in their order.
const FORM_4: &str = "
CREATE TABLE queue(
    place INTEGER PRIMARY KEY,
    image INTEGER NOT NULL UNIQUE REFERENCES images(id) ON DELETE CASCADE
);
";

/// Brings the database up to [`NEWEST`], all steps in one transaction; a database without any form gets it.
///
/// # Errors
/// Where it is of a newer dce or of another program, or cannot be written.
pub fn bring_up_to_date(db: &mut Connection, path: &Path) -> Result<(), ProjectError> {
    let failed = |e| ProjectError::of_sqlite(path, e);
    let found = version(db, path)?;
    if found == NEWEST {
        return Ok(());
    }
    let steps = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    for step in STEPS.iter().skip(found as usize) {
        steps.execute_batch(step).map_err(failed)?;
    }
    steps.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
    steps.pragma_update(None, "user_version", NEWEST).map_err(failed)?;
    steps.commit().map_err(failed)
}

/// The form of the database; 0 where it is empty.
///
/// # Errors
/// Where it is of a newer dce or of another program, or cannot be read.
pub fn version(db: &Connection, path: &Path) -> Result<u32, ProjectError> {
    let failed = |e| ProjectError::of_sqlite(path, e);
    let number = |pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let found = number("user_version").map_err(failed)?;
    let application = number("application_id").map_err(failed)?;
    let things = "SELECT count(*) FROM sqlite_schema";
    let things: i64 = db.query_row(things, [], |row| row.get(0)).map_err(failed)?;
    if found == 0 && application == 0 && things == 0 {
        return Ok(0);
    }
    if application != i64::from(APPLICATION_ID) || found < 1 {
        return Err(ProjectError::Foreign { path: path.to_owned() });
    }
    let found = u32::try_from(found).unwrap_or(u32::MAX);
    if found > NEWEST {
        return Err(ProjectError::Newer { path: path.to_owned(), found });
    }
    Ok(found)
}
