//! The binary `dce`: arguments in, outcome out, exit code.

fn main() {}
