//! Draws what egui would give to the graphics card, in memory: enough for snapshots where no card is. Triangles with
//! texture and vertex colours, blended in gamma space as egui's own renderers do.

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::{Harness, TestRenderer};
use image::{Rgba, RgbaImage};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The textures that a harness was given, as they change.
#[derive(Clone, Default)]
pub struct Raster(Rc<RefCell<HashMap<TextureId, ColorImage>>>);

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, parts) in delta.set.drain() {
            for part in parts {
                let ImageData::Color(image) = part.image;
                match (part.pos, textures.get_mut(&id)) {
                    (Some([x, y]), Some(whole)) => patch(whole, &image, x, y),
                    _ => drop(textures.insert(id, (*image).clone())),
                }
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

fn patch(whole: &mut ColorImage, part: &ColorImage, x: usize, y: usize) {
    let ([width, _], [columns, _]) = (whole.size, part.size);
    for (row, line) in part.pixels.chunks(columns.max(1)).enumerate() {
        let from = (y + row) * width + x;
        whole.pixels[from..from + columns].copy_from_slice(line);
    }
}

impl Raster {
    /// The window as it stands, one pixel a point.
    pub fn picture<S>(&self, harness: &Harness<'_, S>) -> RgbaImage {
        let size = harness.ctx.content_rect().size();
        let mut canvas = RgbaImage::new(size.x as u32, size.y as u32);
        let shapes = harness.output().shapes.clone();
        let textures = self.0.borrow();
        for clipped in harness.ctx.tessellate(shapes, 1.0) {
            let Primitive::Mesh(mesh) = &clipped.primitive else { continue };
            if let Some(texture) = textures.get(&mesh.texture_id) {
                draw(&mut canvas, mesh, texture, clipped.clip_rect);
            }
        }
        canvas.pixels_mut().for_each(|p| p.0[3] = 255);
        canvas
    }
}

fn draw(canvas: &mut RgbaImage, mesh: &Mesh, texture: &ColorImage, clip: Rect) {
    for corners in mesh.indices.chunks_exact(3) {
        let [a, b, c] = [0, 1, 2].map(|i| mesh.vertices[corners[i] as usize]);
        let turn = cross(a.pos, b.pos, c.pos);
        if turn != 0.0 {
            // One way round, so that "inside" is on the same side of all edges.
            let corners = if turn > 0.0 { [a, b, c] } else { [a, c, b] };
            triangle(canvas, corners, turn.abs(), texture, clip);
        }
    }
}

fn triangle(
    canvas: &mut RgbaImage,
    [a, b, c]: [Vertex; 3],
    area: f32,
    texture: &ColorImage,
    clip: Rect,
) {
    let clip = clip.intersect(Rect::from_min_max(
        Pos2::ZERO,
        Pos2::new(canvas.width() as f32, canvas.height() as f32),
    ));
    // Areas of one colour, the most of a window, lie on one texel.
    let plain = (a.uv == b.uv && b.uv == c.uv).then(|| texel(texture, a.uv.x, a.uv.y));
    let flat = plain.filter(|_| a.color == b.color && b.color == c.color).map(|texel| {
        let colour = a.color.to_array().map(f32::from);
        [0, 1, 2, 3].map(|i| colour[i] * texel[i] / 255.0)
    });
    let bounds = Rect::from_points(&[a.pos, b.pos, c.pos]).intersect(clip);
    let pixels = |from: f32, to: f32| {
        (from - 0.5).ceil().max(0.0) as u32..(to + 0.5).floor().max(0.0) as u32
    };
    for y in pixels(bounds.top(), bounds.bottom()) {
        for x in pixels(bounds.left(), bounds.right()) {
            let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            let shares = [(b, c), (c, a), (a, b)].map(|(from, to)| cross(from.pos, to.pos, at));
            let edges = [(b, c), (c, a), (a, b)].map(|(from, to)| owns(from.pos, to.pos));
            let is_in = shares.iter().zip(edges).all(|(s, owns)| *s > 0.0 || *s == 0.0 && owns);
            if !is_in || !clip.contains(at) {
                continue;
            }
            let over = flat.unwrap_or_else(|| {
                let [s, t, u] = shares.map(|share| share / area);
                let mixed = |of: fn(&Vertex) -> f32| of(&a) * s + of(&b) * t + of(&c) * u;
                let texel =
                    plain.unwrap_or_else(|| texel(texture, mixed(|v| v.uv.x), mixed(|v| v.uv.y)));
                let [k, l, m] = [a, b, c].map(|v| v.color.to_array().map(f32::from));
                [0, 1, 2, 3].map(|i| (k[i] * s + l[i] * t + m[i] * u) * texel[i] / 255.0)
            });
            let under = canvas.get_pixel(x, y).0;
            let mix = |i: usize| (over[i] + f32::from(under[i]) * (1.0 - over[3] / 255.0)).round();
            canvas.put_pixel(x, y, Rgba([0, 1, 2, 3].map(|i| mix(i).clamp(0.0, 255.0) as u8)));
        }
    }
}

/// Twice the area of a triangle, below zero where its corners go round the other way.
fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Of two triangles that share an edge one owns the pixels on it.
fn owns(from: Pos2, to: Pos2) -> bool {
    to.y < from.y || to.y == from.y && to.x > from.x
}

/// The texture between its four nearest texels, premultiplied, 0..255.
fn texel(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (x - left, y - top);
    let at = |dx: f32, dy: f32| {
        let column = (left + dx).clamp(0.0, width as f32 - 1.0) as usize;
        let row = (top + dy).clamp(0.0, height as f32 - 1.0) as usize;
        let pixel: Color32 = texture.pixels[row * width + column];
        pixel.to_array().map(f32::from)
    };
    let (a, b, c, d) = (at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0), at(1.0, 1.0));
    [0, 1, 2, 3].map(|i| {
        let (above, below) = (a[i] + (b[i] - a[i]) * across, c[i] + (d[i] - c[i]) * across);
        above + (below - above) * down
    })
}
