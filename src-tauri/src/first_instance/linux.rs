//! Linux: over the session bus, from a thread of its own that may hang for as long as it likes.

use super::FirstInstance;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use zbus::connection::Builder;

/// How long bus and first instance may take together.
const LIMIT: Duration = Duration::from_secs(5);

/// How far the asking thread has come.
enum Progress {
    OneRuns { process: Option<u32> },
    Done,
}

/// Asks who owns the name, and whether they answer.
pub(crate) fn look(bus_id: &str) -> FirstInstance {
    wait(&begin(Ok(Builder::session()), format!("{bus_id}.SingleInstance")), LIMIT)
}

/// Asks from a thread of its own.
fn begin(bus: zbus::Result<Builder<'static>>, name: String) -> Receiver<Progress> {
    let (progress, told) = channel();
    std::thread::spawn(move || {
        if let Err(error) = tauri::async_runtime::block_on(ask(bus, &name, &progress)) {
            tracing::debug!(%error, "no session bus to find another instance on");
        }
        // Nobody waits any more where the limit has passed.
        let _ = progress.send(Progress::Done);
    });
    told
}

/// What is known when the asking is done, or the time over.
fn wait(told: &Receiver<Progress>, limit: Duration) -> FirstInstance {
    let (end, mut so_far) = (Instant::now() + limit, FirstInstance::BusSilent);
    loop {
        match told.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(Progress::OneRuns { process }) => so_far = FirstInstance::Silent { process },
            // A bus that is gone, too: then nobody can be found on it, and nobody waits for it.
            Ok(Progress::Done) | Err(RecvTimeoutError::Disconnected) => return FirstInstance::Fine,
            // Before it said whose the name is, it is the bus that does not answer, however much it said before.
            Err(RecvTimeoutError::Timeout) => return so_far,
        }
    }
}

async fn ask(bus: zbus::Result<Builder<'static>>, name: &str, progress: &Sender<Progress>) -> zbus::Result<()> {
    const BUS: &str = "org.freedesktop.DBus";
    let bus = bus?.build().await?;
    let of_bus = async |method: &str| bus.call_method(Some(BUS), "/org/freedesktop/DBus", Some(BUS), method, &name).await;
    let owned: bool = of_bus("NameHasOwner").await?.body().deserialize()?;
    if owned {
        let process = of_bus("GetConnectionUnixProcessID").await.ok().and_then(|it| it.body().deserialize().ok());
        let _ = progress.send(Progress::OneRuns { process });
        // An error is an answer, too: somebody sent it.
        let _ = bus.call_method(Some(name), "/", Some("org.freedesktop.DBus.Peer"), "Ping", &()).await;
    }
    Ok(())
}

/// Starts this program anew without the session bus, on which everything that asks would wait for ever: the toolkit before our first
/// line, then we. Comes back only where that fails.
pub(crate) fn without_bus() {
    let Ok(program) = std::env::current_exe() else { return };
    let mut again = Command::new(program);
    again.args(std::env::args_os().skip(1)).env("DBUS_SESSION_BUS_ADDRESS", "disabled:").env("NO_AT_BRIDGE", "1");
    let error = again.exec();
    tracing::error!(%error, "the app could not be started again without the session bus");
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
            } else if asks("NameHasOwner") {
                reply(&mut stream, serial, b'b', &1_u32.to_le_bytes())?;
            } else if asks("GetConnectionUnixProcessID") {
                reply(&mut stream, serial, b'u', &4711_u32.to_le_bytes())?;
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
    fn found(last: &'static str, then: Then) -> FirstInstance {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let bus = std::thread::spawn(move || bus(theirs, last));
        let told = begin(Ok(Builder::unix_stream(ours)), "org.example".to_owned());
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
        for last in ["Hello", "NameHasOwner", "GetConnectionUnixProcessID"] {
            assert_eq!(found(last, Then::Hangs), FirstInstance::BusSilent, "{last}: nobody may wait on it any more");
        }
    }

    #[test]
    fn a_bus_that_dies_in_the_middle_is_no_bus() {
        for last in ["Hello", "NameHasOwner", "GetConnectionUnixProcessID", "Ping"] {
            assert_eq!(found(last, Then::Dies), FirstInstance::Fine, "{last}");
        }
    }

    #[test]
    fn a_first_instance_that_hangs_is_named() {
        assert_eq!(found("Ping", Then::Hangs), FirstInstance::Silent { process: Some(4711) });
    }
}
