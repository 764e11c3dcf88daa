//! The network between people and service: connections that are cut, held up or swallowed. Counts the statuses that pass.

use anyhow::Result;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What happens to bytes on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Network {
    /// They pass.
    Fine,
    /// They pass, each piece so much later.
    Slow(Duration),
    /// They are taken and never arrive.
    Silent,
}

/// A proxy with an address that stays, in front of services that come and go.
pub(crate) struct TcpProxy {
    pub(crate) address: SocketAddr,
    upstream: Arc<Mutex<Option<SocketAddr>>>,
    network: watch::Sender<Network>,
    /// Counts up whenever all connections are cut.
    cut: watch::Sender<u64>,
    statuses: Arc<Mutex<BTreeMap<u16, u64>>>,
    connections: Arc<AtomicU64>,
}

impl TcpProxy {
    pub(crate) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let proxy = Self {
            address: listener.local_addr()?,
            upstream: Arc::default(),
            network: watch::Sender::new(Network::Fine),
            cut: watch::Sender::new(0),
            statuses: Arc::default(),
            connections: Arc::default(),
        };
        let (upstream, network, cut) = (proxy.upstream.clone(), proxy.network.clone(), proxy.cut.clone());
        let (statuses, connections) = (proxy.statuses.clone(), proxy.connections.clone());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::Relaxed);
                let to = *upstream.lock().unwrap_or_else(PoisonError::into_inner);
                let (network, mut cut, statuses) = (network.subscribe(), cut.subscribe(), statuses.clone());
                tokio::spawn(async move {
                    let Some(Ok(server)) = (match to {
                        Some(to) => Some(TcpStream::connect(to).await),
                        None => None,
                    }) else {
                        return;
                    };
                    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
                    let passing = async {
                        tokio::join!(
                            pass(from_client, to_server, network.clone(), None),
                            pass(from_server, to_client, network.clone(), Some(&statuses)),
                        )
                    };
                    tokio::select! {
                        _ = passing => {}
                        _ = cut.changed() => {}
                    }
                });
            }
        });
        Ok(proxy)
    }

    /// Where connections go from now on; `None`: they are refused.
    pub(crate) fn lead_to(&self, upstream: Option<SocketAddr>) {
        *self.upstream.lock().unwrap_or_else(PoisonError::into_inner) = upstream;
    }

    pub(crate) fn set(&self, network: Network) {
        self.network.send_replace(network);
    }

    /// Ends every connection.
    pub(crate) fn cut(&self) {
        self.cut.send_modify(|it| *it += 1);
    }

    /// How often each status was answered.
    pub(crate) fn statuses(&self) -> BTreeMap<u16, u64> {
        self.statuses.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    network: watch::Receiver<Network>,
    statuses: Option<&Mutex<BTreeMap<u16, u64>>>,
) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut piece).await {
        if let Some(statuses) = statuses
            && let Some(status) = status(&piece[..length])
        {
            *statuses.lock().unwrap_or_else(PoisonError::into_inner).entry(status).or_default() += 1;
        }
        let now = *network.borrow();
        match now {
            Network::Fine => {}
            Network::Slow(by) => tokio::time::sleep(by).await,
            Network::Silent => continue,
        }
        if to.write_all(&piece[..length]).await.is_err() {
            break;
        }
    }
    // The other direction may have something to say yet.
    let _ = to.shutdown().await;
}

/// The status of an answer that begins in this piece.
fn status(piece: &[u8]) -> Option<u16> {
    let line = piece.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
    std::str::from_utf8(line).ok()?.parse().ok()
}
