//! Search over all images: every word must occur, anywhere in a word, in labels, texts, caption, path, note or tags.
//!
//! The words of all images are kept in memory and read through. Measured over 100,000 captions of 120 words beside SQLite's
//! FTS5 with trigrams: for a word that all have 25 to 60 ms against 110, for a rare one 60 against 1, both far below what
//! is noticed; but it finds the two characters of a Chinese word, which an index of three cannot, it needs no index of 235
//! MB that takes 22 s to make, and an edit need not renew hundreds of index entries before it is durable.

use super::error::ProjectError;
use super::open::Project;
use super::paths;
use super::types::ImageId;
use memchr::memmem;
use std::collections::BTreeMap;

/// What is searched, by image, in lower case; and up to which change it is known.
#[derive(Debug, Default)]
pub(super) struct Words {
    of: BTreeMap<ImageId, Box<str>>,
    upto: Option<i64>,
}

impl Project {
    /// The images that contain every word of `text`, upper or lower case alike, in the order they were added. Words in
    /// double quotes must follow each other. Of an empty text, all images.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn search(&mut self, text: &str) -> Result<Vec<ImageId>, ProjectError> {
        self.read_for_search()?;
        let wanted = wanted(text);
        let finders: Vec<_> = wanted.iter().map(|w| memmem::Finder::new(w.as_bytes())).collect();
        let holds = |words: &str| finders.iter().all(|f| f.find(words.as_bytes()).is_some());
        Ok(self.words.of.iter().filter(|(_, words)| holds(words)).map(|(id, _)| *id).collect())
    }

    /// Reads what [`Project::search`] searches, so that the first search is as quick as the next. What is known
    /// already is not read again.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn read_for_search(&mut self) -> Result<(), ProjectError> {
        let mut words = std::mem::take(&mut self.words);
        let read = self.read_words(&mut words);
        if read.is_ok() {
            self.words = words; // else the next search begins anew
        }
        read.map_err(|e| self.failed(e))
    }

    fn read_words(&self, words: &mut Words) -> rusqlite::Result<()> {
        let newest = "SELECT coalesce(max(changed), 0), count(*) FROM images";
        let (upto, count): (i64, u32) =
            self.db.prepare_cached(newest)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if words.upto == Some(upto) && words.of.len() == count as usize {
            return Ok(());
        }
        let sql =
            "SELECT id, path, labels, texts, caption, note, tags FROM images WHERE changed > ?1";
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([words.upto.unwrap_or(-1)])?;
        while let Some(row) = rows.next()? {
            let mut all =
                paths::from_bytes(row.get_ref(1)?.as_bytes()?).to_string_lossy().into_owned();
            for column in 2..7 {
                all.push('\n');
                all.push_str(row.get_ref(column)?.as_str()?);
            }
            words.of.insert(ImageId(row.get(0)?), all.to_lowercase().into_boxed_str());
        }
        words.upto = Some(upto);
        if words.of.len() != count as usize {
            let mut query = self.db.prepare_cached("SELECT id FROM images")?;
            let there = query.query_map([], |row| row.get(0).map(ImageId))?;
            let there = there.collect::<rusqlite::Result<std::collections::BTreeSet<_>>>()?;
            words.of.retain(|id, _| there.contains(id));
        }
        Ok(())
    }
}

/// The words of a search; what stands in double quotes is one. An open quote goes to the end.
fn wanted(text: &str) -> Vec<String> {
    let mut wanted = Vec::new();
    for (at, part) in text.to_lowercase().split('"').enumerate() {
        if at % 2 == 1 {
            wanted.extend((!part.trim().is_empty()).then(|| part.to_owned()));
        } else {
            wanted.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    wanted
}
