//! Figures with their 95 % confidence intervals: shares by Wilson's score interval, means by the normal one.

use serde::Serialize;

/// Of the standard normal distribution: 95 % lies within ± this.
const Z: f64 = 1.959_963_984_540_054;

/// A share or a mean, how sure it is, and over how many.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    pub value: f64,
    /// The interval's ends.
    pub low: f64,
    pub high: f64,
    pub n: usize,
}

/// The share `hits / n` with Wilson's score interval (E. B. Wilson 1927): it stays within 0..1 and is right for few
/// observations and for shares near 0 and 1. `None` for `n` = 0.
pub fn share(hits: usize, n: usize) -> Option<Estimate> {
    share_within(hits, n, Z)
}

/// As [`share`], with an interval of so many standard errors on either side.
pub fn share_within(hits: usize, n: usize, errors: f64) -> Option<Estimate> {
    if n == 0 {
        return None;
    }
    let (z, count, p) = (errors, n as f64, hits as f64 / n as f64);
    let scale = 1.0 + z * z / count;
    let center = (p + z * z / (2.0 * count)) / scale;
    let half = z / scale * (p * (1.0 - p) / count + z * z / (4.0 * count * count)).sqrt();
    // At 0 and 1 the ends are exact; rounding must not put the value outside its own interval.
    let (low, high) = ((center - half).clamp(0.0, p), (center + half).clamp(p, 1.0));
    Some(Estimate { value: p, low, high, n })
}

/// The mean of counts with its normal interval, ± 1.96 standard errors, cut at 0, below which no count lies; of one value
/// the interval is the value. `None` where there is none.
pub fn mean_count(values: impl Iterator<Item = f64> + Clone) -> Option<Estimate> {
    let n = values.clone().count();
    if n == 0 {
        return None;
    }
    let count = n as f64;
    let mean = values.clone().sum::<f64>() / count;
    let squares: f64 = values.map(|v| (v - mean).powi(2)).sum();
    let variance = if n > 1 { squares / (count - 1.0) } else { 0.0 };
    let half = Z * (variance / count).sqrt();
    Some(Estimate { value: mean, low: (mean - half).max(0.0), high: mean + half, n })
}
