//! The boot clock of Linux (`CLOCK_BOOTTIME`, with the kernel's boot id) and macOS (`CLOCK_MONOTONIC`, which counts through sleep there).

use super::Boot;
use rustix::time::{ClockId, clock_gettime};
#[cfg(target_os = "linux")]
use std::sync::OnceLock;

/// Names this run of the machine. Read once: no process outlives the run that it was started in.
#[cfg(target_os = "linux")]
static RUN: OnceLock<Option<String>> = OnceLock::new();

pub(super) fn read() -> Option<Boot> {
    #[cfg(target_os = "linux")]
    let (clock, id) = {
        let read = || std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok().map(|it| it.trim().to_owned());
        (ClockId::Boottime, RUN.get_or_init(read).clone())
    };
    #[cfg(target_os = "macos")]
    let (clock, id) = (ClockId::Monotonic, None);
    Some(Boot { id, elapsed: clock_gettime(clock).tv_sec })
}
