//! Tests of the cache: what is read after what was written, refused, interrupted, damaged or tampered with.

mod check_outs;
mod check_outs_tampered;
mod crowded;
mod explained;
mod failing;
mod flipped;
mod killed;
mod named;
#[cfg(unix)]
mod real_disk;
mod states;
mod tampered;
mod trust;
