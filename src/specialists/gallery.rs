//! Fine-grained names from the user's own pictures: regions (or their faces) near a picture of the gallery get its name.
//!
//! A name enters only below its category: a plant's name needs a region that is a plant, a celebrity's one that is a
//! person. Logos are found by picture or by the text read on the region.

use super::embed::{SharedEmbedder, View};
use super::face_descriptor::FaceDescriptor;
use super::faces::Faces;
use super::gallery_index::{Exhibit, GalleryError, GalleryIndex, Nearest, VectorCache, exhibits};
use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage, Trace};
use crate::domain::{
    AttributeKind, BBox, Evidence, Fingerprint, ImageInfo, Place, Region, Rules, Scene, Source,
    Value, Warning,
};
use crate::inference::Picture;
use crate::models::Card;
use crate::naming::Taxonomy;
use crate::naming::fit::is_asserted_person;
use std::path::Path;

/// Cosine of EfficientNet-Lite2 features from which two pictures show the same thing. On 61 photographs, different
/// ones lie under 0.57 (99.9 of 100 pairs), cut or mirrored ones over 0.69 (99 of 100). Lower names lookalikes, higher
/// misses other sides of the thing. Card threshold `gallery`.
const THING_COSINE: f32 = 0.6;
/// The same for faceres descriptors: 99 of 100 pairs of different faces lie under 0.61, one face in other crops over
/// 0.65 (99 of 100). Card threshold `gallery` of the descriptor's card.
const FACE_COSINE: f32 = 0.63;
/// Lead over the second name; lookalikes of one kind (two roses) lie closer together than strangers. Card threshold
/// `gallery_margin`.
const MARGIN: f32 = 0.05;
/// From the threshold to this much above it, confidence grows from 0.6 to 0.95.
const SURE_ABOVE: f32 = 0.25;
/// Regions with a shorter side under this many pixels are left alone.
const MIN_SIDE_PX: f32 = 40.0;

/// The gallery specialist.
pub struct Gallery {
    index: GalleryIndex,
    embedder: SharedEmbedder,
    /// The classifier's card and signature.
    card: Card,
    source: Source,
    descriptor: Option<FaceDescriptor>,
    taxonomy: Taxonomy,
    /// Names of the `logo` folder, to be found in text.
    logo_names: Vec<String>,
    /// Pictures of the gallery that could not be used; told once.
    untold: Vec<Warning>,
}

/// The models that a gallery looks through.
pub struct GalleryModels {
    pub embedder: SharedEmbedder,
    /// The classifier's card, and what its findings are signed with.
    pub card: Card,
    pub source: Source,
    /// For celebrities; `None` leaves that folder unread (celebrities are off unless switched on).
    pub people: Option<(Faces, FaceDescriptor)>,
}

impl Gallery {
    /// Reads the gallery in `folder`; vectors known from an earlier start are taken from `cache`.
    ///
    /// # Errors
    /// Where the folder is no gallery. A picture that cannot be read is left out, with a warning at the first look.
    pub fn open(
        folder: &Path,
        cache: &VectorCache,
        mut models: GalleryModels,
        taxonomy: Taxonomy,
    ) -> Result<Self, GalleryError> {
        let mut index = GalleryIndex::default();
        let mut untold = Vec::new();
        let mut logo_names: Vec<String> = Vec::new();
        for exhibit in exhibits(folder)? {
            if exhibit.kind == AttributeKind::Celebrity && models.people.is_none() {
                continue;
            }
            if exhibit.kind == AttributeKind::Logo && logo_names.last() != Some(&exhibit.name) {
                logo_names.push(exhibit.name.clone());
            }
            match vector(&exhibit, cache, &mut models, &mut untold) {
                Ok(vector) => index.add(exhibit.kind, &exhibit.name, vector),
                Err(message) => untold.push(Warning::SidecarUnusable {
                    path: exhibit.path.display().to_string(),
                    message,
                }),
            }
        }
        let GalleryModels { embedder, card, source, people } = models;
        let descriptor = people.map(|(_, descriptor)| descriptor);
        Ok(Self { index, embedder, card, source, descriptor, taxonomy, logo_names, untold })
    }

    /// The things of one region, by its look.
    fn things(
        &self,
        region: &Region,
        kinds: &[AttributeKind],
        look: &mut Look<'_>,
    ) -> Result<Vec<Finding>, SpecialistError> {
        let sha256 = look.scene.image.sha256.as_str();
        let view = [View::Region(region.bbox)];
        let seen = self.embedder.see(look.picture, sha256, &view, look.trace)?;
        let Some(seen) = seen.first() else { return Ok(Vec::new()) };
        let threshold = self.card.threshold("gallery", THING_COSINE);
        let margin = self.card.threshold("gallery_margin", MARGIN);
        Ok(kinds
            .iter()
            .filter_map(|kind| {
                let nearest = self.index.nearest(*kind, &seen.feature)?;
                named(region, *kind, &nearest, threshold, margin, &self.source)
            })
            .collect())
    }

    /// The celebrity of one person's region, by the face.
    fn celebrity(
        &mut self,
        region: &Region,
        look: &mut Look<'_>,
    ) -> Result<Option<Finding>, SpecialistError> {
        let Some(descriptor) = &mut self.descriptor else { return Ok(None) };
        let faces = look.scene.faces.iter().filter(|f| f.region == Some(region.id));
        let Some(face) = faces.max_by(|a, b| a.score.total_cmp(&b.score)) else {
            return Ok(None);
        };
        let vector = descriptor.describe(look.picture, &face.bbox, look.trace)?;
        let threshold = descriptor.card().threshold("gallery", FACE_COSINE);
        let margin = descriptor.card().threshold("gallery_margin", MARGIN);
        let kind = AttributeKind::Celebrity;
        Ok(self
            .index
            .nearest(kind, &vector)
            .and_then(|n| named(region, kind, &n, threshold, margin, descriptor.source())))
    }
}

impl Specialist for Gallery {
    fn id(&self) -> &str {
        "gallery"
    }

    fn stage(&self) -> Stage {
        Stage::Named
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let mut findings: Vec<Finding> =
            std::mem::take(&mut self.untold).into_iter().map(Finding::Warning).collect();
        let scene = look.scene;
        let all = self.index.kinds();
        for (region, _) in scene.asserted_regions(look.rules.assert) {
            if region.bbox.width().min(region.bbox.height()) < MIN_SIDE_PX {
                continue;
            }
            let (celebrity, kinds): (Vec<_>, Vec<_>) = all
                .iter()
                .copied()
                .filter(|kind| fits(*kind, region, look.rules, &self.taxonomy))
                .partition(|kind| *kind == AttributeKind::Celebrity);
            if !kinds.is_empty() {
                findings.extend(self.things(region, &kinds, look)?);
            }
            if !celebrity.is_empty() {
                findings.extend(self.celebrity(region, look)?);
            }
        }
        findings.extend(logos_in_text(scene, &self.logo_names));
        Ok(findings)
    }
}

/// A picture's vector, from the cache or a model; the message says why there is none.
fn vector(
    exhibit: &Exhibit,
    cache: &VectorCache,
    models: &mut GalleryModels,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<f32>, String> {
    let opened = Picture::open(&exhibit.path).map_err(|e| e.to_string())?;
    let (picture, info) = (&opened.picture, &opened.info);
    let is_face = exhibit.kind == AttributeKind::Celebrity;
    let card = match &models.people {
        Some((_, descriptor)) if is_face => descriptor.card(),
        _ => &models.card,
    };
    let model = Fingerprint::of(card).map_err(|e| e.to_string())?;
    let compute = || -> Result<Vec<f32>, String> {
        let mut trace = Trace::default();
        match &mut models.people {
            Some((faces, descriptor)) if is_face => {
                let face = largest_face(faces, picture, info, &exhibit.path, &mut trace)?;
                descriptor.describe(picture, &face, &mut trace).map_err(|e| e.to_string())
            }
            _ => {
                let view = [View::Region(picture.size.bounds())];
                let seen = models.embedder.see(picture, &info.sha256, &view, &mut trace);
                let seen = seen.map_err(|e| e.to_string())?;
                Ok(seen.first().map(|s| s.feature.clone()).unwrap_or_default())
            }
        }
    };
    let cached = cache.get_or(&info.sha256, &model, compute)?;
    warnings.extend(cached.unwritten.map(|e| Warning::SidecarUnusable {
        path: exhibit.path.display().to_string(),
        message: format!("its description could not be kept: {e}"),
    }));
    if cached.vector.is_empty() {
        return Err("the classifier gives no feature; its card needs a second output".to_owned());
    }
    Ok(cached.vector)
}

/// The largest face of a picture of the gallery.
fn largest_face(
    faces: &mut Faces,
    picture: &Picture,
    info: &ImageInfo,
    path: &Path,
    trace: &mut Trace,
) -> Result<BBox, String> {
    let (scene, rules) = (Scene::new(info.clone()), Rules::default());
    let mut look = Look { picture, path, scene: &scene, rules: &rules, trace };
    let found = faces.look(&mut look).map_err(|e| e.to_string())?;
    found
        .into_iter()
        .filter_map(|f| match f {
            Finding::Face(face) => Some(face.bbox),
            _ => None,
        })
        .max_by(|a, b| a.area().total_cmp(&b.area()))
        .ok_or_else(|| {
            "no face found in it; give a picture with a plain view of the face".to_owned()
        })
}

/// The attribute, where the nearest name is near enough and clearly nearer than the next.
fn named(
    region: &Region,
    kind: AttributeKind,
    nearest: &Nearest,
    threshold: f32,
    margin: f32,
    source: &Source,
) -> Option<Finding> {
    (nearest.cosine >= threshold && nearest.margin >= margin).then(|| Finding::Attribute {
        region: region.id,
        kind,
        evidence: Evidence {
            source: source.clone(),
            value: Value::Word(nearest.name.clone()),
            score: 0.6 + 0.35 * ((nearest.cosine - threshold) / SURE_ABOVE).clamp(0.0, 1.0),
            place: Some(Place::Box(region.bbox)),
        },
    })
}

/// True where a name of this kind may stand below the region's category.
pub fn fits(kind: AttributeKind, region: &Region, rules: &Rules, taxonomy: &Taxonomy) -> bool {
    let label = region.attributes.get(&AttributeKind::Label);
    let Some(value) = label.and_then(|a| a.asserted(rules.assert)) else { return false };
    let node = match value {
        Value::Name { node, .. } => taxonomy.find(node),
        other => taxonomy.lookup(&other.words()),
    };
    let is_of = |kind: AttributeKind| {
        node.is_some_and(|n| taxonomy.line(n).any(|above| taxonomy.node(above).kind == Some(kind)))
    };
    let is_person = is_asserted_person(region, rules.assert);
    let is_alive = is_person || is_of(AttributeKind::Animal);
    match kind {
        AttributeKind::Celebrity => is_person,
        AttributeKind::Logo => !is_alive,
        AttributeKind::Landmark => {
            !is_alive && !is_of(AttributeKind::Food) && !is_of(AttributeKind::Plant)
        }
        kind => is_of(kind),
    }
}

/// Logos of the gallery whose name is a line of text on a region: all letters alike but for one slip in longer names.
pub fn logos_in_text(scene: &Scene, names: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for line in &scene.texts {
        let Some(region) = line.region.filter(|id| scene.regions.contains_key(id)) else {
            continue;
        };
        let Some(name) = names.iter().find(|n| is_same_word(n, &line.text)) else { continue };
        findings.push(Finding::Attribute {
            region,
            kind: AttributeKind::Logo,
            evidence: Evidence {
                source: Source::rule("logo-name-in-text"),
                value: Value::Word(name.clone()),
                // The text may be about the brand rather than its logo.
                score: 0.9 * line.score,
                place: Some(Place::Polygon(line.polygon.clone())),
            },
        });
    }
    findings
}

/// Letters and digits alike, whatever their case; names of at least six allow one letter missing, added or changed.
pub fn is_same_word(name: &str, text: &str) -> bool {
    let plain = |s: &str| -> Vec<char> {
        s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (name, text) = (plain(name), plain(text));
    let slips = usize::from(name.len() >= 6);
    !name.is_empty() && name.len().abs_diff(text.len()) <= slips && edits(&name, &text) <= slips
}

/// Levenshtein distance.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, above) in b.iter().zip(row.iter_mut().skip(1)) {
            let changed = diagonal + usize::from(x != y);
            diagonal = *above;
            left = changed.min(left + 1).min(*above + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}
