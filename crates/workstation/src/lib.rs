//! What happens at a workstation, without Tauri.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may"))]

pub mod controller;
pub mod desk;
mod durable;
pub mod failure;
pub mod home;
pub mod http;
pub mod messages;
pub mod overview;
pub mod present;
pub mod refresh;
pub mod request;
pub mod session;
pub mod settings;
pub mod tray;
