//! A body as large as a document is: read on another thread as it arrives, bounded in its size and in the time in which nothing of it comes,
//! and never whole in memory. What is wrong with the document is known before it has arrived: the rest is taken all the same, and thrown
//! away, since whoever is still sending hears no answer.

use crate::problem::{Code, Problem};
use axum::body::{Body, Bytes, HttpBody as _};
use data_encoding::HEXLOWER;
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use std::io::{BufRead, ErrorKind, Read};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// How many pieces may wait to be read.
const AHEAD: usize = 8;

/// What bounds a document on its way.
#[derive(Debug, Clone, Copy)]
pub(super) struct DocumentLimits {
    /// How large it may be, in bytes.
    pub(super) most: u64,
    /// How long nothing of it may come.
    pub(super) idle: Duration,
}

impl DocumentLimits {
    fn too_large(self) -> Problem {
        Problem::new(Code::DocumentTooLarge).arg("bytes", self.most).extension("maxBytes", &self.most)
    }

    /// Whether a body that announces its length may be sent at all.
    pub(super) fn check(self, body: &Body) -> Result<(), Problem> {
        if body.size_hint().lower() > self.most { Err(self.too_large()) } else { Ok(()) }
    }
}

/// A document to be read while it arrives, and what has to be waited for beside: its arrival, which gives the hash of all of it and of `about`.
pub(super) fn document(
    body: Body,
    limits: DocumentLimits,
    about: &[u8],
) -> (DocumentReader, impl Future<Output = Result<String, Problem>>) {
    let (sender, receiver) = mpsc::channel(AHEAD);
    let hash = Sha256::new_with_prefix(about);
    (DocumentReader { pieces: receiver, piece: Bytes::new(), has_ended: false }, arrival(body, limits, sender, hash))
}

async fn arrival(body: Body, limits: DocumentLimits, sender: mpsc::Sender<Piece>, mut hash: Sha256) -> Result<String, Problem> {
    let (mut pieces, mut arrived) = (body.into_data_stream(), 0_u64);
    loop {
        match timeout(limits.idle, pieces.next()).await.map_err(|_| Problem::new(Code::BodyTooSlow))? {
            None => {
                // Nobody listens where enough was found.
                let _ = sender.send(Piece::End).await;
                return Ok(HEXLOWER.encode(&hash.finalize()));
            }
            Some(Err(_)) => return Err(Problem::bad_part("body")),
            Some(Ok(piece)) => {
                arrived = arrived.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
                if arrived > limits.most {
                    return Err(limits.too_large());
                }
                hash.update(&piece);
                let _ = sender.send(Piece::Bytes(piece)).await;
            }
        }
    }
}

/// What arrives.
enum Piece {
    Bytes(Bytes),
    /// It is whole.
    End,
}

/// Reads what arrives; for a thread that may wait.
pub(super) struct DocumentReader {
    pieces: mpsc::Receiver<Piece>,
    piece: Bytes,
    has_ended: bool,
}

impl BufRead for DocumentReader {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        while self.piece.is_empty() && !self.has_ended {
            match self.pieces.blocking_recv() {
                Some(Piece::Bytes(piece)) => self.piece = piece,
                Some(Piece::End) => self.has_ended = true,
                // It did not come to its end: no document ends here.
                None => return Err(ErrorKind::ConnectionAborted.into()),
            }
        }
        Ok(&self.piece)
    }

    fn consume(&mut self, amount: usize) {
        self.piece = self.piece.slice(amount.min(self.piece.len())..);
    }
}

impl Read for DocumentReader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
