//! The other way round: finding the agent of a data folder.

use super::place::{Places, at_socket, lock};
use super::{Connection, LinkError, greet};
use rustix::process::{Pid, Signal, kill_process};
use std::os::unix::net::UnixStream as BlockingStream;
use std::time::Duration;
use tokio::net::UnixStream;

/// How long an agent may take to say who it is.
const LIMIT: Duration = Duration::from_secs(5);
/// How often is looked whether somebody has ended.
const LOOK: Duration = Duration::from_millis(50);

/// What was found.
#[derive(Debug)]
pub enum Found {
    /// The agent.
    Agent(Connection),
    /// None listens.
    Nobody,
    /// One listens and does not answer.
    Silent(Peer),
    /// One of another version.
    OtherVersion(Peer),
}

/// An agent that we cannot speak with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// The number of its process, where it is known.
    pub process: Option<i32>,
}

/// Looks for the agent. Inside a tokio runtime.
pub async fn find(places: &Places) -> Found {
    find_within(places, LIMIT).await
}

pub(super) async fn find_within(places: &Places, limit: Duration) -> Found {
    for folder in places.folders() {
        let Ok(stream) = at_socket(&folder, |path| BlockingStream::connect(path)) else { continue };
        match speak(stream, limit).await {
            Ok(found) => return found,
            // It ended in this moment, or is none of ours.
            Err(error) => tracing::info!(%error, "nobody to speak with"),
        }
    }
    Found::Nobody
}

async fn speak(stream: BlockingStream, limit: Duration) -> Result<Found, LinkError> {
    stream.set_nonblocking(true)?;
    let stream = UnixStream::from_std(stream)?;
    let peer = Peer { process: stream.peer_cred()?.pid() };
    match tokio::time::timeout(limit, greet(stream)).await {
        Ok(Ok(connection)) => Ok(Found::Agent(connection)),
        Ok(Err(LinkError::OtherVersion { protocol, version })) => {
            tracing::info!(protocol, version, "the agent is of another version");
            Ok(Found::OtherVersion(peer))
        }
        Ok(Err(error)) => Err(error),
        Err(_) => Ok(Found::Silent(peer)),
    }
}

/// Asks an agent of another version to end, in order, and waits until its place is free.
///
/// # Errors
/// It cannot be asked, or is still there when the time is over.
pub async fn replace(places: &Places, peer: Peer, limit: Duration) -> Result<(), Peer> {
    let Some(process) = peer.process.and_then(Pid::from_raw) else { return Err(peer) };
    if let Err(error) = kill_process(process, Signal::TERM) {
        tracing::warn!(%error, "the agent of another version cannot be asked to end");
        return Err(peer);
    }
    let gone = async {
        while places.folders().iter().any(|it| is_held(it)) {
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::time::timeout(limit, gone).await.map_err(|_| peer)
}

/// Whether an agent lives here.
fn is_held(folder: &std::path::Path) -> bool {
    let Ok(file) = std::fs::File::options().write(true).open(lock(folder)) else { return false };
    matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock))
}
