//! The service from outside: its router in this process, with the sample organisation, a real database and a clock that the test moves.
//! Every test of the API runs on SQLite and on PostgreSQL: the files that `api.rs` lists are modules of both, and `house.rs` asks in which
//! of the two it stands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may")]
#![allow(clippy::duplicate_mod, reason = "the same tests on either database")]

mod binary;
mod ceremony;
#[cfg(unix)]
mod conflicts;
mod following;
mod histories;
#[cfg(unix)]
#[path = "api.rs"]
mod postgres;
#[cfg(unix)]
mod sameness;
#[cfg(unix)]
#[path = "../../../../tests/src/postgres.rs"]
#[expect(unreachable_pub, reason = "public in the whole-system tests, whose file it is")]
mod server;
#[path = "api.rs"]
mod sqlite;
