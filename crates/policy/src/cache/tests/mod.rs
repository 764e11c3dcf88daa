//! Tests of the cache: what is read after what was written, refused, interrupted, damaged or tampered with.

mod bit_flips;
mod check_outs;
mod check_outs_tampering;
mod concurrency;
mod crash_safety;
mod disk_errors;
#[cfg(unix)]
mod foreign_files;
mod machines;
#[cfg(unix)]
mod real_disk;
mod root_trust;
mod state_names;
mod states;
mod tampering;
mod traces;
mod unsigned;
