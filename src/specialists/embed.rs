//! The classifier's network, loaded once and shared by all who look through it: the classifier of crops, the windows and
//! the gallery. What it saw in the current image is remembered, so that a crop is run once whoever asks.

use super::specialist::{SpecialistError, Trace};
use crate::domain::{BBox, Size};
use crate::inference::postprocess::{are_probabilities, softmax};
use crate::inference::preprocess::{ImageFromInput, input_size, prepare_parts};
use crate::inference::{Engine, EngineError, Picture, Tensor};
use crate::models::{Card, CardInput, Resize};
use ndarray::{ArrayView, Axis, IxDyn};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Crops that run at once. On a processor each costs more in company, since what is between the layers no longer fits its
/// caches: 11.5 ms alone, 12.3 of two, 13.5 of four, 15.8 of eight, and 25 MiB for each.
const BATCH: usize = 1;

/// A region is cut with this share of its sides around it, so that the outline is seen.
const MARGIN: f32 = 0.08;

/// A run's outputs, by name.
type Outputs = Vec<(String, Tensor)>;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum View {
    /// The whole picture, brought to the input as the card says.
    Whole,
    /// A region's box in image pixels: with a margin, stretched to the input.
    Region(BBox),
    /// A window in image pixels: as it is, stretched to the input.
    Window(BBox),
}

/// What the network says of one view.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// One per class, summing to 1.
    pub probabilities: Vec<f32>,
    /// The layer before the classes (EfficientNet-Lite2: 1280 values, none negative), for comparing pictures by cosine;
    /// empty where the model gives none.
    pub feature: Vec<f32>,
}

/// The classes that one view shows most, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Activation {
    /// Index of the class.
    pub class: usize,
    /// Its probability.
    pub score: f32,
    /// How strongly each cell of the last feature map speaks for the class (class activation map: Zhou et al., CVPR 2016);
    /// row-major, any scale.
    pub map: Vec<f32>,
    /// Width and height of `map` in cells.
    pub cells: (usize, usize),
}

/// The network behind a lock: clones share it.
#[derive(Clone)]
pub struct SharedEmbedder(Arc<Mutex<Embedder>>);

struct Embedder {
    card: Card,
    input: CardInput,
    size: Size,
    engine: Box<dyn Engine>,
    /// SHA-256 of the image that `seen` is about.
    image: String,
    seen: Vec<(View, Arc<Seen>)>,
}

impl SharedEmbedder {
    /// The card's outputs are, in this order: probabilities or logits `[N, classes]`, and where the model gives them
    /// features `[N, d]`, the best classes `[N, k]` (i64) and their activation maps `[N, k, rows, columns]`.
    ///
    /// # Errors
    /// Where the card has no picture input of a fixed size, or no output.
    pub fn new(card: Card, engine: Box<dyn Engine>) -> Result<Self, SpecialistError> {
        let refuse = |what: &str| SpecialistError::Unexpected(format!("card {}: {what}", card.id));
        let Some(input) = card.inputs.iter().find(|i| i.layout.is_some()).cloned() else {
            return Err(refuse("a classifier needs an input with a layout"));
        };
        if card.outputs.is_empty() {
            return Err(refuse("a classifier needs its outputs named, the probabilities first"));
        }
        let size = input_size(&input)?;
        let (image, seen) = (String::new(), Vec::new());
        Ok(Self(Arc::new(Mutex::new(Embedder { card, input, size, engine, image, seen }))))
    }

    /// What the network says of each view, in their order. `image` is the SHA-256 of the picture's file: views of one image
    /// that were seen before are not run again.
    ///
    /// # Errors
    /// Where a view lies outside the picture, the model fails, or gives other outputs than its card names.
    pub fn see(
        &self,
        picture: &Picture,
        image: &str,
        views: &[View],
        trace: &mut Trace,
    ) -> Result<Vec<Arc<Seen>>, SpecialistError> {
        let mut embedder = self.lock();
        if embedder.image != image {
            embedder.seen.clear();
            image.clone_into(&mut embedder.image);
        }
        let (whole, parts): (Vec<View>, Vec<View>) = views
            .iter()
            .filter(|v| embedder.remembered(v).is_none())
            .partition(|v| matches!(v, View::Whole));
        for batch in whole.chunks(BATCH).chain(parts.chunks(BATCH)) {
            let seen = embedder.see_batch(picture, batch, trace)?;
            embedder.seen.extend(batch.iter().copied().zip(seen.into_iter().map(Arc::new)));
        }
        Ok(views.iter().filter_map(|v| embedder.remembered(v)).collect())
    }

    /// For each view its most probable classes, best first, with their activation maps, and the way back into the image
    /// from pixels of the input.
    ///
    /// # Errors
    /// As [`SharedEmbedder::see`], and where the model gives no activation maps.
    pub fn activations(
        &self,
        picture: &Picture,
        views: &[View],
        trace: &mut Trace,
    ) -> Result<Vec<(Vec<Activation>, ImageFromInput)>, SpecialistError> {
        let mut embedder = self.lock();
        let mut all = Vec::with_capacity(views.len());
        for batch in views.chunks(BATCH) {
            all.extend(embedder.activations_of_batch(picture, batch, trace)?);
        }
        Ok(all)
    }

    /// Forgets what was seen, so that the next look runs the model.
    pub fn forget(&self) {
        self.lock().seen.clear();
    }

    /// Width and height of the model's input in pixels.
    pub fn input_size(&self) -> Size {
        self.lock().size
    }

    fn lock(&self) -> MutexGuard<'_, Embedder> {
        // A panic elsewhere leaves nothing half-done here that a next run would not overwrite.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Embedder {
    fn remembered(&self, view: &View) -> Option<Arc<Seen>> {
        self.seen.iter().find(|(v, _)| v == view).map(|(_, seen)| Arc::clone(seen))
    }

    fn see_batch(
        &mut self,
        picture: &Picture,
        views: &[View],
        trace: &mut Trace,
    ) -> Result<Vec<Seen>, SpecialistError> {
        let (outputs, _) = self.run(picture, views, &[0, 1], trace)?;
        let begun = Instant::now();
        let classes = self.output(&outputs, 0, views.len())?;
        let features: Option<ArrayView<'_, f32, IxDyn>> = if self.card.outputs.len() > 1 {
            Some(self.output(&outputs, 1, views.len())?)
        } else {
            None
        };
        let seen = classes
            .axis_iter(Axis(0))
            .enumerate()
            .map(|(i, classes)| Seen {
                probabilities: probabilities(classes.iter().copied().collect()),
                feature: features
                    .as_ref()
                    .map_or_else(Vec::new, |f| f.index_axis(Axis(0), i).iter().copied().collect()),
            })
            .collect();
        trace.postprocess += begun.elapsed();
        Ok(seen)
    }

    fn activations_of_batch(
        &mut self,
        picture: &Picture,
        views: &[View],
        trace: &mut Trace,
    ) -> Result<Vec<(Vec<Activation>, ImageFromInput)>, SpecialistError> {
        let (outputs, ways_back) = self.run(picture, views, &[0, 2, 3], trace)?;
        let begun = Instant::now();
        let classes = self.output(&outputs, 0, views.len())?;
        let maps = self.output(&outputs, 3, views.len())?;
        let top = match self.named(&outputs, 2)? {
            Tensor::I64(top) if top.ndim() == 2 && top.shape().first() == Some(&views.len()) => top,
            _ => return Err(self.missing(2).into()),
        };
        let &[_, _, rows, columns] = maps.shape() else { return Err(self.missing(3).into()) };
        let mut all = Vec::with_capacity(views.len());
        for (i, way_back) in ways_back.into_iter().enumerate() {
            let probabilities =
                probabilities(classes.index_axis(Axis(0), i).iter().copied().collect());
            let activations = top
                .index_axis(Axis(0), i)
                .iter()
                .zip(maps.index_axis(Axis(0), i).axis_iter(Axis(0)))
                .filter_map(|(class, map)| {
                    let class = usize::try_from(*class).ok()?;
                    let score = *probabilities.get(class)?;
                    let map = map.iter().copied().collect();
                    Some(Activation { class, score, map, cells: (columns, rows) })
                })
                .collect();
            all.push((activations, way_back));
        }
        trace.postprocess += begun.elapsed();
        Ok(all)
    }

    fn run(
        &mut self,
        picture: &Picture,
        views: &[View],
        wanted_places: &[usize],
        trace: &mut Trace,
    ) -> Result<(Outputs, Vec<ImageFromInput>), SpecialistError> {
        let begun = Instant::now();
        let parts: Vec<BBox> = views
            .iter()
            .map(|view| match view {
                View::Whole => picture.size.bounds(),
                View::Region(bbox) => bbox.widened(MARGIN),
                View::Window(bbox) => *bbox,
            })
            .collect();
        // The callers keep whole views and cut ones apart.
        let input = match views.first() {
            Some(View::Whole) => self.input.clone(),
            _ => CardInput { resize: Resize::Stretch, ..self.input.clone() },
        };
        let prepared = prepare_parts(picture, &parts, &input, self.size)?;
        let prepared_at = Instant::now();
        let wanted: Vec<&str> = wanted_places
            .iter()
            .filter_map(|place| self.card.outputs.get(*place))
            .map(|output| output.name.as_str())
            .collect();
        let outputs =
            self.engine.run_for(vec![(self.input.name.as_str(), prepared.tensor)], &wanted)?;
        trace.preprocess += prepared_at - begun;
        trace.run += prepared_at.elapsed();
        trace.runs += 1;
        Ok((outputs, prepared.image_from_input))
    }

    /// The output at `place` of the card's list, as f32 with `batch` rows.
    fn output<'a>(
        &self,
        outputs: &'a [(String, Tensor)],
        place: usize,
        batch: usize,
    ) -> Result<ArrayView<'a, f32, IxDyn>, EngineError> {
        self.named(outputs, place)?
            .as_f32()
            .filter(|a| a.ndim() > 1 && a.shape().first() == Some(&batch))
            .map(|a| a.view())
            .ok_or_else(|| self.missing(place))
    }

    fn named<'a>(
        &self,
        outputs: &'a [(String, Tensor)],
        place: usize,
    ) -> Result<&'a Tensor, EngineError> {
        let name = self.card.outputs.get(place).map(|o| o.name.as_str());
        outputs
            .iter()
            .find(|(n, _)| Some(n.as_str()) == name)
            .map(|(_, tensor)| tensor)
            .ok_or_else(|| self.missing(place))
    }

    fn missing(&self, place: usize) -> EngineError {
        let what = [
            "probabilities [N, classes]",
            "features [N, d]",
            "best classes [N, k]",
            "activation maps [N, k, h, w]",
        ];
        EngineError::Output {
            model: self.card.id.clone(),
            what: what.get(place).copied().unwrap_or("such output").to_owned(),
        }
    }
}

/// As they are, or by softmax where the model gives logits.
fn probabilities(values: Vec<f32>) -> Vec<f32> {
    if are_probabilities(&values) { values } else { softmax(&values) }
}
