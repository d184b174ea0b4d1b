//! Which images the list shows and in which order.

use crate::project::{ImageRow, Status};
use serde::{Deserialize, Serialize};

/// What an image must have to be listed; everything is asked at once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub status: Option<Status>,
    /// An asserted label, whole and in lower case.
    pub label: Option<String>,
    pub flag: Option<Flag>,
    /// Tag, whole.
    pub tag: Option<String>,
}

/// What may need a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    Warning,
    Conflict,
    StaleCaption,
    Unsupported,
    Text,
    Note,
}

impl Flag {
    /// All, in the order of the menu.
    pub const ALL: [Flag; 6] = [
        Flag::Warning,
        Flag::Conflict,
        Flag::StaleCaption,
        Flag::Unsupported,
        Flag::Text,
        Flag::Note,
    ];

    /// As the menu says it.
    pub fn title(self) -> &'static str {
        match self {
            Flag::Warning => "has a warning",
            Flag::Conflict => "has a conflict",
            Flag::StaleCaption => "has a stale caption",
            Flag::Unsupported => "says what no evidence shows",
            Flag::Text => "has text",
            Flag::Note => "has a note",
        }
    }

    /// Whether the image has it.
    pub fn is_on(self, row: &ImageRow) -> bool {
        match self {
            Flag::Warning => row.summary.warnings > 0,
            Flag::Conflict => row.summary.conflicts > 0,
            Flag::StaleCaption => row.summary.stale > 0,
            Flag::Unsupported => row.summary.unsupported > 0,
            Flag::Text => !row.summary.texts.is_empty(),
            Flag::Note => !row.note.is_empty(),
        }
    }
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether the image is listed.
    pub fn lets(&self, row: &ImageRow) -> bool {
        self.status.is_none_or(|s| s == row.status)
            && self.label.as_ref().is_none_or(|l| row.summary.labels.contains(l))
            && self.flag.is_none_or(|f| f.is_on(row))
            && self.tag.as_ref().is_none_or(|t| row.tags.contains(t))
    }
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// As they were added.
    #[default]
    Added,
    Name,
    Status,
    /// Those whose captions and evidence disagree most come first.
    Disagreement,
    /// Last edited first.
    Edited,
}

impl Sort {
    /// All, in the order of the menu.
    pub const ALL: [Sort; 5] =
        [Sort::Added, Sort::Name, Sort::Status, Sort::Disagreement, Sort::Edited];

    /// As the menu says it.
    pub fn title(self) -> &'static str {
        match self {
            Sort::Added => "as added",
            Sort::Name => "by name",
            Sort::Status => "by status",
            Sort::Disagreement => "by disagreement",
            Sort::Edited => "last edited first",
        }
    }
}
