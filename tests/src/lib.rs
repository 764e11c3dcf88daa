//! What whole-system tests share: the real parts around the binaries under test, one file per part. Each test has its own of each, on free
//! ports and in temporary folders, and everything ends with the test.

#[cfg(target_os = "linux")]
pub mod desktop;
pub mod peer;
pub mod process;
pub mod sandbox;
pub mod service;
#[cfg(target_os = "linux")]
pub mod session;
pub mod smtp;

#[cfg(unix)]
pub use domicile_test_postgres as postgres;
