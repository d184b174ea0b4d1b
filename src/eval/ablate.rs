//! The same photographs named again with one rule or one kind of witness switched off: what each is worth.

use crate::domain::{Rules, Scene, Witness, WitnessKind};
use crate::naming::Namer;

/// One way of naming with something left out.
pub struct Ablation {
    pub title: &'static str,
    rules: fn(&mut Rules),
    hears: fn(&Witness) -> bool,
}

/// A region regrouped from the same boxes takes over the crop's reading of the region that it overlaps this much.
const SAME_CROP: f32 = 0.8;

/// The ways, the full set of rules first.
pub const ABLATIONS: &[Ablation] = &[
    Ablation { title: "all rules", rules: |_| {}, hears: |_| true },
    Ablation {
        title: "paper's rule (score > 0.5, class-wise NMS)",
        rules: |r| r.detection.preset = crate::domain::rules::Preset::Paper,
        hears: |_| true,
    },
    Ablation {
        title: "without the bar for lone witnesses",
        rules: |r| {
            r.naming.lone = 0.0;
            r.naming.lone_classifier = 0.0;
            r.naming.together = 0.0;
        },
        hears: |_| true,
    },
    Ablation {
        title: "without the bar for fine names",
        rules: |r| r.naming.fine = 0.0,
        hears: |_| true,
    },
    Ablation {
        title: "without silence of detectors",
        rules: |r| r.naming.silence = false,
        hears: |_| true,
    },
    Ablation {
        title: "without discount of unread classes",
        rules: |r| r.naming.unread = false,
        hears: |_| true,
    },
    Ablation {
        title: "without folding of repeats",
        rules: |r| r.naming.fold_repeats = false,
        hears: |_| true,
    },
    Ablation {
        title: "without the crop classifier",
        rules: |_| {},
        hears: |w| w.kind != WitnessKind::Crop,
    },
    Ablation { title: "without windows", rules: |_| {}, hears: |w| w.kind != WitnessKind::Window },
    Ablation {
        title: "without faces and poses",
        rules: |_| {},
        hears: |w| !matches!(w.kind, WitnessKind::Face | WitnessKind::Pose),
    },
    Ablation {
        title: "detector A alone (nanodet)",
        rules: |_| {},
        hears: |w| w.kind != WitnessKind::Detector || w.source.short() == "nanodet",
    },
    Ablation {
        title: "detector B alone (centernet)",
        rules: |_| {},
        hears: |w| w.kind != WitnessKind::Detector || w.source.short() == "centernet",
    },
];

impl Ablation {
    /// The rules of this way.
    pub fn rules(&self, base: &Rules) -> Rules {
        let mut rules = base.clone();
        (self.rules)(&mut rules);
        rules
    }

    /// The scene grouped and named again from the witnesses that this way hears.
    pub fn rename(&self, namer: &Namer, scene: &Scene, base: &Rules) -> Scene {
        let rules = self.rules(base);
        let mut again = Scene::new(scene.image.clone());
        again.witnesses = scene.witnesses.iter().filter(|w| (self.hears)(w)).cloned().collect();
        let heard = |w: &&Witness| (self.hears)(w);
        let all = || {
            scene.regions.values().flat_map(|r| r.witnesses.iter().chain(&r.repeats)).filter(heard)
        };
        let of_box = |w: &&Witness| matches!(w.kind, WitnessKind::Detector | WitnessKind::Window);
        let boxes: Vec<Witness> = all().filter(of_box).cloned().collect();
        let person_signs = all().any(|w| matches!(w.kind, WitnessKind::Face | WitnessKind::Pose));
        if person_signs {
            again.faces.clone_from(&scene.faces);
            again.poses.clone_from(&scene.poses);
        }
        namer.group(&mut again, boxes, &rules);
        let crops: Vec<&Witness> = all().filter(|w| w.kind == WitnessKind::Crop).collect();
        for region in again.regions.values_mut() {
            let overlap = |w: &&&Witness| w.bbox.iou(&region.bbox);
            let nearest = crops.iter().max_by(|a, b| overlap(a).total_cmp(&overlap(b)));
            region
                .witnesses
                .extend(nearest.filter(|w| overlap(w) >= SAME_CROP).map(|w| (*w).clone()));
        }
        namer.name(&mut again, &rules);
        again
    }
}
