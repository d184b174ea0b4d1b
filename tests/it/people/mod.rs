//! Faces, emotions, poses, interactions, colours, galleries: pure parts, engines that compute, and real models.

mod colour;
mod emotion;
mod faces;
mod gallery;
mod hoi;
mod interactions;
mod pose;
mod real;

use dce::domain::{
    Attribute, AttributeKind, BBox, ImageInfo, Region, RegionId, Rules, Scene, Size, Source, Value,
};
use dce::inference::{Engine, EngineError, Picture, Signature, Tensor};
use dce::models::Card;
use dce::specialists::specialist::Trace;
use dce::specialists::{Finding, Look, Specialist};
use ndarray::{Array, IxDyn};
use std::path::Path;

/// Outputs by name.
pub type Ran = Result<Vec<(String, Tensor)>, EngineError>;

/// An engine that is a function of its only input.
pub struct Computed<F>(Signature, F);

impl<F: FnMut(&Tensor) -> Ran + Send> Engine for Computed<F> {
    fn signature(&self) -> &Signature {
        &self.0
    }

    fn run(&mut self, inputs: Vec<(&str, Tensor)>) -> Ran {
        assert_eq!(inputs.len(), 1);
        (self.1)(&inputs[0].1)
    }
}

pub fn engine(run: impl FnMut(&Tensor) -> Ran + Send + 'static) -> Box<dyn Engine> {
    Box::new(Computed(Signature::default(), run))
}

pub fn f32s(name: &str, shape: &[usize], values: Vec<f32>) -> (String, Tensor) {
    (name.to_owned(), Tensor::F32(Array::from_shape_vec(IxDyn(shape), values).unwrap()))
}

/// A card with what a runner needs; `extra` are further fields.
pub fn card(extra: &str) -> Card {
    Card::from_json(
        &format!(
            r#"{{"id": "model-x", "specialist": "x", "title": "X", "licence": "MIT", "sources": [], "files": [], {extra}}}"#
        ),
        "model-x.json",
    )
    .unwrap()
}

pub fn source() -> Source {
    Source::Specialist {
        id: "x".to_owned(),
        model: "model-x".to_owned(),
        card_hash: "00".to_owned(),
    }
}

pub fn scene(size: Size) -> Scene {
    Scene::new(ImageInfo { path: "x.png".to_owned(), sha256: "00".to_owned(), size })
}

/// Adds a region whose category is asserted; its id is its place in the order of adding.
pub fn add_region(scene: &mut Scene, label: &str, bbox: [f32; 4]) -> RegionId {
    let id = RegionId(scene.regions.len() as u32);
    let mut region = Region::new(id, BBox::from(bbox), 0.9);
    let value = Value::Word(label.to_owned());
    region.attributes.insert(
        AttributeKind::Label,
        Attribute::single(AttributeKind::Label, Source::rule("test"), value, 0.9),
    );
    scene.regions.insert(id, region);
    id
}

/// Lets a specialist look at a picture with what is known.
pub fn look(specialist: &mut dyn Specialist, picture: &Picture, scene: &Scene) -> Vec<Finding> {
    let (rules, mut trace) = (Rules::default(), Trace::default());
    let mut look =
        Look { picture, path: Path::new("x.png"), scene, rules: &rules, trace: &mut trace };
    specialist.look(&mut look).unwrap()
}

/// A picture made pixel by pixel.
pub fn painted(size: Size, colour: impl Fn(u32, u32) -> [u8; 3]) -> Picture {
    let rgba = (0..size.width * size.height)
        .flat_map(|i| {
            let [r, g, b] = colour(i % size.width, i / size.width);
            [r, g, b, 255]
        })
        .collect();
    Picture::new(size, rgba).unwrap()
}
