//! Where the socket lies: in a folder of its own, named after the data folder, so that the app of another home runs beside this one.

use crate::private_folder;
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// The socket, in its folder.
const SOCKET: &str = "agent";
/// Beside it: held by the agent for as long as it lives, and holds the number of its process.
const LOCK: &str = "lock";
/// What a path to a socket may have, in bytes.
const LONGEST: usize = 107;

/// The folders where the socket may lie, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places(Vec<PathBuf>);

impl Places {
    /// Those of a data folder, for this process: below `XDG_RUNTIME_DIR`, else in the data folder itself.
    pub fn of(data: &Path) -> Self {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        Self::under(data, runtime.as_deref(), rustix::system::uname().nodename().to_bytes())
    }

    /// In the data folder the name holds that of the computer: a home may be shared by several, a socket is of one.
    pub(super) fn under(data: &Path, runtime: Option<&Path>, computer: &[u8]) -> Self {
        let runtime = runtime.filter(|it| it.is_absolute()).map(|it| it.join(format!("domicile-{}", short(data.as_os_str().as_bytes()))));
        Self(runtime.into_iter().chain([data.join(format!("agent-{}", short(computer)))]).collect())
    }

    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(PathBuf::as_path)
    }

    /// The first folder that can be used, made for its owner only.
    pub(super) fn ready(&self) -> io::Result<&Path> {
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for folder in self.folders() {
            match private_folder::ready(folder) {
                Ok(()) => return Ok(folder),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

fn short(name: &[u8]) -> String {
    Sha256::digest(name).iter().take(8).map(|it| format!("{it:02x}")).collect()
}

pub(super) fn lock(folder: &Path) -> PathBuf {
    folder.join(LOCK)
}

/// Does something with the path of the socket: one of any length, since a long folder is named by its number.
pub(super) fn at_socket<T>(folder: &Path, act: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
    let plain = folder.join(SOCKET);
    if OsStr::len(plain.as_os_str()) <= LONGEST {
        return act(&plain);
    }
    let open = File::open(folder)?;
    act(&PathBuf::from(format!("/proc/self/fd/{}", open.as_raw_fd())).join(SOCKET))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(data: &str, runtime: Option<&str>) -> Vec<String> {
        let places = Places::under(Path::new(data), runtime.map(Path::new), b"drawing-office-4");
        places.folders().map(|it| it.display().to_string()).collect()
    }

    #[test]
    fn each_home_has_a_place_of_its_own_below_the_runtime_folder_or_in_itself() {
        let of_ana = folders("/home/ana/.local/share/domicile", Some("/run/user/1000"));
        assert!(of_ana[0].starts_with("/run/user/1000/domicile-"), "{of_ana:?}");
        assert!(of_ana[1].starts_with("/home/ana/.local/share/domicile/agent-"), "{of_ana:?}");
        assert_ne!(of_ana[0], folders("/srv/other", Some("/run/user/1000"))[0]);
        for unusable in [None, Some(""), Some("run")] {
            assert_eq!(folders("/srv/other", unusable).len(), 1, "{unusable:?}");
        }
    }

    #[test]
    fn two_computers_on_one_home_do_not_meet() {
        let of = |computer: &[u8]| Places::under(Path::new("/home/ana"), None, computer);
        assert_ne!(of(b"a"), of(b"b"));
    }
}
