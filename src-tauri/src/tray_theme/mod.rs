//! Which icons suit the panel that they lie on.

#[cfg_attr(windows, path = "windows.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
mod platform;

pub(crate) use platform::current;

/// What lies behind the icon. Each system knows some of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "the system tints the icon on macOS only, and there always")]
pub(crate) enum TrayTheme {
    /// A light panel: dark icons.
    Light,
    /// A dark panel: light icons.
    Dark,
    /// The system tints a single-colour icon itself.
    Template,
}
