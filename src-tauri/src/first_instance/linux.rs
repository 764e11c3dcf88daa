//! Linux: over the session bus, from a thread of its own that may hang for as long as it likes.

use super::FirstInstance;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long bus and first instance may take together.
const LIMIT: Duration = Duration::from_secs(5);

/// How far the asking thread has come.
enum Progress {
    BusAnswers,
    OneRuns { process: Option<u32> },
    Done,
}

/// Asks who owns the name, and whether they answer.
pub(crate) fn look(bus_id: &str) -> FirstInstance {
    let (progress, told) = channel();
    let name = format!("{bus_id}.SingleInstance");
    std::thread::spawn(move || {
        if let Err(error) = tauri::async_runtime::block_on(ask(&name, &progress)) {
            tracing::debug!(%error, "no session bus to find another instance on");
        }
        // Nobody waits any more where the limit has passed.
        let _ = progress.send(Progress::Done);
    });
    let (end, mut so_far) = (Instant::now() + LIMIT, FirstInstance::BusSilent);
    loop {
        match told.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(Progress::BusAnswers) => so_far = FirstInstance::Fine,
            Ok(Progress::OneRuns { process }) => so_far = FirstInstance::Silent { process },
            Ok(Progress::Done) | Err(RecvTimeoutError::Disconnected) => return FirstInstance::Fine,
            Err(RecvTimeoutError::Timeout) => return so_far,
        }
    }
}

async fn ask(name: &str, progress: &Sender<Progress>) -> zbus::Result<()> {
    const BUS: &str = "org.freedesktop.DBus";
    let bus = zbus::Connection::session().await?;
    let of_bus = async |method: &str| bus.call_method(Some(BUS), "/org/freedesktop/DBus", Some(BUS), method, &name).await;
    let owned: bool = of_bus("NameHasOwner").await?.body().deserialize()?;
    let _ = progress.send(Progress::BusAnswers);
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
