//! How long relations take to derive: 500 regions are meant to stay under 20 ms.

use dce::domain::{
    Attribute, AttributeKind, BBox, ImageInfo, Region, RegionId, Rules, Scene, Size, Source, Value,
};

fn main() {
    divan::main();
}

/// `count` regions of `labels` labels, scattered by a fixed sequence, with depths.
fn scattered(count: u32, labels: u32) -> Scene {
    let image = ImageInfo {
        path: String::new(),
        sha256: String::new(),
        size: Size { width: 4000, height: 3000 },
    };
    let mut scene = Scene::new(image);
    for i in 0..count {
        let share = |salt: u32| {
            (i.wrapping_mul(2_654_435_761).wrapping_add(salt) >> 8) as f32 / 16_777_216.0
        };
        let (x, y) = (share(1) * 3800.0, share(77_777_777) * 2800.0);
        let side = 40.0 + share(3_333_333_333) * 300.0;
        let mut region = Region::new(RegionId(i), BBox::new(x, y, x + side, y + side), 0.9);
        let name = format!("thing {}", i % labels);
        let said = [
            (AttributeKind::Label, Value::Word(name)),
            (AttributeKind::Depth, Value::Number(share(987_654_321))),
        ];
        for (kind, value) in said {
            let attribute = Attribute::single(kind, Source::rule("bench"), value, 0.9);
            region.attributes.insert(kind, attribute);
        }
        scene.regions.insert(region.id, region);
    }
    scene
}

/// The worst case: every region of its own label and salient.
#[divan::bench(args = [30, 100, 500])]
fn derive(bencher: divan::Bencher<'_, '_>, regions: u32) {
    let scene = scattered(regions, regions);
    let mut rules = Rules::default();
    rules.relations.min_salience = 0.0;
    bencher.bench(|| dce::relations::derive(&scene, &rules));
}
