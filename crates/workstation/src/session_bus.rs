//! Whether the session bus of a Linux desktop answers, asked before anything is built that would wait on it without a limit: from a thread of
//! its own, which may hang for as long as it likes.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use zbus::connection::Builder;

/// How long the bus may take.
const LIMIT: Duration = Duration::from_secs(5);
/// The address that names no bus.
const DISABLED: &str = "disabled:";

/// What is known of the session bus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionBus {
    /// It answers.
    Answers,
    /// There is none.
    Missing,
    /// It takes connections, or not even these, and does not answer.
    Silent,
}

/// Looks for it.
pub fn look() -> SessionBus {
    wait(&begin(Builder::session), LIMIT)
}

/// Asks from a thread of its own, which tells whether there was an answer.
fn begin(bus: impl FnOnce() -> zbus::Result<Builder<'static>> + Send + 'static) -> Receiver<bool> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let answered = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime.block_on(ask(bus)).inspect_err(|error| tracing::debug!(%error, "no session bus")).is_ok(),
            Err(error) => {
                tracing::warn!(%error, "the session bus cannot be asked");
                false
            }
        };
        // Nobody waits any more where the limit has passed.
        let _ = tell.send(answered);
    });
    told
}

/// What is known when the asking is done, or the time over.
fn wait(told: &Receiver<bool>, limit: Duration) -> SessionBus {
    match told.recv_timeout(limit) {
        Ok(true) => SessionBus::Answers,
        // A bus that is gone, too: nobody waits for it.
        Ok(false) | Err(RecvTimeoutError::Disconnected) => SessionBus::Missing,
        Err(RecvTimeoutError::Timeout) => SessionBus::Silent,
    }
}

async fn ask(bus: impl FnOnce() -> zbus::Result<Builder<'static>>) -> zbus::Result<()> {
    const BUS: &str = "org.freedesktop.DBus";
    let bus = bus()?.build().await?;
    bus.call_method(Some(BUS), "/org/freedesktop/DBus", Some(BUS), "GetId", &()).await.map(drop)
}

/// Starts this program anew without the session bus, on which everything that asks would wait for ever: the toolkit before our first
/// line, then we. Comes back only where that fails.
pub fn without_bus() {
    let Ok(program) = std::env::current_exe() else { return };
    let mut again = Command::new(program);
    again.args(std::env::args_os().skip(1)).env("DBUS_SESSION_BUS_ADDRESS", DISABLED).env("NO_AT_BRIDGE", "1");
    let error = again.exec();
    tracing::error!(%error, "the program could not be started again without the session bus");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;

    /// Longer than any of it takes; nobody waits for its end.
    const PATIENCE: Duration = Duration::from_secs(60);

    /// What becomes of the bus in the middle.
    #[derive(Clone, Copy)]
    enum Then {
        /// It ends: whoever asks sees the connection closed.
        Dies,
        /// It takes what it is sent, and is silent.
        Hangs,
    }

    /// A session bus on its end of a connection, which answers until it is asked `last`. Gives back the connection, which stays open with it.
    fn bus(mut stream: UnixStream, last: &str) -> std::io::Result<UnixStream> {
        let mut line = Vec::new();
        while !line.ends_with(b"BEGIN\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte)?;
            line.extend(byte);
            if line.ends_with(b"\r\n") && !line.ends_with(b"BEGIN\r\n") {
                let answer = if line.windows(4).any(|it| it == b"AUTH") { "OK 0123456789abcdef0123456789abcdef\r\n" } else { "ERROR\r\n" };
                stream.write_all(answer.as_bytes())?;
                line.clear();
            }
        }
        loop {
            let (serial, question) = call(&mut stream)?;
            let asks = |name: &str| question.windows(name.len()).any(|it| it == name.as_bytes());
            if asks(last) {
                return Ok(stream);
            }
            if asks("Hello") {
                reply(&mut stream, serial, b's', &[&4_u32.to_le_bytes()[..], b":1.1\0"].concat())?;
            }
        }
    }

    /// The next call: its number, and what stands in its header.
    fn call(stream: &mut UnixStream) -> std::io::Result<(u32, Vec<u8>)> {
        let mut start = [0; 16];
        stream.read_exact(&mut start)?;
        let [_, body, serial, fields] = [0, 4, 8, 12].map(|at| u32::from_le_bytes(start[at..at + 4].try_into().unwrap()));
        let mut fields = vec![0; usize::try_from(fields.next_multiple_of(8)).unwrap()];
        stream.read_exact(&mut fields)?;
        stream.read_exact(&mut vec![0; usize::try_from(body).unwrap()])?;
        Ok((serial, fields))
    }

    /// An answer of one value.
    fn reply(stream: &mut UnixStream, to: u32, signature: u8, body: &[u8]) -> std::io::Result<()> {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        let fields = [&[5, 1, b'u', 0], &to.to_le_bytes()[..], &[8, 1, b'g', 0, 1, signature, 0, 0]].concat();
        stream.write_all(&[&[b'l', 2, 1, 1], &length[..], &1_u32.to_le_bytes(), &15_u32.to_le_bytes(), &fields, body].concat())
    }

    /// What is found on such a bus. Where it hangs, the time is over as soon as it does.
    fn found(last: &'static str, then: Then) -> SessionBus {
        let (ours, theirs) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        let bus = std::thread::spawn(move || bus(theirs, last));
        let told = begin(move || Ok(Builder::unix_stream(tokio::net::UnixStream::from_std(ours)?)));
        let open = bus.join().unwrap().unwrap();
        match then {
            Then::Dies => {
                drop(open);
                wait(&told, PATIENCE)
            }
            Then::Hangs => wait(&told, Duration::ZERO),
        }
    }

    #[test]
    fn a_bus_that_hangs_in_the_middle_is_a_bus_that_does_not_answer() {
        for last in ["Hello", "GetId"] {
            assert_eq!(found(last, Then::Hangs), SessionBus::Silent, "{last}: nobody may wait on it any more");
        }
    }

    #[test]
    fn a_bus_that_dies_in_the_middle_is_no_bus() {
        for last in ["Hello", "GetId"] {
            assert_eq!(found(last, Then::Dies), SessionBus::Missing, "{last}");
        }
    }
}
