//! The service from outside: its router in this process, with the sample organisation, a real database file and a clock that the test moves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may")]

mod answering;
mod binary;
mod events;
mod filing;
mod house;
mod identity;
mod letters;
mod me;
mod policy;
mod problems;
mod repeating;
