//! How a long fetch tells what it does; the command line shows bars or lines.

/// Told of steps; steps run at the same time, each under its own name.
pub trait Progress: Sync {
    /// A step begins; `total` bytes where that is known.
    fn begin(&self, step: &str, total: Option<u64>);
    /// `done` bytes of the step are done.
    fn advance(&self, step: &str, done: u64);
    /// The step is over, well or not: `outcome` says how.
    fn end(&self, step: &str, outcome: &str);

    /// Whether whoever waits wants no more of it: asked many times a second. What is whole by then is kept, a download
    /// that was cut is resumed by the next fetch.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _step: &str, _total: Option<u64>) {}
    fn advance(&self, _step: &str, _done: u64) {}
    fn end(&self, _step: &str, _outcome: &str) {}
}
