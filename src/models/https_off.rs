//! Stands in for `https` in a build without the feature `http`: a download says so.

use super::error::SourceError;
use std::path::Path;

/// What would be downloaded.
pub(super) struct Request<'a> {
    /// Where it is.
    pub url: &'a str,
    /// Where it would go.
    #[expect(
        dead_code,
        reason = "the fields are those of `https`, and this build reads the address only"
    )]
    pub part: &'a Path,
    #[expect(dead_code, reason = "as above")]
    pub cap_bytes: u64,
    #[expect(dead_code, reason = "as above")]
    pub has_hash: bool,
    #[expect(dead_code, reason = "as above")]
    pub plain_http: bool,
}

/// # Errors
/// Always: this build opens no connection.
pub(super) fn download(
    request: &Request<'_>,
    _progress: &mut dyn FnMut(u64) -> bool,
) -> Result<(), SourceError> {
    Err(SourceError::Url {
        url: request.url.to_owned(),
        message: "this build of dce fetches nothing by itself: build it with the feature `http`, or download the file and use `dce models import`".to_owned(),
    })
}
