//! CSV and its like, with comma, semicolon or tab, and a first line that names the columns.

use super::row::{IMAGE, MODEL, Parsed, REGION, Row, TEXT};
use csv::{ByteRecord, ReaderBuilder};

/// The rows of a table.
pub(super) fn rows(bytes: &[u8]) -> Vec<Parsed> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(bytes))
        .flexible(true)
        .has_headers(false)
        .from_reader(bytes);
    let mut records = reader.byte_records();
    let columns = match records.next() {
        None => return Vec::new(),
        Some(Err(error)) => return vec![failed(1, &error)],
        Some(Ok(header)) => match Columns::of(&header) {
            Ok(columns) => columns,
            Err(message) => return vec![Parsed { line: 1, row: Err(message) }],
        },
    };
    let mut line = 1;
    let rows = records.map(|record| match record {
        Err(error) => failed(error.position().map_or(line, csv::Position::line), &error),
        Ok(record) => {
            line = record.position().map_or(line, csv::Position::line);
            Parsed { line, row: columns.row(&record) }
        }
    });
    rows.collect()
}

fn failed(line: u64, error: &csv::Error) -> Parsed {
    Parsed { line, row: Err(error.to_string()) }
}

/// Which of the three stands most often in the first line.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| first.iter().filter(|b| **b == d).count();
    // The last of equals: a comma, where none is there.
    [b'\t', b';', b','].into_iter().max_by_key(|d| count(*d)).unwrap_or(b',')
}

/// Where a row's parts stand.
struct Columns {
    image: usize,
    text: usize,
    model: Option<usize>,
    region: Option<usize>,
}

impl Columns {
    fn of(header: &ByteRecord) -> Result<Self, String> {
        let names: Vec<String> =
            header.iter().map(|n| String::from_utf8_lossy(n).trim().to_lowercase()).collect();
        let find = |known: &[&str]| known.iter().find_map(|k| names.iter().position(|n| n == k));
        let missing = |what: &str| {
            format!(
                "no column is named {what}: name the columns image, caption, model in the first line"
            )
        };
        Ok(Self {
            image: find(&IMAGE).ok_or_else(|| missing("image"))?,
            text: find(&TEXT).ok_or_else(|| missing("caption"))?,
            model: find(&MODEL),
            region: find(&REGION),
        })
    }

    fn row(&self, record: &ByteRecord) -> Result<Row, String> {
        let part = |at: usize| match record.get(at) {
            None => Err(format!("has {} columns, not {}", record.len(), at + 1)),
            Some(bytes) => std::str::from_utf8(bytes)
                .map_err(|_| "not UTF-8; save the file as UTF-8".to_owned()),
        };
        let optional = |at: Option<usize>| at.filter(|at| *at < record.len()).map(part).transpose();
        let (model, region) = (optional(self.model)?, optional(self.region)?);
        Ok(Row::new(part(self.image)?, model, part(self.text)?)?.of_region(region))
    }
}
