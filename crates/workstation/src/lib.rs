//! What happens at a workstation, without Tauri.

pub mod api;
mod atomic_file;
pub mod backend;
mod cached_me;
mod client;
pub mod controller;
pub mod data_dir;
pub mod downloads;
pub mod failure;
#[cfg(test)]
mod fake;
pub mod http;
pub mod interruption;
pub mod invitation;
pub mod journey;
pub mod machine;
pub mod messages;
pub mod notifications;
pub mod offline_files;
mod offline_returns;
pub mod overview;
pub mod present;
pub mod refresh;
pub mod request;
pub mod secrets;
pub mod session;
pub mod settings;
pub mod state;
pub mod tray;
pub mod vocabulary;
pub mod watch;
pub mod workstation;

pub use workstation::{Options, Workstation};
