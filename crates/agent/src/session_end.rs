//! The end of the person's session, as every program with a window notices it: the display server is gone. The agent has no window and draws
//! nothing; without this it would outlive the session, and open windows on a screen that is no more.

use std::env::var_os;
use std::io::Read;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use x11rb::connection::Connection;

/// Tells once the display server that this process was started with has gone. Nothing comes where there is none.
pub(crate) fn watch(over: impl FnOnce() + Send + 'static) {
    // A thread that sleeps in the system until then.
    std::thread::spawn(move || {
        if wayland().map_or_else(x11, lasted) {
            tracing::info!("the display server has gone: the session is over");
            over();
        }
    });
}

/// A connection to the Wayland server, on which nothing is ever said.
fn wayland() -> Option<UnixStream> {
    let name = var_os("WAYLAND_DISPLAY").filter(|it| !it.is_empty())?;
    let folder = PathBuf::from(var_os("XDG_RUNTIME_DIR")?);
    UnixStream::connect(folder.join(name)).ok()
}

/// Waits until it is closed. What the server says first is left unread by nobody: it is dropped.
fn lasted(mut server: UnixStream) -> bool {
    let mut heard = [0; 512];
    while matches!(server.read(&mut heard), Ok(1..)) {}
    true
}

/// The same of an X server, which wants to be greeted first; `false` where there is none.
fn x11() -> bool {
    let Ok((server, _screen)) = x11rb::connect(None) else { return false };
    while server.wait_for_event().is_ok() {}
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_speaks_lasts_and_one_that_closes_does_not() {
        use std::io::Write;
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        let waiting = std::thread::spawn(move || lasted(ours));
        theirs.write_all(b"something to ignore").unwrap();
        assert!(!waiting.is_finished());
        drop(theirs);
        assert!(waiting.join().unwrap());
    }
}
