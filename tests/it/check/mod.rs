//! Checking captions: the command line, coverage, arbitrary text, and the embedded fuser's own captions.

mod arbitrary;
mod cli;
mod coverage;
mod of_region;
mod own_words;
