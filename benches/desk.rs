//! What a frame of the window costs: 500 boxes on a photograph of 12 megapixels with all overlays on is meant to stay
//! under 8 ms at the 99th percentile, panel and tessellation together.

#[path = "../tests/it/given.rs"]
mod given;

use dce::app::state::Overlay;
use dce::app::{Action, Item, State, reduce};
use dce::domain::{
    Attribute, AttributeKind, BBox, Emotion, Face, ImageInfo, Joint, Keypoint, Point, Polygon,
    Pose, Region, RegionId, Rules, Scene, Size, Source, TextId, TextLine, Value,
};
use dce::gui::panels::{canvas::canvas_panel, graph::graph_panel};
use dce::gui::theme::Colours;
use dce::gui::{Shown, Textures};
use dce::inference::Picture;
use dce::pipeline::pictures::ShownPicture;
use dce::project::{Found, ImageId, ImageRow, Status};
use egui::{Context, Event, Pos2, RawInput, Rect, Ui, pos2, vec2};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SIZE: Size = Size { width: 4000, height: 3000 };

fn main() {
    for (name, panel) in [("canvas", canvas_panel as Panel), ("graph", graph_panel as Panel)] {
        let mut desk = Desk::new(500, panel);
        let mut times: Vec<Duration> = (0..600).map(|_| desk.frame()).collect();
        times.drain(..20);
        times.sort();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!("{name}, 500 boxes: p50 {:?}, p99 {:?}, most {:?}", at(0.5), at(0.99), at(1.0));
    }
    divan::main();
}

type Panel = fn(&Shown<'_>, &mut Ui) -> Vec<Action>;

#[divan::bench(args = [30, 500])]
fn canvas(bencher: divan::Bencher<'_, '_>, regions: u32) {
    let mut desk = Desk::new(regions, canvas_panel);
    bencher.bench_local(|| desk.frame());
}

#[divan::bench(args = [30, 500])]
fn graph(bencher: divan::Bencher<'_, '_>, regions: u32) {
    let mut desk = Desk::new(regions, graph_panel);
    bencher.bench_local(|| desk.frame());
}

/// A panel in a window of its own, the pointer wandering over it.
struct Desk {
    ctx: Context,
    state: State,
    textures: Textures,
    panel: Panel,
    frames: u32,
}

impl Desk {
    fn new(regions: u32, panel: Panel) -> Self {
        let state = state(regions);
        let (ctx, mut textures) = (Context::default(), Textures::default());
        let info = ImageInfo { path: "bench.jpg".into(), sha256: String::new(), size: SIZE };
        let full = Picture::filled(SIZE, [90, 110, 130]);
        let picture = Arc::new(ShownPicture::new(info, Vec::new(), full, 2048));
        textures.set_photograph(&ctx, ImageId(1), picture);
        Self { ctx, state, textures, panel, frames: 0 }
    }

    /// One frame: the panel, its actions, and the meshes for the graphics card.
    fn frame(&mut self) -> Duration {
        self.frames += 1;
        let turn = self.frames as f32 * 0.11;
        let at = pos2(700.0 + 500.0 * turn.cos(), 450.0 + 300.0 * (turn * 1.3).sin());
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            time: Some(f64::from(self.frames) / 60.0),
            events: vec![Event::PointerMoved(at)],
            ..RawInput::default()
        };
        let colours = Colours::of(self.state.view.theme, true);
        let started = Instant::now();
        let mut actions = Vec::new();
        let mut output = self.ctx.run_ui(input, |ui| {
            let shown = Shown {
                state: &self.state,
                textures: &self.textures,
                colours: &colours,
                asked: None,
            };
            actions = (self.panel)(&shown, ui);
        });
        output.textures_delta.clear();
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        divan::black_box(meshes);
        let took = started.elapsed();
        for action in actions {
            reduce(&mut self.state, action);
        }
        took
    }
}

/// An image with so many regions on screen, all overlays on, one region selected.
fn state(regions: u32) -> State {
    let row = given::row(1, "bench.jpg", Status::ToReview);
    let mut state = given::project(vec![ImageRow { size: Some(SIZE), ..row }]);
    given::answer(&mut state, Some(given::record(related(regions))), Found::AsBefore);
    let mut view = state.view.clone();
    view.overlays = Overlay::ALL.into();
    reduce(&mut state, Action::Show(Box::new(view)));
    reduce(&mut state, Action::Select(Some(Item::Region(RegionId(regions / 2)))));
    state
}

fn related(regions: u32) -> Scene {
    let mut scene = crowd(regions);
    scene.relations = dce::relations::derive(&scene, &Rules::default());
    scene
}

/// A crowd: every third person has a face and a pose, every fifth region a line of text, every fourth is doubtful.
fn crowd(count: u32) -> Scene {
    let image = ImageInfo { path: "bench.jpg".into(), sha256: String::new(), size: SIZE };
    let mut scene = Scene::new(image);
    let labels = ["person", "car", "bus", "traffic light", "dog", "bench", "bicycle"];
    for i in 0..count {
        let (x, y) = ((i * 397 % 3700) as f32, (i * 211 % 2700) as f32);
        let side = 60.0 + (i * 53 % 220) as f32;
        let bbox = BBox::new(x, y, x + side, y + side * 1.2);
        let mut region = Region::new(RegionId(i), bbox, 0.9);
        let score = if i % 4 == 3 { 0.3 } else { 0.9 };
        let label = Value::Word(labels[i as usize % labels.len()].into());
        let kind = AttributeKind::Label;
        let label = Attribute::single(kind, Source::rule("bench"), label, score);
        region.attributes.insert(kind, label);
        scene.regions.insert(region.id, region);
        if i % 3 == 0 {
            marks(&mut scene, RegionId(i), &bbox);
        }
        if i % 5 == 0 {
            line(&mut scene, i, &bbox);
        }
    }
    scene
}

fn marks(scene: &mut Scene, region: RegionId, bbox: &BBox) {
    let middle = bbox.center();
    let side = bbox.width() * 0.3;
    scene.faces.push(Face {
        bbox: BBox::new(middle.x - side / 2.0, bbox.y1, middle.x + side / 2.0, bbox.y1 + side),
        score: 0.9,
        keypoints: vec![middle; 6],
        source: Source::rule("bench"),
        region: Some(region),
        emotions: vec![Emotion { name: "happy".into(), score: 0.7 }],
    });
    let keypoints = Joint::ALL.iter().enumerate().map(|(n, joint)| Keypoint {
        joint: *joint,
        point: Point::new(
            middle.x + (n % 4) as f32 * 9.0,
            bbox.y1 + n as f32 * bbox.height() / 17.0,
        ),
        score: 0.8,
    });
    let keypoints = keypoints.collect();
    let (source, region) = (Source::rule("bench"), Some(region));
    scene.poses.push(Pose { bbox: *bbox, score: 0.9, keypoints, source, region });
}

fn line(scene: &mut Scene, id: u32, bbox: &BBox) {
    let (x, y) = (bbox.x1 + 10.0, bbox.y2 - 30.0);
    let corner = |dx: f32, dy: f32| Point::new(x + dx, y + dy);
    scene.texts.push(TextLine {
        id: TextId(id),
        polygon: Polygon(vec![
            corner(0.0, 0.0),
            corner(60.0, 3.0),
            corner(60.0, 23.0),
            corner(0.0, 20.0),
        ]),
        text: format!("LINE {id}"),
        score: 0.9,
        source: Source::rule("bench"),
        region: Some(RegionId(id)),
        ruling: Default::default(),
    });
}
