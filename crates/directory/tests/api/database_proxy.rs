//! What may lie between a service and its PostgreSQL: a way that passes on, forgets, swallows or cuts what goes over it.

use std::path::PathBuf;
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UnixStream};
use tokio::sync::watch;
use url::Url;

/// What happens to the connections there are, and to new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Everything is passed on.
    Open,
    /// What goes over connections of before is swallowed, as by a firewall that forgot them; new ones are passed on.
    Forgotten,
    /// Everything is swallowed; new connections are taken and hear nothing.
    Swallowing,
    /// Connections are cut, and new ones at once.
    Cut,
}

/// A TCP port in front of a PostgreSQL that listens on a Unix socket.
pub(crate) struct DatabaseProxy {
    /// The address of the database by this way.
    pub(crate) database: String,
    way: Arc<watch::Sender<(Way, u64)>>,
}

impl DatabaseProxy {
    /// In front of a database of its own; the address of that as well.
    pub(crate) async fn start() -> (Self, String) {
        let direct = domicile_test_postgres::database().unwrap();
        let url = Url::parse(&direct).unwrap();
        let folder = url.query_pairs().find(|it| it.0 == "host").unwrap().1.into_owned();
        let socket = PathBuf::from(folder).join(".s.PGSQL.5432");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let database = format!("postgres://postgres@{}{}", listener.local_addr().unwrap(), url.path());
        let way = Arc::new(watch::Sender::new((Way::Open, 0)));
        let heard = Arc::clone(&way);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (socket, way) = (socket.clone(), heard.subscribe());
                tokio::spawn(async move {
                    let born = way.borrow().1;
                    if way.borrow().0 == Way::Cut {
                        return;
                    }
                    let server = UnixStream::connect(socket).await.unwrap();
                    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
                    tokio::select! {
                        () = pass_on(from_client, to_server, way.clone(), born) => {}
                        () = pass_on(from_server, to_client, way.clone(), born) => {}
                    }
                });
            }
        });
        (Self { database, way }, direct)
    }

    /// From now on.
    pub(crate) fn be(&self, way: Way) {
        self.way.send_modify(|it| *it = (way, it.1 + 1));
    }
}

/// Until one side has ended, or the way is cut.
async fn pass_on(
    mut from: impl tokio::io::AsyncRead + Unpin,
    mut to: impl tokio::io::AsyncWrite + Unpin,
    mut way: watch::Receiver<(Way, u64)>,
    born: u64,
) {
    let mut bytes = vec![0; 16 * 1024];
    loop {
        let read = tokio::select! {
            read = from.read(&mut bytes) => read.unwrap_or(0),
            changed = way.changed() => {
                if changed.is_err() || way.borrow().0 == Way::Cut {
                    return;
                }
                continue;
            }
        };
        let (now, changes) = *way.borrow();
        match now {
            _ if read == 0 => return,
            Way::Cut => return,
            Way::Swallowing => {}
            Way::Forgotten if changes > born => {}
            Way::Open | Way::Forgotten => {
                if to.write_all(&bytes[..read]).await.is_err() {
                    return;
                }
            }
        }
    }
}
