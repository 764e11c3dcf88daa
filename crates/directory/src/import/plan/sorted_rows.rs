//! The rows of the document in the order of their accounts. While some are planned, a thread reads the next ones from their texts.

use super::CHUNK;
use crate::import::ImportError;
use crate::import::staging::{DocumentCursor, StagedRow, Staging};
use std::collections::VecDeque;
use tokio::task::JoinHandle;

/// Rows that are being read, and the place after them.
struct Reading {
    rows: JoinHandle<Result<VecDeque<(String, StagedRow)>, ImportError>>,
    end: DocumentCursor,
}

/// The rows that are left.
pub(super) struct SortedRows {
    /// Each with its account.
    at_hand: VecDeque<(String, StagedRow)>,
    /// Nothing at the end.
    next: Option<Reading>,
}

impl SortedRows {
    /// All rows of the document; the first are read from here on.
    pub(super) fn of(staging: &Staging) -> Result<Self, ImportError> {
        Ok(Self { at_hand: VecDeque::new(), next: begin(staging, &DocumentCursor::start())? })
    }

    /// The account of the next row; nothing at the end.
    pub(super) async fn account(&mut self, staging: &Staging) -> Result<Option<String>, ImportError> {
        self.fill(staging).await?;
        Ok(self.at_hand.front().map(|(account, _)| account.clone()))
    }

    /// The next rows, at most [`CHUNK`] and all of them of this account; none where it has no more.
    pub(super) async fn of_account(&mut self, staging: &Staging, account: &str) -> Result<Vec<StagedRow>, ImportError> {
        self.fill(staging).await?;
        let count = self.at_hand.iter().take_while(|(of, _)| of == account).count();
        Ok(self.at_hand.drain(..count).map(|(_, row)| row).collect())
    }

    async fn fill(&mut self, staging: &Staging) -> Result<(), ImportError> {
        if !self.at_hand.is_empty() {
            return Ok(());
        }
        let Some(reading) = self.next.take() else { return Ok(()) };
        self.next = begin(staging, &reading.end)?;
        self.at_hand = reading.rows.await.map_err(|error| ImportError::Internal(error.to_string()))??;
        Ok(())
    }
}

fn begin(staging: &Staging, after: &DocumentCursor) -> Result<Option<Reading>, ImportError> {
    let texts = staging.sorted_after(after, CHUNK)?;
    let Some(end) = texts.end() else { return Ok(None) };
    Ok(Some(Reading { rows: tokio::task::spawn_blocking(move || texts.read()), end }))
}
