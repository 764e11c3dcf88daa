//! What happens at a workstation, without Tauri.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may"))]

pub mod carried;
mod client;
pub mod controller;
pub mod desk;
pub mod downloads;
mod durable;
pub mod failure;
#[cfg(test)]
mod fake;
mod given_back;
pub mod home;
pub mod http;
pub mod invitation;
mod last_known;
pub mod machine;
pub mod messages;
pub mod notifications;
pub mod overview;
pub mod present;
pub mod refresh;
pub mod request;
pub mod secrets;
pub mod session;
pub mod settings;
pub mod tray;
pub mod workstation;

pub use workstation::{Options, Workstation};
