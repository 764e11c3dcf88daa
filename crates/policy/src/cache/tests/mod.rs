//! Tests of the cache: what is read after what was written, refused, interrupted or damaged.

mod failing;
mod killed;
mod states;
mod trust;
