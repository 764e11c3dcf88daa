//! Disks that are full or hang, for real, and processes of their own for what holds for a whole process. The disks are mounted
//! where nobody else sees them, and end with whoever has them. Knows nothing of what is tested on it.
#![cfg(unix)]

mod hanging_disk;
mod own_process;
mod small_disk;

pub use hanging_disk::{Hanging, HangingDisk};
pub use own_process::{in_its_own_process, on_a_small_disk, place};
pub use small_disk::SmallDisk;

use std::ffi::OsString;
use std::process::Child;

/// What stands before a program and its arguments, so that it runs in the mount namespace of this process.
fn beside(keeper: &Child) -> Vec<OsString> {
    ["nsenter", "--mount", "--wd=.", "--target"].into_iter().map(OsString::from).chain([keeper.id().to_string().into()]).collect()
}

/// What a shell says to mount a disk of so many KiB at a place.
fn mount(kibibytes: u32, place: &str) -> String {
    format!("mount -t tmpfs -o size={kibibytes}k,mode=700 none \"{place}\"")
}
