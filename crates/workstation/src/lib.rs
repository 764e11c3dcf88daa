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
pub mod last_resort;
pub mod last_window;
#[cfg(unix)]
pub mod link;
pub mod logging;
pub mod machine;
pub mod messages;
pub mod notifications;
pub mod offline_files;
mod offline_returns;
pub mod overview;
pub mod present;
pub mod private_folder;
pub mod refresh;
pub mod request;
pub mod secrets;
pub mod session;
#[cfg(target_os = "linux")]
pub mod session_bus;
pub mod settings;
pub mod startup_error;
pub mod state;
pub mod tray;
pub mod vocabulary;
pub mod watch;
pub mod workstation;

pub use workstation::{Options, Workstation};
