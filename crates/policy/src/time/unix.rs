//! The boot clock of Linux (`CLOCK_BOOTTIME`, with the kernel's boot id) and macOS (`CLOCK_MONOTONIC`, which counts through sleep there).

use super::Boot;
use rustix::time::{ClockId, clock_gettime};

pub(super) fn read() -> Option<Boot> {
    #[cfg(target_os = "linux")]
    let (clock, id) = (ClockId::Boottime, std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok().map(|it| it.trim().to_owned()));
    #[cfg(target_os = "macos")]
    let (clock, id) = (ClockId::Monotonic, None);
    Some(Boot { id, elapsed: clock_gettime(clock).tv_sec })
}
