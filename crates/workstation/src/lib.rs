//! What happens at a workstation, without Tauri.

pub mod overview;
pub mod request;
