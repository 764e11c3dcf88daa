//! Signing how far the chains go: regularly, as a job of the worker, and when the service ends. Each head is kept in the database and told
//! outside of it: a line of the log, and one in the file that the configuration names.

use super::head::Head;
use crate::service::Service;
use crate::store::audit_chains::{self, Unsigned};
use crate::store::{StoreError, Tx};
use anyhow::Context as _;
use jiff::Timestamp;
use std::path::Path;
use tokio::io::AsyncWriteExt as _;

/// How many are signed in one transaction.
const BATCH: i64 = 100;

/// Signs one batch of what grew since its last signature; whether there may be more.
pub(crate) async fn sign_some(service: &Service) -> anyhow::Result<bool> {
    let parts = service.dependencies();
    let mut tx = parts.store.write().await?;
    let due = audit_chains::unsigned(&mut tx, BATCH).await?;
    let mut heads = String::new();
    for chain in &due {
        heads.push_str(&sign(&mut tx, service, chain, service.now()).await?);
        heads.push('\n');
    }
    // Told before it is kept: a head that was told twice does no harm, one that was never told does.
    if let Some(file) = parts.audit_heads.as_deref().filter(|_| !heads.is_empty()) {
        append(file, &heads).await.with_context(|| format!("cannot append to {}", file.display()))?;
    }
    tx.commit().await?;
    Ok(i64::try_from(due.len()).is_ok_and(|it| it == BATCH))
}

async fn sign(tx: &mut Tx, service: &Service, chain: &Unsigned, now: Timestamp) -> anyhow::Result<String> {
    let head = Head { chain: chain.chain.clone(), sequence: chain.length, hash: chain.hash.clone(), at: now };
    let jws = head.sign(&service.dependencies().audit_key)?;
    audit_chains::keep_head(tx, chain, &jws).await.map_err(|error: StoreError| error)?;
    tracing::info!(chain = %head.chain, sequence = head.sequence, hash = %head.hash, %jws, "audit head");
    Ok(jws)
}

async fn append(file: &Path, lines: &str) -> std::io::Result<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.append(true).create(true);
    // Whatever the umask: `audit verify` believes no file that others can change.
    #[cfg(unix)]
    options.mode(0o644);
    let mut file = options.open(file).await?;
    file.write_all(lines.as_bytes()).await?;
    file.sync_data().await
}
