//! macOS: whoever can run a command there has a window server, or gets the system's own refusal.

use std::os::unix::process::CommandExt;
use std::process::Command;

pub(crate) fn has_display() -> bool {
    true
}

/// Ctrl-C in the terminal shall not end the app.
pub(crate) fn detach(command: &mut Command) {
    command.process_group(0);
}
