//! The listener on 127.0.0.1 that the browser comes back to. Judges what arrives; what it means is decided by the caller.

use crate::failure::Cause;
use secrecy::SecretString;
use std::collections::HashMap;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use url::Url;

/// A browser sends its request at once; a connection that says nothing is a speculative one.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// No right request is longer.
const HEAD_SIZE: usize = 32 * 1024;

/// What the person reads in the browser, in their language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pages {
    /// Signed in.
    pub(crate) done: String,
    /// It did not work.
    pub(crate) failed: String,
    /// Nobody waits for this answer.
    pub(crate) unexpected: String,
}

/// The listener.
pub(crate) struct Loopback {
    port: u16,
    calls: mpsc::Receiver<Call>,
    // Ends every connection when the listener is dropped.
    _serving: JoinSet<()>,
}

/// An answer of the issuer, with the connection that waits to be told how it went.
pub(crate) struct Call {
    params: HashMap<String, String>,
    stream: TcpStream,
}

impl Loopback {
    /// Opens the listener on a free port.
    pub(crate) async fn open() -> Result<Self, Cause> {
        let cannot = |e: std::io::Error| Cause::CannotListen { reason: e.to_string() };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(cannot)?;
        let port = listener.local_addr().map_err(cannot)?.port();
        let (found, calls) = mpsc::channel(4);
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                // Browsers open connections ahead of time: one that says nothing must not keep the others waiting.
                let Ok((stream, _)) = listener.accept().await else { continue };
                while connections.try_join_next().is_some() {}
                connections.spawn(serve(stream, port, found.clone()));
            }
        });
        Ok(Self { port, calls, _serving: serving })
    }

    /// Where the issuer sends the browser.
    pub(crate) fn redirect(&self) -> Result<Url, Cause> {
        Url::parse(&format!("http://127.0.0.1:{}/callback", self.port)).map_err(|e| Cause::CannotListen { reason: e.to_string() })
    }

    /// The next answer.
    pub(crate) async fn next(&mut self) -> Result<Call, Cause> {
        self.calls.recv().await.ok_or_else(|| Cause::CannotListen { reason: "the listener closed".to_owned() })
    }
}

impl Call {
    /// A parameter of the answer.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(String::as_str)
    }

    /// The authorization code.
    pub(crate) fn code(&self) -> Option<SecretString> {
        self.get("code").map(Into::into)
    }

    /// Tells the browser how it went.
    pub(crate) async fn reply(mut self, status: &str, text: &str) {
        reply(&mut self.stream, status, text).await;
    }
}

async fn serve(mut stream: TcpStream, port: u16, found: mpsc::Sender<Call>) {
    let Ok(Ok(head)) = tokio::time::timeout(HEAD_TIME, read_head(&mut stream)).await else { return };
    match judge(&head, port) {
        Ok(params) => {
            if let Err(mpsc::error::SendError(mut call)) = found.send(Call { params, stream }).await {
                reply(&mut call.stream, "410 Gone", "").await;
            }
        }
        Err(status) => reply(&mut stream, status, status).await,
    }
}

async fn read_head(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut chunk = [0; 4096];
    while !head.windows(4).any(|it| it == b"\r\n\r\n") {
        let read = stream.read(&mut chunk).await?;
        if read == 0 || head.len() + read > HEAD_SIZE {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        head.extend_from_slice(&chunk[..read]);
    }
    String::from_utf8(head).map_err(|_| std::io::ErrorKind::InvalidData.into())
}

/// Takes `GET /callback?…` that is meant for us and nothing else.
fn judge(head: &str, port: u16) -> Result<HashMap<String, String>, &'static str> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // A page elsewhere whose name was pointed at this computer would name itself here.
    let host = lines.filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("host")).map(|(_, it)| it.trim());
    if host != Some(&format!("127.0.0.1:{port}")) {
        return Err("400 Bad Request");
    }
    let url = Url::parse(&format!("http://127.0.0.1{target}")).map_err(|_| "400 Bad Request")?;
    match (method, url.path()) {
        ("GET", "/callback") => {}
        (_, "/callback") => return Err("405 Method Not Allowed"),
        _ => return Err("404 Not Found"),
    }
    let mut params = HashMap::new();
    for (name, value) in url.query_pairs() {
        if params.insert(name.into_owned(), value.into_owned()).is_some() {
            // RFC 6749 3.1: a parameter comes once.
            return Err("400 Bad Request");
        }
    }
    Ok(params)
}

async fn reply(stream: &mut TcpStream, status: &str, text: &str) {
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\nCache-Control: no-store\r\n\
         Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'\r\n\r\n{text}",
        text.len()
    );
    // A browser that is gone does not want an answer.
    if stream.write_all(answer.as_bytes()).await.is_ok() {
        let _ = stream.shutdown().await;
    }
}
