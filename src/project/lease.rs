//! Leases: who writes an image just now, so that a window and a headless worker never write the same one.

use super::error::ProjectError;
use super::holder::{Session, is_dead};
use super::now_ms;
use super::open::Project;
use super::types::{Access, ImageId};
use super::write::Halt;
use rusqlite::{Connection, OptionalExtension, params};

/// How long a lease lasts without a heartbeat: the slowest photograph takes less.
const LASTS_MS: i64 = 120_000;

/// What became of the wish to write an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lease {
    /// It is this session's until it is released, or the heartbeat stops.
    Yours,
    /// Another session writes it.
    HeldBy(String),
}

impl Project {
    /// Leases an image to this session, so that no other writes it.
    ///
    /// # Errors
    /// Where the image is not there, or that cannot be written.
    pub fn lease(&mut self, image: ImageId) -> Result<Lease, ProjectError> {
        let me = self.session.token.clone();
        self.write(None, |db| take(db, image, &me))
    }

    /// As [`Project::lease`], and gives all others back that this session has: for the image on screen.
    ///
    /// # Errors
    /// As there.
    pub fn lease_alone(&mut self, image: ImageId) -> Result<Lease, ProjectError> {
        let me = self.session.token.clone();
        self.write(None, |db| {
            let free = "DELETE FROM leases WHERE token = ?1 AND image <> ?2";
            db.prepare_cached(free)?.execute(params![me, image.0])?;
            take(db, image, &me)
        })
    }

    /// Gives an image back.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn release(&mut self, image: ImageId) -> Result<(), ProjectError> {
        let me = self.session.token.clone();
        self.write(None, |db| {
            let free = "DELETE FROM leases WHERE image = ?1 AND token = ?2";
            db.prepare_cached(free)?.execute(params![image.0, me])?;
            Ok(())
        })
    }
}

fn take(db: &Connection, image: ImageId, me: &str) -> Result<Lease, Halt> {
    if let Some(by) = other(db, image, me)? {
        return Ok(Lease::HeldBy(by));
    }
    let there = "SELECT 1 FROM images WHERE id = ?1";
    if db.query_row(there, [image.0], |_| Ok(())).optional()?.is_none() {
        return Err(Halt::Refused(ProjectError::NoImage(image)));
    }
    let put = "INSERT OR REPLACE INTO leases(image, token, until_ms) VALUES(?1, ?2, ?3)";
    db.prepare_cached(put)?.execute(params![image.0, me, now_ms() + LASTS_MS])?;
    Ok(Lease::Yours)
}

/// Refuses where another session writes the image, or where a worker did not lease it.
pub(super) fn check(
    db: &Connection,
    image: ImageId,
    me: &Session,
    access: Access,
) -> Result<(), Halt> {
    if let Some(by) = other(db, image, &me.token)? {
        return Err(Halt::Refused(ProjectError::Leased { image, by }));
    }
    let mine = "SELECT 1 FROM leases WHERE image = ?1 AND token = ?2";
    let leased = db.query_row(mine, params![image.0, me.token], |_| Ok(())).optional()?.is_some();
    if access == Access::Worker && !leased {
        return Err(Halt::Refused(ProjectError::NotLeased { image }));
    }
    Ok(())
}

/// Another living session whose lease of the image has not run out.
fn other(db: &Connection, image: ImageId, me: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT what, machine, pid, beat_ms FROM leases JOIN sessions USING (token)
        WHERE image = ?1 AND token <> ?2 AND until_ms > ?3";
    let mut query = db.prepare_cached(sql)?;
    let found = query.query_row(params![image.0, me, now_ms()], |row| {
        let (what, machine): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((!is_dead(&machine, row.get(2)?, row.get(3)?)).then_some(what))
    });
    Ok(found.optional()?.flatten())
}

/// Lets all leases of a session last anew.
pub(super) fn keep(db: &Connection, me: &str) -> Result<(), Halt> {
    let keep = "UPDATE leases SET until_ms = ?2 WHERE token = ?1";
    db.prepare_cached(keep)?.execute(params![me, now_ms() + LASTS_MS])?;
    Ok(())
}
