//! Disks that are small enough to be full, for real, and processes of their own for what holds for a whole process. The disks are mounted
//! where nobody else sees them, and end with whoever has them. Knows nothing of what is tested on it.
#![cfg(unix)]

mod own_process;
mod small_disk;

pub use own_process::{in_its_own_process, on_a_small_disk, place};
pub use small_disk::SmallDisk;

/// What a shell says to mount a disk of so many KiB at a place.
fn mount(kibibytes: u32, place: &str) -> String {
    format!("mount -t tmpfs -o size={kibibytes}k,mode=700 none \"{place}\"")
}
