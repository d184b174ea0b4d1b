//! Named entries out of packages: wheels (zip), npm packages (tar.gz), Debian packages (tar through dpkg-deb).
//!
//! A package is a stranger's: only the entries asked for are read, only regular files, only up to a size cap, and an
//! entry's own path is never used as a path here.

use super::error::SourceError;
use flate2::read::GzDecoder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// No file of a model is longer: an archive that claims so is damaged or hostile.
pub const CAP_BYTES: u64 = 4 << 30;

/// Writes the entries named in `wanted` as files into the folder `into`, and tells which file holds which entry.
/// The archive's kind is told by its name's end: .whl, .zip, .tgz, .tar.gz, .deb.
///
/// # Errors
/// Where the archive is damaged, lacks an entry, or an entry is no regular file or longer than `cap_bytes`.
pub fn extract(
    archive: &Path,
    wanted: &BTreeSet<String>,
    into: &Path,
    cap_bytes: u64,
) -> Result<BTreeMap<String, PathBuf>, SourceError> {
    let name = archive.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut out = Out { into, cap_bytes, archive: name.clone(), found: BTreeMap::new() };
    match name.rsplit('.').next() {
        Some("whl" | "zip") => zip(archive, wanted, &mut out)?,
        Some("tgz" | "gz") => {
            let file = File::open(archive).map_err(SourceError::file(archive))?;
            tar(GzDecoder::new(BufReader::new(file)), wanted, &mut out)?;
        }
        Some("deb") => deb(archive, wanted, &mut out)?,
        _ => return Err(out.error("not a wheel, a zip, a tar.gz or a Debian package")),
    }
    Ok(out.found)
}

/// Where entries go.
struct Out<'a> {
    into: &'a Path,
    cap_bytes: u64,
    archive: String,
    found: BTreeMap<String, PathBuf>,
}

impl Out<'_> {
    fn error(&self, message: impl ToString) -> SourceError {
        SourceError::Archive { archive: self.archive.clone(), message: message.to_string() }
    }

    fn take(&mut self, entry: &str, reader: &mut dyn Read) -> Result<(), SourceError> {
        let path = self.into.join(format!("entry-{}", self.found.len()));
        let mut file = File::options()
            .create_new(true)
            .write(true)
            .open(&path)
            .map_err(SourceError::file(&path))?;
        // One byte past the cap is read, to tell "as long as" from "longer than".
        let mut capped = reader.take(self.cap_bytes.saturating_add(1));
        let mut buffer = vec![0; 1 << 16];
        let mut written: u64 = 0;
        loop {
            let read = capped.read(&mut buffer).map_err(|e| self.error(format!("{entry}: {e}")))?;
            let Some(part) = buffer.get(..read).filter(|p| !p.is_empty()) else { break };
            file.write_all(part).map_err(SourceError::file(&path))?;
            written = written.saturating_add(read as u64);
        }
        if written > self.cap_bytes {
            return Err(self.error(format!("{entry} is longer than {} bytes", self.cap_bytes)));
        }
        self.found.insert(entry.to_owned(), path);
        Ok(())
    }
}

fn zip(archive: &Path, wanted: &BTreeSet<String>, out: &mut Out<'_>) -> Result<(), SourceError> {
    let file = File::open(archive).map_err(SourceError::file(archive))?;
    let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(|e| out.error(e))?;
    for name in wanted {
        let mut entry = zip.by_name(name).map_err(|e| out.error(format!("{name}: {e}")))?;
        if !entry.is_file() {
            return Err(out.error(format!("{name} is no regular file")));
        }
        out.take(name, &mut entry)?;
    }
    Ok(())
}

fn tar(reader: impl Read, wanted: &BTreeSet<String>, out: &mut Out<'_>) -> Result<(), SourceError> {
    let mut tar = tar::Archive::new(reader);
    for entry in tar.entries().map_err(|e| out.error(e))? {
        let mut entry = entry.map_err(|e| out.error(e))?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let name = path.strip_prefix("./").unwrap_or(&path);
        if !wanted.contains(name) || out.found.contains_key(name) {
            continue;
        }
        if !entry.header().entry_type().is_file() {
            return Err(out.error(format!("{name} is no regular file")));
        }
        out.take(name, &mut entry)?;
        if out.found.len() == wanted.len() {
            break;
        }
    }
    Ok(())
}

/// A .deb is an `ar` of tars in one of several compressions: Debian's own tool, present wherever apt is, opens it.
fn deb(archive: &Path, wanted: &BTreeSet<String>, out: &mut Out<'_>) -> Result<(), SourceError> {
    let mut child = Command::new("dpkg-deb")
        .arg("--fsys-tarfile")
        .arg(archive)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => SourceError::NoClient {
                client: "dpkg-deb",
                mend: "it comes with Debian and Ubuntu; this file is had from a Debian package only",
            },
            _ => out.error(e),
        })?;
    let result = match child.stdout.take() {
        Some(stdout) => tar(BufReader::new(stdout), wanted, out),
        None => Ok(()),
    };
    // Stopped early once everything is found: its exit code says nothing then, and a damaged package shows as a
    // missing entry or a tar error.
    if let Err(e) = child.kill().and_then(|()| child.wait().map(|_| ())) {
        return Err(out.error(e));
    }
    result
}
