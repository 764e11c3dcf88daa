//! The head of an HTTP request, as far as it is ours to judge: the request line and the host. What else a browser sends (cookies that
//! other programs left for 127.0.0.1, in whatever bytes) is read past.

use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt};

/// A browser sends its request at once; a connection that says nothing is a speculative one.
const TIME: Duration = Duration::from_secs(10);
/// No right request line is longer.
const LONGEST_LINE: usize = 32 * 1024;
/// The part of a header line that may be the host's.
const LONGEST_HOST: usize = 512;
/// No browser sends more than this.
const LONGEST: usize = 1024 * 1024;

/// What was read of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct RequestHead {
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    /// Every host that it names: a right one names one.
    pub(super) hosts: Vec<String>,
}

/// Why there is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BadHead {
    /// Nothing came: a connection that a browser opened ahead of time.
    Silence,
    /// Something came, and this is the status that it gets.
    Status(&'static str),
}

/// Reads a head to its end, in time.
pub(super) async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Result<RequestHead, BadHead> {
    let mut lines = Lines::default();
    match tokio::time::timeout(TIME, lines.read(stream)).await {
        Ok(Ok(())) => lines.head(),
        Ok(Err(status)) if lines.read > 0 => Err(BadHead::Status(status)),
        Err(_) if lines.read > 0 => Err(BadHead::Status("408 Request Timeout")),
        Ok(Err(_)) | Err(_) => Err(BadHead::Silence),
    }
}

/// The lines of a head, each as far as it may matter.
#[derive(Default)]
struct Lines {
    read: usize,
    first: Vec<u8>,
    hosts: Vec<Vec<u8>>,
    current: Vec<u8>,
    seen_first: bool,
}

impl Lines {
    async fn read(&mut self, stream: &mut (impl AsyncRead + Unpin)) -> Result<(), &'static str> {
        let mut chunk = vec![0; 8192];
        loop {
            let read = stream.read(&mut chunk).await.unwrap_or(0);
            if read == 0 {
                return Err("400 Bad Request");
            }
            self.read += read;
            if self.read > LONGEST {
                return Err("431 Request Header Fields Too Large");
            }
            for byte in &chunk[..read] {
                if *byte == b'\n' {
                    if self.end_of_line() {
                        return Ok(());
                    }
                } else if self.current.len() < if self.seen_first { LONGEST_HOST } else { LONGEST_LINE } {
                    self.current.push(*byte);
                } else if !self.seen_first {
                    return Err("414 URI Too Long");
                }
            }
        }
    }

    /// Whether that was the last one.
    fn end_of_line(&mut self) -> bool {
        let mut line = std::mem::take(&mut self.current);
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        if !self.seen_first {
            // RFC 9112 2.2: an empty line before the request line is passed over.
            self.seen_first = !line.is_empty();
            self.first = line;
            return false;
        }
        let name = line.iter().position(|byte| *byte == b':').map(|end| &line[..end]);
        if name.is_some_and(|it| it.eq_ignore_ascii_case(b"host")) {
            self.hosts.push(line.split_off(5));
            return false;
        }
        line.is_empty()
    }

    fn head(self) -> Result<RequestHead, BadHead> {
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(|it| it.trim().to_owned());
        let bad = BadHead::Status("400 Bad Request");
        let Some(line) = text(&self.first) else { return Err(bad) };
        let mut words = line.split(' ').map(str::to_owned);
        let (Some(method), Some(target)) = (words.next(), words.next()) else { return Err(bad) };
        // A host in other bytes is none of ours.
        Ok(RequestHead { method, target, hosts: self.hosts.iter().map(|it| text(it).unwrap_or_default()).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn head(bytes: &[u8]) -> Result<RequestHead, BadHead> {
        read_head(&mut &*bytes).await
    }

    #[tokio::test]
    async fn only_the_request_line_and_the_host_matter() {
        let expected = RequestHead { method: "GET".to_owned(), target: "/callback?a=b".to_owned(), hosts: vec!["127.0.0.1:7".to_owned()] };
        let many = [&b"X: y\r\n"[..]; 5000].concat();
        let large = [b"Cookie: ", &vec![b'c'; 300_000][..], b"\r\n"].concat();
        for between in [&b""[..], b"Cookie: name=caf\xe9\r\n", b"\xff\xfe\r\n", b"no colon\r\n", &many, &large] {
            let whole = [b"GET /callback?a=b HTTP/1.1\r\n", between, b"hOST: 127.0.0.1:7\r\n", between, b"\r\n"].concat();
            assert_eq!(head(&whole).await.as_ref(), Ok(&expected), "{} bytes", between.len());
        }
        assert_eq!(head(b"\r\nGET /callback?a=b HTTP/1.1\nHost:127.0.0.1:7\n\n").await, Ok(expected));
    }

    #[tokio::test(start_paused = true)]
    async fn whatever_else_comes_gets_its_status() {
        let status = |it| Err(BadHead::Status(it));
        assert_eq!(head(b"").await, Err(BadHead::Silence));
        for broken in [&b"GET / HTTP/1.1\r\nHo"[..], b"\x16\x03\x01", b"GET /caf\xe9 HTTP/1.1\r\n\r\n", b"nonsense\r\n\r\n"] {
            assert_eq!(head(broken).await, status("400 Bad Request"));
        }
        assert_eq!(head(&[b"GET /", &vec![b'x'; 40_000][..]].concat()).await, status("414 URI Too Long"));
        assert_eq!(
            head(&[b"GET / HTTP/1.1\r\n", &vec![b'x'; 1_100_000][..]].concat()).await,
            status("431 Request Header Fields Too Large")
        );
        let (mut here, mut there) = tokio::io::duplex(64);
        tokio::io::AsyncWriteExt::write_all(&mut there, b"GET /").await.unwrap();
        assert_eq!(read_head(&mut here).await, status("408 Request Timeout"));
        let (mut silent, _there) = tokio::io::duplex(64);
        assert_eq!(read_head(&mut silent).await, Err(BadHead::Silence));
    }
}
