//! Depth networks by card, through real ONNX Runtime, on graphs so small that the right answer is known: the mean
//! over the colours of the input is the depth.

use crate::real::runtime;
use dce::disk::write_atomically;
use dce::domain::{Size, Source};
use dce::inference::Picture;
use dce::models::Card;
use dce::models::convert::onnx::{Attribute, Element, Graph};
use dce::specialists::Trace;
use dce::specialists::depth::network::DepthNetwork;

/// A graph from `[1, 3, h, w]` to the mean over channels, `[1, h, w]` (or `[1, 1, h, w]`).
fn grey_graph(dims: &[i64], keep: i64) -> Vec<u8> {
    let mut graph = Graph::new("grey");
    let x = graph.input("image", Element::F32, dims);
    let axes = ("axes", Attribute::from(vec![1i64]));
    let mean = graph.node("ReduceMean", &[&x], &[axes, ("keepdims", Attribute::from(keep))]);
    graph.output("depth", &mean, Element::F32, None);
    graph.into_bytes()
}

fn card(shape: &str, decoder: &str, resize: &str) -> Card {
    let json = format!(
        r#"{{"id": "tiny-depth", "specialist": "depth", "title": "t", "licence": "MIT", "sources": [], "files": [],
            "inputs": [{{"name": "", "dtype": "f32", "shape": {shape}, "layout": "nchw", "order": "rgb",
            "mean": [0], "std": [255], "resize": "{resize}"}}], "decoder": "{decoder}"}}"#
    );
    Card::from_json(&json, "test").unwrap()
}

/// Light on the left, dark on the right.
fn picture(width: u32, height: u32) -> Picture {
    let rgba = (0..height)
        .flat_map(|_| {
            (0..width).flat_map(move |x| {
                if x < width / 2 { [250, 250, 250, 255] } else { [10, 10, 10, 255] }
            })
        })
        .collect();
    Picture::new(Size::new(width, height), rgba).unwrap()
}

/// Nearness at the left and right edge, with the map's size.
fn edges(card: Card, graph: &[u8], picture: &Picture) -> (f32, f32, (usize, usize)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tiny.onnx");
    write_atomically(&path, graph).unwrap();
    let engine = runtime(2).open_file(&path, Some(&card)).unwrap();
    let mut network = DepthNetwork::new(card, engine, Source::rule("test")).unwrap();
    let mut trace = Trace::default();
    let near = network.look(picture, &mut trace).unwrap().nearness(picture.size).unwrap();
    assert_eq!(trace.runs, 1);
    (near.values[0], near.values[near.width - 1], (near.width, near.height))
}

#[test]
fn inverse_depth_is_near_where_large_and_metric_where_small() {
    let graph = grey_graph(&[1, 3, 70, 70], 0);
    let picture = picture(140, 140);
    let (left, right, _) =
        edges(card("[1, 3, 70, 70]", "inverse_depth", "stretch"), &graph, &picture);
    assert!(left > 0.99 && right < 0.01, "{left} {right}");
    let (left, right, _) =
        edges(card("[1, 3, 70, 70]", "metric_depth", "stretch"), &graph, &picture);
    assert!(left < 0.01 && right > 0.99, "{left} {right}");
}

#[test]
fn a_free_input_keeps_the_aspect_in_multiples_of_14_and_padding_is_cut_off() {
    let free = grey_graph(&[-1, 3, -1, -1], 1);
    let wide = picture(800, 400);
    let (left, right, size) =
        edges(card("[-1, 3, -1, -1]", "inverse_depth", "stretch"), &free, &wide);
    assert_eq!(size, (512, 263), "518 × 266, of which 266 is 19 × 14, brought to 512");
    assert!(left > 0.99 && right < 0.01);
    let square = grey_graph(&[1, 3, 64, 64], 1);
    let (left, right, size) =
        edges(card("[1, 3, 64, 64]", "inverse_depth", "letterbox"), &square, &wide);
    assert_eq!(size, (64, 32), "without the bars above and below");
    assert!(left > 0.99 && right < 0.01);
}

#[test]
fn cards_that_cannot_be_meant_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tiny.onnx");
    write_atomically(&path, &grey_graph(&[1, 3, 64, 64], 1)).unwrap();
    for (decoder, resize, says) in
        [("yolox", "stretch", "inverse_depth"), ("metric_depth", "centre_crop", "whole picture")]
    {
        let card = card("[1, 3, 64, 64]", decoder, resize);
        let engine = runtime(2).open_file(&path, None).unwrap();
        let error =
            DepthNetwork::new(card, engine, Source::rule("test")).err().unwrap().to_string();
        assert!(error.contains("tiny-depth") && error.contains(says), "{error}");
    }
}
