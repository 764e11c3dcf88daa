//! Asking as fast as it goes: a few connections that stay open, each with one request after the other, written and read as bytes. A client
//! with more comforts would take as much of the machine as the service does, and make every ratio look better than it is.

use anyhow::{Context, Result, ensure};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How long each thing is done.
pub(crate) const LONG: Duration = Duration::from_secs(4);
/// How many ask at the same time.
pub(crate) const AT_ONCE: usize = 8;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) tag: Option<String>,
}

/// An open connection.
pub(crate) struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Wire {
    /// Connects to `http://host:port`.
    pub(crate) async fn open(url: &str) -> Result<Self> {
        let stream = TcpStream::connect(url.strip_prefix("http://").context("http:// is expected")?).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(16 * 1024) })
    }

    /// Sends a request and reads the answer to its end.
    pub(crate) async fn ask(&mut self, request: &str) -> Result<Answer> {
        self.stream.write_all(request.as_bytes()).await?;
        let head = loop {
            if let Some(at) = self.read.windows(4).position(|it| it == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let text = String::from_utf8(self.read.get(..head).unwrap_or_default().to_vec())?;
        let header = |name: &str| {
            let line = text.lines().find(|it| it.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)));
            line.and_then(|it| it.get(name.len()..)).and_then(|it| it.strip_prefix(": "))
        };
        let status: u16 = text.get(9..12).context("no status")?.parse()?;
        let body: usize = match header("content-length") {
            Some(length) => length.parse()?,
            None => {
                ensure!(status == 304 || status == 204, "a body of unknown length: {text}");
                0
            }
        };
        while self.read.len() < head + body {
            self.more().await?;
        }
        self.read.drain(..head + body);
        Ok(Answer { status, tag: header("etag").map(str::to_owned) })
    }

    async fn more(&mut self) -> Result<()> {
        ensure!(self.stream.read_buf(&mut self.read).await? > 0, "the service hung up");
        Ok(())
    }
}

/// A request without a body; each header a whole line.
pub(crate) fn request(method: &str, path: &str, token: &str, headers: &[String]) -> String {
    let more: String = headers.iter().map(|it| format!("{it}\r\n")).collect();
    format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n{more}\r\n")
}

/// How often a second something is answered with this status, asked by several at once; `n` counts up from 0.
pub(crate) async fn rate<F>(url: &str, status: u16, ask: F) -> Result<f64>
where
    F: Fn(u64) -> String + Send + Sync + 'static,
{
    rate_of(url, status, u64::MAX, ask).await
}

/// The same for something that can be done so many times only.
#[expect(clippy::cast_precision_loss, reason = "a count of a few hundred thousand")]
pub(crate) async fn rate_of<F>(url: &str, status: u16, most: u64, ask: F) -> Result<f64>
where
    F: Fn(u64) -> String + Send + Sync + 'static,
{
    let (next, ask) = (Arc::new(AtomicU64::new(0)), Arc::new(ask));
    let mut wires = Vec::new();
    for _ in 0..AT_ONCE {
        wires.push(Wire::open(url).await?);
    }
    let began = Instant::now();
    let workers: Vec<_> = wires
        .into_iter()
        .map(|mut wire| {
            let (next, ask) = (Arc::clone(&next), Arc::clone(&ask));
            tokio::spawn(async move {
                let mut count = 0_u64;
                while began.elapsed() < LONG {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= most {
                        break;
                    }
                    let request = ask(n);
                    let answer = wire.ask(&request).await?;
                    // Whose window ended in this very moment gets another policy.
                    let is_next_policy = status == 304 && answer.status == 200;
                    ensure!(answer.status == status || is_next_policy, "{answer:?} to {request}");
                    count += u64::from(!is_next_policy);
                }
                anyhow::Ok(count)
            })
        })
        .collect();
    let mut sum = 0;
    for worker in workers {
        sum += worker.await??;
    }
    Ok(sum as f64 / began.elapsed().as_secs_f64())
}
