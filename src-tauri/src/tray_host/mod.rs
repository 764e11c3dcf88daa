//! Whether this desktop shows tray icons now. Where it does not, a program without a window would be out of reach.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "elsewhere.rs")]
mod platform;

pub(crate) use platform::shows_icons;
