//! The binary `dce`: arguments in, outcome out, exit code (0 all done, 1 some failed, 2 usage or set-up).

use clap::Parser;
use dce::cli::{Arguments, Outcome, error_words, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(Outcome::AllDone) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) => {
            eprintln!("dce: {}", error_words(&error));
            ExitCode::from(2)
        }
    }
}
