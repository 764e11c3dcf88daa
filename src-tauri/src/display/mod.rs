//! Whether there is a screen to open a window on, asked before anything is built that takes one for granted.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "elsewhere.rs")]
mod platform;

pub(crate) use platform::missing;
