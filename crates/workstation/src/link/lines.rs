//! Messages as lines of JSON, none longer than a limit.

use super::LinkError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};

/// Reads messages. What has come of a line is kept here, so that waiting for the next one can be given up and taken up again.
#[derive(Debug)]
pub struct Lines<R> {
    from: BufReader<R>,
    line: Vec<u8>,
    limit: usize,
}

impl<R: AsyncRead + Unpin> Lines<R> {
    /// Reads from here, nothing longer than `limit` bytes.
    pub fn new(from: R, limit: usize) -> Self {
        Self { from: BufReader::new(from), line: Vec::new(), limit }
    }

    /// From now on lines may be this long.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// The next message.
    ///
    /// # Errors
    /// The other side has ended, or what comes is no message of this kind.
    pub async fn next<T: DeserializeOwned>(&mut self) -> Result<T, LinkError> {
        loop {
            let found = self.from.fill_buf().await?;
            if found.is_empty() {
                return Err(LinkError::Closed);
            }
            let end = found.iter().position(|it| *it == b'\n');
            let taken = end.map_or(found.len(), |at| at + 1);
            if self.line.len() + taken > self.limit {
                return Err(LinkError::TooLong { limit: self.limit });
            }
            self.line.extend_from_slice(&found[..taken]);
            self.from.consume(taken);
            if end.is_some() {
                let line = std::mem::take(&mut self.line);
                return serde_json::from_slice(&line).map_err(|_| LinkError::Odd { length: line.len() });
            }
        }
    }
}

/// Writes a message as one line.
///
/// # Errors
/// The other side has ended.
pub async fn write<T: Serialize>(to: &mut (impl AsyncWrite + Unpin), message: &T) -> Result<(), LinkError> {
    let mut line = serde_json::to_vec(message).map_err(std::io::Error::other)?;
    line.push(b'\n');
    to.write_all(&line).await?;
    Ok(to.flush().await?)
}
