//! The one way to write: a transaction that first asks whether this session may.

use super::error::ProjectError;
use super::open::Project;
use super::types::{Access, ImageId};
use super::{holder, lease};
use rusqlite::{Transaction, TransactionBehavior};

/// Why a transaction is not carried through.
pub(super) enum Halt {
    Sql(rusqlite::Error),
    Refused(ProjectError),
}

impl From<rusqlite::Error> for Halt {
    fn from(error: rusqlite::Error) -> Self {
        Halt::Sql(error)
    }
}

impl From<ProjectError> for Halt {
    fn from(error: ProjectError) -> Self {
        Halt::Refused(error)
    }
}

impl Project {
    /// Does all of `work` or none of it, where this session may write (that image, where one is named). A window
    /// whose project was taken over becomes read-only.
    pub(super) fn write<T>(
        &mut self,
        image: Option<ImageId>,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Halt>,
    ) -> Result<T, ProjectError> {
        self.writable()?;
        let (me, access) = (self.session.clone(), self.access);
        let done = self.write_unguarded(|db| {
            if access == Access::Write {
                holder::check(db, &me)?;
            }
            if let Some(image) = image {
                lease::check(db, image, &me, access)?;
            }
            work(db)
        });
        if let Err(ProjectError::TakenOver { by }) = &done {
            self.lost_to = Some(by.clone());
            self.become_read_only(format!("{by} took it over"));
        }
        done
    }

    /// As [`Project::write`], asking nobody: for the sessions' own rows.
    pub(super) fn write_unguarded<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Halt>,
    ) -> Result<T, ProjectError> {
        let all = self.db.transaction_with_behavior(TransactionBehavior::Immediate);
        let done = all.map_err(Halt::from).and_then(|all| {
            let done = work(&all)?; // a transaction that is dropped is rolled back
            all.commit()?;
            Ok(done)
        });
        self.wrote |= done.is_ok();
        done.map_err(|halt| match halt {
            Halt::Sql(error) => self.failed(error),
            Halt::Refused(error) => error,
        })
    }

    pub(super) fn become_read_only(&mut self, why: String) {
        self.access = Access::ReadOnly;
        self.why_read_only = Some(why);
    }
}
