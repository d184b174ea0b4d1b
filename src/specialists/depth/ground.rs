//! The ground plane that the known things of a picture stand on.
//!
//! A pinhole camera at height H over level ground sees what touches the ground in row y at
//! `q = (y − horizon) / H` pixels per metre, so things of known size R and box height h, with q = h / R, lie on one
//! line in y (Hoiem, Efros, Hebert: Putting Objects in Perspective, CVPR 2006). The line is fitted to them by
//! weighted least squares, with what is usual of cameras as two more observations, and robustly, since some boxes
//! are wrong. Rows and q are in units of the image's height.

/// A usual camera over one kind of ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Height over the ground in metres.
    pub height: f32,
    /// Its standard deviation as a share.
    pub height_spread: f32,
    /// Row of the horizon.
    pub horizon: f32,
    pub horizon_spread: f32,
}

/// A person's eye or chest height, looking about level.
pub const STANDING: Camera =
    Camera { height: 1.5, height_spread: 0.4, horizon: 0.42, horizon_spread: 0.15 };

/// Over a table, looking down: the horizon lies above the picture more often than in it.
pub const OVER_A_TABLE: Camera =
    Camera { height: 0.4, height_spread: 0.5, horizon: 0.0, horizon_spread: 0.4 };

/// A thing of known size on the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contact {
    /// Row of the box's lower end.
    pub row: f32,
    /// Pixels (image heights) per metre at the thing.
    pub q: f32,
    /// Relative standard deviation of `q`.
    pub spread: f32,
}

/// `q = slope × row + offset`, below the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    pub slope: f32,
    pub offset: f32,
    /// Relative standard deviation of q read from the ground.
    pub spread: f32,
}

/// Relative deviation of q read from a usual camera's ground, with nothing in the picture to support it.
const UNSUPPORTED_SPREAD: f32 = 0.6;

/// Deviation that remains even where all things agree: ground is seldom level, boxes seldom end at the contact.
const LEAST_SPREAD: f32 = 0.22;

/// Things further than this many deviations from the line pull no more than one at this distance.
const ROBUST: f32 = 2.0;

impl Ground {
    /// The most probable ground under these contacts, starting from a usual camera.
    pub fn fitted(contacts: &[Contact], camera: Camera) -> Self {
        let (slope, offset) = (1.0 / camera.height, -camera.horizon / camera.height);
        let mut ground = Ground { slope, offset, spread: UNSUPPORTED_SPREAD };
        for _ in 0..8 {
            ground = ground.refitted(contacts, camera);
        }
        ground.spread = ground.residual_spread(contacts);
        ground
    }

    /// Pixels (image heights) per metre at this row; 0 at and above the horizon.
    pub fn q(&self, row: f32) -> f32 {
        (self.slope * row + self.offset).max(0.0)
    }

    /// One round of iteratively reweighted least squares.
    fn refitted(self, contacts: &[Contact], camera: Camera) -> Self {
        let mut equations = Normal::default();
        let usual = 1.0 / camera.height;
        equations.add(1.0, 0.0, usual, usual * camera.height_spread);
        equations.add(camera.horizon, 1.0, 0.0, self.slope.abs() * camera.horizon_spread);
        for contact in contacts {
            let deviation = contact.q * contact.spread;
            let off = (contact.q - self.slope * contact.row - self.offset).abs() / deviation;
            let loosened = (off / ROBUST).max(1.0).sqrt();
            equations.add(contact.row, 1.0, contact.q, deviation * loosened);
        }
        match equations.solved() {
            // Ground rises towards the camera: where boxes say otherwise they do not stand on one plane.
            Some((slope, offset)) if slope > 0.1 * usual => Ground { slope, offset, ..self },
            _ => self,
        }
    }

    /// How far the ground's q may be off: by what the things on it disagree, and by how few they are.
    fn residual_spread(&self, contacts: &[Contact]) -> f32 {
        let mut off: Vec<f32> = contacts
            .iter()
            .map(|c| if self.q(c.row) > 0.0 { (c.q / self.q(c.row)).ln().abs() } else { 1.0 })
            .collect();
        if off.len() < 2 {
            return UNSUPPORTED_SPREAD * if off.is_empty() { 1.0 } else { 0.75 };
        }
        off.sort_by(f32::total_cmp);
        // The median deviation, as a standard deviation of a normal distribution.
        let typical = off.get(off.len() / 2).copied().unwrap_or(1.0) * 1.48;
        typical.clamp(LEAST_SPREAD, UNSUPPORTED_SPREAD)
    }
}

/// Normal equations of a weighted line fit.
#[derive(Default)]
struct Normal {
    xx: f64,
    xc: f64,
    cc: f64,
    xz: f64,
    cz: f64,
}

impl Normal {
    /// Adds the observation `x × slope + c × offset = z`, known to `deviation`.
    fn add(&mut self, x: f32, c: f32, z: f32, deviation: f32) {
        let weight = 1.0 / f64::from(deviation.max(1e-6)).powi(2);
        let (x, c, z) = (f64::from(x), f64::from(c), f64::from(z));
        self.xx += weight * x * x;
        self.xc += weight * x * c;
        self.cc += weight * c * c;
        self.xz += weight * x * z;
        self.cz += weight * c * z;
    }

    fn solved(&self) -> Option<(f32, f32)> {
        let determinant = self.xx * self.cc - self.xc * self.xc;
        if determinant.abs() < 1e-12 {
            return None;
        }
        let slope = (self.xz * self.cc - self.cz * self.xc) / determinant;
        let offset = (self.cz * self.xx - self.xz * self.xc) / determinant;
        Some((slope as f32, offset as f32))
    }
}
