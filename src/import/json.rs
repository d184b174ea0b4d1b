//! JSON and JSON lines: rows of plain keys, maps from image to caption, COCO's lists, and conversations as LLaVA and
//! InternVL are trained on.
//!
//! A list is cut into its elements before any is parsed, so that one malformed element is one malformed row and keeps
//! its line.

use super::row::{IMAGE, MODEL, Parsed, REGION, Row, TEXT};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The rows of a file, whichever of the forms it has.
pub(super) fn rows(bytes: &[u8]) -> Vec<Parsed> {
    match bytes.iter().find(|b| !b.is_ascii_whitespace()) {
        None => Vec::new(),
        Some(b'[') => list(bytes),
        Some(b'{') => match serde_json::from_slice::<Value>(bytes) {
            Ok(Value::Object(whole)) => object(bytes, &whole),
            // Objects one below the other, or one that is cut off: either way line by line.
            _ => lines(bytes),
        },
        Some(_) => lines(bytes),
    }
}

/// One value a line.
fn lines(bytes: &[u8]) -> Vec<Parsed> {
    let lines = bytes.split(|b| *b == b'\n').zip(1..);
    let full = lines.filter(|(text, _)| !text.iter().all(u8::is_ascii_whitespace));
    full.map(|(text, line)| Parsed { line, row: element(text) }).collect()
}

/// `[row, row, …]`.
fn list(bytes: &[u8]) -> Vec<Parsed> {
    cut(bytes).into_iter().map(|(line, text)| Parsed { line, row: element(text) }).collect()
}

/// One row; COCO's `{"images": […], "annotations": […]}`; `{"annotations": […]}`; or a map from image to caption.
fn object(bytes: &[u8], whole: &Map<String, Value>) -> Vec<Parsed> {
    if let Some(annotations) = whole.get("annotations").and_then(Value::as_array) {
        return coco(whole, annotations);
    }
    let is_row = find(whole, &TEXT).is_some() || turns(whole).is_some();
    if is_row && find(whole, &IMAGE).is_some() {
        let line = 1 + bytes
            .iter()
            .take_while(|b| b.is_ascii_whitespace())
            .filter(|b| **b == b'\n')
            .count();
        return vec![Parsed { line: line as u64, row: of_object(whole) }];
    }
    cut(bytes)
        .into_iter()
        .flat_map(|(line, text)| pair(text).into_iter().map(move |row| Parsed { line, row }))
        .collect()
}

/// `"a.jpg": "caption"`, or `"a.jpg": {"model": "caption", …}`.
fn pair(text: &[u8]) -> Vec<Result<Row, String>> {
    let braced = [b"{", text, b"}"].concat();
    let parsed = match serde_json::from_slice::<Map<String, Value>>(&braced) {
        Ok(parsed) => parsed,
        Err(error) => return vec![Err(said(&error))],
    };
    let mut rows = Vec::new();
    for (image, value) in &parsed {
        match value {
            Value::String(text) => rows.push(Row::new(image, None, text)),
            Value::Object(by_model) => {
                for (model, text) in by_model {
                    rows.push(match text.as_str() {
                        Some(text) => Row::new(image, Some(model), text),
                        None => Err(format!("{image}: what {model} says is no text")),
                    });
                }
            }
            _ => rows.push(Err(format!("{image}: neither a caption nor captions by model"))),
        }
    }
    rows
}

/// COCO's captions: annotations name images by number, and a list says which file has which. Their lines are not
/// known; they are numbered from 1.
fn coco(whole: &Map<String, Value>, annotations: &[Value]) -> Vec<Parsed> {
    let images = whole.get("images").and_then(Value::as_array);
    let names: BTreeMap<String, String> = images
        .into_iter()
        .flatten()
        .filter_map(|i| Some((word(i.get("id")?)?, i.get("file_name")?.as_str()?.to_owned())))
        .collect();
    let row = |annotation: &Value| -> Result<Row, String> {
        let mut row = of_value(annotation)?;
        if let Some(name) = names.get(&row.image) {
            row.image = name.clone();
        }
        Ok(row)
    };
    annotations.iter().zip(1..).map(|(a, line)| Parsed { line, row: row(a) }).collect()
}

fn element(text: &[u8]) -> Result<Row, String> {
    let text =
        std::str::from_utf8(text).map_err(|_| "not UTF-8; save the file as UTF-8".to_owned())?;
    of_value(&serde_json::from_str(text).map_err(|e| said(&e))?)
}

/// The parser's message without a line and column of its own: the row's line stands beside it.
fn said(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    format!("not JSON: {}", message.get(..end).unwrap_or(&message))
}

fn of_value(value: &Value) -> Result<Row, String> {
    match value {
        Value::Object(object) => of_object(object),
        _ => Err("not an object with an image and a caption".to_owned()),
    }
}

/// A row of plain keys, or a conversation whose first answer is the caption.
fn of_object(object: &Map<String, Value>) -> Result<Row, String> {
    let image = match find(object, &IMAGE) {
        None => {
            return Err(
                "names no image: expected the key image, path, file_name or image_id".to_owned()
            );
        }
        Some(Value::Array(several)) => match several.as_slice() {
            [one] => word(one),
            _ => return Err(format!("names {} images, not one", several.len())),
        },
        Some(value) => word(value),
    };
    let image = image.ok_or("the image's name is neither text nor a number")?;
    let text = match (turns(object), find(object, &TEXT)) {
        (Some(turns), _) => answer(turns).ok_or("the conversation holds no answer")?,
        (None, Some(Value::String(text))) => text.clone(),
        (None, Some(_)) => return Err("the caption is no text".to_owned()),
        (None, None) => return Err("holds no caption: expected the key caption or text".to_owned()),
    };
    let model = find(object, &MODEL).and_then(Value::as_str);
    let region = find(object, &REGION).map(|r| word(r).ok_or("the region is no number or label"));
    Ok(Row::new(&image, model, &text)?.of_region(region.transpose()?.as_deref()))
}

/// The value of the first of the keys, in any case.
fn find<'v>(object: &'v Map<String, Value>, keys: &[&str]) -> Option<&'v Value> {
    let of_key =
        |k: &&str| object.iter().find(|(name, _)| name.eq_ignore_ascii_case(k)).map(|(_, v)| v);
    keys.iter().filter_map(of_key).find(|v| !v.is_null())
}

/// LLaVA's and InternVL's `conversations`, or `messages` of chat APIs.
fn turns(object: &Map<String, Value>) -> Option<&Vec<Value>> {
    ["conversations", "messages"].iter().find_map(|k| object.get(*k)?.as_array())
}

/// What the model says first.
fn answer(turns: &[Value]) -> Option<String> {
    turns.iter().find_map(|turn| {
        let who = turn.get("from").or_else(|| turn.get("role"))?.as_str()?;
        if !["gpt", "assistant", "model"].contains(&who.to_lowercase().as_str()) {
            return None;
        }
        match turn.get("value").or_else(|| turn.get("content"))? {
            Value::String(text) => Some(text.replace("<image>", "").trim().to_owned()),
            Value::Array(parts) => {
                let texts = parts.iter().filter_map(|p| p.get("text")?.as_str());
                Some(texts.collect::<Vec<_>>().join(" "))
            }
            _ => None,
        }
    })
}

/// A name: text, or a whole number as COCO has them.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => number.as_u64().map(|n| n.to_string()),
        _ => None,
    }
}

/// The elements of the outermost list or object, each with the line it begins on; commas and brackets within strings
/// and deeper lists are theirs. Nothing need be well formed.
fn cut(bytes: &[u8]) -> Vec<(u64, &[u8])> {
    let mut elements = Vec::new();
    let (mut depth, mut line, mut start, mut start_line) = (0_i64, 1_u64, 0, 1);
    let (mut in_text, mut escaped) = (false, false);
    let mut push = |from: usize, to: usize, line: u64| {
        let text = bytes.get(from..to).unwrap_or_default();
        let blank = text.iter().take_while(|b| b.is_ascii_whitespace());
        let line = line + blank.filter(|b| **b == b'\n').count() as u64;
        if !text.trim_ascii().is_empty() {
            elements.push((line, text.trim_ascii()));
        }
    };
    let mut open = false;
    for (at, byte) in bytes.iter().enumerate() {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                // No string goes over a line's end: one that was never closed ends here.
                b'\n' => in_text = false,
                _ => {}
            }
        } else {
            match byte {
                b'"' => in_text = true,
                b'[' | b'{' => {
                    depth += 1;
                    if depth == 1 {
                        (start, start_line, open) = (at + 1, line, true);
                    }
                }
                b']' | b'}' => {
                    depth -= 1;
                    if depth == 0 && open {
                        push(start, at, start_line);
                        open = false;
                    }
                }
                b',' if depth == 1 => {
                    push(start, at, start_line);
                    (start, start_line) = (at + 1, line);
                }
                _ => {}
            }
        }
        line += u64::from(*byte == b'\n');
    }
    if open {
        push(start, bytes.len(), start_line); // The file is cut off.
    }
    elements
}
