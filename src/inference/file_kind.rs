//! What a file that cannot be read as a picture really is, told by its first bytes, for messages with a mend.

/// Signatures of files that are often taken for pictures: offset, bytes, what it is.
const SIGNATURES: [(usize, &[u8], &str); 18] = [
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyphei", "a HEIC picture"),
    (4, b"ftyphev", "a HEIC picture"),
    (4, b"ftypmif1", "a HEIC picture"),
    (4, b"ftypmsf1", "a HEIC picture"),
    (4, b"ftypcrx", "a camera's raw file"),
    (4, b"ftyp", "a video"),
    (0, b"\x1a\x45\xdf\xa3", "a video"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (0, b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (0, b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (0, b"8BPS", "a Photoshop document"),
    (0, b"%PDF", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
    (0, b"\x00\x00\x01\x00", "an icon file"),
];

/// In words with an article: "text", "a PDF document", "a HEIC picture", "data of an unknown kind".
pub fn kind_in_words(bytes: &[u8]) -> &'static str {
    let known = SIGNATURES
        .iter()
        .find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    if let Some((_, _, kind)) = known {
        return kind;
    }
    // A kilobyte decides; it may end inside a character, which `valid_up_to` forgives.
    let head = bytes.get(..1024).unwrap_or(bytes);
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(e) if e.error_len().is_none() => {
            std::str::from_utf8(head.get(..e.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => "",
    };
    let start = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if text.is_empty() || text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        "data of an unknown kind"
    } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
        "a web page"
    } else if start.contains("<svg") {
        "an SVG drawing"
    } else {
        "text"
    }
}

/// True where a JPEG's data ends before its end-of-image marker: a cut copy or download. Segments are skipped by their
/// lengths, so that an embedded thumbnail's end is not taken for the picture's (ITU-T T.81, annex B).
pub fn jpeg_is_cut(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        // Anything up to a marker is entropy-coded data or filling; ff00 is a stuffed byte, ffd0..ffd7 are restarts.
        let Some(at) = rest.windows(2).position(|pair| {
            matches!(pair, [0xff, code] if !matches!(code, 0x00 | 0xff | 0x01 | 0xd0..=0xd7))
        }) else {
            return true;
        };
        let Some([_, code, after @ ..]) = rest.get(at..) else { return true };
        if *code == 0xd9 {
            return false;
        }
        rest = match after {
            _ if *code == 0xd8 => after,
            [high, low, ..] => match after.get(usize::from(u16::from_be_bytes([*high, *low]))..) {
                Some(next) => next,
                None => return true,
            },
            _ => return true,
        };
    }
}
