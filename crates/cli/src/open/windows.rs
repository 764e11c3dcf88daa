//! Windows: a desktop is always there, or the system refuses by itself.

use std::os::windows::process::CommandExt;
use std::process::Command;

/// The app shall not be tied to this console.
const DETACHED_PROCESS: u32 = 0x0000_0008;

pub(crate) fn has_display() -> bool {
    true
}

pub(crate) fn detach(command: &mut Command) {
    command.creation_flags(DETACHED_PROCESS);
}
