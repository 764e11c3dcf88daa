//! The connection to a mail server, with its replies in the one form that lettre reads. A reply may be a bare code (RFC 5321, 4.2: the text
//! is optional, and a client must not depend on it), and its line may end as foreign servers end it; lettre takes both for no answer at all,
//! and a mail that was taken would be sent again.

use lettre::transport::smtp::client::AsyncTokioStream;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The longest line that is looked at: no reply is longer (RFC 5321, 4.5.3.1.5, allows 512).
const LONGEST_LINE: usize = 4096;

/// A stream whose lines are replies.
#[derive(Debug)]
pub(super) struct ReplyStream<S> {
    inner: S,
    peer: SocketAddr,
    /// What came and is no whole line yet.
    line: Vec<u8>,
    /// Lines that can be read.
    ready: Vec<u8>,
}

impl<S> ReplyStream<S> {
    /// Over a connection. `before`: a reply that was read already, and is read once more.
    pub(super) fn new(inner: S, peer: SocketAddr, before: &[u8]) -> Self {
        Self { inner, peer, line: Vec::new(), ready: before.to_vec() }
    }

    fn take_in(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' => {
                    let line = std::mem::take(&mut self.line);
                    self.ready.extend(whole(&line));
                }
                byte if self.line.len() < LONGEST_LINE => self.line.push(*byte),
                byte => {
                    // No reply; whoever reads it will say so.
                    self.ready.append(&mut self.line);
                    self.ready.push(*byte);
                }
            }
        }
    }
}

/// A line of a reply as it should be, with its end.
fn whole(line: &[u8]) -> Vec<u8> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let bare = line.len() == 3 && line.iter().all(u8::is_ascii_digit);
    [line, if bare { b" \r\n" } else { b"\r\n" }].concat()
}

impl<S: AsyncRead + Unpin> AsyncRead for ReplyStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let it = &mut *self;
        while it.ready.is_empty() {
            let mut bytes = [0; 1024];
            let mut read = ReadBuf::new(&mut bytes);
            ready!(Pin::new(&mut it.inner).poll_read(context, &mut read))?;
            if read.filled().is_empty() {
                // The end: half a line is read as it is.
                it.ready.append(&mut it.line);
                break;
            }
            it.take_in(read.filled());
        }
        let most = it.ready.len().min(buffer.remaining());
        let rest = it.ready.split_off(most);
        buffer.put_slice(&it.ready);
        it.ready = rest;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for ReplyStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin + std::fmt::Debug> AsyncTokioStream for ReplyStream<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    async fn read(sent: &[&[u8]]) -> String {
        let (mut theirs, ours) = tokio::io::duplex(64);
        let mut stream = ReplyStream::new(ours, "127.0.0.1:25".parse().unwrap(), b"");
        let sent: Vec<Vec<u8>> = sent.iter().map(|it| it.to_vec()).collect();
        let writing = tokio::spawn(async move {
            for part in sent {
                theirs.write_all(&part).await.unwrap();
            }
        });
        let mut all = String::new();
        stream.read_to_string(&mut all).await.unwrap();
        writing.await.unwrap();
        all
    }

    #[tokio::test]
    async fn a_bare_code_is_a_reply_and_everything_else_stays() {
        assert_eq!(read(&[b"250\r\n"]).await, "250 \r\n");
        assert_eq!(read(&[b"25", b"0\r", b"\n"]).await, "250 \r\n");
        assert_eq!(read(&[b"250-first\r\n250-\r\n250\r\n"]).await, "250-first\r\n250-\r\n250 \r\n");
        assert_eq!(read(&[b"451 4.3.0 later\r\n250 ok\n"]).await, "451 4.3.0 later\r\n250 ok\r\n");
        assert_eq!(read(&[b"25x\r\n2500\r\n\r\n"]).await, "25x\r\n2500\r\n\r\n");
        assert_eq!(read(&[b"250"]).await, "250", "half a line is no answer");
        let long = [b'x'; LONGEST_LINE + 7];
        assert_eq!(read(&[&long, b"\r\n"]).await.trim_end().len(), LONGEST_LINE + 7);
    }
}
