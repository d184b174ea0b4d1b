//! How long the embedded fuser takes: a scene of 30 regions is meant to stay under 5 ms, both stages together.

use dce::domain::{
    Attribute, AttributeKind, BBox, ImageInfo, Region, RegionId, Rules, Scene, Size, Source, Value,
};
use dce::{fusion, relations};

fn main() {
    divan::main();
}

/// A street of `count` regions of seven labels, with colours, depths, places and relations.
fn street(count: u32) -> Scene {
    let labels = ["person", "car", "bus", "traffic light", "dog", "bench", "bicycle"];
    let image = ImageInfo {
        path: String::new(),
        sha256: String::new(),
        size: Size { width: 1600, height: 1200 },
    };
    let mut scene = Scene::new(image);
    for i in 0..count {
        let (x, y) = ((i * 397 % 1400) as f32, (i * 211 % 1000) as f32);
        let side = 60.0 + (i * 53 % 200) as f32;
        let mut region = Region::new(RegionId(i), BBox::new(x, y, x + side, y + side), 0.9);
        let said = [
            (AttributeKind::Label, Value::Word(labels[i as usize % labels.len()].into())),
            (AttributeKind::Colour, Value::Word(["red", "blue", "white"][i as usize % 3].into())),
            (
                AttributeKind::Depth,
                Value::Graded { number: (i % 10) as f32 / 10.0, word: "mid".into() },
            ),
        ];
        for (kind, value) in said {
            let attribute = Attribute::single(kind, Source::rule("bench"), value, 0.9);
            region.attributes.insert(kind, attribute);
        }
        scene.regions.insert(region.id, region);
    }
    let rules = Rules::default();
    for (id, kind, evidence) in relations::place::attributes(&scene, &rules) {
        if let Some(region) = scene.regions.get_mut(&id) {
            let attribute = Attribute::unreviewed(kind, vec![evidence]);
            region.attributes.insert(kind, attribute);
        }
    }
    scene.relations = relations::derive(&scene, &rules);
    scene
}

#[divan::bench(args = [5, 30, 100])]
fn fuse(bencher: divan::Bencher<'_, '_>, regions: u32) {
    let scene = street(regions);
    let rules = Rules::default();
    bencher.with_inputs(|| scene.clone()).bench_values(|mut scene| {
        fusion::fuse_embedded(&mut scene, &rules);
        scene
    });
}
