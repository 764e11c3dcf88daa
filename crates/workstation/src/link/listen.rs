//! One agent for a data folder: whoever holds the lock listens. What a killed one left behind is replaced under the lock.

use super::place::{Places, at_socket, lock};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
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
    _lock: File,
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
    let folder = places.ready()?;
    let mut file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(lock(folder))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(Taken::Theirs),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}", std::process::id())?;
    let socket = at_socket(folder, |path| {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let socket = UnixListener::bind(path)?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
        Ok(socket)
    })?;
    Ok(Taken::Ours(Listener { socket, _lock: file }))
}
