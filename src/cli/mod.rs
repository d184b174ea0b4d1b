//! The command line: one file per subcommand, each a struct of arguments and a `run`.
//! Floor 5: the only part that prints.

pub mod caption;
pub mod check;
pub mod demo;
pub mod eval;
pub mod models;
pub mod open;
pub mod project;
pub mod report;

use clap::{Parser, Subcommand};
use std::io::Write;

/// Descriptive Caption Enhancement: visual specialists look, evidence is derived, captions come out.
#[derive(Debug, Parser)]
#[command(name = "dce", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do [default: open the desk]
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fetch models and sample photographs, analyse and caption them
    Demo(demo::DemoArguments),
    /// Open the desk with photographs, folders or a project
    Open(open::OpenArguments),
    /// Caption photographs: files, folders, globs
    Caption(caption::CaptionArguments),
    /// Check any caption against a record's evidence, word by word; or many captions at once
    Check(check::CheckArguments),
    /// Work on a project without a window: create, add, analyse, import, list, records
    Project(project::ProjectArguments),
    /// Measure the specialists against facts checked by eye
    Eval(eval::EvalArguments),
    /// List, fetch, verify and import models
    Models(models::ModelsArgs),
}

/// How a command ended when it could be carried out at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything asked for was done: exit code 0.
    AllDone,
    /// Some images (or models, or checks) failed or were not reached, the rest was done: exit code 1.
    SomeFailed,
}

/// Carries out a command line.
///
/// # Errors
/// Where nothing could be done: usage or set-up (exit code 2).
pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        None => open::run(open::OpenArguments::default()),
        Some(command) => run_command(command),
    }
}

fn run_command(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Demo(a) => demo::run(a),
        Command::Open(a) => open::run(a),
        Command::Caption(a) => caption::run(a),
        Command::Check(a) => check::run(a),
        Command::Project(a) => project::run(a),
        Command::Eval(a) => eval::run(a),
        Command::Models(a) => models::run(a),
    }
}

/// What went wrong, and what it came of as far as the words before do not tell it already: errors here name their cause
/// themselves, so that a line of the window says all.
pub fn error_words(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if words.is_empty() {
            words = cause;
        } else if !words.contains(&cause) {
            words = format!("{words}: {cause}");
        }
    }
    words
}

/// A line on standard output, as `println!`, but by [`print_quietly`].
macro_rules! say {
    () => { $crate::cli::print_quietly("\n") };
    ($($words:tt)*) => { $crate::cli::print_quietly(&format!("{}\n", format_args!($($words)*))) };
}
use say;

/// Writes to standard output; a reader that went away (`| head`) is no failure of ours.
fn print_quietly(text: &str) {
    let mut out = std::io::stdout().lock();
    if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}
