//! A pose and a face read as a body: hands, hips, knees, feet, head and a unit of length for all distances.
//! Pure geometry in pixels of the image (y grows downwards); what was not seen is `None`.

use crate::domain::{BBox, Face, Joint, Point, Pose};

/// Joints below this score are taken as not seen. Lower lets guessed joints of hidden limbs through (false verbs),
/// higher loses hands in motion; MoveNet's guesses on the tuning photographs lie under 0.25.
pub const MIN_JOINT_SCORE: f32 = 0.3;

/// How far fingers reach beyond the wrist, in lengths of the forearm (a hand is about 0.75 of a forearm, its grip half).
const GRIP: f32 = 0.4;

/// A person's height in torso lengths (shoulders to hips), for persons whose torso was not seen.
const TORSOS_PER_HEIGHT: f32 = 3.4;

/// Shoulder width in torso lengths; the torso of a person who bends to the camera is foreshortened, the shoulders not.
const TORSO_PER_SHOULDERS: f32 = 1.2;

/// A hand: the wrist and the place where its grip is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hand {
    pub wrist: Point,
    pub grip: Point,
}

/// Where the head is and how wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    pub center: Point,
    /// Ear to ear, in pixels.
    pub width: f32,
    /// Eyes' height in the image.
    pub eyes_y: f32,
    pub mouth: Point,
}

/// What was seen of one person.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// The person's region.
    pub bbox: BBox,
    pub pose: Option<&'a Pose>,
    pub face: Option<&'a Face>,
}

impl Body<'_> {
    /// A joint that was seen.
    pub fn joint(&self, joint: Joint) -> Option<Point> {
        self.pose.and_then(|p| p.joint(joint, MIN_JOINT_SCORE))
    }

    /// The middle of a left and a right joint, or the one of them that was seen.
    fn middle(&self, left: Joint, right: Joint) -> Option<Point> {
        match (self.joint(left), self.joint(right)) {
            (Some(a), Some(b)) => Some(midpoint(a, b)),
            (one, other) => one.or(other),
        }
    }

    pub fn shoulders(&self) -> Option<Point> {
        self.middle(Joint::LeftShoulder, Joint::RightShoulder)
    }

    pub fn hips(&self) -> Option<Point> {
        self.middle(Joint::LeftHip, Joint::RightHip)
    }

    /// The unit of all distances: a torso length in pixels, from the best that was seen.
    pub fn torso(&self) -> f32 {
        let spine = self.shoulders().zip(self.hips()).map(|(s, h)| s.distance(h));
        let across = self
            .joint(Joint::LeftShoulder)
            .zip(self.joint(Joint::RightShoulder))
            .map(|(l, r)| l.distance(r) * TORSO_PER_SHOULDERS);
        match (spine, across) {
            (None, None) => self.bbox.height() / TORSOS_PER_HEIGHT,
            (spine, across) => spine.unwrap_or(0.0).max(across.unwrap_or(0.0)),
        }
    }

    /// The hands whose wrists were seen.
    pub fn hands(&self) -> impl Iterator<Item = Hand> + '_ {
        let arms = [(Joint::LeftElbow, Joint::LeftWrist), (Joint::RightElbow, Joint::RightWrist)];
        arms.into_iter().filter_map(|(elbow, wrist)| {
            let wrist = self.joint(wrist)?;
            let grip = self.joint(elbow).map_or(wrist, |e| {
                Point::new(wrist.x + GRIP * (wrist.x - e.x), wrist.y + GRIP * (wrist.y - e.y))
            });
            Some(Hand { wrist, grip })
        })
    }

    /// The ankles that were seen.
    pub fn ankles(&self) -> impl Iterator<Item = Point> + '_ {
        [Joint::LeftAnkle, Joint::RightAnkle].into_iter().filter_map(|j| self.joint(j))
    }

    /// The knees that were seen.
    pub fn knees(&self) -> impl Iterator<Item = Point> + '_ {
        [Joint::LeftKnee, Joint::RightKnee].into_iter().filter_map(|j| self.joint(j))
    }

    /// The distance in pixels from the nearest hand to a box; 0 where a hand is in it.
    pub fn hand_gap(&self, to: &BBox) -> Option<f32> {
        self.hands()
            .map(|h| point_gap(h.wrist, to).min(point_gap(h.grip, to)))
            .min_by(f32::total_cmp)
    }

    /// How many hands are within `reach` pixels of a box.
    pub fn hands_at(&self, to: &BBox, reach: f32) -> usize {
        self.hands().filter(|h| point_gap(h.wrist, to).min(point_gap(h.grip, to)) <= reach).count()
    }

    /// The head, from the face where there is one, else from the pose's eyes, ears and nose.
    pub fn head(&self) -> Option<Head> {
        self.face.and_then(head_of_face).or_else(|| self.head_of_pose())
    }

    fn head_of_pose(&self) -> Option<Head> {
        let nose = self.joint(Joint::Nose)?;
        let eyes = self.middle(Joint::LeftEye, Joint::RightEye).unwrap_or(nose);
        let ears = self.joint(Joint::LeftEar).zip(self.joint(Joint::RightEar));
        // Ear to ear is about 0.32 of a torso; a head in profile shows less, so that the torso sets the lower bound.
        let width = ears.map_or(0.0, |(l, r)| l.distance(r)).max(0.3 * self.torso());
        let center = ears.map_or(nose, |(l, r)| midpoint(midpoint(l, r), nose));
        let mouth = Point::new(nose.x, nose.y + (nose.y - eyes.y).max(0.2 * width));
        Some(Head { center, width, eyes_y: eyes.y, mouth })
    }

    /// True where a thigh is raised from the vertical, as of someone who sits or rides: a knee lies less than 0.6
    /// torso below the hips (standing, a thigh is about 0.9). `None` where no knee or no hip was seen.
    pub fn is_seated(&self) -> Option<bool> {
        let hips = self.hips()?;
        let highest_knee = self.knees().map(|k| k.y).min_by(f32::total_cmp)?;
        Some(highest_knee - hips.y < 0.6 * self.torso())
    }
}

/// The distance in pixels from a point to a box; 0 inside.
pub fn point_gap(p: Point, to: &BBox) -> f32 {
    BBox::new(p.x, p.y, p.x, p.y).gap(to)
}

fn midpoint(a: Point, b: Point) -> Point {
    Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0)
}

/// BlazeFace's keypoints: right eye, left eye, nose, mouth, right ear, left ear.
fn head_of_face(face: &Face) -> Option<Head> {
    let [right_eye, left_eye, _, mouth, ..] = face.keypoints[..] else { return None };
    Some(Head {
        center: face.bbox.center(),
        width: face.bbox.width(),
        eyes_y: (right_eye.y + left_eye.y) / 2.0,
        mouth,
    })
}
