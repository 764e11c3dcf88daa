//! Whoever connects: heard by its own task, which hands on what it says and writes what it is told.

use crate::windows::{Event, Newcomer};
use domicile_workstation::link::{Connection, FromAgent, LONGEST_TO_AGENT, LinkError, Listener, ToAgent, greet, write};
use domicile_workstation::overview::Overview;
use std::time::Duration;
use tokio::net::UnixStream;
use tokio::net::unix::OwnedWriteHalf;
use tokio::sync::{mpsc, watch};

/// How long a newcomer may take to say who it is and what it wants.
const LIMIT: Duration = Duration::from_secs(5);
/// How long nobody is let in after the system refused one, for want of files mostly.
const PAUSE: Duration = Duration::from_secs(1);

/// Lets in who connects, until the program ends.
pub(crate) async fn serve(listener: Listener, windows: mpsc::UnboundedSender<Event>, overview: watch::Receiver<Overview>) {
    let mut link = 0;
    loop {
        match listener.accept().await {
            Ok(stream) => {
                link += 1;
                tokio::spawn(attend(stream, link, windows.clone(), overview.clone()));
            }
            Err(error) => {
                tracing::error!(%error, "nobody can connect");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

async fn attend(stream: UnixStream, link: u64, windows: mpsc::UnboundedSender<Event>, overview: watch::Receiver<Overview>) {
    match tokio::time::timeout(LIMIT, received(stream)).await {
        Ok(Ok((connection, wants))) => {
            let (to, told) = mpsc::unbounded_channel();
            tokio::spawn(speak(connection.to, told, overview));
            let mut from = connection.from;
            let _ = windows.send(Event::Connected(Newcomer { link, wants, to, process: connection.process }));
            loop {
                match from.next().await {
                    // The loop of the windows ends with the program.
                    Ok(message) => drop(windows.send(Event::Said { link, message })),
                    Err(LinkError::Closed) => break,
                    Err(error) => {
                        tracing::warn!(%error, "a window is not heard any more");
                        break;
                    }
                }
            }
            let _ = windows.send(Event::Left { link });
        }
        Ok(Err(error)) => tracing::warn!(%error, "a connection was refused"),
        Err(_) => tracing::warn!("a connection was given up: nobody spoke on it"),
    }
}

/// Who it is, and what it wants.
async fn received(stream: UnixStream) -> Result<(Connection, ToAgent), LinkError> {
    let connection = greet(stream).await?;
    let mut from = connection.from.with_limit(LONGEST_TO_AGENT);
    let wants: ToAgent = from.next().await?;
    match wants {
        ToAgent::Open { .. } | ToAgent::Launch { .. } => Ok((Connection { from, ..connection }, wants)),
        ToAgent::Copied { .. } | ToAgent::Request { .. } => Err(LinkError::Odd { length: 0 }),
    }
}

/// Writes what the newcomer is told, and the newest overview once it is the window; ends when nobody tells it anything any more.
async fn speak(mut to: OwnedWriteHalf, mut told: mpsc::UnboundedReceiver<FromAgent>, mut overview: watch::Receiver<Overview>) {
    let mut window = false;
    let result = loop {
        let message = tokio::select! {
            // What it is told comes before what is shown: the welcome first of all.
            biased;
            message = told.recv() => match message {
                Some(message) => message,
                None => break Ok(()),
            },
            changed = overview.changed(), if window => match changed {
                Ok(()) => newest(&mut overview),
                // The controller has ended, and so does the program: the word about that comes as everything else does.
                Err(_) => {
                    window = false;
                    continue;
                }
            },
        };
        let welcome = message == FromAgent::Welcome;
        let mut written = write(&mut to, &message).await;
        if welcome && written.is_ok() {
            window = true;
            written = write(&mut to, &newest(&mut overview)).await;
        }
        if written.is_err() {
            break written;
        }
    };
    if let Err(error) = result {
        tracing::debug!(%error, "a window has gone");
    }
}

fn newest(overview: &mut watch::Receiver<Overview>) -> FromAgent {
    FromAgent::Overview { overview: Box::new(overview.borrow_and_update().clone()) }
}
