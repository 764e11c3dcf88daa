//! One agent for a data folder: whoever holds the lock listens. What a killed one left behind is replaced under the lock.

use super::place::{Places, at_socket, lock};
use crate::private_folder;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use tokio::net::{UnixListener, UnixStream};

/// Whether the place was free.
#[derive(Debug)]
pub enum Taken {
    /// It is ours now.
    Ours(Listener),
    /// An agent has it.
    Theirs,
}

/// The socket that the agent listens on; the place is free again once this is dropped, or the process has ended.
#[derive(Debug)]
pub struct Listener {
    socket: UnixListener,
    _locks: [Option<File>; 2],
}

impl Listener {
    /// The next who connects.
    ///
    /// # Errors
    /// The system refuses, for want of files mostly.
    pub async fn accept(&self) -> io::Result<UnixStream> {
        Ok(self.socket.accept().await?.0)
    }
}

/// Takes the place, unless somebody has it. Inside a tokio runtime.
///
/// # Errors
/// No folder can be written.
pub fn listen(places: &Places) -> io::Result<Taken> {
    let decided = match hold(places.home()) {
        Ok(Lock::Ours(lock)) => Some(lock),
        Ok(Lock::Theirs) => return Ok(Taken::Theirs),
        // A disk that is full, read-only or knows no locks: then the folder of the runtime has to do.
        Err(error) => {
            tracing::warn!(%error, "the data folder cannot say who is its agent");
            None
        }
    };
    let (folder, socket, held) = match (in_runtime_folder(places), &decided) {
        (Ok(Some(made)), _) => made,
        (Ok(None), _) => return Ok(Taken::Theirs),
        (Err(_), Some(_)) => (places.home(), bind(places.home())?, None),
        (Err(error), None) => return Err(error),
    };
    if decided.is_some()
        && let Err(error) = places.say(folder)
    {
        tracing::warn!(%error, "who has another folder of the runtime does not find the agent");
    }
    Ok(Taken::Ours(Listener { socket, _locks: [decided, held] }))
}

/// The socket below the folder of the runtime; `None` where somebody has that place.
fn in_runtime_folder(places: &Places) -> io::Result<Option<(&Path, UnixListener, Option<File>)>> {
    let folder = places.runtime().ok_or(io::ErrorKind::NotFound)?;
    match hold(folder)? {
        Lock::Ours(lock) => Ok(Some((folder, bind(folder)?, Some(lock)))),
        Lock::Theirs => Ok(None),
    }
}

/// Whose a lock is.
enum Lock {
    Ours(File),
    Theirs,
}

/// Makes a folder for its owner only and takes its lock.
fn hold(folder: &Path) -> io::Result<Lock> {
    private_folder::ready(folder)?;
    let mut file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(lock(folder))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(Lock::Theirs),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}", std::process::id())?;
    Ok(Lock::Ours(file))
}

/// Makes the socket, in place of what is left of another one.
fn bind(folder: &Path) -> io::Result<UnixListener> {
    at_socket(folder, |path| {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let socket = UnixListener::bind(path)?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
        Ok(socket)
    })
}
