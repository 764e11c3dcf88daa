//! Linux and its like: a window needs an X or Wayland server; the app gets a process group of its own.

use std::os::unix::process::CommandExt;
use std::process::Command;

pub(crate) fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|it| std::env::var_os(it).is_some_and(|it| !it.is_empty()))
}

/// Ctrl-C in the terminal shall not end the app.
pub(crate) fn detach(command: &mut Command) {
    command.process_group(0);
}
