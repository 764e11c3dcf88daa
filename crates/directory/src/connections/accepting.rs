//! Taking connections until told to stop, each in a task of its own.

use super::Peer;
use super::answer_body::{Answering, busy_until_sent};
use super::open_files;
use super::table::{Entry, Refused, Table};
use super::watched_stream::WatchedStream;
use crate::client_address::TrustedProxies;
use crate::limits::LimitSettings;
use crate::metrics::Gauge;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What whoever finds no place is told, as far as they read it.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
/// The same for an address that has enough.
const TOO_MANY: &[u8] = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 2\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
/// How long to wait for the next connection where the system gives none.
const PAUSE: Duration = Duration::from_millis(50);
/// How often at most it is logged that connections find no place.
const LOGGED_EVERY: Duration = Duration::from_secs(60);
/// The most of a request or an answer that is held in memory for a connection, beside its head.
const BUFFER: usize = 64 * 1024;

/// Serves until `stop` comes, and then until what is under way has been answered. `open` counts the connections.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    (limits, proxies): (LimitSettings, TrustedProxies),
    open: Gauge,
    stop: impl Future<Output = ()>,
) {
    let table = Arc::new(Table::new(limits, proxies, open_files::left_for_connections(), open));
    tracing::info!(connections = table.most(), "so many connections at the same time");
    let mut port = Port { table, router, tasks: JoinSet::new(), graceful: GracefulShutdown::new(), logged: None };
    let mut looking = tokio::time::interval(port.table.look_every());
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            _ = looking.tick() => port.table.close_overdue(),
            Some(_) = port.tasks.join_next() => {}
            accepted = listener.accept() => port.accepted(accepted).await,
        }
    }
    drop(listener);
    let Port { table, mut tasks, graceful, .. } = port;
    table.end();
    let mut ended = pin!(graceful.shutdown());
    loop {
        tokio::select! {
            () = &mut ended => break,
            _ = looking.tick() => table.close_overdue(),
            Some(_) = tasks.join_next() => {}
        }
    }
}

struct Port {
    table: Arc<Table>,
    router: Router,
    tasks: JoinSet<()>,
    graceful: GracefulShutdown,
    logged: Option<Instant>,
}

impl Port {
    async fn accepted(&mut self, accepted: io::Result<(TcpStream, SocketAddr)>) {
        match accepted {
            Ok((stream, peer)) => match self.table.admit(peer.ip()) {
                Ok(entry) => {
                    let (router, watcher, head_bytes) = (self.router.clone(), self.graceful.watcher(), self.table.head_bytes());
                    self.tasks.spawn(connection(stream, peer, entry, router, watcher, head_bytes));
                }
                Err(refused) => {
                    let (answer, why) = match refused {
                        Refused::Full => (FULL, "on every connection something is being answered: no further one is taken"),
                        Refused::TooManyOfAddress => {
                            (TOO_MANY, "an address has too many connections; if it is a proxy, name it in trustedProxies")
                        }
                    };
                    // Whether they still listen is no matter of ours.
                    let _ = stream.try_write(answer);
                    self.log(|| tracing::warn!(address = %peer.ip(), "{why}"));
                }
            },
            // The peer went away between knocking and being let in.
            Err(error) if matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) => {}
            Err(error) => {
                // Files have run out, or memory has: what does nothing makes room.
                let made_room = self.table.close_longest_waiting();
                self.log(|| tracing::warn!(%error, made_room, "no connection can be taken"));
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    fn log(&mut self, line: impl FnOnce()) {
        if self.logged.is_none_or(|it| it.elapsed() >= LOGGED_EVERY) {
            self.logged = Some(Instant::now());
            line();
        }
    }
}

/// One connection, until it ends, is closed by its peer, or has to make room.
async fn connection(stream: TcpStream, peer: SocketAddr, entry: Entry, router: Router, watcher: Watcher, head_bytes: usize) {
    // Small answers leave at once.
    let _ = stream.set_nodelay(true);
    let watched = Arc::clone(&entry.connection);
    let router = TowerToHyperService::new(router);
    let answer = service_fn(|mut request: Request<Incoming>| {
        watched.request_began();
        let answering = Answering::new(Arc::clone(&watched));
        request.extensions_mut().insert(Peer(peer));
        let answered = router.call(request.map(Body::new));
        async move {
            let Ok(answer) = answered.await;
            Ok::<_, Infallible>(busy_until_sent(answering, answer))
        }
    });
    let stream = TokioIo::new(WatchedStream { stream, connection: Arc::clone(&entry.connection) });
    // The time that a head may take is the table's matter: it tells a head that has begun from a connection that is idle.
    let served = http1::Builder::new()
        .max_header_size(head_bytes)
        .max_buf_size(head_bytes.max(BUFFER))
        .header_read_timeout(None)
        .serve_connection(stream, answer);
    tokio::select! {
        ended = watcher.watch(served) => {
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended in the middle");
            }
        }
        () = entry.connection.close.notified() => {}
    }
}
