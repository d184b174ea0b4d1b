//! Who works on a project: sessions, and the one window that holds it.

use super::error::ProjectError;
use super::now_ms;
use super::open::Project;
use super::types::Access;
use super::write::Halt;
use rusqlite::{Connection, OptionalExtension, params};
use std::time::{Duration, Instant};

/// How often a session should say that it is alive.
pub const BEAT_MS: i64 = 5_000;

/// A session that has not said so for this long is taken for dead: six beats, since a laptop's disk may sleep.
const STALE_MS: i64 = 30_000;

/// One opening of a project.
#[derive(Debug, Clone)]
pub(super) struct Session {
    pub token: String,
    /// What others are told of it.
    pub what: String,
}

/// Whether the project is still this window's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heartbeat {
    StillMine,
    /// Another took it over; this one is read-only from now on.
    Lost {
        by: String,
    },
    /// It never was: the project was opened read-only.
    ReadOnly,
}

impl Session {
    pub fn new(access: Access) -> Self {
        let kind = if access == Access::Worker { "a headless worker" } else { "a window" };
        let what = format!("{kind} (process {} on {})", std::process::id(), host());
        Self { token: format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..)), what }
    }
}

impl Project {
    /// Registers this opening and, for a window, takes hold of the project. Where another window is alive and
    /// holds it, `Err` names that window and nothing is changed.
    pub(super) fn begin_session(&mut self, take_over: bool) -> Result<(), ProjectError> {
        let (me, access) = (self.session.clone(), self.access);
        self.write_unguarded(|db| {
            bury_the_dead(db)?;
            if access == Access::Write
                && let Some((token, what)) = holder(db)?
            {
                if !take_over {
                    return Err(Halt::Refused(ProjectError::TakenOver { by: what }));
                }
                db.execute("DELETE FROM leases WHERE token = ?1", [token])?;
            }
            let add = "INSERT INTO sessions(token, what, machine, pid, beat_ms) VALUES(?1, ?2, ?3, ?4, ?5)";
            let pid = i64::from(std::process::id());
            db.execute(add, params![me.token, me.what, machine(), pid, now_ms()])?;
            if access == Access::Write {
                let hold = "INSERT OR REPLACE INTO holder(one, token) VALUES(1, ?1)";
                db.execute(hold, [&me.token])?;
            }
            Ok(())
        })
    }

    /// Says that this session is alive and keeps its leases; to be called every [`BEAT_MS`] or more often.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn heartbeat(&mut self) -> Result<Heartbeat, ProjectError> {
        if self.access == Access::ReadOnly {
            return Ok(match &self.lost_to {
                Some(by) => Heartbeat::Lost { by: by.clone() },
                None => Heartbeat::ReadOnly,
            });
        }
        let fresh = |beat: Instant| beat.elapsed() < Duration::from_millis(BEAT_MS.unsigned_abs());
        if self.beat.is_some_and(fresh) && self.is_still_mine()? {
            return Ok(Heartbeat::StillMine); // an idle window does not wake the disk for more
        }
        let me = self.session.token.clone();
        let beaten = self.write(None, |db| {
            let beat = "UPDATE sessions SET beat_ms = ?2 WHERE token = ?1";
            db.execute(beat, params![me, now_ms()])?;
            super::lease::keep(db, &me)
        });
        match beaten {
            Ok(()) => {
                self.beat = Some(Instant::now());
                Ok(Heartbeat::StillMine)
            }
            Err(ProjectError::TakenOver { by }) => Ok(Heartbeat::Lost { by }),
            Err(error) => Err(error),
        }
    }

    fn is_still_mine(&self) -> Result<bool, ProjectError> {
        let holder = holder(&self.db).map_err(|e| self.failed(e))?;
        let mine = holder.is_some_and(|(token, _)| token == self.session.token);
        Ok(mine || self.access == Access::Worker)
    }

    /// Leaves the project: others need not wait until this session is stale.
    pub(super) fn end_session(&mut self) -> Result<(), ProjectError> {
        let me = self.session.token.clone();
        self.write_unguarded(|db| {
            db.execute("DELETE FROM leases WHERE token = ?1", [&me])?;
            db.execute("DELETE FROM holder WHERE token = ?1", [&me])?;
            db.execute("DELETE FROM sessions WHERE token = ?1", [&me])?;
            Ok(())
        })
    }
}

/// Refuses where a window's project is no longer its own.
pub(super) fn check(db: &Connection, me: &Session) -> Result<(), Halt> {
    match holder(db)? {
        Some((token, _)) if token == me.token => Ok(()),
        Some((_, by)) => Err(Halt::Refused(ProjectError::TakenOver { by })),
        // It was taken for dead by somebody who then left: nobody else writes, so it goes on.
        None => {
            let add = "INSERT OR IGNORE INTO sessions(token, what, machine, pid, beat_ms) VALUES(?1, ?2, ?3, ?4, ?5)";
            let pid = i64::from(std::process::id());
            db.execute(add, params![me.token, me.what, machine(), pid, now_ms()])?;
            db.execute("INSERT OR REPLACE INTO holder(one, token) VALUES(1, ?1)", [&me.token])?;
            Ok(())
        }
    }
}

/// The window that holds the project: its token, and what it is.
pub(super) fn holder(db: &Connection) -> rusqlite::Result<Option<(String, String)>> {
    let sql = "SELECT token, what FROM holder JOIN sessions USING (token)";
    db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

/// Removes sessions whose process is gone or silent for long, with what they held.
fn bury_the_dead(db: &Connection) -> rusqlite::Result<()> {
    let mut query = db.prepare("SELECT token, machine, pid, beat_ms FROM sessions")?;
    let rows = query.query_map([], |row| {
        let (token, machine): (String, String) = (row.get(0)?, row.get(1)?);
        let (pid, beat_ms): (i64, i64) = (row.get(2)?, row.get(3)?);
        Ok((token, is_dead(&machine, pid, beat_ms)))
    })?;
    for row in rows {
        if let (token, true) = row? {
            db.execute("DELETE FROM sessions WHERE token = ?1", [&token])?;
        }
    }
    db.execute("DELETE FROM holder WHERE token NOT IN (SELECT token FROM sessions)", [])?;
    db.execute("DELETE FROM leases WHERE token NOT IN (SELECT token FROM sessions)", [])?;
    Ok(())
}

/// Whether nobody can be working under that session any more.
pub(super) fn is_dead(machine_of_session: &str, pid: i64, beat_ms: i64) -> bool {
    let gone = cfg!(target_os = "linux") && machine_of_session == machine() && !is_running(pid);
    // A beat from the future is of a clock that was set back: it counts as old as it is young.
    gone || (now_ms() - beat_ms).abs() > STALE_MS
}

/// Whether a process of this machine runs. One that was killed stays in the table until its parent asks for it: state Z.
fn is_running(pid: i64) -> bool {
    match std::fs::read_to_string(format!("/proc/{pid}/stat")) {
        // The name may hold brackets and spaces; the state follows the last one.
        Ok(stat) => !stat.rsplit(')').next().is_some_and(|s| s.trim().starts_with(['Z', 'X'])),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

/// Where a process id means something: this host since it started, within this container.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default().trim().to_owned();
    let space = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    format!("{} {} {}", host(), read("/proc/sys/kernel/random/boot_id"), space.display())
}

fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = name.or_else(|| std::env::var("COMPUTERNAME").ok());
    name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).unwrap_or("this machine".to_owned())
}

/// Whether a living window holds the project.
pub(super) fn is_held(db: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT machine, pid, beat_ms FROM holder JOIN sessions USING (token)";
    let mut query = db.prepare(sql)?;
    let found = query.query_row([], |row| {
        let machine: String = row.get(0)?;
        Ok(!is_dead(&machine, row.get(1)?, row.get(2)?))
    });
    Ok(found.optional()?.unwrap_or(false))
}
