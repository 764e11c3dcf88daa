//! The desktop app.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may"))]
mod bridge;
mod link;
fn main() {}
