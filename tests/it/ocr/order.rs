//! Reading order on made-up pages.

use dce::domain::BBox;
use dce::specialists::ocr::order::reading_order;
use proptest::prelude::*;

/// A page of named boxes, read.
fn read<'a>(page: &[(&'a str, [f32; 4])]) -> Vec<&'a str> {
    let boxes: Vec<BBox> = page.iter().map(|(_, b)| BBox::from(*b)).collect();
    reading_order(&boxes).into_iter().map(|i| page[i].0).collect()
}

#[test]
fn words_of_a_row_run_left_to_right_though_they_waver() {
    let page = [
        ("PARKING", [120.0, 58.0, 210.0, 80.0]),
        ("AT", [14.0, 96.0, 40.0, 118.0]),
        ("NO", [10.0, 61.0, 60.0, 83.0]),
        ("ALL", [50.0, 93.0, 90.0, 115.0]),
        ("NOTICE", [60.0, 10.0, 160.0, 40.0]),
    ];
    assert_eq!(read(&page), ["NOTICE", "NO", "PARKING", "AT", "ALL"]);
}

#[test]
fn columns_are_read_one_after_the_other_below_their_heading() {
    let mut page = vec![("heading", [20.0, 10.0, 580.0, 40.0])];
    let names = [["a1", "b1"], ["a2", "b2"], ["a3", "b3"], ["a4", "b4"]];
    for (row, [left, right]) in names.into_iter().enumerate() {
        let y = 60.0 + 20.0 * row as f32;
        page.push((right, [310.0, y + 1.0, 590.0, y + 15.0]));
        page.push((left, [10.0, y, 290.0, y + 14.0]));
    }
    page.push(("foot", [100.0, 160.0, 500.0, 175.0]));
    let expected = ["heading", "a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4", "foot"];
    assert_eq!(read(&page), expected);
}

#[test]
fn tables_and_grids_of_short_boxes_are_read_by_rows() {
    let page = [
        ("6", [100.0, 10.0, 115.0, 30.0]),
        ("4", [10.0, 12.0, 25.0, 32.0]),
        ("7", [200.0, 11.0, 215.0, 31.0]),
        ("8", [10.0, 60.0, 25.0, 80.0]),
        ("2", [201.0, 61.0, 216.0, 81.0]),
    ];
    assert_eq!(read(&page), ["4", "6", "7", "8", "2"]);
}

#[test]
fn nothing_reads_as_nothing() {
    assert!(reading_order(&[]).is_empty());
}

proptest! {
    #[test]
    fn every_line_is_read_exactly_once(
        boxes in prop::collection::vec((0f32..500.0, 0f32..500.0, 1f32..200.0, 1f32..40.0), 0..40),
    ) {
        let boxes: Vec<BBox> =
            boxes.iter().map(|(x, y, w, h)| BBox::new(*x, *y, x + w, y + h)).collect();
        let mut order = reading_order(&boxes);
        order.sort_unstable();
        prop_assert_eq!(order, (0..boxes.len()).collect::<Vec<_>>());
    }
}
