//! The signed policy: what a person may run on this machine, signed by the service, verified and answered offline.
//!
//! What lives here: the format ([`claims`]), issuing it ([`issue`], [`keyset`]), the root of trust ([`root`]) and its ceremonies
//! ([`ceremony`]), strict verification ([`verify`]), the rules of acceptance ([`accept`]), the cache on disk ([`cache`]), the answer for a
//! product ([`decide`]), licences taken along for longer ([`check_out`]), and which time can be proved ([`time`]). What does not: network,
//! async, a look at the clock inside a rule, words that people read.

// Some questions to Windows have no safe form in the standard library: `licences/stamp/windows.rs`, `machine/windows.rs`.
#![cfg_attr(not(windows), forbid(unsafe_code))]
#![cfg_attr(windows, deny(unsafe_code))]

pub mod accept;
pub mod cache;
pub mod ceremony;
pub mod check_out;
pub mod claims;
pub mod decide;
pub mod folder;
pub mod issue;
mod json;
mod jws;
pub mod keyset;
pub mod licences;
pub mod machine;
pub mod operator;
pub mod owner;
pub mod root;
pub mod sharing;
#[cfg(test)]
mod test_fixture;
pub mod time;
pub mod verify;
