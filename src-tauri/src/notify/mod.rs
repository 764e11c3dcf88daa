//! Short messages of the desktop, outside the window. Never the only way to learn something, so a failure is only logged.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "elsewhere.rs")]
mod platform;

pub(crate) use platform::{show, tell};
