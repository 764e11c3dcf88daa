//! Where agent and window of a data folder meet. A folder in the data folder holds the lock that decides who is the agent, and says where the
//! socket is. The socket itself lies below `XDG_RUNTIME_DIR` where there is one, in a folder named after the data folder, so that the app of
//! another home runs beside this one.

use crate::atomic_file;
use sha2::{Digest, Sha256};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// The socket, in its folder.
const SOCKET: &str = "agent";
/// Held by the agent for as long as it lives; holds the number of its process.
const LOCK: &str = "lock";
/// In the folder of the data folder: where the socket lies, since another process may have another folder of the runtime, or none.
const PLACE: &str = "place";
/// What a path to a socket may have, in bytes.
const LONGEST: usize = 107;
/// What the path of a folder may have, in bytes (`PATH_MAX`).
const LONGEST_PLACE: u64 = 4096;

/// The folders of the agent of a data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// In the data folder: whoever holds the lock here is its agent.
    home: PathBuf,
    /// Below `XDG_RUNTIME_DIR`, where that can be: sockets work there, whatever disk the data folder lies on.
    runtime: Option<PathBuf>,
}

impl Places {
    /// Those of a data folder, for this process.
    pub fn of(data: &Path) -> Self {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        Self::under(data, runtime.as_deref(), rustix::system::uname().nodename().to_bytes())
    }

    /// In the data folder the name holds that of the computer: a home may be shared by several, an agent is of one.
    pub(super) fn under(data: &Path, runtime: Option<&Path>, computer: &[u8]) -> Self {
        let runtime = runtime.filter(|it| it.is_absolute()).map(|it| it.join(format!("domicile-{}", short(data.as_os_str().as_bytes()))));
        Self { home: data.join(format!("agent-{}", short(computer))), runtime }
    }

    /// The folder whose lock decides.
    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    /// The best place for the socket.
    pub(super) fn runtime(&self) -> Option<&Path> {
        self.runtime.as_deref()
    }

    /// Where a socket may be found, most likely first: the agent has said where, or could not write that down.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let mut folders = Vec::from_iter(self.said());
        for folder in self.runtime().into_iter().chain([self.home()]) {
            if !folders.iter().any(|it| it == folder) {
                folders.push(folder.to_owned());
            }
        }
        folders
    }

    /// The number of the process that holds the lock, or held it last.
    pub fn holder(&self) -> Option<i32> {
        std::fs::read_to_string(lock(&self.home)).ok()?.parse().ok()
    }

    /// Writes down where the socket is. Only whoever holds the lock does.
    pub(super) fn say(&self, folder: &Path) -> io::Result<()> {
        if self.said().as_deref() == Some(folder) {
            return Ok(());
        }
        atomic_file::replace(&self.home.join(PLACE), folder.as_os_str().as_bytes())
    }

    /// What the last agent wrote down.
    fn said(&self) -> Option<PathBuf> {
        let mut path = Vec::new();
        File::open(self.home.join(PLACE)).ok()?.take(LONGEST_PLACE).read_to_end(&mut path).ok()?;
        Some(PathBuf::from(OsString::from_vec(path))).filter(|it| it.is_absolute())
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
        places.folders().iter().map(|it| it.display().to_string()).collect()
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
