//! What every part of the canvas draws with: the scene, how it lies in the view, what is lit.

use super::lens::Lens;
use super::lit::Lit;
use super::sheet::{DrawnRegion, Sheet};
use crate::app::Open;
use crate::app::view::{Overlay, View};
use crate::domain::{BBox, RegionId, Scene};
use crate::gui::Shown;
use egui::Rect;

/// One frame of the canvas.
pub struct Page<'a> {
    pub shown: &'a Shown<'a>,
    pub open: &'a Open,
    pub scene: &'a Scene,
    pub sheet: &'a Sheet,
    pub lit: &'a Lit,
    pub lens: Lens,
    /// The canvas in the window.
    pub view: Rect,
    /// A region that is being moved, and where it is just now, in pixels of the image.
    pub moved: Option<(RegionId, BBox)>,
}

impl Page<'_> {
    /// What is shown and how.
    pub fn settings(&self) -> &View {
        &self.shown.state.view
    }

    /// Whether an overlay is on.
    pub fn is_on(&self, overlay: Overlay) -> bool {
        self.settings().overlays.contains(&overlay)
    }

    /// A region's box as it stands, in the window.
    pub fn rect(&self, region: &DrawnRegion) -> Rect {
        match self.moved {
            Some((id, bbox)) if id == region.id => self.lens.box_in_ui(&bbox),
            _ => self.lens.box_in_ui(&region.bbox),
        }
    }

    /// The colour that other things step back to while something is lit.
    pub fn stepped_back(&self, colour: egui::Color32) -> egui::Color32 {
        if self.steps_back() { colour.gamma_multiply(0.5) } else { colour }
    }

    /// Whether what is not lit steps back: something was selected on purpose.
    pub fn steps_back(&self) -> bool {
        self.shown.state.selection.kept.is_some() && self.lit.is_any()
    }
}
