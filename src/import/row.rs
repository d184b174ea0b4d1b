//! What a row must hold: an image's name and a caption, perhaps a model.

use std::borrow::Cow;

/// Longest caption in bytes: what is longer is no caption.
const MAX_CAPTION: usize = 64 * 1024;

/// Keys and columns, in lower case; the first that a row has counts.
pub(super) const IMAGE: [&str; 9] =
    ["image", "path", "image_path", "file_name", "filename", "image_id", "img", "images", "file"];
pub(super) const TEXT: [&str; 7] =
    ["caption", "text", "description", "answer", "response", "output", "prediction"];
pub(super) const MODEL: [&str; 4] = ["model", "model_id", "model_name", "source"];
pub(super) const REGION: [&str; 2] = ["region", "region_id"];

/// One caption as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// A path, file name, stem or number.
    pub image: String,
    pub model: Option<String>,
    /// A region's number or label, where the caption is of a part of the image.
    pub region: Option<String>,
    pub text: String,
}

/// A row with the line that it begins on, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parsed {
    pub line: u64,
    pub row: Result<Row, String>,
}

impl Row {
    /// A row of parts as they were found.
    pub fn new(image: &str, model: Option<&str>, text: &str) -> Result<Self, String> {
        let image = image.trim();
        if image.is_empty() {
            return Err("names no image".to_owned());
        }
        let (model, region) = (model.and_then(said), None);
        Ok(Self { image: image.to_owned(), model, region, text: caption(text)? })
    }

    /// The row as one of a region, where it names one.
    pub fn of_region(self, region: Option<&str>) -> Self {
        Self { region: region.and_then(said), ..self }
    }
}

fn said(word: &str) -> Option<String> {
    Some(word.trim()).filter(|w| !w.is_empty()).map(str::to_owned)
}

/// A caption as it is kept: one that is blank or far too long is none.
pub(super) fn caption(text: &str) -> Result<String, String> {
    // Line ends of any system are one; what no screen shows goes.
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let shown: String =
        unix.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let text = shown.trim();
    if text.is_empty() {
        return Err("the caption is empty".to_owned());
    }
    if text.len() > MAX_CAPTION {
        return Err(format!(
            "a caption of {} bytes is too long: {MAX_CAPTION} at most",
            text.len()
        ));
    }
    Ok(text.to_owned())
}

/// The bytes without a byte order mark; UTF-16, which spreadsheets save, becomes UTF-8.
pub(super) fn without_marks(bytes: &[u8]) -> Cow<'_, [u8]> {
    let wide = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|p| of([p[0], p[1]])).collect();
        Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Cow::Borrowed(rest),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => Cow::Borrowed(bytes),
    }
}
