//! Checking captions: the command line, coverage, arbitrary text, and the embedded fuser's own captions.

mod arbitrary;
mod cli;
mod coverage;
mod own_words;
