//! The scene and what it is made of: geometry, evidence, attributes, relations, captions, rules.
//! Floor 0: knows nothing of models, pictures, files or windows; imports no other module of the crate.

pub mod attribute;
pub mod caption;
pub mod edit;
pub mod evidence;
pub mod fingerprint;
pub mod geometry;
pub mod history;
pub mod relation;
pub mod rules;
pub mod scene;

pub use attribute::{Attribute, AttributeKind, Ruling};
pub use caption::{Caption, CaptionOrigin, CaptionTarget, FactRef, Mention};
pub use edit::{Edit, EditError};
pub use evidence::{Evidence, Place, Source, Value};
pub use fingerprint::Fingerprint;
pub use geometry::{BBox, Point, Polygon, Size};
pub use history::{History, Step};
pub use relation::{Predicate, Relation, RelationId, RelationKind};
pub use rules::Rules;
pub use scene::{
    DepthInfo, Emotion, Face, ImageInfo, Joint, Keypoint, Pose, Reading, Region, RegionId, Scene,
    TextId, TextLine, Warning, Witness, WitnessKind,
};
