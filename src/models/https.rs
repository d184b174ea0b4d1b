//! One file over https: resumed where it was cut, capped in length, redirected a few times at most. No other file names
//! reqwest.

use super::error::SourceError;
use crate::disk;
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::header::{CONTENT_RANGE, ETAG, HeaderMap, IF_RANGE, LAST_MODIFIED, RANGE};
use reqwest::redirect::Policy;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Release downloads redirect once or twice; more is a loop or a maze.
const MAX_REDIRECTS: usize = 5;
/// How often a download that was cut is resumed before it fails; a next run resumes again.
const ATTEMPTS: usize = 4;
/// A server that says nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(60);

/// What to download.
pub(super) struct Request<'a> {
    /// Where it is.
    pub url: &'a str,
    /// Where it goes; what is there already is resumed.
    pub part: &'a Path,
    /// A longer file is refused.
    pub cap_bytes: u64,
    /// Whether the whole will be compared with a known hash: then a resumed file needs no other proof of sameness.
    pub has_hash: bool,
    /// Allow `http:` (tests only).
    pub plain_http: bool,
}

/// Downloads to `request.part`; `progress` is told the bytes that are there, and ends it by answering false.
///
/// # Errors
/// Where the address is no https, the server fails or redirects too often, the file is too long, or `progress` ends it.
/// What arrived stays in `part`, to be resumed.
pub(super) fn download(
    request: &Request<'_>,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<(), SourceError> {
    let client = client(request.plain_http).map_err(|e| fault(request, e))?;
    let mut last = None;
    for _ in 0..ATTEMPTS {
        match attempt(&client, request, progress) {
            Ok(()) => return Ok(()),
            Err(Failure::Final(e)) => return Err(e),
            Err(Failure::Cut(e)) => last = Some(e),
        }
    }
    Err(last.unwrap_or_else(|| fault(request, "no attempt was made")))
}

enum Failure {
    /// The connection broke: worth resuming.
    Cut(SourceError),
    /// Trying again changes nothing.
    Final(SourceError),
}

fn client(plain_http: bool) -> reqwest::Result<Client> {
    // Whoever installs a provider first wins, and any will do: the error only hands ours back.
    drop(rustls::crypto::ring::default_provider().install_default());
    let policy = Policy::custom(|attempt| {
        if attempt.previous().len() > MAX_REDIRECTS {
            attempt.error(format!("more than {MAX_REDIRECTS} redirects"))
        } else {
            attempt.follow()
        }
    });
    Client::builder()
        .https_only(!plain_http)
        .redirect(policy)
        .timeout(SILENCE)
        .user_agent(concat!("dce/", env!("CARGO_PKG_VERSION")))
        .build()
}

fn attempt(
    client: &Client,
    request: &Request<'_>,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<(), Failure> {
    let file_fault = |e| Failure::Final(SourceError::file(request.part)(e));
    let (mut start, validator) = resumable(request).map_err(file_fault)?;
    let mut call = client.get(request.url);
    if start > 0 {
        call = call.header(RANGE, format!("bytes={start}-"));
        if let Some(validator) = &validator {
            call = call.header(IF_RANGE, validator);
        }
    }
    let response = call.send().map_err(|e| sending_failed(request, &e))?;
    match response.status() {
        StatusCode::PARTIAL_CONTENT if starts_at(response.headers(), start) => {}
        StatusCode::OK => start = 0,
        StatusCode::RANGE_NOT_SATISFIABLE if start > 0 => {
            // All of it is there already, or the file became another: only a hash can tell, so begin again.
            fs::remove_file(request.part).map_err(file_fault)?;
            return Err(Failure::Cut(fault(request, "the server has no more of this file")));
        }
        status if status.is_server_error() => {
            return Err(Failure::Cut(fault(request, format!("the server answers {status}"))));
        }
        status => {
            return Err(Failure::Final(fault(request, format!("the server answers {status}"))));
        }
    }
    remember_validator(request, response.headers()).map_err(file_fault)?;
    receive(request, response, start, progress)
}

fn receive(
    request: &Request<'_>,
    mut response: Response,
    start: u64,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<(), Failure> {
    let file_fault = |e| Failure::Final(SourceError::file(request.part)(e));
    let too_long = || {
        Failure::Final(fault(
            request,
            format!("longer than the {} bytes it may have", request.cap_bytes),
        ))
    };
    if response.content_length().is_some_and(|rest| start.saturating_add(rest) > request.cap_bytes)
    {
        return Err(too_long());
    }
    let mut file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(request.part)
        .map_err(file_fault)?;
    file.set_len(start).map_err(file_fault)?;
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).map_err(file_fault)?;
    let mut done = start;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = response.read(&mut buffer).map_err(|e| Failure::Cut(fault(request, e)))?;
        let Some(bytes) = buffer.get(..read).filter(|b| !b.is_empty()) else { break };
        done = done.saturating_add(read as u64);
        if done > request.cap_bytes {
            return Err(too_long());
        }
        file.write_all(bytes).map_err(file_fault)?;
        if !progress(done) {
            return Err(Failure::Final(SourceError::Cancelled { what: request.url.to_owned() }));
        }
    }
    forget_validator(request).map_err(file_fault)
}

/// Connecting may go better next time; a redirect or an address that is refused will not.
fn sending_failed(request: &Request<'_>, error: &reqwest::Error) -> Failure {
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        message = format!("{message}: {inner}");
        cause = inner.source();
    }
    let fault = fault(request, message);
    if error.is_redirect() || error.is_builder() {
        Failure::Final(fault)
    } else {
        Failure::Cut(fault)
    }
}

/// How much is there that may be resumed, and the server's mark for the file it belongs to.
fn resumable(request: &Request<'_>) -> std::io::Result<(u64, Option<String>)> {
    let length = match fs::metadata(request.part) {
        Ok(metadata) => metadata.len(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok((0, None)),
        Err(e) => return Err(e),
    };
    let validator = match fs::read_to_string(validator_path(request)) {
        Ok(text) => Some(text),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        Err(e) => return Err(e),
    };
    // Without a mark, a file that changed in between would be stitched of two; a known hash would show that.
    let start = if validator.is_some() || request.has_hash { length } else { 0 };
    Ok((start, validator))
}

fn remember_validator(request: &Request<'_>, headers: &HeaderMap) -> std::io::Result<()> {
    // A weak ETag does not promise the same bytes.
    let mark = headers
        .get(ETAG)
        .filter(|tag| !tag.as_bytes().starts_with(b"W/"))
        .or_else(|| headers.get(LAST_MODIFIED));
    match mark {
        Some(mark) => disk::write_atomically(&validator_path(request), mark.as_bytes())
            .map_err(std::io::Error::other),
        None => forget_validator(request),
    }
}

fn forget_validator(request: &Request<'_>) -> std::io::Result<()> {
    match fs::remove_file(validator_path(request)) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

fn validator_path(request: &Request<'_>) -> PathBuf {
    request.part.with_extension("etag")
}

/// "bytes 100-199/200" begins where asked.
fn starts_at(headers: &HeaderMap, start: u64) -> bool {
    headers
        .get(CONTENT_RANGE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("bytes "))
        .and_then(|value| value.split('-').next())
        .and_then(|first| first.parse::<u64>().ok())
        == Some(start)
}

fn fault(request: &Request<'_>, message: impl ToString) -> SourceError {
    SourceError::Url { url: request.url.to_owned(), message: message.to_string() }
}
