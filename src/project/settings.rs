//! What a project keeps once: title, rules, author, and settings of the window.

use super::error::ProjectError;
use super::open::Project;
use crate::domain::Rules;
use rusqlite::{OptionalExtension, params};

impl Project {
    /// The rules of the project; the defaults until they are set.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn rules(&self) -> Result<Rules, ProjectError> {
        let Some(json) = self.text("rules")? else { return Ok(Rules::default()) };
        serde_json::from_str(&json).map_err(|e| self.malformed("the rules", &e))
    }

    /// Sets the rules.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn set_rules(&mut self, rules: &Rules) -> Result<(), ProjectError> {
        let json = serde_json::to_string(rules).map_err(|e| self.malformed("the rules", &e))?;
        self.set_text("rules", &json)
    }

    /// The name that edits are signed with; empty until it is set.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn author(&self) -> Result<String, ProjectError> {
        Ok(self.text("author")?.unwrap_or_default())
    }

    /// Sets the author's name.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn set_author(&mut self, name: &str) -> Result<(), ProjectError> {
        self.set_text("author", name)
    }

    /// Sets the title.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn set_title(&mut self, title: &str) -> Result<(), ProjectError> {
        self.set_text("title", title)
    }

    /// A setting of the window's own, where it was set.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<serde_json::Value>, ProjectError> {
        let Some(json) = self.text(&window_key(key))? else { return Ok(None) };
        serde_json::from_str(&json).map(Some).map_err(|e| self.malformed(key, &e))
    }

    /// Sets a setting of the window's own.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn set_setting(&mut self, key: &str, to: &serde_json::Value) -> Result<(), ProjectError> {
        self.set_text(&window_key(key), &to.to_string())
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<String>, ProjectError> {
        let sql = "SELECT value FROM settings WHERE key = ?1";
        let mut query = self.db.prepare_cached(sql).map_err(|e| self.failed(e))?;
        query.query_row([key], |row| row.get(0)).optional().map_err(|e| self.failed(e))
    }

    pub(super) fn set_text(&mut self, key: &str, value: &str) -> Result<(), ProjectError> {
        let sql = "INSERT INTO settings(key, value) VALUES(?1, ?2)
            ON CONFLICT(key) DO UPDATE SET value = excluded.value";
        self.write(None, |db| {
            db.execute(sql, params![key, value])?;
            Ok(())
        })
    }

    pub(super) fn malformed(&self, what: &str, error: &dyn std::error::Error) -> ProjectError {
        let (what, message) = (what.to_owned(), error.to_string());
        ProjectError::Malformed { path: self.path.clone(), what, message }
    }
}

/// Settings of the window never meet the project's own.
fn window_key(key: &str) -> String {
    format!("window/{key}")
}
