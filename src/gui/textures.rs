//! Pictures on the graphics card: the photograph, its depth map in colours, thumbnails. Made when they come, dropped when
//! no longer shown, so that memory stays flat.

use crate::app::State;
use crate::app::view::DepthColours;
use crate::pipeline::pictures::ShownPicture;
use crate::project::ImageId;
use crate::specialists::DepthMap;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// Thumbnails that are kept: three screens full of them.
const MOST_THUMBNAILS: usize = 400;

/// Everything that is on the graphics card.
#[derive(Default)]
pub struct Textures {
    photograph: Option<Photograph>,
    depth: Option<(ImageId, DepthColours, u64, TextureHandle)>,
    thumbnails: HashMap<ImageId, Option<TextureHandle>>,
    /// The order in which thumbnails came, the oldest first.
    order: VecDeque<ImageId>,
    /// Images whose thumbnails were looked for in this frame and are not there.
    wanted: RefCell<Vec<ImageId>>,
    asked: HashSet<ImageId>,
}

/// The photograph on screen.
pub struct Photograph {
    pub image: ImageId,
    pub picture: Arc<ShownPicture>,
    /// At the size for the screen.
    pub texture: TextureHandle,
    /// Every pixel, once somebody zooms in so far.
    full: RefCell<Option<TextureHandle>>,
}

impl Photograph {
    /// The texture that has enough pixels for this zoom (screen pixels per image pixel).
    pub fn texture_for(&self, zoom: f32, ctx: &Context) -> TextureHandle {
        let width = self.picture.full.size.width as f32;
        let reduced = self.texture.size()[0] as f32 / width.max(1.0);
        let most = ctx.input(|i| i.max_texture_side);
        let side = self.picture.full.size.width.max(self.picture.full.size.height) as usize;
        if zoom <= reduced || reduced >= 1.0 || side > most {
            return self.texture.clone();
        }
        let mut full = self.full.borrow_mut();
        full.get_or_insert_with(|| {
            let image = image(&self.picture.full);
            ctx.load_texture("photograph, whole", image, near())
        })
        .clone()
    }
}

/// Smooth when reduced, whole pixels when enlarged: annotators count pixels.
fn near() -> TextureOptions {
    TextureOptions { magnification: egui::TextureFilter::Nearest, ..TextureOptions::LINEAR }
}

/// A picture as egui takes it.
pub fn image(picture: &crate::inference::Picture) -> ColorImage {
    let size = [picture.size.width as usize, picture.size.height as usize];
    ColorImage::from_rgba_premultiplied(size, &picture.rgba)
}

impl Textures {
    /// The photograph of an image, where it is the one on screen.
    pub fn photograph(&self, id: ImageId) -> Option<&Photograph> {
        self.photograph.as_ref().filter(|p| p.image == id)
    }

    /// Takes the photograph of the image on screen.
    pub fn set_photograph(&mut self, ctx: &Context, id: ImageId, picture: Arc<ShownPicture>) {
        if self.photograph(id).is_some_and(|p| Arc::ptr_eq(&p.picture, &picture)) {
            return;
        }
        let texture = ctx.load_texture("photograph", image(picture.display()), near());
        self.photograph =
            Some(Photograph { image: id, picture, texture, full: RefCell::default() });
    }

    /// The depth map on screen in colours; `None` until it was made.
    pub fn depth(&self) -> Option<&TextureHandle> {
        self.depth.as_ref().map(|(_, _, _, texture)| texture)
    }

    /// Makes the depth map's colours where map or colours changed.
    pub fn keep_depth(&mut self, ctx: &Context, state: &State) {
        let open = state.open.as_ref();
        let map = open.and_then(|o| Some((o.id, o.depth_map.as_ref()?)));
        let Some((id, map)) = map else {
            self.depth = None;
            return;
        };
        let colours = state.view.depth_colours;
        let stamp = Arc::as_ptr(map) as u64;
        let is_same = |(i, c, s, _): &(ImageId, DepthColours, u64, TextureHandle)| {
            *i == id && *c == colours && *s == stamp
        };
        if !self.depth.as_ref().is_some_and(is_same) {
            let texture =
                ctx.load_texture("depth", in_colours(map, colours), TextureOptions::LINEAR);
            self.depth = Some((id, colours, stamp, texture));
        }
    }

    /// A thumbnail; where it is not there yet it is asked for. `Some(None)`: there can be none.
    pub fn thumbnail(&self, id: ImageId) -> Option<Option<&TextureHandle>> {
        let known = self.thumbnails.get(&id).map(Option::as_ref);
        if known.is_none() {
            self.wanted.borrow_mut().push(id);
        }
        known
    }

    /// Takes a thumbnail; `None` where there can be none.
    pub fn set_thumbnail(&mut self, ctx: &Context, id: ImageId, jpeg: Option<&[u8]>) {
        let decoded = jpeg.and_then(|bytes| {
            // A thumbnail that is no picture is shown as none: the photograph itself says more when it is opened.
            crate::inference::Picture::from_bytes(bytes, "thumbnail").ok()
        });
        let texture = decoded
            .map(|o| ctx.load_texture("thumbnail", image(&o.picture), TextureOptions::LINEAR));
        if self.thumbnails.insert(id, texture).is_none() {
            self.order.push_back(id);
        }
        while self.order.len() > MOST_THUMBNAILS {
            if let Some(oldest) = self.order.pop_front() {
                self.thumbnails.remove(&oldest);
                self.asked.remove(&oldest);
            }
        }
    }

    /// Thumbnails that this frame looked for in vain, where they differ from what was asked for already.
    pub fn take_wanted(&mut self) -> Option<Vec<ImageId>> {
        let wanted = self.wanted.take();
        let ids: HashSet<ImageId> = wanted.iter().copied().collect();
        if ids.is_subset(&self.asked) {
            return None;
        }
        self.asked = ids;
        Some(wanted)
    }

    /// Forgets everything: another project is open.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Nearness in colours, opaque; the canvas makes it as transparent as the user wants.
fn in_colours(map: &DepthMap, colours: DepthColours) -> ColorImage {
    let pixels = map.nearness.iter().map(|n| colour_of(n.to_f32(), colours)).collect();
    ColorImage::new([map.width, map.height], pixels)
}

/// The colour of a nearness (0 far, 1 near).
pub fn colour_of(nearness: f32, colours: DepthColours) -> egui::Color32 {
    let at = f64::from(nearness.clamp(0.0, 1.0));
    let gradient = match colours {
        DepthColours::Grey => return egui::Color32::from_gray((at * 255.0) as u8),
        DepthColours::Turbo => colorous::TURBO,
        DepthColours::Viridis => colorous::VIRIDIS,
    };
    let colorous::Color { r, g, b } = gradient.eval_continuous(at);
    egui::Color32::from_rgb(r, g, b)
}
